r"""Unbound, the validating resolver of NLnet Labs: queries, replies, policies, validation and the server itself.

Layout:
    [1698764995] unbound[881:0] info: 192.0.2.20 www.example.com. A IN

    A time, the identity (`log-identity`) with process id and number of the thread in hexadecimal, a level and a
    message. To syslog, time and identity are the header's: `unbound[881]: [881:0] info: …`. With
    `log-tag-queryreply`, the level is `query` or `reply` for these. The message of a query (`log-queries`) is
    client, name, type and class; a reply (`log-replies`) goes on with response code, seconds, whether it was
    cached, and size in bytes; `log-destaddr` adds ` on TRANSPORT ADDRESS PORT`.

Source: unbound.conf(5), and the message texts of unbound 1.9 to 1.22 (`_unbound_wording`).

Timestamps: seconds since 1970; with `log-time-ascii` that of RFC 3164, with `log-time-iso` ISO 8601 with
milliseconds and offset; else that of the syslog header.

Quirks:
    Names end with a dot, which `dns.question.name` has not, but for the root: `queries.log`.
    A reply that could not be read has dashes in place of all but client and response code: `queries.log`.
    Messages of rate limits have the class before the type, all others behind it: `policies.log`.
    A line with an error says which address it is about, but not which side that is, so it is in no endpoint:
    `unbound.peer_ip`, `server.log`.
    Behind its own `[PROCESS:THREAD] level: ` any message is unbound's: `server.log`.

Other readings: none differs.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.network import family, nanoseconds, process, whole
from ecsparse.ecs.pieces import endpoint, ip, port, related
from ecsparse.ecs.wording import first_of
from ecsparse.patterns import Pattern
from ecsparse.products import _unbound_wording as wording
from ecsparse.record import Field, Phrase, Prefix, Product, Program, ProgramStem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from ecsparse.ecs.wording import Values, Wording
    from ecsparse.record import Document, Record
    from ecsparse.timestamps.clock import Clock

LEVELS = ("fatal error", "error", "warning", "notice", "info", "debug", "query", "reply")

PRODUCT = Product(
    vendor="NLnet Labs",
    name="Unbound",
    versions="1.9 to 1.22",
    formats=("text",),
    signatures=(
        Program("unbound"),
        ProgramStem("unbound-"),
        Prefix("unbound["),
        *(Phrase(f"] {level}: ") for level in LEVELS),
    ),
    dataset="log",
    provider="unbound",
    fields=(
        "client.address", "client.ip", "client.port", "destination.address", "destination.ip", "destination.port",
        "dns.op_code", "dns.question.class", "dns.question.name", "dns.question.type", "dns.response_code",
        "dns.type", "event.duration", "event.reason", "log.level", "network.protocol", "network.transport",
        "network.type", "process.name", "process.pid", "rule.category", "rule.name", "rule.ruleset",
        "server.address", "server.bytes", "server.ip", "server.port", "service.version", "source.address",
        "source.ip", "source.port",
    ),
    own_fields={
        "unbound.average_recursion": Field("long", "mean time of recursions, in nanoseconds"),
        "unbound.cache_hits": Field("long", "number of answers from the cache"),
        "unbound.cached": Field("boolean", "whether a reply came from the cache"),
        "unbound.command": Field("keyword", "command that came through the control channel"),
        "unbound.limit": Field("long", "queries a second that are allowed"),
        "unbound.module": Field("keyword", "module that is started"),
        "unbound.peer_ip": Field("ip", "other side of a connection that fails"),
        "unbound.peer_port": Field("long", "port of that side"),
        "unbound.policy": Field("keyword", "what a local zone or a response policy zone does"),
        "unbound.queries": Field("long", "number of queries"),
        "unbound.recursions": Field("long", "number of recursions"),
        "unbound.reply": Field("keyword", "what kind of answer another server gave"),
        "unbound.thread": Field("keyword", "number of the thread, hexadecimal"),
        "unbound.zone": Field("keyword", "zone whose servers were asked, or that is limited"),
    },
    actions=wording.ACTIONS,
)  # fmt: skip

# [1698764995] unbound[881:0] info: | 2023-10-31T15:09:55.123+01:00 unbound[881:0] info: | [881:1f] fatal error:
_FRONT = Pattern(
    r"(?:\[([0-9]{1,12})(?:\.([0-9]{1,9}))?\] |([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})) )?([A-Za-z0-9_.-]{1,64})?"
    rf"\[([0-9]{{1,20}}):([0-9a-f]{{1,16}})\] ({'|'.join(LEVELS)}):(?: |$)"
)
# 192.0.2.20 www.example.com. A IN, and what follows in a reply
_QUERY = Pattern(rf"({wording.IP})(?:@([0-9]{{1,5}}))? ({wording.NAME}) ({wording.TYPE}) ({wording.CLASS})( .*)?")
# NOERROR 0.012345 0 48 | NOERROR 0.012345 0 48 on udp 192.0.2.53 53
_REPLY = Pattern(
    r" ([A-Z][A-Z0-9]{2,15}) ([0-9]{1,10}\.[0-9]{1,9}) ([01]) ([0-9]{1,10})"
    rf"(?: on ([a-z]{{2,10}}) ({wording.IP}) ([0-9]{{1,5}}))?(?: .*)?"
)
# 192.0.2.20 - - - FORMERR - - -
_UNREADABLE = Pattern(rf"({wording.IP}) - - - ([A-Z][A-Z0-9]{{2,15}}) - - -")
# from 192.0.2.53, in the reason why a validation failed
_FROM = Pattern(rf" from ({wording.IP})(?: |$)")

_EVENT_OF_QUERIES: Document = {
    "kind": "event",
    "category": ["network"],
    "type": ["protocol"],
    "action": "query",
}
_EVENT_OF_REPLIES: Document = {**_EVENT_OF_QUERIES, "action": "reply"}
# Answers; a name that does not exist is one.
_ANSWERS = frozenset(("NOERROR", "NXDOMAIN"))
_LONGEST_WORD = 40
# How many times are remembered.
_MOST_REMEMBERED = 256
_ERRORS = ("error", "fatal error")
_TRANSPORTS = {"udp": "udp", "tcp": "tcp", "ssl": "tcp", "tls": "tcp", "dot": "tcp", "doh": "tcp", "doq": "udp"}

# The parts of `rule`, and what they are called in wordings.
_RULE = {"name": "rule", "category": "trigger", "ruleset": "ruleset"}
_TEXTS = ("command", "module", "policy", "reply", "zone")
_NUMBERS = ("cache_hits", "limit", "peer_port", "queries", "recursions")


def parse(record: Record) -> Document | None:
    """The document of a line of unbound's, `None` for another program's."""
    header = record.header
    program = None if header is None else header.appname
    if program is not None and program != "unbound" and not program.startswith("unbound-"):
        return None
    text = record.text.strip(" \t")
    front = _FRONT.match(text)
    if front is None:
        if program != "unbound":
            return None
        document = _document(wording.SERVER_MESSAGE, {}, "")
        document["process"] = process(header)
        time = record.header_time()
    else:
        epoch, fraction, instant, identity, pid, thread, level = front.groups()
        document = _message(text[front.end() :], level)
        document["log"] = {"level": level}
        if said := _process(program or identity, pid):
            document["process"] = said
        document["unbound"] = {**document.get("unbound", {}), "thread": thread}
        is_timed = epoch is not None or instant is not None
        time = _time(record.clock, epoch, fraction, instant) if is_timed else record.header_time()
    if time is not None:
        document["@timestamp"] = time
    return document


@lru_cache(_MOST_REMEMBERED)
def _time(clock: Clock, epoch: str | None, fraction: str | None, instant: str | None) -> str | None:
    """UTC of unbound's time, remembered: many lines are of the same second."""
    if epoch is not None:
        return clock.epoch(epoch, fraction or "")
    return None if instant is None else clock.instant(instant)


