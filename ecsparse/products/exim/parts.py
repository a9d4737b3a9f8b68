"""The parts of Exim's lines: fields of a letter or two, and hosts."""

from __future__ import annotations

from ecsparse.patterns import Match, Pattern

# S=1234 | T="Lunch?" | C="250 OK"
_FIELD = Pattern(r' ([A-Z]{1,4}|id|from)=("(?:[^"\\]|\\.){0,2048}"|<[^<>]{0,512}>|[^ "]{1,1024})')
# \" (in quotes)
_ESCAPED = Pattern(r'\\(["\\])')
# H=mail.example.com (helo) [192.0.2.5]:52144
_HOST = Pattern(
    r"(?:H=|from |for |connected to )(?:([A-Za-z0-9_][A-Za-z0-9_.-]{0,254}) )?(?:\(([^()]{0,255})\) )?"
    r"\[([0-9A-Fa-f:.]{2,45})\](?::([0-9]{1,5}))?"
)
# I=[192.0.2.20]:25
_NEAR = Pattern(r" I=\[([0-9A-Fa-f:.]{2,45})\](?::([0-9]{1,5}))?")
# TLS1.3:TLS_AES_256_GCM_SHA384:256 | TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256
_TLS = Pattern(r"TLSv?([0-9.]{1,3})[^:]{0,8}:([A-Za-z0-9_-]{1,64})(?::[0-9]{1,4})?")
# : host mx.example.net [198.51.100.7]: 450 (where it is no field of its own, up to Exim 4.89)
_HOST_IN_REASON = Pattern(r".{0,1024}?: host (?=[^ ]{1,255} \[[0-9A-Fa-f:.]{2,45}\]: )")


def fields(text: str, near_end: str) -> list[tuple[str, str]]:
    """The fields of a letter or two in `text`, taken apart where they hold several values.

    The address of this end is that of `near_end`: `far` where a client came to it, `source` where it is the
    client.
    """
    pairs: list[tuple[str, str]] = []
    for match in _FIELD.finditer(text):
        name, value = match[1], match[2]
        if value[:1] == '"':
            value = _ESCAPED.sub(r"\1", value[1:-1])
        if name == "X" and (tls := _TLS.fullmatch(value)) is not None:
            pairs += [("tls", tls[1]), ("tls_protocol", "tls"), ("cipher", tls[2])]
        elif name == "A":
            authenticator, _, user = value.partition(":")
            pairs += [("A", authenticator), ("user", user)]
        elif name == "P" and value[:1] == "<":
            pairs.append(("return_path", value.strip("<>")))
        elif name in ("F", "from"):
            pairs.append(("from", value.strip("<>")))
        elif name == "U":
            pairs.append(("user", value))
        elif name == "id":
            pairs.append(("id", value.strip("<>")))
        elif name not in ("H", "I"):
            pairs.append((name, value))
    near = _NEAR.search(_without_values(text))
    return pairs if near is None else [*pairs, (f"{near_end}_ip", near[1]), (f"{near_end}_port", near[2] or "")]


def host(text: str, end: str) -> list[tuple[str, str]]:
    """The host in `text`, as the `end` of a connection: `source`, or `far` for where a mail goes."""
    found = _HOST.search(_without_values(text))
    if found is None:
        return []
    name, helo, address, port = (part or "" for part in found.groups())
    return [(f"{end}_name", name), ("helo", helo), (f"{end}_ip", address), (f"{end}_port", port)]


def host_in_reason(text: str) -> list[tuple[str, str]]:
    """The host that a reason names before what it answered."""
    found = _HOST_IN_REASON.match(text)
    return [] if found is None else host(f"H={text[found.end() :]}", "far")


def _without_values(text: str) -> str:
    """`text` without the values of fields: anybody may choose a subject, and what it says is no host.

    Nor is anything after a quote that does not end.
    """
    return _FIELD.sub(_host_alone, text).partition('"')[0]


def _host_alone(field: Match) -> str:
    return field[0] if field[1] in ("H", "I") else ""
