"""Times as logs write them, to UTC as ECS writes it (`2023-10-31T15:09:55Z`).

Every function checks the shape before a library sees the text, and returns `None` for a time that does not
exist: lenient parsers accept `now`, week dates and other scripts' digits. A fraction of a second stays as the
source has it, up to nanoseconds; one that is zero is left out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from ecsparse.errors import UnknownZone
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pendulum import FixedTimezone, Timezone

MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}

_HOURS = frozenset(f"{hour:02}:" for hour in range(24))
_SIXTIETHS = frozenset(f"{sixtieth:02}" for sixtieth in range(60))

# How many days, minutes or hours a clock remembers before it forgets them all.
_REMEMBERED = 8192

# 2023-10-31
_DATE = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# 15:09:55 | 15:09:55.123
_TIME = Pattern(r"([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]+))?")
# 2022-12-08T21:37:18.323112+01:00 | 2022-12-08T20:37:18Z | 2022-12-08T21:37:18
_INSTANT = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2})(:[0-5][0-9]:[0-5][0-9])"
    r"(?:[.,]([0-9]+))?(?:([Zz])|([+-][0-9]{2}):?([0-9]{2}))?"
)


class Clock:
    """Times to UTC; `zone` (an IANA name) is the zone of times that name none.

    A local time that occurs twice, when clocks go back, is the second one; one that never occurs, when they
    go forward, is moved on by the gap: pendulum's rules. Results are remembered by day, minute or hour, so
    that most lines cost a look-up; what is remembered is bounded.

    Raises:
        UnknownZone: there is no such zone.
    """

    __slots__ = ("_days", "_hours", "_minutes", "_zone", "zone")

    def __init__(self, zone: str = "UTC") -> None:
        self.zone = zone
        self._days: dict[str, bool] = {}
        self._hours: dict[tuple[str, str], str | None] = {}
        self._minutes: dict[str, str | None] = {}
        self._zone = None if zone == "UTC" else _load_zone(zone)

    def local(self, text: str) -> str | None:
        """UTC of `YYYY-MM-DD hh:mm:ss` in the clock's zone, `None` if there is no such time."""
        day = text[:10]
        exists = self._days.get(day)
        if exists is None:
            exists = self._remember_day(day)
        if not (
            exists
            and len(text) == 19
            and text[10] == " "
            and text[11:14] in _HOURS
            and text[14:16] in _SIXTIETHS
            and text[16] == ":"
            and text[17:] in _SIXTIETHS
        ):
            return None
        if self._zone is None:
            return f"{day}T{text[11:]}Z"
        minute = text[:16]
        if minute not in self._minutes:
            self._remember_minute(minute)
        converted = self._minutes[minute]
        return None if converted is None else f"{converted}:{text[17:]}Z"

    def ctime(self, text: str) -> str | None:
        """UTC of `Www Mmm dd hh:mm:ss yyyy` (C's `ctime`) in the clock's zone; the weekday is not checked."""
        words = text.split()
        if len(words) != 5 or words[1] not in MONTHS:
            return None
        _, month, day, time, year = words
        return self.local(f"{year}-{MONTHS[month]}-{day:0>2} {time}")

    def instant(self, text: str) -> str | None:
        """UTC of an RFC 3339 time; one without an offset is in the clock's zone."""
        match = _INSTANT.fullmatch(text)
        if match is None:
            return None
        hour, rest, fraction, zulu, offset, offset_minutes = match.groups()
        if offset is None and zulu is None:
            return _with_fraction(self.local(f"{hour[:10]} {hour[11:]}{rest}"), fraction)
        if offset is None:
            offset, offset_minutes = "+00", "00"
        if offset_minutes != "00":
            return _with_fraction(_to_utc(hour + rest, offset, offset_minutes), fraction)
        key = (hour, offset)
        if key not in self._hours:
            if len(self._hours) >= _REMEMBERED:
                self._hours.clear()
            start = _to_utc(hour + ":00:00", offset, offset_minutes)
            self._hours[key] = None if start is None else start[:13]
        converted = self._hours[key]
        return None if converted is None else _with_fraction(f"{converted}{rest}Z", fraction)

    def epoch(self, seconds: str, fraction: str) -> str | None:
        """UTC of a count of `seconds` since 1970 and the digits of their `fraction`."""
        if len(seconds) > 12:
            return None
        try:
            moment = datetime.fromtimestamp(int(seconds), UTC)
        except (OverflowError, ValueError):
            return None
        return _with_fraction(f"{moment:%Y-%m-%dT%H:%M:%SZ}", fraction)

    def header(self, text: str) -> str | None:
        """UTC of a syslog header's time; `None` too if it does not say the year (RFC 3164)."""
        if text[10:11] == "T":
            return self.instant(text)
        words = text.split()
        if len(words) != 4 or words[0] not in MONTHS:
            return None
        month, day, *year_and_time = words
        year, time = year_and_time if ":" in words[3] else reversed(year_and_time)
        match = _TIME.fullmatch(time)
        if match is None:
            return None
        return _with_fraction(self.local(f"{year}-{MONTHS[month]}-{day:0>2} {match[1]}"), match[2])

    def _remember_day(self, day: str) -> bool:
        if len(self._days) >= _REMEMBERED:
            self._days.clear()
        try:
            exists = _DATE.fullmatch(day) is not None and bool(date.fromisoformat(day))
        except ValueError:
            exists = False
        self._days[day] = exists
        return exists

    def _remember_minute(self, minute: str) -> None:
        import pendulum  # noqa: PLC0415 - 50 ms of start-up, only for zones other than UTC

        if len(self._minutes) >= _REMEMBERED:
            self._minutes.clear()
        local = datetime.fromisoformat(minute)
        try:
            moment = pendulum.datetime(
                local.year, local.month, local.day, local.hour, local.minute, tz=self._zone or "UTC"
            ).in_timezone("UTC")
        except (OverflowError, ValueError):
            self._minutes[minute] = None
        else:
            # before zones were standardised, offsets had seconds: no minute of them is a minute of UTC
            self._minutes[minute] = None if moment.second else moment.isoformat()[:16]


def _load_zone(zone: str) -> Timezone | FixedTimezone:
    import pendulum  # noqa: PLC0415 - 50 ms of start-up, only for zones other than UTC
    from pendulum.tz.exceptions import InvalidTimezone  # noqa: PLC0415 - as above

    try:
        return pendulum.timezone(zone)
    except (InvalidTimezone, ValueError, OSError) as error:
        raise UnknownZone(f"unknown time zone: {zone!r}; use an IANA name such as Europe/Paris") from error


def _to_utc(text: str, offset: str, offset_minutes: str) -> str | None:
    sign = -1 if offset[0] == "-" else 1
    shift = timedelta(hours=int(offset), minutes=sign * int(offset_minutes))
    try:
        moment = datetime.fromisoformat(text.upper()).replace(tzinfo=timezone(shift)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return moment.isoformat()[:19] + "Z"


def _with_fraction(instant: str | None, fraction: str | None) -> str | None:
    if instant is None or not fraction or not fraction.strip("0"):
        return instant
    return f"{instant[:-1]}.{fraction[:9]}Z"
