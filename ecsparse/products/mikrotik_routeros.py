r"""MikroTik RouterOS: firewall, logins, configuration, leases, tunnels, wireless clients.

Layout:
    firewall,info DROP input: in:ether1 out:(unknown 0), connection-state:new src-mac 00:00:5e:00:53:66, proto TCP
        (SYN), 198.51.100.66:40111->192.0.2.1:22, len 60
    <30>Oct 31 15:09:55 gw1 system,info,account user alice logged in from 192.0.2.9 via ssh

    2023-10-31 15:09:55 system,info,account user alice logged in from 192.0.2.9 via ssh
    oct/31/2023 15:09:55 memory system, info user alice logged in from 192.0.2.9 via ssh

    Topics, one of which is a level, and a text, after a BSD header or not (`bsd-syslog`); in files and in what
    `/log print` shows, after a date, which is left out of what is of today. After a BSD header, the topics of a
    packet, a login or a logout may be missing. The form CEF is read as such.

Source: MikroTik, RouterOS documentation: Log; the message texts of RouterOS 6.40 to 7.18.

Timestamps: the line's own, which is local, else that of the header.

Quirks:
    What stands before the chain of the firewall is the prefix of its rule (`log-prefix`). If it has a word such as
    `drop` or `accept`, it says what the rule does; nothing else of the line does: `firewall.log`.
    The ends of a translation stand in parentheses where it changed them: `firewall.log`.
    An address of IPv6 is in brackets if a port follows: `firewall.log`.
    `(unknown 0)` is not an interface: `firewall.log`.
    Without topics, only a packet or a query of DNS is certainly RouterOS's, and who logs in by one of its ways:
        `printed.log`, `names.log`.
    Version 7 says how, from where and by which command a setting was changed: `accounts.log`.
"""

from __future__ import annotations

from ecsparse.ecs.events import transport
from ecsparse.ecs.network import network_type
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import dns_answer
from ecsparse.ecs.places import port_number, translated
from ecsparse.ecs.url import PARTS, url
from ecsparse.messages import Messages, Values, actions
from ecsparse.messages.captures import Capture, account, ecs, endpoint, own
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Document, Field, Phrase, Prefix, Product, Record
from ecsparse.timestamps.months import month_number

_DHCP = {"network": {"protocol": "dhcp"}}

ACTIONS = actions(
    """
account-change          iam: change user, success | an account is changed
account-create          iam: creation user, success | an account is added
account-remove          iam: deletion user, success | an account is removed
address-assign          network: allowed protocol, success + dhcp | a client gets an address
address-got             network: protocol, success + dhcp | the router gets an address
address-lost            network: end protocol + dhcp | the router loses its address
address-offer-failed    network: protocol, failure + dhcp | a client does not take an address
address-release         network: end protocol + dhcp | a client gives its address back, or loses it
client-connect          network session: start | a client joins a wireless network
client-disconnect       network session: end | a client leaves a wireless network
clock-change            configuration host: change, success | the clock is set
configuration-add       configuration: creation, success | a setting is added
configuration-change    configuration: change, success | a setting is changed or moved
configuration-remove    configuration: deletion, success | a setting is removed
dhcp-message            network: protocol + dhcp | a message of DHCP arrives
dns-answer              network: info protocol + dns | the router has an answer for a query
dns-query               network: info protocol + dns | a client asks the router for a name, or the router itself does
firewall                network: connection | a packet meets a rule of the firewall
firewall/allowed        network: allowed connection
firewall/denied         network: connection denied
ike-failed              network: protocol, failure | a tunnel cannot be negotiated
interface-down          host: change | a link goes down
interface-up            host: change | a link comes up
login/failed            authentication: start, failure | somebody logs in to the router
login/started           authentication: info
login/succeeded         authentication: start, success
logout                  authentication: end | somebody logs out
neighbor-state          network: info | a neighbour in routing changes its state
power-state             host: info | a device gets power from a port, or no longer
reboot                  host: change | the router is restarted
rogue-dhcp-server       network: info protocol + dhcp | a server that is not known gives addresses
script-message          process: info | a script writes a message
system-message          host: info | any other message
tunnel-connect          network: connection start | a client of a tunnel connects
tunnel-end              network: end protocol | an association of a tunnel ends
tunnel-established      network: protocol start, success | an association of a tunnel is there
tunnel-login/failed     authentication: start, failure | a user of a tunnel is authenticated
tunnel-login/succeeded  authentication: start, success
tunnel-session-end      network session: end | a session of a tunnel's user ends
tunnel-session-start    network session: start | a session of a tunnel's user begins
tunnel-state            network: info | a tunnel changes its state
watch-state             host: info | a host that is watched answers, or no longer
web-request             network web: access | a client asks the proxy for a page
""",
    dhcp=_DHCP,
    dns={"network": {"protocol": "dns"}},
)

