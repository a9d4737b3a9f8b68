r"""What stands before lines, or in them, where they were framed, searched or shown on a terminal.

Layout:

    132 <38>1 2023-10-31T15:09:55Z …        a count of octets, as syslog over TCP has it
    /var/log/auth.log:Oct 31 15:09:55 …     grep -H, zgrep; also with the number of the line
    /var/log/auth.log-11-Oct 31 15:09:54 …  its context
         12→Oct 31 15:09:55 …               cat -n, nl
    web01: Oct 31 15:09:55 …                what asks many hosts, such as pdsh
    @400000006541186d1a2b3c4d Oct 31 …      a label of TAI64N, as multilog, svlogd and s6-log have it
    ESC[31mOct 31 15:09:55 …ESC[0m          colours
    #033[31mOct 31 15:09:55 …^[[0m          the same where an escape was written out
    ESC]8;;file:/a.logESC\\a.logESC]8;;ESC\\  links, titles and what else a terminal is told
    50%\r100%\rOct 31 15:09:55 …            what was written over on a terminal
    [1.234567, "o", "Oct 31 15:09:55 …\r\n"]  what asciinema recorded of one
    Oct 31 15:09:55 …#012                   a line end that was written out: by rsyslog, `cat -v` (`^M`) and
                                            `cat -A` (`^M$`), as `<br>`

Sources: RFC 6587, section 3.4.1; grep(1); tai64n(8) of daemontools; ECMA-48, sections 5.4, 8.3.89 and 8.3.117;
rsyslog's `escapeControlCharactersOnReceive`; asciicast, versions 2 and 3; journalctl(1), `--catalog`.
"""

from __future__ import annotations

from ecsparse.carriers import members
from ecsparse.carriers.carried import CERTAIN, DOUBTFUL, HEADED, LIKELY, POSSIBLE, Carried
from ecsparse.carriers.containers import of_path
from ecsparse.carriers.frames import FRAME
from ecsparse.carriers.fronts import OF_SERVERS, is_dated
from ecsparse.formats import json
from ecsparse.formats.syslog import peel
from ecsparse.formats.syslog.prose import is_word
from ecsparse.patterns import Pattern
from ecsparse.record import Header

# Before an object: the separator of `json-seq`, and the name of the field of `json-sse`.
RECORD_SEPARATOR = "\x1e"
EVENT = "data: "
# How colours begin: also where an escape was written out, by rsyslog and by `cat -v`.
_CONTROLS = ("\x1b", "#033[", "^[[")

