r"""The events of vSphere that ESXi and vCenter both write: their texts, and what each means.

Source: the event catalogue of vSphere 6.5 to 8.0 (`vim.event`, its English texts), and the VOB texts of ESXi.
"""

from __future__ import annotations

from ecsparse.messages import Action

_LOGIN = ("authentication", "start", "success")
_REFUSED = ("authentication", "start", "failure")
_SSH = {"network": {"protocol": "ssh"}}
_HOST_CHANGE = ("host configuration", "change", "success")

_API = ("api", "access")

ACTIONS = {
    "api-call": Action("a method of the interface is called", *_API),
    "api-call/failed": Action("a method of the interface is called", *_API, "failure"),
    "web-request": Action("a client asks for something through HTTP", "web", "access"),
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
    "alarm-changed": Action("an alarm is defined, changed or removed", "configuration", "change", "success"),
    "cluster-changed": Action("a cluster is made, changed or removed", "configuration", "change", "success"),
    "cluster-issue": Action("vSphere HA or DRS of a cluster reports a fault", "host", "info"),
    "datastore-changed": Action("a datastore is added, renamed or removed", "configuration", "change", "success"),
    "file-changed": Action("a file of a datastore is copied, moved or uploaded", "file", "change", "success"),
    "file-deleted": Action("a file of a datastore is deleted", "file", "deletion", "success"),
    "host-changed": Action("a setting of a host is changed", *_HOST_CHANGE),
    "host-connection-failed": Action("vCenter cannot connect to a host", "host", "info", "failure"),
    "host-recovered": Action("a host reports that a fault has ended", "host", "info"),
    "license-changed": Action("a licence is added, assigned or removed", "configuration", "change", "success"),
    "license-issue": Action("a licence expires, or does not suffice", "configuration", "info"),
    "lockdown-changed": Action("lockdown mode of a host begins or ends", *_HOST_CHANGE),
    "network-changed": Action("a virtual switch or its ports are changed", "configuration", "change", "success"),
    "process-crashed": Action("a service of the host has crashed", "process", "end", "failure"),
    "program-blocked": Action("a host refuses to run a program", "process", "start", "failure"),
    "software-changed": Action("software of a host is installed or removed", "package", "change", "success"),
    "tag-changed": Action("a user gives an object a tag, or takes it away", "configuration", "change", "success"),
    "task-changed": Action("a scheduled task is made, changed or removed", "configuration", "change", "success"),
    "task-failed": Action("a task has failed", "process", "end", "failure"),
    "vm-failed": Action("an operation on a virtual machine has failed", "host", "info", "failure"),
    "vm-message": Action("a virtual machine has a message for its users", "host", "info"),
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

EVENTS = r"""
api-call             [VpxLRO] -- BEGIN {task:[^ ]{1,256}} -- {entity:[^ ]{0,256}} --
  {method}{? -- {session:[^ ]{0,128}}}{? -- {*}}
api-call             [VpxLRO] -- {|BEGIN|FINISH} {task:[^ ]{1,256}}{? -- {*}}
api-call/failed      [VpxLRO] -- ERROR {task:[^ ]{1,256}} -- {~[^ ]{0,256}} -- {method}: {code:[A-Za-z.]{1,128}}{*}
login                User {at} logged in{? as {agent}}
logout               User {at} logged out{? (login time: {~[^()]{1,80}}, number of API invocations: {calls}{?,
  user agent: {agent}})}
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
vm-started           {?Virtual machine }{where} is powered on
vm-started           {where} is starting
vm-stopped           {?Virtual machine }{where} is powered off
vm-stopped           {where} is suspended
vm-stopped           {where} is stopping
vm-restarted         {where} is reset
vm-restarted         Guest OS reboot for {where}
vm-stopped           Guest OS shut down for {where}
vm-created           Created virtual machine {where}
vm-created           Registered {where}
vm-changed           Reconfigured {vm} on{~ {1,2}}{host} in {datacenter:[^.]{1,256}}{?.}{? {*}}
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
login/failed         Authentication of user {user:[^ ]{1,256}} has failed{?.}
login                User {user:[^ @]{1,256}} logged in
logout               User {user:[^ @]{1,256}} logged out
lockdown-changed     Lockdown mode is {|enabled|disabled} on {|the host|host {host:[^ ]{0,254}[^ .]}}{?.}
lockdown-changed     Administrator access to the host {host:[^ ]{1,255}} is {|enabled|disabled}
lockdown-changed     List of lockdown exception users has been changed{?.}
access-enabled       {service:SSH|ESXi Shell} for the host {host:[^ ]{1,255}} has been enabled
access-disabled      {service:SSH|ESXi Shell} for the host {host:[^ ]{1,255}} has been disabled
password-changed     Login password of user {target:[^ ]{1,256}} has been changed{?.}
password-changed     DCUI: Login password of user {target:[^ ]{1,256}} has been changed{?.}
permission-granted   Global Permission created for {target:[^ ]{1,256}} with role {role} and
  propagation {~[A-Za-z]{1,16}}{?.}
permission-granted   Permission created for {target:[^ ]{1,256}} on item {entity} with role {role:.{1,256}?}{?.}
permission-revoked   {|Global Permission|Permission} removed for
  {target:[^ ]{0,255}[^ .]}{? on item {entity:.{1,256}?}}{?.}
tag-changed          User {user:[^ ]{1,256}} {|attached|detached} tag{~[^ ]{0,3}} {text:.{1,512}?}
  {|to|from} object{~[^ ]{0,3}} {entity}
vm-created           Deploying {vm} on host {host} in {datacenter} from template {~.{1,256}}
vm-created           Creating {vm} on {?host }{host} in {datacenter}{? with {*}}
vm-created           New virtual machine {vm} created on {?host }{host} in {datacenter:[^.]{1,256}}{?.}
vm-created           Discovered {where}
vm-created           Registering {vm} on {?host }{host} in {datacenter}
vm-cloned            {~.{1,256}} cloned to {vm} on {?host }{host} in {datacenter}
vm-migrated          Virtual machine {vm} was migrated from host {~[^ ,]{1,255}}, {*}
vm-migrated          Relocating {vm} from {~.{1,256}} to {host:[^ ,]{1,255}}, {*}
vm-migrated          Completed the relocation of the virtual machine{?.}
vm-migrated          Moved {vm} from resource pool {~.{1,256}} to {~.{1,256}} in {datacenter}
vm-started           {where} is resumed
vm-stopped           {where} is being suspended
vm-restarted         Virtual machine {vm} was restarted on {?host }{host} since {~[^ ]{1,255}} failed
vm-restarted         {vm} on {host} in cluster {~.{1,256}} reset by vSphere HA. Reason: {reason}
vm-changed           Changed resource allocation for {vm}
vm-changed           New MAC address ({mac:[0-9A-Fa-f:]{17}}) assigned to adapter {~[^ ]{1,64}} for {vm}
vm-changed           Changed MAC address from {~[0-9A-Fa-f:]{17}} to {mac:[0-9A-Fa-f:]{17}} for adapter
  {~[^ ]{1,64}} for {vm}
vm-failed            Cannot power {|On|on|Off|off} {vm} on {host} in {datacenter:[^.]{1,256}}{?. {reason}}
vm-failed            Cannot {operation:migrate|relocate|clone|suspend|reset|create|reboot the guest OS for|shut down
  the guest OS for} {vm} {|on|from} {host:[^ ,]{1,255}}{*}
vm-console           Remote console {|connected to|disconnected from} {vm} on {?host }{host}
vm-message           {|Message|Error message|Warning message} on {vm} on {host} in {datacenter:[^:]{1,256}}:
  {reason}
vm-message           Message from {host}: {reason}
host-connection-failed  Cannot connect {?to }{host:[^ :]{1,255}} in {datacenter:[^:]{1,256}}: {reason}
host-connection-failed  Cannot {|reconnect to|add|synchronize host} {host:[^ :]{1,255}}
  in {datacenter:[^:]{1,256}}{?: {reason}}
maintenance-entered  Host {host} in {datacenter} has started to enter maintenance mode{?.}
host-changed         IP address of the host {host} changed from {~[^ ]{1,64}} to {address:[^ ]{1,64}}
host-changed         Host acceptance level changed from {~[A-Za-z]{1,32}} to {status}{?.}
host-changed         NTP daemon {|started|stopped}. {*}
host-stopped         {host:[^ ]{1,255}} in {datacenter} shut down: {reason}
host-stopped         Host is powering off through DCUI{?.}
cluster-changed      {|Created|Reconfigured|Removed} cluster {entity:.{1,256}?} in {?datacenter }{datacenter}
cluster-changed      {|Enabled|Disabled} {|vSphere HA|DRS|HA} on {?cluster }{entity} in {datacenter}
cluster-issue        vSphere HA detected {*}
cluster-issue        vSphere HA agent on {?host }{host:[^ ]{1,255}} {*}
cluster-issue        Insufficient {|resources to satisfy|vSphere HA failover resources on} {*}
datastore-changed    Created {~[A-Za-z]{1,8}} datastore {device} on {host} in {datacenter}
datastore-changed    Removed datastore {device} from {host} in {datacenter}
datastore-changed    Renamed datastore from {~[^ ]{1,256}} to {device} in {datacenter}
datastore-changed    File system [{device:[^,\]]{1,255}}, {~[^\]]{1,255}}] on volume {~[^ ]{1,255}} has been
  {|mounted|unmounted}{*}
file-deleted         File or directory {stored} deleted from {device}
file-changed         File or directory {~.{1,512}} {|copied|moved} from {~[^ ]{1,255}} to {device} as {stored}
network-changed      The dvPort {~[^ ]{1,64}} {*}
network-changed      dvPort group {entity:.{1,256}?} in {datacenter:.{1,256}?} was {*}
network-changed      A vSphere Distributed Switch {entity} was created in {datacenter:[^.]{1,256}}{?.}
network-changed      The host {host} {|joined|left} the vSphere Distributed Switch {entity} in
  {datacenter:[^.]{1,256}}{?.}
host-issue           {reason=Lost {|uplink redundancy|network connectivity} on virtual switch}
  "{switch:[^"]{1,256}}". Physical NIC {device} is down.{*}
host-recovered       {reason=Uplink redundancy restored} on virtual switch "{switch:[^"]{1,256}}"{*}
host-recovered       {reason=Network connectivity restored} on virtual switch "{switch:[^"]{1,256}}"{*}
host-issue           {reason=Uplink: {~[^ ]{1,64}} is down}. {*}
host-recovered       {reason=Uplink: {~[^ ]{1,64}} is up}. {*}
host-recovered       Physical NIC {device} {reason=linkstate is up}{?.}
host-recovered       {reason=Successfully restored access to volume} {device} {*}
host-recovered       {reason=Connectivity to storage device} {device} {*}
host-recovered       {reason=Path redundancy to storage device} {device:[^ ]{1,255}} ({~[^()]{1,256}}) restored. {*}
host-recovered       Device {device} {reason=performance has improved}. {*}
host-issue           {reason=The ramdisk '{~[^']{1,64}}' is full}. As a result, the file {file} could not be
  written{?.}
host-issue           {reason=The root filesystem's file table is full}{*}
host-issue           {reason=The host "{~[^"]{1,255}}" has become unreachable}. {*}
host-issue           Security issue: {reason}
host-issue           {reason=No scratch partition has been configured}{*}
process-crashed      {program} crashed ({~[0-9]{1,6}} time(s) so far) and a core file may have been
  created at {file:/[^ ]{1,510}[^ .]}. {*}
program-blocked      {|The |}Executable file '{program}' {*}
program-blocked      Execution of non-installed file prevented{*}
software-changed     Successfully {|installed|removed} {~[0-9]{1,6}} VIB(s), {*}
alarm                Acknowledged alarm '{rule:[^']{1,256}}' on {entity}
alarm                Manually cleared alarm '{rule:[^']{1,256}}' on {entity} from {status}
alarm                Alarm '{rule:[^']{1,256}}' on {entity}
  {|sent email to|ran script|sent SNMP trap|did not send} {*}
alarm                Alarm '{rule:[^']{1,256}}': an SNMP trap for entity {entity} was sent
alarm-changed        {|Created|Removed} alarm '{rule:[^']{1,256}}' on {entity}
alarm-changed        Reconfigured alarm '{rule:[^']{1,256}}' on {entity:[^.]{1,256}}{?. {*}}
task-changed         {|Created|Removed|Reconfigured|Running} task {task:.{1,256}?} on {entity} in datacenter
  {datacenter}
task-failed          Task {task:.{1,256}?} on {entity} in datacenter {datacenter:[^:]{1,256}} cannot be completed:
  {reason}
license-changed      License {|assigned to|added to|removed from|unassigned from} {*}
license-issue        {|License capacity exceeded|Your host license|License downgrade|The license} {*}
task-completed       Task {task} on {entity} in datacenter{? {datacenter}} completed successfully
task                 Task: {task}
event                User logged event: {text}
"""
