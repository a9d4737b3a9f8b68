r"""The messages of named, by what they are about: a client, a zone, a transfer, or the server itself.

Source: the message texts of BIND 9.11 to 9.20: `lib/ns` (`client.c`, `query.c`, `notify.c`, `update.c`,
`xfrout.c`), `lib/dns` (`zone.c`, `xfrin.c`, `resolver.c`, `validator.c`, `rpz.c`, `rrl.c`) and `bin/named`
(`server.c`, `control.c`, `controlconf.c`, `main.c`). What is a primary since 9.16 was a master before.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.messages import Action, Messages
from ecsparse.messages.captures import Capture, ecs, endpoint, own
from ecsparse.patterns import Pattern
from ecsparse.record import Document

# The codes of answers, as named writes them.
RCODES = frozenset((
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
    "NOTZONE", "DSOTYPENI", "BADVERS", "BADCOOKIE",
))  # fmt: skip

_DNS = {"network": {"protocol": "dns"}}
_QUERY = {**_DNS, "dns": {"type": "query", "op_code": "QUERY"}}
_ANSWER = {**_DNS, "dns": {"type": "answer", "op_code": "QUERY"}}
_NOTIFY = {**_DNS, "dns": {"type": "query", "op_code": "NOTIFY"}}
_UPDATE = {**_DNS, "dns": {"type": "query", "op_code": "UPDATE"}}

_CONFIGURATION_LOAD = "named reads its configuration, or fails to"
_CONFIGURATION_RELOAD = "named has read its configuration or its zones again, or failed to"
_POLICY_ZONE_RELOAD = "a response policy zone is read again"
_QUERY_REWRITE = "a response policy zone changes, or would change, the answer to a query"
_QUOTA = "too many clients are waiting for named"
_RATE_LIMIT = "responses to a network are dropped or truncated, or would be, because there are too many"
_RESOLVE = "another server answered in the end"
_RESOLVE_FAILED = "another server did not answer, or its answer was wrong"
_LISTEN = "named listens for queries or commands at an address, or fails to"
_REFRESH = "a secondary server asks for the state of a zone, and something is wrong"
_TRANSFER_START = "a zone transfer begins"
_TRANSFER_STATUS = "how a zone transfer ended"
_ZONE_LOAD = "a zone is loaded, or fails to load"

ACTIONS = {
    "client-message": Action("any other message about a client's request", "network", "info protocol", also=_DNS),
    "configuration-load": Action(_CONFIGURATION_LOAD, "configuration", "access"),
    "configuration-load/failed": Action(_CONFIGURATION_LOAD, "configuration", "access", "failure"),
    "configuration-reload": Action(_CONFIGURATION_RELOAD, "configuration", "change", "success"),
    "configuration-reload/failed": Action(_CONFIGURATION_RELOAD, "configuration", "change", "failure"),
    "control-command": Action("a command for named came through its control channel", "configuration", "access"),
    "control-command-denied": Action(
        "a command through the control channel is refused", "network", "denied", "failure"
    ),
    "fetch-end": Action(
        "named has asked other servers all that it could for a name", "network", "end protocol", also=_QUERY
    ),
    "message-malformed": Action(
        "a client's message cannot be parsed", "network", "protocol", "failure", also=_DNS
    ),
    "notify-denied": Action(
        "a notification that a zone has changed is refused", "network", "denied protocol", "failure", also=_NOTIFY
    ),
    "notify-failed": Action(
        "another server could not be notified that a zone has changed", "network", "protocol", "failure",
        also=_NOTIFY,
    ),
    "notify-receive": Action("named is notified that a zone has changed", "network", "protocol", also=_NOTIFY),
    "notify-response": Action("another server answers a notification", "network", "protocol", also=_NOTIFY),
    "notify-send": Action("named notifies other servers that a zone has changed", "network", "protocol",
                          also=_NOTIFY),
    "policy-zone-message": Action("any other message about a response policy zone", "configuration", "info"),
    "policy-zone-reload": Action(_POLICY_ZONE_RELOAD, "configuration", "change", "success"),
    "policy-zone-reload/changed": Action(_POLICY_ZONE_RELOAD, "configuration", "change"),
    "policy-zone-reload/failed": Action(_POLICY_ZONE_RELOAD, "configuration", "change", "failure"),
    "policy-zone-reload/start": Action(_POLICY_ZONE_RELOAD, "configuration", "info"),
    "query": Action("a client asks", "network", "protocol", also=_QUERY),
    "query-approved": Action(
        "a client's query is allowed", "network", "allowed protocol", "success", also=_QUERY
    ),
    "query-denied": Action("a client's query is refused", "network", "denied protocol", "failure", also=_QUERY),
    "query-failed": Action("a client's query ends in an error", "network", "protocol", "failure", also=_QUERY),
    "query-rewrite": Action(_QUERY_REWRITE, "network", "denied protocol", also=_QUERY),
    "query-rewrite/allowed": Action(_QUERY_REWRITE, "network", "allowed protocol", also=_QUERY),
    "query-rewrite/disabled": Action(_QUERY_REWRITE, "network", "info protocol", also=_QUERY),
    "quota-reached": Action(_QUOTA, "network", "denied protocol", "failure", also=_DNS),
    "quota-reached/soft": Action(_QUOTA, "network", "info protocol", also=_DNS),
    "rate-limit": Action(_RATE_LIMIT, "network", "denied protocol", "failure", also=_QUERY),
    "rate-limit/continued": Action(_RATE_LIMIT, "network", "denied protocol", also=_QUERY),
    "rate-limit/log-only": Action(_RATE_LIMIT, "network", "info protocol", also=_QUERY),
    "rate-limit-end": Action(
        "responses to a network are no longer limited", "network", "info protocol", also=_QUERY
    ),
    "record-add": Action(
        "a dynamic update adds a record to a zone", "configuration", "change", "success", also=_UPDATE
    ),
    "record-delete": Action(
        "a dynamic update deletes records of a zone", "configuration", "change", "success", also=_UPDATE
    ),
    "resolve": Action(_RESOLVE, "network", "protocol", "success", also=_QUERY),
    "resolve/priming": Action(_RESOLVE, "network", "protocol", "success", also=_DNS),
    "resolve-failed": Action(_RESOLVE_FAILED, "network", "protocol", "failure", also=_QUERY),
    "resolve-failed/priming": Action(_RESOLVE_FAILED, "network", "protocol", "failure", also=_DNS),
    "resolve-failed/skipped": Action(_RESOLVE_FAILED, "network", "protocol", also=_QUERY),
    "response": Action("named answers a client", "network", "protocol", also=_ANSWER),
    "response-failed": Action("a response could not be sent", "network", "protocol", "failure", also=_DNS),
    "response-suspicious": Action(
        "the Internet answered for a private address", "network", "info protocol", also=_QUERY
    ),
    "server-listen": Action(_LISTEN, "network", "info"),
    "server-listen/failed": Action(_LISTEN, "network", "info", "failure"),
    "server-listen-end": Action("named no longer listens at an address", "network", "info"),
    "server-message": Action("any other message of the server", "process", "info"),
    "server-running": Action("named has started", "process", "start", "success"),
    "server-start": Action("named starts", "process", "start"),
    "server-stop": Action("named stops", "process", "end"),
    "signature-invalid": Action(
        "the signature of a client's request is wrong or missing", "network", "denied protocol", "failure",
        also=_DNS,
    ),
    "trust-anchor-message": Action("any message about the keys that named trusts", "configuration", "info"),
    "trust-anchor-telemetry": Action(
        "a resolver tells which keys it trusts", "network", "info protocol", also=_QUERY
    ),
    "update-approved": Action(
        "a client may change a zone", "network", "allowed protocol", "success", also=_UPDATE
    ),
    "update-denied": Action(
        "a client may not change a zone", "network", "denied protocol", "failure", also=_UPDATE
    ),
    "update-failed": Action(
        "a dynamic update is refused, or its conditions are not met", "network", "protocol", "failure",
        also=_UPDATE,
    ),
    "update-forward": Action(
        "the primary server answers a dynamic update that was forwarded to it", "network", "protocol", also=_UPDATE
    ),
    "update-message": Action(
        "any other message about a dynamic update", "network", "info protocol", also=_UPDATE
    ),
    "validation-failed": Action(
        "an answer fails DNSSEC validation", "network", "protocol", "failure", also=_QUERY
    ),
    "validation-message": Action(
        "any other message about DNSSEC validation", "network", "info protocol", also=_QUERY
    ),
    "zone-check": Action("named finds something wrong with a zone's records", "configuration", "info"),
    "zone-expire": Action("a secondary zone is too old to be served", "configuration", "info", "failure"),
    "zone-load": Action(_ZONE_LOAD, "configuration", "info", "success"),
    "zone-load/empty": Action(_ZONE_LOAD, "configuration", "info"),
    "zone-load/failed": Action(_ZONE_LOAD, "configuration", "info", "failure"),
    "zone-message": Action("any other message about a zone", "configuration", "info"),
    "zone-refresh": Action(_REFRESH, "network", "protocol", "failure", also=_QUERY),
    "zone-refresh/other": Action(_REFRESH, "network", "protocol", also=_QUERY),
    "zone-transfer-approved": Action(
        "a client may transfer a zone", "network", "allowed protocol", "success", also=_QUERY
    ),
    "zone-transfer-denied": Action(
        "a client may not transfer a zone", "network", "denied protocol", "failure", also=_QUERY
    ),
    "zone-transfer-end": Action("a zone was transferred", "network", "end protocol", "success", also=_QUERY),
    "zone-transfer-failed": Action("a zone transfer failed", "network", "end protocol", "failure", also=_QUERY),
    "zone-transfer-message": Action(
        "any other message about a zone transfer", "network", "info protocol", also=_QUERY
    ),
    "zone-transfer-start": Action(_TRANSFER_START, "network", "start protocol", also=_QUERY),
    "zone-transfer-start/connected": Action(
        _TRANSFER_START, "network", "connection start protocol", also=_QUERY
    ),
    "zone-transfer-status": Action(_TRANSFER_STATUS, "network", "end protocol", "success", also=_QUERY),
    "zone-transfer-status/failed": Action(_TRANSFER_STATUS, "network", "end protocol", "failure", also=_QUERY),
}  # fmt: skip

# A name has 255 bytes at most, each of which may be written with three digits.
NAME = r"\S{1,1100}"
CLASS = r"(?:IN|CH|CHAOS|HS|HESIOD|ANY|NONE|RESERVED0|CLASS[0-9]{1,5})"
TYPE = r"[A-Z][A-Z0-9-]{0,19}"
_SERIAL = r"[0-9]{1,10}"


def _rcode(text: str) -> str | None:
    """`text`, if it is the code of an answer."""
    return text if text in RCODES else None


# www.example.com. 300 IN A 192.0.2.80
_RECORD = Pattern(r" ?(\S{1,1100}) ([0-9]{1,10}) (IN|CH|HS) ([A-Z][A-Z0-9-]{0,19}) ([^;]{1,4096})")
# The parts of a record.
_PARTS = ("class", "data", "name", "ttl", "type")
# How many records of an answer are read.
_MOST_RECORDS = 64


def _answers(text: str) -> Document:
    """`answers` and `resolved_ip` of records with `;` after each, as a master file has them.

    Nothing if one of them cannot be read: data may have a `;` itself.
    """
    texts = text.rstrip("; ").split(";")
    records = [_RECORD.fullmatch(record) for record in texts]
    if len(records) > _MOST_RECORDS or None in records:
        return {}
    answers, addresses = [], []
    for record in filter(None, records):
        name, seconds, class_, kind, data = record.groups()
        answers.append({
            "name": name if name == "." else name.removesuffix("."), "ttl": int(seconds), "class": class_,
            "type": kind, "data": data,
        })  # fmt: skip
        if kind in ("A", "AAAA") and (address := ip(data)) is not None:
            addresses.append(address)
    return {"answers": answers, "resolved_ip": addresses} if addresses else {"answers": answers}


CAPTURES = {
    "reason": ecs("event.reason"),
    "error": ecs("error.message"),
    "name": ecs("dns.question.name", NAME, related="hosts"),
    "type": ecs("dns.question.type", TYPE),
    "class": ecs("dns.question.class", CLASS),
    "answers": Capture(
        "dns",
        r".*;",
        _answers,
        parts=(*(f"answers.{part}" for part in _PARTS), "resolved_ip"),
        related=("ip", "resolved_ip"),
    ),
    "transport": ecs("network.transport", "TCP|UDP", str.lower),
    "rcode": ecs("dns.response_code", r"[A-Z]+", _rcode),
    "seconds": ecs("event.duration", r"[0-9]{1,12}\.[0-9]{1,9}", nanoseconds),
    "path": ecs("file.path"),
    "file": ecs("log.origin.file.name", r"[^\s:]+"),
    "line": ecs("log.origin.file.line", r"[0-9]{1,9}", parse_uint),
    "bytes": ecs("network.bytes", r"[0-9]{1,20}", parse_uint),
    "interface": ecs("observer.ingress.interface.name", r"\S+"),
    "trigger": ecs("rule.category", r"[A-Z-]+"),
    "rule": ecs("rule.name", NAME),
    "version": ecs("service.version", r"[0-9]\S*"),
    # who asks named, for whom named asks, who answered named, whom named asks, and named itself, as it takes
    # queries or transfers a zone
    "asker": endpoint("source", "client"),
    "behalf": endpoint("client"),
    "answerer": endpoint("source", "server"),
    "asked": endpoint("destination", "server"),
    "listener": endpoint("server"),
    "local": endpoint("destination", "client"),
    "answer_flags": own("keyword", "flags of an answer, as named writes them", r"[+-][A-Zt]{0,16}"),
    "command": own("keyword", "command that came through the control channel", r".*"),
    "key": own("keyword", "TSIG or SIG(0) key that signed a request", r"[^\s()]+"),
    "messages": own("long", "number of messages of a transfer"),
    "old_serial": own("long", "serial number of a zone before a transfer, or on this side", _SERIAL),
    "policy": own("keyword", "what a response policy or a rate limit does to an answer", r"[A-Z0-9-]+"),
    "record_data": own("keyword", "data of a record of a zone", related="ip"),
    "record_name": own("keyword", "name of a record of a zone", r"[^\s']+", related="hosts"),
    "record_type": own("keyword", "type of a record of a zone", TYPE),
    "records": own("long", "number of records of a transfer"),
    "serial": own("long", "serial number of a zone", _SERIAL),
    "subnet": own("keyword", "network to which responses are limited", r"[0-9A-Fa-f.:]+/[0-9]+"),
    "target": own("keyword", "name that a response policy answers with", r"[^\s()]+", related="hosts"),
    "view": own("keyword", "view of the request or of the zone", r"[^'\s/]+"),
    "zone": own("keyword", "name of the zone", NAME),
    "zone_class": own("keyword", "class of the zone", CLASS),
}

_FRAGMENTS = {
    # 'example.com/A/IN'
    "question": "'{name}/{type}/{class}'",
    # 'example.com/IN' | 'example.com/IN/internal'
    "the_zone": "'{zone}/{zone_class}{?/{view}}'",
    # 'host.example.com' A 192.0.2.10
    "record": "{?'}{record_name}{?'} {record_type}{? {record_data}}",
    "primary": "{|master|primary}",
    "bound": r"{? (source {~[^\s()]+})}",
    "transfer_type": "{type:AXFR|IXFR}",
    "statistics": "{messages} messages, {records} records, {bytes} bytes, {seconds} secs ({~[0-9]+} bytes/sec)"
    "{? (serial {serial})}",
    "rewritten": rf"rewrite {{name:{NAME}?}}{{?/{{type}}/{{class}}}} via {{rule}}{{? (CNAME to: {{target}})}}",
    # drop response to 192.0.2.0/24 for example.com IN A  (3ee9836b)
    "limited": "{?{policy:drop|slip} }{~(?:[A-Za-z]+ )?}response{?s} to {subnet}"
    "{? for {name}{? {class} {~ ?}{?{type}{? }}}}{?{~ {0,2}}({~[0-9a-f]+})}",
    "validated": "{?@0x{~[0-9a-f]+}: }{name}{~[ /]}{type}: ",
}

# After `client @0x7f… 192.0.2.1#53 (name): `.
OF_CLIENTS = Messages("isc_bind", ACTIONS, CAPTURES, r"""
query-failed            {error=query failed ({reason:[^()]+})}{? for {name}/{class}/{type}}{? at {file}:{line}}
query-denied            query{? (cache)} {question} denied{? ({reason:[^()]+})}
query-approved          query{? (cache)} {question} approved
zone-transfer-denied    zone transfer {question} denied
zone-transfer-approved  zone transfer {question} approved
zone-transfer-denied    bad zone transfer request: {the_zone}: {reason:[^()]+} ({rcode})
zone-transfer-start     transfer of {the_zone}:
  {?AXFR-style }{transfer_type} started{?: TSIG {key}}{? (serial {?{old_serial} -> }{serial})}
