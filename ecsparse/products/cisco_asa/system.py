"""Messages about the firewall itself: failover, interfaces, resources, its start, its logs."""

from __future__ import annotations

TABLE = r"""
failover-cable 101001: {unit_is}Failover cable OK
failover-cable/failed 101002: {unit_is}{reason=Bad failover cable}
failover-peer-failed 103001: {unit_is}{reason=No response from other firewall (reason code = {~[^()]+})}
failover-state 103002: {unit_is}Other firewall network interface {in} OK
failover-peer-failed 103003: {unit_is}{reason=Other firewall network interface {in} failed}
failover-peer-failed 103004: {unit_is}Other firewall reports this firewall failed. Reason: {reason}
failover-switch 104001: {unit_is}Switching to ACTIVE{~ - | }{reason}
failover-switch 104002: {unit_is}Switching to STANDBY{~ - | }{reason}
failover-failed 104003: {unit_is}Switching to FAILED
failover-state 104004: {unit_is}Switching to OK
failover-state 105001: {unit_is}Disabling failover
failover-state 105002: {unit_is}Enabling failover
failover-interface 105003: {unit_is}Monitoring on interface {in} waiting
failover-interface 105004: {unit_is}Monitoring on interface {in} normal
failover-peer-failed 105005: {unit_is}{reason=Lost Failover communications with mate} on interface {in}
failover-interface 105006: {unit_is}Link status {~['`]?}Up{~'?} on interface {in}
failover-interface 105007: {unit_is}Link status {~['`]?}Down{~'?} on interface {in}
failover-interface 105008: {unit_is}Testing Interface {in}
failover-interface 105009: {unit_is}Testing on interface {in} {~Passed|Failed}
failover-peer-failed 105043: {unit_is}{reason=Failover interface failed}
failover-state 105045: {unit_is}Mate license ({~[^()]+}) is not compatible with my license ({~[^()]+})
failover-sync 709003: {unit_is}Beginning configuration replication: {reason}
failover-sync 709004: {unit_is}End Configuration Replication ({~[^()]+})
failover-sync 709006: {unit_is}End Configuration Replication ({~[^()]+})
failover-failed 709007: {reason=Configuration replication failed for command {command}}
reload 199001: Reload command executed from {~[^ ]+}{? (remote {client})}
system-start 199002: startup completed. Beginning operation
system-start 199005: Startup begin
reload 199006: Orderly reload started at {~.{10,40}?} by {user:[^ ]+}. Reload reason: {reason}
log-relay 199017: {text}
log-relay 199018: {text}
log-relay 199021: {text}
resource-failed 210005: LU allocate {~[^ ]+} failed{*}
resource-failed 210007: LU allocate xlate failed for {*}
resource-failed 211001: {reason=Memory allocation Error}
resource-failed 211003: {reason=CPU utilization for {~.+}}
snmp-denied 212005: {reason=incoming SNMP request ({~[0-9]+} bytes) exceeds data buffer size, discarding this SNMP
 request}
snmp-denied 212006: Dropping SNMP request from {plain_ends} because: {reason}
snmp-failed 212001: {reason=Unable to open SNMP channel} (UDP port {~[0-9]+}) on interface {in}, {*}
resource-limit 321001: Resource {~'?}{resource:[^']+}{~'?} limit of {limit} reached for {*}
resource-limit 321006: System {resource:[^ ]+} usage reached {~[0-9]+}%
interface-state 411001: Line protocol on {~[Ii]}nterface {in:[^ ,]+}, changed state to {state}
interface-state 411002: Line protocol on {~[Ii]}nterface {in:[^ ,]+}, changed state to {state}
interface-state 411003: {?Configuration status on }{~[Ii]}nterface {in:[^ ,]+}, changed state to
 {state:administratively (?:up|down)|up|down}
interface-state 411004: {?Configuration status on }{~[Ii]}nterface {in:[^ ,]+}, changed state to
 {state:administratively (?:up|down)|up|down}
routing-neighbor 336010: {~[^:]+}: PDM({~[^()]+}{~\)?:} Neighbor {remote} ({~%?}{in}) is {~up|down}: {reason}
routing-neighbor 503001: Process {~[0-9]+}, Nbr {remote} on {in} from {~[^ ]+} to {~[^ ,]+}, {reason}
log-failed 414001: {reason=Failed to save logging buffer} using file name {path:[^ ]+} to FTP server {destination}
 on interface {out:[^ :]+}: {*}
log-failed 414002: {reason=Failed to save logging buffer} to {~.{1,60}?} using file name: {path:[^ :]+}: {*}
identity 776251: CTS SGT-MAP: Binding {source:[0-9A-Fa-f.:]+}->SGT {source_tag:[0-9]{1,5}}{?({~[^()]+})} from
 {identity_source:.{1,60}?} added to binding manager
identity 776252: CTS SGT-MAP: Binding {source:[0-9A-Fa-f.:]+}->SGT {source_tag:[0-9]{1,5}}{?({~[^()]+})} from
 {identity_source:.{1,60}?} deleted from binding manager
vpn-message 718012: Sent {~[A-Z ]+} request to {destination}
vpn-message 718016: Received {~[A-Z ]+} request from {source}
resource-limit 321003: Resource {~'?}{resource:[^']+}{~'?} log level of {limit} reached for {*}
privilege-change 501101: User transitioning priv level{?{*}}
resource-failed 735002: {reason=Cooling Fan {~[^:]+}: Failure Detected}
resource-failed 735004: {reason=Power Supply {~[^:]+}: Failure Detected}
resource-failed 735006: {reason=Power Supply Unit Redundancy Lost}
resource-failed 735012: {reason=Power Supply {~[^:]+}: Fan Failure Detected}
resource-failed 735014: {reason=Voltage Channel {~[^:]+}: Voltage Critical}
resource-failed {~7350(?:22|27|29):} {reason:.{1,64}? is running beyond the max thermal operating temperature}{*}
resource-limit 412002: {reason=Detected bridge table full} while inserting MAC {mac_of_source} on interface {in}.{*}
mac-moved 412001: MAC {mac_of_source} moved from {in} to {out}
log-failed 414003: TCP Syslog Server {out}:{destination}/{destination_port} {reason=not responding}, New
 connections are {~permitted|denied} based on logging permit-hostdown policy
log-restored 414004: TCP Syslog Server {out}:{destination}/{destination_port} - Connection restored
interface-state 403503: {reason=PPPoE:PPP link down: {~.+}}
module-state 505001: {module} is shutting down. Please wait{*}
module-state 505010: Module in slot {~[0-9]+} removed
module-state 505011: {module}, data channel communication is {state:UP|DOWN}
module-state 505013: {module}, application reloading "{application:[^"]+}", version "{version:[^"]+}" {*}
module-state 505015: {module}, application up "{application:[^"]+}", version "{version:[^"]+}" {*}
clock-change 771001: CLOCK: System clock set, source: {~[^,]+}, before: {~[^,]+}, after: {~.+}
clock-change 771002: CLOCK: System clock set, source: {~[^,]+}, IP {?{aaa_server}}, before: {~[^,]+}, after: {~.+}
"""
