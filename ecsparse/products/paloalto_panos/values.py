"""The values of columns, and of descriptions: the field of each, and how it is read."""

from __future__ import annotations

from ecsparse.ecs.events import digest, protocol_number, transport
from ecsparse.ecs.network import mac, tunnel_type
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, first_address, host_name, integer, lower, one, port_number
from ecsparse.formats.columns import names
from ecsparse.formats.json import texts
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values, number, word
from ecsparse.products.paloalto_panos.actions import ACTIONS

# The firewall's own numbers for its words.
_SEVERITIES = {"informational": 1, "low": 2, "medium": 3, "high": 4, "critical": 5}

# How a word in the name of an operating system begins, and its kind.
_SYSTEMS = {
    "windows": "windows", "mac": "macos", "ipados": "ios", "ios": "ios", "android": "android", "chrome": "linux",
    "linux": "linux", "ubuntu": "linux",
}  # fmt: skip

# What stands for the protocol of a chunk where there is none.
_NO_PROTOCOL = "4294967295"
_OLDEST, _NEWEST, _LAST_MINOR = 7, 15, 9


def _version(text: str) -> str | None:
    """The version of PAN-OS: `10.1`, which firewalls write as 2561, its two numbers in two bytes."""
    if "." in text:
        return text
    number = count(text) or 0
    major, minor = divmod(number, 256)
    return f"{major}.{minor}" if _OLDEST <= major <= _NEWEST and minor <= _LAST_MINOR else None


def _country(text: str) -> str | None:
    return text if len(text) == 2 and text.isascii() and text.isalpha() and text.isupper() else None


def _region(text: str) -> str | None:
    """The name of a country or a region; `None` for a code or a range of addresses."""
    return None if _country(text) is not None or ip(text.partition("-")[0].partition("_")[0]) is not None else text


def _range(text: str) -> str | None:
    return text if _country(text) is None and _region(text) is None else None


def _is(text: str) -> bool | None:
    return {"yes": True, "no": False, "1": True, "0": False, "true": True, "false": False}.get(text.lower())


def _addresses(text: str) -> list[str] | None:
    """The addresses of an answer, whose other texts are names."""
    found = {address: None for part in texts(text) if (address := ip(part)) is not None}
    return [*found] or None


def _mails(text: str) -> list[str] | None:
    return [found for part in text.split(";") if (found := part.strip())] or None


def _words(text: str) -> list[str] | None:
    return [found for part in text.split(",") if (found := part.strip())] or None


def _address(field: str) -> Capture:
    return ecs(field, read=ip, related="ip")


def _device(end: str, name: str) -> dict[str, Capture | tuple[Capture, ...]]:
    """The device at the end `end` of a connection, as Device-ID knows it; columns begin with `name`."""
    parts = {
        "category": "category", "profile": "profile", "model": "model", "vendor": "vendor",
        "osfamily": "os_family", "osversion": "os_version",
    }  # fmt: skip
    found: dict[str, Capture | tuple[Capture, ...]] = {
        f"{name}_{column}": word(f"device of the {end}: its {part.replace('_', ' ')}", f"{end}.device.{part}")
        for column, part in parts.items()
    }
    found[f"{name}_host"] = own(
        "keyword",
        f"host name of the {end}'s device",
        name=f"{end}.device.host_name",
        read=host_name,
        related="hosts",
    )
    found[f"{name}_mac"] = ecs(f"{end}.mac", read=mac)
    found[f"{name}_uuid"] = word(f"virtual machine of the {end}", f"{end}.vm_uuid")
    found[f"{name}_edl"] = word(f"external dynamic list that has the {end}", f"{end}.external_list")
    found[f"{name}_dag"] = word(f"dynamic address group of the {end}", f"{end}.address_group")
    return found


def _system(text: str) -> str | None:
    """The kind of an operating system, in the words of ECS."""
    return next(
        (kind for word in text.lower().split() for name, kind in _SYSTEMS.items() if word.startswith(name)), None
    )


