"""The messages of OpenSSH's server and of its SFTP server, for `openssh`: data alone.

Source: `auth.c`, `auth2*.c`, `channels.c`, `kex.c`, `monitor.c`, `packet.c`, `serverloop.c`, `session.c`,
`sftp-server.c`, `srclimit.c` and `sshd*.c` of portable OpenSSH 3.9 to 10.0.
"""

from __future__ import annotations

from ecsparse.formats.messages import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.accounts import Action

_LOGIN = ("authentication",)
_NETWORK = ("network",)
_FILE = ("file",)
_PROCESS = ("process",)
_SESSION = ("session",)
_CONFIGURATION = ("configuration",)

_START = ("start",)
_INFO = ("info",)
_END = ("end",)
_CONNECTION = ("connection", "start")
_CONNECTION_END = ("connection", "end")
_DENIED = ("connection", "denied")
_PROTOCOL = ("protocol", "denied")

# What each action means, and its category, types and outcome.
ACTIONS: dict[str, Action] = {
    "account-unusable": ("an account has expired, or what is known of it cannot be read", _LOGIN, _INFO, "failure"),
    "address-unconfirmed": ("the name of a client's address is not that of the address", _NETWORK, _INFO, ""),
    "algorithm-disabled": ("an algorithm is disabled by the system's policy", _CONFIGURATION, _INFO, ""),
    "attributes-set": ("an SFTP client changes a file's attributes", _FILE, ("change",), ""),
    "authentication-accepted": ("a user is let in", _LOGIN, _START, "success"),
    "authentication-attempts-exceeded": ("a client fails too often on one connection", _LOGIN, _INFO, "failure"),
    "authentication-failed": ("a user is not let in", _LOGIN, _START, "failure"),
    "authentication-partial": ("a user passes one of several methods", _LOGIN, _INFO, "unknown"),
    "authentication-postponed": ("a method goes on", _LOGIN, _INFO, "unknown"),
    "authentication-timeout": ("a client does not authenticate in time", _LOGIN, _INFO, "failure"),
    "certificate-refused": ("a certificate does not let a user in", _LOGIN, _INFO, "failure"),
    "channel-refused": ("a client's request to open a channel is refused", _NETWORK, _DENIED, "failure"),
    "child-started": ("a process is started for a user", _PROCESS, _START, "success"),
    "client-identified": ("a client says its protocol version and its software", _NETWORK, ("protocol",), ""),
    "client-not-responding": ("a client no longer answers", _NETWORK, _CONNECTION_END, ""),
    "configuration-problem": ("an option is unknown, deprecated or wrong", _CONFIGURATION, _INFO, "failure"),
    "connection-closed": ("a connection is closed", _NETWORK, _CONNECTION_END, ""),
    "connection-opened": ("a client connects", _NETWORK, _CONNECTION, "success"),
    "connection-refused": ("a client may not connect", _NETWORK, _DENIED, "failure"),
    "connection-reset": ("a connection is reset", _NETWORK, _CONNECTION_END, ""),
    "connection-failed": ("a connection breaks", _NETWORK, _CONNECTION_END, "failure"),
    "data-corrupt": ("a packet is damaged, or deciphered wrongly", _NETWORK, _PROTOCOL, "failure"),
    "directory-closed": ("an SFTP client closes a directory", _FILE, _INFO, ""),
    "directory-created": ("an SFTP client makes a directory", _FILE, ("creation",), ""),
    "directory-opened": ("an SFTP client lists a directory", _FILE, ("access",), ""),
    "directory-removed": ("an SFTP client removes a directory", _FILE, ("deletion",), ""),
    "disconnect-received": ("a client says that it disconnects", _NETWORK, _CONNECTION_END, ""),
    "disconnected": ("a client has disconnected", _NETWORK, _CONNECTION_END, ""),
    "disconnecting": ("the server ends a connection", _NETWORK, _CONNECTION_END, "failure"),
    "file-closed": ("an SFTP client closes a file", _FILE, _INFO, ""),
    "file-opened": ("an SFTP client opens a file to read it", _FILE, ("access",), ""),
    "file-opened-for-writing": ("an SFTP client opens a file to write it", _FILE, ("change",), ""),
    "file-removed": ("an SFTP client removes a file", _FILE, ("deletion",), ""),
    "file-renamed": ("an SFTP client renames a file", _FILE, ("change",), ""),
    "forwarding-failed": ("a forwarded connection, or its listener, cannot be opened", _NETWORK, _INFO, "failure"),
    "forwarding-refused": ("a client may not forward a connection", _NETWORK, _DENIED, "failure"),
    "host-key-problem": ("a key of the host cannot be used", _CONFIGURATION, _INFO, "failure"),
    "identification-bad": ("a client does not speak the protocol", _NETWORK, _PROTOCOL, "failure"),
    "identification-missing": ("a client leaves before it says its protocol", _NETWORK, _CONNECTION_END, "failure"),
    "invalid-user": ("a client comes with the name of no account", _LOGIN, _INFO, "failure"),
    "key-accepted": ("a key or certificate may be used by a user", _LOGIN, _INFO, "success"),
    "key-files-unsafe": ("a user's key files are not read, as others may write them", _LOGIN, _INFO, "failure"),
    "key-refused": ("a key does not let a user in", _LOGIN, _INFO, "failure"),
    "link-created": ("an SFTP client makes a link", _FILE, ("creation",), ""),
    "listen-failed": ("the server cannot listen", _PROCESS, _INFO, "failure"),
    "message": ("the server says something else", (), (), ""),
    "negotiation-failed": ("client and server have no algorithm in common", _NETWORK, _PROTOCOL, "failure"),
    "password-expired": ("a user's password has expired", _LOGIN, _INFO, "failure"),
    "penalty-imposed": ("an address, or a network, is refused for some time", _NETWORK, _INFO, ""),
    "principal-authorized": ("a Kerberos principal may use an account", _LOGIN, _INFO, "success"),
    "protocol-violated": ("a client sends what it may not", _NETWORK, _PROTOCOL, "failure"),
    "root-directory-changed": ("a session is confined to a directory", _PROCESS, ("change",), "success"),
    "root-directory-unsafe": (
        "others may write a directory that is to confine a session",
        _PROCESS,
        _INFO,
        "failure",
    ),
    "root-login-refused": ("root may not log in", _LOGIN, _INFO, "failure"),
    "scan-detected": ("a client looks for servers", ("network", "intrusion_detection"), _INFO, ""),
    "server-listening": ("the server is ready for clients", _PROCESS, _START, "success"),
    "server-restarting": ("the server reads its configuration anew", _PROCESS, ("change",), ""),
    "server-stopping": ("the server ends", _PROCESS, _END, ""),
    "session-closed": ("a user's session ends", _SESSION, _END, ""),
    "session-opened": ("a user's session begins", _SESSION, _START, "success"),
    "session-transferred": ("how many bytes a connection took", _NETWORK, _INFO, ""),
    "sftp-client-identified": ("an SFTP client says its protocol version", _NETWORK, ("protocol",), ""),
    "sftp-session-closed": ("a user's SFTP session ends", _SESSION, _END, ""),
    "sftp-session-opened": ("a user's SFTP session begins", _SESSION, _START, "success"),
    "sftp-status-sent": ("an SFTP request ends with a status", _FILE, _INFO, ""),
    "subsystem-failed": ("a subsystem cannot be started", _SESSION, _INFO, "failure"),
    "subsystem-requested": ("a user asks for a subsystem", _SESSION, _INFO, ""),
    "throttling-ended": ("the server takes all connections again", _NETWORK, _INFO, ""),
    "throttling-started": ("the server drops connections, as there are too many", _NETWORK, _INFO, ""),
    "user-not-allowed": ("a user is not one of those who may log in", _LOGIN, _INFO, "failure"),
}

