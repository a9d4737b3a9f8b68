"""Traffic as Traffic Monitor shows and exports it: columns with pairs after them, or pairs between commas.

Source: WatchGuard, Fireware help: Traffic Monitor, Read a Log Message; Dimension, log search exports.
"""

from __future__ import annotations

from ecsparse.formats.pairs import quoted
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Pairs: TypeAlias = list[tuple[str, str]]

# How messages between commas are called.
NAMES = (
    "FWAllow", "FWAllowEnd", "FWDeny", "FWDenyEnd", "ProxyAllow", "ProxyAvScan", "ProxyBlock", "ProxyDeny",
    "ProxyDrop", "ProxyLock", "ProxyReplace", "ProxyStrip",
)  # fmt: skip

# 2023-10-31 15:09:55
_DATE = Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) ")
# Allow 192.0.2.20 198.51.100.7 https/tcp 54022 443 | Member2 Allow … (which member of a cluster)
_ENDS = Pattern(
    r"(?:(Member[0-9]{1,2}) )?"
    r"(Allow|Deny|Drop|Block) ([0-9A-Fa-f:.]{2,45}) ([0-9A-Fa-f:.]{2,45}) ([^ /]{1,64})(?:/([a-z0-9-]{1,16}))? "
    r"(?:([0-9]{1,5}) ([0-9]{1,5}) )?"
)
# 1-Trusted 0-External Allowed 60 63
_BETWEEN = Pattern(r"([^ ]{1,64}) ([^ ]{1,64}) (.{1,256}?)(?: ([0-9]{1,5}) ([0-9]{1,3}))?")
#  (HTTPS-00) (before the first pair)
_POLICY = Pattern(r" \(([^()]{1,128})\) +(?=proc_id=)")
_KINDS = ("Traffic", "Alarm", "Event")

# What names mean of traffic, where sentences have others.
_OF_ICMP = {"code": "icmp_code", "type": "icmp_type"}
_CALLED = {
    "dst_intf": "out_if", "dst_ip": "dst", "pckt_len": "length", "pr_info": "tcp_info", "src_intf": "in_if",
    "src_ip": "src",
}  # fmt: skip


def read(text: str) -> tuple[str, Pairs] | None:
    """The local time of a message as it is shown, and its values; `None` if it is not one."""
    date = _DATE.match(text)
    if date is None:
        return None
    text = text[date.end() :].rstrip(" \t")
    for kind in _KINDS:
        text = text.removesuffix(kind)
    pairs = _between_commas(text) if text.partition(",")[0] in NAMES else _columns(text)
    return None if pairs is None else (date[1], pairs)


def _columns(text: str) -> Pairs | None:
    ends, policy = _ENDS.match(text), _POLICY.search(text)
    if ends is None or policy is None:
        return None
    between = _BETWEEN.fullmatch(text[ends.end() : policy.start()].strip(" "))
    if between is None:
        return None
    member, disposition, source, destination, service, transport, *ports = ends.groups()
    names = ("in_if", "out_if", "msg", "length", "ttl")
    found = [("disp", disposition), ("src", source), ("dst", destination), ("proto", transport or service)]
    if member is not None:
        found.append(("host_name", member))
    # a packet of ICMP has no ports
    found += [pair for pair in zip(("src_port", "dst_port"), ports, strict=True) if pair[1] is not None]
    found += [pair for pair in zip(names, between.groups(), strict=True) if pair[1] is not None]
    named = quoted(text[policy.end() :].rstrip(" \t"))
    return [*found, ("policy", policy[1]), *((_OF_ICMP.get(name, name), value) for name, value in named)]


def _between_commas(text: str) -> Pairs | None:
    name, *parts = text.split(", ")
    pairs = [(key, value.rstrip(" \t")) for key, sign, value in (part.partition("=") for part in parts) if sign]
    said = dict(pairs)
    if "src_ip" not in said or "dst_ip" not in said:
        return None
    found: Pairs = [("msg", parts[0] if "=" not in parts[0] else name)]
    for key, value in pairs:
        if key == "protocol":
            found.append(("proto", value.rpartition("/")[2]))
        else:
            found.append((_CALLED.get(key, key), value))
    return found
