"""All sample lines, converted once for the laws of one run, and a fixed choice of them.

A law that costs milliseconds a line is stated over the choice, and by `make test-all` over all lines.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pytest
from command import expected_samples, sample_lines

from ecsparse.outcomes import UNMATCHED
from ecsparse.profiles import DOCUMENTED, ECS
from ecsparse.registry import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark.structures import ParameterSet
    from command import Sample

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

# How many lines of products the choice has at the most, and of no product.
_MOST = 400
_MOST_UNMATCHED = 40
_MOST_UNCHANGED = 80

SAMPLES = expected_samples()
PRODUCTS = sorted({sample.product for sample in SAMPLES})
UNMATCHED_LINES = sample_lines(f"{UNMATCHED}/*.log")
EVERY_LINE = [*(sample.line for sample in SAMPLES), *UNMATCHED_LINES]

T = TypeVar("T")

# Laws over a choice that stays small, and over everything.
each_extent = pytest.mark.parametrize("extent", ["chosen", pytest.param("all", marks=pytest.mark.long)])


def some_and_each(names: Iterable[str], few: T, many: T) -> list[tuple[str, T] | ParameterSet]:
    """Parameters of a law that costs seconds for a few products: each third with `few`; each with `many`, as long.

    No product is known to break such a law by itself: what they share does.
    """
    found = list(names)
    return [
        *((name, few) for name in found[::3]),
        *(pytest.param(name, many, marks=pytest.mark.long) for name in found),
    ]


@cache
def _expected() -> list[tuple[Sample, Document]]:
    """Each sample and the document that is expected of it, parsed once."""
    return [(sample, sample.document) for sample in SAMPLES]


@cache
def chosen_samples() -> list[Sample]:
    """The first sample of each action and error of each product (of many, some), and of each kind of header."""
    actions: dict[str, dict[tuple[object, object], Sample]] = defaultdict(dict)
    for sample, document in _expected():
        key = document.get("event", {}).get("action"), document.get("error", {}).get("type")
        actions[sample.product].setdefault(key, sample)
    most = _MOST // len(PRODUCTS)
    chosen = {sample for product in PRODUCTS for sample in _some(list(actions[product].values()), most)}
    return sorted(chosen | _with_headers())


@cache
def lines_of(extent: str, profile: Profile = ECS) -> list[bytes]:
    """Lines of products and of none: the choice, or all.

    The choice for `documented` has few lines of products that have no such documents: the profile changes none of
    theirs, which is a law of its own (`test_index_ready`).
    """
    if extent == "all":
        return EVERY_LINE
    samples = chosen_samples()
    if profile == DOCUMENTED:
        changed = {sample for sample in samples if load(sample.product).PRODUCT.documented}
        others = [sample for sample in samples if sample not in changed]
        samples = sorted(changed | _with_headers() | {*_some(others, _MOST_UNCHANGED)})
    return [*(sample.line for sample in samples), *_some(UNMATCHED_LINES, _MOST_UNMATCHED)]


def _with_headers() -> set[Sample]:
    """The first sample of each kind of header."""
    headers: dict[tuple[str, ...], Sample] = {}
    for sample, document in _expected():
        headers.setdefault(tuple(document.get("log", {}).get("syslog", ())), sample)
    return {*headers.values()}


def _some(found: list[T], most: int) -> list[T]:
    return found[:: -(-len(found) // most)]
