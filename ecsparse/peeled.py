"""What is left of a line once headers and carriers are peeled off, and what these said."""

from __future__ import annotations

from datetime import date, timedelta

from ecsparse.record import Header
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.header_time import says_year
from ecsparse.timestamps.reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.carriers.carried import Carried


class Peeled:
    """The `message` that is left, its `header`, and the `carriers` around it, the innermost first.

    `time` is the nearest time around the header, of a relay or a carrier, that says the year: what completes the
    times inside. `is_own` says that the header, or a part of it, stands in front of the message itself, not around
    a carrier of it.
    """

    __slots__ = ("carriers", "header", "is_own", "message", "time")

    def __init__(self, header: Header | None, message: str) -> None:
        self.header = header
        self.message = message
        self.is_own = header is not None
        self.carriers: list[Carried] = []
        self.time = None if header is None or header.outer is None else _nearest_time([header.outer])

    def within(self, carrier: Carried, header: Header | None, message: str) -> Peeled:
        """The same one carrier further in: there, `header` and `message` are what `carrier` holds.

        The header inside says who and when. What it does not say, the carrier does, and then what is around that;
        but the program of a relay is not that of its lines.
        """
        inner = Peeled(header, message)
        inner.carriers = [carrier, *self.carriers]
        around = [each for each in (carrier.header, self.header) if each is not None]
        if not around:
            inner.time = inner.time or self.time
            return inner
        inner.time = inner.time or _nearest_time(around) or self.time
        inner.header = _completed(header or Header(), carrier.header, around)
        return inner


def _nearest_time(around: list[Header]) -> str | None:
    """The first time in headers `around` a line, or in front of them, that says the year; `None` if none does."""
    for header in around:
        outer: Header | None = header
        while outer is not None:
            if outer.time is not None and says_year(outer.time):
                return outer.time
            outer = outer.outer
    return None


def _completed(header: Header, said: Header | None, around: list[Header]) -> Header | None:
    """`header`, which is changed, with what `said` and those `around` have besides; `None` if it is empty."""
    if header.appname is None and said is not None:
        header.appname, header.procid, header.msgid = said.appname, said.procid, header.msgid or said.msgid
    for other in around:
        if header.priority is None:
            header.priority = other.priority
        header.time = header.time or other.time
        header.hostname = header.hostname or other.hostname
    # most have a time: the rest costs more to see (make bench)
    is_empty = header.time is None and all(getattr(header, name) is None for name in Header.__slots__)
    return None if is_empty else header


class ClockWithin:
    """The clock of lines behind relays and inside of carriers, in `zone`: the times of these complete theirs."""

    __slots__ = ("_clock", "_day", "_latest")

    def __init__(self, zone: str) -> None:
        self._clock = Clock(zone)
        # that of the last line, and the end of the next one
        self._day = self._latest = ""

    def of(self, time: str) -> Clock | None:
        """The clock for a line that a relay or a carrier has of `time`; `None` if that is not a time.

        Times inside are of the next day at the latest: the clock, or the zone, of whoever wrote them may be ahead.
        """
        moment = self._clock.header(time)
        if moment is None:
            return None
        day = moment[:10]
        if day != self._day:
            try:
                latest = date.fromisoformat(day) + timedelta(days=1)
            except (OverflowError, ValueError):
                return None
            self._day, self._latest = day, f"{latest}T23:59:59Z"
        self._clock.reference = Reference(moment, self._latest)
        return self._clock
