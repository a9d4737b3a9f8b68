"""Builders of the pieces of network events: MAC addresses, families, numbers, versions of TLS, the program.

Source: the Elastic Common Schema reference, version 9.4; the form of `mac` fields is that of RFC 7042.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.numbers import parse_uint
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Header

_MOST_REMEMBERED = 4096

# What every third sign of an address of six bytes is that are all padded.
_SIX_BYTES = ":::::"


def _with_colons(byte: str) -> str:
    """The pattern of 6, 8 (EUI-64) or 20 bytes (InfiniBand)."""
    return f"{byte}(?::{byte}){{5}}(?:(?::{byte}){{2}}|(?::{byte}){{14}})?"


# 00:00:5e:00:53:01 | 0:0:5e:0:53:1, of a writer that pads no byte
_WITH_COLONS = Pattern(f"{_with_colons('[0-9A-Fa-f]{2}')}|{_with_colons('(?:0|[1-9A-Fa-f][0-9A-Fa-f]?)')}")
# 00-00-5E-00-53-01 | 0000.5e00.5301 | 0000-5e00-5301 | 00005e005301
_WITHOUT_COLONS = Pattern(
    r"[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}|[0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{4}){2}"
    r"|[0-9A-Fa-f]{12}"
)
# TLSv1.2 | TLSV1.2 | tlsv12 | tlsv1
_TLS_VERSION = Pattern(r"(?i:(TLS|SSL)v)([0-9])(?:\.?([0-9]))?")


# Most lines are of cards that were seen before.
@lru_cache(_MOST_REMEMBERED)
def mac(text: str) -> str | None:
    """A MAC address as RFC 7042 writes it: `00-00-5E-00-53-0A`; `None` if `text` is not one.

    It may have 6, 8 or 20 bytes with colons, or 6 in any other notation: with hyphens, with dots, or without.
    """
    if _WITH_COLONS.fullmatch(text) is not None:
        if text[2::3] == _SIX_BYTES:
            return text.upper().replace(":", "-")
        return "-".join(f"{byte:0>2}" for byte in text.upper().split(":"))
    if _WITHOUT_COLONS.fullmatch(text) is None:
        return None
    digits = text.replace("-", "").replace(".", "").upper()
    return "-".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def family(ip: str) -> str:
    """`network.type` of an address: `ipv4` or `ipv6`."""
    return "ipv6" if ":" in ip else "ipv4"


def tunnel_type(kind: str) -> str | None:
    """`network.type` of a tunnel of a `kind`: that of IPsec, or `None` for any other."""
    return "ipsec" if kind.lower().startswith("ipsec") else None


def network_type(source: str | None, destination: str | None) -> str | None:
    """`ipv4` or `ipv6` of both ends of a connection; `None` where they are of both kinds, or one is not known."""
    if source is None or destination is None or (":" in source) != (":" in destination):
        return None
    return "ipv6" if ":" in source else "ipv4"


def tls_version(text: str) -> Document:
    """`tls` of a version in any case, which may lack the dot: `TLSV1.2`, `tlsv12`; empty if it is not one."""
    match = _TLS_VERSION.fullmatch(text)
    if match is None:
        return {}
    number = match[2] if match[3] is None else f"{match[2]}.{match[3]}"
    return {"version": number, "version_protocol": match[1].lower()}


def process(header: Header | None) -> Document:
    """`process` of the program that a syslog header names: its name, and its id where that is a number."""
    if header is None or header.appname is None:
        return {}
    pid = None if header.procid is None else parse_uint(header.procid)
    return {"name": header.appname} if pid is None else {"name": header.appname, "pid": pid}


def numbered_process(pid: str | None, thread: str | None) -> Document:
    """`process` of the ids of a process and of a thread of it, as far as they are numbers."""
    number, of_thread = parse_uint(pid or ""), parse_uint(thread or "")
    if number is None:
        return {}
    return {"pid": number} if of_thread is None else {"pid": number, "thread": {"id": of_thread}}
