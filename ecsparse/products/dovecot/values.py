"""What Dovecot's messages are about, and the values that they name."""

from __future__ import annotations

from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, port_number
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document

ACTIONS = actions("""
authentication         authentication: info | an authentication service answers, or cannot
authentication/failed  authentication: start, failure
connection             network: connection start | a client connects to a service
disconnection          network: connection end | a client that has not logged in leaves
error                  process: info, failure | a service reports an error
login                  authentication session: start, success | a client logs in
login/failed           authentication: start, failure
login-proxied          authentication session: start, success | a client's session goes on at another server
login-proxied/failed   authentication: start, failure
logout                 session: end | a session ends
mail-changed           email: info | a user changes mails, or folders
mail-filtered          email: info | a filter of a user acts on a mail
mail-saved             email: info, success | a mail is delivered
mail-saved/failed      email: info, failure
server-message         process: info | any other message
server-start           process: start | the server starts
server-stop            process: end | the server stops
""")


# Jane Doe <jane@example.com>
_SENDER = Pattern(r"(?:[^<>]{0,256}<)?([^\s<>]{1,256}@[^\s<>]{1,256})>?")


def _bare(text: str) -> str | None:
    """`text` without angle brackets; `None` if nothing is left."""
    return text.removeprefix("<").removesuffix(">") or None


def _user(text: str) -> Document:
    name = _bare(text)
    return {} if name is None else user_of(name)


def _protocol(text: str) -> str | None:
    """`tls` of the words that say that a connection is encrypted."""
    return "tls" if text.startswith(("TLS", "SSL")) else None


def _senders(text: str) -> list[str] | None:
    """The address of who wrote a mail."""
    match = _SENDER.fullmatch(text)
    return None if match is None else [match[1]]


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "attempts": number("attempts to authenticate", "attempts"),
    "box": word("folder that it is about", "mailbox"),
    "deleted": number("mails that were deleted in the session", "deleted"),
    "error": ecs("error.message"),
    "database": word("database of users that was asked", "database"),
    "expunged": number("mails that were expunged in the session", "expunged"),
    "in": ecs("source.bytes", read=count),
    "level": ecs("log.level", read=str.lower),
    "lip": (ecs("destination.ip", read=ip, related="ip"), ecs("server.ip", read=ip)),
    "lport": (ecs("destination.port", read=port_number), ecs("server.port", read=port_number)),
    "master": own(
        "boolean", "whether the user logs in as another one", read={"master": True}.get, name="is_master_user"
    ),
    "method": word("method of authentication", "method"),
    "mpid": number("process that the session goes on in", "mail_process_id"),
    "msgid": ecs("email.message_id", read=_bare),
    "out": ecs("destination.bytes", read=count),
    "pid": ecs("process.pid", read=count),
    "proxied_ip": ecs("destination.nat.ip", read=ip, related="ip"),
    "proxied_port": ecs("destination.nat.port", read=port_number),
    "reason": ecs("event.reason"),
    "rip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "rport": (ecs("source.port", read=port_number), ecs("client.port", read=port_number)),
    "from": ecs("email.from.address", read=_senders),
    "subject": ecs("email.subject"),
    "flags": word("flags of a mail", "mail_flags"),
    "old_box": word("name of a folder before it was renamed", "old_mailbox"),
    "vsize": number("size of a mail with the line ends that IMAP has, in bytes", "mail_virtual_size"),
    "service": word("service that writes", "service"),
    "session": own("keyword", "session", read=_bare, name="session_id"),
    "retr": word("mails that were read in the session, and their bytes", "retrieved"),
    "size": number("size of a mail, in bytes", "mail_size"),
    "text": word("what was done to mails", "operation"),
    "tls": ecs("tls.version_protocol", read=_protocol),
    "cipher": ecs("tls.cipher"),
    "uid": word("number of a mail in its folder", "mail_uid"),
    "user": Capture("user", ".+", _user, parts=("name", "domain"), related=("user", "name")),
    "version": ecs("service.version"),
}

VALUES = Values("dovecot", ACTIONS, CAPTURES, nothing=frozenset(("", "<>", "-", "?")))
