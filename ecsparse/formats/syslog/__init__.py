"""Syslog headers, as senders and relays really write them.

Layout, outermost first (any part after the priority may be missing):

    <29>Mar  4 05:06:07 vpn1 openvpn[41234]: message          RFC 3164; `<PRI>` and host are optional
    Oct 31 2023 15:09:55 vpn1 openvpn: message                the same with a year, before or after
    Oct 31 15:09:55.123 CET vpn1 openvpn[7]: text             the same with a fraction, and a zone
    2023-10-31T15:09:55.123456+01:00 vpn1 openvpn[7]: text    rsyslog's ISO 8601 form
    <29>1 2023-10-31T15:09:55Z vpn1 openvpn 7 - [a b="c"] m   RFC 5424
    Oct 31 15:09:55 vpn1 daemon.info openvpn[7]: text         BusyBox, rsyslog's `pri-text`
    Oct 31 15:09:55 <daemon.info> vpn1 openvpn[7]: text       BSD `syslogd -vv`, and with numbers `-v`
    Oct 31 15:09:55 aix1 auth|security:info sshd[7]: text     AIX
    Oct 31 15:09:55 vpn1 sshd[7]: [ID 800047 auth.info] text  Solaris
    Oct 31 15:09:55 mac1 sshd[7] <Info>: text                 macOS; F5 has `info` in front of the tag
    Oct 31 15:09:55 [sshd] text                               metalog
    Sep 25 23:10:00 Message forwarded from aix1: cron: text   AIX's syslogd, which names the sender
    kern  :warn  : [ 4561.110334] text                        the kernel's log by `dmesg -x`, with any of its times
    4,1207,4561110334,-;text                                  the same as `/dev/kmsg` has it
    <189>12: gw7: 34: *Mar  1 00:00:00.123 UTC: %SYS-5-A: m   Cisco: numbers, a device's name, an unset clock
    <29>message                                               a priority and nothing more
    <29>1 2023-10-31T15:09:55Z vpn1 CEF:0|text                RFC 5424 without the fields after the host
    [2023-10-31 15:09:55,123] INFO vpn1 app[7]: CEF:0|text    what loggers and collectors write before events
    Tue Oct 31 15:09:55 2023: CEF:0|text                      the same with C's `ctime`

Relays put a header in front of a header: three are read. The innermost says who and when; what it does not say is
the next outer one's, if that says it. After a time in ISO form without a priority, a host and a tag must follow:
many programs begin their own lines with such a time. An event in CEF or LEEF, which brings a header of its own,
may stand there without a tag, and after the host of RFC 5424; so may what a Cisco device writes with a number.
The last two forms are read only before CEF and LEEF.

Other headers begin as programs' own lines do: `ecsparse.formats.syslog.unclaimed` says which. `peel` reads those
that are headers for certain, `peel_unclaimed` the others, of a line that no product claims.

`last message repeated 3 times` and `-- MARK --`, which syslogd itself writes, are messages without a tag.

Sources: RFC 3164 section 4, RFC 5424 section 6, the templates of rsyslog, the macros of syslog-ng, the syslogd of
AIX, BSD, BusyBox, macOS and Solaris, dmesg(1), Cisco's `service timestamps` and `logging origin-id`.
"""

from __future__ import annotations

from ecsparse.formats.syslog import dmesg, rfc5424
from ecsparse.formats.syslog.cisco import read_device
from ecsparse.formats.syslog.dates import MONTHS, WEEKDAYS, iso, month_first
from ecsparse.formats.syslog.events import EVENTS, IN_EVENTS, LATEST_EVENT, before_event, behind_sender
from ecsparse.formats.syslog.senders import (
    HIGHEST_PRIORITY,
    PROCESS_TAG,
    is_level,
    read_program_in_brackets,
    read_sender,
    read_solaris,
    read_tag,
)
from ecsparse.formats.syslog.unclaimed import read as read_unclaimed
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], tuple[Header | None, str]]

# How many headers in front of one another are read.
MOST_HEADERS = 3

# What stands before a year in `[2023-`, and what Cisco's devices write before a date.
_IN_DATES = ("-", "/")
_CLOCK_MARKS = "*."
# What follows a tag, or stands before a header.
_BLANKS = frozenset((" ", "\t"))

# A number before a date, and a colon and a blank, are shorter.
_LONGEST_NUMBER = 13

