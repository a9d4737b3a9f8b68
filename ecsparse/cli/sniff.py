"""The command `ecsparse sniff`: summarise logs by product, and group unmatched lines."""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING, Any

import click

from ecsparse.cli.color import ALWAYS, AUTO, WHEN
from ecsparse.cli.inputs import STDIN, Written, called, opened
from ecsparse.cli.invocation import (
    Choice,
    check_choice,
    check_color,
    exclude_option,
    format_option,
    include_option,
    jobs_option,
    plugin_option,
    prefer_option,
    product_option,
    reference_date_option,
    timezone_option,
)
from ecsparse.cli.notes import Notes, say
from ecsparse.cli.output import STREAM, Output, WriteError, identity_of
from ecsparse.cli.signals import Interruption
from ecsparse.cli.sniffing import Surveyor
from ecsparse.cli.survey_html import html
from ecsparse.cli.survey_report import Findings, Json, Text
from ecsparse.cli.survey_text import Page
from ecsparse.cli.values import FILE, Number
from ecsparse.content import contents, is_readable
from ecsparse.decoding import MAX_LINE
from ecsparse.errors import BadReference, NotText, WorkerDied
from ecsparse.folders import files_in, fits
from ecsparse.names import Names
from ecsparse.stream import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecsparse.outcomes import Failure
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse sniff /var/log
  ecsparse sniff --include '*.log*' --jobs auto --report logs.html /srv/logs
  ecsparse sniff --format json *.log | jq '.total.outcomes[].outcome'
  ecsparse sniff --per-line audit.log | paste - audit.log | grep ^-

\b
Times are UTC, to the second; a missing year is completed as in ECS documents,
and a * marks the time. In a shape, <n> stands for a number, <ip>, <mac>, <hex>,
<uuid> and <time> for what they name, and "*" for a quoted text. A + after a
number of lines means "or more": so many shapes were seen that some were
forgotten.

\b
All regular files of a folder are read, at any depth. Links are not followed.
Files that are not text (archives, images, other binary files) are counted and
left out. On a terminal, the largest files are listed, as many as fit.

