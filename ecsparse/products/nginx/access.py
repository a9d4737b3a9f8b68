"""nginx's access log: the format `combined`, and what administrators add to it.

Layout, behind `combined`: addresses of proxies, times, and fields of the user's own.
    "198.51.100.7, 192.0.2.1" "0.010" "-/-" "text/plain"
    0.239 0.223 .
    0.239 0.223 198.51.100.7:8080
    512 0.003 [default-app-80] [] 198.51.100.7:8080 612 0.003 200 8f3c1b2a
    512 0.003 [default-app-80] 198.51.100.7:8080 612 0.003 200
    "-" rt=0.012 uct="0.001" uht="0.010" urt="0.012" cache=HIT 17 "words"
    host=app.example.com sn="_" rt=0.012 ua="198.51.100.7:8080" us="200" ut="0.012" ul="512" cs=MISS
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.combined import combined
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.formats import clf, clf_fields
from ecsparse.messages.accesses import accessed as common
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Record
from ecsparse.timestamps.clock import Clock

# Times of upstreams, by what they are.
_UPSTREAM_TIMES = {"connected": "connect_time", "headed": "header_time", "upstream": "response_time"}
# "198.51.100.7, 192.0.2.1" "0.010" "-/-" "text/plain" | 0.239 0.223 . | 0.239 0.223 198.51.100.7:8080
_MAIN = Pattern(
    r' "(?P<forwarded>-|[0-9A-Za-z.:,_\[\] -]{1,2000})"(?: "(?P<elapsed>[0-9]{1,9}\.[0-9]{3})"'
    r'(?: "[^"]{0,300}")?(?: "(?P<type>-|[a-zA-Z0-9.+/-]{1,127}[^"]{0,64})")?)?'
    r"| (?P<seconds>[0-9]{1,9}\.[0-9]{3})"
    r"(?: (?P<upstream>(?:-|[0-9]{1,9}\.[0-9]{3})(?:[ ,:]{1,3}(?:-|[0-9]{1,9}\.[0-9]{3})){0,16}))?"
    r"(?: (?P<server>(?:[0-9.]{7,15}|\[[0-9a-f:.]{2,45}\]):[0-9]{1,5}))?(?: [.p])?"
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
# 198.51.100.7:8080
_PORTED = Pattern(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:.]{2,45}\]):[0-9]{1,5}")
# www.example.com
_NAME = Pattern(r"[0-9A-Za-z._-]{1,255}(?::[0-9]{1,5})?")
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
    # as the documentation of NGINX Amplify has them
    "ua": ("server", _PORTED),
    "ut": ("upstream", _TIMES),
    "host": ("host", _NAME),
    "request_id": ("id", _ID),
    "request_length": ("length", _SIZE),
    "upstream_addr": ("server", _SERVERS),
}


def access(record: Record, text: str) -> Document | None:
    """The document of a line of an access log; `None` if it is not one of nginx's."""
    is_tagged = record.program is not None
    # a bare line in `common` is Apache's
    if (is_tagged or text[-1:] == '"') and (usual := combined(text, record.clock)) is not None:
        return usual
    line = clf.access(text)
    if line is None:
        return None
    found = clf_fields.fields(line.rest)
    # a line that no program's name stands before is in `combined`, with fields added or not
    is_usual = found is not None and (line.agent is not None or clf_fields.is_nginx(line, found))
    if not (is_tagged or (is_usual and not clf_fields.are_others(line) and not clf_fields.is_apache(line))):
        return None
    said, extra = _added(line, found)
    document = accessed(record.clock, line, said)
    if extra:
        extra = web.add_tls(document, extra)
    if extra:
        own = document.get("nginx", {})
        document["nginx"] = {**own, "access": {**own.get("access", {}), "extra": extra}}
    return document


def _added(line: clf.Access, found: list[clf_fields.Field] | None) -> tuple[dict[str, str], list[str]]:
    """What a line has beyond `combined`, by what it is, and what is not known of that, as it stands."""
    said, extra = _variables_of(line.rest, found) if line.rest else ({}, [])
    if line.elapsed is not None:
        if clf_fields.are_seconds(line.elapsed):
            said.setdefault("seconds", line.elapsed)
        else:
            extra.insert(0, line.elapsed)
    if line.added:
        extra = [*line.added, *extra]
    if line.forwarded is not None:
        if clf_fields.are_addresses(line.forwarded):
            said.setdefault("forwarded", line.forwarded)
        else:
            extra.insert(0, f'"{line.forwarded}"')
    return said, extra


def accessed(clock: Clock, line: clf.Access, said: dict[str, str]) -> Document:
    """The document of the parts of a line, and of what else it has, by what that is."""
    own: Document = {}
    response: Document = {"body": size} if (size := web.sized(line.size)) else {}
    if kind := said.get("type"):
        response["mime_type"] = kind
    document, through = common(clock, line, response, said.get("forwarded", ""), own)
    if own:
        document["nginx"] = own
    if said:
        _add_variables(document, said)
    if through:
        document["nginx"] = {**document.get("nginx", {}), "access": {"proxies": through}}
    web.add_related(document, "source", "destination", "server")
    return document


def _add_variables(document: Document, said: dict[str, str]) -> None:
    """Add what a format has beyond `combined`: durations, the upstream, the size and the id of the request."""
    elapsed = said.get("elapsed") or said.get("seconds")
    if elapsed is not None and (duration := nanoseconds(elapsed)) is not None:
        document["event"] = {**document["event"], "duration": duration}
    if "server" in said:
        web.add_host(document, "server", said["server"].rpartition(", ")[2])
    if "host" in said and "destination" not in document:
        web.add_host(document, "destination", said["host"])
    request: Document = {}
    if (size := parse_uint(said.get("length", ""))) is not None:
        request["bytes"] = size
    if "id" in said:
        request["id"] = said["id"]
    if request:
        web.add_http(document, "request", request)
    own: Document = {"service": said["service"]} if "service" in said else {}
    times = {field: said[name] for name, field in _UPSTREAM_TIMES.items() if name in said}
    if times:
        own["upstream"] = times
    if own:
        document["nginx"] = {**document.get("nginx", {}), **own}


def _variables_of(rest: str, found: list[clf_fields.Field] | None) -> tuple[dict[str, str], list[str]]:
    """What follows `combined`, by what it is, and what is not known; `found` is `None` if there are too many."""
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
    if not field.name and _PORTED.fullmatch(field.value) is not None:
        return "server"
    if not is_first or field.name:
        return ""
    if field.is_quoted:
        return "forwarded" if clf_fields.are_addresses(field.value) else ""
    return "seconds" if clf_fields.are_seconds(field.value) else ""
