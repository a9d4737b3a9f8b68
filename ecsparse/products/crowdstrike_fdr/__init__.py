r"""CrowdStrike Falcon Data Replicator: what sensors see on hosts, an event a line.

Layout:
    {"event_simpleName":"ProcessRollup2","name":"ProcessRollup2V19","timestamp":"1698764995123","aid":"0a1b2c",
        "cid":"0123","aip":"203.0.113.9","event_platform":"Win","RawProcessId":"4164","TargetProcessId":"7355100886",
        "ImageFileName":"\\Device\\HarddiskVolume1\\Windows\\System32\\svchost.exe","CommandLine":"svchost.exe",…}

    All values are texts. The lists of hosts (`aidmaster`, `managedassets`) have no `event_simpleName`.

Source: CrowdStrike Falcon Data Replicator guide; the Events Data Dictionary: platforms, simple names and members.

Timestamps: `timestamp`, in milliseconds since 1970, when the cloud had the event; `ContextTimeStamp`, when
    the sensor saw it, in seconds, is `event.created`. `_time` of the lists of hosts, in seconds. All UTC.

Quirks:
    `event.action` is `event_simpleName`. What kind of event it is follows from that name: `processes.log`.
    `TargetProcessId`, `ContextProcessId` and `ParentProcessId` are Falcon's own numbers: `process.entity_id`; the
    system's number is `RawProcessId`: `processes.log`.
    Hashes of zeros only say that there is none: `processes.log`.
    A module's event names the module's file, and the process in `TargetImageFileName`: `modules.log`.
    Source and destination of a connection are by its direction: `network.log`.
    Records of DNS are lists with semicolons: `network.log`.
    An account is a number relative to its domain's, of eight hexadecimal digits: `user.target.id` is both:
    `accounts.log`.
    Who asks for a remote call is the process, `RpcClientProcessId`, and the source: `accounts.log`.
    `aip` is the address that the cloud saw: `source.nat.ip`, and one of `host.ip`: `processes.log`.

Other readings:
    `process.pid`, `process.parent.pid` of Falcon's numbers: ours are `process.entity_id` and
    `process.parent.entity_id`.
    `process.thread.id` of `SourceThreadId`: that is Falcon's number of a thread of the parent.
    `host.ip` has the address on the host's own network beside `aip`, where the event says it.
    `source.nat.port`, `destination.nat.port` of the ports of a connection: ours are `source.port` and
    `destination.port`.
    `file.hash.sha1` of zeros: no hash. `process.executable` of a module: ours is `file.path`.
    `url.domain` of a name that is asked for: `dns.question.name`.
    `registry.hive` `MACHINE`, also in a path: ECS has `HKLM`.
    `dns.answers` without types, hashes with blanks before: ours have the types, and no blanks.
    `source.ip` of an interface's address in the list of hosts: no connection; ours is `host.ip`.
    `url.full`, `url.path` of a name alone: it is `url.domain`.
    `user.target.id`, `user.target.group.id` of the relative number: ours is the whole one.
    `process.args` of the environment: ours is `process.env_vars`.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip, related, short_ip
from ecsparse.formats import json, objects
from ecsparse.products.crowdstrike_fdr.events import BEGINNINGS, BEHAVIOUR, BY_NAME, ENDINGS, LOGONS, MODULES
from ecsparse.products.crowdstrike_fdr.values import MOST_RECORDS, VALUES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRODUCT = Product(
    vendor="CrowdStrike",
    name="Data Replicator",
    versions="all",
    formats=("json",),
    signatures=(
        Members("event_simpleName aid cid"),
        Members("aid cid _time MACPrefix InterfaceAlias"),
        Members("aid cid AgentVersion SystemManufacturer ComputerName"),
    ),
    dataset="event",
    fields=(
        "dns.answers.data", "dns.answers.type", "dns.resolved_ip", "network.direction", "process.hash.md5",
        "related.hash",
    ),
    messages=VALUES,
)  # fmt: skip

_NOTHING: dict[str, Any] = {}
_INBOUND = {"0": False, "1": True}
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")


def parse(record: Record) -> Document | None:
    """The document of an event or of a host in a list; `None` if it does not name sensor and customer."""
    payload = objects.members(record)
    name = payload.get("event_simpleName", "host-info")
    if not isinstance(name, str) or not name or not isinstance(payload.get("aid"), str):
        return None
    if not isinstance(payload.get("cid"), str):
        return None
    said = dict(json.flattened(payload))
    action = _action(name)
    direction = _add_ends(said, name, action)
    if action in MODULES or action[:4] == "file":
        _name_hashes(said, "Module" if action in MODULES else "ImageFileName")
    if action[:7] == "account":
        _add_accounts(said)
    if action == "process/change":
        _name_affected(said)
    _name_client(said)
    _add_host(said)
    document = VALUES.document(action, said, name, record)
    if direction is not None:
        document.setdefault("network", {})["direction"] = direction
    if "path" in (registry := document.get("registry", _NOTHING)) and "value" in registry:
        registry["path"] += f"\\{registry['value']}"
    _add_answers(document, said)
    return document


def _action(name: str) -> str:
    known = BY_NAME.get(name)
    if known is not None:
        return known
    for ending, action in BEHAVIOUR:
        if name.endswith(ending):
            is_connection = name.startswith("NetworkConnect") and action == "detection/denied"
            return "connection/denied" if is_connection else action
    for beginning, action in BEGINNINGS:
        if name.startswith(beginning):
            return action
    return next((action for ending, action in ENDINGS if name.endswith(ending)), "host")


def _add_ends(said: dict[str, str], name: str, action: str) -> str | None:
    """Add the ends of a connection, whose direction is returned, or the host's address of another event."""
    local = said.get("LocalAddressIP4") or said.get("LocalAddressIP6") or ""
    remote = said.get("RemoteAddressIP4") or said.get("RemoteAddressIP6") or ""
    if action in LOGONS or "ClientComputerName" in said or "RpcClientProcessId" in said:
        said["SourceAddress"] = remote
        return None
    if action == "connection/info":
        said |= {"SourceAddress": local, "SourcePort": said.get("LocalPort", "")}
        return None
    if action[:10] != "connection":
        said |= {"host.address": local, "DestinationAddress": remote}
        if remote:
            said["DestinationPort"] = said.get("RemotePort", "")
        return None
    inbound = _INBOUND.get(said.get("ConnectionDirection", ""))
    if inbound is None:
        inbound = name.startswith("NetworkReceiveAccept")
    near, far = ("Destination", "Source") if inbound else ("Source", "Destination")
    said |= {f"{near}Address": local, f"{far}Address": remote}
    for end, address, port in ((near, local, "LocalPort"), (far, remote, "RemotePort")):
        if address:
            said[f"{end}Port"] = said.get(port, "")
    return ("ingress" if inbound else "egress") if remote else None


