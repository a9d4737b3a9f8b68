"""Command lines that click parses; only imported if there is an option or the name of a command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from ecsparse.cli.color import ALWAYS
from ecsparse.cli.notes import LONGEST_USAGE, printable, say, write
from ecsparse.cli.output import STDOUT, Output, WriteError
from ecsparse.cli.suggestions import suggested_product, suggestion
from ecsparse.cli.values import FILE, UTC, Jobs, Zone
from ecsparse.errors import BadDeclaration, BadPlugin
from ecsparse.registry import BUILT_IN, Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeAlias

    Reading: TypeAlias = Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[str, ...]]
    Completing: TypeAlias = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


class Choice(click.Choice):  # type: ignore[type-arg]  # generic since click 8.2 only
    """One of several words; the message on any other word suggests a similar one."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Return the message for `value`."""
        return super().get_invalid_choice_message(value, ctx) + suggestion(str(value), map(str, self.choices))


def product_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The product ids that begin with `incomplete`."""
    return [name for name in BUILT_IN.names() if name.startswith(incomplete)]


def check_product(name: str, registry: Registry) -> None:
    """Raise a usage error if there is no such product in `registry`."""
    if name not in registry.names():
        similar = suggested_product(name, registry)
        rest = f".{similar}" if similar else "; 'ecsparse products' lists those that are known"
        raise click.UsageError(f"unknown product: {name!r}{rest}")


def check_choice(products: tuple[str, ...], prefer: tuple[str, ...], registry: Registry) -> None:
    """Raise a usage error if a product does not exist, or a preferred one is not among `products`."""
    for name in (*products, *prefer):
        check_product(name, registry)
    for name in prefer:
        if products and name not in products:
            raise click.UsageError(
                f"--prefer {name} names a product that --product excludes; add it to --product, or leave it out"
            )


def comma_separated(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of values that are separated by commas."""
    return tuple(part.strip() for value in given for part in value.split(",") if part.strip())


def chosen_of(known: Sequence[str]) -> Reading:
    """What reads the values of an option that are separated by commas, and of which each must be in `known`."""

    def chosen(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
        names = comma_separated(context, parameter, given)
        for name in names:
            if name not in known:
                problem = f"{name!r} is not one of {', '.join(known)}.{suggestion(name, known)}"
                raise click.BadParameter(problem, context, parameter)
        return names

    return chosen


def completed_of(known: Sequence[str]) -> Completing:
    """What completes such values: those of `known` that go on after the last comma."""

    def completed(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{name}") for name in known if name.startswith(last)]

    return completed


def without_effect(option: str, needed: str) -> click.UsageError:
    """The usage error for an `option` that changes nothing without another one."""
    return click.UsageError(f"{option} has no effect without {needed}; add that, or leave {option} out")


def check_color(color: str, form: str) -> None:
    """Raise a usage error if output that is to be coloured is not text."""
    if color == ALWAYS and form != "text":
        raise without_effect(f"--color {ALWAYS}", "--format text")


def _registry(context: click.Context, _: click.Parameter, plugins: tuple[str, ...]) -> Registry:
    if context.resilient_parsing or not plugins:
        return BUILT_IN
    try:
        return Registry(plugins)
    except (BadDeclaration, BadPlugin) as error:
        raise click.UsageError(str(error)) from error


# Gives its command the parameter `registry`: the known products.


def format_option(meaning: str, *others: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--format`: `text` by default, `json`, or one of `others`; `meaning` says what they are."""
    choice = Choice(["text", "json", *others])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help=meaning)


plugin_option = click.option(
    "--plugin",
    "registry",
    metavar="MODULE",
    multiple=True,
    type=FILE,
    callback=_registry,
    help="Add a product of your own (repeatable): a .py file, a module, or the entry point of a package.",
)
product_option = click.option(
    "--product",
    "products",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Recognise only this product (repeatable). If it is the only one, it is asked about every line.",
)
prefer_option = click.option(
    "--prefer",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Ask this product first if a line may belong to several (repeatable).",
)
timezone_option = click.option(
    "--timezone",
    type=Zone(),
    metavar="ZONE",
    default=UTC,
    show_default=True,
    help="The zone of times that state none: an IANA name, an offset such as +01:00, or local (this machine's).",
)
reference_date_option = click.option(
    "--reference-date",
    metavar="DATE",
    help="Complete times without a year: no line is later than DATE (a date, or an RFC 3339 time).",
)
include_option = click.option(
    "--include", metavar="PATTERN", multiple=True, help="In folders, read only files that match (repeatable)."
)
exclude_option = click.option(
    "--exclude", metavar="PATTERN", multiple=True, help="In folders, skip files that match (repeatable)."
)
jobs_option = click.option(
    "--jobs",
    metavar="N|auto",
    type=Jobs(),
    default=1,
    show_default=True,
    help="Use N processes, or one per processor (auto, or 0); the output is the same.",
)


def invoke(command: click.Command, arguments: list[str]) -> int:
    """Run `command` with `arguments`; return the exit status."""
    if sys.stdout is None:
        # without an output, click writes nothing; but help that cannot be written is a failure
        sys.stdout = open(STDOUT, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    try:
        status: int = command.main(arguments, prog_name=command.name, standalone_mode=False)
    except click.UsageError as error:
        write(f"ecsparse: {printable(_message(error, arguments), LONGEST_USAGE)}\n")
        write(f"Try '{error.ctx.command_path if error.ctx else command.name} --help'.\n")
        return 2
    except OSError as error:
        if error.filename is not None:
            raise
        # click writes help and versions; commands handle their own output
        say("write error", error.strerror or str(error))
        return 1
    return status


def _message(error: click.UsageError, arguments: list[str]) -> str:
    """What is wrong with the command line."""
    if not isinstance(error, click.NoSuchOption):
        return error.format_message()
    from ecsparse.cli.unknown_options import message_on  # noqa: PLC0415 - other commands are looked at

    return message_on(error, arguments) or error.format_message()


def print_text(text: str) -> int:
    """Write `text` to standard output; return the exit status."""
    try:
        output = Output(None)
        output.put(text.encode())
        output.flush()
    except WriteError as error:
        say(*error.parts)
        return 1
    return 0
