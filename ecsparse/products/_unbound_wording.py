r"""The wordings of unbound's messages, by their first word.

Source: the message texts of unbound 1.9 to 1.22: `util/net_help.c`, `services/localzone.c`, `services/rpz.c`,
`services/cache/infra.c`, `validator/validator.c`, `iterator/iterator.c`, `services/mesh.c`, `daemon/remote.c`,
`daemon/stats.c`, `daemon/unbound.c`, `services/listen_dnsport.c`, `util/netevent.c`.

The names of a pattern's groups say where a value goes: `client`, `server` and `peer` are addresses, a `peer` one of
whom the message does not say what it is; `name`, `type` and `class` are the question; what has no place in ECS is
named as in `unbound.*`.
"""

from __future__ import annotations

from ecsparse.ecs.wording import NETWORK, Wording

_CONFIGURATION = ("configuration",)
_PROCESS = ("process",)

IP = r"[0-9A-Fa-f.:]{2,45}"
CLASS = r"(?:IN|CH|HS|ANY|NONE|CLASS[0-9]{1,5})"
TYPE = r"[A-Z][A-Z0-9-]{0,19}"
# A name of 255 bytes: longer ones are none.
NAME = r"\S{1,1100}"
QUESTION = rf"(?P<name>{NAME}) (?P<type>{TYPE}) (?P<class>{CLASS})"
_CLIENT = rf"(?P<client>{IP})@(?P<client_port>[0-9]{{1,5}})"
_PEER = rf"(?P<peer>{IP}) port (?P<peer_port>[0-9]{{1,5}})"
_SERVER = rf"(?P<server>{IP})#(?P<server_port>[0-9]{{1,5}})"
# the network or name that a policy is about, and what it does
_DENYING = (
    "deny|refuse|inform_deny|always_refuse|always_nxdomain|always_nodata|always_deny|always_null|static|redirect|"
    "inform_redirect|block_a|truncate"
)
_LETTING = "transparent|typetransparent|inform|always_transparent|nodefault|noview|ipset"
_RPZ_DENYING = (
    "rpz-nxdomain|rpz-nodata|rpz-drop|rpz-truncate|rpz-local-data|rpz-tcp-only|rpz-cname-override|rpz-invalid"
)
_RPZ_LETTING = "rpz-passthru|rpz-disabled"


def _local_zone(policies: str, kind: str) -> Wording:
    return Wording(
        rf"(?:(?P<rule>{NAME}) )?(?P<policy>{policies}) {_CLIENT} {QUESTION}", "local-zone", kind, "protocol"
    )


def _rewrite(policies: str, kind: str) -> Wording:
    return Wording(
        rf"rpz: applied (?:\[(?P<ruleset>[^\[\]]+)\] )?(?:(?P<trigger>[a-z-]+) )?(?P<rule>{NAME}) "
        rf"(?P<policy>{policies}) {_CLIENT} {QUESTION}",
        "query-rewrite", kind, "protocol",
    )  # fmt: skip


# example.com. inform 192.0.2.1@53433 www.example.com. A IN | transparent 192.0.2.1@53433 example.com. A IN
LOCAL_ZONES = (_local_zone(_DENYING, "denied"), _local_zone(_LETTING, "allowed"))

