"""What a folder of outputs remembers of finished conversions, so that a later run can leave them out.

A line of JSON for each: `output`, its `length`, the `source` with its `size` and when it was `written`, and the
`key` of the options and the version; and one for each part of a large file that is converted, until all of it is. A
line that a kill cut short does not count.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse.batch.places import below, place_of
from ecsparse.errors import BadPlace
from ecsparse.outcomes import Counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ecsparse.batch.places import Stat
    from ecsparse.batch.plan import Conversion
    from ecsparse.batch.units import Part

NAME = ".ecsparse-state"

# How long a run waits for another one's processes to end, and between two saves in an object store, in seconds.
_PATIENCE = 5.0
_BETWEEN_SAVES = 30.0

# What is counted of lines, but for bugs.
_COUNTERS = ("outcomes", "carriers")
_NUMBERS = ("blank", "titles", "invalid_utf8", "truncated")


class Finished(NamedTuple):
    """A conversion that was finished."""

    output: str
    length: int
    source: str
    size: int
    written: int | None
    key: str


class FinishedPart(NamedTuple):
    """A part of a conversion that was finished: its `number`, and what its lines became.

    `rejected` is the length of its rejected lines, `None` if those go nowhere.
    """

    output: str
    number: int
    length: int
    rejected: int | None
    source: str
    size: int
    written: int | None
    key: str
    counts: dict[str, Any]


class Finishes:
    """What `folder` remembers, for a run with options of this `key`.

    Raises:
        OSError: it cannot be read.
    """

    def __init__(self, folder: str, key: str) -> None:
        self._folder = folder
        self._key = key
        self._finished: dict[str, Finished] = {}
        self._parts: dict[tuple[str, int], FinishedPart] = {}
        for found in _entries(_read(below(folder, NAME))):
            if isinstance(found, FinishedPart):
                self._parts[found.output, found.number] = found
            else:
                self._finished[found.output] = found
        self._outputs: dict[str, list[str]] = {}
        for found in self._finished.values():
            self._outputs.setdefault(found.source, []).append(found.output)

    def outputs_of(self, source: str) -> list[str]:
        """The outputs that earlier runs made of `source`, with whatever options."""
        return self._outputs.get(source, [])

    def is_there(self, output: str) -> bool:
        """Whether there is such an output."""
        return self._length(output) is not None

    def is_finished(self, output: str, source: str, stat: Stat) -> bool:
        """Whether `output` is there, of this source as it is now, made with the same options."""
        found = self._finished.get(output)
        if found is None or found[2:] != (source, *stat, self._key):
            return False
        return self._length(output) == found.length

    def _length(self, output: str) -> int | None:
        """The size of `output` in bytes; `None` if it does not exist."""
        return _size(below(self._folder, output))


class State(Finishes):
    """The same, to add to; only one run at a time has it.

    Raises:
        BadPlace: another run has it.
        OSError: the folder cannot be made, or what it remembers cannot be read or written.
    """

    def __init__(self, folder: str, key: str) -> None:
        self._file = None if "://" in folder else _locked(folder)
        self._saved = time.monotonic()
        super().__init__(folder, key)

    def forget(self, outputs: Iterable[str]) -> None:
        """Remember nothing of `outputs`, which are made again."""
        for output in outputs:
            self._finished.pop(output, None)
        self.save()

    def part(self, conversion: Conversion, number: int, part: Part, stat: Stat) -> Counts | None:
        """What the lines of a part became, if it was finished by an earlier run; `None` if it was not.

        That is so if its files are there, of the source as it is now, made with the same options.
        """
        found = self._parts.get((conversion.output, number))
        if found is None or found[4:8] != (conversion.source, *stat, self._key):
            return None
        rejected = None if part.rejects is None else _size(part.rejects)
        if (_size(part.target), rejected) != (found.length, found.rejected):
            return None
        return _counts(found.counts)

    def add_part(self, conversion: Conversion, number: int, part: Part, stat: Stat, counts: Counts) -> None:
        """Remember that a part is finished, if it can be continued: it is on this machine, and had no bugs."""
        length = _size(part.target)
        if self._file is None or length is None or counts.failures:
            return
        rejected = None if part.rejects is None else _size(part.rejects)
        found = FinishedPart(
            conversion.output, number, length, rejected, conversion.source, *stat, self._key, _as_data(counts)
        )
        self._parts[conversion.output, number] = found
        os.write(self._file, _line(found))

    def has_part(self, output: str, number: int) -> bool:
        """Whether a part of `output` is remembered."""
        return (output, number) in self._parts

    def keep_parts(self, outputs: Collection[str]) -> None:
        """Remember no parts but those of `outputs`."""
        self._parts = {place: part for place, part in self._parts.items() if place[0] in outputs}

    def forget_parts(self, output: str) -> None:
        """Remember no parts of `output`."""
        self._parts = {place: part for place, part in self._parts.items() if place[0] != output}

    def add(self, output: str, length: int, source: str, stat: Stat) -> None:
        """Remember that `output` is finished."""
        self.forget_parts(output)
        self._finished[output] = found = Finished(output, length, source, *stat, self._key)
        if self._file is not None:
            os.write(self._file, _line(found))
        elif time.monotonic() - self._saved > _BETWEEN_SAVES:
            self.save()

    def save(self) -> None:
        """Write all that is remembered."""
        text = b"".join([*map(_line, self._finished.values()), *map(_line, self._parts.values())])
        if self._file is not None:
            os.ftruncate(self._file, 0)
            while text:
                text = text[os.write(self._file, text) :]
        else:
            path = below(self._folder, NAME)
            place = place_of(path)
            file = place.writer(path)
            file.write(text)
            place.sync(file)
        self._saved = time.monotonic()


def _read(path: str) -> bytes:
    try:
        with place_of(path).reader(path) as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _locked(folder: str) -> int:
    """The descriptor of the state's file, once no other run has it."""
    os.makedirs(folder, exist_ok=True)
    file = os.open(below(folder, NAME), os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            # workers have it too: it is free when the last of them has ended
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise BadPlace(f"{folder}: another conversion writes there; wait for its end") from error
            time.sleep(0.05)
        else:
            return file


def _line(found: Finished | FinishedPart) -> bytes:
    return json.dumps(found._asdict()).encode() + b"\n"


def _entries(text: bytes) -> Iterable[Finished | FinishedPart]:
    for line in text.splitlines():
        try:
            found = json.loads(line)
            yield (FinishedPart if "number" in found else Finished)(**found)
        except (TypeError, ValueError):
            continue


def _as_data(counts: Counts) -> dict[str, Any]:
    """The numbers in `counts`, as JSON has them; not the bugs."""
    return {name: getattr(counts, name) for name in (*_COUNTERS, *_NUMBERS)}


def _counts(data: dict[str, Any]) -> Counts:
    """What `_as_data` gave as `data`."""
    counts = Counts()
    for name in _COUNTERS:
        getattr(counts, name).update(data[name])
    for name in _NUMBERS:
        setattr(counts, name, data[name])
    return counts


def _size(path: str) -> int | None:
    """The size of a file in bytes; `None` if it does not exist."""
    try:
        return place_of(path).stat(path).size
    except OSError:
        return None
