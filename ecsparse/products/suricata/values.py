"""The named values of EVE's events."""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.events import protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip, short_ip
from ecsparse.ecs.places import count, first_address, host_name, lower, port_number, translated
from ecsparse.ecs.web import status_code
from ecsparse.formats import json
from ecsparse.messages.captures import Capture, account, ecs, own, path
from ecsparse.messages.values import Values, each, flag, number, word, words
from ecsparse.patterns import Pattern
from ecsparse.products.suricata.actions import ACTIONS
from ecsparse.record import Document

# The codes of operations that DNS has names for (IANA, DNS OpCodes).
_OP_CODES = {"0": "QUERY", "1": "IQUERY", "2": "STATUS", "4": "NOTIFY", "5": "UPDATE", "6": "DSO"}
_FLAGS = {"true": True, "false": False}
_NO_PROTOCOL = frozenset(("failed", "unknown"))

# 0b:92:69:6e:6e:9e:54:22:8b:fa:61:d3:be:be:5b:0e:d6:b6:1c:80
_CERTIFICATE = Pattern(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){19}")


def _address(description: str, name: str) -> Capture:
    """An address of a lease; `0.0.0.0` is none."""
    return own("ip", description, read=translated, name=name, related="ip")


def _version(text: str) -> str | None:
    version = text.removeprefix("HTTP/")
    return version if version[:1].isdigit() else None


def _protocol(text: str) -> str | None:
    return None if text in _NO_PROTOCOL else text.lower()


def _fingerprint(text: str) -> str | None:
    """The SHA-1 of a certificate, without its colons."""
    return text.replace(":", "").upper() if _CERTIFICATE.fullmatch(text) is not None else None


def _mailbox(text: str) -> str | None:
    """The address of a mailbox, which a name may precede: `Alice <alice@example.com>`."""
    _, angle, address = text.rpartition("<")
    return (address.partition(">")[0] if angle else text).strip(" <>") or None


def _serial(text: str) -> str | None:
    return text.replace(":", "").upper() or None


def _tls(text: str) -> Document:
    """`tls` of a version: `TLS 1.2`, `TLSv1`."""
    name, _, number = text.replace("v", " ").partition(" ")
    if name.upper() not in {"TLS", "SSL"} or not number[:1].isdigit():
        return {}
    return {"version": number.rstrip(), "version_protocol": name.lower()}


def _host(text: str) -> Document:
    """`url` of the host that a request names, with or without its port."""
    domain, number = url.host_and_port(text)
    return {name: value for name, value in (("domain", domain), ("port", number)) if value is not None}


def _first(text: str) -> str | None:
    found = json.texts(text)
    return found[0] or None if found else None


def _only_mac(text: str) -> str | None:
    """The hardware address of a list of one; a flow may have had several."""
    found = json.texts(text)
    return mac(found[0]) if len(found) == 1 else None


