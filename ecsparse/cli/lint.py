"""The command `ecsparse lint`: check documents against ECS."""

from __future__ import annotations

import os

import click
import orjson

from ecsparse.cli.inputs import STDIN, called, opened
from ecsparse.cli.invocation import Choice
from ecsparse.cli.notes import Notes, printable, say
from ecsparse.cli.output import Output, WriteError
from ecsparse.cli.signals import Interruption
from ecsparse.content import contents
from ecsparse.ecs.lint import Finding, check
from ecsparse.stream import Lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# No index accepts a document of more bytes.
_LONGEST = 1 << 26

EPILOG = """\b
Examples:
  ecsparse --profile ecs *.log | ecsparse lint
  ecsparse lint --custom acme --format json documents.ndjson

\b
Exit status: 0 when there is no finding, 1 when there is a finding or an input
could not be read, 2 for wrong usage.
"""


class Report:
    """Writes findings, and a summary at the end."""

    def __init__(self, custom: tuple[str, ...], output: Output, *, as_json: bool) -> None:
        self._custom = custom or None
        self._output = output
        self._as_json = as_json
        self._documents = self._faulty = self.findings = 0

    def read(self, name: str, descriptor: int, stop: int) -> None:
        """Check the documents of the input `name`, until it ends or `stop` is readable."""
        number = 0
        for lines in _lines(descriptor, stop):
            for line in filter(bytes.strip, lines):
                number += 1
                self._check(name, number, line)
            self._output.flush()

    def _check(self, name: str, number: int, line: bytes) -> None:
        findings = check(_document(line), self._custom)
        self._documents += 1
        self._faulty += bool(findings)
        self.findings += len(findings)
        for finding in findings:
            self._write(name, number, finding)

    def _write(self, name: str, number: int, finding: Finding) -> None:
        if self._as_json:
            text = orjson.dumps(
                {"file": os.fsencode(name).decode(errors="replace"), "document": number} | finding._asdict()
            )
        else:
            field = f"{finding.field}: " if finding.field else ""
            text = printable(f"{called(name)}:{number}: {field}{finding.message}", limit=400).encode()
        self._put(text)

    def sum_up(self) -> None:
        """Write the number of findings and of documents."""
        if self._as_json:
            summary = {"documents": self._documents, "faulty": self._faulty, "findings": self.findings}
            self._put(orjson.dumps({"summary": summary}))
        else:
            self._put(f"{self.findings} findings in {self._faulty} of {self._documents} documents".encode())
        self._output.flush()

    def _put(self, text: bytes) -> None:
        try:
            self._output.write(text + b"\n")
        except OSError as error:
            raise self._output.error(error) from error


def _lines(descriptor: int, stop: int) -> Iterator[list[bytes]]:
    """Complete lines, as soon as there are any."""
    lines = Lines(_LONGEST)
    for block in contents(descriptor, stop):
        complete = lines.feed(block)
        if complete is not None:
            yield complete.split(b"\n")
    yield (lines.finish() or b"").split(b"\n")


def _document(line: bytes) -> object:
    """The document in `line`; `None` if it is not readable JSON."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


@click.command(name="lint", epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=str, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Write each finding as a line of text, or as a JSON object.",
)
@click.option(
    "--custom",
    metavar="NAME",
    multiple=True,
    help="Allow custom fields under NAME only (repeatable); by default under any name that ECS does not use.",
)
def command(*, files: tuple[str, ...], form: str, custom: tuple[str, ...]) -> int:
    """Check documents against the Elastic Common Schema 9.4.0.

    Read JSON documents, one per line, from each FILE, or from standard input if there is no FILE or FILE is -.
    Write one line for each finding: the document's number, the field, and what is wrong with it.
    """
    if not files and os.isatty(STDIN):
        raise click.UsageError("name a FILE, or pipe documents in")
    notes, failed, interruption = Notes(), False, Interruption()
    try:
        report = Report(custom, Output(None), as_json=form == "json")
        for name in files or ("-",):
            try:
                with opened(name) as descriptor:
                    report.read(name, descriptor, interruption.descriptor)
            except OSError as error:
                notes.add(called(name), error.strerror or str(error))
                failed = True
            interruption.die_if_caught()
        report.sum_up()
    except WriteError as error:
        say(*error.parts)
        return 1
    notes.finish()
    return int(failed or report.findings > 0)
