"""The messages of the programs of `linux_auth`: data alone.

Source: util-linux 2.2x to 2.40 (`login`, `su`, `runuser`), shadow 4.0 to 4.17, pwdutils 2 and 3, systemd-logind of
systemd 180 to 256, Vixie cron 3.0 and Debian's, cronie 1.4 to 1.7, anacron 2.3, BusyBox's crond.
"""

from __future__ import annotations

from ecsparse.formats.messages import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.accounts import Action

_LOGIN = ("authentication",)
_ACCOUNTS = ("iam",)
_PROCESS = ("process",)
_SESSION = ("session",)
_HOST = ("host",)
_CONFIGURATION = ("configuration",)

_START = ("start",)
_INFO = ("info",)
_END = ("end",)
_CHANGE = ("change",)
_USER_ADDED = ("creation", "user")
_USER_CHANGED = ("change", "user")
_USER_DELETED = ("deletion", "user")
_GROUP_ADDED = ("creation", "group")
_GROUP_CHANGED = ("change", "group")
_GROUP_DELETED = ("deletion", "group")

# What each action means, and its category, types and outcome.
ACTIONS: dict[str, Action] = {
    "command-ended": ("a command that a user runs as another ends", _PROCESS, _END, ""),
    "command-continued": ("the rest of a command that is too long for one line", _PROCESS, _INFO, ""),
    "command-refused": ("a user may not run a command as another", ("authentication", "process"), _INFO, "failure"),
    "command-run": ("a user runs a command as another", _PROCESS, _START, "success"),
    "console-button": ("a button is pressed, or a lid moved", _HOST, _INFO, ""),
    "crontab-changed": ("a table of jobs is changed", _CONFIGURATION, _CHANGE, ""),
    "crontab-deleted": ("a table of jobs is deleted", _CONFIGURATION, ("deletion",), ""),
    "crontab-edited": ("a user begins, or ends, to edit a table of jobs", _CONFIGURATION, ("access",), ""),
    "crontab-listed": ("a user reads a table of jobs", _CONFIGURATION, ("access",), ""),
    "crontab-loaded": ("a table of jobs is read anew", _CONFIGURATION, _INFO, ""),
    "crontab-refused": ("a table of jobs, or its user, is not accepted", _CONFIGURATION, _INFO, "failure"),
    "group-added": ("a group is made", _ACCOUNTS, _GROUP_ADDED, "success"),
    "group-administrators-set": (
        "a group's administrators are named",
        _ACCOUNTS,
        ("admin", "change", "group"),
        "success",
    ),
    "group-changed": ("a group is changed", _ACCOUNTS, _GROUP_CHANGED, "success"),
    "group-deleted": ("a group is deleted", _ACCOUNTS, _GROUP_DELETED, "success"),
    "group-member-added": ("a user becomes a member of a group", _ACCOUNTS, _GROUP_CHANGED, "success"),
    "group-member-removed": ("a user is no longer a member of a group", _ACCOUNTS, _GROUP_CHANGED, "success"),
    "group-password-changed": ("a group's password is changed or removed", _ACCOUNTS, _GROUP_CHANGED, "success"),
    "group-switched": ("a user takes another group", _SESSION, _INFO, "success"),
    "host-stopping": ("the system is shut down or restarted", _HOST, _END, ""),
    "job-ended": ("a job of a table ends", _PROCESS, _END, ""),
    "job-failed": ("a job cannot be run, or goes wrong", _PROCESS, _INFO, "failure"),
    "job-output": ("a job has written something", _PROCESS, _INFO, ""),
    "job-planned": ("a job will be run later", _PROCESS, _INFO, ""),
    "job-started": ("a job of a table is run", _PROCESS, _START, ""),
    "login-failed": ("a user fails to log in at a terminal", _LOGIN, _START, "failure"),
    "login-succeeded": ("a user logs in at a terminal", _LOGIN, _START, "success"),
    "login-timeout": ("nobody logs in at a terminal in time", _LOGIN, _INFO, "failure"),
    "message": ("a program says something else", (), (), ""),
    "password-attempts-failed": ("a user gives wrong passwords to sudo", _LOGIN, _START, "failure"),
    "password-changed": ("a user's password is changed", _ACCOUNTS, _USER_CHANGED, "success"),
    "password-expiry-changed": (
        "when a user's password or account expires is changed",
        _ACCOUNTS,
        _USER_CHANGED,
        "success",
    ),
    "password-locked": ("a user's password is locked", _ACCOUNTS, _USER_CHANGED, "success"),
    "password-unlocked": ("a user's password is unlocked", _ACCOUNTS, _USER_CHANGED, "success"),
    "root-logged-in": ("a user with the id 0 logs in at a terminal", _LOGIN, _START, "success"),
    "scheduler-started": ("the program that runs jobs starts", _PROCESS, _START, "success"),
    "scheduler-stopped": ("the program that runs jobs ends", _PROCESS, _END, ""),
    "seat-added": ("a seat of screens and keyboards is there", _HOST, _INFO, ""),
    "session-closed": ("a user's session ends", _SESSION, _END, ""),
    "session-opened": ("a user's session begins", _SESSION, _START, "success"),
    "user-added": ("a user is made", _ACCOUNTS, _USER_ADDED, "success"),
    "user-adding-failed": ("a user cannot be made", _ACCOUNTS, _USER_ADDED, "failure"),
    "user-changed": ("a user is changed", _ACCOUNTS, _USER_CHANGED, "success"),
    "user-deleted": ("a user is deleted", _ACCOUNTS, _USER_DELETED, "success"),
    "user-deleting-failed": ("a user cannot be deleted", _ACCOUNTS, _USER_DELETED, "failure"),
    "user-renamed": ("a user is given another name", _ACCOUNTS, _USER_CHANGED, "success"),
    "user-switch-failed": ("a user fails to become another", _LOGIN, _START, "failure"),
    "user-switched": ("a user becomes another", _LOGIN, _START, "success"),
}

