"""Packets of Netfilter: most are read at once, as they are read part by part."""

from __future__ import annotations

from itertools import product

import orjson
import pytest
from sampled import EVERY_LINE

from ecsparse.ecs.network import mac
from ecsparse.products.netfilter.packets import ip_packet, usual_packet

FRONTS = ("IN=eth0 OUT=", "IN= OUT=eth1", "IN=br0 OUT=wan0", "IN= OUT=", "IN=eth0 OUT= PHYSIN=eth1")
FRAMES = ("", "MAC= ", "MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 ", "MAC=00:00:5e:00:53:01 ")
ENDS = (
    "SRC=192.0.2.5 DST=198.51.100.7", "SRC=2001:db8::5 DST=2001:db8::7", "SRC=192.0.2.5 DST=2001:db8::7",
    "SRC=192.0.2.300 DST=198.51.100.7", "SRC=192.0.2.5 DST=192.0.2.5", "SRC= DST=",
)  # fmt: skip
HEADERS = (
    "LEN=60 TOS=0x00 PREC=0x00 TTL=52 ID=31337 DF", "LEN=60 TOS=0x00 PREC=0xC0 TTL=52 ID=1",
    "LEN=60 TOS=0x00 PREC=0x00 TTL=52 ID=1 FRAG:64", "LEN=72 TC=0 HOPLIMIT=64 FLOWLBL=7",
)  # fmt: skip
PROTOCOLS = (
    "PROTO=TCP SPT=40112 DPT=22 WINDOW=64240 RES=0x00 ACK SYN URGP=0", "PROTO=TCP SPT=40112 DPT=70000 WINDOW=1",
    "PROTO=TCP SPT=1 DPT=2 SEQ=3 ACK=4 WINDOW=5 RES=0x00 CWR ECE URG ACK PSH RST SYN FIN URGP=0 ",
    "PROTO=TCP SPT=1 DPT=2 WINDOW=5 SYN ACK", "PROTO=UDP SPT=53 DPT=53 LEN=40", "PROTO=UDP SPT=53 DPT=53",
    "PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=2", "PROTO=UDP SPT=53 DPT=53 LEN=40 MARK=0x1", "PROTO=47",
)  # fmt: skip


def test_most_packets_are_read_at_once_as_they_are_read_part_by_part() -> None:
    made = [
        f"{front} {frame}{ends} {header} {protocol}"
        for front, frame, ends, header, protocol in product(FRONTS, FRAMES, ENDS, HEADERS, PROTOCOLS)
    ]
    lines = (line.decode(errors="replace") for line in EVERY_LINE)
    sampled = [line[line.index("IN=") :] for line in lines if "IN=" in line and " [" not in line]
    met = 0
    for text in (*made, *sampled):
        document = usual_packet(text)
        if document is not None:
            assert orjson.dumps(document) == orjson.dumps(ip_packet(text, "")), text
            met += 1
    # four fronts, three frames, three pairs of ends, three headers, five protocols; and samples
    assert met > 4 * 3 * 3 * 3 * 5


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("00:00:5e:00:53:0a", "00-00-5E-00-53-0A"),
        ("0:0:5e:0:53:a", "00-00-5E-00-53-0A"),
        ("0:0:5e:0:53:1:10:11", "00-00-5E-00-53-01-10-11"),
        ("0000.5e00.530a", "00-00-5E-00-53-0A"),
        ("00:00:5e:00:53", None),
    ],
)  # fmt: skip
def test_hardware_addresses_have_one_form(text: str, address: str | None) -> None:
    assert mac(text) == address
