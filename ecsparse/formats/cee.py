r"""CEE: a cookie and a JSON object, also after a syslog header.

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

_BEGINNINGS = (COOKIE, f"\ufeff{COOKIE}")

# "category": "USER"
_MEMBER = Pattern(r'"([^"\\]{1,64})"\s{0,64}:\s{0,64}"([^"\\]{0,64})"')


def is_cee(text: str) -> bool:
    """Whether `text` begins with the cookie; blanks and a byte order mark may stand before it."""
    return text.startswith(_BEGINNINGS) or text.lstrip("\ufeff \t").startswith(COOKIE)


def payload(record: Record) -> dict[str, Any] | None:
    """The object after the cookie of `record`, decoded once; `None` if it is not readable JSON.

    JSON that is not an object gives an empty one.
    """
    text = record.text
    return json.payload(record, text, text.index(COOKIE) + len(COOKIE))


def apparent_members(text: str) -> Iterator[tuple[str, str]]:
    """What look like members with a text value, wherever they stand in a payload that cannot be read."""
    for match in _MEMBER.finditer(text):
        yield match[1], match[2]
