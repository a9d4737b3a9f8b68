"""The messages of OpenVPN, for `openvpn`: data alone.

Source: the messages of OpenVPN 2.3 to 2.7, of its plug-ins and of openvpn-auth-ldap 2.0.
"""

from __future__ import annotations

from ecsparse.messages import Messages, actions
from ecsparse.messages.beginnings import first_two
from ecsparse.messages.captures import Capture, ecs, file, own, part
from ecsparse.products.openvpn.peers import PROTOCOL, V4, V6, network
from ecsparse.record import Document, Phrase, Signature

ACTIONS = actions("""
# authentication
authentication-succeeded  authentication: start, success | a user's name and password, or token, were accepted
authentication-deferred  authentication: start, unknown | a plug-in or script will say later whether a user is
  accepted
authentication-pending          authentication: info, unknown | a further factor of authentication is awaited
authentication-failed           authentication: start, failure | a user's name and password, or token, were refused
authentication-rejected  authentication: start, failure | the server told a client that its authentication failed
identity-change-rejected  authentication: start, failure | a peer came with another name than before, and was
  refused
ldap-bind-failed                authentication: start, failure | the LDAP plug-in could not bind to the directory
ldap-unavailable  authentication: info, failure | the LDAP plug-in could not reach or search the directory
authentication-message          authentication: info | something else about authentication
# certificates
certificate-verified            authentication: info, success | a certificate of the peer's chain passed a check
certificate-rejected            authentication: start, failure | a certificate of the peer's chain failed a check
certificate-message             network: info | something else about certificates and keys
revocation-list-loaded          configuration: info, success | a list of revoked certificates was loaded
# probes and attacks
packet-authentication-failed  network intrusion_detection: denied, failure | a packet did not carry the secret that
  peers share
packet-decryption-failed  network intrusion_detection: denied, failure | a packet of the data channel could not be
  decrypted
packet-replayed                 network intrusion_detection: denied, failure | a packet came twice, or far too late
packet-malformed                network intrusion_detection: denied, failure | a packet is none of the protocol's
packet-rejected  network intrusion_detection: denied, failure | a packet came from where, or when, none was
  expected
source-address-rejected  network intrusion_detection: denied, failure | a client sent from an address that is not
  its own
foreign-protocol-detected       network intrusion_detection: info | a peer speaks another protocol, such as HTTP
# TLS
tls-established                 network: connection, success | a TLS session with the peer stands
tls-handshake-failed            network: connection, failure | a TLS handshake failed
tls-negotiation-timed-out       network: connection, failure | a TLS handshake was not completed in time
tls-alert-received              network: info, failure | the peer ended a TLS handshake with an alert
tls-alert-sent                  network: info, failure | a TLS handshake was ended with an alert
tls-renegotiated                network: info | the keys of a session are renewed
tls-error                       network: info, failure | another error of TLS
tls-message                     network: info | something else about TLS
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
options-pushed  network session: info, success | a client was sent its options, and its addresses inside the tunnel
options-received  network session: info, success | the server sent options, and addresses inside the tunnel
push-message                    network: info | something else about options that are pushed
peer-info-received              network: info | what a client says of its software and system
control-channel-initialized     network: info, success | the control channel is authenticated or encrypted
data-channel-initialized        network: info, success | the data channel is encrypted
data-channel-message            network: info | something else about the data channel
client-message                  network: info | something else about a client, or the pool of addresses
# its end
session-timed-out  network session: end, success | a peer was silent for too long, or a session lasted too long
session-reset                   network session: end, success | the connection of a peer was reset
session-ended                   network session: end, success | a client's session ended
session-superseded  network session: end, success | a client's session ends because the client came again
session-end-scheduled           network session: info | a session will be ended in some seconds
session-exit-announced          network session: info | a peer announced, or is told, that the session ends
session-message                 network: info | something else about the end of a session
client-address-changed          network session: info, success | a client goes on from another address
client-address-change-rejected  network: connection denied, failure | a client may not go on from another address
# policy
connection-rejected  network: connection denied, failure | a client was refused: too many clients, or management
  said so
cipher-negotiation-failed       network: connection denied, failure | client and server have no cipher in common
# tunnels and routes
interface-created               configuration: creation | a device of the tunnel is opened or made
interface-changed  configuration: change | a device of the tunnel is set up or down, or its MTU changed
interface-deleted               configuration: deletion | a device of the tunnel is closed or removed
interface-address-added         configuration: creation | a device of the tunnel is given an address
interface-address-removed       configuration: deletion | an address of a device of the tunnel is removed
tunnel-message                  network: info | something else about a device of the tunnel
route-added                     configuration: creation | a route is set
route-removed                   configuration: deletion | a route is removed
route-change-failed             configuration: change, failure | a route could not be set or removed
network-change-failed  configuration: change, failure | the kernel refused an interface, an address or a route
gateway-found                   network: info, success | the gateway of the host, or of a destination
gateway-queried                 network: info | the gateway of a destination is looked up
route-message                   network: info | something else about routes
adapter-message                 network: info | something about adapters and their addresses under Windows
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
daemon-stopped                  process: end, success | OpenVPN ends after a signal
daemon-failed                   process: end, failure | OpenVPN ends because of an error
command-executed                process: start | a command that sets up addresses or routes is run
configuration-rejected          configuration: info, failure | an option is wrong
client-configuration-read       configuration: access, success | a client's options are read
option-mismatched               configuration: info | an option differs between the two sides
option-message                  configuration: info | a warning or note about the configuration
plugin-called                   process: info, unknown | a plug-in was called
plugin-message                  process: info | something else about plug-ins
script-failed                   process: info, failure | a script or plug-in failed, or was not run
script-message                  process: info | something else about scripts
management-connected            network: connection start, success | a client of the management interface connected
management-command              process: info | a command came over the management interface
management-message              process: info | something else about the management interface
messages-suppressed             process: info | how many messages `--mute` left out
status-message                  network: info | a line of the status: clients and counters
daemon-message                  process: info | something else about the daemon
message                         network: info | a message whose wording is not known
""")

# `user_agent.os.type`, by `IV_PLAT`.
_SYSTEMS = {"android": "android", "ios": "ios", "linux": "linux", "mac": "macos", "win": "windows"}


def _platform(name: str) -> Document:
    kind = _SYSTEMS.get(name)
    return {"platform": name} if kind is None else {"platform": name, "type": kind}


def _listed(names: str) -> list[str] | None:
    return [name for name in names.split(":") if name] or None


_CIPHER = r"[^']{1,64}"
_CIPHERS = r"[^']{0,1024}"
# The devices and networks that commands are run for.
_DEVICE = r"(?:.{0,80} )?(?:u?tun|tap|ovpn)[a-z0-9_-]{0,16}(?: .*)?"
_TARGET = "[0-9a-f:.]{2,45}"

