"""Builders of what readers of OpenVPN's messages add to a document of the profile `ecs`, and to its event."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn.peers import V4, named_peer
from ecsparse.record import Document

_Found = Iterable[str | None]

OBSERVER = {"vendor": "OpenVPN", "product": "OpenVPN", "type": "vpn"}
NOTHING: Document = {}
# The name of a client that has none yet.
UNDEFINED = "UNDEF"

# What stands before the cause of a fault.
_FAULTS = frozenset((
    "AEAD Decrypt error", "Authenticate/Decrypt packet error", "ERROR", "Error", "LDAP bind failed", "MULTI",
    "OPTIONS ERROR", "OpenSSL", "Options error", "PUSH", "Received fatal SSL alert", "Received warning SSL alert",
    "Sent fatal SSL alert", "Sent warning SSL alert", "TCP NOTE", "TCP/UDP", "TLS Auth Error", "TLS ERROR",
    "TLS Error", "TLS error", "TLS_ERROR", "VERIFY ERROR", "WARNING", "tls-crypt unwrap error",
))  # fmt: skip

# [AF_INET]192.0.2.10:51234 | [AF_INET6]2001:db8::10:51234 | [AF_INET6]fe80::1%eth0:51234 | [AF_INET][undef]:1194
_OUTER = Pattern(
    rf"\[AF_INET6?\](?:({V4})(?::([0-9]{{1,5}}))?(?![0-9])|\[undef\]:([0-9]{{1,5}})(?![0-9])"
    r"|([0-9A-Fa-f:.]{2,51})(?:%[^\s:]{1,64}:([0-9]{1,5})(?![0-9]))?)"
)


@cache
def network_of(version: str | None, transport: str | None, direction: str | None) -> Document:
    """`network` of an exchange between OpenVPN and its peer."""
    parts = {"transport": transport, "type": version, "direction": direction}
    return {"protocol": "openvpn", **{name: value for name, value in parts.items() if value is not None}}


def version_of(address: str | None) -> str | None:
    """`network.type` by an address; `None` if there is no address."""
    if address is None:
        return None
    return "ipv6" if ":" in address else "ipv4"


def transport_of(prefix: str) -> str | None:
    """What a client's prefix says: `alice/udp4:192.0.2.10:51234 `."""
    address = prefix.rstrip(" ").partition(" peer-id=")[0].rpartition(" ")[2].rpartition("/")[2]
    return address[:3] if address.startswith(("udp", "tcp")) else None


def without_none(piece: Document) -> Document:
    """`piece` without what is `None` in it."""
    return {name: value for name, value in piece.items() if value is not None}


def relate(document: Document, ips: _Found = (), users: _Found = (), hosts: _Found = ()) -> None:
    """Add to `related`."""
    old = document.get("related", NOTHING)
    piece = related((*old.get("ip", ()), *ips), (*old.get("hosts", ()), *hosts), (*old.get("user", ()), *users))
    if piece:
        document["related"] = piece


def relate_ip(document: Document, address: str | None) -> None:
    """Add an address to `related`."""
    if address is None:
        return
    old = document.get("related")
    if old is None:
        document["related"] = {"ip": [address]}
    elif address not in old.get("ip", ()):
        document["related"] = {**old, "ip": sorted((*old.get("ip", ()), address))}


def add_own(document: Document, piece: Document) -> None:
    """Add to the fields that ECS does not have."""
    old = document.get("openvpn")
    document["openvpn"] = piece if old is None else {**old, **piece}


def set_user(document: Document, name: str) -> None:
    """Set the user that a message names; one that the prefix names otherwise is kept."""
    if not name or name == UNDEFINED:
        return
    said = document.get("user")
    if said is None or "name" not in said:
        old = document.get("related")
        document["related"] = {"user": [name]} if old is None else {**old, "user": [name]}
    elif said["name"] == name:
        return
    else:
        add_own(document, {"client": {"name": said["name"]}})
        relate(document, (), (name,))
    document["user"] = {"name": name}


def set_client(document: Document, peer: Document, transport: str | None = None) -> None:
    """Set the client that a message names, of whom `peer` are the address and port."""
    if peer:
        document["client"] = document["source"] = peer
        document["network"] = network_of(version_of(peer.get("ip")), transport, "inbound")
        relate_ip(document, peer.get("ip"))


def set_named_client(document: Document, text: str) -> None:
    """Set the client and its user, of `alice/udp4:192.0.2.10:51234`."""
    peer = named_peer(text)
    set_client(document, endpoint(peer.get("ip"), peer.get("port")), transport_of(text))
    set_user(document, peer.get("domain", ""))


def outer(text: str) -> tuple[str | None, int | None]:
    """The address and the port after the first `[AF_INET]` or `[AF_INET6]`."""
    start = text.find("[AF_INET")
    match = _OUTER.match(text, start) if start >= 0 else None
    if match is None:
        return None, None
    v4, v4_port, no_address_port, v6, v6_port = match.groups()
    if v6 is None:
        return ip(v4 or ""), port(v4_port or no_address_port or "")
    before, _, number = v6.rpartition(":")
    if v6_port is None and number.isdecimal() and is_ip(before):
        v6, v6_port = before, number
    return ip(v6), port(v6_port or "")


def fault(document: Document, event: Document, message: str) -> None:
    """`TLS Error: cannot locate HMAC in incoming packet from [AF_INET]192.0.2.10:51234`."""
    head, _, cause = message.partition(": ")
    cause = cause if head in _FAULTS else message
    before, found, _ = cause.partition("[AF_INET")
    if found:
        cause = before.rpartition(" ")[0]
        set_source(document, event, message)
    cause = cause.partition(" -- ")[0].partition(": [")[0].removesuffix(" from").rstrip(" :,(")
    if cause:
        event["reason"] = cause


def set_source(document: Document, event: Document, message: str) -> None:
    """Set the source to the address that a message says a packet came from."""
    address, number = outer(message)
    client = document.get("client", {})
    if address is None or (address == client.get("ip") and number == client.get("port")):
        return
    if client and address == client.get("ip") and "port" not in client:
        # up to 2.6, the prefix of an IPv6 client has no port
        document["client"] = document["source"] = endpoint(address, number)
        return
    is_inbound = client or "denied" in event["type"]
    document["source"] = endpoint(address, number)
    document["network"] = network_of(version_of(address), None, "inbound" if is_inbound else None)
    relate_ip(document, address)
