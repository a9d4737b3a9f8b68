"""The messages of OpenSSH's server and of its SFTP server, for `openssh`.

Source: `auth.c`, `auth2*.c`, `channels.c`, `kex.c`, `monitor.c`, `packet.c`, `serverloop.c`, `session.c`,
`sftp-server.c`, `srclimit.c` and `sshd*.c` of portable OpenSSH 3.9 to 10.0.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.places import listed
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import DIGITS, WORD, Capture, account, ecs, endpoint, own, part
from ecsparse.record import Document

ACTIONS = actions("""
account-unusable                authentication: info, failure | an account has expired or cannot be read
address-unconfirmed             network: info | the name of a client's address does not resolve to it
algorithm-disabled              configuration: info | the system's policy disables an algorithm
attributes-set                  file: change | an SFTP client changes a file's attributes
authentication-accepted         authentication: start, success | a user is authenticated
authentication-failed           authentication: start, failure | a user fails to authenticate
authentication-partial          authentication: info, unknown | a user passes one of several methods
authentication-postponed        authentication: info, unknown | a method goes on
authentication-{attempts-exceeded|timeout}  authentication: info, failure | a client {fails too often|is too slow}
{certificate|key}-refused       authentication: info, failure | a {certificate|key} is not accepted
{channel|forwarding}-refused    network: connection denied, failure | a client may not {open a channel|forward}
child-started                   process: start, success | a process is started for a user
client-identified               network: protocol | a client states its protocol version and its software
client-not-responding           network: connection end | a client no longer answers
configuration-problem           configuration: info, failure | an option is unknown, deprecated or wrong
connection-{closed|failed|reset}  network: connection end{|, failure|} | a connection {is closed|breaks|is reset}
connection-opened               network: connection start, success | a client connects
connection-refused              network: connection denied, failure | a client may not connect
data-corrupt                    network: protocol denied, failure | a packet is damaged or wrongly decrypted
directory-{closed|opened}  file: {info|access} | an SFTP client {closes|lists} a directory
directory-{created|removed}  file: {creation|deletion} | an SFTP client {creates|removes} a directory
disconnect-received             network: connection end | a client announces that it disconnects
disconnected                    network: connection end | a client has disconnected
disconnecting                   network: connection end, failure | the server ends a connection
file-{closed|opened}  file: {info|access} | an SFTP client {closes|opens} a file{| for reading}
file-opened-for-writing         file: change | an SFTP client opens a file for writing
file-{removed|renamed}  file: {deletion|change} | an SFTP client {removes|renames} a file
forwarding-failed               network: info, failure | a forwarded connection or its listener fails
host-key-problem                configuration: info, failure | a host key cannot be used
{identification-bad|protocol-violated}  network: protocol denied, failure | a client {cannot speak|breaks} the protocol
identification-missing          network: connection end, failure | a client leaves before it identifies itself
invalid-user                    authentication: info, failure | a client names a user who does not exist
key-accepted                    authentication: info, success | a user may use a key or certificate
key-files-unsafe                authentication: info, failure | others can write to a user's key files
link-created                    file: creation | an SFTP client creates a link
listen-failed                   process: info, failure | the server cannot listen
message                         | any other message of the server
negotiation-failed              network: protocol denied, failure | client and server share no algorithm
password-expired                authentication: info, failure | a user's password has expired
penalty-imposed                 network: info | an address or a network is refused for a time
principal-authorized            authentication: info, success | a Kerberos principal may use an account
root-directory-changed          process: change, success | a session is confined to a directory
root-directory-unsafe           process: info, failure | others can write to a session's root directory
scan-detected                   network intrusion_detection: info | a client scans for servers
server-listening                process: start, success | the server is ready for clients
server-{restarting|stopping}    process: {change|end} | the server {restarts to read its configuration|stops}
{session|sftp-session}-closed   session: end | a user's {session|SFTP session} ends
{session|sftp-session}-opened   session: start, success | a user's {session|SFTP session} begins
session-transferred             network: info | the number of bytes that a connection transferred
sftp-client-identified          network: protocol | an SFTP client states its protocol version
sftp-status-sent                file: info | an SFTP request ends with a status
subsystem-{failed|requested}    session: info{, failure|} | a subsystem {cannot be started|is asked for}
throttling-{ended|started}  network: info | the server {accepts all connections again|drops connections}
{root-login-refused|user-not-allowed}  authentication: info, failure | {root|a user} may not log in
""")


def _path(text: str) -> Document:
    """`file` of a path."""
    piece: Document = {"path": text}
    directory, slash, name = text.rpartition("/")
    if slash and name:
        piece["name"], piece["directory"] = name, directory or "/"
        stem, dot, extension = name.rpartition(".")
        if stem and dot and extension:
            piece["extension"] = extension
    return piece


_NUMBER = r"[0-9]+"
_NAME = r".*"
_KEY_TYPE = r"[A-Z][A-Z0-9-]*"

CAPTURES = {
    "reason": ecs("event.reason"),
    "code": ecs("event.code", _NUMBER),
    "user": account(pattern=_NAME),
    "source": endpoint("source", pattern=WORD),
    "destination": endpoint("destination", pattern=WORD),
    "server": endpoint("server"),
    "received": ecs("source.bytes", DIGITS, parse_uint),
    "sent": ecs("destination.bytes", DIGITS, parse_uint),
    "software": ecs("user_agent.original"),
    "file": Capture("file", _NAME, _path, parts=("directory", "extension", "name", "path")),
    "target_file": ecs("file.target_path"),
    "mode": ecs("file.mode", r"[0-7]+"),
    "size": ecs("file.size", DIGITS, parse_uint),
    "file_owner": ecs("file.uid", _NUMBER),
    "file_group": ecs("file.gid", _NUMBER),
    "modified": ecs("file.mtime", r"[0-9]{8}-[0-9]{2}:[0-9]{2}:[0-9]{2}"),
    # a key, a certificate or a Kerberos principal
    "credential": part(_NAME),
    "key_type": own("keyword", "type of a key, such as ED25519 or RSA-CERT", _KEY_TYPE, name="key.type"),
    "key_fingerprint": own("keyword", "fingerprint of a key, with its algorithm if the message has it",
        r"(?:[A-Z0-9]+|[0-9a-f]{2}):[^ ,]+", name="key.fingerprint"),
    "certificate": own("keyword", "identity in a certificate", _NAME, name="certificate.id"),
    # the number may exceed a long
    "serial": own("keyword", "serial number of a certificate", _NUMBER, name="certificate.serial"),
    "ca_type": own("keyword", "type of the key that signed a certificate", WORD, name="certificate.ca_type"),
    "ca_fingerprint": own("keyword", "fingerprint of that key", WORD, name="certificate.ca_fingerprint"),
    "algorithm": own("keyword", "algorithm that is refused or disabled", WORD),
    "auth_method": own("keyword", "method by which a user authenticates, such as publickey", WORD),
    "bytes_read": own("long", "bytes that an SFTP client read from a file"),
    "bytes_written": own("long", "bytes that an SFTP client wrote to a file"),
    "child_pid": own("long", "process that serves a user, or a connection"),
    "claimed_name": own("keyword", "name that a client's address claims to have, unconfirmed", WORD),
    "config_line": own("long", "line of the file that the message is about"),
    "dropped_connections": own("long", "connections dropped while there were too many"),
    "identification": own("keyword", "what a client sent in place of its protocol version, escaped", _NAME),
    "negotiated": own("keyword", "what no common algorithm was found for, such as host key type", r"[a-z ]+"),
    "new_path": own("keyword", "new path that an SFTP client gives a file", _NAME),
    "offered_algorithms": own("keyword", "algorithms that the client offered", r"[^ ]*", listed),
    "open_flags": own("keyword", "how an SFTP client opens a file, such as READ", r"[A-Z,]*", listed),
    "penalised_network": own("keyword", "network whose connections are refused", r"[^ ]+/[0-9]+"),
    "penalty_seconds": own("long", "seconds for which connections are refused"),
    "principal": own("keyword", "Kerberos principal of the user", WORD),
    "session_id": own("long", "number of the session on its connection"),
    "session_type": own("keyword", "what a session runs: shell, command, subsystem, forced-command",
        r"command|shell|subsystem|forced-command \([a-z-]+\)"),
    "sftp_status": own("keyword", "status that ends an SFTP request"),
    "sftp_version": own("long", "version of the SFTP protocol that the client speaks"),
    "stage": own("keyword", "whether the message is from before the login (preauth) or after it (postauth)"),
    "subsystem": own("keyword", "subsystem, or forced command, of a session"),
    "tty": own("keyword", "terminal of a session", WORD),
    "user_state": own("keyword", "what the server knows of the user", "invalid|illegal|authenticating"),
}  # fmt: skip

MESSAGES = Messages("openssh", ACTIONS, CAPTURES, r"""
authentication-{accepted|failed|postponed|partial} ! {Accepted | Failed | Postponed | Partial} {attempt}
invalid-user              ! {Invalid | Illegal} user {user} from {old_peer}
invalid-user              ! input_userauth_request: {invalid | illegal} user {user}
authentication-attempts-exceeded ! maximum authentication attempts exceeded for
  {invalid}{user} from {peer}{? ssh{~[12]}}
