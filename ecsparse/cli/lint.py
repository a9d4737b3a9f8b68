"""The command `ecsparse lint`: check documents against ECS."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import click
import orjson

from ecsparse.cli.inputs import STDIN, called, opened, reason
from ecsparse.cli.invocation import format_option
from ecsparse.cli.json_documents import Documents
from ecsparse.cli.notes import Notes, counted, printable, say
from ecsparse.cli.output import Output, WriteError
from ecsparse.cli.signals import Interruption
from ecsparse.cli.values import FILE
from ecsparse.content import contents
from ecsparse.ecs.lint import Finding, check

if TYPE_CHECKING:
    from collections.abc import Iterator

# No index accepts a document of more bytes.
_LONGEST = 1 << 26

# So many fields are counted for each rule, and the others together.
_MOST_FIELDS = 1000
OTHER_FIELDS = "other fields"

EPILOG = """\b
Examples:
  ecsparse --profile ecs *.log | ecsparse lint
  ecsparse lint --summary documents.ndjson
  ecsparse lint --allow log.flags --format json documents.ndjson
  ecsparse --format bulk *.log | ecsparse lint

\b
Rules:
  document   it is not a JSON object
  missing    ECS requires the field
  unknown    neither ECS nor a custom namespace has the field
  twice      the field is there twice, nested and with dots in its name
  type       the value is not of the field's type
  array      one value instead of a list, or a list instead of one value
  value      the value is not one of those that ECS allows or expects, or not
             in the form that ECS asks for
  pair       no category of the event expects its type

\b
Exit status: 0 when there is no finding, 1 when there is a finding or an input
could not be read, 2 for wrong usage.
"""


class Allowed(NamedTuple):
    """What `check` takes: namespaces of custom fields (none stands for any), and fields that may be anything."""

    custom: tuple[str, ...]
    fields: tuple[str, ...]


class Groups:
    """Findings counted by rule and field."""

    def __init__(self) -> None:
        self._rules: dict[str, Counter[str]] = {}

    def add(self, finding: Finding) -> None:
        """Count a finding; fields beyond `_MOST_FIELDS` of a rule are counted as one."""
        fields = self._rules.setdefault(finding.rule, Counter())
        is_counted = finding.field in fields or len(fields) < _MOST_FIELDS
        fields[finding.field if is_counted else OTHER_FIELDS] += 1

    def lines(self) -> Iterator[str]:
        """The numbers of findings: of each rule, and below it of each field, the largest first."""
        for rule, fields in sorted(self._rules.items(), key=lambda item: (-item[1].total(), item[0])):
            yield f"{fields.total():>8}  {rule}"
            for field, number in sorted(fields.items(), key=lambda item: (-item[1], item[0])):
                if field:
                    yield f"{number:>12}  {printable(field)}"

    def as_data(self) -> dict[str, dict[str, int]]:
        """The same as JSON has it."""
        return {rule: dict(sorted(fields.items())) for rule, fields in sorted(self._rules.items())}


class Report:
    """Writes findings, or with `groups` only counts them, and a summary at the end."""

    def __init__(self, allowed: Allowed, output: Output, *, as_json: bool, groups: Groups | None) -> None:
        self._allowed = allowed
        self._output = output
        self._as_json = as_json
        self._groups = groups
        self._documents = self._faulty = self.findings = 0

    def read(self, name: str, descriptor: int, stop: int) -> None:
        """Check the documents of the input `name`, until it ends or `stop` is readable."""
        number, documents = 0, Documents()
        for lines in _lines(descriptor, stop):
            for line in lines:
                for document in documents.feed(line):
                    number += 1
                    self._check(name, number, document)
            self._output.flush()
        for document in documents.finish():
            number += 1
            self._check(name, number, document)

    def _check(self, name: str, number: int, document: object) -> None:
        findings = check(document, self._allowed.custom or None, self._allowed.fields)
        self._documents += 1
        self._faulty += bool(findings)
        self.findings += len(findings)
        for finding in findings:
            if self._groups is None:
                self._write(name, number, finding)
            else:
                self._groups.add(finding)

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
        """Write the numbers of findings and of documents."""
        if self._as_json:
            summary: dict[str, object] = {
                "documents": self._documents, "faulty": self._faulty, "findings": self.findings
            }  # fmt: skip
            if self._groups is not None:
                summary["rules"] = self._groups.as_data()
            self._put(orjson.dumps({"summary": summary}))
        else:
            for line in () if self._groups is None else self._groups.lines():
                self._put(line.encode())
            documents = counted(self._documents, "document")
            self._put(f"{counted(self.findings, 'finding')} in {self._faulty} of {documents}".encode())
        self._output.flush()

    def _put(self, text: bytes) -> None:
        self._output.put(text + b"\n")


def _lines(descriptor: int, stop: int) -> Iterator[list[bytes]]:
    """Complete lines, as soon as there are any; of one that is very long, the beginning."""
    pending = bytearray()
    for block in contents(descriptor, stop):
        first, *others = block.split(b"\n")
        pending += first[: _LONGEST - len(pending)]
        if others:
            yield [bytes(pending), *others[:-1]]
            pending = bytearray(others[-1])
    yield [bytes(pending)]


@click.command(name="lint", epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=FILE)
@format_option("Write each finding as a line of text, or as a JSON object.")
@click.option(
    "--custom",
    metavar="NAME",
    multiple=True,
    help="Allow custom fields under NAME only (repeatable); by default under any name that ECS does not use.",
)
@click.option(
    "--allow",
    metavar="FIELD",
    multiple=True,
    help="Find nothing wrong with FIELD, nor with the fields in it (repeatable).",
)
@click.option("--summary", is_flag=True, help="Write only how many findings there are, by rule and field.")
def command(
    *, files: tuple[str, ...], form: str, custom: tuple[str, ...], allow: tuple[str, ...], summary: bool
) -> int:
    """Check documents against the Elastic Common Schema 9.4.0.

    Read JSON documents from each FILE, or from standard input if there is no FILE or FILE is -: one per line,
    indented, in arrays, in bodies of the bulk API, or in answers of the search API. Write one line for each
    finding: the document's number, the field, and what is wrong with it.
    """
    if not files and os.isatty(STDIN):
        raise click.UsageError("name a FILE, or pipe documents in")
    for name in custom:
        if "." in name:
            raise click.UsageError(f"--custom takes the first part of names; for one field, use --allow {name}")
    notes, failed, interruption = Notes(), False, Interruption()
    try:
        groups = Groups() if summary else None
        report = Report(Allowed(custom, allow), Output(None), as_json=form == "json", groups=groups)
        for name in files or ("-",):
            try:
                with opened(name) as descriptor:
                    report.read(name, descriptor, interruption.descriptor)
            except OSError as error:
                notes.add(called(name), reason(error))
                failed = True
            interruption.die_if_caught()
        report.sum_up()
    except WriteError as error:
        say(*error.parts)
        return 1
    notes.finish()
    return int(failed or report.findings > 0)
