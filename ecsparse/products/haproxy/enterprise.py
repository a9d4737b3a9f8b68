"""The `[ACCESS]` records of HAProxy Enterprise: JSON objects with short names.

Layout: `{"ip": "192.0.2.1", "port": 47623, "meth": "GET", "path": "/", "vers": "HTTP/1.1", "code": 200}`
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host
from ecsparse.formats import clf, json
from ecsparse.products.haproxy.messages import MILLISECOND
from ecsparse.record import Document, Record

_LONGEST = 2**63 // MILLISECOND


def enterprise_access(record: Record, text: str) -> Document | None:
    """The document of a request, whose object is `text`; `None` if that is not a JSON object."""
    try:
        payload = json.decode(text)
    except ValueError:
        return None
    if not isinstance(payload, dict):
        return None
    said = {name: f"{value}" for name, value in payload.items() if isinstance(value, (str, int, float))}
    document = _request(said)
    seconds, _, fraction = said.get("date", "").partition(".")
    if (moment := record.clock.epoch(seconds, fraction)) is not None:
        document["@timestamp"] = moment
    _add_ends(document, said)
    own: Document = {}
    if (backend := web.said(said.get("backend"))) is not None:
        own["backend"] = {"name": backend}
    if len(state := said.get("state", "")) == len("----"):
        own["termination_state"] = state
    if own:
        document["haproxy"] = own
    return document


def _request(said: dict[str, str]) -> Document:
    get = said.get
    path, query, size = get("path", ""), get("qs", ""), parse_uint(get("bytes", ""))
    target = f"{path}?{query}" if path and query else path
    request = clf.request(f"{get('meth', '-')} {target} {get('vers', '-')}")
    document = web.access(request, web.status_code(get("code", "")), {} if size is None else {"bytes": size})
    if (duration := parse_uint(get("tt", ""))) is not None and duration < _LONGEST:
        document["event"] = {**document["event"], "duration": duration * MILLISECOND}
    if (identifier := web.said(get("uniqueid"))) is not None:
        http = document.setdefault("http", {})
        http["request"] = {**http.get("request", {}), "id": identifier}
    if (agent := web.said(get("ua"))) is not None:
        document["user_agent"] = {"original": agent}
    return document


def _add_ends(document: Document, said: dict[str, str]) -> None:
    digits, name = said.get("port", ""), said.get("fqdn", "")
    is_number = digits.isascii() and digits.isdecimal()
    web.add_client(document, said.get("ip", ""), port=port_of(digits) if is_number else None)
    if server := host(name):
        document["destination"] = server
        if "url" in document:
            document["url"]["domain"] = name
