"""The named values of Fireware's messages, and the sentences of its events.

Source: WatchGuard, Fireware Log Message Catalog, 12.3 to 12.11: traffic, proxies, events, alarms.
"""

from __future__ import annotations

from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.events import transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, lower, one, port_number, translated, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ADDRESS, MAC, PORT, REST, WORD, Capture, ecs, file, own
from ecsparse.messages.values import location
from ecsparse.patterns import Pattern
from ecsparse.record import Document

ACTIONS = actions(
    """
address-block                network: denied | a host is blocked for a while
configuration-change         configuration: change | an administrator changes the configuration
connection                   network: connection | a packet or a connection meets a policy
connection/allowed           network: allowed connection
connection/blocked           network: connection denied
connection/ended             network: allowed connection end
dhcp                         network: protocol | a DHCP message is sent or received
dns-query                    network: protocol + dns | a DNS query passes a proxy
dns-query/allowed            network: allowed protocol + dns
dns-query/blocked            network: denied protocol + dns
interface-change             network: info | a link goes up or down
intrusion-detection          intrusion_detection network: info, alert | an attack, a flood or a scan is noticed
intrusion-detection/allowed  intrusion_detection network: allowed info, alert
intrusion-detection/blocked  intrusion_detection network: denied info, alert
log-archive                  file: change | a log file is put away
login/failed                 authentication: start, failure | a user or an administrator logs in
login/succeeded              authentication: start, success
logout                       authentication: end | a user or an administrator logs out
mail                         email: info | a mail passes a proxy
login/locked                 authentication: start, failure | a user or an administrator logs in
malware-detection            malware: info, alert | a file or a mail holds malware
negotiation/failed           network: connection info, failure | two gateways cannot agree on a tunnel
signature-update             package: change | signatures of a service are updated
signature-update/failed      package: change, failure
system-event                 host: info | any other message of the firewall
tunnel                       network: connection info | a VPN tunnel is negotiated
tunnel/closed                network: connection end
tunnel/opened                network: connection start
web-request                  web: access | a web request passes a proxy
web-request/allowed          web: access, success
web-request/blocked          web: access, failure
""",
    dns={"network": {"protocol": "dns"}},
)

_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")

# TLS_V13 | SSL_V3
_TLS = Pattern(r"(TLS|SSL)_V([0-9])([0-9])?")
# 0.001407 sec(s)
_SECONDS = Pattern(r"([0-9.]{1,20})(?: sec\(s\))?")


def _login(text: str) -> Document:
    """`user` of `jdoe@Firebox-DB`: what follows the last `@` is a server, or else the domain that it serves."""
    name, _, server = text.rpartition("@")
    return user_of(text if "." in server or not name else name)


def _server(text: str) -> str | None:
    return text.rpartition("@")[2] if "@" in text else None


def _user(field: str = "user") -> tuple[Capture, Capture]:
    return (
        Capture(field, REST, _login, parts=("name", "domain"), related=("user", "name")),
        own("keyword", "server that knows the user", read=_server, name="authentication.server"),
    )


def _duration(text: str) -> int | None:
    match = _SECONDS.fullmatch(text)
    return None if match is None else nanoseconds(match[1])


def _md5(text: str) -> str | None:
    return text if len(text) == 32 and _HEXADECIMAL.issuperset(text) else None


def _mails(text: str) -> list[str] | None:
    found = [part.strip(" <>") for part in text.replace(";", ",").split(",")]
    return [address for address in found if "@" in address] or None


def _tls(text: str) -> tuple[str | None, str | None]:
    """The protocol and the version of `TLS_V13`."""
    match = _TLS.fullmatch(text)
    return (None, None) if match is None else (match[1].lower(), f"{match[2]}.{match[3] or '0'}")


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


