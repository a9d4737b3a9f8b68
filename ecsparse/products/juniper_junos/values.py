r"""Messages whose values have names, and those of sessions and attacks without them, which are given them."""

from __future__ import annotations

from ecsparse.ecs.events import transport, web_url
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host, integer, lower, one, port_number, translated, translated_port
from ecsparse.ecs.url import PARTS
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import NOTHING, Values
from ecsparse.patterns import Pattern
from ecsparse.products.juniper_junos.actions import ACTIONS
from ecsparse.record import Document

_CLIENT = ecs("source.ip", read=ip, related="ip")


def _page(text: str) -> Document:
    """`url` of a page with its scheme, or with its host at least: `www.example.com/a.exe`."""
    name, slash, _ = text.partition("/")
    return web_url(text) if "://" in text or (slash and "." in name) else {}


def _neighbor(text: str) -> str | None:
    """The address of `198.51.100.1 (External AS 64500)`."""
    return ip(text.partition(" ")[0])


ATTRIBUTES: dict[str, Capture | tuple[Capture, ...]] = {
    "action": own("keyword", "what is done about an attack", name="action"),
    "action-detail": own("keyword", "details of that", name="action_detail"),
    "application": ecs("network.application", read=lambda text: None if text == "any" else text.lower()),
    "application-category": own("keyword", "category of an application", name="application.category"),
    "application-name": ecs("network.application", read=lower),
    "application-risk": own("long", "risk of an application, 1 to 5", read=integer, name="application.risk"),
    "application-sub-category": own("keyword", "its category, more closely", name="application.sub_category"),
    "attack-name": ecs("rule.name"),
    "bytes-from-client": ecs("source.bytes", read=count),
    "bytes-from-server": ecs("destination.bytes", read=count),
    "category": own("keyword", "category of a page or a threat", name="category"),
    "class-name": ecs("user.roles", read=one),
    "client-ip": _CLIENT,
    "client-ip-str": _CLIENT,
    "client-mode": own("keyword", "how a user gives commands: cli, netconf, junoscript", name="client_mode"),
    "command": ecs("process.command_line"),
    "cve-id": ecs("vulnerability.id"),
    "ddos-application-name": ecs("rule.name"),
    "destination-address": ecs("destination.ip", read=ip, related="ip"),
    "destination-interface-name": ecs("observer.egress.interface.name"),
    "destination-port": ecs("destination.port", read=port_number),
    "destination-zone": ecs("observer.egress.zone"),
    "destination-zone-name": ecs("observer.egress.zone"),
    "dst-nat-rule-name": own("keyword", "rule that translated the destination", name="destination_nat_rule"),
    "elapsed-time": ecs("event.duration", read=nanoseconds),
    "encrypted": own("keyword", "whether a session is encrypted", name="encrypted"),
    "error-message": ecs("error.message"),
    "event": ecs("event.reason"),
    "feed-name": own("keyword", "feed that knows a threat", name="feed"),
    "file-name": ecs("file.name"),
    "filename": ecs("file.name", read=lambda text: text.rpartition("/")[2]),
    "gateway-name": own("keyword", "name of a tunnel's gateway", name="gateway"),
    "http-host": ecs("url.domain", read=host, related="hosts"),
    "icmp-type": own("long", "type of an ICMP packet", read=count, name="icmp.type"),
    "idp-policy-name": ecs("rule.ruleset"),
    "inbound-bytes": ecs("source.bytes", read=count),
    "inbound-packets": ecs("source.packets", read=count),
    "instance-name": own("keyword", "routing instance", name="routing_instance"),
    "interface-name": ecs("observer.ingress.interface.name"),
    "local-address": ecs("destination.ip", read=ip, related="ip"),
    "logical-system-name": own("keyword", "logical system of a message", name="logical_system"),
    "malware-info": own("keyword", "malware that a file is", name="malware"),
    "message": own("keyword", "what a message says beside its values", name="text"),
    "nat-destination-address": ecs("destination.nat.ip", read=translated, related="ip"),
    "nat-destination-port": ecs("destination.nat.port", read=translated_port),
    "nat-source-address": ecs("source.nat.ip", read=translated, related="ip"),
    "nat-source-port": ecs("source.nat.port", read=translated_port),
    "file-category": own("keyword", "kind of a file", name="file.category"),
    "object-name": ecs("url.domain", read=host, related="hosts"),
    "pathname": ecs("url.path"),
    "urlcategory-risk": own("long", "risk of a page's category, 1 to 5", read=count, name="category_risk"),
    "nested-application": own("keyword", "application within the application", name="application.nested"),
    "new-state": own("keyword", "state of an interface, a neighbour or a commit", name="state"),
    "obj": ecs("url.path"),
    "old-state": own("keyword", "state before", name="old_state"),
    "outbound-bytes": ecs("destination.bytes", read=count),
    "outbound-packets": ecs("destination.packets", read=count),
    "packet-incoming-interface": ecs("observer.ingress.interface.name"),
    "packets-from-client": ecs("source.packets", read=count),
    "packets-from-server": ecs("destination.packets", read=count),
    "peer-name": (
        own("keyword", "peer of a tunnel or a session", name="peer"),
        own("ip", "address of a neighbour", read=_neighbor, name="neighbor_address", related="ip"),
    ),
    "policy-name": ecs("rule.name"),
    "profile": own("keyword", "profile of a filter", name="profile"),
    "profile-name": own("keyword", "profile of a filter", name="profile"),
    "protocol": ecs("network.protocol", read=lower),
    "protocol-id": (ecs("network.iana_number"), ecs("network.transport", read=transport)),
    "protocol-name": ecs("network.transport", read=transport),
    "reason": ecs("event.reason"),
    "remote-address": _CLIENT,
    "repeat-count": own("long", "how often an attack was repeated", read=count, name="repeated"),
    "roles": ecs("user.roles", read=lambda text: text.split(",")),
    "routing-instance": own("keyword", "routing instance", name="routing_instance"),
    "rule-name": ecs("rule.id"),
    "rulebase-name": own("keyword", "rule base of a policy", name="rule_base"),
    "sample-sha256": ecs("file.hash.sha256", read=lower, related="hash"),
    "service-name": own("keyword", "service of the port, as the configuration calls it", name="service"),
    "service-set-name": own("keyword", "set of services of a card", name="service_set"),
    "session-id": own("keyword", "number of a session", name="session"),
    "session-id-32": own("keyword", "number of a session", name="session"),
    "sni": ecs("tls.client.server_name", read=host, related="hosts"),
    "source-address": _CLIENT,
    "source-interface-name": ecs("observer.ingress.interface.name"),
    "source-name": ecs("source.domain", read=host, related="hosts"),
    "source-port": ecs("source.port", read=port_number),
    "source-zone": ecs("observer.ingress.zone"),
    "source-zone-name": ecs("observer.ingress.zone"),
    "src-nat-rule-name": own("keyword", "rule that translated the source", name="source_nat_rule"),
    "state": own("keyword", "state of an interface, a neighbour or a commit", name="state"),
    "sub-category": own("keyword", "category of a threat, more closely", name="sub_category"),
    "threat-severity": own("keyword", "severity of a threat", name="threat_severity"),
    "url": (
        ecs("url.domain", read=lambda text: host(text) if "." in text and "/" not in text else None, related="hosts"),
        ecs("url.path", read=lambda text: text if text[:1] == "/" else None),
        Capture("url", "", _page, parts=PARTS, related=("hosts", "domain")),
    ),
    "user": account(),
    "username": account(),
    "vpn-name": own("keyword", "name of a tunnel", name="tunnel"),
    "xff-header": ecs("network.forwarded_ip", read=ip, related="ip"),
    "verdict-number": own("long", "verdict about a file, 1 to 10", read=count, name="verdict"),
}