CAPTURES = {
    "reason": ecs("event.reason"),
    # what depends on the client of the prefix, or on the rest of the message: `events`
    "controller": part(".*"),
    "ended": part(".{1,256}"),
    "floated": part(rf"{PROTOCOL}(?:{V4}|\[?{V6}).*"),
    "hardware": part(),
    "identities": part(".*"),
    "name": part(".*"),
    "sender": part(".*"),
    "silent": part(".{0,256}"),
    "agent": ecs("user_agent.original"),
    "agent_version": ecs("user_agent.version"),
    "command_line": ecs("process.command_line"),
    "file": file(pattern=".+"),
    "os_version": ecs("user_agent.os.version"),
    "platform": Capture("user_agent.os", ".+", _platform, parts=("platform", "type")),
    "version": ecs("observer.version"),
    "client_ciphers": own("keyword", "Ciphers that a client supports.", _CIPHERS, _listed,
        name="data_channel.client_ciphers"),
    "command": own("keyword", "Command that came over the management interface.", ".*?", name="management.command"),
    "control_cipher": own("keyword", "Cipher of the wrapping of the control channel.", _CIPHER,
        name="control_channel.cipher"),
    "control_digest": own("keyword", "Message digest of the wrapping of the control channel.", _CIPHER,
        name="control_channel.digest"),
    "data_cipher": own("keyword", "Cipher of the data channel.", _CIPHER, name="data_channel.cipher"),
    "data_digest": own("keyword", "Message digest of the data channel.", _CIPHER, name="data_channel.digest"),
    "info_name": own("keyword", "Name of what a client says of itself, such as IV_PROTO.", name="peer_info.name"),
    "info_value": own("keyword", "What a client says of itself under that name.", name="peer_info.value"),
    "method": own("keyword", "What a user came with: password or auth-token.", "Password|auth-token", str.lower,
        name="authentication.method"),
    "network": own("keyword", "Network or address that a route leads to.", read=network, name="route.network"),
    "packet_length": own("long", "Length that a packet claims to have, in bytes.", "[0-9]{1,9}",
        name="packet.length"),
    "packet_source": own("ip", "Source address of a packet inside the tunnel.", r"[^\]]*", name="packet.source_ip",
        related="ip"),
    "peer_id": own("long", "Number of a peer.", "[0-9]{1,9}", name="peer.id"),
    "plugin_path": own("keyword", "File of a plug-in.", r"\S{1,4096}", name="plugin.path"),
    "plugin_status": own("long", "What a plug-in returned: 0 success, 1 error, 2 later.", "-?[0-9]{1,9}", int,
        name="plugin.status"),
    "plugin_type": own("keyword", "What a plug-in was called for.", "PLUGIN_[A-Z0-9_]{1,64}", name="plugin.type"),
    "server_ciphers": own("keyword", "Ciphers that the server allows.", _CIPHERS, _listed,
        name="data_channel.server_ciphers"),
    "session_id": own("keyword", "Session id of the control channel.", name="session.id"),
    "signal": own("keyword", "Signal that ended or restarted a session or the process."),
}  # fmt: skip

_FRAGMENTS = {
    # a name ends where the text of the message begins
    "to_whom": r"{~(?:(?!\]: ').)*}",
    # for username 'alice' [CN SET]
    "of_user": "{| for username '{name}'{~[^']*}|{*}}",
    # alice' failed to authenticate: User account has expired
    "of_pam": "{|{name}' failed to authenticate: {reason}|{name}' {reason=failed to authenticate}{*}|{*}}",
    # Cipher 'AES-256-CTR' initialized with 256 bit key | Using 256 bit message hash 'SHA256' for HMAC …
    "control": "{| Using {~[0-9]{1,9}} bit message hash '{control_digest}'{*}| Cipher '{control_cipher}'{*}|{*}}",
    "data": "{| Using {~[0-9]{1,9}} bit message hash '{data_digest}'{*}| Cipher '{data_cipher}'{*}|{*}}",
    # SIGTERM[soft,remote-exit] received,
    "on_signal": r"{signal=SIG{~HUP|INT|TERM|USR1|USR2}}[{~soft|hard},{reason:[^\]]{0,128}}] received,",
}


class _BehindPrefixes(Messages):
    """Messages that a client's prefix may come before, which neither date nor tag announce then."""

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """How the messages begin, at the start of a line or anywhere in it."""
        found = super().signatures
        return (*found, *dict.fromkeys(Phrase(first_two(f"{start}")) for start in found))


