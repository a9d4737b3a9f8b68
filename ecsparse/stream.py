"""Complete lines from blocks of bytes."""

from __future__ import annotations

from ecsparse import headings
from ecsparse.carriers import arrays, assembly, frames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ecsparse.carriers.arrays import Piece
    from ecsparse.origin import Origin

# What begins a line that belongs to the one before it.
_INDENTS = (b" ", b"\t")


class Lines:
    """Complete lines from blocks, wherever the blocks are cut; only a line feed ends a line.

    A NUL between two objects is one, too. Lines that a carrier makes one record of are given at once: see
    `carriers.assembly`. No line feed ends the last one of frames, after which the next lines go on. Of a document
    of JSON that holds records, and is longer than a line may be, the records are given: see `carriers.arrays`.

    Of a line longer than `max_line` bytes, the first `max_line + 2` are kept: enough to see that it is longer,
    whether or not a carriage return is at the place where it would end.

    `origin` is where the input comes from, and then where the lines do that were given last; with `None`, that is
    not known. `heading` is what named the columns of the first of them: see `ecsparse.headings`.
    """

    __slots__ = (
        "_begin",
        "_cut",
        "_document",
        "_edge",
        "_ended",
        "_following",
        "_frame_end",
        "_held",
        "_limit",
        "_longest",
        "_open",
        "_pending",
        "_read",
        "heading",
        "origin",
    )

    def __init__(self, max_line: int, origin: Origin | None = None) -> None:
        self.origin = origin
        # and that of the next lines
        self.heading: str | None = None
        self._following: str | None = None
        self._longest = max_line
        self._limit = max_line + 2
        # the lines of a record, with their line feeds, that more lines may belong to
        self._open = b""
        self._pending = bytearray()
        # the end of the last block, if what follows tells whether it ends a record
        self._edge = b""
        # where in the lines that are given next one begins that may have been cut
        self._cut = 0
        # a document that has begun at `_begin`, and where one began that does not go on
        self._document: arrays.Document | None = None
        self._ended = -1
        # where the pending frame ends by its count, if it is longer than a line, and what is known to follow it
        self._frame_end: int | None = None
        self._held = b""
        # how many bytes of the input precede the pending line, and the next block
        self._begin = self._read = 0

    def skip(self, number: int) -> None:
        """Let as many bytes of the input come before its first block."""
        self._begin += number
        self._read += number

    def feed(self, block: bytes) -> Iterator[bytes]:
        """The lines that `block` completes, without the last one's line feed, in blocks that are apart."""
        text = assembly.in_lines(self._edge + block)
        self._edge = assembly.edge_of(text)
        yield from self._feed(text.removesuffix(self._edge))

    def _feed(self, block: bytes) -> Iterator[bytes]:
        """Do the same with a `block` in which each record is a line."""
        left: bytes | None = self._held + block
        self._held = b""
        while left:
            document = self._document
            if self._frame_end is not None:
                left = yield from self._feed_frame(left, self._frame_end)
            elif document is None:
                left = yield from self._feed_lines(left)
            else:
                left = yield from self._records_of(document, document.feed(left))

    def finish(self) -> Iterator[bytes]:
        """The lines that are left at the end of the input, without the last one's line feed, in such blocks."""
        yield from self._feed(self._edge)
        self._edge = b""
        while (document := self._document) is not None:
            left = yield from self._records_of(document, document.finish())
            if left:
                # no line of it goes on
                yield from self._feed(left if left.endswith(b"\n") else left + b"\n")
        self._keep(self._held)
        self._read += len(self._held)
        self._held, self._frame_end = b"", None
        last, self._cut = self._open + self._pending, len(self._open)
        self._open = b""
        self._pending.clear()
        if last:
            is_ended = last.endswith(b"\n")
            yield self._located(last[:-1] if is_ended else last, self._read - is_ended, self._read)

    def _feed_lines(self, block: bytes) -> Generator[bytes, None, bytes | None]:
        """Give the lines that `block` completes; return what it has of a document that does not end in it."""
        if self._begins_document(block):
            text = bytes(self._pending) + block
            self._pending.clear()
            return text
        start = self._read
        self._read += len(block)
        end = block.rfind(b"\n")
        if end < 0:
            if self._may_be_framed(block):
                yield from self._framed(None, start, block)
            else:
                self._keep(block)
            return None
        complete = block[:end]
        # of a line that is cut already, nothing more is kept
        is_cut = len(self._pending) >= self._limit
        if self._pending:
            complete = bytes(self._pending) + block[block.find(b"\n") if is_cut else 0 : end]
            self._pending.clear()
        self._cut = len(self._open) if is_cut else 0
        complete, behind = self._open + complete, block[end + 1 :]
        return (yield from self._feed_complete(complete, start + end, behind))

    def _feed_complete(self, complete: bytes, end: int, behind: bytes) -> Generator[bytes, None, bytes | None]:
        """Do the same with `complete` lines, which end at byte `end` of the input, and what is `behind` them."""
        lines: bytes | None = complete
        self._open = b""
        if assembly.may_be_open(complete, self._longest):
            begin = assembly.open_from(complete, self._longest, self._ended - end + len(complete))
            if begin < len(complete):
                # what precedes it may be a frame, or a document's last record, which no line feed ends
                lines = complete[:begin].removesuffix(b"\n") if begin else None
                self._open = complete[begin:] + b"\n"
                end -= len(complete) - len(lines or b"")
        following = self._read - len(self._open) - len(behind)
        is_document = self._open and following != self._ended
        if is_document and arrays.begins(self._open.decode("latin-1"), 0, self._longest):
            if lines is not None:
                yield self._located(lines, end, following)
            text, self._open = self._open + behind, b""
            self._document = arrays.Document(self._longest)
            return text
        if self._may_be_framed(behind):
            yield from self._framed(lines, end, behind)
            return None
        if lines is not None:
            yield self._located(lines, end, following)
        if self._begins_document(behind):
            return behind
        self._keep(behind)
        return None

    def _begins_document(self, block: bytes) -> bool:
        """Whether the pending line, which `block` continues, is too long for one and begins a document."""
        pending = len(self._pending)
        if pending > self._longest or pending + len(block) <= self._longest or self._open:
            return False
        end = block.find(b"\n")
        if pending + (len(block) if end < 0 else end) <= self._longest or self._begin == self._ended:
            return False
        if not arrays.may_begin(bytes(self._pending[:64] or block[:64])):
            return False
        self._document = arrays.Document(self._longest)
        return True

    def _records_of(self, document: arrays.Document, pieces: Iterator[Piece]) -> Generator[bytes, None, bytes | None]:
        """Give the records of `document` that are complete; return what is not its own, once it has ended."""
        for begin, end, text in pieces:
            if self.origin is not None:
                self.origin = self.origin.at(self._begin + begin, end - begin - len(text))
            self.heading = self._following = self._following or ""
            yield text
        if document.rest is not None:
            self._document = None
            self._ended = self._begin if not document.rest_begin else -1
            self._begin = self._read = self._begin + document.rest_begin
        return document.rest

    def _may_be_framed(self, block: bytes) -> bool:
        """Whether what is kept, with `block` after it, may begin with a frame: see `carriers.frames`."""
        first = (self._open or self._pending or block)[:1]
        return first.isdigit() and len(self._pending) < self._limit

    def _framed(self, lines: bytes | None, end: int, block: bytes) -> Iterator[bytes]:
        """Give `lines`, which end at byte `end` of the input, and the frames after them that `block` completes."""
        rest = self._open + self._pending + block
        begin = self._read - len(rest)
        last, following = frames.complete_in(rest, self._longest)
        if last:
            lines = rest[:last] if lines is None else lines + b"\n"[: begin - end] + rest[:last]
            end, rest = begin + last, rest[following:]
        cut = rest.rfind(b"\n") + 1
        frame = None if cut else frames.end_of_long(rest, self._longest)
        if frame is not None:
            # whether it ends there is told by what follows
            self._frame_end, self._held, rest = begin + following + frame, rest[frame:], rest[:frame]
            self._read -= len(self._held)
        self._open = rest[:cut]
        self._pending.clear()
        self._keep(rest[cut:])
        if lines is not None:
            yield self._located(lines, end, begin + following)

    def _feed_frame(self, block: bytes, end: int) -> Generator[bytes, None, bytes | None]:
        """Give the pending frame, if another one follows at byte `end` of the input; return what is not its own.

        If no other one does, that is the block: the frame ends with its line.
        """
        inside, behind = block[: end - self._read], block[end - self._read :]
        is_followed = frames.begins(behind)
        if b"\n" not in inside and is_followed is None:
            self._keep(inside)
            self._read += len(inside)
            self._held = behind
            return None
        self._frame_end = None
        if b"\n" in inside or not is_followed:
            return block
        self._keep(inside)
        self._read += len(inside)
        lines, self._cut = bytes(self._pending), 0
        self._pending.clear()
        yield self._located(lines, end, end)
        return behind

    def _keep(self, part: bytes) -> None:
        """Keep `part` as far as lines are kept."""
        self._pending += part[: self._limit - len(self._pending)]

    def _located(self, lines: bytes, end: int, following: int) -> bytes:
        """`lines`, with their origin noted: up to before byte `end`; the next one is at byte `following`."""
        if self.origin is not None:
            # only the line that was pending can have been cut
            self.origin = self.origin.at(self._begin, end - self._begin - len(lines), self._cut)
        self._begin = following
        self.heading, self._following = self._following, headings.after(lines, self._following)
        return lines


