r"""What the encodings in a text read, and Base64: a value is found in what it says, and another is written there.

A text is looked at as it stands, and as its encodings read: escapes of JSON and the like (`\u00e9`, `\\`), percent
escapes, character references (`&amp;`), and bytes as hexadecimal digits. `View.span` leads from what is found in
what an encoding reads back to the text, and `View.write` writes another value there.

Sources: RFC 8259 (escapes of JSON), RFC 3986 (percent escapes), RFC 4648 (Base64).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from bisect import bisect_right
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from re import Match

    from ecsparse.occurrences import Span

# How many encodings of one another are read, and how many readings of a text there are at most.
_DEEPEST = 3
_MOST_VIEWS = 8

# \ud83d\ude00 | \u00e9 | \x40 | \\ | \"
_ESCAPE = Pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-7][0-9a-fA-F]"
    r"""|[nrtbf"\\/'=|,\]\[ @])"""
)
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
# %40 | %C3%A9
_PERCENT = Pattern(r"(?:%[0-9A-Fa-f]{2})++")
# &amp; | &#64; | &#x40;
_REFERENCE = Pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
# 7373680068 | 0x616c696365
_HEX = Pattern(r"(?:(?<![0-9A-Za-z])|(?<=0x))(?:[0-9A-Fa-f]{2}){4,}+(?![0-9A-Za-z])")

# QmFzaWMgYWxpY2U= (of 12 digits or more)
_BASE64 = Pattern(r"(?<![0-9A-Za-z+/=_-])[0-9A-Za-z+/_-]{12,}+={0,2}(?![0-9A-Za-z+/=_-])")


class View:
    """A reading of a text: `text` as its encoding has it; `write` writes a value in that encoding."""

    __slots__ = ("_above", "_begins", "_sources", "text", "write")

    def __init__(
        self,
        text: str,
        write: Callable[[str], str],
        above: View | None = None,
        begins: list[int] | None = None,
        sources: list[int] | None = None,
    ) -> None:
        self.text = text
        self.write = write
        self._above = above
        # where the pieces of the text begin, here and in the text that was read
        self._begins = begins or [0]
        self._sources = sources or [0]

    def span(self, span: Span) -> Span:
        """Where the whole text has what stands here at `span`."""
        if self._above is None:
            return span
        return self._above.span((self._source(span[0]), self._source(span[1])))

    def _source(self, position: int) -> int:
        piece = bisect_right(self._begins, position) - 1
        return self._sources[piece] + position - self._begins[piece]


def views(text: str) -> list[View]:
    """The readings of `text`: as it stands, and as each encoding in it reads, also of one another."""
    found = [View(text, str)]
    level = found
    for _ in range(_DEEPEST):
        level = [inner for view in level for inner in _read(view)]
        found += level[: _MOST_VIEWS - len(found)]
        if not level or len(found) >= _MOST_VIEWS:
            break
    return found


def _read(view: View) -> Iterator[View]:
    text = view.text
    for mark, pattern, read, write in _ENCODINGS:
        if mark not in text:
            continue
        pieces, begins, sources = list[str](), list[int](), list[int]()
        position = length = 0
        for match in pattern.finditer(text):
            characters = read(match)
            if characters is None:
                continue
            start = match.start()
            begins.append(length)
            sources.append(position)
            pieces.append(text[position:start])
            length += start - position
            for character, width in characters:
                begins.append(length)
                sources.append(start)
                pieces.append(character)
                length += 1
                start += width
            position = match.end()
        if pieces:
            begins.append(length)
            sources.append(position)
            pieces.append(text[position:])
            yield View("".join(pieces), _after(write, view.write), view, begins, sources)


def _after(inner: Callable[[str], str], outer: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: outer(inner(text))


def _escape(match: Match[str]) -> list[tuple[str, int]] | None:
    text = match[0]
    if text[1] in "ux":
        units = [int(unit, 16) for unit in text[2:].split("\\u")]
        character = chr(units[0])
        if len(units) > 1:
            character = chr(0x10000 + (units[0] - 0xD800) * 0x400 + units[1] - 0xDC00)
        elif character in _SURROGATES:
            # half of a character is none, and what a document has in its place
            character = "\ufffd"
    else:
        character = _CONTROLS.get(text[1], text[1])
    return [(character, len(text))]


def _percent(match: Match[str]) -> list[tuple[str, int]] | None:
    return _characters(bytes.fromhex(match[0].replace("%", "")), 3)


def _hex(match: Match[str]) -> list[tuple[str, int]] | None:
    return _characters(bytes.fromhex(match[0]), 2)


def _characters(data: bytes, width: int) -> list[tuple[str, int]] | None:
    """The characters of UTF-8 in `data`, and how long each is written; `None` if it is not text."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return [(character, width * len(character.encode())) for character in text]


def _reference(match: Match[str]) -> list[tuple[str, int]] | None:
    character = unescape(match[0])
    return [(character, len(match[0]))] if len(character) == 1 else None


# The character without which a text has none of it, what it looks like, how it is read, and how it is written.
_ENCODINGS: tuple[
    tuple[str, Pattern, Callable[[Match[str]], list[tuple[str, int]] | None], Callable[[str], str]], ...
] = (
    ("\\", _ESCAPE, _escape, str),
    ("%", _PERCENT, _percent, lambda text: quote(text, safe="")),
    ("&", _REFERENCE, _reference, str),
    ("", _HEX, _hex, lambda text: text.encode().hex().upper()),
)


class Wrapped(NamedTuple):
    """A text in Base64: where it stands, what it says, and what writes another one in its place."""

    span: Span
    text: str
    write: Callable[[str], str]


def wrapped(text: str) -> Iterator[Wrapped]:
    """The words of `text` that are a text in Base64, of UTF-8 or (as PowerShell writes commands) of UTF-16."""
    for match in _BASE64.finditer(text):
        word = match[0].rstrip("=")
        if len(word) % 4 == 1:
            continue
        is_for_urls = "-" in word or "_" in word
        try:
            data = b64decode(f"{word}{'=' * (-len(word) % 4)}", b"-_" if is_for_urls else b"+/", validate=True)
        except ValueError:
            continue
        codec = "utf-16-le" if data[1:2] == b"\0" else "utf-8"
        try:
            inner = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if all(sign.isprintable() or sign in "\t\r\n\0" for sign in inner):
            yield Wrapped(match.span(), inner, partial(_wrap, codec))


def _wrap(codec: str, text: str) -> str:
    return b64encode(text.encode(codec)).decode()
