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

The profile `ecs`:
    `type` alone classifies a record, by its words, so that types that no documentation names come out by the
    same rules (`grammar.log`). From the right: a result (SUCCESS, FAILURE, DENIED …: `event.outcome`), a verb
    (CREATE, MODIFIED, DELETION, STATS …: `event.type`), an object (USER, ROLE, SERVICE, STORAGE …:
    `event.category`). ON_INACTIVITY and FORCED_BY_PRIVILEGED_PROFILE at the end say why: `event.reason`. A
    connection without an object is one to the bastion, one with SERVICE goes through it. Of an unknown object,
    the category is `session` for USER, `configuration` for ADMIN, `host` for SYSTEM; of an unknown verb, the
    type is `info`. A type that names no result has no outcome, but for the `status` of a summary.
    `event.action` is `type` in lower case with hyphens, `event.code` is `type` as it stands: the vocabulary is
    RubyCat's, and open. `PRODUCT.actions` has the types that its documentation names.
    `duration` is in seconds, whole ones: `user_service.log`. Storage is counted in bytes: `storage.log`.
    Every member of RubyCat's samples is taken but `category`, which `type` repeats. A member that they do not
    have, an empty or unknown value and one of the wrong type are left out; `event.original` has them all.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from ecsparse.ecs.pieces import is_ip
from ecsparse.errors import Malformed
from ecsparse.formats import cee
from ecsparse.products.rubycat_proveit.fields import ACTIONS, DIFFERENCES, FIELDS, OWN_FIELDS
from ecsparse.products.rubycat_proveit.members import EVENT_TIMES, LONGEST, REMEMBERED, text_of, texts_in, texts_of
from ecsparse.record import CeeMember, Document, Product, Record
from ecsparse.timestamps.clock import Clock

CATEGORIES = ("USER", "ADMIN", "SYSTEM")

PRODUCT = Product(
    vendor="RubyCat", name="PROVE IT", versions="those documented", formats=("cee",),
    # how the last member, `type`, ends
    form=slice(-20, None),
    signatures=tuple(CeeMember(("category", category)) for category in CATEGORIES),
    documented=True, dataset="audit", provider="PROVE IT",
    fields=FIELDS,
    own_fields=OWN_FIELDS,
    actions=ACTIONS,
    differences=DIFFERENCES,
)  # fmt: skip

SEVERITIES = {
    "DEBUG": 0, "INFO": 10, "NOTICE": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50, "ALERT": 60, "EMERGENCY": 70,
}  # fmt: skip

# What a record says of a human.
_HUMAN = itemgetter("userName", "realmName", "ip", "protocol", "type", "roles", "profiles")

# What a component, or a human of whom something is not said, is called, and where, and what a service is called.
_ACCOUNT = {"userName": "name", "realmName": "domain"}
_PLACE = {"ip": "address"}
_SERVICE = {"name": "name", "host": "address"}

_OBSERVER = {"vendor": "RubyCat", "product": "prove-it", "type": "bastion"}
_AUTHENTICATION = ["authentication"]


def parse(record: Record) -> Document | None:
    """The document of a PROVE IT record, `None` for another application's.

    Raises:
        Malformed: the payload is not readable JSON, yet looks as if it had a category of PROVE IT's.
    """
    if not cee.is_cee(record.text):
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
    # long ones are not remembered
    event = (_event if len(kind) + len(severity) <= LONGEST else _event.__wrapped__)(category, kind, severity)
    if event is None:
        return None
    if "reason" in payload or "beginDate" in payload or "endDate" in payload:
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


@lru_cache(REMEMBERED)
def _event(category: str, kind: str, severity: str) -> Document | None:
    """What `type` and severity say, remembered (make bench); `None` if they are not PROVE IT's."""
    if category not in CATEGORIES or not kind.startswith(f"{category}_"):
        return None
    event: Document = {"kind": "event", "action": kind.lower()}
    if kind.startswith("USER_CONNECTION_"):
        event["category"], event["type"] = _AUTHENTICATION, ["start"]
    elif kind.startswith("USER_DISCONNECTION"):
        event["category"], event["type"] = _AUTHENTICATION, ["end"]
    # other scripts have letters whose upper case is an ASCII letter
    if severity.isascii() and (number := SEVERITIES.get(severity.upper())) is not None:
        event["severity"] = number
    return event


def _details(payload: Document, clock: Clock) -> Document:
    """The fields of `event` that few records have."""
    details: Document = {}
    if reason := text_of(payload, "reason"):
        details["reason"] = reason
    for member, field in EVENT_TIMES:
        if member in payload and (instant := clock.instant(text_of(payload, member))) is not None:
            details[field] = instant
    return details


def _add_source(document: Document, origin: Document) -> Document:
    """Add who acted, and from where; return `rubycat.proveit` with the roles and profiles of a human."""
    if "userName" in origin:
        try:
            name, domain, address, protocol, kind, roles, profiles = _HUMAN(origin)
        except KeyError:
            return _add_partial_source(document, origin)
        are_texts = type(name) is type(domain) is type(address) is type(protocol) is str
        are_lists = (
            type(roles) is type(profiles) is list and texts_in(roles) is roles and texts_in(profiles) is profiles
        )
        if are_texts and are_lists and kind == "HB" and name and domain and protocol and is_ip(address):
            # most records: everything is said, in one piece faster than part by part (make bench)
            document["source"] = {"user": {"name": name, "domain": domain}, "address": address, "ip": address}
            document["related"] = {"user": [name], "ip": [address]}
            document["network"] = {"protocol": protocol.lower()}
            return {"source": {"type": kind, "roles": roles, "profiles": profiles}}
    return _add_partial_source(document, origin)


def _add_partial_source(document: Document, origin: Document) -> Document:
    """The same for a component, or a human of whom something is not said."""
    user, source = texts_of(origin, _ACCOUNT), texts_of(origin, _PLACE)
    if user:
        source = {"user": user, **source}
    related = {"user": [user["name"]]} if "name" in user else {}
    if "address" in source and is_ip(source["address"]):
        source["ip"] = source["address"]
        related["ip"] = [source["ip"]]
    if source:
        document["source"] = source
    if related:
        document["related"] = related
    if protocol := text_of(origin, "protocol"):
        document["network"] = {"protocol": protocol.lower()}
    kind = text_of(origin, "type")
    return {"source": _origin(origin, kind)} if kind else {}


def _origin(origin: Document, kind: str) -> Document:
    """`rubycat.proveit.source`: roles and profiles of a human, the name of a component."""
    said: Document = {"type": kind}
    if kind == "HB":
        for name in ("roles", "profiles"):
            if type(values := origin.get(name)) is list:
                said[name] = texts_in(values)
    elif kind == "SYSTEM" and (component := text_of(origin, "componentId")):
        said["componentId"] = component
    return said


def _add_service(document: Document, proveit: Document, service: object, context: object) -> None:
    """Add which service was reached, and as whom the user was known to it."""
    if type(service) is dict and (piece := texts_of(service, _SERVICE)):
        document["service"] = piece
    if type(context) is dict:
        mode, name = context.get("authMode"), context.get("authUserName")
        if type(mode) is str and mode:
            proveit["context"] = {"auth_mode": mode}
        if type(name) is str and name:
            document["user"] = {"name": name}
            related = document.setdefault("related", {})
            users = related.get("user")
            related["user"] = [name] if users is None else sorted({name, *users})
