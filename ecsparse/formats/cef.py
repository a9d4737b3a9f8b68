r"""CEF, the Common Event Format of ArcSight: a header of fixed fields and an extension of keys and values.

Layout:
    CEF:0|Acme|Gate|2.1|100|Port \| scan|7|src=192.0.2.5 dst=198.51.100.7 msg=two\nlines, a \= b path=C:\\tmp

    `CEF:`, the version (0 or 1), vendor, product, version of the product, signature, name and severity between
    `|`, and the extension. rsyslog puts a blank after `CEF:`, which it takes for a tag. Blanks around fields are
    no part of them.

In the header, `\|` is a `|` and `\\` a `\`. In values, `\=` is a `=`, `\\` a `\`, `\n` and `\r` are line ends;
`\|` is read as a `|` there too, though nobody has to write it.

What writers do besides that:
    `=` in values is not escaped. A key is what follows a blank, has the characters of a key, and ends in `=`:
    `request=https://www.example.com/?a=b&c=d` is one value.
    `\` is not escaped. A value with a `\` that escapes nothing (`C:\Users\new`) was not escaped at all, nor was one
    that begins with a drive (`C:\new`): only its `\=` and `\|` are read as escapes.
    Values are quoted: quotes around a whole value are not part of it.
    The `|` after the severity is missing where there is no extension.

Source: Micro Focus (ArcSight), CEF implementation standard, versions 25 and 26.
"""

from __future__ import annotations

from ecsparse.formats.pairs import up_to_the_next_key
from ecsparse.patterns import Pattern

# What follows the version: vendor, product, version, signature, name, severity, extension.
HEADER_FIELDS = 6

# How events begin: rsyslog takes `CEF:` for a tag, some writers put blanks around each field.
BEGINNINGS = tuple(f"CEF:{blank}{version}{bar}" for blank in ("", " ") for version in "01" for bar in ("|", " |"))

# Acme|
_FIELD = Pattern(r"([^|\\]*+(?:\\[\s\S][^|\\]*+)*+)(\||$)")
# a \ that escapes nothing: \U
_BARE = Pattern(r"\\(?:[^=|nr]|$)")
# C:\new
_DRIVE = Pattern(r"[A-Za-z]:\\(?!\\)")


class Event:
    """A CEF event, as text: the fields of the header, and the pairs of the extension in their order.

    `extension` has the first `MOST_PAIRS` pairs of a key and a value that is not escaped any more; a key may occur
    twice, a value be empty.
    `is_complete` says whether the header has all its fields; missing ones are empty.
    """

    __slots__ = (
        "extension", "is_complete", "name", "product", "product_version", "severity", "signature", "vendor",
        "version",
    )  # fmt: skip

    def __init__(self, version: str, header: list[str], extension: list[tuple[str, str]]) -> None:
        self.version = version
        self.is_complete = len(header) == HEADER_FIELDS
        header += [""] * (HEADER_FIELDS - len(header))
        self.vendor, self.product, self.product_version, self.signature, self.name, self.severity = header
        self.extension = extension


def is_cef(text: str) -> bool:
    """Whether `text` begins like an event."""
    return text.startswith(BEGINNINGS)


def read(text: str) -> Event:
    """The event in `text`, which begins like one (`is_cef`)."""
    version, _, rest = text.partition("|")
    header = rest.split("|", HEADER_FIELDS)
    if len(header) > HEADER_FIELDS:
        extension = header.pop()
        # most events: nothing is escaped in the header
        if "\\" not in rest[: len(rest) - len(extension)]:
            return Event(version.rstrip(" ")[-1], [*map(str.strip, header)], _pairs(extension))
    header, extension = _escaped_header(rest)
    return Event(version.rstrip(" ")[-1], header, _pairs(extension))


def _escaped_header(text: str) -> tuple[list[str], str]:
    header: list[str] = []
    position = 0
    while len(header) < HEADER_FIELDS and (match := _FIELD.match(text, position)) is not None:
        header.append("\\".join(part.replace("\\|", "|") for part in match[1].split("\\\\")).strip())
        position = match.end()
        if not match[2]:
            break
    return header, text[position:]


def _pairs(extension: str) -> list[tuple[str, str]]:
    found = up_to_the_next_key(extension)
    if "\\" not in extension and '"' not in extension and "'" not in extension:
        return found
    return [(key, _plain(value)) for key, value in found]


def _plain(value: str) -> str:
    """`value` without quotes and escapes."""
    quote = value[:1]
    if quote in ('"', "'") and len(value) > 1 and value.find(quote, 1) == len(value) - 1:
        value = value[1:-1]
    if "\\" not in value:
        return value
    others = value.replace("\\\\", "")
    if _DRIVE.match(value) is not None or _BARE.search(others) is not None:
        return value.replace("\\=", "=").replace("\\|", "|")
    if "\\" not in others:
        return value.replace("\\\\", "\\")
    # what stands between two pairs of \ has no other \ than those that escape the next character
    return "\\".join(_without_escapes(part) if "\\" in part else part for part in value.split("\\\\"))


def _without_escapes(part: str) -> str:
    return part.replace("\\=", "=").replace("\\|", "|").replace("\\n", "\n").replace("\\r", "\r")
