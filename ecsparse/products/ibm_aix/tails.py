"""The tails of audit records in the profile `ecs`, for `ibm_aix`: their wordings, and what reads which."""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.formats.words import by_word
from ecsparse.patterns import Pattern
from ecsparse.products.ibm_aix import files
from ecsparse.products.ibm_aix.events import CATALOGUE
from ecsparse.products.ibm_aix.fields import OWN_FIELDS
from ecsparse.products.ibm_aix.layout import LINE_END, without_line_end
from ecsparse.record import Document, spelled_out
from ecsparse.timestamps.clock import Clock

# By its first word, what a tail says, with the names of the values; of several wordings, the first one counts. An
# object's audit in the form `%d … %s` has the first letters of the word "audit" as a number.
_WORDINGS = r"""
audit object {object_access} event detected {path}
cmd: *+{command}(?: ++arg: *+{argument})?
device {device}
effect: *+{effective_uid}, *+real: *+{real_uid}, *+saved: *+{saved_uid}, *+login: *+{login_uid}
event = start {job_type} job cmd = (?P<job_command>(?s:.*)) time = (?P<job_time>[^=]*+)
exited child process {child_pid}
file descriptor = 1635083369 filename = t object {object_access} event detected {path}
file descriptor = (?P<file_descriptor>[0-9]{1,10}) filename = {path}
file name = (?P<path>\S++) User = {target}(?: time = {job_time})?
flags: *+{flags}, libpath: *+{library_path}, file: *+{path}
flags: *+{flags} ++mode: *+{mode} ++fd: *+{file_descriptor} ++filename ++{path}
forked child process {child_pid}
group set:{groups}
key: *+{ipc_key},? ++(?:msq|sem|shm)id: *+{ipc_id}
mode: *+{mode} ++dir: *+{directory}
mode: *+{mode} ++(?:dev: *+{device} ++)?filename ++{path}
mode: *+{access_mode}, who: *+-?[0-9]{1,10}, path: *+{path}
mount: object {mount_object}(?: stub {directory})?
msqid: *+{ipc_id}
new priority: *+{new_priority}
old priority: *+{old_priority},? *+new priority: *+{new_priority}
old rgid: *+{old_gid}, *+new gid: *+{new_gid}, *+which: *+{changed_gid}
old time: *+{old_time}, *+delta: *+{time_delta}
owner: *+{uid} ++group: *+{gid} ++filename ++{path}
pid: *+{target_pid}, *+sig: *+{signal}
pid: *+{target_pid},? *+cmd: *+{command}
read: *+{read_descriptor} ++write: *+{write_descriptor}
real uid: *+{real_uid}
semid: *+{ipc_id}
shmid: *+{ipc_id}
umount: object {mount_object}(?: stub {directory})?
user = {effective_user} pid = {job_pid}(?: time = {job_time})?
"""

# How values are written.
_PATTERNS = by_word({
    r"(?s:.++)": "directory path",
    r"-?[0-9]{1,10}": "{effective,login,real,saved}_uid file_descriptor {new,old}_{gid,priority}",
    r"-?[0-9]{1,20}": "ipc_id target_pid",
    r".*+": "job_time",
    r"[0-7]{1,7}": "access_mode mode",
    r"[0-9A-Fa-f]{1,16}": "flags",
    r"[0-9]{1,10}": "gid read_descriptor signal uid write_descriptor",
    r"[0-9]{1,18}": "job_pid",
    r"[0-9]{1,20}": "child_pid",
    r"[^,]*+": "library_path",
    r"[^,]++": "old_time",
    r"[^\s,]++": "ipc_key",
    r"[\s,]*+[^\s,].*+": "groups",
    r"\S++": "argument changed_gid command device effective_user job_type mount_object object_access target "
    "time_delta",
})  # fmt: skip

# What a tail is of which only the event tells the meaning.
# dave | dave su=true rlogin=false
_ACCOUNT = Pattern(r"(?P<target>[^\s:=,]++)(?: ++(?P<changes>\S(?s:.*+)))?")
_GROUP = Pattern(r"(?P<group>[^\s:=,]++)(?: ++(?P<changes>\S(?s:.*+)))?")
_ROLE = Pattern(r"(?P<role>[^\s:=,]++)(?: ++(?P<changes>\S(?s:.*+)))?")
# 3
_CALL_NUMBER = Pattern(r"(?P<command>[0-9A-Fa-f]{1,16})")
# sendmail
_SERVICE = Pattern(r"(?P<service>[^ ]++)")

