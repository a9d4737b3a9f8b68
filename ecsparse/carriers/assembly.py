r"""Records of several lines that carriers write, put together by their bytes alone.

Layout:

    __CURSOR=s=…                                           journalctl -o export: fields, up to a blank line; a value
    MESSAGE=line                                           that is not text has its size before it, in eight bytes
    Tue 2023-10-31 15:09:55.123456 CET [s=…;i=1;…]         journalctl -o verbose: the fields are indented
        MESSAGE=line
    {"log":"the first 16 KiB","stream":"stdout",…}         Docker's driver json-file: up to a text that ends with \n
    2023-10-31T15:09:55.123456789Z stdout P the first      CRI: up to a part with the tag F
    Debug line with all properties:                        rsyslog's RSYSLOG_DebugFormat: see `rsyslog`
    132 <38>1 2023-10-31T15:09:55Z …                       a frame of syslog over TCP: see `frames`
    {"streams":[{"stream":{…},"values":[["…","line"]]}]}   each of Loki's values is a record: see `loki`
    {"version":"1.1",…}<NUL>{"version":"1.1",…}<NUL>       GELF over TCP: each object is a record

A record ends before a line that does not belong to it, and before it would be longer than a line may be.

Sources: as those of `journald` and `containers`.
"""

from __future__ import annotations

from ecsparse.carriers import arrays, frames, loki, rsyslog
from ecsparse.carriers.scan import OPEN, Scan
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from ecsparse.carriers.arrays import Keeps

    # where that which is at a place ends, if it belongs to the record that begins at another place; negative if it
    # is the last part of that
    Follow: TypeAlias = Callable[[str, int, int], int | None]

# No record has more lines.
_MOST_LINES = 4096

# Docker cuts lines that are longer, in bytes; each part is longer still.
_DOCKER_PART = 1 << 14

_SIZE = 8

_EXPORT = "__CURSOR="
_DOCKER = '{"log":"'
_DEBUG = rsyslog.BEGINNING.encode()
_DOCKER_END = '\\n","'

# _HOSTNAME=web01 | MESSAGE
_FIELD = Pattern(r"([A-Z_][A-Z0-9_]{0,255}+)(=|\n|\Z)")
# Tue 2023-10-31 15:09:55.123456 CET [s=0c1a5a6d;i=1207;b=7f1b;m=1d8a;t=608ff1a2b3c4d;x=5e6f]
VERBOSE = Pattern(
    r"[A-Z][a-z]{2} [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})? [A-Za-z0-9+:_/-]{1,64} "
    r"\[s=[0-9a-f]{1,32};i=[0-9a-f]{1,16};b=[0-9a-f]{1,32};m=[0-9a-f]{1,16};t=([0-9a-f]{1,13});[^\n\]]{1,256}\]"
    r"(?=\n|\Z)"
)
_INDENT = "    "
# How documents of JSON begin.
_BEFORE_ARRAYS = frozenset("{[,")
# How lines inside of one begin, and how lines end after which it goes on.
_INSIDE_OBJECTS = frozenset(" \t}],")
_BEFORE_OBJECTS = frozenset("{[,")
# How their last lines begin, so far as they are open.
_INSIDE_ARRAYS = frozenset((b"", *(bytes((byte,)) for byte in b" \t\r{}[],")))
# 2023-10-31T15:09:55.123456789Z stdout P
_CRI = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z-]{9,25} (stdout|stderr) ([FP])[: ]")
# ","stream":"stdout"
_STREAM = Pattern(r'","stream":"(stdout|stderr)"')

# How the first words of lines of such records begin, where they are neither times nor numbers.
_BEGINNINGS = frozenset(("_", "{", "[", ",", ""))
# of rsyslog's
_FIRST_WORD = rsyslog.BEGINNING.partition(" ")[0]

# what stands between objects with a NUL after each, in one line, and what may be the beginning of it
_BETWEEN_OBJECTS, _LINE_BETWEEN_OBJECTS = b'}\0{"', b'}\n{"'
_EDGES = (b"}\0{", b"}\0", b"}")

# How far the beginning of a file tells that it has such records, in bytes.
_HEAD = 1 << 14


def in_lines(text: bytes) -> bytes:
    """`text` with a line feed for each NUL between two objects; it is as long as before."""
    if b"\0" not in text:
        return text
    return text.replace(_BETWEEN_OBJECTS, _LINE_BETWEEN_OBJECTS)


