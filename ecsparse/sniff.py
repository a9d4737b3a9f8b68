"""Which products may have written a line: an index over the signatures that the products declare.

The cost does not grow with the number of products: each kind of signature is a dictionary, but for members of objects
and phrases, which have indexes of their own (`ecsparse.objects`, `ecsparse.phrases`). A candidate is not a claim: its
`parse` confirms or declines. The answer depends on the line alone, never on its neighbours, but for lines that name
the columns of others: see `ecsparse.headings`.

The most specific signature comes first: by its kind, in the order of `KINDS`, and within a kind the longest. Among
equals, the one whose product was given first comes first: see `Registry.in_order`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ecsparse.formats import cee, objects
from ecsparse.formats.syslog import may_begin_header
from ecsparse.objects import ObjectIndex
from ecsparse.patterns import Pattern
from ecsparse.record import (
    KINDS,
    CeeMember,
    Column,
    Heading,
    Key,
    Members,
    Phrase,
    Prefix,
    Program,
    ProgramStem,
    Shape,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from ecsparse.objects import Entry
    from ecsparse.phrases import PhraseIndex
    from ecsparse.record import ByKind, Record, Signature

    # ids of products, and texts
    Decided: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]

# How many programs are remembered before they are forgotten.
_MOST_PROGRAMS = 4096
# As much of headings.
_MOST_HEADINGS = 64

# A key and the blank before it are shorter.
_LONGEST_KEY = 40

# What a line may begin with that says nothing of its product: a byte order mark, and how carriers begin.
_IN_FRONT = ("\ufeff", "{", "\x1e")

# What a JSON object begins with, or blanks before it.
_BEFORE_OBJECTS = ("{", " ", "\t")

_DIGITS = str.maketrans("123456789", "000000000")

# How many prefixes that begin with one word, but are of several products, are told apart by it.
_MOST_RIVALS = 8

# 2001:db8::7, as a shape
_LONG_ADDRESS = Pattern(r"[0A-Fa-f]{1,4}(?::[0A-Fa-f]{0,4}){2,7}")
# What a first word may begin with whose shape is looked up; it may also be an address such as fe80::7.
_BEFORE_SHAPES = frozenset("0123456789[")


def _has_shape(word: str) -> bool:
    return word[:1] in _BEFORE_SHAPES or word[4:5] == ":"


class Index:
    """All signatures of some products, for look-up by a line's parts."""

    __slots__ = (
        "_asked_programs",
        "_columns",
        "_declared_objects",
        "_declared_phrases",
        "_headed",
        "_headings",
        "_keys",
        "_members",
        "_names",
        "_objects",
        "_phrases",
        "_places",
        "_prefixes",
        "_programs",
        "_shapes",
        "_shorter",
        "_sorted_prefixes",
        "_stems",
        "_telling",
        "_telling_beginnings",
    )

    def __init__(self, signatures: Iterable[tuple[str, ByKind]]) -> None:
        """Index `signatures`: pairs of a product's id and what its module declares, the first to be asked first."""
        # by kind and signature; of the kinds that take more than a look-up, pairs as they come
        tables: dict[type[Signature], dict[Any, tuple[str, ...]]] = {kind: {} for kind in KINDS}
        pairs: dict[type[Signature], list[tuple[Any, str]]] = {Members: [], Phrase: [], Heading: []}
        # the place of each product in the order given
        self._places: dict[str, int] = {}
        for product, kinds in signatures:
            self._places[product] = len(self._places)
            alone: tuple[str, ...] = (product,)
            for kind, declared in kinds.items():
                if kind in pairs:
                    pairs[kind] += [(kind(made_of), product) for made_of in declared]
                    continue
                table, own = tables[kind], dict.fromkeys(declared, alone)
                for shared in table.keys() & own.keys():
                    own[shared] = (*table[shared], product)
                table.update(own)
        self._declared_objects, self._declared_phrases, self._headings = pairs.values()
        self._members = tables[CeeMember]
        self._programs = tables[Program]
        self._stems = tables[ProgramStem]
        self._shapes = tables[Shape]
        self._keys = tables[Key]
        # by the number of the column, and its value
        self._columns: dict[int, dict[str, tuple[str, ...]]] = {}
        for column, products in tables[Column].items():
            number, _, value = column.partition("=")
            self._columns.setdefault(int(number), {})[value] = products
        self._prefixes = tables[Prefix]
        self._names = frozenset(name for name, _ in self._members)
        self._sorted_prefixes = sorted(self._prefixes)
        # of each prefix that was met: the longest other one that it begins with
        self._shorter: dict[str, str | None] = {}
        # first words whose digits tell: those of prefixes, and how they begin
        numbered = (*self._prefixes_between("0", ":"), *self._prefixes_between("[0", "[:"))
        digits = [prefix.partition(" ") for prefix in numbered]
        self._telling = frozenset(word for word, blank, _ in digits if blank)
        self._telling_beginnings = tuple(word for word, blank, _ in digits if not blank)
        self._objects: ObjectIndex | None = None
        self._phrases: PhraseIndex | None = None
        # bounded caches of programs and headings
        self._asked_programs: dict[str, tuple[str, ...]] = {}
        self._headed: dict[str, tuple[str, ...]] = {}

    def candidates(self, record: Record) -> Iterator[str]:
        """The ids of the products that may have written `record`, those of the most specific signatures first.

        A product may come twice. The payload of a container is decoded into `record.payload` on the way.
        """
        text = record.text
        if cee.is_cee(text):
            yield from (product for _, _, product, _ in self._members_in(record))
            yield from (product for _, _, product, _ in self._objects_in(record))
            return
        if text[:1] in _BEFORE_OBJECTS:
            yield from (product for _, _, product, _ in self._objects_in(record))
        header = record.header
        if header is not None and header.appname is not None:
            yield from self._by_program(header.appname)
        if text[:1] in (" ", "\t"):
            text = text.lstrip(" \t")
        yield from self._by_prefix(text)
        word = text.partition(" ")[0]
        yield from self._by_shape(word)
        yield from self._keys.get(_key_after(word, text), ())
        for _, products in self._columns_in(text):
            yield from products
        for _, _, product in self._phrases_in(text):
            yield product

    def matches(self, record: Record) -> Iterator[tuple[str, Signature]]:
        """The signature that found each of `candidates`, in their order: pairs of a product's id and a signature.

        For those who ask why; finding only the candidates costs less.
        """
        if cee.is_cee(record.text):
            yield from ((product, CeeMember(member)) for _, _, product, member in self._members_in(record))
        yield from ((product, members) for _, members, product, _ in self._objects_in(record))
        if cee.is_cee(record.text):
            return
        if record.header is not None and (program := record.header.appname) is not None:
            yield from self._signatures_of(program).items()
        text = record.text.lstrip(" \t")
        prefixes = [prefix for prefix in self._prefixes if text.startswith(prefix)]
        for prefix in sorted(prefixes, key=len, reverse=True):
            yield from _declared(self._prefixes, Prefix(prefix))
        word = text.partition(" ")[0]
        if _has_shape(word):
            yield from _declared(self._shapes, self._shape_of(word))
        yield from _declared(self._keys, Key(_key_after(word, text)))
        for column, products in self._columns_in(text):
            for product in products:
                yield product, column
        for _, phrase, product in self._phrases_in(text):
            yield product, Phrase(phrase)

    def headed(self, heading: str) -> tuple[str, ...]:
        """The ids of the products whose columns `heading` may name, those of the most telling signatures first."""
        found = self._headed.get(heading)
        if found is None:
            if len(self._headed) >= _MOST_HEADINGS:
                self._headed.clear()
            words = {*heading.split()}
            entries = [entry for entry in self._headings if words.issuperset(entry[0].split())]
            named = (product for _, product in _longest_first(entries))
            found = self._headed[heading] = tuple(dict.fromkeys(named))
        return found

    def is_false_tag(self, program: str, text: str) -> bool:
        """Whether the apparent tag `program` is really the first word of the message `text`.

        `text` begins with a declared prefix then; a declared program, which is more telling, stays a tag unless the
        prefix is of the product that would be asked first about it.
        """
        found = self._by_prefix(text)
        named = self._by_program(program)
        return named[0] in found if named else next(found, None) is not None

    def is_event(self, record: Record) -> bool:
        """Whether the text of `record` is an object with the members of a product's events."""
        return bool(self._objects_in(record))

    def first_asked(self, record: Record) -> tuple[str, ...]:
        """The products whose events have the members of the object that `record` is: the first of `candidates`."""
        return tuple(product for _, _, product, _ in self._objects_in(record))

    def declares_program(self, program: str) -> bool:
        """Whether a product declares `program`, or how its name begins."""
        return bool(self._by_program(program))

    def decided_by(self, word: str) -> tuple[Decided, ...]:
        """The first candidates, in their order, of every text whose first word is `word`.

        The text is a line without a header, or stands after one that names no declared program. The second value of
        each entry has the texts of which it must begin with one; it is empty where any will do. The first entry
        that fits counts. Empty if it takes more than that to tell.
        """
        if cee.is_cee(word):
            products = {product for found in self._members.values() for product in found}
            return ((tuple(products), ()),) if len(products) == 1 else ()
        return () if may_begin_header(word) or word[:1] in _IN_FRONT else self._decided_by_text(word)

    def _decided_by_text(self, word: str) -> tuple[Decided, ...]:
        """Do the same with the first word of a text that has no header and is not a CEE object."""
        longer = self._longer_prefixes(f"{word} ")
        products = {product for prefix in longer for product in self._prefixes[prefix]}
        any_text = tuple(dict.fromkeys(self._by_word(word)))
        if any_text and products <= {any_text[0]}:
            return ((any_text, ()),)
        if len(products) == 1 and not any_text:
            return ((tuple(products), longer),)
        if len(longer) > _MOST_RIVALS:
            return ()
        of_shape = self._by_shape(word)
        rivals = (
            ((*dict.fromkeys((*self._by_prefix(prefix), *of_shape)),), (prefix,))
            for prefix in sorted(longer, key=len, reverse=True)
        )
        return (*rivals, (any_text, ())) if any_text else (*rivals,)

    def decided_by_program(self, program: str) -> tuple[str, ...]:
        """The first candidates, in their order, of every message after the tag of `program`.

        The message is no object and begins with no blank, and the tag is not false. Empty if it takes more to tell.
        """
        return self._by_program(program)

    def may_be_false_tag(self, program: str) -> bool:
        """Whether `is_false_tag` may say so of a tag of `program` before some text."""
        tag = f"{program}: "
        return next(self._by_prefix(tag), None) is not None or bool(self._longer_prefixes(tag))

    def alike(self, word: str) -> str:
        """A word for which `decided_by` says the same as for the first word `word`: one with zeros for digits."""
        if not "0" <= word[word[:1] == "[" :][:1] <= "9":
            return word
        shape = word.translate(_DIGITS)
        is_telling = word in self._telling or word.startswith(self._telling_beginnings)
        return word if is_telling or shape in self._telling or shape.startswith(self._telling_beginnings) else shape

    def _longer_prefixes(self, beginning: str) -> tuple[str, ...]:
        """The prefixes that begin with `beginning`."""
        return self._prefixes_between(beginning, f"{beginning}\U0010ffff")

    def _prefixes_between(self, first: str, last: str) -> tuple[str, ...]:
        """The prefixes from `first` on and before `last`, in alphabetical order."""
        start = bisect_left(self._sorted_prefixes, first)
        return tuple(self._sorted_prefixes[start : bisect_left(self._sorted_prefixes, last)])

    def _by_word(self, word: str) -> Iterator[str]:
        yield from self._by_prefix(word)
        yield from self._by_shape(word)

    def _by_shape(self, word: str) -> tuple[str, ...]:
        return self._shapes.get(self._shape_of(word), ()) if _has_shape(word) else ()

    def _shape_of(self, word: str) -> Shape:
        """The shape of a first word, or of what is before a separator in one whose shape is not declared.

        That of an IPv6 address is `::`.
        """
        shape = word.translate(_DIGITS)
        if shape not in self._shapes:
            shape = shape.partition("|")[0].partition(";")[0]
            if _LONG_ADDRESS.fullmatch(shape) is not None:
                shape = "::"
        return Shape(shape)

    def _members_in(self, record: Record) -> list[tuple[int, int, str, tuple[str, str]]]:
        """The declared members of the CEE object of `record`, the longest first, each with its product."""
        return sorted(
            (-len(name) - len(value), self._places[product], product, (name, value))
            for name, value in self._apparent_members(record)
            for product in self._members.get((name, value), ())
        )

    def _apparent_members(self, record: Record) -> Iterable[tuple[str, str]]:
        """The members of the CEE object of `record`, as far as it can be read, that a product may have declared."""
        payload = cee.payload(record)
        if payload is None:
            return cee.apparent_members(record.text)
        return [(name, payload[name]) for name in self._names.intersection(payload) if isinstance(payload[name], str)]

    def _objects_in(self, record: Record) -> list[Entry]:
        """The declared members that the JSON object of `record` has, the longest first, each with its product."""
        text = record.text
        is_object = text.rstrip()[-1:] == "}" and (text.lstrip(" \t")[:1] == "{" or cee.is_cee(text))
        if not is_object or not (payload := objects.payload(record)):
            return []
        if self._objects is None:
            # most one-line runs need no index of objects
            self._objects = ObjectIndex(_longest_first(self._declared_objects))
        return self._objects.find(payload)

    def _phrases_in(self, text: str) -> list[tuple[int, str, str]]:
        """The phrases in `text`, the longest first, each with its number and its product."""
        if self._phrases is None:
            from ecsparse.phrases import PhraseIndex  # noqa: PLC0415 - most one-line runs need none

            self._phrases = PhraseIndex(_longest_first(self._declared_phrases))
        return self._phrases.find(text)

    def _columns_in(self, text: str) -> Iterator[tuple[Column, tuple[str, ...]]]:
        """The declared columns of a `text` with commas, the first ones first, each with its products."""
        if not self._columns or "," not in text:
            return
        cells = text.split(",", max(self._columns) + 1)
        for number, values in sorted(self._columns.items()):
            if number < len(cells) and (products := values.get(cells[number])):
                yield Column(f"{number}={cells[number]}"), products

    def _by_prefix(self, text: str) -> Iterator[str]:
        # the last prefix that is not after the text in alphabetical order, or a prefix of that one
        position = bisect_right(self._sorted_prefixes, text) - 1
        prefix = self._sorted_prefixes[position] if position >= 0 else None
        while prefix is not None:
            if text.startswith(prefix):
                yield from self._prefixes[prefix]
            prefix = self._shorter[prefix] if prefix in self._shorter else self._shorten(prefix)

    def _shorten(self, prefix: str) -> str | None:
        ends = range(len(prefix) - 1, 0, -1)
        found = next((prefix[:end] for end in ends if prefix[:end] in self._prefixes), None)
        self._shorter[prefix] = found
        return found

    def _by_program(self, program: str) -> tuple[str, ...]:
        found = self._asked_programs.get(program)
        if found is None:
            if len(self._asked_programs) >= _MOST_PROGRAMS:
                self._asked_programs.clear()
            found = self._asked_programs[program] = tuple(self._signatures_of(program))
        return found

    def _signatures_of(self, program: str) -> dict[str, Signature]:
        """The products that declare `program`, or how its name begins, each with its most specific signature."""
        found: dict[str, Signature] = dict(_declared(self._programs, Program(program)))
        for stem in _stems(program):
            for product, signature in _declared(self._stems, ProgramStem(stem)):
                found.setdefault(product, signature)
        return found


def _stems(program: str) -> Iterator[str]:
    """The beginnings of `program`, each up to and including a punctuation character, the longest first."""
    return (program[: place + 1] for place in range(len(program) - 1, -1, -1) if not program[place].isalnum())


def _key_after(word: str, text: str) -> str:
    """What follows `word` and blanks in `text` up to the next `=`, and that; empty if it is far."""
    key, equals, _ = text[len(word) : len(word) + _LONGEST_KEY].lstrip(" ").partition("=")
    return key + equals


def _declared(table: dict[Any, tuple[str, ...]], signature: Signature) -> Iterator[tuple[str, Signature]]:
    """The products that declare `signature`, each with it."""
    for product in table.get(signature, ()):
        yield product, signature


def _longest_first(entries: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Signatures with their products, the longest first, and in their order where these are equally long."""
    return sorted(entries, key=lambda entry: -len(entry[0]))
