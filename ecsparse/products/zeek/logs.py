"""The logs of Zeek: how each is told where no line names it, its columns, and what its records are."""

from __future__ import annotations

from ecsparse.messages import Action
from ecsparse.record import Document

_CONNECTION = "two hosts were in connection"
_LOGIN = "somebody logged in, or tried to"
_PACKETS = "how a connection ended, or that it was never one, cannot be told"


def _of(protocol: str) -> dict[str, Document]:
    return {"network": {"protocol": protocol}}


def _requests(name: str, meaning: str, categories: str, types: str, protocol: str) -> dict[str, Action]:
    """An action whose outcome may be known."""
    also = _of(protocol) if protocol else {}
    return {
        name: Action(meaning, categories, types, also=also),
        f"{name}/failed": Action(meaning, categories, types, "failure", also=also),
        f"{name}/succeeded": Action(meaning, categories, types, "success", also=also),
    }


_SMB = _of("smb")

ACTIONS = {
    "connection-attempted": Action(f"{_CONNECTION}: one did not answer", "network", "connection start"),
    "connection-established": Action(f"{_CONNECTION}, which had not ended", "network", "connection start"),
    "connection-finished": Action(f"{_CONNECTION}, which ended as it should", "network", "connection start end"),
    "connection-rejected": Action(f"{_CONNECTION}: one refused it", "network", "connection start denied"),
    "connection-reset": Action(f"{_CONNECTION}, which one aborted", "network", "connection start end"),
    "connection-seen": Action(f"{_CONNECTION}: {_PACKETS}", "network", "connection info"),
    **_requests("dns-query", "a name was asked for", "network", "connection protocol", "dns"),
    **_requests("http-request", "a request of HTTP", "network web", "access", "http"),
    **_requests("tls-handshake", "a handshake of TLS", "network", "connection protocol", "tls"),
    **_requests("ssh-login", "a connection of SSH, and whether a login succeeded, as far as that shows", "network",
                "connection protocol", "ssh"),
    **_requests("ftp-command", "a command of FTP was answered", "network file", "access", "ftp"),
    **_requests("ntlm-login", f"{_LOGIN} by NTLM", "network authentication", "start", "ntlm"),
    **_requests("kerberos-request", "a ticket of Kerberos was asked for", "network authentication", "start",
                "kerberos"),
    **_requests("radius-login", f"{_LOGIN} by RADIUS", "network authentication", "start", "radius"),
    **_requests("rfb-login", f"{_LOGIN} to a desktop by RFB", "network", "connection protocol", "rfb"),
    **_requests("mysql-command", "a command of MySQL", "network database", "access", "mysql"),
    **_requests("mysql-login", f"{_LOGIN} by MySQL", "network authentication", "start", "mysql"),
    "certificate-seen": Action("a certificate was seen", "file", "info"),
    "certificate-status": Action("whether a certificate was revoked, by OCSP", "network", "info protocol"),
    "dhcp-lease": Action("an address was asked for by DHCP", "network", "info protocol", also=_of("dhcp")),
    "event-logged": Action("a record of any other log", "network", "info"),
    "file-seen": Action("a file was transferred", "file", "info"),
    "host-seen": Action("a host of the site, or what it offers, was seen for the first time", "host", "info"),
    "indicator-seen": Action("an indicator of an intelligence feed was seen", "threat", "indicator", kind="alert"),
    "log-described": Action("a line in front of a log's records, or behind them", "network", "info"),
    "mail-seen": Action("a mail was transferred", "email network", "info", also=_of("smtp")),
    "notice": Action("Zeek notices what a site should know", "intrusion_detection", "info", kind="alert"),
    "program-seen": Action("a Windows program was transferred", "file", "info"),
    "protocol-anomaly": Action("a packet is not as its protocol says", "network", "info"),
    "rpc-call": Action("a call of DCE/RPC", "network", "connection protocol", also=_of("dce_rpc")),
    "sensor-message": Action("Zeek reports on itself", "host", "info"),
    "sensor-statistics": Action("how much Zeek saw and lost", "host", "info", kind="metric"),
    "share-mapped": Action("a share of SMB was mapped", "network file", "access", also=_SMB),
    "signature-matched": Action("a signature matches", "intrusion_detection", "info", kind="alert"),
    "smb-command": Action("a command of SMB", "network", "connection protocol", also=_SMB),
    "smb-file": Action("a file of a share was accessed", "network file", "access", also=_SMB),
    "smb-file-changed": Action("attributes of a file of a share were set", "file", "change", also=_SMB),
    "smb-file-deleted": Action("a file of a share was deleted", "file", "deletion", also=_SMB),
    "smb-file-renamed": Action("a file of a share was renamed", "file", "change", also=_SMB),
    "smb-file-written": Action("a file of a share was written", "file", "change", also=_SMB),
    "software-seen": Action("a program of a host was seen", "host package", "info"),
    **_requests("transaction", "a transaction of an application's protocol", "network", "connection protocol", ""),
    "tunnel-ended": Action("a tunnel ended, or was seen no more", "network", "connection end"),
    "tunnel-found": Action("a tunnel was found", "network", "connection start"),
}  # fmt: skip

