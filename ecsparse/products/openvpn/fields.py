"""The fields of documents about OpenVPN, for `openvpn`, and what the profile `ecs` changes of them: data alone."""

from __future__ import annotations

from ecsparse.record import Field

# What the profile `ecs` changes of the documented one, and why.
DIFFERENCES = {
    "client.domain": "left out: what is written there is a certificate's or a user's name, which is `user.name`",
    "related.hosts": "names of clients are in `related.user`: they are no hosts",
    "client.ip": "only the outer address of a server's client: the pool's base is `openvpn.pool.ip`, an address "
    "that is kept for a client is `client.nat.ip`",
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
    "openvpn.peer.ip": "only the peer of a point-to-point address, and in `related.ip`; what a route leads to is "
    "`openvpn.route.gateway`, as it need not be a peer",
    "gateway lines": "the gateway's address is kept, as `openvpn.route.gateway`",
    "tls.version": "the number alone, as ECS has it; the protocol is `tls.version_protocol`; TLSv1 is version 1.0",
    "tls.client.*": "the subject of a certificate at depth 0 is the client's, one at depth 1 its issuer's; without "
    "a client's prefix the certificate may be a server's, and is `openvpn.certificate.*` alone",
    "peer info": "software and system of the client are `user_agent.*`, the rest is `openvpn.peer_info.*`",
    "pushed options": "the addresses inside the tunnel are read; the options are kept, without tokens",
    "event.timezone": "the zone that was taken for times without one; a weekday that contradicts the date is a tag",
}

# The fields of its own, besides those that `messages` has.
OWN_FIELDS = {
    "openvpn.assigned.ip": Field("ip",
        "Addresses inside the tunnel that a client is given, or that are kept for it."),
    "openvpn.certificate.depth": Field("long", "Place of a certificate in the peer's chain; 0 is the peer's own."),
    "openvpn.certificate.serial_number": Field("keyword", "Serial number of a certificate, hexadecimal."),
    "openvpn.certificate.subject": Field("keyword", "Distinguished name of the subject of a certificate."),
    "openvpn.client.name": Field("keyword", "Name of the client's instance, where the user of the event differs."),
    "openvpn.local.ip": Field("ip", "Address that the local end of the link is bound to."),
    "openvpn.local.port": Field("long", "Port that the local end of the link is bound to."),
    "openvpn.peer.ip": Field("ip", "Address of the peer at the other end of a point-to-point tunnel."),
    "openvpn.peer.mac": Field("keyword", "MAC address that was learned behind a peer."),
    "openvpn.pool.ip": Field("ip", "First address of the pool inside the tunnel."),
    "openvpn.pool.size": Field("long", "Number of addresses in the pool."),
    "openvpn.previous.ip": Field("ip", "Outer address of a client before it changed."),
    "openvpn.previous.port": Field("long", "Outer port of a client before it changed."),
    "openvpn.push.options": Field("keyword", "Options that a server pushes to a client, without tokens."),
    "openvpn.remote.ip": Field("ip", "Outer address of a peer of whom the line does not say if it is the server."),
    "openvpn.remote.name": Field("keyword", "Common name of such a peer."),
    "openvpn.remote.port": Field("long", "Outer port of such a peer."),
    "openvpn.route.gateway": Field("ip", "Gateway of a route."),
}  # fmt: skip

# The fields of ECS, besides those that `messages` has.
FIELDS = """
client.address client.ip client.mac client.nat.ip client.port destination.address destination.domain
destination.ip destination.port log.level network.direction network.protocol network.transport network.type
observer.egress.interface.name observer.ingress.interface.name observer.ip observer.mac observer.product
observer.type observer.vendor source.address source.ip source.mac source.nat.ip source.port tls.cipher
tls.client.issuer tls.client.subject tls.client.x509.issuer.common_name tls.client.x509.issuer.country
tls.client.x509.issuer.distinguished_name tls.client.x509.issuer.locality tls.client.x509.issuer.organization
tls.client.x509.issuer.organizational_unit tls.client.x509.issuer.state_or_province
tls.client.x509.public_key_algorithm tls.client.x509.public_key_curve tls.client.x509.public_key_size
tls.client.x509.serial_number tls.client.x509.signature_algorithm tls.client.x509.subject.common_name
tls.client.x509.subject.country tls.client.x509.subject.distinguished_name tls.client.x509.subject.locality
tls.client.x509.subject.organization tls.client.x509.subject.organizational_unit
tls.client.x509.subject.state_or_province tls.curve tls.established tls.version tls.version_protocol
user.changes.name user.domain user.name
"""
