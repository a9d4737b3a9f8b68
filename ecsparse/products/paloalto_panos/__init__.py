r"""Palo Alto Networks PAN-OS, firewalls and Panorama: traffic, threats, logins, VPN, administration.

Layout:
    1,2023/10/31 15:09:55,013101000017,TRAFFIC,end,2561,2023/10/31 15:09:55,192.0.2.20,198.51.100.7,0.0.0.0,…

    Comma-separated values: the type in the fourth column says what the others mean. After a syslog header of any
    kind. The logs of Strata Logging Service in the same order, with times as `2023-10-31T15:09:55.000000Z`.

    CEF:0|Palo Alto Networks|LF|2.0|TRAFFIC|end|3|dtz=UTC rt=Oct 31 2023 15:10:02 deviceExternalId=013101000017 …
    CEF:0|Palo Alto Networks|PAN-OS|10.1.6|end|TRAFFIC|1|rt=Oct 31 2023 15:19:02 src=192.0.2.20 cs1Label=Rule …
    {"TimeReceived":"2023-10-31T15:10:02.000000Z","DeviceSN":"013101000017","LogType":"TRAFFIC","Subtype":"end",…

    LEEF:1.0|Palo Alto Networks|PAN-OS Syslog Integration|10.1.6|allow|cat=TRAFFIC|ReceiveTime=2023/10/31 …

    Strata Logging Service (Cortex Data Lake) forwards the same logs as CEF or JSON, with its own names of the
    columns; firewalls write CEF and LEEF in a format that an administrator makes. All are read as columns.

Source: Palo Alto Networks, PAN-OS Administrator's Guide, Syslog Field Descriptions, 8.1 to 11.2, and Event
    Descriptions for the GlobalProtect Logs; Strata Logging Service, Log Reference: Syslog Default Field Order,
    CEF and HTTPS fields; PAN-OS, CEF-style Log Formats; IBM, QRadar DSM guide.

Timestamps: when the log was generated, to the millisecond since 10.0, is `@timestamp`; when it was received is
    `event.created`. Lines since 10.0 state the zone at their high-resolution time, and all times of a line are in
    it; others are in the zone of the header, if that shows the same time (`zones.log`), or else of `--timezone`.
    Spreadsheets write `10/31/23 15:09`.

Quirks:
    A later version appends columns; those after the high-resolution time are counted from it: `traffic.log`.
    `0.0.0.0` and port 0 after translation say that there was none: `traffic.log`.
    A country is a code, a name, or the range of a private address, `paloalto_panos.source.location`: `traffic.log`.
    The version of PAN-OS is a number of two bytes: 2561 is 10.1: `traffic.log`.
    What is looked at in a threat log is a URL, a file or a domain, by its subtype and application: `threats.log`.
    `x-fwd-for: 203.0.113.5` in the place of a user is a forwarded address: `threats.log`.
    A change of the configuration is logged with or without what it changed: `administration.log`.
    The server that a login was checked with is `destination`: `system.log`.
    The certificate of a decryption log is the server's; `notbefore` may be seconds since 1970: `decryption.log`.
    What a GlobalProtect client or a checked host is, is `host`; the firewall is `observer`: `globalprotect.log`.
    Relays escape quotes with backslashes: `threats.log`.
    In CEF, `out` is what the destination sent, `in` what the source did; `start` of Strata Logging Service is
    when the log was generated, of a firewall when the session began: `cef.log`.
    The service's CEF has the firewall as `host`, as a firewall's own header does; `dtz` is `event.timezone`:
    `cef.log`.
    A time of high resolution without a fraction is rounded, and not read: `cef.log`.
    The severity of CEF is `event.severity` where the log has no other: `cef.log`.
    Flags that are false and that columns have not, and times of 1970, say nothing: `cef.log`, `json.log`.
    A user stands whole beside its parts, or only in parts: `cef.log`, `json.log`.

Other readings:
    `source.nat.ip` `0.0.0.0`, `source.nat.port` 0: there was no translation.
    `@timestamp` of when a log was received, or of a local time as UTC though the line states its zone.
    `url.full`, `url.scheme`, and `url.original` with a scheme, of a URL that is logged without one.
    `file.path` of a file's name.
    `host.mac`, `host.os`, `host.type` of the device of a session's source: ours are `source.mac`,
    `paloalto_panos.source.device`.
    `host.id` `no-serial`: it is none.
    `event.start` of when a log was generated, where it says when the session began, too: ours is that.
    `@timestamp` without milliseconds that the line has.
    `destination.ip` and `destination.user` of a mapping or a login, which has one end.
    `threat.indicator.name` of any URL that was asked for.
    `dns.question.type` of all records of an answer: ours are `paloalto_panos.dns_types`.
    `source.port`, `destination.port` 0 of a mapping of users: there is none.
"""

