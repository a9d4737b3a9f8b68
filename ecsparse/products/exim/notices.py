"""What Exim says of mails in its queue, of servers that mails go to, and of itself."""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.products.exim.parts import host, host_in_reason

# Frozen (delivery error message) | Unfrozen by errmsg timer | removed by root | spam acl condition: text
_OF_MAIL = Pattern(
    r"(?:(Frozen|Message is frozen)(?: \((.+)\))?|Unfrozen by (.+)"
    r"|(?:removed|cancelled) by (?:system filter|(timeout_frozen_after)|([^ :]{1,64}))(?:: (.*))?"
    r"|((?:spam|malware) acl condition: .+))"
)
# H=mx.example.net [198.51.100.7]: text | mx.example.net [198.51.100.7] Connection refused
_OF_SERVER = Pattern(
    r"((?:H=)?[^ ]{1,255} \[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?)"
    r"(?: ((?:Connection|Network) [a-z ]{3,64}|No route to host)| TLS error on connection (.+)|: (.+))"
)
# SA: Action: scanned but message isn't spam: score=0.1 required=5.0 (…). From <a@example.net> (host=[192.0.2.5])
_SCANNED = Pattern(
    r"SA: Action: (.{1,256}?): score=(-?[0-9.]{1,16}) required=-?[0-9.]{1,16} \(.{0,1024}?\)\. From <([^<>]{0,512})>"
    r" \(host=(.{1,400}?)\) for (.+)"
)
# cwd=/var/spool/exim 3 args: /usr/sbin/exim -Mc 1qxabc-0001Ab-C3
_COMMAND = Pattern(r"cwd=(.{1,1024}?) [0-9]{1,9} args: (.+)")
# socket bind() to port 25 for address (any IPv6) failed: Address already in use: waiting 30s
_LISTEN_FAILED = Pattern(r"socket bind\(\) to port [0-9]{1,5} for address [^:]{1,64}(?::[^ ]{1,64})? failed: (.+)")
# How messages end in the address of a client whose name is not known.
_NAMELESS = ("no host name found for IP address ", "list matching forced to fail: failed to find host name for ")
_ABOUT_ITSELF = ("Warning: purging the environment.", "no immediate delivery: ", "Failed to create spool file ")
# pid 1207: SIGHUP received: re-exec daemon
_SIGNAL = Pattern(r"pid ([0-9]{1,10}): (SIG[A-Z]{3,8} received: .+)")


def of_mail(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What is said of a mail that waits, is taken away, or cannot be looked into."""
    match = _OF_MAIL.fullmatch(message)
    if match is None:
        return None
    frozen, why, thawed, timeout, who, more, failed = match.groups(default="")
    if failed:
        return "scan-failed", [("reason", failed)]
    if thawed:
        return "mail-message", [("reason", thawed)]
    more = more or timeout
    return ("mail-frozen", [("reason", why)]) if frozen else ("mail-removed", [("user", who), ("reason", more)])


def of_server(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What a server did that a mail goes to."""
    if (match := _OF_SERVER.fullmatch(message)) is not None:
        server, unreachable, unencrypted, reason = match.groups(default="")
        action = "server-unreachable" if unreachable else "tls-failed" if unencrypted else "server-refused"
        said = ("reason", unreachable or unencrypted or reason)
        return action, [*host(f"H={server.removeprefix('H=')}", "far"), said]
    if message.startswith("SMTP timeout while connected to "):
        return "server-unreachable", [*host(message, "far"), ("reason", message)]
    if message.startswith("SMTP error from remote mail server "):
        return "server-refused", [*host_in_reason(message), ("reason", message)]
    return None


def scanned(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What SA-Exim says of a mail that it has looked for spam in."""
    match = _SCANNED.fullmatch(message)
    if match is None:
        return None
    said = [("reason", match[1]), ("score", match[2]), ("from", match[3]), ("to", match[5].replace(",", ""))]
    return "spam-scanned", [*host(f"H={match[4]}", "source"), *said]


def of_itself(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What a message says of no mail and no connection."""
    if message.startswith(_NAMELESS):
        return "server-message", [("source_ip", message.rpartition(" ")[2])]
    if message.startswith(("no IP address found for host ", "ignoring AUTH=")):
        return "server-message", host(message, "source")
    if (match := _SIGNAL.fullmatch(message)) is not None:
        return "server-message", [("pid", match[1]), ("reason", match[2])]
    if message.startswith(_ABOUT_ITSELF):
        return "server-message", [("reason", message)]
    if (match := _COMMAND.fullmatch(message)) is not None:
        return "command", [("directory", match[1]), ("arguments", match[2])]
    if (match := _LISTEN_FAILED.fullmatch(message)) is not None:
        return "listen-failed", [("reason", match[1])]
    return None
