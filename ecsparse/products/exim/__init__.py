r"""Exim: which mails come, where they go, which are refused and why, and who authenticates.

Layout:
    2023-10-31 15:09:55 1qxabc-0001Ab-C3 <= alice@example.com H=mail.example.com [192.0.2.5] P=esmtps S=1234
    2023-10-31 15:09:56 1qxabc-0001Ab-C3 => bob@example.net R=dnslookup T=smtp H=mx.example.net [198.51.100.7]
    2023-10-31 15:09:57 1qxabc-0001Ab-C3 Completed
    2023-10-31 15:09:58 H=(win10) [203.0.113.46] F=<x@example.org> rejected RCPT <bob@example.net>: no relaying

    A time, the number of the process if that is logged, the mail, a flag (`<=` came, `=>` `->` `>>` went, `*>`
    would have gone, `**` bounced, `==` waits) and an address; then fields of a letter or two, and a reason. The
    main log, the reject log and the panic log have the same form; to syslog, the time may be missing.

Source: the specification of Exim 4.90 to 4.98 (chapter 53, log files) and its message texts.

Timestamps: those of the line, in the server's zone unless it has one; else that of the syslog header.

Quirks:
    The ids of mails are longer since 4.97: `mails.log`.
    `T=` is the subject of a mail that came, in quotes, and the transport of one that went: `mails.log`.
    A host has its name, what it calls itself in parentheses, and its address; each may be missing: `mails.log`.
    A subject may hold anything, even what looks like fields: they end where its quotes do: `hostile.log`.
    `A=` is the authenticator, with the user after a colon: `mails.log`.

    Where a recipient was redirected, the final address comes first and the original one is in angle brackets; what
    comes first may be a user, a file or a program instead, or `:blackhole:`: `redirections.log`.
    Before Exim 4.90, a server that refuses is named in the reason alone (`host NAME [ADDRESS]`); after a deferral's
    number comes the error's name, the host, and what it said: `servers.log`.
    `P=` is a protocol of a mail that came, and the return path of one that went: `redirections.log`.

Other readings:
    The sender of the envelope (`<=`, `F=`) is `email.from.address`, as Postfix's is here.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.formats import pam
from ecsparse.patterns import Pattern
from ecsparse.products.exim.notices import of_itself, of_mail, of_server, scanned
from ecsparse.products.exim.parts import fields, host, host_in_reason
from ecsparse.products.exim.values import VALUES
from ecsparse.record import Document, Phrase, Product, Program, Record
from ecsparse.timestamps.event_time import moment

# What a flag means.
_FLAGS = {
    "<=": "mail-received", "=>": "mail-delivered", "->": "mail-delivered", ">>": "mail-delivered",
    "*>": "mail-message", "**": "mail-bounced", "==": "mail-deferred",
}  # fmt: skip

# What is said to be rejected, or when.
_REFUSED = (
    "AUTH", "DATA", "EHLO", "ETRN", "EXPN", "HELO", "MAIL", "RCPT", "STARTTLS", "VRFY", "after", "by local_scan():",
    "during MIME",
)  # fmt: skip

PRODUCT = Product(
    vendor="Exim",
    name="Exim",
    versions="4.90 to 4.98",
    formats=("text",),
    signatures=(
        Program("exim"),
        Program("exim4"),
        *(Phrase(f" {flag} ") for flag in _FLAGS),
        Phrase(" Completed"),
        *(Phrase(f" rejected {word} ") for word in _REFUSED),
        Phrase(" rejected connection "),
        Phrase(" SMTP connection from "),
        Phrase(" SMTP call from "),
        Phrase(" refused connection from ["),
        *(Phrase(f" SMTP {fault} ") for fault in ("protocol error in", "protocol synchronization", "syntax error in")),
        *(Phrase(f" SMTP {what} timeout ") for what in ("command", "data")),
        *(Phrase(f" sender verify {result} for ") for result in ("defer", "fail")),
        Phrase(" authenticator failed for "),
        Phrase(" TLS error on connection "),
        Phrase(" queue run: "),
        Phrase(" no host name found for IP address "),
        Phrase(" unexpected disconnection while "),
        Phrase(" daemon started: pid="),
        Phrase(" DKIM: d="),
        *map(Phrase, (" Frozen (", " Message is frozen", " removed by ", " cancelled by ", " acl condition: ")),
        *map(Phrase, (" incomplete transaction ", " Warning: ", " VRFY failed for ", " refused: ")),
        *map(Phrase, (" Connection refused", " Connection timed out")),
        Phrase(" no IP address found for host "),
        *map(Phrase, (" No route to host", " Network is unreachable", " Remote host closed connection ")),
        *map(Phrase, (" SMTP error from remote mail server ", " Unfrozen by ", " SA: Action: ", " args: ")),
        *map(Phrase, (" socket bind() to port ", " list matching forced to fail: ", " ignoring AUTH=")),
        *map(Phrase, (" Warning: purging the environment", " SMTP timeout ", " Spool file is locked ")),
        *map(Phrase, (" no immediate delivery: ", ": SIGHUP received: ", " Failed to create spool file ")),
    ),
    provider="exim",
    messages=VALUES,
    fields=("network.protocol", "process.name"),
)

# 2023-10-31 15:09:55.123 +0100 [1207]
_FRONT = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}(?:\.[0-9]{1,6})?(?: [+-][0-9]{4})?) )?(?:\[([0-9]{1,10})\] )?"
    r"(?:([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) )?"
)
# <= alice@example.com | => bob <bob@example.net> | => :blackhole: <bob@example.net>
# => bob@example.net (staff@example.com, all@example.com) <all@example.com>
_FLAGGED = Pattern(
    r"(<=|=>|->|>>|\*>|\*\*|==) (:[a-z]{4,16}:|[^ ]{1,512}?)(?: \(([^()]{1,1024})\))?(?: <([^<>]{0,512})>)?(?=:? |:?$)"
)
# temporarily rejected RCPT, after the host
_PLACE = Pattern(r"(?:temporarily )?(?<![(\w])rejected (?=[A-Zacdb])(?![^()]{0,255}\))")
_OF_CONNECTIONS = ("connection", "EHLO or HELO", "EHLO", "HELO")
# rejected RCPT <bob@example.net>: relay not permitted
_REJECTED = Pattern(
    r"(?:temporarily )?rejected (RCPT|MAIL|EHLO or HELO|EHLO|HELO|AUTH|VRFY|EXPN|ETRN|STARTTLS|connection"
    r"|after DATA|after pre-DATA ACL|DATA|during MIME ACL checks|by local_scan\(\))([^:]{0,512})(?:: (.*))?"
)
# plain_server authenticator failed for (helo) [192.0.2.5]: 535 Incorrect authentication data (set_id=alice)
_LOGIN = Pattern(r"([A-Za-z0-9_]{1,64})[ \t]{1,2}authenticator failed for (.{1,400}?)(?:: (.*))?")
# H=(helo) [192.0.2.5] sender verify fail for <alice@example.net>: Unrouteable address
_UNVERIFIED = Pattern(r"(H=[^<>]{1,600}?) sender verify (?:defer|fail) for <([^<>]{0,512})>(?:: (.*))?")
# H=(helo) [192.0.2.5]:52144 incomplete transaction (QUIT) from <a@example.net> for bob@example.com
_OF_HOST = Pattern(
    r"(H=[^<>]{1,600}?|Connection from \[[^ ]{2,52}) (?:incomplete transaction \(([^()]{1,64})\)"
    r"(?: from <([^<>]{0,512})>)?(?: for (.+))?|Warning: (.+)|VRFY failed for ([^ ]+)|refused: (.+))"
)
# (set_id=alice)
_SET_ID = Pattern(r".{0,400}?\(set_id=([^()]{1,256})\).{0,64}")
# DKIM: d=example.com s=mail [verification succeeded]
_SIGNATURE = Pattern(r"DKIM: d=([^ ]{1,255})(?: [^\[]{0,255}\[([^\]]{1,255})\])?")
# defer (-53): retry time not reached | defer (111): Connection refused H=mx.example.net [198.51.100.7]:25: text
_DEFER = Pattern(
    r".{0,1024}? defer \((-?[0-9]{1,6})\)(?:: ([^:\[\]]{1,128}?))?"
    r"(?: H=[^ ]{1,255} \[[^ ]{2,52})?(?: DT=[0-9a-z.]{1,32})?(?:: (.*))?"
)
# exim 4.96 daemon started: pid=1207
_STARTED = Pattern(r"exim ([0-9][0-9A-Za-z._-]{1,32}) daemon started: pid=([0-9]{1,10}).*")
# Start queue run: pid=1207 -qq
_QUEUE_RUN = Pattern(r"(?:Start|End) queue run: pid=([0-9]{1,10})(?: -.*)?")
# What fields mean for a mail that comes in.
_OF_ARRIVALS = {"R": "parent", "T": "subject"}

# How messages begin that are about no mail, or about one in another way.
_BEGINNINGS = (
    ("SMTP connection from ", "connection"),
    ("Start queue run", "queue-run"),
    ("End queue run", "queue-run"),
    ("TLS error on connection ", "tls-failed"),
    ("unexpected disconnection while ", "connection-closed"),
    ("no MAIL in SMTP connection ", "connection-closed"),
    ("SMTP protocol ", "connection-rejected"),
    ("SMTP syntax error in ", "connection-rejected"),
    ("SMTP command timeout on ", "connection-closed"),
    ("SMTP data timeout ", "connection-closed"),
    ("SMTP call from ", "connection-rejected"),
    ("refused connection from ", "connection-rejected"),
    ("Completed", "mail-completed"),
)
# [192.0.2.5]:52144 dropped: too many errors | [192.0.2.5]:52144 (SSL_accept): error:1408F10B | (host in list)
# [192.0.2.5] AUTH command used when not advertised
_WHY = Pattern(
    r"\](?::[0-9]{1,5})? (?:(?:dropped: |\([^()]{1,128}\): )([^\n]{1,512})|\((host [^()]{1,256})\)"
    r"|((?:AUTH|STARTTLS) command used when [a-z ]{1,64}|unrecognized command))$"
)
# SMTP protocol synchronization error (input sent without waiting for greeting): rejected
_OUT_OF_TURN = Pattern(r"SMTP protocol synchronization error \(([^()]{1,128})\)")
_BEFORE_COMMANDS = ("SMTP protocol error in ", "SMTP syntax error in ")
_ENDS = (" closed by ", " lost", " timed out", " D=")


def parse(record: Record) -> Document | None:
    """The document of a line of Exim's logs; `None` if another program wrote it."""
    header, text = record.header, record.text.strip(" \t")
    is_exim = header is not None and header.appname in ("exim", "exim4")
    if (record.program is not None and not is_exim) or text.startswith(pam.STARTS):
        return None
    front = _FRONT.match(text)
    stated, pid, mail = (None, None, None) if front is None else front.groups()
    message = text if front is None else text[front.end() :]
    found = _read(message, mail)
    # an id of a mail tells as much as a message that is known
    if not is_exim and (stated is None or (found is None and mail is None)):
        return None
    action, pairs = found or ("server-message" if mail is None else "mail-message", [])
    document = VALUES.document(action, [("mail", mail or ""), ("pid", pid or ""), *pairs])
    if writer := process(header):
        document["process"] = {**writer, **document.get("process", {})}
    record.set_time(document, (None if stated is None else moment(stated, record.clock)[0]) or record.header_time())
    return document


