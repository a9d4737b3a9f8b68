"""The named values of detections, incidents and audits."""

from __future__ import annotations

from ecsparse.ecs.accounts import account as account_of
from ecsparse.ecs.accounts import person as person_of
from ecsparse.ecs.events import protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip, short_ip
from ecsparse.ecs.places import count, decimal, integer, lower, one, port_number
from ecsparse.formats import json
from ecsparse.messages.captures import Capture, ecs, own, path, person, program
from ecsparse.messages.values import Values, computer, each, flag, location, number, word, words
from ecsparse.products.crowdstrike_falcon.actions import ACTIONS
from ecsparse.record import Document

# `host.os.type` by the names of platforms.
_SYSTEMS = {
    "android": "android", "ios": "ios", "linux": "linux", "mac": "macos", "macos": "macos", "windows": "windows",
}  # fmt: skip
# The directions of connections, by CrowdStrike's numbers.
DIRECTIONS = {"0": "outbound", "1": "inbound", "OUT": "outbound", "IN": "inbound"}


def _login(text: str) -> Document:
    """`user` of a mail address; other texts are numbers of users or of clients."""
    return person_of(text) if "@" in text else {}


def _user(text: str) -> Document:
    r"""`user` of a name, of a domain and a name, or of a mail address: `EXAMPLE\jdoe`, `jdoe@example.com`."""
    return account_of(text) if "\\" in text else _login(text) or {"name": text}


def _addresses(text: str) -> list[str] | None:
    found = [address for each in json.texts(text) if (address := short_ip(each)) is not None]
    return found or None


def _macs(text: str) -> list[str] | None:
    found = mac(text)
    return None if found is None else [found]


def _system(text: str) -> str | None:
    return _SYSTEMS.get(text.lower())


def _hash(text: str) -> str | None:
    """A hash, `None` for zeros, which are that of no file."""
    return text if text.strip("0") else None


def _country(text: str) -> str | None:
    return text if len(text) == len("FR") and text.isalpha() and text.isupper() else None


