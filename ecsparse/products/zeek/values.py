"""What the columns of Zeek's logs hold; those of one log alone are called by its name and theirs: `ssl.version`."""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip, is_ip
from ecsparse.ecs.places import count, decimal, port_number
from ecsparse.ecs.url import host_and_port, url
from ecsparse.ecs.web import status_code, tls_version
from ecsparse.formats import dn, json
from ecsparse.messages.captures import Capture, account, ecs, own, path
from ecsparse.messages.values import NOTHING, Values, each, flag, number, word, words
from ecsparse.products.zeek.logs import ACTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.messages.captures import Read
    from ecsparse.record import Document

_TRANSPORTS = frozenset(("icmp", "ipv6-icmp", "sctp", "tcp", "udp"))
_DIRECTIONS = {"INBOUND": "inbound", "OUTBOUND": "outbound"}
_CLASSES = {
    "C_INTERNET": "IN", "C_CSNET": "CS", "C_CHAOS": "CH", "C_HESIOD": "HS", "C_ANY": "ANY", "C_NONE": "NONE",
}  # fmt: skip
_HASHES = {32: "md5", 40: "sha1", 64: "sha256"}
_LONGEST_INTERVAL = 1e9


def _transport(text: str) -> str | None:
    return text if text in _TRANSPORTS else None


def _interval(text: str) -> int | None:
    """Nanoseconds of an interval in seconds, which may have an exponent."""
    if decimal(text) is not None and "-" not in text:
        return nanoseconds(text)
    seconds = _seconds(text)
    return None if seconds is None else round(seconds * 1e9)


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds < _LONGEST_INTERVAL else None


def first(read: Read = str) -> Read:
    """A reader of an array in JSON: its first value as `read` has it."""

    def value(text: str) -> object:
        found = json.texts(text)
        return read(found[0]) if found else None

    return value


def _host(text: str) -> Document:
    """`url` of the host that a request names, with or without its port."""
    domain, port = host_and_port(text)
    return {name: value for name, value in (("domain", domain), ("port", port)) if value is not None}


def _lower(text: str) -> str:
    return text.lower()


def _version(text: str) -> str | None:
    return text if text[:1].isdigit() else None


def _name(text: str) -> Document:
    """A distinguished name, and the common name in it."""
    common = next((value for name, value in dn.attributes(text) if name == "cn"), None)
    return {"distinguished_name": text} | ({} if common is None else {"common_name": [common]})


def _hash(text: str) -> Document:
    kind = _HASHES.get(len(text))
    return {kind: text.lower()} if kind and all(letter in "0123456789abcdefABCDEF" for letter in text) else {}


def _certificate_hash(text: str) -> str | None:
    found = json.texts(text)
    piece = _hash(found[0]) if found else {}
    return piece["sha256"].upper() if "sha256" in piece else None


def _mailbox(text: str) -> str | None:
    """The address in `"Jane Doe" <jane@example.com>`."""
    address = text.rpartition("<")[2].rstrip("> ").strip()
    return address if "@" in address else None


def _client(text: str) -> Document:
    """`user` of a client of Kerberos: `jdoe/EXAMPLE.COM`; of one without a name, Zeek writes the realm alone."""
    name, _, realm = text.rpartition("/")
    return {key: value for key, value in (("name", name), ("domain", realm)) if value}


def _services(text: str) -> str | None:
    """The protocols that were confirmed: those with a hyphen before them turned out to be others."""
    return ",".join(name for name in text.lower().split(",") if name and not name.startswith("-")) or None


def _source(text: str) -> str | None:
    """The protocol that a file came by; `None` if it was read from a path, or from elsewhere."""
    return text.lower() if text.replace("_", "").isalnum() else None


def _interval_of(description: str, name: str) -> Capture:
    return own("float", f"{description}, in seconds", read=_seconds, name=name)


def _address(description: str, name: str) -> Capture:
    return own("ip", description, read=ip, name=name, related="ip")


def _hosts(description: str, name: str) -> Capture:
    return own("keyword", description, name=name, related="hosts")


