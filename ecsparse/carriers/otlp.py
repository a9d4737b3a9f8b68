"""Objects of OTLP, OpenTelemetry's protocol, as its exporters write them to files.

Layout:

    {"resourceLogs":[{"resource":{"attributes":[…]},"scopeLogs":[{"logRecords":[{"body":{"stringValue":"line"}}]}]}]}

Source: the protocol's `logs.proto`, in the JSON of protocol buffers.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def record_of(payload: dict[str, Any]) -> dict[str, Any]:
    """The record of an object of OTLP, if that has one record alone; else `payload`."""
    here: dict[str, Any] = payload
    resource: object = None
    for name in ("resourceLogs", "scopeLogs", "logRecords"):
        found = here.get(name)
        if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], dict):
            return payload
        here = found[0]
        resource = here.get("resource", resource)
    body, attributes = here.get("body"), resource.get("attributes") if isinstance(resource, dict) else None
    return {
        **here,
        "body": body.get("stringValue") if isinstance(body, dict) else None,
        "resource": _attributes(attributes),
        "attributes": _attributes(here.get("attributes")),
    }


def _attributes(attributes: object) -> dict[str, Any]:
    """The texts of OTLP's pairs of a key and a value."""
    pairs = [pair for pair in attributes if isinstance(pair, dict)] if isinstance(attributes, list) else []
    return {
        pair["key"]: pair["value"].get("stringValue")
        for pair in pairs
        if isinstance(pair.get("key"), str) and isinstance(pair.get("value"), dict)
    }