# ░░ Subject: Unit succeeded (journalctl -x)
# web01 | CHANGED | rc=0 >> | [1] 15:09:55 [SUCCESS] web01 (ansible, pssh)
# ==> /var/log/auth.log <== | -- Boot 4c4b1c2d3e4f40718293a4b5c6d7e8f9 -- | -- No entries --
_TITLE = Pattern(
    r"==> [^\n]{1,4096} <==|-- (?:Boot [0-9a-f]{32}|Reboot|No entries|(?:Journal|Logs) begins? at [^\n]{1,200})"
    r"(?: --|\.)?|░░(?: [^\n]{0,4096})?"
    r"|[A-Za-z0-9_.:@-]{1,255} \| (?:CHANGED|SUCCESS|FAILED) \| rc=-?[0-9]{1,3} >>"
    r"|\[[0-9]{1,6}\] [0-9]{2}:[0-9]{2}:[0-9]{2} \[(?:SUCCESS|FAILURE)\] [^\n]{1,300}"
)
_TITLE_BEGINNINGS = ("==>", "-- ", "░░ ", "░░")
# ESC[1;31m | #033[31m | ^[[0m | ESC[K | ESC[?25l | ESC]8;;file:/a.logESC\ | ESC_bk;t=1BEL | ESC(B
_CONTROL = Pattern(
    r"(?:#033|\^\[)\[[0-?]{0,64}[@-~]"
    r"|\x1b(?:\[[0-?]{0,64}[ -/]{0,4}[@-~]|[\]_][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)|[()][0AB]|[78=>M])"
)
# what some senders end a datagram with
NUL = "\0"
# #012 | ^M (cat -v) | ^M$ (cat -A) | <br> (a page)
_ENDS = ("#012", "#011", "#015", NUL, "^M", "^M$", "<br>", "<br/>", "<br />")
# their last characters: to look for one costs less than for all of them (make bench)
_LAST = frozenset(end[-1] for end in _ENDS)
# how long the one with this last character is; tags may be longer or shorter
_LENGTHS = {"2": 4, "1": 4, "5": 4, NUL: 1, "M": 2, "$": 1}
# what lines with one of these have in them
_OF_ENDS = (b"#01", b"\0", b"^M", b"<br")
_OF_CONTROLS = tuple(text.encode() for text in _CONTROLS)
# 2001:db8::7 | 2001:db8::7:40112 (whose first number is not that of a line)
_LONG_ADDRESS = r"[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,5}){2,8}[ ]"
# /var/log/auth.log: | auth.log:12: | C:\logs\auth.log: (not pam_unix(sshd:session):)
_FILE = Pattern(
    rf"(?!{_LONG_ADDRESS})((?:(?:[A-Za-z]:\\)?[^\s:]{{0,1024}}[/\\])?[^\s:/\\(\"'`{{,]{{1,255}}):"
    rf"(?![0-9]{{2}}:[0-9]{{2}}[^0-9])(?:(?![23][0-9A-Fa-f]{{3}}:[0-9A-Fa-f]{{0,4}}:)[0-9]{{1,12}}:){{0,2}}(?=\S)"
)
# access.log-12-2001 | access.log-12-192.0.2.7 (and the rest of an address)
_CUT_ADDRESS = Pattern(r"-(?:[0-9A-Fa-f]{1,4}|(?:[0-9]{1,3}\.){3}[0-9]{1,3})\Z")
# /var/log/auth.log-12-
_CONTEXT = Pattern(
    r'((?:[^\s:",]{0,1024}/)?[^\s:/",]{1,255}?)-(?:[0-9]{1,12}-)?'
    rf"(?=[A-Z][a-z]{{2}} [ 0-9]|<[0-9]{{1,3}}>|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T|{OF_SERVERS})"
)
# web01:
_HOST = Pattern(
    r"([A-Za-z0-9][A-Za-z0-9.-]{0,252}): "
    r"(?=[A-Z][a-z]{2} [ 0-9]|<[0-9]{1,3}>|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|[a-z0-9]{3,8}\.[a-z]{3,7}: )"
)
#      12<tab>
_NUMBER = Pattern(r" {0,8}[0-9]{1,8}\t(?=\S)")
# @400000006541186d1a2b3c4d
_LABEL = Pattern(r"@(4[0-9a-f]{15})([0-9a-f]{8}) {1,2}(?=\S)")
LABEL = "@4"
# what the first second of 1970 is, as daemontools count
_EPOCH = 2**62 + 10
# 2286: there are more digits then
_LATEST = 10**10
_NANOSECONDS = 10**9
# [1.234567, "o", "line\r\n"]
_OUTPUT = Pattern(r'\[[0-9]{1,10}(?:\.[0-9]{1,9})?, ?"o", ?("(?:[^"\\]++|\\.)*+")\]')


def is_timed(line: str) -> bool:
    """Whether `line` looks as if it began with a date and a time."""
    return line[13:14] == ":" and line[10:11] in "T "


def without_controls(line: str) -> str:
    """`line` without colours and movements of the cursor; `line` itself if it has none."""
    return _CONTROL.sub("", line) if has_controls(line) else line


def has_controls(line: str) -> bool:
    """Whether `line` may have colours, or movements of the cursor."""
    escape, by_rsyslog, by_cat = _CONTROLS
    return escape in line or by_rsyslog in line or by_cat in line


