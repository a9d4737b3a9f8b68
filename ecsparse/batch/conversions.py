"""A run over many files: their parts go to an executor, and each output is put together when its parts are done."""

from __future__ import annotations

import time
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse import headings
from ecsparse.batch.places import below, place_of
from ecsparse.batch.plan import ENDINGS, REJECTS_SUFFIX, ending_of
from ecsparse.batch.units import Done, Part, convert_part, finish
from ecsparse.carriers.assembly import may_be_together, may_span
from ecsparse.content import is_utf_8
from ecsparse.descriptors import BLOCK
from ecsparse.errors import WorkerDied
from ecsparse.outcomes import Counts
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from typing import IO

    from ecsparse.batch.places import Stat
    from ecsparse.batch.plan import Conversion
    from ecsparse.batch.search import Folders
    from ecsparse.batch.state import State
    from ecsparse.batch.units import Options

# What the name of an output ends with if its source could not be read to the end.
INCOMPLETE = ".incomplete"

# A plain file is cut about every so many bytes.
PART = 1 << 24
# So many bytes tell whether a file is text.
_HEAD = 1 << 14
# How far from there a record is looked for that begins with the part, in bytes.
_NEAR = 1 << 20
# How often a run looks around while it waits, in seconds.
_GLANCE = 0.2

# .access.log.ndjson.gz.part, .access.log.ndjson.12.part, .access.log.rejects.part
_LEFTOVER = Pattern(r"\.[^/]+(?:\.ndjson(?:\.gz|\.zst)?|\.parquet|\.rejects)(?:\.([0-9]+))?\.part")


class Outcome(NamedTuple):
    """What became of a conversion of `size` bytes.

    `output` is the path of what was written in the folder of outputs, `error` why the conversion failed; `None` is
    that nothing was, or that it did not.
    """

    conversion: Conversion
    size: int
    counts: Counts
    output: str | None
    error: str | None


class _File:
    """A conversion under way; `error` says why there can be no output."""

    def __init__(self, conversion: Conversion, stat: Stat, parts: list[Part]) -> None:
        self.conversion = conversion
        self.stat = stat
        self.parts = parts
        self.done: dict[int, Done] = {}
        self.left = len(parts)
        # how many bytes of it an earlier run converted
        self.resumed = 0
        self.error: str | None = None

    def counts(self) -> Counts:
        """What its lines became."""
        counts = Counts()
        for done in self.done.values():
            counts.add(done.counts)
        return counts

    def cut(self) -> bool:
        """Whether there is an output to make, of the parts up to the first whose source could not be read on."""
        if self.error is not None:
            return False
        for number in range(len(self.parts)):
            self.error = self.done[number].error
            if self.error is not None:
                self.done = {known: self.done[known] for known in range(number + 1)}
                counts = self.counts()
                return bool(counts.outcomes or counts.blank or counts.titles)
        return True

    def readable(self) -> list[Part]:
        """The parts that were kept."""
        return [self.parts[number] for number in sorted(self.done)]

    def ending(self) -> str:
        """What its outputs' names end with, besides what they end with when they are whole."""
        return "" if self.error is None else INCOMPLETE


