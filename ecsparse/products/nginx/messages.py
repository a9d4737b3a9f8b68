"""Messages of nginx's error log, without what follows them: the client, the request and its like."""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, authority, ecs
from ecsparse.record import Document

ACTIONS = actions("""
access-denied             web: error, failure | the configuration or permissions denied a request
authentication-failed     authentication: start, failure | a user is unknown, or the password is wrong
client-connection-failed  network: connection info, failure | the connection to a client broke, or nothing came in
  time
configuration-failed      configuration: info, failure | the configuration is not valid
directory-index-denied    web: error, failure | a directory was requested that may not be listed
error                     web: error | any other message of level `error` or above
file-not-found            web: error, failure | a file was requested that does not exist
invalid-request           web: error, failure | a request is not valid, or too large
limited                   web: error, failure | requests or connections of a client exceed a limit
listen-failed             network: info, failure | an address to listen on cannot be used
message                   web: info | any other message
process-ended             process: end | a process of the server ended, or was told to
process-started           process: start | a process of the server starts
script-error              web: error, failure | a script wrote an error
tls-failed                network: connection protocol, failure | a TLS handshake or certificate failed
upstream-failed           web: error, failure | an upstream server cannot be reached or read
""")


def client(text: str) -> Document:
    """`source` of a client: `192.0.2.1`, `192.0.2.1:40444`, `[2001:db8::1]:40444`; empty if it is `unix:`."""
    if ip(text) is not None or text == "unix:":
        return host(text)
    address, _, digits = text.rpartition(":")
    return host(address, port_of(digits) if digits.isdecimal() else None)


CAPTURES = {
    "client": Capture("source", r"[0-9A-Fa-f.:]{2,45}|\[[0-9A-Fa-f.:]{2,45}\]:[0-9]{1,5}", client,
        parts=("address", "ip", "port")),
    "file": ecs("file.path"),
    "reason": ecs("event.reason", ".*"),
    "responder": authority("server", r"\S{1,255}"),
    "upstream": authority("server"),
    "user": ecs("user.name", '[^"]{1,255}'),
    "version": ecs("service.version", "[0-9.]{1,20}"),
}  # fmt: skip

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
message                   {client | udp client} {client} {|closed|connected} {*}
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
