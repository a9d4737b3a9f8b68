"""JSON objects in which shippers of logs, and stores of logs, hold a line.

Layout, each an object a line, and with more members:

    {"@timestamp":"…","message":"line","agent":{"type":"filebeat"},"log":{"file":{"path":"…"}}}    Filebeat
    {"@timestamp":"…","@version":"1","message":"line","host":"web01"}                              Logstash
    {"date":1698764995.123,"log":"line","kubernetes":{"pod_name":"web-0"}}                         Fluent Bit
    {"log":"line","kubernetes":{"pod_name":"web-0"},"docker":{"container_id":"…"}}                 Fluentd
    {"message":"line","source_type":"file","timestamp":"…","host":"web01"}                         Vector
    {"version":"1.1","host":"web01","short_message":"line","timestamp":1698764995.123}             GELF
    {"labels":{"filename":"…"},"line":"line","timestamp":"…"}                                      logcli -o jsonl
    {"stream":{"filename":"…"},"values":[["1698764995123456789","line"]]}                          Loki: see `loki`
    {"logStreamName":"…","timestamp":1698764995123,"message":"line"}                               CloudWatch
    EVENTS<tab>id<tab>1698764996000<tab>stream<tab>line<tab>1698764995123                          its text output
    {"result":{"_raw":"line","_time":"…","host":"web01","source":"…"}}                             Splunk
    {"event":"line","time":1698764995.123,"host":"web01","sourcetype":"linux_secure"}              Splunk, received
    {"logName":"projects/…","textPayload":"line","timestamp":"…"}                                  Cloud Logging
    {"gl2_source_input":"…","source":"web01","message":"line","timestamp":"…"}                     Graylog
    {"SourceModuleName":"…","Hostname":"web01","SourceName":"sshd","Message":"line"}               NXLog, `to_json`
    {"body":"line","resource":{"host.name":"web01"},"attributes":{…}}                              OpenTelemetry
    {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"line"}}]}]}]}            its OTLP, of one
    {"eventMessage":"line","processImagePath":"/usr/sbin/sshd","processID":412}                    macOS: ndjson
    {"_msg":"line","_time":"…","_stream":"{…}","_stream_id":"…"}                                   VictoriaLogs
    {"topic":"logs","offset":7,"ts":1698764995123,"payload":"line"}                                Kafka: kcat -J
    {"map":{"_raw":"line","_messagetime":"1698764995123","_sourcehost":"web01"}}                   Sumo Logic
    {"pod":"web-0","container":"web","message":{…}}              an event of a product: stern's extjson, Splunk, GCP
    {"_index":"logs","_id":"…","_source":{"message":"line"}}                                       Elasticsearch

Any other object with one of the members of `TEXTS` may be a carrier too. Fluentd has the time and the tag before
each object: its files with tabs between them; Fluent Bit has the time and the object in brackets. `logcli` has the
time and the labels, which blanks make equally wide, before each line.

Sources: the references of these programs: Filebeat's exported fields, Fluent Bit's filter Kubernetes, Vector's
sources, GELF 1.1, `logcli query`, `aws logs filter-log-events`, Splunk's `search/jobs/export` and HTTP event
collector, Cloud Logging's LogEntry, NXLog's `xm_json` and `xm_syslog`, the data model of OpenTelemetry's logs.
"""

from __future__ import annotations

from ecsparse.carriers import loki, members, otlp
from ecsparse.carriers.carried import CERTAIN, HEADED, LIKELY, POSSIBLE, ROW, Carried, kept
from ecsparse.carriers.containers import of_path
from ecsparse.carriers.known import DOUBTED, name_of
from ecsparse.carriers.member_names import LESS_TELLING, OBJECTS, PLACES, TEXTS
from ecsparse.carriers.said import header_of, without_tag
from ecsparse.ecs import places
from ecsparse.ecs.places import nested
from ecsparse.formats import json
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document

# An object that is none of the shippers' below, and pairs.
_ANY = "json"
LOGFMT = "logfmt"
# The priority of the kernel's debug messages.
_LAST_OF_KERNEL = 7
TELEGRAF = "telegraf"

