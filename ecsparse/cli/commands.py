"""The commands by their names: each is the `command` of a module of its own, imported when it is named."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click import Command

# A first word that is one of these is a command; a file of that name is `./lint`.
COMMANDS = ("convert", "explain", "lint", "new-product", "products", "sniff", "template", "test-samples")


def command_named(name: str | None) -> Command:
    """The command of this name, imported now; with `None` the filter itself."""
    from importlib import import_module  # noqa: PLC0415 - most runs name no command

    command: Command = import_module(f"ecsparse.cli.{(name or 'options').replace('-', '_')}").command
    return command
