"""What objects hold, records of several lines, and lines with labels or an object behind a time."""

from __future__ import annotations

from ecsparse.carriers import containers, journald, prefixes, rsyslog, rubydebug, shippers
from ecsparse.carriers.carried import LIKELY, Carried, kept
from ecsparse.formats import json
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Record


def in_text(line: str, whole: str, record: Record) -> Carried | None:
    """What `line`, all of `whole` or a part of it, holds, if it has a line feed or a brace in it."""
    if "\n" in line and (found := _assembled(line, whole)) is not None:
        return found
    bare = line.removeprefix(prefixes.RECORD_SEPARATOR).removeprefix(prefixes.EVENT)
    if bare[:1] == "{":
        return _in_object(bare, whole, record)
    if not prefixes.is_timed(line):
        return _in_file(shippers.in_fluentbit_file(line), "fluentbit", whole, record) if line[-1:] == "]" else None
    found = shippers.behind_labels(line) if line[10] == "T" else None
    return found or _in_file(shippers.in_fluentd_file(line), "fluentd", whole, record)


def _assembled(record: str, whole: str) -> Carried | None:
    """What a record of several lines holds; `None` if it is not a carrier's."""
    first = record[:1]
    if first == "{":
        return containers.docker_parts(record)
    if first.isdecimal():
        return prefixes.framed(record) or containers.timed_parts(record)
    if first == "D":
        return rsyslog.debug_record(record)
    payload = journald.exported(record) or journald.verbose(record)
    return journald.entry(payload, whole) if payload and journald.is_entry(payload) else None


def _in_object(text: str, whole: str, record: Record) -> Carried | None:
    """What the object `text` holds: JSON, or Ruby's notation of it."""
    text = text.rstrip(prefixes.NUL)
    payload = json.payload(record, text) if text.rstrip()[-1:] == "}" else None
    if payload is None and "\n" in text and rubydebug.ARROW in text:
        payload = rubydebug.decode(text)
    if not payload:
        return None
    if journald.is_entry(payload):
        return journald.entry(payload, whole)
    return containers.docker(payload) if containers.is_docker(payload) else shippers.shipped(payload)


def _in_file(found: tuple[str, str, str] | None, name: str, whole: str, record: Record) -> Carried | None:
    """What an object in a file of Fluentd's or Fluent Bit's holds: `found` is its time, its tag and its text."""
    if found is None or (inside := _in_object(found[2], whole, record)) is None:
        return None
    time, tag, _ = found
    inside.trust = min(inside.trust, LIKELY)
    inside.header = inside.header or Header()
    inside.header.time = inside.header.time or time
    fields = inside.piece.get(name, {}).get("fields", ())
    inside.piece = {**inside.piece, name: {"fields": kept((*fields, f"tag={tag}"))}}
    return inside
