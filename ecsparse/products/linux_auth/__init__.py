r"""Linux authentication: who became whom, which accounts were changed, and what ran for whom.

Layout:
    Oct 31 15:10:00 web1 sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update

    Syslog, of sudo, su (also Solaris' and the BSDs') and runuser, login, systemd-logind, adduser, shadow's useradd,
    usermod, userdel, groupadd, groupmod, groupdel, passwd, chpasswd, chage, gpasswd and their like, cron, crond,
    crontab, anacron and run-parts; and what PAM's modules write under the name of any program but OpenSSH's
    (`pam_unix(gdm-password:auth): …`, or up to 2005 `pop(pam_unix)[4920]: …`), and its helper unix_chkpwd.

Source: sudo 1.6 to 1.9 (`eventlog`), Linux-PAM 0.7x to 1.7, and the sources that `messages` lists.

Timestamps: those of the syslog header; the messages have none.

Quirks:
    A line without a program's name is taken if no other program writes such a message: `bare.log`.
    su and login are found on other systems too: their unknown messages are left to others: `su.log`, `login.log`.
    `carol-root` of old su is two users only if it has one hyphen: `su_others.log`.
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

from ecsparse.ecs.network import numbered_process
from ecsparse.formats.repeated import START, unfold
from ecsparse.messages import Values
from ecsparse.messages.pam import PamMessages, program_of
from ecsparse.products.linux_auth import cron, sudo
from ecsparse.products.linux_auth.messages import ACCOUNTS, JOBS, LOGINS, SESSIONS, SWITCHING, TTY
from ecsparse.record import Document, Field, Header, Phrase, Prefix, Product, Program, ProgramStem, Record

Found = tuple[str, Values]

PAM = PamMessages("linux_auth", {"tty": TTY})

_TABLES = (SWITCHING, ACCOUNTS, LOGINS, SESSIONS, JOBS)

_ACCOUNT_PROGRAMS = (
    "addgroup", "adduser", "chage", "chfn", "chgpasswd", "chpasswd", "chsh", "delgroup", "deluser", "gpasswd",
    "groupadd", "groupdel", "groupmems", "groupmod", "newgrp", "newusers", "passwd", "useradd", "userdel", "usermod",
)  # fmt: skip
_CRON = ("cron", "CRON", "crond", "CROND", "crontab", "/usr/sbin/cron", "/USR/SBIN/CRON", "/usr/sbin/crond")

# Programs whose messages are all of this product, known or not.
_CERTAIN = frozenset((*_ACCOUNT_PROGRAMS, *_CRON, "sudo", "systemd-logind", "anacron", "run-parts"))

# Whose messages are not of this product, whatever they say: OpenSSH, the console of ESXi.
_OTHERS = frozenset(("sshd", "sshd-session", "sshd-auth", "sftp-server", "internal-sftp", "DCUI"))

# Of PAM before 2005, the program precedes its module: `su(pam_unix)`.
_STEMS = (
    "su(", "sudo(", "login(", "cron(", "crond(", "gdm(", "passwd(", "run-parts(", "vsftpd(", "ftpd(", "xdm(", "kde(",
)  # fmt: skip

# How messages of PAM's modules begin that may stand after any tag with the module in it: `pop(pam_unix)`.
_MODULE_STARTS = (
    "auth could not identify password for [", "authentication failure; ", "bad username [", "check pass; user unknown",
    "could not identify password for [", "session closed for user ", "session opened for user ",
)  # fmt: skip

PRODUCT = Product(
    vendor="Linux", name="authentication", versions="sudo 1, shadow 4", formats=("syslog",),
    signatures=(
        *(Program(program) for program in sorted({*_CERTAIN, "su", "runuser", "doas", "login", "unix_chkpwd"})),
        *(ProgramStem(stem) for stem in _STEMS),
        *(Phrase(f" {verb} (") for verb in cron.VERBS),
        *map(Prefix, _MODULE_STARTS),
        ProgramStem("gdm-"),
        Prefix(START),
        Phrase(" ; COMMAND="),
    ),
    messages=(*_TABLES, PAM),
    fields=("process.{name,pid}",),
    own_fields={"linux_auth.repeated": Field("long", "how often the message was repeated")},
)  # fmt: skip

_MESSAGES = {
    "doas": SWITCHING,
    **dict.fromkeys(_ACCOUNT_PROGRAMS, ACCOUNTS),
    **dict.fromkeys((*_CRON, "anacron", "run-parts"), JOBS),
    "login": LOGINS,
    "runuser": SWITCHING,
    "su": SWITCHING,
    "systemd-logind": SESSIONS,
}

# Modules that Linux does not have: F5's.
_MODULES_OF_OTHERS = frozenset(("pam_audit",))

# Programs of PAM's own that speak for a module.
_HELPERS = {"unix_chkpwd": "pam_unix"}

# How the names of terminals begin.
_TERMINALS = ("tty", "pts", "/dev/", "console", "hvc", "xvc", "lp", "vc")


def parse(record: Record) -> Document | None:
    """The document of a line about Linux' users, `None` for another program's."""
    program, process_id, module, text = _origin(record.header, record.text.strip(" \t"))
    # a path where a program was started by one
    name = None if program is None else program.rpartition("/")[2] or program
    if name in _OTHERS or module in _MODULES_OF_OTHERS:
        return None
    repeated, text = unfold(text)
    document = _of_module(text, module, program) or _of_program(text, program)
    if document is None:
        return None
    if repeated is not None:
        document.setdefault("linux_auth", {})["repeated"] = repeated
    if name is not None:
        document["process"] = {**document.get("process", {}), "name": name, **numbered_process(process_id, None)}
    record.stamp(document)
    return document


def _origin(header: Header | None, text: str) -> tuple[str | None, str | None, str | None, str]:
    """Program, process id and module of PAM, as far as the line names them, and the message."""
    if header is None or header.appname is None:
        return None, None, None, text
    program = header.appname
    if program[-1] != ")":
        return program, header.procid, _HELPERS.get(program), text
    tag = program_of(program)
    if tag is None:
        return program.partition("(")[0] or program, header.procid, None, text
    return tag[0], header.procid, tag[1], text


def _of_module(text: str, module: str | None, program: str | None) -> Document | None:
    """The document of a message of PAM; `None` if it is not one, or is OpenSSH's."""
    found = PAM.statement(text, module)
    if found is None:
        return None
    action, values = found
    if program is None and (values.get("service") == "sshd" or values.get("tty") == "ssh"):
        return None
    return PAM.document(action, values)


def _of_program(text: str, program: str | None) -> Document | None:
    """The document of a program's message; `None` if it is not known, and may be another program's."""
    if program is None:
        found = sudo.command(text) or _bare(text)
    elif program == "sudo":
        found = sudo.message(text)
    else:
        messages = _MESSAGES.get(program)
        found = None if messages is None else messages.read(text)
        if found is None and messages is JOBS:
            found = cron.message(text, cron.ALL_VERBS)
    if found is None:
        if program not in _CERTAIN:
            return None
        found = "message", {}
    action, values = found
    if "place" in values:
        # login writes the one or the other
        place = values.pop("place")
        values.setdefault("tty" if place.startswith(_TERMINALS) else "source", place)
    # the tables have all captures in common
    return JOBS.document(action, values)


def _bare(text: str) -> Found | None:
    """A message that needs no program's name, as no other program writes such a one."""
    for messages in _TABLES:
        found = messages.read(text, alone=True)
        if found is not None:
            return found
    return cron.message(text, cron.VERBS) if text[-1:] == ")" else None