def _read(message: str, mail: str | None) -> tuple[str, list[tuple[str, str]]] | None:
    """The action of a message, and its values; `None` if no such message is known."""
    if mail is not None and (match := _FLAGGED.match(message)) is not None:
        flag, address, redirected, original = match.groups(default="")
        rest = message[match.end() :]
        return _arrival(address, rest) if flag == "<=" else _delivery(flag, address, redirected, original, rest)
    if (match := _STARTED.fullmatch(message)) is not None:
        return "server-start", [("version", match[1]), ("pid", match[2])]
    if (match := _LOGIN.fullmatch(message)) is not None:
        user = _SET_ID.fullmatch(match[3] or "")
        said = [("A", match[1]), ("reason", match[3] or ""), ("user", "" if user is None else user[1])]
        return "login/failed", [*host(f"for {match[2]}", "source"), *said]
    if (match := _UNVERIFIED.fullmatch(message)) is not None:
        return "sender-unverified", [*host(match[1], "source"), ("from", match[2]), ("reason", match[3] or "")]
    if (match := _SIGNATURE.match(message)) is not None:
        return "dkim", [("DKIM", match[1]), ("reason", match[2] or "")]
    if mail is not None and (found := of_mail(message) or of_server(message) or scanned(message)) is not None:
        return found
    return _of_connection(message) or _of_host(message) or _rejected(message) or of_itself(message)


