r"""The messages of named, by what they are about: a client, a zone, a transfer, or the server itself.

Source: the message texts of BIND 9.11 to 9.20: `lib/ns` (`client.c`, `query.c`, `notify.c`, `update.c`,
`xfrout.c`), `lib/dns` (`zone.c`, `xfrin.c`, `resolver.c`, `validator.c`, `rpz.c`, `rrl.c`) and `bin/named`
(`server.c`, `control.c`, `controlconf.c`, `main.c`). What is a primary since 9.16 was a master before.
"""

from __future__ import annotations

from ecsparse.ecs.dns import NAME, RCODES, TYPE
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, ecs, endpoint, own
from ecsparse.patterns import Pattern
from ecsparse.record import Document

_DNS = {"network": {"protocol": "dns"}}
_QUERY = {**_DNS, "dns": {"type": "query", "op_code": "QUERY"}}
_ANSWER = {**_DNS, "dns": {"type": "answer", "op_code": "QUERY"}}
_NOTIFY = {**_DNS, "dns": {"type": "query", "op_code": "NOTIFY"}}
_UPDATE = {**_DNS, "dns": {"type": "query", "op_code": "UPDATE"}}

ACTIONS = actions("""
client-message                 network: info protocol + dns | any other message about a client's request
configuration-load{|/failed}  configuration: access{|, failure} | named reads its configuration, or fails to
configuration-reload  configuration: change, success | named has read its configuration or zones again, or failed to
configuration-reload/failed    configuration: change, failure
control-command                configuration: access | a command for named came through its control channel
control-command-denied         network: denied, failure | a command through the control channel is refused
fetch-end  network: end protocol + query | named has asked other servers all that it could for a name
message-malformed              network: protocol, failure + dns | a client's message cannot be parsed
notify-denied  network: denied protocol, failure + notify | a notification that a zone has changed is refused
notify-failed  network: protocol, failure + notify | another server could not be notified that a zone has changed
notify-{receive|send}  network: protocol + notify | named {is notified|notifies others} that a zone has changed
notify-response                network: protocol + notify | another server answers a notification
policy-zone-message            configuration: info | any other message about a response policy zone
policy-zone-reload{|/failed}  configuration: change, {success|failure} | a response policy zone is read again
policy-zone-reload/{changed|start}  configuration: {change|info}
query                          network: protocol + query | a client asks
query-approved                 network: allowed protocol, success + query | a client's query is allowed
query-denied                   network: denied protocol, failure + query | a client's query is refused
query-failed                   network: protocol, failure + query | a client's query ends in an error
query-rewrite  network: denied protocol + query | a response policy zone changes, or would change, an answer
query-rewrite/{allowed|disabled}  network: {allowed|info} protocol + query
quota-reached                  network: denied protocol, failure + dns | too many clients are waiting for named
quota-reached/soft             network: info protocol + dns
rate-limit  network: denied protocol, failure + query | too many responses to a network are dropped or truncated
rate-limit/{continued|log-only}  network: {denied|info} protocol + query
rate-limit-end                 network: info protocol + query | responses to a network are no longer limited
record-{add|delete}  configuration: change, success + update | a dynamic update {adds a record|deletes records}
resolve{|/priming}  network: protocol, success + {query|dns} | another server answered in the end
resolve-failed{|/priming}  network: protocol, failure + {query|dns} | another server did not answer, or wrongly
resolve-failed/skipped         network: protocol + query
response                       network: protocol + answer | named answers a client
response-failed                network: protocol, failure + dns | a response could not be sent
response-suspicious            network: info protocol + query | the Internet answered for a private address
server-listen{|/failed}  network: info{|, failure} | named listens for queries or commands, or fails to
server-listen-end              network: info | named no longer listens at an address
server-message                 process: info | any other message of the server
server-running                 process: start, success | named has started
server-{start|stop}  process: {start|end} | named {starts|stops}
signature-invalid  network: denied protocol, failure + dns | the signature of a client's request is wrong or missing
trust-anchor-message           configuration: info | any message about the keys that named trusts
trust-anchor-telemetry         network: info protocol + query | a resolver tells which keys it trusts
update-approved                network: allowed protocol, success + update | a client may change a zone
update-denied                  network: denied protocol, failure + update | a client may not change a zone
update-failed  network: protocol, failure + update | a dynamic update is refused, or its conditions are not met
update-forward  network: protocol + update | the primary server answers a dynamic update that was forwarded to it
update-message                 network: info protocol + update | any other message about a dynamic update
validation-failed              network: protocol, failure + query | an answer fails DNSSEC validation
validation-message             network: info protocol + query | any other message about DNSSEC validation
stale-answer  network: info protocol + query | named answers, or would answer, with records that are too old
stale-answer/failed            network: protocol, failure + query
zone-check                     configuration: info | named finds something wrong with a zone's records
zone-expire                    configuration: info, failure | a secondary zone is too old to be served
zone-load{|/failed}  configuration: info, {success|failure} | a zone is loaded, or fails to load
zone-load/empty                configuration: info
zone-message                   configuration: info | any other message about a zone
zone-refresh{|/other}  network: protocol{, failure|} + query | a secondary has trouble asking for a zone's state
zone-transfer-approved         network: allowed protocol, success + query | a client may transfer a zone
zone-transfer-denied           network: denied protocol, failure + query | a client may not transfer a zone
zone-transfer-{end|failed}  network: end protocol, {success|failure} + query | a zone transfer {ended|failed}
zone-transfer-message          network: info protocol + query | any other message about a zone transfer
zone-transfer-start{|/connected}  network: {|connection }start protocol + query | a zone transfer begins
zone-transfer-status{|/failed}  network: end protocol, {success|failure} + query | how a zone transfer ended
""", dns=_DNS, query=_QUERY, answer=_ANSWER, notify=_NOTIFY, update=_UPDATE)  # fmt: skip

