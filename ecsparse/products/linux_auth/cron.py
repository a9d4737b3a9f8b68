"""What cron says of users, for `linux_auth`: `(alice) CMD (/usr/bin/true)`.

Source: Vixie cron 3.0 and Debian's, cronie 1.4 to 1.7 (`log_it`).
"""

from __future__ import annotations

from ecsparse.messages import Values
from ecsparse.patterns import Pattern

# What cron says of a user: `(alice) CMD (/usr/bin/true)`, with the name of the value that it has.
VERBS = {
    "AUTH": ("crontab-refused", "reason"), "BEGIN EDIT": ("crontab-edited", "target"),
    "CMD": ("job-started", "command"), "CMDEND": ("job-ended", "command"), "CMDOUT": ("job-output", "output"),
    "DELETE": ("crontab-deleted", "target"), "END EDIT": ("crontab-edited", "target"),
    "LIST": ("crontab-listed", "target"), "MAIL": ("job-output", "reason"), "RELOAD": ("crontab-loaded", "file"),
    "REPLACE": ("crontab-changed", "target"),
}  # fmt: skip

# What it says where its name has to say whose line it is.
_PLAIN_VERBS = {
    "DEATH": ("scheduler-stopped", "reason"), "ERROR": ("job-failed", "reason"),
    "FAILED to open PAM security session": ("job-failed", "reason"),
    "FAILED": ("job-failed", "reason"), "FAILED to authorize user with PAM": ("job-failed", "reason"),
    "ORPHAN": ("crontab-refused", "reason"), "PAM ERROR": ("job-failed", "reason"),
    "SHUTDOWN": ("scheduler-stopped", "reason"), "STARTUP": ("scheduler-started", "reason"),
    "BAD FILE MODE": ("crontab-refused", "file"), "BAD LINK COUNT": ("crontab-refused", "file"),
    "CAN'T OPEN": ("crontab-refused", "file"), "INFO": ("message", "reason"),
    "NOT A REGULAR FILE": ("crontab-refused", "file"), "NOT REGULAR": ("crontab-refused", "file"),
    "WRONG FILE OWNER": ("crontab-refused", "file"), "WRONG INODE INFO": ("crontab-refused", "file"),
    "error": ("job-failed", "reason"), "info": ("message", "reason"),
}  # fmt: skip

ALL_VERBS = VERBS | _PLAIN_VERBS

# What cron writes in place of a user when it speaks for itself.
_NO_USERS = frozenset(("CRON", "CROND", "cron", "crond", "*system*"))

# (alice) CMD (/usr/bin/true)
_CRON_MESSAGE = Pattern(r"\(([^()]{1,64})\) ([A-Za-z' ]{1,40}) \((.*)")


def message(text: str, verbs: dict[str, tuple[str, str]]) -> tuple[str, Values] | None:
    """What cron says of a user; a long command may have been cut."""
    match = _CRON_MESSAGE.fullmatch(text)
    if match is None or match[2] not in verbs:
        return None
    action, name = verbs[match[2]]
    values = {} if match[1] in _NO_USERS else {"user": match[1]}
    detail = match[3].removesuffix(")").strip(" ")
    if detail:
        values[name] = detail
    if action == "crontab-refused":
        values.setdefault("reason", match[2])
    return action, values