WORDINGS: dict[str, tuple[Wording, ...]] = {
    "rpz:": (
        # rpz: applied [malware] bad.example.com. rpz-nxdomain 192.0.2.1@41251 bad.example.com. A IN
        _rewrite(_RPZ_DENYING, "denied"),
        _rewrite(_RPZ_LETTING, "allowed"),
    ),
    "validation": (
        # validation failure <example.com. A IN>: signature expired from 192.0.2.53 for key example.com.
        Wording(
            rf"(?P<error>validation failure) <{QUESTION}>: (?P<reason>.+)",
            "validation-failed", "protocol", outcome="failure",
        ),
        Wording(rf"(?P<error>validation failure) {QUESTION}", "validation-failed", "protocol", outcome="failure"),
        Wording(rf"validation success {QUESTION}", "validation", "protocol", outcome="success"),
    ),
    "SERVFAIL": (
        # SERVFAIL <example.com. A IN>: all servers for this domain failed, at zone example.com.
        Wording(
            rf"(?P<error>(?P<rcode>SERVFAIL) <{QUESTION}>: (?P<reason>.+))",
            "resolve-failed", "protocol", outcome="failure",
        ),
    ),
    "resolving": (Wording(rf"resolving {QUESTION}", "resolve-start", "start", "protocol"),),
    "response": (Wording(rf"response for {QUESTION}", "resolve-end", "end", "protocol"),),
    "reply": (
        # reply from <example.com.> 192.0.2.53#53
        Wording(rf"reply from <(?P<zone>{NAME})> {_SERVER}", "server-reply", "protocol"),
    ),
    "query": (
        Wording(r"query response was (?P<reply>[A-Z ]+)(?: .*)?", "server-reply", "protocol"),
    ),
    "ratelimit": (
        # ratelimit exceeded example.com. 1000 query www.example.com. IN A from 192.0.2.1
        Wording(
            rf"(?P<reason>ratelimit exceeded) (?P<zone>{NAME}) (?P<limit>[0-9]{{1,10}})"
            rf"(?: query (?P<name>{NAME}) (?P<class>{CLASS}) (?P<type>{TYPE})(?: from (?P<client>{IP}))?)?",
            "rate-limit", "denied", "protocol", outcome="failure",
        ),
    ),
    "ip_ratelimit": (
        # ip_ratelimit exceeded 192.0.2.1 100 query www.example.com. IN A
        Wording(
            rf"(?P<reason>ip_ratelimit exceeded) (?P<client>{IP}) (?P<limit>[0-9]{{1,10}})(?: \(cookie\))?"
            rf"(?: query (?P<name>{NAME}) (?P<class>{CLASS}) (?P<type>{TYPE}))?",
            "rate-limit", "denied", "protocol", outcome="failure",
        ),
    ),
    "ssl": (
        # ssl handshake failed 192.0.2.1 port 4433
        Wording(rf"(?P<error>ssl handshake failed) {_PEER}", "tls-failed", "protocol", outcome="failure"),
        Wording(
            r"(?P<error>ssl handshake failed(?: crypto)?(?: error)?:? ?(?P<reason>.*))",
            "tls-failed", "protocol", outcome="failure",
        ),
    ),
    "remote": (Wording(rf"remote address is {_PEER}", "network-error", "info"),),
    "failed": (
        Wording(
            r"(?P<reason>failed to find an open port, drop msg)", "query-dropped", "denied", "protocol",
            outcome="failure",
        ),
        Wording(r"failed to prime trust anchor(?: -- (?P<reason>.+))?", "trust-anchor-failed", "protocol",
                outcome="failure"),
    ),
    "start": (
        # start of service (unbound 1.17.1).
        Wording(r"start of service \(\S+ (?P<version>[^\s()]+)\)\.", "server-start", "start", category=_PROCESS),
    ),
    "service": (
        Wording(r"service stopped \(\S+ (?P<version>[^\s()]+)\)\.", "server-stop", "end", category=_PROCESS),
    ),
    "Restart": (
        Wording(r"Restart of \S+ (?P<version>\S+?)\.", "server-restart", "start", category=_PROCESS),
    ),
    "control": (
        # control cmd:  local_zone example.com refuse
        Wording(r"control cmd: {1,2}(?P<command>\S.*)", "control-command", "access", category=_CONFIGURATION),
    ),
    "init": (Wording(r"init module [0-9]+: (?P<module>\S+)", "module-start", "info", category=_PROCESS),),
    "server": (
        Wording(
            r"server stats for thread (?P<thread>[0-9]{1,9}): (?P<queries>[0-9]{1,19}) queries, "
            r"(?P<cache_hits>[0-9]{1,19}) answers from cache, (?P<recursions>[0-9]{1,19}) recursions.*",
            "statistics", "info", category=_PROCESS, kind="metric",
        ),
        Wording(r"server stats for thread (?P<thread>[0-9]{1,9}): .+", "statistics", "info", category=_PROCESS,
                kind="metric"),
    ),
    "average": (
        # average recursion processing time 0.007562 sec
        Wording(
            r"average recursion processing time (?P<seconds>[0-9]{1,9}\.[0-9]{1,9}) sec",
            "statistics", "info", category=_PROCESS, kind="metric",
        ),
    ),
    "histogram": (
        Wording(r"histogram of recursion processing times", "statistics", "info", category=_PROCESS, kind="metric"),
    ),
}  # fmt: skip

# What ends with an address, whatever went wrong: read (in tcp s): Connection reset by peer for 192.0.2.1 port 53
WITH_PEER = Wording(
    rf"(?P<error>(?P<reason>.+) for {_PEER})", "network-error", "info", category=NETWORK, outcome="failure"
)

SERVER_ERROR = Wording(r"(?P<error>.+)", "server-error", "info", category=_PROCESS, outcome="failure")
SERVER_MESSAGE = Wording(r".*", "server-message", "info", category=_PROCESS)

ACTIONS = {
    "control-command": "a command for unbound came through its control channel",
    "local-zone": "a local zone of the configuration answers a query, or lets it through",
    "module-start": "a module is started",
    "network-error": "a connection to a client or to another server fails",
    "query": "a client asks",
    "query-dropped": "a query is dropped",
    "query-rewrite": "a response policy zone changes the answer to a query, or lets it through",
    "rate-limit": "too many queries are asked by a client, or for a zone",
    "reply": "unbound answers a client",
    "resolve-end": "the answer to a question is complete",
    "resolve-failed": "a question could not be answered",
    "resolve-start": "unbound begins to find the answer to a question",
    "server-error": "any other error of the server",
    "server-message": "any other message of the server",
    "server-reply": "another server answers unbound",
    "server-restart": "unbound starts anew",
    "server-start": "unbound starts",
    "server-stop": "unbound ends",
    "statistics": "numbers of queries and times",
    "tls-failed": "TLS with a client or another server fails",
    "trust-anchor-failed": "the key that DNSSEC validation starts from could not be checked",
    "validation": "an answer passes DNSSEC validation",
    "validation-failed": "an answer fails DNSSEC validation",
}
