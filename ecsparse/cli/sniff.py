"""The command `ecsparse sniff`: summarise logs by product, and group unmatched lines."""

from __future__ import annotations

import os

import click

from ecsparse.cli.color import ALWAYS, AUTO, WHEN
from ecsparse.cli.inputs import STDIN, Written, called, opened
from ecsparse.cli.invocation import (
    Choice,
    check_choice,
    check_color,
    plugin_option,
    prefer_option,
    reference_date_option,
    timezone_option,
)
from ecsparse.cli.notes import Notes, say
from ecsparse.cli.output import Output, WriteError, identity_of
from ecsparse.cli.signals import Interruption
from ecsparse.cli.survey_report import Json, Text
from ecsparse.cli.survey_text import Page
from ecsparse.content import contents
from ecsparse.decoding import MAX_LINE
from ecsparse.errors import BadReference, NotText
from ecsparse.folders import files_in
from ecsparse.stream import Lines
from ecsparse.survey import Names, Survey, Tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ecsparse.outcomes import Counts
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse sniff /var/log
  ecsparse sniff --top 3 *.log
  ecsparse sniff --format json *.log | jq '.total.outcomes[].outcome'
  ecsparse sniff --per-line audit.log | paste - audit.log | grep ^-

\b
Times are UTC, to the second; a missing year is completed as in
ECS documents. In a shape, <n> stands for a number, <ip>, <mac>, <hex>, <uuid>
and <time> for what they name, and "*" for a quoted text. A + after a number of
lines means "or more": so many shapes were seen that some were forgotten.

\b
A folder is one input: all its regular files are read, at any depth. Links are
not followed. Files that are not text (archives, images, other binary files)
are counted and left out.

