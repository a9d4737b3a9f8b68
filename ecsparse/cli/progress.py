"""The progress of a conversion on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import os
import time

from ecsparse.cli.notes import write

_STDERR = 2
_CELLS = 30
# Between two lines, and between two updates of the bar, in seconds.
_LINES_APART = 10.0
_BARS_APART = 0.2

_CLEAR_LINE = "\r\033[K"


class Progress:
    """The progress over `total` bytes."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = self._shown = time.monotonic()

    def add(self, size: int) -> None:
        """Count `size` more bytes."""
        self._done += size

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
        rate = self._done / seconds if seconds else 0.0
        left = f", {_duration((self._total - self._done) / rate)} left" if rate else ""
        return f"{_megabytes(self._done)} of {_megabytes(self._total)} MB, {_megabytes(rate)} MB/s{left}"


class Lines(Progress):
    """A line every ten seconds."""

    def show(self) -> None:
        """Show the progress, if it is time to."""
        if self._is_time(_LINES_APART):
            write(f"ecsparse: {self._text()}\n")


class Bar(Progress):
    """A bar on a terminal."""

    def show(self) -> None:
        """Show the progress, if it is time to."""
        if self._is_time(_BARS_APART):
            full = _CELLS * self._done // self._total if self._total else _CELLS
            write(f"{_CLEAR_LINE}[{'#' * full}{'.' * (_CELLS - full)}] {self._text()}")

    def clear(self) -> None:
        """Clear the line for other output."""
        write(_CLEAR_LINE)


def progress(total: int, *, asked: bool, quiet: bool) -> Progress:
    """A display of the progress of `total` bytes: none, if not `asked` for and standard error is not a terminal."""
    if quiet:
        return Progress(total)
    if os.isatty(_STDERR):
        return Bar(total)
    return Lines(total) if asked else Progress(total)


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.1f}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
