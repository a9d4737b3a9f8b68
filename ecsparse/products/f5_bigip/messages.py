"""The sentences of BIG-IP's programs, after their numbers, and what they mean.

Source: F5, BIG-IP log messages 11 to 17: tmm, mcpd, apmd, bigd, gtmd, sod, httpd, sshd.
"""

from __future__ import annotations

from ecsparse.ecs.events import web_url
from ecsparse.ecs.pieces import ip, is_ip
from ecsparse.ecs.places import count, host_name, lower, port_number
from ecsparse.ecs.url import PARTS, url
from ecsparse.ecs.web import status_code
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ADDRESS, DIGITS, PORT, REST, WORD, Capture, account, ecs, own, tls

_DNS = {"protocol": "dns"}

ACTIONS = actions(
    """
access-decision                 authentication: info | an access policy lets a user in, or does not
access-decision/allowed         authentication: info, success
access-decision/denied          authentication: info, failure
access-error                    session: info, failure | an access policy fails
access-list                     network: connection | traffic of a session meets an access list
access-list/allowed             network: allowed connection
access-list/denied              network: connection denied
access-step                     authentication: info | a rule of an access policy is followed, or an agent runs
administration-command          configuration: access, success | an administrator runs a command, or changes the
  configuration
administration-command/changed  configuration: change, success
administration-command/created  configuration: creation, success
administration-command/deleted  configuration: deletion, success
administration-command/failed   configuration: info, failure
dns-answer                      network: protocol + answer | the unit answers a DNS query
dns-query                       network: protocol + query | a client asks for a name
connection                      network: connection | a firewall's rule meets a connection
connection/allowed              network: allowed connection
connection/denied               network: connection denied
connection-error                network: connection end | a connection or a TLS handshake fails, or is reset
failover                        host: change | the unit becomes active or standby
irule                           network: info | an iRule writes a message, or fails
limit                           network: denied | too many connections, or a flood
link-change/down                host: change | an interface of the unit comes up, or goes down
link-change/up                  host: change
login/failed                    authentication: start, failure | a user or an administrator logs in
login/succeeded                 authentication: start, success
logout                          authentication: end | an administrator logs out
packet-rejected                 network: connection denied | a packet meets no listener, or is not valid
session-end                     session: end | a session of an access policy ends
session-info                    session: info | what a session's client or traffic is
session-start                   session: start | a session of an access policy starts
status-change                   host: info | a monitor changes the state of a pool, a member, a node or a virtual
  server
status-change/down              host: change
status-change/up                host: change
system-event                    host: info | any other message of the system
tunnel                          network: info | a network access tunnel starts, ends or gets its address
management-request              web: access | somebody asks the unit's own web server for a page
flood                           intrusion_detection network: info, alert | a denial of service begins or ends
web-attack                      web intrusion_detection: info, alert | a web application is under attack: many logins
  fail, or many requests come
web-request                     web: access | a web request is checked, or logged by an iRule
web-request/blocked             web intrusion_detection: info, failure, alert
web-request/illegal             web intrusion_detection: info, alert
""",
    answer={"dns": {"type": "answer"}, "network": _DNS},
    query={"dns": {"type": "query"}, "network": _DNS},
)


def member_address(text: str) -> str | None:
    """The address of a pool's member: `/Common/192.0.2.80`."""
    address = text.rpartition("/")[2].partition("%")[0]
    return address if is_ip(address) else None


def _own(name: str, description: str, pattern: str = REST) -> Capture:
    return own("keyword", description, pattern, name=name)


