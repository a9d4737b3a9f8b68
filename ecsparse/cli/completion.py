"""Completions for shells: what `ecsparse --completion SHELL` prints, and what that asks for as a user types.

The shells' scripts and their protocol are click's: the words so far come in variables of the environment, beside
`_ECSPARSE_COMPLETE`, which a user has no other use for.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

from ecsparse.cli.commands import COMMANDS, command_named
from ecsparse.cli.invocation import Choice, Printed, print_text

if TYPE_CHECKING:
    from click.shell_completion import ShellComplete

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_ECSPARSE_COMPLETE"


def _print_script(context: click.Context, _: click.Parameter, shell: str | None) -> None:
    if shell and not context.resilient_parsing:
        raise Printed(_completion(shell, context.command).source().rstrip("\n"))


completion_option = click.option(
    "--completion",
    type=Choice(SHELLS),
    is_eager=True,
    expose_value=False,
    callback=_print_script,
    help="Print a script that teaches the shell to complete this command.",
)


def complete() -> int:
    """Write the words that may follow on the command line; return the exit status."""
    shell, _, asked = os.environ[VARIABLE].partition("_")
    if shell not in SHELLS or asked != "complete":
        return 2
    arguments, incomplete = _completion(shell, command_named(None)).get_completion_args()
    name = arguments[0] if arguments and arguments[0] in COMMANDS else None
    asking = _completion(shell, command_named(name))
    items = asking.get_completions(arguments if name is None else arguments[1:], incomplete)
    if not arguments:
        # behind the file names, which bash takes for a reset
        items += [CompletionItem(known) for known in COMMANDS if known.startswith(incomplete)]
    return print_text("".join(f"{asking.format_completion(item)}\n" for item in items))


def _completion(shell: str, command: click.Command) -> ShellComplete:
    found = get_completion_class(shell)
    if found is None:
        raise ValueError(f"unknown shell: {shell!r}; known are {', '.join(SHELLS)}")
    return found(command, {}, "ecsparse", VARIABLE)
