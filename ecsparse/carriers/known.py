"""Which shipper, or store, of logs an object certainly is of: see `shippers`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What reads lines, of Elastic's own, and what its events alone have.
_READERS = ("filebeat", "journalbeat")
_OF_READERS = ("beat", "prospector", "input")


def name_of(payload: dict[str, Any]) -> str | None:
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


# Objects of others look like theirs.
DOUBTED = frozenset(("otel",))
_OF_OTEL = (
    "resource", "attributes", "timeUnixNano", "observedTimeUnixNano", "observed_timestamp", "severity_text",
    "severityText", "SeverityText",
)  # fmt: skip

_SHIPPERS: tuple[tuple[str, Any], ...] = (
    ("gelf", lambda said: said.get("version") in {"1.0", "1.1"} and _has(said, "short_message", "host")),
    ("splunk", lambda said: _has(said, "_raw", "_time", "sourcetype", "source", "host", "index")),
    ("splunk", lambda said: "sourcetype" in said and _has(said, "event", "time", "host", "index")),
    ("graylog", lambda said: "gl2_source_input" in said and _has(said, "message", "source")),
    ("nxlog", lambda said: isinstance(said.get("SourceModuleName"), str)),
    ("filebeat", _is_filebeat),
    ("logstash", lambda said: {"@version", "@timestamp"} <= said.keys() and _has(said, "message", "host", "path")),
    ("vector", lambda said: isinstance(said.get("source_type"), str) and _has(said, "message", "timestamp")),
    ("loki", lambda said: isinstance(said.get("labels"), dict) and _has(said, "line", "timestamp")),
    ("kafka", lambda said: _has(said, "payload", "topic", "schema")),
    ("victorialogs", lambda said: _has(said, "_msg", "_stream", "_stream_id")),
    ("macos", lambda said: _has(said, "eventMessage", "processImagePath")),
    ("gcp", lambda said: _has(said, "textPayload", "logName", "insertId", "resource")),
    ("cloudwatch", lambda said: _has(said, "message", "logStreamName", "ingestionTime", "eventId")
     or _has(said, "@message", "@ptr", "@timestamp", "@logStream")),
    ("fluentbit", lambda said: isinstance(said.get("kubernetes"), dict) and _has(said, "log", "date")),
    ("fluentd", lambda said: isinstance(said.get("kubernetes"), dict) and _has(said, "log", "kubernetes")),
    ("fluentd", lambda said: _has(said, "log", "container_id") and "container_name" in said),
    ("otel", lambda said: any(_has(said, name, *_OF_OTEL) for name in ("body", "Body"))),
)  # fmt: skip
