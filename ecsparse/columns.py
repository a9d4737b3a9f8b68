"""Documents as rows of one table: a column for each field that the products declare, whatever a file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from ecsparse.carriers import fields as fields_of_carriers
from ecsparse.ecs.envelope import FIELDS
from ecsparse.ecs.lint import table
from ecsparse.enrichment import added
from ecsparse.registry import BUILT_IN
from ecsparse.sessions import FIELDS as OF_SESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ecsparse.record import Document
    from ecsparse.registry import Registry

# Kinds of columns. What has no kind of its own is text: objects, and lists of a product's own fields, as JSON.
TEXT = "text"
INTEGER = "integer"
NUMBER = "number"
BOOLEAN = "boolean"
TIME = "time"
TEXTS = "texts"

_KINDS = {
    "boolean": BOOLEAN,
    "date": TIME,
    "double": NUMBER,
    "float": NUMBER,
    "integer": INTEGER,
    "long": INTEGER,
    "scaled_float": NUMBER,
}
_OBJECTS = frozenset(("flattened", "geo_point", "nested", "object"))

# Has what is in no other column, as JSON: fields that a plug-in does not declare, and values of another kind.
UNDECLARED = "undeclared"

# Where a table begins.
_FIRST = ("@timestamp", "event.module", "message")


class Column(NamedTuple):
    """A column: the dotted name of its field, its kind, and what ECS or the product call its type."""

    name: str
    kind: str
    type: str


def columns(products: Iterable[str] = (), registry: Registry = BUILT_IN, enrich: Iterable[str] = ()) -> list[Column]:
    """The columns of the ECS documents of `products`, or of all if there are none, in their order.

    `enrich` are the names of what documents are enriched with.

    Raises:
        UnknownProduct: there is no such product.
    """
    ecs = table()
    types = {name: ecs.types[name] for name in (*FIELDS, *OF_SESSIONS, *fields_of_carriers.FIELDS)}
    own = {name: field.type for name, field in fields_of_carriers.OWN_FIELDS.items()}
    for name in products or registry.names():
        declared = registry.load(name).PRODUCT
        types |= {field: ecs.types[field] for field in declared.fields}
        own |= {field: each.type for field, each in declared.own_fields.items()}
    types |= {name: ecs.types[name] for name in added(enrich, types)}
    found = [Column(name, _kind(kind, is_list=name in ecs.arrays), kind) for name, kind in types.items()]
    found += [Column(name, _kind(kind, is_list=False), kind) for name, kind in own.items()]
    found.sort(key=lambda column: (column.name not in _FIRST, column.name))
    return [*found, Column(UNDECLARED, TEXT, "object")]


def _kind(kind: str, *, is_list: bool) -> str:
    if kind in _OBJECTS:
        return TEXT
    return TEXTS if is_list and kind not in _KINDS else TEXT if is_list else _KINDS.get(kind, TEXT)


def row(document: Document, kinds: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a document, by the names of their columns, whose kinds are `kinds`.

    Times are as documents write them.
    """
    cells: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in _fields(document, "", kinds):
        cell = _cell(value, kinds.get(name))
        if cell is None:
            rest[name] = value
        else:
            cells[name] = cell
    if rest:
        cells[UNDECLARED] = orjson.dumps(rest).decode()
    return cells


def _fields(document: Document, before: str, kinds: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        name = f"{before}{key}"
        if value.__class__ is dict and name not in kinds:
            yield from _fields(value, f"{name}.", kinds)
        elif value is not None:
            yield name, value


def _cell(value: Any, kind: str | None) -> Any:  # noqa: ANN401 - any JSON
    """`value` as a column of this kind has it; `None` if it cannot have it."""
    if kind == TEXT:
        return value if value.__class__ is str else orjson.dumps(value).decode()
    if kind == TEXTS:
        is_texts = value.__class__ is list and all(each.__class__ is str for each in value)
        return value if is_texts else None
    if kind == NUMBER:
        return float(value) if value.__class__ in {int, float} else None
    fits = {INTEGER: int, BOOLEAN: bool, TIME: str}
    return value if kind is not None and value.__class__ is fits[kind] else None
