"""What was done to a line: its header, the candidates, and what each of them said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ecsparse.decoding import Flaws
from ecsparse.errors import Malformed
from ecsparse.explanation.trace import Trace

if TYPE_CHECKING:
    from ecsparse.claims import Makes, Reading
    from ecsparse.decoding import Escapes
    from ecsparse.profiles import Parse
    from ecsparse.record import Document, Header, Record, Signature

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


class Watched:
    """Makes what `makes` does, and records how `Claims` decided on the last line.

    `line` is the line as text, `message` what products were shown of it; `matches` are the candidates and their
    signatures (`None` where a product is asked without one), `answers` what those said that were asked. `escapes`
    is what has yet to be written for letters that stand in for bytes, in these and in the document.
    """

    def __init__(self, reading: Reading, makes: Makes) -> None:
        self._reading = reading
        self._makes = makes
        self.line = self.message = ""
        self.header: Header | None = None
        self.matches: list[tuple[str, Signature | None]] = []
        self.answers: list[Answer] = []
        self.escapes: Escapes = {}
        # the answers on the current line
        self._said: list[Answer] = []
        self.failed = makes.failed

    @property
    def start(self) -> int:
        """Where the message is in the line."""
        if self.line.endswith(self.message):
            return len(self.line) - len(self.message)
        # what looked like a tag was taken back: the blank after it is not the line's
        return max(self.line.rfind(self.message.rstrip()), 0)

    def parser(self, name: str) -> Parse:
        """The parser of the product `name`, whose answer is kept."""
        return partial(self._ask, name, self._makes.parser(name))

    def close(self, document: Document, record: Record, line: str) -> None:
        """Keep what is known of `line`, which was claimed."""
        self._makes.close(document, record, line)
        self.line, self.header, self.message = line, record.header, record.text
        products, index = self._reading.products, self._reading.index
        self.matches = [(products[0], None)] if len(products) == 1 else list(index.matches(record))
        self.answers, self._said = self._said, []
        self.escapes = {}

    def flawed(self, document: Document, flaws: Flaws) -> Document:
        """The `document` of a line with `flaws`, whose escapes are not written yet."""
        self.escapes = flaws.escapes
        if flaws.escapes and "related" in document:
            related = document["related"]
            document["related"] = {name: _in_order(values, flaws.escapes) for name, values in related.items()}
        return self._makes.flawed(document, Flaws(flaws.tags, {}))

    def _ask(self, name: str, parse: Parse, record: Record) -> Document | None:
        trace = Trace(self._reading.registry.load(name).parse.__module__)
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
            self._said.append(Answer(name, verdict, reason, trace))
        return document


def _in_order(values: list[str], escapes: Escapes) -> list[str]:
    """The `values` in the order that they have once `escapes` are written, without those that are then equal."""
    return [value for _, value in sorted({value.translate(escapes): value for value in values}.items())]
