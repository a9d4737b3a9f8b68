r"""What varies in the messages, and the texts that many of them share."""

from __future__ import annotations

from ecsparse.ecs.accounts import account as login_of
from ecsparse.ecs.events import transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.places import port_number, translated
from ecsparse.ecs.url import PARTS, url
from ecsparse.messages.captures import Capture, ecs, endpoint, own
from ecsparse.record import Document

_NOBODY = frozenset(("UNKNOWN", "<unknown>", "unknown", "N/A"))
_MAC = r"[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}"
_HOST = r"[0-9A-Fa-f.:]{2,45}"
_PORT = r"[0-9]{1,5}"
_COUNT = r"[0-9]{1,20}"


def account(login: str) -> Document:
    """`user` of a login; nobody for the words that stand where a device knows none."""
    return {} if login in _NOBODY else login_of(login)


def _transport(text: str) -> str | None:
    """A protocol above IP, perhaps in quotes."""
    return transport(text.strip('"'))


def _user(field: str) -> Capture:
    return Capture(field, r"[^ ]+", account, parts=("name", "domain"), related=("user", "name"))


CAPTURES = {
    "source": endpoint("source"),
    "destination": endpoint("destination"),
    "client": endpoint("source", "client"),
    "server": endpoint("server", pattern=r"[0-9A-Za-z_.:-]{1,255}"),
    "user": _user("user"),
    "target": _user("user.target"),
    "groups": ecs("user.group.name"),
    "mac": ecs("source.mac", _MAC, mac),
    "out": ecs("observer.egress.interface.name", r"[^ ()]{1,64}"),
    "pid": ecs("process.pid", r"[0-9]{1,10}", parse_uint),
    "source_tag": own("keyword", "security group of the source", r"[^']{1,32}", name="source.group_tag"),
    "destination_tag": own("keyword", "security group of the destination", r"[^']{1,32}", name="destination.group_tag"),
    "in": ecs("observer.ingress.interface.name", r"[^ ()]{1,64}"),
    "source_nat": ecs("source.nat.ip", _HOST, translated, related="ip"),
    "source_nat_port": ecs("source.nat.port", _PORT, port_number),
    "destination_nat": ecs("destination.nat.ip", _HOST, translated, related="ip"),
    "destination_nat_port": ecs("destination.nat.port", _PORT, port_number),
    "transport": ecs("network.transport", r'[A-Za-z0-9_"-]{1,24}', _transport),
    "proto": ecs("network.transport", r"[0-9]{1,3}", transport),
    "service": ecs("network.protocol", read=str.lower),
    "protocol": ecs("network.protocol", r"[a-z0-9]{1,16}"),
    "application": ecs("network.application", read=str.lower),
    "packets": ecs("network.packets", _COUNT, parse_uint),
    "bytes_in": ecs("source.bytes", _COUNT, parse_uint),
    "bytes_out": ecs("destination.bytes", _COUNT, parse_uint),
    "vlan": ecs("network.vlan.id", r"[0-9]{1,5}", lambda text: text.lstrip("0") or "0"),
    "reason": ecs("event.reason", read=lambda text: text.strip(" .")),
    "ruleset": ecs("rule.ruleset", r"[^ ]+"),
    "rule": ecs("rule.id", r"[0-9]{1,10}"),
    "signature_id": ecs("rule.id", r"[0-9]{1,10}"),
    "signature": ecs("rule.name", r".{1,128}?"),
    "command": ecs("process.command_line"),
    "process": ecs("process.name"),
    "url": Capture("url", r"[^ ]+", url, parts=PARTS, related=("hosts", "domain")),
    "access_point": own("keyword", "access point"),
    "accounting": own("keyword", "kind of an accounting message", r"start|stop"),
    "bssid": own("keyword", "hardware address of the radio of a wireless network", _MAC, read=mac),
    "bundle": own("keyword", "bundle of links", r"[^ ]+"),
    "cipher": own("keyword", "cipher of a session"),
    "class": own("keyword", "class map of the firewall"),
    "client_id": own("keyword", "how a DHCP client names itself"),
    "code": own("keyword", "code of a BGP notification, and its subcode"),
    "cpu": own("long", "load of the processor in percent", r"[0-9]{1,3}"),
    "group": own("keyword", "group of routers of which one is active", r"[0-9]{1,5}"),
    "hardware_serial": own("keyword", "serial number of a module", name="hardware.serial"),
    "model": own("keyword", "model of a card or a module", name="hardware.model"),
    "slot": own("keyword", "place of a card or a module", name="hardware.slot"),
    "old_peer": own("ip", "address of a neighbour that was there before", _HOST, related="ip", name="old_peer_address"),
    "hits": own("long", "how many packets a flow had", _COUNT),
    "hmac": own("keyword", "message authentication of a session"),
    "icmp_code": own("long", "code of an ICMP packet", r"[0-9]{1,3}", name="icmp.code"),
    "icmp_type": own("long", "type of an ICMP packet", r"[0-9]{1,3}", name="icmp.type"),
    "interface": own("keyword", "interface that the message is about", r"[^ ]{1,64}"),
    "local_port": own("long", "port of the device that a user logs in to", _PORT, port_number),
    "line": own("keyword", "line of a session, such as `vty0`", r"[^ ()]{1,32}"),
    "list_mark": own("keyword", "tag of a list's entry, or its hash", r"[^\]]{1,64}", name="mark"),
    "message_type": own("keyword", "type of a DHCP message"),
    "method": own("keyword", "method of 802.1X or its like", r"[A-Za-z0-9_-]{1,32}"),
    "neighbor": own("keyword", "name of a neighbour", related="hosts"),
    "neighbor_port": own("keyword", "port of a neighbour", r"[^ ]{1,64}"),
    "new_mac": own("keyword", "hardware address that comes in place of another", _MAC, read=mac),
    "old_interface": own("keyword", "interface before", r"[^ ]{1,64}"),
    "old_state": own("keyword", "state before", r"[A-Za-z0-9/-]{1,32}"),
    "origin": own("keyword", "where a session comes from: an address and a line, or a program", r"[^ ]{1,128}?"),
    "origin_of_change": own(
        "keyword", "where a change comes from: `console`, a file, a protocol", r"[^ ]{1,255}", name="origin"
    ),
    "peer_address": own("ip", "address of a neighbour, or the identifier of its router", _HOST, related="ip"),
    "peer_id": own("keyword", "identity of a peer", r"[^ ]+", name="peer.id"),
    "policy": own("keyword", "policy that is applied"),
    "privilege": own("long", "privilege level", r"[0-9]{1,2}"),
    "process_tag": own("keyword", "instance of a routing protocol", r"[^ ]{1,64}"),
    "risk": own("long", "risk rating of a signature", r"[0-9]{1,3}"),
    "serial": own("keyword", "serial number of a certificate"),
    "server_group": own("keyword", "group of servers that know users"),
    "session": own("keyword", "identifier of a session"),
    "setting": own("keyword", "setting of an interface"),
    "signature_severity": own("long", "severity of a signature", r"[0-9]{1,4}"),
    "spi": own("keyword", "index of an IPsec association", r"[0-9A-Fa-fx]{1,10}(?:\([0-9]{1,10}\))?"),
    "ssid": own("keyword", "name of a wireless network"),
    "state": own("keyword", "state of an interface, a neighbour or a router", r"[A-Za-z0-9 ,_/-]{1,64}"),
    "storm": own("keyword", "kind of a storm"),
    "subsignature": own("keyword", "part of a signature", r"[0-9]{1,10}"),
    "text": own("keyword", "what the message says beside its values"),
    "tracked": own("keyword", "object that is tracked"),
    "tree": own("keyword", "instance of a spanning tree", r"[A-Z]{1,8}[0-9]{1,5}"),
    "unit": own("keyword", "unit of a stack", r"[0-9]{1,3}"),
    "value": own("keyword", "value of a setting"),
    "vrf": own("keyword", "virtual router"),
    "zone_pair": own("keyword", "pair of zones of the firewall"),
}