zone-transfer-end       transfer of {the_zone}: {?AXFR-style }{transfer_type} ended{?: {statistics}}
zone-transfer-failed    transfer of {the_zone}: {?{transfer_type} }{|aborted|failed|send}: {reason}
zone-transfer-message   transfer of {the_zone}: {~.+}
update-denied           update {?forwarding }{the_zone} denied{? {*}}
update-approved         update {?forwarding }{the_zone} approved
update-failed           update {|failed|unsuccessful}: {reason:[^()]+} ({rcode})
record-add              updating zone {the_zone}: adding an RR at {record}
record-delete           updating zone {the_zone}: deleting an RR at {record}
record-delete           updating zone {the_zone}: deleting rrset at {?'}{record_name}{?'} {record_type}
record-delete           updating zone {the_zone}: deleting all rrsets from name {?'}{record_name}{?'}
update-failed           updating zone {the_zone}: update {|failed|unsuccessful}:
  {?{record_name:\S{1,1100}}/{record_type}: }{reason} ({rcode})
update-message          updating zone {the_zone}: {~.+}
update-approved         signer "{key:[^"]+}" approved
update-denied           signer "{key:[^"]+}" denied
notify-denied           received notify for zone '{zone:[^'\s]+}': not authoritative
notify-receive          received notify for zone '{zone:[^'\s]+}'{?: TSIG '{key:[^']+}'}{?: {~.+}}
query-rewrite/allowed   rpz {trigger} {policy=PASSTHRU} {rewritten}
query-rewrite           rpz {trigger} {policy} {rewritten}
query-rewrite/disabled  disabled rpz {trigger} {policy} {rewritten}
message-malformed       {error=message parsing failed: {reason}}
response-failed         {error=error sending response: {reason}}
signature-invalid       request has invalid signature: {?TSIG {key:[^\s:]+}: }{reason}
signature-invalid       {reason=request is not signed}
quota-reached           {reason=no more {|recursive|TCP} clients{*}}
query-denied            {reason=no matching view in class '{~.+}}
quota-reached/soft      {reason=recursive-clients soft limit exceeded{*}}
response-suspicious     {reason=RFC 1918 response from Internet} for {name}
response                response: {name} {class} {type} {rcode:[A-Z0-9]+}{? {*}}
response                {transport}:{? [view: {view}]} query: {name} {class} {type} response:
  {rcode:[A-Z0-9]+} {answer_flags}{? {answers}}{? {*}}
rate-limit              {?rate }limit{?ing} {limited}
rate-limit/log-only     would {?rate }limit{?ing} {limited}
rate-limit/continued    continue {?rate }limit{?ing} {limited}
rate-limit-end          stop {?rate }limit{?ing} {limited}
client-message          {*}
""", _FRAGMENTS)  # fmt: skip

# After `zone example.com/IN/view: `; what named finds wrong with a record begins with the record.
OF_ZONES = Messages("isc_bind", ACTIONS, CAPTURES, r"""
zone-load            loaded serial {serial}{? (DNSSEC signed)}
zone-load/failed     not loaded due to {reason=errors}.
zone-load/failed     {error=loading from {?{primary} }file {path:\S+} failed: {reason}}
zone-load/failed     {error=journal rollforward failed: {reason}}
zone-expire          expired
zone-transfer-start  Transfer started.
zone-transfer-end    transferred serial {serial}{?: TSIG '{key:[^']+}'}
notify-send          sending notifies (serial {serial})
notify-send          sending notify to {asked}#{asked_port}{*}
notify-receive       notify from {asker}#{asker_port}: serial {serial}{*}
notify-receive       notify from {asker}#{asker_port}: {reason}
notify-response      notify response from {answerer}#{answerer_port}: {rcode}
notify-failed        notify to {asked}#{asked_port}{? failed}: {reason}
notify-denied        {reason=refused notify from non-{primary}}: {asker}#{asker_port}
zone-refresh         refresh: {reason=retry limit} for {primary} {asked}#{asked_port} exceeded{bound}
zone-refresh         refresh: failure trying {primary} {asked}#{asked_port}{bound}: {reason}
zone-refresh         refresh: {reason=unexpected rcode} ({rcode}) from {primary} {answerer}#{answerer_port}{bound}
zone-refresh         refresh: {reason:[a-zA-Z ()-]+?} from {primary} {answerer}#{answerer_port}{bound}
zone-refresh         refresh: skipping zone transfer as {primary} {asked}#{asked_port}{bound}
  {reason=is unreachable}{*}
zone-refresh/other   refresh: {reason}
zone-refresh         serial number ({serial}) received from
  {primary} {answerer}#{answerer_port} < ours ({old_serial})
update-forward       forwarding dynamic update:
  {?unexpected response: }{primary} {answerer}#{answerer_port} returned: {rcode}
zone-check           {record_name:\S{1,1100}}/{record_type}: {reason:bad (?:owner )?name \(check-names\)}
zone-check           {?{record_name:\S{1,1100}}/}{record_type} '{record_data:\S{1,1100}}' {reason:(?:is|has) .+}
zone-message         {*}
""", _FRAGMENTS)  # fmt: skip

# After `transfer of 'example.com/IN' from 192.0.2.1#53: `.
OF_TRANSFERS = Messages("isc_bind", ACTIONS, CAPTURES, r"""
zone-transfer-start/connected  connected using {local}#{local_port}{? TSIG {key:\S{1,1100}}}
zone-transfer-end              Transfer completed: {statistics}
zone-transfer-status           Transfer status: {|success|up to date}
zone-transfer-status/failed    {error=Transfer status: {reason}}
zone-transfer-failed           {error=failed {|while|to|sending} {~[a-z ]+}: {reason}}
zone-transfer-message          {*}
""", _FRAGMENTS)  # fmt: skip

# The reasons for which nobody answered; for any other one, the answer was wrong.
_NO_ANSWER = (
    "timed out|network unreachable|host unreachable|connection refused|connection reset|"
    "address not available|operation canceled"
)
# What validation fails for.
_INVALID = (
    "no valid |no DNSKEY |no trusted |got insecure |bad cache |unable to find |broken trust chain|verify failed|"
    "insecurity proof failed|must be secure|failed to verify"
)

# Of the server itself, and of what it asks of others.
OF_THE_SERVER = Messages("isc_bind", ACTIONS, CAPTURES, r"""
resolve-failed               !  {error=DNS format error} from {answerer}#{answerer_port} resolving
  {name}/{type}{? for {?client }{|{behalf}#{behalf_port}|<unknown>}}: {reason}
resolve-failed               !  {reason=lame server} resolving '{name}' (in '{zone}'?): {answerer}#{answerer_port}
resolve                      !  success resolving '{name}/{type}{?/{class}}'{? (in '{zone}'?)} after {reason}
validation-failed            !  validating {validated}{invalid}
fetch-end                    !  fetch completed{? at {file}:{line}} for {name}/{type} in {seconds}:
  {reason:[^\[\]]+} [{*}
resolve-failed/skipped       !  skipping nameserver '{~\S{1,1100}}' because {reason=it is a CNAME}, while resolving
  '{name}/{type}'
policy-zone-reload/changed   !  (re)loading policy zone '{zone}' {~.+}
zone-check                   !  checkhints: {reason}
server-message               !  clients-per-query {|increased|decreased} to {~[0-9]+}
zone-load/empty              !  automatic empty zone: {?view {~[^:]+}: }{zone}
resolve/priming              !  resolver priming query complete{?: success}
resolve-failed/priming       !  {error=resolver priming query complete: {reason}}
trust-anchor-telemetry       !  trust-anchor-telemetry '{name:[^\s'/]+}/{class}' from {asker}#{asker_port}
trust-anchor-message         !  managed-keys-zone: {*}
trust-anchor-message         !  managed-keys-zone/{view:[^\s/:]+}: {*}
policy-zone-message          !  rpz: {zone}: {|new zone version came too soon, {~.+}|using hashtable size {~[0-9]+}}
policy-zone-reload/start     !  rpz: {zone}: reload start
policy-zone-reload           !  rpz: {zone}: reload done: success
policy-zone-reload/failed    !  rpz: {zone}: reload done: {reason}
control-command              !  received control channel command '{command}'
control-command-denied       !  invalid command from {asker}#{asker_port}: {reason}
control-command-denied       !  {reason=rejected} command from {asker}#{asker_port}{*}
server-start                 !  starting BIND {version}{*}
server-listen                !  listening on IPv4 interface {interface}, {listener}#{listener_port}
server-listen                !  listening on IPv6 interface {interface}, {listener}#{listener_port}
server-listen                !  command channel listening on {listener}#{listener_port}
resolve-failed               !  {unanswered} resolving '{name}/{type}/{class}': {asked}#{asked_port}
resolve-failed               !  {reason:.+?} resolving '{name}/{type}/{class}': {answerer}#{answerer_port}
configuration-load              loading configuration from '{path:[^']+}'
configuration-load/failed       {error=loading configuration: {reason}}
configuration-reload            reloading {|configuration|zones} succeeded
configuration-reload/failed     {error=reloading {|configuration|zones} failed: {reason}}
policy-zone-message             rpz: {zone}: {~.+}
validation-message              validating {validated}{~.+}
server-running                  running
server-stop                     shutting down{*}
server-stop                     exiting{? {*}}
server-stop                     stopping command channel on {listener}#{listener_port}
zone-load                       all zones loaded
server-listen-end               no longer listening on {listener}#{listener_port}
server-listen/failed            {error=could not listen on {|UDP|TCP} socket: {reason}}
server-message                  {*}
""", {
    **_FRAGMENTS,
    "invalid": f"{{reason:(?:{_INVALID}).*}}",
    "unanswered": rf"{{reason:(?:error \()?(?:{_NO_ANSWER}).*?}}",
})  # fmt: skip
