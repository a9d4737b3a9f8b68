r"""ISC BIND 9: what the name server named logs of queries, updates, transfers, policies, resolution and itself.

Layout:
    30-Jan-2024 12:00:00.123 queries: info: client @0x7f1c 192.0.2.70#53412 (example.com): query: example.com IN A
    +E(0)K (192.0.2.53)

    A date, a category, a severity and a message. Each of the first three is written if the channel's options
    `print-time`, `print-category` and `print-severity` say so; a syslog header takes the place of the date. A
    message about a client begins with it, one about a zone or its transfer with that:
    `client [@POINTER ]ADDRESS#PORT[/key KEY][ (NAME)][: view VIEW]: `, `zone NAME/CLASS[/VIEW]: `,
    `transfer of 'NAME/CLASS[/VIEW]' from ADDRESS#PORT: `. Up to 9.10 a client has no pointer.

    The flags of a query: `+` or `-` (recursion is desired, or not), `S` (signed), `E(n)` (EDNS), `T` (TCP), `D`
    (DNSSEC OK), `C` (checking disabled), `V` or `K` (a cookie that is valid, or not yet). After them come the
    address that was asked, and `[ECS SUBNET/SCOPE]` where a resolver names the network it asks for.

Source: the BIND 9 Administrator Reference Manual (`logging`, `querylog`), and the message texts of BIND 9.11 to
9.20 (`messages`).

Timestamps: `dd-Mmm-yyyy hh:mm:ss.mmm`, local time without a zone, or ISO 8601 with `Z`, an offset or neither
(`print-time iso8601`, `iso8601-utc`); else that of the syslog header.

Quirks:
    `query failed (…) for NAME/CLASS/TYPE` has the class before the type, all others after it: `clients.log`.
    A query without the flag `T` came by UDP; no other message names the transport: `queries.log`.
    Names are in the form of zone files, without the last dot; a blank is `\032`: `hostile.log`.
    A refused query, update or transfer is `denied`; whether a query was answered is not logged: `clients.log`.
    The other side is `source` where it asked or answered, `destination` where it did neither: `resolver.log`. The
    primary that a zone is copied from is the source of the zone, even if it gave none: `transfers.log`.
    The subnet in `[ECS …]` is not who asked, so it is in no field for addresses: `queries.log`.
    Infoblox's named logs answers with their records (`UDP: query: … response: …`), `dns.answers`, and in
    newer versions the category `infoblox-responses` before the date; A, D, t are `dns.header_flags`: `answers.log`.
    A record without its `;` may be cut, and is not read: `answers.log`.
    A category without a severity is named's only after named's date or tag: `general` is anyone's word
    (`samples/unmatched/isc_bind_lookalikes.log`).

Other readings:
    `dns.question.type` is A and `dns.question.class` is IN for `'example.org/A/IN'`; public readings swap the two.
    `source` is not the server that timed out or cannot be reached: nothing came from it. It is `destination`.
    `dns.type` is not given to messages about policy zones and records, which are not an exchange of DNS.
    `dns.question` is not a record with a bad name: nobody asked for it. It is `isc_bind.record_name`.
    `dns.question.registered_domain`, `subdomain` and `top_level_domain` take a list of public suffixes.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.dns import NAME, RCODES, TYPE
from ecsparse.ecs.network import family, process
from ecsparse.ecs.pieces import endpoint, ip, port, related
from ecsparse.formats import cef
from ecsparse.messages import Messages, Values
from ecsparse.patterns import Match, Pattern
from ecsparse.products.isc_bind.messages import ACTIONS, CLASS, OF_CLIENTS, OF_SERVER, OF_TRANSFERS, OF_ZONES
from ecsparse.record import Document, Field, Prefix, Product, Program, Record, Shape
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.months import MONTHS

PROGRAMS = frozenset(("named", "named-sdb", "named-pkcs11", "bind9"))

CATEGORIES = (
    "client", "cname", "config", "database", "default", "delegation-only", "dispatch", "dnssec", "dnstap", "drop",
    "edns-disabled", "general", "lame-servers", "network", "notify", "nsid", "queries", "query-errors",
    "rate-limit", "resolver", "responses", "rpz", "rpz-passthru", "security", "serve-stale", "spill", "sslkeylog",
    "trust-anchor-telemetry", "unmatched", "update", "update-security", "xfer-in", "xfer-out", "zoneload",
)  # fmt: skip
# Those that no other program is likely to write in front of a message.
TELLING_CATEGORIES = (
    "delegation-only", "edns-disabled", "lame-servers", "query-errors", "rate-limit", "responses", "rpz-passthru",
    "serve-stale", "trust-anchor-telemetry", "update-security", "xfer-in", "xfer-out", "zoneload",
)  # fmt: skip
# How messages about a client, a zone and a transfer begin.
STARTS = ("client ", "zone ", "transfer of '")
LEVELS = ("info", "notice", "warning", "error", "critical")
# The category that stands before the date.
_ANSWERS = "infoblox-responses"

PRODUCT = Product(
    vendor="ISC", name="BIND", versions="9.11 to 9.20", formats=("text",),
    signatures=(
        *map(Program, sorted(PROGRAMS)),
        *(Shape(f"00-{month}-0000") for month in MONTHS),
        *(Shape(f"0000-00-00T00:00:00.000{zone}") for zone in ("", "Z", "+00:00", "-00:00")),
        *(Prefix(f"{category}: {level}: ") for category in CATEGORIES for level in LEVELS),
        *(Prefix(f"{category}: debug ") for category in CATEGORIES),
        *(Prefix(f"{word}: {start}") for word in (*CATEGORIES, *LEVELS) for start in STARTS),
        *(Prefix(f"{category}: ") for category in TELLING_CATEGORIES),
        *map(Prefix, STARTS),
        Prefix(f"{_ANSWERS}: "),
    ),
    provider="named",
    messages=(OF_CLIENTS, OF_ZONES, OF_TRANSFERS, OF_SERVER),
    fields=("dns.header_flags", "log.{level,logger}", "network.{transport,type}", "process.{name,pid}"),
    own_fields={
        "isc_bind.client_subnet": Field("keyword", "network that a resolver asks for, with prefix and scope"),
        "isc_bind.cookie": Field("keyword", "valid or invalid: the DNS cookie of a query"),
        "isc_bind.edns_version": Field("long", "version of EDNS that a query uses"),
        "isc_bind.query_flags": Field("keyword", "flags of a query, as named writes them"),
    },
)  # fmt: skip

_LEVEL = r"(?:info|notice|warning|error|critical|debug [0-9]{1,3})"
# 30-Jan-2024 12:00:00.123 queries: info: | 2024-01-30T12:00:00.123Z | general: | rpz: debug 1: | nothing at all |
# infoblox-responses: 30-Jan-2024 12:00:00.123
_FRONT = Pattern(
    rf"(?:({_ANSWERS}): )?"
    r"(?:(?:([0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3})"
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}(?:Z|[+-][0-9]{2}:[0-9]{2})?)) )?"
    # messages too begin with `rpz: `
    rf"(?:(?!rpz: (?!client |rpz |{_LEVEL}: ))({'|'.join(CATEGORIES)}): )?(?:({_LEVEL}): )?"
)
_ADDRESS = r"[0-9A-Fa-f.:]{2,45}(?:%[^\s#]{1,20})?"
# client @0x7f62b80115d0 192.0.2.70#53412/key ddns-key (example.com): view internal: | client 192.0.2.70#53412 UDP:
_CLIENT = Pattern(
    rf"client (?:@0x[0-9a-f]{{1,16}} )?"
    rf"(?:(?P<asker>{_ADDRESS})#(?P<asker_port>[0-9]{{1,5}})(?:/key (?P<key>{NAME}))?|\(no-peer\))"
    rf"(?: \((?P<queried>(?:{NAME})?)\))?(?:: view (?P<view>{NAME}))?(?:: | (?=(?:UDP|TCP): ))"
)
# query: example.com IN A +E(0)TDCK (192.0.2.53) [ECS 198.51.100.0/24/0]
_QUERY = Pattern(
    rf"query: ({NAME}) ({CLASS}) ({TYPE}) ([+-][A-Z]{{0,16}}(?:\([0-9]{{1,3}}\)[A-Z]{{0,16}})?)"
    r"(?: \(([0-9A-Fa-f.:]{2,45})(?:%[^\s()]{1,20})?\))?(?: \[ECS ([0-9A-Fa-f.:/]{3,60})\])?(?: .*)?"
)
# zone example.com/IN/internal: | zone example.com/IN (signed):
_ZONE = Pattern(rf"zone (?P<zone>{NAME}?)/(?P<zone_class>{CLASS})(?:/(?P<view>[^\s/:]+))?(?: \((?:un)?signed\))?: ")
# transfer of '2.0.192.in-addr.arpa/IN' from 192.0.2.1#53:
_TRANSFER = Pattern(
    rf"transfer of '(?P<zone>{NAME})/(?P<zone_class>{CLASS})(?:/(?P<view>[^\s/']+))?' "
    rf"from (?P<answerer>{_ADDRESS})#(?P<answerer_port>[0-9]{{1,5}}): "
)
# NXDOMAIN, in: unexpected RCODE (NXDOMAIN)
_RCODE = Pattern(r"\b[A-Z]{6,10}\b")


_EVENT_OF_QUERIES = OF_CLIENTS.events["query"]
# The flags of answers that their letters mean.
_OF_ANSWERS = (("AA", "A"), ("TC", "t"), ("DO", "D"))


def parse(record: Record) -> Document | None:
    """The document of a line of named's, `None` for another program's."""
    program = record.program
    if program is not None and program not in PROGRAMS:
        return None
    text = record.text.strip(" \t")
    if text.startswith(cef.BEGINNINGS):
        return None  # Infoblox writes of its response policy zones so, under named's name
    front = _FRONT.match(text)
    answers, local, instant, category, level = (None,) * 5 if front is None else front.groups()
    category = category or answers
    start = 0 if front is None else front.end()
    is_dated = local is not None or instant is not None
    is_named = program is not None or (is_dated and category is not None)
    document = _message(text, start, alone=not is_named)
    if document is None:
        return None
    time = _time(record.clock, local, instant) if is_dated else record.header_time()
    record.set_time(document, time)
    if category is not None or level is not None:
        document["log"] = {**document.get("log", {}), **_log(category, level)}
    if program is not None:
        document["process"] = process(record.header)
    return document


def _time(clock: Clock, local: str | None, instant: str | None) -> str | None:
    """UTC of named's date in either form, `None` if there is no such time."""
    if local is None:
        return None if instant is None else clock.instant(instant)
    # without its milliseconds, a date is one that the clock remembers
    second = clock.dated(local[:20].replace("-", " "))
    return second if second is None or local.endswith(".000") else f"{second[:-1]}{local[20:]}Z"


