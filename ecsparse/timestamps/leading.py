"""Times that lines begin with, and those that lines which no product knows state elsewhere, to UTC.

Layout (with or without brackets, parentheses or quotes, and with or without a level such as `INFO` before it):
    2024-03-04T05:06:07.123Z          ISO 8601, also with a blank or `_` for the T, a comma, `/` or `.`, without
                                      seconds, after a weekday; the zone may be an offset, a name, or missing
    04/Mar/2024:05:06:07 +0100        the day first, also with blanks or hyphens, also of RFC 5322
    24/03/2024 05:06:07               the day or the month first, also with hyphens, where only one can be the day;
                                      with full stops, the day
    Mon Mar  4 05:06:07 2024          C's `ctime`, and what `date` writes; the year may be missing
    1709528767.123 text               seconds since 1970, also milli-, micro- and nanoseconds
and elsewhere in the line:
    192.0.2.1 - - [04/Mar/2024:05:06:07 +0100]
    msg=audit(1709528767.123:456): text
    level=info ts=2024-03-04T05:06:07Z    also `time`, `timestamp`, and `date=` with `time=` and `tz=`
    {"@timestamp": 1709528767123}         also `time`, `timestamp`, `ts`, `eventTime`, ...

A time may have AM or PM after it. A count since 1970 is not taken as a time if it is later than the clock's
reference: many numbers have as many digits.
"""

from __future__ import annotations

import orjson

from ecsparse.patterns import Pattern
from ecsparse.timestamps.event_time import ZONES, Time
from ecsparse.timestamps.header_time import NAMED_ZONE
from ecsparse.timestamps.months import MONTHS, month_and_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.timestamps.clock import Clock

# Zones that mean more than one offset: a time with one of them is not read.
_AMBIGUOUS = frozenset(("AMT", "AST", "BST", "ECT", "GST", "IST", "PYT", "SST", "WST"))

# How many hours either half of a day has.
_HOURS = 12

# How far into a line times are looked for that do not begin it.
_NEAR = 1024

# What follows a date's first one or two digits, or four.
_BEHIND_DIGITS = frozenset("-/. ")

# Names of members whose value is a time, in lower case without punctuation, the most specific first.
_MEMBERS = (
    "timestamp", "time", "ts", "eventtime", "eventtimestamp", "datetime", "timegenerated", "timecreated",
    "creationtime", "logtime", "logtimestamp", "requestreceivedtimestamp", "published", "asctime", "date", "t",
)  # fmt: skip
_PUNCTUATION = str.maketrans("", "", "@_-. ")

_YEAR = r"((?:19[7-9]|20[0-9]|21[0-9])[0-9])"
_CLOCK_TIME = (
    r"([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}|(?!:?[0-9])))(?:[.,]([0-9]{1,9})[0-9]*)?"
    r"(?: ?([AaPp])\.?[Mm]\.?(?![0-9A-Za-z-]))?"
)
_WEEKDAY = r"(?:[A-Z][a-z]{2},? )?"
_MONTH = f"({'|'.join(MONTHS)})"
_ZONE = (
    r"(?:(Z)| ?([+-][0-9]{2}:?[0-9]{2})|([+-][0-9]{2})| ?((?:UTC|GMT)[+-][0-9]{1,2}(?::[0-9]{2})?)"
    r"| ?([A-Z]{3,4})(?=[\s\])\"':,;|]|$)"
    rf"| ({NAMED_ZONE}))?"
)
_END = r"(?![0-9A-Za-z-])"

