"""Whether words in front of a line are a label of what bears it, or what a program says of it.

A label is a name, a number, a time, a mark, a key, or text in brackets; tabs, bars and semicolons without a blank
divide cells, which may have any words:

    web01: … | web 12 … | [build step] … | 12: … | > … | web;parse error;…      labels
    could not parse line: … | alert rule matched; …                             not: two words of letters alone
    Re: … | Received: … | Starting …                                            not: a word that begins a sentence
    dropped: … | unparsable "…" | java.lang.IllegalArgumentException: …         not: a verdict on the line
    '…' rejected | "…" did not match                                            not: the same behind a quotation

What a program says of a line of another one is its own.
"""

from __future__ import annotations

from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Pattern

CLOCK_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
TIME = (
    r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}"
    rf"(?:(?:[T_-]| {{1,2}}){CLOCK_TIME}(?:Z| ?[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
    r"|[0-9]{10}(?:\.[0-9]{1,9})?"
    r"|(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?: [0-9]{4})?"
)
_OF_DATE = (
    r"[A-Z][a-z]{2} (?:(?P<day>[ 0-9]?[0-9]) )?(?P<month>[A-Z][a-z]{2})(?: (?P<later>[ 0-9]?[0-9]))?"
    r"(?: (?P<year>[0-9]{4}))? (?P<hour>[0-9]{1,2})(?P<rest>:[0-9]{2}:[0-9]{2})(?: (?P<half>[AP])M)?"
    r" (?P<zone>[A-Z]{3,5})(?: (?P<last>[0-9]{4}))?"
)
# Tue 31 Oct 15:09:55 UTC 2023 | Tue Oct 31 03:09:55 PM UTC 2023 | Tue 31 Oct 2023 03:09:55 PM UTC (what `date` writes)
OF_DATE = Pattern(_OF_DATE)
# any time in front of a line
FRONT_TIME = Pattern(
    rf"(?<![0-9A-Za-z])(?:{_OF_DATE}|{TIME}|[0-9]{{2}}-[A-Z][a-z]{{2}}-[0-9]{{4}} {CLOCK_TIME}"
    r"|[0-9]{13}(?:[0-9]{3}){0,2})(?![0-9])"
)
# what begins a word of a text
_BEGIN = r"(?<![^\s'\"`(\[>])"
# unparsable | dropped | failure | says | fwd | java.lang.IllegalArgumentException
_VERDICT = (
    r"(?:[Uu]n[a-z]{3,16}able"
    r"|(?i:(?:un)?(?:(?:drop|skip)p|ignor|discard|reject|refus|fail|receiv|forward|pars|match|process|handl|quot)"
    r"(?:ed|ing)|malformed|invalid|illegal|unknown|corrupt|truncated|error|failure|exception|traceback"
    r"|said|says|sent|saw|seen|found|got|wrote|re|fwd?|aw|wg)"
    r"|(?:[A-Za-z0-9_$]{1,64}\.){0,12}[A-Z][A-Za-z0-9_$]{1,64}(?:Exception|Error))"
)
# Received (not Message, Msg: a key of what bears the line)
_CAPITALISED = (
    r"(?!(?:Body|Content|Data|Event|Line|Log|Message|Msg|Output|Payload|Raw|Record|Syslog|Text|Value)(?![a-z]))"
    r"[A-Z][a-z]{1,31}"
)
# Received | dropped
_WORD = Pattern(rf"{_CAPITALISED}|{_VERDICT}")
# dropped
_SINGLE_VERDICT = Pattern(_VERDICT)
# Received: | Starting, dropped: " (right before the line)
_ANNOUNCEMENT = Pattern(
    rf"{_BEGIN}(?:{_CAPITALISED}:(?=\s|\Z)"
    rf"|(?:{_CAPITALISED}|{_VERDICT})[:;]?[ ]{{0,2}}(?<=[\s:;])(?:\\?['\"`(\[]){{0,2}}\Z)"
)
# user said | cannot parse: | Dropped 3 messages (two words of letters alone)
_SENTENCE = Pattern(rf"{_BEGIN}[A-Za-z]{{2,32}}(?:[,:;]? | [0-9]{{1,9}} )[A-Za-z]{{2,32}}(?=[\s,:;!?]|\.\s|\Z)")
# did not match | rejected (behind a quotation)
_BEHIND = Pattern(rf"[ ]?(?:[A-Za-z]{{2,32}},? [A-Za-z]{{2,32}}(?=[\s,:;.!?]|\Z)|{_VERDICT}(?![^\s,:;.!?]))")
# a cell of words with a delimiter
_CELL = Pattern(r"(?:^|(?<=[\t;|]))[^\t;|]{0,255}(?:\t|;(?! )| ?\|)")
# [build step]
_BRACKETS = Pattern(r"(?<![^\s])\[[^\[\]]{1,128}\](?=[:\s])")


def is_word(word: str) -> bool:
    """Whether `word`, right before a line or with a colon behind it, is of a sentence or a level, and no name."""
    return is_level(word) or _WORD.fullmatch(word) is not None


def is_prose(front: str) -> bool:
    """Whether a program says `front`, all that stands in front of a line."""
    words = _BRACKETS.sub("", FRONT_TIME.sub("", without_cells(front)))
    return _SENTENCE.search(words) is not None or _ANNOUNCEMENT.search(words) is not None


def is_verdict(word: str) -> bool:
    """Whether `word` says what became of a line."""
    return _SINGLE_VERDICT.fullmatch(word) is not None


def speaks_of_quotation(text: str) -> bool:
    """Whether a program says what `text` begins with of the quotation in front of it."""
    return _BEHIND.match(text) is not None


def without_cells(front: str) -> str:
    """`front` without the cells that tabs, bars and semicolons divide."""
    return _CELL.sub("", front)