# How a process's tag ends, or a sender in brackets: sshd[412]: | [192.0.2.7]:
_TAG = Pattern(r"(?:\S\[|\[[0-9A-Fa-f]{0,4}[.:])[^\s\[\]]{0,64}\]: ")
# What the kernel's tag is, and how far from the start of a line tags are.
_TAG_OF_KERNEL = " kernel: "
_TABBED_KERNEL = "\tkernel:"
_LATEST_TAG = 160

# What Solaris writes after a tag begins so.
_OF_SOLARIS = "[ID "

# <29>Mar  4 05:06:07 vpn1 openvpn[41234]: | Oct 31 15:09:55 vpn1 openvpn: (and GDM's: see `TAG`)
_USUAL = Pattern(
    r"(?:<(0|[1-9][0-9]?|1[0-8][0-9]|19[01])>)?([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}) "
    r"([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_.-])?) "
    r"([A-Za-z_%/.(-][^\s:\[\]\"'{}<>=,;|]{0,127})\]?(?:\[([^\s\[\]]{1,64})\])?: "
)

# how the text output of `aws logs` begins
ROW_OF_EVENTS = "EVENTS\t"
_STREAM = " std"
# 2023-10-31T15:09:55.123456789Z stdout F
_OF_CONTAINER = Pattern(r"[0-9TZ:.+-]{20,35} std(?:out|err) [FP](?::[^ ]{0,64})? ")

# - alice [31/Oct/2023: | [31/Oct/2023:
_OF_CLIENT = Pattern(r"(?:- [^ ]{1,255} )?\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:")
# fw1 %ASA-6-302013: | fw1 : %ASA-6-302013: (behind a priority, without a date)
_DEVICE = Pattern(r"([A-Za-z0-9_][A-Za-z0-9_.-]{0,253}) (?:: )?(?=%[A-Z][A-Z0-9_-]{1,64}-[0-7]-[A-Z0-9_]{1,64}: )")
# <29> | <191>
_PRIORITY = Pattern(r"<(0|[1-9][0-9]{0,2})>")


def peel(line: str) -> tuple[Header | None, str]:
    """The innermost header of `line` and what follows it; `None` and the line if it has no header."""
    usual = _usual(line)
    if usual is not None:
        message = usual[1]
        # most messages: neither another header nor an event (make bench)
        if message[:1] not in _BEFORE_HEADERS and message[:4] not in MONTHS and IN_EVENTS not in message[:LATEST_EVENT]:
            return usual
        return _innermost(*usual)
    # no header begins as an object, a row or a container's line does: to look for a tag costs as much (make bench)
    if (
        line[:1] == "{"
        or line.startswith(ROW_OF_EVENTS)
        or (_STREAM in line[19:40] and _OF_CONTAINER.match(line) is not None)
    ):
        return None, line
    header, message = _outermost(line)
    if header is None and "\t" in line[:_LATEST_TAG]:
        header, message = _read_tabbed(line)
    if header is None:
        return before_event(None, line) if IN_EVENTS in line[:LATEST_EVENT] else (None, line)
    return _innermost(header, message)


def names_program(line: str) -> bool:
    """Whether `line` begins with a header that names a program."""
    header = peel(line)[0]
    return header is not None and header.appname is not None


def peel_unclaimed(text: str, is_declared: Callable[[str], bool]) -> tuple[Header | None, str, bool]:
    """The innermost header of a text that no product claims, and what follows it.

    `is_declared` says whether a product declares a program. The third value is whether that is a header even if
    no product claims what follows.
    """
    from ecsparse.formats.syslog import respelled  # noqa: PLC0415 - most lines are claimed (make bench, one line)

    found = respelled.read(text, is_declared)
    if found is None:
        event = behind_sender(text) if IN_EVENTS in text[:LATEST_EVENT] else None
        return (None, text, False) if event is None else (*event, True)
    return *_innermost(found.header, text[found.end :]), found.is_certain


def may_begin_header(word: str) -> bool:
    """Whether a line whose first word (up to a blank) is `word` may begin with a header that `peel` reads.

    It may also have one if it has a tag: see `has_tag`.
    """
    return (
        word[:1] in _BEGINNINGS
        or f"{word} " in MONTHS
        or word[4:11:6] == "-T"
        or word.isdecimal()
        or word in WEEKDAYS
        or (word[-2:] == "]:" and word[:1] != "[")
        or dmesg.may_begin(word)
        or (word[:1] == "[" and word[5:6] in _IN_DATES)
        or (word[-1:] == ":" and word[:1].isdecimal())
        or word[10:11] == "\t"
        or (word[:1] in _CLOCK_MARKS and f"{word[1:]} " in MONTHS)
    )


