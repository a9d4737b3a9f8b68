"""The named values of Sophos's firewalls, and their fields.

Source: Sophos Firewall, syslog guide, v17.5 to v21: the fields of all logs; UTM 9, the fields of its logs.
"""

from __future__ import annotations

from ecsparse.ecs.events import protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import bounded, nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, lower, port_number, translated, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import location
from ecsparse.patterns import Pattern

_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_SEVERITIES = {
    "emergency": 0, "emerg": 0, "alert": 1, "critical": 2, "crit": 2, "error": 3, "err": 3, "warning": 4, "warn": 4,
    "notice": 5, "information": 6, "informational": 6, "info": 6, "debug": 7,
}  # fmt: skip

# TLS1.2 | TLSv1.3
_TLS_VERSION = Pattern(r"TLSv?([0-9]\.[0-9])")


def _microseconds(text: str) -> int | None:
    number = count(text)
    return None if number is None else bounded(number * 1000)


def _sha1(text: str) -> str | None:
    return text if len(text) == 40 and _HEXADECIMAL.issuperset(text) else None


def _tls_version(text: str) -> str | None:
    match = _TLS_VERSION.fullmatch(text)
    return None if match is None else match[1]


def _rule(text: str) -> str | None:
    """The id of a rule; 0 says that no rule was met."""
    return None if text == "0" else text


def _mails(text: str) -> list[str] | None:
    found = [part.strip(" <>") for part in text.replace(";", ",").split(",")]
    return [address for address in found if "@" in address] or None


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


def _count(name: str, description: str) -> Capture:
    return own("long", description, read=count, name=name)


