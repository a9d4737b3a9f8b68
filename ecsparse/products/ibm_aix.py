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

from ecsparse.ecs.pieces import endpoint, ip, port, related
from ecsparse.errors import Malformed
from ecsparse.patterns import Pattern
from ecsparse.record import Phrase, Prefix, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    formats=("auditpr",),
    signatures=(*map(Prefix, CATALOGUE), *map(Phrase, STATUSES)),
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
    rf"\s*+{_EVENT}\s++(?P<login>\S++)\s++{_STATUS}\s++{_DATE}\s++(?P<command>\S++)(?:\s++(?P<wpar>\S++))?\s*+"
)

# FILE_Link dad root root OK 31 jul 20
_CUT_RECORD = Pattern(
    rf"\s*+{_EVENT}\s++(\S++)\s++(?:(\S++)\s++(\S++)\s++)?{_STATUS}\s++"
    r"(?:[0-9]{1,2}(?:\s++[^\s:]{1,12}(?:\s++[0-9]{1,4}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]|[0-9]{2}\.)?)?)?)?)?)?)?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\s++[A-Z][a-z]{0,2}(?:\s++[0-9]{1,2}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]{1,2}(?:\s++[0-9]{1,3})?)?)?)?)?)?)?)?)\s*+"
)

# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_EXECUTE = Pattern(
    r"euid: *+(-?[0-9]{1,20}) ++egid: *+(-?[0-9]{1,20}) ++epriv: *+\S++ ++name ++(\S++)(?: ++(\S++)(.*))?"
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
    text = record.text
    words = text.split(None, 9)
    if len(words) > 8 and words[0] in _CATALOGUE and words[4] in _STATUSES and _is_date(words[5:9]):
        return _document(words[0], tuple(words[1:4]), words[4], words[9] if len(words) > 9 else "")
    match = _RECORD.search(text)
    if match is not None:
        front = text[: match.start()].strip()
        if front and not _OPERAND.match(front):
            return None
        names = (match[2], match[3], match[4])
        return _document(match["event"], names, match["status"], match["rest"], front)
    match = _SHORT_RECORD.fullmatch(text)
    if match is not None:
        return _document(match["event"], None, match["status"], "")
    match = _CUT_RECORD.fullmatch(text)
    if match is not None and match["event"] in _CATALOGUE:
        names = (match[2], match[3], match[4]) if match[4] else None
        raise Malformed(
            "the record ends inside its time", _document(match["event"], names, match["status"], "")
        )
    return None


def _is_date(words: list[str]) -> bool:
    day, month, year, time = words
    return (
        len(day) <= 2
        and day.isdigit()
        and len(year) == 4
        and year.isdigit()
        and ":" not in month
        and _TIME.fullmatch(time) is not None
    )


def _document(
    event: str, names: tuple[str, ...] | None, status: str, rest: str, front: str = ""
) -> Document:
    """The document of a record; `rest` is what follows its time, `front` the operands before it."""
    said = _operands(event, _without_roles(_without_line_end(rest)))
    if event == "PROC_LoadError":
        said = {}
    if front:
        before = _operands("", _without_line_end(front))
        said = {section: before.get(section, {}) | said.get(section, {}) for section in before | said}
    document: Document = {
        "event": {"kind": "event", "category": _CATEGORY, "action": event},
        "action": {"target": "process", "status": status},
        "observer": _OBSERVER,
    }
    if event == "PROC_LoadError":
        document["action"] = {"target": "process"}
    if names is not None:
        document |= _columns(event, names)
    for section, fields in said.items():
        document[section] = document.get(section, {}) | fields
    user = document.get("user", {}).get("name")
    ip = document.get("source", {}).get("ip")
    if user is not None or ip is not None:
        document["related"] = related(ips=(ip,), users=(user,))
    return document


def _columns(event: str, names: tuple[str, ...]) -> Document:
    first, second, third = names
    layout = LAYOUTS.get(event) or FAMILY_LAYOUTS.get(event.partition("_")[0])
    if layout is USER_GROUP_PROCESSUSER:
        return {"user": {"name": first}, "group": {"name": second}, "process": {"user": {"name": third}}}
    if layout is PROCESS_GROUP_PROCESSUSER:
        return {"process": {"name": first, "user": {"name": third}}, "group": {"name": second}}
    if layout is PROCESS_PROCESSUSER_GROUP:
        return {"process": {"name": first, "user": {"name": second}}, "group": {"name": third}}
    if layout is PROCESS_USER_GROUP:
        return {"process": {"name": first}, "user": {"name": second}, "group": {"name": third}}
    return {}


def _without_line_end(text: str) -> str:
    """`text` without the escaped line ends at its end, but with the one that an empty terminal's name is."""
    end = len(text)
    while text.endswith(_LINE_END, 0, end):
        end -= len(_LINE_END)
    if end < len(text) and text.endswith("tty: ", 0, end):
        end += len(_LINE_END)
    return text[:end]


