r"""Linux audit: records of the kernel and of programs, of `auditd`, through syslog, and as `ausearch` shows them.

Layout:
    type=SYSCALL msg=audit(1698764995.123:456): arch=c000003e syscall=59 success=yes exit=0 a0=55d0 a1=55d1 a2=55d2
        a3=8 items=2 ppid=2301 pid=2310 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0
        ses=4 comm="id" exe="/usr/bin/id" key="exec"<GS>ARCH=x86_64 SYSCALL=execve AUID="alice" UID="root" …

    A type, a time with the sequence number of the event, named values. In `msg='…'`, a program's own values
    follow. `node=` may stand in front; the daemon (`log_format = ENRICHED`) adds names after a group separator
    (0x1d, or `#035` by rsyslog). Through syslog, the kernel writes the number of the type (`audit: type=1400
    audit(…): …`), and journald the type alone, after the tag `audit`. `ausearch --interpret` writes ids and codes
    in words, a date, and a blank before the colon. Records of one event are lines of their own, with the same time
    and sequence number.

Source: Linux 3.10 to 6.12 (`linux/audit.h`, `kernel/auditsc.c`, `security/lsm_audit.c`), audit-userspace 2.8 to
    4.0 (`lib`, `auparse`), the field and message dictionaries of linux-audit/audit-documentation; Red Hat, RHEL
    Audit System Reference.

Timestamps: seconds since 1970 with milliseconds, UTC. `ausearch --interpret` writes local time in the date of its
    locale: `10/31/2023` or `10/31/23`, month first as in the locales C and en_US, unless that is impossible;
    `2023-10-31`; `31.10.2023`. Records of journald, and what the daemon says, have the time of the syslog header.

Quirks:
    `event.action` is the type in lower case, but of a system call, what it does: `execve` is `process-started`:
    `system_calls.log`. Numbers of calls are known for x86_64 and aarch64; others stay numbers.
    Time and sequence number are `event.id`, as written, which ties the records of an event together; the number is
    `event.sequence` and `linux_auditd.sequence` too: `events.log`.
    `uid`, `euid`, `suid` are `process.real_user`, `process.user`, `process.saved_user`; `uid` and `euid` also
    `user` and `user.effective`. `auid`, the user who logged in, whom neither su nor sudo change, is
    `linux_auditd.login_user`: `system_calls.log`.
    An account (`acct`, `id`) is `user` of a login or session, and `user.target` of a change: `logins.log`,
    `accounts.log`.
    4294967295 and -1 are users and sessions that are not set, `?`, `(null)` and `(none)` values: `logins.log`.
    Text that a user can choose may be in hexadecimal digits: `events.log`, `hostile.log`.
    The arguments of a program may go on in another record of the event; a long one is in pieces (`a1[0]`, `a1[1]`):
    `process.args` has those of the record; only if they are all, they are `process.command_line`: `events.log`.
    A socket's address does not say which end it is: `linux_auditd.socket`: `events.log`.
    Several keys of rules are one value, with 0x01 between: `rule.name` is the first: `events.log`.
    A decision that is `denied` has the outcome `failure`, unless it was permissive: `policies.log`.
    Dashes between events and `time->` lines of `ausearch` are titles.

Other readings:
    `user.id` of `auid`: the record's user is the one whom the process runs as.
    `user.audit`, `user.filesystem`, `user.saved`: ECS has no such fields.
    `tags` of `key`: ours is `rule.name`.
    `destination` of a socket's address: the record does not say which system call it is of.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import ip, related
from ecsparse.ecs.places import count
from ecsparse.formats.kernel import message
from ecsparse.patterns import Pattern
from ecsparse.products.linux_auditd import syscalls
from ecsparse.products.linux_auditd.daemon import MESSAGES, OF_KERNEL
from ecsparse.products.linux_auditd.records import Front, decoded, front, front_behind_tag, pairs
from ecsparse.products.linux_auditd.sockets import socket_values
from ecsparse.products.linux_auditd.types import ACTIONS, NAMES, TYPES, action_of
from ecsparse.products.linux_auditd.values import CAPTURES, GROUPS, IDS, OF_PROFILES, OTHERWISE, VALUES
from ecsparse.record import Document, Field, Phrase, Prefix, Product, Program, Record

# ----
_BETWEEN_EVENTS = Pattern(r"-{4}")
# time->Tue Oct 31 15:09:55 2023
_TIME_OF_EVENT = Pattern(r"time->[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}")

PRODUCT = Product(
    vendor="Linux",
    name="audit",
    versions="2.8 to 4.0",
    formats=("auditd",),
    signatures=(
        Program("auditd"),
        Prefix("type="),
        Prefix("node="),
        Prefix("audit: type="),
        Prefix("audit: audit_"),
        Phrase("audit: type="),
        *OF_KERNEL,
        *(Phrase(f"type={number} audit(") for number in NAMES),
        # journald's, of which the tag says that they are audit's
        *(Prefix(f"{name} ") for name in TYPES),
        Prefix("UNKNOWN["),
    ),
    titles=(_BETWEEN_EVENTS, _TIME_OF_EVENT),
    dataset="log",
    provider="auditd",
    fields=(
        "event.code",
        "event.id",
        "event.sequence",
        "host.hostname",
        "host.ip",
        "host.name",
        "process.args",
        "related.hash",
    ),
    own_fields={
        "linux_auditd.record_type": Field("keyword", "type of the record, as written if it is not known"),
        "linux_auditd.sequence": Field("long", "sequence number of the event"),
        "linux_auditd.text": Field("keyword", "what a record says in words before its named values"),
    },
    messages=(VALUES, MESSAGES),
)

# a1 | a1[0]
_ARGUMENT = Pattern(r"a([0-9]{1,6})(?:\[[0-9]{1,6}\])?")
# 020001BBC6336407 (and what the daemon adds)
_OCTETS = Pattern(r"(?:[0-9A-F]{2})++(?![0-9A-F])")
# 10/31/2023 15:09:55.123 | 2023-10-31 15:09:55.123 | 31.10.2023 15:09:55.123
_DATE = Pattern(
    r"(?:([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})|([0-9]{4})-([0-9]{2})-([0-9]{2}))"
    r" ([0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{1,9})"
)
# Values that may be a whole command line.
_COMMANDS = ("cmd", "data")
_OF_ALLOWED = frozenset(("granted", "ALLOWED", "AUDIT", "1", "allow"))
_OF_DENIED = frozenset(("denied", "DENIED", "KILLED", "2", "deny"))
_USERS = frozenset(("auid", "id", "old-auid", "old-ses", "pid", "ses", "uid"))
_OF_SYSCALLS = ("syscall", "SYSCALL", "ARCH")
_MONTHS = 12
_NOBODY: Document = {}
_DECISIONS = ("seresult", "apparmor", "resp")


def parse(record: Record) -> Document | None:
    """The document of a record, or of what the daemon or the kernel says of auditing; `None` for other lines."""
    text = record.text
    program = record.program
    read = front(text)
    if read is None and program == "audit":
        read = front_behind_tag(text)
    return _said(record, program) if read is None else _document(read, record)


def _said(record: Record, program: str | None) -> Document | None:
    """The document of what the daemon or the kernel says in words, `None` for what is of neither."""
    text = message(record.text)
    if program != "auditd" and (program not in (None, "kernel") or not text.startswith("audit: ")):
        return None
    found = MESSAGES.read(text)
    if found is None:
        return None
    document = MESSAGES.document(*found)
    record.stamp(document)
    return document


def _document(read: Front, record: Record) -> Document:
    """The document of an audit record."""
    found, words = pairs(read)
    said = decoded(read, found)
    if read.interpreted:
        said = _in_words(said)
    if "=-1" in read.body:
        said = [(name, text) for name, text in said if text != "-1" or name not in _USERS]
    said = [*dict.fromkeys(said)]
    first = dict(reversed(said))
    if names := _names(read.kind, first):
        said = [(names.get(name, name), text) for name, text in said]
    process: Document = {}
    if read.kind == "EXECVE":
        said, process = _arguments(said)
    elif read.kind == "SOCKADDR":
        said = _socket(read, said)
    if "syscall" in first:
        said, first = _with_syscall(said, first)
    document = VALUES.document(_action(read.kind, first), said)
    if process:
        document.setdefault("process", {}).update(process)
    program = document.get("process", _NOBODY)
    if "executable" in program and "name" not in program and (name := program["executable"].rpartition("/")[2]):
        program["name"] = name
    _add_outcome(document, first)
    _add_front(document, read, record)
    own = document.setdefault("linux_auditd", {})
    own["record_type"] = read.kind
    if words:
        own["text"] = words
    return document


def _names(kind: str, first: dict[str, str]) -> dict[str, str] | None:
    """What values are called in a record whose names mean something else than elsewhere; `None` in others."""
    if first.get("apparmor") == "STATUS":
        return OF_PROFILES
    # beside the name of a group, an account is that of its member
    return None if kind in GROUPS and "grp" in first else OTHERWISE.get(kind)


def _action(kind: str, first: dict[str, str]) -> str:
    """The action of a record, with its variant."""
    if kind == "SYSCALL":
        return syscalls.ACTIONS.get(first.get("syscall", ""), "syscall")
    action = action_of(kind)
    decision = next((first[name] for name in _DECISIONS if name in first), "")
    variant = "allowed" if decision in _OF_ALLOWED else "denied" if decision in _OF_DENIED else ""
    return f"{action}/{variant}" if f"{action}/{variant}" in ACTIONS else action


def _in_words(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The values of a record in words: names of users in place of ids, words of commands, several keys."""
    joined: list[tuple[str, list[str]]] = []
    for name, text in said:
        before, parts = joined[-1] if joined else ("", [])
        if name not in CAPTURES and (before in _COMMANDS or _ARGUMENT.fullmatch(before) is not None):
            # if=/dev/zero
            parts.append(f" {name}={text}")
        elif name == before == "key":
            parts.append(f"\x01{text}")
        elif name in IDS and not text.isdecimal() and not text.startswith("unknown("):
            joined.append((name.upper(), [text]))
        else:
            joined.append((name, [text]))
    return [(name, "".join(parts)) for name, parts in joined]


