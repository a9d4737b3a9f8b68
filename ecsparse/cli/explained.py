"""An explanation as text for a terminal: the line with marks under it, and the meaning of each, in 80 columns."""

from __future__ import annotations

import textwrap
from string import ascii_letters
from typing import TYPE_CHECKING
from unicodedata import category

import orjson

from ecsparse.cli.columns import columns_of, fitted
from ecsparse.cli.notes import printable
from ecsparse.explanation.fields import DERIVED, LINE, WHOLE
from ecsparse.outcomes import BLANK, UNMATCHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.explanation import Candidate, Change, Explanation, Field
    from ecsparse.explanation.trace import Step
    from ecsparse.occurrences import Span

WIDTH = 80
_GUTTER = 6
_CHUNK = WIDTH - _GUTTER

# So much is shown; the rest is counted.
_MOST_CHUNKS = 24
_MOST_ROWS = 6
_MOST_PARTS = 12
_MOST_STEPS = 16
_LONGEST_NAME = 36
_LONGEST_ORIGIN = 20

_KINDS = {
    "CeeMember": "member",
    "Column": "column with the value",
    "Key": "second word with the key",
    "Members": "members",
    "Phrase": "phrase",
    "Prefix": "prefix",
    "Program": "program",
    "ProgramStem": "program that begins with",
    "Shape": "first word of the shape",
}
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}

_COLOURS = ("36", "33", "32", "35", "34", "31")
_BOLD = "1"


