"""Peels headers and carriers off a line: what is left of it, and what these say."""

from __future__ import annotations

from datetime import date, timedelta

from ecsparse.carriers import MOST_CARRIERS, carried
from ecsparse.carriers.carried import CERTAIN
from ecsparse.carriers.prefixes import has_controls, has_escaped_end, without_controls
from ecsparse.formats import cee
from ecsparse.formats.syslog import begins_with_process, peel, peel_unclaimed
from ecsparse.record import Header
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.header_time import says_year
from ecsparse.timestamps.reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.carriers.carried import Carried
    from ecsparse.record import Record
    from ecsparse.sniff import Index

# How events of products begin that are objects: as JSON, or with a CEE cookie.
_BEFORE_EVENTS = ("{", "@")

BYTE_ORDER_MARK = "\ufeff"


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


class Peeling:
    """Peels lines one at a time, which `record` shows to `index`: products' own events and words stay whole."""

    def __init__(self, index: Index, record: Record) -> None:
        self._index = index
        self._record = record

    def peel(self, text: str) -> tuple[Header | None, str]:
        """The header of `text` and what follows it; the tag of a process alone is one if a product declares it."""
        header, message = peel(text)
        if header is None:
            if begins_with_process(text):
                header, message, is_certain = peel_unclaimed(text, self._index.declares_program)
                return (header, message) if is_certain else (None, text)
            return None, message
        if header.version is None and header.appname is not None and header.procid is None:
            message = self.without_false_tag(header, message, text)
        return header, _without_mark(message)

    def without_false_tag(self, header: Header, message: str, line: str) -> str:
        """Take back a tag that is the first word of a product's message: `TLS: Initial packet from …`."""
        tag = f"{header.appname}"
        if self.is_event(message) or not self._index.is_false_tag(tag, f"{tag}: {message}"):
            return message
        start = line.rfind(f"{tag}:", 0, len(line) - len(message))
        if start < 0:
            # a tag with half a bracket: no product's message begins so
            return message
        header.appname = None
        return line[start:]

    def opened(self, line: str) -> Peeled | None:
        """What is left of a `line` without a header, if that certainly is a carrier; `None` if it is not so plain.

        Then what it holds is not a carrier itself, and has neither colours nor an escaped end.
        """
        carrier = self.carrier(line, line)
        if carrier is None or carrier.trust != CERTAIN or carrier.flaws is not None:
            return None
        if has_controls(carrier.text) or has_escaped_end(carrier.text):
            return None
        inner = Peeled(None, line).within(carrier, *self.peel(carrier.text))
        return inner if self.carrier_in(inner, line) is None else None

    def carrier(self, text: str, line: str) -> Carried | None:
        """The carrier that `text`, a part of `line`, is; an object that is a product's own event is not one."""
        return None if self.is_event(text) else carried(text, line, self._record, self._index.declares_program)

    def is_event(self, text: str) -> bool:
        """Whether `text` is an object that is a product's own event."""
        self._record.text = text
        return text[:1] in _BEFORE_EVENTS and self._index.is_event(self._record)

    def carrier_in(self, peeled: Peeled, line: str) -> Carried | None:
        """The carrier that the message of `peeled`, a part of `line`, is; `None` if it is not one."""
        program = None if peeled.header is None else peeled.header.appname
        # what a product's program says is its own, whatever says which program it is
        is_own = peeled.is_own or (program is not None and self._index.declares_program(program))
        is_possible = not is_own or peeled.message[:1] == "{"
        return self.carrier(peeled.message, line) if is_possible and len(peeled.carriers) < MOST_CARRIERS else None

    def within(self, peeled: Peeled, carrier: Carried) -> Peeled:
        """What is left once `carrier`, the message of `peeled`, is peeled off too."""
        return peeled.within(carrier, *self.peel(_without_mark(without_controls(carrier.text))))

    def without_controls(self, peeled: Peeled, line: str) -> Peeled:
        """What is left of `line` without its colours; `peeled`, if it has none."""
        plain = without_controls(line)
        return peeled if plain == line else Peeled(*self.peel(plain))


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


def _without_mark(message: str) -> str:
    """A message without the byte order mark that may begin it (RFC 5424, section 6.4).

    It stays before a CEE cookie, where a vendor's page has it in the message.
    """
    is_marked = message[:1] == BYTE_ORDER_MARK and not cee.is_cee(message)
    return message[1:] if is_marked else message
