r"""CEE: a cookie and a JSON object, also behind a syslog header.

Layout: `@cee: {"category": "USER", "type": "USER_CONNECTION_SUCCESS"}`, blanks around the cookie allowed.

Source: Common Event Expression, CEE Log Transport 1.0, section 3 (syslog mapping).
"""

from __future__ import annotations

from ecsparse.formats import json
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ecsparse.record import Record

COOKIE = "@cee:"

# "category": "USER"
_MEMBER = Pattern(r'"([^"\\]{1,64})"\s{0,64}:\s{0,64}"([^"\\]{0,64})"')


def is_cee(text: str) -> bool:
    """Whether `text` begins with the cookie, blanks in front allowed."""
    return text.startswith(COOKIE) or text.lstrip(" \t").startswith(COOKIE)


def payload(record: Record) -> dict[str, Any] | None:
    """The object behind the cookie of `record`, decoded once; `None` if it is no readable JSON or no object."""
    if record.payload is None:
        try:
            value = json.decode(record.text.lstrip(" \t")[len(COOKIE) :])
        except ValueError:
            return None
        if isinstance(value, dict):
            record.payload = value
    return record.payload


def apparent_members(text: str) -> Iterator[tuple[str, str]]:
    """What look like members with a text value, wherever they stand in a payload that cannot be read."""
    for match in _MEMBER.finditer(text):
        yield match[1], match[2]