# user: Pipin tty: /dev/pts/3
_USER_TTY = Pattern(r"user: *+(\S++)(?: ++tty:(?: ++(\S++))?)?")
# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_PROGRAM = Pattern(r"euid: *+(-?[0-9]{1,10}) ++egid: *+(-?[0-9]{1,10}) ++epriv: *+(\S++)(?: ++name(?: ++((?s:.++)))?)?")
# Days have two digits or one: Tue Oct  3 08:15:42 2023
_CTIME = Pattern(r"(\S++)\s++(\S++)\s++([0-9]{1,2})\s++([0-9:]{7,8})\s++([0-9]{4})")

# Adds a value, by its name, to a document.
_Add = Callable[[Document, str, str, Clock], None]
# A value's name, what adds it, or else the field that it goes to, and how it is read.
_Plan = tuple[str, _Add | None, str, str, Callable[[str], object]]
# Values that are the ids of users and groups.
_IDS = ("effective_uid", "login_uid", "new_gid", "old_gid", "real_uid", "saved_uid")


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
    read = _READERS.get(word) or (files.read_socket if word[:2] == "fd" else None)
    if read is None or not read(document, tail, clock):
        document["ibm_aix"]["tail"] = tail


def _reader(*patterns: Pattern) -> files.Reader:
    """What reads tails of one of `patterns`, whose groups are named like the values that they are."""
    plans: dict[Pattern, list[_Plan]] = {}

    def read(document: Document, tail: str, clock: Clock) -> bool:
        for pattern in patterns:
            match = pattern.fullmatch(tail)
            if match is not None:
                plan = plans.get(pattern) or plans.setdefault(pattern, [
                    (name, _ADDING.get(name), *_PLACES.get(name, ("ibm_aix", name, str)))
                    for name in match.re.groupindex
                ])  # fmt: skip
                for (name, add, parent, field, read_value), text in zip(plan, match.groups(), strict=True):
                    if not text:
                        continue
                    if add is not None:
                        add(document, name, text, clock)
                    elif (value := read_value(text)) not in (None, ""):
                        document.setdefault(parent, {})[field] = value
                return True
        return False

    return read


def _readers() -> dict[str, files.Reader]:
    """What reads the wordings, by their first words."""
    found: dict[str, list[Pattern]] = {}
    for row in _WORDINGS.split("\n")[1:-1]:
        source = row
        for name, pattern in _PATTERNS.items():
            source = source.replace(f"{{{name}}}", f"(?P<{name}>{pattern})")
        found.setdefault(row.partition(" ")[0], []).append(Pattern(source))
    return {word: _reader(*patterns) for word, patterns in found.items()}


def _number(digits: str) -> int | None:
    number = int(digits)
    return number if -(2**63) <= number < 2**63 else None


def _id_of(digits: str) -> str | None:
    """A user's or a group's id; `None` for one that cannot be, or says that there is none (-1)."""
    number = int(digits)
    # the user `nobody` may have -2; what follows the highest id is -1 without its sign
    return digits if number == -2 or 0 <= number <= 2**32 - 2 else None


def _add_user(document: Document, name: str, user: str, _: Clock) -> None:
    """Add the user whose account it is about (`target`), or as whom a job ran (`effective_user`)."""
    document["user"][name.removesuffix("_user")] = {"name": user}
    _relate(document, user)


def _read_user(document: Document, tail: str, _: Clock) -> bool:
    """`user: NAME tty: TERMINAL`: who logs in, or tries to; the column has whom the program ran for so far."""
    match = _USER_TTY.fullmatch(tail)
    if match is None:
        return False
    name, tty = match.groups()
    user = document["user"]
    if name != user["name"]:
        document["ibm_aix"]["login_user"] = user["name"]
        user["name"] = name
        _relate(document, name)
        if "roles" in user:
            document["ibm_aix"]["login_user_roles"] = user.pop("roles")
    if tty is not None and tty != LINE_END:
        document["ibm_aix"]["tty"] = tty
    return True


