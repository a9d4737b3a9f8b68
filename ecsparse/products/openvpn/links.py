"""What OpenVPN's messages say of links, packets, routes and interfaces, and of the daemon itself.

For the profile `ecs`: each reader adds what it reads in a message to the document and its event.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import endpoint, ip, port
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn import pieces
from ecsparse.products.openvpn.peers import network
from ecsparse.record import Document

# RESOLVE: Cannot resolve host address: vpn.example.org:1194 (Name or service not known) | … vpn.example.org: (…)
_UNRESOLVED = Pattern(r"RESOLVE: Cannot resolve host address: ([^\s:]{1,255})(?::([0-9]{0,5}))? \(([^()]{1,256})\)")
# read UDPv4 [ECONNREFUSED]: Connection refused (code=111) | write TCPv4_SERVER []: Broken pipe (fd=7,code=32)
_SOCKET_ERROR = Pattern(r"(?:read|write) (UDP|TCP)\S{0,16}(?: \[[^\]]{0,64}\])?: ([^()]{1,256})")
# net_route_v4_add: 10.8.0.0/24 via 10.8.0.2 dev tun0
_ROUTE_PARTS = Pattern(r"net_route_v[46]_(?:add|del): (\S{1,64}) via (\S{1,64}) dev ")


def interface_address(document: Document, _event: Document, _message: str) -> None:
    """`net_addr_ptp_v4_add: 10.8.0.1 peer 10.8.0.2 dev tun0`: the address of the peer is an address too."""
    pieces.relate_ip(document, document.get("openvpn", {}).get("peer", {}).get("ip"))


def route(document: Document, _event: Document, message: str) -> None:
    """`net_route_v4_add: 10.8.0.0/24 via 10.8.0.2 dev [NULL] table 0 metric -1`."""
    if message.startswith("MULTI: "):
        target, _, peer = message.removeprefix("MULTI: internal route ").partition(" -> ")
        pieces.set_named_client(document, peer)
        _add_route(document, target, None)
        return
    document.pop("openvpn", None)
    match = _ROUTE_PARTS.match(message)
    if match is not None:
        _add_route(document, match[1], match[2])


def refused_change(_document: Document, event: Document, message: str) -> None:
    """`sitnl_send: rtnl: generic error (-101): Network is unreachable`."""
    event["reason"] = message.partition(" rtnl: ")[2] or message


def gateway_found(document: Document, _event: Document, message: str) -> None:
    """`ROUTE_GATEWAY 192.168.1.1/255.255.255.0 IFACE=eth0`, `net_route_v4_best_gw result: via ADDRESS dev eth0`."""
    gateway = message.partition(" via ")[2] if message.startswith("net_") else message.partition("GATEWAY ")[2]
    address = ip(gateway.partition(" ")[0].partition("/")[0])
    if address is not None:
        document["openvpn"] = {"route": {"gateway": address}}
        pieces.relate_ip(document, address)


def _add_route(document: Document, target: str, gateway: str | None) -> None:
    address = None if gateway is None else ip(gateway)
    piece = pieces.without_none({"network": network(target)})
    if address is not None:
        piece["gateway"] = address
    if piece:
        pieces.add_own(document, {"route": piece})
        pieces.relate_ip(document, address)


def link(document: Document, event: Document, message: str) -> None:
    """`UDPv4 link remote: [AF_INET]198.51.100.1:1194`, `TCP: connect to [AF_INET]198.51.100.1:443 failed: …`."""
    address, number = pieces.outer(message)
    transport = message[:3].lower() if message[:3].lower() in ("tcp", "udp") else None
    if " TCP connection " in message:
        transport = "tcp"
    elif message.startswith("TCP/UDP"):
        transport = None
    direction = "outbound" if event["action"] in ("connection-attempted", "connection-failed") else None
    document["network"] = pieces.network_of(pieces.version_of(address), transport, direction)
    pieces.relate_ip(document, address)
    peer = endpoint(address, number)
    if event["action"] == "socket-bound" and peer:
        pieces.add_own(document, {"local": pieces.without_none({"ip": address, "port": number})})
    elif peer and (event["action"] == "connection-established" or "server" in message[:12].lower()):
        # of which side the peer is, is not said
        pieces.add_own(document, {"remote": pieces.without_none({"ip": address, "port": number})})
    elif peer:
        document["destination"] = peer
    if event.get("outcome") == "failure":
        event["reason"] = message.partition(", ")[0] if address is None else message.rpartition(": ")[2]


def socket_error(document: Document, event: Document, message: str) -> None:
    """`read UDPv4 [ECONNREFUSED]: Connection refused (code=111)`."""
    match = _SOCKET_ERROR.match(message)
    if match is not None:
        outside = document.get("network", {})
        document["network"] = pieces.network_of(outside.get("type"), match[1].lower(), outside.get("direction"))
        event["reason"] = match[2].rstrip(" ")


def unresolved(document: Document, event: Document, message: str) -> None:
    """`RESOLVE: Cannot resolve host address: vpn.example.org:1194 (Name or service not known)`."""
    match = _UNRESOLVED.match(message)
    if match is not None:
        document["destination"] = endpoint(None, port(match[2] or ""), match[1])
        pieces.relate(document, (), (), (match[1],))
        event["reason"] = match[3]


def controller(document: Document, _event: Document, text: str) -> None:
    """`[AF_INET]127.0.0.1:7505`, the client of the management interface."""
    address, number = pieces.outer(text)
    if address is not None:
        document["source"] = endpoint(address, number)
        pieces.relate_ip(document, address)
