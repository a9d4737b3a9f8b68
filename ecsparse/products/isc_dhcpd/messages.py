"""The messages of ISC dhcpd: exchanges of DHCPv4, BOOTP and DHCPv6, failover, DNS updates, leases, the server.

Source: the message texts of ISC DHCP 4.1 to 4.4: `server/dhcp.c`, `bootp.c`, `dhcpleasequery.c`, `dhcpv6.c`,
`failover.c`, `ddns.c`, `mdb.c`, `db.c`, `dhcpd.c`, `common/lpf.c`.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ecs, endpoint, own, part

ACTIONS = actions("""
address-conflict            network: info | an address is used by more than one host
bootp-reply                 network: protocol, success + v4 | the server answers a BOOTP client
bootp-request               network: protocol + v4 | a BOOTP client asks for an address
configuration-load          configuration: access | the server reads its configuration
dhcp-ack  network: allowed protocol, success + v4 | the server gives a client an address, or settings it asked for
dhcp-decline                network: protocol + v4 | a client declines its address, which another host uses
dhcp-discover               network: protocol + v4 | a client looks for a server
dhcp-{expire|release}  network: end protocol + v4 | a {lease ends|client gives its address back}
dhcp-inform                 network: protocol + v4 | a client with an address asks for settings
dhcp-leasequery             network: protocol + v4 | a relay asks who holds an address, or is answered
dhcp-nak  network: denied protocol, failure + v4 | the server refuses a client the address it asks for
dhcp-offer                  network: protocol, success + v4 | the server offers a client an address
dhcp-request                network: protocol + v4 | a client asks for an address
dhcpv6-address-pick         network: protocol + v6 | the server takes an address or a prefix from a pool
dhcpv6-{advertise|reply}  network: protocol + v6 | the server {offers itself to|answers} a client
dhcpv6-confirm              network: protocol + v6 | a client asks whether its addresses still fit
dhcpv6-decline              network: protocol + v6 | a client declines addresses, which another host uses
dhcpv6-discard              network: denied protocol, failure + v6 | the server drops a message
dhcpv6-information-request  network: protocol + v6 | a client asks for settings
dhcpv6-lease-{assign|offer}  network: allowed protocol, success + v6 | a client is {given|offered} an address or prefix
dhcpv6-lease-decline        network: protocol + v6 | a client declines an address, which another host uses
dhcpv6-lease-refused        network: denied protocol, failure + v6 | a client gives back what it does not hold
dhcpv6-lease-release        network: end protocol, success + v6 | a client gives an address or a prefix back
dhcpv6-{rebind|renew}  network: protocol + v6 | a client asks {any|its} server to extend its leases
dhcpv6-reconfigure          network: protocol + v6 | the server tells a client to ask again
dhcpv6-relay-forward        network: protocol + v6 | a relay forwards a client's message
dhcpv6-relay-reply          network: protocol + v6 | the server answers through a relay
dhcpv6-release              network: protocol + v6 | a client gives addresses back
dhcpv6-{request|solicit}  network: protocol + v6 | a client {asks for addresses|looks for a server}
dns-record-{add|delete}  configuration: change, success | a client's name is {added to|deleted from} the DNS
dns-update-failed           configuration: change, failure | the server could not change the DNS
failover-{message|pool-balance}  host: info | {any other message about|addresses are shared with} the failover peer
failover-state-change       host: change | one of two servers changes its state
failover-update-rejected  host: info, failure | one of two servers rejects a lease state that the other reports
lease-abandon               network: info, failure | an address is not given out, since another host uses it
lease-change                network: info protocol + v4 | an appliance lists what became of a lease
lease-duplicate             network: info | a client has more than one lease in a network
lease-{reclaim|reuse}       network: info | an {abandoned address|early client's address} is given out again
leases-write                configuration: info, success | the server writes its leases to their file
packet-failed               network: info, failure | the server could not send or receive
pool-exhausted              network: denied, failure | there is no free address for a client
pool-exhausted/exchange     network: denied protocol, failure + v4
pool-threshold-{exceeded|reset}  network: info | {many|fewer} of a pool's addresses are in use
relay-information           network: info protocol + v4 | a relay says where a client is (option 82)
server-listen{|/failed}  network: info{|, failure} | the server listens or sends on an interface, or fails to
server-message              process: info | any other message of the server
server-{start|stop}  process: {start|end} | the server {starts|stops}
""", v4={"network": {"protocol": "dhcp", "transport": "udp", "type": "ipv4"}},
     v6={"network": {"protocol": "dhcpv6", "transport": "udp", "type": "ipv6"}})  # fmt: skip

_IP = r"[0-9A-Fa-f.:]{2,45}"
_IPV4 = r"[0-9.]{7,15}"
_ADDRESSES = r"[0-9]{1,19}"

CAPTURES = {
    "reason": ecs("event.reason"),
    "error": ecs("error.message"),
    "path": ecs("file.path"),
    "interface": ecs("observer.ingress.interface.name", r"[^\s/:]+"),
    "server_hw": ecs("server.mac", r"[0-9A-Fa-f:]{17}", mac),
    "version": ecs("service.version", r"\S+"),
    # the server that a request names, and a relay that asks who holds an address, or is told
    "server": endpoint("destination", "server"),
    "asker": endpoint("source", "client"),
    "told": endpoint("destination", "client"),
    "address": own("ip", "address that a message about leases is about", _IP, related="ip"),
    "circuit_id": own("keyword", "circuit that a relay names", r'[^"]{1,256}'),
    "client_id": own("keyword", "identifier that a client gives itself (uid, DUID)", r"[^\s,]+"),
    "failover_peer": own("keyword", "name of the failover relationship", r"[^\s:]+"),
    "iaid": own("keyword", "identity association of a DHCPv6 lease", r"-?[0-9]{1,10}"),
    "lease_age": own("long", "age of a lease, in seconds", r"[0-9]{1,10}"),
    "lease_seconds": own("long", "lifetime of a lease, in seconds", r"[0-9]{1,10}"),
    "lease_state": own("keyword", "NEW or RENEW, as appliances write, or whether a lease was found"),
    "leases": own("long", "number of leases that were written", _ADDRESSES),
    "link_ip": own("ip", "address of the link that a DHCPv6 relay serves", _IP, related="ip"),
    "network": own("keyword", "subnet or shared network", r"\S+"),
    "old_state": own("keyword", "former state of a server", r"[a-z-]+"),
    "pool_backup": own("long", "free addresses that the other server may give out", _ADDRESSES),
    "pool_free": own("long", "free addresses that this server may give out", _ADDRESSES),
    "pool_total": own("long", "addresses of a pool", _ADDRESSES),
    "prefix": own("keyword", "prefix that is given out, with its length", rf"{_IP}/[0-9]{{1,3}}"),
    "relay_ip": own("ip", "address of the relay between client and server", _IP, related="ip"),
    "remote_id": own("keyword", "remote end that a relay names", r'[^"]{1,256}'),
    "reverse_name": own("keyword", "name of a PTR record", r"\S+"),
    "state": own("keyword", "state of a server", r"[a-z-]+"),
    "transaction_id": own("keyword", "number shared by the messages of an exchange", r"0x[0-9A-F]+"),
    # of the client, of the other end of a DHCPv6 message, and how a message came
    "ip": part(_IP),
    "hw": part(r"[0-9A-Fa-f:]{2,95}"),
    "host": part(r"\S+"),
    "peer_ip": part(_IP),
    "peer_port": part(r"[0-9]{1,5}"),
    "via": part(r"[^\s:]+"),
    "more": part(r".*"),
}

# Exchanges; then messages about leases, DNS and the server; those without a mark others write as well.
MESSAGES = Messages("isc_dhcpd", ACTIONS, CAPTURES, r"""
dhcp-discover               !  DHCPDISCOVER from {client}{way}
dhcp-{offer|ack|nak}        !  DHCP{OFFER | ACK | NAK} on {ipv4} to {client}{way}
dhcp-request                !  DHCPREQUEST for {ipv4}{? ({server:[0-9.]{7,15}})} from {client}{way}
dhcp-ack                    !  DHCPACK to {ipv4} ({|{hw}|<no client hardware address>}){? ({host:.*})}{way}
dhcp-{decline|release}      !  DHCP{DECLINE | RELEASE} of {ipv4} from {client}{way}
dhcp-inform                 !  DHCPINFORM from {ipv4}{way}
dhcp-expire                 !  DHCPEXPIRE on {ipv4} to {client}{?{way}}
lease-change                !  r-l-e:{ipv4},{lease_state:[A-Z][a-z]{2,16}},{?{host:[^,]{1,255}}},{?{hw}},{*}
relay-information  !  Option 82: received a {~[A-Z]{1,16}} DHCP packet from relay-agent {relay_ip:[0-9.]{7,15}}
  with a circuit-id of "{circuit_id}"{?{|,| and}{? a} remote-id of "{remote_id}"} for {ipv4} ({hw}){*}
dhcp-leasequery             !  DHCPLEASEQUERY from {asker:[0-9.]{7,15}}{lease}
dhcp-leasequery             !  DHCPLEASE{ACTIVE | UNKNOWN | UNASSIGNED} to {told:[0-9.]{7,15}}{lease}
bootp-request               !  BOOTREQUEST from {client}{way}
bootp-reply                 !  BOOTREPLY for {ipv4} to {host:.*} ({hw}){way}
bootp-reply                 !  BOOTREPLY on {ipv4} to {client}{way}
dhcpv6-{solicit|request|confirm}  !  {Solicit | Request | Confirm} message from {peer}, {subject}
dhcpv6-{renew|rebind|release|decline}  !  {Renew | Rebind | Release | Decline} message from {peer}, {subject}
dhcpv6-{information-request|relay-forward}  !  {Information-request | Relay-forward} message from {peer}, {subject}
dhcpv6-{advertise|reply|reconfigure|relay-reply}  ! Sending {Advertise | Reply | Reconfigure | Relay-reply} to {peer}
dhcpv6-lease-{offer|assign} !  {Advertise | Reply} {given}
dhcpv6-lease-release        !  Client {client_id} {|releases|releasing} {leased}
dhcpv6-lease-refused        !  Client {client_id} {|releases|declines} {leased}, {reason:which is not .+}
dhcpv6-lease-decline        !  Client {client_id} declines {leased}{*}
dhcpv6-address-pick         !  Picking pool {|address {address}|prefix {prefix}}
dhcpv6-discard              !  Discarding {~[A-Z][A-Za-z-]+} from {peer_ip}; {reason}
pool-exhausted              !  Unable to pick client {|address|prefix}: {reason:no .+}
failover-state-change       !  failover peer {failover_peer}: {|I move|peer moves} from {old_state} to {state}
failover-message            !  failover peer {failover_peer}: {~.+}
failover-pool-balance       !  {balancing | balanced} pool {pool}
failover-update-rejected    !  bind update on {address} {|from|got ack from} {failover_peer}{? rejected}: {reason}
dns-record-add              !  Added new forward map from {host} to {ip}
dns-record-add              !  Added reverse map from {reverse_name} to {host}
dns-record-delete           !  Removed forward map from {host} to {ip}
dns-record-delete           !  Removed reverse map on {reverse_name}
dns-update-failed           !  {error=Unable to add forward map from {host} to {ip}: {reason}}
dns-update-failed           !  {error=Unable to add reverse map from {reverse_name} to {host:[^\s:]+}: {reason}}
dns-update-failed           !  {error=Forward map from {host}{? to {ip}} FAILED: {reason}}
lease-abandon               !  Abandoning IP address {address:[0-9A-Fa-f.:]{2,45}?}: {reason}
lease-reclaim               !  Reclaiming abandoned lease {address:[0-9A-Fa-f.:]{2,45}?}.
address-conflict            !  {reason=ICMP Echo reply} while lease {address} valid.
lease-duplicate             !  uid lease {address} for client {hw} is duplicate on {network}
lease-duplicate             !  client {hw} has duplicate leases on {network}
address-conflict            !  Dynamic and static leases present for {address:[0-9A-Fa-f.:]{2,45}?}.
lease-reuse                 !  reuse_lease: lease age {lease_age} (secs) under {~[0-9]+}% threshold, {~.+} for {ip}
pool-threshold-{exceeded|reset}  !  Pool threshold {exceeded | reset} - shared subnet: {threshold}
leases-write                !  Wrote {|{leases} leases|{~[0-9]{1,19} .+} decls} to leases file.
server-start                !  Internet Systems Consortium DHCP Server {version}
server-listen               !  Listening on {socket}
server-listen               !  Sending on   {socket}
server-listen/failed        !  {error=No subnet declaration for {interface:\S+} ({reason:[^()]+}).}
server-start                   Server starting service.
configuration-load             Config file: {path}
server-stop                    exiting.
packet-failed                  {error=receive_packet failed on {interface:[^\s:]+}: {reason}}
packet-failed                  {error=send_packet: {reason}}
server-message                 {*}
""", {
    "ipv4": f"{{ip:{_IPV4}}}",
    # a hardware address, or the client's identifier where it has none, and the name it gives itself
    "client": "{|{hw}|<no identifier>}{? ({host:.*})}",
    # how the message came, and what the server says of it
    "way": " via {via}{|: {reason:.*}| {more}|}",
    # the lease that a relay asks for
    "lease": f"{{? for {{?IP }}{{address:{_IPV4}}}}}{{? {{*}}}}",
    "peer": "{peer_ip} port {peer_port}",
    "subject": "{|transaction ID {transaction_id}|link address {link_ip}, peer address {ip}}",
    "leased": "{|address {ip}|prefix {prefix}}",
    # NA: address 2001:db8::5 to client with duid 00:01:00:01:2a:3b iaid = 1 valid for 600 seconds
    "given": "{|{|NA|TA}: address {ip}|PD: {|address|prefix} {prefix}} to client with duid {client_id} "
    "iaid = {iaid} {|valid for {lease_seconds} seconds|static}",
    # 55d2a8 192.0.2.0/24  total 100  free 50  backup 50  lts 0  max-own (+/-)10
    "pool": "{~[0-9a-fx]+} {network}  total {pool_total}  free {pool_free}  backup {pool_backup}  lts {~.+}",
    # office; address: 192.0.2.5; high threshold 80% 203/254.
    "threshold": "{network:[^;]+}; address: {address}; {~.+}",
    # LPF/eth0/00:00:5e:00:53:01/192.0.2.0/24
    "socket": "{|LPF|BPF|Socket|DLPI|Raw}/{interface:[^\\s/]+}{?/{server_hw}}{?/{network}}",
})  # fmt: skip
