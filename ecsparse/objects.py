"""Which products' members the JSON object of a line has: the index over their signatures `Members`.

The cost does not grow with the number of products: each signature is looked up by the member of the object that the
fewest signatures name, and by its text where that is known, and only then is the rest of it compared. Which members
tell is found out once for all objects that have the same ones.
"""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias

    from ecsparse.record import Members

    # the steps to a member, and the text that it has; `None` for any value
    Condition: TypeAlias = tuple[tuple[str, ...], str | None]
    # the members that an object must have itself, and what else must hold
    Conditions: TypeAlias = tuple[frozenset[str], tuple[Condition, ...]]
    # its number among those that are given, the signature, its product, and what must hold
    Entry: TypeAlias = tuple[int, Members, str, Conditions]
    # what may match an object with some members whatever their texts are, and by the texts of some of them
    Possible: TypeAlias = tuple[list[Entry], list[tuple[str, dict[str | None, list[Entry]]]]]

_NUMBER = itemgetter(0)

# How many kinds of objects are remembered before they are forgotten, and how many members one of these has.
_MOST_REMEMBERED = 512
_MOST_NAMES = 256


class ObjectIndex:
    """The signatures `declared`, each with its product, the most telling ones first."""

    __slots__ = ("_by_member", "_names", "_possible")

    def __init__(self, declared: list[tuple[Members, str]]) -> None:
        entries: list[Entry] = [
            (number, signature, product, found)
            for number, (signature, product) in enumerate(declared)
            for found in _alternatives(signature)
        ]
        shared = Counter(anchor for *_, found in entries for anchor in _anchors(found))
        # by the name of a member, and then by its text
        self._by_member: dict[str, dict[str | None, list[Entry]]] = {}
        for entry in entries:
            name, text = min(_anchors(entry[3]), key=lambda anchor: (shared[anchor], anchor[1] is None, anchor[0]))
            self._by_member.setdefault(name, {}).setdefault(text, []).append(entry)
        self._names = frozenset(self._by_member)
        # by the members that an object has: a source's objects have the same ones again and again
        self._possible: dict[tuple[str, ...], Possible] = {}

    def find(self, payload: Mapping[str, Any]) -> list[Entry]:
        """The signatures that match an object, in the order given."""
        names = tuple(payload)
        always, by_text = self._possible.get(names) or self._with_members(names)
        found = [entry for entry in always if _holds(payload, entry[3][1])]
        for name, of_text in by_text:
            text = payload[name]
            if text.__class__ is str and text in of_text:
                found += [
                    entry for entry in of_text[text] if entry[3][0].issubset(payload) and _holds(payload, entry[3][1])
                ]
        found.sort(key=_NUMBER)
        return found

    def _with_members(self, names: tuple[str, ...]) -> Possible:
        """What may match an object that has members with these `names`."""
        members = frozenset(names)
        told = [(name, self._by_member[name]) for name in self._names & members]
        always = [entry for _, of_text in told for entry in of_text.get(None, ()) if entry[3][0] <= members]
        found = always, [(name, of_text) for name, of_text in told if len(of_text) > (None in of_text)]
        if len(names) <= _MOST_NAMES:
            if len(self._possible) >= _MOST_REMEMBERED:
                self._possible.clear()
            self._possible[names] = found
        return found


def _alternatives(signature: str) -> Iterator[Conditions]:
    """What the words of a signature ask for: `detail.type=x kind` asks for two things.

    Some sources write the names of members whole, with their dots: these are the second conditions.
    """
    parts = [word.partition("=") for word in signature.split()]
    yield _conditions([(tuple(path.split(".")), value if equals else None) for path, equals, value in parts])
    if any("." in path for path, _, _ in parts):
        yield _conditions([((path,), value if equals else None) for path, equals, value in parts])


def _conditions(several: list[Condition]) -> Conditions:
    """What must hold, with the members of the object itself apart."""
    names = frozenset(path[0] for path, _ in several)
    return names, tuple((path, value) for path, value in several if len(path) > 1 or value is not None)


def _anchors(conditions: Conditions) -> set[tuple[str, str | None]]:
    """The members of the object itself that are asked for, with their texts where these are known."""
    names, several = conditions
    texts = {path[0]: text for path, text in several if len(path) == 1}
    return {(name, texts.get(name)) for name in names}


def _holds(payload: Mapping[str, Any], conditions: tuple[Condition, ...]) -> bool:
    for path, value in conditions:
        here: Any = payload
        for step in path:
            if here.__class__ is not dict or step not in here:
                return False
            here = here[step]
        if value is not None and here != value:
            return False
    return True
