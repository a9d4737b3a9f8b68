"""The document of a line of an access log, which servers that write the Common Log Format have in common."""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import clf
from ecsparse.record import Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document
    from ecsparse.timestamps.clock import Clock


def own_fields(product: str) -> dict[str, Field]:
    """The fields outside ECS that lines of access logs of a `product` can have."""
    return {
        f"{product}.access.extra": Field("keyword", "fields of an access log that are not known, as they are"),
        f"{product}.access.proxies": Field("keyword", "proxies behind the client that is named first, in quotes"),
        f"{product}.request_line": Field("keyword", "what was sent instead of a request, as the log escapes it"),
    }


def accessed(
    clock: Clock, line: clf.Access, response: Document, forwarded: str, own: Document
) -> tuple[Document, list[str]]:
    """The document of the parts of a line but for `related`, and the proxies behind a client that is named first.

    `response` is what `http.response` has besides the status, `forwarded` lists addresses that proxies told of.
    What was sent instead of a request is added to `own`, the fields of the server's own.
    """
    request = clf.request(line.request)
    document = web.access(request, web.status_code(line.status), response, web.said(line.referrer))
    web.add_time(document, clock, line.time)
    client, through = web.client_and_proxies(line.client, line.chain) if line.chain else (line.client, [])
    web.add_client(document, client, (line.before, *line.proxies, *forwarded.split(",")))
    if (user := web.said(line.user)) is not None:
        document["user"] = {"name": user}
    if (agent := web.said(line.agent)) is not None:
        document["user_agent"] = {"original": agent}
    if line.before and not is_ip(line.before):
        web.add_host(document, "destination", line.before)
    if request is None and (sent := web.said(line.request)) is not None:
        own["request_line"] = sent
    return document, through
