r"""What stands in front of a line that no product claims as it is, and may claim without that.

Layout (`…` begins with a date, a client and a date, an object, or as the records of a firewall or of audit do):

    web 12 …                                     names and numbers: awk, stern, k9s, podman
    [web-0 web] … | [httpd] …                    kubetail, multitail
    2023-10-31T15:09:55Z app[4d891d7c] ams [info]…    Fly.io
    2023-10-31T15:09:55.123456789Z [INFO] …      Railway
    2023-10-31T15:09:55.12+0000 [APP/PROC/WEB/0] OUT …    Cloud Foundry
    2023-10-31T15:09:55.123Z {name=web01} …      Logstash's codec `line`
    2023-10-31T15:09:55.123456+0000<tab>{job="x"}<tab>…    promtail --dry-run
    2023 Oct 31 15:09:56 (web01) any->/var/log/auth.log …    the archives of Wazuh and OSSEC
    Original Address=192.0.2.20 …                Kiwi, as a relay
        Msg: …                                   tcpdump -v
    E..k..@.@.......1....W.<38>…                 tcpdump -A: a packet's header in front of a priority
        1   0.000000   192.0.2.20 → 192.0.2.1    Syslog 142 AUTH.INFO: …    tshark
    access.log:12:… | 12:… | 12|…                grep, sqlite3
    Oct 31 15:09:55 web01 cat[123]: …            the tag of a bearer: a container's id, `cat`
        "…",                                     ansible, in a list
    Body: Str(…)                                 the exporter `debug` of OpenTelemetry's collector
    @cee: {"msg":"…"}                            a CEE cookie behind a product's tag
    PROGRAM=sshd PID=412 MESSAGE="…"             syslog-ng's `format-welf`, Vector's `logfmt`

A word that begins a sentence, or says a level, is none of these, but for a level in brackets after a time: what a
program says of another one's line is its own. Words alone, without a digit or a mark, stand in front of a date or a
client only.

Sources: flyctl, `internal/render/logs.go`; Railway's command, `src/util/logs.rs`; `cf logs`; ossec-analysisd;
tcpdump(8), print-syslog.c; tshark(1).
"""

from __future__ import annotations

from ecsparse.carriers import shippers
from ecsparse.carriers.carried import HEADED, POSSIBLE, Carried
from ecsparse.carriers.containers import of_path
from ecsparse.carriers.fronts import CLOCK_TIME, OF_SENTENCES, TIME, inside, moment
from ecsparse.formats import json, pairs
from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Pattern
from ecsparse.record import Header
from ecsparse.timestamps.header_time import NAMED_ZONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.patterns import Match
    from ecsparse.record import Document

_NAME = "fronts"
_MOST_FRONTS = 8
# How many of the places where a line may begin are tried: each costs as much as a line.
_MOST_FOUND = 3
_CEE = "@cee:"

