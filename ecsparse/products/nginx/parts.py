"""What follows a message in nginx's error log: the client, the server, the request, and where it was passed to.

Layout: `MESSAGE, client: ADDRESS, server: NAME, request: "LINE", upstream: "URL", host: "NAME", referrer: "URL"`;
all but the client may be missing.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

# What follows a message about a client, in this order: names, and whether the value is quoted.
_QUOTED_PARTS = ("login", "request", "subrequest", "upstream", "host", "referrer")
# Those that a client may put a quotation mark into.
_FREE_PARTS = ("request", "referrer")
_FIRST_PART = ", client: "
# ", client: 192.0.2.23, server: app.example.com" | ", client: unix:, server: _"
_CLIENT = Pattern(
    r", client: ([0-9A-Za-z.:%_/\[\]-]{1,255}?)(?:, server: ([^,\"]{0,300}))?(?=, [a-z]+: \"|, bytes |$)"
)
# of a stream: ", bytes from/to client:0/0, bytes from/to upstream:0/0"
_BYTES = Pattern(
    r", bytes from/to client:([0-9]{1,19})/([0-9]{1,19}), bytes from/to upstream:[0-9]{1,19}/[0-9]{1,19}"
)
# of OCSP: ", responder: ocsp.example.com, peer: 192.0.2.1:80, certificate: "/etc/a.pem""
_RESPONDER = Pattern(
    r'(.*), responder: ([^\s,"]{1,255})(?:, peer: ([^\s,"]{1,255}))?(?:, certificate: "([^"]{0,4096})")?'
)


def parts_of(text: str, start: int) -> tuple[str, dict[str, str]]:
    """The message from `start` on, and what follows it, by name: `client`, `server`, `request` and more.

    The log escapes nothing: where two ends of the message are possible, what follows it is left out.
    """
    first, last = text.find(_FIRST_PART, start), text.rfind(_FIRST_PART, start)
    if first < 0:
        match = _RESPONDER.fullmatch(text, start)
        if match is None:
            return text[start:], {}
        return match[1], {"responder": match[2]}
    found = [(text[start:place], parts) for place in {first, last} if (parts := _parts_at(text, place)) is not None]
    if len(found) == 1:
        return found[0]
    return text[start:], {}


def _parts_at(text: str, place: int) -> dict[str, str] | None:
    """What follows a message that ends at `place`; `None` if it is not what nginx writes there."""
    match = _CLIENT.match(text, place)
    if match is None:
        return None
    parts = {"client": match[1], "server": match[2] or ""}
    place = match.end()
    for number, name in enumerate(_QUOTED_PARTS):
        opening = f', {name}: "'
        if not text.startswith(opening, place):
            continue
        place += len(opening)
        ends = [text.find(f'", {later}: "', place) for later in _QUOTED_PARTS[number + 1 :]]
        end = min((end for end in ends if end >= 0), default=text.find('"', place) if name == "upstream" else -1)
        if end < 0:
            end = len(text) - 1
        if text[end : end + 1] != '"':
            return None
        value = text[place:end]
        place = end + 1
        if name in _FREE_PARTS or '"' not in value:
            parts[name] = value
    sizes = _BYTES.fullmatch(text, place)
    if sizes is not None:
        parts["received"], parts["sent"] = sizes.groups()
    return parts if sizes is not None or place == len(text) else None
