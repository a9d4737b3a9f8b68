r"""Netfilter, Linux's packet filter: packets that a rule logs (iptables, nftables, UFW, firewalld).

Layout:
    [12346.001200] [UFW BLOCK] IN=eth0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 SRC=192.0.2.5
    DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=52 ID=31337 DF PROTO=TCP SPT=40112 DPT=22 WINDOW=64240
    RES=0x00 SYN

    The kernel's uptime, which may be missing, the rule's prefix, and the packet: interfaces, Ethernet header, IP
    header, and that of its protocol. An ICMP error has the head of the packet that it is about in `[…]`. Behind
    a syslog header the tag is `kernel` (or `ulogd`), or the rule's prefix if the relay left that out.

Source: Linux, `net/ipv4/netfilter/nf_log_ipv4.c`, `net/ipv6/netfilter/nf_log_ipv6.c`,
`net/netfilter/nf_log_syslog.c`,
    `nf_log_arp.c` (2.6 to 6.12); ulogd's LOGEMU; the prefixes of UFW, firewalld, Shorewall, VyOS, EdgeOS and
    SuSEfirewall2.

Timestamps: the syslog header's; a packet has none of its own, and the uptime is no time of day.

Quirks:
    What was done with a packet is known only if the rule's prefix says so: one of the words accept, allow,
    block, deny, drop, reject and their forms (`DROP`, `[UFW BLOCK]`, `FINAL_REJECT`, `SFW2-INext-ACC`), or the
    last letter of VyOS's `[WAN_LOCAL-default-D]`; not if it has words of both kinds. Else the action is
    `packet-logged`: `prefixes.log`.
    The prefix is `rule.name`; of VyOS's the parts are `rule.ruleset` and `rule.id`: `prefixes.log`. UniFi's has
    the letter before the number (`RET` lets the next rules decide), and `DESCR="…"`: `rule.description`; Proxmox
    VE writes the chain and its own date in front: `gateways.log`.
    Old kernels write a level in front of each part of a packet (`<4>SRC=`); it is left out: `gateways.log`.
    `MAC` is destination, source and type where it has the 14 octets of an Ethernet header, else nothing:
    `protocols.log`.
    `source.bytes` and `network.bytes` are the length of the IP packet with its header: `traffic.log`.
    `network.direction` is `ingress` for a packet without `OUT`, `egress` for one without `IN`; a forwarded one
    has none: `traffic.log`.
    What the kernel had cut from a packet (`INCOMPLETE`, a line that ends early) is left out: `damaged.log`.

Other readings:
    `destination.mac`, `source.mac` with colons: ECS asks for the form of RFC 7042, with hyphens and in upper case.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac, network_type
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import endpoint, ip, related
from ecsparse.ecs.places import port_number
from ecsparse.formats import pairs
from ecsparse.formats.kernel import FRONT
from ecsparse.patterns import Pattern
from ecsparse.record import Field, Phrase, Prefix, Product, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from ecsparse.record import Document, Header, Record

_PROTOCOLS = ("TCP", "UDP", "UDPLITE", "ICMP", "ICMPv6", "AH", "ESP", "SCTP", "DCCP")

# Programs that hand on what the kernel logs. Behind another tag the packet must follow at once: the tag is the
# prefix.
_PROGRAMS = ("kernel", "ulogd", "klogd", "iptables", "ip6tables", "nftables", "pvefw-logger")

_FIELDS = """
destination.address destination.ip destination.mac destination.port group.id network.bytes network.direction
network.iana_number network.transport network.type network.vlan.id observer.egress.interface.name
observer.ingress.interface.name observer.product observer.type rule.description rule.id rule.name rule.ruleset
source.address
source.bytes source.ip source.mac source.port user.id
"""

PRODUCT = Product(
    vendor="Linux",
    name="Netfilter",
    versions="2.6 to 6.12",
    formats=("keyvalue",),
    signatures=(
        *map(Program, _PROGRAMS),
        Prefix("IN="),
        *map(Phrase, (f"PROTO={name}" for name in (*_PROTOCOLS, *TRANSPORTS))),
        *map(Phrase, (f"PREC=0x{precedence:02X}" for precedence in range(0, 256, 32))),
        Phrase("PTYPE=0x0800"),
    ),
    dataset="log",
    provider="kernel",
    fields=tuple(_FIELDS.split()),
    own_fields={
        "netfilter.arp.destination_mac": Field("keyword", "MAC address that is asked for or told (`MACDST`)"),
        "netfilter.arp.opcode": Field("long", "1 for a request, 2 for a reply (`OPCODE`)"),
        "netfilter.arp.source_mac": Field("keyword", "MAC address of who asks or tells (`MACSRC`)"),
        "netfilter.embedded.destination.ip": Field("ip", "destination of the packet that an ICMP error is about"),
        "netfilter.embedded.destination.port": Field("long", "its destination port"),
        "netfilter.embedded.source.ip": Field("ip", "its source"),
        "netfilter.embedded.source.port": Field("long", "its source port"),
        "netfilter.embedded.transport": Field("keyword", "its protocol"),
        "netfilter.flags": Field("keyword", "flags of the IP header: CE, DF, MF"),
        "netfilter.flow_label": Field("long", "flow label of an IPv6 packet (`FLOWLBL`)"),
        "netfilter.fragment_offset": Field("long", "where a fragment belongs, in units of 8 bytes (`FRAG`)"),
        "netfilter.hop_limit": Field("long", "hop limit of an IPv6 packet (`HOPLIMIT`)"),
        "netfilter.icmp.code": Field("long", "code of an ICMP message (`CODE`)"),
        "netfilter.icmp.gateway": Field("ip", "where an ICMP redirect points to (`GATEWAY`)"),
        "netfilter.icmp.id": Field("long", "identifier of an ICMP echo"),
        "netfilter.icmp.mtu": Field("long", "MTU that an ICMP error tells (`MTU`)"),
        "netfilter.icmp.sequence": Field("long", "sequence number of an ICMP echo (`SEQ`)"),
        "netfilter.icmp.type": Field("long", "type of an ICMP message (`TYPE`)"),
        "netfilter.id": Field("long", "identification of an IPv4 packet (`ID`)"),
        "netfilter.mark": Field("keyword", "mark of the packet (`MARK`)"),
        "netfilter.physical_in": Field("keyword", "port of a bridge that the packet came in by (`PHYSIN`)"),
        "netfilter.physical_out": Field("keyword", "port of a bridge that the packet left by (`PHYSOUT`)"),
        "netfilter.precedence": Field("keyword", "precedence of an IPv4 packet (`PREC`)"),
        "netfilter.spi": Field("keyword", "security parameters index of an IPsec packet (`SPI`)"),
        "netfilter.tcp.ack": Field("long", "acknowledgement number (`ACK`)"),
        "netfilter.tcp.flags": Field("keyword", "flags of the TCP header, in the kernel's order"),
        "netfilter.tcp.sequence": Field("long", "sequence number (`SEQ`)"),
        "netfilter.tcp.window": Field("long", "window (`WINDOW`)"),
        "netfilter.tos": Field("keyword", "type of service of an IPv4 packet (`TOS`)"),
        "netfilter.traffic_class": Field("long", "traffic class of an IPv6 packet (`TC`)"),
        "netfilter.ttl": Field("long", "time to live of an IPv4 packet (`TTL`)"),
    },
    actions={
        "packet-accepted": "a rule logged a packet and let it through, as its prefix says",
        "packet-dropped": "a rule logged a packet and dropped it, or blocked it, as its prefix says",
        "packet-logged": "a rule logged a packet; what became of it is not said",
        "packet-rejected": "a rule logged a packet and rejected it, as its prefix says",
    },
)

# IN=eth0 OUT= | IN= OUT=eth0 | IN=vmbr1 SRC=
_INTERFACES = Pattern(r"(?<![A-Za-z])IN=[^ =]{0,64} (?:OUT=[^ =]{0,64}(?: |$)|(?=SRC=|MAC=|PHYSIN=))")
# [WAN_LOCAL-D-2147483647] DESCR="[WAN_LOCAL]Block All Traffic" | DESCR="no rule description"
_UNIFI = Pattern(
    r"(?:\[([A-Za-z0-9_.-]{1,64})-(A|D|R|RET)-([0-9]{1,12})\] ?)?"
    r'(?:DESCR=\\?"((?:\[([A-Za-z0-9_.-]{1,64})\])?[^"\\]{0,160})\\?")?'
)
# 117 6 tap117i0-IN 31/Oct/2023:15:09:55 +0100 policy REJECT
_PROXMOX = Pattern(
    r"[0-9]{1,9} [0-9] ([A-Za-z0-9_.-]{1,32}) "
    r"([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}) ([A-Za-z ]{1,64}): "
)
# The level that old kernels write in front of each part of a packet: <1>SRC=192.0.2.5
_LEVEL = Pattern(r"(?<= )<[0-7]>(?=[A-Z])")
# How UniFi describes a rule without a description.
_NO_DESCRIPTION = "no rule description"
# [WAN_LOCAL-default-D]
_VYOS = Pattern(r"\[(?:ipv4-|ipv6-)?([A-Za-z0-9_.-]{1,64})-([A-Za-z0-9_]{1,32})-([ADR])\]")

# Words of a prefix that say what was done.
_ACCEPTED = frozenset(("acc", "accept", "accepted", "allow", "allowed", "pass", "passed", "permit", "permitted"))
_DROPPED = frozenset(
    ("block", "blocked", "denied", "deny", "discard", "discarded", "drop", "dropped", "blk", "drp")
)
_REJECTED = frozenset(("reject", "rejected", "rej"))
_VERDICTS = (("packet-accepted", _ACCEPTED), ("packet-dropped", _DROPPED), ("packet-rejected", _REJECTED))
_LETTERS = {"A": "packet-accepted", "D": "packet-dropped", "R": "packet-rejected", "RET": "packet-logged"}

# How many prefixes and pairs of interfaces are remembered.
_MOST_REMEMBERED = 1024

# Where the packet must have begun: behind the uptime and a prefix of 127 signs at most.
_LATEST_START = 256

_LETTERS_ALONE = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalpha()})

_NETWORK = ["network"]
_TYPES = {
    "packet-accepted": ["allowed", "connection"],
    "packet-dropped": ["connection", "denied"],
    "packet-logged": ["connection"],
    "packet-rejected": ["connection", "denied"],
}
_EVENTS: dict[str, Document] = {
    action: {"kind": "event", "action": action, "category": _NETWORK, "type": types}
    for action, types in _TYPES.items()
}

_TRANSPORTS = {"ICMPv6": "ipv6-icmp"} | {name: name.lower() for name in _PROTOCOLS if name != "ICMPv6"}
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
_VLAN_ID = 0xFFF


def parse(record: Record) -> Document | None:
    """The document of a packet, `None` for what is none."""
    text = record.text
    if "<" in text:
        text = _LEVEL.sub("", text)
    interfaces = _INTERFACES.search(text, 0, _LATEST_START)
    start = FRONT.match(text)
    if interfaces is None or start is None:
        return None
    prefix = text[start.end() : interfaces.start()]
    # a front that is no header of syslog: Tue Oct 31 15:09:55 2023 kern.warn kernel: [12346.001200] REJECT wan in:
    if " kernel: " in prefix and (later := FRONT.match(prefix, prefix.rindex(" kernel: ") + 1)) is not None:
        prefix = prefix[later.end() :]
    if not _is_of_the_kernel(record.header, prefix):
        return None
    packet, bracket, embedded = text[interfaces.start() :].partition(" [")
    embedded, _, behind = embedded.partition("]")
    document = _arp_message(packet) if " ARP " in packet else _ip_packet(packet, behind)
    if document is None:
        return None
    if bracket:
        _add_embedded(document, embedded)
    gateway = _PROXMOX.fullmatch(prefix) if prefix[:1].isdigit() else None
    if gateway is not None:
        _add_rule(document, gateway[3])
        document["rule"] = {**document["rule"], "ruleset": gateway[1]}
    else:
        _add_rule(document, _named_by_tag(record.header, prefix))
    moment = record.header_time() if gateway is None else record.clock.clf(gateway[2])
    if moment is not None:
        document["@timestamp"] = moment
    return document


def _is_of_the_kernel(header: Header | None, prefix: str) -> bool:
    return header is None or header.appname is None or header.appname in _PROGRAMS or not prefix


def _named_by_tag(header: Header | None, prefix: str) -> str:
    """The rule's prefix; the tag where a relay made that of it."""
    if prefix or header is None or header.appname is None or header.appname in _PROGRAMS:
        return prefix
    return header.appname


