"""What of a document ECS 9.4.0 does not allow.

Sources: `fields.json`, the facts of ECS 9.4.0: types, array fields, allowed values, expected types of a category;
for `log.offset`, which the agents that read log files send beside ECS, the exported fields of Filebeat.
"""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

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

# 2024-03-04 | 2024-03-04T05:06:07.123456+01:00
_DATE = Pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?)?"
    r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
# 48.1,11.5 | POINT (11.5 48.1)
_POINT = Pattern(r"\s*-?[0-9]+(?:\.[0-9]+)?\s*,\s*-?[0-9]+(?:\.[0-9]+)?\s*|POINT ?\([^()]+\)")


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
        self.types_of_category: dict[str, list[str]] = table["types_of_category"]
        self.required: tuple[str, ...] = tuple(table["required"])
        self.patterns = {
            name: Pattern(pattern.replace(r"\d", "[0-9]")) for name, pattern in table["patterns"].items()
        }
        self.roots = frozenset(name.partition(".")[0] for name in self.types)
        self.objects = frozenset(
            name[:position] for name in self.types for position, sign in enumerate(name) if sign == "."
        )
        # objects for which ECS defines no fields may hold anything
        self.open = frozenset(
            name for name, kind in self.types.items() if kind in _OPEN and name not in self.objects
        )

    def is_inside_of_open(self, name: str) -> bool:
        """Whether a dotted name is that of a user's field in an object of ECS: `labels.env`."""
        return any(name[:position] in self.open for position, sign in enumerate(name) if sign == ".")


@cache
def table() -> _Table:
    """ECS 9.4.0, read once."""
    with open(os.path.join(os.path.dirname(__file__), "fields.json"), "rb") as file:
        return _Table(orjson.loads(file.read()))


def check(document: object, custom: Iterable[str] | None = None) -> list[Finding]:
    """What of `document` ECS does not allow, in the order of the document's fields.

    Keys may be nested or dotted. `custom` are the namespaces (first parts of names) in which fields of one's own
    may stand, with any content; `None` takes every object at the top that is not ECS's for such a namespace.
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
    return found


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
        if name in ecs.patterns and not ecs.patterns[name].search(value):
            return VALUE, f"is not in the form that ECS asks for: {_shown(value)}"
    return None


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


def _is_number(value: object) -> bool:
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
    if isinstance(value, dict):
        return value.keys() in ({"lat", "lon"}, {"type", "coordinates"})
    if isinstance(value, list):
        return len(value) == 2 and all(map(_is_number, value))
    return isinstance(value, str) and _POINT.fullmatch(value) is not None


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
