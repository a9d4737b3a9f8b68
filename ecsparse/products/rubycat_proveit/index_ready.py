"""The profile `ecs` of PROVE IT's records: its events, who acted, with what, and the service that was reached."""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.patterns import Pattern
from ecsparse.products.rubycat_proveit.event import add_details, classified
from ecsparse.products.rubycat_proveit.members import LONGEST, RARE, REMEMBERED, add_rest, text_of
from ecsparse.record import Document, Record

# Operating system to `user_agent.os.type`.
OS_TYPES = {
    "android": "android", "ios": "ios", "linux": "linux", "mac os": "macos", "mac os x": "macos", "macos": "macos",
    "ubuntu": "linux", "windows": "windows",
}  # fmt: skip

_NO_MEMBERS: Document = {}
_NONE = ("-",)

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
    kind, reason = payload["type"], said.get("reason", "")
    authenticated = account is not None or "context" in proveit
    make = _event if len(kind) + len(reason) <= LONGEST else _event.__wrapped__
    document["event"] = make(kind, said.get("severity"), reason, authenticated).copy()
    severity, origin, service = get("severity"), get("source"), get("service")
    if type(severity) is str and severity:
        document["log"] = {"level": severity}
    if type(origin) is dict:
        _add_actor(document, proveit, origin)
    if type(service) is dict:
        _add_target(document, proveit, service)
    if account is not None:
        document["destination"] = {**document.get("destination", _NO_MEMBERS), "user": account}
    if not RARE.isdisjoint(payload):
        add_rest(document, proveit, payload)
        add_details(document, payload, said, record.clock)
    # most times end in an offset such as +01:00
    elif "@timestamp" in document and payload["timestamp"][-6] not in "+-":
        add_details(document, payload, said, record.clock)
    if proveit:
        document["rubycat"] = {"proveit": proveit}
    return document


@lru_cache(REMEMBERED)
def _event(kind: str, severity: int | None, reason: str, authenticated: bool) -> Document:  # noqa: FBT001 - a key
    """`event` of a type, remembered (make bench); `authenticated` is that of `classified`."""
    event = classified(kind, reason, authenticated)
    if severity is not None:
        event["severity"] = severity
    return event


def _add_actor(document: Document, proveit: Document, origin: Document) -> None:
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
    software, system = text_of(origin, "softwareInfo"), text_of(origin, "osInfo")
    make = _user_agent if len(software) + len(system) <= LONGEST else _user_agent.__wrapped__
    if agent := make(software, system):
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


@lru_cache(REMEMBERED)
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
    return agent


def _named(software: str) -> tuple[str, str]:
    """The name and the version of software, empty where they are unknown; its text if it has no brackets."""
    match = _SOFTWARE.fullmatch(software)
    name, version = (software.strip(), "") if match is None else (match[1].strip(), match[2].strip())
    if _UNKNOWN.issuperset(name.lower().split()):
        return "", ""
    return name, "" if version.lower() in _UNKNOWN else version


def _add_target(document: Document, proveit: Document, service: Document) -> None:
    """Add the service that was reached: the other end of the connection."""
    host, protocol, group = text_of(service, "host"), text_of(service, "protocol"), text_of(service, "groupName")
    port = service.get("port")
    make = _destination if len(host) <= LONGEST else _destination.__wrapped__
    if destination := make(host, port if type(port) is int else None):
        document["destination"] = destination
        if "ip" in destination or "domain" in destination:
            _add_related(document, destination.get("ip"), destination.get("domain"))
    if protocol:
        document["network"] = {"protocol": protocol.lower()}
    elif "service" in document:
        document.pop("network", None)
    if group:
        proveit["service"] = {"group_name": group}


@lru_cache(REMEMBERED)
def _destination(host: str, port: int | None) -> Document:
    """`destination` of a service's host, a name or an address, and its port; remembered."""
    address = ip(host)
    domain = host if address is None and _DOMAIN.fullmatch(host) else None
    destination = endpoint(address, port if port is not None and 0 < port <= 65535 else None, domain)
    if host and "address" not in destination:
        destination["address"] = host
    return destination


def _add_related(document: Document, address: str | None, domain: str | None) -> None:
    said = document.setdefault("related", {})
    if domain is not None:
        said["hosts"] = [domain]
    if address is not None:
        said["ip"] = sorted({address, *said.get("ip", ())})
