"""Times to UTC: a clock in the zone of times that name none."""

from __future__ import annotations

from _thread import get_ident
from datetime import UTC, datetime
from functools import lru_cache

from ecsparse.errors import UnknownZone
from ecsparse.patterns import Pattern
from ecsparse.timestamps.header_time import ZONES_OF_UTC, names_zone, parts, seconds
from ecsparse.timestamps.months import MONTHS, month_number
from ecsparse.timestamps.rfc3339 import shifted, with_fraction
from ecsparse.timestamps.zones import in_utc, load_zone, named_in_utc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.timestamps.reference import Reference

# :18.323112456
_LONGEST_REST = 16
# .323112456
_LONGEST_FRACTION = 10

# 25 sep 2022 23:14:20.756159
_USUAL_DATED = 27
# 25 sep 2022 23:14:20
_SHORT_DATED = 20
# 10/Oct/2000:13:55:36 -0700
_USUAL_CLF = 26

# What is not remembered, where `None` is a result.
_UNKNOWN = ""

# Later than any time.
_NEVER = "~"

# How many hours a clock remembers before it forgets them all.
_REMEMBERED = 8192

# Europe/Paris | America/Argentina/Salta
_ZONE_NAME = Pattern(r"[A-Z][A-Za-z_]{1,31}(?:/[A-Z][A-Za-z0-9_+-]{1,31}){1,2}")
# 2023-10-31 15:09:55
_LOCAL = Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2})(:[0-5][0-9]:[0-5][0-9])")
# 25 sep 2022 23:14:20.756159 | 3 août 2023 9:14:20
_DATED = Pattern(r"([0-9]{1,2}) ([^\s:]{1,12}) ([0-9]{4}) ([0-9]{1,2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?")
# 2022-12-08T21:37:18.323112+01:00 | 2022-12-08T20:37:18Z | 2022-12-08T21:37:18
_INSTANT = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2})(:[0-5][0-9]:[0-5][0-9](?:[.,][0-9]+)?)"
    r"([Zz]|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?"
)


