"""Texts in which the values that are known, and those that are known by themselves, are replaced."""

from __future__ import annotations

from functools import lru_cache, partial
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ecsparse.occurrences import Edit, edited, lowered, tokens
from ecsparse.occurrences.addresses import addresses, hardware_addresses, mails, parsed, reverse_names
from ecsparse.occurrences.views import views, wrapped
from ecsparse.patterns import Pattern
from ecsparse.privacy.roles import says_nothing
from ecsparse.privacy.rules import HOST, IP, MAC, MAIL, USER
from ecsparse.privacy.surroundings import known_by_surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ecsparse.occurrences import Span
    from ecsparse.occurrences.addresses import Address

# Ranks of edits: of what is known, and of what only looks like it.
_KNOWN = 0
_LIKE = 1

# The rules that cover names.
_NAMING = frozenset((HOST, USER))

_LONGEST_ADDRESS = 64
_REMEMBERED = 1 << 16

# Without these, a text that is not longer than this has no address in it, and no encoding.
_TELLING = frozenset(":.@%\\&=")
_SHORT = 6
# Of 0.0.0.7 and the like, the hexadecimal digits are no indication.
_LEAST_TELLING = 1 << 24

# [2001:db8::7]:443 | 192.0.2.7:443 | db1.example.com:5432
_ENDPOINT = Pattern(r"\[([^\[\]]+)\](?::[0-9]{1,5})?|([^:]+):[0-9]{1,5}")
# 00005e005301 | 00:00:5e:00:53:01 | 0000.5e00.5301
_DIGITS = Pattern(r"[0-9A-Fa-f]{12}|[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5,31}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}")


class Replaces(Protocol):
    """What values are replaced by: `Marks` or `Pseudonyms`."""

    @property
    def identity(self) -> str:
        """What two that replace the same by the same have in common."""

    def address(self, address: Address, write: Callable[[Address], str]) -> str:
        """What replaces an IP address that `write` writes."""

    def octets(self, octets: bytes, write: Callable[[bytes], str]) -> str:
        """What replaces a hardware address that `write` writes."""

    def name(self, name: str, rule: str) -> str:
        """What replaces any other value, which `rule` covers."""

    def can_hold(self, path: str, replacement: str) -> bool:
        """Whether the field at `path` can hold what replaces its value."""


def _dashed(address: Address) -> str:
    return str(address).replace(".", "-").replace(":", "-")


def _decimal(address: Address) -> str:
    return f"{int(address)}"


def _reverse(address: Address) -> str:
    return address.reverse_pointer


def _packed(address: Address) -> str:
    return address.packed.hex()


def _separated(separator: str, example: str, octets: bytes) -> str:
    text = octets.hex(separator, 2) if separator == "." else octets.hex(separator) if separator else octets.hex()
    return text.upper() if example.upper() == example else text


class Endpoint(NamedTuple):
    """The address or name in a value, and what stands before and after it: brackets, a port."""

    before: str
    name: str
    after: str


def endpoint(value: str) -> Endpoint:
    """The parts of `value`, which may be a host or an address with brackets or a port."""
    match = None if value.count(":") > 1 and value[:1] != "[" else _ENDPOINT.fullmatch(value)
    if match is None:
        return Endpoint("", value, "")
    group = match.lastindex or 0
    return Endpoint(value[: match.start(group)], match[group], value[match.end(group) :])


@lru_cache(_REMEMBERED)
def address_of(text: str) -> Address | None:
    """The IP address that `text` is; `None` if it is not one."""
    return parsed(text) if len(text) <= _LONGEST_ADDRESS or text[-5:].lower() == ".arpa" else None


def octets_of(text: str) -> bytes | None:
    """The hardware address that `text` is, in any notation; `None` if it is not one."""
    digits = text.replace(":", "").replace("-", "").replace(".", "") if _DIGITS.fullmatch(text) else ""
    return bytes.fromhex(digits) if digits else None


class Needle(NamedTuple):
    """A value that is known, in small letters, and what replaces it; with `is_part`, also inside of a word."""

    text: str
    replacement: str
    is_part: bool = False


