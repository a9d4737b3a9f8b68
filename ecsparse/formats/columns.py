r"""Columns: values in a fixed order, with a separator between them, which quotes hide.

Layout:
    1,2023/10/31 15:09:55,013101000000,TRAFFIC,end     commas
    1,"a ""quoted"" value, with a comma",high          a value in double quotes; a quote in it is doubled
    a 1 "b "c" d" -                                    blanks, as AWS has them; a quote in a value may be bare

What a column means follows from its place, and the version of what writes them from how many there are.

Source: RFC 4180, section 2.
"""

from __future__ import annotations

from itertools import compress

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# A line has some hundreds at most.
MOST_COLUMNS = 1024

# "GET /a HTTP/1.1" | "a "b" c" | "never closed | plain
_SPACED = Pattern(r' *+(?:"((?:[^"\\]|\\.|"(?! |\Z))*+)(?:"|\\?\Z)|([^ ]++))')


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


def spaced(text: str) -> list[str]:
    """The values of columns that blanks separate; one in quotes ends at a quote before a blank, or at the end.

    A quote that is never closed holds the rest of the text.
    """
    found: list[str] = []
    match = _SPACED.match(text)
    while match is not None and len(found) < MOST_COLUMNS:
        found.append(match[1] if match[2] is None else match[2])
        match = _SPACED.match(text, match.end())
    return found


def names(text: str) -> tuple[str, ...]:
    """The names of columns, in their order, from a text with blanks between them; `-` is one without a name."""
    return tuple("" if name == "-" else name for name in text.split())


def named(columns: Collection[str], values: Iterable[str]) -> list[tuple[str, str]]:
    """Each of `values` with the name of its column; without the values of columns that have none."""
    return [*compress(zip(columns, values, strict=False), columns)]
