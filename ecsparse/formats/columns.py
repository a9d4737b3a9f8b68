r"""Columns: values in a fixed order, with a separator between them, which quotes hide.

Layout:
    1,2023/10/31 15:09:55,013101000000,TRAFFIC,end     commas
    1,"a ""quoted"" value, with a comma",high          a value in double quotes; a quote in it is doubled

What a column means follows from its place, and the version of what writes them from how many there are.

Source: RFC 4180, section 2.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# A line has some hundreds at most.
MOST_COLUMNS = 1024


def cells(text: str, separator: str = ",") -> list[str]:
    """The values of the first `MOST_COLUMNS` columns of `text`, without their quotes.

    A quote that is never closed holds the rest of the text.
    """
    if '"' in text:
        import csv  # noqa: PLC0415 - only for such lines

        try:
            return next(csv.reader((text,), delimiter=separator))[:MOST_COLUMNS]
        except csv.Error:
            # it is longer than the reader takes, or a line feed stands outside quotes
            pass
    return text.split(separator, MOST_COLUMNS)[:MOST_COLUMNS]


def names(text: str) -> tuple[str, ...]:
    """The names of columns, in their order, from a text with blanks between them; `-` is one without a name."""
    return tuple("" if name == "-" else name for name in text.split())


def named(columns: Iterable[str], values: Iterable[str]) -> list[tuple[str, str]]:
    """Each of `values` with the name of its column; without the values of columns that have none."""
    return [(name, value) for name, value in zip(columns, values, strict=False) if name]