def _arguments(said: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], Document]:
    """The values of a record of arguments without these, and `process` of them."""
    rest: list[tuple[str, str]] = []
    arguments: dict[int, str] = {}
    for name, text in said:
        match = _ARGUMENT.fullmatch(name)
        if match is not None:
            number = int(match[1])
            arguments[number] = arguments.get(number, "") + text
        elif not name.endswith("_len"):
            rest.append((name, text))
    if not arguments:
        return rest, {}
    process: Document = {"args": [*arguments.values()]}
    if ("argc", str(len(arguments))) in rest and [*arguments] == [*range(len(arguments))]:
        process["command_line"] = " ".join(arguments.values())
    return rest, process


def _socket(read: Front, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The values that the address of a record is made of; what the daemon made of it is left out."""
    text = read.body.partition("saddr=")[2].strip(" ")
    raw = _OCTETS.match(text)
    values = socket_values(text if read.interpreted or raw is None else raw[0])
    return said if values is None else values


def _with_syscall(said: list[tuple[str, str]], first: dict[str, str]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The values of a record, and the first of each name, with the name of the system call."""
    architecture = syscalls.ARCHITECTURES.get(first.get("arch", "").lower(), first.get("arch", ""))
    name = first.get("SYSCALL") or syscalls.syscall(first["syscall"], architecture) or first["syscall"]
    others = [pair for pair in said if pair[0] not in _OF_SYSCALLS]
    return [*others, ("syscall", name)], {**first, "syscall": name}


def _add_outcome(document: Document, first: dict[str, str]) -> None:
    """Add the outcome of a decision on access."""
    if "event" not in document or "outcome" in document["event"]:
        return
    decision = next((first[name] for name in _DECISIONS if name in first), "")
    if decision in _OF_DENIED and first.get("permissive") != "1":
        document["event"]["outcome"] = "failure"
    elif decision in _OF_ALLOWED:
        document["event"]["outcome"] = "success"


def _add_front(document: Document, read: Front, record: Record) -> None:
    """Add what stands in front of a record: its type, its time, the number of its event, the host."""
    event = document["event"]
    if (number := TYPES.get(read.kind)) is not None:
        event["code"] = number
    if read.sequence is None or read.time is None:
        time = record.header_time()
    else:
        time = _time(read.time, record)
        event["id"] = f"{read.time}:{read.sequence}"
        if (sequence := count(read.sequence)) is not None:
            event["sequence"] = sequence
            document.setdefault("linux_auditd", {})["sequence"] = sequence
        if read.interpreted:
            event["timezone"] = record.clock.zone
    record.set_time(document, time)
    if read.node is not None:
        address = ip(read.node)
        document.setdefault("host", {}).update(
            {"hostname": read.node, "name": read.node} if address is None else {"ip": [address]}
        )
        lists = document.get("related", {})
        hosts, ips = (read.node, None) if address is None else (None, address)
        document["related"] = {
            **lists,
            **related(ips=(*lists.get("ip", ()), ips), hosts=(*lists.get("hosts", ()), hosts)),
        }


def _time(text: str, record: Record) -> str | None:
    """UTC of the time of a record; `None` if it is not one."""
    seconds, _, fraction = text.partition(".")
    if seconds.isdecimal():
        return record.clock.epoch(seconds, fraction) if fraction.isdecimal() and fraction.isascii() else None
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    first, sign, second, short, year, month, day, clock_time = match.groups()
    if year is None:
        day, month = (second, first) if sign == "/" and int(first) <= _MONTHS else (first, second)
        year = short if len(short) == len("2023") else f"20{short}"
    return record.clock.instant(f"{year}-{month:0>2}-{day:0>2}T{clock_time}")
