"""A run of `convert`: what is to be done, done, and told."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import time
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ecsparse import __version__
from ecsparse.batch.compressors import check as check_compression
from ecsparse.batch.conversions import Outcome, Run, incomplete, sweep
from ecsparse.batch.meter import Meter
from ecsparse.batch.parquet import check as check_parquet
from ecsparse.batch.places import is_within, located, place_of, real
from ecsparse.batch.plan import PARQUET_SUFFIX, SUFFIX, Conversion, Plan, as_before, planned
from ecsparse.batch.search import Choice, Folders
from ecsparse.batch.state import Finishes, State
from ecsparse.batch.units import Options
from ecsparse.batch.workers import Workers, processors
from ecsparse.cli.conversion_report import Report, printable_path
from ecsparse.cli.filter import Settings, recipe
from ecsparse.cli.inputs import STDIN, called
from ecsparse.cli.invocation import print_text
from ecsparse.cli.notes import LONGEST_USAGE, Notes, say
from ecsparse.cli.output import STREAM, Output, WriteError
from ecsparse.cli.progress import progress
from ecsparse.cli.signals import Interruption
from ecsparse.errors import BadPlace, Collision, EcsparseError, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from concurrent.futures import Executor

    from ecsparse.columns import Column
    from ecsparse.enrichment import Enrichment

# The file that has what standard input held, and how much is copied at once, in bytes.
_SPOOLED = "stdin"
_COPIED = 1 << 20


class Unspooled(Exception):
    """Standard input cannot be read, or not be kept in a file."""


class Batch:
    """What the command line asks for, besides what the documents are to be."""

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        output_dir: str,
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        layout: str | None,
        compress: str | None,
        jobs: int,
        cluster: str | None,
        resume: bool,
        dry_run: bool,
        rejects_dir: str | None,
        progress: bool,
        report: str | None,
        quiet: bool,
        columns: tuple[Column, ...] = (),
    ) -> None:
        self.columns = columns
        self.folders = Folders(located(output_dir), None if rejects_dir is None else located(rejects_dir))
        self.choice = Choice(include, exclude)
        self.layout = layout
        self.compress = compress
        self.jobs = jobs or processors()
        self.cluster = cluster
        self.resume = resume
        self.dry_run = dry_run
        self.progress = progress
        self.report = report
        self.quiet = quiet

    @property
    def ending(self) -> str:
        """What the names of outputs end with."""
        if self.columns:
            return PARQUET_SUFFIX
        return SUFFIX if self.compress is None else f"{SUFFIX}.{self.compress}"


def convert(sources: tuple[str, ...], settings: Settings, batch: Batch) -> int:
    """Convert `sources`; return the exit status."""
    notes = Notes(quiet=settings.quiet, verbose=settings.verbose, hides=settings.privacy is not None)
    try:
        with _spooled(sources) as (files, streams):
            return _convert(files, streams, settings, batch, notes)
    except Unspooled as error:
        say(called(STREAM), str(error))
        return 1


@contextmanager
def _spooled(sources: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """`sources` with a file that has what standard input holds in place of `-`, and the names of such files."""
    if STREAM not in sources:
        yield sources, frozenset()
        return
    with TemporaryDirectory() as folder:
        name = os.path.join(os.path.realpath(folder), _SPOOLED)
        try:
            with open(name, "wb") as file, open(STDIN, "rb", closefd=False) as stdin:
                shutil.copyfileobj(stdin, file, _COPIED)
        except OSError as error:
            raise Unspooled(error.strerror or str(error)) from error
        yield tuple(name if source == STREAM else source for source in sources), frozenset((name,))


def _convert(sources: tuple[str, ...], streams: frozenset[str], settings: Settings, batch: Batch, notes: Notes) -> int:
    try:
        check_compression(batch.compress)
        if batch.columns:
            check_parquet()
        make = recipe(settings)
        make()
        _check_folders(batch.folders)
        plan = planned(sources, batch.folders, batch.ending, batch.choice, batch.layout)
        _check_report(batch.report, plan)
    except EcsparseError as error:
        say(str(error), limit=LONGEST_USAGE)
        return 2
    is_whole = _note_failures(plan, notes)
    options = Options(
        recipe=pickle.dumps(make),
        max_line=settings.max_line,
        joins_indented=settings.join_indented,
        says_origin=bool(settings.origin),
        compression=batch.compress,
        columns=batch.columns,
        streams=streams,
        sessions=settings.sessions,
    )
    key = _key(settings, batch)
    try:
        status = _foretell(plan, batch, key) if batch.dry_run else _run(plan, settings, batch, options, key, notes)
    except (BadPlace, WorkerDied) as error:
        say(str(error))
        return 1
    except WriteError as error:
        say(*error.parts)
        return 1
    except OSError as error:
        say(str(error.filename or batch.folders.outputs), error.strerror or str(error))
        return 1
    for left in plan.left:
        if not left.is_failure:
            notes.add(left.path, "skipped", left.reason)
    notes.finish()
    return status if is_whole else 1


def _check_folders(folders: Folders) -> None:
    """Raise Collision if something other than a folder is where outputs would go."""
    for option, folder in folders.named():
        if "://" not in folder and os.path.exists(folder) and not os.path.isdir(folder):
            raise Collision(f"{option} {folder}: is not a folder; name one, or one that is still to be made")


def _check_report(report: str | None, plan: Plan) -> None:
    """Raise Collision if the report would replace a source."""
    if report is None:
        return
    path = real(report)
    for source, _ in plan.conversions:
        if real(source) == path:
            raise Collision(f"{source}: the report would replace it; give --report another file, or --exclude this one")


def _note_failures(plan: Plan, notes: Notes) -> bool:
    """Note what was asked for and cannot be done; return whether everything can."""
    for left in plan.left:
        if left.is_failure:
            notes.add(left.path, left.reason)
    for pattern in plan.idle:
        notes.add(f"--include {pattern}", "matches no file in a SOURCE folder")
    return not plan.idle and not any(left.is_failure for left in plan.left)


def _foretell(plan: Plan, batch: Batch, key: str) -> int:
    """Print what would be converted to what."""
    todo = plan.conversions
    if batch.resume:
        todo = _todo(_again(plan, batch, finishes := Finishes(batch.folders.outputs, key)), finishes)
    return print_text("".join(f"{printable_path(source)} -> {printable_path(output)}\n" for source, output in todo))


def _again(plan: Plan, batch: Batch, finishes: Finishes) -> list[Conversion]:
    return as_before(plan.conversions, batch.folders.outputs, finishes)


def _todo(conversions: list[Conversion], finishes: Finishes) -> list[Conversion]:
    """The conversions that are not finished."""

    def is_finished(conversion: Conversion) -> bool:
        with suppress(OSError):
            stat = place_of(conversion.source).stat(conversion.source)
            return finishes.is_finished(conversion.output, conversion.source, stat)
        return False

    return [conversion for conversion in conversions if not is_finished(conversion)]


def _run(  # noqa: PLR0913, PLR0917 - what a run is made of
    plan: Plan, settings: Settings, batch: Batch, options: Options, key: str, notes: Notes
) -> int:
    started = time.monotonic()
    written = _opened(batch)
    state = State(batch.folders.outputs, key)
    conversions = _again(plan, batch, state) if batch.resume else plan.conversions
    todo = _todo(conversions, state) if batch.resume else conversions
    state.keep_parts({conversion.output for conversion in todo} if batch.resume else ())
    state.forget(conversion.output for conversion in todo)
    _sweep(batch.folders, state, incomplete(todo, batch.folders))
    report = Report(drops_unmatched=settings.unmatched == "drop")
    report.begin(set(conversions) - set(todo), plan.left)
    interruption = Interruption()
    meter = None if batch.cluster is not None else Meter()
    executor, width = _executor(batch)
    run = Run(
        executor=executor,
        width=2 * width,
        options=options if meter is None else options._replace(meter=meter.descriptor),
        folders=batch.folders,
        state=state,
        is_stopped=lambda: interruption.caught is not None,
    )
    try:
        done = _follow(run, batch, notes, report, todo, meter)
    finally:
        if isinstance(executor, Workers):
            executor.end()
            _sweep(batch.folders, state)
    if interruption.caught is not None and not settings.quiet:
        say(f"interrupted: {done} of {len(todo)} files are done; --resume goes on")
    interruption.die_if_caught()
    state.save()
    for failure in report.counts.failures.values():
        notes.add_failure(failure)
    return _tell(report, time.monotonic() - started, batch, written)


def _opened(batch: Batch) -> Output | None:
    """The report, opened to find out early whether it can be written."""
    if batch.report is None:
        return None
    if "://" not in batch.folders.outputs and is_within(batch.report, batch.folders.outputs):
        os.makedirs(batch.folders.outputs, exist_ok=True)
    return Output(batch.report)


def _tell(report: Report, seconds: float, batch: Batch, written: Output | None) -> int:
    """Write the report and the table; return the exit status."""
    status = int(bool(report.failed or report.counts.failures))
    if written is not None:
        try:
            written.put(report.json(seconds))
            written.flush()
        except WriteError as error:
            say(*error.parts)
            status = 1
    return (0 if batch.quiet or batch.report == STREAM else print_text(report.table(seconds))) or status


def _follow(  # noqa: PLR0913, PLR0917 - what is followed, and who is told
    run: Run, batch: Batch, notes: Notes, report: Report, todo: list[Conversion], meter: Meter | None
) -> int:
    """Show the progress of the run, and note what failed; return how many files are done."""
    bar = progress(_size(todo), len(todo), asked=batch.progress, quiet=batch.quiet)
    done = 0
    try:
        for outcome in run.run(todo):
            bar.set_before(run.resumed)
            if meter is not None:
                bar.add(meter.read())
            if outcome is not None:
                done += 1
                report.add(outcome)
                bar.add_file()
                if meter is None:
                    bar.add(outcome.size)
                if outcome.error is not None:
                    bar.clear()
                    notes.add(outcome.conversion.source, outcome.error, *_remains(outcome))
            bar.show()
    finally:
        bar.clear()
    return done


def _size(conversions: list[Conversion]) -> int:
    size = 0
    for source, _ in conversions:
        with suppress(OSError):
            size += place_of(source).stat(source).size
    return size


def _remains(outcome: Outcome) -> tuple[str, ...]:
    """The end of a note on a failed conversion: where the lines are that could be read."""
    return () if outcome.output is None else (f"what could be read is in {outcome.output}",)


def _sweep(folders: Folders, state: State, outdated: Collection[str] = ()) -> None:
    for _, folder in folders.named():
        sweep(folder, state, outdated)


def _executor(batch: Batch) -> tuple[Executor, int]:
    if batch.cluster is None:
        return Workers(batch.jobs), batch.jobs
    from ecsparse.batch.cluster import connected  # noqa: PLC0415 - Dask costs half a second

    return connected(batch.cluster)


def _key(settings: Settings, batch: Batch) -> str:
    """A key that two runs share if they give the same outputs for the same sources."""
    plugins = _digests(settings.registry.given)
    chosen = (
        (__version__, plugins, batch.folders.rejects),
        (settings.profile, settings.form, settings.namespace, settings.products, settings.prefer),
        (settings.timezone, settings.reference_date, settings.unmatched, settings.max_line, settings.join_indented),
        (settings.origin, batch.columns, settings.privacy and settings.privacy.identity, settings.sessions),
        _enrichment(settings.enrichment),
    )
    return hashlib.sha256(json.dumps(chosen).encode()).hexdigest()


def _enrichment(enrichment: Enrichment | None) -> tuple[object, ...]:
    return () if enrichment is None else (enrichment.names, enrichment.internal, _digests(enrichment.mmdb))


def _digests(paths: Iterable[str]) -> list[tuple[str, str | None]]:
    """Each path with the hash of what is there; `None` for one that is not a file's."""
    found: list[tuple[str, str | None]] = []
    for path in paths:
        digest = None
        if os.path.isfile(path):
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        found.append((path, digest))
    return found
