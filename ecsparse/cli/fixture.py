"""The command `ecsparse fixture`: turn real lines into samples."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ecsparse.cli.inputs import STDIN, called, opened, reason
from ecsparse.cli.invocation import (
    check_choice,
    plugin_option,
    prefer_option,
    product_option,
    reference_date_option,
    timezone_option,
)
from ecsparse.cli.notes import LONGEST_USAGE, say
from ecsparse.cli.output import Output, WriteError
from ecsparse.cli.signals import Interruption
from ecsparse.cli.values import FILE
from ecsparse.content import contents
from ecsparse.decoding import MAX_LINE
from ecsparse.errors import BadReference
from ecsparse.fixtures import Fixtures
from ecsparse.stream import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse fixture "$(grep -m 1 denied firewall.log)" >> samples/acme_fw/traffic.log
  grep denied firewall.log | ecsparse fixture --product acme_fw --plugin acme_fw.py

\b
Exit status: 0 when every line gave a sample; 1 when one did not, or an input
or output failed; 2 for wrong usage.
"""


@click.command(name="fixture", epilog=EPILOG)
@click.argument("lines", nargs=-1, metavar="[LINE]...", type=click.UNPROCESSED)
@click.option("--file", "name", metavar="FILE", type=FILE, help="Read lines from FILE (- for standard input).")
@product_option
@prefer_option
@plugin_option
@timezone_option
@reference_date_option
def command(  # noqa: PLR0913 - one for each option
    *,
    lines: tuple[str, ...],
    name: str | None,
    products: tuple[str, ...],
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
) -> int:
    """Turn real lines into samples: with addresses for documentation, and invented names.

    Addresses, hardware addresses, mail addresses, domains, and the names of users and hosts are replaced, the same
    value by the same one in all lines. Each sample is checked: it belongs to the same product, with the same action
    and the same fields. What fails is not written. Read a sample before you publish it: paths, serial numbers and
    free text stay. Without LINE, read lines from standard input.
    """
    if lines and name is not None:
        raise click.UsageError("LINE is the line itself; leave it out if --file is given")
    if not lines and name in {None, "-"} and os.isatty(STDIN):
        raise click.UsageError("name a LINE or a --file, or pipe lines in")
    check_choice(products, prefer, registry)
    try:
        fixtures = Fixtures(
            timezone=timezone,
            products=products or None,
            prefer=prefer,
            registry=registry,
            reference_date=reference_date,
        )
    except BadReference as error:
        raise click.UsageError(str(error)) from error
    source = "-" if name is None else name
    given = map(os.fsencode, lines) if lines else _lines(source)
    try:
        return _write(fixtures, given)
    except WriteError as error:
        say(*error.parts)
    except OSError as error:
        say(called(source), reason(error))
    return 1


def _lines(source: str) -> Iterator[bytes]:
    """The lines of the input `source`, as they are completed."""
    interruption = Interruption()
    lines = Lines(MAX_LINE)
    with opened(source) as descriptor:
        for block in contents(descriptor, interruption.descriptor):
            for complete in lines.feed(block):
                yield from complete.split(b"\n")
    interruption.die_if_caught()
    for last in lines.finish():
        yield from last.split(b"\n")


def _write(fixtures: Fixtures, lines: Iterator[bytes]) -> int:
    """Write the samples of `lines`; return the exit status."""
    output, status = Output(None), 0
    for number, line in enumerate(filter(bytes.strip, lines), 1):
        try:
            found = fixtures.of(line.removesuffix(b"\n"))
        except ValueError:
            raise click.UsageError("LINE is more than one line; give them one by one") from None
        if found.line is None:
            say(f"line {number}: no sample: it {found.problem}", limit=LONGEST_USAGE)
            status = 1
            continue
        for name in found.kept:
            say(f"line {number}: left where no field has it", name)
        output.put(f"{found.line}\n".encode())
        output.flush()
    return status
