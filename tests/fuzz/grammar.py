"""Strategies for lines: what products write with hostile values in it, mutated samples, and any bytes.

What a product writes is read from the product itself: its patterns, its signatures and its samples. A new product
needs nothing here.
"""

from __future__ import annotations

import importlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from command import sample_lines
from hypothesis import strategies as st
from mutate import TOKEN
from parts import modules_of
from pieces import FRONTS, HEADERS, PIECES, SOWN

from ecsparse.patterns import Pattern, RegexPattern
from ecsparse.record import CeeMember, Members
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from ecsparse.record import Signature

# Patterns whose texts take Hypothesis too long to make.
LONGEST_PATTERN = 400

pieces = st.sampled_from(PIECES)
hostile = st.lists(
    st.one_of(pieces, st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=8)), max_size=8
).map("".join)
headers = st.sampled_from(HEADERS)


def signatures(product: str) -> list[str]:
    """The signatures of `product` as they stand in a line."""
    return [*map(_as_written, BUILT_IN.load(product).PRODUCT.signatures)]


def _as_written(signature: Signature) -> str:
    if isinstance(signature, CeeMember):
        return f'@cee: {{"{signature[0]}": "{signature[1]}", '
    if not isinstance(signature, Members):
        return str(signature)
    written: dict[str, object] = {}
    for word in signature.split():
        path, _, value = word.partition("=")
        *parents, last = path.split(".")
        here: Any = written
        for parent in parents:
            here = here.setdefault(parent, {})
        here[last] = value
    return f"{json.dumps(written)[:-1]}, "


@cache
def patterns(product: str) -> list[SearchStrategy[str]]:
    """Texts that the patterns of `product` match."""
    sources = {
        value.source: None
        for module in modules_of(product)
        for value in vars(importlib.import_module(module)).values()
        if isinstance(value, Pattern)
        and not isinstance(value, RegexPattern)
        and len(value.source) <= LONGEST_PATTERN
        # Hypothesis makes no text for these
        and not re.search(r"\(\?<?[=!]|\(\?s:|[+*?}]\+|\(\?>", value.source)
    }
    return [
        st.from_regex(re.compile(source), fullmatch=True, alphabet=st.characters(codec="utf-8")) for source in sources
    ]


@st.composite
def wordings(draw: st.DrawFn, product: str) -> str:
    """A line as `product` writes it, with hostile text between and behind its words."""
    first = draw(st.sampled_from([*FRONTS.get(product, ()), *signatures(product)]))
    own = patterns(product)
    middle = draw(st.one_of(hostile, *([st.one_of(own)] if own else [])))
    return f"{draw(headers)}{first}{middle}{draw(hostile)}"


@st.composite
def mutations(draw: st.DrawFn, product: str) -> bytes:
    """A sample of `product` with some of its parts replaced, dropped, doubled, or taken from another sample."""
    samples = sample_lines(f"{product}/*.log")
    parts = TOKEN.findall(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(parts)))
        length = draw(st.integers(0, 3))
        other = TOKEN.findall(draw(st.sampled_from(samples)))
        sown = draw(st.one_of(st.sampled_from(SOWN), st.binary(max_size=6)))
        parts[place : place + length] = draw(
            st.sampled_from(([], [sown], parts[place : place + length] * 2, other[place:]))
        )
    return (draw(headers).encode() + b"".join(parts)).replace(b"\n", b" ")


texts = st.one_of(pieces, st.text(max_size=6))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**25), 10**25), st.floats(), st.text(max_size=6), pieces),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)

KINDS = ("USER_CONNECTION_X", "USER_DISCONNECTION", "USER_X", "ADMIN_X", "SYSTEM_", "SYSTEM")
NAMES = ("severity", "timestamp", "beginDate", "endDate", "reason", "message", "tags")
SOURCE = ("ip", "userName", "realmName", "roles", "profiles", "protocol", "componentId")


def members(*names: str) -> SearchStrategy[object]:
    """Objects with these members, most of them text; or any hostile value in their place."""
    return st.one_of(
        st.fixed_dictionaries(dict.fromkeys(names, texts)),
        st.fixed_dictionaries({}, optional=dict.fromkeys(names, st.one_of(texts, values))),
        values,
    )


def payload(kind: str, origin: str, source: object, others: dict[str, object]) -> dict[str, object]:
    """A payload with what makes it PROVE IT's."""
    said = source | {"type": origin} if isinstance(source, dict) else source
    return {"category": kind.partition("_")[0], "type": kind, "source": said} | others


payloads = st.builds(
    json.dumps,
    st.builds(
        payload,
        st.sampled_from(KINDS),
        st.sampled_from(["HB", "SYSTEM", "X"]),
        members(*SOURCE),
        st.fixed_dictionaries(
            {"service": members("name", "host", "port"), "context": members("authMode", "authUserName")},
            optional=dict.fromkeys(NAMES, st.one_of(texts, values)),
        ),
    ),
    ensure_ascii=st.booleans(),
)
