"""The options that enrich documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from ecsparse.cli.invocation import chosen_of, comma_separated, completed_of
from ecsparse.cli.values import FILE
from ecsparse.enrichment import NAMES, Enrichment
from ecsparse.errors import BadEnrichment

if TYPE_CHECKING:
    from collections.abc import Callable

_C = TypeVar("_C", bound="Callable[..., Any]")


# Gives its command the parameter `enrich`: names of enrichments.
enrich_option = click.option(
    "--enrich",
    metavar="NAME,...",
    multiple=True,
    callback=chosen_of(NAMES),
    shell_complete=completed_of(NAMES),
    help=f"Add fields to ECS documents (repeatable): {', '.join(NAMES)}. Needs ecsparse[enrich].",
)
_OPTIONS = (
    enrich_option,
    click.option(
        "--internal",
        metavar="NET,...",
        multiple=True,
        callback=comma_separated,
        help="For --enrich direction, your own networks (repeatable), such as 192.0.2.0/24, or private.",
    ),
    click.option(
        "--mmdb",
        metavar="FILE",
        multiple=True,
        type=FILE,
        help="For --enrich geo and as, a database in MaxMind's format (repeatable).",
    ),
)


def enrichment_options(command: _C) -> _C:
    """`command` with these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def checked_enrichment(enrich: tuple[str, ...], internal: tuple[str, ...], mmdb: tuple[str, ...]) -> Enrichment | None:
    """What the options ask for; `None` if that is nothing.

    Raises:
        click.UsageError: an option lacks another one.
    """
    if not (enrich or internal or mmdb):
        return None
    try:
        return Enrichment(enrich, internal=internal, mmdb=mmdb)
    except BadEnrichment as error:
        raise click.UsageError(str(error)) from error
