r"""Audit records as text, for `linux_auditd`: what stands in front, the named values, and how they are encoded.

A value that a user can choose is in double quotes, or in hexadecimal digits if it has blanks, quotes, control
characters or bytes beyond ASCII. `ausearch --interpret` writes neither: a value ends at the next name there.
"""

from __future__ import annotations

from collections.abc import Iterable

from ecsparse.patterns import Pattern
from ecsparse.products.linux_auditd.types import NAMES, TYPES

# the name of a value, its text, and whether it was in quotes
Pair = tuple[str, str, bool]

# [  123.456789] audit: type=1400 audit(1698764995.123:456): | node=web1 type=CWD msg=audit(1698764995.123:456) :
_FRONT = Pattern(
    r"(?:kernel: ?)?(?:\[ {0,8}[0-9]{1,10}\.[0-9]{1,9}\] ?)?(?:\[ {0,8}[CT][0-9]{1,10}\] ?)?"
    r"(?:node=([^ ]{1,255}) )?(?:audit: )?type=([A-Z][A-Z0-9_]{0,63}|[0-9]{4,5}|UNKNOWN\[[0-9]{1,5}\]) (?:msg=)?"
    r"audit\(([^():]{1,32}(?::[0-9]{2}:[0-9.]{2,16})?):([0-9]{1,20})\)( ?):(?: |$)"
)
# SERVICE_START pid=1 | UNKNOWN[1334] prog-id=12
_BEHIND_TAG = Pattern(r"([A-Z][A-Z0-9_]{0,63}|UNKNOWN\[[0-9]{1,5}\])(?: |$)")
# comm="cat" | exe= (up to the next) | 'UID="root" | res=1UID="root" (where the separator was lost)
_PAIR = Pattern(
    r"(?:(?<![^ \t(\x1d])|(?<=[\"')])(?=[A-Z][A-Z-])|(?<=[0-9A-Z])(?=(?:[AO]?UID=\"|SADDR=\{)))"
    r'([A-Za-z][A-Za-z0-9_-]{0,63}+(?:\[[0-9]{1,6}\])?)=(?:"([^"]*+)")?'
)
# avc:  denied  { read write } for  pid=12
_DECISION = Pattern(r"avc: {1,4}(denied|granted) {1,4}\{ ([a-zA-Z0-9_ ]{0,400})\} for ?")
# 6361740073
_HEXADECIMAL = Pattern(r"(?:[0-9A-F]{2})++")
# UID="root" | ARCH=x86_64
_ENRICHED = Pattern(r"[A-Z_-]{2,32}=")
# UNKNOWN[1334]
_NUMBERED = Pattern(r"UNKNOWN\[([0-9]{1,5})\]")

# How relays write the byte that separates what was added: rsyslog escapes it.
_SEPARATORS = ("\x1d", "#035")

_WORDS_IN_BRACKETS = ("(null)", "(none)")

# Values that may be encoded, and the value that is all of a record of its type.
_ENCODED = frozenset((
    "acct", "cgroup", "cmd", "comm", "cwd", "data", "device", "dir", "exe", "file", "grp", "info", "key", "name",
    "new-chardev", "new-disk", "new-fs", "new-net", "new-rng", "new_group", "ocomm", "old-chardev", "old-disk",
    "old-fs", "old-net", "old-rng", "operation", "path", "proctitle", "profile", "root_dir", "sw", "vm", "watch",
))  # fmt: skip
_ALONE = {"CWD": "cwd", "PROCTITLE": "proctitle"}

# How the kernel called the values of logins, with blanks.
_NAMES_BEFORE_LINUX_3_14 = (
    (" old auid=", " old-auid="),
    (" new auid=", " auid="),
    (" old ses=", " old-ses="),
    (" new ses=", " ses="),
)

# In words, `a0` is an argument of a program; elsewhere it is one of a system call, a number.
_ARGUMENTS = "EXECVE"


class Front:
    """What stands in front of a record: texts, `None` for those that it lacks; `body` is what follows."""

    __slots__ = ("body", "interpreted", "kind", "node", "sequence", "time")

    def __init__(  # noqa: PLR0913 - the parts of a front, named at both calls
        self,
        *,
        kind: str,
        body: str,
        node: str | None = None,
        time: str | None = None,
        sequence: str | None = None,
        interpreted: bool = False,
    ) -> None:
        numbered = _NUMBERED.fullmatch(kind)
        number = kind if numbered is None else numbered[1]
        self.kind = NAMES.get(number, kind)
        self.body = body
        self.node = node
        self.time = time
        self.sequence = sequence
        self.interpreted = interpreted


def front(text: str) -> Front | None:
    """The front of a record as the kernel, the daemon or `ausearch` writes it; `None` if there is none."""
    match = _FRONT.match(text)
    if match is None:
        return None
    node, kind, time, sequence, blank = match.groups()
    return Front(kind=kind, body=text[match.end() :], node=node, time=time, sequence=sequence, interpreted=blank == " ")


