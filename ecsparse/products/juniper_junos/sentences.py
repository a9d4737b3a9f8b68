r"""Messages that are sentences: users and their commands, neighbours, interfaces, tunnels, firewall filters."""

from __future__ import annotations

from ecsparse.ecs.events import transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import port_number
from ecsparse.messages import Messages
from ecsparse.messages.captures import MAC, account, ecs, endpoint, own
from ecsparse.products.juniper_junos.actions import ACTIONS

CAPTURES = {
    "source": endpoint("source"),
    "destination": endpoint("destination"),
    "client": endpoint("source", "client"),
    "server": endpoint("destination", "server"),
    "user": account(pattern=r"[^']*"),
    "role": ecs("user.roles", r"[^']*", lambda text: [text]),
    "command": ecs("process.command_line"),
    "executable": ecs("process.executable", r"/[^']*"),
    "child": ecs("process.pid", r"[0-9]{1,10}", parse_uint),
    "status": ecs("process.exit_code", r"[0-9]{1,10}", parse_uint),
    "in": ecs("observer.ingress.interface.name", r"[^ ]{1,64}"),
    "mac_of_source": ecs("source.mac", MAC, mac),
    "grade": own("keyword", "how grave an alarm is", r"Major|Minor", name="alarm.level"),
    "old_mac": own("keyword", "hardware address that an address had before", MAC, mac),
    "mac_of_destination": ecs("destination.mac", MAC, mac),
    "transport": ecs("network.transport", r"[A-Za-z0-9-]{1,16}", transport),
    "icmp_type": own("long", "type of an ICMP packet", r"[0-9]{1,3}", parse_uint, name="icmp.type"),
    "icmp_code": own("long", "code of an ICMP packet", r"[0-9]{1,3}", parse_uint, name="icmp.code"),
    "vlan_name": ecs("network.vlan.name", r"[^ ]{1,64}"),
    "packets": ecs("network.packets", r"[0-9]{1,20}", parse_uint),
    "reason": ecs("event.reason", read=lambda text: text.strip(" .")),
    "mode": own("keyword", "how a user gives commands: cli, netconf, junoscript", r"[^']*", name="client_mode"),
    "interface": own("keyword", "interface that a message is about", r"[^ ,:]{1,64}"),
    "neighbor": own("keyword", "name of a neighbour", r"[^ ]{1,128}", related="hosts"),
    "neighbor_address": own("ip", "address of a neighbour", r"[0-9A-Fa-f.:]{2,45}", read=ip, related="ip"),
    "severity": own("keyword", "colour of an alarm: RED, YELLOW", r"[A-Z]{3,16}", name="alarm.color"),
    "alarm_class": own("keyword", "class of an alarm", r"[A-Z0-9_-]{1,32}", name="alarm.class"),
    "part": own("keyword", "part of the hardware", r"[^ ]{1,64}"),
    "protocol": own("keyword", "protocol that a host's processor is flooded by", r"[^ ]{1,64}", name="flood_protocol"),
    "old_state": own("keyword", "state before", r"[A-Za-z0-9-]{1,32}"),
    "instance": own("keyword", "routing instance", r"[^ ()]{1,64}", name="routing_instance"),
    "state_after": own(
        "keyword", "state of an interface, a neighbour or a commit", r"[A-Za-z0-9-]{1,32}", name="state"
    ),
    "translated": ecs("source.nat.ip", r"[0-9A-Fa-f.:]{2,45}?", ip, related="ip"),
    "translated_port": ecs("source.nat.port", r"[0-9]{1,5}", port_number),
    "statement": own("keyword", "statement of the configuration", r"[^\]]{1,2048}"),
    "old_value": own("keyword", "value of a statement before", r".{1,2048}?"),
    "new_value": own("keyword", "value of a statement from now on", r".{1,2048}?"),
    "comment": own("keyword", "comment of a commit", r".{0,2048}?"),
    "text": own("keyword", "what a message says beside its values"),
    "tunnel": own("keyword", "name of a tunnel", r"[^ ,]{1,128}"),
    "gateway": own("keyword", "name of a tunnel's gateway", r"[^ ,]{1,128}"),
    "spi": own("keyword", "index of an IPsec association", r"0x[0-9A-Fa-f]{1,8}"),
    "community": own("keyword", "community of a request of SNMP", r"[^()]{1,255}"),
}

