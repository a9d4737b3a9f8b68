r"""ISC BIND 9: what the name server named logs of queries, updates, transfers, policies, resolution and itself.

Layout:
    30-Jan-2024 12:00:00.123 queries: info: client @0x7f1c 192.0.2.70#53412 (example.com): query: example.com IN A
    +E(0)K (192.0.2.53)

    A date, a category, a severity and a message. Each of the first three stands there if the channel's options
    `print-time`, `print-category` and `print-severity` say so; syslog's header takes the place of the date. A
    message about a client begins with it, one about a zone or its transfer with that:
    `client [@POINTER ]ADDRESS#PORT[/key KEY][ (NAME)][: view VIEW]: `, `zone NAME/CLASS[/VIEW]: `,
    `transfer of 'NAME/CLASS[/VIEW]' from ADDRESS#PORT: `. Up to 9.10 a client has no pointer.

    The flags of a query: `+` or `-` (recursion is desired, or not), `S` (signed), `E(n)` (EDNS), `T` (TCP), `D`
    (DNSSEC OK), `C` (checking disabled), `V` or `K` (a cookie that is valid, or not yet). Behind them stand the
    address that was asked, and `[ECS SUBNET/SCOPE]` where a resolver says whom it asks for.

Source: the BIND 9 Administrator Reference Manual (`logging`, `querylog`), and the message texts of BIND 9.11 to
9.20 (`wording`).

Timestamps: `dd-Mmm-yyyy hh:mm:ss.mmm`, local time without a zone, or ISO 8601 with `Z`, an offset or neither
(`print-time iso8601`, `iso8601-utc`); else that of the syslog header.

Quirks:
    `query failed (…) for NAME/CLASS/TYPE` has the class before the type, all others behind it: `clients.log`.
    A query without the flag `T` came by UDP; no other message tells the transport: `queries.log`.
    Names are in the form of zone files, without the last dot; a blank is `\032`: `hostile.log`.
    A refused query, update or transfer is `denied`; whether a query was answered is not logged: `clients.log`.
    The other side is `source` where it asked or answered, `destination` where it did neither: `resolver.log`. The
    primary that a zone is copied from is the source of the zone, even if it gave none: `transfers.log`.
    The subnet in `[ECS …]` is not who asked, so it is in no field for addresses: `queries.log`.
    A category without a severity is named's only behind named's date or tag: `general` is anyone's word
    (`samples/unmatched/isc_bind_lookalikes.log`).

Other readings:
    `dns.question.type` is A and `dns.question.class` is IN for `'example.org/A/IN'`; public readings swap the two.
    `source` is not the server that timed out or cannot be reached: nothing came from it. It is `destination`.
    `dns.type` is not given to messages about policy zones and records, which are no exchange of DNS.
    `dns.question` is not a record with a bad name: nobody asked for it. It is `isc_bind.record_name`.
    `dns.question.registered_domain`, `subdomain` and `top_level_domain` take a list of public suffixes.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.network import family, nanoseconds, process, whole
from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.ecs.wording import first_of, said
from ecsparse.patterns import Pattern
from ecsparse.products.isc_bind import wording
from ecsparse.record import Field, Phrase, Prefix, Product, Program, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from ecsparse.ecs.wording import Values
    from ecsparse.products.isc_bind.wording import Wording
    from ecsparse.record import Document, Record
    from ecsparse.timestamps.clock import Clock

PROGRAMS = frozenset(("named", "named-sdb", "named-pkcs11", "bind9"))

CATEGORIES = (
    "client", "cname", "config", "database", "default", "delegation-only", "dispatch", "dnssec", "dnstap", "drop",
    "edns-disabled", "general", "lame-servers", "network", "notify", "nsid", "queries", "query-errors",
    "rate-limit", "resolver", "responses", "rpz", "rpz-passthru", "security", "serve-stale", "spill", "sslkeylog",
    "trust-anchor-telemetry", "unmatched", "update", "update-security", "xfer-in", "xfer-out", "zoneload",
)  # fmt: skip
LEVELS = ("info", "notice", "warning", "error", "critical")

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

PRODUCT = Product(
    vendor="ISC",
    name="BIND",
    versions="9.11 to 9.20",
    formats=("text",),
    signatures=(
        *map(Program, sorted(PROGRAMS)),
        *(Shape(f"00-{month}-0000") for month in _MONTHS),
        Shape("0000-00-00T00:00:00.000"),
        Shape("0000-00-00T00:00:00.000Z"),
        Shape("0000-00-00T00:00:00.000+00:00"),
        Shape("0000-00-00T00:00:00.000-00:00"),
        *(Prefix(f"{category}: {level}: ") for category in CATEGORIES for level in LEVELS),
        *(Prefix(f"{category}: debug ") for category in CATEGORIES),
        Prefix("client "), Prefix("zone "), Prefix("transfer of '"), Prefix("rpz: "), Prefix("validating "),
        Prefix("DNS format error from "), Prefix("success resolving '"), Prefix("trust-anchor-telemetry '"),
        Prefix("received control channel command '"), Prefix("invalid command from "),
        Prefix("rejected command from "), Prefix("starting BIND "), Prefix("listening on IPv4 interface "),
        Prefix("listening on IPv6 interface "), Prefix("command channel listening on "),
        Prefix("fetch completed "), Prefix("skipping nameserver '"), Prefix("(re)loading policy zone '"),
        Prefix("checkhints: "), Prefix("clients-per-query "), Prefix("automatic empty zone: "),
        Prefix("resolver priming query complete"), Prefix("managed-keys-zone: "), Prefix("managed-keys-zone/"),
        Phrase(" resolving '"),
    ),
    dataset="log",
    provider="named",
    fields=(
        "client.address", "client.ip", "client.port", "destination.address", "destination.ip", "destination.port",
        "dns.header_flags", "dns.op_code", "dns.question.class", "dns.question.name", "dns.question.type",
        "dns.response_code", "dns.type", "event.duration", "event.reason", "file.path", "log.level", "log.logger",
        "log.origin.file.line", "log.origin.file.name", "network.bytes", "network.protocol", "network.transport",
        "network.type", "observer.ingress.interface.name", "process.name", "process.pid", "rule.category",
        "rule.name", "server.address", "server.ip", "server.port", "service.version", "source.address",
        "source.ip", "source.port",
    ),
    own_fields={
        "isc_bind.client_subnet": Field("keyword", "network that a resolver asks for, with prefix and scope"),
        "isc_bind.command": Field("keyword", "command that came through the control channel"),
        "isc_bind.cookie": Field("keyword", "valid or invalid: the DNS cookie of a query"),
        "isc_bind.edns_version": Field("long", "version of EDNS that a query uses"),
        "isc_bind.key": Field("keyword", "TSIG or SIG(0) key that signed a request"),
        "isc_bind.messages": Field("long", "number of messages of a transfer"),
        "isc_bind.old_serial": Field("long", "serial number of a zone before a transfer, or on this side"),
        "isc_bind.policy": Field("keyword", "what a response policy or a rate limit does to an answer"),
        "isc_bind.query_flags": Field("keyword", "flags of a query, as named writes them"),
        "isc_bind.record_data": Field("keyword", "data of a record of a zone"),
        "isc_bind.record_name": Field("keyword", "name of a record of a zone"),
        "isc_bind.record_type": Field("keyword", "type of a record of a zone"),
        "isc_bind.records": Field("long", "number of records of a transfer"),
        "isc_bind.serial": Field("long", "serial number of a zone"),
        "isc_bind.subnet": Field("keyword", "network whose answers are limited"),
        "isc_bind.target": Field("keyword", "name that a response policy answers with"),
        "isc_bind.view": Field("keyword", "view of the request or of the zone"),
        "isc_bind.zone": Field("keyword", "name of the zone"),
        "isc_bind.zone_class": Field("keyword", "class of the zone"),
    },
    actions=wording.ACTIONS,
)  # fmt: skip

_LEVEL = r"(?:info|notice|warning|error|critical|debug [0-9]{1,3})"
# 30-Jan-2024 12:00:00.123 queries: info: | 2024-01-30T12:00:00.123Z | general: | rpz: debug 1: | nothing at all
_FRONT = Pattern(
    r"(?:(?:([0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3})"
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}(?:Z|[+-][0-9]{2}:[0-9]{2})?)) )?"
    # messages too begin with `rpz: `
    rf"(?:(?!rpz: (?!client |rpz |{_LEVEL}: ))({'|'.join(CATEGORIES)}): )?(?:({_LEVEL}): )?"
)
# client @0x7f62b80115d0 192.0.2.70#53412/key ddns-key (example.com): view internal:
_CLIENT = Pattern(
    rf"client (?:@0x[0-9a-f]{{1,16}} )?(?:{wording.peer('asker')}(?:/key (?P<key>{wording.NAME}))?|\(no-peer\))"
    rf"(?: \((?P<asked_name>(?:{wording.NAME})?)\))?(?:: view (?P<view>{wording.NAME}))?: "
)
# query: example.com IN A +E(0)TDCK (192.0.2.53) [ECS 198.51.100.0/24/0]
_QUERY = Pattern(
    rf"query: ({wording.NAME}) ({wording.CLASS}) ({wording.TYPE}) "
    r"([+-][A-Z]{0,16}(?:\([0-9]{1,3}\)[A-Z]{0,16})?)"
    r"(?: \(([0-9A-Fa-f.:]{2,45})(?:%[^\s()]{1,20})?\))?(?: \[ECS ([0-9A-Fa-f.:/]{3,60})\])?(?: .*)?"
)
# zone example.com/IN/internal: | zone example.com/IN (signed):
_ZONE = Pattern(
    rf"zone (?P<zone>{wording.NAME}?)/(?P<zone_class>{wording.CLASS})(?:/(?P<view>[^\s/:]+))?"
    r"(?: \((?:un)?signed\))?: "
)
# managed-keys-zone: | managed-keys-zone/internal:
_MANAGED_KEYS = Pattern(r"managed-keys-zone(?:/(?P<view>[^\s/:]+))?: ")
# transfer of '2.0.192.in-addr.arpa/IN' from 192.0.2.1#53:
_TRANSFER = Pattern(
    rf"transfer of '(?P<zone>{wording.NAME})/(?P<zone_class>{wording.CLASS})(?:/(?P<view>[^\s/']+))?' "
    rf"from {wording.peer('answerer')}: "
)
# NXDOMAIN, in: unexpected RCODE (NXDOMAIN)
_RCODE = Pattern(r"\b[A-Z]{6,10}\b")

_RESOLVING = " resolving '"
# How many sets of flags, and of categories and severities, are remembered.
_MOST_REMEMBERED = 1024
_LONGEST_WORD = 60
_LONGEST_REASON = 200

_EVENT_OF_QUERIES = {"kind": "event", "category": ["network"], "type": ["protocol"], "action": "query"}

# What of `isc_bind` is a number.
_NUMBERS = frozenset(("messages", "old_serial", "records", "serial"))
_OWN = (
    "command", "key", "messages", "old_serial", "policy", "record_data", "record_name", "record_type", "records",
    "serial", "subnet", "target", "view", "zone", "zone_class",
)  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of a line of named's, `None` for another program's."""
    header = record.header
    program = None if header is None else header.appname
    if program is not None and program not in PROGRAMS:
        return None
    text = record.text.strip(" \t")
    front = _FRONT.match(text)
    local, instant, category, level = (None,) * 4 if front is None else front.groups()
    start = 0 if front is None else front.end()
    is_dated = local is not None or instant is not None
    document = _message(text, start)
    if document is None:
        if program is None and not (is_dated and category is not None):
            return None
        document = _any_message(text[start:])
    time = _time(record.clock, local, instant) if is_dated else record.header_time()
    if time is not None:
        document["@timestamp"] = time
    if category is not None or level is not None:
        document["log"] = {**document.get("log", {}), **_log(category, level)}
    if program is not None:
        document["process"] = process(header)
    return document