# By what a log is called, with the protocol of transactions; actions with an outcome are those of `_requests`.
BY_LOG = {
    "capture_loss": "sensor-statistics",
    "dce_rpc": "rpc-call",
    "dhcp": "dhcp-lease",
    "dns": "dns-query",
    "files": "file-seen",
    "ftp": "ftp-command",
    "http": "http-request",
    "intel": "indicator-seen",
    "kerberos": "kerberos-request",
    "known_certs": "host-seen",
    "known_hosts": "host-seen",
    "known_modbus": "host-seen",
    "known_services": "host-seen",
    "mysql": "mysql-command",
    "notice": "notice",
    "notice_alarm": "notice",
    "ntlm": "ntlm-login",
    "ocsp": "certificate-status",
    "pe": "program-seen",
    "radius": "radius-login",
    "reporter": "sensor-message",
    "rfb": "rfb-login",
    "signatures": "signature-matched",
    "smb_cmd": "smb-command",
    "smb_files": "smb-file",
    "smb_mapping": "share-mapped",
    "smtp": "mail-seen",
    "software": "software-seen",
    "ssh": "ssh-login",
    "ssl": "tls-handshake",
    "stats": "sensor-statistics",
    "weird": "protocol-anomaly",
    "x509": "certificate-seen",
}
PROTOCOLS = {
    "dnp3": "dnp3", "irc": "irc", "ldap": "ldap", "ldap_search": "ldap", "modbus": "modbus",
    "mqtt_connect": "mqtt", "mqtt_publish": "mqtt", "mqtt_subscribe": "mqtt", "ntp": "ntp",
    "openvpn": "openvpn", "postgresql": "postgresql", "quic": "quic", "rdp": "rdp", "redis": "redis", "sip": "sip",
    "snmp": "snmp", "socks": "socks", "syslog": "syslog", "websocket": "websocket", "wireguard": "wireguard",
}  # fmt: skip
# How operations of LDAP end, beside those that fail.
_LDAP_SUCCESSES = frozenset(("success", "compare false", "compare true"))
_LDAP_OPEN = frozenset(("", "-", "(empty)", "SASL bind in progress", "referral", "undefined", "unknown"))
# Of logs that do not say it, since their protocols have one.
TRANSPORTS = {
    **dict.fromkeys(("dhcp", "ntp", "quic", "radius", "snmp", "wireguard"), "udp"),
    **dict.fromkeys(
        ("ftp", "http", "irc", "modbus", "mqtt_connect", "mqtt_publish", "mqtt_subscribe", "mysql", "rdp",
         "rfb", "smb_cmd", "smb_files", "smb_mapping", "smtp", "socks", "ssh", "websocket"),
        "tcp",
    ),
}  # fmt: skip
BY_STATE = {
    "REJ": "connection-rejected",
    "RSTO": "connection-reset",
    "RSTR": "connection-reset",
    "S0": "connection-attempted",
    "S1": "connection-established",
    "S2": "connection-established",
    "S3": "connection-established",
    "SF": "connection-finished",
    **dict.fromkeys(("RSTOS0", "RSTRH", "SH", "SHR", "OTH"), "connection-seen"),
}
BY_SMB_ACTION = {
    "SMB::FILE_DELETE": "smb-file-deleted",
    "SMB::FILE_RENAME": "smb-file-renamed",
    "SMB::FILE_SET_ATTRIBUTE": "smb-file-changed",
    "SMB::FILE_WRITE": "smb-file-written",
}

