"""The wordings of FreeRADIUS's messages about itself, by their first word, and its results of logins."""

from __future__ import annotations

from ecsparse.ecs.wording import Wording
from ecsparse.record import Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

_PROCESS = ("process",)
_CONFIGURATION = ("configuration",)
_ADDRESS = r"[0-9A-Fa-f:.]{2,45}"
_SERVER = rf"(?P<server>{_ADDRESS}) port (?P<server_port>[0-9]{{1,5}})"


def _login(outcome: str, action: str) -> Document:
    return {
        "kind": "event",
        "category": ["authentication"],
        "type": ["start"],
        "action": action,
        "outcome": outcome,
    }


LOGINS = {
    "Login OK": _login("success", "login"),
    "Login incorrect": _login("failure", "login"),
    "Invalid user": _login("failure", "invalid-user"),
    "Rejected in post-auth": _login("failure", "login-rejected"),
    "Multiple logins": _login("failure", "too-many-logins"),
}

MESSAGE: Document = {"kind": "event", "action": "message"}
ERROR: Document = {"kind": "event", "action": "error"}


def _home(state: str, action: str, outcome: str) -> Wording:
    """What becomes of a server that is asked."""
    return Wording(rf"Marking home server {_SERVER} {state}", action, "info", outcome=outcome)


_HOME = (
    _home(r"(?:as )?alive\b.*", "home-server-alive", "success"),
    _home(r"as zombie(?: \((?P<reason>.*)\))?\.?", "home-server-zombie", "failure"),
    _home(r"(?:as )?dead\.?(?: .*)?", "home-server-dead", "failure"),
)

WORDINGS: dict[str, tuple[Wording, ...]] = {
    "Marking": _HOME,
    "PROXY:": tuple(
        Wording(f"PROXY: {known.pattern.source}", known.event["action"], "info", outcome=known.event["outcome"])
        for known in _HOME
    ),
    "Ignoring": (
        # Ignoring request to auth address * port 1812 from unknown client 192.0.2.9 port 1814 proto udp
        Wording(
            r"(?P<reason>Ignoring request) to [^\n]{1,200}? from unknown client "
            rf"(?P<source>{_ADDRESS})(?: port (?P<source_port>[0-9]{{1,5}}))?(?: proto [a-z]{{2,5}})?",
            "unknown-client",
            "denied",
            outcome="failure",
        ),
    ),
    "Received": (
        # Received packet from 192.0.2.1 with invalid Message-Authenticator!  (Shared secret is incorrect.)
        Wording(
            rf"Received packet from (?P<source>{_ADDRESS}) with (?P<reason>invalid Message-Authenticator)!.*",
            "bad-packet",
            "denied",
            outcome="failure",
        ),
        Wording(
            r"(?P<reason>Received conflicting packet) from client (?P<client>\S{1,255}) port (?:[0-9]{1,5})"
            r" - ID: .*",
            "duplicate-request",
            "info",
            outcome="failure",
        ),
    ),
    "Discarding": (
        Wording(
            r"(?P<reason>Discarding duplicate request) from client (?P<client>\S{1,255}) port [0-9]{1,5} - ID: .*",
            "duplicate-request",
            "info",
            outcome="failure",
        ),
    ),
    "Dropping": (
        Wording(
            rf"(?P<reason>Dropping packet without response) because of error: .{{0,200}}?from"
            rf" (?P<source>{_ADDRESS})"
            r"(?: .*)?",
            "bad-packet",
            "denied",
            outcome="failure",
        ),
    ),
    "Ready": (Wording(r"Ready to process requests\.?", "start", "start", category=_PROCESS),),
    "FreeRADIUS": (
        Wording(
            r"FreeRADIUS Version (?P<version>[0-9][0-9A-Za-z.+~-]{0,60}),? ?.*", "start", "start", category=_PROCESS
        ),
    ),
    "Exiting": (Wording(r"Exiting (?:normally|due to .*)\.?", "stop", "end", category=_PROCESS),),
    "Signalled": (Wording(r"(?P<reason>Signalled to terminate)", "stop", "end", category=_PROCESS),),
    "HUP": (Wording(r"HUP - .*", "reload", "change", category=_CONFIGURATION),),
    "Module:": (
        Wording(
            r"Module: Reloaded module \"(?P<module>[^\"]{1,100})\"", "reload", "change", category=_CONFIGURATION
        ),
    ),
}

OWN_FIELDS = {
    "freeradius.calling_station_id": Field("keyword", "whence the user calls, as the client says it"),
    "freeradius.client": Field("keyword", "name of the client (an access point, a switch) in the configuration"),
    "freeradius.module": Field("keyword", "module that was read again"),
    "freeradius.nas_port": Field("long", "port of the client at which the user is"),
    "freeradius.request": Field("long", "number of the request"),
    "freeradius.user_name": Field("keyword", "user as the client says it, with realm or domain"),
    "freeradius.via": Field("keyword", "through what the login came: a TLS tunnel, a proxy"),
}

ACTIONS = {
    "bad-packet": "a packet was not taken",
    "duplicate-request": "a request came again before it was answered",
    "error": "an error",
    "home-server-alive": "a server that is asked answers again",
    "home-server-dead": "a server that is asked does not answer",
    "home-server-zombie": "a server that is asked may not answer",
    "invalid-user": "the user's name is not allowed",
    "login": "a user logged in, or failed to",
    "login-rejected": "a user was rejected after the login",
    "message": "any other message",
    "reload": "the server read its configuration again",
    "start": "the server started",
    "stop": "the server stopped",
    "too-many-logins": "a user is logged in too often",
    "unknown-client": "a request came from a client that is not known",
}
