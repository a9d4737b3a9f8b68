r"""SonicWall: firewalls of SonicOS, and remote access by SMA: traffic, web, threats, logins, VPN, administration.

Layout:
    <134>  id=firewall sn=0017C5000001 time="2023-10-31 15:09:55 UTC" fw=192.0.2.1 pri=6 c=262144 m=98
        msg="Connection Opened" app=49177 appName="General HTTPS" n=4 src=192.0.2.20:51544:X0:pc7
        dst=198.51.100.7:443:X1 proto=tcp/https sent=52 rule="22 (LAN->WAN)" fw_action="NA"
    id=sslvpn sn=0017C5000002 time="2023-10-31 15:09:55" vp_time="2023-10-31 14:09:55 UTC" fw=192.0.2.2 pri=5 m=1
        c=101 src=203.0.113.50 dst=192.0.2.2 user="jdoe" usr="jdoe" msg="User login successful" portal="Office"
    CEF:0|SonicWall|NSa 2700|7.0.1-5030|98|Connection Opened|4|src=192.0.2.20 spt=51544 dst=198.51.100.7 dpt=443

    An end is its address, and after colons its port, its interface and its name, as far as they are known.

Source: SonicWall, SonicOS Log Events Reference Guide, 6.5 and 7.x: tags of enhanced syslog and ArcSight, and the
    numbers of messages; SMA 100 series, log event reference.

Timestamps: `time`, in UTC where it says so, else local; `vp_time` of SMA is in UTC. Else that of the header.

Quirks:
    `m` is the number of the message: `event.code`. `pri` is a level of syslog: `event.severity` and `log.level`.
    `cdur` is in milliseconds, `dur` in seconds: `traffic.log`.
    `src` and `dst` may have a port, an interface and a name; natSrc and natDst a port: `traffic.log`.
    IPv6 addresses are in `srcV6` and `dstV6`, in brackets or bare: `traffic.log`.
    `proto` is the transport and the service of the port: `network.protocol`: `traffic.log`. With `icmp`, what
    stands for ports are an identity and a type: `sonicwall.other`.
    An event in CEF has a severity of its own, from 0 to 10, in place of `pri`: `cef.log`.
    An alert that names a signature has that as `rule.name`, and its access rule as `sonicwall.access_rule`:
    `threats.log`.
    `proto` of SMA is the service alone: `sma.log`.
    `dstname` and `arg` are the host and the target of a web request, `op` is its method, or a number: `web.log`.
    `NA` as an action says nothing; whether something was let through follows from the number of the message then:
    `threats.log`.

Other readings:
    `host.network.ingress.bytes` of `in`: that of a connection is `destination.bytes`.
    `process.entity_id` of `appid`, which is the number of a rule: ours is `sonicwall.application.rule_id`.
    `network.application` as `General HTTPS`, `source.mac` with colons: ECS writes them otherwise.
"""

from __future__ import annotations

from ecsparse.formats import cef
from ecsparse.formats.pairs import quoted
from ecsparse.messages.values import Values
from ecsparse.products.sonicwall.actions import ACTIONS, action
from ecsparse.products.sonicwall.values import CALLED, CAPTURES, signature
from ecsparse.record import Document, Key, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment

VALUES = Values("sonicwall", ACTIONS, CAPTURES, read_by_product="id rt time vp_time")

_CEF = tuple(f"{begin}SonicWall|" for begin in cef.BEGINNINGS)

PRODUCT = Product(
    vendor="SonicWall",
    name="SonicOS, SMA",
    versions="6.5 to 7.1",
    formats=("key-value", "cef"),
    signatures=(Key("sn="), Prefix("id=firewall "), Prefix("id=sslvpn "), *map(Prefix, _CEF)),
    dataset="log",
    before={"cef": "its events name the vendor, and mean what its logs mean"},
    fields=(
        "network.bytes",
        "network.packets",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "observer.version",
        "related.hash",
    ),
    messages=VALUES,
)

