"""One line to one document: whose it is, and what is made of it.

`Claims.claim` strips the header, finds the candidates, and asks them in turn. A line that a carrier holds is read
as it would be by itself, and takes from the carrier what it does not say. What is made of the line is up to
`Makes`: documents (`ecsparse.profiles`), or answers to another question.
"""

from __future__ import annotations

from functools import cache

from ecsparse.carriers import MOST_CARRIERS, carried
from ecsparse.carriers.carried import CERTAIN, DOUBTFUL, HEADED, POSSIBLE, ROW
from ecsparse.carriers.prefixes import has_controls, has_escaped_end, without_escaped_end
from ecsparse.errors import Malformed
from ecsparse.formats.syslog import peel_unclaimed
from ecsparse.formats.syslog.programs import programs_in
from ecsparse.headings import may_have_columns
from ecsparse.outcomes import INTERNAL, MALFORMED, UNMATCHED, Counts
from ecsparse.peeling import BYTE_ORDER_MARK, ClockWithin, Peeled, Peeling
from ecsparse.profiles import OWN
from ecsparse.record import Members, Record
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from ecsparse.carriers.carried import Carried
    from ecsparse.decoding import Flaws
    from ecsparse.profiles import Parse
    from ecsparse.reading import Reading
    from ecsparse.record import Document, Header

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

        def carry(self, document: Document, carriers: list[Carried], line: str) -> None:
            """Add what `carriers`, the innermost first, say to what was made of the `line` that they are.

            Called after `close`, for lines of which more than a header was peeled off.
            """

        def says_time(self, document: Document) -> bool:
            """Whether the line that `document` was made of says when it was written."""

        def flawed(self, document: Document, flaws: Flaws) -> Document:
            """What leaves of what was made of a line with `flaws`; called last."""


_UNCLAIMED = "no product claims this line"

# Which product has a bug where none was asked yet.
_SNIFF = "sniff"


