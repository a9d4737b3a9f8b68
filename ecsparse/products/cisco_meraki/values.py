"""The sentences and the named values of devices, and what each kind of message means."""

from __future__ import annotations

from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.events import transport, web_url
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import from_clock, nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, lower, port_number
from ecsparse.ecs.url import PARTS, url
from ecsparse.formats.dn import attributes
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import REST, Capture, account, ecs, endpoint, own
from ecsparse.messages.values import Values as NamedValues
from ecsparse.record import Document

_DHCP = {"network": {"protocol": "dhcp"}}

ACTIONS = actions(
    """
address-lease                    network: allowed protocol, success + dhcp | a client gets an address
address-no-offer                 network: protocol, failure + dhcp | no server offers a client an address
address-conflict                 network: info | a client's address is not one of its VLAN
address-release                  network: end protocol + dhcp | a client gives its address back
arp-block                        network: denied | a packet of ARP is blocked
client-associate                 network session: start | a client joins a wireless network
client-disassociate              network session: end | a client leaves a wireless network
client-authentication/failed     authentication: start, failure | a client is authenticated by its access point or
  switch
client-authentication/succeeded  authentication: start, success
client-deauthentication          authentication: end | an authentication of a client ends
content-block                    network web: access, failure | a page is blocked for its category
device-event                     host: info | any other event of a device
dhcp-response-block              network: denied protocol + dhcp | an answer of a server that is not allowed is
  blocked
failover                         host: change | another uplink is used
file-scan                        malware: info, alert | a file is looked up, or what is known of it changes
file-scan/allowed                malware: info, alert
file-scan/denied                 malware: info, alert
file-verdict-change              malware: info, alert
flow                             network: connection | a flow meets a rule of the firewall
flow-end                         network: connection end | a flow ends
flow-start                       network: connection start | a flow begins
flow/allowed                     network: allowed connection | a flow meets a rule of the firewall
flow/denied                      network: connection denied
intrusion-alert                  intrusion_detection network: info, alert | traffic fits a signature
intrusion-alert/allowed          intrusion_detection network: allowed, alert
intrusion-alert/denied           intrusion_detection network: denied, alert
packet-flood                     intrusion_detection: info, alert | a device floods the radio
port-change                      host: change | a port changes its state or its role
port-block                       network: denied | a port is blocked, where a bridge shows
power-supply                     host: change | a power supply is inserted or removed
role-change                      host: change | one of a pair of devices takes over, or stands by
role-conflict                    host: info | another device of a pair is set up otherwise
rogue-network                    intrusion_detection: info, alert | a wireless network is not one's own
splash-login                     authentication: start, success | a user signs in on a page
spoofed-network                  intrusion_detection: info, alert | a network has another's name
tunnel-change                    network: connection info | a tunnel to another site comes up or goes down
tunnel-end                       network: end protocol | an association of a tunnel ends
tunnel-message                   network: info | what is negotiated about a tunnel
tunnel-start                     network: protocol start, success | an association of a tunnel is there
uplink-change                    host: change | an uplink comes up or goes down
vpn-connect                      network session: start, success | a user connects by VPN
vpn-connection                   network: connection info | a connection of a VPN client
vpn-disconnect                   network session: end | a VPN user disconnects
vpn-login/failed                 authentication: start, failure | a VPN user logs in
vpn-login/succeeded              authentication: start, success
web-request                      network web: access | a client asks for a page
""",
    dhcp=_DHCP,
)

