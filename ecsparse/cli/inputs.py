"""The inputs that a command line names: files, and `-` for standard input."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager

from ecsparse.cli.output import STREAM
from ecsparse.origin import Origin
from ecsparse.timestamps.reference import latest_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = 0


def called(name: str) -> str:
    """What notes call the input `name`."""
    return "standard input" if name == STREAM else name


def reason(error: OSError, instead: str = "name a file in it") -> str:
    """Why an input cannot be read, in the system's words; of a folder, also what to do `instead`."""
    text = error.strerror or str(error)
    return f"{text}; {instead}" if isinstance(error, IsADirectoryError) else text


@contextmanager
def opened(name: str) -> Iterator[int]:
    """The descriptor of the input `name`."""
    if name == STREAM:
        os.fstat(STDIN)
        yield STDIN
        return
    descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def origin_of(name: str, asked: bool | None) -> Origin | None:  # noqa: FBT001 - an option's value
    """Where documents are to say that the lines of the input `name` come from; `None` if they are not to say it.

    With `None`, they say it where that tells each line from all others: regular files. At the beginning of a pipe,
    equal lines may be different events.
    """
    if name == STREAM:
        return Origin(None) if asked else None
    is_said = os.path.isfile(name) if asked is None else asked
    return Origin(name) if is_said else None


class Written:
    """When what is read from `descriptor` was written at the latest."""

    def __init__(self, descriptor: int) -> None:
        status = os.fstat(descriptor)
        self._descriptor = descriptor
        self._modified = status.st_mtime if stat.S_ISREG(status.st_mode) else None
        self._stated: float | None = None

    def state(self, seconds: float | None) -> None:
        """Let what is read from here on be of `seconds` since 1970, as it states itself; `None` if it does not."""
        self._stated = seconds

    def latest(self) -> float:
        """The time for what was just read, in seconds since 1970.

        What is compressed may state it (`latest_of`). Else it is when a regular file was written last, which may be
        since it was opened, and the time now for any other kind of input: it goes on as long as it is read.
        """
        if self._modified is None:
            return latest_of(self._stated, time.time())
        self._modified = max(self._modified, os.fstat(self._descriptor).st_mtime)
        return latest_of(self._stated, self._modified)
