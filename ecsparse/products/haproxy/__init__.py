r"""HAProxy: connections and requests through the load balancer, its servers, and itself.

Layout:
    192.0.2.1:5432 [31/Oct/2023:15:09:55.123] fe~ be/s1 0/0/1/12/13 200 154 - - ---- 2/2/0/0/0 0/0 "GET / HTTP/1.1"
    192.0.2.2:33317 [31/Oct/2023:15:09:55.655] ft-db bk-db/db1 0/0/5007 212 -- 0/0/0/0/3 0/0
    192.0.2.3:33318 [31/Oct/2023:15:09:56.100] fe/1: SSL handshake failure
    Connect from 192.0.2.5:51124 to 198.51.100.2:443 (fe/HTTP)
    Server app/srv2 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 1 active and 0 backup servers left. …

    The formats `httplog` (with and without captured cookies and headers), `httpslog`, `tcplog`, the default one,
    the one of errors, notices of servers, proxies and processes, and what it writes to a console; bare, or behind
    the syslog tag `haproxy`, which may stand without a header. Also the `[ACCESS]` records in JSON of HAProxy
    Enterprise (tag `hapee-lb`).

Source: HAProxy 1.8 to 3.0: configuration manual, chapter 8 (logging), and the messages in the source.

Timestamps: local, with milliseconds: when the connection was accepted, or the request began. Notices have none.

Quirks:
    A timer of -1 was not reached, and is left out; a `+` before the total or the size says that the connection went
    on (`option logasap`): the number is what there was so far: `tcp.log`.
    `<BADREQ>` is no request; HAProxy refused it, or the client sent none: `http.log`.
    Signs that cannot be in a log are `#XX` in requests and captures, and stay so.
    A `~` behind the frontend's name says that the client spoke TLS: `tls.established`.
    The outcome of a TCP session is a failure unless its termination state begins with `-`; if the client ended it
    (`C`, `c`), it has none: `tcp.log`.
    HAProxy says of its servers the name, not the address: `haproxy.server.name`.

Other readings:
    `tls.version_protocol` is in lower case, as ECS asks.
    `url.original` of JSON records is the path; the host is `url.domain`.
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host
from ecsparse.formats import clf
from ecsparse.patterns import Pattern
from ecsparse.products.haproxy.enterprise import enterprise_access
from ecsparse.products.haproxy.messages import MESSAGES, MILLISECOND, TCP
from ecsparse.record import Field, Phrase, Prefix, Product, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from ecsparse.record import Document, Record

TAGS = frozenset(("haproxy", "hapee-lb"))

_VERSIONS = ("1.0", "1.1", "2.0", "3.0")
_LEVELS = ("NOTICE", "WARNING", "ALERT", "EMERG", "DIAG")
# How TCP sessions end: the termination states of the manual's table that occur.
_STATES = (
    "--", "CC", "CD", "CQ", "CR", "DD", "ID", "KD", "LR", "PC", "PR", "RC", "SC", "SD", "UD",
    "cC", "cD", "cQ", "cR", "sC", "sD", "sQ",
)  # fmt: skip

PRODUCT = Product(
    vendor="HAProxy",
    name="HAProxy",
    versions="1.8 to 3.0",
    formats=("http", "tcp", "text", "json"),
    signatures=(
        *map(Program, sorted(TAGS)),
        *(Prefix(f"{tag}[") for tag in sorted(TAGS)),
        *(Prefix(f"[{level}] ") for level in _LEVELS),
        Prefix("Connect from "),
        *(Phrase(f'HTTP/{version}"') for version in _VERSIONS),
        Phrase('"<BADREQ>"'),
        Phrase(" ---- "),
        *(Phrase(f" {state} ") for state in _STATES),
        Phrase(" SSL handshake failure"),
        Phrase(" during SSL handshake"),
        Phrase(" does not look like a PROXY protocol header"),
    ),
    fields=(
        *web.FIELDS,
        "destination.address", "destination.bytes", "destination.domain", "destination.ip", "destination.port",
        "http.request.id", "http.response.bytes", "log.level", "process.name", "process.pid", "source.address",
        "source.domain", "source.ip", "source.port", "tls.cipher", "tls.client.server_name", "tls.established",
        "tls.resumed", "tls.version", "tls.version_protocol",
    ),
    own_fields={
        "haproxy.captured.request_cookie": Field("keyword", "captured cookie of the request"),
        "haproxy.captured.request_headers": Field("keyword", "captured headers of the request, in their order"),
        "haproxy.captured.response_cookie": Field("keyword", "captured cookie of the response"),
        "haproxy.captured.response_headers": Field("keyword", "captured headers of the response, in their order"),
        "haproxy.connections.active": Field("long", "connections of the process when the session ended"),
        "haproxy.connections.backend": Field("long", "connections that the backend handled then"),
        "haproxy.connections.frontend": Field("long", "connections of the frontend then"),
        "haproxy.connections.retries": Field("long", "retries of the connection to the server"),
        "haproxy.connections.server": Field("long", "connections of the server then"),
        "haproxy.mode": Field("keyword", "HTTP or TCP"),
        "haproxy.queue.backend": Field("long", "requests that were before this one in the backend's queue"),
        "haproxy.queue.server": Field("long", "requests that were before this one in the server's queue"),
        "haproxy.termination_state": Field("keyword", "how the session ended, and in which state"),
        "haproxy.time.connect": Field("long", "milliseconds until the connection to the server was made"),
        "haproxy.time.queue": Field("long", "milliseconds in queues"),
        "haproxy.time.request": Field("long", "milliseconds until the whole request was there"),
        "haproxy.time.response": Field("long", "milliseconds until the server began to answer"),
    },
    actions=web.ACTIONS,
    messages=MESSAGES,
)  # fmt: skip

# What became of a session, by how its termination state begins; any other is a failure.
_SESSIONS = {"-": "tcp-session", "C": "tcp-session/by-client", "c": "tcp-session/by-client"}

# haproxy[14389]:
_TAG = Pattern(r"(haproxy|hapee-lb)\[([0-9]{1,10})\]: ")
# [NOTICE]   (14387) : | [ALERT] 303/150955 (14387) :
_CONSOLE = Pattern(r"\[(NOTICE|WARNING|ALERT|EMERG|DIAG)\] +(?:[0-9]{3}/[0-9]{6} )?\(([0-9]{1,10})\) : ")
# 192.0.2.1:54321 [31/Oct/2023:15:09:55.123] http-in~
_START = Pattern(
    r" ?(\[?[0-9A-Za-z:.%_-]{2,100}\]?):([0-9]{1,5}) "
    r"\[([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?: [+-][0-9]{4})?)\] "
    r"([^\s/~:]{1,255})(~?)"
)
_COUNTS = r"([0-9]{1,9})/([0-9]{1,9})/([0-9]{1,9})/([0-9]{1,9})/(\+?[0-9]{1,9}) ([0-9]{1,9})/([0-9]{1,9})"
_TIMER = r"(-?[0-9]{1,12})"
_TOTAL = r"(\+?-?[0-9]{1,12})"
_SIZE = r"(\+?-?[0-9]{1,40})"
_PEER = r" ([^\s/]{1,255})/([^\s/]{1,255}) "
#  app/srv1 0/0/1/12/13 200 1542 - - ---- 2/2/0/0/0 0/0 {a|b} {c} "GET / HTTP/1.1"
_HTTP = Pattern(
    rf"{_PEER}{_TIMER}/{_TIMER}/{_TIMER}/{_TIMER}/{_TOTAL} (-?[0-9]{{1,3}}) {_SIZE} (\S+) (\S+) ([A-Za-z-]{{4}}) "
    rf'{_COUNTS}(?: \{{([^{{}}]*)\}})?(?: \{{([^{{}}]*)\}})? "([^"]*)("(?: .*)?)?'
)
#  bk-db/db1 0/0/5007 212 -- 0/0/0/0/3 0/0
_TCP_SESSION = Pattern(rf"{_PEER}{_TIMER}/{_TIMER}/{_TOTAL} {_SIZE} ([A-Za-z-]{{2}}) {_COUNTS}(?: .*)?")
# /1: SSL handshake failure
_FAILURE = Pattern(r"/([^\s:]{1,255}): (\S.*)")
# 0/0/0/0/0 www.example.com/TLSv1.3/TLS_AES_256_GCM_SHA384 | TLSv1.2 | TLS_AES_128_GCM_SHA256
_HTTPS = Pattern(
    r'" [0-9]{1,9}/[0-9A-Fa-f]{1,16}/[0-9]{1,9}/[0-9]{1,9}/([01]) ([^\s/]{1,255})/([^\s/]{1,20})/([A-Z0-9_-]{1,64})'
    r"(?: .*)?"
)
_VERSION = Pattern(r"(?:TLS|SSL)v[0-9](?:\.[0-9])?")
_CIPHER = Pattern(r"(?:TLS_|ECDHE-|DHE-|AES[0-9])[A-Z0-9_-]{1,60}")
# Connect from 192.0.2.5:51124 to 198.51.100.2:443 (fe/HTTP)
_CONNECT = Pattern(
    r"Connect from (\[?[0-9A-Fa-f:.]{2,45}\]?):([0-9]{1,5}) to (\[?[0-9A-Fa-f:.]{2,45}\]?):([0-9]{1,5}) "
    r"\((\S{1,255})/(HTTP|TCP)\)"
)
# [ACCESS] 2022 {"ip":"192.0.2.1", …}
_ENTERPRISE = Pattern(r"\[ACCESS\] (?:[0-9]{1,12} )?(?=\{)")


def parse(record: Record) -> Document | None:
    """The document of a line of HAProxy's, `None` for another program's."""
    header, text = record.header, record.text
    name = None if header is None else header.appname
    if name is not None and name not in TAGS:
        return None
    tag = _TAG.match(text) if name is None else None
    if tag is not None:
        text = text[tag.end() :]
    document = _logged(record, text, is_named=name is not None or tag is not None)
    if document is None:
        return None
    if "@timestamp" not in document and (moment := record.header_time()) is not None:
        document["@timestamp"] = moment
    if tag is not None:
        document["process"] = {"name": tag[1], "pid": int(tag[2])}
    elif name is not None:
        document["process"] = process(header)
    web.add_related(document, "source", "destination", "server")
    return document


def _logged(record: Record, text: str, *, is_named: bool) -> Document | None:
    """The document of what follows HAProxy's name, or stands without it."""
    start = _START.match(text)
    document = None if start is None else _session(record, text, start)
    if document is not None:
        return document
    if (connect := _CONNECT.fullmatch(text)) is not None:
        return _connected(connect)
    console = _CONSOLE.match(text)
    if console is not None:
        document = _notice(text[console.end() :])
        document["log"] = {"level": console[1].lower()}
        document["process"] = {"pid": int(console[2])}
        return document
    if is_named:
        if (enterprise := _ENTERPRISE.match(text)) is not None:
            document = enterprise_access(record, text[enterprise.end() :])
        return document or _notice(text)
    found = MESSAGES.read(text, alone=True)
    return None if found is None else MESSAGES.document(*found)


