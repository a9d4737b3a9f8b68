"""Which products' members the JSON object of a line has: the index over their signatures `Members`.

The cost does not grow with the number of products: each signature is looked up by the member of the object that the
fewest signatures name, by its value where that is known, and only then is the rest of it compared.
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


class ObjectIndex:
    """The signatures `declared`, each with its product, the most telling ones first."""

    __slots__ = ("_by_member", "_names")

    def __init__(self, declared: list[tuple[Members, str]]) -> None:
        entries = [
            (number, signature, product, found)
            for number, (signature, product) in enumerate(declared)
            for found in _alternatives(signature)
        ]
        shared = Counter(anchor for *_, found in entries for anchor in {*map(_anchor, found)})
        # by the name of a member, and then by its text
        self._by_member: dict[str, dict[str | None, list[Entry]]] = {}
        for number, signature, product, found in entries:
            name, value = min(
                map(_anchor, found), key=lambda anchor: (shared[anchor], anchor[1] is None, anchor[0])
            )
            of_name = self._by_member.setdefault(name, {})
            of_name.setdefault(value, []).append((number, signature, product, _conditions(found)))
        self._names = frozenset(self._by_member)

    def find(self, payload: Mapping[str, Any]) -> list[Entry]:
        """The signatures that match an object, in the order given."""
        found: list[Entry] = []
        for name in self._names.intersection(payload):
            of_name = self._by_member[name]
            if None in of_name:
                found += of_name[None]
            value = payload[name]
            if value.__class__ is str and value in of_name:
                found += of_name[value]
        members = payload.keys()
        # most have not even the names, which one look at all of them tells (make bench)
        held = [entry for entry in found if members >= entry[3][0] and _holds(payload, entry[3][1])]
        held.sort(key=_NUMBER)
        return held


def _alternatives(signature: str) -> Iterator[tuple[Condition, ...]]:
    """What the words of a signature ask for: `detail.type=x kind` asks for two things.

    Some sources write the names of members whole, with their dots: these are the second conditions.
    """
    parts = [word.partition("=") for word in signature.split()]
    yield tuple((tuple(path.split(".")), value if equals else None) for path, equals, value in parts)
    if any("." in path for path, _, _ in parts):
        yield tuple(((path,), value if equals else None) for path, equals, value in parts)


def _conditions(several: tuple[Condition, ...]) -> Conditions:
    """What must hold, with the members of the object itself apart."""
    names = frozenset(path[0] for path, _ in several)
    return names, tuple((path, value) for path, value in several if len(path) > 1 or value is not None)


def _anchor(condition: Condition) -> tuple[str, str | None]:
    """The member of the object itself that a condition asks for, and its text where that is known."""
    path, value = condition
    return path[0], value if len(path) == 1 else None


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
