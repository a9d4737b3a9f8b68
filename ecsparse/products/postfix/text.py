"""What a message of Postfix's says: its event, and its parts by name.

`postfix` makes the document of it; what the names mean is said in `wording`.
"""

from __future__ import annotations

from ecsparse.ecs.wording import first_of, said
from ecsparse.patterns import Pattern
from ecsparse.products.postfix import policies, wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from ecsparse.ecs.wording import Values
    from ecsparse.record import Document

    Said: TypeAlias = tuple[Document, Values]

_LONGEST_WORD = 40

# 4SKc2x1Y0Rz9s: | 3D770111AF50: | NOQUEUE: (the long form has no vowels)
_QUEUE_ID = Pattern(r"([0-9A-F]{5,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,25}|NOQUEUE): ")
# warning: | fatal:
_LEVEL = Pattern(r"(warning|error|fatal|panic|info|debug): ")
# to=<jdoe@example.com>, orig_to=<root>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (text)
_DELIVERY = Pattern(
    r"to=(?:<(?P<to>[^>]*)>|(?P<bare_to>[^<>,\s]{1,320}))(?:, orig_to=(?:<(?P<orig_to>[^>]*)>|[^<>,\s]{1,320}))?"
    r", relay=(?P<relay>[^,\s]{1,600})(?:, conn_use=(?P<conn_use>[0-9]{1,9}))?(?:,"
    r" delay=(?P<seconds>[0-9.]{1,20}))?"
    r"(?:, delays=(?P<delays>[0-9./]{1,90}))?(?:, dsn=(?P<dsn>[0-9.]{1,11}))?, status=(?P<status>[A-Za-z-]{1,30})"
    r"(?: \((?P<response>.*)\))?(?: [0-9]{1,6})?"
)
# mx.example.com[192.0.2.25]:25 | 192.0.2.25:2525
_RELAY = Pattern(rf"{wording.SERVER}|(?P<bare_ip>[0-9.]{{7,15}}):(?P<bare_port>[0-9]{{1,5}})")
# from=<jdoe@example.com>, size=2210, nrcpt=1 (queue active)
_QUEUED = Pattern(
    r"from=<(?P<from>[^>]*)>(?:, size=(?P<size>[0-9]{1,40}))?(?:, nrcpt=(?P<nrcpt>[0-9]{1,9}))?"
    r"(?:, status=(?P<status>[a-z-]{1,30}), (?P<reason>.*)| \((?P<queue>queue active)\))(?: [0-9]{1,6})?"
)
# client=pc7.example.com[192.0.2.7], sasl_method=PLAIN, sasl_username=jdoe
_CLIENT = Pattern(rf"client={wording.CLIENT}(?P<rest>, .*)?(?: [0-9]{{1,6}})?")
# uid=1000 from=<jdoe>
_PICKED_UP = Pattern(r"uid=(?P<uid>[0-9]{1,10}) from=<(?P<from>[^>]*)>(?: .*)?")
# message-id=<1234@example.com>
_MESSAGE_ID = Pattern(
    r"(?:resent-)?message-id=(?:<(?P<message_id>[^<>]{1,2000})>|(?P<bare_id>[^<>\s]{1,2000}))?(?: .*)?"
)
# What a line without a tag must say in full, if it has but a queue id and one of these.
_SAYS_LITTLE = ("client=", "message-id=", "uid=")
# client=pc7[192.0.2.7], sasl_method=PLAIN | message-id=<7@example.net> | uid=0 from=<root>
_IN_FULL = Pattern(
    r"(?:client=\S{1,255}\[(?=[0-9A-Fa-f]{0,4}[.:])[0-9A-Fa-f.:]{2,45}\](?::[0-9]{1,5})?(?:, .*)?"
    r"|message-id=<[^<>\s]{1,2000}>|uid=[0-9]{1,10} from=<[^<>\s]{0,320}>)(?: [0-9]{1,6})?"
)
# ; from=<jdoe@example.com> to=<asmith@example.net> proto=ESMTP helo=<pc7>
_ENVELOPE = Pattern(
    r"; (?:from=<(?P<from>[^>]*)>,? ?)?(?:to=<(?P<to>[^>]*)>,? ?)?(?:proto=(?P<proto>[A-Z]{1,10}),? ?)?"
    r"(?:helo=<(?P<helo>[^>]*)>)?(?: ?sasl_username=<(?P<user>[^>]*)>)?(?:: (?P<added>.*))?(?: [0-9]{1,6})?"
)
# RCPT from unknown[192.0.2.1]: 554 5.7.1 <jdoe@example.com>: Relay access denied
_AT_STAGE = Pattern(rf"(?P<stage>[A-Za-z][A-Za-z -]{{1,40}}?) from {wording.ANY_CLIENT}: (?P<reason>.*)")
# END-OF-MESSAGE: 250 2.0.0 Ok: queued as 7949396087
_BY_PROXY = Pattern(r"(?P<stage>[A-Z][A-Z-]{1,40}): (?P<reason>.*)")
# mail.example.com[192.0.2.1]
_PEER = Pattern(wording.CLIENT)
# Content-Disposition: attachment; filename="image001.png"; size=8879
_FILE = Pattern(
    r"Content-(?:Disposition|Type): [^\s;]{1,100};(?:[?\s]{1,9})(?:file)?name=\"{1,2}(?P<file_name>[^\"?]{1,255})\""
)
# ; size=8879;
_FILE_SIZE = Pattern(r"; size=(?P<file_size>[0-9]{1,40});")
# Subject: Invoice
_SUBJECT = Pattern(r"Subject: (?P<subject>.+)")
# 554 5.7.1 | 250-2.1.5 | 5.7.1
_REPLY = Pattern(r"(?:(?P<reply_code>[2-5][0-9]{2})(?:[ -]|$))?(?:(?P<dsn>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?: |$))?")
# queued as 4SKc2x1Y0Rz9s
_QUEUED_AS = Pattern(r"queued as ([0-9A-Za-z]{5,25})(?![^\s.)])")