class Claims:
    """Claims lines one at a time, which are read as `reading` says: it belongs to one thread.

    A single product is asked about every line, without sniffing, but for one that knows its objects by their
    members. Bugs of parsers are kept in `counts`.
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
        self.makes = makes
        self.peeling = Peeling(reading.index, self.record)
        self._candidates: Callable[[Record], Iterable[str]] = reading.index.candidates
        if len(reading.products) == 1 and not _is_known_by_members(reading):
            self._candidates = lambda _: reading.products
        self._clock_within = ClockWithin(reading.timezone)
        # the same for the line that is read now, if a relay or a carrier says when it was written
        self._clock_inside: Clock | None = None
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
            found = self._parsers[name] = self.makes.parser(name), clock
        return found

    def claim(self, line: str) -> tuple[str, Document]:
        """What became of `line` (a product's id, or one of `REJECTED`), and its document."""
        record, self._clock_inside = self.record, None
        if record.heading and may_have_columns(line) and (headed := self._ask_headed(line)) is not None:
            return self._close(*headed, line, line)
        header, message = self.peeling.peel(line)
        may_hold = header is None or message[:1] == "{"
        carrier = self.peeling.carrier(message, line) if may_hold else None
        if carrier is not None or (header is not None and header.outer is not None) or has_controls(line):
            return self._claim_within(Peeled(header, message), carrier, line)
        _show(record, header, message)
        found = self._ask(record)
        if found is None and (header is None or (header.appname is None and header.version is None)):
            found, message = self._ask_behind_header(record, message)
        if found is None and any(_in_unclaimed()(message, record.header, self.reading.index.declares_program)):
            return self._claim_within(Peeled(header, message), None, line)
        outcome, document = found or self._unmatched(record)
        return self._close(outcome, document, message, line)

    def _ask_headed(self, line: str) -> tuple[str, Document] | None:
        """Ask the products whose columns the heading names; `None` if there are none, or none claims the line."""
        named = self.reading.index.headed(self.record.heading)
        if not named:
            return None
        _show(self.record, None, line)
        return self._ask_as_it_is(self.record, named)

    def _close(self, outcome: str, document: Document, message: str, line: str) -> tuple[str, Document]:
        """`outcome` and `document` of `line`, closed; `message` is what products were shown of it.

        That of an event without a text, such as one of RFC 5424 that has only structured data, is the line.
        """
        record = self.record
        try:
            document["message"] = message or line
            self.makes.close(document, record, line)
        except Exception as bug:  # noqa: BLE001 - what a parser made is not a document
            outcome, document = self.failed(outcome, bug)
            document["message"] = message or line
            self.makes.close(document, record, line)
        if record.header is not None:
            record.header, record.took_header_time = None, False
        return outcome, document

    def _claim_within(self, peeled: Peeled, carrier: Carried | None, line: str) -> tuple[str, Document]:
        """The same of a `line` that may be a `carrier`, or have a relay's header, or colours in it.

        `peeled` is it after its header.
        """
        bare = self.peeling.without_controls(peeled, line)
        if bare is not peeled:
            carrier = self.peeling.carrier_in(bare, line)
        record = self.record
        innermost, answer = self._innermost(peeled, bare, carrier, line)
        header, message = record.header, innermost.message
        if answer is None and (header is None or (header.appname is None and header.version is None)):
            answer, message = self._ask_behind_header(record, message)
        if answer is None and (further := self._ask_behind_front(innermost, bare, line)) is not None:
            innermost, answer = further
            message = innermost.message
        outcome, document = answer or self._unmatched(record)
        # an event without a text is all that its carrier holds
        whole = innermost.carriers[0].text if innermost.carriers else line
        outcome, document = self._close(outcome, document, message or whole, line)
        if innermost is not peeled:
            self.makes.carry(document, innermost.carriers, line)
            self.counts.add_carriers([each.name for each in innermost.carriers])
        for each in innermost.carriers:
            if each.flaws is not None:
                document = self.makes.flawed(document, each.flaws)
                self.counts.add_each((), truncated=0, invalid_utf8=1)
        return outcome, document

    def _innermost(
        self, line_itself: Peeled, peeled: Peeled, carrier: Carried | None, line: str
    ) -> tuple[Peeled, tuple[str, Document] | None]:
        """What `line` holds, and its outcome and document; these are `None` if no product claims it.

        Where what looks like a carrier turns out to be none, the line stays as it is.
        """
        certain = peeled if peeled.header is not None else line_itself
        declined = None
        while carrier is not None:
            inner = self.peeling.within(peeled, carrier)
            following = self.peeling.carrier_in(inner, line)
            holds_certain = inner.is_own or (following is not None and following.trust == CERTAIN)
            if carrier.trust == HEADED and not holds_certain:
                break
            is_asked = carrier.trust == POSSIBLE or (carrier.trust == DOUBTFUL and not inner.is_own)
            if is_asked:
                declined = peeled
                answer = self._ask_of(peeled)
                if answer is not None and not self._is_around(answer[0], peeled, carrier, inner):
                    return peeled, answer
            if carrier.trust == CERTAIN or inner.is_own:
                certain = inner
            peeled, carrier = inner, following
        answer = self._ask_of(peeled)
        if answer is not None or certain is peeled:
            return peeled, answer
        if certain is declined:
            self._show(certain)
            return certain, None
        return certain, self._ask_of(certain)

    def _ask_behind_front(self, peeled: Peeled, bare: Peeled, line: str) -> tuple[Peeled, tuple[str, Document]] | None:
        """Ask about what follows what stands in front of another line in what is left of `line`, which none claims.

        That is `peeled`, or without colours `bare` if nothing was taken off. What is left then, and what became of
        it; `None` if no product claims that either, and the record is as it was.
        """
        record, clock = self.record, self._clock_inside
        header, text, took_header_time = record.header, record.text, record.took_header_time
        around = peeled if peeled.carriers else bare
        shown = text if around is peeled else around.message
        is_declared = self.reading.index.declares_program
        for carrier in _in_unclaimed()(shown, header, is_declared) if len(around.carriers) < MOST_CARRIERS else ():
            inner = self.peeling.within(around, carrier)
            found, answer = self._innermost(inner, inner, self.peeling.carrier_in(inner, line), line)
            if answer is not None:
                return found, answer
        record.header, record.text, record.took_header_time = header, text, took_header_time
        self._clock_inside = clock
        return None

    def _is_around(self, name: str, whole: Peeled, carrier: Carried, inner: Peeled) -> bool:
        """Whether what is around `inner` in a `whole` line of the product `name` says nothing to that.

        So it is if `carrier` quotes another line of the same product: as a cell, or as the member of an object. So
        it is, too, if what is behind its front is a product's, and says its time itself. But the first word of the
        line may decide that it is this product's, and a time in front of an object is more exact than those in it.
        The record is left as it was.
        """
        record, index = self.record, self.reading.index
        is_quoted = carrier.name == ROW or whole.message[:1] == "{"
        if not is_quoted:
            word = index.alike(whole.message.partition(" ")[0])
            is_decided = any(name in products for products, _ in index.decided_by(word))
            if carrier.trust != DOUBTFUL or inner.message[:1] == "{" or is_decided:
                return False
        header, text, took_header_time = record.header, record.text, record.took_header_time
        _show(record, inner.header if is_quoted else None, inner.message)
        answer = self._ask(record)
        record.header, record.text, record.took_header_time = header, text, took_header_time
        if answer is None:
            return False
        return answer[0] == name if is_quoted else self.makes.says_time(answer[1])

    def keeps(self, text: str, first: str, is_alone: bool) -> bool:  # noqa: FBT001 - as `arrays.Keeps`
        """Whether the object `text` stays one record though it holds an array of objects, of which `first` is one.

        That is so if it is a product's own event, or says more than the array, and what is in that is not known.
        """
        if self.peeling.is_event(text):
            return True
        if is_alone or carried(first, first, self.record, self.reading.index.declares_program) is not None:
            return False
        _show(self.record, None, first)
        return self._ask(self.record) is None

    def clock_of(self, peeled: Peeled) -> Clock | None:
        """The clock of a line behind a relay, or inside a carrier, whose time completes those of the line.

        `None` if they say no year.
        """
        return None if peeled.time is None else self._clock_within.of(peeled.time)

    def _ask_of(self, peeled: Peeled) -> tuple[str, Document] | None:
        """What `_ask` returns for what is left of a line."""
        self._show(peeled)
        return self._ask(self.record)

    def _show(self, peeled: Peeled) -> None:
        """Let the record be what is left of a line; the time around that completes its times."""
        self.record.took_header_time = False
        _show(self.record, peeled.header, peeled.message)
        self._clock_inside = self.clock_of(peeled)

    def flawed(self, document: Document, flaws: Flaws | None) -> Document:
        """What leaves of the `document` of a line that may have `flaws`."""
        return document if flaws is None else self.makes.flawed(document, flaws)

    def failed(self, name: str, bug: Exception) -> tuple[str, Document]:
        """The outcome and the document of a line for which the product `name` has a bug, which is counted."""
        self.counts.fail(name, bug, self.reading.registry)
        self.record.clock = self._clock
        message = f"{name}: {type(bug).__name__}"
        return INTERNAL, self.makes.failed(INTERNAL, name, message, {}, self.record)

    def _ask(self, record: Record) -> tuple[str, Document] | None:
        """Ask the candidates for `record` in turn; `None` if none claims it.

        If the tag names a file or a unit, and nobody declares that, they are asked about the program in it: first,
        if it is a program that somebody declares.
        """
        header = record.header
        if header is None or header.appname is None:
            return self._ask_as_it_is(record)
        tag, found = header.appname, None
        for header.appname in programs_in(tag, self.reading.index.declares_program):
            found = self._ask_as_it_is(record)
            if found is not None:
                break
        header.appname = tag
        return found

    def _ask_as_it_is(self, record: Record, named: tuple[str, ...] = ()) -> tuple[str, Document] | None:
        """Ask the products `named`, or else the candidates for `record`, in turn; `None` if none claims it."""
        name, parsers = _SNIFF, self._parsers
        try:
            is_escaped = has_escaped_end(record.text)
            for name in named or (self._without_escaped_end(record) if is_escaped else self._candidates(record)):
                parse, record.clock = parsers.get(name) or self.parser(name)
                if self._clock_inside is not None:
                    record.clock = self._clock_inside
                # another one, which declined, may have asked for it
                record.took_header_time = False
                document = parse(record)
                if document is not None:
                    return name, document
        except Malformed as problem:
            message = f"{name}: {problem.reason}"
            return MALFORMED, self.makes.failed(MALFORMED, name, message, problem.document, record)
        except Exception as bug:  # noqa: BLE001 - a parser's bug must not stop the stream
            return self.failed(name, bug)
        return None

    def _without_escaped_end(self, record: Record) -> Iterator[str]:
        """The candidates for a `record` with an escaped end, which is changed for each of them."""
        whole, text = record.text, without_escaped_end(record.text)
        record.text = text
        for name in self._candidates(record):
            record.text = whole if self.reading.registry.load(name).PRODUCT.reads_escaped_end else text
            yield name
        record.text = text

    def _unmatched(self, record: Record) -> tuple[str, Document]:
        """The outcome and the document of a record that no product claims."""
        record.clock = self._clock_inside or self._clock
        moment = record.header_time()
        read = {} if moment is None else {"@timestamp": moment}
        return UNMATCHED, self.makes.failed(UNMATCHED, OWN, _UNCLAIMED, read, record)

    def _ask_behind_header(self, record: Record, message: str) -> tuple[tuple[str, Document] | None, str]:
        """Ask about a record that no product claims without a header that begins as programs' own lines do.

        What `_ask` returns, and the message, which is the one given if there is no such header.
        """
        header, text = record.header, record.text
        inner, rest, is_certain = peel_unclaimed(text, self.reading.index.declares_program)
        if inner is None:
            return None, message
        if header is not None:
            inner.inherit(header)
        record.took_header_time, clock = False, self._clock_inside
        _show(record, inner, rest)
        self._clock_inside = self.clock_of(Peeled(inner, rest)) or clock
        found = self._ask(record)
        if is_certain or found is not None:
            return found, rest
        record.header, record.text, record.took_header_time, self._clock_inside = header, text, False, clock
        return None, message


@cache
def _in_unclaimed() -> Callable[[str, Header | None, Callable[[str], bool]], Iterator[Carried]]:
    """What reads lines that no product claims: most are claimed, and files cost start-up (make bench, one line)."""
    from ecsparse.carriers.unclaimed import in_unclaimed  # noqa: PLC0415 - as above

    return in_unclaimed


def _is_known_by_members(reading: Reading) -> bool:
    """Whether a product knows its objects by their members: its parser does not look for them again."""
    return any(Members in reading.registry.signatures_by_kind(name) for name in reading.products)


def _show(record: Record, header: Header | None, message: str) -> None:
    """Let `record` be what products are shown of a line."""
    record.header = header
    record.text = message.removeprefix(BYTE_ORDER_MARK)
