r"""Linux authentication: who became whom, which accounts were changed, and what ran for whom.

Layout:
    Oct 31 15:10:00 web1 sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update

    Syslog, of sudo, su and runuser, login, systemd-logind, shadow's useradd, usermod, userdel, groupadd, groupmod,
    groupdel, passwd, chpasswd, chage, gpasswd and their like, cron, crond, crontab, anacron and run-parts; and what
    PAM's modules write under the name of any program (`pam_unix(gdm-password:auth): …`) but OpenSSH's.

Source: sudo 1.6 to 1.9 (`eventlog`), Linux-PAM 0.7x to 1.7, and the sources that `messages` lists.

Timestamps: those of the syslog header; the messages have none.

Quirks:
    A line without a program's name is taken if its wording is only theirs: `bare.log`.
    su and login are found on other systems too: their unknown messages are left to others: `su.log`, `login.log`.
    An unknown message of the other programs has the action `message`: `others.log`.
    Who acts is `user`, as whom is `user.effective`, whose account is changed `user.target`, and what becomes of it
    `user.changes`: `sudo.log`, `accounts.log`. Most messages about accounts do not say who acts.
    A command is `process.command_line`, the program that runs it `process.name`: `sudo.log`.
    `ROOT LOGIN` says the user's id, not the name: `login.log`.
    sudo does not mark a ` ; ` in a directory or a variable: the command begins at the first `COMMAND=`: `sudo.log`.

Other readings:
    `user.name` of new, changed and deleted accounts: ECS has those in `user.target.name`; `user` is who acts.
    `user.name` of a session that another user opened: who asked for it; whose it is, is `user.effective.name`.
"""

from __future__ import annotations

from ecsparse.ecs import pam as pam_documents
from ecsparse.ecs.accounts import account, event, peer, whole
from ecsparse.ecs.pieces import related
from ecsparse.formats import pam
from ecsparse.formats.messages import Messages
from ecsparse.formats.repeated import START, unfold
from ecsparse.patterns import Pattern
from ecsparse.products.linux_auth import cron, sudo
from ecsparse.products.linux_auth.fields import FIELDS, OWN, OWN_FIELDS, terminal
from ecsparse.products.linux_auth.messages import (
    ACCOUNTS,
    ACTIONS,
    JOBS,
    LOGINS,
    PLAIN_JOBS,
    PLAIN_LOGINS,
    PLAIN_SESSIONS,
    PLAIN_SWITCHING,
    SESSIONS,
    SWITCHING,
)
from ecsparse.record import Phrase, Prefix, Product, Program, ProgramStem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Header, Record

    Said = dict[str, str]
    Found = tuple[str, Said]

_ACCOUNT_PROGRAMS = (
    "useradd", "usermod", "userdel", "groupadd", "groupmod", "groupdel", "groupmems", "passwd", "chpasswd",
    "chgpasswd", "chage", "gpasswd", "chfn", "chsh", "newgrp", "newusers",
)  # fmt: skip
_CRON = ("cron", "CRON", "crond", "CROND", "crontab", "/usr/sbin/cron", "/USR/SBIN/CRON", "/usr/sbin/crond")

# Programs whose messages are all theirs, known or not.
_CERTAIN = frozenset((*_ACCOUNT_PROGRAMS, *_CRON, "sudo", "systemd-logind", "anacron", "run-parts"))

# How the display manager's workers begin their lines; no syslog tag has a bracket, so it is not found as one.
_GDM_START = "gdm-"

# Whose messages are not of this product, whatever they say.
_OPENSSH = frozenset(("sshd", "sshd-session", "sshd-auth", "sftp-server", "internal-sftp"))

# Of PAM before 2005, the program stands before its module: `su(pam_unix)`.
_STEMS = (
    "su(", "sudo(", "login(", "cron(", "crond(", "gdm(", "passwd(", "run-parts(", "vsftpd(", "ftpd(",
    "xdm(", "kde(",
)  # fmt: skip

