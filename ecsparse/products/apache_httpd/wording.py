"""What the messages of Apache's error log mean, by their wording, which 2.2 and 2.4 share.

The groups of a pattern say what a part is: `user`, `file` and `uri` that were asked for, `request` (the first line
of a request), `server` (this one's name and port), `upstream` (the server behind a proxy), `version`, `reason`.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# Actions, each with its event.category, event.type and event.outcome, and its meaning.
_WEB_ERROR = (("web",), ("error",), "failure")
_REFUSED = (("network",), ("denied", "protocol"), "failure")

KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str, str]] = {
    "access-denied": (*_WEB_ERROR, "a request was denied by configuration or by permissions"),
    "authentication-failed": (
        ("authentication",), ("start",), "failure", "a user is unknown, or the password is wrong",
    ),
    "authorization-failed": (*_WEB_ERROR, "a user may not have what was asked for"),
    "certificate-rejected": (*_REFUSED, "a client's certificate is not valid"),
    "directory-index-denied": (*_WEB_ERROR, "a directory was asked for, and may not be listed"),
    "file-not-found": (*_WEB_ERROR, "a file or a script was asked for that does not exist"),
    "invalid-request": (*_WEB_ERROR, "a request is not valid"),
    "limit-reached": (*_WEB_ERROR, "all workers are busy"),
    "name-mismatch": (*_WEB_ERROR, "TLS and HTTP name different hosts, or none"),
    "process-crashed": (("process",), ("end",), "failure", "a child process died of a signal"),
    "proxy-failed": (*_WEB_ERROR, "a server behind the proxy cannot be reached or read"),
    "renegotiation-rejected": (*_REFUSED, "a client asked for a new handshake"),
    "script-error": (*_WEB_ERROR, "a script wrote an error"),
    "server-restarted": (("process",), ("change",), "", "the server was told to restart"),
    "server-started": (("process",), ("start",), "success", "the server is ready"),
    "server-stopped": (("process",), ("end",), "", "the server was told to stop"),
    "tls-failed": (("network",), ("connection", "protocol"), "failure", "a connection of TLS failed"),
}  # fmt: skip

_USER = (
    # user jdoe: authentication failure for "/private": Password Mismatch
    (
        Pattern(r'user (?P<user>[^:]{1,255}): authentication failure for "(?P<uri>.*)": (?P<reason>.*)'),
        "authentication-failed",
    ),
    # user jdoe not found: /private
    (Pattern(r"user (?P<user>[^:`]{1,255}) (?P<reason>not found): (?P<uri>/.*)"), "authentication-failed"),
    # user `jdoe' in realm `staff' not found: /private | user jdoe: password mismatch: /private
    (
        Pattern(
            r"user `?(?P<user>[^:`']{1,255})'?(?: in realm `[^`']{0,255}')?(?: |: )"
            r"(?P<reason>not found|password mismatch|nonce [a-z ]{1,40}): (?P<uri>/.*)"
        ),
        "authentication-failed",
    ),
    # user jdoe: authorization failure for "/private":
    (Pattern(r'user (?P<user>[^:]{1,255}): authorization failure for "(?P<uri>.*)":.*'), "authorization-failed"),
)
_PROXY = (
    # HTTP: attempt to connect to 198.51.100.7:8080 (app.example.com) failed
    (
        Pattern(r"(?:proxy: )?[A-Z]{2,8}: attempt to connect to (?P<upstream>\S{1,300}) \(.*\) failed.*"),
        "proxy-failed",
    ),
    # HTTP: failed to make connection to backend: app.example.com
    (
        Pattern(r"(?:proxy: )?[A-Z]{2,8}: failed to make connection to backend: (?P<upstream>\S{1,300}).*"),
        "proxy-failed",
    ),
    # proxy: error reading status line from remote server app.example.com
    (
        Pattern(r"(?:proxy: )?error reading status line from remote server (?P<upstream>\S{1,300})"),
        "proxy-failed",
    ),
    (Pattern(r"proxy: .*"), "proxy-failed"),
)
_SCRIPT = (
    # script not found or unable to stat: /usr/lib/cgi-bin/a | script '/var/www/a.php' not found or unable to stat
    (Pattern(r"script not found or unable to stat: (?P<file>/.*)"), "file-not-found"),
    (Pattern(r"script '(?P<file>/.*)' not found or unable to stat"), "file-not-found"),
)

# By the first word of a message, what begins with it.
WORDING: Mapping[str, tuple[tuple[Pattern, str], ...]] = {
    "user": _USER,
    "script": _SCRIPT,
    "proxy:": _PROXY,
    "HTTP:": _PROXY,
    "AJP:": _PROXY,
    "FCGI:": _PROXY,
    "WS:": _PROXY,
    "error": _PROXY,
    "Error": (
        # Error reading from remote server returned by /app
        (Pattern(r"Error reading from remote server returned by (?P<uri>\S+)"), "proxy-failed"),
        (Pattern(r"Error during SSL Handshake with remote server.*"), "proxy-failed"),
    ),
    "ap_proxy_connect_backend": (
        (
            Pattern(r"ap_proxy_connect_backend disabling worker for \((?P<upstream>[^()\s]{1,300})\).*"),
            "proxy-failed",
        ),
    ),
    "client": (
        # client denied by server configuration: /var/www/private
        (Pattern(r"client denied by server configuration: uri (?P<uri>.+)"), "access-denied"),
        (Pattern(r"client denied by server configuration: (?P<file>/.*)"), "access-denied"),
        (Pattern(r"client denied by server configuration: .*"), "access-denied"),
        (Pattern(r"client used wrong authentication scheme: (?P<uri>/.*)"), "authentication-failed"),
    ),
    "access": (
        # access to /private failed, reason: user 'jdoe' does not meet 'require'ments for user to be allowed access
        (
            Pattern(r"access to (?P<uri>/.*) failed, reason: (?P<reason>user '?(?P<user>[^']{1,255})'? .*)"),
            "authorization-failed",
        ),
        # access to /a denied (filesystem path '/var/www/a') because search permissions are missing on a …
        (Pattern(r"access to (?P<uri>/[^']*) denied \(filesystem path '(?P<file>[^']*)'\).*"), "access-denied"),
        (Pattern(r"access to (?P<uri>/.*) (?:denied|failed)(?:[ ,].*)?"), "access-denied"),
    ),
    "auth_ldap": (
        # auth_ldap authenticate: user jdoe authentication failed; URI /private [LDAP: …][Invalid credentials]
        (
            Pattern(
                r"auth_ldap authenticate: user (?P<user>[^;]{1,255}) authentication failed; URI (?P<uri>\S+)"
                r"(?: (?P<reason>.*))?"
            ),
            "authentication-failed",
        ),
    ),
    "file": ((Pattern(r"file permissions deny server access: (?P<file>.+)"), "access-denied"),),
    "File": ((Pattern(r"File does not exist: (?P<file>/.*)"), "file-not-found"),),
    "Symbolic": (
        (
            Pattern(r"Symbolic link not allowed or link target not accessible: (?P<file>/.*)"),
            "access-denied",
        ),
    ),
    "Directory": (
        (
            Pattern(r"Directory index forbidden by Options directive: (?P<file>/.*)"),
            "directory-index-denied",
        ),
    ),
    "Cannot": (
        (
            Pattern(r"Cannot serve directory (?P<file>/.*): No matching DirectoryIndex .*"),
            "directory-index-denied",
        ),
    ),
    "Invalid": (
        # Invalid URI in request GET /../../etc/passwd HTTP/1.1
        (Pattern(r"Invalid (?:URI|method) in request (?P<request>.*)"), "invalid-request"),
    ),
    "invalid": ((Pattern(r"invalid URI path \((?P<uri>.*)\)"), "invalid-request"),),
    "request": ((Pattern(r"request failed: (?P<reason>.*)"), "invalid-request"),),
    "Request": ((Pattern(r"(?P<reason>Request .*(?:exceeds|[Ii]nvalid|malformed).*)"), "invalid-request"),),
    "server": ((Pattern(r"server reached (?P<reason>\S+) setting.*"), "limit-reached"),),
    "child": ((Pattern(r"child pid [0-9]{1,10} exit signal (?P<reason>.*)"), "process-crashed"),),
    "caught": ((Pattern(r"caught (?P<reason>SIG[A-Z]+), shutting down.*"), "server-stopped"),),
    "Graceful": ((Pattern(r"Graceful restart requested.*"), "server-restarted"),),
    "SIGHUP": ((Pattern(r"(?P<reason>SIGHUP) received.*"), "server-restarted"),),
    "SIGUSR1": ((Pattern(r"(?P<reason>SIGUSR1) received.*"), "server-restarted"),),
    "Hostname": (
        (
            Pattern(r"Hostname (?P<server>\S+) provided via SNI and hostname \S+ provided via HTTP .*"),
            "name-mismatch",
        ),
        (Pattern(r"Hostname (?P<server>\S+) provided via SNI, .*"), "name-mismatch"),
    ),
    "No": ((Pattern(r"No hostname was provided via SNI .*"), "name-mismatch"),),
    "Certificate": (
        # Certificate Verification: Error (20): unable to get local issuer certificate
        (Pattern(r"Certificate Verification: Error \([0-9]{1,4}\): (?P<reason>.*)"), "certificate-rejected"),
    ),
    "rejecting": ((Pattern(r"rejecting client initiated renegotiation"), "renegotiation-rejected"),),
    "SSL": (
        # SSL library error 1 in handshake (server www.example.com:443)
        (Pattern(r"SSL library error -?[0-9]{1,4} in handshake \(server (?P<server>\S+)\).*"), "tls-failed"),
        (Pattern(r"SSL Library Error: (?P<reason>.*)"), "tls-failed"),
        (Pattern(r"SSL handshake (?P<reason>.*)"), "tls-failed"),
        (Pattern(r"(?P<reason>SSL input filter read failed\.?)"), "tls-failed"),
    ),
    "PHP": ((Pattern(r"(?P<reason>PHP (?:[A-Z][a-z]+ ){0,3}[a-z]*:? .*)"), "script-error"),),
    "Got": ((Pattern(r"Got error '(?P<reason>.*)'"), "script-error"),),
    "End": ((Pattern(r"(?P<reason>End of script output before headers): .*"), "script-error"),),
    "Premature": ((Pattern(r"(?P<reason>Premature end of script headers): .*"), "script-error"),),
}

# Apache/2.4.57 (Debian) OpenSSL/3.0.11 configured -- resuming normal operations
STARTED = Pattern(r"Apache(?:/(?P<version>[0-9.]{1,20}))?(?: .*)? configured -- resuming normal operations")
