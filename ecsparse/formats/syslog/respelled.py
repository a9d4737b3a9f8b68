"""Headers of lines that no product claims, in which a template leaves a blank out, or puts the level first.

Layout, for programs that a product declares:

    2023-10-31T15:09:55Z vpn1 sshd[412]:Failed          rsyslog's `%syslogtag%%msg%`, of what came without a blank
    2023:10:31-15:09:55 vpn1 sshd[412]: Failed          Sophos UTM, whose own lines have it too
    info 2023-10-31T15:09:55Z vpn1 sshd[412]: Failed    the level alone before a date
    info sudo: alice : TTY=                             or before a tag, as it is left behind a host
    vpn1|Oct 31 15:09:55|sshd[412]: Failed
    vpn1 2023-10-31 15:09:55 sshd[412]: Failed          the host first
    Oct 31 15:09:55 vpn1 [sshd[412]:] Failed            the tag in brackets
    2023-10-31T15:09:55Z vpn1 sshd[412] Failed          the tag without its colon, or its bracket: `sshd[412 Failed`
    2023-10-31 15:09:55 vpn1 26 info sshd[412]: Failed  a number before the tag, or a level and that
    Oct 31 15:09:55 vpn1 severity=info facility=auth sshd[412]: Failed
    2023-10-31T15:09:55Z|vpn1|auth|info|sshd[412]: Failed    with `|`, `,`, `;` or hyphens for blanks, or brackets

Source: rsyslog, the option `sp-if-no-1st-sp` of templates.
"""

from __future__ import annotations

from ecsparse.formats.syslog.prose import is_word
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
# sshd[412] Failed | run-parts(/etc/cron.hourly)[412 starting
_UNCLOSED = Pattern(
    r"(?<![^ ])([A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127})\[([0-9]{1,20})\]? (?=[A-Za-z(])(?![a-z]{3,13}: )"
)
# |sshd[412]:
_PROCESS = Pattern(r"(?<=[ |,;])([A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127})\[[0-9]{1,20}\]: ")
# | |  -  | ] [
# [sshd[412]:] | [sshd[412]] | [sudo:]
_BRACKETED = Pattern(
    r"(?<![^ ])\[([A-Za-z_/.(%][^\s:\[\]\"'{}<>=,;|]{0,127}(?:\[[0-9]{1,20}\](?=:?\])|(?=:)))(?::)?\] "
)
# 26 info sshd[412]: | 4 sshd[412]: (numbers of facilities, levels and priorities)
_NUMBERED = Pattern(
    r"(?<![^ ])[0-9a-f]{1,3} (?=(?:(?:emerg|alert|crit|err|error|warning|warn|notice|info|debug) )?"
    r"([A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127})\[[0-9]{1,20}\]: )"
)
# severity=info facility=auth
_PAIRS = Pattern(
    r"(?<![^ ])(?:severity=([a-z]{3,7}) facility=([a-z0-9]{3,9})|facility=([a-z0-9]{3,9}) severity=([a-z]{3,7})) "
)
# vpn1 (before a date)
_HOST_FIRST = Pattern(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,253}) (?=[0-9]{4}[-/][0-9]{2}[-/][0-9]{2} [0-9]{2}:)")
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
        or _read_pairs(text, is_declared)
        or _read_bracketed(text, is_declared)
        or _read_numbered(text, is_declared)
        or _read_unclosed(text, is_declared)
        or read_unclaimed(text, is_declared)
        or _read_host_first(text, is_declared)
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


def _read_pairs(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header whose facility and level have their names before them."""
    pairs = _PAIRS.search(text, 0, _NEAR) if "facility=" in text[:_NEAR] else None
    if pairs is None:
        return None
    level, facility = pairs[1] or pairs[4], pairs[2] or pairs[3]
    return _respelled(text, pairs.start(), pairs.end(), f"{facility}.{level} ", is_declared)


def _read_bracketed(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header whose tag stands in brackets, after a date or a host."""
    tag = _BRACKETED.search(text, 0, _NEAR) if "] " in text[:_NEAR] else None
    return None if tag is None else _respelled(text, tag.start(), tag.end(), f"{tag[1]}: ", is_declared)


def _read_numbered(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header that has a number between its host and its tag."""
    number = _NUMBERED.search(text, 0, _NEAR) if "]: " in text[:_NEAR] else None
    if number is None or not is_declared(number[1]):
        return None
    return _respelled(text, number.start(), number.end(), "", is_declared)


def _read_unclosed(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header whose tag has no colon."""
    tag = _UNCLOSED.search(text, 0, _NEAR)
    if tag is None or not is_declared(tag[1]):
        return None
    return _respelled(text, tag.start(), tag.end(), f"{tag[1]}[{tag[2]}]: ", is_declared)


def _respelled(text: str, start: int, end: int, part: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header of `text` that has `part` for what stands from `start` to `end`, and reaches beyond that."""
    found = read_unclaimed(f"{text[:start]}{part}{text[end:]}", is_declared)
    message = 0 if found is None else found.end - start - len(part) + end
    if found is None or found.header.appname is None or message < end:
        return None
    return Unclaimed(found.header, message, is_certain=False)


def _read_host_first(text: str, is_declared: Callable[[str], bool]) -> Unclaimed | None:
    """The header that has its host before its date."""
    host = _HOST_FIRST.match(text)
    if host is None or is_word(host[1]):
        return None
    found = read_unclaimed(text[host.end() :], is_declared)
    if found is None or found.header.appname is None or found.header.hostname is not None:
        return None
    found.header.hostname = host[1]
    return Unclaimed(found.header, host.end() + found.end, is_certain=False)


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
    if tag is None or not is_declared(tag[1]) or text[:1] == "|" == text.rstrip()[-1:]:
        # with a bar at either end, it is a row
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
