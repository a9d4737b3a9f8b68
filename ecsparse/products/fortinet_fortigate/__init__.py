r"""Fortinet FortiGate, firewalls with FortiOS: traffic, security profiles, administration, users, VPN.

Layout:
    date=2023-10-31 time=15:09:55 devname="fw1" devid="FGT60ETK00000001" eventtime=1698764995123456789 tz="+0100"
        logid="0000000013" type="traffic" subtype="forward" level="notice" vd="root" srcip=192.0.2.20 srcport=51234
        dstip=198.51.100.7 dstport=443 proto=6 action="close" policyid=3 service="HTTPS"
    date=2023-10-31,time=15:09:55,devname="fw1",devid="FGT60ETK00000001",logid="0000000013",type="traffic",…

    Pairs in any order, with blanks or commas (`set format csv`) between them, values in double quotes or bare.
    FortiAnalyzer, which forwards such lines, puts `logver`, `timestamp` or `itime` in front: `forms.log`.

    CEF:0|Fortinet|Fortigate|v7.4.4|00013|traffic:forward close|3|deviceExternalId=FGT60ETK00000001
        FTNTFGTlogid=0000000013 cat=traffic:forward FTNTFGTsubtype=forward FTNTFGTlevel=notice FTNTFGTvd=root
        src=192.0.2.20 spt=51234 dst=198.51.100.7 dpt=443 proto=6 act=close FTNTFGTpolicyid=3 app=HTTPS
    {"date":"2023-10-31","time":"15:09:55","devname":"fw1","devid":"FGT60ETK00000001","logid":"0000000013",…}

    `set format json`: the same values.

    `set format cef`: values that CEF has a name for have that, all others FortiOS' own after `FTNTFGT` (or
    `FortinetFortiGate`, or after `ad.` of ArcSight); 5.6 has some as `cs1` and `cs1Label`. They are read as what
    FortiOS calls them. `CEF:` is missing where a relay took it for the tag of syslog: `cef.log`.

Source: Fortinet, FortiOS Log Message Reference, 5.6 to 7.6: log fields, log ID definitions, the logs of all types,
    FortiOS to CEF log field mapping guidelines.

Timestamps: `eventtime` since 1970 in seconds (6.0), milli-, micro- or nanoseconds; without it (5.6) `date` and
    `time` in the zone of `tz`, which is `event.timezone`, or of a header that shows the same time: `zones.log`. CEF
    of 5.6 has neither: that of the header.

Quirks:
    FortiProxy, FortiMail, FortiWeb and others of Fortinet write lines of the same form: the serial number `devid`
    tells them apart. One that is not of Fortinet's form was replaced by somebody: `logid` decides, of which FortiOS
    uses two digits for the type, two for the subtype, and six for the message, below 100000. Where that was
    replaced too (it is not ten digits, or they count up), `vd` with `eventtime` is of FortiOS; where it was
    cut off, `vd` with `logdesc` or `policyid`: `forms.log`.
    `duser` of CEF is the user, and after `suser`, which is the sender of a mail, its recipient; in logs of traffic,
    web and the like, which know no mails, `suser` is the user: `cef.log`. `app` is the
    service, and `FTNTFGTapp` the application; `dhost` is the name of the destination of traffic, else the host of a
    request. The severity of the header, `event.severity`, is that of CEF for `level`: `cef.log`.
    `timestamp` and `itime` count seconds of local time, and are not read as times: `forms.log`.
    `policyid` and its like are `rule`, but where a profile detected something (`attack`, `virus`), which is `rule`
    then; the policy is in `fortinet_fortigate.policy`: `attacks.log`.
    `action` of traffic is `deny` if it was blocked; all others say how a session that was allowed began or ended:
    `traffic.log`.
    `Reserved`, the country of addresses that are in none, and `undefined`, the role of an interface without one,
    say nothing: `traffic.log`.
    A scan of a file that found nothing, or could not be made, is not a detection of malware: `attacks.log`.
    `service` of a port without a name (`tcp/3727`) is not a protocol, and in `fortinet_fortigate.service` only:
    `traffic.log`.
    `ui` of an administrator holds an address, `GUI(192.0.2.1)`: `source.ip`: `administration.log`.
    `hostname`, `ip` and `mac` of a DHCP message are those of the client: `system.log`.

Other readings:
    `event.timezone` as `+0100`, `source.mac` with colons: ECS writes them otherwise.
    `network.protocol` `tcp/3727` or `icmp/0/8`: they are ports and types, not protocols.
    `file.name` of a URL's path: the line does not say it.
    `host.os.family` of `osname`: that of the source; ours is `fortinet_fortigate.source.os.name`.
    `group.name` of a user's group: ours is `user.group.name`.
    `event.start` of `itime`, which is when FortiAnalyzer received the line, in its own zone.
    `event.code` of the header of an event as CEF, which is the end of `logid`; ours is the whole.
    `destination.user.name` of `duser`: it is FortiOS' `user`, who is at the source.
"""

from __future__ import annotations

from ecsparse.ecs.events import web_url
from ecsparse.ecs.pieces import ip, related
from ecsparse.ecs.url import PARTS
from ecsparse.formats import json, objects
from ecsparse.messages.values import NOTHING, Values, complete_ends, name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.fortinet_fortigate.events import ACTIONS, TYPES, action, names, outcome
from ecsparse.products.fortinet_fortigate.fields import CAPTURES
from ecsparse.products.fortinet_fortigate.forms import CEF_BEGINNINGS, event_of, of_cef, of_text
from ecsparse.record import Document, Members, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment

VALUES = Values(
    "fortinet_fortigate",
    ACTIONS,
    CAPTURES,
    read_by_product="date eventtime time url",
    nothing=NOTHING | {"Reserved", "undefined"},
)

