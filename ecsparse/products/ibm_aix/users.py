"""The tails about users and groups, and what runs for them, in the profile `ecs`, for `ibm_aix`."""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.products.ibm_aix.files import add_file, read_access
from ecsparse.products.ibm_aix.layout import LINE_END
from ecsparse.record import Document
from ecsparse.timestamps.clock import Clock

# user: Pipin tty: /dev/pts/3
_USER_TTY = Pattern(r"user: *+(\S++)(?: ++tty:(?: ++(\S++))?)?")
# dave | dave su=true rlogin=false
_NAME = Pattern(r"([^\s:=,]++)(?: ++(\S(?s:.*+)))?")
# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_PROGRAM = Pattern(
    r"euid: *+(-?[0-9]{1,10}) ++egid: *+(-?[0-9]{1,10}) ++epriv: *+(\S++)(?: ++name(?: ++((?s:.++)))?)?"
)
# event = start cron job cmd = /usr/lib/ras/dumpcheck 2>&1 time = Sat Sep 17 00:00:00 2022
_JOB_START = Pattern(r"event = start (\S++) job cmd = ((?s:.*)) time = ([^=]*+)")
# user = root pid = 3932756 time = Sun Sep 25 23:00:00 2022
_JOB_END = Pattern(r"user = (\S++) pid = ([0-9]{1,18})(?: time = (.*+))?")
# file name = /var/spool/cron/crontabs/erin User = erin time = Tue Oct  3 08:15:42 2023
_JOB_FILE = Pattern(r"file name = (\S++) User = (\S++)(?: time = (.*+))?")

# Days have two digits or one: Tue Oct  3 08:15:42 2023
_CTIME = Pattern(r"(\S++)\s++(\S++)\s++([0-9]{1,2})\s++([0-9:]{7,8})\s++([0-9]{4})")

# -2, as the user `nobody` has it
_NOBODY = -2
# the next number is -1 without its sign
_HIGHEST_ID = 2**32 - 2


def _add_user(document: Document, name: str) -> None:
    """Add a user's name to `related.user`."""
    names = document["related"]["user"]
    if name not in names:
        document["related"]["user"] = sorted((*names, name))


def id_of(digits: str) -> str | None:
    """A user's or a group's id; `None` for one that cannot be, or says that there is none (-1)."""
    number = int(digits)
    return digits if number == _NOBODY or 0 <= number <= _HIGHEST_ID else None


def read_user(document: Document, tail: str, _: Clock) -> bool:
    """`user: NAME tty: TERMINAL`: who logs in, or tries to; the column has whom the program ran for so far."""
    match = _USER_TTY.fullmatch(tail)
    if match is None:
        return False
    name, tty = match.groups()
    user = document["user"]
    if name != user["name"]:
        document["ibm_aix"]["login_user"] = user["name"]
        user["name"] = name
        _add_user(document, name)
        if "roles" in user:
            document["ibm_aix"]["login_user_roles"] = user.pop("roles")
    if tty is not None and tty != LINE_END:
        document["ibm_aix"]["tty"] = tty
    return True


def read_target_user(document: Document, tail: str, _: Clock) -> bool:
    """The name of the user whose account it is about, and what is changed."""
    match = _NAME.fullmatch(tail)
    if match is None:
        return False
    document["user"]["target"] = {"name": match[1]}
    _add_user(document, match[1])
    if match[2] is not None:
        document["ibm_aix"]["changes"] = match[2]
    return True


def read_su(document: Document, tail: str, clock: Clock) -> bool:
    """The name of the user that another becomes, or fails to."""
    if " " in tail or not read_target_user(document, tail, clock):
        return False
    if document["event"]["outcome"] == "success":
        document["user"]["effective"] = document["user"]["target"]
    return True


def read_group(document: Document, tail: str, _: Clock) -> bool:
    """The name of the group that it is about, and what is changed."""
    match = _NAME.fullmatch(tail)
    if match is None:
        return False
    document["group"] = {"name": match[1]}
    if match[2] is not None:
        document["ibm_aix"]["changes"] = match[2]
    return True


def read_groups(document: Document, tail: str, _: Clock) -> bool:
    """`group set: NAME,NAME`."""
    groups = [name.strip() for name in tail.removeprefix("group set:").split(",") if name.strip()]
    if not tail.startswith("group set:") or not groups:
        return False
    document["ibm_aix"]["groups"] = groups
    return True


def read_program(document: Document, tail: str, _: Clock) -> bool:
    """`euid: 503 egid: 403 epriv: 0:0 name COMMAND LINE`."""
    match = _PROGRAM.fullmatch(tail)
    if match is None:
        return False
    user, group, document["ibm_aix"]["effective_privileges"], command_line = match.groups()
    process = document["process"]
    if (known := id_of(user)) is not None:
        process["user"] = document["user"]["effective"] = {"id": known}
    if (known := id_of(group)) is not None:
        process["group"] = {"id": known}
    if command_line is not None:
        process["command_line"] = command_line
        process["args"] = args = command_line.split()
        directory, slash, name = args[0].rpartition("/")
        # what a process is called by itself is not proof; its name is the kernel's
        if slash and name == process["name"] and (not directory or directory[0] == "/"):
            process["executable"] = args[0]
    return True


def read_job(document: Document, tail: str, clock: Clock) -> bool:
    """`event = start cron job cmd = COMMAND time = TIME`."""
    match = _JOB_START.fullmatch(tail)
    if match is None:
        return False
    command_line = match[2].strip()
    if command_line:
        document["process"]["command_line"] = command_line
    document["ibm_aix"]["job_type"] = match[1]
    _add_job_time(document, match[3], clock)
    return True


def read_job_end(document: Document, tail: str, clock: Clock) -> bool:
    """`user = NAME pid = NUMBER time = TIME`."""
    match = _JOB_END.fullmatch(tail)
    if match is None:
        return False
    document["user"]["effective"] = {"name": match[1]}
    _add_user(document, match[1])
    document["process"]["pid"] = int(match[2])
    _add_job_time(document, match[3], clock)
    return True


def read_descriptor_or_job(document: Document, tail: str, clock: Clock) -> bool:
    """`file descriptor = …`, or `file name = PATH User = NAME time = TIME`."""
    if tail.startswith("descriptor ", len("file ")):
        return read_access(document, tail)
    match = _JOB_FILE.fullmatch(tail)
    if match is None:
        return False
    add_file(document, match[1])
    document["user"]["target"] = {"name": match[2]}
    _add_user(document, match[2])
    _add_job_time(document, match[3], clock)
    return True


def _add_job_time(document: Document, text: str | None, clock: Clock) -> None:
    """Add the time that a job states, if `text` is one."""
    match = _CTIME.fullmatch(text.strip()) if text is not None else None
    if match is not None:
        _, month, day, time, year = match.groups()
        moment = clock.dated(f"{day:0>2} {month} {year} {time}")
        if moment is not None:
            document["ibm_aix"]["job_time"] = moment


def read_service(document: Document, tail: str, _: Clock) -> bool:
    """The name of a subsystem, and nothing else."""
    if " " in tail:
        return False
    document["service"] = {"name": tail}
    return True
