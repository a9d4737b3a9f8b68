"""Times as text, in the form of RFC 3339 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def shifted(text: str, zone: str) -> str | None:
    """UTC of a time and its offset: `Z`, `+01:00` or `+0100`; `None` if there is no such time."""
    try:
        moment = datetime.fromisoformat(f"{text}{zone}".upper()).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return f"{moment.isoformat()[:19]}Z"


def with_fraction(instant: str | None, fraction: str | None) -> str | None:
    """A time in UTC with the digits of a fraction, nine at most; as it is where that is zero."""
    if instant is None or not fraction or not fraction[:9].strip("0"):
        return instant
    return f"{instant[:-1]}.{fraction[:9]}Z"
