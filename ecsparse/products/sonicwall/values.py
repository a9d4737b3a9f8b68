"""The values of SonicWall's messages: the fields of their tags."""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import from_milliseconds, nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, host_name, lower, port_number, translated, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, Read, account, ecs, own
from ecsparse.messages.values import location

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")
# What alerts that name a signature begin with.
_OF_SIGNATURES = frozenset((
    "Anti-Spyware Detection", "Anti-Spyware Prevention", "Application Control Detection",
    "Application Control Prevention", "Gateway Anti-Virus", "IPS Detection", "IPS Prevention",
))  # fmt: skip
_DIGITS = "0123456789abcdefABCDEF"


def _level(text: str) -> int | None:
    return int(text) if text in "01234567" and len(text) == 1 else None


def _hash(length: int) -> Read:
    """A reader of a hash of so many digits of base 16."""
    return lambda text: text.lower() if len(text) == length and not text.strip(_DIGITS) else None


def _identity(text: str) -> str | None:
    return None if len(text) in (32, 64) and not text.strip(_DIGITS) else text


def signature(text: str) -> str | None:
    """What is detected, of `IPS Detection Alert: WEB-ATTACKS Example, SID: 7`; `None` of any other message."""
    kind, sign, name = text.partition(" Alert: ")
    return name.partition(", SID: ")[0].partition(" (")[0] if sign and kind in _OF_SIGNATURES else None


def _assigned(text: str) -> str | None:
    """The address of `Client jdoe is assigned IP:192.0.2.210`."""
    return ip(text.partition(" is assigned IP:")[2])


def _mailboxes(text: str) -> list[str] | None:
    return [text] if "@" in text else None


def _number(name: str, description: str) -> Capture:
    return own("long", description, read=count, name=name)


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


