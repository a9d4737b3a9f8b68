"""The tails of audit records in the profile `ecs`, for `ibm_aix`: their wordings, and what reads which."""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.patterns import Pattern
from ecsparse.products.ibm_aix.events import CATALOGUE
from ecsparse.products.ibm_aix.fields import OWN_FIELDS
from ecsparse.products.ibm_aix.files import (
    Reader,
    add_directory,
    add_file,
    directory_behind,
    read_filename,
    read_link,
    read_object,
    read_rename,
    read_socket,
)
from ecsparse.products.ibm_aix.layout import LINE_END, without_line_end
from ecsparse.products.ibm_aix.users import (
    id_of,
    read_descriptor_or_job,
    read_group,
    read_groups,
    read_job,
    read_job_end,
    read_program,
    read_service,
    read_su,
    read_target_user,
    read_user,
)
from ecsparse.record import Document
from ecsparse.timestamps.clock import Clock

# mode: 755 dir: /var/adm/nim/6292044
_MODE_DIRECTORY = Pattern(r"mode: *+(?P<mode>[0-7]{1,7}) ++dir: *+(?P<directory>(?s:.++))")
# mode: 4755 filename /tmp/x | mode: 20666 dev: 1,3 filename /dev/null
_MODE_FILE = Pattern(r"mode: *+(?P<mode>[0-7]{1,7}) ++(?:dev: *+(?P<device>\S++) ++)?filename ++(?P<path>(?s:.++))")
# mode: 4, who: 0, path: /etc/security/passwd
_PERMISSION = Pattern(r"mode: *+(?P<access_mode>[0-7]{1,7}), who: *+-?[0-9]{1,10}, path: *+(?P<path>(?s:.++))")
# owner: 0 group: 0 filename /etc/motd
_OWNER = Pattern(r"owner: *+(?P<uid>[0-9]{1,10}) ++group: *+(?P<gid>[0-9]{1,10}) ++filename ++(?P<path>(?s:.++))")
# flags: 80, libpath: /usr/lib:/lib, file: /usr/lib/security/DCE
_LOAD = Pattern(
    r"flags: *+(?P<flags>[0-9A-Fa-f]{1,16}), libpath: *+(?P<library_path>[^,]*+), file: *+(?P<path>(?s:.++))"
)
# flags: 2 mode: 644 fd: 4 filename /etc/motd
_OPEN = Pattern(
    r"flags: *+(?P<flags>[0-9A-Fa-f]{1,16}) ++mode: *+(?P<mode>[0-7]{1,7}) ++"
    r"fd: *+(?P<file_descriptor>-?[0-9]{1,10}) ++filename ++(?P<path>(?s:.++))"
)
# mount: object /dev/hd1 stub /home | umount: object /dev/hd1 stub /home
_MOUNT = Pattern(r"u?mount: object (?P<mount_object>\S++)(?: stub (?P<directory>(?s:.++)))?")
# pid: 3605020, sig: 22
_SIGNAL = Pattern(r"pid: *+(?P<target_pid>-?[0-9]{1,20}), *+sig: *+(?P<signal>[0-9]{1,10})")
# pid: 0 cmd: 5
_PROCESS_COMMAND = Pattern(r"pid: *+(?P<target_pid>-?[0-9]{1,20}),? *+cmd: *+(?P<command>\S++)")
# cmd: 1 arg: 0
_CALL = Pattern(r"cmd: *+(?P<command>\S++)(?: ++arg: *+(?P<argument>\S++))?")
# 3
_CALL_NUMBER = Pattern(r"(?P<command>[0-9A-Fa-f]{1,16})")
# forked child process 1234567 | exited child process 1234567
_CHILD = Pattern(r"(?:fork|exit)ed child process (?P<child_pid>[0-9]{1,20})")
# read: 7 write: 8
_PIPE = Pattern(r"read: *+(?P<read_descriptor>[0-9]{1,10}) ++write: *+(?P<write_descriptor>[0-9]{1,10})")
# effect: 503, real: 503, saved: -1, login: -1
_ID_SET = Pattern(
    r"effect: *+(?P<effective_uid>-?[0-9]{1,10}), *+real: *+(?P<real_uid>-?[0-9]{1,10}), *+"
    r"saved: *+(?P<saved_uid>-?[0-9]{1,10}), *+login: *+(?P<login_uid>-?[0-9]{1,10})"
)
# real uid: 503
_REAL_ID = Pattern(r"real uid: *+(?P<real_uid>-?[0-9]{1,10})")
# old rgid: 0, new gid: 0, which: egid
_GROUP_ID = Pattern(
    r"old rgid: *+(?P<old_gid>-?[0-9]{1,10}), *+new gid: *+(?P<new_gid>-?[0-9]{1,10}), *+"
    r"which: *+(?P<changed_gid>\S++)"
)
# old time: 01 jan 1970 01:00:00.1664135, delta: 226172812:0
_CLOCK = Pattern(r"old time: *+(?P<old_time>[^,]++), *+delta: *+(?P<time_delta>\S++)")
# new priority: 20 | old priority: 60, new priority: 20
_PRIORITY = Pattern(
    r"(?:old priority: *+(?P<old_priority>-?[0-9]{1,10}),? *+)?new priority: *+(?P<new_priority>-?[0-9]{1,10})"
)
# key: 1375731713 msqid: 3 | semid: 4
_QUEUE = Pattern(r"(?:key: *+(?P<ipc_key>[^\s,]++),? ++)?(?:msq|sem|shm)id: *+(?P<ipc_id>-?[0-9]{1,20})")
# device hdisk4
_DEVICE = Pattern(r"device (?P<device>\S++)")
# sysadmin | sysadmin auths=aix.fs
_ROLE = Pattern(r"(?P<role>[^\s:=,]++)(?: ++(?P<changes>\S(?s:.*+)))?")

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def add_tail(document: Document, event: str, tail: str, clock: Clock) -> None:
    """Add what the operands of `tail` say; those that are not known stay as they are."""
    if LINE_END in tail:
        start = 0
        while tail.startswith(LINE_END, start):
            start += len(LINE_END)
        tail = without_line_end(tail[start:]).strip()
        if not tail:
            return
    read = _EVENT_READERS.get(event)
    if read is not None and read(document, tail, clock):
        return
    word = tail.partition(" ")[0]
    read = _READERS.get(word) or (read_socket if word[:2] == "fd" else None)
    if read is None or not read(document, tail, clock):
        document["ibm_aix"]["tail"] = tail


