r"""nginx: who asked for what, and what went wrong.

Layout:
    192.0.2.20 - - [31/Oct/2023:15:09:55 +0000] "GET /app.js HTTP/1.1" 304 0 "-" "curl/8.5.0" "-"
    2023/10/31 15:09:55 [error] 31#31: *1207 open() "/srv/a" failed (2: No such file or directory), client:
    192.0.2.23, server: app.example.com, request: "GET /a HTTP/1.1", host: "app.example.com"
    {"timestamp": "2023-10-31T15:09:55+00:00", "remote_addr": "192.0.2.20", "request": "GET / HTTP/1.1", … }

    Access logs in the format `combined`; in `main` of the packages' nginx.conf (`combined` and the addresses of
    proxies); with times of the request and its upstreams behind them, or with fields of the user's own that are
    named, quoted or numbers; with the host before them; as Kubernetes' ingress-nginx has them; and as a JSON object
    with the names of nginx's variables and `"nginx_access": true`.
    Error logs. Bare, or behind the syslog tag `nginx`.

Source: nginx 1.18 to 1.27: ngx_http_log_module, ngx_http_core_module (variables), and the messages in the source;
ModSecurity 3.

Timestamps: those of access logs have an offset; those of error logs are local, in whole seconds.

Quirks:
    A bare line in `combined` is Apache's, which writes the same; behind the tag `nginx`, or with `--prefer nginx`,
    it is nginx's. One with addresses or times behind it is nginx's in any case: `main.log`, `fields.log`.
    Of fields of the user's own, those are read that have the names of nginx's variables of times, or `rt`, `uct`,
    `uht` and `urt`, as many call these; the others are `nginx.access.extra`: `fields.log`.
    Quotation marks in a request are `\x22`, and stay so: `hostile.log`.
    `$body_bytes_sent` does not count the headers: `http.response.body.bytes`.
    `$request_time` is in seconds: `event.duration`, which is none of an upstream's time: `main.log`.
    An error log escapes nothing. Where a client's text pretends to be the end of a message, so that it could be
    read in two ways, what follows the message is left out: `hostile.log`.

Other readings:
    `http.response.bytes`: it would be the size with headers; it is `http.response.body.bytes`.
    `destination.ip` and `destination.port` of an upstream: it is `server.*`; `destination` is this server, as the
    client named it.
    `tls.server.x509.issuer.common_name` of a server of OCSP: its name is not that of the certificate's issuer;
    it is `server.domain`.
"""

from __future__ import annotations

from ecsparse.ecs import waf, web
from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import clf, json
from ecsparse.products.nginx.errors import error
from ecsparse.products.nginx.fields import variables_of
from ecsparse.products.nginx.messages import MESSAGES
from ecsparse.record import Field, Prefix, Product, Program, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record

TAG = "nginx"

PRODUCT = Product(
    vendor="F5",
    name="nginx",
    versions="1.18 to 1.27",
    formats=("combined", "text", "json"),
    signatures=(
        Program(TAG),
        Shape("0000/00/00"),
        *clf.SIGNATURES,
        Prefix('{ "timestamp": "'),
        Prefix('{"timestamp":"'),
        Prefix('{"timestamp": "'),
    ),
    after={"apache_httpd": "a bare line in `combined` does not name its server, and the format is Apache's"},
    fields=(
        *waf.FIELDS,
        "destination.bytes", "destination.port", "event.duration", "http.request.bytes", "http.response.mime_type",
        "source.bytes",
    ),
    own_fields={
        "nginx.access.extra": Field("keyword", "fields of an access log that are not known, as they are"),
        "nginx.connection": Field("long", "number of the connection that a message of the error log is about"),
        "nginx.request_line": Field("keyword", "what was sent instead of a request, as the log escapes it"),
        "nginx.server": Field("keyword", "server_name of the server that a message of the error log is about"),
        "nginx.service": Field("keyword", "name, namespace and port of the service that ingress-nginx passes to"),
        "nginx.upstream.connect_time": Field("keyword", "seconds until each upstream was connected"),
        "nginx.upstream.header_time": Field("keyword", "seconds until each upstream had sent its header"),
        "nginx.upstream.response_time": Field("keyword", "seconds that each upstream took"),
        "nginx.upstream.url": Field("keyword", "what nginx asked the upstream for"),
        **waf.own_fields("nginx"),
    },
    actions=waf.ACTIONS,
    messages=MESSAGES,
)  # fmt: skip

