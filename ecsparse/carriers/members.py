"""What texts say that carriers have in common: times and priorities."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from ecsparse.carriers.member_names import meaning as meaning_of
from ecsparse.ecs.pieces import FACILITIES, SEVERITIES
from ecsparse.formats.syslog.written import written
from ecsparse.patterns import Pattern
from ecsparse.timestamps.rfc3339 import with_fraction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecsparse.record import Document

# Digits of a count of seconds since 1970; of milliseconds, microseconds and nanoseconds, there are more.
_SECONDS = 10
_LONGEST_COUNT = 19
# Decimals of a second of nanoseconds.
_NANOSECONDS = 9

# October 31, 2023 @ 15:09:55.123456789 +0000
_LONGEST_TIME = 48

_HIGHEST_PRIORITY = 191
_LOWEST_SEVERITY = 7

# 2023-10-31T15:09:55.123Z | 2023-10-31 15:09:55 +0000 | 2023-10-31 15:09:55,123 UTC
_ISO = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?)"
    r" ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?"
)
# Oct 31 15:09:55 | Oct  3 2023 15:09:55 | Oct 31 15:09:55 2023
_TRADITIONAL = Pattern(
    r"[A-Z][a-z]{2} {1,2}[0-9]{1,2} (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?: [0-9]{4})?"
)
# 1698764995 | 1698764995.123456 | 1698764995123
_COUNT = Pattern(r"([0-9]{10,19})(?:\.([0-9]{1,9})[0-9]*)?")

_CODES = {
    name: code
    for code, names in enumerate((
        "emerg emergency panic", "alert", "crit critical", "err error", "warning warn", "notice",
        "info informational", "debug",
    ))
    for name in names.split()
}  # fmt: skip
_FACILITY_CODES = {name: code for code, name in enumerate(FACILITIES)} | {"kernel": 0, "daemon": 3, "security": 4}


def moment(text: str) -> str | None:
    """The time in `text` as a syslog header has it; `None` if it is not one.

    ISO 8601, RFC 3164, or a count of seconds, milliseconds, microseconds or nanoseconds since 1970.
    """
    if text.isdecimal() and text.isascii():
        return _counted(text, "") if len(text) >= _SECONDS else None
    match = _COUNT.fullmatch(text)
    if match is not None:
        return _counted(match[1], match[2] or "")
    match = _ISO.fullmatch(text)
    if match is not None:
        date, time, zone = match.groups()
        return f"{date}T{time.replace(',', '.')}{'Z' if zone == 'UTC' else zone or ''}"
    return text if _TRADITIONAL.fullmatch(text) is not None else None


def any_moment(text: str) -> str | None:
    """The same of a time in any form that is told, such as `10/31/2023, 3:09:55 PM`."""
    found = moment(text)
    if found is not None or not text[:1].isalnum() or len(text) > _LONGEST_TIME:
        return found
    bare = f"{text.replace(' @ ', ' ').replace('/', '-') if text[4:5] == '/' else text.replace(' @ ', ' ')} "
    told = written(bare, 0)
    return moment(bare.strip()) if told is None or told[1] < len(bare) - 1 else told[0]


def is_told(name: str) -> bool:
    """Whether a member with this `name` says when, where, or which program."""
    return meaning_of(name) is not None


def _counted(digits: str, fraction: str) -> str | None:
    """RFC 3339 of a count since 1970, whose unit follows from its length."""
    if len(digits) > _LONGEST_COUNT:
        return None
    decimals = digits[_SECONDS:] + fraction
    if len(decimals) == _NANOSECONDS:
        # most are whole microseconds
        decimals = decimals.removesuffix("000")
    return with_fraction(_second(digits[:_SECONDS]), decimals)


# many lines are of the second of those around them
@lru_cache(1024)
def _second(digits: str) -> str:
    """RFC 3339 of a count of seconds since 1970."""
    return f"{datetime.fromtimestamp(int(digits), UTC):%Y-%m-%dT%H:%M:%SZ}"


def first(values: dict[str, str], names: Iterable[str]) -> str | None:
    """The text of the first of `names` that has one that is not blank, which is taken out of `values`."""
    for name in names:
        text = values.get(name)
        if text is not None and text.strip():
            return values.pop(name)
    return None


def first_of(meaning: int, values: dict[str, str], reads: Callable[[str], str | None] = str.strip) -> str | None:
    """What `reads` returns of the first of `values` whose name has the `meaning`, which is taken out of them."""
    for name, value in values.items():
        if meaning_of(name) == meaning and (found := reads(value)):
            del values[name]
            return found
    return None


def code_of_severity(text: str | None) -> int | None:
    """The code of a severity, given as a digit or as syslog's word."""
    if text is None:
        return None
    return int(text) if len(text) == 1 and text in "01234567" else _CODES.get(text.lower())


def code_of_facility(text: str | None) -> int | None:
    """The code of a facility, given as digits or as syslog's word."""
    if text is None:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= 2:
        return int(text) if int(text) < len(FACILITIES) else None
    return _FACILITY_CODES.get(text.lower())


def priority_of(priority: str | None, facility: str | None, level: str | None) -> tuple[int | None, int | None]:
    """The priority that three texts say, and else the severity alone.

    A priority of 7 at most beside another facility than the first one is a severity: the journal calls it so.
    """
    code = code_of_facility(facility)
    if priority is not None and priority.isascii() and priority.isdecimal() and len(priority) <= 3:
        number = int(priority)
        if number <= _HIGHEST_PRIORITY and (code is None or code == number // 8):
            return number, None
        if number <= _LOWEST_SEVERITY:
            level = priority
    rank = code_of_severity(level)
    if code is None or rank is None:
        return None, rank
    return code * 8 + rank, None


def severity_alone(code: int) -> Document:
    """The piece of a document for a severity without a facility."""
    return {"log": {"syslog": {"severity": {"code": code, "name": SEVERITIES[code]}}}}
