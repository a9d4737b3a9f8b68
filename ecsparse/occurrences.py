r"""Where a text states values: whole tokens in any case, and what addresses and mail addresses look like.

A text is looked at as it stands, and as its encodings read: escapes of JSON and the like (`\u00e9`, `\\`), percent
escapes, character references (`&amp;`), and bytes as hexadecimal digits. `View.span` leads from what is found in
what an encoding reads back to the text, and `View.write` writes another value there.

Sources: RFC 8259 (escapes of JSON), RFC 3986 (percent escapes), RFC 5952 (IPv6), RFC 1035 and RFC 3596 (reverse
names).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from bisect import bisect_right
from functools import partial
from html import unescape
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import quote

from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from re import Match

    Address: TypeAlias = IPv4Address | IPv6Address

Span: TypeAlias = tuple[int, int]

# How many encodings of one another are read, and how many readings of a text there are at most.
_DEEPEST = 3
_MOST_VIEWS = 8

# \ud83d\ude00 | \u00e9 | \x40 | \\ | \"
_ESCAPE = Pattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-7][0-9a-fA-F]"
    r"""|[nrtbf"\\/'=|,\]\[ @])"""
)
_SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
# %40 | %C3%A9
_PERCENT = Pattern(r"(?:%[0-9A-Fa-f]{2})++")
# &amp; | &#64; | &#x40;
_REFERENCE = Pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
# 7373680068 | 0x616c696365
_HEX = Pattern(r"(?:(?<![0-9A-Za-z])|(?<=0x))(?:[0-9A-Fa-f]{2}){4,}+(?![0-9A-Za-z])")

# 192.0.2.7 | 192.0.2.7.443 (an address and a port)
_NUMBERS = Pattern(r"(?<![0-9])(?<![0-9]\.)[0-9]++(?:\.[0-9]++){3,}+")
# 2001:db8::7 | ::ffff:192.0.2.7 | 2001:db8::7:443
_COLONS = Pattern(r"(?<![0-9A-Za-z.])[0-9A-Fa-f]{0,4}+:[0-9A-Fa-f:.]++")
_LONGEST_ADDRESS = 64
_MOST_CUTS = 4
# Chrome/120.0.0.0
_PRODUCT_VERSION = Pattern(r"(?<=[A-Za-z]/)[0-9]++(?:\.[0-9]++){3}(?![0-9.])")
# 7.2.0.192.in-addr.arpa
_REVERSE_V4 = Pattern(r"(?<![0-9])(?<![0-9]\.)(?:[0-9]{1,3}\.){4}[iI][nN]-[aA][dD][dD][rR]\.[aA][rR][pP][aA](?!\w)")
# 7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa
_REVERSE_V6 = Pattern(r"(?<![\w.])(?:[0-9A-Fa-f]\.){32}[iI][pP]6\.[aA][rR][pP][aA](?!\w)")
# 00:00:5e:00:53:01 | 00-00-5E-00-53-01 | 01:00:00:5e:00:53:01 (after the type of its hardware)
_OCTETS = Pattern(
    r"(?<![0-9A-Za-z])(?:(?:[0-9A-Fa-f]{2}:){5,31}+|(?:[0-9A-Fa-f]{2}-){5,31}+)[0-9A-Fa-f]{2}(?![0-9A-Za-z])"
)
# 0000.5e00.5301
_DOTTED = Pattern(r"(?<![0-9A-Za-z.])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z])")
# alice@example.com | 'o'neil+news@mail.example.com' (quoted)
_MAIL = Pattern(r"(?<![\w.+'~-])'*+([\w.+'~-]++@[\w-]++(?:\.[\w-]++)++)")


def is_word(sign: str) -> bool:
    """Whether a character belongs to words."""
    return sign.isalnum() or sign == "_"


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


class View:
    """A reading of a text: `text` as its encoding has it; `write` writes a value in that encoding."""

    __slots__ = ("_above", "_begins", "_sources", "text", "write")

    def __init__(
        self,
        text: str,
        write: Callable[[str], str],
        above: View | None = None,
        begins: list[int] | None = None,
        sources: list[int] | None = None,
    ) -> None:
        self.text = text
        self.write = write
        self._above = above
        # where the pieces of the text begin, here and in the text that was read
        self._begins = begins or [0]
        self._sources = sources or [0]

    def span(self, span: Span) -> Span:
        """Where the whole text has what stands here at `span`."""
        if self._above is None:
            return span
        return self._above.span((self._source(span[0]), self._source(span[1])))

    def _source(self, position: int) -> int:
        piece = bisect_right(self._begins, position) - 1
        return self._sources[piece] + position - self._begins[piece]


