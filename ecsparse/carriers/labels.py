"""Labels in front of lines: names, numbers, times and signs, one after another.

See `unclaimed`, which says of whom they are.
"""

from __future__ import annotations

from itertools import islice

from ecsparse.carriers import members, quotes, structure, tools
from ecsparse.carriers.beginnings import ADDRESS, BEGINNING, BEHIND_MARK, END_OF_PROCESS, PROCESS_BEHIND_MARK
from ecsparse.carriers.carried import POSSIBLE, Carried
from ecsparse.carriers.fronts import OF_SENTENCES, moment
from ecsparse.formats.syslog import names_program
from ecsparse.formats.syslog.prose import CLOCK_TIME, OF_DATE, TIME, is_prose
from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Pattern
from ecsparse.record import Header
from ecsparse.timestamps.header_time import NAMED_ZONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ecsparse.patterns import Match
    from ecsparse.record import Document

NAME = "fronts"
# [2023-10-31 15:09:55,652] INFO … (com.example.Relay): what Kafka's log4j has around a line
_LOG4J = Pattern(r"\[([0-9-]{10} [0-9:]{8},[0-9]{3})\] [A-Z]{4,5} ")
# the logger behind a line
_LOGGER = Pattern(r" \([A-Za-z_$][A-Za-z0-9_.$-]{1,127}\)\Z")
_LONGEST_LOGGER = 160
_MOST_FRONTS = 8
# How many of the places where a line may begin are tried: each costs as much as a line.
_MOST_FOUND = 3

# 2023 Oct 31 15:09:55 | oct/31 15:09:55 | 31-Oct-2023 15:09:55
_NAMED_DAY = (
    r"(?:[0-9]{4} [A-Z][a-z]{2} [ 0-9][0-9]|[a-z]{3}/[0-9]{2}|[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4})"
    r" [0-9]{2}:[0-9]{2}:[0-9]{2}"
)
# 10/31/2023 3:09:55 PM | 31.10.2023, 15:09:55
_YEAR_LAST = (
    r"[0-9]{1,2}(?P<mark>[/.-])[0-9]{1,2}(?P=mark)[0-9]{4},? "
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?: [AaPp][Mm])?"
)
# 2023-10-31T15:09:55.123Z | 15:09:55 | 12: | web07 | CHANGED | rc=0 | (stdout) | > |
# (web01) any->/var/log/a.log | [APP/PROC/WEB/0] | {name=web01} | app[4d891d7c] | web
_FRONT = Pattern(
    rf"(?:CreateTime:)?\[?(?P<time>{TIME}|{_NAMED_DAY}|{_YEAR_LAST}|[0-9]{{13}}(?:[0-9]{{3}}){{0,2}})"
    rf"(?: (?P<zone>[A-Z]{{2,5}}(?:[+-][0-9:]{{1,5}})?|{NAMED_ZONE})(?=[\] ]))?\]?:?[\t ]{{1,2}}"
    rf"|\[?{CLOCK_TIME}\]?[\t ]{{1,2}}"
    r"|[\t ]{0,16}[0-9]{1,9}(?![0-9]|:[0-9]{2}(?![0-9]))(?:[:\]),;|]|[\t ])[\t ]{0,2}(?:[|│] )?"
    r"|[A-Za-z0-9_.-]{1,253} \| (?:CHANGED|SUCCESS|FAILED) \| rc=[0-9]{1,3} \| \((?:stdout|stderr)\) "
    r"|[0-9]{2}[OE][+ ]"
    r"|:[\t ]{1,2}|[>+<|*#•│-]{1,3} ?|['`\"]|[\t ]{1,16}(?:Msg: )?"
    r"|Original Address=[^\s]{1,255} "
    r"|(?:\([^()\n]{1,128}\) [^\s]{1,64}|[A-Za-z0-9_.-]{1,253})->[^\s]{1,512} "
    rf"|{ADDRESS} {{1,16}}(?:→|->) {{1,16}}{ADDRESS} {{1,8}}Syslog [0-9]{{1,6}} [A-Z0-9]{{2,16}}\.[A-Z]{{2,8}}: "
    r"|\[(?P<label>[^\[\]\n]{1,128})\][\t ]{0,2}(?:(?:out|err): )?"
    r"|\([^()\s]{1,128}\)[\t ]"
    r"|\{[A-Za-z_][^{}\n]{0,511}\}[\t ]{1,4}"
    r"|(?P<name>[A-Za-z0-9_./][^\s\[\]{}()\"'|<>]{0,252})(?:\[[A-Za-z0-9_.-]{1,64}\]:?)?"
    r"[\t ]{1,64}(?:[|│] ?)?"
)
# 192.0.2.20
_SENDER = Pattern(ADDRESS)
# Original Address=192.0.2.20 | fromhost=web01
_NAMED_SENDER = Pattern(
    r"(?<![^\s])(?:Original Address|src_ip|fromhost(?:-ip)?|host(?:name)?)=([A-Za-z0-9][A-Za-z0-9_.:-]{0,252})(?=\s)"
)
# web01
_NAME = Pattern(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,253}) ")
_IN_NUMBERS = Pattern(_YEAR_LAST)
_NUMBERS = Pattern(rf"(?<![^\s\[(]){_YEAR_LAST}(?![0-9.:])")
_ZONES_OF_UTC = frozenset(("UTC", "GMT"))
# 2023-10-31T15:09:55Z | 2023-10-31 15:09:55 +0000
_WITH_ZONE = Pattern(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})\Z")
# 5:06 | 04/Mar/2024 | 3/24/2024 | 24.03.2024 (a time of another form, which is not to be lost)
_OF_TIMES = Pattern(
    r"(?<![0-9A-Za-z:])[0-9]{1,2}:[0-9]{2}(?![0-9])"
    r"|(?<![^ ])[0-9]{1,4}[-/. ](?:[0-9]{1,2}|[A-Z][a-z]{2})[-/. ][0-9]{1,4}(?![.0-9])"
)
# 2023-10-31T15:09:55.123456789Z [INFO] (which has a blank behind the line)
_RAILWAY = Pattern(r"[0-9T:-]{19}\.[0-9]{9}Z \[[A-Z]{4}\] ")
# 15:09:54 | 1698764994.123 | date=2023-10-31 (not 00:00:5e:00:53:01)
_TIMED = Pattern(r"(?<![:=][0-9A-Fa-f]{2}:)[0-9]{2}:[0-9]{2}:[0-9]{2}(?!:)|[0-9]{10}\.[0-9]|date=[0-9]{4}-")
_NEAR_BEGINNING = 64