# What a record has in JSON whose log is not named: the first that it has all names of is its log.
_TELLING = (
    ("smtp", "mailfrom", "rcptto", "last_reply", "helo", "trans_depth tls fuids", "trans_depth tls path"),
    ("sip", "call_id", "request_path", "response_path", "request_from", "response_from"),
    ("http", "trans_depth request_body_len", "trans_depth method", "trans_depth status_code"),
    ("x509", "certificate.serial", "certificate.subject"),
    ("intel", "seen.indicator"),
    ("notice", "note actions", "note suppress_for", "note msg"),
    ("signatures", "sig_id event_msg"),
    ("files", "fuid seen_bytes", "fuid analyzers", "fuid tx_hosts"),
    ("smb_files", "action fuid name", "action name path", "action name times.modified"),
    ("smb_cmd", "command sub_command", "command tree_service", "command tree version"),
    ("smb_mapping", "share_type"),
    ("conn", "conn_state", "missed_bytes orig_pkts", "orig_ip_bytes"),
    ("dns", "trans_id", "rcode_name", "qtype_name", "AA RD"),
    ("ssl", "established resumed", "ssl_history", "cipher curve", "sni_matches_cert", "cert_chain_fps"),
    ("ssh", "auth_attempts", "kex_alg", "host_key_alg", "auth_success", "cipher_alg mac_alg"),
    ("ftp", "reply_code command", "data_channel.resp_h", "command user password"),
    ("rdp", "security_protocol", "cookie result", "keyboard_layout", "client_build"),
    ("dce_rpc", "named_pipe operation", "endpoint operation", "named_pipe endpoint"),
    ("ntlm", "server_nb_computer_name", "domainname username", "domainname hostname", "server_tree_name"),
    ("kerberos", "request_type", "till service", "renewable forwardable"),
    ("radius", "framed_addr", "tunnel_client", "connect_info username", "mac username", "username result"),
    ("snmp", "get_requests"),
    ("socks", "request_p", "bound_p"),
    ("tunnel", "tunnel_type"),
    ("weird", "name notice peer", "name notice"),
    ("mysql", "cmd arg"),
    ("modbus", "func pdu_type", "func tid", "func"),
    ("dnp3", "fc_request", "fc_reply"),
    ("mqtt_connect", "connect_status", "proto_version client_id"),
    ("mqtt_publish", "topic retain", "topic payload"),
    ("mqtt_subscribe", "topics"),
    ("ntp", "stratum"),
    ("rfb", "authentication_method", "desktop_name", "share_flag"),
    ("irc", "nick", "dcc_file_name"),
    ("syslog", "facility severity"),
    ("software", "software_type"),
    ("known_certs", "port_num issuer_subject"),
    ("known_services", "port_num port_proto"),
    ("pe", "compile_ts"),
    ("ocsp", "certStatus"),
    ("quic", "client_initial_dcid", "server_scid"),
    ("ldap_search", "base_objects", "scopes"),
    ("ldap", "message_id opcodes", "opcodes"),
    ("dhcp", "msg_types"),
    ("dpd", "analyzer failure_reason"),
    ("analyzer", "analyzer_kind analyzer_name"),
    ("capture_loss", "percent_lost ts_delta"),
    ("stats", "pkts_proc"),
    ("reporter", "level location"),
)
TELLING = tuple((log, [frozenset(names.split()) for names in several]) for log, *several in _TELLING)

