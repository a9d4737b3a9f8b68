"""Time is linear in a line's length: every declared pattern by its structure, every product by the clock.

A new product's patterns and samples are held to it as they are.
"""

from __future__ import annotations

import importlib
import re
import time
from functools import cache
from typing import NamedTuple

import pytest
from ambiguity import findings
from command import sample_lines
from pieces import HEADERS
from sampled import some_and_each
from sources import MODULES
from test_imports import all_patterns

from ecsparse.patterns import Pattern
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import PROFILES
from ecsparse.registry import BUILT_IN

# A pattern by its name, and a method that looks for it anywhere in a text: `_DATE.search`.
SEARCH = re.compile(r"\b([A-Za-z_]\w*)\.(?:finditer|search|split|sub)\b")

# Searches that look slow by their structure and are not.
EXCUSED = {
    "ecsparse.cli.pretty._TEXT": "a text in the program's own JSON is closed: what begins to match does match",
    "ecsparse.explanation.spans._STRING": "the end of the line closes a text: what begins to match does match",
    "ecsparse.formats.clf_order._TIME_OR_QUOTED": "the end of the line closes a text: what begins does match",
    "ecsparse.shapes._MASKED": "what looks ahead begins behind a word's end and looks over one word alone",
}


MIB = 1 << 20
# Lines of this size show which are worth a longer one.
SCREEN = MIB // 32
MOST_FRONTS = {"chosen": 1, "all": 24}
WORST = {"chosen": 1, "all": 3}
# What is tried at full length is as long as that.
LONGEST = {"chosen": MIB // 8, "all": MIB}
# No MiB takes so many seconds: most take 0.1, and pairs of five bytes 0.6.
MOST = 4
# A busy machine makes some measurements longer, none shorter: the best of so many counts.
TRIES = 6
# What a clock may be wrong by, in seconds.
NOISE = 0.02

FILLERS = (
    b"a",
    b" ",
    b"a, ",
    b"1",
    "é".encode(),
    b"\\",
    b"[",
    b"=",
    b"us=1 ",
    b"/192.0.2.1 (via ",
    b"#012",
    b'","',
)
WORD_END = re.compile(rb"[A-Za-z0-9]+[^A-Za-z0-9]*")
LETTERS = re.compile(rb"[A-Za-z]+")
DIGITS = re.compile(rb"[0-9]+")


# So many tests share the patterns of tables, and so several processes do.
PARTS = 9

_OF_A_TABLE = "number "


class Declared(NamedTuple):
    """A pattern by its name, such as `ecsparse.shapes._TOKEN`, and whether it is looked for anywhere in a text."""

    name: str
    source: str
    is_searched: bool

    @property
    def is_of_a_table(self) -> bool:
        """Whether it is made of the text of a row: what varies in it is of few kinds."""
        return self.name.startswith(_OF_A_TABLE)


def searched_names() -> set[tuple[str, str]]:
    """Each module, and what it searches for by a name."""
    return {
        (module, name) for module, path in MODULES.items() for name in SEARCH.findall(path.read_text(encoding="utf-8"))
    }


@cache
def declared() -> list[Declared]:
    """All patterns: those of a module by their name, those of its tables by their number."""
    searched, found = searched_names(), dict[str, Declared]()
    for module in sorted(MODULES.keys() - {"ecsparse.__main__"}):
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Pattern):
                is_searched = (module, name) in searched
                found.setdefault(value.source, Declared(f"{module}.{name}", value.source, is_searched))
    for number, pattern in enumerate(all_patterns()):
        found.setdefault(pattern.source, Declared(f"{_OF_A_TABLE}{number}", pattern.source, is_searched=False))
    return list(found.values())


def slow(patterns: list[Declared]) -> dict[Declared, list[str]]:
    """Those of `patterns` that match a text in many ways, and what makes them."""
    return {
        pattern: found
        for pattern in patterns
        if (found := findings(pattern.source, is_searched=pattern.is_searched)) and pattern.name not in EXCUSED
    }


def test_a_pattern_matches_no_text_in_many_ways() -> None:
    assert slow([pattern for pattern in declared() if not pattern.is_of_a_table]) == {}


