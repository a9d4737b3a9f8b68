"""Builders of the pieces of web events: requests, responses, clients.

Source: the Elastic Common Schema reference, version 9.4: `event`, `http`, `source` and `network` fields.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip, is_ip, related
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import PARTS, authority, authority_url, host, url
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Document, Record
    from ecsparse.timestamps.clock import Clock

_CATEGORY = ["web"]
_ACCESS = ["access"]
_FIRST_FAILURE = 400

# How access logs say that there is nothing to say.
_NOTHING = frozenset(("", "-", '""'))


def _event(action: str, outcome: str | None) -> Document:
    event = {"kind": "event", "category": _CATEGORY, "type": _ACCESS, "action": action}
    return event if outcome is None else {**event, "outcome": outcome}


# `event` of an access, by its action and outcome: shared, and never changed.
_EVENTS = {
    (action, outcome): _event(action, outcome)
    for action in ("http-request", "http-tunnel", "http-bad-request")
    for outcome in ("success", "failure", None)
}

# What `event.action` of an access can be.
ACTIONS = {
    "http-bad-request": "what was sent is not an HTTP request, or nothing was sent",
    "http-request": "a request of HTTP was answered",
    "http-tunnel": "a tunnel was asked for with the method CONNECT",
}

# The fields of ECS in the document of an access, but for the referrer, which not every server logs.
FIELDS = (
    "http.request.method", "http.response.status_code", "http.version", "network.protocol", "user_agent.original",
    *(f"url.{part}" for part in PARTS),
)  # fmt: skip

# The levels of messages that are failures, and those that are errors to look at.
FAILURES = frozenset(("emerg", "alert", "crit", "error"))
ERRORS = FAILURES | {"warn"}

# `network` of an access: shared, and never changed.
HTTP = {"protocol": "http"}

# 192.0.2.1:51234 | [2001:db8::1]:51234
_WITH_PORT = Pattern(r"([0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9A-Fa-f:.]{2,45}\]):([0-9]{1,5})")
# TLSv1.3 | SSLv3
_TLS_VERSION = Pattern(r"(TLS|SSL)v([0-9](?:\.[0-9])?)")
# TLSv1.3/TLS_AES_256_GCM_SHA384 | TLSv1.3:TLS_AES_256_GCM_SHA384
_VERSION_AND_CIPHER = Pattern(r"((?:TLS|SSL)v[0-9](?:\.[0-9])?)[/:]([A-Z0-9_-]{1,64})")
# TLS_AES_256_GCM_SHA384 | ECDHE-RSA-AES128-GCM-SHA256
_CIPHER = Pattern(r"(?:TLS_|ECDHE-|DHE-|AES[0-9])[A-Z0-9_-]{1,60}")


def said(text: str | None) -> str | None:
    """What an access log says, `None` for `-`, an empty text and two quotation marks."""
    return None if text is None or text in _NOTHING else text


def sized(digits: str) -> Document:
    """`bytes` of a number of bytes, nothing of any other text."""
    size = parse_uint(digits)
    return {} if size is None else {"bytes": size}


def status_code(digits: str) -> int | None:
    """The status of a response: three digits; `None` for all else, as for `-` and `000`, which say that none was."""
    is_number = digits.isdecimal() and digits.isascii()
    return int(digits) if is_number and len(digits) == 3 and digits[0] != "0" else None


def is_tls_version(text: str) -> bool:
    """Whether `text` is a version of TLS as logs have it: `TLSv1.3`."""
    return _TLS_VERSION.fullmatch(text) is not None


def is_cipher(text: str) -> bool:
    """Whether `text` is a cipher suite of TLS, by IANA's name or by OpenSSL's."""
    return _CIPHER.fullmatch(text) is not None


def tls(version: str | None, cipher: str | None, server_name: str | None = None) -> Document:
    """`tls` of a version (`TLSv1.3`), a cipher and the name of a server that was asked for, if they are such."""
    piece: Document = {}
    if version is not None and (match := _TLS_VERSION.fullmatch(version)) is not None:
        piece["version_protocol"], piece["version"] = match[1].lower(), match[2]
    if cipher is not None and is_cipher(cipher):
        piece["cipher"] = cipher
    if server_name is not None:
        piece["client"] = {"server_name": server_name}
    return piece


def add_tls(document: Document, texts: list[str]) -> list[str]:
    """Add `tls` of the version and the cipher among fields that are not known; return the other ones."""
    bare = [text.strip('"') for text in texts]
    for text, said in zip(texts, bare, strict=True):
        if (both := _VERSION_AND_CIPHER.fullmatch(said)) is not None and is_cipher(both[2]):
            document["tls"] = tls(both[1], both[2])
            return [other for other in texts if other is not text]
    version = next((text for text in bare if is_tls_version(text)), None)
    if version is None:
        return texts
    cipher = next((text for text in bare if is_cipher(text)), None)
    document["tls"] = tls(version, cipher)
    return [text for text, said in zip(texts, bare, strict=True) if said not in (version, cipher)]


def access(
    request: tuple[str, str, str | None] | None, status: int | None, size: Document, referrer: str | None = None
) -> Document:
    """`event`, `http`, `url` and `network` of a request (method, target, version), `None` for an unreadable one.

    `size` is that of the response, as `http.response` has it: `{"bytes": 7}` or `{"body": {"bytes": 7}}`, or
    empty. The outcome is `failure` from status 400 on.
    """
    outcome = None if status is None else "success" if status < _FIRST_FAILURE else "failure"
    response = size if status is None else {"status_code": status, **size}
    http: Document = {"response": response} if response else {}
    if request is None:
        document: Document = {"event": _EVENTS["http-bad-request", outcome], "network": HTTP}
        if referrer is not None:
            http["request"] = {"referrer": referrer}
        if http:
            document["http"] = http
        return document
    method, target, version = request
    http["request"] = {"method": method} if referrer is None else {"method": method, "referrer": referrer}
    if version is not None:
        http["version"] = version
    if method != "CONNECT":
        return {"event": _EVENTS["http-request", outcome], "network": HTTP, "http": http, "url": url(target)}
    place = url(target) if "://" in target else authority_url(target)
    return {"event": _EVENTS["http-tunnel", outcome], "network": HTTP, "http": http, "url": place}


def of_request(status: int) -> Document:
    """`event` of a request that was answered with `status`: shared, and never changed."""
    return _EVENTS["http-request", "success" if status < _FIRST_FAILURE else "failure"]


def add_time(document: Document, clock: Clock, time: str) -> None:
    """Add `@timestamp` of the time of an access: of the Common Log Format, or an ISO date.

    One without an offset is local, and `event.timezone` says in which zone. Nothing is added for an empty text.
    """
    # most times: 10/Oct/2000:13:55:36 -0700
    if time[20:21] == " ":
        if (moment := clock.clf(time)) is not None:
            document["@timestamp"] = moment
        return
    if not time:
        return
    if time[2:3] == "/":
        moment, has_offset = clock.clf(time), time[-5:-4] in ("+", "-")
    else:
        moment = clock.instant(time.replace(" ", "T", 1).replace(" ", ""))
        has_offset = time[-1] == "Z" or time[-5:-4] in ("+", "-") or time[-6:-5] in ("+", "-")
    if moment is not None:
        document["@timestamp"] = moment
    if not has_offset:
        document["event"] = {**document["event"], "timezone": clock.zone}


def client_and_proxies(address: str, chain: tuple[str, ...]) -> tuple[str, list[str]]:
    """The client of a request, and the proxies that it came through, the last one being whom the server spoke to.

    `address` is whom the server spoke to; `chain` are the addresses that it was told of: a client's and proxies'.
    """
    if chain and is_ip(chain[0]):
        return chain[0], [*chain[1:], address]
    return address, []


def under_tag(record: Record, document: Document | None, message: Document) -> Document:
    """What a line after a server's own tag becomes: `document`, or else `message`, with the process of the tag."""
    if document is None:
        document = message
        record.stamp(document)
    document["process"] = {**process(record.header), **document.get("process", {})}
    return document


