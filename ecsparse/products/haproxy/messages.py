"""What HAProxy says of itself: servers and proxies that come and go, processes, and connections that failed.

The groups of a pattern say what a part is: `backend`, `server`, `frontend`, `reason`, `status` (of a check's
answer), `milliseconds` (that a check took), `address` (of a server), `old` (its address before).
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.web import Kinds

KINDS: Kinds = {
    "backend-down": (("network",), ("info",), "failure", "no server of a backend is left"),
    "check-failed": (("network",), ("info",), "failure", "a health check of a server failed"),
    "check-succeeded": (("network",), ("info",), "success", "a health check of a server succeeded"),
    "connection-failed": (("network",), ("connection", "protocol"), "failure", "a client's connection failed"),
    "process-ended": (("process",), ("end",), "", "a process of HAProxy ended"),
    "process-started": (("process",), ("start",), "", "a process of HAProxy started, or is ready"),
    "proxy-paused": (("configuration",), ("change",), "", "a frontend or backend pauses or is disabled"),
    "proxy-started": (("process",), ("start",), "", "a frontend or backend started"),
    "proxy-stopped": (("process",), ("end",), "", "a frontend or backend stopped"),
    "server-address-changed": (("configuration",), ("change",), "", "a server has another address"),
    "server-changed": (("configuration",), ("change",), "", "a server's state was changed by hand, or by an agent"),
    "server-down": (("network",), ("info",), "failure", "a server is down"),
    "server-up": (("network",), ("info",), "success", "a server is up"),
}  # fmt: skip

_SERVER = r"(?:Backup )?Server (?P<backend>[^\s/]{1,255})/(?P<server>[^\s/]{1,255}) "
_CHECKED = r"Health check for (?:backup )?server (?P<backend>[^\s/]{1,255})/(?P<server>[^\s/]{1,255}) "
_CHECK = (
    r"(?:, reason: (?P<reason>[^,.]{1,200})(?:, code: (?P<status>[0-9]{3}))?(?:, info: \".*\")?"
    r"(?:, check duration: (?P<milliseconds>[0-9]{1,9})ms)?)?(?:[.,]? .*|\.)?"
)
_STATES = (
    (Pattern(rf"{_SERVER}is (?:going )?DOWN for maintenance.*"), "server-changed"),
    # Server app/srv2 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 1 active and 0 backup servers left. …
    (Pattern(rf"{_SERVER}is (?:DOWN|stopping|going DOWN){_CHECK}"), "server-down"),
    (Pattern(rf"{_SERVER}is (?:UP|going UP){_CHECK}"), "server-up"),
    # Server app/srv2 is UP/READY (leaving forced maintenance).
    (Pattern(rf"{_SERVER}(?:is|was|remains|administratively|\(.*\) is FORCED) .*"), "server-changed"),
)
_GONE = ((Pattern(r"(?:proxy|backend) '?(?P<backend>[^\s']{1,255})'? has no server available!"), "backend-down"),)
_PROXY = (
    (Pattern(r"Proxy '?(?P<frontend>[^\s']{1,255})'? started\."), "proxy-started"),
    (Pattern(r"Proxy '?(?P<frontend>[^\s']{1,255})'? stopped(?: \(.*\))?\."), "proxy-stopped"),
    (Pattern(r"Proxy '?(?P<frontend>[^\s']{1,255})'? (?:disabled|enabled)\."), "proxy-paused"),
)

# By the first word of a message, what begins with it.
MESSAGES: dict[str, tuple[tuple[Pattern, str], ...]] = {
    "Server": _STATES,
    "Backup": _STATES,
    "Health": (
        # Health check for server app/srv1 failed, reason: Layer4 timeout, check duration: 2001ms, status: 2/3 UP.
        (Pattern(rf"{_CHECKED}succeeded{_CHECK}"), "check-succeeded"),
        (Pattern(rf"{_CHECKED}failed{_CHECK}"), "check-failed"),
    ),
    "proxy": _GONE,
    "backend": _GONE,
    "Proxy": _PROXY,
    "Stopping": (
        (
            Pattern(r"Stopping (?:proxy|frontend|backend) (?P<frontend>\S{1,255}) in [0-9]{1,9} ms\."),
            "proxy-stopped",
        ),
    ),
    "Pausing": ((Pattern(r"Pausing (?:proxy|frontend) (?P<frontend>\S{1,255})\."), "proxy-paused"),),
    "New": ((Pattern(r"New (?:worker|program) .*"), "process-started"),),
    "Loading": ((Pattern(r"Loading success\."), "process-started"),),
    "Exiting": ((Pattern(r"Exiting .*"), "process-ended"),),
    "Current": ((Pattern(r"Current (?:worker|program) .* exited with code .*"), "process-ended"),),
    "Former": ((Pattern(r"Former (?:worker|program) .* exited with code .*"), "process-ended"),),
    "All": ((Pattern(r"All workers exited\..*"), "process-ended"),),
}  # fmt: skip

# app/srv1 changed its IP from 198.51.100.1 to 198.51.100.2 by DNS cache.
MOVED = Pattern(
    r"(?P<backend>[^\s/]{1,255})/(?P<server>[^\s/]{1,255}) changed its IP from (?P<old>\S{0,45}) to "
    r"(?P<address>[0-9A-Fa-f.:]{2,45}) by .*"
)

# What begins a line that no program's name stands before.
BARE = (
    "Server ", "Backup Server ", "Health check for ", "proxy ", "backend ", "Proxy ", "Stopping ",
)  # fmt: skip
# Of those, what others might write too: only behind HAProxy's name.
_TOO_COMMON = Pattern(
    r"Proxy \S+ [a-z]+\.|"
    r"(?:Backup )?Server \S+ (?:is (?!DOWN|UP|going|stopping)|was |remains |administratively |\().*"
)


def is_distinctive(message: str) -> bool:
    """Whether HAProxy alone writes `message`, which is one of `MESSAGES`."""
    return message.startswith(BARE) and _TOO_COMMON.fullmatch(message) is None
