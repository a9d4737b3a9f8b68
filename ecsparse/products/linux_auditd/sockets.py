"""Addresses of sockets for `linux_auditd`: `struct sockaddr` in hexadecimal digits, and in `ausearch`'s words.

Source: `linux/socket.h`, `linux/in.h`, `linux/in6.h`, `linux/netlink.h`; `auparse/interpret.c` of audit-userspace.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.products.linux_auditd.records import octets

# Numbers of families, which stand in the byte order of the machine, and their names.
_FAMILIES = {1: "local", 2: "inet", 10: "inet6", 16: "netlink", 17: "packet", 40: "vsock"}
# of IPv4, of IPv6 and of netlink, in bytes
_LONG_ENOUGH = {2: 8, 10: 24, 16: 8}

# { saddr_fam=inet laddr=198.51.100.7 lport=443 } | { fam=inet laddr=198.51.100.7 lport=443 }
_IN_WORDS = Pattern(r"\{ ?(?:saddr_)?fam=([a-z0-9_-]{1,32})(?: ([^{}]{0,400}))?\}")
# inet host:198.51.100.7 serv:443 | local /run/systemd/notify
_OLDER = Pattern(r"(inet6?|local|netlink) (?:host:([^ ]{1,256}) serv:([0-9]{1,5})|([/@][^\0]{0,256}))")

_NAMES = {"laddr": "socket.address", "lport": "socket.port", "path": "socket.path", "nlnk-pid": "socket.pid"}


def socket_values(text: str) -> list[tuple[str, str]] | None:
    """The named values of the address of a socket, as this product calls them; `None` if `text` is none."""
    found = octets(text)
    if found is not None:
        return _of_octets(found)
    match = _IN_WORDS.fullmatch(text)
    if match is not None:
        pairs = (word.partition("=") for word in (match[2] or "").split())
        return [
            ("socket.family", match[1]),
            *((_NAMES[name], value) for name, _, value in pairs if name in _NAMES),
        ]
    match = _OLDER.fullmatch(text)
    if match is None:
        return None
    family, host, port, path = match.groups()
    said = (("socket.family", family), ("socket.address", host), ("socket.port", port), ("socket.path", path))
    return [(name, value) for name, value in said if value]


def _of_octets(found: bytes) -> list[tuple[str, str]] | None:
    """The values of a `struct sockaddr`; `None` if it is too short, or in neither byte order of a known family."""
    if len(found) < 2:
        return None
    little, big = int.from_bytes(found[:2], "little"), int.from_bytes(found[:2], "big")
    is_little = little in _FAMILIES
    number = little if is_little else big
    if number not in _FAMILIES or len(found) < _LONG_ENOUGH.get(number, 2):
        return None
    values = [("socket.family", _FAMILIES[number])]
    port = str(int.from_bytes(found[2:4], "big"))
    if number == 1:
        path = found[2:]
        # the name of an abstract socket begins with a NUL
        name = b"@" + path[1:] if path[:1] == b"\0" else path
        text = name.rstrip(b"\0").partition(b"\0")[0].decode("utf-8", "backslashreplace")
        return [*values, ("socket.path", text)] if text not in ("", "@") else values
    if number == 2:
        return [*values, ("socket.address", ".".join(map(str, found[4:8]))), ("socket.port", port)]
    if number == 10:
        return [*values, ("socket.address", _ipv6(found[8:24])), ("socket.port", port)]
    if number == 16:
        return [*values, ("socket.pid", str(int.from_bytes(found[4:8], "little" if is_little else "big")))]
    return values


def _ipv6(found: bytes) -> str:
    """The address in 16 bytes, as RFC 5952 writes it."""
    # `ipaddress` costs 8 ms of start-up (make bench, one line)
    from _socket import AF_INET6, inet_ntop  # noqa: PLC0415

    return inet_ntop(AF_INET6, found)
