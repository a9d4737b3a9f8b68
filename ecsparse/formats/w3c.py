r"""The W3C extended log format: what the lines in front of others say of them.

Layout:
    #Software: Microsoft Internet Information Services 10.0
    #Version: 1.0
    #Date: 2023-10-31 15:09:55
    #Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)

Source: the W3C working draft WD-logfile-960323.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# 2023-10-31
_DATE = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# 15:09:55 | 15:09:55.123
_TIME = Pattern(r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?")
# 200 | 0.015
_NUMBER = Pattern(r"[0-9]{1,20}(?:\.[0-9]{1,9})?")

# What tells that a line has the columns that were named before it.
_ADDRESSES = ("c-ip", "s-ip")
_NUMBERS = ("c-port", "cs-bytes", "s-port", "sc-bytes", "sc-status", "sc-win32-status", "time-taken")
_TIMES = {"date": _DATE.fullmatch, "time": _TIME.fullmatch}


class Directives:
    """What a heading (see `ecsparse.headings`) says: texts, `None` for those that it lacks, and names of columns.

    `date` is a day and, after a blank, a time.
    """

    __slots__ = ("columns", "date", "software")

    def __init__(self, software: str | None, date: str | None, columns: tuple[str, ...]) -> None:
        self.software = software
        self.date = date
        self.columns = columns


# an input has few
@lru_cache(maxsize=64)
def directives(heading: str) -> Directives:
    """What the lines of a heading say."""
    said: Mapping[str, str] = {
        name: text.strip() for name, _, text in (line.partition(":") for line in heading.split("\n"))
    }
    return Directives(said.get("#Software"), said.get("#Date"), tuple(said.get("#Fields", "").split()))


def named(columns: tuple[str, ...], values: list[str], is_address: Callable[[str], bool]) -> dict[str, str] | None:
    """The values of a line by the names of its columns; `None` if they are not what their columns are called.

    What says nothing (`-`) is left out. One of the columns has to be an address or a number at least.
    """
    if len(values) != len(columns):
        return None
    line = {name: value for name, value in zip(columns, values, strict=True) if value != "-"}
    told = [is_address(line[name].partition("%")[0]) for name in _ADDRESSES if name in line]
    told += [_NUMBER.fullmatch(line[name]) is not None for name in _NUMBERS if name in line]
    times = [is_one(line[name]) is not None for name, is_one in _TIMES.items() if name in line]
    return line if told and all(told) and all(times) else None