VALUES = Values(
    "juniper_junos",
    ACTIONS,
    ATTRIBUTES,
    read_by_product="connection-tag nat-connection-tag epoch-time session-flag ssh-connection",
    nothing=NOTHING | {"-1", "NA", "NA NA", "NONE", "UNKNOWN", "Not-Applicable", "Not-Available"},
)

_END = r"([0-9A-Fa-f.:]{2,45})/([0-9]{1,5})"
_ENDS = rf"{_END}->{_END}(?: 0x[0-9a-f]{{1,16}})?"
# junos-https 203.0.113.1/51544->198.51.100.7/443 0x0 source rule nat1 N/A N/A 6 web-out trust untrust 1234
_WORD = r"([^ ]{1,128})"
_TRANSLATED = rf"{_WORD} {_ENDS} ([^>]{{1,255}}?) ([0-9]{{1,3}}) {_WORD} {_WORD} {_WORD} ([0-9]{{1,20}})"
_ENDS_NAMED = ("source-address", "source-port", "destination-address", "destination-port")
_TRANSLATED_NAMED = (
    "service-name", "nat-source-address", "nat-source-port", "nat-destination-address", "nat-destination-port",
    "nat-rules", "protocol-id", "policy-name", "source-zone-name", "destination-zone-name", "session-id",
)  # fmt: skip

