r"""VMware ESXi: who logged in, what was done to hosts and virtual machines, and what the host's services report.

Layout:
    <166>2023-10-31T15:09:55.123Z esx01 Hostd: info hostd[2099321] [Originator@6876 sub=Vimsvc] Event 7 : text
    2023-10-31T15:09:55.123Z In(182) vmkernel: cpu3:2097868)ScsiDeviceIO: 2927: text
    <14>2023-10-31T15:09:55.123Z esx01 vobd: [UserLevelCorrelator] 2216526905us: [vob.user.ssh.session.opened] text
    2023-10-31T15:09:55Z shell[2103456]: [root]: esxcli network ip interface list

    Syslog, or a file of the host with or without levels such as `In(166)`. A service of C++ writes level, thread
    and parameters (`ecsparse.messages.vsphere`), which RFC 5424 has as structured data.

Source: the guides on ESXi log files and system events of vSphere 6.5 to 8.0, and the event catalogue (`vim.event`,
`esx.audit`, `esx.problem`, `vob`).

Timestamps: UTC, of the header or of the file.

Quirks:
    A line without a service is of ESXi if it has parameters, although vCenter's services write such ones:
    `bare.log`.
    The number after a service is that of its thread, and as such `process.pid`, unless it is hexadecimal:
    `services.log`.
    A user with a colon acts for a user of vCenter: `services.log`.
    Of a connection between processes, the near end comes first; who opened it shows only in some: `services.log`.
    Before 6.5, parameters have no names: `services.log`.

Other readings:
    `sshd`, PAM and `su` on an ESXi host: their lines are those of any other system, and of `openssh` and
    `linux_auth`.
    `file.path` without the file's name: in ECS the path has the name in it, the rest is `file.directory`.
    `user.domain` from what follows the colon in `user=vpxuser:DOMAIN\name`: that is another user, for whom vCenter
    acts, `vmware_esxi.on_behalf_of`.
    `source` of `Attempting connection`: that is where the host connects to, `destination`; of `Activation
    finished`, the first address is the host's own, and that of who calls the second.
    `source` of a DHCPDISCOVER to 255.255.255.255: that is its destination. `log.level` `DHCPDISCOVER`: it is none.
    `url` of a command's argument: it is a part of `process.command_line`.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.places import port_number
from ecsparse.messages import Values, actions
from ecsparse.messages.captures import DIGITS, account, ecs, endpoint, file, own
from ecsparse.messages.vsphere import OF_VCENTER, Front, VsphereMessages, action_of, parameters_of
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Document, Header, Phrase, Prefix, Product, Program, Record

# The programs of the host itself, in small letters: each writes its name with a capital one at times.
PROGRAMS = frozenset((
    "addvob", "apiforwarder", "attestd", "cimslp", "clomd", "cmmdsd", "cmmdstimemachine", "configstore", "dcui",
    "dhclient-uw", "envoy-access", "epd", "esxgdpd", "esxioprofiled", "esxshell", "esxtokencpe", "esxupdate", "fdm",
    "gstored", "hbrca", "hostd", "hostd-probe", "hostdcgiserver", "hostprofiletrace", "infravisor", "iofiltervpd",
    "iofvpd", "kmxa", "kmxd", "loadesx", "net-cdp", "net-lacp", "net-lbt", "nfcd", "nicmgmtd", "osfsd",
    "rhttpproxy", "sandboxd", "sdrsinjector", "settingsd", "sfcb-vmware_base", "sfcb-vmware_raw", "sfcbd-watchdog",
    "shell", "storagerm", "swapobjd", "upitd", "usbarb", "usbarbitrator", "vdfsd", "vdtc", "vmauthd", "vmkdevmgr",
    "vmkernel", "vmkeventd", "vmkwarning", "vmsyslogd", "vobd", "vpxa", "vsandevicemonitord", "vsandpd",
    "vsanmgmtd", "vsanmgmtsvc", "vsanperfsvc", "vsansystem", "vsantraced", "vsantraceurgent", "vvold",
    "watchdog-hostd", "watchdog-vpxa",
))  # fmt: skip

_SHELL = frozenset(("shell", "esxshell"))
_CORRELATORS = (
    "APD", "Generic", "UserLevel", "hardware", "iscsi", "lsom", "net", "scsi", "visorfs", "vmfs", "vsan",
)  # fmt: skip
_WRITTEN = (
    "heartbeat",
    "DCUI",
    "ESXShell",
    "Fdm",
    "Hostd",
    "Rhttpproxy",
    "Vpxa",
    "hostdCgiServer",
    "sdrsInjector",
    "storageRM",
)

ACTIONS = actions(
    """
