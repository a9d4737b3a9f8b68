"""Messages of nginx's error log, without what follows them: the client, the request and its like."""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host
from ecsparse.messages import Action, Messages
from ecsparse.messages.captures import Capture, authority, ecs
from ecsparse.record import Document

ACTIONS = {
    "access-denied": Action("the configuration or permissions denied a request", "web", "error", "failure"),
    "authentication-failed": Action(
        "a user is unknown, or the password is wrong", "authentication", "start", "failure"
    ),
    "client-connection-failed": Action(
        "the connection to a client broke, or nothing came in time", "network", "connection info", "failure"
    ),
    "configuration-failed": Action("the configuration is not valid", "configuration", "info", "failure"),
    "directory-index-denied": Action("a directory was requested that may not be listed", "web", "error", "failure"),
    "error": Action("any other message of level `error` or above", "web", "error"),
    "file-not-found": Action("a file was requested that does not exist", "web", "error", "failure"),
    "invalid-request": Action("a request is not valid, or too large", "web", "error", "failure"),
    "limited": Action("requests or connections of a client exceed a limit", "web", "error", "failure"),
    "listen-failed": Action("an address to listen on cannot be used", "network", "info", "failure"),
    "message": Action("any other message", "web", "info"),
    "process-ended": Action("a process of the server ended, or was told to", "process", "end"),
    "process-started": Action("a process of the server starts", "process", "start"),
    "script-error": Action("a script wrote an error", "web", "error", "failure"),
    "tls-failed": Action("a TLS handshake or certificate failed", "network", "connection protocol", "failure"),
    "upstream-failed": Action("an upstream server cannot be reached or read", "web", "error", "failure"),
}


def client(text: str) -> Document:
    """`source` of a client: `192.0.2.1`, `192.0.2.1:40444`, `[2001:db8::1]:40444`; empty if it is `unix:`."""
    if ip(text) is not None or text == "unix:":
        return host(text)
    address, _, digits = text.rpartition(":")
    return host(address, port_of(digits) if digits.isdecimal() else None)


CAPTURES = {
    "client": Capture(
        "source", r"[0-9A-Fa-f.:]{2,45}|\[[0-9A-Fa-f.:]{2,45}\]:[0-9]{1,5}", client, parts=("address", "ip", "port")
    ),
    "file": ecs("file.path"),
    "reason": ecs("event.reason", ".*"),
    "responder": authority("server", r"\S{1,255}"),
    "upstream": authority("server"),
    "user": ecs("user.name", '[^"]{1,255}'),
    "version": ecs("service.version", "[0-9.]{1,20}"),
}

# A message of `client` and an address may be of any level, which then says what it is.
MESSAGES = Messages("nginx", ACTIONS, CAPTURES, r"""
file-not-found            {|open|stat|lstat|openat}() "{file}" failed ({reason:(?:2|20): [^()]*}){*}
access-denied             {|open|stat|lstat|openat|mkdir|rename}() "{file}" failed ({reason:13: [^()]*}){*}
file-not-found            "{file:[^"]{1,4096}}" is {|not found|forbidden} ({reason:2: [^()]*}){*}
access-denied             "{file:[^"]{1,4096}}" is {|not found|forbidden} ({reason:[0-9]{1,3}: [^()]*}){*}
access-denied             access forbidden by rule
authentication-failed     user "{user}" {reason=was not found} in "{*}"
authentication-failed     user "{user}": {reason=password mismatch}
authentication-failed     {reason=no user/password was provided} for basic authentication
directory-index-denied    directory index of "{file}" is forbidden
invalid-request           client {|intended to send|sent} {*}
client-connection-failed  client {|timed out|prematurely closed|closed connection}{*}
tls-failed                client SSL certificate verify error: ({reason}){? while {*}}
message                   client {client} {|closed|connected} {*}
message                   udp client {client} {|closed|connected} {*}
limited                   limiting {limit}
limited                   delaying {limit}
upstream-failed           {|connect|recv|send|writev|readv|sendfile}() {with_upstream}
upstream-failed           SSL_{tls_call}() {with_upstream}
upstream-failed           peer {with_upstream}
upstream-failed           upstream {with_upstream}
upstream-failed           upstream {|timed out|prematurely|sent|server}{*}
upstream-failed           no {with_upstream}
upstream-failed           no live upstreams{*}
client-connection-failed  {|connect|recv|send|writev|readv|sendfile}() failed {*}
tls-failed                SSL_{tls_call}() failed ({reason}) while {*}
tls-failed                peer {~closed} connection in SSL handshake{*}
tls-failed                cannot load certificate {*}
tls-failed                {reason=no resolver defined to resolve {responder}} while requesting {*}
tls-failed                {reason=OCSP {*}}
script-error              FastCGI sent in stderr: "{reason}" while {*}
configuration-failed      invalid {|number of arguments|parameter|value|PID number} {*}
invalid-request           invalid {*}
configuration-failed      unknown {|directive|"{~[^"]*}" variable}{*}
configuration-failed      host not found in {|upstream|resolver} "{upstream:[^"]{1,255}}"{*}
configuration-failed      host not found in {*}
listen-failed             {|bind|listen}() to {~\S{1,300}} {*}
process-started           nginx/{version}{? {*}}
process-started           start {?{|worker|cache manager|cache loader} }process{*}
process-ended             {reason=signal {~[0-9]{1,2}} (SIG{|TERM|INT|QUIT}) received}{*}
process-ended             worker process {~[0-9]{1,10}} exited {reason:(?:with code|on signal) .*}
process-ended             gracefully shutting down
process-ended             exiting
process-ended             exit
""", {
    "limit": "{|requests|request|connections}{?, dry run}{~[, ]}{*}",
    "tls_call": "{|do_handshake|read|write|shutdown}",
    "with_upstream": '{~[^"]*}{|to|from|of|with|by} upstream{?{~[ ",]}{*}}',
})  # fmt: skip
