r"""Apache HTTP Server: who asked for what, and what went wrong.

Layout:
    192.0.2.11 - jdoe [10/Oct/2023:13:55:36 -0700] "GET /a.gif?b=1 HTTP/1.1" 200 2326 "-" "curl/8.5.0"
    www.example.com:443 192.0.2.12 - - [31/Oct/2023:15:09:58 +0100] "GET / HTTP/1.1" 404 196 "-" "curl/8.5.0"
    [Tue Oct 31 15:09:55.123456 2023] [core:error] [pid 2101:tid 1402] [client 192.0.2.15:51234] AH00126: Invalid …
    [Tue Oct 31 15:09:58 2023] [error] [client 192.0.2.17] File does not exist: /var/www/html/favicon.ico

    The formats `common`, `combined` and `vhost_combined` of access logs, the request log of mod_ssl, and the error
    log of 2.4 and of 2.2; bare, or after the syslog tag `httpd`, `apache` or `apache2`. Variants with a quoted
    address before the request, addresses of proxies or a server's name before the client, a number after the
    size, and fields of the user's own after the known ones are read too.

Source: Apache HTTP Server 2.2 and 2.4: manual pages mod_log_config, core (ErrorLogFormat), mod_ssl, and the
messages in the source; Debian's `vhost_combined`; ModSecurity 2.

Timestamps: those of access logs have an offset; those of error logs are local, with microseconds in 2.4.

Quirks:
    A bare line in `common` or `combined` is Apache's, though nginx and others write the same; one after another
    program's tag is not. `--prefer nginx` says otherwise: `common.log`.
    Fields of the administrator's own, after the known ones, before or between them, are
    `apache_httpd.access.extra`, as texts: `fields.log`, `added.log`. In a bare line they are 64 at most, and
    none that nginx, Squid, Varnish, Traefik, CUPS or HAProxy write; of a version of TLS and a cipher `tls` is made.
    Of a chain of addresses that is quoted in front of all, the first is `source`; the others and who connected are
    `apache_httpd.access.proxies`: `added.log`.
    `ErrorLogFormat` may have ISO dates and the ids of connections and requests: `own_formats.log`; so has a line
    that is bare the module, and a process or a code. What the server writes before its log is open has a code
    `AH…` or is known: the same.
    lighttpd has the server's name where Apache has `-`, so a bare `combined` line with a name there is declined.
    Quotation marks in a request are `\"`, bytes `\xNN`, in an agent too; both stay as they are: `hostile.log`.
    What is not a request (`-`, bytes of TLS) has no method or URL, but `apache_httpd.request_line`: `hostile.log`.
    `%b` counts the body, and stands in `common` and `combined`; `%O`, in `vhost_combined`, counts the headers too.
    Debian's `combined` has `%O`; the line does not tell, and the manual's format is taken: `vhosts.log`.
    `%T/%D` says the time twice, and is `event.duration` where both agree: `times.log`.
    `[remote …]` is the server that a proxy connects to, not a client: `times.log`.
    Error logs write IPv6 addresses without brackets: the last number is the port in 2.4 only: `errors.log`.
    A user's name of basic authentication has no colon, so that none can pretend another message: `errors.log`.

Other readings:
    `http.response.bytes` of `common` and `combined`: it would be the size with headers, which `%b` does not count;
    it is `http.response.body.bytes`.
    `source.*` without the addresses of proxies: the first of them is `network.forwarded_ip`.
"""

from __future__ import annotations

from ecsparse.ecs import waf, web
from ecsparse.ecs.combined import combined
from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import clf, clf_fields, pam
from ecsparse.messages.accesses import accessed, own_fields
from ecsparse.patterns import Pattern
from ecsparse.products.apache_httpd.errors import BEFORE_LOG, MESSAGES, before_log, error
from ecsparse.record import Document, Field, Phrase, Prefix, Product, Program, Record

TAGS = frozenset(("apache", "apache2", "httpd"))

