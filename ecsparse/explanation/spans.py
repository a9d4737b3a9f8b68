"""Where a line states a value: literally, as JSON writes it, as digits, or in another spelling.

A span is a pair of positions in the line, counted in characters; the second one is after the last character.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any

from ecsparse.formats import json
from ecsparse.occurrences import Span, is_bounded, is_word
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# How the text of a span gives the value.
TEXT = "text"
JSON = "json"
NUMBER = "number"
LOWER = "lower"
UPPER = "upper"
MAC = "mac"

# How many places of one value are found, and in how much of a line they are looked for, in characters.
MOST_PLACES = 64
SEARCHED = 1 << 16

# A field cannot hold a number of more digits.
_LONGEST_NUMBER = 400

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_LARGE = str.maketrans(ascii_lowercase, ascii_uppercase)

# "d\u00e9faut" | "unfinished (to the end: no other can begin in it)
_STRING = Pattern(r'"((?:[^"\\]++|\\[\s\S])*+)(?:"|\\?\Z)')
# 1194
_INTEGER = Pattern(r"[0-9]+")
# -1.5e3 | 12345678901234567890
_DECIMAL = Pattern(r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# 00:00:5e:00:53:23 | 00-00-5E-00-53-23
_MAC = Pattern(r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}")


def said(how: str, text: str) -> Any:  # noqa: ANN401 - any JSON value
    """The value that `text` gives when it is taken as `how`, one of the ways above, says.

    Raises:
        ValueError: `text` cannot be taken so.
    """
    return _READERS[how](text)


def places(line: str, value: object) -> Iterator[tuple[str, list[Span]]]:
    """Where `line` may state `value`: groups of spans that state it in the same way, the most likely group first.

    A place between characters that do not belong to words comes before one inside a word, whatever the way. Of many
    places, the first 64 are found; only the first 65,536 characters of a line are searched.
    """
    line = line[:SEARCHED]
    finders = _FINDERS.get(type(value), ())
    for is_wanted in (is_bounded, _is_inside):
        for how, find in finders:
            spans = list(islice((span for span in find(line, value) if is_wanted(line, span)), MOST_PLACES))
            if spans:
                yield how, spans


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same places without overlaps, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def gaps(line: str, spans: Iterable[Span]) -> list[Span]:
    """The parts of `line` between `spans`, without punctuation at their ends; punctuation alone is left out."""
    found, start = [], 0
    for held in (*merged(spans), (len(line), len(line))):
        end = held[0]
        while start < end and not is_word(line[start]):
            start += 1
        while end > start and not is_word(line[end - 1]):
            end -= 1
        if start < end:
            found.append((start, end))
        start = held[1]
    return found


def _is_inside(line: str, span: Span) -> bool:
    return not is_bounded(line, span)


def _occurrences(line: str, text: object) -> Iterator[Span]:
    if not isinstance(text, str) or not text:
        return
    start = line.find(text)
    while start >= 0:
        yield start, start + len(text)
        start = line.find(text, start + 1)


def _in_case(letters: dict[int, int], line: str, value: object) -> Iterator[Span]:
    """Where the ASCII letters of `line`, taken as `letters` has them, are `value`, and are not as they stand."""
    for start, end in _occurrences(line.translate(letters), value):
        if line[start:end] != value:
            yield start, end


def _strings(line: str, value: object) -> Iterator[Span]:
    """The strings of JSON, escapes and all, that are `value`."""
    for match in _STRING.finditer(line):
        if "\\" in match[1] and _decoded(match[1]) == value:
            yield match.span(1)


def _decoded(source: str) -> object:
    try:
        return json.decode(f'"{source}"')
    except ValueError:
        return None


def _numbers(pattern: Pattern, line: str, value: object) -> Iterator[Span]:
    """The digits of `value`, with a minus if it is negative; zeros may precede them."""
    for match in pattern.finditer(line):
        start, end = match.span()
        if end - start > _LONGEST_NUMBER:
            continue
        if line[start - 1 : start] == "-" and _number(f"-{match[0]}") == value:
            yield start - 1, end
        elif _number(match[0]) == value:
            yield start, end


def _number(text: str) -> int | float:
    return float(text) if text.strip("-0123456789") else int(text)


def _addresses(line: str, value: object) -> Iterator[Span]:
    """The hardware addresses that are `value` in another notation."""
    if isinstance(value, str) and _MAC.fullmatch(value):
        for match in _MAC.finditer(line):
            if match[0] != value and _hardware_address(match[0]) == value:
                yield match.span()


def _hardware_address(text: str) -> str:
    """A hardware address as ECS writes it."""
    return text.replace(":", "-").upper()


_READERS: dict[str, Callable[[str], Any]] = {
    TEXT: str,
    JSON: _decoded,
    NUMBER: _number,
    LOWER: str.lower,
    UPPER: str.upper,
    MAC: _hardware_address,
}

_FINDERS: dict[type, tuple[tuple[str, Callable[[str, object], Iterator[Span]]], ...]] = {
    str: (
        (TEXT, _occurrences),
        (JSON, _strings),
        (LOWER, partial(_in_case, _SMALL)),
        (UPPER, partial(_in_case, _LARGE)),
        (MAC, _addresses),
    ),
    int: ((NUMBER, partial(_numbers, _INTEGER)),),
    float: ((NUMBER, partial(_numbers, _DECIMAL)),),
}