# What OpenVPN alone writes; a beginning is as long as it takes to be nobody else's.
MESSAGES = _BehindPrefixes("openvpn", ACTIONS, CAPTURES, r"""
# authentication
authentication-succeeded ! TLS: Username/{method} authentication succeeded{of_user}
authentication-deferred ! TLS: Username/{method} authentication deferred{of_user}
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
authentication-message ! | ERROR: could not {read Auth | read Private Key | read challenge response from stdin
  | retrieve static challenge response} | Note: previous {'Auth' | 'Private Key'} credentials failed
  | Error reading {password | username} from Auth | {WARNING: unknown | invalid} AUTH_FAIL,TEMP flag:
  | --auth-gen-token: | --auth-token-gen: | AUTH: Received control message: | CR response was sent by client
  | Client does not supported auth | ERROR: Auth username is empty
  | ERROR: received malformed challenge request from server | ERROR: username from Auth authfile '
  | Error decoding auth-token-username | Error opening 'Auth' auth file
  | Error: private key password verification failed | Generated token for client: | Initial timestamp (
  | No 'Auth' password found in authfile | No password found in Auth authfile | TAS: a=
  | auth pending control file is not at least | could not parse auth pending file
  | ignoring AUTH_PENDING parameter: | initial auth-token not generated | username not locked, skipping
# certificates and keys
certificate-verified ! | VERIFY {EKU OK | KU OK | OK: depth= | OK: nsCertType= | PLUGIN OK: depth=
  | SCRIPT OK: depth= | X509NAME OK} | CRL CHECK OK:
certificate-rejected ! | VERIFY {CRL: | EKU ERROR | ERROR: | KU ERROR | PLUGIN ERROR: depth= | SCRIPT ERROR: depth=
  | X509NAME ERROR | nsCertType ERROR:}
  | TLS Error: {--tls-verify/--peer-fingerprint certificate hash verification failed.
  | Certificate verification failed (key-method | level-1 certificate hash verification failed}
  | ERROR: Certificate {does not have key usage extension | has invalid key usage, expected one of:}
  | CRL CHECK FAILED:
certificate-message ! | WARNING: {OpenSSL 1.0.2
  | OpenSSL 1.1.0, AWS-LC and LibreSSL < 3.6.0 do not support --tls-cert-profile
  | OpenSSL 3.0+ builds do not support specifying an ECDH curve | Your certificate has expired!
  | Your certificate is not yet valid! | cryptoapicert: | experimental option --capath
  | mbed TLS builds do not support specifying an ECDH curve} | Cannot {add lookup at --capath
  | load extra-certs file: | open DCO device | open TAP device | open memory BIO for inline | open utun device
  | pre-load keyfile (} | VERIFY {EKU | KU | WARNING: depth= | X509NAME} | ++ Certificate has
  | Decoding PKCS12 failed. Probably | Deprecated TLS cipher name | Diffie-Hellman initialized with | ECDH curve
  | ERROR: --x509-username-field 'ext: | ERROR: Certificate has key usage
  | ERROR: Random number generator cannot obtain entropy | Error in cryptoapicert: | Failed to set restricted TLS
  | Footer text not found in file | Insufficient key material or header | No valid translation found for TLS
  | PKCS#11: Adding PKCS#11 provider ' | SSL_CTX_set_tmp_ecdh: cannot add curve | X509 ATTRIBUTE name='
  | X509 name was missing in TLS
# packets
packet-authentication-failed ! | TLS Error: {can not extract tls-crypt-v2 client key from
  | cannot locate HMAC in incoming packet from | could not determine wrapping from
  | incoming packet authentication failed from | tls-crypt unwrapping failed from}
  | Authenticate/Decrypt packet error: {missing authentication info | packet HMAC authentication failed}
  | tls-crypt {unwrap error | unwrapping failed} | Can not unwrap tls-crypt-v2 client key
packet-decryption-failed ! | AEAD Decrypt error: | Authenticate/Decrypt packet error:
packet-replayed ! | AEAD Decrypt error: bad packet ID | Authenticate/Decrypt packet error: bad packet ID
  | tls-crypt unwrap error: packet replay
packet-malformed ! WARNING: Bad encapsulated packet length from peer ({|{packet_length}){*}|{*}}
packet-malformed ! | TLS Error: {Early negotiation malformed packet | reading acknowledgement record from packet
  | unknown opcode received from} | IP packet with unknown IP version=
  | Incoming control channel packet too big, dropping.
packet-rejected ! | TLS Error: {Cannot accept new session request from
  | Existing session control channel packet from unknown IP address:
  | Received control packet from unexpected IP addr: | Unroutable control packet received from
  | client->client or server->server connection attempted from | session-id not found in packet from} | Packet (P_
  | TCP/UDP: Incoming packet rejected from | TLS ERROR: received control packet with stale session-id=
source-address-rejected ! MULTI: {reason=bad source address from client} [{packet_source}{*}
foreign-protocol-detected ! | Non-OpenVPN client protocol detected
# TLS
connection-started ! TLS: Initial packet from{|{sender:.*?}, sid={session_id}|{sender}}
connection-started ! Valid packet (P_{sender}
connection-challenged ! | Reset packet from client, sending HMAC based reset challenge
tls-established ! | Control Channel: DTLSv | Control Channel: TLSv
tls-handshake-failed ! | TLS error: The server has no TLS ciphersuites in common with the client.
  | TLS error: Unsupported protocol. This typically indicates that client and server have no
tls-negotiation-timed-out ! | TLS Error: TLS key negotiation failed to occur within
tls-renegotiated ! TLS: new session incoming connection from{sender}
tls-renegotiated ! | TLS: soft reset sec=
tls-error ! | TLS Error: {AEAD cipher (currently | Bad dynamic key | Ciphertext -> reliable
  | Convoluted certificate | Error reading | Failed to export | Failed to read required | Incoming Ciphertext
  | Key Method # | Keying material | PRF calculation | TLS object -> | Username ( | client generate_key_expansion
  | error reading key | generate_key_expansion failed | initializing data | key already initialized
  | key length mismatch, | key_state not authenticated | local/remote TLS | peer asked us to resend
  | received P_ACK | received P_CONTROL | server generate_key_expansion} | TLS ERROR: {BIO write
  | Outgoing Plaintext | Plaintext buffer | Unknown key_method/flags= | local/remote key | write tls_write_}
  | Fatal TLS error (check_tls_errors_co), | TLS_ERROR: BIO read
control-channel-initialized ! {Incoming | Outgoing} Control Channel {|Authentication|Encryption}:{control}
peer-info-received ! peer info: {info_name=IV_VER}={info_value={agent_version}}
peer-info-received ! peer info: {info_name=IV_GUI_VER}={info_value={agent}}
peer-info-received ! peer info: {info_name=IV_PLAT_VER}={info_value={os_version}}
peer-info-received ! peer info: {info_name=IV_PLAT}={info_value={platform}}
peer-info-received ! peer info: {info_name=IV_HWADDR}={info_value={hardware}}
peer-info-received ! peer info: {info_name={IV_ | UV_}{~[^=]+}}={info_value}
peer-info-received ! | peer info: IV_ | peer info: UV_
tls-message ! | ERROR: {--auth-token wrong size ( | --tls-crypt | Client key
  | Failed to stat CRL file during initialization, exiting. | could not wrap generated client key
  | invalid tls-crypt-v2 | not enough data in tls-crypt-v2 client key
  | tls-auth enabled, but no valid --auth algorithm specified | tls-crypt-v2 client key too large}
  | Warning: TLS {client | server} context initialisation has warnings. | Control Channel: {DTLS | TLS
  | using tls-crypt-v2} | TLS: {Replacing client provided username ' | Username/Password authentication
  | Username/auth-token authentication | move_session: | tls_multi_process: | tls_process:}
  | Expected Remote Options {String | hash} | Testing {client-side | server-side} key loading... | {Can not read
  | Could not append} tls-crypt-v2 client | WARNING: {Export keying material failed! | Failed to stat CRL file, not
  | Received control with invalid characters:} | {Incoming | Outgoing} Control Channel
  | Can not locate tls-crypt-v2 | Client wants tls-crypt-v2, but no | Control Channel Authentication:
  | Control channel security already | Local Options String | Local Options hash | Note: --connect-freq-initial
  | Option inconsistency warnings triggering | Peer tried unsupported key-method
  | Protocol error: received P_DATA_V2 | Re-using SSL/TLS context | Re-using pre-shared static key
  | TLS CRYPT V2 VERIFY SCRIPT | TLS Handshakes, success= | TLS Warning: no data channel
  | TLS key export for P2P peer | TLS-CRYPT ERROR: packet ID | TLS-CRYPT WRAP: buffer size
  | Warning buffer of freed TLS session | Warning: --max-packet-size (
  | Warning: TLS 1.0 PRF with MD5+SHA1 PRF is not supported by the TLS library. | mbed TLS msg ( | tls-crypt
  | validation failed on peer_info
# clients and the pool of addresses
client-instance-created ! | MULTI: multi_create_instance called
session-started ! | Peer Connection Initiated with
address-assigned ! | MULTI: primary virtual IP | MULTI_sva: pool returned
address-learned ! | MULTI: Learn:
address-reserved ! | ifconfig_pool_read(), in='
pool-read ! | IFCONFIG {POOL IPv4: | POOL IPv6: | POOL:}
connection-rejected ! | MULTI: {client has been rejected | connection rejected:
  | new incoming connection would exceed} | TCP NOTE: Rejected connection attempt from
client-address-change-rejected ! | Disallow float to an address taken by another client
session-superseded ! MULTI: {reason=new connection by client}{| '{name}' will cause {*}|{*}}
client-message ! | MULTI {ERROR: | IO: | ROUTE: | TCP:} | Can't learn | Client does not support DATA_V2.
  | Float requested for peer | GREMLIN_FLOOD_CLIENTS: | IFCONFIG POOL | IFCONFIG_POOL | MULTI: | MULTI_sva:
  | NOTE: IPv4 pool size is | Note: peer reports running in P2P mode (no --pull/--client option). | PF: addr[
  | PF: client -> | PF: client[ | WARNING: IPv4 pool size is | WARNING: PF: | ifconfig_pool_set( | pool: IPv
  | pool: invalid IPv | succeeded -> ifconfig_pool_set(
# push and pull
options-requested ! | PUSH: Received control message: 'PUSH_REQUEST
options-requested ! SENT CONTROL [{to_whom}]: 'PUSH_REQUEST{*}
options-pushed ! SENT CONTROL [{to_whom}]: '{|PUSH_REPLY|PUSH_UPDATE}{*}
options-received ! | PUSH: Received control message: 'PUSH_REPLY | PUSH: Received control message: 'PUSH_UPDATE
cipher-negotiation-failed ! PUSH: {|{reason=No common cipher between server and client}. Server data-ciphers:
  '{server_ciphers}', client supported ciphers '{client_ciphers}'{*}|{reason=No common
  cipher between server and client}. {*}|{reason:No common cipher between server .*}}
cipher-negotiation-failed ! | ERROR: failed to negotiate cipher with peer | Error: negotiated cipher not allowed -
  | Error: pushed cipher not allowed -
option-mismatched ! | WARNING: '{auth | cipher | comp-lzo | dev-type | ifconfig | key-method | keydir | keysize
  | link-mtu | mtu-dynamic | proto | secret | tls-auth | tls-client | tls-server | tun-ipv6 | tun-mtu | version}' is
push-message ! | WARNING: Received {INFO command is too long | bad push/pull message: | unknown control message:}
  | ERROR: Failed to apply {P2P negotiated protocol options | push options} | No reply from server {after sending
  | to} | --push option is too long | Failed to process push update message | Info command was pushed by server
  | No updatable options found in incoming | OPTIONS IMPORT: | P2P mode NCP negotiation result: | PUSH:
  | PUSH_REMOVE ' | Pushed dispensable option is not updatable: | REMOVE PUSH ROUTE: ' | SENT CONTROL [
  | WARN: PUSH_UPDATE messages cannot currently be | WARNING: Receive control message failed
# the data channel
data-channel-initialized ! {Incoming | Outgoing} Data Channel:{data}
data-channel-initialized ! {Data Channel | Static} {Decrypt | Encrypt}:{data}
data-channel-initialized ! Data Channel: {cipher | using negotiated cipher} '{|{data_cipher}'{*}|{*}}
data-channel-message ! | Note: {'--allow-compression' is not set to 'no', disabling | --fragment disables
  | --http-proxy disables | --management-query-proxy disables | --secret disables | --socks-proxy disables
  | NOT using '--topology subnet' disables | dev-type not tun, disabling
  | ovpn-dco-win driver is missing, disabling} data channel offload. | {Note: afunix tun type selected,
  | Note: null tun type selected, | NOTE: multiple --local options defined,} disabling data channel offload
  | Bad {LZ4 | LZ4v2 | LZO} decompression header | Cannot {add peer to DCO | allocate DCO dev dynamically
  | delete primary key during | delete secondary key | open --replay-persist file | set DCO peer parameters for
  | set parameters for DCO peer} | LZO compression {buffer overflow | error: | initializ} | {Incoming
  | Outgoing} Static Key Encryption: | {LZ4 | LZO} decompression error: | {Note: --data-ciphers-fallback with
  | Using data channel | Using peer} cipher ' | Protocol options: {explicit-exit-notify | protocol-flags}
  | LZ4 compression {buffer overflow | initializ} | Timers: {inactive | ping | session-timeout}
  | DCO: {Socket bind failed: | attempt removing iroutes from system table | cannot retrieve ifindex for interface
  | provided unsupported cipher:} | received bogus {data from ovpn-dco | del peer packet} | --mode server is set.
  | --windows-driver is set to ' | Attempting to send data packet | Bad compression stub | Comp-stub init
  | Consider using the '--compress | DCO key state mismatch: | Data Channel Offload doesn't
  | DeviceIoControl(OVPN_IOCTL_ | ENCRYPT ERROR: packet ID roll | ENCRYPT: buffer size error,
  | ERROR: Failed to apply DCO keepalive or MSS fix parameters | Error retrieving DCO peer stats:
  | FATAL: DCO does not support --auth | FRAG TTL expired | FRAG: outgoing buffer is not empty,
  | FRAG_IN error flags= | FRAG_OUT error, | Fatal decryption error (process_incoming_link),
  | Impossible to install key material | LZ4v2 compression | MTU: adding | NCP: | NOTE: --remote is not defined
  | NOTE: TCP transport disables data channel offload on | No encryption key found. Purging
  | No tls-client or tls-server option | Note: 'compress migrate' detected remote peer with compression enabled.
  | Note: Kernel support for ovpn | PID_ERR | Received data packet with new | TCP/UDP packet too large on write
  | Use --data-ciphers-fallback with the cipher | WARNING: INSECURE cipher (
  | WARNING: cipher with small block size in use, reducing reneg-bytes to 64MB | dco connect
  | dco-win doesn't yet support | dco_ | multiple --local options defined, | ovpn-dco: | ovpn_handle_peer | ovpn_n
  | process_incoming_del_peer:
# the end of sessions
session-timed-out ! {reason=Inactivity timeout (--{~[^,]*}}{*}
session-exit-announced ! SENT CONTROL [{to_whom}]: '{|RESTART|HALT|EXIT}{*}
session-exit-announced ! | {Connection reset | Halt} command was pushed by server (' | {CC-EEN
  | OCC} exit message received by peer | SIGTERM received, sending exit notification to peer
session-message ! | All connections have been connect-retry-max | Converting soft SIG
  | ERROR: Certificate subject contains a | Failed to open tun/tap interface | Ignoring SIGHUP received during
  | Ignoring SIGUSR1 received during | OpenVPN started by inetd/xinetd | Received DCO message for unknown
  | Signal received from management | send_push_reply(): safe_cap= | setcon to '
# devices of the tunnel
interface-created ! | net_iface_new: | {ovpn-dco | tap-windows6 | tun/tap | wintun} device [
interface-changed ! | net_iface_{mtu_set: | up:} | net_addr_ll_set:
interface-deleted ! | net_iface_del:
  | Closing {DCO | TUN/TAP | ovpn-dco | tap-windows6 | tun/tap | wintun} interface
interface-address-added ! | net_addr_{ptp_v4 | v4 | v6}_add:
interface-address-removed ! | net_addr_{ptp_v4 | v4 | v6}_del:
network-change-failed ! | net_{addr_ll_set | iface_del | iface_mtu_set | iface_new | iface_up}: rtnl:
  | sitnl_{addr_set | route_set | send}: rtnl:
tunnel-message ! | {AIX | FreeBSD | Mac OS X | NetBSD | OpenBSD} ifconfig failed | WARNING: {--local address [
  | --remote address [ | Since you are using --dev t
  | Since you are using subnet topology, the second argument to --ifconfig must be a netmask
  | potential TUN/TAP adapter subnet conflict between local LAN [ | potential conflict between --local address [
  | potential conflict between --remote address [ | potential route subnet conflict between local LAN [} | {FreeBSD
  | NetBSD | OpenBSD} 'destroy tun interface' | NOTE: {Beginning empirical MTU test
  | Empirical MTU test completed [Tried,Actual] | IPv6 interface MTU < 1280 conflicts with IETF standards
  | Pulled options changed on restart, will need to close and reopen TUN/TAP device.
  | This connection is unable to accommodate a UDP packet size of
  | Tried to delete pre-existing tun/tap instance -- No Problem if failure | failed to empirically measure MTU
  | failed to obtain options consistency info from peer} | {Control Channel | Data Channel | Fragmentation
  | TLS-Auth} MTU parms [ | TUN/TAP {I/O operation aborted, | TX queue length set | interface has been
  | link layer address | packet was destructively} | {Cannot | ERROR: Cannot} open TUN/TAP dev
  | Note: Cannot {open control socket | set tx queue length} on | AIX {'create tun | 'destroy tap} interface'
  | Note adjusting {'fragment | 'mssfix} | Cannot allocate TUN/TAP dev dynamically | Cannot ioctl TUNSET
  | ERROR: Cannot ioctl TUNSETIFF | Failed to open utun device. Falling | Generic ip addr del failed
  | I don't recognize device | MacOS X 'remove inet6 route'
  | Note: enable extended error passing on TCP/UDP socket failed (IP | Preserving previous TUN/TAP instance:
  | Server-pushed tun-mtu is too | Solaris ifconfig | Successful ARP Flush on interface | TUN MTU value (
  | There is a problem in your selection | Warning: reported maximum MTU from client ( | do_ifconfig,
  | generic BSD ifconfig inet6 | init_tun: problem converting IPv6 ifconfig addresses | net_iface_type:
  | sitnl_addr_add: | sitnl_addr_del: | sitnl_addr_ptp_add: | sitnl_addr_set: | sitnl_bind: | sitnl_route_add:
  | sitnl_route_del: | sitnl_route_save: | sitnl_route_set: | sitnl_send: | sitnl_socket:
  | tun packet too large on write
# routes
gateway-found ! | net_route_v4_best_gw result: | net_route_v6_best_gw result:
gateway-queried ! {net_route_v4_best_gw | net_route_v6_best_gw} query:{| dst {network}|{*}}
route-added ! | net_route_{v4_add: | v6_add:} | MULTI: internal route
route-removed ! | net_route_v4_del: | net_route_v6_del:
route-change-failed ! | ERROR: {FreeBSD | Linux | NetBSD | OS X | OpenBSD | Solaris | Windows} route
  | ERROR: route {add | addition | delete | deletion} failed using | ERROR: Linux IPv6 route can't be added
route-message ! | IPv6 route {add using ipapi | add via service | addition using ipapi | addition via service
  | delete using ipapi | delete via service | deletion via service} | ROUTE: {CreateIpForwardEntry succeeded with
  | bypass_host_route[ | default_gateway= | route add failed using service: | route addition failed using
  | route delete failed using service: | route deletion failed using} | ERROR: {*BSD route | AIX route
  | DragonFly route | Haiku inet | MacOS X route | OpenBSD/NetBSD route}
  | NOTE: {GetBestInterfaceEx returned error: | GetIpForward | Linux route add command failed because route exists
  | unable to redirect} | Flag 'def1' added to --redirect-gateway | GDG6: | GDG:
  | GetBestInterfaceEx() returned if= | Initializing stale route check | OpenVPN ROUTE6: | OpenVPN ROUTE:
  | OpenVPNROUTE6: | ROUTE default_gateway= | ROUTE network | ROUTE remote_host | ROUTE6 WARNING: OpenVPN needs
  | ROUTE6: | Recursive routing detected, | Route: Waiting for TUN/TAP interface to come up... | TEST ROUTES:
  | WARNING: OpenVPN was configured to add an IPv | Warning: route gateway is | add_route_ipv6(
  | delete_route_ipv6( | net_route_v4_best_gw | net_route_v6_best_gw
# sockets and proxies
socket-bound ! | {TCP | TCPv4 | TCPv6}_{CLIENT | SERVER} link local | {UDP | UDPv4 | UDPv6 | udp4 | udp6} link local
  | {tcp4 | tcp6}-{client | server} link local
peer-address-set ! | {TCP | TCPv4 | TCPv6}_{CLIENT | SERVER} link remote
  | {UDP | UDPv4 | UDPv6 | udp4 | udp6} link remote | {tcp4 | tcp6}-{client | server} link remote
  | TCP/UDP: Preserving recently used remote address:
connection-established ! | TCP connection established with [AF_INET
connection-failed ! | TCP: connect to [AF_INET
name-resolution-failed ! | RESOLVE: Cannot resolve host address:
socket-error ! | {read | write} {TCP_ | TCPv | UDP [ | UDPv}
socket-message ! | {TCP_CLIENT | TCP_SERVER | TCPv4 | TCPv4_CLIENT | TCPv4_SERVER | TCPv6 | TCPv6_CLIENT
  | TCPv6_SERVER | UDPv4 | UDPv6 | proto-uninitialized | tcp4-client | tcp4-server | tcp6-client | tcp6-server
  | udp4 | udp6} link | {Attempting Basic | Attempting NTLM | NTLM | Received NTLM} Proxy-Authorization
  | NOTE: setsockopt {SO_MARK= | SO_RCVBUF= | SO_SNDBUF= | TCP_NODELAY=} | RESOLVE: {Ignored SIGUSR1 signal
  | signal} received during DNS resolution attempt | HTTP proxy: {digest | do not recognize | no support for proxy
  | support for basic} | NTLM: {Username or domain too long | base64 decoding of phase 2 response failed
  | phase 2 response from server too long | security buffer too big for message buffer
  | target information buffer too long for response} | Connection {reset during | reset, inetd/xinetd} exit
  | BUG: link_socket_read_tcp(): | CMSG received that cannot be parsed | Could not determine IPv4/IPv6 protocol
  | ERROR: received strange incoming packet with an address length of
  | ERROR: unknown HTTP authentication method: ' | EVENT: epoll_ctl | HTTP PROXY: lookahead:
  | HTTP proxy authenticate ' | NTLM v1 authentication | PORT SHARE PROXY: | RESOLVE: Cannot parse IP address:
  | RESOLVE: NOTE: | SOCKS failed to get username/password. | SOCKS proxy wants us to send
  | SOCKS username and/or password | Setting IPV6_V6ONLY= | Socket Buffers: R=[ | Socket flags: TCP_NODELAY=
  | TCP/UDP packet was | TCP/UDP: | TCP/UDPv4:
  | TCP: Received strange incoming connection with unknown address length= | TCP: getpeername() failed
  | UDP: Cannot create UDP/UDP6 socket | UDP: failed setsockopt for IP | WARN: setsockopt SO_BINDTODEVICE=
  | WARNING: ignoring --remote-random-hostname because the hostname is an IP address
  | establish_http_proxy_passthru: | establish_socks_proxy_pass | establish_socks_proxy_udpassoc: | event_wait :
  | getaddrinfo() failed for local | read from TUN/TAP | recv_socks_reply: | setsockopt(IPV6_V6ONLY=
  | socks_handshake: | socks_username_password_auth: | write to TUN/TAP
# the daemon
daemon-started ! OpenVPN {version=2.{~[^ ]*}}{*}
daemon-ready ! | Initialization Sequence Completed
daemon-message ! | Warning: {CloseHandle (read) | CloseHandle (write) | ResetEvent (read)
  | ResetEvent (write)} failed in close_net_event_win32
  | ERROR: {--ip-win32 dynamic [offset] : offset is outside of --ifconfig subnet | Cannot load auth-token secret
  | Sorry, this command is currently only implemented on Windows
  | cryptoapicert with only legacy private key handle available. EC certificate not supported.
  | cryptoapicert: min TLS version larger than 1.1. Try config option --tls-version-min 1.1
  | cryptoapicert: set max TLS version failed | external key with mbed TLS requires a certificate with an RSA key.
  | mbed TLS cannot handle the capath directive | not enough data in auth-token secret
  | recv_socks_reply: empty response from socks server | socket required for --inetd operation
  | this binary was built without cryptoapicert support} | PKCS#11: {Certificate too large:
  | Could not parse certificate | Error: PSS padding is not supported by this version of pkcs11-helper library.
  | Failed to load private key into xkey provider | Failed to set cert and private key for OpenSSL
  | Invalid certificate size | Unknown padmode < | mbed TLS cannot parse serial | mbed TLS cannot parse subject}
  | NOTE: {chroot | setcon} will be delayed because of --client, --pull, or --up-delay
  | Error: {Windows resource limit WSA_MAXIMUM_WAIT_EVENTS ( | Windows version must be XP or greater.
  | dmalloc support is not available for mbed TLS. | ovpn_dco_init: CreateEvent failed
  | problem with tun vs. tap setting | reset_net_event_win32: WSAEnumNetworkEvents call failed
  | xkey keymgmt_import: duplicating pubkey failed. | xkey keymgmt_import: unknown key type (
  | xkey provider: signature request with empty private key} | Cannot {allocate NetBSD TAP dev dynamically
  | create Win32 semaphore ' | find ovpn_dco netlink component: | query NetBSD TAP device name
  | retrieve curve list from mbed | seek to beginning of --replay-persist | use utun devices with --dev-type
  | write to --replay-persist file} | Note: mbed TLS {hardware crypto engine
  | provider} functionality is not available | Copyright (C) {2002-2018 | 2002-2024 | 2002-2026} OpenVPN
  | Warning: {CancelIO | CloseHandle} failed on TAP-Windows adapter | mbed TLS {cipher context init
  | cipher set key | cipher set padding | does not support setting | does not support writing}
  | WARN: xkey {test_sign: call to EVP_PKEY_CTX_new...failed | test_sign: call to EVP_PKEY_sign_init failed
  | digest_sign: EVP_Digest failed | digest_sign_init: MD_fetch failed for <} | Need {information
  | password(s)} from management interface, | {--mode server not | PKCS #12 files not yet | RSA padding mode not
  | Windows CryptoAPI not yet} supported | {Close | Read} error on --replay-persist
  | could not {create dns vars file | receive dns updown status | send dns vars filename}
  | WARN: xkey_digest: {EVP_Digest failed | MD_fetch failed for <} | WARNING: {Cannot create Win32 semaphore '
  | mlockall call failed | you are using user/group/chroot} | --user specified but | Assertion Failed: Array index=
  | Capabilities retained: CAP_NET_ADMIN | Compile time defines: | Compression for receiving enabled
  | Connection profiles | Could not find a suitable temporary | CreateFile failed on TAP device:
  | Cryptoapi: signing hash using EC key: data size = | DCO version: | Entering OpenVPN crypto self-test
  | Error retrieving utun interface name | Exiting due to multiple authentication
  | Failed to add PKCS#11 provider ' | GREMLIN: CONNECTION GOING | Mbed TLS 4 only supports pre-defined
  | NOTE: --mute triggered... | NOTE: UID/GID downgrade
  | NOTE: previous error likely due to missing capability CAP_SETPCAP. | Need hold release from management
  | No usable connection profiles are present | Note: cipher ' | Note: sys_epoll API is unavailable
  | OpenSSL error: failed to load | OpenVPN crypto self-test mode | OpenVPN: Out of Memory
  | Originally developed by James | Output Traffic Shaping initialized | ReleaseSemaphore failed on Win32
  | Required management interface not available. | Sorry, but I don't know how | Sorry, deleting routes on Android
  | Sorry, this version of OpenVPN | TAP device name must be '--dev | The following objects are available
  | This might be a client-key | Unexpected invalid algorithm used | Wait failed on Win32 semaphore
  | Warning: SetEvent/ResetEvent failed in net_event_win32_reset_write
  | Warning: close_net_event_win32: WSAEventSelect call failed | capng_change_id(
  | dns up command exited with status | management-external-key requires an RSA | memstats data will be written
  | mlock: MEMLOCK limit: soft= | mlock: RLIMIT_MEMLOCK < | mstats_open: | neither stdin nor stderr are a tty
  | openvpn_execve: | openvpn_popen: | run_dns_up_down: | tls_ctx_use_external_signing_func is not implemented
status-message ! | {TUN/TAP read | TUN/TAP write | post-compress | post-decompress | pre-compress
  | pre-decompress} bytes, | Common Name,Real Address,Bytes Received,Bytes | Max bcast/mcast queue length,
  | OpenVPN CLIENT LIST | OpenVPN STATISTICS | Virtual Address,Common Name,Real Address,Last
adapter-message ! | TUN: {adding address | adding dns domain | deleting address
  | deleting dns domain} failed using service: | All {ovpn-dco | tap-windows6 | wintun} adapters on this system
  | Using service to {add WFP block | add block | delete WFP | delete block} | {End
  | Start} ipconfig commands for register-dns... | ERROR: {--dev tun also requires --ifconfig | AddIPAddress
  | Exit Event (' | The TAP-Windows driver rejected
  | There is a clash between the --ifconfig local address and the internal DHCP server address
  | netsh command failed} | NOTE: {FlushIpNetTable failed on interface [
  | Release of DHCP-assigned IP address lease on | You have selected (explicitly or by default) '--ip-win32
  | could not delete previously set dynamic IP/netmask: | could not get adapter index for
  | now trying netsh (this may take some time)} | TUN: {Setting | adding | deleting | setting} IPv
  | WARNING: {Failed to renew DHCP IP address lease on TAP- | Some TAP-Windows adapters have
  | The TAP-Windows driver rejected | You have selected '--ip-win32 dynamic'} | Notified {TAP-Win32
  | TAP-Windows} driver to set | {Blocking | Unblocking} outside dns using | All TAP-W | Available TAP-WIN32
  | Blocking outside DNS | DHCP option string not set | Error in WFP: | Error in add_block_dns_filters():
  | Error: init_net_event_win32: | Extracted DHCP router address: | IPv4 MTU set to | IPv6 MTU set to
  | Register ring buffers failed | Register_dns | Ring buffers registered via | Set TAP-Win32 TUN
  | Set TAP-Windows TUN | Some --dhcp-option or --dns | Succeeded in adding a temporary
  | Successfully deleted previously set | TAP-W | TAP: DHCP address | TUN: enabling dhcp using service failed:
  | There are no TAP- | Uninitialising WFP failed! | Uninitializing WFP | WFP | Warning: DeleteIPAddress[
  | Wintun read error, restarting | Wintun: | build_dhcp_options_string: | fork_to_self: CreateProcess failed:
  | interactive service msg_channel= | win_ctrl_handler: signal | write_dhcp_ | write_wintun():
# options
client-configuration-read ! OPTIONS IMPORT: reading client specific options from:{| {file}|{*}}
configuration-rejected ! | OPTIONS ERROR:
option-message ! | WARNING: {'--inactive' with a 'bytes' value >2 Gbyte was silently ignored
  | '--proto udp6' is not compatible with '--socks-proxy' today.
  | --ifconfig-pool-persist will not work with --duplicate-cn | --keepalive option is missing from server config
  | --keysize is DEPRECATED | --ns-cert-type is DEPRECATED.
  | --ping should normally be used with --ping-restart or --ping-exit
  | --topology net30 support for server configs with IPv4 pools will be removed
  | Compression for receiving enabled. | Compression for sending and receiving enabled. | Failed running dns updown
  | Ignoring option 'dh' in tls-client mode | Multiple --daemon directives specified
  | No server certificate verification method has been enabled.
  | POTENTIALLY DANGEROUS OPTION --verify-client-cert none | The --log option is not supported on this OS
  | Using --genkey --secret filename is DEPRECATED.
  | Using --management on a TCP port WITHOUT passwords is STRONGLY discouraged
  | You have disabled Replay Protection (--no-replay)
  | You have specified redirect-gateway and redirect-private at the same time
  | cipher 'none' specified for --data-ciphers. | client-nat table overflow | couldn't copy all --dns
  | dns option setenv name buffer overflow | if you use --mssfix and --fragment, you should
  | normally if you use --mssfix and/or --fragment, you should also set --tun-mtu | plugin '
  | setting DNS failed, no compatible server profile
  | setting tcp-nodelay on the client side will not affect the server.
  | the current --script-security setting may allow passwords to be passed to
  | this configuration may cache passwords in memory -- use the auth-nocache option
  | using --duplicate-cn and --client-config-dir together is probably not what you want
  | using --fragment and --mtu-test together may produce an inaccurate MTU test result
  | using --pull/--client and --ifconfig together is probably not what you want
  | you are using chroot without specifying user and group} | Multiple {--auth-user-pass-verify | --client-connect
  | --tls-verify | --up} scripts defined. | NOTE: {--fast-io is disabled since
  | --group option is not implemented on Windows | --route-table is supported only on Linux when SITNL is built-in
  | --script-security method=' | --user option is not implemented on Windows
  | --win-sys env is default from OpenVPN 2.3. | Options consistency check may be skewed by version differences
  | TCP_NODELAY is always enabled locally; --tcp-nodelay | debug verbosity (--verb
  | starting with OpenVPN 2.1, '--script-security 2' or higher is required
  | the current --script-security setting may allow this configuration to call
  | when bridging your LAN adapter with the TAP adapter,
  | your local LAN uses the extremely common subnet address 192.168.0.x or 192.168.1.x.}
  | Note: {'--reneg-bytes' and '--reneg-pkts' are not supported by data channel offload | --cipher is not set.
  | --client-to-client has no effect when using data channel offload | --mktun does not support DCO.
  | Treating option '--ncp-ciphers' as | Using --push without --mode server is an unsupported configuration.
  | ignoring --dev-node as it has no effect when using data channel offload
  | max-packet-size value outside of allowed control channel packet size
  | option http-proxy-override ignored because no TCP-based connection profiles are defined
  | option tun-ipv6 is ignored because modern operating systems do not need special}
  | {Warning: Error redirecting stdout/stderr to | Warning: cannot open | Error: cannot redirect stdout/stderr to
  | Error: cannot seek to end of} --log file: | NOTICE: {--explicit-exit-notify ignored for --proto tcp
  | --prng option ignored (SSL library PRNG is used)
  | dual-stack mode for '--proto udp' does not work correctly with '--socks-proxy' today.} | --cipher is not set.
  | --log file redirection error | --mtu-disc is not supported | --no-replay cannot be used
  | --no-replay was removed in OpenVPN | --pull-filter ignored for --mode | --tls-version-min
  | Automatically enabling option --force-tls-key-material-export | Cipher negotiation is disabled
  | Consider setting groups/curves preference | DEPRECATED FEATURE: automatically upcased
  | DEPRECATION: No tls-client or tls-server option in configuration detected.
  | DEPRECATION: opt-verify is deprecated | Error: --log redirect | Length of --data-ciphers is over
  | Obsolete option --dhcp-release detected. | Option --windows-driver ovpn-dco is ignored | Option pkcs11-id
  | Options warning: Bad backslash | REMOVED OPTION: -- | Unrecognized option or missing
  | Unsupported cipher in --data-ciphers: | Using certificate fingerprint to verify | Warning on use of --daemon
  | Warning: cannot duplicate stderr, password prompts will appear in log file instead of console. | client-nat:
  | invalid --mtu-disc type: ' | management-external-key with
# management
management-connected ! MANAGEMENT: Client connected from{controller}
management-command ! MANAGEMENT: CMD '{command}{?'}
management-message ! | Failed to get the management socket | MAN: client connection rejected after | MANAGEMENT:
  | Out of bounds index in management
# plug-ins and scripts
plugin-called ! PLUGIN_CALL:{| {~PRE|POST} {plugin_path}/{plugin_type} status={plugin_status}{*}|{*}}
plugin-message ! | A plugin that defers from the OPENVPN_PLUGIN_CLIENT_CONNECT_V2 | AUTH-PAM:
  | Auth-LDAP Configuration Error: | DOWN-ROOT: | Error extracting challenge/response from password.
  | No remote address supplied to OpenVPN | PAMDL: unable to resolve ' | PLUGIN AUTH-PAM: | PLUGIN DOWN-ROOT:
  | PLUGIN: could not find required symbol ' | PLUGIN: symbol openvpn_plugin_ | PLUGIN_CLOSE: | PLUGIN_INIT:
  | UNC paths for plugins are not allowed. | Unhandled plugin type in OpenVPN
script-failed ! | WARNING: {External program may not be called unless '--script-security 2' or higher is enabled.
  | Failed running command ( | client-connect plugin call failed | client-connect-v2 plugin call failed
  | client-disconnect plugin call failed | ipchange plugin call failed | learn-address plugin call failed
  | route-up plugin call failed} | ERROR: up/down plugin call failed
script-message ! | SETENV_ES ' | WARNING: Unknown/unexpected value in deferred
""", _FRAGMENTS)  # fmt: skip