@lru_cache(_MOST_REMEMBERED)
def _observer(ingress: str, egress: str) -> Document:
    """`observer` of a packet: the interfaces that it came in and goes out by; nobody changes it."""
    observer: Document = {"type": "firewall", "product": "netfilter"}
    if ingress:
        observer["ingress"] = {"interface": {"name": ingress}}
    if egress:
        observer["egress"] = {"interface": {"name": egress}}
    return observer


def _add_rule(document: Document, prefix: str) -> None:
    """Add what was done, and by which rule, as its prefix says."""
    rule, action = _rule(prefix)
    document["event"] = _EVENTS[action]
    if rule:
        document["rule"] = rule


@lru_cache(_MOST_REMEMBERED)
def _rule(prefix: str) -> tuple[Document, str]:
    """`rule` of a prefix, which nobody changes, and the action that it says."""
    name = prefix.strip(" :,\t")
    vyos = _VYOS.fullmatch(name)
    if vyos is not None:
        return {"name": name, "ruleset": vyos[1], "id": vyos[2]}, _LETTERS[vyos[3]]
    unifi = _UNIFI.fullmatch(name) if name[-1:] in ('"', "]") else None
    if unifi is not None and name:
        return _unifi_rule(unifi)
    return {"name": name} if name else {}, _action(name)


