"""How a command line is read by click: only imported when there is an option or a command's name."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from ecsparse import __version__
from ecsparse.cli.notes import LONGEST_USAGE, printable, say, write
from ecsparse.cli.output import Output, WriteError
from ecsparse.errors import BadDeclaration, BadPlugin
from ecsparse.registry import BUILT_IN, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = {"max_content_width": 100}


class Printed(Exception):
    """Leave click with a text for standard output."""


def _help(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not context.resilient_parsing:
        raise Printed(context.get_help())


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if asked and not context.resilient_parsing:
        raise Printed(f"ecsparse {__version__}")


class Choice(click.Choice):  # type: ignore[type-arg]  # generic since click 8.2 only
    """One of some words; what is near to one of them is told so."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Return what is wrong with `value`."""
        return super().get_invalid_choice_message(value, ctx) + suggestion(str(value), map(str, self.choices))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message about a `word` that is not `known`: what may be meant; empty if nothing is near."""
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def product_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The products' ids that begin with what was typed so far."""
    return [name for name in BUILT_IN.names() if name.startswith(incomplete)]


def check_product(name: str, registry: Registry) -> None:
    """Raise a usage error if there is no such product in `registry`."""
    if name not in registry.names():
        known = ", ".join(registry.names())
        raise click.UsageError(f"unknown product: {name!r}; known are {known}.{suggestion(name, registry.names())}")


def check_choice(products: tuple[str, ...], prefer: tuple[str, ...], registry: Registry) -> None:
    """Raise a usage error if there is no such product, or one is preferred that is not among those to recognise."""
    for name in (*products, *prefer):
        check_product(name, registry)
    for name in prefer:
        if products and name not in products:
            raise click.UsageError(f"--prefer {name} is left out by --product; name it there too, or leave it out")


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
product_option = click.option(
    "--product",
    "products",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Know only this product (repeatable); a single one is asked about every line, without sniffing.",
)
prefer_option = click.option(
    "--prefer",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Ask this product first where a line may be several products' (repeatable).",
)
timezone_option = click.option(
    "--timezone",
    metavar="ZONE",
    default="UTC",
    show_default=True,
    help="The zone, as an IANA name, of times that name none.",
)
reference_date_option = click.option(
    "--reference-date",
    metavar="DATE",
    help="Complete times without a year: no line is later than DATE (a date, or an RFC 3339 time).",
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Convert with N processes (0: one for each processor); the output is the same.",
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
    except Printed as wanted:
        return print_text(f"{wanted}\n")
    except click.UsageError as error:
        write(f"ecsparse: {printable(error.format_message(), LONGEST_USAGE)}\n")
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
