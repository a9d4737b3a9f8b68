r"""LEEF, QRadar's Log Event Extended Format: events of any product that has no module of its own.

Layout:
    LEEF:2.0|Acme|Gate|2.1|100|^|src=192.0.2.5^srcPort=40112^dst=198.51.100.7^dstPort=22^proto=TCP^sev=5^usrName=alice

    A header (vendor, product, its version, event, and in version 2.0 what stands between attributes) and
    attributes, after any syslog header. `ecsparse/formats/leef.py` says how attributes are told apart.

Source: IBM, QRadar LEEF guide: LEEF 1.0 and 2.0 with their predefined attributes.

Timestamps: `devTime` in the layout that `devTimeFormat` states (that of Java's SimpleDateFormat), else in milliseconds
    since 1970 or one of the forms of `ecsparse/timestamps/event_time.py`; else the syslog header's time.

Quirks:
    The event's identifier is `event.code` and `rule.id`; `sev`, from 0 to 10, is `event.severity`: `security.log`.
    `user.name` is `usrName`, else `accountName`: `security.log`.
    `event.action` is what `action` or `act` says, with hyphens, an open vocabulary: `traffic.log`.
    `event.category` is `authentication` where `isLoginEvent` or `isLogoutEvent` is true, and `network` where a
    transport and the addresses of both ends say so; nothing else is certain: `security.log`, `traffic.log`.
    An address after translation is `nat.ip`, one before it `leef.source.pre_nat_ip`: `traffic.log`.
    What has no place of its own is in `leef.attributes`, as `key=value`, and so is a value that cannot be what
    its key says: `damaged.log`. `-`, `N/A`, `null` and `None` say nothing, and are left out.
    A time whose year was completed is tagged `year_assumed`: `times.log`.

Other readings:
    none known
"""

from __future__ import annotations

from ecsparse.ecs import events, places
from ecsparse.ecs.envelope import YEAR_ASSUMED
from ecsparse.ecs.network import mac
from ecsparse.ecs.places import count, nested, put
from ecsparse.errors import Malformed
from ecsparse.formats import leef
from ecsparse.record import Document, Field, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment, moment_in_format

_FIELDS = """
{destination,source}.{address,bytes,domain,ip,mac,packets,port} {destination,source}.nat.{ip,port}
event.{code,reason,severity} file.{directory,extension,name,path} file.hash.{md5,sha1,sha256,sha384,sha512}
group.{id,name} related.hash
network.{bytes,iana_number,packets,transport,type} observer.{product,vendor,version} rule.{id,name,ruleset}
url.{domain,extension,fragment,full,original,password,path,port,query,scheme,username} user.{domain,name,roles}
"""

PRODUCT = Product(
    vendor="IBM", name="QRadar LEEF", versions="LEEF 1.0 and 2.0", formats=("leef",),
    signatures=tuple(map(Prefix, leef.BEGINNINGS)),
    dataset="event",
    fields=tuple(_FIELDS.split()),
    own_fields={
        "leef.account_name": Field("keyword", "account of the event (`accountName`), beside `usrName`"),
        "leef.attributes": Field("keyword", "attributes without a place of their own, each as `key=value`"),
        "leef.category": Field("keyword", "the device's own category of the event (`cat`)"),
        "leef.{destination,source}.pre_nat_ip": Field("ip", "address before translation (`{dst,src}PreNAT`)"),
        "leef.{destination,source}.pre_nat_port": Field("long", "port before translation (`{dst,src}PreNATPort`)"),
        "leef.identity.group": Field("keyword", "group of the machine that is identified (`identGrpName`)"),
        "leef.identity.hostname": Field("keyword", "its name (`identHostName`)"),
        "leef.identity.ip": Field("ip", "its address (`identSrc`)"),
        "leef.identity.mac": Field("keyword", "its MAC address (`identMAC`)"),
        "leef.identity.netbios_name": Field("keyword", "its NetBIOS name (`identNetBios`)"),
        "leef.identity.second_ip": Field("ip", "its second address (`identSecondIp`)"),
        "leef.message": Field("keyword", "details of the event in words (`msg`, `message`)"),
        "leef.realm": Field("keyword", "realm that the user logs in to (`realm`)"),
        "leef.resource": Field("keyword", "what was accessed (`resource`)"),
        "leef.version": Field("keyword", "the version of the format: 1.0 or 2.0, or 0, as some call it"),
        "leef.virtual_source.ip": Field("ip", "address of the virtual source (`vSrc`)"),
        "leef.virtual_source.name": Field("keyword", "its name (`vSrcName`)"),
    },
    actions={
        "accept": "traffic was let through",
        "allow": "what was asked for was let through",
        "block": "what was asked for was blocked",
        "delete": "an object was deleted",
        "deny": "what was asked for was denied",
        "drop": "traffic was dropped without an answer",
    },
)  # fmt: skip

# Where texts wait for the clock, or say what kind of event it is.
_WAITING = "waiting"


def _severity(value: str) -> int | None:
    number = count(value)
    return number if number is not None and number <= 10 else None