_PEER = r"(?P<source>[^ ]+) port (?P<port>[0-9]+)"
# older versions do not write the port: then what looks like an address, or a name with a domain, is a peer
_OLD_PEER = (
    r"(?:(?=[^ ]{1,255} port [0-9])|(?=UNKNOWN$)|(?=[^ ]{0,255}[.:][0-9A-Za-z]))"
    r"(?P<source>[^ ]+)(?: port (?P<port>[0-9]+))?"
)
_STATE = r"(?:(?P<state>invalid user|illegal user|authenticating user|user) (?P<user>.*?) )?"
_INVALID = r"(?:(?P<state>invalid user|illegal user) )?"
_KEY = r"(?:: (?P<key>.*))?"
_ATTEMPT = rf"(?P<method>[^ ]+) for {_INVALID}(?P<user>.*) from {_PEER}(?: ssh[12])?{_KEY}"
_BRACKETED = r"\[(?P<source>[^\]]+)\]:(?P<port>[0-9]+) on \[(?P<destination>[^\]]+)\]:(?P<destination_port>[0-9]+)"

# What no other program writes: found without a program's name in front, too.
DISTINCTIVE = (
    # Accepted publickey for alice from 192.0.2.5 port 51544 ssh2: ED25519 SHA256:9bA…
    Message("authentication-accepted", "Accepted ", _ATTEMPT),
    Message("authentication-failed", "Failed ", _ATTEMPT),
    Message("authentication-postponed", "Postponed ", _ATTEMPT),
    Message("authentication-partial", "Partial ", _ATTEMPT),
    Message("invalid-user", "Invalid user ", rf"(?P<user>.*) from {_OLD_PEER}"),
    Message("invalid-user", "Illegal user ", rf"(?P<user>.*) from {_OLD_PEER}"),
    Message("invalid-user", "input_userauth_request: invalid ", r"user (?P<user>.*)"),
    Message("invalid-user", "input_userauth_request: illegal ", r"user (?P<user>.*)"),
    Message("authentication-attempts-exceeded", "maximum authentication ",
            rf"attempts exceeded for {_INVALID}(?P<user>.*) from {_PEER}(?: ssh[12])?"),
    Message("root-login-refused", "ROOT LOGIN ", rf"REFUSED FROM {_OLD_PEER}"),
    Message("user-not-allowed", "User ",
            r"(?P<user>.+?)(?: from (?P<source>[^ ]+))? not allowed because (?P<reason>[^ ].*)"),
    Message("user-not-allowed", "Access denied ",
            r"for user (?P<user>.*) by (?P<reason>PAM account configuration)"),
    Message("password-expired", "User ", r"(?P<user>.+) password has expired \((?P<reason>[^()]*)\)"),
    Message("account-unusable", "Could not ", r"get shadow information for (?:NOUSER|(?P<user>.+))"),
    Message("authentication-timeout", "Timeout before ", rf"authentication for {_OLD_PEER}"),
    Message("authentication-timeout", "Timeout before ",
            r"authentication for connection from (?P<source>[^ ]+) to (?P<destination>[^ ,]+), "
            r"pid = (?P<child>[0-9]+)"),
    Message("key-accepted", "Accepted key ",
            r"(?P<key>[^ ]+ [^ ]+) found at (?P<file>.+?)(?::(?P<line>[0-9]+))?"),
    Message("key-accepted", "Accepted certificate ",
            r'ID "(?P<certificate>.*)" (?:\(serial (?P<serial>[0-9]+)\) )?signed by (?P<authority>[^ ]+ CA [^ ]+)'
            r"(?: via (?P<file>.+))?"),
    Message("key-refused", "Authentication key ", r"(?P<key>[^ ]+ [^ ]+) revoked by file (?P<file>.+)"),
    Message("key-refused", "Authentication tried ",
            r"for (?P<user>.{0,256}) with (?:correct key|valid certificate|certificate) but "
            r"(?P<reason>not from a permitted (?:host|source address)) \("
            r"(?:host=(?P<name>[^,]*), ip=(?P<source>[^,()]*)(?:, [^()]*)?"
            r"|(?P<address>[^()]*))\)\.?"),
    Message("key-refused", "userauth_pubkey: signature ",
            r"algorithm (?P<algorithm>[^ ]+) (?P<reason>not in [A-Za-z]+)"),
    Message("key-refused", "userauth_pubkey: key ", r"type (?P<algorithm>[^ ]+) (?P<reason>not in [A-Za-z]+)"),
    Message("certificate-refused", "Certificate invalid: ", r"(?P<reason>.+)"),
    Message("key-files-unsafe", "Authentication refused: ",
            r"(?P<reason>bad ownership or modes) for (?:file|directory) (?P<file>.+)"),
    Message("key-files-unsafe", "Authentication refused: ", r"(?P<file>[^ ]+) (?P<reason>is not a regular file)"),
    Message("principal-authorized", "Authorized to ",
            r"(?P<user>[^,]+), krb5 principal (?P<principal>[^ ]+)(?: \(.*\))?"),
    Message("authentication-failed", "PAM: ",
            rf"(?P<reason>[A-Z][^:]{{0,200}}?) for {_INVALID}(?P<user>.*) from (?P<source>[^ ]+)"),
    Message("connection-opened", "Connection from ",
            rf"{_PEER}(?: on (?P<destination>[^ ]+) port (?P<destination_port>[0-9]+)(?: rdomain .*)?)?"),
    Message("connection-closed", "Connection closed ", rf"by {_STATE}{_OLD_PEER}"),
    Message("connection-closed", "Closing connection ", rf"to {_OLD_PEER}"),
    Message("connection-reset", "Connection reset ", rf"by {_STATE}{_OLD_PEER}"),
    Message("connection-failed", "Read error ", rf"from remote host {_OLD_PEER}: (?P<reason>.+)"),
    Message("connection-failed", "Connection to ", rf"{_PEER} (?P<reason>timed out)"),
    Message("disconnect-received", "Received disconnect ",
            r"from (?P<source>[^ ]+?)(?: port (?P<port>[0-9]+):|: )(?P<code>[0-9]+):(?: (?P<reason>.*))?"),
    Message("disconnected", "Disconnected from ", rf"{_STATE}{_OLD_PEER}"),
    Message("disconnecting", "Disconnecting ",
            r"(?:(?P<state>invalid user|illegal user|authenticating user|user) (?P<user>.*) )?"
            rf"{_PEER}: (?P<reason>Change of username or service not allowed: .*|[^():]*)"),
    Message("disconnecting", "Disconnecting: ",
            r"(?P<reason>Too many authentication failures|Change of username or service not allowed)"
            r"(?: for (?P<user>.*)|: \(.*\))?"),
    Message("client-not-responding", "Timeout, client ", rf"not responding(?: from {_STATE}{_OLD_PEER})?\.?"),
    Message("identification-missing", "Did not ", rf"receive identification string from {_OLD_PEER}"),
    Message("identification-bad", "Bad protocol ",
            rf"version identification '(?P<identification>.*)' from {_OLD_PEER}"),
    Message("identification-bad", "banner exchange: ", rf"Connection from {_PEER}: (?P<reason>.+)"),
    Message("identification-bad", "kex_exchange_identification: ",
            r"(?P<reason>client sent invalid protocol identifier) \"(?P<identification>.*)\""),
    Message("identification-bad", "kex_exchange_identification: ", r"(?P<reason>banner line .+)"),
    Message("identification-missing", "kex_exchange_identification: ",
            r"(?P<reason>Connection closed by remote host|read: .+|write: .+)"),
    Message("identification-bad", "Protocol major ",
            rf"versions differ(?: for {_OLD_PEER})?: [^ ]+ vs\. (?P<identification>.+)"),
    Message("scan-detected", "scanned from ",
            rf"{_OLD_PEER} with (?P<identification>.*?)\.  ?Don't panic\."),
    Message("scan-detected", "probed from ",
            rf"{_OLD_PEER} with (?P<identification>.*?)\.  ?Don't panic\."),
    Message("negotiation-failed", "Unable to ",
            rf"negotiate with {_PEER}: (?P<reason>no matching (?P<negotiated>.+) found)\. "
            r"Their offer: (?P<offer>[^ ]*)"),
    Message("negotiation-failed", "no matching ",
            r"(?P<negotiated>[a-z ]+) found: client (?P<offer>[^ ]+) server [^ ]+"),
    Message("connection-failed", "ssh_dispatch_run_fatal: ", rf"Connection from {_STATE}{_PEER}: (?P<reason>.+)"),
    Message("connection-failed", "ssh_packet_", rf"[a-z_]+: Connection to {_STATE}{_PEER}: (?P<reason>.+)"),
    Message("connection-failed", "packet_write_", rf"[a-z_]+: Connection to {_STATE}{_PEER}: (?P<reason>.+)"),
    Message("connection-failed", "userauth_finish: send ", r"failure packet: (?P<reason>.+)"),
    Message("protocol-violated", "dispatch_protocol_error: type ", r"(?P<code>[0-9]+) seq [0-9]+"),
    Message("protocol-violated", "kex_protocol_error: type ", r"(?P<code>[0-9]+) seq [0-9]+"),
    Message("connection-refused", "refused connect ",
            r"from (?:(?P<name>[^ ]+) \((?P<source>[^()]+)\)|(?P<host>[^ ]+))"),
    Message("connection-refused", "drop connection ",
            rf"#[0-9]+ from {_BRACKETED} (?P<reason>past MaxStartups|penalty: .+)"),
    Message("throttling-started", "beginning MaxStartups ", r"throttling"),
    Message("throttling-ended", "exited MaxStartups ",
            r"throttling after [0-9:dhmsw]+, (?P<dropped>[0-9]+) connections dropped"),
    Message("penalty-imposed", "srclimit_penalise: ",
            r"(?:[^ ]+: )?(?:(?:new|active|activating|ipv4:|ipv6:) )*(?P<penalised>[^ ]+/[0-9]+) .*?"
            r"penalty of (?P<seconds>[0-9]+) seconds for (?:penalty: )?(?P<reason>.+)"),
    Message("address-unconfirmed", "reverse mapping ",
            r"checking getaddrinfo for (?P<name>[^ ]+)(?: \[(?P<source>[^\]]+)\])? failed(?:\.| - (?P<reason>.+))"),
    Message("address-unconfirmed", "Address ",
            r"(?P<source>[^ ]+) maps to (?P<name>[^ ]+), but this does not map back to the address"
            r"(?:\.| - (?P<reason>.+))"),
    Message("address-unconfirmed", "Nasty PTR ",
            r'record "(?P<name>.*)" is set up for (?P<source>[^ ,]+), ignoring'),
    Message("session-opened", "Starting session: ",
            r"(?P<session>command|shell|subsystem|forced-command \([a-z-]+\))(?: '(?P<subsystem>.{0,256})')?"
            rf"(?: on (?P<tty>[^ ]+))? for (?P<user>.+) from {_PEER}(?: id (?P<channel>[0-9]+))?"),
    Message("session-closed", "Close session: ", rf"user (?P<user>.+) from {_PEER} id (?P<channel>[0-9]+)"),
    Message("child-started", "User child ", r"is on pid (?P<child>[0-9]+)"),
    Message("session-transferred", "Transferred: sent ", r"(?P<sent>[0-9]+), received (?P<received>[0-9]+) bytes"),
    Message("subsystem-failed", "subsystem request ", r"for (?P<subsystem>.{1,256}?)(?: by user (?P<user>.+))?"
            r" failed, (?P<reason>subsystem not found|.+)"),
    Message("subsystem-requested", "subsystem request ", r"for (?P<subsystem>.+?)(?: by user (?P<user>.+))?"),
    Message("root-directory-changed", "Changed root ", r'directory to "(?P<file>.*)"'),
    Message("forwarding-refused", "Received request ",
            r"(?:from (?P<source>[^ ]+) port (?P<port>[0-9]+) )?to connect to (?:host (?P<destination>[^ ]+) port "
            r"(?P<destination_port>-?[0-9]+)|path (?P<file>.+)), but the request was denied\."),
    Message("forwarding-refused", "refused local ",
            r"port forward: originator (?P<source>[^ ]+) port (?P<port>[0-9]+), target (?P<destination>[^ ]+) port "
            r"(?P<destination_port>[0-9]+)"),
    Message("forwarding-refused", "refused streamlocal ",
            r"port forward: originator (?P<source>[^ ]+) port (?P<port>[0-9]+), target (?P<file>.+)"),
    Message("forwarding-failed", "connect_to ",
            r"(?P<destination>[^ ]+) port (?P<destination_port>[0-9]+): (?P<reason>failed)\."),
    Message("forwarding-failed", "connect_to ", r"(?P<destination>[^ ]+): (?P<reason>unknown host \(.*\))"),
    Message("forwarding-failed", "channel_setup_fwd_listener_tcpip: ",
            r"(?P<reason>cannot listen to) port: (?P<server_port>[0-9]+)"),
    Message("algorithm-disabled", "main: sshd: ", r"(?P<algorithm>[^ ]+) algorithm is disabled"),
    Message("server-listening", "Server listening ",
            r"on (?P<server>[^ ]+) port (?P<server_port>[0-9]+)(?: rdomain .*)?\."),
    Message("listen-failed", "Bind to ",
            r"port (?P<server_port>[0-9]+) on (?P<server>[^ ]+) failed: (?P<reason>.+?)\.?"),
    Message("sftp-session-opened", "session opened ", r"for local user (?P<user>.*) from \[(?P<source>[^\[\]]*)\]"),
    Message("sftp-session-closed", "session closed ", r"for local user (?P<user>.*) from \[(?P<source>[^\[\]]*)\]"),
)  # fmt: skip

