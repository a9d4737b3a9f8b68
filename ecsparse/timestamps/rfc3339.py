"""Times as text: those of headers, and RFC 3339 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def in_rfc3339(text: str) -> str:
    """A header's time that begins with its year, in the form of RFC 3339."""
    for name in (" UTC", " GMT"):
        text = text.replace(name, "Z")
    return text.replace("/", "-").replace(" ", "T", 1)


def says_year(text: str) -> bool:
    """Whether a syslog header's time says the year."""
    return text[:1].isdecimal() or len(text.split()) > 3


def says_zone(text: str) -> bool:
    """Whether a syslog header's time says its offset from UTC."""
    return text[:1].isdecimal() and text[19:].lstrip(".,0123456789") != ""


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
