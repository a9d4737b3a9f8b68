"""Carriers: what holds a line that another program wrote, and says more of it, as a syslog header does.

A carrier is known by the line alone. Its text is then read as any line is: it may have a header, or be a carrier
itself. See `carried.Carried` for what each gives.
"""

from __future__ import annotations

from functools import cache

from ecsparse.carriers import containers, fronts, prefixes
from ecsparse.formats.syslog import ROW_OF_EVENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from ecsparse.carriers.carried import Carried
    from ecsparse.record import Record

# How many in one another are read.
MOST_CARRIERS = 3

# What journald's entries have, how Docker's lines begin, and what the name of a stream begins with.
_MESSAGE, _LOG, _STREAM = '"MESSAGE":', '{"log":"', " std"

_BEFORE_OBJECTS = frozenset(("{", prefixes.RECORD_SEPARATOR))

# Where a count of octets, or the name of a container, is at its end.
_LONGEST_COUNT = 9
_LONGEST_NAME = 260
# How far from the start of a line a semicolon is that divides cells, the first of which is a date or a host.
_LONGEST_DATE = 40
# How far from the start of a line an event of an asciicast says that it is output.
_LONGEST_COUNT_OF_SECONDS = 32


def carried(line: str, whole: str, record: Record, is_declared: Callable[[str], bool]) -> Carried | None:
    """What `line`, all of `whole` or a part of it, holds if it is a carrier; `None` if it is not one.

    An object in it is decoded into `record.payload`. `is_declared` knows the programs of products.
    """
    if ("\n" in line or "{" in line) and (found := _in_text()(line, whole, record)) is not None:
        return found
    if record.heading:
        headed: Carried | None = _rows().under(record.heading, line)
        if headed is not None:
            return headed
    # {name=web01}, as Logstash has it, is not an object
    if (line[:1] in _BEFORE_OBJECTS and not line[1:2].isalpha()) or line.startswith(prefixes.EVENT):
        return None
    found = None
    # most lines are none of these: a look costs less than a pattern (make bench)
    if prefixes.is_timed(line):
        found = containers.timed(line) if line[10] == "T" else None
    elif line.startswith(ROW_OF_EVENTS):
        found = _in_row_of_events(line)
    elif line.startswith(prefixes.LABEL):
        found = prefixes.labelled(line)
    elif " <" in line[:_LONGEST_COUNT]:
        found = prefixes.framed(line)
    elif "| " in line[:_LONGEST_NAME] or line.startswith("[pod/"):
        found = containers.named(line)
    return found or _in_front(line, is_declared)


@cache
def _in_text() -> Callable[[str, str, Record], Carried | None]:
    """What reads records of several lines, and objects: most lines are neither, and files cost start-up."""
    from ecsparse.carriers import wrapped  # noqa: PLC0415 - as above (make bench, one line)

    return wrapped.in_text


def _in_row_of_events(line: str) -> Carried | None:
    from ecsparse.carriers import shippers  # noqa: PLC0415 - most runs have none (make bench, one line)

    return shippers.in_row_of_events(line)


@cache
def _rows() -> ModuleType:
    from ecsparse.carriers import rows  # noqa: PLC0415 - most inputs have none (make bench, one line)

    return rows


def is_telling(line: str) -> bool:
    """Whether `line` looks like one of the carriers that most lines come in, which are always peeled off."""
    if line[:1] == "{":
        return _MESSAGE in line or line.startswith(_LOG)
    return _STREAM in line[19:40]


def _in_front(line: str, is_declared: Callable[[str], bool]) -> Carried | None:
    """What follows the name of a file, of a pod, or the number of a line, or in a row of quoted cells."""
    word = line.partition(" ")[0]
    found = prefixes.of_file(line) if ":" in word[:-1] or "-" in word else None
    if found is None and "-" in line[:_LONGEST_NAME] and not "A" <= line[:1] <= "Z":
        found = containers.in_pod(line)
    if found is None and word[-1:] == ":":
        found = prefixes.of_host(line)
    if found is None and "\t" in line[:_LONGEST_COUNT]:
        found = prefixes.numbered(line)
    if found is None and '"' in line[:1] + line[-1:]:
        found = _rows().quoted(line, is_declared)
    if found is None and ";" in line[:_LONGEST_DATE]:
        found = _rows().columns(line, ";", is_declared)
    if found is None and line[:1] == "[" and '"o",' in line[:_LONGEST_COUNT_OF_SECONDS]:
        found = prefixes.recorded(line)
    if found is None and "\r" in line:
        found = prefixes.shown(line)
    return found or fronts.in_front(line, _labels)


def _labels(line: str, end: int) -> tuple[str | None] | None:
    from ecsparse.carriers import unclaimed  # noqa: PLC0415 - few lines have any (make bench, one line)

    return unclaimed.time_before(line, end)