root-login-refused        ! ROOT LOGIN REFUSED FROM {old_peer}
user-not-allowed          ! User {user:.+?}{? from {source}} not allowed because {reason:[^ ].*}
user-not-allowed          ! Access denied for user {user} by {reason=PAM account configuration}
password-expired          ! User {user:.+} password has expired ({reason:[^()]*})
account-unusable          ! Could not get shadow information for {|NOUSER|{user:.+}}
authentication-timeout    ! Timeout before authentication for {old_peer}
authentication-timeout    ! Timeout before authentication for connection from {source} to {destination:[^ ,]+},
  pid = {child_pid}
key-accepted              ! Accepted key {key_type} {key_fingerprint} found at {file:.+?}{?:{config_line}}
key-accepted              ! Accepted certificate ID "{certificate}" {?(serial {serial}) }signed by
  {ca_type} CA {ca_fingerprint}{? via {file:.+}}
key-refused               ! Authentication key {key_type} {key_fingerprint} revoked by file {file:.+}
key-refused               ! Authentication tried for {user:.{0,256}} with
  {|correct key|valid certificate|certificate} but {reason:not from a permitted (?:host|source address)}
  ({|host={claimed_name:[^,]*}, ip={source:[^,()]*}{?, {~[^()]*}}|{source:[^()]*}}){?.}
