"""What vCenter's messages say, and what events of a class are about."""

from __future__ import annotations

from ecsparse.ecs.places import count, one
from ecsparse.messages import actions
from ecsparse.messages.captures import account, ecs, own
from ecsparse.messages.vsphere import VsphereMessages

ACTIONS = actions("""
api-authorized          api: allowed, success | a user may call a method
api-refused             api: denied, failure | a user may not call a method
directory-login-failed  authentication: start, failure | a directory refuses a bind
event-part              host: info | a later part of an event
group-created           iam: group creation, success | a group is created
service-message         process: info | any other message of a service
sessions                session: info | a service says how many sessions a user has
session-user            session: info | a service says who its user is
token-issued            authentication: info, success | a user receives a token of single sign-on
sso-event               iam: info | another audit event of single sign-on
""")

_BYTES = r"[0-9]{1,18}"

CAPTURES = {
    "authority": ecs("url.domain", r"[^\s\":]{1,255}"),
    "level": ecs("log.level"),
    "sent": ecs("http.response.bytes", _BYTES, count),
    "user_domain": ecs("user.domain", r"[^\s{}]{1,256}"),
    "user_group": ecs("user.group.name", r"[^\s]{1,256}"),
    "user_role": ecs("user.roles", r"[^']{1,256}", one),
    "member": account("user.target", r"[^,\]'{}]{1,256}"),
    "member_domain": ecs("user.target.domain", r"[^{}']{1,256}"),
    "bind_dn": own("keyword", "distinguished name that binds", r'[^"]{0,512}'),
    "class": own("keyword", "class of an event", name="event_class"),
    "event_id": own("long", "number of an event"),
    "part": own("keyword", "part of an event, and how many it has", name="event_part"),
    "privileges": own("keyword", "privileges of a role", r"[^\]]{1,4096}"),
    "response_code": own("long", "code of an answer of single sign-on", r"[0-9]{1,9}"),
    "role_id": own("keyword", "number of a role, or those that are granted", r"-?[0-9, -]{1,256}"),
    "sessions": own("long", "sessions that a user has"),
    "thread": ecs("process.thread.name", r"[^\s\]]{1,128}"),
}

