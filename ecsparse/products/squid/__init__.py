r"""Squid: who asked the proxy for what, and where it got the answer.

Layout:
    1698764995.123   241 192.0.2.21 TCP_MISS/200 5120 GET http://example.com/ jdoe HIER_DIRECT/192.0.2.80 text/html
    31/Oct/2023:15:09:55 +0000   241 192.0.2.21 TCP_MISS/200 5120 GET http://example.com/ - HIER_NONE/- text/html
    2023-10-31 15:09:55    241 192.0.2.21 TCP_MISS/200 5120 GET http://example.com/ - HIER_NONE/- text/html
    192.0.2.21 - jdoe [31/Oct/2023:15:09:55 +0000] "GET http://example.com/ HTTP/1.1" 200 512 TCP_MISS:HIER_DIRECT
    192.0.2.21 - jdoe [10/31/2023 15:09:55] "GET https://example.com/ HTTP/1.1" 200 5120

    Access logs in the formats `squid` (native), also with a readable date (`%tl`, `%{…}tl`, in brackets or not), or
    none but a syslog header's, and with the referrer and the agent or other fields after it; that of ICAP; `common`
    and `combined`, which end in the result code and the hierarchy code; and a common format with a date of the form
    month/day/year and whole URLs. Its own log has a date, the worker and a bar before what Squid says. Bare,
    or after the syslog tags `squid`, `(squid-1)` and their like.

Source: Squid 2.7 to 6: `logformat` and `access_log` of the configuration reference; the wiki's page on log files.

Timestamps: seconds since 1970 with milliseconds (native, at the end of the request), or with an offset. A date
without one, such as one of the form month/day/year, is local.

Quirks:
    A status of 000 is not one: the client went before there was an answer: `native.log`.
    A user's name has blanks and backslashes as `%20` and `%5C`: `fields.log`.
    A URL without a port has the one of its scheme, which is `destination.port`, too: the proxy connects there.
    `destination` is what the client asked for, `server` whom Squid asked for it: that host itself, or a peer:
    `peers.log`. Only of a direct answer is the peer's address the destination's too.
    `error:invalid-request` and its like stand where there was no request: `event.reason`: `hostile.log`.
    Fields after the known ones are `squid.extra`, but for a server's name before what was done with its
    connection (`%ssl::>sni %ssl::bump_mode`): `fields.log`. Cisco's proxies write fields in `<…>` there; they are
    not Squid's (`samples/unmatched/squid_lookalikes.log`).
    Referrer and agent after the known fields may stand in either order; one with `://` is the referrer: `fields.log`.
    The size counts headers: `http.response.bytes`.

Other readings:
    `network.direction`: the line does not say on which side of the proxy its clients are.
    `http.response.status_code` 0: no status was sent.
    `destination.address` of a direct answer is the name that was asked for; its address is `destination.ip`.
    `@timestamp` with zeros after the milliseconds is the same time.
"""

from __future__ import annotations

from itertools import pairwise

from ecsparse.ecs import web
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.url import decoded, host
from ecsparse.formats import clf, pam
from ecsparse.patterns import Match, Pattern
from ecsparse.products.squid import cache_log
from ecsparse.record import Document, Field, Phrase, Product, Program, ProgramStem, Record, Shape
from ecsparse.timestamps.months import MONTHS

_TAGS, _TAG_STEMS = ("squid", "(squid)"), ("squid-", "(squid-")