def _event(action: str, *types: str, outcome: str = "", category: str = "email") -> Document:
    event: Document = {"kind": "event", "category": [category], "type": [*types], "action": action}
    return {**event, "outcome": outcome} if outcome else event


_REJECT = _event("reject", "denied", category="network", outcome="failure")
_HIT = _event("filter-hit", "info")
_ACCEPT = _event("received", "info", outcome="success")
_RECEIVED = _event("received", "info")
_LOGIN = _event("login", "start", category="authentication", outcome="success")
_MESSAGE: Document = {"kind": "event", "action": "message"}
_ERROR: Document = {"kind": "event", "action": "error"}
_BY_LEVEL: dict[str, Document] = {
    "warning": {"kind": "event", "action": "warning"},
    **dict.fromkeys(("error", "fatal", "panic"), _ERROR),
}

# How a message is decided on, and the event that it gives.
_VERDICTS = {
    **dict.fromkeys(("reject", "discard", "milter-reject", "milter-discard", "proxy-reject"), _REJECT),
    "proxy-accept": _ACCEPT,
    **dict.fromkeys(
        ("bcc", "delay", "filter", "hold", "info", "milter-hold", "milter-quarantine", "pass", "permit", "prepend",
         "redirect", "reject_warning", "replace", "strip", "warn", "warning"), _HIT,
    ),
}  # fmt: skip

# These are levels as well, where no header and no body follows.
_LEVELS = frozenset(("info", "warning"))

_DELIVERIES = {
    "sent": _event("delivered", "info", outcome="success"),
    "deferred": _event("deferred", "info", outcome="failure"),
    "bounced": _event("bounced", "info", outcome="failure"),
    "expired": _event("expired", "info", outcome="failure"),
    "deliverable": _event("probed", "info", outcome="success"),
    "undeliverable": _event("probed", "info", outcome="failure"),
}
_ACTIVE = _event("queue-active", "info")
_IDENTIFIED = _event("message-id", "info")


def read(text: str) -> Said | None:
    """The event and the parts of a message; `None` if the wording is unknown."""
    values, rest = _without_queue_id(text)
    found = _said_of_mail(rest) if rest is not text or rest.startswith("proxy-") else None
    if found is None:
        found = _read(rest)
    return None if found is None else (found[0], {**values, **found[1]})


def read_any(text: str) -> Said:
    """The same for a message that is Postfix's for certain: what is known of it whatever its wording."""
    found = read(text)
    if found is not None:
        return found
    values, text = _without_queue_id(text)
    level = _LEVEL.match(text)
    if level is None:
        return _MESSAGE, values
    values["level"] = level[1]
    if level[1] in _BY_LEVEL:
        values["error"] = text[level.end() :]
    return _BY_LEVEL.get(level[1], _MESSAGE), values


def is_anybodys(text: str) -> bool:
    """Whether a line without a tag may be another program's, such as `4F2A1C9D3: message-id=7`."""
    said = text.partition(" ")[2]
    return said.startswith(_SAYS_LITTLE) and _IN_FULL.fullmatch(said) is None


def _without_queue_id(text: str) -> tuple[Values, str]:
    start = _QUEUE_ID.match(text)
    if start is None:
        return {}, text
    return {} if start[1] == "NOQUEUE" else {"queue_id": start[1]}, text[start.end() :]


def _said_of_mail(text: str) -> Said | None:
    """What is said of a message in the queue: in words with values, or a decision and on what."""
    read_keyed = _KEYED.get(text[:_LONGEST_WORD].partition("=")[0])
    if read_keyed is not None:
        return read_keyed(text)
    verdict, colon, rest = text.partition(": ")
    return _decided(verdict, rest) if colon and verdict in _VERDICTS else None