command           process: start | a user gives the shell a command
command-run       process: start | a service runs a program
connection        network: connection | a service connects to another, or fails to
host-state        host: info, metric | the host says that it is up, and what runs on it
file-read         configuration: access | a service reads a file of its configuration
file-failed       file: access, failure | a service fails at a file
file-written      file: creation | a service writes a file
kernel-message    host: info | a message of the kernel
observation       host: info | an observation (VOB) of the kernel, or of a service
service-message   process: info | any other message of a service
session-user      session: info | a service says who its user is
shell-session     session: info | a session of the shell begins or ends
url-added         configuration: creation, success | a proxy forwards another path
watchdog-stopped  process: end | the watchdog of a service is stopped
vm-state          host: change | the state of a virtual machine changes
address-assigned  network: protocol + dhcp | a DHCP server gives the host an address
address-request   network: protocol + dhcp | the host asks a DHCP server for an address
""",
    dhcp={"network": {"protocol": "dhcp"}},
)

CAPTURES = {
    "command": ecs("process.command_line"),
    "dhcp_server": endpoint("source", "server"),
    "path": file(pattern=r"/[^']{1,1024}"),
    "watched": ecs("process.pid", DIGITS, parse_uint),
    "interface": ecs("observer.egress.interface.name", r"vmk[0-9]{1,4}"),
    "shell_user": account(pattern=r"[^\[\]]{1,256}"),
    "line": ecs("log.origin.file.line", r"[0-9]{1,9}", parse_uint),
    "cpu": own("long", "processor that the kernel's message is of"),
    "world": own("long", "world (a process of the kernel) that it is of"),
    "correlator": own("keyword", "what found an observation"),
    "uptime": own("long", "microseconds since the start of the host", name="uptime_us"),
    "uptime_text": own("keyword", "how long the host has been up, such as 5d3h1m2s", name="uptime"),
    "running_vms": own("long", "number of virtual machines that run", r"[0-9]{1,6}"),
    "local": own("ip", "near end of a connection between processes", name="local.ip", related="ip"),
    "near_port": own("long", "its port", r"[0-9]{1,5}", port_number, name="local.port"),
    "peer": own("ip", "far end of it", name="peer.ip", related="ip"),
    "far_port": own("long", "its port", r"[0-9]{1,5}", port_number, name="peer.port"),
    "key": own("keyword", "key that is encrypted with", r"[0-9A-Fa-f-]{8,64}", name="key_id"),
    "serial": own("keyword", "serial number of a disk", r"[^ ]{1,64}", name="disk_serial_number"),
    "share": own("keyword", "volume of NFS that it is about", r"[^ ]{1,256}", name="nfs_volume"),
}  # fmt: skip

MESSAGES = VsphereMessages("vmware_esxi", ACTIONS, CAPTURES, r"""
shell-session    !  Interactive shell session {|started|ended}
login               Accepted password for user {user:[^ ]{1,256}} from {source}
login/failed        pam_{~[a-z]{2,16}}({~[a-z_-]{2,32}}:auth): authentication failure;{~ .*}rhost={?{source}}{~ +}
  user={user:[^ ]{1,256}}
login/failed        Rejected password for user {user:[^ ]{1,256}} from {source}
session-user     !  [Auth]: User {user:[^ ]{1,256}}
task             !  Task Created : {task:[^ ]{1,256}}
task-completed   !  Task Completed : {task:[^ ]{1,256}} Status success
task-failed      !  Task Completed : {task:[^ ]{1,256}} Status {status}
connection       !  Connected to {destination_name:[^ :]{1,253}}:{~[0-9]{1,5}} ({url:/[^ ()]{0,1024}}) over
  <io_obj p:{~[0-9a-fx]{1,20}}, h:{~-?[0-9]{1,10}}, <TCP '{source} : {source_port}'>,
  <TCP '{destination} : {destination_port}'>>
connection       !  Activation finished; {called}{*}
connection       !  Attempting connection; <resolver p:{~[0-9a-fx]{1,20}},
  '{destination_name:[^ :']{1,253}}:{~[0-9]{1,5}}',
  next:<TCP '{destination} : {destination_port}'>>, last e: {~-?[0-9]{1,10}}({~[^()]{1,200}})
