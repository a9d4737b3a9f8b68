"""IBM AIX audit: the records that `auditpr` prints of the kernel's and the programs' audit events.

Layout:
    FILE_Unlink Pipin root root OK 25 sep 2022 23:14:20.756159 No associated roles filename /var/adm/nim/glock

    Event, three columns of names, status, time, roles, and a tail of operands whose wording depends on the
    event. White space of any length separates. `auditpr` without options prints fewer columns:
    `EVENT login STATUS ctime command [wpar]`. A record may begin behind the operands of the one before it.

Source: AIX 7 documentation, `auditpr` command and `/etc/security/audit/events` (event names and the wording
of their tails), and the integration page with its samples (`samples/ibm_aix`). Sites add events of their own.

Timestamps: local time of the host, without a zone, microseconds; months in any case and language.

Quirks of the documented normalisation:
    Every event is of category `process`; there is no `@timestamp`, outcome or type: all samples.
    The three name columns are read in four ways, by event: see `LAYOUTS`.
    `file.name` is a path, and in a rename has the blank before it: `file.log`.
    `FILE_Read` has the word behind `filename =`, also where the tail was forced into that form: `file.log`.
    `tty: #012`, an escaped line end for an empty terminal, is a terminal's major number 12: `user.log`.
    `PROC_LoadError` has no `action.status`, and no file of its own: `proc.log`.
    The second word of a command line is `file.name`: `proc.log`.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import endpoint, ip, port
from ecsparse.errors import Malformed
from ecsparse.patterns import Pattern
from ecsparse.record import Phrase, Prefix, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from ecsparse.record import Document, Record

# /etc/security/audit/events: the events of the base system, by family
CATALOGUE = tuple(
    f"{family}_{name}"
    for family, names in {
        "ACCT": "Disable Enable",
        "AT": "JobAdd JobRemove",
        "AUD": "Bin_Def CONFIG_WR Events It Lost_Rec Objects Proc",
        "BACKUP": "Export Priv",
        "CRON": "Finish JobAdd JobRemove Start",
        "DEV": "Change Configure Create Define Remove Start Stop Unconfigure Undefine UnConfigure",
        "ENQUE": "admin exec",
        "FILE": "Accessx Acl Chpriv Close Dupfd Facl Fchmod Fchown Fchpriv Frevoke Fsync Link Mknod Mode Open "
        "Owner Pipe Privilege Read Rename Revoke Stat Symlink Truncate Unlink Utimes Write WriteXacl",
        "FS": "Chdir Chroot Extend Fchdir Mkdir Mount Rmdir Umount",
        "GROUP": "Adms Change Create Remove User",
        "IKE": "activat_cmd activity remove_cmd tun_cmd",
        "INSTALLP": "Exec Inst",
        "IPSEC": "chtun export gentun imptun lstun mktun p1_nego p2_nego rmtun",
        "KST": "ProtStart ProtStop",
        "LDAP": "Bind Change Login",
        "LVM": "AddLV ChangeLV ChangeVG CreateLV CreateVG DeleteLV DeletePV DeleteVG ExtendLV ExtendVG KillVG "
        "MissingPV ReduceLV ReduceVG VaryoffVG VaryonVG",
        "MSG": "Create Delete Mode Owner Read Write",
        "PASSWORD": "Change Check Ckerr Flags",
        "PORT": "Change Locked",
        "PROC": "Adjtime AuditID Create Debug Delete Environ Execute Kill Limits Load LoadError LoadMember "
        "Privilege RealGID RealUID SetGroups SetPri SetRoles SetUserIDs Setpgid Setpri Settimer Sysconfig "
        "TraceAttach",
        "RESTORE": "Import",
        "ROLE": "Change Create Remove",
        "S": "ENVIRON_WRITE GROUP_WRITE LIMITS_WRITE LOGIN_WRITE PASSWD_READ PASSWD_WRITE USER_WRITE",
        "SEC": "getlabel setlabel",
        "SEM": "Create Delete Mode Op Owner",
        "SENDMAIL": "Config ToFile ToUser",
        "SHM": "Attach Close Create Detach Mode Open Owner",
        "SRC": "Addserver Addssys Chserver Chssys Delserver Delssys Start Stop",
        "SSHD": "Exit Login",
        "TCB": "Exempt",
        "TCBCK": "Check Delete Update",
        "TCP": "kaccept kbind kclose kconnect klisten kreceive ksend ksetopt kshutdown ksocket ksocketpair",
        "TCPIP": "access config connect data_in data_out host_id route set_time",
        "TERM": "Logout",
        "TRACE": "Disable Enable",
        "TRC": "Start Stop",
        "USER": "Change Check Chpass Create Exit Login Logout Reboot Remove SetEnv SetGroups Shell SU",
        "WPAR": "Create Remove Start Stop",
    }.items()
    for name in names.split()
)

STATUSES = ("OK", "FAIL", "FAIL_ACCESS", "FAIL_AUTH", "FAIL_DAC", "FAIL_MAC", "FAIL_PRIV")

PRODUCT = Product(
    vendor="IBM",
    name="AIX audit",
    versions="7",
    formats=("auditpr",),
    # `flags: ` begins the operands of a load, which may stand before a record
    signatures=(Prefix("flags: "), *map(Prefix, CATALOGUE), *map(Phrase, STATUSES)),
)

# What the columns behind the event are. Anything else is not guessed.
USER_GROUP_PROCESSUSER = "user, group, user of the process"
PROCESS_GROUP_PROCESSUSER = "process, group, user of the process"
PROCESS_PROCESSUSER_GROUP = "process, user of the process, group"
PROCESS_USER_GROUP = "process, user, group"

LAYOUTS = {
    "AUD_It": USER_GROUP_PROCESSUSER,
    "AUD_Proc": PROCESS_GROUP_PROCESSUSER,
    "FILE_Link": USER_GROUP_PROCESSUSER,
    "FILE_Pipe": USER_GROUP_PROCESSUSER,
    "FILE_Read": PROCESS_GROUP_PROCESSUSER,
    "FILE_Rename": USER_GROUP_PROCESSUSER,
    "FILE_Unlink": USER_GROUP_PROCESSUSER,
    "FS_Chroot": PROCESS_GROUP_PROCESSUSER,
    "FS_Mkdir": USER_GROUP_PROCESSUSER,
    "FS_Rmdir": PROCESS_GROUP_PROCESSUSER,
    "PROC_Adjtime": PROCESS_GROUP_PROCESSUSER,
    "PROC_Execute": PROCESS_GROUP_PROCESSUSER,
    "S_PASSWD_READ": USER_GROUP_PROCESSUSER,
    "S_USER_WRITE": PROCESS_USER_GROUP,
    "USER_Login": PROCESS_GROUP_PROCESSUSER,
}

FAMILY_LAYOUTS = {
    "CRON": PROCESS_PROCESSUSER_GROUP,
    "PROC": PROCESS_PROCESSUSER_GROUP,
    "SRC": PROCESS_PROCESSUSER_GROUP,
    "TCP": USER_GROUP_PROCESSUSER,
}

_OBSERVER = {"vendor": "IBM"}
_CATEGORY = ["process"]
_NO_ROLES = "No associated roles"

# An escaped line end: the relay's, at a record's end.
_LINE_END = "#012"

_EVENT = r"(?P<event>[A-Za-z0-9]+_[A-Za-z0-9_]+)"
_STATUS = r"(?P<status>OK|FAIL(?:_[A-Z0-9]+)?)"
# 25 sep 2022 23:14:20.756159 | Sun Sep 25 23:00:00 2022
_DATE = (
    r"(?:[0-9]{1,2}\s++[^\s:]{1,12}\s++[0-9]{4}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"|[^\s:]{1,12}\s++[^\s:]{1,12}\s++[0-9]{1,2}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}\s++[0-9]{4})"
)

# 23:14:20.756159
_TIME = Pattern(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?")

# filename /bin/cdax/ksh FILE_Link dad root root OK 31 jul 2022 15:02:33.597401 No associated roles
_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={_LINE_END})){_EVENT}\s++(\S++)\s++(\S++)\s++(\S++)\s++{_STATUS}\s++{_DATE}"
    rf"(?=\s|{_LINE_END}|$)(?P<rest>.*)"
)

# FILE_Open root OK Sun Sep 25 23:00:00 2022 cat Global
_SHORT_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={_LINE_END})){_EVENT}\s++(?P<login>\S++)\s++{_STATUS}\s++{_DATE}\s++(?P<command>\S++)(?P<rest>.*)"
)

# ... 31 jul 2022 15:02:33.59 (a whole time has six digits)
_CUT_FRACTION = Pattern(r"\s[0-9]{4}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,5})?$")

# A tail without wording: the name of a subsystem, a number, a path.
_BARE_OPERAND = Pattern(r"[A-Za-z0-9_./-]{1,256}")

# FILE_Link dad root root OK 31 jul 20
_CUT_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={_LINE_END})){_EVENT}\s++(\S++)\s++(?:(\S++)\s++(\S++)\s++)?{_STATUS}\s++"
    r"(?:[0-9]{1,2}(?:\s++[^\s:]{1,12}(?:\s++[0-9]{1,4}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]|[0-9]{2}\.)?)?)?)?)?)?)?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\s++[A-Z][a-z]{0,2}(?:\s++[0-9]{1,2}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]{1,2}(?:\s++[0-9]{1,3})?)?)?)?)?)?)?)?)\s*+$"
)

# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_EXECUTE = Pattern(
    r"euid: *+(-?[0-9]{1,20}) ++egid: *+(-?[0-9]{1,20}) ++epriv: *+\S++(?: ++name ++(\S++)(?: ++(\S++)(.*))?)?"
)
# pid: 3605020, sig: 22 | user = root pid = 3932756 time = Sun Sep 25 23:00:00 2022
_PID = Pattern(r"(?:user = \S++ )?pid(?::| =) *+([0-9]{1,18})(?![^\s,])")
# cmd: 1 arg: 0
_COMMAND = Pattern(r"cmd: *+(\S++) ++arg: *+(\S++)")
# event = start cron job cmd = /usr/lib/ras/dumpcheck 2>&1 time = Sat Sep 17 00:00:00 2022
_JOB = Pattern(r"event = start (\S++) job cmd = (.*) time = ")
# user: Pipin tty: #012
_LOGIN = Pattern(r"user: *+(\S++)(?: ++tty: *+#?([0-9]{1,18})(?!\S))?")
# fd14 Port 10.30.134.100 1022 kx5frsip01-a nimaux | fd11 /dev/.SRC-unix/SRC0006292046YEya
_SOCKET = Pattern(r"fd[0-9]++ ++(?:Port (\S++) ++([0-9]++)(?!\S)|(/.*))")


def parse(record: Record) -> Document | None:
    """The document of an audit record, `None` for any other line.

    Raises:
        Malformed: an event of the catalogue whose line ends inside its time.
    """
    words = record.text.split(None, 9)
    if len(words) == 10:
        event, first, second, third, status, day, month, year, time, rest = words
        known, action = _EVENTS.get(event), _ACTIONS.get(status)
        if known and action and (day + year).isdecimal() and ":" not in month and _TIME.fullmatch(time):
            layout, piece = known
            document: Document = {"event": piece, "action": action, "observer": _OBSERVER}
            _add_columns(document, layout, first, second, third)
            rest = rest[len(_NO_ROLES) :].lstrip() if rest.startswith(_NO_ROLES) else _without_roles(rest)
            _add_operands(document, event, rest)
            return document
    return _parse_unusual(record.text)


def _parse_unusual(text: str) -> Document | None:
    """The document of a record that stands behind operands, has another kind of date, or no roles, or is cut."""
    match = _RECORD.search(text)
    if match is not None:
        front = text[: match.start()].strip()
        event, rest = match["event"], match["rest"]
        if not _is_front(front):
            return None
        if not rest and event in _CATALOGUE and _CUT_FRACTION.search(text):
            raise _cut(match)
        document = _unnamed(event, match["status"])
        _add_columns(document, _event(event)[0], match[2], match[3], match[4])
        # a record's own operands replace those in front
        _add_operands(document, "", front)
        rest = rest.lstrip()
        if not rest.startswith(_NO_ROLES):
            rest = _without_roles(rest)
        _add_operands(document, event, rest.removeprefix(_NO_ROLES).lstrip())
        return document
    match = _SHORT_RECORD.search(text)
    if match is not None and _is_front(front := text[: match.start()].strip()):
        return _short(match["event"], match["status"], match["rest"].strip(), front)
    match = _CUT_RECORD.search(text)
    if match is not None and match["event"] in _CATALOGUE and _is_front(text[: match.start()].strip()):
        raise _cut(match)
    return None


def _is_front(front: str) -> bool:
    """Whether a record may stand behind `front`: nothing, or operands of another one."""
    return not front or _OPERAND.match(front) is not None or _BARE_OPERAND.fullmatch(front) is not None


def _short(event: str, status: str, rest: str, front: str) -> Document | None:
    """The document of a record of the default layout; `rest` is what follows its command."""
    operand = _OPERAND.search(rest)
    wpar = rest if operand is None else rest[: operand.start()].rstrip()
    if " " in wpar:
        return None
    document = _unnamed(event, status)
    _add_operands(document, "", front)
    if operand is not None:
        _add_operands(document, event, rest[operand.start() :])
    return document


def _cut(match: re.Match[str]) -> Malformed:
    """The error for a record that ends inside its time."""
    document = _unnamed(match["event"], match["status"])
    if match[4] is not None:
        _add_columns(document, _event(match["event"])[0], match[2], match[3], match[4])
    return Malformed("the record ends inside its time", document)


def _unnamed(event: str, status: str) -> Document:
    """The document of a record, but for its columns of names and its operands."""
    return {"event": _event(event)[1], "action": _action(event, status), "observer": _OBSERVER}


def _event(event: str) -> tuple[str | None, Document]:
    """What the columns of `event` are, and the document's `event`."""
    layout = LAYOUTS.get(event) or FAMILY_LAYOUTS.get(event.partition("_")[0])
    return layout, {"kind": "event", "category": _CATEGORY, "action": event}