# What values are called here, where the syslog form calls them otherwise.
CALLED = {
    "app": "app_name", "app_beh_name": "app_behavior", "app_cat": "app_cat_name", "cat_name": "app_cat_name",
    "content_type": "mime_type", "dstPort": "dst_port", "dst_ip_nat": "dstPostNAT", "dst_port_nat": "dstPortPostNAT",
    "elapsed_time": "duration", "file_name": "filename", "from": "sender", "host_name": "member", "id": "msg_id",
    "ip_TTL": "ttl", "ip_len": "length", "log_msg": "msg", "recipient": "recipients", "response": "status",
    "sn": "serial", "srcPort": "src_port", "src_ip_nat": "srcPostNAT", "src_port_nat": "srcPortPostNAT",
    "user": "src_user", "virus_name": "virus",
}  # fmt: skip

# The same where the words of a proxy hold a text: whose address, and callers that are not mail addresses.
CALLED_BY = {
    "SMTP To address": {"address": "recipients", "response": "answer"},
    "SMTP From address": {"address": "sender", "response": "answer"},
    "SMTP ": {"response": "answer"},
    "SIP ": {"from": "caller", "to": "callee"},
    "H323 ": {"from": "caller", "to": "callee"},
}

SINGLE: dict[str, Capture] = {
    "address": ecs("source.ip", ADDRESS, ip, related="ip"),
    "archive": file(pattern=r"/[^ ]{1,1024}"),
    "assigned": own("ip", "address that a user's machine gets inside", ADDRESS, name="assigned_ip", related="ip"),
    "hardware": ecs("source.mac", MAC, mac),
    "interface": ecs("observer.ingress.interface.name", WORD),
    "link": own("keyword", "state of a link", WORD, name="link"),
    "machine": ecs("source.domain", r"[^ ()]+", host_name, related="hosts"),
    "reason": ecs("event.reason"),
    "target": ecs("destination.ip", ADDRESS, ip, related="ip"),
    "local": ecs("source.ip", ADDRESS, ip, related="ip"),
    "local_port": ecs("source.port", PORT, port_number),
    "remote": ecs("destination.ip", ADDRESS, ip, related="ip"),
    "remote_port": ecs("destination.port", PORT, port_number),
    "service_name": ecs("package.name", r"[A-Za-z][A-Za-z0-9 /-]{0,40}"),
    "tunnel": own("keyword", "gateway or tunnel of a VPN", r"[^']+", name="vpn.name"),
    "analysis": own("keyword", "analysis of a file", r"[0-9a-f-]{1,64}", name="task"),
    "path": ecs("url.path", r"/[^']{0,2048}"),
    "rule": ecs("rule.ruleset", r"[^ ]{1,128}"),
    "site": ecs("url.domain", r"[^ ]{1,255}", host_name, related="hosts"),
    "target_port": ecs("destination.port", PORT, port_number),
    "address_port": ecs("source.port", PORT, port_number),
    "type": own("keyword", "kind of a user: SSL VPN, Firewall, Management", r"[A-Za-z0-9 -]{2,32}?", name="user_type"),
}

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **SINGLE,
    "app_behavior": _own("application.behavior", "what an application did"),
    "app_cat_id": _own("application.category_id", "number of the category of an application"),
    "app_cat_name": _own("application.category", "category of an application"),
    "app_ctl_disp": _own("application.disposition", "what application control did, as a number"),
    "app_id": _own("application.id", "number of an application"),
    "app_name": ecs("network.application", read=lower),
    "arg": location(),
    "callee": _own("voice.to", "who is called"),
    "caller": _own("voice.from", "who calls"),
    "cats": _own("web.category", "category of a site"),
    "cert_issuer": ecs("tls.server.issuer"),
    "cert_subject": ecs("tls.server.subject"),
    "cipher": ecs("tls.cipher"),
    "cn": ecs("tls.server.x509.subject.common_name", read=one),
    "flags": _own("tcp_flags", "flags of a TCP packet"),
    "host": (ecs("destination.domain", read=host_name, related="hosts"), ecs("url.domain", read=host_name)),
    "disp": _own("disposition", "what the firewall did"),
    "dst": ecs("destination.ip", read=ip, related="ip"),
    "dstPortPostNAT": ecs("destination.nat.port", read=translated_port),
    "dstPostNAT": ecs("destination.nat.ip", read=translated, related="ip"),
    "dst_port": ecs("destination.port", read=port_number),
    "dstname": (
        ecs("destination.domain", read=host_name, related="hosts"),
        ecs("url.domain", read=host_name),
    ),
    "duration": ecs("event.duration", read=_duration),
    "filename": ecs("file.name"),
    "geo_dst": _own("destination.country", "country of the destination, as a code"),
    "geo_src": _own("source.country", "country of the source, as a code"),
    "answer": own("long", "answer to a command of SMTP", read=count, name="answer"),
    "icmp_code": own("long", "code of an ICMP packet", read=count, name="icmp.code"),
    "icmp_id": own("long", "number of an ICMP echo", read=count, name="icmp.id"),
    "icmp_sequence": own("long", "place of an ICMP echo in its sequence", read=count, name="icmp.sequence"),
    "icmp_type": own("long", "type of an ICMP packet", read=count, name="icmp.type"),
    "in_if": ecs("observer.ingress.interface.name"),
    "interfaces": _own("interfaces", "interfaces of which it is not certain where the first one ends"),
    "length": ecs("network.bytes", read=count),
    "md5": ecs("file.hash.md5", read=_md5, related="hash"),
    "member": ecs("observer.name"),
    "mime_type": ecs("http.response.mime_type"),
    "msg": _own("text", "what the firewall says in words"),
    "msg_id": ecs("event.code"),
    "op": ecs("http.request.method"),
    "out_if": ecs("observer.egress.interface.name"),
    "policy": ecs("rule.ruleset"),
    "proto": ecs("network.transport", read=transport),
    "proxy_act": _own("proxy_action", "set of a proxy's rules"),
    "query_type": ecs("dns.question.type"),
    "question": ecs("dns.question.name", related="hosts"),
    "rc": _own("return_code", "number of what the firewall did"),
    "rcvd_bytes": ecs("destination.bytes", read=count),
    "rcvd_pkts": ecs("destination.packets", read=count),
    "recipients": ecs("email.to.address", read=_mails),
    "reputation": _own("web.reputation", "reputation of a site"),
    "rule_name": ecs("rule.name"),
    "sender": ecs("email.from.address", read=_mails),
    "sent_bytes": ecs("source.bytes", read=count),
    "sent_pkts": ecs("source.packets", read=count),
    "service": ecs("network.protocol", read=lower),
    "sni": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "task_uuid": _own("task", "analysis of a file"),
    "tls_profile": _own("tls_profile", "what a proxy does with TLS"),
    "serial": ecs("observer.serial_number"),
    "severity": ecs("event.severity", read=count),
    "signature_cat": ecs("rule.category"),
    "signature_id": ecs("rule.id"),
    "signature_name": ecs("rule.name"),
    "src": ecs("source.ip", read=ip, related="ip"),
    "srcPortPostNAT": ecs("source.nat.port", read=translated_port),
    "srcPostNAT": ecs("source.nat.ip", read=translated, related="ip"),
    "src_port": ecs("source.port", read=port_number),
    "src_user": _user(),
    "status": ecs("http.response.status_code", read=status_code),
    "subject": ecs("email.subject"),
    "tcp_info": _own("tcp_info", "offset, flags, sequence number and window of a TCP packet"),
    "threat_level": _own("threat_level", "how dangerous a file is"),
    "tls_version": (
        ecs("tls.version", read=lambda text: _tls(text)[1]),
        ecs("tls.version_protocol", read=lambda text: _tls(text)[0]),
    ),
    "ttl": own("long", "time to live of a packet", read=count, name="ttl"),
    "user": _user(),
    "virus": _own("malware.name", "malware that was found"),
}