connection          {~[^;<>]{1,200}}; <io_obj p:{~[0-9a-fx]{1,20}}, h:{~-?[0-9]{1,10}}, <TCP '{local} :
  {near_port}'>,
  <TCP '{peer} : {far_port}'>>, e: {error_code:-?[0-9]{1,10}}({reason:[^()]{1,200}})
connection       !  New proxy client {?<SSL(}<io_obj p:{~[0-9a-fx]{1,20}}, h:{~-?[0-9]{1,10}},
  <TCP '{destination} : {destination_port}'>, <TCP '{source} : {source_port}'>>{*}
connection       !  New proxy client TCP(local={destination:[^ ,()]{2,45}}:{destination_port},
  peer={source:[^ ,()]{2,45}}:{source_port})
host-state       !  up {uptime_text:[0-9dhms]{2,24}}, {running_vms} VM{?s}; [[{*}
file-read           Processing {|file|defaultMappingFile}: {file}
file-written        PublishReport: file {~[^ ]{1,1024}} published as {file}
file-failed         File - failed to get objectId, '{path}': {reason}
url-added           New/Updated endpoint added: {url}
command-run      !  ForkExec({command:[^()]{1,2048}}){*}
command-run         Util: ForkExec({command:[^()]{1,2048}}){*}
command-run         Launching binary: {command}
service-message     [Likewise{~[^\]]{1,64}}] {~[A-Za-z]{1,64}}(): {error_code:ERROR_[A-Z_]{1,64}}
  ({~[^()]{1,64}}){*}
service-message  !  Could not get state for NFS volume {share}
watchdog-stopped !  Terminating watchdog process with PID {watched}
service-message  !  Using key ID {~ ?}{key} to encrypt
service-message  !  QuerySerialNumber --- real serial number is {serial}
service-message  !  get_serial_num_of_SATA_SAS_disk---serial num is {serial}
vm-state         !  State Transition ({~VM_STATE_[A-Z_]{1,32}} -> {status:VM_STATE_[A-Z_]{1,32}})
vm-started          Power on request received
vm-stopped          Power off request received
vm-changed          Create Snapshot: {text:.{1,256}?}, memory={*}
api-call            New request: target='{entity:[^']{1,256}}', method='{method}'{*}
web-request         {http_method} {url}{? HTTP/{http_version}} {status_code} via_upstream {~[^ ]{1,64}}
  {request_bytes} {response_bytes}{? {~[a-z]{1,16}}} {milliseconds}
  {~[^ ]{1,16}} {~[^ ]{1,16}} {?[}{source}{?]}:{source_port}{? HTTP/{~[0-9.]{1,3}}}{? {tls}}
  {?[}{destination}{?]}:{destination_port} {|-|{?[}{hop}{?]}:{hop_port}}{? HTTP/{~[0-9.]{1,3}}}{? -}
  {|-|{?[}{upstream}{?]}:{upstream_port}}{? {*}}
