"""The named values of threats, activities and agents' events."""

from __future__ import annotations

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, integer, lower, port_number
from ecsparse.messages.captures import Capture, account, ecs, path, program
from ecsparse.messages.values import Values, computer, each, flag, location, number, word, words
from ecsparse.patterns import Pattern
from ecsparse.products.sentinelone.alerts import ALERT_TIMES, ALERTS, ANSWERS, MODULE, SYSTEM
from ecsparse.products.sentinelone.events import ACTIONS

_PROVIDERS = {"AWS": "aws", "AZURE": "azure", "GCP": "gcp"}
_CLUSTER = "kubernetes"
LOGIN_OUTCOMES = {"true": "success", "false": "failure"}
_MALWARE = frozenset((
    "Backdoor", "Cryptominer", "Downloader", "Infostealer", "Malware", "Ransomware", "Rootkit", "Trojan", "Virus",
    "Worm",
))  # fmt: skip

_SIGNED = {"signed": True, "unsigned": False}

# 000…0
_ZEROS = Pattern(r"0+")
# d41d8cd98f00b204e9800998ecf8427e
_HASH = Pattern(r"[0-9A-Fa-f]{32,64}")


def _hash(text: str) -> str | None:
    return None if _ZEROS.fullmatch(text) is not None or _HASH.fullmatch(text) is None else text


def _software(text: str) -> str | None:
    return "Malware" if text in _MALWARE else "Tool" if text == "Hacktool" else None


def _extension(text: str) -> str:
    return text.lower()


def _addresses(text: str) -> list[str] | None:
    found = {address for part in text.split(",") if (address := short_ip(part.strip())) is not None}
    return sorted(found) or None


def _direction(text: str) -> str | None:
    return {"INCOMING": "ingress", "OUTGOING": "egress"}.get(text.upper())


def _provider(text: str) -> str | None:
    """The provider of a cloud, as ECS names it."""
    return _PROVIDERS.get(text.upper())


def _orchestrator(text: str) -> str | None:
    return _CLUSTER if text.startswith(_CLUSTER) else None


