"""A summary of lines: how many each product wrote, from when to when, and the shapes of unmatched lines.

Lines take the pipeline's own path, to an answer instead of a document: the product that claims the line, and its
time.
"""

from __future__ import annotations

from collections import Counter
from time import time

from ecsparse.blocks import Blocks
from ecsparse.carriers import assembly
from ecsparse.carriers.prefixes import is_title
from ecsparse.claims import Claims, Reading
from ecsparse.decoding import MAX_LINE
from ecsparse.ecs.envelope import time_of
from ecsparse.errors import Malformed
from ecsparse.outcomes import INTERNAL, MALFORMED, UNMATCHED
from ecsparse.profiles import ECS
from ecsparse.registry import BUILT_IN
from ecsparse.shapes import KEPT, Shapes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecsparse.carriers.carried import Carried
    from ecsparse.decoding import Flaws
    from ecsparse.encoding import Encode
    from ecsparse.profiles import Parse
    from ecsparse.record import Document, Record
    from ecsparse.registry import EcsPart, Registry

# In place of a product, for an unmatched or blank line.
_NONE = b"-"

# Before and after every time.
_NEVER = "~"
_ALWAYS = ""


class Reader:
    """Converts lines to answers instead of documents: the product of a line, and its time.

    The time is that of the profile `ecs`, but none where that would assume one. `take` gets each answer, as an
    encoder gets documents: in it, `product` and `time` are there if the line has one, `error` is what went wrong
    (one of `REJECTED`), `message` what follows the header, and if there is one, `original` is the whole line, and
    `program` the header's APP-NAME, if it has one. `escapes` is there if letters stand in for bytes.
    """

    def __init__(
        self,
        take: Encode,
        *,
        registry: Registry = BUILT_IN,
        prefer: Iterable[str] = (),
        timezone: str = "UTC",
        reference_date: str | None = None,
    ) -> None:
        reading = Reading(
            registry=registry,
            products=None,
            prefer=prefer,
            timezone=timezone,
            reference_date=reference_date,
            profile=ECS,
        )
        claims = Claims(reading, Answers(registry))
        self.counts = claims.counts
        self._blocks = Blocks(claims, encode=take, max_line=MAX_LINE)
        self._observed: float | None = None

    def observe(self, seconds: float) -> None:
        """Let lines from here on be of `seconds` since 1970 at the latest; before that, they are of now."""
        self._observed = seconds

    def read(self, block: bytes) -> bytes:
        """What `take` gave for the lines of `block`, which are complete, without the last one's line feed."""
        written: list[bytes] = []
        self._blocks.claims.observe(time() if self._observed is None else self._observed)
        self._blocks.convert_to(written.append, block)
        return b"".join(written)


