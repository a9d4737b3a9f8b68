"""How a command line is read by click: only imported when there is an option or a command's name."""

from __future__ import annotations

import click

from ecsparse import __version__
from ecsparse.cli.notes import printable, say, write
from ecsparse.cli.output import Output, WriteError
from ecsparse.errors import BadDeclaration, BadPlugin
from ecsparse.registry import BUILT_IN, Registry

CONTEXT = {"max_content_width": 100}

# What is wrong with a command line holds names and paths from it, and ends with the next step.
_LONGEST_USAGE = 1000


class _Print(Exception):
    """Leave click with a text for standard output."""


def _help(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not context.resilient_parsing:
        raise _Print(context.get_help())


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not context.resilient_parsing:
        raise _Print(f"ecsparse {__version__}")


def _registry(context: click.Context, _: click.Parameter, plugins: tuple[str, ...]) -> Registry:
    if context.resilient_parsing or not plugins:
        return BUILT_IN
    try:
        return Registry(plugins)
    except (BadDeclaration, BadPlugin) as error:
        raise click.UsageError(str(error)) from error


# Gives its command the parameter `registry`: the products that can be recognised.
plugin_option = click.option(
    "--plugin",
    "registry",
    metavar="MODULE",
    multiple=True,
    callback=_registry,
    help="Also know a product of your own (repeatable): a .py file, a module, or what an installed package offers.",
)
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
        write(f"ecsparse: {printable(error.format_message(), _LONGEST_USAGE)}\n")
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