def may_have_controls(lines: bytes) -> bool:
    """Whether there may be colours in one of `lines`."""
    return _has_any(lines, _OF_CONTROLS)


def may_have_escaped_ends(lines: bytes) -> bool:
    """Whether one of `lines` may have an escaped end."""
    return _has_any(lines, _OF_ENDS)


def _has_any(lines: bytes, texts: tuple[bytes, ...]) -> bool:
    # to look for a byte costs a hundredth of what a text does, and most lines have none of these (make bench)
    return any(text[:1] in lines and text in lines for text in texts)


def has_escaped_end(line: str) -> bool:
    """Whether `line` ends with a line end or a tab that was written out, or with a NUL."""
    return line[-1:] in _LAST and line.endswith(_ENDS)


def without_escaped_end(line: str) -> str:
    """`line` without the line ends and tabs at its end that were written out, and without NULs there."""
    end = len(line)
    while line.endswith(_ENDS, 0, end):
        length = _LENGTHS.get(line[end - 1])
        end = line.rindex("<", 0, end) if length is None else end - length
    return line[:end]


def is_title(line: str) -> bool:
    """Whether `line` is not a record, but what `tail`, `journalctl`, `ansible` and `pssh` write between records."""
    may_be = line[:3] in _TITLE_BEGINNINGS or line[-3:] == " >>" or line[:1] == "["
    return may_be and _TITLE.fullmatch(line) is not None


def framed(line: str) -> Carried | None:
    """What follows a count of octets, which may be wrong."""
    match = FRAME.match(line)
    return None if match is None else Carried("octets", line[match.end() :], trust=HEADED)


def of_file(line: str) -> Carried | None:
    """What follows the name of a file that `grep` found it in."""
    match = _FILE.match(line)
    if match is None or _CUT_ADDRESS.search(match[1]) is not None:
        match = _CONTEXT.match(line) or match
    if match is None:
        return None
    path, text = match[1], line[match.end() :]
    piece = {**of_path(path), "log": {"file": {"path": path}}}
    return Carried("grep", text, piece=piece, trust=DOUBTFUL if "/" in path or is_dated(text) else HEADED)


def of_host(line: str) -> Carried | None:
    """What is behind the name of the host that wrote a line."""
    match = _HOST.match(line)
    header = None if match is None else peel(line[match.end() :])[0]
    # a device's own name may stand before its date, too
    if match is None or header is None or header.hostname is None or header.appname is None or is_word(match[1]):
        return None
    return Carried("hosts", line[match.end() :], trust=HEADED)


def numbered(line: str) -> Carried | None:
    """What follows the number of a line."""
    match = _NUMBER.match(line)
    return None if match is None else Carried("numbers", line[match.end() :], trust=DOUBTFUL)


def labelled(line: str) -> Carried | None:
    """What follows a label of TAI64N, which is a time."""
    match = _LABEL.match(line)
    seconds, nanoseconds = (0, 0) if match is None else (int(match[1], 16) - _EPOCH, int(match[2], 16))
    if match is None or not 0 <= seconds < _LATEST or nanoseconds >= _NANOSECONDS:
        return None
    time = members.moment(f"{seconds:010}.{nanoseconds:09}")
    return Carried("tai64n", line[match.end() :], header=Header(time=time), trust=CERTAIN)


def recorded(line: str) -> Carried | None:
    """What an event of an asciicast shows, if that is one line."""
    match = _OUTPUT.fullmatch(line)
    if match is None:
        return None
    try:
        text = json.decode(match[1]).removesuffix("\n").removesuffix("\r")
    except ValueError:
        return None
    return Carried("terminal", text, trust=LIKELY) if text.strip() and "\n" not in text else None


def shown(line: str) -> Carried | None:
    """What a terminal shows of a line that was written over: the text after the last carriage return in it."""
    _, carriage_return, text = line.rpartition("\r")
    return Carried("terminal", text, trust=POSSIBLE) if carriage_return and text.strip() else None
