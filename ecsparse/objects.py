"""Which products' members the JSON object of a line has: the index over their signatures `Members`.

The cost does not grow with the number of products: each signature is looked up by the member of the object that the
fewest signatures name, once for all objects with the same members, and only then is the rest of it compared.
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
        shared = Counter(name for *_, (names, _) in entries for name in names)
        # by the member of an object that the fewest signatures name
        self._by_member: dict[str, list[Entry]] = {}
        for entry in entries:
            rarest = min(entry[3][0], key=lambda name: (shared[name], name))
            self._by_member.setdefault(rarest, []).append(entry)
        self._names = frozenset(self._by_member)
        # by the members that an object has: a source's objects have the same ones again and again
        self._possible: dict[tuple[str, ...], list[Entry]] = {}

    def find(self, payload: Mapping[str, Any]) -> list[Entry]:
        """The signatures that match an object, in the order given."""
        names = tuple(payload)
        possible = self._possible.get(names)
        if possible is None:
            possible = self._with_members(names)
        return [entry for entry in possible if _holds(payload, entry[3][1])]

    def _with_members(self, names: tuple[str, ...]) -> list[Entry]:
        """The signatures whose members an object with these `names` has, as far as these tell."""
        members = frozenset(names)
        found = [
            entry for name in self._names & members for entry in self._by_member[name] if entry[3][0] <= members
        ]
        found.sort(key=_NUMBER)
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