class Replacing:
    """What replaces values, by what `by` says; remembered, since logs name the same ones again and again."""

    def __init__(self, by: Replaces) -> None:
        self.by = by
        self.needles = lru_cache(_REMEMBERED)(self._needles)
        self.value = lru_cache(_REMEMBERED)(self._value)

    def _needles(self, value: str, rule: str) -> tuple[Needle, ...]:
        """What is to be looked for to find `value`, which `rule` covers, in any notation."""
        name = endpoint(value).name
        address = address_of(name)
        octets = None if address is not None else octets_of(name)
        if address is not None:
            notations = (str, _dashed, _decimal) if isinstance(address, IPv4Address) else (str, _dashed)
            found = {write(address): self.by.address(address, write) for write in notations}
            found[name] = self._value(name, rule)
            needles = [Needle(lowered(text), replacement) for text, replacement in found.items()]
            if int(address) >= _LEAST_TELLING:
                needles.append(Needle(_packed(address), self.by.address(address, _packed), is_part=True))
            return tuple(needles)
        if octets is not None:
            return (Needle(octets.hex(), self.by.octets(octets, bytes.hex), is_part=True),)
        return (Needle(lowered(name), self.by.name(name, rule)),)

    def _value(self, value: str, rule: str) -> str:
        """What replaces all of `value`, which `rule` covers."""
        before, name, after = endpoint(value)
        address = address_of(name)
        if address is not None:
            write = _reverse if name[-5:].lower() == ".arpa" else str
            return f"{before}{self.by.address(address, write)}{after}"
        octets = octets_of(name)
        if octets is not None:
            separator = next((sign for sign in ":-." if sign in name), "")
            return self.by.octets(octets, partial(_separated, separator, name))
        return f"{before}{self.by.name(name, rule)}{after}"


class Rewriting:
    """Replaces what is to be replaced in one document, under some of the rules.

    It no longer `looks` through texts where that would take too long: they are to be left out.
    """

    def __init__(self, replacing: Replacing, rules: frozenset[str]) -> None:
        self.looks = True
        self.value = replacing.value
        self._replacing = replacing
        self._by = replacing.by
        self._rules = rules
        self._needles: dict[Needle, None] = {}
        self._stated: set[str] = set()
        self._versions: set[str] = set()
        # texts that occur again: a value, the message
        self._replaced: dict[tuple[str, bool], str] = {}

    @property
    def number(self) -> int:
        """How many values are looked for."""
        return len(self._needles)

    def learn(self, value: str, rule: str) -> None:
        """Let `value`, which `rule` covers, be replaced wherever it stands."""
        self._needles |= dict.fromkeys(self._replacing.needles(value, rule))
        self._stated.add(value)

    def spare(self, version: str) -> None:
        """Let a number of a version not be taken for an address."""
        self._versions.add(version)

    def text(self, text: str, *, has_names: bool = True) -> str:
        """`text` with everything replaced; without `has_names`, only what is known by itself."""
        key = text, has_names
        found = self._replaced.get(key)
        if found is None:
            found = self._replaced[key] = self._rewritten(text, has_names=has_names)
        return found

    def _rewritten(self, text: str, *, has_names: bool) -> str:
        needles: Iterable[Needle] = self._needles if has_names else ()
        edits: list[Edit] = []
        if len(text) <= _SHORT and _TELLING.isdisjoint(text):
            # a word: neither an address nor an encoding (most values)
            edits += [Edit(_KNOWN, *span, replacement) for span, replacement in _names(lowered(text), needles)]
            return edited(text, edits) if edits else text
        for view in views(text):
            if has_names and not self._rules.isdisjoint(_NAMING):
                for span, replacement in self._by_surroundings(view.text):
                    edits.append(Edit(_KNOWN, *view.span(span), view.write(replacement)))
            for rank, span, replacement in self._found(view.text, needles):
                edits.append(Edit(rank, *view.span(span), view.write(replacement)))
        for span, inner, write in wrapped(text):
            replaced = self.text(inner, has_names=has_names)
            if replaced != inner:
                edits.append(Edit(_KNOWN, *span, write(replaced)))
        return edited(text, edits) if edits else text

    def _by_surroundings(self, text: str) -> Iterator[tuple[Span, str]]:
        for span, rule in known_by_surroundings(text):
            value = text[slice(*span)]
            if rule in self._rules and address_of(value) is None and not says_nothing(value, rule):
                yield span, self._by.name(value, rule)

    def _found(self, text: str, needles: Iterable[Needle]) -> Iterator[tuple[int, Span, str]]:
        for span, replacement in _names(lowered(text), needles):
            yield _KNOWN, span, replacement
        if MAIL in self._rules:
            for start, end in mails(text):
                yield _KNOWN, (start, end), self._by.name(text[start:end], MAIL)
        if MAC in self._rules:
            for span, octets, separator in hardware_addresses(text):
                example = text[slice(*span)]
                yield _LIKE, span, self._by.octets(octets, partial(_separated, separator, example))
        if IP in self._rules:
            for span, address in reverse_names(text):
                yield _LIKE, span, self._by.address(address, _reverse)
            for span, address in addresses(text):
                if text[slice(*span)] not in self._versions or text[slice(*span)] in self._stated:
                    yield _LIKE, span, self._by.address(address, str)


def _names(lower: str, needles: Iterable[Needle]) -> Iterator[tuple[Span, str]]:
    """Where a text in small letters has one of `needles`, and what replaces it."""
    for text, replacement, is_part in needles:
        if text in lower:
            for span in _parts(lower, text) if is_part else tokens(lower, text):
                yield span, replacement


def _parts(lower: str, text: str) -> Iterator[Span]:
    start = lower.find(text)
    while start >= 0:
        yield start, start + len(text)
        start = lower.find(text, start + len(text))
