"""What became of lines, and how many there were of each kind."""

from __future__ import annotations

from collections import Counter

# What becomes of a line that is not converted to its product's document.
UNMATCHED = "unmatched"
MALFORMED = "malformed"
INTERNAL = "internal"
BLANK = "blank"
TITLE = "title"

REJECTED = frozenset((UNMATCHED, MALFORMED, INTERNAL))


class Counts:
    """What a pipeline has seen: numbers of lines.

    `outcomes` counts each line that is not blank under its product's id, or `unmatched`, `malformed` or
    `internal`; `failures` counts the bugs of a parser by product and exception class; `titles` counts the lines
    that are titles of a product's report.
    """

    __slots__ = ("blank", "failures", "invalid_utf8", "outcomes", "titles", "truncated")

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failures: Counter[tuple[str, str]] = Counter()
        self.blank = 0
        self.titles = 0
        self.invalid_utf8 = 0
        self.truncated = 0

    def add(self, others: Counts) -> None:
        """Count what `others` counted, too."""
        self.outcomes.update(others.outcomes)
        self.failures.update(others.failures)
        self.blank += others.blank
        self.titles += others.titles
        self.invalid_utf8 += others.invalid_utf8
        self.truncated += others.truncated
