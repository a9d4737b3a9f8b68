"""JSON from hostile hands: decoded to Python values, and such a value as text again.

A source that writes one object a line has the object of a record from `objects.payload`, and the named values of a
table (`ecsparse.messages.values`) from `flattened`.
"""

from __future__ import annotations

from functools import cache
from itertools import islice

import orjson

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from ecsparse.record import Record

# \ud83d\ude00 (a pair: kept) | \ud83d (half of one) | \x (no escape of JSON's) | \n
_ESCAPE = Pattern(
    r"\\(?:(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(u[dD][89a-fA-F][0-9a-fA-F]{2})|(x)|[\s\S])"
)

# "a [text] \"of brackets" | [ | }
_NESTING = Pattern(r'"(?:[^"\\]|\\[\s\S])*+"?|[\[\]{}]')

# [1e20 | ,-1.5e-7 | :0.00001, which Python writes in another way
_EXPONENT = Pattern(r"[\[:,]-?[0-9](?:[0-9.]*+e|\.0000)")

# How deep JSON may be nested that only the lenient decoder reads: Pythons differ in how deep their own goes.
_DEEPEST_LENIENT = 512

# Integers with more digits are read as floating point.
_LONGEST_INTEGER = 19

# How deep objects are taken apart, and how many members are read.
_DEEPEST = 8
_MOST_MEMBERS = 1024


def decode(text: str) -> Any:  # noqa: ANN401 - any JSON value
    r"""The value of the JSON `text`, nested at most some 1000 levels, or 512 if it has a flaw that is passed over.

    Flaws that are passed over, since one would hide all the rest: the escaped half of a surrogate pair is U+FFFD, a
    control character stands for itself, `\xNN` (as nginx escapes what is not JSON) is the text of that form, and a
    number beyond a double is an infinite one.

    Raises:
        ValueError: `text` is not JSON.
    """
    try:
        return orjson.loads(text)
    except ValueError:
        return _decode_leniently(text)


def payload(record: Record, text: str, start: int = 0) -> dict[str, Any] | None:
    """The object in the `text` of `record` from `start`, decoded once; `None` if that is not readable JSON.

    JSON that is not an object gives an empty one. Nobody modifies it.
    """
    if record.payload_text is not text:
        record.payload_text, record.payload = text, None
        try:
            value = decode(text[start:] if start else text)
        except ValueError:
            return None
        record.payload = value if isinstance(value, dict) else {}
    return record.payload


def flattened(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The members of an object that are not objects, as dotted names and texts; a bounded number of them.

    `{"a": {"b": 1, "c": [true]}}` has `a.b` with `1` and `a.c` with `[true]`. `null` has no text.
    """
    found: list[tuple[str, str]] = []
    _flatten(value, "", 1, found)
    del found[_MOST_MEMBERS:]
    return found


def named(items: object, before: str, name: str = "Name", value: str = "Value") -> list[tuple[str, str]]:
    """The members of a list of objects with a name and a value each: `before`, a dot and the name, and the text.

    `[{"Name": "UserAgent", "Value": "curl"}]` has `before.UserAgent` with `curl`.
    """
    found = []
    for item in items if isinstance(items, list) else ():
        key = item.get(name) if isinstance(item, dict) else None
        if isinstance(key, str) and key and (text := scalar(item.get(value))) is not None:
            found.append((f"{before}.{key}", text))
    return found[:_MOST_MEMBERS]


def texts(value: str) -> list[str]:
    """The texts of the array whose JSON `value` is; a text that is not one is the only one. `null` has no text."""
    if value[:1] != "[":
        return [value]
    try:
        found = decode(value)
    except ValueError:
        return [value]
    return [text for member in found if (text := scalar(member)) is not None]


def scalar(value: object) -> str | None:
    """The text of a JSON value: of an array or an object, its JSON; `None` for `null`, and for what has no text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else encode(value)


def encode(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    """The compact JSON text of a decoded value; `None` if it is nested too deep, or a number is an infinite one."""
    try:
        text = orjson.dumps(value).decode()
    except TypeError:
        return _encode_exactly(value)
    # numbers as Python writes them; an infinite one is `null` here
    is_exact = _EXPONENT.search(text) is None and ("null" not in text or "inf" not in repr(value))
    return text if is_exact else _encode_exactly(value)


def _encode_exactly(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    try:
        return _encoder()(value)
    except (RecursionError, ValueError):
        return None


def _flatten(value: Mapping[str, Any], before: str, depth: int, found: list[tuple[str, str]]) -> None:
    if len(found) >= _MOST_MEMBERS:
        return
    members: Iterable[tuple[str, Any]] = value.items()
    if len(value) > _MOST_MEMBERS:
        members = islice(((name, member) for name, member in members if member is not None), _MOST_MEMBERS)
    for name, member in members:
        if member.__class__ is str:
            found.append((before + name, member))
        elif member is None:
            pass
        elif member.__class__ is dict and depth < _DEEPEST:
            _flatten(member, f"{before}{name}.", depth + 1, found)
        elif (text := scalar(member)) is not None:
            found.append((before + name, text))


@cache
def _encoder() -> Callable[[Any], str]:
    import json  # noqa: PLC0415 - only for what a document can hold as text alone

    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _decode_leniently(text: str) -> Any:  # noqa: ANN401 - any JSON value
    import json  # noqa: PLC0415 - only for what the strict decoder refuses

    if text.count("[") + text.count("{") > _DEEPEST_LENIENT and _depth(text) > _DEEPEST_LENIENT:
        raise ValueError("nested too deep")
    return json.loads(_ESCAPE.sub(_repaired, text), strict=False, parse_int=_integer, parse_constant=_refused)


def _depth(text: str) -> int:
    """How deep the arrays and objects in `text` are nested."""
    depth = deepest = 0
    for match in _NESTING.finditer(text):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    return deepest


def _repaired(escape: re.Match[str]) -> str:
    _, half, x = escape.groups()
    if half:
        return "\\ufffd"
    return "\\\\x" if x else escape[0]


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _refused(constant: str) -> None:
    raise ValueError(constant)