PRODUCT = Product(
    vendor="Linux",
    name="authentication",
    versions="sudo 1, shadow 4",
    formats=("syslog",),
    signatures=(
        *(Program(program) for program in sorted({*_CERTAIN, "su", "runuser", "login"})),
        *(ProgramStem(stem) for stem in _STEMS),
        *(Prefix(message.start) for message in (*SWITCHING, *ACCOUNTS, *LOGINS, *SESSIONS, *JOBS)),
        *(Phrase(f" {verb} (") for verb in cron.VERBS),
        Prefix(_GDM_START),
        Prefix(START),
        Prefix(pam.START),
        Prefix(pam.LIBRARY_START),
        Phrase(" ; COMMAND="),
    ),
    fields=FIELDS,
    own_fields=OWN_FIELDS,
    actions={action: meaning for action, (meaning, *_) in (ACTIONS | pam_documents.ACTIONS).items()},
)

_EVENTS = {action: event(action, ACTIONS) for action in ACTIONS}

_SWITCHING = Messages((*SWITCHING, *PLAIN_SWITCHING))
_ACCOUNTS = Messages(ACCOUNTS)
_JOBS = Messages((*JOBS, *PLAIN_JOBS))
_MESSAGES = {
    **dict.fromkeys(_ACCOUNT_PROGRAMS, _ACCOUNTS),
    **dict.fromkeys((*_CRON, "anacron", "run-parts"), _JOBS),
    "login": Messages((*LOGINS, *PLAIN_LOGINS)),
    "runuser": _SWITCHING,
    "su": _SWITCHING,
    "systemd-logind": Messages((*SESSIONS, *PLAIN_SESSIONS)),
}
_DISTINCTIVE = Messages((*SWITCHING, *ACCOUNTS, *LOGINS, *SESSIONS, *JOBS))

# The parts of `group`, with the names of their values.
_GROUP = (("name", "group"), ("id", "group_id"))

# The users beside the one who acts.
_OTHERS = ("changes", "effective", "target")

# What is not said.
_NOTHING: tuple[object, ...] = (None, "", [])

# How the names of terminals begin.
_TERMINALS = ("tty", "pts", "/dev/", "console", "hvc", "xvc", "lp", "vc")

# gdm-password][2211]: (what stands behind the last slash in `gdm-session-worker [pam/gdm-password]`)
_GDM = Pattern(r"(gdm-[a-z-]{1,32})\](?:\[([0-9]{1,18})\])?: ")


def parse(record: Record) -> Document | None:
    """The document of a line about Linux' users, `None` for another program's."""
    program, process_id, module, text = _origin(record.header, record.text.strip(" \t"))
    if program in _OPENSSH:
        return None
    repeated, text = unfold(text)
    document = _of_module(text, module, program) or _of_program(text, program)
    if document is None:
        return None
    if repeated is not None:
        document["linux_auth"] = {**document.get("linux_auth", {}), "repeated": repeated}
    if program is not None:
        _add_process(document, program, process_id)
    moment = record.header_time()
    if moment is not None:
        document["@timestamp"] = moment
    return document


def _origin(header: Header | None, text: str) -> tuple[str | None, str | None, str | None, str]:
    """Program, process id and module of PAM, as far as they stand in front of a message, and the message."""
    if header is None or header.appname is None:
        match = _GDM.match(text) if text.startswith(_GDM_START) else None
        return (None, None, None, text) if match is None else (match[1], match[2], None, text[match.end() :])
    program = header.appname
    if program[-1] != ")":
        return program, header.procid, None, text
    tag = pam.program_of(program)
    if tag is None:
        return program.partition("(")[0] or program, header.procid, None, text
    return tag[0], header.procid, tag[1], text


def _add_process(document: Document, program: str, process_id: str | None) -> None:
    # a path where a program was started by one
    process: Document = document.setdefault("process", {})
    process["name"] = program.rpartition("/")[2] or program
    if process_id is not None and (pid := whole(process_id)) is not None:
        process["pid"] = pid


def _of_module(text: str, module: str | None, program: str | None) -> Document | None:
    """The document of what a module of PAM says; `None` if none speaks, or it does so for OpenSSH."""
    found = pam.read(text, module)
    if found is None:
        return None
    action, said = found
    if program is None and (said.get("service") == "sshd" or said.get("tty") == "ssh"):
        return None
    document = pam_documents.document(action, said)
    own: Document = {}
    if details := pam_documents.details(said):
        own["pam"] = details
    if tty := terminal(said.get("tty", "")):
        own["tty"] = tty
    if own:
        document["linux_auth"] = own
    return document


