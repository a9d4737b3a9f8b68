"""What of a document ECS 9.4.0 does not allow.

Sources: `fields.json`, the facts of ECS 9.4.0: types, array fields, allowed and expected values, expected types of
a category, fields that are normalized to lower case; for `log.offset`, which the agents that read log files send
besides ECS, the exported fields of Filebeat.
"""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

import orjson

from ecsparse.ecs.pieces import is_ip
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecsparse.record import Document

# What can be wrong with a document.
NO_DOCUMENT = "document"
MISSING = "missing"
UNKNOWN = "unknown"
TWICE = "twice"
TYPE = "type"
ARRAY = "array"
VALUE = "value"
PAIR = "pair"

# How much of a value a finding shows, in characters.
_LONGEST_VALUE = 60

# Elastic's own agents write this in addition to ECS: where a line begins, in bytes.
_BESIDE = {"log.offset": "long"}

# Types of objects that may hold fields which ECS does not name.
_OPEN = frozenset(("flattened", "nested", "object"))

# Objects of keywords that users name.
_LABELS = ("labels", "container.labels")
_IN_LABELS = tuple(f"{name}." for name in _LABELS)

# The greatest latitude and longitude, in degrees.
_FARTHEST = (90, 180)

# 2024-03-04 | 2024-03-04T05:06:07.123456+01:00
_DATE = Pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?)?"
    r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
# 48.1,11.5 | POINT (11.5 48.1)
_POINT = Pattern(
    r"\s*+(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*+,\s*+(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*+"
    r"|POINT ?\(\s*+(-?[0-9]{1,3}(?:\.[0-9]+)?)\s++(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*+\)"
)


class Finding(NamedTuple):
    """One thing that is wrong: the dotted name of the field, which rule it breaks, and how, in words."""

    field: str
    rule: str
    message: str


class _Table:
    """ECS as data."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.types: dict[str, str] = table["fields"] | _BESIDE
        self.arrays = frozenset(table["array"])
        self.allowed: dict[str, list[str]] = table["allowed"]
        self.expected: dict[str, list[str]] = table["expected"]
        self.lowercase = frozenset(table["lowercase"])
        self.types_of_category: dict[str, list[str]] = table["types_of_category"]
        self.required: tuple[str, ...] = tuple(table["required"])
        self.patterns = {name: Pattern(pattern.replace(r"\d", "[0-9]")) for name, pattern in table["patterns"].items()}
        self.roots = frozenset(name.partition(".")[0] for name in self.types)
        self.objects = frozenset(
            name[:position] for name in self.types for position, sign in enumerate(name) if sign == "."
        )
        # objects for which ECS defines no fields may hold anything
        self.open = frozenset(name for name, kind in self.types.items() if kind in _OPEN and name not in self.objects)

    def is_inside_of_open(self, name: str) -> bool:
        """Whether a dotted name is that of a user's field in an object of ECS: `labels.env`."""
        return any(name[:position] in self.open for position, sign in enumerate(name) if sign == ".")


@cache
def table() -> _Table:
    """ECS 9.4.0, read once."""
    with open(os.path.join(os.path.dirname(__file__), "fields.json"), "rb") as file:
        return _Table(orjson.loads(file.read()))


def check(document: object, custom: Iterable[str] | None = None, allowed: Iterable[str] = ()) -> list[Finding]:
    """What of `document` ECS does not allow, in the order of the document's fields.

    Keys may be nested or dotted. `custom` are the namespaces (first parts of names) in which fields of one's own
    may stand, with any content; `None` takes every object at the top that is not ECS's for such a namespace.
    `allowed` are names of fields of which, and of the fields in them, nothing is found.
    A `null` is a field that is not there.
    """
    if not isinstance(document, dict):
        return [Finding("", NO_DOCUMENT, "is not a JSON object")]
    ecs, found = table(), list[Finding]()
    places, values = set[str](), dict[str, Any]()
    for place, name, value in _fields(document, "", "", ecs):
        if place in places:
            found.append(Finding(name, TWICE, "is given twice, nested and dotted"))
        elif value is not None:
            places.add(place)
            values[name] = value
            problem = _problem(name, value, ecs, custom)
            if problem is not None:
                found.append(Finding(name, *problem))
    found.extend(_unexpected_types(values, ecs))
    found.extend(Finding(name, MISSING, "is required") for name in ecs.required if name not in values)
    within = tuple(f"{name}." for name in allowed)
    return [each for each in found if not f"{each.field}.".startswith(within)] if within else found


def _fields(document: Document, place: str, before: str, ecs: _Table) -> Iterator[tuple[str, str, Any]]:
    """Every field of `document` that holds no further fields of ECS: where it stands, its name, its value."""
    for key, value in document.items():
        name, here = f"{before}{key}", f"{place}{key}"
        kind = ecs.types.get(name)
        if name in ecs.objects and isinstance(value, dict):
            yield from _fields(value, f"{here}.", f"{name}.", ecs)
        elif name in ecs.objects and kind == "nested" and _is_list_of_objects(value):
            for position, element in enumerate(value):
                yield from _fields(element, f"{here}[{position}].", f"{name}.", ecs)
        else:
            yield here, name, value


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(element, dict) for element in value)


