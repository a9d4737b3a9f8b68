"""The index of those who know whose lines theirs are: some products come first wherever they may."""

from __future__ import annotations

from ecsparse.sniff import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecsparse.record import ByKind, Record, Signature
    from ecsparse.sniff import Decided


class PreferringIndex(Index):
    """An index that puts some products first among the candidates of a line, whichever signatures they have in it.

    `preferred` are the ids of these products, the first one first.
    """

    __slots__ = ("_preferred",)

    def __init__(self, signatures: Iterable[tuple[str, ByKind]], preferred: Iterable[str]) -> None:
        super().__init__(signatures)
        self._preferred = tuple(preferred)

    def candidates(self, record: Record) -> Iterator[str]:
        """The same candidates as those of any index, the preferred products first."""
        return iter(sorted(super().candidates(record), key=self._preference))

    def matches(self, record: Record) -> Iterator[tuple[str, Signature]]:
        """The signature of each of `candidates`, in the same order."""
        return iter(sorted(super().matches(record), key=lambda match: self._preference(match[0])))

    def _preference(self, product: str) -> int:
        return self._preferred.index(product) if product in self._preferred else len(self._preferred)

    def first_asked(self, record: Record) -> tuple[str, ...]:
        """The most preferred product, if the object is its own: any other may be a candidate before it."""
        return self._only_first(super().first_asked(record))

    def decided_by_program(self, program: str) -> tuple[str, ...]:
        """The most preferred product, if the program is its own: any other may be a candidate before it."""
        return self._only_first(super().decided_by_program(program))

    def _decided_by_text(self, word: str) -> tuple[Decided, ...]:
        # the text after the word may make the most preferred product a candidate
        first = self._only_first(tuple(self._by_word(word)))
        return ((first, ()),) if first else ()

    def _only_first(self, products: tuple[str, ...]) -> tuple[str, ...]:
        return self._preferred[:1] if self._preferred[0] in products else ()
