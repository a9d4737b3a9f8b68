"""OpenVPN, servers and clients: the daemon's own log, to a file, to the console or to syslog.

Layout:
    2023-10-31 15:09:59 client01/165.225.204.88:59321 MULTI: Learn: 10.8.0.6 -> client01/165.225.204.88:59321

    A date, the client's prefix `[name/]address:port `, and a message. All but the message may be missing:
    there is no date under syslog, systemd or `--suppress-timestamps`, and no prefix in messages of the process
    itself. The name is a certificate's common name or a user name. Up to 2.6 an IPv6 client has no port
    (`name/2001:db8::1 `); 2.7 writes the protocol too (`name/udp6:[2001:db8::1]:1194 `).

Source: the messages of OpenVPN 2.3 to 2.7 (`WORDING`), of its plug-ins and of openvpn-auth-ldap 2.0; the
integration page with its samples (`samples/openvpn`).

Timestamps: `YYYY-MM-DD hh:mm:ss` (2.5 and later) or C's `ctime` (up to 2.4), local time without a zone;
` us=N` behind either is no part of it. `--machine-readable-output` has an epoch with microseconds and flags. A
line without a date has the syslog header's time, if that says the year.

Quirks of the documented normalisation:
    The message is `event.reason`, unless it has one of the structured forms: `client_information.log`.
    A pool's base address is `client.ip`: `client_information.log`.
    A common name is `client.domain` in the forms that carry one, a user name elsewhere: `client_connection.log`.
    `observer.mac` is as OpenVPN writes it, gateway addresses are left out: `gateway.log`.
    `openvpn.peer.ip` is not in `related.ip`: `tunnel.log`.
    Every line of the LDAP plug-in is a failed start of an authentication, without a reason: `ldap.log`.
"""

from __future__ import annotations

from bisect import bisect_right

from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.formats import dn
from ecsparse.patterns import Pattern
from ecsparse.record import Phrase, Prefix, Product, Program, ProgramStem, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ecsparse.record import Document, Record

    # name, address, and the digits of the port
    Peer: TypeAlias = tuple[str | None, str | None, str]

