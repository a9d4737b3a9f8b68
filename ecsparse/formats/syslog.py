"""Syslog headers, as senders and relays really write them.

Layout, outermost first (any part after the priority may be missing):

    <29>Mar  4 05:06:07 vpn1 openvpn[41234]: message          RFC 3164; `<PRI>` and host are optional
    Oct 31 2023 15:09:55 vpn1 openvpn: message                the same with a year
    2023-10-31T15:09:55.123456+01:00 vpn1 openvpn[7]: text    rsyslog's ISO 8601 form
    <29>1 2023-10-31T15:09:55Z vpn1 openvpn 7 - [a b="c"] m   RFC 5424
    Sep 25 23:10:00 Message forwarded from aix1: cron: text   AIX's syslogd, which names the sender
    <29>message                                               a priority and nothing more
    <29>1 2023-10-31T15:09:55Z vpn1 CEF:0|text                RFC 5424 without the fields behind the host
    [2023-10-31 15:09:55,123] INFO vpn1 app[7]: CEF:0|text    what loggers and collectors write before events
    Tue Oct 31 15:09:55 2023: CEF:0|text                      the same with C's `ctime`

Relays put a header in front of a header: three are read, the innermost says who and when, and the priority is
the next outer one's if it has none. Behind a time in ISO form without a priority, a host and a tag must follow:
many programs begin their own lines with such a time. An event in CEF or LEEF, which brings a header of its own, may
stand there without a tag, and behind the host of RFC 5424. Only before such an event are the last two forms read.

Sources: RFC 3164 section 4, RFC 5424 section 6, rsyslog's `RSYSLOG_TraditionalFileFormat` and
`RSYSLOG_FileFormat`, AIX's syslogd.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.record import Header

# How many headers in front of one another are read.
MOST_HEADERS = 3

_HIGHEST_PRIORITY = 191

_MONTHS = frozenset(
    ("Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec ")
)

# Words that programs write behind a time in ISO form, where rsyslog has the host.
_LEVELS = frozenset(
    ("TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "SEVERE", "FATAL", "CRITICAL", "PANIC")
)

_WEEKDAYS = frozenset(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
_IN_DATES = ("-", "/")

# Zones that appliances write behind a time: the first two are those of UTC.
_ZONES = ("GMT", "UTC", "CDT", "CEST", "CET", "CST", "EDT", "EEST", "EET", "EST", "MDT", "MSK", "MST", "PDT", "PST")
_ZONES_OF_UTC = _ZONES[:2]

# <29>Mar  4 05:06:07 vpn1 openvpn[41234]: | Oct 31 15:09:55 vpn1 openvpn:
_USUAL = Pattern(
    r"(?:<(0|[1-9][0-9]?|1[0-8][0-9]|19[01])>)?([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}) "
    r"([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_.-])?) "
    r"([A-Za-z0-9_%/.(-][^\s:\[\]\"'{}<>=,;|]{0,127})(?:\[([^\s\[\]]{1,64})\])?: "
)

# <29> | <191>
_PRIORITY = Pattern(r"<(0|[1-9][0-9]{0,2})>")

# Mar  4 05:06:07  | Oct 31 2023 15:09:55  | Oct 31 15:09:55.123 2023
_TRADITIONAL_TIME = Pattern(
    r"([A-Z][a-z]{2} {1,2}[0-9]{1,2} (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
    r"(?: [0-9]{4}(?= ))?)(?: |$)"
)

# 2023-10-31T15:09:55.123456+01:00
_ISO_TIME = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})) "
)

# vpn1  | 2001:db8::1  (never with a colon at its end: that is a tag; never a time: that is the next header)
_HOST = Pattern(
    r"(?![0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|[A-Z][a-z]{2} [ 0-9][0-9] [0-9])"
    r"([A-Za-z0-9_](?:[A-Za-z0-9_.%:-]{0,253}[A-Za-z0-9_.%-])?|-) "
)

# openvpn[41234]:  | postfix/smtpd[9]:  | ovpn-office:  | openvpn(office)[9]:
_TAG = Pattern(r"([A-Za-z0-9_%/.(-][^\s:\[\]\"'{}<>=,;|]{0,127})(?:\[([^\s\[\]]{1,64})\])?:(?: |$)")

# Message forwarded from aix1:
_FORWARDED = Pattern(r"Message forwarded from ([A-Za-z0-9_.%:-]{1,255}): ")

# 1 2023-10-31T15:09:55Z vpn1 openvpn 7 - [a b="c"] message
_RFC5424 = Pattern(
    r"([1-9][0-9]{0,2}) (-|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})) ([!-~]{1,255}) ([!-~]{1,255}) ([!-~]{1,255}) ([!-~]{1,255}) "
    r"(?:-|(?:\[[!#-<>-\\^-~]{1,255}"
    r'(?: [!#-<>-\\^-~]{1,255}="(?:[^"\\]++|\\[^\n])*+")*\])+)'
    r"(?: |$)"
)

# 1 2023-10-31T15:09:55Z vpn1 CEF:0|
_CUT_RFC5424 = Pattern(
    r"([1-9][0-9]{0,2}) ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})) ([!-~]{1,255}) (?=CEF:[01]\||LEEF:[12]\.0\|)"
)

# How events with a header of their own begin, what all of them have there, and how far from the start of a line.
_EVENTS = ("CEF:0|", "CEF:1|", "LEEF:1.0|", "LEEF:2.0|")
_IN_EVENTS = "EF:"
_LATEST_EVENT = 160

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


def peel(line: str) -> tuple[Header | None, str]:
    """The innermost header of `line` and what follows it; `None` and the line if it has no header."""
    header, message = _usual(line) or _peel_once(line)
    if header is None:
        return _before_event(None, line) if _IN_EVENTS in line[:_LATEST_EVENT] else (None, line)
    for _ in range(MOST_HEADERS - 1):
        inner, rest = _peel_once(message)
        if inner is None or (inner.time is None and inner.version is None):
            break
        if inner.priority is None:
            inner.priority = header.priority
        header, message = inner, rest
    if _IN_EVENTS in message[:_LATEST_EVENT] and not message.startswith(_EVENTS):
        return _before_event(header, message)
    return header, message


def may_begin_header(word: str) -> bool:
    """Whether a line whose first word (up to a blank) is `word` may begin with a header."""
    return (
        word[:1] == "<"
        or f"{word} " in _MONTHS
        or word[4:11:6] == "-T"
        or word.isdecimal()
        or word in _WEEKDAYS
        or (word[:1] == "[" and word[5:6] in _IN_DATES)
    )


def _usual(line: str) -> tuple[Header, str] | None:
    """The header that most lines have, and what follows it; `None` if it takes more to tell.

    One pattern in place of five (make bench).
    """
    match = _USUAL.match(line)
    if match is None:
        return None
    priority, time, hostname, appname, procid = match.groups()
    if time[:4] not in _MONTHS:
        return None
    header = Header(
        priority=None if priority is None else int(priority),
        time=time,
        hostname=hostname,
        appname=appname,
        procid=procid,
    )
    return header, line[match.end() :]


def _peel_once(line: str) -> tuple[Header | None, str]:
    first = line[:1]
    if first == "<":
        return _with_priority(line)
    if line[:4] in _MONTHS:
        header, message = _traditional(line, 0)
        # a date alone is no header
        if header is None or not (message or header.hostname or header.appname):
            return None, line
        return header, message
    if line[10:11] == "T" and line[4:5] == "-":
        return _iso(line)
    if first in "123456789" and (line[1:2] == " " or line[1:4].strip("0123456789") == " "):
        return _rfc5424(line, 0)
    return None, line


def _with_priority(line: str) -> tuple[Header | None, str]:
    match = _PRIORITY.match(line)
    if match is None:
        return None, line
    start = match.end()
    priority: int | None = int(match[1])
    if int(match[1]) > _HIGHEST_PRIORITY:
        priority = None
    if line[start : start + 4] in _MONTHS:
        header, message = _traditional(line, start)
    else:
        header, message = _rfc5424(line, start)
        if header is None:
            header, message = _timed(line, start, _ISO_TIME)
    if header is None:
        if priority is None:
            return None, line
        header = Header()
        message = _forwarded_or_tag(line, start, header)
    header.priority = priority
    return header, message


def _traditional(line: str, start: int) -> tuple[Header | None, str]:
    return _timed(line, start, _TRADITIONAL_TIME)


def _iso(line: str) -> tuple[Header | None, str]:
    header, message = _timed(line, 0, _ISO_TIME)
    if header is None or header.hostname is None or header.hostname in _LEVELS:
        return None, line
    if header.appname is None and not message.startswith(("<", *_EVENTS)) and message[:4] not in _MONTHS:
        return None, line
    return header, message


def _timed(line: str, start: int, pattern: Pattern) -> tuple[Header | None, str]:
    match = pattern.match(line, start)
    if match is None:
        return None, line
    header = Header(time=match[1])
    end = match.end()
    host = _HOST.match(line, end)
    if host is not None and _FORWARDED.match(line, end) is None:
        header.hostname = _said(host[1])
        end = host.end()
    return header, _forwarded_or_tag(line, end, header)


def _forwarded_or_tag(line: str, start: int, header: Header) -> str:
    """Give `header` the sender and the tag at `start`, as far as they are there; return the message behind them."""
    forwarded = _FORWARDED.match(line, start)
    if forwarded is not None:
        header.hostname = forwarded[1]
        start = forwarded.end()
    match = _TAG.match(line, start)
    if match is None:
        return line[start:]
    header.appname = match[1]
    header.procid = match[2]
    return line[match.end() :]


def _rfc5424(line: str, start: int) -> tuple[Header | None, str]:
    match = _RFC5424.match(line, start)
    if match is None:
        return _cut_rfc5424(line, start)
    version, time, hostname, appname, procid, msgid = match.groups()
    header = Header(
        version=version,
        time=_said(time),
        hostname=_said(hostname),
        appname=_said(appname),
        procid=_said(procid),
        msgid=_said(msgid),
    )
    forwarded = _FORWARDED.match(line, match.end())
    if forwarded is not None:
        return header, _forwarded_or_tag(line, match.end(), header)
    return header, line[match.end() :]


def _cut_rfc5424(line: str, start: int) -> tuple[Header | None, str]:
    match = _CUT_RFC5424.match(line, start)
    if match is None:
        return None, line
    version, time, hostname = match.groups()
    return Header(version=version, time=time, hostname=_said(hostname)), line[match.end() :]


def _before_event(header: Header | None, text: str) -> tuple[Header | None, str]:
    """The header, with what stands between it and an event in CEF or LEEF, and the event; else what was given.

    Without a header, a time must stand there; one that begins with its year needs a bracket or a T, since many
    programs begin their lines with a date.
    """
    front = _FRONT.match(text)
    words = _BEFORE_EVENT.match(text, 0 if front is None else front.end())
    if words is None or (header is None and (front is None or not may_begin_header(text.partition(" ")[0]))):
        return header, text
    header = Header() if header is None else header
    if front is not None:
        header.time = front[1] or front[2]
    first, host, tag, process = words.groups()
    # one word alone is a host, unless it is a level or a zone
    if host is None and first not in _LEVELS and first not in _ZONES:
        host = first
    zone = header.hostname if host and header.hostname in _ZONES else first
    header.hostname = host or header.hostname
    if zone in _ZONES and zone not in _ZONES_OF_UTC:
        # a time of another zone would be wrong by hours
        header.time = None
    if header.appname is None:
        header.appname, header.procid = tag, process
    return header, text[words.end() :]


def _said(value: str) -> str | None:
    """A field's value, `None` for the nil value of RFC 5424."""
    return None if value == "-" else value