class Records(Lines):
    """Complete records from blocks: a line that begins with a blank or a tab belongs to the record before it.

    A record is complete when the next one begins, or at the end of the input. Of one longer than `max_line` bytes,
    as much is kept as of a line.
    """

    __slots__ = ("_at_line_end",)

    def __init__(self, max_line: int, origin: Origin | None = None) -> None:
        super().__init__(max_line, origin)
        # whether the last byte so far ends a line: the next one decides whether it ends the record
        self._at_line_end = False

    def feed(self, block: bytes) -> Iterator[bytes]:
        """The records that `block` completes, without the last one's line feed."""
        # put back the line feed that was held back
        text = b"\n" + block if self._at_line_end else block
        start = self._read - self._at_line_end
        self._read += len(block)
        self._at_line_end = text.endswith(b"\n")
        if self._at_line_end:
            text = text[:-1]
        end = text.rfind(b"\n")
        while end >= 0 and text[end + 1 : end + 2] in _INDENTS:
            end = text.rfind(b"\n", 0, end)
        if end < 0:
            self._keep(text)
            return
        complete = self._whole() + text[:end]
        self._pending.clear()
        self._keep(text[end + 1 :])
        yield self._located(complete, start + end, start + end + 1)

    def finish(self) -> Iterator[bytes]:
        """The last record, if there is one."""
        last = self._whole() if self._pending or self._at_line_end else None
        self._pending.clear()
        end, self._at_line_end = self._read - self._at_line_end, False
        if last is not None:
            yield self._located(last, end, self._read)

    def _whole(self) -> bytes:
        """What is kept of a record; where it was cut at a line's end, the rest of the record is not another one."""
        return bytes(self._pending).rstrip(b"\n")