# the members that have a line with its header, where others have it without that
_WHOLE = ("_raw", "body")
# 2023-10-31T15:09:55+00:00<tab>system.auth<tab>{
_FLUENTD_FILE = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))"
    r"\t([^\t\n]{1,255})\t(?=\{)"
)
# 2023-10-31 15:09:55.123456789 +0000 system.auth: {
_FLUENTD = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{9} [+-][0-9]{4}) ([^\s:]{1,255}): (?=\{)"
)
# [0] tail.0: [1698764995.000000000, { | [0] tail.0: [[1698764995.000000000, {}], { | tail.0: [1698764995.000000, {
_FLUENTBIT = Pattern(
    r"(?:\[[0-9]{1,9}\] )?([^\s:]{1,255}): \[\[?([0-9]{10}\.[0-9]{1,9})(?:, \{[^{}]{0,1024}\}\])?, (?=\{)"
)
# "log"=>
_ARROW = Pattern(r'(?<!\\)"=>')
# 2023-10-31T15:09:55Z {filename="/var/log/auth.log", job="varlogs"} line
_LOKI = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))"
    r' \{((?:[A-Za-z_][A-Za-z0-9_]{0,127}="(?:[^"\\]++|\\.)*+"(?:, ?)?)*+)\} {1,1024}+(?=\S)'
)
# filename="/var/log/auth.log"
_LABEL = Pattern(r'([A-Za-z_][A-Za-z0-9_]{0,127})="((?:[^"\\]++|\\.)*+)"')


# EVENTS<tab>37823411282983427<tab>1698764996123<tab>i-0<tab>line<tab>1698764995123 (the 1st and the 3rd may lack)
_EVENTS = Pattern(
    r"EVENTS\t(?:([0-9]{14,64})\t([0-9]{13})\t([^\t]{1,512})|([0-9]{13}))\t([^\n]{1,1000000})\t([0-9]{13})"
)

FIELDS = tuple(sorted({f"{place}.{field}" for place, field, _ in PLACES.values() if place != "systemd"}))

NAMES_OF_LINES = frozenset((*TEXTS, *LESS_TELLING))
NAMES = (
    "cloudwatch", "filebeat", "fluentbit", "fluentd", "gcp", "gelf", "graylog", _ANY, "kafka", LOGFMT, "logstash",
    "loki", "macos", "nxlog", "otel", ROW, "splunk", TELEGRAF, "vector", "victorialogs",
)  # fmt: skip


def shipped(payload: dict[str, Any], other: str = _ANY) -> Carried | None:
    """What an object of a shipper's, or of an `other` carrier, holds; `None` if it holds no line."""
    payload = _unwrapped(payload)
    # most objects hold no line, and need not be taken apart to tell
    if not any(isinstance(_member(payload, name), str) for name in (*TEXTS, *LESS_TELLING)):
        return _event(payload)
    name = name_of(payload)
    values = dict(json.flattened(payload))
    found = _line(payload, values, TEXTS)
    is_telling = found is not None
    line = found or _line(payload, values, LESS_TELLING)
    if line is None:
        return None
    if name == "graylog":
        values["host"] = values.pop("source", "")
    elif "podName" in values and "namespace" in values:
        # stern
        values["kubernetes.namespace"] = values.pop("namespace")
    header, severity = header_of(values)
    if name is not None:
        trust = POSSIBLE if name in DOUBTED else CERTAIN
    elif is_telling and header.appname is not None:
        trust = LIKELY
    else:
        trust = POSSIBLE if is_telling or header.appname is not None else HEADED
    return _held(values, line, header, severity, name or other, trust)


def carried_by(values: dict[str, str], line: str, name: str = _ANY) -> Carried:
    """The `line` that something holds which says the `values` besides, by their names."""
    return _held(values, line, *header_of(values), name, POSSIBLE)


def says_program(values: dict[str, str]) -> bool:
    """Whether `values` say which program wrote a line."""
    return header_of({**values})[0].appname is not None


def says_facility(values: dict[str, str]) -> bool:
    """Whether `values` say a priority with a facility other than the kernel's: a small number may be a severity."""
    priority = header_of({**values})[0].priority
    return priority is not None and priority > _LAST_OF_KERNEL


def _held(  # noqa: PLR0913, PLR0917 - what holds the line, and what it says
    values: dict[str, str], line: str, header: Header, severity: int | None, name: str, trust: int
) -> Carried:
    if header.appname is not None:
        # the blank behind a tag
        line = without_tag(line[1:] if line[0] == " " else line, header)
    return Carried(name, line, header=header, piece=_piece(values, name, header, severity), trust=trust)


def _event(payload: dict[str, Any]) -> Carried | None:
    """The object in an object without a line, which may be the event of a product."""
    name = next((name for name in OBJECTS if isinstance(payload.get(name), dict)), "")
    text = json.encode(payload[name]) if name else None
    if text is None:
        return None
    values = dict(json.flattened({key: value for key, value in payload.items() if key != name}))
    header, severity = header_of(values)
    return Carried(_ANY, text, header=header, piece=_piece(values, _ANY, header, severity), trust=POSSIBLE)