def _action(event: str, status: str) -> Document:
    if event == "PROC_LoadError":
        return {"target": "process"}
    return _ACTIONS.get(status) or {"target": "process", "status": status}


def _add_columns(document: Document, layout: str | None, first: str, second: str, third: str) -> None:
    if layout is PROCESS_PROCESSUSER_GROUP:
        document["process"] = {"name": first, "user": {"name": second}}
        document["group"] = {"name": third}
    elif layout is PROCESS_GROUP_PROCESSUSER:
        document["process"] = {"name": first, "user": {"name": third}}
        document["group"] = {"name": second}
    elif layout is USER_GROUP_PROCESSUSER:
        document["user"] = {"name": first}
        document["group"] = {"name": second}
        document["process"] = {"user": {"name": third}}
        document["related"] = {"user": [first]}
    elif layout is PROCESS_USER_GROUP:
        document["process"] = {"name": first}
        document["user"] = {"name": second}
        document["group"] = {"name": third}
        document["related"] = {"user": [second]}


def _without_roles(rest: str) -> str:
    """The operands behind the roles column: fixed words, a list of role names, `0` or `!`."""
    operand = _OPERAND.search(rest)
    if operand is not None:
        return rest[operand.start() :]
    role, _, rest = rest.partition(" ")
    while role.endswith(","):
        role, _, rest = rest.lstrip().partition(" ")
    return rest.lstrip()


