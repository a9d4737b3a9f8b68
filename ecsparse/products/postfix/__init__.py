r"""Postfix, the mail system: sessions, messages, deliveries, rejections, and the policies that it asks.

Layout:
    Oct 31 15:09:57 mx01 postfix/qmgr[1022]: 5B7CE3F81A: from=<jdoe@example.net>, size=2210, nrcpt=1 (queue active)

    The tag is `syslog_name`, with the name of a service of its own (`postfix/submission/smtpd`), and the daemon;
    a second instance is `postfix-out/smtp`. A message that belongs to a mail begins with the mail's queue id, short
    (hexadecimal) or long, or with `NOQUEUE` before there is one; a problem begins with its level, as `warning: `.

Source: the message texts of Postfix 2.6 to 3.10, and of the policy servers and filters that it asks: Postgrey,
policyd-spf and SpamAssassin's spamd; `messages` names the files.

Timestamps: that of the syslog header.

Quirks:
    `unknown` is not a name: a client without a name has only its address, `sessions.log`.
    The queue id is `email.local_id`; the id of the mail elsewhere (`queued as`) is `postfix.next_queue_id`,
    `deliveries.log`.
    The mailbox of a header is taken where the line has no envelope: `rejections.log`.
    Addresses lose their angle brackets; an empty sender has no field, `deliveries.log`.
    Where the line names no server, the domain of the recipient is the destination's, `deliveries.log`.
    Some relays append a number to the message: `deliveries.log`.
    `SASL LOGIN authentication failed: UGFzc3dvcmQ6` has the server's challenge as its reason: `logins.log`.
    Any message after a tag of Postfix is Postfix's: `system.log`.
    Without a tag, a queue id followed by a client, a Message-ID or a user is enough: `deliveries.log`.

Other readings:
    `log.syslog.appname` of lines without a header: the line does not contain it.
    `destination.address` where a name is known: `address` is the name, as elsewhere.
    `destination.domain` and `source.domain` that are addresses: these are not domains.
    `source.domain` from the sender's address, or from HELO where the client has another name or is `unknown`: both
    are the client's own words; HELO is `postfix.helo`. Only SPF, which checks that name, takes it for the client's.
    `source` of `[Hostname=…]` in a server's reply: that is the server's own name.
    `destination` of the domain that spamd finds badly encoded: nothing goes there.
    `email.message_id` with brackets, or `(unknown)`: the brackets are not part of it.
    `network.protocol` of what spamd does: it does not speak SMTP.
    `file.ctime` of the date of an attachment's last change: that is `file.mtime`; `ctime` is of its metadata.
    `email.from.address` with a bracket, or of a header that is not written as one.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.network import process
from ecsparse.formats import pam
from ecsparse.patterns import Pattern
from ecsparse.products.postfix.mail import document_of, is_ambiguous, read, read_any
from ecsparse.products.postfix.messages import DECISIONS, MESSAGES, OF_MAILS, WARNINGS
from ecsparse.record import Document, Field, Key, Phrase, Prefix, Product, Program, ProgramStem, Record

# The policy servers and filters that Postfix asks.
_POLICIES = frozenset(("postgrey", "policyd-spf", "spamd"))

# What is told of a delivery, and decided of a mail.
_STATUSES = ("sent", "deferred", "bounced", "deliverable", "undeliverable")
_VERDICTS = (
    "discard", "filter", "hold", "prepend", "redirect", "reject", "replace", "milter-discard", "milter-hold",
    "milter-reject", "proxy-accept", "proxy-reject",
)  # fmt: skip

PRODUCT = Product(
    vendor="Postfix", name="Postfix", versions="2.6 to 3.10", formats=("text",),
    signatures=(
        *map(Program, ("postfix", *sorted(_POLICIES))), *map(ProgramStem, ("postfix/", "postfix-")),
        *map(Prefix, ("NOQUEUE: ", "warning: ", "proxy-accept: ", "proxy-reject: ")),
        # after a queue id
        *map(Key, ("client=", "message-id=", "uid=")),
        *(Phrase(f"status={status} ") for status in _STATUSES), Phrase("status=expired,"),
        *(Phrase(f" {verdict}: ") for verdict in _VERDICTS),
        *(Phrase(f" {verdict}: {part} ") for verdict in ("warning", "info") for part in ("header", "body")),
        *map(Phrase, (
            " (queue active)", " said: ", " refused to talk to me: ", "removed", " Used TLS for ",
            "non-delivery notification: ", " lost connection with ", " action=pass, reason=",
            " action=greylist, reason=", "Received-SPF: ",
        )),
    ),
    provider="postfix",
    messages=(MESSAGES, OF_MAILS, DECISIONS, WARNINGS),
    fields=("file.{created,mtime}", "network.{transport,type}", "process.{name,pid}"),
    own_fields={
        "postfix.daemon": Field("keyword", "daemon that writes: smtpd, qmgr and so on"),
        "postfix.instance": Field("keyword", "instance of the mail system"),
    },
)  # fmt: skip

# postfix | postfix/smtpd | postfix-out/submission/smtpd
_PROGRAM = Pattern(r"(postfix(?:-[A-Za-z0-9_.-]{1,60})?)(?:/([A-Za-z0-9_./-]{1,100}))?")
# The daemons, by which a tag of another name (`relay1/smtpd`) is known.
_DAEMONS = frozenset((
    "anvil", "bounce", "cleanup", "discard", "dnsblog", "error", "lmtp", "local", "master", "oqmgr", "pickup", "pipe",
    "postscreen", "proxymap", "qmgr", "scache", "smtp", "smtpd", "tlsproxy", "trivial-rewrite", "verify", "virtual",
))  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of a line of Postfix or of the policies that it asks; `None` for another program's."""
    program = record.program
    origin = None if program is None else _origin(program)
    text = record.text.strip(" \t")
    if text.startswith(pam.STARTS):
        return None
    if origin is not None or program in _POLICIES:
        found = read_any(text)
    elif program is None or ("/" in program and program.rpartition("/")[2] in _DAEMONS):
        named = read(text)
        if named is None or (program is None and is_ambiguous(text)):
            return None
        found = named
    else:
        return None
    document = document_of(*found, record.clock)
    if origin is not None:
        document["postfix"] = {**document["postfix"], **origin} if "postfix" in document else {**origin}
    if program is not None:
        document["process"] = process(record.header)
        if program.endswith("/lmtp") and "network" in document:
            document["network"]["protocol"] = "lmtp"
    record.stamp(document)
    return document


@lru_cache(1024)
def _origin(program: str) -> Document | None:
    """The instance, the service and the daemon of the mail system in a tag of its own; `None` for other tags."""
    match = _PROGRAM.fullmatch(program)
    if match is None:
        return None
    service, _, daemon = (match[2] or "").rpartition("/")
    parts = {"instance": match[1], "daemon": daemon, "service": service}
    return {part: value for part, value in parts.items() if value}
