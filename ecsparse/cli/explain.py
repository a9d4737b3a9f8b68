"""The command `ecsparse explain`: show why a line becomes the document that it becomes."""

from __future__ import annotations

import os

import click
import orjson

from ecsparse.cli.color import AUTO, WHEN, is_colored
from ecsparse.cli.documents import checked_profile
from ecsparse.cli.enrich import checked_enrichment, enrichment_options
from ecsparse.cli.explained import Page
from ecsparse.cli.explained_html import Html
from ecsparse.cli.explained_screen import Screen
from ecsparse.cli.inputs import STDIN, Written, called, opened, reason
from ecsparse.cli.invocation import (
    Choice,
    check_choice,
    check_color,
    format_option,
    plugin_option,
    prefer_option,
    print_text,
    product_option,
    reference_date_option,
    timezone_option,
)
from ecsparse.cli.notes import say
from ecsparse.cli.output import STREAM
from ecsparse.cli.signals import Interruption
from ecsparse.cli.values import FILE, Number
from ecsparse.content import contents
from ecsparse.decoding import MAX_LINE
from ecsparse.errors import BadEnrichment, BadReference
from ecsparse.explanation import Explainer
from ecsparse.profiles import PROFILES
from ecsparse.stream import Lines, Records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.profiles import Profile
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse explain 'Oct 31 15:09:55 vpn1 openvpn[7]: TUN/TAP device tun0 opened'
  ecsparse explain --file openvpn.log --line 17 --profile ecs
  grep denied openvpn.log | ecsparse explain
  ecsparse explain --all "$(tail -n 1 /var/log/syslog)"
  ecsparse explain --html --file audit.log > line.html
  ecsparse explain --format json --file audit.log | jq .fields