_ADDRESS = r"(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,41})"
# 2023/10/31 15:09:55 | [Tue Oct 31 15:09:55 | 31-Oct-2023 15:09: | <38> | 203.0.113.11 - - [31/Oct/2023:
# 1698764995.123    312 192.0.2.5 T | date=2023-10-31 time= | %ASA-6-302013: | {" | system,info a
_BEGINNING = Pattern(
    r"\[?[0-9]{4}[/-][0-9]{2}[/-][0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|\[?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{1,2}[-/][A-Z][a-z]{2}[-/][0-9]{4}[ :][0-9]{2}:[0-9]{2}:"
    r"|<[0-9]{1,3}>"
    rf"|{_ADDRESS}(?::[0-9]{{1,5}})? (?:[^\s\"]{{1,255}} [^\s\"]{{1,255}} )?"
    r"\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:"
    rf"|[0-9]{{10}}\.[0-9]{{3}} {{1,10}}[0-9]{{1,9}} {_ADDRESS} [A-Z]"
    r"|date=[0-9]{4}-[0-9]{2}-[0-9]{2} time=|type=[A-Z0-9_]{1,32} msg=audit\(|id=[A-Za-z0-9]{1,32} (?:sn|time)="
    r"|\[[0-9]{10}\] [a-z-]{1,32}\[[0-9]{1,10}:[0-9a-f]{1,4}\] "
    r"|(?P<event>CEF:[01]\||LEEF:[12]\.0\|)"
    r"|(?P<bare>%[A-Z][A-Z0-9_]{1,31}-(?:[A-Z0-9_]{1,31}-)?[0-7]-[A-Z0-9_]{2,64}: "
    r"|[a-z][a-z0-9-]{1,15}(?:,[a-z][a-z0-9-]{1,15}){1,3} (?=[a-zA-Z])"
    r'|\{ ?")'
)
# 2023 Oct 31 15:09:55 | oct/31 15:09:55 | 31-Oct-2023 15:09:55
_NAMED_DAY = (
    r"(?:[0-9]{4} [A-Z][a-z]{2} [ 0-9][0-9]|[a-z]{3}/[0-9]{2}|[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4})"
    r" [0-9]{2}:[0-9]{2}:[0-9]{2}"
)
# 2023-10-31T15:09:55.123Z | 15:09:55 | 12: | web07 | CHANGED | rc=0 | (stdout) | > |
# (web01) any->/var/log/a.log | [APP/PROC/WEB/0] | {name=web01} | app[4d891d7c] | web
_FRONT = Pattern(
    rf"(?:CreateTime:)?\[?(?P<time>{TIME}|{_NAMED_DAY}|[0-9]{{13}}(?:[0-9]{{3}}){{0,2}})"
    rf"(?: (?P<zone>[A-Z]{{2,5}}(?:[+-][0-9:]{{1,5}})?|{NAMED_ZONE})(?=[\] ]))?\]?:?[\t ]{{1,2}}"
    rf"|\[?{CLOCK_TIME}\]?[\t ]{{1,2}}"
    r"|[\t ]{0,16}[0-9]{1,9}(?![0-9]|:[0-9]{2}(?![0-9]))(?:[:\]),;|]|[\t ])[\t ]{0,2}(?:[|│] )?"
    r"|[A-Za-z0-9_.-]{1,253} \| (?:CHANGED|SUCCESS|FAILED) \| rc=[0-9]{1,3} \| \((?:stdout|stderr)\) "
    r"|:[\t ]{1,2}|[>+<|*#•-]{1,3} ?|['`\"]|[\t ]{1,16}(?:Msg: )?"
    r"|Original Address=[^\s]{1,255} "
    r"|(?:\([^()\n]{1,128}\) [^\s]{1,64}|[A-Za-z0-9_.-]{1,253})->[^\s]{1,512} "
    rf"|{_ADDRESS} {{1,16}}(?:→|->) {{1,16}}{_ADDRESS} {{1,8}}Syslog [0-9]{{1,6}} [A-Z0-9]{{2,16}}\.[A-Z]{{2,8}}: "
    r"|\[(?P<label>[^\[\]\n]{1,128})\][\t ]{0,2}(?:(?:out|err): )?"
    r"|\([^()\s]{1,128}\)[\t ]"
    r"|\{[A-Za-z_][^{}\n]{0,511}\}[\t ]{1,4}"
    r"|(?P<name>[A-Za-z0-9_./][^\s\[\]{}()\"'|<>]{0,252})(?:\[[A-Za-z0-9_.-]{1,64}\]:?)?"
    r"[\t ]{1,64}(?:[|│] ?)?"
)
# access.log:12: | access.log-12-
_FILE = Pattern(r"((?![0-9])(?:[A-Za-z]:\\)?[^\s:\"'{}<>]{1,255}?)(?::(?:[0-9]{1,9}:){0,2}|-[0-9]{1,9}-)")
# 2023-10-31T15:09:55Z | 2023-10-31 15:09:55 +0000
_WITH_ZONE = Pattern(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})\Z")
# 5:06 | 04/Mar/2024 | 3/24/2024 | 24.03.2024 (a time of another form, which is not to be lost)
_OF_TIMES = Pattern(
    r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}(?![0-9])"
    r"|(?<![^ ])[0-9]{1,4}[-/. ](?:[0-9]{1,2}|[A-Z][a-z]{2})[-/. ][0-9]{1,4}(?![.0-9])"
)
# InfluxDB's access log, the first column of a load balancer's, BIG-IP's logs of its own web server: what follows is
# another product's
_OWN_WORDS = frozenset(("httpd", "http", "https", "h2", "ws", "wss", "grpcs", "tls", "ssl_acc", "ssl_req"))
# The tags of what only bears lines: of a container, by its id, with its image or its name.
_BEARERS = Pattern(
    r"cat|tail|tee|nc|root|systemd-cat|docker|docker[/-][^\s]{1,128}|(?:[^\s/]{1,128}/){0,2}[0-9a-f]{12}"
)
# app web.1 | 0b1c2d3e-1111-2222-3333-444455556666 [APP/PROC/WEB/0] (Heroku's dynos, Cloud Foundry's instances)
_OF_PLATFORMS = Pattern(r"app [a-z][a-z0-9_-]{0,63}\.[0-9]{1,6}|[0-9a-f-]{36} \[APP/[A-Z0-9/_-]{1,64}\]")
# what the header of a packet is long: of IPv4 and UDP; and TCP, also with options
_PACKET = "E"
_LENGTHS = (28, 40, 52)
# <38>Oct 31 | <38>1 2023-
_PRIORITY = Pattern(r"<[0-9]{1,3}>(?:[A-Z][a-z]{2} [ 0-9][0-9] |1 [0-9]{4}-|[0-9]{4}-)")
# 2023-10-31T15:09:55.123456789Z [INFO] (which has a blank behind the line)
_RAILWAY = Pattern(r"[0-9T:-]{19}\.[0-9]{9}Z \[[A-Z]{4}\] ")
_MARKS = "'`\""
# how a line ends in a list, or in a report
_CLOSERS = frozenset(('"', ",", ")", " "))
# MESSAGE="
_QUOTED_TEXT = Pattern(r"(?<![^ ])(?:MESSAGE|message|msg|log|line)=\"")
_NEAR = 2048
# "line",
_QUOTED = Pattern(r'[\t ]{0,32}("(?:[^"\\]++|\\.)*+"),?[\t ]?')
# Body: Str(line)
_BODY = Pattern(r"Body: Str\((.{1,1000000})\)")