def edge_of(block: bytes) -> bytes:
    """The end of `block` that may be the beginning of what stands between two objects; most often empty."""
    return next((edge for edge in _EDGES if block.endswith(edge)), b"")


def is_possible(lines: bytes, longest: int) -> bool:
    """Whether `lines` may have other records than lines in them, or begin one at their end.

    A line longer than `longest` bytes may have some.
    """
    return (
        b"__CURSOR=" in lines
        or _DEBUG in lines
        or b"]\n    " in lines
        or b" stdout P" in lines
        or b" stderr P" in lines
        or lines.endswith(b"]")
        or (len(lines) > _DOCKER_PART and b'{"log":"' in lines)
        or frames.are_possible(lines)
        or loki.are_possible(lines)
        or arrays.is_possible(lines, longest)
    )


def may_begin(words: Iterable[str]) -> bool:
    """Whether such a record may begin in lines with these first `words`, or go on there: see `is_possible`."""
    return any(
        word[:1] in _BEGINNINGS or word[10:11] == "T" or word.isdecimal() or word == _FIRST_WORD for word in words
    )


def may_be_open(lines: bytes, longest: int) -> bool:
    """Whether the last of `lines` may be of a record that goes on after them; `longest` is as of `is_possible`."""
    last = lines[lines.rfind(b"\n") + 1 :]
    return (
        last.startswith((b"    ", b'{"log":"'))
        or last.endswith(b"]")
        or b" stdout P" in last
        or b" stderr P" in last
        or b"__CURSOR=" in lines
        or _DEBUG in lines
        or frames.are_possible(lines)
        or (last[:1] in _INSIDE_ARRAYS and arrays.is_possible(lines, longest))
    )


def may_span(head: bytes) -> bool:
    """Whether a file that begins with `head` is one of records of which no line tells that it begins one."""
    text = head[:_HEAD].decode("latin-1")
    is_record = text.startswith(_EXPORT) or frames.FRAME.match(text) is not None
    return is_record or arrays.begins(text, 0, _HEAD)


def may_be_together(before: bytes, line: bytes) -> bool:
    """Whether `line` may belong to the record that has the line `before` it."""
    first, second = before.decode("latin-1"), line.decode("latin-1")
    if second[:1] in _INSIDE_OBJECTS or first.rstrip()[-1:] in _BEFORE_OBJECTS:
        return True
    if second.startswith(rsyslog.LINES):
        return True
    if first.startswith(_DOCKER):
        return len(first) > _DOCKER_PART and _is_part(first, 0, len(first))
    match = _CRI.match(first)
    if match is not None:
        return match[2] == "P"
    is_field = _FIELD.match(first) is not None or _FIELD.match(second) is not None
    return is_field and not second.startswith(_EXPORT)


def records(lines: bytes, longest: int, keeps: Keeps) -> tuple[list[bytes], list[int]]:
    """The records of complete `lines`, the last one without its line feed, and where they begin: most are lines.

    None of several lines is longer than `longest` bytes, but for those of JSON. Those of an object of Loki's begin
    where it does. `keeps` is as of `arrays.spans`.
    """
    spans = [*_spans(lines, longest, keeps)]
    if not loki.are_possible(lines):
        return [lines[start:end] for start, end, _ in spans], [start for start, _, _ in spans]
    several = [(text, start) for start, end, _ in spans for text in loki.values(lines[start:end])]
    return [text for text, _ in several], [start for _, start in several]


def open_from(lines: bytes, longest: int, but: int) -> int:
    """Where in complete `lines` the last record begins, if what comes next may belong to it; else their length.

    A document of JSON (see `arrays`) that begins at `but` does not go on.
    """
    begin = len(lines)
    for start, _, is_open in _spans(lines, longest, None, but):
        begin = start if is_open else len(lines)
    return begin


