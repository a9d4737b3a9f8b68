"""Documents against those that are expected, and against what their product declares: field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from ecsparse.ecs.envelope import FIELDS
from ecsparse.ecs.lint import check, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.record import Product


# Types of fields that contain undeclared fields.
_OPEN = frozenset(("flattened", "nested", "object"))


class Difference(NamedTuple):
    """A field that differs: its dotted name, and its value, as JSON, in either document; `None` where it is not."""

    field: str
    expected: str | None
    actual: str | None

    def __str__(self) -> str:
        if self.expected is None:
            return f"{self.field}: unexpected, actual {self.actual}"
        if self.actual is None:
            return f"{self.field}: missing, expected {self.expected}"
        return f"{self.field}: expected {self.expected}, actual {self.actual}"


def differences(expected: dict[str, Any], actual: dict[str, Any]) -> tuple[Difference, ...]:
    """The fields that differ between two documents, in the order of the `expected` one, then the `actual` one."""
    left, right = dict(_fields(expected, ())), dict(_fields(actual, ()))
    return tuple(
        Difference(".".join(path), left.get(path), right.get(path))
        for path in dict.fromkeys((*left, *right))
        if left.get(path) != right.get(path)
    )


def parsed(document: bytes) -> dict[str, Any] | None:
    """The document that a line of JSON holds, `None` if it holds none, or one that cannot be written again."""
    try:
        found = orjson.loads(document)
        orjson.dumps(found)
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return None
    return found if isinstance(found, dict) else None


def not_valid(document: dict[str, Any], product: Product) -> Iterator[str]:
    """What ECS does not allow of a document that is to be ECS."""
    own = {name.partition(".")[0] for name in product.own_fields}
    for finding in check(document, own):
        yield f"{finding.field}: {finding.message}"


def not_declared(document: dict[str, Any], product: Product) -> Iterator[str]:
    """The fields of an ECS document that are in no template: its product does not declare them."""
    types = table().types
    declared = {name: types[name] for name in (*FIELDS, *product.fields)}
    declared |= {name: field.type for name, field in product.own_fields.items()}
    holders = tuple(f"{name}." for name, kind in declared.items() if kind in _OPEN)
    for name in dict.fromkeys(_names(document, "")):
        if name not in declared and not name.startswith(holders):
            yield f"{name}: is not declared; add it to PRODUCT.{'fields' if name in types else 'own_fields'}"


def not_in_vocabulary(document: dict[str, Any], product: Product) -> Iterator[str]:
    """The action of an ECS document, if its product declares actions and this is none of them."""
    action = document.get("event", {}).get("action")
    if product.actions and action is not None and action not in product.actions:
        yield f"event.action: {action} is not declared; add it to PRODUCT.actions, or declare none if any may come"


class Seen:
    """Which fields and actions were seen of a product."""

    def __init__(self) -> None:
        self._fields: set[str] = set()
        self._actions: set[str | None] = set()

    def add(self, document: dict[str, Any]) -> None:
        """Keep what an ECS document has."""
        self._fields.update(_names(document, ""))
        self._actions.add(document.get("event", {}).get("action"))

    def missing(self, product: Product) -> Iterator[str]:
        """What `product` declares and no document has."""
        for place, names in (("fields", product.fields), ("own_fields", product.own_fields)):
            for name in names:
                if name not in self._fields and not any(each.startswith(f"{name}.") for each in self._fields):
                    yield f"no sample has {name}; add a line that does, or remove it from PRODUCT.{place}"
        for action in product.actions:
            if action not in self._actions:
                yield f"no sample has the action {action}; add a line that does, or remove it from PRODUCT.actions"


def _names(document: dict[str, Any], before: str) -> Iterator[str]:
    """The dotted name of every field of `document` that holds no further ones, those in lists of objects too."""
    for name, value in document.items():
        values = value if isinstance(value, list) else (value,)
        parts = [part for part in values if isinstance(part, dict) and part]
        for part in parts:
            yield from _names(part, f"{before}{name}.")
        if not parts:
            yield f"{before}{name}"


def _fields(document: dict[str, Any], before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every field of `document` that holds no further ones: its path, and its value as JSON."""
    for name, value in document.items():
        path = (*before, name)
        if isinstance(value, dict) and value:
            yield from _fields(value, path)
        else:
            yield path, orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
