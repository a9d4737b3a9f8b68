r"""What ESXi and vCenter both write: the texts of vSphere's events, and how lines of their C++ services begin.

Layout:
    info hostd[2099321] [Originator@6876 sub=Vimsvc.ha-eventmgr opID=esxui-9f-20ae user=root] Event 1207 : text
    [7F5B1B70 info 'Vimsvc.ha-eventmgr' opID=esxui-9f-20ae user=root] text      up to 6.0

    A level, the service and the number of its thread, what writes in it (`sub`), the operation, the session
    (`sid`) and its user, after a colon whom this one acts for. Any of these may be missing.

Source: the event catalogue of vSphere 6.5 to 8.0 (`vim.event`, its English texts), the VOB texts of ESXi, and KB
articles 423205 and 430131 of Broadcom.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.url import url
from ecsparse.formats.pairs import up_to_the_next_key
from ecsparse.messages import Action, Messages
from ecsparse.messages.captures import DIGITS, WORD, account, ecs, endpoint, own
from ecsparse.messages.captures import Capture as _Capture
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsparse.messages import Values
    from ecsparse.messages.captures import Declared

# The services of vCenter; where a line does not say which, ESXi wrote it.
OF_VCENTER = frozenset((
    "analytics", "applmgmt", "applmgmt-audit", "certificateauthority", "certificatemanagement",
    "certificatemanagement-svcs", "cis-license", "content-library", "eam", "eam-api", "envoy", "envoy-hgw",
    "envoy-sidecar", "hvc", "imagebuilder", "infraprofile", "lookupsvc", "mbcs", "netdumper", "observability",
    "perfcharts", "pschealth", "rbd", "sca", "sps", "sso-adminserver", "sso-audit", "sso-tokenservice",
    "ssoadminserver", "statsmonitor", "sts", "sts-idmd", "tokenservice", "topologysvc", "trustmanagement",
    "trustmanagement-svcs", "ui-main", "updatemgr", "vapi-endpoint", "vc-ws1a-broker", "vcha", "vlcm", "vmafdd",
    "vmcad", "vmcam", "vmdird", "vmon", "vmware-sts-idmd", "vmware-updatemgr", "vmware-vpostgres", "vpxd",
    "vpxd-main", "vpxd-profiler", "vpxd-svcs", "vpxd-svcs-main", "vsan-health", "vsm", "vsphere-client",
    "vsphere-ui", "vstats", "vtsdb", "vum", "wcp", "wcpsvc", "websso",
))  # fmt: skip

_LOGIN = ("authentication", "start", "success")
_REFUSED = ("authentication", "start", "failure")
_SSH = {"network": {"protocol": "ssh"}}
_HOST_CHANGE = ("host configuration", "change", "success")

ACTIONS = {
    "access-disabled": Action("a way into the host is closed (SSH, shell)", "configuration", "change", "success"),
    "access-enabled": Action("a way into the host is opened (SSH, shell)", "configuration", "change", "success"),
    "account-changed": Action("an account is changed", "iam", "user change", "success"),
    "account-created": Action("an account is created", "iam", "user creation", "success"),
    "account-locked": Action("an account is locked after too many failures", "iam", "user change", "success"),
    "account-removed": Action("an account is removed", "iam", "user deletion", "success"),
    "alarm": Action("an alarm changes its status, or what it triggers is done", "host", "info"),
    "event": Action("any other event of vSphere", "host", "info"),
    "firewall-changed": Action("the firewall of the host is changed", *_HOST_CHANGE),
    "group-changed": Action("an account joins or leaves a group", "iam", "group change", "success"),
    "host-added": Action("a host is added", "configuration", "creation", "success"),
    "host-connected": Action("vCenter connects to a host", "host", "info", "success"),
    "host-disconnected": Action("vCenter loses a host, or disconnects from it", "host", "info"),
    "host-issue": Action("a host reports a fault: of storage, of a network", "host", "info"),
    "host-removed": Action("a host is removed", "configuration", "deletion", "success"),
    "host-started": Action("a host has booted", "host", "start"),
    "host-stopped": Action("a host shuts down, or boots again", "host", "end"),
    "login": Action("a user logs in, or fails to", *_LOGIN),
    "login/failed": Action("a user logs in, or fails to", *_REFUSED),
    "logout": Action("a user's session ends", "authentication session", "end", "success"),
    "maintenance-entered": Action("a host enters maintenance mode", *_HOST_CHANGE),
    "maintenance-left": Action("a host leaves maintenance mode", *_HOST_CHANGE),
    "password-changed": Action("the password of an account is changed", "iam", "user change", "success"),
    "permission-changed": Action("a permission is changed", "iam", "user change", "success"),
    "permission-granted": Action("a permission is granted", "iam", "user change", "success"),
    "permission-revoked": Action("a permission is revoked", "iam", "user change", "success"),
    "role-changed": Action("a role is changed", "iam", "change", "success"),
    "role-created": Action("a role is created", "iam", "creation", "success"),
    "role-removed": Action("a role is removed", "iam", "deletion", "success"),
    "ssh-session-closed": Action("a session of SSH ends", "session network", "end", also=_SSH),
    "ssh-session-opened": Action(
        "a session of SSH begins", "session network", "start", "success", also=_SSH
    ),
    "ssh-login-failed": Action(
        "a user fails to log in through SSH", *_REFUSED, also=_SSH
    ),
    "task": Action("a task begins, goes on or ends", "process", "info"),
    "task-completed": Action("a task has ended well", "process", "end", "success"),
    "vm-changed": Action("a virtual machine is changed", *_HOST_CHANGE),
    "vm-cloned": Action("a virtual machine is cloned", "configuration", "creation"),
    "vm-console": Action("a user asks for the console of a virtual machine", "session", "info"),
    "vm-created": Action("a virtual machine is created", "configuration", "creation", "success"),
    "vm-migrated": Action("a virtual machine is moved to another host", "host", "change"),
    "vm-removed": Action("a virtual machine is removed", "configuration", "deletion", "success"),
    "vm-restarted": Action("a virtual machine starts again", "host", "change"),
    "vm-started": Action("a virtual machine is started", "host", "start"),
    "vm-stopped": Action("a virtual machine is stopped, or suspended", "host", "end"),
}  # fmt: skip

_SOME = r".{1,256}"
_PLACE = r"[^ ]{1,255}"

CAPTURES: Mapping[str, Declared] = {
    "agent": ecs("user_agent.original"),
    "code": ecs("event.code", WORD),
    "error_code": ecs("error.code", WORD),
    "level": ecs("log.level", read=str.lower),
    "logger": ecs("log.logger"),
    "method": own("keyword", "method of the interface that is called", r"[A-Za-z0-9_.]{1,128}"),
    "operation_id": own("keyword", "operation (`opID`) that messages share"),
    "pid": ecs("process.pid", DIGITS, parse_uint),
    "process": ecs("process.name", WORD),
    "reason": ecs("event.reason"),
    "rule": ecs("rule.name", _SOME),
    "ruleset": ecs("rule.ruleset", _SOME),
    "session": own("keyword", "session (`sid`) of the user", name="session_id"),
    "source": endpoint("source", "client", pattern=r"[A-Za-z0-9_:.-]{0,252}[A-Za-z0-9_:](?:%[^ ']{1,20})?"),
    "destination": endpoint("destination", "server"),
    "target": account("user.target", r"[^']{1,256}"),
    "group": ecs("user.target.group.name", _SOME),
    "url": _Capture("url", r"/[^ ]{0,1024}", url, parts=("original", "path", "query")),
    "user": account(pattern=r"[^']{1,256}"),
    "acts_for": own("keyword", "user of vCenter whom the session's user acts for", name="on_behalf_of"),
    "calls": own("long", "calls of the interface in the session", name="api_calls"),
    "datacenter": own("keyword", "datacenter that it is about", _SOME),
    "device": own("keyword", "storage device, volume or network card that it is about", _PLACE),
    "entity": own("keyword", "object that it is about", _SOME),
    "failures": own("long", "failures that were counted"),
    "host": own("keyword", "host that it is about", _PLACE, related="hosts"),
    "operation": own("keyword", "what is done", r"[^']{1,128}"),
    "role": own("keyword", "role that is given or changed", _SOME),
    "service": own("keyword", "way into the host that is opened or closed", _SOME),
    "status": own("keyword", "status that it has from now on", r"[A-Za-z]{1,32}"),
    "task": own("keyword", "task that it is about", _SOME),
    "text": own("keyword", "what a user or a program had logged"),
    "vm": own("keyword", "virtual machine that it is about", _SOME),
}

EVENTS = r"""
login                User {at} logged in{? as {agent}}
logout               User {at} logged out{? (login time: {~[^()]{1,80}}, number of API invocations: {calls},
  user agent: {agent})}
