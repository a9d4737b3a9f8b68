"""The named values of Check Point's logs, and their fields.

Source: Check Point, log fields of all blades (sk144192), R77 to R82.

Names that are not Check Point's (`access_rule`, `ifname_out`, `service_name`, `user_domain`) stand for values that
mean something else in some logs: `ecsparse/products/checkpoint/__init__.py` says in which.
"""

from __future__ import annotations

from ecsparse.ecs.events import protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import from_clock, nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, host_name, lower, one, port_number, translated, translated_port
from ecsparse.formats.dn import attributes
from ecsparse.messages.captures import REST, Capture, ecs, own, program
from ecsparse.messages.values import location
from ecsparse.patterns import Pattern
from ecsparse.record import Document

_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_DIRECTIONS = {
    "incoming": "inbound", "inbound": "inbound", "internal": "internal", "outbound": "outbound",
    "outgoing": "outbound",
}  # fmt: skip
_SEVERITIES = {"informational": 0, "info": 0, "low": 1, "medium": 2, "high": 3, "critical": 4}

# jdoe@example.com
_AT_DOMAIN = Pattern(r"([^@\\]{1,128})@([A-Za-z0-9.-]{1,253})")
# CVE-2021-44228
_CVE = Pattern(r"CVE-[0-9]{4}-[0-9]{4,7}")
# product=VPN-1 & FireWall-1[db_tag={...};mgmt=mgmt1;date=1617956749;policy_name=Standard]
_POLICY = Pattern(r".{0,256}?[;\[]mgmt=([^;\]]{1,255});(?:[^;\]]{1,255};)?policy_name=([^;\]\\]{1,255})\\?\]?")
# US
_COUNTRY = Pattern(r"[A-Z]{2}")
# T1059 | T1059.001
_TECHNIQUE = Pattern(r"T[0-9]{4}(?:\.[0-9]{3})?")


def _person(text: str) -> Document:
    """`user` of `Doe John (jdoe)(+)`, `jdoe@example.com` or `jdoe`; empty without a login."""
    bare = text.removesuffix("(+)").rstrip(" ")
    whole, _, login = bare[:-1].rpartition("(") if bare[-1:] == ")" else ("", "", bare)
    if not login:
        return {}
    known: Document = {"name": login}
    if (parts := _AT_DOMAIN.fullmatch(login)) is not None:
        known = {"name": parts[1], "domain": parts[2]}
    elif "\\" in login:
        domain, _, name = login.partition("\\")
        known = {"name": name.lstrip("\\"), "domain": domain} if domain and name.strip("\\") else known
    if whole.strip(" "):
        known["full_name"] = whole.strip(" ")
    return known


def _account(field: str) -> Capture:
    return Capture(field, REST, _person, parts=("name", "domain", "full_name"), related=("user", "name"))


def _severity(text: str) -> int | None:
    return int(text) if text in ("0", "1", "2", "3", "4") else _SEVERITIES.get(text.lower())


def _digest(digits: int, kind: str) -> Capture:
    def read(text: str) -> str | None:
        return text if len(text) == digits and _HEXADECIMAL.issuperset(text) else None

    return ecs(f"file.hash.{kind}", read=read, related="hash")


def _client(text: str) -> str | None:
    """The client that a proxy names; `0.0.0.0` is none."""
    return None if text == "0.0.0.0" else ip(text)  # noqa: S104 - no address to listen on


def _service(text: str) -> str | None:
    return None if text.isdecimal() else text


def _duration(text: str) -> int | None:
    return from_clock(text) if ":" in text else nanoseconds(text)


def _policy(group: int) -> Capture:
    def read(text: str) -> str | None:
        match = _POLICY.match(text)
        return None if match is None else match[group]

    if group == 1:
        return own("keyword", "management server that installed the policy", read=read, name="policy.management")
    return ecs("rule.ruleset", read=read)


def _common_name(text: str) -> str | None:
    return dict(attributes(text)).get("cn")


def _groups(text: str) -> list[str]:
    """The groups of a user: `All Users; ops`."""
    return [name for part in text.split(";") if (name := part.strip(" "))]


def _only_group(text: str) -> str | None:
    return text if ";" not in text else None


def _mails(text: str) -> list[str] | None:
    found = [part.strip(" <>") for part in text.replace(";", ",").split(",")]
    return [address for address in found if "@" in address] or None


def _techniques(text: str) -> list[str] | None:
    return list(dict.fromkeys(_TECHNIQUE.findall(text))) or None


def _vulnerability(text: str) -> str | None:
    """The first of the vulnerabilities: ECS has one."""
    found = _CVE.search(text)
    return None if found is None else found[0]


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