def _session(record: Record, text: str, start: re.Match[str]) -> Document | None:
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
    if is_tls:
        document["tls"] = {"established": True, **document.get("tls", {})}
    document["haproxy"]["frontend"] = {"name": frontend}
    if (moment := record.clock.clf(time)) is not None:
        document["@timestamp"] = moment
    if " " not in time:
        document["event"] = {**document["event"], "timezone": record.clock.zone}
    web.add_client(document, client, port=port_of(digits))
    return document


def _request(match: re.Match[str]) -> Document:
    backend, server, request, queue, connect, response, total, status, size = match.groups()[:9]
    cookie, set_cookie, state = match.groups()[9:12]
    heard, answered, line, rest = match.groups()[19:]
    number = parse_uint(size.lstrip("+"))
    sizes = {} if number is None else {"bytes": number}
    document = web.access(_request_line(line, rest), web.status_code(status), sizes)
    document["network"] = {**document["network"], **TCP}
    if (duration := parse_uint(total.lstrip("+"))) is not None:
        document["event"] = {**document["event"], "duration": duration * MILLISECOND}
    own = document["haproxy"] = _names(backend, server)
    own["termination_state"] = state
    timers = {"request": request, "queue": queue, "connect": connect, "response": response}
    _add_numbers(own, "time", timers)
    _add_counts(own, match.groups()[12:19])
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
    if rest and len(rest) > 1 and (tls := _tls(rest)):
        document["tls"] = tls
    return document


