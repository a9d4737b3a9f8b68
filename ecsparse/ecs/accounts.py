r"""Builders for messages about accounts: who, from where, and what happened.

Source: the Elastic Common Schema reference, version 9.4; for names with a domain, `user@realm` of Kerberos and
`DOMAIN\user` of Windows.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

# an address with a zone, or a name
_LONGEST_HOST = 255

# gw.example.com
_DOMAIN = Pattern(r"(?!.{0,255}(?:^|\.)[0-9]+\.?$)[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?")
# alice@example.com
_AT_REALM = Pattern(r"([^@\\]+)@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)")
# alice@example.com, nothing else; a guest's name in a directory (alice_example.org#EXT#@…) is not an address
_ADDRESS = Pattern(r"(?![^@]{1,128}#(?i:ext)#@)[^@\s\\]{1,128}@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?)")
# EXAMPLE\alice | EXAMPLE\\alice (the backslash is doubled where it is escaped)
_IN_DOMAIN = Pattern(r"([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?)\\\\?([^@\\]+)")

# Programs write this if they know no host; a port next to it is not a port either.
NO_HOST = frozenset(("UNKNOWN", "unknown", "?", "(null)"))


def account(login: str) -> Document:
    """`user` and its like, of a `login`: `name` and `domain`; empty for asterisks, which replace a removed name."""
    if not login.strip("*"):
        return {}
    if "@" in login and (match := _AT_REALM.fullmatch(login)) is not None:
        return {"name": match[1], "domain": match[2]}
    if "\\" in login and (match := _IN_DOMAIN.fullmatch(login)) is not None:
        return {"name": match[2], "domain": match[1]}
    return {"name": login}


def person(login: str) -> Document:
    """As `account`; of a mail address, its `email` as well."""
    user = account(login)
    if "@" in login and "domain" in user:
        user["email"] = login
    return user


def login(text: str) -> Document:
    """`user` and its like, of a name to log in with: `name`, the whole; `email` and `domain` of an address."""
    match = _ADDRESS.fullmatch(text)
    if match is None or "." not in match[1]:
        return {"name": text}
    return {"name": text, "email": text, "domain": match[1]}


def user_id(digits: str) -> str | None:
    """The id of a user in ASCII `digits`, `None` if no system can have it."""
    return None if parse_uint(digits) is None else digits


def host(text: str | None) -> tuple[str | None, str | None]:
    """The address and the domain of a `text` that is the one or the other; both `None` if it is neither."""
    if not text or len(text) > _LONGEST_HOST:
        return None, None
    name = domain(text)
    return (ip(text), None) if name is None else (None, name)


def domain(text: str) -> str | None:
    """`text`, if it is the name of a host or a domain; `None` if it is an address, `unknown` or anything else."""
    return None if text in NO_HOST or _DOMAIN.fullmatch(text) is None else text