def _without_line_end(text: str) -> str:
    """`text` without the escaped line ends at its end, but with the one that an empty terminal's name is."""
    last = end = len(text.rstrip())
    while text.endswith(_LINE_END, 0, end):
        end -= len(_LINE_END)
    if end == last:
        return text
    if text.endswith("tty: ", 0, end):
        end += len(_LINE_END)
    return text[:end]


def _add_operands(document: Document, event: str, tail: str) -> None:
    """Add what the operands of `tail` say, known by their wording, to the document of the `event`."""
    if _LINE_END in tail:
        tail = _without_line_end(tail)
    operands = _EVENT_OPERANDS.get(event)
    if operands is None:
        word = tail.partition(" ")[0]
        operands = _OPERANDS.get(word) or (_socket if word[:2] == "fd" else None)
    if operands is not None:
        operands(document, tail)


def _set(document: Document, section: str, field: str, value: str) -> None:
    """Set a field, unless `value` is blank; blanks at a record's end are no part of a value."""
    value = value.strip()
    if value:
        document.setdefault(section, {})[field] = value


def _filename(document: Document, tail: str) -> None:
    """`[linkname LINK] … filename NAME`, or `… filename = WORD …`."""
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


def _file(field: str, wording: str) -> Callable[[Document, str], None]:
    """What reads `… WORDING VALUE` into a field of `file`; without the wording, `… filename NAME`."""

    def read(document: Document, tail: str) -> None:
        _, found, value = tail.partition(wording)
        if found:
            _set(document, "file", field, value)
        else:
            _filename(document, tail)

    return read