def in_unclaimed(text: str, header: Header | None) -> Iterator[Carried]:
    """What may follow what stands in front of another line in `text`, which no product claims, one after another.

    What a `header` with the tag of a bearer holds may itself be that line.
    """
    first = text[:1]
    if first == "@":
        yield from _after_cookie(text, header)
        return
    if first == _PACKET and (start := _end_of_packet(text)):
        yield Carried(_NAME, text[start:], trust=POSSIBLE)
    if text[-1:] in _CLOSERS:
        yield from _quoted(text)
    if _QUOTED_TEXT.search(text, 0, _NEAR) is not None:
        held = shippers.shipped(dict(pairs.quoted(text)), shippers.LOGFMT)
        if held is not None and held.trust != HEADED:
            yield held
    if first == "{":
        yield from _in_object(text)
    is_borne = header is not None and _is_bearer(header)
    if is_borne and _BEGINNING.match(text) is not None:
        yield _behind(text, 0, None, header)
    if (file := _FILE.match(text)) is not None and _BEGINNING.match(text, file.end()) is not None:
        held = _behind(text, file.end(), None, header)
        held.piece = {**of_path(file[1]), "log": {"file": {"path": file[1]}, **held.piece.get("log", {})}}
        yield held
    if header is None or is_borne or header.appname is None:
        yield from _behind_fronts(text, header)


def labels(text: str, end: int) -> tuple[str | None] | None:
    """The time in what stands in front of a header at `end` of `text`; `None` if other words do."""
    if end in _LENGTHS and text[:1] == _PACKET:
        return (None,)
    if text[end - 1] == '"':
        # an element of a list, which is to be decoded
        return None
    return next(((time,) for place, time, *_ in _fronts(text[:end], may_be_level=True) if place == end), None)


def _behind_fronts(text: str, header: Header | None) -> Iterator[Carried]:
    found = 0
    for place, time, is_marked, is_worded in _fronts(text, may_be_level=False):
        if time is not None and _moment(time) is None:
            return
        beginning = _BEGINNING.match(text, place)
        is_told = beginning is not None and (is_marked or beginning["bare"] is None)
        if beginning is not None and is_told and (not is_worded or beginning["event"] is None):
            yield _behind(text, place, time, header)
            found += 1
            if found == _MOST_FOUND:
                return


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


