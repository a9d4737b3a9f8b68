r"""SonicWall: firewalls of SonicOS, and remote access by SMA: traffic, web, threats, logins, VPN, administration.

Layout:
    <134>  id=firewall sn=0017C5000001 time="2023-10-31 15:09:55 UTC" fw=192.0.2.1 pri=6 c=262144 m=98
        msg="Connection Opened" app=49177 appName="General HTTPS" n=4 src=192.0.2.20:51544:X0:pc7
        dst=198.51.100.7:443:X1 proto=tcp/https sent=52 rule="22 (LAN->WAN)" fw_action="NA"
    id=sslvpn sn=0017C5000002 time="2023-10-31 15:09:55" vp_time="2023-10-31 14:09:55 UTC" fw=192.0.2.2 pri=5 m=1
        c=101 src=203.0.113.50 dst=192.0.2.2 user="jdoe" usr="jdoe" msg="User login successful" portal="Office"
    CEF:0|SonicWall|NSa 2700|7.0.1-5030|98|Connection Opened|4|src=192.0.2.20 spt=51544 dst=198.51.100.7 dpt=443

    An end is its address, and behind colons its port, its interface and its name, as far as they are known.

Source: SonicWall, SonicOS Log Events Reference Guide, 6.5 and 7.x: tags of enhanced syslog and ArcSight, and the
    numbers of messages; SMA 100 series, log event reference.

Timestamps: `time`, in UTC where it says so, else local; `vp_time` of SMA is in UTC. Else that of the header.

Quirks:
    `m` is the number of the message: `event.code`. `pri` is a level of syslog: `event.severity` and `log.level`.
    `cdur` is in milliseconds, `dur` in seconds: `traffic.log`.
    `src` and `dst` may have a port, an interface and a name; natSrc and natDst a port: `traffic.log`.
    IPv6 addresses are in `srcV6` and `dstV6`, or in brackets: `traffic.log`.
    `proto` is the transport and the service of the port: `network.protocol`: `traffic.log`.
    An event in CEF has a severity of its own, from 0 to 10, in place of `pri`: `cef.log`.
    `dstname` and `arg` are the host and the path of a web request: `web.log`.
    `NA` as an action says nothing; whether something was let through follows from the number of the message then:
    `threats.log`.

Other readings:
    `host.network.ingress.bytes` of `in`: that of a connection is `destination.bytes`.
    `process.entity_id` of `appid`, which is the number of a rule: ours is `sonicwall.application.rule_id`.
    `network.application` as `General HTTPS`, `source.mac` with colons: ECS writes them otherwise.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, host_name, lower, port_number, translated, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.formats import cef
from ecsparse.formats.pairs import quoted
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values
from ecsparse.record import Key, Prefix, Product
from ecsparse.timestamps.event_time import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record

_APPLICATION = "traffic of an application meets a policy"
_CONNECTION = "a packet is dropped or let through, or a connection is opened or closed"
_INTRUSION = "an attack, a scan or a flood is detected"
_LOGIN = "a user or an administrator logs in"
_REQUEST = "a web request is logged, or refused"

ACTIONS = {
    "application-use": Action(_APPLICATION, "network", "access"),
    "application-use/blocked": Action(_APPLICATION, "network", "access denied"),
    "configuration-change": Action("a setting or a rule is changed", "configuration", "change"),
    "connection": Action(_CONNECTION, "network", "connection"),
    "connection/allowed": Action(_CONNECTION, "network", "allowed connection"),
    "connection/blocked": Action(_CONNECTION, "network", "connection denied"),
    "connection/closed": Action(_CONNECTION, "network", "connection end"),
    "connection/opened": Action(_CONNECTION, "network", "connection start"),
    "dhcp-lease": Action("DHCP gives or takes an address", "network", "protocol"),
    "intrusion-detection": Action(_INTRUSION, "intrusion_detection network", "info", kind="alert"),
    "intrusion-detection/blocked": Action(_INTRUSION, "intrusion_detection network", "denied info", kind="alert"),
    "login/failed": Action(_LOGIN, "authentication", "start", "failure"),
    "login/succeeded": Action(_LOGIN, "authentication", "start", "success"),
    "logout": Action("a user or an administrator logs out", "authentication", "end"),
    "malware-detection": Action("a virus or spyware is detected", "malware", "info", kind="alert"),
    "system-event": Action("any other message of the appliance", "host", "info"),
    "tunnel": Action("a VPN tunnel is negotiated", "network", "connection info"),
    "web-request": Action(_REQUEST, "web", "access"),
    "web-request/blocked": Action(_REQUEST, "web", "access", "failure"),
}

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")
_NOTHING = ("", "NA", "0.0.0.0", "::")  # noqa: S104 - no address that is bound

# By the number of the message.
_NUMBERS = {
    "application-use": "1154",
    "application-use/blocked": "1155",
    "configuration-change": "440 441 442 506 507 508 509 1382 1383",
    "connection/blocked": "36 37 38 41 173 174 175 181 524 526 646 647 648",
    "connection/closed": "537",
    "connection/opened": "98",
    "intrusion-detection": "25 82 83 608 789 856 859 860 864 866",
    "intrusion-detection/blocked": "22 23 27 81 177 178 179 267 446 580 606 609 790",
    "login/failed": "30 32 33 35 140 200 243 244 245 246 311 312 329 344 486 583 745 746 747 748 749 750 751 753"
    " 754 755 756 757 759",
    "login/succeeded": "29 31 139 199 235 236 237 238 318 319 1080",
    "logout": "24 261 262 263 264 265",
    "malware-detection": "794 795 809 1391",
    "web-request": "16 97",
    "web-request/blocked": "14 701 702",
}
_OF_NUMBERS = {number: action for action, numbers in _NUMBERS.items() for number in numbers.split()}
# By what the message says, where its number is another one; the first that it holds counts.
_OF_WORDS = (
    ("login denied", "login/failed"),
    ("login failed", "login/failed"),
    ("login allowed", "login/succeeded"),
    ("login successful", "login/succeeded"),
    ("logged in", "login/succeeded"),
    ("logged out", "logout"),
    ("virus", "malware-detection"),
    ("attack", "intrusion-detection"),
    ("port scan", "intrusion-detection"),
    ("flood", "intrusion-detection"),
    ("spoof", "intrusion-detection"),
    ("ike", "tunnel"),
    ("ipsec", "tunnel"),
    ("tunnel", "tunnel"),
    ("dhcp", "dhcp-lease"),
)
_VARIANTS = {"allow": "allowed", "deny": "blocked", "drop": "blocked", "forward": "allowed"}


def _level(text: str) -> int | None:
    return int(text) if text in "01234567" and len(text) == 1 else None


def _milliseconds(text: str) -> int | None:
    found = nanoseconds(text)
    return None if found is None else found // 1000


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


# What names are called in syslog, where CEF or SMA call them otherwise.
_CALLED = {
    "agent": "user_agent", "cnt": "n", "deviceInboundInterface": "src_if",
    "deviceOutboundInterface": "dst_if", "dmac": "dstMac", "dpt": "dst_port", "dstV6": "dst_ip", "in": "rcvd",
    "out": "sent", "smac": "srcMac", "spt": "src_port", "srcV6": "src_ip", "suser": "usr", "susr": "usr",
    "user": "usr",
}  # fmt: skip

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "Category": _own("web.category", "category of a site"),
    "af_action": _own("app_rule.action", "action of an application rule"),
    "af_object": _own("app_rule.object", "object of an application rule"),
    "af_policy": _own("app_rule.name", "application rule"),
    "app": _own("application.id", "number of an application"),
    "appName": ecs("network.application", read=lower),
    "appcat": _own("application.category", "category of an application"),
    "appid": _own("application.rule_id", "number of an application in the rules"),
    "arg": ecs("url.path"),
    "c": _own("category", "category of the message, as a number"),
    "catid": _own("application.category_id", "number of the category of an application"),
    "cdur": ecs("event.duration", read=_milliseconds),
    "code": _own("web.category_id", "number of the category of a site"),
    "domain": _own("domain", "domain of a user of SMA"),
    "dpi": _own("dpi", "whether the connection is inspected"),
    "dstMac": ecs("destination.mac", read=mac),
    "dstZone": ecs("observer.egress.zone"),
    "dst_host": ecs("destination.domain", read=host_name, related="hosts"),
    "dst_if": ecs("observer.egress.interface.name"),
    "dst_ip": ecs("destination.ip", read=ip, related="ip"),
    "dst_nat_ip": ecs("destination.nat.ip", read=translated, related="ip"),
    "dst_nat_port": ecs("destination.nat.port", read=translated_port),
    "dst_port": ecs("destination.port", read=port_number),
    "dstname": (
        ecs("url.domain", read=host_name, related="hosts"),
        ecs("destination.domain", read=host_name),
    ),
    "dur": ecs("event.duration", read=nanoseconds),
    "fw": ecs("observer.ip", read=addresses, related="ip"),
    "fw_action": _own("action", "what the firewall did"),
    "gcat": _own("group", "group of the message, as a number"),
    "icmpCode": own("long", "code of an ICMP packet", read=count, name="icmp.code"),
    "ipscat": _own("ips.category", "category of a signature"),
    "ipspri": _own("ips.priority", "priority of a signature"),
    "m": ecs("event.code"),
    "mailFrom": ecs("email.from.address", read=lambda text: [text] if "@" in text else None),
    "msg": _own("text", "what the appliance says in words"),
    "n": own("long", "how many such messages there were", read=count, name="count"),
    "note": _own("note", "more on the message"),
    "npcs": _own("npcs", "numbers of packet captures"),
    "op": _own("web.operation", "method of a web request, as a number"),
    "portal": _own("portal", "portal of SMA"),
    "pri": (
        ecs("event.severity", read=_level),
        ecs("log.level", read=lambda text: None if (level := _level(text)) is None else _LEVELS[level]),
    ),
    "protocol": ecs("network.protocol", read=lower),
    "rcvd": ecs("destination.bytes", read=count),
    "result": ecs("http.response.status_code", read=status_code),
    "rpkt": ecs("destination.packets", read=count),
    "rule": ecs("rule.name"),
    "sent": ecs("source.bytes", read=count),
    "sess": _own("session.kind", "how a user is logged in"),
    "severity": ecs("event.severity", read=count),
    "sid": ecs("rule.id"),
    "sn": ecs("observer.serial_number"),
    "spkt": ecs("source.packets", read=count),
    "spycat": _own("spyware.category", "category of spyware"),
    "srcMac": ecs("source.mac", read=mac),
    "srcZone": ecs("observer.ingress.zone"),
    "src_host": ecs("source.domain", read=host_name, related="hosts"),
    "src_if": ecs("observer.ingress.interface.name"),
    "src_ip": ecs("source.ip", read=ip, related="ip"),
    "src_nat_ip": ecs("source.nat.ip", read=translated, related="ip"),
    "src_nat_port": ecs("source.nat.port", read=translated_port),
    "src_port": ecs("source.port", read=port_number),
    "transport": ecs("network.transport", read=lower),
    "type": own("long", "type of an ICMP packet", read=count, name="icmp.type"),
    "user_agent": ecs("user_agent.original"),
    "usr": account(),
    "uuid": ecs("rule.uuid"),
    "vpnpolicy": _own("vpn.policy", "VPN policy of a connection"),
    "webCategory": _own("web.category", "category of a site"),
}

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
    ),
    messages=VALUES,
)

_IN_ALL_LOGS = frozenset(("sn", "time", "fw", "pri", "m"))
_NOBODY: Document = {}
_ENDS = {"src": "src", "dst": "dst", "natSrc": "src_nat", "natDst": "dst_nat"}
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
    document = VALUES.document(_action(said), _expanded(pairs))
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
    if instant is not None:
        document["@timestamp"] = instant
    return document


def _plain(extension: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of CEF; where SonicOS writes a zone as the label of a value that it does not write."""
    zones = {"cs3Label": "srcZone", "cs4Label": "dstZone"}
    said = dict(extension)
    return [(zones[key] if key in zones and key[:3] not in said else key, value) for key, value in extension]


