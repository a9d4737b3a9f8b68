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
from ecsparse.ecs.places import host_name
from ecsparse.formats.json import decode
from ecsparse.messages import Values
from ecsparse.messages.vsphere import OF_VCENTER, Front, action_of
from ecsparse.patterns import Pattern
from ecsparse.products.vmware_vcenter.java import TIME, message_of
from ecsparse.products.vmware_vcenter.messages import BY_CLASS, MESSAGES
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

# What audit events of single sign-on are about, by their types.
_BY_TYPE = {
    "com.vmware.sso.LoginFailure": "login/failed",
    "com.vmware.sso.LoginSuccess": "login",
    "com.vmware.sso.Logout": "logout",
}

# Event [1207] [1-1] [2023-10-31T15:09:55.120012Z] [vim.event.EventEx] [info] [user] [datacenter] [1207] [text]
_EVENT = Pattern(
    r"Event \[([0-9]{1,20})\] \[([0-9]{1,6}-[0-9]{1,6})\] ?"
    r"(?:\[([0-9TZ:.+-]{20,40})\] \[([A-Za-z0-9_.]{1,200})\] "
    r"\[([A-Za-z]{0,32})\] \[([^\]]{0,256})\] \[([^\]]{0,256})\] \[[0-9]{0,20}\] \[)?"
)
# 2023-10-31T15:09:55.123Z {"
_AUDIT = Pattern(rf'(?:{TIME} )?(?=\{{"[a-zA-Z])')
# t@140213772924672:
_OF_THREAD = Pattern(r"t@[0-9]{1,20}: +")
# 10/31/2023 15:09:55 GMT
_OF_AUDIT = Pattern(r"([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9:]{8}) GMT")
# Arg userName:\n--> "jdoe"
_ARGUMENT = Pattern(r'Arg userName:[^"]{0,32}"([^"]{1,256})"')

_LOGIN_METHOD = "vim.SessionManager.login"


def parse(record: Record) -> Document | None:
    """The document of a line of vCenter; `None` if another system, or a host, wrote it."""
    header, text = record.header, record.text.strip(" \t")
    program = "" if header is None or header.appname is None else header.appname.lower()
    front = None if program else _HEADER.match(text)
    if front is not None:
        program, text = front[3], text[front.end() :]
    found = _event(text) or _audit(text) or message_of(text, program) or _of_service(text, program)
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
        BY_CLASS.get(kind.rpartition(".")[2]) or action_of(kind, "event"),
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
    if "source" in outer:
        # proxies come after the client
        outer["source"] = outer["source"].partition(",")[0]
    if match[1] is not None:
        outer["time"] = match[1]
    elif (stated := _OF_AUDIT.fullmatch(outer.get("time", ""))) is not None:
        outer["time"] = f"{stated[3]}-{stated[1]}-{stated[2]}T{stated[4]}Z"
    if description:
        outer["text"] = description
    return _BY_TYPE.get(kind, action), {**values, **outer, "code": kind}


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