# Times of upstreams, by what they are.
_UPSTREAM_TIMES = {"connected": "connect_time", "headed": "header_time", "upstream": "response_time"}
# Members of a JSON object, by what they are.
_MEMBERS = {
    "forwarded": "http_x_forwarded_for",
    "id": "request_id",
    "length": "request_length",
    "seconds": "request_time",
    "server": "upstream_addr",
    "upstream": "upstream_response_time",
}


def parse(record: Record) -> Document | None:
    """The document of a line of nginx's, `None` for another program's."""
    header, text = record.header, record.text
    is_tagged = header is not None and header.appname == TAG
    if header is not None and header.appname is not None and not is_tagged:
        return None
    document = _object(record) if text[:1] == "{" else error(record) or _access(record, text)
    if document is None and is_tagged:
        document = MESSAGES.document("message", {})
        if (moment := record.header_time()) is not None:
            document["@timestamp"] = moment
    if document is not None and is_tagged:
        document["process"] = {**process(header), **document.get("process", {})}
    return document


def _access(record: Record, text: str) -> Document | None:
    line = clf.access(text)
    if line is None or line.elapsed is not None or line.forwarded is not None:
        return None
    said: dict[str, str] | None = {}
    if line.rest:
        said = None if line.agent is None else variables_of(line.rest)
    is_tagged = record.header is not None and record.header.appname is not None
    if not is_tagged and (said is None or not _is_usual(line)):
        return None
    if said is None:
        said = {"extra": line.rest.strip(" ")}
    return _accessed(record.clock.clf(line.time), line, said)


def _is_usual(line: clf.Access) -> bool:
    """Whether a line that no program's name stands before is in `combined`, but for what follows that."""
    return (
        line.agent is not None
        and line.ident == "-"
        and not line.proxies
        and (not line.before or "." in line.before)
        and ":" not in line.before
        and not is_ip(line.before)
        # nginx writes \x22
        and '\\"' not in f"{line.request}{line.referrer}{line.agent}"
    )


def _accessed(moment: str | None, line: clf.Access, said: dict[str, str]) -> Document:
    request, size = clf.request(line.request), parse_uint(line.size)
    response: Document = {} if size is None else {"body": {"bytes": size}}
    if kind := said.get("type"):
        response["mime_type"] = kind
    document = web.access(request, web.status_code(line.status), response, web.said(line.referrer))
    if moment is not None:
        document["@timestamp"] = moment
    web.add_client(document, line.client, (line.before, *line.proxies, *said.get("forwarded", "").split(",")))
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
    if "extra" in said:
        own["access"] = {"extra": said["extra"]}
    times = {field: said[name] for name, field in _UPSTREAM_TIMES.items() if name in said}
    if times:
        own["upstream"] = times
    if own:
        document["nginx"] = {**document.get("nginx", {}), **own}


def _object(record: Record) -> Document | None:
    """The document of a JSON object whose members have the names of nginx's variables."""
    try:
        payload = json.decode(record.text)
    except ValueError:
        return None
    if not isinstance(payload, dict) or payload.get("nginx_access") is not True:
        return None
    values = {name: f"{value}" for name, value in payload.items() if isinstance(value, (str, int, float))}
    get = values.get
    line = clf.Access(
        "", (), get("remote_addr", ""), "-", get("remote_user", "-"), "", None, get("request", "-"),
        get("response_status", get("status", "-")), get("body_bytes_sent", "-"), None,
        get("http_referrer", get("http_referer", "-")), get("http_user_agent", "-"), "",
    )  # fmt: skip
    said = {field: text for field, name in _MEMBERS.items() if (text := web.said(get(name))) is not None}
    document = _accessed(record.clock.instant(get("timestamp", "")), line, said)
    if (name := web.said(get("host"))) is not None:
        web.add_host(document, "destination", name)
        web.add_related(document, "source", "destination", "server")
    return document
