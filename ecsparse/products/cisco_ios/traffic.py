"""Messages about traffic: access lists, the zone-based firewall, intrusion prevention, tunnels, translations."""

from __future__ import annotations

TABLE = r"""
traffic-denied IPACCESSLOGP: list {denied_flow}
traffic-permitted IPACCESSLOGP: list {permitted_flow}
traffic-denied IPACCESSLOGDP: list {denied_flow}
traffic-permitted IPACCESSLOGDP: list {permitted_flow}
traffic-denied IPACCESSLOGNP: list {denied_flow}
traffic-permitted IPACCESSLOGNP: list {permitted_flow}
traffic-denied IPACCESSLOGRP: list {denied_flow}
traffic-permitted IPACCESSLOGRP: list {permitted_flow}
traffic-denied IPACCESSLOGSP: list {denied_flow}
traffic-permitted IPACCESSLOGSP: list {permitted_flow}
traffic-denied IPACCESSLOGS: list {ruleset:[^ ]+} {|denied|deny} {source}{~,?} {packets} packet{?s}{mark}
traffic-permitted IPACCESSLOGS: list {ruleset:[^ ]+} {|permitted|permit} {source}{~,?} {packets} packet{?s}{mark}
log-limit IPACCESSLOGRL: access-list logging rate-limited or missed {packets} packet{?s}
traffic-denied ACCESSLOGP: list {denied_flow}
traffic-permitted ACCESSLOGP: list {permitted_flow}
traffic-denied ACCESSLOGDP: list {denied_flow}
traffic-denied ACCESSLOGNP: list {denied_flow}
traffic-denied ACL-IPV4_ACL-6-IPACCESSLOGP : access-list {xr_denied}
traffic-permitted ACL-IPV4_ACL-6-IPACCESSLOGP : access-list {xr_permitted}
traffic-denied ACL-IPV6_ACL-6-IPACCESSLOGP : access-list {xr_denied}
traffic-denied ACLLOG_NEW_FLOW: {nx_flow}, ACE Action: Deny{nx_end}
traffic-permitted ACLLOG_NEW_FLOW: {nx_flow}, ACE Action: Permit{nx_end}
traffic-flow ACLLOG_FLOW_INTERVAL: {nx_flow}{?, ACE Action: {~[A-Za-z]+}}{nx_end}
session-start SESS_AUDIT_TRAIL_START: {zones}Start {of_session} session: initiator ({source}:{source_port}) --
 responder ({destination}:{destination_port}){?{~ from [^ ]+}}{?{*}}
session-end SESS_AUDIT_TRAIL: {zones}{?Stop }{of_session} session{?:} initiator ({source}:{source_port}) sent
 {bytes_in} bytes -- responder ({destination}:{destination_port}) sent {bytes_out} bytes{?{*}}
traffic-denied DROP_PKT: Dropping {drop_kind} {?session }{?pkt }{source:[^ ]+}:{source_port} {destination:[^
 ]+}:{destination_port} {?on zone-pair {zone_pair:[^ ]+} class {class:[^ ]+} }due to {drop_reason}
traffic-denied DROP_PKT: Dropping {drop_kind} {?session }{?pkt }from {in} {source:[^ ]+}:{source_port} =>
 {destination:[^ ()]+}:{destination_port}(target:class)-({zone_pair:[^:()]+}:{class:[^:()]+}) due to {drop_reason}
traffic-permitted PASS_PKT: Passing {drop_kind} pkt {?from {in} }{source:[^ ]+}:{source_port} {~(?:=>
 )?}{destination:[^ ()]+}:{destination_port}{?{~ ?}{zones_only}{?{*}}}
drop-summary LOG_SUMMARY: {packets} packet{?s} {~was|were} dropped from {source:[^ ]+}:{source_port} =>
 {destination:[^ ()]+}:{destination_port} {zones_only}
attack-detected BLOCK_HOST: Blocking new TCP connections to host {destination:[0-9A-Fa-f.:]+} for {~[0-9]+}
 minute{?s} ({reason:[^()]+}){~\.?}
attack-detected HOST_TCP_ALERT_ON: {reason:Max tcp half-open connections \([0-9]+\) exceeded} for host
 {destination:.+?}{~\.?}
intrusion-signature SIGNATURE: Sig:{signature_id} Subsig:{subsignature} Sev:{signature_severity}{~ +}{signature}
 [{source:[^ \]]+}:{source_port} -> {destination:[^ \]]+}:{destination_port}]{? VRF:{vrf:[^ ]+}}{?
 RiskRating:{risk}}
tcp-rejected BADAUTH: {reason:(?:No|Invalid) MD5 digest} from {source:[^ ]+}({source_port}) to {destination:[^
 ]+}({destination_port}){*}
snmp-denied AUTHFAIL: {reason=Authentication failure} for SNMP req from host {source}
tunnel-up SESSION_STATUS: Crypto tunnel is UP{~ *}.{~ +}Peer {peer}
tunnel-down SESSION_STATUS: Crypto tunnel is DOWN{~ *}.{~ +}Peer {peer}
tunnel-up IKEV2_SESSION_STATUS: Crypto tunnel v2 is UP.{~ +}Peer {peer}
tunnel-down IKEV2_SESSION_STATUS: Crypto tunnel v2 is DOWN.{~ +}Peer {peer}
ike-failed IKMP_MODE_FAILURE: {reason:Processing of .{1,40} mode failed} with peer at {source}{~\.?}
ike-failed IKMP_BAD_MESSAGE: IKE message from {source}{~ +}{reason=failed its sanity check or is malformed}{~\.?}
ike-failed IKMP_NO_SA: IKE message from {source} {reason=has no SA and is not an initialization offer}{~\.?}
ike-failed IKMP_NOT_ENCRYPTED: IKE packet from {source} {reason=was not encrypted and it should've been}{~\.?}
ike-failed NEG_ABORT: Negotiation aborted due to ERROR: {reason}
packet-dropped RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has {reason=invalid spi} for destaddr={destination},
 prot={proto}, spi={spi:[^,]+}, srcaddr={source:[0-9A-Fa-f.:]+}{?, input interface={in:[^ ]+}}
packet-dropped RECVD_PKT_NOT_IPSEC: {reason=Rec'd packet not an IPSEC packet}.{~ *}(ip) {~(?:vrf/)?}dest_addr= {~[^
 ]*/}{destination:[0-9A-Fa-f.:]+}, src_addr= {source}, prot= {proto}
packet-dropped REPLAY_ERROR: {reason=IPSec SA receives anti-replay error}, DP Handle {~[0-9]+}, src_addr {source},
 dest_addr {destination}, SPI {spi}
translation-built CREATED: {translation}
translation-teardown DELETED: {translation}
arp-conflict DUPADDR: Duplicate address {source} on {interface}, sourced by {mac}
arp-conflict STCKYARPOVR: Attempt to overwrite Sticky ARP entry: {source}, hw: {mac} by hw: {new_mac}
arp-conflict DUP_SRC_IP: arp [{~[0-9]+}]{~ +}Source address of packet received from {mac} on {interface:[^
 (]+}{?({~[^()]*})} is duplicate of local, {source}
arp-denied DHCP_SNOOPING_DENY: {arp_denied}
arp-denied ACL_DENY: {arp_denied}
arp-limit PACKET_RATE_EXCEEDED: {packets} packets received in {~[0-9]+} milliseconds on {interface}{~\.?}
dhcp-denied DHCP_SNOOPING_UNTRUSTED_PORT: DHCP_SNOOPING drop message {reason=on untrusted port}, message type:
 {message_type:[A-Z]+}, MAC sa: {mac}
dhcp-denied DHCP_SNOOPING_MATCH_MAC_FAIL: DHCP_SNOOPING drop message because {reason=the chaddr doesn't match
 source mac}, message type: {message_type:[A-Z]+}, chaddr: {~[0-9a-f.]+}, MAC sa: {mac}
dhcp-conflict PING_CONFLICT: DHCP address conflict:{~ +}server pinged {source:[0-9.]+?}{~\.?}
dhcp-conflict DECLINE_CONFLICT: DHCP address conflict:{~ +}client {client_id:[^ ]+} declined
 {source:[0-9.]+?}{~\.?}
dhcp-assign ADDRESS_ASSIGN: Interface {interface} assigned DHCP address {source}, mask {~[^ ,]+}, hostname {*}
address-theft IP_THEFT: IP Theft{~:?} IP={source} VLAN={vlan} {~Cand-MAC|MAC}={mac} {~Cand-I/F|IF}={interface}
 {~Known[_ ]MAC[ =]?.*}
address-theft MAC_THEFT: MAC Theft{~:?} IP={source} VLAN={vlan} {~Cand-MAC|MAC}={mac} {~Cand-I/F|IF}={interface}{?
 {*}}
packet-dropped PAK_DROP: Message dropped A={|{source}|{~[^ ]*}} G={~[^ ]*} V={vlan} I={interface} P={~[^ ]+}
 Reason={reason}
traffic-denied SGACLHIT: ingress_interface='{in:[^']*}' sgacl_name='{ruleset:[^']*}' action='Deny' {of_group_tags}
traffic-permitted SGACLHIT: ingress_interface='{in:[^']*}' sgacl_name='{ruleset:[^']*}' action='Permit'
 {of_group_tags}
traffic-denied DENY_INVALID_PACKET: {reason=Detected and dropped illegal traffic} on port {in} and vlan
 {vlan:[0-9]+}, {*}
traffic-denied HTTP_JAVA_BLOCK: {reason=JAVA applet is blocked} from ({source}:{source_port}) to
 ({destination}:{destination_port}).
attack-detected ALERT_ON: {reason:getting aggressive, .+}
ike-failed IKE_DENY_SA_REQ: IKE denied an INCOMING SA request from {source} to {destination} due to {reason}
packet-dropped HMAC_ERROR: {reason=IPSec SA receives HMAC error}, DP Handle {~[0-9]+}, src_addr {source}, dest_addr
 {destination}, SPI {spi}
packet-dropped RECVD_PKT_MAC_ERR: decrypt: {reason=mac verify failed} for connection id={~[0-9]+}{*}
packet-dropped PKT_REPLAY_ERR: decrypt: {reason=replay check failed}{*}
packet-dropped LOOPPAK: {reason=Looping packet detected and dropped} - src={source}, dst={destination},
 hl={~[0-9]+}, tl={~[0-9]+}, prot={proto}, sport={source_port}, dport={destination_port} in={in:[^ ,]+},
 nexthop={~[^ ,]+}, out={out:[^ ,]+}
translation-built LOG_TRANSLATION: Created Translation {translation}{~ .*}
translation-teardown LOG_TRANSLATION: Deleted Translation {translation}{~ .*}
translation-failed ADDR_ALLOC_FAILURE: {reason=Address allocation failed} for {source:[^ ,]+}, pool {text:[^ ]+}
 might be exhausted
arp-denied INVALID_ARP: {arp_denied}
dhcp-denied DHCP_SNOOPING_FAKE_INTERFACE: DHCP_SNOOPING drop message {reason=with mismatched source interface}, the
 binding is not updated, message type: {message_type:[A-Z]+}, MAC sa: {mac}
dhcp-limit DHCP_SNOOPING_RATE_LIMIT_EXCEEDED: The interface {interface} is {reason=receiving more than the threshold
 set}
dhcp-pool HIGH_UTIL: Pool {text:[^ ]+} is in high utilization state {*}
arp-conflict DUP_SRCIP_PROBE: arp [{~[0-9]+}]{~ +}Duplicate address Detected. Probe packet received from {mac} on
 {interface} with destination set to our local ip, {source}
arp-denied DHCPDENIEDARP: ARP frame denied due to {reason=DHCP snooping binding} on interface {interface} vlan
 {vlan} sender mac {mac} sender ip {source} target mac {~[0-9a-f.]+} target ip {destination:[0-9.]+?}{~\.?}
drop-limit {~COPP_DROPS[0-9]}: {reason=CoPP drops exceed threshold} in class: {class:[^ ,]+},{*}
traffic-denied OVERLAP_FRAGMENTS: {in:[^ :]+}: from the host {source} destined to {destination}
"""