# what may precede a time: INFO [ | [INFO] ( | "
_FRONT = Pattern(
    r"\s{0,64}(?:[\[<(]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)[\])>]?:?\s{1,8})?"
    r"[\[(\"'<]?\s{0,8}"
)
# 2024-03-04T05:06:07.123Z | 2024/03/04 05:06:07,123 UTC | Mon 2024-03-04 05:06 Europe/Paris
_YEAR_FIRST = Pattern(
    rf"{_WEEKDAY}{_YEAR}([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})(?:[Tt_]| {{1,2}}){_CLOCK_TIME}{_ZONE}{_END}"
)
# 04/Mar/2024:05:06:07 +0100 | Mon, 04 Mar 2024 05:06:07 GMT | 04-Mar-2024 05:06:07.123
_DAY_FIRST = Pattern(rf"{_WEEKDAY}([0-9]{{1,2}})([-/ ]){_MONTH}\2{_YEAR}[: ]{_CLOCK_TIME}{_ZONE}{_END}")
# 24/03/2024 05:06:07 | 24.03.2024 05:06:07,123 | 3/24/2024 5:06:07 PM
_NUMBERS = Pattern(rf"{_WEEKDAY}([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2{_YEAR}(?:,? {{1,2}}|T){_CLOCK_TIME}{_ZONE}{_END}")
# Mar  4 05:06:07 2024 | Mon Mar  4 05:06:07.123 UTC 2024 | Mar 04, 2024 05:06:07 PST | Mar  4 05:06:07
_MONTH_FIRST = Pattern(
    rf"{_WEEKDAY}{_MONTH} {{1,2}}([0-9]{{1,2}}),? (?:{_YEAR},? )?{_CLOCK_TIME}{_ZONE}"
    rf"(?: {_YEAR}(?![0-9.-]|:[0-9]))?{_END}"
)
# 1709528767.123 | 1709528767123
_EPOCH = Pattern(r"([0-9]{10})(?:[.,]([0-9]{1,9})[0-9]*|([0-9]{3}|[0-9]{6}|[0-9]{9}))?(?=[\s\])\"',;|]|$)")
# 192.0.2.1 - alice [ | www.example.com:80 192.0.2.1 - - [
_BEFORE_CLF = Pattern(r"(?:[^\s\[\]]{1,255} ){1,4}\[(?=[0-9]{2}/)")
# audit(1709528767.123:456)
_AUDIT = Pattern(r"audit\(([0-9]{10})\.([0-9]{1,9}):[0-9]{1,20}\)")
# level=info | ts="2024-03-04T05:06:07Z"
_PAIR = Pattern(r'(?<![^\s,;|<])([A-Za-z@_.-]{1,64})=(?:"([^"]{0,64})"|([^\s",;|]{0,64}))')


class Stated:
    """A time in UTC, and whether the line says its year and its zone."""

    __slots__ = ("moment", "says_year", "says_zone")

    def __init__(self, moment: str, *, says_year: bool, says_zone: bool) -> None:
        self.moment = moment
        self.says_year = says_year
        self.says_zone = says_zone


def leading(text: str, clock: Clock, *, bare_numbers: bool = False) -> Stated | None:
    """The time that `text` begins with, `None` if it begins with none.

    With `bare_numbers`, a count without a fraction or a bracket may be one.
    """
    front = _FRONT.match(text)
    start = 0 if front is None else front.end()
    first = text[start : start + 1]
    if not first.isalnum() or (first.isdecimal() and not _may_begin_date(text, start)):
        return None
    stated = _date_at(text, start, clock)
    if stated is None:
        match = _EPOCH.match(text, start)
        # a lone number may be a line of anything
        is_certain = match is not None and (match[2] is not None or text[start - 1 : start] == "[")
        if match is not None and match.end() < len(text) and (is_certain or bare_numbers):
            stated = _count(match[1], match[2] or match[3] or "", clock)
    return stated


def _may_begin_date(text: str, start: int) -> bool:
    """Whether the digits in `text` from `start` on may be of a date or a count: an uptime is neither."""
    near = text[start : start + 10]
    return near.isdecimal() or not _BEHIND_DIGITS.isdisjoint((near[1:2], near[2:3], near[4:5]))


def within(text: str, clock: Clock, *, bare_numbers: bool) -> Stated | None:
    """The time that `text`, which no product reads, states anywhere; `None` if it states none."""
    near = text[:_NEAR]
    stated = leading(text, clock, bare_numbers=bare_numbers)
    if stated is not None:
        return stated
    if near.lstrip()[:1] == "{" or near.startswith("@cee:"):
        return _of_members(text.removeprefix("@cee:"), clock)
    match = _BEFORE_CLF.match(near)
    if match is not None:
        return _date_at(near, match.end(), clock)
    match = _AUDIT.search(near)
    if match is not None:
        return _count(match[1], match[2], clock)
    return _of_pairs(near, clock) if "=" in near else None


