"""nginx's access log: the format `combined`, and what administrators add to it."""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.combined import combined
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import clf, clf_fields
from ecsparse.products.nginx.fields import variables_of
from ecsparse.record import Document, Record
from ecsparse.timestamps.clock import Clock

# Times of upstreams, by what they are.
_UPSTREAM_TIMES = {"connected": "connect_time", "headed": "header_time", "upstream": "response_time"}


def access(record: Record, text: str) -> Document | None:
    """The document of a line of an access log; `None` if it is not one of nginx's."""
    is_tagged = record.header is not None and record.header.appname is not None
    # a bare line in `common` is Apache's
    if (is_tagged or text[-1:] == '"') and (usual := combined(text, record.clock)) is not None:
        return usual
    line = clf.access(text)
    if line is None:
        return None
    if line.rest and not is_tagged and clf_fields.are_others(line):
        return None
    found: list[clf_fields.Field] | None = clf_fields.fields(line.rest) if line.rest else []
    if not is_tagged and (found is None or not _is_usual(line, found)):
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
    said, extra = variables_of(line.rest, found) if line.rest else ({}, [])
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


def _is_usual(line: clf.Access, found: list[clf_fields.Field]) -> bool:
    """Whether a line that no program's name stands before is in `combined`, with fields added or not."""
    return not clf_fields.is_apache(line) and (line.agent is not None or clf_fields.is_nginx(line, found))


def accessed(clock: Clock, line: clf.Access, said: dict[str, str]) -> Document:
    """The document of the parts of a line, and of what else it has, by what that is."""
    request, size = clf.request(line.request), parse_uint(line.size)
    response: Document = {} if size is None else {"body": {"bytes": size}}
    if kind := said.get("type"):
        response["mime_type"] = kind
    document = web.access(request, web.status_code(line.status), response, web.said(line.referrer))
    web.add_time(document, clock, line.time)
    forwarded = (line.before, *line.proxies, *said.get("forwarded", "").split(","))
    client, through = web.client_and_proxies(line.client, line.chain) if line.chain else (line.client, [])
    web.add_client(document, client, forwarded)
    if (user := web.said(line.user)) is not None:
        document["user"] = {"name": user}
    if (agent := web.said(line.agent)) is not None:
        document["user_agent"] = {"original": agent}
    if not is_ip(line.before):
        web.add_host(document, "destination", line.before)
    if request is None and (sent := web.said(line.request)) is not None:
        document["nginx"] = {"request_line": sent}
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
    request: Document = {}
    if (size := parse_uint(said.get("length", ""))) is not None:
        request["bytes"] = size
    if "id" in said:
        request["id"] = said["id"]
    if request:
        http = document.setdefault("http", {})
        http["request"] = {**http.get("request", {}), **request}
    own: Document = {"service": said["service"]} if "service" in said else {}
    times = {field: said[name] for name, field in _UPSTREAM_TIMES.items() if name in said}
    if times:
        own["upstream"] = times
    if own:
        document["nginx"] = {**document.get("nginx", {}), **own}
