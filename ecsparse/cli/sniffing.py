"""What is in inputs, one after the other or several at once: what `ecsparse sniff` reports."""

from __future__ import annotations

import os
import pickle
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse.cli.inputs import STDIN, Written, called, opened
from ecsparse.cli.output import STREAM, identity_of
from ecsparse.content import contents, is_readable
from ecsparse.decoding import MAX_LINE
from ecsparse.errors import NotText
from ecsparse.shapes import Shapes
from ecsparse.stream import Lines
from ecsparse.survey import Survey, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from concurrent.futures import Future

    from ecsparse.outcomes import Failure

# How long to wait for a worker before looking for signals, in seconds.
_PATIENCE = 0.1
# So many files a worker are given out before their turn.
_AHEAD = 4


class Surveyed(NamedTuple):
    """What is in one file: whether it was `opened`, whether it `is_text`, and what was noted on it.

    `failures` are the bugs of parsers so far.
    """

    tally: Tally
    shapes: Shapes
    notes: tuple[tuple[str, ...], ...]
    opened: bool
    is_text: bool
    failures: Mapping[Any, Failure]


class Surveyor:
    """Surveys files with `options`, those of `Survey`, in this process or in `jobs` others (0: one per processor).

    `stop` is a descriptor that is readable when reading must end, `is_stopped` whether it is; what is `output` is
    no input.
    """

    def __init__(
        self,
        options: dict[str, Any],
        jobs: int,
        stop: int,
        is_stopped: Callable[[], bool],
        output: Hashable | None,
    ) -> None:
        self._stop = stop
        self._is_stopped = is_stopped
        self._output = output
        self._survey = Survey(**options)
        self._recipe = pickle.dumps(options)
        self._submit: Callable[..., Future[Surveyed]] | None = None
        self._jobs = jobs
        if jobs != 1:
            from ecsparse.batch.workers import Workers, processors  # noqa: PLC0415 - these cost 20 ms

            self._jobs = jobs or processors()
            self._submit = Workers(self._jobs).submit

    def surveyed(self, names: Iterable[str]) -> Iterator[Surveyed]:
        """What is in each of the files `names` (`-` is standard input), in their order, until it must end.

        Raises:
            WorkerDied: a worker ended before its time.
        """
        if self._submit is None:
            for name in names:
                yield survey_file(self._survey, name, self._stop, self._output)
                if self._is_stopped():
                    return
            return
        pending: deque[Future[Surveyed] | str] = deque()
        for name in names:
            pending.append(
                name if name == STREAM else self._submit(_survey_elsewhere, self._recipe, name, self._output)
            )
            while len(pending) > _AHEAD * self._jobs:
                yield from self._first(pending)
            if self._is_stopped():
                return
        while pending and not self._is_stopped():
            yield from self._first(pending)

    def _first(self, pending: deque[Future[Surveyed] | str]) -> Iterator[Surveyed]:
        first = pending.popleft()
        if isinstance(first, str):
            yield survey_file(self._survey, first, self._stop, self._output)
            return
        while not self._is_stopped():
            try:
                yield first.result(_PATIENCE)
            except TimeoutError:
                continue
            return


def survey_file(survey: Survey, name: str, stop: int, output: Hashable | None) -> Surveyed:
    """What is in the file `name`, up to its end, or until `stop` is readable."""
    tally, notes = survey.begin(name), list[tuple[str, ...]]()
    survey.shapes = Shapes()
    was_opened, is_text = False, True
    try:
        with opened(name) as descriptor:
            identity = identity_of(descriptor)
            if identity is not None and identity == output:
                notes.append((called(name), "input file is output file"))
            else:
                was_opened = True
                tally.size = os.fstat(descriptor).st_size if descriptor != STDIN else 0
                _read(survey, descriptor, stop)
                tally.files = 1
    except NotText as error:
        is_text = False
        notes.append((called(name), str(error)))
    except OSError as error:
        notes.append((called(name), error.strerror or str(error)))
    survey.shapes.forget_texts()
    return Surveyed(tally, survey.shapes, tuple(notes), was_opened, is_text, survey.reader.counts.failures)


def _read(survey: Survey, descriptor: int, stop: int) -> None:
    lines, written = Lines(MAX_LINE), Written(descriptor)
    for block in contents(descriptor, stop, state=written.state):
        survey.reader.observe(written.latest())
        for complete in lines.feed(block):
            survey.feed(complete, lines.heading)
    for last in () if is_readable(stop) else lines.finish():
        survey.feed(last, lines.heading)


def _survey_elsewhere(recipe: bytes, name: str, output: Hashable | None) -> Surveyed:
    return survey_file(_survey_of(recipe), name, _never(), output)


@cache
def _survey_of(recipe: bytes) -> Survey:
    return Survey(**pickle.loads(recipe))  # noqa: S301 - it comes from the process that forked this one


@cache
def _never() -> int:
    """A descriptor that is never readable."""
    never, _kept_open = os.pipe()
    return never
