r"""Dovecot: who reads which mailbox, from where and how, what is delivered, and what its services report.

Layout:
    Oct 31 15:10:00 imap01 dovecot: imap-login: Login: user=<jdoe>, method=PLAIN, rip=192.0.2.5, lip=192.0.2.20
    Oct 31 15:10:01 imap01 dovecot: imap(jdoe)<5210><q1W2e3R4>: Disconnected: Logged out in=120 out=2210
    Oct 31 15:10:02 imap01 dovecot: lmtp(jdoe)<5211><Ab3>: msgid=<1@example.com>: saved mail to INBOX
    Oct 31 15:10:03 imap01 dovecot: auth: Error: ldap(jdoe,192.0.2.5): text
    2023-10-31 15:10:04 imap(jdoe)<5210><q1W2e3R4>: Info: Disconnected: Logged out in=120 out=2210
    dovecot: Oct 31 15:10:05 Info: auth(default): pam(jdoe,192.0.2.5): text

    A service, with the user, the process and the session after it, a level where it is not the usual one, and a
    message, which may have pairs between commas or at its end.

Source: the manual of Dovecot 1.2 and of 2.2 to 2.4 (logging, `login_log_format`, `mail_log_prefix`,
`deliver_log_format`, `mail_log` plug-in) and its message texts.

Timestamps: that of the syslog header, or of Dovecot's own file, which is local time without a year or in ISO form.

Quirks:
    Each site writes the pairs of a login in an order of its own, and may leave any of them out: `logins.log`.
    `user=<>` is a client that never said who it was: `logins.log`.
    `rip` is the client, `lip` the server; behind a proxy, `local` and `remote` addresses differ: `logins.log`.
    Dovecot's own file has a level with every line, and may have the year, and `dovecot: ` after it: `files.log`.
    Up to 1.2, the level came first in it, and services of mailboxes were `IMAP`, `POP3` and `deliver`: `old.log`.
    The user of a service may have a domain, and the address of the client after a comma: `auth.log`.
    A user's name may have commas, or be a number: it is no process where that follows: `users.log`.
    From 2.4 on, the user precedes the database that was asked: `users.log`.
    `in=` is what the client sent, `out=` what the server did: `sessions.log`.

Other readings:
    PAM of the service `dovecot` is a line of `linux_auth`.
"""

from __future__ import annotations

from ecsparse.ecs.envelope import YEAR_ASSUMED, add_tags
from ecsparse.ecs.network import process
from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import pam
from ecsparse.formats.pairs import up_to_the_next_key
from ecsparse.patterns import Match, Pattern
from ecsparse.products.dovecot.values import VALUES
from ecsparse.record import Document, Phrase, Prefix, Product, Program, ProgramStem, Record

_LOGINS = ("imap-login", "managesieve-login", "pop3-login", "submission-login")
_SERVICES = frozenset((
    *_LOGINS, "anvil", "auth", "auth-worker", "config", "deliver", "dict", "director", "doveadm",
    "imap", "imap-hibernate", "indexer", "indexer-worker", "lda", "lmtp", "log", "managesieve", "master",
    "old-stats", "pop3", "quota-warning", "replicator", "ssl-params", "stats", "submission",
))  # fmt: skip

# What a line of a file begins with after its date, and after its user.
_BEGINNINGS = (
    "Aborted login", "Connect from ", "Connection closed", "Disconnect from ", "Disconnected", "Logged out",
    "Login: user=<", "append: ",
    "conn unix:", "copy from ", "delete: ", "expunge: ", "flag_change: ", "mailbox_create: ", "mailbox_delete: ",
    "mailbox_rename: ", "msgid=", "save: ", "sieve: ", "undelete: ",
)  # fmt: skip
# What a database says of a user, whose name stands before it.
_OF_DATABASES = ("Password mismatch", "invalid credentials", "unknown user")
_IN_FILES = (*_LOGINS, "auth", "auth-worker", "config", "dovecot", "imap", "lmtp", "master", "pop3")
# What the address of a client follows.
_ADDRESS = "rip="
# How those of logins begin, where the level is taken for a program.
_OF_LOGINS = ("Aborted login", "Disconnected", "Login: ")
# The same up to 1.2, where the level came first.
_IN_OLD_FILES = (*(f"{service}: " for service in _LOGINS), "auth(default): ", "IMAP(", "POP3(", "deliver(")
_LEVELS = ("Info", "Warning", "Error", "Fatal", "Panic", "Debug")

