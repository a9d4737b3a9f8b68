"""Keys and values, `key=value`, in the ways that lines tell them apart.

Layout:
    IN=eth0 OUT= SRC=192.0.2.5 LEN=60 DF PROTO=TCP SYN            words: flags are among them
    src=192.0.2.5 msg=a value with blanks dst=198.51.100.7        each value ends at the next key
    src=192.0.2.5<tab>msg=a value with blanks<tab>sev=5           constant text between pairs

The first `=` of a pair ends its key. A key may occur twice, a value be empty.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

# An event has some hundreds at most; a line may have as many as it likes.
MOST_PAIRS = 4096

# src= | ad.user[0]= | FTNTFGTsrc-mac= (after a blank, or at the start)
_KEY = Pattern(r"(?<![^ \t])([A-Za-z0-9_][A-Za-z0-9_.\[\]-]*+)=")


def words(text: str) -> tuple[dict[str, str], list[str]]:
    """The values by their keys, of which the last counts, and the words without a `=`, in order."""
    parts = [word.partition("=") for word in text.split()]
    return {key: value for key, separator, value in parts if separator}, [key for key, sign, _ in parts if not sign]


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
    return [(key.strip(" "), value.strip(" ")) for key, sign, value in parts if sign and key.strip(" ")]
