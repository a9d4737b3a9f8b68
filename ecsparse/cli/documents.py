"""The options that shape documents, shared by the filter and `convert`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from ecsparse.cli.enrich import enrichment_options
from ecsparse.cli.invocation import (
    Choice,
    plugin_option,
    prefer_option,
    product_option,
    reference_date_option,
    timezone_option,
    without_effect,
)
from ecsparse.cli.privacy import privacy_options
from ecsparse.cli.values import Size
from ecsparse.decoding import MAX_LINE
from ecsparse.encoding import BULK, FORMATS, NAMESPACE, NDJSON, PARQUET
from ecsparse.profiles import DOCUMENTED, ECS, PROFILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.enrichment import Enrichment
    from ecsparse.profiles import Profile

_C = TypeVar("_C", bound="Callable[..., Any]")

_PROFILE = click.option(
    "--profile",
    type=Choice(PROFILES),
    help="documented: what the vendor's page documents, for products that have one, and ECS for all others; "
    "ecs: ECS for all.  [default: documented, ecs for bulk, for parquet and with --enrich]",
)
_FORMAT = click.option(
    "--format",
    "form",
    type=Choice(FORMATS),
    default=NDJSON,
    show_default=True,
    help="One document per line, the same with dotted keys (flat), or operations for an index (bulk).",
)
_FORMAT_OF_FILES = click.option(
    "--format",
    "form",
    type=Choice((*FORMATS, PARQUET)),
    default=NDJSON,
    show_default=True,
    help="One document per line, the same with dotted keys (flat), operations for an index (bulk), or a table with "
    "a column for each field (parquet).",
)
_OPTIONS = (
    click.option(
        "--namespace",
        metavar="NAME",
        help="With --format bulk, the end of the data streams' names: logs-DATASET-NAMESPACE.  "
        f"[default: {NAMESPACE}]",
    ),
    product_option,
    prefer_option,
    plugin_option,
    timezone_option,
    reference_date_option,
    click.option(
        "--unmatched",
        type=Choice(["keep", "drop"]),
        default="keep",
        show_default=True,
        help="Write or drop the documents of lines that no product claims.",
    ),
    click.option(
        "--max-line",
        metavar="SIZE",
        type=Size(),
        default=MAX_LINE,
        help="Cut lines that are longer, in bytes, or with a unit: 64K, 1M.  [default: 1M]",
    ),
    click.option(
        "--origin/--no-origin",
        default=None,
        help="Add where each line comes from: log.file.path and log.offset, and _id with --format bulk. "
        "Default: on for convert, and for files with --format bulk.",
    ),
    click.option(
        "--join-indented",
        is_flag=True,
        help="Join a line that begins with a blank or a tab to the record before it; drop heading lines.",
    ),
    enrichment_options,
    privacy_options,
)


def document_options(command: _C) -> _C:
    """`command` with these options."""
    return _with(command, (_PROFILE, _FORMAT, *_OPTIONS))


def file_options(command: _C) -> _C:
    """`command`, which writes files, with the same."""
    return _with(command, (_PROFILE, _FORMAT_OF_FILES, *_OPTIONS))


def _with(command: _C, options: tuple[Callable[[_C], _C], ...]) -> _C:
    for option in reversed(options):
        command = option(command)
    return command


def checked_namespace(form: str, namespace: str | None) -> str:
    """The namespace of data streams.

    Raises:
        click.UsageError: one was given for a `form` that has none.
    """
    if namespace is not None and form != BULK:
        raise without_effect("--namespace", f"--format {BULK}")
    return NAMESPACE if namespace is None else namespace


def checked_profile(form: str, profile: Profile | None, enrichment: Enrichment | None) -> Profile:
    """The profile for the format `form` and an `enrichment`.

    Raises:
        click.UsageError: one of the two excludes `profile`.
    """
    needing = f"--format {form}" if form in {BULK, PARQUET} else None if enrichment is None else "--enrich"
    if needing is not None and profile == DOCUMENTED:
        raise click.UsageError(f"{needing} needs --profile ecs; leave out one of the two options")
    return profile or (DOCUMENTED if needing is None else ECS)
