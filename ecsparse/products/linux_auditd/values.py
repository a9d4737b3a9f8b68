"""The named values of audit records for `linux_auditd`: what each is read as, and where it goes.

Source: the field dictionary of linux-audit/audit-documentation; `auparse/typetab.h` of audit-userspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ecsparse.ecs.accounts import account as account_of
from ecsparse.ecs.accounts import user_id
from ecsparse.ecs.events import hashes, outcome, protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, integer, port_number
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, number, word
from ecsparse.patterns import Pattern
from ecsparse.products.linux_auditd.syscalls import ARCHITECTURES
from ecsparse.products.linux_auditd.types import ACTIONS
from ecsparse.record import Document

# How records say that a user or a session is not set, beside words: -1, also as an unsigned number.
_UNSET = ("4294967295", "-1", "unset")

_ERRORS = {
    "1": "EPERM", "2": "ENOENT", "3": "ESRCH", "4": "EINTR", "5": "EIO", "6": "ENXIO", "7": "E2BIG",
    "8": "ENOEXEC", "9": "EBADF", "10": "ECHILD", "11": "EAGAIN", "12": "ENOMEM", "13": "EACCES",
    "14": "EFAULT", "15": "ENOTBLK", "16": "EBUSY", "17": "EEXIST", "18": "EXDEV", "19": "ENODEV",
    "20": "ENOTDIR", "21": "EISDIR", "22": "EINVAL", "23": "ENFILE", "24": "EMFILE", "25": "ENOTTY",
    "26": "ETXTBSY", "27": "EFBIG", "28": "ENOSPC", "29": "ESPIPE", "30": "EROFS", "31": "EMLINK",
    "32": "EPIPE", "36": "ENAMETOOLONG", "38": "ENOSYS", "39": "ENOTEMPTY", "40": "ELOOP", "61": "ENODATA",
    "88": "ENOTSOCK", "95": "EOPNOTSUPP", "97": "EAFNOSUPPORT", "98": "EADDRINUSE", "99": "EADDRNOTAVAIL",
    "100": "ENETDOWN", "101": "ENETUNREACH", "103": "ECONNABORTED", "104": "ECONNRESET", "106": "EISCONN",
    "107": "ENOTCONN", "110": "ETIMEDOUT", "111": "ECONNREFUSED", "112": "EHOSTDOWN", "113": "EHOSTUNREACH",
    "114": "EALREADY", "115": "EINPROGRESS", "512": "ERESTARTSYS", "513": "ERESTARTNOINTR",
    "514": "ERESTARTNOHAND", "516": "ERESTART_RESTARTBLOCK",
}  # fmt: skip

_FILE_TYPES = {
    "01": "fifo",
    "02": "character",
    "04": "dir",
    "06": "block",
    "10": "file",
    "12": "symlink",
    "14": "socket",
}

# EACCES(Permission denied)
_ERROR_IN_WORDS = Pattern(r"(E[A-Z0-9_]{2,31})\([^()]{0,80}\)")
# unknown(1001)
_UNKNOWN_ID = Pattern(r"unknown\(([0-9]{1,10})\)")
# 0100644
_MODE = Pattern(r"0?([01][0-7])([0-7]{4})")
# file,644 | dir,sticky,777 | character,620
_MODE_IN_WORDS = Pattern(r"(fifo|character|dir|block|file|symlink|link|socket)(?:,(?:sticky|suid|sgid))*,([0-7]{3,4})")
_SUCCEEDED = frozenset(("1", "yes", "success"))
_FAILED = frozenset(("0", "no", "fail", "failed"))


@lru_cache(1024)
def _id(text: str) -> str | None:
    """The id of a user or group, `None` for a name."""
    if text in _UNSET:
        return None
    unknown = _UNKNOWN_ID.fullmatch(text)
    return user_id(text if unknown is None else unknown[1])


def _name(text: str) -> str | None:
    """The name of a user or group, `None` for an id."""
    return None if text in _UNSET or text.isdecimal() or text.startswith("unknown(") else text


def _user(text: str) -> Document:
    """The name and the domain of a user, nothing for an id."""
    name = _name(text)
    return {} if name is None else account_of(name)


def _set(text: str) -> str | None:
    return None if text in _UNSET else text


def _outcome(text: str) -> str | None:
    word = text.lower()
    if word in _SUCCEEDED:
        return "success"
    return "failure" if word in _FAILED else outcome(word)


def _error(text: str) -> str | None:
    """The name of the error that a system call returned; `None` if it returned none."""
    match = _ERROR_IN_WORDS.fullmatch(text)
    return _ERRORS.get(text.removeprefix("-")) if match is None and text[:1] == "-" else (match and match[1])


def _errno(text: str) -> str | None:
    """The name of an error's number; 0 is none."""
    return _ERRORS.get(text.removeprefix("-"))


