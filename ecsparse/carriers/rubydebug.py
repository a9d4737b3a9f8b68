r"""Logstash's events as its codec `rubydebug` writes them: in the notation of Ruby.

Layout:

    {
           "message" => "line",
        "@timestamp" => 2023-10-31T14:09:55.123Z,
              "tags" => [
            [0] "first"
        ]
    }

Sources: Logstash, the codec `rubydebug`; the gem `awesome_print`.
"""

from __future__ import annotations

from ecsparse.formats import json
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

# What stands between a name and its value.
ARROW = "=>"

# "a \"text\"" | => | [0] "first" | nil | 2023-10-31T14:09:55.123Z
_NOTATION = Pattern(
    r'("(?:[^"\\]++|\\[\s\S])*+"?)|(=> )|(\[[0-9]{1,6}\] (?=["{\[0-9tfn]))|\b(nil)\b'
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z)"
)


def decode(text: str) -> dict[str, Any] | None:
    """The object that `text` is in this notation; `None` if it is not one."""
    try:
        value = json.decode(_NOTATION.sub(_in_json, text))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _in_json(match: re.Match[str]) -> str:
    """What JSON writes for a part of the notation."""
    string, arrow, _, nothing, time = match.groups()
    if string is not None:
        return string
    if arrow is not None:
        return ": "
    if time is not None:
        return f'"{time}"'
    return "null" if nothing is not None else ""
