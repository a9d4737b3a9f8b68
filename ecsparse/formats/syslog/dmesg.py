"""Headers of the kernel's log, as `dmesg` and `/dev/kmsg` have it.

Layout:

    kern  :warn  : [ 4561.110334] text                        `dmesg -x`
    kern  :warn  : [Tue Oct 31 15:09:55 2023] text            the same with `-T`
    daemon:info  : 2023-10-31T15:09:55,123456+01:00 sshd[7]:  the same with `--time-format iso`, of a program
    4,1207,4561110334,-;text                                  `/dev/kmsg`: priority, number, microseconds, flags
    [Tue Oct 31 15:09:55 2023] text                           a date alone: see `dated`
    [88120.004512 <    0.000311>] text                        `dmesg -d`, seconds since the last line: the same
    2023-10-31T15:09:55,123456+01:00 text

The seconds since the start stay a part of the message, as they do after the tag of the kernel.

Sources: dmesg(1) of util-linux; Linux, `Documentation/ABI/testing/dev-kmsg`.
"""

from __future__ import annotations

from ecsparse.formats.syslog.senders import FACILITIES, HIGHEST_PRIORITY, give_words, read_tag
from ecsparse.patterns import Pattern
from ecsparse.record import Header

# How headers begin that `read` reads, but for numbers.
BEGINNINGS = frozenset(name[0] for name in FACILITIES)

_KERNEL = "kernel"
# The last priority of the kernel's facility.
_LEAST_OF_KERNEL = 7

_DATE = (
    r"(?:\[[A-Z][a-z]{2} ([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})\] "
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{6}[+-][0-9]{2}:[0-9]{2}) )"
)
# [Tue Oct 31 15:09:55 2023] | 2023-10-31T15:09:55,123456+01:00 | [88120.004512 <    0.000311>]
_DATED = Pattern(rf"{_DATE}|\[ {{0,5}}[0-9]{{1,10}}\.[0-9]{{6}} <[ 0-9.]{{1,24}}>\] ")
# kern  :warn  : [ 4561.110334] | kern  :warn  : [Tue Oct 31 15:09:55 2023] | 4,1207,4561110334,-;
_LEVELLED = Pattern(
    r"(?:([a-z]{3,8}[0-7]?) {0,3}:([a-z]{3,6}) {0,3}: "
    rf"|([0-9]{{1,3}}),[0-9]{{1,19}},[0-9]{{1,19}},[^;,\s]{{1,8}}(?:,[^;\s]{{1,64}})?;){_DATE}?"
)


def may_begin(word: str) -> bool:
    """Whether a line whose first word is `word` may begin with a header that `read` reads."""
    facility, colon, level = word.partition(":")
    return (facility in FACILITIES and (not colon or level != "")) or ("," in word[1:4] and ";" in word)


def read(line: str) -> tuple[Header | None, str]:
    """The header with a facility and a level of `line`, and what follows it; `None` and the line if it has none.

    It is the kernel's, or a program's with the tag that it has.
    """
    match = _LEVELLED.match(line) if ":" in line[4:9] or "," in line[1:4] else None
    if match is None:
        return None, line
    facility, level, number, date, iso_date = match.groups()
    header = Header(time=date or iso_date)
    if number is None:
        give_words(facility, level, header)
    elif int(number) <= HIGHEST_PRIORITY:
        header.priority = int(number)
    if header.priority is None:
        return None, line
    if header.priority > _LEAST_OF_KERNEL:
        return header, line[read_tag(line, match.end(), header) :]
    header.appname = _KERNEL
    return header, line[match.end() :]


def dated(text: str) -> tuple[Header, int] | None:
    """The header of a line of the kernel's that has a date alone, and where the message begins; `None` if none.

    Other programs begin their lines so, too.
    """
    match = _DATED.match(text)
    return None if match is None else (Header(time=match[1] or match[2], appname=_KERNEL), match.end())
