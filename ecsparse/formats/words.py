"""Tables of few values for many words, written the other way round: each value once, with its words."""

from __future__ import annotations

from collections.abc import Mapping

from ecsparse.record import choices

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Value = TypeVar("Value")


def by_word(table: Mapping[Value, str]) -> dict[str, Value]:
    """The values by the words of their texts: of `{1: "one uno", 2: "two"}`, `{"one": 1, "uno": 1, "two": 2}`.

    Braces make several words of one: `v{4,6}_add:` is two.
    """
    return {each: value for value, words in table.items() for word in words.split() for each in choices(word)}