login/failed         Cannot login user {at}{?: {reason}}
login/failed         Cannot login {at}{?: {reason}}
login                Successful login {user} from {source} at {~[0-9/: A-Z]+} in SSO
login/failed         Failed login {user} from {source} at {~[0-9/: A-Z]+} in SSO
logout               A session for user '{user}' has stopped
login/failed         {reason=User cannot logon since the user is already logged on}
ssh-session-opened   SSH session was opened for {?'}{at}{?'}{?.}
ssh-session-closed   SSH session was closed for {?'}{at}{?'}{?.}
ssh-login-failed     SSH login has failed for {?'}{at}{?'}{?.}
access-enabled       {service:SSH access|The ESXi command line shell|The DCUI} has been enabled{?.}
access-disabled      {service:SSH access|The ESXi command line shell|The DCUI} has been disabled{?.}
account-locked       Remote access for ESXi local user account '{target}' has been locked for {~[0-9]+} seconds
  after {failures} failed login attempts{?.}
login/failed         {reason=Multiple remote login failures} detected for ESXi local user account '{user}'{?.}
login/failed         Authentication of DCUI user {user:[^ ]{1,256}} has failed{?.}
account-created      Account {target} was created on host {host}
account-changed      Account {target} was updated on host {host}
account-removed      Account {target} was removed on host {host}
group-changed        Account {target} was {|assigned to|unassigned from} group {group} on host {host}
password-changed     Password was changed for account {target} on host {host}
permission-granted   Permission created for {target} on {entity}, role is {role}, propagation is {~[A-Za-z]+}{?.}
permission-changed   Permission changed for {target} on {entity}, role is {role}, propagation is {~[A-Za-z]+}{?.}
permission-revoked   Permission rule removed for {target} on {entity}
role-created         New role {role} created{?.}
role-changed         Role {role} modified{?.}
role-removed         Role {role} removed{?.}
firewall-changed     Firewall configuration has changed. Operation '{operation}' for rule set {ruleset}
  {|succeeded|failed}{?.}
