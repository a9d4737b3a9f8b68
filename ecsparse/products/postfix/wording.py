r"""The wordings of Postfix's messages, by their first word; a queue id before them does not count.

Source: the message texts of Postfix 2.6 to 3.10: `smtpd/smtpd.c`, `smtp/smtp_connect.c`, `global/log_adhoc.c`,
`postscreen/*.c`, `anvil/anvil.c`, `cleanup/cleanup_message.c`, `qmgr/qmgr_active.c`, `bounce/bounce_notify_util.c`,
`tls/tls_client.c`, `tls/tls_server.c`, `master/master.c`, `postsuper/postsuper.c`, `conf/postfix-script`.

The names of a pattern's groups say where a value goes: `client_…` and `server_…` are the ends of the connection;
what has no place in ECS is named as in `postfix.*`.
"""

from __future__ import annotations

from ecsparse.ecs.wording import Wording
from ecsparse.record import Field

EMAIL = ("email",)
_LOGIN = ("authentication",)
_CONFIGURATION = ("configuration",)
_PROCESS = ("process",)

_HOST = r"[^\s\[\],;]{1,255}"
_ADDRESS = r"[^\s\[\]]{1,255}"
# mail.example.com[192.0.2.1] | unknown[2001:db8::1]:41220
CLIENT = rf"(?P<client_host>{_HOST})\[(?P<client_ip>{_ADDRESS})\](?::(?P<client_port>[0-9]{{1,5}}))?"
# mx.example.com[192.0.2.25]:25 | mail.example.com[private/dovecot-lmtp]
SERVER = rf"(?P<server_host>{_HOST})\[(?P<server_ip>{_ADDRESS})\](?::(?P<server_port>[0-9]{{1,5}}))?"
# the same, or without a name as tlsproxy writes it
ANY_CLIENT = CLIENT.replace("{1,255})", "{0,255})", 1)
# [192.0.2.1]:41220
_SCREENED = rf"\[(?P<client_ip>{_ADDRESS})\]:(?P<client_port>[0-9]{{1,5}})"
_IN_STAGE = r"(?: after (?P<stage>[A-Za-z-]{1,40}))?(?:: (?P<data>.*))?"
_SECONDS = r"(?P<seconds>[0-9]{1,9}(?:\.[0-9]{1,9})?)"
# after DATA (1234 bytes) from mail.example.com[192.0.2.1]
_AFTER_STAGE = rf"after (?P<stage>[A-Za-z -]{{1,40}}?)(?: \([0-9a-z ]{{1,40}}\))? from {CLIENT}"
# some relays count the lines at their end
_END = r"(?: [0-9]{1,6})?"

_NEXT_QUEUE_ID = r"(?P<next_queue_id>[0-9A-Za-z]{5,20})"

SENDING = ("connection", "protocol")

# Trusted TLS connection established to mx.example.com[192.0.2.25]:25: TLSv1.3 with cipher … (256/256 bits) …
_TLS_ENDS = (
    rf"(?P<tls>established|reused) (?:from {ANY_CLIENT}|to {SERVER})"
    r": (?P<tls_version>[A-Za-z]{3}v[0-9.]{1,4}) with cipher (?P<cipher>[A-Za-z0-9_-]{1,100})"
    r" \((?P<tls_bits>[0-9]{1,5})/[0-9]{1,5} bits\)"
    rf"(?: key-exchange (?P<curve>[A-Za-z0-9_-]{{1,40}})(?: .*)?)?{_END}"
)


def _tls(trust: str) -> tuple[Wording, ...]:
    return (Wording(rf"{trust}TLS connection {_TLS_ENDS}", "tls-established", *SENDING, outcome="success"),)


def _screen(source: str, action: str, *types: str) -> tuple[Wording, ...]:
    return (Wording(source, action, *types),)


def _system(source: str, action: str, kind: str) -> Wording:
    return Wording(source, action, kind, category=_PROCESS)


def _queue(source: str, action: str) -> Wording:
    return Wording(source, action, "info", category=EMAIL)


