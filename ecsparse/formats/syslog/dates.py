"""The dates of syslog headers: where one ends, and a zone after it.

A date is kept as it stands: `Clock.header` reads it.
"""

from __future__ import annotations

from ecsparse.formats.syslog.senders import HOST, TAG
from ecsparse.patterns import Pattern
from ecsparse.timestamps.header_time import NAMED_ZONE

MONTHS = frozenset(("Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "))
WEEKDAYS = frozenset(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))

# The abbreviations that the tz database has today, the longest first: other words may be the name of a host.
_ZONE_NAMES = (
    "ACDT|ACST|AEDT|AEST|AKDT|AKST|AWST|CEST|ChST|EEST|NZDT|NZST|SAST|WAST|WEST|WITA|"
    "ADT|AST|BST|CAT|CDT|CET|CST|EAT|EDT|EET|EST|GMT|HDT|HKT|HST|IDT|IST|JST|KST|MDT|MSK|MST|NDT|NST|PDT|PKT|PST|"
    "SST|UTC|WAT|WET|WIB|WIT"
)
_OFFSET = r"[+-][0-9]{2}(?::?[0-9]{2})?"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"

_BEGIN_ZONES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ+-")

# what follows a zone: a tag or a context of NX-OS, with a host before it or not, or what is in angle brackets
_NAMES_BEHIND = rf"(?= ?: | {{1,2}}(?:<|(?:{HOST} )?(?:{TAG}|%\$ )))"

# Mar  4 05:06:07 | Oct 31 2023 15:09:55.652-0500 | Oct 31 15:09:55.123 2023
_MONTH_FIRST = Pattern(
    rf"([A-Z][a-z]{{2}} {{1,2}}[0-9]{{1,2}} (?:[0-9]{{4}} )?{_TIME}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?"
    r"(?: [0-9]{4}(?=:? |$))?)(?=:? |$)"
)

# 2023-10-31 15:09:55,123 | 2023/10/31 15:09:55+01:00 | 2023 Oct 31 15:09:55 | 2023-10-31T15:09:55
_YEAR_FIRST = Pattern(
    rf"([0-9]{{4}}(?:-[0-9]{{2}}-[0-9]{{2}}[T ]|/[0-9]{{2}}/[0-9]{{2}} | [A-Z][a-z]{{2}} {{1,2}}[0-9]{{1,2}} )"
    rf"{_TIME}(?:Z|{_OFFSET})?)(?=:? |$)"
)

# 2023-10-31T15:09:55.123456+01:00
_ISO = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})) "
)

#  CET |  +0100 |  UTC 2023 |  Europe/Berlin
_ZONE = Pattern(rf" (?:{_ZONE_NAMES}|{NAMED_ZONE}|{_OFFSET})(?: [0-9]{{4}}(?=:? ))?{_NAMES_BEHIND}")
#  CET |  ABCD |  -03
_ANY_ZONE = Pattern(rf" (?:[A-Z][A-Za-z]{{1,5}}|{_OFFSET}){_NAMES_BEHIND}")


def month_first(line: str, start: int) -> int | None:
    """Where a date ends that begins at `start` with the month, with its zone; `None` if none is there."""
    return _end(_MONTH_FIRST, _ZONE, line, start)


def year_first(line: str, start: int) -> int | None:
    """The same for a date that begins with the year."""
    return _end(_YEAR_FIRST, _ZONE, line, start)


def year_first_with_zone(line: str, start: int) -> int | None:
    """The same for one that is followed by a zone, if it is not UTC, which may have any name."""
    return _end(_YEAR_FIRST, _ANY_ZONE, line, start)


def iso(line: str, start: int) -> int | None:
    """The same for one in the form of ISO 8601, with an offset, before a blank."""
    match = _ISO.match(line, start)
    return None if match is None else match.end(1)


def zone_end(line: str, end: int) -> int:
    """Where the zone ends that may follow a date; `end`, where that does, if there is none."""
    return _zone_end(_ZONE, line, end)


def _end(date: Pattern, zone: Pattern, line: str, start: int) -> int | None:
    match = date.match(line, start)
    return None if match is None else _zone_end(zone, line, match.end())


def _zone_end(zone: Pattern, line: str, end: int) -> int:
    # most dates are followed by a host in small letters
    named = zone.match(line, end) if line[end + 1 : end + 2] in _BEGIN_ZONES else None
    return end if named is None else named.end()