def _command(document: Document, tail: str) -> None:
    """`cmd: 1 arg: 0`."""
    match = _COMMAND.match(tail)
    if match is not None:
        document.setdefault("process", {}).update(command_line=match[1], args=match[2])


def _pid(document: Document, tail: str) -> None:
    """`pid: 3605020, sig: 22`, or `user = root pid = 3932756 time = …`."""
    match = _PID.match(tail)
    if match is not None:
        document.setdefault("process", {})["pid"] = int(match[1])


def _job(document: Document, tail: str) -> None:
    """`event = start cron job cmd = COMMAND time = …`."""
    match = _JOB.match(tail)
    if match is not None:
        document.setdefault("process", {})["command_line"] = f"{match[1]} {match[2]}"


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


def _socket(document: Document, tail: str) -> None:
    """`fd14 Port ADDRESS PORT HOST SERVICE`, or `fd11 /PATH`."""
    match = _SOCKET.match(tail)
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


def _subsystem(document: Document, tail: str) -> None:
    """The name of a subsystem, and nothing else."""
    _set(document, "file", "name", tail)


def _nothing(_: Document, __: str) -> None:
    """What no field of the documented normalisation holds."""


# By the event, whatever the wording of the tail.
_EVENT_OPERANDS: dict[str, Callable[[Document, str], None]] = {
    "PROC_LoadError": _nothing,
    **{event: _subsystem for event in CATALOGUE if event.startswith("SRC_")},
}

