r"""What stands in front of a whole line where it was stamped, numbered, quoted or labelled.

Layout (`…` is a syslog header and its message, or a line that begins with a date as logs of servers do):

    2023-10-31 15:09:56 …                        ts, svlogd (`_` for the blank), s6-log (two blanks), aws logs tail
    00:00:05 … | 1698764995.123456 …             ts -s, ts %.s
    192.0.2.7 … | web7 …                         rsyslog's `fromhost-ip`; the name of a container, as podman has it
    /ecs/web ecs/nginx/0123456789abcdef …        awslogs: the group and the stream
    com.example.app=web,env=prod …               docker logs --details
    app[web.1]: …                                Heroku, after a time
    web01: … | [web01] … | [web01] out: …        clush, parallel, fabric
    15:09:55 web.1   | … | 0|web  | …            foreman, pm2
    web01 | CHANGED | rc=0 | (stdout) …          ansible -o
    12: … | 7,… | 00] … |       3 …              awk, a table, multitail, uniq -c
    > … | + … | '… | `…                          quotations, differences, code

There are three at most, and no word that says a level is one, nor what a program says of a line of another one (see
`ecsparse.formats.syslog.prose`). A line that is not of syslog may itself begin with a word or a number: in front of
it, these have a mark, or blanks, beside them.

Sources: ts(1) of moreutils; svlogd(8); s6-log; the references of `docker logs`, `podman logs`, `aws logs`,
`ansible`, `pm2 logs`.
"""

from __future__ import annotations

from itertools import islice

from ecsparse.carriers import members, quotes
from ecsparse.carriers.carried import DOUBTFUL, POSSIBLE, Carried
from ecsparse.formats.syslog.prose import CLOCK_TIME, TIME, is_prose
from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    # the time in front of a place in a line, if labels stand there
    Labels = Callable[[str, int], tuple[str | None] | None]

# How far from the start of a line the header and its tag are.
_NEAR = 320
# Colons of a time.
_LEAST_COLONS = 2

_DATE = (
    r"(?:<[0-9]{1,3}>|[a-z0-9]{3,8}\.[a-z]{3,7}: )?"
    r"(?:[A-Z][a-z]{2} [ 0-9][0-9] (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))"
)
_HOST = r"[A-Za-z0-9_.:%-]{1,255} "
_PROGRAM = r"[A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127}"
# How lines begin that are not of syslog: of nginx and databases, BIND, Apache; a client and a time.
_DATED_LINES = (
    r"[0-9]{4}[/-][0-9]{2}[/-][0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}:"
    r"|\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}"
)
_OF_CLIENTS = (
    r"(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{1,5})?|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,41}) "
    r"(?:- [^\s\"]{1,255} )?\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:"
)
OF_SERVERS = f"{_DATED_LINES}|{_OF_CLIENTS}"
# Firewalls, audit, and events that bring a header of their own.
_OF_EVENTS = r"date=[0-9]{4}-[0-9]{2}-[0-9]{2} time=|type=[A-Z0-9_]{1,32} msg=audit\(|(?:CEF|LEEF):[0-9.]{1,4}\|"
# Oct 31 15:09:55 gw7 sshd[412]: | auth.info: Oct 31 15:09:55 sshd[412]: (after a delimiter, or a quotation mark) |
# Oct 31 15:09:55 gw7 sudo: | 2023/10/31 15:09:55 | 192.0.2.7 - - [31/Oct/2023:
_BEHIND_FRONT = Pattern(
    rf"(?<=[\s,;|+'`\"\](.=])(?:(?P<process>{_DATE} (?:{_HOST})?(?:{_PROGRAM}\[[0-9]{{1,20}}\]|kernel): "
    r"|<[0-9]{1,3}>(?:1 [0-9]{4}-|[A-Z][a-z]{2} [ 0-9][0-9] ))"
    rf"|{_DATE} {_HOST}{_PROGRAM}: |(?P<server>{_DATED_LINES}|(?P<client>{_OF_CLIENTS})|{_OF_EVENTS})"
    r"|(?P<object>\{\"))"
)
# How any of it begins, which most lines have nowhere: to look for that costs a tenth (make bench).
_MAY_BE_BEHIND = Pattern(
    r"[\s,;|+'`\"\](.=](?:[A-Z][a-z]{2} [ 0-9][0-9] |[0-9]{4}[-/][0-9]{2}[-/]|[0-9]{2}-[A-Z]|<[0-9]|\{\""
    r"|\[[A-Z][a-z]{2} |date=|type=|CEF:|LEEF:)|\[[0-9]{2}/[A-Z]"
)
# lines of servers at the start of a text
_DATED = Pattern(OF_SERVERS)
# 2023-10-31 15:09:56 | 15:09:56 |      12 | 0a1b2c3d4e5f (before a runtime's time) | [web7] out: | web7 |
# app[web.1]: | 0|app | 12: | > | com.example.app=web
_FRONT = Pattern(
    rf"\[?(?P<time>{TIME})\]?:?[\t ]{{1,2}}"
    rf"|(?P<mark>\[?{CLOCK_TIME}\]?[\t ]|[\t ]{{1,8}}[0-9]{{1,8}}[\t ]{{1,2}}"
    r"|[A-Za-z0-9_.-]{1,253} (?=[0-9-]{10}T[0-9:]{8}\.[0-9]{9}(?:Z|[+-]))"
    r"|[A-Za-z0-9_.-]{1,253} \| (?:CHANGED|SUCCESS|FAILED) \| rc=[0-9]{1,3} \| \((?:stdout|stderr)\) )"
    r"|[\t ]{0,8}[0-9]{1,8}[:\])]?[,;\t ]"
    r"|[>+<|*-]{1,3} ?|['`\"]"
    r"|\[(?:out :: )?(?P<label>[A-Za-z0-9_.-]{1,253})\] (?:(?:out|err): )?"
    r"|(?:[0-9]{1,4}\|)?(?P<name>[A-Za-z0-9_./][A-Za-z0-9_.:/@-]{0,252})(?:\[[A-Za-z0-9_.-]{1,253}\]:?)?"
    r"(?: {0,64}\| | |\t)"
    r"|[A-Za-z0-9_./-]{1,128}=(?:[^\s]{0,512} )?"
)
_MOST_FRONTS = 3
# Starting | error: (a word that a sentence begins with, or one without a digit or a dot and with a colon after it)
OF_SENTENCES = Pattern(r"[A-Z][a-z]+|[^0-9.]*:")
# What may be a line's own field in front of what looks like the start of one: web7 | 12 | [httpd] | app:
_OWN_FIELDS = {
    "server": Pattern(r"(?![ \t]).*[A-Za-z0-9] |[^0-9.]*[\]:|] {0,2}"),
    "object": Pattern(r"(?![ \t]).*[A-Za-z0-9] "),
}
# How a name ends that no field does.
_MARKS = (":", "|")


