"""What stands between a header's date and its message: facility and level, the sender, the tag.

Layout (each may be missing):

    <auth.info> | <4.6> | auth.info | auth|security:info | In(38)    facility and level, before or after the host
    vpn1 | 2001:db8::1 | [2001:db8::1]:514 | s_net@vpn1/relay        the sender; a port is left out
    Message forwarded from aix1:                                     AIX's syslogd, of another sender
    notice                                                           F5: a level alone, before a tag
    sshd[412]: | kernel: | sshd[412] <Info>:                         the tag
    [ID 800047 auth.info]                                            Solaris: after the tag
    80AB03AAAAAAA (2023-10-31T14:09:55)                              Fireware: before the tag, which is not stripped
"""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.timestamps.header_time import AREAS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsparse.record import Header

HIGHEST_PRIORITY = 191

# The codes of facilities by their names.
FACILITIES = {
    name: code
    for code, names in enumerate(
        (
            "kern kernel", "user", "mail", "daemon system", "auth", "syslog", "lpr", "news", "uucp", "cron",
            "authpriv", "ftp", "ntp", "security audit", "console alert", "solaris-cron cron2",
            "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
        )
    )
    for name in names.split()
}  # fmt: skip

_SEVERITIES = {
    name: code
    for code, names in enumerate((
        "emerg emergency panic", "alert", "crit critical", "err error", "warning warn", "notice",
        "info informational", "debug",
    ))
    for name in names.split()
}  # fmt: skip

# How ESXi abbreviates levels, before the priority.
_ABBREVIATED = {"Em": 0, "Al": 1, "Cr": 2, "Er": 3, "Wa": 4, "No": 5, "In": 6, "Db": 7}

# Words that programs write after a time, where syslog has a host or a tag.
_LEVELS = frozenset(("trace", "severe", "fatal", "verbose", "log", "fine", "default", "fault", *_SEVERITIES))

# vpn1 | 2001:db8::1 | [2001:db8::1]:514  (never with a colon at its end: that is a tag; never a time, which is the
# next header's; never what syslogd says itself, nor what tcpdump prints of a packet that pf logged, nor how GitLab's
# runner numbers its streams)
HOST = (
    r"(?![0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} |[A-Z][a-z]{2} [ 0-9][0-9] [0-9]"
    r"|last message repeated [0-9]|rule (?:[0-9]{1,10}|def)[./]|[0-9]{2}[OE] )"
    r"(?:(?:::)?[A-Za-z0-9_](?:[A-Za-z0-9_.%:-]{0,253}[A-Za-z0-9_.%-])?|-"
    r"|\[(?:[0-9]{1,3}\.[0-9.]{5,11}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,42}(?:%[A-Za-z0-9_.-]{1,16})?)\]"
    r"(?::[0-9]{1,5})?)"
)

# openvpn[41234]: | postfix/smtpd[9]: | openvpn(office)[9]: | sshd[9] <Info>:  (a number alone is Cisco's)
# gdm-password][4601]: (what follows the last slash in `gdm-session-worker [pam/gdm-password]`)
TAG = (
    r"(?![0-9]{1,10}:)[A-Za-z0-9_%/.(-][^\s:\[\]\"'{}<>=,;|]{0,127}\]?(?:\[[^\s\[\]]{1,64}\])?"
    r"(?: <[A-Z][a-z]{3,8}>)?:(?:[ \t]|$)"
)

# openvpn[41234]:
PROCESS = r"[A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127}\]?\[[0-9]{1,20}\]: "

# vpn1 | 192.0.2.1:514
_HOST = Pattern(rf"({HOST})(?: |\t(?=MSWinEventLog\t))")
# openvpn[41234]: | sshd[9] <Info>:
_TAG = Pattern(
    r"(?![0-9]{1,10}:)([A-Za-z0-9_%/.(-][^\s:\[\]\"'{}<>=,;|]{0,127})\]?(?:\[([^\s\[\]]{1,64})\])?"
    r"(?: <([A-Z][a-z]{3,8})>)?:(?:[ \t]|$)"
)

