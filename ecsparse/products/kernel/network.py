"""Messages of the kernel about the network: links, bonds, bridges, packets that it drops, tunnels of WireGuard.

Source: Linux 2.6 to 6.12: `drivers/net`, `net/core`, `net/ipv4`, `net/ipv6`, `net/bridge`, `net/mac80211`,
`net/netfilter`.
"""

from __future__ import annotations

from ecsparse.products.kernel.values import table

NETWORK = table(r"""
link-up              {card} {~[Ll]ink} {?is }{~[Uu]p}{rate}
link-down            {card} {~[Ll]ink} {?is }{~[Dd]own}
link-up              IPv6: ADDRCONF(NETDEV_CHANGE): {interface}: link becomes ready
link-down            IPv6: ADDRCONF(NETDEV_UP): {interface}: link is not ready
link-down            ADDRCONF(NETDEV_UP): {interface}: link is not ready
link-up              ADDRCONF(NETDEV_CHANGE): {interface}: link becomes ready
network-problem      NETDEV WATCHDOG: {interface} ({driver}): {reason:transmit queue [0-9]+ timed out.*}
network-problem      {card} {reason=Detected Hardware Unit Hang{~:?}}{*}
bond-changed         {?bonding: }{interface}: (slave {port_interface}): {reason}
bond-changed         {?bonding: }{interface}: {reason=link status {~[a-z ]+}} for interface {port_interface}{*}
bond-changed         {?bonding: }{interface}: making interface {port_interface} the new active one{*}
bond-changed         {?bonding: }{interface}: {reason:now running without any active interface *!?|active
  interface up!}
bridge-port-changed  {interface}: port {~[0-9]+}({port_interface}) {?entered }{state} state
bridge-port-changed  {interface}: port {~[0-9]+}({port_interface}) entering {state} state
address-conflict     {interface}: received packet on {port_interface} with {reason=own address as source
  address}{*}
promiscuous-mode-on  {?device }{interface}{?:} entered promiscuous mode
promiscuous-mode-off {?device }{interface}{?:} left promiscuous mode
promiscuous-mode-on  {?device }{interface}{?:} entered allmulticast mode
promiscuous-mode-off {?device }{interface}{?:} left allmulticast mode
interface-renamed    {?{driver} {bus_id:[0-9a-z:.-]+}{?:} }{interface}: renamed from {old_interface}
interface-renamed    udev: renamed network interface {old_interface} to {interface}
wireless-changed     {interface:wl[^ :]+}: {reason:(?:authenticate|associate|deauthenticat|disassociat|send
  auth)[a-z]*}
  {?{|to |with |from }}{access_point}{~.*}
wireless-changed     {interface:wl[^ :]+}: {reason:authenticated|associated}
wireless-changed     {interface:wl[^ :]+}: {reason=RX AssocResp} from {access_point} {*}
martian-packet       {?IPv4: }martian source {destination} from {source}, on dev {interface}
martian-packet       {?IPv4: }martian destination {destination} from {source}, dev {interface}
martian-packet       ll header: {*}
connection-table-full {~(?:(?:nf|ip)_conntrack: )+}{reason=table full, dropping packet}{~\.?}
network-problem      {?{~[a-z]+}: }{~[a-z_]+}: {reason=neighbo{?u}r table overflow!}
syn-flood            {syn} port {~0\.0\.0\.0|\[::\]}:{port}. {cookies}
syn-flood            {syn} port {?[}{listener}{?]}:{listener_port}. {cookies}
syn-flood            {syn} port {port}. {cookies}
network-problem      {interface}: {reason=transmit timed out}{*}
network-problem      {?IPv4: }{reason:dst cache overflow|Neighbour table overflow}{*}
network-problem      TCP: {reason=Treason uncloaked!} Peer {source}:{source_port}/{~[0-9]+} {*}
packet-refused       {?IPv4: }{reason=Redirect} from {source} on {interface} about {destination} ignored{*}
packet-refused       {?IPv4: }{source} sent an {reason=invalid ICMP type {~[0-9]{1,3}}, code {~[0-9]{1,3}} error to
  a broadcast}: {destination} on {interface}
network-problem      TCP: Peer {source}:{source_port}/{~[0-9]+} {reason:unexpectedly shrunk window .+}
network-problem      TCP: {reason:out of memory .+|too many orphaned sockets|too many of orphaned sockets}
network-problem      TCP: drop open request from {source}/{source_port}
udp-problem          UDP: {reason:bad checksum|short packet|bad csum}{~[.:]} From {source}:{source_port}{?
  {~[0-9/]+}} to
  {destination}:{destination_port}{~.*}
address-conflict     ICMPv6: NA: {reason=someone advertises our address} {conflicting} on {interface}!
address-conflict     ICMPv6: NA: {conflicting_mac} {reason=advertised our address} {conflicting} on {interface}!
address-conflict     IPv6: {interface}: {reason=IPv6 duplicate address} detected!
address-conflict     IPv6: {interface}: {reason=IPv6 duplicate address} {conflicting} used by {conflicting_mac}
  detected!
tunnel-handshake     {wg}{reason:Sending handshake (?:initiation|response)|Sending keepalive packet} to peer
  {peer} {to}
tunnel-handshake     {wg}{reason:Receiving handshake (?:initiation|response)|Receiving keepalive packet} from
  peer {peer} {end}
tunnel-handshake-failed {wg}Handshake for peer {peer} {to} {reason:did not complete after [0-9]+ [a-z]+.*}
tunnel-handshake-failed {wg}{reason=Invalid handshake {|initiation|response}} from {|peer {peer}
  {end}|{source}:{source_port}}
tunnel-handshake-failed {wg}Packet {?has }{reason:[a-zA-Z0-9 ]+}{? ({~[^()]*})} from peer {peer} {end}
tunnel-handshake-failed {wg}{reason=No valid endpoint has been configured or discovered} for peer {peer}
tunnel-message       {wg}Keypair {~[0-9]+} {reason:created|destroyed} for peer {peer}
tunnel-message       {wg}Peer {peer} {end} {reason:created|destroyed}
tunnel-message       {wg}Peer {peer} {reason:created|destroyed}
tunnel-message       {wg}{reason:Interface created|Interface destroyed|Zeroing out all keys.*}
tunnel-message       wireguard: WireGuard {~[0-9][^ ]*} loaded. See www.wireguard.com for information.
messages-suppressed  {?net_ratelimit: }{?{~[A-Za-z0-9_]+}: }{count} callbacks suppressed
""", {
    "end": "({|{source}:{source_port}|[{source}]:{source_port}|{~[^()]*}})",
    "to": "({|{destination}:{destination_port}|[{destination}]:{destination_port}|{~[^()]*}})",
    # 1000 Mbps Full Duplex, Flow Control: Rx/Tx | - 1Gbps/Full - flow control rx/tx
    "rate": r"{?{~(?: -|,| at)?} {speed}{~(?:/[A-Za-z]{4})?}}{?{~,?} {~(?:[Ff]ull|[Hh]alf)[ -][Dd]uplex}}"
    r"{~(?:(?:,| -) .{0,160})?}",
    "cookies": "{reason:Sending cookies|Dropping request}.{~.*}",
    "syn": "{?TCP: }{?request_sock_{~[A-Za-z0-9]+}: }{~[Pp]}ossible SYN flooding on",
    "wg": "wireguard: {interface}: ",
})  # fmt: skip
