r"""pf's filter log, as pfSense, OPNsense and OpenBSD write it: packets that a rule of the firewall logs.

Layout:
    filterlog[22]: 4,,,1000000103,em0,match,block,in,4,0x0,,64,2211,0,none,17,udp,42,192.0.2.5,198.51.100.1,54,53,22

    Columns: the rule, the IP header by its version, the header of the protocol. After a syslog header of RFC 3164,
    mostly without a host, or of RFC 5424.

    pf: 00:00:01.123456 rule 5/0(match): block in on em0: 192.0.2.5.51234 > 198.51.100.1.23: S 1:1(0) win 64240

    What tcpdump prints of pflog, where an administrator of OpenBSD or FreeBSD sends that to syslog, or keeps it: a
    date may stand before the time then.

Source: Netgate, Raw Filter Log Format (pfSense 2.2 to 2.8); OPNsense, `filterlog.c` (21.1 to 25.1), whose fourth
    column is the label of a rule; OpenBSD, pflogd(8), tcpdump(8).

Timestamps: the syslog header's, or a whole date of tcpdump's, which is local.

Quirks:
    `rule.id` is the number of a rule, `rule.uuid` its tracker or label, which stays the same when rules are added:
    `traffic.log`.
    In IPv6, the protocol's name stands before its number: `traffic.log`.
    `network.bytes` is the length of the IP packet with its header.
    `datalength=` stands alone where a protocol has no columns of its own: `protocols.log`.
    Of what tcpdump prints, a port is after the last dot; words tell the protocol: `printed.log`.
    An action may be neither `pass` nor `block`: `nat`, `rdr`, `match`: `protocols.log`.
    What is said of an ICMP message differs by its kind; text is `event.reason`: `icmp.log`.

Other readings:
    `network.direction` `ingress` of `in`: ECS has that for a host's own traffic, and `inbound` for a firewall's.
    `error.type` and `error.message` of an ICMP message: the log reports no error of its own; ours is
    `pf_filterlog.icmp.type`, `event.reason`.
"""

from __future__ import annotations

from ecsparse.ecs.events import transport
from ecsparse.ecs.pieces import ip, short_ip
from ecsparse.ecs.places import count, port_number
from ecsparse.formats.columns import named, names
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern
from ecsparse.record import Column, Document, Phrase, Product, Program, Record

_OBSERVER = {"observer": {"type": "firewall", "product": "pf"}}

ACTIONS = actions(
    """
packet          network: connection + observer | a rule logged a packet
packet/blocked  network: connection denied + observer
packet/passed   network: allowed connection + observer
""",
    observer=_OBSERVER,
)
_VARIANTS = {"block": "packet/blocked", "pass": "packet/passed", "reject": "packet/blocked"}

_DIRECTIONS = {"in": "inbound", "out": "outbound"}

# The columns that all lines have; the fifth is the interface that a packet comes in or goes out by.
_COMMON = names("rule_number subrule anchor tracker interface reason action direction version")
_VERSION_AT = len(_COMMON) - 1
_IP = {
    "4": names("tos ecn ttl id offset flags number protocol length"),
    "6": names("class flow_label hop_limit protocol number length"),
}

# Where the source may be: after three columns at least, and not far after the usual ones.
_FIRST_END = len(_COMMON) + 3
_LAST_END = len(_COMMON) + 16
_MOST_COLUMNS = 64

