r"""OpenLDAP's slapd: connections, binds, searches, changes and their results.

Layout:
    Oct 31 15:09:56 ldap01 slapd[2701]: conn=1207 op=1 SRCH base="o=example" scope=2 deref=0 filter="(uid=jdoe)"

    A connection, a number of the file or of the operation, and what is done; a result has its tag, its code and a
    text, since 2.5 also the seconds in the queue (`qtime`) and in all (`etime`).

Source: the message texts of OpenLDAP 2.3 to 2.6 (`loglevel stats`: `servers/slapd/connection.c`, `bind.c`,
`search.c`, `modify.c`, `result.c`, `passwd.c`), and RFC 4511 for codes and tags.

Timestamps: that of the syslog header; slapd's own, seconds and nanoseconds in hexadecimal, where it stands behind a
tag.

Quirks:
    A failed bind is known by its result alone (`tag=97 err=49`), which does not name the user: `binds.log`.
    The result of a bind is not told from others' but by its tag, 97: `results.log`.
    A distinguished name has quotes and other signs escaped as `\22`; it stands as it is: `changes.log`.
    Names of a table have their quotes doubled where the line came through CSV: `searches.log`.
    Any message behind a tag of slapd's is slapd's: `server.log`.
    A connection to a local socket has a path in place of an address: `connections.log`.

Other readings:
    `user.name` and `user.domain` from the object of a change, or the base of a search: that is what is changed or
    searched, not who does it; it is `user.target`, `openldap.dn` and `openldap.base`.
    `user.domain` with organisational units in it: the domain is of the `dc` parts alone.
"""

from __future__ import annotations

from ecsparse.ecs.network import family, nanoseconds, process, whole
from ecsparse.ecs.pieces import endpoint, ip, port, related
from ecsparse.ecs.wording import Wording, first_of
from ecsparse.patterns import Pattern
from ecsparse.products.openldap import wording
from ecsparse.record import Phrase, Prefix, Product, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.wording import Values
    from ecsparse.record import Document, Record

PRODUCT = Product(
    vendor="OpenLDAP",
    name="slapd",
    versions="2.3 to 2.6",
    formats=("text",),
    signatures=(
        Program("slapd"),
        Prefix("conn="),
        Prefix('" conn='),
        Phrase("slapd starting"),
        Phrase("slapd stopped."),
    ),
    dataset="log",
    provider="openldap",
    fields=(
        "client.address", "client.ip", "client.port", "destination.address", "destination.ip", "destination.port",
        "error.code", "event.duration", "event.reason", "network.protocol",
        "network.transport", "network.type", "process.name", "process.pid", "server.address", "server.ip",
        "server.port", "service.version", "source.address", "source.ip", "source.port", "tls.cipher",
        "tls.established", "tls.version", "tls.version_protocol", "user.domain", "user.name",
        "user.target.domain", "user.target.name",
    ),
    own_fields=wording.OWN_FIELDS,
    actions=wording.ACTIONS,
)  # fmt: skip

# conn=1207 op=1 | conn=1207 fd=17 | conn=1207 fd=17 op=1, and what is done
_FRONT = Pattern(r"conn=(-?[0-9]{1,40})(?: fd=(-?[0-9]{1,10}))?(?: op=([0-9]{1,40}))? ")
# 65411a43.0a1b2c3d 0x7f3a2c0016c0
_HEXADECIMAL_TIME = Pattern(r"([0-9a-f]{8})(?:\.([0-9a-f]{8}))? (?:0x[0-9a-f]{1,16} )?")
# IP=192.0.2.1:40112 | IP=[2001:db8::1]:40112 | PATH=/run/slapd/ldapi
_PEER = Pattern(r"IP=\[?(?P<ip>[0-9A-Fa-f:.%a-z]{2,60}?)\]?:(?P<port>[0-9]{1,5})")
# uid=jdoe | cn=Jane Doe, at the start of a distinguished name
_FIRST_NAME = Pattern(r"(?:uid|cn|sAMAccountName)=((?:[^,+\\\"=]|\\[^\n]){1,255})(?=[,+]|$)")
# ,dc=example
_DOMAIN_PART = Pattern(r"(?:^|,) ?dc=([A-Za-z0-9_-]{1,63})(?=,|$)")

# Seconds of the time in hexadecimal.
_BASE = 16
_ANY = frozenset(("0.0.0.0", "::"))  # noqa: S104 - what slapd writes, not where anything listens
_LONGEST_WORD = 40
# slapd writes `err=-1` for what went wrong inside.
_SUCCESSES = frozenset(("0", "5", "6", "10", "14"))


def parse(record: Record) -> Document | None:
    """The document of a line of slapd's, `None` for another program's."""
    header = record.header
    program = None if header is None else header.appname
    if program is not None and program != "slapd":
        return None
    text, time = _without_time(record)
    text = _without_quotes(text)
    front = _FRONT.match(text)
    found: tuple[Wording, Values] | None
    if front is None:
        found = first_of(wording.SERVER if program is None else wording.TAGGED, text)
    else:
        rest = text[front.end() :]
        found = first_of(wording.OPERATIONS.get(rest[:_LONGEST_WORD].partition(" ")[0], ()), rest)
    if found is None:
        if program is None:
            return None
        found = (wording.MESSAGE, {})
    document = _document(*found)
    if front is not None:
        _add_numbers(document, front.groups())
    if said := process(header):
        document["process"] = said
    if time is not None:
        document["@timestamp"] = time
    return document