class Clock:
    """Times to UTC; `zone` (an IANA name, or an offset such as `+01:00`) is the zone of times that name none.

    `reference` completes times without a year: with the latest year that does not put them after it.
    With `None`, they are not times.

    A local time that occurs twice, when clocks go back, is the second one; one that never occurs, when they
    go forward, is moved on by the gap. What an hour is in UTC is remembered, so that most lines cost a look-up;
    what is remembered is bounded.

    Raises:
        UnknownZone: there is no such zone.
    """

    __slots__ = (
        "_clf_hours",
        "_dated_hours",
        "_headers",
        "_hours",
        "_last",
        "_last_local",
        "_local_hours",
        "_reference",
        "_rests",
        "_rests_and_dots",
        "_same_from",
        "_same_until",
        "_zone",
        "zone",
    )

    def __init__(self, zone: str = "UTC") -> None:
        self.zone = zone
        self._reference: Reference | None = None
        self._zone = None if zone == "UTC" else load_zone(zone)
        # local "2023-10-31 15" to "2023-10-31T14"; only hours that are whole hours of UTC
        self._local_hours: dict[str, str] = {}
        # the same for hours with an offset
        self._hours: dict[tuple[str, str | None], str | None] = {}
        # times of syslog headers without a fraction, mostly, to UTC, and which references complete all of them so:
        # those that let lines be of the first of these times and not of the second
        self._headers: dict[str, str | None] = {}
        self._same_from, self._same_until = "", _NEVER
        # "25 sep 2022 23" to the same
        self._dated_hours: dict[str, str] = {}
        # "10/Oct/2000:13" and " -0700" to the same
        self._clf_hours: dict[tuple[str, str], str] = {}
        # the ":09:55" that were seen so far, and the ":09:55.": 3600 each at most
        self._rests: set[str] = set()
        self._rests_and_dots: set[str] = set()
        # the last local time, which most lines share with the one before them
        self._last_local, self._last = "\n", ""

    @property
    def reference(self) -> Reference | None:
        """The reference that completes times without a year; `None` if there is none."""
        return self._reference

    @reference.setter
    def reference(self, reference: Reference | None) -> None:
        """Complete times with `reference` from now on; what is remembered stays if it would come out the same."""
        latest = _NEVER if reference is None else reference.latest
        if not self._same_from <= latest < self._same_until:
            self._headers.clear()
            self._same_from, self._same_until = "", _NEVER
        self._reference = reference

    def local(self, text: str) -> str | None:
        """UTC of `YYYY-MM-DD hh:mm:ss` in the clock's zone; `None` if there is no such time."""
        if text == self._last_local:
            return self._last
        hour, rest = self._local_hours.get(text[:13]), text[13:]
        if hour is None or rest not in self._rests:
            match = _LOCAL.fullmatch(text)
            if match is None:
                return None
            if hour is None:
                return self._convert(match[1], match[2])
            self._rests.add(rest)
        self._last_local = text
        self._last = f"{hour}{rest}Z"
        return self._last

    def ctime(self, text: str) -> str | None:
        """UTC of `Www Mmm dd hh:mm:ss yyyy` (C's `ctime`) in the clock's zone; the weekday is not checked."""
        words = text.split()
        if len(words) != 5 or words[1] not in MONTHS:
            return None
        _, month, day, time, year = words
        return self.local(f"{year}-{MONTHS[month]}-{day:0>2} {time}")

    def ctime_with_fraction(self, text: str) -> str | None:
        """UTC of `Www Mmm dd hh:mm:ss[.ffffff] yyyy` in the clock's zone; the weekday is not checked."""
        before, dot, after = text.partition(".")
        fraction, _, year = after.partition(" ")
        if not dot:
            return self.ctime(text)
        if not (fraction.isascii() and fraction.isdecimal()):
            return None
        return with_fraction(self.ctime(f"{before} {year}"), fraction)

    def clf(self, text: str) -> str | None:
        """UTC of `10/Oct/2000:13:55:36 -0700`, or with a fraction (`36.123`), or without an offset.

        The date of the Common Log Format; one without an offset is in the clock's zone.
        """
        # most times: an hour and an offset as before
        hour, rest = self._clf_hours.get((text[:14], text[20:])), text[14:20]
        if hour is not None and rest in self._rests:
            return f"{hour}{rest}Z"
        moment = self._clf(text)
        if moment is not None and len(text) == _USUAL_CLF and moment[13:19] == rest:
            if len(self._clf_hours) >= _REMEMBERED:
                self._clf_hours.clear()
            self._clf_hours[text[:14], text[20:]] = moment[:13]
            self._rests.add(rest)
        return moment

    def _clf(self, text: str) -> str | None:
        """The same for what is not remembered."""
        month = MONTHS.get(text[3:6])
        if month is None or text[2:3] != "/" or text[6:7] != "/" or text[11:12] != ":":
            return None
        return self.instant(f"{text[7:11]}-{month}-{text[:2]}T{text[12:].replace(' ', '', 1)}")

    def dated(self, text: str) -> str | None:
        """UTC of `D mon YYYY hh:mm:ss[.ffffff]` in the clock's zone; the month is one that `month_number` knows."""
        hour = self._dated_hours.get(text[:14])
        if hour is not None and text[14:20] in self._rests:
            if len(text) == _USUAL_DATED:
                digits = text[21:]
                if text[20] == "." and digits != "000000" and digits.isdecimal() and digits.isascii():
                    return f"{hour}{text[14:]}Z"
            elif len(text) == _SHORT_DATED:
                return f"{hour}{text[14:]}Z"
        return self._dated(text)

    def _dated(self, text: str) -> str | None:
        """The same for what is not remembered, or has no fraction, or one with zeros at its end."""
        match = _DATED.fullmatch(text)
        number = None if match is None else month_number(match[2])
        if match is None or number is None:
            return None
        date = f"{match[3]}-{number}-{match[1]:0>2}"
        moment = self.local(f"{date} {match[4]:0>8}")
        hour = self._local_hours.get(f"{date} {match[4][:2]}")
        if moment is not None and hour is not None and text[14:20] == moment[13:19]:
            if len(self._dated_hours) >= _REMEMBERED:
                self._dated_hours.clear()
            self._dated_hours[text[:14]] = hour
        return with_fraction(moment, match[5])

    def instant(self, text: str) -> str | None:
        """UTC of an RFC 3339 time; one without an offset is in the clock's zone."""
        # most times: microseconds, an offset and an hour as before, which saves the pattern (make bench)
        known, rest, fraction = self._hours.get((text[:13], text[26:])), text[13:20], text[20:26]
        if known and rest in self._rests_and_dots and fraction.isdecimal() and fraction.isascii():
            return f"{known}{rest}{fraction}Z" if fraction != "000000" else f"{known}{rest[:6]}Z"
        if text[-1:] == "Z" and (moment := self._known_utc(text)) is not None:
            return moment
        match = _INSTANT.fullmatch(text)
        if match is None:
            return None
        hour, rest, zone = match.groups()
        self._rests_and_dots.add(f"{rest[:6]}.")
        converted = self._hours.get((hour, zone), _UNKNOWN)
        if converted is _UNKNOWN:
            converted = self._remember(hour, zone)
        if converted is not None and rest[-1] != "0" and len(rest) <= _LONGEST_REST and rest[6:7] != ",":
            return f"{converted}{rest}Z"
        time, _, fraction = rest.replace(",", ".").partition(".")
        if converted is not None:
            instant: str | None = f"{converted}{time}Z"
        elif zone is None:
            instant = self.local(f"{hour[:10]} {hour[11:]}{time}")
        else:
            instant = shifted(hour + time, zone)
        return with_fraction(instant, fraction)

    def _known_utc(self, text: str) -> str | None:
        """A time of UTC as it is, of an hour and a second as before; `None` if it takes more to tell."""
        hour, rest, fraction = self._hours.get((text[:13], "Z")), text[13:19], text[19:-1]
        if not hour or f"{rest}." not in self._rests_and_dots:
            return None
        is_usual = not fraction or (
            fraction[0] == "."
            and fraction[-1] != "0"
            and len(fraction) <= _LONGEST_FRACTION
            and fraction[1:].isdecimal()
            and fraction.isascii()
        )
        return f"{hour}{rest}{fraction}Z" if is_usual else None

    def epoch(self, seconds: str, fraction: str) -> str | None:
        """UTC of a count of `seconds` since 1970 and the digits of their `fraction`, if it has any."""
        digits = f"{seconds}{fraction}"
        if not seconds or len(seconds) > 12 or not (digits.isascii() and digits.isdecimal()):
            return None
        try:
            moment = datetime.fromtimestamp(int(seconds), UTC)
        except (OverflowError, ValueError):
            return None
        return with_fraction(f"{moment.isoformat()[:19]}Z", fraction)

    def header(self, text: str) -> str | None:
        """UTC of a syslog header's time; the reference completes one without a year (RFC 3164).

        The forms are those of `ecsparse.timestamps.header_time`. A name of a zone counts if it is an IANA one, or
        the clock's zone has it at that time; a time with another one is in the clock's zone: see `knows_zone`.
        """
        if text[10:11] == "T" and text[4:5] == "-" and (instant := self.instant(text)) is not None:
            return instant
        moment = self._headers.get(text, _UNKNOWN)
        if moment is _UNKNOWN:
            if len(self._headers) >= _REMEMBERED:
                self._headers.clear()
            moment = self._headers[text] = self._header(text)
        return moment

    def knows_zone(self, text: str) -> bool:
        """Whether the zone that a header's time says is one that the clock knows for that time."""
        stated = parts(text) if names_zone(text) else None
        if stated is None or stated.zone is None or _offset(stated.zone) is not None:
            return True
        years = [stated.year] if stated.year else self._years()
        return any(self._named(f"{year}-{stated.day_and_time}", stated.zone) is not None for year in years)

    def _header(self, text: str) -> str | None:
        """The same for what is not remembered: many lines have the second of those around them."""
        count = seconds(text)
        if count is not None:
            return self.epoch(*count)
        stated = parts(text)
        if stated is None:
            return None
        if stated.year is None:
            moment = self._completed(stated.day_and_time, stated.zone)
        else:
            moment = self._in_zone(f"{stated.year}-{stated.day_and_time}", stated.zone)
        return with_fraction(moment, stated.fraction)

    def _in_zone(self, text: str, zone: str | None) -> str | None:
        """UTC of `YYYY-MM-DD hh:mm:ss` in the `zone` that it says, or else in the clock's."""
        if zone is None:
            return self.local(text)
        offset = _offset(zone)
        if offset is not None:
            return shifted(f"{text[:10]}T{text[11:]}", offset)
        return self._named(text, zone) or self.local(text)

    def _named(self, text: str, name: str) -> str | None:
        """UTC of the same in the zone `name`, if that is an IANA name, or what the clock's own zone is called then.

        The latter tells two hours apart.
        """
        if "/" in name:
            clock = zoned(name)
            return None if clock is None else clock.local(text)
        if self._zone is None or _LOCAL.fullmatch(text) is None:
            return None
        try:
            moment = named_in_utc(datetime.fromisoformat(text), self._zone, name)
        except (OverflowError, ValueError):
            return None
        return None if moment is None else f"{moment.isoformat()[:19]}Z"

    def _completed(self, date: str, zone: str | None) -> str | None:
        """UTC of `MM-DD hh:mm:ss` in the year that puts it nearest before the reference."""
        if self.reference is None:
            self._same_until = ""
            return None
        latest = self.reference.latest
        # the next year's last day may be that of a local time in the year after it
        later = f"{int(latest[:4]) + 1:04}-12-31"
        for year in self._years():
            moment = self._in_zone(f"{year}-{date}", zone)
            if moment is None:
                continue
            if moment <= latest:
                self._same_from = max(self._same_from, moment)
                self._same_until = min(self._same_until, later)
                return moment
            later = moment
        return None

    def _years(self) -> list[str]:
        """The years that a time without one may be of, the latest first; none without a reference."""
        if self.reference is None:
            return []
        latest = int(self.reference.latest[:4])
        # a local time may be in the next year where UTC is not; 29 February may be eight years back
        return [f"{year:04}" for year in range(latest + 1, latest - 9, -1)]

    def _remember(self, hour: str, zone: str | None) -> str | None:
        """Cache the UTC of an hour with an offset; `None` if that is not a whole hour."""
        start = None if zone is None else shifted(f"{hour}:00:00", zone)
        converted = start[:13] if start is not None and start[13:] == ":00:00Z" else None
        if len(self._hours) >= _REMEMBERED:
            self._hours.clear()
        self._hours[hour, zone] = converted
        return converted

    def _convert(self, hour: str, rest: str) -> str | None:
        """Convert a local time, and remember its hour where that is a whole hour of UTC."""
        self._rests.add(rest)
        start, moment, end = (self._to_utc(f"{hour}{part}") for part in (":00:00", rest, ":59:59"))
        if start is not None and end is not None and start[13:] == ":00:00" and start[:13] == end[:13]:
            if len(self._local_hours) >= _REMEMBERED:
                self._local_hours.clear()
            self._local_hours[hour] = start[:13]
        return None if moment is None else f"{moment}Z"

    def _to_utc(self, text: str) -> str | None:
        """ISO 8601 without a zone, in UTC, of a local time."""
        try:
            local = datetime.fromisoformat(text)
            moment = local if self._zone is None else in_utc(local, self._zone)
        except (OverflowError, ValueError):
            return None
        return moment.isoformat()[:19]


def zoned(name: str) -> Clock | None:
    """The thread's own clock in the zone that a line names (`Europe/Paris`); `None` if there is no such zone."""
    return _zoned(name, get_ident())


@lru_cache(64)
def _zoned(name: str, _: int) -> Clock | None:
    if _ZONE_NAME.fullmatch(name) is None:
        return None
    try:
        return Clock(name)
    except UnknownZone:
        return None


def _offset(zone: str) -> str | None:
    """The offset that a zone is: `Z`, `+01:00`; `None` for a name that is not UTC's."""
    if zone in ZONES_OF_UTC:
        return "Z"
    if zone[0] not in "+-":
        return None
    return zone if len(zone) > 3 else f"{zone}:00"