PRODUCT = Product(
    vendor="Squid", name="Squid", versions="2.7 to 6", formats=("squid", "common", "combined"),
    signatures=(
        *map(Program, _TAGS), *map(ProgramStem, _TAG_STEMS),
        # 1698764995.123
        Shape("0000000000.000"),
        # 2023/10/31, of cache.log
        Shape("0000/00/00"),
        # 31/Oct/2023:15:09:55
        *(Shape(f"00/{month}/0000:00:00:00{fraction}") for month in MONTHS for fraction in ("", ".000")),
        *(Phrase(f'HTTP/{version}" ') for version in ("0.9", "1.0", "1.1", "2.0", "2")),
        Phrase(" - - ["),
        # after other dates
        *(Phrase(f" {method} http") for method in ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")),
        Phrase(" CONNECT "),
    ),
    after={
        "apache_httpd": "Squid's lines end in a result code, and Apache's module declines such",
        "nginx": "nginx's module declines them, too",
    },
    fields=(
        *web.FIELDS, "{destination,server}.{address,domain,ip,port}", "event.{duration,reason}",
        "http.request.referrer", "http.response.{bytes,mime_type}", "log.level", "network.{forwarded_ip,transport}",
        "process.{name,pid}", "source.{address,domain,ip}", "tls.client.server_name", "user.{domain,name}",
    ),
    own_fields={
        "squid.bump_mode": Field("keyword", "what Squid did with a connection over TLS, such as splice"),
        "squid.extra": Field("keyword", "fields behind the known ones, as they are"),
        "squid.hierarchy_code": Field("keyword", "how Squid chose whom to ask, such as HIER_DIRECT"),
        "squid.ident": Field("keyword", "what the client's identd says of its user"),
        "squid.peer": Field("keyword", "whom Squid asked, as the line has it"),
        "squid.request_line": Field("keyword", "what was sent instead of a request, as the log escapes it"),
        "squid.result_code": Field("keyword", "what became of the request, such as TCP_MISS"),
        "squid.worker": Field("keyword", "process that writes to cache.log, such as kid1"),
    },
    actions={
        **web.ACTIONS,
        "access-denied": "a request was denied, or who asks must log in first",
        "icp-query": "another proxy asked what is in the cache",
    },
    messages=cache_log.MESSAGES,
)  # fmt: skip

_RESULT = r"(?:TCP|UDP|NONE|TAG|ERR|ICP|ICAP)[A-Z_]{0,60}"
_HIERARCHY = r"[A-Z][A-Z_]{0,60}"
_QUOTED = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'

_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
# 1698764995.123 | 31/Oct/2023:15:09:55 +0000 | [2023-10-31 15:09:55] | Tue Oct 31 15:09:55 2023
_TIME = Pattern(
    r"(?:([0-9]{9,10})\.([0-9]{3})|\[?(?:"
    rf"([0-9]{{2}}/[A-Z][a-z]{{2}}/[0-9]{{4}}:{_CLOCK}(?: [+-][0-9]{{4}})?"
    rf"|[0-9]{{4}}([-/])[0-9]{{2}}\4[0-9]{{2}}[T ]{_CLOCK}(?:Z| ?[+-][0-9]{{2}}:?[0-9]{{2}})?)"
    r"|([A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}))\]?) "
)
#    241 192.0.2.21 TCP_MISS/200 5120 GET http://example.com/ jdoe HIER_DIRECT/192.0.2.80 text/html
_NATIVE = Pattern(
    rf" *(-?[0-9]{{1,12}}) ([\w:][\w.:%-]{{0,252}}|-) ({_RESULT})/([0-9]{{3}}|-) "
    rf"(-?[0-9]{{1,40}}) (-|[A-Za-z][A-Za-z0-9_-]{{0,31}}) (\S+) (\S+) (-|{_HIERARCHY})/(\S+) {{1,2}}([^\s<>]+)"
    rf"(?: {_QUOTED} {_QUOTED})?( [^<>]*)?"
)
# TCP_MISS:HIER_DIRECT
_CODES = Pattern(rf" ({_RESULT}):({_HIERARCHY})(?: (.*))?")
# "curl/8.5.0" | www.example.com
_ADDED = Pattern(rf"\s*+({_QUOTED}|\S++)")
# What became of a connection that Squid looks into, with what it is called (`%ssl::bump_mode`).
_BUMP_MODES = frozenset(("bump", "client-first", "none", "peek", "server-first", "splice", "stare", "terminate"))
# 192.0.2.21 - jdoe [10/31/2023 15:09:55] "GET https://example.com/ HTTP/1.1" 200 5120
_DATED = Pattern(
    r"([\w:][\w.:%-]{0,252}) (\S{1,255}) (\S{1,255}) "
    r"\[([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2})\] "
    r'"([A-Z]{3,16} [a-z]{2,16}://[^"\s]+ HTTP/[0-9.]{1,3})" ([0-9]{3}|-) ([0-9]{1,40}|-)(?: .*)?'
)

_DENIED = {
    "kind": "event", "category": ["network"], "type": ["access", "denied"], "action": "access-denied",
    "outcome": "failure",
}  # fmt: skip
_QUERY = {"kind": "event", "category": ["network"], "type": ["protocol"], "action": "icp-query"}


def parse(record: Record) -> Document | None:
    """The document of a line of Squid's, `None` for another program's."""
    text, program = record.text, record.program
    if program is not None and program not in _TAGS and not program.startswith(_TAG_STEMS):
        return None
    if text.startswith(pam.STARTS):
        return None
    document = _native(record, text)
    if document is None:
        document = _common(record, text) or _dated(record, text) or cache_log.dated(record, text)
    if program is None:
        return document
    return web.under_tag(record, document, cache_log.message(text) if document is None else {})


def _native(record: Record, text: str) -> Document | None:
    time = _TIME.match(text)
    is_timed = time is not None or (record.header is not None and record.header.time is not None)
    match = _NATIVE.fullmatch(text, 0 if time is None else time.end()) if is_timed else None
    if match is None:
        return None
    elapsed, client, result, status, size, method, target, user, hierarchy, peer, kind = match.groups()[:11]
    referrer, agent, rest = match.groups()[11:]
    if referrer is not None and "://" in agent and "://" not in referrer:
        # a format of the site's own has them the other way round
        referrer, agent = agent, referrer
    response = web.sized(size)
    if kind != "-":
        response["mime_type"] = kind
    request = None if method == "-" or target.startswith("error:") else (method, target, None)
    document = web.access(request, web.status_code(status), response, web.said(referrer))
    if target.startswith("error:") and target != "error:":
        document["event"] = {**document["event"], "reason": target[6:]}
    _classify(document, result, method)
    _add_time(document, record, time)
    if (duration := parse_uint(elapsed)) is not None:
        document["event"] = {**document["event"], "duration": duration * 10**6}
    codes = {"result_code": result, "hierarchy_code": hierarchy, "peer": peer}
    document["squid"] = {name: text for name, text in codes.items() if text != "-"}
    if rest:
        _add_fields(document, rest)
    _add_ends(document, client, user, agent)
    if peer != "-":
        _add_server(document, hierarchy, peer)
    web.add_related(document, "source", "destination", "server")
    return document


def _add_time(document: Document, record: Record, time: Match | None) -> None:
    """Add when it was, which `time` says if the header does not."""
    if time is None:
        moment = record.header_time()
    elif time[1] is not None:
        moment = record.clock.epoch(time[1], time[2])
    elif time[3] is not None:
        web.add_time(document, record.clock, time[3].replace("/", "-") if time[4] else time[3])
        return
    else:
        moment = record.clock.ctime(time[5])
        document["event"] = {**document["event"], "timezone": record.clock.zone}
    record.set_time(document, moment)


def _add_fields(document: Document, rest: str) -> None:
    """Add what follows the known fields: the server's name of TLS with what was done, and fields as texts."""
    fields: list[str] = []
    place = 0
    while len(fields) < 64 and (match := _ADDED.match(rest, place)) is not None:
        fields.append(match[1])
        place = match.end()
    for name, mode in pairwise(fields):
        if mode in _BUMP_MODES and "." in name and (end := host(name)) and "domain" in end:
            document["tls"] = {"client": {"server_name": name}}
            document["squid"]["bump_mode"] = mode
            fields.remove(name)
            fields.remove(mode)
            break
    if fields:
        document["squid"]["extra"] = fields


def _common(record: Record, text: str) -> Document | None:
    line = clf.access(text)
    codes = None if line is None or line.before or line.added or line.chain else _CODES.fullmatch(line.rest)
    if line is None or codes is None:
        return None
    request = clf.request(line.request)
    document = web.access(request, web.status_code(line.status), web.sized(line.size), web.said(line.referrer))
    _classify(document, codes[1], "" if request is None else request[0])
    web.add_time(document, record.clock, line.time)
    own: Document = {"result_code": codes[1], "hierarchy_code": codes[2]}
    if line.ident != "-":
        own["ident"] = line.ident
    if request is None and (sent := web.said(line.request)) is not None:
        own["request_line"] = sent
    document["squid"] = own
    if codes[3]:
        _add_fields(document, codes[3])
    _add_ends(document, line.client, line.user, line.agent, line.proxies)
    web.add_related(document, "source", "destination")
    return document


def _dated(record: Record, text: str) -> Document | None:
    match = _DATED.fullmatch(text)
    if match is None:
        return None
    client, ident, user, month, day, year, time, line, status, size = match.groups()
    document = web.access(clf.request(line), web.status_code(status), web.sized(size))
    document["event"] = {**document["event"], "timezone": record.clock.zone}
    record.set_time(document, record.clock.local(f"{year}-{month}-{day} {time}"))
    if ident != "-":
        document["squid"] = {"ident": ident}
    _add_ends(document, client, user, None)
    web.add_related(document, "source", "destination")
    return document


def _classify(document: Document, result: str, method: str) -> None:
    """Say what the result code says: of a denial, of another proxy's question, over which protocol."""
    if "_DENIED" in result:
        document["event"] = _DENIED
    elif method == "ICP_QUERY":
        document["event"] = _QUERY
        del document["http"]
    if result.startswith("TCP_"):
        document["network"] = {**document["network"], "transport": "tcp"}
    elif result.startswith("ICAP_"):
        document["network"] = {"protocol": "icap", "transport": "tcp"}
    elif result.startswith("UDP_"):
        document["network"] = {"transport": "udp"}


def _add_ends(document: Document, client: str, user: str, agent: str | None, proxies: tuple[str, ...] = ()) -> None:
    """Add who asked, and for what host."""
    web.add_client(document, client, proxies)
    if (name := web.said(user)) is not None:
        domain, _, name = decoded(name).rpartition("\\")
        document["user"] = {"name": name, "domain": domain} if domain else {"name": name}
    if (program := web.said(agent)) is not None:
        document["user_agent"] = {"original": program}
    place = document.get("url", {})
    if "domain" in place and (piece := host(place["domain"], place.get("port"))):
        document["destination"] = piece


def _add_server(document: Document, hierarchy: str, peer: str) -> None:
    """Add whom Squid asked; it is the destination too, if that was asked directly."""
    if not hierarchy.endswith(("DIRECT", "ORIGINAL_DST", "PINNED")):
        if piece := host(peer):
            document["server"] = piece
        return
    destination = document.get("destination", {})
    if piece := host(peer, destination.get("port")):
        document["server"] = piece
    if "domain" in destination and (address := ip(peer)) is not None:
        document["destination"] = {**destination, "ip": address}
