"""What Stormshield's firewalls log: the actions of their logs, and the fields of their values."""

from __future__ import annotations

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, decimal, host_name, lower, one, port_number
from ecsparse.ecs.url import of_path
from ecsparse.ecs.web import status_code
from ecsparse.messages import actions
from ecsparse.messages.captures import REST, Capture, account, ecs, own, tls
from ecsparse.messages.values import location
from ecsparse.patterns import Pattern
from ecsparse.record import Document

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")


ACTIONS = actions("""
administration-command         configuration: access, success | an administrator gives the firewall a command
administration-command/failed  configuration: access, failure
alarm                          intrusion_detection network: info, alert | an analysis of traffic, or the firewall
  itself, raises an alarm
alarm/allowed                  intrusion_detection network: allowed, alert
alarm/blocked                  intrusion_detection network: denied, alert
authentication                 authentication: info | a user logs in or out, or registers a second factor
authentication/failed          authentication: start, failure
authentication/succeeded       authentication: start, success
connection                     network: connection | a packet meets a rule, or a connection ends
connection/allowed             network: allowed connection
connection/blocked             network: connection denied
mail-transfer                  email: info | a mail passes a proxy
malware-analysis               malware: info | a file is analysed in a sandbox
route-change                   network: info | a route is learned or lost, or a neighbour of the routing
statistics                     host: info, metric | counters of the firewall
system-event                   host: info | an event of the firewall itself, or of a log that is not known
tls-inspection                 network: connection protocol | a TLS connection passes a proxy
tls-inspection/allowed         network: allowed connection protocol
tls-inspection/blocked         network: connection denied protocol
tunnel                         network: connection info | a VPN tunnel is negotiated, opened or closed
tunnel/closed                  network: connection end
tunnel/failed                  network: connection info, failure
tunnel/opened                  network: connection start
vulnerability-detection        vulnerability: info | a vulnerability of a host is detected
web-request                    web: access | a web request passes a proxy
web-request/allowed            web: access, success
web-request/blocked            web: access, failure
""")

# Plug-ins and services whose names say the transport too.
_PLUGINS = {"dns_tcp": "dns", "dns_udp": "dns"}
# 64 digits of base 16
_SHA256 = Pattern(r"[0-9A-Fa-f]{64}")


def _level(text: str) -> int | None:
    return int(text) if text in "01234567" and len(text) == 1 else None


def _mails(text: str) -> list[str] | None:
    return [part for each in text.split(",") if "@" in (part := each.strip(" <>"))] or None


def _path(text: str) -> Document:
    return of_path(text) if text[:1] == "/" else {}


def _no_path(text: str) -> str | None:
    return None if text[:1] == "/" else text


def _sha256(text: str) -> str | None:
    return text.lower() if _SHA256.fullmatch(text) is not None else None


def _other_hash(text: str) -> str | None:
    return text if _sha256(text) is None else None


