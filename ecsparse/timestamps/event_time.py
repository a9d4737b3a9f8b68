"""Times as CEF and LEEF events state them, to UTC.

Layout (each may have a fraction of a second; the zone, and in the first form the year, may be missing):
    1698764995000                     milliseconds since 1970; also seconds, micro- and nanoseconds
    Oct 31 2023 15:09:55.123 UTC      the dates of CEF and LEEF
    Tue Oct 31 15:09:55 2023          C's `ctime`
    2023-10-31T15:09:55+01:00         ISO 8601, also with a blank for the T and with `/`
    31/Oct/2023:15:09:55 +0100        the day first, also with blanks or hyphens, and behind a weekday

A zone is an offset (`+01:00`, `GMT+1`), one of the abbreviations of RFC 822 and of Europe and Asia that mean one
offset, or an IANA name. A time with another zone is not read: an unknown zone would make it wrong by hours.

Source: the CEF implementation standard and the LEEF guide; `java.text.SimpleDateFormat` for formats of one's own.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.timestamps.clock import zoned
from ecsparse.timestamps.months import MONTHS, month_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.timestamps.clock import Clock

# 1698764995 | 1698764995000 | 1698764995.123
_EPOCH = Pattern(r"([0-9]{10})(?:\.([0-9]{1,9})|([0-9]{3}|[0-9]{6}|[0-9]{9}))?")
# Oct 31 2023 15:09:55.123 UTC | Tue Oct  3 15:09:55 UTC 2023
_MONTH_FIRST = Pattern(
    r"(?:[A-Z][a-z]{2},? )?([A-Z][a-z]{2}) {1,2}([0-9]{1,2})(?:,? ([0-9]{4}))? ([0-9]{1,2}:[0-9]{2}:[0-9]{2})"
    r"(?:[.,]([0-9]{1,9}))?(?: ([A-Za-z0-9_+:/-]{1,40}))?(?: ([A-Za-z0-9_+:/-]{1,40}))?"
)
# 2023-10-31T15:09:55.123+01:00 | 2023/10/31 15:09:55 UTC
_YEAR_FIRST = Pattern(
    r"([0-9]{4})[/-]([0-9]{1,2})[/-]([0-9]{1,2})[T ]([0-9]{1,2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]{1,9}))?"
    r" ?([A-Za-z0-9_+:/-]{1,40})?"
)
# 31/Oct/2023:15:09:55 +0100 | 31 Oct 2023 15:09:55 | Tue, 31 Oct 2023, 15:09:55 UTC
_DAY_FIRST = Pattern(
    r"(?:[A-Z][a-z]{2}, )?([0-9]{1,2})[/ -]([A-Z][a-z]{2})[/ -]([0-9]{4}),?[ :]([0-9]{1,2}:[0-9]{2}:[0-9]{2})"
    r"(?:[.,]([0-9]{1,9}))?(?: ([A-Za-z0-9_+:/-]{1,40}))?"
)
# +01:00 | GMT+1 | -0530
_OFFSET = Pattern(r"(?:GMT|UTC)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?")

ZONES = {
    "Z": "Z", "UTC": "Z", "GMT": "Z", "UT": "Z", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "WET": "+00:00", "WEST": "+01:00",
    "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00",
    "KST": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
}  # fmt: skip

# Names for `MMMM` in addition to the usual ones.
_WHOLE_MONTHS = frozenset(
    ("january", "february", "march", "june", "july", "august", "september", "october", "november", "december")
)

# yyyy | 'T' | - | anything unknown
_TOKEN = Pattern(r"'([^']*)'|(y+|M+|d+|E+|a+|H+|h+|m+|s+|S+|z+|Z+|X+)|([^A-Za-z']+)|[\s\S]")
# 2023
_YEAR = Pattern(r"[0-9]{4}")
# 9 | 31
_TWO_DIGITS = Pattern(r"[0-9]{1,2}")
# 123
_FRACTION = Pattern(r"[0-9]{1,9}")
# Oct | août
_LETTERS = Pattern(r"[^\W0-9_]{1,12}\.?")
# CET | +01:00
_ZONE = Pattern(r"[A-Za-z0-9_+:/-]{1,40}")
_LONGEST_FORMAT = 64
# 2023-10-31T15:09:55.123456789Z
_LONGEST_UTC = 30


class Time:
    """A time as it is stated: texts; `year` and `zone` may be `None`, `month` is `01` to `12`."""

    __slots__ = ("clock_time", "day", "fraction", "month", "year", "zone")

    def __init__(  # noqa: PLR0913 - the parts of a time, named at every call
        self, *, year: str | None, month: str, day: str, clock_time: str, fraction: str | None, zone: str | None
    ) -> None:
        self.year = year
        self.month = month
        self.day = day
        self.clock_time = clock_time
        self.fraction = fraction
        self.zone = zone

    def utc(self, clock: Clock, zone: str | None = None) -> str | None:
        """UTC; `zone` is that of a time without one, else the clock's. Without a year, the clock completes it."""
        stated = self.zone or zone
        offset = "" if stated is None else _offset(stated)
        if offset is None:
            return None
        if not offset or offset[0] in "Z+-":
            own = clock
        else:
            named = zoned(offset)
            if named is None:
                return None
            own, offset = named, ""
        if self.year is not None:
            return self._in(self.year, own, offset)
        return self._completed(clock, own, offset)

    def _in(self, year: str, clock: Clock, offset: str) -> str | None:
        fraction = f".{self.fraction}" if self.fraction else ""
        return clock.instant(f"{year}-{self.month}-{self.day:0>2}T{self.clock_time:0>8}{fraction}{offset}")

    def _completed(self, clock: Clock, own: Clock, offset: str) -> str | None:
        """UTC in the year that puts it nearest before the reference of `clock`."""
        name = next(name for name, number in MONTHS.items() if number == self.month)
        nearest = clock.header(f"{name} {self.day} {self.clock_time:0>8}")
        if nearest is None or clock.reference is None:
            return None
        # another zone than the clock's may put it in the next year, or the year before
        for year in range(int(nearest[:4]) + 1, int(nearest[:4]) - 2, -1):
            moment = self._in(f"{year:04}", own, offset)
            if moment is not None and moment[:19] <= clock.reference.latest[:19]:
                return moment
        return None


