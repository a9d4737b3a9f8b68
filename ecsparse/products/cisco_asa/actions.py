"""What the messages mean."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions(
    """
aaa-limit                    authentication: info, failure | no more users can be authenticated at once
aaa-server-down              host: change | a server is marked as failed
aaa-server-failed            authentication: info, failure | a server cannot be asked
aaa-server-up                host: change | a server is marked as active
aaa-transaction/failed       authentication: end, failure | a transaction with a server ends
aaa-transaction/succeeded    authentication: end, success
access-policy                session: info | dynamic access policies apply to a session
access-policy-attribute      session: info | an attribute that access policies look at
access-policy/denied         session: end, failure | dynamic access policies apply to a session
account-create               iam: creation user, success | a local user is added
account-delete               iam: deletion user, success | a local user is deleted
account-lock                 iam: change user | a local user is locked out
account-unlock               iam: change user, success | a local user is unlocked
accounting/succeeded         authentication: info, success | a server keeps account of a user
address-assign               network: allowed, success | a client gets an address of a pool
address-assign/failed        network: denied, failure
address-release              network: end | an address goes back to its pool
attack-denied                intrusion_detection network: denied, alert | an attack on a host is detected and dropped
attack-detected              intrusion_detection network: info, alert | an attack on a host is detected
authentication-challenge     authentication: info | a server wants more of a user
authentication-required      authentication: info, failure | a service needs a user
authentication-start         authentication: start | a user begins to authenticate
authentication/failed        authentication: start, failure | a server, or the firewall, authenticates a user
authentication/succeeded     authentication: start, success
authorization/failed         authentication: info, failure | a server, or the firewall, authorizes a user
authorization/succeeded      authentication: info, success
auto-update/failed           configuration: change, failure | software or configuration is fetched
auto-update/succeeded        configuration: change, success
certificate-expired          configuration: info | a certificate has expired
certificate-expiring         configuration: info | a certificate will expire
certificate-identify         authentication: info | the certificate of a client is identified
certificate-match            authentication: info, success | the tunnel group of a certificate is found
certificate-match/failed     authentication: info, failure
certificate-valid            authentication: info, success | a certificate, or a chain, is validated
certificate-valid/failed     authentication: info, failure
clock-change                 configuration host: change, success | the clock is set
coa-disconnect               session: end | a server ends a session
coa-failed                   session: info, failure | a server's change of a session fails
coa-update                   session: info, success | a server changes what a session may
command-executed             configuration: access, success | an administrator gives a command
configuration-change         configuration: change, success | an administrator changes the configuration
configuration-end/failed     configuration: access, failure | the configuration is read or written
configuration-end/succeeded  configuration: access, success
configuration-erase          configuration: deletion | the configuration is erased
configuration-read           configuration: access | the configuration is being read
configuration-write          configuration: change | the configuration is being written
connection-built             network: allowed connection start | a connection is built
connection-count             network: info, metric | how many connections there are
connection-denied            network: connection denied, failure | a connection is denied
connection-failed            network: connection info, failure | a connection cannot be built
connection-limit             network: connection denied, failure | a limit of connections is reached
connection-permitted         network: allowed connection, success | a connection is permitted
connection-preallocate       network: connection info | a connection is expected
connection-teardown          network: connection end | a connection ends
cpu-hog                      process: info | a process of the firewall ran for long
dhcp-address                 network: allowed protocol + dhcp | an address is leased
dhcp-release                 network: end protocol + dhcp | a lease ends
dynamic-filter-update        network: info | the botnet traffic filter learns
failover-cable               host: info | the cable between two units is in order
failover-cable/failed        host: info, failure
failover-failed              host: info, failure | a unit fails
failover-interface           host: info | a unit watches an interface
failover-peer-failed         host: info, failure | a unit loses the other one
failover-state               host: change | a unit, or failover itself, changes its state
failover-switch              host: change | a unit takes over, or stands by
failover-sync                configuration: info | a unit gives the other one its configuration
file-access                  file: access, success | a user of WebVPN uses files of a server
file-access/denied           file: access, failure
file-access/failed           file: access, failure
file-change                  file: change, success | a user of WebVPN changes a file
file-create                  file: creation, success | a user of WebVPN creates a file or directory
file-delete                  file: deletion, success | a user of WebVPN deletes a file or directory
file-transfer                file network: access, success + ftp | a file is transferred
flow-offload                 network: info | hardware, or nobody, inspects a flow from now on
group-policy                 session: info | a group policy applies to a user
group-policy-create          configuration iam: creation, success | a group policy is added
group-policy-delete          configuration iam: deletion, success | a group policy is deleted
host-built                   network: start | the firewall keeps the state of a host
host-teardown                network: end | the firewall forgets the state of a host
identity                     network: info | the firewall learns, or forgets, who or what has an address
identity/failed              network: info, failure
ike-negotiation              network: protocol | a tunnel is negotiated
ike-negotiation/failed       network: protocol, failure
ike-peer-lost                network: end protocol, failure | a peer does not answer any more
ike-phase1-complete          network: protocol start, success | an IKE association is there
ike-phase2-complete          network: protocol start, success | an IPsec association is negotiated
ike-session-end              network: end protocol | an IKE association ends
ike-session-start            network: protocol start | a peer begins to negotiate
inspection-drop              network: denied protocol, failure | inspection refuses what it finds
inspection-note              network: info protocol | inspection notes what it finds
interface-state              host: change | an interface changes its state
intrusion-signature          intrusion_detection network: info, alert | a packet fits a signature
ips-event                    intrusion_detection network: denied, failure, alert | the IPS module refuses traffic
ipsec-association-create     network: protocol start, success | an IPsec association is created
ipsec-association-delete     network: end protocol | an IPsec association is deleted
ipsec-association-rekey      network: protocol | an IPsec association gets new keys
ipsec-packet-dropped         network: denied protocol, failure | a packet of a tunnel is not valid
log-failed                   host: info, failure | a log server cannot be reached
log-relay                    host: info | what the operating system logs
log-restored                 host: info | a log server can be reached again
login/failed                 authentication: start, failure | an administrator logs in to the firewall
login/succeeded              authentication: start, success
logout                       authentication: end | an administrator logs out
mac-moved                    network: info | a hardware address shows at another interface
malware-domain               intrusion_detection network: info, alert | the botnet traffic filter knows the name or
  address of a connection
