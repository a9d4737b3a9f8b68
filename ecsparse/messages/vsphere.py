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

from ecsparse.ecs.network import mac, tls_version
from ecsparse.ecs.numbers import from_milliseconds, parse_uint
from ecsparse.ecs.places import count
from ecsparse.ecs.url import url
from ecsparse.formats.pairs import up_to_the_next_key
from ecsparse.messages import Messages
from ecsparse.messages.captures import DIGITS, WORD, account, ecs, endpoint, file, own
from ecsparse.messages.captures import Capture as _Capture
from ecsparse.messages.vsphere_events import ACTIONS, EVENTS
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsparse.messages import Action, Values
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
    "vsphere-ui", "vstats", "vtsdb", "vmware-vum-server", "vum", "wcp", "wcpsvc", "websso",
))  # fmt: skip

_SOME = r".{1,256}"
_PLACE = r"[^ ]{1,255}"

_BYTES = r"[0-9]{1,18}"

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
    "address": own("ip", "address that a host has from now on", related="ip"),
    "program": own("keyword", "program that has crashed, or that the host refuses to run", r"/[^ ']{1,512}"),
    "file": file(),
    "mac": own("keyword", "MAC address of a virtual machine's card", read=mac, name="vm_mac"),
    # [ds1] web01/web01.vmdk
    "stored": file(pattern=r"\[[^\]]{1,255}\] .{1,1024}"),
    "switch": own("keyword", "virtual switch that it is about"),
    "http_method": ecs("http.request.method", r"[A-Z]{3,16}"),
    "http_version": ecs("http.version", r"[0-9.]{1,3}"),
    "request_bytes": ecs("http.request.body.bytes", _BYTES, count),
    "response_bytes": ecs("http.response.body.bytes", _BYTES, count),
    "status_code": ecs("http.response.status_code", r"[0-9]{3}", parse_uint),
    "milliseconds": ecs("event.duration", r"[0-9]{1,9}", from_milliseconds),
    "upstream": own("ip", "service that a request is forwarded to", name="upstream.ip", related="ip"),
    "upstream_port": own("long", "its port", r"[0-9]{1,5}", name="upstream.port"),
    "hop": own("ip", "near end of a connection to a service", name="upstream.local.ip", related="ip"),
    "hop_port": own("long", "its port", r"[0-9]{1,5}", name="upstream.local.port"),
    "tls": _Capture("tls", r"TLSv[0-9.]{1,3}", tls_version, parts=("version", "version_protocol")),
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
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})):? )?"
    rf"(?:({_SERVICE}): )?"
    rf"(?:({_LEVELS}) +({_SERVICE})\[([0-9A-Za-z]{{1,20}})\](?: |(?=\[Originator@)))?"
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

    `end` is where its message begins; `is_of_service` says that parameters were there, `is_of_tag` that nothing but
    a word and a colon was.
    """

    __slots__ = ("end", "is_of_service", "is_of_tag", "service", "time", "values")

    def __init__(self, text: str) -> None:
        match = _FRONT.match(text)
        groups: tuple[str | None, ...] = (None,) * 9 if match is None else match.groups()
        self.time, tag, level, process, thread, parameters, old_level, logger, old = groups
        self.end = 0 if match is None else match.end()
        self.service = process or tag
        self.values: Values = {}
        self.is_of_service = parameters is not None or old_level is not None
        self.is_of_tag = match is not None and tag is not None and match.end() == match.end(2) + 2
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


def action_of(code: str, otherwise: str) -> str:
    """The action of an event by its `code`, where its text is not one of those that are known."""
    if code.startswith("esx.problem."):
        return "host-issue"
    return "host-recovered" if code.startswith("esx.clear.") else otherwise


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
