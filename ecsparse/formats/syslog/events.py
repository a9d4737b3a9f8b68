"""What stands between a header, or the start of a line, and an event in CEF or LEEF."""

from __future__ import annotations

from ecsparse.formats.syslog.dates import WEEKDAYS
from ecsparse.formats.syslog.prose import is_verdict
from ecsparse.formats.syslog.senders import is_level
from ecsparse.formats.syslog.written import written
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# Zones that appliances write behind a time: the first two are those of UTC.
_ZONES = ("GMT", "UTC", "CDT", "CEST", "CET", "CST", "EDT", "EEST", "EET", "EST", "MDT", "MSK", "MST", "PDT", "PST")
_ZONES_OF_UTC = _ZONES[:2]

# How events with a header of their own begin, what all of them have there, and how far from the start of a line.
EVENTS = ("CEF:0|", "CEF:1|", "LEEF:1.0|", "LEEF:2.0|")
IN_EVENTS = "EF:"
LATEST_EVENT = 160

# [2023-10-31 15:09:55,123] | [2023/10/31 15:09:55 UTC]: | Tue Oct 31 15:09:55 2023:
_FRONT = Pattern(
    r"\[?(?:([0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2}| UTC| GMT)?)"
    r"|[A-Z][a-z]{2} ([A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}))\]?:? "
)

# INFO vpn1 app[7]: CEF:0| | UTC vpn1 CEF:0| | app:CEF:0|
_BEFORE_EVENT = Pattern(
    r"(?:([A-Z]{3,8}) )?(?:([A-Za-z0-9_][A-Za-z0-9_.%:-]{0,253}[A-Za-z0-9_.%-]) )?"
    r"(?:([A-Za-z0-9_%/.-]{1,128})(?:\[([0-9]{1,10})\])?: ?)?(?=CEF:[01]\||LEEF:[12]\.0\|)"
)


# 192.0.2.16 | 2001:db8::16 | gate.example.com
_SENDER = Pattern(
    r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,41}|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){2,8}"
)


def before_event(header: Header | None, text: str) -> tuple[Header | None, str]:
    """The header, with what stands between it and an event in CEF or LEEF, and the event; else what was given.

    Without a header, a time must stand there; one that begins with its year needs a bracket or a T, since many
    programs begin their lines with a date.
    """
    front = _FRONT.match(text)
    words = _BEFORE_EVENT.match(text, 0 if front is None else front.end())
    if words is None or is_verdict(words[3] or "") or (header is None and (front is None or not _is_telling(text))):
        return header, text
    header = Header() if header is None else header
    if front is not None:
        header.time = front[1] or front[2]
    return _with_words(header, text, words)


def behind_sender(text: str) -> tuple[Header, str] | None:
    """The header and the event of a text that no product claims, in which a sender stands before an event.

    The sender is an address, or has a domain, and any date may stand before it.
    """
    time, begin = _time(text)
    words = _BEFORE_EVENT.match(text, begin)
    if words is None or words[2] is None or _SENDER.fullmatch(words[2]) is None:
        return None
    return _with_words(Header(time=time), text, words)


def _with_words(header: Header, text: str, words: re.Match[str]) -> tuple[Header, str]:
    """`header`, with the words that stand before the event, and the event."""
    first, host, tag, process = words.groups()
    # one word alone is a host, unless it is a level or a zone
    if host is None and first not in _ZONES and not (first and is_level(first)):
        host = first
    zone = header.hostname if host and header.hostname in _ZONES else first
    header.hostname = host or header.hostname
    if zone in _ZONES and zone not in _ZONES_OF_UTC:
        # a time of another zone would be wrong by hours
        header.time = None
    if header.appname is None:
        header.appname, header.procid = tag, process
    return header, text[words.end() :]


def _time(text: str) -> tuple[str | None, int]:
    """The time that `text` begins with, and where what follows it begins; 0 if there is none."""
    front = _FRONT.match(text)
    if front is not None:
        return front[1] or front[2], front.end()
    found = written(text, 0)
    if found is None or text[found[1] : found[1] + 1] != " ":
        return None, 0
    return found[0], found[1] + 1


def _is_telling(text: str) -> bool:
    """Whether `text` begins with a time as no other program's line does."""
    return text[:1] == "[" or text[10:11] == "T" or text[:3] in WEEKDAYS
