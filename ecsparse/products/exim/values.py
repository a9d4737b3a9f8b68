"""What Exim's messages are about, and the values that they name."""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, one, port_number
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values, number, word
from ecsparse.patterns import Pattern

_SMTP = {"network": {"protocol": "smtp"}}

ACTIONS = actions(
    """
command              process: start | Exim is started, with its arguments
connection           network: connection start + smtp | a client connects
connection-closed    network: connection end + smtp | a client leaves, or a connection to it breaks
connection-rejected  network: connection denied, failure + smtp | a client is refused
dkim                 email: info | a signature of a mail is verified
login/failed         authentication: start, failure + smtp | a client fails to authenticate
listen-failed        network: info, failure | an address to listen on cannot be used
mail-bounced         email: info, failure | a mail cannot be delivered
mail-completed       email: info | all is done with a mail
mail-deferred        email: info, failure | a mail waits to be delivered
mail-delivered       email: info, success | a mail is delivered
mail-frozen          email: info, failure | a mail is not tried again until someone looks at it
mail-message         email: info | any other message about a mail
mail-received        email: info, success | a mail comes in
mail-removed         email: info | a mail is taken out of the queue
mail-rejected        email: info, failure | a sender, a recipient or a mail is refused
queue-run            process: info | Exim goes through its queue
scan-failed          email: info, failure | a mail cannot be looked into
sender-unverified    email: info, failure | the address of a sender does not exist, or cannot be told to
server-message       process: info | any other message
server-refused       email: info, failure | a server that a mail goes to does not take it
server-unreachable   network: connection info, failure + smtp | a server that a mail goes to does not answer
server-start         process: start | Exim starts
spam-scanned         email: info | SA-Exim has looked for spam
tls-failed           network: connection protocol, failure + smtp | a connection cannot be encrypted
warning              email: info | a rule warns of a client
""",
    smtp=_SMTP,
)

# 1h2m3.123s
_DURATION = Pattern(r"(?:([0-9]{1,6})d)?(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m)?(?:([0-9]{1,9})(?:\.([0-9]{1,9}))?s)?")


def _duration(text: str) -> int | None:
    """The nanoseconds of `1s`, `0.123s` or `1m2s`."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds, fraction = (part or "0" for part in match.groups())
    whole = ((int(days) * 24 + int(hours)) * 60 + int(minutes)) * 60 + int(seconds)
    return nanoseconds(f"{whole}.{fraction}")


def _addresses(text: str) -> list[str]:
    """The addresses between commas."""
    return text.split(", ")


def _application(text: str) -> str | None:
    """The protocol of `esmtpsa`, `utf8esmtp` or `lmtps`; `None` of a mail of this host."""
    return next((name for name in ("lmtp", "smtp") if name in text and "local" not in text), None)


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "A": word("authenticator", "authenticator"),
    "C": word("how the other server answers", "response"),
    "CV": word("whether the certificate of the other end is verified", "certificate_verified"),
    "D": ecs("event.duration", read=_duration),
    "DKIM": word("domain whose signature a mail has", "dkim_domain"),
    "DN": word("subject of the other end's certificate", "certificate_subject"),
    "DT": own("long", "nanoseconds for which a delivery took", read=_duration, name="delivery_time"),
    "P": (
        word("protocol by which a mail came", "protocol"),
        ecs("network.protocol", read=_application),
    ),
    "QT": ecs("event.duration", read=_duration),
    "R": word("router", "router"),
    "S": number("size of a mail, in bytes", "mail_size"),
    "SNI": ecs("tls.client.server_name", read=host_name),
    "T": word("transport", "transport"),
    "arguments": (
        ecs("process.args", read=lambda text: text.split(" ")),
        ecs("process.args_count", read=lambda text: text.count(" ") + 1),
    ),
    "address": ecs("email.to.address", read=one),
    "cipher": ecs("tls.cipher"),
    "directory": ecs("process.working_directory"),
    "destination": word("user, file or program that a mail is delivered to", "local_destination"),
    "error_code": ecs("error.code"),
    "far_ip": (ecs("destination.ip", read=ip, related="ip"), ecs("server.ip", read=ip)),
    "far_name": (ecs("destination.domain", read=host_name, related="hosts"), ecs("server.domain", read=host_name)),
    "far_port": (ecs("destination.port", read=port_number), ecs("server.port", read=port_number)),
    "flag": word("flag of the line", "flag"),
    "from": ecs("email.from.address", read=one),
    "helo": word("what a client calls itself", "helo"),
    "id": ecs("email.message_id"),
    "mail": ecs("email.local_id"),
    "original": word("address before it was redirected", "original_address"),
    "parent": word("mail that a bounce is about", "parent_id"),
    "protocol": ecs("network.protocol"),
    "redirected": own(
        "keyword", "addresses between the original and the final one", read=_addresses, name="intermediate_addresses"
    ),
    "return_path": word("where bounces of a mail go", "return_path"),
    "phase": word("command of SMTP that is refused", "command"),
    "pid": ecs("process.pid", read=count),
    "reason": ecs("event.reason"),
    "score": own("float", "score that SpamAssassin gives a mail", read=float, name="spam_score"),
    "source_ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "source_name": (ecs("source.domain", read=host_name, related="hosts"), ecs("client.domain", read=host_name)),
    "source_port": (ecs("source.port", read=port_number), ecs("client.port", read=port_number)),
    "subject": ecs("email.subject"),
    "tls_protocol": ecs("tls.version_protocol"),
    "to": ecs("email.to.address", read=lambda text: text.split()),
    "tls": ecs("tls.version"),
    "user": account(),
    "version": ecs("service.version"),
}

VALUES = Values("exim", ACTIONS, CAPTURES)
