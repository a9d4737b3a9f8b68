"""The fast path: lines whose first word or program says which products to ask, and alike lines one after the other.

It could be taken away without changing a byte: it converts the lines that it is sure of as `Claims` would, and
leaves all others to it.
"""

from __future__ import annotations

from itertools import chain

from ecsparse.carriers import is_telling
from ecsparse.formats.syslog import has_tag, may_begin_header, peel
from ecsparse.formats.syslog.programs import programs_in
from ecsparse.headings import may_have_columns
from ecsparse.peeling import Peeled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import TypeAlias

    from ecsparse.claims import Claims
    from ecsparse.encoding import Encode
    from ecsparse.origin import Origins
    from ecsparse.profiles import Parse
    from ecsparse.record import Header
    from ecsparse.timestamps.clock import Clock

    # what tells the kind of a message, the number of its line, its header, the message, and what is around both: a
    # carrier or the header of a relay
    Entry: TypeAlias = tuple[str, int, Header, str, Peeled | None]

# How many first words of lines, and programs, are remembered before they are all forgotten.
_MOST_ROUTES = 4096

# How many products are asked here: a line that they all decline is asked about again.
_MOST_ASKED = 4

# How many characters tell what kind of message it is.
_TELLING = 24

# How lines begin that may have a header for all that their first word says.
_BEFORE_TAGS = frozenset("0123456789[")

# How messages begin that their program alone does not decide: objects, and what stands before them.
_UNDECIDED = frozenset(("", "{", "@", " ", "\t", "\ufeff"))

# How objects begin.
_OBJECT = "{"

_LINE_FEED = b"\n"


class Route:
    """Which products to ask about lines of one first word or program, the first one first.

    `parsers` has the id, the parser and the clock of each. A line must begin with one of `beginnings`, if there are
    any. `form` is the part of it that tells its form. `may_have_tag` says whether it may have a header for all that
    its first word says, `reads_escaped_end` whether the products read an escaped end of it.
    """

    __slots__ = ("beginnings", "form", "may_have_tag", "parsers", "reads_escaped_end")

    def __init__(self, claims: Claims, products: tuple[str, ...], beginnings: tuple[str, ...], word: str) -> None:
        asked = products[:_MOST_ASKED]
        declared = [claims.reading.registry.load(name).PRODUCT for name in asked]
        self.parsers: list[tuple[str, Parse, Clock]] = [(name, *claims.parser(name)) for name in asked]
        self.beginnings = beginnings
        self.form = declared[0].form
        self.may_have_tag = word[:1] in _BEFORE_TAGS
        self.reads_escaped_end = all(product.reads_escaped_end for product in declared)

    def split(self, numbers: list[int], lines: list[str]) -> tuple[list[int], list[int]]:
        """Of `numbers`, those of the `lines` that begin as they must, and the others."""
        if not self.beginnings:
            return numbers, []
        begun = {number for number in numbers if lines[number].startswith(self.beginnings)}
        return [number for number in numbers if number in begun], [number for number in numbers if number not in begun]


class Part:
    """Some `lines` of a block: the documents `written` for them, at their numbers, and where they come from.

    `origins` is that, if documents are to say it.
    """

    __slots__ = ("lines", "origins", "written")

    def __init__(self, lines: list[str], origins: Origins | None) -> None:
        self.lines = lines
        self.origins = origins
        self.written = [b""] * len(lines)


