"""Messages that are told by their wording: a pattern, and the event that it stands for."""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from re import Match
    from typing import TypeAlias, TypeVar

    from ecsparse.record import Document

    W = TypeVar("W", bound="Wording")
    # The parts of a message by name.
    Values: TypeAlias = dict[str, str]

NETWORK = ("network",)


class Wording:
    """What messages of one wording say: the `pattern` of a message, and the `event` that it gives.

    The names of the pattern's groups say what the parts of a message are. `event` is shared between documents.
    """

    __slots__ = ("event", "pattern")

    def __init__(
        self,
        source: str,
        action: str,
        *types: str,
        category: tuple[str, ...] = NETWORK,
        outcome: str = "",
        kind: str = "event",
    ) -> None:
        self.pattern = Pattern(source)
        self.event: Document = {"kind": kind, "category": [*category], "type": [*types], "action": action}
        if outcome:
            self.event["outcome"] = outcome


def said(match: Match[str]) -> Values:
    """The named groups of `match` that hold anything."""
    return {name: value for name, value in match.groupdict().items() if value}


def first_of(wordings: Iterable[W], message: str) -> tuple[W, Values] | None:
    """The first of `wordings` that all of `message` is in, and the parts that it has; `None` if it is in none."""
    for wording in wordings:
        match = wording.pattern.fullmatch(message)
        if match is not None:
            return wording, said(match)
    return None
