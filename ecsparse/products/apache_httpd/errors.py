"""Apache's error log, and what the server writes before that is open."""

from __future__ import annotations

from ecsparse.ecs import waf, web
from ecsparse.ecs.network import numbered_process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import PARTS, host, url
from ecsparse.formats import clf, modsecurity
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, authority, ecs, part
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Record

ACTIONS = actions("""
access-denied           web: error, failure | the configuration or permissions denied a request
authentication-failed   authentication: start, failure | a user is unknown, or the password is wrong
authorization-failed    web: error, failure | a user may not have what was asked for
certificate-rejected    network: denied protocol, failure | a client's certificate is not valid
renegotiation-rejected  network: denied protocol, failure | a client asked to renegotiate TLS
directory-index-denied  web: error, failure | a directory was requested that may not be listed
error                   web: error | any other message of level `error` or above
file-not-found          web: error, failure | a file or a script was requested that does not exist
invalid-request         web: error, failure | a request is not valid
limit-reached           web: error, failure | all workers are busy
message                 web: info | any other message
name-mismatch           web: error, failure | TLS and HTTP name different hosts, or none
process-crashed         process: end, failure | a signal killed a child process
proxy-failed            web: error, failure | a backend server cannot be reached or read
request-timeout         web: error, failure | a client is too slow with its request
script-error            web: error, failure | a script wrote an error
server-{restarted|stopped}  process: {change|end} | the server was told to {restart|stop}
server-started          process: start, success | the server is ready
tls-failed              network: connection protocol, failure | a TLS connection failed
""")

CAPTURES = {
    "file": ecs("file.path", "/.*"),
    "reason": ecs("event.reason", ".*"),
    # the first line of a request: it may not be one
    "request": part(".*"),
    "server": authority("destination"),
    "upstream": authority("server"),
    "uri": Capture("url", "/.*", url, parts=PARTS),
    "user": ecs("user.name", "[^:]{1,255}"),
    "version": ecs("service.version", "[0-9.]{1,20}"),
}

MESSAGES = Messages("apache_httpd", ACTIONS, CAPTURES, r"""
authentication-failed   user {user}: authentication failure for "{uri:.*}": {reason}
authentication-failed   user {user:[^:`]{1,255}} {reason=not found}: {uri}
authentication-failed   user {?`}{user:[^:`']{1,255}}{?'}{? in realm `{~[^`']{0,255}}'}{| |: }{cause}: {uri}
authorization-failed    user {user}: authorization failure for "{uri:.*}":{*}
authentication-failed   auth_ldap authenticate: user {user:[^;]{1,255}} authentication failed; URI {uri:\S+}{? {reason}}
authentication-failed   client used wrong authentication scheme: {uri}
access-denied           client denied by server configuration: {|uri {uri:.+}|{file}|{*}}
authorization-failed    access to {uri} failed, reason: {reason=user {?'}{user:[^']{1,255}}{?'} {*}}
access-denied           access to {uri:/[^']*} denied (filesystem path '{file:[^']*}'){*}
access-denied           access to {uri} {|denied|failed}{?{~[ ,]}{*}}
access-denied           file permissions deny server access: {file:.+}
access-denied           Symbolic link not allowed or link target not accessible: {file}
file-not-found          File does not exist: {file}
file-not-found          script {|not found or unable to stat: {file}|'{file}' not found or unable to stat}
directory-index-denied  Directory index forbidden by Options directive: {file}
directory-index-denied  Cannot serve directory {file}: No matching DirectoryIndex {*}
invalid-request         Invalid {|URI|method} in request {request}
invalid-request         invalid URI path ({uri:.*})
invalid-request         request failed: {reason}
invalid-request         {reason=Request {*}{|exceeds|Invalid|invalid|malformed}{*}}
proxy-failed            proxy: {~[A-Z]{2,8}}: {unreachable}
proxy-failed            proxy: error reading status line from remote server {upstream}
proxy-failed            proxy: {*}
proxy-failed            {proxy_scheme}: {unreachable}
proxy-failed            error reading status line from remote server {upstream}
proxy-failed            Error reading from remote server returned by {uri:\S+}
proxy-failed            Error during SSL Handshake with remote server{? returned by {uri:\S+}}
proxy-failed            ap_proxy_connect_backend disabling worker for ({upstream:[^()\s]{1,300}}){*}
certificate-rejected    Certificate Verification: Error ({~[0-9]{1,4}}): {reason}
name-mismatch           Hostname {server} provided via SNI{| and hostname {~\S+} provided via HTTP|,} {*}
name-mismatch           No hostname was provided via SNI {*}
renegotiation-rejected  rejecting client initiated renegotiation
tls-failed              SSL library error {~-?[0-9]{1,4}} in handshake (server {server}){*}
tls-failed              SSL {|Library Error:|handshake} {reason}
tls-failed              {reason=SSL input filter read failed{?.}}
name-mismatch           {server:[^\s:]{1,255}:[0-9]{1,5}}:{~[0-9]{1,4}} server certificate does NOT include an ID
  which matches the server name
request-timeout         {reason={Request header | Request body} read timeout}
script-error            {reason=PHP {~(?:[A-Z][a-z]+ ){0,3}[a-z]*:?} {*}}
script-error            Got error '{reason}'
script-error            {reason={End of script output before headers | Premature end of script headers}}: {*}
limit-reached           server reached {reason:\S+} setting{*}
process-crashed         child pid {~[0-9]{1,10}} exit signal {reason}
server-started          Apache{?/{version}}{? {*}} configured -- resuming normal operations
server-restarted        Graceful restart requested{*}
server-restarted        {reason={SIGHUP | SIGUSR1}} received{*}
server-stopped          caught {reason:SIG[A-Z]+}, shutting down{*}
""", {
    "proxy_scheme": "{|ajp|AJP|fcgi|FCGI|http|HTTP|https|HTTPS|scgi|SCGI|uwsgi|ws|WS|wss|WSS}",
    "cause": "{reason:not found|password mismatch|nonce [a-z ]{1,40}}",
    "unreachable": "{|attempt to connect to {upstream} ({*}) failed|"
    "failed to make connection to backend: {upstream}}{*}",
})  # fmt: skip

