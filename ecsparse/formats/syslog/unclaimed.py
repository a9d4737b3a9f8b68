r"""Headers that begin as programs' own lines do: programs write such dates, too.

Layout:

    2023-10-31 15:09:55.123 vpn1 openvpn[7]: text             templates; also with `/`, a comma, a zone
    2023 Oct 31 15:09:55 vpn1 openvpn[7]: text                syslog-ng's `FULLDATE`; NX-OS without a host
    31/10/2023 15:09:55 vpn1 openvpn[7]: text                 any date of `ecsparse.formats.syslog.written`
    [2023-10-31 15:09:55] vpn1 openvpn[7]: text               the same in brackets
    Tue Oct 31 15:09:55 2023 daemon.info openvpn[7]: text     OpenWrt's `logread`, also with seconds (`-t`)
    daemon.info 2023-10-31T15:09:55Z vpn1 openvpn[7]: text    facility and level first, before any date
    daemon.info: openvpn[7]: text                             the same without a date: s6's `ucspilogd`
    Tue 2023-10-31 15:09:55 CET vpn1 openvpn[7]: text         journalctl: `short-full`; `with-unit` has the unit
    2023-10-31 15:09:55 INFO openvpn[7]: text                 a level in any case, also in brackets or before a host
    1698764995.123456 vpn1 openvpn[7]: text                   `short-unix`, syslog-ng's `UNIXTIME`
    [ 4561.110334] vpn1 openvpn[7]: text                      `short-monotonic`: seconds since the start
    [ 4561.110334 <    0.001203 >] vpn1 openvpn[7]: text      `short-delta`
    [ 4561.110334] openvpn[7]: text                           of programs in the kernel's log
    [Tue Oct 31 15:09:55 2023] text                           the kernel's log by `dmesg -T`
    2023-10-31T15:09:55,123456+01:00 text                     the same by `dmesg --time-format iso`
    2023-10-31 15:09:55.123456+0100  mac1 sshd[7]: (lib) m    macOS: see `ecsparse.formats.syslog.macos`
    2023-10-31T15:09:55Z vpn1 openvpn 7 - - text              RFC 5424 without its priority: NetBSD's files
    2023-10-31 15:09:55,Auth.Warning,192.0.2.20,message       Kiwi: see `ecsparse.formats.syslog.stored`
    2023-10-31T15:09:55Z vpn1 text                            a host without a tag
    vpn1 openvpn[7]: text                                     a host and a tag without a date; also `vpn1: openvpn…`

What follows such a date is a header for certain if it is a tag with facility and level, or a host and a tag
with a process or of the kernel; a word for a level is neither a host nor a tag. Read only of a line that no
product claims, if a product declares the program, are a host and a tag without a process, a level before the tag
of a process, and a tag with a process without a date or a host; the first two only if it claims what follows, and
the host is not a word like `Starting`. So are the kernel's log without its tag, RFC 5424 without its priority, and
a host without a tag, if a product claims what follows.
Of the days with the year last, those that may be one of two (`10-11-2023`) are not times.

Sources: `src/shared/logs-show.c` of systemd, `logread` of OpenWrt's ubox, the manual of syslog-ng.
"""

from __future__ import annotations

from ecsparse.formats.syslog import dmesg, macos, rfc5424, stored
from ecsparse.formats.syslog.cisco import CONTEXT, read_device
from ecsparse.formats.syslog.dates import MONTHS, WEEKDAYS, iso, month_first, year_first, year_first_with_zone
from ecsparse.formats.syslog.senders import (
    HOST,
    PROCESS,
    PROCESS_TAG,
    TAG,
    give_level,
    is_level,
    read_names,
    read_sender,
    read_tag,
    read_words,
)
from ecsparse.formats.syslog.written import written
from ecsparse.patterns import Pattern
from ecsparse.record import Header
from ecsparse.timestamps.months import month_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_KERNEL = "kernel"
_LONGEST_DATE = 48
# septembre (and a blank)
_LONGEST_MONTH = 10
# How far from the start of a text a tag is.
_NEAR = 160

