"""Texts in XML.

Source: XML 1.0, section 4.1 (references to characters and entities) and section 4.6 (predefined entities).
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

_ENTITIES = {"amp": "&", "apos": "'", "gt": ">", "lt": "<", "quot": '"'}
_HIGHEST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)

# &lt; | &#10; | &#xA;
_REFERENCE = Pattern(r"&(?:(amp|apos|gt|lt|quot)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")


def unescaped(text: str) -> str:
    """`text` with the characters that its references stand for; what stands for no character stays as it is."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    entity, decimal, hexadecimal = match.groups()
    if entity is not None:
        return _ENTITIES[entity]
    number = int(hexadecimal, 16) if decimal is None else int(decimal)
    return chr(number) if 0 < number <= _HIGHEST and number not in _SURROGATES else match[0]
