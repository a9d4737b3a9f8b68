r"""LEEF, the Log Event Extended Format of QRadar: a header of fixed fields, and attributes.

Layout:
    LEEF:1.0|Acme|Gate|2.1|100|src=192.0.2.5<tab>dst=198.51.100.7<tab>sev=5
    LEEF:2.0|Acme|Gate|2.1|100|^|src=192.0.2.5^dst=198.51.100.7^sev=5
    LEEF:0|Acme|Gate|2.1|100| src=192.0.2.5 dst=198.51.100.7 sev=5

    Version 2.0 may name the delimiter of attributes: a character (`^`), or its code (`x5E`, `0x5E`); so do some
    that call their version 1.0 or 0. Otherwise it is a tab.

What writers and relays do besides that: rsyslog writes a tab as `#011`, others as `\t` or as a blank; attributes
are then told apart by these, by blanks only where they set apart two predefined attributes at least, or in
version 0. Only the first `=` of an attribute is a separator.

Source: IBM, QRadar LEEF guide, versions 1.0 and 2.0.
"""

from __future__ import annotations

from ecsparse.formats.pairs import separated, up_to_the_next_key
from ecsparse.patterns import Pattern

# Vendor, product, version of the product, event.
HEADER_FIELDS = 4

_VERSIONS = ("0", "1.0", "2.0")
# How events begin; a relay that takes `LEEF:` for a tag writes a blank.
BEGINNINGS = (*(f"LEEF:{version}|" for version in _VERSIONS), *(f"LEEF: {version}|" for version in _VERSIONS))

# x09 | 0x5E | 0x005e
_CODE = Pattern(r"0?[xX]([0-9A-Fa-f]{2}|00[0-9A-Fa-f]{2})")
# Predefined attributes that most events have.
_PREDEFINED = frozenset(
    ("cat", "devTime", "dst", "dstPort", "proto", "sev", "src", "srcPort", "usrName", "policy", "resource", "url")
)
# How a header may name a tab.
_TAB_NAMES = ("\\t", "tab", "<tab>")
# A tab, as relays write it.
_TABS = ("\t", "#011", "\\t", "<tab>")


class Event:
    """A LEEF event, as text: the fields of the header, and the attributes in their order.

    `attributes` has the first `MOST_PAIRS` pairs of a key and a value; a key may occur twice, a value be
    empty. `is_complete` says whether the header has all its fields; missing ones are empty.
    """

    __slots__ = ("attributes", "event", "is_complete", "product", "product_version", "vendor", "version")

    def __init__(self, version: str, header: list[str], attributes: list[tuple[str, str]]) -> None:
        self.version = version
        self.is_complete = len(header) == HEADER_FIELDS
        header += [""] * (HEADER_FIELDS - len(header))
        self.vendor, self.product, self.product_version, self.event = map(str.strip, header)
        self.attributes = attributes


def is_leef(text: str) -> bool:
    """Whether `text` begins like an event."""
    return text.startswith(BEGINNINGS)


def read(text: str) -> Event:
    """The event in `text`, which begins like one (`is_leef`)."""
    version, _, rest = text.partition("|")
    header = rest.split("|", HEADER_FIELDS)
    attributes = header.pop() if len(header) > HEADER_FIELDS else ""
    version = version[5:].strip(" ")
    named, bar, behind = attributes.partition("|")
    delimiter = _named(named) if bar and (version == "2.0" or not named.isalnum() or len(named) > 1) else None
    if delimiter is not None or (bar and not named and version == "2.0"):
        attributes = behind
    return Event(version, header, _pairs(attributes, delimiter, only_blanks=version == "0"))


def _named(name: str) -> str | None:
    """The character that a header names as the delimiter of attributes, `None` if it names none."""
    if len(name) == 1:
        return name
    code = _CODE.fullmatch(name)
    if code is None:
        return "\t" if name.lower() in _TAB_NAMES else None
    return chr(int(code[1], 16))


def _pairs(attributes: str, delimiter: str | None, *, only_blanks: bool) -> list[tuple[str, str]]:
    """The attributes; with `only_blanks`, blanks tell them apart where nothing else does."""
    if delimiter is None or delimiter not in attributes:
        delimiter = next((sign for sign in _TABS if sign in attributes), None)
    if delimiter is None:
        found = up_to_the_next_key(attributes)
        if only_blanks or len(_PREDEFINED.intersection(key for key, _ in found)) > 1:
            return found
    return separated(attributes, delimiter or "\t")