def _mode(text: str) -> str | None:
    """The permissions of a file, four octal digits."""
    match = _MODE.fullmatch(text) or _MODE_IN_WORDS.fullmatch(text)
    return None if match is None else f"{match[2]:0>4}"


def _file_type(text: str) -> str | None:
    match = _MODE.fullmatch(text) or _MODE_IN_WORDS.fullmatch(text)
    if match is None:
        return None
    kind = _FILE_TYPES.get(match[1], match[1])
    return "symlink" if kind == "link" else None if kind.isdecimal() else kind


def _path(text: str) -> str | None:
    return text if text[:1] == "/" else None


def _base_name(text: str) -> str | None:
    return text.rstrip("/").rpartition("/")[2] or None


def _directory(text: str) -> str | None:
    directory = _path(text) and text.rstrip("/").rpartition("/")[0]
    return directory or None


def _relative(text: str) -> str | None:
    return None if text[:1] == "/" or "/" not in text else text


def _extension(text: str) -> str | None:
    stem, _, extension = (_base_name(text) or "").rpartition(".")
    return extension if stem and extension.isalnum() and extension.isascii() and len(extension) <= 16 else None


def _architecture(text: str) -> str | None:
    return text if text in ARCHITECTURES.values() else ARCHITECTURES.get(text.lower())


def _sha256(text: str) -> str | None:
    return (hashes(text) or {}).get("sha256")


def _packed(text: str) -> list[str] | None:
    return text.split() or None


def _title(text: str) -> str:
    """A command line, between whose words are NULs."""
    return text.replace("\0", " ")


def _keys(text: str) -> list[str] | None:
    """The keys of rules, which a byte separates."""
    return [key for key in text.split("\x01") if key] or None


def _first_key(text: str) -> str | None:
    keys = _keys(text)
    return None if keys is None else keys[0]


_FSGID = "file_system_group"
_OTHERS = {
    "auid": ("login_user", "user who logged in, whoever the process runs as"),
    "fsuid": ("file_system_user", "user by whom files are accessed"),
    "iuid": ("ipc_user", "owner of an object that processes share"),
    "oauid": ("object.login_user", "user who logged in, of a process that a system call is about"),
    "object.uid": ("object.user", "user of a process that a system call is about"),
    "old-auid": ("previous_login_user", "user who logged in, before the session"),
    "sauid": ("sender.login_user", "user who logged in, of a sender"),
    "sender.uid": ("sender.user", "user of a process that a key was used for"),
}

# Who: names of values, and the fields of their ids and names.
_USERS = {
    "uid": ("process.real_user", "user"),
    "euid": ("process.user", "user.effective"),
    "suid": ("process.saved_user",),
    "process.uid": ("process.real_user",),
    "id": ("user.target",),
    "login.id": ("user",),
}
_GROUPS = {
    "gid": ("process.real_group", "user.group"),
    "egid": ("process.group", "user.effective.group"),
    "sgid": ("process.saved_group",),
    "new_gid": ("group",),
}


def _name_of(field: str) -> Capture:
    """The capture of the name of a user; `user` and its like have a domain beside it."""
    if field.startswith("process."):
        return ecs(f"{field}.name", read=_name, related="user")
    return Capture(field, ".+", _user, parts=("name", "domain"), related=("user", "name"))


def _people() -> Iterator[tuple[str, tuple[Capture, ...]]]:
    """The captures of users and groups: of their ids, and, called the same in capitals, of their names."""
    for name, fields in (_USERS | _GROUPS).items():
        yield name, tuple(ecs(f"{field}.id", read=_id) for field in fields)
    for name, fields in _USERS.items():
        yield name.upper(), tuple(map(_name_of, fields))
    for name, fields in _GROUPS.items():
        yield name.upper(), tuple(ecs(f"{field}.name", read=_name) for field in fields)
    yield "ouid", (ecs("file.uid", read=_id),)
    yield "OUID", (ecs("file.owner", read=_name, related="user"),)
    yield "ogid", (ecs("file.gid", read=_id),)
    yield "OGID", (ecs("file.group", read=_name),)
    yield "fsgid", (own("keyword", "id of the group by which files are accessed", read=_id, name=f"{_FSGID}.id"),)
    yield "FSGID", (own("keyword", "name of that group", read=_name, name=f"{_FSGID}.name"),)
    for name, (field, who) in _OTHERS.items():
        yield name, (own("keyword", f"id of the {who}", read=_id, name=f"{field}.id"),)
        yield (
            name.upper(),
            (own("keyword", f"name of the {who}", read=_name, name=f"{field}.name", related="user"),),
        )


