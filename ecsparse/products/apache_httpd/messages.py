"""Messages of Apache's error log, which 2.2 and 2.4 share."""

from __future__ import annotations

from ecsparse.ecs.url import PARTS, url
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, authority, ecs, part

ACTIONS = actions("""
access-denied           web: error, failure | the configuration or permissions denied a request
authentication-failed   authentication: start, failure | a user is unknown, or the password is wrong
authorization-failed    web: error, failure | a user may not have what was asked for
certificate-rejected    network: denied protocol, failure | a client's certificate is not valid
directory-index-denied  web: error, failure | a directory was requested that may not be listed
error                   web: error | any other message of level `error` or above
file-not-found          web: error, failure | a file or a script was requested that does not exist
invalid-request         web: error, failure | a request is not valid
limit-reached           web: error, failure | all workers are busy
message                 web: info | any other message
name-mismatch           web: error, failure | TLS and HTTP name different hosts, or none
process-crashed         process: end, failure | a signal killed a child process
proxy-failed            web: error, failure | a backend server cannot be reached or read
renegotiation-rejected  network: denied protocol, failure | a client asked to renegotiate TLS
request-timeout         web: error, failure | a client is too slow with its request
script-error            web: error, failure | a script wrote an error
server-restarted        process: change | the server was told to restart
server-started          process: start, success | the server is ready
server-stopped          process: end | the server was told to stop
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
authentication-failed   auth_ldap authenticate: user {user:[^;]{1,255}} authentication failed;
  URI {uri:\S+}{? {reason}}
authentication-failed   client used wrong authentication scheme: {uri}
access-denied           client denied by server configuration: uri {uri:.+}
access-denied           client denied by server configuration: {file}
access-denied           client denied by server configuration: {*}
authorization-failed    access to {uri} failed, reason: {reason=user {?'}{user:[^']{1,255}}{?'} {*}}
access-denied           access to {uri:/[^']*} denied (filesystem path '{file:[^']*}'){*}
access-denied           access to {uri} {|denied|failed}{?{~[ ,]}{*}}
access-denied           file permissions deny server access: {file:.+}
access-denied           Symbolic link not allowed or link target not accessible: {file}
file-not-found          File does not exist: {file}
file-not-found          script not found or unable to stat: {file}
file-not-found          script '{file}' not found or unable to stat
directory-index-denied  Directory index forbidden by Options directive: {file}
directory-index-denied  Cannot serve directory {file}: No matching DirectoryIndex {*}
invalid-request         Invalid {|URI|method} in request {request}
invalid-request         invalid URI path ({uri:.*})
invalid-request         request failed: {reason}
invalid-request         {reason=Request {*}{|exceeds|Invalid|invalid|malformed}{*}}
proxy-failed            proxy: {~[A-Z]{2,8}}: {unreachable}
proxy-failed            proxy: error reading status line from remote server {upstream}
proxy-failed            proxy: {*}
proxy-failed            {HTTP | AJP | FCGI | WS}: {unreachable}
proxy-failed            error reading status line from remote server {upstream}
proxy-failed            Error reading from remote server returned by {uri:\S+}
proxy-failed            Error during SSL Handshake with remote server{? returned by {uri:\S+}}
proxy-failed            ap_proxy_connect_backend disabling worker for ({upstream:[^()\s]{1,300}}){*}
certificate-rejected    Certificate Verification: Error ({~[0-9]{1,4}}): {reason}
name-mismatch           Hostname {server} provided via SNI and hostname {~\S+} provided via HTTP {*}
name-mismatch           Hostname {server} provided via SNI, {*}
name-mismatch           No hostname was provided via SNI {*}
renegotiation-rejected  rejecting client initiated renegotiation
tls-failed              SSL library error {~-?[0-9]{1,4}} in handshake (server {server}){*}
tls-failed              SSL Library Error: {reason}
tls-failed              SSL handshake {reason}
tls-failed              {reason=SSL input filter read failed{?.}}
name-mismatch           {server:[^\s:]{1,255}:[0-9]{1,5}}:{~[0-9]{1,4}} server certificate does NOT include an ID
  which matches the server name
request-timeout         {reason=Request header read timeout}
request-timeout         {reason=Request body read timeout}
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
    "cause": "{reason:not found|password mismatch|nonce [a-z ]{1,40}}",
    "unreachable": "{|attempt to connect to {upstream} ({*}) failed|"
    "failed to make connection to backend: {upstream}}{*}",
})  # fmt: skip
