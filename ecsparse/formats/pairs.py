r"""Keys and values, `key=value`, in the ways that lines tell them apart.

Layout:
    IN=eth0 OUT= SRC=192.0.2.5 LEN=60 DF PROTO=TCP SYN            words: flags are among them
    src=192.0.2.5 msg=a value with blanks dst=198.51.100.7        each value ends at the next key
    src=192.0.2.5<tab>msg=a value with blanks<tab>sev=5           constant text between pairs
    src=192.0.2.5 msg="quoted \"text\"" date=2023-10-31 15:09:55  quotes where the writer thinks of them
    src=192.0.2.5,msg="quoted, with \"commas\"",dst=198.51.100.7   the same with commas between pairs

The first `=` of a pair ends its key. A key may occur twice, a value be empty.
"""

from __future__ import annotations

from itertools import islice

from ecsparse.patterns import Pattern

# An event has some hundreds at most; a line may have as many as it likes.
MOST_PAIRS = 4096

# src= | ad.user[0]= | FTNTFGTsrc-mac= (after a blank, or at the start)
_KEY = Pattern(r"(?<![^ \t])([A-Za-z0-9_][A-Za-z0-9_.\[\]-]*+)=")

# msg="quoted text" | date=2023-10-31 15:09:55 (up to the next key)
_QUOTED = Pattern(
    r"(?<![^ \t,;])([A-Za-z0-9_][A-Za-z0-9_.\[\]-]{0,63}+)="
    r'(?:"((?:[^"\\]++|\\.)*+)"|([^ ]*+(?: ++(?![A-Za-z0-9_][A-Za-z0-9_.\[\]-]{0,63}+=)[^ ]++)*+))'
)
# msg="quoted, with commas", | level=alert,
_QUOTED_COLUMN = Pattern(r'([A-Za-z0-9_][A-Za-z0-9_.\[\]-]{0,63}+)=(?:"((?:[^"\\]++|\\.)*+)"|([^,]*+))(?:,|$)')
# \" | \\
_ESCAPED = Pattern(r'\\(["\\])')


def words(text: str) -> tuple[dict[str, str], list[str]]:
    """The values by their keys, of which the last counts, and the words without a `=`, in order."""
    parts = [word.partition("=") for word in text.split()]
    values = {key: value for key, separator, value in parts if separator}
    return values, [key for key, separator, _ in parts if not separator]


def up_to_the_next_key(text: str) -> list[tuple[str, str]]:
    """The first `MOST_PAIRS` keys and values; each value ends at the next key.

    A key has letters, digits and `_.[]-`, and follows a blank or a tab: `a=x=y&z=w b=2` has two. Text before the
    first key, and blanks around values, are left out.
    """
    parts = _KEY.split(text, MOST_PAIRS + 1)
    keys, values = parts[1 : 2 * MOST_PAIRS : 2], parts[2 : 2 * MOST_PAIRS + 1 : 2]
    return [(key, value.strip(" \t")) for key, value in zip(keys, values, strict=True)]


def separated(text: str, separator: str) -> list[tuple[str, str]]:
    """The keys and values among the first `MOST_PAIRS` parts of `text` between `separator`.

    Parts without a key, and blanks around keys and values, are left out.
    """
    parts = [part.partition("=") for part in text.split(separator, MOST_PAIRS)[:MOST_PAIRS]]
    return [(key.strip(" "), value.strip(" ")) for key, separator, value in parts if separator and key.strip(" ")]


def quoted(text: str) -> list[tuple[str, str]]:
    r"""The first `MOST_PAIRS` keys and values; a value is in double quotes, or ends at the next key.

    In quotes, `\"` and `\\` stand for the quote and the backslash. A quote that is never closed ends at the next
    key; at the end of the line it begins a value that was cut off, which is empty then: half a name is another's.
    """
    return _taken(_QUOTED, text)


def quoted_between_commas(text: str) -> list[tuple[str, str]]:
    """As `quoted`, but with a comma after each pair, so that a bare value ends at the next one."""
    return _taken(_QUOTED_COLUMN, text)


def _taken(pattern: Pattern, text: str) -> list[tuple[str, str]]:
    found = []
    for match in islice(pattern.finditer(text), MOST_PAIRS):
        key, inside, bare = match.groups()
        if inside is None:
            is_open = bare[:1] == '"'
            is_cut = is_open and match.end() == len(text)
            found.append((key, "" if is_cut else bare[is_open:].rstrip(" \t")))
        else:
            found.append((key, _ESCAPED.sub(r"\1", inside) if "\\" in inside else inside))
    return found