\b
The JSON object:
  inputs, total   name, files, binary, size (in bytes), lines, blank, titles,
                  carriers, hosts, outcomes
  files           name, size, lines, product (the outcome of most lines),
                  share, first, last, year_assumed (whether it is, of a time),
                  hosts (how many)
  outcomes        outcome (a product's id, unmatched, malformed, internal),
                  lines, share (of the lines that are not blank), first, last,
                  years_assumed (how many times have such a year)
  shapes          shape, lines, exact (whether there are no more), example
  other_shapes    lines of other shapes

\b
Exit status: 0 when everything was read, whatever the lines contained; 1 when
an input or a parser failed, or an --include matches no file; 2 for wrong usage.
"""


class Run:
    """A run over the operands `names`, with its notes and signals."""

    def __init__(self, names: tuple[str, ...], choice: Patterns, notes: Notes) -> None:
        self.notes = notes
        self.failed = False
        self.interruption = Interruption()
        self._names = names
        self._choice = choice

    def files(self) -> Iterator[tuple[str, str]]:
        """Each file that is to be read, with the operand that names it or its folder."""
        for operand in self._names:
            if operand == STREAM or not os.path.isdir(operand):
                yield operand, operand
                continue
            start = len(operand.rstrip("/")) + 1
            for path in files_in(operand, self._note):
                if self._choice.takes(path[start:]):
                    yield operand, path

    def fail(self, *parts: str) -> None:
        """Note what failed, and why."""
        self.notes.add(*parts)
        self.failed = True

    def note_failures(self, failures: Iterable[Failure]) -> None:
        """Note the bugs of parsers, and the patterns that fit nothing."""
        for failure in failures:
            self.notes.add_failure(failure)
            self.failed = True
        for pattern in self._choice.idle:
            self.fail(f"--include {pattern}", "matches no file in a folder")

    def _note(self, error: OSError) -> None:
        self.fail(os.fsdecode(error.filename), error.strerror or str(error))


class Patterns:
    """Which files of folders are read: all, or those that one of `include` and none of `exclude` fits."""

    def __init__(self, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
        self._include = include
        self._exclude = exclude
        # the patterns to include that fitted nothing so far
        self.idle = list(include)

    def takes(self, relative: str) -> bool:
        """Whether the file at this path in its folder is read."""
        fitting = [pattern for pattern in self._include if fits(relative, pattern)]
        self.idle = [pattern for pattern in self.idle if pattern not in fitting]
        return bool(fitting or not self._include) and not any(fits(relative, each) for each in self._exclude)


def _survey(run: Run, options: dict[str, Any], jobs: int, output: Output, report: Output | None) -> Findings:
    """What is in each input, and in all of them."""
    interruption = run.interruption
    surveyor = Surveyor(
        options, jobs, interruption.descriptor, lambda: interruption.caught is not None, output.identity
    )
    findings = Findings()
    failures: dict[Any, Failure] = {}
    operands = deque[str]()

    def names() -> Iterator[str]:
        for operand, name in run.files():
            operands.append(operand)
            yield name

    for found in surveyor.surveyed(names()):
        operand, name = operands.popleft(), found.tally.name
        failures |= found.failures
        is_named = operand == name
        if report is not None and report.identity is not None and report.identity == identity_of(name):
            continue
        if found.is_text or is_named:
            for note in found.notes:
                run.fail(*note)
        if (found.opened and found.is_text) or found.tally.lines:
            findings.add(operand, found.tally, found.shapes)
        elif not is_named and not found.is_text:
            findings.leave_out(operand)
    run.note_failures(failures.values())
    return findings


def _name_lines(run: Run, options: dict[str, Any], output: Output) -> None:
    """Write the product of each line."""
    names = Names(**options)
    for operand, name in run.files():
        try:
            with opened(name) as descriptor:
                if output.identity is not None and identity_of(descriptor) == output.identity:
                    run.fail(called(name), "input file is output file")
                    continue
                _name_each(names, descriptor, run.interruption.descriptor, output)
        except NotText as error:
            if operand == name:
                run.fail(called(name), str(error))
        except OSError as error:
            run.fail(called(name), error.strerror or str(error))
        run.interruption.die_if_caught()
    run.note_failures(names.reader.counts.failures.values())


def _name_each(names: Names, descriptor: int, stop: int, output: Output) -> None:
    lines, written = Lines(MAX_LINE), Written(descriptor)
    for block in contents(descriptor, stop, state=written.state):
        names.reader.observe(written.latest())
        for complete in lines.feed(block):
            _put(output, names.of(complete, lines.heading))
    for last in () if is_readable(stop) else lines.finish():
        _put(output, names.of(last, lines.heading))


def _put(output: Output, text: bytes) -> None:
    """Write `text`, at once."""
    output.put(text)
    output.flush()


@click.command(name="sniff", epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=FILE)
@click.option(
    "--per-line",
    is_flag=True,
    help="Write the product's id for each line instead, or - for an unmatched or blank line.",
)
@format_option("Write tables, or one JSON object.")
@click.option(
    "--report",
    metavar="FILE.html",
    type=FILE,
    help="Also write a page of HTML that needs no network to FILE.html.",
)
@click.option(
    "--top",
    metavar="N",
    type=Number(min=0),
    help="Show the N largest groups of unmatched lines.  [default: 10, or as many as fit the terminal]",
)
@include_option
@exclude_option
@product_option
@prefer_option
@plugin_option
@timezone_option
@reference_date_option
@jobs_option
@click.option(
    "--color",
    type=Choice(WHEN),
    default=AUTO,
    show_default=True,
    help="Colour the tables: on a terminal (auto), always or never. NO_COLOR is obeyed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Write only fatal errors to standard error.")
def command(  # noqa: PLR0913 - one for each option
    *,
    files: tuple[str, ...],
    per_line: bool,
    form: str,
    report: str | None,
    top: int | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    products: tuple[str, ...],
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
    jobs: int,
    color: str,
    quiet: bool,
) -> int:
    """Summarise logs: which products wrote them, how many lines, and from when to when.

    Read lines from each FILE, from the files in it if it is a folder, or from standard input if there is no FILE or
    FILE is -. Write a row for each file, and a table of the products in all of them. Below, list the lines that no
    product claims, grouped by shape: what is left when numbers, addresses and the like are masked. The largest
    groups come first, each with the number of its lines and an example.
    """
    if not files and os.isatty(STDIN):
        raise click.UsageError("name a FILE or a folder, or pipe lines in")
    if report is not None and identity_of(report) in {identity_of(name) for name in files} - {None}:
        raise click.UsageError(f"{report} is both read and written; give --report another file")
    if report == STREAM:
        raise click.UsageError("--report - would mix the page with the tables on standard output; name a file")
    if per_line:
        _check_per_line(form, report, top, color, jobs)
    check_color(color, form)
    check_choice(products, prefer, registry)
    options: dict[str, Any] = {
        "registry": registry,
        "products": products or None,
        "prefer": prefer,
        "timezone": timezone,
        "reference_date": reference_date,
    }
    try:
        output, page = Output(None), None if report is None else Output(report)
        run = Run(files or ("-",), Patterns(include, exclude), Notes(quiet=quiet))
        if per_line:
            _name_lines(run, options, output)
        else:
            findings = _survey(run, options, jobs, output, page)
            show = Json(top) if form == "json" else Text(Page.of_stdout(color, os.environ), top)
            _put(output, show.written(findings))
            if page is not None:
                _put(page, html(findings, top).encode(errors="replace"))
            run.interruption.die_if_caught()
    except WriteError as error:
        say(*error.parts)
        return 1
    except WorkerDied as error:
        say(str(error))
        return 1
    except BadReference as error:
        say(str(error))
        return 2
    run.notes.finish()
    return int(run.failed)


def _check_per_line(form: str, report: str | None, top: int | None, color: str, jobs: int) -> None:
    """Raise a usage error for options of tables."""
    if form == "json":
        raise click.UsageError("--per-line is text; leave out --format json")
    if report is not None or top is not None or color == ALWAYS or jobs != 1:
        raise click.UsageError("--per-line writes no tables; leave out --top, --report and --jobs, and --color always")
