r"""What varies in the messages, and the texts that many of them share."""

from __future__ import annotations

from ecsparse.ecs.events import transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.pieces import is_ip
from ecsparse.ecs.places import port_number, translated
from ecsparse.ecs.url import PARTS, url
from ecsparse.messages.captures import WORD, Capture, ecs, endpoint, own
from ecsparse.patterns import Pattern
from ecsparse.record import Document

# 0:00:30 | 0h:12m:44s | 1d 3h:10m:05s
_DURATION = Pattern(r"(?:([0-9]{1,6})d ?)?([0-9]{1,6})h?:([0-5]?[0-9])m?:([0-5]?[0-9])s?")
# LOCAL\bob | EXAMPLE\alice@example.com
_IN_DOMAIN = Pattern(r"([^\\]{1,255})\\{1,2}([^\\]+)")
# alice@example.com
_AT_DOMAIN = Pattern(r"([^@]+)@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)")
_NOBODY = frozenset(("", "-", "N/A", "UNKNOWN", "unknown", "Unknown", "None", "any"))

# 198.51.100.7 | 2001:db8::7 | web1 (`names` gives hosts names)
_HOST = r"[0-9A-Za-z_.:%-]{1,255}"
_INTERFACE = r"[^:/ ()<>,\[\]]{1,64}"
_GROUP = r"[0-9A-Fa-f]{0,4}"
_MAC = r"[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}"
_ADDRESS = r"[0-9A-Fa-f.:]{2,45}"