_NAME, _DESCRIPTION, _ID = ecs("rule.name"), ecs("rule.description"), ecs("event.id")
_AGENT, _HOST = ecs("agent.id"), computer()
_RAW_PID = ecs("process.pid", read=count)
_SHA256 = ecs("file.hash.sha256", related="hash")
_SHA1 = ecs("file.hash.sha1", read=_hash, related="hash")
_MD5 = ecs("file.hash.md5", related="hash")
_ADDRESS = ecs("host.ip", read=_addresses, related="ip")
_URL = ecs("event.url")
_PARENT = program("process.parent")
_USER = Capture("user", "", _user, parts=("name", "domain", "email"), related=("user", "name"))
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
    "UserName": _USER,
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
    "AgentIdString": _AGENT,
    "DeviceId": _AGENT,
    "device_id": _AGENT,
    **dict.fromkeys(("LocalIP", "LocalIPv6"), _ADDRESS),
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
    "RiskScore": ecs("event.risk_score", read=decimal),
    "PlatformName": (ecs("host.os.platform", read=lower), ecs("host.os.type", read=_system)),
    "SourceVendors": word("maker of what detected it", "source_vendors"),
    "GrandParentImageFilePath": word("path of what began the parent", "grandparent.executable"),
    "FilesAccessed": words("files that were read", "files_accessed"),
    "FilesWritten": words("files that were written", "files_written"),
    "PatternIdDescription": word("what a pattern is about", "pattern"),
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
    "HostnameField": _HOST,
    "IOARuleName": word("rule of one's own that matched", "ioa_rule.name"),
    "IOARuleGroupName": word("group of a rule of one's own", "ioa_rule.group"),
    "IOARuleInstanceID": word("number of a rule of one's own", "ioa_rule.id"),
    "IOARuleInstanceVersion": word("version of a rule of one's own", "ioa_rule.version"),
    "QuarantinedFiles": words("files that were put in quarantine", "quarantined_files"),
    "DomainNames": words("names that were looked up", "domains"),
    "DomainName": ecs("dns.question.name", related="hosts"),
    "ExecutablesWritten": words("programs that were written", "executables_written"),
    "DocumentsAccessed": words("documents that were read", "documents_accessed"),
    "ScanResults": words("what engines of anti-virus called it", "scan_results"),
    # detections of many sources
    "Author": ecs("rule.author", read=one),
    "XdrType": word("kind of detection", "detection_type"),
    "HostNames": words("hosts of a detection", "hosts"),
    "Users": words("users of a detection", "users"),
    "Emails": words("mail addresses of a detection", "mail_addresses"),
    "EmailAddresses": words("mail addresses of a detection", "mail_addresses"),
    "Domains": words("names of a detection", "domains"),
    "Addresses": own("ip", "addresses of a detection", read=_addresses, name="addresses", related="ip"),
    "Hashes": words("hashes of a detection", "hashes"),
    "Tactics": ecs("threat.tactic.name", read=each()),
    "TacticIds": ecs("threat.tactic.id", read=each()),
    "Techniques": ecs("threat.technique.name", read=each()),
    "TechniqueIds": ecs("threat.technique.id", read=each()),
    # Falcon Intelligence Recon
    "NotificationId": _ID,
    "Highlights": words("what a rule found", "recon.highlights"),
    "RuleTopic": word("what a rule looks for", "recon.topic"),
    "RulePriority": word("priority of a rule", "recon.priority"),
    "ItemType": word("kind of what was found", "recon.item.type"),
    "ItemId": word("number of what was found", "recon.item.id"),
    # clouds
    "AccountId": ecs("cloud.account.id"),
    "Region": ecs("cloud.region"),
    "CloudProvider": ecs("cloud.provider", read=lower),
    "CloudPlatform": ecs("cloud.provider", read=lower),
    "CloudService": ecs("cloud.service.name"),
    "Service": ecs("cloud.service.name"),
    "ResourceId": word("resource of a cloud", "resource.id"),
    "ResourceName": word("name of a resource of a cloud", "resource.name"),
    "ResourceIdType": word("kind of resource of a cloud", "resource.type"),
    "ResourceUrl": word("address of a resource of a cloud", "resource.url"),
    "PolicyStatement": _NAME,
    "PolicyId": ecs("rule.id"),
    "Finding": word("what is wrong with a resource of a cloud", "finding"),
    "Disposition": word("state of what was found", "finding_state"),
    "ReportUrl": ecs("event.reference"),
    "ReqUserAgent": ecs("user_agent.original"),
    "EventAction": word("operation of a cloud", "cloud_operation"),
    "EventSource": ecs("service.name"),
    "UserSourceIp": ecs("source.ip", read=short_ip, related="ip"),
    # protection of data
    "EgressEventId": _ID,
    "EgressSessionId": word("session in which data left", "egress.session"),
    "EgressChannel": word("way on which data left", "egress.channel"),
    "DetectionType": word("kind of detection", "detection_type"),
    "ResponseAction": word("what was done about it", "egress.response"),
    "ContentPatterns": words("patterns that data matched", "egress.patterns"),
    "DataVolume": number("how many bytes left", "egress.bytes"),
    "FilesEgressedCount": number("how many files left", "egress.files"),
    # mobile
    "MobileDetectionId": word("number of a mobile device's detection", "mobile.detection_id"),
    "ApplicationName": ecs("network.application", read=lower),
    "MobileDnsRequests": words("names that were looked up", "domains"),
    "NetworkDetectionType": word("what was done about a connection", "mobile.network_detection_type"),
    "Url": location(),
    # identity protection
    "SourceAccountName": ecs("user.name", related="user"),
    "SourceAccountDomain": ecs("user.domain"),
    "SourceAccountObjectSid": ecs("user.id"),
    "SourceAccountUpn": ecs("user.email"),
    "SourceAccountObjectGuid": word("number of an account in its directory", "source_account_guid"),
    "SourceEndpointSensorId": _AGENT,
    "TargetAccountDomain": ecs("user.target.domain"),
    "TargetAccountObjectSid": ecs("user.target.id"),
    "TargetAccountUpn": ecs("user.target.email"),
    "TargetServiceAccessIdentifier": word("service that was asked for", "target_service"),
    "SsoApplicationIdentifier": word("application that was asked for", "sso_application"),
    "LocationCountryCode": ecs("source.geo.country_iso_code", read=_country),
    "AddedPrivilege": word("privilege that an account got", "added_privilege"),
    "LdapSearchQueryAttack": word("attack by a search of the directory", "ldap_attack"),
    "IdentityProtectionIncidentId": _ID,
    "NumbersOfAlerts": number("how many alerts an incident has", "incident.alerts"),
    "NumberOfCompromisedEntities": number("how many accounts and hosts an incident is about", "incident.entities"),
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
    "Protocol": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "ConnectionDirection": ecs("network.direction", read=DIRECTIONS.get),
    "RuleName": _NAME,
    "RuleId": ecs("rule.id"),
    "RuleGroupName": ecs("rule.category"),
    "RuleDescription": _DESCRIPTION,
    "PolicyName": ecs("rule.ruleset"),
    "PolicyID": word("number of the policy", "policy_id"),
    "PID": ecs("process.entity_id"),
    "MatchCount": number("how often it matched", "match_count"),
    "Platform": (ecs("host.os.family"), ecs("host.os.type", read=_system)),
    # audits, response, reports
    "UserId": (ecs("user.id"), _LOGIN),
    "UserID": (ecs("user.id"), _USER),
    "UserIp": ecs("source.ip", read=short_ip, related="ip"),
    "OperationName": word("operation of an audit", "operation"),
    "ServiceName": ecs("service.name"),
    "Success": flag("whether an operation succeeded", "success"),
    "audit.target_name": person("user.target"),
    "audit.target_uuid": ecs("user.target.id"),
    "audit.hostname": computer(),
    "audit.device_id": _AGENT,
    "audit.assigned_to": person("user.target"),
    "audit.detection_id": word("detection that is handled", "audit.detection"),
    "audit.new_state": word("state that it gets", "audit.state"),
    "audit.action_taken": word("what was done", "audit.action"),
    "audit.scopes": words("what a client may do", "scopes"),
    "SessionId": word("number of a session", "session_id"),
    "Commands": words("commands of a session", "commands"),
    "ReportName": word("name of a report", "report.name"),
    "ReportID": word("number of a report", "report.id"),
    "ReportType": word("kind of report", "report.type"),
    "Status": word("state of a report, or of a match", "status"),
    "StatusMessage": word("what the state of a report is due to", "report.message"),
    "ExecutionID": word("run of a report", "report.run"),
    "UserUUID": word("number of a user", "user_uuid"),
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
    "PhysicalAddress": ecs("host.mac", read=each(mac)),
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
        "MatchedTimestamp": "@timestamp",
        "IncidentStartTime": "event.start",
        "StartTime": "event.start",
        "StartTimestamp": "event.start",
        "StartTimeEpoch": "event.start",
        "IncidentEndTime": "event.end",
        "EndTime": "event.end",
        "EndTimestamp": "event.end",
        "EndTimeEpoch": "event.end",
    },
)
