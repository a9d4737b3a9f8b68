"""The object that a line is, or that follows its CEE cookie."""

from __future__ import annotations

from ecsparse.formats import cee, json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Record


def payload(record: Record) -> dict[str, Any] | None:
    """The object of `record`, decoded once for all who ask; `None` if it is not readable JSON.

    JSON that is not an object gives an empty one. Nobody modifies it.
    """
    text = record.text
    return json.payload(record, text) if text[:1] == "{" or not cee.is_cee(text) else cee.payload(record)
