"""Blocks of bytes from a descriptor, as soon as they arrive."""

from __future__ import annotations

import fcntl
import os
import select
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    # a descriptor, and what to do once it is readable
    Aside: TypeAlias = tuple[int, Callable[[], None]]

# 256 KiB have enough lines of one form for its data to stay in the processor's caches; larger blocks take more
# memory and are hardly faster (make bench).
BLOCK = 1 << 18


def blocks(descriptor: int, stop: int, aside: Aside | None = None) -> Iterator[bytes]:
    """Blocks read from `descriptor` as soon as it is readable, up to its end.

    Ends early once the descriptor `stop` is readable. `aside` is done meanwhile.

    Raises:
        OSError: reading failed.
    """
    _widen(descriptor)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    poll.register(stop, select.POLLIN)
    wake, act = aside or (None, None)
    if wake is not None:
        poll.register(wake, select.POLLIN)
    while True:
        ready = {number for number, _ in poll.poll()}
        if stop in ready:
            return
        if act is not None and wake in ready:
            act()
        if descriptor not in ready:
            continue
        block = os.read(descriptor, BLOCK)
        if not block:
            return
        yield block


def _widen(descriptor: int) -> None:
    """Let `descriptor`, if it is a pipe, hold a block; Linux alone can do that, within the limits of a user."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, BLOCK)