_COMMON: dict[str, Capture | tuple[Capture, ...]] = {
    "_path": word("log that a record is of", "log"),
    "_system_name": ecs("observer.hostname"),
    "uid": word("connection that a record is of", "session_id"),
    "id.orig_h": ecs("source.ip", read=ip, related="ip"),
    "id.orig_p": ecs("source.port", read=port_number),
    "id.resp_h": ecs("destination.ip", read=ip, related="ip"),
    "id.resp_p": ecs("destination.port", read=port_number),
    "orig_l2_addr": ecs("source.mac", read=mac),
    "resp_l2_addr": ecs("destination.mac", read=mac),
    "vlan": ecs("network.vlan.id"),
    "inner_vlan": ecs("network.inner.vlan.id"),
    "proto": ecs("network.transport", read=_transport),
    "community_id": ecs("network.community_id"),
    "duration": ecs("event.duration", read=_interval),
    "fuid": word("file of a record", "file_id"),
    "fuids": words("files of a record", "file_ids"),
    "peer": word("process of Zeek that wrote a record", "peer"),
    "columns": words("columns of a log", "columns"),
}
_LOGS: dict[str, dict[str, Capture | tuple[Capture, ...]]] = {
    "conn": {
        "service": ecs("network.protocol", read=_services),
        "conn_state": word("state of a connection", "connection.state"),
        "local_orig": flag("whether a host of the site began a connection", "connection.local_orig"),
        "local_resp": flag("whether a host of the site answered", "connection.local_resp"),
        "missed_bytes": number("bytes that Zeek missed", "connection.missed_bytes"),
        "history": word("packets of a connection, a letter each", "connection.history"),
        "orig_bytes": number("bytes of payload from the source", "connection.orig_bytes"),
        "resp_bytes": number("bytes of payload from the destination", "connection.resp_bytes"),
        "orig_pkts": ecs("source.packets", read=count),
        "resp_pkts": ecs("destination.packets", read=count),
        "orig_ip_bytes": ecs("source.bytes", read=count),
        "resp_ip_bytes": ecs("destination.bytes", read=count),
        "ip_proto": ecs("network.iana_number"),
        "tunnel_parents": words("connections that a connection is inside of", "connection.tunnel_parents"),
        "icmp_type": number("type of the messages of ICMP", "connection.icmp.type"),
        "icmp_code": number("code of the messages of ICMP", "connection.icmp.code"),
    },
    "dns": {
        "trans_id": ecs("dns.id"),
        "rtt": (ecs("event.duration", read=_interval), _interval_of("time up to the answer", "dns.rtt")),
        "query": ecs("dns.question.name", related="hosts"),
        "qclass_name": ecs("dns.question.class", read=lambda text: _CLASSES.get(text, text)),
        "qclass": number("class of a question, as a number", "dns.qclass"),
        "qtype_name": ecs("dns.question.type"),
        "qtype": number("type of a question, as a number", "dns.qtype"),
        "rcode_name": ecs("dns.response_code"),
        "rcode": number("code of an answer, as a number", "dns.rcode"),
        "opcode_name": ecs("dns.op_code", read=lambda text: text.upper()),
        "rejected": flag("whether a server refused to answer", "dns.rejected"),
        "Z": number("bits of a message that are reserved", "dns.Z"),
    },
    "http": {
        "method": ecs("http.request.method"),
        "host": Capture("url", "", _host, parts=("domain", "port"), related=("hosts", "domain")),
        "uri": Capture("url", "", url, parts=(
            "extension", "fragment", "full", "original", "password", "path", "query", "scheme", "username")),
        "referrer": ecs("http.request.referrer"),
        "version": ecs("http.version", read=_version),
        "user_agent": ecs("user_agent.original"),
        "origin": word("origin that a request names", "http.origin"),
        "request_body_len": ecs("http.request.body.bytes", read=count),
        "response_body_len": ecs("http.response.body.bytes", read=count),
        "status_code": ecs("http.response.status_code", read=status_code),
        "status_msg": word("text of the status", "http.status_msg"),
        "info_code": number("code of an informational answer", "http.info_code"),
        "info_msg": word("text of an informational answer", "http.info_msg"),
        "trans_depth": number("number of a request in its connection", "http.trans_depth"),
        "tags": words("what a request was found to be", "http.tags"),
        "username": account(),
        "password": word("password of a request", "http.password"),
        "proxied": words("headers that tell of a proxy", "http.proxied"),
        "orig_fuids": words("files of a request", "http.orig_fuids"),
        "orig_filenames": words("names of the files of a request", "http.orig_filenames"),
        "orig_mime_types": ecs("http.request.mime_type", read=first()),
        "resp_fuids": words("files of an answer", "http.resp_fuids"),
        "resp_filenames": words("names of the files of an answer", "http.resp_filenames"),
        "resp_mime_types": ecs("http.response.mime_type", read=first()),
    },
    "ssl": {
        "version": Capture("tls", "", tls_version, parts=("version", "version_protocol")),
        "cipher": ecs("tls.cipher"),
        "curve": ecs("tls.curve"),
        "server_name": ecs("tls.client.server_name", related="hosts"),
        "resumed": ecs("tls.resumed", read={"true": True, "false": False}.get),
        "established": ecs("tls.established", read={"true": True, "false": False}.get),
        "next_protocol": ecs("tls.next_protocol"),
        "last_alert": word("last alert of a handshake", "ssl.last_alert"),
        "ssl_history": word("messages of a handshake, a letter each", "ssl.history"),
        "subject": (
            ecs("tls.server.subject"),
            Capture("tls.server.x509.subject", "", _name, parts=("common_name", "distinguished_name")),
        ),
        "issuer": (
            ecs("tls.server.issuer"),
            Capture("tls.server.x509.issuer", "", _name, parts=("common_name", "distinguished_name")),
        ),
        "client_subject": ecs("tls.client.subject"),
        "client_issuer": ecs("tls.client.issuer"),
        "cert_chain_fps": (
            ecs("tls.server.hash.sha256", read=_certificate_hash, related="hash"),
            words("hashes of the server's certificates", "ssl.cert_chain_fps"),
        ),
        "client_cert_chain_fps": (
            ecs("tls.client.hash.sha256", read=_certificate_hash, related="hash"),
            words("hashes of the client's certificates", "ssl.client_cert_chain_fps"),
        ),
        "cert_chain_fuids": words("files of the server's certificates", "ssl.cert_chain_fuids"),
        "client_cert_chain_fuids": words("files of the client's certificates", "ssl.client_cert_chain_fuids"),
        "sni_matches_cert": flag("whether the certificate is for the name", "ssl.sni_matches_cert"),
        "validation_status": word("whether the certificate is trusted", "ssl.validation_status"),
        "ja3": ecs("tls.client.ja3", related="hash"),
        "ja3s": ecs("tls.server.ja3s", related="hash"),
    },
    "x509": {
        "id": word("file of a certificate", "file_id"),
        "fingerprint": Capture("file.hash", "", _hash, parts=("md5", "sha1", "sha256")),
        "certificate.version": ecs("file.x509.version_number"),
        "certificate.serial": ecs("file.x509.serial_number"),
        "certificate.subject": Capture(
            "file.x509.subject", "", _name, parts=("common_name", "distinguished_name")
        ),
        "certificate.issuer": Capture(
            "file.x509.issuer", "", _name, parts=("common_name", "distinguished_name")
        ),
        "certificate.key_alg": word("algorithm of a key", "x509.key_alg"),
        "certificate.sig_alg": ecs("file.x509.signature_algorithm"),
        "certificate.key_type": ecs("file.x509.public_key_algorithm"),
        "certificate.key_length": ecs("file.x509.public_key_size", read=count),
        "certificate.exponent": ecs("file.x509.public_key_exponent", read=count),
        "certificate.curve": ecs("file.x509.public_key_curve"),
        "san.dns": (
            ecs("file.x509.alternative_names", read=each()),
            own("keyword", "host names of a certificate", read=each(), name="x509.san.dns", related="hosts"),
        ),
        "san.ip": own("ip", "addresses of a certificate", read=each(ip), name="x509.san.ip", related="ip"),
        "basic_constraints.ca": flag("whether a certificate is of an authority", "x509.ca"),
        "host_cert": flag("whether a server showed a certificate", "x509.host_cert"),
        "client_cert": flag("whether a client showed a certificate", "x509.client_cert"),
    },
    "files": {
        "tx_hosts": ecs("source.ip", read=first(ip), related="ip"),
        "rx_hosts": ecs("destination.ip", read=first(ip), related="ip"),
        "conn_uids": word("connection that a record is of", "session_id"),
        "source": ecs("network.protocol", read=_source),
        "depth": number("number of a file in its connection", "files.depth"),
        "analyzers": words("analyzers of a file", "files.analyzers"),
        "mime_type": ecs("file.mime_type"),
        "filename": path(),
        "local_orig": flag("whether a host of the site sent a file", "files.local_orig"),
        "is_orig": flag("whether the source of the connection sent a file", "files.is_orig"),
        "seen_bytes": number("bytes of a file that Zeek saw", "files.seen_bytes"),
        "total_bytes": ecs("file.size", read=count),
        "missing_bytes": number("bytes of a file that Zeek missed", "files.missing_bytes"),
        "overflow_bytes": number("bytes of a file that came out of order", "files.overflow_bytes"),
        "timedout": flag("whether a file's end was not seen", "files.timedout"),
        "parent_fuid": word("file that a file is inside of", "files.parent_fuid"),
        "md5": ecs("file.hash.md5", related="hash"),
        "sha1": ecs("file.hash.sha1", related="hash"),
        "sha256": ecs("file.hash.sha256", related="hash"),
        "extracted": word("file that Zeek stored", "files.extracted"),
        "extracted_cutoff": flag("whether Zeek stored a part alone", "files.extracted_cutoff"),
    },
    "ssh": {
        "version": number("version of SSH", "ssh.version"),
        "auth_success": flag("whether a login succeeded", "ssh.auth_success"),
        "auth_attempts": number("logins that were tried", "ssh.auth_attempts"),
        "direction": ecs("network.direction", read=_DIRECTIONS.get),
        "client": word("program of the client", "ssh.client"),
        "server": word("program of the server", "ssh.server"),
        "cipher_alg": word("cipher", "ssh.cipher_alg"),
        "mac_alg": word("code of authentication", "ssh.mac_alg"),
        "compression_alg": word("compression", "ssh.compression_alg"),
        "kex_alg": word("exchange of keys", "ssh.kex_alg"),
        "host_key_alg": word("algorithm of the server's key", "ssh.host_key_alg"),
        "host_key": word("fingerprint of the server's key", "ssh.host_key"),
        "hassh": own("keyword", "HASSH of the client", name="ssh.hassh", related="hash"),
        "hasshServer": own("keyword", "HASSH of the server", name="ssh.hassh_server", related="hash"),
    },
    "smtp": {
        "helo": word("name that the client says it has", "smtp.helo"),
        "mailfrom": ecs("email.sender.address", read=_mailbox),
        "rcptto": words("whom a mail is delivered to", "smtp.rcptto"),
        "from": ecs("email.from.address", read=each(_mailbox)),
        "to": ecs("email.to.address", read=each(_mailbox)),
        "cc": ecs("email.cc.address", read=each(_mailbox)),
        "reply_to": ecs("email.reply_to.address", read=each(_mailbox)),
        "subject": ecs("email.subject"),
        "msg_id": ecs("email.message_id", read=lambda text: text.strip("<>")),
        "user_agent": ecs("email.x_mailer"),
        "last_reply": word("last answer of the server", "smtp.last_reply"),
        "in_reply_to": word("mail that a mail answers", "smtp.in_reply_to"),
        "x_originating_ip": _address("address that a mail was sent from", "smtp.x_originating_ip"),
        "path": own("ip", "hosts that a mail passed", read=each(ip), name="smtp.path", related="ip"),
        "date": word("date of a mail", "smtp.date"),
        "tls": flag("whether a connection was encrypted", "smtp.tls"),
        "trans_depth": number("number of a mail in its connection", "smtp.trans_depth"),
    },
    "ftp": {
        "user": account(),
        "password": word("password of a client", "ftp.password"),
        "command": word("command of a client", "ftp.command"),
        "arg": word("argument of a command", "ftp.arg"),
        "mime_type": ecs("file.mime_type"),
        "file_size": ecs("file.size", read=count),
        "reply_code": number("code of an answer", "ftp.reply_code"),
        "reply_msg": word("text of an answer", "ftp.reply_msg"),
        "data_channel.passive": flag("whether a client waits for no connection", "ftp.data_channel.passive"),
        "data_channel.orig_h": _address("source of a transfer", "ftp.data_channel.orig_h"),
        "data_channel.resp_h": _address("destination of a transfer", "ftp.data_channel.resp_h"),
        "data_channel.resp_p": own("long", "port of a transfer", read=port_number, name="ftp.data_channel.resp_p"),
    },
    "rdp": {
        "cookie": word("name that a client gives at first", "rdp.cookie"),
        "result": word("how a connection went", "rdp.result"),
        "security_protocol": word("security of a connection", "rdp.security_protocol"),
        "client_channels": words("channels that a client asks for", "rdp.client_channels"),
        "keyboard_layout": word("keyboard of a client", "rdp.keyboard_layout"),
        "client_build": word("version of a client", "rdp.client_build"),
        "client_name": _hosts("name of a client", "rdp.client_name"),
        "cert_type": word("kind of a certificate", "rdp.cert_type"),
        "encryption_level": word("level of encryption", "rdp.encryption_level"),
        "encryption_method": word("method of encryption", "rdp.encryption_method"),
    },
    "smb_files": {
        "action": word("what was done with a file", "smb_files.action"),
        "path": word("share of a file", "smb_files.path"),
        "name": word("path of a file in its share", "smb_files.name"),
        "file": path(),
        "size": ecs("file.size", read=count),
        "prev_name": word("path of a file before", "smb_files.prev_name"),
    },
    "smb_mapping": {
        "path": word("share", "smb_mapping.path"),
        "service": word("service of a share", "smb_mapping.service"),
        "native_file_system": word("file system of a share", "smb_mapping.native_file_system"),
        "share_type": word("type of a share", "smb_mapping.share_type"),
    },
    "smb_cmd": {
        "command": word("command", "smb_cmd.command"),
        "sub_command": word("command inside of a command", "smb_cmd.sub_command"),
        "argument": word("argument of a command", "smb_cmd.argument"),
        "status": word("status of a command", "smb_cmd.status"),
        "version": word("version of SMB", "smb_cmd.version"),
        "username": account(),
        "tree": word("share", "smb_cmd.tree"),
        "tree_service": word("service of a share", "smb_cmd.tree_service"),
    },
    "dce_rpc": {
        "endpoint": word("interface that was called", "dce_rpc.endpoint"),
        "operation": word("operation that was called", "dce_rpc.operation"),
        "named_pipe": word("pipe, or port, of a call", "dce_rpc.named_pipe"),
        "rtt": _interval_of("time up to the answer", "dce_rpc.rtt"),
    },
    "ntlm": {
        "username": ecs("user.name", related="user"),
        "domainname": ecs("user.domain"),
        "hostname": _hosts("name of the client", "ntlm.hostname"),
        "server_nb_computer_name": _hosts("name of the server in NetBIOS", "ntlm.server_nb_computer_name"),
        "server_dns_computer_name": _hosts("name of the server in DNS", "ntlm.server_dns_computer_name"),
        "server_tree_name": word("forest of the server", "ntlm.server_tree_name"),
        "success": flag("whether a login succeeded", "ntlm.success"),
    },
    "kerberos": {
        "client": Capture("user", "", _client, parts=("name", "domain"), related=("user", "name")),
        "service": word("service that a ticket is for", "kerberos.service"),
        "request_type": word("kind of a request", "kerberos.request_type"),
        "success": flag("whether a ticket was given", "kerberos.success"),
        "error_msg": ecs("error.message"),
        "cipher": word("encryption of a ticket", "kerberos.cipher"),
        "forwardable": flag("whether a ticket can be forwarded", "kerberos.forwardable"),
        "renewable": flag("whether a ticket can be renewed", "kerberos.renewable"),
        "client_cert_subject": ecs("tls.client.subject"),
        "server_cert_subject": ecs("tls.server.subject"),
    },
    "radius": {
        "username": account(),
        "mac": ecs("source.mac", read=mac),
        "framed_addr": _address("address that a client gets", "radius.framed_addr"),
        "tunnel_client": word("address of a tunnel's client", "radius.tunnel_client"),
        "connect_info": word("connection of a client", "radius.connect_info"),
        "reply_msg": word("answer of the server", "radius.reply_msg"),
        "result": word("whether a login succeeded", "radius.result"),
    },
    "dhcp": {
        "uids": words("connections of a record", "session_ids"),
        "client_addr": ecs("source.ip", read=ip, related="ip"),
        "server_addr": ecs("destination.ip", read=ip, related="ip"),
        "mac": ecs("source.mac", read=mac),
        "host_name": _hosts("name of a client", "dhcp.host_name"),
        "client_fqdn": _hosts("whole name of a client", "dhcp.client_fqdn"),
        "domain": word("domain that a client is told", "dhcp.domain"),
        "requested_addr": _address("address that a client asks for", "dhcp.requested_addr"),
        "assigned_addr": _address("address that a client gets", "dhcp.assigned_addr"),
        "lease_time": _interval_of("time that an address is for", "dhcp.lease_time"),
        "msg_types": words("messages of an exchange", "dhcp.msg_types"),
    },
    "sip": {
        "method": word("method", "sip.method"),
        "uri": word("whom a request is for", "sip.uri"),
        "request_from": word("who asks", "sip.request_from"),
        "request_to": word("who is asked", "sip.request_to"),
        "call_id": word("call", "sip.call_id"),
        "status_code": number("code of an answer", "sip.status_code"),
        "status_msg": word("text of an answer", "sip.status_msg"),
        "user_agent": ecs("user_agent.original"),
    },
    "snmp": {
        "version": word("version of SNMP", "snmp.version"),
        "community": word("community", "snmp.community"),
        "display_string": word("what a device says it is", "snmp.display_string"),
    },
    "socks": {
        "user": account(),
        "status": word("answer of the proxy", "socks.status"),
        "request.host": _address("host that a client asks for", "socks.request.host"),
        "request.name": _hosts("name that a client asks for", "socks.request.name"),
        "request_p": own("long", "port that a client asks for", read=port_number, name="socks.request.port"),
    },
    "tunnel": {
        "tunnel_type": word("type of a tunnel", "tunnel.type"),
        "action": word("what became of a tunnel", "tunnel.action"),
    },
    "weird": {
        "name": ecs("rule.name"),
        "addl": word("more of an anomaly", "weird.addl"),
        "notice": flag("whether that is a notice too", "weird.notice"),
        "source": word("analyzer that found an anomaly", "weird.source"),
    },
    "notice": {
        "note": ecs("rule.name"),
        "msg": ecs("rule.description"),
        "sub": word("more of a notice", "notice.sub"),
        "src": ecs("source.ip", read=ip, related="ip"),
        "dst": ecs("destination.ip", read=ip, related="ip"),
        "p": ecs("destination.port", read=port_number),
        "n": number("number that a notice is of", "notice.n"),
        "peer_descr": word("process of Zeek that wrote a record", "peer"),
        "actions": words("what Zeek does then", "notice.actions"),
        "suppress_for": _interval_of("time that the same is no notice again", "notice.suppress_for"),
        "file_mime_type": ecs("file.mime_type"),
        "file_desc": word("file that a notice is of", "notice.file_desc"),
    },
    "intel": {
        "seen.where": word("where an indicator was seen", "intel.where"),
        "seen.indicator_type": word("type of an indicator", "intel.indicator_type"),
        "seen.node": word("process of Zeek that saw an indicator", "intel.node"),
        "matched": words("types that were matched", "intel.matched"),
        "sources": ecs("threat.indicator.provider", read=first()),
        "file_mime_type": ecs("file.mime_type"),
        "file_desc": word("file that has an indicator", "intel.file_desc"),
    },
    "signatures": {
        "src_addr": ecs("source.ip", read=ip, related="ip"),
        "src_port": ecs("source.port", read=port_number),
        "dst_addr": ecs("destination.ip", read=ip, related="ip"),
        "dst_port": ecs("destination.port", read=port_number),
        "note": ecs("rule.name"),
        "sig_id": ecs("rule.id"),
        "event_msg": ecs("rule.description"),
        "sub_msg": word("what was matched", "signatures.sub_msg"),
        "sig_count": number("signatures that matched", "signatures.sig_count"),
        "host_count": number("hosts that were seen", "signatures.host_count"),
    },
    "software": {
        "host": ecs("host.ip", read=each(ip), related="ip"),
        "host_p": own("long", "port of a program", read=port_number, name="software.port"),
        "software_type": ecs("package.type"),
        "name": ecs("package.name"),
        "version.whole": ecs("package.version"),
        "unparsed_version": word("version as it is said", "software.unparsed_version"),
    },
    "known": {
        "host": ecs("host.ip", read=each(ip), related="ip"),
        "port_num": own("long", "port of a service", read=port_number, name="known.port"),
        "port_proto": ecs("network.transport", read=_transport),
        "service": words("protocols of a service", "known.services"),
        "subject": word("whom a certificate is for", "known.subject"),
        "issuer_subject": word("who issued a certificate", "known.issuer"),
        "serial": word("number of a certificate", "known.serial"),
    },
    "mysql": {
        "cmd": word("command", "mysql.cmd"),
        "arg": word("argument of a command", "mysql.arg"),
        "success": flag("whether a command succeeded", "mysql.success"),
        "rows": number("rows of an answer", "mysql.rows"),
        "response": word("answer of the server", "mysql.response"),
    },
    "modbus": {
        "func": word("function", "modbus.func"),
        "exception": word("why a function failed", "modbus.exception"),
    },
    "dnp3": {
        "fc_request": word("function of a request", "dnp3.fc_request"),
        "fc_reply": word("function of an answer", "dnp3.fc_reply"),
    },
    "mqtt": {
        "client_id": word("client", "mqtt.client_id"),
        "connect_status": word("answer to a client", "mqtt.connect_status"),
        "topic": word("topic of a message", "mqtt.topic"),
        "topics": words("topics of a subscription", "mqtt.topics"),
        "payload": word("message", "mqtt.payload"),
    },
    "rfb": {
        "authentication_method": word("how a client logs in", "rfb.authentication_method"),
        "auth": flag("whether a login succeeded", "rfb.auth"),
        "desktop_name": word("desktop", "rfb.desktop_name"),
    },
    "irc": {
        "nick": word("name of a user in IRC", "irc.nick"),
        "user": account(),
        "command": word("command", "irc.command"),
        "value": word("value of a command", "irc.value"),
        "dcc_file_name": ecs("file.name"),
    },
    "syslog": {
        "facility": word("facility of a message", "syslog.facility"),
        "severity": word("severity of a message", "syslog.severity"),
        "message": word("message of another host", "syslog.message"),
    },
    "pe": {
        "id": word("file of a record", "file_id"),
        "machine": ecs("file.pe.architecture", read=_lower),
        "os": word("Windows that a program is for", "pe.os"),
        "subsystem": word("subsystem of a program", "pe.subsystem"),
        "is_exe": flag("whether a program can be run", "pe.is_exe"),
        "is_64bit": flag("whether a program is of 64 bits", "pe.is_64bit"),
        "section_names": words("sections of a program", "pe.section_names"),
    },
    "ocsp": {
        "id": word("file of a record", "file_id"),
        "serialNumber": word("number of a certificate", "ocsp.serial"),
        "certStatus": word("whether a certificate was revoked", "ocsp.status"),
        "revokereason": ecs("event.reason"),
    },
    "quic": {
        "server_name": ecs("tls.client.server_name", related="hosts"),
        "version": word("version of QUIC", "quic.version"),
        "client_protocol": ecs("tls.next_protocol"),
        "client_initial_dcid": word("first connection that a client names", "quic.client_initial_dcid"),
        "server_scid": word("connection that a server names", "quic.server_scid"),
        "history": word("packets of a connection, a letter each", "quic.history"),
    },
    "ldap": {
        "message_id": number("message", "ldap.message_id"),
        "opcodes": words("operations", "ldap.opcodes"),
        "results": words("results", "ldap.results"),
        "objects": words("objects of an operation", "ldap.objects"),
        "arguments": words("arguments of an operation", "ldap.arguments"),
        "base_objects": words("where a search begins", "ldap.base_objects"),
        "scopes": words("how deep a search goes", "ldap.scopes"),
        "filter": word("what a search is for", "ldap.filter"),
        "result_count": number("objects that a search found", "ldap.result_count"),
    },
    "analyzer": {
        "analyzer": word("analyzer of a protocol", "analyzer.name"),
        "analyzer_name": word("analyzer of a protocol", "analyzer.name"),
        "analyzer_kind": word("kind of an analyzer", "analyzer.kind"),
        "cause": word("what happened to an analyzer", "analyzer.cause"),
        "failure_reason": ecs("event.reason"),
    },
    "traceroute": {
        "src": ecs("source.ip", read=ip, related="ip"),
        "dst": ecs("destination.ip", read=ip, related="ip"),
    },
    "capture_loss": {
        "gaps": number("gaps between packets", "capture_loss.gaps"),
        "acks": number("packets that were acknowledged", "capture_loss.acks"),
        "percent_lost": own("float", "share that was lost", read=decimal, name="capture_loss.percent_lost"),
    },
    "stats": {
        "pkts_proc": number("packets that were processed", "stats.packets_processed"),
        "bytes_recv": number("bytes that were received", "stats.bytes_received"),
        "pkts_dropped": number("packets that were dropped", "stats.packets_dropped"),
        "mem": number("memory in use, in megabytes", "stats.memory"),
    },
    "reporter": {
        "level": ecs("log.level", read=lambda text: text.removeprefix("Reporter::").lower()),
        "message": ecs("event.reason"),
        "location": word("script that a message is of", "reporter.location"),
    },
}  # fmt: skip
# Logs that share their columns.
SAME = {
    "known_certs": "known", "known_hosts": "known", "known_modbus": "known", "known_services": "known",
    "dpd": "analyzer", "analyzer_debug": "analyzer", "ldap_search": "ldap", "mqtt_connect": "mqtt",
    "mqtt_publish": "mqtt", "mqtt_subscribe": "mqtt", "notice_alarm": "notice",
}  # fmt: skip

