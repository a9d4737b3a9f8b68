"""What became of lines, and how many there were of each kind."""

from __future__ import annotations

from _thread import allocate_lock
from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from ecsparse.registry import Registry

    # a product's id, the class of an exception, and the line of the product's module that it came through
    Place: TypeAlias = tuple[str, str, int | None]

# The outcomes of a line that does not become its product's document.
UNMATCHED = "unmatched"
MALFORMED = "malformed"
INTERNAL = "internal"
BLANK = "blank"
TITLE = "title"

REJECTED = frozenset((UNMATCHED, MALFORMED, INTERNAL))

# Held while lines are counted: `+=` is more than one step, between which another thread may count.
_COUNTING = allocate_lock()


class Failure:
    """A bug of the parser of `product`, as first seen.

    `kind` is the exception's class; `line` the last line of the product's module that it came through, `None` if it
    came through none; `told` its class, its text and that line; `traceback` the whole way there, and `way` the same
    without the texts of exceptions, which may quote the log's line. `plugin` is the module's file if it is a
    plug-in, `None` for a product of the package's own.
    """

    __slots__ = ("kind", "line", "plugin", "product", "told", "traceback", "way")

    def __init__(  # noqa: PLR0913 - the parts of a failure, named where it is made
        self, *, product: str, kind: str, line: int | None, told: str, traceback: str, way: str, plugin: str | None
    ) -> None:
        self.product = product
        self.kind = kind
        self.line = line
        self.told = told
        self.traceback = traceback
        self.way = way
        self.plugin = plugin


class Counts:
    """What a pipeline has seen: numbers of lines, which several threads may count at once.

    `outcomes` counts each line that is not blank under its product's id, or `unmatched`, `malformed` or
    `internal`; `failures` has the first bug of a parser at each place; `titles` counts the lines that are titles
    of a product's report, or stand between records; `carriers` counts each carrier of a line by its name.
    """

    __slots__ = ("blank", "carriers", "failures", "invalid_utf8", "outcomes", "titles", "truncated")

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.carriers: Counter[str] = Counter()
        self.failures: dict[Place, Failure] = {}
        self.blank = 0
        self.titles = 0
        self.invalid_utf8 = 0
        self.truncated = 0

    def add_lines(self, outcome: str, number: int) -> None:
        """Count `number` lines of one outcome, which are not blank."""
        with _COUNTING:
            self.outcomes[outcome] += number

    def add_carriers(self, names: Iterable[str]) -> None:
        """Count the carriers of a line."""
        with _COUNTING:
            # most lines have one: to update a counter with it takes ten times as long
            for name in names:
                self.carriers[name] += 1

    def add_each(self, outcomes: Iterable[str], *, truncated: int, invalid_utf8: int) -> None:
        """Count lines by their outcomes, `blank` and `title` among them, and those that were not taken as is."""
        with _COUNTING:
            for outcome in outcomes:
                if outcome == BLANK:
                    self.blank += 1
                elif outcome == TITLE:
                    self.titles += 1
                else:
                    self.outcomes[outcome] += 1
            self.truncated += truncated
            self.invalid_utf8 += invalid_utf8

    def fail(self, product: str, bug: Exception, registry: Registry) -> None:
        """Keep a bug of the parser of `product`, which `registry` has, if it is the first at its place."""
        from traceback import format_exception, format_tb  # noqa: PLC0415 - only for bugs

        from ecsparse.plugins import line_in, said_by  # noqa: PLC0415 - as above

        file = registry.file_of(product)
        kind, line = type(bug).__name__, line_in(file, bug)
        if (product, kind, line) in self.failures:
            return
        failure = Failure(
            product=product,
            kind=kind,
            line=line,
            told=said_by(bug, file),
            traceback="".join(format_exception(bug)),
            way="".join(format_tb(bug.__traceback__)),
            plugin=file if registry.is_plugin(product) else None,
        )
        self.failures.setdefault((product, kind, line), failure)

    def add(self, others: Counts) -> None:
        """Count what `others` counted, too."""
        with _COUNTING:
            self.outcomes.update(others.outcomes)
            self.carriers.update(others.carriers)
            self.failures = others.failures | self.failures
            self.blank += others.blank
            self.titles += others.titles
            self.invalid_utf8 += others.invalid_utf8
            self.truncated += others.truncated
