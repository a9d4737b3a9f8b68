"""Which events OpenVPN's messages are in the profile `ecs`, and who reads what depends on the rest of the line."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from ecsparse.ecs.envelope import every_event
from ecsparse.formats.words import by_word
from ecsparse.messages import joined
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn import PRODUCT, certificates, links, sessions
from ecsparse.products.openvpn.actions import ACTIONS
from ecsparse.products.openvpn.messages import MESSAGES
from ecsparse.products.openvpn.pieces import OBSERVER, fault, set_named_client, set_source, set_user
from ecsparse.products.openvpn.sessions import control_message
from ecsparse.products.openvpn.signs import COMMANDS, NAMED, SHARED, WITH_TAG
from ecsparse.record import Document

# It adds what it reads in a message, or in a part of one, to the document and its event.
_Reader = Callable[[Document, Document, str], None]
# The event of a message, other fields, what of them is related, and the reader of what depends on the line.
Known = tuple[Document, Document, Document | None, _Reader | None]

_EVERY_EVENT = every_event("openvpn", PRODUCT.dataset, PRODUCT.provider)

# What messages said, of the daemon, of clients and of clients with a name. Most messages come again and again: to
# remember a thousand halves the time of the profile (make bench). Longer ones are not remembered.
SEEN: tuple[dict[str, Known], dict[str, Known], dict[str, Known]] = ({}, {}, {})
_SEEN_ONCE: set[int] = set()
_MOST_SEEN = 1024
_LONGEST_SEEN = 512

# A client, and a user, of whom a reader only asks whether they are there.
SOME: Document = {}
_ANYBODY: tuple[Document, Document, Document] = ({}, {"client": SOME}, {"client": SOME, "user": SOME})

_KINDS = joined(MESSAGES, SHARED, WITH_TAG)

# `log.level` of messages, by how they begin, and the first three characters of these.
_LEVEL = Pattern(
    r"(?P<error>ERROR|Error|TLS[ _][Ee]|TLS Auth Error|MULTI ERROR|Options error|OPTIONS ERROR|BUG"
    r"|VERIFY (?:(?:KU|EKU|X509NAME|nsCertType) )?ERROR)|(?P<warning>WARN|Warning|(?:Note: )?DEPRECAT)"
    r"|(?P<fatal>Exiting due to fatal error|Assertion|FATAL|Fatal)|(?P<notice>NOTE|Note)"
)
_LEVELS = frozenset((
    "ERR", "Err", "TLS", "MUL", "Opt", "OPT", "BUG", "VER", "WAR", "War", "Not", "DEP", "Exi", "Ass", "FAT", "Fat",
    "NOT",
))  # fmt: skip


def learn(message: str, whose: int) -> Known:
    """What a message says; its details are remembered if nothing else of the line decides them."""
    known = classified(message)
    read = known[3]
    if read is not None:
        if read is control_message or (whose and (read not in _PURE or "[" in message)):
            return known
        details = read_details(message, known, _ANYBODY[whose])
        if whose and "client" in details[1]:
            return known
        known = details
    return remember(message, known, SEEN[whose])


def read_details(message: str, known: Known, document: Document) -> Known:
    """`known` with the details that a message adds to `document`; without those of a client that is not its own."""
    event, fields, _, read = known
    event, fields = event.copy(), document | fields
    if read is not None:
        read(fields, event, message)
    for part in ("client", "user"):
        if fields.get(part) is SOME:
            del fields[part]
    return event, fields, fields.pop("related", None), None


def remember(message: str, known: Known, seen: dict[str, Known]) -> Known:
    """Remember in `seen` what a message says that comes for the second time: most come once, or very often."""
    number = hash(message)
    if number not in _SEEN_ONCE:
        if len(_SEEN_ONCE) >= _MOST_SEEN:
            _SEEN_ONCE.clear()
        _SEEN_ONCE.add(number)
    elif len(message) <= _LONGEST_SEEN:
        if len(seen) >= _MOST_SEEN:
            seen.clear()
        seen[message] = known
    return known


def classified(message: str) -> Known:
    """What is known of a message by its wording."""
    action, values = _KINDS.find(message) or NAMED.read(message) or COMMANDS.read(message) or ("message", {})
    level = None
    if message[:3] in _LEVELS and action != "message" and (match := _LEVEL.match(message)) is not None:
        level = match.lastgroup
    event, fields, read = _constant(action, level)
    if not values:
        if read is None and action in _WHOLE and message:
            event = {**event, "reason": message}
        return event, fields, None, read
    said = MESSAGES.document(action, values)
    event = {**event, **said.pop("event")}
    relation = said.pop("related", None)
    if "observer" in said:
        said["observer"] = {**OBSERVER, **said["observer"]}
    parts = [(_OF_CAPTURES[name], text) for name, text in values.items() if name in _OF_CAPTURES]
    if parts:
        return event, fields, relation, partial(_read_parts, said, parts)
    return event, {**fields, **said}, relation, None if "reason" in values else read


@cache
def _constant(action: str, level: str | None) -> tuple[Document, Document, _Reader | None]:
    """What all messages of an action and a level have: their event, other fields, and the reader of the rest."""
    event = {**_EVERY_EVENT, **MESSAGES.events[action]}
    fields: Document = {"observer": OBSERVER} if level is None else {"observer": OBSERVER, "log": {"level": level}}
    is_failure = event.get("outcome") == "failure" and action not in _WHOLE
    return event, fields, _OF_ACTIONS.get(action, fault if is_failure else None)


def _read_parts(
    said: Document, parts: list[tuple[_Reader, str]], document: Document, event: Document, _message: str
) -> None:
    """Add `said`, and what is read in the parts of a message."""
    document |= said
    for read, text in parts:
        read(document, event, text)


# By action: the reader of its messages, where their captures do not tell all.
_OF_ACTIONS: dict[str, _Reader] = by_word({
    certificates.certificate: "certificate-{rejected,verified}",
    certificates.tls: "tls-established",
    control_message: "authentication-{pending,rejected} options-{pushed,received} session-exit-announced",
    fault: "option-mismatched",
    links.gateway_found: "gateway-found",
    links.interface_address: "interface-address-{added,removed}",
    links.link: "connection-{attempted,established,failed} peer-address-set socket-bound",
    links.refused_change: "network-change-failed",
    links.route: "route-{added,removed}",
    links.socket_error: "socket-error",
    links.unresolved: "name-resolution-failed",
    sessions.assigned: "address-assigned",
    sessions.learned: "address-learned",
    sessions.refused_login: "authentication-failed",
    sessions.rejected: "connection-rejected",
})  # fmt: skip

# `event.category` by what a plug-in was called for, where it is another.
_PURPOSES = {"PLUGIN_AUTH_USER_PASS_VERIFY": ["authentication"]}

# By capture: the reader of its text.
_OF_CAPTURES: dict[str, _Reader] = {
    "cause": lambda _, event, cause: event.update(reason=cause),
    "controller": links.controller,
    # alice/192.0.2.10:51234, whose instance is closed
    "ended": lambda document, _, peer: set_named_client(document, peer),
    "floated": sessions.floated,
    "hardware": sessions.hardware,
    "identities": sessions.changed_identity,
    "name": lambda document, _, name: set_user(document, name),
    "plugin.status": lambda _, event, text: event.update(outcome={"0": "success", "1": "failure"}.get(text, "unknown")),
    "plugin.type": lambda _, event, kind: event.update(category=_PURPOSES.get(kind, event["category"])),
    "sender": set_source,
    "silent": sessions.silent,
}

# Actions whose messages are the reason as a whole, where nothing else is read in them.
_WHOLE = frozenset((
    "cipher-negotiation-failed", "daemon-failed", "foreign-protocol-detected", "ldap-unavailable",
    *(action for action in ACTIONS if action.endswith("message")),
))  # fmt: skip

# Readers of a message that is the same for every line: what they add depends on the message alone.
_PURE = frozenset((
    certificates.certificate, certificates.tls, fault, links.refused_change, links.unresolved, sessions.rejected,
))  # fmt: skip