# How messages begin, in versions 2.3 to 2.7, by topic; ` | ` stands between two of them.
WORDING = {
    "start-up and banner": r"""
--user specified but | Assertion Failed: Array index= | Capabilities retained: CAP_NET_ADMIN |
Compile time defines: | Compression for receiving enabled | Connection profiles | DCO version: |
Entering OpenVPN crypto self-test mode. |
Exiting due to multiple authentication plug-ins performing deferred authentication. |
GREMLIN: CONNECTION GOING | Initialization Sequence Completed | NOTE: --mute triggered... |
NOTE: UID/GID downgrade | NOTE: chroot will be delayed because of --client, --pull, or --up-delay |
NOTE: previous error likely due to missing capability CAP_SETPCAP. |
NOTE: setcon will be delayed because of --client, --pull, or --up-delay |
Need hold release from management interface, waiting... |
Need information from management interface, waiting... |
Need password(s) from management interface, waiting... | No usable connection profiles are present |
Note: cipher ' | Note: sys_epoll API is unavailable | OpenVPN 2. |
OpenVPN crypto self-test mode SUCCEEDED. | OpenVPN: Out of Memory | Originally developed by James Yonan |
Output Traffic Shaping initialized at | Required management interface not available. |
Sorry, but I don't know how to configure link layer addresses on this operating system. |
Sorry, but I don't know how to do 'ifconfig' commands on this operating system. |
Sorry, but I don't know how to do 'route ipv6' commands on this operating system. |
Sorry, but I don't know how to do 'route' commands on this operating system. |
Sorry, but I don't know how to do IPv6 'ifconfig' commands on this operating system. |
WARNING: mlockall call failed | WARNING: you are using user/group/chroot | capng_change_id( |
could not create dns vars file | could not receive dns updown status | could not send dns vars filename |
dns up command exited with status | memstats data will be written to | mlock: MEMLOCK limit: soft= |
mlock: RLIMIT_MEMLOCK < | mstats_open: |
neither stdin nor stderr are a tty device and you have neither a controlling tty nor | openvpn_execve: |
openvpn_popen: | run_dns_up_down:
""",
    "options": r"""
--cipher is not set. | --log file redirection error on std | --mtu-disc is not supported on this OS |
--no-replay cannot be used with a CFB, OFB or AEAD mode cipher |
--no-replay was removed in OpenVPN 2.7. | --pull-filter ignored for --mode server | --tls-version-min |
Automatically enabling option --force-tls-key-material-export |
Cipher negotiation is disabled since neither P2MP client nor server mode is enabled |
Consider setting groups/curves preference with tls-groups |
DEPRECATED FEATURE: automatically upcased the --x509-username-field parameter to ' |
DEPRECATION: No tls-client or tls-server option in configuration detected. |
DEPRECATION: opt-verify is deprecated | Error: --log redirect |
Error: cannot redirect stdout/stderr to --log file: | Error: cannot seek to end of --log file: |
Length of --data-ciphers is over the limit of 127 chars |
Multiple --auth-user-pass-verify scripts defined. | Multiple --client-connect scripts defined. |
Multiple --tls-verify scripts defined. | Multiple --up scripts defined. |
NOTE: --fast-io is disabled since | NOTE: --group option is not implemented on Windows |
NOTE: --route-table is supported only on Linux when SITNL is built-in |
NOTE: --script-security method=' | NOTE: --user option is not implemented on Windows |
NOTE: --win-sys env is default from OpenVPN 2.3. |
NOTE: Options consistency check may be skewed by version differences |
NOTE: TCP_NODELAY is always enabled locally; --tcp-nodelay | NOTE: debug verbosity (--verb |
NOTE: starting with OpenVPN 2.1, '--script-security 2' or higher is required |
NOTE: the current --script-security setting may allow this configuration to call |
NOTE: when bridging your LAN adapter with the TAP adapter, |
NOTE: your local LAN uses the extremely common subnet address 192.168.0.x or 192.168.1.x. |
NOTICE: --explicit-exit-notify ignored for --proto tcp |
NOTICE: --prng option ignored (SSL library PRNG is used) |
NOTICE: dual-stack mode for '--proto udp' does not work correctly with '--socks-proxy' today. |
Note: '--reneg-bytes' and '--reneg-pkts' are not supported by data channel offload |
Note: --cipher is not set. | Note: --client-to-client has no effect when using data channel offload |
Note: --mktun does not support DCO. | Note: Treating option '--ncp-ciphers' as |
Note: Using --push without --mode server is an unsupported configuration. |
Note: ignoring --dev-node as it has no effect when using data channel offload |
Note: max-packet-size value outside of allowed control channel packet size |
Note: option http-proxy-override ignored because no TCP-based connection profiles are defined |
Note: option tun-ipv6 is ignored because modern operating systems do not need special | OPTIONS ERROR: |
Obsolete option --dhcp-release detected. | Option --windows-driver ovpn-dco is ignored |
Option pkcs11-id | Options warning: Bad backslash | REMOVED OPTION: -- |
Unrecognized option or missing or extra parameter(s) in | Unsupported cipher in --data-ciphers: |
Using certificate fingerprint to verify peer (no CA option set). |
WARNING: '--inactive' with a 'bytes' value >2 Gbyte was silently ignored |
WARNING: '--proto udp6' is not compatible with '--socks-proxy' today. |
WARNING: --ifconfig-pool-persist will not work with --duplicate-cn |
WARNING: --keepalive option is missing from server config | WARNING: --keysize is DEPRECATED |
WARNING: --ns-cert-type is DEPRECATED. |
WARNING: --ping should normally be used with --ping-restart or --ping-exit |
WARNING: --topology net30 support for server configs with IPv4 pools will be removed |
WARNING: Bad encapsulated packet length from peer ( | WARNING: Compression for receiving enabled. |
WARNING: Compression for sending and receiving enabled. |
WARNING: External program may not be called unless '--script-security 2' or higher is enabled. |
WARNING: Failed running command ( | WARNING: Failed running dns updown |
WARNING: Ignoring option 'dh' in tls-client mode | WARNING: Multiple --daemon directives specified |
WARNING: No server certificate verification method has been enabled. |
WARNING: POTENTIALLY DANGEROUS OPTION --verify-client-cert none |
WARNING: The --log option is not supported on this OS |
WARNING: Using --genkey --secret filename is DEPRECATED. |
WARNING: Using --management on a TCP port WITHOUT passwords is STRONGLY discouraged |
WARNING: You have disabled Replay Protection (--no-replay) |
WARNING: You have specified redirect-gateway and redirect-private at the same time |
WARNING: cipher 'none' specified for --data-ciphers. | WARNING: client-nat table overflow |
WARNING: couldn't copy all --dns | WARNING: dns option setenv name buffer overflow |
WARNING: if you use --mssfix and --fragment, you should |
WARNING: normally if you use --mssfix and/or --fragment, you should also set --tun-mtu |
WARNING: plugin ' | WARNING: setting DNS failed, no compatible server profile |
WARNING: setting tcp-nodelay on the client side will not affect the server. |
WARNING: the current --script-security setting may allow passwords to be passed to |
WARNING: this configuration may cache passwords in memory -- use the auth-nocache option |
WARNING: using --duplicate-cn and --client-config-dir together is probably not what you want |
WARNING: using --fragment and --mtu-test together may produce an inaccurate MTU test result |
WARNING: using --pull/--client and --ifconfig together is probably not what you want |
WARNING: you are using chroot without specifying user and group | Warning on use of --daemon |
Warning: Error redirecting stdout/stderr to --log file: |
Warning: cannot duplicate stderr, password prompts will appear in log file instead of console. |
Warning: cannot open --log file: | client-nat: | invalid --mtu-disc type: ' |
management-external-key with
""",
    "tunnel device": r"""
AIX 'create tun interface' failed | AIX 'destroy tap interface' failed | AIX ifconfig failed |
Cannot allocate TUN/TAP dev dynamically | Cannot ioctl TUNSET | Cannot open TUN/TAP dev |
Closing TUN/TAP interface | Closing ovpn-dco interface | Closing tap-windows6 interface |
Closing tun/tap interface | Closing wintun interface | Control Channel MTU parms [ |
Data Channel MTU parms [ | ERROR: Cannot ioctl TUNSETIFF | ERROR: Cannot open TUN/TAP dev |
Failed to open utun device. Falling back to /dev/tun device | Fragmentation MTU parms [ |
FreeBSD 'destroy tun interface' failed (non-critical) | FreeBSD ifconfig failed |
Generic ip addr del failed | I don't recognize device | Mac OS X ifconfig failed |
MacOS X 'remove inet6 route' failed (non-critical) | NOTE: Beginning empirical MTU test |
NOTE: Empirical MTU test completed [Tried,Actual] |
NOTE: IPv6 interface MTU < 1280 conflicts with IETF standards |
NOTE: Pulled options changed on restart, will need to close and reopen TUN/TAP device. |
NOTE: This connection is unable to accommodate a UDP packet size of |
NOTE: Tried to delete pre-existing tun/tap instance -- No Problem if failure |
NOTE: failed to empirically measure MTU | NOTE: failed to obtain options consistency info from peer |
NetBSD 'destroy tun interface' failed (non-critical) | NetBSD ifconfig failed |
Note adjusting 'fragment | Note adjusting 'mssfix | Note: Cannot open control socket on |
Note: Cannot set tx queue length on | Note: enable extended error passing on TCP/UDP socket failed (IP |
OpenBSD 'destroy tun interface' failed (non-critical) | OpenBSD ifconfig failed |
Preserving previous TUN/TAP instance: | Server-pushed tun-mtu is too large | Solaris ifconfig |
Successful ARP Flush on interface | TLS-Auth MTU parms [ | TUN MTU value ( |
TUN/TAP I/O operation aborted, restarting | TUN/TAP TX queue length set to |
TUN/TAP interface has been stopped, exiting | TUN/TAP link layer address set to |
TUN/TAP packet was destructively fragmented on write to |
There is a problem in your selection of --ifconfig endpoints [ | WARNING: --local address [ |
WARNING: --remote address [ | WARNING: Since you are using --dev t |
WARNING: Since you are using subnet topology, the second argument to --ifconfig must be a netmask |
WARNING: potential TUN/TAP adapter subnet conflict between local LAN [ |
WARNING: potential conflict between --local address [ |
WARNING: potential conflict between --remote address [ |
WARNING: potential route subnet conflict between local LAN [ |
Warning: reported maximum MTU from client ( | do_ifconfig, | generic BSD ifconfig inet6 failed |
init_tun: problem converting IPv6 ifconfig addresses | net_addr_ll_set: | net_addr_ptp_v4_add: |
net_addr_ptp_v4_del: | net_addr_v4_add: | net_addr_v4_del: | net_addr_v6_add: | net_addr_v6_del: |
net_iface_del: | net_iface_mtu_set: | net_iface_new: | net_iface_type: | net_iface_up: |
sitnl_addr_add: | sitnl_addr_del: | sitnl_addr_ptp_add: | sitnl_addr_set: | sitnl_bind: |
sitnl_route_add: | sitnl_route_del: | sitnl_route_save: | sitnl_route_set: | sitnl_send: |
sitnl_socket: | tun packet too large on write (tried= | tun/tap device [
""",
    "routes": r"""
ERROR: *BSD route | ERROR: AIX route | ERROR: DragonFly route | ERROR: FreeBSD route |
ERROR: Haiku inet | ERROR: Linux IPv6 route can't be added | ERROR: Linux route | ERROR: MacOS X route |
ERROR: NetBSD route | ERROR: OS X route | ERROR: OpenBSD route | ERROR: OpenBSD/NetBSD route |
ERROR: Solaris route | ERROR: Windows route | ERROR: route add failed using |
ERROR: route addition failed using | ERROR: route delete failed using |
ERROR: route deletion failed using | Flag 'def1' added to --redirect-gateway (iservice is in use) |
GDG6: | GDG: | GetBestInterfaceEx() returned if= | IPv6 route add using ipapi |
IPv6 route add via service | IPv6 route addition using ipapi failed because route exists |
IPv6 route addition via service | IPv6 route delete using ipapi | IPv6 route delete via service |
IPv6 route deletion via service | Initializing stale route check timer to run every |
NOTE: GetBestInterfaceEx returned error: | NOTE: GetIpForward |
NOTE: Linux route add command failed because route exists | NOTE: unable to redirect | OpenVPN ROUTE6: |
OpenVPN ROUTE: | OpenVPNROUTE6: | ROUTE default_gateway= | ROUTE network | ROUTE remote_host |
ROUTE6 WARNING: OpenVPN needs a gateway parameter | ROUTE6: |
ROUTE: CreateIpForwardEntry succeeded with | ROUTE: bypass_host_route[ | ROUTE: default_gateway= |
ROUTE: route add failed using service: | ROUTE: route addition failed using |
ROUTE: route delete failed using service: | ROUTE: route deletion failed using |
Recursive routing detected, | Route: Waiting for TUN/TAP interface to come up... | TEST ROUTES: |
WARNING: OpenVPN was configured to add an IPv | Warning: route gateway is | add_route_ipv6( |
delete_route_ipv6( | net_route_v4_add: | net_route_v4_best_gw | net_route_v4_del: | net_route_v6_add: |
net_route_v6_best_gw | net_route_v6_del:
""",
    "TLS": r"""
Can not locate tls-crypt-v2 client key | Can not read tls-crypt-v2 client key length |
Can not unwrap tls-crypt-v2 client key | Client wants tls-crypt-v2, but no server key present. |
Control Channel Authentication: | Control Channel: DTLS | Control Channel: TLS |
Control Channel: using tls-crypt-v2 key | Control channel security already setup. |
Could not append tls-crypt-v2 client key | ERROR: --auth-token wrong size ( | ERROR: --tls-crypt |
ERROR: Client key | ERROR: Failed to stat CRL file during initialization, exiting. |
ERROR: could not wrap generated client key | ERROR: invalid tls-crypt-v2 |
ERROR: not enough data in tls-crypt-v2 client key |
ERROR: tls-auth enabled, but no valid --auth algorithm specified |
ERROR: tls-crypt-v2 client key too large | Expected Remote Options String |
Expected Remote Options hash | Fatal TLS error (check_tls_errors_co), restarting |
Incoming Control Channel | Incoming control channel packet too big, dropping. | Local Options String |
Local Options hash | Note: --connect-freq-initial |
Option inconsistency warnings triggering disconnect due to --opt-verify | Outgoing Control Channel |
Packet (P_ | Peer tried unsupported key-method 1 | Protocol error: received P_DATA_V2 from |
Re-using SSL/TLS context | Re-using pre-shared static key |
Reset packet from client, sending HMAC based reset challenge | TLS CRYPT V2 VERIFY SCRIPT |
TLS ERROR: BIO write | TLS ERROR: Outgoing Plaintext -> TLS object write error |
TLS ERROR: Plaintext buffer too short ( | TLS ERROR: Unknown key_method/flags= |
TLS ERROR: local/remote key | TLS ERROR: received control packet with stale session-id= |
TLS ERROR: write tls_write_ |
TLS Error: --tls-verify/--peer-fingerprint certificate hash verification failed. |
TLS Error: Auth Username/Password was not provided by peer | TLS Error: Bad dynamic key generated |
TLS Error: Cannot accept new session request from |
TLS Error: Certificate verification failed (key-method |
TLS Error: Ciphertext -> reliable TCP/UDP transport read error |
TLS Error: Convoluted certificate chain detected with depth [ |
TLS Error: Early negotiation malformed packet | TLS Error: Error reading |
TLS Error: Existing session control channel packet from unknown IP address: |
TLS Error: Failed to export certificate for --tls-export-cert |
TLS Error: Failed to read required OCC options string |
TLS Error: Incoming Ciphertext -> TLS object write error | TLS Error: Key Method # |
TLS Error: Keying material export failed | TLS Error: PRF calculation failed. |
TLS Error: Received control packet from unexpected IP addr: |
TLS Error: TLS key negotiation failed to occur within | TLS Error: TLS object -> |
TLS Error: Unroutable control packet received from | TLS Error: Username ( |
TLS Error: can not extract tls-crypt-v2 client key from |
TLS Error: cannot locate HMAC in incoming packet from | TLS Error: client generate_key_expansion failed |
TLS Error: client->client or server->server connection attempted from |
TLS Error: could not determine wrapping from | TLS Error: error reading key from remote |
TLS Error: generate_key_expansion failed | TLS Error: incoming packet authentication failed from |
TLS Error: initializing data channel failed | TLS Error: key already initialized |
TLS Error: key length mismatch, local cipher/hmac | TLS Error: key_state not authenticated |
TLS Error: level-1 certificate hash verification failed |
TLS Error: local/remote TLS keys are out of sync: |
TLS Error: reading acknowledgement record from packet | TLS Error: received P_ACK |
TLS Error: received P_CONTROL | TLS Error: server generate_key_expansion failed |
TLS Error: session-id not found in packet from | TLS Error: tls-crypt unwrapping failed from |
TLS Error: unknown opcode received from | TLS Handshakes, success= |
TLS Warning: no data channel send key available: |
TLS error: The server has no TLS ciphersuites in common with the client. |
TLS error: Unsupported protocol. This typically indicates that client and server have no |
TLS key export for P2P peer id failed. | TLS-CRYPT ERROR: packet ID roll over. |
TLS-CRYPT WRAP: buffer size error, | TLS: Initial packet from |
TLS: Replacing client provided username ' | TLS: Username/Password authentication |
TLS: Username/auth-token authentication | TLS: move_session: |
TLS: new session incoming connection from | TLS: soft reset sec= | TLS: tls_multi_process: |
TLS: tls_process: | TLS_ERROR: BIO read | Testing client-side key loading... |
Testing server-side key loading... | Valid packet (P_ | WARNING: Export keying material failed! |
WARNING: Failed to stat CRL file, not | WARNING: Received control with invalid characters: |
Warning buffer of freed TLS session is still in use | Warning: --max-packet-size ( |
Warning: TLS 1.0 PRF with MD5+SHA1 PRF is not supported by the TLS library. |
Warning: TLS client context initialisation has warnings. |
Warning: TLS server context initialisation has warnings. | mbed TLS msg ( | peer info: IV_ |
peer info: UV_ | tls-crypt | validation failed on peer_info line received from client
""",
    "authentication": r"""
--auth-gen-token: | --auth-token-gen: | AUTH: Received control message: |
AUTH_PENDING received, extending handshake timeout from | CR response was sent by client (' |
Client does not supported auth pending method ' | ERROR: Auth username is empty |
ERROR: could not read Auth | ERROR: could not read Private Key |
ERROR: could not read challenge response from stdin |
ERROR: could not retrieve static challenge response |
ERROR: received malformed challenge request from server | ERROR: username from Auth authfile ' |
Error decoding auth-token-username | Error opening 'Auth' auth file |
Error reading password from Auth authfile: | Error reading username from Auth authfile: |
Error: private key password verification failed | Generated token for client: | Initial timestamp ( |
No 'Auth' password found in authfile or inline. | No password found in Auth authfile ' |
Note: previous 'Auth' credentials failed | Note: previous 'Private Key' credentials failed | TAS: a= |
TLS Auth Error | WARNING: unknown AUTH_FAIL,TEMP flag: |
auth pending control file is not at least three lines long. | could not parse auth pending file timeout |
ignoring AUTH_PENDING parameter: | initial auth-token not generated yet | invalid AUTH_FAIL,TEMP flag: |
username not locked, skipping auth-token renewal
""",
    "certificates and keys": r"""
++ Certificate has | CRL CHECK FAILED: | CRL CHECK OK: |
Cannot add lookup at --capath | Cannot load extra-certs file: |
Cannot open DCO device | Cannot open TAP device | Cannot open memory BIO for inline DH parameters |
Cannot open utun device | Cannot pre-load keyfile ( |
Decoding PKCS12 failed. Probably wrong password or unsupported/legacy encryption |
Deprecated TLS cipher name ' | Diffie-Hellman initialized with | ECDH curve |
ERROR: --x509-username-field 'ext: | ERROR: Certificate does not have key usage extension |
ERROR: Certificate has invalid key usage, expected one of: | ERROR: Certificate has key usage |
ERROR: Random number generator cannot obtain entropy | Error in cryptoapicert: |
Failed to set restricted TLS | Footer text not found in file ' |
Insufficient key material or header text not found in file ' |
No valid translation found for TLS cipher ' | PKCS#11: Adding PKCS#11 provider ' |
SSL_CTX_set_tmp_ecdh: cannot add curve | VERIFY CRL: | VERIFY EKU | VERIFY ERROR: | VERIFY KU |
VERIFY OK: depth= | VERIFY OK: nsCertType= | VERIFY PLUGIN ERROR: depth= | VERIFY PLUGIN OK: depth= |
VERIFY SCRIPT ERROR: depth= | VERIFY SCRIPT OK: depth= | VERIFY WARNING: depth= | VERIFY X509NAME |
VERIFY nsCertType ERROR: | WARNING: OpenSSL 1.0.2 |
WARNING: OpenSSL 1.1.0, AWS-LC and LibreSSL < 3.6.0 do not support --tls-cert-profile |
WARNING: OpenSSL 3.0+ builds do not support specifying an ECDH curve |
WARNING: Your certificate has expired! | WARNING: Your certificate is not yet valid! |
WARNING: cryptoapicert: | WARNING: experimental option --capath |
WARNING: mbed TLS builds do not support specifying an ECDH curve | X509 ATTRIBUTE name=' |
X509 name was missing in TLS mode
""",
    "push and pull": r"""
--push option is too long | Connection reset command was pushed by server (' |
ERROR: Failed to apply P2P negotiated protocol options | ERROR: Failed to apply push options |
ERROR: failed to negotiate cipher with peer | Error: negotiated cipher not allowed - |
Error: pushed cipher not allowed - | Failed to process push update message sent to client ID: |
Halt command was pushed by server (' | Info command was pushed by server (' |
No reply from server after sending | No reply from server to |
No updatable options found in incoming PUSH_UPDATE message | OPTIONS IMPORT: |
P2P mode NCP negotiation result: | PUSH: | PUSH_REMOVE ' |
Pushed dispensable option is not updatable: ' | REMOVE PUSH ROUTE: ' | SENT CONTROL [ |
WARN: PUSH_UPDATE messages cannot currently be | WARNING: 'auth' is | WARNING: 'cipher' is |
WARNING: 'comp-lzo' is | WARNING: 'dev-type' is | WARNING: 'ifconfig' is | WARNING: 'key-method' is |
WARNING: 'keydir' is | WARNING: 'keysize' is | WARNING: 'link-mtu' is | WARNING: 'mtu-dynamic' is |
WARNING: 'proto' is | WARNING: 'secret' is | WARNING: 'tls-auth' is | WARNING: 'tls-client' is |
WARNING: 'tls-server' is | WARNING: 'tun-ipv6' is | WARNING: 'tun-mtu' is | WARNING: 'version' is |
WARNING: Receive control message failed | WARNING: Received INFO command is too long |
WARNING: Received bad push/pull message: | WARNING: Received unknown control message:
""",
    "data channel": r"""
AEAD Decrypt error: | Attempting to send data packet while data channel offload is in use. |
Authenticate/Decrypt packet error: | Bad LZ4 decompression header byte: |
Bad LZ4v2 decompression header byte: | Bad LZO decompression header byte: | Bad compression stub |
Cannot open --replay-persist file | Comp-stub init | Data Channel Decrypt: | Data Channel Encrypt: |
Data Channel: cipher ' | Data Channel: using negotiated cipher ' | ENCRYPT ERROR: packet ID roll over |
ENCRYPT: buffer size error, | FRAG TTL expired | FRAG: outgoing buffer is not empty, |
FRAG_IN error flags= | FRAG_OUT error, | Fatal decryption error (process_incoming_link), restarting |
IP packet with unknown IP version= | Incoming Data Channel: | Incoming Static Key Encryption: |
LZ4 compression buffer overflow | LZ4 compression initializ | LZ4 decompression error: |
LZ4v2 compression | LZO compression buffer overflow | LZO compression error: |
LZO compression initializ | LZO decompression error: | MTU: adding | NCP: |
Note: 'compress migrate' detected remote peer with compression enabled. | Outgoing Data Channel: |
Outgoing Static Key Encryption: | PID_ERR | Protocol options: explicit-exit-notify |
Protocol options: protocol-flags | Received data packet with new epoch | Static Decrypt: |
Static Encrypt: | TCP/UDP packet too large on write to | Timers: inactive | Timers: ping |
Timers: session-timeout | Use --data-ciphers-fallback with the cipher the client is using |
Using data channel cipher ' | Using peer cipher ' | WARNING: INSECURE cipher ( |
WARNING: cipher with small block size in use, reducing reneg-bytes to 64MB
""",
    "sockets and proxies": r"""
Attempting Basic Proxy-Authorization | Attempting NTLM Proxy-Authorization |
BUG: link_socket_read_tcp(): | CMSG received that cannot be parsed (cmsg_level= |
Connection reset during exit notification period, ignoring [ | Connection reset, inetd/xinetd exit [ |
Could not determine IPv4/IPv6 protocol |
ERROR: received strange incoming packet with an address length of |
ERROR: unknown HTTP authentication method: ' | EVENT: epoll_ctl | HTTP PROXY: lookahead: |
HTTP proxy authenticate ' | HTTP proxy: digest |
HTTP proxy: do not recognize the authentication method required by proxy |
HTTP proxy: no support for proxy authentication method |
HTTP proxy: support for basic auth and other cleartext proxy auth methods is disabled |
NOTE: setsockopt SO_MARK= | NOTE: setsockopt SO_RCVBUF= | NOTE: setsockopt SO_SNDBUF= |
NOTE: setsockopt TCP_NODELAY= | NTLM Proxy-Authorization | NTLM v1 authentication |
NTLM: Username or domain too long | NTLM: base64 decoding of phase 2 response failed |
NTLM: phase 2 response from server too long | NTLM: security buffer too big for message buffer |
NTLM: target information buffer too long for response | Non-OpenVPN client protocol detected |
PORT SHARE PROXY: | Peer Connection Initiated with | RESOLVE: Cannot parse IP address: |
RESOLVE: Cannot resolve host address: |
RESOLVE: Ignored SIGUSR1 signal received during DNS resolution attempt | RESOLVE: NOTE: |
RESOLVE: signal received during DNS resolution attempt | Received NTLM Proxy-Authorization |
SOCKS failed to get username/password. | SOCKS proxy wants us to send UDP to |
SOCKS username and/or password exceeds 255 characters. | Setting IPV6_V6ONLY= | Socket Buffers: R=[ |
Socket flags: TCP_NODELAY= | TCP NOTE: Rejected connection attempt from |
TCP connection established with [AF_INET | TCP/UDP packet was | TCP/UDP: | TCP/UDPv4: |
TCP: Received strange incoming connection with unknown address length= | TCP: connect to [AF_INET |
TCP: getpeername() failed | TCP_CLIENT link | TCP_SERVER link | TCPv4 link | TCPv4_CLIENT link |
TCPv4_SERVER link | TCPv6 link | TCPv6_CLIENT link | TCPv6_SERVER link | UDP link local |
UDP link remote | UDP: Cannot create UDP/UDP6 socket | UDP: failed setsockopt for IP | UDPv4 link |
UDPv6 link | WARN: setsockopt SO_BINDTODEVICE= |
WARNING: ignoring --remote-random-hostname because the hostname is an IP address |
establish_http_proxy_passthru: | establish_socks_proxy_pass | establish_socks_proxy_udpassoc: |
event_wait : | getaddrinfo() failed for local " | proto-uninitialized link | read TCP_ | read TCPv |
read UDP [ | read UDPv | read from TUN/TAP | recv_socks_reply: | setsockopt(IPV6_V6ONLY= |
socks_handshake: | socks_username_password_auth: | tcp4-client link | tcp4-server link |
tcp6-client link | tcp6-server link | udp4 link | udp6 link | write TCP_ | write TCPv | write UDP [ |
write UDPv | write to TUN/TAP
""",
    "clients and pool": r"""
Can't learn | Client does not support DATA_V2. | Disallow float to an address taken by another client |
Float requested for peer | GREMLIN_FLOOD_CLIENTS: | IFCONFIG POOL | IFCONFIG_POOL | MULTI ERROR: |
MULTI IO: | MULTI ROUTE: | MULTI TCP: | MULTI: | MULTI_sva: | NOTE: IPv4 pool size is |
Note: peer reports running in P2P mode (no --pull/--client option). | PF: addr[ | PF: client -> |
PF: client[ | WARNING: IPv4 pool size is | WARNING: PF: | ifconfig_pool_read(), in=' |
ifconfig_pool_set( | pool: IPv | pool: invalid IPv | succeeded -> ifconfig_pool_set(
""",
    "session end": r"""
All connections have been connect-retry-max ( | CC-EEN exit message received by peer |
Closing DCO interface | Converting soft SIG | ERROR: Certificate subject contains a |
Failed to open tun/tap interface | Ignoring SIGHUP received during exit notification |
Ignoring SIGUSR1 received during exit notification | Inactivity timeout (-- |
OCC exit message received by peer | OpenVPN started by inetd/xinetd cannot restart... Exiting. |
Received DCO message for unknown peer-id: | SIGHUP[ | SIGINT[ |
SIGTERM received, sending exit notification to peer | SIGTERM[ | SIGUSR1[ | SIGUSR2[ |
Signal received from management interface, exiting | TLS Error: AEAD cipher (currently |
TLS Error: peer asked us to resend the wrapped client key | send_push_reply(): safe_cap= | setcon to '
""",
    "management": r"""
Failed to get the management socket address | MAN: client connection rejected after | MANAGEMENT: |
Out of bounds index in management query for remote entry: index =
""",
    "plug-ins": r"""
A plugin that defers from the OPENVPN_PLUGIN_CLIENT_CONNECT_V2 call | AUTH-PAM: |
Auth-LDAP Configuration Error: | DOWN-ROOT: | ERROR: up/down plugin call failed |
Error extracting challenge/response from password. Parse error = ' | LDAP bind failed immediately: |
No remote address supplied to OpenVPN LDAP Plugin | No remote password supplied to OpenVPN LDAP Plugin |
No remote username supplied to OpenVPN LDAP Plugin | PAMDL: unable to resolve ' | PLUGIN AUTH-PAM: |
PLUGIN DOWN-ROOT: | PLUGIN: could not find required symbol ' | PLUGIN: symbol openvpn_plugin_ |
PLUGIN_CALL: | PLUGIN_CLOSE: | PLUGIN_INIT: | UNC paths for plugins are not allowed. |
Unhandled plugin type in OpenVPN LDAP Plugin | WARNING: ipchange plugin call failed |
WARNING: learn-address plugin call failed | WARNING: route-up plugin call failed
""",
    "scripts": r"""
SETENV_ES ' | WARNING: Unknown/unexpected value in deferred |
WARNING: client-connect plugin call failed | WARNING: client-connect-v2 plugin call failed |
WARNING: client-disconnect plugin call failed
""",
    "data channel offload": r"""
--mode server is set. | --windows-driver is set to ' | Cannot add peer to DCO |
Cannot allocate DCO dev dynamically | Cannot delete primary key during wipe: |
Cannot delete secondary key | Cannot set DCO peer parameters for | Cannot set parameters for DCO peer ( |
Consider using the '--compress migrate' option. | DCO key state mismatch: | DCO: Socket bind failed: |
DCO: attempt removing iroutes from system table | DCO: cannot retrieve ifindex for interface |
DCO: provided unsupported cipher: | Data Channel Offload doesn't support DATA_V1 packets. |
DeviceIoControl(OVPN_IOCTL_ | ERROR: Failed to apply DCO keepalive or MSS fix parameters |
Error retrieving DCO peer stats: | FATAL: DCO does not support --auth |
Impossible to install key material in DCO: | NOTE: --remote is not defined |
NOTE: TCP transport disables data channel offload on |
NOTE: multiple --local options defined, disabling data channel offload |
No encryption key found. Purging data channel keys |
No tls-client or tls-server option in configuration detected. |
Note: '--allow-compression' is not set to 'no', disabling data channel offload. |
Note: --data-ciphers-fallback with cipher ' | Note: --fragment disables data channel offload. |
Note: --http-proxy disables data channel offload. |
Note: --management-query-proxy disables data channel offload. |
Note: --secret disables data channel offload. | Note: --socks-proxy disables data channel offload. |
Note: Kernel support for ovpn | Note: NOT using '--topology subnet' disables data channel offload. |
Note: afunix tun type selected, disabling data channel offload |
Note: dev-type not tun, disabling data channel offload. |
Note: null tun type selected, disabling data channel offload |
Note: ovpn-dco-win driver is missing, disabling data channel offload. | dco connect |
dco-win doesn't yet support reopening TUN device | dco_ |
multiple --local options defined, disabling data channel offload | ovpn-dco: | ovpn_handle_peer |
ovpn_n | process_incoming_del_peer: | received bogus data from ovpn-dco |
received bogus del peer packet data from ovpn-dco
""",
    "status": r"""
Common Name,Real Address,Bytes Received,Bytes Sent,Connected Since | Max bcast/mcast queue length, |
OpenVPN CLIENT LIST | OpenVPN STATISTICS | TUN/TAP read bytes, | TUN/TAP write bytes, |
Virtual Address,Common Name,Real Address,Last Ref | post-compress bytes, | post-decompress bytes, |
pre-compress bytes, | pre-decompress bytes,
""",
    "Windows": r"""
All TAP-W | All ovpn-dco adapters on this system are currently in use or disabled. |
All tap-windows6 adapters on this system are currently in use or disabled. |
All wintun adapters on this system are currently in use or disabled. | Available TAP-WIN32 |
Blocking outside DNS | Blocking outside dns using service succeeded. |
DHCP option string not set due to error | ERROR: --dev tun also requires --ifconfig |
ERROR: AddIPAddress | ERROR: Exit Event (' | ERROR: The TAP-Windows driver rejected |
ERROR: There is a clash between the --ifconfig local address and the internal DHCP server address |
ERROR: netsh command failed | End ipconfig commands for register-dns... | Error in WFP: |
Error in add_block_dns_filters(): | Error: init_net_event_win32: | Extracted DHCP router address: |
IPv4 MTU set to | IPv6 MTU set to | NOTE: FlushIpNetTable failed on interface [ |
NOTE: Release of DHCP-assigned IP address lease on |
NOTE: You have selected (explicitly or by default) '--ip-win32 |
NOTE: could not delete previously set dynamic IP/netmask: | NOTE: could not get adapter index for |
NOTE: now trying netsh (this may take some time) |
Notified TAP-Win32 driver to set a DHCP IP/netmask of |
Notified TAP-Windows driver to set a DHCP IP/netmask of | Register ring buffers failed using service: |
Register_dns | Ring buffers registered via service | Set TAP-Win32 TUN | Set TAP-Windows TUN |
Some --dhcp-option or --dns options require DHCP server | Start ipconfig commands for register-dns... |
Succeeded in adding a temporary IP/netmask of | Successfully deleted previously set dynamic IP/netmask: |
TAP-W | TAP: DHCP address | TUN: Setting IPv | TUN: adding IPv |
TUN: adding address failed using service: | TUN: adding dns domain failed using service: |
TUN: deleting IPv | TUN: deleting address failed using service: |
TUN: deleting dns domain failed using service: | TUN: enabling dhcp using service failed: |
TUN: setting IPv | There are no TAP- | Unblocking outside dns using service succeeded. |
Uninitialising WFP failed! | Uninitializing WFP | Using service to add WFP block filters |
Using service to add block dns filters | Using service to delete WFP block filters |
Using service to delete block dns filters | WARNING: Failed to renew DHCP IP address lease on TAP- |
WARNING: Some TAP-Windows adapters have | WARNING: The TAP-Windows driver rejected |
WARNING: You have selected '--ip-win32 dynamic' | WFP | Warning: DeleteIPAddress[ |
Wintun read error, restarting | Wintun: | build_dhcp_options_string: |
fork_to_self: CreateProcess failed: | interactive service msg_channel= | ovpn-dco device [ |
tap-windows6 device [ | win_ctrl_handler: signal | wintun device [ | write_dhcp_ | write_wintun():
""",
    "other": r"""
--mode server not supported on Android | Cannot allocate NetBSD TAP dev dynamically |
Cannot create Win32 semaphore ' | Cannot find ovpn_dco netlink component: |
Cannot query NetBSD TAP device name | Cannot retrieve curve list from mbed TLS |
Cannot seek to beginning of --replay-persist file | Cannot use utun devices with --dev-type |
Cannot write to --replay-persist file | Close error on --replay-persist file |
Copyright (C) 2002-2018 OpenVPN Inc <sales@openvpn.net> |
Copyright (C) 2002-2024 OpenVPN Inc <sales@openvpn.net> |
Copyright (C) 2002-2026 OpenVPN Inc <sales@openvpn.net> |
Could not find a suitable temporary directory. (GetTempPath() failed). |
CreateFile failed on TAP device: | Cryptoapi: signing hash using EC key: data size = |
ERROR: --ip-win32 dynamic [offset] : offset is outside of --ifconfig subnet |
ERROR: Cannot load auth-token secret |
ERROR: Sorry, this command is currently only implemented on Windows |
ERROR: cryptoapicert with only legacy private key handle available. EC certificate not supported. |
ERROR: cryptoapicert: min TLS version larger than 1.1. Try config option --tls-version-min 1.1 |
ERROR: cryptoapicert: set max TLS version failed |
ERROR: external key with mbed TLS requires a certificate with an RSA key. |
ERROR: mbed TLS cannot handle the capath directive | ERROR: not enough data in auth-token secret |
ERROR: recv_socks_reply: empty response from socks server |
ERROR: socket required for --inetd operation |
ERROR: this binary was built without cryptoapicert support | Error retrieving utun interface name |
Error: Windows resource limit WSA_MAXIMUM_WAIT_EVENTS ( | Error: Windows version must be XP or greater. |
Error: dmalloc support is not available for mbed TLS. | Error: ovpn_dco_init: CreateEvent failed |
Error: problem with tun vs. tap setting |
Error: reset_net_event_win32: WSAEnumNetworkEvents call failed |
Error: xkey keymgmt_import: duplicating pubkey failed. | Error: xkey keymgmt_import: unknown key type ( |
Error: xkey provider: signature request with empty private key | Failed to add PKCS#11 provider ' |
Mbed TLS 4 only supports pre-defined Diffie-Hellman groups. |
Note: mbed TLS hardware crypto engine functionality is not available |
Note: mbed TLS provider functionality is not available |
OpenSSL error: failed to load key into ovpn.xkey provider |
PKCS #12 files not yet supported for mbed TLS. | PKCS#11: Certificate too large: |
PKCS#11: Could not parse certificate |
PKCS#11: Error: PSS padding is not supported by this version of pkcs11-helper library. |
PKCS#11: Failed to load private key into xkey provider |
PKCS#11: Failed to set cert and private key for OpenSSL | PKCS#11: Invalid certificate size |
PKCS#11: Unknown padmode < | PKCS#11: mbed TLS cannot parse serial |
PKCS#11: mbed TLS cannot parse subject | RSA padding mode not supported by management-client < |
Read error on --replay-persist file | ReleaseSemaphore failed on Win32 semaphore ' |
Sorry, deleting routes on Android is not possible. The VpnService API allows routes to be |
Sorry, this version of OpenVPN was built without NTLM Proxy support. |
TAP device name must be '--dev tapNNNN' |
The following objects are available for use.Each object shown below may be used as |
This might be a client-key that was generated for a different tls-crypt-v2 server key) |
Unexpected invalid algorithm used with --verify-hash ( | WARN: xkey digest_sign: EVP_Digest failed |
WARN: xkey digest_sign_init: MD_fetch failed for < |
WARN: xkey test_sign: call to EVP_PKEY_CTX_new...failed |
WARN: xkey test_sign: call to EVP_PKEY_sign_init failed | WARN: xkey_digest: EVP_Digest failed |
WARN: xkey_digest: MD_fetch failed for < | WARNING: Cannot create Win32 semaphore ' |
Wait failed on Win32 semaphore ' | Warning: CancelIO failed on TAP-Windows adapter |
Warning: CloseHandle (read) failed in close_net_event_win32 |
Warning: CloseHandle (write) failed in close_net_event_win32 |
Warning: CloseHandle failed on TAP-Windows adapter |
Warning: ResetEvent (read) failed in close_net_event_win32 |
Warning: ResetEvent (write) failed in close_net_event_win32 |
Warning: SetEvent/ResetEvent failed in net_event_win32_reset_write |
Warning: close_net_event_win32: WSAEventSelect call failed |
Windows CryptoAPI not yet supported for mbed TLS. | management-external-key requires an RSA certificate |
management-external-key requires an RSA or EC certificate | mbed TLS cipher context init #1 |
mbed TLS cipher set key | mbed TLS cipher set padding mode |
mbed TLS does not support setting tls-ciphersuites. Ignoring TLS 1.3 cipher list: |
mbed TLS does not support writing peer certificate in PEM format |
tls_ctx_use_external_signing_func is not implemented for Mbed TLS 4.
""",
}