def add_client(document: Document, address: str, proxies: Iterable[str] = (), port: int | None = None) -> None:
    """Add `source`, and `network.forwarded_ip` of a request that proxies forwarded.

    `address` is whom the server spoke to, with a port or without; the first of `proxies` that is an address is for
    whom.
    """
    if ":" in address and (match := _WITH_PORT.fullmatch(address)) is not None:
        address, port = match[1], port_of(match[2])
    if source := host(address, port):
        document["source"] = source
    for text in proxies:
        if (forwarded := ip(text.strip())) is not None:
            document["network"] = {**document.get("network", {}), "forwarded_ip": forwarded}
            break


def add_http(document: Document, part: str, piece: Document) -> None:
    """Add `piece` to a `part` of `http`: to the request or the response."""
    http = document.setdefault("http", {})
    http[part] = {**http.get(part, {}), **piece}


def add_host(document: Document, name: str, text: str) -> None:
    """Add an endpoint, as `name`, of a host and its port: `www.example.com:443`."""
    if piece := authority(text):
        document[name] = piece


def add_related(document: Document, *endpoints: str) -> None:
    """Add `related` of the endpoints, the forwarded address, the URL's host and the user of `document`, if any."""
    pieces = [document[name] for name in endpoints if name in document]
    ips = [piece.get("ip") for piece in pieces]
    hosts = [piece.get("domain") for piece in pieces]
    ips.append(document.get("network", {}).get("forwarded_ip"))
    if "url" in document and (domain := document["url"].get("domain")) is not None:
        address = ip(domain.strip("[]"))
        ips.append(address)
        if address is None:
            hosts.append(domain)
    user = document["user"].get("name") if "user" in document else None
    if piece := related(tuple(ips), tuple(hosts), (user,)):
        document["related"] = piece
