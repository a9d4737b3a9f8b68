r"""Bytes to text: lines and records of a block, cut where they are too long, and with nothing of them lost.

Only a line feed ends a line; one carriage return before it is stripped.

Bytes that are not UTF-8 are written as `\xNN`, but only once a document is complete: a parser would read the
backslash as the line's own. Until then, a letter that the line does not have stands in for each of them.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from ecsparse.record import Document

    # what is written for each letter that stands for a byte, as `str.translate` takes it
    Escapes: TypeAlias = dict[int, str]

    # lines as text, and the flaws of some by their number
    Decoded: TypeAlias = tuple[list[str], dict[int, "Flaws"]]

# A longer line is cut, in bytes.
MAX_LINE = 1 << 20

# Tags of lines that could not be taken as they are.
TRUNCATED = "truncated"
INVALID_UTF8 = "invalid_utf8"

# a line feed, and then a line that does not begin with a blank or a tab
_RECORD_END = Pattern(r"\n(?![ \t])")

# A byte's letter is a rare ideograph: no product's syntax has one, and parsers take it like any letter that is not
# ASCII. Where the line has it itself, another one stands in; there are more of those than characters in 3 MB.
_FIRST_LETTER = 0x20000
_OTHER_LETTERS = range(0x20100, 0xE0000)

# Where Python's `surrogateescape` puts bytes that are not UTF-8.
_FIRST_BYTE = 0xDC00

# What escapes have between the digits of a character: \ud840\udc80 | \F0\A0\82\80 | %F0%A0%82%80
_ESCAPING = str.maketrans("", "", "\\%uUxX")
# d840dc80 | f0a08280
_ESCAPED_LETTER = Pattern(r"(?=([dD][89abAB][0-9a-fA-F]{2}[dD][c-fC-F][0-9a-fA-F]{2}|[fF][0-4][0-9a-fA-F]{6}))")


class Flaws:
    """What keeps a line from being taken as it is: its tags, and what is written for bytes that are not UTF-8."""

    __slots__ = ("escapes", "tags")

    def __init__(self, tags: list[str], escapes: Escapes) -> None:
        self.tags = tags
        self.escapes = escapes


_NO_FLAWS: dict[int, Flaws] = {}


def decode(block: bytes, max_line: int) -> Decoded:
    """The lines of `block` as text, and the flaws of those that are cut or not UTF-8 by their number."""
    if len(block) <= max_line and b"\r" not in block:
        try:
            if block.isascii():
                return block.decode().split("\n"), _NO_FLAWS
            # one wide character would widen all lines that are decoded with it
            lines = block.decode("latin-1").split("\n")
            return [line if line.isascii() else line.encode("latin-1").decode() for line in lines], _NO_FLAWS
        except UnicodeDecodeError:
            pass
    return decode_each(block.split(b"\n"), max_line)


def decode_each(raws: list[bytes], max_line: int) -> Decoded:
    """The same of lines one by one."""
    lines: list[str] = []
    flaws: dict[int, Flaws] = {}
    for number, raw in enumerate(raws):
        text, found = decode_line(raw, max_line)
        lines.append(text)
        if found is not None:
            flaws[number] = found
    return lines, flaws


def parts(lines: bytes, number: int, *, joins_indented: bool) -> Iterator[bytes]:
    """Complete `lines`, the last one without its line feed, in parts of `number` lines.

    With `joins_indented`, a part goes on while the next line begins with a blank or a tab: it belongs to a record.
    """
    if lines.count(b"\n") < number:
        yield lines
        return
    split = lines.split(b"\n")
    start = 0
    while start < len(split):
        end = start + number
        while joins_indented and end < len(split) and split[end].startswith((b" ", b"\t")):
            end += 1
        yield b"\n".join(split[start:end])
        start = end


def records(block: bytes) -> list[bytes]:
    """The records of `block`: lines, each with the following lines that begin with a blank or a tab."""
    # a character a byte, so that a pattern of text will do
    return [record.encode("latin-1") for record in _RECORD_END.split(block.decode("latin-1"))]


def encode_line(line: str | bytes) -> bytes:
    """A line as the bytes that `decode_line` takes, without its line feed.

    Raises:
        TypeError: it is neither text nor bytes.
    """
    if isinstance(line, bytes):
        return line.removesuffix(b"\n")
    if not isinstance(line, str):
        raise TypeError(f"a line is str or bytes, not {type(line).__name__}; pass one as it was read")
    try:
        return line.removesuffix("\n").encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return line.removesuffix("\n").encode(errors="surrogatepass")


def decode_line(raw: bytes, max_line: int) -> tuple[str, Flaws | None]:
    """A line as text, and its flaws if it is cut or not UTF-8; what is made of the text goes through `escaped`."""
    line = raw[:-1] if raw[-1:] == b"\r" else raw
    tags = []
    if len(line) > max_line:
        line = _cut(line, max_line)
        tags.append(TRUNCATED)
    try:
        return line.decode(), Flaws(tags, {}) if tags else None
    except UnicodeDecodeError:
        text = line.decode(errors="surrogateescape")
    return _with_stand_ins(text, text, [INVALID_UTF8, *tags])


def is_stand_in(letter: str) -> bool:
    """Whether `letter` may stand in for a byte, which is then the last one of its number."""
    return _FIRST_LETTER < ord(letter) <= _FIRST_LETTER + 0xFF


def decode_within(raw: bytes, line: str) -> tuple[str, Flaws | None]:
    """The same for the whole of `raw`, which `line` holds in another notation: for documents that hold both."""
    try:
        return raw.decode(), None
    except UnicodeDecodeError:
        text = raw.decode(errors="surrogateescape")
    return _with_stand_ins(text, text + line, [INVALID_UTF8])


def _with_stand_ins(text: str, held: str, tags: list[str]) -> tuple[str, Flaws]:
    """`text` with letters that `held` has not for its bytes that are not UTF-8, and its flaws."""
    letters = _stand_ins(held)
    escapes = {letter: f"\\x{byte - _FIRST_BYTE:02x}" for byte, letter in letters.items()}
    return text.translate(letters), Flaws(tags, escapes)


def escaped(document: Document, escapes: Escapes) -> Document:
    r"""A copy of `document` with `\xNN` in its values where letters stand in for bytes; `document` if none does.

    The lists of `related` are in plain string order again. Keys are never the line's.
    """
    if not escapes:
        return document
    copy: Document = _escaped(document, escapes)
    related = copy.get("related", {})
    for name, values in related.items():
        if values.__class__ is list and all(value.__class__ is str for value in values):
            related[name] = sorted({*values})
    return copy


def _escaped(value: Any, escapes: Escapes) -> Any:  # noqa: ANN401 - any value of a document
    if value.__class__ is str:
        return value.translate(escapes)
    if value.__class__ is dict:
        return {key: _escaped(inner, escapes) for key, inner in value.items()}
    if value.__class__ in (list, tuple):
        return [_escaped(inner, escapes) for inner in value]
    return value


def _stand_ins(text: str) -> dict[int, int]:
    """A letter for each byte in `text` that is not UTF-8; `text` has none of them, literally or escaped."""
    held = {*map(ord, {*text})}
    bare = text.translate(_ESCAPING)
    for match in _ESCAPED_LETTER.finditer(bare):
        octets, code = bytes.fromhex(match[1]), "utf-8" if match[1][0] in "fF" else "utf-16-be"
        held.update(map(ord, octets.decode(code, errors="ignore")))
    others = (letter for letter in _OTHER_LETTERS if letter not in held)
    letters = {}
    for byte in sorted(held):
        if _FIRST_BYTE < byte <= _FIRST_BYTE + 0xFF:
            letter = _FIRST_LETTER + byte - _FIRST_BYTE
            # only a line of more than 3 MB can hold all the others
            letters[byte] = letter if letter not in held else next(others, letter)
    return letters


def _cut(line: bytes, length: int) -> bytes:
    """The first `length` bytes of `line`, without those of a character that continues after them."""
    for end in range(length, max(length - 4, -1), -1):
        if line[end] & 0xC0 != 0x80:
            return line[:end]
    return line[:length]