address-request     DHCPREQUEST on {interface} to {destination} port {destination_port}{*}
address-assigned    DHCPACK from {dhcp_server}
address-assigned    bound to {address} -- renewal in {~[0-9]{1,10}} seconds.
program-blocked     cmd {~[^ ]{1,64}}: exec of {program} denied {*}
program-blocked     {~[A-Za-z ]{1,64}}'{program}' was blocked by execInstalledOnly{*}
address-request  !  DHCPDISCOVER on {interface} to {destination} port {destination_port} interval {~[0-9]{1,5}}
""", {})  # fmt: skip

PRODUCT = Product(
    vendor="VMware",
    name="ESXi",
    versions="6.5 to 8.0",
    formats=("text",),
    signatures=(
        *map(Program, (*sorted(PROGRAMS), *_WRITTEN)),
        # in a file, a time precedes it
        *(Phrase(f"Z {name}: ") for name in ("esxupdate", "vobd", "vmkernel", "vmauthd", "hostd", "vpxa", "fdm")),
        Phrase("[Originator@6876 "),
        *(Phrase(f" {level} hostd[") for level in ("error", "info", "verbose", "warning")),
        Phrase("[vSAN@6876 "),
        *(Phrase(f"[{name}Correlator] ") for name in _CORRELATORS),
        Prefix("cpu"),
        Prefix("DHCPDISCOVER on vmk"),
    ),
    provider="vmware_esxi",
    messages=MESSAGES,
    fields=("process.name", "process.pid"),
)

_OF_KERNEL = ("cpu", "world", "operation_id", "level", "logger", "line")
_OF_OBSERVATION = ("correlator", "uptime", "code")

# Event 1207 :
_EVENT = Pattern(r"Event [0-9]{1,20} : ")
# [UserLevelCorrelator] 2216526905us: [vob.user.ssh.session.opened]
_OBSERVATION = Pattern(r"(?:\[([A-Za-z]{1,64})\] ([0-9]{1,20})us: +)?\[((?:vob|esx)\.[A-Za-z0-9._-]{1,128})\] ")
# cpu3:2097868 opID=1a2b3c)WARNING: ScsiDeviceIO: 2927:
_KERNEL = Pattern(
    r"cpu([0-9]{1,5}):([0-9]{1,12})(?: opID=([^ )]{1,64}))?\)(?:(WARNING|ALERT|INFO|DEBUG): )?"
    r"(?:([A-Za-z][A-Za-z0-9_.-]{0,63}): ?(?:([0-9]{1,6}): )?)?"
)
# [root]: esxcli network ip interface list
_COMMAND = Pattern(r"\[([^\[\]]{1,256})\]: (.+)")
# 2103456: vmware.runcommand: INFO:
_UPDATE = Pattern(r"(?:[0-9]{1,12}: )?([A-Za-z][A-Za-z0-9_.]{0,63}): (INFO|DEBUG|WARNING|ERROR|CRITICAL): ")


def parse(record: Record) -> Document | None:
    """The document of a line of ESXi; `None` if another system, or vCenter, wrote it."""
    header, text = record.header, record.text.strip(" \t")
    front = Front(text)
    program = front.service if header is None or header.appname is None else header.appname
    name = "" if program is None else program.lower()
    if name in OF_VCENTER or (front.service or "").lower() in OF_VCENTER:
        return None
    if header is not None and header.appname is not None and front.is_of_tag:
        front = Front("")
    message = text[front.end :]
    structured = _structured(header)
    is_certain = (name in PROGRAMS and name != "shell") or front.is_of_service or structured is not None
    found = _found(name, message, is_certain=is_certain)
    if found is None:
        return None
    action, values = found
    document = MESSAGES.document(action, {**_said(header, front, structured), **values})
    time = record.clock.instant(front.time) if front.time is not None else record.header_time()
    record.set_time(document, time)
    return document


def _structured(header: Header | None) -> Values | None:
    """What the structured data of a header says; `None` if it has none of ESXi's."""
    elements = None if header is None else header.structured_data
    said = None if elements is None else elements.get("Originator@6876")
    return None if said is None else parameters_of(said)


def _said(header: Header | None, front: Front, structured: Values | None) -> Values:
    """What precedes the message says: the service, the level, the parameters."""
    values = front.values if structured is None else {**structured, **front.values}
    if header is not None and header.appname is not None and "process" not in values:
        values["process"] = header.appname
        if header.procid is not None and header.procid.isdecimal():
            values["pid"] = header.procid
    return values


def _found(name: str, message: str, *, is_certain: bool) -> tuple[str, Values] | None:
    """The action of a message of the program `name`, and its values; `None` if nothing shows that it is ESXi's."""
    if name in _SHELL and (match := _COMMAND.fullmatch(message)) is not None:
        return "command", {"shell_user": match[1], "command": match[2]}
    if (match := _KERNEL.match(message)) is not None:
        action, values = MESSAGES.read(message[match.end() :].lstrip(" ")) or ("kernel-message", {})
        return action, values | _named(_OF_KERNEL, match)
    if (match := _OBSERVATION.match(message)) is not None:
        action, values = MESSAGES.read(message[match.end() :]) or (action_of(match[3], "observation"), {})
        return action, values | _named(_OF_OBSERVATION, match)
    if not is_certain:
        return MESSAGES.read(message, alone=True)
    if name == "esxupdate" and (match := _UPDATE.match(message)) is not None:
        return "service-message", {"logger": match[1], "level": match[2]}
    if (match := _EVENT.match(message)) is not None:
        return MESSAGES.read(message[match.end() :]) or ("event", {})
    return MESSAGES.read(message) or ("service-message", {})


def _named(names: tuple[str, ...], match: Match) -> Values:
    """The groups of `match` by the `names` of their captures, without those that are empty."""
    return {name: text for name, text in zip(names, match.groups(), strict=True) if text}
