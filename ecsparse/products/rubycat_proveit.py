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

from ecsparse.ecs.pieces import is_ip, related
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
        return _unreadable(record)
    category = payload.get("category")
    kind = payload.get("type")
    if category not in CATEGORIES or not isinstance(kind, str) or not kind.startswith(f"{category}_"):
        return None
    origin = _members(payload, "source")
    context = _members(payload, "context")
    service = _members(payload, "service")
    origin_ip, origin_user, user = _text(origin, "ip"), _text(origin, "userName"), _text(context, "authUserName")
    if origin_ip is not None and not is_ip(origin_ip):
        origin_ip = None
    document: Document = {
        "event": _event(payload, kind, record.clock),
        "observer": _OBSERVER,
        "rubycat": {"proveit": _proveit(origin, context)},
        "source": _source(origin, origin_ip, origin_user),
        "network": _said(protocol=_lower(origin, "protocol")),
        "service": _said(name=_text(service, "name"), address=_text(service, "host")),
        "user": _said(name=user),
        "related": related(ips=(origin_ip,), users=(origin_user, user)),
    }
    timestamp = _instant(payload, "timestamp", record.clock)
    if timestamp is not None:
        document["@timestamp"] = timestamp
    return {name: value for name, value in document.items() if value}


def _unreadable(record: Record) -> None:
    for name, value in cee.apparent_members(record.text):
        if name == "category" and value in CATEGORIES:
            raise Malformed("its payload is no readable JSON", {"observer": _OBSERVER})


def _event(payload: Payload, kind: str, clock: Clock) -> Document:
    event: Document = {"kind": "event", "action": kind.lower()}
    if kind.startswith("USER_CONNECTION_"):
        event["category"], event["type"] = _AUTHENTICATION, _START
    elif kind.startswith("USER_DISCONNECTION"):
        event["category"], event["type"] = _AUTHENTICATION, _END
    severity = SEVERITIES.get((_text(payload, "severity") or "").upper())
    if severity is not None:
        event["severity"] = severity
    reason = _text(payload, "reason")
    if reason is not None:
        event["reason"] = reason
    if "beginDate" in payload or "endDate" in payload:
        event |= _said(start=_instant(payload, "beginDate", clock), end=_instant(payload, "endDate", clock))
    return event


def _proveit(origin: Payload, context: Payload) -> Document:
    """`rubycat.proveit`: what only this product says."""
    proveit: Document = {}
    kind = _text(origin, "type")
    if kind is not None:
        proveit["source"] = source = {"type": kind}
        if kind == "HB":
            source |= _said(roles=_texts(origin, "roles"), profiles=_texts(origin, "profiles"))
        elif kind == "SYSTEM":
            source |= _said(componentId=_text(origin, "componentId"))
    mode = _text(context, "authMode")
    if mode is not None:
        proveit["context"] = {"auth_mode": mode}
    return proveit


def _source(origin: Payload, ip: str | None, user: str | None) -> Document:
    source: Document = {}
    address = _text(origin, "ip")
    if address is not None:
        source["address"] = address
    if ip is not None:
        source["ip"] = ip
    domain = _text(origin, "realmName")
    if user is not None or domain is not None:
        source["user"] = _said(name=user, domain=domain)
    return source


def _said(**fields: object) -> Document:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value is not None}


def _members(payload: Payload, name: str) -> Payload:
    """The object that is member `name`; an empty one if it is absent or no object."""
    value = payload.get(name)
    return value if isinstance(value, dict) else {}


def _text(payload: Payload, name: str) -> str | None:
    """The text of member `name`; `None` if it is absent, empty or of another type."""
    value = payload.get(name)
    return value if isinstance(value, str) and value else None


def _lower(payload: Payload, name: str) -> str | None:
    value = _text(payload, name)
    return None if value is None else value.lower()


def _texts(payload: Payload, name: str) -> list[str] | None:
    """The texts of the list that is member `name`, other elements left out; `None` if it is no list."""
    value = payload.get(name)
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else None


def _instant(payload: Payload, name: str, clock: Clock) -> str | None:
    value = _text(payload, name)
    return None if value is None else clock.instant(value)
