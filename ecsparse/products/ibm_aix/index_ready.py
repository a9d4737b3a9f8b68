"""The document of an audit record in the profile `ecs`, for `ibm_aix`."""

from __future__ import annotations

from ecsparse.ecs.envelope import WEEKDAY_MISMATCH, add_tags, every_event
from ecsparse.products.ibm_aix import PRODUCT, layout
from ecsparse.products.ibm_aix.events import EVENTS, MORE_EVENTS, STATUSES
from ecsparse.products.ibm_aix.files import classify_object
from ecsparse.products.ibm_aix.tails import add_tail
from ecsparse.record import Document, Record
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.months import contradicts

_EVERY_EVENT = every_event("ibm_aix", PRODUCT.dataset, PRODUCT.provider)
_HOST = {"os": {"name": "AIX", "type": "unix"}}
_OBSERVER = {"product": "AIX", "vendor": "IBM"}

_STATUSES = frozenset(STATUSES)

# of the known events: `event.category` and `event.type`
_CLASSES = {
    event: (sorted(found.category.split()), sorted(found.types.split()))
    for event, found in {**EVENTS, **MORE_EVENTS}.items()
}

_NO_ROLES_END = len(layout.NO_ROLES)

# By event, status and zone: `event` of records with a time of their own; of known events and statuses only.
_PIECES: dict[tuple[str, str, str], Document] = {}


def to_ecs(record: Record, _: Document) -> Document:
    """The document of an audit record by the true meaning of its columns and operands."""
    text, clock = record.text, record.clock
    start, name, status, (command, login, real), date, tail = _columns(text)
    own: Document = {"status": status}
    document: Document = {
        "event": _event_piece(name, status), "user": {"name": login},
        "related": {"user": sorted({login, real or login})}, "host": _HOST, "observer": _OBSERVER, "ibm_aix": own,
    }  # fmt: skip
    _add_date(document, date, clock)
    if real is not None:
        document["process"] = {"name": command, "real_user": {"name": real}}
        tail = _add_roles(document, tail)
    else:
        if command is not None:
            document["process"] = {"name": command.removesuffix(layout.LINE_END) or command}
        wpar, tail = layout.wpar_and_tail(tail) or ("", "")
        wpar = wpar.removesuffix(layout.LINE_END)
        if wpar:
            own["wpar"] = wpar
    if start:
        front = layout.without_line_end(text[:start]).strip()
        if front:
            own["preceding_operands"] = front
    if tail:
        add_tail(document, name, tail.rstrip(), clock)
    return document


def usual_to_ecs(record: Record) -> Document | None:
    """What `to_ecs` gives for a usual record, without `parse`; `None` where it takes `parse` to tell."""
    words = record.text.split(None, 5)
    if len(words) != 6:
        return None
    event, command, login, real, status, rest = words
    clock, front = record.clock, ""
    key = event, status, clock.zone
    piece = _PIECES.get(key) or _remember(key)
    if piece is None:
        columns = layout.columns_behind_operands(record.text)
        if columns is None:
            return None
        front, event, command, login, real, rest = columns
        status = "OK"
        key = event, status, clock.zone
        piece = _PIECES.get(key) or _remember(key)
    # a time has this width, unless its month has another length
    if piece is None or rest[14:15] != ":" or not rest[27:28].isspace():
        return None
    moment = clock.dated(rest[:27])
    if moment is None:
        return None
    document: Document = {
        "@timestamp": moment, "event": piece.copy(), "process": {"name": command, "real_user": {"name": real}},
        "user": {"name": login},
        "related": {"user": [login] if login == real else [login, real] if login < real else [real, login]},
        "host": _HOST, "observer": _OBSERVER, "ibm_aix": {"status": status},
    }  # fmt: skip
    if front:
        document["ibm_aix"]["preceding_operands"] = layout.without_line_end(front).strip()
    rest = rest[28:].strip()
    tail = rest[_NO_ROLES_END:].lstrip() if rest.startswith(layout.NO_ROLES) else _add_roles(document, rest)
    if tail:
        add_tail(document, event, tail, clock)
    return document