# What other programs may write too: it does not count after their tags.
SHARED = _BehindPrefixes("openvpn", ACTIONS, CAPTURES, r"""
authentication-failed ! | No matching LDAP group found for user DN "
ldap-unavailable ! | LDAP connect failed | LDAP search failed: | Unable to open LDAP connection to
certificate-rejected ! | Certificate does not have {extended key | key} usage extension
certificate-message ! | Validating certificate extended key usage | Validating certificate key usage
revocation-list-loaded ! | CRL: loaded
tls-handshake-failed ! | TLS Error: TLS handshake failed
tls-alert-received ! | Received fatal SSL alert: | Received warning SSL alert:
tls-alert-sent ! | Sent fatal SSL alert: | Sent warning SSL alert:
tls-error ! | OpenSSL: error:
session-timed-out ! {reason=Session timeout}, exiting{*}
session-reset ! {reason=Connection reset}, restarting [{*}
session-reset ! {reason=Network unreachable}, restarting{*}
session-end-scheduled ! | Delayed exit in
route-change-failed ! | Linux can't | Linux route add command failed
route-message ! | Linux ip {-6 addr | addr | link} | Route addition | Route deletion
socket-bound ! | Listening for incoming TCP connection on [
connection-attempted ! | Attempting to establish TCP connection with
connection-failed ! | Server poll timeout, restarting
configuration-rejected ! | Options error:
option-message ! | Current Parameter Settings: | DEPRECATED OPTION:
daemon-failed ! | Assertion failed at | Exiting due to fatal error
daemon-message ! | library versions: {AWS-LC | BoringSSL | LibreSSL | OpenSSL | mbed TLS | wolfSSL} | {IPv4
  | IPv6} pool size is too small ( | TCP/UDP {read | write} bytes, | ******* WARNING *******:
  | Cannot load DH parameters from | Closing unspecified interface | GET_USER_PASS | GID set to
  | HTTP proxy returned bad status | HTTP proxy returned: ' | IPv4 dns servers | IPv6 dns servers
  | Initializing OpenSSL | NETSH: command failed | PKCS#11: Cannot | PKCS#11: Unable get | Persist state set to:
  | Pushed option | Restart pause, | SSL_CTX_new SSLv23_ | SSL_CTX_set_tmp_dh | Send to HTTP proxy: ' | Timestamp (
  | UID set to | chroot to ' | daemon() failed or unsupported | disallowing peer | mlockall call succeeded
""")  # fmt: skip

