"""The named values of audit records, and their fields.

Source: the field dictionary of linux-audit/audit-documentation; `auparse/typetab.h` of audit-userspace.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecsparse.ecs.accounts import user_id
from ecsparse.ecs.events import digest, protocol_number, transport
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, integer, port_number
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, number, word
from ecsparse.products.linux_auditd import readers
from ecsparse.products.linux_auditd.types import ACTIONS

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
        return ecs(f"{field}.name", read=readers.user_name, related="user")
    return Capture(field, ".+", readers.user, parts=("name", "domain"), related=("user", "name"))


def _people() -> Iterator[tuple[str, tuple[Capture, ...]]]:
    """The captures of users and groups: of their ids, and, called the same in capitals, of their names."""
    for name, fields in (_USERS | _GROUPS).items():
        yield name, tuple(ecs(f"{field}.id", read=readers.user_id) for field in fields)
    for name, fields in _USERS.items():
        yield name.upper(), tuple(map(_name_of, fields))
    for name, fields in _GROUPS.items():
        yield name.upper(), tuple(ecs(f"{field}.name", read=readers.user_name) for field in fields)
    yield "ouid", (ecs("file.uid", read=readers.user_id),)
    yield "OUID", (ecs("file.owner", read=readers.user_name, related="user"),)
    yield "ogid", (ecs("file.gid", read=readers.user_id),)
    yield "OGID", (ecs("file.group", read=readers.user_name),)
    yield (
        "fsgid",
        (own("keyword", "id of the group by which files are accessed", read=readers.user_id, name=f"{_FSGID}.id"),),
    )
    yield "FSGID", (own("keyword", "name of that group", read=readers.user_name, name=f"{_FSGID}.name"),)
    for name, (field, who) in _OTHERS.items():
        yield name, (own("keyword", f"id of the {who}", read=readers.user_id, name=f"{field}.id"),)
        yield (
            name.upper(),
            (own("keyword", f"name of the {who}", read=readers.user_name, name=f"{field}.name", related="user"),),
        )


_PEOPLE = dict(_people())

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **_PEOPLE,
    **{f"a{n}": word(f"argument {n} of a system call", f"arguments.a{n}") for n in range(4)},
    "acct": Capture("user.target", ".+", readers.user, parts=("name", "domain"), related=("user", "name")),
    "login.acct": Capture("user", ".+", readers.user, parts=("name", "domain"), related=("user", "name")),
    "addr": ecs("source.ip", read=ip, related="ip"),
    "apparmor": word("what AppArmor did", "apparmor"),
    "arch": ecs("host.architecture", read=readers.architecture),
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
    "errno": ecs("error.code", read=readers.error),
    "error": ecs("error.code", read=readers.returned_error),
    "exe": ecs("process.executable"),
    "exit": (
        own("long", "what a system call returned", read=integer, name="exit"),
        ecs("error.code", read=readers.returned_error),
    ),
    "faddr": own("ip", "foreign address of a socket", read=ip, name="foreign.ip", related="ip"),
    "family": word("family of a socket, or of rules of netfilter", "family"),
    "fp": word("fingerprint of a key, or capabilities of a file", "fp"),
    "fport": own("long", "foreign port of a socket", read=port_number, name="foreign.port"),
    "grantors": word("PAM modules that approved", "grantors"),
    "group": ecs("group.name"),
    "hash": ecs("file.hash.sha256", read=digest("sha256"), related="hash"),
    "hostname": (ecs("source.domain", read=host_name, related="hosts"), ecs("source.ip", read=ip, related="ip")),
    "info": ecs("event.reason"),
    "inode": ecs("file.inode", read=user_id),
    "item": number("which path of the event it is, from 0", "item"),
    "items": number("how many paths the event has", "items"),
    "key": (
        ecs("rule.name", read=readers.first_key),
        own("keyword", "keys of the rules that matched", read=readers.keys, name="keys"),
    ),
    "kernel": ecs("host.os.kernel"),
    "kind": word("side of an encrypted session, or kind of a key", "crypto.kind"),
    "ksize": number("size of a key in bits", "crypto.key_size"),
    "laddr": own("ip", "local address of a socket", read=ip, name="local.ip", related="ip"),
    "list": word("list of rules, by number or name", "list"),
    "lport": own("long", "local port of a socket", read=port_number, name="local.port"),
    "mac": word("algorithm that authenticates an encrypted session", "crypto.mac"),
    "mode": (ecs("file.mode", read=readers.mode), ecs("file.type", read=readers.file_type)),
    "module": word("name of a kernel module", "module"),
    "name": (
        ecs("file.path", read=readers.path),
        ecs("file.name", read=readers.file_name),
        ecs("file.directory", read=readers.directory),
        ecs("file.extension", read=readers.extension),
        own("keyword", "path of a file below the working directory", read=readers.relative_path, name="relative_path"),
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
    "proctitle": (ecs("process.title", read=readers.title), ecs("process.command_line", read=readers.title)),
    "profile": word("profile of AppArmor", "profile"),
    "profile_name": word("profile of AppArmor that is loaded, replaced or removed", "profile_name"),
    "proto": (ecs("network.transport", read=transport), ecs("network.iana_number", read=protocol_number)),
    "reason": ecs("event.reason"),
    "reported": word("whether an anomaly was reported", "reported"),
    "requested_mask": word("access that was asked for", "requested_mask"),
    "res": ecs("event.outcome", read=readers.result),
    "resp": word("decision on access to a file: 1 allow, 2 deny", "response"),
    "resrc": word("resource of a virtual machine", "vm.resource"),
    "rport": ecs("source.port", read=port_number),
    "seperms": own("keyword", "access that was decided on", read=readers.permissions, name="permissions"),
    "seresult": word("decision of SELinux", "decision"),
    "ses": own("keyword", "session of the user who logged in", read=readers.session, name="session"),
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
    "sw": (
        word("software that was changed, with its version", "software"),
        Capture("package", ".+", readers.package, parts=("name", "version", "architecture")),
    ),
    "sw_type": ecs("package.type"),
    "syscall": word("system call, by name, or number if it is not known", "syscall"),
    "table": word("table of netfilter, and its generation", "table"),
    "tclass": word("class of the object in SELinux", "object.class"),
    "terminal": word("terminal of the user", "terminal"),
    "unit": (word("unit of systemd", "unit"), ecs("service.name")),
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
# `pam_faillock` calls the account so that it locks or unlocks
_OF_LOCKS = {"suid": "id"}
_OF_KEYS = {"laddr": "daddr", "lport": "dport", "suid": "sender.uid", "uid": "process.uid"}
GROUPS = frozenset(("ADD_GROUP", "DEL_GROUP", "GRP_CHAUTHTOK", "GRP_MGMT"))
_LOGINS = (
    "USER_AUTH", "USER_ACCT", "USER_ERR", "CRED_ACQ", "CRED_DISP", "CRED_REFR", "USER_START", "USER_END",
    "USER_LOGIN", "USER_LOGOUT", "ANOM_LOGIN_FAILURES", "ANOM_LOGIN_TIME", "ANOM_LOGIN_SESSIONS",
    "ANOM_LOGIN_ACCT", "ANOM_LOGIN_LOCATION", "ANOM_LOGIN_SERVICE", "CRYPTO_LOGIN", "CRYPTO_LOGOUT",
)  # fmt: skip
_OTHERWISE = {
    **dict.fromkeys(GROUPS, _OF_GROUPS),
    "ANOM_PROMISCUOUS": {"dev": "netif"},
    "CRYPTO_KEY_USER": _OF_KEYS,
    "CRYPTO_SESSION": _OF_KEYS,
    "KERN_MODULE": {"name": "module"},
    "OBJ_PID": {"ouid": "object.uid"},
    **dict.fromkeys(_LOGINS, _OF_LOGINS),
    "ANOM_LOGIN_FAILURES": _OF_LOGINS | {"res": "reported", "suid": "login.id"},
    **dict.fromkeys(("RESP_ACCT_LOCK", "RESP_ACCT_LOCK_TIMED", "RESP_ACCT_UNLOCK_TIMED"), _OF_LOCKS),
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