from __future__ import annotations

from itertools import filterfalse
from operator import itemgetter

from ecsparse.ecs.events import web_url
from ecsparse.ecs.pieces import related
from ecsparse.ecs.places import host_name
from ecsparse.formats.columns import cells, named
from ecsparse.messages.values import name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.paloalto_panos import forms, leef_form
from ecsparse.products.paloalto_panos.actions import action_of
from ecsparse.products.paloalto_panos.layouts import AUDIT, LAYOUTS, SHORT_CHANGE, STAMP
from ecsparse.products.paloalto_panos.system import described
from ecsparse.products.paloalto_panos.values import VALUES, ZEROS
from ecsparse.record import Column, Document, Members, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment

PRODUCT = Product(
    vendor="Palo Alto",
    name="PAN-OS",
    versions="8.1 to 11.2",
    formats=("csv", "cef", "leef", "json"),
    signatures=(
        *(Column(f"3={name}") for name in LAYOUTS),
        Column("2=audit"),
        Column("2=AUDIT"),
        *map(Prefix, (*forms.CEF_BEGINNINGS, *leef_form.BEGINNINGS)),
        Members("LogType DeviceSN TimeReceived"),
        Members("LogType DeviceSN TimeGenerated"),
        Members("LogType LogSourceID LogTime"),
        Members("LogType LogSourceID EventTime"),
    ),
    dataset="log",
    before={
        "cef": "its events name the vendor, and mean what its logs mean",
        "leef": "its events name the vendor, and mean what its logs mean",
    },
    fields=(
        "event.created", "event.start", "event.timezone", "observer.product", "observer.type", "observer.vendor",
        "related.hash",
        "tls.server.not_after", "tls.server.not_before", "tls.version", "tls.version_protocol",
        "url.domain", "url.extension", "url.fragment", "url.full", "url.original", "url.password", "url.path",
        "url.port", "url.query", "url.scheme", "url.username",
    ),
    messages=VALUES,
)  # fmt: skip

_OBSERVER = {"vendor": "Palo Alto Networks", "product": "PAN-OS", "type": "firewall"}
_NOBODY: Document = {}

_RECEIVED_AT, _SERIAL_AT, _TYPE_AT, _GENERATED_AT = 1, 2, 3, 6

