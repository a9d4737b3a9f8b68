r"""RubyCat PROVE IT, a bastion for privileged access: who reached which service through it.

Layout:
    @cee: {"category": "USER", "severity": "INFO", "source": {"ip": "10.1.2.5", "type": "HB", "userName":
    "my.user", ...}, "timestamp": "2022-12-12T17:23:52.226809+01:00", "type": "USER_DISCONNECTION"}

    A CEE cookie and one JSON object, with or without a byte order mark and a syslog header in front.
    `category` is USER, ADMIN or SYSTEM; `type` begins with it and reads CATEGORY_OBJECT_VERB. `source` is a
    human (`"type": "HB"`: name, realm, roles, profiles, address) or a component (`"type": "SYSTEM"`).

Source: RubyCat's integration page for PROVE IT and its samples (`samples/rubycat_proveit`).

Timestamps: RFC 3339 with the appliance's offset and microseconds.

Quirks of the documented normalisation:
    `event.category` is `authentication` for connections to the bastion itself only, those to a service behind
    it have none: `user_service.log`.
    `service.host` is `service.address`, whether it is a name or an address: `user_service.log`.
    `network.protocol` is the protocol between the user and the bastion, not the service's: `user_service.log`.
    What the record says of sessions, durations, clients and storage is left out: `system.log`.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip
from ecsparse.errors import Malformed
from ecsparse.formats import cee
from ecsparse.record import CeeMember, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from ecsparse.record import Document, Record
    from ecsparse.timestamps import Clock

    Payload: TypeAlias = dict[str, Any]

CATEGORIES = ("USER", "ADMIN", "SYSTEM")

PRODUCT = Product(
    vendor="RubyCat",
    name="PROVE IT",
    versions="those of its integration page",
    formats=("cee",),
    signatures=tuple(CeeMember(("category", category)) for category in CATEGORIES),
)

SEVERITIES = {
    "DEBUG": 0,
    "INFO": 10,
    "NOTICE": 20,
    "WARNING": 30,
    "ERROR": 40,
    "CRITICAL": 50,
    "ALERT": 60,
    "EMERGENCY": 70,
}

_OBSERVER = {"vendor": "RubyCat", "product": "prove-it", "type": "bastion"}
_AUTHENTICATION = ["authentication"]
_START = ["start"]
_END = ["end"]


def parse(record: Record) -> Document | None:
    """The document of a PROVE IT record, `None` for another application's.

    Raises:
        Malformed: the payload is no readable JSON, yet looks as if it had a category of PROVE IT's.
    """
    if not cee.is_cee(record.text):
        return None
    payload = cee.payload(record)
    if payload is None:
        _refuse_unreadable(record)
        return None
    category, kind = payload.get("category"), payload.get("type")
    if category not in CATEGORIES or not isinstance(kind, str) or not kind.startswith(f"{category}_"):
        return None
    document: Document = {"event": _event(payload, kind, record.clock), "observer": _OBSERVER}
    timestamp = payload.get("timestamp")
    if timestamp.__class__ is str and (instant := record.clock.instant(timestamp)) is not None:
        document["@timestamp"] = instant
    proveit: Document = {}
    source, context, service = payload.get("source"), payload.get("context"), payload.get("service")
    if source.__class__ is dict:
        _add_source(document, proveit, source)
    if service.__class__ is dict:
        _add_service(document, service)
    if context.__class__ is dict:
        _add_context(document, proveit, context)
    if proveit:
        document["rubycat"] = {"proveit": proveit}
    return document


def _refuse_unreadable(record: Record) -> None:
    for name, value in cee.apparent_members(record.text):
        if name == "category" and value in CATEGORIES:
            raise Malformed("its payload is no readable JSON", {"observer": _OBSERVER})


def _event(payload: Payload, kind: str, clock: Clock) -> Document:
    event: Document = {"kind": "event", "action": kind.lower()}
    if kind.startswith("USER_CONNECTION_"):
        event["category"], event["type"] = _AUTHENTICATION, _START
    elif kind.startswith("USER_DISCONNECTION"):
        event["category"], event["type"] = _AUTHENTICATION, _END
    severity = _text(payload, "severity")
    # other scripts have letters whose upper case is an ASCII letter
    if severity.isascii() and (number := SEVERITIES.get(severity.upper())) is not None:
        event["severity"] = number
    if reason := _text(payload, "reason"):
        event["reason"] = reason
    if "beginDate" in payload and (start := clock.instant(_text(payload, "beginDate"))) is not None:
        event["start"] = start
    if "endDate" in payload and (end := clock.instant(_text(payload, "endDate"))) is not None:
        event["end"] = end
    return event


def _add_source(document: Document, proveit: Document, origin: Payload) -> None:
    """Add who acted, and from where."""
    source: Document = {}
    related: Document = {}
    user: Document = {}
    name, domain = origin.get("userName"), origin.get("realmName")
    if name.__class__ is str and name:
        user["name"] = name
        related["user"] = [name]
    if domain.__class__ is str and domain:
        user["domain"] = domain
    if user:
        source["user"] = user
    address = origin.get("ip")
    if address.__class__ is str and address:
        source["address"] = address
        if is_ip(address):
            source["ip"] = address
            related["ip"] = [address]
    if source:
        document["source"] = source
    if related:
        document["related"] = related
    protocol, kind = origin.get("protocol"), origin.get("type")
    if protocol.__class__ is str and protocol:
        document["network"] = {"protocol": protocol.lower()}
    if kind.__class__ is str and kind:
        proveit["source"] = _origin(origin, kind)


def _origin(origin: Payload, kind: str) -> Document:
    """`rubycat.proveit.source`: roles and profiles of a human, the name of a component."""
    said: Document = {"type": kind}
    if kind == "HB":
        for name in ("roles", "profiles"):
            values = origin.get(name)
            if values.__class__ is list:
                said[name] = _texts(values)
    elif kind == "SYSTEM" and (component := _text(origin, "componentId")):
        said["componentId"] = component
    return said


def _texts(values: list[Any]) -> list[str]:
    """The elements that are texts."""
    try:
        "".join(values)
    except TypeError:
        return [value for value in values if isinstance(value, str)]
    return values


def _add_service(document: Document, service: Payload) -> None:
    """Add which service was reached."""
    name, host = _text(service, "name"), _text(service, "host")
    if name or host:
        document["service"] = {field: value for field, value in (("name", name), ("address", host)) if value}


def _add_context(document: Document, proveit: Document, context: Payload) -> None:
    """Add as whom the user was known to the service."""
    if mode := _text(context, "authMode"):
        proveit["context"] = {"auth_mode": mode}
    if name := _text(context, "authUserName"):
        document["user"] = {"name": name}
        piece = document.setdefault("related", {})
        piece["user"] = sorted({name, *piece.get("user", ())})


def _text(payload: Payload, name: str) -> str:
    """The text of member `name`, empty if it is absent or of another type."""
    value = payload.get(name)
    return value if value.__class__ is str else ""