# What follows, by the protocol.
_BEHIND = {
    "carp": names("carp_type carp_ttl vhid carp_version advbase advskew"),
    "tcp": names("source_port destination_port data_length tcp_flags sequence ack window urgent options"),
    "udp": names("source_port destination_port data_length"),
}
_BEHIND["sctp"] = _BEHIND["udp"]
# …, and for ICMP by its type.
_ICMP = {
    "needfrag": names("icmp_type unreachable mtu"),
    "reply": names("icmp_type icmp_id icmp_sequence"),
    "request": names("icmp_type icmp_id icmp_sequence"),
    "tstamp": names("icmp_type icmp_id icmp_sequence"),
    "tstampreply": names("icmp_type icmp_id icmp_sequence otime rtime ttime"),
    "unreachport": names("icmp_type unreachable unreachable_protocol unreachable_port"),
    "unreachproto": names("icmp_type unreachable unreachable_protocol"),
}
_OTHER_ICMP = names("icmp_type text")
_OF_ICMP = frozenset(("icmp", "icmp6", "icmpv6", "ipv6-icmp"))
_LENGTH = "datalength="


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _transport(text: str) -> str | None:
    """The transport; `None` of the options of an IPv6 packet, which stand in its place."""
    return None if text == "Options" else transport(text)


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "ack": own("long", "acknowledgement number", read=count, name="tcp.ack"),
    "advbase": own("long", "base of the interval of advertisements", read=count, name="carp.advbase"),
    "advskew": own("long", "skew of the interval of advertisements", read=count, name="carp.advskew"),
    "anchor": ecs("rule.ruleset"),
    "carp_ttl": own("long", "time to live of an advertisement", read=count, name="carp.ttl"),
    "carp_type": own("keyword", "kind of a CARP packet", name="carp.type"),
    "carp_version": own("long", "version of CARP", read=count, name="carp.version"),
    "class": own("keyword", "traffic class of an IPv6 packet", name="traffic_class"),
    "data_length": own("long", "bytes of data in the packet", read=count, name="data_length"),
    "destination": ecs("destination.ip", read=short_ip, related="ip"),
    "destination_port": ecs("destination.port", read=port_number),
    "did": own("keyword", "what a rule did with a packet that it neither let through nor blocked", name="action"),
    "direction": ecs("network.direction", read=_DIRECTIONS.get),
    "egress": ecs("observer.egress.interface.name"),
    "flags": own("keyword", "flags of the IPv4 header", name="flags"),
    "flow_label": own("keyword", "flow label of an IPv6 packet", name="flow_label"),
    "hop_limit": own("long", "hop limit of an IPv6 packet", read=count, name="hop_limit"),
    "icmp_id": own("long", "identifier of an ICMP echo or timestamp", read=count, name="icmp.id"),
    "icmp_sequence": own("long", "sequence number of an ICMP echo or timestamp", read=count, name="icmp.sequence"),
    "icmp_type": own("keyword", "kind of an ICMP message", name="icmp.type"),
    "id": own("long", "identification of an IPv4 packet", read=count, name="id"),
    "ingress": ecs("observer.ingress.interface.name"),
    "length": ecs("network.bytes", read=count),
    "mtu": own("long", "MTU that an ICMP error tells", read=count, name="icmp.mtu"),
    "number": ecs("network.iana_number"),
    "offset": own("long", "where a fragment belongs", read=count, name="fragment_offset"),
    "options": own("keyword", "options of the TCP header", name="tcp.options"),
    "otime": own("long", "originate time of an ICMP timestamp", read=count, name="icmp.originate_time"),
    "protocol": ecs("network.transport", read=_transport),
    "reason": own("keyword", "why the packet is logged: `match` of a rule, or what was wrong with it", name="reason"),
    "rtime": own("long", "receive time of an ICMP timestamp", read=count, name="icmp.receive_time"),
    "rule_number": ecs("rule.id"),
    "sequence": own("keyword", "sequence numbers of the TCP header", name="tcp.sequence"),
    "source": ecs("source.ip", read=short_ip, related="ip"),
    "source_port": ecs("source.port", read=port_number),
    "subrule": own("keyword", "number of the rule in its anchor", name="subrule"),
    "tcp_flags": own("keyword", "flags of the TCP header, by their letters", name="tcp.flags"),
    "text": ecs("event.reason"),
    "tos": own("keyword", "type of service of an IPv4 packet", name="tos"),
    "tracker": ecs("rule.uuid"),
    "ttime": own("long", "transmit time of an ICMP timestamp", read=count, name="icmp.transmit_time"),
    "ttl": own("long", "time to live of an IPv4 packet", read=count, name="ttl"),
    "unreachable": own("ip", "destination that an ICMP error is about", read=ip, name="icmp.destination"),
    "unreachable_port": own("long", "port that an ICMP error is about", read=port_number, name="icmp.port"),
    "unreachable_protocol": own("keyword", "protocol that an ICMP error is about", name="icmp.protocol"),
    "urgent": own("long", "urgent pointer", read=count, name="tcp.urgent"),
    "vhid": own("long", "virtual host of an advertisement", read=count, name="carp.vhid"),
    "window": own("long", "window of the TCP header", read=count, name="tcp.window"),
    "ecn": own("keyword", "congestion notification of an IPv4 packet", name="ecn"),
}

VALUES = Values(
    "pf_filterlog", ACTIONS, CAPTURES, read_by_product="action interface version", nothing=frozenset(("", "none"))
)

PRODUCT = Product(
    vendor="pfSense",
    name="filter log",
    versions="2.2 to 2.8",
    formats=("csv", "text"),
    signatures=(
        Program("filterlog"),
        Column("5=match"),
        *(Phrase(f" {action} {direction} on ") for action in ("block", "match", "pass") for direction in _DIRECTIONS),
    ),
    dataset="log",
    messages=VALUES,
)