def _unifi_rule(match: Match[str]) -> tuple[Document, str]:
    """`rule` of what UniFi's gateways write, and the action: their letter says it, or the words of `DESCR`."""
    ruleset, letter, number, said, described = match.groups()
    text = (said or "").removeprefix(f"[{described}]").strip(" ")
    description = None if text in ("", _NO_DESCRIPTION) else text
    rule = {
        "name": f"[{ruleset}-{letter}-{number}]" if letter else description,
        "ruleset": ruleset or described,
        "id": number,
        "description": description,
    }
    action = _LETTERS[letter] if letter else _action(text)
    return {key: value for key, value in rule.items() if value is not None}, action


def _action(name: str) -> str:
    """The action that the words of a prefix say; `packet-logged` if they say none, or two."""
    words = set(name.lower().translate(_LETTERS_ALONE).split())
    verdicts = [action for action, known in _VERDICTS if not known.isdisjoint(words)]
    return verdicts[0] if len(verdicts) == 1 else "packet-logged"


def _ip_packet(text: str, behind: str) -> Document | None:
    """The document of an IP packet, `None` if it has no addresses; `behind` is what follows an embedded packet."""
    head, _, tail = text.partition(" PROTO=")
    protocol, _, tail = tail.partition(" ")
    values, flags = pairs.words(head)
    said, tcp_flags = pairs.words(f"{tail} {behind}")
    if "SRC" not in values or "DST" not in values:
        return None
    network = dict(_transport(protocol))
    transport = network.get("transport", "")
    source = endpoint(ip(values["SRC"]), port_number(said.get("SPT", "")))
    destination = endpoint(ip(values["DST"]), port_number(said.get("DPT", "")))
    _add_frame(values, source, destination, network)
    own = _header_fields(values, flags)
    if header := _protocol_fields(transport, said, tcp_flags):
        own["tcp" if transport == "tcp" else "icmp"] = header
    pieces = {
        "observer": _observer(values.get("IN", ""), values.get("OUT", "")),
        "source": source,
        "destination": destination,
        "network": network,
        "related": related(ips=(source.get("ip"), destination.get("ip"))),
        "user": _counted("id", said.get("UID")),
        "group": _counted("id", said.get("GID")),
        "netfilter": own | {name: said[key] for key, name in _LATE_TEXTS.items() if said.get(key)},
    }
    return {name: piece for name, piece in pieces.items() if piece}