# What only OpenVPN's tag, or all of the message, makes its own.
TAGGED = Messages("openvpn", ACTIONS, CAPTURES, r"""
tls-established | Control Channel: SSLv
tls-error | TLS Error: | TLS error: | TLS ERROR: | TLS_ERROR: | Fatal TLS error
packet-replayed | TLS Error: incoming packet replay
peer-info-received peer info: {info_name:[^=]+}={info_value}
peer-info-received | peer info:
authentication-failed | LDAP user " | Incorrect password supplied for LDAP DN "
  | ldap_bind with zero-length password is forbidden
ldap-bind-failed | LDAP bind failed: | Unable to bind as
address-reserved | ifconfig_pool_read(), in=
interface-created | TUN/TAP device | DCO device | Opened utun device | utun device [
gateway-found | ROUTE_GATEWAY | ROUTE6_GATEWAY
""")  # fmt: skip

# What begins with a name, a number or a signal, and so may also be the prefix of a client.
NAMED = Messages("openvpn", ACTIONS, CAPTURES, r"""
session-started [{*}] Peer Connection Initiated with {*}
session-timed-out ! [{silent}] {reason=Inactivity timeout (--ping-restart)}, restarting{*}
session-timed-out ! [{silent}] {reason=Inactivity timeout (--ping-exit)}, exiting{*}
session-ended ! closing instance {ended} due to {reason=float collision} with {*}
client-address-changed ! peer {peer_id} ({name:.{0,256}}) floated from {floated}
messages-suppressed ! {~[0-9]{1,9}} variation(s) on previous {~[0-9]{1,9}} message(s) suppressed by --mute{*}
session-ended ! {on_signal} client-instance {*}
daemon-restarted ! {on_signal} process restarting{*}
daemon-stopped ! {on_signal} process exiting{*}
session-message ! | SIGHUP[ | SIGINT[ | SIGTERM[ | SIGUSR1[ | SIGUSR2[
""", _FRAGMENTS)  # fmt: skip

# What only a date or a tag makes OpenVPN's: commands, and the parameters that are listed at the start.
COMMANDS = Messages("openvpn", ACTIONS, CAPTURES, rf"""
command-executed {{command_line:/\S{{0,64}}/(?:ip|ifconfig) {_DEVICE}}}
command-executed {{command_line:/\S{{0,64}}/ip (?:-6 )?route (?:add|del) {_TARGET}/[0-9]{{1,3}}(?: .*)?}}
command-executed {{command_line:/\S{{0,64}}/route (?:add|delete|del) -(?:net|host|inet6?)
  {_TARGET}(?:/[0-9]{{1,3}})? .*}}
option-message {{~[a-z][a-z0-9_]{{1,64}}}} = {{*}}
""")  # fmt: skip
