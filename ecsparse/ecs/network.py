"""Builders of the pieces of network events: hardware addresses, families, numbers, the program that writes.

Source: the Elastic Common Schema reference, version 9.4; the form of `mac` fields is that of RFC 7042.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Header

_HIGHEST = 2**63 - 1
_MOST_DIGITS = 19

# 00:0c:29:3e:5a:01 | 0:c:29:3e:5a:1 | with 8 bytes (EUI-64) or 20 (InfiniBand)
_MAC = Pattern(r"[0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){5}(?:(?::[0-9A-Fa-f]{1,2}){2}|(?::[0-9A-Fa-f]{1,2}){14})?")


def mac(text: str) -> str | None:
    """`00-0C-29-3E-5A-01` of an address with colons; `None` if it is none of 6, 8 or 20 bytes."""
    if _MAC.fullmatch(text) is None:
        return None
    return "-".join(f"{byte:0>2}" for byte in text.upper().split(":"))


def family(ip: str) -> str:
    """`network.type` of an address: `ipv4` or `ipv6`."""
    return "ipv6" if ":" in ip else "ipv4"


def whole(digits: str) -> int | None:
    """The number that ASCII digits state, `None` if it does not fit in 64 bits."""
    if not digits.isascii() or not digits.isdecimal():
        return None
    significant = digits.lstrip("0") or "0"
    if len(significant) > _MOST_DIGITS:
        return None
    number = int(significant)
    return number if number <= _HIGHEST else None


def nanoseconds(seconds: str) -> int | None:
    """The nanoseconds in seconds written as `12` or `0.012345`, `None` if they do not fit in 64 bits."""
    before, _, fraction = seconds.partition(".")
    return whole(f"{before}{fraction[:9]:0<9}")


def process(header: Header | None) -> Document:
    """`process` of the program that a syslog header names: its name, and its id where that is a number."""
    if header is None or header.appname is None:
        return {}
    pid = None if header.procid is None else whole(header.procid)
    return {"name": header.appname} if pid is None else {"name": header.appname, "pid": pid}
