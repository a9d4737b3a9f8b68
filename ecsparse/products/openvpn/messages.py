"""The messages that OpenVPN alone writes.

Source: the messages of OpenVPN 2.3 to 2.7, of its plug-ins and of openvpn-auth-ldap 2.0.
"""

from __future__ import annotations

from ecsparse.messages import Messages
from ecsparse.messages.beginnings import first_two
from ecsparse.products.openvpn.actions import ACTIONS
from ecsparse.products.openvpn.fields import CAPTURES
from ecsparse.record import Phrase, Signature

_FRAGMENTS = {
    # a name ends where the text of the message begins
    "to_whom": r"{~(?:(?!\]: ').)*}",
    # for username 'alice' [CN SET]
    "of_user": "{| for username '{name}'{~[^']*}|{*}}",
    # alice' failed to authenticate: User account has expired
    "of_pam": "{|{name}' failed to authenticate: {reason}|{name}' {reason=failed to authenticate}{*}|{*}}",
    # Cipher 'AES-256-CTR' initialized with 256 bit key | Using 256 bit message hash 'SHA256' for HMAC …
    "control": "{| Using {key} hash '{control_channel.digest}'{*}| Cipher '{control_channel.cipher}'{*}|{*}}",
    "data": "{| Using {key} hash '{data_channel.digest}'{*}| Cipher '{data_channel.cipher}'{*}|{*}}",
    "key": "{~[0-9]{1,9}} bit message",
}


class BehindPrefixes(Messages):
    """Messages that a client's prefix may come before, which neither date nor tag announce then."""

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """How the messages begin, at the start of a line or anywhere in it."""
        found = super().signatures
        return (*found, *dict.fromkeys(Phrase(first_two(f"{start}")) for start in found))


