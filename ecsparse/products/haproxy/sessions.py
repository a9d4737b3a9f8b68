"""Requests and TCP sessions through HAProxy, by its formats `httplog`, `httpslog`, `tcplog` and that of errors.

HAProxy Enterprise writes requests as JSON objects with short names too:
    {"ip": "192.0.2.1", "port": 47623, "meth": "GET", "path": "/", "vers": "HTTP/1.1", "code": 200}
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host
from ecsparse.formats import clf, json
from ecsparse.patterns import Match, Pattern
from ecsparse.products.haproxy import log_formats
from ecsparse.products.haproxy.messages import MESSAGES, MILLISECOND, TCP
from ecsparse.record import Document, Record

# What became of a session, by how its termination state begins; any other is a failure.
_SESSIONS = {"-": "tcp-session", "C": "tcp-session/by-client", "c": "tcp-session/by-client"}

_CLIENT = r" ?(\[?[0-9A-Za-z:.%_-]{2,100}\]?):([0-9]{1,5}) "
_DATE = r"\[([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?: [+-][0-9]{4})?)\] "
_FRONTEND = r"([^\s/~:]{1,255})(~?)"
# 192.0.2.1:54321 [31/Oct/2023:15:09:55.123] http-in~
_START = Pattern(f"{_CLIENT}{_DATE}{_FRONTEND}")
# 192.0.2.1:54321 http-in~
_START_OF_UNDATED = Pattern(f"{_CLIENT}()?{_FRONTEND}")
_COUNTS = r"([0-9]{1,9})/([0-9]{1,9})/([0-9]{1,9})/([0-9]{1,9})/(\+?[0-9]{1,9}) ([0-9]{1,9})/([0-9]{1,9})"
_TIMER = r"(-?[0-9]{1,12})"
_TOTAL = r"(\+?-?[0-9]{1,12})"
_SIZE = r"(\+?-?[0-9]{1,40})"
_PEER = r" ([^\s/]{1,255})/([^\s/]{0,255}) "
#  app/srv1 0/0/1/12/13 200 1542 - - ---- 2/2/0/0/0 0/0 {a|b} {c} "GET / HTTP/1.1"
_HTTP = Pattern(
    rf"{_PEER}{_TIMER}/{_TIMER}/{_TIMER}/{_TIMER}/{_TOTAL} (-?[0-9]{{1,3}}) {_SIZE} (\S+) (\S+) ([A-Za-z-]{{4}}) "
    rf'{_COUNTS}(?: \{{([^{{}}]*)\}})?(?: \{{([^{{}}]*)\}})? "([^"]*)("(?: .*)?)?'
)
#  bk-db/db1 0/0/5007 212 -- 0/0/0/0/3 0/0
_TCP_SESSION = Pattern(rf"{_PEER}{_TIMER}/{_TIMER}/{_TOTAL} {_SIZE} ([A-Za-z-]{{2}}) {_COUNTS}( .*)?")
# /1: SSL handshake failure | /192.0.2.9:443: SSL handshake failure (error:0A0000C1)
_FAILURE = Pattern(r"/(\S{1,255}): {1,2}(\S.*)")
# 0/0/0/0/0 www.example.com/TLSv1.3/TLS_AES_256_GCM_SHA384 | TLSv1.2 | TLS_AES_128_GCM_SHA256
_HTTPS = Pattern(
    r'" [0-9]{1,9}/[0-9A-Fa-f]{1,16}/[0-9]{1,9}/[0-9]{1,9}/([01]) ([^\s/]{1,255})/([^\s/]{1,20})/([A-Z0-9_-]{1,64})'
    r"(?: .*)?"
)
# "" "" 54321 123 "http-in" "app" "srv1" 0 0 1 12 13 ---- 2 2 0 0 0 0 0 "" ""
_CLF = Pattern(
    rf' ([0-9]{{1,5}}) ([0-9]{{1,3}}) "([^"]{{1,255}})" "([^"]{{1,255}})" "([^"]{{0,255}})" {_TIMER} {_TIMER} '
    rf'{_TIMER} {_TIMER} {_TOTAL} "?([A-Za-z-]{{4}})"? ([0-9]{{1,9}}) ([0-9]{{1,9}}) ([0-9]{{1,9}}) ([0-9]{{1,9}}) '
    r"(\+?[0-9]{1,9}) ([0-9]{1,9}) ([0-9]{1,9})(?: .*)?"
)


def session(record: Record, text: str) -> Document | None:
    """The document of a request, of a TCP session or of a connection that failed; `None` for other text."""
    start, is_named = _START.match(text), record.program is not None
    document = _session(record, text, start) or _common(record, text)
    # what stands in front of the client of a line without HAProxy's name may be another program's words
    if document is None and (start is not None or is_named) and (usual := log_formats.usual(text)) is not None:
        # a date at the beginning is taken for that of a header
        return _session(record, usual, _START.match(usual) or _START_OF_UNDATED.match(usual))
    return document


def _session(record: Record, text: str, start: Match | None) -> Document | None:
    """The document of a line in a usual format that begins with `start`; `None` for other text."""
    if start is None:
        return None
    client, digits, time, frontend, is_tls = start.groups()
    document: Document | None
    if (match := _HTTP.fullmatch(text, start.end())) is not None:
        document = _request(match)
    elif (match := _TCP_SESSION.fullmatch(text, start.end())) is not None:
        document = _tcp(match)
    elif (match := _FAILURE.fullmatch(text, start.end())) is not None:
        document = MESSAGES.document("connection-failed", {"bind": match[1], "reason": match[2]})
    else:
        return None
    _add_frontend(document, frontend, is_tls=bool(is_tls))
    if time is not None:
        record.set_time(document, record.clock.clf(time))
    if time is None or " " not in time:
        document["event"] = {**document["event"], "timezone": record.clock.zone}
    web.add_client(document, client, port=port_of(digits))
    return document


def _common(record: Record, text: str) -> Document | None:
    """The document of a request in the format of `option httplog clf`; `None` for other text."""
    line = clf.access(text) if '"' in text else None
    match = None if line is None or line.agent is None else _CLF.fullmatch(line.rest)
    if line is None or match is None:
        return None
    port, milliseconds, frontend, *ways = match.groups()[:11]
    document = _answered(clf.request(line.request), line.status, line.size, (*ways,), match.groups()[11:])
    _add_frontend(document, frontend.rstrip("~"), is_tls=frontend.endswith("~"))
    record.set_time(document, record.clock.clf(f"{line.time[:20]}.{milliseconds:0>3}{line.time[20:]}"))
    web.add_client(document, line.client, port=port_of(port))
    return document


def _add_frontend(document: Document, frontend: str, *, is_tls: bool) -> None:
    if is_tls:
        document["tls"] = {"established": True, **document.get("tls", {})}
    document["haproxy"]["frontend"] = {"name": frontend}


def _request(match: Match) -> Document:
    status, size, cookie, set_cookie, state = match.groups()[7:12]
    heard, answered, line, rest = match.groups()[19:]
    ways = (*match.groups()[:7], state)
    # a request that the log's length cut off has lost its end
    request = clf.request(" ".join(line.split(" ", 2)[:2]) if rest is None else line)
    document = _answered(request, status, size, ways, match.groups()[12:19])
    own = document["haproxy"]
    captured: Document = {}
    if cookie != "-":
        captured["request_cookie"] = cookie
    if set_cookie != "-":
        captured["response_cookie"] = set_cookie
    for name, headers in (("request_headers", heard), ("response_headers", answered)):
        if headers and (values := [value for value in headers.split("|") if value]):
            captured[name] = values
    if captured:
        own["captured"] = captured
    _add_rest(document, own, rest)
    return document


def _add_rest(document: Document, own: Document, rest: str | None) -> None:
    """Add what follows the fields of a usual format: TLS, and what is not known, to `haproxy`, which `own` is."""
    if not rest or len(rest) == 1:
        return
    tls, added = _tls(rest)
    if tls:
        document["tls"] = tls
    if added:
        own["extra"] = added


def _answered(
    request: clf.Request | None, status: str, size: str, ways: tuple[str, ...], counts: tuple[str, ...]
) -> Document:
    """The document of a request; `ways` are backend, server, four timers, the time in all and the final state."""
    backend, server, asked, queued, connected, responded, total, state = ways
    document = web.access(request, web.status_code(status), web.sized(size.lstrip("+")))
    document["network"] = {**document["network"], **TCP}
    if (duration := parse_uint(total.lstrip("+"))) is not None:
        document["event"] = {**document["event"], "duration": duration * MILLISECOND}
    own = document["haproxy"] = _names(backend, server)
    own["termination_state"] = state
    timers = {"request": asked, "queue": queued, "connect": connected, "response": responded}
    _add_numbers(own, "time", timers)
    _add_counts(own, counts)
    return document


def _tls(rest: str) -> tuple[Document, list[str]]:
    """`tls` of what follows the request, as `httpslog` has it, or a version and a cipher somewhere; and the others."""
    tls: Document = {}
    version = cipher = None
    added = []
    if (match := _HTTPS.fullmatch(rest)) is not None:
        resumed, name, version, cipher = match.groups()
        tls["resumed"] = resumed == "1"
        if name != "-":
            tls["client"] = {"server_name": name}
    else:
        for field in log_formats.fields(rest[1:]):
            words = field.split("/")
            version = version or next(filter(web.is_tls_version, words), None)
            cipher = cipher or next(filter(web.is_cipher, words), None)
            if field not in ("-", version, cipher):
                added.append(field)
    tls |= web.tls(version, cipher)
    if "version" not in tls:
        tls.pop("resumed", None)
    return tls, added


def _tcp(match: Match) -> Document:
    backend, server, queue, connect, total, size, state = match.groups()[:7]
    event = MESSAGES.events[_SESSIONS.get(state[0], "tcp-session/failed")]
    if (duration := parse_uint(total.lstrip("+"))) is not None:
        event = {**event, "duration": duration * MILLISECOND}
    own = _names(backend, server)
    own["termination_state"] = state
    _add_numbers(own, "time", {"queue": queue, "connect": connect})
    _add_counts(own, match.groups()[7:14])
    document: Document = {"event": event, "network": TCP, "haproxy": own}
    _add_rest(document, own, match[15])
    if sent := web.sized(size.lstrip("+")):
        document["destination"] = sent
    return document


def _names(backend: str, server: str) -> Document:
    names: Document = {"backend": {"name": backend}}
    if server and server[0] != "<":
        names["server"] = {"name": server}
    return names


def _add_counts(own: Document, counts: tuple[str, ...]) -> None:
    names = ("active", "frontend", "backend", "server", "retries")
    _add_numbers(own, "connections", dict(zip(names, counts, strict=False)))
    _add_numbers(own, "queue", {"server": counts[5], "backend": counts[6]})


def _add_numbers(own: Document, name: str, texts: dict[str, str]) -> None:
    found = ((field, parse_uint(text.lstrip("+"))) for field, text in texts.items())
    if numbers := {field: number for field, number in found if number is not None}:
        own[name] = numbers


def enterprise_access(record: Record, text: str) -> Document | None:
    """The document of a request, whose object is `text`; `None` if that is not a JSON object."""
    try:
        payload = json.decode(text)
    except ValueError:
        return None
    if not isinstance(payload, dict):
        return None
    said = {name: f"{value}" for name, value in payload.items() if isinstance(value, (str, int, float))}
    document = _enterprise_request(said)
    seconds, _, fraction = said.get("date", "").partition(".")
    record.set_time(document, record.clock.epoch(seconds, fraction))
    _add_ends(document, said)
    own: Document = {}
    if (backend := web.said(said.get("backend"))) is not None:
        own["backend"] = {"name": backend}
    if len(state := said.get("state", "")) == len("----"):
        own["termination_state"] = state
    if own:
        document["haproxy"] = own
    return document


def _enterprise_request(said: dict[str, str]) -> Document:
    get = said.get
    path, query = get("path", ""), get("qs", "")
    target = f"{path}?{query}" if path and query else path
    request = clf.request(f"{get('meth', '-')} {target} {get('vers', '-')}")
    document = web.access(request, web.status_code(get("code", "")), web.sized(get("bytes", "")))
    if (duration := parse_uint(get("tt", ""))) is not None and duration < 2**63 // MILLISECOND:
        document["event"] = {**document["event"], "duration": duration * MILLISECOND}
    if (identifier := web.said(get("uniqueid"))) is not None:
        web.add_http(document, "request", {"id": identifier})
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