# 2023/10/31 15:09:55 | 2023-10-31T15:09:55.123+01:00
_TIME = Pattern(
    r"[0-9]{4}[/-][0-9]{2}[/-][0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
# 10/31/23 15:09
_SPREADSHEET = Pattern(r"([0-9]{1,2})/([0-9]{1,2})/(?:20)?([0-9]{2}) ([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?")
# 013101000017 | no-serial
_SERIAL = Pattern(r"[A-Za-z0-9-]{0,32}")
# Apache Log4j Remote Code Execution(91991) | (9999) | 21000
_THREAT = Pattern(r"(?:(.{0,200}?) ?\(([0-9]{1,20})\)|([0-9]{1,20}))")
_FORWARDED = "x-fwd-for: "
# TLS1.3 | SSL3.0
_TLS = Pattern(r"(TLS|SSL)v?([0-9](?:\.[0-9])?)")

# Where port 0 is none.
_WITHOUT_PORTS = frozenset(("icmp", "icmp6", "ipv6-icmp"))
_TEXT = itemgetter(1)
_AMBIGUOUS = frozenset(("misc", "srcuser", "threatid"))
_NO_PORTS = (("sport", "0"), ("dport", "0"))

_FILES = frozenset(("data", "dlp", "file", "ml-virus", "virus", "wildfire", "wildfire-virus"))
_CHANGE_FLAGS_AT = 15

# what stands in the first column if something else holds the line, and ends behind it
_OF_CARRIERS = frozenset("\"'`{[<>")


def parse(record: Record) -> Document | None:
    """The document of a line of any log; `None` if its columns are not those of one."""
    text = record.text.strip(" \t")
    read = leef_form.read(text) if text.startswith(leef_form.BEGINNINGS) else forms.read(record, text)
    if read is not None:
        kind, pairs, zone = read
        return _document(kind, [("type", kind), *pairs], record, zone)
    if ',\\"' in text and ',"' not in text:
        text = text.replace('\\"', '"')
    columns = cells(text)
    if len(columns) > _TYPE_AT and columns[_TYPE_AT] in LAYOUTS and _OF_CARRIERS.isdisjoint(columns[0]):
        return _log(columns, record)
    if len(columns) == len(AUDIT) and columns[2].upper() == "AUDIT" and _is_time(columns[1]):
        return _document("AUDIT", [*named(AUDIT, columns)], record)
    return None


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None or _SPREADSHEET.fullmatch(text) is not None


def _log(columns: list[str], record: Record) -> Document | None:
    if (
        len(columns) <= _GENERATED_AT
        or not _is_time(columns[_RECEIVED_AT])
        or not _is_time(columns[_GENERATED_AT])
        or _SERIAL.fullmatch(columns[_SERIAL_AT]) is None
    ):
        return None
    kind = columns[_TYPE_AT]
    layout = LAYOUTS[kind]
    if kind == "CONFIG" and len(columns) > _CHANGE_FLAGS_AT and columns[_CHANGE_FLAGS_AT].startswith("0x"):
        layout = SHORT_CHANGE
    return _document(kind, _named(layout, columns), record)


def _named(layout: tuple[str, ...], columns: list[str]) -> list[tuple[str, str]]:
    """The columns with their names; those after the high-resolution time are counted from where that is."""
    if STAMP in layout:
        expected = layout.index(STAMP)
        place = _stamp_at(columns, expected)
        if place != expected:
            layout = (*layout[: min(place, expected)], *("" for _ in range(place - expected)), *layout[expected:])
    pairs = named(layout, columns)
    if len(columns) > len(layout):
        pairs.append(("columns", ",".join(columns[len(layout) :]).strip(",")))
    return pairs


def _stamp_at(columns: list[str], expected: int) -> int:
    """Where the high-resolution time is: the only one with an offset, mostly at the `expected` place."""
    is_elsewhere = expected >= len(columns) or "T" not in columns[expected][:11]
    if is_elsewhere and "T" not in columns[_RECEIVED_AT][:11]:
        for place in range(len(columns) - 1, _GENERATED_AT, -1):
            match = _TIME.fullmatch(columns[place]) if columns[place][10:11] == "T" else None
            if match is not None and match[1] is not None:
                return place
    return expected


def _document(kind: str, pairs: list[tuple[str, str]], record: Record, zone: str | None = None) -> Document:
    # most columns are empty
    pairs = [*filter(_TEXT, pairs)]
    said = dict(pairs)
    shown = [*filterfalse(ZEROS.__contains__, pairs)]
    if kind == "USERID" or said.get("proto") in _WITHOUT_PORTS:
        shown = [pair for pair in shown if pair not in _NO_PORTS]
    action = action_of(kind, said)
    if kind == "SYSTEM" and (found := described(said.get("opaque", ""), said.get("eventid", ""))) is not None:
        action = found[0]
        shown += found[1]
    elif kind == "THREAT":
        shown = [*_threat(shown, said)]
    if kind in forms.ENDPOINTS:
        shown = [("endpoint_id" if name == "hostid" else name, text) for name, text in shown]
    document = VALUES.document(action, shown)
    document["observer"] = {**document.get("observer", {}), **_OBSERVER}
    if "misc" in said and kind == "THREAT":
        _add_url(document, dict(shown))
    if "tls_version" in said:
        _add_tls(document, said, record)
    _add_times(document, said, record, zone or _zone(said) or record.zone_at(said.get("receive_time", "")))
    return document


def _threat(pairs: list[tuple[str, str]], said: dict[str, str]) -> list[tuple[str, str]]:
    """The values of a threat log, with those that have several meanings called by the one that they have."""
    found: list[tuple[str, str]] = []
    for pair in pairs:
        name, text = pair
        if name not in _AMBIGUOUS:
            found.append(pair)
        elif name == "misc":
            found.append((_looked_at(text, said), text))
        elif name == "threatid" and (match := _THREAT.fullmatch(text)) is not None:
            found.append(("threat_code", match[2] or match[3]))
            if match[1] and match[1] != match[2]:
                found.append(("threat_name", match[1]))
        elif name == "threatid":
            found.append(("threat_name", text))
        elif not text.startswith(_FORWARDED):
            found.append(pair)
        elif not said.get("xff"):
            found.append(("xff", text.removeprefix(_FORWARDED)))
    return found


def _looked_at(text: str, said: dict[str, str]) -> str:
    """What the text of the column that threat logs share is: the name of the value."""
    subtype = said.get("subtype", "").lower()
    if subtype == "url":
        return "url"
    if subtype in _FILES:
        return "file"
    if "/" in text:
        return "url"
    if subtype == "dns" or said.get("app", "").startswith("dns"):
        return "domain"
    return "file"


def _add_url(document: Document, said: dict[str, str]) -> None:
    if said.get("url"):
        document["url"] = web_url(said["url"])
        host = host_name(document["url"].get("domain", ""))
        if host is not None:
            name_destination(document, host)
            found = document.get("related", _NOBODY)
            document["related"] = {**found, **related(hosts=(*found.get("hosts", ()), host))}


def _add_tls(document: Document, said: dict[str, str], record: Record) -> None:
    tls = document.setdefault("tls", {})
    if (match := _TLS.fullmatch(said["tls_version"])) is not None:
        tls["version_protocol"], tls["version"] = match[1].lower(), match[2]
    for name, field in (("notbefore", "not_before"), ("notafter", "not_after")):
        instant = _instant(said.get(name, ""), record, _zone(said))
        if instant is not None:
            tls.setdefault("server", {})[field] = instant
    if not tls:
        del document["tls"]


def _zone(said: dict[str, str]) -> str | None:
    """The offset of the line's times, as its high-resolution time states it; `None` if it does not."""
    match = _TIME.fullmatch(said.get(STAMP, ""))
    return None if match is None else match[1]


def _instant(text: str, record: Record, zone: str | None) -> str | None:
    match = _SPREADSHEET.fullmatch(text)
    if match is not None:
        month, day, year, clock_time, seconds = match.groups()
        text = f"20{year}-{month:0>2}-{day:0>2} {clock_time}{seconds or ':00'}"
    return moment(text, record.clock, zone)[0]


def _add_times(document: Document, said: dict[str, str], record: Record, zone: str | None) -> None:
    event = document["event"]
    generated = (
        _instant(said.get(STAMP, ""), record, zone)
        or _instant(said.get("time_generated", ""), record, zone)
        or _instant(said.get("receive_time", ""), record, zone)
        or record.header_time()
    )
    record.set_time(document, generated)
    if zone is not None and zone != "Z":
        event["timezone"] = zone
    for name, field in (("receive_time", "created"), ("start", "start")):
        instant = _instant(said.get(name, ""), record, zone)
        if instant is not None:
            event[field] = instant
