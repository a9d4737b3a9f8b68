"""The members of PROVE IT's records: how they are read, and the places of those that few records have.

Texts are read for both profiles, all else for the profile `ecs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecsparse.formats import json
from ecsparse.record import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# How many results are remembered of what records repeat, and of how long texts at most, in characters.
REMEMBERED = 1024
LONGEST = 128

# Members that are times, and fields of `event`.
EVENT_TIMES = (("beginDate", "start"), ("endDate", "end"))
# The service that an administrator changed: members, and fields of `service`.
CHANGED = {"serviceName": "name", "serviceType": "type"}


def text_of(payload: Document, name: str) -> str:
    """The text of member `name`, empty if it is absent or of another type."""
    value = payload.get(name)
    return value if type(value) is str else ""


def texts_of(payload: Document, fields: Mapping[str, str]) -> Document:
    """The texts of the members that `fields` names, by their fields; without those that are absent or empty."""
    found: Document = {}
    for name, field in fields.items():
        if type(text := payload.get(name)) is str and text:
            found[field] = text
    return found


def texts_in(values: list[Any]) -> list[str]:
    """The elements that are texts."""
    try:
        "".join(values)
    except TypeError:
        return [value for value in values if isinstance(value, str)]
    return values


def add_rest(document: Document, proveit: Document, payload: Document) -> None:
    """Add what few types of records have."""
    for member, value in payload.items():
        if member in PLACES:
            read, group, name = PLACES[member]
            if (readable := read(value)) is not None:
                (proveit.setdefault(group, {}) if group else proveit)[name] = readable
    if "service" not in document and (changed := texts_of(payload, CHANGED)):
        document["service"] = changed


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 2**63 else None


def _identifier(value: object) -> str | None:
    number = _count(value)
    return _string(value) if number is None else str(number)


def _structure(value: object) -> str | None:
    """A text as it stands, an object or a list as compact JSON."""
    return json.encode(value) if value and isinstance(value, (dict, list)) else _string(value)


# Members and how they are read, and their places in `rubycat.proveit`.
PLACES: dict[str, tuple[Callable[[object], object], str, str]] = {
    "auditRecordsNumber": (_count, "", "audit_records_number"),
    "authServerName": (_string, "auth_server", "name"),
    "authServerType": (_string, "auth_server", "type"),
    "modificationDiff": (_structure, "", "modification_diff"),
    "status": (_string, "", "status"),
    "storageCurrentSpace": (_count, "storage", "current_space"),
    "storageFreeSpace": (_count, "storage", "free_space"),
    "storageId": (_identifier, "storage", "id"),
    "storageName": (_string, "storage", "name"),
    "storageTotalSpace": (_count, "storage", "total_space"),
}

# Members that few records have.
RARE = frozenset((*PLACES, *CHANGED, "beginDate", "duration", "endDate"))