def _time(clock: Clock, local: str | None, instant: str | None) -> str | None:
    """UTC of named's date in either form, `None` if there is no such time."""
    if local is None:
        return None if instant is None else clock.instant(instant)
    # without its milliseconds, a date is one that the clock remembers
    second = clock.dated(local[:20].replace("-", " "))
    return second if second is None or local.endswith(".000") else f"{second[:-1]}{local[20:]}Z"


@lru_cache(_MOST_REMEMBERED)
def _log(category: str | None, level: str | None) -> Document:
    """What category and severity say, remembered: shared between documents."""
    parts = {"logger": category, "level": level}
    return {part: value for part, value in parts.items() if value is not None}


def _message(text: str, start: int) -> Document | None:
    """The document of the message at `start`, `None` if its wording is not named's for certain."""
    word = text[start : start + _LONGEST_WORD].partition(" ")[0]
    if word == "client" and (client := _CLIENT.match(text, start)) is not None:
        query = _QUERY.fullmatch(text, client.end())
        if query is not None:
            return _query(client, query)
        return _about(client, text, wording.OF_CLIENTS, wording.CLIENT_MESSAGE)
    if word == "transfer" and (transfer := _TRANSFER.match(text, start)) is not None:
        return _about(transfer, text, wording.OF_TRANSFERS, wording.TRANSFER_MESSAGE)
    if word == "zone" and (zone := _ZONE.match(text, start)) is not None:
        return _about(zone, text, wording.OF_ZONES, wording.ZONE_MESSAGE, wording.OF_RECORDS)
    if word.startswith("managed-keys-zone") and (keys := _MANAGED_KEYS.match(text, start)) is not None:
        return _document(wording.TRUST_ANCHOR_MESSAGE, said(keys))
    message = text[start:]
    found = first_of(wording.OF_THE_SERVER.get(word, ()), message) or _resolving(message)
    return None if found is None else _document(*found)