def _behind(text: str, start: int, time: str | None, header: Header | None) -> Carried:
    """The line at `start` of `text`, with the `time` before it; the tag of a `header` is kept."""
    mark = text[start - 1 : start] if start else ""
    line = text[start:]
    if mark == '"':
        line = inside(line)
    elif mark and mark in _MARKS:
        line = line.removesuffix(mark)
    elif text.startswith("| "):
        # a row of a table
        line = line.removesuffix(" |")
    elif _RAILWAY.match(text) is not None:
        line = line.removesuffix(" ")
    piece: Document = {}
    if header is not None and header.appname is not None:
        tag = {"appname": header.appname, "procid": header.procid}
        piece = {"log": {"syslog": {name: value for name, value in tag.items() if value is not None}}}
    said = Header(time=None if time is None else _moment(time))
    return Carried(_NAME, line, header=said, piece=piece, trust=POSSIBLE)


def _zoned(front: Match) -> str | None:
    """The time in front with the zone behind it; `None` if the zone has a name that only a clock knows."""
    time, zone = front["time"], front["zone"]
    if zone is None or _WITH_ZONE.search(time) is not None:
        return str(time)
    return f"{time} UTC" if zone in {"UTC", "GMT"} and time[:4].isdecimal() else None


def _moment(time: str) -> str | None:
    """A time in front of a line as a syslog header has it; `None` if it is not one."""
    if time[:3].islower():
        time = time.title().replace("/", " ")
    elif time[2:3] == "-":
        time = f"{time[3:6]} {time[:2]} {time[7:]}"
    elif time[4:5] == " " and time[:4].isdecimal():
        time = f"{time[5:11]} {time[:4]}{time[11:]}"
    return moment(time)


def _is_bearer(header: Header) -> bool:
    """Whether the tag of a `header` is of what passes lines on, and writes none itself."""
    if header.appname is None:
        return False
    is_dyno = header.procid is not None and _OF_PLATFORMS.fullmatch(f"{header.appname} {header.procid}") is not None
    return is_dyno or _BEARERS.fullmatch(header.appname) is not None


def _is_of_program(front: Match, *, may_be_level: bool) -> bool:
    """Whether a word in front, or a level unless that `may_be_level`, is what a program says itself."""
    label, word = front["label"], front["name"]
    if _OF_TIMES.search(label or word or "") is not None:
        return True
    if label is not None:
        return label in _OWN_WORDS or (is_level(label) and not may_be_level)
    return word is not None and (word in _OWN_WORDS or is_level(word) or OF_SENTENCES.fullmatch(word) is not None)


def _end_of_packet(text: str) -> int:
    """Where a priority and a date follow the header of a packet; 0 if none does."""
    return next((length for length in _LENGTHS if _PRIORITY.match(text, length) is not None), 0)


def _quoted(text: str) -> Iterator[Carried]:
    """The line that an element of a list, or a field of a collector's report, is."""
    if (body := _BODY.fullmatch(text)) is not None:
        yield Carried("otel", body[1], trust=POSSIBLE)
        return
    match = _QUOTED.fullmatch(text)
    try:
        held = None if match is None else json.decode(match[1])
    except ValueError:
        return
    if isinstance(held, str) and held.strip():
        yield Carried(_NAME, held, trust=POSSIBLE)


def _in_object(text: str) -> Iterator[Carried]:
    """The line in an object, where one begins in a member that many other objects have; and `cat -A`'s object."""
    if text[-2:] == "}$":
        yield Carried(_NAME, text[:-1], trust=POSSIBLE)
        return
    try:
        payload = json.decode(text)
    except ValueError:
        return
    held = shippers.shipped(payload) if isinstance(payload, dict) else None
    if held is not None and held.trust == HEADED and _BEGINNING.match(held.text) is not None:
        yield held


def _after_cookie(text: str, header: Header | None) -> Iterator[Carried]:
    """The line that an object behind a CEE cookie has, of the program that the `header` names."""
    try:
        payload = json.decode(text.removeprefix(_CEE)) if text.startswith(_CEE) else None
    except ValueError:
        return
    line = payload.get("msg") if isinstance(payload, dict) else None
    if isinstance(line, str) and line.strip() and header is not None:
        yield Carried(_NAME, line, header=Header(appname=header.appname, procid=header.procid), trust=POSSIBLE)
