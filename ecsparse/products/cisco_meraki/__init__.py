r"""Cisco Meraki: security appliances (MX, Z), switches (MS), access points (MR), in the cloud's form of syslog.

Layout:
    <134>1 1698764995.123456789 branch1 flows allow src=192.0.2.20 dst=198.51.100.7 protocol=tcp sport=80 dport=443
    <134>1 1698764995.123456789 branch1 security_event ids_alerted signature=1:28423:1 priority=1 … message: TEXT
    1698764995.123456789 branch1 events type=association radio='0' vap='1' channel='6' rssi='23' aid='1813578850'
    1698764995.123456789 branch1 events dhcp lease of ip 192.0.2.50 from mx mac 00:00:5E:00:53:01 for client mac …

    The device's name has no blanks. After it, the kind of event, and pairs or a sentence; the last value
    (`pattern:`, `request:`, `message:`) goes on to the end of the line.

Source: Cisco Meraki, Syslog Event Types and Log Samples, and Syslog Server Overview; MX 14 to 19, MS 9 to 17,
    MR 25 to 31.

Timestamps: the number before the device's name, seconds since 1970 with nine decimals. `timestamp` of an alert
    is `event.start`.

Quirks:
    What AnyConnect says in `msg` begins or ends a session, or is of a login as the type says: `sessions.log`.
    A flow's pattern begins with 0 or `allow`, which let it in, or 1 or `deny`: `flows.log`.
    `src` and `dst` have a port in requests and alerts; in flows, it is `sport` and `dport`: `flows.log`.
    `dhost` is the hardware address of the host that an alert is about: `security.log`.
    A quote within quotes is not escaped: `wireless.log`.

Other readings:
    `network.protocol` of `tcp` and its like: ours is `network.transport`.
    `http.request.method` `UNKNOWN`: the device saw none.
    `destination.mac` and `source.mac` with colons: ECS writes hyphens.
    `@timestamp` in microseconds: ours has what the line says.
"""

from __future__ import annotations

from ecsparse.ecs.network import network_type
from ecsparse.ecs.pieces import ip
from ecsparse.messages.values import name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.cisco_meraki.values import (
    ACTIONS,
    BY_KIND,
    BY_SECURITY_EVENT,
    BY_TYPE,
    MESSAGES,
    OF_ANYCONNECT,
    VALUES,
    VERDICTS,
    WITH_PORTS,
)
from ecsparse.record import Document, Field, Prefix, Product, Record, Shape

PRODUCT = Product(
    vendor="Cisco",
    name="Meraki",
    versions="MX 14 to 19",
    formats=("text",),
    signatures=(Shape("0000000000.000000000"), Shape("000000000.000000000"), Prefix("1 1"), Prefix("1 9")),
    fields=(
        "destination.domain",
        "event.start",
        "http.request.method",
        "network.type",
        "observer.name",
        "observer.product",
        "observer.vendor",
        "related.hash",
    ),
    own_fields={"cisco_meraki.kind": Field("keyword", "kind of a line, such as `flows`")},
    messages=(MESSAGES, VALUES, OF_ANYCONNECT),
)

# 1 1698764995.123456789 branch1 flows | 1698764995.123456789 branch1 security_event ids_alerted
_FRONT = Pattern(
    r"(?:1 )?([0-9]{9,10})\.([0-9]{1,9}) ([^ ]{1,64}) ([a-z][a-z0-9_-]{3,40})"
    r"(?: (ids_alerted|security_filtering_[a-z_]{1,32}))?"
    r"(?: |$)"
)
# type= rogue_ssid_detected (before all others)
_SPACED_TYPE = "type= "
# src=192.0.2.20 | ssid='it's a name' | msg= 'text'
_NAMED = Pattern(r" {0,2}([A-Za-z0-9_]{1,32})=(?: ?'((?:[^']|'(?! {1,2}[A-Za-z0-9_]{1,32}[=:]|$))*+)'(?= |$)|([^ ]*+))")
#  pattern: allow all | message: TEXT
_TO_THE_END = Pattern(r" *(pattern|request|message): ?(.*)")
# allow src= | content_filtering_block url=
_WORD = Pattern(r"([a-z0-9_]{1,40}) (?=[a-z0-9_]{1,32}=)")
# allow all | 1 (tcp || udp) && dst port 443
_PATTERN = Pattern(r"(0|1|allow|deny)(?: (.+))?")
# GET http://www.example.com/
_REQUEST = Pattern(r"([A-Z]{3,16}) (.+)")

_CONNECTION = "vpn-connection"
_OBSERVER = {"vendor": "Cisco", "product": "Meraki"}
_NOBODY: Document = {}


