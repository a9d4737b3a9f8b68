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
    Oct 31 15:09:55 web01 cat[123]: …            the tag of a bearer: a container's id, `cat`, a shipper, a file's name
    Oct 31 15:09:55 web01 relay: sshd[412]: …    any tag in front of that of a product's process
    [shard 1] sshd[412]: … | • gw7 sshd[412]: …  the same behind any mark or label
        "…",                                     ansible, in a list
    “…” | « … »                                  quotations of texts
    ConsumerRecord(topic = logs, … value = …)    Kafka's clients
    2023-10-31 15:09:55+0000 [-] OVPN 0 OUT: '…' OpenVPN Access Server
    Body: Str(…)                                 the exporter `debug` of OpenTelemetry's collector
    @cee: {"msg":"…"}                            a CEE cookie behind a product's tag
    PROGRAM=sshd PID=412 MESSAGE="…"             syslog-ng's `format-welf`, Vector's `logfmt`
    {"data":[{"value":"…"}]}                     any object: see `objects`
    web01;sshd;412;…                             any row: see `rows`
    syslog,appname=sshd message="…"              Telegraf: see `influx`
    ["2023-10-31 15:09:55","web01","…"]          any row that is an array of JSON
    <Event><Message>…</Message>…</Event>         any elements of XML, as members of an object
    msg: "…" | <td>…</td>                        quotations and markup: see `quotes`
    web:dev: … | I1031 15:09:55.123456 1 a.go:4] …    any other mark: see `structure`

A word that says a level is none of these, but for a level in brackets after a time, or one in brackets at which
programs pass lines on (`[INFO]`), nor is what a program says of another one's line (see
`ecsparse.formats.syslog.prose`). Words alone, without a digit or a mark, stand in front of
a date or a client only.

