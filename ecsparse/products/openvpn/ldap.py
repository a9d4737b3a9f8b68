"""The lines of OpenVPN's LDAP plug-in: their forms in the documented profile, and the user that they name.

Source: openvpn-auth-ldap 2.0.
"""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.formats import dn
from ecsparse.formats.words import by_word
from ecsparse.record import Document

_FAILED_LOGIN = {"category": ["authentication"], "type": ["start"], "outcome": "failure"}


def _ldap(message: str) -> Document | None:
    """`LDAP user "NAME" was not found.`, `LDAP bind failed: …`."""
    if message.startswith("LDAP bind failed: "):
        return {"event": _FAILED_LOGIN}
    if message.startswith('LDAP user "') and message.rstrip().endswith('" was not found.'):
        name = message[len('LDAP user "') :].rpartition('" was not found.')[0]
        named: Document = {"user": {"name": name}, "related": {"user": [name]}} if name else {}
        return {"event": _FAILED_LOGIN} | named
    return None


def _ldap_password(message: str) -> Document | None:
    """`Incorrect password supplied for LDAP DN "DN".`, `ldap_bind with zero-length password is forbidden.`."""
    if message.startswith("ldap_bind with zero-length password is forbidden"):
        return {"event": _FAILED_LOGIN}
    quoted = message.removeprefix('Incorrect password supplied for LDAP DN "')
    return None if quoted is message else failed_login(quoted.rpartition('"')[0])


def _ldap_bind(message: str) -> Document | None:
    """`Unable to bind as NAME`, where the name may be a DN."""
    name = message.removeprefix("Unable to bind as ")
    return None if name is message or not name.strip() else failed_login(name.strip())


def failed_login(name: str) -> Document:
    """The user that a DN, or else a plain name, says: its first `CN`, else its `uid`; its `DC`s are the domain."""
    first: dict[str, str] = {}
    domains = []
    for key, value in dn.attributes(name) if "=" in name else (("cn", name),):
        first.setdefault(key, value)
        if key == "dc":
            domains.append(value)
    said: Document = {"event": _FAILED_LOGIN}
    user: Document = {}
    login = first.get("cn") or first.get("uid")
    if login:
        user["name"] = login
    if domain := ".".join(domains):
        user["domain"] = domain
    if user:
        said["user"] = user
    if login:
        said["related"] = {"user": [login]}
    return said


# By the first word of a message: the forms of the LDAP plug-in, whose wording other programs may share.
LOGIN_FORMS: dict[str, Callable[[str], Document | None]] = by_word({
    _ldap: "LDAP",
    _ldap_bind: "Unable",
    _ldap_password: "Incorrect ldap_bind",
})  # fmt: skip
