r"""Postfix, the mail system: sessions, messages, deliveries, rejections, and the policies that it asks.

Layout:
    Oct 31 15:09:57 mx01 postfix/qmgr[1022]: 5B7CE3F81A: from=<jdoe@example.net>, size=2210, nrcpt=1 (queue active)

    The tag is `syslog_name`, with the name of a service of its own (`postfix/submission/smtpd`), and the daemon;
    a second instance is `postfix-out/smtp`. A message that belongs to a mail begins with the mail's queue id, short
    (hexadecimal) or long, or with `NOQUEUE` before there is one; a problem begins with its level, as `warning: `.

Source: the message texts of Postfix 2.6 to 3.10 (`wording`), and of the policy servers and filters that
write beside it: Postgrey, policyd-spf and SpamAssassin's spamd (`policies`).

Timestamps: that of the syslog header.

Quirks:
    The name `unknown` is no name: a client without one has only its address, `sessions.log`.
    The queue id is `email.local_id`; the id of the mail elsewhere (`queued as`) is `postfix.next_queue_id`,
    `deliveries.log`.
    Addresses stand without their angle brackets; the empty sender is none, `deliveries.log`.
    Where the line names no server, the domain of the recipient is the destination's, `deliveries.log`.
    Some relays write a number behind the message: `deliveries.log`.
    `SASL LOGIN authentication failed: UGFzc3dvcmQ6` has the server's challenge as its reason: `logins.log`.
    Any message behind a tag of Postfix's own is Postfix's: `system.log`.
    Without a tag, a queue id and a client, an id or a user behind it are enough: `deliveries.log`.

Other readings:
    `log.syslog.appname` of lines without a header: the line does not say it.
    `destination.address` where a name is known: `address` is the name, as elsewhere.
    `destination.domain` and `source.domain` that are addresses: these are no domains.
    `source.domain` from the sender's address, or from HELO where the client has another name or is `unknown`: both
    are the client's own words; HELO is `postfix.helo`. Only SPF, which checks that name, takes it for the client's.
    `source` of `[Hostname=…]` in a server's reply: that is the server's own name.
    `destination` of the domain that spamd finds badly encoded: nothing goes there.
    `email.message_id` with brackets, or `(unknown)`: the brackets are not part of it.
    `network.protocol` of what spamd does: it does not speak SMTP.
    `file.created` and `file.ctime` of an attachment: the sender's dates, not those of a file here.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.patterns import Pattern
from ecsparse.products.postfix import policies, wording
from ecsparse.products.postfix.document import document_of
from ecsparse.products.postfix.text import is_anybodys, read, read_any
from ecsparse.record import Key, Phrase, Prefix, Product, Program, ProgramStem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Header, Record

PRODUCT = Product(
    vendor="Postfix",
    name="Postfix",
    versions="2.6 to 3.10",
    formats=("text",),
    signatures=(
        Program("postfix"),
        ProgramStem("postfix/"),
        ProgramStem("postfix-"),
        *(Program(name) for name in sorted(policies.PROGRAMS)),
        Prefix("connect from "),
        Prefix("connect to "),
        Prefix("disconnect from "),
        Prefix("lost connection after "),
        Prefix("timeout after "),
        Prefix("too many errors after "),
        Prefix("improper command pipelining after "),
        Prefix("NOQUEUE: "),
        Prefix("SSL_accept error from "),
        Prefix("SSL_connect error to "),
        Prefix("TLS connection established "),
        *(Prefix(f"{trust} TLS connection ") for trust in ("Anonymous", "Trusted", "Untrusted", "Verified")),
        Prefix("statistics: "),
        *(Prefix(f"{word} [") for word in ("CONNECT from", "PASS NEW", "PASS OLD", "DISCONNECT")),
        Prefix("DNSBL rank "),
        Prefix("PREGREET "),
        Prefix("HANGUP after "),
        Prefix("addr "),
        Prefix("warning: "),
        Prefix("proxy-accept: "),
        Prefix("proxy-reject: "),
        Prefix("daemon started -- version "),
        Prefix("reload -- version "),
        Prefix("starting the Postfix mail system"),
        Prefix("stopping the Postfix mail system"),
        Prefix("refreshing the Postfix mail system"),
        Key("client="),
        Key("message-id="),
        Key("uid="),
        *(Phrase(f"status={status} ") for status in ("sent", "deferred", "bounced")),
        *(Phrase(f"status={status} ") for status in ("deliverable", "undeliverable")),
        Phrase("status=expired,"),
        Phrase(" (queue active)"),
        Phrase(" said: "),
        Phrase(" refused to talk to me: "),
        Phrase("removed"),
        Phrase(" Used TLS for "),
        Phrase("non-delivery notification: "),
        Phrase(" lost connection with "),
        *(Phrase(f" {verdict}: ") for verdict in ("discard", "filter", "hold", "prepend", "redirect", "reject")),
        *(Phrase(f" {verdict}: ") for verdict in ("replace", "milter-discard", "milter-hold", "milter-reject")),
        *(Phrase(f" {verdict}: ") for verdict in ("proxy-accept", "proxy-reject")),
        *(Phrase(f" {verdict}: {part} ") for verdict in ("warning", "info") for part in ("header", "body")),
        Phrase(" action=pass, reason="),
        Phrase(" action=greylist, reason="),
        Prefix("action=pass, reason="),
        Prefix("action=greylist, reason="),
        Prefix("whitelisted: "),
        Phrase("Received-SPF: "),
        *(Prefix(f"{result}; identity=") for result in policies.SPF_RESULTS),
        Prefix("spamd: "),
        Prefix("dns: new_dns_packet: "),
    ),
    dataset="log",
    provider="postfix",
    fields=(
        "client.address", "client.domain", "client.ip", "client.port", "destination.address",
        "destination.domain", "destination.ip", "destination.port", "email.from.address", "email.local_id",
        "email.message_id", "email.subject", "email.to.address", "event.duration", "event.reason",
        "file.name", "file.size", "log.level", "network.protocol", "network.transport", "network.type",
        "process.name", "process.pid", "server.address", "server.domain", "server.ip", "server.port",
        "service.version", "source.address", "source.domain", "source.ip", "source.port", "tls.cipher",
        "tls.curve", "tls.established", "tls.resumed", "tls.version", "tls.version_protocol", "user.domain",
        "user.email", "user.id", "user.name",
    ),
    own_fields=wording.OWN_FIELDS,
    actions=wording.ACTIONS,
)  # fmt: skip

# postfix | postfix/smtpd | postfix-out/submission/smtpd
_PROGRAM = Pattern(r"(postfix(?:-[A-Za-z0-9_.-]{1,60})?)(?:/([A-Za-z0-9_./-]{1,100}))?")
# The daemons, by which a tag of another name (`relay1/smtpd`) is known.
_DAEMONS = frozenset(
    ("anvil", "bounce", "cleanup", "discard", "dnsblog", "error", "lmtp", "local", "master", "oqmgr", "pickup",
     "pipe", "postscreen", "proxymap", "qmgr", "scache", "smtp", "smtpd", "tlsproxy", "trivial-rewrite", "verify",
     "virtual")
)  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of a line of Postfix's, or of its policies', `None` for another program's."""
    header = record.header
    program = None if header is None else header.appname
    match = None if program is None else _PROGRAM.fullmatch(program)
    text = record.text.strip(" \t")
    if match is not None or program in policies.PROGRAMS:
        event, values = read_any(text)
    elif program is None or ("/" in program and program.rpartition("/")[2] in _DAEMONS):
        found = read(text)
        if found is None or (program is None and is_anybodys(text)):
            return None
        event, values = found
    else:
        return None
    document = document_of(event, values, program)
    _add_program(document, header)
    time = record.header_time()
    if time is not None:
        document["@timestamp"] = time
    return document


def _add_program(document: Document, header: Header | None) -> None:
    """Add what the tag says: the process, and the instance, service and daemon of the mail system."""
    said = process(header)
    if said:
        document["process"] = said
        match = _PROGRAM.fullmatch(said["name"])
        if match is not None:
            own = document.setdefault("postfix", {})
            own["instance"] = match[1]
            service, _, daemon = (match[2] or "").rpartition("/")
            if daemon:
                own["daemon"] = daemon
            if service:
                own["service"] = service