def begins_with_process(line: str) -> bool:
    """Whether `line` begins with the tag of a process: `openvpn[7]: `."""
    return "]: " in line[:_LATEST_TAG] and PROCESS_TAG.match(line) is not None


def has_tag(line: str) -> bool:
    """Whether something like a tag stands near the start of `line`: that of a process, or the kernel's."""
    near = line[:_LATEST_TAG]
    return ("]" in near and "]: " in near and _TAG.search(near) is not None) or _TAG_OF_KERNEL in near


def _outermost(line: str) -> tuple[Header | None, str]:
    """The header of a line that is not the usual one, and what follows it."""
    read = _READERS.get(line[:1])
    header, message = (None, line) if read is None else read(line)
    return _read_dated(line) if header is None and has_tag(line) else (header, message)


def _innermost(header: Header, message: str) -> tuple[Header | None, str]:
    """The innermost header of a message after `header`, or that, and what follows it."""
    for _ in range(MOST_HEADERS - 1):
        read = _READERS.get(message[:1])
        if read is None:
            break
        inner, rest = read(message)
        if inner is None or (inner.time is None and inner.version is None and not _is_of_device(inner)):
            break
        inner.inherit(header)
        header, message = inner, rest
    if message[:4] == _OF_SOLARIS:
        message = message[read_solaris(message, 0, header) :]
    if IN_EVENTS in message[:LATEST_EVENT] and not message.startswith(EVENTS):
        return before_event(header, message)
    return header, message


def _is_of_device(header: Header) -> bool:
    """Whether a header without a time is that of a Cisco device, whose messages begin with a percent sign."""
    return header.appname is not None and header.appname[0] == "%" and header.priority is None


def _usual(line: str) -> tuple[Header, str] | None:
    """The header that most lines have, and what follows it; `None` if it takes more to tell.

    One pattern in place of five (make bench).
    """
    match = _USUAL.match(line)
    if match is None:
        return None
    priority, time, hostname, appname, procid = match.groups()
    if time[:4] not in MONTHS:
        return None
    header = Header(
        priority=None if priority is None else int(priority),
        time=time,
        hostname=hostname,
        appname=appname,
        procid=procid,
    )
    return header, line[match.end() :]


def _read_priority(line: str) -> tuple[Header | None, str]:
    match = _PRIORITY.match(line)
    if match is None:
        return None, line
    start = match.end()
    priority = int(match[1]) if int(match[1]) <= HIGHEST_PRIORITY else None
    # some write a blank before the date
    begin = start + 1 if line[start : start + 1] == " " else start
    if line[begin : begin + 4] in MONTHS:
        header, message = _month_first(line, begin)
    else:
        header, message = rfc5424.read(line, begin)
        if header is None and (end := iso(line, begin)) is not None:
            header = Header(time=line[begin:end])
            message = line[read_sender(line, end, header) :]
        if header is None and (device := read_device(line, start)) is not None:
            header, message = device[0], line[device[1] :]
    if header is None and priority is None:
        return None, line
    if header is None:
        header, message = _read_dated(line[begin:]) if has_tag(line) else (None, line)
    if header is None:
        header = Header()
        named = _DEVICE.match(line, start) if " %" in line[start:_LATEST_TAG] else None
        if named is not None:
            header.hostname, begin = named[1], named.end()
        message = line[read_tag(line, begin if named is not None or has_tag(line) else start, header) :]
    if header.priority is None or priority is not None:
        header.priority = priority
    return header, message


def _read_month_first(line: str) -> tuple[Header | None, str]:
    if line[:4] not in MONTHS:
        return None, line
    header, message = _month_first(line, 0)
    # a date alone is not a header
    if header is None or not (message or header.hostname or header.appname):
        return None, line
    return header, message