class Run:
    """Runs conversions with `executor`, at most `width` calls at once; `state` records what is finished.

    `is_stopped` is asked now and then; once it says so, the run ends, with outputs left undone.
    """

    def __init__(  # noqa: PLR0913 - what a run is made of
        self,
        *,
        executor: Executor,
        width: int,
        options: Options,
        folders: Folders,
        state: State,
        is_stopped: Callable[[], bool],
    ) -> None:
        self._executor = executor
        self._width = width
        self._options = options
        self._folders = folders
        self._state = state
        self._is_stopped = is_stopped
        # sources that do not say when they were written
        self._started = time.time()
        # how many bytes were converted by earlier runs, of files that this one continues
        self.resumed = 0
        self._running: dict[Future[Any], tuple[_File, int | None]] = {}

    def run(self, conversions: Iterable[Conversion]) -> Iterator[Outcome | None]:
        """What becomes of each conversion, in the order in which they end; `None` is a glance at the clock.

        Raises:
            WorkerDied: a worker of this machine ended before its time.
        """
        for conversion in conversions:
            try:
                file = self._opened(conversion)
            except OSError as error:
                yield Outcome(conversion, 0, Counts(), None, error.strerror or str(error))
                continue
            self.resumed += file.resumed
            for number, part in enumerate(file.parts):
                if number in file.done:
                    continue
                while len(self._running) >= self._width and not self._is_stopped():
                    yield from self._collect()
                if self._is_stopped():
                    return
                self._submit(file, number, convert_part, self._options, part)
            if not file.left:
                yield from self._finish(file)
        while self._running and not self._is_stopped():
            yield from self._collect()

    def _submit(self, file: _File, number: int | None, *call: Any) -> None:  # noqa: ANN401 - as `submit`
        self._running[self._executor.submit(*call)] = file, number

    def _opened(self, conversion: Conversion) -> _File:
        """A file and its parts."""
        stat = place_of(conversion.source).stat(conversion.source)
        observed = self._started if stat.written is None else stat.written / 1e9
        cuts = self._cuts(conversion.source, stat.size)
        rejects = rejects_of(conversion, self._folders)
        parts = []
        for number, (start, stop) in enumerate(zip(cuts, (*cuts[1:], None), strict=True)):
            suffix = f".{number}.part" if len(cuts) > 1 else ".part"
            target = _hidden(below(self._folders.outputs, conversion.output)) + suffix
            rejected = None if rejects is None else _hidden(rejects) + suffix
            parts.append(Part(conversion.source, start, stop, observed, target, rejected))
        file = _File(conversion, stat, parts)
        for number, part in enumerate(parts if len(parts) > 1 else ()):
            counts = self._state.part(conversion, number, part, stat)
            if counts is not None:
                file.done[number] = Done(counts, None)
        file.left -= len(file.done)
        file.resumed = sum(_length(parts[number], stat.size) for number in file.done)
        return file

    def _cuts(self, source: str, size: int) -> list[int]:
        """Where the parts of a file begin."""
        options = self._options
        if size <= PART or options.joins_indented or options.columns or options.sessions:
            return [0]  # a record or a session may go on anywhere, and tables cannot be put together
        with place_of(source).reader(source) as file:
            head = file.read(_HEAD)
            if not is_utf_8(head) or may_span(head):
                return [0]
            # what precedes a part may name its columns
            file.seek(0)
            if headings.are_in(iter(lambda: file.read(BLOCK), b"")):
                return [0]
            found = [_record_begins(file, place) for place in range(PART, size, PART)]
        return [0, *sorted({place for place in found if place is not None and place < size})]

    def _collect(self) -> Iterator[Outcome | None]:
        """Wait for calls that are done, and go on with their files."""
        for future in wait(self._running, _GLANCE, FIRST_COMPLETED).done:
            file, number = self._running.pop(future)
            try:
                result = future.result()
            except WorkerDied:
                raise
            except Exception as error:  # noqa: BLE001 - of one file, whatever it is: others go on
                file.error = _reason(error)
            else:
                if number is None:
                    yield self._finished(file, result)
                    continue
                file.done[number] = result
                if len(file.parts) > 1 and result.error is None:
                    self._state.add_part(file.conversion, number, file.parts[number], file.stat, result.counts)
            if number is None:
                yield self._failed(file)
                continue
            file.left -= 1
            if not file.left:
                yield from self._finish(file)
        yield None

    def _finish(self, file: _File) -> Iterator[Outcome]:
        """Have the output of `file` put together, unless there is nothing to make it of."""
        if not file.cut():
            yield self._failed(file)
            return
        parts = file.readable()
        rejects = rejects_of(file.conversion, self._folders)
        self._submit(
            file,
            None,
            finish,
            [part.target for part in parts],
            below(self._folders.outputs, file.conversion.output) + file.ending(),
            [part.rejects for part in parts if part.rejects is not None],
            None if rejects is None else rejects + file.ending(),
        )

    def _finished(self, file: _File, length: int) -> Outcome:
        output = file.conversion.output
        if file.error is None:
            self._state.add(output, length, file.conversion.source, file.stat)
        else:
            self._clear(file)
        return Outcome(file.conversion, file.stat.size, file.counts(), output + file.ending(), file.error)

    def _failed(self, file: _File) -> Outcome:
        self._clear(file)
        return Outcome(file.conversion, file.stat.size, Counts(), None, file.error)

    def _clear(self, file: _File) -> None:
        self._state.forget_parts(file.conversion.output)
        for part in file.parts:
            for path in (part.target, part.rejects):
                if path is not None:
                    with suppress(OSError):
                        place_of(path).remove(path)


def _record_begins(file: IO[bytes], place: int) -> int | None:
    """Where the first record of `file` begins after the line at byte `place`; `None` if none does so near it."""
    # a line begins after a line feed, which may be the byte before
    file.seek(place - 1)
    near = file.read(_NEAR)
    start = near.find(b"\n") + 1
    if not start:
        return None
    end = near.find(b"\n", start)
    while end >= 0:
        following = near.find(b"\n", end + 1)
        if following >= 0 and not may_be_together(near[start:end], near[end + 1 : following]):
            return place + end
        start, end = end + 1, following
    return None


def _length(part: Part, size: int) -> int:
    """How many bytes a part of a file of `size` bytes has."""
    return (size if part.stop is None else part.stop) - part.start


def rejects_of(conversion: Conversion, folders: Folders) -> str | None:
    """Where the rejected lines of a conversion go."""
    if folders.rejects is None:
        return None
    return below(folders.rejects, conversion.output.removesuffix(ending_of(conversion.output)) + REJECTS_SUFFIX)


def incomplete(conversions: Collection[Conversion], folders: Folders) -> set[str]:
    """The files that `conversions` leave if their sources cannot be read to the end."""
    whole = [below(folders.outputs, conversion.output) for conversion in conversions]
    rejects = [rejects_of(conversion, folders) for conversion in conversions]
    return {path + INCOMPLETE for path in (*whole, *rejects) if path is not None}


def sweep(folder: str, state: State, outdated: Collection[str] = ()) -> None:
    """Remove what a killed run left in `folder` and below, but for parts that `state` has, and files `outdated`."""
    place = place_of(folder)
    for path in place.files(folder):
        name = path.rpartition("/")[2]
        match = _LEFTOVER.fullmatch(name)
        if path in outdated or (match is not None and not _is_kept(path, match[1], state, folder)):
            place.remove(path)


def _is_kept(path: str, number: str | None, state: State, folder: str) -> bool:
    """Whether a part of a large file is known to be whole."""
    if number is None:
        return False
    above, name = path[: path.rfind("/") + 1], path.rpartition("/")[2]
    output = above[len(folder.rstrip("/")) + 1 :] + name.removeprefix(".").removesuffix(f".{number}.part")
    outputs = (output, *(output.removesuffix(REJECTS_SUFFIX) + ending for ending in ENDINGS))
    return any(state.has_part(each, int(number)) for each in outputs)


def _hidden(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}"


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"{type(error).__name__}: {error}"
