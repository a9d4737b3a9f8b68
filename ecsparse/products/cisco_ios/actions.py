"""What the messages mean."""

from __future__ import annotations

from ecsparse.messages import actions

_DHCP = {"network": {"protocol": "dhcp"}}
_OF_SSH = {"network": {"protocol": "ssh"}}

ACTIONS = actions(
    """
access-message                 authentication: info | any other message about users
access-point-join              network: start | an access point joins its controller
access-point-leave             network: end | an access point leaves its controller
account-create                 iam: creation user, success | an account is added
account-lock                   iam: change user | an account is locked
account-unlock                 iam: change user, success | an account is unlocked
accounting                     session: info | a session of a user begins or ends
address-theft                  network: denied info | an address is used by another host
arp-conflict                   network: info | two hosts have the same address
arp-denied                     network: denied protocol, failure | packets of ARP are refused
arp-limit                      network: info protocol | too many packets of ARP arrive
attack-detected                intrusion_detection network: info, alert | a host has too many connections
bpdu-guard                     network: denied | a bridge shows where there may be none
bundle-member                  host: change | a link joins or leaves its bundle
certificate-invalid            configuration: info, failure | a certificate is not valid
client-excluded                network: denied | a client may not join for some time
client-join                    network session: start | a client joins a wireless network
client-leave                   network session: end | a client leaves a wireless network
client-user                    session: info | the user of a wireless client is known, or no longer
clock-change                   configuration host: change, success | the clock is set
command-executed               configuration: access, success | a user gives a command
command-executed/failed        configuration: access, failure
configuration-change           configuration: change, success | the configuration is changed
configuration-write            configuration: change, success | the configuration is saved
cpu-high                       host: info, metric | the processor is busy
cpu-normal                     host: info, metric | the processor is no longer busy
dhcp-assign                    network: protocol + dhcp | the device gets an address
dhcp-conflict                  network: protocol + dhcp | an address is in use already
dhcp-denied                    network: denied protocol, failure + dhcp | a message of DHCP is refused
dhcp-limit                     network: info protocol + dhcp | too many messages of DHCP arrive
dhcp-pool                      network: info + dhcp | a pool of addresses is nearly used up
drop-limit                     network: denied | more packets to the device itself are dropped than expected
drop-summary                   network: denied | how many packets the firewall dropped
ike-failed                     network: protocol, failure | a tunnel cannot be negotiated
interface-setting              host: change | an interface changes a setting
interface-state                host: change | an interface goes up or down
intrusion-signature            intrusion_detection network: info, alert | traffic fits a signature
key-change                     configuration: change, success | a key is made, imported or removed
log-host-failed                host: info, failure | a log server cannot be reached
log-host-start                 configuration host: change | the device logs to a server
log-host-stop                  configuration host: change | the device no longer logs to a server
log-limit                      network: info | packets that no message tells of
login-block                    authentication: info, failure | logins are refused after too many failures
login-unblock                  authentication: info | logins are let in again
login/failed                   authentication: start, failure | somebody logs in to the device
login/succeeded                authentication: start, success
logout                         authentication: end | somebody logs out
mac-flap                       network: info | a host shows at two ports in turn
mac-moved                      network: info | a host shows at another port
message-logged                 host: info | somebody writes a message to the log
neighbor-down                  network: end protocol | a neighbour is lost
neighbor-mismatch              network: info protocol | two neighbours are set differently
neighbor-reset                 network: end protocol | a session with a neighbour is reset
neighbor-state                 network: protocol | a neighbour changes its state
neighbor-up                    network: protocol start | a neighbour is found
network-message                network: info | any other message about ports, neighbours and routes
packet-dropped                 network: denied, failure | a packet is not valid
policy-message                 host: info | an applet of the event manager writes a message
port-authentication            authentication: info | who is at a port is authenticated (802.1X, MAB, web)
port-authentication-end        authentication: end | a method no longer authenticates a port's client
port-authentication-start      authentication: start | a method begins to authenticate a port's client
port-authentication/failed     authentication: start, failure | who is at a port is authenticated (802.1X, MAB, web)
port-authentication/succeeded  authentication: start, success
port-authorization/failed      authentication session: info, failure | a port, or a session, is given what it may do
port-authorization/succeeded   authentication session: info, success
port-disabled                  host: change | a port is disabled because of an error
port-enabled                   host: change | a port that was disabled is tried again
port-policy                    session: info | a policy is applied to a port's client
port-policy/failed             session: info, failure
port-violation                 network: denied | a host is at a port where it may not be
hardware-change                host: change | a card or a module comes, goes or changes its state
hardware-state                 host: info | a fan, a power supply or an optic is not as it should be
power-denied                   host: info, failure | a device gets no power
power-device                   host: info | a device that wants power is found
power-granted                  host: info, success | a device gets power
power-removed                  host: info | a device that had power is gone
prefix-limit                   network: info protocol | a neighbour announces too many networks
privilege-change               iam: change user, success | a user gets other privileges
privilege-change/failed        iam: change user, failure
redundancy-state               host: change | a router takes over, or stands by
reload                         host: change | the device is restarted
resource-failed                host: info, failure | memory or processors do not suffice
process-crashed                process: end, failure | a service of the device has crashed
rpc                            configuration: access | a user calls a procedure
server-down                    host: info, failure | a server that knows users does not answer
server-up                      host: info | a server that knows users answers again
service-change                 configuration: change, success | a way into the device is opened or closed
session-end                    session: end | a session ends
session-start                  session: start | a session through the firewall begins
snmp-denied                    network: denied protocol, failure + snmp | a request of SNMP is refused
spanning-tree-change           network: info | a spanning tree changes
spanning-tree-guard            network: info | spanning tree blocks a port, or no longer
ssh-session-end                session: end + of_ssh | a session of SSH ends
ssh-session/failed             session: start, failure + of_ssh | a session of SSH is asked for
ssh-session/succeeded          session: start, success + of_ssh
stack-link                     host: change | a link of a stack goes up or down
stack-member                   host: change | a switch joins or leaves a stack
storm                          network: denied | too much traffic of a kind arrives
system-message                 host: info | any other message
system-start                   host: start | the device starts
tcp-rejected                   network: denied, failure | a segment is not signed as it should be
time-source                    host: info | a source of time can be reached, or not
time-source/failed             host: info, failure
tracking-state                 host: change | an object that is tracked changes its state
traffic-denied                 network: connection denied | traffic is denied
traffic-flow                   network: info | how many packets a flow had
traffic-permitted              network: allowed connection | traffic is permitted
translation-built              network: start | an address is translated
translation-failed             network: info, failure | no address is left to translate to
translation-teardown           network: end | an address is no longer translated
tunnel-down                    network: end | a tunnel goes down
tunnel-up                      network: start, success | a tunnel comes up
vlan-assign                    session: info | a port gets a VLAN
""",
    dhcp=_DHCP,
    snmp={"network": {"protocol": "snmp"}},
    of_ssh=_OF_SSH,
)
