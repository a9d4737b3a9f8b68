r"""Rows of tables: the cell that holds a line, and what the others say.

Layout:

    7,"x","Oct 31 15:09:55 …","y" | "2023-10-31 15:09:55";"web01";"sshd";"412";"…"     with commas, semicolons
    2023-10-31T15:09:55Z<tab>web01<tab>sshd<tab>… | | 12 | … | 91 |                     with tabs, with bars
    insert into SystemEvents (Message, …) values ('…', 4, 'web01', …)                   SQL: rsyslog's `StdSQLFmt`
    "_raw","_time",host                                                                 names of columns: a heading
    "Oct 31 15:09:55 …","2023-10-31T15:09:55.000+0000",web01

Under a heading (see `ecsparse.headings`), a row says what an object does whose members have the columns' names.
Without one, a cell with the name of a product's program says whose the line is, and a number beside it is that of
its process; words for facilities and levels, and times, say what they are; another word is the host.

Sources: RFC 4180; the exports of Splunk, Kibana, Graylog, Datadog, Azure Monitor and Grafana; rsyslog, the
reserved names of templates.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.carriers import members, objects, quotes, shippers
from ecsparse.carriers.beginnings import ADDRESS
from ecsparse.carriers.carried import HEADED, POSSIBLE, ROW, Carried
from ecsparse.formats.syslog import names_program
from ecsparse.formats.syslog.senders import HIGHEST_PRIORITY, PROCESS_TAG, is_level
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

# A row has at most so many cells.
_MOST_CELLS = 256
_LEAST_CELLS = 2
_DELIMITERS = ",;\t"
# How many of them are in front of the line of a row without quotation marks, and how near.
_MOST_COLUMNS = 16
_NEAR = 256

_CELLS = {mark: Pattern(rf'[ ]?(?:"((?:[^"\\]|\\.|"")*+)"|([^{mark}]*+))(?:{mark}|\Z)') for mark in _DELIMITERS}
# what a name of a column is
_COLUMN = Pattern(r"[A-Za-z@_#*$.][A-Za-z0-9@_#.:/$ -]{0,63}(?:\[UTC\]|\([^()]{1,32}\))?")
# gw7 | 192.0.2.20 (not 2023-10-31, 15:09:55)
_HOST = Pattern(r"(?![0-9]{1,4}([-/.:])[0-9]{1,2}\1[0-9]{1,4}\Z)[A-Za-z0-9][A-Za-z0-9_.:-]{0,252}")
# 192.0.2.20
_ADDRESS = Pattern(ADDRESS)
_KERNEL = "kernel"
_LONGEST_PRIORITY = 3
_MOST_FACILITIES = 24
# sshd | sshd[412]:
_TAG = Pattern(r"([A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127})(?:\[([0-9]{1,20})\])?:?")
# auth.info
_WORDS = Pattern(r"([a-z][a-z0-9]{2,9})\.([a-z]{3,7})")
# 412 | - | (the number of a process, or none)
_PROCID = Pattern(r"-?|[0-9]{1,20}")
# insert into SystemEvents (Message, Facility) values ( | INSERT INTO logs VALUES(
_INSERT = Pattern(r"(?i:insert into) [^\s()]{1,128} ?(?:\(([^()]{1,2048})\) )?(?i:values) ?\((?=[^\s])")
_VALUE = Pattern(r"[ ]?(?:[EN]?'((?:[^'\\]|\\.|'')*+)'|([^,()']*+))[,)]")
# 20231031150955
_DIGITS = Pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")


def under(heading: str, line: str) -> Carried | None:
    """What a row under a `heading` holds; `None` if it is not one, or no line is in it."""
    named = _named(heading)
    if named is None:
        return None
    mark, names = named
    found = _split(line, mark)
    if found is None or len(found[0]) != len(names):
        return None
    cells = found[0]
    values = _joined({name: cell for name, cell in zip(names, cells, strict=True) if cell})
    if "source" in values and "host" not in values and _HOST.fullmatch(values["source"]) is not None:
        # Graylog
        values["host"] = values.pop("source")
    held = objects.line_of(values, _is_any, ROW) or shippers.shipped(values, ROW)
    if held is not None:
        held.trust = POSSIBLE
    return held


def _joined(values: dict[str, str]) -> dict[str, str]:
    """`values`, with the date and the time of two columns as one."""
    names = {name.casefold(): name for name in values}
    date, time = names.get("date"), names.get("time")
    if date is not None and time is not None:
        values[time] = f"{values.pop(date)} {values[time]}"
    return values


def _inserted(text: str, is_declared: Callable[[str], bool]) -> Carried | None:
    """What a statement of SQL that inserts a row holds."""
    match = _INSERT.match(text)
    if match is None:
        return None
    names = [name.strip(' `"') for name in match[1].split(",")] if match[1] else []
    cells: list[str] = []
    quoted: list[str] = []
    place = match.end()
    while len(cells) < (len(names) or _MOST_CELLS) and (value := _VALUE.match(text, place)) is not None:
        inside, bare = value.groups()
        cells.append(bare.strip() if inside is None else quotes.of_sql(inside).strip(" "))
        quoted += cells[-1:] if inside is not None else []
        place = value.end()
    if not names:
        return _line(cells, quoted, is_declared) if quoted else None
    values = {name: _DIGITS.sub(r"\1-\2-\3 \4:\5:\6", cell) for name, cell in zip(names, cells, strict=False)}
    return objects.line_of(_joined(values), is_declared, ROW)


def quoted(line: str, is_declared: Callable[[str], bool]) -> Carried | None:
    """The cell of a row with commas that has a syslog header, if it is quoted and the only such one.

    If none has one, it is the last one that has words.
    """
    cells, inside = _split(line, ",") or ([], [])
    headed = [cell for cell in inside if names_program(cell)]
    if headed:
        return Carried(ROW, headed[0], trust=HEADED) if len(headed) == 1 else None
    texts = [cell for cell in inside if cell.startswith('{"') or (" " in cell.strip() and _time([cell], 0) is None)]
    if not texts or len(cells) == 1:
        return None
    return Carried(ROW, texts[-1], header=_header(cells, is_declared), trust=POSSIBLE)


def of_values(values: list[Any], is_declared: Callable[[str], bool]) -> Carried | None:
    """What a row that is an array of JSON holds: the only text that begins as lines do, if no other has words.

    What somebody typed, as `asciinema` records it (`[3, "i", "…"]`), is no row.
    """
    cells = ["" if value is None else f"{value}" for value in values]
    worded = [cell for cell in cells if " " in cell and _time([cell], 0) is None]
    if len(cells) < _LEAST_CELLS or len(worded) != 1 or not objects.begins(worded[0]) or cells[1:2] == ["i"]:
        return None
    return Carried(ROW, worded[0], header=_header(cells, is_declared), trust=POSSIBLE)


def in_row(text: str, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """What a row without a heading may hold, or a statement of SQL, one after another."""
    for mark in _DELIMITERS:
        if mark not in text[:_NEAR]:
            continue
        split = _split(text, mark) if '"' in text else None
        is_row = split is not None and len(split[0]) >= _LEAST_CELLS and split[1]
        found = _line(*split, is_declared) if split is not None and is_row else None
        found = found or columns(text, mark, is_declared)
        if found is not None:
            yield found
    if "|" in text[:_NEAR] and (found := columns(text, "|", is_declared)) is not None:
        yield found
    if text[:1] == "|" and text.rstrip()[-1:] == "|":
        bare = (cell.strip("| ") for cell in text.split(" | ", _MOST_CELLS))
        yield from (Carried(ROW, cell, trust=POSSIBLE) for cell in bare if objects.begins(cell))
    if text[:1] in "iI" and (inserted := _inserted(text, is_declared)) is not None:
        yield inserted


def _is_any(_: str) -> bool:
    return False


def columns(text: str, mark: str, is_declared: Callable[[str], bool]) -> Carried | None:
    """What follows the cells of a program, and of the number of its process, in a row without quotation marks."""
    if mark == "|" == text[:1] == text.rstrip()[-1:]:
        # a bar at either end
        text = text.rstrip()[:-1].rstrip()
    cells = text.split(mark, _MOST_COLUMNS)
    found = _column_of_program(cells[1:], is_declared)
    if found is None:
        return None
    # that of the process, or of the text
    number, behind = found + 1, found + 2
    if (process := PROCESS_TAG.match(cells[number].lstrip(" "))) is not None:
        # sshd[412]: text
        cells[number : number + 1] = [process[0].rstrip(": "), cells[number].lstrip(" ")[process.end() :]]
    elif cells[number].strip()[-1:] not in "]:" and _PROCID.fullmatch(cells[behind].strip()) is not None:
        behind += 1
    # a blank may stand beside a bar
    line = mark.join(cells[behind:]).removeprefix(" " if mark == "|" else "")
    header = _header(cells[:behind], is_declared)
    is_of_process = header.procid is not None or header.appname == _KERNEL
    is_said = header.time is not None and (header.priority is not None or is_of_process)
    return Carried(ROW, line, header=header, trust=POSSIBLE) if is_said and line.strip() else None


def _column_of_program(cells: list[str], is_declared: Callable[[str], bool]) -> int | None:
    """Which of `cells` names a program, or begins with the tag of its process; `None` if none does.

    A word that is a facility, too, such as `cron`, is one only in front of a number or of nothing, and if no other
    does.
    """
    found = None
    for number, cell in enumerate(cells):
        bare = cell.strip()
        process = PROCESS_TAG.match(bare)
        tag = _TAG.fullmatch(bare if process is None else process[0].rstrip())
        if tag is None or not is_declared(tag[1]) or (process is None and number == len(cells) - 1):
            continue
        if members.code_of_facility(bare) is None:
            return number
        following = cells[number + 1].strip() if number + 1 < len(cells) else bare
        if bare == _KERNEL or _PROCID.fullmatch(following) is not None:
            found = number
    return found


def _line(cells: list[str], quoted: list[str], is_declared: Callable[[str], bool]) -> Carried | None:
    """The line in `quoted` cells: the last that begins as lines do, or else, of a program's, the longest."""
    header = _header(cells, is_declared)
    begun = [cell for cell in quoted if " " in cell and objects.begins(cell) and members.any_moment(cell) is None]
    longest = max(quoted, key=len)
    line = begun[-1] if begun else longest
    if not begun and (header.appname is None or " " not in longest):
        return None
    return Carried(ROW, line.lstrip(" ") if not begun else line, header=header, trust=POSSIBLE)


