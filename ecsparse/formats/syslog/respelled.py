"""Headers of lines that no product claims, in which a template leaves a blank out, or puts the level first.

Layout, for programs that a product declares:

    2023-10-31T15:09:55Z vpn1 sshd[412]:Failed          rsyslog's `%syslogtag%%msg%`, of what came without a blank
    2023:10:31-15:09:55 vpn1 sshd[412]: Failed          Sophos UTM, whose own lines have it too
    info 2023-10-31T15:09:55Z vpn1 sshd[412]: Failed    the level alone before a date
    info sudo: alice : TTY=                             or before a tag, as it is left behind a host
    vpn1|Oct 31 15:09:55|sshd[412]: Failed
    2023-10-31T15:09:55Z|vpn1|auth|info|sshd[412]: Failed    with `|`, `,`, `;` or hyphens for blanks, or brackets

Source: rsyslog, the option `sp-if-no-1st-sp` of templates.
"""

from __future__ import annotations

from ecsparse.formats.syslog.senders import give_level, is_level, read_tag
from ecsparse.formats.syslog.unclaimed import Unclaimed, after_any_date
from ecsparse.formats.syslog.unclaimed import read as read_unclaimed
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# How far from the start of a text a tag is.
_NEAR = 160

# 2023:10:31-15:09:55 (as long as with other marks)
_COLONS = Pattern(r"([0-9]{4}):([0-9]{2}):([0-9]{2})-(?=[0-9]{2}:[0-9]{2}:[0-9]{2} )")
# sshd[412]:Failed
_JOINED = Pattern(r"(?<![^ ])([A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127})\[[0-9]{1,20}\]:(?=[^\s:])")
# |sshd[412]:
_PROCESS = Pattern(r"(?<=[ |,;])([A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127})\[[0-9]{1,20}\]: ")
# | |  -  | ] [
_DELIMITERS = Pattern(r" - |[ |,;\[\]]{1,8}")
_MARKS = frozenset("|,;")
# info 2023-10-31T15:09:55Z gw7 sshd[412]: | info sudo:
_LEVEL = Pattern(r"[\[(<]?(emerg|alert|crit|err|error|warning|warn|notice|info|debug)[\])>]? (?=[A-Za-z0-9_/])")


def read(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header at the start of `text`, `None` if there is none; `is_declared` knows the programs of products."""
    if (date := _COLONS.match(text)) is not None:
        text = f"{date[1]}-{date[2]}-{date[3]} {text[date.end() :]}"
    return (
        _read_joined(text, is_declared)
        or read_unclaimed(text, is_declared)
        or _read_level(text, is_declared)
        or _read_columns(text, is_declared)
    )


def _read_joined(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header that its message follows without a blank."""
    joined = _JOINED.search(text, 0, _NEAR) if "]:" in text[:_NEAR] else None
    if joined is None or not is_declared(joined[1]):
        return None
    end = joined.end()
    found = read_unclaimed(f"{text[:end]} {text[end:]}", is_declared)
    if found is None or found.end != end + 1:
        return None
    return Unclaimed(found.header, end, is_certain=found.is_certain)


def _read_level(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header that a level precedes."""
    level = _LEVEL.match(text)
    if level is None:
        return None
    header, rest = Header(), text[level.end() :]
    end = after_any_date(rest, header) or read_tag(rest, 0, header)
    if header.appname is None or not is_declared(header.appname):
        return None
    give_level(level[1], header)
    return Unclaimed(header, level.end() + end, is_certain=False)


def _read_columns(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header whose parts other marks than blanks delimit."""
    tag = _PROCESS.search(text, 0, _NEAR) if "]: " in text[:_NEAR] else None
    if tag is None or not is_declared(tag[1]):
        return None
    front = _DELIMITERS.sub(" ", text[: tag.start()]).strip(" ")
    found = None if front == text[: tag.start()] else read_unclaimed(f"{front} {text[tag.start() :]}", is_declared)
    host, _, rest = front.partition(" ")
    if found is None and text[len(host) : len(host) + 1] in _MARKS and not is_level(host):
        # the host first
        found = read_unclaimed(f"{rest} {host} {text[tag.start() :]}", is_declared)
    return (
        None if found is None or found.header.procid is None else Unclaimed(found.header, tag.end(), is_certain=False)
    )