vm-started           {where} is powered on
vm-started           {where} is starting
vm-stopped           {where} is powered off
vm-stopped           {where} is suspended
vm-stopped           {where} is stopping
vm-restarted         {where} is reset
vm-restarted         Guest OS reboot for {where}
vm-stopped           Guest OS shut down for {where}
vm-created           Created virtual machine {where}
vm-created           Registered {where}
vm-changed           Reconfigured {where}{?. {*}}
vm-changed           Renamed {vm} from {~.{1,256}} to {~.{1,256}} in {datacenter}
vm-removed           Removed {vm} on {host} from {datacenter}
vm-cloned            Cloning {vm} on {host} in {~.{1,256}} to {*}
vm-migrated          Migration of virtual machine {vm} from {~.{1,256}} to {host:[^ ,]{1,255}}{~,? .*}
vm-migrated          {|Hot migrating|Migrating} {vm} from {~.{1,256}} to {host} in {datacenter}
vm-console           A ticket for {vm} of type {~[a-z]+} on {host} in {datacenter} has been acquired
host-connected       Connected to {host} in {datacenter}
host-disconnected    Disconnected from {host} in {datacenter:[^.]{1,256}}{?. {reason}}
host-disconnected    Host {host} in {datacenter} is {reason=not responding}
host-added           Added host {host} to {|datacenter|cluster} {datacenter}
host-removed         Removed host {host} in {datacenter}
maintenance-entered  Host {host} in {datacenter} has entered maintenance mode{?.}
maintenance-left     Host {host} in {datacenter} has exited maintenance mode{?.}
maintenance-entered  The host has entered maintenance mode{?.}
maintenance-left     The host has exited maintenance mode{?.}
host-started         Host has booted{?.}
host-stopped         Host is {|rebooting|shutting down}{?.}
host-issue           Issue detected on {host} in {datacenter:[^:]{1,256}}: {reason}
host-issue           {reason=Lost access to volume} {device} {*}
host-issue           {reason=Lost connectivity to storage device} {device:[^ ]{1,255}[^ .]}. {*}
host-issue           {reason=Path redundancy to storage device} {device} degraded. {*}
host-issue           Device {device} {reason=performance has deteriorated}. {*}
host-issue           Physical NIC {device} {reason=linkstate is down}{?.}
alarm                Alarm '{rule:[^']{1,256}}' on {entity} changed from {~[A-Za-z]+} to {status}
alarm                Alarm '{rule:[^']{1,256}}' on {entity} triggered {*}
task-completed       Task {task} on {entity} in datacenter{? {datacenter}} completed successfully
task                 Task: {task}
event                User logged event: {text}
"""

_OBJECT = r"[^<>]{1,200}"

FRAGMENTS = {
    # the shortest user: what a client calls itself may look like the rest of the message
    "at": "{user:[^']{1,256}?}@{source}",
    "where": "{vm} on{~ {1,2}}{host} in {datacenter}",
    # the near end of a connection of a server comes first
    "called": f"<<{{~{_OBJECT}}}, <TCP '{{destination}} : {{destination_port}}'>, "
    f"<TCP '{{source}} : {{source_port}}'>>, {{~{_OBJECT},}} {{method}}>",
}

_LEVELS = "trivia|verbose|debug|info|warning|error|critical|panic"
_SERVICE = r"[A-Za-z][A-Za-z0-9_.-]{0,63}"

# 2023-10-31T15:09:55.123Z hostd: info hostd[2099321] [Originator@6876 sub=Vimsvc opID=1]
_FRONT = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})) )?"
    rf"(?:({_SERVICE}): )?"
    rf"(?:({_LEVELS}) +({_SERVICE})\[([0-9A-Za-z]{{1,20}})\] )?"
    r"(?:\[[A-Za-z]{1,32}@6876 ([^\]]*)\] ?)?"
    rf"(?:\[[0-9A-F]{{8,16}} ({_LEVELS}) '([^']{{0,256}})'([^\]]*)\] ?)?"
)
# <no user>
_NO_USER = frozenset(("", "<no user>"))
_PARAMETERS = {"sub": "logger", "opID": "operation_id", "sid": "session"}


class VsphereMessages(Messages):
    """The texts that both products write, and those of a product, in documents whose namespace is `namespace`."""

    def __init__(
        self,
        namespace: str,
        actions: Mapping[str, Action],
        captures: Mapping[str, Declared],
        table: str,
        fragments: Mapping[str, str],
    ) -> None:
        super().__init__(
            namespace, {**ACTIONS, **actions}, {**CAPTURES, **captures}, table + EVENTS, {**FRAGMENTS, **fragments}
        )


class Front:
    """How a line begins: its `time` and its `service` (`None` if it has none), and what it says as `values`.

    `end` is where its message begins; `is_of_service` says that parameters were there.
    """

    __slots__ = ("end", "is_of_service", "service", "time", "values")

    def __init__(self, text: str) -> None:
        match = _FRONT.match(text)
        groups: tuple[str | None, ...] = (None,) * 9 if match is None else match.groups()
        self.time, tag, level, process, thread, parameters, old_level, logger, old = groups
        self.end = 0 if match is None else match.end()
        self.service = process or tag
        self.values: Values = {}
        self.is_of_service = parameters is not None or old_level is not None
        if level is not None or old_level is not None:
            self.values["level"] = level or old_level or ""
        if self.service is not None:
            self.values["process"] = self.service
        if thread is not None and thread.isdecimal():
            self.values["pid"] = thread
        if logger:
            self.values["logger"] = logger
        if parameters or old:
            self.values |= parameters_of(dict(up_to_the_next_key(parameters or old or "")))


def parameters_of(said: Mapping[str, str | list[str]]) -> Values:
    """The captures that the parameters of a line give: what writes, the operation, the session and its users."""
    values = {name: text for key, name in _PARAMETERS.items() if isinstance(text := said.get(key), str) and text}
    whole = said.get("user")
    if isinstance(whole, str):
        user, _, acts_for = whole.partition(":")
        if user not in _NO_USER:
            values["user"] = user
        if acts_for not in _NO_USER:
            values["acts_for"] = acts_for
    return values