# s_net@vpn1/relay openvpn[9]: (not Asia/Kolkata: that is a zone)
_CHAIN = Pattern(
    rf"(?!{AREAS})"
    r"(?:[A-Za-z0-9_.-]{1,64}@)?([A-Za-z0-9_](?:[A-Za-z0-9_.%:-]{0,253}[A-Za-z0-9_.%-])?)"
    r"(?:/[A-Za-z0-9_.%:/@-]{1,255})? "
    rf"(?={PROCESS}|kernel: )"
)

#  (one more blank before a host and a tag, or a process)
_ONE_MORE_BLANK = Pattern(rf" (?={HOST} {TAG}|{PROCESS})")
#  (one more blank behind a host, before a tag)
_ONE_MORE_BEHIND_HOST = Pattern(rf" (?={TAG}|{PROCESS})")

# :  |  :  (before what Cisco's devices write)
_COLON = Pattern(r" ?: (?=%[A-Z$]|[A-Za-z0-9_-]{1,64}\[[0-9]{1,10}\]: %[A-Z])")
# fw1 : %ASA-6-302013:
_COLON_BEHIND_HOST = Pattern(r": (?=%[A-Z])")

# U7PG2,0123456789ab,v4.3.20: | gw7: (a sender with a colon after it, before a process)
_SENDER = Pattern(rf"([A-Za-z0-9_][A-Za-z0-9_.-]{{0,253}}(?:,[A-Za-z0-9_.+-]{{1,64}}){{0,2}}): (?={PROCESS}|kernel: )")
_KERNEL = "kernel"
# kernel [ 4561.110334] (the tag without its colon)
_OPEN_KERNEL = "kernel ["
# U7PG2,0123456789ab,v4.3.20: | 0123456789ab,U7PG2-6.0.21: | ("U7PG2,0123456789ab,v4.3.20") (UniFi's devices, after
# the host, which the last may lack)
_DEVICE = Pattern(
    r"(?:(?:[A-Za-z0-9._-]{1,32},[0-9a-f]{12},v?[0-9]|[0-9a-f]{12},[A-Za-z0-9])[A-Za-z0-9.+_-]{0,63}: "
    rf'|\("[^"]{{1,128}}"\) )(?={PROCESS}|[A-Za-z_-]{{1,32}}: )'
)
_IN_QUOTES = '("'


_FORWARD = "Message forwarded from "
# Message forwarded from aix1:
_FORWARDED = Pattern(r"Message forwarded from ([A-Za-z0-9_.%:-]{1,255}): ")

# auth.info | <auth.info> | auth|security:info | auth/info | auth.info<38>
_WORDS = Pattern(
    r"([<\[(]?)([A-Za-z0-9-]{1,16}(?:\|[A-Za-z0-9-]{1,16})?)[.:/]([A-Za-z0-9]{1,16}(?:\|[A-Za-z]{1,16})?)"
    r"(?:<[0-9]{1,3}>)?([>\])]?):?"
)
_BRACKETS = frozenset(("", "<>", "[]", "()"))
_LONGEST_WORDS = 64
# In(166)
_ABBREVIATED_WORDS = Pattern(r"([A-Z][a-z])\(([0-9]{1,3})\)")

_LEVELS_BEGIN = frozenset("acdeinw")
# notice apmd[14311]:
_LEVEL = Pattern(
    r"(emerg|alert|crit|err|error|warning|warn|notice|info|debug) "
    rf"(?=(?:{HOST} )?{PROCESS})"
)
# INFO sshd[412]: | [info] sshd[412]: (after a host: in front of one, programs write levels so)
_LEVEL_BEHIND_HOST = Pattern(
    r"[\[(]?((?i:emerg|alert|crit|err|error|warning|warn|notice|info|debug))[\])]? " rf"(?={PROCESS})"
)
_LEVELS_BEHIND_BEGIN = frozenset("acdeinwACDEINW[(")

# auth info sshd[412]: | auth info Oct 31 15:09:55
_TWO_WORDS = Pattern(
    rf"([a-z0-9-]{{2,16}}) ([a-z]{{3,7}}) "
    rf"(?=(?:{HOST} )?{PROCESS}|[A-Z][a-z]{{2}} [ 0-9][0-9] [0-9]|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ])"
)

