"""The times of syslog headers, as text: their parts, and what they say.

Layout (each may have a fraction of a second; the zone is an offset or a name, and may be missing):

    Oct 31 15:09:55                 RFC 3164; also with the year after the day, or at the end, and a zone
    2023-10-31T15:09:55+01:00       RFC 3339, also with a blank for the T, `/` for `-`
    2023 Oct 31 15:09:55 CET        syslog-ng's `FULLDATE`, and Cisco's devices
    1698764995.123456               seconds since 1970
"""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.timestamps.months import MONTHS

# Oct 31 15:09:55
SHORTEST = 15
_IN_DATES = ("-", "/")

# The areas of the tz database, as a part of a pattern: what they begin is the name of a zone.
AREAS = "(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/"

# Europe/Paris, as a part of a pattern: what has a slash is not often a zone.
NAMED_ZONE = f"{AREAS}[A-Za-z0-9_/+-]{{1,40}}"

# The names of UTC.
ZONES_OF_UTC = frozenset(("Z", "UTC", "GMT"))

_TIME = r"([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]+))?"
_ZONE = rf"(Z| ?[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?| ?[A-Za-z]{{2,6}}| {NAMED_ZONE})?"

# Oct 31 15:09:55 | Oct 31 2023 15:09:55.652-0500 | Oct 31 15:09:55.123 CET 2023 | 2023 Oct 31 15:09:55
_MONTH_FIRST = Pattern(
    rf"(?:([0-9]{{4}}) )?([A-Z][a-z]{{2}}) +([0-9]{{1,2}}) +(?:([0-9]{{4}}) )?{_TIME}{_ZONE}(?: ([0-9]{{4}}))?"
)
# 2023-10-31 15:09:55,123 CET | 2023/10/31 15:09:55
_YEAR_FIRST = Pattern(rf"([0-9]{{4}})[-/]([0-9]{{2}})[-/]([0-9]{{2}})[ T]{_TIME}{_ZONE}")
# 1698764995.123456
_SECONDS = Pattern(r"([0-9]{10})(?:\.([0-9]{1,9}))?")


class HeaderTime:
    """The parts of a time: the year, `MM-DD hh:mm:ss`, the digits of a fraction, the zone; `None` if missing."""

    __slots__ = ("day_and_time", "fraction", "year", "zone")

    def __init__(self, year: str | None, day_and_time: str, fraction: str | None, zone: str | None) -> None:
        self.year = year
        self.day_and_time = day_and_time
        self.fraction = fraction
        self.zone = None if zone is None else zone.lstrip(" ")


def seconds(text: str) -> tuple[str, str] | None:
    """The count of seconds since 1970 that `text` is, and the digits of its fraction; `None` if it is not one."""
    match = None if ":" in text else _SECONDS.fullmatch(text)
    return None if match is None else (match[1], match[2] or "")


def parts(text: str) -> HeaderTime | None:
    """The parts of a time that is not a count of seconds; `None` if it has another form."""
    if text[4:5] in _IN_DATES:
        match = _YEAR_FIRST.fullmatch(text)
        if match is None:
            return None
        year, month, day, time, fraction, zone = match.groups()
        return HeaderTime(year, f"{month}-{day} {time}", fraction, zone)
    match = _MONTH_FIRST.fullmatch(text)
    if match is None or match[2] not in MONTHS:
        return None
    first, name, day, second, time, fraction, zone, third = match.groups()
    return HeaderTime(first or second or third, f"{MONTHS[name]}-{day:0>2} {time}", fraction, zone)


def says_year(text: str) -> bool:
    """Whether a header's time says the year."""
    if text[:1].isdecimal():
        return True
    return len(text) > SHORTEST and any(len(word) == 4 and word.isdecimal() for word in text.split()[2:])


def says_zone(text: str) -> bool:
    """Whether a header's time says its zone, by an offset or a name."""
    if text[:1].isdecimal():
        return text[-1:].isalpha() or "+" in text or "-" in text[11:] or ":" not in text
    rest = text[SHORTEST:]
    return rest != "" and ("+" in rest or "-" in rest or rest.lower() != rest.upper())


def names_zone(text: str) -> bool:
    """Whether a header's time says its zone by a name that is not `Z`, as far as can be told from how it ends.

    >>> names_zone("2023-10-31 15:09:55 CET"), names_zone("2023-10-31T15:09:55Z")
    (True, False)
    """
    return text[-2:].isalpha() or not text[:1].isdecimal()