def _process(name: str | None, pid: str) -> Document:
    said = {"name": name, "pid": whole(pid)}
    return {part: value for part, value in said.items() if value is not None}


def _message(message: str, level: str) -> Document:
    query = _QUERY.fullmatch(message)
    if query is not None and query[6] is None:
        return _query(query)
    if query is not None and (reply := _REPLY.fullmatch(query[6])) is not None:
        return _reply(_query(query), reply)
    unreadable = _UNREADABLE.fullmatch(message)
    if unreadable is not None:
        return _unreadable(*unreadable.groups())
    found = first_of(wording.WORDINGS.get(message[:_LONGEST_WORD].partition(" ")[0], ()), message)
    if found is None:
        found = first_of(wording.LOCAL_ZONES, message)
    if found is None and " port " in message:
        found = first_of((wording.WITH_PEER,), message)
    if found is None:
        found = (wording.SERVER_ERROR if level in _ERRORS else wording.SERVER_MESSAGE), {}
    return _document(*found, message if level in _ERRORS else "")


def _query(query: Match[str]) -> Document:
    """The document of a query that a client asks."""
    asker, number, name, kind, class_, _ = query.groups()
    client = endpoint(ip(asker), None if number is None else port(number))
    question = {"name": _name(name), "class": class_, "type": kind}
    document: Document = {
        "event": _EVENT_OF_QUERIES,
        "dns": {"type": "query", "op_code": "QUERY", "question": question},
        "network": _network(client.get("ip")),
    }
    if client:
        document["source"] = document["client"] = client
    if piece := related(ips=(client.get("ip"),), hosts=(_host(question["name"]),)):
        document["related"] = piece
    return document


