r"""Suricata, network IDS and IPS: EVE, its events as JSON, the alerts of `fast.log` and syslog, and its own log.

Layout:
    {"timestamp":"2023-10-31T15:09:55.123456+0000","flow_id":1,"in_iface":"eth0","event_type":"alert",
        "src_ip":"192.0.2.20","src_port":51544,"dest_ip":"198.51.100.7","dest_port":80,"proto":"TCP",
        "alert":{"action":"allowed","gid":1,"signature_id":2100498,"rev":7,"signature":"…",…}}
    10/31/2023-15:09:55.123456  [**] [1:2100498:7] GPL ATTACK_RESPONSE id check returned root [**]
        [Classification: …] [Priority: 2] {TCP} 192.0.2.20:51544 -> 198.51.100.7:80

    suricata[12]: [1:2100498:7] GPL ATTACK_RESPONSE id check returned root [Classification: …] [Priority: 2] {TCP}
        192.0.2.20:51544 -> 198.51.100.7:80
    31/10/2023 -- 15:09:55 - <Notice> - This is Suricata version 6.0.4 RELEASE running in SYSTEM mode
    [12 - Suricata-Main] 2023-10-31 15:09:55 Notice: suricata: This is Suricata version 7.0.2 RELEASE

    EVE has an object for each event, with one named like the event's type; an alert has those of its flow's
    protocol too. It is also written after a syslog header, bare or with `@cee:`.

Source: Suricata 4 to 8, EVE JSON format; etc/schema.json; Fast log, syslog alerts, the
    engine's log.

Timestamps: `timestamp` has its zone, to the microsecond. `fast.log` has the sensor's time, without its zone.

Quirks:
    A type of event that is not known is `event-logged`: `events.log`.
    `flow.start` and `flow.end` are `event.start` and `event.end`; an alert has the start alone: `alerts.log`.
    `dest_ip` of an answer of DNS is the client: source and destination are those of the packet: `dns.log`.
    The answers of DNS are a list, or grouped by type: `dns.log`.
    `http.protocol` is `HTTP/1.1`, `http.hostname` may have a port: `http.log`.
    `alert.severity` has 1 for the worst: `event.severity` is that number: `alerts.log`.
    Hardware addresses of a flow are lists: that of an end that had one alone is its `mac`: `events.log`.
    Addresses are written out in full, IPv6 with all zeros: ECS's are short: `events.log`.

Other readings:
    `host.ip` of the source: the host of an event is the sensor, whose address no line says.
    `network.protocol` of `proto`: that is the transport; ours is the protocol that was recognized (`app_proto`).
    `network.transport` in upper case: ECS has lower case.
    `dns.answers` of the name that was asked for: ours are the answers that the event has.
    `tls.client` of the certificate: that is the server's, `tls.server`.
    `tls.client.ja3` of an empty object: no value.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip, related
from ecsparse.ecs.places import count
from ecsparse.formats import json, objects
from ecsparse.patterns import Pattern
from ecsparse.products.suricata.actions import BY_TYPE, VARIANTS, of_transaction
from ecsparse.products.suricata.values import VALUES
from ecsparse.record import Document, Members, Phrase, Product, Program, Record
from ecsparse.timestamps.event_time import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRODUCT = Product(
    vendor="OISF",
    name="Suricata",
    versions="4 to 8",
    formats=("eve", "fast"),
    signatures=(
        Members("event_type flow_id src_ip proto"),
        Members("event_type=drop drop src_ip"),
        Members("event_type=stats stats timestamp"),
        Members("event_type=arp arp timestamp"),
        Members("event_type=engine engine timestamp"),
        Members("alert.signature_id alert.signature src_ip flow_id"),
        Members("event_type dns.rrname src_ip"),
        Phrase(" [**] ["),
        Program("suricata"),
        *(Phrase(f" - <{level}> - ") for level in ("Config", "Error", "Info", "Notice", "Perf", "Warning")),
        *(Phrase(f" <{level}> (") for level in ("Config", "Error", "Info", "Notice", "Perf", "Warning")),
        Phrase(" -- [ERRCODE: "),
        Phrase(" - Suricata-Main] "),
    ),
    dataset="event",
    fields=(
        "dns.answers.data", "dns.answers.name", "dns.answers.ttl", "dns.answers.type", "dns.header_flags",
        "dns.resolved_ip", "dns.type", "email.attachments.file.name", "event.end", "event.start", "file.accessed",
        "file.created", "file.ctime", "file.mtime", "network.bytes", "network.packets", "network.type",
        "observer.product", "observer.type", "observer.vendor", "related.hash",
        "tls.server.not_after", "tls.server.not_before",
    ),
    messages=VALUES,
)  # fmt: skip

_OBSERVER = {"vendor": "OISF", "product": "Suricata", "type": "ids"}
_NOTHING: dict[str, Any] = {}
_TIMES = {
    "flow.start": ("event", "start"),
    "flow.end": ("event", "end"),
    "netflow.start": ("event", "start"),
    "netflow.end": ("event", "end"),
}

_FILE_TIMES = {
    "smb.created": "created", "smb.accessed": "accessed", "smb.modified": "mtime", "smb.changed": "ctime",
}  # fmt: skip

_DNS_TYPES = {"query": "query", "request": "query", "answer": "answer", "response": "answer"}
# headers of HTTP/2, and what events of HTTP call what these say
_HEADERS = {
    "http2.:authority": "http.hostname", "http2.:method": "http.http_method", "http2.:path": "http.url",
    "http2.:status": "http.status", "http2.content-type": "http.http_content_type",
    "http2.referer": "http.http_refer", "http2.user-agent": "http.http_user_agent",
}  # fmt: skip
_DNS_FLAGS = ("aa", "tc", "rd", "ra")
# The protocols of alerts that have ports: of others, both are 0, or the type and the code of ICMP.
_WITH_PORTS = frozenset(("TCP", "UDP", "SCTP"))
_ANSWERS = (("rdata", "data"), ("rrname", "name"), ("rrtype", "type"))

# 10/31/2023-15:09:55.123456  [Drop] [**] (before an alert)
_BEFORE_ALERT = Pattern(
    r"([0-9]{2})/([0-9]{2})/([0-9]{4})-([0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}) {1,2}"
    r"(?:\[([wDrop]{2,6})\] )?\[\*\*\] "
)
# [Drop] (before an alert in syslog)
_VERDICT = Pattern(r"\[([wDrop]{2,6})\] ")
# [1:2100498:7] GPL ATTACK_RESPONSE [**] [Classification: A] [Priority: 2] {TCP} 192.0.2.20:51544 -> 198.51.100.7:80
_ALERT = Pattern(
    r"\[([0-9]{1,10}):([0-9]{1,10}):([0-9]{1,10})\] (.{0,1000}?)(?: \[\*\*\])? "
    r"(?:\[Classification: ([^\]]{0,200})\] )?\[Priority: ([0-9]{1,3})\] (?:\{(?:PROTO:)?([A-Za-z0-9-]{1,20})\} "
    r"([0-9A-Fa-f:.]{2,45}):([0-9]{1,5}) -> ([0-9A-Fa-f:.]{2,45}):([0-9]{1,5})|\[\*\*\] \[Raw pkt: [0-9A-F ]{0,512}\]"
    r"(?: \[pcap file packet: [0-9]{1,20}\])?)"
)
# 31/10/2023 -- 15:09:55 - <Notice> - text | [12] 31/10/2023 -- 15:09:55 - (detect.c:100) <Error> (Load) -- text
_ENGINE = Pattern(
    r"(?:\[[0-9]{1,10}\] )?([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) -- ([0-9]{2}:[0-9]{2}:[0-9]{2}) - "
    r"(?:\(([A-Za-z0-9_.-]{1,64}):([0-9]{1,6})\) )?<([A-Z][a-z]{2,9})> (?:\([A-Za-z0-9_]{1,64}\) )?--? (.*)"
)
# [12 - Suricata-Main] 2023-10-31 15:09:55 Notice: suricata: text
_ENGINE_7 = Pattern(
    r"\[[0-9]{1,10} - [A-Za-z0-9#_-]{1,32}\] ([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) "
    r"([A-Z][a-z]{2,9}): ([a-z0-9_-]{1,64}): (.*)"
)


def parse(record: Record) -> Document | None:
    """The document of an event of EVE, of an alert, or of what the engine says; `None` if it is none of them."""
    payload = objects.payload(record) if "{" in record.text[:64] else None
    if payload:
        return _eve(record, payload)
    text, header = record.text.strip(" \t"), record.header
    if (before := _BEFORE_ALERT.match(text)) is not None:
        month, day, year, time, verdict = before.groups()
        return _alert(text[before.end() :], verdict, moment(f"{year}-{month}-{day} {time}", record.clock)[0])
    found = _engine(text, record)
    if found is None and header is not None and header.appname == "suricata":
        verdict = _VERDICT.match(text)
        instant = record.header_time()
        found = _alert(text if verdict is None else text[verdict.end() :], verdict and verdict[1], instant)
        return found or _said({"log.text": text}, instant)
    return found


def _eve(record: Record, payload: dict[str, Any]) -> Document | None:
    alert = payload.get("alert")
    kind = payload.get("event_type", "alert" if isinstance(alert, dict) else None)
    if not isinstance(kind, str) or not kind:
        return None
    action = BY_TYPE.get(kind, "event-logged")
    if action == "alert" and isinstance(alert, dict):
        action = VARIANTS.get(f"{alert.get('action')}", action)
    pairs = json.flattened(payload)
    if action == "dns":
        pairs += _questions(payload)
    elif kind == "http2":
        pairs = _of_headers(payload) + pairs
    elif action == "transaction":
        action, found = of_transaction(payload, pairs)
        pairs += found
    document = VALUES.document(action, pairs)
    document["observer"] = {**document.get("observer", _NOTHING), **_OBSERVER}
    network = document.get("network", _NOTHING)
    if action.startswith("transaction") and "protocol" not in network:
        document["network"] = {**network, "protocol": kind.lower()}
    _add_sums(document)
    _add_attachments(document)
    if isinstance(dns := payload.get("dns"), dict):
        if flags := [name.upper() for name in _DNS_FLAGS if dns.get(name) is True]:
            document.setdefault("dns", {})["header_flags"] = flags
        _add_dns(document, dns)
    _add_times(document, dict(pairs), record)
    return document


def _questions(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The first question of DNS, where Suricata 8 lists them; as the one of an event before that."""
    dns = payload.get("dns")
    queries = dns.get("queries") if isinstance(dns, dict) else None
    first = queries[0] if isinstance(queries, list) and queries else None
    if not isinstance(first, dict):
        return []
    return [(f"dns.{name}", text) for name, text in json.flattened(first) if name in {"rrname", "rrtype"}]


