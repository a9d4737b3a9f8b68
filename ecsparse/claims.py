"""One line to one document: whose it is, and what is made of it.

`Claims.claim` strips the header, finds the candidates, and asks them in turn. What is made of the line is up to
`Makes`: documents (`ecsparse.profiles`), or answers to another question.
"""

from __future__ import annotations

from ecsparse.errors import Malformed, UnknownProduct
from ecsparse.formats.syslog import peel, peel_unclaimed
from ecsparse.outcomes import INTERNAL, MALFORMED, UNMATCHED, Counts
from ecsparse.profiles import DOCUMENTED, OWN
from ecsparse.record import Record
from ecsparse.sniff import Index
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime
    from typing import Protocol

    from ecsparse.decoding import Flaws
    from ecsparse.patterns import Pattern
    from ecsparse.profiles import Parse, Profile
    from ecsparse.record import Document, Header
    from ecsparse.registry import Registry

    class Makes(Protocol):
        """What is made of lines."""

        def parser(self, name: str) -> Parse:
            """What makes something of a record of the product `name`, or returns `None` if it is not its record."""

        def failed(self, kind: str, name: str, message: str, document: Document, record: Record) -> Document:
            """What is made of a line that is not converted as it should be.

            `kind` is one of `REJECTED`; `name` the product's id, or `ecsparse`; `document` what could be read.
            """

        def close(self, document: Document, record: Record, line: str) -> None:
            """Add what the header of `line` says to what was made of it; called once for each line."""

        def flawed(self, document: Document, flaws: Flaws) -> Document:
            """What leaves of what was made of a line with `flaws`; called last."""


_UNCLAIMED = "no product claims this line"

# Which product has a bug where none was asked yet.
_SNIFF = "sniff"