def _wording(*patterns: Pattern) -> Reader:
    """What reads tails of one of `patterns`, whose groups are named like the fields that they are."""
    plans = [
        (pattern, [(name, _ADDING.get(name)) for name in _group_names(pattern.source)]) for pattern in patterns
    ]

    def read(document: Document, tail: str, _: Clock) -> bool:
        for pattern, fields in plans:
            match = pattern.fullmatch(tail)
            if match is not None:
                for (name, add), value in zip(fields, match.groups(), strict=True):
                    if not value:
                        continue
                    if add is None:
                        document["ibm_aix"][name] = value
                    else:
                        add(document, name, value)
                return True
        return False

    return read


def _group_names(source: str) -> list[str]:
    """The names of a pattern's groups, all of which have one."""
    return [part.partition(">")[0] for part in source.split("(?P<")[1:]]


def _add_number(document: Document, name: str, digits: str) -> None:
    """Add a number of the product's own, unless it is out of range."""
    number = int(digits)
    if _LOWEST <= number <= _HIGHEST:
        document["ibm_aix"][name] = number


def _add_id(document: Document, name: str, digits: str) -> None:
    """Add the id of a user or a group, if there can be such."""
    known = id_of(digits)
    if known is not None:
        document["ibm_aix"][name] = known


def _add_attribute(document: Document, name: str, value: str) -> None:
    """Add an attribute of the file."""
    document.setdefault("file", {})[name] = value


def _read_ids(document: Document, tail: str, clock: Clock) -> bool:
    """`effect: 503, real: 503, saved: -1, login: -1`: the ids that a process takes, -1 for those that it keeps."""
    if not _read_ids_alone(document, tail, clock):
        return False
    effective = document["ibm_aix"].get("effective_uid")
    if effective is not None and document["event"]["outcome"] == "success":
        document["user"]["effective"] = {"id": effective}
    return True


# What is added in another way than as a text of the product's own.
_ADDING: dict[str, Callable[[Document, str, str], None]] = {
    **{name: _add_number for name, field in OWN_FIELDS.items() if field.type == "long"},
    **dict.fromkeys(("effective_uid", "login_uid", "new_gid", "old_gid", "real_uid", "saved_uid"), _add_id),
    **dict.fromkeys(("gid", "mode", "uid"), _add_attribute),
    "directory": lambda document, _, path: add_directory(document, path),
    "path": lambda document, _, path: add_file(document, path),
}

_read_ids_alone = _wording(_ID_SET)

# By the event, where a tail has no wording to be known by.
_EVENT_READERS: dict[str, Reader] = {
    **{event: read_service for event in CATALOGUE if event.startswith("SRC_")},
    **dict.fromkeys(("GROUP_Change", "GROUP_Create", "GROUP_Remove"), read_group),
    **dict.fromkeys(
        ("PASSWORD_Change", "PASSWORD_Flags", "USER_Change", "USER_Chpass", "USER_Create", "USER_Remove"),
        read_target_user,
    ),
    **dict.fromkeys(("ROLE_Change", "ROLE_Create", "ROLE_Remove"), _wording(_ROLE)),
    "PROC_Sysconfig": _wording(_CALL_NUMBER),
    "USER_SU": read_su,
}

# By the first word of a tail.
_READERS: dict[str, Reader] = {
    "audit": read_object,
    "change": directory_behind(" directory to: "),
    "cmd:": _wording(_CALL),
    "device": _wording(_DEVICE),
    "effect:": _read_ids,
    "euid:": read_program,
    "event": read_job,
    "exited": _wording(_CHILD),
    "file": read_descriptor_or_job,
    "filename": read_filename,
    "flags:": _wording(_LOAD, _OPEN),
    "forked": _wording(_CHILD),
    "frompath:": read_rename,
    "group": read_groups,
    "key:": _wording(_QUEUE),
    "linkname": read_link,
    "mode:": _wording(_MODE_DIRECTORY, _MODE_FILE, _PERMISSION),
    "mount:": _wording(_MOUNT),
    "msqid:": _wording(_QUEUE),
    "new": _wording(_PRIORITY),
    "old": _wording(_GROUP_ID, _CLOCK, _PRIORITY),
    "owner:": _wording(_OWNER),
    "pid:": _wording(_SIGNAL, _PROCESS_COMMAND),
    "read:": _wording(_PIPE),
    "real": _wording(_REAL_ID),
    "remove": directory_behind("remove of directory: "),
    "semid:": _wording(_QUEUE),
    "shmid:": _wording(_QUEUE),
    "umount:": _wording(_MOUNT),
    "user": read_job_end,
    "user:": read_user,
}