MESSAGES = VsphereMessages("vmware_vcenter", ACTIONS, CAPTURES, r"""
api-call/failed  !  VMOMI activation LRO failed; {called}, {~[A-Za-z0-9]{1,256}}(Fault cause:
  {code:[A-Za-z.]{1,128}}{*}
login               User {sso} with role '{user_role}' logged in successfully{?.}
logout              User {sso} with role '{user_role}' logged out{?.}
logout              Session closed for User {sso} with role '{user_role}'{?.}
api-authorized      User {sso} with role '{user_role}' is authorized for method call '{method}'
login               Logged in user {user:[^ ]{1,256}}
login/failed        Could not authenticate user {user:[^ ]{1,256}}
login/failed        Failed to authenticate user <{user:[^<> ]{1,256}}>
login               User {user:[^ ]{1,256}} logged in from {source}
token-issued        Issued {~[A-Za-z]{1,16}} token for {user:[^ ]{1,256}}
api-call            Authorization request for service_id: {entity:[^ ,]{1,256}}, operation_id: {method}
api-authorized      AuthorizationResult=success, user={user:[^ ,]{1,256}}{*}
api-refused         AuthorizationResult={~[a-z]{1,16}}, user={user:[^ ,]{1,256}}{*}
session-user     !  [Auth]: User {user:[^ ]{1,256}}
directory-login-failed  SASLSessionStep: sasl error (-13)({reason})
directory-login-failed  VmDirSendLdapResult: Request (Bind), Error ({error_code:[0-9]{1,5}}), Message
  ({reason}), ({~[0-9]{1,9}}) socket ({source:[^ ()]{1,255}})
api-authorized      User {user:[^ ]{1,256}} who belongs to group {user_group} has top-level Admin privileges to
  invoke
  API {method}
sessions            Session count for user [after {|add|remove}]: {user:[^ ]{1,256}} is {sessions}
login               Authentication succeeded for user [{user:[^\[\]]{1,256}}] in tenant [{~[^\[\]]{1,256}}] in
  [{milliseconds}] milliseconds{*}
login/failed        Failed to authenticate principal [{user:[^\[\]]{1,256}}] for tenant [{~[^\[\]]{1,256}}]
login               User {at} logged in with response code {response_code}
login/failed        User {at} failed to log in with response code {response_code}{?: {reason}}
account-created     {by}Creating local {|person|solution} user '{target}'{? with details {*}}
account-changed     {by}Updating local {|person|solution} user '{target}'{? details {*}}
password-changed    {by}Resetting password of local user '{target}'{?.}
account-removed     {by}Deleting principal '{target}'
group-created       {by}Creating local group '{group:[^']{1,256}}'{? with details {*}}
group-changed       {by}{|Adding|Removing} users {members}{|to|from} local group '{group:[^']{1,256}}'
group-changed       {by}Removing principals {members}from local group '{group:[^']{1,256}}'
permission-granted  {actor}Added access control [ Principal={principal},{roles} ] to document {entity}
permission-revoked  {actor}Remove access control for principals [ {principal} ] on document {entity}
role-created        {actor}Add role Id={role_id},Name={role:[^,]{1,256}},{~[^[]{0,512}}Privileges=[{privileges}]
role-changed        {actor}Update role Id={role_id},Name={role:[^,]{1,256}},{~[^[]{0,512}}Privileges=[{privileges}]
role-removed        {actor}Delete role {role_id}
directory-login-failed  Bind Request Failed ({source}) error {error_code}: {~[^"]{1,64}}Bind DN: "{bind_dn}"{*}
web-request         {~[0-9TZ:.-]{20,32}} {http_method} {url} HTTP/{http_version} {status_code} {~[a-z_-]{1,64}}
  {~[^ ]{1,64}} {request_bytes} {response_bytes}{? {~[a-z]{1,16}}} {milliseconds}
  {~[^ ]{1,16}} {~[^ ]{1,16}} {?[}{source}{?]}:{source_port}{? HTTP/{~[0-9.]{1,3}}}{? {tls}}
  {?[}{destination}{?]}:{destination_port} {|-|{?[}{hop}{?]}:{hop_port}}{? HTTP/{~[0-9.]{1,3}}}{? -}
  {|-|{?[}{upstream}{?]}:{upstream_port}}{? {*}}
web-request         [{~[0-9TZ:.-]{20,32}}] "{http_method} {url} HTTP/{http_version}" {status_code} {~[^ ]{1,64}}
  {request_bytes} {response_bytes} {milliseconds} {~[^ ]{1,16}} "{|-|{source:[0-9A-Fa-f:.]{2,45}}{*}}"
  "{|-|{agent:[^"]{1,512}}}" "{~[^"]{1,128}}" "{|-|{authority}{?:{~[0-9]{1,5}}}}" "{|-|{upstream}:{upstream_port}}"
web-request      !  tomcat-http--{~[0-9]{1,6}} [Request] {source}:{source_port} to local {destination_port} -
  HTTP/{http_version}
  {http_method} {url} [Response] {status_code} - {|-|{sent}} bytes [Perf] process {milliseconds}ms / commit {*}
""", {
    "sso": "{{Name: {user:[^{},]{1,256}}, Domain: {user_domain}}}",
    "members": "{?['{|{{Name: {member}, Domain: {member_domain}}}|{member}}'{*}] }",
    "principal": r"Name={target:[^,\]]{1,256}},isGroup={~[a-z]{1,5}}",
    "roles": "roles=[{role_id}],propogating={~[a-z]{1,5}}",
    "by": "{?[User {sso} with role '{user_role}'] }",
    "actor": r"Action performed by principal(name={user:[^,()]{1,256}},isGroup={~[a-z]{1,5}}):",
})  # fmt: skip

