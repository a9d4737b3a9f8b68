"""What a worker does with files: convert a part of one, and put the parts of an output together.

A plain file is cut into parts at the same places whatever the number of workers, and each part is compressed by
itself, so that outputs do not depend on who made them.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse.batch.compressors import compressing
from ecsparse.batch.converted import pipeline_of
from ecsparse.batch.meter import teller
from ecsparse.batch.places import place_of
from ecsparse.compressed import unheard, unpacked
from ecsparse.content import text_of
from ecsparse.descriptors import BLOCK
from ecsparse.errors import NotText
from ecsparse.origin import Origin
from ecsparse.outcomes import Counts
from ecsparse.stream import Lines, Records
from ecsparse.timestamps.reference import latest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO

    from ecsparse.columns import Column
    from ecsparse.content import Skip


class Options(NamedTuple):
    """What is the same for all parts of a run; `recipe` is a pickled function that makes the pipeline.

    With `columns`, documents become a table; with `sessions`, records of a file are joined. Where `says_origin`,
    documents say where their lines come from; those of `streams` come from no file. `meter` is told of the bytes
    that are read; `None` is on other machines.
    """

    recipe: bytes
    max_line: int
    joins_indented: bool
    says_origin: bool
    compression: str | None
    columns: tuple[Column, ...] = ()
    streams: frozenset[str] = frozenset()
    sessions: bool = False
    meter: int | None = None


class Part(NamedTuple):
    """A part of a file: the lines that begin at bytes `start` to `stop`, or up to its end (`None`).

    `observed` is given to `Pipeline.observe`. Documents go to the file `target`, rejected lines to `rejects`.
    """

    source: str
    start: int
    stop: int | None
    observed: float
    target: str
    rejects: str | None


class Done(NamedTuple):
    """The result of a part: counts, and why its source could not be read to the end (`None` if it could)."""

    counts: Counts
    error: str | None


def convert_part(options: Options, part: Part) -> Done:
    """Convert a part of a file. What its source holds before it cannot be read further is converted too.

    Raises:
        OSError: the source cannot be opened or holds no text, or the target cannot be written.
    """
    pipeline = pipeline_of(options.recipe)
    pipeline.counts = Counts()
    if options.sessions:
        pipeline.forget()
    pipeline.observe(part.observed)
    origin = Origin(None if part.source in options.streams else part.source) if options.says_origin else None
    lines = (Records if options.joins_indented else Lines)(options.max_line, origin)
    with place_of(part.source).reader(part.source) as file:
        source = _Source(
            file,
            part,
            lambda stated: pipeline.observe(latest_of(stated, part.observed)),
            lines.skip,
            unheard if options.meter is None else teller(options.meter).tell,
        )
        with written(part.target, _form(options)) as write, written(part.rejects, None) as write_rejected:

            def reject(line: bytes) -> None:
                write_rejected(line + b"\n")

            for block in source:
                for complete in lines.feed(block):
                    pipeline.convert_to(write, complete, reject, lines.origin, lines.heading)
            for last in lines.finish() if source.error is None else ():
                pipeline.convert_to(write, last, reject, lines.origin, lines.heading)
    return Done(pipeline.counts, source.error)


def _form(options: Options) -> Callable[[IO[bytes]], Any] | None:
    """What writes documents to a file in their form; `None` if that is the file itself."""
    if options.columns:
        from ecsparse.batch.parquet import Table  # noqa: PLC0415 - an extra

        return partial(Table, columns=options.columns)
    return None if options.compression is None else partial(compressing, compression=options.compression)


def finish(targets: Sequence[str], output: str, rejects: Sequence[str], rejected: str | None) -> int:
    """Make `output` of what was written to `targets`, and `rejected` of `rejects`; return the size of `output`.

    There is no file of rejected lines if there are no such lines.

    Raises:
        OSError: a file cannot be written.
    """
    if rejected is not None:
        place = place_of(rejected)
        if any(place.stat(path).size for path in rejects):
            place.join(rejects, rejected)
        else:
            for path in (*rejects, rejected):
                place.remove(path)
    place = place_of(output)
    place.join(targets, output)
    return place.stat(output).size


@contextmanager
def written(target: str | None, form: Callable[[IO[bytes]], Any] | None) -> Iterator[Callable[[bytes], object]]:
    """What writes to `target` in its `form`, which is on the disk at the end; what goes to `None` is nowhere."""
    if target is None:
        yield len
        return
    place = place_of(target)
    file = place.writer(target)
    try:
        if form is None:
            yield file.write
        else:
            with form(file) as formed:
                yield formed.write
        place.sync(file)
    except BaseException:
        with suppress(OSError):
            file.close()
        raise


class _Source:
    """The blocks of a part; `error` says why they end too early, or is `None`.

    `state` is that of `unpacked`; `skip` is told how many bytes of the file come before the first block, `tell` how
    many were read, as they are.

    Raises:
        NotText: while iterating, the input is not text.
    """

    def __init__(
        self,
        file: IO[bytes],
        part: Part,
        state: Callable[[float | None], object],
        skip: Skip,
        tell: Callable[[int], object],
    ) -> None:
        self.error: str | None = None
        is_whole = part.start == 0 and part.stop is None
        if is_whole:
            blocks = unpacked(_read(file, tell), _never, state)
        else:
            blocks = lines_between(file, part.start, part.stop, skip, tell)
        self._blocks = blocks if part.start else text_of(blocks, skip)

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._blocks
        except NotText:
            raise
        except OSError as error:
            self.error = error.strerror or str(error)


def lines_between(
    file: IO[bytes],
    start: int,
    stop: int | None,
    skip: Skip = unheard,
    tell: Callable[[int], object] = unheard,
) -> Iterator[bytes]:
    """The lines of `file` that begin at one of the bytes from `start` to before `stop`, in blocks.

    `skip` is called with the number of bytes before the first of these lines, unless it is the file's first, `tell`
    with the number of bytes that were read.
    """
    # a line begins after a line feed, which may be the byte before
    position = max(start - 1, 0)
    file.seek(position)
    is_inside = start == 0
    for block in _read(file, tell):
        text = block
        if not is_inside:
            end = text.find(b"\n")
            skipped = len(text) if end < 0 else end + 1
            is_inside, text = end >= 0, text[skipped:]
            position += skipped
            if stop is not None and position >= stop:
                return
            if is_inside:
                skip(position)
        if stop is not None and position + len(text) >= stop:
            end = text.find(b"\n", max(stop - 1 - position, 0))
            if end >= 0:
                yield text[: end + 1]
                return
        position += len(text)
        if text:
            yield text


def _read(file: IO[bytes], tell: Callable[[int], object]) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        tell(len(block))
        yield block


def _never() -> bool:
    return False