_ID = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p"
_CONN = "orig_bytes resp_bytes conn_state local_orig"
_TRAFFIC = "missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents"
_NAMES = "query qclass qclass_name qtype qtype_name rcode rcode_name AA TC RD RA Z answers TTLs rejected"
_ANSWER = (
    "request_body_len response_body_len status_code status_msg info_code info_msg tags username password proxied",
    "orig_fuids orig_filenames orig_mime_types resp_fuids resp_filenames resp_mime_types",
)
_HANDSHAKE = "version cipher curve server_name resumed last_alert next_protocol established"
_CHAIN = "cert_chain_fuids client_cert_chain_fuids subject issuer client_subject client_issuer"
_FILE = (
    "source depth analyzers mime_type filename duration local_orig is_orig seen_bytes total_bytes missing_bytes",
    "overflow_bytes timedout parent_fuid md5 sha1 sha256 extracted extracted_cutoff extracted_size",
)
_ORDERS = (
    ("conn", _ID, "proto service duration", _CONN, "local_resp", _TRAFFIC),
    ("conn", _ID, "proto service duration", _CONN, "local_resp", _TRAFFIC, "ip_proto"),
    ("conn", _ID, "proto service duration", _CONN, _TRAFFIC),
    ("dns", _ID, "proto trans_id rtt", _NAMES),
    ("dns", _ID, "proto trans_id", _NAMES),
    ("http", _ID, "trans_depth method host uri referrer version user_agent origin", *_ANSWER),
    ("http", _ID, "trans_depth method host uri referrer version user_agent", *_ANSWER),
    ("ssl", _ID, _HANDSHAKE, "ssl_history cert_chain_fps client_cert_chain_fps sni_matches_cert"),
    ("ssl", _ID, _HANDSHAKE, _CHAIN),
    ("ssl", _ID, _HANDSHAKE, _CHAIN, "validation_status"),
    ("files", "ts fuid uid id.orig_h id.orig_p id.resp_h id.resp_p", *_FILE),
    ("files", "ts fuid tx_hosts rx_hosts conn_uids", *_FILE),
    ("ssh", _ID, "version auth_success auth_attempts direction client server cipher_alg mac_alg compression_alg",
     "kex_alg host_key_alg host_key"),
    ("weird", _ID, "name addl notice peer"),
    ("weird", _ID, "name addl notice peer source"),
)  # fmt: skip
# The columns of logs without a line that names them, by how many there are.
ORDERS: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
for _log, *_parts in _ORDERS:
    _columns = tuple(" ".join(_parts).split())
    ORDERS.setdefault(len(_columns), []).append((_log, _columns))

BOOLEANS = frozenset((
    "AA", "AD", "CD", "RA", "RD", "TC", "ack", "auth", "auth_success", "basic_constraints.ca", "cert_permanent",
    "client_cert", "data_channel.passive", "debug_data", "established", "extracted_cutoff", "forwardable",
    "from_client", "has_cert_table", "has_debug_data", "has_export_table", "has_import_table", "host_cert", "init",
    "is_64bit", "is_exe", "is_orig", "local_orig", "local_resp", "notice", "rejected", "renewable", "resumed",
    "retain", "share_flag", "sni_matches_cert", "success", "timedout", "tls", "uses_aslr", "uses_code_integrity",
    "uses_dep", "uses_seh",
))  # fmt: skip
LISTS = frozenset((
    "TTLs", "actions", "analyzers", "answers", "arguments", "attributes", "base_objects", "cc", "cert_chain_fps",
    "cert_chain_fuids", "client_cert_chain_fps", "client_cert_chain_fuids", "client_channels", "conn_uids",
    "diagnostic_messages", "email_dest", "fuids", "matched", "msg_types", "objects", "opcodes", "orig_filenames",
    "orig_fuids", "orig_mime_types", "proxied", "qos_levels", "rcptto", "request_path", "resp_filenames",
    "resp_fuids", "resp_mime_types", "response_path", "results", "rx_hosts", "san.dns", "san.email", "san.ip",
    "san.uri", "scopes", "section_names", "sources", "tags", "topics", "tunnel_parents", "tx_hosts", "uids",
))  # fmt: skip


def has_succeeded(results: list[str]) -> bool | None:
    """Whether an operation of LDAP with these results succeeded; `None` if it goes on, or they do not say it."""
    found = {result for text in results for result in text.split(",")} - _LDAP_OPEN
    return found <= _LDAP_SUCCESSES if found else None
