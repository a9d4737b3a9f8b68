"""Headers of macOS's unified log, as `log show` writes it.

Layout:

    2023-10-31 15:09:55.123456+0100  mac1 sshd[7]: (lib) m                          `--style syslog`
    2023-10-31 15:09:55.123 Df sshd[7:1a2b] (lib) [a.b:c] m                         `--style compact`
    2023-10-31 15:09:55.123456+0100 0x1a2b Default 0x0 7 0 sshd: (lib) [a.b:c] m    without a style, in columns

Before the message may stand the library that wrote it, and its subsystem and category.

Source: the manual of `log`.
"""

from __future__ import annotations

from ecsparse.formats.syslog.dates import year_first
from ecsparse.patterns import Pattern
from ecsparse.record import Header

_LONGEST_DATE = 48

#  0x1a2b     Default     0x0                  412    0    sshd:
_THREAD = Pattern(
    r" {1,8}0x[0-9a-f]{1,16} {1,16}[A-Z][a-z]{3,9} {1,16}0x[0-9a-f]{1,16} {1,24}([0-9]{1,10}) {1,16}"
    r"[0-9]{1,10} {1,16}([^\s:][^:]{0,63}): "
)
#  Df sshd[412:1a2b]
_COMPACT = Pattern(r" (?:Df|Db|[IEFA] ) ([A-Za-z0-9_./][^\s:\[\]]{0,127})\[([0-9]{1,10}):[0-9a-f]{1,16}\] ")
# (libsystem_info.dylib) [com.example.login:session]
_IMAGE = Pattern(
    r"(?:\((?:[A-Za-z0-9_.+-]{1,64}\.dylib|[A-Z]{1,16}[a-z][A-Za-z0-9_]{2,63})\) (?!CMD ))?"
    r"(?:\[[a-z]{2,8}\.[A-Za-z0-9_.-]{1,128}:[A-Za-z0-9_. -]{0,64}\] )?"
)


def read(text: str) -> tuple[Header, int] | None:
    """The header in columns that `text` begins with, and where the message begins; `None` if there is none."""
    if " 0x" not in text[:_LONGEST_DATE]:
        return None
    end = year_first(text, 0)
    match = None if end is None else _THREAD.match(text, end)
    if match is None:
        return None
    return Header(time=text[:end], procid=match[1], appname=match[2]), after_image(text, match.end())


def read_compact(text: str, start: int, header: Header) -> int | None:
    """Give `header` the process in the compact style, after the date that ends at `start`.

    Return where the message begins; `None` if no such process is there.
    """
    match = _COMPACT.match(text, start)
    if match is None:
        return None
    header.appname, header.procid = match.groups()
    return after_image(text, match.end())


def after_image(text: str, start: int) -> int:
    """Where the message begins after its library, subsystem and category, if these are at `start`."""
    image = _IMAGE.match(text, start)
    return start if image is None else image.end()