_FRONTS = ("date=", "devname=", "eventtime=", "itime=", "logid=", "logver=", "time=", "timestamp=")
# How a line begins whose date, device and id were cut off.
_WITHOUT_FRONT = ('type="event" subtype="', 'type="traffic" subtype="', 'type="utm" subtype="')

PRODUCT = Product(
    vendor="Fortinet",
    name="FortiGate",
    versions="5.6 to 7.6",
    formats=("key-value", "csv", "cef", "json"),
    signatures=(*map(Prefix, (*_FRONTS, *_WITHOUT_FRONT, *CEF_BEGINNINGS)), Members("devid logid subtype type")),
    dataset="log",
    before={"cef": "its events name the vendor, and mean what its logs mean"},
    after={"stormshield_sns": "its lines begin with a time too, in quotes or with `startime` behind it"},
    fields=(
        "event.outcome",
        "network.bytes",
        "network.packets",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "observer.version",
        "related.hash",
        *(f"url.{part}" for part in PARTS),
    ),
    messages=VALUES,
)

_IN_ALL_LOGS = frozenset(("type", "subtype", "level"))
# FortiGate, FortiWiFi, chassis and virtual machines; whatever else begins with F is another product of Fortinet's.
_SERIAL_NUMBERS = ("FG", "FW", "FOS", "FR", "F5", "F6", "F7")
_NOBODY: Document = {}
_OBSERVER = {"vendor": "Fortinet", "product": "FortiGate", "type": "firewall"}

# 0000000013 | 1059028704
_LOG_ID = Pattern(r"[0-3][0-9]{3}0[0-9]{5}")
_ID_DIGITS = 10
# What ids are replaced by: 0123456789 | 1234567890
_COUNTING = "01234567890"
# GUI(192.0.2.1) | ssh(2001:db8::7) | 192.0.2.1
_INTERFACE = Pattern(r"(?:[A-Za-z_-]{1,32}\()?([0-9A-Fa-f:.]{2,45})\)?")


def parse(record: Record) -> Document | None:
    """The document of a line of any log; `None` if it is not FortiOS's, or of another product of Fortinet's."""
    text, version = record.text.lstrip(" \t"), ""
    if text.startswith(CEF_BEGINNINGS):
        event = event_of(text)
        pairs, version = of_cef(event), event.product_version.removeprefix("v")
        said = dict(reversed(pairs))
        if said["type"] not in TYPES:
            return None
    else:
        payload = objects.payload(record) if text[:1] == "{" else None
        if payload is None and ("subtype=" not in text or "level=" not in text):
            return None
        pairs = of_text(text) if payload is None else json.flattened(payload)
        # of a name that occurs twice, the first counts
        said = dict(reversed(pairs))
        if not _is_of_fortigate(said):
            return None
    name = action(said)
    if "applist" not in said and "policytype" in said:
        pairs.append(("ruleset", said["policytype"]))
    called = names(said, name)
    if called:
        pairs = [(called.get(key, key), value) for key, value in pairs]
    document = VALUES.document(name, pairs)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    if version:
        document["observer"]["version"] = version
    _complete(document, said)
    if (result := outcome(said, name)) is not None:
        document["event"]["outcome"] = result
    _add_time(document, said, record)
    return document


def _is_of_fortigate(said: dict[str, str]) -> bool:
    """Whether the values are those of a line of FortiOS, and not of another product of Fortinet's."""
    if not _IN_ALL_LOGS.issubset(said) or said["type"] not in TYPES:
        return False
    serial_number, number = said.get("devid", ""), said.get("logid")
    if serial_number.startswith("F"):
        return number is not None and serial_number.startswith(_SERIAL_NUMBERS)
    if "vd" not in said:
        return False
    if number is None:
        return "logdesc" in said or "policyid" in said
    if len(number) != _ID_DIGITS or not number.isdecimal() or number in _COUNTING:
        return "eventtime" in said
    return _LOG_ID.fullmatch(number) is not None


def _complete(document: Document, said: dict[str, str]) -> None:
    """Add what several values say together, or a part of one."""
    source, destination = document.get("source", _NOBODY), document.get("destination", _NOBODY)
    for unit in ("bytes", "packets"):
        sent, received = source.get(unit), destination.get(unit)
        if sent is not None and received is not None:
            document.setdefault("network", {})[unit] = sent + received
    interface = _INTERFACE.fullmatch(said.get("ui", ""))
    if interface is not None and "ip" not in source and (address := ip(interface[1])) is not None:
        document.setdefault("source", {})["ip"] = address
        complete_ends(document)
        found = document.setdefault("related", {})
        found["ip"] = sorted({*found.get("ip", ()), address})
    if (target := said.get("url", "")) not in NOTHING:
        piece = web_url(target)
        if (domain := document.get("url", _NOBODY).get("domain")) is not None:
            piece["domain"] = domain
        elif "domain" in piece and ip(piece["domain"].strip("[]")) is None:
            hosts = document.setdefault("related", {})
            hosts |= related(hosts=(*hosts.get("hosts", ()), piece["domain"]))
        document["url"] = piece
    name_destination(document, document.get("url", _NOBODY).get("domain", ""))


def _add_time(document: Document, said: dict[str, str], record: Record) -> None:
    instant, _ = moment(said.get("eventtime", ""), record.clock)
    if instant is None:
        stated = f"{said.get('date')} {said.get('time')}"
        instant, _ = moment(stated, record.clock, said.get("tz") or record.zone_at(stated))
    if instant is None and "date" not in said:
        instant = record.header_time()
    record.set_time(document, instant)
