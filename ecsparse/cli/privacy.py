"""The options that replace what tells who and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from ecsparse.cli.invocation import chosen_of, comma_separated, completed_of, without_effect
from ecsparse.cli.suggestions import suggestion
from ecsparse.cli.values import FILE
from ecsparse.errors import BadKey, BadRule
from ecsparse.privacy.rules import ALL, RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.privacy.documents import Privacy
    from ecsparse.registry import Registry

_C = TypeVar("_C", bound="Callable[..., Any]")

_NAMES = (*RULES, ALL)


_OPTIONS = (
    click.option(
        "--redact",
        metavar="RULE,...",
        multiple=True,
        callback=chosen_of(_NAMES),
        shell_complete=completed_of(_NAMES),
        help="Replace what tells who and where by marks, in fields and texts (repeatable): "
        f"{', '.join(RULES)}, or {ALL}.",
    ),
    click.option(
        "--redact-field",
        metavar="FIELD,...",
        multiple=True,
        callback=comma_separated,
        help="Also replace the values of this field, or of all fields in this object (repeatable).",
    ),
    click.option(
        "--pseudonymize",
        metavar="KEYFILE",
        type=FILE,
        help="Replace them by pseudonyms under the 32 bytes of KEYFILE instead of marks; without --redact, "
        f"by the rule {ALL}. Needs ecsparse[privacy].",
    ),
    click.option(
        "--unmatched-text",
        is_flag=True,
        help="With --redact or --pseudonymize, keep the texts of unmatched and malformed lines, in which only "
        "addresses are known.",
    ),
)


def privacy_options(command: _C) -> _C:
    """`command` with these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def checked_privacy(  # noqa: PLR0913 - the options that make it, and those that exclude it
    redact: tuple[str, ...],
    fields: tuple[str, ...],
    keyfile: str | None,
    registry: Registry,
    *,
    keeps_text: bool,
    rejects: str | None,
) -> Privacy | None:
    """What is to be replaced in documents; `None` if nothing is. `rejects` is the option that writes lines.

    Raises:
        click.UsageError: there is no such field, the key cannot be one, or an option excludes another.
    """
    if not (redact or fields or keyfile):
        if keeps_text:
            raise without_effect("--unmatched-text", "--redact or --pseudonymize")
        return None
    if rejects is not None:
        raise click.UsageError(f"{rejects} writes lines unchanged; leave it out, or write unchanged documents too")
    from ecsparse.privacy.documents import Privacy  # noqa: PLC0415 - only for who replaces something
    from ecsparse.privacy.pseudonyms import key_of  # noqa: PLC0415 - as above

    is_all = ALL in redact or (keyfile is not None and not redact)
    for field in fields:
        _check_field(field, registry)
    try:
        return Privacy(
            RULES if is_all else redact,
            fields=fields,
            key=None if keyfile is None else key_of(keyfile),
            keeps_text=keeps_text,
        )
    except (BadKey, BadRule) as error:
        raise click.UsageError(str(error)) from error


def _check_field(name: str, registry: Registry) -> None:
    """Raise a usage error if no document can have a field of this name: one with a slip would hide nothing."""
    from ecsparse.columns import columns  # noqa: PLC0415 - only for who names fields
    from ecsparse.ecs.lint import table  # noqa: PLC0415 - as above

    ecs = table()
    known = {*ecs.types, *ecs.objects}
    if name in known or ecs.is_inside_of_open(name):
        return
    own = {column.name for column in columns(registry=registry)}
    objects = {field[:place] for field in own for place, sign in enumerate(field) if sign == "."}
    if name not in own and name not in objects:
        near = suggestion(name, own | known)
        raise click.UsageError(f"there is no field {name!r} to redact; ecsparse schema lists them{near and f'.{near}'}")
