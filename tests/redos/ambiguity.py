"""Where a pattern can match one text in many ways: what makes a matcher that goes back take more than linear time.

Two things are looked for in its automaton (Weber and Seidl, 1991):

- a state that a text leads back to itself in two ways: time is exponential (`(a+)+`);
- two states, one behind the other, and a text that leads each back to itself and the first to the second: time is
  at least quadratic (`a*a*`). A search is such a first state: it may begin anywhere (`[0-9]+x`).

The checkers in package registries know no possessive repetition: hence this one.

    python tests/redos/ambiguity.py [--search] PATTERN

writes what is found in a pattern, and ends with status 1 if anything is.
"""

from __future__ import annotations

import argparse
import re
import sys
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

from automaton import ASSERTIONS, Automaton, alternatives, has, has_ways_in_a_loop, long_loops

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from automaton import Items


# As many repetitions can follow one another.
_SEVERAL = 2
# What only an automaton looks into.
_LOOKED_INTO = (*ASSERTIONS, sre.GROUPREF)


def findings(source: str, *, is_searched: bool) -> list[str]:
    """What makes the pattern `source` slow, in words; `is_searched` if it may begin anywhere in a text.

    A `.` is any character, as in every `Pattern`.

    Raises:
        Unreadable: the pattern has a part whose time cannot be told, such as a back reference.
    """
    tree = _parser.parse(source, re.DOTALL)
    return list(_findings(list(tree), tree.state.flags, is_searched=is_searched))


def _findings(items: Items, flags: int, *, is_searched: bool) -> Iterator[str]:
    if has_ways_in_a_loop(items):
        nested = Automaton(items, flags, counts_few=True, is_searched=False)
        circles = _circles(nested)
        twice = any(circles.get(one, -1) == circles.get(other) for one, other in nested.twice)
        if twice or nested.has_twins or _is_exponential(nested, circles):
            yield "a repetition is nested in another that can take the same text"
    if not is_searched and len(long_loops(items)) < _SEVERAL and not has(items, _LOOKED_INTO):
        return
    followed = Automaton(items, flags, counts_few=False, is_searched=is_searched)
    # what looks back in front of one alternative does not in front of another
    apart = alternatives(items) if is_searched else [items]
    ways = (
        [Automaton(each, flags, counts_few=False, is_searched=is_searched) for each in apart]
        if len(apart) > 1
        else [followed]
    )
    if any(_is_polynomial(way, _circles(way)) for way in ways):
        yield "two repetitions behind one another can take the same text, or a search begins inside a repetition"
    for inner, is_repeated in followed.lookaheads:
        if is_repeated and long_loops(inner):
            yield "an assertion looks over any length at many places"
        yield from _findings(list(inner), flags, is_searched=False)


def _circles(automaton: Automaton) -> dict[int, int]:
    """The states that lead back to themselves, each with the number of its circle."""
    follow, states = automaton.follow, range(len(automaton.groups))
    # a bit for each state that is reached; most lead to later ones, so few rounds are needed
    reached, before = [sum(1 << other for other in follow[state]) for state in states], list[int]()
    while reached != before:
        before = reached.copy()
        for state in reversed(states):
            for other in follow[state]:
                reached[state] |= reached[other]
    turning = [state for state in states if reached[state] >> state & 1]
    return {
        state: next(other for other in turning if reached[state] >> other & reached[other] >> state & 1)
        for state in turning
    }


def _reached(automaton: Automaton, state: int) -> set[int]:
    found, left = set[int](), [state]
    while left:
        more = automaton.follow[left.pop()].keys() - found
        found |= more
        left += more
    return found


def _is_exponential(automaton: Automaton, circles: dict[int, int]) -> bool:
    """Whether two ways part at a state and meet again, all in one circle."""
    follow = automaton.follow
    parted = {
        (one, other)
        for state, circle in circles.items()
        for one in follow[state]
        for other in follow[state]
        if one < other and circles.get(one) == circles.get(other) == circle
        if follow[state][one] & follow[state][other]
    }
    left = list(parted)
    while left:
        one, other = left.pop()
        for here, label in follow[one].items():
            for there, others in follow[other].items():
                if not label & others or not circles.get(here) == circles.get(there) == circles[one]:
                    continue
                if here == there:
                    return True
                if (here, there) not in parted:
                    parted.add((here, there))
                    left.append((here, there))
    return False


def _is_polynomial(automaton: Automaton, circles: dict[int, int]) -> bool:
    """Whether a text leads two states back to themselves, and the first to the second."""
    for one, circle in circles.items():
        behind = _reached(automaton, one)
        for other in circles.keys() & behind - {one}:
            if circle == circles[other] or not automaton.groups[one] <= automaton.groups[other]:
                continue
            # a search ends where the pattern matches, and so does a match whose rest may be anything
            closed = automaton.matching if one == automaton.start else automaton.open_ends
            if other not in closed and _one_text_for_all(automaton.follow, circles, (one, other), closed):
                return True
    return False


def _one_text_for_all(
    follow: Mapping[int, dict[int, int]], circles: dict[int, int], pair: tuple[int, int], closed: frozenset[int]
) -> bool:
    """Whether a text leads each of `pair` back to itself, and the first to the second, through none of `closed`."""
    one, other = pair
    seen = {(one, one, other)}
    left = list(seen)
    while left:
        a, b, c = left.pop()
        for d, first in follow[a].items():
            for f, second in follow[c].items() if circles.get(d) == circles[one] else ():
                if not first & second or circles.get(f) != circles[other] or f in closed:
                    continue
                for e, third in follow[b].items():
                    if first & second & third and e not in closed and (d, e, f) not in seen:
                        seen.add((d, e, f))
                        left.append((d, e, f))
    return (one, other, other) in seen


def main() -> int:
    """Write what is slow about a pattern, a line each; 1 if anything is."""
    parser = argparse.ArgumentParser(description="Tell whether a pattern can match one text in many ways.")
    parser.add_argument("pattern")
    parser.add_argument("--search", action="store_true", help="it may begin anywhere in a text")
    options = parser.parse_args()
    found = findings(options.pattern, is_searched=options.search)
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
