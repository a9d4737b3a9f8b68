"""Whether what stands in front of another line is the mark of a tool that bears it, or what a program says of it.

A mark has digits or signs, no sentence (see `ecsparse.formats.syslog.prose`), and no word that says a level, but for
one in brackets at which programs pass lines on. A logger's beginning may say one, if a time is in front of it, and if
a sign that ends such a beginning stands right before the line:

    web:dev: … | aws_instance.web (remote-exec): … | ==> web1: … | 15:09:55 O: …    marks
    | offset: 12 CreateTime: 1698764995652 keySize: -1 payload: …
    2023-10-31 15:09:55,652 INFO [main] com.example.Relay - …      log4j, logback
    2023-10-31 15:09:55.652 | INFO     | relay:main:12 - …         loguru
    I1031 15:09:55.652123       1 relay.go:42] …                   glog, klog
    I, [2023-10-31T15:09:55.652123 #912]  INFO -- : …              Ruby's logger
    2023-10-31 15:09:55 INFO …                                     not: a program's own line
    error: … | Received: … | user said: …                          not: of another one's line
"""

from __future__ import annotations

from ecsparse.carriers import tools
from ecsparse.formats.syslog.prose import CLOCK_TIME, FRONT_TIME, is_prose, is_verdict, without_cells
from ecsparse.patterns import Pattern
from ecsparse.timestamps.event_time import ZONES
from ecsparse.timestamps.months import MONTHS

# how long it may be
LONGEST = 512

_LEVELS = (
    r"(?<![A-Za-z])(?i:emerg(?:ency)?|alert|crit(?:ical)?|err(?:or)?|warn(?:ing)?|notice|info(?:rmational)?|debug"
    r"|trace|severe|fatal|verbose|panic)(?![A-Za-z])"
)
# INFO
_LEVEL = Pattern(_LEVELS)
# what programs that pass lines on write at, in brackets
MILD = frozenset(("debug", "info", "notice", "trace", "verbose"))
# [INFO] | [DEBUG][
_MILD = Pattern(r"\[(?i:debug|info|notice|trace|verbose)\](?=[\s\[])")
# <AUTH:INFO> | auth.info
_WORDS = Pattern(r"<[A-Za-z0-9]{2,16}[.:][A-Za-z]{3,16}>|(?<![^\s])[a-z0-9]{3,10}\.[a-z]{3,7}:?(?=\s)")
# gate01 | gated: (what may be the sender, or the program, of an event without a date)
_NAMED = Pattern(r"(?<![^\s'\"`([>;,|])[A-Za-z0-9][A-Za-z0-9_.-]{0,254} \Z|\A[A-Za-z-]{1,32}: \Z")
# a= (not right before a quotation mark)
_PAIR = Pattern(r"[A-Za-z0-9_]=(?!['\"]\Z)")
# InfluxDB's access log, the first column of a load balancer's, BIG-IP's logs of its own web server: what follows is
# another product's
OWN_WORDS = frozenset(("httpd", "http", "https", "h2", "ws", "wss", "grpcs", "tls", "ssl_acc", "ssl_req"))
# httpd
_OWN_WORD = Pattern(r"(?<![A-Za-z0-9_./-])[a-z0-9_]{2,8}(?![A-Za-z0-9_./:-])")
# what is more than letters and blanks
_SIGN = Pattern(r"[^A-Za-z\s]")
# UTC | CET (not Z, which is a part of a time)
_NAMED_ZONES = "|".join(zone for zone in ZONES if zone != "Z")
# 15:09:55 UTC | 15:09:55UTC | 15:09:55 GMT+9 | 15:09:55 Asia/Kolkata
_ZONE_BEHIND = Pattern(
    rf"{CLOCK_TIME} ?(?:(?:{_NAMED_ZONES})(?:[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?|[A-Z][a-z]+/[A-Z][A-Za-z_]+)"
    r"(?![A-Za-z])"
)
# 31/Oct/2023 | 15:09:55
_OTHER_TIME = Pattern(
    rf"{CLOCK_TIME}|(?<![0-9.])[0-9]{{1,4}}[-/.](?:[0-9]{{1,2}}|[A-Z][a-z]{{2}})[-/.][0-9]{{1,4}}(?![.0-9])"
)
# the names of months by their numbers
_NAMES = {number: name for name, number in MONTHS.items()}
# I1031 15:09:55.652123       1 relay.go:42]
_GLOG = Pattern(
    r"[IWEF]([0-9]{2})([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})\.[0-9]{6} {1,8}[0-9]{1,10} "
    r"[^\s:]{1,128}:[0-9]{1,6}\] "
)
# how the beginning of a logger's line ends
_ENDS = (" - ", "] ", "\t", "| ", " : ", "-- : ", " -- ", ") ", ": ", "> ")
# com.example.Relay.run (without a sign behind it, as Tomcat has it)
_METHOD_AT_END = Pattern(r"(?<![^\s])(?:[a-z][a-z0-9_]{0,63}\.){1,12}[A-Z][A-Za-z0-9_$]{0,63}(?:\.[A-Za-z_]{1,64})? \Z")
# INFO Relay: | INFO [main] Relay: (the name of a logger; see `is_verdict` for Received)
_LOGGER_AT_END = Pattern(rf"{_LEVELS} +(?:\[[^\[\]]{{1,128}}\] +)?(?P<name>[A-Z][A-Za-z0-9_$]{{1,63}}): \Z")
# INFO      (in a table: as wide as its column)
_COLUMN_AT_END = Pattern(rf"  {_LEVELS} {{3,16}}\Z")
# INFO: (which is no logger's name)
_LEVEL_AT_END = Pattern(rf"{_LEVELS}: \Z")
# 15:09:55.123 | [15:09:55
_CLOCK = Pattern(rf"\[?{CLOCK_TIME}")


