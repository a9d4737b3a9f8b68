"""The values that the lines of FortiOS name, and the fields that they go to.

Source: Fortinet, FortiOS Log Message Reference, 5.6 to 7.6, log message fields.

Names that are not names of FortiOS (`policy_id`, `from_party`) are those of values that mean something else in some
logs: `ecsparse/products/fortinet_fortigate/events.py` says in which.
"""

from __future__ import annotations

from ecsparse.ecs import dns
from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, decimal, host_name, like, lower, port_number, translated, translated_port
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.patterns import Pattern

_Captures = dict[str, Capture | tuple[Capture, ...]]

_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_DIRECTIONS = {"incoming": "inbound", "inbound": "inbound", "outgoing": "outbound", "outbound": "outbound"}

# HTTPS | smtp, but not the service of a port without a name: tcp/3727
_PROTOCOL = Pattern(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
# tls1.3 | TLSv1.2 | ssl3.0
_TLS_VERSION = Pattern(r"(?i:tls|ssl)v?([0-9](?:\.[0-9])?)")
# 2023-10-31T15:09:55Z
_INSTANT = Pattern(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z")


def _protocol(text: str) -> str | None:
    return text.lower() if _PROTOCOL.fullmatch(text) is not None else None


def _is_digest(text: str, digits: int) -> bool:
    return len(text) == digits and _HEXADECIMAL.issuperset(text)


def _sha1(text: str) -> str | None:
    return text.upper() if _is_digest(text, 40) else None


def _sha256(text: str) -> str | None:
    return text if _is_digest(text, 64) else None


def _listed(text: str) -> list[str] | None:
    return [part for each in text.split(",") if (part := each.strip(" "))] or None


def _addresses(text: str) -> list[str] | None:
    """Addresses with commas between them; `None` if one is not an address."""
    found = [ip(part.strip(" ")) for part in text.split(",")]
    return None if None in found else [address for address in found if address is not None]


def _client(text: str) -> str | None:
    """The first of the addresses that proxies forwarded for."""
    found = _addresses(text)
    return None if found is None else found[0]


def _single(text: str) -> str | None:
    return None if "," in text else text


def _signed(text: str) -> int | None:
    number = count(text.removeprefix("-"))
    return -number if number is not None and text[0] == "-" else number


def _score(text: str) -> float | None:
    number = count(text)
    return None if number is None else float(number)


def _percentage(text: str) -> float | None:
    return decimal(text.removesuffix("%"))


def _tls_version(text: str) -> str | None:
    match = _TLS_VERSION.fullmatch(text)
    return None if match is None else match[1]


def _tls_protocol(text: str) -> str | None:
    return None if _TLS_VERSION.fullmatch(text) is None else text[:3].lower()


def _code(text: str) -> str | None:
    return dns.RESPONSES.get(text, text if text.isalpha() else None)


def _offset(text: str) -> str | None:
    """`event.timezone` of `+0100`."""
    digits = text[1:]
    return f"{text[:3]}:{text[3:]}" if len(text) == 5 and text[0] in "+-" and digits.isdecimal() else None


def _end(end: str, other: str) -> dict[str, Capture | tuple[Capture, ...]]:
    """The values of the source (`src`) or the destination (`dst`) of traffic."""
    field, side = ("source", "ingress") if end == "src" else ("destination", "egress")
    return {
        f"{end}ip": (
            ecs(f"{field}.ip", read=ip, related="ip"),
            ecs(f"{field}.domain", read=host_name, related="hosts"),
        ),
        f"{end}port": ecs(f"{field}.port", read=port_number),
        f"{end}name": ecs(f"{field}.domain", read=host_name, related="hosts"),
        f"{end}mac": ecs(f"{field}.mac", read=mac),
        f"{end}country": ecs(f"{field}.geo.country_name"),
        f"{end}region": ecs(f"{field}.geo.region_name"),
        f"{end}city": ecs(f"{field}.geo.city_name"),
        f"{end}intf": ecs(f"observer.{side}.interface.name"),
        f"{end}intfrole": ecs(f"observer.{side}.zone"),
        f"{end}uuid": own("keyword", f"object of the {field}'s address", name=f"{field}.uuid"),
        f"{end}inetsvc": own("keyword", f"Internet service that the {field} is of", name=f"{field}.internet_service"),
        f"{end}reputation": own("long", f"reputation of the {field}", read=count, name=f"{field}.reputation"),
        f"{end}hwvendor": own("keyword", f"who made the {field}", name=f"{field}.device.vendor"),
        f"{end}hwversion": own("keyword", f"model of the {field}", name=f"{field}.device.model"),
        f"{end}family": own("keyword", f"family of devices that the {field} is of", name=f"{field}.device.family"),
        f"{other}devtype": own("keyword", f"kind of device that the {field} is", name=f"{field}.device.type"),
        f"{other}osname": own("keyword", f"operating system of the {field}", name=f"{field}.os.name"),
        f"{other}osversion": own("keyword", f"version of the {field}'s system", name=f"{field}.os.version"),
        f"{end}swversion": own(
            "keyword", f"version of the {field}'s software", name=f"{field}.device.software_version"
        ),
        f"master{end}mac": own("keyword", f"main hardware address of the {field}", read=mac, name=f"{field}.main_mac"),
    }


_ALL = {
    "action": own("keyword", "what the firewall did, or what was done", name="action"),
    "cef_severity": ecs("event.severity", read=count),
    "devid": ecs("observer.serial_number"),
    "devname": ecs("observer.name"),
    "error": ecs("error.message"),
    "error_num": ecs("error.code"),
    "eventtype": own("keyword", "kind of event within its log", name="event_type"),
    "level": ecs("log.level"),
    "logdesc": own("keyword", "what the log id stands for", name="log_description"),
    "logid": ecs("event.code"),
    "msg": own("keyword", "what the firewall says in words", name="text"),
    "reason": ecs("event.reason"),
    "status": own("keyword", "how it ended", name="status"),
    "subtype": own("keyword", "log within its type", name="subtype"),
    "type": own("keyword", "type of the log", name="type"),
    "tz": ecs("event.timezone", read=_offset),
    "vd": own("keyword", "virtual domain of the firewall", name="virtual_domain"),
}

_TRAFFIC: _Captures = {
    **_end("src", ""),
    **_end("dst", "dst"),
    "app": ecs("network.application", read=lower),
    "appcat": ecs("rule.category"),
    "appid": own("keyword", "id of the application", name="application.id"),
    "applist": ecs("rule.ruleset"),
    "apprisk": own("keyword", "risk of the application", name="application.risk"),
    "authserver": own("keyword", "server that authenticated the user", name="authentication_server"),
    "craction": own("keyword", "what counted for the client's reputation, as bits", name="client_reputation.action"),
    "crlevel": own("keyword", "level of the client's reputation", name="client_reputation.level"),
    "crscore": ecs("event.risk_score", read=_score),
    "dstuser": account("destination.user"),
    "duration": ecs("event.duration", read=nanoseconds),
    "fctuid": own("keyword", "FortiClient of the source", name="forticlient_id"),
    "group": ecs("user.group.name"),
    "identifier": own("long", "identifier of an ICMP echo", read=count, name="icmp.id"),
    "lanin": own("long", "bytes from the client to the proxy", read=count, name="lan.in"),
    "lanout": own("long", "bytes from the proxy to the client", read=count, name="lan.out"),
    "policy_id": own("keyword", "policy of traffic that a rule detected", name="policy.id"),
    "policy_name": own("keyword", "its name", name="policy.name"),
    "policy_uuid": own("keyword", "its id that stays the same", name="policy.uuid"),
    "policyid": ecs("rule.id"),
    "policyname": ecs("rule.name"),
    "policytype": own("keyword", "kind of policy", name="policy.type"),
    "ruleset": ecs("rule.ruleset"),
    "poluuid": ecs("rule.uuid"),
    "proto": (
        ecs("network.iana_number", read=lambda text: text if port_number(text) in range(256) else None),
        ecs("network.transport", read=TRANSPORTS.get),
    ),
    "rcvdbyte": ecs("destination.bytes", read=count),
    "rcvddelta": own("long", "bytes received since the last line of the session", read=count, name="delta.received"),
    "rcvdpkt": ecs("destination.packets", read=count),
    "sentbyte": ecs("source.bytes", read=count),
    "sentdelta": own("long", "bytes sent since the last line of the session", read=count, name="delta.sent"),
    "sentpkt": ecs("source.packets", read=count),
    "service": (
        own("keyword", "service of the port", name="service"),
        ecs("network.protocol", read=_protocol),
    ),
    "sessionid": own("keyword", "session of the firewall", name="session_id"),
    "trandisp": own("keyword", "which addresses were translated", name="translation"),
    "tranip": ecs("destination.nat.ip", read=translated, related="ip"),
    "tranport": ecs("destination.nat.port", read=translated_port),
    "transip": ecs("source.nat.ip", read=translated, related="ip"),
    "transport": ecs("source.nat.port", read=translated_port),
    "unauthuser": (account(), account("source.user")),
    "unauthusersource": own("keyword", "how a user was learnt who did not log in", name="user_source"),
    "user": (account(), account("source.user")),
    "utmaction": own("keyword", "what the security profiles did", name="utm_action"),
    "vpn": own("keyword", "tunnel that traffic went through", name="vpn.name"),
    "vpntype": own("keyword", "kind of its tunnel", name="vpn.type"),
    "healthcheck": own("keyword", "health check of SD-WAN", name="sdwan.health_check"),
    "jitter": own("float", "milliseconds that the latency varies", read=decimal, name="sdwan.jitter"),
    "latency": own("float", "milliseconds that the health check takes", read=decimal, name="sdwan.latency"),
    "packetloss": own("float", "percentage of packets that are lost", read=_percentage, name="sdwan.packet_loss"),
    "vwlname": own("keyword", "rule of SD-WAN", name="sdwan.rule"),
    "vwlquality": own("keyword", "why SD-WAN chose the interface", name="sdwan.quality"),
    "wanin": own("long", "bytes from the server to the proxy", read=count, name="wan.in"),
    "wanout": own("long", "bytes from the proxy to the server", read=count, name="wan.out"),
}

_SECURITY: _Captures = {
    "agent": ecs("user_agent.original"),
    "analyticscksum": ecs("file.hash.sha256", read=_sha256, related="hash"),
    "attachment": own("keyword", "whether a mail has an attachment", name="attachment"),
    "authalgo": own("keyword", "how the server of a TLS connection proved itself", name="tls.authentication"),
    "botnetdomain": own("keyword", "name of a botnet", name="botnet.domain", related="hosts"),
    "botnetip": own("ip", "address of a botnet", read=ip, name="botnet.ip", related="ip"),
    "cat": own("keyword", "number of a site's category", name="category_id"),
    "catdesc": ecs("rule.category"),
    "cc": ecs("email.cc.address", read=_listed),
    "certhash": ecs("tls.server.hash.sha1", read=_sha1, related="hash"),
    "certificate": ecs("tls.server.x509.serial_number", read=lambda text: text.upper()),
    "cipher": ecs("tls.cipher"),
    "cn": ecs("tls.server.x509.subject.common_name", read=_listed),
    "command": ecs("process.command_line"),
    "count": own("long", "how often it happened", read=count, name="count"),
    "cve": (
        ecs("vulnerability.id", read=_single),
        own("keyword", "vulnerabilities that a signature is for", read=_listed, name="vulnerabilities"),
    ),
    "detected": ecs("rule.name"),
    "detected_id": ecs("rule.id"),
    "direction": ecs("network.direction", read=_DIRECTIONS.get),
    "dlpextra": own("keyword", "what a sensor found in a file", name="dlp.detail"),
    "domainfilterlist": own("keyword", "list that a name was found in", name="dns_filter.list"),
    "dtype": own("keyword", "kind of malware detection", name="detection_type"),
    "eventsubtype": own("keyword", "what was noticed of a TLS connection", name="event_subtype"),
    "filename": ecs("file.name"),
    "filesize": ecs("file.size", read=count),
    "filtercat": own("keyword", "what a filter looks at", name="filter.category"),
    "filetype": own("keyword", "type of a file", name="file_type"),
    "filtertype": own("keyword", "kind of a filter", name="filter.type"),
    "forwardedfor": (
        ecs("network.forwarded_ip", read=_client),
        own("ip", "client, and proxies that it came through", read=_addresses, name="forwarded_for", related="ip"),
    ),
    "from": ecs("email.from.address", read=_listed),
    "from_party": own("keyword", "who calls, or sends a message of GTP", name="from"),
    "hostname": ecs("url.domain", read=host_name, related="hosts"),
    "httpmethod": ecs("http.request.method"),
    "icmpcode": own("keyword", "code of an ICMP packet", name="icmp.code"),
    "icmpid": own("keyword", "identifier of an attack's ICMP packet", name="icmp.identifier"),
    "icmptype": own("keyword", "type of an ICMP packet", name="icmp.type"),
    "incidentserialno": own("keyword", "number of an incident", name="incident"),
    "ja3hash": ecs("tls.client.ja3"),
    "ja3shash": ecs("tls.server.ja3s"),
    "ipaddr": ecs("dns.resolved_ip", read=_addresses, related="ip"),
    "issuer": ecs("tls.server.x509.issuer.common_name", read=lambda text: [text]),
    "keyalgo": ecs("tls.server.x509.public_key_algorithm"),
    "keysize": ecs("tls.server.x509.public_key_size", read=count),
    "kxcurve": ecs("tls.curve"),
    "kxproto": own("keyword", "exchange of keys of a TLS connection", name="tls.key_exchange"),
    "login": account("destination.user"),
    "notafter": ecs("tls.server.x509.not_after", read=like(_INSTANT)),
    "notbefore": ecs("tls.server.x509.not_before", read=like(_INSTANT)),
    "profile": own("keyword", "security profile, or that of an administrator", name="profile"),
    "qclass": ecs("dns.question.class"),
    "qname": ecs("dns.question.name", read=host_name, related="hosts"),
    "qtype": ecs("dns.question.type"),
    "quarskip": own("keyword", "why a file was not kept", name="quarantine"),
    "rcode": ecs("dns.response_code", read=_code),
    "recipient": own("keyword", "recipient of a mail as its envelope has it", name="email.recipient"),
    "ref": ecs("rule.reference"),
    "referralurl": ecs("http.request.referrer"),
    "rawdata": own("keyword", "parts of a request", name="raw_data"),
    "reqtype": own("keyword", "kind of a web request", name="request_type"),
    "san": ecs("tls.server.x509.alternative_names", read=lambda text: _listed(text.replace(";", ","))),
    "scertcname": ecs("tls.server.x509.subject.common_name", read=_listed),
    "scertissuer": ecs("tls.server.x509.issuer.common_name", read=lambda text: [text]),
    "constraint": own("keyword", "limit of a web request that was exceeded", name="constraint"),
    "viruscat": own("keyword", "kind of malware", name="virus_category"),
    "sender": ecs("email.sender.address"),
    "sensitivity": own("keyword", "sensitivity of a file", name="dlp.sensitivity"),
    "severity": own("keyword", "severity of what was detected", name="severity"),
    "size": own("long", "size of a message", read=count, name="message_size"),
    "sni": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "subject": ecs("email.subject"),
    "tlsver": (
        ecs("tls.version", read=_tls_version),
        ecs("tls.version_protocol", read=_tls_protocol),
    ),
    "to": ecs("email.to.address", read=_listed),
    "urlfilterlist": own("keyword", "list that a URL was found in", name="url_filter.list"),
    "to_party": own("keyword", "who is called, or receives it", name="to"),
    "xid": ecs("dns.id"),
}

_EVENTS = {
    "accessproxy": own("keyword", "proxy of ZTNA", name="ztna.proxy"),
    "adgroup": ecs("user.group.name"),
    "ap": own("keyword", "access point", name="wireless.access_point"),
    "assignip": own(
        "ip", "address that a tunnel's client was given", read=translated, name="tunnel.assigned_ip", related="ip"
    ),
    "authproto": own("keyword", "protocol that a user authenticated with", name="authentication_protocol"),
    "bssid": own("keyword", "hardware address of an access point", read=mac, name="wireless.bssid"),
    "cfgattr": own("keyword", "attributes that were changed", name="configuration.attributes"),
    "cfgobj": own("keyword", "object that was changed", name="configuration.object"),
    "cfgpath": own("keyword", "part of the configuration", name="configuration.path"),
    "cfgtid": own("keyword", "transaction of a change", name="configuration.transaction"),
    "channel": own("long", "radio channel", read=count, name="wireless.channel"),
    "client_ip": ecs("client.ip", read=ip, related="ip"),
    "client_mac": ecs("client.mac", read=mac),
    "client_name": ecs("client.domain", read=host_name, related="hosts"),
    "clientdeviceid": own("keyword", "device of a client of ZTNA", name="ztna.device"),
    "clientdevicetags": own("keyword", "tags of the device", read=_listed, name="ztna.tags"),
    "cookies": own("keyword", "cookies of both ends of a tunnel", name="tunnel.cookies"),
    "cpu": own("long", "processor in use, in per cent", read=count, name="performance.cpu"),
    "dhcp_msg": own("keyword", "kind of a DHCP message", name="dhcp.message"),
    "dst_host": own("keyword", "host behind an SSL VPN", name="tunnel.destination_host"),
    "encryption": own("keyword", "encryption of a wireless network", name="wireless.encryption"),
    "emsconnection": own("keyword", "whether the client is connected to its management", name="ztna.management"),
    "exch": own("keyword", "exchange of IKE", name="tunnel.exchange"),
    "ha_role": own("keyword", "role in a cluster", name="cluster.role"),
    "init": own("keyword", "which end began a negotiation", name="tunnel.initiator"),
    "interface": own("keyword", "interface that an event is about", name="interface"),
    "ip": own("ip", "address that an event is about", read=ip, name="address", related="ip"),
    "lease": own("long", "how long an address is lent, in seconds", read=count, name="dhcp.lease"),
    "locip": ecs("destination.ip", read=ip, related="ip"),
    "locport": ecs("destination.port", read=port_number),
    "mac": own("keyword", "hardware address that an event is about", read=mac, name="mac"),
    "mem": own("long", "memory in use, in per cent", read=count, name="performance.memory"),
    "method": own("keyword", "method of a login or of a rating", name="method"),
    "mode": own("keyword", "mode of IKE", name="tunnel.mode"),
    "nextstat": own("long", "seconds to the next statistics of a tunnel", read=count, name="tunnel.next_statistics"),
    "outintf": ecs("observer.egress.interface.name"),
    "path": own("keyword", "part of the REST API", name="api_path"),
    "radioband": own("keyword", "radio band", name="wireless.band"),
    "radioid": own("keyword", "radio of an access point", name="wireless.radio"),
    "remip": ecs("source.ip", read=ip, related="ip"),
    "remport": ecs("source.port", read=port_number),
    "result": own("keyword", "result of a negotiation", name="tunnel.result"),
    "role": own("keyword", "role of this end of a negotiation", name="tunnel.role"),
    "saasname": own("keyword", "service in the cloud", name="saas"),
    "security": own("keyword", "security of a wireless network", name="wireless.security"),
    "server": own("keyword", "server that authenticated the user", name="authentication_server"),
    "signal": own("long", "strength of a signal", read=_signed, name="wireless.signal"),
    "sn": own("keyword", "serial number of a device, or that of a login", name="serial_number"),
    "snr": own("long", "ratio of signal to noise", read=_signed, name="wireless.signal_to_noise"),
    "ssid": own("keyword", "name of a wireless network", name="wireless.ssid"),
    "stage": own("keyword", "stage of a negotiation", name="tunnel.stage"),
    "stamac": ecs("source.mac", read=mac),
    "reqlength": ecs("http.request.bytes", read=count),
    "resplength": ecs("http.response.bytes", read=count),
    "status_code": ecs("http.response.status_code", read=status_code),
    "statuscode": ecs("http.response.status_code", read=status_code),
    "totalsession": own("long", "sessions of the firewall", read=count, name="performance.sessions"),
    "tunnelid": own("keyword", "id of a tunnel", name="tunnel.id"),
    "tunnelip": own("ip", "address inside a tunnel", read=translated, name="tunnel.ip", related="ip"),
    "tunneltype": own("keyword", "kind of a tunnel", name="tunnel.type"),
    "ui": own("keyword", "what an administrator works with, and from where", name="interface_of_user"),
    "vap": own("keyword", "virtual access point", name="wireless.virtual_access_point"),
    "version": own("keyword", "version of IKE, or of a system", name="version"),
    "vpntunnel": own("keyword", "name of a tunnel", name="tunnel.name"),
    "xauthgroup": own("keyword", "group of a tunnel's user", name="tunnel.user_group"),
    "xauthuser": account("source.user"),
}

CAPTURES: _Captures = {**_ALL, **_TRAFFIC, **_SECURITY, **_EVENTS}
