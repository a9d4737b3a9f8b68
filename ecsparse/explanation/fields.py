"""Where each field of a document has its value from: a part of the line, a computation, a setting, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ecsparse.decoding import INVALID_UTF8, TRUNCATED
from ecsparse.ecs.envelope import TIME_ASSUMED
from ecsparse.explanation.spans import TEXT, places
from ecsparse.occurrences import Span, is_bounded
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.explanation.probes import Probes
    from ecsparse.record import Document

# Where a value has its origin.
LINE = "line"
DERIVED = "derived"
SETTING = "setting"
CONSTANT = "constant"
UNKNOWN = "unknown"

# How a derived value comes from the text of its spans, in addition to the ways of `spans`.
TIME = "time"
JOINED = "joined"
COMPUTED = "computed"

# The fields that hold the line unchanged.
WHOLE = ("message", "event.original")

# 2023-10-31T15:09:55.123Z
_INSTANT = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z")


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a document, and its origin.

    `index` is its place in a list, `None` if it is in none. `origin` is one of:

    - `line`: the text at each of `spans`, taken as `how` says (`text`, `json`, `number`, `lower`, `upper`, `mac`),
      gives the value.
    - `derived`: computed from what stands at `spans`: `how` is `time` (the same instant), `joined` (their letters
      and digits in a row are the value's, in any case) or `computed` (altering what stands there alters the field).
    - `setting`: from an option, the file's time, or the clock.
    - `constant`: no alteration that was tried, and left it a line of this product, alters it.
    - `unknown`: the line is too long to tell `derived` and `constant` apart.
    """

    field: str
    index: int | None
    value: Any
    origin: str
    how: str | None
    spans: list[Span]


def flattened(document: Document) -> dict[str, Any]:
    """The values of `document` by their dotted names; lists are values."""
    fields: dict[str, Any] = {}
    _flatten(document, "", fields)
    return fields


def _flatten(document: Document, before: str, fields: dict[str, Any]) -> None:
    for name, value in document.items():
        if value.__class__ is dict and value:
            _flatten(value, f"{before}{name}.", fields)
        else:
            fields[before + name] = value


def is_time_assumed(document: Document) -> bool:
    """Whether the time of `document` is not the line's."""
    return TIME_ASSUMED in document.get("tags", ())


class Tracer:
    """Finds the origins of the values of a line's documents.

    `zone` is the zone of times that name none; without `probes`, a value is taken to be where its text is.
    """

    def __init__(self, line: str, probes: Probes | None, zone: str) -> None:
        self._line = line
        self._probes = probes
        self._zone = zone

    def fields(self, document: Document) -> Iterator[Field]:
        """The values of `document`, in its order, one by one."""
        settings = {"@timestamp"} if is_time_assumed(document) else set()
        if document.get("event", {}).get("timezone") == self._zone:
            settings.add("event.timezone")
        for name, value in flattened(document).items():
            values = list(enumerate(value)) if isinstance(value, list) and value else [(None, value)]
            known: dict[object, tuple[str, str | None, list[Span]]] = {}
            for index, element in values:
                # `1` and `True` are one key of a dictionary
                key = f"{type(element)} {element}"
                origin = known[key] = known.get(key) or self._origin(name, element)
                if name in settings and origin[0] != LINE:
                    origin = SETTING, None, []
                yield Field(name, index, element, *origin)

    def _origin(self, name: str, value: object) -> tuple[str, str | None, list[Span]]:
        if name in WHOLE:
            return self._whole(str(value))
        if name == "tags" and value in (TRUNCATED, INVALID_UTF8):
            return DERIVED, COMPUTED, []
        groups = [(how, *self._confirmed(name, how, spans)) for how, spans in places(self._line, value)]
        for how, certain, _ in groups:
            if certain:
                return LINE, how, certain
        derived = self._derived(name, value)
        if derived is not None:
            return derived
        for how, _, possible in groups:
            if possible:
                return LINE, how, possible
        return (UNKNOWN if self._probes is None else CONSTANT), None, []

    def _whole(self, value: str) -> tuple[str, str | None, list[Span]]:
        """The origin of the line itself, or of the message at its end."""
        start = len(self._line) - len(value) if self._line.endswith(value) else -1
        return (LINE, TEXT, [(start, len(self._line))]) if start >= 0 else (DERIVED, COMPUTED, [])

    def _confirmed(self, name: str, how: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
        """Those of `spans` that the field depends on for certain, and those of which it cannot be told.

        A part of a word, `dir` of `directory`, must be seen in the value when it is altered.
        """
        probes = self._probes
        if probes is None:
            return [], spans
        told = [
            (probes.confirm(name, span) if is_bounded(self._line, span) else probes.follows(name, how, span), span)
            for span in spans
        ]
        return [span for is_so, span in told if is_so], [span for is_so, span in told if is_so is None]

    def _derived(self, name: str, value: object) -> tuple[str, str | None, list[Span]] | None:
        """The origin of a value that is computed; `None` if no part of the line is known to alter it."""
        spans = [] if self._probes is None else self._probes.spans(name, value)
        if not spans:
            return None
        how = COMPUTED
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            how = TIME
        elif isinstance(value, str) and joined(self._line, spans) == _signless(value):
            how = JOINED
        return DERIVED, how, spans


def joined(line: str, spans: list[Span]) -> str:
    """The letters and digits at `spans` in a row, without regard to case."""
    return "".join(_signless(line[start:end]) for start, end in spans)


def _signless(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
