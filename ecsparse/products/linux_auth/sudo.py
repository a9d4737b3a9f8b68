"""What sudo says, for `linux_auth`: the fields of its lines.

Layout:
    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update
    alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/cat /etc/shadow

Source: sudo 1.6 to 1.9 (`logging.c`, `eventlog.c`).
"""

from __future__ import annotations

from ecsparse.messages import Values
from ecsparse.patterns import Pattern

Found = tuple[str, Values]

# The fields of sudo, with the names of their captures.
_FIELDS = {
    "CHROOT": "chroot", "ENV": "environment", "GROUP": "as_group", "HOST": "host", "PWD": "directory",
    "TSID": "session_log_id", "TTY": "tty", "USER": "as_user",
}  # fmt: skip
_USER = frozenset(("user",))

# ; SIGNAL=TERM ; EXIT=143
_EXIT = Pattern(r"(?: ; SIGNAL=(?P<signal>[A-Z0-9+]{1,16}))? ; EXIT=(?P<exit>[0-9]{1,10})$")
# 3 incorrect password attempts
_WRONG_PASSWORDS = Pattern(r"([0-9]{1,9}) incorrect password attempts?")


def command(text: str) -> Found | None:
    """What sudo says of a command, where its name is not in front of it: there, a user's name has no blank."""
    found = message(text) if " ; COMMAND=" in text else None
    if found is None or not {"user", "tty", "directory", "as_user"} <= found[1].keys():
        return None
    return None if " " in found[1]["user"] else found


def message(text: str) -> Found | None:
    """What sudo says: `alice : [reason ; ]TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/id`."""
    user, separator, rest = text.partition(" : ")
    if not separator or len(user) > 256:
        return None
    values = {"user": user.lstrip(" ")}
    if rest.startswith("(command continued) "):
        values["command_continued"] = rest.partition(") ")[2]
        return "command-continued", values
    head, separator, line = f" ; {rest}".partition(" ; COMMAND=")
    for part in head[3:].split(" ; "):
        name, _, value = part.partition("=")
        if name in _FIELDS and value:
            values[_FIELDS[name]] = value
        elif part and values.keys() == _USER:
            values["reason"] = part
    if not separator:
        return "message", values
    values["command"] = line
    action = _refused(values) if "reason" in values else _ended(values)
    return action, {name: value for name, value in values.items() if value}


def _refused(values: Values) -> str:
    """The action of a command that is not run, for a reason."""
    match = _WRONG_PASSWORDS.fullmatch(values["reason"])
    if match is not None:
        values["attempts"] = match[1]
        return "password-attempts-failed"
    return "message" if values["reason"].startswith(("problem with ", "unable to ")) else "command-refused"


def _ended(values: Values) -> str:
    """The action of a command that is run, or has ended (`log_exit_status`)."""
    # at the end of the line
    match = _EXIT.search(values["command"][-64:])
    if match is None:
        return "command-run"
    values["command"] = values["command"].removesuffix(match[0])
    values |= {name: value for name, value in match.groupdict().items() if value}
    return "command-ended"
