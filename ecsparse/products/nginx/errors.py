"""nginx's error log: a message, and the client, the request and the upstream that it is about.

Layout: `MESSAGE, client: ADDRESS, server: NAME, request: "LINE", upstream: "URL", host: "NAME", referrer: "URL"`;
all but the client may be missing.
"""

from __future__ import annotations

from ecsparse.ecs import waf, web
from ecsparse.ecs.network import numbered_process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host, host_and_port, url
from ecsparse.formats import clf, modsecurity
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, authority, ecs
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Record

ACTIONS = actions("""
access-denied             web: error, failure | the configuration or permissions denied a request
authentication-failed     authentication: start, failure | a user is unknown, or the password is wrong
client-connection-failed  network: connection info, failure | a client's connection broke, or nothing came in time
configuration-failed      configuration: info, failure | the configuration is not valid
directory-index-denied    web: error, failure | a directory was requested that may not be listed
error                     web: error | any other message of level `error` or above
file-not-found            web: error, failure | a file was requested that does not exist
invalid-request           web: error, failure | a request is not valid, or too large
limited                   web: error, failure | requests or connections of a client exceed a limit
listen-failed             network: info, failure | an address to listen on cannot be used
message                   web: info | any other message
process-{ended|started}  process: {end|start} | a process of the server {ended, or was told to|starts}
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
limited                   {limiting | delaying} {limit}
upstream-failed           {|{|connect|recv|send|writev|readv|sendfile}|SSL_{tls_call}}() {with_upstream}
upstream-failed           {peer | upstream | no} {with_upstream}
upstream-failed           upstream {|timed out|prematurely|sent|server}{*}
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
configuration-failed      host not found in {|{|upstream|resolver} "{upstream:[^"]{1,255}}"{*}|{*}}
listen-failed             {|bind|listen}() to {~\S{1,300}} {*}
message                   {a client request body | an upstream response} is buffered to a temporary file
  {file:/[^ ]{1,4096}}{*}
process-started           nginx/{version}{? {*}}
process-started           start {?{|worker|cache manager|cache loader} }process{*}
process-ended             {reason=signal {~[0-9]{1,2}} (SIG{|TERM|INT|QUIT}) received}{*}
process-ended             worker process {~[0-9]{1,10}} exited {reason:(?:with code|on signal) .*}
process-ended             {gracefully shutting down | exiting | exit}
""", {
    "limit": "{|requests|request|connections}{?, dry run}{~[, ]}{*}",
    "tls_call": "{|do_handshake|read|write|shutdown}",
    "with_upstream": '{~[^"]*}{|to|from|of|with|by} upstream{?{~[ ",]}{*}}',
})  # fmt: skip

# 2023/10/31 15:09:55 [error] 31#31: *1207
_ERROR = Pattern(
    r"([0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) \[(debug|info|notice|warn|error|crit|alert|emerg)\] "
    r"([0-9]{1,20})#([0-9]{1,20}): (?:\*([0-9]{1,20}) )?"
)
# How what nginx writes before its log is open begins.
BEFORE_LOG = tuple(f"nginx: [{level}] " for level in ("warn", "emerg", "alert", "crit", "error", "notice"))
# nginx: [emerg] | [emerg] (of the configuration, at the start or by `nginx -t`)
_BEFORE_LOG = Pattern(r"(?:nginx: )?\[(debug|info|notice|warn|error|crit|alert|emerg)\] ")
# (111: Connection refused)
_ERRNO = Pattern(r" failed \(([0-9]{1,5}): ")
# What follows a message about a client, in this order: names, and whether the value is quoted.
_QUOTED_PARTS = ("login", "request", "subrequest", "upstream", "host", "referrer")
_FIRST_PART = ", client: "
# ", client: 192.0.2.23, server: app.example.com" | ", client: unix:, server: _"
_CLIENT = Pattern(r", client: ([0-9A-Za-z.:%_/\[\]-]{1,255}?)(?:, server: ([^,\"]{0,300}))?(?=, [a-z]+: \"|, bytes |$)")
# of a stream: ", bytes from/to client:0/0, bytes from/to upstream:0/0"
_BYTES = Pattern(r", bytes from/to client:([0-9]{1,19})/([0-9]{1,19}), bytes from/to upstream:[0-9]{1,19}/[0-9]{1,19}")
# of OCSP: ", responder: ocsp.example.com, peer: 192.0.2.1:80, certificate: "/etc/a.pem""
_RESPONDER = Pattern(
    r'(.*), responder: ([^\s,"]{1,255})(?:, peer: ([^\s,"]{1,255}))?(?:, certificate: "([^"]{0,4096})")?'
)


def error(record: Record) -> Document | None:
    """The document of a line of the error log; `None` if it is not one."""
    start = _ERROR.match(record.text)
    if start is None:
        return None
    time, level, pid, thread, connection = start.groups()
    message, parts = _parts_of(record.text, start.end())
    document = _message(message, level)
    document["event"] = {**document["event"], "timezone": record.clock.zone}
    record.set_time(document, record.clock.local(time.replace("/", "-")))
    document["log"] = {"level": level}
    document |= _fault(message, level)
    if process := numbered_process(pid, thread):
        document["process"] = process
    if connection is not None and (number := parse_uint(connection)) is not None:
        document["nginx"] = {"connection": number, **document.get("nginx", {})}
    _add_parts(document, parts)
    web.add_related(document, "source", "destination", "server")
    return document


