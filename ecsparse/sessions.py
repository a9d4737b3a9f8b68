"""Records of one session, or of one message, joined: they share `transaction.id`, and the last one sums them up.

A session is known by keys: the process that writes its records, its peer, the number that the program gave it. One
record opens it, and one closes it; what the same process says within a minute still belongs to it, until another
one is opened. What is remembered is bounded, so that a stream may go on for ever: a session of which no record came
for a day (by the records' own times), and the oldest ones of too many, are forgotten. Records that follow are a
session of their own, or of none.

Sources: OpenSSH's sshd.c and session.c (a connection is a process, after the login another one), Postfix's
`postconf(5)` (`enable_long_queue_ids`: short ids are used again), OpenVPN's multi.c (an instance for each peer).
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ecsparse.record import Document

    Key: TypeAlias = tuple[object, ...]

# The fields that are added.
FIELDS = ("event.duration", "event.end", "event.start", "transaction.id")

# How many keys of sessions are remembered, and how long a session may be silent, in seconds.
MOST_KEYS = 50_000
LONGEST_SILENCE = 86_400
# How long records may follow the one that closed a session.
_AFTER_END = 60

# Fields whose last values the end of a session has too, if it has none itself.
CARRIED = (("source", "bytes"), ("destination", "bytes"), ("network", "bytes"), ("postfix", "size"))

_ID_SIZE = 16
_NANOSECONDS = 1_000_000_000


class _Session:
    """A session: its id, when it began and when its last record came, in seconds, and what its end will have."""

    __slots__ = ("begin", "carried", "first", "id", "is_closed", "last", "number", "peer")

    def __init__(self, key: Key, first: str, begin: float, number: int) -> None:
        self.first = first
        self.begin = self.last = begin
        # how many sessions with the same key began at the same time before it
        self.number = number
        self.is_closed = False
        self.peer: Key | None = None
        self.carried: dict[tuple[str, str], object] = {}
        self.id = blake2b(orjson.dumps((key, first, number)), digest_size=_ID_SIZE).hexdigest()


class _Part(NamedTuple):
    """What a record says of its session: the keys it is known by, and whether it opens it, may open it, closes it.

    `peer` is that of the keys which another session of the same process would not have.
    """

    keys: tuple[Key, ...]
    peer: Key | None = None
    opens: bool = False
    may_open: bool = True
    closes: bool = False


class Sessions:
    """The sessions of a stream of records; one for each thread."""

    def __init__(self) -> None:
        self._open: OrderedDict[Key, _Session] = OrderedDict()

    def joined(self, document: Document) -> Document:
        """`document` with what is known of its session; itself if it is of none."""
        event = document["event"]
        part_of = _PRODUCTS.get(event.get("module"))
        first = document.get("@timestamp")
        if part_of is None or first is None or "timestamp_assumed" in document.get("tags", ()):
            return document
        part = part_of(document, event.get("action", ""), document.get("host", {}).get("hostname"))
        if part is None:
            return document
        session = self._session(part, first)
        if session is None:
            return document
        joined = {**document, "transaction": {"id": session.id}}
        for above, name in CARRIED:
            value = document.get(above, {}).get(name)
            if value is not None:
                session.carried[above, name] = value
        if part.closes and not session.is_closed:
            session.is_closed = True
            _sum_up(joined, session, first)
        return joined

    def _session(self, part: _Part, first: str) -> _Session | None:
        """The session that a record of the time `first` is of, opened if it opens one; `None` if there is none."""
        time = datetime.fromisoformat(first).timestamp()
        found = next((session for key in part.keys if (session := self._open.get(key)) is not None), None)
        if found is None or part.opens or _is_past(found, part, time):
            if not (part.opens or part.may_open):
                return None
            number = found.number + 1 if found is not None and found.first == first else 0
            found = _Session(part.keys[0], first, time, number)
        found.last = max(found.last, time)
        found.peer = found.peer or part.peer
        for key in part.keys:
            self._open[key] = found
            self._open.move_to_end(key)
        while len(self._open) > MOST_KEYS:
            self._open.popitem(last=False)
        return found


def _is_past(session: _Session, part: _Part, time: float) -> bool:
    """Whether a record is not of the `session` that has one of its keys: the key is used again."""
    if part.peer is not None and session.peer not in {None, part.peer}:
        return True
    return time - session.last > (_AFTER_END if session.is_closed else LONGEST_SILENCE)


def _sum_up(document: Document, session: _Session, end: str) -> None:
    """Let `document`, of the record that closes `session`, say when it began, how long it was, and how much."""
    event = document["event"] = {**document["event"]}
    lasted = session.last - session.begin
    if datetime.fromisoformat(end).timestamp() == session.last:
        event.setdefault("start", session.first)
        event.setdefault("end", end)
        event.setdefault("duration", round(lasted * _NANOSECONDS))
    for (above, name), value in session.carried.items():
        document[above] = {name: value, **document.get(above, {})}


# Records of the server, not of a connection.
_SSH_SERVER = frozenset((
    "configuration-problem", "host-key-problem", "listen-failed", "penalty-imposed", "server-listening",
    "server-restarting", "server-stopping", "throttling-ended", "throttling-started",
))  # fmt: skip
_SSH_ENDS = frozenset(("client-not-responding", "connection-closed", "connection-reset", "disconnected"))


def _of_sshd(document: Document, action: str, host: str | None) -> _Part | None:
    pid, source = document.get("process", {}).get("pid"), document.get("source", {})
    if action in _SSH_SERVER:
        return None
    keys: list[Key] = [] if pid is None else [("sshd", host, pid)]
    peer: Key | None = None
    if "ip" in source and "port" in source:
        peer = ("sshd", host, source["ip"], source["port"])
        keys.append(peer)
    child = document.get("openssh", {}).get("child_pid")
    if child is not None:
        keys.append(("sshd", host, child))
    if not keys:
        return None
    return _Part(tuple(keys), peer, opens=action == "connection-opened", closes=action in _SSH_ENDS)


def _of_login(document: Document, action: str, host: str | None) -> _Part | None:
    """Of PAM, in any program but sshd, whose process is the session; of systemd-logind, which numbers sessions."""
    process, own = document.get("process", {}), document.get("linux_auth", {})
    number, pid = own.get("session_id"), process.get("pid")
    if number is not None and "pam" not in own:
        opens = action == "session-opened"
        return _Part((("logind", host, number),), opens=opens, may_open=False, closes=action == "session-closed")
    if pid is None:
        return None
    # a password that precedes the session is of it
    keys = (("login", host, process.get("name"), pid),)
    return _Part(keys, may_open="pam" in own, closes=action == "pam-session-closed")


def _of_postfix(document: Document, action: str, host: str | None) -> _Part | None:
    """Of a message by its queue id, from its arrival to its removal; of a connection to smtpd by its process."""
    own, pid = document.get("postfix", {}), document.get("process", {}).get("pid")
    queue_id = document.get("email", {}).get("local_id")
    if queue_id is not None:
        return _Part((("queue", host, own.get("instance"), queue_id),), closes=action == "queue-removed")
    if own.get("daemon") != "smtpd" or pid is None:
        return None
    return _Part(
        (("smtpd", host, own.get("instance"), pid),),
        opens=action == "connect",
        may_open=False,
        closes=action == "disconnect",
    )


_VPN_ENDS = frozenset(("session-ended", "session-timed-out", "tls-negotiation-timed-out"))


def _of_openvpn(document: Document, action: str, host: str | None) -> _Part | None:
    """Of a client by its address and port, which it may change (float)."""
    own, source = document.get("openvpn", {}), document.get("source", {})
    ends = [source, own.get("remote", {})] if action == "connection-established" else [source]
    if action == "client-address-changed":
        ends = [own.get("previous", {}), source]
    keys = tuple(("openvpn", host, end["ip"], end["port"]) for end in ends if "ip" in end and "port" in end)
    return _Part(keys, closes=action in _VPN_ENDS) if keys else None


_PRODUCTS: dict[object, Callable[[Document, str, str | None], _Part | None]] = {
    "linux_auth": _of_login,
    "openssh": _of_sshd,
    "openvpn": _of_openvpn,
    "postfix": _of_postfix,
}