# [Tue Oct 31 15:09:55.123456 2023] [core:error] [pid 2101:tid 140213772924672]
_ERROR = Pattern(
    r"(?:\[([A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}(?:\.[0-9]{1,9})? [0-9]{4})\] )?"
    r"\[(?:([A-Za-z0-9_-]{0,64}):)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])\]"
    r"(?: \[pid ([0-9]{1,20})(?::tid ([0-9]{1,20}))?\])?(?: |$)"
)
# [2023-10-31 15:09:55.323610 +0200] [core:notice] [R:ZUEx] [pid 1:tid 139958433106048]
_ERROR_OF_OWN = Pattern(
    r"\[([0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}(?:\.[0-9]{1,9})? [0-9]{4})\] "
    r"\[(?:([A-Za-z0-9_-]{0,64}):)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])\]"
    r"(?: \[[RC]:[^\[\]]{0,64}\]){0,4}(?: \[pid ([0-9]{1,20})(?::tid ([0-9]{1,20}))?\])?"
    r"(?: \[[RC]:[^\[\]]{0,64}\]){0,4}(?: |$)"
)
# How what is written before the log is open may begin.
BEFORE_LOG = (
    *(f"AH{digits}" for digits in ("00", "01", "02", "03", "10")),
    *(f"{name}: {words}" for name in ("apache2", "httpd") for words in (
        "Could not reliably determine the server's", "Syntax error on line ", "bad user name ", "bad group name ",
    )),
    "(98)Address already in use: AH", "(13)Permission denied: AH",
)  # fmt: skip
# apache2: Syntax error on line 5 of /etc/apache2/apache2.conf: | httpd: bad user name www
_BEFORE_LOG = Pattern(
    r"(apache2|httpd): (?=Could not reliably determine the server's |Syntax error on line [0-9]"
    r"|bad (?:user|group) name |apr_sockaddr_info_get\(\) failed for )"
)
# What may stand around the parts of an address.
_MARKS = str.maketrans("", "", " []")
# core.c(3739): (70014)End of file found: [client 192.0.2.15:51234] AH00126:
_BODY = Pattern(
    r"(?:(?P<file>[A-Za-z0-9_.-]{1,64}\.[a-z]{1,4})\((?P<line>[0-9]{1,6})\): )?"
    r"(?:\((?P<errno>[0-9]{1,6})\)[^:\[\]]{1,200}: )?"
    r"(?:\[(?P<end>client|remote) "
    r"(?P<peer>[0-9A-Za-z.:%_-]{1,255} ?[0-9:]{0,6}|\[[0-9A-Fa-f:.%]{2,60}\](?::[0-9]{1,5})?)"
    r"(?:, ?[0-9A-Za-z.:%_-]{1,255}){0,16}\] )?"
    r"(?:\[client [0-9A-Za-z.:%_-]{1,255}\] )?(?:\((?P<later>[0-9]{1,6})\)[^:\[\]]{1,200}: )?"
    r"(?:(?P<code>AH[0-9]{5}):(?: |$))?(?:\[[0-9]{1,10}\] )?"
)


