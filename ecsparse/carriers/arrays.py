r"""JSON documents that hold many records, told apart by their bytes alone.

Layout:

    {"Records":[{…},{…}]}                    on one line or on many: files of CloudTrail, and under other names what
    {"kind":"EventList","items":[{…}]}       Azure, Google, Kubernetes and AWS answer; other members may be there
    [{…},{…}]                                an array of objects, on one line or on many
    {…},{…},                                 objects with commas between them, as in a part of an array
    {                                        an object over several lines
      "eventName": "ConsoleLogin"
    }

A document begins with a line, and ends with one. Over several lines, what is neither a record nor a closing bracket
is indented, as programs write it: so an object that begins a line is never hidden in another one. A document that
breaks a rule is what it was: lines.

One that is no longer than a line may be is decided on as a whole. Of a longer one, records are taken as they come,
and after a broken rule there are lines again; a record that is longer by itself is cut as a line is.

Sources: RFC 8259; the references of CloudTrail (log files), Event Hubs, Microsoft Graph, Kubernetes (audit
webhooks) and CloudWatch Logs.
"""

from __future__ import annotations

from ecsparse.carriers.scan import CLOSED, OPEN, Scan, is_named
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from ecsparse.carriers.scan import Span

    # whether an object stays one record: given its text, its first record's, and whether it has no other member
    Keeps: TypeAlias = Callable[[str, str, bool], bool]
    # where a part of a document begins and ends, and its bytes, or the first of them
    Piece: TypeAlias = tuple[int, int, bytes]

# After a line feed: [{ | [ | {"a":1 | ,{
_BEGIN = Pattern(r"\n(?:\{|\[[ \t\r]*+(?:\{|\n|\Z)|,[ \t]*+\{)")
_BEGINNINGS = (b"{", b"[", b",")
_BEHIND = (b"\n{", b"\n[", b"\n,")
# [{
_OBJECTS = Pattern(r"\[[ \t\r\n]*+\{")


def is_possible(lines: bytes, longest: int) -> bool:
    """Whether one of `lines` may begin a document, or is longer than `longest` bytes and may be one."""
    if not lines.startswith(_BEGINNINGS) and not any(behind in lines for behind in _BEHIND):
        return False
    text = f"\n{lines.decode('latin-1')}"
    return any(_may_be_document(text, match.start() + 1, longest) for match in _BEGIN.finditer(text))


def may_begin(line: bytes) -> bool:
    """Whether a document may begin with what `line` begins with."""
    return _BEGIN.match(f"\n{line.decode('latin-1')}") is not None


def begins(text: str, start: int, longest: int) -> bool:
    """Whether a document may begin with the line at `start`.

    A line of at most `longest` bytes that is an object without an array of records is not one.
    """
    return _BEGIN.match(f"\n{text[start : start + 64]}") is not None and _may_be_document(text, start, longest)


def _may_be_document(text: str, start: int, longest: int) -> bool:
    """Do the same with a line that begins as documents do."""
    if text[start] != "{":
        return True
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    last = end - 1
    while text[last] in " \t\r":
        last -= 1
    return text[last] != "}" or end - start > longest or _may_hold_records(text, start, end)


def _may_hold_records(text: str, start: int, end: int) -> bool:
    # looking for names only before brackets takes a tenth of the time, and most objects have none (make bench)
    if text.find("[", start, end) < 0:
        return False
    return any(is_named(text, start, match.start()) for match in _OBJECTS.finditer(text, start, end))


def spans(scan: Scan, text: str, start: int, keeps: Keeps | None) -> tuple[list[Span], int] | None:
    """The records of the document that begins at `start` of `text`, and where what follows it begins.

    `scan` has been fed with the text from there, all that there is. Without `keeps`, records are not taken apart
    that hold records. `None` if that is not a document.
    """
    scan.finish()
    found = _resolved(scan)
    if found is None:
        return None
    records, rest = found
    if rest is None:
        end = text.find("\n", start + scan.end)
        end = len(text) if end < 0 else end
        records, rest = [*records[:-1], (records[-1][0], end - start)], end + 1 - start
    inside = [(start + begin, start + end) for begin, end in records]
    if keeps is not None:
        if scan.is_object and scan.state == CLOSED and scan.end <= scan.longest:
            whole = (start, start + len(text[start : start + scan.end].rstrip()))
            if _is_kept(text, whole, inside, scan.tail, keeps):
                return [whole], start + rest
        inside = [inner for span in inside for inner in _within(text, span, scan.longest, keeps)]
    return inside, start + rest


def _resolved(scan: Scan) -> tuple[list[Span], int | None] | None:
    """The records that a scan found, and where what follows begins: `None` is after the line that the last is in.

    `None` if it found no document.
    """
    longest = scan.longest
    if scan.state == CLOSED:
        return scan.records, scan.end + 1
    if scan.end <= longest or (scan.has_array and scan.is_empty):
        return None
    if not scan.has_array:
        return [(0, scan.end)], None
    if scan.begin is None:
        is_near = scan.tail is not None and scan.end - scan.tail <= longest
        return scan.records, scan.tail if is_near else scan.end
    if scan.end - scan.begin > longest:
        return [*scan.records, (scan.begin, scan.end)], None
    return scan.records, scan.begin


def _is_kept(text: str, whole: Span, records: list[Span], tail: int | None, keeps: Keeps) -> bool:
    start, end = whole
    (begin, stop), *_ = records
    is_alone = "," not in text[start:begin] and tail is not None and text[start + tail : end].strip() == "}"
    return keeps(_decoded(text[start:end]), _decoded(text[begin:stop]), is_alone)


