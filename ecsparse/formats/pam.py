"""What the modules of PAM write, under the tag of the program that they are loaded into.

Layout:
    pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.5  user=root

    The module, the service and the module type, and a message. Up to 2005, the module stands in the program's tag
    (`sshd(pam_unix)[412]: session opened for user alice by (uid=0)`), and service and type are missing. The library
    itself writes a few messages without such a beginning.

Source: Linux-PAM 0.7x to 1.7 (`pam_syslog`, its modules); pam_sss of SSSD, pam_winbind of Samba, pam_krb5,
pam_google_authenticator.
"""

from __future__ import annotations

from ecsparse.formats.messages import Message, Messages
from ecsparse.patterns import Pattern

# How messages of modules begin.
START = "pam_"

# How those of the library itself begin.
LIBRARY_START = "PAM "

# pam_unix(sshd:auth):
_ORIGIN = Pattern(r"(pam_[a-z0-9_]+)\(([^:()\s]{1,64}):(auth|account|session|chauthtok|password|setcred)\): ")
# sshd(pam_unix)
_TAG = Pattern(r"([^()\s]{1,64})\((pam_[a-z0-9_]+)\)")

# logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.5  user=root
_ASKED = (
    r"logname=(?P<login>[^ ]*) uid=(?P<real_uid>[0-9]*) euid=(?P<uid>[0-9]*) tty=(?P<tty>[^ ]*) "
    r"ruser=(?P<ruser>[^=]*) rhost=(?P<source>[^ ]*)(?:[ ]{1,2}user=(?P<user>.*))?"
)
# alice(uid=1000)
_SESSION_USER = r"(?P<user>[^ ()]+)(?:\(uid=(?P<user_id>[0-9]+)\))?"
# alice: 6 (Permission denied)
_REFUSED = r"(?P<user>.*): (?P<code>[0-9]+) \((?P<reason>[^()]*)\)"

MESSAGES = (
    Message("pam-authentication-failed", "authentication failure; ", _ASKED),
    Message("pam-authentication-succeeded", "authentication success; ", _ASKED),
    Message("pam-authentication-failed", "check pass; ", r"(?P<reason>user unknown)"),
    Message("pam-authentication-failed", "bad username ", r"\[(?P<user>.*)\]"),
    Message("pam-authentication-failed", "auth could not ", r"identify password for \[(?P<user>.*)\]"),
    Message("pam-authentication-failed", "could not identify ", r"password for \[(?P<user>.*)\]"),
    Message("pam-authentication-failed", "could not identify ", r"user \(from [a-z]+\((?P<user>.*)\)\)"),
    Message("pam-authentication-failed", "conversation failed"),
    Message("pam-authentication-failed", "received for ", rf"user {_REFUSED}"),
    Message("pam-authentication-failed", "authentication fails ", r"for '(?P<user>.*)' \([^()]*\): (?P<reason>.*)"),
    Message("pam-authentication-succeeded", "user ", r"(?P<user>[^ ]+) authenticated as (?P<principal>[^ ]+)"),
    Message("pam-authentication-succeeded", "Accepted google_authenticator ", r"code for (?P<user>.*)"),
    Message("pam-authentication-failed", "Invalid verification ", r"code for (?P<user>.*)"),
    Message(
        "pam-session-opened",
        "session opened ",
        rf"for user {_SESSION_USER}(?: by (?P<by>[^ ()]*)\(uid=(?P<by_id>[0-9]+)\))?",
    ),
    Message("pam-session-closed", "session closed ", rf"for user {_SESSION_USER}"),
    Message("pam-password-changed", "password changed ", r"for (?P<user>.+)"),
    Message("pam-password-expiring", "password for ", r"user (?P<user>.+) will expire in (?P<days>[0-9]+) days?"),
    Message("pam-access-denied", "account ", r"(?P<user>.+) has (?P<reason>expired \([^()]*\))"),
    Message("pam-password-expired", "expired password ", r"for user (?P<user>.+) \((?P<reason>[^()]*)\)"),
    Message("pam-access-granted", "user ", r"'(?P<user>.*)' granted access"),
    Message("pam-access-denied", "user ", r"'(?P<user>.*)' denied access \((?P<reason>[^()]*)\)"),
    Message("pam-access-denied", "Access denied ", rf"for user {_REFUSED}"),
    Message("pam-access-denied", "access denied ", r"for user [`'](?P<user>.*)' from [`'](?P<origin>[^`']*)'"),
    Message("pam-access-denied", "access denied: ", r"tty '(?P<tty>[^']*)' is not secure ?!"),
    Message("pam-access-denied", "Refused user ", r"(?P<user>.+) for service [^ ]+"),
    Message("pam-access-denied", "Access denied ", r"to '(?P<by>[^']*)' for '(?P<user>[^']*)'"),
    Message("pam-access-granted", "Access granted ", r"to '(?P<by>[^']*)' for '(?P<user>[^']*)'"),
    Message("pam-requirement-not-met", "requirement ", r'"(?P<reason>[^"]*)" not met by user "(?P<user>.*)"'),
    Message("pam-requirement-met", "requirement ", r'"(?P<reason>[^"]*)" was met by user "(?P<user>.*)"'),
    Message("pam-access-denied", "Too many ", r"logins \((?P<reason>max [0-9]+)\) for (?P<user>.+)"),
    Message("pam-account-locked", "Consecutive login ", r"failures for user (?P<user>.{1,256}) account .+ locked"),
    Message("pam-account-locked", "user ", r"(?P<user>.+) \([0-9]+\) tally (?P<tally>[0-9]+), deny [0-9]+"),
)  # fmt: skip

# What the library writes for itself.
LIBRARY_MESSAGES = (
    Message("pam-module-faulty", "PAM adding ", r"faulty module: (?P<library>[^ ]+)"),
    Message("pam-module-faulty", "PAM unable ", r"to dlopen\((?P<library>[^()]+)\): (?P<reason>.*)"),
    Message("pam-authentication-failed", "PAM ", rf"(?P<failures>[0-9]+) more authentication failures?; {_ASKED}"),
    Message("pam-retries-exceeded", "PAM service", r"\((?P<service>[^()]+)\) ignoring max retries; (?P<reason>.*)"),
)

_MODULES = Messages(MESSAGES)
_LIBRARY = Messages(LIBRARY_MESSAGES)


def program_of(tag: str) -> tuple[str, str] | None:
    """The program and the module in a tag such as `sshd(pam_unix)`, `None` if it is none."""
    match = _TAG.fullmatch(tag)
    return None if match is None else (match[1], match[2])


def read(text: str, module: str | None = None) -> tuple[str, dict[str, str]] | None:
    """What is said in `text` by a module, or by the `module` that the line's tag names; `None` if none speaks.

    The action names what happened. The values have `module` (`pam_unix`), `service` (`sshd`) and `type` (`auth`)
    too, as far as the line says who speaks.
    """
    if module is not None:
        action, values = _MODULES.read(text) or ("pam-message", {})
        return action, values | {"module": module}
    if text.startswith(LIBRARY_START):
        return _LIBRARY.read(text)
    match = _ORIGIN.match(text) if text.startswith(START) else None
    if match is None:
        return None
    action, values = _MODULES.read(text[match.end() :]) or ("pam-message", {})
    values["module"], values["service"], values["type"] = match.groups()
    return action, values