# 192.0.2.20:51544 (of a services card)
_SERVED = r"([0-9A-Fa-f.:]{2,45}?):([0-9]{1,5})"

_SCREEN_END = r", zone name: ([^ ,]{1,64}), interface name: ([^ ,]{1,64}), action: ([a-z-]{1,32})"
# TCP port scan! source: 198.51.100.66:40111, destination: 192.0.2.8:22, zone name: untrust, interface name: …
_SCREEN_OF_PORTS = Pattern(
    r"([^:]{1,64}?) source: ([0-9A-Fa-f.:]{2,45}?)(?::([0-9]{1,5}))?(?:, destination:"
    r" ([0-9A-Fa-f.:]{2,45}?)(?::([0-9]{1,5}))?)?" + _SCREEN_END
)
_SCREENED = ("attack-name",)
_OF_SCREEN = ("source-zone-name", "interface-name", "action")

# How messages about sessions and attacks name no values, and the names of these in their order.
FORMS: dict[str, tuple[Pattern, tuple[str, ...]]] = {
    # session created 192.0.2.20/51544->198.51.100.7/443 junos-https … alice(staff) ge-0/0/1.0 UNKNOWN
    "RT_FLOW_SESSION_CREATE": (
        Pattern(
            rf"session created {_ENDS} {_TRANSLATED}(?: ([^ ()]{{1,255}})\(([^()]{{0,255}})\) ([^ ]{{1,64}})"
            r"(?: ([^ ]{1,64}))?(?: ([^ ]{1,64}))?.*)?"
        ),
        (
            *_ENDS_NAMED, *_TRANSLATED_NAMED, "username", "roles", "packet-incoming-interface", "application",
            "nested-application",
        ),
    ),
    # session closed TCP FIN: 192.0.2.20/51544->… 1234 17(3676) 13(7867) 2 UNKNOWN UNKNOWN N/A(N/A) reth0.1 …
    "RT_FLOW_SESSION_CLOSE": (
        Pattern(
            rf"session closed ([^:]{{1,64}}): {_ENDS} {_TRANSLATED} ([0-9]{{1,20}})\(([0-9]{{1,20}})\)"
            r" ([0-9]{1,20})\(([0-9]{1,20})\) ([0-9]{1,20})(?: ([^ ]{1,64}) ([^ ]{1,64})"
            r" ([^ ()]{1,255})\(([^()]{0,255})\) ([^ ]{1,64}).*)?"
        ),
        (
            "reason", *_ENDS_NAMED, *_TRANSLATED_NAMED, "packets-from-client", "bytes-from-client",
            "packets-from-server", "bytes-from-server", "elapsed-time", "application", "nested-application",
            "username", "roles", "packet-incoming-interface",
        ),
    ),
    # session denied 198.51.100.66/40111->192.0.2.8/22 0x0 junos-ssh 6(0) deny-all untrust trust UNKNOWN …
    "RT_FLOW_SESSION_DENY": (
        Pattern(
            rf"session denied {_ENDS} {_WORD} ([0-9]{{1,3}})\(([0-9]{{1,3}})\) {_WORD} {_WORD} {_WORD}"
            rf"(?: {_WORD} {_WORD} ([^ ()]{{1,255}})\(([^()]{{0,255}})\) {_WORD}(?: [^ ]{{1,16}})?"
            r"(?: (.{1,128}))?)?"
        ),
        (
            *_ENDS_NAMED, "service-name", "protocol-id", "icmp-type", "policy-name", "source-zone-name",
            "destination-zone-name", "application", "nested-application", "username", "roles",
            "packet-incoming-interface", "reason",
        ),
    ),
    # application:none, ae0.51 192.0.2.20:51544 [203.0.113.1:2268] -> 198.51.100.7:443 (TCP)
    "JSERVICES_SESSION_": (
        Pattern(
            rf"application:([^,]{{1,64}}), {_WORD} {_SERVED}(?: \[{_SERVED}\])? -> {_SERVED}(?: \[{_SERVED}\])?"
            r" \(([A-Za-z0-9-]{1,16})\).*"
        ),
        (
            "application", "packet-incoming-interface", *_ENDS_NAMED[:2], *_TRANSLATED_NAMED[1:3], *_ENDS_NAMED[2:],
            *_TRANSLATED_NAMED[3:5], "protocol-name",
        ),
    ),
    # proto 6 (TCP) application: any, ge-1/3/5.0:192.0.2.20:8856 -> 198.51.100.7:80, creating forward or watch flow …
    "ASP_SFW_": (
        Pattern(
            r"proto ([0-9]{1,3}) \([A-Za-z0-9-]{1,16}\) application: ([^,]{1,64}),"
            rf" (?:\(null\)\(null\)|([a-z]{{2,8}}[0-9./-]{{1,16}}):){_SERVED} -> {_SERVED}, [a-z ]{{1,64}}"
            rf"(?:; source address and port translate to {_SERVED})?.*"
        ),
        ("protocol-id", "application", "packet-incoming-interface", *_ENDS_NAMED, *_TRANSLATED_NAMED[1:3]),
    ),
    # AppTrack session closed TCP FIN: 192.0.2.20/51544->198.51.100.7/443 junos-https HTTPS UNKNOWN 203.0.113.1/…
    "APPTRACK_SESSION_": (
        Pattern(
            rf"AppTrack (?:session created|session closed ([^:]{{1,64}}):|[a-z]{{1,32}} update:) {_ENDS} {_WORD}"
            rf" {_WORD} {_WORD} {_ENDS} {_WORD} {_WORD} ([0-9]{{1,3}}) {_WORD} {_WORD} {_WORD} ([0-9]{{1,20}})"
            r"(?: ([0-9]{1,20})\(([0-9]{1,20})\) ([0-9]{1,20})\(([0-9]{1,20})\) ([0-9]{1,20}))?"
            rf"(?: {_WORD} {_WORD} {_WORD}.*)?"
        ),
        (
            "reason", *_ENDS_NAMED, "service-name", "application", "nested-application", *_TRANSLATED_NAMED[1:5],
            "src-nat-rule-name", "dst-nat-rule-name", *_TRANSLATED_NAMED[6:], "packets-from-client",
            "bytes-from-client", "packets-from-server", "bytes-from-server", "elapsed-time", "username", "roles",
            "encrypted",
        ),
    ),
    # lsys:root 23 < 192.0.2.20/51544->198.51.100.7/443> NAT:< 203.0.113.1/51544->… > ssl-1 <trust:ge-0/0/1.0->…
    "SSL_PROXY_": (
        Pattern(
            rf"lsys:([^ ]{{1,64}}) ([0-9]{{1,20}}) < ?{_END}->{_END}> NAT:< ?{_END}->{_END}> {_WORD}"
            r" <([^ :>]{1,64}):([^ :>]{1,64}?)->([^ :>]{1,64}):([^ :>]{1,64})> message:(.{1,1024})"
        ),
        (
            "logical-system-name", "session-id", *_ENDS_NAMED, *_TRANSLATED_NAMED[1:5], "profile-name",
            "source-zone-name", "source-interface-name", "destination-zone-name", "destination-interface-name",
            "message",
        ),
    ),
    # TCP port scan! source: 198.51.100.66:40111, destination: 192.0.2.8:22, zone name: untrust, …
    "RT_SCREEN_TCP": (_SCREEN_OF_PORTS, (*_SCREENED, *_ENDS_NAMED, *_OF_SCREEN)),
    "RT_SCREEN_UDP": (_SCREEN_OF_PORTS, (*_SCREENED, *_ENDS_NAMED, *_OF_SCREEN)),
    # IP spoofing! source: 198.51.100.66, destination: 192.0.2.8, protocol-id: 17, zone name: untrust, …
    "RT_SCREEN": (
        Pattern(
            r"([^:]{1,64}?) (?:source: ([0-9A-Fa-f.:]{2,45}))?(?:(?:, )?destination: ([0-9A-Fa-f.:]{2,45}))?"
            r"(?:, protocol-id: ([0-9]{1,3}))?" + _SCREEN_END
        ),
        (*_SCREENED, "source-address", "destination-address", "protocol-id", *_OF_SCREEN),
    ),
    # IDP: At 1698764995, SIG Attack log <198.51.100.66/40111->192.0.2.8/80> for TCP protocol and …
    "RT_IDP_ATTACK_LOG_EVENT": (
        Pattern(
            rf"IDP: [Aa]t [0-9]{{1,20}}, [A-Z]{{1,16}} Attack log <{_END}->{_END}> for ([A-Za-z0-9]{{1,16}})"
            rf" protocol and service {_WORD} application {_WORD} by rule {_WORD} of rulebase {_WORD}"
            r" in policy ([^ ]{1,128}?)\. attack: (?:id=[0-9]{1,10}, )?repeat=([0-9]{1,10}),"
            r" action=([A-Za-z_-]{1,32}),"
            r" threat-severity=([A-Z]{1,16}), name=([^ ,]{1,255}).*"
        ),
        (
            *_ENDS_NAMED, "protocol-name", "service-name", "application-name", "rule-name", "rulebase-name",
            "idp-policy-name", "repeat-count", "action", "threat-severity", "attack-name",
        ),
    ),
    # WebFilter: ACTION="URL Blocked" 192.0.2.20(51544)->198.51.100.80(80) CATEGORY="Games" …
    "WEBFILTER_URL": (
        Pattern(
            r'WebFilter: ACTION="[^"]{1,64}" (?:[^ >]{1,64}->[^ ]{1,64} )?([0-9A-Fa-f.:]{2,45})\(([0-9]{1,5})\)->'
            r'([0-9A-Fa-f.:]{2,45})\(([0-9]{1,5})\)[, ]{1,2}CATEGORY="([^"]{0,128})" REASON="([^"]{0,128})"'
            r' PROFILE="([^"]{0,128})" URL=([^ ]{1,255}) OBJ=([^ ]{1,2048})'
            r'(?: USERNAME=([^ ]{1,255}) ROLES=([^ ]{1,255}))?.*'
        ),
        (*_ENDS_NAMED, "category", "reason", "profile", "url", "obj", "username", "roles"),
    ),
}  # fmt: skip
