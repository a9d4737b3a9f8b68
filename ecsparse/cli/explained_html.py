"""An explanation as a page of HTML."""

from __future__ import annotations

from string import ascii_letters
from typing import TYPE_CHECKING

from ecsparse.cli.explained import Page, answer, change_of, origin_of, rule, shown_value, verdict
from ecsparse.cli.html import COLOURS, code, page, section, table, text
from ecsparse.explanation.fields import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.explanation import Explanation

# Longer lines are cut, in characters.
_LONGEST = 1 << 16


class Html(Page):
    """Writes an explanation as HTML, with all that the page of a terminal has."""

    def html(self) -> str:
        """The page."""
        found = self._of
        return page(f"ecsparse explain: {verdict(found)}", self._sections(found))

    def _sections(self, found: Explanation) -> Iterator[str]:
        yield section("Line", f'<p class="line">{"".join(self._line(found.line))}</p>\n')
        yield section("Carriers", *(f"<p>{text(name)}</p>\n" for name in found.carriers))
        header = ([text(part.part), code(part.value)] for part in found.header)
        yield section("Header", table(("part", "value"), header))
        yield section("Fields", table(("", "field", "value", "from"), self._field_rows(found)))
        unheld = "".join(f"<li>{code(found.line[start:end])}</li>\n" for start, end in found.unheld)
        yield section("In no field", f"<ul>\n{unheld}</ul>\n" if unheld else "")
        yield section("Asked", *(f"<p>{text(answer(each))}</p>\n" for each in found.candidates))
        yield section("Nearest signatures", *(f"<p>{text(answer(each))}</p>\n" for each in found.nearest))
        yield section("Rule", table(("function", "what it is for"), self._rule_rows(found)))
        if self._shows_changes:
            changes = ([code(change_of(each, found.profile)), text(each.why)] for each in found.changes)
            yield section(f"What the profile {found.profile} changes", table(("change", "why"), changes))

    def _line(self, line: str) -> Iterator[str]:
        """The line; each part that fields come from is marked with its letters."""
        letters: list[str] = [""] * min(len(line), _LONGEST)
        for spans, mark in self._marks.items():
            for start, end in spans:
                for place in range(start, min(end, len(letters))):
                    letters[place] += mark
        start = 0
        for place in range(1, len(letters) + 1):
            if place == len(letters) or letters[place] != letters[start]:
                yield _marked(line[start:place], letters[start])
                start = place
        if len(line) > len(letters):
            yield f' <span class="muted">and {len(line) - len(letters)} more characters</span>'

    def _field_rows(self, found: Explanation) -> Iterator[list[str]]:
        for field in found.fields:
            mark = "" if field.field in WHOLE else self._mark_of(field).strip()
            yield [
                f'<b class="{_colour(mark)}">{text(mark)}</b>' if mark else "",
                code(field.field),
                code(shown_value(field.value)),
                text(origin_of(field)),
            ]

    @staticmethod
    def _rule_rows(found: Explanation) -> Iterator[list[str]]:
        for step in rule(found):
            matches = ", ".join(f"{match.pattern or 'a pattern'} matched {match.text}" for match in step.matches)
            indented = f"{chr(0xA0) * 2 * step.depth}{step.function}"
            yield [f"<code>{text(indented)}</code>", text(". ".join(filter(None, (step.description, matches))))]


def _marked(part: str, letters: str) -> str:
    if not letters:
        return text(part)
    return f'<mark class="{_colour(letters[0])}">{text(part)}<sub>{text(letters)}</sub></mark>'


def _colour(mark: str) -> str:
    return f"c{ascii_letters.find(mark) % COLOURS}"