_SYSTEM = (ecs("host.os.name"), ecs("host.os.type", read=_system))

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **_device("source", "src"),
    **_device("destination", "dst"),
    "action": word("what the firewall did", "action"),
    "action_source": word("whether a rule or an application decided", "action_source"),
    "actionflags": word("whether the log was forwarded to Panorama, as bits", "action_flags"),
    "admin": account(),
    "admin_role": word("role of an administrator", "admin_role"),
    "apn": word("access point name of a mobile network", "gtp.access_point"),
    "app": ecs("network.application", read=lower),
    "area_code": word("area of a mobile network", "gtp.area_code"),
    "assoc_end_reason": ecs("event.reason"),
    "assoc_id": number("association of SCTP", "sctp.association_id"),
    "attempted_gateways": word("gateways that were tried, with their response times", "attempted_gateways"),
    "after_change_detail": word("part of the configuration after a change", "after"),
    "auth_method": word("method of authentication", "auth_method"),
    "auth_profile": word("authentication profile", "auth_profile"),
    "auth_session": word("session of an authentication", "auth_session"),
    "authid": word("authentication, over all its factors", "authentication_id"),
    "authpolicy": ecs("rule.name"),
    "authproto": word("protocol of authentication", "auth_protocol"),
    "before_change_detail": word("part of the configuration before a change", "before"),
    "bytes": ecs("network.bytes", read=count),
    "bytes_received": ecs("destination.bytes", read=count),
    "bytes_sent": ecs("source.bytes", read=count),
    "category": word("category of a URL, or of correlated events", "category"),
    "category_of_app": word("category of the application", "application.category"),
    "cause_code": word("cause that a GTP message tells", "gtp.cause"),
    "cell_id": word("cell of a mobile network", "gtp.cell_id"),
    "cert_flags": word("flags of the certificate", "certificate.flags"),
    "cert_serial": ecs("tls.server.x509.serial_number", read=str.upper),
    "cert_size": ecs("tls.server.x509.public_key_size", read=count),
    "cert_ver": ecs("tls.server.x509.version_number", read=lambda text: text.removeprefix("V") or None),
    "cef_severity": ecs("event.severity", read=count),
    "chain_status": word("whether the chain of certificates is trusted", "certificate.chain_status"),
    "characteristic_of_app": own(
        "keyword", "characteristics of the application", read=_words, name="application.characteristics"
    ),
    "chunks": number("chunks of SCTP", "sctp.chunks"),
    "chunks_received": number("chunks of SCTP from the destination", "sctp.chunks_received"),
    "chunks_sent": number("chunks of SCTP from the source", "sctp.chunks_sent"),
    "client": word("client of an administrator: Web or CLI", "client"),
    "client_ip": ecs("client.ip", read=ip, related="ip"),
    "client_mac": ecs("client.mac", read=mac),
    "client_name": ecs("client.domain", read=host_name, related="hosts"),
    "client_os": _SYSTEM,
    "client_os_ver": (ecs("host.os.version"), ecs("host.os.full")),
    "client_ver": word("version of the GlobalProtect app", "client.version"),
    "clienttype": word("client of an authentication", "client.type"),
    "cloud": word("cloud or appliance that a file was sent to", "cloud"),
    "cloud_reportid": word("report of a cloud service", "cloud_report_id"),
    "cluster_name": word("cluster of firewalls", "cluster"),
    "cmd": word("what an administrator does to the configuration", "command"),
    "command": ecs("process.command_line"),
    "cn": ecs("tls.server.x509.subject.common_name", read=one),
    "cn_len": number("length of the subject's common name", "certificate.subject_length"),
    "columns": word("columns of a later version", "columns"),
    "comment": word("what an administrator notes about a change", "comment"),
    "component": word("component of GlobalProtect, or kind of an update", "component"),
    "config_version": ecs("observer.version", read=_version),
    "connect_method": word("how a GlobalProtect app connects", "connect_method"),
    "container_id": ecs("container.id"),
    "container_of_app": word("application that the application is part of", "application.container"),
    "contenttype": ecs("http.response.mime_type"),
    "contentver": word("version of the content of signatures", "content_version"),
    "datasource": word("what a mapping of users is from", "data_source.kind"),
    "datasource_subtype": word("its subtype", "data_source.subtype"),
    "datasourcename": word("source of a mapping", "data_source.name"),
    "datasourcetype": word("type of the source of a mapping", "data_source.type"),
    "dg_hier_level_1": number("device group, first level", "device_group.level_1"),
    "dg_hier_level_2": number("device group, second level", "device_group.level_2"),
    "dg_hier_level_3": number("device group, third level", "device_group.level_3"),
    "dg_hier_level_4": number("device group, fourth level", "device_group.level_4"),
    "dg_name": word("name of the device group", "device_group.name"),
    "diam_app_id": word("application of Diameter", "sctp.diameter_application"),
    "diam_avp_code": word("code of an attribute of Diameter", "sctp.diameter_attribute"),
    "diam_cmd_code": word("command of Diameter", "sctp.diameter_command"),
    "device_name": (ecs("observer.name"), ecs("observer.hostname", read=host_name, related="hosts")),
    "direction": word("direction of an attack", "direction"),
    "dns_category": word("category of a name", "dns_category"),
    "dns_response": ecs("dns.resolved_ip", read=_addresses, related="ip"),
    "dns_types": own("keyword", "types of the records in an answer", read=_words, name="dns_types"),
    "domain": ecs("dns.question.name", read=host_name, related="hosts"),
    "domain_edl": word("external dynamic list that has the domain", "domain_external_list"),
    "dport": ecs("destination.port", read=port_number),
    "dst": _address("destination.ip"),
    "dst_name": ecs("destination.domain", read=host_name, related="hosts"),
    "dstloc": (
        ecs("destination.geo.country_iso_code", read=_country),
        ecs("destination.geo.name", read=_region),
        own("keyword", "range of addresses that has the destination", read=_range, name="destination.location"),
    ),
    "dstuser": account("destination.user"),
    "dynusergroup_name": word("dynamic group of the source's user", "user_group"),
    "ec_curve": ecs("tls.curve"),
    "elapsed": ecs("event.duration", read=nanoseconds),
    "endpoint_id": (ecs("device.id"), ecs("host.id")),
    "end_ip_adr": own("ip", "address of a mobile subscriber", read=ip, name="gtp.user_ip", related="ip"),
    "err_index": word("kind of an error of decryption", "decryption.error_kind"),
    "error": ecs("error.message"),
    "error_code": ecs("error.code"),
    "event": word("result of an authentication", "authentication_event"),
    "event_code": word("event of GTP, as a number", "gtp.event_code"),
    "event_id": word("event as the firewall counts or names it", "event_id"),
    "event_type": word("kind of a GTP event", "gtp.event_type"),
    "eventid": ecs("event.code"),
    "evidence": ecs("event.reason"),
    "factorno": number("factor of an authentication", "factor_number"),
    "factortype": word("vendor of a factor of an authentication", "factor_type"),
    "file": ecs("file.name"),
    "filedigest": ecs("file.hash.sha256", read=digest("sha256"), related="hash"),
    "filetype": word("type of a file", "file_type"),
    "fingerprint": ecs("tls.server.hash.sha256", read=str.upper, related="hash"),
    "flags": word("what is special of the session, as bits", "flags"),
    "flow_type": word("whether the session is through a proxy", "flow_type"),
    "from": ecs("observer.ingress.zone"),
    "from_state": word("state before a change", "state_before"),
    "gateway": word("gateway of GlobalProtect", "gateway"),
    "gtp_interface": word("interface of GTP", "gtp.interface"),
    "ha_group": word("group of high availability", "ha_group"),
    "hostid": ecs("device.id"),
    "host": (_address("source.ip"), ecs("source.domain", read=host_name, related="hosts")),
    "hs_stage_c2f": word("stage of the handshake with the client", "decryption.client_stage"),
    "hs_stage_f2s": word("stage of the handshake with the server", "decryption.server_stage"),
    "http2_connection": number("HTTP/2 connection that the session is a stream of", "http2_connection"),
    "http_headers": word("headers that were inserted", "http_headers"),
    "http_method": ecs("http.request.method"),
    "imei": word("identity of a mobile device", "gtp.imei"),
    "imsi": word("identity of a mobile subscriber", "gtp.imsi"),
    "inbound_if": ecs("observer.ingress.interface.name"),
    "ip": _address("source.ip"),
    "is_saas_of_app": own("boolean", "whether the application is a service", read=_is, name="application.is_saas"),
    "issuer_cn": ecs("tls.server.x509.issuer.common_name", read=one),
    "issuer_len": number("length of the issuer's common name", "certificate.issuer_length"),
    "job": number("job of a commit", "job"),
    "justification": word("why a user sends data against a rule", "justification"),
    "lease": own("ip", "address that an interface receives", read=ip, name="interface_ip", related="ip"),
    "link_change_count": number("how often the link changed", "sdwan.link_changes"),
    "link_switches": word("changes of the link", "sdwan.link_switches"),
    "location": word("location of a gateway", "gateway_location"),
    "login_duration": ecs("event.duration", read=nanoseconds),
    "logging_host": (ecs("host.hostname", related="hosts"), ecs("host.name")),
    "logging_host_id": ecs("host.id", read=lambda text: None if text == "no-serial" else text),
    "logset": word("log forwarding profile", "log_profile"),
    "mac": ecs("source.mac", read=mac),
    "machinename": (ecs("host.hostname", related="hosts"), ecs("host.name")),
    "matchname": ecs("rule.name"),
    "matchtype": word("whether an object or a profile matched", "match_type"),
    "max_encap": number("packets with too many encapsulations", "tunnel.maximum_encapsulation"),
    "mcc": word("country of a mobile network", "gtp.mcc"),
    "mnc": word("mobile network", "gtp.mnc"),
    "module": word("part of the system that logs", "module"),
    "monitortag": word("name of a tunnel's monitor, or identity of a mobile device", "tunnel.monitor_tag"),
    "msg_type": word("kind of a GTP message", "gtp.message_type"),
    "msisdn": word("number of a mobile subscriber", "gtp.msisdn"),
    "natdport": ecs("destination.nat.port", read=port_number),
    "natdst": _address("destination.nat.ip"),
    "natsport": ecs("source.nat.port", read=port_number),
    "natsrc": _address("source.nat.ip"),
    "normalize_user": word("name of a user with its domain", "normalized_user"),
    "nssai_sd": word("differentiator of a network slice", "slice.differentiator"),
    "nssai_sst": word("service of a network slice", "slice.service_type"),
    "object": word("object that an event is about", "object.name"),
    "object_id": ecs("rule.id"),
    "objectname": ecs("rule.name"),
    "offloaded": own("boolean", "whether the session was offloaded", read=_is, name="is_offloaded"),
    "op_code": word("operation of MAP or CAP", "sctp.operation"),
    "opaque": word("what the firewall says in words", "description"),
    "origindatasource": word("first source of a mapping", "data_source.origin"),
    "os": _SYSTEM,
    "outbound_if": ecs("observer.egress.interface.name"),
    "package": word("package of content or software", "package"),
    "packets": ecs("network.packets", read=count),
    "parent_session_id": word("session of the tunnel that the session is in", "parent_session_id"),
    "partial_hash": word("hash of the beginning of a file", "partial_hash"),
    "path": own("keyword", "what was changed in the configuration", read=str.strip, name="path"),
    "pcap_id": word("capture of packets", "pcap_id"),
    "pdu_session_id": word("session of a mobile network", "gtp.session_id"),
    "peer": _address("destination.ip"),
    "pkts_received": ecs("destination.packets", read=count),
    "pkts_sent": ecs("source.packets", read=count),
    "pod_name": ecs("orchestrator.resource.name"),
    "pod_namespace": ecs("orchestrator.namespace"),
    "policy_id": word("policy of SD-WAN", "sdwan.policy"),
    "policy_name": word("rule of decryption", "decryption.rule"),
    "peer_name": word("neighbour in routing", "routing_peer"),
    "port": word("interface of the firewall", "interface"),
    "portal": word("portal of GlobalProtect", "portal"),
    "ppid": own(
        "keyword",
        "protocol in an SCTP chunk",
        read=lambda text: text if text != _NO_PROTOCOL else None,
        name="sctp.payload_protocol",
    ),
    "priority": word("priority of a gateway", "gateway_priority"),
    "private_ip": own("ip", "address of a client in the tunnel", read=ip, name="client.private_ip", related="ip"),
    "private_ipv6": own("ip", "IPv6 address in the tunnel", read=ip, name="client.private_ipv6", related="ip"),
    "proto": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "protocol": ecs("network.protocol", read=lower),
    "proxy_type": word("how a connection is decrypted", "decryption.proxy_type"),
    "public_ip": _address("source.ip"),
    "public_ipv6": own("ip", "public IPv6 address of a client", read=ip, name="client.public_ipv6", related="ip"),
    "rat": word("radio technology of a mobile network", "gtp.radio_technology"),
    "reason": ecs("event.reason"),
    "recipient": ecs("email.to.address", read=_mails),
    "referer": ecs("http.request.referrer"),
    "region": word("region of a service", "region"),
    "remote_user_id": word("user at the other end of a tunnel", "tunnel.remote_user"),
    "remote_user_ip": own("ip", "address of that user", read=ip, name="tunnel.remote_ip", related="ip"),
    "repeatcnt": number("how often it happened", "repeat_count"),
    "reportid": word("report of WildFire", "report_id"),
    "response_time": number("response time of a gateway in milliseconds", "gateway_response_time"),
    "result": word("result of a command", "result"),
    "risk_of_app": number("risk of the application, 1 to 5", "application.risk"),
    "root_cn": word("common name of the root", "certificate.root"),
    "root_status": word("whether the root is trusted", "certificate.root_status"),
    "rootcn_len": number("length of the root's common name", "certificate.root_length"),
    "rule": ecs("rule.name"),
    "rule_uuid": ecs("rule.uuid"),
    "sanctioned_state_of_app": own(
        "boolean", "whether the application is sanctioned", read=_is, name="application.is_sanctioned"
    ),
    "sccp_calling_gt": word("global title of the caller", "sctp.calling_title"),
    "sccp_calling_ssn": word("subsystem of the caller", "sctp.calling_subsystem"),
    "sctp_cause_code": word("cause that SCTP tells", "sctp.cause"),
    "sctp_chunk_type": word("kind of an SCTP chunk", "sctp.chunk_type"),
    "sctp_filter": word("filter of SCTP", "sctp.filter"),
    "sdwan_cluster": word("cluster of SD-WAN", "sdwan.cluster"),
    "sdwan_cluster_type": word("kind of the cluster", "sdwan.cluster_type"),
    "sdwan_device_type": word("kind of the device: hub or branch", "sdwan.device_type"),
    "sdwan_site": word("site of SD-WAN", "sdwan.site"),
    "selection_type": word("how a gateway was chosen", "gateway_selection"),
    "sender": ecs("email.from.address", read=_mails),
    "seqno": ecs("event.sequence", read=integer),
    "serial": ecs("observer.serial_number"),
    "serialnumber": ecs("device.serial_number"),
    "serverprofile": word("profile of the servers that authenticate", "server_profile"),
    "session_end_reason": ecs("event.reason"),
    "session_owner": word("member of a cluster that owns the session", "session_owner"),
    "sessionid": word("session of the firewall", "session_id"),
    "sessions_closed": number("sessions in a tunnel that ended", "tunnel.sessions_closed"),
    "sessions_created": number("sessions in a tunnel that began", "tunnel.sessions_created"),
    "severity": (
        ecs("log.level"),
        ecs("event.severity", read=lambda text: _SEVERITIES.get(text.lower())),
    ),
    "sni": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "sni_len": number("length of the server's name", "certificate.sni_length"),
    "spi": word("index of a security association", "spi"),
    "sport": ecs("source.port", read=port_number),
    "src": _address("source.ip"),
    "srcipv6": own("ip", "IPv6 address of a host", read=ip, name="client.public_ipv6", related="ip"),
    "srcloc": (
        ecs("source.geo.country_iso_code", read=_country),
        ecs("source.geo.name", read=_region),
        own("keyword", "range of addresses that has the source", read=_range, name="source.location"),
    ),
    "srcregion": (ecs("source.geo.country_iso_code", read=_country), ecs("source.geo.name", read=_region)),
    "srcuser": (account("source.user"), account()),
    "stage": word("stage of a connection", "stage"),
    "state": word("state of a cluster's member", "state"),
    "status": word("result of an event", "status"),
    "stream_id": word("stream of SCTP", "sctp.stream_id"),
    "strict_check": number("packets that failed a check", "tunnel.strict_check"),
    "subcategory_of_app": word("subcategory of the application", "application.subcategory"),
    "subject": ecs("email.subject"),
    "subtype": word("subtype of the log", "subtype"),
    "tag_name": word("tag of a user or an address", "tag"),
    "technology_of_app": word("technology of the application", "application.technology"),
    "teid1": word("end of a GTP tunnel", "gtp.tunnel_endpoint_1"),
    "teid2": word("other end of a GTP tunnel", "gtp.tunnel_endpoint_2"),
    "template": word("template of Panorama", "template"),
    "thr_category": word("category of a threat", "threat.category"),
    "threat_code": (ecs("event.code"), word("number of a threat", "threat.id")),
    "threat_name": word("name of a threat", "threat.name"),
    "timeout": number("seconds until a mapping ends", "timeout"),
    "tls_auth": word("hash algorithm of TLS", "decryption.hash"),
    "tls_enc": word("encryption algorithm of TLS", "decryption.encryption"),
    "tls_keyxchg": word("key exchange of TLS", "decryption.key_exchange"),
    "to": ecs("observer.egress.zone"),
    "tunnel": word("kind of a tunnel", "tunnel.type"),
    "tunnel_fragment": number("fragments in a tunnel", "tunnel.fragments"),
    "tunnel_insp_rule": word("rule of tunnel inspection", "tunnel.rule"),
    "tunnel_type": (
        word("kind of a tunnel", "tunnel.type"),
        ecs("network.type", read=tunnel_type),
    ),
    "tunneled_app": word("application in the tunnel", "application.tunneled"),
    "tunnelid": word("tunnel, or identity of a mobile subscriber", "tunnel.id"),
    "type": ecs("log.logger", read=lambda text: "tunnel" if text in {"START", "END"} else text.lower()),
    "ugflags": word("whether the user's groups were found, as bits", "user_group_flags"),
    "unknown_proto": number("packets of unknown protocols", "tunnel.unknown_protocol"),
    "url_category_list": own("keyword", "categories of a URL", read=_words, name="url_categories"),
    "url_idx": word("number of a URL in its session", "url_index"),
    "user": account(),
    "user_agent": ecs("user_agent.original"),
    "userbysource": word("name of a user as its source writes it", "data_source.user"),
    "vendor": word("vendor of a factor of an authentication", "factor_vendor"),
    "verif_tag_1": word("verification tag of the source", "sctp.verification_tag_1"),
    "verif_tag_2": word("verification tag of the destination", "sctp.verification_tag_2"),
    "vsys": word("virtual system", "vsys"),
    "vsys_id": word("number of the virtual system", "vsys_id"),
    "vsys_name": word("name of the virtual system", "vsys_name"),
    "xff": ecs("network.forwarded_ip", read=first_address, related="ip"),
    "xff_ip": ecs("network.forwarded_ip", read=first_address, related="ip"),
}

# Columns of times, and those that the product takes apart.
_READ_BY_PRODUCT = (
    "factorcompletiontime high_res_timestamp misc notafter notbefore parent_start_time receive_time start threatid "
    "time_generated tls_version url"
)

VALUES = Values("paloalto_panos", ACTIONS, CAPTURES, read_by_product=_READ_BY_PRODUCT)

# Values that say that there is none, with the names of their columns.
ZEROS = frozenset(
    (name, zero)
    for zero in ("0", "0.0.0.0", "::", "0x0")  # noqa: S104 - no address that is bound
    for name in names(
        "assoc_id cert_size chunks chunks_received chunks_sent cn_len issuer_len login_duration rootcn_len sni_len "
        "config_version dg_hier_level_1 dg_hier_level_2 dg_hier_level_3 dg_hier_level_4 dg_name dstloc "
        "error_code event_id http2_connection imei imsi ip link_change_count module monitortag natdport "
        "natdst natsport natsrc object parent_session_id partial_hash pcap_id private_ip private_ipv6 public_ip "
        "public_ipv6 remote_user_ip reportid srcipv6 srcloc subtype template threat_code tunnelid url_idx"
    )
)
