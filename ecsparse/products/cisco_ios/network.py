"""Messages about the network itself: ports, links, spanning tree, neighbours, routing."""

from __future__ import annotations

TABLE = r"""
interface-state UPDOWN: Interface {interface:[^ ,]+}, changed state to {state}
interface-state CHANGED: Interface {interface:[^ ,]+}, changed state to {state}
interface-state UPDOWN: Line protocol on Interface {interface:[^ ,]+}, changed state to {state}
interface-state IF_UP: Interface {interface:[^ ,]+}{? ({~[^()]*})} is {state=up}{*}
interface-state IF_ADMIN_UP: Interface {interface:[^ ,]+}{? ({~[^()]*})} is {state=admin up}{*}
interface-state Interface {interface:[^ ,]+}{? ({~[^()]*})} is {state=down} {down_reason}
interface-setting SPEED: Interface {interface:[^ ,]+}, operational {setting=speed} changed to {value}
interface-setting IF_DUPLEX: Interface {interface:[^ ,]+}, operational {setting=duplex mode} changed to {value}
interface-setting IF_RX_FLOW_CONTROL: Interface {interface:[^ ,]+}, operational {setting=Receive Flow Control
 state} changed to {value}
interface-setting IF_TX_FLOW_CONTROL: Interface {interface:[^ ,]+}, operational {setting=Transmit Flow Control
 state} changed to {value}
bundle-member PORT_UP: {bundle:[^ :]+}: {interface} is {state=up}
bundle-member PORT_DOWN: {bundle:[^ :]+}: {interface} is {state=down}
bundle-member BUNDLE: Interface {interface} {state=joined} port-channel {bundle}
bundle-member UNBUNDLE: Interface {interface} {state=left} the port-channel {bundle}
bundle-member CANNOT_BUNDLE2: {interface} {reason:is not compatible with .{1,40}? and will be suspended}{*}
port-disabled ERR_DISABLE: {reason:.{1,60}?} error detected on {interface}, putting {~[^ ]+} in {state=err-disable}
 state
port-enabled ERR_RECOVER: Attempting to recover from {reason:.{1,60}?} err-disable state on {interface}
port-violation PSECURE_VIOLATION: {reason=Security violation occurred}, caused by MAC address {mac} on port
 {interface:[^ ]+?}{~\.?}
port-violation PSECURE_VIOLATION_VLAN: {reason=Security violation occurred}, caused by MAC address {mac} on port
 {interface:[^ ]+?}{~\.?} vlan {vlan}{~\.?}
storm FILTERED: A {storm:[A-Za-z]+} storm detected on {interface:[^ ]+?}{~\. }{reason}
storm SHUTDOWN: A packet storm was detected on {interface:[^ ]+?}{~\. }{reason}
mac-flap MACFLAP_NOTIF: Host {mac} in vlan {vlan} is flapping between port {old_interface} and port {interface}
mac-flap NOTIF: Host {mac} in vlan {vlan} is flapping between port {old_interface} and port {interface}
mac-flap HOSTFLAPPING: Host {mac} in vlan {vlan} is {~flapping|moving} from port {old_interface} to port
 {interface}
mac-flap L2FM_MAC_MOVE: Mac {mac} in vlan {vlan} has moved {|from|between} {old_interface} {|to|and} {interface}
bpdu-guard BLOCK_BPDUGUARD: {reason=Received BPDU}{? from bridge {mac}} on port {interface} with BPDU Guard
 enabled. Disabling port.
spanning-tree-guard ROOTGUARD_BLOCK: {reason=Root guard} {state=blocking} port {interface} on {of_tree}
spanning-tree-guard ROOTGUARD_UNBLOCK: {reason=Root guard} {state=unblocking} port {interface} on {of_tree}
spanning-tree-guard LOOPGUARD_BLOCK: {reason=Loop guard} {state=blocking} port {interface} on {of_tree}
spanning-tree-guard LOOPGUARD_UNBLOCK: {reason=Loop guard} {state=unblocking} port {interface} on {of_tree}
spanning-tree-change ROOTCHANGE: Root Changed for {|vlan|instance} {vlan}: New Root Port is {interface:[^ ]+?}. New
 Root Mac Address is {mac}
spanning-tree-change TOPOTRAP: Topology Change Trap for {|vlan|instance} {vlan}
spanning-tree-change PORT_STATE: Port {interface} instance {~[0-9]+} moving from {old_state:[a-z ]+} to {state}
spanning-tree-guard RECV_PVID_ERR: Received BPDU with {reason:inconsistent peer vlan id [0-9]+} on {interface}
 {of_tree}
neighbor-mismatch NATIVE_VLAN_MISMATCH: {reason=Native VLAN mismatch} discovered on {interface} ({vlan}), with
 {neighbor:[^ ]+} {neighbor_port} ({~[0-9]+}).
neighbor-mismatch DUPLEX_MISMATCH: {reason=duplex mismatch} discovered on {interface} ({~[^()]+}), with
 {neighbor:[^ ]+} {neighbor_port:.{1,64}?} ({~[^()]+}).
neighbor-up NEIGHBOR_ADDED: Device {neighbor:[^ ]+} discovered of type {~.{1,64}?} with port {neighbor_port} on
 incoming port {interface}{? with ip addr {peer_address}{?{*}}}
neighbor-down NEIGHBOR_REMOVED: CDP Neighbor {neighbor:[^ ]+} on port {interface} has been removed
power-granted POWER_GRANTED: Interface {interface:[^ :]+}: Power granted
power-device DETECT: Interface {interface:[^ :]+}: Power device detected: {text}
power-removed IEEE_DISCONNECT: Interface {interface:[^ :]+}: PD removed
power-denied POWER_DENY: Interface {interface:[^ :]+}: inline power denied{?{~\. }Reason: {reason}}
power-denied CONTROLLER_PORT_ERR: Controller port error, Interface {interface:[^ :]+}: {reason}
neighbor-up ADJCHG: {ospf_neighbor} from {old_state} to {state=FULL}, {reason}
neighbor-down ADJCHG: {ospf_neighbor} from {old_state} to {state=DOWN}, {reason}
neighbor-state ADJCHG: {ospf_neighbor} from {old_state} to {state:[A-Z0-9-]+}, {reason}
neighbor-state ADJCHANGE: {~ *}{process_tag} [{~[0-9]+}]{~ +}Nbr {peer_address} on {interface} went {state}
neighbor-state NBRSTATE: {~ *}{process_tag} [{~[0-9]+}]{~ +}Process {~[^ ,]+}, Nbr {peer_address} on {interface}
 from {old_state} to {state:[A-Z0-9-]+}, {reason}
packet-dropped ERRRCV: {reason=Received invalid packet}: {~[^,]+} from {source}, {interface}
packet-dropped NOVALIDKEY: {reason=No valid authentication send key is available} on interface {interface}
neighbor-up ADJCHANGE: {bgp_neighbor} {state=Up}{bgp_end}
neighbor-down ADJCHANGE: {bgp_neighbor} {state=Down}{bgp_end}
neighbor-reset NOTIFICATION: {~sent to|received from} neighbor {peer_address} {~(?:active |passive
 )?}{code:[0-9]{1,3}/[0-9]{1,3}} ({reason:[^()]+}) {~[0-9]+} bytes{?{*}}
neighbor-reset NBR_RESET: Neighbor {peer_address} {?active }reset ({reason})
neighbor-state ADJCHANGE: neighbor {peer_address} {text:.{1,80}? topology base} {state=removed from session}{~
 +}{reason}
prefix-limit MAXPFX: Number of prefixes received from {peer_address} {?(afi {~[0-9]+})}{~:? ?}{text}
prefix-limit MAXPFXEXCEED: Number of prefixes received from {peer_address} {?(afi {~[0-9]+})}{~:? ?}{text}
neighbor-up NBRCHANGE: {eigrp_neighbor} is {state=up}: {reason}
neighbor-down NBRCHANGE: {eigrp_neighbor} is {state=down}: {reason}
neighbor-state NBRCHANGE_DUAL: {~ *}{process_tag} [{~[0-9]+}] ({~[^()]+}) {eigrp_neighbor} is {state:[a-z]+}:
 {reason}
neighbor-up ADJCHANGE: ISIS: Adjacency to {neighbor:[^ ]+} ({interface:[^ ()]+}) {state=Up}, {reason}
neighbor-down ADJCHANGE: ISIS: Adjacency to {neighbor:[^ ]+} ({interface:[^ ()]+}) {state=Down}, {reason}
neighbor-up NBRCHG: LDP Neighbor {peer_address:[^ :]+}:{~[0-9]+}{? ({~[0-9]+})} is {state=UP}{?{*}}
neighbor-down NBRCHG: LDP Neighbor {peer_address:[^ :]+}:{~[0-9]+}{? ({~[0-9]+})} is {state=DOWN}{?
 {~\(?}{reason:[^()]+}{~\)?}}
neighbor-up NBRCHG: neighbor {peer_address} {state=UP} on interface {interface}{? {*}}
neighbor-down NBRCHG: neighbor {peer_address} {state=DOWN} on interface {interface}{? {reason}}
neighbor-state BFD session {session:[0-9]+} to neighbor {peer_address} on interface {interface} has gone {?to
 }{state:[a-z]+}{? state}{~[. ]*}{?Reason: {reason}}
redundancy-state STATECHANGE: {interface} Grp {group} state {old_state} -> {state}
redundancy-state FWDSTATECHANGE: {interface} Grp {group} Fwd {~[0-9]+} state {old_state} -> {state}
redundancy-state GRPSTATECHANGE: Interface {interface} {?Grp {group} }state changed to {state:[^ ]+}{? reason
 {reason}}
arp-conflict DUPADDR: Duplicate address {source} on {interface}, sourced by {mac}
packet-dropped BADAUTH: {reason=Bad authentication} from {source}, group {group}, remote state {~.+}
tracking-state STATE: {tracked:.{1,80}?} {|state |}{old_state:[A-Za-z]+}{~ ?}->{~ ?}{state}
time-source PEERSYNC: NTP synced to peer {server}
time-source PEERREACH: Peer {server} is reachable
time-source/failed PEERUNREACH: Peer {server} is unreachable
port-disabled UDLD_PORT_DISABLED: UDLD disabled interface {interface:[^ ,]+}, {reason} detected
port-disabled LOOP_BACK_DETECTED: {reason=Loop-back detected} on {interface:[^ ]+?}{~\.?}
interface-setting IF_ERROR_VLANS_SUSPENDED: {setting=VLANs} {value:[0-9,-]+} on Interface {interface} are being
 suspended.{~ *}(Reason: {reason:[^()]+})
spanning-tree-guard BLOCK_PORT_TYPE: {state=Blocking} {interface} on {of_tree}. {reason}
redundancy-state PEER_KEEP_ALIVE_RECV_FAIL: In domain {group}, {reason}
redundancy-state SWITCHOVER: RP switchover ({reason:[^()]+})
port-violation ETH_PORT_SEC_SECURITY_VIOLATION_MAX_MAC_VLAN: Port {interface} moved to {state:[A-Z]+} state as host
 {mac} is {reason=trying to access the port} in vlan {vlan}
neighbor-state DRCHG: DR change from neighbor {old_peer} to {peer_address} on interface {interface}
prefix-limit ROUTING-BGP-3-MAXPFX : No. of {~.{1,32}?} prefixes received from {peer_address} {text}
"""
