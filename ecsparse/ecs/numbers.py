"""Whole numbers and durations, within the 64 bits that an index holds."""

from __future__ import annotations

_HIGHEST = 2**63 - 1
_MOST_DIGITS = 19

# hours, minutes and seconds
_PARTS = 3
_SIXTY = 60


def parse_uint(digits: str) -> int | None:
    """The number that ASCII digits state; `None` if they are not digits, or it does not fit in 64 bits, signed."""
    if not digits.isascii() or not digits.isdecimal():
        return None
    if len(digits) < _MOST_DIGITS:
        return int(digits)
    significant = digits.lstrip("0") or "0"
    if len(significant) > _MOST_DIGITS:
        return None
    return bounded(int(significant))


def bounded(number: int) -> int | None:
    """`number`, which is not negative; `None` if it does not fit in 64 bits, signed."""
    return number if number <= _HIGHEST else None


def nanoseconds(seconds: str) -> int | None:
    """The nanoseconds in seconds written as `12` or `0.012345`; `None` if they do not fit in 64 bits."""
    return _scaled(seconds, 9)


def from_milliseconds(milliseconds: str) -> int | None:
    """The nanoseconds in milliseconds written as `12` or `0.345`; `None` as of `nanoseconds`."""
    return _scaled(milliseconds, 6)


def from_clock(text: str) -> int | None:
    """The nanoseconds in `01:02:03` or `1:02:03.4`, hours, minutes and seconds; `None` as of `nanoseconds`."""
    hours, _, rest = text.partition(":")
    minutes, _, rest = rest.partition(":")
    seconds, _, fraction = rest.partition(".")
    parts = [number for part in (hours, minutes, seconds) if (number := parse_uint(part)) is not None]
    if len(parts) != _PARTS or max(parts[1:]) >= _SIXTY:
        return None
    return nanoseconds(f"{(parts[0] * _SIXTY + parts[1]) * _SIXTY + parts[2]}.{fraction}")


def _scaled(text: str, digits: int) -> int | None:
    """A number with its point so many digits further right; what is behind it then is left out."""
    before, _, fraction = text.partition(".")
    return parse_uint(f"{before}{fraction[:digits]:0<{digits}}") if before else None