def _month_first(line: str, start: int) -> tuple[Header | None, str]:
    end = month_first(line, start)
    if end is None:
        return None, line
    header = Header(time=line[start:end])
    message = read_sender(line, end, header)
    if line[end : end + 1] == ":" and header.appname is None:
        return None, line
    if header.appname is None and _OF_CLIENT.match(line, message) is not None:
        # the client of a web server
        header.hostname, message = None, end + 1
    if header.hostname is None and header.appname is None:
        message = read_program_in_brackets(line, message, header)
    return header, line[message:]


def _read_dated(line: str) -> tuple[Header | None, str]:
    """The header that stands after a date that programs write, too, if it is one for certain."""
    found = read_unclaimed(line, _declares_nothing)
    return (found.header, line[found.end :]) if found is not None and found.is_certain else (None, line)


def _declares_nothing(_: str) -> bool:
    return False


def _read_tabbed(line: str) -> tuple[Header | None, str]:
    """The header that has tabs for blanks, if it ends with the tag of a process, or of the kernel."""
    end = line.find(_TABBED_KERNEL, 0, _LATEST_TAG)
    if end > 0:
        header, message = _outermost(f"{line[:end].replace(chr(9), ' ')} kernel: {line[end + len(_TABBED_KERNEL) :]}")
        return (None, line) if header is None or header.appname is None else (header, message.lstrip("\t"))
    end = line.find("]:", 0, _LATEST_TAG)
    if end < 0 or line[end + 2 : end + 3] not in _BLANKS:
        return None, line
    front, rest = line[:end].replace("\t", " "), line[end + len("]: ") :]
    text = f"{front}]: {rest}"
    header, message = _usual(text) or _outermost(text)
    return (None, line) if header is None or header.procid is None else (header, message)


def _read_number(line: str) -> tuple[Header | None, str]:
    if "\t" in line[10:20:9]:
        return _read_dated(line)
    if line[10:11] == "T" and line[4:5] == "-":
        return _iso_first(line)
    if line[1:2] == " " or line[1:4].strip("0123456789") == " ":
        return rfc5424.read(line, 0)
    return _read_device(line) if ": " in line[:_LONGEST_NUMBER] else dmesg.read(line)


def _read_indented(line: str) -> tuple[Header | None, str]:
    """The header after blanks or a byte order mark: one with a time, since blanks may begin any text."""
    text = line.lstrip(" \t\ufeff")
    read = _READERS.get(text[:1])
    header, message = _usual(text) or ((None, text) if read is None else read(text))
    return (None, line) if header is None or header.time is None else (header, message)


def _read_device(line: str) -> tuple[Header | None, str]:
    device = read_device(line, 0)
    return (None, line) if device is None else (device[0], line[device[1] :])


def _iso_first(line: str) -> tuple[Header | None, str]:
    end = iso(line, 0)
    if end is None:
        return None, line
    header = Header(time=line[:end])
    start = read_sender(line, end, header)
    if header.appname is not None and not is_level(header.appname):
        # facility and level, or a process, are as telling as a host
        is_process = header.procid is not None and header.procid.isdecimal()
        if header.priority is not None or (is_process and header.hostname is None):
            return header, line[start:]
    if header.hostname is None or is_level(header.hostname):
        return None, line
    message = line[start:]
    if header.appname is None and not _is_read_on(message):
        return None, line
    return header, message


def _is_read_on(message: str) -> bool:
    """Whether what follows a host without a tag is another header, or an event that needs no tag."""
    if message.startswith(("<", *EVENTS)) or message[:4] in MONTHS:
        return True
    if message[10:11] == "T" and iso(message, 0) is not None:
        return has_tag(message)
    return message[:1].isdecimal() and ": " in message[:_LONGEST_NUMBER] and read_device(message, 0) is not None


# How first words begin that may begin a header: none is that of a line that begins with a blank.
_BEGINNINGS = frozenset(("<", ""))

# How what begins with a character is read.
_READERS: dict[str, Read] = {
    "<": _read_priority,
    **dict.fromkeys(" \t\ufeff", _read_indented),
    **dict.fromkeys({month[0] for month in MONTHS}, _read_month_first),
    **dict.fromkeys("0123456789", _read_number),
    **dict.fromkeys(dmesg.BEGINNINGS, dmesg.read),
    **dict.fromkeys(_CLOCK_MARKS, _read_device),
}

# What may begin another header behind one, or Solaris's mark, besides the name of a month.
_BEFORE_HEADERS = frozenset(("[", *_READERS)) - {month[0] for month in MONTHS}
