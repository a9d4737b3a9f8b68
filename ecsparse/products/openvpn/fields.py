"""The fields of documents about OpenVPN, what messages say for them, and what the profile `ecs` changes of them."""

from __future__ import annotations

from ecsparse.messages.captures import Capture, ecs, file, own, part
from ecsparse.products.openvpn.peers import PROTOCOL, V4, V6, network
from ecsparse.record import Document, Field

# What the profile `ecs` changes of the documented one, and why.
DIFFERENCES = {
    "client.domain": "left out: what is written there is a certificate's or a user's name, which is `user.name`",
    "related.hosts": "names of clients are in `related.user`: they are no hosts",
    "client.ip": "only a client's outer address: the pool's base is `openvpn.pool.ip`, a kept one `client.nat.ip`",
    "client.*": "also `source.*`, which is what rules look at; a sender who is not the client of the prefix is the "
    "source alone, a peer of whom the line does not say whether it is client or server is `openvpn.remote.*`",
    "user.name": "the user that the message names, else the name of the prefix, else the one common name of the "
    "certificate that the client itself presents; `openvpn.client.name` where prefix and message differ",
    "event.category": "what happened decides, not that it is a VPN: authentication, session, attack, process, …",
    "event.reason": "the cause, where the message says one; the whole message where nothing else is read of it",
    "event.action": "each kind of message has one, so that rules need not match its wording",
    "LDAP lines": "`event.reason` is added, and `event.action` tells a refused user from a failing bind",
    "log.level": "what OpenVPN's own words or flags say: the documented profile drops it",
    "network.*": "protocol and IP version of the outer connection; transport and direction where they are said",
    "observer.*": "arrays of `ip` and of `mac` in ECS's form, without a MAC address of zeros; vendor and product",
    "openvpn.peer.ip": "only the peer of a point-to-point address, and in `related.ip`",
    "openvpn.route.gateway": "what a route leads to, as it need not be a peer, and the address of gateway lines",
    "tls.version": "the number alone, as ECS has it; the protocol is `tls.version_protocol`; TLSv1 is version 1.0",
    "tls.client.*": "the certificates at depth 0 (subject) and 1 (issuer), where a client's prefix says whose",
    "peer info": "software and system of the client are `user_agent.*`, the rest is `openvpn.peer_info.*`",
    "pushed options": "the addresses inside the tunnel are read; the options are kept, without tokens",
    "event.timezone": "the zone that was taken for times without one; a weekday that contradicts the date is a tag",
}

# The fields of its own, besides those that `messages` has.
OWN_FIELDS = {
    "openvpn.assigned.ip": Field("ip", "Addresses inside the tunnel that a client is given, or has a right to."),
    "openvpn.certificate.depth": Field("long", "Place of a certificate in the peer's chain; 0 is the peer's own."),
    "openvpn.certificate.serial_number": Field("keyword", "Serial number of a certificate, hexadecimal."),
    "openvpn.certificate.subject": Field("keyword", "Distinguished name of the subject of a certificate."),
    "openvpn.client.name": Field("keyword", "Name of the client's instance, where the user of the event differs."),
    "openvpn.local.ip": Field("ip", "Address that the local end of the link is bound to."),
    "openvpn.{local,previous,remote}.port": Field("long", "Port that goes with that address."),
    "openvpn.peer.ip": Field("ip", "Address of the peer at the other end of a point-to-point tunnel."),
    "openvpn.peer.mac": Field("keyword", "MAC address that was learned behind a peer."),
    "openvpn.pool.ip": Field("ip", "First address of the pool inside the tunnel."),
    "openvpn.pool.size": Field("long", "Number of addresses in the pool."),
    "openvpn.previous.ip": Field("ip", "Outer address of a client before it changed."),
    "openvpn.push.options": Field("keyword", "Options that a server pushes to a client, without tokens."),
    "openvpn.remote.ip": Field("ip", "Outer address of a peer of whom the line does not say if it is the server."),
    "openvpn.remote.name": Field("keyword", "Common name of such a peer."),
    "openvpn.route.gateway": Field("ip", "Gateway of a route."),
}  # fmt: skip