# A beginning is as long as it takes to be nobody else's.
MESSAGES = BehindPrefixes("openvpn", ACTIONS, CAPTURES, r"""
# authentication
authentication-{succeeded|deferred} ! TLS: Username/{authentication.method} authentication
  {succeeded | deferred}{of_user}
authentication-pending ! SENT CONTROL [{to_whom}]: '{|AUTH_PENDING|AUTH_FAILED,CRV1:}{*}
authentication-pending ! | AUTH: Received control message: AUTH_FAILED,CRV1:
  | AUTH_PENDING received, extending handshake timeout from
authentication-failed ! {AUTH-PAM | PLUGIN AUTH-PAM}: BACKGROUND: user '{of_pam}
authentication-failed ! | No remote {password | username} supplied to OpenVPN LDAP Plugin | TLS Auth Error
  | TLS Error: Auth Username/Password was not provided by peer
authentication-rejected ! SENT CONTROL [{to_whom}]: 'AUTH_FAILED{*}
authentication-rejected ! | AUTH: Received control message: AUTH_FAILED
identity-change-rejected ! TLS Auth Error: {reason:(?:username|TLS object CN) attempted to change} from{identities}
ldap-bind-failed ! | LDAP bind failed immediately:
authentication-message ! | ERROR: could not {read Auth | read Private Key | read challenge response
  | retrieve static challenge} | Error reading {password | username} from Auth
  | Note: previous {'Auth' credentials failed | 'Private Key' credentials} | ERROR: {Auth username is empty
  | received malformed challenge request | username from Auth authfile} | --auth-gen-token: | --auth-token-gen:
  | AUTH: Received control message: | CR response was sent by client | Client does not supported auth
  | Error decoding auth-token-username | Error opening 'Auth' auth file | Error: private key password verification
  | Generated token for client: | Initial timestamp ( | No 'Auth' password found in authfile
  | No password found in Auth authfile | TAS: a= | WARNING: unknown AUTH_FAIL,TEMP flag:
  | auth pending control file is not at least | could not parse auth pending | ignoring AUTH_PENDING parameter:
  | initial auth-token not generated | invalid AUTH_FAIL,TEMP flag: | Using random OpenVPN auth-token server key
  | username not locked, skipping
# certificates and keys
certificate-verified ! | VERIFY {EKU OK | KU OK | OK: depth= | OK: nsCertType= | PLUGIN OK: depth= | SCRIPT OK: depth=
  | X509NAME OK} | CRL CHECK OK:
certificate-rejected ! | VERIFY {CRL: | EKU ERROR | ERROR: | KU ERROR | PLUGIN ERROR: depth= | SCRIPT ERROR:
  | X509NAME ERROR | nsCertType ERROR:} | ERROR: Certificate {does not have | has invalid} key
  | TLS Error: {--tls-verify/--peer-fingerprint certificate hash verification failed.
  | Certificate verification failed (key-method | level-1 certificate hash verification} | CRL CHECK FAILED:
certificate-message ! | WARNING: {OpenSSL 1.0.2 | OpenSSL 1.1.0, AWS-LC and LibreSSL
  | OpenSSL 3.0+ builds do not support | Your certificate has expired! | Your certificate is not yet | cryptoapicert:
  | experimental option --capath | mbed TLS builds do} | Cannot {add lookup at --capath | load extra-certs file:
  | open DCO device | open TAP device | open memory BIO for inline | open utun device | pre-load keyfile (}
  | VERIFY {EKU | KU | WARNING: depth= | X509NAME} | ERROR: {--x509-username-field 'ext: | Certificate has key usage
  | Random number generator cannot} | ++ Certificate has | Decoding PKCS12 failed. Probably | Deprecated TLS cipher name
  | Diffie-Hellman initialized with | ECDH curve | Error in cryptoapicert: | Failed to set restricted TLS
  | Footer text not found in file | Insufficient key material or header | No valid translation found
  | PKCS#11: Adding PKCS#11 provider | SSL_CTX_set_tmp_ecdh: cannot add curve | X509 ATTRIBUTE name='
  | X509 name was missing in TLS
# packets
packet-authentication-failed ! | TLS Error: {can not extract tls-crypt-v2 client key
  | cannot locate HMAC in incoming packet | could not determine wrapping | incoming packet authentication failed
  | tls-crypt unwrapping failed} from | Authenticate/Decrypt packet error: {missing authentication info
  | packet HMAC authentication failed} | Can not unwrap tls-crypt-v2 | tls-crypt unwrap error
  | tls-crypt unwrapping failed
packet-decryption-failed ! | AEAD Decrypt error: | Authenticate/Decrypt packet error:
packet-replayed ! | {AEAD Decrypt | Authenticate/Decrypt packet} error: bad packet ID
  | tls-crypt unwrap error: packet replay
packet-malformed ! WARNING: Bad encapsulated packet length from peer ({|{packet.length}){*}|{*}}
packet-malformed ! | TLS Error: {Early negotiation malformed packet | reading acknowledgement record from packet
  | unknown opcode received from} | IP packet with unknown IP version= | Incoming control channel packet
packet-rejected ! | TLS Error: {Cannot accept new session request | Existing session control channel
  | Received control packet from unexpected IP addr: | Unroutable control packet received from
  | client->client or server->server connection | session-id not found in packet from} | Packet (P_
  | TCP/UDP: Incoming packet rejected from | TLS ERROR: received control packet with stale
source-address-rejected ! MULTI: {reason=bad source address from client} [{packet.source_ip}{*}
foreign-protocol-detected ! | Non-OpenVPN client protocol detected
# TLS
connection-started ! TLS: Initial packet from{|{sender:.*?}, sid={session.id}|{sender}}
connection-started ! Valid packet (P_{sender}
connection-challenged ! | Reset packet from client, sending HMAC based reset challenge
tls-established ! | Control Channel: {DTLSv | TLSv}
tls-handshake-failed ! | TLS error: The server has no TLS ciphersuites
  | TLS error: Unsupported protocol. This typically indicates that client and server have no
tls-negotiation-timed-out ! | TLS Error: TLS key negotiation failed to occur within
tls-renegotiated ! TLS: new session incoming connection from{sender}
tls-renegotiated ! | TLS: soft reset sec=
tls-error ! | TLS Error: {AEAD cipher (currently | Bad dynamic key | Ciphertext -> reliable | Convoluted certificate
  | Error reading | Failed to export | Failed to read required | Incoming Ciphertext | Key Method # | Keying material
  | PRF calculation | TLS object -> | Username ( | client generate_key_expansion | error reading key
  | generate_key_expansion failed | initializing data | key already initialized | key length mismatch,
  | key_state not authenticated | local/remote TLS | peer asked us to resend | received P_ACK | received P_CONTROL
  | server generate_key_expansion} | TLS ERROR: {BIO write | Outgoing Plaintext | Plaintext buffer
  | Unknown key_method/flags= | local/remote key | write tls_write_} | Fatal TLS error (check_tls_errors_co),
  | TLS_ERROR: BIO read
control-channel-initialized ! {Incoming | Outgoing} Control Channel {|Authentication|Encryption}:{control}
peer-info-received ! peer info: {peer_info.name=IV_VER}={peer_info.value={agent_version}}
peer-info-received ! peer info: {peer_info.name=IV_GUI_VER}={peer_info.value={agent}}
peer-info-received ! peer info: {peer_info.name=IV_PLAT_VER}={peer_info.value={os_version}}
peer-info-received ! peer info: {peer_info.name=IV_PLAT}={peer_info.value={platform}}
peer-info-received ! peer info: {peer_info.name=IV_HWADDR}={peer_info.value={hardware}}
peer-info-received ! peer info: {peer_info.name={IV_ | UV_}{~[^=]+}}={peer_info.value}
peer-info-received ! | peer info: IV_ | peer info: UV_
tls-message ! | ERROR: {--auth-token wrong size | --tls-crypt | Client key | Failed to stat CRL file during
  | could not wrap generated client | invalid tls-crypt-v2 | not enough data in tls-crypt-v2 | tls-auth enabled, but
  | tls-crypt-v2 client key} | Warning: TLS {client | server} context initialisation | Control Channel: {DTLS | TLS
  | using tls-crypt-v2} | TLS: {Replacing client provided username | Username/Password authentication
  | Username/auth-token authentication | move_session: | tls_multi_process: | tls_process:}
  | Expected Remote Options {String | hash} | Testing {client-side | server-side} key loading... | Can not {locate
  | read} tls-crypt-v2 | WARNING: {Export keying material failed! | Failed to stat CRL file, not
  | Received control with invalid} | {Incoming | Outgoing} Control Channel | Local Options {String | hash}
  | Client wants tls-crypt-v2, | Control Channel Authentication: | Control channel security already
  | Could not append tls-crypt-v2 | Note: --connect-freq-initial | Option inconsistency warnings triggering
  | Peer tried unsupported key-method | Protocol error: received P_DATA_V2 | Re-using SSL/TLS context
  | Re-using pre-shared static key | TLS CRYPT V2 VERIFY | TLS Handshakes, success= | TLS Warning: no data channel
  | TLS key export for P2P | TLS-CRYPT ERROR: packet ID | TLS-CRYPT WRAP: buffer | Warning buffer of freed TLS
  | Warning: --max-packet-size ( | Warning: TLS 1.0 PRF with MD5+SHA1 PRF | mbed TLS msg ( | tls-crypt
  | validation failed on peer_info
# clients and the pool of addresses
client-instance-created ! | MULTI: multi_create_instance called
session-started ! | Peer Connection Initiated with
address-assigned ! | MULTI: primary virtual IP | MULTI_sva: pool returned
address-learned ! | MULTI: Learn:
address-reserved ! | ifconfig_pool_read(), in='
pool-read ! | IFCONFIG {POOL IPv4: | POOL IPv6: | POOL:}
connection-rejected ! | MULTI: {client has been rejected | connection rejected: | new incoming connection would exceed}
  | TCP NOTE: Rejected connection attempt from
client-address-change-rejected ! | Disallow float to an address taken by another client
session-superseded ! MULTI: {reason=new connection by client}{| '{name}' will cause {*}|{*}}
client-message ! | MULTI {ERROR: | IO: | ROUTE: | TCP:} | {NOTE: | WARNING:} IPv4 pool size is | Can't learn
  | Client does not support DATA_V2. | Float requested for peer | GREMLIN_FLOOD_CLIENTS: | IFCONFIG POOL | IFCONFIG_POOL
  | MULTI: | MULTI_sva: | Note: peer reports running in P2P | PF: addr[ | PF: client -> | PF: client[ | WARNING: PF:
  | ifconfig_pool_set( | pool: IPv | pool: invalid IPv | succeeded -> ifconfig_pool_set(
# push and pull
options-requested ! | PUSH: Received control message: 'PUSH_REQUEST
options-requested ! SENT CONTROL [{to_whom}]: 'PUSH_REQUEST{*}
options-pushed ! SENT CONTROL [{to_whom}]: '{|PUSH_REPLY|PUSH_UPDATE}{*}
options-received ! | PUSH: Received control message: {'PUSH_REPLY | 'PUSH_UPDATE}
cipher-negotiation-failed ! PUSH: {|{reason=No common cipher between server and client}. Server data-ciphers:
  '{data_channel.server_ciphers}', client supported ciphers '{data_channel.client_ciphers}'{*}|{reason=No common
  cipher between server and client}. {*}|{reason:No common cipher between server .*}}
cipher-negotiation-failed ! | ERROR: failed to negotiate cipher | Error: negotiated cipher not allowed
  | Error: pushed cipher not allowed -
option-mismatched ! | WARNING: {'auth' | 'cipher' | 'comp-lzo' | 'dev-type' | 'ifconfig' | 'key-method' | 'keydir'
  | 'keysize' | 'link-mtu' | 'mtu-dynamic' | 'proto' | 'secret' | 'tls-auth' | 'tls-client' | 'tls-server' | 'tun-ipv6'
  | 'tun-mtu' | 'version'} is
push-message ! | WARNING: Received {INFO command is too | bad push/pull message: | unknown control message:}
  | ERROR: Failed to apply {P2P | push options} | No reply from server {after | to} | --push option is too
  | Failed to process push update | Info command was pushed by server | No updatable options found | OPTIONS IMPORT:
  | P2P mode NCP negotiation | PUSH: | PUSH_REMOVE ' | Pushed dispensable option is not updatable: | REMOVE PUSH ROUTE:
  | SENT CONTROL [ | WARN: PUSH_UPDATE messages cannot | WARNING: Receive control message failed
# the data channel
data-channel-initialized ! {Incoming | Outgoing} Data Channel:{data}
data-channel-initialized ! {Data Channel | Static} {Decrypt | Encrypt}:{data}
data-channel-initialized ! Data Channel: {cipher | using negotiated cipher} '{|{data_channel.cipher}'{*}|{*}}
data-channel-message ! | Note: {'--allow-compression' is not set | 'compress migrate' detected remote
  | --data-ciphers-fallback with cipher | --fragment disables data | --http-proxy disables data
  | --management-query-proxy disables | --secret disables data | --socks-proxy disables data | Kernel support for ovpn
  | NOT using '--topology | afunix tun type selected, | dev-type not tun, disabling | null tun type selected,
  | ovpn-dco-win driver is missing,} | Cannot {add peer to DCO | allocate DCO | delete primary key during
  | delete secondary key | open --replay-persist | set DCO peer | set parameters for DCO} | Bad {LZ4 | LZ4v2
  | LZO} decompression | LZO compression {buffer | error: | initializ} | {Incoming | Outgoing} Static Key Encryption:
  | {LZ4 | LZO} decompression error: | Protocol options: {explicit-exit-notify | protocol-flags}
  | LZ4 compression {buffer | initializ} | Timers: {inactive | ping | session-timeout} | DCO: {Socket bind failed:
  | attempt removing iroutes from system | cannot retrieve ifindex for interface | provided unsupported cipher:}
  | Using {data channel | peer} cipher ' | received bogus {data from ovpn-dco | del peer packet} | --mode server is set.
  | --windows-driver is set | Attempting to send data packet | Bad compression stub | Comp-stub init
  | Consider using the '--compress | DCO key state mismatch: | Data Channel Offload doesn't
  | DeviceIoControl(OVPN_IOCTL_ | ENCRYPT ERROR: packet ID roll | ENCRYPT: buffer size error,
  | ERROR: Failed to apply DCO | Error retrieving DCO | FATAL: DCO does not support | FRAG TTL expired
  | FRAG: outgoing buffer is not empty, | FRAG_IN error flags= | FRAG_OUT error,
  | Fatal decryption error (process_incoming_link), | Impossible to install key material | LZ4v2 compression
  | MTU: adding | NCP: | NOTE: --remote is not defined | NOTE: TCP transport disables data
  | NOTE: multiple --local options | No encryption key found. Purging | No tls-client or tls-server | PID_ERR
  | Received data packet with new | TCP/UDP packet too large on write | Use --data-ciphers-fallback
  | WARNING: INSECURE cipher ( | WARNING: cipher with small block size | dco connect | dco-win doesn't yet | dco_
  | multiple --local options | ovpn-dco: | ovpn_handle_peer | ovpn_n | process_incoming_del_peer:
# the end of sessions
session-timed-out ! {reason=Inactivity timeout (--{~[^,]*}}{*}
session-exit-announced ! SENT CONTROL [{to_whom}]: '{|RESTART|HALT|EXIT}{*}
session-exit-announced ! | {CC-EEN | OCC} exit message received by peer | Connection reset command was
  | Halt command was pushed by server | SIGTERM received, sending exit notification to peer
session-message ! | All connections have been connect-retry-max | Converting soft SIG
  | ERROR: Certificate subject contains a | Failed to open tun/tap | Ignoring SIGHUP received during
  | Ignoring SIGUSR1 received | OpenVPN started by inetd/xinetd | Received DCO message | Signal received from management
  | send_push_reply(): safe_cap= | setcon to '
# devices of the tunnel
interface-created ! | {ovpn-dco | tap-windows6 | tun/tap | wintun} device [ | net_iface_new:
interface-changed ! | net_addr_ll_set: | net_iface_mtu_set: | net_iface_up:
interface-deleted ! | Closing {DCO | TUN/TAP | ovpn-dco | tap-windows6 | tun/tap | wintun} interface | net_iface_del:
interface-address-{added|removed} ! | net_addr_{ptp_v4 | v4 | v6}_{add | del}:
network-change-failed ! | {net_addr_ll_set | net_iface_del | net_iface_mtu_set | net_iface_new | net_iface_up
  | sitnl_addr_set | sitnl_route_set | sitnl_send}: rtnl:
tunnel-message ! | WARNING: {--local address [ | --remote address [ | Since you are using --dev
  | Since you are using subnet | potential TUN/TAP adapter | potential conflict between --local
  | potential conflict between --remote | potential route subnet conflict} | {AIX | FreeBSD | NetBSD
  | OpenBSD} ifconfig failed | NOTE: {Beginning empirical MTU | Empirical MTU test | IPv6 interface MTU
  | Pulled options changed on restart, | This connection is unable to accommodate | Tried to delete pre-existing
  | failed to empirically measure | failed to obtain options consistency} | TUN/TAP {I/O operation | TX queue length
  | interface has been | link layer address | packet was} | {FreeBSD | NetBSD | OpenBSD} 'destroy tun | AIX {'create tun
  | 'destroy tap} interface' | Cannot {allocate | open} TUN/TAP | Note adjusting {'fragment | 'mssfix}
  | ERROR: Cannot {ioctl TUNSETIFF | open TUN/TAP} | Cannot ioctl TUNSET | Control Channel MTU parms [
  | Data Channel MTU parms | Failed to open utun | Fragmentation MTU parms | Generic ip addr del failed
  | I don't recognize device | Mac OS X ifconfig failed | MacOS X 'remove inet6 | Note: Cannot open control socket
  | Note: Cannot set tx queue length | Note: enable extended error passing | Preserving previous TUN/TAP
  | Server-pushed tun-mtu is too | Solaris ifconfig | Successful ARP Flush on interface | TLS-Auth MTU parms
  | TUN MTU value ( | There is a problem in your | Warning: reported maximum MTU | do_ifconfig, | generic BSD ifconfig
  | init_tun: problem converting IPv6 ifconfig | net_iface_type: | sitnl_addr_add: | sitnl_addr_del:
  | sitnl_addr_ptp_add: | sitnl_addr_set: | sitnl_bind: | sitnl_route_add: | sitnl_route_del: | sitnl_route_save:
  | sitnl_route_set: | sitnl_send: | sitnl_socket: | tun packet too large
# routes
gateway-found ! | net_route_{v4 | v6}_best_gw result:
gateway-queried ! net_route_{v4 | v6}_best_gw query:{| dst {route.network}|{*}}
route-{added|removed} ! | net_route_{v4 | v6}_{add | del}:
route-added ! | MULTI: internal route
route-change-failed ! | ERROR: {FreeBSD | Linux | NetBSD | OS X | OpenBSD | Solaris | Windows} route | ERROR: route {add
  | addition | delete | deletion} failed using | ERROR: Linux IPv6 route can't be added
route-message ! | IPv6 route {add | addition | delete | deletion} via service | ERROR: {*BSD | AIX | DragonFly | MacOS X
  | OpenBSD/NetBSD} route | IPv6 route {add | addition | delete} using ipapi
  | ROUTE: {CreateIpForwardEntry succeeded with | bypass_host_route[ | default_gateway=
  | route add failed using service: | route addition failed using | route delete failed using service:
  | route deletion failed using} | NOTE: {GetBestInterfaceEx returned error: | GetIpForward
  | Linux route add command failed | unable to redirect} | ERROR: Haiku inet | Flag 'def1' added to --redirect-gateway
  | GDG6: | GDG: | GetBestInterfaceEx() returned if= | Initializing stale route check | OpenVPN ROUTE6: | OpenVPN ROUTE:
  | OpenVPNROUTE6: | ROUTE default_gateway= | ROUTE network | ROUTE remote_host | ROUTE6 WARNING: OpenVPN needs
  | ROUTE6: | Recursive routing detected, | Route: Waiting for TUN/TAP | TEST ROUTES: | WARNING: OpenVPN was configured
  | Warning: route gateway is | add_route_ipv6( | delete_route_ipv6( | net_route_v4_best_gw | net_route_v6_best_gw
# sockets and proxies
{socket-bound|peer-address-set} ! | {TCP_CLIENT | TCP_SERVER | TCPv4_CLIENT | TCPv4_SERVER | TCPv6_CLIENT
  | TCPv6_SERVER | UDP | UDPv4 | UDPv6 | tcp4-client | tcp4-server | tcp6-client | tcp6-server | udp4 | udp6} link
  {local | remote}
peer-address-set ! | TCP/UDP: Preserving recently used remote address:
connection-established ! | TCP connection established with [AF_INET
connection-failed ! | TCP: connect to [AF_INET
name-resolution-failed ! | RESOLVE: Cannot resolve host address:
socket-error ! | write {TCP_ | TCPv | UDP [ | UDPv} | read {TCP_ | TCPv | UDP [ | UDPv}
socket-message ! | {TCP_CLIENT | TCP_SERVER | TCPv4 | TCPv4_CLIENT | TCPv4_SERVER | TCPv6 | TCPv6_CLIENT | TCPv6_SERVER
  | UDPv4 | UDPv6 | proto-uninitialized | tcp4-client | tcp4-server | tcp6-client | tcp6-server | udp4 | udp6} link
  | NOTE: setsockopt {SO_MARK= | SO_RCVBUF= | SO_SNDBUF= | TCP_NODELAY=} | HTTP proxy: {digest | do not recognize
  | no support for proxy | support for basic} | Attempting {Basic | NTLM} Proxy-Authorization
  | RESOLVE: {Cannot parse IP address: | Ignored SIGUSR1 signal | NOTE: | signal received during DNS}
  | NTLM: {Username or domain too long | base64 decoding of phase 2 | phase 2 response from server
  | security buffer too big for message | target information buffer too} | Connection {reset during
  | reset, inetd/xinetd} exit | BUG: link_socket_read_tcp(): | CMSG received that cannot be parsed
  | Could not determine IPv4/IPv6 protocol | ERROR: received strange incoming packet
  | ERROR: unknown HTTP authentication method: | EVENT: epoll_ctl | HTTP PROXY: lookahead: | HTTP proxy authenticate '
  | NTLM Proxy-Authorization | NTLM v1 authentication | PORT SHARE PROXY: | Received NTLM Proxy-Authorization
  | SOCKS failed to get username/password. | SOCKS proxy wants us to send | SOCKS username and/or password
  | Setting IPV6_V6ONLY= | Socket Buffers: R=[ | Socket flags: TCP_NODELAY= | TCP/UDP packet was | TCP/UDP: | TCP/UDPv4:
  | TCP: Received strange incoming connection | TCP: getpeername() failed | UDP: Cannot create UDP/UDP6 socket
  | UDP: failed setsockopt for IP | WARN: setsockopt SO_BINDTODEVICE= | WARNING: ignoring --remote-random-hostname
  | establish_http_proxy_passthru: | establish_socks_proxy_pass | establish_socks_proxy_udpassoc: | event_wait :
  | getaddrinfo() failed for local | read from TUN/TAP | recv_socks_reply: | setsockopt(IPV6_V6ONLY= | socks_handshake:
  | socks_username_password_auth: | write to TUN/TAP
# the daemon
daemon-started ! OpenVPN {version=2.{~[^ ]*}}{*}
daemon-ready ! | Initialization Sequence Completed
daemon-message ! | Warning: {CloseHandle (read) | CloseHandle (write) | ResetEvent (read)
  | ResetEvent (write)} failed in close_net_event_win32 | ERROR: {--ip-win32 dynamic [offset] | Cannot load auth-token
  | Sorry, this command is currently | cryptoapicert with only | cryptoapicert: min TLS version larger than
  | cryptoapicert: set max TLS version failed | external key with mbed | mbed TLS cannot handle
  | not enough data in auth-token | recv_socks_reply: empty response from socks server | socket required for --inetd
  | this binary was built without} | PKCS#11: {Certificate too large: | Could not parse certificate
  | Error: PSS padding is not supported | Failed to load private key | Failed to set cert and private
  | Invalid certificate size | Unknown padmode < | mbed TLS cannot parse}
  | Error: {Windows resource limit WSA_MAXIMUM_WAIT_EVENTS | Windows version must be XP
  | dmalloc support is not available | ovpn_dco_init: CreateEvent failed | problem with tun vs.
  | reset_net_event_win32: WSAEnumNetworkEvents call failed | xkey keymgmt_import: duplicating
  | xkey keymgmt_import: unknown | xkey provider: signature} | Cannot {allocate NetBSD TAP | create Win32
  | find ovpn_dco | query NetBSD TAP | retrieve curve list | seek to beginning of --replay-persist | use utun devices
  | write to --replay-persist} | Copyright (C) {2002-2018 | 2002-2024 | 2002-2026} OpenVPN | Need {hold release
  | information | password(s)} from management | Warning: {CancelIO | CloseHandle} failed on TAP-Windows | NOTE: {chroot
  | setcon} will be delayed because | {Close | Read} error on --replay-persist | WARN: {xkey digest_sign: EVP_Digest
  | xkey digest_sign_init: MD_fetch | xkey test_sign: call | xkey_digest: EVP_Digest failed
  | xkey_digest: MD_fetch failed for <} | could not {create dns vars file | receive dns updown | send dns vars filename}
  | Note: {cipher ' | mbed TLS hardware crypto | mbed TLS provider functionality | sys_epoll API is unavailable}
  | WARNING: {Cannot create Win32 | mlockall call failed | you are using user/group/chroot} | mbed TLS {cipher context
  | cipher set | does not support} | {PKCS #12 files | Windows CryptoAPI} not yet supported | {ReleaseSemaphore
  | Wait} failed on Win32 | Sorry, {but I don't know how | deleting routes on Android | this version of OpenVPN}
  | --mode server not supported | --user specified but | Assertion Failed: Array index=
  | Capabilities retained: CAP_NET_ADMIN | Compile time defines: | Compression for receiving enabled
  | Connection profiles | Could not find a suitable temporary | CreateFile failed on TAP
  | Cryptoapi: signing hash using EC key: | DCO version: | Entering OpenVPN crypto | Error retrieving utun
  | Exiting due to multiple authentication | Failed to add PKCS#11 | GREMLIN: CONNECTION GOING
  | Mbed TLS 4 only supports pre-defined | NOTE: --mute triggered... | NOTE: UID/GID downgrade
  | NOTE: previous error likely due to missing | No usable connection profiles | OpenSSL error: failed to load
  | OpenVPN crypto self-test | OpenVPN: Out of Memory | Originally developed by James
  | Output Traffic Shaping initialized | RSA padding mode not supported | Required management interface not available.
  | TAP device name must | The following objects are available | This might be a client-key
  | Unexpected invalid algorithm used | Warning: SetEvent/ResetEvent failed in net_event_win32_reset_write
  | Warning: close_net_event_win32: WSAEventSelect call failed | capng_change_id( | dns up command exited with status
  | management-external-key requires an RSA | memstats data will be written | mlock: MEMLOCK limit: soft=
  | mlock: RLIMIT_MEMLOCK < | mstats_open: | neither stdin nor stderr are a tty | openvpn_execve: | openvpn_popen:
  | run_dns_up_down: | tls_ctx_use_external_signing_func is not implemented
status-message ! | {post-compress | post-decompress | pre-compress | pre-decompress} bytes, | TUN/TAP {read
  | write} bytes, | Common Name,Real Address,Bytes Received,Bytes | Max bcast/mcast queue length, | OpenVPN CLIENT LIST
  | OpenVPN STATISTICS | Virtual Address,Common Name,Real Address,Last
adapter-message ! | Using service to {add WFP block | add block | delete WFP | delete block} | TUN: {Setting IPv
  | adding IPv | adding address failed using | adding dns domain failed using | deleting IPv
  | deleting address failed using | deleting dns domain failed | enabling dhcp using service | setting IPv} | {End
  | Start} ipconfig commands for register-dns... | ERROR: {--dev tun also requires | AddIPAddress | Exit Event ('
  | The TAP-Windows driver | There is a clash between the --ifconfig | netsh command failed}
  | NOTE: {FlushIpNetTable failed on interface | Release of DHCP-assigned IP | You have selected (explicitly
  | could not delete previously | could not get adapter index | now trying netsh (this may}
  | WARNING: {Failed to renew DHCP IP address | Some TAP-Windows adapters | The TAP-Windows driver
  | You have selected '--ip-win32} | All {ovpn-dco | tap-windows6 | wintun} adapters | {Blocking
  | Unblocking} outside dns using | Notified {TAP-Win32 | TAP-Windows} driver | All TAP-W | Available TAP-WIN32
  | Blocking outside DNS | DHCP option string not set | Error in WFP: | Error in add_block_dns_filters():
  | Error: init_net_event_win32: | Extracted DHCP router address: | IPv4 MTU set to | IPv6 MTU set to
  | Register ring buffers failed | Register_dns | Ring buffers registered via | Set TAP-Win32 TUN | Set TAP-Windows TUN
  | Some --dhcp-option or --dns | Succeeded in adding a temporary | Successfully deleted previously set | TAP-W
  | TAP: DHCP address | There are no TAP- | Uninitialising WFP failed! | Uninitializing WFP | WFP
  | Warning: DeleteIPAddress[ | Wintun read error, | Wintun: | build_dhcp_options_string:
  | fork_to_self: CreateProcess failed: | interactive service msg_channel= | win_ctrl_handler: signal | write_dhcp_
  | write_wintun():
# options
client-configuration-read ! OPTIONS IMPORT: reading client specific options from:{| {file}|{*}}
configuration-rejected ! | OPTIONS ERROR:
option-message ! | WARNING: {'--inactive' with a 'bytes' | '--proto udp6' is not compatible
  | --ifconfig-pool-persist will not work | --keepalive option is missing | --keysize is DEPRECATED
  | --ns-cert-type is DEPRECATED. | --ping should normally be used with --ping-restart or --ping-exit
  | --topology net30 support | Compression for receiving enabled. | Compression for sending and receiving
  | Failed running dns updown | Ignoring option 'dh' in tls-client | Multiple --daemon directives
  | No server certificate verification | POTENTIALLY DANGEROUS OPTION --verify-client-cert
  | The --log option is not supported | Using --genkey --secret | Using --management on a TCP
  | You have disabled Replay Protection | You have specified redirect-gateway
  | cipher 'none' specified for --data-ciphers. | client-nat table overflow | couldn't copy all --dns
  | dns option setenv name buffer | if you use --mssfix | normally if you use --mssfix | plugin '
  | setting DNS failed, no compatible | setting tcp-nodelay on the client | the current --script-security
  | this configuration may cache passwords in memory -- use the auth-nocache option
  | using --duplicate-cn and --client-config-dir | using --fragment and --mtu-test
  | using --pull/--client and --ifconfig | you are using chroot without} | NOTE: {--fast-io is disabled
  | --group option is not implemented | --route-table is supported | --script-security method='
  | --user option is not implemented | --win-sys env is default | Options consistency check may | TCP_NODELAY is always
  | debug verbosity (--verb | starting with OpenVPN
  | the current --script-security setting may allow this configuration to call | when bridging your LAN adapter
  | your local LAN uses the extremely} | Note: {'--reneg-bytes' and '--reneg-pkts' | --cipher is not set.
  | --client-to-client has no effect | --mktun does not support | Treating option '--ncp-ciphers' | Using --push without
  | ignoring --dev-node as it | max-packet-size value outside of allowed | option http-proxy-override ignored because
  | option tun-ipv6 is ignored} | Multiple {--client-connect | --tls-verify | --up} scripts | {Error: cannot redirect
  | Warning: Error redirecting} stdout/stderr to --log | NOTICE: {--explicit-exit-notify ignored | --prng option ignored
  | dual-stack mode for '--proto} | Warning: cannot {duplicate stderr, password | open --log file:}
  | --cipher is not set. | --log file redirection | --mtu-disc is not supported | --no-replay cannot be used
  | --no-replay was removed | --pull-filter ignored for --mode | --tls-version-min
  | Automatically enabling option --force-tls-key-material-export | Cipher negotiation is disabled
  | Consider setting groups/curves preference | DEPRECATED FEATURE: automatically upcased
  | DEPRECATION: No tls-client or tls-server | DEPRECATION: opt-verify is deprecated | Error: --log redirect
  | Error: cannot seek to end of --log | Length of --data-ciphers | Multiple --auth-user-pass-verify
  | Obsolete option --dhcp-release | Option --windows-driver ovpn-dco | Option pkcs11-id
  | Options warning: Bad backslash | REMOVED OPTION: -- | Unrecognized option or missing
  | Unsupported cipher in --data-ciphers: | Using certificate fingerprint to verify | Warning on use of --daemon
  | client-nat: | invalid --mtu-disc type: | management-external-key with
# management
management-connected ! MANAGEMENT: Client connected from{controller}
management-command ! MANAGEMENT: CMD '{management.command}{?'}
management-message ! | Failed to get the management | MAN: client connection rejected after | MANAGEMENT:
  | Out of bounds index in management
# plug-ins and scripts
plugin-called ! PLUGIN_CALL:{| {~PRE|POST} {plugin.path}/{plugin.type} status={plugin.status}{*}|{*}}
plugin-message ! | A plugin that defers from the OPENVPN_PLUGIN_CLIENT_CONNECT_V2 | AUTH-PAM:
  | Auth-LDAP Configuration Error: | DOWN-ROOT: | Error extracting challenge/response from password.
  | No remote address supplied | PAMDL: unable to resolve ' | PLUGIN AUTH-PAM: | PLUGIN DOWN-ROOT:
  | PLUGIN: could not find required symbol | PLUGIN: symbol openvpn_plugin_ | PLUGIN_CLOSE: | PLUGIN_INIT:
  | UNC paths for plugins are not allowed. | Unhandled plugin type in OpenVPN
script-failed ! | WARNING: {client-connect | client-connect-v2 | client-disconnect | ipchange | learn-address
  | route-up} plugin call failed | ERROR: up/down plugin call failed
  | WARNING: External program may not be called unless '--script-security 2' or higher is enabled.
  | WARNING: Failed running command (
script-message ! | SETENV_ES ' | WARNING: Unknown/unexpected value in deferred
""", _FRAGMENTS)  # fmt: skip
