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

from operator import itemgetter

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

# What a record says of a human.
_HUMAN = itemgetter("userName", "realmName", "ip", "protocol", "type", "roles", "profiles")

_OBSERVER = {"vendor": "RubyCat", "product": "prove-it", "type": "bastion"}
_AUTHENTICATION = ["authentication"]
_START = ["start"]
_END = ["end"]

# The members that few records have, of those that `event` is made of.
_DETAILS = frozenset(("reason", "beginDate", "endDate"))

# How many events are remembered before they are forgotten, and the longest type of one, in characters.
_MOST_EVENTS = 1024
_LONGEST_TYPE = 128


def parse(record: Record) -> Document | None:
    """The document of a PROVE IT record, `None` for another application's.

    Raises:
        Malformed: the payload is no readable JSON, yet looks as if it had a category of PROVE IT's.
    """
    if not (record.text.startswith(cee.COOKIE) or cee.is_cee(record.text)):
        return None
    payload = cee.payload(record)
    if payload is None:
        _refuse_unreadable(record)
        return None
    get = payload.get
    category, kind, severity = get("category"), get("type"), get("severity")
    if type(category) is not str or type(kind) is not str:
        return None
    if type(severity) is not str:
        severity = ""
    event = _EVENTS.get((category, kind, severity)) or _event(category, kind, severity)
    if event is None:
        return None
    if not _DETAILS.isdisjoint(payload):
        event = event | _details(payload, record.clock)
    document: Document = {"event": event, "observer": _OBSERVER}
    timestamp, source = get("timestamp"), get("source")
    if type(timestamp) is str and (instant := record.clock.instant(timestamp)) is not None:
        document["@timestamp"] = instant
    proveit = _add_source(document, source) if type(source) is dict else {}
    if "service" in payload or "context" in payload:
        _add_service(document, proveit, get("service"), get("context"))
    if proveit:
        document["rubycat"] = {"proveit": proveit}
    return document


def _refuse_unreadable(record: Record) -> None:
    for name, value in cee.apparent_members(record.text):
        if name == "category" and value in CATEGORIES:
            raise Malformed("its payload is no readable JSON", {"observer": _OBSERVER})


def _event(category: str, kind: str, severity: str) -> Document | None:
    """What `type` and severity say, remembered (make bench); `None` if they are not PROVE IT's."""
    if category not in CATEGORIES or not kind.startswith(f"{category}_"):
        return None
    event: Document = {"kind": "event", "action": kind.lower()}
    if kind.startswith("USER_CONNECTION_"):
        event["category"], event["type"] = _AUTHENTICATION, _START
    elif kind.startswith("USER_DISCONNECTION"):
        event["category"], event["type"] = _AUTHENTICATION, _END
    # other scripts have letters whose upper case is an ASCII letter
    if severity.isascii() and (number := SEVERITIES.get(severity.upper())) is not None:
        event["severity"] = number
    if len(kind) + len(severity) <= _LONGEST_TYPE:
        if len(_EVENTS) >= _MOST_EVENTS:
            _EVENTS.clear()
        _EVENTS[category, kind, severity] = event
    return event


def _details(payload: Payload, clock: Clock) -> Document:
    """The fields of `event` that few records have."""
    details: Document = {}
    if reason := _text(payload, "reason"):
        details["reason"] = reason
    if "beginDate" in payload and (start := clock.instant(_text(payload, "beginDate"))) is not None:
        details["start"] = start
    if "endDate" in payload and (end := clock.instant(_text(payload, "endDate"))) is not None:
        details["end"] = end
    return details


def _add_source(document: Document, origin: Payload) -> Document:
    """Add who acted, and from where; return `rubycat.proveit` with the roles and profiles of a human."""
    if "userName" in origin:
        try:
            name, domain, address, protocol, kind, roles, profiles = _HUMAN(origin)
            "".join((name, domain, address, protocol, *roles, *profiles))
        except (KeyError, TypeError):
            return _add_partial_source(document, origin)
        if (
            (kind == "HB" and name and domain and protocol and is_ip(address))
            and type(roles) is list
            and type(profiles) is list
        ):
            # most records: everything is said, in one piece faster than part by part (make bench)
            document["source"] = {"user": {"name": name, "domain": domain}, "address": address, "ip": address}
            document["related"] = {"user": [name], "ip": [address]}
            document["network"] = {"protocol": protocol.lower()}
            return {"source": {"type": kind, "roles": roles, "profiles": profiles}}
    return _add_partial_source(document, origin)


def _add_partial_source(document: Document, origin: Payload) -> Document:
    """The same for a component, or a human of whom something is not said."""
    get = origin.get
    name, domain, address = get("userName"), get("realmName"), get("ip")
    protocol, kind = get("protocol"), get("type")
    source: Document = {}
    related: Document = {}
    if type(name) is str and name:
        source["user"] = {"name": name}
        related["user"] = [name]
    if type(domain) is str and domain:
        source.setdefault("user", {})["domain"] = domain
    if type(address) is str and address:
        source["address"] = address
        if is_ip(address):
            source["ip"] = address
            related["ip"] = [address]
    if source:
        document["source"] = source
    if related:
        document["related"] = related
    if type(protocol) is str and protocol:
        document["network"] = {"protocol": protocol.lower()}
    if type(kind) is str and kind:
        return {"source": _origin(origin, kind)}
    return {}


def _origin(origin: Payload, kind: str) -> Document:
    """`rubycat.proveit.source`: roles and profiles of a human, the name of a component."""
    said: Document = {"type": kind}
    if kind == "HB":
        roles, profiles = origin.get("roles"), origin.get("profiles")
        if type(roles) is list:
            said["roles"] = _texts(roles)
        if type(profiles) is list:
            said["profiles"] = _texts(profiles)
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


def _add_service(document: Document, proveit: Document, service: object, context: object) -> None:
    """Add which service was reached, and as whom the user was known to it."""
    if isinstance(service, dict):
        piece: Document = {}
        if name := _text(service, "name"):
            piece["name"] = name
        if host := _text(service, "host"):
            piece["address"] = host
        if piece:
            document["service"] = piece
    if isinstance(context, dict):
        if mode := _text(context, "authMode"):
            proveit["context"] = {"auth_mode": mode}
        if name := _text(context, "authUserName"):
            document["user"] = {"name": name}
            related = document.setdefault("related", {})
            related["user"] = sorted({name, *related.get("user", ())})


def _text(payload: Payload, name: str) -> str:
    """The text of member `name`, empty if it is absent or of another type."""
    value = payload.get(name)
    return value if type(value) is str else ""


# What was seen so far: `event` by category, type and severity.
_EVENTS: dict[tuple[str, str, str], Document] = {}
