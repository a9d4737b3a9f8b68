"""The named values of BIG-IP's application and network firewalls: their pairs, and the keys of their CEF.

Source: F5, BIG-IP external monitoring: event messages and attack types of ASM, AFM and PSM, 11 to 17.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, host_name, lower, port_number
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import location
from ecsparse.products.f5_bigip.messages import SENTENCE

_SEVERITIES = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")


def _severity(text: str) -> int | None:
    if text.isdecimal() and text.isascii() and len(text) <= 2:
        return int(text)
    word = text.lower()
    return _SEVERITIES.index(word) if word in _SEVERITIES else None


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


# What names are called here, where CEF or the network firewall call them otherwise.
CALLED = {
    "acl_rule_name": "acl_rule", "act": "request_status", "action": "request_status", "app": "protocol",
    "c6a2": "ip_client", "c6a3": "dest_ip", "context_name": "vs_name", "dpt": "dest_port", "drop_reason": "reason",
    "dst": "dest_ip", "dst_ip": "dest_ip", "dst_port": "dest_port", "dvc": "management_ip_address",
    "dvchost": "unit_hostname", "externalId": "support_id", "hostname": "unit_hostname", "host": "site",
    "http_code": "response_code", "ip_protocol": "transport", "proto": "transport", "request": "uri",
    "requestClientApplication": "user_agent", "requestMethod": "method", "source_ip": "ip_client",
    "source_port": "src_port", "spt": "src_port", "src": "ip_client", "src_ip": "ip_client", "suser": "username",
    "virtual_name": "vs_name", "x_forwarded_for_header_value": "xff", "destination_address": "dest_ip",
    "source_address": "ip_client",
}  # fmt: skip

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **SENTENCE,
    "acl_policy_name": ecs("rule.ruleset"),
    "acl_rule": ecs("rule.name"),
    "attack_id": _own("attack.id", "number of an attack"),
    "attack_status": _own("attack.status", "whether an attack goes on"),
    "attack_type": _own("attack.type", "kind of an attack"),
    "code": ecs("event.code"),
    "dest_ip": ecs("destination.ip", read=ip, related="ip"),
    "dest_port": ecs("destination.port", read=port_number),
    "geo_location": ecs("source.geo.country_iso_code", read=lambda text: text if len(text) == 2 else None),
    "http_class_name": _own("http_class", "class of HTTP, or policy, of a virtual server"),
    "http_version": ecs("http.version"),
    "ip_client": ecs("source.ip", read=ip, related="ip"),
    "log_level": ecs("log.level"),
    "management_ip_address": ecs("observer.ip", read=addresses, related="ip"),
    "method": ecs("http.request.method"),
    "msg": _own("text", "what the system says in words"),
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
    "sig_ids": _own("signature.ids", "numbers of signatures that a request meets"),
    "sig_names": _own("signature.names", "their names"),
    "site": ecs("url.domain", read=host_name, related="hosts"),
    "sub_violations": _own("sub_violations", "parts of violations"),
    "support_id": ecs("event.id"),
    "unit_hostname": (
        ecs("observer.hostname", read=host_name, related="hosts"),
        ecs("host.hostname", read=host_name),
    ),
    "uri": location(),
    "username": account(),
    "violation_rating": own(
        "long", "how likely a request is an attack, 1 to 5", read=count, name="violation_rating"
    ),
    "violations": _own("violations", "what is wrong with a request"),
    "vlan": _own("vlan", "VLAN that traffic comes by"),
    "vs_name": _own("virtual_server", "virtual server"),
    "xff": ecs("network.forwarded_ip", read=lambda text: ip(text.partition(",")[0]), related="ip"),
}