# What names are called in syslog, where CEF or SMA call them otherwise.
CALLED = {
    "agent": "user_agent", "cnt": "n", "destinationTranslatedAddress": "dst_nat_ip",
    "destinationTranslatedPort": "dst_nat_port", "deviceInboundInterface": "src_if",
    "deviceOutboundInterface": "dst_if", "dmac": "dstMac", "dpt": "dst_port", "dstV6": "dst_ip", "duration": "dur",
    "in": "rcvd", "natDstV6": "dst_nat_ip", "natSrcV6": "src_nat_ip", "out": "sent", "rcptTo": "mailTo",
    "smac": "srcMac", "sourceTranslatedAddress": "src_nat_ip", "sourceTranslatedPort": "src_nat_port",
    "spt": "src_port", "srcV6": "src_ip", "suser": "usr", "susr": "usr", "user": "usr",
}  # fmt: skip

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "Category": _own("web.category", "category of a site"),
    "access_rule": _own("access_rule", "access rule that the traffic of a signature met"),
    "af_action": _own("app_rule.action", "action of an application rule"),
    "af_object": _own("app_rule.object", "object of an application rule"),
    "af_policy": _own("app_rule.name", "application rule"),
    "af_service": _own("app_rule.service", "service of an application rule"),
    "af_type": _own("app_rule.type", "type of an application rule"),
    "app": _own("application.id", "number of an application"),
    "appName": ecs("network.application", read=lower),
    "appcat": _own("application.category", "category of an application"),
    "appid": _own("application.rule_id", "number of an application in the rules"),
    "arg": location(),
    "auditId": _own("audit.id", "number of a change of the configuration"),
    "auditTime": _own("audit.time", "when the configuration was changed"),
    "bcastRx": _number("interface.broadcasts.received", "broadcasts that an interface received"),
    "bcastTx": _number("interface.broadcasts.sent", "broadcasts that an interface sent"),
    "bid": _own("blade", "blade that logs"),
    "bytesRx": _number("interface.bytes.received", "bytes that an interface received"),
    "bytesTx": _number("interface.bytes.sent", "bytes that an interface sent"),
    "c": _own("category", "category of the message, as a number"),
    "catid": _own("application.category_id", "number of the category of an application"),
    "cdur": ecs("event.duration", read=from_milliseconds),
    "change": _own("audit.page", "page of a change of the configuration"),
    "code": _own("web.category_id", "number of the category of a site"),
    "conns": _number("connections", "how many connections there are"),
    "contentObject": _own("app_rule.content", "what an application rule found"),
    "domain": ecs("user.domain"),
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
    "dyn": _own("dynamic", "how addresses are given"),
    "fileid": (
        ecs("file.hash.md5", read=_hash(32), related="hash"),
        ecs("file.hash.sha256", read=_hash(64), related="hash"),
        own("keyword", "identity of a file that was analysed", read=_identity, name="file_id"),
    ),
    "filename": ecs("file.name"),
    "filetxstatus": _own("file_transfer", "what became of the transfer of a file"),
    "fw": ecs("observer.ip", read=addresses, related="ip"),
    "fw_action": _own("action", "what the firewall did"),
    "gcat": _own("group", "group of the message, as a number"),
    "goodRxBytes": _number("access_point.bytes.received", "bytes that an access point received without error"),
    "goodTxBytes": _number("access_point.bytes.sent", "bytes that an access point sent without error"),
    "grpIndex": _own("audit.group_index", "place of a setting in its group"),
    "grpName": _own("audit.group", "group of a setting"),
    "i": _number("interval", "seconds between two messages of state"),
    "icmpCode": own("long", "code of an ICMP packet", read=count, name="icmp.code"),
    "if": _own("interface.name", "interface whose counters are logged"),
    "ipscat": _own("ips.category", "category of a signature"),
    "ipspri": _own("ips.priority", "priority of a signature"),
    "lic": _number("licence.nodes", "how many nodes are licensed"),
    "m": ecs("event.code"),
    "mailFrom": ecs("email.from.address", read=_mailboxes),
    "mailTo": ecs("email.to.address", read=_mailboxes),
    "mgmtip": own("ip", "address of the administration", read=ip, name="management_ip", related="ip"),
    "msg": (
        _own("text", "what the appliance says in words"),
        ecs("rule.name", read=signature),
        own("ip", "address that a client gets inside", read=_assigned, name="vpn.ip", related="ip"),
    ),
    "n": own("long", "how many such messages there were", read=count, name="count"),
    "newValue": _own("audit.new_value", "setting after a change"),
    "note": _own("note", "more on the message"),
    "npcs": _own("npcs", "numbers of packet captures"),
    "oldValue": _own("audit.old_value", "setting before a change"),
    "op": (
        ecs("http.request.method", read=lambda text: text if text.isalpha() and text.isupper() else None),
        own(
            "keyword",
            "method of a web request, as a number",
            read=lambda text: text if text.isdecimal() else None,
            name="web.operation",
        ),
    ),
    "packetdatEnc": _own("packet.encoding", "how a packet is encoded"),
    "packetdatId": _own("packet.id", "number of a packet"),
    "packetdatNum": _own("packet.number", "place of a packet among several"),
    "portal": _own("portal", "portal of SMA"),
    "pri": (
        ecs("event.severity", read=_level),
        ecs("log.level", read=lambda text: None if (level := _level(text)) is None else _LEVELS[level]),
    ),
    "protocol": ecs("network.protocol", read=lower),
    "pt": _own("management_ports", "ports of the administration, for HTTP and HTTPS"),
    "radio": _own("access_point.radio", "radio of an access point"),
    "rcvd": ecs("destination.bytes", read=count),
    "referer": ecs("http.request.referrer"),
    "result": ecs("http.response.status_code", read=status_code),
    "rpkt": ecs("destination.packets", read=count),
    "rule": ecs("rule.name"),
    "sent": ecs("source.bytes", read=count),
    "sess": _own("session.kind", "how a user is logged in"),
    "severity": ecs("event.severity", read=count),
    "sha256": ecs("file.hash.sha256", read=_hash(64), related="hash"),
    "sid": ecs("rule.id"),
    "sn": ecs("observer.serial_number"),
    "spkt": ecs("source.packets", read=count),
    "spycat": _own("spyware.category", "category of spyware"),
    "spypri": _own("spyware.priority", "priority of spyware"),
    "srcMac": ecs("source.mac", read=mac),
    "srcZone": ecs("observer.ingress.zone"),
    "src_host": ecs("source.domain", read=host_name, related="hosts"),
    "src_if": ecs("observer.ingress.interface.name"),
    "src_ip": ecs("source.ip", read=ip, related="ip"),
    "src_nat_ip": ecs("source.nat.ip", read=translated, related="ip"),
    "src_nat_port": ecs("source.nat.port", read=translated_port),
    "src_port": ecs("source.port", read=port_number),
    "station": _own("access_point.station", "station of an access point"),
    "tranxId": _own("audit.transaction", "changes of the configuration that were made together"),
    "transport": ecs("network.transport", read=lower),
    "type": own("long", "type of an ICMP packet", read=count, name="icmp.type"),
    "ucastRx": _number("interface.unicasts.received", "unicasts that an interface received"),
    "ucastTx": _number("interface.unicasts.sent", "unicasts that an interface sent"),
    "unsynched": _number("unsynchronised", "seconds since the appliance reported to its management"),
    "userMode": _own("audit.user_mode", "how the administrator was logged in"),
    "usestandbysa": _own("standby", "whether the standby is in use"),
    "user_agent": ecs("user_agent.original"),
    "usr": account(),
    "uuid": ecs("rule.uuid"),
    "vpnpolicy": _own("vpn.policy", "VPN policy of a connection"),
    "vpnpolicyDst": _own("vpn.destination_policy", "VPN policy towards the destination"),
    "webCategory": _own("web.category", "category of a site"),
}