def parse(record: Record) -> Document | None:
    """The document of a line of any device; `None` if its kind is not one of theirs."""
    text = record.text.strip(" \t")
    front = _FRONT.match(text)
    if front is None or front[4] not in BY_KIND or (front[4] == "security_event") != (front[5] is not None):
        return None
    seconds, fraction, device, kind, security_event = front.groups()
    rest = text[front.end() :]
    if rest.startswith(_SPACED_TYPE):
        rest = f"type={rest.removeprefix(_SPACED_TYPE)}"
    document = _sentence(rest) if kind == "events" else None
    if document is None:
        document = _named(kind, security_event, rest, record)
    document["observer"] = {**_OBSERVER, "name": device}
    document.setdefault("cisco_meraki", {})["kind"] = kind
    source, destination = document.get("source", _NOBODY), document.get("destination", _NOBODY)
    if (family := network_type(source.get("ip"), destination.get("ip"))) is not None:
        document.setdefault("network", {})["type"] = family
    record.set_time(document, record.clock.epoch(seconds, fraction))
    return document


def _sentence(text: str) -> Document | None:
    """The document of an event that is a sentence, `None` if it has named values."""
    found = MESSAGES.read(text)
    if found is not None:
        return MESSAGES.document(*found)
    if _NAMED.match(text) is not None or _WORD.match(text) is not None:
        return None
    return MESSAGES.document("device-event", {"text": text} if text else {})


def _named(kind: str, security_event: str | None, text: str, record: Record) -> Document:
    """The document of an event with named values."""
    word = _WORD.match(text)
    pairs = _pairs(text, 0 if word is None else word.end())
    said = dict(pairs if word is None else [("type" if word[1] in BY_TYPE else "decision", word[1]), *pairs])
    action = BY_TYPE.get(said.get("type", ""), BY_SECURITY_EVENT.get(security_event or "", BY_KIND[kind]))
    verdict = said.get("decision") or said.get("action")
    if (pattern := _PATTERN.fullmatch(said.get("pattern", ""))) is not None:
        verdict = verdict or pattern[1]
        said["pattern"] = pattern[2] or ""
    if kind in WITH_PORTS:
        _split_ports(said, ("src", "sport"), ("dst", "dport"))
    else:
        _split_ports(said, ("server", "dport"), ("peer_contact", "dport"))
    request = _REQUEST.fullmatch(said.get("request", ""))
    if request is not None:
        said["request"] = request[2]
    if "translated_port" in said:
        end = "dst" if "translated_dst_ip" in said else "src"
        said[f"translated_{end}_port"] = said.pop("translated_port")
    name = f"{action}/{VERDICTS.get(verdict or '', '')}"
    document = VALUES.document(name if name in ACTIONS else action, said)
    name_destination(document, document.get("url", _NOBODY).get("domain", ""))
    if request is not None and request[1] != "UNKNOWN":
        document["http"] = {"request": {"method": request[1]}}
    if (start := said.get("timestamp")) is not None:
        seconds, _, fraction = start.partition(".")
        if (time := record.clock.epoch(seconds, fraction)) is not None:
            document["event"]["start"] = time
    if "msg" in said:
        _add_message(document, said["msg"])
    return document


def _pairs(text: str, begin: int) -> list[tuple[str, str]]:
    """The names and values from `begin` on; the last one may go on to the end."""
    found: list[tuple[str, str]] = []
    while (match := _NAMED.match(text, begin)) is not None:
        if match[2] is None and match[3][:1] == "'" and text.rfind("'") == match.start(3):
            # the line was cut in a value: half a name is another's
            return found
        found.append((match[1].lower(), match[3].strip("'") if match[2] is None else match[2]))
        begin = match.end()
    last = _TO_THE_END.match(text, begin)
    if last is not None:
        found.append((last[1], last[2].strip(" ")))
    elif rest := text[begin:].strip(" "):
        found.append(("text", rest))
    return found


def _split_ports(said: dict[str, str], *ends: tuple[str, str]) -> None:
    """Give the ports that stand after the addresses of `ends` a name of their own: `192.0.2.20:51544`."""
    if said.get("protocol", "").startswith("icmp"):
        return
    for end, port in ends:
        address, colon, number = said.get(end, "").rpartition(":")
        if colon and ip(address.strip("[]")) is not None:
            said[end], said[port] = address.strip("[]"), number


def _add_message(document: Document, text: str) -> None:
    """Add what AnyConnect says of a connection or a login."""
    action, values = OF_ANYCONNECT.read(text.strip(" .")) or (_CONNECTION, {"reason": text})
    said = OF_ANYCONNECT.document(action, values)
    own = {**document.get("cisco_meraki", _NOBODY), **said.pop("cisco_meraki", _NOBODY)}
    reason = said["event"].pop("reason", "").strip(" .")
    # what is not of a session is of a login, or of a connection, as the type says
    event = {**(document if action == _CONNECTION else said)["event"], **({"reason": reason} if reason else _NOBODY)}
    document.update(said, event=event, cisco_meraki=own)
