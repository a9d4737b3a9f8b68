"""A pattern as an automaton whose states are its characters (Glushkov), read by the standard library's own parser.

What is possessive or atomic is marked: a matcher does not go back into it. Repetitions of few count as such or as
any number of times, as asked. An assertion inside a pattern is taken to hold; one that looks back, in front of a
searched pattern, is read as text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    # what the parser gives: pairs of a constant and its value
    Items: TypeAlias = Sequence[tuple[Any, Any]]

# More repetitions than these are taken for any number.
MANY = 1000

# Characters of every kind that patterns tell apart, beside those that a pattern names.
TELLING = (*map(chr, range(128)), *"\x85\u00a0\u2028é²٣K\u017f\u0131İ\ufeff\U0001f600")

LOOPS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
ASSERTIONS = (sre.ASSERT, sre.ASSERT_NOT)
# what may take one text in several ways
WAYS = (*LOOPS, sre.BRANCH)
CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
STARTS = (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)
ENDS = (sre.AT_END, sre.AT_END_STRING)


class Part(NamedTuple):
    """A part of a pattern: whether it can be empty, and the states at its beginning and end."""

    nullable: bool
    first: frozenset[int]
    last: frozenset[int]


EMPTY = Part(nullable=True, first=frozenset(), last=frozenset())


class Unreadable(Exception):
    """A pattern has a part whose time this module cannot tell."""


class Automaton:
    """A pattern as states that follow one another.

    `follow` has, by state, the states behind it and the characters (as bits) that lead there; `groups` the
    possessive and atomic groups that a state is in; `twice` the states that lead to the same one in two ways;
    `lookaheads` the items of assertions, each with whether it may be tried at many places. With `counts_few`, a
    repetition of few is one of any number.
    """

    def __init__(self, items: Items, flags: int, *, counts_few: bool, is_searched: bool) -> None:
        self.signs = {sign: 1 << place for place, sign in enumerate({*TELLING, *_named(items)})}
        self._text = "".join(self.signs)
        self.follow: dict[int, dict[int, int]] = defaultdict(dict)
        self.groups: list[frozenset[int]] = []
        self.twice: set[tuple[int, int]] = set()
        self.lookaheads: list[tuple[Items, bool]] = []
        self._everything = (1 << len(self.signs)) - 1
        self._word = sum(bit for sign, bit in self.signs.items() if sign.isalnum() or sign == "_")
        self._entered: list[int] = []
        # the characters behind a state that a possessive repetition keeps for itself
        self._kept: dict[int, int] = defaultdict(int)
        self._flags = flags
        self._captured: dict[int | None, Items] = {}
        self._counts_few = counts_few
        self._is_repeated = is_searched
        self._atomic: frozenset[int] = frozenset()
        self.start: int | None = None
        self.has_twins = False
        # states behind and before which a word ends or begins
        self._ending: set[int] = set()
        self._beginning: set[int] = set()
        front = EMPTY
        if is_searched and not (items and items[0][0] is sre.AT and items[0][1] in STARTS):
            front = self._repeated(self._state(self._everything), 0)
            (self.start,) = front.first
            while items and _looks_back(items[0]):
                front, items = self._joined(front, self._before(*items[0])), items[1:]
        whole = self._joined(front, self._sequence(items))
        # once one of these is reached, the pattern matches
        self.matching = frozenset() if _ends_in_an_assertion(items) else whole.last
        # and however the text goes on from one of these: `(?s:.*)`, but not `.*`, which no line feed matches
        self.open_ends = frozenset(
            state
            for state in self.matching
            if self._entered[state] == self.follow[state].get(state) == self._everything
        )

    def _state(self, signs: int) -> Part:
        self._entered.append(signs)
        self.groups.append(self._atomic)
        state = frozenset((len(self._entered) - 1,))
        return Part(nullable=False, first=state, last=state)

    def _link(self, last: Iterable[int], first: Iterable[int]) -> None:
        for one in last:
            for other in first:
                label = self._entered[other] & ~self._kept[one]
                if one in self._ending or other in self._beginning:
                    label &= self._across(one)
                if label & self.follow[one].get(other, 0):
                    self.twice.add((one, other))
                if label:
                    self.follow[one][other] = self.follow[one].get(other, 0) | label

    def _across(self, state: int) -> int:
        """The characters between which and those of `state` a word begins or ends."""
        inside = self._entered[state] & self._word
        if inside == self._entered[state]:
            return self._everything & ~self._word
        return self._everything if inside else self._word

    def _joined(self, one: Part, other: Part) -> Part:
        self._link(one.last, other.first)
        return Part(
            one.nullable and other.nullable,
            one.first | other.first if one.nullable else one.first,
            one.last | other.last if other.nullable else other.last,
        )

    def _repeated(self, part: Part, least: int) -> Part:
        self._link(part.last, part.first)
        return Part(part.nullable or least == 0, part.first, part.last)

    def _sequence(self, items: Items) -> Part:
        found = EMPTY
        is_boundary = False
        for kind, value in items:
            part = self._part(kind, value)
            if is_boundary:
                self._beginning |= part.first
            is_boundary = (kind, value) == (sre.AT, sre.AT_BOUNDARY)
            if is_boundary:
                self._ending |= found.last
            before, found = found, self._joined(found, part)
            if kind is sre.POSSESSIVE_REPEAT:
                self._keep(before, part)
        return found

    def _part(self, kind: Any, value: Any) -> Part:  # noqa: ANN401 - the parser's own
        if kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            return self._state(self._bits(kind, value, self._flags))
        if kind is sre.BRANCH:
            # the parser writes `a|a` as `a(?:|)`
            self.has_twins |= self._is_repeated and sum(not branch for branch in value[1]) > 1
            return _either([self._sequence(branch) for branch in value[1]])
        if kind is sre.SUBPATTERN:
            number, on, off, inner = value
            self._captured[number] = inner
            before, self._flags = self._flags, (self._flags | on) & ~off
            part = self._sequence(inner)
            self._flags = before
            return part
        if kind is sre.ATOMIC_GROUP:
            return self._closed(sre.MAX_REPEAT, 1, 1, value)
        if kind is sre.POSSESSIVE_REPEAT:
            return self._closed(kind, *value)
        if kind in LOOPS:
            return self._loop(*value)
        return self._place(kind, value)

    def _place(self, kind: Any, value: Any) -> Part:  # noqa: ANN401 - the parser's own
        if kind is sre.AT:
            # the end is a character that no text has
            return self._state(1 << len(self.signs)) if value in ENDS else EMPTY
        if kind in ASSERTIONS:
            if value[0] > 0:
                self.lookaheads.append((value[1], self._is_repeated))
            return EMPTY
        if kind is sre.GROUPREF and not long_loops(self._captured[value]):
            return self._sequence(self._captured[value])
        raise Unreadable(str(kind))

    def _loop(self, least: int, most: int, items: Items) -> Part:
        repeats = most >= MANY or (self._counts_few and most > max(least, 1))
        before, self._is_repeated = self._is_repeated, self._is_repeated or most > 1
        part = self._sequence(items)
        self._is_repeated = before
        if repeats:
            return self._repeated(part, least)
        return Part(part.nullable or least == 0, part.first, part.last)

    def _closed(self, kind: Any, least: int, most: int, items: Items) -> Part:  # noqa: ANN401 - the parser's own
        before, self._atomic = self._atomic, self._atomic | {len(self._entered)}
        part = self._loop(least, most, items)
        self._atomic = before
        if kind is sre.POSSESSIVE_REPEAT:
            self._keep(part, part)
        return part

    def _keep(self, before: Part, part: Part) -> None:
        """Let nothing but the possessive `part` take what it can behind `before`."""
        for state in before.last:
            for other in part.last & self.follow[state].keys():
                self._kept[state] |= self.follow[state][other]

    def _before(self, kind: Any, value: Any) -> Part:  # noqa: ANN401 - the parser's own
        """What must stand before a searched pattern, as text."""
        if kind is sre.BRANCH:
            return _either([self._before(*branch[0]) for branch in value[1]])
        if kind is sre.ASSERT:
            return self._sequence(value[1])
        ((inner, sign),) = value[1]
        return self._state(self._everything & ~self._bits(inner, sign, self._flags))

    def _bits(self, kind: Any, value: Any, flags: int) -> int:  # noqa: ANN401 - the parser's own
        """The characters that one place of a pattern takes."""
        if kind is sre.LITERAL and not flags & re.IGNORECASE:
            return self.signs[chr(value)]
        pattern = re.compile(_source(kind, value), flags & (re.IGNORECASE | re.DOTALL))
        return sum(self.signs[sign] for sign in pattern.findall(self._text))


def _either(parts: list[Part]) -> Part:
    return Part(
        any(part.nullable for part in parts),
        frozenset().union(*(part.first for part in parts)),
        frozenset().union(*(part.last for part in parts)),
    )


def _nested(value: object) -> Iterator[Items]:
    """The sequences of items in the value of an item."""
    if isinstance(value, _parser.SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _nested(part)


def _named(items: Items) -> Iterator[str]:
    """The characters that a pattern names, and those beside a range."""
    for kind, value in items:
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(value)
        elif kind is sre.RANGE:
            yield from map(chr, (max(value[0] - 1, 0), *value, value[1] + 1))
        elif kind is sre.IN:
            yield from _named(value)
        for inner in _nested(value):
            yield from _named(inner)


def _source(kind: Any, value: Any) -> str:  # noqa: ANN401 - the parser's own
    """One place of a pattern as a pattern."""
    if kind is sre.ANY:
        return "."
    if kind is sre.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.IN:
        return f"[{''.join(_source(*item) for item in value)}]"
    if kind is sre.NEGATE:
        return "^"
    if kind is sre.RANGE:
        return "-".join(re.escape(chr(end)) for end in value)
    return CATEGORIES[value]


def _looks_back(item: tuple[Any, Any]) -> bool:
    kind, value = item
    if kind is sre.BRANCH:
        return all(len(branch) == 1 and _looks_back(branch[0]) for branch in value[1])
    if kind is sre.ASSERT_NOT:
        inner = value[1]
        return value[0] < 0 and len(inner) == 1 and inner[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.IN)
    return kind is sre.ASSERT and value[0] < 0


def _ends_in_an_assertion(items: Items) -> bool:
    if not items:
        return False
    kind, value = items[-1]
    return kind in ASSERTIONS or any(_ends_in_an_assertion(inner) for inner in _nested(value))


def alternatives(items: Items) -> list[Items]:
    """The alternatives that a pattern consists of: itself if it has none."""
    is_branch = len(items) == 1 and items[0][0] is sre.BRANCH
    return [list(branch) for branch in items[0][1][1]] if is_branch else [items]


def long_loops(items: Items) -> list[Items]:
    """What a pattern repeats any number of times, also inside of another repetition."""
    found: list[Items] = []
    for kind, value in items:
        if kind in LOOPS and value[1] >= MANY:
            found.append(value[2])
        for inner in _nested(value):
            found += long_loops(inner)
    return found


def has(items: Items, kinds: Collection[Any]) -> bool:
    """Whether a pattern has an item of one of these `kinds`."""
    return any(kind in kinds or any(has(inner, kinds) for inner in _nested(value)) for kind, value in items)


def has_ways_in_a_loop(items: Items) -> bool:
    """Whether what a pattern repeats has repetitions or alternatives."""
    return any(
        (kind in LOOPS and value[1] > 1 and has(value[2], WAYS)) or any(map(has_ways_in_a_loop, _nested(value)))
        for kind, value in items
    )
