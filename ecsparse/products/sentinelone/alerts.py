"""The named values of alerts, which rules of one's own (STAR) raise on what agents see.

Source: SentinelOne Management API 2.1: alerts of cloud detection.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, lower, port_number
from ecsparse.messages.captures import Capture, account, ecs, path, program
from ecsparse.messages.values import computer, each, word
from ecsparse.record import Document

_DETECTED, _ALERT, _RULE = "agentDetectionInfo", "alertInfo", "ruleInfo"
_PROCESSES = (("sourceProcessInfo", "process"), ("sourceParentProcessInfo", "process.parent"))
_TARGET = "targetProcessInfo"


_SYSTEMS = frozenset(("linux", "macos", "windows"))


def _resolved(text: str) -> list[str] | None:
    """The addresses among the answers of DNS: `type:  5 a.example.net;192.0.2.7;`."""
    return [found for part in text.split(";") if (found := short_ip(part.strip())) is not None] or None


def _module(text: str) -> Document:
    return {"path": text, "name": text.replace("/", "\\").rpartition("\\")[2]}


def _system(text: str) -> str | None:
    name = text.lower()
    return name if name in _SYSTEMS else None


SYSTEM = (ecs("host.os.family", read=lower), ecs("host.os.type", read=_system))
MODULE = Capture("dll", "", _module, parts=("name", "path"))
ANSWERS = (word("answers of DNS", "dns_response"), ecs("dns.resolved_ip", read=_resolved, related="ip"))

ALERTS: dict[str, Capture | tuple[Capture, ...]] = {
    f"{_DETECTED}.name": computer(),
    f"{_DETECTED}.machineType": ecs("host.type"),
    f"{_DETECTED}.osFamily": SYSTEM,
    f"{_DETECTED}.osName": ecs("host.os.full"),
    f"{_DETECTED}.osRevision": ecs("host.os.kernel"),
    f"{_DETECTED}.uuid": ecs("agent.id"),
    f"{_DETECTED}.version": ecs("agent.version"),
    f"{_ALERT}.alertId": ecs("event.id"),
    f"{_ALERT}.analystVerdict": word("what an analyst says", "threat.verdict"),
    f"{_ALERT}.incidentStatus": word("state of the incident", "threat.incident_status"),
    f"{_ALERT}.eventType": word("type of the event", "event_type"),
    f"{_ALERT}.hitType": word("what a rule looks at", "hit_type"),
    f"{_ALERT}.source": word("what raised an alert", "alert_source"),
    f"{_ALERT}.srcIp": ecs("source.ip", read=short_ip, related="ip"),
    f"{_ALERT}.srcPort": ecs("source.port", read=port_number),
    f"{_ALERT}.srcMachineIp": ecs("host.ip", read=each(short_ip), related="ip"),
    f"{_ALERT}.dstIp": ecs("destination.ip", read=short_ip, related="ip"),
    f"{_ALERT}.dstPort": ecs("destination.port", read=port_number),
    f"{_ALERT}.netEventDirection": word("direction of a connection", "direction"),
    f"{_ALERT}.dnsRequest": ecs("dns.question.name", related="hosts"),
    f"{_ALERT}.dnsResponse": ANSWERS,
    f"{_ALERT}.indicatorName": word("indicator that matched", "indicator.name"),
    f"{_ALERT}.indicatorCategory": word("category of the indicator", "indicator.category"),
    f"{_ALERT}.indicatorDescription": word("what the indicator says", "indicator.description"),
    f"{_ALERT}.loginAccountDomain": ecs("user.domain"),
    f"{_ALERT}.loginAccountSid": ecs("user.id"),
    f"{_ALERT}.loginsUserName": ecs("user.name", related="user"),
    f"{_ALERT}.loginType": word("kind of logon", "login_type"),
    f"{_ALERT}.modulePath": MODULE,
    f"{_ALERT}.moduleSha1": ecs("dll.hash.sha1", related="hash"),
    f"{_ALERT}.registryKeyPath": ecs("registry.key"),
    f"{_ALERT}.registryPath": ecs("registry.path"),
    f"{_ALERT}.registryValue": ecs("registry.data.strings", read=each()),
    f"{_ALERT}.tiIndicatorValue": ecs("threat.indicator.name"),
    f"{_ALERT}.tiIndicatorSource": ecs("threat.indicator.provider"),
    f"{_RULE}.id": ecs("rule.id"),
    f"{_RULE}.name": ecs("rule.name"),
    f"{_RULE}.description": ecs("rule.description"),
    f"{_RULE}.severity": word("how severe it is", "severity"),
    f"{_RULE}.scopeLevel": word("what it is for: a group, a site, an account", "scope.level"),
    f"{_RULE}.treatAsThreat": word("whether it makes a threat", "treat_as_threat"),
    **{
        f"{theirs}.{name}": ecs(f"{ours}.{field}", related="hash" if "hash" in field else "")
        for theirs, ours in _PROCESSES
        for name, field in (
            ("commandline", "command_line"), ("fileHashMd5", "hash.md5"), ("fileHashSha1", "hash.sha1"),
            ("fileHashSha256", "hash.sha256"), ("fileSignerIdentity", "code_signature.subject_name"),
            ("name", "name"), ("uniqueId", "entity_id"),
        )
    },
    **{f"{theirs}.filePath": program(ours) for theirs, ours in _PROCESSES},
    **{f"{theirs}.pid": ecs(f"{ours}.pid", read=count) for theirs, ours in _PROCESSES},
    "sourceProcessInfo.user": account(),
    "sourceProcessInfo.integrityLevel": word("level of integrity", "integrity_level"),
    "sourceProcessInfo.storyline": word("what belongs together", "storyline"),
    f"{_TARGET}.tgtFilePath": path(),
    f"{_TARGET}.tgtFileHashSha1": ecs("file.hash.sha1", related="hash"),
    f"{_TARGET}.tgtFileHashSha256": ecs("file.hash.sha256", related="hash"),
    f"{_TARGET}.tgtFileOldPath": word("path before a change", "old_path"),
    f"{_TARGET}.tgtProcImagePath": word("program of the process that is acted on", "target.executable"),
    f"{_TARGET}.tgtProcCmdLine": word("command of the process that is acted on", "target.command_line"),
}  # fmt: skip
ALERT_TIMES = {
    f"{_ALERT}.createdAt": "@timestamp",
    f"{_ALERT}.reportedAt": "event.created",
    "sourceProcessInfo.pidStarttime": "process.start",
    "sourceParentProcessInfo.pidStarttime": "process.parent.start",
    f"{_TARGET}.tgtFileCreatedAt": "file.created",
    f"{_TARGET}.tgtFileModifiedAt": "file.mtime",
}