# The fields of ECS, besides those that `messages` has.
FIELDS = """
{client,source}.{address,ip,mac,port} {client,source}.nat.ip destination.{address,domain,ip,port} log.level
network.{direction,protocol,transport,type} observer.{egress,ingress}.interface.name
observer.{ip,mac,product,type,vendor} tls.{cipher,curve,established,version,version_protocol}
tls.client.{issuer,subject}
tls.client.x509.{issuer,subject}.{common_name,country,distinguished_name,locality,organization,organizational_unit}
tls.client.x509.{issuer,subject}.state_or_province
tls.client.x509.{public_key_algorithm,public_key_curve,public_key_size,serial_number,signature_algorithm}
user.changes.name user.{domain,name}
"""

# `user_agent.os.type`, by `IV_PLAT`.
_SYSTEMS = {"android": "android", "ios": "ios", "linux": "linux", "mac": "macos", "win": "windows"}


def _platform(name: str) -> Document:
    return {"platform": name, "type": _SYSTEMS[name]} if name in _SYSTEMS else {"platform": name}


def _listed(names: str) -> list[str] | None:
    return [name for name in names.split(":") if name] or None


_CIPHER = r"[^']{1,64}"
_CIPHERS = r"[^']{0,1024}"

CAPTURES = {
    "reason": ecs("event.reason"),
    # what depends on the client of the prefix, or on the rest of the message: `events`
    "cause": part(),
    "controller": part(".*"),
    "ended": part(".{1,256}"),
    "floated": part(rf"{PROTOCOL}(?:{V4}|\[?{V6}).*"),
    "hardware": part(),
    "identities": part(".*"),
    "name": part(".*"),
    "sender": part(".*"),
    "silent": part(".{0,256}"),
    "agent": ecs("user_agent.original"),
    "agent_version": ecs("user_agent.version"),
    "command_line": ecs("process.command_line"),
    "file": file(pattern=".+"),
    "os_version": ecs("user_agent.os.version"),
    "platform": Capture("user_agent.os", ".+", _platform, parts=("platform", "type")),
    "version": ecs("observer.version"),
    "authentication.method": own("keyword", "password or auth-token", "Password|auth-token", str.lower),
    "control_channel.cipher": own("keyword", "Cipher of the wrapping of the control channel.", _CIPHER),
    "control_channel.digest": own("keyword", "Message digest of the wrapping of the control channel.", _CIPHER),
    "data_channel.cipher": own("keyword", "Cipher of the data channel.", _CIPHER),
    "data_channel.client_ciphers": own("keyword", "Ciphers that a client supports.", _CIPHERS, _listed),
    "data_channel.digest": own("keyword", "Message digest of the data channel.", _CIPHER),
    "data_channel.server_ciphers": own("keyword", "Ciphers that the server allows.", _CIPHERS, _listed),
    "management.command": own("keyword", "Command that came over the management interface.", ".*?"),
    "packet.length": own("long", "Length that a packet claims to have, in bytes.", "[0-9]{1,9}"),
    "packet.source_ip": own("ip", "Source address of a packet inside the tunnel.", r"[^\]]*", related="ip"),
    "peer.id": own("long", "Number of a peer.", "[0-9]{1,9}"),
    "peer_info.name": own("keyword", "Name of what a client says of itself, such as IV_PROTO."),
    "peer_info.value": own("keyword", "What a client says of itself under that name."),
    "plugin.path": own("keyword", "File of a plug-in.", r"\S{1,4096}"),
    "plugin.status": own("long", "What a plug-in returned: 0 success, 1 error, 2 later.", "-?[0-9]{1,9}", int),
    "plugin.type": own("keyword", "What a plug-in was called for.", "PLUGIN_[A-Z0-9_]{1,64}"),
    "route.network": own("keyword", "Network or address that a route leads to.", read=network),
    "session.id": own("keyword", "Session id of the control channel."),
    "signal": own("keyword", "Signal that ended or restarted a session or the process."),
}  # fmt: skip