def _without_roles(rest: str) -> str:
    """The operands behind the roles column: fixed words, a list of role names, `0` or `!`."""
    rest = rest.lstrip()
    if rest.startswith(_NO_ROLES):
        return rest[len(_NO_ROLES) :].lstrip()
    operand = _OPERAND.search(rest)
    if operand is not None:
        return rest[operand.start() :]
    role, _, rest = rest.partition(" ")
    while role.endswith(","):
        role, _, rest = rest.lstrip().partition(" ")
    return rest.lstrip()


def _operands(event: str, tail: str) -> Document:
    """What the operands of `tail` say, known by their wording: sections of a document."""
    if event.startswith("SRC_"):
        name = tail.strip()
        return {"file": {"name": name}} if name else {}
    word = tail.partition(" ")[0]
    read = _OPERANDS.get("fd" if word[:2] == "fd" else word)
    return {} if read is None else read(tail)


def _file_name(name: str) -> Document:
    return {"file": {"name": name}} if name.strip() else {}


def _filename(tail: str) -> Document:
    """`[linkname LINK] … filename NAME`, or `… filename = WORD …`."""
    before, found, name = f" {tail}".partition(" filename ")
    if not found:
        return {}
    if name.startswith("= "):
        return _file_name(name[2:].lstrip().partition(" ")[0])
    said = _file_name(name.strip())
    link = before.strip().removeprefix("linkname ").strip() if before.startswith(" linkname ") else ""
    if link:
        said.setdefault("file", {})["target_path"] = link
    return said


def _rename(tail: str) -> Document:
    before, _, name = tail.partition(" topath:")
    said = _file_name(name.rstrip())
    path = before.removeprefix("frompath:").strip()
    if path:
        said.setdefault("file", {})["path"] = path
    return said


def _mode(tail: str) -> Document:
    _, found, directory = tail.partition(" dir: ")
    if not found:
        return _filename(tail)
    return {"file": {"directory": directory.strip()}} if directory.strip() else {}


def _removed_directory(tail: str) -> Document:
    _, _, directory = tail.partition("remove of directory: ")
    return {"file": {"directory": directory.strip()}} if directory.strip() else {}


def _flags(tail: str) -> Document:
    _, found, name = tail.partition(", file: ")
    return _file_name(name.strip()) if found else _filename(tail)


def _object(tail: str) -> Document:
    return _file_name(tail.partition(" event detected ")[2].strip())


def _change_directory(tail: str) -> Document:
    return _file_name(tail.partition(" directory to: ")[2].strip())


def _command(tail: str) -> Document:
    match = _COMMAND.match(tail)
    return {} if match is None else {"process": {"command_line": match[1], "args": match[2]}}


def _pid(tail: str) -> Document:
    match = _PID.match(tail)
    return {} if match is None else {"process": {"pid": int(match[1])}}


def _job(tail: str) -> Document:
    match = _JOB.match(tail)
    return {} if match is None else {"process": {"command_line": f"{match[1]} {match[2]}"}}


def _login(tail: str) -> Document:
    match = _LOGIN.match(tail)
    if match is None:
        return {}
    said: Document = {"user": {"name": match[1]}}
    if match[2]:
        said["process"] = {"tty": {"char_device": {"major": int(match[2])}}}
    return said


def _execute(tail: str) -> Document:
    match = _EXECUTE.match(tail)
    if match is None:
        return {}
    user, group, first, second, rest = match.groups()
    said: Document = {"user": {"id": user}, "group": {"id": group}, "process": {"command_line": first}}
    if second is not None:
        said["file"] = {"name": second}
        said["process"]["command_line"] = f"{first} {second} {rest}" if rest.strip() else f"{first} {second}"
    return said


def _socket(tail: str) -> Document:
    match = _SOCKET.match(tail)
    if match is None:
        return {}
    if match[3] is not None:
        return _file_name(match[3].strip())
    source = endpoint(ip(match[1]), port(match[2]))
    return {"source": source} if source else {}


# By the first word of a tail.
_OPERANDS: dict[str, Callable[[str], Document]] = {
    "audit": _object,
    "change": _change_directory,
    "cmd:": _command,
    "euid:": _execute,
    "event": _job,
    "fd": _socket,
    "file": _filename,
    "filename": _filename,
    "flags:": _flags,
    "frompath:": _rename,
    "linkname": _filename,
    "mode:": _mode,
    "owner:": _filename,
    "pid:": _pid,
    "remove": _removed_directory,
    "user": _pid,
    "user:": _login,
}

# How tails begin: the operands above, and those that no field holds.
_OPERAND = Pattern(
    r"(?:(?<!\S)|(?<=#012))(?:(?:link)?filename |linkname |(?:from|to)path:|file (?:descriptor|name)|flags: "
    r"|mode: |owner: |dir: |read: |cmd[:=]? |pid[:=]? |user(?::| =) |event = |e[ug]id: |real uid: |old rgid: "
    r"|effect: |group set: |old time: |(?:old|new) priority: |audit (?:id: |object )|key: |(?:msq|sem|shm)id: "
    r"|change (?:root|current) directory to|remove of directory: |u?mount: object |(?:fork|exit)ed child process "
    r"|fd[0-9]++(?!\S)|libpath: |buf: |device )"
)
_CATALOGUE = frozenset(CATALOGUE)
_STATUSES = frozenset(STATUSES)
