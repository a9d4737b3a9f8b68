r"""CrowdStrike Falcon: detections, incidents and audits, as the Streaming API and the SIEM Connector have them.

Layout:
    {"metadata":{"customerIDString":"1234","offset":7,"eventType":"EppDetectionSummaryEvent",
        "eventCreationTime":1698764995000,"version":"1.0"},"event":{"Hostname":"pc7","UserName":"alice",
        "Name":"Known Malware","Severity":70,"SeverityName":"High","FileName":"a.exe",
        "FilePath":"\\Device\\HarddiskVolume3\\a.exe","CommandLine":"a.exe","Tactic":"Execution",…}}

    An event a line. What a detection is about (device, process, module, user) comes as one of type `Vertex`, with
    `properties`. The SIEM Connector's CEF and LEEF are the products `cef` and `leef`.

Source: CrowdStrike Falcon Event Streams: event types and fields; the Falcon SIEM Connector feature guide.

Timestamps: `metadata.eventCreationTime`, in milliseconds since 1970; of a vertex, `event.timestamp`. Other times
    are in seconds or milliseconds. All UTC.

Quirks:
    `event.action` is the operation of an audit, or else the type of the event: `audit.log`, `detections.log`.
    Severities are 1 to 5 in older events and 0 to 100 in newer ones: `event.severity` is the number, the word is
    `crowdstrike_falcon.severity_name`: `detections.log`.
    `ProcessId` is Falcon's own number of a process, not the system's: `process.entity_id`: `detections.log`.
    `FilePath` has the file's name in newer events, and not in older ones: `detections.log`.
    A time of 0 says that there is none: `detections.log`.
    What lists of objects are about (lookups, files in quarantine, results of scans) are lists of texts, and the
    name of the first lookup is `dns.question.name`: `detections.log`.
    Of a firewall's match, and of a detection's only connection, source and destination are by its direction:
    `firewall.log`, `detections.log`.
    The addresses that interfaces of a device have are edges of its vertex: `vertices.log`.
    The values of an audit are a list of keys and texts: `audit.log`.

Other readings:
    `process.pid`, `process.parent.pid` of `ProcessId`: ours is `process.entity_id`; the pid is the
    system's `RawProcessId`.
    `process.working_directory` of the program's folder: a process works elsewhere, ours is `process.executable`.
    `process.name` of a scan's file: no process; ours is `file`.
    `file.name`, `file.directory` of `AssociatedFile`: the hashes are those of the program, and so is our `file`.
    `threat.indicator.description` of what was done: ours is `crowdstrike_falcon.disposition.description`.
    `host.mac` with colons: ECS has hyphens.
    `threat.tactic`, `threat.technique`: lists, as ECS has them.
    `destination` of an inbound connection's remote end: that is the source.
    `url` of an address in a command line, `threat.indicator.description` of the disposition: no values of these.
    `source.ip`, `source.nat.ip` of a device's own addresses: `host.ip` and `crowdstrike_falcon.external_ip`.
    `process.start`, `process.end` of the number beside a formatted time: ours is the formatted time.
    `process.name` with its path: the path is `process.executable`.
    `event.reference` of the page in Falcon's console: `event.url`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.formats import json, objects
from ecsparse.products.crowdstrike_falcon.actions import (
    ACTIONS,
    AUDITS,
    BY_OPERATION,
    BY_TYPE,
    OUTCOMES,
    RULE_ACTIONS,
)
from ecsparse.products.crowdstrike_falcon.values import DIRECTIONS, VALUES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRODUCT = Product(
    vendor="CrowdStrike",
    name="Falcon",
    versions="Streams 1.0",
    formats=("json",),
    signatures=(
        Members("metadata.customerIDString metadata.eventType event"),
        Members("metadata.eventType=Vertex metadata.detectionIdString event"),
    ),
    dataset="event",
    fields=("related.hash",),
    messages=VALUES,
)

_IOC = {
    "domain": ("domain-name", "ioc.domain"),
    "hash_md5": ("file", "ioc.md5"),
    "hash_sha256": ("file", "ioc.sha256"),
    "ipv4": ("ipv4-addr", "ioc.address"),
    "ipv6": ("ipv6-addr", "ioc.address"),
    "md5": ("file", "ioc.md5"),
    "registry_key": ("windows-registry-key", ""),
    "sha256": ("file", "ioc.sha256"),
}
# What the properties of an interface add to.
_OF_INTERFACES = {
    "LocalAddressIP4": ("LocalAddressIP4", "LocalAddressIP6"),
    "PhysicalAddress": ("PhysicalAddress",),
}
_ENDS = ("ConnectionDirection", "LocalAddress", "LocalPort", "Protocol", "RemoteAddress", "RemotePort")
_ATTACKS = (
    ("Tactic", "Tactic"),
    ("TacticID", "TacticId"),
    ("Technique", "Technique"),
    ("TechniqueID", "TechniqueId"),
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it has no type, or no members."""
    payload = objects.members(record)
    metadata, event = payload.get("metadata"), payload.get("event")
    if not isinstance(metadata, dict) or not isinstance(event, dict):
        return None
    kind = metadata.get("eventType")
    if not isinstance(kind, str) or not kind or kind.isspace():
        return None
    said = _said(metadata, event)
    operation = said.get("OperationName", "") if kind in AUDITS else ""
    action = _action(kind, operation, said)
    _add_file(said)
    _add_ends(said)
    _add_indicator(said)
    document = VALUES.document(action, said, operation or kind, record)
    outcome = OUTCOMES.get(said.get("Success", ""))
    if outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _action(kind: str, operation: str, said: dict[str, str]) -> str:
    """The kind of an event, by its type and the operation of an audit."""
    if kind in AUDITS:
        name = operation.lower()
        by_verb = f"audit/{verbs.type_of(operation)}"
        return BY_OPERATION.get(name) or (by_verb if by_verb in ACTIONS else "audit")
    action = BY_TYPE.get(kind, "event")
    if action == "firewall":
        return RULE_ACTIONS.get(said.get("RuleAction", ""), action)
    if action == "vertex" and said.get("vertex_type") == "process":
        return "vertex/process"
    return action