# 00:00:01.123456 rule 5/0(match): block in on em0: 192.0.2.5.51234 > 198.51.100.1.23: S 1:1(0) win 64240
_PRINTED = Pattern(
    r"(?:(?:[0-9]{4}-[0-9]{2}-[0-9]{2} )?[0-9.:]{4,26} )?rule (?P<rule_number>[0-9]{1,10}|def)"
    r"(?:\.(?P<anchor>[^ /]{0,128})\.(?P<subrule>[0-9]{1,10}))?"
    r"/[0-9]{0,3}\((?P<reason>[a-z-]{2,24})\):?(?: \[[^\]]{1,64}\])? (?P<action>block|pass|match) "
    r"(?P<direction>in|out) on (?P<interface>[A-Za-z0-9_.]{1,15}): (?:[^>]{0,64}? )??"
    r"(?P<source>[0-9A-Fa-f:.]{2,50}) > (?P<destination>[0-9A-Fa-f:.]{2,50}): (?P<text>.{0,1000})"
)
# What OPNsense writes of a rule that has no label.
_NO_LABEL = ("tracker", "0")
# How what tcpdump prints of a packet begins, by its protocol.
_WORDS = {
    "CARPv": "carp", "igmp ": "igmp", "icmp6": "icmp6", "icmp": "icmp", "ICMP6": "icmp6", "ICMP": "icmp",
    "udp": "udp", "UDP": "udp", "tcp": "tcp",
    "Flags [": "tcp", **{f"{flags} ": "tcp" for flags in ("S", "F", "P", "R", ".", "FP", "SFRP")},
}  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of a packet; `None` if neither the columns nor the words are those of one."""
    if (printed := _PRINTED.fullmatch(record.text.strip(" \t"))) is not None:
        return _printed({name: value for name, value in printed.groupdict().items() if value})
    columns = record.text.strip(" \t").split(",", _MOST_COLUMNS)
    place = _place_of_ends(columns)
    if place is None:
        return None
    head = _head(columns[_VERSION_AT], columns[_VERSION_AT + 1 : place])
    pairs = named((*_COMMON, *head, "source", "destination"), columns)
    if _NO_LABEL in pairs:
        pairs.remove(_NO_LABEL)
    said = dict(pairs)
    pairs.append(("ingress" if said["direction"] == "in" else "egress", said["interface"]))
    pairs += [*_did(said), *_behind(said["protocol"].lower(), columns[place + 2 :])]
    return VALUES.document(_VARIANTS.get(said["action"], "packet"), pairs)


def _printed(said: dict[str, str]) -> Document | None:
    """The document of a packet in words; `None` if its ends are no addresses."""
    text = said.pop("text", "")
    protocol = next((known for word, known in _WORDS.items() if text.startswith(word)), None)
    for end in ("source", "destination"):
        address, dot, port = said[end].rpartition(".")
        if dot and _is_number(port) and (ip(said[end]) is None or protocol == "tcp"):
            said[end], said[f"{end}_port"] = address, port
        if ip(said[end]) is None:
            return None
    if protocol is not None:
        said["protocol"] = protocol
    said["ingress" if said["direction"] == "in" else "egress"] = said["interface"]
    return VALUES.document(_VARIANTS.get(said["action"], "packet"), [*said.items(), *_did(said)])


def _did(said: dict[str, str]) -> list[tuple[str, str]]:
    """The action of a rule that is neither to let a packet through nor to block it: `rdr`, `nat`, `match`."""
    return [] if said["action"] in _VARIANTS else [("did", said["action"])]


def _place_of_ends(columns: list[str]) -> int | None:
    """Which column has the source, before the destination; `None` if the columns are not those of a packet."""
    if len(columns) <= _VERSION_AT or not _is_number(columns[0]) or columns[_VERSION_AT - 1] not in _DIRECTIONS:
        return None
    is_v6 = columns[_VERSION_AT] == "6"
    if not is_v6 and columns[_VERSION_AT] != "4":
        return None
    for place in range(_FIRST_END, min(len(columns) - 1, _LAST_END)):
        ends = columns[place : place + 2]
        if all(ip(end) is not None and (":" in end) == is_v6 for end in ends):
            return place
    return None


def _head(version: str, columns: list[str]) -> tuple[str, ...]:
    """The names of the columns of the IP header, whose last three are the same in all versions of the log."""
    usual = _IP[version]
    if len(columns) == len(usual):
        return usual
    last = names("number protocol length" if _is_number(columns[-3]) else "protocol number length")
    return (*("header" for _ in columns[:-3]), *last)


def _behind(protocol: str, columns: list[str]) -> list[tuple[str, str]]:
    """The values that follow the IP header."""
    if columns and columns[0].startswith(_LENGTH):
        return [("data_length", columns[0].removeprefix(_LENGTH))]
    if protocol in _OF_ICMP and columns:
        if columns[0] in _ICMP:
            return named(_ICMP[columns[0]], columns)
        # a text may have commas in it
        return named(_OTHER_ICMP, (columns[0], ",".join(columns[1:])))
    expected = _BEHIND.get(protocol, ())
    beyond = ",".join(columns[len(expected) :])
    return [*named(expected, columns), ("columns", beyond)]