# What `type` of an event means.
BY_TYPE = {
    "8021x_auth": "client-authentication/succeeded",
    "8021x_client_deauth": "client-deauthentication",
    "8021x_deauth": "client-deauthentication",
    "8021x_eap_failure": "client-authentication/failed",
    "8021x_eap_success": "client-authentication/succeeded",
    "anyconnect_vpn_auth_failure": "vpn-login/failed",
    "anyconnect_vpn_auth_success": "vpn-login/succeeded",
    "anyconnect_vpn_connection_failure": "vpn-connection",
    "anyconnect_vpn_connection_success": "vpn-connection",
    "anyconnect_vpn_session_manager": "vpn-connection",
    "association": "client-associate",
    "content_filtering_block": "content-block",
    "device_packet_flood": "packet-flood",
    "disassociation": "client-disassociate",
    "martian_vlan": "address-conflict",
    "rogue_ssid_detected": "rogue-network",
    "splash_auth": "splash-login",
    "ssid_spoofing_detected": "spoofed-network",
    "vpn_connectivity_change": "tunnel-change",
    "wpa_auth": "client-authentication/succeeded",
    "wpa_deauth": "client-deauthentication",
}
_FIREWALLS = frozenset((
    "bridge_anyconnect_client_vpn_firewall", "cellular_firewall", "firewall", "flows", "l7_firewall",
    "vpn_firewall",
))  # fmt: skip
BY_KIND = {
    **dict.fromkeys(_FIREWALLS, "flow"),
    "airmarshal_events": "device-event",
    "events": "device-event",
    "ids-alerts": "intrusion-alert",
    "ip_flow_end": "flow-end",
    "ip_flow_start": "flow-start",
    "security_event": "device-event",
    "urls": "web-request",
}
BY_SECURITY_EVENT = {
    "ids_alerted": "intrusion-alert",
    "security_filtering_disposition_change": "file-verdict-change",
    "security_filtering_file_scanned": "file-scan",
}
# Kinds where `src` and `dst` have a port.
WITH_PORTS = frozenset(("ids-alerts", "security_event", "urls"))
VERDICTS = {
    "0": "allowed", "1": "denied", "allow": "allowed", "allowed": "allowed", "block": "denied",
    "blocked": "denied", "deny": "denied",
}  # fmt: skip


def _transport(text: str) -> str | None:
    """`tcp` of `tcp/ip`, or of its number; `None` for no protocol above IP."""
    return transport(text.partition("/")[0])


def _direction(text: str) -> str | None:
    return text if text in ("ingress", "egress", "inbound", "outbound") else None


def _duration(text: str) -> int | None:
    """The nanoseconds in `1d:02h:03m:04s`, with or without days."""
    days, _, clock = text.rpartition("d:")
    hours, minutes, seconds = clock.replace("h", "").replace("m", "").rstrip("s").split(":")
    return from_clock(f"{int(days or 0) * 24 + int(hours)}:{minutes}:{seconds}")


def _user(text: str) -> Document:
    """`user` of a name, or of the first common name of `CN=jdoe,OU=Users,DC=example,DC=com`."""
    if "=" not in text:
        return user_of(text)
    name = next((value for key, value in attributes(text) if key == "cn"), "")
    return {"name": name} if name else {}


_IN_PAIRS: dict[str, Capture | tuple[Capture, ...]] = {
    "action": own("keyword", "what was done about a file", name="file_action"),
    "agent": ecs("user_agent.original"),
    "aid": own("keyword", "association of a client", name="association"),
    "alarm_id": own("keyword", "alarm of a flood", name="alarm"),
    "bssid": own("keyword", "hardware address of a wireless network", read=mac, name="bssid"),
    "category0": own("keyword", "category of a page", name="category"),
    "channel": own("long", "channel of a radio", read=count, name="channel"),
    "client": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "client_ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "client_mac": ecs("source.mac", read=mac),
    "connectivity": own("keyword", "whether a tunnel is up", name="connectivity"),
    "decision": own("keyword", "what was done about an attack", name="decision"),
    "details": ecs("event.reason"),
    "device": (ecs("source.mac", read=mac),),
    "dhost": own("keyword", "hardware address of the host that an alert is about", read=mac, name="host_mac"),
    "dhcp_ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "dhcp_server": own("ip", "server that gave the client its address", read=ip, name="dhcp_server", related="ip"),
    "direction": ecs("network.direction", read=_direction),
    "disposition": own("keyword", "what a file is taken for", name="disposition"),
    "dns_server": own("ip", "server that answers the client's lookups", read=ip, name="dns_server", related="ip"),
    "dport": ecs("destination.port", read=port_number),
    "dst": (ecs("destination.ip", read=ip, related="ip"), ecs("destination.mac", read=mac)),
    "duration": ecs("event.duration", read=nanoseconds),
    "identity": account(),
    "user": Capture("user", REST, _user, parts=("name", "domain"), related=("user", "name")),
    "instigator": own("keyword", "who ended an association", name="instigator"),
    "ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "ip_src": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "is_8021x": own("keyword", "1 if the network asks for 802.1X", name="is_8021x"),
    "is_wpa": own("keyword", "1 if the network asks for WPA", name="is_wpa"),
    "mac": ecs("source.mac", read=mac),
    "message": ecs("rule.name"),
    "name": own("keyword", "malware that a file is", name="malware"),
    "packet": own("keyword", "kind of the packets of a flood", name="packet"),
    "peer_contact": (ecs("destination.ip", read=ip, related="ip"), ecs("server.ip", read=ip)),
    "peer_ident": own("keyword", "identifier of another site", name="peer.id"),
    "pattern": ecs("rule.description"),
    "port": own("keyword", "port of a switch", name="port"),
    "priority": ecs("event.severity", read=count),
    "protocol": ecs("network.transport", read=_transport),
    "radio": own("keyword", "radio of an access point", name="radio"),
    "reason": ecs("event.reason"),
    "request": Capture("url", "", web_url, parts=PARTS, related=("hosts", "domain")),
    "rssi": own("long", "strength of a signal", read=count, name="rssi"),
    "server": (ecs("destination.ip", read=ip, related="ip"), ecs("server.ip", read=ip)),
    "sha256": ecs("file.hash.sha256", read=lower, related="hash"),
    "signature": ecs("rule.id"),
    "sport": ecs("source.port", read=port_number),
    "src": (ecs("source.ip", read=ip, related="ip"), ecs("source.mac", read=mac)),
    "ssid": own("keyword", "name of a wireless network", name="ssid"),
    "state": own("keyword", "state of a flood", name="state"),
    "text": own("keyword", "text of an event that says no more"),
    "translated_dst_ip": ecs("destination.nat.ip", read=ip, related="ip"),
    "translated_dst_port": ecs("destination.nat.port", read=port_number),
    "translated_src_ip": ecs("source.nat.ip", read=ip, related="ip"),
    "translated_src_port": ecs("source.nat.port", read=port_number),
    "type": own("keyword", "type of an event", name="type"),
    "url": Capture("url", "", url, parts=PARTS, related=("hosts", "domain")),
    "vap": own("keyword", "virtual access point", name="vap"),
    "vlan": ecs("network.vlan.id"),
    "vlan_id": ecs("network.vlan.id"),
    "vpn_type": own("keyword", "kind of a tunnel", name="vpn_type"),
    "wired_mac": own("keyword", "hardware address by wire of a rogue access point", read=mac, name="wired_mac"),
}