def _said(metadata: dict[str, Any], event: dict[str, Any]) -> dict[str, str]:
    """The texts of an event by their names; those of lists of objects are taken from the lists."""
    said = {f"metadata.{name}": text for name, text in json.flattened(metadata)}
    members = {name: value for name, value in event.items() if name not in _READ_HERE}
    for name, text in json.flattened(members):
        said.setdefault(name.removeprefix("properties."), text)
    flags = event.get("PatternDispositionFlags")
    if isinstance(flags, dict):
        said["disposition.flags"] = json.encode([name for name, value in flags.items() if value is True]) or ""
    for name, text in _audited(event.get("AuditKeyValues")):
        said.setdefault(f"audit.{name}", text)
    _add_lists(event, said)
    addresses = [
        found.get("RemoteAddress")
        for name in ("NetworkAccesses", "MobileNetworkConnections")
        for found in _objects(event.get(name))
    ]
    if addresses:
        said["RemoteAddresses"] = json.encode(addresses) or ""
    _add_interfaces(event.get("edges"), said)
    addresses = [said.get(name) for name in ("LocalIP", "LocalIPv6")]
    if all(addresses):
        said["LocalIP"] = json.encode(addresses) or ""
        del said["LocalIPv6"]
    accesses = _objects(event.get("NetworkAccesses"))
    for name in _ENDS if len(accesses) == 1 else ():
        # the only connection is the detection's own
        said.setdefault(name, json.scalar(accesses[0].get(name)) or "")
    for found in _objects(event.get("MobileNetworkConnections"))[:1]:
        said.setdefault("Url", json.scalar(found.get("Url")) or "")
    attacks = _objects(event.get("MitreAttack"))
    for theirs, ours in _ATTACKS:
        known = dict.fromkeys(json.scalar(found.get(theirs)) or "" for found in attacks)
        if any(known):
            said[ours] = json.encode([*known]) or ""
    return said


