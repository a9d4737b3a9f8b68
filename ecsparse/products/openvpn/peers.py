"""The peers of OpenVPN: how their names and addresses are written, also in the prefix of a client's messages."""

from __future__ import annotations

from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.patterns import Pattern
from ecsparse.record import Document

# name, address, and the digits of the port
Peer = tuple[str | None, str | None, str]

# What may stand before the bracket of an IPv6 peer, mostly.
_BEFORE_V6 = frozenset(("", "udp6:", "tcp6-server:", "tcp6-client:"))

V4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
V6 = r"(?=[0-9A-Fa-f.]{0,15}:)[0-9A-Fa-f:.]{2,45}(?:%[^\s\]:]{1,64})?"
PROTOCOL = r"(?:(?:udp|tcp)[46]?(?:-server|-client)?:)?(?:\[AF_INET6?\])?"

# client01/165.225.204.88:59321 | [2001:db8::1]:1194 | name/2001:db8::1 | name/udp6:[2001:db8::1]:1194 peer-id=3
_CLIENT = Pattern(
    rf"(?:(.{{1,256}}?)/)?{PROTOCOL}(?:({V4}):([0-9]{{1,20}})|\[({V6})\]:([0-9]{{1,20}})|({V6}))"
    r" (?:peer-id=-?[0-9]{1,8} )?"
)
# client01/165.225.204.88:59321 | client01/2001:db8::1 | [AF_INET6]2001:db8::1:1194 | UNDEF
_PEER = Pattern(
    rf"(?:(.*)/)?{PROTOCOL}(?:({V4})(?::([0-9]{{1,20}}))?|\[({V6})\](?::([0-9]{{1,20}}))?|({V6}))"
    r"(?: \(via [^()]*\))?"
)
# 0e:dd:8a:3b:b1:86
MAC = Pattern(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}")


def client_before(message: str, word: str) -> tuple[int, Peer | None]:
    """Where the client's prefix of `message` ends, and the client; `None` if there is no prefix."""
    address, _, number = word.rpartition(":")
    if (number.isdecimal() and word.isascii() and "/" not in address and is_ip(address)) and not (
        message.startswith("peer-id=", len(word) + 1) or (":" in address and is_ip(word))
    ):
        # most prefixes: an IPv4 address and a port
        return len(word) + 1, (None, address, number)
    end, usual = len(word) + 1, usual_peer(word) if len(word) < len(message) else None
    if usual is not None and (usual[0] or "/" not in message) and not message.startswith("peer-id=", end):
        return end, usual
    match = _CLIENT.match(message) if ":" in message else None
    if match is None:
        return 0, None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    found = ip(v4 or v6 or bare_v6)
    if bare_v6 and found is None:
        return 0, None
    return match.end(), (name, found, v4_port or v6_port or "")


def client_fields(name: str | None, address: str | None, number: str) -> Document:
    """What a prefix says of its client: `client`, `user` and `related`."""
    peer = endpoint(address, port(number))
    fields: Document = {"client": peer} if peer else {}
    if name is not None:
        fields["user"] = {"name": name}
        fields["related"] = related((address,), (), (name,))
    elif address is not None:
        fields["related"] = {"ip": [address]}
    return fields


def add_client(said: Document, client: Document) -> None:
    """Add the fields of a client's prefix, unless the message names the client itself."""
    if "observer" in said or "user" in said:
        client = {name: client[name] for name in client if name not in said}
        said |= client
        user, observer = said.get("user", {}).get("name"), said.get("observer", {}).get("ip")
        piece = related((observer, said.get("client", {}).get("ip")), (), (user,))
        if piece:
            said["related"] = piece
    else:
        said |= client


def usual_peer(text: str) -> Peer | None:
    """Name, address and port of `NAME/ADDRESS:PORT`; `None` if `text` is none, or takes a pattern (make bench)."""
    name, slash, peer = text.rpartition("/")
    address, _, number = peer.rpartition(":")
    if ":" in address or "[" in address:
        protocol, bracket, address = address.rpartition("[")
        if bracket and address[-1:] == "]" and ":" in address and protocol in _BEFORE_V6:
            address = address[:-1]
        elif protocol or address[:8] != "AF_INET]":
            return None
        else:
            address = address[8:]
    if number.isdecimal() and text.isascii() and is_ip(address) and len(number) <= 20 and (name or not slash):
        return (name or None, address, number) if len(name) <= 256 else None
    return None


def named_peer(text: str, nat: str | None = None) -> Document:
    """`client` of `NAME/ADDRESS:PORT`: the name is its domain; `nat` is the address inside the tunnel."""
    said = peer_of(text)
    peer = endpoint(None, None, text.rpartition("/")[0] or None) if said is None else endpoint(*said)
    inside = None if nat is None else ip(nat)
    if inside is not None:
        peer["nat"] = {"ip": inside}
    return peer


def peer_of(text: str) -> tuple[str | None, int | None, str | None] | None:
    """Address, port and name of `NAME/ADDRESS:PORT`; `None` if `text` is not a peer."""
    usual = usual_peer(text)
    if usual is not None:
        name, address, number = usual
        return address, port(number), name
    match = _PEER.fullmatch(text)
    if match is None:
        return None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    address, number = v4 or v6 or bare_v6, v4_port or v6_port or ""
    if bare_v6 is not None and text.startswith("[AF_INET6]") and bare_v6.rpartition(":")[2].isdecimal():
        address, _, number = bare_v6.rpartition(":")
    return (None if address is None else ip(address)), port(number), name or None


def is_network(text: str) -> bool:
    """Whether `text` is an address with the length of a network's prefix: `192.168.7.0/24`."""
    address, _, length = text.partition("/")
    return is_ip(address) and length.isascii() and length.isdecimal() and len(length) <= 3 and int(length) <= 128


def network(text: str) -> str | None:
    """`text`, an address or that of a network with the length of its prefix; `None` if it is neither."""
    return text if is_ip(text) or is_network(text) else None
