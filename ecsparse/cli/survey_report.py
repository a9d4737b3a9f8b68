"""What `ecsparse sniff` found, and two of the forms it writes: text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from ecsparse.cli.inputs import called
from ecsparse.cli.survey_text import GROUPS, heading
from ecsparse.outcomes import MALFORMED, UNMATCHED
from ecsparse.shapes import Shapes
from ecsparse.survey import Sighting, Tally

if TYPE_CHECKING:
    from typing import Any

    from ecsparse.cli.survey_text import Page

TOTAL = "total"


class Row(NamedTuple):
    """A file: its size in bytes, its lines, the outcome of most of them and how many, and from when they are."""

    name: str
    size: int
    lines: int
    product: str | None
    number: int
    taken: int
    first: str | None
    last: str | None
    is_year_assumed: bool
    hosts: int

    @classmethod
    def of(cls, tally: Tally) -> Row:
        """The row of a file that was read."""
        span, main = tally.span, tally.main
        product, number = (None, 0) if main is None else (main[0], main[1].lines)
        return cls(
            name=tally.name,
            size=tally.size,
            lines=tally.lines,
            product=product,
            number=number,
            taken=tally.taken,
            first=span.first,
            last=span.last,
            is_year_assumed=span.assumed > 0,
            hosts=len(tally.hosts),
        )


class Findings:
    """What was found: a row for each file, a tally for each operand and one of all, and the shapes of all."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.inputs: dict[str, Tally] = {}
        self.total = Tally(TOTAL)
        self.shapes = Shapes()

    def add(self, operand: str, tally: Tally, shapes: Shapes) -> None:
        """Count a file that `operand` names, or its folder."""
        self.rows.append(Row.of(tally))
        self._input(operand).add(tally)
        self.total.add(tally)
        self.shapes.merge(shapes)

    def leave_out(self, operand: str) -> None:
        """Count a file of the folder `operand` that is not text."""
        self._input(operand).binary += 1
        self.total.binary += 1

    def _input(self, operand: str) -> Tally:
        return self.inputs.setdefault(operand, Tally(operand))

    def is_one_file(self) -> bool:
        """Whether one file is all that was found."""
        return len(self.rows) == 1 and not self.total.binary and self.rows[0].name in self.inputs

    @property
    def title(self) -> str:
        """The heading of the table of all."""
        name = next(iter(self.inputs)) if len(self.inputs) == 1 else TOTAL
        return heading(called(name), self.total)


class Text:
    """A row for each file, a table of products, and `groups` groups of unmatched lines, or as many as fit."""

    def __init__(self, page: Page, groups: int | None) -> None:
        self._page = page
        self._groups = groups

    def written(self, findings: Findings) -> bytes:
        """The text."""
        page, parts = self._page, list[list[str]]()
        if findings.rows and not findings.is_one_file():
            parts.append(page.files(findings.rows))
        parts.append(page.table(findings.title, findings.total, sum(len(part) + 1 for part in parts)))
        if findings.shapes.texts:
            before = sum(len(part) + 1 for part in parts)
            groups = page.groups(before) if self._groups is None else self._groups
            parts.append(page.shapes(findings.shapes, groups))
        return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part).encode(errors="replace")


class Json:
    """One JSON object, with `groups` groups of unmatched lines."""

    def __init__(self, groups: int | None) -> None:
        self._groups = GROUPS if groups is None else groups

    def written(self, findings: Findings) -> bytes:
        """The object."""
        groups = findings.shapes.groups()[: self._groups]
        shapes = [
            {"shape": group.shape, "lines": group.texts, "exact": not group.missed, "example": group.example}
            for group in groups
        ]
        document = {
            "inputs": [_as_json(tally) for tally in findings.inputs.values()],
            "files": [_row_as_json(row) for row in findings.rows],
            "total": _as_json(findings.total),
            "shapes": shapes,
            "other_shapes": findings.shapes.texts - sum(group.texts for group in groups),
        }
        return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)


def _row_as_json(row: Row) -> dict[str, Any]:
    return {
        "name": _name(row.name),
        "size": row.size,
        "lines": row.lines,
        "product": row.product,
        "share": round(row.number / row.taken, 6) if row.taken else 0.0,
        "first": row.first,
        "last": row.last,
        "year_assumed": row.is_year_assumed,
        "hosts": row.hosts,
    }


def _as_json(tally: Tally) -> dict[str, Any]:
    rows = dict(tally.rows())
    for outcome in (UNMATCHED, MALFORMED):
        rows.setdefault(outcome, Sighting())
    taken = tally.taken
    return {
        "name": _name(tally.name),
        "files": tally.files,
        "binary": tally.binary,
        "size": tally.size,
        "lines": tally.lines,
        "blank": tally.blank,
        "titles": tally.titles,
        "carriers": dict(sorted(tally.carriers.items())),
        "hosts": {_name(host): number for host, number in tally.hosts.most_common()},
        "outcomes": [
            {
                "outcome": outcome,
                "lines": seen.lines,
                "share": round(seen.lines / taken, 6) if taken else 0.0,
                "first": seen.first,
                "last": seen.last,
                "years_assumed": seen.assumed,
            }
            for outcome, seen in rows.items()
        ],
    }


def _name(text: str) -> str:
    return text.encode(errors="surrogateescape").decode(errors="replace")