def _add_host(said: dict[str, str]) -> None:
    """Add the address that the cloud saw to those of the host."""
    known = [text for name in ("host.address", "aip") if short_ip(text := said.get(name, "")) is not None]
    said["host.address"] = ";".join(known)


def _name_hashes(said: dict[str, str], image: str) -> None:
    """Call the hashes of an event about a file as what they are, and its program as `image`."""
    for name, ours in (
        ("ImageFileName", image), ("MD5HashData", "Module.MD5HashData"), ("SHA1HashData", "Module.SHA1HashData"),
        ("SHA256HashData", "Module.SHA256HashData"),
    ):  # fmt: skip
        if name in said:
            said[ours] = said.pop(name)


def _name_client(said: dict[str, str]) -> None:
    """Call the process that asks for a call as the one that acts, where no other does."""
    if "RpcClientProcessId" in said and not said.keys() & {"ContextProcessId", "TargetProcessId"}:
        said["ContextProcessId"] = said.pop("RpcClientProcessId")


def _name_affected(said: dict[str, str]) -> None:
    """Call the process that another one acts on as what it is."""
    for name, ours in (("TargetProcessId", "AffectedProcessId"), ("TargetThreadId", "AffectedThreadId")):
        if name in said:
            said[ours] = said.pop(name)


def _add_accounts(said: dict[str, str]) -> None:
    domain = said.get("DomainSid", "")
    if "UserName" in said and "UserRid" in said and "TargetUserName" not in said:
        said["TargetUserName"] = said.pop("UserName")
    for name, ours in (("UserRid", "TargetUser"), ("GroupRid", "TargetGroup")):
        if name in said:
            said[ours] = f"{domain}-{_relative_id(said[name])}" if domain else said[name]


def _relative_id(text: str) -> str:
    """The last number of a SID, which the sensor writes as eight hexadecimal digits: `00000220` is 544."""
    return str(int(text, 16)) if len(text) == 8 and _HEXADECIMAL.issuperset(text) else text


def _add_answers(document: Document, said: dict[str, str]) -> None:
    """Add the records that answer a question of DNS."""
    answers: list[Document] = []
    for name, kind in (("CNAMERecords", "CNAME"), ("IP4Records", "A"), ("IP6Records", "AAAA")):
        texts = said.get(name, "").split(";")[:MOST_RECORDS]
        answers += [{"data": text, "type": kind} for text in texts if text.strip()]
    if not answers:
        return
    piece = document.setdefault("dns", {})
    piece["answers"] = answers
    resolved = [short_ip(answer["data"]) for answer in answers if is_ip(answer["data"])]
    if resolved:
        piece["resolved_ip"] = resolved
        known = document.get("related", _NOTHING)
        document["related"] = {**known, **related(ips=[*known.get("ip", ()), *resolved])}