def _date_at(text: str, start: int, clock: Clock) -> Stated | None:
    match = _YEAR_FIRST.match(text, start)
    if match is not None:
        year, _, month, day, time, fraction, half, *zone = match.groups()
        return _stated(clock, year, f"{month:0>2}", day, (time, fraction, half), zone)
    match = _DAY_FIRST.match(text, start)
    if match is not None:
        day, _, name, year, time, fraction, half, *zone = match.groups()
        return _stated(clock, year, MONTHS[name], day, (time, fraction, half), zone)
    match = _NUMBERS.match(text, start)
    if match is not None:
        first, delimiter, second, year, time, fraction, half, *zone = match.groups()
        found = month_and_day(f"{first:0>2}", delimiter, f"{second:0>2}")
        return None if found is None else _stated(clock, year, *found, (time, fraction, half), zone)
    match = _MONTH_FIRST.match(text, start)
    if match is not None:
        name, day, first, time, fraction, half, *zone, last = match.groups()
        return _stated(clock, first or last, MONTHS[name], day, (time, fraction, half), zone)
    return None


def _stated(  # noqa: PLR0913, PLR0917 - the parts of a time
    clock: Clock,
    year: str | None,
    month: str,
    day: str,
    time_of_day: tuple[str, str | None, str | None],
    zones: list[str | None],
) -> Stated | None:
    zone = next((zone for zone in zones if zone is not None), None)
    if zone in _AMBIGUOUS:
        return None
    if zone is not None and zone.isalpha() and zone not in ZONES:
        zone = None  # another word: ERROR
    time, fraction, half = time_of_day
    clock_time = time if time.count(":") == 2 else f"{time}:00"
    if half is not None:
        hour, _, rest = clock_time.partition(":")
        if not 1 <= int(hour) <= _HOURS:
            return None
        clock_time = f"{int(hour) % _HOURS + (_HOURS if half in 'Pp' else 0):02}:{rest}"
    stated = Time(year=year, month=month, day=day, clock_time=clock_time, fraction=fraction, zone=zone)
    moment = stated.utc(clock)
    return None if moment is None else Stated(moment, says_year=year is not None, says_zone=zone is not None)


def _count(seconds: str, fraction: str, clock: Clock) -> Stated | None:
    """The time so many `seconds` after 1970; `None` if that is before 2001, or later than lines can be."""
    moment = clock.epoch(seconds, fraction)
    latest = None if clock.reference is None else clock.reference.latest
    if moment is None or seconds[0] == "0" or (latest is not None and moment > latest):
        return None
    return Stated(moment, says_year=True, says_zone=True)


def _of_members(text: str, clock: Clock) -> Stated | None:
    """The time that a JSON object states."""
    try:
        value = orjson.loads(text)
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    named: dict[str, Any] = {}
    for name, member in value.items():
        named.setdefault(name.casefold().translate(_PUNCTUATION), member)
    if "@timestamp" in value:
        named["timestamp"] = value["@timestamp"]
    times = (_of_value(named[name], clock) for name in _MEMBERS if name in named)
    return next((time for time in times if time is not None), None)


def _of_value(value: Any, clock: Clock) -> Stated | None:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        value = value.get("$date")  # as MongoDB writes a time
    if isinstance(value, float) and value < 1e16:
        value = repr(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _whole(value, clock) if isinstance(value, str) else None


def _of_pairs(text: str, clock: Clock) -> Stated | None:
    """The time that a line of pairs (`key=value`) states, which begins with one."""
    pairs: dict[str, str] = {}
    for match in _PAIR.finditer(text):
        if not pairs and match.start() > 1:
            return None
        pairs.setdefault(match[1].casefold().translate(_PUNCTUATION), match[2] or match[3] or "")
    if "date" in pairs and "time" in pairs:
        pairs["date"] = f"{pairs['date']} {pairs['time']} {pairs.get('tz', '')}".rstrip()
    times = (_whole(pairs[name], clock) for name in _MEMBERS if name in pairs)
    return next((time for time in times if time is not None), None)


def _whole(text: str, clock: Clock) -> Stated | None:
    """The time that a value is."""
    whole, _, fraction = text.partition(".")
    if len(whole) in (10, 13, 16, 19) and whole.isascii() and whole.isdecimal() and len(fraction) < 16:
        return _count(whole[:10], whole[10:] + fraction, clock) if not fraction or fraction.isdecimal() else None
    return _date_at(text, 0, clock)