_LEVELS = {
    "critical": "critical",
    "debug": "debug",
    "error": "error",
    "info": "informational",
    "warning": "warning",
}
_TOPICS = frozenset((
    "account", "acme-client", "amt", "async", "backup", "bfd", "bgp", "bridge", "calc", "caps", "certificate",
    "clock", "container", "ddns", "dhcp", "dns", "dot1x", "dude", "e-mail", "event", "evpn", "fetch",
    "firewall", "gps", "gsm", "health", "hotspot", "igmp-proxy", "interface", "iot", "ipsec", "iscsi", "isdn",
    "isis", "kvm", "l2tp", "ldp", "lora", "lte", "manager", "mme", "mpls", "mqtt", "mvrp", "natpmp",
    "netinstall", "netwatch", "ntp", "ospf", "ovpn", "packet", "pim", "poe-out", "ppp", "pppoe", "pptp", "ptp",
    "queue", "radius", "radvd", "raw", "read", "rip", "route", "rpki", "rsvp", "script", "sertcp", "simulator",
    "smb", "sms", "snmp", "socksify", "ssh", "sstp", "state", "store", "stp", "system", "telephony", "tftp",
    "timer", "tr069", "update", "upnp", "ups", "vpls", "vrrp", "watchdog", "web-proxy", "wireguard", "wireless",
    "write", "zerotier",
    *_LEVELS,
))  # fmt: skip
# Those that most lines of a file begin with, and how users log in.
_PRINTED = (
    "certificate", "dhcp", "dns", "firewall", "hotspot", "interface", "ipsec", "l2tp", "manager", "ovpn", "ppp",
    "pppoe", "pptp", "route", "script", "ssh", "sstp", "system", "web-proxy", "wireguard", "wireless",
)  # fmt: skip
_WAYS = (
    " via api", " via console", " via dude", " via ftp", " via local", " via mac-telnet", " via mac-winbox",
    " via rest-api", " via romon", " via ssh", " via telnet", " via web", " via winbox",
)  # fmt: skip
# A message has one of these topics.
_TELLING = frozenset((*_LEVELS, "account"))
_WITHOUT_TOPICS = frozenset(("dns-answer", "dns-query", "firewall", "login/failed", "login/succeeded", "logout"))
# Those that end with the way that a user came by; other programs write of users as well.
_OF_USERS = frozenset(("login/failed", "login/succeeded", "logout"))


def _interface(text: str) -> str | None:
    return None if text.startswith("(unknown") else text


_COUNT = r"[0-9]{1,20}"