@lru_cache(1024)
def _log(category: str | None, level: str | None) -> Document:
    """What category and severity say, remembered: shared between documents."""
    parts = {"logger": category, "level": level}
    return {part: value for part, value in parts.items() if value is not None}


def _message(text: str, start: int, *, alone: bool) -> Document | None:
    """The document of the message at `start`; with `alone`, `None` if another program could have written it."""
    # a first word that tells is not longer
    word = text[start : start + 60].partition(" ")[0]
    if word == "client" and (client := _CLIENT.match(text, start)) is not None:
        query = _QUERY.fullmatch(text, client.end())
        return _about(client, text, OF_CLIENTS) if query is None else _query(client, query)
    if word == "transfer" and (transfer := _TRANSFER.match(text, start)) is not None:
        return _about(transfer, text, OF_TRANSFERS)
    if word == "zone" and (zone := _ZONE.match(text, start)) is not None:
        return _about(zone, text, OF_ZONES)
    found = OF_SERVER.read(text[start:], alone=alone)
    return None if found is None else _document(*found)


def _about(subject: Match, text: str, table: Messages) -> Document | None:
    """The document of a message of `table` after its `subject`: a client, a zone or a transfer."""
    found = table.read(text[subject.end() :])
    if found is None:
        return None
    action, values = found
    return _document(action, {name: value for name, value in subject.groupdict().items() if value} | values)


