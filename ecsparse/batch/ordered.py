"""Chunks out to workers, and their results back in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeAlias

from ecsparse import headings
from ecsparse.batch.converted import Converted, convert
from ecsparse.carriers import assembly
from ecsparse.decoding import MAX_LINE, parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.batch.workers import Workers
    from ecsparse.origin import Origin

    Pending: TypeAlias = Future[Converted] | Callable[[], None]

# Lines go to a worker when they have so many bytes: fewer cost more calls, more take longer to begin and end with.
CHUNK = 1 << 17
# Or if they begin so: they may be records of JSON, which are apart from what precedes and follows them.
_BEFORE_RECORDS = (b"{", b"[", b",")
# Or when they are so many: documents of short lines are many times as long.
MOST_LINES = 1 << 13


class Ordered:
    """Lines converted by `jobs` workers; `take` gets the result of each chunk, in the order of the chunks.

    While a worker has nothing to do, lines are a chunk as soon as they are there; else they wait for more. There
    are never more than a few chunks a worker, so that memory does not grow: `put` waits for the first of them.
    `wake` is called, in another thread, whenever a chunk is done or a worker died: call `take_done` soon.
    """

    def __init__(
        self,
        workers: Workers,
        jobs: int,
        recipe: bytes,
        take: Callable[[Converted], None],
        wake: Callable[[], None],
    ) -> None:
        self._workers = workers
        self._jobs = jobs
        self._recipe = recipe
        self._take = take
        self._wake = wake
        self._pending: deque[Pending] = deque()
        self._held: list[bytes] = []
        # where the lines that are held come from, and where the next one does if it follows them
        self._origin: Origin | None = None
        self._next: Origin | None = None
        # the same of their heading
        self._heading: str | None = None
        self._following: str | None = None
        self._size = self._lines = 0
        self._observed = 0.0
        workers.death.add_done_callback(lambda _: wake())

    def observe(self, seconds: float) -> None:
        """Let lines from here on be of `seconds` since 1970 at the latest; parts of a second make no difference."""
        if int(seconds) != int(self._observed):
            self.send()
            self._observed = seconds

    def put(self, lines: bytes, origin: Origin | None, heading: str | None) -> None:
        """Convert complete `lines`, the last one without its line feed, which come from `origin`.

        `heading` is as of `Pipeline.convert_to`.

        Raises:
            WorkerDied: a worker ended before its time.
        """
        # where a record may go on, lines stay together: workers know whether it does
        has_records = lines.startswith(_BEFORE_RECORDS) or assembly.is_possible(lines, MAX_LINE)
        for part in (lines,) if has_records else parts(lines, MOST_LINES, joins_indented=True):
            following = headings.after(part, heading)
            # lines of several inputs go together if none of them names columns
            is_headed = heading != self._following and bool(heading or following or self._following)
            if has_records or origin != self._next or is_headed:
                self.send()
            if not self._held:
                self._origin, self._heading = origin, heading
            heading = self._following = following
            origin = self._next = None if origin is None else origin.after(part)
            self._held.append(part)
            self._size += len(part)
            self._lines += part.count(b"\n") + 1
            if has_records or self._size >= CHUNK or self._lines >= MOST_LINES or self._has_idle():
                self.send()
            self.take_done()

    def send(self) -> None:
        """Let the lines so far be a chunk."""
        if not self._held:
            return
        while len(self._pending) > 2 * self._jobs:
            self._take_first()
        lines = b"\n".join(self._held)
        future = self._workers.submit(convert, self._recipe, lines, self._observed, self._origin, self._heading)
        self._held.clear()
        self._size = self._lines = 0
        self._pending.append(future)
        future.add_done_callback(lambda _: self._wake())

    def then(self, act: Callable[[], None]) -> None:
        """Call `act` when the results of all lines so far were taken."""
        self.send()
        self._pending.append(act)
        self.take_done()

    def take_done(self) -> None:
        """Take what is done."""
        while self._pending and _is_done(self._pending[0]):
            self._take_first()
        if self._workers.death.done():
            self._workers.death.result()
        if self._held and self._has_idle():
            self.send()

    def finish(self) -> None:
        """Take everything, and wait for it."""
        self.send()
        while self._pending:
            self._take_first()

    def _has_idle(self) -> bool:
        return sum(not _is_done(pending) for pending in self._pending) < self._jobs

    def _take_first(self) -> None:
        first = self._pending.popleft()
        if isinstance(first, Future):
            self._take(first.result())
        else:
            first()


def _is_done(pending: Pending) -> bool:
    return not isinstance(pending, Future) or pending.done()
