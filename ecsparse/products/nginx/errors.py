"""nginx's error log: a message, and the client, the request and the upstream that it is about."""

from __future__ import annotations

from ecsparse.ecs import waf, web
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.url import host, host_and_port, url
from ecsparse.formats import clf, modsecurity
from ecsparse.patterns import Pattern
from ecsparse.products.nginx.messages import MESSAGES, client
from ecsparse.products.nginx.parts import parts_of
from ecsparse.record import Document, Record

# 2023/10/31 15:09:55 [error] 31#31: *1207
_ERROR = Pattern(
    r"([0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) \[(debug|info|notice|warn|error|crit|alert|emerg)\] "
    r"([0-9]{1,20})#([0-9]{1,20}): (?:\*([0-9]{1,20}) )?"
)
# Where ModSecurity begins at the latest, after the client's address.
_LATEST_MODSECURITY = 400

# (111: Connection refused)
_ERRNO = Pattern(r" failed \(([0-9]{1,5}): ")


def error(record: Record) -> Document | None:
    """The document of a line of the error log; `None` if it is not one."""
    start = _ERROR.match(record.text)
    if start is None:
        return None
    time, level, pid, thread, connection = start.groups()
    message, parts = parts_of(record.text, start.end())
    document = _message(message, level)
    document["event"] = {**document["event"], "timezone": record.clock.zone}
    if (moment := record.clock.local(time.replace("/", "-"))) is not None:
        document["@timestamp"] = moment
    document["log"] = {"level": level}
    fault = {"message": message} if level in web.ERRORS and message else {}
    if (errno := _ERRNO.search(message)) is not None:
        fault["code"] = errno[1]
    if fault:
        document["error"] = fault
    if (number := parse_uint(pid)) is not None:
        document["process"] = {"pid": number}
        if (number := parse_uint(thread)) is not None:
            document["process"]["thread"] = {"id": number}
    if connection is not None and (number := parse_uint(connection)) is not None:
        document["nginx"] = {"connection": number, **document.get("nginx", {})}
    _add_parts(document, parts)
    web.add_related(document, "source", "destination", "server")
    return document


def _add_parts(document: Document, parts: dict[str, str]) -> None:
    """Add what follows a message: the client, the request, and where it was passed to."""
    if source := client(parts.get("client", "")):
        document["source"] = source
    if (request := parts.get("request")) is not None:
        _add_request(document, request, parts.get("referrer", ""))
    if "host" in parts:
        web.add_host(document, "destination", parts["host"])
    if parts.get("server"):
        document.setdefault("nginx", {})["server"] = parts["server"]
    if upstream := parts.get("upstream"):
        document.setdefault("nginx", {})["upstream"] = {"url": upstream}
        place = url(upstream)
        authority = place.get("domain", "") if "scheme" in place else upstream
        domain, port = host_and_port(authority)
        if piece := host(domain or "", place.get("port", port)):
            document["server"] = piece
    if "responder" in parts:
        web.add_host(document, "server", parts["responder"])
    for part in ("received", "sent"):
        _add_bytes(document, part, parts.get(part, ""))


def _add_bytes(document: Document, part: str, digits: str) -> None:
    """Add what a stream got from its client (`source.bytes`), or sent to it."""
    if (size := parse_uint(digits)) is not None:
        name = "source" if part == "received" else "destination"
        document[name] = {**document.get(name, {}), "bytes": size}


def _add_request(document: Document, line: str, referrer: str) -> None:
    request = clf.request(line)
    if request is None:
        if line:
            document.setdefault("nginx", {})["request_line"] = line
        return
    access = web.access(request, None, {}, web.said(referrer))
    http = document.get("http", {})
    request_said = {**http.get("request", {}), **access["http"]["request"]}
    document["http"] = {**http, **access["http"], "request": request_said}
    document["url"] = access["url"]


def _message(message: str, level: str) -> Document:
    """The document of a message of the error log, without what follows it."""
    start = message.find(modsecurity.START, 0, _LATEST_MODSECURITY)
    if start == 0 or (start > 0 and message.startswith("[client ")):
        verdict, values = modsecurity.read(message[start:])
        document = waf.alert(verdict, values)
        if own := waf.own(verdict, values):
            document["nginx"] = own
        return document
    action, captures = MESSAGES.read(message) or ("message", {})
    if action == "message" and level in web.FAILURES:
        action = "error"
    return MESSAGES.document(action, captures)
