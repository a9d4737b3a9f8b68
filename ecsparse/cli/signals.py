"""Signals: the complete lines so far are written, then the process dies by the signal."""

from __future__ import annotations

import os
import select
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# The descriptor of standard output.
_STDOUT = 1

# So long may the lines so far take to reach a slow reader, in seconds.
_GRACE = 1.0
# How often that again while the reader takes some, or they have yet to be converted, as on a busy machine.
_MOST_WAITS = 30
# How often a process that waits for one thing alone may sleep meanwhile: before that alarm, and behind it.
_MOST_SLEEPS = 2


def die_quietly() -> None:
    """Let a broken pipe and an interrupt kill the process, like any other filter."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


class Interruption:
    """Waits for SIGINT, SIGTERM and SIGHUP; those ignored at the start stay ignored.

    After the first, `descriptor` is readable: stop reading, write what is complete, and call `die_if_caught`. A
    second signal, or a reader that does not take the rest within a second, ends the process at once; half a minute
    ends it in any case.
    """

    def __init__(self) -> None:
        self.descriptor, write = os.pipe()
        os.set_blocking(write, False)
        self.caught: int | None = None
        self._waits = 0
        self._slept = 0
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
        self._slept = _sleeps()
        signal.signal(signal.SIGALRM, self._wait)
        signal.setitimer(signal.ITIMER_REAL, _GRACE)

    def _wait(self, _: int, __: FrameType | None) -> None:
        """Wait once more if standard output takes something; else nobody reads it."""
        slept, self._slept = self._slept, _sleeps()
        self._waits += 1
        # a writer wakes up as often as the reader takes something
        is_taken = self._slept - slept > _MOST_SLEEPS or _has_room()
        if self.caught is not None and (self._waits > _MOST_WAITS or not is_taken):
            _die(self.caught)
        signal.setitimer(signal.ITIMER_REAL, _GRACE)


def _sleeps() -> int:
    """How often the process has waited for something so far."""
    import resource  # noqa: PLC0415 - only for who is interrupted

    return resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw


def _has_room() -> bool:
    """Whether standard output would take something now."""
    try:
        return bool(select.select([], [_STDOUT], [], 0)[1])
    except (OSError, ValueError):  # it is closed, or there are too many descriptors to ask
        return False


def _die(number: int) -> None:
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
