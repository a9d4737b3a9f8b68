"""What addresses look like in a text: of IP, of hardware, of mail, and the names that the DNS has for them.

Sources: RFC 5952 (IPv6), RFC 1035 and RFC 3596 (reverse names), RFC 8415, section 11 (DUID).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ecsparse.occurrences import lowered
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.occurrences import Span

Address: TypeAlias = IPv4Address | IPv6Address

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