def duration(text: str) -> int | None:
    """A duration, `0:00:30` or `1d 3h:10m:05s`, in nanoseconds."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000_000_000


def account(login: str) -> Document:
    r"""`user` of a login: `bob`, `LOCAL\bob`, `bob@example.com`, or both at once, where the first domain counts.

    The address of a peer that stands where a user does is none.
    """
    if login in _NOBODY or not login.strip("*") or is_ip(login):
        return {}
    if (match := _IN_DOMAIN.fullmatch(login)) is not None:
        at = _AT_DOMAIN.fullmatch(match[2])
        return {"name": match[2] if at is None else at[1], "domain": match[1]}
    if (match := _AT_DOMAIN.fullmatch(login)) is not None:
        return {"name": match[1], "domain": match[2]}
    return {"name": login}


def _user(field: str, pattern: str) -> Capture:
    return Capture(field, pattern, account, parts=("name", "domain"), related=("user", "name"))


def _name(text: str) -> str | None:
    return None if text in _NOBODY else text


def _application(text: str) -> str | None:
    """`network.application` of `ASDM`."""
    return None if text in _NOBODY else text.lower()


def _version(text: str) -> str | None:
    """`tls.version` of `TLSv1.2`."""
    return text.partition("v")[2] or None


def _protocol_name(text: str) -> str | None:
    """`tls.version_protocol` of `DTLSv1.2`."""
    return text.partition("v")[0].lower() or None


CAPTURES = {
    "source": endpoint("source", pattern=_HOST),
    "destination": endpoint("destination", pattern=_HOST),
    "client": endpoint("source", "client", pattern=_HOST),
    "aaa_server": endpoint("server", pattern=_HOST),
    "remote": endpoint("source", pattern=_HOST),
    "in": ecs("observer.ingress.interface.name", _INTERFACE),
    "out": ecs("observer.egress.interface.name", _INTERFACE),
    "source_nat": ecs("source.nat.ip", _HOST, translated, related="ip"),
    "source_nat_port": ecs("source.nat.port", r"[0-9]{1,5}", port_number),
    "destination_nat": ecs("destination.nat.ip", _HOST, translated, related="ip"),
    "destination_nat_port": ecs("destination.nat.port", r"[0-9]{1,5}", port_number),
    "mapped": ecs("source.nat.ip", _ADDRESS, translated, related="ip"),
    "mapped_port": ecs("source.nat.port", r"[0-9]{1,5}", port_number),
    "assigned": ecs("source.nat.ip", _ADDRESS, translated, related="ip"),
    "source_user": _user("source.user", r"[^()/,]{1,255}"),
    "destination_user": _user("destination.user", r"[^()/,]{1,255}"),
    "user": _user("user", r"[^()<>]*"),
    "target": _user("user.target", r"[^ ]+"),
    "direction": ecs(
        "network.direction",
        r"[Ii]nbound|[Oo]utbound|input|output",
        lambda text: {"input": "inbound", "output": "outbound"}.get(text, text.lower()),
    ),
    "transport": ecs("network.transport", r"[A-Za-z0-9-]{1,24}", transport),
    "service": ecs("network.protocol", r"[a-z][a-z0-9_-]{0,31}", str.lower),
    "bytes": ecs("network.bytes", r"[0-9]{1,20}", parse_uint),
    "bytes_in": ecs("source.bytes", r"[0-9]{1,20}", parse_uint),
    "bytes_out": ecs("destination.bytes", r"[0-9]{1,20}", parse_uint),
    "packets_in": ecs("source.packets", r"[0-9]{1,20}", parse_uint),
    "packets_out": ecs("destination.packets", r"[0-9]{1,20}", parse_uint),
    "duration": ecs("event.duration", r"[0-9dhms :]{5,24}", duration),
    "seconds": ecs("event.duration", r"[0-9]{1,10}", nanoseconds),
    "reason": ecs("event.reason", read=lambda text: text.strip(" ")),
    "ruleset": ecs("rule.ruleset", r"[^ ]+"),
    "rule": ecs("rule.id", r"[^\]]{1,128}"),
    "signature_id": ecs("rule.id", r"[0-9]{1,6}"),
    "signature": ecs("rule.name", r".{1,128}?"),
    "application": ecs("network.application", r"[^ ]+", _application),
    "command": ecs("process.command_line"),
    "process": ecs("process.name", r"[^,]{1,64}"),
    "path": ecs("file.path"),
    "url": Capture("url", r"[^ ]+", url, parts=PARTS, related=("hosts", "domain")),
    "resolved_name": ecs("dns.question.name", r"[^ ,]+", related="hosts"),
    "version": ecs("package.version"),
    "group": ecs("user.group.name", r"[^<>]*", _name),
    "vlan": ecs("network.vlan.id", r"[0-9]{1,5}"),
    "lease_mac": ecs("source.mac", rf"(?:01)?(?:{_MAC})", lambda text: mac(text[-17:]) or mac(text[-14:])),
    "mail_address": ecs("email.from.address", r".{1,320}", lambda text: [text.strip("<>")]),
    "cipher": ecs("tls.cipher"),
    "tls_version": Capture(
        "tls",
        r"(?:D?TLS|SSL)v?[0-9.]{0,5}",
        lambda text: {
            name: value
            for name, value in (("version", _version(text)), ("version_protocol", _protocol_name(text)))
            if value
        },
        parts=("version", "version_protocol"),
    ),
    "aaa_group": own("keyword", "group of servers that know users", r"[^ ]+"),
    "aaa_protocol": own("keyword", "protocol of a server that knows users", r"[^ \[\]]+"),
    "address_pool": own("keyword", "pool of addresses", read=lambda text: text.strip("()")),
    "administrator": own("keyword", "administrator who unlocks a user", related="user"),
    "assigned_v6": own("ip", "IPv6 address of a client inside a tunnel", read=translated, related="ip"),
    "attribute": own("keyword", "attribute of a session, and its value"),
    "average_rate": own("long", "drops, or packets, per second on average"),
    "botnet_category": own("keyword", "what the botnet traffic filter takes an address for", r"[^,]+"),
    "botnet_threat": own("keyword", "threat of an address, from very-low to very-high", r"[^,]+"),
    "burst_rate": own("long", "drops, or packets, per second at most"),
    "certificate": own("keyword", "serial number and names of a certificate"),
    "client_os": own("keyword", "operating system of a client", r".{1,80}?"),
    "client_type": own("keyword", "client of a VPN, and its version"),
    "closed_by": own("keyword", "interface whose side ended a connection", _INTERFACE),
    "compression": own("keyword", "whether a tunnel compresses", r"with(?:out)? compression"),
    "connection": own("keyword", "number of a connection", r"[0-9]{1,20}"),
    "connections_in_use": own("long", "connections that there are"),
    "connections_most": own("long", "most connections that there were"),
    "counts": own("keyword", "connections that there are, and how many there may be", r"[0-9]+/[0-9]+"),
    "device": own("keyword", "where a configuration or software is"),
    "drops": own("long", "packets of a session that were dropped"),
    "function": own("keyword", "function of a library that failed", WORD),
    "group_policy": own("keyword", "group policy of a VPN user", r"[^<>]+"),
    "hits": own("long", "how often a rule was met"),
    "icmp_code": own("long", "code of an ICMP packet", r"[0-9]{1,3}", name="icmp.code"),
    "icmp_id": own("long", "identifier of an ICMP exchange", r"[0-9]{1,5}", name="icmp.id"),
    "icmp_type": own("long", "type of an ICMP packet", r"[0-9]{1,3}", name="icmp.type"),
    "identity_source": own("keyword", "how the firewall knows whose an address is"),
    "ike_kind": own("keyword", "peer of an IKE negotiation: a network, or a user", r"LAN-to-LAN Group|User"),
    "ike_message": own("keyword", "identifier of an IKE exchange", r"[0-9a-fx]{1,16}"),
    "inspection": own("keyword", "kind of an inspection"),
    "ip_options": own("keyword", "options of an IP packet", read=lambda text: text.strip('"')),
    "ipsec_protocol": own("keyword", "protocol of a tunnel's packet", r"[A-Za-z0-9]+"),
    "limit": own("long", "how many there may be, or were", r"[0-9]{1,20}"),
    "list_entry": own("keyword", "entry of that list: a name, or addresses and a mask", r"[^ ,]+"),
    "list_name": own("keyword", "list of the botnet traffic filter", r"local or dynamic|[^ ,]+"),
    "module": own("keyword", "module of the firewall", r"[Mm]odule [^,]{1,80}?"),
    "new_address": own("ip", "address from which a session goes on", _ADDRESS, related="ip"),
    "old_path": own("keyword", "path of a file before it was renamed", r"[^ ]+"),
    "old_privilege": own("long", "privilege level before", r"[0-9]{1,2}"),
    "policies": own("keyword", "dynamic access policies of a session", read=lambda text: text.split(", ")),
    "ports": own("keyword", "block of ports", r"[0-9]{1,5}-[0-9]{1,5}"),
    "privilege": own("long", "privilege level of a user", r"[0-9]{1,2}"),
    "resource": own("keyword", "resource of the firewall"),
    "role": own("keyword", "side of a negotiation, or of a connection in a cluster", r"[A-Za-z]+"),
    "sa_direction": own("keyword", "direction of an IPsec association", r"inbound|outbound"),
    "server_name": own("keyword", "server of files", r"[^ ]+"),
    "session": own("keyword", "identifier of a session", r"[0-9A-Za-z]{1,64}"),
    "source_tag": own("keyword", "security group of the source", r"[0-9]{1,5}(?::[^()]{1,64})?"),
    "destination_tag": own("keyword", "security group of the destination", r"[0-9]{1,5}(?::[^()]{1,64})?"),
    "spi": own("keyword", "index of an IPsec association", r"(?:0x)? ?[0-9A-Fa-f]{1,12}"),
    "state": own("keyword", "state of an interface or a module", r"up|down"),
    "task_time": own("long", "milliseconds that a process ran"),
    "tcp_flags": own("keyword", "flags of a TCP packet", r"[A-Z]+(?: [A-Z]+){0,8}", read=str.split),
    "text": own("keyword", "what the message says beside its values"),
    "threat_object": own("keyword", "what more packets are dropped of", r"[^\]]{1,128}"),
    "threat_scope": own("keyword", "whether a host or a subnet scans", r"Host|Subnet"),
    "total": own("long", "drops since the statistics began"),
    "transfer": own("keyword", "whether a file was stored or retrieved", r"[A-Za-z]+"),
    "translation": own("keyword", "kind of a translation", r"[a-z]+"),
    "trustpoint": own("keyword", "trustpoint of a certificate"),
    "tunnel_group": own("keyword", "tunnel group (connection profile) of a VPN user", r"[^<>]*", _name),
    "tunnel_type": own("keyword", "kind of a tunnel or session"),
    "unit": own(
        "keyword",
        "unit of a pair",
        r"[(](?:Primary|Secondary)(?:_group_[0-9])?[)]",
        read=lambda text: text.strip("()").lower(),
    ),
    "weak": own("keyword", "algorithm of SSH that is refused", r"[^ ].{0,80}?"),
}

FRAGMENTS = {
    # a user's name may have blanks
    "account": '{user:[^:;,"<>]{1,256}}',
    "on_interface": "{~ {1,3}}on interface {in}",
    # what could be of an IPv6 address is no interface
    "maybe_in": f"{{?{{in:(?!{_GROUP}:{_GROUP}:){_INTERFACE}}}:}}",
    "maybe_out": f"{{?{{out:(?!{_GROUP}:{_GROUP}:){_INTERFACE}}}:}}",
    "mac_of_source": f"{{source_mac:{_MAC}}}",
    "mac_of_destination": f"{{destination_mac:{_MAC}}}",
    "plain_ends": "{source}{?/{source_port}} to {destination}{?/{destination_port}}",
    "source_is": "{?{~ ?}({|{source_user}{?, {source_tag}}|{source_tag}})}",
    "destination_is": "{?({|{destination_user}{?, {destination_tag}}|{destination_tag}})}",
    "from_end": "{in}:{source}/{source_port}{?{| ({source_nat}{?/{source_nat_port}})"
    "|({source_nat:[0-9A-Fa-f:.]{2,45}}/{source_nat_port})}}{source_is}",
    "to_end": "{out}:{destination}/{destination_port}{?{| ({destination_nat}{?/{destination_nat_port}})"
    "|({destination_nat:[0-9A-Fa-f:.]{2,45}}/{destination_nat_port})}}{destination_is}",
    "ends": "{from_end} to {to_end}",
    "built": "{direction} {?Probe }{transport} connection {connection} {|for|from} {ends}{~(?: "
    "[0-9]{1,10}){0,2}}{? ({user})}",
    "torn_down": "{?Probe }{transport} connection {connection} {|for|from} {ends} duration {duration} "
    "bytes {bytes}"
    "{? {reason:[^()]+}}{?{~ ?}({user})}",
    "bypass_end": "{transport} state-bypass connection {connection} from {ends} duration {duration} "
    "bytes {bytes}"
    "{? {reason:[^()]+}}{?{~ ?}({user})}",
    "stub": "{?{role} }stub {transport} connection for {ends}",
    "icmp_ends": "faddr {source}/{|0|{icmp_id}}{source_is} gaddr {destination_nat}/{~[0-9]+}"
    " laddr {destination}/{|0|{icmp_id}}{?{~ ?}({destination_user})}{? type {icmp_type} "
    "code {icmp_code}}{? ({user})}",
    "h323_ends": "faddr {in}:{source}{?/{source_port}} to laddr {out}:{destination}{?/{destination_port}}",
    "protocol": "{|protocol {transport}|{transport}}",
    "denied_ends": "src {in}:{~ ?}{source}{~ ?}{?/{source_port}}{source_is} dst {out}:{~ "
    "?}{destination}{~ ?}{?/{destination_port}}"
    "{?{~ ?}({|{destination_user}{?, {destination_tag}}|{destination_tag}})}"
    "{? (type {icmp_type}, code {icmp_code})}",
    "no_context": "{reason=Failed to determine security context for packet}: {~.{1,40}?} src "
    "{source}/{source_port} dest"
    " {destination}/{destination_port} {~.+}",
    "list_hit": "{transport} {in}/{source}({source_port}){source_is} -> "
    "{out}/{destination}({destination_port})"
    "{?{~ ?}({|{destination_user}{?, {destination_tag}}|{destination_tag}})} hit-cnt {hits} {hit}",
    "user_hit": "{transport} for user {quoted_user} {in}/{source}({source_port}) -> "
    "{out}/{destination}"
    "({destination_port}) hit-cnt {hits} {hit}",
    "web_hit": "{transport} {in}/{source}({source_port}) -> {out}/{destination}({destination_port}) hit-cnt {hits}",
    "hit": "{~first hit|[0-9]+-second interval|\\(first hit\\)}{? [{rule}]}",
    "real": "{in}{?({~[^()]+})}:{source}",
    "to_box": "{source}{?/{source_port}} to {in}:{destination}/{|{destination_port}|{service}}",
    "quoted_user": "{~[\"'\\u2018]?}{user:[^'\"\\u2019]{0,256}}{~[\"'\\u2019]?}",
    "uauth": "UAUTH: Session={session}, User={user:[^,]*}, Assigned IP={assigned}, {text}",
    "who_configures": "{|{client}|console}",
    "rejected": ": reason = {~ ?}{reason:[^:]*[^: ]} : server = {~ ?}{aaa_server} : user = {~ ?}{account}"
    "{? : user IP = {~ ?}{client}}",
    "login": "{|serial to console|{|{client}{?/{client_port}}} to {in}:{destination}/{service}}",
    "who": "Group <{group}> User <{user}> IP <{client}> ",
    "who_equals": "{?Group = {group:[^,]*}, }{?Username = {user:[^,]*}, }{?IP = {client},{~ ?}}",
    "tunnel_who": "TunnelGroup <{tunnel_group}> GroupPolicy <{group_policy}> User <{user}> IP <{client}> ",
    "dialled_in": "tunnel_id is {~[0-9]+}, remote_peer_ip is {client}, ppp_virtual_interface_id is {~[0-9]+}, "
    "client_dynamic_ip is {assigned}, username is {account}",
    "peers": "{remote}{? (user={~ ?}{user:[^()]*})} to {destination}",
    "sa_type": "{tunnel_type:[^( ]{1,32}(?: [^( ]{1,32})?}",
    "spi_is": "SPI={~ ?}{spi}, sequence number={~ ?}{~[0-9A-Fa-fx]+}",
    "unit_is": "{unit} ",
    "pool_session": "{?Session={session}, }",
    "ike2": "Local:{~ ?}{destination:[0-9A-Fa-f.:]+}:{destination_port} "
    "Remote:{~ ?}{client:[0-9A-Fa-f.:]+}:{client_port} Username:{~ ?}{|{user:[^:]{1,128}} IKEv2 |{user:[^ ]*} }",
    "tls_ends": "{in}:{client}/{client_port}{? to {destination}/{destination_port}}",
    "botnet_blacklisted": "Dynamic {~[Ff]ilter} {~monitored|permitted} black{~ ?}listed {transport} traffic"
    " from {ends},",
    "botnet_dropped": "Dynamic {~[Ff]ilter} dropped black{~ ?}listed {transport} traffic from {ends},",
    "botnet_whitelisted": "Dynamic {~[Ff]ilter} {~action|permitted|monitored} whitelisted {transport} "
    "traffic from {ends},",
    "botnet_greylisted": "Dynamic {~[Ff]ilter} monitored greylisted {transport} traffic from {ends},",
    "botnet_grey_dropped": "Dynamic {~[Ff]ilter} dropped greylisted {transport} traffic from {ends},",
    "botnet_address": "{~(?:malicious |grey)?address resolved from|[^,]{1,60}? resolved from} "
    "{list_name} list: {list_entry}{?, threat-level: {botnet_threat}, category: "
    "{botnet_category}}",
    "http_inspection": "{inspection:[^-]+[^- ]} - {reason:.{1,200}?} from {ends}",
    "threat_rates": "Current burst rate is {burst_rate} per second{~[,_] ?}max configured rate is "
    "{~-?[0-9]+}; Current average rate is"
    " {average_rate} per second{~[,_] ?}max configured rate is {~-?[0-9]+}; Cumulative "
    "total count is {total}{*}",
}
