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
    Of a firewall's match, source and destination are by its direction: `firewall.log`.
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
    `event.reference` of the page in Falcon's console: `event.url`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.accounts import person as person_of
from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip, short_ip
from ecsparse.ecs.places import count, integer, lower, port_number
from ecsparse.formats import json, objects
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, own, path, person, program
from ecsparse.messages.values import Values, computer, each, flag, location, number, word, words
from ecsparse.record import Members, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document, Record

ACTIONS = {
    "audit": Action("an operation of a user or a client of the console", "configuration", "info"),
    "audit/access": Action("a user or a client reads", "configuration", "access"),
    "audit/change": Action("a user or a client changes something", "configuration", "change"),
    "audit/creation": Action("a user or a client creates something", "configuration", "creation"),
    "audit/deletion": Action("a user or a client deletes something", "configuration", "deletion"),
    "detection": Action("Falcon detects a threat", "intrusion_detection", "info", kind="alert"),
    "detection/malware": Action("Falcon detects malware", "malware", "info", kind="alert"),
    "event": Action("any other event", "host", "info"),
    "firewall": Action("a connection matches a rule of the firewall", "network", "connection"),
    "firewall/allowed": Action("a rule of the firewall lets a connection through", "network", "allowed connection"),
    "firewall/denied": Action("a rule of the firewall blocks a connection", "network", "connection denied"),
    "login": Action("a user or a client logs in", "authentication", "start"),
    "logout": Action("a user logs out", "authentication", "end"),
    "response/end": Action("a session of Real Time Response ends", "session", "end"),
    "response/start": Action("a session of Real Time Response starts", "session", "start"),
    "user/change": Action("an account of the console is changed", "iam", "change user"),
    "user/creation": Action("an account of the console is created", "iam", "creation user"),
    "user/deletion": Action("an account of the console is deleted", "iam", "deletion user"),
    "vertex": Action("what a detection is about", "host", "info"),
    "vertex/process": Action("a process that a detection is about", "process", "info"),
}

# By `metadata.eventType`.
_BY_TYPE = {
    **dict.fromkeys(
        ("CSPMSearchStreamingEvent", "CloudSecurityIOAEvaluationEvent", "CloudSecurityIOMEvaluationEvent",
         "CustomerIOCEvent", "DataProtectionDetectionSummaryEvent", "DetectionSummaryEvent",
         "EppDetectionSummaryEvent", "IdentityProtectionEvent", "IdpDetectionSummaryEvent", "IncidentSummaryEvent",
         "MobileDetectionSummaryEvent", "ReconNotificationSummaryEvent", "XdrDetectionSummaryEvent"),
        "detection",
    ),
    "HashSpreadingEvent": "detection/malware",
    "FirewallMatchEvent": "firewall",
    "RemoteResponseSessionEndEvent": "response/end",
    "RemoteResponseSessionStartEvent": "response/start",
    "Vertex": "vertex",
}  # fmt: skip
_AUDITS = frozenset(("AuthActivityAuditEvent", "UserActivityAuditEvent"))
# By the operation of an audit, in lower case; others by their verb.
_BY_OPERATION = {
    **dict.fromkeys(
        ("saml2assert", "twofactorauthenticate", "userauthenticate"), "login"
    ),
    **dict.fromkeys(("logout", "userlogout"), "logout"),
    **dict.fromkeys(
        ("activateuser", "changepassword", "confirmresetpassword", "deactivateuser", "grantcustomersubscriptions",
         "grantuserroles", "requestresetpassword", "resetauthsecret", "revokeuserroles", "updateuser",
         "updateuserroles", "usermodifyroles"),
        "user/change",
    ),
    **dict.fromkeys(("createuser", "registeruser"), "user/creation"),
    "deleteuser": "user/deletion",
}  # fmt: skip
_RULE_ACTIONS = {"1": "firewall/allowed", "2": "firewall/denied"}
_OUTCOMES = {"true": "success", "false": "failure"}
# The directions of connections, by CrowdStrike's numbers.
_DIRECTIONS = {"0": "outbound", "1": "inbound", "OUT": "outbound", "IN": "inbound"}


def _transport(text: str) -> str | None:
    name = TRANSPORTS.get(text, text.lower())
    return None if name.isdecimal() else name


def _code(text: str) -> str | None:
    return text if text in TRANSPORTS else None