Sources: flyctl, `internal/render/logs.go`; Railway's command, `src/util/logs.rs`; `cf logs`; ossec-analysisd;
tcpdump(8), print-syslog.c; tshark(1).
"""

from __future__ import annotations

from ecsparse.carriers import asl, influx, labels, members, objects, quotes, rows, shippers
from ecsparse.carriers.beginnings import BEGINNING, END_OF_PROCESS, OF_PROCESS
from ecsparse.carriers.carried import HEADED, POSSIBLE, Carried
from ecsparse.carriers.containers import of_path
from ecsparse.formats import json, pairs
from ecsparse.formats.syslog.prose import is_prose, is_verdict, is_word
from ecsparse.formats.syslog.senders import PROCESS_TAG
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CEE = "@cee:"
# What speaks of processes: httpd[4723]: segfault
_KERNEL = "kernel"

# access.log:12: | access.log-12- | > access.log:12: (Select-String, with context)
_FILE = Pattern(r"(?:[> ] )?((?![0-9])(?:[A-Za-z]:\\)?[^\s:\"'{}<>]{1,255}?)(?::(?:[0-9]{1,9}:){0,2}|-[0-9]{1,9}-)")
# The tags of what only bears lines: of a container, by its id, with its image or its name; shippers; names of files.
_BEARERS = Pattern(
    r"cat|tail|tee|nc|root|systemd-cat|supervisord|podman|conmon|nerdctl|docker|docker[/-][^\s]{1,128}"
    r"|(?:[^\s/]{1,128}/){0,2}[0-9a-f]{12}|(?i:logstash|fluent-?bit|fluentd|td-agent|filebeat|nxlog|vector|promtail)"
    r"|in_[a-z0-9_]{1,32}"
)
# prod_nginx | nginx-access
_WORDS = Pattern(r"[_./-]")
# auth.log | remote_log | access
_ENDS_OF_FILES = ("log", "access")
# app web.1 | 0b1c2d3e-1111-2222-3333-444455556666 [APP/PROC/WEB/0] (Heroku's dynos, Cloud Foundry's instances)
_OF_PLATFORMS = Pattern(r"app [a-z][a-z0-9_-]{0,63}\.[0-9]{1,6}|[0-9a-f-]{36} \[APP/[A-Z0-9/_-]{1,64}\]")
# what the header of a packet is long: of IPv4 and UDP; and TCP, also with options
_PACKET = "E"
_LENGTHS = (28, 40, 52)
# <38>Oct 31 | <38>1 2023-
_PRIORITY = Pattern(r"<[0-9]{1,3}>(?:[A-Z][a-z]{2} [ 0-9][0-9] |1 [0-9]{4}-|[0-9]{4}-)")
# how objects and arrays begin, and how they end
_OBJECTS, _ENDS_OF_OBJECTS = frozenset("{["), frozenset("}]$")
# how a line ends in a list, or in a report
_CLOSERS = frozenset(('"', ",", ")", " "))
# MESSAGE="
_QUOTED_TEXT = Pattern(
    r"(?<![^ ])(?:[Mm]essage|MESSAGE|msg|log|line|text|entry|event|raw|payload|body|content|original)=\""
)
_NEAR = 2048
# In longer texts, marks and cells are not looked for, in characters.
_LONGEST = 1 << 16
# "line",
_QUOTED = Pattern(r'[\t ]{0,32}("(?:[^"\\]++|\\.)*+"),?[\t ]?')
# Body: Str(line)
_BODY = Pattern(r"Body: Str\((.{1,1000000})\)")
# 2023-10-31 15:09:55+0000 [-] OVPN 0 OUT: 'line' | 2023-10-31T15:09:55+0000 [stdout#info] OVPN 0 OUT: "line"
_OUTPUT = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{4}) \[[a-z#-]{1,16}\] OVPN [0-9]{1,4} OUT: "
    r"(['\"])(.+)\2"
)
# ConsumerRecord(topic = logs, …, CreateTime = 1698764995652, …, key = null, value = line)
_RECORD = Pattern(r"ConsumerRecord\(topic = [^\s,]{1,249}, ")
_CREATED = Pattern(r"(?:Create|LogAppend)Time = ([0-9]{13})(?=, )")
_VALUE = ", value = "
# “line” | « line »
_CLOSING_QUOTES = {"“": "”", "„": "“", "«": "»"}


def in_unclaimed(text: str, header: Header | None, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """What may follow what stands in front of another line in `text`, which no product claims, one after another.

    What a `header` with the tag of a bearer holds may itself be that line. `is_declared` knows the programs of
    products.
    """
    first = text[:1]
    if header is not None and header.appname is not None and is_verdict(header.appname):
        # dropped: "line", behind a priority
        return
    if first == "@":
        yield from _after_cookie(text, header)
        return
    if first == _PACKET and (start := _end_of_packet(text)) and not is_prose(text[:start]):
        yield Carried(labels.NAME, text[start:], trust=POSSIBLE)
    if first in _OBJECTS and text.rstrip()[-1:] in _ENDS_OF_OBJECTS and (payload := _decoded(text)) is not None:
        yield from _in_object(payload, is_declared)
        return
    if len(text) <= _LONGEST:
        yield from _in_marks(text, is_declared)
        yield from _in_pairs(text, is_declared)
        if header is None:
            if first in " \t" and PROCESS_TAG.match(text.lstrip()) is not None:
                yield Carried(labels.NAME, text.lstrip(), trust=POSSIBLE)
            yield from rows.in_row(text, is_declared)
        elif header.hostname is None and header.appname is None and header.time is not None and text[:1] == "|":
            # a row that begins with a date
            yield from rows.in_row(f"{header.time} {text}", is_declared)
    yield from _in_front(text, header, is_declared)


def _in_marks(text: str, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """What quotation marks, or tags, hold."""
    if text[:1] == "[" and (held := asl.message(text)) is not None:
        yield held
    if (output := _OUTPUT.fullmatch(text)) is not None:
        yield Carried(labels.NAME, output[3], header=Header(time=output[1]), trust=POSSIBLE)
    if text[-1:] == _CLOSING_QUOTES.get(text[:1]):
        yield Carried(labels.NAME, text[1:-1].strip(), trust=POSSIBLE)
    if text[-1:] in _CLOSERS:
        yield from _quoted(text)
        if (last := quotes.last_of(text)) is not None and objects.begins(last):
            yield Carried(labels.NAME, last, trust=POSSIBLE)
    if text.startswith(quotes.ESCAPED_MARKS):
        yield Carried(labels.NAME, quotes.unescaped(text), trust=POSSIBLE)
    if text.lstrip()[:1] == "<" and len(said := quotes.elements(text)) > 1:
        held = shippers.shipped(said) or objects.line_of(said, is_declared)
        if held is not None:
            yield held
    if "<" in text[:_NEAR] and (inside := quotes.in_tags(text)):
        yield Carried(labels.NAME, inside, trust=POSSIBLE)


def _in_pairs(text: str, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """What a pair of a name and a text holds."""
    if "=" in text[:_NEAR] and (held := influx.point(text, is_declared)) is not None:
        yield held
    if _QUOTED_TEXT.search(text, 0, _NEAR) is None:
        return
    values = dict(pairs.quoted(text))
    held = shippers.shipped(values, shippers.LOGFMT)
    if held is None or held.trust == HEADED:
        held = objects.line_of(values, is_declared)
    if held is not None:
        if held.header is not None and held.header.time is None:
            held.header.time = labels.time_at(text)
        yield held


def _in_front(text: str, header: Header | None, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """What follows the name of a file, or labels."""
    is_borne = header is not None and _is_bearer(header)
    if header is not None and header.appname is not None:
        yield from _behind_tag(text, header, is_declared, is_borne=is_borne)
    if (file := _FILE.match(text)) is not None and BEGINNING.match(text, file.end()) is not None:
        for held in labels.behind(text, file.end(), None, header):
            held.piece = {**of_path(file[1]), "log": {"file": {"path": file[1]}, **held.piece.get("log", {})}}
            yield held
    if header is None or is_borne or header.appname is None:
        yield from labels.behind_fronts(text, header)
        for held in labels.behind_marks(text, header, is_declared) if len(text) <= _LONGEST else ():
            yield held
            payload = _decoded(held.text) if held.text[:1] == "{" else None
            if payload is not None:
                yield from _in_object(payload, is_declared)


def _behind_tag(text: str, header: Header, is_declared: Callable[[str], bool], *, is_borne: bool) -> Iterator[Carried]:
    """What follows the tag of a bearer, or any tag in front of that of a product's process."""
    program = _program_named(header, is_declared)
    if (is_borne or program is not None) and BEGINNING.match(text) is not None:
        for held in labels.behind(text, 0, None, header):
            if held.header is not None:
                held.header.appname = program
            yield held
    process = OF_PROCESS.match(text) if END_OF_PROCESS in text[:_NEAR] and header.appname != _KERNEL else None
    if process is not None and is_declared(process["program"]) and not _is_level_or_word(header):
        yield from labels.behind(text, 0, None, header)