class Page:
    """Writes an explanation as lines of text, with colours if `colored`, and with the `changes` of the profile."""

    def __init__(self, explanation: Explanation, *, colored: bool, changes: bool) -> None:
        self._of = explanation
        self._colored = colored
        self._shows_changes = changes
        places = {tuple(field.spans) for field in explanation.fields if field.spans and field.field not in WHOLE}
        ordered = sorted(places, key=lambda spans: (spans[0][0], -spans[0][1], spans))
        names = (*ascii_letters, *"*" * max(0, len(ordered) - len(ascii_letters)))
        self._marks: dict[tuple[Span, ...], str] = dict(zip(ordered, names, strict=False))

    def lines(self) -> Iterator[str]:
        """The lines of the page."""
        found = self._of
        yield from self._verdict()
        yield ""
        yield from self._ruler()
        for heading, rows in (
            ("carriers", [f"  {name}" for name in self._of.carriers]),
            ("header", list(self._header())),
            ("fields", list(self._fields())),
            ("in no field", list(self._unheld())),
            ("asked", list(self._asked())),
            ("nearest signatures", list(self._near())),
            ("rule", list(self._rule())),
            (f"what the profile {found.profile} changes", list(self._changes())),
        ):
            yield from self._section(heading, rows)
        if any(len(field.spans) > 1 for field in found.fields):
            yield from ("", "+2 after a position: two more parts of the line, with the same letter below them")

    def _verdict(self) -> Iterator[str]:
        for line in textwrap.wrap(f"profile {self._of.profile}: {verdict(self._of)}", WIDTH):
            yield self._paint(line, _BOLD)

    def _section(self, heading: str, rows: list[str]) -> Iterator[str]:
        if rows:
            yield ""
            yield self._paint(heading, _BOLD)
            yield from rows

    def _mark_of(self, field: Field) -> str:
        return self._marks.get(tuple(field.spans), " ")

    def _place_of(self, mark: str) -> int:
        """Where the letter `mark` stands among all."""
        return ascii_letters.find(mark)

    def _painted(self, mark: str) -> str:
        return self._paint(mark, *self._colour(mark))

    def _paint(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self._colored and codes else text

    def _colour(self, mark: str) -> tuple[str, ...]:
        return (_COLOURS[ascii_letters.find(mark) % len(_COLOURS)],) if mark.strip() else ()

    def _ruler(self) -> Iterator[str]:
        """The line in chunks, with rows of marks under each."""
        line, start = self._of.line, 0
        shown = line[: _MOST_CHUNKS * _CHUNK]
        rows = self._rows(len(shown))
        while start < len(shown) or not start:
            end = _chunk_end(shown, start)
            cells = [_cell(sign) for sign in shown[start:end]]
            yield f"{start:>5} " + "".join(
                self._paint(cell, *self._colour(marks[0]))
                for cell, *marks in zip(cells, *(row[start:end] for row in rows), strict=True)
            )
            for row in rows:
                marks = [mark * columns_of(cell) for mark, cell in zip(row[start:end], cells, strict=True)]
                if "".join(marks).strip():
                    painted = "".join(self._paint(mark, *self._colour(mark[0])) for mark in marks)
                    yield (" " * _GUTTER + painted).rstrip()
            start = max(end, 1)
        if len(line) > len(shown):
            yield f"{'':{_GUTTER}}and {len(line) - len(shown)} more characters"

    def _rows(self, length: int) -> list[list[str]]:
        """The marks under the first `length` characters, in as few rows as possible without overlap."""
        rows = [[" "] * length]
        for spans, mark in self._marks.items():
            places = [place for start, end in spans for place in range(start, min(end, length))]
            row = next((row for row in rows if all(row[place] == " " for place in places)), None)
            if row is None and len(rows) < _MOST_ROWS:
                row = [" "] * length
                rows.append(row)
            if row is not None:
                for place in places:
                    row[place] = mark
        return rows

    def _header(self) -> Iterator[str]:
        for part in self._of.header:
            yield f"  {fitted(_spans(part.spans), 12):<12}{part.part:<10}{fitted(shown_value(part.value), 54)}"

    def _fields(self) -> Iterator[str]:
        fields = self._of.fields
        names = min(max((len(field.field) for field in fields), default=0), _LONGEST_NAME)
        origins = min(max((len(origin_of(field)) for field in fields), default=0), _LONGEST_ORIGIN)
        for field in fields:
            name, origin = fitted(field.field, names), fitted(origin_of(field), origins)
            value = fitted(shown_value(field.value), WIDTH - 8 - names - origins)
            yield f"  {self._painted(self._mark_of(field))} {name:<{names}}  {origin:<{origins}}  {value}".rstrip()

    def _unheld(self) -> Iterator[str]:
        found = self._of
        for start, end in found.unheld[:_MOST_PARTS]:
            yield f"  {f'{start}-{end}':<12}{fitted(printable(found.line[start:end]), WIDTH - 14)}"
        if len(found.unheld) > _MOST_PARTS:
            yield f"  and {len(found.unheld) - _MOST_PARTS} more parts"

    def _asked(self) -> Iterator[str]:
        asked = [each for each in self._of.candidates if each.verdict != "not asked"]
        rest = [each for each in self._of.candidates if each.verdict == "not asked"]
        for each in (*asked, *rest)[:_MOST_PARTS]:
            yield from _wrapped(answer(each))
        if len(asked) + len(rest) > _MOST_PARTS:
            yield f"  and {len(asked) + len(rest) - _MOST_PARTS} more"

    def _near(self) -> Iterator[str]:
        for each in self._of.nearest:
            yield from _wrapped(answer(each))

    def _rule(self) -> Iterator[str]:
        """The calls of the deciding parser that have a description or a match."""
        steps = rule(self._of)
        before = None
        for step in steps[:_MOST_STEPS]:
            matches = ", ".join(f"{match.pattern or 'a pattern'} matched" for match in step.matches)
            text = f"{'  ' * min(step.depth, 8)}{step.function}: {step.description or matches}"
            if text != before:
                yield f"  {fitted(printable(text, 400), WIDTH - 2)}"
            before = text
        if len(steps) > _MOST_STEPS:
            yield f"  and {len(steps) - _MOST_STEPS} more calls"

    def _changes(self) -> Iterator[str]:
        for change in self._of.changes if self._shows_changes else ():
            yield f"  {fitted(change_of(change, self._of.profile), WIDTH - 2)}"
            yield from textwrap.wrap(change.why, WIDTH, initial_indent="      ", subsequent_indent="      ")


_DECIDED = frozenset(("claimed", "malformed", "failed"))


def rule(found: Explanation) -> list[Step]:
    """The calls of the deciding parser that have a description or a match."""
    decided = next((each for each in found.candidates if each.verdict in _DECIDED), None)
    return [step for step in decided.rule if step.description or step.matches] if decided else []


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 2, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def verdict(found: Explanation) -> str:
    """What became of the line, in a sentence."""
    if found.document is None:
        return f"the line is {'blank' if found.outcome == BLANK else 'a title'} and gives no document"
    if found.outcome == found.product:
        return f"{found.product} claims the line"
    if found.outcome != UNMATCHED:
        return printable(f"{found.outcome}: {found.document['error']['message']}")
    if found.candidates:
        return "no product claims the line: those whose signatures match declined"
    return "no product claims the line: no signature matches"


def answer(candidate: Candidate) -> str:
    """Why a candidate was asked, and its answer."""
    reason = f": {candidate.reason}" if candidate.reason else ""
    if candidate.kind is None:
        return f"{candidate.product}, named by --product: {candidate.verdict}{reason}"
    signature = candidate.signature
    text = _json(signature) if isinstance(signature, str) else ": ".join(map(_json, signature or ()))
    where = f" at {_spans(candidate.spans)}" if candidate.spans else ""
    verdict = candidate.reason if candidate.verdict == "near" else f"{candidate.verdict}{reason}"
    return f"{candidate.product}, {_KINDS[candidate.kind]} {fitted(text, 200)}{where}: {verdict}"


def change_of(change: Change, profile: str) -> str:
    """Such as `+ ecs.version  9.4.0`."""
    values = (change.documented, change.ecs) if profile == "ecs" else (change.ecs, change.documented)
    shown = [fitted(shown_value(value), 40) for value in values]
    text = {"added": shown[1], "removed": shown[0]}.get(change.change, " -> ".join(shown))
    return f"{_SIGNS[change.change]} {change.field}  {text}"


def origin_of(field: Field) -> str:
    """Such as `67-76`, `26-30 number` or `constant`."""
    if field.origin not in (LINE, DERIVED):
        return field.origin
    how = "" if field.how == "text" else f" {field.how}"
    return f"{_spans(field.spans)}{how}".strip()


def _spans(spans: list[Span]) -> str:
    """Such as `0-19`; if there are several, the first one and the number of the others."""
    if not spans:
        return ""
    more = f" +{len(spans) - 1}" if len(spans) > 1 else ""
    return f"{spans[0][0]}-{spans[0][1]}{more}"


def shown_value(value: object) -> str:
    """A value in one line, without anything that a terminal would act on."""
    return printable(value if isinstance(value, str) else _json(value))


def _json(value: object) -> str:
    return printable(orjson.dumps(value).decode(), 400)


def _chunk_end(line: str, start: int) -> int:
    """The end of the part of `line` that begins at `start` and fits the width."""
    columns = 0
    for place in range(start, len(line)):
        columns += columns_of(_cell(line[place]))
        if columns > _CHUNK:
            return place
    return len(line)


def _cell(character: str) -> str:
    """A character of the line as the ruler shows it: a dot if it has no column of its own."""
    return character if character.isprintable() and category(character) not in ("Mn", "Me") else "·"