def _cve(text: str) -> str | None:
    """The first vulnerability of a list; some rules write `CVE_2021_44228`."""
    found = _first(text)
    return found and found.replace("_", "-")


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "log.file": ecs("log.origin.file.name"),
    "log.level": ecs("log.level", read=lower),
    "log.line": ecs("log.origin.file.line", read=count),
    "log.module": ecs("log.logger"),
    "log.text": word("what the engine says", "text"),
    "log_level": ecs("log.level", read=lower),
    "engine.error": ecs("error.type"),
    "engine.error_code": ecs("error.code"),
    "engine.file": ecs("log.origin.file.name"),
    "engine.function": ecs("log.origin.function"),
    "engine.line": ecs("log.origin.file.line", read=count),
    "engine.message": word("what the engine says", "text"),
    "engine.module": ecs("log.logger"),
    "engine.thread_name": ecs("process.thread.name"),
    "src_ip": ecs("source.ip", read=short_ip, related="ip"),
    "src_port": ecs("source.port", read=port_number),
    "dest_ip": ecs("destination.ip", read=short_ip, related="ip"),
    "dest_port": ecs("destination.port", read=port_number),
    "ether.src_mac": ecs("source.mac", read=mac),
    "ether.dest_mac": ecs("destination.mac", read=mac),
    "ether.src_macs": ecs("source.mac", read=_only_mac),
    "ether.dest_macs": ecs("destination.mac", read=_only_mac),
    "proto": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "app_proto": ecs("network.protocol", read=_protocol),
    "community_id": ecs("network.community_id"),
    "vlan": ecs("network.vlan.id", read=_first),
    "in_iface": ecs("observer.ingress.interface.name"),
    "host": ecs("observer.hostname"),
    "flow_id": word("number of the flow", "flow_id"),
    "event_type": word("type of the event", "event_type"),
    "tx_id": number("number of the transaction in its flow", "transaction_id"),
    "icmp_type": number("type of an ICMP message", "icmp.type"),
    "icmp_code": number("code of an ICMP message", "icmp.code"),
    "payload_printable": word("what can be printed of a packet's payload", "payload"),
    "direction": word("direction of a packet in its flow", "direction"),
    "pcap_cnt": number("number of a packet in its file", "pcap.packet"),
    "pcap_filename": word("file that packets are read from", "pcap.file"),
    "pkt_src": word("what a packet is of: the wire, a stream, a tunnel", "packet_source"),
    "metadata.flowbits": words("marks that rules gave a flow", "flow.bits"),
    # alerts
    "alert.action": word("whether an alert's packet was `allowed` or `blocked`", "alert.action"),
    "alert.gid": word("group of a rule", "alert.group_id"),
    "alert.signature_id": ecs("rule.id"),
    "alert.rev": ecs("rule.version"),
    "alert.signature": ecs("rule.name"),
    "alert.category": ecs("rule.category"),
    "alert.severity": ecs("event.severity", read=count),
    "alert.rule": word("text of a rule", "alert.rule"),
    "alert.metadata.mitre_tactic_id": ecs("threat.tactic.id", read=each()),
    "alert.metadata.mitre_tactic_name": ecs("threat.tactic.name", read=each()),
    "alert.metadata.mitre_technique_id": ecs("threat.technique.id", read=each()),
    "alert.metadata.mitre_technique_name": ecs("threat.technique.name", read=each()),
    "alert.metadata.cve": ecs("vulnerability.id", read=_cve),
    "anomaly.app_proto": ecs("network.protocol", read=str.lower),
    "anomaly.type": word("kind of an anomaly", "anomaly.type"),
    "anomaly.event": ecs("event.reason"),
    "anomaly.code": number("number of an anomaly", "anomaly.code"),
    "anomaly.layer": word("layer that an anomaly was found in", "anomaly.layer"),
    "drop.len": ecs("network.bytes", read=count),
    "drop.reason": ecs("event.reason"),
    "drop.ttl": number("time to live of a packet", "drop.ttl"),
    # flows
    "flow.bytes_toserver": ecs("source.bytes", read=count),
    "flow.bytes_toclient": ecs("destination.bytes", read=count),
    "flow.pkts_toserver": ecs("source.packets", read=count),
    "flow.pkts_toclient": ecs("destination.packets", read=count),
    "flow.state": word("state of a flow", "flow.state"),
    "flow.reason": word("why a flow ended", "flow.reason"),
    "flow.alerted": word("whether a flow had an alert", "flow.alerted"),
    "flow.age": ecs("event.duration", read=nanoseconds),
    "flow.bypass": word("how a flow was bypassed", "flow.bypass"),
    "netflow.age": ecs("event.duration", read=nanoseconds),
    "netflow.bytes": ecs("source.bytes", read=count),
    "netflow.pkts": ecs("source.packets", read=count),
    # HTTP
    "http.hostname": Capture("url", "", _host, parts=("domain", "port")),
    "http.url": Capture("url", "", url.url, parts=(
        "extension", "fragment", "full", "original", "password", "path", "query", "scheme", "username")),
    "http.http_user_agent": ecs("user_agent.original"),
    "http.http_content_type": ecs("http.response.mime_type"),
    "http.http_method": ecs("http.request.method"),
    "http.http_refer": ecs("http.request.referrer"),
    "http.protocol": ecs("http.version", read=_version),
    "http.status": ecs("http.response.status_code", read=status_code),
    "http.length": ecs("http.response.body.bytes", read=count),
    "http.redirect": word("where a response redirects to", "http.redirect"),
    **dict.fromkeys(("http.xff", "xff"), ecs("network.forwarded_ip", read=first_address, related="ip")),
    "http.http_request_body_printable": ecs("http.request.body.content"),
    "http.http_response_body_printable": ecs("http.response.body.content"),
    # DNS
    "dns.id": ecs("dns.id"),
    "dns.rcode": ecs("dns.response_code"),
    "dns.opcode": ecs("dns.op_code", read=_OP_CODES.get),
    "dns.rrname": ecs("dns.question.name", related="hosts"),
    "dns.rrtype": ecs("dns.question.type"),
    # TLS
    "tls.version": Capture("tls", "", _tls, parts=("version", "version_protocol")),
    "tls.sni": ecs("tls.client.server_name", related="hosts"),
    "tls.subject": ecs("tls.server.subject"),
    "tls.issuerdn": ecs("tls.server.issuer"),
    "tls.serial": ecs("tls.server.x509.serial_number", read=_serial),
    "tls.fingerprint": ecs("tls.server.hash.sha1", read=_fingerprint, related="hash"),
    "tls.ja3.hash": ecs("tls.client.ja3"),
    "tls.ja3s.hash": ecs("tls.server.ja3s"),
    "tls.ja4": word("JA4 of the client", "tls.ja4"),
    "tls.session_resumed": ecs("tls.resumed", read=_FLAGS.get),
    "tls.subjectaltname": ecs("tls.server.x509.alternative_names", read=each()),
    "tls.client.subject": ecs("tls.client.subject"),
    "tls.client.issuerdn": ecs("tls.client.issuer"),
    "tls.client.serial": ecs("tls.client.x509.serial_number", read=_serial),
    "tls.client.fingerprint": ecs("tls.client.hash.sha1", read=_fingerprint, related="hash"),
    "tls.certificate": ecs("tls.server.certificate"),
    "tls.chain": ecs("tls.server.certificate_chain", read=each()),
    "quic.sni": ecs("tls.client.server_name", related="hosts"),
    "quic.ua": ecs("user_agent.original"),
    "quic.version": word("version of QUIC", "quic.version"),
    "quic.ja3.hash": ecs("tls.client.ja3"),
    "quic.ja3s.hash": ecs("tls.server.ja3s"),
    # files, mail, and other protocols
    "fileinfo.filename": path(),
    "fileinfo.size": ecs("file.size", read=count),
    "fileinfo.md5": ecs("file.hash.md5", related="hash"),
    "fileinfo.sha1": ecs("file.hash.sha1", related="hash"),
    "fileinfo.sha256": ecs("file.hash.sha256", related="hash"),
    "fileinfo.mimetype": ecs("file.mime_type"),
    "fileinfo.magic": word("what a file is by its first bytes", "file.magic"),
    "fileinfo.state": word("whether all of a file was seen", "file.state"),
    "fileinfo.stored": flag("whether a file was stored", "file.stored"),
    "smtp.mail_from": ecs("email.sender.address", read=_mailbox),
    "smtp.rcpt_to": (
        ecs("email.to.address", read=each(_mailbox)),
        own("keyword", "recipients of the envelope", read=each(_mailbox), name="smtp.recipients"),
    ),
    "smtp.helo": word("name that the client says it has", "smtp.helo"),
    "email.from": ecs("email.from.address", read=each(_mailbox)),
    "email.to": ecs("email.to.address", read=each(_mailbox)),
    "email.subject": ecs("email.subject"),
    "email.message_id": ecs("email.message_id", read=lambda text: text.strip("<>") or None),
    "email.cc": ecs("email.cc.address", read=each(_mailbox)),
    "email.x_mailer": ecs("email.x_mailer"),
    "email.url": words("addresses in a mail", "email.urls"),
    "email.attachment": words("files that are attached to a mail", "email.attachments"),
    "ssh.client.software_version": word("program of the client", "ssh.client"),
    "ssh.server.software_version": word("program of the server", "ssh.server"),
    "ssh.client.proto_version": word("version of SSH that the client offers", "ssh.client_version"),
    "ssh.server.proto_version": word("version of SSH that the server offers", "ssh.server_version"),
    "ssh.client.hassh.hash": own("keyword", "HASSH of the client", name="ssh.client_hassh", related="hash"),
    "ssh.server.hassh.hash": own("keyword", "HASSH of the server", name="ssh.server_hassh", related="hash"),
    "ftp.command": word("command of FTP", "ftp.command"),
    "ftp.command_data": word("argument of a command of FTP", "ftp.argument"),
    "ftp.user": account(),
    "ftp.completion_code": words("codes of replies of FTP", "ftp.codes"),
    "ftp.reply": words("replies of FTP", "ftp.replies"),
    "ftp_data.command": word("command of FTP that a file is transferred for", "ftp.command"),
    "ftp_data.filename": ecs("file.name"),
    "smb.command": word("command of SMB", "smb.command"),
    "smb.filename": path(),
    "smb.size": ecs("file.size", read=count),
    "smb.share_type": word("kind of a share of SMB", "smb.share_type"),
    "smb.session_id": word("session of SMB", "smb.session_id"),
    "smb.client_guid": word("number that a client of SMB gives itself", "smb.client_guid"),
    "smb.status_code": word("number of that status", "smb.status_code"),
    "smb.share": word("share of SMB", "smb.share"),
    "smb.dialect": word("version of SMB", "smb.dialect"),
    "smb.status": word("status of a command of SMB", "smb.status"),
    "smb.named_pipe": word("named pipe of SMB", "smb.named_pipe"),
    "smb.disposition": word("how a file of SMB is opened", "smb.disposition"),
    "smb.ntlmssp.host": word("name that a client of SMB says it has", "smb.client_host"),
    "smb.kerberos.realm": ecs("user.domain"),
    "smb.ntlmssp.user": ecs("user.name", related="user"),
    "smb.ntlmssp.domain": ecs("user.domain"),
    "krb5.cname": ecs("user.name", related="user"),
    "krb5.realm": ecs("user.domain"),
    "krb5.sname": word("service that a ticket is for", "krb5.service"),
    "krb5.msg_type": word("kind of a message of Kerberos", "krb5.message"),
    "krb5.failed_request": word("request that failed", "krb5.failed_request"),
    "krb5.error_code": ecs("error.code"),
    "krb5.encryption": word("encryption of a ticket", "krb5.encryption"),
    "krb5.weak_encryption": flag("whether that is weak", "krb5.weak_encryption"),
    "rdp.cookie": ecs("user.name", related="user"),
    "rdp.client.client_name": word("name that a client of RDP says it has", "rdp.client_host"),
    "rdp.client.build": word("system of a client of RDP", "rdp.client_build"),
    "rdp.event_type": word("step of a connection of RDP", "rdp.step"),
    "rdp.protocol": word("security of a connection of RDP", "rdp.security"),
    "rdp.error_code": ecs("error.code"),
    "rdp.reason": ecs("event.reason"),
    "dhcp.assigned_ip": _address("address that was assigned", "dhcp.assigned_ip"),
    "dhcp.client_mac": ecs("client.mac", read=mac),
    "dhcp.dhcp_type": word("kind of a DHCP message", "dhcp.type"),
    "dhcp.hostname": ecs("client.domain", read=host_name, related="hosts"),
    "dhcp.client_ip": _address("address that a client has", "dhcp.client_ip"),
    "dhcp.requested_ip": _address("address that a client asks for", "dhcp.requested_ip"),
    "dhcp.relay_ip": _address("address of a relay", "dhcp.relay_ip"),
    "dhcp.next_server_ip": _address("address of the server to boot from", "dhcp.next_server_ip"),
    "dhcp.subnet_mask": own("ip", "network mask that a client is told", read=ip, name="dhcp.subnet_mask"),
    "dhcp.renewal_time": number("seconds after which a client asks again", "dhcp.renewal_time"),
    "dhcp.rebinding_time": number("seconds after which a client asks any server", "dhcp.rebinding_time"),
    "dhcp.id": number("number of an exchange of DHCP", "dhcp.transaction_id"),
    "dhcp.lease_time": number("seconds that an address is assigned for", "dhcp.lease_time"),
    "dhcp.dns_servers": own("ip", "name servers that a client is told", read=each(ip), name="dhcp.dns_servers"),
    "dhcp.routers": own("ip", "routers that a client is told", read=each(ip), name="dhcp.routers"),
    "dhcp.vendor_class_identifier": word("what a client says it is", "dhcp.vendor_class"),
    "tftp.packet": word("kind of a packet of TFTP", "tftp.packet"),
    "tftp.file": ecs("file.name"),
    "tftp.mode": word("mode of a transfer by TFTP", "tftp.mode"),
    "nfs.procedure": word("procedure of NFS", "nfs.procedure"),
    "nfs.filename": ecs("file.name"),
    "nfs.status": word("status of a procedure of NFS", "nfs.status"),
    "nfs.version": word("version of NFS", "nfs.version"),
    "snmp.version": word("version of SNMP", "snmp.version"),
    "snmp.community": word("community of SNMP", "snmp.community"),
    "snmp.pdu_type": word("kind of a message of SNMP", "snmp.message"),
    "snmp.usm": ecs("user.name", related="user"),
    "sip.method": word("method of SIP", "sip.method"),
    "sip.uri": word("whom a request of SIP is for", "sip.uri"),
    "sip.code": word("code of a response of SIP", "sip.code"),
    "sip.reason": ecs("event.reason"),
    "rfb.authentication.security_result": word("result of a login by RFB", "rfb.result"),
    "rfb.authentication.security-result": word("result of a login by RFB", "rfb.result"),
    "rfb.framebuffer.name": word("name of a desktop", "rfb.desktop"),
    "mqtt.connect.client_id": word("client of MQTT", "mqtt.client_id"),
    "mqtt.connect.username": account(),
    "mqtt.connack.return_code": word("answer to a connection of MQTT", "mqtt.return_code"),
    "mqtt.publish.topic": word("topic of a message of MQTT", "mqtt.topic"),
    "mqtt.publish.message": word("message of MQTT", "mqtt.message"),
    "ike.version_major": word("version of IKE", "ike.version"),
    "ike.exchange_type_verbose": word("kind of an exchange of IKE", "ike.exchange"),
    "ike.init_spi": word("SPI of who begins an exchange of IKE", "ike.initiator_spi"),
    "ike.resp_spi": word("SPI of who answers", "ike.responder_spi"),
    "pgsql.request.simple_query": word("query of PostgreSQL", "pgsql.query"),
    "pgsql.request.startup_parameters.user": account(),
    "pgsql.response.code": ecs("error.code"),
    "pgsql.response.message": ecs("error.message"),
    "ldap.request.operation": word("operation of LDAP", "ldap.operation"),
    "ldap.request.bind_request.name": word("whom a client of LDAP says it is", "ldap.bind_name"),
    "ldap.result": word("result of an operation of LDAP", "ldap.result"),
    "dcerpc.request": word("request of DCE/RPC", "dcerpc.request"),
    "dcerpc.response": word("response of DCE/RPC", "dcerpc.response"),
    "arp.opcode": word("operation of ARP", "arp.operation"),
    "arp.src_mac": ecs("source.mac", read=mac),
    "arp.dest_mac": ecs("destination.mac", read=mac),
    "arp.src_ip": ecs("source.ip", read=short_ip, related="ip"),
    "arp.dest_ip": ecs("destination.ip", read=short_ip, related="ip"),
}  # fmt: skip

VALUES = Values(
    "suricata",
    ACTIONS,
    CAPTURES,
    read_by_product="@timestamp @version dns.aa dns.answers dns.authorities dns.grouped dns.qr dns.queries dns.ra"
    " dns.rd dns.tc dns.type flow.end flow.start netflow.end netflow.start"
    " smb.accessed smb.changed smb.created smb.modified timestamp tls.notafter tls.notbefore",
)