def _count(description: str, name: str) -> Capture:
    return own("long", description, read=count, name=name)


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "client_inbound_bytes": ecs("source.bytes", read=count),
    "client_inbound_interface": ecs("observer.ingress.interface.name"),
    "client_inbound_packets": ecs("source.packets", read=count),
    "client_outbound_bytes": ecs("destination.bytes", read=count),
    "client_outbound_interface": ecs("observer.egress.interface.name"),
    "client_outbound_packets": ecs("destination.packets", read=count),
    "cp_severity": _own("severity_name", "severity, in a word"),
    "dlp_data_type_name": own("keyword", "type of the data that was found", name="dlp.data_type"),
    "dlp_file_name": ecs("file.name"),
    "dlp_recipients": ecs("email.to.address", read=_mails),
    "dlp_rule_name": ecs("rule.name"),
    "dlp_subject": ecs("email.subject"),
    "email_spam_category": own("keyword", "why a mail is unwanted", name="mail.category"),
    "encryption_fail_reason": ecs("event.reason"),
    "error_description": ecs("event.reason"),
    "https_inspection_rule_id": own("keyword", "rule of the inspection of TLS", name="https_inspection.rule_id"),
    "logout_reason": ecs("event.reason"),
    "parent_process_name": program("process.parent"),
    "parent_process_md5": ecs("process.parent.hash.md5", related="hash"),
    "parent_process_username": ecs("process.parent.user.name", related="user"),
    "process_md5": ecs("process.hash.md5", related="hash"),
    "process_name": program("process"),
    "syslog_severity": ecs("log.level", read=str.lower),
    "termination_reason": ecs("event.reason"),
    "user_dn": own("keyword", "distinguished name of the user", name="user_dn"),
    "user_name": _account("user"),
    "user_sid": ecs("user.id"),
    "__policy_id_tag": (_policy(2), _policy(1)),
    "access_rule": _own("access_rule.id", "number of the access rule of a connection in which a threat was found"),
    "access_rule_name": _own("access_rule.name", "its name"),
    "access_rule_uid": _own("access_rule.uuid", "its unique id"),
    "action": _own("action", "what the gateway did"),
    "additional_info": _own("additional_info", "more on what an administrator did"),
    "administrator": _account("user"),
    "alert": _own("alert", "kind of alert of a rule"),
    "app_category": _own("application.category", "main category of an application or a site"),
    "app_desc": _own("application.description", "what an application does"),
    "app_id": _own("application.id", "id of an application"),
    "app_properties": _own("application.properties", "all categories of an application or a site"),
    "app_risk": _count("risk of an application, 0 to 5", "application.risk"),
    "app_rule_name": _own("application.rule", "rule that an application met"),
    "only_rule_name": (ecs("rule.name"), _own("application.rule", "rule that an application met")),
    "appi_name": ecs("network.application", read=lower),
    "attack": _own("attack.name", "attack that IPS found"),
    "attack_info": _own("attack.information", "more on the attack"),
    "auth_method": _own("authentication.method", "how a user was authenticated"),
    "auth_status": _own("authentication.status", "whether it succeeded"),
    "bytes": ecs("network.bytes", read=count),
    "category": _own("site_category", "category of a site"),
    "client_ip": ecs("source.ip", read=ip, related="ip"),
    "client_name": _own("client.name", "client of a user, or blade of an endpoint"),
    "client_version": _own("client.version", "version of the client"),
    "community": _own("vpn.community", "VPN community of a tunnel"),
    "confidence_level": _own("confidence", "how sure a threat is: 0 to 5, or in words"),
    "conn_direction": ecs("network.direction", read=lambda text: _DIRECTIONS.get(text.lower())),
    "cookiei": _own("vpn.cookie.initiator", "cookie of the initiator of a negotiation"),
    "cookier": _own("vpn.cookie.responder", "cookie of the responder"),
    "description": _own("description", "what the gateway says of the event"),
    "dns_query": ecs("dns.question.name", related="hosts"),
    "dns_type": ecs("dns.question.type"),
    "domain": _own("domain", "management domain"),
    "domain_name": ecs("dns.question.name", related="hosts"),
    "dst": (
        ecs("destination.ip", read=ip, related="ip"),
        ecs("destination.domain", read=host_name, related="hosts"),
    ),
    "dst_country": (
        ecs("destination.geo.country_iso_code", read=lambda text: text if _COUNTRY.fullmatch(text) else None),
        ecs("destination.geo.country_name", read=lambda text: None if _COUNTRY.fullmatch(text) else text),
    ),
    "dst_domain_name": ecs("destination.domain", read=host_name, related="hosts"),
    "dst_machine_name": (
        _own("destination.machine", "machine of the destination's address, as the directory names it"),
        ecs("destination.domain", read=host_name, related="hosts"),
    ),
    "dst_user_name": _account("destination.user"),
    "dstkeyid": _own("vpn.key.destination", "key of the responder"),
    "duration": ecs("event.duration", read=nanoseconds),
    "elapsed": ecs("event.duration", read=_duration),
    "email_id": ecs("email.local_id"),
    "email_message_id": ecs("email.message_id", read=lambda text: text.strip("<>")),
    "email_subject": ecs("email.subject"),
    "encryption_failure": ecs("event.reason"),
    "event_count": _count("how many events the log stands for", "event_count"),
    "failure_reason": ecs("event.reason"),
    "fieldschanges": _own("changes", "what an administrator changed"),
    "file_dir": ecs("file.directory"),
    "file_direction": _own("file.direction", "whether a file was sent or received"),
    "file_md5": _digest(32, "md5"),
    "file_name": ecs("file.name"),
    "file_sha1": _digest(40, "sha1"),
    "file_sha256": _digest(64, "sha256"),
    "file_size": ecs("file.size", read=count),
    "file_type": _own("file.type", "kind of a file"),
    "from": ecs("email.from.address", read=_mails),
    "fw_message": _own("text", "what the gateway says in words"),
    "http_host": ecs("url.domain", read=host_name, related="hosts"),
    "http_status": ecs("http.response.status_code", read=lambda text: count(text) if len(text) == 3 else None),
    "https_inspection_action": _own("https_inspection.action", "what inspection of TLS did"),
    "https_inspection_rule_name": _own("https_inspection.rule", "its rule"),
    "https_validation": _own("https_inspection.error", "what is wrong with a TLS connection"),
    "icmp": _own("icmp.name", "kind of an ICMP packet, in words"),
    "icmp_code": _count("code of an ICMP packet", "icmp.code"),
    "icmp_type": _count("type of an ICMP packet", "icmp.type"),
    "identity_src": _own("identity.source", "where a user's identity was learnt"),
    "ifdir": ecs("network.direction", read=lambda text: _DIRECTIONS.get(text.lower())),
    "ifname": ecs("observer.ingress.interface.name"),
    "ifname_out": ecs("observer.egress.interface.name"),
    "ike": _own("vpn.ike", "what IKE says"),
    "indicator_name": _own("indicator.name", "indicator of compromise that was met"),
    "industry_reference": (
        ecs("vulnerability.id", read=_vulnerability),
        _own("attack.reference", "public name of an attack or a vulnerability"),
    ),
    "information": _own("information", "state of a blade or a policy"),
    "inzone": ecs("observer.ingress.zone"),
    "layer_name": _own("layer.name", "layer of the rules"),
    "layer_uuid": _own("layer.uuid", "its unique id"),
    "loguid": ecs("event.id"),
    "machine": ecs("source.domain", read=host_name, related="hosts"),
    "mac_address": ecs("source.mac", read=mac),
    "malware_action": _own("malware.action", "what malware did, or would do"),
    "malware_family": _own("malware.family", "family of malware"),
    "malware_rule_id": _own("malware.rule.uuid", "rule of threat prevention"),
    "malware_rule_name": _own("malware.rule.name", "its name"),
    "matched_category": _own("application.matched_category", "category by which a rule was met"),
    "message_info": _own("message", "what the gateway says beside the rule"),
    "method": ecs("http.request.method"),
    "methods": _own("vpn.methods", "ciphers and hashes of a tunnel"),
    "mitre_techniques": ecs("threat.technique.id", read=_techniques),
    "nat_addtnl_rulenum": _own("nat.additional_rule", "second rule of translation"),
    "nat_rulenum": _own("nat.rule", "rule of translation"),
    "objectname": _own("object.name", "object that an administrator changed"),
    "objecttype": _own("object.type", "its kind"),
    "office_mode_ip": own("ip", "address of a user's machine inside", read=ip, name="office_mode_ip", related="ip"),
    "operation": _own("operation", "what an administrator, or extraction of content, did"),
    "origin": (
        ecs("observer.ip", read=addresses, related="ip"),
        ecs("observer.name", read=host_name),
    ),
    "originsicname": (
        ecs("observer.name", read=_common_name),
        _own("origin_sic_name", "certificate's name of the gateway"),
    ),
    "os_name": _own("client.os.name", "operating system of a user's machine"),
    "os_version": _own("client.os.version", "its version"),
    "outzone": ecs("observer.egress.zone"),
    "packets": ecs("network.packets", read=count),
    "peer_gateway": own("ip", "the other gateway of a tunnel", read=ip, name="vpn.peer", related="ip"),
    "performance_impact": _own("protection.performance_impact", "what a protection costs"),
    "policy": _own("policy.threat_prevention", "policy of threat prevention"),
    "policy_name": ecs("rule.ruleset"),
    "product": _own("blade", "blade that logs"),
    "protection_id": ecs("rule.id"),
    "protection_name": ecs("rule.name"),
    "protection_type": ecs("rule.category"),
    "proto": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "protocol": ecs("network.protocol", read=lower),
    "proxy_src_ip": ecs("network.forwarded_ip", read=_client, related="ip"),
    "reason": ecs("event.reason"),
    "received_bytes": ecs("destination.bytes", read=count),
    "received_packets": ecs("destination.packets", read=count),
    "referrer": ecs("http.request.referrer"),
    "reject_category": _own("authentication.reject_category", "why a login failed"),
    "resource": location(),
    "roles": ecs("user.roles", read=one),
    "rule": ecs("rule.id"),
    "rule_action": _own("rule_action", "action of the rule"),
    "rule_name": ecs("rule.name"),
    "rule_uid": ecs("rule.uuid"),
    "s_port": ecs("source.port", read=port_number),
    "scheme": _own("vpn.scheme", "protocol of a tunnel's keys"),
    "sent_bytes": ecs("source.bytes", read=count),
    "sent_packets": ecs("source.packets", read=count),
    "sequencenum": ecs("event.sequence", read=count),
    "service": (
        ecs("destination.port", read=port_number),
        own("keyword", "service of the destination's port, where it has a name", read=_service, name="service"),
    ),
    "service_id": ecs("network.application", read=lower),
    "service_name": _own("service_id", "service of the destination, beside the application"),
    "session_description": _own("session.description", "what an administrator called the session"),
    "session_id": _own("session.id", "session of threat prevention"),
    "session_uid": _own("session.uid", "session of an administrator"),
    "severity": ecs("event.severity", read=_severity),
    "smartdefense_profile": _own("protection.profile", "profile of IPS"),
    "source_os": _own("source.os", "operating system that an attack came from"),
    "src": (
        ecs("source.ip", read=ip, related="ip"),
        ecs("source.domain", read=host_name, related="hosts"),
    ),
    "src_country": (
        ecs("source.geo.country_iso_code", read=lambda text: text if _COUNTRY.fullmatch(text) else None),
        ecs("source.geo.country_name", read=lambda text: None if _COUNTRY.fullmatch(text) else text),
    ),
    "src_machine_name": (
        _own("source.machine", "machine of the source's address, as the directory names it"),
        ecs("source.domain", read=host_name, related="hosts"),
    ),
    **dict.fromkeys(
        ("src_user_group", "user_group"),
        (
            ecs("user.group.name", read=_only_group),
            own("keyword", "groups of a user", read=_groups, name="user_groups"),
        ),
    ),
    "src_user_dn": _own("source.user_dn", "user of the source's address, as the directory names it"),
    "src_user_name": _account("source.user"),
    "srckeyid": _own("vpn.key.source", "key of the initiator"),
    "status": _own("status", "state or result of what is logged"),
    "subject": _own("subject", "what an administrator's log is about"),
    "sys_message": _own("text", "what the gateway says in words"),
    "tcp_flags": _own("tcp.flags", "flags of a TCP packet"),
    "tcp_packet_out_of_state": ecs("event.reason"),
    "sni": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "tls_server_host_name": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "to": ecs("email.to.address", read=_mails),
    "type": _own("type", "kind of log"),
    "uid": _own("uid", "unique id of a session"),
    "update_status": _own("update.status", "state of an update of protections"),
    "user": _account("user"),
    "user_domain": ecs("user.domain"),
    "user_agent": ecs("user_agent.original"),
    "verdict": _own("verdict", "verdict of emulation"),
    "version": _own("version", "version of the log's format"),
    "vpn_feature_name": _own("vpn.feature", "protocol of a tunnel"),
    "web_client_type": _own("web_client", "client of a web request, as the gateway names it"),
    "xlatedport": ecs("destination.nat.port", read=translated_port),
    "xlatedst": ecs("destination.nat.ip", read=translated, related="ip"),
    "xlatesport": ecs("source.nat.port", read=translated_port),
    "xlatesrc": ecs("source.nat.ip", read=translated, related="ip"),
}
