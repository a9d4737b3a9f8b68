"""The document of an audit record in the documented profile, for `ibm_aix`: its columns and its operands."""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.ecs.pieces import endpoint, ip, port
from ecsparse.formats.words import by_word
from ecsparse.patterns import Pattern
from ecsparse.products.ibm_aix.events import CATALOGUE, STATUSES, WITHOUT_STATUS
from ecsparse.record import Document

# Adds what operands say to a document of the documented profile.
Operands = Callable[[Document, str], None]
# What a record's columns are, its `event`, its `action` by status, and the reader of its operands.
_Known = tuple[Callable[..., Document], Document, dict[str, Document], Operands | None]

_OBSERVER = {"vendor": "IBM"}

# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_EXECUTE = Pattern(
    r"euid: *+(-?[0-9]{1,20}) ++egid: *+(-?[0-9]{1,20}) ++epriv: *+\S++(?: ++name ++(\S++)(?: ++(\S++)((?s:.*)))?)?"
)
# pid: 3605020, sig: 22 | user = root pid = 3932756 time = Sun Sep 25 23:00:00 2022
_PID = Pattern(r"(?:user = \S++ )?pid(?::| =) *+([0-9]{1,18})(?![^\s,])")
# cmd: 1 arg: 0
_COMMAND = Pattern(r"cmd: *+(\S++) ++arg: *+(\S++)")
# event = start cron job cmd = /usr/lib/ras/dumpcheck 2>&1 time = Sat Sep 17 00:00:00 2022
_JOB = Pattern(r"event = start (\S++) job cmd = ((?s:.*)) time = ")
# user: Pipin tty: #012
_LOGIN = Pattern(r"user: *+(\S++)(?: ++tty: *+#?([0-9]{1,18})(?!\S))?")
# fd14 Port 10.30.134.100 1022 kx5frsip01-a nimaux | fd11 /dev/.SRC-unix/SRC0006292046YEya
_SOCKET = Pattern(r"fd[0-9]++ ++(?:Port (\S++) ++([0-9]++)(?!\S)|(/(?s:.*)))")


def known_of(event: str) -> _Known:
    """What an event says by its name: its columns, `event`, `action` by status, and its operands' reader."""
    return KNOWN.get(event) or (
        _NAMED.get(event) or _NAMED_OF_FAMILY.get(event.partition("_")[0], unnamed),
        {"kind": "event", "category": ["process"], "action": event},
        dict.fromkeys(STATUSES, _NO_STATUS) if event == WITHOUT_STATUS else _ACTIONS,
        _OPERANDS_OF_EVENT.get(event),
    )


def action_of(event: str, status: str) -> Document:
    """`action`: the target, and the status, which the records of one event never have."""
    if event == WITHOUT_STATUS:
        return _NO_STATUS
    return _ACTIONS.get(status) or {"target": "process", "status": status}


# The columns after the event.


def _user_group_processuser(event: Document, action: Document, user: str, group: str, real: str) -> Document:
    return {
        "event": event, "action": action, "observer": _OBSERVER, "user": {"name": user}, "group": {"name": group},
        "process": {"user": {"name": real}}, "related": {"user": [user]},
    }  # fmt: skip


def _process_group_processuser(event: Document, action: Document, process: str, group: str, user: str) -> Document:
    return {
        "event": event, "action": action, "observer": _OBSERVER,
        "process": {"name": process, "user": {"name": user}}, "group": {"name": group},
    }  # fmt: skip


def _process_user_group(event: Document, action: Document, process: str, user: str, group: str) -> Document:
    return {
        "event": event, "action": action, "observer": _OBSERVER, "process": {"name": process},
        "user": {"name": user}, "group": {"name": group}, "related": {"user": [user]},
    }  # fmt: skip


def unnamed(event: Document, action: Document, *_: str) -> Document:
    """Columns that are not guessed."""
    return {"event": event, "action": action, "observer": _OBSERVER}


# The operands.


def _set(document: Document, section: str, field: str, value: str) -> None:
    """Set a field, unless `value` is blank; blanks at a record's end are not part of a value."""
    value = value.strip()
    if not value:
        return
    if section in document:
        document[section][field] = value
    else:
        document[section] = {field: value}


def _filename(document: Document, tail: str) -> None:
    """`[linkname LINK] … filename NAME`, or `… filename = WORD …`."""
    if tail.startswith("filename ") and not tail.startswith("filename = "):
        _set(document, "file", "name", tail[len("filename ") :])
        return
    before, _, name = f" {tail}".partition(" filename ")
    if name.startswith("= "):
        name = name[2:].lstrip().partition(" ")[0]
    _set(document, "file", "name", name)
    if before.startswith(" linkname "):
        _set(document, "file", "target_path", before[len(" linkname ") :])