WORDINGS: dict[str, tuple[Wording, ...]] = {
    "connect": (
        # connect from mail.example.com[192.0.2.1]
        Wording(rf"connect from {CLIENT}{_END}", "connect", "connection", "start"),
        # connect to mx.example.com[192.0.2.25]:25: Connection timed out
        Wording(rf"connect to {SERVER}: (?P<error>.+?){_END}", "connect-failed", *SENDING, outcome="failure"),
    ),
    "disconnect": (
        # disconnect from mail.example.com[192.0.2.1] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4
        Wording(
            rf"disconnect from {CLIENT}(?P<commands>(?: [a-z]+=[0-9/]+)*){_END}", "disconnect", "connection", "end"
        ),
    ),
    "lost": (
        # lost connection after AUTH from unknown[192.0.2.1]
        Wording(rf"(?P<reason>lost connection) {_AFTER_STAGE}", "connection-lost", "connection", "end"),
        # lost connection with mx.example.com[192.0.2.25] while receiving the initial server greeting
        Wording(
            rf"(?P<error>lost connection) with {SERVER} while (?P<stage>.+)",
            "connection-lost",
            "connection",
            "end",
            outcome="failure",
        ),
    ),
    "timeout": (Wording(rf"(?P<reason>timeout) {_AFTER_STAGE}", "connection-timeout", "connection", "end"),),
    "conversation": (
        Wording(
            rf"(?P<error>conversation with {SERVER} timed out) while (?P<stage>.+)",
            "connection-timeout",
            "connection",
            "end",
            outcome="failure",
        ),
    ),
    "too": (
        Wording(rf"(?P<reason>too many errors) {_AFTER_STAGE}", "too-many-errors", "denied", "connection", "end"),
    ),
    "improper": (
        # improper command pipelining after EHLO from unknown[192.0.2.1]: QUIT\r\n
        Wording(
            rf"(?P<reason>improper command pipelining) after (?P<stage>[A-Za-z -]{{1,40}}) from"
            rf" {CLIENT}(?:: (?P<data>.*))?",
            "protocol-violation",
            "protocol",
        ),
    ),
    "host": (
        # host mx.example.com[192.0.2.25] said: 450 4.2.0 Try again later (in reply to RCPT TO command)
        Wording(
            rf"host {SERVER} (?P<refusal>said|refused to talk to me): (?P<response>.+)",
            "remote-response",
            "protocol",
            outcome="failure",
        ),
    ),
    "Used": (Wording(rf"Used TLS for {SERVER}", "tls-used", *SENDING),),
    "SSL_accept": (
        Wording(rf"SSL_accept error from {CLIENT}: (?P<error>.+)", "tls-failed", *SENDING, outcome="failure"),
    ),
    "SSL_connect": (
        Wording(rf"SSL_connect error to {SERVER}: (?P<error>.+)", "tls-failed", *SENDING, outcome="failure"),
    ),
    "setting": (Wording(rf"setting up TLS connection (?:from {CLIENT}|to {SERVER})", "tls-start", *SENDING),),
    "certificate": (
        Wording(
            rf"(?P<error>certificate verification failed) for {SERVER}: (?P<reason>.+)",
            "tls-failed",
            *SENDING,
            outcome="failure",
        ),
    ),
    "TLS": _tls(""),
    **{trust: _tls(rf"(?P<trust>{trust}) ") for trust in ("Anonymous", "Trusted", "Untrusted", "Verified")},
    "statistics:": (
        # statistics: max connection rate 1/60s for (smtp:192.0.2.1) at Oct 31 15:09:55
        Wording(
            rf"statistics: max (?P<limited>[a-z ]{{1,30}}) (?P<maximum>[0-9]{{1,40}})(?:/[0-9]{{1,9}}s)?"
            rf" for \((?P<service>[^\s():]{{1,60}}):(?P<client_ip>{_ADDRESS})\) at .{{1,40}}",
            "statistics",
            "info",
        ),
        Wording(
            r"statistics: (?:max [a-z]+ (?:size |domains=)[0-9]+.*|start interval .*|(?:domain|address)"
            r" lookup hits=.*)",
            "statistics",
            "info",
        ),
    ),
    "CONNECT": _screen(
        rf"CONNECT from {_SCREENED} to \[(?P<server_ip>{_ADDRESS})\]:(?P<server_port>[0-9]{{1,5}})",
        "screen-connect",
        "connection",
        "start",
    )
    + _screen(rf"CONNECT from {_SCREENED}", "screen-connect", "connection", "start"),
    "PASS": _screen(rf"PASS (?P<test>NEW|OLD) {_SCREENED}", "screen-pass", "allowed"),
    "DISCONNECT": _screen(rf"DISCONNECT {_SCREENED}", "screen-disconnect", "connection", "end"),
    "WHITELISTED": _screen(rf"WHITELISTED {_SCREENED}", "screen-allowlisted", "allowed"),
    "ALLOWLISTED": _screen(rf"ALLOWLISTED {_SCREENED}", "screen-allowlisted", "allowed"),
    "BLACKLISTED": _screen(rf"BLACKLISTED {_SCREENED}", "screen-denylisted", "denied"),
    "DENYLISTED": _screen(rf"DENYLISTED {_SCREENED}", "screen-denylisted", "denied"),
    "WHITELIST": _screen(rf"(?P<reason>WHITELIST VETO) {_SCREENED}", "screen-failed", "info"),
    "ALLOWLIST": _screen(rf"(?P<reason>ALLOWLIST VETO) {_SCREENED}", "screen-failed", "info"),
    "DNSBL": _screen(rf"(?P<test>DNSBL) rank (?P<rank>[0-9]{{1,9}}) for {_SCREENED}", "screen-failed", "info"),
    # PREGREET 14 after 0.12 from [192.0.2.1]:41220: EHLO example\r\n
    "PREGREET": _screen(
        rf"(?P<test>PREGREET) [0-9]{{1,9}} after {_SECONDS} from {_SCREENED}(?:: (?P<data>.*))?",
        "screen-failed",
        "info",
    ),
    "HANGUP": _screen(
        rf"(?P<test>HANGUP) after {_SECONDS} from {_SCREENED}(?: in (?P<stage>.+))?", "screen-failed", "info"
    ),
    "BARE": _screen(rf"(?P<test>BARE NEWLINE) from {_SCREENED}(?: after (?P<stage>.+))?", "screen-failed", "info"),
    "NON-SMTP": _screen(rf"(?P<test>NON-SMTP COMMAND) from {_SCREENED}{_IN_STAGE}", "screen-failed", "info"),
    "COMMAND": _screen(
        rf"(?P<test>COMMAND (?:PIPELINING|(?:TIME|COUNT|LENGTH) LIMIT)) from {_SCREENED}{_IN_STAGE}",
        "screen-failed",
        "info",
    ),
    "addr": (
        # addr 192.0.2.1 listed by domain bl.example.org as 127.0.0.2
        Wording(
            rf"addr (?P<client_ip>{_ADDRESS}) listed by domain (?P<dnsbl>\S{{1,255}}) as"
            rf" (?P<dnsbl_reply>\S{{1,255}})",
            "dnsbl-listed",
            "info",
        ),
    ),
    "removed": (_queue(r"removed", "queue-removed"),),
    "skipped,": (_queue(r"(?P<reason>skipped, still being delivered)", "queue-skipped"),),
    "requeued": (_queue(r"requeued", "queue-requeued"),),
    "placed": (_queue(r"placed on hold", "queue-held"),),
    "released": (_queue(r"released from hold", "queue-released"),),
    "sender": (
        # sender non-delivery notification: 4SKc2x1Y0Rz9s
        _queue(
            rf"(?P<notification>sender (?:non-delivery|delivery status|delay)) notification: {_NEXT_QUEUE_ID}",
            "notification",
        ),
    ),
    "postmaster": (
        _queue(
            rf"(?P<notification>postmaster (?:non-delivery|delivery status|delay)) notification: {_NEXT_QUEUE_ID}",
            "notification",
        ),
    ),
    "daemon": (
        _system(
            r"daemon started -- version (?P<version>\S{1,60}?),? ?(?:configuration (?P<configuration>\S.*))?",
            "start",
            "start",
        ),
    ),
    "reload": (
        Wording(
            r"reload -- version (?P<version>\S{1,60}?),? ?(?:configuration (?P<configuration>\S.*))?",
            "reload",
            "change",
            category=_CONFIGURATION,
        ),
    ),
    "starting": (_system(r"starting the Postfix mail system", "start", "start"),),
    "stopping": (_system(r"stopping the Postfix mail system", "stop", "end"),),
    "refreshing": (Wording(r"refreshing the Postfix mail system", "reload", "change", category=_CONFIGURATION),),
    "terminating": (_system(r"(?P<reason>terminating on signal [0-9]{1,3})", "stop", "end"),),
}

