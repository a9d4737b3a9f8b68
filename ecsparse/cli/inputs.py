"""The inputs that a command line names: files, and `-` for standard input."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def files_in(folder: str, note: Callable[[OSError], None]) -> Iterator[str]:
    """The regular files in `folder` and the folders below it, in order of their names; no link is followed.

    `note` is called for each folder that cannot be read.
    """
    for place, folders, names in os.walk(folder, onerror=note):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(place, name)
            try:
                status = os.lstat(path)
            except FileNotFoundError:
                continue  # removed meanwhile
            if stat.S_ISREG(status.st_mode):
                yield path
