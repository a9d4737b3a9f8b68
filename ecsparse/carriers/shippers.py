"""JSON objects in which shippers of logs, and stores of logs, hold a line.

Layout, each an object a line, and with more members:

    {"@timestamp":"…","message":"line","agent":{"type":"filebeat"},"log":{"file":{"path":"…"}}}    Filebeat
    {"@timestamp":"…","@version":"1","message":"line","host":"web01"}                              Logstash
    {"date":1698764995.123,"log":"line","kubernetes":{"pod_name":"web-0"}}                         Fluent Bit
    {"log":"line","kubernetes":{"pod_name":"web-0"},"docker":{"container_id":"…"}}                 Fluentd
    {"message":"line","source_type":"file","timestamp":"…","host":"web01"}                         Vector
    {"version":"1.1","host":"web01","short_message":"line","timestamp":1698764995.123}             GELF
    {"labels":{"filename":"…"},"line":"line","timestamp":"…"}                                      logcli -o jsonl
    {"logStreamName":"…","timestamp":1698764995123,"message":"line"}                               CloudWatch
    {"result":{"_raw":"line","_time":"…","host":"web01","source":"…"}}                             Splunk
    {"logName":"projects/…","textPayload":"line","timestamp":"…"}                                  Cloud Logging

Any other object with one of the members of `TEXTS` may be a carrier too. Fluentd's files have the time and the tag
before each object, with tabs between them.

Sources: the references of these programs: Filebeat's exported fields, Fluent Bit's filter Kubernetes, Vector's
sources, GELF 1.1, `logcli query`, `aws logs filter-log-events`, Splunk's `search/jobs/export` and HTTP event
collector, Cloud Logging's LogEntry.
"""

from __future__ import annotations

from ecsparse.carriers import members
from ecsparse.carriers.carried import CERTAIN, POSSIBLE, Carried, kept
from ecsparse.carriers.containers import of_path
from ecsparse.ecs import places
from ecsparse.ecs.places import count, nested, text
from ecsparse.formats import json
from ecsparse.patterns import Pattern
from ecsparse.record import Header
from ecsparse.timestamps.header_time import says_year

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.ecs.places import Place

# The members that hold a line, as dotted names, the first that is there first.
TEXTS = (
    "event.original", "MESSAGE", "message", "log", "@message", "_raw", "line", "full_message", "short_message",
    "textPayload",
)  # fmt: skip

# An object that is none of the shippers' below.
_ANY = "json"

# What reads lines, of Elastic's own, and what its events alone have.
_READERS = ("filebeat", "journalbeat")
_OF_READERS = ("beat", "prospector", "input")

_TIMES = (
    "time", "timestamp", "@timestamp", "_time", "timegenerated", "timereported", "TimeGenerated", "DATE", "date",
)  # fmt: skip
_HOSTNAMES = (
    "log.syslog.hostname", "host.hostname", "host.name", "hostname", "host", "logsource", "HOST", "HostName",
    "_HOSTNAME", "beat.hostname", "Computer", "labels.hostname", "labels.host", "labels.node_name",
    "kubernetes.host", "kubernetes.node.name", "kubernetes.pod_node_name", "agent.hostname",
)  # fmt: skip
_APPNAMES = (
    "log.syslog.appname", "syslog.identifier", "ident", "appname", "program", "programname", "PROGRAM",
    "SYSLOG_IDENTIFIER", "labels.syslog_identifier", "process.program", "ProcessName",
)  # fmt: skip
_PROCIDS = ("log.syslog.procid", "syslog.pid", "pid", "procid", "PID", "SYSLOG_PID", "_PID", "ProcessID")
_MSGIDS = ("log.syslog.msgid", "msgid", "MSGID")
_PRIORITIES = ("log.syslog.priority", "syslog.priority", "pri", "priority")
_FACILITIES = (
    "log.syslog.facility.code", "log.syslog.facility.name", "syslog.facility", "facility", "FACILITY", "Facility",
    "SYSLOG_FACILITY",
)  # fmt: skip
_SEVERITIES = (
    "log.syslog.severity.code", "log.syslog.severity.name", "syslog.severity", "severity", "severity_label",
    "SeverityLevel", "PRIORITY",
)  # fmt: skip

# /var/log/auth.log | C:\ProgramData\ssh\logs\sshd.log
_PATH = Pattern(r"(?:/|[A-Za-z]:\\|\\\\)[^\0\n]{1,4096}")
# 2023-10-31T15:09:55+00:00<tab>system.auth<tab>{
_FLUENTD_FILE = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))"
    r"\t([^\t\n]{1,255})\t(?=\{)"
)


def _path(value: str) -> str | None:
    return value if _PATH.fullmatch(value) is not None else None


def _container_id(value: str) -> str | None:
    """The number of a container, without the name of what runs it: `containerd://…`."""
    return value.rpartition("://")[2] or None