# Sentences of events; a user's name may be an address of its own, in front of the server that knows it.
SENTENCES = Messages("watchguard_firebox", ACTIONS, {**SINGLE, "user": _user()[0]}, r"""
login/succeeded       {type} user {user} from {address} logged in{? assigned virtual IP is {assigned}}
login/succeeded       Mobile VPN with {type} user {user} logged in.{? Virtual IP address is {assigned}.}
 {? Real IP address is {address}.}
logout                Mobile VPN with {type} user {user} logged out.{? Virtual IP address is {assigned}.}
 {? Real IP address is {address}.}
logout                {type} user {user} from {address} logged out{? assigned virtual IP is {assigned}}
logout                {type} user {user} from {address} logged out{? {reason}}
login/failed          {type} {|User|user} {user} from {address} log in attempt was rejected{? - {reason}}
login/failed          {type} {|User|user} {user} log in attempt was rejected{? - {reason}}
login/failed          Authentication of {type} user [{user}] from {address} was rejected{?, {reason}}
login/succeeded       Authentication of {type} user [{user}] from {address} {|accepted|was accepted}{*}
login/locked          {|User|Account} {user} from {address} {|was|is} locked out{? {reason}}
login/locked          {|User|Account} {user} {|was|is|has been} locked out{? {reason}}
configuration-change  Management user {user} from {address} {|added|changed|deleted|modified|updated} {*}
configuration-change  Device configuration was updated by {user}
dhcp                  DHCP{|DISCOVER|INFORM} from {hardware}{? ({machine})} via {interface}{*}
dhcp                  DHCP{|REQUEST|DECLINE} for {address}{? ({~[^()]{1,45}})} from {hardware}{? ({machine})}
 via {interface}{*}
dhcp                  DHCP{|ACK|OFFER} on {address} to {hardware}{? ({machine})} via {interface}{*}
dhcp                  DHCP{|ACK|NAK} {|to|on} {address}{? ({~[^()]{1,45}})} {|to|via} {*}
dhcp                  DHCPRELEASE of {address} from {hardware}{? ({machine})} via {interface}{*}
negotiation/failed    {?({~[^()]{1,91}})}IKE phase-{~[12]} negotiation from {local}:{local_port} to
 {remote}:{remote_port} failed. {|Gateway-Endpoint|Gateway|Tunnel}='{tunnel}'{?,} Reason={reason}
tunnel/opened         '{tunnel}' {|BOVPN|MUVPN} IPSec tunnel is established.{*}
tunnel/closed         '{tunnel}' {|BOVPN|MUVPN} IPSec tunnel is {|down|terminated}{*}
tunnel/opened         ({local}<->{remote})'{tunnel}' {|BOVPN|MUVPN} IPSec tunnel is established.{*}
tunnel/closed         ({local}<->{remote})'{tunnel}' {|BOVPN|MUVPN} IPSec tunnel is {|down|terminated}{*}
negotiation/failed    ({local}<->{remote})'{tunnel}' {~[^:]{0,64}}failed{?: {reason}}
tunnel                ({local}<->{remote})'{tunnel}' {*}
interface-change      [{interface}{~[^\]]{0,64}}] Interface link status changed to {link}
intrusion-detection   {~[A-Za-z]{2,16}} {|flooding|flood} attack against {target} from {address} detected.{*}
intrusion-detection   {|IP scan|Port scan|DDOS} attack{?{~ies}} from {address} detected.{*}
malware-detection     APT threat {|notified|blocked|dropped}. Details='Policy Name: {rule} Reason: {reason:[^:]{1,128}?}
 Task_UUID: {analysis} Source IP: {address} Source Port: {address_port} Destination IP: {target} Destination Port:
 {target_port} Proxy Type: {~[^:]{1,32}?} Host: {site} Path: {path}'
address-block         Temporarily blocking host {address}{*}
signature-update/failed {service_name} signature update process failed{*}
signature-update      {service_name} signature update process {|started|completed|succeeded}{*}
log-archive           Archived log file {archive} which reached max size
""")  # fmt: skip
