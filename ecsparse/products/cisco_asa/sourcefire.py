r"""Alerts of Sourcefire's systems, and of Firepower before its events had numbers (`SFIMS`).

Layout:
    SFIMS: Protocol: TCP, SrcIP: 192.0.2.5, DstIP: 198.51.100.8, …, ConnectType: End, AccessControlRuleName: Web, …
    SFIMS: [Primary Detection Engine (00000000-0000-4000-8000-00000000000a)][Main] Connection Type: Start, …,
        {TCP} 192.0.2.5:51544 -> 198.51.100.8:443
    SFIMS: Correlation Event: Policy/Rule at Tue Oct 31 15:09:55 2023 UTC: [1:19123:7] "MALWARE-CNC beacon"
        [Impact: Unknown] From "ips1" at Tue Oct 31 15:09:54 2023 UTC [Classification: Trojan] [Priority: 1]
        {tcp} 192.0.2.5:51544->198.51.100.8:80
"""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.products.cisco_asa import events
from ecsparse.record import Document, Record

OBSERVER = {"vendor": "Cisco", "product": "NGIPS", "type": "ips"}
_NOBODY: Document = {}

# What events with numbers call otherwise.
_NAMES = {
    "Application Protocol": "ApplicationProtocol", "Connection Type": "ConnectType", "Firewall Rule Action":
    "AccessControlRuleAction", "Firewall Rule Name": "AccessControlRuleName", "Firewall Rule Reasons":
    "AccessControlRuleReason", "Interface Egress": "EgressInterface", "Interface Ingress": "IngressInterface",
    "Policy": "ACPolicy", "Security Intelligence Category": "IPReputationSICategory", "Security Zone Egress":
    "EgressZone", "Security Zone Ingress": "IngressZone", "URL Category": "URLCategory", "URL_Reputation":
    "URLReputation", "UserName": "User", "Web App": "WebApplication",
}  # fmt: skip
# The values that tell an event from others, and its action.
_KINDS = {
    "ConnectType": "connection-event", "SID": "intrusion-event", "ThreatName": "malware-event",
    "FileAction": "file-event",
}  # fmt: skip
# Where an end has a port; the numbers of ICMP are none.
_WITH_PORTS = ("TCP", "UDP")

# {TCP} 192.0.2.5:51544 -> 198.51.100.8:443
_ENDS = r"\{([A-Za-z0-9-]{1,24})\} ([0-9A-Fa-f.:]{2,51}) ?-> ?([0-9A-Fa-f.:]{2,51})"
# [Primary Detection Engine (0a)][Main] Connection Type: Start, User: Unknown, {TCP} 192.0.2.5:1 -> 198.51.100.8:2
_CONNECTION = Pattern(rf"\[([^\[\]]{{1,128}})\]\[([^\[\]]{{1,128}})\] (Connection Type: [^{{}}]{{1,8000}}), {_ENDS}")
# [1:469:1] ICMP PING NMAP [Classification: Information Leak] [Priority: 2] {ICMP} 192.0.2.5 -> 198.51.100.8
_INTRUSION = Pattern(
    r"(?:Correlation Event: ([^\[\]]{1,256}?) at [A-Z][^\[\]]{1,40}: )?"
    r"\[([0-9]{1,10}):([0-9]{1,10}):([0-9]{1,10})\] ([^\[\]]{1,512}) "
    r'(?:\[Impact: ([^\[\]]{1,64})\] )?(?:From "([^"]{1,255})" at [A-Z][^\[\]]{1,40} )?'
    rf"(?:\[Classification: ([^\[\]]{{1,256}})\] )?\[Priority: ([0-9]{{1,3}})\] {_ENDS}"
)
_OF_INTRUSION = (
    "CorrelationRule", "GID", "SID", "Revision", "Message", "Impact", "Sensor", "Classification", "Priority",
)  # fmt: skip


def read(record: Record) -> Document | None:
    """The document of an alert; `None` for another line."""
    document = _document(record.text.strip(" \t"))
    if document is not None:
        document["observer"] = {**document.get("observer", _NOBODY), **OBSERVER}
        record.stamp(document)
    return document


def _document(text: str) -> Document | None:
    if (match := _INTRUSION.fullmatch(text)) is not None:
        *said, transport, source, destination = match.groups(default="")
        named = [*zip(_OF_INTRUSION, said, strict=True), *_ends(transport, source, destination)]
        return events.document("intrusion-event", named)
    if (match := _CONNECTION.fullmatch(text)) is not None:
        engine, policy, values, *ends = match.groups()
        parts = (part.partition(": ") for part in values.split(", "))
        named = [(_NAMES.get(name, name), value) for name, _, value in parts]
        return events.document("connection-event", [("DE", engine), ("ACPolicy", policy), *named, *_ends(*ends)])
    named = [(_NAMES.get(name, name), value) for name, value in events.pairs(text)]
    names = {name for name, _ in named}
    action = next((action for name, action in _KINDS.items() if name in names), None)
    return None if action is None or "SrcIP" not in names else events.document(action, named)


def _ends(transport: str, source: str, destination: str) -> list[tuple[str, str]]:
    """The values of both ends of an alert."""
    named = [("Protocol", transport)]
    for end, text in (("Src", source), ("Dst", destination)):
        address, _, port = text.rpartition(":") if transport.upper() in _WITH_PORTS else (text, "", "")
        named += [(f"{end}IP", address), (f"{end}Port", port)]
    return named