def _problem(name: str, value: object, ecs: _Table, custom: Iterable[str] | None) -> tuple[str, str] | None:
    """Which rule a field breaks, and how; `None` if it breaks none."""
    root = name.partition(".")[0]
    if root not in ecs.roots:
        is_custom = isinstance(value, dict) or root != name if custom is None else root in custom
        return None if is_custom else (UNKNOWN, "is not a field of ECS, nor in a custom namespace")
    kind = ecs.types.get(name)
    if _has_objects_as_labels(name, value):
        return TYPE, f"has an object, where ECS has keywords: {_shown(value)}"
    if kind is None:
        if name in ecs.objects:
            return TYPE, f"is not of type object: {_shown(value)}"
        return None if ecs.is_inside_of_open(name) else (UNKNOWN, "is not a field of ECS")
    values = [value]
    if isinstance(value, list) and kind != "geo_point":
        if name not in ecs.arrays and kind != "nested":
            return ARRAY, f"is a list, where ECS has one value: {_shown(value)}"
        values = value
    elif name in ecs.arrays:
        return ARRAY, f"is one value, where ECS has a list: {_shown(value)}"
    return _problem_of_values(name, kind, values, ecs)


def _problem_of_values(name: str, kind: str, values: list[Any], ecs: _Table) -> tuple[str, str] | None:
    for value in values:
        if not _IS_OF_TYPE[kind](value):
            return TYPE, f"is not of type {kind}: {_shown(value)}"
        if name in ecs.allowed and value not in ecs.allowed[name]:
            return VALUE, f"has a value that is not allowed: {_shown(value)}"
        if name in ecs.expected and value not in ecs.expected[name]:
            return VALUE, f"is not one of {_one_of(ecs.expected[name])}: {_shown(value)}"
        if name in ecs.lowercase and value != value.lower():
            return VALUE, f"is not in lower case: {_shown(value)}"
        if name in ecs.patterns and not ecs.patterns[name].search(value):
            return VALUE, f"is not in the form that ECS asks for: {_shown(value)}"
    return None


def _has_objects_as_labels(name: str, value: object) -> bool:
    """Whether a label, which is a keyword, is an object."""
    if name in _LABELS:
        labels = [*value.values()] if isinstance(value, dict) else []
    else:
        labels = [value] if name.startswith(_IN_LABELS) else []
    return any(isinstance(label, dict) for label in labels)


def _one_of(values: list[str]) -> str:
    *some, last = values
    return f"{', '.join(some)} or {last}"


def _unexpected_types(values: dict[str, Any], ecs: _Table) -> Iterator[Finding]:
    """A type of the event that none of its categories expects."""
    categories = _texts(values.get("event.category"))
    expected = [ecs.types_of_category[category] for category in categories if category in ecs.types_of_category]
    for kind in _texts(values.get("event.type")):
        if expected and kind in ecs.allowed["event.type"] and not any(kind in types for types in expected):
            yield Finding(
                "event.type", PAIR, f"has {_shown(kind)}, which the category {_shown(categories)} does not expect"
            )


def _texts(value: object) -> list[str]:
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]


def _shown(value: object) -> str:
    """`value` as JSON, cut."""
    try:
        text = orjson.dumps(value, default=str).decode()
    except orjson.JSONEncodeError:
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: object, bits: int = 64) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2 ** (bits - 1)) <= value < 2 ** (bits - 1)


def _is_date(value: object) -> bool:
    """Whether an index takes `value` for a date: ISO 8601, or milliseconds since 1970."""
    if not isinstance(value, str):
        return _is_integer(value)
    if _DATE.fullmatch(value) is None:
        return False
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_point(value: object) -> bool:
    """Whether an index takes `value` for a place on earth."""
    if isinstance(value, dict):
        if value.keys() == {"lat", "lon"}:
            return _is_place(value["lat"], value["lon"])
        return value.keys() == {"type", "coordinates"} and _is_point(value["coordinates"])
    if isinstance(value, list):
        return len(value) == 2 and _is_place(value[1], value[0])
    match = _POINT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    latitude, longitude, east, north = match.groups()
    return _is_place(float(latitude or north), float(longitude or east))


def _is_place(latitude: object, longitude: object) -> bool:
    return all(
        _is_number(value) and abs(value) <= farthest
        for value, farthest in zip((latitude, longitude), _FARTHEST, strict=True)
    )


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


_IS_OF_TYPE: dict[str, Callable[[Any], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "constant_keyword": _is_text,
    "date": _is_date,
    "double": _is_number,
    "flattened": _is_object,
    "float": _is_number,
    "geo_point": _is_point,
    "integer": lambda value: _is_integer(value, 32),
    "ip": lambda value: isinstance(value, str) and is_ip(value),
    "keyword": _is_text,
    "long": _is_integer,
    "match_only_text": _is_text,
    "nested": _is_object,
    "object": _is_object,
    "scaled_float": _is_number,
    "wildcard": _is_text,
}
