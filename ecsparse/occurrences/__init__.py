"""Where a text states values: whole tokens in any case, and how others are written there.

What addresses look like is in `addresses`, and what encodings hide in `views`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span: TypeAlias = tuple[int, int]


def is_word(character: str) -> bool:
    """Whether a character belongs to words."""
    return character.isalnum() or character == "_"


def is_bounded(line: str, span: Span) -> bool:
    """Whether no word goes on at an end of `span`."""
    start, end = span
    begins = start == 0 or not (is_word(line[start]) and is_word(line[start - 1]))
    return begins and (end == len(line) or not (is_word(line[end - 1]) and is_word(line[end])))


def lowered(text: str) -> str:
    """`text` in lower case, character by character: positions stay the same."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def tokens(lower: str, value: str) -> Iterator[Span]:
    """Where the text with the small letters `lower` has `value`, in small letters too, as a whole token.

    A number is not a token inside of another one, nor of a time, a date or an address: `31` in `10-31` and `15:31`.
    """
    is_number = value.isdecimal()
    start = lower.find(value)
    while start >= 0:
        span = start, start + len(value)
        if is_bounded(lower, span) and not (is_number and _is_in_number(lower, span)):
            yield span
        start = lower.find(value, start + 1)


def _is_in_number(text: str, span: Span) -> bool:
    start, end = span
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (before[1:] in {".", ":", "-", "/"} and before[:1].isdecimal()) or (
        after[:1] in {".", ":", "-", "/"} and after[1:].isdecimal()
    )


class Edit(NamedTuple):
    """A new text for what stands at a span. `rank` is less for what is known than for what only looks like it."""

    rank: int
    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits`: of two that overlap, the one of the lesser rank counts.

    Two of the same rank become one, with the text of the longer one: nothing of either is left.
    """
    taken: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.rank, -edit.end)):
        before = taken[-1] if taken else None
        if before is None or edit.start >= before.end:
            taken.append(edit)
        elif edit.rank < before.rank:
            taken[-1] = edit
        elif edit.rank == before.rank and edit.end > before.end:
            longer = max(before, edit, key=lambda either: either.end - either.start)
            taken[-1] = longer._replace(start=before.start, end=edit.end)
    pieces, position = list[str](), 0
    for edit in taken:
        pieces += text[position : edit.start], edit.text
        position = edit.end
    return "".join((*pieces, text[position:]))
