"""How many columns of a terminal a text takes, and how much of it fits."""

from __future__ import annotations

from unicodedata import east_asian_width


def columns_of(text: str) -> int:
    """The columns that `text` takes: wide characters of East Asia take two (Unicode, annex 11)."""
    return len(text) + sum(east_asian_width(character) in ("W", "F") for character in text)


def fitted(text: str, columns: int, *, padded: bool = False) -> str:
    """`text`, cut to `columns` with an ellipsis at its end; if `padded`, with blanks up to them."""
    cut = text if columns_of(text[: columns + 1]) <= columns else f"{text[: _end(text, columns - 1)]}…"
    return cut + " " * (columns - columns_of(cut)) if padded else cut


def _end(text: str, columns: int) -> int:
    """How many characters from the start of `text` fit in `columns`, which are fewer than all."""
    left, end = columns, 0
    while (left := left - columns_of(text[end])) >= 0:
        end += 1
    return end
