"""Documents for reading: indented, and coloured on a terminal.

A terminal acts on nothing in them: characters that are not printable are escaped as in JSON.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import orjson

from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from ecsparse.encoding import Encode
    from ecsparse.record import Document

# a key and its colon, or a text
_TEXT = Pattern(r'("(?:[^"\\]|\\.)*+")(:)?')

_KEY_COLOR = "\033[34m"
_TEXT_COLOR = "\033[32m"
PLAIN = "\033[0m"


def pretty(encode: Encode, *, colored: bool) -> Encode:
    """An encoder that indents what `encode` writes."""
    # it is pickled for other processes, which a nested function cannot be
    return partial(_indented, encode, _colored if colored else str)


def _indented(encode: Encode, finish: Callable[[str], str], document: Document) -> bytes:
    text = encode(document, None, orjson.OPT_INDENT_2).decode()
    if not text.isascii() or "\x7f" in text:
        text = "".join(sign if sign.isprintable() or sign == "\n" else _escaped(sign) for sign in text)
    return finish(text).encode()


def _colored(text: str) -> str:
    return _TEXT.sub(_color, text)


def _color(match: re.Match[str]) -> str:
    text, colon = match.groups("")
    return f"{_KEY_COLOR if colon else _TEXT_COLOR}{text}{PLAIN}{colon}"


def _escaped(character: str) -> str:
    octets = character.encode("utf-16-be").hex()
    return "".join(f"\\u{octets[start : start + 4]}" for start in range(0, len(octets), 4))