CAPTURES = {
    "source": endpoint("source"),
    "destination": endpoint("destination"),
    "client": endpoint("source", "client"),
    "target": ecs("user.target.name", r"[^ ,<>]{1,255}", related="user"),
    "user": account(pattern=r"[^ ,<>]{1,255}"),
    "in": ecs("observer.ingress.interface.name", r"\(unknown [0-9]{1,3}\)|[^ ,()]{1,64}", _interface),
    "out": ecs("observer.egress.interface.name", r"\(unknown [0-9]{1,3}\)|[^ ,()]{1,64}", _interface),
    "transport": ecs("network.transport", r"[A-Za-z0-9-]{1,16}", transport),
    "source_nat": ecs("source.nat.ip", r"[0-9A-Fa-f.:]{2,45}", translated, related="ip"),
    "source_nat_port": ecs("source.nat.port", r"[0-9]{1,5}", port_number),
    "destination_nat": ecs("destination.nat.ip", r"[0-9A-Fa-f.:]{2,45}", translated, related="ip"),
    "destination_nat_port": ecs("destination.nat.port", r"[0-9]{1,5}", port_number),
    "bytes": ecs("network.bytes", r"[0-9]{1,5}", parse_uint),
    "bytes_in": ecs("source.bytes", _COUNT, parse_uint),
    "bytes_out": ecs("destination.bytes", _COUNT, parse_uint),
    "packets_in": ecs("source.packets", _COUNT, parse_uint),
    "packets_out": ecs("destination.packets", _COUNT, parse_uint),
    "duration": ecs("event.duration", r"[0-9]{1,10}", nanoseconds),
    "chain": ecs("rule.ruleset", r"[A-Za-z0-9_.-]{1,64}"),
    "reason": ecs("event.reason", read=lambda text: text.strip(" .")),
    "command": ecs("process.command_line", r"/.{1,4096}"),
    "url": Capture("url", r"[^ ]+", url, parts=PARTS, related=("hosts", "domain")),
    "method": ecs("http.request.method", r"[A-Z]{3,16}"),
    "via": own("keyword", "how a user logs in or changes a setting: ssh, winbox, local", r"[a-z0-9-]{1,32}"),
    "connection_state": own("keyword", "state of a connection", r"[a-z,]{1,64}"),
    "connection_mark": own("keyword", "mark of a connection", r"[^ ,]{1,64}"),
    "flags": own("keyword", "flags of a TCP packet", r"[A-Z,]{1,40}", lambda text: text.split(",")),
    "icmp_code": own("long", "code of an ICMP packet", r"[0-9]{1,3}", name="icmp.code"),
    "icmp_type": own("long", "type of an ICMP packet", r"[0-9]{1,3}", name="icmp.type"),
    "prefix": own("keyword", "prefix of a firewall rule", r"[^:]{1,128}?"),
    "object": own("keyword", "setting that is added, changed or removed", r"[^<>]{1,128}?"),
    "host": own("keyword", "host that is watched", related="hosts"),
    "message_type": own("keyword", "type of a message of DHCP", r"[a-z]{4,16}"),
    "peer": own("ip", "neighbour in routing", r"[0-9A-Fa-f.:]{2,44}[0-9A-Fa-f]", related="ip"),
    "peer_name": own("keyword", "name of a peer of a tunnel"),
    "pool": own("keyword", "DHCP server of the router", r"[^ ]{1,64}"),
    "interface": own("keyword", "interface that a message is about", r"[^ ,]{1,64}?"),
    "state": own("keyword", "state of a tunnel", r"[a-z][a-z ]{2,40}?"),
    "signal": own("keyword", "strength of a client's signal", r"-?[0-9]{1,3}"),
    "inside": own("ip", "address of a user inside a tunnel", r"[0-9A-Fa-f.:]{2,45}", translated, related="ip"),
    "query": own("keyword", "number of a query", r"[0-9]{1,20}", name="query"),
    "question": ecs("dns.question.name", r"[^ ]{1,253}?", related="hosts"),
    "question_type": ecs("dns.question.type", r"[A-Z0-9]{1,10}|UNKNOWN"),
    "answer": Capture(
        "dns",
        r"[^ ]{1,255}",
        dns_answer,
        parts=("answers.data", "answers.type", "resolved_ip"),
        related=("ip", "resolved_ip"),
    ),
    "proxy_action": own("keyword", "what the proxy does", r"[a-z]{1,32}"),
    "cache": own("keyword", "whether the proxy has a page", r"[A-Z_]{1,32}"),
    "text": own("keyword", "what a message says beside its values"),
    "speed": own("keyword", "speed of a link", r"[^()]{1,64}"),
}

