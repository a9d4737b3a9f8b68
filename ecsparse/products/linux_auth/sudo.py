"""What sudo says, for `linux_auth`: the fields of its lines.

Layout:
    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/apt update
    alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/cat /etc/shadow

Source: sudo 1.6 to 1.9 (`logging.c`, `eventlog.c`).
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    Said = dict[str, str]
    Found = tuple[str, Said]

# The fields of sudo, with the names of their values.
_FIELDS = {
    "CHROOT": "chroot", "ENV": "environment", "GROUP": "as_group", "HOST": "host", "PWD": "directory",
    "TSID": "log_id", "TTY": "tty", "USER": "as_user",
}  # fmt: skip
_USER = frozenset(("user",))
_LONGEST_NAME = 256

# how far the exit status is from the end of the line, at the most
_LONGEST_EXIT = 64

# ; SIGNAL=TERM ; EXIT=143
_EXIT = Pattern(r"(?: ; SIGNAL=(?P<signal>[A-Z0-9+]{1,16}))? ; EXIT=(?P<exit>[0-9]{1,10})$")
# 3 incorrect password attempts
_WRONG_PASSWORDS = Pattern(r"([0-9]{1,9}) incorrect password attempts?")


def command(text: str) -> Found | None:
    """What sudo says of a command, where its name is not in front of it."""
    found = message(text) if " ; COMMAND=" in text else None
    return found if found is not None and {"user", "tty", "directory", "as_user"} <= found[1].keys() else None


def message(text: str) -> Found | None:
    """What sudo says: `alice : [reason ; ]TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/id`."""
    user, separator, rest = text.partition(" : ")
    if not separator or len(user) > _LONGEST_NAME:
        return None
    said = {"user": user}
    if rest.startswith("(command continued) "):
        said["continued"] = rest.partition(") ")[2]
        return "command-continued", said
    head, separator, line = f" ; {rest}".partition(" ; COMMAND=")
    _read_fields(said, head[3:].split(" ; "))
    if not separator:
        return "message", said
    said["command"] = line
    return (_refused(said), said) if "reason" in said else _ended(said)


def _read_fields(said: Said, parts: list[str]) -> None:
    """Add to `said` what the parts of a line say; the first one may be a reason."""
    for part in parts:
        name, _, value = part.partition("=")
        if name in _FIELDS and value:
            said[_FIELDS[name]] = value
        elif part and said.keys() == _USER:
            said["reason"] = part


def _refused(said: Said) -> str:
    """The action of a command that is not run, for a reason."""
    match = _WRONG_PASSWORDS.fullmatch(said["reason"])
    if match is not None:
        said["attempts"] = match[1]
        return "password-attempts-failed"
    return "message" if said["reason"].startswith(("problem with ", "unable to ")) else "command-refused"


def _ended(said: Said) -> Found:
    """The action of a command that is run, or has ended (`log_exit_status`)."""
    match = _EXIT.search(said["command"][-_LONGEST_EXIT:])
    if match is None:
        return "command-run", said
    said["command"] = said["command"].removesuffix(match[0])
    said |= {name: value for name, value in match.groupdict().items() if value}
    return "command-ended", said


def variables(text: str) -> list[str]:
    """The variables in `LANG=C EDITOR=vi -n`: a word without `=` belongs to the one before it."""
    found: list[list[str]] = []
    for word in text.split(" "):
        if "=" in word or not found:
            found.append([word])
        else:
            found[-1].append(word)
    return [" ".join(words) for words in found]