CAPTURES = {**_COMMON, **{f"{log}.{name}": found for log, own_ in _LOGS.items() for name, found in own_.items()}}
# Indicators of a feed, by their type.
INDICATORS = {
    "Intel::ADDR": ("ipv4-addr", "ip"),
    "Intel::CERT_HASH": ("x509-certificate", ""),
    "Intel::DOMAIN": ("domain-name", "url.domain"),
    "Intel::EMAIL": ("email-addr", "email.address"),
    "Intel::FILE_HASH": ("file", "file.hash"),
    "Intel::FILE_NAME": ("file", "file.name"),
    "Intel::SUBNET": ("ipv4-addr", ""),
    "Intel::URL": ("url", "url.full"),
    "Intel::USER_NAME": ("user-account", ""),
}


def indicator(kind: str, text: str) -> Document:
    """`threat.indicator` of an indicator and its type."""
    name, field = INDICATORS.get(kind, ("", ""))
    piece: Document = {"name": text}
    if not name:
        return piece
    piece["type"] = "ipv6-addr" if name == "ipv4-addr" and ":" in text else name
    if field == "ip":
        return piece | ({"ip": text} if is_ip(text) else {})
    value: object = _hash(text) if field == "file.hash" else text
    if not field or not value:
        return piece
    *parents, last = field.split(".")
    here = piece
    for parent in parents:
        here = here.setdefault(parent, {})
    here[last] = value
    return piece


# What is read beside the captures, and times with their fields.
READ = "dns.answers dns.TTLs dns.AA dns.TC dns.RD dns.RA dns.AD dns.CD intel.seen.indicator"
TIMES = {
    "ts": "@timestamp",
    "_write_ts": "event.created",
    "x509.certificate.not_valid_before": "file.x509.not_before",
    "x509.certificate.not_valid_after": "file.x509.not_after",
    "smb_files.times.modified": "file.mtime",
    "smb_files.times.accessed": "file.accessed",
    "smb_files.times.created": "file.created",
    "smb_files.times.changed": "file.ctime",
}
VALUES = Values("zeek", ACTIONS, CAPTURES, nothing=NOTHING | {"(empty)"}, read_by_product=READ, times=TIMES)