def front_behind_tag(text: str) -> Front | None:
    """The front of a record that journald forwards after the tag `audit`: its type; `None` if it is not known."""
    match = _BEHIND_TAG.match(text)
    if match is None or (match[1] not in TYPES and "[" not in match[1]):
        return None
    return Front(kind=match[1], body=text[match.end() :])


def pairs(record: Front) -> tuple[list[Pair], str]:
    """The named values of a record in their order, without those that are empty, and its text before the first."""
    body = record.body.strip(" ")
    body, added = _without_added(body)
    if " old auid=" in body:
        for old, new in _NAMES_BEFORE_LINUX_3_14:
            body = body.replace(old, new, 1)
    name, is_alone, value = body.partition("=")
    if is_alone and name == _ALONE.get(record.kind):
        is_quoted = len(value) > 1 and value[0] == value[-1] == '"'
        return [(name, value[1:-1] if is_quoted else value, is_quoted), *_pairs(added)[0]], ""
    start, quote, message = f" {body}".partition(" msg='")
    behind = ""
    if quote:
        message, _, behind = message.rpartition("'") if "'" in message else (message, "", "")
    found, words = [], []
    for text in (start, message):
        read, free = _pairs(text.strip(" "))
        found += read
        if free:
            words.append(free)
    for text in (behind, added):
        found += _pairs(text.strip(" "))[0]
    return found, " ".join(words)


def _without_added(body: str) -> tuple[str, str]:
    """A record, and what the daemon added to it."""
    for separator in _SEPARATORS:
        before, found, added = body.rpartition(separator)
        if found and (not added or _ENRICHED.match(added) is not None):
            return before, added
    return body, ""


def _pairs(text: str) -> tuple[list[Pair], str]:
    if not text:
        return [], ""
    found: list[Pair] = []
    said = text
    decision = _DECISION.match(text)
    if decision is not None:
        found += (("seresult", decision[1], True), ("seperms", decision[2].strip(" "), True))
        said = text[decision.end() :]
    if not found and (words := _pairs_of_words(text)) is not None:
        return words, ""
    matches = [*_PAIR.finditer(said)]
    if not matches:
        return found, said.strip(" ")
    starts = [match.start() for match in matches]
    for match, end in zip(matches, (*starts[1:], len(said)), strict=True):
        name, inside = match.groups()
        if inside is None:
            bare = said[match.end() : end].rstrip(" ,").removesuffix(" :")
            if bare[:1] == '"' and end == len(said) and '"' not in bare[1:]:
                # the record was cut: half a name is another's
                break
            # (hostname=?, addr=?, terminal=pts/1 res=success)
            found.append((name, bare if "(" in bare else bare.removesuffix(")"), False))
        else:
            found.append((name, inside, True))
    return found, said[: starts[0]].strip(" ,(")


def _pairs_of_words(text: str) -> list[Pair] | None:
    """The pairs of a text each of whose words is one, as of most records; `None` for any other."""
    # a third of the time that the pattern takes (make bench)
    if not text.isascii():
        return None
    found: list[Pair] = []
    for word in text.split(" "):
        name, _, value = word.partition("=")
        if not name.isidentifier() or "=" in value:
            return None
        if value[:1] == '"':
            if value[-1] != '"' or value.count('"') != 2:
                return None
            found.append((name, value[1:-1], True))
        elif (value and value[-1] not in "\"',:)") or value in _WORDS_IN_BRACKETS:
            found.append((name, value, False))
        else:
            return None
    return found


def decoded(record: Front, found: Iterable[Pair]) -> list[tuple[str, str]]:
    """The names and texts of the pairs of `record`, those in hexadecimal digits decoded."""
    if record.interpreted:
        return [(name, text) for name, text, _ in found]
    arguments = record.kind == _ARGUMENTS
    return [
        (name, text if is_quoted or not (name in _ENCODED or (arguments and is_argument(name))) else unhexed(text))
        for name, text, is_quoted in found
    ]


def is_argument(name: str) -> bool:
    """Whether a value of that name is an argument of a program, or a piece of one: `a1`, `a1[0]`, not `a1_len`."""
    return name[0] == "a" and name[1:2].isdecimal() and not name.endswith("_len")


def octets(text: str) -> bytes | None:
    """The bytes in upper-case hexadecimal digits; `None` if `text` is something else."""
    return None if _HEXADECIMAL.fullmatch(text) is None else bytes.fromhex(text)


def unhexed(text: str) -> str:
    r"""The text in hexadecimal digits, which ends without a NUL; bytes that are not text are `\xNN`."""
    found = octets(text)
    return text if found is None else found.decode("utf-8", "backslashreplace").rstrip("\0")
