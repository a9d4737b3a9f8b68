"""The fast path: lines whose first word says which product to ask, and alike lines one after the other.

It could be taken away without changing a byte: it converts the lines that it is sure of as `Claims` would, and
leaves all others to it.
"""

from __future__ import annotations

from itertools import chain

from ecsparse.formats.syslog import has_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import TypeAlias

    from ecsparse.claims import Claims
    from ecsparse.encoding import Encode
    from ecsparse.origin import Origins
    from ecsparse.profiles import Parse
    from ecsparse.timestamps.clock import Clock

    # which product to ask first about lines that begin with a word, its parser and its clock, what tells the forms
    # of its lines, the texts of which a line must begin with one, whether it may have a tag, and whether its end
    # may be escaped
    Route: TypeAlias = tuple[str, Parse, Clock, slice | None, tuple[str, ...], bool, bool]

# How many first words of lines are remembered before they are all forgotten.
_MOST_ROUTES = 4096

# The time of a header ends at the first blank after so many characters: `Oct  3 15:09:55 `.
_IN_TIME = 12
# How many characters after it say what kind of line it is.
_TELLING = 48

# How lines begin that may have a header for all that their first word says.
_BEFORE_TAGS = frozenset("0123456789[")

_LINE_FEED = b"\n"


class FastPath:
    """Converts what it can of some lines; `claims` has the record and the parsers, `encode` writes documents."""

    def __init__(self, claims: Claims, encode: Encode) -> None:
        self._claims = claims
        self._encode = encode
        self._routes: dict[str, Route | None] = {}

    def convert(
        self,
        lines: list[str],
        unusual: Collection[int],
        escaped: Collection[int],
        written: list[bytes],
        origins: Origins | None,
    ) -> list[int]:
        """Put the documents of `lines` into `written`, at their numbers; return the numbers of the lines left.

        `origins` is where the lines come from, if documents are to say that.
        The lines whose numbers are in `unusual` are left, too, and so are those in `escaped`, which end with an
        escaped line feed, but for products that read it. All that are left come in an order in which alike lines
        follow one another.
        """
        left: list[int] = []
        either = {*unusual, *escaped} if escaped else unusual
        for word, numbers in _alike(range(len(lines)), [line.partition(" ")[0] for line in lines]).items():
            route = self._route(word, len(numbers))
            if route is None:
                left += numbers
                continue
            skipped = unusual if route[-1] else either
            usual = [number for number in numbers if number not in skipped] if skipped else numbers
            if len(usual) < len(numbers):
                left += [number for number in numbers if number in skipped]
            left += self._convert_alike(route, usual, lines, written, origins)
        left.sort(key=lambda number: _after_time(lines[number]))
        return left

    def _convert_alike(
        self, route: Route, numbers: list[int], lines: list[str], written: list[bytes], origins: Origins | None
    ) -> list[int]:
        """Convert lines whose first word has a `route`; of `numbers`, return those of the lines that are left.

        Most lines: their first word says which product to ask, and that there is no header.
        """
        name, parse, clock, form, beginnings, may_have_tag, _ = route
        if form is not None:
            alike = _alike(numbers, [lines[number][form] for number in numbers])
            numbers = list(chain.from_iterable(alike.values()))
        record, encode = self._claims.record, self._encode
        record.clock = clock
        left = []
        for number in numbers:
            record.text = line = lines[number]
            if (beginnings and not line.startswith(beginnings)) or (may_have_tag and has_tag(line)):
                left.append(number)
                continue
            try:
                document = parse(record)
                if document is None:
                    left.append(number)
                    continue
                document["message"] = line
                if origins is not None:
                    origins.add_to(document, number)
                written[number] = encode(document) + _LINE_FEED
            except Exception:  # noqa: BLE001 - the same happens to the line among those left, where it is reported
                left.append(number)
        if len(left) < len(numbers):
            self._claims.counts.add_lines(name, len(numbers) - len(left))
        return left

    def _route(self, word: str, lines: int) -> Route | None:
        """Which product to ask first about lines that begin with `word`; `None` if it takes more to tell."""
        if word in self._routes:
            return self._routes[word]
        if lines == 1:
            return None  # a word that comes once is not worth knowing
        if len(self._routes) >= _MOST_ROUTES:
            self._routes.clear()
        claims, route = self._claims, None
        decided = claims.reading.index.decided_by(word)
        if decided is not None:
            name, beginnings = decided
            product = claims.reading.registry.load(name).PRODUCT
            may_have_tag = word[:1] in _BEFORE_TAGS
            parser = claims.parser(name)
            route = (name, *parser, product.form, beginnings, may_have_tag, product.reads_escaped_end)
        self._routes[word] = route
        return route


def _alike(numbers: Iterable[int], texts: list[str]) -> dict[str, list[int]]:
    """The `numbers` of lines by what the lines share: `texts` has it of each.

    Lines that are alike, converted one after the other, cost less: what they need stays at hand.
    """
    alike: dict[str, list[int]] = {}
    for number, text in zip(numbers, texts, strict=True):
        if text in alike:
            alike[text].append(number)
        else:
            alike[text] = [number]
    return alike


def _after_time(line: str) -> str:
    """What follows the time of a line with a header: its host, its program, how its message begins.

    In the order of these, alike lines follow one another, which costs less, as with `_alike`.
    """
    start = line.find(" ", _IN_TIME)
    return line[start : start + _TELLING]
