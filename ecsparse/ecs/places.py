"""Puts named values in their places in a document, by a table: for formats whose keys have one meaning each.

A table has for each key a `Place`: the dotted name of the object that holds the value, the name of its field
there, and a reader, which returns the value of a text, or `None` if the text is not such a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip, port
from ecsparse.patterns import Pattern
from ecsparse.record import Document

Place = tuple[str, str, Callable[[str], object]]

# How writers say that they know no value.
_NOTHING = frozenset(("", "-", "N/A", "n/a", "null", "(null)", "NULL", "None"))

# gw01.example.com, but no address that cannot be: 192.0.2.256
_HOST = Pattern(r"(?![0-9.]*$)[^\W_](?:[\w.-]{0,252}[\w.])?|_[\w.-]{0,252}")

_LONGEST_DECIMAL = 40


def put(pairs: Iterable[tuple[str, str]], places: Mapping[str, Place]) -> tuple[dict[str, Document], list[str]]:
    """The parts of a document, by the dotted names of their objects, and `key=value` for keys without a place.

    If a key occurs twice, or two keys have the same place, the first one counts. A text that is not a value of
    its place has none. Texts that say nothing (`-`, `N/A`, `None`) are left out.
    """
    parts: dict[str, Document] = {}
    rest: list[str] = []
    for key, text in pairs:
        if text in _NOTHING:
            continue
        place = places.get(key)
        if place is not None:
            name, field, read = place
            value = read(text)
            if value is not None:
                part = parts.get(name)
                if part is None:
                    parts[name] = {field: value}
                    continue
                if field not in part:
                    part[field] = value
                    continue
                if part[field] == value:
                    continue
        rest.append(f"{key}={text}")
    return parts, rest


def table(rows: Mapping[Callable[[str], object], str]) -> dict[str, Place]:
    """The places of `rows`: by the readers of texts, keys with their fields, `src/sip=source.ip dst=server.ip`."""
    found: dict[str, Place] = {}
    for read, words in rows.items():
        for word in words.split():
            keys, _, path = word.partition("=")
            name, _, field = path.rpartition(".")
            found |= dict.fromkeys(keys.split("/"), (name, field, read))
    return found


def nested(parts: Mapping[str, Document]) -> Document:
    """The document that has `parts` (which it takes over) at their dotted names; empty ones are left out."""
    document: Document = {}
    for name, part in parts.items():
        if "." not in name and name not in document:
            if part:
                document[name] = part
            continue
        here = document
        for step in name.split("."):
            here = here.setdefault(step, {})
        here.update(part)
    return document


def like(pattern: Pattern) -> Callable[[str], str | None]:
    """A reader of texts that are `pattern` as a whole."""
    return lambda value: value if pattern.fullmatch(value) is not None else None


def text(value: str) -> str:
    """The text as it is."""
    return value


def host(value: str) -> str | None:
    """The name of a host, or its address, as they are; no host is called `unknown`."""
    if value.lower() == "unknown":
        return None
    return value if ip(value) is not None or _HOST.fullmatch(value) is not None else None


def host_name(value: str) -> str | None:
    """The name of a host; `None` if it is an address."""
    return None if ip(value) is not None else host(value)


def lower(value: str) -> str:
    """The text in lower case."""
    return value.lower()


def one(value: str) -> list[str]:
    """The text as the only one of a list."""
    return [value]


def listed(value: str) -> list[str] | None:
    """The words between the commas of a text; `None` if there are none."""
    return [word for word in value.split(",") if word] or None


def address(value: str) -> str | None:
    """The address, without an IPv6 zone."""
    return ip(value)


def first_address(value: str) -> str | None:
    """The first address between commas, as `X-Forwarded-For` has the client's."""
    return ip(value.partition(",")[0].strip())


def translated(value: str) -> str | None:
    """An address of a translation or of a lease: that of nobody (`0.0.0.0`) says that there is none."""
    return None if value in ("0.0.0.0", "::") else ip(value)  # noqa: S104 - no address that is bound


def addresses(value: str) -> list[str] | None:
    """The address as the only one of a list."""
    found = ip(value)
    return None if found is None else [found]


def port_number(value: str) -> int | None:
    """A port, from 0 to 65535."""
    return port(value) if value.isdecimal() and value.isascii() else None


def translated_port(value: str) -> int | None:
    """A port after translation, from 1: 0 says that there was none."""
    return port_number(value) or None


def integer(value: str) -> int | None:
    """A whole number of 64 bits."""
    number = parse_uint(value.removeprefix("-"))
    return number if number is None or value[0] != "-" else -number


def count(value: str) -> int | None:
    """A whole number from 0."""
    return parse_uint(value)


def decimal(value: str) -> float | None:
    """A number in decimal notation, without an exponent."""
    whole, _, fraction = value.removeprefix("-").partition(".")
    if not f"{whole}{fraction}".isdecimal() or not value.isascii() or len(value) > _LONGEST_DECIMAL:
        return None
    return float(value)


def macs(value: str) -> list[str] | None:
    """The MAC address as the only one of a list."""
    found = mac(value)
    return None if found is None else [found]