# Endpoints are completed afterwards: an address may be a name, and the other way round.
_PLACES = places.table({
    _severity: "sev=event.severity",
    events.action: "act=event.action action=event.action",
    events.outcome: "outcome=event.outcome",
    events.hashes: "fileHash=file.hash",
    mac: "dstMAC=destination.mac identMAC=leef.identity.mac srcMAC=source.mac",
    places.address: "identSecondIp=leef.identity.second_ip identSrc=leef.identity.ip vSrc=leef.virtual_source.ip",
    places.count: "dstBytes=destination.bytes dstPackets=destination.packets srcBytes=source.bytes "
    "srcPackets=source.packets totalPackets=network.packets",
    places.host: "dst=destination.address dstHostName=destination.domain src=source.address srcHostName=source.domain",
    places.lower: "isLoginEvent=waiting.isLoginEvent isLogoutEvent=waiting.isLogoutEvent proto=network.transport",
    places.one: "role=user.roles",
    places.port_number: "dstPort=destination.port srcPort=source.port",
    places.text: "accountName=leef.account_name cat=leef.category devTime=waiting.devTime "
    "devTimeFormat=waiting.devTimeFormat domain=user.domain fileName=file.name filePath=file.path groupID=group.id "
    "groupName=group.name identGrpName=leef.identity.group identHostName=leef.identity.hostname "
    "identNetBios=leef.identity.netbios_name message=leef.message msg=leef.message name=rule.name "
    "policy=rule.ruleset realm=leef.realm reason=event.reason resource=leef.resource url=url.original "
    "userName=user.name usrName=user.name vSrcName=leef.virtual_source.name",
    places.translated: "dstPostNAT=destination.nat.ip dstPreNAT=leef.destination.pre_nat_ip "
    "srcPostNAT=source.nat.ip srcPreNAT=leef.source.pre_nat_ip",
    places.translated_port: "dstPostNATPort=destination.nat.port dstPreNATPort=leef.destination.pre_nat_port "
    "srcPostNATPort=source.nat.port srcPreNATPort=leef.source.pre_nat_port",
})  # fmt: skip

_AUTHENTICATION = ["authentication"]
# By the attribute that says so.
_SESSIONS = {"isLoginEvent": ["start"], "isLogoutEvent": ["end"]}


def parse(record: Record) -> Document | None:
    """The document of a LEEF event, `None` for what is not one.

    Raises:
        Malformed: the header ends before the event's identifier.
    """
    said = record.text.lstrip(" \t")
    if not leef.is_leef(said):
        return None
    event = leef.read(said)
    parts, rest = put(event.attributes, _PLACES)
    _add_header(parts, event)
    waiting = parts.pop(_WAITING, {})
    if "account_name" in parts.get("leef", {}) and "name" not in (user := parts.setdefault("user", {})):
        user["name"] = parts["leef"].pop("account_name")
    events.complete(parts)
    _add_network(parts)
    sessions = [kind for key, kind in _SESSIONS.items() if waiting.get(key) == "true"]
    if len(sessions) == 1:
        parts["event"] |= {"category": _AUTHENTICATION, "type": sessions[0]}
    elif events.is_traffic(parts):
        events.classify_traffic(parts["event"])
    related = events.relations(parts)
    time, is_assumed = _time(waiting, rest, record)
    parts.setdefault("leef", {})["version"] = event.version
    if rest:
        parts["leef"]["attributes"] = rest
    document = nested(parts)
    record.set_time(document, time)
    if related:
        document["related"] = related
    if is_assumed:
        document["tags"] = [YEAR_ASSUMED]
    if not event.is_complete:
        raise Malformed("the header ends before the event's identifier", document)
    return document


def _add_header(parts: dict[str, Document], event: leef.Event) -> None:
    happened = parts.setdefault("event", {})
    happened["kind"] = "event"
    if event.event:
        happened["code"] = event.event
        parts.setdefault("rule", {})["id"] = event.event
    if event.product:
        happened["provider"] = event.product
    said = {"vendor": event.vendor, "product": event.product, "version": event.product_version}
    parts["observer"] = {name: value for name, value in said.items() if value}


def _add_network(parts: dict[str, Document]) -> None:
    """Add what both ends sent together."""
    for name in ("bytes", "packets"):
        sent = [parts.get(end, {}).get(name) for end in events.ENDPOINTS]
        if None not in sent and name not in (network := parts.setdefault("network", {})):
            network[name] = sum(sent)


def _time(waiting: Document, rest: list[str], record: Record) -> tuple[str | None, bool]:
    """The event's time, and whether its year was completed; a stated one that is none is added to `rest`."""
    stated = waiting.get("devTime")
    if stated is None:
        return record.header_time(), False
    instant, is_assumed = moment_in_format(stated, waiting.get("devTimeFormat", ""), record.clock)
    if instant is None:
        instant, is_assumed = moment(stated, record.clock)
    if instant is not None:
        return instant, is_assumed
    rest.append(f"devTime={stated}")
    return record.header_time(), False
