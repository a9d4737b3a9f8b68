"""What an operation does, by the verb that its name begins with: for audit logs of interfaces with many operations.

Source: the Elastic Common Schema reference, version 9.4, `event.type`.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.patterns import Pattern

# Create | create | 2sv (of CreateUser, create_user, 2svDisable)
_WORD = Pattern(r"[A-Z]?[a-z0-9]++")
_MOST_REMEMBERED = 4096

_VERBS = {
    "access": "access audit check count decrypt describe download evaluate export fetch filter get head"
    " list lookup open poll preview query read receive retrieve sample scan search select test"
    " validate verify view watch",
    "change": "activate apply approve archive assign associate attach authorize block cancel change configure"
    " confirm consent convert deactivate detach disable disassociate edit enable encrypt enforce enroll expand"
    " grant increase link lock merge migrate modify move patch promote put reactivate rebuild recover reject rename"
    " renew replace reset resize restore revoke rotate schedule send set share suspend swap sync"
    " synchronize tag transfer turn unassign unblock unenroll unlink unlock unshare untag unsuspend update upgrade"
    " upload write",
    "creation": "add allocate clone copy create generate import initiate insert install invite issue new onboard"
    " provision publish purchase register request save submit",
    "deletion": "clear delete deprovision deregister destroy discard expire offboard purge release remove"
    " terminate uninstall unregister wipe",
    "end": "abort complete end finish reboot stop",
    "start": "begin execute invoke launch reload restart resume run start",
}
_TYPES = {verb: kind for kind, verbs in _VERBS.items() for verb in verbs.split()}


@lru_cache(_MOST_REMEMBERED)
def type_of(operation: str) -> str:
    """The `event.type` of what `operation` does, by its first words; `info` if these are not a known verb.

    `CreateUser`, `create_user`, `user.lifecycle.create` and `UserCreated` all are `creation`.
    """
    name = operation.lower() if operation.isupper() else operation
    words = (form for word in _WORD.findall(name[:256]) for form in _forms(word.lower()))
    return next((_TYPES[word] for word in words if word in _TYPES), "info")


def _forms(word: str) -> tuple[str, ...]:
    """`word`, and what it may be the past of: `created`, `accessed`, `modified`."""
    if word[-2:] != "ed":
        return (word,)
    return (f"{word[:-3]}y", word) if word[-3:] == "ied" else (word[:-1], word[:-2], word)