def time_before(text: str, end: int) -> tuple[str | None] | None:
    """The time in what stands in front of a header at `end` of `text`; `None` if other words do."""
    return next(((time,) for place, time, *_ in _fronts(text[:end], may_be_level=True) if place == end), None)


def behind_fronts(text: str, header: Header | None) -> Iterator[Carried]:
    """What may follow labels in `text`; the tag of a `header` is kept."""
    found = 0
    for place, time, is_marked, is_worded in _fronts(text, may_be_level=False):
        if time is not None and _moment(time) is None:
            return
        beginning = BEGINNING.match(text, place)
        is_told = beginning is not None and (is_marked or beginning["bare"] is None)
        if is_told and is_prose(text[:place]):
            return
        if beginning is not None and is_told and (not is_worded or beginning["event"] is None):
            yield from behind(text, place, time, header)
            found += 1
            if found == _MOST_FOUND:
                return


def behind_marks(text: str, header: Header | None, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """The same of any front that is a mark of what bears the line: see `structure`.

    `is_declared` knows the programs of products.
    """
    written, logger = _LOG4J.match(text), _LOGGER.search(text, max(len(text) - _LONGEST_LOGGER, 0))
    if written is not None and logger is not None:
        line, time = text[written.end() : logger.start()], _moment(written[1].replace(",", "."))
        yield Carried(NAME, line, header=Header(time=time), trust=POSSIBLE)
    for beginning in islice(BEHIND_MARK.finditer(text, 1, structure.LONGEST), _MOST_FOUND):
        front = text[: beginning.start()]
        time, is_other = _time_of(front)
        is_bare = beginning["bare"] is not None or beginning["event"] is not None
        # a line with a time of its own needs none
        is_timed = _TIMED.search(text, beginning.start(), beginning.start() + _NEAR_BEGINNING) is not None
        is_lost = is_other and not is_timed
        if not is_lost and structure.is_mark(front, is_bare=is_bare, is_pairs=beginning["pairs"] is not None):
            yield from behind(text, beginning.start(), time, header)
        if beginning[0][0] == "{" or names_program(text[beginning.start() :]):
            # what follows is inside of the object, or of a line
            return
    if END_OF_PROCESS in text:
        yield from _behind_process(text, header, is_declared)


def _behind_process(text: str, header: Header | None, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """What begins with the tag of a process of a product's program behind a mark, also with a host before it."""
    process = PROCESS_BEHIND_MARK.search(text, 1, structure.LONGEST)
    if process is None or not is_declared(process["program"]):
        return
    host = process["host"] or ""
    if host.rstrip(" ").isalpha():
        if not tools.shows(text[: process.start("program")]):
            # any word
            return
        host = ""
    start = process.start("program") - len(host)
    said = _time_of_mark(text[:start])
    # a header's sender may have a form of its own, with another time
    is_own = header is not None and header.time is not None and _time_of(text[:start]) != (None, False)
    if said is not None and not is_own:
        for held in behind(text, start, said[0], header):
            held.text = held.text.removeprefix(host)
            if host and held.header is not None:
                held.header.hostname = host.rstrip(" ")
            yield held


def _time_of_mark(front: str) -> tuple[str | None] | None:
    """The time in `front`, if that is labels or a mark of what bears a line; `None` if it is something else."""
    for place, time, is_marked, _ in _fronts(front, may_be_level=False):
        if place == len(front) and is_marked and not is_prose(front) and (time is None or _moment(time) is not None):
            return (time,)
    time, is_other = _time_of(front)
    return None if is_other or not structure.is_mark(front, is_bare=False, is_pairs=False) else (time,)


def _time_of(front: str) -> tuple[str | None, bool]:
    """The time in `front`, if that can be read, and whether one is there that cannot."""
    begun = _FRONT.match(front)
    if begun is not None and begun["zone"] is not None and (zoned := _zoned(begun)) is not None:
        return zoned, structure.has_other_time(front[begun.end() :])
    time = structure.time_in(front)
    numbers = _NUMBERS.search(front) if time is None else None
    if numbers is not None:
        front, time = front.replace(numbers[0], ""), numbers[0]
    said = None if time is None else _moment(time)
    return said and time, (time is not None and said is None) or structure.has_other_time(front)


def _fronts(text: str, *, may_be_level: bool) -> Iterator[tuple[int, str | None, bool, bool]]:
    """Where what stands in front may end, the time in it, and whether it is more than words, and has words.

    `may_be_level` says that a level in brackets may stand there without a time.
    """
    time, place, is_marked, is_worded = None, 0, False, False
    for _ in range(_MOST_FRONTS):
        front = _FRONT.match(text, place)
        if front is None or _is_of_program(front, may_be_level=may_be_level or time is not None):
            return
        if time is None and front["time"] is not None and (time := _zoned(front)) is None:
            return
        place = front.end()
        is_marked = is_marked or front["name"] is None or not front["name"].isalpha()
        is_worded = is_worded or front["name"] is not None
        yield place, time, is_marked, is_worded


def behind(text: str, start: int, time: str | None, header: Header | None) -> Iterator[Carried]:
    """The line at `start` of `text`, with the `time` before it; the tag of a `header` is kept."""
    line = quotes.line_at(text, start) if start else text
    if line is None:
        return
    if _RAILWAY.match(text) is not None:
        line = line.removesuffix(" ")
    piece: Document = {}
    if header is not None and header.appname is not None:
        tag = {"appname": header.appname, "procid": header.procid}
        piece = {"log": {"syslog": {name: value for name, value in tag.items() if value is not None}}}
    said = Header(time=None if time is None else _moment(time))
    if header is not None and header.appname is None and _SENDER.fullmatch(header.hostname or "") is not None:
        # the name of the sender behind its address
        name = _NAME.fullmatch(text, 0, start)
        said.hostname = None if name is None else name[1]
    if start and "=" in text[:start] and (named := _NAMED_SENDER.search(text, 0, start)) is not None:
        said.hostname = named[1]
    yield Carried(NAME, line, header=said, piece=piece, trust=POSSIBLE)


def time_at(text: str) -> str | None:
    """The time that `text` begins with; `None` if it begins with none."""
    front = _FRONT.match(text)
    time = None if front is None or front["time"] is None else _zoned(front)
    return None if time is None else _moment(time)


def _zoned(front: Match) -> str | None:
    """The time in front with the zone behind it; `None` if the zone has a name that only a clock knows."""
    time, zone = front["time"], front["zone"]
    if zone is None or _WITH_ZONE.search(time) is not None:
        return str(time)
    return f"{time} UTC" if zone in {"UTC", "GMT"} and time[:4].isdecimal() else None


def _moment(time: str) -> str | None:
    """A time in front of a line as a syslog header has it; `None` if it is not one."""
    if _IN_NUMBERS.fullmatch(time) is not None:
        return members.any_moment(time)
    if (date := OF_DATE.fullmatch(time)) is not None:
        return _of_date(date)
    if time[:3].islower():
        time = time.title().replace("/", " ")
    elif time[2:3] == "-":
        time = f"{time[3:6]} {time[:2]} {time[7:]}"
    elif time[4:5] == " " and time[:4].isdecimal():
        time = f"{time[5:11]} {time[:4]}{time[11:]}"
    return moment(time)


def _of_date(date: Match) -> str | None:
    """The same of what `date` writes, in UTC."""
    if date["zone"] not in _ZONES_OF_UTC:
        return None
    day, year, half = date["day"] or date["later"], date["year"] or date["last"], date["half"]
    if day is None or year is None:
        return None
    hour = int(date["hour"]) if half is None else int(date["hour"]) % 12 + 12 * (half == "P")
    return members.any_moment(f"{int(day)} {date['month']} {year} {hour:02}{date['rest']}Z")


def _is_of_program(front: Match, *, may_be_level: bool) -> bool:
    """Whether a word in front, or a level unless that `may_be_level`, is what a program says itself."""
    label, word = front["label"], front["name"]
    if _OF_TIMES.search(label or word or "") is not None:
        return True
    if label is not None:
        is_mild = label.casefold() in structure.MILD
        return label in structure.OWN_WORDS or (is_level(label) and not (is_mild or may_be_level))
    return word is not None and (
        word in structure.OWN_WORDS or is_level(word) or OF_SENTENCES.fullmatch(word) is not None
    )
