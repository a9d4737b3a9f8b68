r"""Builders of what messages about accounts say: who, from where, and what happened.

Source: the Elastic Common Schema reference, version 9.4; for names with a domain, `user@realm` of Kerberos and
`DOMAIN\user` of Windows.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import endpoint, ip, port
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from ecsparse.record import Document

    # what an action means, then `event.category`, `event.type` and `event.outcome` (empty where it has none)
    Action: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...], str]

_MOST_DIGITS = 18

# an address with a zone, or a name
_LONGEST_HOST = 255

# gw.example.com
_DOMAIN = Pattern(r"(?!.{0,255}(?:^|\.)[0-9]+\.?$)[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?")
# alice@example.com
_AT_REALM = Pattern(r"([^@\\]+)@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)")
# EXAMPLE\alice | EXAMPLE\\alice (the sign is doubled where it is escaped)
_IN_DOMAIN = Pattern(r"([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?)\\\\?([^@\\]+)")

# What programs write where they know no host; a port beside it is not one either.
NO_HOST = frozenset(("UNKNOWN", "unknown", "?", "(null)"))


def event(action: str, actions: Mapping[str, Action]) -> Document:
    """The constant part of `event` for one of `actions`."""
    _, category, types, outcome = actions[action]
    piece: Document = {"kind": "event", "action": action, "category": [*category], "type": [*types]}
    if not category:
        del piece["category"], piece["type"]
    if outcome:
        piece["outcome"] = outcome
    return piece


def account(login: str | None, number: str | None = None) -> Document:
    """`user` and its like, of a `login` and a user id: `name`, `domain`, `id`; empty if nothing is said.

    A login of asterisks alone is a name that was removed.
    """
    piece: Document = {}
    if login and login.strip("*"):
        if "@" in login and (match := _AT_REALM.fullmatch(login)) is not None:
            piece["name"], piece["domain"] = match.groups()
        elif "\\" in login and (match := _IN_DOMAIN.fullmatch(login)) is not None:
            piece["domain"], piece["name"] = match.groups()
        else:
            piece["name"] = login
    if number and whole(number) is not None:
        piece["id"] = number
    return piece


def user_id(digits: str) -> str | None:
    """The id of a user in ASCII `digits`, `None` if no system can have it."""
    return None if parse_uint(digits) is None else digits


def user_id(digits: str) -> str | None:
    """The id of a user in ASCII `digits`, `None` if no system can have it."""
    return None if parse_uint(digits) is None else digits


def peer(host: str | None, number: str | None = None) -> Document:
    """`source` and its like, of a `host`, which is a name or an address, and a port; empty if nothing is said."""
    if not host or host in NO_HOST or len(host) > _LONGEST_HOST:
        return {}
    address = ip(host)
    domain = None if address is not None or _DOMAIN.fullmatch(host) is None else host
    if address is None and domain is None:
        return {}
    return endpoint(address, None if number is None else port(number), domain)


def whole(digits: str) -> int | None:
    """The number that ASCII `digits` state, `None` if they are none, or too many for an index."""
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _MOST_DIGITS:
        return None
    return int(digits)
