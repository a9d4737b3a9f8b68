"""Messages about traffic: connections, access lists, translations, packets that the firewall drops."""

from __future__ import annotations

TABLE = r"""
connection-built 302013: Built {built}
connection-teardown 302014: Teardown {torn_down}
connection-built 302015: Built {built}
connection-teardown 302016: Teardown {torn_down}
connection-built 302017: Built {direction} {transport} connection {connection} from
 {in}:{source}{?/{~[0-9]{1,10}}} ({source_nat}{?/{~[0-9]{1,10}}}){source_is} to
 {out}:{destination}{?/{~[0-9]{1,10}}} ({destination_nat}{?/{~[0-9]{1,10}}}){destination_is}{? ({user})}
connection-teardown 302018: Teardown {transport} connection {connection} {|for|from}
 {in}:{source}{?/{~[0-9]{1,10}}}{source_is} to {out}:{destination}{?/{~[0-9]{1,10}}}{destination_is} duration
 {duration} bytes {bytes}{? ({user})}
connection-built 302020: Built {direction} {transport} connection {?{connection} }for {icmp_ends}
connection-teardown 302021: Teardown {transport} connection {?{connection} }for {icmp_ends}
connection-built 302022: Built {stub}
connection-teardown 302023: Teardown {stub} duration {duration} forwarded bytes {bytes}{? {reason:[^()]+}}
connection-built 302024: Built {stub}
connection-teardown 302025: Teardown {stub} duration {duration} forwarded bytes {bytes}{? {reason:[^()]+}}
connection-built 302026: Built {stub}
connection-teardown 302027: Teardown {stub} duration {duration} forwarded bytes {bytes}{? {reason:[^()]+}}
connection-built 302035: Built {built}
connection-teardown 302036: Teardown {torn_down}
connection-built 302303: Built {transport} state-bypass connection {connection} from {from_end} to {to_end}{?
 ({user})}
connection-teardown 302304: Teardown {bypass_end}
connection-built 302305: Built {transport} state-bypass connection {connection} from {from_end} to {to_end}{?
 ({user})}
connection-teardown 302306: Teardown {bypass_end}
connection-preallocate 302003: Built H245 connection for {|faddr|foreign_address} {source}{?/{source_port}}
 {|laddr|local_address} {destination}{?/{destination_port}}
connection-preallocate 302004: Pre-allocate H323 {transport} backconnection for {|faddr|foreign_address}
 {source}{?/{source_port}} to {|laddr|local_address} {destination}{?/{destination_port}}
connection-preallocate 302033: Pre-allocated H323 GUP Connection for {h323_ends}
connection-failed 302034: {reason=Unable to {~[Pp]}re-allocate H323 GUP Connection} for {h323_ends}
connection-preallocate 314001: Pre-allocated RTSP {transport} backconnection for {in}:{source} to
 {out}:{destination}/{destination_port}
connection-preallocate 302012: Pre-allocate H225 Call Signalling Connection for faddr {source}{?/{source_port}} to
 laddr {destination}{?/{destination_port}}
connection-count 302010: {connections_in_use} in use, {connections_most} most used
connection-failed 302311: Failed to create a new {transport} connection from {ends} due to {reason}
connection-failed 302302: {reason=ACL = deny; no sa created}
host-built 609001: Built {|local-host|local_host} {in}:{source}
host-teardown 609002: Teardown {|local-host|local_host} {in}:{source} duration {duration}
connection-denied 106001: Inbound {transport} connection denied from {plain_ends} flags {tcp_flags}{on_interface}
connection-denied 106002: {transport} Connection denied by outbound list {ruleset} src {source} dest {destination}
connection-denied 106006: Deny {direction} {transport} from {plain_ends}{on_interface}
connection-denied 106007: Deny {direction} {transport} from {plain_ends} due to {reason}
connection-denied 106010: Deny {direction} {protocol} {denied_ends}
connection-denied 106011: Deny {direction} ({reason=No xlate}) {protocol} {denied_ends}
packet-dropped 106012: Deny IP from {plain_ends}, IP options: {ip_options}
packet-dropped 106013: Dropping echo request from {source} to PAT address {destination}
connection-denied 106014: Deny {direction} {protocol} {denied_ends}
connection-denied 106015: Deny {transport} ({reason=no connection}) from {plain_ends} flags
 {tcp_flags}{on_interface}
spoofing-detected 106016: Deny {reason=IP spoof} from ({source}) to {destination}{on_interface}
attack-denied 106017: Deny IP due to {reason=Land Attack} from {plain_ends}
connection-denied 106018: ICMP packet type {icmp_type} denied by outbound list {ruleset} src {source} dest
 {destination}
attack-detected 106020: Deny {reason=IP teardrop fragment} (size = {~[0-9]+}, offset = {~[0-9]+}) from
 {plain_ends}
spoofing-detected 106021: Deny {transport} {reason=reverse path check} from {plain_ends}{on_interface}
spoofing-detected 106022: Deny {transport} {reason=connection spoof} from {plain_ends}{on_interface}
connection-denied 106023: Deny {protocol} {denied_ends} by access-group {|""|"{ruleset:[^"]+}"|{ruleset}}{? [{rule}]}
packet-dropped 106025: {no_context}
packet-dropped 106026: {no_context}
packet-dropped 106027: Deny {protocol} src {mac_of_source} dst {mac_of_destination} by access-group
 {~"?}{ruleset:[^" ]+}{~"?}
connection-permitted 106100: access-list {ruleset} permitted {list_hit}
connection-denied 106100: access-list {ruleset} denied {list_hit}
connection-permitted 106100: access-list {ruleset} est-allowed {list_hit}
connection-limit 106101: {reason=The number of ACL log deny-flows has reached limit} ({limit})
connection-limit 106101: {reason=Number of cached deny-flows for ACL log has reached limit} ({limit})
connection-permitted 106102: access-list {ruleset} permitted {user_hit}
connection-denied 106102: access-list {ruleset} denied {user_hit}
connection-denied 106103: access-list {ruleset} denied {user_hit}
routing-failed 110002: {reason=Failed to locate egress interface} for {protocol} from {in}:{source}/{source_port}
 to {destination}/{destination_port}
routing-failed 110003: {reason=Routing failed to locate next hop} for {protocol} from {ends}
routing-failed 110003: {reason=Routing failed to locate next-hop} for {protocol} from {ends}
connection-limit 201003: {reason=Embryonic limit exceeded} {counts} for {source}/{source_port} ({destination_nat})
 {destination}/{destination_port}{on_interface}
connection-limit 201002: {reason=Too many TCP connections} on {|static|xlate} {destination}! {counts: *[0-9]+
 [0-9]+}
connection-limit 201004: {reason=Too many UDP connections} on {|static|xlate} {destination}!{~ ?}{counts:[0-9a-z
 ]+}
connection-failed 201005: {reason=FTP data connection failed} for {source} {destination}
connection-limit 407003: {reason=Established limit for RPC services exceeded} {limit}
connection-limit 450001: Deny traffic for protocol {transport} src {from_end} dst {to_end}, {reason=licensed host
 limit of {limit} exceeded}
connection-denied 509001: Connection attempt from {ends} was prevented by {reason="no forward" command}
packet-dropped 322004: {reason=No management IP address defined for transparent firewall}. Dropping {transport}
 packet from {ends}
routing-failed 107001: {reason=RIP auth failed} from {source:[0-9A-Fa-f.:]+}: version={~.{1,128}?} on
 interface {in}
routing-failed 107002: {reason=RIP pkt failed} from {source:[0-9A-Fa-f.:]+}: version={~[^ ,]+} on interface {in}
connection-limit 201008: {reason=Disallowing new connections}
connection-limit 201009: {reason=TCP connection limit of} {limit} for host {destination} on {in} exceeded
connection-limit 201010: {reason=Embryonic connection limit exceeded} {counts} for {direction} packet from
 {plain_ends} on interface {in}
connection-limit 201011: {reason=Connection limit exceeded} {counts} for {direction} packet from {plain_ends} on
 interface {in}
connection-limit 201012: {reason=Per-client embryonic connection limit exceeded} {counts} for {direction} packet
 from {plain_ends} on interface {in}
connection-limit 201013: {reason=Per-client connection limit exceeded} {counts} for {direction} packet from
 {plain_ends} on interface {in}
translation-failed 202001: {reason=Out of address translation slots!}
connection-limit 202005: {reason=Non-embryonic in embryonic list} {plain_ends}
translation-failed 202010: {reason:.{1,40} pool exhausted}{~[. ]*}Unable to create {transport} connection from
 {maybe_in}{source}/{source_port} to {maybe_out}{destination}/{destination_port}
translation-failed 202010: {reason:.{1,40} pool exhausted} for {in}:{source}, port range {ports}. Unable to create
 connection
connection-limit 202011: {reason=Connection limit exceeded} {counts} for {direction} packet from {plain_ends} on
 interface {in}
packet-dropped 209003: {reason=Fragment database limit of} {limit} exceeded: src = {source}, dest = {destination},
 proto = {transport}, id = {~[0-9]+}
packet-dropped 209004: {reason=Invalid IP fragment, size exceeds maximum size}{~[^:]*}: src = {source}, dest =
 {destination}, proto = {transport}, id = {~[0-9]+}
packet-dropped 209005: {reason=Discard IP fragment set}{~[^:]*}: src = {source}, dest = {destination}, proto =
 {transport}, id = {~[0-9]+}
translation-failed 305005: {reason=No translation group found} for {protocol} {denied_ends}
translation-failed 305006: {reason:(?:outbound static|identity|portmap|regular) translation creation failed} for
 {protocol} {denied_ends}
translation-built 305009: Built {translation} translation from {real} to {out}{?({~[^()]+})}:{mapped}
translation-teardown 305010: Teardown {translation} translation from {real} to {out}:{mapped} duration {duration}
translation-built 305011: Built {translation} {transport} translation from {real}/{source_port}{source_is} to
 {out}{?({~[^()]+})}:{mapped}/{mapped_port}
translation-teardown 305012: Teardown {translation} {transport} translation from {real}/{source_port}{source_is}
 to {out}{?({~[^()]+})}:{mapped}/{mapped_port} duration {duration}
connection-denied 305013: Asymmetric NAT rules matched for forward and reverse flows; Connection {?for }{protocol}
 {denied_ends} denied due to {reason}
port-block-allocate 305014: Allocated {translation} block of ports for translation from {in}:{source} to
 {out}:{mapped}/{ports}
port-block-release 305015: Released {translation} block of ports for translation from {in}:{source} to
 {out}:{mapped}/{ports}
translation-failed 305016: Unable to create {transport} connection from {ends} due to {reason}
packet-denied 313001: Denied {transport} type={icmp_type}, code={icmp_code} from {source}{on_interface}
packet-dropped 313004: Denied {transport} type={icmp_type}, from laddr {source}{on_interface} to {destination}:
 {reason}
packet-dropped 313005: {reason=No matching connection for ICMP error message}: {transport} src {in}:{source} dst
 {out}:{destination} (type {icmp_type}, code {icmp_code}) on {~[^ ]+} interface.{? {*}}
packet-denied 313008: Denied {transport} type={icmp_type}, code={icmp_code} from {source}{on_interface}
packet-dropped 313009: {reason=Denied invalid ICMP code} {icmp_code}, for {from_end} to {to_end}{*}
packet-dropped 500003: {reason=Bad TCP hdr length} ({~[^()]*}) from {plain_ends}, flags:
 {tcp_flags}{?,{on_interface}}
packet-dropped 500004: {reason=Invalid transport field} for protocol={transport}, from {plain_ends}
web-content-filtered 500001: ActiveX content {~[^ ]+} {source} dest {destination} on interface {in}
web-content-filtered 500001: ActiveX content in java script is modified: src {source} dest
 {destination}{on_interface}
web-content-filtered 500002: Java content {?in java script }is modified: src {source} dest
 {destination}{on_interface}
packet-dropped 500005: {reason=connection terminated} for {transport} from {ends} due to {*}
connection-failed 507001: Terminating TCP-Proxy connection from {ends} - {reason}
connection-teardown 507003: {transport} flow from {ends} terminated by inspection engine, reason - {reason}
packet-dropped 602101: PMTU-D packet {~[0-9]+} bytes {reason=greater than effective mtu} {~[0-9]+},{~ ?}
 dest_addr={destination}, src_addr={source}, prot={transport}
connection-permitted 710001: {transport} access requested from {to_box}
connection-permitted 710002: {transport} access permitted from {to_box}
connection-denied 710003: {transport} access denied by ACL from {to_box}
connection-limit 710004: {transport} {reason=connection limit exceeded} from {to_box}{? ({~[^()]+})}
packet-dropped 710005: {transport} request discarded from {to_box}
packet-dropped 710006: {transport} request discarded from {source} to {in}:{destination}
packet-dropped 710007: NAT-T keepalive received from {source}/{source_port} to
 {in}:{destination}/{destination_port}
flow-offload 805001: Offloaded {transport} Flow for connection {connection} from {ends}
flow-offload 805002: {transport} Flow is no longer offloaded for connection {connection} from {ends}
proxy-event 852001: Received {~Lightweight to full proxy|Full to lightweight proxy} event from application
 {application} for {transport} flow {source}/{source_port} to {destination}/{destination_port}
proxy-event 852002: Received {~Lightweight to full proxy|Full to Lightweight} event from application {application}
 for {transport} flow {source}/{source_port} to {destination}/{destination_port}
"""
