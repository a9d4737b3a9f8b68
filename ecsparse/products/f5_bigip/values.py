"""The named values of BIG-IP's application and network firewalls: their pairs, and the keys of their CEF.

Source: F5, BIG-IP external monitoring: event messages and attack types of ASM, AFM and PSM, 11 to 17.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, first_address, host_name, lower, port_number, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import location
from ecsparse.products.f5_bigip.messages import SENTENCE, member_address

_SEVERITIES = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")


def _severity(text: str) -> int | None:
    if text.isdecimal() and text.isascii() and len(text) <= 2:
        return int(text)
    word = text.lower()
    return _SEVERITIES.index(word) if word in _SEVERITIES else None


def _country(text: str) -> str | None:
    """The code of `US`, or of a country with its region: `US/Washington`."""
    code = text.partition("/")[0]
    return code if len(code) == len("US") and code.isalpha() and code.isupper() else None


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


# What names are called here, where CEF or the network firewall call them otherwise.
CALLED = {
    "Access_Policy_Result": "result", "Access_Profile": "profile", "Partition": "partition_name",
    "Session_Id": "session", "acl_rule_name": "acl_rule", "act": "request_status", "action": "request_status",
    "anomaly_attack_type": "anomaly", "app": "protocol", "bigip_mgmt_ip": "management_ip_address",
    "c6a2": "ip_client", "c6a3": "dest_ip", "client_ip": "ip_client", "client_port": "src_port",
    "context_name": "vs_name", "destination_address": "dest_ip", "dpt": "dest_port", "drop_reason": "reason",
    "dst": "dest_ip", "dst_ip": "dest_ip", "dst_port": "dest_port", "dvc": "management_ip_address",
    "dvchost": "unit_hostname", "errdefs_msg_name": "msg", "errdefs_msgno": "code", "externalId": "support_id",
    "geo_info": "geo_location", "host": "site", "hostname": "unit_hostname", "http_class": "http_class_name",
    "http_code": "response_code", "http_host": "site", "http_method": "method", "http_statcode": "response_code",
    "http_uri": "uri", "ip_addr_intelli": "ip_address_intelligence", "ip_protocol": "transport",
    "manage_ip_addr": "management_ip_address", "mitigated_entity_name": "entity_kind",
    "mitigated_entity_value": "entity", "mitigated_ipaddr_geo": "geo_location", "proto": "transport",
    "query_str": "query_string", "req": "uri", "req_status": "request_status", "request": "uri",
    "requestClientApplication": "user_agent", "requestMethod": "method", "resp_code": "response_code",
    "server_ip": "dest_ip", "server_port": "dest_port", "software_version": "device_version",
    "source_address": "ip_client", "source_ip": "ip_client", "source_port": "src_port", "source_user": "username",
    "spt": "src_port", "src": "ip_client", "src_geo": "geo_location", "src_ip": "ip_client",
    "sub_violates": "sub_violations", "suser": "username", "unit_host": "unit_hostname",
    "violate_rate": "violation_rating", "virtual_name": "vs_name", "x_forwarded_for_header_value": "xff",
    "x_fwd_hdr_val": "xff",
}  # fmt: skip

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **SENTENCE,
    "acl_policy_name": ecs("rule.ruleset"),
    "acl_rule": ecs("rule.name"),
    "acl_policy_type": _own("policy_type", "whether a policy is enforced or staged"),
    "anomaly": _own("attack.type", "kind of an attack"),
    "attack_id": _own("attack.id", "number of an attack"),
    "attack_status": _own("attack.status", "whether an attack goes on"),
    "attack_type": _own("attack.type", "kind of an attack"),
    "blocking_exception_reason": _own("exception", "why a request was not blocked"),
    "captcha_result": _own("captcha", "how a CAPTCHA was answered"),
    "client_type": _own("client.type", "kind of a client"),
    "bot_anomalies": _own("bot.anomalies", "what is odd about a client"),
    "bot_category": _own("bot.category", "category of a robot"),
    "bot_signature": _own("bot.signature", "robot that a client is"),
    "code": ecs("event.code", read=lambda text: text.partition(":")[0]),
    "context_type": _own("context_type", "what a rule is attached to"),
    "current_mitigation": _own("attack.mitigation", "what is done about an attack"),
    "detection_mode": _own("attack.detection_mode", "what an attack was noticed by"),
    "dest_ip": ecs("destination.ip", read=ip, related="ip"),
    "dest_port": ecs("destination.port", read=port_number),
    "device_id": _own("device_id", "number of a client's device"),
    "device_version": ecs("observer.version"),
    "dos_attack_event": _own("attack.status", "whether an attack goes on"),
    "dos_attack_id": _own("attack.id", "number of an attack"),
    "dos_attack_name": _own("attack.type", "kind of an attack"),
    "dos_packets_dropped": own("long", "packets that were dropped", read=count, name="attack.packets.dropped"),
    "dos_packets_received": own("long", "packets that came", read=count, name="attack.packets.received"),
    "dst_geo": ecs("destination.geo.country_iso_code", read=_country),
    "entity": _own("attack.device", "device that an attack was noticed by"),
    "entity_kind": _own("attack.entity_kind", "whether that is an address, a user or a device"),
    "flow_id": _own("flow_id", "number of a connection"),
    "fragment": ecs("url.fragment"),
    "geo_location": ecs("source.geo.country_iso_code", read=_country),
    "http_class_name": _own("http_class", "class of HTTP, or policy, of a virtual server"),
    "http_version": ecs("http.version"),
    "ip_client": ecs("source.ip", read=ip, related="ip"),
    "ip_address_intelligence": _own("ip_reputation", "what an address is known for"),
    "log_level": ecs("log.level"),
    "login_result": _own("login_result", "how a login to a web application ended"),
    "management_ip_address": ecs("observer.ip", read=addresses, related="ip"),
    "member": (
        SENTENCE["member"],
        own("ip", "member or node that is monitored", read=member_address, name="member.ip", related="ip"),
    ),
    "method": ecs("http.request.method"),
    "msg": _own("text", "what the system says in words"),
    "operation_mode": _own("operation_mode", "whether a policy blocks, or only reports"),
    "partition_name": _own("partition", "partition of a configuration"),
    "policy_name": ecs("rule.ruleset"),
    "profile": ecs("rule.ruleset"),
    "protocol": ecs("network.protocol", read=lower),
    "query_string": ecs("url.query"),
    "referrer": ecs("http.request.referrer"),
    "request_status": _own("request_status", "what was done with a request or a connection"),
    "response_code": ecs("http.response.status_code", read=status_code),
    "route_domain": _own("route_domain", "route domain of an address"),
    "session": _own("session_id", "session of an access policy"),
    "session_id": _own("session_id", "session of a web client"),
    "severity": ecs("event.severity", read=_severity),
    "sa_translation_pool": _own("translation.pool", "pool of addresses of a translation"),
    "sa_translation_type": _own("translation.type", "kind of a translation"),
    "sig_set_names": _own("signature.sets", "sets of signatures that a request meets"),
    "staged_sig_ids": _own("signature.staged", "numbers of signatures that are staged"),
    "sig_ids": _own("signature.ids", "numbers of signatures that a request meets"),
    "sig_names": _own("signature.names", "their names"),
    "site": ecs("url.domain", read=host_name, related="hosts"),
    "sub_violations": _own("sub_violations", "parts of violations"),
    "support_id": ecs("event.id"),
    "threat_categories": _own("ip_reputation", "what an address is known for"),
    "threat_campaign_names": _own("threat_campaigns", "campaigns that a request belongs to"),
    "translated_dest_ip": ecs("destination.nat.ip", read=ip, related="ip"),
    "translated_dest_port": ecs("destination.nat.port", read=translated_port),
    "translated_source_ip": ecs("source.nat.ip", read=ip, related="ip"),
    "translated_source_port": ecs("source.nat.port", read=translated_port),
    "unit_hostname": (
        ecs("observer.hostname", read=host_name, related="hosts"),
        ecs("host.hostname", read=host_name),
    ),
    "uri": location(),
    "username": account(),
    "violation_rating": own("long", "how likely a request is an attack, 1 to 5", read=count, name="violation_rating"),
    "violations": _own("violations", "what is wrong with a request"),
    "translated_vlan": ecs("observer.egress.vlan.name"),
    "virus_name": _own("virus", "virus that a request holds"),
    "web_application_name": _own("web_application", "web application of a policy"),
    "vlan": ecs("observer.ingress.vlan.name"),
    "vs_name": _own("virtual_server", "virtual server"),
    "xff": ecs("network.forwarded_ip", read=first_address, related="ip"),
}
