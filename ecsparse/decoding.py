r"""Bytes to text: lines and records of a block, cut where they are too long, and with nothing of them lost.

Only a line feed ends a line, and one carriage return before it is no part of it. Bytes that are not UTF-8 become
`\xNN`.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    # lines as text, and the tags of some by their number
    Decoded: TypeAlias = tuple[list[str], dict[int, list[str]]]

# A longer line is cut, in bytes.
MAX_LINE = 1 << 20

# Tags of lines that could not be taken as they are.
TRUNCATED = "truncated"
INVALID_UTF8 = "invalid_utf8"

_NO_TAGS: dict[int, list[str]] = {}

# a line feed, and then a line that does not begin with a blank or a tab
_RECORD_END = Pattern(r"\n(?![ \t])")


def decode(block: bytes, max_line: int) -> Decoded:
    """The lines of `block` as text, and the tags of those that are cut or not UTF-8 by their number."""
    if len(block) <= max_line and b"\r" not in block:
        try:
            if block.isascii():
                return block.decode().split("\n"), _NO_TAGS
            # one wide character would widen all lines that are decoded with it
            lines = block.decode("latin-1").split("\n")
            return [line if line.isascii() else line.encode("latin-1").decode() for line in lines], _NO_TAGS
        except UnicodeDecodeError:
            pass
    return decode_each(block.split(b"\n"), max_line)


def decode_each(raws: list[bytes], max_line: int) -> Decoded:
    """The same of lines one by one."""
    lines: list[str] = []
    tags: dict[int, list[str]] = {}
    for number, raw in enumerate(raws):
        text, found = decode_line(raw, max_line)
        lines.append(text)
        if found:
            tags[number] = found
    return lines, tags


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
    """The records of `block`: lines, each with the lines behind it that begin with a blank or a tab."""
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


def decode_line(raw: bytes, max_line: int) -> tuple[str, list[str]]:
    """A line as text, and its tags if it is cut or not UTF-8."""
    line = raw[:-1] if raw[-1:] == b"\r" else raw
    tags = []
    if len(line) > max_line:
        line = _cut(line, max_line)
        tags.append(TRUNCATED)
    try:
        return line.decode(), tags
    except UnicodeDecodeError:
        return line.decode(errors="backslashreplace"), [INVALID_UTF8, *tags]


def _cut(line: bytes, length: int) -> bytes:
    """The first `length` bytes of `line`, less those of a character that goes on behind them."""
    for end in range(length, max(length - 4, -1), -1):
        if line[end] & 0xC0 != 0x80:
            return line[:end]
    return line[:length]