_TARGET = r"[`'](?P<target>[^'`]+)'"
_GROUP = r"[`'](?P<group>[^'`]+)'"
_RENAMED = rf"{_TARGET} to [`'](?P<new_name>[^'`]+)'"
_FROM_TO = r"from [`'](?P<old>[^']*)' to [`'](?P<new>[^']*)'"

# What no other program writes: found without a program's name in front, too.
SWITCHING = (
    Message("user-switched", "(to ", r"(?P<as_user>[^() ]+)\) (?P<user>.+) on (?P<tty>[^ ]+)"),
    Message("user-switch-failed", "FAILED SU ", r"\(to (?P<as_user>[^()]*)\) (?P<user>.+) on (?P<tty>[^ ]+)"),
    Message("user-switched", "Successful su ", r"for (?P<as_user>[^ ]+) by (?P<user>.+)"),
    Message("user-switch-failed", "FAILED su ", r"for (?P<as_user>.*) by (?P<user>[^ ]+)"),
)

ACCOUNTS = (
    Message("user-added", "new user: ",
            r"name=(?P<target>[^,]+), (?:UID|uid)=(?P<target_id>[0-9]+), (?:GID|gid)=(?P<target_group_id>[0-9]+)"
            r"(?:, home=(?P<home>.*?))?(?:, shell=(?P<shell>[^,]*))?(?:, from=(?P<tty>[^,]*))?"),
    Message("user-added", "new account ",
            r"added(?: -|:) account=(?P<target>[^,]+), uid=(?P<target_id>[0-9]+), gid=(?P<target_group_id>[0-9]+)"
            r"(?:, home=(?P<home>.*?))?(?:, shell=(?P<shell>[^,]*))?, by=(?P<by_id>[0-9]+)"),
    Message("user-deleted", "account deleted",
            r"(?: -|:) account=(?P<target>[^,]+), uid=(?P<target_id>[0-9]+), by=(?P<by_id>[0-9]+)"),
    Message("group-added", "new group: ", r"name=(?P<group>[^,]+), (?:GID|gid)=(?P<group_id>[0-9]+)"),
    Message("group-added", "new group ",
            r"added(?: -|:) group=(?P<group>[^,]+), gid=(?P<group_id>[0-9]+), by=(?P<by_id>[0-9]+)"),
    Message("group-added", "group added ",
            r"to (?P<file>/etc/g?(?:group|shadow)): name=(?P<group>[^,]+)(?:, GID=(?P<group_id>[0-9]+))?"),
    Message("user-adding-failed", "failed adding ",
            r"user [`'](?P<target>[^']+)', (?P<reason>data deleted|exit code: [0-9]+)"),
    Message("user-deleting-failed", "failed deleting ", r"user [`'](?P<target>[^']+)', (?P<reason>.+)"),
    Message("group-member-added", "add ", rf"{_TARGET} to (?:shadow )?group {_GROUP}"),
    Message("group-member-removed", "delete ", rf"{_TARGET} from (?:shadow )?group {_GROUP}"),
    Message("user-deleted", "delete ", rf"user {_TARGET}"),
    Message("group-deleted", "removed group ", rf"{_GROUP} owned by {_TARGET}"),
    Message("group-deleted", "removed shadow ", rf"group {_GROUP} owned by {_TARGET}"),
    Message("group-deleted", "group ", rf"{_GROUP} removed(?: from (?P<file>/etc/[a-z]+))?"),
    Message("group-changed", "group changed ",
            r"in (?P<file>/etc/[a-z]+) \(group (?P<group>[^ /()]+)(?:/(?P<group_id>[0-9]+))?"
            r"(?:, new name: (?P<new_group>[^ ,()]+))?(?:, new password)?"
            r"(?:, new gid: (?P<new_group_id>[0-9]+))?\)"),
    Message("user-renamed", "change user ", rf"name {_RENAMED}"),
    Message("password-changed", "change user ", rf"{_TARGET} password"),
    Message("user-changed", "change user ", rf"{_TARGET} (?P<attribute>[A-Za-z]+) {_FROM_TO}"),
    Message("user-changed", "change ", rf"{_RENAMED} in (?:shadow )?group {_GROUP}"),
    Message("password-locked", "lock user ", rf"{_TARGET} password"),
    Message("password-unlocked", "unlock user ", rf"{_TARGET} password"),
    Message("password-changed", "password for ", r"[`'](?P<target>[^']+)' changed by [`'](?P<user>[^']+)'"),
    Message("password-changed", "password changed ",
            r"- account=(?P<target>[^,]+), uid=(?P<target_id>[0-9]+), by=(?P<by_id>[0-9]+)"),
    Message("password-expiry-changed", "changed password ", r"expiry for (?P<target>.+)"),
    Message("user-changed", "changed user ", rf"{_TARGET} (?P<attribute>information)"),
    Message("user-changed", "changed user ", rf"{_TARGET} (?P<attribute>shell) to [`'](?P<new>[^']*)'"),
    Message("group-member-added", "user ",
            r"(?P<target>[^ ]+) added by (?P<user>[^ ]+) to group (?P<group>[^ ]+)"),
    Message("group-member-removed", "user ",
            r"(?P<target>[^ ]+) removed by (?P<user>[^ ]+) from group (?P<group>[^ ]+)"),
    Message("group-member-added", "add member ",
            r"(?P<target>[^ ]+) to group (?P<group>[^ ]+) by (?P<user>[^ ]+)"),
    Message("group-member-removed", "remove member ",
            r"(?P<target>[^ ]+) from group (?P<group>[^ ]+) by (?P<user>[^ ]+)"),
    Message("group-changed", "members of ",
            r"group (?P<group>[^ ]+) set by (?P<user>[^ ]+) to (?P<members>[^ ]*)"),
    Message("group-administrators-set", "administrators of ",
            r"group (?P<group>[^ ]+) set by (?P<user>[^ ]+) to (?P<members>[^ ]*)"),
    Message("group-password-changed", "password of ",
            r"group (?P<group>[^ ]+) (?:changed|removed) by (?P<user>[^ ]+)"),
    Message("group-password-changed", "change the ", r"password of group (?P<group>[^ ]+) by (?P<user>[^ ]+)"),
    Message("group-changed", "access to ", r"group (?P<group>[^ ]+) restricted by (?P<user>[^ ]+)"),
    Message("group-switched", "user ",
            rf"[`'](?P<user>[^']+)' \(login [`'][^']*' on (?P<tty>[^ ()]+)\) switched to group {_GROUP}"),
)  # fmt: skip

