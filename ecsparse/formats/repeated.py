"""Lines that rsyslog writes in place of equal ones, under the tag of who wrote them.

Layout: `message repeated 2 times: [ Failed password for root from 192.0.2.5 port 22 ssh2]`

Source: rsyslog's `$RepeatedMsgReduction`.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

START = "message repeated "

# message repeated 2 times: [ Failed password for root from 192.0.2.5 port 22 ssh2]
_REPEATED = Pattern(r"message repeated ([0-9]{1,9}) times: \[ ?(.*)\]")


def unfold(text: str) -> tuple[int | None, str]:
    """How often a message was repeated, and the message; `None` and `text` if it says nothing of that."""
    if not text.startswith(START):
        return None, text
    match = _REPEATED.fullmatch(text)
    return (None, text) if match is None else (int(match[1]), match[2])
