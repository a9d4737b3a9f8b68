"""What columns hold, and what a line is: the table of IIS."""

from __future__ import annotations

from ecsparse.ecs.numbers import from_milliseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, port_number
from ecsparse.ecs.url import url
from ecsparse.ecs.web import status_code
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern

# 192.0.2.5 | 192.0.2.5:50123,+198.51.100.7:49770 | [2001:db8::5]:50123
_FORWARDED = Pattern(r"(?:([0-9.]{7,15})(?::[0-9]{1,5})?|\[?([0-9A-Fa-f:.]{2,45})\]?(?::[0-9]{1,5})?)\+?(?:,|$)")

_FTP = {"network": {"protocol": "ftp"}}
_HTTP = {"network": {"protocol": "http"}}
_SMTP = {"network": {"protocol": "smtp"}}

ACTIONS = actions(
    """
file-start              web: info | IIS begins a file, and says which columns it has
ftp-command             network file: access + ftp | a command of a client was answered
ftp-command/failed      network file: access, failure + ftp
ftp-login               authentication network: start, success + ftp | a client gave its password
ftp-login/failed        authentication network: start, failure + ftp
http-error              web network: info, failure + http | HTTP.sys answers a request, or ends a connection, by
  itself
http-request            web: access + http | a request of HTTP was answered
http-request/failed     web: access, failure + http
http-request/succeeded  web: access, success + http
smtp-command            network email: info + smtp | a command of a client was answered
""",
    ftp=_FTP,
    http=_HTTP,
    smtp=_SMTP,
)


def _plain(text: str) -> str:
    return text.replace("+", " ").strip(" ")


def _command(text: str) -> str:
    """A command, without the number of its session before it."""
    return text.rpartition("]")[2]


def _transport(text: str) -> str:
    """The transport that a protocol stands on: QUIC's is UDP."""
    return "udp" if text == "QUIC" else text.lower()


def _version(text: str) -> str:
    return text.removeprefix("HTTP/")


def first_of(text: str) -> str | None:
    """The first address that proxies forwarded; Azure's gateway states its port as well."""
    first = _FORWARDED.match(text)
    return None if first is None else ip(first[1] or first[2])


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "c-ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "c-port": (ecs("source.port", read=port_number), ecs("client.port", read=port_number)),
    "cs-bytes": (
        ecs("http.request.bytes", read=count), ecs("client.bytes", read=count), ecs("source.bytes", read=count)
    ),
    "cs-host": (ecs("url.domain", read=host_name, related="hosts"),),
    "cs-method": ecs("http.request.method"),
    "cs-uri": Capture("url", ".+", url, parts=("original", "path", "query", "extension")),
    "cs-username": account(),
    "cs-version": ecs("http.version", read=_version),
    "cs(Cookie)": own("keyword", "cookies that the client sent", read=_plain, name="cookie"),
    "cs(Referer)": ecs("http.request.referrer"),
    "cs(User-Agent)": ecs("user_agent.original", read=_plain),
    "command": own("keyword", "command of a client of FTP or SMTP", read=_command, name="command"),
    "answer": own("long", "answer to a command of FTP or SMTP", read=count, name="answer"),
    "answer-bytes": (ecs("server.bytes", read=count), ecs("destination.bytes", read=count)),
    "argument": own("keyword", "what a client of SMTP says with its command", read=_plain, name="argument"),
    "command-bytes": (ecs("client.bytes", read=count), ecs("source.bytes", read=count)),
    "path": ecs("file.path"),
    "peer": (ecs("client.domain", read=host_name, related="hosts"), ecs("source.domain", read=host_name)),
    "columns": own("keyword", "columns of a file", read=str.split, name="columns"),
    "forwarded": ecs("network.forwarded_ip", read=first_of, related="ip"),
    "s-computername": own("keyword", "name of the server", name="server_name", related="hosts"),
    "s-ip": (ecs("destination.ip", read=ip, related="ip"), ecs("server.ip", read=ip)),
    "s-port": (ecs("destination.port", read=port_number), ecs("server.port", read=port_number)),
    "s-queuename": own("keyword", "queue of requests", name="queue"),
    "s-reason": ecs("event.reason"),
    "s-siteid": own("keyword", "number of the site", name="site_id"),
    "streamid": own("long", "stream of HTTP/2", read=count, name="stream_id"),
    "x-session": own("keyword", "session of FTP", name="session_id"),
    "transport": ecs("network.transport", read=_transport),
    "s-sitename": own("keyword", "site", name="site"),
    "sc-bytes": (
        ecs("http.response.bytes", read=count),
        ecs("server.bytes", read=count),
        ecs("destination.bytes", read=count),
    ),
    "sc-status": ecs("http.response.status_code", read=status_code),
    "sc-substatus": own("long", "details of the status", read=count, name="substatus"),
    "sc-win32-status": own("long", "status of Windows", read=count, name="win32_status"),
    "version": ecs("service.version"),
    "time-taken": ecs("event.duration", read=from_milliseconds),
}  # fmt: skip

VALUES = Values("microsoft_iis", ACTIONS, CAPTURES)

_FIRST_FAILURE = 400


def action_of(status: str) -> str:
    """The action of a request with this status."""
    code = status_code(status)
    if code is None:
        return "http-request"
    return "http-request/succeeded" if code < _FIRST_FAILURE else "http-request/failed"
