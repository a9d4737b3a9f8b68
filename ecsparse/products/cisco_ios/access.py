"""Messages about access to the device and through its ports: logins, servers that know users, 802.1X."""

from __future__ import annotations

TABLE = r"""
login/succeeded LOGIN_SUCCESS: Login Success {login_from}{? at {*}}
login/failed LOGIN_FAILED: Login failed {login_from}{? [Reason: {reason:[^\]]*}]}{? at {*}}
login-block QUIET_MODE_ON: Still timeleft for watching failures is {~[0-9]+} secs, {login_from}{? [Reason:
 {reason:[^\]]*}]}{? [ACL: {ruleset:[^\]]*}]}{? at {*}}
login-unblock QUIET_MODE_OFF: Quiet Mode is OFF, because {reason:.+?}{? at {*}}
login/succeeded WEBLOGIN_SUCCESS: Login Success {login_from}{? at {*}}
login/failed WEBLOGIN_FAILED: Login failed {login_from}{? [Reason: {reason:[^\]]*}]}{? at {*}}
login/succeeded LOGIN_PASSED: Login Successful from host {client} by user '{user:[^']*}'{? using crypto cipher
 '{cipher:[^']*}'}
login/failed LOGIN_FAILED: Login Un-Successful from host {client}{? by user '{user:[^']*}'}{? using crypto cipher
 '{cipher:[^']*}'}
logout SESS_LOGOUT: Successfully logged out from host {client} by user '{user:[^']*}'{? using crypto cipher
 '{cipher:[^']*}'}
session-end SESS_TIMEOUT: Session timeout from host {client} by user '{user:[^']*}'{? using crypto cipher
 '{cipher:[^']*}'}
logout LOGOUT: User {user:[^ ]*} has exited tty session {line:[^( ]+}{?({|{client}|{~[^()]*}})}
session-end TTY_EXPIRE_TIMER: ({reason:[^,()]+}, tty {line:[0-9]+} ({|{client}|{~[^()]*}})), user {user:[^ ]*}
privilege-change/failed PRIV_AUTH_FAIL: Authentication to privilege level {privilege} failed {by}
privilege-change PRIV_AUTH_PASS: Privilege level set to {privilege} {by}
account-lock USER_LOCKED: User {target:[^ ]+} locked out on {reason}
account-unlock USER_UNLOCKED: User {target:[^ ]+} unlocked {by}
account-unlock USER_RESET: User {target:[^ ]+} failed attempts reset {by}
command-executed COUNTERS: {text:Clear counter on .+?} {by}
login/failed VPN_TUNNEL_STATUS: ({~[A-Za-z]+}){~ {1,3}}{reason=Authentication FAILED}{~ {1,3}}User={user:[^ ]*}{~
 {1,3}}Group={policy:[^ ]*}{~ {1,3}}Client_public_addr={client}{~ {1,3}}Server_public_addr={destination}
command-executed ACCTLOCAL: Username: {user:[^ ]*} Privilege level: {privilege} Command: {command}
ssh-session/succeeded SSH_SESSION: {ssh_request} Succeeded
ssh-session/failed SSH_SESSION: {ssh_request} Failed
ssh-session/succeeded SSH2_SESSION: {ssh_request} Succeeded
ssh-session/failed SSH2_SESSION: {ssh_request} Failed
login/succeeded SSH_USERAUTH: {ssh_login} Succeeded
login/failed SSH_USERAUTH: {ssh_login} Failed
login/succeeded SSH2_USERAUTH: {ssh_login} Succeeded
login/failed SSH2_USERAUTH: {ssh_login} Failed
ssh-session-end SSH_CLOSE: {ssh_end}
ssh-session-end SSH2_CLOSE: {ssh_end}
ssh-session/failed NO_MATCH: {reason:No matching [a-z]+ found}: client {~[^ ]+} server {~.+}
ssh-session/failed SSH2_UNEXPECTED_MSG: {reason=Unexpected message type has arrived}. Terminating the connection{?
 from {client}}
login/succeeded SECURITY-SSHD-6-INFO_SUCCESS : Successfully authenticated user '{user:[^']*}' from '{client}' on
 '{line:[^']+}'{*}
login/failed SECURITY-SSHD-6-INFO_FAILURE : Failed authentication attempt by user '{user:[^']*}' from '{client}' on
 '{line:[^']+}'{*}
logout SECURITY-SSHD-6-INFO_USER_LOGOUT : User '{user:[^']*}' from '{client}' logged out on '{line:[^']+}'
login/succeeded SECURITY-SSHD_SYSLOG_PRX-6-INFO_GENERAL : sshd[{~[0-9]+}]: Accepted {~[a-z/-]+} for {user:[^ ]+} from
 {client} port {client_port}{? ssh2}
login/failed SECURITY-SSHD_SYSLOG_PRX-6-INFO_GENERAL : sshd[{~[0-9]+}]: Failed {~[a-z/-]+} for {|<unknown>|{user:[^ ]+}}
 from {client} port {client_port}{? ssh2}
ssh-session-end SECURITY-SSHD_SYSLOG_PRX-6-INFO_GENERAL : sshd[{~[0-9]+}]: Connection closed by {client} port
 {client_port}
login/succeeded SECURITY-login-6-AUTHEN_SUCCESS : Successfully authenticated user '{user:[^']*}' from
 '{|{client}|{~[^']*}}' on '{line:[^']+}'
login/failed SECURITY-login-4-AUTHEN_FAILED : Failed authentication attempt by user '{user:[^']*}' from
 '{|{client}|{~[^']*}}' on '{line:[^']+}'
logout SECURITY-login-6-CLOSE : User '{user:[^']*}' logged out
login/succeeded AUTH_PASSED: User '{user:[^']*}' authenticated successfully from {client:[^ ]+}:{client_port} {?and
 was authorized} for {application:[a-z]+} over {protocol}.{? External groups: {groups}}
login/failed AUTHENTICATION_FAILED: Authentication failure from {client:[^ ]+}:{client_port} for
 {application:[a-z]+} over {protocol}.
login/failed AUTHORIZATION_FAILED: User '{user:[^']*}' from {client:[^ ]+}:{client_port} was not authorized for
 {application:[a-z]+} over {protocol}.{? External groups: {groups}}
rpc MODEL_RPC_I: RPC '{url:[^']+}' invoked from {client:[^ ]+}:{client_port} via {application:[A-Z]+} user {user:[^
 ]+} session {session:[0-9]+}
login/failed SYSTEM_MSG: pam_aaa:Authentication failed {?for user {user:[^ ]+} }from {|{client}|{~[^
 ]+}}{of_process}
login/failed SYSTEM_MSG: ttyS{~[0-9]}: pam_aaa:Authentication failed{? for user {user:[^ ]+}}{? from
 {|{client}|{~[^ ]+}}}{of_process}
account-create SYSTEM_MSG: New user added with username {target:[^ ]+}{of_process}
login/failed SYSTEM_MSG: error: PAM: Authentication failure for {?illegal user }{user:[^ ]+} from
 {client}{of_process}
login/failed AAA_LOGIN_FAIL: {reason}
accounting AAA_ACCOUNTING_MESSAGE: {accounting:start|stop}:{accounting_origin}:{user:[^:]*}:{?{text}}
command-executed AAA_ACCOUNTING_MESSAGE: {accounting=update}:{accounting_origin}:{user:[^:]*}:{command:.+?}
 (SUCCESS)
command-executed/failed AAA_ACCOUNTING_MESSAGE: {accounting=update}:{accounting_origin}:{user:[^:]*}:{command:.+?}
 (FAILURE)
command-executed AAA_ACCOUNTING_MESSAGE: {accounting=update}:{accounting_origin}:{user:[^:]*}:{command}
server-down RADIUS_DEAD: RADIUS server {server:[^ :]+}:{server_port},{~[0-9]+} is not responding.
server-down TACACS_ERR: server {server:[^ ]+} {reason=not responding}
server-up RADIUS_ALIVE: RADIUS server {server:[^ :]+}:{server_port},{~[0-9]+} {|is being marked alive|has
 returned}.
server-up SERVERALIVE: Group {server_group:[^:]+}: Radius server {server:[^ :]+}:{server_port},{~[0-9]+} is
 responding again{?{*}}
server-down ALLDEADSERVER: Group {server_group:[^:]+}: {reason=No active radius servers found}. Id {~[0-9]+}.
server-down TACACS_ERROR_MESSAGE: {reason=All servers failed to respond}
server-down RADIUS_ERROR_MESSAGE: {reason=All RADIUS servers failed to respond}{*}
port-authentication-start START: Starting '{method:[^']+}' for client {port_client}
port-authorization/succeeded SUCCESS: Authorization succeeded for client {port_client}
port-authorization/failed FAIL: Authorization failed{? or unapplied} for client {port_client}
port-authentication/succeeded RESULT: Authentication result 'success' from '{method:[^']+}' for client
 {port_client}
port-authentication RESULT: Authentication result '{reason:[^']+}' from '{method:[^']+}' for client {port_client}
port-authentication FAILOVER: Failing over from '{method:[^']+}' for client {port_client}
port-authentication/failed NOMOREMETHODS: {reason=Exhausted all authentication methods} for client {port_client}
port-violation SECURITY_VIOLATION: {reason=Security violation} on the interface {interface:[^ ,]+}, new MAC address
 ({mac}) is seen.{~ ?}AuditSessionID{~ +}{session:[^ ]+}
vlan-assign VLANASSIGN: VLAN {vlan} assigned to Interface {interface} AuditSessionID {session:[^ ]+}
mac-moved MACMOVE: MAC address ({mac}) moved from Interface {old_interface} to Interface {interface}
port-authentication/succeeded SUCCESS: Authentication successful for client {port_client}
port-authentication/failed FAIL: Authentication failed for client {port_client}
port-policy POLICY_REQ: IP {|{source}|{~[^|]*}}{epm} EVENT {text}
port-policy POLICY_APP_SUCCESS: {?POLICY_APP_SUCCESS: }IP {|{source}|{~[^|]*}}{epm} POLICY_TYPE {~[^|]+}|
 POLICY_NAME {policy:[^|]*}| RESULT {text}
port-policy/failed POLICY_APP_FAILURE: {?POLICY_APP_FAILURE: }IP {|{source}|{~[^|]*}}{epm} POLICY_TYPE {~[^|]+}|
 POLICY_NAME {policy:[^|]*}| RESULT {text:[^|]+}{?| REASON {reason}}
client-join CLIENT_ADDED_TO_RUN_STATE: Username entry ({user:[^()]*}) joined with ssid ({ssid:.{1,64}?}) for device
 with MAC: {mac}{*}
client-join ASSOC: Interface {interface}, Station {?{~[^ ]* }}{mac} {~Associated|Reassociated}{*}
client-leave DISASSOC: Interface {interface}, Deauthenticating Station {mac}{? Reason: {reason}}
access-point-join AP_JOIN_DISJOIN: AP Event: AP Name{~:? }{access_point:.{1,64}?}{~,?} M{|ac|AC}: {mac} Session-IP:
 {source:[^ []+}[{source_port}] {destination:[^ []+}[{destination_port}] {?Ethernet MAC: {~[0-9a-f.]+} }Joined{*}
access-point-leave AP_JOIN_DISJOIN: AP Event: AP Name{~:? }{access_point:.{1,64}?}{~,?} M{|ac|AC}: {mac}
 Session-IP: {source:[^ []+}[{source_port}] {destination:[^ []+}[{destination_port}] {?Ethernet MAC:
 {~[0-9a-f.]+} }Disjoined{? {reason}}
login/failed LOGIN_FAILED: Login failed for the user:{user:[^ ]+}. {reason}
login/failed LOGIN_FAILED: Login failed. User:{user:[^ ,]+}, {reason}
login/succeeded AAA_AUTH_ADMIN_USER: Authentication succeeded for admin user '{user:[^']*}'{? on {client}}
login/failed AAA_AUTH_ADMIN_USER: Authentication failed for admin user '{user:[^']*}'{? on {client}}
login/failed MGBL-exec-3-LOGIN_AUTHEN : {reason=Login Authentication failed}. Exiting...
account-lock LOCAL_USER_BLOCKED: User {target:[^ ]+} blocked for login till {*}
privilege-change PRIV_I: Privilege level set to {privilege} {by}
client-user USER_NAME_CREATED: Username entry ({user:[^()]*}) created for mobile {mac}
client-user USER_NAME_DELETED: Username entry ({user:[^()]*}) deleted for mobile {mac}
port-policy IPEVENT: IP {|{source}|{~[^|]*}}| MAC {|{mac}|{~[^|]*}}| AuditSessionID {session:[^|]+}| EVENT {text}
port-policy/failed POLICY_APP_FAILURE: Policy Application Failure for Client [{|{source}|{~[^\]]*}}] MAC
 [{|{mac}|{~[^\]]*}}] AuditSessionID [{session:[^\]]+}] for POLICY_TYPE [{~[^\]]+}] POLICY_NAME
 [{policy:[^\]]*}] REASON [{reason:[^\]]+}]
port-authentication RESULT_OVERRIDE: {reason=Authentication result overridden} for client {port_client}
login/succeeded SECURITY-LOGIN-6-AUTHEN_SUCCESS : Successfully authenticated user '{user:[^']*}' from
 '{|{client}|{~[^']*}}' on '{line:[^']+}'{*}
login/failed SECURITY-LOGIN-4-AUTHEN_FAILED : Failed authentication attempt by user '{user:[^']*}' from
 '{|{client}|{~[^']*}}' on '{line:[^']+}'{*}
login/failed SECURITY-SSHD-4-INFO_FAILURE : Failed authentication attempt by user '{user:[^']*}' from
 '{|{client}|{~[^']*}}' on '{line:[^']+}'{*}
login/succeeded SYSTEM_MSG: User {user:[^ ]+} logged in from {|{client}|{~[^ ]+}}{of_process}
logout SYSTEM_MSG: User {user:[^ ]+} logged out from {|{client}|{~[^ ]+}}{of_process}
service-change FEATURE_ENABLE_DISABLE: User has {state:enabled|disabled} the feature {text:[^ ]+}
server-down RADIUS_ERROR_MESSAGE: RADIUS server {server:[^ ]+} {reason=failed to respond}
server-down SECURITY-TACACSD-6-SERVER_DOWN : TACACS+ server {server:[^ /]+}/{server_port} is {state=DOWN}
server-up SECURITY-TACACSD-6-SERVER_UP : TACACS+ server {server:[^ /]+}/{server_port} is {state=UP}
client-excluded ADD_TO_BLACKLIST_REASON_DYNAMIC: Client MAC: {mac} was added to exclusion list associated with AP
 Name:{~ ?}{access_point:[^,]+}, BSSID:{~ ?}MAC: {bssid:[0-9a-f.]+}, reason:{~ ?}{reason}
port-authentication-end STOPPING: Stopping '{method:[^']+}' for client {port_client}
"""
