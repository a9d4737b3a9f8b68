"""What follows `combined` in nginx's access logs: the addresses of proxies, times, and fields of the user's own.

Layout:
    "198.51.100.7, 192.0.2.1" "0.010" "-/-" "text/plain"
    0.239 0.223 .
    512 0.003 [default-app-80] [] 198.51.100.7:8080 612 0.003 200 8f3c1b2a
    512 0.003 [default-app-80] 198.51.100.7:8080 612 0.003 200
    "-" rt=0.012 uct="0.001" uht="0.010" urt="0.012" cache=HIT 17 "words"
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.formats import clf_fields
from ecsparse.patterns import Pattern

# "198.51.100.7, 192.0.2.1" "0.010" "-/-" "text/plain" | 0.239 0.223 .
_MAIN = Pattern(
    r' "(?P<forwarded>-|[0-9A-Za-z.:,_\[\] -]{1,2000})"(?: "(?P<elapsed>[0-9]{1,9}\.[0-9]{3})"'
    r'(?: "[^"]{0,300}")?(?: "(?P<type>-|[a-zA-Z0-9.+/-]{1,127}[^"]{0,64})")?)?'
    r"| (?P<seconds>[0-9]{1,9}\.[0-9]{3})"
    r"(?: (?P<upstream>(?:-|[0-9][0-9.]{0,15})(?:[ ,:]{1,3}(?:-|[0-9][0-9.]{0,15})){0,16}))?(?: [.p])?"
)
# 512 0.003 [default-app-80] [] 198.51.100.7:8080 612 0.003 200 8f3c1b2a
_INGRESS = Pattern(
    r" (?P<length>[0-9]{1,40}) (?P<seconds>[0-9]{1,9}\.[0-9]{3}) \[(?P<service>[^\[\]]{0,300})\]"
    r"(?: \[[^\[\]]{0,300}\])?"
    r" (?P<server>[^\s,]{1,300}(?:, [^\s,]{1,300}){0,16}) [0-9-]{1,40}(?:, [0-9-]{1,40}){0,16}"
    r" (?P<upstream>[0-9.-]{1,16}(?:, [0-9.-]{1,16}){0,16})"
    r" [0-9-]{1,3}(?:, [0-9-]{1,3}){0,16}(?: (?P<id>[0-9A-Za-z-]{1,64}))?"
)
# 0.001 | 0.001, 0.002 : -
_TIMES = Pattern(r"(?:-|[0-9][0-9.]{0,15})(?:[ ,:]{1,3}(?:-|[0-9][0-9.]{0,15})){0,16}")
# 198.51.100.7:8080, 198.51.100.8:8080
_SERVERS = Pattern(r"[0-9A-Za-z.:_\[\]-]{1,255}(?:, [0-9A-Za-z.:_\[\]-]{1,255}){0,16}")
# 0.012
_SECONDS = Pattern(r"[0-9]{1,9}\.[0-9]{3}")
_SIZE = Pattern(r"[0-9]{1,40}")
_ID = Pattern(r"[0-9A-Za-z-]{1,64}")
# Fields after `combined` by their names: what they are, and how their values are written.
_NAMED = {
    **dict.fromkeys(("rt", "request_time"), ("seconds", _SECONDS)),
    **dict.fromkeys(("uct", "upstream_connect_time"), ("connected", _TIMES)),
    **dict.fromkeys(("uht", "upstream_header_time"), ("headed", _TIMES)),
    **dict.fromkeys(("urt", "upstream_response_time"), ("upstream", _TIMES)),
    "request_id": ("id", _ID),
    "request_length": ("length", _SIZE),
    "upstream_addr": ("server", _SERVERS),
}


def variables_of(rest: str, found: list[clf_fields.Field] | None) -> tuple[dict[str, str], list[str]]:
    """What follows `combined`, by what it is, and what is not known, as it stands.

    `found` are its fields, `None` if there are more than are read.
    """
    match = _MAIN.fullmatch(rest) or _INGRESS.fullmatch(rest)
    if match is not None and clf_fields.are_addresses(match.groupdict().get("forwarded") or "-"):
        return {name: value for name, value in match.groupdict().items() if web.said(value)}, []
    if found is None:
        return {}, [rest.strip(" ")]
    said: dict[str, str] = {}
    extra = []
    for field in found:
        # times stand first, or after the addresses of proxies
        is_first = field is found[0] or (field is found[1] and found[0].is_quoted and not found[0].name)
        name = _meaning(field, is_first=is_first)
        if name and name not in said:
            said[name] = field.value
        else:
            extra.append(field.text)
    return {name: value for name, value in said.items() if web.said(value)}, extra


def _meaning(field: clf_fields.Field, *, is_first: bool) -> str:
    """What a field is; empty if that is not known, or its value is not written so."""
    if field.name in _NAMED:
        name, values = _NAMED[field.name]
        return name if values.fullmatch(field.value) is not None or web.said(field.value) is None else ""
    if not is_first or field.name:
        return ""
    if field.is_quoted:
        return "forwarded" if clf_fields.are_addresses(field.value) else ""
    return "seconds" if clf_fields.are_seconds(field.value) else ""