# What names are called here, where versions, logs or UTM call them otherwise.
CALLED = {
    "OS": "platform", "activityname": "activity", "app-id": "app_id", "app_category": "application_category",
    "app_filter_policy_id": "appfilter_policy_id", "app_name": "application", "app_risk": "application_risk",
    "app_technology": "application_technology", "application_filter_policy": "appfilter_policy_id",
    "application_name": "application", "appresolvedby": "app_resolved_by", "auth_mech": "auth_mechanism",
    "authmethod": "auth_mechanism", "bytes_received": "recv_bytes", "bytesrcv": "bytes_rcv",
    "bytessent": "bytes_sent", "client_physical_address": "src_mac", "client_used": "auth_client", "con_id": "connid",
    "con_name": "connectionname", "con_type": "connectiontype", "conn_id": "connid", "connevent": "con_event",
    "content-type": "content_type", "contenttype": "content_type", "destinationip": "dst_ip",
    "device_serial_id": "device_id", "domainname": "domain", "download_file_name": "file_name",
    "dst_country_code": "dst_country", "dst_domainname": "dst_domain", "dst_trans_ip": "tran_dst_ip",
    "dst_trans_port": "tran_dst_port", "dst_zone": "dstzone", "dst_zone_type": "dstzonetype", "dstip": "dst_ip",
    "dstmac": "dst_mac", "dstport": "dst_port", "email_id": "message_id", "email_size": "mailsize",
    "ep_ip": "endpoint_ip", "ep_name": "endpoint_name", "ep_uuid": "endpoint_uuid", "eventid": "event_id",
    "eventtype": "event_type", "exception": "exceptions", "filename": "file_name", "filepath": "file_path",
    "filesize": "file_size", "from": "sender", "from_email_address": "sender", "fwrule": "fw_rule_id",
    "gatewayname": "gw_name", "hb_health": "hb_status", "http_category": "category",
    "http_category_type": "category_type", "http_status": "status_code", "http_user_agent": "user_agent",
    "httpresponsecode": "status_code", "httpstatus": "status_code", "initf": "in_interface", "ip": "ipaddress",
    "local_gw": "local_gateway", "local_ip": "dst_ip", "local_net": "local_network", "localgateway": "local_gateway",
    "localinterfaceip": "dst_ip", "localip": "dst_ip", "localnetwork": "local_network", "log_id": "code",
    "login_user": "user_name", "mailid": "message_id", "malware": "threat", "messageid": "message_id",
    "outitf": "out_interface", "packets_received": "recv_pkts", "packets_sent": "sent_pkts", "priority": "severity",
    "proto": "protocol", "query_string": "query", "received_pkts": "recv_pkts", "referrer": "referer",
    "remote_ip": "src_ip", "remote_net": "remote_network", "remoteinterfaceip": "src_ip",
    "remotenetwork": "remote_network", "reported_host": "endpoint_name", "reported_ip": "endpoint_ip",
    "response_code": "status_code", "sha1sum": "sha1", "sig_id": "sid", "signature_id": "sid",
    "signature_msg": "signature", "source": "origin", "sourceip": "src_ip", "src_country_code": "src_country",
    "src_domainname": "src_domain", "src_trans_ip": "tran_src_ip", "src_trans_port": "tran_src_port",
    "src_zone": "srczone", "src_zone_type": "srczonetype", "srcip": "src_ip", "srcmac": "src_mac",
    "srcport": "src_port", "start_time": "start", "starttime": "start", "statuscode": "status_code",
    "threat_name": "threat", "threatfeed": "threat_feed", "threatname": "threat", "to": "recipient",
    "to_email_address": "recipient", "trans_dst_ip": "tran_dst_ip", "trans_dst_port": "tran_dst_port",
    "trans_src_ip": "tran_src_ip", "trans_src_port": "tran_src_port", "ua": "user_agent", "user": "user_name",
    "user_gp": "user_group", "user_group_name": "user_group", "useragent": "user_agent",
    "usergroupname": "user_group", "username": "user_name", "virtual_ip": "tunnel_ip", "virus_name": "virus",
    "webserver": "server", "ws_protocol": "http_version",
}  # fmt: skip

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "action": _own("action", "what was done"),
    "ad_domain": ecs("user.domain"),
    "appfilter_policy_id": _own("application.policy_id", "policy for applications"),
    "activity": _own("web.activity", "activity of a web policy"),
    "app_is_cloud": _own("application.is_cloud", "whether an application is in the cloud"),
    "app_resolved_by": _own("application.resolved_by", "how an application was recognised"),
    "application": ecs("network.application", read=lower),
    "application_category": _own("application.category", "category of an application"),
    "application_risk": _own("application.risk", "risk of an application"),
    "application_technology": _own("application.technology", "technology of an application"),
    "attack": _own("attack", "what UTM or a policy calls an attack"),
    "auth_client": _own("authentication.client", "client that authenticates a user"),
    "auth_mechanism": _own("authentication.mechanism", "where the user is known"),
    "av_policy_name": _own("malware.policy", "policy of scanning"),
    "bytes_rcv": ecs("destination.bytes", read=count),
    "bytes_sent": ecs("source.bytes", read=count),
    "caller": _own("authentication.caller", "service that asked for the authentication"),
    "category": _own("category", "category of a site, or of a signature"),
    "categoryname": _own("category_name", "name of the category of a site, of which UTM has the number too"),
    "category_type": _own("category_type", "kind of the category"),
    "cipher_suite": ecs("tls.cipher"),
    "class": _own("class", "class of a signature, or of an object"),
    "classification": _own("classification", "classification of a signature"),
    "code": ecs("event.code"),
    "con_event": _own("connection.event", "whether a connection starts, goes on or stops"),
    "connection": _own("vpn.connection", "VPN connection of UTM"),
    "connectionname": _own("vpn.connection", "VPN connection"),
    "connectiontype": _own("vpn.type", "kind of a VPN connection"),
    "connid": _own("connection.id", "number of a connection"),
    "content_type": ecs("http.response.mime_type"),
    "cookie": _own("web.cookie", "cookie of a request"),
    "device_id": ecs("observer.serial_number"),
    "device_model": _own("device_model", "model of the firewall"),
    "device_name": ecs("observer.name"),
    "direction": _own("direction", "direction of a transfer"),
    "domain": ecs("url.domain", read=host_name, related="hosts"),
    "dst_country": _own("destination.country", "country of the destination, as a code"),
    "dst_domain": _own("destination.mail_domain", "domain of a mail's recipient"),
    "dst_ip": ecs("destination.ip", read=ip, related="ip"),
    "dst_mac": ecs("destination.mac", read=mac),
    "dst_port": ecs("destination.port", read=port_number),
    "dstzonetype": _own("destination.zone_type", "kind of the zone of the destination"),
    "srczonetype": _own("source.zone_type", "kind of the zone of the source"),
    "filetype": ecs("file.mime_type", read=lambda text: text if "/" in text else None),
    "filteraction": ecs("rule.ruleset"),
    "fullreqtime": ecs("event.duration", read=_microseconds),
    "origin": _own("origin", "where a file that was analysed comes from"),
    "process_user": ecs("process.user.name", related="user"),
    "profile": _own("web.profile", "profile of the web filter of UTM"),
    "tunnel_ip": own("ip", "address that a user's machine gets inside", read=ip, name="vpn.ip", related="ip"),
    "variant": _own("vpn.type", "kind of a VPN of UTM"),
    "victim": _own("victim", "side of a connection that an attack is against"),
    "dstzone": ecs("observer.egress.zone"),
    "duration": ecs("event.duration", read=nanoseconds),
    "email_subject": ecs("email.subject"),
    "endpoint_ip": own("ip", "computer with an agent", read=ip, name="endpoint.ip", related="ip"),
    "endpoint_name": own("keyword", "its name", read=host_name, name="endpoint.name", related="hosts"),
    "endpoint_uuid": _own("endpoint.uuid", "its unique id"),
    "ether_type": _own("ether_type", "type of an Ethernet frame"),
    "event": _own("event", "event of a VPN of UTM"),
    "event_id": ecs("event.id"),
    "event_type": _own("event_type", "kind of a threat's event"),
    "exceptions": _own("exceptions", "checks that a policy leaves out"),
    "execution_path": ecs("process.executable"),
    "extra": _own("extra", "more on what a web server's protection found"),
    "file_name": ecs("file.name"),
    "file_path": ecs("file.path"),
    "file_size": ecs("file.size", read=count),
    "firewall_rule": own("keyword", "rule that the traffic of a signature met", read=_rule, name="rule.firewall_id"),
    "fingerprint": _own("tls.fingerprint", "fingerprint of a certificate"),
    "full_name": ecs("user.full_name"),
    "fw_rule_id": ecs("rule.id", read=_rule),
    "fw_rule_name": ecs("rule.name"),
    "fw_rule_section": _own("rule.section", "section of a rule"),
    "fw_rule_type": _own("rule.type", "kind of a rule"),
    "gw_name": _own("gateway.name", "gateway of the WAN"),
    "gw_status": _own("gateway.status", "its state"),
    "hb_status": _own("heartbeat", "state of the agent of the source"),
    "http_version": ecs("http.version", read=lambda text: text.removeprefix("HTTP/")),
    "resumed": ecs("tls.resumed", read={"0": False, "1": True}.get),
    "mode": _own("vpn.mode", "whether a VPN is of a user or of a site"),
    "host": own("keyword", "host of a login or a request", read=host_name, name="host", related="hosts"),
    "icmp_code": _count("icmp.code", "code of an ICMP packet"),
    "icmp_type": _count("icmp.type", "type of an ICMP packet"),
    "idp_policy_name": _own("ips_policy.name", "policy of IPS"),
    "in_display_interface": ecs("observer.ingress.interface.alias"),
    "in_interface": ecs("observer.ingress.interface.name"),
    "interface": _own("interface", "interface that a message is about"),
    "ipaddress": own("ip", "address that is given, or of a client", read=ip, name="ipaddress", related="ip"),
    "ips_policy_id": _own("ips_policy.id", "number of a policy of IPS"),
    "length": ecs("network.bytes", read=count),
    "local_gateway": _own("vpn.local.gateway", "this gateway of a tunnel"),
    "local_network": _own("vpn.local.network", "network at this end of a tunnel"),
    "log_component": _own("log_component", "part of the firewall that logs"),
    "log_subtype": _own("log_subtype", "subtype of the log"),
    "log_type": _own("log_type", "type of the log"),
    "message": _own("text", "what the firewall says in words"),
    "message_id": ecs("email.local_id"),
    "method": ecs("http.request.method"),
    "name": _own("text", "what UTM says in words"),
    "nat_rule_id": _own("nat.rule_id", "rule of translation"),
    "nat_rule_name": _own("nat.rule_name", "its name"),
    "objname": _own("object.name", "object that an administrator of UTM changed"),
    "out_display_interface": ecs("observer.egress.interface.alias"),
    "out_interface": ecs("observer.egress.interface.name"),
    "platform": _own("platform", "platform that a signature is about"),
    "profile_name": _own("profile", "profile of SD-WAN, or of inspection"),
    "protocol": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "quarantine_reason": _own("mail.quarantine_reason", "why a mail is in quarantine"),
    "query": ecs("url.query", read=lambda text: text.removeprefix("?")),
    "queueid": ecs("email.local_id"),
    "reason": ecs("event.reason"),
    "recipient": ecs("email.to.address", read=_mails),
    "recv_bytes": ecs("destination.bytes", read=count),
    "recv_pkts": ecs("destination.packets", read=count),
    "red_id": _own("red.id", "remote Ethernet device"),
    "referer": ecs("http.request.referrer"),
    "remote_gateway": _own("vpn.remote.gateway", "other gateway of a tunnel"),
    "remote_network": _own("vpn.remote.network", "network at the other end of a tunnel"),
    "response_time": _count("web.response_time", "microseconds that a protected web server took to answer"),
    "rule_id": ecs("rule.id"),
    "rule_name": ecs("rule.name"),
    "rule_priority": _own("rule.priority", "priority of a signature"),
    "sender": ecs("email.from.address", read=_mails),
    "sent_bytes": ecs("source.bytes", read=count),
    "sent_pkts": ecs("source.packets", read=count),
    "server": ecs("url.domain", read=host_name, related="hosts"),
    "severity": (
        ecs("event.severity", read=lambda text: _SEVERITIES.get(text.lower())),
        ecs("log.level"),
    ),
    "sha1": ecs("file.hash.sha1", read=_sha1, related="hash"),
    "sid": ecs("rule.id"),
    "signature": ecs("rule.name"),
    "mailsize": own("long", "bytes of a mail", read=count, name="mail.size"),
    "size": ecs("http.response.bytes", read=count),
    "src_host": ecs("source.domain", read=host_name, related="hosts"),
    "sla_status": _own("sla_status", "whether a gateway is as good as agreed"),
    "sni": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "spamaction": _own("mail.action", "what was done to a mail"),
    "src_country": _own("source.country", "country of the source, as a code"),
    "src_domain": _own("source.mail_domain", "domain of a mail's sender"),
    "src_ip": ecs("source.ip", read=ip, related="ip"),
    "src_mac": ecs("source.mac", read=mac),
    "src_port": ecs("source.port", read=port_number),
    "srczone": ecs("observer.ingress.zone"),
    "ssid": _own("wireless.ssid", "wireless network"),
    "status": _own("status", "what became of it"),
    "status_code": ecs("http.response.status_code", read=status_code),
    "sub": _own("log_component", "part of UTM that logs"),
    "subject": ecs("email.subject"),
    "sys": _own("log_type", "system of UTM that logs"),
    "tcpflags": _own("tcp_flags", "flags of a TCP packet"),
    "threat": _own("threat.name", "threat that was met"),
    "threat_feed": _own("threat.feed", "list of threats that knows it"),
    "tls_version": ecs("tls.version", read=_tls_version),
    "tran_dst_ip": ecs("destination.nat.ip", read=translated, related="ip"),
    "tran_dst_port": ecs("destination.nat.port", read=translated_port),
    "tran_src_ip": ecs("source.nat.ip", read=translated, related="ip"),
    "tran_src_port": ecs("source.nat.port", read=translated_port),
    "type": _own("type", "kind of an object, or of a device"),
    "url": location(),
    "used_quota": _own("web.used_quota", "share of a quota that is used"),
    "user_agent": ecs("user_agent.original"),
    "user_group": ecs("user.group.name"),
    "user_name": account(),
    "verdict": _own("verdict", "verdict of a sandbox"),
    "virus": _own("malware.name", "malware that was found"),
    "vlan_id": ecs("network.vlan.id", read=_rule),
    "web_policy_id": _own("web.policy_id", "web policy"),
    "website": ecs("url.domain", read=host_name, related="hosts"),
}