LOGINS = (
    Message("login-failed", "FAILED LOGIN ",
            r"\(?(?P<attempts>[0-9]+)\)? (?:FROM|on) [`']?(?P<place>[^ ']+)'?(?: from [`'](?P<source>[^']+)')? "
            r"FOR [`']?(?:UNKNOWN|(?P<user>[^,']*))'?, (?P<reason>.+)"),
    Message("login-failed", "FAILED LOGIN ",
            r"SESSION FROM (?P<place>[^ ]+) FOR (?:UNKNOWN|(?P<user>[^,]*)), (?P<reason>.+)"),
    Message("login-failed", "TOO MANY ",
            r"LOGIN TRIES \((?P<attempts>[0-9]+)\) FROM (?P<place>[^ ]+) FOR (?:UNKNOWN|(?P<user>[^,]*)), "
            r"(?P<reason>.+)"),
    Message("root-logged-in", "ROOT LOGIN ",
            r" ?[Oo][Nn] [`']?(?P<tty>[^ ']+)'?(?: (?:FROM|from) [`']?(?P<source>[^ ']+)'?)?"),
    Message("login-succeeded", "LOGIN ON ", r"(?P<tty>[^ ]+) BY (?P<user>[^ ]+)(?: FROM (?P<source>[^ ]+))?"),
    Message("login-succeeded", "DIALUP AT ", r"(?P<tty>[^ ]+) BY (?P<user>[^ ]+)"),
    Message("login-failed", "invalid password ",
            r"for [`'](?:UNKNOWN|(?P<user>[^']*))' on [`'](?P<tty>[^' ]+)'(?: from [`'](?P<source>[^']+)')?"),
    Message("login-failed", "too many ",
            r"login attempts \((?P<attempts>[0-9]+)\) on [`'](?P<tty>[^' ]+)'(?: from [`'](?P<source>[^']+)')?"),
)  # fmt: skip