malware-domain/denied        intrusion_detection network: denied, alert
malware-domain/grey          intrusion_detection network: info, alert
malware-domain/known         network: allowed connection
module-state                 host: change | a module changes its state
ntp-denied                   network: denied protocol, failure + ntp | a packet of NTP is refused
packet-denied                network: denied, failure | a packet to the firewall is denied
packet-dropped               network: denied, failure | a packet is dropped
port-block-allocate          network: start | a host gets a block of ports
port-block-release           network: end | a host gives a block of ports back
privilege-change             iam: change user, success | a user has other privileges
proxy-event                  network: info | an application asks for a flow to be proxied, or no longer
reload                       host: change | the firewall is restarted
resource-failed              host: info, failure | memory or processors do not suffice
resource-limit               host: info | a limit is reached
routing-neighbor             network: info | a neighbour of a routing protocol comes, changes or goes
routing-failed               network: info, failure | there is no route
scan-detected/attacker       intrusion_detection network: info, alert | a host scans, or is scanned
scan-detected/target         intrusion_detection network: info, alert
session-end                  session: end | a session ends
session-limit                session: info, failure | a session is not possible
session-start                session: start | a session begins
shun-add                     intrusion_detection network: denied, alert | a host is shunned
shun-clear                   configuration: change | no host is shunned any more
shun-delete                  intrusion_detection network: info | a host is no longer shunned
shun-failed                  intrusion_detection network: info, failure | a host cannot be shunned
shunned-packet               intrusion_detection network: denied | a packet of a shunned host is dropped
snmp-denied                  network: denied protocol, failure + snmp | a request of SNMP is refused
snmp-failed                  host: info, failure | SNMP cannot be served
spoofing-detected            intrusion_detection network: denied, alert | an address is not its sender's
ssh-session-end              session: end + ssh | a session of SSH ends
ssh-session-failed           session: info, failure + ssh | a session of SSH is not possible
ssh-session-rekey            session: info, success + ssh | a session of SSH has new keys
system-message               host: info | any other message
system-start                 host: start | the firewall starts
threat-rate                  intrusion_detection network: info, alert | more packets are dropped than usual
tls-certificate-request      network: protocol | a peer asks for a certificate
tls-cipher                   network: info protocol | ciphers that peers propose, and the one that is chosen
tls-handshake-start          network: protocol start | a peer begins to negotiate TLS
tls-handshake/failed         network: protocol, failure | the firewall and a peer agree on TLS
tls-handshake/succeeded      network: protocol, success
tls-session-end              network: end protocol | a TLS session ends
tls-session-resume           network: protocol | a peer resumes a TLS session
tls-trustpoint               network: info protocol | the certificate that a peer gets is chosen
traffic-message              network: info | any other message that names two ends
translation-built            network: start | an address is translated
translation-failed           network: info, failure | an address cannot be translated
translation-teardown         network: end | an address is no longer translated
url-access                   network web: access | a host asks for a URL
url-access/allowed           network web: access, success
url-access/denied            network web: access, failure
url-server-failed            host: info, failure | a server that knows URLs cannot be asked
user-entry                   session: info, success | the rules of a VPN user are installed or removed
user-entry/failed            session: info, failure
vlan-mapping                 session: info, success | a session belongs to a VLAN
vlan-mapping/failed          session: info, failure
vpn-client                   session: info | what a client of a tunnel is, or is told
vpn-connection-end           network: connection end | a connection of a VPN session ends
vpn-connection-start         network: connection start | a connection of a VPN session begins
vpn-message                  network: info | any other message about a tunnel or its user
vpn-session-denied           session: info, failure | a VPN session is not possible
vpn-session-end              network session: end | a VPN session ends
vpn-session-resume           network session: start | a VPN session goes on
vpn-session-start            network session: start | a VPN session begins
vpn-session-statistics       network session: info | what a VPN session transferred
vpn-session-suspend          network session: info | a VPN session lost its connection
web-content-filtered         network: denied | ActiveX or Java is removed from a page
""",
    dhcp={"network": {"protocol": "dhcp"}},
    ftp={"network": {"protocol": "ftp"}},
    ntp={"network": {"protocol": "ntp"}},
    snmp={"network": {"protocol": "snmp"}},
    ssh={"network": {"protocol": "ssh"}},
)
