"""The command `ecsparse test-samples`: check sample lines against their expected documents."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from ecsparse.authoring.samples import Checker, Finding, topics
from ecsparse.cli.invocation import plugin_option
from ecsparse.cli.notes import Notes, counted, printable, say
from ecsparse.cli.output import Output, WriteError
from ecsparse.cli.signals import Interruption
from ecsparse.cli.values import FOLDER
from ecsparse.profiles import ECS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.authoring.comparison import Difference
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse test-samples --plugin ./acme_fw.py .
  ecsparse test-samples --plugin ./acme_fw.py --update . && git diff
  ecsparse test-samples samples/openvpn

\b
Exit status: 0 when there is no finding, 1 when there is a finding or a file
could not be read or written, 2 for wrong usage.
"""

# The most characters shown: of a path or a problem, of a value, and of a value before its first difference.
_LONGEST = 1000
_LONGEST_VALUE = 200
_BEFORE = 30


class Report:
    """Writes findings, and a summary at the end."""

    def __init__(self, registry: Registry, output: Output) -> None:
        self._options = [word for name in registry.given for word in ("--plugin", name)]
        self._output = output
        self._lines = self._files = self.findings = 0

    def add(self, lines: int, findings: list[Finding]) -> None:
        """Write the findings in a file of `lines` lines."""
        self._lines += lines
        self._files += 1
        self.note(findings)

    def note(self, findings: list[Finding]) -> None:
        """Write findings."""
        self.findings += len(findings)
        self._put(line for finding in findings for line in self._text(finding))

    def updated(self, path: str) -> None:
        """Write that the file `path` was updated."""
        self._put([f"updated {path}"])

    def sum_up(self) -> None:
        """Write the number of findings, lines and files."""
        found, lines = counted(self.findings, "finding"), counted(self._lines, "line")
        self._put([f"{found} in {lines} of {counted(self._files, 'file')}"])

    def _text(self, finding: Finding) -> Iterator[str]:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        profile = " (profile ecs)" if finding.kind.profile == ECS and finding.line else ""
        yield f"{place}: {finding.problem}{profile}"
        for difference in finding.differences:
            yield from _shown(difference)
        if finding.line and finding.path.endswith(".log"):
            command = shlex.join(["ecsparse", *self._options, *finding.kind.options])
            yield f"  see: sed -n {finding.line}p {shlex.quote(finding.path)} | {command}"

    def _put(self, lines: Iterator[str] | list[str]) -> None:
        for line in lines:
            self._output.put(f"{printable(line, _LONGEST)}\n".encode())
        self._output.flush()


def _shown(difference: Difference) -> Iterator[str]:
    """The lines that show a field that differs: long values from a little before their first difference on."""
    field, expected, actual = difference
    if expected is None or actual is None:
        text = f"missing, expected {expected}" if actual is None else f"unexpected, actual {actual}"
        yield printable(f"  {field}: {text}", _LONGEST_VALUE)
        return
    start = 0
    if max(len(expected), len(actual)) > _LONGEST_VALUE:
        pairs = enumerate(zip(expected, actual, strict=False))
        start = max(0, next((at for at, (left, right) in pairs if left != right), 0) - _BEFORE)
    for heading, value in ((f"  {field}: expected ", expected), (f"  {'actual ':>{len(field) + 11}}", actual)):
        cut = f"…{value[start:]}" if start else value
        yield heading + printable(cut, _LONGEST_VALUE)


def _check(folder: str, checker: Checker, report: Report, notes: Notes, *, update: bool) -> Iterator[bool]:
    """Whether the samples in `folder` could be checked, topic by topic."""
    try:
        found = topics(folder)
    except OSError as error:
        notes.add(folder, error.strerror or str(error))
        yield False
        return
    for topic in found:
        try:
            for path in checker.update(topic) if update else ():
                report.updated(path)
            report.add(*checker.check(topic))
        except OSError as error:
            notes.add(str(error.filename or topic.log), error.strerror or str(error))
            yield False
        else:
            yield True
    report.note(checker.unused(found))


@click.command(name="test-samples", epilog=EPILOG)
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=FOLDER)
@plugin_option
@click.option("--update", is_flag=True, help="First rewrite expected documents that differ; lines are never changed.")
def command(*, folders: tuple[str, ...], registry: Registry, update: bool) -> int:
    """Check sample lines against their expected documents, and show each field that differs.

    Samples are in DIR/samples/PRODUCT, DIR/PRODUCT or DIR. Line n of TOPIC.log has its document in line n of
    TOPIC.expected.ndjson: that of --reference-date 2026-01-01, which must be valid ECS with declared fields
    only. A plug-in must declare its actions, too, and nothing that no sample has. A product that declares
    documented=True has those of --profile ecs in TOPIC.ecs.ndjson, and in TOPIC.expected.ndjson what its
    vendor's page documents. No product may claim lines in the folder 'unmatched'.
    """
    notes, failed, interruption = Notes(), False, Interruption()
    checker = Checker(registry)
    try:
        report = Report(registry, Output(None))
        for folder in folders:
            for could_be_read in _check(folder, checker, report, notes, update=update):
                failed |= not could_be_read
                interruption.die_if_caught()
        report.sum_up()
    except WriteError as error:
        say(*error.parts)
        return 1
    notes.finish()
    return int(failed or report.findings > 0)