def _any_message(message: str) -> Document:
    """The document of a message of named's, whatever its wording is."""
    wordings = wording.OF_THE_SERVER_ALONE.get(message[:_LONGEST_WORD].partition(" ")[0], ())
    return _document(*(first_of(wordings, message) or (wording.MESSAGE, {})))


def _about(
    subject: Match[str],
    text: str,
    known: dict[str, tuple[Wording, ...]],
    other: Wording,
    more: tuple[Wording, ...] = (),
) -> Document:
    """The document of a message behind its `subject`: a client, a zone or a transfer."""
    message = text[subject.end() :]
    wordings = known.get(message[:_LONGEST_WORD].partition(" ")[0], ())
    found, values = first_of((*wordings, *more), message) or (other, {})
    return _document(found, {**said(subject), **values})


def _resolving(message: str) -> tuple[Wording, Values] | None:
    """What named says of an answer that it did not get, or cannot use."""
    reason, resolving, _ = message.partition(_RESOLVING)
    if not resolving or not reason:
        return None
    found = wording.NOT_ANSWERED if reason.startswith(wording.NO_ANSWER) else wording.ANSWERED_WRONGLY
    match = found.pattern.fullmatch(message, len(reason) + len(_RESOLVING) - 1)
    return None if match is None else (found, {**said(match), "reason": reason})


