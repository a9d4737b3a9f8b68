"""The command `ecsparse convert`: archives to files of documents, on all processors, or on a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ecsparse.batch.layout import LAYOUTS
from ecsparse.batch.plan import COMPRESSIONS
from ecsparse.cli.conversion import Batch, convert
from ecsparse.cli.documents import checked_profile, document_options
from ecsparse.cli.filter import Settings
from ecsparse.cli.invocation import Choice, check_choice, jobs_option

if TYPE_CHECKING:
    from ecsparse.profiles import Profile
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse convert /var/log/archive --output-dir documents --jobs 0
  ecsparse convert logs --include '*.log*' --compress gz --output-dir out
  ecsparse convert logs --output-dir out --resume
  ecsparse convert s3://logs/2026 --output-dir s3://ecs/2026 \\
      --cluster tcp://192.0.2.7:8786

\b
The output of logs/a/b.log is DIR/a/b.log.ndjson if logs is the only SOURCE,
and DIR/logs/a/b.log.ndjson if there are others. Until it is complete it is
called .b.log.ndjson.part; what a kill leaves of that is removed by the next
run. If the source cannot be read to its end, what was read is in
b.log.ndjson.incomplete. DIR/.ecsparse-state remembers what is finished; with
--resume, outputs keep the names that they have there.

\b
A link is followed, a file with several names is converted once, and a named
pipe, socket or device is skipped. Outputs inside a SOURCE are not read.

\b
The object of the report:
  version, seconds, files, skipped, failed, bytes, lines, documents, outcomes
  conversions     source, output (null if there is none), bytes, lines,
                  documents, outcomes, error (null, or why it failed),
                  skipped (null, or why it was)

\b
Exit status: 0 when all files were converted or skipped; 1 when one failed, or a
folder, or a parser did, or an --include matches no file; 2 for wrong use.
"""


@click.command(name="convert", epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=str)
@click.option("--output-dir", metavar="DIR", required=True, help="Write outputs in this folder, which is made.")
@click.option(
    "--include", metavar="PATTERN", multiple=True, help="Of folders, take only files like this (repeatable)."
)
@click.option(
    "--exclude", metavar="PATTERN", multiple=True, help="Of folders, take no files like this (repeatable)."
)
@click.option(
    "--layout",
    type=Choice(LAYOUTS),
    help="Whether paths of outputs begin with the name of their SOURCE (source) or not (flat). "
    "Default: flat for one SOURCE, source for several.",
)
@click.option("--compress", type=Choice(COMPRESSIONS), help="Compress outputs.")
@click.option(
    "--resume", is_flag=True, help="Leave out what is finished, and whose source and options are the same."
)
@click.option("--dry-run", is_flag=True, help="Say what would be converted, and write nothing.")
@click.option(
    "--rejects-dir", metavar="DIR", help="Also write lines that are unmatched or malformed to files in this folder."
)
@click.option("--progress", is_flag=True, help="Say how far it is even if standard error is no terminal.")
@click.option("--report", metavar="FILE", help="Write a JSON object of what was done to FILE.")
@jobs_option
@click.option("--cluster", metavar="ADDRESS", help="Convert on the workers of this Dask scheduler.")
@document_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is fatal.")
@click.option("-v", "--verbose", is_flag=True, help="Show tracebacks of bugs.")
def command(  # noqa: PLR0913 - one for each option
    *,
    sources: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    profile: Profile | None,
    form: str,
    namespace: str,
    products: tuple[str, ...],
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
    unmatched: str,
    max_line: int,
    origin: bool | None,
    join_indented: bool,
    **batch: Any,  # noqa: ANN401 - the options of `Batch`
) -> int:
    """Convert log files to files of documents.

    Each SOURCE is a file, or a folder: then all regular files in it and below. The documents of a file go to
    DIR/PATH.ndjson, where PATH is its path from its SOURCE folder on; with several SOURCEs, it begins with the last
    part of the SOURCE's path, and with more of it where that is equal. What gzip, bzip2, xz or zstd compressed is
    decompressed. A file that cannot be read does not stop the others.
    """
    check_choice(products, prefer, registry)
    settings = Settings(
        profile=checked_profile(form, profile),
        form=form,
        namespace=namespace,
        products=products,
        prefer=prefer,
        registry=registry,
        timezone=timezone,
        reference_date=reference_date,
        unmatched=unmatched,
        max_line=max_line,
        origin=origin is not False,
        join_indented=join_indented,
        quiet=quiet,
        verbose=verbose,
    )
    return convert(sources, settings, Batch(quiet=quiet, **batch))