CLASS = r"(?:IN|CH|CHAOS|HS|HESIOD|ANY|NONE|RESERVED0|CLASS[0-9]{1,5})"
_SERIAL = r"[0-9]{1,10}"


def _rcode(text: str) -> str | None:
    """`text`, if it is the code of an answer."""
    return text if text in RCODES else None


# www.example.com. 300 IN A 192.0.2.80
_RECORD = Pattern(r" ?(\S{1,1100}) ([0-9]{1,10}) (IN|CH|HS) ([A-Z][A-Z0-9-]{0,19}) ([^;]{1,4096})")
# The parts of a record.
_PARTS = ("class", "data", "name", "ttl", "type")


def _answers(text: str) -> Document:
    """`answers` and `resolved_ip` of records with `;` after each, as a master file has them.

    Nothing if one of them cannot be read: data may have a `;` itself.
    """
    texts = text.rstrip("; ").split(";")
    records = [_RECORD.fullmatch(record) for record in texts]
    if len(records) > 64 or None in records:
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
    "answers": Capture("dns", r".*;", _answers, parts=(*(f"answers.{part}" for part in _PARTS), "resolved_ip"),
        related=("ip", "resolved_ip")),
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
}  # fmt: skip

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
    # example.com resolver failure, stale answer used (timed out)
    "stale": "{name} {reason:resolver failure|client timeout|query within stale refresh time}, stale answer",
    "validated": "{?@0x{~[0-9a-f]+}: }{name}{~[ /]}{type}: ",
}

# With and without a client in front.
_OF_ANY = r"""
rate-limit                      {?rate }limit{?ing} {limited}
rate-limit/{log-only|continued} {would | continue} {?rate }limit{?ing} {limited}
rate-limit-end                  {?*}stop {?rate }limit{?ing} {limited}
stale-answer{|/failed}          {stale} {used | unavailable}{*}
"""