\b
Exit status: 0 when a line was explained, whatever became of it; 1 when there
was no line, or an input or output failed; 2 for wrong usage.
"""


_HTML = "html"


class NoLine(Exception):
    """The input ends before the requested line."""


@click.command(name="explain", epilog=EPILOG)
@click.argument("lines", nargs=-1, metavar="[LINE | -]", type=click.UNPROCESSED)
@click.option(
    "--file",
    "name",
    metavar="FILE",
    type=FILE,
    help="Read the line from FILE (- for standard input).",
)
@click.option(
    "--line",
    "number",
    metavar="N",
    type=Number(min=1),
    help="Explain line N of FILE, or of standard input; by default the first.",
)
@click.option(
    "--profile",
    type=Choice(PROFILES),
    help="Explain the document of this profile, and what the profile changes.  [default: documented]",
)
@format_option("Write text for a terminal, or a JSON object for tools.")
@click.option("--html", "as_html", is_flag=True, help="Write a page of HTML that needs no network.")
@click.option(
    "--all",
    "shows_all",
    is_flag=True,
    help="Also show the header, what is in no field, the products that were asked, and the rule.",
)
@click.option(
    "--color",
    type=Choice(WHEN),
    default=AUTO,
    show_default=True,
    help="Colour the text: on a terminal (auto), always or never.",
)
@product_option
@prefer_option
@plugin_option
@timezone_option
@reference_date_option
@click.option(
    "--join-indented",
    is_flag=True,
    help="Explain the whole record of that line, with the indented lines that continue it.",
)
@enrichment_options
def command(  # noqa: PLR0913 - one for each option
    *,
    lines: tuple[str, ...],
    name: str | None,
    number: int | None,
    profile: Profile | None,
    form: str,
    as_html: bool,
    shows_all: bool,
    color: str,
    products: tuple[str, ...],
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
    join_indented: bool,
    enrich: tuple[str, ...],
    internal: tuple[str, ...],
    mmdb: tuple[str, ...],
) -> int:
    """Explain how one line becomes a document.

    Show the line with letters under its parts, and for each of them its value and the fields of the document that
    come from it. Of a line that no product claims, show which products come nearest, why they declined, and what to
    do next. Explain LINE, or the first line of standard input if there is no LINE or LINE is -.
    """
    line, source = _given(lines, is_named=name is not None or number is not None), "-" if name is None else name
    if line is None and source == STREAM and os.isatty(STDIN):
        raise click.UsageError("name a LINE or a --file, or pipe a line in")
    enrichment = checked_enrichment(enrich, internal, mmdb)
    form = _form(form, color, as_html=as_html, shows_all=shows_all)
    check_choice(products, prefer, registry)
    try:
        explainer = Explainer(
            profile=checked_profile(form, profile, enrichment),
            timezone=timezone,
            products=products or None,
            prefer=prefer,
            registry=registry,
            reference_date=reference_date,
            join_indented=join_indented,
            enrichment=enrichment,
        )
    except (BadEnrichment, BadReference) as error:
        raise click.UsageError(str(error)) from error
    try:
        if line is None:
            explanation = explainer.explain(_line(explainer, source, number or 1, join_indented=join_indented))
        else:
            explanation = explainer.explain(os.fsencode(line).removesuffix(b"\n"))
    except (NoLine, OSError) as error:
        say(called(source), reason(error) if isinstance(error, OSError) else str(error))
        return 1
    except BadEnrichment as error:
        say(str(error))
        return 1
    except ValueError:
        raise click.UsageError("LINE is more than one line; explain them one by one") from None
    is_changed = profile is not None
    if form == "json":
        return print_text(orjson.dumps(explanation, option=orjson.OPT_APPEND_NEWLINE).decode())
    if form == _HTML:
        return print_text(Html(explanation, colored=False, changes=is_changed).html())
    page = (Page if shows_all else Screen)(explanation, colored=is_colored(color), changes=is_changed)
    return print_text("".join(f"{line}\n" for line in page.lines()))


def _given(lines: tuple[str, ...], *, is_named: bool) -> str | None:
    """The line that is an argument; `None` if one of an input is asked for.

    Raises:
        click.UsageError: it is not one line, or an input is named too.
    """
    line = lines[0] if lines and lines != (STREAM,) else None
    if len(lines) > 1:
        raise click.UsageError("LINE is one argument; put it in single quotes, or pipe it in")
    if line is not None and is_named:
        raise click.UsageError("LINE is the line itself; leave it out if --file or --line is given")
    if line is not None and os.path.isfile(line):
        raise click.UsageError(f"LINE is the line itself, and {line!r} is a file; use --file to name it")
    return line


def _form(form: str, color: str, *, as_html: bool, shows_all: bool) -> str:
    """What is written: `text`, `json` or `html`.

    Raises:
        click.UsageError: the options exclude each other.
    """
    if as_html and form == "json":
        raise click.UsageError("--html and --format json exclude each other; leave out one of the two options")
    form = _HTML if as_html else form
    if shows_all and form != "text":
        raise click.UsageError("--all is for text, HTML and JSON have everything; leave it out")
    check_color(color, form)
    return form


def _line(explainer: Explainer, source: str, number: int, *, join_indented: bool) -> bytes:
    """The line `number` of the input `source`; later input is not waited for."""
    interruption = Interruption()
    seen = 0
    with opened(source) as descriptor:
        written = Written(descriptor)
        read = contents(descriptor, interruption.descriptor, state=written.state)
        for record in _records(explainer, read, join_indented=join_indented):
            seen += 1 + record.count(b"\n")
            if seen >= number:
                explainer.observe(written.latest())
                return record
    interruption.die_if_caught()
    raise NoLine(f"no line {number}: it ends after line {seen}" if seen else "no line: it is empty")


def _records(explainer: Explainer, read: Iterator[bytes], *, join_indented: bool) -> Iterator[bytes]:
    """The lines of an input as they are completed, or its records."""
    lines = (Records if join_indented else Lines)(MAX_LINE)
    for block in read:
        for complete in lines.feed(block):
            yield from explainer.records(complete)
    for last in lines.finish():
        yield from explainer.records(last)
