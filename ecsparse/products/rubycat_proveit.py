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

from operator import itemgetter

from ecsparse.ecs.envelope import every_event
from ecsparse.ecs.pieces import endpoint, ip, is_ip
from ecsparse.errors import Malformed
from ecsparse.formats import cee, json
from ecsparse.patterns import Pattern
from ecsparse.record import CeeMember, Field, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ecsparse.record import Document, Record
    from ecsparse.timestamps.clock import Clock

    Payload: TypeAlias = dict[str, Any]

CATEGORIES = ("USER", "ADMIN", "SYSTEM")

# The fields of ECS in documents of the profile `ecs`, beside those that every document can have.
_FIELDS = (
    "destination.address", "destination.domain", "destination.ip", "destination.port", "destination.user.name",
    "event.code", "event.duration", "event.end", "event.reason", "event.severity", "event.start", "log.level",
    "network.protocol", "observer.product", "observer.type", "observer.vendor", "service.address", "service.name",
    "service.type", "source.address", "source.ip", "source.user.domain", "source.user.name", "user.domain",
    "user.name", "user.roles", "user_agent.name", "user_agent.os.full", "user_agent.os.name",
    "user_agent.os.type", "user_agent.os.version", "user_agent.version",
)  # fmt: skip

PRODUCT = Product(
    vendor="RubyCat",
    name="PROVE IT",
    versions="those documented",
    formats=("cee",),
    # how the last member, `type`, ends
    form=slice(-20, None),
    signatures=tuple(CeeMember(("category", category)) for category in CATEGORIES),
    dataset="audit",
    provider="PROVE IT",
    fields=_FIELDS,
    own_fields={
        "rubycat.proveit.audit_records_number": Field("long", "number of audit records on the storage"),
        "rubycat.proveit.auth_server.name": Field("keyword", "name of the server that authenticates the user"),
        "rubycat.proveit.auth_server.type": Field("keyword", "type of that server, such as LDAP"),
        "rubycat.proveit.context.auth_mode": Field("keyword", "how the user authenticates at the service"),
        "rubycat.proveit.modification_diff": Field("keyword", "what was modified, as text or compact JSON"),
        "rubycat.proveit.service.group_name": Field("keyword", "group of services that the service is in"),
        "rubycat.proveit.source.authentication_mode": Field("keyword", "how the user authenticates at the bastion"),
        "rubycat.proveit.source.componentId": Field("keyword", "component of PROVE IT that reports"),
        "rubycat.proveit.source.profiles": Field("keyword", "profiles of the user in PROVE IT"),
        "rubycat.proveit.source.protocol": Field("keyword", "protocol between the user and the bastion"),
        "rubycat.proveit.source.roles": Field("keyword", "roles of the user in PROVE IT"),
        "rubycat.proveit.source.session_id": Field("keyword", "session of the user on the bastion"),
        "rubycat.proveit.source.type": Field("keyword", "HB for a human, SYSTEM for a component"),
        "rubycat.proveit.status": Field("keyword", "how a connection that is summed up went"),
        "rubycat.proveit.storage.current_space": Field("long", "space in use on the storage, in bytes"),
        "rubycat.proveit.storage.free_space": Field("long", "free space on the storage, in bytes"),
        "rubycat.proveit.storage.id": Field("keyword", "identifier of the storage"),
        "rubycat.proveit.storage.name": Field("keyword", "name of the storage"),
        "rubycat.proveit.storage.total_space": Field("long", "size of the storage, in bytes"),
    },
    actions={
        "admin-services-service-modify": "an administrator changes a service",
        "system-simm-unlocked": "the module SIMM of the appliance is unlocked",
        "system-storage-stats": "the appliance reports how full a storage is",
        "user-connection-failure": "a user fails to log in to the bastion",
        "user-connection-success": "a user logs in to the bastion",
        "user-disconnection": "a user leaves the bastion",
        "user-disconnection-forced-by-privileged-profile": "a privileged user ends a user's session on the bastion",
        "user-disconnection-on-inactivity": "the bastion ends an idle user's session",
        "user-service-connection-failure": "a user fails to reach a service through the bastion",
        "user-service-connection-success": "a user reaches a service through the bastion",
        "user-service-connection-summary": "a connection to a service is summed up after its end",
        "user-service-disconnection": "a user leaves a service",
        "user-service-disconnection-on-inactivity": "the bastion ends an idle user's connection to a service",
    },
    differences={
        "event.category, event.type": "given to every record, by the words of its type; the page knows only "
        "connections to the bastion, and has nothing for services, administrators and the system",
        "event.category of connections to the bastion": "`session` beside `authentication` where a session begins "
        "or ends, so that the two can be paired; a login that fails begins none",
        "event.category of connections to services": "`network` and `session`; `authentication` too where the "
        "record says how the user authenticated, or that this failed: failed logins to services are to be found",
        "event.outcome": "from the result that the type names, else from `status`; the page lists the field and "
        "never fills it",
        "event.kind": "`metric` for statistics, which measure and report no act",
        "event.action": "words with hyphens, as in all products of this profile; `event.code` has the type as "
        "PROVE IT writes it, for who knows its manual",
        "event.reason": "also from the end of the type (ON_INACTIVITY, FORCED_BY_…), where the record has no "
        "`reason`: it says why a session ended",
        "event.duration": "from `duration`, whole seconds, as nanoseconds; the page drops it",
        "event.timezone": "the zone that was taken for times without an offset: what was assumed is to be said",
        "log.level": "the severity as the record writes it; `event.severity` is only its number",
        "user": "who acted, as ECS defines it: the user of the bastion, with domain and roles, the same as "
        "`source.user`; the page has the account on the service there",
        "destination.user.name": "the account on the service, which is known at that end only; not "
        "`user.effective`, since nobody's privileges change on the system that reports",
        "destination": "host and port of the service, which is the other end of the user's connection; the page "
        "drops the port",
        "network.protocol": "that of the connection the record is about: to the service if it names one, else to "
        "the bastion; `rubycat.proveit.source.protocol` always has the latter",
        "service": "also the service that an administrator changed (`serviceName`, `serviceType`), so that all "
        "that befell a service is found by its name",
        "source.ip": "also of an IPv6 address with a zone, without it: the page's field is empty then",
        "user_agent": "software and operating system of the user's machine, which the page drops; not `host.os`, "
        "which is the system that the event happened on; unknown ones are left out",
        "rubycat.proveit": "also session, authentication, group, status, changes and storage, which have no place "
        "in ECS; empty lists and texts are left out, as an index has no use for them",
        "related": "also address, host and account of the service: ECS asks for all that a document names",
    },
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

# How many events are remembered before they are forgotten, and the longest type of one, in characters.
_MOST_EVENTS = 1024
_LONGEST_TYPE = 128


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
    get = payload.get
    category, kind, severity = get("category"), get("type"), get("severity")
    if type(category) is not str or type(kind) is not str:
        return None
    if type(severity) is not str:
        severity = ""
    event = _EVENTS.get((category, kind, severity)) or _event(category, kind, severity)
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
        except KeyError:
            return _add_partial_source(document, origin)
        are_texts = type(name) is type(domain) is type(address) is type(protocol) is str
        are_lists = (
            type(roles) is type(profiles) is list and _texts(roles) is roles and _texts(profiles) is profiles
        )
        if are_texts and are_lists and kind == "HB" and name and domain and protocol and is_ip(address):
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
    if type(service) is dict:
        piece: Document = {}
        name, host = service.get("name"), service.get("host")
        if type(name) is str and name:
            piece["name"] = name
        if type(host) is str and host:
            piece["address"] = host
        if piece:
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


def _text(payload: Payload, name: str) -> str:
    """The text of member `name`, empty if it is absent or of another type."""
    value = payload.get(name)
    return value if type(value) is str else ""


# What was seen so far: `event` by category, type and severity.
_EVENTS: dict[tuple[str, str, str], Document] = {}


# The profile `ecs`: what a type says by its words, and the members that the documented profile drops.

# Where a type begins to say why, such as ON_INACTIVITY.
QUALIFIERS = frozenset(("AFTER", "BY", "DUE", "FORCED", "ON"))

DENIALS = frozenset(("BLOCKED", "DENIED", "FORBIDDEN", "REFUSED", "REJECTED"))

# Result to `event.outcome`.
RESULTS = {
    word: outcome
    for outcome, words in {
        "success": ("ACCEPTED", "OK", "SUCCEEDED", "SUCCESS", "SUCCESSFUL"),
        "failure": ("ERROR", "FAIL", "FAILED", "FAILURE", "KO", *DENIALS),
    }.items()
    for word in words
}

# Verb to `event.type`; statistics are `event.kind` `metric`.
VERBS = {
    word: kind
    for kind, words in {
        "access": "ACCESS ACCESSED DOWNLOAD DOWNLOADED EXPORT EXPORTED READ VIEW VIEWED",
        "change": "ACTIVATE ACTIVATED ACTIVATION ASSIGN ASSIGNED CHANGE CHANGED DEACTIVATE DEACTIVATED "
        "DEACTIVATION DISABLE DISABLED EDIT EDITED ENABLE ENABLED GRANT GRANTED IMPORT IMPORTED LOCK LOCKED "
        "MODIFICATION MODIFIED MODIFY RENAME RENAMED RESET RESTORE RESTORED REVOKE REVOKED UNASSIGN UNASSIGNED "
        "UNLOCK UNLOCKED UPDATE UPDATED UPGRADE UPGRADED",
        "creation": "ADD ADDED CREATE CREATED CREATION UPLOAD UPLOADED",
        "deletion": "DELETE DELETED DELETION REMOVAL REMOVE REMOVED",
        "end": "CLOSE CLOSED END ENDED EXPIRATION EXPIRED KILLED LOST SHUTDOWN STOP STOPPED TERMINATED",
        "info": "SUMMARY",
        "metric": "METRICS STATISTICS STATS",
        "start": "BEGIN BOOT OPEN OPENED REBOOT REBOOTED RESTART RESTARTED START STARTED STARTUP",
    }.items()
    for word in words.split()
}

CONNECTIONS = frozenset(("AUTHENTICATION", "CONNECTED", "CONNECTION", "LOGIN", "LOGON"))
DISCONNECTIONS = frozenset(("DISCONNECTED", "DISCONNECTION", "LOGOFF", "LOGOUT"))
LINKS = CONNECTIONS | DISCONNECTIONS
SERVICES = frozenset(("SERVICE", "SERVICES"))

# Words of a reason which say that a connection failed for its authentication: AUTH_ERROR, BAD_CREDENTIALS.
AUTHENTICATION_REASONS = frozenset(
    ("AUTH", "AUTHENTICATION", "CREDENTIAL", "CREDENTIALS", "LOGIN", "OTP", "PASSWORD")
)

# Object, in the singular, to `event.category` and the type that goes with any verb.
OBJECTS = {
    word: said
    for said, words in {
        ("configuration", ""): "CERTIFICATE CONFIG CONFIGURATION LICENCE LICENSE PARAMETER POLICIES POLICY REALM "
        "RULE SERVICE SETTING",
        ("file", ""): "FILE",
        ("host", ""): "BACKUP DISK STORAGE",
        ("iam", "admin"): "PERMISSION PROFILE RIGHT ROLE",
        ("iam", "group"): "GROUP",
        ("iam", "user"): "ACCOUNT ADMINISTRATOR CREDENTIAL PASSWORD USER",
        ("session", ""): "SESSION",
    }.items()
    for word in words.split()
}

# What SERVICE is for others than administrators: what a user works on, and a daemon of the appliance.
_SERVICE_OF = {"USER": ("session", ""), "SYSTEM": ("process", "")}

# Category of a record to `event.category`, where the object is unknown.
_UNKNOWN_OBJECT = {"USER": ("session", ""), "ADMIN": ("configuration", ""), "SYSTEM": ("host", "")}

# Types of verbs that can be said of a category; the others are `info`.
_TYPES_OF_CATEGORY = {
    "configuration": ("access", "change", "creation", "deletion"),
    "file": ("access", "change", "creation", "deletion"),
    # the host starts and ends with nothing that is on it
    "host": ("change",),
    "iam": ("change", "creation", "deletion"),
    "process": ("change", "end", "start"),
    "session": ("end", "start"),
}

# Operating system to `user_agent.os.type`.
OS_TYPES = {
    "android": "android",
    "ios": "ios",
    "linux": "linux",
    "mac os": "macos",
    "mac os x": "macos",
    "macos": "macos",
    "ubuntu": "linux",
    "windows": "windows",
}

_EVERY_EVENT = every_event("rubycat_proveit", PRODUCT.dataset, PRODUCT.provider)

# How much is remembered of what records repeat, and the longest text that is, in characters.
_REMEMBERED = 1024
_LONGEST_REMEMBERED = 128

_HIGHEST_PORT = 65535
_LONGEST_DURATION = (2**63 - 1) // 10**9
_HIGHEST_COUNT = 2**63 - 1

_NO_MEMBERS: Payload = {}
_NONE = ("-",)

# The service that an administrator changed: members, and fields of `service`.
_CHANGED = {"serviceName": "name", "serviceType": "type"}
# Members that are times, and fields of `event`.
_EVENT_TIMES = (("beginDate", "start"), ("endDate", "end"))
# How a record says that it does not know the user's software.
_UNKNOWN = frozenset(("unknown",))

# serveur1.my-realm.local
_DOMAIN = Pattern(r"(?=[0-9._-]{0,252}[A-Za-z])[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}")
# Windows(10) | Firefox (107.0)
_SOFTWARE = Pattern(r"([^()]{1,128})\(([^()]{1,64})\)")


def to_ecs(record: Record, document: Document) -> Document:
    """The document for the profile `ecs`: `document`, changed; that of an unreadable payload is as it was."""
    payload = record.payload
    if payload is None:
        return document
    get, said = payload.get, document["event"]
    account = document.pop("user", None)
    proveit = document["rubycat"]["proveit"] if "rubycat" in document else {}
    event = (payload["type"], said.get("severity"), said.get("reason"), account is not None or "context" in proveit)
    document["event"] = (_READY_EVENTS.get(event) or _event_of(*event)).copy()
    severity, origin, service = get("severity"), get("source"), get("service")
    if type(severity) is str and severity:
        document["log"] = {"level": severity}
    if type(origin) is dict:
        _add_actor(document, proveit, origin)
    if type(service) is dict:
        _add_target(document, proveit, service)
    if account is not None:
        document["destination"] = {**document.get("destination", _NO_MEMBERS), "user": account}
    if not _RARE.isdisjoint(payload):
        _add_rest(document, proveit, payload)
        _add_details(document, payload, said, record.clock)
    # most times end in an offset such as +01:00
    elif "@timestamp" in document and payload["timestamp"][-6] not in "+-":
        _add_details(document, payload, said, record.clock)
    if proveit:
        document["rubycat"] = {"proveit": proveit}
    return document


def _event_of(kind: str, severity: int | None, reason: str | None, authenticated: bool) -> Document:  # noqa: FBT001 - a key
    """`event` of a type, remembered (make bench).

    `authenticated` says whether the record tells as whom, or how, the user authenticated at a service.
    """
    event = _classified(kind, reason or "", authenticated)
    if severity is not None:
        event["severity"] = severity
    if len(kind) + len(reason or "") <= _LONGEST_REMEMBERED:
        _remember(_READY_EVENTS, (kind, severity, reason, authenticated), event)
    return event


def _remember(seen: dict[Any, Document], key: object, piece: Document) -> None:
    if len(seen) >= _REMEMBERED:
        seen.clear()
    seen[key] = piece


def _add_details(document: Document, payload: Payload, said: Document, clock: Clock) -> None:
    """Add from when to when, how long and how it went, to `event`; `said` is that of the documented profile."""
    event = document["event"]
    times = [payload["timestamp"]] if "@timestamp" in document else []
    for member, name in _EVENT_TIMES:
        if name in said:
            event[name] = said[name]
            times.append(payload[member])
    if not all(map(_says_zone, times)):
        event["timezone"] = clock.zone
    if "duration" in payload and (duration := _nanoseconds(payload["duration"])) is not None:
        event["duration"] = duration
    if "outcome" not in event and (outcome := RESULTS.get(_text(payload, "status").rpartition("_")[2])):
        event["outcome"] = outcome


def _classified(kind: str, reason: str, authenticated: bool) -> Document:  # noqa: FBT001 - as of `_event_of`
    """`event` of a type and a reason."""
    category, *words = kind.split("_")
    event: Document = {**_EVERY_EVENT, "action": kind.lower().replace("_", "-"), "code": kind}
    place = next((place for place, word in enumerate(words) if word in QUALIFIERS), len(words))
    if reason := reason or "_".join(words[place:]):
        event["reason"] = reason
    del words[place:]
    result = words.pop() if words and words[-1] in RESULTS else ""
    verb = VERBS.get(words[-1], "") if words else ""
    if verb:
        words.pop()
    if verb == "metric":
        event["kind"] = "metric"
    if result:
        event["outcome"] = RESULTS[result]
    place = next((place for place in reversed(range(len(words))) if _is_subject(words[place])), len(words))
    if place < len(words) and words[place] in LINKS:
        event["category"], event["type"] = _connection(category, words, place, verb, result)
    else:
        event["category"], event["type"] = _deed(category, words, place, verb)
    if "network" in event["category"] and event["type"] == _START:
        if event.get("outcome") == "failure":
            authenticated = not AUTHENTICATION_REASONS.isdisjoint(reason.split("_"))
        if authenticated:
            event["category"].insert(0, "authentication")
    return event


def _is_subject(word: str) -> bool:
    return word in LINKS or word in OBJECTS or word.removesuffix("S") in OBJECTS


def _connection(category: str, words: list[str], place: int, verb: str, result: str) -> tuple[list[str], list[str]]:
    """`event.category` and `event.type` of a connection, or of its end."""
    link, is_denied = words[place], result in DENIALS
    kind = "start" if verb in ("", "start") and place == len(words) - 1 else "info"
    if link in DISCONNECTIONS or verb == "end":
        kind = "end"
    if category == "SYSTEM":
        return ["network"], ["connection", "denied" if is_denied else kind]
    begins_nothing = kind == "start" and RESULTS.get(result) == "failure"
    if link == "AUTHENTICATION":
        return ["authentication"], [kind]
    if SERVICES.isdisjoint(words[:place]):
        return ["authentication"] if begins_nothing else ["authentication", "session"], [kind]
    if is_denied and begins_nothing:
        return ["network"], ["connection", "denied"]
    return ["network"] if begins_nothing else ["network", "session"], [kind]


def _deed(category: str, words: list[str], place: int, verb: str) -> tuple[list[str], list[str]]:
    """`event.category` and `event.type` of what is done to the object at `place`, which may be unknown."""
    if place == len(words):
        subject, also = _UNKNOWN_OBJECT[category]
        # SYSTEM_SHUTDOWN
        if category == "SYSTEM" and not words and verb in ("start", "end"):
            return [subject], [verb]
    else:
        word = words[place]
        subject, also = OBJECTS.get(word) or OBJECTS[word.removesuffix("S")]
        if word in SERVICES:
            subject, also = _SERVICE_OF.get(category, (subject, also))
        # a group of services
        elif also == "group" and not SERVICES.isdisjoint(words[:place]):
            subject, also = "configuration", ""
    kind = verb if verb in _TYPES_OF_CATEGORY[subject] else "info"
    return [subject], [also, kind] if also else [kind]


def _says_zone(time: str) -> bool:
    return time[-6] in "+-" or time[-1] in "Zz" or time[-5] in "+-"


def _nanoseconds(seconds: object) -> int | None:
    """A duration, `None` if it is none or none that ECS has room for."""
    if not isinstance(seconds, (int, float)) or isinstance(seconds, bool) or not 0 <= seconds <= _LONGEST_DURATION:
        return None
    return round(seconds * 10**9)


def _add_actor(document: Document, proveit: Document, origin: Payload) -> None:
    """Add who acted, from where, with what software."""
    get, said = origin.get, proveit.get("source") or {}
    protocol, session, mode = get("protocol"), get("sessionId"), get("authenticationMode")
    if type(protocol) is str and protocol:
        said["protocol"] = protocol
    if type(session) is str and session:
        said["session_id"] = session
    if type(mode) is str and mode:
        said["authentication_mode"] = mode
    if said:
        proveit["source"] = said
        roles, profiles = said.get("roles", _NONE), said.get("profiles", _NONE)
        if not roles or not profiles or "" in roles or "" in profiles:
            _leave_out_empty(said)
    if "source" in document:
        _add_user(document, document["source"], said.get("roles"))
    software, system = get("softwareInfo", ""), get("osInfo", "")
    if type(software) is str and type(system) is str:
        agent = _AGENTS.get((software, system))
        if agent is None:
            agent = _user_agent(software, system)
    else:
        agent = _user_agent(_text(origin, "softwareInfo"), _text(origin, "osInfo"))
    if agent:
        document["user_agent"] = agent


def _leave_out_empty(said: Document) -> None:
    for name in ("roles", "profiles"):
        values = said.get(name, _NONE)
        if not values or "" in values:
            said[name] = [text for text in values if text]
            if not said[name]:
                del said[name]


def _add_user(document: Document, source: Document, roles: list[str] | None) -> None:
    if "user" in source:
        user = source["user"]
        document["user"] = user if roles is None else {**user, "roles": roles}
    # fe80::1%eth0
    if "ip" not in source and (address := ip(source.get("address", ""))) is not None:
        document["source"] = {**source, "address": address, "ip": address}
        _add_related(document, address, None)


def _user_agent(software: str, system: str) -> Document:
    """`user_agent` of the user's software and its operating system, empty if both are unknown; remembered."""
    agent: Document = {}
    name, version = _named(software)
    if name:
        agent = {"name": name, "version": version} if version else {"name": name}
    name, version = _named(system)
    if name:
        kind = OS_TYPES.get(name.lower())
        os = {"name" if kind or version else "full": name, "version": version, "type": kind}
        agent["os"] = {field: value for field, value in os.items() if value}
    if len(software) + len(system) <= _LONGEST_REMEMBERED:
        _remember(_AGENTS, (software, system), agent)
    return agent


def _named(software: str) -> tuple[str, str]:
    """The name and the version of software, empty where they are unknown; its text if it has no brackets."""
    match = _SOFTWARE.fullmatch(software)
    name, version = (software.strip(), "") if match is None else (match[1].strip(), match[2].strip())
    if _UNKNOWN.issuperset(name.lower().split()):
        return "", ""
    return name, "" if version.lower() in _UNKNOWN else version


def _add_target(document: Document, proveit: Document, service: Payload) -> None:
    """Add the service that was reached: the other end of the connection."""
    get = service.get
    host, port, protocol, group = get("host"), get("port"), get("protocol"), get("groupName")
    if type(host) is not str:
        host = ""
    if type(port) is not int:
        port = None
    destination = _DESTINATIONS.get((host, port))
    if destination is None:
        destination = _destination(host, port)
    if destination:
        document["destination"] = destination
        if "ip" in destination or "domain" in destination:
            _add_related(document, destination.get("ip"), destination.get("domain"))
    if type(protocol) is str and protocol:
        document["network"] = {"protocol": protocol.lower()}
    elif "service" in document:
        document.pop("network", None)
    if type(group) is str and group:
        proveit["service"] = {"group_name": group}


def _destination(host: str, port: int | None) -> Document:
    """`destination` of a service's host, a name or an address, and its port; remembered."""
    address = ip(host)
    domain = host if address is None and _DOMAIN.fullmatch(host) else None
    destination = endpoint(address, port if port is not None and 0 < port <= _HIGHEST_PORT else None, domain)
    if host and "address" not in destination:
        destination["address"] = host
    if len(host) <= _LONGEST_REMEMBERED:
        _remember(_DESTINATIONS, (host, port), destination)
    return destination


def _add_related(document: Document, address: str | None, domain: str | None) -> None:
    said = document.setdefault("related", {})
    if domain is not None:
        said["hosts"] = [domain]
    if address is not None:
        ips = said.get("ip", ())
        said["ip"] = sorted({address, *ips})


def _add_rest(document: Document, proveit: Document, payload: Payload) -> None:
    """Add what few types of records have."""
    for member, value in payload.items():
        if member in _PLACES:
            read, group, name = _PLACES[member]
            if (readable := read(value)) is not None:
                (proveit.setdefault(group, {}) if group else proveit)[name] = readable
    if "service" not in document and not _CHANGED.keys().isdisjoint(payload):
        changed = {name: text for member, name in _CHANGED.items() if (text := _text(payload, member))}
        if changed:
            document["service"] = changed


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value <= _HIGHEST_COUNT else None


def _identifier(value: object) -> str | None:
    number = _count(value)
    return _string(value) if number is None else str(number)


def _structure(value: object) -> str | None:
    """A text as it stands, an object or a list as compact JSON."""
    return json.encode(value) if value and isinstance(value, (dict, list)) else _string(value)


# Members and how they are read, and their places in `rubycat.proveit`.
_PLACES: dict[str, tuple[Callable[[object], object], str, str]] = {
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
_RARE = frozenset((*_PLACES, *_CHANGED, "beginDate", "duration", "endDate"))

# What was seen so far: `event` by type, severity, reason and authentication, `user_agent` by the texts that it is
# read from, `destination` by host and port. Nobody changes them.
_READY_EVENTS: dict[tuple[str, int | None, str | None, bool], Document] = {}
_AGENTS: dict[tuple[str, str], Document] = {}
_DESTINATIONS: dict[tuple[str, int | None], Document] = {}