MESSAGES = Messages("mikrotik_routeros", ACTIONS, CAPTURES, r"""
firewall {?{prefix} }{chain}: in:{in} out:{out},{?{~ }connection-mark:{connection_mark}}{?{~
 }connection-state:{connection_state}}{? src-mac {source_mac}}{~,? }proto {transport}{? {kind}}, {ends}{?, NAT
 {nat}}{?, {~prio [^,]{1,32}}}, len {bytes}
login/succeeded user {user} logged in{? from {|{client_mac}|{client}}} via {via}
logout user {user} logged out{? from {|{client_mac}|{client}}} via {via}
login/failed login failure for user {user:.{0,255}?}{? from {|{client_mac}|{client}}} via {via}
account-create user {target} added by {who}
account-change user {target} {~changed|enabled|disabled} by {who}
account-remove user {target} removed by {who}
account-change password for user {?{target} }changed by {who}
configuration-add {object} added by {who}
configuration-change {object} {~changed|moved|enabled|disabled} by {who}
configuration-remove {object} removed by {who}
reboot router rebooted{? by {who}}
reboot router was rebooted without proper shutdown{?{*}}
interface-up {interface} link up{? ({speed})}
interface-down {interface} link down
address-got dhcp-client on {interface} got IP address {inside}{?{*}}
address-lost dhcp-client on {interface} lost IP address {inside}{? - {reason}}
address-assign {pool} assigned {client} {|to|for} {client_mac}{? {client_name}}
address-release {pool} deassigned {client} {|from|for} {client_mac}{? {client_name}}
address-offer-failed {pool} offering lease {client} for {client_mac} without success
rogue-dhcp-server dhcp alert on {interface}: discovered unknown dhcp server, mac {source_mac}, ip {source}
tunnel-connect first L2TP UDP packet received from {source}
tunnel-connect TCP connection established from {source}
tunnel-login/succeeded <{interface:[^<>]{1,64}}>: authenticated
tunnel-login/failed <{|{source}|{interface:[^<>]{1,64}}}>: user {user} authentication failed{?{*}}
tunnel-state <{interface:[^<>]{1,64}}>: {state}{? - {reason}}
tunnel-state <{interface:[^<>]{1,64}}>: {state}...{? - {reason}}
tunnel-session-start {user} logged in, {inside}{? from {|{source_mac}|{source}}}
tunnel-session-end {user} logged out, {duration} {bytes_in} {bytes_out} {packets_in} {packets_out}{? from
 {|{source_mac}|{source}}}
client-connect {client_mac}@{interface}{?:} connected{?, signal strength {signal}}{?{*}}
client-disconnect {client_mac}@{interface}{?:} disconnected, {reason:.{1,128}?}{?, signal strength {signal}}
login/succeeded {user} ({client}): logged in
logout {user} ({client}): logged out: {reason}
login/failed {?{user} }({client}): login failed: {reason}
ike-failed {source} {reason:failed to (?:get valid proposal|pre-process ph1 packet).*}
ike-failed {reason:phase1 negotiation failed[^0-9]{0,64}}
 {source}[{source_port}]<=>{destination}[{destination_port}]{?{*}}
tunnel-established {~ISAKMP-SA established|new ike2 SA [(][IR][)]:?(?: [^ ]{1,64})?}
 {source}[{source_port}]-{destination}[{destination_port}]{? {*}}
tunnel-established IPsec-SA established: {~[^ ]{1,32}} {source}[{source_port}]->{destination}[{destination_port}]{?
 {*}}
dhcp-message {pool} received {message_type} {?with }id {~[0-9]{1,10}} from {source}{?{*}}
tunnel-connect PPPoE connection established from {client_mac}
tunnel-connect connection established from {source}, port: {source_port} to {destination}
tunnel-state {interface}: {state:(?:dis)?connected|initializing|dialing|terminating}{?...}{? - {reason}}
tunnel-established peer authorized: {source}[{source_port}]-{destination}[{destination_port}]{? {*}}
tunnel-end killing {~ike2 SA|ISAKMP-SA|IPsec-SA}: {source}[{source_port}]-{destination}[{destination_port}]{? {*}}
tunnel-state {~respond|initiate} new phase {~[12]} ({~[^()]{1,64}}):
 {source}[{source_port}]<=>{destination}[{destination_port}]
login/started {user} ({client}): trying to log in by {via}
watch-state event {state:up|down} [ type: {~[a-z-]{1,16}}, host: {host:[^ ,]{1,255}} ]
neighbor-state OSPFv{~[23]} neighbor {peer}: state change from {~[A-Za-z0-9]{1,16}} to {state:[A-Za-z0-9]{1,16}}
tunnel-state {interface}: [{peer_name:[^\[\]]{1,64}}] {~[^ :]{1,64}}:
 {reason:Handshake for peer did not complete .*}
clock-change ntp change time {~[^ ]{1,16} [0-9:]{8}} => {*}
power-state {interface} detected poe-out status: {state:[a-z_]{1,32}}
dns-query {?dns }query from {client}: #{query} {question}. {question_type}{?{*}}
dns-query {?dns }local query: #{query} {question}. {question_type}{?{*}}
dns-answer {?dns }done query: #{query} {question}{?.} {answer}
dns-answer {?dns }done query: #{query} {reason:dns [a-z ]{1,64}}
web-request {client} {method} {url}{?{~ {1,2}}action={proxy_action}}{? cache={cache}}
""", {
    "kind": "({|{flags}|type {icmp_type}, code {icmp_code}})",
    "ends": "{|[{source:[0-9A-Fa-f:]+}]:{source_port}->[{destination:[0-9A-Fa-f:]+}]:{destination_port}"
    "|{source:[0-9.]+}:{source_port}->{destination:[0-9.]+}:{destination_port}|{source}->{destination}}",
    "nat": "{|({~[^ >]{1,64}}->{source_nat:[0-9.]+}:{source_nat_port})->{~[^ ,]{1,64}}"
    "|{~[^ (>]{1,64}}->({~[^ >]{1,64}}->{destination_nat:[0-9.]+}:{destination_nat_port})}",
    "who": "{|{via}{?-{~[0-9.]+}}{?/{~[^:()]{1,64}}}{?({~[a-z-]+})}:{user:[^@ "
    "]+}@{|{client_mac}|{client:[0-9A-Fa-f.:]+}}"
    "{?/{~[^ ]+}}|{user}}{? ({?*{~[0-9A-F]{1,8}} = }{command})}",
})  # fmt: skip