def _counted(name: str, said: str | None) -> Document:
    """The number `said` as text, under `name`; nothing if it is none."""
    return {name: said} if said and parse_uint(said) is not None else {}


@lru_cache(_MOST_REMEMBERED)
def _transport(said: str) -> Document:
    """`network` of a protocol, by its name or its number; nobody changes it."""
    name = _TRANSPORTS.get(said) or TRANSPORTS.get(said)
    number = said if said.isdecimal() and said.isascii() else _NUMBERS.get(name or "")
    return {key: value for key, value in (("transport", name), ("iana_number", number)) if value is not None}


def _add_frame(values: dict[str, str], source: Document, destination: Document, network: Document) -> None:
    """Add the packet's size and direction, and what its Ethernet header says."""
    if (kind := network_type(source.get("ip"), destination.get("ip"))) is not None:
        network["type"] = kind
    if values.get("IN") and not values.get("OUT"):
        network["direction"] = "ingress"
    elif values.get("OUT") and not values.get("IN"):
        network["direction"] = "egress"
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


def _vlan(octets: str) -> Document:
    """`vlan` of an Ethernet header that has a VLAN's tag between its addresses and its type."""
    tag = octets[42:44] + octets[45:47]
    if len(octets) != _VLAN or octets[36:41] != "81:00" or mac(f"{tag}00000000") is None:
        return {}
    return {"id": str(int(tag, 16) & _VLAN_ID)}


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


