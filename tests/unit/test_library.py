"""What Python programs may rely on: threads, copies, documents that are the caller's own, and clear refusals."""

from __future__ import annotations

import copy
import pickle
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from threading import Barrier
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import ENVIRONMENT, READ_AT, REFERENCE
from sampled import each_extent, lines_of

import ecsparse
from ecsparse.encoding import encoder
from ecsparse.profiles import PROFILES
from ecsparse.timestamps.clock import zoned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

THREADS = 8
LINES_OF_ALL_THREADS = {"chosen": 6_000, "all": 200_000}


def pipeline(profile: Profile = "ecs") -> ecsparse.Pipeline:
    return ecsparse.Pipeline(profile=profile, reference_date=REFERENCE)


def parsed(lines: list[bytes]) -> Iterator[tuple[bytes, Document]]:
    """Those of `lines` that say their times, and what `parse` gives: it completes those of others by the clock."""
    for line, document in zip(lines, ecsparse.Pipeline().documents(lines), strict=True):
        if {"timestamp_assumed", "year_assumed"}.isdisjoint(document.get("tags", ())):
            yield line, document


@pytest.fixture
def impatient() -> Iterator[None]:
    """An interpreter that goes from one thread to another after 10 µs."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def in_threads(
    work: Callable[[list[bytes]], list[Any]], lines: list[bytes], number: int
) -> list[tuple[list[bytes], list[Any]]]:
    """What `work` makes of `number` of `lines`, in eight threads at once, each in an order of its own."""
    shuffled = [random.Random(seed).choices(lines, k=number // THREADS) for seed in range(THREADS)]  # noqa: S311 - the same ones each time
    together = Barrier(THREADS)

    def run(own: list[bytes]) -> list[Any]:
        together.wait()
        return work(own)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(zip(shuffled, pool.map(run, shuffled), strict=True))


@pytest.mark.long
@each_extent
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("way", ["documents", "convert", "parse"])
def test_threads_that_share_a_pipeline_get_the_documents_of_their_own_lines(way: str, extent: str) -> None:
    number, given = LINES_OF_ALL_THREADS[extent] // 3, lines_of(extent)
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
    expected = dict(parsed(given) if way == "parse" else zip(given, alone.documents(given), strict=True))
    results = in_threads(work[way], given, number)
    differing = [
        line
        for lines, documents in results
        for line, document in zip(lines, documents, strict=True)
        if line in expected and document != expected[line]
    ]
    assert differing == []
    if way == "convert":
        assert shared.counts.outcomes.total() == number // THREADS * THREADS


@pytest.mark.long
@pytest.mark.usefixtures("impatient")
def test_counts_of_threads_are_those_of_one() -> None:
    shared, alone = pipeline(), pipeline()
    block = b"\n".join(lines_of("chosen")[::8]) + b"\n\n\xff\n"
    results = in_threads(lambda _: [shared.convert(block) for _ in range(4)], [block], THREADS)
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


@pytest.mark.long
@each_extent
@pytest.mark.parametrize("copied", COPIES.values(), ids=COPIES)
def test_a_copy_has_the_options_and_no_counts(
    copied: Callable[[ecsparse.Pipeline], ecsparse.Pipeline], extent: str
) -> None:
    lines = b"\n".join([*lines_of(extent), b" indented", b"nothing known"])
    options: list[dict[str, Any]] = [
        {"now": partial(float, READ_AT)},
        {"profile": "ecs", "timezone": "Europe/Paris", "reference_date": REFERENCE, "drop_unmatched": True},
        {
            "products": iter(("openvpn", "ibm_aix")),
            "join_indented": True,
            "max_line": 100,
            "now": partial(float, READ_AT),
        },
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


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("profile", PROFILES)
def test_a_document_is_the_callers_own(profile: Profile, extent: str) -> None:
    used, untouched, lines = pipeline(profile), pipeline(profile), lines_of(extent, profile)
    expected = [orjson.loads(line) for line in untouched.convert(b"\n".join(lines)).splitlines()]
    odd = [b"cut " + b"x" * (1 << 20), b"\xff"]
    for _ in range(2):
        for document in [*used.documents([*lines, *odd]), *(used.document(line)[1] for line in lines)]:
            spoil(document)
    found = list(used.documents(lines))
    assert [line for line, *both in zip(lines, found, expected, strict=True) if both[0] != both[1]] == []
    written = [orjson.loads(line) for line in used.convert(b"\n".join(lines)).splitlines()]
    assert [line for line, *both in zip(lines, written, expected, strict=True) if both[0] != both[1]] == []


@each_extent
def test_a_document_that_parse_gave_is_the_callers_own(extent: str) -> None:
    lines = lines_of(extent)
    for line in lines:
        spoil(ecsparse.parse(line))
    assert [line for line, expected in parsed(lines) if ecsparse.parse(line) != expected] == []


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("profile", PROFILES)
def test_no_two_documents_share_a_part(profile: Profile, extent: str) -> None:
    used, lines = pipeline(profile), lines_of(extent, profile)
    documents = [*used.documents(lines), *used.documents(lines), *map(ecsparse.parse, lines)]
    parts = [id(part) for document in documents for part in holders(document)]
    assert len(set(parts)) == len(parts)
    # no tuple either, which could hold what is shared
    assert documents == [orjson.loads(orjson.dumps(document)) for document in documents]


@each_extent
def test_the_end_of_a_line_is_no_part_of_it(extent: str) -> None:
    used, lines = pipeline(), lines_of(extent)
    for line, expected in parsed(lines):
        assert ecsparse.parse(line + b"\n") == ecsparse.parse(line + b"\r\n") == expected
    for line in lines:
        assert used.document(line + b"\r\n") == used.document(line + b"\n") == used.document(line)
    text = "2023-10-31 15:09:55 TUN/TAP device tun0 opened"
    assert ecsparse.parse(f"{text}\n") == ecsparse.parse(f"{text}\r\n") == ecsparse.parse(text)
    assert list(used.documents([f"{text}\r\n", "\r\n", "\n"])) == list(used.documents([text]))
    assert ecsparse.explain(f"{text}\r\n").document == ecsparse.parse(text)


# as programs call them that no type checker has seen
PARSE: Any = ecsparse.parse
EXPLAIN: Any = ecsparse.explain
PIPELINE: Any = ecsparse.Pipeline
REGISTRY: Any = ecsparse.Registry


@pytest.mark.parametrize(
    ("call", "what_to_pass"),
    [
        (lambda: PARSE(None), "a line is str or bytes, not NoneType; pass "),
        (lambda: PARSE(["text"]), "a line is str or bytes, not list; pass "),
        (lambda: EXPLAIN(3), "a line is str or bytes, not int; pass "),
        (lambda: PARSE("text", timezone=None), "timezone is an IANA name such as Europe/Paris, not NoneType"),
        (lambda: PIPELINE().documents("text"), "documents() takes lines, not str; pass a list of them"),
        (lambda: PIPELINE().documents(b"text"), "documents() takes lines, not bytes; pass a list of them"),
        (lambda: PIPELINE().documents(None), "documents() takes lines, not NoneType; pass a list of them"),
        (lambda: list(PIPELINE().documents([None])), "a line is str or bytes, not NoneType; pass "),
        (lambda: PIPELINE().document(None), "a line is str or bytes, not NoneType; pass "),
        (lambda: PIPELINE().convert("text"), "lines to convert are bytes, not str; pass bytes, or a list"),
        (lambda: PIPELINE().convert(None), "lines to convert are bytes, not NoneType; pass bytes"),
        (lambda: PIPELINE().convert_to(len, "text"), "lines to convert are bytes, not str; pass bytes"),
        (lambda: PIPELINE(reference_date=2024), "a reference date is a date, a datetime or a str, not int"),
        (lambda: PIPELINE(products="openvpn"), "products takes a list of ids, not str; pass ['openvpn']"),
        (lambda: PIPELINE(prefer="nginx"), "prefer takes a list of ids, not str; pass ['nginx']"),
        (lambda: REGISTRY("./acme_fw.py"), "plugins are a list, not str; pass ['./acme_fw.py']"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_pass(call: Callable[[], object], what_to_pass: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(what_to_pass)}"):
        call()


@pytest.mark.parametrize("line", ["\ud800 text", "\udcff\ud800", b"\xff", "", b"", "\r", "\n\n"])
def test_any_text_gives_a_document_that_can_be_written(line: str | bytes) -> None:
    assert orjson.loads(orjson.dumps(ecsparse.parse(line)))["error"]["type"] == "unmatched"


def test_a_reference_date_may_be_a_date_or_a_time() -> None:
    line = "Mar  4 04:30:00 host openvpn[1]: TUN/TAP device tun0 opened"
    paris: dict[str, Any] = {"profile": "ecs", "timezone": "Europe/Paris"}
    zone = timezone(timedelta(hours=1))
    for given in (
        ("2024-03-04", date(2024, 3, 4)),
        ("2024-03-04T05:06:07", datetime(2024, 3, 4, 5, 6, 7)),  # noqa: DTZ001 - it is in the pipeline's zone
        (
            "2024-03-04T03:06:07+01:00",
            datetime(2024, 3, 4, 3, 6, 7, tzinfo=zone),
            datetime(2024, 3, 4, 2, 6, 7, 5, UTC),
        ),
        ("2024-03-04T04:30:00+01:00", datetime(2024, 3, 4, 4, 30, tzinfo=zone)),
    ):
        documents = [
            document
            for reference in given
            for document in ecsparse.Pipeline(reference_date=reference, **paris).documents([line])
        ]
        assert documents == documents[:1] * len(given)
    with pytest.raises(ecsparse.BadReference):
        ecsparse.Pipeline(reference_date=datetime.min.replace(tzinfo=zone))


def test_parse_takes_a_profile_and_a_zone() -> None:
    line = "2023-10-31 15:09:55 TUN/TAP device tun0 opened"
    document = ecsparse.parse(line, profile="ecs", timezone="Europe/Paris")
    [expected] = ecsparse.Pipeline(profile="ecs", timezone="Europe/Paris").documents([line])
    assert document == expected
    assert document["@timestamp"] == "2023-10-31T14:09:55Z"
    assert "ecs" not in ecsparse.parse(line)
    with pytest.raises(ValueError, match=r"^unknown profile: 'none'; known are documented, ecs$"):
        ecsparse.parse(line, profile="none")  # type: ignore[arg-type]
    with pytest.raises(ecsparse.UnknownZone):
        ecsparse.parse(line, timezone="Nowhere")


def test_what_is_public_is_shown() -> None:
    assert dir(ecsparse) == sorted(ecsparse.__all__)
    done = subprocess.run(
        [sys.executable, "-c", "import ecsparse; print(*[getattr(ecsparse, name) for name in dir(ecsparse)])"],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