key-refused               ! userauth_pubkey: {signature algorithm | key type} {algorithm} {reason:not in [A-Za-z]+}
certificate-refused       ! Certificate invalid: {reason}
configuration-problem     ! {Could not stat | Unsafe} {AuthorizedKeysCommand | AuthorizedPrincipalsCommand}
  "{file}": {reason}
key-files-unsafe          ! Authentication refused: {reason=bad ownership or modes} for {|file|directory} {file:.+}
key-files-unsafe          ! Authentication refused: {file:[^ ]+} {reason=is not a regular file}
principal-authorized      ! Authorized to {user:[^,]+}, krb5 principal {principal}{? ({*})}
authentication-failed     ! PAM: {reason:[A-Za-z][^:]{0,200}?} for {invalid}{user} from {source}{? via {destination}}
connection-opened         ! Connection from {old_peer}{? on {destination} port {destination_port:[0-9]+}{? rdomain {*}}}
connection-{closed|reset} ! Connection {closed | reset} by {state}{old_peer}
connection-closed         ! Closing connection to {old_peer}
connection-failed         ! Read error from remote host {old_peer}: {reason}
connection-failed         ! Connection to {peer} {reason=timed out}
disconnect-received ! Received disconnect from {source:[^ ]+?}{| port {source_port:[0-9]+}:|: }{code}:{? {reason:.*}}
disconnected              ! Disconnected from {state}{old_peer}
disconnecting             ! Disconnecting {?{|{user_state} user|user} {user} }{peer}:
  {reason:Change of username or service not allowed: .*|[^():]*}
