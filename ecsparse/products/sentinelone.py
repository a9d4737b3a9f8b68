r"""SentinelOne: threats, activities of the console, and what agents see (Deep Visibility, Cloud Funnel).

Layout:
    {"agentDetectionInfo":{"agentIpV4":"192.0.2.20",…},"agentRealtimeInfo":{"agentComputerName":"pc7",…},
        "threatInfo":{"threatName":"a.exe","classification":"Malware","confidenceLevel":"malicious",…},"id":"7",…}
    {"activityType":27,"accountId":"1","agentId":null,"createdAt":"2023-10-31T15:09:55.123456Z","data":{…},
        "primaryDescription":"The management user Alice logged in to the management console.","userId":"2",…}
    {"event.type":"Process Creation","event.time":1698764995123,"dataSource.name":"SentinelOne","agent.uuid":"3",
        "endpoint.name":"pc7","src.process.pid":4164,"tgt.process.cmdline":"a.exe",…}

    A threat, an activity or an event a line.

Source: SentinelOne Management API 2.1: threats, activities and their types; Deep Visibility 2.0 and Cloud Funnel
    2.0: schema of events.

Timestamps: `createdAt`, in UTC, to the microsecond; `event.time`, in milliseconds since 1970.

Quirks:
    `event.action` of an activity follows from its number; others are `activity-logged`: `activities.log`.
    The addresses of an agent are texts with commas: `threats.log`.
    The program that began a threat may be a sentence (`Lateral Movement 192.0.2.3 …`): `threats.log`.
    Members of agents' events have names with dots, no objects within one another: `visibility.log`.
    `activityType`, `eventType` are numbers or words: `activities.log`.

Other readings:
    `threat.enrichments`, `threat.indicator.file.created`, `.size` and `.code_signature` of a threat: ours are the
    fields of `file`, and `event.start` of when it was seen.
    `threat.indicator.confidence` `malicious`: ECS has High to Low; ours is `sentinelone.threat.confidence`.
    `threat.software.type` of `PUA`: ECS has Malware and Tool; ours is `sentinelone.threat.classification`.
    `file.hash.sha1` of zeros: no hash. `file.extension` `none`: no extension.
    `user.name` of whoever an activity is about: the user who did it is `user`, the other is `user.target`.
    `host.os.version` of the name of the system: ours is `host.os.full`.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, lower, port_number
from ecsparse.formats import json, objects
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, account, ecs, path, program
from ecsparse.messages.values import Values, computer, each, flag, location, number, word, words
from ecsparse.patterns import Pattern
from ecsparse.record import Members, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document, Record

_CONSOLE = "a user of the console"

ACTIONS = {
    "activity-logged": Action("any other activity", "configuration", "info"),
    "agent-changed": Action("an agent's settings or state change", "host", "change"),
    "agent-command": Action("an agent is told to do something", "host", "info"),
    "agent-registered": Action("an agent is registered", "host", "info"),
    "agent-removed": Action("an agent is removed", "host", "info"),
    "connection": Action("a connection is made", "network", "connection start"),
    "device-event": Action("a device is connected, or blocked", "host", "info"),
    "dns-request": Action("a name is asked for", "network", "info protocol", also={"network": {"protocol": "dns"}}),
    "event-logged": Action("any other event of an agent", "host", "info"),
    "exclusion-changed": Action("an exclusion or a blocked hash is added or removed", "configuration", "change"),
    "file-changed": Action("a file is changed", "file", "change"),
    "file-created": Action("a file is created", "file", "creation"),
    "file-deleted": Action("a file is deleted", "file", "deletion"),
    "http-request": Action("a request of HTTP", "network web", "access info"),
    "indicator": Action("behaviour matches an indicator", "intrusion_detection", "info"),
    "login": Action(_CONSOLE + " logs in", "authentication", "start", "success"),
    "login-failed": Action(_CONSOLE + " fails to log in", "authentication", "start", "failure"),
    "logon": Action("a user logs on to a host", "authentication", "start"),
    "logout": Action(_CONSOLE + " logs out", "authentication", "end"),
    "module-loaded": Action("a module is loaded", "library", "start"),
    "policy-changed": Action("a policy or a rule changes", "configuration", "change"),
    "process-event": Action("a process acts on another one", "process", "change"),
    "process-started": Action("a process starts", "process", "start"),
    "process-stopped": Action("a process ends", "process", "end"),
    "registry-changed": Action("the registry is changed", "registry", "change"),
    "task-changed": Action("a scheduled task is changed", "configuration", "change"),
    "threat-changed": Action("the state of a threat changes", "malware", "info"),
    "threat-detected": Action("a threat is detected", "malware", "info", kind="alert"),
    "threat-mitigated": Action("a threat is killed, quarantined, remediated or rolled back", "malware", "info"),
    "user-changed": Action(_CONSOLE + " is changed", "iam", "change user"),
    "user-created": Action(_CONSOLE + " is created", "iam", "creation user"),
    "user-deleted": Action(_CONSOLE + " is deleted", "iam", "deletion user"),
}

# By the number of an activity.
_ACTIVITIES = {
    number: action
    for action, numbers in {
        "agent-changed": "45 46 64 65 66 67 68 69 71 72 92 93 120 121 122 123 1002 1003",
        "agent-command": "26 29 30 61 62 63 80 81 3627 3628 3629 5011",
        "agent-registered": "17 43 51",
        "agent-removed": "18 31 47 48 52 54",
        "device-event": "5120 5121 5122 5123 5124 5125 5126 5127 5128 5129",
        "exclusion-changed": "3001 3002 3003 3004 3005 3008 3009 3010 3011 3012 3013 3014 3015 3016 3017 3018",
        "login": "27",
        "login-failed": "133 134",
        "logout": "33",
        "policy-changed": "73 74 75 76 77 78 79 5000 5001 5002 5003 5220 5221 5222",
        "threat-changed": "21 22 28 2011 2012 2013 2014 2015 2016 2028 2029 2030 2036 2037 4001 4002 4004 4005 4006"
        " 4007 4008 4009 4010 4011 4012 4020 4021",
        "threat-detected": "19 4003 3608",
        "threat-mitigated": "20 2001 2002 2003 2004 2005 2006 2007 2008 2009 2010",
        "user-changed": "24 35 37 110 111 140 141 142 147",
        "user-created": "23",
        "user-deleted": "25",
    }.items()
    for number in numbers.split()
}
# By what an agent's event begins with, in lower case.
_EVENTS = (
    ("process creation", "process-started"), ("process termination", "process-stopped"),
    ("process", "process-event"), ("remote thread", "process-event"), ("open remote process", "process-event"),
    ("duplicate", "process-event"), ("file creation", "file-created"), ("file deletion", "file-deleted"),
    ("file", "file-changed"), ("dns", "dns-request"), ("ip ", "connection"), ("ip_", "connection"),
    ("http", "http-request"), ("get", "http-request"), ("post", "http-request"), ("registry", "registry-changed"),
    ("task", "task-changed"), ("scheduled", "task-changed"), ("login", "logon"), ("logon", "logon"),
    ("module", "module-loaded"), ("behavioral", "indicator"), ("threat intelligence", "indicator"),
)  # fmt: skip
_LOGIN_OUTCOMES = {"true": "success", "false": "failure"}
_MALWARE = frozenset((
    "Backdoor", "Cryptominer", "Downloader", "Infostealer", "Malware", "Ransomware", "Rootkit", "Trojan", "Virus",
    "Worm",
))  # fmt: skip

# 000…0
_ZEROS = Pattern(r"0+")


def _hash(text: str) -> str | None:
    return None if _ZEROS.fullmatch(text) is not None or not text.isalnum() else text


def _software(text: str) -> str | None:
    return "Malware" if text in _MALWARE else "Tool" if text == "Hacktool" else None


def _extension(text: str) -> str:
    return text.lower()


def _addresses(text: str) -> list[str] | None:
    found = {address for part in text.split(",") if (address := short_ip(part.strip())) is not None}
    return sorted(found) or None


def _direction(text: str) -> str | None:
    return {"INCOMING": "ingress", "OUTGOING": "egress"}.get(text.upper())


_DETECTED, _NOW, _THREAT = "agentDetectionInfo", "agentRealtimeInfo", "threatInfo"
_SHA1 = ecs("file.hash.sha1", read=_hash, related="hash")
_SHA256 = ecs("file.hash.sha256", read=_hash, related="hash")
_MD5 = ecs("file.hash.md5", read=_hash, related="hash")
_AGENT, _GROUP, _SITE = ecs("agent.id"), ecs("group.id"), word("number of the site", "site.id")
_CLASSIFICATION = (ecs("threat.software.type", read=_software), word("kind of threat", "threat.classification"))
_TARGET = account("user.target")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "id": ecs("event.id"),
    # threats
    f"{_DETECTED}.accountId": ecs("organization.id"),
    f"{_DETECTED}.accountName": ecs("organization.name"),
    f"{_DETECTED}.agentDomain": ecs("host.domain"),
    f"{_DETECTED}.agentOsName": ecs("host.os.full"),
    f"{_DETECTED}.agentOsRevision": ecs("host.os.kernel"),
    f"{_DETECTED}.agentVersion": ecs("agent.version"),
    f"{_DETECTED}.siteId": _SITE,
    f"{_DETECTED}.siteName": word("name of the site", "site.name"),
    f"{_DETECTED}.agentMitigationMode": word("whether threats are blocked", "mitigation_mode"),
    f"{_DETECTED}.agentUuid": word("agent's own number", "agent_uuid"),
    f"{_DETECTED}.agentLastLoggedInUserName": word("who logged on last", "last_user"),
    "addresses": ecs("host.ip", read=_addresses, related="ip"),
    "cloud.instance": ecs("cloud.instance.id"),
    f"{_NOW}.agentId": _AGENT,
    f"{_NOW}.agentComputerName": computer(),
    f"{_NOW}.agentOsType": ecs("host.os.family", read=lower),
    f"{_NOW}.agentMachineType": ecs("host.type"),
    f"{_NOW}.groupId": _GROUP,
    f"{_NOW}.groupName": ecs("group.name"),
    "containerInfo.id": ecs("container.id"),
    "containerInfo.name": ecs("container.name"),
    "containerInfo.image": ecs("container.image.name"),
    "kubernetesInfo.cluster": ecs("orchestrator.cluster.name"),
    "kubernetesInfo.namespace": ecs("orchestrator.namespace"),
    f"{_THREAT}.threatId": word("number of the threat", "threat.id"),
    f"{_THREAT}.threatName": word("name of the threat", "threat.name"),
    f"{_THREAT}.classification": _CLASSIFICATION,
    f"{_THREAT}.classificationSource": word("who says what kind it is", "threat.classification_source"),
    f"{_THREAT}.confidenceLevel": word("how sure SentinelOne is", "threat.confidence"),
    f"{_THREAT}.analystVerdict": word("what an analyst says", "threat.verdict"),
    f"{_THREAT}.incidentStatus": word("state of the incident", "threat.incident_status"),
    f"{_THREAT}.mitigationStatus": word("whether it was mitigated", "threat.mitigation_status"),
    f"{_THREAT}.detectionType": word("how it was detected", "threat.detection_type"),
    f"{_THREAT}.engines": words("engines that detected it", "threat.engines"),
    f"{_THREAT}.storyline": word("what belongs together", "storyline"),
    f"{_THREAT}.initiatedBy": word("who began the detection", "threat.initiated_by"),
    f"{_THREAT}.filePath": path(),
    f"{_THREAT}.fileSize": ecs("file.size", read=count),
    f"{_THREAT}.fileExtension": ecs("file.extension", read=_extension),
    f"{_THREAT}.sha1": _SHA1,
    f"{_THREAT}.sha256": _SHA256,
    f"{_THREAT}.md5": _MD5,
    f"{_THREAT}.publisherName": ecs("file.code_signature.subject_name"),
    f"{_THREAT}.isValidCertificate": ecs("file.code_signature.valid", read={"true": True, "false": False}.get),
    f"{_THREAT}.maliciousProcessArguments": ecs("process.command_line"),
    f"{_THREAT}.originatorProcess": ecs("process.parent.name"),
    f"{_THREAT}.processUser": account(),
    # activities
    "activityType": ecs("event.code"),
    "accountId": ecs("organization.id"),
    "agentId": _AGENT,
    "groupId": _GROUP,
    "siteId": _SITE,
    "threatId": word("number of the threat", "threat.id"),
    "userId": ecs("user.id"),
    "primaryDescription": ecs("event.reason"),
    "data.computerName": computer(),
    "data.groupName": ecs("group.name"),
    "data.siteName": word("name of the site", "site.name"),
    "data.accountName": word("name of the account", "account_name"),
    "data.scopeLevel": word("what it is for: a group, a site, an account", "scope.level"),
    "data.scopeName": word("name of what it is for", "scope.name"),
    "data.externalIp": ecs("host.ip", read=_addresses, related="ip"),
    "data.ipAddress": ecs("source.ip", read=short_ip, related="ip"),
    "data.byUser": ecs("user.name", related="user"),
    "data.username": ecs("user.name", related="user"),
    "data.lastLoggedInUserName": ecs("user.name", related="user"),
    "target.user": _TARGET,
    "data.role": word("role of a user", "role"),
    "data.fileContentHash": _SHA1,
    "data.filePath": path(),
    "data.fileDisplayName": ecs("file.name"),
    "data.threatClassification": _CLASSIFICATION,
    "data.threatClassificationSource": word("who says what kind it is", "threat.classification_source"),
    "data.globalStatus": word("whether a mitigation succeeded", "threat.mitigation_status"),
    "data.newStatus": word("new state", "new_status"),
    "data.originalStatus": word("state before", "old_status"),
    "data.downloadUrl": location(),
    "data.exclusionType": word("kind of exclusion", "exclusion.type"),
    "data.value": word("what is excluded", "exclusion.value"),
    "exclusion.path": path(),
    "data.ruleId": ecs("rule.id"),
    "data.ruleName": ecs("rule.name"),
    "data.deviceClass": word("class of a device", "device.class"),
    "data.deviceName": word("name of a device", "device.name"),
    "data.vendorId": word("vendor of a device", "device.vendor_id"),
    "data.productId": word("product that a device is", "device.product_id"),
    "data.interface": word("interface of a device", "device.interface"),
    # events of agents
    "event.type": word("type of the event", "event_type"),
    "event.category": word("category of the event", "event_category"),
    "event.id": ecs("event.id"),
    "agent.uuid": _AGENT,
    "agent.version": ecs("agent.version"),
    "account.id": ecs("organization.id"),
    "account.name": ecs("organization.name"),
    "site.id": _SITE,
    "site.name": word("name of the site", "site.name"),
    "endpoint.name": computer(),
    "endpoint.os": ecs("host.os.family", read=lower),
    "endpoint.type": ecs("host.type"),
    "os.name": ecs("host.os.full"),
    "process.pid": ecs("process.pid", read=count),
    "process.uid": ecs("process.entity_id"),
    "process.name": ecs("process.name"),
    "process.image.path": program(),
    "process.cmdline": ecs("process.command_line"),
    "process.user": account(),
    "process.image.sha1": ecs("process.hash.sha1", read=_hash, related="hash"),
    "process.image.sha256": ecs("process.hash.sha256", read=_hash, related="hash"),
    "process.image.md5": ecs("process.hash.md5", read=_hash, related="hash"),
    "process.integrityLevel": word("level of integrity", "integrity_level"),
    "process.storyline.id": word("what belongs together", "storyline"),
    "process.parent.pid": ecs("process.parent.pid", read=count),
    "process.parent.uid": ecs("process.parent.entity_id"),
    "process.parent.name": ecs("process.parent.name"),
    "process.parent.image.path": program("process.parent"),
    "process.parent.cmdline": ecs("process.parent.command_line"),
    "tgt.process.image.path": word("program of the process that is acted on", "target.executable"),
    "tgt.process.pid": number("process that is acted on", "target.pid"),
    "tgt.file.path": path(),
    "tgt.file.oldPath": word("path before a change", "old_path"),
    "tgt.file.size": ecs("file.size", read=count),
    "tgt.file.sha1": _SHA1,
    "tgt.file.sha256": _SHA256,
    "tgt.file.md5": _MD5,
    "tgt.file.extension": ecs("file.extension", read=_extension),
    "src.ip.address": ecs("source.ip", read=short_ip, related="ip"),
    "src.port.number": ecs("source.port", read=port_number),
    "dst.ip.address": ecs("destination.ip", read=short_ip, related="ip"),
    "dst.port.number": ecs("destination.port", read=port_number),
    "event.network.direction": ecs("network.direction", read=_direction),
    "event.network.connectionStatus": word("whether a connection was made", "connection_status"),
    "event.network.protocolName": ecs("network.protocol", read=lower),
    "event.dns.request": ecs("dns.question.name", related="hosts"),
    "event.dns.response": word("answers of DNS", "dns_response"),
    "url.address": location(),
    "event.url.action": ecs("http.request.method"),
    "registry.keyPath": ecs("registry.path"),
    "registry.value": ecs("registry.data.strings", read=each()),
    "module.path": word("module that is loaded", "module_path"),
    "task.name": word("name of a scheduled task", "task_name"),
    "indicator.name": ecs("rule.name"),
    "indicator.category": ecs("rule.category"),
    "indicator.description": ecs("rule.description"),
    "event.login.userName": ecs("user.name", related="user"),
    "event.login.accountDomain": ecs("user.domain"),
    "event.login.accountSid": ecs("user.id"),
    "event.login.type": word("kind of logon", "login_type"),
    "event.login.failureReason": ecs("event.reason"),
    "event.login.loginIsSuccessful": flag("whether a logon succeeded", "login_successful"),
}  # fmt: skip

VALUES = Values(
    "sentinelone",
    ACTIONS,
    CAPTURES,
    read_by_product=f"dataSource.name {_DETECTED}.agentIpV4 {_DETECTED}.agentIpV6 {_DETECTED}.externalIp"
    f" {_NOW}.accountId {_NOW}.accountName {_NOW}.agentDomain {_NOW}.agentOsName {_NOW}.agentUuid"
    f" {_NOW}.agentVersion {_NOW}.siteId {_NOW}.siteName {_NOW}.networkInterfaces {_DETECTED}.groupId"
    f" {_DETECTED}.groupName",
    times={
        "createdAt": "@timestamp",
        "event.time": "@timestamp",
        f"{_THREAT}.createdAt": "@timestamp",
        f"{_THREAT}.identifiedAt": "event.start",
        "process.startTime": "process.start",
    },
)

PRODUCT = Product(
    vendor="SentinelOne",
    name="Singularity",
    versions="API 2.1",
    formats=("json",),
    signatures=(
        Members("threatInfo agentDetectionInfo agentRealtimeInfo"),
        Members("activityType accountId primaryDescription"),
        Members("dataSource.name=SentinelOne event.type"),
        Members("event.type agent.uuid endpoint.name src.process.uid"),
    ),
    dataset="event",
    fields=("related.hash",),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}
# Whose number an activity has for what a user did to another one.
_OF_USERS = frozenset(("user-changed", "user-created", "user-deleted"))
# What names of an agent's process begin with: of one that starts, its parent is the source.
_STARTS = {"process-started": ("tgt.process.", "src.process.")}
_SOURCE = ("src.process.", "src.process.parent.")


def parse(record: Record) -> Document | None:
    """The document of a threat, an activity or an event; `None` if it is none of these."""
    payload = objects.payload(record) or _NOTHING
    said = dict(json.flattened(payload))
    if isinstance(payload.get(_THREAT), dict):
        action = "threat-detected"
        _add_agent(payload, said)
    elif "activityType" in said:
        action = _ACTIVITIES.get(said["activityType"], "activity-logged")
        _add_people(said, action)
    elif "event.type" in said:
        kind = said["event.type"].lower()
        action = next((found for beginning, found in _EVENTS if kind.startswith(beginning)), "event-logged")
        said = _in_their_roles(said, *_STARTS.get(action, _SOURCE))
    else:
        return None
    document = VALUES.document(action, said.items(), "", record)
    outcome = _LOGIN_OUTCOMES.get(said.get("event.login.loginIsSuccessful", ""))
    if action == "logon" and outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _add_agent(payload: dict[str, Any], said: dict[str, str]) -> None:
    """Add the addresses of the agent of a threat, and its instance in a cloud."""
    names = ("agentIpV4", "agentIpV6", "externalIp")
    said["addresses"] = ",".join(said.get(f"{_DETECTED}.{name}", "") for name in names)
    detected = payload.get(_DETECTED)
    providers = detected.get("cloudProviders") if isinstance(detected, dict) else None
    for found in providers.values() if isinstance(providers, dict) else ():
        instance = found.get("cloudInstanceId") if isinstance(found, dict) else None
        if isinstance(instance, str):
            said["cloud.instance"] = instance


def _add_people(said: dict[str, str], action: str) -> None:
    """Add whom an activity is about as `target.user`, and the path that is excluded."""
    if action in _OF_USERS and "data.byUser" in said and "data.username" in said:
        said["target.user"] = said.pop("data.username")
    if said.get("data.exclusionType") == "path" and "data.value" in said:
        said["exclusion.path"] = said["data.value"]


def _in_their_roles(said: dict[str, str], process: str, parent: str) -> dict[str, str]:
    """The values of an agent's event, with those of the process, and of its parent, called so."""
    return {_called(name, process, parent): text for name, text in said.items()}


def _called(name: str, process: str, parent: str) -> str:
    if name.startswith(parent):
        return f"process.parent.{name.removeprefix(parent)}"
    return f"process.{name.removeprefix(process)}" if name.startswith(process) else name
