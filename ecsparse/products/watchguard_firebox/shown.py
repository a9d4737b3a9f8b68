"""Traffic as Traffic Monitor shows and exports it: columns with pairs after them, or pairs between commas.

Source: WatchGuard, Fireware help: Traffic Monitor, Read a Log Message; Dimension, log search exports.
"""

from __future__ import annotations

from ecsparse.formats.pairs import quoted
from ecsparse.patterns import Pattern

Pairs = list[tuple[str, str]]

# How messages between commas are called.
NAMES = (
    "FWAllow", "FWAllowEnd", "FWDeny", "FWDenyEnd", "ProxyAllow", "ProxyAvScan", "ProxyBlock", "ProxyDeny",
    "ProxyDrop", "ProxyLock", "ProxyReplace", "ProxyStrip",
)  # fmt: skip

# 2023-10-31 15:09:55
_DATE = Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) +")
# sslvpn Mobile VPN with SSL user … (an event; Member2 before it in a cluster)
_EVENT = Pattern(r"(?:(Member[0-9]{1,2}) )?([a-z][a-z0-9-]{1,31}) +(?=[^ ])")
# id="2500-0000" | msg_id="2500-0000" (at the end of an event)
_NUMBER = Pattern(r' (?:msg_)?id="([0-9A-F]{4}-[0-9A-F]{4})" *$')
# Allow 192.0.2.20 198.51.100.7 https/tcp 54022 443 | Member2 Allow … (which member of a cluster)
_ENDS = Pattern(
    r"(?:(Member[0-9]{1,2}) )?(?:[a-z][a-z0-9-]{1,31} )?"
    r"(Allow|Deny|Drop|Block) ([0-9A-Fa-f:.]{2,45}) ([0-9A-Fa-f:.]{2,45}) ([^ /]{1,64})(?:/([a-z0-9-]{1,16}))? "
    r"(?:([0-9]{1,5}) ([0-9]{1,5}) )?"
)
# 1-Trusted 0-External Allowed 60 63
_BETWEEN = Pattern(r"([^ ]{1,64}) ([^ ]{1,64}) (.{1,256}?)(?: ([0-9]{1,5}) ([0-9]{1,3}))?")
#  (HTTPS-00) (before the first pair)
_POLICY = Pattern(r" \(([^()]{1,128})\) +(?=proc_id=)")
# What the last column calls messages that are no traffic.
EVENTS = ("Alarm", "Event")
_KINDS = (*EVENTS, "Traffic")

# What names mean of traffic, where sentences have others.
_OF_ICMP = {"code": "icmp_code", "type": "icmp_type"}
_CALLED = {
    "dst_intf": "out_if", "dst_ip": "dst", "pckt_len": "length", "pr_info": "tcp_info", "src_intf": "in_if",
    "src_ip": "src",
}  # fmt: skip


def read(text: str) -> tuple[str | None, Pairs] | None:
    """The local time of traffic as it is shown (`None` without one), and its values; `None` of anything else."""
    time, text, _ = _shown(text)
    has_commas = text.partition(",")[0] in NAMES
    pairs = _between_commas(text) if has_commas and time is not None else _columns(text)
    return None if pairs is None else (time, pairs)


def event(text: str) -> tuple[str, str, str, Pairs] | None:
    """The local time of an event as it is shown, its program, its sentence, its number; `None` if it is none."""
    time, text, kind = _shown(text)
    begin, end = _EVENT.match(text), _NUMBER.search(text)
    if time is None or begin is None or end is None or kind not in EVENTS:
        return None
    member, program = begin.groups()
    pairs = [("msg_id", end[1])]
    if member is not None:
        pairs.append(("host_name", member))
    return time, program, text[begin.end() : end.start()].rstrip(" "), pairs


def _shown(text: str) -> tuple[str | None, str, str]:
    """The local time of a message (`None` without one), the message, and its kind (empty without one)."""
    date = _DATE.match(text)
    time, text = (None, text) if date is None else (date[1], text[date.end() :])
    text = text.rstrip(" \t")
    kind = next((kind for kind in _KINDS if text.endswith(kind)), "")
    return time, text.removesuffix(kind).rstrip(" \t"), kind


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
    if transport is not None and not service.isdecimal():
        found.append(("service", service))
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
            service, sign, transport = value.rpartition("/")
            found += [("service", service)] * (sign != "") + [("proto", transport)]
        else:
            found.append((_CALLED.get(key, key), value))
    return found
