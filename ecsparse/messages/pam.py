"""What the modules of PAM write, under the tag of the program that they are loaded into.

Layout:
    pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.5  user=root

    The module, the service and the module type, and a message. Up to 2005, the module is in the program's tag
    (`sshd(pam_unix)[412]: session opened for user alice by (uid=0)`), or stands before the message in parentheses
    or with a colon (`(pam_unix) session opened for …`), and service and type are missing. The library itself writes
    a few messages without such a beginning.

Source: Linux-PAM 0.7x to 1.7 (`pam_syslog`, its modules); pam_sss of SSSD, pam_winbind of Samba, pam_krb5,
pam_google_authenticator.
"""

from __future__ import annotations

from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.accounts import host, user_id
from ecsparse.ecs.pieces import ip
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import WORD, account, ecs, endpoint, own, part
from ecsparse.patterns import Pattern
from ecsparse.record import Prefix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsparse.messages import Values
    from ecsparse.messages.captures import Declared
    from ecsparse.record import Document, Signature

ACTIONS = actions("""
pam-access-denied             authentication: info, failure | an account may not be used, or not now or from there
pam-access-granted            authentication: info, success | an account may be used
pam-account-locked            iam: user change, success | an account is locked after too many failures
pam-authentication-failed     authentication: start, failure | a user fails to authenticate
pam-authentication-succeeded  authentication: start, success | a user authenticates
pam-message                   | any other message of a module
pam-module-faulty             configuration: info, failure | a module cannot be loaded
pam-password-changed          iam: user change, success | a user's password is changed
pam-password-expired          authentication: info, failure | a user must change the password
pam-password-expiring         authentication: info, success | a user's password will expire
pam-requirement-met           authentication: info | a user meets a condition of the configuration
pam-requirement-not-met       authentication: info | a user does not meet a condition of the configuration
pam-retries-exceeded          authentication: info, failure | a program keeps asking after too many failures
pam-session-closed            session: end, success | a user's session ends
pam-session-opened            session: start, success | a user's session begins
""")

_NUMBER = r"[0-9]+"
_NAME = r".*"

CAPTURES = {
    "reason": ecs("event.reason"),
    "code": ecs("event.code", _NUMBER),
    "source": endpoint("source", pattern=WORD),
    "user": account(pattern=_NAME),
    "user_id": ecs("user.id", _NUMBER, user_id),
    "effective": account("user.effective"),
    "effective_id": ecs("user.effective.id", _NUMBER, user_id),
    "target": account("user.target"),
    "remote": ecs("source.user.name", related="user"),
    "uid": ecs("process.user.id", _NUMBER, user_id),
    "real_uid": ecs("process.real_user.id", _NUMBER, user_id),
    "library": ecs("dll.name", WORD, lambda path: path.rpartition("/")[2] or None),
    "days_left": own("long", "days until the password expires", name="pam.days_left"),
    "failures": own("long", "failures that were counted", name="pam.failures"),
    "module": own("keyword", "module of PAM that wrote the message", name="pam.module"),
    "principal": own("keyword", "Kerberos principal of the user", WORD, name="pam.principal"),
    "service": own("keyword", "service that the module was called for", name="pam.service"),
    "type": own("keyword", "what the module was called for, such as auth", name="pam.type"),
    # an address, a terminal or a host
    "origin": part(r"[^`']*"),
    "by": part(r"[^']*"),
    "by_id": part(_NUMBER),
    "ruser": part(r"[^=]*"),
    "tty": part(WORD),
}

# The library's own messages are those that no other program writes.
_TABLE = r"""
pam-module-faulty             ! PAM adding faulty module: {library}
pam-module-faulty             ! PAM unable to dlopen({library:[^()]+}): {reason:.*}
pam-authentication-failed     ! PAM {failures} more authentication failure{?s}; {asked}
pam-retries-exceeded          ! PAM service({service:[^()]+}) ignoring max retries; {reason:.*}
pam-authentication-failed     authentication failure; {asked}
pam-authentication-failed     {failures} more authentication failure{?s}; {asked}
pam-authentication-succeeded  authentication success; {asked}
pam-authentication-failed     check pass; {reason=user unknown}
pam-authentication-failed     bad username [{user}]
pam-authentication-failed     auth could not identify password for [{user}]
pam-authentication-failed     could not identify password for [{user}]
pam-authentication-failed     could not identify user (from {~[a-z]+}({user}))
pam-authentication-failed     password check failed for user ({user})
pam-authentication-failed     could not obtain user info ({user})
pam-authentication-failed     conversation failed
pam-authentication-failed     received for user {refused}
pam-authentication-failed     authentication fails for '{user}' ({~[^()]*}): {reason:.*}
pam-authentication-succeeded  user {user:[^ ]+} authenticated as {principal}
pam-authentication-succeeded  Accepted google_authenticator code for {user}
pam-authentication-failed     Invalid verification code for {user}
pam-session-opened            session opened for user {session_user}{? by {by:[^()]*}(uid={by_id})}
pam-session-opened            session opened for user {spaced_user}{? by {by:[^()]*}(uid={by_id})}
pam-session-closed            session closed for user {session_user}
pam-password-changed          password changed for {target}
pam-password-expiring         password for user {user:.+} will expire in {days_left} day{?s}
pam-access-denied             account {user:.+} has {reason:expired \([^()]*\)}
pam-password-expired          expired password for user {user:.+} ({reason:[^()]*})
pam-access-granted            user '{user}' granted access
pam-access-denied             user '{user}' denied access ({reason:[^()]*})
pam-access-denied             Access denied for user {refused}
pam-access-denied             access denied for user {~[`']}{user}' from {~[`']}{origin}'
pam-access-denied             access denied: tty '{tty:[^']*}' is not secure{? }!
pam-access-denied             Refused user {user:.+} for service {~[^ ]+}
pam-access-denied             Access denied to '{by}' for '{user:[^']*}'
pam-access-granted            Access granted to '{by}' for '{user:[^']*}'
pam-requirement-not-met       requirement "{reason:[^"]*}" not met by user "{user}"
pam-requirement-met           requirement "{reason:[^"]*}" was met by user "{user}"
pam-access-denied             Too many logins ({reason:max [0-9]+}) for {user:.+}
pam-account-locked            Consecutive login failures for user {target:.{1,256}} account {~.+} locked
pam-account-locked            user {target} ({~[0-9]+}) tally {failures}, deny {~[0-9]+}
"""