def _of_host(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What is said of a client that leaves, is warned of, asks for an address, or is refused."""
    match = _OF_HOST.fullmatch(message)
    if match is None:
        return None
    client, left, sender, recipients, warning, asked, refused = match.groups(default="")
    said = [*host(client, "source"), *fields(f" {client}", "far"), ("reason", left or warning or refused)]
    if left:
        return "connection-closed", [*said, ("from", sender), ("to", recipients)]
    if asked:
        return "mail-rejected", [*said, ("phase", "VRFY"), ("address", asked)]
    return "warning" if warning else "connection-rejected", said


def _of_connection(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What a message says that is told by its beginning."""
    for beginning, action in _BEGINNINGS:
        if message.startswith(beginning):
            if (run := _QUEUE_RUN.fullmatch(message)) is not None:
                return action, [("pid", run[1])]
            is_end = action == "connection" and any(end in message for end in _ENDS)
            # what a client sent is in quotes, and may hold quotes itself
            behind = message.rpartition('" ')[2] if message.startswith(_BEFORE_COMMANDS) else message
            said = [*host(behind, "source"), *fields(f" {behind}", "far")]
            if (reason := _WHY.search(message)) is not None:
                said.append(("reason", reason[1] or reason[2] or reason[3]))
            elif (reason := _OUT_OF_TURN.match(message)) is not None:
                said.append(("reason", reason[1]))
            return "connection-closed" if is_end else action, said
    return None


def _rejected(message: str) -> tuple[str, list[tuple[str, str]]] | None:
    """What a message says of what is refused."""
    place = _PLACE.search(message)
    if place is not None and (match := _REJECTED.fullmatch(message, place.start())) is not None:
        before = f" {message[: place.start()]}"
        action = "connection-rejected" if match[1] in _OF_CONNECTIONS else "mail-rejected"
        address = match[2].strip(" <>") if match[1] == "RCPT" else ""
        said = [("phase", match[1]), ("address", address), ("reason", match[3] or ""), *fields(before, "far")]
        return action, [*host(f"{before.strip(' ')}{match[2]}", "source"), *said]
    return None


def _arrival(sender: str, rest: str) -> tuple[str, list[tuple[str, str]]]:
    """What a line says of a mail that comes in."""
    # the last ones of the line: a subject may hold such words too
    recipients = rest.rpartition(" for ")[2]
    is_list = '"' not in recipients and all("@" in word for word in recipients.split())
    pairs = [("flag", "<="), ("from", sender.strip("<>")), ("to", recipients if is_list else "")]
    pairs += [(_OF_ARRIVALS.get(name, name), value) for name, value in fields(rest, "far")]
    return _FLAGS["<="], [*pairs, *host(rest, "source")]


def _delivery(flag: str, address: str, redirected: str, original: str, rest: str) -> tuple[str, list[tuple[str, str]]]:
    """What a line says of a mail that goes, or does not: to an `address` that the `original` one was redirected to."""
    # `bob <bob@example.net>`: a user, a file or a program of this host is no address
    is_address = not original or ("@" in address and address[0] not in "|/:")
    pairs = [
        ("flag", flag),
        ("address", address if is_address else original),
        ("original" if is_address else "destination", original if is_address else address),
        ("redirected", redirected),
    ]
    if flag == "==" and (defer := _DEFER.fullmatch(rest)) is not None:
        reason = ": ".join(filter(None, (defer[2], defer[3])))
        pairs += [("error_code", defer[1]), ("reason", reason)]
        return _FLAGS[flag], [*pairs, *fields(rest, "source"), *(host(rest, "far") or host_in_reason(rest))]
    head, _, reason = rest.partition(": ") if flag in ("**", "==") else (rest, "", "")
    far = host(head, "far") or host_in_reason(rest)
    pairs += [("reason", reason), *fields(head, "source"), *far, ("protocol", "smtp" if far else "")]
    return _FLAGS[flag], pairs
