r"""VMware vCenter: events of vSphere, logins through single sign-on, permissions, and what its services report.

Layout:
    Event [7] [1-1] [2023-10-31T15:09:55.12Z] [class] [info] [user] [datacenter] [7] [text]
    2023-10-31T15:09:55.123Z info vpxd[04122] [Originator@6876 sub=vpxLro opID=0c1a5a6d] [VpxLRO] -- FINISH lro-7
    2023-10-31T15:09:55.123Z {"user":"…","client":"192.0.2.5","type":"com.vmware.sso.LoginSuccess",…}
    [2023-10-31T15:09:55.123Z pool-9-thread-5 opId=… INFO  com.vmware.identity.vlsi.SessionManagerImpl] text

    Events, of a class and perhaps in several parts; services of C++ (`ecsparse.messages.vsphere`); audit events of
    single sign-on; services of Java, each with an order of its own for time, thread, level and logger; and
    requests that Envoy and Tomcat log.

Source: the guides on vCenter's log files and audit events of vSphere 6.5 to 8.0, the event catalogue
(`vim.event`), KB 423205 and 430131 of Broadcom, and the access log format of Envoy.

Timestamps: that of the event, else of the service's line, else of the header; UTC.

Quirks:
    The second and later parts of an event have no fields in front: `events.log`.
    A header of RFC 5424 may come without its priority and its version: `events.log`.
    What the seventh field holds is the datacenter, or a host for events that come from one: `events.log`.
    The arguments of a login that failed follow its error, with the name of the user: `services.log`.
    Envoy and some of its neighbours run elsewhere too: without parameters, their lines are not vCenter's.

Other readings:
    `sudo`, `sshd` and PAM of the appliance: their lines are those of any Linux, and of `linux_auth` and `openssh`.
    Lines of a Java garbage collector name no product: any Java program writes them.
    `host.ip` of a client that logs in, or fails to: it is `source.ip`; `source.user` is `user`.
    `host.ip` of Envoy's near end of a connection to a service: the host has others,
    `vmware_vcenter.upstream.local`.
    `source` of a virtual machine's host: it sent nothing, `vmware_vcenter.host`.
    `http.request.body.bytes` that Envoy sent: it has the bytes that it received first.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import related
from ecsparse.ecs.places import count, host_name, one
from ecsparse.formats.json import decode
from ecsparse.messages import Values, actions
from ecsparse.messages.captures import account, ecs, own
from ecsparse.messages.vsphere import OF_VCENTER, Front, VsphereMessages, action_of
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record, Shape
from ecsparse.timestamps.event_time import moment

# Whose lines are vCenter's in any form; the others of its services have names that other systems use.
_CERTAIN = frozenset((
    "applmgmt", "applmgmt-audit", "certificatemanagement-svcs", "cis-license", "content-library", "eam-api",
    "lookupsvc", "sso-adminserver", "sso-audit", "sso-tokenservice", "ssoadminserver", "trustmanagement-svcs",
    "vapi-endpoint", "vmafdd", "vmcad", "vmcam", "vmdird", "vmon", "vmware-sts-idmd", "vmware-updatemgr", "vpxd",
    "vpxd-main", "vpxd-profiler", "vpxd-svcs", "vpxd-svcs-main", "vsan-health", "vsphere-client", "vsphere-ui",
    "wcpsvc", "websso",
))  # fmt: skip

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

# 2023-10-31T15:09:55.123Z vc1 vpxd 12345 - - (a header of RFC 5424 without its priority and its version)
_HEADER = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(?:Z|[+-][0-9]{2}:[0-9]{2})) (\S{1,255}) ([a-z][a-z0-9-]{2,31})"
    r" ([0-9]{1,10}|-) - - {1,2}"
)

PRODUCT = Product(
    vendor="VMware",
    name="vCenter",
    versions="6.5 to 8.0",
    formats=("text", "json"),
    signatures=(
        *map(Program, sorted(OF_VCENTER)),
        Prefix("Event ["),
        Phrase("[Originator@6876 "),
        # services of Java: their loggers tell, which are not words by themselves
        Shape("0000-00-00T00:00:00.000Z"),
        Prefix("[20"),
        Prefix('{"user":"'),
        Phrase(" [Request] "),
    ),
    after={
        "isc_bind": "what follows a time is a category, which tells more",
        "vmware_esxi": "lines without a service are of ESXi",
    },
    provider="vmware_vcenter",
    messages=MESSAGES,
    fields=("host.hostname", "host.name", "process.name", "process.pid"),
)

# What an event of a class is about, where its text is not one of those that are known.
_BY_CLASS = {
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

# The same for the types of audit events of single sign-on.
_BY_TYPE = {
    "com.vmware.sso.LoginFailure": "login/failed",
    "com.vmware.sso.LoginSuccess": "login",
    "com.vmware.sso.Logout": "logout",
}

_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2}))"
_LEVEL = r"(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)"
_LOGGER = r"([A-Za-z][A-Za-z0-9_.$-]{1,200})"

# Event [1207] [1-1] [2023-10-31T15:09:55.120012Z] [vim.event.EventEx] [info] [user] [datacenter] [1207] [text]
_EVENT = Pattern(
    r"Event \[([0-9]{1,20})\] \[([0-9]{1,6}-[0-9]{1,6})\] ?"
    r"(?:\[([0-9TZ:.+-]{20,40})\] \[([A-Za-z0-9_.]{1,200})\] "
    r"\[([A-Za-z]{0,32})\] \[([^\]]{0,256})\] \[([^\]]{0,256})\] \[[0-9]{0,20}\] \[)?"
)
# 2023-10-31T15:09:55.123Z INFO ssoAdminServer[697:pool-2-thread-9] [OpId=51c3] [com.vmware.identity.Example]
_SERVICE = Pattern(
    rf"{_TIME} {_LEVEL} +([A-Za-z][A-Za-z0-9_.-]{{0,63}})\[([0-9]{{1,10}}):([^\]\s]{{0,128}})\] "
    rf"\[OpId=([^\]]{{0,128}})\] \[{_LOGGER}\] +"
)
# 2023-10-31T15:09:55.123Z [tomcat-exec-25 [] INFO com.vmware.vcenter.Example opId=]
_THREAD_FIRST = Pattern(
    rf"{_TIME} \[([^\s\[\]]{{1,128}})(?: \[[^\]]{{0,128}}\]?)? +{_LEVEL} +{_LOGGER} +opId=([^\]]{{0,128}})\] ?"
)
# [2023-10-31T15:09:55.123Z pool-9-thread-5 opId=f691 INFO  com.vmware.identity.Example]
_IN_BRACKETS = Pattern(rf"\[{_TIME} ([^\s\]]{{1,128}}) opId=([^\s\]]{{0,128}}) {_LEVEL} +{_LOGGER}\] +")
# [2023-10-31T15:09:55.123Z vsphere.local d6cd47de-9bf1-4bf4-b53e-495b60366cbd INFO ] [IdentityManager]
_TENANT = Pattern(rf"\[{_TIME} [^\s\]]{{1,128}} +([0-9a-f-]{{36}}) {_LEVEL} *\] \[{_LOGGER}\] ")
# [2023-10-31T15:09:55.123Z] [INFO ] http-nio-5090-exec-8    70001234 100001 200001 com.vmware.vise.Example
_CLIENT = Pattern(
    rf"\[{_TIME}\] \[{_LEVEL} *\] ([^\s\]]{{1,128}}) +[0-9#-]{{1,12}} [0-9#-]{{1,12}} [0-9#-]{{1,12}} +{_LOGGER} +"
)
# [2023-10-31T15:09:55.123Z tomcat-http--31 vsphere.local d6cd47de-9bf1 INFO  com.vmware.identity.Example]
_THREAD_AND_TENANT = Pattern(
    rf"\[{_TIME} ([^\s\]]{{1,128}}) [^\s\]]{{1,128}} +([0-9A-Za-z-]{{1,36}}) {_LEVEL} +{_LOGGER}\] *"
)
# 2023-10-31T15:09:55.123Z | INFO  | state-manager1            | ApplianceEndpoint              | text
_COLUMNS = Pattern(
    rf"{_TIME} \| +{_LEVEL} +\| ([^\s|]{{1,128}}) +\| (?:[^\s|]{{1,128}} +\| )?{_LOGGER} +\| (?:[0-9]{{1,6}} +\| )?"
)
# 2023-10-31T15:09:55.123Z pool-3-thread-1  INFO  com.vmware.ph.Example text
_BARE = Pattern(rf"{_TIME} ([^\s\[\]|]{{1,128}}) +{_LEVEL} +{_LOGGER} +")
# 2023-10-31T15:09:55.123Z [pool-21-thread-1] INFO opId=sps-Main-1 com.vmware.vim.sms.Example - text
_OPERATION_SECOND = Pattern(rf"{_TIME} \[([^\s\[\]]{{1,128}})\] {_LEVEL} +opId=([^\s]{{0,128}}) {_LOGGER} - ")
# 2023-10-31T15:09:55.400 [1903]INFO:vmware.appliance.vapi.auth:text
_APPLIANCE = Pattern(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]{{8}}\.[0-9]{{1,9}}) (?:\[([0-9]{{1,10}})\])?:? ?{_LEVEL}: ?"
    r"(?:([a-z][a-z0-9_.]{0,128}):)?"
)
# [11/May/2023:10:22:24 +0000]
_OF_TOMCAT = Pattern(r"\[([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:]{8} [+-][0-9]{4})\] (?=tomcat-http--)")
# 2023-10-31T15:09:55.123Z {"
_AUDIT = Pattern(rf'(?:{_TIME} )?(?=\{{"[a-zA-Z])')
# t@140213772924672:
_OF_THREAD = Pattern(r"t@[0-9]{1,20}: +")
# 10/31/2023 15:09:55 GMT
_OF_AUDIT = Pattern(r"([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9:]{8}) GMT")
# Arg userName:\n--> "jdoe"
_ARGUMENT = Pattern(r'Arg userName:[^"]{0,32}"([^"]{1,256})"')

_FORMS = (
    (_SERVICE, ("time", "level", "process", "pid", "thread", "operation_id", "logger")),
    (_THREAD_FIRST, ("time", "thread", "level", "logger", "operation_id")),
    (_IN_BRACKETS, ("time", "thread", "operation_id", "level", "logger")),
    (_TENANT, ("time", "operation_id", "level", "logger")),
    (_CLIENT, ("time", "level", "thread", "logger")),
    (_THREAD_AND_TENANT, ("time", "thread", "operation_id", "level", "logger")),
    (_COLUMNS, ("time", "level", "thread", "logger")),
    (_BARE, ("time", "thread", "level", "logger")),
    (_OPERATION_SECOND, ("time", "thread", "level", "operation_id", "logger")),
    (_APPLIANCE, ("time", "pid", "level", "logger")),
)
_OF_JAVA = ("com.vmware.", "AuthorizationService.", "IdentityManager", "VmEventAppender", "ActiveDirectoryProvider")

_LOGIN_METHOD = "vim.SessionManager.login"


def parse(record: Record) -> Document | None:
    """The document of a line of vCenter; `None` if another system, or a host, wrote it."""
    header, text = record.header, record.text.strip(" \t")
    program = "" if header is None or header.appname is None else header.appname.lower()
    front = None if program else _HEADER.match(text)
    if front is not None:
        program, text = front[3], text[front.end() :]
    found = _event(text) or _audit(text) or _of_java(text, program) or _of_service(text, program)
    if found is None:
        return None
    action, values = found
    said = values.pop("time", None)
    if header is not None and header.appname is not None and "process" not in values:
        values["process"] = header.appname
        if header.procid is not None and header.procid.isdecimal():
            values["pid"] = header.procid
    elif front is not None:
        said = said or front[1]
        values = {"process": front[3], **values}
        if front[4] != "-":
            values.setdefault("pid", front[4])
    document = MESSAGES.document(action, values)
    time = (None if said is None else moment(said, record.clock)[0]) or record.header_time()
    record.set_time(document, time)
    if front is not None and (host := host_name(front[2])) is not None:
        document["host"] = {"hostname": host, "name": host}
        known = document.get("related", {})
        document["related"] = {**known, **related(hosts=(*known.get("hosts", ()), host))}
    return document


def _event(text: str) -> tuple[str, Values] | None:
    """An event of vSphere, or a later part of one."""
    match = _EVENT.match(text)
    if match is None:
        return None
    number, part, time, kind, level, user, place = match.groups()
    values: Values = {"event_id": number, "part": part}
    if time is None:
        return "event-part", values
    said = text[match.end() :].removesuffix("]")
    action, own_values = MESSAGES.read(said) or (
        _BY_CLASS.get(kind.rpartition(".")[2]) or action_of(kind, "event"),
        {},
    )
    values |= {"time": time, "code": kind, "class": kind}
    for name, value in (("level", level), ("user", user), ("datacenter", place)):
        if value:
            values[name] = value
    return action, {**values, **own_values}


def _audit(text: str) -> tuple[str, Values] | None:
    """An audit event of single sign-on."""
    match = _AUDIT.match(text)
    if match is None or "com.vmware.sso." not in text:
        return None
    try:
        members = decode(text[match.end() :])
    except ValueError:
        return None
    if not isinstance(members, dict):
        return None
    said = {name: value for name, value in members.items() if isinstance(value, str) and value not in ("", "n/a")}
    kind, description = said.get("type", ""), said.get("description", "")
    if not kind.startswith("com.vmware.sso."):
        return None
    action, values = MESSAGES.read(description) or ("sso-event", {})
    names = {"user": "user", "client": "source", "eventSeverity": "level", "timestamp": "time"}
    outer = {names[name]: value for name, value in said.items() if name in names}
    if match[1] is not None:
        outer["time"] = match[1]
    elif (stated := _OF_AUDIT.fullmatch(outer.get("time", ""))) is not None:
        outer["time"] = f"{stated[3]}-{stated[1]}-{stated[2]}T{stated[4]}Z"
    if description:
        outer["text"] = description
    return _BY_TYPE.get(kind, action), {**values, **outer, "code": kind}


def _of_java(text: str, program: str) -> tuple[str, Values] | None:
    """A message of a service of Java, or a request that Tomcat logs."""
    match = _OF_TOMCAT.match(text)
    if match is not None:
        found = MESSAGES.read(text[match.end() :], alone=True)
        return None if found is None else (found[0], {**found[1], "time": match[1]})
    for pattern, names in _FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        values = {name: value for name, value in zip(names, match.groups(), strict=True) if value}
        if program not in OF_VCENTER and not values.get("logger", "").startswith(_OF_JAVA):
            return None
        action, own_values = MESSAGES.read(text[match.end() :].lstrip(" ")) or ("service-message", {})
        return action, {**values, **own_values}
    return None


def _of_service(text: str, program: str) -> tuple[str, Values] | None:
    """A message of a service of C++, or of any other of vCenter's."""
    front = Front(text)
    service = (front.service or program).lower()
    if not {service, program} & OF_VCENTER or not (front.is_of_service or {service, program} & _CERTAIN):
        return None
    values = front.values
    if front.time is not None:
        values["time"] = front.time
    said = text[front.end :]
    if (match := _OF_THREAD.match(said)) is not None:
        said = said[match.end() :]
    action, own_values = MESSAGES.read(said) or ("service-message", {})
    if own_values.get("method") == _LOGIN_METHOD and "code" in own_values:
        action = "login/failed"
        if (argument := _ARGUMENT.search(text)) is not None:
            own_values["user"] = argument[1].rstrip("\\")
    return action, {**values, **own_values}