# What an event of a class is about, where its text is not one of those that are known.
BY_CLASS = {
    "AccountCreatedEvent": "account-created", "AccountRemovedEvent": "account-removed",
    "AccountUpdatedEvent": "account-changed", "AlarmAcknowledgedEvent": "alarm",
    "AlarmCreatedEvent": "alarm-changed", "AlarmReconfiguredEvent": "alarm-changed",
    "AlarmRemovedEvent": "alarm-changed", "AlreadyAuthenticatedSessionEvent": "login/failed",
    "BadUsernameSessionEvent": "login/failed", "ClusterCreatedEvent": "cluster-changed",
    "ClusterDestroyedEvent": "cluster-changed", "ClusterReconfiguredEvent": "cluster-changed",
    "ConfigurationManagement": "sso-event", "CreateGlobalPermission": "permission-granted",
    "CreatePermission": "permission-granted", "DVPortgroupCreatedEvent": "network-changed",
    "DVPortgroupDestroyedEvent": "network-changed", "DVPortgroupReconfiguredEvent": "network-changed",
    "DatastoreDestroyedEvent": "datastore-changed", "DatastoreFileCopiedEvent": "file-changed",
    "DatastoreFileDeletedEvent": "file-deleted", "DatastoreFileMovedEvent": "file-changed",
    "DatastoreRemovedOnHostEvent": "datastore-changed", "DatastoreRenamedEvent": "datastore-changed",
    "DomainManagement": "sso-event", "DrsVmMigratedEvent": "vm-migrated", "DrsVmPoweredOnEvent": "vm-started",
    "DvsCreatedEvent": "network-changed", "DvsDestroyedEvent": "network-changed",
    "DvsReconfiguredEvent": "network-changed", "HostAddedEvent": "host-added",
    "HostConnectedEvent": "host-connected", "HostConnectionLostEvent": "host-disconnected",
    "HostDisconnectedEvent": "host-disconnected", "HostRemovedEvent": "host-removed",
    "HostShutdownEvent": "host-stopped", "IdentitySourceManagement": "sso-event", "LoginFailure": "login/failed",
    "LoginSuccess": "login", "Logout": "logout", "NoAccessUserEvent": "login/failed",
    "NoPermission": "login/failed", "PermissionAddedEvent": "permission-granted",
    "PermissionRemovedEvent": "permission-revoked", "PermissionUpdatedEvent": "permission-changed",
    "PrincipalManagement": "sso-event", "RemoveGlobalPermission": "permission-revoked",
    "RemovePermission": "permission-revoked", "RoleAddedEvent": "role-created", "RoleManagement": "sso-event",
    "RoleRemovedEvent": "role-removed", "RoleUpdatedEvent": "role-changed",
    "ScheduledTaskCreatedEvent": "task-changed", "ScheduledTaskFailedEvent": "task-failed",
    "ScheduledTaskReconfiguredEvent": "task-changed", "ScheduledTaskRemovedEvent": "task-changed",
    "SessionTerminatedEvent": "logout", "UserLoginSessionEvent": "login", "UserLogoutSessionEvent": "logout",
    "UserPasswordChanged": "password-changed", "VmBeingHotMigratedEvent": "vm-migrated",
    "VmClonedEvent": "vm-cloned", "VmCreatedEvent": "vm-created", "VmDeployedEvent": "vm-created",
    "VmFailedMigrateEvent": "vm-failed", "VmFailedToPowerOffEvent": "vm-failed",
    "VmFailedToPowerOnEvent": "vm-failed", "VmMigratedEvent": "vm-migrated", "VmPoweredOffEvent": "vm-stopped",
    "VmPoweredOnEvent": "vm-started", "VmReconfiguredEvent": "vm-changed", "VmRegisteredEvent": "vm-created",
    "VmRelocatedEvent": "vm-migrated", "VmRemoteConsoleConnectedEvent": "vm-console",
    "VmRemoteConsoleDisconnectedEvent": "vm-console", "VmRemovedEvent": "vm-removed",
    "VmResettingEvent": "vm-restarted", "VmSuspendedEvent": "vm-stopped",
}  # fmt: skip