def _header(cells: list[str], is_declared: Callable[[str], bool]) -> Header:
    """What `cells` say in the terms of syslog."""
    header = Header()
    facility = level = priority = None
    hosts: list[tuple[int, str]] = []
    program = _column_of_program([*cells, ""], is_declared)
    for number, cell in enumerate(cells):
        bare = cell.strip()
        if number == program and (tag := _TAG.fullmatch(bare)) is not None:
            behind = cells[number + 1].strip() if number + 1 < len(cells) else ""
            header.appname, header.procid = tag[1], tag[2] or (behind if behind.isdecimal() else None)
        elif header.time is None and (time := _time(cells, number)) is not None:
            header.time = time
        elif facility is None and members.code_of_facility(bare) is not None and not bare.isdecimal():
            facility = bare
        elif facility is None and (words := _WORDS.fullmatch(bare)) is not None:
            facility, level = words.groups()
        elif program is not None and number == program - 1 and _is_priority(bare):
            priority = bare
        elif level is None and members.code_of_severity(bare) is not None and not bare.isdecimal():
            level = bare
        elif _HOST.fullmatch(bare) is not None and not is_level(bare) and not bare.isdecimal():
            hosts.append((number, bare))
    header.priority = members.priority_of(priority, facility, level)[0]
    if header.appname is not None:
        header.hostname = _host(hosts, program)
    return header


