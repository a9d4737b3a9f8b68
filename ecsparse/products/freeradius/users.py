"""Who a request is about: a user, or a computer."""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.patterns import Pattern
from ecsparse.record import Document

# host/pc7.example.com, and a password
_COMPUTER = Pattern(r"host/((?=[^/]*\.)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,252})(?:/.*)?")


def computer(name: str) -> str | None:
    """The host of `host/pc7.example.com`, `None` of any other name."""
    match = _COMPUTER.fullmatch(name)
    return None if match is None else match[1]


def user(name: str) -> Document:
    r"""`user` of `jdoe`, `jdoe@realm` or `DOMAIN\jdoe`; FreeRADIUS may double the backslash of the last."""
    local, at, realm = name.rpartition("@")
    if at and local and realm:
        return {"name": local, "domain": realm, "email": name}
    domain, backslash, local = name.partition("\\")
    if backslash and domain and local.lstrip("\\"):
        return {"name": local.lstrip("\\"), "domain": domain}
    return {"name": name} if name else {}


def caller(station: str, domain: str | None) -> Document:
    """`source` of a Calling-Station-Id and, if it is one, the name of the computer."""
    source = endpoint(ip(station), None, domain)
    if (card := mac(station)) is not None:
        source["mac"] = card
    return source