def _decoded(text: str) -> str:
    return text.encode("latin-1").decode(errors="replace")


def _within(text: str, span: Span, longest: int, keeps: Keeps) -> list[Span]:
    """The records of a record that is an object with an array of records by itself; else the record."""
    begin, end = span
    if end - begin > longest or not _may_hold_records(text, begin, end):
        return [span]
    scan = Scan(longest)
    scan.feed(text[begin:end])
    scan.finish()
    inside = [(begin + start, begin + stop) for start, stop in scan.records]
    is_one = scan.state != CLOSED or not scan.is_object or _is_kept(text, span, inside, scan.tail, keeps)
    return [span] if is_one else inside


class Document:
    """A document that arrives in blocks of bytes; places count from its beginning.

    `feed` and `finish` give the records that can be told by then, in pieces: whole ones with what is between them,
    or the beginning of one that is too long. `rest` is what does not belong to the document, once that has ended,
    and begins at `rest_begin`. A document that is decided on as a whole is all rest, and so is any other text.
    """

    def __init__(self, longest: int) -> None:
        self.rest: bytes | None = None
        self.rest_begin = 0
        self._longest = longest
        self._scan = Scan(longest)
        # what is kept, and where it begins; whether it is a record that is too long, or a line whose end is awaited
        self._kept = bytearray()
        self._base = 0
        self._is_cut = self._is_dropping = False
        # the last byte so far
        self._last = b""

    def feed(self, block: bytes) -> Iterator[Piece]:
        """Take a block."""
        scan, begin = self._scan, self._scan.seen
        scan.feed(block.decode("latin-1"))
        self._last = block[-1:]
        if self._is_cut and not self._is_dropping:
            if scan.records and (scan.has_array or scan.state == CLOSED):
                self._is_cut = False
                cut = scan.records.pop(0)
                yield self._piece(*cut, bytes(self._kept[: cut[1] - cut[0]]))
                # it may have ended before
                self._base = max(cut[1], begin)
                self._kept = bytearray(block[self._base - begin :])
        else:
            self._kept += block if not self._is_dropping else b""
        if self._is_dropping or (self._is_cut and scan.state != OPEN):
            yield from self._drop(block, begin)
        elif scan.state != OPEN:
            yield from self._end()
        elif scan.seen > self._longest + 1:
            yield from self._take()

    def finish(self) -> Iterator[Piece]:
        """Let the document end where it is."""
        self._scan.finish(self._last == b"\n")
        if self._is_cut:
            self.rest, self.rest_begin = b"", self._scan.seen
            yield self._piece(self._base, self._scan.seen, bytes(self._kept))
        else:
            yield from self._end()

    def _take(self) -> Iterator[Piece]:
        """What is complete of a document that is longer than a line may be."""
        scan = self._scan
        if scan.has_array:
            yield from self._pieces(scan.take())
        begin = scan.begin if scan.has_array else 0
        if begin is None:
            is_near = scan.tail is not None and scan.seen - scan.tail <= self._longest
            begin = scan.tail if is_near and scan.tail is not None else scan.seen - 1
        self._forget(begin)
        self._cut()

    def _cut(self) -> None:
        """Keep of a record that is too long as much as of a line."""
        if len(self._kept) > self._longest + 1:
            self._is_cut = True
            del self._kept[self._longest + 2 :]

    def _end(self) -> Iterator[Piece]:
        """The last records of a document that has ended."""
        scan = self._scan
        found = _resolved(scan)
        if found is None or (scan.state == CLOSED and scan.end <= self._longest):
            self.rest, self.rest_begin = bytes(self._kept), self._base
            return
        records, rest = found
        if rest is not None:
            yield from self._pieces(records)
            self.rest, self.rest_begin = bytes(self._kept[max(rest - self._base, 0) :]), rest
            return
        yield from self._pieces(records[:-1])
        self._forget(records[-1][0])
        block, begin = bytes(self._kept), self._base
        self._cut()
        yield from self._drop(block, begin)

    def _pieces(self, records: list[Span]) -> Iterator[Piece]:
        if records and not records[0][0]:
            # nothing is before it
            yield self._piece(*records[0], bytes(self._kept[: records[0][1]]))
            del records[0]
        if records:
            begin, end = records[0][0], records[-1][1]
            yield self._piece(begin, end, bytes(self._kept[begin - self._base : end - self._base]))

    @staticmethod
    def _piece(begin: int, end: int, text: bytes) -> Piece:
        """A piece, with a comma in place of what is before it: so its records are known for what they are."""
        return (begin - 1, end, b"," + text) if begin else (begin, end, text)

    def _forget(self, begin: int) -> None:
        """Keep only what begins at `begin`."""
        del self._kept[: max(begin - self._base, 0)]
        self._base = max(begin, self._base)

    def _drop(self, block: bytes, begin: int) -> Iterator[Piece]:
        """Go on to the end of the line that a record which is too long breaks off in; `block` begins at `begin`."""
        is_ended = not self._is_dropping and self._scan.end < begin
        self._is_cut = self._is_dropping = True
        end = -1 if is_ended else block.find(b"\n", max(self._scan.end - begin, 0))
        if end >= 0 or is_ended:
            self.rest, self.rest_begin = block[end + 1 :], begin + end + 1
            yield self._piece(self._base, begin + end, bytes(self._kept))
