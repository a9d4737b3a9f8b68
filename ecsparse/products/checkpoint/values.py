"""The named values of Check Point's logs, and their fields.

Source: Check Point, log fields of all blades (sk144192), R77 to R82.

Names that are not Check Point's (`access_rule`, `ifname_out`, `service_name`, `user_domain`) stand for values that
mean something else in some logs: `ecsparse/products/checkpoint/__init__.py` says in which.
"""

from __future__ import annotations

from ecsparse.ecs.events import digest, protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import from_clock, nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, host_name, lower, one, port_number, translated, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.formats.dn import attributes
from ecsparse.messages.captures import REST, Capture, ecs, own, program
from ecsparse.messages.values import location, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document

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


def _country(end: str) -> tuple[Capture, Capture]:
    """The country of an end of a connection, as two letters or as a name."""
    return (
        ecs(f"{end}.geo.country_iso_code", read=lambda text: text if _COUNTRY.fullmatch(text) else None),
        ecs(f"{end}.geo.country_name", read=lambda text: None if _COUNTRY.fullmatch(text) else text),
    )


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "client_inbound_bytes": ecs("source.bytes", read=count),
    "client_inbound_interface": ecs("observer.ingress.interface.name"),
    "client_inbound_packets": ecs("source.packets", read=count),
    "client_outbound_bytes": ecs("destination.bytes", read=count),
    "client_outbound_interface": ecs("observer.egress.interface.name"),
    "client_outbound_packets": ecs("destination.packets", read=count),
    "cp_severity": word("severity, in a word", "severity_name"),
    "dlp_data_type_name": word("type of the data that was found", "dlp.data_type"),
    "dlp_file_name": ecs("file.name"),
    "dlp_recipients": ecs("email.to.address", read=_mails),
    "dlp_rule_name": ecs("rule.name"),
    "dlp_subject": ecs("email.subject"),
    "email_spam_category": word("why a mail is unwanted", "mail.category"),
    "encryption_fail_reason": ecs("event.reason"),
    "error_description": ecs("event.reason"),
    "https_inspection_rule_id": word("rule of the inspection of TLS", "https_inspection.rule_id"),
    "logout_reason": ecs("event.reason"),
    "parent_process_name": program("process.parent"),
    "parent_process_md5": ecs("process.parent.hash.md5", related="hash"),
    "parent_process_username": ecs("process.parent.user.name", related="user"),
    "process_md5": ecs("process.hash.md5", related="hash"),
    "process_name": program("process"),
    "syslog_severity": ecs("log.level", read=str.lower),
    "termination_reason": ecs("event.reason"),
    "user_dn": word("distinguished name of the user", "user_dn"),
    "user_name": _account("user"),
    "user_sid": ecs("user.id"),
    "__policy_id_tag": (_policy(2), _policy(1)),
    "access_rule": word("number of the access rule of a connection in which a threat was found", "access_rule.id"),
    "access_rule_name": word("its name", "access_rule.name"),
    "access_rule_uid": word("its unique id", "access_rule.uuid"),
    "action": word("what the gateway did", "action"),
    "additional_info": word("more on what an administrator did", "additional_info"),
    "administrator": _account("user"),
    "alert": word("kind of alert of a rule", "alert"),
    "app_category": word("main category of an application or a site", "application.category"),
    "app_desc": word("what an application does", "application.description"),
    "app_id": word("id of an application", "application.id"),
    "app_properties": word("all categories of an application or a site", "application.properties"),
    "app_risk": number("risk of an application, 0 to 5", "application.risk"),
    "app_rule_name": word("rule that an application met", "application.rule"),
    "only_rule_name": (ecs("rule.name"), word("rule that an application met", "application.rule")),
    "appi_name": ecs("network.application", read=lower),
    "attack": word("attack that IPS found", "attack.name"),
    "attack_info": word("more on the attack", "attack.information"),
    "auth_method": word("how a user was authenticated", "authentication.method"),
    "auth_status": word("whether it succeeded", "authentication.status"),
    "bytes": ecs("network.bytes", read=count),
    "category": word("category of a site", "site_category"),
    "client_ip": ecs("source.ip", read=ip, related="ip"),
    "client_name": word("client of a user, or blade of an endpoint", "client.name"),
    "client_version": word("version of the client", "client.version"),
    "community": word("VPN community of a tunnel", "vpn.community"),
    "confidence_level": word("how sure a threat is: 0 to 5, or in words", "confidence"),
    "conn_direction": ecs("network.direction", read=lambda text: _DIRECTIONS.get(text.lower())),
    "cookiei": word("cookie of the initiator of a negotiation", "vpn.cookie.initiator"),
    "cookier": word("cookie of the responder", "vpn.cookie.responder"),
    "description": word("what the gateway says of the event", "description"),
    "dns_query": ecs("dns.question.name", related="hosts"),
    "dns_type": ecs("dns.question.type"),
    "domain": word("management domain", "domain"),
    "domain_name": ecs("dns.question.name", related="hosts"),
    "dst": (
        ecs("destination.ip", read=ip, related="ip"),
        ecs("destination.domain", read=host_name, related="hosts"),
    ),
    "dst_country": _country("destination"),
    "dst_domain_name": ecs("destination.domain", read=host_name, related="hosts"),
    "dst_machine_name": (
        word("machine of the destination's address, as the directory names it", "destination.machine"),
        ecs("destination.domain", read=host_name, related="hosts"),
    ),
    "dst_user_name": _account("destination.user"),
    "dstkeyid": word("key of the responder", "vpn.key.destination"),
    "duration": ecs("event.duration", read=nanoseconds),
    "elapsed": ecs("event.duration", read=_duration),
    "email_id": ecs("email.local_id"),
    "email_message_id": ecs("email.message_id", read=lambda text: text.strip("<>")),
    "email_subject": ecs("email.subject"),
    "encryption_failure": ecs("event.reason"),
    "event_count": number("how many events the log stands for", "event_count"),
    "failure_reason": ecs("event.reason"),
    "fieldschanges": word("what an administrator changed", "changes"),
    "file_dir": ecs("file.directory"),
    "file_direction": word("whether a file was sent or received", "file.direction"),
    "file_md5": ecs("file.hash.md5", read=digest("md5"), related="hash"),
    "file_name": ecs("file.name"),
    "file_sha1": ecs("file.hash.sha1", read=digest("sha1"), related="hash"),
    "file_sha256": ecs("file.hash.sha256", read=digest("sha256"), related="hash"),
    "file_size": ecs("file.size", read=count),
    "file_type": word("kind of a file", "file.type"),
    "from": ecs("email.from.address", read=_mails),
    "fw_message": word("what the gateway says in words", "text"),
    "http_host": ecs("url.domain", read=host_name, related="hosts"),
    "http_status": ecs("http.response.status_code", read=status_code),
    "https_inspection_action": word("what inspection of TLS did", "https_inspection.action"),
    "https_inspection_rule_name": word("its rule", "https_inspection.rule"),
    "https_validation": word("what is wrong with a TLS connection", "https_inspection.error"),
    "icmp": word("kind of an ICMP packet, in words", "icmp.name"),
    "icmp_code": number("code of an ICMP packet", "icmp.code"),
    "icmp_type": number("type of an ICMP packet", "icmp.type"),
    "identity_src": word("where a user's identity was learnt", "identity.source"),
    "ifdir": ecs("network.direction", read=lambda text: _DIRECTIONS.get(text.lower())),
    "ifname": ecs("observer.ingress.interface.name"),
    "ifname_out": ecs("observer.egress.interface.name"),
    "ike": word("what IKE says", "vpn.ike"),
    "indicator_name": word("indicator of compromise that was met", "indicator.name"),
    "industry_reference": (
        ecs("vulnerability.id", read=_vulnerability),
        word("public name of an attack or a vulnerability", "attack.reference"),
    ),
    "information": word("state of a blade or a policy", "information"),
    "inzone": ecs("observer.ingress.zone"),
    "layer_name": word("layer of the rules", "layer.name"),
    "layer_uuid": word("its unique id", "layer.uuid"),
    "loguid": ecs("event.id"),
    "machine": ecs("source.domain", read=host_name, related="hosts"),
    "mac_address": ecs("source.mac", read=mac),
    "malware_action": word("what malware did, or would do", "malware.action"),
    "malware_family": word("family of malware", "malware.family"),
    "malware_rule_id": word("rule of threat prevention", "malware.rule.uuid"),
    "malware_rule_name": word("its name", "malware.rule.name"),
    "matched_category": word("category by which a rule was met", "application.matched_category"),
    "message_info": word("what the gateway says beside the rule", "message"),
    "method": ecs("http.request.method"),
    "methods": word("ciphers and hashes of a tunnel", "vpn.methods"),
    "mitre_techniques": ecs("threat.technique.id", read=_techniques),
    "nat_addtnl_rulenum": word("second rule of translation", "nat.additional_rule"),
    "nat_rulenum": word("rule of translation", "nat.rule"),
    "objectname": word("object that an administrator changed", "object.name"),
    "objecttype": word("its kind", "object.type"),
    "office_mode_ip": own("ip", "address of a user's machine inside", read=ip, name="office_mode_ip", related="ip"),
    "operation": word("what an administrator, or extraction of content, did", "operation"),
    "origin": (
        ecs("observer.ip", read=addresses, related="ip"),
        ecs("observer.name", read=host_name),
    ),
    "originsicname": (
        ecs("observer.name", read=_common_name),
        word("certificate's name of the gateway", "origin_sic_name"),
    ),
    "os_name": word("operating system of a user's machine", "client.os.name"),
    "os_version": word("its version", "client.os.version"),
    "outzone": ecs("observer.egress.zone"),
    "packets": ecs("network.packets", read=count),
    "peer_gateway": own("ip", "the other gateway of a tunnel", read=ip, name="vpn.peer", related="ip"),
    "performance_impact": word("what a protection costs", "protection.performance_impact"),
    "policy": word("policy of threat prevention", "policy.threat_prevention"),
    "policy_name": ecs("rule.ruleset"),
    "product": word("blade that logs", "blade"),
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
    "reject_category": word("why a login failed", "authentication.reject_category"),
    "resource": location(),
    "roles": ecs("user.roles", read=one),
    "rule": ecs("rule.id"),
    "rule_action": word("action of the rule", "rule_action"),
    "rule_name": ecs("rule.name"),
    "rule_uid": ecs("rule.uuid"),
    "s_port": ecs("source.port", read=port_number),
    "scheme": word("protocol of a tunnel's keys", "vpn.scheme"),
    "sent_bytes": ecs("source.bytes", read=count),
    "sent_packets": ecs("source.packets", read=count),
    "sequencenum": ecs("event.sequence", read=count),
    "service": (
        ecs("destination.port", read=port_number),
        own("keyword", "service of the destination's port, where it has a name", read=_service, name="service"),
    ),
    "service_id": ecs("network.application", read=lower),
    "service_name": word("service of the destination, beside the application", "service_id"),
    "session_description": word("what an administrator called the session", "session.description"),
    "session_id": word("session of threat prevention", "session.id"),
    "session_uid": word("session of an administrator", "session.uid"),
    "severity": ecs("event.severity", read=_severity),
    "smartdefense_profile": word("profile of IPS", "protection.profile"),
    "source_os": word("operating system that an attack came from", "source.os"),
    "src": (
        ecs("source.ip", read=ip, related="ip"),
        ecs("source.domain", read=host_name, related="hosts"),
    ),
    "src_country": _country("source"),
    "src_machine_name": (
        word("machine of the source's address, as the directory names it", "source.machine"),
        ecs("source.domain", read=host_name, related="hosts"),
    ),
    **dict.fromkeys(
        ("src_user_group", "user_group"),
        (
            ecs("user.group.name", read=_only_group),
            own("keyword", "groups of a user", read=_groups, name="user_groups"),
        ),
    ),
    "src_user_dn": word("user of the source's address, as the directory names it", "source.user_dn"),
    "src_user_name": _account("source.user"),
    "srckeyid": word("key of the initiator", "vpn.key.source"),
    "status": word("state or result of what is logged", "status"),
    "subject": word("what an administrator's log is about", "subject"),
    "sys_message": word("what the gateway says in words", "text"),
    "tcp_flags": word("flags of a TCP packet", "tcp.flags"),
    "tcp_packet_out_of_state": ecs("event.reason"),
    "sni": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "tls_server_host_name": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "to": ecs("email.to.address", read=_mails),
    "type": word("kind of log", "type"),
    "uid": word("unique id of a session", "uid"),
    "update_status": word("state of an update of protections", "update.status"),
    "user": _account("user"),
    "user_domain": ecs("user.domain"),
    "user_agent": ecs("user_agent.original"),
    "verdict": word("verdict of emulation", "verdict"),
    "version": word("version of the log's format", "version"),
    "vpn_feature_name": word("protocol of a tunnel", "vpn.feature"),
    "web_client_type": word("client of a web request, as the gateway names it", "web_client"),
    "xlatedport": ecs("destination.nat.port", read=translated_port),
    "xlatedst": ecs("destination.nat.ip", read=translated, related="ip"),
    "xlatesport": ecs("source.nat.port", read=translated_port),
    "xlatesrc": ecs("source.nat.ip", read=translated, related="ip"),
}