def _query(client: Match[str], query: Match[str]) -> Document:
    """The document of a query that a client asks."""
    address, number, key, _, view = client.groups()
    name, class_, kind, flags, asked, subnet = query.groups()
    header_flags, transport, own = _flags(flags)
    if key is not None or view is not None or subnet is not None:
        more = {"key": key, "view": view, "client_subnet": subnet}
        own = {**own, **{part: value for part, value in more.items() if value is not None}}
    dns: Document = {
        "type": "query",
        "op_code": "QUERY",
        "question": {"name": name, "class": class_, "type": kind},
    }
    if header_flags:
        dns["header_flags"] = header_flags
    network: Document = {"protocol": "dns", "transport": transport}
    document: Document = {"event": _EVENT_OF_QUERIES, "dns": dns, "network": network, "isc_bind": own}
    peer = {} if address is None else endpoint(ip(address), port(number))
    if peer:
        document["source"] = document["client"] = peer
        if "ip" in peer:
            network["type"] = family(peer["ip"])
    server = None if asked is None else ip(asked)
    if server is not None:
        document["destination"] = document["server"] = {"address": server, "ip": server}
    if piece := related(ips=(peer.get("ip"), server), hosts=(_host(name),)):
        document["related"] = piece
    return document


@lru_cache(_MOST_REMEMBERED)
def _flags(flags: str) -> tuple[list[str], str, Document]:
    """What the flags of a query say, remembered: the header's flags, the transport and what is named's own."""
    letters, _, rest = flags.partition("(")
    version, _, behind = rest.partition(")")
    letters += behind
    said_by = (("RD", "+"), ("DO", "D"), ("CD", "C"))
    own: Document = {"query_flags": flags}
    if version:
        own["edns_version"] = int(version)
    if "V" in letters or "K" in letters:
        own["cookie"] = "valid" if "V" in letters else "invalid"
    return [flag for flag, letter in said_by if letter in letters], "tcp" if "T" in letters else "udp", own


