"""The layout of an audit record, for `ibm_aix`: where its columns, its roles and its operands begin and end."""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.products.ibm_aix.events import KNOWN_EVENTS

NO_ROLES = "No associated roles"

# An escaped line end: the relay's, at a record's end.
LINE_END = "#012"

_EVENT = r"(?P<event>[A-Za-z0-9]+_[A-Za-z0-9_]+)"
_STATUS = r"(?P<status>OK|FAIL(?:_[A-Z0-9]+)?)"
# 25 sep 2022 23:14:20.756159 | Sun Sep 25 23:00:00 2022
_DATE = (
    r"(?:[0-9]{1,2}\s++[^\s:]{1,12}\s++[0-9]{4}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"|[^\s:]{1,12}\s++[^\s:]{1,12}\s++[0-9]{1,2}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}\s++[0-9]{4})"
)

# filename /bin/cdax/ksh FILE_Link dad root root OK 31 jul 2022 15:02:33.597401 No associated roles
RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={LINE_END})){_EVENT}\s++(\S++)\s++(\S++)\s++(\S++)\s++{_STATUS}\s++{_DATE}"
    rf"(?=\s|{LINE_END}|$)(?P<rest>(?s:.*))"
)

# FILE_Open root OK Sun Sep 25 23:00:00 2022 cat Global
SHORT_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={LINE_END})){_EVENT}\s++(?P<login>\S++)\s++{_STATUS}\s++{_DATE}\s++(?P<command>\S++)(?P<rest>(?s:.*))"
)

# FILE_Link dad root root OK 31 jul 20
CUT_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={LINE_END})){_EVENT}\s++(\S++)\s++(?:(\S++)\s++(\S++)\s++)?{_STATUS}\s++"
    r"(?:[0-9]{1,2}(?:\s++[^\s:]{1,12}(?:\s++[0-9]{1,4}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]|[0-9]{2}\.)?)?)?)?)?)?)?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\s++[A-Z][a-z]{0,2}(?:\s++[0-9]{1,2}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]{1,2}(?:\s++[0-9]{1,3})?)?)?)?)?)?)?)?)\s*+$"
)

# How tails begin: with the operands of the documented profile, and with those that no field of it holds.
OPERAND = Pattern(
    r"(?:(?<!\S)|(?<=#012))(?:(?:link)?filename |linkname |(?:from|to)path:|file (?:descriptor|name)|flags: "
    r"|mode: |owner: |dir: |read: |cmd[:=]? |pid[:=]? |user(?::| =) |event = |e[ug]id: |real uid: |old rgid: "
    r"|effect: |group set: |old time: |(?:old|new) priority: |audit (?:id: |object )|key: |(?:msq|sem|shm)id: "
    r"|change (?:root|current) directory to|remove of directory: |u?mount: object |(?:fork|exit)ed child process "
    r"|fd[0-9]++(?!\S)|qlimit [0-9]|libpath: |buf: |device )"
)

# A tail without wording: the name of a subsystem, a number, a path.
_BARE_OPERAND = Pattern(r"[A-Za-z0-9_./-]{1,256}")

# AccountAdmin,
_WORD = Pattern(r"\S++")


def columns_behind_operands(text: str) -> list[str] | None:
    """The operands in front of a successful record of a known event, its columns but for the status, and the rest.

    `None` where it takes more to tell; it saves the patterns (make bench).
    """
    before, _, rest = text.partition(" OK ")
    columns = before.rsplit(None, 4)
    # an earlier status may be that of an earlier record
    if len(columns) != 5 or columns[1] not in KNOWN_EVENTS or "\t" in before or "FAIL" in columns[0]:
        return None
    columns[0] = columns[0].strip()
    return [*columns, rest.lstrip()] if rest and is_front(columns[0]) else None


def is_front(front: str) -> bool:
    """Whether a record may stand after `front`: nothing, or operands of another one."""
    return not front or OPERAND.match(front) is not None or _BARE_OPERAND.fullmatch(front) is not None


def wpar_and_tail(rest: str) -> tuple[str, str] | None:
    """The workload partition and the operands after a command; `None` if neither stands there."""
    rest = rest.strip(" \t")
    wpar, line_end, tail = rest.partition("\n")
    if not line_end:
        operand = OPERAND.search(rest)
        if operand is not None:
            wpar, tail = rest[: operand.start()], rest[operand.start() :]
    wpar = wpar.strip()
    return None if len(wpar.split(None, 1)) > 1 else (wpar, tail.lstrip())


def without_roles(rest: str) -> str:
    """The operands after the roles column: fixed words, a list of role names, `0` or `!`."""
    operand = OPERAND.search(rest)
    if operand is not None:
        return rest[operand.start() :]
    return rest[end_of_roles(rest) :].lstrip()


def end_of_roles(rest: str) -> int:
    """Where the roles end with which `rest` begins: a word, and the next one where it ends with a comma."""
    for word in _WORD.finditer(rest):
        if rest[word.end() - 1] != ",":
            return word.end()
    return len(rest)


def without_line_end(text: str) -> str:
    """`text` without the escaped line ends at its end, but with the one that an empty terminal's name is."""
    last = end = len(text.rstrip())
    if not text.endswith(LINE_END, 0, last):
        return text
    while text.endswith(LINE_END, 0, last):
        last = end = last - len(LINE_END)
        # blanks before the first line end may be part of a value, those between them are not
        while text[last - 1 : last].isspace():
            last -= 1
    if text.endswith("tty: ", 0, end):
        end += len(LINE_END)
    return text[:end]
