"""The field table of ECS, and what of a document it does not allow."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import orjson
from command import SAMPLES

from ecsparse.carriers import fields as fields_of_carriers
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.record import Document

TABLE = orjson.loads((SAMPLES.parent / "ecsparse/ecs/fields.json").read_bytes())
# agents write where a line begins beside the fields of ECS
TYPES: dict[str, str] = TABLE["fields"] | {"log.offset": "long"}
ARRAYS = frozenset(TABLE["array"])
ALLOWED: dict[str, list[str]] = TABLE["allowed"]

# What ECS leaves to products and carriers, and they declare; the documented profile has fields beside those.
OWN_TYPES = {name: field.type for name, field in fields_of_carriers.OWN_FIELDS.items()} | {
    name: field.type
    for product in BUILT_IN.names()
    for name, field in BUILT_IN.load(product).PRODUCT.own_fields.items()
}
OWN = (*{f"{name.partition('.')[0]}." for name in OWN_TYPES}, "action.")

DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?Z")


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_date(value: object) -> bool:
    return isinstance(value, str) and says_a_date(value)


def is_address(value: object) -> bool:
    return isinstance(value, str) and says_an_address(value)


@lru_cache(1 << 16)
def says_a_date(text: str) -> bool:
    match = DATE.fullmatch(text)
    try:
        return match is not None and isinstance(datetime.fromisoformat(match[1]), datetime)
    except ValueError:
        return False


@lru_cache(1 << 16)
def says_an_address(text: str) -> bool:
    try:
        return "%" not in text and bool(ip_address(text).version)
    except ValueError:
        return False


def is_flattened(value: object) -> bool:
    """Whether `value` is an object of objects, whose names and values are a line's own texts."""
    if not isinstance(value, dict) or not all(isinstance(members, dict) for members in value.values()):
        return False
    members = [member for members in value.values() for member in members.values()]
    return all(
        map(is_text, (text for member in members for text in (member if isinstance(member, list) else [member])))
    )


def is_point(value: object) -> bool:
    """Whether `value` is a latitude and a longitude in degrees, with a comma between them."""
    latitude, _, longitude = value.partition(",") if isinstance(value, str) else ("", "", "")
    try:
        return abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180
    except ValueError:
        return False


def is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


CHECKS: dict[str, Callable[[object], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "constant_keyword": is_text,
    "date": is_date,
    "flattened": is_flattened,
    "float": lambda value: isinstance(value, float) or is_integer(value),
    "geo_point": is_point,
    "ip": is_address,
    "keyword": is_text,
    "long": is_integer,
    "match_only_text": is_text,
    "wildcard": is_text,
}


def fields(document: Document, before: str = "") -> list[tuple[str, Any]]:
    """Every field of `document` that is no object (but a flattened one) or list of objects, by its dotted name."""
    found: list[tuple[str, Any]] = []
    for name, value in document.items():
        path = f"{before}{name}"
        if value.__class__ is dict and value and TYPES.get(path) != "flattened":
            found += fields(value, f"{path}.")
        elif value.__class__ is list and dict in map(type, value):
            for part in value:
                found += fields(part, f"{path}.")
        else:
            found.append((path, value))
    return found


def _range_of(name: str) -> range:
    """The numbers that a field of ECS may have."""
    if name == "http.response.status_code":
        return range(100, 1000)
    last = name.rpartition(".")[2]
    # a port of RADIUS is any number
    if last.endswith("port") and name != "freeradius.nas_port":
        return range(1 << 16)
    return range(1 << 63) if last in ("bytes", "duration", "packets", "pid") else range(-(1 << 63), 1 << 63)


def faults(document: Document) -> list[str]:
    """What of `document` ECS does not allow; a single value may stand where ECS has an array."""
    found = []
    for name, value in fields(document):
        values = value if isinstance(value, list) else [value]
        kind = TYPES.get(name) or OWN_TYPES.get(name) or ("keyword" if name.startswith(OWN) else "")
        if isinstance(value, list) and name not in ARRAYS and not name.startswith(OWN):
            found.append(f"{name} is no array")
        if kind not in CHECKS:
            found.append(f"{name} is no field that a value can have")
        elif not all(map(CHECKS[kind], values)):
            found.append(f"{name} is not of type {kind}")
        elif kind == "long" and not all(value in _range_of(name) for value in values):
            found.append(f"{name} is out of its range")
        if name in ALLOWED and not set(ALLOWED[name]).issuperset(values):
            found.append(f"{name} has a value that is not allowed")
        if value in ("", None, {}) or ("" in values and name in TYPES):
            found.append(f"{name} is empty")
    return found
