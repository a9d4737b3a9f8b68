"""Which events OpenVPN's messages are in the profile `ecs`, by their wording, and who reads their details."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from ecsparse.ecs.envelope import every_event
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn import certificates, links, sessions
from ecsparse.products.openvpn.fields import DATASET, PROVIDER
from ecsparse.products.openvpn.pieces import OBSERVER, as_it_is, fault
from ecsparse.products.openvpn.sessions import SIGNAL, control_message
from ecsparse.products.openvpn.signs import COMMAND, COMMON, HEADLESS, stems_of
from ecsparse.products.openvpn.wording import ACTIONS, EVENTS, TOPICS, WORDING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ecsparse.record import Document

    # It adds what it reads in a message to the document and its event.
    _Reader: TypeAlias = Callable[[Document, Document, str], None]
    # The event of a message, other fields, what of them is related, and the reader of what depends on the line.
    Known: TypeAlias = tuple[Document, Document, Document | None, _Reader | None]
    # How a message begins, what is known of it by that, and the same of a shorter beginning.
    _Entry: TypeAlias = tuple[str, Known, "_Entry | None"]
    # The beginnings of messages in alphabetical order, and what is known of each.
    _Entries: TypeAlias = tuple[list[str], list[_Entry | None]]

_EVERY_EVENT = every_event("openvpn", DATASET, PROVIDER)

# What messages said, of the daemon, of clients and of clients with a name. Most messages come again and again: to
# remember a thousand halves the time of the profile (make bench). Longer ones are not remembered.
SEEN: tuple[dict[str, Known], dict[str, Known], dict[str, Known]] = ({}, {}, {})
_SEEN_ONCE: set[int] = set()
_MOST_SEEN = 1024
_LONGEST_SEEN = 512

# A client, and a user, of whom a reader only asks whether they are there.
SOME: Document = {}
_ANYBODY: tuple[Document, Document, Document] = ({}, {"client": SOME}, {"client": SOME, "user": SOME})

# `log.level` of messages, by how they begin.
_LEVELS = (
    (("ERROR", "Error", "TLS E", "TLS e", "TLS_E", "TLS Auth Error", "VERIFY ERROR", "MULTI ERROR"), "error"),
    (("VERIFY KU ERROR", "VERIFY EKU ERROR", "VERIFY X509NAME ERROR", "VERIFY nsCertType ERROR"), "error"),
    (("Options error", "OPTIONS ERROR", "BUG"), "error"),
    (("WARN", "Warning", "DEPRECAT", "Note: DEPRECAT"), "warning"),
    (("Exiting due to fatal error", "Assertion", "FATAL", "Fatal"), "fatal"),
    (("NOTE", "Note"), "notice"),
)

# config = 'server.conf'
_SETTING = Pattern(r"[a-z][a-z0-9_]{1,64} = ")


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
    if fields.get("client") is SOME:
        del fields["client"]
    if fields.get("user") is SOME:
        del fields["user"]
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
    """What is known of a message by the longest wording that it begins with."""
    words, everything, unknown = _entries()
    found = words.get(message.partition(" ")[0])
    if found is not None:
        stems, entries = found
        entry = entries[bisect_right(stems, message) - 1]
        while entry is not None:
            if message.startswith(entry[0]):
                return entry[1]
            entry = entry[2]
    wording = _without_names(message)
    stems, entries = everything
    entry = entries[bisect_right(stems, wording) - 1]
    while entry is not None:
        if wording.startswith(entry[0]):
            return entry[1]
        entry = entry[2]
    return _known_of("option-message", "") if _SETTING.match(message) else unknown


def _without_names(message: str) -> str:
    """A message as `EVENTS` has it: `[NAME] Peer Connection Initiated …` is `[] Peer Connection Initiated …`."""
    if message.startswith("SENT CONTROL ["):
        return "SENT CONTROL []: '" + message.partition("]: '")[2]
    if message.startswith("SIG"):
        name, found, rest = message.partition("] received, ")
        return f"SIG[] received, {rest}" if found and SIGNAL.match(message) else name
    if message.startswith("["):
        for wording in ("] Peer Connection Initiated with ", "] Inactivity timeout (--ping-"):
            _, found, rest = message.partition(wording)
            if found:
                return f"[{found}{rest}"
    if message.startswith("/"):
        return message if COMMAND.match(message) else ""
    if not HEADLESS.match(message):
        return message
    # the first word tells the others
    return "peer () floated from" if message.startswith("peer ") else "variation(s) on previous"


@cache
def _entries() -> tuple[dict[str, _Entries], _Entries, Known]:
    """What is known of wording by its first word, of all of it, and of wording that is not known."""
    actions = {stem: action for action, wording in EVENTS.items() for stem in stems_of(wording)}
    topics = {stem: TOPICS[topic] for topic, wording in WORDING.items() for stem in stems_of(wording)}
    topics |= dict.fromkeys(COMMON, "daemon-message")
    named = tuple(actions)
    actions |= {stem: action for stem, action in topics.items() if not stem.startswith(named)}
    everything: _Entries = ([], [])
    words: dict[str, _Entries] = {}
    for stem in sorted(actions):
        known = _known_of(actions[stem], stem)
        for stems, entries in (everything, words.setdefault(stem.partition(" ")[0], ([], []))):
            shorter = entries[-1] if entries else None
            while shorter is not None and not stem.startswith(shorter[0]):
                shorter = shorter[2]
            stems.append(stem)
            entries.append((stem, known, shorter))
    # a name follows the word
    del words["SENT"]
    return words, everything, _known_of("message", "")


def _known_of(action: str, stem: str) -> Known:
    """What is known of messages of an action that begin with `stem`."""
    (category, kind), outcome, _ = ACTIONS[action]
    event: Document = {**_EVERY_EVENT, "action": action, "category": [*category], "type": [*kind]}
    if outcome is not None:
        event["outcome"] = outcome
    fields: Document = {"observer": OBSERVER}
    level = next((level for beginnings, level in _LEVELS if stem.startswith(beginnings)), None)
    if level is not None:
        fields["log"] = {"level": level}
    return event, fields, None, as_it_is if action.endswith("message") else _READERS.get(action)


# By action: the reader of a message's details, which it adds to the document and its event.
_READERS: dict[str, _Reader] = {
    "address-assigned": sessions.assigned,
    "address-learned": sessions.learned,
    "authentication-deferred": sessions.login,
    "authentication-failed": sessions.refused_login,
    "authentication-pending": control_message,
    "authentication-rejected": control_message,
    "authentication-succeeded": sessions.login,
    "certificate-rejected": certificates.certificate,
    "certificate-verified": certificates.certificate,
    "cipher-negotiation-failed": certificates.no_cipher,
    "client-address-change-rejected": fault,
    "client-address-changed": sessions.floated,
    "client-configuration-read": links.configuration_file,
    "command-executed": links.command,
    "configuration-rejected": fault,
    "connection-attempted": links.link,
    "connection-established": links.link,
    "connection-failed": links.link,
    "connection-rejected": sessions.rejected,
    "connection-started": sessions.began,
    "control-channel-initialized": certificates.channel,
    "daemon-failed": as_it_is,
    "daemon-restarted": sessions.signal,
    "daemon-started": links.banner,
    "daemon-stopped": sessions.signal,
    "data-channel-initialized": certificates.channel,
    "foreign-protocol-detected": as_it_is,
    "gateway-found": links.gateway_found,
    "gateway-queried": links.gateway_asked,
    "identity-change-rejected": sessions.changed_identity,
    "interface-address-added": links.interface_address,
    "interface-address-removed": links.interface_address,
    "ldap-bind-failed": sessions.unbound,
    "ldap-unavailable": as_it_is,
    "management-command": links.management,
    "management-connected": links.management,
    "name-resolution-failed": links.unresolved,
    "network-change-failed": links.refused_change,
    "option-mismatched": fault,
    "options-pushed": control_message,
    "options-received": control_message,
    "packet-authentication-failed": fault,
    "packet-decryption-failed": fault,
    "packet-malformed": links.bad_length,
    "packet-rejected": fault,
    "packet-replayed": fault,
    "peer-address-set": links.link,
    "peer-info-received": sessions.peer_info,
    "plugin-called": links.plugin_called,
    "route-added": links.route,
    "route-change-failed": fault,
    "route-removed": links.route,
    "script-failed": fault,
    "session-ended": sessions.signal,
    "session-exit-announced": control_message,
    "session-reset": sessions.lost,
    "session-superseded": sessions.superseded,
    "session-timed-out": sessions.lost,
    "socket-bound": links.link,
    "socket-error": links.socket_error,
    "source-address-rejected": links.bad_source,
    "tls-alert-received": fault,
    "tls-alert-sent": fault,
    "tls-error": fault,
    "tls-established": certificates.tls,
    "tls-handshake-failed": fault,
    "tls-negotiation-timed-out": fault,
    "tls-renegotiated": sessions.began,
}

# Readers of a message that is the same for every line: what they add depends on the message alone.
_PURE = frozenset((
    as_it_is, links.bad_length, links.banner, certificates.certificate, certificates.channel, links.command,
    links.configuration_file, fault, links.gateway_asked, certificates.no_cipher, sessions.peer_info,
    links.plugin_called, links.refused_change, sessions.rejected, certificates.tls, links.unresolved,
))  # fmt: skip
