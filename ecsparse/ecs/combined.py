"""Most lines of access logs at once: a client's address, a path, a status, and nothing that takes a closer look.

It could be taken away without changing a byte: `ecsparse.formats.clf` and `ecsparse.ecs.web` read these lines, too.
It takes a third of the time (make bench).
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.pieces import is_ip
from ecsparse.ecs.url import of_path
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document
    from ecsparse.timestamps.clock import Clock

# 192.0.2.1 - alice [10/Oct/2000:13:55:36 -0700] "GET /a?b=c HTTP/1.0" 200 2326 "-" "curl/8.5"
_LINE = Pattern(
    r'([0-9A-Fa-f.:]{2,45}) - ([A-Za-z0-9_.@-]{1,64}) \[([^\[\]"]{20} [+-][0-9]{4})\] '
    r'"([A-Z]{1,16}) (/[^\s"\\]*) HTTP/([0-9](?:\.[0-9])?)" ([1-9][0-9]{2}) ([0-9]{1,18}|-)'
    r'(?: "([^"\\]*)" "([^"\\]*)")?'
)


def combined(text: str, clock: Clock) -> Document | None:
    """The document of a line in `common` or `combined`; `None` if it takes a closer look, or is not such a line."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    client, user, time, method, target, version, status, size, referrer, agent = match.groups()
    moment = clock.clf(time)
    if moment is None or method == "CONNECT" or not is_ip(client):
        return None
    request = {"method": method}
    if referrer and referrer != "-":
        request["referrer"] = referrer
    code = int(status)
    response: Document = {"status_code": code}
    if size != "-":
        response["body"] = {"bytes": int(size)}
    document: Document = {
        "event": web.of_request(code),
        "network": web.HTTP,
        "http": {"response": response, "request": request, "version": version},
        "url": of_path(target),
        "@timestamp": moment,
        "source": {"address": client, "ip": client},
    }
    related = {"ip": [client]}
    if user != "-":
        document["user"] = {"name": user}
        related["user"] = [user]
    if agent and agent != "-":
        document["user_agent"] = {"original": agent}
    document["related"] = related
    return document