DETECTED, _NOW, THREAT = "agentDetectionInfo", "agentRealtimeInfo", "threatInfo"
_SHA1 = ecs("file.hash.sha1", read=_hash, related="hash")
_SHA256 = ecs("file.hash.sha256", read=_hash, related="hash")
_MD5 = ecs("file.hash.md5", read=_hash, related="hash")
_AGENT, _GROUP, _SITE = ecs("agent.id"), ecs("group.id"), word("number of the site", "site.id")
_CLASSIFICATION = (ecs("threat.software.type", read=_software), word("kind of threat", "threat.classification"))
_TARGET = account("user.target")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "id": ecs("event.id"),
    # threats
    f"{DETECTED}.accountId": ecs("organization.id"),
    f"{DETECTED}.accountName": ecs("organization.name"),
    f"{DETECTED}.agentDomain": ecs("host.domain"),
    f"{DETECTED}.agentOsName": ecs("host.os.full"),
    f"{DETECTED}.agentOsRevision": ecs("host.os.kernel"),
    f"{DETECTED}.agentVersion": ecs("agent.version"),
    f"{DETECTED}.siteId": _SITE,
    f"{DETECTED}.siteName": word("name of the site", "site.name"),
    f"{DETECTED}.agentMitigationMode": word("whether threats are blocked", "mitigation_mode"),
    f"{DETECTED}.agentUuid": word("agent's own number", "agent_uuid"),
    f"{DETECTED}.agentLastLoggedInUserName": word("who logged on last", "last_user"),
    "addresses": ecs("host.ip", read=_addresses, related="ip"),
    "cards": ecs("host.mac", read=each(mac)),
    "cloud.name": ecs("cloud.provider", read=_provider),
    "cloud.cloudAccount": ecs("cloud.account.id"),
    "cloud.cloudInstanceId": ecs("cloud.instance.id"),
    "cloud.cloudInstanceSize": ecs("cloud.machine.type"),
    "cloud.cloudLocation": ecs("cloud.region"),
    f"{_NOW}.agentId": _AGENT,
    f"{_NOW}.agentComputerName": computer(),
    f"{_NOW}.agentOsType": SYSTEM,
    f"{_NOW}.agentMachineType": (ecs("host.type"), ecs("orchestrator.type", read=_orchestrator)),
    f"{_NOW}.groupId": _GROUP,
    f"{_NOW}.groupName": ecs("group.name"),
    "containerInfo.id": ecs("container.id"),
    "containerInfo.name": ecs("container.name"),
    "containerInfo.image": ecs("container.image.name"),
    "kubernetesInfo.cluster": (ecs("orchestrator.cluster.name"), ecs("orchestrator.type", read=lambda _: _CLUSTER)),
    "kubernetesInfo.pod": ecs("orchestrator.resource.name"),
    "kubernetesInfo.namespace": ecs("orchestrator.namespace"),
    f"{THREAT}.threatId": word("number of the threat", "threat.id"),
    f"{THREAT}.threatName": word("name of the threat", "threat.name"),
    f"{THREAT}.classification": _CLASSIFICATION,
    f"{THREAT}.classificationSource": word("who says what kind it is", "threat.classification_source"),
    f"{THREAT}.confidenceLevel": word("how sure SentinelOne is", "threat.confidence"),
    f"{THREAT}.analystVerdict": word("what an analyst says", "threat.verdict"),
    f"{THREAT}.incidentStatus": word("state of the incident", "threat.incident_status"),
    f"{THREAT}.mitigationStatus": word("whether it was mitigated", "threat.mitigation_status"),
    f"{THREAT}.detectionType": word("how it was detected", "threat.detection_type"),
    f"{THREAT}.engines": words("engines that detected it", "threat.engines"),
    f"{THREAT}.storyline": word("what belongs together", "storyline"),
    f"{THREAT}.initiatedBy": word("who began the detection", "threat.initiated_by"),
    f"{THREAT}.filePath": (
        path(),
        path("threat.indicator.file"),
        ecs("threat.indicator.type", read=lambda _: "file"),
    ),
    f"{THREAT}.fileSize": (ecs("file.size", read=count), ecs("threat.indicator.file.size", read=count)),
    f"{THREAT}.fileExtension": ecs("file.extension", read=_extension),
    f"{THREAT}.sha1": (_SHA1, ecs("threat.indicator.file.hash.sha1", read=_hash)),
    f"{THREAT}.sha256": (_SHA256, ecs("threat.indicator.file.hash.sha256", read=_hash)),
    f"{THREAT}.md5": (_MD5, ecs("threat.indicator.file.hash.md5", read=_hash)),
    f"{THREAT}.publisherName": (
        ecs("file.code_signature.subject_name"), ecs("threat.indicator.file.code_signature.subject_name")
    ),
    f"{THREAT}.certificateId": (
        ecs("file.code_signature.signing_id"), ecs("threat.indicator.file.code_signature.signing_id")
    ),
    "indicators.tactics": ecs("threat.tactic.name", read=each()),
    "indicators.techniques": ecs("threat.technique.id", read=each()),
    "indicators.links": ecs("threat.technique.reference", read=each()),
    "indicators.descriptions": words("what behaviour was seen", "indicators"),
    f"{THREAT}.isValidCertificate": ecs("file.code_signature.valid", read={"true": True, "false": False}.get),
    f"{THREAT}.maliciousProcessArguments": ecs("process.command_line"),
    f"{THREAT}.originatorProcess": ecs("process.parent.name"),
    f"{THREAT}.processUser": account(),
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
    **dict.fromkeys(("groupName", "data.groupName"), ecs("group.name")),
    **dict.fromkeys(("siteName", "data.siteName"), word("name of the site", "site.name")),
    "accountName": ecs("organization.name"),
    "data.confidenceLevel": word("how sure it is", "threat.confidence"),
    "data.email": ecs("user.target.email"),
    "data.reason": word("why an activity failed", "reason"),
    "data.severity": word("severity of a rule", "severity"),
    "firewall.process": ecs("process.name"),
    "firewall.source": ecs("source.ip", read=short_ip, related="ip"),
    "firewall.source_port": ecs("source.port", read=port_number),
    "firewall.destination": ecs("destination.ip", read=short_ip, related="ip"),
    "firewall.destination_port": ecs("destination.port", read=port_number),
    "firewall.direction": ecs("network.direction", read=lower),
    "firewall.protocol": (
        ecs("network.iana_number", read=lambda text: text if text in TRANSPORTS else None),
        ecs("network.transport", read=TRANSPORTS.get),
    ),
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
    "data.ruleId": ecs("rule.id", read=lambda text: None if text == "-1" else text),
    "data.ruleName": ecs("rule.name"),
    "data.deviceClass": ecs("device.type"),
    "data.deviceName": ecs("device.product.name"),
    "data.vendorId": ecs("device.vendor.id"),
    "data.productId": ecs("device.product.id"),
    "data.uid": ecs("device.id"),
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
    "endpoint.os": SYSTEM,
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
    **{
        f"{field}.{name}": capture
        for field in ("process", "process.parent")
        for name, capture in (
            ("publisher", ecs(f"{field}.code_signature.subject_name")),
            ("signedStatus", ecs(f"{field}.code_signature.exists", read=_SIGNED.get)),
            ("verifiedStatus", ecs(f"{field}.code_signature.status")),
        )
    },
    "process.sid": ecs("user.id"),
    "process.displayName": word("name of a program, as its maker gives it", "display_name"),
    "process.parent.image.sha1": ecs("process.parent.hash.sha1", read=_hash, related="hash"),
    "process.parent.image.sha256": ecs("process.parent.hash.sha256", read=_hash, related="hash"),
    "process.parent.image.md5": ecs("process.parent.hash.md5", read=_hash, related="hash"),
    "process.parent.user": ecs("process.parent.user.name", read=lambda text: text.rpartition("\\")[2],
    related="user"),
    "process.parent.pid": ecs("process.parent.pid", read=count),
    "process.parent.uid": ecs("process.parent.entity_id"),
    "process.parent.name": ecs("process.parent.name"),
    "process.parent.image.path": program("process.parent"),
    "process.parent.cmdline": ecs("process.parent.command_line"),
    "tgt.process.image.path": word("program of the process that is acted on", "target.executable"),
    "tgt.process.name": word("its name", "target.name"),
    "tgt.process.cmdline": word("its command line", "target.command_line"),
    "tgt.process.uid": word("its number of SentinelOne", "target.entity_id"),
    "tgt.process.image.sha256": word("hash of its program", "target.sha256"),
    "tgt.file.type": word("kind of a file", "file_type"),
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
    "event.dns.response": ANSWERS,
    "url.address": location(),
    "event.url.action": ecs("http.request.method"),
    "registry.keyPath": ecs("registry.path"),
    "registry.value": ecs("registry.data.strings", read=each()),
    "registry.oldValue": word("value before", "registry.old_value"),
    "task.path": word("program of a scheduled task", "task_path"),
    "driver.peSha1": _SHA1,
    "driver.peSha256": _SHA256,
    "registry.valueType": ecs("registry.data.type"),
    "module.path": MODULE,
    "module.sha1": ecs("dll.hash.sha1", read=_hash, related="hash"),
    "module.sha256": ecs("dll.hash.sha256", read=_hash, related="hash"),
    "module.md5": ecs("dll.hash.md5", read=_hash, related="hash"),
    "driver.path": path(),
    "namedPipe.name": path(),
    "cmdScript.content": word("text of a script", "script.content"),
    "cmdScript.applicationName": word("what runs a script", "script.application"),
    "cmdScript.sha256": word("hash of a script", "script.sha256"),
    "process.exitCode": ecs("process.exit_code", read=integer),
    "process.owner": word("whose process it is, if the event is about another user", "process_user"),
    "event.logout.tgt.user.name": ecs("user.name", related="user"),
    "src.endpoint.ip.address": ecs("source.ip", read=short_ip, related="ip"),
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
    **ALERTS,
}  # fmt: skip

VALUES = Values(
    "sentinelone",
    ACTIONS,
    CAPTURES,
    read_by_product=f"dataSource.name {DETECTED}.agentIpV4 {DETECTED}.agentIpV6 {DETECTED}.externalIp"
    f" {_NOW}.accountId {_NOW}.accountName {_NOW}.agentDomain {_NOW}.agentOsName {_NOW}.agentUuid"
    f" {_NOW}.agentVersion {_NOW}.siteId {_NOW}.siteName {_NOW}.networkInterfaces {DETECTED}.groupId"
    f" {DETECTED}.groupName",
    times={
        "createdAt": "@timestamp",
        "event.time": "@timestamp",
        f"{THREAT}.createdAt": "@timestamp",
        f"{THREAT}.identifiedAt": "event.start",
        "process.startTime": "process.start",
        "process.parent.startTime": "process.parent.start",
        "tgt.file.creationTime": "file.created",
        "tgt.file.modificationTime": "file.mtime",
        **ALERT_TIMES,
    },
)
