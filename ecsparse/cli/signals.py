"""Signals: the complete lines so far are written, then the process dies by the signal."""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# So long may the lines so far take to reach a slow reader, in seconds.
_GRACE = 1.0


def die_quietly() -> None:
    """Let a broken pipe and an interrupt kill the process, like any other filter."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


class Interruption:
    """Waits for SIGINT, SIGTERM and SIGHUP; those ignored at the start stay ignored.

    After the first, `descriptor` is readable: stop reading, write what is complete, and call `die_if_caught`. A
    second signal, or a reader that does not take the rest within a second, ends the process at once.
    """

    def __init__(self) -> None:
        self.descriptor, write = os.pipe()
        os.set_blocking(write, False)
        self.caught: int | None = None
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._handle)

    def die_if_caught(self) -> None:
        """Die by the signal that was caught; return if none was."""
        if self.caught is not None:
            _die(self.caught)

    def _handle(self, number: int, _: FrameType | None) -> None:
        if self.caught is not None:
            _die(self.caught)
        self.caught = number
        signal.signal(signal.SIGALRM, lambda *_: _die(number))
        signal.setitimer(signal.ITIMER_REAL, _GRACE)


def _die(number: int) -> None:
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