PRODUCT = Product(
    vendor="Apache", name="HTTP Server", versions="2.2 and 2.4", formats=("common", "combined", "text"),
    signatures=(
        *map(Program, sorted(TAGS)),
        *(Prefix(f"[{weekday} ") for weekday in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
        *clf.SIGNATURES,
        Phrase("[pid "),
        *map(Prefix, BEFORE_LOG),
    ),
    fields=(
        *waf.FIELDS, "event.{code,duration}", "http.response.bytes", "log.origin.file.{line,name}",
        "source.{address,ip,port}", "tls.{cipher,version,version_protocol}",
    ),
    own_fields={
        **own_fields("apache_httpd"),
        "apache_httpd.ident": Field("keyword", "what the client's identd says of its user"),
        "apache_httpd.module": Field("keyword", "the server's module that writes"),
        **waf.own_fields("apache_httpd"),
    },
    actions=waf.ACTIONS,
    messages=MESSAGES,
)  # fmt: skip

# 2023-10-31 15:09:55.123Z [admin]: | 01070417:5: (the audits of Infoblox's Grid and of BIG-IP have the tag `httpd`)
_OF_APPLIANCES = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}\.[0-9]{3}Z \[[^\]\s]{1,256}\]: |[0-9A-Fa-f]{8}:[0-7]: ")
# 1/1523456 | **1/1523456** (`%T/%D`)
_TIMES = Pattern(r"(?:\*\*)?([0-9]{1,9})/([0-9]{1,15})(?:\*\*)?")
# [31/Oct/2023:15:10:00 +0100] 192.0.2.19 TLSv1.3 TLS_AES_256_GCM_SHA384 "GET / HTTP/1.1" 5123
_TLS_REQUEST = Pattern(
    r"\[([^\[\]]{26})\] ([\w:][\w.:%-]{0,252}) (?:([A-Z]{3})v([0-9](?:\.[0-9])?)|-) ([A-Z0-9_-]{1,64}) "
    r'"([^"\\]*+(?:\\.[^"\\]*+)*+)" ([0-9]{1,40}|-)'
)


def parse(record: Record) -> Document | None:
    """The document of a line of Apache's, `None` for another program's."""
    text, program = record.text, record.program
    if (program is not None and program not in TAGS) or text.startswith(pam.STARTS):
        return None
    document = error(record) if text[:1] == "[" else _access(record, text) or before_log(record)
    if document is None:
        document = _tls_request(record, text) if text[:1] == "[" else None
    if program is None or (document is None and _OF_APPLIANCES.match(text) is not None):
        return document
    return web.under_tag(record, document, MESSAGES.document("message", {}))


def _access(record: Record, text: str) -> Document | None:
    if (usual := combined(text, record.clock)) is not None:
        return usual
    line = clf.access(text)
    if line is None:
        return None
    found = clf_fields.fields(line.rest)
    if record.program is None and (found is None or clf_fields.are_others(line) or clf_fields.is_nginx(line, found)):
        return None
    # no field of a bare line is empty, as one before a blank at its start would be
    if record.program is None and ("" in line.added or (line.agent is not None and line.ident != "-")):
        return None
    sizes = web.sized(line.size)
    # with headers, after the name of a host and its port
    if sizes and (":" not in line.before or is_ip(line.before)):
        sizes = {"body": sizes}
    own: Document = {} if line.ident == "-" else {"ident": line.ident}
    document, through = accessed(record.clock, line, sizes, line.forwarded or "", own)
    if through or line.rest or line.added or line.elapsed or line.forwarded:
        _add_own_fields(document, own, line, found, through)
    if own:
        document["apache_httpd"] = own
    web.add_related(document, "source", "destination")
    return document


def _add_own_fields(
    document: Document, own: Document, line: clf.Access, found: list[clf_fields.Field] | None, through: list[str]
) -> None:
    """Add what is not known of a line, and the proxies that it names."""
    extra = [*line.added, *([line.rest.strip(" ")] if found is None else (field.text for field in found))]
    if line.elapsed is not None and line.agent is None:
        extra.insert(len(line.added), line.elapsed)
    if line.forwarded is not None and not clf_fields.are_addresses(line.forwarded):
        extra.insert(0, f'"{line.forwarded}"')
    access = {"extra": _without_times(document, web.add_tls(document, extra)), "proxies": through}
    if access := {name: texts for name, texts in access.items() if texts}:
        own["access"] = access


def _without_times(document: Document, extra: list[str]) -> list[str]:
    """`extra` without seconds and microseconds that say the same, which become `event.duration`."""
    for text in extra:
        match = _TIMES.fullmatch(text)
        if match is not None and int(match[1]) == int(match[2]) // 10**6:
            document["event"] = {**document["event"], "duration": int(match[2]) * 1000}
            return [other for other in extra if other is not text]
    return extra


def _tls_request(record: Record, text: str) -> Document | None:
    match = _TLS_REQUEST.fullmatch(text)
    moment = None if match is None else record.clock.clf(match[1])
    if match is None or moment is None:
        return None
    _, client, protocol, version, cipher, line, size = match.groups()
    request, body = clf.request(line), web.sized(size)
    document = web.access(request, None, {"body": body} if body else {})
    document["@timestamp"] = moment
    tls = {"version": version, "version_protocol": protocol and protocol.lower(), "cipher": web.said(cipher)}
    if tls := {name: value for name, value in tls.items() if value is not None}:
        document["tls"] = tls
    if request is None and (sent := web.said(line)) is not None:
        document["apache_httpd"] = {"request_line": sent}
    web.add_client(document, client)
    web.add_related(document, "source")
    return document