# What follows `warning: `, by its first word, or by the one behind a client.
WARNINGS: dict[str, tuple[Wording, ...]] = {
    "hostname": (
        # hostname mail.example.com does not resolve to address 192.0.2.1: Name or service not known
        Wording(
            rf"(?P<reason>hostname (?P<client_name>{_HOST}) does not resolve to address"
            rf" (?P<client_ip>{_ADDRESS}?)(?:: .*)?)",
            "name-mismatch",
            "info",
        ),
    ),
    "Connection": (
        # Connection rate limit exceeded: 31 from unknown[192.0.2.1] for service smtp
        Wording(
            rf"(?P<reason>Connection (?:rate|concurrency) limit exceeded): (?P<count>[0-9]{{1,40}}) from"
            rf" {CLIENT} for service (?P<service>\S{{1,60}})",
            "rate-limited",
            "denied",
        ),
    ),
    **{
        kind: (
            Wording(
                rf"(?P<reason>{kind} [a-zA-Z ]{{0,30}}limit exceeded): (?P<count>[0-9]{{1,40}}) from"
                rf" {CLIENT} for service (?P<service>\S{{1,60}})",
                "rate-limited",
                "denied",
            ),
        )
        for kind in ("Message", "Recipient", "AUTH", "New")
    },
    "non-SMTP": (
        Wording(rf"(?P<reason>non-SMTP command) from {CLIENT}: (?P<data>.*)", "protocol-violation", "protocol"),
    ),
    "Illegal": (
        Wording(
            rf"(?P<reason>Illegal address syntax) from {CLIENT} in (?P<stage>[A-Z]{{1,10}}) command: (?P<data>.*)",
            "protocol-violation",
            "protocol",
        ),
    ),
    "read": (
        Wording(
            rf"read TCP map reply from (?P<server_ip>{_ADDRESS}):(?P<server_port>[0-9]{{1,5}}): (?P<error>.+)",
            "lookup-failed",
            "info",
            outcome="failure",
        ),
    ),
    "connect": (
        Wording(
            r"connect to Milter service (?P<milter>\S{1,255}): (?P<error>.+)",
            "milter-failed",
            "info",
            outcome="failure",
        ),
    ),
    "process": (
        Wording(
            r"process (?P<executable>/\S{1,1000}) pid (?P<child_pid>[0-9]{1,9}) (?P<reason>exit status"
            r" [0-9]{1,3}|killed by signal [0-9]{1,3})",
            "daemon-failed",
            "end",
            category=_PROCESS,
            outcome="failure",
        ),
    ),
    "TLS": (Wording(r"(?P<error>TLS library problem: .+)", "tls-failed", *SENDING, outcome="failure"),),
    "SASL": (
        Wording(
            r"SASL authentication failure: (?P<reason>.+)", "login", "start", category=_LOGIN, outcome="failure"
        ),
    ),
}