# The same for what other programs may write too: it does not count behind the tag of another program.
COMMON_WORDING = r"""
******* WARNING *******: | Assertion failed at | Attempting to establish TCP connection with |
CRL: loaded | Cannot load DH parameters from | Certificate does not have extended key usage extension |
Certificate does not have key usage extension | Closing unspecified interface |
Connection reset, restarting [ | Current Parameter Settings: | DEPRECATED OPTION: | Delayed exit in |
Exiting due to fatal error | GET_USER_PASS | GID set to | HTTP proxy returned bad status |
HTTP proxy returned: ' | IPv4 dns servers | IPv4 pool size is too small ( | IPv6 dns servers |
IPv6 pool size is too small ( | Initializing OpenSSL | LDAP connect failed | LDAP search failed: |
Linux can't | Linux ip -6 addr | Linux ip addr | Linux ip link | Linux route add command failed |
Listening for incoming TCP connection on [ | NETSH: command failed | Network unreachable, restarting |
No matching LDAP group found for user DN " | OpenSSL: error: | Options error: | PKCS#11: Cannot |
PKCS#11: Unable get | Persist state set to: | Pushed option | Received fatal SSL alert: |
Received warning SSL alert: | Restart pause, | Route addition | Route deletion | SSL_CTX_new SSLv23_ |
SSL_CTX_set_tmp_dh | Send to HTTP proxy: ' | Sent fatal SSL alert: | Sent warning SSL alert: |
Server poll timeout, restarting | Session timeout, exiting | TCP/UDP read bytes, | TCP/UDP write bytes, |
TLS Error: TLS handshake failed | Timestamp ( | UID set to | Unable to open LDAP connection to |
Validating certificate extended key usage | Validating certificate key usage | chroot to ' |
daemon() failed or unsupported | disallowing peer | library versions: AWS-LC |
library versions: BoringSSL | library versions: LibreSSL | library versions: OpenSSL |
library versions: mbed TLS | library versions: wolfSSL | mlockall call succeeded
"""

