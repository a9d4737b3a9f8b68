"""JSON from hostile hands: decoded to Python values, and such a value as text again."""

from __future__ import annotations

import orjson

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

# \ud83d\ude00 (a pair: kept) | \ud83d (half of one) | \x (no escape of JSON's) | \n
_ESCAPE = Pattern(
    r"\\(?:(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(u[dD][89a-fA-F][0-9a-fA-F]{2})|(x)|[\s\S])"
)

# Integers with more digits are read as floating point.
_LONGEST_INTEGER = 19


def decode(text: str) -> Any:  # noqa: ANN401 - any JSON value
    r"""The value of the JSON `text`, nested at most some 1000 levels.

    What one bad character would hide is read all the same: the escaped half of a surrogate pair is U+FFFD, a
    control character stands for itself, `\xNN` (as nginx escapes what is no JSON) is the text of that form, and a
    number beyond a double is an infinite one.

    Raises:
        ValueError: `text` is not JSON.
    """
    try:
        return orjson.loads(text)
    except ValueError:
        return _decode_leniently(text)


def encode(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    """The compact JSON text of a decoded value; `None` if it is nested too deep, or a number is an infinite one."""
    import json  # noqa: PLC0415 - only for what a document can hold as text alone

    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (RecursionError, ValueError):
        return None


def _decode_leniently(text: str) -> Any:  # noqa: ANN401 - any JSON value
    import json  # noqa: PLC0415 - only for what the strict decoder refuses

    try:
        return json.loads(_ESCAPE.sub(_repaired, text), strict=False, parse_int=_integer, parse_constant=_refused)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _repaired(escape: re.Match[str]) -> str:
    _, half, x = escape.groups()
    if half:
        return "\\ufffd"
    return "\\\\x" if x else escape[0]


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _refused(constant: str) -> None:
    raise ValueError(constant)