# What other programs might write as well: read where the program's name says whose it is.
PLAIN = (
    Message("account-unusable", "Account ", r"(?P<user>.+) has (?P<reason>expired)"),
    Message("user-not-allowed", "Login restricted ", r"for (?P<user>[^:]+): (?P<reason>.+)"),
    Message("client-identified", "Client protocol ",
            r"version [0-9.]+; client software version (?P<software>.+)"),
    Message("client-identified", "Remote protocol ",
            r"version [0-9.]+, remote software version (?P<software>.+)"),
    Message("channel-refused", "no more sessions"),
    Message("connection-failed", "Write failed: ", r"(?P<reason>.+)"),
    Message("connection-failed", "Read from ", r"socket failed: (?P<reason>.+)"),
    Message("data-corrupt", "Corrupted ", r"(?:MAC on input|padlen .*)\.?"),
    Message("data-corrupt", "Bad packet ", r"length [0-9]+\.?"),
    Message("data-corrupt", "padding error: ", r".+"),
    Message("disconnecting", "Disconnecting: ", r"(?P<reason>.+)"),
    Message("forwarding-failed", "bind ", r"\[(?P<server>[^\]]+)\]:(?P<server_port>[0-9]+): (?P<reason>.+)"),
    Message("protocol-violated", "monitor_read: unpermitted ", r"request (?P<code>[0-9]+)"),
    Message("host-key-problem", "Could not ", r"load host (?:key|certificate): (?P<file>.+)"),
    Message("host-key-problem", "Unable to ",
            r'load host key(?:: (?P<file>.+)| "(?P<quoted_file>.*)": (?P<reason>.+))'),
    Message("host-key-problem", "no hostkeys ", r"available(?: -- exiting\.)?"),
    Message("host-key-problem", "sshd: no ", r"hostkeys available -- exiting\."),
    Message("listen-failed", "Cannot bind ", r"any address\."),
    Message("listen-failed", "Missing privilege ", r"separation directory: (?P<file>.+)"),
    Message("server-stopping", "Received signal ", r"(?P<code>[0-9]+); terminating\."),
    Message("server-stopping", "Exiting on ", r"signal (?P<code>[0-9]+)\.?"),
    Message("server-restarting", "Received SIGHUP; restarting."),
    Message("configuration-problem", "rexec line ", r"(?P<line>[0-9]+): (?P<reason>.+)"),
    Message("configuration-problem", "reprocess config ", r"line (?P<line>[0-9]+): (?P<reason>.+)"),
    Message("configuration-problem", "", r"(?P<file>/[^ :]+):? line (?P<line>[0-9]+): (?P<reason>.+)"),
    Message("root-directory-unsafe", "bad ownership ",
            r'or modes for chroot directory(?: component)? "(?P<file>.*)"'),
    Message("file-opened-for-writing", "open ",
            r'"(?P<file>.*)" flags (?P<flags>[A-Z,]{0,80}(?:WRITE|APPEND|TRUNCATE)[A-Z,]{0,80})'
            r" mode (?P<mode>[0-7]+)"),
    Message("file-opened", "open ", r'"(?P<file>.*)" flags (?P<flags>[A-Z,]*) mode (?P<mode>[0-7]+)'),
    Message("file-closed", "close ",
            r'"(?P<file>.*)" bytes read (?P<read>[0-9]+) written (?P<written>[0-9]+)'),
    Message("file-closed", "forced close ",
            r'"(?P<file>.*)" bytes read (?P<read>[0-9]+) written (?P<written>[0-9]+)'),
    Message("directory-opened", "opendir ", r'"(?P<file>.*)"'),
    Message("directory-closed", "closedir ", r'"(?P<file>.*)"'),
    Message("directory-created", "mkdir ", r'name "(?P<file>.*)" mode (?P<mode>[0-7]+)'),
    Message("directory-removed", "rmdir ", r'name "(?P<file>.*)"'),
    Message("file-removed", "remove ", r'name "(?P<file>.*)"'),
    Message("file-renamed", "rename ", r'old "(?P<file>(?:[^"]++|"(?! new "))*+)" new "(?P<new_file>.*)"'),
    Message("file-renamed", "posix-rename ", r'old "(?P<file>(?:[^"]++|"(?! new "))*+)" new "(?P<new_file>.*)"'),
    Message("link-created", "symlink ", r'old "(?P<target_file>(?:[^"]++|"(?! new "))*+)" new "(?P<file>.*)"'),
    Message("link-created", "hardlink ", r'old "(?P<target_file>(?:[^"]++|"(?! new "))*+)" new "(?P<file>.*)"'),
    Message("attributes-set", "set ", r'"(?P<file>.*)" mode (?P<mode>[0-7]+)'),
    Message("attributes-set", "set ", r'"(?P<file>.*)" size (?P<size>[0-9]+)'),
    Message("attributes-set", "set ", r'"(?P<file>.*)" owner (?P<owner_id>[0-9]+) group (?P<group_id>[0-9]+)'),
    Message("attributes-set", "set ", r'"(?P<file>.*)" modtime (?P<modified>[0-9]{8}-[0-9]{2}:[0-9]{2}:[0-9]{2})'),
    Message("sftp-status-sent", "sent status ", r"(?P<status>.+)"),
    Message("sftp-client-identified", "received client ", r"version (?P<sftp_version>[0-9]+)"),
)  # fmt: skip