def views(text: str) -> list[View]:
    """The readings of `text`: as it stands, and as each encoding in it reads, also of one another."""
    found = [View(text, str)]
    level = found
    for _ in range(_DEEPEST):
        level = [inner for view in level for inner in _read(view)]
        found += level[: _MOST_VIEWS - len(found)]
        if not level or len(found) >= _MOST_VIEWS:
            break
    return found


def _read(view: View) -> Iterator[View]:
    text = view.text
    for sign, pattern, read, write in _ENCODINGS:
        if sign not in text:
            continue
        pieces, begins, sources = list[str](), list[int](), list[int]()
        position = length = 0
        for match in pattern.finditer(text):
            characters = read(match)
            if characters is None:
                continue
            start = match.start()
            begins.append(length)
            sources.append(position)
            pieces.append(text[position:start])
            length += start - position
            for character, width in characters:
                begins.append(length)
                sources.append(start)
                pieces.append(character)
                length += 1
                start += width
            position = match.end()
        if pieces:
            begins.append(length)
            sources.append(position)
            pieces.append(text[position:])
            yield View("".join(pieces), _after(write, view.write), view, begins, sources)


def _after(inner: Callable[[str], str], outer: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: outer(inner(text))


def _escape(match: Match[str]) -> list[tuple[str, int]] | None:
    text = match[0]
    if text[1] in "ux":
        units = [int(unit, 16) for unit in text[2:].split("\\u")]
        character = chr(units[0])
        if len(units) > 1:
            character = chr(0x10000 + (units[0] - 0xD800) * 0x400 + units[1] - 0xDC00)
        elif character in _SURROGATES:
            # half of a character is none, and what a document has in its place
            character = "\ufffd"
    else:
        character = _CONTROLS.get(text[1], text[1])
    return [(character, len(text))]


def _percent(match: Match[str]) -> list[tuple[str, int]] | None:
    return _characters(bytes.fromhex(match[0].replace("%", "")), 3)


def _hex(match: Match[str]) -> list[tuple[str, int]] | None:
    return _characters(bytes.fromhex(match[0]), 2)


def _characters(data: bytes, width: int) -> list[tuple[str, int]] | None:
    """The characters of UTF-8 in `data`, and how long each is written; `None` if it is not text."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return [(character, width * len(character.encode())) for character in text]


def _reference(match: Match[str]) -> list[tuple[str, int]] | None:
    character = unescape(match[0])
    return [(character, len(match[0]))] if len(character) == 1 else None


# The character without which a text has none of it, what it looks like, how it is read, and how it is written.
_ENCODINGS: tuple[
    tuple[str, Pattern, Callable[[Match[str]], list[tuple[str, int]] | None], Callable[[str], str]], ...
] = (
    ("\\", _ESCAPE, _escape, str),
    ("%", _PERCENT, _percent, lambda text: quote(text, safe="")),
    ("&", _REFERENCE, _reference, str),
    ("", _HEX, _hex, lambda text: text.encode().hex().upper()),
)


class Found(NamedTuple):
    """An address in a text: where it stands, and what it is."""

    span: Span
    address: Address


def addresses(text: str) -> Iterator[Found]:
    """The IP addresses in `text`; one of IPv6 that stands for one of IPv4 is that, `::ffff:192.0.2.7`.

    Four numbers are an address wherever they stand, and so are the first four of five; more are an OID.
    """
    if "." in text:
        for match in _NUMBERS.finditer(text):
            parts = match[0].split(".", 5)
            numbers = None if len(parts) > 5 else four_numbers(parts[:4])
            if numbers is not None:
                start = match.start()
                yield Found((start, start + len(".".join(parts[:4]))), numbers)
    if ":" in text:
        for match in _COLONS.finditer(text):
            found = _with_colons(match[0][:_LONGEST_ADDRESS])
            # a name may go on where digits end: s3:::example
            if found is not None and not text[match.end() : match.end() + 1].isalnum():
                length, address = found
                yield Found((match.start(), match.start() + length), address)


def product_versions(text: str) -> Iterator[Span]:
    """Where `text`, which a program says of itself, has numbers of versions that look like addresses."""
    for match in _PRODUCT_VERSION.finditer(text):
        yield match.span()


def four_numbers(parts: list[str]) -> IPv4Address | None:
    """The address of four decimal numbers, which zeros may precede; `None` if it is not one."""
    try:
        return IPv4Address(bytes(map(int, parts))) if max(map(len, parts)) <= 3 else None
    except ValueError:  # above 255
        return None


def _with_colons(text: str) -> tuple[int, Address] | None:
    """How long the address is that `text` begins with, and the address; `None` if there is none."""
    for _ in range(_MOST_CUTS):
        address = None if text.count(":") < 2 or text.strip(":") == "" else parsed(text)
        if address is not None:
            return len(text), address
        # a port, or the end of a sentence
        text = text[: max(text.rfind(":"), text.rfind("."))]
        if not text:
            break
    return None


def parsed(text: str) -> Address | None:
    """The address that `text` is, also as a reverse name; `None` if it is not one."""
    if text[-5:].lower() == ".arpa":
        return next((found.address for found in reverse_names(text) if found.span == (0, len(text))), None)
    if ":" not in text:
        parts = text.split(".")
        is_address = len(parts) == 4 and all(part.isdecimal() and part.isascii() for part in parts)
        return four_numbers(parts) if is_address else None
    try:
        address = IPv6Address(text.partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address


def reverse_names(text: str) -> Iterator[Found]:
    """The names in `text` under which the DNS has the name of an address."""
    if "arpa" not in lowered(text):
        return
    for match in _REVERSE_V4.finditer(text):
        address = four_numbers(match[0].split(".")[3::-1])
        if address is not None:
            yield Found(match.span(), address)
    for match in _REVERSE_V6.finditer(text):
        nibbles = match[0].split(".")[31::-1]
        yield Found(match.span(), IPv6Address(int("".join(nibbles), 16)))


class Octets(NamedTuple):
    """A hardware address in a text: where it stands, its octets, and what is written between them."""

    span: Span
    octets: bytes
    separator: str


# How a DUID begins that has a hardware address at its end: with a time, and without one.
_DUIDS = {14: b"\x00\x01\x00\x01", 10: b"\x00\x03\x00\x01"}
# What follows the addresses of a frame: IPv4, ARP, VLAN, IPv6.
_FRAMES = (b"\x08\x00", b"\x08\x06", b"\x81\x00", b"\x86\xdd")


def hardware_addresses(text: str) -> Iterator[Octets]:
    """The hardware addresses in `text`, of 6 or 8 octets.

    There are two in a frame's header, and one after its type, and in a DUID. What is longer (fingerprints of keys
    and certificates) is none.
    """
    if ":" in text or "-" in text:
        for match in _OCTETS.finditer(text):
            separator = match[0][2]
            octets = bytes.fromhex(match[0].replace(separator, ""))
            for first, last in _hardware(octets):
                start = match.start() + 3 * first
                yield Octets((start, start + 3 * (last - first) - 1), octets[first:last], separator)
    if "." in text:
        for match in _DOTTED.finditer(text):
            yield Octets(match.span(), bytes.fromhex(match[0].replace(".", "")), ".")


def _hardware(octets: bytes) -> list[Span]:
    """Which of the `octets` are hardware addresses."""
    number = len(octets)
    if number in {6, 8}:
        return [(0, number)]
    if number == 14 and octets.endswith(_FRAMES):
        return [(0, 6), (6, 12)]
    beginning = _DUIDS.get(number)
    if number == 7 or (beginning is not None and octets.startswith(beginning)):
        return [(number - 6, number)]
    if number > 14:
        return []
    return [(first, min(first + 6, number)) for first in range(0, number, 6)]


def mails(text: str) -> Iterator[Span]:
    """Where `text` has mail addresses, and what is written like one (a message's id)."""
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield match.span(1)


# QmFzaWMgYWxpY2U= (of 12 digits or more)
_BASE64 = Pattern(r"(?<![0-9A-Za-z+/=_-])[0-9A-Za-z+/_-]{12,}+={0,2}(?![0-9A-Za-z+/=_-])")


class Wrapped(NamedTuple):
    """A text in Base64: where it stands, what it says, and what writes another one in its place."""

    span: Span
    text: str
    write: Callable[[str], str]


def wrapped(text: str) -> Iterator[Wrapped]:
    """The words of `text` that are a text in Base64, of UTF-8 or (as PowerShell writes commands) of UTF-16."""
    for match in _BASE64.finditer(text):
        word = match[0].rstrip("=")
        if len(word) % 4 == 1:
            continue
        is_for_urls = "-" in word or "_" in word
        try:
            data = b64decode(f"{word}{'=' * (-len(word) % 4)}", b"-_" if is_for_urls else b"+/", validate=True)
        except ValueError:
            continue
        codec = "utf-16-le" if data[1:2] == b"\0" else "utf-8"
        try:
            inner = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if all(sign.isprintable() or sign in "\t\r\n\0" for sign in inner):
            yield Wrapped(match.span(), inner, partial(_wrap, codec))


def _wrap(codec: str, text: str) -> str:
    return b64encode(text.encode(codec)).decode()


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