def _request_line(line: str, rest: str | None) -> tuple[str, str, str | None] | None:
    """The request; one that the log's length cut off has lost its end."""
    return clf.request(" ".join(line.split(" ", 2)[:2]) if rest is None else line)


def _tls(rest: str) -> Document:
    """`tls` of what stands behind the request: as `httpslog` has it, or a version and a cipher somewhere."""
    tls: Document = {}
    version = cipher = None
    if (match := _HTTPS.fullmatch(rest)) is not None:
        resumed, name, version, cipher = match.groups()
        tls["resumed"] = resumed == "1"
        if name != "-":
            tls["client"] = {"server_name": name}
    else:
        for word in rest[1:400].split():
            if _VERSION.fullmatch(word) is not None:
                version = word
            elif _CIPHER.fullmatch(word) is not None:
                cipher = word
    if version is not None and _VERSION.fullmatch(version) is not None:
        tls["version_protocol"], tls["version"] = version[:3].lower(), version[4:]
    if cipher is not None and _CIPHER.fullmatch(cipher) is not None:
        tls["cipher"] = cipher
    if "version" not in tls:
        tls.pop("resumed", None)
    return tls


def _tcp(match: re.Match[str]) -> Document:
    backend, server, queue, connect, total, size, state = match.groups()[:7]
    event = MESSAGES.events[_SESSIONS.get(state[0], "tcp-session/failed")]
    if (duration := parse_uint(total.lstrip("+"))) is not None:
        event = {**event, "duration": duration * MILLISECOND}
    own = _names(backend, server)
    own["termination_state"] = state
    _add_numbers(own, "time", {"queue": queue, "connect": connect})
    _add_counts(own, match.groups()[7:])
    document: Document = {"event": event, "network": TCP, "haproxy": own}
    if (number := parse_uint(size.lstrip("+"))) is not None:
        document["destination"] = {"bytes": number}
    return document


def _names(backend: str, server: str) -> Document:
    names: Document = {"backend": {"name": backend}}
    if server[0] != "<":
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


def _connected(match: re.Match[str]) -> Document:
    client, client_port, server, server_port, frontend, mode = match.groups()
    document = MESSAGES.document("tcp-connection", {"frontend": frontend})
    web.add_client(document, client, port=port_of(client_port))
    if piece := host(server, port_of(server_port)):
        document["destination"] = piece
    document["haproxy"]["mode"] = mode
    return document


def _notice(message: str) -> Document:
    """The document of what HAProxy says of its servers, proxies and processes, or of any other message."""
    return MESSAGES.document(*(MESSAGES.read(message) or ("message", {})))
