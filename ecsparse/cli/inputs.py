"""The inputs that a command line names: files, and `-` for standard input."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = 0


def called(name: str) -> str:
    """What notes call the input `name`."""
    return "standard input" if name == "-" else name


@contextmanager
def opened(name: str) -> Iterator[int]:
    """The descriptor of the input `name`."""
    if name == "-":
        os.fstat(STDIN)
        yield STDIN
        return
    descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def written_at(descriptor: int) -> float | None:
    """When a regular file was written last, in seconds since 1970; `None` for any other kind of file."""
    status = os.fstat(descriptor)
    return status.st_mtime if stat.S_ISREG(status.st_mode) else None
