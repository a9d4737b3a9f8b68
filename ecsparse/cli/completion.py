"""Completions for shells: what `ecsparse --completion SHELL` prints.

As the user types, the scripts run the command with `_ECSPARSE_COMPLETE` in the environment, and click answers.
"""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from ecsparse.cli.invocation import Choice

# As click's own, except that files are offered along with commands, not only if no command matches.
_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value response
    response=$(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
    while IFS=',' read -r type value; do
        if [[ $type == file ]]; then
            compopt -o default -o filenames
            mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$value")
        elif [[ $type == plain ]]; then
            COMPREPLY+=("$value")
        fi
    done <<< "$response"
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Completion in bash, 4.4 or later."""

    source_template = _BASH


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": ZshComplete, "fish": FishComplete}
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