SENTENCE: dict[str, Capture] = {
    "agent_name": ecs("user_agent.name", r"[^ ]{1,64}"),
    "agent_version": ecs("user_agent.version", r"[^ ]{1,64}"),
    "assigned_object": _own("access.resource", "what an access policy assigns to a session", r"[^']+"),
    "access_list": ecs("rule.name", r"[^ :]+"),
    "agent": _own("access.agent", "agent of an access policy", r"[^':]+"),
    "assigned": own("ip", "address that a tunnel's client gets", ADDRESS, name="assigned_ip", related="ip"),
    "bytes_in": ecs("source.bytes", DIGITS, count),
    "bytes_out": ecs("destination.bytes", DIGITS, count),
    "command": ecs("process.command_line", REST, str.strip),
    "country": ecs("source.geo.country_iso_code", r"[A-Z]{2}"),
    "answer_code": ecs("dns.response_code", r"[A-Z]{2,16}"),
    "class": ecs("dns.question.class", r"[A-Z]{2,4}"),
    "dns_id": ecs("dns.id", r"[0-9]{1,5}"),
    "dst_ip": ecs("destination.ip", r"[0-9A-Fa-f:.]{2,45}?(?:%[0-9]{1,5})?", ip, related="ip"),
    # not in the middle of an address, where any text may follow
    "dst_port": ecs("destination.port", rf"{PORT}(?![0-9A-Fa-f:.%]*[0-9A-Fa-f])", port_number),
    "ending": _own("access.ending", "where a rule of an access policy leads to", r"[^']+"),
    "error": ecs("error.message"),
    "folder": ecs("process.working_directory", WORD),
    "forwarded": ecs("network.forwarded_ip", r"[^,]{1,64}", ip, related="ip"),
    "hostname": ecs("source.domain", r"[^ ]{1,255}", host_name, related="hosts"),
    "http_status": ecs("http.response.status_code", r"[1-5][0-9]{2}", status_code),
    "interface": _own("interface", "interface of the unit", r"[^ ]+"),
    "item": _own("access.item", "item of an access policy", r"[^']+"),
    "level": _own("role", "role of an administrator", WORD),
    "listener": _own("listener", "virtual server of a session", WORD),
    "monitor_ip": own(
        "ip", "member or node that is monitored", r"[^ ]+?", member_address, name="member.ip", related="ip"
    ),
    "member": _own("member.name", "member of a pool, or node", r"[^ ]+?"),
    "member_port": own("long", "its port", PORT, port_number, name="member.port"),
    "module": _own("module", "module of the shell", r"[^ #]+"),
    "old_status": _own("old_status", "state before", WORD),
    "page": Capture("url", r"[^ ]+", web_url, parts=PARTS, related=("hosts", "domain")),
    "pid": ecs("process.pid", DIGITS, count),
    "platform": ecs("user_agent.os.name", r"[^ ]{1,64}"),
    "pool": _own("pool", "pool of servers", WORD),
    "question": ecs("dns.question.name", r"[^ ]{1,255}?", related="hosts"),
    "reason": ecs("event.reason"),
    "response_bytes": ecs("http.response.body.bytes", DIGITS, count),
    "record_type": ecs("dns.question.type", r"[A-Z][A-Z0-9]{0,15}"),
    "result": _own("access.result", "how an access policy ends"),
    "rule": ecs("rule.name", r"[^']+"),
    "src_ip": ecs("source.ip", r"[0-9A-Fa-f:.]{2,45}?(?:%[0-9]{1,5})?", ip, related="ip"),
    "src_port": ecs("source.port", PORT, port_number),
    "status": _own("status", "state, or result of a command", r"[^\].]+"),
    "method": ecs("http.request.method", r"[A-Z]{2,16}"),
    "support_id": ecs("event.id", r"[0-9]{1,32}"),
    "target": Capture("url", WORD, url, parts=PARTS, related=("hosts", "domain")),
    "tls_version": tls(WORD),
    "traffic_group": _own("traffic_group", "traffic group of a pair of units", WORD),
    "terminal": _own("terminal", "terminal of an administrator", WORD),
    "transport": ecs("network.transport", r"[A-Za-z]{2,8}", lower),
    "logged_on": account(),
    "user": account(pattern=r"[^ ,()\[\]']+"),
    "user_agent": ecs("user_agent.original"),
    "violations": _own("violations", "what is wrong with a request", r"[^.]{1,255}"),
    "variable": _own("access.variable.name", "variable of a session", r"[^' ]+"),
    "variable_value": _own("access.variable.value", "its value"),
    "virtual": _own("virtual_server", "virtual server", r"[^ ]+?"),
    "attack": _own("attack.id", "number of an attack", DIGITS),
    "attacked": _own("attack.status", "whether an attack goes on", r"[a-z]+"),
    "cipher": ecs("tls.cipher", r"[A-Z0-9_-]{4,64}"),
    "changed": _own("object", "object of the configuration whose state changes", r"[^ ]+?"),
    "vector": _own("attack.type", "kind of an attack", r"[^,]{1,128}"),
}