# By the first word of a tail.
_OPERANDS: dict[str, Callable[[Document, str], None]] = {
    "audit": _file("name", " event detected "),
    "change": _file("name", " directory to: "),
    "cmd:": _command,
    "euid:": _execute,
    "event": _job,
    "file": _filename,
    "filename": _filename,
    "flags:": _file("name", ", file: "),
    "frompath:": _rename,
    "linkname": _filename,
    "mode:": _file("directory", " dir: "),
    "owner:": _filename,
    "pid:": _pid,
    "remove": _file("directory", "remove of directory: "),
    "user": _pid,
    "user:": _login,
}

# How tails begin: the operands above, and those that no field holds.
_OPERAND = Pattern(
    r"(?:(?<!\S)|(?<=#012))(?:(?:link)?filename |linkname |(?:from|to)path:|file (?:descriptor|name)|flags: "
    r"|mode: |owner: |dir: |read: |cmd[:=]? |pid[:=]? |user(?::| =) |event = |e[ug]id: |real uid: |old rgid: "
    r"|effect: |group set: |old time: |(?:old|new) priority: |audit (?:id: |object )|key: |(?:msq|sem|shm)id: "
    r"|change (?:root|current) directory to|remove of directory: |u?mount: object |(?:fork|exit)ed child process "
    r"|fd[0-9]++(?!\S)|qlimit [0-9]|libpath: |buf: |device )"
)

_ACTIONS = {status: {"target": "process", "status": status} for status in STATUSES}
# the events of the catalogue, `PROC_LoadError` apart: what their columns are, and the document's `event`
_EVENTS = {event: _event(event) for event in CATALOGUE if event != "PROC_LoadError"}
_CATALOGUE = frozenset(CATALOGUE)
