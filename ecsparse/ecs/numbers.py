"""Whole numbers and durations, within the 64 bits that an index holds."""

from __future__ import annotations

_HIGHEST = 2**63 - 1
_MOST_DIGITS = 19


def parse_uint(digits: str) -> int | None:
    """The number that ASCII digits state; `None` if they are not digits, or it does not fit in 64 bits, signed."""
    if not digits.isascii() or not digits.isdecimal():
        return None
    if len(digits) < _MOST_DIGITS:
        return int(digits)
    significant = digits.lstrip("0") or "0"
    if len(significant) > _MOST_DIGITS:
        return None
    number = int(significant)
    return number if number <= _HIGHEST else None


def nanoseconds(seconds: str) -> int | None:
    """The nanoseconds in seconds written as `12` or `0.012345`; `None` if they do not fit in 64 bits."""
    before, _, fraction = seconds.partition(".")
    return parse_uint(f"{before}{fraction[:9]:0<9}")