def _arp_message(text: str) -> Document | None:
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
    pieces = {
        "observer": _observer(interfaces.get("IN", ""), interfaces.get("OUT", "")),
        "source": endpoint(source, None),
        "destination": endpoint(destination, None),
        "network": {"type": "arp"},
        "related": related(ips=(source, destination)),
        "netfilter": {"arp": said} if said else {},
    }
    return {name: piece for name, piece in pieces.items() if piece}


def _add_embedded(document: Document, text: str) -> None:
    """Add the packet that an ICMP error is about."""
    values, _ = pairs.words(text)
    source = endpoint(ip(values.get("SRC", "")), port_number(values.get("SPT", "")))
    destination = endpoint(ip(values.get("DST", "")), port_number(values.get("DPT", "")))
    embedded: Document = {}
    for name, piece in (("source", source), ("destination", destination)):
        piece.pop("address", None)
        if piece:
            embedded[name] = piece
    if "transport" in (said := _transport(values.get("PROTO", ""))):
        embedded["transport"] = said["transport"]
    if embedded:
        document.setdefault("netfilter", {})["embedded"] = embedded


def _counts(values: dict[str, str], names: dict[str, str]) -> Document:
    """The numbers among `values`, by the `names` of their keys."""
    return {name: number for key, name in names.items() if (number := parse_uint(values.get(key, ""))) is not None}
