"""Completions for shells: what `ecsparse --completion SHELL` prints.

As the user types, the scripts run the command with `_ECSPARSE_COMPLETE` in the environment, and click answers.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from ecsparse.cli.invocation import Choice

# As click's own, except that files are offered along with commands, not only if no command matches, that a value
# after a = leaves the option before it, and that no blank follows a value that ends in a slash.
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value response word
    local -a words=()
    local -i number=-1 place
    # bash takes --name=value for three words
    for ((place = 0; place <= COMP_CWORD; place++)); do
        word=${COMP_WORDS[place]}
        if [[ $number -ge 1 && ( $word == = || ${words[number]} == --*= ) && ${words[number]} == --* ]]; then
            words[number]+=$word
        else
            words[++number]=$word
        fi
    done
    response=$(env COMP_WORDS="${words[*]}" COMP_CWORD=$number %(complete_var)s=bash_complete "$1")
    while IFS=',' read -r type value; do
        if [[ $type == file || $type == dir ]]; then
            compopt -o filenames
            [[ $type == dir ]] || compopt -o default
            mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen "-${type:0:1}" -- "$value")
        elif [[ $type == plain ]]; then
            COMPREPLY+=("$value")
            [[ $value != */ ]] || compopt -o nospace
        fi
    done <<< "$response"
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a plain described open response
    local type key description
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \
        %(complete_var)s=zsh_complete %(prog_name)s)}")
    [[ $PREFIX != --*\\=* ]] || compset -P 1 '*='
    # what is typed may be empty
    for type key description in "${(@)response}"; do
        if [[ $type == dir ]]; then
            _path_files -/
        elif [[ $type == file ]]; then
            _path_files -f
        elif [[ $key == */ ]]; then
            open+=("$key")
        elif [[ $description == _ ]]; then
            plain+=("$key")
        else
            described+=("$key:$description")
        fi
    done
    (( ! $#described )) || _describe -V unsorted described
    (( ! $#plain )) || compadd -V unsorted -a plain
    (( ! $#open )) || compadd -S '' -V unsorted -a open
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = """\
function %(complete_func)s
    set -l word (commandline -t)
    set -l option (string match -r -- '^--[^=]+=' $word; or echo)
    set -l value (string replace -r -- '^--[^=]+=' '' $word)
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=$word %(prog_name)s)
    for completion in $response
        set -l parts (string split -m 1 , $completion)
        switch $parts[1]
            case dir
                printf '%%s\\n' $option(__fish_complete_directories "$value")
            case file
                printf '%%s\\n' $option(__fish_complete_path "$value")
            case plain
                printf '%%s\\n' $option$parts[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(BashComplete):
    """Completion in bash, 4.4 or later."""

    source_template = _BASH


class Zsh(ZshComplete):
    """Completion in zsh."""

    source_template = _ZSH


class Fish(FishComplete):
    """Completion in fish."""

    source_template = _FISH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
VARIABLE = "_ECSPARSE_COMPLETE"


def _print_script(context: click.Context, _: click.Parameter, shell: str | None) -> None:
    if not shell or context.resilient_parsing:
        return
    completion = SHELLS[shell](context.command, {}, "ecsparse", VARIABLE)
    click.echo(completion.source().rstrip("\n"))
    context.exit()


completion_option = click.option(
    "--completion",
    type=Choice(list(SHELLS)),
    is_eager=True,
    expose_value=False,
    callback=_print_script,
    help="Print the completion script for a shell.",
)