def _query(client: Match, query: Match) -> Document:
    """The document of a query that a client asks."""
    address, number, key, _, view = client.groups()
    name, class_, kind, flags, asked, subnet = query.groups()
    header_flags, transport, own = _flags(flags)
    if key is not None or view is not None or subnet is not None:
        more = {"key": key, "view": view, "client_subnet": subnet}
        own = {**own, **{part: value for part, value in more.items() if value is not None}}
    dns: Document = {
        "type": "query", "op_code": "QUERY", "question": {"name": name, "class": class_, "type": kind},
    }  # fmt: skip
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
    if piece := related(ips=(peer.get("ip"), server), hosts=(None if name == "." else name,)):
        document["related"] = piece
    return document


@lru_cache(1024)
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


def _document(action: str, values: Values) -> Document:
    """The document of any message but a query."""
    if "dns" in ACTIONS[action].also:
        _add_question(action, values)
        if "reason" in values and "rcode" not in values and (rcode := _rcode(values["reason"])) is not None:
            values["rcode"] = rcode
    document = OF_SERVER.document(action, values)
    if flags := [flag for flag, letter in _OF_ANSWERS if letter in values.get("answer_flags", "")]:
        document["dns"]["header_flags"] = flags
    # the first that has an address tells the family
    for end in ("source", "destination", "server", "client"):
        if end in document and "ip" in document[end]:
            document.setdefault("network", {})["type"] = family(document[end]["ip"])
            break
    return document


def _add_question(action: str, values: Values) -> None:
    """Add the question that a message does not spell out: that of its client, or the zone that is transferred."""
    if "zone_class" in values and action.startswith(("zone-refresh", "zone-transfer-")):
        values.setdefault("name", values["zone"])
        values.setdefault("class", values["zone_class"])
        if action.startswith("zone-refresh"):
            values["type"] = "SOA"
    elif "queried" in values and values.keys().isdisjoint(("name", "type", "class")):
        values["name"] = values["queried"]


def _rcode(reason: str) -> str | None:
    """The response code that a reason names: `unexpected RCODE (REFUSED)`."""
    # most reasons have no capital letter, which costs less to see
    if reason.islower():
        return None
    words = (word[0] for word in _RCODE.finditer(reason[:200]))
    return next((word for word in words if word in RCODES), None)
