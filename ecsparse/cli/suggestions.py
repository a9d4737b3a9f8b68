"""What someone may have meant by a word that is not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ecsparse.record import Program, ProgramStem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.registry import Registry


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message about a `word` that is not `known`: a similar known word; empty if there is none."""
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""


def suggested_product(word: str, registry: Registry) -> str:
    """The same for the id of a product.

    That is one whose program is called `word`, such as `sshd`; or else one of whose id `word` is a part, such as
    `fortigate`; or else a similar one.
    """
    word, names = word.lower(), registry.names()
    found = [name for name in names if any(_is_program(word, each) for each in registry.signatures(name))]
    found = found or [name for name in names if word in name.split("_")]
    return f" Did you mean {' or '.join(map(repr, found))}?" if found else suggestion(word, names)


def _is_program(word: str, signature: object) -> bool:
    if isinstance(signature, ProgramStem):
        return word.startswith(signature.lower()) or word == signature[:-1].lower()
    return isinstance(signature, Program) and word == signature.lower()