class FastPath:
    """Converts what it can of some lines; `claims` has the record and the parsers, `encode` writes documents."""

    def __init__(self, claims: Claims, encode: Encode) -> None:
        self._claims = claims
        self._encode = encode
        # by first words, and by programs in a tuple
        self._routes: dict[str | tuple[str], tuple[Route, ...]] = {}
        # by programs
        self._false_tags: dict[str, bool] = {}

    def convert(
        self, part: Part, by_word: dict[str, list[int]], unusual: Collection[int], escaped: Collection[int]
    ) -> list[int]:
        """Write documents for the lines of `part`; return the numbers of the lines left.

        `by_word` is what `by_first_word` returns for them. The lines whose numbers are in `unusual` are left, and
        so are those in `escaped`, which end with an escaped line feed, but for products that read it. All that are
        left come in an order in which alike lines follow one another.
        """
        left: list[int] = []
        either = {*unusual, *escaped} if escaped else unusual
        if self._claims.record.heading:
            by_word = self._left_by_heading(part, by_word, either, left)
        headed: list[int] = []
        objects: list[int] = []
        others: list[int] = []
        for word, numbers in self._by_decision(by_word).items():
            routes = self._routes_of_text(word, len(numbers))
            if routes:
                left += self._convert_alike(routes, numbers, part, unusual, either)
            elif may_begin_header(word):
                headed += numbers
            elif word == _OBJECT:
                for number in numbers:
                    (headed if is_telling(part.lines[number]) else objects).append(number)
            else:
                others += numbers
        left += self._convert_headed(_without(headed, either, left), part)
        others += self._convert_objects(_without(objects, either, others), part)
        others.sort(key=part.lines.__getitem__)
        return left + others

    def _left_by_heading(
        self, part: Part, by_word: dict[str, list[int]], unusual: Collection[int], left: list[int]
    ) -> dict[str, list[int]]:
        """Convert what products claim whose columns the heading names; return the other lines by first words."""
        claims = self._claims
        others = {*unusual, *(number for number, line in enumerate(part.lines) if not may_have_columns(line))}
        numbers = [number for number in range(len(part.lines)) if number not in others]
        for name in claims.reading.index.headed(claims.record.heading):
            parse, claims.record.clock = claims.parser(name)
            numbers = self._ask(name, parse, numbers, part, left)
        others.update(numbers)
        found = {word: [number for number in each if number in others] for word, each in by_word.items()}
        return {word: each for word, each in found.items() if each}

    def _by_decision(self, by_word: dict[str, list[int]]) -> dict[str, list[int]]:
        """The numbers of lines by their first words; words that decide the same are one."""
        alike = self._claims.reading.index.alike
        found: dict[str, list[int]] = {}
        for word, numbers in by_word.items():
            # that of an object decides nothing, and is as long as it has no blank
            found.setdefault(_OBJECT if word[:1] == _OBJECT else alike(word), []).extend(numbers)
        return found

    def _convert_alike(
        self,
        routes: tuple[Route, ...],
        numbers: list[int],
        part: Part,
        unusual: Collection[int],
        either: Collection[int],
    ) -> list[int]:
        """Convert lines without a header that have `routes`; return the numbers of those that are left.

        Most lines: their first word says which products to ask, and that there is no header. See `convert` for
        `unusual`; in `either` are also the lines whose ends are escaped.
        """
        lines = part.lines
        left: list[int] = []
        for route in routes:
            usual, numbers = route.split(numbers, lines)
            usual = _without(usual, unusual if route.reads_escaped_end else either, left)
            if route.may_have_tag:
                # most lines have neither, which costs less to see than that they have no tag (make bench)
                tagged = {
                    number
                    for number in usual
                    if (("]: " in (line := lines[number]) or " kernel: " in line) and has_tag(line)) or "]:\t" in line
                }
                usual = _without(usual, tagged, left)
            if route.form is not None:
                alike = _alike(usual, [lines[number][route.form] for number in usual])
                usual = list(chain.from_iterable(alike.values()))
            for name, parse, clock in route.parsers:
                self._claims.record.clock = clock
                usual = self._ask(name, parse, usual, part, left)
            left += usual
        return left + numbers

    def _convert_headed(self, numbers: list[int], part: Part) -> list[int]:
        """Convert lines that may have a header, or a carrier; return the `numbers` of the lines that are left.

        Their program says which product to ask, or the first word of the message if it says nothing.
        """
        peeling, index, left = self._claims.peeling, self._claims.reading.index, []
        by_program: dict[str, list[Entry]] = {}
        by_text: dict[str, list[Entry]] = {}
        for number in numbers:
            line, around = part.lines[number], None
            header, message = peel(line)
            # an object that is here looks like a carrier
            may_be_held = header is None and (line[:1] == _OBJECT or is_telling(line))
            if may_be_held and (around := peeling.opened(line)) is not None:
                header, message = around.header, around.message
            if header is None or message[:1] in _UNDECIDED:
                left.append(number)
                continue
            program = header.appname
            is_tag = around is None and header.procid is None and header.version is None
            if program is not None and is_tag and self._may_be_false(program):
                message = peeling.without_false_tag(header, message, line)
                program = header.appname
            if header.outer is not None and around is None:
                around = Peeled(header, message)
            word, _, rest = message.partition(" ")
            entry = ((message if word.isalpha() else rest)[:_TELLING], number, header, message, around)
            if program is not None and index.declares_program(program):
                by_program.setdefault(program, []).append(entry)
            elif program is not None and programs_in(program, index.declares_program)[0] != program:
                left.append(number)
            else:
                by_text.setdefault(index.alike(word), []).append(entry)
        for program, entries in by_program.items():
            left += self._convert_with(self._routes_of_program(program), entries, part)
        for word, entries in by_text.items():
            left += self._convert_with(self._routes_of_text(word, len(entries)), entries, part)
        return left

    def _convert_objects(self, numbers: list[int], part: Part) -> list[int]:
        """Convert objects with the members of products' events; of `numbers`, return those of the lines left."""
        lines, written, origins = part.lines, part.written, part.origins
        claims, encode, left = self._claims, self._encode, []
        record, first_asked = claims.record, claims.reading.index.first_asked
        counted: dict[str, int] = {}
        for number in sorted(numbers, key=lines.__getitem__):
            record.text = line = lines[number]
            try:
                for name in first_asked(record):
                    parse, record.clock = claims.parser(name)
                    document = parse(record)
                    if document is not None:
                        document["message"] = line
                        if origins is not None:
                            origins.add_to(document, number)
                        written[number] = encode(document) + _LINE_FEED
                        counted[name] = counted.get(name, 0) + 1
                        break
                else:
                    left.append(number)
            except Exception:  # noqa: BLE001 - the same happens to the line among those left, where it is reported
                left.append(number)
        for name, number in counted.items():
            self._count(name, number)
        return left

    def _convert_with(self, routes: tuple[Route, ...], entries: list[Entry], part: Part) -> list[int]:
        """Convert lines with a header that have `routes`; return the numbers of those that are left."""
        left: list[int] = []
        for route in routes:
            asked = entries
            if route.beginnings:
                asked = [entry for entry in entries if entry[3].startswith(route.beginnings)]
                entries = [entry for entry in entries if not entry[3].startswith(route.beginnings)]
            else:
                entries = []
            asked.sort()
            for product in route.parsers:
                asked = self._ask_headed(product, asked, part, left)
            left += [entry[1] for entry in asked]
        return left + [entry[1] for entry in entries]

    def _ask(self, name: str, parse: Parse, numbers: list[int], part: Part, left: list[int]) -> list[int]:
        """Ask the product `name` about lines without a header; return the numbers of those that it declines.

        Those that are to be reported are added to `left`. The loop that most lines pass.
        """
        lines, written, origins = part.lines, part.written, part.origins
        record, encode = self._claims.record, self._encode
        declined: list[int] = []
        before = len(left)
        for number in numbers:
            record.text = line = lines[number]
            try:
                document = parse(record)
                if document is None:
                    declined.append(number)
                    continue
                document["message"] = line
                if origins is not None:
                    origins.add_to(document, number)
                written[number] = encode(document) + _LINE_FEED
            except Exception:  # noqa: BLE001 - the same happens to the line among those left, where it is reported
                left.append(number)
        self._count(name, len(numbers) - len(declined) - len(left) + before)
        return declined

    def _ask_headed(
        self, product: tuple[str, Parse, Clock], entries: list[Entry], part: Part, left: list[int]
    ) -> list[Entry]:
        """Do the same with lines that have a header, or something around it, which is added to their documents."""
        name, parse, clock = product
        lines, written, origins = part.lines, part.written, part.origins
        claims, encode = self._claims, self._encode
        record, makes = claims.record, claims.makes
        declined: list[Entry] = []
        carriers: list[str] = []
        before = len(left)
        for entry in entries:
            _, number, record.header, record.text, around = entry
            record.clock = clock if around is None else claims.clock_of(around) or clock
            record.took_header_time = False
            try:
                document = parse(record)
                if document is None:
                    declined.append(entry)
                    continue
                document["message"] = record.text
                makes.close(document, record, lines[number])
                if around is not None:
                    makes.carry(document, around.carriers, lines[number])
                if origins is not None:
                    origins.add_to(document, number)
                written[number] = encode(document) + _LINE_FEED
            except Exception:  # noqa: BLE001 - the same happens to the line among those left, where it is reported
                left.append(number)
                continue
            if around is not None:
                carriers += [each.name for each in around.carriers]
        record.header, record.took_header_time = None, False
        self._count(name, len(entries) - len(declined) - len(left) + before)
        if carriers:
            claims.counts.add_carriers(carriers)
        return declined

    def _count(self, name: str, lines: int) -> None:
        if lines:
            self._claims.counts.add_lines(name, lines)

    def _routes_of_text(self, word: str, lines: int) -> tuple[Route, ...]:
        """Which products to ask about texts that begin with `word`; empty if it takes more to tell."""
        if word in self._routes:
            return self._routes[word]
        if lines == 1:
            return ()  # a word that comes once is not worth knowing
        decided = self._claims.reading.index.decided_by(word)
        return self._remember(word, tuple(Route(self._claims, *found, word) for found in decided))

    def _routes_of_program(self, program: str) -> tuple[Route, ...]:
        """Which products to ask about messages after the tag of `program`; empty if it takes more to tell."""
        key = (program,)
        if key in self._routes:
            return self._routes[key]
        products = self._claims.reading.index.decided_by_program(program)
        return self._remember(key, (Route(self._claims, products, (), ""),) if products else ())

    def _may_be_false(self, program: str) -> bool:
        """Whether a tag without a process, of `program`, may be the first word of a product's message."""
        found = self._false_tags.get(program)
        if found is None:
            if len(self._false_tags) >= _MOST_ROUTES:
                self._false_tags.clear()
            found = self._false_tags[program] = self._claims.reading.index.may_be_false_tag(program)
        return found

    def _remember(self, key: str | tuple[str], routes: tuple[Route, ...]) -> tuple[Route, ...]:
        if len(self._routes) >= _MOST_ROUTES:
            self._routes.clear()
        self._routes[key] = routes
        return routes


def by_first_word(lines: list[str]) -> dict[str, list[int]]:
    """The numbers of `lines` by their first words, up to a blank."""
    return _alike(range(len(lines)), [line.partition(" ")[0] for line in lines])


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


def _without(numbers: list[int], other: Collection[int], left: list[int]) -> list[int]:
    """Those of `numbers` that are none of the `other`; these are added to `left`."""
    if not other:
        return numbers
    left += [number for number in numbers if number in other]
    return [number for number in numbers if number not in other]