# Messages that begin with a name or a number.
HEADLESS_WORDING = (
    "Peer Connection Initiated with ",
    "Inactivity timeout (--ping-",
    "floated from ",
    "variation(s) on previous ",
    "due to float collision with ",
    "received, client-instance ",
    "received, process ",
)


def _stems(wording: str) -> list[str]:
    return " ".join(wording.split()).split(" | ")


# No stem is the beginning of another: the last one that is not behind a message in alphabetical order is the
# only one that the message can begin with.
_COMMON = frozenset(_stems(COMMON_WORDING))
_STEMS = sorted(_COMMON.union(*map(_stems, WORDING.values())))

_TAGS = ("openvpn", "nm-openvpn")
_TAG_STEMS = ("openvpn-", "openvpn(", "ovpn-")

PRODUCT = Product(
    vendor="OpenVPN",
    name="OpenVPN",
    versions="2.3 to 2.7",
    formats=("text",),
    signatures=(
        *map(Program, _TAGS),
        *map(ProgramStem, _TAG_STEMS),
        Shape("0000-00-00"),
        Shape("0000000000.000000"),
        *map(Prefix, ("Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun ")),
        *map(Prefix, _STEMS),
        *map(
            Prefix, ("ROUTE_GATEWAY ", "ROUTE6_GATEWAY ", "TUN/TAP device ", "Opened utun device ", "DCO device ")
        ),
        *map(Prefix, ('LDAP user "', "LDAP bind failed: ", 'Incorrect password supplied for LDAP DN "')),
        *map(Prefix, ("Unable to bind as ", "ldap_bind with zero-length password is forbidden")),
        *map(Phrase, HEADLESS_WORDING),
        # behind a client's prefix, where neither date nor tag announce it
        *map(Phrase, _STEMS),
    ),
)

