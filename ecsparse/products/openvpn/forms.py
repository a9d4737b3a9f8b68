"""The structured forms of OpenVPN's messages, by their first word, in the documented profile."""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.formats import dn
from ecsparse.formats.words import by_word
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn.peers import MAC, V4, V6, named_peer, peer_of, usual_peer
from ecsparse.products.openvpn.signs import DATED
from ecsparse.record import Document

CATEGORY = ["network"]
TYPE = ["info"]
EVENT = {"category": CATEGORY, "type": TYPE}

# TLSv1.3, cipher TLSv1.3 TLS_AES_256_GCM_SHA384, peer certificate: 2048 bit RSA
_CONTROL_CHANNEL = Pattern(
    r"Control Channel: (?:D?TLS|SSL)(v[0-9.]+), cipher (?:[^\s,]++ )?+([A-Za-z0-9_-]++)(?:,|$)"
)
# IFCONFIG POOL IPv4: base=10.8.0.4 size=62 | IFCONFIG POOL: base=10.8.0.4 size=62, ipv6=0
_POOL = Pattern(r"(IFCONFIG POOL(?: IPv[46])?): (?:\S+ )*?base(?:_ipv6)?=([^\s,]+)")
# 10.8.0.1/24 peer 10.8.0.2 dev tun0
_ADDRESS = Pattern(r"net_addr_(?:ptp_)?v[46]_(?:add|del): ([^\s/]+)(?:/[0-9]+)?(?: peer (\S+))? dev (\S+)")
# mtu 1500 for tun0 | set tun0 up | add tun0 type ovpn-dco | delete tun0 | lladdr 02:42:ac:11:00:02 for tap0
_INTERFACE = Pattern(
    r"net_(?:iface|addr)_\w+: (?:mtu [0-9]+ for|lladdr \S+ for|set|add|delete|type of) ([^\s:]+)(?::? .*)?"
)
# 10.8.0.0/24 via 10.8.0.2 dev [NULL] table 0 metric -1
_ROUTE = Pattern(r"net_route_v[46]_(?:add|del): \S+ via (\S+) dev .*")
# via 172.31.32.1 dev eth0
_BEST_GATEWAY = Pattern(r"net_route_v[46]_best_gw result: via \S+ dev (\S*+)(?s:.*)")
# TUN/TAP device tun0 opened | DCO device tun0 opened | Opened utun device utun3 | tun/tap device [tun0] opened
_DEVICE = Pattern(
    r"(?:(?:TUN/TAP|DCO) device (?:/dev/)?(\S+) (?:opened|exists previously, keep at program end)"
    r"|Opened utun device (\S+)|(?:tun/tap|utun|unix|null|ovpn-dco|tap-windows6|wintun) device \[([^\]]+)\] opened)"
)
# An address as it is written, whether it exists or not.
_LIKE_V4 = Pattern(V4)
_LIKE_V6 = Pattern(V6)
# ROUTE_GATEWAY 172.31.32.1/255.255.240.0 IFACE=eth0 | ROUTE_GATEWAY ON_LINK IFACE=ppp0 | ROUTE6_GATEWAY fe80::1
_GATEWAY = Pattern(rf"ROUTE6?_GATEWAY (?:ON_LINK|{V4}|{V6})(?![A-Za-z0-9])")
_REFUSED_DN = 'Incorrect password supplied for LDAP DN "'
_FAILED_LOGIN = {"category": ["authentication"], "type": ["start"], "outcome": "failure"}


def _of_client(client: Document) -> Document:
    nat = client.get("nat")
    piece = related((client.get("ip"), nat and nat["ip"]), (client.get("domain"),))
    said: Document = {"event": EVENT}
    if client:
        said["client"] = client
    if piece:
        said["related"] = piece
    return said


def _of_named_client(text: str, inside: str) -> Document:
    """`client` of `NAME/ADDRESS:PORT`: the name is its domain; `inside` is its address inside the tunnel."""
    peer = usual_peer(text)
    if peer is not None and peer[0] and (number := port(peer[2])) is not None and is_ip(inside):
        # most clients: everything is said, in one piece faster than part by part (make bench)
        name, address, _ = peer
        return {
            "event": EVENT,
            "client": {"address": name, "domain": name, "ip": address, "port": number, "nat": {"ip": inside}},
            "related": {"ip": sorted({inside, address}), "hosts": [name]},
        }
    return _of_client(named_peer(text, nat=inside))


