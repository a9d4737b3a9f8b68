"""Amazon Resource Names, which say in which region and account of AWS a resource is.

Layout: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/73e2d6bc24d8a067`; parts may be empty.

Source: AWS General Reference, Amazon Resource Names (ARNs).
"""

from __future__ import annotations

_REGION, _ACCOUNT, _LEAST_PARTS = 3, 4, 6


def region(text: str) -> str | None:
    """The region in a name; `None` if it has none, or `text` is not such a name."""
    return _part(text, _REGION)


def account(text: str) -> str | None:
    """The number of the account in a name; `None` if it has none, or `text` is not such a name."""
    found = _part(text, _ACCOUNT)
    return found if found is not None and found.isascii() and found.isdecimal() else None


def _part(text: str, place: int) -> str | None:
    parts = text.split(":", _LEAST_PARTS - 1)
    return parts[place] or None if parts[0] == "arn" and len(parts) == _LEAST_PARTS else None