def usual_time(record: Record) -> str | None:
    """The time of a usual record in UTC, for who wants nothing else; `None` where it takes `to_ecs` to tell."""
    words = record.text.split(None, 5)
    if len(words) != 6 or words[0] not in _CLASSES or words[4] not in _STATUSES:
        return None
    rest = words[5]
    return record.clock.dated(rest[:27]) if rest[14:15] == ":" and rest[27:28].isspace() else None


def _remember(key: tuple[str, str, str]) -> Document | None:
    """`event` of records of this event, status and zone; `None` if the event or the status is not a known one."""
    event, status, zone = key
    if event not in _CLASSES or status not in _STATUSES:
        return None
    piece = _PIECES[key] = {**_event_piece(event, status), "timezone": zone}
    return piece


def _event_piece(event: str, status: str) -> Document:
    """`event`: what happened, by the event's name, and whether it succeeded."""
    is_success = status == "OK"
    piece: Document = {**_EVERY_EVENT, "action": event, "outcome": "success" if is_success else "failure"}
    known = _CLASSES.get(event)
    if known is not None:
        piece["category"], piece["type"] = known
        if not is_success and piece["category"] == ["authentication", "session"]:
            # who could not log in has no session
            piece["category"] = ["authentication"]
    elif event.startswith("S_"):
        classify_object(piece, event.rpartition("_")[2].lower())
    return piece


def _columns(text: str) -> tuple[int, str, str, tuple[str | None, str, str | None], str, str]:
    """Where the record begins, its event and status, its command, login user and real user, its date, the rest."""
    match = layout.RECORD.search(text)
    if match is not None:
        _, command, login, real, status, rest = match.groups()
        date = text[match.end("status") : match.start("rest")]
        return match.start(), match["event"], status, (command, login, real), date, rest
    match = layout.SHORT_RECORD.search(text)
    if match is not None:
        event, login, status, command, rest = match.groups()
        date = text[match.end("status") : match.start("command")]
        return match.start(), event, status, (command, login, None), date, rest
    match = layout.CUT_RECORD.search(text)
    if match is not None:
        event, first, second, third, status = match.groups()
        names = (None, first, None) if second is None else (first, second, third)
        return match.start(), event, status, names, text[match.end("status") :], ""
    # a date that cannot be: the columns alone say where things are
    event, command, login, real, status, day, month, year, time, *tail = text.split(None, 9)
    return 0, event, status, (command, login, real), f"{day} {month} {year} {time}", "".join(tail)


def _add_date(document: Document, date: str, clock: Clock) -> None:
    """Add the time that `25 sep 2022 23:14:20.756159` or `Sun Sep 25 23:00:00 2022` is, if there is such a time."""
    words = date.split()
    if len(words) == 5:
        weekday, month, day, time, year = words
    elif len(words) == 4:
        weekday, (day, month, year, time) = "", words
    else:
        return
    moment = clock.dated(f"{day:0>2} {month} {year} {time}")
    if moment is None:
        return
    document["@timestamp"] = moment
    document["event"]["timezone"] = clock.zone
    if weekday and contradicts(weekday, day, month, year):
        add_tags(document, [WEEKDAY_MISMATCH])


def _add_roles(document: Document, rest: str) -> str:
    """Add the roles with which `rest` begins to the user; the tail after them."""
    rest = rest.strip()
    if rest.startswith(layout.NO_ROLES):
        return rest[_NO_ROLES_END:].lstrip()
    if not rest or layout.OPERAND.match(rest):
        return rest
    end = layout.end_of_roles(rest)
    column, tail = "".join(rest[:end].split()), rest[end:].lstrip()
    roles = [role for role in layout.without_line_end(column).split(",") if role not in ("0", "!", "")]
    if roles:
        document["user"]["roles"] = [*dict.fromkeys(roles)]
    return tail