def _of_observer(observer: Document, peer: str | None = None) -> Document:
    said: Document = {"event": EVENT}
    if observer:
        said["observer"] = observer
    if "ip" in observer:
        said["related"] = {"ip": [observer["ip"]]}
    if peer is not None:
        said["openvpn"] = {"peer": {"ip": peer}}
    return said


def _multi(message: str) -> Document | None:
    """`MULTI: Learn: ADDRESS -> PEER`, `MULTI: primary virtual IP for PEER: ADDRESS`."""
    if message.startswith("MULTI: Learn: "):
        address, _, peer = message[len("MULTI: Learn: ") :].partition(" -> ")
        return _of_named_client(peer, address)
    if message.startswith(("MULTI: primary virtual IP for ", "MULTI: primary virtual IPv6 for ")):
        peer, _, address = message.partition(" for ")[2].rpartition(": ")
        return _of_named_client(peer, address)
    return None


def initiated(message: str) -> Document | None:
    """`[NAME] Peer Connection Initiated with [AF_INET]ADDRESS:PORT`."""
    name, found, peer = message[1:].partition("] Peer Connection Initiated with ")
    said = peer_of(peer) if found else None
    return None if said is None else _of_client(endpoint(said[0], said[1], name or None))


def _pool(message: str) -> Document | None:
    """`IFCONFIG POOL IPv4: base=ADDRESS size=62`."""
    match = _POOL.match(message)
    if match is None:
        return None
    return _of_client(endpoint(ip(match[2]), None)) | {"event": EVENT | {"reason": match[1]}}


def _split_entry(entry: str) -> tuple[str, str] | None:
    """The name and the address of a pool's entry `NAME,IPv4,IPv6`; `None` if `entry` is not one."""
    name, *addresses = entry.rsplit(",", 2)
    if len(addresses) < 2 or not name or ",," in name or not any(addresses):
        return None
    v4, v6 = addresses
    if (v4 and not is_ip(v4) and not _LIKE_V4.fullmatch(v4)) or (v6 and not _LIKE_V6.fullmatch(v6)):
        return None
    return name, v4 or v6


def pool_entry(message: str, evidence: str | None) -> Document | None:
    """`NAME,IPv4,IPv6`, an entry of `IFCONFIG POOL LIST`; up to 2.4 `NAME,IPv4`."""
    entry = _split_entry(message)
    if entry is None and evidence is not DATED:
        entry = _split_entry(f"{message},")
    if entry is None:
        return None
    name, address = entry
    client = endpoint(None, None, name)
    inside = ip(address)
    if inside is not None:
        client["nat"] = {"ip": inside}
    return _of_client(client)


def _pool_read(message: str) -> Document | None:
    """`ifconfig_pool_read(), in='NAME,IPv4,IPv6'`; up to 2.4 without the second comma."""
    _, found, quoted = message.partition("ifconfig_pool_read(), in='")
    if not found:
        return None
    line = quoted.rpartition("'")[0]
    name, address = _split_entry(line) or _split_entry(f"{line},") or (line.rpartition(",")[0], "")
    client = endpoint(ip(address), None, name or None)
    return _of_client(client) | {"event": EVENT | {"reason": "ifconfig_pool_read"}}


def _control_channel(message: str) -> Document | None:
    """`Control Channel: TLSv1.3, cipher TLSv1.3 NAME, …`."""
    match = _CONTROL_CHANNEL.match(message)
    return None if match is None else {"event": EVENT, "tls": {"version": match[1], "cipher": match[2]}}


def _gateway(message: str) -> Document | None:
    """`ROUTE_GATEWAY ADDRESS/MASK IFACE=eth0 HWADDR=0e:dd:8a:3b:b1:86`, every part optional."""
    if _GATEWAY.match(message) is None:
        return None
    observer: Document = {}
    for word in message.split():
        if word.startswith("IFACE="):
            observer |= _interface("egress", word[len("IFACE=") :])
        elif word.startswith("HWADDR=") and MAC.fullmatch(word[len("HWADDR=") :]):
            observer["mac"] = word[len("HWADDR=") :]
    return _of_observer(observer)


