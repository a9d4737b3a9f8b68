"""Builders of the pieces of a document that have rules of their own.

Source: the Elastic Common Schema reference, version 9.4.
"""

from __future__ import annotations

# `socket` costs 14 ms of start-up for the same functions (make bench, one line).
from _socket import AF_INET, AF_INET6, inet_ntop, inet_pton
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecsparse.record import Document, Header

_HIGHEST_PORT = 65535

# The names of syslog's facilities and severities, by their codes.
FACILITIES = (
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news",
    "uucp", "cron", "authpriv", "ftp", "ntp", "security", "console", "solaris-cron",
    "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
)  # fmt: skip

SEVERITIES = (
    "Emergency", "Alert", "Critical", "Error", "Warning", "Notice", "Informational", "Debug",
)  # fmt: skip


def is_ip(text: str) -> bool:
    """Whether `text` is an IPv4 address in dotted decimal, or an IPv6 address without a zone."""
    if not text:
        return False
    try:
        inet_pton(AF_INET6 if ":" in text else AF_INET, text)
    except (OSError, ValueError):
        return False
    return True


def ip(text: str) -> str | None:
    """The address in `text` without an IPv6 zone (`%eth0`); `None` if it is not an address."""
    address = text.partition("%")[0]
    return address if is_ip(address) else None


def short_ip(text: str) -> str | None:
    """The same of an address that may be written out in full: `2001:0db8:0000:0000:0000:0000:0000:0007`."""
    address = ip(text)
    # as RFC 5952 has it, each part in full has four digits
    return inet_ntop(AF_INET6, inet_pton(AF_INET6, address)) if address and ":0" in address else address


def geo_point(latitude: object, longitude: object) -> str | None:
    """`geo.location` of two numbers in degrees, as a text; `None` if these are not a place, or both are 0."""
    if not isinstance(latitude, (int, float)) or not isinstance(longitude, (int, float)):
        return None
    is_place = (latitude or longitude) and -90 <= latitude <= 90 and -180 <= longitude <= 180
    return f"{latitude},{longitude}" if is_place else None


def port(text: str) -> int | None:
    """The port in ASCII digits; `None` if it is not a port."""
    if not text or len(text) > 5:
        return None
    number = int(text)
    return number if number <= _HIGHEST_PORT else None


def endpoint(ip: str | None, port: int | None, domain: str | None = None) -> Document:
    """`client`, `source` and their like: `ip`, `port`, `domain`, and `address`, the domain or else the ip."""
    if ip is not None and port is not None and domain is None:
        return {"address": ip, "ip": ip, "port": port}
    piece: Document = {}
    address = domain or ip
    if address is not None:
        piece["address"] = address
    if domain is not None:
        piece["domain"] = domain
    if ip is not None:
        piece["ip"] = ip
    if port is not None:
        piece["port"] = port
    return piece


def file(path: str) -> Document:
    """`file` of a `path` with slashes: `path`, `name` and `directory`, as far as it has them."""
    directory, slash, name = path.rpartition("/")
    piece: Document = {"path": path}
    if name:
        piece["name"] = name
    if slash:
        piece["directory"] = directory.rstrip("/") or "/"
    return piece


def path(text: str) -> Document:
    r"""As `file`, of a path that may have backslashes as well: `C:\\Users\\alice\\a.exe`."""
    if "\\" not in text:
        return file(text)
    directory, _, name = text.rpartition("\\")
    piece: Document = {"path": text}
    if name:
        piece["name"] = name
    if directory:
        piece["directory"] = directory
    return piece


def program(text: str) -> Document:
    """`process` of the path of a program: `executable` and `name`; of a text without separators, `name` alone."""
    name = text[max(text.rfind("/"), text.rfind("\\")) + 1 :]
    if name == text:
        return {"name": text}
    return {"executable": text, "name": name} if name else {}


def dns_answer(data: str) -> Document:
    """The part of `dns` for a record that holds `data`: an address, or anything else."""
    if not is_ip(data):
        return {"answers": [{"data": data}]}
    return {"answers": [{"data": data, "type": "AAAA" if ":" in data else "A"}], "resolved_ip": [data]}


def related(
    ips: Sequence[str | None] = (),
    hosts: Sequence[str | None] = (),
    users: Sequence[str | None] = (),
    hashes: Sequence[str | None] = (),
) -> Document:
    """`related`: each list unique and in plain string order; empty lists and `None` are left out."""
    piece: Document = {}
    # without a set and an order for a single value, as in most lists (make bench)
    if ips and (values := [*filter(None, ips)]):
        piece["ip"] = values if len(values) == 1 else sorted({*values})
    if hosts and (values := [*filter(None, hosts)]):
        piece["hosts"] = values if len(values) == 1 else sorted({*values})
    if users and (values := [*filter(None, users)]):
        piece["user"] = values if len(values) == 1 else sorted({*values})
    if hashes and (values := [*filter(None, hashes)]):
        piece["hash"] = values if len(values) == 1 else sorted({*values})
    return piece


@cache
def _of_priority(priority: int) -> Document:
    """What one of the 192 priorities means."""
    facility, severity = divmod(priority, 8)
    return {
        "priority": priority,
        "facility": {"code": facility, "name": FACILITIES[facility]},
        "severity": {"code": severity, "name": SEVERITIES[severity]},
    }


def syslog(header: Header) -> Document:
    """`log.syslog` of a header; fields that the header does not say are left out."""
    piece: Document = {}
    if header.priority is not None:
        piece = {**_of_priority(header.priority)}
    elif header.severity is not None:
        piece["severity"] = {"code": header.severity, "name": SEVERITIES[header.severity]}
    if header.version is not None:
        piece["version"] = header.version
    if header.hostname is not None:
        piece["hostname"] = header.hostname
    if header.appname is not None:
        piece["appname"] = header.appname
    if header.procid is not None:
        piece["procid"] = header.procid
    if header.msgid is not None:
        piece["msgid"] = header.msgid
    if header.structured_data is not None:
        piece["structured_data"] = header.structured_data
    return piece
