"""Entries of systemd's journal, as `journalctl` writes them for programs.

Layout:

    {"__REALTIME_TIMESTAMP":"1698764995123456","_HOSTNAME":"web01","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"…"}

which is `-o json`; `-o json-seq` has a record separator (U+001E) before each object, `-o json-sse` has `data: `.
A value whose bytes are not UTF-8, or not text, is an array of them; a field that an entry has twice is an array of
its values, and one that is too large is `null`.

Sources: systemd, Journal Export Formats; systemd.journal-fields(7); journalctl(1).
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.carriers import members
from ecsparse.carriers.assembly import VERBOSE
from ecsparse.carriers.carried import Carried, kept, kept_with
from ecsparse.decoding import decode_within, is_stand_in
from ecsparse.ecs import places
from ecsparse.ecs.places import count, nested, text
from ecsparse.formats import json
from ecsparse.record import Field, Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from ecsparse.decoding import Flaws
    from ecsparse.ecs.places import Place
    from ecsparse.record import Document

    # the priority, the host and the program that an entry says
    _Names: TypeAlias = tuple[int | None, str | None, str | None]

NAME = "journald"

# How many bytes the size of a value takes.
_SIZE = 8

# What only the journal adds to an entry.
_OWN_MEMBERS = frozenset((
    "__REALTIME_TIMESTAMP", "_HOSTNAME", "_BOOT_ID", "_TRANSPORT", "_SOURCE_REALTIME_TIMESTAMP", "__CURSOR",
))  # fmt: skip

# Positions within the journal say nothing of the event; a message is read by itself.
_APART = frozenset(("MESSAGE", "__CURSOR", "__MONOTONIC_TIMESTAMP", "__SEQNUM", "__SEQNUM_ID"))

# when the journal received an entry
_RECEIVED = "__REALTIME_TIMESTAMP"
# when it was, in the order of what is asked; the last are what Fluent Bit and others add
_TIMES = ("_SOURCE_REALTIME_TIMESTAMP", _RECEIVED, "SYSLOG_TIMESTAMP", "@timestamp", "date")
# the number of the process
_PID, _SYSLOG_PID = "_PID", "SYSLOG_PID"

PLACES: dict[str, Place] = {
    _PID: ("process", "pid", count),
    "_COMM": ("process", "name", text),
    "_EXE": ("process", "executable", text),
    "_CMDLINE": ("process", "command_line", text),
    "_UID": ("process.user", "id", text),
    "_GID": ("process.group", "id", text),
    "TID": ("process.thread", "id", count),
    "_MACHINE_ID": ("host", "id", text),
    "_BOOT_ID": ("host.boot", "id", text),
    "CONTAINER_ID_FULL": ("container", "id", text),
    "CONTAINER_NAME": ("container", "name", text),
    "IMAGE_NAME": ("container.image", "name", text),
    "CODE_FILE": ("log.origin.file", "name", text),
    "CODE_LINE": ("log.origin.file", "line", count),
    "CODE_FUNC": ("log.origin", "function", text),
    "_TRANSPORT": ("systemd", "transport", text),
    "_SYSTEMD_UNIT": ("systemd", "unit", text),
    "_SYSTEMD_USER_UNIT": ("systemd", "user_unit", text),
    "_SYSTEMD_SLICE": ("systemd", "slice", text),
    "_SYSTEMD_USER_SLICE": ("systemd", "user_slice", text),
    "_SYSTEMD_CGROUP": ("systemd", "cgroup", text),
    "_SYSTEMD_SESSION": ("systemd", "session", text),
    "_SYSTEMD_OWNER_UID": ("systemd", "owner_uid", text),
    "_SYSTEMD_INVOCATION_ID": ("systemd", "invocation_id", text),
}

_OF_PROCESS = frozenset(name for name, (place, _, _) in PLACES.items() if place.startswith("process"))
_CONTAINER = "CONTAINER_ID"
_TEXTS = frozenset((str,))
# Longer entries are not remembered, in characters.
_LONGEST_REMEMBERED = 1 << 13
# before the names of members that describe a process besides the one that wrote the line
_RUNNER = "\n"

FIELDS = tuple(sorted(f"{place}.{field}" for place, field, _ in PLACES.values() if place != "systemd"))

OWN_FIELDS = {
    "systemd.transport": Field("keyword", "how the entry reached the journal, such as `syslog` or `stdout`"),
    "systemd.unit": Field("keyword", "the unit that the process belongs to"),
    "systemd.user_unit": Field("keyword", "the unit of the user's manager that the process belongs to"),
    "systemd.slice": Field("keyword", "the slice that the process belongs to"),
    "systemd.user_slice": Field("keyword", "the slice of the user's manager that the process belongs to"),
    "systemd.cgroup": Field("keyword", "the control group that the process belongs to"),
    "systemd.session": Field("keyword", "the login session that the process belongs to"),
    "systemd.owner_uid": Field("keyword", "the number of the user that owns that session"),
    "systemd.invocation_id": Field("keyword", "the invocation of the unit at which it was logged"),
}


def is_entry(payload: dict[str, Any]) -> bool:
    """Whether an object is an entry of the journal."""
    return "MESSAGE" in payload and not _OWN_MEMBERS.isdisjoint(payload)


def exported(record: str) -> dict[str, Any] | None:
    """The entry in a record of `-o export`; `None` if it is not one.

    Letters that stand in for bytes count as these: the size of a value is in bytes.
    """
    if not record.startswith("__CURSOR="):
        return None
    raw = b"".join(_raw(record))
    payload: dict[str, Any] = {}
    place = 0
    while place < len(raw):
        end = raw.find(b"\n", place)
        end = len(raw) if end < 0 else end
        name, equals, value = raw[place:end].partition(b"=")
        if not equals:
            size = int.from_bytes(raw[end + 1 : end + 1 + _SIZE], "little")
            begin, end = end + 1 + _SIZE, end + 1 + _SIZE + size
            value = raw[begin:end]
            if len(value) < size or raw[end : end + 1] not in (b"", b"\n"):
                return None
        _add(payload, name.decode("ascii", "replace"), value)
        place = end + 1
    return payload


def verbose(record: str) -> dict[str, Any] | None:
    """The entry in a record of `-o verbose`; `None` if it is not one.

    A value of several lines is indented as far as its first one. The cursor has the time, to the microsecond.
    """
    match = VERBOSE.match(record)
    if match is None:
        return None
    payload: dict[str, Any] = {"__REALTIME_TIMESTAMP": f"{int(match[1], 16)}"}
    fields: list[tuple[str, list[str]]] = []
    for line in record[match.end() + 1 :].split("\n"):
        name, equals, value = line.partition("=")
        indent = len(fields[-1][0]) + len("    =") if fields else len(line) + 1
        if not line[:indent].strip(" ") and len(line) >= indent:
            fields[-1][1].append(line[indent:])
        elif equals and name.startswith("    "):
            fields.append((name[4:], [value]))
        else:
            return None
    for name, lines in fields:
        _add(payload, name, "\n".join(lines).encode())
    return payload


def _add(payload: dict[str, Any], name: str, value: bytes) -> None:
    """Add a field to an entry as its JSON would have it."""
    try:
        found: Any = value.decode()
    except UnicodeDecodeError:
        found = [*value]
    if name in payload:
        said = payload[name]
        is_several = isinstance(said, list) and isinstance(said[0], (str, list))
        payload[name] = [*said, found] if is_several else [said, found]
    else:
        payload[name] = found


def _raw(text: str) -> Iterator[bytes]:
    """The bytes of a text, in which letters stand in for those that are not UTF-8."""
    return (bytes((ord(letter) & 0xFF,)) if is_stand_in(letter) else letter.encode() for letter in text)


def entry(payload: dict[str, Any], line: str) -> Carried | None:
    """What an entry of the journal holds, whose JSON is in `line`; `None` if it has no message.

    Of a message that is given twice, the first one is the line.
    """
    found = _message(payload["MESSAGE"], line)
    if found is None or not found[0].strip():
        return None
    message, flaws = found
    values = _values(payload)
    time = _time(values)
    received, pid, said_pid = values.pop(_RECEIVED, None), values.pop(_PID, None), values.get(_SYSLOG_PID)
    # the process is the one that runs the container
    is_of_runner = _CONTAINER in values
    procid = (None if is_of_runner else pid) or said_pid
    if said_pid is not None and said_pid == procid:
        del values[_SYSLOG_PID]
    describe = _described if len(line) <= _LONGEST_REMEMBERED else _describe
    (priority, hostname, appname), piece = describe((*values,), (*values.values(),))
    header = Header(priority=priority, time=time, hostname=hostname, appname=appname, procid=procid)
    if received is not None or pid is not None:
        piece = _with_numbers(piece, received, pid, is_of_runner=is_of_runner)
    return Carried(NAME, message, header=header, piece=piece, flaws=flaws)


def _with_numbers(piece: Document, received: str | None, pid: str | None, *, is_of_runner: bool) -> Document:
    """A copy of `piece` with when an entry was received, and the number of its process, which vary most."""
    piece = {**piece}
    added = [] if received is None else [f"{_RECEIVED}={received}"]
    number = None if pid is None or is_of_runner else count(pid)
    if number is not None:
        process = piece.get("process")
        piece["process"] = {"pid": number} if process is None else {"pid": number, **process}
    elif pid is not None:
        added.append(f"{_PID}={pid}")
    if added:
        piece[NAME] = {"fields": kept_with(piece[NAME]["fields"] if NAME in piece else (), added)}
    return piece


def _time(values: dict[str, str]) -> str | None:
    """The time of an entry, as of a header, which is taken out of `values`; `None` if it has none."""
    for name in _TIMES:
        said = values.get(name)
        time = None if said is None else members.moment(said.rstrip(" "))
        if time is not None:
            del values[name]
            return time
    return None


def _describe(names: tuple[str, ...], texts: tuple[str, ...]) -> tuple[_Names, Document]:
    """The priority, the host and the program that fields of an entry say, and all else of them."""
    values = dict(zip(names, texts, strict=True))
    if _CONTAINER in values:
        # the process is the one that runs the container
        for name in _OF_PROCESS.intersection(values):
            values[f"{_RUNNER}{name}"] = values.pop(name)
    hostname = values.pop("_HOSTNAME", None)
    appname = values.get("SYSLOG_IDENTIFIER") or values.get("_COMM") or None
    values.pop("SYSLOG_IDENTIFIER", None)
    if "CONTAINER_ID_FULL" not in values and _CONTAINER in values:
        values["CONTAINER_ID_FULL"] = values.pop(_CONTAINER)
    facility, level = values.pop("SYSLOG_FACILITY", None), values.pop("PRIORITY", None)
    priority, severity = members.priority_of(None, facility, level)
    parts, rest = places.put(values.items(), PLACES)
    rest = [member.removeprefix(_RUNNER) for member in rest]
    piece = nested(parts)
    if severity is not None:
        piece["log"] = {**piece.get("log", {}), **members.severity_alone(severity)["log"]}
    if rest:
        piece[NAME] = {"fields": kept(rest)}
    return (priority, hostname, appname), piece


# the entries of a process differ in their times and messages: to describe it again takes half the time of a line;
# nobody modifies what is remembered
_described = lru_cache(1024)(_describe)


def _values(payload: dict[str, Any]) -> dict[str, str]:
    """The fields of an entry but for its message and positions, as texts; bytes that are not UTF-8 are escaped."""
    fields = {**payload}
    for name in _APART:
        fields.pop(name, None)
    texts = fields.values()
    # most entries have texts alone (make bench)
    if _TEXTS.issuperset(map(type, texts)) and "" not in texts:
        return fields
    values = {name: value for name, value in fields.items() if value.__class__ is str and value}
    if len(values) < len(fields):
        for name, value in fields.items():
            if value.__class__ is not str:
                found = _bytes(value)
                said = json.scalar(value) if found is None else found.decode(errors="backslashreplace")
                if said:
                    values[name] = said
    return values


def _message(value: object, line: str) -> tuple[str, Flaws | None] | None:
    """The text of a message, and its flaws; `None` if it has none."""
    if isinstance(value, list) and value and isinstance(value[0], (str, list)):
        value = value[0]
    if isinstance(value, str):
        return value, None
    found = _bytes(value)
    return None if found is None else decode_within(found, line)


def _bytes(value: object) -> bytes | None:
    """The bytes of an array of their numbers; `None` if it is not one."""
    if not isinstance(value, list) or not value:
        return None
    try:
        return bytes(value)
    except (TypeError, ValueError):
        return None
