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
    from ecsparse.privacy.documents import Privacy
    from ecsparse.profiles import Profile

_C = TypeVar("_C", bound="Callable[..., Any]")

_PROFILE = click.option(
    "--profile",
    type=Choice(PROFILES),
    help="documented: what the vendor's page documents, for products that have one, and ECS for all others; "
    "ecs: ECS for all.  [default: documented, ecs for bulk, for parquet, with --enrich and --sessions]",
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
        help=f"With --format bulk, the end of the data streams' names: logs-DATASET-NAMESPACE.  [default: {NAMESPACE}]",
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
    click.option(
        "--sessions",
        is_flag=True,
        help="Join the records of a session or message (OpenSSH, PAM, OpenVPN, Postfix): they share "
        "transaction.id, and the last one has event.duration.",
    ),
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


def checked_profile(
    form: str, profile: Profile | None, enrichment: Enrichment | None, *, sessions: bool = False
) -> Profile:
    """The profile for the format `form`, an `enrichment`, and records that are joined to sessions.

    Raises:
        click.UsageError: one of them excludes `profile`.
    """
    needs = {f"--format {form}": form in {BULK, PARQUET}, "--enrich": enrichment is not None}
    needing = next((option for option, is_so in (needs | {"--sessions": sessions}).items() if is_so), None)
    if needing is not None and profile == DOCUMENTED:
        raise click.UsageError(f"{needing} needs --profile ecs; leave out one of the two options")
    return profile or (DOCUMENTED if needing is None else ECS)


def check_sessions(privacy: Privacy | None, jobs: int = 1) -> None:
    """Raise a usage error for options that exclude sessions."""
    if jobs != 1:
        raise click.UsageError("--sessions follows records from line to line; leave out --jobs, or use convert")
    if privacy is not None and not privacy.has_key:
        raise click.UsageError("--sessions makes ids of hosts and addresses; give --pseudonymize as well")