def error(record: Record) -> Document | None:
    """The document of a line of the error log; `None` if it is not one."""
    text = record.text
    start = _ERROR.match(text)
    if start is None or text.startswith(("[R:", "[C:"), start.end()):
        start = _ERROR_OF_OWN.match(text)
    if start is None:
        return None
    time, module, level, pid, thread = start.groups()
    is_named = record.program is not None
    # a level alone says nothing of who writes
    if time is None and pid is None and not is_named:
        return None
    body = _BODY.match(text, start.end())
    # others too write a date of ISO 8601 and a level
    is_usual = is_named or time is None or not time[0].isdigit()
    if not is_usual and not (module and (pid or (body and body["code"]))):
        return None
    message, _, referrer = text[start.end() if body is None else body.end() :].partition(", referer: ")
    document = _message(message, level)
    _add_time(document, record, time)
    _add_faults(document, message, level, {} if body is None else body.groupdict())
    if process := numbered_process(pid, thread):
        document["process"] = process
    if module and module != "-":
        document.setdefault("apache_httpd", {})["module"] = module
    if web.said(referrer) is not None:
        web.add_http(document, "request", {"referrer": referrer})
    if body is not None and (peer := body["peer"]) is not None:
        # `remote` is whom a proxy connects to
        _add_peer(document, "source" if body["end"] == "client" else "server", peer, has_port=pid is not None)
    web.add_related(document, "source", "destination", "server")
    return document


def _add_faults(document: Document, message: str, level: str, said: dict[str, str | None]) -> None:
    """Add `log`, `error` and `event.code`."""
    document["log"] = {"level": level}
    if said.get("file"):
        document["log"]["origin"] = {"file": {"name": said["file"], "line": parse_uint(said["line"] or "")}}
    if said.get("code"):
        document["event"] = {**document["event"], "code": said["code"]}
    error = {"message": message} if level in web.ERRORS and message else {}
    if errno := said.get("errno") or said.get("later"):
        error["code"] = errno
    if error:
        document["error"] = error


def _add_time(document: Document, record: Record, time: str | None) -> None:
    if time is None:
        moment = record.header_time()
    elif time[0].isdigit():
        web.add_time(document, record.clock, time)
        return
    else:
        moment = record.clock.ctime_with_fraction(time)
        document["event"] = {**document["event"], "timezone": record.clock.zone}
    record.set_time(document, moment)


def _message(message: str, level: str) -> Document:
    """The document of a message of the error log."""
    if message.startswith(modsecurity.START):
        return waf.alert("apache_httpd", *modsecurity.read(message))
    found = MESSAGES.read(message)
    if found is None:
        return MESSAGES.document("error" if level in web.FAILURES else "message", {})
    action, captures = found
    document = MESSAGES.document(action, captures)
    if (line := captures.get("request")) is not None:
        request = clf.request(line)
        if request is None:
            document["apache_httpd"] = {"request_line": line}
        else:
            access = web.access(request, None, {})
            document.update(http=access["http"], url=access["url"])
    return document


def _add_peer(document: Document, end: str, peer: str, *, has_port: bool) -> None:
    """Add the `end`, `source` or `server`.

    `peer` is `192.0.2.15:51234`, `2001:db8::1:51234`, `[2001:db8::1]:51234`, or an address alone (2.2).
    """
    before, _, digits = peer.translate(_MARKS).rpartition(":")
    if has_port and (address := ip(before)) is not None and digits.isdecimal():
        document[end] = host(address, port_of(digits))
    elif end == "source":
        web.add_client(document, peer)
    else:
        web.add_host(document, end, peer)


def before_log(record: Record) -> Document | None:
    """The document of what the server writes to its terminal before its log is open; `None` for other text."""
    text = record.text
    if not text.startswith(BEFORE_LOG):
        return None
    body = _BODY.match(text)
    start = 0 if body is None else body.end()
    program = _BEFORE_LOG.match(text, start)
    if program is None and (body is None or body["code"] is None):
        return None
    message = text[start if program is None else program.end() :]
    document = MESSAGES.document(*(MESSAGES.read(message) or ("message", {})))
    if body is not None and body["code"] is not None:
        document["event"] = {**document["event"], "code": body["code"]}
    if body is not None and body["errno"] is not None:
        document["error"] = {"code": body["errno"], "message": message} if message else {"code": body["errno"]}
    if program is not None:
        document["process"] = {"name": program[1]}
    record.stamp(document)
    return document