def _of_program(text: str, program: str | None) -> Document | None:
    """The document of what a program says; `None` if its wording is not known, and might be another's."""
    if program is None:
        found = sudo.command(text) or _DISTINCTIVE.read(text)
        if found is None and text[-1:] == ")":
            found = cron.message(text, cron.VERBS)
    elif program == "sudo":
        found = sudo.message(text)
    else:
        messages = _MESSAGES.get(program)
        found = None if messages is None else messages.read(text)
        if found is None and messages is _JOBS:
            found = cron.message(text, cron.ALL_VERBS)
    if found is None:
        if program not in _CERTAIN:
            return None
        found = "message", {}
    return _document(*found)


def _document(action: str, said: Said) -> Document:
    document: Document = {"event": _event(action, said)}
    _tell_place(said)
    user: Document = {"id": "0"} if action == "root-logged-in" else _user(said)
    if user:
        document["user"] = user
    source = peer(said["source"]) if "source" in said else {}
    if source:
        document["source"] = source
    if group := {name: said[value] for name, value in _GROUP if value in said}:
        document["group"] = group
    if process := _process(said):
        document["process"] = process
    if "file" in said and said["file"].startswith("/"):
        document["file"] = {"path": said["file"]}
    if own := _own(said):
        document["linux_auth"] = own
    others = [user[name].get("name") for name in _OTHERS if name in user]
    names = (user.get("name"), *others, *own.get("members", ()))
    if found := related((source.get("ip"),), (source.get("domain"),), names):
        document["related"] = found
    return document


def _event(action: str, said: Said) -> Document:
    return {**_EVENTS[action], "reason": said["reason"]} if said.get("reason") else _EVENTS[action]


def _tell_place(said: Said) -> None:
    """Tell the terminal from the host, where login writes the one or the other."""
    place = said.pop("place", None)
    if place is not None:
        said.setdefault("tty" if place.startswith(_TERMINALS) else "source", place)


def _user(said: Said) -> Document:
    """`user`: who acts, as whom, whose account is changed, and what becomes of it."""
    user = account(said.get("user"), said.get("by_id"))
    if "as_user" in said:
        user["effective"] = _numbered(said["as_user"])
        if "as_group" in said:
            user["effective"]["group"] = _numbered(said["as_group"])
    if "target" in said:
        user["target"] = account(said["target"], said.get("target_id"))
        if group := account(None, said.get("target_group_id")):
            user["target"]["group"] = group
        if changes := _changes(said):
            user["changes"] = changes
    return {name: value for name, value in user.items() if value}


def _changes(said: Said) -> Document:
    """`user.changes`: the new name or ids of an account, which are then no `new_value`."""
    if "new_name" in said:
        return account(said["new_name"])
    if said.get("attribute") == "UID":
        return account(None, said.pop("new", None))
    group = account(None, said.pop("new", None)) if said.get("attribute") == "GID" else {}
    return {"group": group} if group else {}


def _numbered(name: str) -> Document:
    """A user or a group that may be said by its id: `#1000`."""
    number = account(None, name.removeprefix("#")) if name[:1] == "#" else {}
    return number or account(name)


def _process(said: Said) -> Document:
    """The command that is run: `process.name` is the program that runs it."""
    process: Document = {}
    if said.get("command"):
        process["command_line"] = said["command"]
    if said.get("directory", "").startswith("/"):
        process["working_directory"] = said["directory"]
    if "environment" in said:
        process["env_vars"] = sudo.variables(said["environment"])
    if "exit" in said and (status := whole(said["exit"])) is not None:
        process["exit_code"] = status
    return process


def _own(said: Said) -> Document:
    """What has no place in ECS."""
    own = {OWN[name][0]: OWN[name][1](value) for name, value in said.items() if name in OWN}
    return {name: value for name, value in own.items() if value not in _NOTHING}