def time_before(text: str, end: int) -> tuple[str | None] | None:
    """The time in what stands in front of a header at `end` of `text`; `None` if other words do."""
    if end in _LENGTHS and text[:1] == _PACKET:
        return (None,)
    if text[end - 1] == '"':
        # an element of a list, which is to be decoded
        return None
    return labels.time_before(text, end)


def _is_bearer(header: Header) -> bool:
    """Whether the tag of a `header` is of what passes lines on, and writes none itself."""
    if header.appname is None:
        return False
    is_dyno = header.procid is not None and _OF_PLATFORMS.fullmatch(f"{header.appname} {header.procid}") is not None
    return is_dyno or header.appname.endswith(_ENDS_OF_FILES) or _BEARERS.fullmatch(header.appname) is not None


def _program_named(header: Header, is_declared: Callable[[str], bool]) -> str | None:
    """The only program of a product that the tag of a `header` has among others of its words: `prod_nginx`."""
    tag = header.appname or ""
    found = [] if tag.isalpha() else [word for word in _WORDS.split(tag) if is_declared(word)]
    return found[0] if len(found) == 1 else None


def _is_level_or_word(header: Header) -> bool:
    """Whether a program's level, or a word of what it says, stands where a `header` has its host or its tag."""
    return any(word is not None and is_word(word) for word in (header.hostname, header.appname))


def _end_of_packet(text: str) -> int:
    """Where a priority and a date follow the header of a packet; 0 if none does."""
    return next((length for length in _LENGTHS if _PRIORITY.match(text, length) is not None), 0)


def _quoted(text: str) -> Iterator[Carried]:
    """The line that an element of a list, or a field of a collector's report, is."""
    if (body := _BODY.fullmatch(text)) is not None:
        yield Carried("otel", body[1], trust=POSSIBLE)
        return
    if text[-1:] == ")" and _VALUE in text and _RECORD.match(text) is not None:
        front, _, line = text[:-1].partition(_VALUE)
        created = _CREATED.search(front)
        time = None if created is None else members.moment(created[1])
        yield Carried("kafka", line, header=Header(time=time), trust=POSSIBLE)
        return
    match = _QUOTED.fullmatch(text)
    try:
        held = None if match is None else json.decode(match[1])
    except ValueError:
        return
    if isinstance(held, str) and held.strip():
        yield Carried(labels.NAME, held, trust=POSSIBLE)


def _decoded(text: str) -> object:
    """The object, or the array, that `text` is; `None` if it is neither. `cat -A` writes `$` at its end."""
    try:
        found = json.decode(text.removesuffix("$") if text[-2:] == "}$" else text)
    except ValueError:
        return None
    return found if isinstance(found, (dict, list)) else None


def _in_object(payload: object, is_declared: Callable[[str], bool]) -> Iterator[Carried]:
    """The line in an object, or in an array of objects."""
    held = shippers.shipped(payload) if isinstance(payload, dict) else None
    if held is not None and held.trust == HEADED and BEGINNING.match(held.text) is not None:
        yield held
    if isinstance(payload, list) and any(isinstance(each, str) for each in payload):
        if (row := rows.of_values(payload, is_declared)) is not None:
            yield row
        # of several, none is to be lost
        payload = {"line": payload[0]} if len(payload) == 1 else {}
    if (held := objects.line_of(payload, is_declared)) is not None:
        yield held


def _after_cookie(text: str, header: Header | None) -> Iterator[Carried]:
    """The line that an object behind a CEE cookie has, of the program that the `header` names."""
    try:
        payload = json.decode(text.removeprefix(_CEE)) if text.startswith(_CEE) else None
    except ValueError:
        return
    line = payload.get("msg") if isinstance(payload, dict) else None
    if isinstance(line, str) and line.strip() and header is not None:
        yield Carried(labels.NAME, line, header=Header(appname=header.appname, procid=header.procid), trust=POSSIBLE)