PRODUCT = Product(
    vendor="MikroTik",
    name="RouterOS",
    versions="6.40 to 7.18",
    formats=("text",),
    signatures=(
        *(Prefix(f"{topic},") for topic in sorted(_TOPICS)),
        *(Phrase(f" {topic}{comma}{level} ") for topic in _PRINTED for comma in (",", ", ") for level in _LEVELS),
        *map(Prefix, ("dns done query: #", "dns local query: #", "dns query from ")),
        *map(Phrase, (" system,info,account ", " system,error,critical ", *_WAYS)),
        *map(Phrase, (", proto TCP (", ", proto UDP, ", ", proto ICMP (", " proto TCP (", " proto UDP, ")),
        *(Prefix(f"{chain}: in:") for chain in ("forward", "input", "output", "prerouting")),
    ),
    fields=("log.level", "network.type", "observer.product", "observer.type", "observer.vendor"),
    own_fields={"mikrotik_routeros.topics": Field("keyword", "topics of a message")},
    messages=MESSAGES,
)

# system,info,account user alice logged in | memory system, info user alice logged in
_FRONT = Pattern(r"(?:(?:memory|disk|remote|echo) )?([a-z0-9-]{2,16}(?:, ?[a-z0-9-]{2,16}){1,5}) ")
# 2023-10-31 15:09:55 | oct/31/2023 15:09:55 | 15:09:55
_DATE = Pattern(
    r"(?:([0-9]{4})-([0-9]{2})-([0-9]{2}) |([A-Za-z]{3})/([0-9]{2})/([0-9]{4}) )?([0-9]{2}:[0-9]{2}:[0-9]{2}) "
)
# DROP | accept-web
_WORD = Pattern(r"[a-z]+")
_ALLOWED = frozenset(("accept", "accepted", "allow", "allowed", "pass", "permit", "permitted"))
_DENIED = frozenset(("block", "blocked", "denied", "deny", "drop", "dropped", "reject", "rejected"))

