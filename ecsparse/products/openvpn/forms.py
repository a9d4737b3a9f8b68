"""The structured forms of OpenVPN's messages, by their first word, in the documented profile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

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
    r"Control Channel: (?:D?TLS|SSL)(v[0-9.]+), cipher (?:[^\s,]++ )?+([A-Za-z0-9_-]++)(?:,|$).*"
)
# IFCONFIG POOL IPv4: base=10.8.0.4 size=62 | IFCONFIG POOL: base=10.8.0.4 size=62, ipv6=0
_POOL = Pattern(r"(IFCONFIG POOL(?: IPv[46])?): (?:\S+ )*?base(?:_ipv6)?=([^\s,]++).*")
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


def _of_client(client: Document, reason: str = "") -> Document:
    nat = client.get("nat")
    piece = related((client.get("ip"), nat and nat["ip"]), (client.get("domain"),))
    said: Document = {"event": {**EVENT, "reason": reason} if reason else EVENT}
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
    inside = ip(entry[1])
    return _of_client(endpoint(None, None, entry[0]) | ({} if inside is None else {"nat": {"ip": inside}}))


def _pool_read(message: str) -> Document | None:
    """`ifconfig_pool_read(), in='NAME,IPv4,IPv6'`; up to 2.4 without the second comma."""
    _, found, quoted = message.partition("ifconfig_pool_read(), in='")
    if not found:
        return None
    line = quoted.rpartition("'")[0]
    name, address = _split_entry(line) or _split_entry(f"{line},") or (line.rpartition(",")[0], "")
    return _of_client(endpoint(ip(address), None, name or None), "ifconfig_pool_read")


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


def _of_address(address: str, peer: str | None, device: str) -> Document:
    observer = _interface("ingress", device)
    if (own := ip(address)) is not None:
        observer["ip"] = own
    return _of_observer(observer, ip(peer or ""))


def _of_interface(direction: str, *names: str | None) -> Document:
    return _of_observer(_interface(direction, "".join(filter(None, names))))


def _interface(direction: str, name: str) -> Document:
    return {direction: {"interface": {"name": name}}} if name and name != "[NULL]" else {}


def _parts(pattern: Pattern, build: Callable[..., Document]) -> Callable[[str], Document | None]:
    """What reads a message that is all of `pattern`: `build` makes the document of its groups."""

    def read(message: str) -> Document | None:
        match = pattern.fullmatch(message)
        return None if match is None else build(*match.groups())

    return read


# By the first word of a message: the forms that are OpenVPN's alone.
FORMS: dict[str, Callable[[str], Document | None]] = by_word({
    _gateway: "ROUTE6_GATEWAY ROUTE_GATEWAY",
    _multi: "MULTI:",
    _parts(_ADDRESS, _of_address): "net_addr_{ptp_v4,v4,v6}_{add,del}:",
    _parts(_BEST_GATEWAY, partial(_of_interface, "egress")): "net_route_{v4,v6}_best_gw",
    _parts(_CONTROL_CHANNEL, lambda version, name: {"event": EVENT, "tls": {"version": version, "cipher": name}}):
    "Control",
    _parts(_DEVICE, partial(_of_interface, "ingress")): "DCO Opened TUN/TAP tun/tap utun ovpn-dco tap-windows6 "
    "wintun",
    _parts(_INTERFACE, partial(_of_interface, "ingress")): "net_addr_ll_set: net_iface_{del,mtu_set,new,type,up}:",
    _parts(_POOL, lambda reason, base: _of_client(endpoint(ip(base), None), reason)): "IFCONFIG",
    _parts(_ROUTE, lambda peer: _of_observer({}, ip(peer))): "net_route_{v4,v6}_{add,del}:",
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
    attributes = dn.attributes(name) if "=" in name else [("cn", name)]
    first = dict(reversed(attributes))
    login = first.get("cn") or first.get("uid")
    user = {"name": login, "domain": ".".join(value for key, value in attributes if key == "dc")}
    said: Document = {"event": _FAILED_LOGIN}
    if user := {part: text for part, text in user.items() if text}:
        said["user"] = user
    if login:
        said["related"] = {"user": [login]}
    return said


# By the first word of a message: the forms of the LDAP plug-in, whose wording other programs may share.
LOGIN_FORMS = dict.fromkeys(("Incorrect", "LDAP", "Unable", "ldap_bind"), _ldap)