def _continent(text: str) -> str | None:
    return text.upper() if len(text) == 2 and text.isalpha() else None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "action": own("keyword", "what the filter did", name="action"),
    "address": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "ads": own("keyword", "whether a mail is an advertisement", name="advertisement"),
    "agentid": own("keyword", "agent that authenticates users", name="agent_id"),
    "alarmid": ecs("rule.id"),
    "arg": (
        Capture("url", REST, _path, parts=("original", "path", "extension", "query")),
        own("keyword", "argument of a command, such as FTP's", read=_no_path, name="argument"),
    ),
    "argument": own(
        "keyword", "product that has a vulnerability, as it says itself", name="vulnerability.product_banner"
    ),
    "mail_from": ecs("email.from.address", read=_mails),
    "rcpt": ecs("email.to.address", read=_mails),
    "callee": own("keyword", "who is called (SIP)", name="callee"),
    "caller": own("keyword", "who calls (SIP)", name="caller"),
    "cat_site": own("keyword", "category of a site", name="site_category"),
    "cipclassid": own("keyword", "class of a message of CIP", name="cip.class"),
    "cipservicecode": own("keyword", "service of a message of CIP", name="cip.service"),
    "class": own("keyword", "class of an alarm", name="class"),
    "classification": own("keyword", "family of an alarm, as a number", name="classification"),
    "clientappid": ecs("network.application", read=lower),
    "cnruleid": own("keyword", "rule for the names of certificates", name="certificate_rule_id"),
    "confid": own("keyword", "inspection profile", name="profile"),
    "contentpolicy": own("keyword", "policy of the TLS filter", name="content_policy"),
    "cookie_i": own("keyword", "cookie of the initiator of a tunnel", name="cookie.initiator"),
    "cookie_r": own("keyword", "cookie of its responder", name="cookie.responder"),
    "detail": own("keyword", "what a vulnerability was noticed by", name="vulnerability.detail"),
    "domain": ecs("user.domain"),
    "dst": ecs("destination.ip", read=ip, related="ip"),
    "dstcontinent": ecs("destination.geo.continent_code", read=_continent),
    "dstcountry": ecs("destination.geo.country_iso_code", read=_continent),
    "dsthostrep": own("long", "reputation of the destination", read=count, name="destination.reputation"),
    "dstif": own("keyword", "interface that traffic leaves by, as the system names it", name="destination.interface"),
    "dstifname": ecs("observer.egress.interface.name"),
    "dstiprep": own("keyword", "what is known of the destination's address", name="destination.address_reputation"),
    "dstmac": ecs("destination.mac", read=mac),
    "dstname": own("keyword", "object of the destination's address", name="destination.object"),
    "dstport": ecs("destination.port", read=port_number),
    "dstportname": own("keyword", "service of the destination's port", name="destination.service"),
    "duration": ecs("event.duration", read=nanoseconds),
    "error": ecs("error.code"),
    "error_class": own("keyword", "class of an error (S7)", name="protocol_error.class"),
    "error_code": own("keyword", "code of an error in its class (S7)", name="protocol_error.code"),
    "family": ecs("vulnerability.category", read=one),
    "filename": ecs("file.name"),
    "filter_rule": own("keyword", "rule of the filter that the traffic of an alarm met", name="filter_rule"),
    "format": own("keyword", "type of a message (IEC 104)", name="message_type"),
    "fw": ecs("observer.name"),
    "group": own("keyword", "group of user data (S7)", name="data_group"),
    "groupid": own("keyword", "group of rules of a proxy", name="group_id"),
    "hash": (
        ecs("file.hash.sha256", read=_sha256, related="hash"),
        own("keyword", "hash of a file in a sandbox", read=_other_hash, name="file_hash"),
    ),
    "icmpcode": own("long", "code of an ICMP packet", read=count, name="icmp.code"),
    "icmptype": own("long", "type of an ICMP packet", read=count, name="icmp.type"),
    "ike": own("keyword", "version of IKE", name="ike_version"),
    "ikev": own("keyword", "version of IKE", name="ike_version"),
    "ipproto": ecs("network.transport", read=lambda text: TRANSPORTS.get(text, text.lower())),
    "localid": own("keyword", "identity of this end of a tunnel", name="local.id"),
    "localnet": own("keyword", "network at this end of a tunnel", name="local.network"),
    "logtype": own("keyword", "log that the line is of", name="log"),
    "mailruleid": own("keyword", "rule of the mail filter", name="mail_rule_id"),
    "media": own("keyword", "what a call transfers (SIP)", name="media"),
    "method_of_request": ecs("http.request.method"),
    "method": own("keyword", "method of authentication", name="method"),
    "moddst": ecs("destination.nat.ip", read=ip, related="ip"),
    "moddstport": ecs("destination.nat.port", read=port_number),
    "modsrc": ecs("source.nat.ip", read=ip, related="ip"),
    "modsrcport": ecs("source.nat.port", read=port_number),
    "msg": own("keyword", "what the firewall says in words", name="text"),
    "op": own("keyword", "operation of a protocol other than HTTP", name="operation"),
    "peername": own("keyword", "peer of a tunnel", name="peer"),
    "phase": own("long", "phase of a negotiation", read=count, name="phase"),
    "pktdump": own("keyword", "packet that raised an alarm, in hexadecimal", name="packet.bytes"),
    "pktdumplen": own("long", "how much of the packet was captured, in bytes", read=count, name="packet.captured"),
    "pktlen": ecs("network.bytes", read=count),
    "port": own("long", "port of a tunnel's client", read=port_number, name="client_port"),
    "port_of_product": own("long", "port of what is vulnerable", read=port_number, name="vulnerability.port"),
    "portname": own("keyword", "service of the port of what is vulnerable", name="vulnerability.service"),
    "ppkid": own("keyword", "post-quantum key of a tunnel (RFC 8784)", name="ppk_id"),
    "pri": (
        ecs("event.severity", read=_level),
        ecs("log.level", read=lambda text: None if (level := _level(text)) is None else _LEVELS[level]),
    ),
    "product": own("keyword", "software that is vulnerable", name="vulnerability.product"),
    "proto": ecs("network.protocol", read=lambda text: _PLUGINS.get(text, text.lower())),
    "rcvd": ecs("destination.bytes", read=count),
    "reason": ecs("event.reason"),
    "remote": own("keyword", "1 if it can be exploited from afar", name="vulnerability.remote"),
    "remote_address": ecs("client.ip", read=ip, related="ip"),
    "remoteid": own("keyword", "identity of the other end of a tunnel", name="remote.id"),
    "remotenet": own("keyword", "network at the other end of a tunnel", name="remote.network"),
    "repeat": own("long", "how often it happened", read=count, name="repeat"),
    "requestmode": own("keyword", "mode of a request (NTP)", name="mode.request"),
    "responsemode": own("keyword", "mode of an answer (NTP)", name="mode.response"),
    "result": own("keyword", "result of an operation", name="result"),
    "risk": ecs("event.risk_score", read=decimal),
    "rt": own("keyword", "gateway that was taken", name="gateway"),
    "rtname": own("keyword", "router object that was taken", name="router"),
    "ruleid": ecs("rule.id"),
    "rulename": ecs("rule.name"),
    "ruletype": own("keyword", "kind of a tunnel", name="tunnel_type"),
    "sandboxinglevel": own("keyword", "what a sandbox found", name="sandboxing_level"),
    "sent": ecs("source.bytes", read=count),
    "serverappid": own("keyword", "application of the server", name="server_application"),
    "service": own("keyword", "service of the firewall that logs", name="service"),
    "sessionid": own("keyword", "session of an administrator", name="session_id"),
    "side": own("keyword", "side of a negotiation", name="side"),
    "server_name": (
        ecs("tls.client.server_name", read=host_name, related="hosts"),
        ecs("destination.domain", read=host_name),
    ),
    "site": ecs("url.domain", read=host_name, related="hosts"),
    "slotlevel": ecs("rule.category"),
    "solution": own("keyword", "1 if there is a remedy", name="vulnerability.solution"),
    "spamlevel": own("keyword", "level of spam of a mail", name="spam_level"),
    "spi_in": own("keyword", "index of the incoming association", name="spi.in"),
    "spi_out": own("keyword", "index of the outgoing association", name="spi.out"),
    "src": ecs("source.ip", read=ip, related="ip"),
    "srccontinent": ecs("source.geo.continent_code", read=_continent),
    "srccountry": ecs("source.geo.country_iso_code", read=_continent),
    "srchostrep": own("long", "reputation of the source", read=count, name="source.reputation"),
    "srcif": own("keyword", "interface that traffic comes by, as the system names it", name="source.interface"),
    "srcifname": ecs("observer.ingress.interface.name"),
    "srciprep": own("keyword", "what is known of the source's address", name="source.address_reputation"),
    "srcmac": ecs("source.mac", read=mac),
    "srcname": own("keyword", "object of the source's address", name="source.object"),
    "srcport": ecs("source.port", read=port_number),
    "srcportname": own("keyword", "service of the source's port", name="source.service"),
    "status": ecs("http.response.status_code", read=status_code),
    "target": own("keyword", "whether the destination is the target of an alarm", name="target"),
    "targetclassification": own("keyword", "kind of target of an alarm", name="target_classification"),
    "targetclient": own("keyword", "1 if clients are vulnerable", name="vulnerability.of_clients"),
    "targetserver": own("keyword", "1 if servers are vulnerable", name="vulnerability.of_servers"),
    "totp": own("keyword", "whether a one-time password was used", name="totp"),
    "sandboxing": own("keyword", "verdict of a sandbox", name="sandboxing"),
    "severity": own("long", "severity of a vulnerability", read=count, name="vulnerability.severity"),
    "tsagentname": own("keyword", "agent on a terminal server", name="terminal_server_agent"),
    "unit_id": own("keyword", "unit of a message (Modbus)", name="unit"),
    "urlruleid": own("keyword", "rule of the URL filter", name="url_rule_id"),
    "url": location(),
    "user": account(),
    "usergroup": ecs("user.group.name"),
    "version": own("keyword", "version of the protocol", name="version"),
    "version_of_tls": tls(),
    "virus": own("keyword", "what the anti-virus found", name="virus"),
    "vulnid": ecs("vulnerability.id"),
}