def _net_addr(message: str) -> Document | None:
    """`net_addr_ptp_v4_add: ADDRESS peer ADDRESS dev tun0`."""
    match = _ADDRESS.fullmatch(message)
    if match is None:
        return None
    address, peer = ip(match[1]), ip(match[2] or "")
    observer = _interface("ingress", match[3])
    if address is not None:
        observer["ip"] = address
    return _of_observer(observer, peer)


def _net_route(message: str) -> Document | None:
    """`net_route_v4_add: NETWORK/24 via ADDRESS dev [NULL] table 0 metric -1`."""
    match = _ROUTE.fullmatch(message)
    if match is None:
        return None
    return _of_observer({}, peer=ip(match[1]))


def _interface(direction: str, name: str) -> Document:
    return {direction: {"interface": {"name": name}}} if name and name != "[NULL]" else {}


def _naming(direction: str, pattern: Pattern) -> Callable[[str], Document | None]:
    """What reads the name of an interface, the one group of `pattern` that a message has."""

    def read(message: str) -> Document | None:
        match = pattern.fullmatch(message)
        return None if match is None else _of_observer(_interface(direction, match[match.lastindex or 0]))

    return read


# By the first word of a message: the forms that are OpenVPN's alone.
FORMS: dict[str, Callable[[str], Document | None]] = by_word({
    _naming("egress", _BEST_GATEWAY): "net_route_v4_best_gw net_route_v6_best_gw",
    _naming("ingress", _DEVICE): "DCO Opened TUN/TAP tun/tap utun ovpn-dco tap-windows6 wintun",
    _naming("ingress", _INTERFACE): "net_addr_ll_set: net_iface_del: net_iface_mtu_set: net_iface_new: "
    "net_iface_type: net_iface_up:",
    _control_channel: "Control",
    _gateway: "ROUTE6_GATEWAY ROUTE_GATEWAY",
    _multi: "MULTI:",
    _net_addr: "net_addr_ptp_v4_add: net_addr_ptp_v4_del: net_addr_v4_add: net_addr_v4_del: net_addr_v6_add: "
    "net_addr_v6_del:",
    _net_route: "net_route_v4_add: net_route_v4_del: net_route_v6_add: net_route_v6_del:",
    _pool: "IFCONFIG",
    _pool_read: "ifconfig_pool_read(),",
})  # fmt: skip


def _ldap(message: str) -> Document | None:
    """A line of the LDAP plug-in, such as `LDAP user "NAME" was not found.` and `Unable to bind as NAME`."""
    if message.startswith(("LDAP bind failed: ", "ldap_bind with zero-length password is forbidden")):
        return {"event": _FAILED_LOGIN}
    if message.startswith('LDAP user "') and message.rstrip().endswith('" was not found.'):
        name = message[len('LDAP user "') :].rpartition('" was not found.')[0]
        named: Document = {"user": {"name": name}, "related": {"user": [name]}} if name else {}
        return {"event": _FAILED_LOGIN} | named
    if message.startswith(_REFUSED_DN):
        return failed_login(message[len(_REFUSED_DN) :].rpartition('"')[0])
    # the name may be a DN
    name = message.removeprefix("Unable to bind as ").strip()
    return failed_login(name) if name and message.startswith("Unable to bind as ") else None


def failed_login(name: str) -> Document:
    """The user that a DN, or else a plain name, says: its first `CN`, else its `uid`; its `DC`s are the domain."""
    first: dict[str, str] = {}
    domains = []
    for key, value in dn.attributes(name) if "=" in name else (("cn", name),):
        first.setdefault(key, value)
        if key == "dc":
            domains.append(value)
    said: Document = {"event": _FAILED_LOGIN}
    user: Document = {}
    login = first.get("cn") or first.get("uid")
    if login:
        user["name"] = login
    if domain := ".".join(domains):
        user["domain"] = domain
    if user:
        said["user"] = user
    if login:
        said["related"] = {"user": [login]}
    return said


# By the first word of a message: the forms of the LDAP plug-in, whose wording other programs may share.
LOGIN_FORMS = dict.fromkeys(("Incorrect", "LDAP", "Unable", "ldap_bind"), _ldap)