def _login(text: str) -> Document:
    """`user` of a mail address; other texts are numbers of users or of clients."""
    return person_of(text) if "@" in text else {}


def _addresses(text: str) -> list[str] | None:
    found = [address for each in json.texts(text) if (address := short_ip(each)) is not None]
    return found or None


def _macs(text: str) -> list[str] | None:
    found = mac(text)
    return None if found is None else [found]


_NAME, _DESCRIPTION, _ID = ecs("rule.name"), ecs("rule.description"), ecs("event.id")
_AGENT, _HOST = ecs("agent.id"), computer()
_RAW_PID = ecs("process.pid", read=count)
_SHA256 = ecs("file.hash.sha256", related="hash")
_SHA1 = ecs("file.hash.sha1", related="hash")
_MD5 = ecs("file.hash.md5", related="hash")
_ADDRESS = ecs("host.ip", read=_addresses, related="ip")
_URL = ecs("event.url")
_PARENT = program("process.parent")
_LOGIN = Capture("user", "", _login, parts=("name", "domain", "email"), related=("user", "name"))

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "metadata.eventType": word("type of the event", "event_type"),
    "metadata.customerIDString": (ecs("organization.id"), word("number of the customer", "customer_id")),
    "metadata.offset": number("place of the event in the stream", "offset"),
    "metadata.version": word("version of the format", "version"),
    "metadata.detectionIdString": _ID,
    "metadata.severity.code": ecs("event.severity", read=count),
    "metadata.severity.name": word("how severe it is", "severity_name"),
    "metadata.edge.type": word("what a vertex is to the one before it", "edge.type"),
    "metadata.edge.sourceVertexId": word("vertex that this one belongs to", "edge.source"),
    # detections
    "ComputerName": _HOST,
    "Hostname": _HOST,
    "HostName": _HOST,
    "UserName": ecs("user.name", related="user"),
    "MachineDomain": ecs("user.domain"),
    "LogonDomain": ecs("user.domain"),
    "DetectName": _NAME,
    "Name": _NAME,
    "DetectDescription": _DESCRIPTION,
    "Description": _DESCRIPTION,
    "DetectId": _ID,
    "CompositeId": _ID,
    "IncidentID": _ID,
    "Severity": ecs("event.severity", read=count),
    "SeverityName": word("how severe it is", "severity_name"),
    "Confidence": number("how sure Falcon is, from 0 to 100", "confidence"),
    "PatternId": ecs("rule.id"),
    "FalconHostLink": _URL,
    "IncidentUrl": _URL,
    "SensorId": _AGENT,
    "AgentId": _AGENT,
    "DeviceId": _AGENT,
    "device_id": _AGENT,
    "LocalIP": _ADDRESS,
    "MACAddress": ecs("host.mac", read=_macs),
    "HostGroups": word("groups of the host", "host_groups"),
    "File": path(),
    "AssociatedFile": word("file that is associated", "associated_file"),
    "Process": program(),
    "CommandLine": ecs("process.command_line"),
    "ProcessId": ecs("process.entity_id"),
    "ParentProcessId": ecs("process.parent.entity_id"),
    "ParentImageFileName": _PARENT,
    "ParentImageFilePath": _PARENT,
    "ParentCommandLine": ecs("process.parent.command_line"),
    "GrandparentImageFileName": word("program that began the parent", "grandparent.name"),
    "GrandParentImageFileName": word("program that began the parent", "grandparent.name"),
    "GrandparentCommandLine": word("command that began the parent", "grandparent.command_line"),
    "GrandParentCommandLine": word("command that began the parent", "grandparent.command_line"),
    "SHA256String": _SHA256,
    "SHA1String": _SHA1,
    "MD5String": _MD5,
    "IOCType": word("kind of indicator", "ioc.type"),
    "IOCValue": ecs("threat.indicator.name"),
    "ioc.kind": ecs("threat.indicator.type"),
    "ioc.domain": ecs("threat.indicator.url.domain", related="hosts"),
    "ioc.address": ecs("threat.indicator.ip", read=ip, related="ip"),
    "ioc.sha256": ecs("threat.indicator.file.hash.sha256", related="hash"),
    "ioc.md5": ecs("threat.indicator.file.hash.md5", related="hash"),
    "Tactic": ecs("threat.tactic.name", read=each()),
    "TacticId": ecs("threat.tactic.id", read=each()),
    "Technique": ecs("threat.technique.name", read=each()),
    "TechniqueId": ecs("threat.technique.id", read=each()),
    "Objective": word("what the attacker wants", "objective"),
    "PatternDispositionDescription": word("what was done about it", "disposition.description"),
    "PatternDispositionValue": number("what was done about it, as a number", "disposition.value"),
    "disposition.flags": words("what was done about it", "disposition.flags"),
    "RemoteAddresses": own("ip", "addresses that were connected to", read=_addresses, name="remote_addresses",
                           related="ip"),
    "SourceProducts": word("product that detected it", "source_products"),
    "DataDomains": word("kind of data that it was detected in", "data_domains"),
    "Type": word("kind of detection", "detection_type"),
    "State": word("state of an incident", "incident.state"),
    "FineScore": word("score of an incident", "incident.score"),
    "LateralMovement": word("whether an incident moved to other hosts", "incident.lateral_movement"),
    "IncidentType": word("kind of incident", "incident.type"),
    "IncidentDescription": _DESCRIPTION,
    "HostID": _AGENT,
    # mobile
    "MobileDetectionId": word("number of a mobile device's detection", "mobile.detection_id"),
    "ApplicationName": ecs("network.application", read=lower),
    "NetworkDetectionType": word("what was done about a connection", "mobile.network_detection_type"),
    "Url": location(),
    # identity protection
    "SourceAccountName": ecs("user.name", related="user"),
    "SourceAccountDomain": ecs("user.domain"),
    "SourceAccountObjectSid": ecs("user.id"),
    "SourceEndpointHostName": ecs("source.domain", related="hosts"),
    "SourceEndpointIpAddress": ecs("source.ip", read=short_ip, related="ip"),
    "TargetAccountName": ecs("user.target.name", related="user"),
    "TargetEndpointHostName": ecs("destination.domain", related="hosts"),
    "EndpointIp": ecs("source.ip", read=short_ip, related="ip"),
    "EndpointName": ecs("source.domain", related="hosts"),
    "Category": ecs("rule.category"),
    # firewall
    "SourceAddress": ecs("source.ip", read=short_ip, related="ip"),
    "SourcePort": ecs("source.port", read=port_number),
    "DestinationAddress": ecs("destination.ip", read=short_ip, related="ip"),
    "DestinationPort": ecs("destination.port", read=port_number),
    "Protocol": (ecs("network.transport", read=_transport), ecs("network.iana_number", read=_code)),
    "ConnectionDirection": ecs("network.direction", read=_DIRECTIONS.get),
    "RuleName": _NAME,
    "RuleId": ecs("rule.id"),
    "RuleGroupName": ecs("rule.category"),
    "RuleDescription": _DESCRIPTION,
    "PolicyName": ecs("rule.ruleset"),
    "PolicyID": word("number of the policy", "policy_id"),
    "PID": ecs("process.entity_id"),
    "MatchCount": number("how often it matched", "match_count"),
    "Platform": ecs("host.os.family"),
    # audits, response, reports
    "UserId": (ecs("user.id"), _LOGIN),
    "UserID": (ecs("user.id"), ecs("user.name", related="user")),
    "UserIp": ecs("source.ip", read=short_ip, related="ip"),
    "OperationName": word("operation of an audit", "operation"),
    "ServiceName": ecs("service.name"),
    "Success": flag("whether an operation succeeded", "success"),
    "audit.target_name": person("user.target"),
    "audit.target_uuid": ecs("user.target.id"),
    "audit.scopes": words("what a client may do", "scopes"),
    "SessionId": word("number of a session", "session_id"),
    "Commands": words("commands of a session", "commands"),
    "ReportName": word("name of a report", "report.name"),
    "ReportID": word("number of a report", "report.id"),
    "ReportType": word("kind of report", "report.type"),
    "ExecutionMetadata.ReportFileName": ecs("file.name"),
    # vertices
    "vertex_type": word("kind of vertex", "vertex_type"),
    "id": word("number of a vertex", "vertex_id"),
    "AgentVersion": ecs("agent.version"),
    "ImageFileName": program(),
    "RawProcessId": _RAW_PID,
    "TargetProcessId": ecs("process.entity_id"),
    "WindowTitle": ecs("process.title"),
    "ExitCode": ecs("process.exit_code", read=integer),
    "SHA256HashData": _SHA256,
    "SHA1HashData": _SHA1,
    "MD5HashData": _MD5,
    "UserSid": ecs("user.id"),
    "LocalAddressIP4": _ADDRESS,
    "PhysicalAddress": ecs("host.mac", read=_macs),
    "externalIpAddress": own("ip", "address of the sensor as the cloud sees it", read=short_ip, name="external_ip",
                             related="ip"),
    "accountId": ecs("cloud.account.id"),
    "instanceId": ecs("cloud.instance.id"),
    "zone_group": ecs("cloud.region"),
    "TargetFileName": path(),
    "ConfigStateHash": word("state of the sensor's configuration", "config_state"),
}  # fmt: skip

