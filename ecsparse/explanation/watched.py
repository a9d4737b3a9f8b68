"""What was done to a line: its header, the candidates, and what each of them said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ecsparse.carriers.prefixes import without_escaped_end
from ecsparse.decoding import Flaws
from ecsparse.errors import Malformed
from ecsparse.explanation.trace import Trace
from ecsparse.formats import json
from ecsparse.formats.syslog.programs import programs_in

if TYPE_CHECKING:
    from ecsparse.carriers.carried import Carried
    from ecsparse.claims import Makes
    from ecsparse.decoding import Escapes
    from ecsparse.occurrences import Span
    from ecsparse.profiles import Parse
    from ecsparse.reading import Reading
    from ecsparse.record import Document, Header, Record, Signature

# What a candidate said.
CLAIMED = "claimed"
DECLINED = "declined"
MALFORMED = "malformed"
FAILED = "failed"
NOT_ASKED = "not asked"


class Answer(NamedTuple):
    """What a parser said of a text, why, and how it came to that."""

    product: str
    text: str
    verdict: str
    reason: str
    trace: Trace


class Watched:
    """Makes what `makes` does, and records how `Claims` decided on the last line.

    `line` is the line as text, `message` what products were shown of it; `matches` are the candidates and their
    signatures (`None` where a product is asked without one), `answers` what those said that were asked. `carriers`
    are those that hold the message, the innermost first. `escapes` is what has yet to be written for letters that
    stand in for bytes, in these and in the document.
    """

    def __init__(self, reading: Reading, makes: Makes) -> None:
        self._reading = reading
        self._makes = makes
        self.line = self.message = ""
        self.header: Header | None = None
        self.matches: list[tuple[str, Signature | None]] = []
        self.answers: list[Answer] = []
        self.carriers: list[Carried] = []
        self.escapes: Escapes = {}
        # the answers on the current line
        self._said: list[Answer] = []
        self.failed, self.says_time = makes.failed, makes.says_time

    @property
    def start(self) -> int:
        """Where the message is in the line."""
        return self.span[0]

    @property
    def span(self) -> Span:
        """Where the message is in the line, and where it ends: as it stands, or as JSON writes it."""
        if self.line.endswith(self.message):
            return len(self.line) - len(self.message), len(self.line)
        # what looked like a tag was taken back: the blank after it is not the line's
        for text in (self.message.rstrip(), f"{json.encode(self.message.rstrip())}"[1:-1]):
            start = self.line.rfind(text)
            if start >= 0:
                return start, len(self.line) if not self.carriers else start + len(text)
        return 0, len(self.line)

    def parser(self, name: str) -> Parse:
        """The parser of the product `name`, whose answer is kept."""
        return partial(self._ask, name, self._makes.parser(name))

    def close(self, document: Document, record: Record, line: str) -> None:
        """Keep what is known of `line`, which was claimed."""
        self._makes.close(document, record, line)
        self.line, self.header, self.message = line, record.header, record.text
        # of a line that may be a carrier, products are asked about it and about what it holds
        text = without_escaped_end(record.text)
        self.answers = [answer for answer in self._said if without_escaped_end(answer.text) == text]
        self._said = []
        self.matches = self._matches_of(record)
        self.carriers, self.escapes = [], {}

    def carry(self, document: Document, carriers: list[Carried], line: str) -> None:
        """Keep the carriers of the line that was claimed."""
        self._makes.carry(document, carriers, line)
        self.carriers = carriers

    def flawed(self, document: Document, flaws: Flaws) -> Document:
        """The `document` of a line with `flaws`, whose escapes are not written yet."""
        self.escapes = self.escapes | flaws.escapes
        if flaws.escapes and "related" in document:
            related = document["related"]
            document["related"] = {name: _in_order(values, flaws.escapes) for name, values in related.items()}
        return self._makes.flawed(document, Flaws(flaws.tags, {}))

    def _matches_of(self, record: Record) -> list[tuple[str, Signature | None]]:
        """The candidates for `record`, by each program of its tag that there was need to ask for."""
        products, index, header = self._reading.products, self._reading.index, record.header
        if len(products) == 1:
            return [(products[0], None)]
        if header is None or header.appname is None:
            return [*index.matches(record)]
        tag = header.appname
        found: list[tuple[str, Signature | None]] = []
        for header.appname in programs_in(tag, index.declares_program):
            if not found or len(self.answers) > len(found):
                found += index.matches(record)
        header.appname = tag
        return found

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
            self._said.append(Answer(name, record.text, verdict, reason, trace))
        return document


def _in_order(values: list[str], escapes: Escapes) -> list[str]:
    """The `values` in the order that they have once `escapes` are written, without those that are then equal."""
    return [value for _, value in sorted({value.translate(escapes): value for value in values}.items())]