_PEOPLE = dict(_people())

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **_PEOPLE,
    **{f"a{n}": word(f"argument {n} of a system call", f"arguments.a{n}") for n in range(4)},
    "acct": Capture("user.target", ".+", _user, parts=("name", "domain"), related=("user", "name")),
    "login.acct": Capture("user", ".+", _user, parts=("name", "domain"), related=("user", "name")),
    "addr": ecs("source.ip", read=ip, related="ip"),
    "apparmor": word("what AppArmor did", "apparmor"),
    "arch": ecs("host.architecture", read=_architecture),
    "argc": ecs("process.args_count", read=count),
    "capability": word("number of a capability", "capability"),
    "capname": word("name of a capability", "capability_name"),
    "cause": ecs("event.reason"),
    "cipher": word("cipher of an encrypted session", "crypto.cipher"),
    "cmd": ecs("process.command_line"),
    "code": word("what a filter of system calls did", "seccomp_code"),
    "comm": ecs("process.name"),
    "cwd": ecs("process.working_directory"),
    "daddr": ecs("destination.ip", read=ip, related="ip"),
    "data": ecs("process.io.text"),
    "denied_mask": word("access that was denied", "denied_mask"),
    "dev": ecs("file.device"),
    "direction": word("direction of an encrypted session", "crypto.direction"),
    "dest": ecs("destination.port", read=port_number),
    "dst": ecs("destination.ip", read=ip, related="ip"),
    "dport": ecs("destination.port", read=port_number),
    "enforcing": word("whether a policy is enforced from now on", "enforcing"),
    "errno": ecs("error.code", read=_errno),
    "error": ecs("error.code", read=_error),
    "exe": ecs("process.executable"),
    "exit": (
        own("long", "what a system call returned", read=integer, name="exit"),
        ecs("error.code", read=_error),
    ),
    "faddr": own("ip", "foreign address of a socket", read=ip, name="foreign.ip", related="ip"),
    "family": word("family of a socket, or of rules of netfilter", "family"),
    "fp": word("fingerprint of a key, or capabilities of a file", "fp"),
    "fport": own("long", "foreign port of a socket", read=port_number, name="foreign.port"),
    "grantors": word("PAM modules that approved", "grantors"),
    "group": ecs("group.name"),
    "hash": ecs("file.hash.sha256", read=_sha256, related="hash"),
    "hostname": (ecs("source.domain", read=host_name, related="hosts"), ecs("source.ip", read=ip, related="ip")),
    "info": ecs("event.reason"),
    "inode": ecs("file.inode", read=user_id),
    "item": number("which path of the event it is, from 0", "item"),
    "items": number("how many paths the event has", "items"),
    "key": (
        ecs("rule.name", read=_first_key),
        own("keyword", "keys of the rules that matched", read=_keys, name="keys"),
    ),
    "kernel": ecs("host.os.kernel"),
    "kind": word("side of an encrypted session, or kind of a key", "crypto.kind"),
    "ksize": number("size of a key in bits", "crypto.key_size"),
    "laddr": own("ip", "local address of a socket", read=ip, name="local.ip", related="ip"),
    "list": word("list of rules, by number or name", "list"),
    "lport": own("long", "local port of a socket", read=port_number, name="local.port"),
    "mac": word("algorithm that authenticates an encrypted session", "crypto.mac"),
    "mode": (ecs("file.mode", read=_mode), ecs("file.type", read=_file_type)),
    "module": word("name of a kernel module", "module"),
    "name": (
        ecs("file.path", read=_path),
        ecs("file.name", read=_base_name),
        ecs("file.directory", read=_directory),
        ecs("file.extension", read=_extension),
        own("keyword", "path of a file below the working directory", read=_relative, name="relative_path"),
    ),
    "nametype": word("what a system call did with a path", "name_type"),
    "netif": word("interface of a packet, or whose mode changed", "interface"),
    "new-level": word("run level from now on", "run_level.new"),
    "new-net": own("keyword", "MAC address that a virtual machine is given", read=mac, name="vm.mac"),
    "obj": word("context of the object in SELinux", "object.context"),
    "ocomm": word("name of a process that a system call is about", "object.process_name"),
    "old-level": word("run level before", "run_level.old"),
    "op": word("operation that is recorded", "operation"),
    "opid": number("id of a process that a system call is about", "object.pid"),
    "permissive": word("whether a policy was not enforced", "permissive"),
    "pid": ecs("process.pid", read=count),
    "ppid": ecs("process.parent.pid", read=count),
    "port": ecs("source.port", read=port_number),
    "proctitle": (ecs("process.title", read=_title), ecs("process.command_line", read=_title)),
    "profile": word("profile of AppArmor", "profile"),
    "profile_name": word("profile of AppArmor that is loaded, replaced or removed", "profile_name"),
    "proto": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "reason": ecs("event.reason"),
    "requested_mask": word("access that was asked for", "requested_mask"),
    "res": ecs("event.outcome", read=_outcome),
    "resp": word("decision on access to a file: 1 allow, 2 deny", "response"),
    "resrc": word("resource of a virtual machine", "vm.resource"),
    "rport": ecs("source.port", read=port_number),
    "seperms": own("keyword", "access that was decided on", read=_packed, name="permissions"),
    "seresult": word("decision of SELinux", "decision"),
    "ses": own("keyword", "session of the user who logged in", read=_set, name="session"),
    "sig": word("signal, by number or name", "signal"),
    "socket.address": own("ip", "address of a socket", read=ip, name="socket.ip", related="ip"),
    "socket.family": word("family of a socket's address", "socket.family"),
    "socket.path": word("path of a socket; `@` begins an abstract one", "socket.path"),
    "socket.pid": number("port id of a netlink socket", "socket.pid"),
    "socket.port": own("long", "port of a socket", read=port_number, name="socket.port"),
    "sport": ecs("source.port", read=port_number),
    "spid": number("id of a process that a key was used for", "sender.pid"),
    "src": (ecs("source.port", read=port_number), ecs("source.ip", read=ip, related="ip")),
    "saddr": ecs("source.ip", read=ip, related="ip"),
    "subj": word("context of the process in SELinux, or its profile", "subject"),
    "sw": word("software that was changed, with its version", "software"),
    "sw_type": ecs("package.type"),
    "syscall": word("system call, by name, or number if it is not known", "syscall"),
    "table": word("table of netfilter, and its generation", "table"),
    "tclass": word("class of the object in SELinux", "object.class"),
    "terminal": word("terminal of the user", "terminal"),
    "unit": word("unit of systemd", "unit"),
    "uuid": word("UUID of a virtual machine", "vm.uuid"),
    "ver": word("version of the audit daemon", "daemon_version"),
    "virt": word("kind of virtualization", "vm.kind"),
    "vm": word("name of a virtual machine", "vm.name"),
}

