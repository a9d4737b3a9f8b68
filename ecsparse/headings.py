r"""Lines that name the columns of the lines after them, or their file: all that a line takes from another line.

Layout:
    #Software: Microsoft Internet Information Services 10.0     W3C extended log format; `#Fields:` has the columns
    #Fields: date time cs-method cs-uri-stem
    #separator \x09                                             Zeek: `#fields` has the columns
    #fields	ts	uid	id.orig_h
    #close	2023-10-31-15-09-55                                 Zeek: the end of a log, and of what its columns are
    version srcaddr dstaddr action                              columns alone, if the input begins so
    "_time",host,"_raw"                                         exports of searches, if the input begins so
    ==> /var/log/auth.log <==                                   tail and head, if the input begins so: a file

A heading is the text of such lines, with line feeds between them. It holds up to the end of its input, or the next
one: once columns are named, any line of a heading begins another one, but for the date and the types of columns,
which take the place of those before. The name of a file begins one too, and stays in those that follow it. The
heading of an input that has none is empty; before the first line, it is `None`.

Source: the W3C working draft on the extended log file format; the manual of Zeek (log formats); the Amazon VPC User
Guide (flow log records); tail(1).
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    # where a line begins and ends, its name, and its text
    Line: TypeAlias = tuple[int, int, str, str]

_MARK = b"#"
_LINE_FEED = ord("\n")
# A longer line is not one of a heading, in bytes.
_LONGEST = 1 << 14
# How lines begin that name columns, and how long that is at the most.
_NAMES_OF_COLUMNS = ("#Fields:", "#fields", "")
_BEGINNINGS = tuple(f"\n{name}".encode() for name in _NAMES_OF_COLUMNS if name)
# How the line begins after which no columns are named any more.
_END = "#close"
# What belongs to the columns before it.
_BEHIND_COLUMNS = ("#Date:", "#types")
_LONGEST_BEGINNING = max(map(len, _BEGINNINGS))

# How a line begins that names a file, and the name of what has none.
_TITLE = "==>"
_NO_FILE = "standard input"

# What a row of names is called.
_ROW = ","
_NAME = r'"?[A-Za-z@_*$][A-Za-z0-9@_#.:/$ -]{0,63}+(?:\[UTC\])?"?'
# "_time",host,"_raw"
_ROW_OF_NAMES = Pattern(rf"{_NAME}([,;\t]){_NAME}(?:\1{_NAME}){{0,254}}")
# "TimeGenerated [UTC]", (the last word of a name)
_LAST_WORD = Pattern(r"([A-Za-z]{1,64})\"?(?=[,;\t]|\Z)")
# Those of the column that has lines.
_OF_LINES = frozenset((
    "body", "content", "line", "log", "message", "messages", "msg", "payload", "raw", "rawstring", "syslogmessage",
    "text", "textpayload",
))  # fmt: skip

# What may stand in front of a line, and how lines begin that have no columns: blank ones, and objects.
_IN_FRONT = " \t\ufeff"
_WITHOUT_COLUMNS = ("", "{", "@")

# #Fields: date time | #fields<tab>ts | #separator \x09
_NAMED = Pattern(
    r"#(?:(?:Software|Version|Date|Fields):|(?:separator|set_separator|empty_field|unset_field|path|fields|types|close)"
    r"(?![A-Za-z0-9_]))"
)
# ==> /var/log/auth.log <==
_FILE = Pattern(r"==> ([^\n]{1,4096}) <==")
# version account-id interface-id srcaddr dstaddr
_COLUMNS = Pattern(r"[a-z][a-z0-9-]{1,63}(?: [a-z][a-z0-9-]{1,63}){2,127}")
# Of these, one is in every line of columns alone.
_TELLING = frozenset(("dstaddr", "interface-id", "pkt-dstaddr", "pkt-srcaddr", "srcaddr"))


def after(lines: bytes, heading: str | None) -> str:
    """The heading after complete `lines`, the last one without its line feed; `heading` is that before them."""
    if heading is not None and _MARK not in lines and not _is_alone(heading):
        return heading
    return [found for found, _ in split(lines, heading)][-1]


def split(lines: bytes, heading: str | None) -> Iterator[tuple[str, bytes]]:
    """Complete `lines` in parts, each with the heading that holds for it; what is of a heading begins a part."""
    begin, following = 0, 0
    named = {_name_of(line) or "": line for line in (heading or "").split("\n") if line}
    for start, end, name, line in _found(lines, heading):
        if start != following:
            yield "\n".join(named.values()), lines[begin : start - 1]
            begin = start
        following = end + 1
        if name == _TITLE:
            named = {}
        elif name == _END or (name not in _BEHIND_COLUMNS and not named.keys().isdisjoint(_NAMES_OF_COLUMNS)):
            named = {_TITLE: named[_TITLE]} if _TITLE in named else {}
        if name != _END:
            named[name] = line
    yield "\n".join(named.values()), lines[begin:]


def are_in(blocks: Iterable[bytes]) -> bool:
    """Whether a line of the input whose blocks are given, the first with its first line, names columns."""
    before = b""
    for block in blocks:
        if not before and after(block.partition(b"\n")[0], None):
            return True
        text = (before or b"\n") + block
        if _MARK in text and any(beginning in text for beginning in _BEGINNINGS):
            return True
        before = text[-_LONGEST_BEGINNING:]
    return False


def may_have_columns(line: str) -> bool:
    """Whether `line` may have columns: it is neither blank nor an object."""
    return line.lstrip(_IN_FRONT)[:1] not in _WITHOUT_COLUMNS


def file_of(heading: str) -> str | None:
    """The file whose lines those behind `heading` are, as `tail` calls it; `None` if it does not say that."""
    match = _FILE.match(heading)
    return None if match is None or match[1] == _NO_FILE else match[1]


def _found(lines: bytes, heading: str | None) -> Iterator[Line]:
    """The lines of headings among `lines`, in their order."""
    if heading is None:
        end = lines.find(b"\n")
        heading = _text(lines[: len(lines) if end < 0 else end])
        name = _name_of(heading)
        heading = heading if name in ("", _TITLE, _ROW) else ""
        if name == _ROW:
            yield 0, len(lines) if end < 0 else end, name, heading
            return
    elif heading and _name_of(heading.partition("\n")[0]) == _ROW:
        return
    if heading and not heading.startswith("#"):
        yield from _found_by_lines(lines, is_titled=heading.startswith(_TITLE))
        return
    # to look for a line feed and this costs more (make bench)
    start = lines.find(_MARK)
    while start >= 0:
        if not start or lines[start - 1] == _LINE_FEED:
            end = lines.find(b"\n", start)
            text = _text(lines[start : len(lines) if end < 0 else end])
            if name := _name_of(text):
                yield start, len(lines) if end < 0 else end, name, text
        start = lines.find(_MARK, start + 1)


def _found_by_lines(lines: bytes, *, is_titled: bool) -> Iterator[Line]:
    """The same of an input that begins with the name of a file, or with columns alone."""
    start = 0
    for line in lines.split(b"\n"):
        if line[:1] in b"#=" if is_titled else line[:1].islower():
            text = _text(line)
            name = _name_of(text)
            if name is not None and bool(name) == is_titled:
                yield start, start + len(line), name, text
        start += len(line) + 1


def _text(line: bytes) -> str:
    """A line as text; empty if it is too long for one of a heading."""
    return line.decode(errors="replace").removesuffix("\r") if len(line) <= _LONGEST else ""


def _name_of(line: str) -> str | None:
    """How a line of a heading begins, empty if that is columns alone; `None` if it is no such line."""
    if line.startswith(_TITLE):
        return _TITLE if _FILE.fullmatch(line) is not None else None
    match = _NAMED.match(line)
    if match is not None:
        return match[0]
    if _ROW_OF_NAMES.fullmatch(line) is not None and _has_lines(line):
        return _ROW
    is_columns = _COLUMNS.fullmatch(line) is not None and not _TELLING.isdisjoint(line.split(" "))
    return "" if is_columns else None


def _has_lines(names: str) -> bool:
    """Whether one of the `names` of columns is that of lines."""
    return any(word.lower() in _OF_LINES for word in _LAST_WORD.findall(names))


def _is_alone(heading: str) -> bool:
    return heading != "" and not heading.startswith("#")
