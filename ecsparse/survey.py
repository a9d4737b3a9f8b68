"""A summary of lines: how many each product wrote, from when to when, and the shapes of unmatched lines.

Lines take the pipeline's own path, to an answer instead of a document: the product that claims the line, and its
time.
"""

from __future__ import annotations

from collections import Counter

from ecsparse.answers import Reader
from ecsparse.outcomes import INTERNAL, MALFORMED, UNMATCHED
from ecsparse.registry import BUILT_IN
from ecsparse.shapes import KEPT, Shapes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Document
    from ecsparse.registry import Registry

# Before and after every time.
_NEVER = "~"
_ALWAYS = ""

# So many hosts of an input are told apart.
_MOST_HOSTS = 1000
OTHER_HOSTS = "…"

# A time is counted to the hour, or where there are many, to the day, the month, the year: so many characters.
_PRECISIONS = (13, 10, 7, 4)
_MOST_PERIODS = 1000


class Timeline:
    """How many lines there are in each period: hours, or days, months or years where there are more than 1000.

    `periods` are the numbers by the beginning of a time: `2023-10-31T15`, `2023-10-31`, `2023-10` or `2023`.
    """

    __slots__ = ("_precision", "periods")

    def __init__(self) -> None:
        self._precision = 0
        self.periods: Counter[str] = Counter()

    def add(self, moment: str) -> None:
        """Count a line of this time."""
        self.periods[moment[: _PRECISIONS[self._precision]]] += 1
        if len(self.periods) > _MOST_PERIODS:
            self._coarsen()

    def merge(self, other: Timeline) -> None:
        """Count the lines of `other` too."""
        while self._precision < other._precision:
            self._coarsen()
        length = _PRECISIONS[self._precision]
        for period, number in other.periods.items():
            self.periods[period[:length]] += number
        if len(self.periods) > _MOST_PERIODS:
            self._coarsen()

    @property
    def precision(self) -> int:
        """How many characters of a time are told apart: 13 for hours, 10 for days, 7 for months, 4 for years."""
        return _PRECISIONS[self._precision]

    def by(self, precision: int) -> Counter[str]:
        """The numbers of periods of so many characters, or of longer periods if those are not told apart."""
        found: Counter[str] = Counter()
        for period, number in self.periods.items():
            found[period[:precision]] += number
        return found

    def _coarsen(self) -> None:
        if self._precision + 1 == len(_PRECISIONS):
            return
        self._precision += 1
        finer, self.periods = self.periods, Counter()
        for period, number in finer.items():
            self.periods[period[: _PRECISIONS[self._precision]]] += number


class Sighting:
    """How many lines of one outcome there are, and their first and last time: `None` if none has one.

    `assumed` is how many of the times have a year that is not the line's; `timeline` has them all.
    """

    __slots__ = ("assumed", "earliest", "latest", "lines", "timeline")

    def __init__(self) -> None:
        self.lines = self.assumed = 0
        self.timeline = Timeline()
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
        self.assumed += other.assumed
        self.timeline.merge(other.timeline)
        self.earliest = min(self.earliest, other.earliest)
        self.latest = max(self.latest, other.latest)


class Tally:
    """What is in one input, or in all: the outcomes (a product's id, or `unmatched` and the like) that were seen.

    `files` is how many were read, `binary` how many were left out because they are not text, `size` their size in
    bytes, as they are; `titles` counts lines that stand between records, `carriers` the carriers of lines by their
    names, `hosts` the hosts that headers name, of which the first 1000 are told apart.
    """

    __slots__ = ("binary", "blank", "carriers", "files", "hosts", "name", "outcomes", "size", "titles")

    def __init__(self, name: str) -> None:
        self.name = name
        self.files = self.binary = self.blank = self.titles = self.size = 0
        self.outcomes: dict[str, Sighting] = {}
        self.carriers: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """How many lines are not blank."""
        return sum(sighting.lines for sighting in self.outcomes.values())

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.taken + self.blank + self.titles

    @property
    def span(self) -> Sighting:
        """All lines as one."""
        whole = Sighting()
        for seen in self.outcomes.values():
            whole.add(seen)
        return whole

    @property
    def main(self) -> tuple[str, Sighting] | None:
        """The outcome of most lines; `None` if there are none."""
        return max(self.rows(), key=lambda row: row[1].lines, default=None)

    def add_host(self, name: str, number: int = 1) -> None:
        """Count `number` lines of a host."""
        is_known = name in self.hosts or len(self.hosts) < _MOST_HOSTS
        self.hosts[name if is_known else OTHER_HOSTS] += number

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
        self.size += other.size
        self.carriers.update(other.carriers)
        for host, number in other.hosts.items():
            self.add_host(host, number)
        for outcome, sighting in other.outcomes.items():
            self.outcomes.setdefault(outcome, Sighting()).add(sighting)


class Survey:
    """A summary of inputs: call `begin` for each, then `feed` with its lines.

    `registry`, `products`, `prefer`, `timezone` and `reference_date` are those of the pipeline, whose errors are
    raised; `kept` shapes of unmatched lines are kept at least.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        registry: Registry = BUILT_IN,
        products: Iterable[str] | None = None,
        prefer: Iterable[str] = (),
        timezone: str = "UTC",
        reference_date: str | None = None,
        kept: int = KEPT,
    ) -> None:
        self.tally = Tally("")
        self.shapes = Shapes(kept)
        self.reader = Reader(
            self._take,
            registry=registry,
            products=products,
            prefer=prefer,
            timezone=timezone,
            reference_date=reference_date,
        )

    def begin(self, name: str) -> Tally:
        """The new tally of an input with this name."""
        self.tally = Tally(name)
        return self.tally

    def feed(self, block: bytes, heading: str | None = None) -> None:
        """Count the lines of `block`: complete lines, without the last line feed.

        `heading` is as of `Pipeline.convert_to`.
        """
        counts = self.reader.counts
        blank, titles, carriers = counts.blank, counts.titles, counts.carriers.copy()
        self.reader.read(block, heading)
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
            sighting.timeline.add(moment)
            if "year_assumed" in answer:
                sighting.assumed += 1
        if "host" in answer:
            host = answer["host"]
            self.tally.add_host(host.translate(answer["escapes"]) if "escapes" in answer else host)
        if outcome == UNMATCHED:
            self._add_shape(answer)
        return b""

    def _add_shape(self, answer: Document) -> None:
        """Count the shape of an unmatched line without its header, with the program's name before it."""
        text: str = answer["message"] if "program" not in answer else f"{answer['program']}: {answer['message']}"
        self.shapes.add(text, answer.get("original", text), answer.get("escapes"))