_MAC = r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}"

_IN_SENTENCES = {
    "source": endpoint("source"),
    "destination": endpoint("destination"),
    "client": endpoint("source", "client"),
    "server": endpoint("destination", "server"),
    "user": account(pattern=r"[^']*"),
    "inside": ecs("source.nat.ip", r"[0-9A-Fa-f.:]{2,45}", ip, related="ip"),
    "mac": ecs("source.mac", _MAC, mac),
    "vlan": ecs("network.vlan.id", r"[0-9]{1,4}"),
    "transport": ecs("network.transport", r"[A-Za-z]{2,8}", str.lower),
    "bytes_in": ecs("source.bytes", r"[0-9]{1,20}", count),
    "bytes_out": ecs("destination.bytes", r"[0-9]{1,20}", count),
    "connection": own("keyword", "number of a VPN connection", r"[0-9]{1,20}"),
    "dns": own(
        "ip",
        "servers of DNS that a client is given",
        r"[0-9A-Fa-f.:, ]{2,200}",
        read=lambda text: [server for server in text.split(", ") if ip(server)],
    ),
    "old_state": own("keyword", "state of a port before", r"[A-Za-z0-9 _-]{1,32}?"),
    "duration": ecs("event.duration", r"(?:[0-9]{1,4}d:)?[0-9]{1,2}h:[0-9]{2}m:[0-9]{2}s", _duration),
    "peer": own("keyword", "name of another site", name="peer.name"),
    "reason": ecs("event.reason"),
    "router": own("ip", "router that a client is given", related="ip"),
    "slot": own("keyword", "slot of a power supply"),
    "state_after": own("keyword", "state of a port, an uplink or a power supply", r"[A-Za-z0-9_-]{1,32}", name="state"),
    "subnet": own("keyword", "mask that a client is given", r"[0-9.]{7,15}"),
    "switch_port": own("keyword", "port of a switch", r"[0-9A-Za-z/_-]{1,16}", name="port"),
    "text": own("keyword", "text of an event that says no more", name="text"),
    "uplink": own("keyword", "uplink that is used, or changes", r"[A-Za-z0-9 ]{1,32}?"),
}

