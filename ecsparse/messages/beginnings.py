"""How messages begin, where nothing more of them is read: the longest beginning counts."""

from __future__ import annotations

from bisect import bisect_right

from ecsparse.messages.templates import choices

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Beginnings:
    """Finds the longest of `actions`' keys that a message begins with; it is indexed when the first one is read.

    The cost is that of a search in a sorted list: it does not grow with the number of beginnings.
    """

    __slots__ = ("_actions", "_shorter", "_sorted")

    def __init__(self, actions: Mapping[str, str]) -> None:
        self._actions = actions
        self._sorted: list[str] | None = None
        # by beginning: the longest other one that it begins with itself
        self._shorter: dict[str, str] = {}

    def find(self, message: str) -> str | None:
        """The action of the longest beginning that `message` has; `None` if it has none."""
        ordered = self._sorted
        if ordered is None:
            ordered = self._index()
        # the last one not after the message in alphabetical order, or one that this begins with itself
        position = bisect_right(ordered, message)
        beginning = ordered[position - 1] if position else None
        while beginning is not None:
            if message.startswith(beginning):
                return self._actions[beginning]
            beginning = self._shorter.get(beginning)
        return None

    def _index(self) -> list[str]:
        chain: list[str] = []
        ordered = sorted(self._actions)
        for beginning in ordered:
            while chain and not beginning.startswith(chain[-1]):
                chain.pop()
            if chain:
                self._shorter[beginning] = chain[-1]
            chain.append(beginning)
        # the list last: another thread takes it for a sign that the rest is there
        self._sorted = ordered
        return ordered


def listed(text: str) -> list[str]:
    """The beginnings that `text` lists: `Lid closed | {Lid | Power} button pressed` is three."""
    return [found for each in choices(text) for found in expanded(each.strip(" "))]


def expanded(text: str) -> list[str]:
    """The texts that `text` stands for: `{Lid | Power} button pressed` is two."""
    before, brace, rest = text.partition("{")
    if not brace:
        return [text]
    inside, _, after = rest.partition("}")
    return [f"{before}{choice.strip(' ')}{end}" for choice in inside.split("|") for end in expanded(after)]


def first_two(beginning: str) -> str:
    """The first two words of `beginning` with the blank after each; all of it if it has no third."""
    words = beginning.split(" ", 2)
    return beginning if len(words) < 3 else f"{words[0]} {words[1]} "
