"""The command `ecsparse convert`: convert archives to files of documents, on all processors or on a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ecsparse.batch.layout import LAYOUTS
from ecsparse.batch.plan import COMPRESSIONS
from ecsparse.cli.conversion import Batch, convert
from ecsparse.cli.documents import check_sessions, checked_namespace, checked_profile, file_options
from ecsparse.cli.enrich import checked_enrichment
from ecsparse.cli.filter import Settings
from ecsparse.cli.invocation import (
    Choice,
    check_choice,
    exclude_option,
    include_option,
    jobs_option,
)
from ecsparse.cli.privacy import checked_privacy
from ecsparse.cli.values import FILE, FOLDER
from ecsparse.columns import columns
from ecsparse.encoding import NDJSON, PARQUET

if TYPE_CHECKING:
    from ecsparse.profiles import Profile
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse convert /var/log/archive --output-dir documents --jobs 0
  ecsparse convert logs --include '*.log*' --compress gz --output-dir out
  ecsparse convert logs -o out --resume
  ecsparse convert logs -o tables --format parquet --jobs auto
  ecsparse convert s3://logs/2026 --output-dir s3://ecs/2026 \\
      --cluster tcp://192.0.2.7:8786

\b
The output of logs/a/b.log is DIR/a/b.log.ndjson if logs is the only SOURCE,
and DIR/logs/a/b.log.ndjson if there are others. Until it is complete, its name
is .b.log.ndjson.part; the next run removes what a kill leaves of such a file.
If the source cannot be read to its end, what was read is in
b.log.ndjson.incomplete. DIR/.ecsparse-state records what is finished, parts of
large files too; with --resume, outputs keep the names that they have there.

\b
Links are followed, a file with several names is converted once, and named
pipes, sockets and devices are skipped. Outputs inside a SOURCE are not read.

\b
The JSON report:
  version, seconds, files, skipped, failed, bytes, lines, documents, outcomes
  conversions     source, output (null if there is none), bytes, lines,
                  documents, outcomes, error (null, or why it failed),
                  skipped (null, or why it was)

\b
Exit status: 0 when all files were converted or skipped; 1 when a file, a folder
or a parser failed, or an --include matches no file; 2 for wrong usage.
"""


@click.command(name="convert", epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=FILE)
@click.option(
    "-o",
    "--output-dir",
    metavar="DIR",
    required=True,
    type=FOLDER,
    help="Write outputs to this folder, which is created.",
)
@include_option
@exclude_option
@click.option(
    "--layout",
    type=Choice(LAYOUTS),
    help="Begin the paths of outputs with the name of their SOURCE (source), or not (flat). "
    "Default: flat for one SOURCE, source for several.",
)
@click.option("--compress", type=Choice(COMPRESSIONS), help="Compress outputs.")
@click.option(
    "--resume", is_flag=True, help="Go on after what an earlier run finished with the same sources and options."
)
@click.option("--dry-run", is_flag=True, help="List what would be converted, and write nothing.")
@click.option(
    "--rejects-dir",
    metavar="DIR",
    type=FOLDER,
    help="Also write unmatched and malformed lines to files in this folder.",
)
@click.option("--progress", is_flag=True, help="Show progress even if standard error is not a terminal.")
@click.option(
    "--report",
    metavar="FILE",
    type=FILE,
    help="Write a JSON report to FILE (- for standard output, without the table).",
)
@jobs_option
@click.option("--cluster", metavar="ADDRESS", help="Convert on the workers of this Dask scheduler.")
@file_options
@click.option("-q", "--quiet", is_flag=True, help="Write only fatal errors to standard error, and no table.")
@click.option("-v", "--verbose", is_flag=True, help="Show the tracebacks of bugs.")
def command(  # noqa: PLR0913 - one for each option
    *,
    sources: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    profile: Profile | None,
    form: str,
    namespace: str | None,
    products: tuple[str, ...],
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
    unmatched: str,
    max_line: int,
    origin: bool | None,
    join_indented: bool,
    enrich: tuple[str, ...],
    internal: tuple[str, ...],
    mmdb: tuple[str, ...],
    sessions: bool,
    redact: tuple[str, ...],
    redact_field: tuple[str, ...],
    pseudonymize: str | None,
    unmatched_text: bool,
    **batch: Any,  # noqa: ANN401 - the options of `Batch`
) -> int:
    """Convert files and folders of logs to files of documents.

    Each SOURCE is a file, or a folder, whose regular files are all converted, at any depth, or - for standard
    input, whose documents go to DIR/stdin.ndjson. The documents of a file go to DIR/PATH.ndjson, where PATH is
    relative to the SOURCE folder. With several SOURCEs, PATH begins with the last part of the SOURCE's path, or
    with as much of it as tells the SOURCEs apart. Files compressed by gzip, bzip2, xz or zstd are decompressed. A
    file that cannot be read does not stop the others.
    """
    _check_batch(batch, quiet=quiet)
    if form == PARQUET and batch["compress"] is not None:
        raise click.UsageError("--format parquet is compressed by itself; leave out --compress")
    check_choice(products, prefer, registry)
    enrichment = checked_enrichment(enrich, internal, mmdb)
    privacy = checked_privacy(
        redact,
        redact_field,
        pseudonymize,
        registry,
        keeps_text=unmatched_text,
        rejects=None if batch["rejects_dir"] is None else "--rejects-dir",
    )
    if sessions:
        check_sessions(privacy)
    settings = Settings(
        profile=checked_profile(form, profile, enrichment, sessions=sessions),
        form=NDJSON if form == PARQUET else form,
        namespace=checked_namespace(form, namespace),
        products=products,
        prefer=prefer,
        registry=registry,
        timezone=timezone,
        reference_date=reference_date,
        unmatched=unmatched,
        max_line=max_line,
        origin=origin is not False,
        join_indented=join_indented,
        enrichment=enrichment,
        privacy=privacy,
        sessions=sessions,
        quiet=quiet,
        verbose=verbose,
    )
    table = tuple(columns(products, registry, enrich)) if form == PARQUET else ()
    return convert(sources, settings, Batch(quiet=quiet, columns=table, **batch))


def _check_batch(batch: dict[str, Any], *, quiet: bool) -> None:
    """Raise a usage error for options that exclude each other's effect."""
    context = click.get_current_context()
    if batch["cluster"] is not None and context.get_parameter_source("jobs") is not ParameterSource.DEFAULT:
        raise click.UsageError("--cluster has workers of its own; leave out --jobs")
    if batch["progress"] and quiet:
        raise click.UsageError("--quiet shows no progress; leave out one of the two options")
    for option in ("report", "progress"):
        if batch["dry_run"] and batch[option]:
            raise click.UsageError(f"--dry-run converts nothing; leave out --{option}")