# mail.example.com[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=jdoe@example.com
LOGIN_FAILED = Wording(
    rf"{CLIENT}: SASL (?P<sasl_method>[A-Za-z0-9_-]{{1,40}}) authentication (?:failed|aborted)(?::"
    rf" (?P<reason>.*))?",
    "login", "start", category=_LOGIN, outcome="failure",
)  # fmt: skip
# 192.0.2.1: hostname mail.example.com verification failed: Name or service not known
NAME_UNVERIFIED = Wording(
    rf"(?P<client_ip>{_ADDRESS}): (?P<reason>hostname (?P<client_name>{_HOST}) verification failed(?:: .*)?)",
    "name-mismatch", "info",
)  # fmt: skip

ACTIONS = {
    "bounced": "a message could not be delivered and goes back",
    "connect": "a client connected",
    "connect-failed": "a server could not be reached",
    "connection-lost": "the other side broke a connection off",
    "connection-timeout": "the other side was silent for too long",
    "daemon-failed": "a daemon of the mail system failed",
    "deferred": "a message could not be delivered yet",
    "delivered": "a message was delivered",
    "disconnect": "a client disconnected",
    "dnsbl-listed": "a client is on a list in the DNS",
    "error": "an error",
    "expired": "a message was in the queue for too long",
    "filter-hit": "a check let a message pass with an action: filter, hold, prepend, redirect and their like",
    "greylist": "a client was told to come back later, or passed",
    "login": "a client authenticated, or failed to",
    "lookup-failed": "a table could not be asked",
    "message": "any other message",
    "message-id": "a message's id was read",
    "milter-failed": "a mail filter could not be reached",
    "name-mismatch": "a client's name and address do not belong together",
    "notification": "a notice about a message was made",
    "probed": "an address was tried without a message",
    "protocol-violation": "a client broke the rules of SMTP",
    "queue-active": "a message is to be delivered",
    "queue-held": "a message was put on hold",
    "queue-released": "a message on hold was released",
    "queue-removed": "a message left the queue",
    "queue-requeued": "a message was put in the queue again",
    "queue-skipped": "a message is being delivered already",
    "rate-limited": "a client exceeded a limit",
    "received": "a message came from a client or a local user",
    "reject": "a client, sender, recipient or message was rejected",
    "reload": "the mail system read its configuration again",
    "remote-response": "a server refused",
    "screen-allowlisted": "a client passes without tests",
    "screen-connect": "a client connected to postscreen",
    "screen-denylisted": "a client is on a list of those to refuse",
    "screen-disconnect": "a client left postscreen",
    "screen-failed": "a client failed a test of postscreen",
    "screen-pass": "a client passed the tests of postscreen",
    "spam-check": "SpamAssassin checked a message",
    "spf-check": "a client or sender was checked by SPF",
    "start": "the mail system started",
    "statistics": "figures of the mail system",
    "stop": "the mail system stopped",
    "tls-established": "a TLS connection was established or used again",
    "tls-failed": "a TLS connection failed",
    "tls-start": "a TLS connection begins",
    "tls-used": "a message went through TLS",
    "too-many-errors": "a client made too many errors",
    "warning": "a warning",
}

