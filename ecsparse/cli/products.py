"""The command `ecsparse products`: list products, and describe one."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click
import orjson

from ecsparse.catalogue import Entry, as_data, entry
from ecsparse.cli.invocation import (
    check_product,
    format_option,
    plugin_option,
    print_text,
    product_names,
)
from ecsparse.cli.notes import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse products
  ecsparse products openvpn
  ecsparse products --format json | jq -r .[].id

\b
Exit status: 0 when it was written, 1 when it could not be, 2 for wrong usage.
"""

_WIDTH = 80
# Longer sample lines are cut, in characters.
_LONGEST_SAMPLE = 400

# The kinds of signature in words, by the names of their classes.
_KINDS = {
    "CeeMember": "a member of the line's CEE object",
    "Column": "the value of a comma-separated column, by its number",
    "Key": "the start of the second word, up to its `=`",
    "Members": "members of the line's JSON object, some with their text",
    "Phrase": "text anywhere in the message",
    "Prefix": "text at the start of the message",
    "Program": "the program's name in the syslog header",
    "ProgramStem": "the start of the program's name",
    "Shape": "the first word, with every digit written as 0",
}

# Further signatures of a kind are only counted.
_MOST_SIGNATURES = 40


@click.command(name="products", epilog=EPILOG)
@click.argument("name", required=False, shell_complete=product_names)
@format_option("Write text for a terminal, JSON for tools, or a page in Markdown.", "markdown")
@plugin_option
def command(*, name: str | None, form: str, registry: Registry) -> int:
    """List the known products, or describe the product NAME.

    The description has its manual, the signatures that find its lines, the fields of its documents, the vocabulary
    of event.action, what the profile ecs changes, and sample lines.
    """
    if name is not None:
        check_product(name, registry)
    entries = [entry(known, registry) for known in registry.names() if name in (None, known)]
    if form == "json":
        found = [as_data(known) for known in entries]
        return print_text(orjson.dumps(found if name is None else found[0], option=orjson.OPT_INDENT_2).decode() + "\n")
    if name is None:
        return print_text("\n".join(_markdown_list(entries) if form == "markdown" else _list(entries)) + "\n")
    return print_text("\n".join(_markdown_page(entries[0]) if form == "markdown" else _page(entries[0])) + "\n")


def _rows(entries: Iterable[Entry]) -> list[tuple[str, str, str, str]]:
    return [(found.id, _name(found), found.versions, ", ".join(found.formats)) for found in entries]


def _name(found: Entry) -> str:
    """Vendor and product; one name if they are the same."""
    return found.product if found.vendor == found.product else f"{found.vendor} {found.product}"


def _list(entries: Iterable[Entry]) -> Iterator[str]:
    rows = [("ID", "PRODUCT", "VERSIONS", "FORMATS"), *_rows(entries)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        text = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        # the page of a product has all its formats
        yield text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _markdown_list(entries: Iterable[Entry]) -> Iterator[str]:
    yield "| id | product | versions | formats |"
    yield "|---|---|---|---|"
    for id_, *cells in _rows(entries):
        yield f"| [`{id_}`]({id_}.md) | {' | '.join(cells)} |"


def _tables(found: Entry) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The tables of a page: the heading, the name of the first column, and the rows."""
    yield "Signatures", "kind", {_KINDS.get(kind, kind): _some(texts) for kind, texts in found.signatures.items()}
    order = {f"before {name}": why for name, why in found.before.items()}
    order |= {f"after {name}": why for name, why in found.after.items()}
    yield "Asked", "among equally specific signatures", order
    for heading, fields in (("Fields of its own", found.own_fields), ("Fields of ECS", found.fields)):
        yield heading, "field", {f"{field.name} ({field.type})": field.description for field in fields}
    yield "Actions", "event.action", found.actions
    yield "What the profile ecs changes", "subject", found.differences


def _some(texts: list[str]) -> str:
    """The first texts of signatures, as JSON so that blanks show, and the number of the others."""
    shown = ", ".join(orjson.dumps(text).decode() for text in texts[:_MOST_SIGNATURES])
    return f"{shown} and {len(texts) - _MOST_SIGNATURES} more" if len(texts) > _MOST_SIGNATURES else shown


def _page(found: Entry) -> Iterator[str]:
    yield f"{found.id}: {_name(found)} {found.versions}".rstrip()
    yield ""
    yield from found.manual.splitlines()
    for heading, _, rows in _tables(found):
        if rows:
            yield from ("", f"{heading}:")
        for name, text in rows.items():
            yield f"    {name}"
            yield from textwrap.wrap(text, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
    yield from ("", "Samples:") if found.samples else ()
    for topic, line in found.samples.items():
        yield f"    {topic}"
        yield f"        {printable(line, _LONGEST_SAMPLE)}"


def _markdown_page(found: Entry) -> Iterator[str]:
    yield f"# {_name(found)}"
    yield ""
    yield f"<!-- made by: ecsparse products {found.id} --format markdown -->"
    yield ""
    yield f"Product id `{found.id}`, versions {found.versions}, formats {', '.join(found.formats)}, data set"
    yield f"`{found.dataset}`."
    yield from ("", "## Manual", "", "```text", *found.manual.splitlines(), "```")
    for heading, column, rows in _tables(found):
        if rows:
            yield from ("", f"## {heading}", "", f"| {column} | |", "|---|---|")
        for name, text in rows.items():
            yield f"| {_cell(name)} | {_cell(text)} |"
    if found.samples:
        yield from ("", "## Samples", "")
    for topic, line in found.samples.items():
        yield from (f"`{topic}`:", "", "```text", printable(line, _LONGEST_SAMPLE), "```", "")


def _cell(text: str) -> str:
    for character in "\\|<>*_`":
        text = text.replace(character, f"\\{character}")
    return text