# [ 4561.110334] | [ 4561.110334 <    0.001203 >]
_MONOTONIC = Pattern(rf"\[ {{0,5}}[0-9]{{1,10}}\.[0-9]{{6}}(?: {{16}}| <[ 0-9.*]{{1,24}}>)?\](?= (?:{HOST} )?{TAG})")
#  [1698764995.123]
_SECONDS = Pattern(r" \[([0-9]{10}\.[0-9]{3})\](?= )")
#  INFO |  [info] |  <Notice> |  warning: (before the tag of a process, or a host and that)
_LEVEL = Pattern(
    r" [\[(<]?((?i:emerg|alert|crit|critical|err|error|warning|warn|notice|info|informational|debug))[\])>]?:?"
    rf"(?= (?:{HOST} )?(?:{PROCESS}|{_KERNEL}: ))"
)
# 192.0.2.20 | 2001:db8::20
_ADDRESS = Pattern(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,41}")
# gw.example.com (a name without a domain may be any word)
_NAME_OF_HOST = Pattern(r"[A-Za-z](?=[A-Za-z0-9_-]*\.)[A-Za-z0-9_.-]{1,253}")
# Starting
_WORD = Pattern(r"[A-Z][a-z]+")
# Starting | 01O (GitLab's runner) | 4 (a facility) | 2023-10-31_15:09:55Z | 15:09:55.123
_NO_HOST = Pattern(
    r"[A-Z][a-z]+|[0-9]{2}[OE]|[0-9]{1,3}|[0-9]{2,4}-[0-9]{2}-[0-9].*|[0-9]{4}\.[0-9].*|[0-9]{1,2}:[0-9]{2}:.*"
)
# The tag of the kernel, which has no process id.
_TAG_OF_KERNEL = f"{_KERNEL}: "
# vpn1 openvpn[7]: | vpn1: openvpn[7]:
_UNDATED = Pattern(rf"(?:{HOST} |[A-Za-z0-9][A-Za-z0-9_.-]{{0,253}}: )?{PROCESS}")


class Unclaimed:
    """A header, where the message begins, and whether it is one even if no product claims the message."""

    __slots__ = ("end", "header", "is_certain")

    def __init__(self, header: Header, end: int, *, is_certain: bool) -> None:
        self.header = header
        self.end = end
        self.is_certain = is_certain


