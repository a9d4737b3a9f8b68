"""Which products' phrases a line has: the index over their signatures `Phrase`.

The cost does not grow with the number of products: a phrase is looked up by the rarest of its words, so that other
products' phrases cost it nothing.
"""

from __future__ import annotations

from collections import Counter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    # its number among those that are given, the phrase, and its product
    Entry: TypeAlias = tuple[int, str, str]


class PhraseIndex:
    """The phrases `declared`, each with its product, the most telling ones first."""

    __slots__ = ("_anchors", "_by_anchor")

    def __init__(self, declared: list[tuple[str, str]]) -> None:
        words = {phrase: _whole_words(phrase) for phrase, _ in declared}
        shared = Counter(word for found in words.values() for word in set(found))
        self._by_anchor: dict[str, list[Entry]] = {}
        for number, (phrase, product) in enumerate(declared):
            anchor = min(words[phrase], key=lambda word: (shared[word], -len(word), word))
            self._by_anchor.setdefault(anchor, []).append((number, phrase, product))
        self._anchors = frozenset(self._by_anchor)

    def find(self, text: str) -> list[Entry]:
        """The phrases in `text`, in the order given."""
        by_anchor = self._by_anchor
        return sorted(
            entry
            for anchor in self._anchors.intersection(text.split())
            for entry in by_anchor[anchor]
            if entry[1] in text
        )


def _whole_words(phrase: str) -> list[str]:
    """The words of `phrase` that are whole in any line with it: the last one may go on."""
    words = phrase.split()
    return words if len(words) == 1 or phrase.endswith(" ") else words[:-1]