MESSAGES = Messages("cisco_meraki", ACTIONS, _IN_SENTENCES, r"""
address-lease dhcp lease of ip {client} from {?server }{?mx }mac {server_mac} for client mac {client_mac}{? with
 hostname {client_name}} from router {router} on subnet {subnet}{? with dns {dns}}
address-no-offer dhcp no offers for mac {client_mac} host = {server}
address-no-offer dhcp no offers for mac {client_mac}
uplink-change {uplink=Cellular} connection {state_after}
failover failover to {uplink}
vpn-connect client_vpn_connect user id '{user}' local ip {inside} connected from {client}
vpn-disconnect client_vpn_disconnect user id '{user}' local ip {inside} connected from {client}
vpn-connect anyconnect_vpn_connect user id '{user}' local ip {inside} connected from {client}
vpn-disconnect anyconnect_vpn_disconnect user id '{user}' local ip {inside} connected from {client}
port-change {~[Pp]}ort {switch_port} status changed from {old_state} to {state_after}
port-change Port {switch_port} changed STP role from {old_state} to {state_after}
port-block Port {switch_port} received an STP BPDU from {mac} so the port was blocked
dhcp-response-block Blocked DHCP server response from {mac} on VLAN {vlan}{? port {switch_port}}
power-supply Power supply {~[^ ]+} was {state_after} {~into|from} {slot}
arp-block Blocked ARP Packet from {mac} with IP {client} on VLAN {vlan}
role-change VRRP {state_after:active|passive}
role-conflict Received VRRP packet for virtual router {~[0-9]{1,3}} from {source} with incompatible configuration
address-release dhcp release for mac {client_mac}
tunnel-start {vpn} {~IPsec-SA|ISAKMP-SA} established{?: {~[^ ]{1,32}}} {ends}{? {*}}
tunnel-start {tunnel_peer} IKE_SA {~[^ ]{1,64}} established between {ike_ends}
tunnel-start {tunnel_peer} CHILD_SA {~[^ ]{1,64}} established with {text}
tunnel-end {tunnel_peer} deleting IKE_SA {~[^ ]{1,64}} between {ike_ends}
tunnel-end {tunnel_peer} closing CHILD_SA {~[^ ]{1,64}} with {text}
tunnel-message {tunnel_peer} {text}
tunnel-message {vpn} IPsec-SA request for {destination} queued due to {reason:.{1,128}?}{~[.]?}
tunnel-message {vpn} phase{~[12]} negotiation failed due to {reason:[^.]{1,128}}.{? {~[^ ]{1,32}}
 {source}[{~[0-9]{1,5}}]->{destination}[{~[0-9]{1,5}}]}
tunnel-end {vpn} {~IPsec-SA|ISAKMP-SA} {~deleted|expired} {ends}{? {*}}
tunnel-message {vpn} initiate new phase {~[12]} negotiation: {ends}{? {*}}
tunnel-message {vpn} {text}
""", {
    "ends": "{source}[{source_port}]{|->|-|<=>}{destination}[{destination_port}]",
    "ike_ends": "{source}[{~[^\\]]{1,64}}]...{destination}[{~[^\\]]{1,64}}]{?{*}}",
    "vpn": "{~(?:Site-to-[Ss]ite VPN|Non-Meraki[^:]{1,40}):(?: msg:)?}",
    "tunnel_peer": "VPN: <{peer:[^|>]{1,64}}|{~[0-9]{1,10}}>",
})  # fmt: skip

VALUES = NamedValues("cisco_meraki", ACTIONS, _IN_PAIRS, read_by_product="msg timestamp translated_port")
# What AnyConnect says in `msg`.
OF_ANYCONNECT = Messages("cisco_meraki", ACTIONS, _IN_SENTENCES, r"""
vpn-connection {?RADIUS[{~[0-9]+}] }Server IP={server} Server port={server_port}{? Prot[{transport}]} Peer
 IP={client} Peer port={client_port}{? conn_id[{connection}]}{~:?} {reason}
vpn-connection Peer IP={client}{~ ?}Peer port{|={client_port}|[{client_port}]} AAA[{~[0-9]+}]: {reason:[^.]{1,128}}
vpn-connect {session}Session connected.{?{*}}
vpn-disconnect {session}Session disconnected.{? Session Type: {~[A-Za-z]{1,16}},} Duration: {duration}, Bytes xmt:
 {bytes_out}, Bytes rcv: {bytes_in}{?, Reason: {reason}}
vpn-connection {session}Deleted {~[A-Z]{1,8}} tunnel[{~[0-9.]{1,24}}] from DB.{? Reason: {reason}}
vpn-connection {session}{reason:[^.]{1,128}}.{?{*}}
vpn-connection Peer IP={client} Peer port={client_port} AAA[{~[0-9]+}]: {reason:[^.]{1,128}}.
 {? User[{user:[^\]]{1,256}}]}{?{*}}
""", {"session": "Sess-ID[{~[0-9]+}] Peer IP={client} User[{user:[^\\]]{1,256}}]: "})  # fmt: skip