disconnecting             ! Disconnecting:
  {reason:Too many authentication failures|Change of username or service not allowed}{?{| for {user}|: ({*})}}
client-not-responding     ! Timeout, client not responding{? from {state}{old_peer}}{?.}
identification-missing    ! Did not receive identification string from {old_peer}
identification-bad        ! Bad protocol version identification '{identification}' from {old_peer}
identification-bad        ! banner exchange: Connection from {peer}: {reason}
identification-bad ! kex_exchange_identification: {reason=client sent invalid protocol identifier} "{identification}"
identification-bad        ! kex_exchange_identification: {reason:banner line .+}
identification-missing    ! kex_exchange_identification: {reason:Connection closed by remote host|read: .+|write: .+}
identification-bad        ! Protocol major versions differ{? for {old_peer}}: {~[^ ]+} vs. {identification:.+}
scan-detected             ! {scanned | probed} from {old_peer} with {identification:.*?}.{? } Don't panic.
negotiation-failed        ! Unable to negotiate with {source:[^ ]+?}{? port {source_port:[0-9]+}}:
  {reason=no matching {negotiated:.+} found}. Their offer: {offered_algorithms}
negotiation-failed        ! {reason=Unable to negotiate a key exchange method}
negotiation-failed        ! no matching {negotiated} found: client {offered_algorithms:[^ ]+} server {~[^ ]+}
connection-failed         ! ssh_dispatch_run_fatal: Connection from {state}{peer}: {reason}
connection-failed         ! {ssh_packet_ | packet_write_}{~[a-z_]+}: Connection to {state}{peer}: {reason}
connection-failed         ! userauth_finish: send failure packet: {reason}
protocol-violated         ! {dispatch_protocol_error | kex_protocol_error}: type {code} seq {~[0-9]+}
connection-refused        ! refused connect from {|{claimed_name} ({source:[^()]+})|{source}}
connection-refused        ! drop connection #{~[0-9]+} from [{source:[^\]]+}]:{source_port:[0-9]+}
  on [{destination:[^\]]+}]:{destination_port:[0-9]+} {reason:past MaxStartups|penalty: .+}
throttling-started        ! beginning MaxStartups throttling
throttling-ended ! exited MaxStartups throttling after {~[0-9:dhmsw]+}, {dropped_connections} connections dropped
penalty-imposed           ! srclimit_penalise:
  {?{~[^ ]+}: }{~(?:(?:new|active|activating|ipv4:|ipv6:) )*}{penalised_network} {~.*?}penalty of
  {penalty_seconds} seconds for {?penalty: }{reason}
address-unconfirmed ! reverse mapping checking getaddrinfo for {claimed_name}{? [{source:[^\]]+}]} failed{unconfirmed}
address-unconfirmed ! Address {source} maps to {claimed_name}, but this does not map back to the address{unconfirmed}
address-unconfirmed       ! Nasty PTR record "{claimed_name:.*}" is set up for {source:[^ ,]+}, ignoring
session-opened            ! Starting session: {session_type}{? '{subsystem:.{0,256}}'}{? on {tty}}
  for {user:.+} from {peer}{? id {session_id}}
session-closed            ! Close session: user {user:.+} from {peer} id {session_id}
child-started             ! User child is on pid {child_pid}
session-transferred       ! Transferred: sent {sent}, received {received} bytes
subsystem-failed          ! subsystem request for {subsystem:.{1,256}?}{? by user {user:.+}} failed,
  {reason:subsystem not found|.+}
subsystem-requested       ! subsystem request for {subsystem:.+?}{? by user {user:.+}}
root-directory-changed    ! Changed root directory to "{file}"
forwarding-refused        ! Received request {?from {peer} }to connect to
  {|host {destination} port {destination_port:-?[0-9]+}|path {file:.+}}, but the request was denied.