def _read(text: str) -> Said | None:
    word = text[:_LONGEST_WORD].partition(" ")[0]
    level = _LEVEL.match(text)
    if level is not None:
        found = _warned(text[level.end() :])
        return None if found is None else (found[0], {"level": level[1], **found[1]})
    wordings = wording.WORDINGS.get(word) or policies.WORDINGS.get(word, ())
    worded = first_of(wordings, text)
    return None if worded is None else (worded[0].event, worded[1])


def _warned(text: str) -> Said | None:
    """What follows `warning: `."""
    word = text[:_LONGEST_WORD].partition(" ")[0]
    found = first_of(wording.WARNINGS.get(word, ()), text)
    if found is None and ": SASL " in text[:600]:
        found = first_of((wording.LOGIN_FAILED,), text)
        if found is not None:
            _split_user(found[1])
    if found is None and ": hostname " in text[:300]:
        found = first_of((wording.NAME_UNVERIFIED,), text)
    return None if found is None else (found[0].event, found[1])


def _split_user(values: Values) -> None:
    """Tell the user from the reason of a failed login, which ends with it."""
    reason, equals, user = values.get("reason", "").partition(", sasl_username=")
    if equals:
        values["reason"], values["user"] = reason, user
    elif reason.startswith("sasl_username="):
        values["user"] = values.pop("reason").partition("=")[2]


def _decided(verdict: str, text: str) -> Said | None:
    """What was decided on a client, a command or a message."""
    position = max(text.rfind("; from=<"), text.rfind("; proto="))
    envelope = None if position < 0 else _ENVELOPE.fullmatch(text, position)
    values = {} if envelope is None else said(envelope)
    head = text if envelope is None else text[:position]
    event, part = _VERDICTS[verdict], head.partition(" ")[0]
    if part in ("header", "body", "mime", "nested"):
        values.update(_content(head))
        if "added" in values:
            values.setdefault("reason", values.pop("added"))
    elif verdict in _LEVELS:
        return None
    else:
        match = _AT_STAGE.fullmatch(head) or (_BY_PROXY.fullmatch(head) if verdict.startswith("proxy-") else None)
        if match is None:
            return None
        values = {**said(match), **values}
        reply = _REPLY.match(values.get("reason", ""))
        if reply is not None:
            values.update(said(reply))
            _add_next_queue_id(values, values.get("reason", ""))
    return event, {**values, "verdict": verdict}


def _content(head: str) -> Values:
    """What a header or a line of a body says that a check found, and who sent it."""
    part, _, content = head.partition(" ")
    values: Values = {"part": part}
    before, _, sender = content.rpartition(" from ")
    peer = _PEER.fullmatch(sender)
    if peer is not None or sender == "local":
        content = before
        values.update({} if peer is None else said(peer))
    if part == "body":
        return values
    subject = _SUBJECT.fullmatch(content)
    if subject is not None and (peer is not None or sender == "local"):
        values.update(said(subject))
    file = _FILE.match(content)
    if file is not None:
        size = _FILE_SIZE.search(content)
        values.update(said(file) | ({} if size is None else said(size)))
    return values


def _delivery(text: str) -> Said | None:
    match = _DELIVERY.fullmatch(text)
    if match is None:
        return None
    values = said(match)
    if "bare_to" in values:
        values["to"] = values.pop("bare_to")
    relay = _RELAY.fullmatch(values["relay"])
    if relay is not None:
        values.update(said(relay))
    if "bare_ip" in values:
        values["server_ip"], values["server_port"] = values.pop("bare_ip"), values.pop("bare_port")
    _add_next_queue_id(values, values.get("response", ""))
    return _DELIVERIES.get(values["status"], _MESSAGE), values


def _add_next_queue_id(values: Values, response: str) -> None:
    found = _QUEUED_AS.search(response)
    if found is not None:
        values["next_queue_id"] = found[1]


def _queued(text: str) -> Said | None:
    match = _QUEUED.fullmatch(text)
    if match is None:
        return None
    values = said(match)
    return _DELIVERIES.get(values.get("status", ""), _MESSAGE) if "status" in values else _ACTIVE, values


def _received(text: str) -> Said | None:
    match = _CLIENT.fullmatch(text)
    if match is None:
        return None
    values = said(match)
    for part in values.pop("rest", "").split(", ")[1:]:
        key, _, value = part.partition("=")
        if key in _SASL and value:
            values[_SASL[key]] = value
    return (_LOGIN if "user" in values else _RECEIVED), values


def _picked_up(text: str) -> Said | None:
    match = _PICKED_UP.fullmatch(text)
    return None if match is None else (_RECEIVED, said(match))


def _identified(text: str) -> Said | None:
    match = _MESSAGE_ID.fullmatch(text)
    if match is None:
        return None
    values = said(match)
    if "bare_id" in values:
        values["message_id"] = values.pop("bare_id")
    return _IDENTIFIED, values


_SASL = {"sasl_method": "sasl_method", "sasl_username": "user", "sasl_sender": "sasl_sender"}
_KEYED = {
    "to": _delivery,
    "from": _queued,
    "client": _received,
    "uid": _picked_up,
    "message-id": _identified,
    "resent-message-id": _identified,
}