class Answers:
    """Makes answers of lines that `Claims` claims for the products of `registry`: see `Reader`."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def parser(self, name: str) -> Parse:
        """What answers for a record of the product `name`, or returns `None` if it is not its record."""
        return _answering(name, self._registry.load(name).parse, self._registry.load_ecs(name))

    @staticmethod
    def failed(kind: str, name: str, _message: str, document: Document, record: Record) -> Document:
        """The answer for a line that went wrong in the way `kind`; `document` is what could be read of it."""
        event = {**document.get("event", {}), "kind": "pipeline_error"}
        answer = _answer(name, time_of({**document, "event": event}, record))
        if kind != MALFORMED:
            del answer["product"]
        answer["error"] = kind
        return answer

    @staticmethod
    def close(answer: Document, record: Record, line: str) -> None:
        """Add what the header of `line` says to its answer, and the whole line."""
        if record.header is not None:
            answer["original"] = line
            if record.header.appname is not None:
                answer["program"] = record.header.appname

    @staticmethod
    def carry(answer: Document, _: list[Carried], line: str) -> None:
        """Add the whole line to the answer for one that carriers hold."""
        answer["original"] = line

    @staticmethod
    def flawed(answer: Document, flaws: Flaws) -> Document:
        """The `answer` for a line with `flaws`."""
        answer["escapes"] = answer.get("escapes", {}) | flaws.escapes
        return answer


def _answering(name: str, parse: Parse, ecs: EcsPart | None) -> Parse:
    """The parser of a product, with answers in place of documents; `ecs` is what a documented one has for ECS."""
    to_ecs = _unchanged if ecs is None else ecs.to_ecs

    def answer(record: Record) -> Document | None:
        try:
            document = parse(record)
        except Malformed as problem:
            raise Malformed(problem.reason, to_ecs(record, problem.document)) from problem
        if document is None:
            return None
        if "@timestamp" not in document or record.took_header_time:
            document = {"event": {}, **to_ecs(record, document)}
        return _answer(name, time_of(document, record))

    usual_time: Callable[[Record], str | None] | None = getattr(ecs, "usual_time", None)
    if usual_time is None:
        return answer

    def answer_usual(record: Record) -> Document | None:
        moment = usual_time(record)
        return answer(record) if moment is None else _answer(name, moment)

    return answer_usual


def _unchanged(_: Record, document: Document) -> Document:
    return document


def _answer(name: str, moment: str | None) -> Document:
    return {"product": name} if moment is None else {"product": name, "time": moment}


class Sighting:
    """How many lines of one outcome there are, and their first and last time: `None` if none has one."""

    __slots__ = ("earliest", "latest", "lines")

    def __init__(self) -> None:
        self.lines = 0
        self.earliest = _NEVER
        self.latest = _ALWAYS

    @property
    def first(self) -> str | None:
        """The first time, to the second, in UTC: `2023-10-31T15:09:55Z`."""
        return None if self.earliest == _NEVER else f"{self.earliest[:19]}Z"

    @property
    def last(self) -> str | None:
        """The last time, likewise."""
        return None if self.latest == _ALWAYS else f"{self.latest[:19]}Z"

    def add(self, other: Sighting) -> None:
        """Count the lines of `other` too."""
        self.lines += other.lines
        self.earliest = min(self.earliest, other.earliest)
        self.latest = max(self.latest, other.latest)


class Tally:
    """What is in one input, or in all: the outcomes (a product's id, or `unmatched` and the like) that were seen.

    `files` is how many were read, `binary` how many were left out because they are not text; `titles` counts lines
    that stand between records, `carriers` the carriers of lines by their names.
    """

    __slots__ = ("binary", "blank", "carriers", "files", "name", "outcomes", "titles")

    def __init__(self, name: str) -> None:
        self.name = name
        self.files = self.binary = self.blank = self.titles = 0
        self.outcomes: dict[str, Sighting] = {}
        self.carriers: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """How many lines are not blank."""
        return sum(sighting.lines for sighting in self.outcomes.values())

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.taken + self.blank + self.titles

    def rows(self) -> list[tuple[str, Sighting]]:
        """The outcomes: products, the most frequent first, and then what no product read."""
        rest = (UNMATCHED, MALFORMED, INTERNAL)
        products = [(name, seen) for name, seen in self.outcomes.items() if name not in rest]
        products.sort(key=lambda row: (-row[1].lines, row[0]))
        return products + [(name, self.outcomes[name]) for name in rest if name in self.outcomes]

    def add(self, other: Tally) -> None:
        """Count what is in `other` too."""
        self.files += other.files
        self.binary += other.binary
        self.blank += other.blank
        self.titles += other.titles
        self.carriers.update(other.carriers)
        for outcome, sighting in other.outcomes.items():
            self.outcomes.setdefault(outcome, Sighting()).add(sighting)


class Survey:
    """A summary of inputs: call `begin` for each, then `feed` with its lines.

    `registry`, `prefer`, `timezone` and `reference_date` are those of the pipeline, whose errors are raised; `kept`
    shapes of unmatched lines are kept at least.
    """

    def __init__(
        self,
        *,
        registry: Registry = BUILT_IN,
        prefer: Iterable[str] = (),
        timezone: str = "UTC",
        reference_date: str | None = None,
        kept: int = KEPT,
    ) -> None:
        self.tally = Tally("")
        self.shapes = Shapes(kept)
        self.reader = Reader(
            self._take, registry=registry, prefer=prefer, timezone=timezone, reference_date=reference_date
        )

    def begin(self, name: str) -> Tally:
        """The new tally of an input with this name."""
        self.tally = Tally(name)
        return self.tally

    def feed(self, block: bytes) -> None:
        """Count the lines of `block`: complete lines, without the last line feed."""
        counts = self.reader.counts
        blank, titles, carriers = counts.blank, counts.titles, counts.carriers.copy()
        self.reader.read(block)
        self.tally.blank += counts.blank - blank
        self.tally.titles += counts.titles - titles
        self.tally.carriers.update(counts.carriers - carriers)

    def _take(self, answer: Document) -> bytes:
        outcome = answer["error"] if "error" in answer else answer["product"]
        sighting = self.tally.outcomes.get(outcome)
        if sighting is None:
            sighting = self.tally.outcomes[outcome] = Sighting()
        sighting.lines += 1
        if "time" in answer:
            moment = answer["time"]
            if moment < sighting.earliest:  # noqa: PLR1730 - `min` takes three times as long
                sighting.earliest = moment
            if moment > sighting.latest:  # noqa: PLR1730 - as above
                sighting.latest = moment
        if outcome == UNMATCHED:
            self._add_shape(answer)
        return b""

    def _add_shape(self, answer: Document) -> None:
        """Count the shape of an unmatched line without its header, with the program's name before it."""
        text: str = answer["message"] if "program" not in answer else f"{answer['program']}: {answer['message']}"
        self.shapes.add(text, answer.get("original", text), answer.get("escapes"))


class Names:
    """The product's id of each line, or `-`; blank lines included."""

    def __init__(
        self,
        *,
        registry: Registry = BUILT_IN,
        prefer: Iterable[str] = (),
        timezone: str = "UTC",
        reference_date: str | None = None,
    ) -> None:
        self.reader = Reader(
            _product, registry=registry, prefer=prefer, timezone=timezone, reference_date=reference_date
        )

    def of(self, block: bytes) -> bytes:
        """The names for the lines of `block`, one per line; it is complete lines without the last line feed."""
        named = self.reader.read(block)
        lines = assembly.records(block, MAX_LINE) if assembly.is_possible(block) else block.split(b"\n")
        if named.count(b"\n") == block.count(b"\n") + 1:
            return named
        names = iter(named.splitlines(keepends=True))
        # a record of several lines has one name, which is that of each of them
        return b"".join(
            _NONE + b"\n" if _has_no_name(line) else next(names) * (line.count(b"\n") + 1) for line in lines
        )


def _product(answer: Document) -> bytes:
    return answer["product"].encode() if "product" in answer else _NONE


def _has_no_name(line: bytes) -> bool:
    """Whether nothing answers for a line: it is blank, or stands between records."""
    text = line.removesuffix(b"\r")
    return len(text) <= MAX_LINE and (not text.strip(b" \t") or is_title(text.decode(errors="replace")))