def _offset(zone: str) -> str | None:
    """The offset of a zone (`Z`, `+01:00`), or its name if it may be an IANA one; `None` if it is not a zone."""
    if zone in ZONES:
        return ZONES[zone]
    match = _OFFSET.fullmatch(zone)
    if match is not None:
        sign, hours, minutes = match.groups()
        return f"{sign}{hours:0>2}:{minutes or '00'}"
    return zone if "/" in zone else None


def moment(text: str, clock: Clock, zone: str | None = None) -> tuple[str | None, bool]:
    """UTC of a stated time (`None` if not one), and whether its year was completed; `zone` as in `Time.utc`."""
    # most times of objects: what RFC 3339 has takes no pattern (make bench)
    if text[10:11] == "T" and text[-1:] == "Z" and len(text) <= _LONGEST_UTC:
        instant = clock.instant(text)
        if instant is not None:
            return instant, False
    epoch = _EPOCH.fullmatch(text)
    if epoch is not None:
        seconds, fraction, rest = epoch.groups()
        return clock.epoch(seconds, fraction or rest or ""), False
    time = _stated(text)
    if time is None:
        return None, False
    return time.utc(clock, zone), time.year is None


def _stated(text: str) -> Time | None:
    match = _MONTH_FIRST.fullmatch(text)
    if match is not None:
        name, day, year, clock_time, fraction, *tail = match.groups()
        words = [word for word in tail if word is not None]
        if year is None and words:
            year = next((word for word in words if len(word) == 4 and word.isdecimal()), None)
            words = [word for word in words if word != year]
        if name not in MONTHS or len(words) > 1:
            return None
        zone = words[0] if words else None
        return Time(year=year, month=MONTHS[name], day=day, clock_time=clock_time, fraction=fraction, zone=zone)
    match = _YEAR_FIRST.fullmatch(text)
    if match is not None:
        year, month, day, clock_time, fraction, zone = match.groups()
        return Time(year=year, month=f"{month:0>2}", day=day, clock_time=clock_time, fraction=fraction, zone=zone)
    match = _DAY_FIRST.fullmatch(text)
    if match is None or match[2] not in MONTHS:
        return None
    day, name, year, clock_time, fraction, zone = match.groups()
    return Time(year=year, month=MONTHS[name], day=day, clock_time=clock_time, fraction=fraction, zone=zone)


def moment_in_format(text: str, layout: str, clock: Clock) -> tuple[str | None, bool]:
    """As `moment`, for a text in the `layout` of Java's `SimpleDateFormat`, such as `yyyy-MM-dd HH:mm:ss.SSS z`."""
    parts = _parts(text, layout) if len(layout) <= _LONGEST_FORMAT else None
    if parts is None:
        return None, False
    month = parts.get("M", "")
    name = month[:3] if month.casefold() in _WHOLE_MONTHS else month
    number = f"{month:0>2}" if month.isdecimal() else month_number(name) or ""
    hour = _hour(parts)
    if number not in MONTHS.values() or hour is None or "d" not in parts:
        return None, False
    year = parts.get("y")
    time = Time(
        year=f"20{year}" if year is not None and len(year) == 2 else year,
        month=number,
        day=parts["d"],
        clock_time=f"{hour:0>2}:{parts.get('m', '0'):0>2}:{parts.get('s', '0'):0>2}",
        fraction=parts.get("S"),
        zone=parts.get("z"),
    )
    return time.utc(clock), time.year is None


def _parts(text: str, layout: str) -> dict[str, str] | None:
    """The parts of `text` by the letters of `layout`, `z` for any kind of zone; `None` if it has another layout."""
    parts: dict[str, str] = {}
    position = 0
    for token in _TOKEN.finditer(layout):
        quoted, letters, constant = token.groups()
        if letters is None:
            expected = (quoted or "'") if constant is None else constant
            if token.lastindex is None or not text.startswith(expected, position):
                return None
            position += len(expected)
            continue
        letter = letters[0]
        pattern = _pattern(letter, len(letters))
        match = pattern.match(text, position)
        if match is None:
            return None
        parts["z" if letter in "zZX" else letter] = match[0]
        position = match.end()
    return parts if position == len(text) else None


def _pattern(letter: str, count: int) -> Pattern:
    if letter in "Ea" or (letter == "M" and count > 2):
        return _LETTERS
    if letter in "zZX":
        return _ZONE
    if letter == "y" and count > 2:
        return _YEAR
    if letter == "S":
        return _FRACTION
    return _TWO_DIGITS


def _hour(parts: dict[str, str]) -> str | None:
    """The hour of 24, `None` if none is stated."""
    if "H" in parts:
        return parts["H"]
    half = parts.get("a", "").upper()
    if "h" not in parts or half not in ("AM", "PM") or len(parts["h"]) > 2:
        return None
    return str(int(parts["h"]) % 12 + 12 * (half == "PM"))
