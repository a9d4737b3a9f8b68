r"""Unbound, the validating resolver of NLnet Labs: queries, replies, policies, validation and the server itself.

Layout:
    [1698764995] unbound[881:0] info: 192.0.2.20 www.example.com. A IN

    A time, the identity (`log-identity`) with process id and number of the thread in hexadecimal, a level and a
    message. To syslog, time and identity are the header's: `unbound[881]: [881:0] info: …`. With
    `log-tag-queryreply`, the level is `query` or `reply` for these. The message of a query (`log-queries`) is
    client, name, type and class; a reply (`log-replies`) goes on with response code, seconds, whether it was
    cached, and size in bytes; `log-destaddr` adds ` on TRANSPORT ADDRESS PORT`.

Source: unbound.conf(5), and the message texts of unbound 1.9 to 1.22: `util/net_help.c`, `services/localzone.c`,
`services/rpz.c`, `services/cache/infra.c`, `validator/validator.c`, `iterator/iterator.c`, `services/mesh.c`,
`daemon/remote.c`, `daemon/stats.c`, `daemon/unbound.c`, `services/listen_dnsport.c`, `util/netevent.c`.

Timestamps: seconds since 1970; with `log-time-ascii` that of RFC 3164, with `log-time-iso` ISO 8601 with
milliseconds and offset; else that of the syslog header.

Quirks:
    Names end with a dot, which `dns.question.name` has not, but for the root: `queries.log`.
    A reply that could not be read has dashes in place of all but client and response code: `queries.log`.
    Messages of rate limits have the class before the type, all others after it: `policies.log`.
    A line with an error says which address it is about, but not which side that is, so it is in no endpoint:
    `unbound.peer_ip`, `server.log`.
    After its own `[PROCESS:THREAD] level: ` any message is unbound's: `server.log`.

Other readings: none differs.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.dns import NAME, TYPE
from ecsparse.ecs.network import family, process
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import endpoint as end
from ecsparse.ecs.pieces import ip, port, related
from ecsparse.ecs.places import port_number
from ecsparse.messages import Messages, Values, actions
from ecsparse.messages.captures import PORT, ecs, endpoint, own
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Document, Field, Phrase, Prefix, Product, Program, ProgramStem, Record, Shape
from ecsparse.timestamps.clock import Clock

LEVELS = ("fatal error", "error", "warning", "notice", "info", "debug", "query", "reply")

ACTIONS = actions("""
control-command        configuration: access | a command came through the control channel
local-zone{|/allowed}  network: {denied|allowed} protocol | a local zone answers a query, or lets it through
module-start           process: info | a module is started
network-error{|/address}  network: info{, failure|} | a connection to a client or to another server fails
query                  network: protocol | a client asks
query-dropped          network: denied protocol, failure | a query is dropped
query-rewrite{|/allowed}  network: {denied|allowed} protocol | a policy zone changes an answer, or lets it through
rate-limit             network: denied protocol, failure | too many queries are asked by a client, or for a zone
reply{|/failed}        network: protocol, {success|failure} | unbound answers a client
resolve-end            network: end protocol | the answer to a question is complete
resolve-failed         network: protocol, failure | a question could not be answered
resolve-start          network: start protocol | unbound begins to find the answer to a question
server-error           process: info, failure | any other error of the server
server-message         process: info | any other message of the server
server-reply           network: protocol | another server answers unbound
server-{restart|start|stop}  process: {start|start|end} | unbound {restarts|starts|stops}
statistics             process: info, metric | numbers of queries and times
tls-failed             network: protocol, failure | TLS with a client or another server fails
trust-anchor-failed    network: protocol, failure | the key that DNSSEC validation starts from could not be checked
validation{|-failed}   network: protocol, {success|failure} | an answer {passes|fails} DNSSEC validation
""")

_ADDRESS = r"[0-9A-Fa-f.:]{2,45}"
_CLASS = r"(?:IN|CH|HS|ANY|NONE|CLASS[0-9]{1,5})"

CAPTURES = {
    "reason": ecs("event.reason"),
    "error": ecs("error.message"),
    # without the last dot, which the root keeps
    "name": ecs("dns.question.name", NAME, lambda name: name.removesuffix(".") or ".", related="hosts"),
    "type": ecs("dns.question.type", TYPE),
    "class": ecs("dns.question.class", _CLASS),
    "rcode": ecs("dns.response_code", r"[A-Z][A-Z0-9]{2,15}"),
    "rule": ecs("rule.name", NAME),
    "trigger": ecs("rule.category", r"[a-z-]+"),
    "ruleset": ecs("rule.ruleset", r"[^\[\]]+"),
    "version": ecs("service.version", r"[^\s()]+"),
    "client": endpoint("source", "client"),
    "server": endpoint("source", "server"),
    "average_recursion": own("long", "mean nanoseconds of recursions", r"[0-9]{1,9}\.[0-9]{1,9}", nanoseconds),
    "cache_hits": own("long", "number of answers from the cache"),
    "cached": own("boolean", "whether a reply came from the cache", read="1".__eq__),
    "command": own("keyword", "command that came through the control channel", r"\S.*"),
    "limit": own("long", "queries a second that are allowed"),
    "module": own("keyword", "module that is started", r"\S+"),
    "peer_ip": own("ip", "other side of a connection that fails", _ADDRESS, related="ip"),
    "peer_port": own("long", "port of that side", PORT, port_number),
    "policy": own("keyword", "what a local zone or a response policy zone does"),
    "queries": own("long", "number of queries"),
    "recursions": own("long", "number of recursions"),
    "reply": own("keyword", "what kind of answer another server gave", r"[A-Z ]+"),
    "zone": own("keyword", "zone whose servers were asked, or that is limited", NAME),
}

# What a local zone, or a response policy zone, does.
_DENYING = (
    "deny|refuse|inform_deny|always_refuse|always_nxdomain|always_nodata|always_deny|always_null|static|redirect|"
    "inform_redirect|block_a|truncate"
)
_LETTING = "transparent|typetransparent|inform|always_transparent|nodefault|noview|ipset"
_RPZ_DENYING = "rpz-(?:nxdomain|nodata|drop|truncate|local-data|tcp-only|cname-override|invalid)"

MESSAGES = Messages("unbound", ACTIONS, CAPTURES, r"""
query-rewrite          rpz: applied {rewritten} {rpz_denying} {asked}
query-rewrite/allowed  rpz: applied {rewritten} {policy:rpz-(?:passthru|disabled)} {asked}
validation-failed      {error=validation failure} {|<{question}>: {reason}|{question}}
validation             validation success {question}
resolve-start          resolving {question}
resolve-end            response for {question}
server-reply           reply from <{zone}> {server}#{server_port}
server-reply           query response was {reply}{? {*}}
rate-limit             {reason=ratelimit exceeded} {zone} {limit}{? query {name} {class} {type}{? from {client}}}
rate-limit             {reason=ip_ratelimit exceeded} {client} {limit}{? (cookie)}{? query {name} {class} {type}}
resolve-failed         {rcode=SERVFAIL} <{question}>: {reason}
tls-failed             {error=ssl handshake failed} {peer}
tls-failed             ssl handshake failed{? crypto}{? error}{?:}{? }{reason:.*}
network-error/address  remote address is {peer}
network-error          {reason} for {peer}
query-dropped          {reason=failed to find an open port, drop msg}
trust-anchor-failed    failed to prime trust anchor{? -- {reason}}
server-{start|stop}    {start of service | service stopped} ({~[^ ]+} {version}).
server-restart         Restart of {~[^ ]+} {version:[^ ]+?}.
control-command        control cmd: {? }{command}
module-start           init module {~[0-9]+}: {module}
statistics             server stats for thread {~[0-9]{1,9}}: {|{queries} queries, {cache_hits} answers from cache,
  {recursions} recursions{*}|{~.+}}
