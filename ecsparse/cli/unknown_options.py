"""What is said about an option that a command does not have."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ecsparse.cli.commands import COMMANDS, command_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click


def message_on(error: click.NoSuchOption, arguments: Iterable[str]) -> str:
    """The message on the option, with what was probably meant: a file, `--help` for `-help`, or another command."""
    base = f"No such option {error.option_name!r}."
    for word in arguments:
        if not _is_in(error.option_name, word):
            continue
        if "." in word or os.path.lexists(word):
            return f"{base} A file of that name is ./{word}, or {word} after --."
        if error.ctx is not None and f"-{word}" in _options(error.ctx.command):
            return f"No such option {word!r}. Did you mean '-{word}'?"
    *others, last = ["", *map(repr, _having(error.option_name, error.ctx))]
    if not last:
        return ""
    names = f"{', '.join(others[1:])} and {last} have" if others[1:] else f"{last} has"
    return f"{base} {names} it."


def _is_in(option: str, word: str) -> bool:
    """Whether `word` of the command line is `option`, or one of its short options."""
    is_short = len(option) == len("-x") and word[:1] == "-" != word[1:2]
    return word == option or (is_short and option[1] in word)


def _having(option: str, context: click.Context | None) -> Iterator[str]:
    """The filter, and the commands, that have the option."""
    if context is None:
        return
    if option in _options(context.find_root().command):
        yield "ecsparse"
    for name in COMMANDS:
        if option in _options(command_named(name)):
            yield f"ecsparse {name}"


def _options(command: click.Command) -> set[str]:
    return {spelling for parameter in command.params for spelling in parameter.opts} | {"--help"}