def read(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header at the start of `text`, `None` if there is none; `is_declared` knows the programs of products."""
    whole = stored.read(text) or macos.read(text)
    if whole is not None:
        return Unclaimed(*whole, is_certain=True)
    header = Header()
    end = after_any_date(text, header)
    if end is not None:
        if (judged := _judged(text, header, end, is_declared) or _read_level(text, is_declared)) is not None:
            return judged
        bare = dmesg.dated(text) or rfc5424.read_bare(text)
        return _behind_host(text, header, end, is_declared) if bare is None else Unclaimed(*bare, is_certain=False)
    if text[:1] == "[":
        since = dmesg.dated(text)
        return _read_monotonic(text, is_declared) or (since and Unclaimed(*since, is_certain=False))
    device = read_device(text, 0) if ": %" in text[:_NEAR] else None
    if device is not None:
        return Unclaimed(device[0], device[1], is_certain=True)
    return _read_undated(text, is_declared)


def _read_level(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header with a level between a date and the sender, if the process is a product's program."""
    level = _LEVEL.search(text, 0, _NEAR)
    if level is None:
        return None
    header = Header()
    end = after_any_date(f"{text[: level.start()]}{text[level.end() :]}", header)
    if end is None or header.appname is None or not is_declared(header.appname):
        return None
    give_level(level[1], header)
    return Unclaimed(header, end + len(level[0]), is_certain=False)


def after_any_date(text: str, header: Header) -> int | None:
    """Give `header` the date that `text` begins with, or has after words, and what follows it.

    Return where the message begins; `None` if there is no date.
    """
    if text[:1] == "[" and (end := _after_date_in_brackets(text, header)) is not None:
        return end
    if _behind_weekday(text):
        return _after_weekday(text, header)
    if text[:1].isdecimal() or month_number(text[:_LONGEST_MONTH].partition(" ")[0]) is not None:
        return _after_date(text, header)
    return _after_words(text, header)


def _date(text: str, begin: int) -> tuple[str | None, int] | None:
    """The time at `begin`, which is `None` if it may be one of two, and where it ends; `None` if none is there."""
    end = month_first(text, begin) if text[begin : begin + 4] in MONTHS else year_first(text, begin)
    return written(text, begin) if end is None else (text[begin:end], end)


def _after_date(text: str, header: Header) -> int | None:
    """Give `header` the date that `text` begins with and what follows it; return where the message begins."""
    found = _date(text, 0)
    if found is None:
        return None
    header.time, end = found
    message = macos.read_compact(text, end, header)
    if message is not None:
        return message
    is_of_macos = text.startswith("  ", end)
    message = read_sender(text, end, header)
    return macos.after_image(text, message) if is_of_macos else message


def _after_weekday(text: str, header: Header) -> int | None:
    """Do the same with a date that a weekday stands before."""
    begin = _behind_weekday(text)
    end = year_first_with_zone(text, begin)
    found = _date(text, begin) if end is None else (text[begin:end], end)
    if found is None:
        return None
    header.time, end = found
    seconds = _SECONDS.match(text, end)
    if seconds is not None:
        header.time, end = seconds[1], seconds.end()
    return read_sender(text, end, header)


def _after_words(text: str, header: Header) -> int | None:
    """Do the same with a date, or the tag of a process, that a facility and a level stand before."""
    begin = read_words(text, 0, header)
    found = _date(text, begin) if begin else None
    if found is None:
        if begin and PROCESS_TAG.match(text, begin) is not None:
            return read_tag(text, begin, header)
        header.priority = None
        return None
    header.time, end = found
    return read_sender(text, end, header)


def _behind_weekday(text: str) -> int:
    """Where the date begins after a weekday, if `text` begins with one: `Tue ` or `Tue, `; 0 if it does not."""
    return (5 if text[3:5] == ", " else 4) if text[:3] in WEEKDAYS and text[3:4] in " ," else 0


def _after_date_in_brackets(text: str, header: Header) -> int | None:
    """Do the same with a date in brackets."""
    close = text.find("] ", 0, _LONGEST_DATE)
    if close < 0:
        return None
    plain = f"{text[1:close]}{text[close + 1 :]}"
    found = _date(plain, _behind_weekday(plain))
    if found is None or found[1] != close - 1:
        return None
    header.time, end = found
    return read_sender(plain, end, header) + 2


def _read_monotonic(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header with seconds since the start that journalctl writes, and the kernel for a product's program.

    Many of the kernel's own lines begin so.
    """
    match = _MONOTONIC.match(text)
    if match is None:
        return None
    header = Header()
    end = read_sender(text, match.end(), header)
    program = header.appname
    if program is None or (header.hostname is None and not is_declared(program)):
        return None
    is_of_process = header.procid is not None and header.procid.isdecimal()
    if is_of_process or program == _KERNEL:
        return Unclaimed(header, end, is_certain=True)
    return Unclaimed(header, end, is_certain=False) if is_declared(program) else None


def _judged(text: str, header: Header, end: int, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """What follows a date that programs write, too, if it is a header."""
    program = header.appname
    if program is None and text.startswith(CONTEXT, end):
        return Unclaimed(header, end, is_certain=True)
    if program is None or is_level(program) or (header.hostname is not None and is_level(header.hostname)):
        return None
    if header.priority is not None or (program[0] == "%" and text[:end].find(": %") > 0):
        return Unclaimed(header, end, is_certain=True)
    is_process = header.procid is not None and header.procid.isdecimal()
    if (is_process or program == _KERNEL) and (header.hostname is not None or is_declared(program)):
        return Unclaimed(header, end, is_certain=True)
    # without a host, the date is that of RFC 3339, as ESXi has it, or follows a weekday, as journalctl has it
    is_dated = iso(text, 0) is not None or _behind_weekday(text) > 0
    is_sent = is_dated if header.hostname is None else _WORD.fullmatch(header.hostname) is None
    is_named = is_sent and is_declared(program)
    return Unclaimed(header, end, is_certain=False) if is_named else None


def _behind_host(text: str, header: Header, end: int, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """What follows a host without a tag, and a date in the form of RFC 3339, which `text` begins with.

    After another date, it is the address of a sender, and the name of that follows.
    """
    host = header.hostname
    is_dated = iso(text, 0) is not None
    if host is None or header.appname is not None or not (is_dated or _ADDRESS.fullmatch(host)):
        return None
    # the severity in front of the sender: rsyslog's `syslogseverity`
    is_number = host.isdecimal()
    if is_level(host) or (_NO_HOST.fullmatch(host) is not None and not is_number):
        return None
    # the address of a sender, and the name of that: rsyslog's `fromhost-ip` and `hostname`
    named = Header()
    message = read_names(text, end, named)
    if named.hostname is None or named.appname is None or is_level(named.hostname) or not is_declared(named.appname):
        return Unclaimed(header, end, is_certain=False) if is_dated and not is_number else None
    named.inherit(header)
    return Unclaimed(named, message, is_certain=False)


def _read_undated(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The tag alone, or a host and a tag, that `text` begins with, if these are a header."""
    if text.startswith(_TAG_OF_KERNEL):
        return Unclaimed(Header(appname=_KERNEL), len(_TAG_OF_KERNEL), is_certain=False)
    header = Header()
    end = read_names(text, 0, header)
    program, host = header.appname, header.hostname
    if header.priority is not None and ((host is not None and not is_level(host)) or is_declared(f"{program}")):
        # facility and level are as telling as a process
        return Unclaimed(header, end, is_certain=False)
    if "]: " not in text[:_NEAR] or _UNDATED.match(text) is None:
        is_sent = program is not None and host is not None and _NAME_OF_HOST.fullmatch(host) is not None
        return Unclaimed(header, end, is_certain=False) if is_sent and is_declared(f"{program}") else None
    if program is None or header.procid is None or not header.procid.isdecimal():
        return None
    if not is_declared(program):
        return Unclaimed(header, end, is_certain=False) if host is None else None
    is_other = host is not None and (is_level(host) or _NO_HOST.fullmatch(host) is not None)
    return None if is_other else Unclaimed(header, end, is_certain=True)