PRODUCT = Product(
    vendor="Dovecot",
    name="Dovecot",
    versions="1.0 to 2.4",
    formats=("text",),
    signatures=(
        Program("dovecot"),
        *map(Program, (*_LOGINS, "auth-worker", "lmtp", "master")),
        *map(ProgramStem, ("deliver(", "imap(", "lda(", "lmtp(", "managesieve(", "pop3(", "auth-")),
        *(Phrase(f" {service}: {level}: ") for service in _IN_FILES for level in _LEVELS),
        *(Phrase(f" {service}(default): {level}: ") for service in ("auth", "auth-worker") for level in _LEVELS),
        *(Phrase(f" Info: {beginning}") for beginning in _BEGINNINGS),
        *map(Phrase, (" dovecot: ", *_OF_DATABASES)),
        *(Phrase(f" {level}: {begin}") for begin in _IN_OLD_FILES for level in _LEVELS),
        *map(Prefix, _IN_OLD_FILES[len(_LOGINS) :]),
        *(Prefix(f"{service}: {begin}") for service in _LOGINS for begin in _OF_LOGINS),
        Program("auth"),
    ),
    provider="dovecot",
    messages=VALUES,
    fields=("network.protocol", "process.name"),
)

# dovecot: Oct 31 15:10:04 Info: | 2023-10-31 15:10:04 dovecot: | Fatal: (before a service)
_HEAD = Pattern(
    r"(dovecot: )?(?:([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})|"
    r"([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}))? ?(dovecot: )?"
    r"(?:(Info|Warning|Error|Fatal|Panic|Debug): )?"
)
# imap(jdoe)<5210><q1W2e3R4>: Info: | lmtp(5220, jdoe): | imap-login: Error: | POP3(jdoe): (up to 1.2)
# auth-worker(jdoe,192.0.2.5)<5230><q1W2e3R4>: request [12]: Info:
_FRONT = Pattern(
    r"([A-Za-z][A-Za-z0-9-]{2,30})(?:\(([^()]{0,300})\))?(?:<([0-9]{1,10})>)?(?:<([^<>]{0,64})>)?: "
    r"(?:request \[[0-9]{1,10}\]: (?=[A-Z][a-z]{3,6}: ))?(?:(Info|Warning|Error|Fatal|Panic|Debug): )?"
)
# Aborted login (auth failed, 2 attempts in 12 secs): user=<jdoe>, method=PLAIN
# Disconnected (no auth attempts): rip=192.0.2.5, lip=192.0.2.20 (up to 2.0)
_CLIENT = Pattern(r"(.{0,512}?): (?:user=<([^>]{0,512})>(?:, (.*))?|((?:method=[^ ,]{1,64}, )?rip=.*))")
# auth failed, 2 attempts
_FAILED = Pattern(r"auth failed, ([0-9]{1,6}) attempts")
# TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
_CIPHER = Pattern(r"(TLS|SSL)[^ ]{0,10} with cipher ([A-Za-z0-9_-]{1,64})(?: .*)?")
# jdoe | jdoe,192.0.2.5,<q1W2e3R4> | jdoe,192.0.2.5,sasl:plain,master
_OF_CLIENT = Pattern(
    r"([^<>]{0,256}?)(?:, ?([0-9A-Fa-f:.]{2,45}))?(?:,sasl:([a-z0-9_-]{1,32}))?(?:,(master))?"
    r"(?:, ?(<[^<>]{0,64}>))?"
)
# pam(jdoe,192.0.2.5,<q1W2e3R4>): unknown user | passwd-file: Password mismatch (from 2.4 on)
# conn unix:auth-worker (pid=5230,uid=97): auth-worker<3>: sql(jdoe,192.0.2.5): unknown user
_DATABASE = Pattern(
    r"(?:conn unix:[^ ]{1,256} \(pid=[0-9]{1,10},uid=[0-9]{1,10}\): auth-worker<[0-9]{1,10}>: )?"
    r"(?:request \[[0-9]{1,10}\]: )?"
    r"([a-z][a-z0-9-]{1,20})(?:\(([^()]{0,300})\))?: (.+)"
)
# unknown user (given password: secret) | Password mismatch (SHA1 of given password: 5baa61)
_GIVEN = Pattern(r" \((?:[A-Z0-9]{1,8} of )?given password: .*")
# sieve: msgid=<1@example.com>: stored mail into mailbox 'INBOX'
_SAVED = Pattern(r"(?:[A-Za-z0-9/+]{1,64}: )?(?:sieve: )?msgid=(<[^<>]{0,512}>|[^ :]{0,512})(?: \([^()]*\))?: (.+)")
# INBOX | 'INBOX'
_BOX = Pattern(
    r"(?:saved mail to|stored mail into mailbox|save failed to(?: open mailbox)?) '?([^':]{1,256})'?(?:: (.+))?"
)
# expunge: box=INBOX, uid=12, msgid=<1@example.com>, size=120
_CHANGED = Pattern(
    r"((?:save|append|delete|undelete|expunge|flag_change|mailbox_[a-z]{3,12}|copy from [^:]{1,256})): ([a-z]+=.*)"
)
# Disconnected: Logged out in=120 out=2210 | Connection closed top=0/0, retr=1/1234
# Disconnected: Connection closed (IDLE running for 1 secs, state=wait-input) in=120 out=2210
_ENDED = Pattern(
    r"((?:Disconnected|Logged out|Connection closed|Server shutting down)"
    r"(?:[^(=]{0,256}|[^(=]{0,128} \([^()]{0,512}\)[^(=]{0,64})):? ((?:in|bytes|top)=.*)"
)
# Mailbox renamed: Old -> New
_FOLDER = Pattern(r"(Mailbox (?:created|deleted|renamed|subscribed|unsubscribed)): (.{1,512})")
# , box=INBOX
_NEXT = Pattern(r", (?=(?:box|flags|from|msgid|size|subject|uid|vsize)=)")
# proxy(jdoe): started proxying to 192.0.2.9:143 (0.012 secs)
_PROXY = Pattern(
    r"proxy\([^()]{0,300}\): (?:(started proxying) to|(disconnecting)|[^0-9\[]{1,64})"
    r"(?: |\()\[?([0-9.]{7,15}|[0-9A-Fa-f:]{2,45}(?=[\], )]|$))\]?(?:(?::|, )([0-9]{1,5}))?(?:\)?(?:[: ].*)?)"
)
# Dovecot v2.3.21 (47349e2482) starting up for imap
_STARTING = Pattern(r"Dovecot v([0-9][0-9A-Za-z.-]{1,32}) .*starting up.*")
# Connect from 192.0.2.5 | Disconnect from local: Client has quit the connection
_PEER = Pattern(r"(Connect|Disconnect) from ([^ :]+|[0-9a-f:.]+)(?:: (.+))?")

