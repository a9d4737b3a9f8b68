"""Messages about tunnels: IKE and IPsec, WebVPN and AnyConnect, TLS, certificates, policies, addresses."""

from __future__ import annotations

TABLE = r"""
ipsec-packet-dropped 402114: IPSEC: Received {~an? }{ipsec_protocol} packet ({spi_is}) from {peers} with
 {reason=an invalid SPI}
ipsec-packet-dropped 402115: IPSEC: Received a packet from {remote} to {destination} {reason=containing {~[^ ]+}
 data instead of {~[^ ]+} data}
ipsec-packet-dropped 402116: IPSEC: Received {~an? }{ipsec_protocol} packet ({spi_is}) from {peers}.{~ {1,2}}The
 decapsulated inner packet {reason=doesn't match the negotiated policy in the SA}. {*}
ipsec-packet-dropped 402117: IPSEC: {reason=Received a non-IPSec packet} (protocol={~ ?}{ipsec_protocol}) from
 {remote} to {destination}
ipsec-packet-dropped 402118: IPSEC: Received {~an? }{ipsec_protocol} packet ({spi_is}) from {peers} containing
 {reason=an illegal IP fragment of length {~[0-9]+} with offset {~[0-9]+}}
ipsec-packet-dropped 402119: IPSEC: Received {~an? }{ipsec_protocol} packet ({spi_is}) from {peers} that
 {reason=failed anti-replay checking}
ipsec-packet-dropped 402120: IPSEC: Received {~an? }{ipsec_protocol} packet ({spi_is}) from {peers} that
 {reason=failed authentication}
ipsec-association-create 602303: IPSEC: An {sa_direction} {sa_type} SA (SPI={~ ?}{spi}) between {remote} and
 {destination} (user={~ ?}{user:[^)]+}) has been created
ipsec-association-delete 602304: IPSEC: An {sa_direction} {sa_type} SA (SPI={~ ?}{spi}) between {remote} and
 {destination} (user={~ ?}{user:[^)]+}) has been deleted
ipsec-association-rekey 702307: IPSEC: An {sa_direction} {sa_type} SA (SPI={~ ?}{spi}) between {remote} and
 {destination} (user={~ ?}{user:[^)]+}) is rekeying due to {reason}
vpn-session-denied 716023: {who}Session could not be established: {reason=session limit of {~[0-9]+} reached}
ike-phase1-complete 713119: {who_equals}PHASE 1 COMPLETED
ike-phase2-complete 713049: {who_equals}Security negotiation complete for {ike_kind} ({group:[^()]*}){~ ?}
 {role:[A-Z][a-z]+}, Inbound SPI = {spi}, Outbound SPI = {~[^ ]+}
ike-phase2-complete 713120: {who_equals}PHASE 2 COMPLETED (msgid={ike_message})
ike-session-end 713050: {who_equals}Connection terminated for peer {~[^ ]+}. Reason: {reason:[^,]{1,80}}Remote
 Proxy {~[^,]+}, Local Proxy {~.+}
ike-session-end 713259: {who_equals}Session is being torn down. Reason: {reason}
ike-peer-lost 713123: {who_equals}{reason=IKE lost contact with remote peer}, deleting connection ({~[^()]+})
ike-negotiation/failed 713048: {who_equals}{reason:Error processing payload: .+}
ike-negotiation/failed 713061: {who_equals}Tunnel rejected: {reason}
ike-session-end 713194: {who_equals}{~Sending|Received} {~IKE|IPSec} Delete With Reason {~message|notify}:
 {reason}
vpn-message 713201: {who_equals}{text:Duplicate Phase .+}
vpn-message 713902: {who_equals}{text}
vpn-message 713903: {who_equals}{text}
authentication/failed 713167: {who_equals}{reason=Remote peer has failed user authentication}{*}
authentication/failed 713198: {who_equals}User Authorization failed: {user:[^ ]+}{*}
authentication/failed 713166: {who_equals}{reason=Headend security gateway has failed our user authentication
 attempt}{*}
ike-negotiation 713172: {who_equals}Automatic NAT Detection Status: Remote end {~is|is NOT} behind a NAT device
 This end {~is|is NOT} behind a NAT device
vpn-client 713184: {who_equals}Client Type: {client_type} Client Application Version: {version}
address-assign 713228: {who_equals}Assigned private IP address {assigned} to remote user{?: {~.+}}
ike-negotiation 750001: {ike2}Received request to {text}
ike-session-start 750002: {ike2}Received a IKE_INIT_SA request
ike-negotiation/failed 750003: {ike2}Negotiation aborted due to ERROR: {reason}
ike-phase1-complete 750006: {ike2}SA UP. Reason: {reason}
ike-session-end 750007: {ike2}SA DOWN. Reason: {reason}
ike-negotiation/failed 751011: {ike2}Failed user authentication. Error: {reason}
ike-negotiation/failed 751002: {ike2}{reason=No preshared key or trustpoint configured for self in tunnel group
 {group}}
ike-negotiation/failed 751003: {ike2}{reason=Need to send a DPD message to peer}
authentication/failed 751005: {ike2}{reason=AnyConnect client reconnect authentication failed}. Session ID:
 {session}, Error: {*}
ike-negotiation/failed 751006: {ike2}Certificate authentication failed. Error: {reason}
ike-negotiation/failed 751008: {ike2}{reason=Group={group:[^,]+}, Tunnel rejected: {~.+}}
ike-negotiation/failed 751009: {ike2}{reason=Unable to find tunnel group for peer}{*}
vpn-session-denied 751018: Terminating the VPN connection attempt from {tunnel_group:[^.]+}. Reason: {reason}
ike-negotiation/failed 751010: {ike2}Unable to determine self-authentication method. {reason}
ike-negotiation/failed 751012: {ike2}{reason=Failure occurred during Configuration Mode processing}. Error: {*}
ike-negotiation/failed 751013: {ike2}{reason=Failed to process Configuration Payload request for attribute
 {~[^ ]+}}. Error: {*}
vpn-client 751026: {ike2}{?Client }OS: {client_os} Client: {client_type}
vpn-message {~75[01][0-9]{3}: }{ike2}{text}
vpn-client 751025: {ike2}Group:{group:[^ ]*} IPv4 Address={assigned} IPv6 address={~[^ ]+} assigned to session
vpn-session-start 716001: {who}WebVPN session started
vpn-session-end 716002: {who}WebVPN session terminated: {reason}
url-access/allowed 716003: {who}WebVPN access GRANTED: {url}
url-access/denied 716004: {who}WebVPN access DENIED to specified location: {url}
vpn-session-denied 716006: {who}{reason=WebVPN session not allowed. WebVPN protocol is disabled for this user}
vpn-session-denied 716007: {who}{reason=WebVPN Unable to create session}
vpn-session-denied 716009: {who}{reason=WebVPN session not allowed. ACL parse error}
file-access 716010: {who}Browse network
file-access 716012: {who}Browse directory {path}
file-access 716013: {who}Close file {path}
file-access 716014: {who}View file {path}
file-delete 716015: {who}Remove file {path}
file-change 716016: {who}Rename file {old_path} to {path}
file-change 716017: {who}Modify file {path}
file-create 716018: {who}Create file {path}
file-create 716019: {who}Create directory {path}
file-delete 716020: {who}Remove directory {path}
file-access/denied 716021: File access DENIED, {path}
file-access/failed 716027: {who}Unable to view file {path:[^ ]{1,255}?}{~[.]? {0,2}}Error: {reason}
file-access/failed 716028: {who}Unable to remove file {path:[^ ]{1,255}?}{~[.]? {0,2}}Error: {reason}
authentication/succeeded 716036: {who}File Access: User {~[^ ]+} logged into the {server_name:[^ ]+} server
authentication/failed 716037: {who}File Access: User {~[^ ]+} failed to login into the {server_name:[^ ]+} server
authentication/succeeded 716038: {who}Authentication: successful, Session Type: {tunnel_type}
authentication/failed 716039: {who}Authentication: rejected, Session Type: {tunnel_type}
vpn-session-denied 716040: {reason=Reboot pending, new sessions disabled}. Denied {?{account} }{?user }login
url-access/allowed 716041: access-list {ruleset} permitted url {url:[^ ]+} hit-cnt {hits}
url-access/denied 716041: access-list {ruleset} denied url {url:[^ ]+} hit-cnt {hits}
connection-permitted 716042: access-list {ruleset} permitted {web_hit}
connection-denied 716042: access-list {ruleset} denied {web_hit}
vpn-session-end 716052: {who}Pending session terminated
vpn-session-denied 716057: {who}Session terminated, {reason=no {~.+} license available}
vpn-session-suspend 716058: {who}AnyConnect session lost connection. Waiting to resume
vpn-session-resume 716059: {who}AnyConnect session resumed connection from IP {~[<]?}{new_address}{~[>]?}
vpn-session-resume 716059: {who}AnyConnect session resumed. Connection from {new_address}.{?{*}}
vpn-session-end 716060: {who}Terminated AnyConnect session in inactive state to accept a new connection: {reason}
authentication/failed 716162: {reason=Failed to consume SAML assertion}. reason: {*}
certificate-valid/failed 717009: Certificate validation failed. {reason}
certificate-valid 717022: Certificate was successfully validated. {certificate}
certificate-valid/failed 717027: Certificate chain failed validation. {reason}
certificate-valid 717028: Certificate chain was successfully validated {reason}
certificate-identify 717029: Identified client certificate within certificate chain. {certificate}
certificate-match/failed 717037: Tunnel group search using certificate maps failed for peer certificate:
 {certificate}
certificate-match 717038: Tunnel group match found. Tunnel Group: {tunnel_group:[^ ,]+}, Peer certificate:
 {certificate}
certificate-expiring 717054: The {~[^ ]+} certificate in the trustpoint {trustpoint:[^ ]+} is due to expire in
 {~[0-9]+} days. {*}
certificate-expired 717055: The {~[^ ]+} certificate in the trustpoint {trustpoint:[^ ]+} has expired. {*}
vpn-connection-start 722022: {who}{transport} SVC connection established {compression}
vpn-connection-end 722023: {who}{transport} SVC connection terminated {compression}
vpn-connection-end 722028: {who}{reason=Stale SVC connection closed}
vpn-session-statistics 722029: {who}SVC Session Termination: Conns: {~[0-9]+}, {*}
vpn-session-statistics 722030: {who}SVC Session Termination: In: {bytes_in} (+{~[0-9]+}) bytes, {packets_in}
 (+{~[0-9]+}) packets, {drops} drops
vpn-session-statistics 722031: {who}SVC Session Termination: Out: {bytes_out} (+{~[0-9]+}) bytes, {packets_out}
 (+{~[0-9]+}) packets, {drops} drops
vpn-connection-start 722032: {who}New {transport} SVC connection replacing old connection
vpn-connection-start 722033: {who}First {transport} SVC connection established for SVC session
vpn-connection-start 722034: {who}New {transport} SVC connection, no existing connection
vpn-message 722035: {who}{reason=Received large packet {~[0-9]+} (threshold {~[0-9]+})}
vpn-message 722036: {who}{reason=Transmitting large packet {~[0-9]+} (threshold {~[0-9]+})}
vpn-connection-end 722037: {who}SVC closing connection: {reason}
vpn-session-end 722038: {who}SVC terminating session: {reason}
vpn-message 722010: {who}SVC Message: {~[0-9]+}/ERROR: {reason}
vpn-message 722011: {who}SVC Message: {~[0-9]+}/WARNING: {reason}
vpn-message 722012: {who}SVC Message: {~[0-9]+}/NOTICE: {reason}
address-assign/failed 722020: {tunnel_who}{reason=No address available for SVC connection}
address-assign/failed 722041: {tunnel_who}{reason=No IPv6 address available for SVC connection}
authentication/failed 722042: {who}{reason=Invalid Cisco SSL Tunneling Protocol version}
authentication/failed 722046: {who}{reason=Session terminated: unable to establish tunnel}
vpn-message 722043: {who}{reason=DTLS disabled: unable to negotiate cipher}
vpn-session-denied 722047: {who}Tunnel terminated: {reason}
vpn-client 722053: {who}Unknown client {client_type:.{1,200}} connection
authentication/succeeded 716055: {who}Authentication to SSO server name: {server_name:[^ ]+} type {~[^ ]+} succeeded
authentication/failed 716056: {who}Authentication to SSO server name: {server_name:[^ ]+} type {~[^ ]+} failed
 reason: {reason}
vpn-session-start 603104: {tunnel_type=PPTP} Tunnel created, {dialled_in}{?, {~MPPE_key_strength is .+}}
vpn-session-end 603105: {tunnel_type=PPTP} Tunnel deleted, tunnel_id = {~[0-9]+}, remote_peer_ip= {~ ?}{client}
vpn-session-start 603106: {tunnel_type=L2TP} Tunnel created, {dialled_in}
vpn-session-end 603107: {tunnel_type=L2TP} Tunnel deleted, tunnel_id = {~[0-9]+}, remote_peer_ip = {client}
vpn-session-start 603108: Built {tunnel_type:[A-Za-z0-9]+} Tunnel at {in:[^ ,]+}, tunnel-id = {~[0-9]+},
 remote-peer = {client}, virtual-interface = {~[0-9]+}, client-dynamic-ip = {assigned}, username = {user:[^,]+}{?,
 {*}}
vpn-session-end 603109: Teardown {tunnel_type:[A-Za-z0-9]+} Tunnel at {in:[^ ,]+}, tunnel-id = {~[0-9]+},
 remote-peer = {client}
ipsec-packet-dropped 602305: IPSEC: {reason=SA creation error}, source {remote}, destination {destination},
 reason: {*}
vpn-session-denied 722050: {who}{reason=Session terminated: SVC not enabled for the user}
vpn-session-start 722051: {address_pool:[(][^()]+[)]} WebVPN session for client user {user:[^,]+}, IP {client}
 has been created
address-assign 722051: {who}{?IPv4 }Address <{assigned:[0-9A-Fa-f.:]*}>{? {~IPv6 [Aa]ddress}
 <{assigned_v6:[0-9A-Fa-f.:]*}>} assigned to session
vpn-session-denied 722054: {who}{reason=SVC terminating connection: Failed to install Redirect URL: {~.+}}
vpn-client 722055: {who}Client Type: {client_type}
tls-handshake-start 725001: Starting SSL handshake with {~client|server|peer|remote device} {tls_ends}{? for
 {tls_version} session}
tls-handshake/succeeded 725002: Device completed SSL handshake with {~client|server|peer|remote device}
 {tls_ends}{? for {tls_version} session}
tls-session-resume 725003: SSL {~client|server|peer} {tls_ends} request to resume previous session
tls-certificate-request 725004: Device requesting certificate from SSL {~client|server|peer} {tls_ends} for
 authentication
tls-certificate-request 725005: SSL {~client|server|peer} {tls_ends} requesting our device certificate for
 authentication
tls-handshake/failed 725006: Device failed SSL handshake with {~client|server|peer|remote device} {tls_ends}
tls-session-end 725007: SSL session with {~client|server|peer|remote device} {tls_ends} terminated
tls-cipher 725008: SSL {~client|server|peer} {tls_ends} proposes the following {~[0-9]+} cipher(s)
tls-cipher 725009: Device proposes the following {~[0-9]+} cipher(s) to {~client|server|peer} {tls_ends}
tls-cipher 725010: Device supports the following {~[0-9]+} cipher(s)
tls-cipher 725011: Cipher[{~[0-9]+}] : {cipher}
tls-cipher 725012: Device chooses cipher {~:? ?}{cipher:[^ ]+} for the SSL session with {~client|server|peer}
 {tls_ends}
tls-cipher 725013: SSL {~client|server|peer} {tls_ends} chooses cipher {~:? ?}{cipher:[^: ]+}
tls-handshake/failed 725014: SSL lib error. Function: {~ ?}{function:[^ ]+} Reason: {~ ?}{reason}
tls-trustpoint 725016: Device selects trust-point {trustpoint:[^ ]+} for {~client|server|peer} {tls_ends}
tls-handshake/failed 725017: {reason=No certificates received during the handshake} with {~client|server|peer}
 {tls_ends} for {tls_version} session
vlan-mapping 730001: {who}VLAN Mapping to VLAN <{vlan}>
vlan-mapping/failed 730002: {who}VLAN Mapping to VLAN <{vlan}> failed
access-policy 734001: DAP: User {user:[^,]*}, Addr {client}, Connection {tunnel_type:[^:,]+}: The following DAP
 records were selected for this connection: {policies}
access-policy/denied 734002: DAP: User {user:[^,]*}, Addr {client}: {?{~ }}Connection terminated by the following
 DAP records: {policies}
access-policy-attribute 734003: DAP: User {user:[^,]*}, Addr {client}: Session Attribute {attribute}
address-assign 737006: IPAA: {pool_session}Local pool request succeeded for tunnel-group '{group}'
address-assign/failed 737005: IPAA: {pool_session}DHCP configured, {reason=request failed for tunnel-group
 '{group}'}
address-assign/failed 737007: IPAA: {pool_session}{reason=Local pool request failed for tunnel-group '{group}'}
address-release 737016: IPAA: {pool_session}Freeing local pool {?{address_pool:[^ ]+} }address {assigned}
address-assign 737026: IPAA: {pool_session}Client assigned {assigned} from {~local pool|DHCP|AAA}{?
 {address_pool:[^ ]+}}
address-assign/failed 737003: IPAA: {pool_session}DHCP configured, {reason=no viable servers found for tunnel-group
 '{group}'}
address-assign/failed 737008: IPAA: {pool_session}{reason='{group:[^']*}' not found}
address-assign/failed 737009: IPAA: {pool_session}AAA assigned address {assigned}, {reason=request failed}
address-assign 737010: IPAA: {pool_session}AAA assigned address {assigned}, request succeeded
address-assign/failed 737011: IPAA: {pool_session}AAA assigned address {assigned}, {reason=not permitted, retrying}
address-assign/failed 737012: IPAA: {pool_session}{reason=Address assignment failed}
address-release 737014: IPAA: {pool_session}Freeing AAA address {assigned}
address-release 737015: IPAA: {pool_session}Freeing DHCP address {assigned}
address-assign 737017: IPAA: {pool_session}DHCP request attempt {~[0-9]+} succeeded
address-assign/failed 737018: IPAA: {pool_session}{reason=DHCP request attempt {~[0-9]+} failed}
address-assign/failed 737019: IPAA: {pool_session}{reason=Unable to get address from {~.+}}
address-assign/failed 737025: IPAA: {pool_session}{reason=Duplicate local pool address found}, {assigned} in
 quarantine
address-assign 737029: IPAA: {pool_session}Added {assigned} to standby
address-release 737031: IPAA: {pool_session}Removed {assigned} from standby
vpn-message 737034: IPAA: {pool_session}{text}
vpn-message {~737[0-9]{3}:} IPAA: {pool_session}{text}
address-assign/failed 737013: IPAA: {pool_session}{reason=Error freeing address {assigned}, not found}
identity 746012: user-identity: Add IP-User mapping {client} - {account} Succeeded - {identity_source}
identity/failed 746012: user-identity: Add IP-User mapping {client} - {account} Failed - {identity_source}
identity 746013: user-identity: Delete IP-User mapping {client} - {account} Succeeded - {identity_source}
identity/failed 746013: user-identity: Delete IP-User mapping {client} - {account} Failed - {identity_source}
identity 746014: user-identity: [FQDN] {resolved_name:[^ ]+} address {destination} obsolete
identity 746015: user-identity: [FQDN] {resolved_name:[^ ]+} resolved {destination}
identity/failed 746016: user-identity: DNS lookup for {resolved_name:[^ ,]+} failed, reason: {reason}
"""