def before_log(record: Record) -> Document | None:
    """The document of what nginx says before its log is open; `None` if `record` is something else."""
    start = _BEFORE_LOG.match(record.text)
    if start is None or (record.program is None and not record.text.startswith(BEFORE_LOG)):
        return None
    message, level = record.text[start.end() :], start[1]
    document = _message(message, level)
    document["log"] = {"level": level}
    document |= _fault(message, level)
    record.stamp(document)
    return document


def _fault(message: str, level: str) -> Document:
    """`error` of a message, if its level says that it is one."""
    fault = {"message": message} if level in web.ERRORS and message else {}
    if (errno := _ERRNO.search(message)) is not None:
        fault["code"] = errno[1]
    return {"error": fault} if fault else {}


def _add_parts(document: Document, parts: dict[str, str]) -> None:
    """Add what follows a message: the client, the request, and where it was passed to."""
    if source := client(parts.get("client", "")):
        document["source"] = source
    if (request := parts.get("request")) is not None:
        _add_request(document, request, parts.get("referrer", ""))
    if "host" in parts:
        web.add_host(document, "destination", parts["host"])
    if parts.get("server"):
        document.setdefault("nginx", {})["server"] = parts["server"]
    if upstream := parts.get("upstream"):
        document.setdefault("nginx", {})["upstream"] = {"url": upstream}
        place = url(upstream)
        authority = place.get("domain", "") if "scheme" in place else upstream
        domain, port = host_and_port(authority)
        # a socket has no address: `fastcgi://unix:/run/php.sock:`
        if domain != "unix" and (piece := host(domain or "", place.get("port", port))):
            document["server"] = piece
    if "responder" in parts:
        web.add_host(document, "server", parts["responder"])
    # what a stream got from its client, and sent to it
    for end, part in (("source", "received"), ("destination", "sent")):
        if (size := parse_uint(parts.get(part, ""))) is not None:
            document[end] = {**document.get(end, {}), "bytes": size}


def _add_request(document: Document, line: str, referrer: str) -> None:
    request = clf.request(line)
    if request is None:
        if line:
            document.setdefault("nginx", {})["request_line"] = line
        return
    access = web.access(request, None, {}, web.said(referrer))
    http = document.get("http", {})
    request_said = {**http.get("request", {}), **access["http"]["request"]}
    document["http"] = {**http, **access["http"], "request": request_said}
    document["url"] = access["url"]


def _message(message: str, level: str) -> Document:
    """The document of a message of the error log, without what follows it."""
    # after the client's address, at the latest
    start = message.find(modsecurity.START, 0, 400)
    if start == 0 or (start > 0 and message.startswith("[client ")):
        return waf.alert("nginx", *modsecurity.read(message[start:]))
    action, captures = MESSAGES.read(message) or ("message", {})
    if action == "message" and level in web.FAILURES:
        action = "error"
    return MESSAGES.document(action, captures)


def _parts_of(text: str, start: int) -> tuple[str, dict[str, str]]:
    """The message from `start` on, and what follows it, by name: `client`, `server`, `request` and more.

    The log escapes nothing: where two ends of the message are possible, what follows it is left out.
    """
    first, last = text.find(_FIRST_PART, start), text.rfind(_FIRST_PART, start)
    if first < 0:
        match = _RESPONDER.fullmatch(text, start)
        if match is None:
            return text[start:], {}
        return match[1], {"responder": match[2]}
    found = [(text[start:place], parts) for place in {first, last} if (parts := _parts_at(text, place)) is not None]
    if len(found) == 1:
        return found[0]
    return text[start:], {}


def _parts_at(text: str, place: int) -> dict[str, str] | None:
    """What follows a message that ends at `place`; `None` if it is not what nginx writes there."""
    match = _CLIENT.match(text, place)
    if match is None:
        return None
    parts = {"client": match[1], "server": match[2] or ""}
    place = match.end()
    for number, name in enumerate(_QUOTED_PARTS):
        opening = f', {name}: "'
        if not text.startswith(opening, place):
            continue
        place += len(opening)
        ends = [text.find(f'", {later}: "', place) for later in _QUOTED_PARTS[number + 1 :]]
        end = min((end for end in ends if end >= 0), default=text.find('"', place) if name == "upstream" else -1)
        if end < 0:
            end = len(text) - 1
        if text[end : end + 1] != '"':
            return None
        value = text[place:end]
        place = end + 1
        # a client may put a quotation mark into these
        if name in ("request", "referrer") or '"' not in value:
            parts[name] = value
    sizes = _BYTES.fullmatch(text, place)
    if sizes is not None:
        parts["received"], parts["sent"] = sizes.groups()
    return parts if sizes is not None or place == len(text) else None