def _without_time(record: Record) -> tuple[str, str | None]:
    """The message, and its time: slapd's own or the header's."""
    text = record.text.strip(" \t")
    match = _HEXADECIMAL_TIME.match(text)
    if match is None:
        return text, record.header_time()
    nanoseconds_ = "" if match[2] is None else f"{int(match[2], _BASE):09}"
    time = record.clock.epoch(
        str(int(match[1], _BASE)), nanoseconds_ if len(nanoseconds_) <= len("000000000") else ""
    )
    return text[match.end() :], time


def _without_quotes(text: str) -> str:
    """`text` as it was before it went through CSV."""
    if text.startswith('" conn=') and text.endswith('"'):
        return text[2:-1].replace('""', '"')
    return text


def _add_numbers(document: Document, numbers: tuple[str | None, ...]) -> None:
    own = document.get("openldap", {})
    for name, digits in zip(("connection", "descriptor", "operation"), numbers, strict=True):
        if digits is not None and (number := whole(digits)) is not None:
            own[name] = number
    if own:
        document["openldap"] = own


def _document(found: Wording, values: Values) -> Document:
    get = values.get
    client, server = _endpoint(get("client", "")), _endpoint(get("listener", ""))
    user, target = _user(get("bind_dn", "")), _target(get("dn", ""))
    document = {
        "event": _event(found, values),
        "source": client,
        "client": client,
        "destination": server,
        "server": server,
        "network": _network(client.get("ip"), found.event["category"]),
        "tls": _tls(values) if found.event["action"] == "tls-established" else {},
        "user": {**user, "target": target} if target else user,
        "openldap": _own(values),
        "related": related(ips=(client.get("ip"), server.get("ip")), users=(user.get("name"), target.get("name"))),
    }
    if "error" in values:
        document["error"] = {"message": values["error"]}
    if "version" in values:
        document["service"] = {"version": values["version"]}
    if "err" in values:
        _add_error(document, values["err"], get("text", ""))
    return {name: piece for name, piece in document.items() if piece}


def _event(found: Wording, values: Values) -> Document:
    """The event of a wording; that of a result is by its tag and its code."""
    get = values.get
    event = wording.RESULTS.get(get("tag", ""), found.event)
    said: Document = {}
    if "err" in values and (get("tag") or found.event["action"].endswith("result")):
        said["outcome"] = "success" if values["err"] in _SUCCESSES else "failure"
    if reason := get("reason") or get("text"):
        said["reason"] = reason
    if (seconds := get("etime")) is not None and (duration := nanoseconds(seconds)) is not None:
        said["duration"] = duration
    return {**event, **said} if said else event


def _add_error(document: Document, err: str, text: str) -> None:
    """Add the code of a result, and its meaning where it is an error."""
    own = document.setdefault("openldap", {})
    number = whole(err.removeprefix("-"))
    if number is None:
        return
    own["result_code"] = -number if err.startswith("-") else number
    if name := wording.RESULT_CODES.get(err):
        own["result"] = name
    if err not in _SUCCESSES:
        message = text or name
        document["error"] = {"code": err, "message": message} if message else {"code": err}


def _endpoint(text: str) -> Document:
    match = _PEER.fullmatch(text)
    if match is None:
        return {}
    # a server that listens on all addresses does not say on which it was reached
    return endpoint(None if match["ip"] in _ANY else ip(match["ip"]), port(match["port"]))


def _network(address: str | None, categories: list[str]) -> Document:
    if categories == ["process"]:
        return {}
    if address is None:
        return {"protocol": "ldap"}
    return {"protocol": "ldap", "transport": "tcp", "type": family(address)}


def _tls(values: Values) -> Document:
    tls: Document = {"established": True}
    protocol, _, version = values.get("tls_version", "").partition("v")
    if protocol in ("TLS", "SSL") and version:
        tls["version"], tls["version_protocol"] = version, protocol.lower()
    if "cipher" in values:
        tls["cipher"] = values["cipher"]
    return tls


def _user(dn: str) -> Document:
    """Who binds, by the distinguished name: its first part, and the domain that its `dc` parts are."""
    match = _FIRST_NAME.match(dn)
    if match is None:
        return {}
    domain = ".".join(part[1] for part in _DOMAIN_PART.finditer(dn))
    return {"name": match[1], "domain": domain} if domain else {"name": match[1]}


def _target(dn: str) -> Document:
    """Who is changed; other objects than users are not told by their names."""
    return _user(dn) if dn.startswith("uid=") else {}


def _own(values: Values) -> Document:
    own: Document = {name: values[name] for name in wording.TEXTS if values.get(name)}
    for name in wording.NUMBERS:
        if name in values and (number := whole(values[name])) is not None:
            own[name] = number
    for name in ("attributes", "controls"):
        if values.get(name):
            own[name] = values[name].split()
    if "qtime" in values and (queued := nanoseconds(values["qtime"])) is not None:
        own["queue_time"] = queued
    if "scope" in own:
        own["scope"] = wording.SCOPES.get(own["scope"], own["scope"])
    return own
