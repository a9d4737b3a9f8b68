"""Most packets at once: TCP or UDP, whole, with nothing embedded and nothing after.

It could be taken away without changing a byte: `ecsparse.products.netfilter.packets` reads these, too. It takes
half the time (make bench).
"""

from __future__ import annotations

from ecsparse.ecs.network import mac, network_type
from ecsparse.ecs.pieces import endpoint, is_ip, port, related
from ecsparse.patterns import Pattern
from ecsparse.products.netfilter.packets import add_direction, observer, transport
from ecsparse.record import Document

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