def _host(name: str | None) -> str | None:
    """A name for `related.hosts`; the root is none."""
    return None if name == "." else name


def _document(found: Wording, values: Values) -> Document:
    """The document of a message in the wording that was found, of the values that the message has."""
    get = values.get
    document: Document = {"event": _event(found, values)}
    ips = _add_endpoints(document, values)
    dns = _dns(found, values)
    if dns:
        document["dns"] = dns
    if network := _network(found, values, ips):
        document["network"] = network
    _add_others(document, values)
    if own := _own(values):
        document["isc_bind"] = own
    hosts = (_host(dns.get("question", {}).get("name")), _host(get("record_name")), get("target"))
    data = get("record_data", "")
    if piece := related(ips=(*ips, data if is_ip(data) else None), hosts=hosts):
        document["related"] = piece
    return document


def _event(found: Wording, values: Values) -> Document:
    event = found.event
    if "reason" in values:
        event = {**event, "reason": values["reason"]}
    if "seconds" in values and (duration := nanoseconds(values["seconds"])) is not None:
        event = {**event, "duration": duration}
    return event


def _add_endpoints(document: Document, values: Values) -> list[str]:
    """Add the endpoints of each role that has an address; return the addresses."""
    ips = []
    for role, fields in wording.ROLES.items():
        if role not in values:
            continue
        piece = endpoint(ip(values[role]), port(values[f"{role}_port"]))
        if piece:
            document.update(dict.fromkeys(fields, piece))
        if "ip" in piece:
            ips.append(piece["ip"])
    return ips


def _dns(found: Wording, values: Values) -> Document:
    """`dns`, as far as the message says it."""
    if not found.dns:
        return {}
    get = values.get
    question: Values = {part: values[part] for part in ("name", "class", "type") if part in values}
    if found.dns is wording.TRANSFER or found.dns is wording.REFRESH:
        zone = {"name": values["zone"], "class": values["zone_class"]}
        question = {**zone, "type": "SOA"} if found.dns is wording.REFRESH else {**zone, **question}
    elif not question and "asked_name" in values:
        question = {"name": values["asked_name"]}
    dns: Document = {**found.dns}
    if question:
        dns["question"] = question
    rcode = get("rcode") or _rcode(get("reason", ""))
    if rcode in wording.RCODES:
        dns["response_code"] = rcode
    return dns


def _rcode(reason: str) -> str | None:
    """The response code that a reason names: `unexpected RCODE (REFUSED)`."""
    words = (word[0] for word in _RCODE.finditer(reason[:_LONGEST_REASON]))
    return next((word for word in words if word in wording.RCODES), None)


def _network(found: Wording, values: Values, ips: list[str]) -> Document:
    network: Document = {"protocol": "dns"} if found.dns or "protocol" in found.event["type"] else {}
    if ips:
        network["type"] = family(ips[0])
    if "bytes" in values and (number := whole(values["bytes"])) is not None:
        network["bytes"] = number
    return network


def _add_others(document: Document, values: Values) -> None:
    """Add what few messages say."""
    if "error" in values:
        document["error"] = {"message": values["error"]}
    if "path" in values:
        document["file"] = {"path": values["path"]}
    if "version" in values:
        document["service"] = {"version": values["version"]}
    if "interface" in values:
        document["observer"] = {"ingress": {"interface": {"name": values["interface"]}}}
    if "rule" in values:
        document["rule"] = {"name": values["rule"], "category": values["trigger"]}
    if "file" in values:
        document["log"] = {"origin": {"file": {"name": values["file"], "line": int(values["line"])}}}


def _own(values: Values) -> Document:
    own: Document = {}
    for name in _OWN:
        if name in values:
            value = whole(values[name]) if name in _NUMBERS else values[name]
            if value is not None:
                own[name] = value
    return own
