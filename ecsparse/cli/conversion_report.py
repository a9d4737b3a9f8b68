"""What a run of `convert` says of itself at its end: a table, and an object for tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from ecsparse import __version__
from ecsparse.outcomes import MALFORMED, REJECTED, UNMATCHED, Counts

if TYPE_CHECKING:
    from ecsparse.batch.conversions import Outcome


class Report:
    """Sums up outcomes; `drops_unmatched` says whether unmatched lines give documents."""

    def __init__(self, *, drops_unmatched: bool) -> None:
        self._drops_unmatched = drops_unmatched
        self.counts = Counts()
        self._conversions: list[dict[str, Any]] = []
        self.skipped = 0
        self.failed = 0
        self._bytes = 0

    def add(self, outcome: Outcome) -> None:
        """Sum up one more."""
        self.counts.add(outcome.counts)
        self._bytes += outcome.size
        self.failed += outcome.error is not None
        source, output = outcome.conversion
        self._conversions.append(
            {
                "source": source,
                "output": output,
                "bytes": outcome.size,
                **self._numbers(outcome.counts),
                "error": outcome.error,
            }
        )

    def table(self, seconds: float) -> str:
        """The sums, a row each."""
        outcomes = self.counts.outcomes
        numbers = self._numbers(self.counts)
        rows: list[tuple[str, int | str]] = [("files", len(self._conversions))]
        rows += [("skipped", self.skipped)] if self.skipped else []
        rows += [("failed", self.failed), ("lines", numbers["lines"]), ("documents", numbers["documents"])]
        rows += [(name, number) for name, number in sorted(outcomes.items()) if name not in REJECTED]
        rows += [(name, outcomes[name]) for name in (UNMATCHED, MALFORMED)]
        rows += [("seconds", f"{seconds:.1f}")]
        return "".join(f"{name:<16} {number:>14}\n" for name, number in rows)

    def json(self, seconds: float) -> bytes:
        """The sums and each conversion, as one object."""
        report = {
            "version": __version__,
            "seconds": round(seconds, 3),
            "files": len(self._conversions),
            "skipped": self.skipped,
            "failed": self.failed,
            "bytes": self._bytes,
            **self._numbers(self.counts),
            "conversions": sorted(self._conversions, key=lambda conversion: str(conversion["output"])),
        }
        return orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_INDENT_2)

    def _numbers(self, counts: Counts) -> dict[str, Any]:
        lines = counts.outcomes.total()
        return {
            "lines": lines + counts.blank + counts.titles,
            "documents": lines - (counts.outcomes[UNMATCHED] if self._drops_unmatched else 0),
            "outcomes": dict(sorted(counts.outcomes.items())),
        }
