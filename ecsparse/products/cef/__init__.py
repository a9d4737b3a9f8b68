r"""CEF, ArcSight's Common Event Format: events of any product that has no module of its own.

Layout:
    CEF:0|Acme|Gate|2.1|100|Port scan|7|src=192.0.2.5 spt=40112 dst=198.51.100.7 dpt=22 proto=TCP act=Block

    A header (vendor, product, its version, signature, name, severity) and an extension of keys and values,
    after any syslog header, a tag, or a time of the writer's own. `ecsparse/formats/cef.py` says how they are
    escaped, and how writers fail to.

Source: Micro Focus (ArcSight), CEF implementation standard, versions 25 and 26: CEF:0 and CEF:1, the keys of the
    producer and of the consumer dictionary, by their short and their full names.

Timestamps: milliseconds since 1970 and all dates of the standard, with and without year and zone, and those of
    `ecsparse/timestamps/event_time.py`. `dtz` is the zone of times that name none. `@timestamp` is `start`, else
    `rt`, else `end`, else the syslog header's.

Quirks:
    The signature is `event.code` and `rule.id`, the name `rule.name`; the severity, a number, is
    `event.severity`. The words Low, Medium, High and Very-High are the least number of what they stand for;
    other words are `log.level`: `header.log`.
    `event.action` is what `act` says, with hyphens, an open vocabulary: `network.log`.
    `event.category` is `network` where a transport and the addresses of both ends say so, and nothing else is
    certain: `network.log`.
    A source or destination that is a name where an address belongs is its `domain`, an address where a name belongs
    its `ip`: `endpoints.log`.
    `user` is the source's user, else the destination's; `DOMAIN\name` is taken apart: `users.log`.
    Writers disagree whether `in` is what the source sent (the standard) or what it received: both are in `cef`,
    and only their sum is `network.bytes`: `network.log`.
    An application's protocol in `proto` is `network.protocol`, and no transport is known: `network.log`.
    A file's name that is a whole path is its `path`: `files.log`.
    Values with a label of the writer's have fixed places (`cef.cs1.label`, `cef.cs1.value`): `custom.log`.
    What has no place of its own is in `cef.extensions`, as `key=value`, and so is a value that cannot be what
    its key says: `custom.log`, `damaged.log`. `-`, `N/A`, `null` and `None` say nothing, and are left out.
    Imperva's Cloud WAF (Incapsula) has keys of its own, and to it `spt` is the server's port: `vendors.log`.
    SentinelOne's templates have times in `#arcsightDate(…)`: `times.log`.
    A time whose year was completed is tagged `year_assumed`: `times.log`.

Other readings:
    `host.hostname` of `shost`: the source of an event is not the host that it happened on; ours is `source.domain`.
    `server.ip` of `dvc`: the device that reports is ECS's observer; ours is `observer.ip`.
    `host.network.ingress.bytes`, `host.network.egress.bytes` of `in` and `out`: ECS counts all traffic of a host
    there, not that of one connection.
    `destination.domain` of `dntdom`, and the name as `address`: a Windows domain is that of a user, not a host's name.
    `destination.domain` of an address in `dhost`: ours is `destination.ip`.
    `source.address`, `destination.address` of an address beside a name: ours is the name, as everywhere.
    `network.protocol` in upper case: ECS asks for lower case.
    `url.path` and `url.scheme` of a file's path or name in `request`: they are not a URL; `url.original` has them.
    `user.name` with two `\`, values with `\\`: they are escaped; ours are not any more.
    Times of `endTime` that ours has from `startTime`, and the other way round, where a line has both.
"""

from __future__ import annotations

from datetime import datetime

from ecsparse.ecs import events
from ecsparse.ecs.envelope import YEAR_ASSUMED
from ecsparse.ecs.places import nested, put
from ecsparse.errors import Malformed
from ecsparse.formats import cef
from ecsparse.products.cef.keys import FIELDS, KEYS, OF_INCAPSULA, OWN_FIELDS, TIME_PLACES, TIMES
from ecsparse.record import Document, Prefix, Product, Program, Record
from ecsparse.timestamps.event_time import moment

# What stands in front of an event, after any syslog header: Cisco's Email Security Appliance.
_LEADS = ("Info: ",)

PRODUCT = Product(
    vendor="ArcSight", name="CEF", versions="CEF:0 and CEF:1", formats=("cef",),
    signatures=(*map(Prefix, cef.BEGINNINGS), *(Prefix(f"{lead}CEF:0|") for lead in _LEADS), Program("CEF")),
    dataset="event",
    fields=tuple(FIELDS.split()),
    own_fields=OWN_FIELDS,
    actions={
        "accept": "traffic was let through",
        "allow": "what was asked for was let through",
        "alert": "something was noticed, and let through",
        **dict.fromkeys(("block", "blocked"), "what was asked for was blocked"),
        "close": "a connection ended",
        "deny": "what was asked for was denied",
        "drop": "traffic was dropped without an answer",
        "reject": "traffic was rejected with an answer",
    },
)  # fmt: skip

# The least number of each word of the standard.
_SEVERITIES = {"low": 0, "medium": 4, "high": 7, "very-high": 9}

# Values with labels, and the endpoints that these name.
_LABELLED_ADDRESSES = ("cef.c6a1", "cef.c6a2", "cef.c6a3", "cef.c6a4")
_ENDS = {
    "source ipv6 address": "source", "destination ipv6 address": "destination", "device ipv6 address": "observer",
}  # fmt: skip

# How ArcSight categorises that somebody's credentials were checked.
_VERIFIED = "/Authentication/Verify"
_AUTHENTICATION = {"category": ["authentication"], "type": ["start"]}


