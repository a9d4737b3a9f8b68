r"""Apache HTTP Server: who asked for what, and what went wrong.

Layout:
    192.0.2.11 - jdoe [10/Oct/2023:13:55:36 -0700] "GET /a.gif?b=1 HTTP/1.1" 200 2326 "-" "curl/8.5.0"
    www.example.com:443 192.0.2.12 - - [31/Oct/2023:15:09:58 +0100] "GET / HTTP/1.1" 404 196 "-" "curl/8.5.0"
    [Tue Oct 31 15:09:55.123456 2023] [core:error] [pid 2101:tid 1402] [client 192.0.2.15:51234] AH00126: Invalid …
    [Tue Oct 31 15:09:58 2023] [error] [client 192.0.2.17] File does not exist: /var/www/html/favicon.ico

    The formats `common`, `combined` and `vhost_combined` of access logs, the request log of mod_ssl, and the error
    log of 2.4 and of 2.2; bare, or behind the syslog tag `httpd`, `apache` or `apache2`. Variants with a quoted
    address before the request, addresses of proxies or a server's name before the client, a number behind the
    size, and fields of the user's own behind the known ones are read too.

Source: Apache HTTP Server 2.2 and 2.4: manual pages mod_log_config, core (ErrorLogFormat), mod_ssl, and the
messages in the source; Debian's `vhost_combined`; ModSecurity 2.

Timestamps: those of access logs have an offset; those of error logs are local, with microseconds in 2.4.

Quirks:
    A bare line in `common` or `combined` is Apache's, though nginx and others write the same; one behind another
    program's tag is not. `--prefer nginx` says otherwise: `common.log`.
    What follows the known fields, in an order of the user's own, is `apache_httpd.access.extra`: `fields.log`. In a
    bare line it must be fields that are named, quoted or numbers, 64 at the most, and none that are nginx's.
    lighttpd has the server's name where Apache has `-`, so a bare `combined` line with a name there is declined.
    Quotation marks in a request are `\"`, bytes `\xNN`, in an agent too; both stay as they are: `hostile.log`.
    What is no request (`-`, bytes of TLS) has no method and no URL, but `apache_httpd.request_line`: `hostile.log`.
    `%b` counts the body, and stands in `common` and `combined`; `%O`, in `vhost_combined`, counts the headers too.
    Debian's `combined` has `%O`; the line does not tell, and the manual's format is taken: `vhosts.log`.
    Error logs write IPv6 addresses without brackets: the last number is the port in 2.4 only: `errors.log`.
    A user's name of basic authentication has no colon, so that none can pretend another message: `errors.log`.

Other readings:
    `http.response.bytes` of `common` and `combined`: it would be the size with headers, which `%b` does not count;
    it is `http.response.body.bytes`.
    `source.*` without the addresses of proxies: the first of them is `network.forwarded_ip`.
"""

from __future__ import annotations

from ecsparse.ecs import waf, web
from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip, is_ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.formats import clf, modsecurity
from ecsparse.patterns import Pattern
from ecsparse.products.apache_httpd.messages import MESSAGES
from ecsparse.record import Field, Phrase, Prefix, Product, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record

TAGS = frozenset(("apache", "apache2", "httpd"))

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

PRODUCT = Product(
    vendor="Apache",
    name="HTTP Server",
    versions="2.2 and 2.4",
    formats=("common", "combined", "text"),
    signatures=(
        *map(Program, sorted(TAGS)),
        *(Prefix(f"[{weekday} ") for weekday in _WEEKDAYS),
        *clf.SIGNATURES,
        Phrase("[pid "),
    ),
    fields=(
        *waf.FIELDS,
        "event.code", "http.response.bytes", "log.origin.file.line", "log.origin.file.name", "source.address",
        "source.ip", "source.port", "tls.cipher", "tls.version", "tls.version_protocol",
    ),
    own_fields={
        "apache_httpd.access.extra": Field("keyword", "what follows the known fields of an access log, as it is"),
        "apache_httpd.ident": Field("keyword", "what the client's identd says of its user"),
        "apache_httpd.module": Field("keyword", "the server's module that writes"),
        "apache_httpd.request_line": Field("keyword", "what was sent instead of a request, as the log escapes it"),
        **waf.own_fields("apache_httpd"),
    },
    actions=waf.ACTIONS,
    messages=MESSAGES,
)  # fmt: skip

