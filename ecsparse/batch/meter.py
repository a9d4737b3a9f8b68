"""How many bytes workers have read so far, told while they read."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from functools import cache

# A number of bytes as workers write it: so few bytes are written at once, or not at all.
_NUMBER = struct.Struct("q")
_MOST_READ = 1 << 16


class Meter:
    """A pipe from the workers that are forked while it is there, to this process."""

    def __init__(self) -> None:
        self._read, self.descriptor = os.pipe()
        for descriptor in (self._read, self.descriptor):
            os.set_blocking(descriptor, False)

    def read(self) -> int:
        """How many bytes were read since this was asked last."""
        total = 0
        with suppress(BlockingIOError):
            while text := os.read(self._read, _MOST_READ):
                total += sum(number for (number,) in _NUMBER.iter_unpack(text))
        return total


class Teller:
    """Tells the meter at the other end of `descriptor` of bytes that were read."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # what the pipe had no room for
        self._untold = 0

    def tell(self, size: int) -> None:
        """Tell of `size` more bytes."""
        self._untold += size
        with suppress(OSError):
            os.write(self._descriptor, _NUMBER.pack(self._untold))
            self._untold = 0


@cache
def teller(descriptor: int) -> Teller:
    """The only teller of this process for `descriptor`."""
    return Teller(descriptor)