# What a line says of who wrote it, before its wording does; nothing (`None`) without a tag and a date.
TAGGED = "a syslog tag of OpenVPN's"
FOREIGN = "the syslog tag of another program"
DATED = "a date as OpenVPN 2.5 and later write it"
OLD_DATED = "a date as OpenVPN up to 2.4 writes it"

_CATEGORY = ["network"]
_TYPE = ["info"]
_EVENT = {"category": _CATEGORY, "type": _TYPE}
_FAILED_LOGIN = {"category": ["authentication"], "type": ["start"], "outcome": "failure"}

# What may stand before the bracket of an IPv6 peer, mostly.
_BEFORE_V6 = frozenset(("", "udp6:", "tcp6-server:", "tcp6-client:"))

# How many reasons are remembered before they are forgotten, and the longest one, in characters.
_MOST_REASONS = 2048
_LONGEST_REASON = 128

_V4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_V6 = r"(?=[0-9A-Fa-f.]{0,15}:)[0-9A-Fa-f:.]{2,45}(?:%[^\s\]:]{1,64})?"
_PROTOCOL = r"(?:(?:udp|tcp)[46]?(?:-server|-client)?:)?(?:\[AF_INET6?\])?"

# 2023-10-31 15:09:55 | Tue Aug 12 08:26:30 2025 | 1698764995.123456 1
_DATE = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"|((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9]?[0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})"
    r"|([0-9]{9,11})\.([0-9]{6}) [0-9a-f]{1,8}) "
)
# client01/165.225.204.88:59321 | [2001:db8::1]:1194 | name/2001:db8::1 | name/udp6:[2001:db8::1]:1194 peer-id=3
_CLIENT = Pattern(
    rf"(?:(.{{1,256}}?)/)?{_PROTOCOL}(?:({_V4}):([0-9]{{1,20}})|\[({_V6})\]:([0-9]{{1,20}})|({_V6}))"
    r" (?:peer-id=-?[0-9]{1,8} )?"
)
# a name as it mostly is, or none: what stands before a prefix in unknown wording
_PLAIN_PREFIX = Pattern(rf'(?:[^:"<>\[\]]{{1,256}}/)?{_PROTOCOL}[\[0-9A-Fa-f:]')
# client01/165.225.204.88:59321 | client01/2001:db8::1 | [AF_INET6]2001:db8::1:1194 | UNDEF
_PEER = Pattern(
    rf"(?:(.*)/)?{_PROTOCOL}(?:({_V4})(?::([0-9]{{1,20}}))?|\[({_V6})\](?::([0-9]{{1,20}}))?|({_V6}))"
    r"(?: \(via .*\))?"
)
# TLSv1.3, cipher TLSv1.3 TLS_AES_256_GCM_SHA384, peer certificate: 2048 bit RSA
_CONTROL_CHANNEL = Pattern(
    r"Control Channel: (?:D?TLS|SSL)(v[0-9.]+), cipher (?:[^\s,]++ )?+([A-Za-z0-9_-]++)(?:,|$)"
)
# IFCONFIG POOL IPv4: base=10.8.0.4 size=62 | IFCONFIG POOL: base=10.8.0.4 size=62, ipv6=0
_POOL = Pattern(r"(IFCONFIG POOL(?: IPv[46])?): (?:\S+ )*?base(?:_ipv6)?=([^\s,]+)")
# 10.8.0.1/24 peer 10.8.0.2 dev tun0
_ADDRESS = Pattern(r"net_addr_(?:ptp_)?v[46]_(?:add|del): ([^\s/]+)(?:/[0-9]+)?(?: peer (\S+))? dev (\S+)")
# mtu 1500 for tun0 | set tun0 up | add tun0 type ovpn-dco | delete tun0 | lladdr 02:42:ac:11:00:02 for tap0
_INTERFACE = Pattern(
    r"net_(?:iface|addr)_\w+: (?:mtu [0-9]+ for|lladdr \S+ for|set|add|delete|type of) ([^\s:]+)(?::? .*)?"
)
# 10.8.0.0/24 via 10.8.0.2 dev [NULL] table 0 metric -1
_ROUTE = Pattern(r"net_route_v[46]_(?:add|del): \S+ via (\S+) dev .*")
# via 172.31.32.1 dev eth0
_BEST_GATEWAY = Pattern(r"net_route_v[46]_best_gw result: via \S+ dev (\S*)")
# TUN/TAP device tun0 opened | DCO device tun0 opened | Opened utun device utun3 | tun/tap device [tun0] opened
_DEVICE = Pattern(
    r"(?:(?:TUN/TAP|DCO) device (?:/dev/)?(\S+) (?:opened|exists previously, keep at program end)"
    r"|Opened utun device (\S+)|(?:tun/tap|utun|unix|null|ovpn-dco|tap-windows6|wintun) device \[([^\]]+)\] opened)"
)
# An address as it is written, whether it exists or not.
_LIKE_V4 = Pattern(_V4)
_LIKE_V6 = Pattern(_V6)
# ROUTE_GATEWAY 172.31.32.1/255.255.240.0 IFACE=eth0 | ROUTE_GATEWAY ON_LINK IFACE=ppp0 | ROUTE6_GATEWAY fe80::1
_GATEWAY = Pattern(rf"ROUTE6?_GATEWAY (?:ON_LINK|{_V4}|{_V6})(?![A-Za-z0-9])")
_MAC = Pattern(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}")
# [client01] Inactivity timeout (--ping-restart), restarting | peer 0 (client01) floated from 192.0.2.1:1194 to …
# 3 variation(s) on previous 20 message(s) suppressed by --mute | tap-windows6 device [Ethernet 2] opened
_HEADLESS = Pattern(
    r"\[.{0,256}\] Inactivity timeout \(--ping-(?:restart\), restarting|exit\), exiting)"
    rf"|peer [0-9]{{1,9}} \(.{{0,256}}\) floated from {_PROTOCOL}(?:{_V4}|\[?{_V6})"
    r"|[0-9]{1,9} variation\(s\) on previous [0-9]{1,9} message\(s\) suppressed by --mute"
    r"|closing instance .{1,256} due to float collision with "
    r"|IPv[46] MTU set to [0-9]{1,9} on interface [0-9]{1,9} using "
)
# The parameters that are listed at the start, behind a date with microseconds:   config = 'server.conf'
_PARAMETER = Pattern(r"  [a-z][a-z0-9_]{1,64} = ")
# Commands, behind a date: /sbin/ip link set dev tun0 up mtu 1500 | /sbin/route add -net 10.8.0.0 10.8.0.2
_COMMAND = Pattern(
    r"/\S{0,64}/(?:ip|ifconfig) (?:.{0,80} )?(?:u?tun|tap|ovpn)[a-z0-9_-]{0,16}(?: |$)"
    r"|/\S{0,64}/ip (?:-6 )?route (?:add|del) [0-9a-f:.]{2,45}/[0-9]{1,3}(?: |$)"
    r"|/\S{0,64}/route (?:add|delete|del) -(?:net|host|inet6?) [0-9a-f:.]{2,45}(?:/[0-9]{1,3})? "
)


