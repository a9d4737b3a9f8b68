"""Carriers: what holds a line that another program wrote, and says more of it, as a syslog header does.

A carrier is known by the line alone. Its text is then read as any line is: it may have a header, or be a carrier
itself. See `carried.Carried` for what each gives.
"""

from __future__ import annotations

from ecsparse.carriers import containers, journald, prefixes, shippers
from ecsparse.carriers.carried import Carried, kept
from ecsparse.formats import json
from ecsparse.record import Field, Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Record

# How many in one another are read.
MOST_CARRIERS = 3

# The namespaces of carriers, each with the members that have no field of ECS.
_NAMESPACES = ("cri", "docker", journald.NAME, *shippers.NAMES)

# All fields that carriers add to documents besides those that every document can have.
FIELDS = tuple(sorted({*journald.FIELDS, *containers.FIELDS, *shippers.FIELDS}))
OWN_FIELDS = {
    **{f"{name}.fields": Field("keyword", "other members, each as `name=value`") for name in _NAMESPACES},
    **journald.OWN_FIELDS,
}

# Before an object: the separator of `json-seq`, and the name of the field of `json-sse`.
_RECORD_SEPARATOR = "\x1e"
_EVENT = "data: "


# Where a count of octets, or the name of a container, is at its end.
_LONGEST_COUNT = 9
_LONGEST_NAME = 260


def carried(line: str, whole: str, record: Record) -> Carried | None:
    """What `line`, all of `whole` or a part of it, holds if it is a carrier; `None` if it is not one.

    An object in it is decoded into `record.payload`.
    """
    first = line[:1]
    if "\n" in line and (found := _assembled(line, whole)) is not None:
        return found
    if first == "{":
        return _in_object(line, whole, record)
    if first == _RECORD_SEPARATOR or line.startswith(_EVENT):
        line = line.removeprefix(_RECORD_SEPARATOR).removeprefix(_EVENT)
        return _in_object(line, whole, record) if line[:1] == "{" else None
    found = None
    # most lines are none of these: a look costs less than a pattern (make bench)
    if line[13:14] == ":" and line[10:11] in "T ":
        found = _timed(line, whole, record)
    elif " <" in line[:_LONGEST_COUNT]:
        found = prefixes.framed(line)
    elif "| " in line[:_LONGEST_NAME] or line.startswith("[pod/"):
        found = containers.named(line)
    return found or _in_front(line)


def _in_front(line: str) -> Carried | None:
    """What follows the name of a file, of a pod, or the number of a line, or in a row of quoted cells."""
    word = line.partition(" ")[0]
    found = prefixes.of_file(line) if ":" in word[:-1] or "-" in word else None
    if found is None and "-" in line[:_LONGEST_NAME]:
        found = containers.in_pod(line)
    if found is None:
        found = prefixes.of_host(line)
    if found is None and "\t" in line[:_LONGEST_COUNT]:
        found = prefixes.numbered(line)
    if found is None and line[-1:] == '"':
        found = prefixes.in_row(line)
    return prefixes.shown(line) if found is None and "\r" in line else found


def _timed(line: str, whole: str, record: Record) -> Carried | None:
    """What follows a date and a time."""
    if line[10] == "T" and (found := shippers.behind_labels(line) or containers.timed(line)) is not None:
        return found
    return _in_fluentd_file(line, whole, record)


def _assembled(record: str, whole: str) -> Carried | None:
    """What a record of several lines holds; `None` if it is not a carrier's."""
    first = record[:1]
    if first == "{":
        return containers.docker_parts(record)
    if first.isdecimal():
        return prefixes.framed(record) or containers.timed_parts(record)
    payload = journald.exported(record) or journald.verbose(record)
    return journald.entry(payload, whole) if payload and journald.is_entry(payload) else None


def _in_object(text: str, whole: str, record: Record) -> Carried | None:
    """What the JSON object `text` holds."""
    payload = json.payload(record, text) if text.rstrip()[-1:] == "}" else None
    if not payload:
        return None
    if journald.is_entry(payload):
        return journald.entry(payload, whole)
    return containers.docker(payload) if containers.is_docker(payload) else shippers.shipped(payload)


def _in_fluentd_file(line: str, whole: str, record: Record) -> Carried | None:
    found = shippers.in_fluentd_file(line)
    if found is None or (inside := _in_object(found[2], whole, record)) is None:
        return None
    time, tag, _ = found
    inside.header = inside.header or Header()
    inside.header.time = inside.header.time or time
    fields = inside.piece.get("fluentd", {}).get("fields", ())
    inside.piece = {**inside.piece, "fluentd": {"fields": kept((*fields, f"tag={tag}"))}}
    return inside