PLACES: dict[str, Place] = {
    **dict.fromkeys(
        ("log.file.path", "file", "path", "filename", "source", "labels.filename"), ("log.file", "path", _path)
    ),
    **dict.fromkeys(("log.offset", "offset"), ("log", "offset", count)),
    **dict.fromkeys(("log.level", "level", "severity", "labels.level"), ("log", "level", text)),
    **dict.fromkeys(
        ("container.id", "kubernetes.docker_id", "kubernetes.container_id", "docker.container_id", "container_id",
         "_container_id"),
        ("container", "id", _container_id),
    ),
    **dict.fromkeys(
        ("container.name", "kubernetes.container_name", "kubernetes.container.name", "container_name",
         "_container_name", "labels.container", "labels.container_name", "resource.labels.container_name"),
        ("container", "name", text),
    ),
    **dict.fromkeys(
        ("container.image.name", "kubernetes.container_image", "kubernetes.container.image", "container_image",
         "image", "_image_name"),
        ("container.image", "name", text),
    ),
    "container.runtime": ("container", "runtime", text),
    **dict.fromkeys(
        ("orchestrator.namespace", "kubernetes.namespace_name", "kubernetes.namespace", "kubernetes.pod_namespace",
         "labels.namespace", "resource.labels.namespace_name"),
        ("orchestrator", "namespace", text),
    ),
    **dict.fromkeys(
        ("kubernetes.pod_name", "kubernetes.pod.name", "labels.pod", "resource.labels.pod_name"),
        ("orchestrator.resource", "name", text),
    ),
    **dict.fromkeys(
        ("kubernetes.pod_id", "kubernetes.pod.uid", "kubernetes.pod_uid"), ("orchestrator.resource", "id", text)
    ),
    **dict.fromkeys(
        ("orchestrator.cluster.name", "labels.cluster", "resource.labels.cluster_name"),
        ("orchestrator.cluster", "name", text),
    ),
    "orchestrator.cluster.url": ("orchestrator.cluster", "url", text),
    "agent.id": ("agent", "id", text),
    "agent.ephemeral_id": ("agent", "ephemeral_id", text),
    **dict.fromkeys(("agent.name", "beat.name"), ("agent", "name", text)),
    "agent.type": ("agent", "type", text),
    **dict.fromkeys(("agent.version", "beat.version"), ("agent", "version", text)),
    "host.id": ("host", "id", text),
    "host.architecture": ("host", "architecture", text),
    "host.os.family": ("host.os", "family", text),
    "host.os.kernel": ("host.os", "kernel", text),
    "host.os.name": ("host.os", "name", text),
    "host.os.platform": ("host.os", "platform", text),
    "host.os.type": ("host.os", "type", text),
    "host.os.version": ("host.os", "version", text),
    "service.name": ("service", "name", text),
    "service.type": ("service", "type", text),
    "cloud.provider": ("cloud", "provider", text),
    "cloud.region": ("cloud", "region", text),
    **dict.fromkeys(("cloud.availability_zone", "resource.labels.zone"), ("cloud", "availability_zone", text)),
    "cloud.account.id": ("cloud.account", "id", text),
    **dict.fromkeys(("cloud.project.id", "resource.labels.project_id"), ("cloud.project", "id", text)),
    **dict.fromkeys(("cloud.instance.id", "resource.labels.instance_id"), ("cloud.instance", "id", text)),
    "cloud.instance.name": ("cloud.instance", "name", text),
    "process.pid": ("process", "pid", count),
    "process.name": ("process", "name", text),
    "process.executable": ("process", "executable", text),
    "process.command_line": ("process", "command_line", text),
    **dict.fromkeys(("systemd.unit", "labels.unit"), ("systemd", "unit", text)),
    "systemd.transport": ("systemd", "transport", text),
    "systemd.slice": ("systemd", "slice", text),
    "systemd.cgroup": ("systemd", "cgroup", text),
    "systemd.invocation_id": ("systemd", "invocation_id", text),
}  # fmt: skip

FIELDS = tuple(sorted({f"{place}.{field}" for place, field, _ in PLACES.values() if place != "systemd"}))

NAMES = (
    "cloudwatch", "filebeat", "fluentbit", "fluentd", "gcp", "gelf", _ANY, "logstash", "loki", "splunk", "vector",
)  # fmt: skip


def shipped(payload: dict[str, Any]) -> Carried | None:
    """What an object of a shipper's holds; `None` if it holds no line."""
    result = payload.get("result")
    if isinstance(result, dict) and isinstance(result.get("_raw"), str):
        payload = result
    # most objects hold no line, and need not be taken apart to tell
    if not any(isinstance(_member(payload, name), str) for name in TEXTS):
        return None
    name = _name(payload)
    values = dict(json.flattened(payload))
    line = _line(payload, values)
    if line is None:
        return None
    header, severity = _header(values)
    parts, rest = places.put(values.items(), PLACES)
    if severity is not None:
        parts.setdefault("log.syslog", {}).update(members.severity_alone(severity)["log"]["syslog"])
    if "name" in parts.get("orchestrator.resource", ()):
        parts["orchestrator.resource"]["type"] = "pod"
        parts.setdefault("orchestrator", {})["type"] = "kubernetes"
    if header.hostname is not None and "host" in parts:
        parts["host"]["hostname"] = header.hostname
    piece = nested(parts)
    for key, value in of_path(parts.get("log.file", {}).get("path", "")).items():
        piece.setdefault(key, value)
    if rest:
        piece[name or _ANY] = {"fields": kept(rest)}
    return Carried(name or _ANY, line, header=header, piece=piece, trust=POSSIBLE if name is None else CERTAIN)