_NOTHING = ("", "NA", "0.0.0.0", "::")  # noqa: S104 - no address that is bound
_IN_ALL_LOGS = frozenset(("sn", "time", "fw", "pri", "m"))
_NOBODY: Document = {}
_ENDS = {"src": "src", "dst": "dst", "natSrc": "src_nat", "natDst": "dst_nat"}
# What names mean where a signature has the name of a rule.
_OF_SIGNATURE = {"rule": "access_rule"}
_PARTS = ("ip", "port", "if", "host")


def parse(record: Record) -> Document | None:
    """The document of a message of any kind; `None` if it has not the names that all messages have."""
    text = record.text.lstrip(" \t")
    event = cef.read(text) if text.startswith(_CEF) else None
    pairs = quoted(text) if event is None else event.extension
    said = dict(reversed(pairs))
    if event is not None:
        pairs = [("m", event.signature), ("severity", event.severity), *_plain(event.extension)]
        said = {"m": event.signature, "msg": event.name, **said}
        if "msg" not in dict(pairs):
            pairs.append(("msg", event.name))
    elif text[:1] == "{" or not _IN_ALL_LOGS.issubset(said):
        return None
    document = VALUES.document(action(said), _expanded(pairs))
    product = "SMA" if said.get("id") == "sslvpn" else "SonicOS"
    kind = "vpn" if product == "SMA" else "firewall"
    document["observer"] = {
        **document.get("observer", _NOBODY),
        "vendor": "SonicWall",
        "product": product,
        "type": kind,
    }
    if event is not None and event.product_version:
        document["observer"]["version"] = event.product_version
    for unit in ("bytes", "packets"):
        sent, received = (document.get(end, _NOBODY).get(unit) for end in ("source", "destination"))
        if sent is not None and received is not None:
            document.setdefault("network", {})[unit] = sent + received
    stated = said.get("vp_time") or said.get("time") or said.get("rt", "")
    instant = moment(stated, record.clock)[0] or record.header_time()
    record.set_time(document, instant)
    return document


def _plain(extension: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of CEF; where SonicOS writes a zone as the label of a value that it does not write."""
    zones = {"cs3Label": "srcZone", "cs4Label": "dstZone"}
    said = dict(extension)
    return [(zones[key] if key in zones and key[:3] not in said else key, value) for key, value in extension]


def _expanded(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, each once, with the parts of ends and of the protocol by names of their own."""
    found: list[tuple[str, str]] = []
    said = dict(pairs)
    called = CALLED if signature(said.get("msg", "")) is None else CALLED | _OF_SIGNATURE
    is_icmp, is_remote_access = said.get("proto", "").startswith("icmp"), said.get("id") == "sslvpn"
    for key, value in pairs:
        if key in _ENDS:
            found += [
                (f"{_ENDS[key]}_{'icmp' if is_icmp and name == 'port' else name}", part)
                for name, part in _end(value)
                if part not in _NOTHING
            ]
        elif key == "proto":
            transport, _, service = value.partition("/")
            if is_remote_access and not service:
                transport, service = "", transport
            found += [("transport", transport), ("protocol", "" if service.isdigit() else service)]
        elif value not in _NOTHING:
            found.append((called.get(key, key), value.strip(" ")))
    return [*dict.fromkeys(found)]


def _end(text: str) -> list[tuple[str, str]]:
    """The parts of `192.0.2.20:51544:X0:pc7`, `[2001:db8::20]:51544:X0` or of an address alone."""
    if text[:1] == "[" and "]" in text:
        address, _, rest = text[1:].partition("]")
        return [("ip", address), *zip(_PARTS[1:], rest[1:].split(":", 2), strict=False)]
    parts = text.split(":", len(_PARTS) - 1)
    has_port_alone = not parts[0] and len(parts) > 1 and parts[1].isdigit()
    if "." not in parts[0] and not has_port_alone:
        return [("ip", text)]
    if len(parts) > 1 and parts[1] and not parts[1].isdigit():
        # a packet of ICMP has no port
        parts.insert(1, "")
    return [*zip(_PARTS, parts, strict=False)]