statistics             average recursion processing time {average_recursion} sec
statistics             histogram of recursion processing times
local-zone             {?{rule} }{denying} {asked}
local-zone/allowed     {?{rule} }{letting} {asked}
""", {
    "asked": "{client}@{client_port} {question}",
    "question": "{name} {type} {class}",
    "peer": "{peer_ip} port {peer_port}",
    "rewritten": "{?[{ruleset}] }{?{trigger} }{rule}",
    "denying": f"{{policy:{_DENYING}}}",
    "letting": f"{{policy:{_LETTING}}}",
    "rpz_denying": f"{{policy:{_RPZ_DENYING}}}",
})  # fmt: skip

PRODUCT = Product(
    vendor="NLnet Labs", name="Unbound", versions="1.9 to 1.22", formats=("text",),
    signatures=(
        Program("unbound"), ProgramStem("unbound-"), Prefix("unbound["), Shape("[0000000000]"),
        *(Phrase(f"] {level}: ") for level in LEVELS),
    ),
    provider="unbound",
    messages=MESSAGES,
    fields=(
        "destination.{address,ip,port}", "dns.{op_code,type}", "event.duration", "log.level",
        "network.{protocol,transport,type}", "process.{name,pid}", "server.bytes",
    ),
    own_fields={"unbound.thread": Field("keyword", "number of the thread, hexadecimal")},
)  # fmt: skip

# [1698764995] unbound[881:0] info: | 2023-10-31T15:09:55.123+01:00 unbound[881:0] info: | [881:1f] fatal error:
_FRONT = Pattern(
    r"(?:\[([0-9]{1,12})(?:\.([0-9]{1,9}))?\] |([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})) )?([A-Za-z0-9_.-]{1,64})?"
    rf"\[([0-9]{{1,20}}):([0-9a-f]{{1,16}})\] ({'|'.join(LEVELS)}):(?: |$)"
)
# 192.0.2.20 www.example.com. A IN, and what follows in a reply
_QUERY = Pattern(rf"({_ADDRESS})(?:@([0-9]{{1,5}}))? ({NAME}) ({TYPE}) ({_CLASS})( .*)?")
# NOERROR 0.012345 0 48 | NOERROR 0.012345 0 48 on udp 192.0.2.53 53
_REPLY = Pattern(
    r" ([A-Z][A-Z0-9]{2,15}) ([0-9]{1,10}\.[0-9]{1,9}) ([01]) ([0-9]{1,10})"
    rf"(?: on ([a-z]{{2,10}}) ({_ADDRESS}) ([0-9]{{1,5}}))?(?: .*)?"
)
# 192.0.2.20 - - - FORMERR - - -
_UNREADABLE = Pattern(rf"({_ADDRESS}) - - - ([A-Z][A-Z0-9]{{2,15}}) - - -")
# from 192.0.2.53, in the reason why a validation failed
_FROM = Pattern(rf" from ({_ADDRESS})(?: |$)")

# The actions of replies by their codes: a name that does not exist is an answer.
_ACTIONS, _FAILED = {"NOERROR": "reply", "NXDOMAIN": "reply"}, "reply/failed"
_ERRORS = ("error", "fatal error")
# What `log-tag-queryreply` writes in place of a level.
_TAGS = ("query", "reply")
# Messages that are errors as a whole.
_FAILURES = frozenset(("network-error", "resolve-failed", "tls-failed"))
_TRANSPORTS = {"udp": "udp", "tcp": "tcp", "ssl": "tcp", "tls": "tcp", "dot": "tcp", "doh": "tcp", "doq": "udp"}


def parse(record: Record) -> Document | None:
    """The document of a line of unbound's, `None` for another program's."""
    program = record.program
    if program is not None and program != "unbound" and not program.startswith("unbound-"):
        return None
    text = record.text.strip(" \t")
    front = _FRONT.match(text)
    if front is None:
        if program != "unbound":
            return None
        document = MESSAGES.document("server-message", {})
        document["process"] = process(record.header)
        time = record.header_time()
    else:
        epoch, fraction, instant, identity, pid, thread, level = front.groups()
        document = _message(text[front.end() :], level)
        if level not in _TAGS:
            document["log"] = {"level": level}
        said = {"name": program or identity, "pid": parse_uint(pid)}
        if said := {part: value for part, value in said.items() if value is not None}:
            document["process"] = said
        document.setdefault("unbound", {})["thread"] = thread
        is_timed = epoch is not None or instant is not None
        time = _time(record.clock, epoch, fraction, instant) if is_timed else record.header_time()
    record.set_time(document, time)
    return document


@lru_cache(256)
def _time(clock: Clock, epoch: str | None, fraction: str | None, instant: str | None) -> str | None:
    """UTC of unbound's time, remembered: many lines are of the same second."""
    if epoch is not None:
        return clock.epoch(epoch, fraction or "")
    return None if instant is None else clock.instant(instant)