def in_fluentd_file(line: str) -> tuple[str, str, str] | None:
    """The time, the tag and the object of a line of Fluentd's files; `None` if it is none."""
    match = _FLUENTD_FILE.match(line)
    return None if match is None else (match[1], match[2], line[match.end() :])


def _line(payload: dict[str, Any], values: dict[str, str]) -> str | None:
    """The line that an object holds, which is taken out of `values`; `None` if it holds none, or a blank one.

    A `full_message` of several lines is the line and what goes with it, such as a backtrace.
    """
    for name in TEXTS:
        found = values.get(name)
        if found is None or not found.strip() or not isinstance(_member(payload, name), str):
            continue
        if name == "full_message" and "\n" in found.rstrip("\n") and "short_message" in values:
            continue
        if name == "event.original" or values.get("message") == found:
            # the same line, or what another program made of it
            values.pop("message", None)
        values.pop(name, None)
        return found.removesuffix("\n").removesuffix("\r")
    return None


def _member(payload: dict[str, Any], name: str) -> object:
    if name in payload:
        return payload[name]
    first, _, second = name.partition(".")
    inner = payload.get(first)
    return inner.get(second) if isinstance(inner, dict) else None


def _header(values: dict[str, str]) -> tuple[Header, int | None]:
    """What an object says in the terms of syslog, taken out of `values`, and a severity without a facility."""
    header = Header()
    times = [(name, time) for name in _TIMES if (time := members.moment(values.get(name, ""))) is not None]
    if times:
        # one that says the year first
        name, header.time = next((each for each in times if says_year(each[1])), times[0])
        del values[name]
    header.hostname = members.first(values, _HOSTNAMES)
    for name in _HOSTNAMES:
        if values.get(name) == header.hostname:
            values.pop(name, None)
    header.appname = members.first(values, _APPNAMES)
    if header.appname is not None:
        header.procid = members.first(values, _PROCIDS) or values.get("process.pid")
        header.msgid = members.first(values, _MSGIDS)
    facility = members.first(values, _FACILITIES)
    said = next((values[name] for name in _SEVERITIES if name in values), None)
    level = values.get("level") if "version" in values and values.get("level", "") in "01234567" else None
    header.priority, severity = members.priority_of(members.first(values, _PRIORITIES), facility, said or level)
    if header.priority is not None or level is not None:
        for name in (*_SEVERITIES, "level"):
            values.pop(name, None)
    elif said is not None and facility is None and level is None:
        severity = None
    return header, severity


def _name(payload: dict[str, Any]) -> str | None:
    """Which shipper's an object certainly is; `None` for events that are not lines, with a text for people."""
    agent = payload.get("agent")
    kind = agent.get("type") if isinstance(agent, dict) else None
    if "winlog" in payload or (isinstance(kind, str) and kind.endswith("beat") and kind not in _READERS):
        return None
    return next((name for name, is_its in _SHIPPERS if is_its(payload)), None)


def _is_filebeat(payload: dict[str, Any]) -> bool:
    agent = payload.get("agent")
    if isinstance(agent, dict) and agent.get("type") in _READERS:
        return "@timestamp" in payload
    return "@timestamp" in payload and any(isinstance(payload.get(name), dict) for name in _OF_READERS)


def _has(payload: dict[str, Any], name: str, *others: str) -> bool:
    """Whether an object has the text `name`, and one of `others`."""
    return isinstance(payload.get(name), str) and any(other in payload for other in others)


_SHIPPERS: tuple[tuple[str, Any], ...] = (
    ("gelf", lambda said: said.get("version") in {"1.0", "1.1"} and _has(said, "short_message", "host")),
    ("splunk", lambda said: _has(said, "_raw", "_time", "sourcetype", "source", "host", "index")),
    ("filebeat", _is_filebeat),
    ("logstash", lambda said: {"@version", "@timestamp"} <= said.keys() and _has(said, "message", "host", "path")),
    ("vector", lambda said: isinstance(said.get("source_type"), str) and _has(said, "message", "timestamp")),
    ("loki", lambda said: isinstance(said.get("labels"), dict) and _has(said, "line", "timestamp")),
    ("gcp", lambda said: _has(said, "textPayload", "logName", "insertId", "resource")),
    ("cloudwatch", lambda said: _has(said, "message", "logStreamName", "ingestionTime", "eventId")
     or _has(said, "@message", "@ptr", "@timestamp", "@logStream")),
    ("fluentbit", lambda said: isinstance(said.get("kubernetes"), dict) and _has(said, "log", "date")),
    ("fluentd", lambda said: isinstance(said.get("kubernetes"), dict) and _has(said, "log", "kubernetes")),
    ("fluentd", lambda said: _has(said, "log", "container_id") and "container_name" in said),
)  # fmt: skip
