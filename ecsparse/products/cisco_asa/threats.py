"""Messages about threats: scans, floods, shunned hosts, signatures, botnets, and what inspection finds."""

from __future__ import annotations

TABLE = r"""
inspection-drop 108003: Terminating ESMTP connection; {reason=malicious pattern detected in the mail address} from
 {ends}. Mail Address:{~ ?}{mail_address}
inspection-drop 108004: {inspection:[^:]+}: {~[^ ]+} ESMTP {~[^ ]+} from {ends}; {reason}
inspection-note 108005: {inspection:[^:]+}: Received ESMTP {~[^ ]+} from {ends}; {reason}
tls-handshake-start 108007: TLS started on ESMTP session between client {from_end} and server {to_end}
file-transfer 303002: FTP connection from {ends}, user {account} {transfer} file {path}
inspection-drop 303004: FTP {command:[^ ]+} command unsupported - {reason=failed strict inspection}, terminating
 connection from {ends}
inspection-drop 303005: Strict FTP inspection matched {reason:[^,]+} in policy-map {ruleset:[^ ,]+}, {~[^,]+} from
 {ends}
url-access 304001: {?{user:[^:/]{1,255}}@}{source}{source_is} Accessed {?JAVA }URL
 {destination:[0-9A-Za-z_.%-]{1,255}|[0-9A-Fa-f:]{2,45}}:{~ ?}{url}
url-access/denied 304002: Access denied URL {url:[^ ]+} SRC {source} DEST {destination} on interface {in}
url-server-failed 304003: URL Server {aaa_server} timed out URL {url}
url-server-failed 304004: URL Server {aaa_server} request failed URL {url}
url-server-failed 304006: URL Server {aaa_server} not responding
url-server-failed 304007: {reason=URL Server not responding, ENTERING ALLOW mode}
malware-domain 338001: {botnet_blacklisted} source {botnet_address}
malware-domain 338002: {botnet_blacklisted} destination {botnet_address}
malware-domain 338003: {botnet_blacklisted} source {botnet_address}
malware-domain 338004: {botnet_blacklisted} destination {botnet_address}
malware-domain/denied 338005: {botnet_dropped} source {botnet_address}
malware-domain/denied 338006: {botnet_dropped} destination {botnet_address}
malware-domain/denied 338007: {botnet_dropped} source {botnet_address}
malware-domain/denied 338008: {botnet_dropped} destination {botnet_address}
malware-domain/known 338101: {botnet_whitelisted} source {botnet_address}
malware-domain/known 338102: {botnet_whitelisted} destination {botnet_address}
malware-domain/grey 338201: {botnet_greylisted} source {botnet_address}
malware-domain/grey 338202: {botnet_greylisted} destination {botnet_address}
malware-domain/denied 338203: {botnet_grey_dropped} source {botnet_address}
malware-domain/denied 338204: {botnet_grey_dropped} destination {botnet_address}
dynamic-filter-update 338301: Intercepted DNS reply for {~domain|name} {resolved_name:[^ ]+} from {ends}, matched
 {list_name:[^ ]+} list{*}
dynamic-filter-update 338302: Address {destination} discovered for domain {resolved_name:[^ ]+} from {list_name:[^
 ]+}, Adding rule
dynamic-filter-update 338304: Successfully downloaded dynamic filter data file from updater server {url}
shun-clear 401001: Shuns cleared
shun-add 401002: Shun added: {source} {destination:[0-9A-Fa-f.:]+} {source_port} {destination_port}
shun-delete 401003: Shun deleted: {source}
shunned-packet 401004: Shunned packet: {source} ==> {destination} on interface {in}
shun-failed 401005: Shun add failed: {reason=unable to allocate resources} for {source}
 {destination:[0-9A-Fa-f.:]+} {source_port} {destination_port}
spoofing-detected 405002: {reason=Received mac mismatch collision} from {source}/{mac_of_source} for authenticated
 host
spoofing-detected 405003: {reason=IP address collision detected} between host {source} at {mac_of_source} and
 interface {in}, {*}
spoofing-detected 405001: {reason=Received ARP {~request|response} collision} from {source}/{mac_of_source} on
 interface {in}{*}
spoofing-detected 322001: {reason=Deny MAC address {mac_of_source}, possible spoof attempt}{on_interface}
spoofing-detected 322002: {reason=ARP inspection check failed} for arp {~request|response} received from host
 {mac_of_source}{on_interface}. {*}
spoofing-detected 322003: {reason=ARP inspection check failed} for arp {~request|response} received from host
 {mac_of_source}{on_interface}. {*}
inspection-drop 406001: FTP port command {reason=low port}: {source}/{source_port} to {destination}{on_interface}
inspection-drop 406002: FTP port command {reason=different address}: {source}({~[^()]+}) to
 {destination}{on_interface}
connection-limit 407001: Deny traffic for local-host {in}:{source}, {reason=license limit of {~[0-9]+} exceeded}
connection-limit 407002: {reason=Embryonic limit {~[^ ]+} for through connections exceeded}. {plain_ends}
 ({mapped}){on_interface}
inspection-drop 410001: Dropped {transport=UDP} {service=DNS} {~[^ ]+} from {ends}; {reason}
attack-detected 410002: Dropped {~[0-9]+} {reason=DNS responses with mis-matched id} in the past {~[0-9]+}
 second(s): from {ends}
inspection-drop 410003: {inspection:[^:]+}: {~[^;]{1,60}?} from {ends}; {reason}
inspection-drop 416001: {reason=Dropped UDP SNMP packet} from {ends}; {*}
inspection-note 423001: Allowed {reason=invalid NBNS {~[^ ]+} with {~.{1,64}?}} from {ends}
inspection-drop 423002: Dropped {reason=invalid NBNS {~[^ ]+} with {~.{1,64}?}} from {ends}
inspection-note 423003: Allowed {reason=invalid NBDGM {~[^ ]+} with {~.{1,64}?}} from {ends}
inspection-drop 423004: Dropped {reason=invalid NBDGM {~[^ ]+} with {~.{1,64}?}} from {ends}
inspection-drop 431002: {reason=RTCP conformance}: Dropping RTCP packet from {ends}, {*}
inspection-note 410004: {inspection:[^:]+}: {~[^;]{1,60}?} from {ends}; {reason}
inspection-drop {~4150[0-2][0-9]:} {http_inspection}
connection-denied 418001: Through-the-device packet to/from management-only network is denied: {protocol}
 {~src|from} {in}:{source}{?/{source_port}}{? ({~[^()]*})} {~dst|to} {out}:{destination}{?/{destination_port}}{?
 ({~[^()]*})}{?{~[^a-z0-9]?}}
packet-dropped 419001: Dropping {transport=TCP} packet from {ends}, reason: {reason}
packet-dropped 419002: {reason={|Received duplicate|Duplicate} {transport=TCP} SYN} from {ends} with different
 initial sequence number
packet-dropped 419003: {reason=Cleared TCP urgent flag} from {ends}
ips-event 420001: {reason=IPS card not up and {~fail-close|fail-open} mode used}, dropping {transport} packet from
 {ends}
ips-event 420002: {reason=IPS requested to drop {transport} packet} from {ends}
ips-event 420003: {reason=IPS requested to reset {transport} connection} from {ends}
inspection-drop 421001: {transport} flow from {ends} is dropped because {reason}
inspection-note 422004: IP SLA Monitor {~[0-9]+}: {reason}
connection-denied 424001: Packet denied {~ ?}{protocol} {ends}. {reason}
connection-denied 424002: Connection to the backup interface is denied: {protocol} {ends}
interface-state 426001: PORT-CHANNEL:Interface {in} bundled into EtherChannel interface {~.+}
interface-state 426002: PORT-CHANNEL:Interface {in} unbundled from EtherChannel interface {~.+}
ips-event 434002: {reason=SFR requested to drop {transport} packet} from {ends}
ips-event 434003: {reason=SFR requested to reset {transport} connection} from {ends}
flow-offload 434004: SFR requested {?ASA }to bypass further packet redirection and process {transport} flow from
 {ends} locally
inspection-drop 431001: RTP conformance: Dropping RTP packet from {ends}, {~[^:]+}: {reason}
inspection-note 607001: Pre-allocate {service=SIP} {~[^:]{1,40}} for {in}:{source}{?/{source_port}} to
 {out}:{destination}{?/{destination_port}} from {~[^ ]+} message
inspection-drop 607002: {inspection:[^:]+}: {~[^;]{1,60}?} from {ends}; {reason}
inspection-note 607003: {inspection:[^:]+}: Received {~[^;]{1,60}?} from {ends}; {reason}
inspection-drop 607004: Phone Proxy: Dropping {service=SIP} message from {ends} with source MAC {mac_of_source} due
 to {reason}
inspection-drop 608002: Dropping Skinny message for {ends}, {reason}
inspection-note 608001: Pre-allocate Skinny {~[^:]{1,40}} for {in}:{source}{?/{source_port}} to
 {out}:{destination}{?/{destination_port}} from {~[^ ]+} message
inspection-drop 726001: Inspected {application:[^ ]+} {~[^ ]+} Session between Client {~[^ ]+} and {~[^ ]+} Packet
 flow from {~[^:]*}:{?/}{source}/{source_port} to {~[^:]*}:{?/}{destination}/{destination_port} Action: {reason}
threat-rate 733100: [{~ *}{threat_object}] drop rate{~[ -]}{~[0-9]+} exceeded. {threat_rates}
scan-detected/attacker 733101: {threat_scope} {source} is attacking. {threat_rates}
scan-detected/target 733101: {threat_scope} {destination} is targeted. {threat_rates}
shun-add 733102: Threat-detection adds host {source} to shun list
shun-delete 733103: Threat-detection removes host {source} from shun list
attack-detected 733104: {reason=TCP Intercept SYN flood attack detected} to {destination}/{destination_port}
 ({destination_nat}/{destination_nat_port}). Average rate of {average_rate} SYNs/sec exceeded the threshold of
 {~[0-9]+}
attack-detected 733105: {reason=TCP Intercept SYN flood attack detected} to {destination}/{destination_port}
 ({destination_nat}/{destination_nat_port}). Burst rate of {burst_rate} SYNs/sec exceeded the threshold of
 {~[0-9]+}
shun-add 733201: Threat-detection: Service[{service:[^\]]+}] Peer[{source}]: {reason=failure threshold of
 {~[0-9]+} exceeded}: adding shun to interface {in}. {*}
intrusion-signature {~4000[0-5][0-9]:? I[DP]S}:{signature_id} {signature} from {source} to
 {destination}{on_interface}
"""