def in_front(line: str, labels: Labels) -> Carried | None:
    """What follows what stands in front of another line in `line`; `None` if nothing does, or something else.

    `labels` are the other labels that may stand there: see `unclaimed.time_before`.
    """
    near = line[:_NEAR]
    if near.count(":") < _LEAST_COLONS or _MAY_BE_BEHIND.search(near) is None:
        return None
    for behind in islice(_BEHIND_FRONT.finditer(near), _MOST_FRONTS):
        found = _fronts(line, behind)
        if found is None and (behind["process"] is not None or behind["client"] is not None):
            found = _behind_labels(line, behind, labels)
        if found is not None:
            if is_prose(line[: behind.start()]):
                return None
            time, is_apart = found
            is_telling = behind["process"] is not None or (is_apart and behind.lastgroup is not None)
            trust = DOUBTFUL if is_telling else POSSIBLE
            inside = quotes.line_at(line, behind.start())
            return None if inside is None else Carried("fronts", inside, header=Header(time=time), trust=trust)
    return None


def _behind_labels(line: str, behind: Match, labels: Labels) -> tuple[str | None, bool] | None:
    """The same of any label in front of a header, and of one with a time in front of a client."""
    found = labels(line, behind.start())
    if found is None or (found[0] is None and behind["process"] is None):
        return None
    return None if found[0] is None else moment(found[0]), True


def is_dated(text: str) -> bool:
    """Whether `text` begins as lines of servers do: with a date, or with a client and a time."""
    return _DATED.match(text) is not None


def _fronts(line: str, behind: Match) -> tuple[str | None, bool] | None:
    """The time in front of what is `behind`, and whether nothing else there may be a field of that.

    `None` if something else stands there.
    """
    time, place, is_apart = None, 0, True
    own_fields = _OWN_FIELDS.get(behind.lastgroup or "")
    for _ in range(_MOST_FRONTS):
        front = _FRONT.match(line, place, behind.start())
        if front is None:
            return None
        word = front["label"] or front["name"]
        if word is not None and (is_level(word) or OF_SENTENCES.fullmatch(word)):
            return None
        if front["time"] is None and front["mark"] is None:
            if own_fields is not None and own_fields.fullmatch(front[0]):
                return None
            is_apart = is_apart and front[0].rstrip(" \t").endswith(_MARKS)
        time, place = time or front["time"], front.end()
        if place == behind.start():
            said = None if time is None else moment(time)
            # the time of a line that has no header is not lost
            return None if time is not None and said is None and own_fields is not None else (said, is_apart)
    return None


def moment(time: str) -> str | None:
    """A time in front of a line as a syslog header has it; `None` if it is not one."""
    text = time.replace("_", " ").replace("/", "-")
    if text[:1].isdecimal():
        # two blanks before the time of the day
        text = text.replace("  ", " ")
    return members.moment(text[4:] if text[4:5].isupper() else text)