# Lists of objects, and the member of each that tells what it is about.
_LISTS = {
    "DocumentsAccessed": ("DocumentsAccessed", ("FilePath", "FileName")),
    "DomainNames": ("DnsRequests", ("DomainName",)),
    "ExecutablesWritten": ("ExecutablesWritten", ("FilePath", "FileName")),
    "FilesAccessed": ("FilesAccessed", ("FilePath", "FileName")),
    "FilesWritten": ("FilesWritten", ("FilePath", "FileName")),
    "QuarantinedFiles": ("QuarantineFiles", ("ImageFileName",)),
    "ScanResults": ("ScanResults", ("ResultName",)),
}
# Lists of texts that mean the same.
_JOINED = {"Addresses": ("IPV4Addresses", "IPV6Addresses"), "Hashes": ("SHA256Hashes", "MD5Hashes")}
_READ_HERE = frozenset((
    "AuditKeyValues", "DnsRequests", "DocumentsAccessed", "ExecutablesWritten", "FilesAccessed", "FilesWritten",
    "IPV4Addresses", "IPV6Addresses",
    "MD5Hashes", "MitreAttack", "MobileNetworkConnections", "NetworkAccesses", "PatternDispositionFlags",
    "QuarantineFiles", "SHA256Hashes", "ScanResults",
))  # fmt: skip


def _objects(value: object) -> list[dict[str, Any]]:
    return [found for found in value if isinstance(found, dict)] if isinstance(value, list) else []


def _add_lists(event: dict[str, Any], said: dict[str, str]) -> None:
    """Add what the objects of lists are about; the first name that was looked up is `DomainName` too."""
    found = {
        name: [text for one in _objects(event.get(listed)) if (text := _text(one, members))]
        for name, (listed, members) in _LISTS.items()
    }
    for name, members in _JOINED.items():
        lists = [event[member] for member in members if isinstance(event.get(member), list)]
        found[name] = [value for listed in lists for one in listed if (value := json.scalar(one))]
    if found["DomainNames"]:
        said.setdefault("DomainName", found["DomainNames"][0])
    said |= {name: json.encode(texts) or "" for name, texts in found.items() if texts}


def _text(found: dict[str, Any], members: tuple[str, ...]) -> str:
    """The members of an object as a path."""
    return "\\".join(text for name in members if (text := json.scalar(found.get(name))))


def _add_interfaces(edges: object, said: dict[str, str]) -> None:
    """Add the addresses that the interfaces of a device have, which are edges of its vertex."""
    cards = [
        found.get("properties")
        for name in ("assigned_ipv4_address", "assigned_ipv6_address")
        for found in _objects(edges.get(name) if isinstance(edges, dict) else None)
    ]
    for name, names in _OF_INTERFACES.items():
        known = [said.get(name), *(json.scalar(card.get(one)) for card in _objects(cards) for one in names)]
        texts = [*dict.fromkeys(text for text in known if text)]
        if len(texts) > 1 or (texts and name not in said):
            said[name] = json.encode(texts) or ""


def _audited(value: object) -> list[tuple[str, str]]:
    """The keys and the texts of an audit."""
    return [
        (key, text)
        for found in _objects(value)
        if isinstance(key := found.get("Key"), str) and (text := json.scalar(found.get("ValueString"))) is not None
    ]


def _add_file(said: dict[str, str]) -> None:
    """Add the file that a detection is about as `File`, and as `Process` if it is a program that runs."""
    name, folder = said.get("FileName", ""), said.get("FilePath", "")
    if not name and not folder:
        return
    separator = "\\" if "\\" in folder else "/"
    last = folder.rpartition(separator)[2]
    whole = (
        folder if not name or last == name else f"{folder.removesuffix(separator)}{separator}{name}" if folder else name
    )
    said["File"] = whole
    if "ProcessId" in said or "CommandLine" in said:
        said["Process"] = whole


def _add_ends(said: dict[str, str]) -> None:
    """Add the ends of a firewall's match, by its direction."""
    inbound = DIRECTIONS.get(said.get("ConnectionDirection", "")) == "inbound"
    local, remote = ("Destination", "Source") if inbound else ("Source", "Destination")
    for ours, theirs in ((local, "Local"), (remote, "Remote")):
        for part in ("Address", "Port"):
            if f"{theirs}{part}" in said:
                said[f"{ours}{part}"] = said[f"{theirs}{part}"]


def _add_indicator(said: dict[str, str]) -> None:
    kind, name = _IOC.get(said.get("IOCType", "").lower(), ("", ""))
    if kind:
        said["ioc.kind"] = kind
    if name:
        said[name] = said.get("IOCValue", "")
