r"""Access logs of proxies that begin with the time, and have labels: Nginx Proxy Manager's, and of upstreams.

Layout:
    [31/Oct/2023:15:09:55 +0000] - 200 200 - GET https app.example.com "/a" [Client 192.0.2.20] [Length 61] [Gzip -]
    [Sent-to 198.51.100.7] "curl/8.5.0" "-"
    [31/Oct/2023:15:09:55 +0000] 404 - GET http app.example.com "/a" [Client 192.0.2.20] [Length 61] [Gzip 2.90]
    "curl/8.5.0" "-"

    [31/Oct/2023:15:09:55 +0000] 192.0.2.20 - - - app.example.com to: 198.51.100.7:8080: GET /a HTTP/1.1 200
    upstream_response_time 0.003 msec 1698764995.123 request_time 0.003

    In the first two, of Nginx Proxy Manager: what the cache did and the upstream's status, both before the status.
    In the last, which many have: the user and the server's name, either may be missing; so may the status.

Source: Nginx Proxy Manager 2, `log-proxy.conf` (the formats `proxy` and `standard`).
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.formats import clf
from ecsparse.patterns import Pattern
from ecsparse.products.nginx.access import accessed
from ecsparse.record import Document, Record

# [31/Oct/2023:15:09:55 +0000] - 200 200 - GET https app.example.com "/a" [Client 192.0.2.20] [Length 61] [Gzip -] …
_LINE = Pattern(
    r"\[([^\[\]\"]{20} [+-][0-9]{4})\] (?:(?:-|[A-Z]{1,16}) (?:-|[0-9, :-]{3,64}) )?([0-9]{3}|-) - "
    r'([A-Z]{1,16}|-) (https?|-) (\S{1,255}) "([^"]*)" \[Client ([^\[\] ]{1,64})\] \[Length ([0-9]{1,40}|-)\] '
    r'\[Gzip [^\[\]]{1,16}\](?: \[Sent-to ([^\[\] ]{1,255})\])? "([^"]*)" "([^"]*)"'
)


# [31/Oct/2023:15:09:55 +0000] 192.0.2.20 - - - app.example.com to: 198.51.100.7:8080: GET /a HTTP/1.1 200 …
_UPSTREAM = Pattern(
    r"\[([^\[\]\"]{20} [+-][0-9]{4})\] ([0-9A-Fa-f.:]{2,45}) (?:- ([^\s\"]{1,255}) )??- ([^\s\"]{1,255})"
    r" {1,2}(?:([^\s\"]{1,255}) )?to: ([^\s\"]{1,255}(?:, [^\s\"]{1,255}){0,16}?): "
    r"([A-Z]{1,32} [^\s\"]{1,32768}(?: HTTP/[0-9](?:\.[0-9])?)?)(?: ([0-9]{3}))? "
    r"upstream_response_time ([0-9.,: -]{1,255}) msec [0-9.]{1,20} request_time ([0-9]{1,9}\.[0-9]{3})"
)


def passed(record: Record, text: str) -> Document | None:
    """The document of a line of a format for upstreams; `None` for other text."""
    match = _UPSTREAM.fullmatch(text)
    if match is None:
        return None
    time, client, user, name, host, server, asked, status, upstream, seconds = match.groups(default="-")
    line = clf.Access("", (), client, "-", user, time, None, asked, status, "-", None, None, None, "")
    said = {"server": server, "upstream": upstream, "seconds": seconds}
    document = accessed(record.clock, line, {name: value for name, value in said.items() if web.said(value)})
    if (domain := web.said(host) or web.said(name)) is not None:
        web.add_host(document, "destination", domain)
        web.add_related(document, "source", "destination", "server")
    return document


def managed(record: Record, text: str) -> Document | None:
    """The document of a line of the manager's hosts; `None` for other text."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    time, status, method, scheme, host, target, client, size, server, agent, referrer = match.groups()
    line = clf.Access(
        "", (), client, "-", "-", time, None, f"{method} {target}", status, size, None, referrer, agent, ""
    )  # fmt: skip
    document = accessed(record.clock, line, {})
    if (domain := web.said(host)) is not None:
        web.add_host(document, "destination", domain)
        if "url" in document and "domain" not in document["url"]:
            document["url"] = {**document["url"], "domain": domain, "scheme": scheme}
    if server is not None:
        web.add_host(document, "server", server)
    web.add_related(document, "source", "destination", "server")
    return document