def is_mark(front: str, *, is_bare: bool, is_pairs: bool) -> bool:
    """Whether `front`, all that stands in front of a line, is a mark of what bears that.

    `is_bare` says that the line begins without a date or an address, `is_pairs` that it begins with pairs.
    """
    if _GLOG.fullmatch(front) is not None or tools.shows(front):
        return True
    if (is_bare and _NAMED.search(front) is not None) or (is_pairs and _PAIR.search(front) is not None):
        return False
    words = without_cells(front)
    if words == front and _SIGN.search(front) is None:
        return False
    words = _MILD.sub("", _WORDS.sub("", FRONT_TIME.sub("", words)))
    logger = _LOGGER_AT_END.search(words)
    unnamed = words if logger is None or is_verdict(logger["name"]) else words[: logger.start("name")]
    bare = _LEVEL.sub("", unnamed)
    if is_prose(bare):
        return False
    if any(word in OWN_WORDS for word in _OWN_WORD.findall(bare)):
        return False
    return bare == unnamed or _is_of_logger(front)


def _is_of_logger(front: str) -> bool:
    """Whether `front`, which says a level, is how a logger's line begins, and not a program's own."""
    is_dated = FRONT_TIME.search(front) is not None or _CLOCK.match(front) is not None
    is_dated = is_dated or _OTHER_TIME.match(front) is not None
    is_ended = front.endswith(_ENDS) or any(end.search(front) is not None for end in (_METHOD_AT_END, _COLUMN_AT_END))
    return is_dated and is_ended and _LEVEL_AT_END.search(front) is None


def time_in(front: str) -> str | None:
    """The time in `front`; `None` if it has none that can be read."""
    glog = _GLOG.fullmatch(front)
    if glog is not None:
        return f"{_NAMES.get(glog[1], '')} {glog[2]} {glog[3]}"
    match = FRONT_TIME.search(front)
    return None if match is None else match[0]


def has_other_time(front: str) -> bool:
    """Whether `front` has a time, or a part of one, that `time_in` does not return: also a zone behind it."""
    if _ZONE_BEHIND.search(front) is not None:
        return True
    return _GLOG.fullmatch(front) is None and _OTHER_TIME.search(FRONT_TIME.sub("", front, 1)) is not None