def _spans(lines: bytes, longest: int, keeps: Keeps | None, but: int = -1) -> Iterator[tuple[int, int, bool]]:
    """Where each record begins and ends, and whether what follows `lines` may belong to it.

    With `keeps`, nothing follows them, and records of JSON that hold records are taken apart.
    """
    # a character a byte, so that a pattern of text will do
    text = lines.decode("latin-1")
    # a frame needs to know whether a line feed follows
    is_ended = keeps is not None
    ended = text if is_ended else f"{text}\n"
    start = 0
    while start <= len(text):
        end = _end_of_line(text, start)
        first = text[start : start + 1]
        document = _document(text, start, longest, keeps, but) if first in _BEFORE_ARRAYS else None
        if document is not None:
            found, start = document
            yield from found
            continue
        follow: Follow | None = None
        is_open = False
        if first == "_" and text.startswith(_EXPORT, start):
            follow = _after_field
        elif first == "D" and text.startswith(rsyslog.BEGINNING, start) and end - start == len(rsyslog.BEGINNING):
            follow = _after_property
        elif first == "{" and end - start > _DOCKER_PART and _is_part(text, start, end):
            follow = _after_part
        elif first.isdecimal() and frames.FRAME.match(text, start) is not None:
            end = frames.end_of(ended, start, longest, is_ended=is_ended)
            is_open = end == frames.OPEN
            end = len(text) if is_open else end
        elif first.isdecimal() and (match := _CRI.match(text, start)) is not None and match[2] == "P":
            follow = _after_tag
        elif "A" <= first <= "Z" and text.startswith("[s=", text.rfind(" ", start, end) + 1):
            follow = _after_indent if VERBOSE.match(text, start) is not None else None
        if follow is not None:
            end, is_open = _extended(text, start, end, follow, longest)
        yield start, end, is_open
        # no line feed stands between frames
        start = end if end < len(text) and text[end] != "\n" else end + 1


def _document(
    text: str, start: int, longest: int, keeps: Keeps | None, but: int
) -> tuple[list[tuple[int, int, bool]], int] | None:
    """The records of the document of JSON that begins with the line at `start`, as `_spans` has them, and its end.

    `None` if there is no document; the end is where the next line begins.
    """
    if not arrays.begins(text, start, longest):
        return None
    scan = Scan(longest)
    scan.feed(text, start)
    if keeps is None and start != but:
        scan.feed("\n")
        if scan.state == OPEN:
            return [(start, len(text), True)], len(text) + 1
    found = arrays.spans(scan, text, start, keeps)
    return None if found is None else ([(begin, end, False) for begin, end in found[0]], found[1])


def _extended(text: str, start: int, end: int, follow: Follow, longest: int) -> tuple[int, bool]:
    """The end of a record whose first line ends at `end`, and whether more may belong to it."""
    for _ in range(_MOST_LINES):
        if end >= len(text):
            return end, end - start < longest
        following = follow(text, start, end + 1)
        if following is None or abs(following) - start > longest:
            return end, False
        end = abs(following)
        if following < 0:
            return end, False
    return end, False


def _after_field(text: str, _: int, place: int) -> int | None:
    """The end of the field of the journal at `place`, `None` if there is none."""
    if text.startswith(_EXPORT, place):
        return None
    match = _FIELD.match(text, place)
    if match is None:
        return None
    if match[2] == "=":
        return _end_of_line(text, place)
    data = match.end() + _SIZE
    size = int.from_bytes(text[match.end() : data].encode("latin-1"), "little")
    if data > len(text):
        return len(text)
    end = data + size
    return None if end < len(text) and text[end] != "\n" else end


def _after_property(text: str, _: int, place: int) -> int | None:
    """The end of the line of rsyslog's properties at `place`, if it is one; negative if it is the last."""
    if not text.startswith(rsyslog.LINES, place):
        return None
    end = _end_of_line(text, place)
    return -end if text.startswith(rsyslog.LAST_LINE, place) else end


def _after_indent(text: str, _: int, place: int) -> int | None:
    """The end of the line at `place` if it is indented as a field is."""
    return _end_of_line(text, place) if text.startswith(_INDENT, place) else None


def _after_tag(text: str, start: int, place: int) -> int | None:
    """The end of the part at `place` if it is of the same stream as that at `start`; negative if it is the last."""
    first, match = _CRI.match(text, start), _CRI.match(text, place)
    if first is None or match is None or match[1] != first[1]:
        return None
    end = _end_of_line(text, place)
    return end if match[2] == "P" else -end


def _after_part(text: str, start: int, place: int) -> int | None:
    """The same of Docker's."""
    end = _end_of_line(text, place)
    first, match = _stream_of(text, start, place - 1), _stream_of(text, place, end)
    if not text.startswith(_DOCKER, place) or match is None or match != first:
        return None
    return end if end - place > _DOCKER_PART and _is_part(text, place, end) else -end


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the text in a line of Docker's does not end with a line feed."""
    return text.startswith(_DOCKER, start) and text.find(_DOCKER_END, start, end) < 0


def _stream_of(text: str, start: int, end: int) -> str | None:
    """Which stream a line of Docker's is of."""
    place = text.rfind('","stream":"', start, end)
    match = _STREAM.match(text, place) if place >= 0 else None
    return None if match is None else match[1]


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
