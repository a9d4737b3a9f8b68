"""Builders of documents about what PAM's modules say, whatever program they are loaded into.

Source: the Elastic Common Schema reference, version 9.4.
"""

from __future__ import annotations

from ecsparse.ecs.accounts import account, event, peer, whole
from ecsparse.ecs.pieces import related

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsparse.ecs.accounts import Action
    from ecsparse.record import Document

_LOGIN = ("authentication",)
_START = ("start",)
_INFO = ("info",)

ACTIONS: dict[str, Action] = {
    "pam-access-denied": ("an account may not be used, or not now or from there", _LOGIN, _INFO, "failure"),
    "pam-access-granted": ("an account may be used", _LOGIN, _INFO, "success"),
    "pam-account-locked": ("an account is locked after too many failures", ("iam",), ("user", "change"), "success"),
    "pam-authentication-failed": ("a user is not who they claim to be", _LOGIN, _START, "failure"),
    "pam-authentication-succeeded": ("a user is who they claim to be", _LOGIN, _START, "success"),
    "pam-message": ("a module says something else", (), (), ""),
    "pam-module-faulty": ("a module cannot be loaded", ("configuration",), _INFO, "failure"),
    "pam-password-changed": ("a user's password is changed", ("iam",), ("user", "change"), "success"),
    "pam-password-expired": ("a user must change the password", _LOGIN, _INFO, "failure"),
    "pam-password-expiring": ("a user will have to change the password", _LOGIN, _INFO, "success"),
    "pam-requirement-met": ("a condition of the configuration is met by a user", _LOGIN, _INFO, ""),
    "pam-requirement-not-met": ("a condition of the configuration is not met by a user", _LOGIN, _INFO, ""),
    "pam-retries-exceeded": ("a program goes on asking after too many failures", _LOGIN, _INFO, "failure"),
    "pam-session-closed": ("a user's session ends", ("session",), ("end",), "success"),
    "pam-session-opened": ("a user's session begins", ("session",), _START, "success"),
}

EVENTS = {action: event(action, ACTIONS) for action in ACTIONS}

# Who asks, where `by` names nobody.
_NOBODY = frozenset(("", "LOGIN"))


def document(action: str, said: Mapping[str, str]) -> Document:
    """The document of a statement: what `action` is, and the values that are `said`, by name.

    Who asks for another account, such as at `su`, is `user`, and that account `user.effective`.
    """
    built: Document = {"event": _event(action, said)}
    source = peer(said.get("source")) or _address(said.get("origin"))
    user = account(said.get("user"), said.get("user_id"))
    if "iam" in EVENTS[action].get("category", ()):
        user = {"target": user} if user else {}
    elif source:
        remote = said.get("ruser") or user.get("name")
        source = {**source, "user": {"name": remote}} if remote else source
    else:
        user = _asking(said, user)
    if source:
        built["source"] = source
    if user:
        built["user"] = user
    if process := _process(said):
        built["process"] = process
    if name := said.get("library", "").rpartition("/")[2]:
        built["dll"] = {"name": name}
    accounts = (user, user.get("effective", {}), user.get("target", {}), source.get("user", {}))
    names = tuple(each.get("name") for each in accounts)
    if found := related((source.get("ip"),), (source.get("domain"),), names):
        built["related"] = found
    return built


def _asking(said: Mapping[str, str], user: Document) -> Document:
    """`user`, with who asks for that account on the same host, if another does."""
    if said.get("by", "") not in _NOBODY:
        asking = account(said["by"], said.get("by_id"))
    else:
        asking = account(said.get("ruser"))
    if asking and user and asking.get("name") != user.get("name"):
        return {**asking, "effective": user}
    return {**asking, **user}


def _process(said: Mapping[str, str]) -> Document:
    """The users that the process runs as."""
    return {
        name: {"id": said[value]}
        for name, value in (("user", "uid"), ("real_user", "real_uid"))
        if value in said and whole(said[value]) is not None
    }


def _event(action: str, said: Mapping[str, str]) -> Document:
    details = {name: said[value] for name, value in (("reason", "reason"), ("code", "code")) if value in said}
    return EVENTS[action] | details if details else EVENTS[action]


def _address(text: str | None) -> Document:
    """`source` of what may be an address, a terminal or a host: an address alone is told for certain."""
    found = peer(text)
    return found if "ip" in found else {}


def details(said: Mapping[str, str]) -> Document:
    """What has no place in ECS: the module that speaks, for which service and in which step, and its counts."""
    piece: Document = {name: said[name] for name in ("module", "service", "type", "principal") if name in said}
    for name, value in (("failures", "failures"), ("failures", "tally"), ("days_left", "days")):
        if value in said and (number := whole(said[value])) is not None:
            piece[name] = number
    return piece
