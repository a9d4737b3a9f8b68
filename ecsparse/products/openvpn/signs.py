"""What a line of OpenVPN's is known by: its tag, its date, and how its message begins."""

from __future__ import annotations

from ecsparse.messages import joined
from ecsparse.patterns import Match, Pattern
from ecsparse.products.openvpn.messages import MESSAGES, SHARED
from ecsparse.record import Record

TAGS = ("openvpn", "nm-openvpn")
TAG_STEMS = ("openvpn-", "openvpn(", "ovpn-")

# What a line says of who wrote it, before its wording does; nothing (`None`) without a tag and a date.
TAGGED = "a syslog tag of OpenVPN's"
FOREIGN = "the syslog tag of another program"
DATED = "a date as OpenVPN 2.5 and later write it"
OLD_DATED = "a date as OpenVPN up to 2.4 writes it"

# 2023-10-31 15:09:55 | Tue Aug 12 08:26:30 2025 | 1698764995.123456 1
DATE = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"|((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9]?[0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})"
    r"|([0-9]{9,11})\.([0-9]{6}) [0-9a-f]{1,8}) "
)
# What a line is known by after a date, or where nothing announces it.
TABLES = (MESSAGES, SHARED)
_KINDS = joined(*TABLES)


def is_known(message: str, evidence: str | None) -> bool:
    """Whether OpenVPN writes such a message; what other programs write too does not count after their tags."""
    return (MESSAGES.read(message) if evidence is FOREIGN else _KINDS.find(message)) is not None


def date_of(text: str) -> Match | None:
    """The date that `text` begins with; blanks before it do not count."""
    return DATE.match(text, len(text) - len(text.lstrip(" \t")))


def beginning(record: Record) -> tuple[str | None, str, str | None]:
    """The time in UTC that the line or its header says, the message, and what they say of who wrote it."""
    match = date_of(record.text)
    evidence: str | None = None
    if match is None:
        timestamp, message = record.header_time(), record.text
    else:
        local, ctime, epoch, microseconds = match.groups()
        message = record.text[match.end() :]
        if ctime is not None:
            timestamp, evidence = record.clock.ctime(ctime), OLD_DATED
        elif local is not None:
            timestamp, evidence = record.clock.local(local), DATED
        else:
            timestamp, evidence = record.clock.epoch(epoch, microseconds), DATED
    if record.header is not None:
        evidence = _evidence(record.header.appname) or evidence
    return timestamp, message, evidence


def _evidence(tag: str | None) -> str | None:
    if tag is None:
        return None
    return TAGGED if tag in TAGS or tag.startswith(TAG_STEMS) else FOREIGN