def parse(record: Record) -> Document | None:
    """The document of a CEF event, `None` for what is not one.

    Raises:
        Malformed: the header ends before its severity.
    """
    text = _event_of(record)
    if text is None:
        return None
    event = cef.read(text)
    if event.vendor == "Incapsula":
        parts, rest = put(_with_query(event.extension), OF_INCAPSULA)
    else:
        parts, rest = put(event.extension, KEYS)
    _add_header(parts, event)
    _complete(parts)
    document = _timed(parts, rest, record)
    own = document.setdefault("cef", {})
    own["version"] = event.version
    if rest:
        own["extensions"] = rest
    if not event.is_complete:
        raise Malformed("the header ends before its severity", document)
    return document


def _with_query(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`pairs`, with the query of a request after its address."""
    query = next((text for key, text in pairs if key == "qstr" and text), None)
    if query is None or not any(key == "request" and "?" not in text for key, text in pairs):
        return pairs
    return [(key, f"{text}?{query}" if key == "request" else text) for key, text in pairs if key != "qstr"]


def _event_of(record: Record) -> str | None:
    """The event in the record's text, from its `CEF:` on; `None` if there is none."""
    text = record.text.lstrip(" \t")
    for lead in _LEADS:
        text = text.removeprefix(lead)
    if cef.is_cef(text):
        return text
    if record.header is not None and record.header.appname == "CEF" and cef.is_cef(f"CEF:{text}"):
        return f"CEF:{text}"
    return None


def _add_header(parts: dict[str, Document], event: cef.Event) -> None:
    happened, observer = parts.setdefault("event", {}), parts.setdefault("observer", {})
    happened["kind"] = "event"
    if event.signature:
        happened["code"] = event.signature
    if event.product:
        happened["provider"] = event.product
    said = {"vendor": event.vendor, "product": event.product, "version": event.product_version}
    observer.update((name, value) for name, value in said.items() if value)
    rule = {name: value for name, value in (("id", event.signature), ("name", event.name)) if value}
    if rule:
        parts["rule"] = rule
    _add_severity(parts, happened, event.severity)


def _add_severity(parts: dict[str, Document], happened: Document, said: str) -> None:
    word = said.lower()
    if said.isdecimal() and said.isascii():
        if len(said) <= 2 and int(said) <= 10:
            happened["severity"] = int(said)
    elif word in _SEVERITIES:
        happened["severity"] = _SEVERITIES[word]
        parts.setdefault("cef", {})["severity"] = said
    elif word.isalpha() and word != "unknown":
        parts["log"] = {"level": word}


def _complete(parts: dict[str, Document]) -> None:
    if "process" not in parts and "cef.source.process" in parts:
        parts["process"] = parts.pop("cef.source.process")
    _take_labelled_addresses(parts)
    events.complete(parts)
    user = parts.get("source.user") or parts.get("destination.user")
    if user is not None:
        parts["user"] = dict(user)
    own = parts.get("cef", {})
    if "bytes_in" in own and "bytes_out" in own:
        parts.setdefault("network", {})["bytes"] = own["bytes_in"] + own["bytes_out"]
    if own.get("behavior") == _VERIFIED:
        parts["event"] |= _AUTHENTICATION
    elif events.is_traffic(parts):
        events.classify_traffic(parts["event"])


def _take_labelled_addresses(parts: dict[str, Document]) -> None:
    """Take the IPv6 addresses of the endpoints, which have labelled places."""
    for said in [parts[name] for name in _LABELLED_ADDRESSES if name in parts]:
        end = _ENDS.get(said.get("label", "").lower())
        if end is not None and "value" in said:
            field, value = ("ip", [said["value"]]) if end == "observer" else ("address", said["value"])
            parts.setdefault(end, {}).setdefault(field, value)


def _timed(parts: dict[str, Document], rest: list[str], record: Record) -> Document:
    """The document of `parts`, with its times; what is not a time is added to `rest`."""
    assumed = False
    zone = parts["event"].get("timezone")
    for key, said in parts.pop(TIMES, {}).items():
        # SentinelOne's templates: #arcsightDate(Tue, 31 Oct 2023, 15:09:55 UTC)
        text = said.removeprefix("#arcsightDate(").removesuffix(")")
        instant, is_assumed = moment(text, record.clock, zone)
        if instant is None:
            rest.append(f"{key}={said}")
            continue
        assumed = assumed or is_assumed
        name, field, _ = TIME_PLACES[key]
        parts.setdefault(name, {})[field] = instant
    related = events.relations(parts)
    if (forwarded := parts.get("network", {}).get("forwarded_ip")) is not None:
        related["ip"] = sorted({*related.get("ip", ()), forwarded})
    happened, own = parts["event"], parts.get("cef", {})
    start, end = happened.get("start"), happened.get("end")
    if start is not None and end is not None and 0 <= (duration := _nanoseconds(start, end)) < 2**63:
        happened["duration"] = duration
    document = nested(parts)
    time = start or own.get("device_receipt_time") or end or record.header_time()
    record.set_time(document, time)
    if related:
        document["related"] = related
    if assumed:
        document["tags"] = [YEAR_ASSUMED]
    return document


def _nanoseconds(start: str, end: str) -> int:
    """The nanoseconds from one instant to another."""
    seconds = datetime.fromisoformat(end[:19]) - datetime.fromisoformat(start[:19])
    return (seconds.days * 86400 + seconds.seconds) * 1_000_000_000 + _fraction(end) - _fraction(start)


def _fraction(instant: str) -> int:
    """The nanoseconds of an instant's fraction of a second."""
    return int(f"{instant[20:-1]:0<9}")
