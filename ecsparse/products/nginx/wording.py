"""What the messages of nginx's error log mean, by their wording.

The groups of a pattern say what a part is: `user`, `file` and `uri`, `reason`, `address` of a client, `upstream` (a
server that nginx passes requests to), `responder` (a server of OCSP), `version`, `signal`.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_WEB_ERROR = (("web",), ("error",), "failure")
_SOCKET = (("network",), ("connection", "info"), "failure")

# Actions, each with its event.category, event.type and event.outcome, and its meaning.
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str, str]] = {
    "access-denied": (*_WEB_ERROR, "a request was denied by configuration or by permissions"),
    "authentication-failed": (
        ("authentication",), ("start",), "failure", "a user is unknown, or the password is wrong",
    ),
    "client-connection-failed": (*_SOCKET, "the connection to a client broke, or nothing came in time"),
    "configuration-failed": (("configuration",), ("info",), "failure", "the configuration is not valid"),
    "directory-index-denied": (*_WEB_ERROR, "a directory was asked for, and may not be listed"),
    "file-not-found": (*_WEB_ERROR, "a file was asked for that does not exist"),
    "invalid-request": (*_WEB_ERROR, "a request is not valid, or too large"),
    "limited": (("web",), ("error",), "failure", "requests or connections of a client exceed a limit"),
    "listen-failed": (("network",), ("info",), "failure", "an address to listen on cannot be used"),
    "process-ended": (("process",), ("end",), "", "a process of the server ended, or was told to"),
    "process-started": (("process",), ("start",), "", "a process of the server starts"),
    "script-error": (*_WEB_ERROR, "a script wrote an error"),
    "tls-failed": (("network",), ("connection", "protocol"), "failure", "a handshake or certificate failed"),
    "upstream-failed": (*_WEB_ERROR, "a server that requests are passed to cannot be reached or read"),
}  # fmt: skip

_SYSTEM_CALL = (
    # open() "/var/www/a" failed (2: No such file or directory)
    (
        Pattern(r'(?:open|stat|lstat|openat)\(\) "(?P<file>.*)" failed \((?P<reason>(?:2|20): [^()]*)\).*'),
        "file-not-found",
    ),
    (
        Pattern(r'(?:open|stat|lstat|openat|mkdir|rename)\(\) "(?P<file>.*)" failed \((?P<reason>13: [^()]*)\).*'),
        "access-denied",
    ),
    # bind() to 0.0.0.0:80 failed (98: Address already in use)
    (Pattern(r"(?:bind|listen)\(\) to \S{1,300}(?: failed)? .*"), "listen-failed"),
)
_UPSTREAM = (
    (Pattern(r"[^\"]*(?:to|from|of|with|by) upstream(?:[ \",].*)?"), "upstream-failed"),
    (Pattern(r"(?:no live upstreams|upstream (?:timed out|prematurely|sent|server)).*"), "upstream-failed"),
)
_CALL_TO_PEER = (
    *_UPSTREAM,
    (Pattern(r"SSL_[a-z_]{1,40}\(\) failed \((?P<reason>.*)\) while .*"), "tls-failed"),
    (Pattern(r"(?:recv|send|writev|readv|read|sendfile|connect)\(\) failed .*"), "client-connection-failed"),
)
_LIMIT = ((Pattern(r"(?:limiting|delaying) (?:requests?|connections)(?:, dry run)?[, ].*"), "limited"),)
_CLIENT = (
    # client intended to send too large body: 10485761 bytes
    (Pattern(r"client (?:intended to send|sent) .*"), "invalid-request"),
    (Pattern(r"client (?:timed out|prematurely closed|closed connection).*"), "client-connection-failed"),
    (Pattern(r"client SSL certificate verify error: (?P<reason>.*)"), "tls-failed"),
)
_USER = (
    # user "jdoe" was not found in "/etc/nginx/htpasswd"
    (Pattern(r'user "(?P<user>[^"]{1,255})" (?P<reason>was not found) in ".*"'), "authentication-failed"),
    (Pattern(r'user "(?P<user>[^"]{1,255})": (?P<reason>password mismatch)'), "authentication-failed"),
)
_CERTIFICATE = ((Pattern(r"(?P<reason>.*)"), "tls-failed"),)

# By the first word of a message, what begins with it.
WORDING: Mapping[str, tuple[tuple[Pattern, str], ...]] = {
    "open()": _SYSTEM_CALL,
    "openat()": _SYSTEM_CALL,
    "stat()": _SYSTEM_CALL,
    "lstat()": _SYSTEM_CALL,
    "mkdir()": _SYSTEM_CALL,
    "rename()": _SYSTEM_CALL,
    "bind()": _SYSTEM_CALL,
    "listen()": _SYSTEM_CALL,
    "connect()": _CALL_TO_PEER,
    "recv()": _CALL_TO_PEER,
    "send()": _CALL_TO_PEER,
    "writev()": _CALL_TO_PEER,
    "readv()": _CALL_TO_PEER,
    "sendfile()": _CALL_TO_PEER,
    "SSL_do_handshake()": _CALL_TO_PEER,
    "SSL_read()": _CALL_TO_PEER,
    "SSL_write()": _CALL_TO_PEER,
    "SSL_shutdown()": _CALL_TO_PEER,
    "peer": (
        *_UPSTREAM,
        (Pattern(r"peer closed connection in SSL handshake.*"), "tls-failed"),
    ),
    "upstream": _UPSTREAM,
    "no": (
        *_UPSTREAM,
        (Pattern(r"(?P<reason>no user/password was provided) for basic authentication"), "authentication-failed"),
        # no resolver defined to resolve ocsp.example.com while requesting certificate status
        (
            Pattern(r"(?P<reason>no resolver defined to resolve (?P<responder>\S{1,255})) while requesting .*"),
            "tls-failed",
        ),
    ),
    "limiting": _LIMIT,
    "delaying": _LIMIT,
    "client": _CLIENT,
    "user": _USER,
    "access": ((Pattern(r"access forbidden by rule"), "access-denied"),),
    "directory": (
        (Pattern(r'directory index of "(?P<file>.*)" is forbidden'), "directory-index-denied"),
    ),
    "rewrite": ((Pattern(r"rewrite or internal redirection cycle .*"), "invalid-request"),),
    "invalid": (
        (Pattern(r"invalid (?:number of arguments|parameter|value|PID number) .*"), "configuration-failed"),
        (Pattern(r"invalid .*"), "invalid-request"),
    ),
    "unknown": ((Pattern(r"unknown (?:directive|\"[^\"]*\" variable).*"), "configuration-failed"),),
    "host": (
        (Pattern(r'host not found in (?:upstream|resolver|"[^"]*") ?"?(?P<upstream>[^"]{1,255})?"?.*'),
         "configuration-failed"),
    ),
    "cannot": ((Pattern(r"cannot load certificate .*"), "tls-failed"),),
    "OCSP": _CERTIFICATE,
    "FastCGI": ((Pattern(r'FastCGI sent in stderr: "(?P<reason>.*)" while .*'), "script-error"),),
    "start": ((Pattern(r"start (?:worker|cache manager|cache loader)? ?process(?:es)?.*"), "process-started"),),
    "signal": (
        (Pattern(r"(?P<reason>signal [0-9]{1,2} \(SIG(?:TERM|INT|QUIT)\) received).*"), "process-ended"),
    ),
    "exiting": ((Pattern(r"exiting"), "process-ended"),),
    "exit": ((Pattern(r"exit"), "process-ended"),),
    "gracefully": ((Pattern(r"gracefully shutting down"), "process-ended"),),
    "worker": (
        (Pattern(r"worker process [0-9]{1,10} exited (?P<reason>(?:with code|on signal) .*)"), "process-ended"),
    ),
}  # fmt: skip

# "/var/www/a/index.html" is not found (2: No such file or directory)
NOT_FOUND = Pattern(r'"(?P<file>[^"]{1,4096})" is (?:not found|forbidden) \((?P<reason>[0-9]{1,3}: [^()]*)\).*')
# nginx/1.24.0 (Ubuntu)
VERSION = Pattern(r"nginx/(?P<version>[0-9.]{1,20})(?: .*)?")
