"""Where documents go, and the error when they cannot."""

from __future__ import annotations

import os
import stat
from io import BufferedWriter, FileIO

STDOUT = 1
# what stands for standard input, and for standard output
STREAM = "-"

# What is handed to the system at once, in bytes.
_BUFFER = 1 << 17

# Writers of outputs that failed. Without a reference they would try once more, and since Python 3.13 complain.
_FAILED: list[object] = []


def reserve_standard_streams() -> None:
    """Keep files that are opened later from getting the number of a standard stream that is closed.

    Its replacement is open for the wrong direction only, so that using it fails as it should.
    """
    for descriptor, flags in ((0, os.O_WRONLY), (STDOUT, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)


class WriteError(Exception):
    """An output cannot be written; `parts` say which and why, in the system's own words."""

    def __init__(self, name: str | None, error: OSError) -> None:
        super().__init__(name, error)
        self.parts = (*(() if name is None else (name,)), "write error", error.strerror or str(error))


class Output:
    """Where documents or rejected lines go: a file that is overwritten, or standard output (`None`, `-`).

    `write` takes bytes and raises OSError; the methods raise WriteError.
    """

    def __init__(self, name: str | None) -> None:
        self._name = name = None if name == STREAM else name
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
            descriptor = STDOUT if name is None else os.open(name, flags, 0o666)
            self.identity = identity_of(descriptor)
            os.write(descriptor, b"")
        except OSError as error:
            raise WriteError(name, error) from error
        self._writer = BufferedWriter(FileIO(descriptor, "wb", closefd=False), _BUFFER)
        self.write = self._writer.write

    def put(self, text: bytes | memoryview) -> None:
        """Write `text`."""
        try:
            self.write(text)
        except OSError as error:
            raise self.error(error) from error

    def flush(self) -> None:
        """Hand everything to the system."""
        try:
            self._writer.flush()
        except OSError as error:
            raise self.error(error) from error

    def error(self, error: OSError) -> WriteError:
        """Return the error to report for `error`, after which nothing more is written."""
        _FAILED.append(self._writer)
        return WriteError(self._name, error)


def identity_of(file: str | int) -> object:
    """Device and inode of a regular file; `None` for any other kind, or if there is no file."""
    try:
        status = os.stat(file)
    except OSError:
        if isinstance(file, int):
            raise
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
