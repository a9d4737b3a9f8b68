"""The fields of documents about Linux' users, for `linux_auth`: data alone."""

from __future__ import annotations

from ecsparse.ecs.accounts import whole
from ecsparse.record import Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# What stands in place of a terminal that is not there.
_NO_TERMINALS = frozenset(("", "unknown", "none"))

# Those of ECS, beside those that every document can have.
FIELDS = (
    "dll.name", "event.code", "event.reason", "file.path", "group.id", "group.name", "process.command_line",
    "process.env_vars", "process.exit_code", "process.name", "process.pid", "process.real_user.id",
    "process.user.id", "process.working_directory", "source.address", "source.domain", "source.ip",
    "source.user.name", "user.changes.group.id", "user.changes.id", "user.changes.name", "user.domain",
    "user.effective.group.id", "user.effective.group.name", "user.effective.id", "user.effective.name",
    "user.id", "user.name", "user.target.group.id", "user.target.id", "user.target.name",
)  # fmt: skip


def terminal(text: str) -> str | None:
    """The name of a terminal without `/dev/`, `None` if there is none."""
    return None if text in _NO_TERMINALS else text.removeprefix("/dev/")


def _parts(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


# Values that have no place in ECS, by the names of groups in `messages`: their names in `linux_auth`,
# and how they are read.
OWN: dict[str, tuple[str, Callable[[str], object]]] = {
    "attempts": ("attempts", whole),
    "attribute": ("attribute", str),
    "button": ("button", str),
    "chroot": ("chroot", str),
    "class": ("session_class", str),
    "continued": ("command_continued", str),
    "device": ("device", str),
    "home": ("home", str),
    "host": ("host", str),
    "job": ("job", str),
    "job_pid": ("job_pid", whole),
    "log_id": ("session_log_id", str),
    "members": ("members", _parts),
    "minutes": ("delay_minutes", whole),
    "new": ("new_value", str),
    "new_group": ("new_group_name", str),
    "new_group_id": ("new_group_id", str),
    "old": ("old_value", str),
    "output": ("output", str),
    "seat": ("seat", str),
    "session": ("session_id", str),
    "shell": ("shell", str),
    "signal": ("signal", str),
    "tty": ("tty", terminal),
    "type": ("session_type", str),
}

OWN_FIELDS = {
    "linux_auth.attempts": Field("long", "attempts to log in that are counted"),
    "linux_auth.attribute": Field("keyword", "what of a user's account is changed, such as shell"),
    "linux_auth.button": Field("keyword", "button that is watched"),
    "linux_auth.chroot": Field("keyword", "root directory of a command"),
    "linux_auth.command_continued": Field("keyword", "part of a command that is too long for one line"),
    "linux_auth.delay_minutes": Field("long", "minutes until a job is run"),
    "linux_auth.device": Field("keyword", "device that is watched"),
    "linux_auth.home": Field("keyword", "home directory of a new user"),
    "linux_auth.host": Field("keyword", "host that sudo was run on, as its policy knows it"),
    "linux_auth.job": Field("keyword", "name of a job"),
    "linux_auth.job_pid": Field("long", "process of a job"),
    "linux_auth.members": Field("keyword", "users who are made a group's members or administrators"),
    "linux_auth.new_group_id": Field("keyword", "id that a group is given"),
    "linux_auth.new_group_name": Field("keyword", "name that a group is given"),
    "linux_auth.new_value": Field("keyword", "what an attribute becomes"),
    "linux_auth.old_value": Field("keyword", "what an attribute was"),
    "linux_auth.output": Field("keyword", "what a job has written"),
    "linux_auth.pam.days_left": Field("long", "days until the password expires"),
    "linux_auth.pam.failures": Field("long", "failures that are counted"),
    "linux_auth.pam.module": Field("keyword", "module of PAM that speaks"),
    "linux_auth.pam.principal": Field("keyword", "principal that a user is known by"),
    "linux_auth.pam.service": Field("keyword", "service that the module speaks for"),
    "linux_auth.pam.type": Field("keyword", "what the module was asked for, such as auth"),
    "linux_auth.repeated": Field("long", "how often the message was repeated"),
    "linux_auth.seat": Field("keyword", "seat of screens and keyboards"),
    "linux_auth.session_class": Field("keyword", "class of a session, such as user or greeter"),
    "linux_auth.session_id": Field("keyword", "session, as systemd-logind numbers it"),
    "linux_auth.session_log_id": Field("keyword", "number under which sudo keeps what is typed and shown"),
    "linux_auth.session_type": Field("keyword", "type of a session, such as tty or wayland"),
    "linux_auth.shell": Field("keyword", "login shell of a new user"),
    "linux_auth.signal": Field("keyword", "signal that ended a command"),
    "linux_auth.tty": Field("keyword", "terminal of a user, without /dev/"),
}
