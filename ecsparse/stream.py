"""Blocks of bytes as they arrive, and complete lines from them."""

from __future__ import annotations

import fcntl
import os
import select
from contextlib import suppress

from ecsparse.carriers import assembly, frames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from ecsparse.origin import Origin

    # a descriptor, and what to do once it is readable
    Aside: TypeAlias = tuple[int, Callable[[], None]]

# What begins a line that belongs to the one before it.
_INDENTS = (b" ", b"\t")

# 256 KiB have enough lines of one form for its data to stay in the processor's caches; larger blocks take more
# memory, and is hardly faster (make bench).
BLOCK = 1 << 18


def blocks(descriptor: int, stop: int, aside: Aside | None = None) -> Iterator[bytes]:
    """Blocks read from `descriptor` as soon as it is readable, up to its end.

    Ends early once the descriptor `stop` is readable. `aside` is done meanwhile.

    Raises:
        OSError: reading failed.
    """
    _widen(descriptor)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    poll.register(stop, select.POLLIN)
    wake, act = aside or (None, None)
    if wake is not None:
        poll.register(wake, select.POLLIN)
    while True:
        ready = {number for number, _ in poll.poll()}
        if stop in ready:
            return
        if act is not None and wake in ready:
            act()
        if descriptor not in ready:
            continue
        block = os.read(descriptor, BLOCK)
        if not block:
            return
        yield block


def _widen(descriptor: int) -> None:
    """Let `descriptor`, if it is a pipe, hold a block; Linux alone can do that, within the limits of a user."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, BLOCK)


class Lines:
    """Complete lines from blocks, wherever the blocks are cut; only a line feed ends a line.

    Lines that a carrier makes one record of are given at once: see `carriers.assembly`. No line feed ends the
    last one of frames, behind which the next lines go on.

    Of a line longer than `max_line` bytes, the first `max_line + 2` are kept: enough to see that it is longer,
    whether or not a carriage return is at the place where it would end.

    `origin` is where the input comes from, and then where the lines do that were given last; with `None`, that is
    not known.
    """

    __slots__ = ("_begin", "_limit", "_longest", "_open", "_pending", "_read", "origin")

    def __init__(self, max_line: int, origin: Origin | None = None) -> None:
        self.origin = origin
        self._longest = max_line
        self._limit = max_line + 2
        # the lines of a record, with their line feeds, that more lines may belong to
        self._open = b""
        self._pending = bytearray()
        # how many bytes of the input precede the pending line, and the next block
        self._begin = self._read = 0

    def skip(self, number: int) -> None:
        """Let as many bytes of the input come before its first block."""
        self._begin += number
        self._read += number

    def feed(self, block: bytes) -> bytes | None:
        """The lines that `block` completes, without the last one's line feed; `None` if it completes none."""
        start = self._read
        self._read += len(block)
        end = block.rfind(b"\n")
        if end < 0:
            if self._may_be_framed(block):
                return self._framed(None, start, block)
            self._keep(block)
            return None
        complete = block[:end]
        if self._pending:
            first = block.find(b"\n")
            self._keep(block[:first])
            complete = bytes(self._pending) + block[first:end]
            self._pending.clear()
        complete, behind = self._open + complete, block[end + 1 :]
        self._open = b""
        lines: bytes | None = complete
        end += start
        if assembly.may_be_open(complete):
            begin = assembly.open_from(complete, self._longest)
            if begin < len(complete):
                # what precedes it may be a frame, which no line feed ends
                lines = complete[:begin].removesuffix(b"\n") if begin else None
                self._open = complete[begin:] + b"\n"
                end -= len(complete) - len(lines or b"")
        if self._may_be_framed(behind):
            return self._framed(lines, end, behind)
        self._keep(behind)
        return None if lines is None else self._located(lines, end, self._read - len(self._open) - len(behind))

    def finish(self) -> bytes | None:
        """The lines that are left at the end of the input, without the last one's line feed; `None` if none is."""
        left = self._open + self._pending
        self._open = b""
        self._pending.clear()
        if not left:
            return None
        is_ended = left.endswith(b"\n")
        return self._located(left[:-1] if is_ended else left, self._read - is_ended, self._read)

    def _may_be_framed(self, block: bytes) -> bool:
        """Whether what is kept, with `block` behind it, may begin with a frame: see `carriers.frames`."""
        first = (self._open or self._pending or block)[:1]
        return first.isdigit() and len(self._pending) < self._limit

    def _framed(self, lines: bytes | None, end: int, block: bytes) -> bytes | None:
        """`lines`, which end at byte `end` of the input, and the frames behind them that `block` completes."""
        rest = self._open + self._pending + block
        begin = self._read - len(rest)
        last, following = frames.complete_in(rest, self._longest)
        if last:
            lines = rest[:last] if lines is None else lines + b"\n"[: begin - end] + rest[:last]
            end, rest = begin + last, rest[following:]
        cut = rest.rfind(b"\n") + 1
        self._open = rest[:cut]
        self._pending.clear()
        self._keep(rest[cut:])
        return None if lines is None else self._located(lines, end, begin + following)

    def _keep(self, part: bytes) -> None:
        """Keep `part` as far as lines are kept."""
        self._pending += part[: self._limit - len(self._pending)]

    def _located(self, lines: bytes, end: int, following: int) -> bytes:
        """`lines`, with their origin noted: up to before byte `end`; the next one is at byte `following`."""
        if self.origin is not None:
            # only the first line can have been pending, and cut
            self.origin = self.origin.at(self._begin, end - self._begin - len(lines))
        self._begin = following
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

    def feed(self, block: bytes) -> bytes | None:
        """The records that `block` completes, without the last one's line feed; `None` if it completes none."""
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
            return None
        complete = self._whole() + text[:end]
        self._pending.clear()
        self._keep(text[end + 1 :])
        return self._located(complete, start + end, start + end + 1)

    def finish(self) -> bytes | None:
        """The last record, if there is one; else `None`."""
        last = self._whole() if self._pending or self._at_line_end else None
        self._pending.clear()
        end, self._at_line_end = self._read - self._at_line_end, False
        return None if last is None else self._located(last, end, self._read)

    def _whole(self) -> bytes:
        """What is kept of a record; where it was cut at a line's end, the rest of the record is not another one."""
        return bytes(self._pending).rstrip(b"\n")
