"""What of a line each field depends on: every word is altered in turn, to see which fields change with it.

A word that a value only happens to be spelled like changes nothing, and one that a value was computed from is found
without knowing how. An altered line that comes to another end (another product's, or no one's) says nothing of the
fields; where every alteration of a word ends so, the word is inconclusive. Two or three alterations are tried.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse.explanation.spans import said
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ecsparse.occurrences import Span

    Read = Callable[[str], tuple[str, dict[str, Any]]]

# A line is probed if it has at most so many words, and the altered lines so many characters in all.
_MOST_WORDS = 1024
_MOST_WORK = 4_000_000

# Words so far from each other are told as one.
_NEAR = 2

# tun0 | USER, of USER_CONNECTION | a lone !
_WORD = Pattern(r"[^\W_]+|(?<!\S)[^\w\s]+(?!\S)")

# 59321 stays a port, 10.8.0.1 an address, 0e:dd a hexadecimal number, 2023-10-31 mostly a date.
_DIGITS = dict(zip("0123456789", "1212345678", strict=True))
_ALTERED = _DIGITS | {
    letter: following
    for letters in (ascii_lowercase, ascii_uppercase)
    for group in (letters[:6], letters[6:])
    for letter, following in zip(group, group[1:] + group[:1], strict=True)
}


class Word(NamedTuple):
    """A word of a line, and the fields that depend on it; `conclusive` if the trials prove it.

    Of `fields`, those in `changed` got another value; the others were left out.
    """

    start: int
    end: int
    conclusive: bool
    fields: frozenset[str]
    changed: frozenset[str]


class Probes:
    """The words of a line, each with the fields that depend on it.

    `read` gives what became of a line (a word for its end), and its fields by name; `swaps` are words that a
    product knows, each with another one it knows.
    """

    __slots__ = ("_line", "_read", "_usual", "words")

    def __init__(self, line: str, read: Read, swaps: Mapping[str, str]) -> None:
        self._line, self._read = line, read
        self._usual = usual = read(line)
        self.words = [_probe(line, match.span(), read, usual, swaps.get(match[0])) for match in _WORD.finditer(line)]

    def confirm(self, field: str, span: Span) -> bool | None:
        """Whether `field` depends on what stands at `span`; `None` if that cannot be told."""
        first = bisect_right(self.words, span[0], key=lambda word: word.end)
        last = bisect_left(self.words, span[1], key=lambda word: word.start)
        words = self.words[first:last]
        if any(field in word.fields for word in words):
            return True
        return False if words and all(word.conclusive for word in words) else None

    def follows(self, field: str, how: str, span: Span) -> bool:
        """Whether `field` becomes what stands at `span`, taken as `how` says, when that is altered."""
        start, end = span
        for altered in _alterations(self._line[start:end], None):
            try:
                taken = said(how, altered)
            except ValueError:
                continue  # no number any more
            outcome, found = self._read(f"{self._line[:start]}{altered}{self._line[end:]}")
            value = found.get(field)
            if outcome == self._usual[0] and taken in (value if isinstance(value, list) else [value]):
                return True
        return False

    def spans(self, field: str, value: object) -> list[Span]:
        """What of the line `field` depends on; words near each other are one span.

        If the words of `value` are among them in their order, these; else those that say which value it has, if
        there are any besides those that only say whether it is there (a member's name).
        """
        words = [word for word in self.words if field in word.fields]
        spelled = _spelled(self._line, words, value)
        if spelled:
            return [(group[0].start, group[-1].end) for group in self._near(spelled)]
        groups = self._near(words)
        telling = [group for group in groups if any(field in word.changed for word in group)]
        return [(group[0].start, group[-1].end) for group in telling or groups]

    def _near(self, words: list[Word]) -> list[list[Word]]:
        """The words in groups of those that are near each other."""
        groups: list[list[Word]] = []
        for word in words:
            between = self._line[groups[-1][-1].end : word.start] if groups else ""
            if groups and len(between) <= _NEAR and not any(sign.isalnum() for sign in between):
                groups[-1].append(word)
            else:
                groups.append([word])
        return groups


def _spelled(line: str, words: list[Word], value: object) -> list[Word]:
    """Those of `words` that are the words of `value` in their order, in any case; none if one is not among them."""
    if not isinstance(value, str):
        return []
    left = iter(words)
    found = []
    for match in _WORD.finditer(value):
        sought = match[0].casefold()
        word = next((word for word in left if line[word.start : word.end].casefold() == sought), None)
        if word is None:
            return []
        found.append(word)
    return found


def can_be_probed(line: str) -> bool:
    """Whether `line` is short enough for its words to be altered one by one."""
    if len(line) * 2 > _MOST_WORK:
        return False
    words = sum(1 for _ in _WORD.finditer(line))
    return words <= _MOST_WORDS and words * len(line) <= _MOST_WORK


def _probe(line: str, span: Span, read: Read, usual: tuple[str, dict[str, Any]], swap: str | None) -> Word:
    start, stop = span
    end, fields = usual
    conclusive, changed, lost = False, set[str](), set[str]()
    for altered in _alterations(line[start:stop], swap):
        if conclusive and altered == swap:
            break
        outcome, found = read(f"{line[:start]}{altered}{line[stop:]}")
        if outcome == end:
            conclusive = True
            lost |= fields.keys() - found.keys()
            changed |= {name for name in fields.keys() & found.keys() if found[name] != fields[name]}
    return Word(start, stop, conclusive, frozenset(changed | lost), frozenset(changed))


def _alterations(word: str, swap: str | None) -> Iterator[str]:
    """Other words in the place of `word`: one that is most like it, one that is not, and `swap`."""
    altered = "".join(_ALTERED.get(sign, "x") for sign in word)
    yield word[:-1] + altered[-1]
    if len(word) > 1:
        yield altered
    if swap is not None:
        yield swap
