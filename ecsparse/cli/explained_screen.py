"""The short form of an explanation: the line with its marks, and what each of them became, on one screen."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ecsparse.cli.columns import fitted
from ecsparse.cli.explained import WIDTH, Page, shown_value
from ecsparse.explanation.fields import COMPUTED, CONSTANT, SETTING, WHOLE
from ecsparse.outcomes import UNMATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.explanation import Field

# How wide the column of values is, which the names of fields follow.
_VALUES = 32
_BEFORE = 4

_MORE = "--all also shows the header, the products that were asked, and the rule"
_NEXT_STEPS = (
    "ecsparse explain --product NAME  asks one product alone",
    "ecsparse sniff FILE              groups unmatched lines by shape",
    "ecsparse new-product NAME DIR    begins a parser for them",
)


class Screen(Page):
    """An explanation without what only authors of parsers need; of an unmatched line, the next steps instead."""

    def lines(self) -> Iterator[str]:
        """The lines of the screen."""
        found = self._of
        yield from self._verdict()
        yield ""
        yield from self._ruler()
        is_unmatched = found.outcome == UNMATCHED
        for heading, rows in (
            ("carriers", [f"  {name}" for name in found.carriers]),
            ("fields", list(self._rows_of_fields())),
            ("asked", list(self._asked()) if is_unmatched else []),
            ("nearest signatures", list(self._near()) if is_unmatched else []),
            ("next", [f"  {step}" for step in _NEXT_STEPS] if is_unmatched else []),
            (f"what the profile {found.profile} changes", list(self._changes())),
        ):
            yield from self._section(heading, rows)
        if found.document is not None:
            yield from ("", _MORE)

    def _rows_of_fields(self) -> Iterator[str]:
        """For each mark its value and the fields that have it, in the order of the line; then those without one."""
        marked: dict[tuple[str, str], list[str]] = {}
        unmarked: dict[str, list[str]] = {}
        for field in self._of.fields:
            mark, value = self._mark_of(field), shown_value(field.value)
            if field.field in WHOLE:
                marked.setdefault((" ", value), []).append(field.field)
            elif field.how == COMPUTED:
                marked.setdefault((mark, COMPUTED), []).append(_named(field))
            elif mark.strip():
                marked.setdefault((mark, value), []).append(field.field)
            else:
                unmarked.setdefault(field.origin, []).append(_named(field))
        for mark, value in sorted(marked, key=lambda each: (each[0] == " ", self._place_of(each[0]))):
            yield from self._row(mark, value, marked[mark, value])
        for origin in (SETTING, CONSTANT, *(each for each in unmarked if each not in (SETTING, CONSTANT))):
            if origin in unmarked:
                yield from self._row(" ", origin, unmarked[origin])

    def _row(self, mark: str, value: str, names: list[str]) -> Iterator[str]:
        text = ", ".join(dict.fromkeys(names))
        first, *rest = textwrap.wrap(text, WIDTH - _BEFORE - _VALUES - 2, break_on_hyphens=False)
        yield f"  {self._painted(mark)} {fitted(value, _VALUES, padded=True)}  {first}"
        for line in rest:
            yield f"{'':{_BEFORE + _VALUES + 2}}{line}"


def _named(field: Field) -> str:
    """Such as `event.kind=event`; of a long value, the beginning."""
    return f"{field.field}={fitted(shown_value(field.value), _VALUES)}"
