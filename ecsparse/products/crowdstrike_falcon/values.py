"""The named values of detections, incidents and audits, and what each kind of event means."""

from __future__ import annotations

from ecsparse.ecs.accounts import person as person_of
from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip, short_ip
from ecsparse.ecs.places import count, integer, lower, port_number
from ecsparse.formats import json
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, own, path, person, program
from ecsparse.messages.values import Values, computer, each, flag, location, number, word, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

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
BY_TYPE = {
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
AUDITS = frozenset(("AuthActivityAuditEvent", "UserActivityAuditEvent"))
# By the operation of an audit, in lower case; others by their verb.
BY_OPERATION = {
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
RULE_ACTIONS = {"1": "firewall/allowed", "2": "firewall/denied"}
OUTCOMES = {"true": "success", "false": "failure"}
# The directions of connections, by CrowdStrike's numbers.
DIRECTIONS = {"0": "outbound", "1": "inbound", "OUT": "outbound", "IN": "inbound"}


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
    "ConnectionDirection": ecs("network.direction", read=DIRECTIONS.get),
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
