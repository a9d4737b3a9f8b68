r"""Netfilter, Linux's packet filter: packets that a rule logs (iptables, nftables, UFW, firewalld).

Layout:
    [12346.001200] [UFW BLOCK] IN=eth0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 SRC=192.0.2.5
    DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=52 ID=31337 DF PROTO=TCP SPT=40112 DPT=22 WINDOW=64240
    RES=0x00 SYN

    The kernel's uptime, which may be missing, the rule's prefix, and the packet: interfaces, Ethernet header, IP
    header, and that of its protocol. An ICMP error has the head of the packet that it is about in `[…]`. After
    a syslog header the tag is `kernel` (or `ulogd`), or the rule's prefix if the relay left that out.

Source: Linux, `net/ipv4/netfilter/nf_log_ipv4.c`, `net/ipv6/netfilter/nf_log_ipv6.c`, `net/netfilter/nf_log_syslog.c`,
    `nf_log_arp.c` (2.6 to 6.12); ulogd's LOGEMU; the prefixes of UFW, firewalld, Shorewall, VyOS, EdgeOS and
    SuSEfirewall2.

Timestamps: the syslog header's; a packet has none of its own, and the uptime is not a time of day.

Quirks:
    What was done with a packet is known only if the rule's prefix says so: one of the words accept, allow, block, deny,
    drop, reject and their forms (`DROP`, `[UFW BLOCK]`, `FINAL_REJECT`, `SFW2-INext-ACC`), or the last letter of VyOS's
    `[WAN_LOCAL-default-D]`; not if it has words of both kinds. Else the action is `packet-logged`: `prefixes.log`.
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

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.formats.kernel import FRONT
from ecsparse.patterns import Pattern
from ecsparse.products.netfilter.packets import PROTOCOLS, add_embedded, arp_message, ip_packet, usual_packet
from ecsparse.products.netfilter.rules import ACTIONS, add_rule
from ecsparse.record import Document, Field, Phrase, Prefix, Product, Program, Record

# Programs that hand on what the kernel logs. After another tag the packet must follow at once: the tag is the prefix.
_PROGRAMS = ("kernel", "ulogd", "klogd", "iptables", "ip6tables", "nftables", "pvefw-logger")

_FIELDS = """
destination.{address,ip,mac,port} {group,user}.id network.{bytes,direction,iana_number,transport,type}
network.vlan.id observer.{egress,ingress}.interface.name observer.{product,type} rule.{description,id,name,ruleset}
source.{address,bytes,ip,mac,port}
"""

PRODUCT = Product(
    vendor="Linux", name="Netfilter", versions="2.6 to 6.12", formats=("keyvalue",),
    signatures=(
        *map(Program, _PROGRAMS),
        Prefix("IN="),
        *map(Phrase, (f"PROTO={name}" for name in (*PROTOCOLS, *TRANSPORTS))),
        *map(Phrase, (f"PREC=0x{precedence:02X}" for precedence in range(0, 256, 32))),
        Phrase("PTYPE=0x0800"),
    ),
    provider="kernel",
    fields=tuple(_FIELDS.split()),
    own_fields={
        "netfilter.arp.destination_mac": Field("keyword", "MAC address that is asked for or told (`MACDST`)"),
        "netfilter.arp.opcode": Field("long", "1 for a request, 2 for a reply (`OPCODE`)"),
        "netfilter.arp.source_mac": Field("keyword", "MAC address of who asks or tells (`MACSRC`)"),
        "netfilter.embedded.{source,destination}.ip": Field("ip", "end of the packet that an ICMP error is about"),
        "netfilter.embedded.{source,destination}.port": Field("long", "its port"),
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
        "netfilter.physical_{in,out}": Field("keyword", "port of a bridge by which the packet {came,left}"),
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
    actions={name: action.meaning for name, action in ACTIONS.items()},
)  # fmt: skip

# IN=eth0 OUT= | IN= OUT=eth0 | IN=vmbr1 SRC=
_INTERFACES = Pattern(r"(?<![A-Za-z])IN=[^ =]{0,64} (?:OUT=[^ =]{0,64}(?: |$)|(?=SRC=|MAC=|PHYSIN=))")
# 117 6 tap117i0-IN 31/Oct/2023:15:09:55 +0100 policy REJECT
_PROXMOX = Pattern(
    r"[0-9]{1,9} [0-9] ([A-Za-z0-9_.-]{1,32}) "
    r"([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}) ([A-Za-z ]{1,64}): "
)
# 15:09:55 | "x","y" | <0.000311>]
_STAMP = Pattern(r'[0-9]{1,2}:[0-9]{2}:[0-9]{2}|\t|","|<[ 0-9.]{1,24}>\]')
# The level that old kernels write in front of each part of a packet: <1>SRC=192.0.2.5
_LEVEL = Pattern(r"(?<= )<[0-7]>(?=[A-Z])")


def parse(record: Record) -> Document | None:
    """The document of a packet, `None` for what is not one."""
    text = record.text
    if "<" in text:
        text = _LEVEL.sub("", text)
    # after the uptime and a prefix of 127 characters, at the latest
    interfaces = _INTERFACES.search(text, 0, 256)
    start = FRONT.match(text)
    if interfaces is None or start is None:
        return None
    prefix = text[start.end() : interfaces.start()]
    # an object has a member with the line
    if '{"' in prefix:
        return None
    # a prefix has no time, and no cells: these stand in front of a line
    if record.header is None and _STAMP.search(prefix) is not None and _PROXMOX.fullmatch(prefix) is None:
        return None
    # a front that is not syslog's header: Tue Oct 31 15:09:55 2023 kern.warn kernel: [12346.001200] REJECT wan in:
    if " kernel: " in prefix and (later := FRONT.match(prefix, prefix.rindex(" kernel: ") + 1)) is not None:
        prefix = prefix[later.end() :]
    # a relay may have made the prefix the tag
    tag = record.program if record.program not in _PROGRAMS else None
    if tag and prefix:
        return None
    packet = text[interfaces.start() :]
    document = usual_packet(packet) or _any_packet(packet)
    if document is None:
        return None
    gateway = _PROXMOX.fullmatch(prefix) if prefix[:1].isdigit() else None
    if gateway is not None:
        add_rule(document, gateway[3])
        document["rule"] = {**document["rule"], "ruleset": gateway[1]}
    else:
        add_rule(document, tag or prefix)
    moment = record.header_time() if gateway is None else record.clock.clf(gateway[2])
    record.set_time(document, moment)
    return document


def _any_packet(text: str) -> Document | None:
    packet, bracket, embedded = text.partition(" [")
    embedded, _, behind = embedded.partition("]")
    document = arp_message(packet) if " ARP " in packet else ip_packet(packet, behind)
    if bracket and document is not None:
        add_embedded(document, embedded)
    return document