def _is_priority(cell: str) -> bool:
    """Whether a `cell` right before a program has the number of a priority, which no facility and no level has."""
    return cell.isdecimal() and len(cell) <= _LONGEST_PRIORITY and _MOST_FACILITIES <= int(cell) <= HIGHEST_PRIORITY


def _host(hosts: list[tuple[int, str]], program: int | None) -> str | None:
    """The one of `hosts`, with their columns, that is the sender of a `program`; an address is the last choice."""
    before = [host for number, host in hosts if program is not None and number < program]
    named = [host for host in before if _ADDRESS.fullmatch(host) is None]
    return next((found[-1] for found in (named, before) if found), hosts[0][1] if hosts else None)


def _time(cells: list[str], number: int) -> str | None:
    """The time in the cell of that `number`, or in it and the next one."""
    cell = cells[number].strip()
    time = members.any_moment(cell)
    if time is None and cell[:2].isdecimal() and number + 1 < len(cells):
        time = members.any_moment(f"{cell} {cells[number + 1].strip()}")
    return time


def _split(line: str, mark: str) -> tuple[list[str], list[str]] | None:
    """The cells of a row, and those in quotation marks; `None` if it is not one with this delimiter."""
    cells: list[str] = []
    quoted: list[str] = []
    place = 0
    while place < len(line) and len(cells) < _MOST_CELLS:
        match = _CELLS[mark].match(line, place)
        if match is None:
            return None
        inside, bare = match.groups()
        cells.append(bare if inside is None else quotes.decoded(inside))
        if inside is not None:
            quoted.append(cells[-1])
        place = match.end()
    return (cells, quoted) if place >= len(line) else None


@lru_cache(64)
def _named(line: str) -> tuple[str, list[str]] | None:
    """The delimiter of the names of columns in `line`, and the names; `None` if it has none."""
    for mark in _DELIMITERS:
        names, _ = (_split(line, mark) if mark in line else None) or ([], [])
        if len(names) < _LEAST_CELLS or not all(_COLUMN.fullmatch(name) for name in names):
            continue
        plain = [name.removesuffix(" [UTC]").replace(" ", "_") for name in names]
        is_telling = any(objects.is_name_of_line(name) or name in shippers.NAMES_OF_LINES for name in plain)
        if is_telling and any(members.is_told(name) for name in plain):
            return mark, plain
    return None
