r"""How patterns are declared: once, at the top of a module, and compiled when first used.

A one-line run must start in about the time that Python needs to start, so nothing is compiled on import.
Digits are `[0-9]` (`\d` accepts other scripts' digits), patterns are anchored, and no repetition is nested in,
or overlaps with, another: time stays linear in the line's length. A `.` is any character, also the line feed of a
joined record: what ends in `.*` cannot fail there, and go back over all that it read.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

DECLARED: list[Pattern] = []

# A text as the pattern that it alone matches.
escape = re.escape
# What a pattern finds in a text.
Match = re.Match[str]


class Pattern:
    """A pattern of the standard library's `re`.

    It has the methods `match`, `fullmatch`, `search`, `findall`, `finditer`, `split` and `sub` of a compiled one.
    """

    __slots__ = ("findall", "finditer", "fullmatch", "match", "search", "source", "split", "sub")

    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, source: str) -> None:
        self.source = source
        DECLARED.append(self)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - one of the methods above
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = self._compile()
        self.match = compiled.match
        self.fullmatch = compiled.fullmatch
        self.search = compiled.search
        self.findall = compiled.findall
        self.finditer = compiled.finditer
        self.split = compiled.split
        self.sub = compiled.sub
        return getattr(compiled, name)

    def _compile(self) -> Any:  # noqa: ANN401 - `re` and `regex` share no type
        return re.compile(self.source, re.DOTALL)


class RegexPattern(Pattern):
    """A pattern of the package `regex`, for the stated `reason`: it costs 1.6 to 3 times `re`."""

    __slots__ = ("reason",)

    def __init__(self, source: str, *, reason: str) -> None:
        super().__init__(source)
        self.reason = reason

    def _compile(self) -> Any:  # noqa: ANN401 - `re` and `regex` share no type
        import regex  # noqa: PLC0415 - 17 ms of start-up, only when a line needs it

        return regex.compile(self.source, regex.DOTALL)
