"""The object that a line is, or that follows its CEE cookie."""

from __future__ import annotations

from ecsparse.formats import cee, json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Record

_NOTHING: dict[str, Any] = {}


def members(record: Record) -> dict[str, Any]:
    """The object of `record`, as `payload` has it; empty where that is `None`."""
    text = record.text
    is_bare = text[:1] == "{" or not cee.is_cee(text)
    return (json.payload(record, text) if is_bare else cee.payload(record)) or _NOTHING


def payload(record: Record) -> dict[str, Any] | None:
    """The object of `record`, decoded once for all who ask; `None` if it is not readable JSON.

    JSON that is not an object gives an empty one. Nobody modifies it.
    """
    text = record.text
    return json.payload(record, text) if text[:1] == "{" or not cee.is_cee(text) else cee.payload(record)