class Reading:
    """How lines are read: for which products and profile, in which zone, and what completes their times.

    Threads share it, and each has `Claims` of its own. The arguments are those of `Pipeline`.

    Raises:
        BadReference: `reference_date` is no date.
        UnknownProduct: one of `products` does not exist, or one of `prefer` is not among them.
        UnknownZone: `timezone` does not exist.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        registry: Registry,
        products: Iterable[str] | None,
        prefer: Iterable[str],
        timezone: str,
        reference_date: str | date | datetime | None,
        profile: Profile,
    ) -> None:
        self.registry = registry
        self.profile = profile
        self.timezone = timezone
        clock = Clock(timezone)
        self.reference = None if reference_date is None else Reference.stated(reference_date, clock)
        self.products = registry.chosen(products)
        self.index = self._index(tuple(dict.fromkeys(prefer)))

    def _index(self, preferred: tuple[str, ...]) -> Index:
        """The signatures of the products, those that are preferred first."""
        for name in preferred:
            if name not in self.products:
                known = ", ".join(sorted(self.products))
                raise UnknownProduct(f"cannot prefer {name!r}: it is none of the products to recognise: {known}")
        signatures = [(name, self.registry.signatures(name)) for name in self.products]
        if not preferred:
            return Index(signatures)
        from ecsparse.preference import PreferringIndex  # noqa: PLC0415 - only for who prefers something

        return PreferringIndex(signatures, preferred)

    def follows_page(self, name: str) -> bool:
        """Whether lines of the product `name` give what its vendor's page documents, and not ECS.

        Raises:
            UnknownProduct, BadDeclaration: as `Registry.load`.
        """
        return self.profile == DOCUMENTED and self.registry.load(name).PRODUCT.documented

    def titles(self) -> tuple[Pattern, ...]:
        """What matches lines that are no records of the products: titles of reports."""
        return tuple(title for name in self.products for title in self.registry.load(name).PRODUCT.titles)


class Claims:
    """Claims lines one at a time, which are read as `reading` says: it belongs to one thread.

    A single product is asked about every line, without sniffing. Bugs of parsers are kept in `counts`.
    """

    def __init__(self, reading: Reading, makes: Makes) -> None:
        self.counts = Counts()
        self.reading = reading
        # a vendor's page knows no time that a line does not say: what is observed completes none of its documents'
        self._clock, self._clock_of_pages = Clock(reading.timezone), Clock(reading.timezone)
        self._clock.reference = self._clock_of_pages.reference = reading.reference
        self.record = Record(self._clock)
        # the second of the clock's reference, if that is an observed time
        self._observed: int | None = None
        self._makes = makes
        self._candidates: Callable[[Record], Iterable[str]] = reading.index.candidates
        if len(reading.products) == 1:
            self._candidates = lambda _: reading.products
        # by product, once it was asked
        self._parsers: dict[str, tuple[Parse, Clock]] = {}

    def observe(self, seconds: float) -> None:
        """Let lines from here on be of `seconds` since 1970 at the latest, if no reference date was given."""
        if self.reading.reference is None and int(seconds) != self._observed:
            self._observed = int(seconds)
            self._clock.reference = Reference.observed(seconds)

    def parser(self, name: str) -> tuple[Parse, Clock]:
        """The parser of the product `name`, loaded when the first line may be its, and the clock of its records."""
        found = self._parsers.get(name)
        if found is None:
            clock = self._clock_of_pages if self.reading.follows_page(name) else self._clock
            found = self._parsers[name] = self._makes.parser(name), clock
        return found

    def claim(self, line: str) -> tuple[str, Document]:
        """What became of `line` (a product's id, or one of `REJECTED`), and its document."""
        record = self.record
        header, message = peel(line)
        if header is not None and header.version is None and header.appname is not None and header.procid is None:
            message = self._without_false_tag(header, message, line)
        record.header = header
        record.text = message[1:] if message[:1] == "\ufeff" else message
        outcome, document = self._ask(record)
        if outcome is UNMATCHED and (header is None or (header.appname is None and header.version is None)):
            outcome, document, message = self._ask_behind_header(record, document, message)
        try:
            document["message"] = message
            self._makes.close(document, record, line)
        except Exception as bug:  # noqa: BLE001 - what a parser made is no document
            outcome, document = self.failed(outcome, bug)
            document["message"] = message
            self._makes.close(document, record, line)
        if record.header is not None:
            record.header, record.took_header_time = None, False
        return outcome, document

    def flawed(self, document: Document, flaws: Flaws | None) -> Document:
        """What leaves of the `document` of a line that may have `flaws`."""
        return document if flaws is None else self._makes.flawed(document, flaws)

    def failed(self, name: str, bug: Exception) -> tuple[str, Document]:
        """The outcome and the document of a line for which the product `name` has a bug, which is counted."""
        self.counts.fail(name, bug, self.reading.registry)
        self.record.clock = self._clock
        message = f"{name}: {type(bug).__name__}"
        return INTERNAL, self._makes.failed(INTERNAL, name, message, {}, self.record)

    def _ask(self, record: Record) -> tuple[str, Document]:
        """Ask the candidates for `record` in turn."""
        name, parsers = _SNIFF, self._parsers
        try:
            for name in self._candidates(record):
                parse, record.clock = parsers.get(name) or self.parser(name)
                document = parse(record)
                if document is not None:
                    return name, document
        except Malformed as problem:
            message = f"{name}: {problem.reason}"
            return MALFORMED, self._makes.failed(MALFORMED, name, message, problem.document, record)
        except Exception as bug:  # noqa: BLE001 - a parser's bug must not stop the stream
            return self.failed(name, bug)
        record.clock = self._clock
        moment = record.header_time()
        read = {} if moment is None else {"@timestamp": moment}
        return UNMATCHED, self._makes.failed(UNMATCHED, OWN, _UNCLAIMED, read, record)

    def _ask_behind_header(self, record: Record, document: Document, message: str) -> tuple[str, Document, str]:
        """Ask about a record that no product claims without a header that begins as programs' own lines do.

        The outcome, the document and the message, which are those given if there is no such header.
        """
        header, text = record.header, record.text
        inner, rest, is_certain = peel_unclaimed(text, self.reading.index.declares_program)
        if inner is None:
            return UNMATCHED, document, message
        if header is not None:
            inner.inherit(header)
        record.header, record.took_header_time = inner, False
        record.text = rest[1:] if rest[:1] == "\ufeff" else rest
        outcome, found = self._ask(record)
        if is_certain or outcome is not UNMATCHED:
            return outcome, found, rest
        record.header, record.text, record.took_header_time = header, text, False
        return *self._ask(record), message

    def _without_false_tag(self, header: Header, message: str, line: str) -> str:
        """Take back a tag that is the first word of a product's message: `TLS: Initial packet from …`."""
        tag = f"{header.appname}"
        if not self.reading.index.is_false_tag(tag, f"{tag}: {message}"):
            return message
        start = line.rindex(f"{header.appname}:", 0, len(line) - len(message))
        header.appname = None
        return line[start:]
