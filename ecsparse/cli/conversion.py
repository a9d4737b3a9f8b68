"""A run of `convert`: what is to be done, done, and told."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from ecsparse import __version__
from ecsparse.batch.compressors import check as check_compression
from ecsparse.batch.conversions import Outcome, Run, sweep
from ecsparse.batch.places import place_of
from ecsparse.batch.plan import Choice, Conversion, Folders, located, planned
from ecsparse.batch.state import Finishes, State
from ecsparse.batch.units import Options
from ecsparse.batch.workers import Workers, processors
from ecsparse.cli.conversion_report import Report
from ecsparse.cli.filter import Settings, recipe
from ecsparse.cli.invocation import print_text
from ecsparse.cli.notes import Notes, say
from ecsparse.cli.output import Output, WriteError
from ecsparse.cli.progress import progress
from ecsparse.cli.signals import Interruption
from ecsparse.errors import BadPlace, EcsparseError, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor


class Batch:
    """What the command line asks for, beside what the documents are to be."""

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        output_dir: str,
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        compress: str | None,
        jobs: int,
        cluster: str | None,
        resume: bool,
        dry_run: bool,
        rejects_dir: str | None,
        progress: bool,
        report: str | None,
        quiet: bool,
    ) -> None:
        self.folders = Folders(located(output_dir), None if rejects_dir is None else located(rejects_dir))
        self.choice = Choice(include, exclude)
        self.compress = compress
        self.jobs = jobs or processors()
        self.cluster = cluster
        self.resume = resume
        self.dry_run = dry_run
        self.progress = progress
        self.report = report
        self.quiet = quiet


def convert(sources: tuple[str, ...], settings: Settings, batch: Batch) -> int:
    """Convert `sources`; return the exit status."""
    notes = Notes(quiet=settings.quiet)
    unread: list[OSError] = []
    try:
        check_compression(batch.compress)
        make = recipe(settings)
        make()
        conversions = planned(sources, batch.folders, batch.compress, batch.choice, unread.append)
    except EcsparseError as error:
        say(str(error))
        return 2
    for problem in unread:
        notes.add(str(problem.filename), problem.strerror or str(problem))
    options = Options(pickle.dumps(make), settings.max_line, settings.join_indented, batch.compress)
    key = _key(settings, batch)
    try:
        if batch.dry_run:
            status = _foretell(conversions, batch, key)
        else:
            status = _run(conversions, settings, batch, options, key, notes)
    except (BadPlace, WorkerDied) as error:
        say(str(error))
        return 1
    except WriteError as error:
        say(*error.parts)
        return 1
    except OSError as error:
        say(str(error.filename or batch.folders.outputs), error.strerror or str(error))
        return 1
    notes.finish()
    return 1 if unread else status


def _foretell(conversions: list[Conversion], batch: Batch, key: str) -> int:
    """Say what would be converted to what."""
    todo = _todo(conversions, Finishes(batch.folders.outputs, key)) if batch.resume else conversions
    return print_text("".join(f"{source} -> {output}\n" for source, output in todo))


def _todo(conversions: list[Conversion], finishes: Finishes) -> list[Conversion]:
    """The conversions that are not finished."""

    def is_finished(conversion: Conversion) -> bool:
        with suppress(OSError):
            stat = place_of(conversion.source).stat(conversion.source)
            return finishes.is_finished(conversion.output, conversion.source, stat)
        return False

    return [conversion for conversion in conversions if not is_finished(conversion)]


def _run(  # noqa: PLR0913, PLR0917 - what a run is made of
    conversions: list[Conversion], settings: Settings, batch: Batch, options: Options, key: str, notes: Notes
) -> int:
    started = time.monotonic()
    state = State(batch.folders.outputs, key)
    todo = _todo(conversions, state) if batch.resume else conversions
    state.forget(conversion.output for conversion in todo)
    _sweep(batch.folders)
    written = None if batch.report is None else Output(batch.report)
    report = Report(drops_unmatched=settings.unmatched == "drop")
    report.skipped = len(conversions) - len(todo)
    interruption = Interruption()
    executor, width = _executor(batch)
    run = Run(
        executor=executor,
        width=2 * width,
        options=options,
        folders=batch.folders,
        state=state,
        is_stopped=lambda: interruption.caught is not None,
    )
    try:
        _follow(run.run(todo), batch, notes, report, todo)
    finally:
        if isinstance(executor, Workers):
            executor.end()
            _sweep(batch.folders)
    interruption.die_if_caught()
    state.save()
    for product, kind in report.counts.failures:
        notes.add(f"internal error in the parser of {product}", kind, "please report it with the line")
    seconds = time.monotonic() - started
    if written is not None:
        written.write(report.json(seconds))
        written.flush()
    failed = bool(report.failed or report.counts.failures)
    return (0 if batch.quiet else print_text(report.table(seconds))) or int(failed)


def _follow(
    outcomes: Iterator[Outcome | None], batch: Batch, notes: Notes, report: Report, todo: list[Conversion]
) -> None:
    """Show how the run goes on, and note what failed."""
    bar = progress(_size(todo), asked=batch.progress, quiet=batch.quiet)
    try:
        for outcome in outcomes:
            if outcome is not None:
                report.add(outcome)
                bar.add(outcome.size)
                if outcome.error is not None:
                    bar.clear()
                    notes.add(outcome.conversion.source, outcome.error)
            bar.show()
    finally:
        bar.clear()


def _size(conversions: list[Conversion]) -> int:
    size = 0
    for source, _ in conversions:
        with suppress(OSError):
            size += place_of(source).stat(source).size
    return size


def _sweep(folders: Folders) -> None:
    for folder in folders:
        if folder is not None:
            sweep(folder)


def _executor(batch: Batch) -> tuple[Executor, int]:
    if batch.cluster is None:
        return Workers(batch.jobs), batch.jobs
    from ecsparse.batch.cluster import connected  # noqa: PLC0415 - Dask costs half a second

    return connected(batch.cluster)


def _key(settings: Settings, batch: Batch) -> str:
    """What two runs have in common whose outputs of the same sources are the same."""
    plugins = [[name, _digest(name)] for name in settings.registry.given]
    chosen = (
        (__version__, plugins, batch.folders.rejects),
        (settings.profile, settings.form, settings.namespace, settings.product, settings.timezone),
        (settings.reference_date, settings.unmatched, settings.max_line, settings.join_indented),
    )
    return hashlib.sha256(json.dumps(chosen).encode()).hexdigest()


def _digest(plugin: str) -> str | None:
    if not os.path.isfile(plugin):
        return None
    with open(plugin, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
