"""A packet as the kernel writes it: interfaces, Ethernet header, IP header, and that of its protocol.

Most packets (TCP or UDP, whole, with nothing embedded and nothing after) are read at once, by `usual_packet`. It
could be taken away without changing a byte; it takes half the time (make bench).
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac, network_type
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.ecs.places import port_number
from ecsparse.formats import pairs
from ecsparse.patterns import Pattern
from ecsparse.record import Document

PROTOCOLS = ("TCP", "UDP", "UDPLITE", "ICMP", "ICMPv6", "AH", "ESP", "SCTP", "DCCP")
_TRANSPORTS = {"ICMPv6": "ipv6-icmp"} | {name: name.lower() for name in PROTOCOLS if name != "ICMPv6"}
_NUMBERS = {name: number for number, name in TRANSPORTS.items()}
_TCP_FLAGS = ("CWR", "ECE", "URG", "ACK", "PSH", "RST", "SYN", "FIN")
_IP_FLAGS = ("CE", "DF", "MF")

# Keys of the packet whose values are numbers, and their names in `netfilter`.
_COUNTS = {"TTL": "ttl", "ID": "id", "HOPLIMIT": "hop_limit", "TC": "traffic_class", "FLOWLBL": "flow_label"}
_TCP_COUNTS = {"SEQ": "sequence", "ACK": "ack", "WINDOW": "window"}
_ICMP_COUNTS = {"TYPE": "type", "CODE": "code", "ID": "id", "SEQ": "sequence", "MTU": "mtu"}
_TEXTS = {"TOS": "tos", "PREC": "precedence", "PHYSIN": "physical_in", "PHYSOUT": "physical_out"}
_LATE_TEXTS = {"MARK": "mark", "SPI": "spi"}

# The octets of an Ethernet header, and of one with a VLAN's, as text.
_ETHERNET = 14 * 3 - 1
_VLAN = 18 * 3 - 1
# IN=eth0 OUT= MAC=… SRC=192.0.2.5 DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=52 ID=31337 DF PROTO=TCP SPT=40112
# DPT=22 WINDOW=64240 RES=0x00 SYN URGP=0
_PACKET = Pattern(
    r"IN=([^\s=]{0,64}) OUT=([^\s=]{0,64}) (?:MAC=((?:[0-9a-f]{2}:){13}[0-9a-f]{2})? )?"
    r"SRC=([0-9A-Fa-f.:]{2,39}) DST=([0-9A-Fa-f.:]{2,39}) LEN=([0-9]{1,5}) "
    r"(?:TOS=(0x[0-9A-F]{2}) PREC=(0x[0-9A-F]{2}) TTL=([0-9]{1,3}) ID=([0-9]{1,5}) (DF )?"
    r"|TC=([0-9]{1,3}) HOPLIMIT=([0-9]{1,3}) FLOWLBL=([0-9]{1,7}) )"
    r"PROTO=(?:(TCP) SPT=([0-9]{1,5}) DPT=([0-9]{1,5})(?: SEQ=([0-9]{1,10}) ACK=([0-9]{1,10}))?"
    r" WINDOW=([0-9]{1,5})(?: RES=0x[0-9a-f]{2})?"
    r"((?: CWR)?(?: ECE)?(?: URG)?(?: ACK)?(?: PSH)?(?: RST)?(?: SYN)?(?: FIN)?)(?: URGP=[0-9]{1,5})?"
    r"|UDP SPT=([0-9]{1,5}) DPT=([0-9]{1,5})(?: LEN=[0-9]{1,5})?) ?"
)


@lru_cache(1024)
def observer(ingress: str, egress: str) -> Document:
    """`observer` of a packet: the interfaces that it came in and goes out by; nobody changes it."""
    observer: Document = {"type": "firewall", "product": "netfilter"}
    if ingress:
        observer["ingress"] = {"interface": {"name": ingress}}
    if egress:
        observer["egress"] = {"interface": {"name": egress}}
    return observer


def ip_packet(text: str, behind: str) -> Document | None:
    """The document of an IP packet, `None` if it has no addresses; `behind` is what follows an embedded packet."""
    head, _, tail = text.partition(" PROTO=")
    protocol, _, tail = tail.partition(" ")
    values, flags = pairs.words(head)
    said, tcp_flags = pairs.words(f"{tail} {behind}")
    if "SRC" not in values or "DST" not in values:
        return None
    network = dict(transport(protocol))
    name = network.get("transport", "")
    source = endpoint(ip(values["SRC"]), port_number(said.get("SPT", "")))
    destination = endpoint(ip(values["DST"]), port_number(said.get("DPT", "")))
    _add_frame(values, source, destination, network)
    own = _header_fields(values, flags)
    if header := _protocol_fields(name, said, tcp_flags):
        own["tcp" if name == "tcp" else "icmp"] = header
    pieces = {
        "observer": observer(values.get("IN", ""), values.get("OUT", "")), "source": source,
        "destination": destination, "network": network,
        "related": related(ips=(source.get("ip"), destination.get("ip"))), "user": _counted("id", said.get("UID")),
        "group": _counted("id", said.get("GID")),
        "netfilter": own | {field: said[key] for key, field in _LATE_TEXTS.items() if said.get(key)},
    }  # fmt: skip
    return {field: piece for field, piece in pieces.items() if piece}


def _counted(name: str, said: str | None) -> Document:
    """The number `said` as text, under `name`; nothing if it is none."""
    return {name: said} if said and parse_uint(said) is not None else {}


@lru_cache(1024)
def transport(said: str) -> Document:
    """`network` of a protocol, by its name or its number; nobody changes it."""
    name = _TRANSPORTS.get(said) or TRANSPORTS.get(said)
    number = said if said.isdecimal() and said.isascii() else _NUMBERS.get(name or "")
    return {key: value for key, value in (("transport", name), ("iana_number", number)) if value is not None}


def _add_frame(values: dict[str, str], source: Document, destination: Document, network: Document) -> None:
    """Add the packet's size and direction, and what its Ethernet header says."""
    if (kind := network_type(source.get("ip"), destination.get("ip"))) is not None:
        network["type"] = kind
    add_direction(network, values.get("IN", ""), values.get("OUT", ""))
    if (length := parse_uint(values.get("LEN", ""))) is not None:
        source["bytes"] = network["bytes"] = length
    octets = values.get("MAC", "")
    receiver, sender = values.get("MACDST", ""), values.get("MACSRC", "")
    if len(octets) in (_ETHERNET, _VLAN):
        receiver, sender = octets[:17], octets[18:35]
    for end, address in ((destination, mac(receiver)), (source, mac(sender))):
        if address is not None:
            end["mac"] = address
    if (vlan := _counted("id", values.get("VID"))) or (vlan := _vlan(octets)):
        network["vlan"] = vlan