# [Tue Oct 31 15:09:55.123456 2023] [core:error] [pid 2101:tid 140213772924672]
_ERROR = Pattern(
    r"(?:\[([A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}(?:\.[0-9]{1,9})? [0-9]{4})\] )?"
    r"\[(?:([A-Za-z0-9_-]{0,64}):)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])\]"
    r"(?: \[pid ([0-9]{1,20})(?::tid ([0-9]{1,20}))?\])?(?: |$)"
)
# core.c(3739): (70014)End of file found: [client 192.0.2.15:51234] AH00126:
_BODY = Pattern(
    r"(?:(?P<file>[A-Za-z0-9_.-]{1,64}\.[a-z]{1,4})\((?P<line>[0-9]{1,6})\): )?"
    r"(?:\((?P<errno>[0-9]{1,6})\)[^:\[\]]{1,200}: )?"
    r"(?:\[(?:client|remote) (?P<peer>[0-9A-Za-z.:%_-]{1,255} ?[0-9:]{0,6})\] )?"
    r"(?:\[client [0-9A-Za-z.:%_-]{1,255}\] )?(?:\((?P<later>[0-9]{1,6})\)[^:\[\]]{1,200}: )?"
    r"(?:(?P<code>AH[0-9]{5}): )?(?:\[[0-9]{1,10}\] )?"
)

# [31/Oct/2023:15:10:00 +0100] 192.0.2.19 TLSv1.3 TLS_AES_256_GCM_SHA384 "GET / HTTP/1.1" 5123
_TLS_REQUEST = Pattern(
    r"\[([^\[\]]{26})\] ([\w:][\w.:%-]{0,252}) (?:([A-Z]{3})v([0-9](?:\.[0-9])?)|-) ([A-Z0-9_-]{1,64}) "
    r'"([^"\\]*+(?:\\.[^"\\]*+)*+)" ([0-9]{1,40}|-)'
)


def parse(record: Record) -> Document | None:
    """The document of a line of Apache's, `None` for another program's."""
    header = record.header
    is_tagged = header is not None and header.appname in TAGS
    if header is not None and header.appname is not None and not is_tagged:
        return None
    text = record.text
    document = _error(record) if text[:1] == "[" else _access(record, text)
    if document is None:
        document = _tls_request(record, text) if text[:1] == "[" else None
    if document is None and is_tagged:
        document = MESSAGES.document("message", {})
        if (moment := record.header_time()) is not None:
            document["@timestamp"] = moment
    if document is not None and is_tagged:
        document["process"] = {**process(header), **document.get("process", {})}
    return document


def _access(record: Record, text: str) -> Document | None:
    line = clf.access(text)
    if line is None or not ((record.header is not None and record.header.appname) or _is_usual(line)):
        return None
    request = clf.request(line.request)
    size = parse_uint(line.size)
    sizes: Document = {}
    with_headers = ":" in line.before and not is_ip(line.before)
    if size is not None:
        sizes = {"bytes": size} if with_headers else {"body": {"bytes": size}}
    document = web.access(request, web.status_code(line.status), sizes, web.said(line.referrer))
    if (moment := record.clock.clf(line.time)) is not None:
        document["@timestamp"] = moment
    proxies = (line.before, *line.proxies, *(line.forwarded or "").split(","))
    web.add_client(document, line.client, proxies)
    if (user := web.said(line.user)) is not None:
        document["user"] = {"name": user}
    if (agent := web.said(line.agent)) is not None:
        document["user_agent"] = {"original": agent}
    if line.before and not is_ip(line.before):
        web.add_host(document, "destination", line.before)
    own: Document = {} if line.ident == "-" else {"ident": line.ident}
    if request is None and (sent := web.said(line.request)) is not None:
        own["request_line"] = sent
    if extra := line.rest.strip(" "):
        own["access"] = {"extra": extra}
    if own:
        document["apache_httpd"] = own
    web.add_related(document, "source", "destination")
    return document


def _is_usual(line: clf.Access) -> bool:
    """Whether a line that no program's name stands before is in a format of Apache's."""
    return (
        (line.agent is None or line.ident == "-")
        and (line.elapsed is None or line.agent is not None)
        and (not line.rest or _has_own_fields(line))
    )


