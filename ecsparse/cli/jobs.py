"""Lines converted by several processes: only imported for `--jobs`."""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING

from ecsparse.batch.ordered import Ordered
from ecsparse.batch.workers import Workers, processors
from ecsparse.outcomes import Counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.batch.converted import Converted
    from ecsparse.cli.delivery import Delivery
    from ecsparse.pipeline import Pipeline


class Jobs:
    """Lines converted by `number` other processes (0: one for each processor), delivered in their order.

    `make` makes their pipelines. While input is waited for, `aside` is to be done.
    """

    def __init__(self, number: int, make: Callable[[], Pipeline], delivery: Delivery) -> None:
        self._delivery = delivery
        self.counts = Counts()
        number = number or processors()
        woken, self._wake = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(self._wake, False)
        self._ordered = Ordered(Workers(number), number, pickle.dumps(make), self._take, self._ring)
        self.aside = (woken, self._answer)
        self._woken = woken
        self.observe = self._ordered.observe
        self.put = self._ordered.put
        self.then = self._ordered.then
        self.finish = self._ordered.finish

    def _take(self, converted: Converted) -> None:
        self.counts.add(converted.counts)
        self._delivery.write_all(converted.documents, converted.rejected)
        self._delivery.finish_chunk(self.counts)

    def _ring(self) -> None:
        with suppress(BlockingIOError):  # a bell that rings already
            os.write(self._wake, b"\0")

    def _answer(self) -> None:
        with suppress(BlockingIOError):
            os.read(self._woken, 1 << 12)
        self._ordered.take_done()
