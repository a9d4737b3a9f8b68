"""A pipeline that keeps what it did to its last line: the header, the candidates, and what each of them said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse.errors import Malformed
from ecsparse.explanation.trace import Trace
from ecsparse.outcomes import BLANK
from ecsparse.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.profiles import Parse
    from ecsparse.record import Document, Header, Record, Signature
    from ecsparse.registry import ProductModule, Registry

# What a candidate said.
CLAIMED = "claimed"
DECLINED = "declined"
MALFORMED = "malformed"
FAILED = "failed"
NOT_ASKED = "not asked"


class Answer(NamedTuple):
    """What a parser said of the line, why, and how it came to that."""

    product: str
    verdict: str
    reason: str
    trace: Trace


class Watched(Pipeline):
    """A pipeline for one line at a time, whose attributes tell of the last one.

    `line` is the line as text, `message` what products were shown of it; `matches` are the candidates and their
    signatures (`None` where a product is asked without one), `answers` what those said that were asked.
    """

    def __init__(self, registry: Registry, **options: Any) -> None:  # noqa: ANN401 - the options of a pipeline
        super().__init__(registry=registry, **options)
        self.line = self.message = ""
        self.outcome = BLANK
        self.header: Header | None = None
        self.matches: list[tuple[str, Signature | None]] = []
        self.answers: list[Answer] = []
        self._found = self._candidates
        self._candidates = self._keep

    @property
    def start(self) -> int:
        """Where the message stands in the line."""
        if self.line.endswith(self.message):
            return len(self.line) - len(self.message)
        # what looked like a tag was taken back: the blank behind it is not the line's
        return max(self.line.rfind(self.message.rstrip()), 0)

    def document(self, line: str) -> tuple[str, Document]:
        """What became of `line`, and its document, as any pipeline has it."""
        self.line, self.header, self.matches, self.answers = line, None, [], []
        return super().document(line)

    def _convert_line(self, line: str, tags: list[str] | None) -> tuple[str, bytes]:
        self.outcome, encoded = super()._convert_line(line, tags)
        return self.outcome, encoded

    def _route(self, word: str, lines: int) -> None:
        """Every line goes the long way, which is watched."""

    def _parser(self, name: str, module: ProductModule) -> Parse:
        return partial(self._ask, name, super()._parser(name, module))

    def _keep(self, record: Record) -> Iterable[str]:
        self.header, self.message = record.header, record.text
        if self._sole is not None:
            self.matches = [(self._sole, None)]
        else:
            self.matches = list(self._index.matches(record))
        return self._found(record)

    def _ask(self, name: str, parse: Parse, record: Record) -> Document | None:
        trace = Trace(self._registry.load(name).parse.__module__)
        verdict, reason = FAILED, ""
        try:
            with trace.running():
                document = parse(record)
            verdict = DECLINED if document is None else CLAIMED
        except Malformed as problem:
            verdict, reason = MALFORMED, problem.reason
            raise
        except Exception as bug:
            reason = type(bug).__name__
            raise
        finally:
            self.answers.append(Answer(name, verdict, reason, trace))
        return document