\b
The JSON object:
  inputs, total   name, files, binary, lines, blank, outcomes
  outcomes        outcome (a product's id, unmatched, malformed, internal),
                  lines, share (of the lines that are not blank), first, last
  shapes          shape, lines, exact (whether there are no more), example
  other_shapes    lines of other shapes

\b
Exit status: 0 when everything was read, whatever the lines contained; 1 when
an input or a parser failed; 2 for wrong usage.
"""


class Run:
    """A run over inputs, with its notes and signals: complete lines go to `take`.

    `observe` is called with the latest time when the input may have been written, in seconds since 1970.
    """

    def __init__(self, take: Callable[[bytes], None], observe: Callable[[float], None]) -> None:
        self.notes = Notes()
        self.failed = False
        self.output = Output(None)
        self.interruption = Interruption()
        self._take = take
        self._observe = observe

    def read(self, operand: str, tally: Tally) -> bool:
        """Read what `operand` names, a file or a folder; return whether anything could be."""
        if operand == "-" or not os.path.isdir(operand):
            try:
                return self._read_file(operand, tally)
            except NotText as error:
                self.fail(called(operand), str(error))
                return False
        for path in files_in(operand, self._note):
            try:
                self._read_file(path, tally)
            except NotText:
                tally.binary += 1
            if self.interruption.caught:
                break
        return True

    def write(self, text: bytes) -> None:
        """Write `text`, at once."""
        try:
            self.output.write(text)
        except OSError as error:
            raise self.output.error(error) from error
        self.output.flush()

    def _note(self, error: OSError) -> None:
        self.fail(os.fsdecode(error.filename), error.strerror or str(error))

    def fail(self, *parts: str) -> None:
        """Note what failed, and why."""
        self.notes.add(*parts)
        self.failed = True

    def note_failures(self, counts: Counts) -> None:
        """Note the bugs of parsers."""
        for failure in counts.failures.values():
            self.notes.add_failure(failure)
            self.failed = True

    def _read_file(self, name: str, tally: Tally) -> bool:
        """Read a file; return whether it could be.

        Raises:
            NotText: it holds no text.
        """
        try:
            with opened(name) as descriptor:
                identity = identity_of(descriptor)
                if identity is not None and identity == self.output.identity:
                    self.fail(called(name), "input file is output file")
                    return False
                written = Written(descriptor)
                read = contents(descriptor, self.interruption.descriptor, state=written.state)
                self._read_blocks(read, written, tally)
        except NotText:
            raise
        except OSError as error:
            self.fail(called(name), error.strerror or str(error))
            return False
        return True

    def _read_blocks(self, read: Iterator[bytes], written: Written, tally: Tally) -> None:
        lines = Lines(MAX_LINE)
        for block in read:
            self._observe(written.latest())
            complete = lines.feed(block)
            if complete is not None:
                self._take(complete)
        tally.files += 1
        last = None if self.interruption.caught else lines.finish()
        if last is not None:
            self._take(last)


def _survey(files: tuple[str, ...], survey: Survey, show: Text | Json) -> Run:
    """Write what is in each input, and in all of them."""
    run, total, inputs = Run(survey.feed, survey.reader.observe), Tally("total"), 0
    for name in files:
        tally = survey.begin(name)
        if run.read(name, tally) or tally.lines:
            inputs += 1
            total.add(tally)
            run.write(show.input(tally))
        if run.interruption.caught:
            break
    run.write(show.total(total, survey, inputs))
    run.interruption.die_if_caught()
    run.note_failures(survey.reader.counts)
    return run


def _name_lines(files: tuple[str, ...], names: Names) -> Run:
    """Write the product of each line."""

    def take(lines: bytes) -> None:
        run.write(names.of(lines))

    run = Run(take, names.reader.observe)
    for name in files:
        run.read(name, Tally(name))
        run.interruption.die_if_caught()
    run.note_failures(names.reader.counts)
    return run


@click.command(name="sniff", epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=str, allow_dash=True))
@click.option(
    "--per-line",
    is_flag=True,
    help="Write the product's id for each line instead, or - for an unmatched or blank line.",
)
@click.option(
    "--format",
    "form",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Write tables, or one JSON object.",
)
@click.option(
    "--top",
    metavar="N",
    type=click.IntRange(min=0),
    help="Show the N largest groups of unmatched lines.  [default: 10, or as many as fit the terminal]",
)
@prefer_option
@plugin_option
@timezone_option
@reference_date_option
@click.option(
    "--color",
    type=Choice(WHEN),
    default=AUTO,
    show_default=True,
    help="Colour the tables: on a terminal (auto), always or never. NO_COLOR is obeyed.",
)
def command(  # noqa: PLR0913 - one for each option
    *,
    files: tuple[str, ...],
    per_line: bool,
    form: str,
    top: int | None,
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
    color: str,
) -> int:
    """Summarise logs: which products wrote them, how many lines, and from when to when.

    Read lines from each FILE, from the files in it if it is a folder, or from standard input if there is no FILE or
    FILE is -. Write a table for each input and for the total. Below, list the lines that no product claims, grouped
    by shape: what is left when numbers, addresses and the like are masked. The largest groups come first, each with
    the number of its lines and an example.
    """
    if not files and os.isatty(STDIN):
        raise click.UsageError("name a FILE or a folder, or pipe lines in")
    if per_line and form == "json":
        raise click.UsageError("--per-line is text; leave out --format json")
    if per_line and (top is not None or color == ALWAYS):
        raise click.UsageError("--per-line writes no tables; leave out --top, and --color always")
    check_color(color, form)
    check_choice((), prefer, registry)
    files = files or ("-",)
    options: dict[str, Any] = {
        "registry": registry,
        "prefer": prefer,
        "timezone": timezone,
        "reference_date": reference_date,
    }
    try:
        if per_line:
            run = _name_lines(files, Names(**options))
        else:
            show = Json(top) if form == "json" else Text(Page.of_stdout(color, os.environ), top)
            run = _survey(files, Survey(**options), show)
    except WriteError as error:
        say(*error.parts)
        return 1
    except BadReference as error:
        say(str(error))
        return 2
    run.notes.finish()
    return int(run.failed)
