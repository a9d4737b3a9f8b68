"""Messages about access to the firewall: users, servers that know them, commands, the configuration."""

from __future__ import annotations

TABLE = r"""
authentication-start 109001: Auth start for user {quoted_user} from {plain_ends}
aaa-server-failed 109002: Auth from {plain_ends} failed ({reason=server {aaa_server} failed}) on interface {in}
aaa-server-failed 109003: Auth from {plain_ends} failed ({reason=all servers failed}) on interface {in}
authentication/succeeded 109005: Authentication succeeded for user {quoted_user} from {plain_ends}{on_interface}
authentication/failed 109006: Authentication failed for user {quoted_user} from {plain_ends}{on_interface}
authorization/succeeded 109007: Authorization permitted for user {quoted_user} from {plain_ends}{on_interface}
authorization/failed 109008: Authorization denied for user {quoted_user} from {plain_ends}{on_interface}
authentication/failed 109010: Auth from {plain_ends} failed ({reason=too many pending auths}) on interface {in}
session-start 109011: Authen Session Start: user {quoted_user}, {?sid {session}}{*}
session-end 109012: Authen Session End: user {quoted_user}, sid {session}, elapsed {seconds} seconds
authentication/failed 109017: User at {client} {reason=exceeded auth proxy connection limit} (max {limit})
authentication-required 109023: User from {plain_ends} on interface {in} using {service} {reason=must authenticate
 before using this service}
authorization/failed 109024: Authorization denied from {plain_ends} ({reason=not authenticated}){on_interface}
 using {transport}
authorization/failed 109025: Authorization denied (acl={ruleset:[^ ()]+}) for user {quoted_user} from
 {plain_ends}{on_interface} using {transport}
packet-dropped 109039: AAA Authentication:{~ ?}{reason=Dropping an unsupported IPv6/IP46/IP64 packet} from
 {in}:{source} to {out}:{destination}
aaa-server-failed 109026: {~\[ ?}{aaa_protocol}{~ ?\]} {reason=Invalid reply digest received; shared server key
 may be mismatched}
aaa-server-failed 109027: {~\[ ?}{aaa_protocol}{~ ?\]} {reason=Unable to decipher response message} Server =
 {aaa_server}, User = {user:[^,]+}
authentication/failed 109031: NT Domain Authentication Failed: {reason=rejecting guest login} for {account}
authorization/failed 109032: Unable to install ACL '{ruleset:[^']+}', downloaded for user {user:[^;]+}; {reason}
authentication/failed 109033: Authentication failed for admin user {account} from {client}. {reason}
authentication/failed 109034: Authentication failed for network user {account} from {plain_ends}. {reason}
coa-update 109100: Received CoA update from {aaa_server} for user {quoted_user}, with session ID{?:} {session},
 changing authorization attributes
coa-disconnect 109101: Received CoA disconnect request from {aaa_server} for user {quoted_user}, with session
 ID{?:} {session}
coa-failed 109102: Received CoA {~[a-z-]+}{? request} from {aaa_server}{? for user {quoted_user}}, but
 {reason=cannot find named session} {session}
coa-failed 109104: CoA {~[a-z-]+} from {aaa_server} failed for user {quoted_user}, session ID{?:} {session:[^. ]+}.
 {reason}
coa-failed 109103: CoA {~[a-z]+} from {aaa_server} failed for user {quoted_user}, with session ID{?:} {session}
user-entry 109201: {uauth}
user-entry 109202: {uauth}
user-entry/failed 109203: {uauth}
user-entry 109204: {uauth}
user-entry/failed 109205: {uauth}
user-entry 109207: {uauth}
user-entry/failed 109208: {uauth}
user-entry 109210: {uauth}
user-entry/failed 109212: {uauth}
configuration-write 111001: Begin configuration: {who_configures} writing to {device}
configuration-read 111002: Begin configuration: {who_configures} reading from {device}
configuration-erase 111003: {who_configures} Erase configuration
configuration-end/failed 111004: {who_configures} end configuration: FAILED
configuration-end/succeeded 111004: {who_configures} end configuration: OK
configuration-end/succeeded 111005: {who_configures} end configuration: OK
configuration-read 111007: Begin configuration: {who_configures} reading from {device}
command-executed 111008: User {~'?}{user:[^']+}{~'?} executed the '{command}' command
command-executed 111009: User {~'?}{user:[^']+}{~'?} executed cmd: {command}
configuration-change 111010: User {~'?}{user:[^',]+}{~'?}, running {~'?}{application:[^',]+}{~'?} from IP
 {client}, executed '{command}'
configuration-erase 112001: {~\(?}{~[^)]*}{~\)? ?}Clear {|finished|complete}
aaa-limit 113001: {reason=Unable to open AAA session. Session limit} [{limit}] reached
group-policy 113003: AAA group policy for user {account} is being set to {group_policy}
authentication/succeeded 113004: AAA user authentication Successful : server = {~ ?}{aaa_server} : user = {~
 ?}{account}
authorization/succeeded 113004: AAA user authorization Successful : server = {~ ?}{aaa_server} : user = {~
 ?}{account}
accounting/succeeded 113004: AAA user accounting Successful : server = {~ ?}{aaa_server} : user = {~ ?}{account}
authentication/failed 113005: AAA user authentication Rejected {rejected}
authorization/failed 113005: AAA user authorization Rejected {rejected}
account-lock 113006: User {quoted_user} {reason=locked out on exceeding {~'?}{~[0-9]+}{~'?} successive failed
 authentication attempts}
account-unlock 113007: User {quoted_user} unlocked by {~'?}{administrator:[^' ]+}{~'?}
aaa-transaction/succeeded 113008: AAA transaction status ACCEPT : user = {~ ?}{account}
aaa-transaction/failed 113008: AAA transaction status REJECT : user = {~ ?}{account}
group-policy 113009: AAA retrieved default group policy ({group_policy:[^()]+}) for user {?= }{~ ?}{account}
authentication-challenge 113010: AAA challenge received for user {account} from server {aaa_server}
group-policy 113011: AAA retrieved user specific group policy ({group_policy:[^()]+}) for user {?= }{~ ?}{account}
authentication/succeeded 113012: AAA user authentication Successful : local database : user = {~ ?}{account}
aaa-transaction/failed 113013: AAA unable to complete the request Error : reason = {~ ?}{reason:[^:]*[^: ]} : user
 = {~ ?}{account}
aaa-server-failed 113014: AAA authentication server not accessible : server = {~ ?}{aaa_server} : user = {~
 ?}{account}
authentication/failed 113015: AAA user authentication Rejected : reason = {~ ?}{reason:[^:]*[^: ]} : local
 database : user = {~ ?}{account}{? : user IP = {~ ?}{client}}
authentication/failed 113016: AAA credentials rejected : reason = {~ ?}{reason:[^:]*[^: ]} : server = {~
 ?}{aaa_server} : user = {~ ?}{account}{? : user IP = {~ ?}{client}}
authentication/failed 113017: AAA credentials rejected : reason = {~ ?}{reason:[^:]*[^: ]} : local database : user
 = {~ ?}{account}{? : user IP = {~ ?}{client}}
authorization/failed 113018: User: {user:[^,]+}, {reason=Unsupported downloaded ACL Entry: {*}}
authentication/failed 113020: Kerberos error: {reason=Clock skew with server {aaa_server} greater than 300
 seconds}
authentication/failed 113021: Attempted console login failed. User {quoted_user} {reason=did NOT have appropriate
 Admin Rights}
aaa-server-failed 746005: user-identity: The AD Agent {aaa_server} cannot be reached - {reason}{?{*}}
identity/failed 746007: user-identity: {reason=NetBIOS response failed} from User {account} at {client}
aaa-server-down 113022: AAA Marking {aaa_protocol} server {aaa_server} in aaa-server group {aaa_group} as FAILED
aaa-server-up 113023: AAA Marking {aaa_protocol} server {aaa_server} in aaa-server group {aaa_group} as ACTIVE
group-policy 113024: {who_equals}Authenticating {tunnel_type:[^ ]+} connection from {~[^ ]+} with username, {~[^
 ]+}, from client certificate
authentication/failed 113025: {who_equals}{reason=Failed to extract user certificate from {~[^ ]+}}{*}
session-limit 113029: {who}Session could not be established: {reason=session limit of {~[0-9]+} reached}
authorization/failed 113030: {who}{reason=User ACL {ruleset:[^ ]+} from AAA doesn't exist on the device,
 terminating connection}
session-limit 113033: {who}{tunnel_type} session not allowed. {reason=ACL parse error}
session-limit 113038: {who}{reason=Unable to create AnyConnect parent session}
vpn-session-start 113039: {who}AnyConnect parent session started
vpn-session-denied 113040: Terminating the VPN connection attempt from {tunnel_group:[^.]+}. Reason: {reason}
vpn-session-denied 113040: Terminating the VPN connection attempt from {~[<']?}{client}{~[>']?}. {reason}
authentication/failed 113042: {?CoA: }{reason=Non-HTTP connection} from {in}:{source}/{source_port} to
 {out}:{destination}/{destination_port} for user {account} at {~[^ ]+} {*}
authentication/failed 113042: CoA: {reason}
authentication/failed 308001: {?{in} }console enable password incorrect for {limit} tries (from {client})
aaa-server-failed 409023: Attempting AAA Fallback method {~[^ ]+} for {~[A-Z][a-z]+} request for user
 {user:[^ ]*}{~ ?}:{~ ?}{reason=Auth-server group {aaa_group} unreachable}
ssh-session-failed 315004: {reason=Fail to establish SSH session because RSA host key retrieval failed}
login/failed 307001: Denied {service:[Tt]elnet} login session from {client}{on_interface}
login/succeeded 307002: Permitted {service:[Tt]elnet} login session from {client}{?{*}}
login/failed 307003: {service:[Tt]elnet} login session failed from {client} ({~[0-9]+} attempts){on_interface}
login/failed 315001: Denied SSH session from {client}{on_interface}
login/succeeded 315002: Permitted SSH session from {client}{on_interface} for user {quoted_user}
login/failed 315003: SSH login session failed from {client} ({~[0-9]+} attempts){on_interface} by user {quoted_user}
session-limit 315005: {reason=SSH session limit exceeded}. Connection request from {client}{on_interface}
session-limit 768003: QUOTA: {reason=management session quota exceeded} for user {account}: current {~[0-9]+},
 user limit {limit}
session-limit 768004: QUOTA: {reason=management session quota exceeded} for {service:[a-z]+} protocol: current
 {~[0-9]+}, protocol limit {limit}
login/succeeded 772002: PASSWORD: console login warning, user {user:[^,]+}, cause: {reason}
login/succeeded 772003: PASSWORD: {~[^ ]+} login warning, user {user:[^,]+}, IP {client}, cause: {reason}
login/failed 772004: PASSWORD: {~[^ ]+} login failed, user {user:[^,]+}, IP {client}, cause: {reason}
authentication/succeeded 772005: REAUTH: user {account} passed authentication
authentication/failed 772006: REAUTH: user {account} failed authentication
ssh-session-end 315011: SSH session from {client} on interface {in} for user {quoted_user}
 disconnected by SSH server, reason: {~["']?}{reason:[^"]+}{~"?}{? ({~[^()]+})}
ssh-session-failed 315012: Weak SSH {weak} provided from client '{client}' on interface {in}. Connection failed.
 {reason}
ssh-session-rekey 315013: SSH session from {client} on interface {in} for user {~["']?}{user:[^"']*}{~["']?}
 rekeyed successfully
account-create 502101: New user added to local dbase: Uname: {target:[^:]+} Priv: {~ ?}{privilege} Encpass:
 {~ {0,2}}{~[^ ]*}
account-delete 502102: User deleted from local dbase: Uname: {target:[^:]+} Priv: {~ ?}{privilege} Encpass:
 {~ {0,2}}{~[^ ]*}
privilege-change 502103: User priv level changed: Uname: {account} From: {~ ?}{old_privilege} To: {~
 ?}{privilege}
group-policy-create 502111: New group policy added: name: {~ ?}{group_policy:[^ ]+} Type: {~ ?}{~[^ ]+}
group-policy-delete 502112: Group policy deleted: name: {~ ?}{group_policy:[^ ]+} Type: {~ ?}{~[^ ]+}
dhcp-address 604101: DHCP client interface {in}: Allocated ip = {client}, mask = {~[^ ,]+}, gw = {~[^ ]+}
dhcp-address 604103: DHCP daemon interface {in}: address granted {lease_mac} ({client})
dhcp-release 604104: DHCP daemon interface {in}: address released {?{lease_mac} }{~[^ ()]*}{~ ?}({client})
login/failed 605004: Login denied from {login} for user {quoted_user}
login/succeeded 605005: Login permitted from {login} for user {quoted_user}
session-start 606001: ASDM session number {session} from {client} started
session-end 606002: ASDM session number {session} from {client} ended
session-start 606003: ASDM logging session number {session} from {client} started
session-end 606004: ASDM logging session number {session} from {client} ended
authorization/failed 610101: {reason=Authorization failed}: Cmd: {~ ?}{command:[^:]*[^: ]} Cmdtype: {~ ?}{~[^ ]+}
ntp-denied 610001: NTP daemon interface {in}: {reason=Packet denied} from {source}
ntp-denied 610002: NTP daemon interface {in}: {reason=Authentication failed} for packet from {source}
login/succeeded 611101: User authentication succeeded: {?IP address: {~ ?}{client}, }Uname: {~ ?}{account}
login/failed 611102: User authentication failed: {?IP address: {~ ?}{client},{~,? ?}}Uname: {~ ?}{account}
logout 611103: User logged out: Uname: {~ ?}{account}
logout 611104: Serial console {reason=idle timeout exceeded}
vpn-client 611301: VPNClient: {text}
vpn-client 611307: VPNClient: Head end : {destination}
authentication/succeeded 611310: VPNClient: XAUTH Succeeded: Peer: {destination}
authentication/failed 611311: VPNClient: XAUTH Failed: Peer: {destination}
auto-update/succeeded 612001: Auto Update succeeded: {device:[^,]+}, version: {version}
auto-update/failed 612002: Auto Update failed: {device:[^,]+}, version: {version:[^,]+}, reason: {reason}
auto-update/failed 612003: Auto Update failed to contact: {url:[^ ,]+}, reason: {reason}
"""
