"""The summary of a run of `convert`: a table, and a JSON object for tools."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import orjson

from ecsparse import __version__
from ecsparse.outcomes import MALFORMED, REJECTED, UNMATCHED, Counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.batch.conversions import Outcome
    from ecsparse.batch.plan import Conversion
    from ecsparse.batch.search import Left


class Report:
    """Sums up outcomes; with `drops_unmatched`, unmatched lines give no documents."""

    def __init__(self, *, drops_unmatched: bool) -> None:
        self._drops_unmatched = drops_unmatched
        self.counts = Counts()
        self._conversions: list[dict[str, Any]] = []
        self.skipped = 0
        self.failed = 0
        self._bytes = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.counts.add(outcome.counts)
        self._bytes += outcome.size
        self.failed += outcome.error is not None
        self._list(outcome.conversion.source, outcome.output, outcome.counts, size=outcome.size, error=outcome.error)

    def begin(self, finished: Iterable[Conversion], left: Iterable[Left]) -> None:
        """Count what an earlier run finished, and what is skipped."""
        for conversion in finished:
            self.skipped += 1
            self._list(*conversion, Counts(), skipped="finished by an earlier run")
        for path, reason, is_failure in left:
            self.failed += is_failure
            self.skipped += not is_failure
            error, skipped = (reason, None) if is_failure else (None, reason)
            self._list(path, None, Counts(), error=error, skipped=skipped)

    def _list(  # noqa: PLR0913 - the members of an object
        self,
        source: str,
        output: str | None,
        counts: Counts,
        *,
        size: int = 0,
        error: str | None = None,
        skipped: str | None = None,
    ) -> None:
        self._conversions.append(
            {
                "source": printable_path(source),
                "output": None if output is None else printable_path(output),
                "bytes": size,
                **self._numbers(counts),
                "error": error,
                "skipped": skipped,
            }
        )

    def table(self, seconds: float) -> str:
        """The sums, one per row."""
        outcomes = self.counts.outcomes
        numbers = self._numbers(self.counts)
        rows: list[tuple[str, int | str]] = [("files", self._files())]
        rows += [("skipped", self.skipped)] if self.skipped else []
        rows += [("failed", self.failed), ("lines", numbers["lines"]), ("documents", numbers["documents"])]
        rows += [(name, number) for name, number in sorted(outcomes.items()) if name not in REJECTED]
        rows += [(name, outcomes[name]) for name in (UNMATCHED, MALFORMED)]
        rows += [("seconds", f"{seconds:.1f}")]
        return "".join(f"{name:<16} {number:>14}\n" for name, number in rows)

    def json(self, seconds: float) -> bytes:
        """The sums and each conversion, as one JSON object."""
        report = {
            "version": __version__,
            "seconds": round(seconds, 3),
            "files": self._files(),
            "skipped": self.skipped,
            "failed": self.failed,
            "bytes": self._bytes,
            **self._numbers(self.counts),
            "conversions": sorted(self._conversions, key=_place),
        }
        return orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_INDENT_2)

    def _files(self) -> int:
        return len(self._conversions) - self.skipped

    def _numbers(self, counts: Counts) -> dict[str, Any]:
        lines = counts.outcomes.total()
        return {
            "lines": lines + counts.blank + counts.titles,
            "documents": lines - (counts.outcomes[UNMATCHED] if self._drops_unmatched else 0),
            "outcomes": dict(sorted(counts.outcomes.items())),
        }


def printable_path(path: str) -> str:
    """The path with bytes that are not UTF-8 escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _place(conversion: dict[str, Any]) -> tuple[bool, str]:
    """The sort key of a conversion: its output; those without one come last, by their sources."""
    output = conversion["output"]
    return output is None, conversion["source"] if output is None else output