_REFUSED = ("Maximum number of connections", "disallowed plaintext auth", "disabled plaintext auth")
_BAD = (
    "unknown user",
    "mismatch",
    "failed",
    "Invalid credentials",
    "disabled",
    "expired",
    "failure",
    "invalid",
    "refus",
)


def parse(record: Record) -> Document | None:
    """The document of a line of Dovecot; `None` if another program wrote it."""
    header, text = record.header, record.text.strip(" \t")
    program = record.program
    if text.startswith(pam.STARTS):
        return None
    if program in _LEVELS:
        # a file of Dovecot 1: the level follows the time
        text = f"{program}: {text}"
    elif program is not None and program != "dovecot":
        # a file of Dovecot's own: the tag is the service, and a level follows
        text = f"{program}: {text}"
        front = _FRONT.match(text)
        if front is None or front[1] not in _SERVICES or not (front[5] or _is_delivery(text, front)):
            return None
    head = _HEAD.match(text)
    before, date, day, behind, level = (None,) * 5 if head is None else head.groups()
    begin = 0 if head is None else head.end()
    front = _FRONT.match(text, begin)
    if front is None or front[1].lower() not in _SERVICES:
        return _said(record, "", [("level", level or "")], text[begin:]) if program == "dovecot" else None
    service, inside, pid, session, level_behind = front.groups()
    is_dovecots, is_dated = program == "dovecot" or before or behind, date or day or header
    is_certain = is_dovecots and (is_dated or level_behind)
    is_bare_login = header is None and service in _LOGINS and _ADDRESS in text
    is_said = (is_dated and (level_behind or _is_delivery(text, front))) or (level and (inside or service in _LOGINS))
    if not (is_certain or is_said or is_bare_login):
        return None
    pairs = [("level", level or level_behind or ""), ("pid", pid or ""), ("session", session or "")]
    pairs += _inside(inside or "") if pid is None else _client(inside or "")
    document = _said(record, service.lower(), pairs, text[front.end() :])
    clock = record.clock
    if (time := clock.local(date) if date else clock.header(day) if day else None) is not None:
        document["@timestamp"] = time
        document["event"] = {**document["event"], "timezone": clock.zone}
        if not date:
            add_tags(document, [YEAR_ASSUMED])
    return document