# Other names of the same values.
_ALSO = {
    "file": "name", "grp": "group", "ino": "inode", "new_group": "group", "operation": "op",
    "path": "name", "result": "res", "scontext": "subj", "success": "res", "tcontext": "obj", "tty": "terminal",
    "watch": "name",
}  # fmt: skip
CAPTURES |= {name: CAPTURES[same] for name, same in _ALSO.items()}

# What values are called here, by the records whose names mean something else than elsewhere. An account is who the
# record is about: of a login, the user; elsewhere, the target of whoever runs the program.
_OF_LOGINS = {"acct": "login.acct", "id": "login.id", "uid": "process.uid"}
_OF_GROUPS = {"acct": "group", "id": "new_gid"}
_OF_KEYS = {"laddr": "daddr", "lport": "dport", "suid": "sender.uid", "uid": "process.uid"}
_LOGINS = (
    "USER_AUTH", "USER_ACCT", "USER_ERR", "CRED_ACQ", "CRED_DISP", "CRED_REFR", "USER_START", "USER_END",
    "USER_LOGIN", "USER_LOGOUT", "ANOM_LOGIN_FAILURES", "ANOM_LOGIN_TIME", "ANOM_LOGIN_SESSIONS",
    "ANOM_LOGIN_ACCT", "ANOM_LOGIN_LOCATION", "ANOM_LOGIN_SERVICE", "CRYPTO_LOGIN", "CRYPTO_LOGOUT",
)  # fmt: skip
_OTHERWISE = {
    **dict.fromkeys(("ADD_GROUP", "DEL_GROUP", "GRP_CHAUTHTOK", "GRP_MGMT"), _OF_GROUPS),
    "ANOM_PROMISCUOUS": {"dev": "netif"},
    "CRYPTO_KEY_USER": _OF_KEYS,
    "CRYPTO_SESSION": _OF_KEYS,
    "KERN_MODULE": {"name": "module"},
    "OBJ_PID": {"ouid": "object.uid"},
    **dict.fromkeys(_LOGINS, _OF_LOGINS),
}
OTHERWISE = {
    kind: names | {name.upper(): same.upper() for name, same in names.items()} for kind, names in _OTHERWISE.items()
}
OF_PROFILES = {"name": "profile_name"}

# How records say that they know no value.
NOTHING = frozenset(("", "?", "(null)", "(none)", "unset", "4294967295", "(unknown)"))

# What may be an id or, in words, a name.
IDS = frozenset(name for name in _PEOPLE if name.islower())

VALUES = Values(
    "linux_auditd",
    ACTIONS,
    CAPTURES,
    nothing=NOTHING,
)
