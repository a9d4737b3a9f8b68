"""What an input is, known by its first bytes: text and its encoding, or a file that holds no lines.

The answer depends on the bytes alone, not on how they arrive: once a beginning decides, a longer one agrees. A
hostile line must not have its whole file refused. So a magic counts at the very first byte alone, and where it is
letters, with bytes after it that nobody types; and without a magic, a file is refused only if it has NULs, does not
begin with readable characters, and has no readable line near its beginning.
"""

from __future__ import annotations

from functools import partial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    # the allowed values of each byte, from the first one on
    Layout: TypeAlias = tuple[range, ...]
    # whether a beginning is of a kind; `None` if a longer one may be
    Test: TypeAlias = Callable[[bytes], bool | None]

# As many bytes are looked at, leading NULs aside: two pages of a file, some twenty lines.
_WINDOW = 4096
# Fewer bytes have no share of anything.
_TELLING = 64
# So many printable characters at the start, such as a time, or in a line, do not occur by chance.
_READABLE = 16

# Control characters that text does not have: all but backspace to carriage return, and the escape of colours.
_CONTROLS = bytes((*range(8), *range(14, 27), *range(28, 32), 127))
_PRINTABLE = bytes(range(32, 127))
_MARK, _CEE = b"\xef\xbb\xbf", b"@cee:"
_OCTAL = b"01234567 \0"

_ANY = range(256)
_HIGH = range(0x80, 0x100)
# characters, or NULs after them
_PADDED = range(127)


class Content:
    """What an input is: text in `encoding` after a mark of `mark` bytes, or what `refusal` says, and what to do."""

    __slots__ = ("encoding", "mark", "refusal")

    def __init__(self, encoding: str = "utf-8", mark: int = 0, refusal: str | None = None) -> None:
        self.encoding = encoding
        self.mark = mark
        self.refusal = refusal


TEXT = Content()


def recognised(head: bytes) -> Content | None:
    """What an input is that begins with `head`; `None` if more of it is needed to say so."""
    for test, content in _TESTS:
        found = test(head)
        if found is None:
            return None
        if found:
            return content
    return TEXT


def recognised_whole(head: bytes) -> Content:
    """The kind of an input that is no longer than `head`."""
    for test, content in _TESTS:
        found = test(head)
        if found or (found is None and 0 < content.mark <= len(head) and _is_short(head, content)):
            return content
    return TEXT


def _fits(layout: Layout, head: bytes) -> bool | None:
    for octet, allowed in zip(head, layout, strict=False):
        if octet not in allowed:
            return False
    return True if len(head) >= len(layout) else None


def _is_short(head: bytes, content: Content) -> bool:
    """Whether `head`, which is all there is, is `content`, as its mark says and no more bytes can."""
    return content.encoding == TEXT.encoding or _has_many_nuls(head[content.mark :])


def _is_marked(head: bytes) -> bool | None:
    """Whether the UTF-8 mark in front is the file's; before a CEE cookie it is the line's own."""
    if not head.startswith(_MARK):
        return None if _MARK.startswith(head) else False
    rest = head[len(_MARK) : _WINDOW].lstrip(b" \t")
    if rest.startswith(_CEE):
        return False
    return None if _CEE.startswith(rest) and len(head) < _WINDOW else True


def _is_utf_16(mark: bytes, newline: bytes, head: bytes) -> bool | None:
    """Whether `head` is UTF-16, not only bytes that a line of other text begins with.

    What tells it is a `newline` where a unit begins, a first line of ASCII characters in two bytes each, or else
    many NULs; lines without any are other text.
    """
    if not head.startswith(mark):
        return None if mark.startswith(head) else False
    body, start, low = head[len(mark) : _WINDOW], 0, newline.index(b"\n")
    while 0 <= (end := body.find(b"\n", start)) < len(body) - 1:
        unit = end - low
        if unit >= 0 and unit % 2 == 0 and body.startswith(newline, unit):
            return True
        if not start and unit % 2 == 0 and _is_unmarked_utf_16(1 - low, body[:unit]):
            return True
        if b"\0" not in body[: end + 2] or (start and _is_readable(body[start:end])):
            return False
        start = end + 1
    return None if len(head) < _WINDOW else _has_many_nuls(body)


