"""The manual page `ecsparse.1`, made from the texts of `--help`: `python -m ecsparse.cli.manual`.

Source: man(7), the macros of manual pages.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import click

from ecsparse import __version__
from ecsparse.cli.commands import COMMANDS, command_named
from ecsparse.cli.invocation import print_text
from ecsparse.cli.options import command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PREFORMATTED = "\b"
_END = (
    ".SH ENVIRONMENT",
    ".TP",
    ".B NO_COLOR",
    "Unless it is empty, --color auto means never.",
    ".TP",
    ".B TERM",
    "With dumb, --color auto means never.",
    ".TP",
    '.BR LC_ALL ", " LC_CTYPE ", " LANG',
    "The first of these that is set says whether tables of sniff have bars, which need UTF\\-8.",
    ".PP",
    "Nothing else is read from the environment: documents depend on the input and the options alone.",
    ".SH FILES",
    ".TP",
    ".I DIR/.ecsparse\\-state",
    "What convert has finished in its folder of outputs, for \\-\\-resume.",
    ".TP",
    ".I /etc/localtime",
    "The zone of this machine, for \\-\\-timezone local.",
    ".PP",
    "There is no configuration file.",
    ".SH SEE ALSO",
    ".BR jq (1),",
    ".BR journalctl (1),",
    ".BR logger (1),",
    ".BR duckdb (1),",
    ".BR syslog (3),",
    ".BR rsyslogd (8)",
    ".PP",
    "RFC 3164, RFC 5424; the Elastic Common Schema reference, https://www.elastic.co/docs/reference/ecs",
)


def page() -> str:
    """The manual page, as roff."""
    lines = [f'.TH ECSPARSE 1 "" "ecsparse {__version__}" "User Commands"']
    lines += [".SH NAME", "ecsparse \\- Elastic Common Schema documents from raw security log lines"]
    context = command.make_context("ecsparse", [], resilient_parsing=True)
    lines += _command(context, ".SH")
    lines.append(".SH COMMANDS")
    for name in COMMANDS:
        inner = click.Context(command_named(name), parent=context, info_name=name)
        lines += [f".SS {inner.command_path}", *_command(inner, None)]
    return "".join(f"{line}\n" for line in (*lines, *_END))


def _command(context: click.Context, heading: str | None) -> Iterator[str]:
    """The description of a command: with `heading`, in sections of the page, else in paragraphs."""
    command = context.command

    def headed(text: str) -> str:
        return f"{heading} {text.upper()}" if heading else f".PP\n.B {text}"

    yield headed("Synopsis")
    yield f".B {_escaped(context.command_path)}"
    yield _escaped(" ".join(command.collect_usage_pieces(context)))
    yield headed("Description")
    yield from _paragraphs(command.help or "")
    yield headed("Options")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            yield from (".TP", f".B {_escaped(record[0])}", _escaped(record[1]))
    yield from _epilog(command.epilog or "", headed)


def _epilog(text: str, headed: Callable[[str], str]) -> Iterator[str]:
    """Examples and exit statuses: paragraphs that begin with a title and a colon."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        title, _, rest = paragraph.removeprefix(f"{_PREFORMATTED}\n").partition(":")
        yield headed(title.strip())
        yield from (".nf", *map(_escaped, inspect.cleandoc(rest).splitlines()), ".fi")


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        yield from (".PP", _escaped(" ".join(paragraph.split())))


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    raise SystemExit(print_text(page()))