# After `client @0x7f… 192.0.2.1#53 (name): `.
OF_CLIENTS = Messages("isc_bind", ACTIONS, CAPTURES, r"""
query-failed            {error=query failed ({reason:[^()]+})}{? for {name}/{class}/{type}}{? at {file}:{line}}
query-denied            query{? (cache)} {question} denied{? ({reason:[^()]+})}
query-approved          query{? (cache)} {question} approved
zone-transfer-{denied|approved}  zone transfer {question} {denied | approved}
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
record-delete           updating zone {the_zone}: deleting
  {|an RR at {record}|rrset at {?'}{record_name}{?'} {record_type}|all rrsets from name {?'}{record_name}{?'}}
update-failed           updating zone {the_zone}: update {|failed|unsuccessful}:
  {?{record_name:\S{1,1100}}/{record_type}: }{reason} ({rcode})
update-message          updating zone {the_zone}: {~.+}
update-{approved|denied}  signer "{key:[^"]+}" {approved | denied}
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
query-failed            {error=rpz {trigger} rewrite {name} {?via {rule} }{?stop on {~.+?} }failed: {reason}}
""" + _OF_ANY + "client-message  {*}", _FRAGMENTS)  # fmt: skip

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
notify-receive       notify from {asker}#{asker_port}: {|serial {serial}{*}|{reason}}
notify-response      notify response from {answerer}#{answerer_port}: {rcode}
notify-failed        notify to {asked}#{asked_port}{? failed}: {reason}
notify-denied        {reason=refused notify from non-{primary}}: {asker}#{asker_port}
zone-refresh         refresh: {reason=retry limit} for {primary} {asked}#{asked_port} exceeded{bound}
zone-refresh         refresh: failure trying {primary} {asked}#{asked_port}{bound}: {reason}
zone-refresh         refresh: {reason=unexpected rcode} ({rcode}) from {primary} {answerer}#{answerer_port}{bound}
zone-refresh         refresh: {reason:[a-zA-Z ()-]+?} from {primary} {answerer}#{answerer_port}{bound}
zone-refresh         refresh: skipping zone transfer as {primary} {asked}#{asked_port}{bound} {reason=is unreachable}{*}
zone-refresh/other   refresh: {reason}
zone-refresh         serial number ({serial}) received from {primary} {answerer}#{answerer_port} < ours ({old_serial})
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
OF_SERVER = Messages("isc_bind", ACTIONS, CAPTURES, r"""
resolve-failed               !  {error=DNS format error} from {answerer}#{answerer_port} resolving
  {name}/{type}{? for {?client }{|{behalf}#{behalf_port}|<unknown>}}: {reason}
resolve-failed               !  {reason=lame server} resolving '{name}' (in '{zone}'?): {answerer}#{answerer_port}
resolve                      !  success resolving '{name}/{type}{?/{class}}'{? (in '{zone}'?)} after {reason}
validation-failed            !  validating {validated}{invalid}
fetch-end ! fetch completed{? at {file}:{line}} for {name}/{type} in {seconds}: {reason:[^\[\]]+} [{*}
resolve-failed/skipped       !  skipping nameserver '{~\S{1,1100}}' because {reason=it is a CNAME}, while resolving
  '{name}/{type}'
policy-zone-reload/changed   !  (re)loading policy zone '{zone}' {~.+}
zone-check                   !  checkhints: {reason}
server-message               !  clients-per-query {|increased|decreased} to {~[0-9]+}
zone-load/empty              !  automatic empty zone: {?view {~[^:]+}: }{zone}
resolve/priming              !  resolver priming query complete{?: success}
resolve-failed/priming       !  {error=resolver priming query complete: {reason}}
trust-anchor-telemetry       !  trust-anchor-telemetry '{name:[^\s'/]+}/{class}' from {asker}#{asker_port}
trust-anchor-message         !  managed-keys-zone{?/{view:[^\s/:]+}}: {*}
policy-zone-message          !  rpz: {zone}: {|new zone version came too soon, {~.+}|using hashtable size {~[0-9]+}}
policy-zone-reload/start     !  rpz: {zone}: reload start
policy-zone-reload           !  rpz: {zone}: reload done: success
policy-zone-reload/failed    !  rpz: {zone}: reload done: {reason}
control-command              !  received control channel command '{command}'
control-command-denied       !  invalid command from {asker}#{asker_port}: {reason}
control-command-denied       !  {reason=rejected} command from {asker}#{asker_port}{*}
server-start                 !  starting BIND {version}{*}
server-listen                !  listening on {IPv4 | IPv6} interface {interface}, {listener}#{listener_port}
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
quota-reached                   {reason=TCP client quota reached{*}}
resolve-failed                  {reason=shut down hung fetch} while resolving '{name}/{type}'
""" + _OF_ANY + "server-message  {*}", {
    **_FRAGMENTS,
    "invalid": f"{{reason:(?:{_INVALID}).*}}",
    "unanswered": rf"{{reason:(?:error \()?(?:{_NO_ANSWER}).*?}}",
})  # fmt: skip
