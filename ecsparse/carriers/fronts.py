"""What stands in front of a whole syslog header where lines were stamped, numbered, quoted or labelled.

Layout (`…` is a header with a host and the tag of a process, and its message):

    2023-10-31 15:09:56 …                        ts, svlogd (`_` for the blank), s6-log (two blanks), aws logs tail
    00:00:05 … | 1698764995.123456 …             ts -s, ts %.s
    192.0.2.7 … | web7 …                         rsyslog's `fromhost-ip`; the name of a container, as podman has it
    /ecs/web ecs/nginx/0123456789abcdef …        awslogs: the group and the stream
    com.example.app=web,env=prod …               docker logs --details
    app[web.1]: …                                Heroku, after a time
    12: … | 7,… | 00] … |       3 …              awk, a table, multitail, uniq -c
    > … | + … | '… | `…                          quotations, differences, code

There are three at most, and no word that says a level or begins a sentence is one: what a program says of a line of
another one is its own.

Sources: ts(1) of moreutils; svlogd(8); s6-log; the references of `docker logs`, `podman logs`, `aws logs`.
"""

from __future__ import annotations

from ecsparse.carriers import members
from ecsparse.carriers.carried import DOUBTFUL, Carried
from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Pattern
from ecsparse.record import Header

# How far from the start of a line the header and its tag are.
_NEAR = 320

_HEADER = (
    r"(?:<[0-9]{1,3}>|[a-z0-9]{3,8}\.[a-z]{3,7}: )?"
    r"(?:[A-Z][a-z]{2} [ 0-9][0-9] (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2}))"
    r" (?:[A-Za-z0-9_.:%-]{1,255} )?(?:[A-Za-z_/.(][^\s:\[\]\"'{}<>=,;|]{0,127}\[[0-9]{1,20}\]|kernel): "
)
# How tags end that a header must have: those of processes, and the kernel's.
_TAGS = ("]: ", " kernel: ")
# Oct 31 15:09:55 gw7 sshd[412]: | auth.info: Oct 31 15:09:55 sshd[412]: (after a delimiter, or a quotation mark)
_AFTER_FRONT = Pattern(rf"(?<=[\s,;|+'`\"]){_HEADER}")
_TIME = (
    r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}(?:[T _-][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
    r"(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?)?"
    r"|[0-9]{10}(?:\.[0-9]{1,9})?|[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}"
)
# 2023-10-31 15:09:56 | web7 | app[web.1]: | com.example.app=web | 12: | >
_FRONT = Pattern(
    rf"\[?({_TIME})\]?[\t ]{{1,2}}"
    r"|[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?[\t ]"
    r"|[\t ]{0,8}[0-9]{1,8}[:\])]?[,;\t ]"
    r"|[>+<|*-]{1,3} ?|['`\"]"
    r"|([A-Za-z0-9_./][A-Za-z0-9_.:/@-]{0,252})(?:\[[A-Za-z0-9_.-]{1,253}\]:?)?(?: (?:\| )?|\t)"
    r"|[A-Za-z0-9_./-]{1,128}=[^\s]{0,512} "
)
_MOST_FRONTS = 3
# Starting | error: (a word that a sentence begins with, or one with a colon after it)
_OF_SENTENCES = Pattern(r"[A-Z][a-z]+|.*:")


def in_front(line: str) -> Carried | None:
    """What follows what stands in front of a header in `line`; `None` if nothing does, or something else."""
    near = line[:_NEAR]
    if not any(tag in near for tag in _TAGS) or (header := _AFTER_FRONT.search(near)) is None:
        return None
    start = header.start()
    time, place = None, 0
    for _ in range(_MOST_FRONTS):
        front = _FRONT.match(line, place, start)
        if front is None or (front[2] is not None and (is_level(front[2]) or _OF_SENTENCES.fullmatch(front[2]))):
            return None
        time, place = time or front[1], front.end()
        if place == start:
            said = None if time is None else members.moment(time.replace("_", " "))
            return Carried("fronts", _unquoted(line, start), header=Header(time=said), trust=DOUBTFUL)
    return None


def _unquoted(line: str, start: int) -> str:
    """The text from `start`, without the quotation mark at its end that one stands before."""
    mark = line[start - 1]
    return line[start:].removesuffix(mark) if mark in "'`\"" else line[start:]
