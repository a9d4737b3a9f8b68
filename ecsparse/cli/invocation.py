"""How a command line is read by click: only imported when there is an option or a command's name."""

from __future__ import annotations

import click

from ecsparse import __version__
from ecsparse.cli.notes import say, write
from ecsparse.cli.output import Output, WriteError

CONTEXT = {"max_content_width": 100}


class _Print(Exception):
    """Leave click with a text for standard output."""


def _help(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not context.resilient_parsing:
        raise _Print(context.get_help())


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not context.resilient_parsing:
        raise _Print(f"ecsparse {__version__}")


version_option = click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
)
help_option = click.option(
    "-h", "--help", is_flag=True, is_eager=True, expose_value=False, callback=_help, help="Show this text."
)


def invoke(command: click.Command, arguments: list[str], name: str) -> int:
    """Run `command`, which is called `name`, as `arguments` say; return the exit status."""
    try:
        status: int = command.main(arguments, prog_name=name, standalone_mode=False)
    except _Print as wanted:
        return print_text(f"{wanted}\n")
    except click.UsageError as error:
        say(error.format_message())
        write(f"Try '{name} --help'.\n")
        return 2
    return status


def print_text(text: str) -> int:
    """Write `text` to standard output; return the exit status."""
    try:
        output = Output(None)
        output.write(text.encode())
        output.flush()
    except WriteError as error:
        say(*error.parts)
        return 1
    return 0
