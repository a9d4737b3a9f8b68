"""Messages about tunnels and sessions that fail: peers, policies, certificates, what clients lack."""

from __future__ import annotations

TABLE = r"""
ike-negotiation 713041: {who_equals}{text:IKE Initiator: .+}
ike-negotiation/failed 713042: {who_equals}{reason=IKE Initiator unable to find policy}: Intf {in}, Src:
 {source:[0-9A-Fa-f.:]+}, Dst: {destination:[0-9A-Fa-f.:]+}
ike-negotiation/failed 713061: {who_equals}Rejecting IPSec tunnel: {reason}
ike-negotiation/failed 713122: {who_equals}{reason=Keep-alives configured {~[^ ]+} but peer {~.+}}
address-assign/failed 713132: {who_equals}{reason=Cannot obtain an IP address for remote peer}
ike-negotiation/failed 713134: {who_equals}{reason=Mismatch: {~.+}}
vpn-session-denied 713162: {who_equals}Remote user ({~[^()]+}) has been {reason=rejected by the Firewall Server}
vpn-session-denied 713185: {who_equals}Error: {reason=Username too long} - connection aborted
address-assign/failed 713189: {who_equals}{reason=Attempted to assign network or broadcast IP address}
 {assigned}{*}
ike-negotiation/failed 713193: {who_equals}{reason=Received packet with missing payload}, Expected payload: {*}
ike-negotiation/failed 713195: {who_equals}Tunnel rejected: {reason}
ike-negotiation/failed 713206: {who_equals}Tunnel Rejected: {reason}
ike-negotiation/failed 713226: {who_equals}Connection failed with peer {~[^,]+}, {reason:no trust-point .+}
ike-negotiation/failed 713227: {who_equals}{reason=Rejecting new IPSec SA negotiation} for peer {*}
authentication/succeeded 713242: {who_equals}Remote user is authenticated using Hybrid Authentication.{*}
authentication/failed 713251: {who_equals}{reason=Received authentication failure message}{*}
vpn-session-denied 713252: {who_equals}{reason=Integrity Firewall Server is not available}. {*}
vpn-message 713253: {who_equals}{text:Integrity Firewall Server is not available.+}
ike-negotiation/failed 713255: {who_equals}{reason=Received ISAKMP Aggressive Mode message 1 with unknown tunnel
 group name} {~'?}{tunnel_group:[^']+}{~'?}
ike-negotiation/failed 713256: {who_equals}{reason=Sending spoofed ISAKMP Aggressive Mode message 2 due to receipt
 of unknown tunnel group}. Aborting connection
ike-negotiation/failed 713257: {who_equals}Phase {~[12]} failure: {reason}
vpn-message 713904: {who_equals}{text}
vpn-message 713905: {who_equals}{text}
vpn-message 713906: {who_equals}{text}
vpn-session-denied {~71660[0-3]:} Rejected {~[0-9]+}KB Hostscan data from IP {client}. {reason}
certificate-valid/failed 717007: Enrollment failed: {reason}
certificate-valid/failed 717010: CRL polling failed for trustpoint {trustpoint:[^ ]+}
vpn-session-end 717052: {who}Session disconnected due to {reason=periodic certificate authentication failure}. {*}
authentication/failed 722003: IP {client} {reason=Error authenticating SVC connect request}
vpn-session-denied {~72200[12]:} IP {client} {reason:Error (?:parsing|consolidating) SVC connect request}
vpn-message {~72201[34]:} {who}SVC Message: {~[0-9]+}/{~[A-Z]+}: {text}
vpn-session-denied 722045: {who}Connection terminated: {reason=no SSL tunnel initialization data}
vpn-session-denied {~72204[89]:} {who}{reason=Session terminated: {~.+}}
vpn-connection-start 723001: Group {group:[^,]+}, User {account}, IP {client}: WebVPN Citrix ICA connection {~[^ ]+}
 is up
vpn-connection-end 723002: Group {group:[^,]+}, User {account}, IP {client}: WebVPN Citrix ICA connection {~[^ ]+}
 is down
vpn-session-denied 724001: {who}WebVPN session not allowed. {reason=Unable to determine if Cisco Secure Desktop was
 running on the client's workstation}
vpn-message 724002: {who}{text:WebVPN session (?:not )?terminated. Secure Desktop was not running .+}
certificate-valid/failed 725015: {reason=Error verifying client certificate}. {*}
ike-negotiation/failed {~7500(?:04|08|09|11|12):} {ike2}{reason}
ike-negotiation/failed {~7510(?:01|04|14|15|16|17|19|20|22|27):} {ike2}{reason}
ike-negotiation/failed 752006: {reason=Tunnel Manager failed to dispatch a KEY_ACQUIRE message}.{*}
ike-negotiation/failed {~7520(?:10|11):} {reason:IKEv[12] Doesn't have a (?:proposal|transform set) specified}
ike-negotiation/failed 752012: {reason:IKEv[12] was unsuccessful at setting up a tunnel}.{*}
ike-negotiation/failed 752015: {reason=Tunnel Manager has failed to establish an L2L SA}.{*}
ike-session-start 752016: {~IKEv[12] was successful at setting up a tunnel}.{*}
"""