forwarding-refused        ! refused local port forward: originator {peer}, target {target}
forwarding-refused        ! refused streamlocal port forward: originator {peer}, target {file:.+}
forwarding-failed         ! connect_to {target}: {reason=failed}.
forwarding-failed         ! connect_to {destination}: {reason:unknown host \(.*\)}
forwarding-failed         ! channel_setup_fwd_listener_tcpip: {reason=cannot listen to} port: {server_port:[0-9]+}
algorithm-disabled        ! main: sshd: {algorithm} algorithm is disabled
server-listening          ! Server listening on {server} port {server_port:[0-9]+}{? rdomain {*}}.
listen-failed             ! Bind to port {server_port:[0-9]+} on {server} failed: {reason:.+?}{?.}
sftp-session-{opened|closed} ! session {opened | closed} for local user {user} from [{source:[^\[\]]*}]
# What other programs might write as well: read where the header names one of the programs.
authentication-failed     Failed {auth_method} for {invalid}{user} from {source:[0-9A-Fa-f.:]{3,45}}
account-unusable          Account {user:.+} has {reason=expired}
user-not-allowed          Login restricted for {user:[^:]+}: {reason}
client-identified  {Client | Remote} protocol version {~[0-9.]+}{~[;,]} {~[a-z]+} software version {software}
channel-refused           no more sessions
connection-failed         {Write | Read from socket} failed: {reason}
data-corrupt              Corrupted {|MAC on input{?.}|padlen {*}}
data-corrupt              Bad packet length {~[0-9]+}{?.}
data-corrupt              padding error: {~.+}
disconnecting             Disconnecting: {reason}
forwarding-failed         bind [{server}]:{server_port:[0-9]+}: {reason}
protocol-violated         monitor_read: unpermitted request {code}
host-key-problem          Could not load host {|key|certificate}: {file:.+}
host-key-problem          Unable to load host key{|: {file:.+}| "{file}": {reason}}
host-key-problem          {?sshd: }no hostkeys available{? -- exiting.}
listen-failed             Cannot bind any address.
listen-failed             Missing privilege separation directory: {file:.+}
server-stopping           {Received | Exiting on} signal {code}{|; terminating.|.|}
server-restarting         Received SIGHUP; restarting.
configuration-problem     {rexec | reprocess config} line {config_line}: {reason}
configuration-problem     {file:/[^ :]+}{?:} line {config_line}: {reason}
root-directory-unsafe     bad ownership or modes for chroot directory{? component} "{file}"
file-opened-for-writing   open "{file}" flags {open_flags:[A-Z,]{0,80}(?:WRITE|APPEND|TRUNCATE)[A-Z,]{0,80}} mode {mode}
file-opened               open "{file}" flags {open_flags} mode {mode}
file-closed               {close | forced close} "{file}" bytes read {bytes_read} written {bytes_written}
directory-{opened|closed} {opendir | closedir} "{file}"
directory-created         mkdir name "{file}" mode {mode}
{directory|file}-removed  {rmdir | remove} name "{file}"
file-renamed              {rename | posix-rename} old "{file:(?:[^"]++|"(?! new "))*+}" new "{new_path}"
link-created              {symlink | hardlink} old "{target_file:(?:[^"]++|"(?! new "))*+}" new "{file}"
attributes-set set "{file}" {|mode {mode}|size {size}|owner {file_owner} group {file_group}|modtime {modified}}
sftp-status-sent          sent status {sftp_status}
sftp-client-identified    received client version {sftp_version}
""", {
    "attempt": "{auth_method} for {invalid}{user} from {peer}{? ssh{~[12]}}"
    "{?: {|{key_type} {key_fingerprint}|{credential}}}",
    "invalid": "{?{user_state:invalid|illegal} user }",
    "state": "{?{|{user_state} user|user} {user:.*?} }",
    "peer": "{source} port {source_port:[0-9]+}",
    # older versions leave out the port: then what looks like an address, or a name with a domain, is a peer
    "old_peer": "{~(?=[^ ]{1,255} port [0-9]|UNKNOWN$|[^ ]{0,255}[.:][0-9A-Za-z])}"
    "{source}{? port {source_port:[0-9]+}}",
    "target": "{destination} port {destination_port:[0-9]+}",
    "unconfirmed": "{|.| - {reason}}",
})  # fmt: skip