def _of_headers(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """What the headers of HTTP/2 say, as events of HTTP call it."""
    http2 = payload.get("http2")
    sides = (http2.get(side) for side in ("request", "response")) if isinstance(http2, dict) else ()
    headers = (json.named(side.get("headers"), "http2", "name", "value") for side in sides if isinstance(side, dict))
    found = [(_HEADERS[name], text) for said in headers for name, text in said if name in _HEADERS]
    return [("http.protocol", "HTTP/2"), *found] if found else []


def _add_sums(document: Document) -> None:
    """Add what both ends of a flow sent together."""
    for name in ("bytes", "packets"):
        sent, received = (document.get(end, _NOTHING).get(name) for end in ("source", "destination"))
        if sent is not None and received is not None:
            document.setdefault("network", {})[name] = sent + received


def _add_attachments(document: Document) -> None:
    """Add the names of the files that are attached to a mail as ECS has them."""
    if attached := document.get("suricata", _NOTHING).get("email", _NOTHING).get("attachments"):
        document.setdefault("email", {})["attachments"] = [{"file": {"name": name}} for name in attached]


def _add_dns(document: Document, dns: dict[str, Any]) -> None:
    """Add the answers of DNS, which are a list of records, or else texts by their type."""
    piece = document.setdefault("dns", {})
    if (kind := _DNS_TYPES.get(f"{dns.get('type')}")) is not None:
        piece["type"] = kind
    answers = []
    listed, grouped = dns.get("answers"), dns.get("grouped")
    for found in listed if isinstance(listed, list) else ():
        if isinstance(found, dict):
            texts = {ours: json.scalar(found.get(name)) for name, ours in _ANSWERS}
            answer: Document = {name: text for name, text in texts.items() if text}
            if (ttl := count(json.scalar(found.get("ttl")) or "")) is not None:
                answer["ttl"] = ttl
            answers += [answer] if answer else []
    for kind, values in grouped.items() if isinstance(grouped, dict) and not answers else ():
        if isinstance(values, list):
            answers += [{"data": value, "type": kind} for value in values if isinstance(value, str)]
    if answers:
        piece["answers"] = answers
    resolved = [answer["data"] for answer in answers if is_ip(answer.get("data", ""))]
    if resolved:
        piece["resolved_ip"] = resolved
        known = document.get("related", _NOTHING)
        document["related"] = {**known, **related(ips=[*known.get("ip", ()), *resolved])}
    if not piece:
        del document["dns"]


def _add_times(document: Document, said: dict[str, str], record: Record) -> None:
    clock = record.clock
    for name, (parent, field) in _TIMES.items():
        if name in said and (instant := clock.instant(said[name])) is not None:
            document[parent][field] = instant
    for name, field in _FILE_TIMES.items():
        if said.get(name, "0").strip("0") and (instant := clock.epoch(said[name], "")) is not None:
            document.setdefault("file", {})[field] = instant
    for name, field in (("tls.notbefore", "not_before"), ("tls.notafter", "not_after")):
        if name in said and (instant := clock.instant(f"{said[name]}Z")) is not None:
            document.setdefault("tls", {}).setdefault("server", {})[field] = instant
    times = (clock.instant(said[name]) for name in ("timestamp", "@timestamp") if name in said)
    instant = next((found for found in times if found is not None), None) or record.header_time()
    record.set_time(document, instant)


def _alert(text: str, verdict: str | None, instant: str | None) -> Document | None:
    """The document of an alert in words, without what precedes it; `None` if it is not one."""
    match = _ALERT.fullmatch(text)
    if match is None:
        return None
    group, number, revision, name, kind, priority, transport, *ends = match.groups(default="")
    values = {
        "alert.gid": group, "alert.signature_id": number, "alert.rev": revision, "alert.signature": name,
        "alert.category": kind, "alert.severity": priority, "proto": transport, "src_ip": ends[0],
        "dest_ip": ends[2],
    }  # fmt: skip
    if transport.upper() in _WITH_PORTS:
        values |= {"src_port": ends[1], "dest_port": ends[3]}
    document = VALUES.document("alert/blocked" if verdict == "Drop" else "alert", values)
    document["observer"] = _OBSERVER
    if instant is not None:
        document["@timestamp"] = instant
    return document


def _engine(text: str, record: Record) -> Document | None:
    """The document of a line of the engine's log."""
    if (match := _ENGINE.fullmatch(text)) is not None:
        day, month, year, time, file, line, level, message = match.groups(default="")
        values = {"log.file": file, "log.line": line}
    elif (match := _ENGINE_7.fullmatch(text)) is not None:
        year, month, day, time, level, module, message = match.groups()
        values = {"log.module": module}
    else:
        return None
    values |= {"log.level": level, "log.text": message}
    return _said(values, moment(f"{year}-{month}-{day} {time}", record.clock)[0])


def _said(values: dict[str, str], instant: str | None) -> Document:
    """The document of what the engine says of itself."""
    document = VALUES.document("engine-message", [pair for pair in values.items() if pair[1]])
    document["observer"] = _OBSERVER
    if instant is not None:
        document["@timestamp"] = instant
    return document