def _has_own_fields(line: clf.Access) -> bool:
    """Whether what follows the known fields of a line is fields that an administrator may have added."""
    found = clf.fields(line.rest)
    if found is None or clf.are_nginx(found):
        return False
    # behind `common`, others write numbers
    return line.agent is not None or found[0].is_quoted or bool(found[0].name)


def _tls_request(record: Record, text: str) -> Document | None:
    match = _TLS_REQUEST.fullmatch(text)
    moment = None if match is None else record.clock.clf(match[1])
    if match is None or moment is None:
        return None
    _, client, protocol, version, cipher, line, size = match.groups()
    request, number = clf.request(line), parse_uint(size)
    document = web.access(request, None, {} if number is None else {"body": {"bytes": number}})
    document["@timestamp"] = moment
    tls = {"version": version, "version_protocol": protocol and protocol.lower(), "cipher": web.said(cipher)}
    if tls := {name: value for name, value in tls.items() if value is not None}:
        document["tls"] = tls
    if request is None and (sent := web.said(line)) is not None:
        document["apache_httpd"] = {"request_line": sent}
    web.add_client(document, client)
    web.add_related(document, "source")
    return document


def _error(record: Record) -> Document | None:
    start = _ERROR.match(record.text)
    if start is None:
        return None
    time, module, level, pid, thread = start.groups()
    # a level alone says nothing of who writes
    if time is None and pid is None and (record.header is None or record.header.appname is None):
        return None
    body = _BODY.match(record.text, start.end())
    peer = None if body is None else body["peer"]
    message, _, referrer = record.text[start.end() if body is None else body.end() :].partition(", referer: ")
    document = _message(message, level)
    _add_time(document, record, time)
    _add_faults(document, message, level, {} if body is None else body.groupdict())
    if (identifier := parse_uint(pid or "")) is not None:
        document["process"] = {"pid": identifier}
        if (identifier := parse_uint(thread or "")) is not None:
            document["process"]["thread"] = {"id": identifier}
    if module and module != "-":
        document.setdefault("apache_httpd", {})["module"] = module
    if web.said(referrer) is not None:
        http = document.setdefault("http", {})
        http["request"] = {**http.get("request", {}), "referrer": referrer}
    if peer is not None:
        _add_peer(document, peer, has_port=pid is not None)
    web.add_related(document, "source", "destination", "server")
    return document


def _add_faults(document: Document, message: str, level: str, said: dict[str, str | None]) -> None:
    """Add `log`, `error` and `event.code`."""
    document["log"] = {"level": level}
    if said.get("file"):
        document["log"]["origin"] = {"file": {"name": said["file"], "line": parse_uint(said["line"] or "")}}
    if said.get("code"):
        document["event"] = {**document["event"], "code": said["code"]}
    error = {"message": message} if level in web.ERRORS and message else {}
    if errno := said.get("errno") or said.get("later"):
        error["code"] = errno
    if error:
        document["error"] = error


def _add_time(document: Document, record: Record, time: str | None) -> None:
    if time is None:
        moment = record.header_time()
    else:
        moment = record.clock.ctime_with_fraction(time)
        document["event"] = {**document["event"], "timezone": record.clock.zone}
    if moment is not None:
        document["@timestamp"] = moment


def _message(message: str, level: str) -> Document:
    """The document of a message of the error log."""
    if message.startswith(modsecurity.START):
        verdict, values = modsecurity.read(message)
        document = waf.alert(verdict, values)
        if own := waf.own(verdict, values):
            document["apache_httpd"] = own
        return document
    found = MESSAGES.read(message)
    if found is None:
        return MESSAGES.document("error" if level in web.FAILURES else "message", {})
    action, captures = found
    document = MESSAGES.document(action, captures)
    if (line := captures.get("request")) is not None:
        request = clf.request(line)
        if request is None:
            document["apache_httpd"] = {"request_line": line}
        else:
            access = web.access(request, None, {})
            document.update(http=access["http"], url=access["url"])
    return document


def _add_peer(document: Document, peer: str, *, has_port: bool) -> None:
    """Add `source` of `192.0.2.15:51234`, `2001:db8::1:51234`, or an address alone (2.2)."""
    before, _, digits = peer.replace(" ", "").rpartition(":")
    if has_port and (address := ip(before)) is not None and digits.isdecimal():
        web.add_client(document, address, port=port_of(digits))
    else:
        web.add_client(document, peer)