def parse(record: Record) -> Document | None:
    """The document of a line of OpenVPN's, `None` where neither tag nor wording are OpenVPN's."""
    text = record.text
    timestamp = record.clock.local(text[:19])
    if timestamp is None or text[19:20] != " " or record.header is not None:
        timestamp, message, evidence = _beginning(record)
        word = message.partition(" ")[0]
        said = _known(message, word, evidence) or _read(message, word, evidence)
    else:
        message = text[20:]
        event = _REASONS.get(message)
        said = _dated(message) if event is None else {"event": event}
    if said is not None and timestamp is not None:
        said["@timestamp"] = timestamp
    return said


def _dated(message: str) -> Document | None:
    """The document, but for its time, of a message behind a date of OpenVPN 2.5 and later."""
    word, _, rest = message.partition(" ")
    if word in _WORDS and (said := _known(message, word, DATED)) is not None:
        return said
    event = _REASONS.get(rest)
    if event is not None:
        # most prefixes: an address and a port
        address, _, digits = word.rpartition(":")
        if address[:6] == "udp6:[" and address[-1:] == "]" and ":" in address[6:] and "/" not in message:
            address = address[6:-1]
        if digits.isdecimal() and word.isascii() and is_ip(address) and (number := port(digits)) is not None:
            client = {"address": address, "ip": address, "port": number}
            return {"event": event, "client": client, "related": {"ip": [address]}}
    return _read(message, word, DATED)


