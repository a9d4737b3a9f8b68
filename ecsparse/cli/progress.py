"""The progress of a conversion on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import os
import time

from ecsparse.cli.notes import write

_STDERR = 2
_CELLS = 20
# Between two lines, and between two updates of the bar, in seconds.
_LINES_APART = 10.0
_BARS_APART = 0.2

_CLEAR_LINE = "\r\033[K"


class Progress:
    """The progress over `files` files of `total` bytes."""

    def __init__(self, total: int, files: int) -> None:
        self._total = total
        self._files = files
        self._done = self._before = 0
        self._files_done = 0
        self._started = self._shown = time.monotonic()

    def add(self, size: int) -> None:
        """Count `size` more bytes."""
        self._done = min(self._done + size, self._total)

    def set_before(self, size: int) -> None:
        """Let `size` bytes have been done by earlier runs."""
        self.add(size - self._before)
        self._before = size

    def add_file(self) -> None:
        """Count a file that is done."""
        self._files_done += 1

    def show(self) -> None:
        """Show the progress, if it is time to."""

    def clear(self) -> None:
        """Clear the line for other output."""

    def _is_time(self, apart: float) -> bool:
        now = time.monotonic()
        if now - self._shown < apart:
            return False
        self._shown = now
        return True

    def _text(self) -> str:
        seconds = time.monotonic() - self._started
        rate = (self._done - self._before) / seconds if seconds else 0.0
        left = f", {_duration((self._total - self._done) / rate)} left" if rate else ""
        files = f"{self._files_done} of {self._files} files"
        return f"{_megabytes(self._done)} of {_megabytes(self._total)} MB, {files}, {_megabytes(rate)} MB/s{left}"


class Lines(Progress):
    """A line every ten seconds."""

    def show(self) -> None:
        """Show the progress, if it is time to."""
        if self._is_time(_LINES_APART):
            write(f"ecsparse: {self._text()}\n")


class Bar(Progress):
    """A bar on a terminal."""

    def __init__(self, total: int, files: int) -> None:
        super().__init__(total, files)
        self._shown = 0.0

    def show(self) -> None:
        """Show the progress, if it is time to."""
        if self._is_time(_BARS_APART):
            full = _CELLS * self._done // self._total if self._total else _CELLS
            write(f"{_CLEAR_LINE}[{'#' * full}{'.' * (_CELLS - full)}] {self._text()}")

    def clear(self) -> None:
        """Clear the line for other output."""
        write(_CLEAR_LINE)


def progress(total: int, files: int, *, asked: bool, quiet: bool) -> Progress:
    """A display of the progress over `files` of `total` bytes.

    There is none if it was not `asked` for and standard error is not a terminal.
    """
    if quiet:
        return Progress(total, files)
    if os.isatty(_STDERR):
        return Bar(total, files)
    return Lines(total, files) if asked else Progress(total, files)


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.1f}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