# openvpn[41234]:
PROCESS_TAG = Pattern(PROCESS)

# [sshd] text | [sshd]: text
_IN_BRACKETS = Pattern(r"\[([A-Za-z_(/][A-Za-z0-9_./()-]{0,127})\]:? ")

# What Fireware writes after its tags.
_NUMBERED = ': msg_id="'
_LATEST_NUMBER = 100
# 80AB03AAAAAAA (2023-10-31T14:09:55) http-proxy[2110]: | 80AB03AAAAAAA firewall: msg_id="
_FIREWARE = Pattern(
    r"(?:(?:[0-9A-Z]{13} )?\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\) "
    rf"|[0-9A-Z]{{13}} (?=[^ :]{{1,80}}{_NUMBERED}))"
    r"([A-Za-z][A-Za-z0-9_.-]{0,63})(?:\[([0-9]{1,10})\])?: "
)

# [ID 800047 auth.info]
_SOLARIS = Pattern(r"\[ID ([0-9]{1,10}) ([a-z0-9]{1,16})\.([a-z]{1,16})\] ")


def read_sender(line: str, start: int, header: Header) -> int:
    """Give `header` what follows a date that ends at `start`; return where the message begins."""
    if ":" in line[start : start + 2]:
        colon = _COLON.match(line, start)
        if colon is not None:
            return read_tag(line, colon.end(), header)
    start += 1
    if line[start : start + 1] == " " and _ONE_MORE_BLANK.match(line, start) is not None:
        start += 1
    return read_names(line, start, header)


def read_names(line: str, start: int, header: Header) -> int:
    """Give `header` the facility and level, the sender and the tag at `start`; return where the message begins."""
    start = _read_level(line, read_words(line, start, header), header)
    if not line.startswith(_FORWARD, start):
        host = _HOST.match(line, start) or _CHAIN.match(line, start)
        if host is not None:
            header.hostname = host_of(host[1])
            start = host.end()
            following = line[start : start + 1]
            if following == " " and _ONE_MORE_BEHIND_HOST.match(line, start) is not None:
                start += 1
            elif following == ":" and (colon := _COLON_BEHIND_HOST.match(line, start)) is not None:
                start = colon.end()
            start = read_words(line, start, header)
            start = _read_level_behind_host(line, start, header)
            if line[start : start + 1] == "(" or "," in line[start : start + 32]:
                device = _DEVICE.match(line, start)
                start = start if device is None else device.end()
            before = (line[start : start + 1], line[start + 14 : start + 15])
            if "(" in before or _NUMBERED in line[start : start + _LATEST_NUMBER]:
                _read_program(line, start, header)
        elif line.startswith(_IN_QUOTES, start) and (device := _DEVICE.match(line, start)) is not None:
            start = device.end()
    return read_tag(line, start, header)


def read_tag(line: str, start: int, header: Header) -> int:
    """Give `header` the sender that forwards, and the tag, at `start`; return where the message begins."""
    if header.hostname is None and (sender := _SENDER.match(line, start)) is not None and sender[1] != _KERNEL:
        header.hostname = sender[1]
        start = sender.end()
    if line.startswith(_FORWARD, start) and (forwarded := _FORWARDED.match(line, start)) is not None:
        header.hostname = forwarded[1]
        start = forwarded.end()
    match = _TAG.match(line, start)
    if match is None:
        if line.startswith(_OPEN_KERNEL, start):
            header.appname = _KERNEL
            return start + len(_OPEN_KERNEL) - 1
        return start
    header.appname, header.procid, level = match.groups()
    if level is not None:
        give_level(level, header)
    return match.end()


def read_program_in_brackets(line: str, start: int, header: Header) -> int:
    """Give `header` the program that metalog writes in brackets; return where the message begins.

    Before the tag of a process, it is the host. A level, a rule of a firewall in capitals or a number is none.
    """
    match = _IN_BRACKETS.match(line, start)
    if match is None or is_level(match[1]) or (match[1].isupper() and match[1] != "CRON"):
        return start
    if PROCESS_TAG.match(line, match.end()) is not None:
        header.hostname = match[1]
        return read_tag(line, match.end(), header)
    header.appname = match[1]
    return match.end()