def _has_many_nuls(body: bytes) -> bool:
    return body.count(0) * 4 >= len(body)


def _is_tar(head: bytes) -> bool | None:
    """Whether `head` begins with a member's header: a name, its mode in octal digits, and the checksum of both."""
    name, _, padding = head[:100].partition(b"\0")
    if (head and (not name or min(name) < 0x20)) or padding.strip(b"\0"):
        return False
    if head[100:108].translate(None, _OCTAL) or (len(head) >= 108 and b"\0" not in head[:108]):
        return False
    if len(head) < 512:
        return None
    digits = head[148:156].strip(b" \0")
    if not digits or digits.translate(None, _OCTAL) or b" " in digits or b"\0" in digits:
        return False
    return int(digits, 8) == sum(head[:148]) + 8 * 0x20 + sum(head[156:512])


def _is_text(head: bytes) -> bool | None:
    """Whether `head` is text for certain: its beginning, its first line or a later one can be read."""
    body = head.lstrip(b"\0")[:_WINDOW]
    if len(body) >= _READABLE and body[:_READABLE].isascii() and body[:_READABLE].decode().isprintable():
        return True
    *lines, _ = body.split(b"\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is not None:
        line = lines[first] if not head.startswith(b"\0") else b"\0"
        if b"\0" not in line and (_is_utf_8(line) or not _controls(line)):
            return True
        if any(map(_is_readable, lines[first + 1 :])):
            return True
    return None if len(body) < _WINDOW else False


def _is_readable(line: bytes) -> bool:
    return len(line) >= _READABLE and not _controls(line) and _is_utf_8(line)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _controls(text: bytes) -> int:
    """How many control characters are in `text` that text does not have."""
    return len(text) - len(text.translate(None, _CONTROLS))


def _is_unmarked_utf_16(place: int, head: bytes) -> bool:
    """Whether most characters are ASCII, in two bytes, of which that at `place` is the NUL."""
    units = head[: min(len(head), _WINDOW) & ~1]
    nuls, others = units[place::2], units[1 - place :: 2]
    return len(units) >= 8 and nuls.count(0) * 4 >= len(nuls) * 3 and others.count(0) * 16 <= len(others)


def _is_binary(head: bytes) -> bool:
    """Whether there are NULs in `head`, more control characters than text has, and too few that can be printed."""
    body = (head.lstrip(b"\0") or head)[:_WINDOW]
    is_nul_there = b"\0" in body or head.startswith(b"\0")
    if not is_nul_there or len(body) < _TELLING:
        return False
    return _controls(body) * 16 > len(body) and (len(body) - len(body.translate(None, _PRINTABLE))) * 2 < len(body)


def _layout(*parts: bytes | range) -> Test:
    """Whether an input begins with `parts`: bytes, and what a single byte may be."""
    places: list[range] = []
    for part in parts:
        places += (part,) if isinstance(part, range) else (range(octet, octet + 1) for octet in part)
    return partial(_fits, tuple(places))


def _no_text(what: str, advice: str) -> Content:
    return Content(refusal=f"is {what}, not text; {advice}")


def _use(command: str) -> str:
    return f"use {command} | ecsparse"


def _unmarked(encoding: str) -> Content:
    return Content(refusal=f"is {encoding} without a byte order mark; {_use(f'iconv -f {encoding} -t UTF-8 FILE')}")


_LEFT_OUT = "it holds no log lines, leave it out"
_ZIP = _no_text("a zip archive", _use("unzip -p FILE"))
_RAR = _no_text("a rar archive", _use("unrar p -inul FILE"))
_PACKETS = _no_text("a packet capture", "it holds no log lines; tcpdump -r FILE shows packets")
_TWICE = _no_text("data compressed twice", "decompress it once before")
_LOGINS = _no_text("a wtmp file", _use("utmpdump FILE"))
_UTF_32 = Content(refusal=f"is UTF-32; {_use('iconv -f UTF-32 -t UTF-8 FILE')}")
_PDF = (b"%PDF-", range(0x30, 0x3A), b".", range(0x30, 0x3A))
_DOCUMENT = _no_text("a PDF document", _use("pdftotext FILE -"))
_LE, _BE = b"\xff\xfe", b"\xfe\xff"

# Each layout has bytes that nobody types: a magic number of letters continues to bytes that are not letters.
_TESTS: tuple[tuple[Test, Content], ...] = (
    (_is_marked, Content(mark=len(_MARK))),
    (_layout(_LE, b"\0\0", _ANY, _ANY, range(17), b"\0"), _UTF_32),
    (_layout(b"\0\0", _BE), _UTF_32),
    (partial(_is_utf_16, _LE, b"\n\0"), Content("utf-16-le", 2)),
    (partial(_is_utf_16, _BE, b"\0\n\0"), Content("utf-16-be", 2)),
    (_layout(b"PK\3\4", range(64), b"\0", _ANY, _ANY, range(100), b"\0"), _ZIP),
    (_layout(b"PK\5\6\0\0\0\0"), _ZIP),
    (_layout(b"7z\xbc\xaf\x27\x1c"), _no_text("a 7z archive", _use("7z x -so FILE"))),
    (_layout(b"Rar!\x1a\7\0"), _RAR),
    (_layout(b"Rar!\x1a\7\1\0"), _RAR),
    (_layout(b"\4\x22\x4d\x18"), _no_text("lz4 data", _use("lz4 -dc FILE"))),
    (_layout(b"\x1f\x9d", range(0x80, 0xA0)), _no_text("compress data", _use("gzip -dc FILE"))),
    # formats that are read have been decompressed before
    (_layout(b"\x1f\x8b\x08", range(32)), _TWICE),
    (_layout(b"BZh", range(0x31, 0x3A), b"1AY&SY"), _TWICE),
    (_layout(b"\xfd7zXZ\0"), _TWICE),
    (_layout(b"\x28\xb5\x2f\xfd"), _TWICE),
    (
        _layout(b"LPKSHHRH", range(10), b"\0\0\0", _ANY, b"\0\0\0", range(3), bytes(7)),
        _no_text("a systemd journal", _use("journalctl --file FILE -o short-iso")),
    ),
    (_layout(b"ElfFile\0"), _no_text("a Windows event log", _use("evtx_dump -o jsonl FILE"))),
    (_layout(range(1, 10), b"\0\0\0", _ANY, _ANY, range(65), b"\0", *(_PADDED,) * 68), _LOGINS),
    (_layout(b"SQLite format 3\0"), _no_text("an SQLite database", _use("sqlite3 FILE 'SELECT ...'"))),
    (_layout(b"\xd4\xc3\xb2\xa1\2\0\4\0"), _PACKETS),
    (_layout(b"\xa1\xb2\xc3\xd4\0\2\0\4"), _PACKETS),
    (_layout(b"\x4d\x3c\xb2\xa1\2\0\4\0"), _PACKETS),
    (_layout(b"\xa1\xb2\x3c\x4d\0\2\0\4"), _PACKETS),
    (_layout(b"\n\r\r\n", _ANY, _ANY, b"\0\0\x4d\x3c\x2b\x1a"), _PACKETS),
    (_layout(b"\n\r\r\n\0\0", _ANY, _ANY, b"\x1a\x2b\x3c\x4d"), _PACKETS),
    (
        _layout(b"\x7fELF", range(1, 3), range(1, 3), b"\1", _ANY, _ANY, bytes(7)),
        _no_text("an executable (ELF)", _LEFT_OUT),
    ),
    (_layout(b"\x89PNG\r\n\x1a\n"), _no_text("a PNG image", _LEFT_OUT)),
    (_layout(b"\xff\xd8\xff", range(0xC0, 0xFF)), _no_text("a JPEG image", _LEFT_OUT)),
    # with the binary comment in the second line that the format asks for
    (_layout(*_PDF, range(10, 14), b"%", *(_HIGH,) * 4), _DOCUMENT),
    (_layout(*_PDF, b"\r\n%", *(_HIGH,) * 4), _DOCUMENT),
    (_is_tar, _no_text("a tar archive", _use("tar -xOf FILE"))),
    (_is_text, TEXT),
    (partial(_is_unmarked_utf_16, 1), _unmarked("UTF-16LE")),
    (partial(_is_unmarked_utf_16, 0), _unmarked("UTF-16BE")),
    (_is_binary, _no_text("binary data", _LEFT_OUT)),
)
