"""Names of months, and whether a weekday is that of a date."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}

# Names in the languages that systems are set to; none of them is another month in another language.
_MONTH_NAMES = """
    jan jän jänner janv enero ene gen janeiro gener янв
    feb febr fév févr fev febrero febbraio фев
    mar mär mrz märz mars mart maart mrt marzo março març мар
    apr avr avril abr april апр
    may mai mei maj mag maig maggio mayo maio май
    jun juin juni giu junio giugno junho juny июн
    jul juil juillet juli lug julio luglio julho июл
    aug août aoû aout ago agosto agost авг
    sep sept set сен
    oct okt ott out окт
    nov нов
    dec déc dez dic des дек
"""

# by name in lower case, without a full stop: `août`, `10月`
_MONTHS_BY_NAME = {
    name: f"{number:02}"
    for number, names in enumerate(_MONTH_NAMES.split("\n")[1:-1], start=1)
    for name in (*names.split(), f"{number}月", f"{number:02}月", f"{number}월", f"{number:02}월")
} | MONTHS

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_LATEST_MONTH = "12"

# How many dates are remembered.
_REMEMBERED = 8192


def month_number(name: str) -> str | None:
    """The number, `01` to `12`, of a month's name in any case; `None` if it is not certainly a month."""
    return _MONTHS_BY_NAME.get(name.casefold().removesuffix("."))


def month_and_day(first: str, delimiter: str, second: str) -> tuple[str, str] | None:
    """The month and the day of a date in two digits each that has the year last; `None` if it may be one of two.

    With full stops, the day is first. Else it is the number beyond 12.

    >>> month_and_day("31", "/", "10"), month_and_day("10", "-", "11"), month_and_day("10", ".", "11")
    (('10', '31'), None, ('11', '10'))
    """
    if delimiter == "." or first == second or first > _LATEST_MONTH:
        return second, first
    return (first, second) if second > _LATEST_MONTH else None


@lru_cache(_REMEMBERED)
def contradicts(weekday: str, day: str, month: str, year: str) -> bool:
    """Whether `weekday` is an English one, and not that of the date (`3`, `Oct`, `2023`), which must exist."""
    name = weekday.casefold()[:3]
    number = month_number(month)
    if name not in _WEEKDAYS or number is None:
        return False
    return name != _WEEKDAYS[datetime.fromisoformat(f"{year}-{number}-{day:0>2}").weekday()]
