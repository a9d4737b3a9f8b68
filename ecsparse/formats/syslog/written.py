"""Dates that templates, web servers and people write, where syslog has another form.

Layout (each may have a fraction of a second, and a zone after it):

    31 Oct 2023 15:09:55                 the day first; also without a year, with `-` or `/`
    31/Oct/2023:15:09:55 +0100           that of access logs
    Oct 31, 2023 15:09:55                with a comma; also in capitals or small letters, or with two blanks
    oct. 31 15:09:55, 10月 31 15:09:55   in the language of who asked journalctl
    20231031 15:09:55, 20231031T150955Z, 20231031150955    ISO 8601 without punctuation
    2023/10/31-15:09:55                  joined; svlogd has `2023-10-31_15:09:55`
    31/10/2023 15:09:55                  the day or the month first, also with `.` or `-`
    10/31/2023 3:09:55 PM                the same with twelve hours
    1698764995.123456, 1698764995123     seconds, and milliseconds, since 1970
"""

from __future__ import annotations

from ecsparse.formats.syslog.dates import zone_end
from ecsparse.patterns import Pattern
from ecsparse.timestamps.months import MONTHS, month_and_day, month_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    # a time as a header has it, `None` if it may be one of two, and where it ends
    Written = tuple[str | None, int]

_TIME = r"([0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)(?=:? )"

# 31 Oct 2023 15:09:55 | 31/Oct/2023:15:09:55
_DAY_FIRST = Pattern(rf"([0-9]{{1,2}})([ /-])([A-Za-z]{{3}})(?:\2([0-9]{{4}}))?[ :]{_TIME}")
# Oct 31, 2023 15:09:55 | OCT 31 15:09:55 | Oct 31  15:09:55 | oct. 31 15:09:55 | 10月 31 15:09:55
_MONTH_FIRST = Pattern(
    rf"((?:[^\W0-9_]{{3,8}}|[0-9]{{1,2}}[月월])\.?) {{1,2}}([0-9]{{1,2}})(?:,? ([0-9]{{4}}))?,? {{1,2}}{_TIME}"
)
# 20231031 15:09:55 | 20231031T150955Z
_COMPACT = Pattern(
    r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})[ T]?([0-9]{2})(:?)([0-9]{2})\5([0-9]{2})"
    r"((?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)(?=:? )"
)
# 2023/10/31-15:09:55 | 2023-10-31_15:09:55.12345
_JOINED = Pattern(rf"([0-9]{{4}})([-/])([0-9]{{2}})\2([0-9]{{2}})[_-]{_TIME}")
# 31/10/2023 15:09:55 | 10/31/2023 3:09:55 PM
_NUMBERS = Pattern(
    r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}),? ([0-9]{1,2})(:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?)"
    r"(?: ([AaPp])[Mm])?(?=:? )"
)
# 1698764995.123456 | 1698764995123
_SECONDS = Pattern(r"([0-9]{10})(?:\.([0-9]{1,9})|((?:[0-9]{3}){1,3}))?(?= )")

_NOON = 12
# the names of months that a header's time has
_ENGLISH = {number: name for name, number in MONTHS.items()}


def written(text: str, start: int) -> Written | None:
    """The time at `start` in one of these forms, and where it ends; `None` if none is there."""
    first = text[start : start + 1]
    if not first.isdecimal() or not text[start : start + 3].isascii():
        match = _MONTH_FIRST.match(text, start)
        return None if match is None else _named(text, match, match[1], match[2], match[3])
    if (match := _DAY_FIRST.match(text, start)) is not None:
        return _named(text, match, match[3], match[1], match[4])
    if (match := _NUMBERS.match(text, start)) is not None:
        return _numbered(text, match)
    if (match := _COMPACT.match(text, start)) is not None:
        year, month, day, hour, _, minute, second, rest = match.groups()
        return _zoned(text, match, f"{year}-{month}-{day} {hour}:{minute}:{second}{rest}")
    if (match := _JOINED.match(text, start)) is not None:
        return _zoned(text, match, f"{match[1]}-{match[3]}-{match[4]} {match[5]}")
    if (match := _SECONDS.match(text, start)) is not None:
        fraction = match[2] or match[3]
        return f"{match[1]}.{fraction}" if fraction else match[1], match.end()
    return None


def _named(text: str, match: re.Match[str], name: str, day: str, year: str | None) -> Written | None:
    """The time of a date with the name of a month, before the time of day, which `match` has last."""
    number = month_number(name)
    if number is None:
        return None
    time = match[len(match.groups())]
    date = f"{_ENGLISH[number]} {day:>2}" if year is None else f"{year}-{number}-{day:0>2}"
    return _zoned(text, match, f"{date} {time}")


def _numbered(text: str, match: re.Match[str]) -> Written:
    """The time of a date in numbers that has the year last."""
    first, delimiter, second, year, hour, rest, half = match.groups()
    if half is not None:
        hour = f"{int(hour) % _NOON + _NOON * (half in 'Pp')}"
    time = f"{hour:0>2}{rest}"
    return _zoned(text, match, numbered(year, f"{first:0>2}", delimiter, f"{second:0>2}", time))


def numbered(year: str, first: str, delimiter: str, second: str, time: str) -> str | None:
    """The time of a header whose date has the year last; `None` if that may be one of two."""
    found = month_and_day(first, delimiter, second)
    return None if found is None else f"{year}-{found[0]}-{found[1]} {time}"


def _zoned(text: str, match: re.Match[str], time: str | None) -> Written:
    """`time`, which `match` is, with the zone that may follow it in `text`."""
    end = zone_end(text, match.end())
    return (None if time is None else f"{time}{text[match.end() : end]}"), end