def _expanded(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, each once, with the parts of ends and of the protocol by names of their own."""
    found: list[tuple[str, str]] = []
    for key, value in pairs:
        if key in _ENDS:
            found += [(f"{_ENDS[key]}_{name}", part) for name, part in _end(value) if part not in _NOTHING]
        elif key == "proto":
            transport, _, service = value.partition("/")
            found += [("transport", transport), ("protocol", "" if service.isdigit() else service)]
        elif value not in _NOTHING:
            found.append((_CALLED.get(key, key), value.strip(" ")))
    return [*dict.fromkeys(found)]


def _end(text: str) -> list[tuple[str, str]]:
    """The parts of `192.0.2.20:51544:X0:pc7`, `[2001:db8::20]:51544:X0` or an address alone."""
    if text[:1] == "[" and "]" in text:
        address, _, rest = text[1:].partition("]")
        return [("ip", address), *zip(_PARTS[1:], rest[1:].split(":", 2), strict=False)]
    if text.count(":") >= len(_PARTS) and ip(text) is not None:
        return [("ip", text)]
    parts = text.split(":", len(_PARTS) - 1)
    if len(parts) > 1 and not parts[1].isdigit():
        # a packet of ICMP has no port
        parts.insert(1, "")
    return [*zip(_PARTS, parts, strict=False)]


def _action(said: dict[str, str]) -> str:
    """The action of a message, with its variant: by its number, else by its words, else by what was done."""
    found = _OF_NUMBERS.get(said["m"])
    if found is not None and said.get("id") != "sslvpn":
        return found
    words = said.get("msg", "").lower()
    for text, action in _OF_WORDS:
        if text in words:
            return action
    if "src" not in said or "dst" not in said or said.get("id") == "sslvpn":
        return "system-event"
    variant = _VARIANTS.get(said.get("fw_action", "").lower(), "")
    if "drop" in words or "denied" in words:
        variant = "blocked"
    return f"connection/{variant}" if variant else "connection"