def _reply(document: Document, reply: Match[str]) -> Document:
    """The document of a reply, made of that of its query."""
    rcode, seconds, cached, size, transport, own, own_port = reply.groups()
    document["event"] = event = _event_of_reply(rcode)
    document["dns"] |= {"type": "answer", "response_code": rcode}
    document["unbound"] = {"cached": cached == "1"}
    if (duration := nanoseconds(seconds)) is not None:
        document["event"] = {**event, "duration": duration}
    server = {} if own is None else endpoint(ip(own), port(own_port))
    if server:
        document["destination"] = server
        document["related"] = related(
            ips=(document.get("source", {}).get("ip"), server.get("ip")),
            hosts=(_host(document["dns"]["question"]["name"]),),
        )
    document["server"] = {**server, "bytes": int(size)}
    if transport in _TRANSPORTS:
        document["network"]["transport"] = _TRANSPORTS[transport]
    return document


def _event_of_reply(rcode: str) -> Document:
    return {**_EVENT_OF_REPLIES, "outcome": "success" if rcode in _ANSWERS else "failure"}


def _unreadable(asker: str, rcode: str) -> Document:
    """The document of a reply to what is no query."""
    address = ip(asker)
    client = endpoint(address, None)
    document: Document = {
        "event": _event_of_reply(rcode),
        "dns": {"type": "answer", "response_code": rcode},
        "network": _network(address),
    }
    if client:
        document["source"] = document["client"] = client
        document["related"] = related(ips=(address,))
    return document


def _network(address: str | None) -> Document:
    return {"protocol": "dns"} if address is None else {"protocol": "dns", "type": family(address)}


def _name(name: str) -> str:
    """A name without its last dot, which the root keeps."""
    return name[:-1] if name.endswith(".") and len(name) > 1 else name


def _host(name: str | None) -> str | None:
    """A name for `related.hosts`; the root is none."""
    return None if name == "." else name


def _document(found: Wording, values: Values, error: str) -> Document:
    """The document of any other message in the wording that was found; `error` is its text if it is one."""
    get = values.get
    event = found.event if "reason" not in values else {**found.event, "reason": values["reason"]}
    document: Document = {"event": event}
    error = error or get("error", "")
    if error:
        document["error"] = {"message": error}
    client, server = _add_endpoints(document, found, values)
    name = _name(values["name"]) if "name" in values else None
    if name is not None:
        document["dns"] = _dns(name, values)
    if "protocol" in found.event["type"]:
        document["network"] = _network(client or server)
    if rule := {part: values[group] for part, group in _RULE.items() if group in values}:
        document["rule"] = rule
    if "version" in values:
        document["service"] = {"version": values["version"]}
    own = _own(values)
    if own:
        document["unbound"] = own
    if seen := related(ips=(client, server, own.get("peer_ip")), hosts=(_host(name),)):
        document["related"] = seen
    return document


def _dns(name: str, values: Values) -> Document:
    question: Values = {part: values[part] for part in ("class", "type") if part in values}
    dns: Document = {"type": "query", "op_code": "QUERY", "question": {"name": name, **question}}
    if "rcode" in values:
        dns["response_code"] = values["rcode"]
    return dns


def _add_endpoints(document: Document, found: Wording, values: Values) -> tuple[str | None, str | None]:
    """Add the client or the server that a message names; return the address of either."""
    get = values.get
    client, server = ip(get("client", "")), ip(get("server", ""))
    if server is None and found.event["action"] == "validation-failed":
        origin = _FROM.search(get("reason", ""))
        server = None if origin is None else ip(origin[1])
    if client is not None:
        document["source"] = document["client"] = endpoint(client, port(get("client_port", "")))
    elif server is not None:
        document["source"] = document["server"] = endpoint(server, port(get("server_port", "")))
    return client, server


def _own(values: Values) -> Document:
    own: Document = {name: values[name] for name in _TEXTS if name in values}
    for name in _NUMBERS:
        if name in values and (number := whole(values[name])) is not None:
            own[name] = number
    if (peer := ip(values.get("peer", ""))) is not None:
        own["peer_ip"] = peer
    if "seconds" in values and (mean := nanoseconds(values["seconds"])) is not None:
        own["average_recursion"] = mean
    return own
