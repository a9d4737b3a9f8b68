"""The actions of OpenVPN's messages: data alone."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions("""
# authentication
authentication-succeeded  authentication: start, success | a user's name and password, or token, were accepted
authentication-deferred  authentication: start, unknown | a plug-in or script says later whether a user is accepted
authentication-pending          authentication: info, unknown | a further factor of authentication is awaited
authentication-failed           authentication: start, failure | a user's name and password, or token, were refused
authentication-rejected  authentication: start, failure | the server told a client that its authentication failed
identity-change-rejected  authentication: start, failure | a peer came with another name than before and was refused
ldap-bind-failed                authentication: start, failure | the LDAP plug-in could not bind to the directory
ldap-unavailable  authentication: info, failure | the LDAP plug-in could not reach or search the directory
authentication-message          authentication: info | something else about authentication
# certificates
certificate-verified            authentication: info, success | a certificate of the peer's chain passed a check
certificate-rejected            authentication: start, failure | a certificate of the peer's chain failed a check
{certificate|tls}-message       network: info | something else about {certificates and keys|TLS}
revocation-list-loaded          configuration: info, success | a list of revoked certificates was loaded
# probes and attacks
packet-authentication-failed  network intrusion_detection: denied, failure | a packet lacks the secret of its peers
packet-decryption-failed  network intrusion_detection: denied, failure | a data packet could not be decrypted
packet-replayed                 network intrusion_detection: denied, failure | a packet came twice, or far too late
packet-malformed                network intrusion_detection: denied, failure | a packet is none of the protocol's
packet-rejected  network intrusion_detection: denied, failure | a packet came from where, or when, none was expected
source-address-rejected  network intrusion_detection: denied, failure | a client sent from an address not its own
foreign-protocol-detected       network intrusion_detection: info | a peer speaks another protocol, such as HTTP
# TLS
tls-established                 network: connection, success | a TLS session with the peer stands
tls-handshake-failed            network: connection, failure | a TLS handshake failed
tls-negotiation-timed-out       network: connection, failure | a TLS handshake was not completed in time
tls-alert-{received|sent}  network: info, failure | {the peer|this side} ended a TLS handshake with an alert
tls-renegotiated                network: info | the keys of a session are renewed
tls-error                       network: info, failure | another error of TLS
# the start of a session
connection-established          network: connection, success | a TCP connection with the peer stands
connection-started              network: connection start | the first packet of a peer arrived
client-instance-created         network: info | a server prepares for a client that has just arrived
connection-challenged           network: connection | a client has to prove its address before it is heard
session-started                 network session: start, success | a peer is authenticated; its session begins
address-assigned                network session: info, success | a client was given its addresses inside the tunnel
address-learned  network session: info, success | an address or network inside the tunnel is now routed to a client
address-reserved                network: info | the list of persistent addresses holds one for a client
pool-read                       network: info | the pool of addresses inside the tunnel
options-requested               network session: info | a client asks for its options
options-{pushed|received}  network session: info, success | the server sent options, and addresses in the tunnel
push-message                    network: info | something else about options that are pushed
peer-info-received              network: info | what a client says of its software and system
{control|data}-channel-initialized  network: info, success | the {control|data} channel is encrypted
{client|data-channel}-message   network: info | something else about {a client or its address|the data channel}
# its end
session-timed-out  network session: end, success | a peer was silent for too long, or a session lasted too long
session-reset                   network session: end, success | the connection of a peer was reset
session-{ended|superseded}  network session: end, success | a session ended{| because the client came again}
session-end-scheduled           network session: info | a session will be ended in some seconds
session-exit-announced          network session: info | a peer announced, or is told, that the session ends
session-message                 network: info | something else about the end of a session
client-address-changed          network session: info, success | a client goes on from another address
client-address-change-rejected  network: connection denied, failure | a client may not go on from another address
# policy
connection-rejected  network: connection denied, failure | a client was refused: too many, or management said so
cipher-negotiation-failed       network: connection denied, failure | client and server have no cipher in common
# tunnels and routes
interface-{created|deleted}  configuration: {creation|deletion} | a device of the tunnel is {made|removed}
interface-changed  configuration: change | a device of the tunnel is set up or down, or its MTU changed
interface-address-{added|removed}  configuration: {creation|deletion} | an address of a device is {added|removed}
tunnel-message                  network: info | something else about a device of the tunnel
route-{added|removed}  configuration: {creation|deletion} | a route is {set|removed}
route-change-failed             configuration: change, failure | a route could not be set or removed
network-change-failed  configuration: change, failure | the kernel refused an interface, an address or a route
gateway-found                   network: info, success | the gateway of the host, or of a destination
gateway-queried                 network: info | the gateway of a destination is looked up
{adapter|route}-message         network: info | something else about {adapters under Windows|routes}
# sockets
socket-bound                    network: info | the local end of the link, which is listened at
peer-address-set                network: info | the remote end of the link
connection-attempted            network: connection start | a connection to the server is attempted
connection-failed               network: connection, failure | a connection to the server could not be made
name-resolution-failed          network: info, failure | the address of a host could not be found
socket-error                    network: info, failure | a read or write failed
socket-message                  network: info | something else about sockets and proxies
# the daemon
daemon-started                  process: start | OpenVPN starts; its version
daemon-ready  process: info, success | OpenVPN has started: a server serves, a client is connected
daemon-restarted                process: change | OpenVPN restarts after a signal
daemon-{stopped|failed}  process: end, {success|failure} | OpenVPN ends {after a signal|because of an error}
command-executed                process: start | a command that sets up addresses or routes is run
configuration-rejected          configuration: info, failure | an option is wrong
client-configuration-read       configuration: access, success | a client's options are read
option-mismatched               configuration: info | an option differs between the two sides
option-message                  configuration: info | a warning or note about the configuration
plugin-called                   process: info, unknown | a plug-in was called
{plugin|script}-message         process: info | something else about {plug-ins|scripts}
script-failed                   process: info, failure | a script or plug-in failed, or was not run
management-connected            network: connection start, success | a client of the management interface connected
management-command              process: info | a command came over the management interface
management-message              process: info | something else about the management interface
messages-suppressed             process: info | how many messages `--mute` left out
status-message                  network: info | a line of the status: clients and counters
daemon-message                  process: info | something else about the daemon
message                         network: info | a message whose wording is not known
""")
