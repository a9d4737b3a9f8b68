"""The two formats of `ecsparse sniff`: text and JSON."""

from __future__ import annotations

import os

import orjson

from ecsparse.cli.inputs import called
from ecsparse.cli.survey_text import GROUPS, heading
from ecsparse.outcomes import MALFORMED, UNMATCHED
from ecsparse.survey import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.cli.survey_text import Page
    from ecsparse.survey import Survey, Tally


class Text:
    """A table for each input and for the total, and `groups` groups of unmatched lines, or as many as fit."""

    def __init__(self, page: Page, groups: int | None) -> None:
        self._page = page
        self._groups = groups
        self._lines = 0

    def input(self, tally: Tally) -> bytes:
        """The table of an input."""
        return self._put(self._page.table(heading(called(tally.name), tally), tally))

    def total(self, total: Tally, survey: Survey, inputs: int) -> bytes:
        """The table of the total, if there are several inputs, and the groups."""
        text = self._put(self._page.table(heading("total", total), total)) if inputs > 1 else b""
        if not survey.shapes.texts:
            return text
        groups = self._page.groups(self._lines + 1) if self._groups is None else self._groups
        return text + self._put(self._page.shapes(survey.shapes, groups))

    def _put(self, lines: list[str]) -> bytes:
        before = "\n" if self._lines else ""
        self._lines += len(lines) + len(before)
        return (before + "".join(f"{line}\n" for line in lines)).encode(errors="replace")


class Json:
    """One JSON object, at the end, with `groups` groups of unmatched lines."""

    def __init__(self, groups: int | None) -> None:
        self._groups = GROUPS if groups is None else groups
        self._inputs: list[dict[str, Any]] = []

    def input(self, tally: Tally) -> bytes:
        """Nothing yet."""
        self._inputs.append(_as_json(tally))
        return b""

    def total(self, total: Tally, survey: Survey, _: int) -> bytes:
        """The object."""
        groups = survey.shapes.groups()[: self._groups]
        shapes = [
            {"shape": group.shape, "lines": group.texts, "exact": not group.missed, "example": group.example}
            for group in groups
        ]
        others = survey.shapes.texts - sum(group.texts for group in groups)
        document = {"inputs": self._inputs, "total": _as_json(total), "shapes": shapes, "other_shapes": others}
        return orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)


def _as_json(tally: Tally) -> dict[str, Any]:
    rows = dict(tally.rows())
    for outcome in (UNMATCHED, MALFORMED):
        rows.setdefault(outcome, Sighting())
    taken = tally.taken
    return {
        "name": os.fsencode(tally.name).decode(errors="replace"),
        "files": tally.files,
        "binary": tally.binary,
        "lines": tally.lines,
        "blank": tally.blank,
        "titles": tally.titles,
        "carriers": dict(sorted(tally.carriers.items())),
        "outcomes": [
            {
                "outcome": outcome,
                "lines": seen.lines,
                "share": round(seen.lines / taken, 6) if taken else 0.0,
                "first": seen.first,
                "last": seen.last,
            }
            for outcome, seen in rows.items()
        ],
    }
