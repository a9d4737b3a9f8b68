"""What Python programs may rely on: threads, copies, documents that are the caller's own, and clear refusals."""

from __future__ import annotations

import copy
import pickle
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import sample_lines

import ecsparse
from ecsparse.encoding import encoder
from ecsparse.profiles import PROFILES
from ecsparse.timestamps.clock import zoned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REFERENCE = "2026-01-01"
LINES = sample_lines("*/*.log")
THREADS = 8
LINES_OF_ALL_THREADS = 200_000


def pipeline(profile: str = "ecs") -> ecsparse.Pipeline:
    return ecsparse.Pipeline(profile=profile, reference_date=REFERENCE)


@pytest.fixture
def impatient() -> Iterator[None]:
    """An interpreter that goes from one thread to another after 10 µs."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def in_threads(work: Callable[[list[bytes]], list[Any]], lines: int) -> list[tuple[list[bytes], list[Any]]]:
    """What `work` makes of lines of all products, in eight threads at once, each in an order of its own."""
    shuffled = [random.Random(number).choices(LINES, k=lines // THREADS) for number in range(THREADS)]  # noqa: S311 - the same ones each time
    together = Barrier(THREADS)

    def run(own: list[bytes]) -> list[Any]:
        together.wait()
        return work(own)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(zip(shuffled, pool.map(run, shuffled), strict=True))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("way", ["documents", "convert", "parse"])
def test_threads_that_share_a_pipeline_get_the_documents_of_their_own_lines(way: str) -> None:
    shared, alone = pipeline(), pipeline()
    work: dict[str, Callable[[list[bytes]], list[Any]]] = {
        "documents": lambda lines: list(shared.documents(lines)),
        "convert": lambda lines: [
            orjson.loads(document)
            for start in range(0, len(lines), 500)
            for document in shared.convert(b"\n".join(lines[start : start + 500])).splitlines()
        ],
        "parse": lambda lines: list(map(ecsparse.parse, lines)),
    }
    if way == "parse":
        alone = ecsparse.Pipeline()
    expected = dict(zip(LINES, alone.documents(LINES), strict=True))
    results = in_threads(work[way], LINES_OF_ALL_THREADS // len(work))
    differing = [
        line
        for lines, documents in results
        for line, document in zip(lines, documents, strict=True)
        if document != expected[line]
    ]
    assert differing == []
    if way == "convert":
        assert shared.counts.outcomes.total() == LINES_OF_ALL_THREADS // len(work) // THREADS * THREADS


@pytest.mark.usefixtures("impatient")
def test_counts_of_threads_are_those_of_one() -> None:
    shared, alone = pipeline(), pipeline()
    block = b"\n".join(LINES[::4]) + b"\n\n\xff\n"
    results = in_threads(lambda _: [shared.convert(block) for _ in range(4)], THREADS)
    for _ in results:
        for _ in range(4):
            alone.convert(block)
    for name in ("outcomes", "blank", "titles", "invalid_utf8", "truncated"):
        assert getattr(shared.counts, name) == getattr(alone.counts, name)


def test_a_clock_of_a_zone_that_a_line_names_belongs_to_a_thread() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(zoned, "Europe/Paris").result() is not zoned("Europe/Paris")
    assert zoned("Europe/Paris") is zoned("Europe/Paris")


def test_what_a_thread_observed_is_not_changed_by_another() -> None:
    shared = ecsparse.Pipeline(profile="ecs")
    line = "Oct  3 15:09:55 host openvpn[1]: TUN/TAP device tun0 opened"

    def year() -> str:
        [document] = shared.documents([line])
        return str(document["@timestamp"])[:4]

    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1) as second:
        shared.observe(1_600_000_000)
        assert first.submit(year).result() == year() == "2019"
        first.submit(shared.observe, 1_700_000_000).result()
        assert (first.submit(year).result(), second.submit(year).result(), year()) == ("2023", "2023", "2019")


COPIES: dict[str, Callable[[ecsparse.Pipeline], ecsparse.Pipeline]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda each: pickle.loads(pickle.dumps(each)),  # noqa: S301 - it is our own
}


@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_a_copy_has_the_options_and_no_counts(copied: Callable[[ecsparse.Pipeline], ecsparse.Pipeline]) -> None:
    lines = b"\n".join([*LINES, b" indented", b"nothing known"])
    options: list[dict[str, Any]] = [
        {},
        {"profile": "ecs", "timezone": "Europe/Paris", "reference_date": REFERENCE, "drop_unmatched": True},
        {"products": iter(("openvpn", "ibm_aix")), "join_indented": True, "max_line": 100},
        {"profile": "ecs", "reference_date": REFERENCE, "encode": encoder("bulk", "prod")},
    ]
    for each in options:
        original = ecsparse.Pipeline(**each)
        written = original.convert(lines)
        again = copied(original)
        assert again.counts.outcomes.total() == 0
        assert again.convert(lines) == written
        assert again.counts.outcomes == original.counts.outcomes


def holders(value: object) -> Iterator[Any]:
    """Every dict and list in `value`, itself among them."""
    if isinstance(value, (dict, list)):
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from holders(each)


def spoil(value: object) -> None:
    """Change every dict and list in `value`."""
    for each in list(holders(value)):
        if isinstance(each, dict):
            each["spoiled"] = "yes"
        else:
            each.append("spoiled")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_document_is_the_callers_own(profile: str) -> None:
    used, untouched = pipeline(profile), pipeline(profile)
    expected = [orjson.loads(line) for line in untouched.convert(b"\n".join(LINES)).splitlines()]
    odd = [b"cut " + b"x" * (1 << 20), b"\xff"]
    for _ in range(2):
        for document in [*used.documents([*LINES, *odd]), *(used.document(line)[1] for line in LINES)]:
            spoil(document)
    found = list(used.documents(LINES))
    assert [line for line, *both in zip(LINES, found, expected, strict=True) if both[0] != both[1]] == []
    written = [orjson.loads(line) for line in used.convert(b"\n".join(LINES)).splitlines()]
    assert [line for line, *both in zip(LINES, written, expected, strict=True) if both[0] != both[1]] == []


def test_a_document_that_parse_gave_is_the_callers_own() -> None:
    expected = list(ecsparse.Pipeline().documents(LINES))
    for line in LINES:
        spoil(ecsparse.parse(line))
    found = map(ecsparse.parse, LINES)
    assert [line for line, *both in zip(LINES, found, expected, strict=True) if both[0] != both[1]] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_no_two_documents_share_a_part(profile: str) -> None:
    used = pipeline(profile)
    documents = [*used.documents(LINES), *used.documents(LINES), *map(ecsparse.parse, LINES)]
    parts = [id(part) for document in documents for part in holders(document)]
    assert len(set(parts)) == len(parts)
    # no tuple either, which could hold what is shared
    assert documents == [orjson.loads(orjson.dumps(document)) for document in documents]
