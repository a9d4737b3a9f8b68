"""Headers of Cisco's devices, which write numbers, their name and a colon around the date.

Layout (after a priority, or what a relay writes):

    1234: *Mar  1 00:00:00.123 UTC: %SYS-5-CONFIG_I: text     IOS; `*`: its clock was never set, `.`: it is off
    1234: gw7: 001234: Oct 31 15:09:55.123: %SYS-5-A: text    `logging origin-id`, `service sequence-numbers`
    : 2023 Oct 31 15:09:55 CET: %ETHPORT-5-IF_UP: text        NX-OS
    : 2023 Oct 31 15:09:55 CET: %$ VDC-1 %$ %A-5-B: text      NX-OS, of a virtual device
    1234: RP/0/RSP0/CPU0:Oct 31 15:09:55.123 : sshd[7]: %SECURITY-SSHD-6-A : text    IOS XR
    gw7: *spamApTask6: Oct 31 15:09:55.123: %CAPWAP-6-A: text    AireOS
    1234: 2001:db8::1: Oct 31 15:09:55.123 CEST +02:00: %SYS-5-A: text    an address; a zone and its offset
    1234: 1w2d: %SYS-5-RESTART: text                          time since the start, or none at all
"""

from __future__ import annotations

from ecsparse.formats.syslog.dates import month_first, year_first
from ecsparse.formats.syslog.prose import is_verdict
from ecsparse.formats.syslog.senders import is_level, read_sender, read_tag
from ecsparse.patterns import Pattern
from ecsparse.record import Header

# How NX-OS begins a message of one of its virtual devices: `%$ VDC-1 %$ %ETHPORT-5-IF_UP:`.
CONTEXT = "%$ "

_NUMBERS = r":? ?(?:[0-9]{1,10}: ){0,2}"
# 2001:db8::1 (not 15:09:55)
_IPV6 = (
    r"(?=[0-9A-Fa-f:]{2,39}: )(?=[0-9A-Fa-f:]{0,36}::|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f])"
    r"[0-9A-Fa-f:]{1,38}[0-9A-Fa-f]"
)
_NAME = (
    rf"(?:((?!(?:[0-9]{{1,10}}|(?:[0-9]{{1,4}}[ywdh]){{1,3}}):)[A-Za-z0-9_][A-Za-z0-9_.-]{{0,253}}|{_IPV6}): "
    r"(?:[0-9]{1,10}: )?)?"
)

# 1234: gw7: 001234: *Mar  1
_DATED = Pattern(
    rf"{_NUMBERS}{_NAME}(?:(?:([A-Za-z0-9_][A-Za-z0-9_.-]{{0,253}}) )?[A-Z]{{1,3}}/[A-Za-z0-9/]{{3,24}}:)?"
    r"(?:\*[A-Za-z0-9_. -]{1,40}: )?[*.]?(?=[A-Z][a-z]{2} {1,2}[0-9]|[0-9]{4} [A-Z][a-z]{2} )"
)
# 1234: gw7: 1w2d: %SYS-5-RESTART:
_UNDATED = Pattern(
    rf"{_NUMBERS}{_NAME}(?:[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{1,3}})?: |(?:[0-9]{{1,4}}[ywdh]){{1,3}}: )?"
    r"(?=%[A-Z][A-Z0-9_-]{1,64}-[0-7]-[A-Z0-9_]{1,64}:)"
)
#  CEST +02:00
_NAMED_OFFSET = Pattern(r" [A-Z][A-Za-z]{1,5} ([+-][0-9]{2}:?[0-9]{2})(?=:? )")


def read_device(line: str, start: int) -> tuple[Header, int] | None:
    """The header of a device at `start`, and where its message begins; `None` if none is there."""
    match = _DATED.match(line, start)
    if match is not None:
        begin = match.end()
        end = month_first(line, begin) or year_first(line, begin)
        if end is None:
            return None
        time = line[begin:end]
        offset = _NAMED_OFFSET.match(line, end)
        if offset is not None:
            time, end = f"{time}{offset[1]}", offset.end()
        header = Header(time=time)
        message = read_sender(line, end, header)
        is_tagged = header.appname is not None or line.startswith(CONTEXT, message)
        if not is_tagged or header.hostname is not None:
            return None
        header.hostname = match[1] or match[2]
        return None if _is_said(match[1]) else (header, message)
    match = _UNDATED.match(line, start)
    if match is None or match.end() == start or _is_said(match[1]):
        return None
    header = Header(hostname=match[1])
    return header, read_tag(line, match.end(), header)


def _is_said(name: str | None) -> bool:
    """Whether what stands where a device has its `name` is what a program says of the message behind it."""
    return name is not None and (is_level(name) or is_verdict(name))
