"""What HAProxy says of itself: servers and proxies that come and go, processes, and connections that failed."""

from __future__ import annotations

from ecsparse.ecs.numbers import from_milliseconds
from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.ecs.web import status_code
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, ecs, own

MILLISECOND = 10**6

TCP = {"transport": "tcp"}

ACTIONS = actions("""
backend-down            network: info, failure | a backend has no server left
check-{failed|succeeded}  network: info, {failure|success} | a health check of a server {failed|succeeded}
connection-failed       network: connection protocol, failure + tcp | a client's connection failed
message                 network: info | any other message
process-{ended|started}  process: {end|start} | a process of HAProxy {ended|started, or is ready}
proxy-{paused|resumed}  configuration: change | a frontend {stops listening for a while|listens again}
proxy-{started|stopped}  process: {start|end} | a frontend or backend {started|stopped}
server-address-changed  configuration: change | a server has another address
server-changed          configuration: change | an administrator or an agent changed a server's state
server-{down|up}  network: info, {failure|success} | a server is {down|up}
tcp-connection          network: connection start + tcp | a connection was accepted
tcp-session{|/by-client|/failed}  network: connection end{, success||, failure} | a TCP session ended
""", tcp={"network": TCP})  # fmt: skip

CAPTURES = {
    "reason": ecs("event.reason", "[^,.]{1,200}"),
    "duration": ecs("event.duration", "[0-9]{1,9}", from_milliseconds),
    "status": ecs("http.response.status_code", "[0-9]{3}", status_code),
    "address": Capture("server", "[0-9A-Fa-f.:]{2,45}", lambda text: endpoint(ip(text), None), parts=("address", "ip")),
    "backend": own("keyword", "name of the backend", r"[^\s/']{1,255}", name="backend.name"),
    "bind": own("keyword", "name of the address that the frontend listens on", name="bind.name"),
    "frontend": own("keyword", "name of the frontend", r"[^\s']{1,255}", name="frontend.name"),
    "server": own("keyword", "name of the server that handled the session", r"[^\s/]{1,255}", name="server.name"),
}

MESSAGES = Messages("haproxy", ACTIONS, CAPTURES, r"""
server-changed !        {Server | Backup Server} {peer} is {?going }DOWN for maintenance{*}
server-down !           {Server | Backup Server} {peer} is {|DOWN|stopping|going DOWN}{check}
server-up !             {Server | Backup Server} {peer} is {|UP|going UP}{check}
# what others do not write
server-changed !        {Server | Backup Server} {peer} is {|DOWN|UP|going|stopping}{*}
server-changed          {Server | Backup Server} {peer} {|is|was|remains|administratively|({*}) is FORCED} {*}
server-address-changed  {peer} changed its IP from {~\S{0,45}} to {address} by {*}
check-{succeeded|failed} !  Health check for {?backup }server {peer} {succeeded | failed}{check}
backend-down !          {proxy | backend} {?'}{backend:[^\s']{1,255}}{?'} has no server available!
proxy-started           Proxy {?'}{frontend}{?'} started.
proxy-stopped !         Proxy {?'}{frontend}{?'} stopped ({*}).
proxy-stopped !         Stopping {|proxy|frontend|backend} {frontend:\S{1,255}} in {~[0-9]{1,9}} ms.
proxy-paused            {Pausing | Paused} {|proxy|frontend} {frontend:\S{1,255}}.
proxy-resumed           {Enabling | Resumed} {|proxy|frontend} {frontend:\S{1,255}}.
process-started         New {|worker|program} {*}
process-started         Loading success.
process-ended           Exiting {*}
process-ended           {Current | Former} {|worker|program} {*} exited with code {*}
process-ended           All workers exited.{*}
""", {
    "peer": r"{backend:[^\s/]{1,255}}/{server}",
    "check": '{?, reason: {reason}{?, code: {status}}{?, info: "{*}"}{?, check duration: {duration}ms}}'
    "{?{|.|{?{~[.,]}} {*}}}",
})  # fmt: skip