def behind_labels(line: str) -> Carried | None:
    """What `logcli` has after a time and labels; `None` if it is not that."""
    match = _LOKI.match(line)
    if match is None:
        return None
    values = {f"labels.{label[1]}": label[2] for label in _LABEL.finditer(match[2])}
    header, severity = header_of(values)
    header.time = match[1]
    piece = _piece(values, "loki", header, severity)
    return Carried("loki", line[match.end() :], header=header, piece=piece, trust=LIKELY)


def in_row_of_events(line: str) -> Carried | None:
    """The line in a row of `aws logs`; `None` if it is not one."""
    match = _EVENTS.fullmatch(line)
    if match is None or not match[5].strip():
        return None
    number, received, stream, received_alone, text, time = match.groups()
    said = {"eventId": number, "ingestionTime": received or received_alone, "logStreamName": stream}
    fields = kept(f"{name}={value}" for name, value in said.items() if value is not None)
    header = Header(time=members.moment(time))
    return Carried("cloudwatch", text, header=header, piece={"cloudwatch": {"fields": fields}})


def _piece(values: dict[str, str], name: str, header: Header, severity: int | None) -> Document:
    """What `values`, from which `header` and `severity` were taken, say besides, as a document."""
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
        piece[name] = {"fields": kept(rest)}
    return piece


def _unwrapped(payload: dict[str, Any]) -> dict[str, Any]:
    """The object that is inside of another one, as a search answers, or OTLP has it; else `payload`."""
    result, source = payload.get("result"), payload.get("_source")
    if isinstance(result, dict) and isinstance(result.get("_raw"), str):
        return result
    if isinstance(source, dict) and "_index" in payload:
        return {**{name: value for name, value in payload.items() if name != "_source"}, **source}
    shown = payload.get("m")
    if isinstance(shown, str) and payload.get("s") in {"stdout", "stderr"} and "ts" in payload:
        # Dozzle
        return {"message": shown, "time": payload["ts"], "stream": payload["s"], "container_id": payload.get("c")}
    raw = payload.get("map")
    if isinstance(raw, dict) and isinstance(raw.get("_raw"), str):
        return raw
    message, found = payload.get("message"), payload.get("data")
    if isinstance(message, dict) and isinstance(message.get("message"), str) and "source" in message:
        # an answer of Graylog's
        return message
    if payload.get("type") == "match" and isinstance(found, dict):
        # rg --json
        return {name: value.get("text") for name, value in _matched(found) if isinstance(value, dict)}
    line = payload.get("full_log")
    if isinstance(line, str) and "rule" not in payload:
        # Wazuh's archives; with a rule, it is an alert of its own
        return {**{name: value for name, value in payload.items() if name != "full_log"}, "line": line}
    if "resourceLogs" in payload:
        return otlp.record_of(payload)
    return loki.line_of(payload) if "stream" in payload else payload


def _matched(found: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    """The line and the file of a match of `rg --json`."""
    return ("line", found.get("lines")), ("file", found.get("path"))


def in_fluentd_file(line: str) -> tuple[str, str, str] | None:
    """The time, the tag and the object of a line of Fluentd's; `None` if it is not one."""
    match = _FLUENTD_FILE.match(line) or _FLUENTD.match(line)
    return None if match is None else (match[1], match[2], line[match.end() :])


def in_fluentbit_file(line: str) -> tuple[str, str, str] | None:
    """The same of Fluent Bit's standard output and files."""
    match = _FLUENTBIT.match(line)
    time = None if match is None else members.moment(match[2])
    if match is None or time is None:
        return None
    return time, match[1], _ARROW.sub('":', line[match.end() : -1])


def _line(payload: dict[str, Any], values: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The line that one of `names` holds, which is taken out of `values`; `None` if none does, or a blank one.

    A `full_message` of several lines is the line and what goes with it, such as a backtrace.
    """
    for name in names:
        found = values.get(name)
        if found is None or not found.strip() or not isinstance(_member(payload, name), str):
            continue
        if name == "full_message" and "\n" in found.rstrip("\n") and "short_message" in values:
            continue
        if name == "event.original" or values.get("message") == found:
            # the same line, or what another program made of it
            values.pop("message", None)
        values.pop(name, None)
        # what has a header too
        whole = next((values.pop(other) for other in _WHOLE if values.get(other, "").endswith(f" {found}")), found)
        return whole.removesuffix("\n").removesuffix("\r")
    return None


def _member(payload: dict[str, Any], name: str) -> object:
    if name in payload:
        return payload[name]
    first, _, second = name.partition(".")
    inner = payload.get(first)
    return inner.get(second) if isinstance(inner, dict) else None