def _rename(document: Document, tail: str) -> None:
    """`frompath: PATH topath: NAME`: the name has the blank before it."""
    before, _, name = tail.partition(" topath:")
    _set(document, "file", "path", before.removeprefix("frompath:"))
    if name.strip():
        document.setdefault("file", {})["name"] = name.rstrip()


def _file(field: str, wording: str) -> Operands:
    """What reads `… WORDING VALUE` into a field of `file`; without the wording, `… filename NAME`."""

    def read(document: Document, tail: str) -> None:
        _, found, value = tail.partition(wording)
        if found:
            _set(document, "file", field, value)
        else:
            _filename(document, tail)

    return read


def _process(pattern: Pattern, build: Callable[..., Document]) -> Operands:
    """What reads a tail that begins with `pattern`: `build` makes fields of `process` of its groups."""

    def read(document: Document, tail: str) -> None:
        match = pattern.match(tail)
        if match is not None:
            document.setdefault("process", {}).update(build(*match.groups()))

    return read


def _login(document: Document, tail: str) -> None:
    """`user: NAME tty: 12`."""
    match = _LOGIN.match(tail)
    if match is None:
        return
    name, major = match.groups()
    document.setdefault("user", {})["name"] = name
    document["related"] = document.get("related", {}) | {"user": [name]}
    if major:
        document.setdefault("process", {})["tty"] = {"char_device": {"major": int(major)}}


def _execute(document: Document, tail: str) -> None:
    """`euid: 503 egid: 403 epriv: 0:0 name COMMAND LINE`."""
    match = _EXECUTE.match(tail)
    if match is None:
        return
    user, group, first, second, rest = match.groups()
    document.setdefault("user", {})["id"] = user
    document.setdefault("group", {})["id"] = group
    if first is None:
        return
    if second is None:
        command_line = first
    else:
        document.setdefault("file", {})["name"] = second
        command_line = f"{first} {second} {rest}" if rest.strip() else f"{first} {second}"
    document.setdefault("process", {})["command_line"] = command_line


def add_socket(document: Document, tail: str) -> None:
    """`fd14 Port ADDRESS PORT HOST SERVICE`, or `fd11 /PATH`; a tail of another wording says nothing."""
    match = _SOCKET.match(tail) if tail.startswith("fd") else None
    if match is None:
        return
    address, number, path = match.groups()
    if path is not None:
        _set(document, "file", "name", path)
        return
    source = endpoint(ip(address), port(number))
    if source:
        document["source"] = source
    if "ip" in source:
        document["related"] = document.get("related", {}) | {"ip": [source["ip"]]}


# By the event, whatever the wording of the tail: the name of a subsystem, and what no field holds.
_OPERANDS_OF_EVENT: dict[str, Operands] = dict.fromkeys(
    (event for event in CATALOGUE if event.startswith("SRC_")),
    lambda document, tail: _set(document, "file", "name", tail),
) | {WITHOUT_STATUS: lambda _, __: None}

# By the first word of a tail.
OPERANDS: dict[str, Operands] = by_word({
    _execute: "euid:",
    _file("directory", " dir: "): "mode:",
    _file("directory", "remove of directory: "): "remove",
    _file("name", " directory to: "): "change",
    _file("name", " event detected "): "audit",
    _file("name", ", file: "): "flags:",
    _filename: "file filename linkname owner:",
    _login: "user:",
    _process(_COMMAND, lambda command, argument: {"command_line": command, "args": argument}): "cmd:",
    _process(_JOB, lambda kind, command: {"command_line": f"{kind} {command}"}): "event",
    _process(_PID, lambda pid: {"pid": int(pid)}): "pid: user",
    _rename: "frompath:",
})  # fmt: skip

# By the event, and by the first part of its name: what its columns are.
_NAMED: dict[str, Callable[..., Document]] = by_word({
    _process_group_processuser: "AUD_Proc FILE_Read FS_Chroot FS_Rmdir PROC_Adjtime PROC_Execute USER_Login",
    _process_user_group: "S_USER_WRITE",
    _user_group_processuser: "AUD_It FILE_Link FILE_Pipe FILE_Rename FILE_Unlink FS_Mkdir S_PASSWD_READ",
})  # fmt: skip
_NAMED_OF_FAMILY: dict[str, Callable[..., Document]] = by_word({
    lambda event, action, process, user, group: _process_group_processuser(event, action, process, group, user):
    "CRON PROC SRC",
    _user_group_processuser: "TCP",
})  # fmt: skip

_ACTIONS = {status: {"target": "process", "status": status} for status in STATUSES}
_NO_STATUS = {"target": "process"}
KNOWN: dict[str, _Known] = {}
KNOWN |= {event: known_of(event) for event in CATALOGUE}