def add_direction(network: Document, ingress: str, egress: str) -> None:
    """Add the direction of a packet that comes to this host, or from it, to its `network`."""
    if ingress and not egress:
        network["direction"] = "ingress"
    elif egress and not ingress:
        network["direction"] = "egress"


def _vlan(octets: str) -> Document:
    """`vlan` of an Ethernet header that has a VLAN's tag between its addresses and its type."""
    tag = octets[42:44] + octets[45:47]
    if len(octets) != _VLAN or octets[36:41] != "81:00" or mac(f"{tag}00000000") is None:
        return {}
    return {"id": str(int(tag, 16) & 0xFFF)}


def _header_fields(values: dict[str, str], flags: list[str]) -> Document:
    """`netfilter` of an IP header."""
    own: Document = {name: value for key, name in _TEXTS.items() if (value := values.get(key))}
    own.update(_counts(values, _COUNTS))
    if ip_flags := [flag for flag in _IP_FLAGS if flag in flags]:
        own["flags"] = ip_flags
    offset = flags[-1].removeprefix("FRAG:") if flags else ""
    if (number := parse_uint(offset)) is not None:
        own["fragment_offset"] = number
    return own


def _protocol_fields(transport: str, values: dict[str, str], flags: list[str]) -> Document:
    """`netfilter.tcp` or `netfilter.icmp` of what follows the IP header."""
    if transport == "tcp":
        said: Document = _counts(values, _TCP_COUNTS)
        if tcp_flags := [flag for flag in _TCP_FLAGS if flag in flags]:
            said["flags"] = tcp_flags
        return said
    if transport not in ("icmp", "ipv6-icmp"):
        return {}
    said = _counts(values, _ICMP_COUNTS)
    if (gateway := ip(values.get("GATEWAY", ""))) is not None:
        said["gateway"] = gateway
    return said