def _relate(document: Document, user: str) -> None:
    names = document["related"]["user"]
    if user not in names:
        document["related"]["user"] = sorted((*names, user))


def _add_job_time(document: Document, _: str, text: str, clock: Clock) -> None:
    """Add the time that a job states, if `text` is one."""
    match = _CTIME.fullmatch(text.strip())
    if match is not None:
        _, month, day, time, year = match.groups()
        moment = clock.dated(f"{day:0>2} {month} {year} {time}")
        if moment is not None:
            document["ibm_aix"]["job_time"] = moment


def _read_ids(document: Document, tail: str, clock: Clock) -> bool:
    """`effect: 503, real: 503, saved: -1, login: -1`: the ids that a process takes, -1 for those that it keeps."""
    if not _OF_WORDINGS["effect:"](document, tail, clock):
        return False
    effective = document["ibm_aix"].get("effective_uid")
    if effective is not None and document["event"]["outcome"] == "success":
        document["user"]["effective"] = {"id": effective}
    return True


def _read_su(document: Document, tail: str, clock: Clock) -> bool:
    """The name of the user that another becomes, or fails to."""
    if " " in tail or not _read_account(document, tail, clock):
        return False
    if document["event"]["outcome"] == "success":
        document["user"]["effective"] = document["user"]["target"]
    return True


def _read_program(document: Document, tail: str, _: Clock) -> bool:
    """`euid: 503 egid: 403 epriv: 0:0 name COMMAND LINE`."""
    match = _PROGRAM.fullmatch(tail)
    if match is None:
        return False
    user, group, document["ibm_aix"]["effective_privileges"], command_line = match.groups()
    process = document["process"]
    if (known := _id_of(user)) is not None:
        process["user"] = document["user"]["effective"] = {"id": known}
    if (known := _id_of(group)) is not None:
        process["group"] = {"id": known}
    if command_line is not None:
        process["command_line"] = command_line
        process["args"] = args = command_line.split()
        directory, slash, name = args[0].rpartition("/")
        # what a process is called by itself is not proof; its name is the kernel's
        if slash and name == process["name"] and (not directory or directory[0] == "/"):
            process["executable"] = args[0]
    return True


# The fields of values that are no texts of the product's own, and how they are read.
_PLACES: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "gid": ("file", "gid", str), "group": ("group", "name", str), "mode": ("file", "mode", str),
    "groups": ("ibm_aix", "groups", lambda text: [name.strip() for name in text.split(",") if name.strip()]),
    "job_command": ("process", "command_line", str.strip), "job_pid": ("process", "pid", int),
    "service": ("service", "name", str), "uid": ("file", "uid", str),
    **{name: ("ibm_aix", name, _number) for name, field in spelled_out(OWN_FIELDS).items() if field.type == "long"},
    **{name: ("ibm_aix", name, _id_of) for name in _IDS},
}  # fmt: skip

# What is added in a way of its own.
_ADDING: dict[str, _Add] = by_word({
    _add_job_time: "job_time",
    _add_user: "effective_user target",
    files.add_access: "object_access",
    files.add_directory: "directory",
    lambda document, _, path, __: files.add_file(document, path): "path",
})  # fmt: skip

_read_account = _reader(_ACCOUNT)
_OF_WORDINGS = _readers()

# By the event, where a tail has no wording to be known by.
_EVENT_READERS = by_word({
    _read_account: "PASSWORD_{Change,Flags} USER_{Change,Chpass,Create,Remove}",
    _read_su: "USER_SU",
    _reader(_CALL_NUMBER): "PROC_Sysconfig",
    _reader(_GROUP): "GROUP_{Change,Create,Remove}",
    _reader(_ROLE): "ROLE_{Change,Create,Remove}",
    _reader(_SERVICE): " ".join(event for event in CATALOGUE if event.startswith("SRC_")),
})  # fmt: skip

# By the first word of a tail.
_READERS = _OF_WORDINGS | {
    "change": files.directory_behind(" directory to: "),
    "effect:": _read_ids,
    "euid:": _read_program,
    "filename": files.read_filename,
    "frompath:": files.read_rename,
    "linkname": files.read_link,
    "remove": files.directory_behind("remove of directory: "),
    "user:": _read_user,
}