MESSAGES = Messages("juniper_junos", ACTIONS, CAPTURES, r"""
authentication/succeeded UI_AUTH_EVENT: Authenticated user '{user}' {~at permission level|assigned to class}
 '{role}'
authentication/succeeded LOGIN_INFORMATION: User {user:[^ ]+} logged in from host {client_or_name} on device {text}
authentication/failed LOGIN_FAILED: Login failed for user {~'?}{user:[^' ]*}{~'?} from host {~'?}{client:[^'
 ]+}{~'?}
authentication/failed SSHD_LOGIN_FAILED: {reason=Login failed} for user '{user}' from host '{client}'
authentication/failed SSHD_LOGIN_FAILED_LIMIT: {reason:Specified number of login failures .{3,12}?} for user
 '{user}' reached from '{client}'
authentication/failed SSHD_LOGIN_ATTEMPTS_THRESHOLD: {reason:Threshold for unsuccessful .*?} reached by user
 '{user}'
authentication/failed LOGIN_PAM_AUTHENTICATION_ERROR: {reason:.*} {|for|while authenticating} user {user:[^ ]+}
authentication/succeeded ! LOGIN_ROOT: User {user:[^ ]+} logged in as root from host {client_or_name} on device
 {text}
authentication/failed UI_AUTH_INVALID_CHALLENGE: {reason=Received invalid authentication challenge} for user
 '{user}': {*}
authentication/succeeded ! FWAUTH_FTP_USER_AUTH_ACCEPTED: User {user:[^ ]+} at {client} is accepted{?{*}}
authentication/failed ! FWAUTH_FTP_USER_AUTH_FAIL: User {user:[^ ]+} at {client} is {reason=rejected}{?{*}}
authentication/succeeded ! FWAUTH_HTTP_USER_AUTH_ACCEPTED: User {user:[^ ]+} at {client} is accepted{?{*}}
authentication/failed ! FWAUTH_HTTP_USER_AUTH_FAIL: User {user:[^ ]+} at {client} is {reason=rejected}{?{*}}
authentication/succeeded ! FWAUTH_TELNET_USER_AUTH_ACCEPTED: User {user:[^ ]+} at {client} is accepted{?{*}}
authentication/failed ! FWAUTH_TELNET_USER_AUTH_FAIL: User {user:[^ ]+} at {client} is {reason=rejected}{?{*}}
authentication/succeeded ! FWAUTH_WEBAUTH_SUCCESS: {?Web }{~[Uu]}ser {user:[^ ]+} at {client}
 {?is }{~authenticated|accepted}{?{*}}
authentication/failed ! FWAUTH_WEBAUTH_FAIL: {?Web }{~[Uu]}ser {user:[^ ]+} at {client}
 {?is }{reason=rejected}{?{*}}
alarm-set ! Alarm set: {part:[^=]{1,64}} color={severity}, class={alarm_class}, reason={reason}
alarm-cleared ! Alarm cleared: {part:[^=]{1,64}} color={severity}, class={alarm_class}, reason={reason}
alarm-set {grade} alarm set, {reason}
alarm-cleared {grade} alarm cleared, {reason}
alarm-set ! CHASSISD_SNMP_TRAP{~[0-9]{0,2}}: SNMP trap generated: {part:[^()]{1,64}?} {~[Ff]ailed} ({*}
alarm-set ! CHASSISD_PEM_INPUT_BAD: {reason:status failure for power supply .+}
alarm-set ! LICENSE_EXPIRED: {reason=License for feature {~[^ ]+} expired}
address-released ! ASP_NAT_POOL_RELEASE: natpool release {translated}:{translated_port}[{~[0-9]{1,5}}]
redundancy-state ! JSRPD_RG_STATE_CHANGE: Redundancy-group {part:[0-9]{1,3}} transitioned from '{old_state}' to
 '{state_after}' state due to {reason}
server-failed UI_TACPLUS_ERROR: TACACS+ failure: {reason}
session-start UI_LOGIN_EVENT: User '{user}' login, class '{role}' [{~[0-9]+}], ssh-connection '{?{client}
 {client_port} {server} {server_port}}', client-mode '{mode}'
session-start UI_LOGIN_EVENT: User '{user}' login, class '{role}' [{~[0-9]+}]
logout UI_LOGOUT_EVENT: User '{user}' logout
logout ! UI_CLI_IDLE_TIMEOUT: {reason=Idle timeout} for user '{user}' exceeded and session terminated
command-executed UI_CMDLINE_READ_LINE: User '{user}', command '{command}'{?{~ ?}}
command-executed UI_JUNOSCRIPT_CMD: User '{user}' used JUNOScript client to run command '{command}'
command-executed UI_NETCONF_CMD: User '{user}' used NETCONF client to run command '{command}'
configuration-commit UI_COMMIT: User '{user}' requested '{command:commit[^']*}' operation{? (comment: {comment})}
configuration-commit UI_COMMIT_PROGRESS: Commit operation in progress: {text}
configuration-commit UI_COMMIT_COMPLETED: {text=commit complete}
configuration-commit UI_COMMIT_CONFIRMED_REMINDER: {text}
configuration-commit UI_COMMIT_NOT_CONFIRMED: {text}
configuration-error UI_CONFIGURATION_ERROR: Process: {~[^,]+}, path: {?[}{statement:[^\]]*}{?]}, statement: {text}
configuration-load UI_LOAD_EVENT: User '{user}' is performing a '{command}'
configuration-mode UI_DBASE_LOGIN_EVENT: User '{user}' entering configuration mode
configuration-mode UI_DBASE_LOGOUT_EVENT: User '{user}' exiting configuration mode
configuration-change UI_CFG_AUDIT_SET: User '{user}' set: [{statement}] {~"?}{old_value}{~"?}
 {|--|->} "{new_value:[^"]*}"
configuration-change UI_CFG_AUDIT_SET_SECRET: User '{user}' set: [{statement}]
configuration-delete UI_CFG_AUDIT_OTHER: User '{user}' delete: [{statement}]{? {new_value}}
configuration-change UI_CFG_AUDIT_OTHER: User '{user}' {~[a-z]+}: [{statement}]{? {new_value}}
configuration-change UI_CFG_AUDIT_NEW: User '{user}' {~[a-z]+}: [{statement}]{? {new_value}}
process-start UI_CHILD_START: Starting child '{executable}'
process-end UI_CHILD_STATUS: Cleanup child '{executable}', PID {child}, status {status}
process-end UI_CHILD_EXITED: Child exited: PID {child}, status {status}, command '{command}'
process-end UI_CHILD_SIGNALED: Child received signal: PID {child}, signal {reason:[^,]+}, command='{executable}'
reload UI_REBOOT_EVENT: System rebooted by '{user}'
reload UI_HALT_EVENT: System halted by '{user}'
neighbor-up ! RPD_BGP_NEIGHBOR_STATE_CHANGED: {bgp} to {state_after=Established} {bgp_event}
neighbor-down ! RPD_BGP_NEIGHBOR_STATE_CHANGED: {bgp} to {state_after=Idle} {bgp_event}
neighbor-state ! RPD_BGP_NEIGHBOR_STATE_CHANGED: {bgp} to {state_after} {bgp_event}
neighbor-state ! BGP_PREFIX_THRESH_EXCEEDED: {neighbor_address} ({~[^()]+}): {reason}
neighbor-state ! BGP_PREFIX_LIMIT_EXCEEDED: {neighbor_address} ({~[^()]+}): {reason}
neighbor-up ! RPD_OSPF_NBRUP: {ospf}
neighbor-down ! RPD_OSPF_NBRDOWN: {ospf}
neighbor-up ! RPD_ISIS_ADJUP: IS-IS new {~L[12]} adjacency to {neighbor} on {interface}{?,{*}}
neighbor-down ! RPD_ISIS_ADJDOWN: IS-IS lost {~L[12]} adjacency to {neighbor} on {interface}, reason: {reason}
neighbor-up ! RPD_LDP_NBRUP: LDP neighbor {neighbor_address} ({interface:[^ ()]+}) is {state_after=up}
neighbor-down ! RPD_LDP_NBRDOWN: LDP neighbor {neighbor_address} ({interface:[^ ()]+}) is {state_after=down}{?{*}}
neighbor-up ! RPD_RSVP_NBRUP: RSVP neighbor {neighbor_address} {state_after=up} on interface {interface:[^ ,]+}{*}
neighbor-down ! RPD_RSVP_NBRDOWN: RSVP neighbor {neighbor_address} {state_after=down} on interface
 {interface:[^ ,]+}{*}
neighbor-up ! LLDP_NEIGHBOR_UP: A neighbor has come up for interface {interface:[^ ]+}.{? Chassis id:
 {mac_of_source}}{*}
neighbor-down ! LLDP_NEIGHBOR_DOWN: A neighbor of interface {interface:[^ ]+} has gone down.{? Chassis id:
 {mac_of_source}}{*}
neighbor-up ! BFD Session {neighbor_address} (IFL {~[0-9]+}) state {old_state} -> {state_after=Up} LD/RD({*}
neighbor-down ! BFD Session {neighbor_address} (IFL {~[0-9]+}) state {old_state=Up} -> {state_after} LD/RD({*}
neighbor-state {~bgp_[a-z0-9_]+}{?:{~[0-9]+}}: {?bgp_read_message: }NOTIFICATION {~sent to|received from}
 {neighbor_address:[0-9A-Fa-f.:]+}{?+{~[0-9]+}} ({~[^()]+}): {reason:code [0-9]+ \([^()]+\)(?: subcode [0-9]+
 \([^()]+\))?}{*}
neighbor-state {?BGP_CONNECT_FAILED: }bgp_connect_start: connect {neighbor_address:[0-9A-Fa-f.:]+} ({~[^()]+}):
 {reason}
neighbor-state bgp_recv: read from peer {neighbor_address:[0-9A-Fa-f.:]+} ({~[^()]+}) failed: {reason}
neighbor-refused bgp_listen_accept: {reason=Connection attempt from unconfigured neighbor}:
 {source:[0-9A-Fa-f.:]+}+{source_port}
neighbor-refused {?BGP_NO_INCOMING_INTERFACE_FOUND: }bgp_listen_accept: Connection received from
 {source:[0-9A-Fa-f.:]+}, {reason}
neighbor-refused bgp_pp_recv: {reason=rejecting connection} from {source:[0-9A-Fa-f.:]+} ({~[^()]+}), peer in state
 {state_after}
neighbor-refused ! tcp_auth_ok{?:{~[0-9]+}}: Packet from {source:[0-9A-Fa-f.:]+}:{source_port}
 {reason:.*MD5 digest.*}
interface-up EVENT {~<?UpDown>?} {interface} index {~[0-9]+} {~[^<]*}<Up{*}
interface-down EVENT {~<?UpDown>?} {interface} index {~[0-9]+} {~[^<]*}<{*}
interface-up ! KERN_LACP_INTF_STATE_CHANGE: lacp_update_state_userspace: cifd {interface} -
 {state_after:ATTACHED|CD} state {*}
interface-down ! KERN_LACP_INTF_STATE_CHANGE: lacp_update_state_userspace: cifd {interface} -
 {state_after=DETACHED} state {*}
interface-down ! LACP_INTF_DOWN: {interface:[^ :]+}: {reason:Interface marked down.*}
interface-up ! SNMP_TRAP_LINK_UP: {link}
interface-down ! SNMP_TRAP_LINK_DOWN: {link}
snmp-denied SNMPD_AUTH_FAILURE: {~[a-z_]+}: {reason=unauthorized SNMP community} from {source} to {destination}
 ({community})
snmp-denied ! SNMPD_AUTH_RESTRICTED_ADDRESS: nsa_initial_callback: {reason=request from address {source} not
 allowed}
flood ! DDOS_PROTOCOL_VIOLATION_SET: Protocol {protocol} is violated at {part:[a-z]+ ?[0-9]*} for {*}
flood-over ! DDOS_PROTOCOL_VIOLATION_CLEAR: Protocol {protocol} has returned to normal.{*}
flood DDOS_PROTOCOL_VIOLATION_SET: {?Warning: }Host-bound traffic for protocol/exception{? } {protocol} exceeded
 its allowed bandwidth at {part:[a-z]+ ?[0-9]*}{? {*}}
flood-over DDOS_PROTOCOL_VIOLATION_CLEAR: {?INFO: }Host-bound traffic for protocol/exception{? } {protocol} has
 returned to normal.{*}
storm ! L2ALD_MAC_LIMIT_REACHED_IF: {reason=Limit on learned MAC addresses reached} for {interface:[^ ,:;]+}{*}
neighbor-down ! BFDD_TRAP_SHOP_STATE_DOWN: {bfd}
neighbor-up ! BFDD_TRAP_SHOP_STATE_UP: {bfd}
neighbor-down ! BFDD_TRAP_SHOP_STATE_DOWN: {text}
neighbor-up ! BFDD_TRAP_SHOP_STATE_UP: {text}
storm ! L2ALD_ST_CTL_IN_EFFECT: {interface}: {reason=storm control in effect on the port}
storm ! L2ALD_ST_CTL_DISABLED: {interface}: {reason=storm control disabled port}
mac-move ! L2ALD_MAC_MOVE_NOTIFICATION: {text}
spanning-tree-change ! ESWD_STP_STATE_CHANGE_INFO: STP state for interface {interface}{? context id {~[0-9]+}}
 changed from {old_state} to {state_after}
spanning-tree-change ! L2CPD_STP_STATE_CHANGE_INFO: STP state for interface {interface}{? context id {~[0-9]+}}
 changed from {old_state} to {state_after}
tunnel-up KMD_VPN_UP_ALARM_USER: VPN {tunnel} from {source} is up.{?{~ +}Local-ip: {destination}, gateway name:
 {gateway},}{*}
authentication/succeeded ! DOT1XD_USR_AUTHENTICATED: {?Custom_log }{?Dot1x }User {user:[^ ]+} logged in MacAddress
 {mac_of_source} interface {in} vlan {vlan_name}
logout ! DOT1XD_USR_SESSION_DISCONNECTED: {?Custom_log }{?Dot1x }User {user:[^ ]+} session with MacAddress
 {mac_of_source} interface {in}{? {*}}
tunnel-up RPD_MPLS_LSP_UP: MPLS LSP {tunnel:[^ ]+} up on {*}
tunnel-down RPD_MPLS_LSP_DOWN: MPLS LSP {tunnel:[^ ]+} down on {*}
tunnel-down KMD_VPN_DOWN_ALARM_USER: VPN {tunnel} from {source} is down.{~ +}Local-ip: {destination}, gateway name:
 {gateway},{*} Reason: {reason}
tunnel-down KMD_VPN_DOWN_ALARM_USER: VPN {tunnel} from {source} is down.{~ +}Local-ip: {destination}, gateway name:
 {gateway},{*}
tunnel-down KMD_DPD_PEER_DOWN: {reason=DPD detected peer {source} is down}{*}
tunnel-association IKE negotiation successfully completed.{ike_ends}
ike-failed {?KMD_VPN_PV_PHASE1: }IKE Phase-1 Failure: {reason:[^\[]+?} [spi={~[^,]*}, src_ip={|{source}|{~[^,]*}},
 dst_ip={|{destination}|{~[^\]]*}}]
ike-failed IKE Phase-1: {reason=({~[A-Za-z]+}) Policy lookup failed} [local_ip={destination}, remote_ip={source}]
tunnel-down KMD_VPN_DOWN_ALARM_USER: VPN {tunnel} from {source} is down.{?{~ +}Reason: {reason}}{?{*}}
tunnel-association KMD_PM_SA_ESTABLISHED: Local gateway: {destination}, Remote gateway: {source},{*} SPI: {spi},{*}
ike-failed {|IKE|IPSec} negotiation failed with error: {ike_failure}
address-conflict ! KERN_ARP_ADDR_CHANGE: arp info overwritten for {neighbor_address} from {old_mac} to
 {mac_of_source}
address-conflict ! KERN_ARP_DUPLICATE_ADDR: duplicate IP address {neighbor_address}! sent from address:
 {mac_of_source}{*}
address-conflict ! KERN_ARP_DUPLICATE_ADDR: {text}
filter/allowed FW: {in}{~ {1,9}}A {packet}
filter/denied FW: {in}{~ {1,9}}{~D|R} {packet}
""", {
    "client_or_name": "{|{client}|{~[^ ]+}}",
    "bgp": "BGP peer {neighbor_address} ({~[^()]+}) changed state from {old_state}",
    "bgp_event": "(event {reason:[^()]+}){? (instance {instance})}",
    "ospf": "OSPF neighbor {neighbor_address} (realm {~[^ ]+} {interface}{? area {~[^()]+}}) state changed from "
    "{old_state} to "
    "{state_after} due to {reason:[^()]+?}{? (event reason: {text:[^()]+})}",
    "link": "ifIndex {~[0-9]+}, ifAdminStatus {~[a-z]+}({~[0-9]+}), ifOperStatus "
    "{state_after:[a-zA-Z]+}({~[0-9]+}), ifName "
    "{interface}",
    "bfd": "local discriminator: {~[0-9]+}, new state: {state_after}, interface: {interface:[^ ,]+}, peer addr: "
    "{neighbor_address}",
    "ike_ends": "{? IKE Version: {~[0-9]}}, VPN: {tunnel} Gateway: {gateway}, Local: "
    "{destination}/{destination_port}, Remote: {source}/{source_port},{*}",
    "ike_failure": "{reason:[^.]{1,128}}.{ike_ends}",
    "packet": "{~ {0,9}(?:[0-9a-f]{1,4}:[0-9a-f]{1,4} )?}{?{mac_of_source} {?-> }{mac_of_destination}{~(?: "
    "[0-9a-f:]{1,12}){0,6}} }{~ {0,9}}"
    "{|{transport=icmp}{ends}{icmp_type}{~ {1,9}}{icmp_code}|{transport}{ends}{source_port:[0-9]{1,5}}{~ {1,9}}"
    "{destination_port:[0-9]{1,5}}}{?{~ {1,9}}({packets} packet{?s})}",
    "ends": "{~ {1,9}}{source}{~ {1,9}}{destination}{~ {1,9}}",
})  # fmt: skip