def read_solaris(line: str, start: int, header: Header) -> int:
    """Give `header` what Solaris writes after a tag: a message's number, facility and level."""
    match = _SOLARIS.match(line, start)
    if match is None:
        return start
    priority = _priority(match[2], match[3])
    if priority is None:
        return start
    header.msgid, header.priority = match[1], priority
    return match.end()


def give_words(facility: str, level: str, header: Header) -> bool:
    """Give `header` the priority that two words make, or the level alone; return whether they make either."""
    priority, severity = _priority(facility, level), _code(_SEVERITIES, level)
    if priority is None:
        header.severity = severity
    else:
        header.priority = priority
    return severity is not None


def give_level(level: str, header: Header) -> None:
    """Give `header` the severity that the word `level` says, in any case."""
    header.severity = _SEVERITIES.get(level.casefold())


def is_level(word: str) -> bool:
    """Whether `word` is one that programs write for a level, in any case."""
    return word.casefold() in _LEVELS


def host_of(text: str) -> str | None:
    """The sender in `text` without a port and the brackets of an address; `None` for the nil value of RFC 5424."""
    if text == "-":
        return None
    if text[:1] == "[":
        return text[1:].partition("]")[0]
    name, _, port = text.partition(":")
    return name if name and port.isdecimal() else text


def _read_program(line: str, start: int, header: Header) -> None:
    """Give `header` the tag after what Fireware writes before it: a serial number, a time in UTC, or both."""
    match = _FIREWARE.match(line, start)
    if match is not None:
        header.appname, header.procid = match.groups()


def _read_level(line: str, start: int, header: Header) -> int:
    """Give `header` the level that stands alone before a tag, or a host and a tag; return where these begin."""
    match = _LEVEL.match(line, start) if line[start : start + 1] in _LEVELS_BEGIN else None
    if match is None:
        return start
    give_level(match[1], header)
    return match.end()


def _read_level_behind_host(line: str, start: int, header: Header) -> int:
    """Do the same with one after a host, in any case, also in brackets."""
    match = _LEVEL_BEHIND_HOST.match(line, start) if line[start : start + 1] in _LEVELS_BEHIND_BEGIN else None
    if match is None:
        return start
    give_level(match[1], header)
    return match.end()


def read_words(line: str, start: int, header: Header) -> int:
    """Give `header` the priority that the word at `start` says, if it does; return where the next one begins."""
    end = line.find(" ", start, start + _LONGEST_WORDS)
    word = line[start : max(start, end)]
    match = _WORDS.fullmatch(word)
    if match is not None:
        opening, facility, level, closing = match.groups()
        is_number = facility.isdecimal() or level.isdecimal()
        if opening + closing not in _BRACKETS or (is_number and not opening):
            return start
        priority = _priority(facility, level)
    elif (abbreviated := _ABBREVIATED_WORDS.fullmatch(word)) is not None:
        number = int(abbreviated[2])
        is_said = number <= HIGHEST_PRIORITY and number % 8 == _ABBREVIATED.get(abbreviated[1])
        priority = number if is_said else None
    elif word in FACILITIES and (words := _TWO_WORDS.match(line, start)) is not None:
        priority = _priority(words[1], words[2])
        end = words.end() - 1
    else:
        return start
    if priority is None:
        return start
    header.priority = priority
    return end + 1


def _priority(facility: str, level: str) -> int | None:
    """The priority that two words, or numbers, make; `None` if one of them is unknown."""
    of_facility, of_level = _code(FACILITIES, facility), _code(_SEVERITIES, level)
    return None if of_facility is None or of_level is None else of_facility * 8 + of_level


def _code(codes: Mapping[str, int], text: str) -> int | None:
    """The number of a name, of the first of two names (`auth|security`), or that `text` is itself."""
    found = [codes.get(name) for name in text.casefold().split("|")]
    if None not in found:
        return found[0]
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 2 and int(text) in codes.values() else None
