"""What HAProxy says of itself: servers and proxies that come and go, processes, and connections that failed."""

from __future__ import annotations

from ecsparse.ecs.numbers import from_milliseconds
from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.ecs.web import status_code
from ecsparse.messages import Action, Messages
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.record import Document

MILLISECOND = 10**6

TCP = {"transport": "tcp"}
_SESSION = "a TCP session ended"

ACTIONS = {
    "backend-down": Action("a backend has no server left", "network", "info", "failure"),
    "check-failed": Action("a health check of a server failed", "network", "info", "failure"),
    "check-succeeded": Action("a health check of a server succeeded", "network", "info", "success"),
    "connection-failed": Action(
        "a client's connection failed", "network", "connection protocol", "failure", also={"network": TCP}
    ),
    "message": Action("any other message", "network", "info"),
    "process-ended": Action("a process of HAProxy ended", "process", "end"),
    "process-started": Action("a process of HAProxy started, or is ready", "process", "start"),
    "proxy-paused": Action("a frontend stops listening for a while", "configuration", "change"),
    "proxy-resumed": Action("a frontend listens again after a pause", "configuration", "change"),
    "proxy-started": Action("a frontend or backend started", "process", "start"),
    "proxy-stopped": Action("a frontend or backend stopped", "process", "end"),
    "server-address-changed": Action("a server has another address", "configuration", "change"),
    "server-changed": Action("an administrator or an agent changed a server's state", "configuration", "change"),
    "server-down": Action("a server is down", "network", "info", "failure"),
    "server-up": Action("a server is up", "network", "info", "success"),
    "tcp-connection": Action("a connection was accepted", "network", "connection start", also={"network": TCP}),
    "tcp-session": Action(_SESSION, "network", "connection end", "success"),
    "tcp-session/by-client": Action(_SESSION, "network", "connection end"),
    "tcp-session/failed": Action(_SESSION, "network", "connection end", "failure"),
}


def _server(address: str) -> Document:
    return endpoint(ip(address), None)


CAPTURES = {
    "reason": ecs("event.reason", "[^,.]{1,200}"),
    "duration": ecs("event.duration", "[0-9]{1,9}", from_milliseconds),
    "status": ecs("http.response.status_code", "[0-9]{3}", status_code),
    "address": Capture("server", "[0-9A-Fa-f.:]{2,45}", _server, parts=("address", "ip")),
    "backend": own("keyword", "name of the backend", r"[^\s/']{1,255}", name="backend.name"),
    "bind": own("keyword", "name of the address that the frontend listens on", name="bind.name"),
    "frontend": own("keyword", "name of the frontend", r"[^\s']{1,255}", name="frontend.name"),
    "server": own("keyword", "name of the server that handled the session", r"[^\s/]{1,255}", name="server.name"),
}

MESSAGES = Messages("haproxy", ACTIONS, CAPTURES, r"""
server-changed !        Server {peer} {maintained}
server-changed !        Backup Server {peer} {maintained}
server-down !           Server {peer} {down}
server-down !           Backup Server {peer} {down}
server-up !             Server {peer} {up}
server-up !             Backup Server {peer} {up}
server-changed !        Server {peer} {changed}
server-changed !        Backup Server {peer} {changed}
server-changed          Server {peer} {set}
server-changed          Backup Server {peer} {set}
server-address-changed  {peer} changed its IP from {~\S{0,45}} to {address} by {*}
check-succeeded !       Health check for {?backup }server {peer} succeeded{check}
check-failed !          Health check for {?backup }server {peer} failed{check}
backend-down !          proxy {?'}{backend:[^\s']{1,255}}{?'} has no server available!
backend-down !          backend {?'}{backend:[^\s']{1,255}}{?'} has no server available!
proxy-started           Proxy {?'}{frontend}{?'} started.
proxy-stopped !         Proxy {?'}{frontend}{?'} stopped ({*}).
proxy-stopped !         Stopping {|proxy|frontend|backend} {frontend:\S{1,255}} in {~[0-9]{1,9}} ms.
proxy-paused            Pausing {|proxy|frontend} {frontend:\S{1,255}}.
proxy-paused            Paused {|proxy|frontend} {frontend:\S{1,255}}.
proxy-resumed           Enabling {|proxy|frontend} {frontend:\S{1,255}}.
proxy-resumed           Resumed {|proxy|frontend} {frontend:\S{1,255}}.
process-started         New {|worker|program} {*}
process-started         Loading success.
process-ended           Exiting {*}
process-ended           Current {|worker|program} {*} exited with code {*}
process-ended           Former {|worker|program} {*} exited with code {*}
process-ended           All workers exited.{*}
""", {
    "peer": r"{backend:[^\s/]{1,255}}/{server}",
    "maintained": "is {?going }DOWN for maintenance{*}",
    "down": "is {|DOWN|stopping|going DOWN}{check}",
    "up": "is {|UP|going UP}{check}",
    # what others do not write
    "changed": "is {|DOWN|UP|going|stopping}{*}",
    "set": "{|is|was|remains|administratively|({*}) is FORCED} {*}",
    "check": '{?, reason: {reason}{?, code: {status}}{?, info: "{*}"}{?, check duration: {duration}ms}}'
    "{?{|.|{?{~[.,]}} {*}}}",
})  # fmt: skip