MESSAGES = Messages("f5_bigip", ACTIONS, SENTENCE, r"""
dns-query                 {?{dns_front} }from {src_ip}#{src_port}: {?view {~[^ ]{1,64}}: }query: {question}
  {class} {record_type}{?{~ [^ (]{1,16}}}
  ({dst_ip})
dns-answer                {?{dns_front} }to {src_ip}#{src_port}: [{answer_code}{? {~[^\]]{0,64}}}] response:
  {question}. {*}
dns-answer                {?{dns_front} }to {src_ip}#{src_port}: [{answer_code}{? {~[^\]]{0,64}}}] response: {*}
session-start             New session from client IP {src_ip}{? {place}}{? at VIP {dst_ip}}{? {behind}}
session-end               Session deleted{? due to {reason}}
session-end               Session deleted ({reason:[^()]+}){?.}
access-step               Username '{login}'
access-decision/denied    Access policy result: {result:Logon_Deny.*}
access-decision/allowed   Access policy result: {result}
access-step               Following rule '{rule}' from item '{item}' to {~[a-z ]{2,16}} '{ending}'
access-step               Executed agent '{agent}', return value {~-?[0-9]{1,5}}
login/succeeded           {agent} agent: Auth (logon attempt:{n}): authenticate with '{login}' successful{*}
login/failed              {agent} agent: Auth (logon attempt:{n}): authenticate with '{login}'
  failed{?{~ in [^:]{1,64}}}{?: {reason}}
login/failed              Authentication failed in {agent} agent: {reason=Logon failure for user '{login}'{*}}
login/failed              Authentication failed in {agent} agent: {reason}
access-step               {agent} agent: Query: query with '{~[^']{1,512}}' {|successful|failed}{*}
access-error              {error=Invalid Session ID.{*}}
login/succeeded           {agent} {|module|agent|Agent}: authentication with '{login}' successful{*}
login/failed              {agent} {|module|agent|Agent}: authentication with '{login}' failed{?: {reason}}
session-info              Received User-Agent header: {user_agent}
session-info              Received client info - {?Hostname:{? {hostname}} }{client_info}{? {*}}
session-info              Received client info - {*}
session-info              Session variable '{variable:session\.logon\.last\.(?:username|logonname)}' set to
  {logged_on}
session-info              {variable:session\.logon\.last\.(?:username|logonname)} is {logged_on}
session-info              Session variable '{variable}' set to {variable_value}
session-info              {variable:session\.[A-Za-z0-9_.-]+} is {variable_value}
session-info              {~Connectivity resource|Resource|ACL|Webtop} '{assigned_object}' assigned
session-info              Single Sign-On {reason}
session-end               Session terminated{*}
session-end               Session{*} terminated by admin{*}
access-error              Access encountered error: {error}
access-error              {error:(?:Session|License) limit .*}
session-info              Session statistics - bytes in: {bytes_in}, bytes out: {bytes_out}
tunnel                    Assigned PPP Dynamic IPv{~[46]}: {assigned} {*} Client IP: {src_ip}{? {*}}
tunnel                    Assigned PPP Dynamic IPv{~[46]}: {assigned}{? {*}}
tunnel                    PPP tunnel {~[^ ]{1,32}} {|started|closed}{*}
access-list/allowed       allow ACL: {access_list}:{n} packet: {transport} {flow}{? {*}}
access-list/denied        {|discard|reject} ACL: {access_list}:{n} packet: {transport} {flow}{? {*}}
access-list               {~[a-z]{2,12}} ACL: {access_list}:{n} {*}
connection-error          {flow}: Connection error: {reason}
connection-error          Connection error: {reason}
connection-error          No shared ciphers between SSL peers {src_ip}.{src_port}:{dst_ip}.{dst_port}.
connection-error          SSL Handshake failed for {transport} {flow}{*}
connection-error          RST sent from {src_ip}:{src_port} to {dst_ip}:{dst_port}, {reason}
status-change/down        Pool {pool} member {member}{~[:.]}{member_port} monitor status down.{why}
status-change/up          Pool {pool} member {member}{~[:.]}{member_port} monitor status up.{why}
status-change             Pool {pool} member {member}{~[:.]}{member_port} monitor status {status}.{why}
status-change/down        Pool member {member}{~[:.]}{member_port} monitor status down.{why}
status-change/up          Pool member {member}{~[:.]}{member_port} monitor status up.{why}
status-change             Pool {pool} member {member}{~[:.]}{member_port} session status {status}.{*}
status-change/down        Node {member} address {monitor_ip} monitor status down.{why}
status-change/up          Node {member} address {monitor_ip} monitor status up.{why}
status-change             Node {member} address {monitor_ip} monitor status {status}.{*}
status-change/down        No members available for pool {pool}
status-change/up          Pool {pool} now has available members
status-change/up          SNMP_TRAP: Virtual {virtual} has become available
status-change/down        SNMP_TRAP: Virtual {virtual} has become unavailable
status-change/down        SNMP_TRAP: {trapped} state change {old_status} --> red{?{trap_reason}}
status-change/up          SNMP_TRAP: {trapped} state change {old_status} --> green{?{trap_reason}}
status-change             SNMP_TRAP: {trapped} state change {old_status} --> {status:[a-z]+}{?{trap_reason}}
status-change             SNMP_TRAP: {~[A-Z][A-Za-z]{2,24}} {changed} {?{*} }state change {*}
status-change/up          {object_changed} to {status:GREEN|UP}.{*}
status-change/down        {object_changed} to {status:RED|DOWN}.{*}
status-change             {object_changed} to {status:[A-Z]+}.{*}
status-change             {?SNMP_TRAP: }Virtual Server '{virtual:[^']+}' {status:enabled|disabled}{*}
status-change/up          Monitor instance {member:[^ ]+} {*}--> UP{*}
status-change/down        Monitor instance {member:[^ ]+} {*}--> DOWN{*}
flood                     A {~[^,]{1,255}?}{~ ?}DOS attack{~[_ ]}{|{attacked=start}|{attacked=stop}} was detected for
  vector {vector}, Attack ID {attack}.{?{*}}
link-change/up            Link: {interface} is UP{*}
link-change/down          Link: {interface} is DOWN{*}
limit                     Inet port exhaustion on {src_ip} to {dst_ip}:{dst_port} (proto {~[0-9]{1,3}})
limit                     Syncookie HW mode {status:activated|exited}, server = {dst_ip}:{dst_port}{*}
limit                     {reason:(?:Per-invocation log rate exceeded|Re-enabling general logging).*}
packet-rejected           Packet rejected remote IP {src_ip} port {src_port} local IP {dst_ip} port {dst_port}
  proto {transport}: {reason}
connection-error          Peer cert verify error: {reason}
connection-error          HTTP {reason:.*} {side}{*}
connection-error          http_process_state_prepend - {reason:.*} {side}{*}
failover                  HA Connection with peer {dst_ip}:{dst_port} for traffic-group {traffic_group}
  {status:[a-z]+}{*}
failover                  No failover status messages received for {*}
failover                  HA {~[a-z_]+} {*}
limit                     Syncookie counter {*} for virtual = {dst_ip}:{dst_port}
limit                     Syncookie {*} exceeded {*}
limit                     Limiting {*} packets/sec{*}
failover                  Leaving {~[A-Z][a-z]+} for {~[^()]{1,300}} ({reason:[^()]+}).
failover                  Leaving {~[A-Z][a-z]+} for {*}
failover                  Standby{*}
failover                  Active{*}
failover                  Offline{*}
administration-command/created AUDIT - {shell_ok} cmd_data={command:create .+}
administration-command/deleted AUDIT - {shell_ok} cmd_data={command:delete .+}
administration-command/changed AUDIT - {shell_ok} cmd_data={command:(?:edit|install|load|modify|mv) .+}
administration-command    AUDIT - {shell_ok} cmd_data={command}
administration-command/failed AUDIT - {?{by_raw}}{by_shell} status=[{status:[^\]]+}] cmd_data={command}
administration-command/created AUDIT - {by_client} - {command:create [^\[]+}[Status={status=Command OK}]
administration-command/deleted AUDIT - {by_client} - {command:(?:obj_)?delete [^\[]+}[Status={status=Command OK}]
administration-command/changed AUDIT - {by_client} - {command:[^\[]+}[Status={status=Command OK}]
administration-command/failed AUDIT - {by_client} - {command:[^\[]+}[Status={status:[^\]]+}]
logout                    {?{raw}}{~[Uu]ser}={user:[^ (]+}({~[^ )]{1,255}}) partition={~[^ ]{1,64}} {role}
  start="{~[^"]{1,64}}" end="{~[^"]{1,64}}"{*}
login/failed              {?{by_server}}AUTHCACHE PAM: user '{user}' - not authenticated: {reason:[^,]+}{?, {*}}
login/succeeded           {?{raw}}{~[Uu]ser}={user:[^ (]+}({~[^ )]{1,255}}) partition={~[^ ]{1,64}} {role}{? {*}}
login/failed              {?{raw}}{~[Uu]ser}={user} tty={terminal} host={src_ip} failed to login after {*}
web-request/blocked       [SECEV] Request {?blocked, }violations: {violations}. {~.*}Support id: {support_id},
  {ends}, {rest}
management-request        [ssl_acc] {src_ip} {~[^ ]{1,64}} {|-|{user}} [{~[^\]]{20,30}}] "{request_line}"
  {http_status} {|-|{response_bytes}}
management-request        [ssl_req][{~[^\]]{20,30}}] {src_ip} {tls_version} {cipher} "{request_line}"
  {|-|{response_bytes}}
irule                     TCL error: {rule:[^ ]+} <{~[A-Z_]{2,32}}> - {reason}
irule                     {by_rule}: {src_ip}:{src_port}: HTTP: {http_status} response to from
  {dst_ip}:{dst_port} URL: {page}{? in {tls_version}}
irule                     {by_rule}: {*}
""", {
    "client_info": "Type: {agent_name}{? Version: {agent_version}}{? Platform: {platform}}",
    "by_client": "{|client {~[^,]*}, |}user {user} - {object}",
    "by_raw": "user {~[^ ]{1,255}} - RAW: ",
    "shell_ok": "{?{by_raw}}{by_shell} status=[{status=Command OK}]",
    "by_server": "[{~(?:[a-z_]{1,32}:)?error}] {?[pid {pid}] }[client {src_ip}{?:{src_port}}] ",
    "by_shell": "pid={pid} user={user} folder={folder} module=({module})#",
    "by_rule": "Rule {rule:[^ ]+} <{~[A-Z_]{2,32}}>",
    "behind": "{?Listener {listener}}{?{*}}",
    "dns_front": "{~[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}} {~[^ ]{1,255}} qid {dns_id}",
    "ends": "source ip: {src_ip}, xff ip: {forwarded}, source port: {src_port}, destination ip: {dst_ip},"
    " destination port: {dst_port}",
    "flow": "{src_ip}{~[:.]}{src_port} -> {dst_ip}{~[:.]}{dst_port}",
    "login": "{user:[^']+}",
    "n": "{~[0-9]{1,10}}",
    "object": "transaction {~[^ ]{1,32}} - object {n}",
    "object_changed": "Virtual {?Server }{?Address }{virtual} {|general|monitor} status changed from {old_status}",
    "place": "(ST={~[^/)]{0,64}}/CC={country}/C={~[^/)]{0,8}})",
    "raw": "AUDIT - user {~[^ ]{1,255}} - RAW: {~[a-z]{2,16}}({~[a-z_]{2,24}}): ",
    "request_line": "{|{method} {target}{? {*}}|{target}}",
    "rest": "route_domain: {n}, HTTP classifier: {virtual}, scheme {~[A-Za-z]{2,8}},"
    " geographic location: {~[^,]{0,64}}, request: <{method} {target}{? {*}}",
    "role": "level={level} tty={terminal} host={src_ip} attempts={n}",
    "why": "{? [ {reason:[^\\]]+} ]}{?{*}}",
    "trapped": "{|Pool {pool}|Pool {pool} member {~[^ ]{1,255}} (ip:port={monitor_ip}:{member_port})"
    "|Virtual Server {virtual} (ip:port={dst_ip}:{dst_port}){? (Server {~[^ )]{1,255}})}"
    "|Server {member} (ip={monitor_ip})}",
    "trap_reason": " ({~ ?}{reason:[^()]+})",
    "side": "({~Client|Server} side: vip={virtual} profile={~[^ ]+} pool={pool} client_ip={src_ip})",
})  # fmt: skip