def _message(message: str, level: str) -> Document:
    query = _QUERY.fullmatch(message)
    if query is not None and query[6] is None:
        return _network(MESSAGES.document("query", _question(query)), "query")
    if query is not None and (reply := _REPLY.fullmatch(query[6])) is not None:
        return _reply(query, reply)
    unreadable = _UNREADABLE.fullmatch(message)
    if unreadable is not None:
        client, rcode = unreadable.groups()
        return _network(MESSAGES.document(_ACTIONS.get(rcode, _FAILED), {"client": client, "rcode": rcode}), "answer")
    found = MESSAGES.read(message)
    if found is None:
        found = "server-error" if level in _ERRORS else "server-message", {}
    return _document(*found, message, level)


def _question(query: Match) -> Values:
    client, number, name, kind, class_, _ = query.groups()
    values = {"client": client, "name": name, "type": kind, "class": class_}
    return values if number is None else {**values, "client_port": number}


def _reply(query: Match, reply: Match) -> Document:
    """The document of a reply to a query."""
    rcode, seconds, cached, size, transport, address, number = reply.groups()
    values = {**_question(query), "rcode": rcode, "cached": cached}
    document = _network(MESSAGES.document(_ACTIONS.get(rcode, _FAILED), values), "answer")
    if (duration := nanoseconds(seconds)) is not None:
        document["event"] = {**document["event"], "duration": duration}
    server = {} if address is None else end(ip(address), port(number))
    if server:
        document["destination"] = server
        lists = document.get("related", {})
        document["related"] = {**lists, **related(ips=(*lists.get("ip", ()), server.get("ip")))}
    document["server"] = {**server, "bytes": int(size)}
    if transport in _TRANSPORTS:
        document["network"]["transport"] = _TRANSPORTS[transport]
    return document


def _network(document: Document, kind: str) -> Document:
    """Add what all messages of the protocol have; `kind` is `dns.type`."""
    peer: Document = document.get("source", {})
    address = peer.get("ip")
    document["network"] = {"protocol": "dns"} if address is None else {"protocol": "dns", "type": family(address)}
    dns: Document | None = document.get("dns")
    if dns is not None:
        dns["type"] = kind
        if "question" in dns:
            dns["op_code"] = "QUERY"
    return document


def _document(action: str, values: Values, message: str, level: str) -> Document:
    """The document of any other message."""
    if message and (level in _ERRORS or (action in _FAILURES and "error" not in values)):
        values["error"] = message
    if action == "validation-failed" and (origin := _FROM.search(values.get("reason", ""))) is not None:
        values["server"] = origin[1]
    document = MESSAGES.document(action, values)
    if "protocol" in document["event"]["type"]:
        return _network(document, "query")
    return document