SESSIONS = (
    Message("session-opened", "New session ",
            r"'?(?P<session>[^ ']+)'? of user '?(?P<user>[^ ']+?)'?"
            r"(?: with class '(?P<class>[a-z-]+)' and type '(?P<type>[a-z0-9-]+)')?\."),
    Message("session-closed", "Removed session ", r"(?P<session>[a-z]?[0-9]+)\."),
    Message("session-closed", "Session ",
            r"(?P<session>[a-z]?[0-9]+) logged out\. Waiting for processes to exit\."),
    Message("seat-added", "New seat ", r"(?P<seat>seat[^ ]*)\."),
    Message("console-button", "Watching system ", r"buttons on (?P<device>[^ ]+) \((?P<button>.*)\)\.?"),
)  # fmt: skip

JOBS = (
    Message("job-started", "Job ", r"[`'](?P<job>[^']+)' started"),
    Message("job-ended", "Job ",
            r"[`'](?P<job>[^']+)' terminated(?: \(exit status: (?P<exit>[0-9]+)\))?(?: \((?P<reason>.*)\))?"),
    Message("job-planned", "Will run ", r"job [`'](?P<job>[^']+)' in (?P<minutes>[0-9]+) min\."),
    Message("scheduler-started", "Anacron ", r"(?P<version>[0-9][^ ]*) started on (?P<date>[0-9-]+)"),
    Message("scheduler-stopped", "Normal exit ", r"\((?P<reason>[0-9]+ jobs? run)\)"),
)  # fmt: skip

# What other programs might write as well: read where the program's name says whose it is.
PLAIN_SWITCHING = (
    Message("user-switched", "+ ", r"(?P<tty>[^ ]+) (?P<user>[^ :]+):(?P<as_user>[^ :]+)"),
    Message("user-switch-failed", "- ", r"(?P<tty>[^ ]+) (?P<user>[^ :]+):(?P<as_user>[^ :]+)"),
    Message("user-switch-failed", "pam_authenticate: ", r"(?P<reason>.+)"),
)  # fmt: skip

PLAIN_LOGINS = (Message("login-timeout", "login timed ", r"out after (?P<seconds>[0-9]+) seconds"),)

PLAIN_SESSIONS = (
    Message("host-stopping", "System is ", r"(?P<reason>powering down|rebooting|halting|rebooting with kexec).*"),
    Message("host-stopping", "The system ", r"will (?P<reason>power off|reboot|halt) now!"),
    Message("console-button", "Power key ", r"pressed(?: [a-z]+)?\."),
    Message("console-button", "Suspend key ", r"pressed\."),
    Message("console-button", "Lid ", r"(?:closed|opened)\."),
)

PLAIN_JOBS = (
    Message("job-failed", "", r"\((?P<user>[^()]+)\) ERROR chdir failed \([^()]*\): (?P<reason>.*)"),
    Message("job-started", "USER ", r"(?P<user>[^ ]+) pid +(?P<job_pid>[0-9]+) cmd (?P<command>.*)"),
    Message("job-started", "", r"(?:\((?P<file>[^()]*)\) )?starting (?P<job>[^ ]+)"),
    Message("job-ended", "", r"(?:\((?P<file>[^()]*)\) )?finished (?P<job>[^ ]+)"),
)
