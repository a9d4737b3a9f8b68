"""The functions of a product's parser that ran for a line, and the matches of their patterns.

Nothing in a parser is made for this: the interpreter tells each call and each return, and the matches are those
that a function still holds in its variables when it returns.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# More calls are not kept, nor more of a text that matched, in characters.
_MOST_STEPS = 200
_LONGEST_MATCH = 400

# What formats read is part of a product's rule.
_FORMATS = "ecsparse.formats."


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that matched: its name in the module, and the text it matched, of which at most 400 characters."""

    pattern: str
    text: str


@dataclass(slots=True)
class Step:
    """A call of a function: its name, its docstring's first line, its depth, and its result.

    `gave` is whether it returned anything but `None` and `False`.
    """

    function: str
    description: str
    depth: int
    gave: bool
    matches: list[Match]


class Trace:
    """The calls of functions in the module `name`, in those beside it in the same package, and in the formats."""

    def __init__(self, name: str) -> None:
        package = name.rpartition(".")[0]
        self._own = (_FORMATS, f"{package}." if package else f"{name}.")
        self._name = name
        self._open: list[tuple[FrameType, Step]] = []
        self.steps: list[Step] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """While this is open, calls are kept."""
        before = sys.getprofile()
        sys.setprofile(self._note)
        try:
            yield
        finally:
            sys.setprofile(before)

    def refused_in(self) -> Step | None:
        """The call that declined: the last one, the last one that it made, and so on."""
        found: Step | None = None
        depth, steps = 0, self.steps
        while True:
            # the calls of one function, and their own: what follows the last one is below it
            last = max((place for place, step in enumerate(steps) if step.depth == depth), default=None)
            if last is None or steps[last].gave:
                return found
            found, depth, steps = steps[last], depth + 1, steps[last + 1 :]

    def _note(self, frame: FrameType, event: str, value: object) -> None:
        code = frame.f_code
        if event == "call":
            module = str(frame.f_globals.get("__name__"))
            is_own = module == self._name or module.startswith(self._own)
            if is_own and not code.co_name.startswith("<") and len(self.steps) < _MOST_STEPS:
                step = Step(code.co_qualname, _description(frame), len(self._open), gave=False, matches=[])
                self._open.append((frame, step))
                self.steps.append(step)
        elif event == "return" and self._open and self._open[-1][0] is frame:
            _, step = self._open.pop()
            step.gave = value is not None and value is not False
            step.matches = list(_matches(frame))


def _description(frame: FrameType) -> str:
    """The first line of what a function says of itself; of one inside another, the outer one's."""
    outer = frame.f_globals.get(frame.f_code.co_qualname.partition(".")[0])
    return (getattr(outer, "__doc__", None) or "").strip().partition("\n")[0]


def _matches(frame: FrameType) -> Iterator[Match]:
    """The matches in the variables of a function that returns."""
    names = {value.source: name for name, value in frame.f_globals.items() if isinstance(value, Pattern)}
    for found in list(frame.f_locals.values()):
        if type(found).__name__ != "Match":
            continue
        match: Any = found
        yield Match(names.get(match.re.pattern, ""), match[0][:_LONGEST_MATCH])