_FRAGMENTS = {
    "asked": "logname={~[^ ]*} uid={real_uid:[0-9]*} euid={uid:[0-9]*} tty={tty:[^ ]*} ruser={ruser} "
    "rhost={source:[^ ]*}{?{~ {1,2}}user={user}}",
    "session_user": "{user:[^ ()]+}{?(uid={user_id})}",
    # blanks are the name's only in front of its number: a line may be cut
    "spaced_user": "{user:[^()]+[^ ()]}(uid={user_id})",
    "refused": "{user}: {code} ({reason:[^()]*})",
}

# pam_unix(sshd:auth):
_ORIGIN = Pattern(r"(pam_[a-z0-9_]+)\(([^:()\s]{1,64}):(auth|account|session|chauthtok|password|setcred)\): ")
# (pam_unix) | pam_unix: (before messages that are known)
_OLD_ORIGIN = Pattern(r"\((pam_[a-z0-9_]+)\) |(pam_[a-z0-9_]+): ")
# sshd(pam_unix)
_TAG = Pattern(r"([^()\s]{1,64})\((pam_[a-z0-9_]+)\)")

# 01070417:6: AUDIT - user bob - …: what BIG-IP writes under the tag of a module is its own
_NUMBERED = Pattern(r"[0-9a-f]{8}:[0-9]: ")

# How messages of modules begin, and those of the library.
_STARTS = ("pam_", "(pam_")
_LIBRARY_START = "PAM "

# The user who asks, if `by` names none.
_NOBODY = "LOGIN"

_NONE: Mapping[str, Declared] = {}


class PamMessages(Messages):
    """The messages of PAM in the documents of a product, whose namespace is `namespace`.

    `captures` are those that the product reads in a way of its own: `tty` goes to no field otherwise.
    """

    def __init__(self, namespace: str, captures: Mapping[str, Declared] = _NONE) -> None:
        super().__init__(namespace, ACTIONS, {**CAPTURES, **captures}, _TABLE, _FRAGMENTS)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """How messages of modules and those of the library begin."""
        return (*map(Prefix, _STARTS), *super().signatures)

    def statement(self, text: str, module: str | None = None) -> tuple[str, Values] | None:
        """What a module, or the `module` that the line's tag names, or the library writes in `text`.

        The action and the captures, among which are `module` (`pam_unix`), `service` (`sshd`) and `type` (`auth`)
        as far as the line names them; `None` if `text` is not of PAM.
        """
        if module is not None:
            if _NUMBERED.match(text) is not None:
                return None
            action, values = self.read(text) or ("pam-message", {})
            values["module"] = module
            return action, values
        if not text.startswith(_STARTS):
            return self.read(text, alone=True) if text.startswith(_LIBRARY_START) else None
        match = _ORIGIN.match(text)
        if match is None:
            return self._old_statement(text)
        action, values = self.read(text[match.end() :]) or ("pam-message", {})
        values["module"], values["service"], values["type"] = match.groups()
        return action, values

    def _old_statement(self, text: str) -> tuple[str, Values] | None:
        """The same of a message that names a module alone; `None` if the module does not write it."""
        match = _OLD_ORIGIN.match(text)
        found = None if match is None else self.read(text[match.end() :])
        if match is not None and found is not None:
            found[1]["module"] = match[1] or match[2]
        return found

    def document(self, action: str, values: Values) -> Document:
        """The document of a statement.

        Who asks for another account, such as at `su`, is `user`, and that account `user.effective`.
        """
        if "origin" in values and ip(values["origin"]) is not None:
            values["source"] = values["origin"]
        if "by" in values or "ruser" in values:
            _tell_who_asks(values)
        document = super().document(action, values)
        source, user = document.get("source"), document.get("user", {})
        if source is not None and "user" not in source and "name" in user:
            source["user"] = {"name": user["name"]}
        return document


def program_of(tag: str) -> tuple[str, str] | None:
    """The program and the module in a tag such as `sshd(pam_unix)`, `None` if it is not one."""
    match = _TAG.fullmatch(tag)
    return None if match is None else (match[1], match[2])


def _tell_who_asks(values: Values) -> None:
    """Make who asks for another's account on the same host `user`, and that account `effective`."""
    remote = values.get("ruser")
    if remote and any(host(values.get("source"))):
        values["remote"] = remote
        return
    by = values.get("by", _NOBODY)
    asking, number = (remote, None) if by == _NOBODY else (by, values.get("by_id"))
    if asking is None:
        return
    if "user" in values:
        if user_of(values["user"]).get("name") == user_of(asking).get("name"):
            return
        values["effective"] = values["user"]
        if "user_id" in values:
            values["effective_id"] = values.pop("user_id")
    values["user"] = asking
    if number is not None:
        values["user_id"] = number