_OBSERVER = {"vendor": "MikroTik", "product": "RouterOS", "type": "router"}
_NOBODY: Document = {}


def parse(record: Record) -> Document | None:
    """The document of a message; `None` if it needs topics, and has none with a level or `account`."""
    header, text = record.header, record.text.strip(" \t")
    if record.program is not None:
        return None
    date = _DATE.match(text)
    topics, message = _split(text if date is None else text[date.end() :], is_dated=date is not None)
    if topics:
        action, values = _read(message, topics)
    elif date is None and header is not None and (found := _read_bare(text)) is not None:
        action, values = found
    else:
        return None
    level = next((_LEVELS[topic] for topic in topics if topic in _LEVELS), None)
    document = MESSAGES.document(action, values)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    if topics:
        document.setdefault("mikrotik_routeros", {})["topics"] = topics
    if level is not None:
        document["log"] = {"level": level}
    source, destination = document.get("source", _NOBODY), document.get("destination", _NOBODY)
    if (kind := network_type(source.get("ip"), destination.get("ip"))) is not None:
        piece = document.setdefault("network", {})
        piece["type"] = kind
        if kind == "ipv6" and piece.get("transport") == "icmp":
            piece["transport"] = "ipv6-icmp"
    time = None if date is None else _time(date, record)
    if time is not None or (time := record.header_time()) is not None:
        document["@timestamp"] = time
    return document


def _split(text: str, *, is_dated: bool) -> tuple[list[str], str]:
    """The topics of a message, none if one of them is unknown or they say no level, and what follows them."""
    front = _FRONT.match(text)
    if front is None or (not is_dated and " " in front[0].rstrip(" ")):
        return [], text
    topics = front[1].replace(" ", "").split(",")
    is_known = _TOPICS.issuperset(topics) and not _TELLING.isdisjoint(topics)
    return topics if is_known else [], text[front.end() :].strip(" ")


def _time(date: Match, record: Record) -> str | None:
    """UTC of the date at the start of a line; `None` if there is only the time of the day."""
    year, month, day, name, named_day, named_year, time = date.groups()
    if name is not None:
        year, month, day = named_year, month_number(name), named_day
    return None if year is None or month is None else record.clock.local(f"{year}-{month}-{day} {time}")


def _read_bare(text: str) -> tuple[str, Values] | None:
    """What `_read` returns for a message without topics; `None` if another program may write it."""
    found = MESSAGES.read(text)
    if found is None or found[0] not in _WITHOUT_TOPICS:
        return None
    return _read(text, []) if found[0] not in _OF_USERS or text.endswith(_WAYS) else None


def _read(text: str, topics: list[str]) -> tuple[str, Values]:
    """The action of a message and its values; what a script writes has any text."""
    found = None if "script" in topics else MESSAGES.read(text)
    if found is None:
        return "script-message" if "script" in topics else "system-message", {"text": text} if text else {}
    action, values = found
    if action == "firewall":
        words = {*_WORD.findall(values.get("prefix", "").lower())}
        variant = "denied" if words & _DENIED else "allowed" if words & _ALLOWED else ""
        return f"firewall/{variant}" if variant else action, values
    return action, values
