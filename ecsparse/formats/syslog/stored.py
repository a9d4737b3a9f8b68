r"""Headers of the files in which log servers keep what they receive; all of their parts together tell them.

Layout:

    10-31-2023\t15:09:55\tAuth.Warning\t192.0.2.20\tmessage   Kiwi: facility and level, and the sender
    2023-10-31 15:09:55,Auth.Warning,192.0.2.20,message       the same with commas
    WTsyslog[2023-10-31 15:09:55 ip=192.0.2.20 pri=4] <36>m   the same in the form of WebTrends
    7\tTIME\tTIME\t12\tvpn1\t192.0.2.20\tDaemon\tInfo\topenvpn[7]\ttext    Papertrail's archives

Sources: the manuals of Kiwi Syslog Server and Papertrail.
"""

from __future__ import annotations

from ecsparse.formats.syslog.senders import HIGHEST_PRIORITY, give_words, host_of, read_tag
from ecsparse.formats.syslog.written import numbered
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_LONGEST_DATE = 48

# 10-31-2023	15:09:55	Auth.Warning	192.0.2.20	 | 2023-10-31 15:09:55,Local7.Debug,192.0.2.20,
_TABLE = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})|([0-9]{2})-([0-9]{2})-([0-9]{4}))[\t ,]([0-9]{2}:[0-9]{2}:[0-9]{2})([\t,])"
    r"([A-Za-z0-9]{2,16})\.([A-Za-z]{4,16})\6([^\s,]{1,255})\6"
)
# WTsyslog[2023-10-31 15:09:55 ip=192.0.2.20 pri=4] <36>
_WEBTRENDS = Pattern(
    r"WTsyslog\[([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) ip=([^\s\]]{1,255}) pri=([0-7])\] "
    r"(?:<([0-9]{1,3})>)?"
)
# 7<tab>2023-10-31T15:09:55<tab>…<tab>vpn1<tab>192.0.2.20<tab>Daemon<tab>Info<tab>openvpn[7]<tab>
_PAPERTRAIL = Pattern(
    r"[0-9]{1,20}\t([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?)\t[0-9T:Z+-]{19,25}\t[0-9]{1,20}\t"
    r"([^\s]{1,255})\t[^\s]{0,45}\t([A-Za-z0-9]{2,16})\t([A-Za-z]{4,16})\t"
    r"([^\s\[\]]{1,128})(?:\[([0-9]{1,20})\])?\t"
)


def read(text: str) -> tuple[Header, int] | None:
    """The header that `text` begins with, and where the message begins; `None` if there is none."""
    if text[:1].isdecimal():
        is_table = "\t" in text[:_LONGEST_DATE] or "," in text[:_LONGEST_DATE]
        return (_read_table(text) or _read_papertrail(text)) if is_table else None
    match = _WEBTRENDS.match(text) if text[:1] == "W" else None
    return None if match is None else _read_webtrends(text, match)


def _read_table(text: str) -> tuple[Header, int] | None:
    """The header of Kiwi's log files."""
    match = _TABLE.match(text)
    if match is None:
        return None
    date, first, second, year, time, _, facility, level, host = match.groups()
    header = Header(hostname=host_of(host))
    if not give_words(facility, level, header):
        return None
    header.time = numbered(year, first, "-", second, time) if date is None else f"{date} {time}"
    return header, read_tag(text, match.end(), header)


def _read_papertrail(text: str) -> tuple[Header, int] | None:
    """The header of Papertrail's archives."""
    match = _PAPERTRAIL.match(text)
    if match is None:
        return None
    time, host, facility, level, program, procid = match.groups()
    header = Header(time=time, hostname=host, appname=program, procid=procid)
    return (header, match.end()) if give_words(facility, level, header) else None


def _read_webtrends(text: str, match: re.Match[str]) -> tuple[Header, int]:
    """The header of Kiwi's log files in the form of WebTrends, which `match` is."""
    time, host, level, priority = match.groups()
    header = Header(time=time, hostname=host_of(host))
    if priority is not None and int(priority) <= HIGHEST_PRIORITY:
        header.priority = int(priority)
    else:
        header.severity = int(level)
    return header, read_tag(text, match.end(), header)