OWN_FIELDS = {
    "postfix.child_pid": Field("long", "process id of the daemon that failed"),
    "postfix.commands": Field(
        "keyword", "commands of a session and how often they came, as `rcpt=0/1` (none accepted of one)"
    ),
    "postfix.commands_accepted": Field("long", "number of commands that were accepted"),
    "postfix.commands_total": Field("long", "number of commands"),
    "postfix.configuration": Field("keyword", "directory of the configuration"),
    "postfix.conn_use": Field("long", "how often the connection was used"),
    "postfix.count": Field("long", "count that exceeded a limit"),
    "postfix.daemon": Field("keyword", "daemon that writes: smtpd, qmgr and so on"),
    "postfix.data": Field("keyword", "what the client sent, with C's escapes"),
    "postfix.delays.before_queue_manager": Field("long", "nanoseconds before the queue manager had the message"),
    "postfix.delays.connection_setup": Field("long", "nanoseconds for name, connection, HELO and TLS"),
    "postfix.delays.in_queue_manager": Field("long", "nanoseconds in the queue manager"),
    "postfix.delays.transmission": Field("long", "nanoseconds for the transmission"),
    "postfix.dnsbl": Field("keyword", "list in the DNS that has the client"),
    "postfix.dnsbl_reply": Field("keyword", "what the list says of the client"),
    "postfix.dsn": Field("keyword", "enhanced status code, as 4.4.1"),
    "postfix.executable": Field("keyword", "program of the daemon that failed"),
    "postfix.helo": Field("keyword", "name that the client gives itself"),
    "postfix.instance": Field("keyword", "instance of the mail system"),
    "postfix.limited": Field("keyword", "what is counted"),
    "postfix.maximum": Field("long", "highest count"),
    "postfix.milter": Field("keyword", "mail filter"),
    "postfix.next_queue_id": Field("keyword", "queue id of the message where it went"),
    "postfix.notification": Field("keyword", "kind of notice"),
    "postfix.nrcpt": Field("long", "number of recipients"),
    "postfix.orig_to": Field("keyword", "recipient before aliases"),
    "postfix.part": Field("keyword", "part of the message that a check is about: header, body, mime, nested"),
    "postfix.proto": Field("keyword", "SMTP or ESMTP"),
    "postfix.queue": Field("keyword", "queue of the message"),
    "postfix.rank": Field("long", "sum of the weights of the lists that have the client"),
    "postfix.relay": Field("keyword", "where the message was sent, as the line has it"),
    "postfix.reply_code": Field("keyword", "reply code, as 554"),
    "postfix.response": Field("keyword", "what the next system said, or what became of the message"),
    "postfix.sasl_method": Field("keyword", "mechanism of the login"),
    "postfix.sasl_sender": Field("keyword", "login that a client vouches for"),
    "postfix.score": Field("long", "SpamAssassin's score, without fraction"),
    "postfix.service": Field("keyword", "service, by its name in master.cf or by what is counted"),
    "postfix.size": Field("long", "size of the message in bytes"),
    "postfix.spf": Field("keyword", "result of SPF"),
    "postfix.spf_identity": Field("keyword", "what SPF checked: helo or mailfrom"),
    "postfix.stage": Field("keyword", "command or stage of the session"),
    "postfix.status": Field("keyword", "status of a delivery"),
    "postfix.test": Field("keyword", "test of postscreen"),
    "postfix.tests": Field("keyword", "tests of SpamAssassin that hit"),
    "postfix.tls_bits": Field("long", "bits of the session's key"),
    "postfix.trust": Field("keyword", "how far the certificate is trusted"),
    "postfix.verdict": Field("keyword", "what was decided on a message"),
}
