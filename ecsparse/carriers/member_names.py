"""The members of shippers' objects: which hold a line, which say what a syslog header says, and where others go.

Names are dotted; of several, the first that is there is meant.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.places import count, text
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.places import Place

# The members that hold a line, and those that many other objects have, too.
TEXTS = (
    "event.original", "MESSAGE", "message", "log", "@message", "_raw", "line", "full_message", "short_message",
    "textPayload", "SyslogMessage", "raw_event", "eventMessage", "jsonPayload.message", "jsonPayload.MESSAGE",
    "LogMessage", "LogEntry", "Log", "raw", "@m", "event.line", "log_raw_text", "log_body", "@rawstring",
    "content.message", "attributes.message",
)  # fmt: skip
LESS_TELLING = (
    "Message", "body", "Body", "event", "event.message", "msg", "_msg", "rawmsg", "MSG", "logmsg", "payload",
    "record",
)  # fmt: skip

# The members that hold an event of a product as an object.
OBJECTS = ("message", "event", "jsonPayload", "_source", "log", "payload", "detail")

TIMES = (
    "time", "timestamp", "@timestamp", "_time", "timereported", "timegenerated", "TimeGenerated", "ISODATE",
    "R_ISODATE", "DATE", "date", "EventTime", "EventReceivedTime", "Timestamp", "timeUnixNano",
    "observedTimeUnixNano", "observed_timestamp", "dt", "content.timestamp", "attributes.timestamp", "_messagetime",
    "log_time", "received_at", "TimeStamp",
)  # fmt: skip
HOSTNAMES = (
    "log.syslog.hostname", "syslog.hostname", "hostname", "logsource", "host.hostname", "host.name", "host",
    "HOST", "HostName", "_HOSTNAME", "Hostname", "resource.host.name", "beat.hostname",
    "Computer", "labels.hostname", "labels.host", "labels.node_name", "content.host", "attributes.host",
    "log_hostname", "_sourcehost", "kubernetes.host", "kubernetes.node.name",
    "kubernetes.pod_node_name", "agent.hostname",
)  # fmt: skip
APPNAMES = (
    "log.syslog.appname", "syslog.identifier", "syslog.appname", "ident", "appname", "program", "programname",
    "PROGRAM", "SYSLOG_IDENTIFIER", "syslog_identifier", "labels.syslog_identifier", "process.program",
    "ProcessName", "log_procname", "SourceName", "app-name",
    "application_name", "_application_name", "_SYSLOG_IDENTIFIER", "_SourceName", "processImagePath",
    "jsonPayload.SYSLOG_IDENTIFIER",
)  # fmt: skip
PROCIDS = (
    "log.syslog.procid", "syslog.pid", "syslog.procid", "pid", "procid", "PID", "SYSLOG_PID", "_PID", "ProcessID",
    "process_id", "_process_id", "_ProcessID", "processID", "jsonPayload._PID", "log_pid",
)  # fmt: skip
# What has both, as a tag: sshd[412]:
TAGS = ("syslogtag", "syslog-tag", "tag", "LEGACY_MSGHDR", "log_syslog_tag")
MSGIDS = ("log.syslog.msgid", "msgid", "MSGID")
PRIORITIES = ("log.syslog.priority", "syslog.priority", "pri", "priority")
FACILITIES = (
    "log.syslog.facility.code", "log.syslog.facility.name", "syslog.facility", "facility", "FACILITY", "Facility",
    "SYSLOG_FACILITY", "SyslogFacility", "syslogfacility", "_facility", "tags.facility",
)  # fmt: skip
SEVERITIES = (
    "log.syslog.severity.code", "log.syslog.severity.name", "syslog.severity", "severity", "severity_label",
    "SeverityLevel", "PRIORITY", "SyslogSeverity", "syslogseverity", "tags.severity",
)  # fmt: skip

# What other names mean, by their words.
TIME, HOSTNAME, HOST, PROGRAM, PROCESS = range(5)
_MEANINGS = {
    **dict.fromkeys(
        ("time", "timestamp", "date", "ts", "dt", "tst", "tsrfc", "timegenerated", "timereported"), TIME
    ),
    "hostname": HOSTNAME,
    **dict.fromkeys(("host", "computer", "serverhost", "sourcehost", "loghost", "sysloghost", "fromhost"), HOST),
    **dict.fromkeys(
        ("program", "programname", "ident", "identifier", "syslogident", "syslogidentifier", "cmdname",
         "processname", "procname", "syslogprogram", "syslogtag", "process"),
        PROGRAM,
    ),
    **dict.fromkeys(("pid", "procid", "processid", "syslogpid"), PROCESS),
}  # fmt: skip
# What names a program only if what goes with one stands beside it: elsewhere, a service.
APPS = ("app", "application", "labels.app", "labels.application")
_TIMES = ("time", "timestamp", "timems")
# what the names above are in an object of any name
_IN_OBJECTS = {
    **{name: PROGRAM for name in APPNAMES if "." not in name},
    **{name: PROCESS for name in PROCIDS if "." not in name},
}
_LONGEST_NAME = 128
# syslogIdent: syslog, Ident | _PID
_WORD = Pattern(r"[A-Z]?[a-z]+|[A-Z]+")

# /var/log/auth.log | C:\ProgramData\ssh\logs\sshd.log
_PATH = Pattern(r"(?:/|[A-Za-z]:\\|\\\\)[^\0\n]{1,4096}")


@lru_cache(1024)
def meaning(name: str) -> int | None:
    """What the last part of a dotted `name` means, by its words: one of the constants above; `None` if none."""
    last = name.rpartition(".")[2].removesuffix(" [UTC]")
    word = "".join(_WORD.findall(last)).lower() if len(name) <= _LONGEST_NAME else ""
    found = _IN_OBJECTS.get(last, _MEANINGS.get(word))
    return TIME if found is None and word.endswith(_TIMES) else found


def _path(value: str) -> str | None:
    return value if _PATH.fullmatch(value) is not None else None


def _container_id(value: str) -> str | None:
    """The number of a container, without the name of what runs it: `containerd://…`."""
    return value.rpartition("://")[2] or None


PLACES: dict[str, Place] = {
    **dict.fromkeys(
        ("log.file.path", "file", "path", "filename", "source", "labels.filename", "attributes.log.file.path"),
        ("log.file", "path", _path),
    ),
    **dict.fromkeys(("log.offset", "offset"), ("log", "offset", count)),
    **dict.fromkeys(("log.level", "level", "severity", "labels.level", "log_level"), ("log", "level", text)),
    **dict.fromkeys(
        ("container.id", "kubernetes.docker_id", "kubernetes.container_id", "docker.container_id", "container_id",
         "_container_id", "ContainerId", "ContainerID"),
        ("container", "id", _container_id),
    ),
    **dict.fromkeys(
        ("container.name", "kubernetes.container_name", "kubernetes.container.name", "container_name",
         "_container_name", "labels.container", "labels.container_name", "resource.labels.container_name",
         "resource.k8s.container.name", "containerName", "ContainerName"),
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
         "labels.namespace", "resource.labels.namespace_name", "resource.k8s.namespace.name", "PodNamespace"),
        ("orchestrator", "namespace", text),
    ),
    **dict.fromkeys(
        ("kubernetes.pod_name", "kubernetes.pod.name", "labels.pod", "resource.labels.pod_name",
         "resource.k8s.pod.name", "podName", "PodName"),
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