def arp_message(text: str) -> Document | None:
    """The document of an ARP message, `None` if it does not say who sent it."""
    head, _, tail = text.partition(" ARP ")
    interfaces, _ = pairs.words(head)
    values, _ = pairs.words(tail)
    if "IPSRC" not in values:
        return None
    source, destination = ip(values["IPSRC"]), ip(values.get("IPDST", ""))
    said: Document = _counts(values, {"OPCODE": "opcode"})
    for key, name in (("MACSRC", "source_mac"), ("MACDST", "destination_mac")):
        if (address := mac(values.get(key, ""))) is not None:
            said[name] = address
    sender = {**endpoint(source, None), **({"mac": said["source_mac"]} if "source_mac" in said else {})}
    pieces = {
        "observer": observer(interfaces.get("IN", ""), interfaces.get("OUT", "")),
        "source": sender, "destination": endpoint(destination, None), "network": {"type": "arp"},
        "related": related(ips=(source, destination)), "netfilter": {"arp": said} if said else {},
    }  # fmt: skip
    return {name: piece for name, piece in pieces.items() if piece}


def add_embedded(document: Document, text: str) -> None:
    """Add the packet that an ICMP error is about."""
    values, _ = pairs.words(text)
    source = endpoint(ip(values.get("SRC", "")), port_number(values.get("SPT", "")))
    destination = endpoint(ip(values.get("DST", "")), port_number(values.get("DPT", "")))
    embedded: Document = {}
    for name, piece in (("source", source), ("destination", destination)):
        piece.pop("address", None)
        if piece:
            embedded[name] = piece
    if "transport" in (said := transport(values.get("PROTO", ""))):
        embedded["transport"] = said["transport"]
    if embedded:
        document.setdefault("netfilter", {})["embedded"] = embedded


def _counts(values: dict[str, str], names: dict[str, str]) -> Document:
    """The numbers among `values`, by the `names` of their keys."""
    return {
        name: number for key, name in names.items() if key in values and (number := parse_uint(values[key])) is not None
    }


def usual_packet(text: str) -> Document | None:
    """The document of a packet; `None` if it takes a closer look, or is none."""
    match = _PACKET.fullmatch(text)
    if match is None:
        return None
    (
        ingress, egress, octets, sender, receiver, length, tos, precedence, ttl, number, unfragmented,
        traffic_class, hop_limit, flow_label, tcp, tcp_sender, tcp_receiver, sequence, acknowledged, window, flags,
        udp_sender, udp_receiver,
    ) = match.groups()  # fmt: skip
    kind = network_type(sender, receiver)
    if kind is None or not (is_ip(sender) and is_ip(receiver)):
        return None
    source = endpoint(sender, port(tcp_sender or udp_sender))
    destination = endpoint(receiver, port(tcp_receiver or udp_receiver))
    network: Document = {**transport(tcp or "UDP"), "type": kind}
    add_direction(network, ingress, egress)
    source["bytes"] = network["bytes"] = int(length)
    if octets is not None:
        destination["mac"], source["mac"] = mac(octets[:17]), mac(octets[18:35])
    if ttl is None:
        own: Document = {
            "hop_limit": int(hop_limit), "traffic_class": int(traffic_class), "flow_label": int(flow_label)
        }  # fmt: skip
    else:
        own = {"tos": tos, "precedence": precedence, "ttl": int(ttl), "id": int(number)}
    if unfragmented is not None:
        own["flags"] = ["DF"]
    if tcp is not None:
        own["tcp"] = _tcp(sequence, acknowledged, window, flags)
    return {
        "observer": observer(ingress, egress), "source": source, "destination": destination, "network": network,
        "related": related((sender, receiver)), "netfilter": own,
    }  # fmt: skip


def _tcp(sequence: str | None, acknowledged: str, window: str, flags: str) -> Document:
    """`netfilter.tcp`; the numbers of the sequence are written only if a rule asks for them."""
    piece: Document = {} if sequence is None else {"sequence": int(sequence), "ack": int(acknowledged)}
    piece["window"] = int(window)
    if flags:
        piece["flags"] = flags.split()
    return piece