VALUES = Values(
    "crowdstrike_falcon",
    ACTIONS,
    CAPTURES,
    read_by_product="FileName FilePath RuleAction LocalAddress LocalPort RemoteAddress RemotePort",
    names_actions=True,
    times={
        "metadata.eventCreationTime": "@timestamp",
        "timestamp": "@timestamp",
        "Timestamp": "@timestamp",
        "UTCTimestamp": "@timestamp",
        "ProcessStartTime_formatted": "process.start",
        "ProcessStartTime": "process.start",
        "ProcessEndTime_formatted": "process.end",
        "ProcessEndTime": "process.end",
        "IncidentStartTime": "event.start",
        "StartTime": "event.start",
        "StartTimestamp": "event.start",
        "IncidentEndTime": "event.end",
        "EndTime": "event.end",
        "EndTimestamp": "event.end",
    },
)

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

_NOTHING: dict[str, Any] = {}
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
_ATTACKS = (
    ("Tactic", "Tactic"),
    ("TacticID", "TacticId"),
    ("Technique", "Technique"),
    ("TechniqueID", "TechniqueId"),
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it has no type, or no members."""
    payload = objects.payload(record) or _NOTHING
    metadata, event = payload.get("metadata"), payload.get("event")
    if not isinstance(metadata, dict) or not isinstance(event, dict):
        return None
    kind = metadata.get("eventType")
    if not isinstance(kind, str) or not kind or kind.isspace():
        return None
    said = _said(metadata, event)
    operation = said.get("OperationName", "") if kind in _AUDITS else ""
    action = _action(kind, operation, said)
    _add_file(said)
    _add_ends(said)
    _add_indicator(said)
    document = VALUES.document(action, said.items(), operation or kind, record)
    outcome = _OUTCOMES.get(said.get("Success", ""))
    if outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _action(kind: str, operation: str, said: dict[str, str]) -> str:
    """The kind of an event, by its type and the operation of an audit."""
    if kind in _AUDITS:
        name = operation.lower()
        by_verb = f"audit/{verbs.type_of(operation)}"
        return _BY_OPERATION.get(name) or (by_verb if by_verb in ACTIONS else "audit")
    action = _BY_TYPE.get(kind, "event")
    if action == "firewall":
        return _RULE_ACTIONS.get(said.get("RuleAction", ""), action)
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
    addresses = [
        found.get("RemoteAddress")
        for name in ("NetworkAccesses", "MobileNetworkConnections")
        for found in _objects(event.get(name))
    ]
    if addresses:
        said["RemoteAddresses"] = json.encode(addresses) or ""
    for found in _objects(event.get("MobileNetworkConnections"))[:1]:
        said.setdefault("Url", json.scalar(found.get("Url")) or "")
    attacks = _objects(event.get("MitreAttack"))
    for theirs, ours in _ATTACKS:
        known = dict.fromkeys(json.scalar(found.get(theirs)) or "" for found in attacks)
        if any(known):
            said[ours] = json.encode([*known]) or ""
    return said


_READ_HERE = frozenset((
    "AuditKeyValues", "MitreAttack", "MobileNetworkConnections", "NetworkAccesses", "PatternDispositionFlags",
))  # fmt: skip


def _objects(value: object) -> list[dict[str, Any]]:
    return [found for found in value if isinstance(found, dict)] if isinstance(value, list) else []


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
        folder
        if not name or last == name
        else f"{folder.removesuffix(separator)}{separator}{name}"
        if folder
        else name
    )
    said["File"] = whole
    if "ProcessId" in said or "CommandLine" in said:
        said["Process"] = whole


def _add_ends(said: dict[str, str]) -> None:
    """Add the ends of a firewall's match, by its direction."""
    inbound = _DIRECTIONS.get(said.get("ConnectionDirection", "")) == "inbound"
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