@pytest.mark.thinned(3)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_pattern_of_a_table_matches_no_text_in_many_ways(part: int) -> None:
    assert slow([pattern for pattern in declared() if pattern.is_of_a_table][part::PARTS]) == {}


def test_an_excused_pattern_would_be_found() -> None:
    sources = {pattern.name: pattern for pattern in declared()}
    assert [name for name in EXCUSED if not findings(sources[name].source, is_searched=True)] == []


def test_every_pattern_is_checked() -> None:
    patterns = declared()
    assert {one.source for one in patterns} == {pattern.source for pattern in all_patterns()}
    assert EXCUSED.keys() - {one.name for one in patterns} == set()


def fronts(product: str, most: int) -> list[bytes]:
    """Beginnings of the samples of `product`, cut behind every word; those that look alike count once."""
    alike: dict[bytes, bytes] = {}
    for line in sample_lines(f"{product}/*.log"):
        for match in WORD_END.finditer(line):
            front = line[: match.end()]
            alike.setdefault(LETTERS.sub(b"a", DIGITS.sub(b"0", front)), front)
    found = list(alike.values())
    step = -(-len(found) // most)
    return found[step // 2 :: step]


def long_line(front: bytes, filler: bytes, size: int) -> bytes:
    """`front`, fillers up to `size` bytes, and an end that fits neither."""
    return front + filler * ((size - len(front)) // len(filler)) + b"\x01=;x"


def once(pipeline: Pipeline, line: bytes) -> float:
    """The processor time that `line` takes, in seconds."""
    start = time.thread_time()
    pipeline.convert_to(len, line)
    return time.thread_time() - start


def is_quick(pipeline: Pipeline, front: bytes, filler: bytes, longest: int) -> bool:
    """Whether `longest` bytes take less than `MOST` a MiB, and less than eight times what a quarter takes."""
    quarter, whole = (once(pipeline, long_line(front, filler, size)) for size in (longest // 4, longest))
    return whole < MOST * longest / MIB and whole < 8 * quarter + NOISE


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("product", "extent"),
    [
        found
        for names in (["unmatched"], ["headers"], BUILT_IN.names())
        for found in some_and_each(names, "chosen", "all")
    ],
)
def test_time_is_linear_behind_every_beginning(product: str, extent: str) -> None:
    """The beginnings that cost most at a part of the length are tried at full length."""
    most = MOST_FRONTS[extent]
    beginnings = (
        [header.encode() for header in HEADERS[:: 1 if extent == "all" else 3]]
        if product == "headers"
        else fronts(product, most)
    )
    pipelines = [Pipeline(profile=profile, reference_date="2026-01-01") for profile in PROFILES]
    for pipeline in pipelines:
        # patterns are compiled when first used
        pipeline.convert_to(len, b"\n".join(beginnings))
    costs: dict[tuple[Pipeline, bytes, bytes], float] = {}
    for number, front in enumerate(beginnings):
        pipeline = pipelines[number % len(pipelines)]
        for filler in FILLERS[len(front) % 2 :: 1 if extent == "all" else 2]:
            costs[pipeline, front, filler] = once(pipeline, long_line(front, filler, SCREEN))
    worst = sorted(costs, key=costs.__getitem__)[-WORST[extent] :]
    slow = [case for case in worst if not any(is_quick(*case, LONGEST[extent]) for _ in range(TRIES))]
    assert [(front, filler) for _, front, filler in slow] == []


@pytest.mark.thinned(3)
@pytest.mark.parametrize("filler", FILLERS)
def test_time_is_linear_in_what_a_line_ends_with(filler: bytes) -> None:
    pipeline = Pipeline(profile="ecs", reference_date="2026-01-01")

    def took(front: bytes, size: int) -> float:
        return once(pipeline, front + filler * ((size - len(front)) // len(filler)))

    for front in (b"", b"Oct 31 15:09:55 web1 app[7]: ", b"2023-10-31T15:09:55Z stdout F "):
        took(front, SCREEN)  # patterns are compiled when first used
        assert any(took(front, MIB) < 8 * took(front, MIB // 4) + NOISE for _ in range(3))