def _beginning(record: Record) -> tuple[str | None, str, str | None]:
    """The time in UTC that the line or its header says, the message, and what they say of who wrote it."""
    match = _DATE.match(record.text)
    evidence: str | None = None
    if match is None:
        timestamp, message = record.header_time(), record.text
    else:
        local, ctime, epoch, microseconds = match.groups()
        message = record.text[match.end() :]
        if ctime is not None:
            timestamp, evidence = record.clock.ctime(ctime), OLD_DATED
        elif local is not None:
            timestamp, evidence = record.clock.local(local), DATED
        else:
            timestamp, evidence = record.clock.epoch(epoch, microseconds), DATED
    if record.header is not None:
        evidence = _evidence(record.header.appname) or evidence
    return timestamp, message, evidence


def _evidence(tag: str | None) -> str | None:
    if tag is None:
        return None
    return TAGGED if tag in _TAGS or tag.startswith(_TAG_STEMS) else FOREIGN


def _known(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a message whose first `word` tells its form or its wording."""
    known = _WORDS.get(word)
    if known is None:
        return None
    form, stems = known
    if form is not None and (said := form(message)) is not None:
        return said
    if message.startswith(stems) and (evidence is not FOREIGN or not _is_common(message)):
        event = {"category": _CATEGORY, "type": _TYPE, "reason": message}
        if evidence is DATED and len(message) <= _LONGEST_REASON:
            # most messages come again: looked up, they need no words and no stems (make bench)
            if len(_REASONS) >= _MOST_REASONS:
                _REASONS.clear()
            _REASONS[message] = event
        return {"event": event}
    return None


def _read(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a client's prefix and a message, or of a message of a rarer form."""
    # no prefix is one of these words, so that it need not be looked for first
    said = _rare(message, word, evidence) if word in _LOGIN_FORMS else None
    return said or _read_prefixed(message, word, evidence)


def _read_prefixed(message: str, word: str, evidence: str | None) -> Document | None:
    end, client = _client(message, word)
    if client is not None and evidence in (None, FOREIGN) and not _PLAIN_PREFIX.match(message):
        client = None  # text that quotes OpenVPN's
    # a message of known wording may hold what looks like a prefix with blanks in its name
    if client is None or end > len(word) + 1:
        said = _rare(message, word, evidence)
        if said is not None:
            return said
    if client is None:
        return _reason(message) if evidence is TAGGED else None
    whole, message = message, message[end:]
    word = message.partition(" ")[0]
    said = _known(message, word, evidence) or _rare(message, word, evidence)
    if said is None:
        if evidence is not TAGGED:
            return None
        if not _PLAIN_PREFIX.match(whole):
            # unknown wording that holds a URL or the like
            return _reason(whole)
        said = _reason(message)
    if "client" not in said:
        _add_client(said, _client_fields(*client))
    return said


def _rare(message: str, word: str, evidence: str | None) -> Document | None:
    """The document of a message that its first word does not tell, or that is only known behind a date or a tag."""
    sure = evidence is not None and evidence is not FOREIGN
    if sure and word.startswith("us=") and _PARAMETER.match(message, len(word) + 1):
        return _reason(message[len(word) + 1 :].lstrip(" "))
    if not word or (sure and word.startswith("us=")):
        return _behind(word, message, evidence)
    if sure and word[:1] == "/" and _COMMAND.match(message):
        return _reason(message)
    form = _LOGIN_FORMS.get(word)
    if form is not None and evidence is not FOREIGN:
        said = form(message)
        if said is not None and (sure or _is_bare_login(message)):
            return said
    if message.startswith("["):
        said = _initiated(message)
        if said is not None:
            return said
    stem = _STEMS[bisect_right(_STEMS, message) - 1]
    if message.startswith(stem) and not (evidence is FOREIGN and stem in _COMMON):
        return _reason(message)
    if _HEADLESS.match(message) is not None:
        return _reason(message)
    return _pool_entry(message, evidence) if sure else None


def _behind(word: str, message: str, evidence: str | None) -> Document | None:
    """The document of what follows microseconds or blanks, which stand there once."""
    message = message[len(word) :].lstrip(" ")
    word = message.partition(" ")[0]
    if not word or word.startswith("us="):
        return None
    return _known(message, word, evidence) or _read(message, word, evidence)


def _reason(message: str) -> Document:
    return {"event": _EVENT | {"reason": message} if message else _EVENT}


def _is_common(message: str) -> bool:
    return _STEMS[bisect_right(_STEMS, message) - 1] in _COMMON


def _is_bare_login(message: str) -> bool:
    """Whether a line of the LDAP plug-in is certain though nothing announces it: it ends with the name."""
    name = message.removeprefix("Unable to bind as ")
    return name is message or not (" " in name or ":" in name) or bool(dn.attributes(name))


def _client(message: str, word: str) -> tuple[int, Peer | None]:
    """Where the client's prefix of `message` ends, and the client; `None` if there is no prefix."""
    address, _, number = word.rpartition(":")
    if number.isdecimal() and word.isascii() and "/" not in address and is_ip(address):
        # most prefixes: an IPv4 address and a port
        return len(word) + 1, (None, address, number)
    end, usual = len(word) + 1, _usual_peer(word) if len(word) < len(message) else None
    if usual is not None and (usual[0] or "/" not in message) and not message.startswith("peer-id=", end):
        return end, usual
    match = _CLIENT.match(message) if ":" in message else None
    if match is None:
        return 0, None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    found = ip(v4 or v6 or bare_v6)
    if bare_v6 and found is None:
        return 0, None
    return match.end(), (name, found, v4_port or v6_port or "")


def _client_fields(name: str | None, address: str | None, number: str) -> Document:
    peer = endpoint(address, port(number))
    fields: Document = {"client": peer} if peer else {}
    if name is not None:
        fields["user"] = {"name": name}
        fields["related"] = related((address,), (), (name,))
    elif address is not None:
        fields["related"] = {"ip": [address]}
    return fields


def _usual_peer(text: str) -> Peer | None:
    """Name, address and port of `NAME/ADDRESS:PORT`; `None` if `text` is no peer, or one of a rarer form.

    It saves a pattern (make bench).
    """
    name, slash, peer = text.rpartition("/")
    address, _, number = peer.rpartition(":")
    if not (number.isdecimal() and text.isascii()) or len(number) > 20 or len(name) > 256 or (slash and not name):
        return None
    if address[-1:] == "]":
        protocol, bracket, address = address[:-1].rpartition("[")
        if not bracket or protocol not in _BEFORE_V6 or ":" not in address:
            return None
    elif address[:9] == "[AF_INET]":
        address = address[9:]
    elif ":" in address:
        return None
    return (name or None, address, number) if is_ip(address) else None


def _add_client(said: Document, client: Document) -> None:
    """Add the fields of a client's prefix, unless the message names the client itself."""
    if "observer" in said or "user" in said:
        client = {name: client[name] for name in client if name not in said}
        said |= client
        user, observer = said.get("user", {}).get("name"), said.get("observer", {}).get("ip")
        piece = related((observer, said.get("client", {}).get("ip")), (), (user,))
        if piece:
            said["related"] = piece
    else:
        said |= client


def _of_client(client: Document) -> Document:
    nat = client.get("nat")
    piece = related((client.get("ip"), nat and nat["ip"]), (client.get("domain"),))
    said: Document = {"event": _EVENT}
    if client:
        said["client"] = client
    if piece:
        said["related"] = piece
    return said


def _of_observer(observer: Document, peer: str | None = None) -> Document:
    said: Document = {"event": _EVENT}
    if observer:
        said["observer"] = observer
    if "ip" in observer:
        said["related"] = {"ip": [observer["ip"]]}
    if peer is not None:
        said["openvpn"] = {"peer": {"ip": peer}}
    return said


def _named_peer(text: str, nat: str | None = None) -> Document:
    """`client` of `NAME/ADDRESS:PORT`: the name is its domain; `nat` is the address inside the tunnel."""
    said = _peer(text)
    peer = endpoint(None, None, text.rpartition("/")[0] or None) if said is None else endpoint(*said)
    inside = None if nat is None else ip(nat)
    if inside is not None:
        peer["nat"] = {"ip": inside}
    return peer


def _peer(text: str) -> tuple[str | None, int | None, str | None] | None:
    """Address, port and name of `NAME/ADDRESS:PORT`; `None` if `text` is no peer."""
    usual = _usual_peer(text)
    if usual is not None:
        name, address, number = usual
        return address, port(number), name
    match = _PEER.fullmatch(text)
    if match is None:
        return None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    address, number = v4 or v6 or bare_v6, v4_port or v6_port or ""
    if bare_v6 is not None and text.startswith("[AF_INET6]"):
        address, _, number = bare_v6.rpartition(":")
    return (None if address is None else ip(address)), port(number), name


def _multi(message: str) -> Document | None:
    """`MULTI: Learn: ADDRESS -> PEER`, `MULTI: primary virtual IP for PEER: ADDRESS`."""
    if message.startswith("MULTI: Learn: "):
        address, _, peer = message[len("MULTI: Learn: ") :].partition(" -> ")
        return _of_client(_named_peer(peer, nat=address))
    if message.startswith(("MULTI: primary virtual IP for ", "MULTI: primary virtual IPv6 for ")):
        peer, _, address = message.partition(" for ")[2].rpartition(": ")
        return _of_client(_named_peer(peer, nat=address))
    return None


def _initiated(message: str) -> Document | None:
    """`[NAME] Peer Connection Initiated with [AF_INET]ADDRESS:PORT`."""
    name, found, peer = message[1:].partition("] Peer Connection Initiated with ")
    said = _peer(peer) if found else None
    return None if said is None else _of_client(endpoint(said[0], said[1], name or None))


def _pool(message: str) -> Document | None:
    """`IFCONFIG POOL IPv4: base=ADDRESS size=62`."""
    match = _POOL.match(message)
    if match is None:
        return None
    return _of_client(endpoint(ip(match[2]), None)) | {"event": _EVENT | {"reason": match[1]}}


def _split_entry(entry: str) -> tuple[str, str] | None:
    """The name and the address of a pool's entry `NAME,IPv4,IPv6`; `None` if `entry` is none."""
    name, *addresses = entry.rsplit(",", 2)
    if len(addresses) < 2 or not name or not any(addresses):
        return None
    v4, v6 = addresses
    if (v4 and not _LIKE_V4.fullmatch(v4)) or (v6 and not _LIKE_V6.fullmatch(v6)):
        return None
    return name, v4 or v6


def _pool_entry(message: str, evidence: str | None) -> Document | None:
    """`NAME,IPv4,IPv6`, an entry of `IFCONFIG POOL LIST`; up to 2.4 `NAME,IPv4`."""
    entry = _split_entry(message)
    if entry is None and evidence is not DATED:
        entry = _split_entry(f"{message},")
    if entry is None:
        return None
    name, address = entry
    client = endpoint(None, None, name)
    inside = ip(address)
    if inside is not None:
        client["nat"] = {"ip": inside}
    return _of_client(client)


def _pool_read(message: str) -> Document | None:
    """`ifconfig_pool_read(), in='NAME,IPv4,IPv6'`; up to 2.4 without the second comma."""
    _, found, quoted = message.partition("ifconfig_pool_read(), in='")
    if not found:
        return None
    line = quoted.rpartition("'")[0]
    name, address = _split_entry(line) or _split_entry(f"{line},") or (line.rpartition(",")[0], "")
    client = endpoint(ip(address), None, name or None)
    return _of_client(client) | {"event": _EVENT | {"reason": "ifconfig_pool_read"}}


def _control_channel(message: str) -> Document | None:
    """`Control Channel: TLSv1.3, cipher TLSv1.3 NAME, …`."""
    match = _CONTROL_CHANNEL.match(message)
    return None if match is None else {"event": _EVENT, "tls": {"version": match[1], "cipher": match[2]}}


def _gateway(message: str) -> Document | None:
    """`ROUTE_GATEWAY ADDRESS/MASK IFACE=eth0 HWADDR=0e:dd:8a:3b:b1:86`, every part optional."""
    if _GATEWAY.match(message) is None:
        return None
    observer: Document = {}
    for word in message.split():
        if word.startswith("IFACE="):
            observer |= _interface("egress", word[len("IFACE=") :])
        elif word.startswith("HWADDR=") and _MAC.fullmatch(word[len("HWADDR=") :]):
            observer["mac"] = word[len("HWADDR=") :]
    return _of_observer(observer)


def _best_gateway(message: str) -> Document | None:
    """`net_route_v4_best_gw result: via ADDRESS dev eth0`."""
    match = _BEST_GATEWAY.match(message)
    return None if match is None else _of_observer(_interface("egress", match[1]))


def _device(message: str) -> Document | None:
    """`TUN/TAP device tun0 opened`."""
    match = _DEVICE.fullmatch(message)
    return None if match is None else _of_observer(_interface("ingress", match[1] or match[2] or match[3]))


def _net_iface(message: str) -> Document | None:
    """`net_iface_up: set tun0 up`."""
    match = _INTERFACE.fullmatch(message)
    return None if match is None else _of_observer(_interface("ingress", match[1]))


def _net_addr(message: str) -> Document | None:
    """`net_addr_ptp_v4_add: ADDRESS peer ADDRESS dev tun0`."""
    match = _ADDRESS.fullmatch(message)
    if match is None:
        return None
    address, peer = ip(match[1]), ip(match[2] or "")
    observer = _interface("ingress", match[3])
    if address is not None:
        observer["ip"] = address
    return _of_observer(observer, peer)


def _net_route(message: str) -> Document | None:
    """`net_route_v4_add: NETWORK/24 via ADDRESS dev [NULL] table 0 metric -1`."""
    match = _ROUTE.fullmatch(message)
    if match is None:
        return None
    return _of_observer({}, peer=ip(match[1]))


def _interface(direction: str, name: str) -> Document:
    return {direction: {"interface": {"name": name}}} if name and name != "[NULL]" else {}


def _ldap(message: str) -> Document | None:
    """`LDAP user "NAME" was not found.`, `LDAP bind failed: …`."""
    if message.startswith("LDAP bind failed: "):
        return {"event": _FAILED_LOGIN}
    if message.startswith('LDAP user "') and message.rstrip().endswith('" was not found.'):
        name = message[len('LDAP user "') :].rpartition('" was not found.')[0]
        return {"event": _FAILED_LOGIN, "user": {"name": name}, "related": {"user": [name]}}
    return None


def _ldap_password(message: str) -> Document | None:
    """`Incorrect password supplied for LDAP DN "DN".`, `ldap_bind with zero-length password is forbidden.`."""
    if message.startswith("ldap_bind with zero-length password is forbidden"):
        return {"event": _FAILED_LOGIN}
    _, found, quoted = message.partition('Incorrect password supplied for LDAP DN "')
    return _failed_login(quoted.rpartition('"')[0]) if found else None


def _ldap_bind(message: str) -> Document | None:
    """`Unable to bind as NAME`, where the name may be a DN."""
    _, found, name = message.partition("Unable to bind as ")
    return _failed_login(name.strip()) if found and name.strip() else None


def _failed_login(name: str) -> Document:
    """The user that a DN, or else a plain name, says: its first `CN`, else its `uid`; its `DC`s are the domain."""
    first: dict[str, str] = {}
    domains = []
    for key, value in dn.attributes(name) if "=" in name else (("cn", name),):
        first.setdefault(key, value)
        if key == "dc":
            domains.append(value)
    said: Document = {"event": _FAILED_LOGIN}
    user: Document = {}
    login = first.get("cn") or first.get("uid")
    if login:
        user["name"] = login
    if domain := ".".join(domains):
        user["domain"] = domain
    if user:
        said["user"] = user
    if login:
        said["related"] = {"user": [login]}
    return said


# By the first word of a message: the forms of the LDAP plug-in, whose wording other programs may share.
_LOGIN_FORMS: dict[str, Callable[[str], Document | None]] = {
    "Incorrect": _ldap_password,
    "LDAP": _ldap,
    "Unable": _ldap_bind,
    "ldap_bind": _ldap_password,
}

# By the first word of a message: the forms that are OpenVPN's alone.
_FORMS: dict[str, Callable[[str], Document | None]] = {
    "Control": _control_channel,
    "DCO": _device,
    "IFCONFIG": _pool,
    "MULTI:": _multi,
    "Opened": _device,
    "ROUTE6_GATEWAY": _gateway,
    "ROUTE_GATEWAY": _gateway,
    "TUN/TAP": _device,
    "ifconfig_pool_read(),": _pool_read,
    "net_addr_ll_set:": _net_iface,
    "net_addr_ptp_v4_add:": _net_addr,
    "net_addr_ptp_v4_del:": _net_addr,
    "net_addr_v4_add:": _net_addr,
    "net_addr_v4_del:": _net_addr,
    "net_addr_v6_add:": _net_addr,
    "net_addr_v6_del:": _net_addr,
    "net_iface_del:": _net_iface,
    "net_iface_mtu_set:": _net_iface,
    "net_iface_new:": _net_iface,
    "net_iface_type:": _net_iface,
    "net_iface_up:": _net_iface,
    "net_route_v4_add:": _net_route,
    "net_route_v4_best_gw": _best_gateway,
    "net_route_v4_del:": _net_route,
    "net_route_v6_add:": _net_route,
    "net_route_v6_best_gw": _best_gateway,
    "net_route_v6_del:": _net_route,
    "tun/tap": _device,
    "utun": _device,
    "ovpn-dco": _device,
    "tap-windows6": _device,
    "wintun": _device,
}


def _by_first_word() -> dict[str, tuple[Callable[[str], Document | None] | None, tuple[str, ...]]]:
    words: dict[str, list[str]] = {word: [] for word in _FORMS}
    for stem in _STEMS:
        words.setdefault(stem.partition(" ")[0], []).append(stem)
    return {word: (_FORMS.get(word), tuple(stems)) for word, stems in words.items()}


# By the first word of a message: its form, if it has one, and the stems that begin with the word.
_WORDS = _by_first_word()

# What was seen so far: `event` by the message that is its reason.
_REASONS: dict[str, Document] = {}