def _is_delivery(text: str, front: Match) -> bool:
    """Whether what follows the service in `text` says what became of a mail."""
    return _SAVED.fullmatch(text, front.end()) is not None


def _said(record: Record, service: str, pairs: list[tuple[str, str]], message: str) -> Document:
    """The document of a service's message; `pairs` are what stands before it, the level first."""
    action, said = _read(service, message, dict(pairs))
    if action == "server-message" and pairs[0][1] in ("Error", "Fatal", "Panic"):
        action, said = "error", [("error", message)]
    names = {name for name, text in said if text}
    pairs = [("service", service), *pairs]
    document = VALUES.document(action, [*said, *(pair for pair in pairs if pair[0] not in names)])
    protocol = service.removesuffix("-login")
    if protocol in ("imap", "lmtp", "managesieve", "pop3", "submission"):
        document.setdefault("network", {})["protocol"] = "smtp" if protocol == "submission" else protocol
    return _finished(record, document, "dovecot")


def _finished(record: Record, document: Document, program: str) -> Document:
    """`document` with who wrote the line, and when."""
    document["process"] = {**process(record.header), "name": program, **document.get("process", {})}
    record.stamp(document)
    return document


def _inside(text: str) -> list[tuple[str, str]]:
    """What the parentheses after a service hold: its process, what `_client` reads, or both."""
    first, comma, rest = text.partition(",")
    if first.isdecimal():
        return [("pid", first), *(_client(rest) if comma else ())]
    # the one group of authentication processes of Dovecot 1
    return [] if text == "default" else _client(text)


def _client(text: str) -> list[tuple[str, str]]:
    """A user, whose name may have commas, and as far as it is there: the client, the mechanism and the session."""
    match = _OF_CLIENT.fullmatch(text.strip(" "))
    if match is None:
        return []
    user, address, mechanism, master, session = match.groups(default="")
    user = user.strip(", ")
    is_address = not address and is_ip(user)
    said = [("user", "" if is_address else user), ("rip", user if is_address else address), ("method", mechanism)]
    return [*said, ("master", master), ("session", session)]