FRAGMENTS = {
    "login_from": "[user: {user:.*?}] [Source: {|{client}|{~[^\\]]*}}] [localport: {local_port}]",
    "by": "by {|{line:console|vty[0-9]+|tty[0-9]+|aux[0-9]*}|{user}}{? on {line:[^ ()]+}}{?{~ "
    "?}({|{client}|{~[^()]*}})}",
    "accounting_origin": "{|{client}@{line:[^ :]+}|{origin}}",
    "tty_is": "(tty = {line:[0-9]+})",
    "ciphers": "using crypto cipher '{cipher:[^']*}'{?, hmac '{hmac:[^']*}'}",
    "ssh_request": "SSH{?2} Session request from {client} {tty_is} {ciphers}",
    "ssh_login": "User '{user:[^']*}' authentication for SSH{?2} Session from {client} {tty_is} {ciphers}",
    "ssh_end": "SSH{?2} Session from {client} {tty_is} for user '{user:[^']*}' {ciphers} closed",
    "of_process": " - {process:[^ \\[]{1,32}}{?[{~[0-9]+}]}",
    "port_client": "({|{mac}|{~[^()]*}}){? with reason ({reason:[^()]+})} on Interface {interface}"
    "{? AuditSessionID {session:[^ ,.]+}}{~[.,]?}{? Username: {user:[^ ]+?}}{~\\.?}{?{~ *}Failure {~[Rr]eason}: "
    "{reason}}",
    "epm": "| MAC {|{mac}|{~[^|]*}}| AuditSessionID {session:[^|]+}| {|AUTHTYPE|AUTHMODE} {method}|",
    "mark": "{?{~ +}[{list_mark}]}",
    "icmp_kind": "{?{~ ?}({icmp_type}/{icmp_code})}{?{~ ?}({~[0-9]{1,5}})}",
    "flow": "{transport} {source}{?({source_port})}{~ ?}{?({in}{? {|{mac}|{~[^()]*}}})}{?{in:[^ ()>-][^ "
    "()>]{0,63}}}{~ ?}-> "
    "{destination}{?({destination_port})}{icmp_kind}, {packets} packet{?s}{mark}",
    "denied_flow": "{ruleset:[^ ]+} {|denied|deny} {flow}",
    "permitted_flow": "{ruleset:[^ ]+} {|permitted|permit} {flow}",
    "xr_denied": "{ruleset:[^ ]+} ({rule}) {|deny|denied} {flow}",
    "xr_permitted": "{ruleset:[^ ]+} ({rule}) {|permit|permitted} {flow}",
    "nx_flow": "S{|rc|ource} I{|P|ntf}{?s}: {source}, D{|st|estination} IP: {destination}, S{|rc|ource} Port: "
    "{source_port}, D{|st|estination} Port: {destination_port}, S{|rc|ource} Int{|f|erface}: {in:[^ ,]+}, "
    "Protocol: "
    '"{transport:[^"]+}"({~[0-9]+}){?, ACL Name: {ruleset:[^ ,]+}}',
    "nx_end": "{?, Appl Intf: {~[^,]+}}, {~Hit-?count}{~ ?}{~[:=]}{~ ?}{hits}",
    "of_tree": "{|VLAN{vlan}|{tree}}{~\\.?}",
    "zones": "{?(target:class)-({zone_pair:[^:()]+}:{class:[^:()]+}):{?{~ ?}}}",
    "of_session": "{|{transport:tcp|udp|icmp}|{service:[a-z0-9_-]{1,32}}}",
    "zones_only": "(target:class)-({zone_pair:[^:()]+}:{class:[^:()]+})",
    "drop_kind": "{transport}",
    "drop_reason": "{reason:.+?}{? with ip ident {~[0-9]+}{?{*}}}",
    "peer": "{source:[0-9A-Fa-f.:]+}:{source_port}{?{~ .{0,160}?}Id: {peer_id}}",
    "translation": "{transport} {source:[0-9A-Fa-f.:]+}:{source_port} "
    "{source_nat:[0-9A-Fa-f.:]+}:{source_nat_port} "
    "{destination_nat:[0-9A-Fa-f.:]+}:{destination_nat_port} {destination:[0-9A-Fa-f.:]+}:{destination_port}",
    "of_group_tags": "protocol='{transport:[^']*}' src-vrf='{vrf:[^']*}' src-ip='{source:[^']*}' "
    "src-port='{source_port}' dest-vrf='{~[^']*}' dest-ip='{destination:[^']*}' dest-port='{destination_port}' "
    "sgt='{source_tag}' dgt='{destination_tag}'{? logging_interval_hits='{hits}'}",
    "arp_denied": "{packets} {reason:Invalid ARPs \\([A-Za-z]+\\)} on {interface:[^ ,]+}, vlan {vlan}."
    "{~ ?}([{|{mac}|{~[^/]*}}/{|{source}|{~[^/]*}}/{~[^/]*}/{|{destination}|{~[^/]*}}/{~[^\\]]*}])",
    "down_reason": "({reason:[^()]+(?:\\([^()]*\\)[^()]*)?}){*}",
    "ospf_neighbor": "Process {process_tag:[^ ,]+}, Nbr {peer_address} on {interface}{? in area {~[^ ]+}}",
    "bgp_neighbor": "{~ *}{?{process_tag:[^ ]+} [{~[0-9]+}] ({vrf:[^()]+}) }neighbor {peer_address}{? vpn vrf "
    "{vrf:[^ ]+}}",
    "bgp_end": "{?{~[ -]+}(VRF: {vrf:[^()]+})}{?{~[ -]+}{reason:[^(].*?}}{? (VRF: {vrf:[^()]+})}{? (AS: {~[0-9.]+})}",
    "eigrp_neighbor": "{process_tag:[A-Za-z0-9():-]{1,24} [0-9]{1,10}}: Neighbor {peer_address} ({interface:[^ ()]+})",
}
