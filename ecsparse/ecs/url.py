"""Builders of `url`, and of the hosts that URLs name.

Source: the Elastic Common Schema reference, version 9.4, `url` fields; RFC 3986; RFC 9112 section 3.2, the four
forms of a request's target. Texts stay as they were logged: no builder decodes them or puts them in another case.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import endpoint, ip, is_ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from ecsparse.record import Document

# The parts that `url` can have.
PARTS = (
    "domain", "extension", "fragment", "full", "original", "password", "path", "port", "query", "scheme",
    "username",
)  # fmt: skip

# The ports that URLs of these schemes mean when they name none.
_DEFAULT_PORTS = {"ftp": 21, "http": 80, "https": 443, "ws": 80, "wss": 443}

_LONGEST_EXTENSION = 32

# http://user:secret@www.example.com:8080
_ABSOLUTE = Pattern(r"([A-Za-z][A-Za-z0-9+.-]{0,31})://([^/?#]*)")
# www.example.com:443 | [2001:db8::7]:443 | 192.0.2.7
_AUTHORITY = Pattern(r"(\[[0-9A-Fa-f:.]{2,45}\]|[^\s:@/?#\[\]\\\"'<>{}|^`,]{1,255})(?::([0-9]{0,5}))?")
# 192.0.2.300: neither an address nor a name
_NUMBERS = Pattern(r"[0-9.]*")
# www.example.com | web_1 | bücher.example
_NAME = Pattern(r"[^\W_](?:[\w.-]{0,252}[\w.])?|_[\w.-]{0,252}")

# %20 | %C3%A9
_ENCODED = Pattern(r"(?:%[0-9A-Fa-f]{2})++")


def decoded(text: str) -> str:
    """`text` with what is percent-encoded in it decoded; what is not UTF-8 then stays as it is."""
    return _ENCODED.sub(_decoded, text) if "%" in text else text


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return match[0]


def url(target: str) -> Document:
    """`url` of a request's target: a path or an absolute URL, split; of any other text, `original` alone.

    Where an absolute URL names no port, `port` is that of its scheme.
    """
    if target[:1] == "/":
        return of_path(target)
    match = _ABSOLUTE.match(target)
    if match is None:
        return {"original": target}
    scheme, authority = match.groups()
    piece: Document = {"original": target, "full": target, "scheme": scheme.lower()}
    account, _, host = authority.rpartition("@")
    if account:
        name, _, password = account.partition(":")
        if name:
            piece["username"] = name
        if password:
            piece["password"] = password
    _add_authority(piece, host)
    if piece.get("domain") == host and (port := _DEFAULT_PORTS.get(piece["scheme"])) is not None:
        piece["port"] = port
    rest, _, fragment = target[match.end() :].partition("#")
    _add_path(piece, rest)
    if fragment:
        piece["fragment"] = fragment
    return piece


def of_path(target: str) -> Document:
    """`url` of a target that begins with a slash.

    It has no fragment: a `#` in it is an escape of the log's, or a client's mistake.
    """
    piece: Document = {"original": target}
    _add_path(piece, target)
    return piece


def authority_url(target: str) -> Document:
    """`url` of the target of CONNECT: `host:port`."""
    piece: Document = {"original": target}
    _add_authority(piece, target)
    return piece


def host_and_port(authority: str) -> tuple[str | None, int | None]:
    """The host of `host:port`, with the brackets of an IPv6 address, and the port; `None` for what cannot be."""
    match = _AUTHORITY.fullmatch(authority)
    if match is None:
        return None, None
    host, digits = match.groups()
    number = port_of(digits) if digits else None
    if host[0] == "[":
        return (host if is_ip(host[1:-1]) else None), number
    if _NUMBERS.fullmatch(host) is not None and not is_ip(host):
        return None, number
    return host, number


def authority(text: str) -> Document:
    """An endpoint of a host and its port: `www.example.com:443`; empty if it is neither."""
    domain, number = host_and_port(text)
    return host(domain or "", number)


def host(text: str, port: int | None = None) -> Document:
    """An endpoint (`source`, `server`, …) of a host: an address, with or without brackets, or a name."""
    bare = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text
    address = ip(bare)
    if address is not None:
        return endpoint(address, port)
    if _NAME.fullmatch(text) is None or _NUMBERS.fullmatch(text) is not None:
        return endpoint(None, port)
    return endpoint(None, port, text)


def _add_authority(piece: Document, authority: str) -> None:
    domain, port = host_and_port(authority)
    if domain is not None:
        piece["domain"] = domain
    if port is not None:
        piece["port"] = port


def _add_path(piece: Document, text: str) -> None:
    path, _, query = text.partition("?")
    if path:
        piece["path"] = path
        name, dot, extension = path[path.rfind("/") + 1 :].rpartition(".")
        if dot and name and extension.isalnum() and len(extension) <= _LONGEST_EXTENSION:
            piece["extension"] = extension
    if query:
        piece["query"] = query