def _read(service: str, message: str, before: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The action of a message, and the pairs in it; `before` is what stands before it."""
    if (match := _CLIENT.fullmatch(message)) is not None:
        return _of_client(match[1], match[2] or "", match[3] or match[4] or "")
    if (match := _ENDED.fullmatch(message)) is not None:
        return "logout", [("reason", match[1].removeprefix("Disconnected: ")), *_totals(match[2])]
    if (match := _SAVED.fullmatch(message)) is not None:
        return _of_mail(match[1], match[2])
    if (match := _CHANGED.fullmatch(message)) is not None:
        return "mail-changed", [("text", match[1]), *(part.partition("=")[::2] for part in _NEXT.split(match[2]))]
    if (match := _FOLDER.fullmatch(message)) is not None:
        old, _, new = match[2].rpartition(" -> ") if match[1] == "Mailbox renamed" else ("", "", match[2])
        return "mail-changed", [("text", match[1]), ("box", new), ("old_box", old)]
    if (match := _PEER.fullmatch(message)) is not None:
        action = "connection" if match[1] == "Connect" else "disconnection"
        return action, [("rip", match[2] if is_ip(match[2]) else ""), ("reason", match[3] or "")]
    match = _DATABASE.fullmatch(message) if service in ("auth", "auth-worker") else None
    if match is not None and (match[2] is not None or before.get("user")):
        action = "authentication/failed" if any(word in match[3] for word in _BAD) else "authentication"
        return action, [("database", match[1]), *_client(match[2] or ""), ("reason", _GIVEN.sub("", match[3]))]
    if (match := _STARTING.fullmatch(message)) is not None:
        return "server-start", [("version", match[1])]
    return "server-stop" if message.startswith("Killed with signal ") else "server-message", []


def _of_client(head: str, user: str, rest: str) -> tuple[str, list[tuple[str, str]]]:
    """What a login service says of a client."""
    # a name that anybody may choose may end like one: the last pairs are the server's own
    pairs = [("user", user), *dict(_between_commas(rest)).items()]
    if head == "Login":
        return "login", pairs
    pairs.append(("reason", head))
    if (proxy := _PROXY.fullmatch(head)) is not None:
        pairs += [("proxied_ip", "" if proxy[2] else proxy[3]), ("proxied_port", proxy[4] or "")]
        return "login-proxied" if proxy[1] else "logout" if proxy[2] else "login-proxied/failed", pairs
    failed = _FAILED.search(head)
    if failed is not None:
        return "login/failed", [*pairs, ("attempts", failed[1])]
    return "login/failed" if any(words in head for words in _REFUSED) else "disconnection", pairs


def _between_commas(text: str) -> list[tuple[str, str]]:
    """The pairs between commas, and how the connection is encrypted."""
    pairs = []
    for part in text.split(", "):
        name, sign, value = part.partition("=")
        if sign:
            pairs.append((name, value))
        elif (cipher := _CIPHER.fullmatch(part)) is not None:
            pairs += [("tls", cipher[1]), ("cipher", cipher[2])]
        elif part.startswith(("TLS", "SSL")):
            pairs.append(("tls", part))
    return pairs


def _totals(text: str) -> list[tuple[str, str]]:
    """What a session did in all."""
    pairs = up_to_the_next_key(text.replace(",", ""))
    sent, _, received = dict(pairs).get("bytes", "").partition("/")
    return [("in", sent), ("out", received)] if received else pairs


def _of_mail(identifier: str, what: str) -> tuple[str, list[tuple[str, str]]]:
    """What is done with a mail that comes in."""
    box = _BOX.fullmatch(what)
    if box is None:
        return "mail-filtered", [("msgid", identifier), ("text", what)]
    action = "mail-saved/failed" if what.startswith("save failed") else "mail-saved"
    return action, [("msgid", identifier), ("box", box[1]), ("reason", box[2] or "")]
