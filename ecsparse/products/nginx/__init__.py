r"""nginx: who asked for what, and what went wrong.

Layout:
    192.0.2.20 - - [31/Oct/2023:15:09:55 +0000] "GET /app.js HTTP/1.1" 304 0 "-" "curl/8.5.0" "-"
    2023/10/31 15:09:55 [error] 31#31: *1207 open() "/srv/a" failed (2: No such file or directory), client:
    192.0.2.23, server: app.example.com, request: "GET /a HTTP/1.1", host: "app.example.com"
    {"timestamp": "2023-10-31T15:09:55+00:00", "remote_addr": "192.0.2.20", "request": "GET / HTTP/1.1", … }

    Access logs in the format `combined`; in `main` of the packages' nginx.conf (`combined` and the addresses of
    proxies); with times of the request and its upstreams after them, or with fields of the user's own; with the
    host before them; as Kubernetes' ingress-nginx and Nginx Proxy Manager have them; of upstreams; and with the
    names of its variables, as JSON objects, as labels between tabs, or as pairs.
    Error logs, and what nginx says before they are open. Bare, or after the syslog tag `nginx`.

Source: nginx 1.18 to 1.27: ngx_http_log_module, ngx_http_core_module (variables), and the messages in the source;
ModSecurity 3.

Timestamps: those of access logs have an offset; those of error logs are local, in whole seconds.

Quirks:
    A bare line in `combined` is Apache's, which writes the same; after the tag `nginx`, or with `--prefer nginx`,
    it is nginx's. One with addresses or times after it is nginx's in any case: `main.log`, `fields.log`.
    Of fields of the user's own, those are read that have the names of nginx's variables of times, or `rt`, `uct`,
    `uht` and `urt`, as many call these; the others are `nginx.access.extra`, as texts: `fields.log`, `added.log`.
    So are the names of NGINX Amplify's documentation, `ua`, `ut` and `host`; `ua` and a field without a name are
    the upstream only if they are an address with its port: `upstreams.log`.
    An upstream that is a socket has no address: `upstreams.log`.
    A JSON object is nginx's if it has four names of its variables, one of them a name that others do not give, a
    status and a request, or `"nginx_access": true`; members may have other usual names: `objects.log`.
    So is a line of labels with tabs between them. Of the labels that LTSV recommends, `reqtime` or `apptime` with
    three decimals says that nginx writes, as Apache's users have the same: `labels.log`.
    And so is a line of pairs, `name=value`; names that stand twice do not count: `pairs.log`.
    A time as `$time_iso8601` has it says that nginx writes: `added.log`.
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
from ecsparse.formats import clf, pam
from ecsparse.messages.accesses import own_fields
from ecsparse.products.nginx.access import access
from ecsparse.products.nginx.errors import BEFORE_LOG, MESSAGES, before_log, error
from ecsparse.products.nginx.objects import labelled, logged, paired
from ecsparse.products.nginx.proxies import managed, passed
from ecsparse.record import Document, Field, Key, Phrase, Prefix, Product, Program, Record, Shape

TAG = "nginx"
# What is in every line of labels.
_LABEL = "\tstatus:"
# What lines of pairs begin with, or have second.
_NAMES = (
    "body_bytes_sent=", "bytes_sent=", "http_host=", "msec=", "remote_addr=", "request_id=", "request_time=",
    "server_name=", "time_iso8601=", "time_local=",
)  # fmt: skip

PRODUCT = Product(
    vendor="F5", name="nginx", versions="1.18 to 1.27", formats=("combined", "text", "json"),
    signatures=(
        Program(TAG), Shape("0000/00/00"), *clf.SIGNATURES, *map(Prefix, ('{"', '{ "')),
        *map(Prefix, _NAMES), *map(Key, _NAMES),
        *map(Phrase, (_LABEL, *BEFORE_LOG)),
    ),
    after={"apache_httpd": "a bare line in `combined` does not name its server, and the format is Apache's"},
    fields=(
        *waf.FIELDS, "{destination,source}.{bytes,port}", "event.duration", "http.request.bytes",
        "http.response.{bytes,mime_type}", "tls.{cipher,version,version_protocol}", "tls.client.server_name",
    ),
    own_fields={
        **own_fields("nginx"),
        "nginx.connection": Field("long", "number of the connection that a message of the error log is about"),
        "nginx.server": Field("keyword", "server_name of the server that a message of the error log is about"),
        "nginx.service": Field("keyword", "name, namespace and port of the service that ingress-nginx passes to"),
        "nginx.upstream.{connect,header,response}_time": Field("keyword", "seconds of each upstream until then"),
        "nginx.upstream.url": Field("keyword", "what nginx asked the upstream for"),
        **waf.own_fields("nginx"),
    },
    actions=waf.ACTIONS,
    messages=MESSAGES,
)  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of a line of nginx's, `None` for another program's."""
    text, program = record.text, record.program
    if (program is not None and program != TAG) or text.startswith(pam.STARTS):
        return None
    if text[:1] == "{":
        document = logged(record)
    elif _LABEL in text:
        document = labelled(record)
    elif text[:1] == "[" and (proxied := managed(record, text) or passed(record, text)) is not None:
        document = proxied
    else:
        document = error(record) or before_log(record) or access(record, text) or paired(record)
    return document if program is None else web.under_tag(record, document, MESSAGES.document("message", {}))
