"""What `Survey` and `Names` find is what the pipeline makes of the same lines; shapes mask what varies."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

import orjson
import pytest
from command import sample_lines
from hypothesis import given
from hypothesis import strategies as st
from sampled import each_extent, lines_of

from ecsparse import registry
from ecsparse.names import Names
from ecsparse.outcomes import MALFORMED, UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.shapes import Shapes, shape_of
from ecsparse.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.survey import Tally

REFERENCE = "2024-03-04"


def ecs_documents(lines: list[bytes]) -> list[dict[str, object]]:
    """The documents of the profile `ecs`."""
    written: list[bytes] = []
    Pipeline(profile="ecs", reference_date=REFERENCE).convert_to(written.append, b"\n".join(lines))
    return [orjson.loads(document) for document in b"".join(written).splitlines()]


def surveyed(lines: list[bytes]) -> Survey:
    """A survey of complete lines."""
    survey = Survey(reference_date=REFERENCE)
    survey.begin("lines")
    survey.feed(b"\n".join(lines))
    return survey


def tallies(lines: list[bytes]) -> Iterator[Tally]:
    """The tally of each line, as of an input of its own."""
    survey = Survey(reference_date=REFERENCE)
    for line in lines:
        tally = survey.begin("line")
        survey.feed(line)
        yield tally


@each_extent
def test_times_and_outcomes_are_those_of_the_profile_ecs(extent: str) -> None:
    differing, lines = [], lines_of(extent)
    for line, document, tally in zip(lines, ecs_documents(lines), tallies(lines), strict=True):
        error, event, tags = document.get("error", {}), document["event"], document.get("tags", [])
        assert isinstance(error, dict)
        assert isinstance(event, dict)
        assert isinstance(tags, list)
        # an error that a product tells of is no outcome
        outcome = error["type"] if event["kind"] == "pipeline_error" else event["module"]
        moment = None if "timestamp_assumed" in tags else f"{str(document['@timestamp'])[:19]}Z"
        ((found, seen),) = tally.outcomes.items()
        if (found, seen.first, seen.last, seen.lines) != (outcome, moment, moment, 1):
            differing.append((line, outcome, moment, found, seen.first))
    assert differing == []


def test_blanks_around_a_text_are_no_more_its_own_than_in_documents() -> None:
    line = b"20231031 15:09:57,db03,root,localhost,32,118,QUERY,mysql,'SELECT 1, 2',0"
    assert [list(tally.outcomes) for tally in tallies([line, line + b"  "])] == [["mysql"], ["mysql"]]


@each_extent
def test_names_are_those_of_the_products_with_malformed_lines_and_without_others(extent: str) -> None:
    expected, lines = [], lines_of(extent)
    for document in ecs_documents(lines):
        event = document["event"]
        assert isinstance(event, dict)
        expected.append("-" if event["module"] == "ecsparse" else event["module"])
    assert Names().of(b"\n".join(lines)).decode().split() == expected
    assert {*expected} == {"-", *registry.names()}


@each_extent
def test_all_lines_together_are_the_sum_of_each(extent: str) -> None:
    lines = lines_of(extent)
    whole = surveyed(lines).tally
    outcomes = Counter(outcome for tally in tallies(lines) for outcome in tally.outcomes)
    assert {name: seen.lines for name, seen in whole.outcomes.items()} == outcomes
    assert {UNMATCHED, MALFORMED} < set(outcomes)
    assert [name for name, _ in whole.rows()][-2:] == [UNMATCHED, MALFORMED]


NAMES = Names()
SOME = sample_lines("mixed.log")


@given(st.lists(st.sampled_from([b"", b" \t", b"\r", b" \r", b"\r\r", b"x", b"\xff", b"\x00", *SOME[:3]]), min_size=1))
def test_there_is_a_name_for_every_line_whatever_stands_around_it(lines: list[bytes]) -> None:
    assert NAMES.of(b"\n".join(lines)) == b"".join(map(NAMES.of, lines))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("port 22 ssh2", "port <n> ssh<n>"),
        ("from 192.0.2.1:443 to 10.0.0.0/8", "from <ip>:<n> to <ip>/<n>"),
        ("[2001:db8::7]:1194 ::1 fe80::1%eth0", "[<ip>]:<n> <ip> <ip>%eth<n>"),
        ("1:2:3:4:5:6:7:8 1.2.3.4.5", "<ip> <n>"),
        ("Foo::Bar std::string a:b", "Foo::Bar std::string a:b"),
        ("0e:dd:8a:3b:b1:86 00-11-22-33-44-55", "<mac> <mac>"),
        ("id=6c036039-2ea0-4a12-bf54-98c827db986b.", "id=<uuid>."),
        ("at 0x7fd36d364968 4A3F2B1C0D: deadbeef cafe", "at <hex> <hex>: deadbeef cafe"),
        ("eth0 fd12 ab1", "eth<n> fd<n> ab<n>"),
        ("2023-10-31T15:09:55.123+01:00 x", "<time> x"),
        ("2023-10-31 15:09:55,301 x", "<time>,<n> x"),
        ("2023/10/31 15:09:55 x/1/22/333", "<time> x/<n>/<n>/<n>"),
        ("[10/Oct/2023:13:55:36 +0000] x", "[<time>] x"),
        ("[Sun Sep 25 23:00:00 2022] x", "[<time>] x"),
        ("Oct  3 15:09:55 x", "<time> x"),
        ("25 sep 2022 23:14:20.756159 x", "<time> x"),
        ("say \"a b\" or 'c d', don't", "say \"*\" or '*', don't"),
        ('{"code": 12, "text":"a \\"b\\" c"}', '{"code": <n>, "text":"*"}'),
        ('open "never closed', 'open "*'),
        ("a\t b\u00a0 c", "a b c"),
        ("", ""),
        ("x" * 500, "x" * 119 + "…"),
    ],
)
def test_what_varies_is_masked(text: str, shape: str) -> None:
    assert shape_of(text) == shape


UNMATCHED_LINES = [line.decode(errors="backslashreplace") for line in sample_lines("unmatched/*.log")]


@pytest.mark.parametrize("digit", "1907")
def test_digits_make_no_difference(digit: str) -> None:
    texts = [re.sub("[0-9]", digit, line) for line in UNMATCHED_LINES]
    assert [shape_of(text) for text in texts] == [shape_of(line) for line in UNMATCHED_LINES]


def test_no_digit_is_left_in_a_shape() -> None:
    shapes = [shape_of(line) for line in UNMATCHED_LINES]
    assert [shape for shape in shapes if re.search("[0-9]", shape)] == []


@pytest.mark.parametrize(
    "text", ["0" * 300, "a:" * 150, "::" * 150, "0a" * 150, "'" * 300, '"' * 300, "0:" * 150, "<n> <time> " * 30]
)
def test_a_shape_takes_no_time(text: str) -> None:
    started = time.process_time()
    for number in range(200):
        shape_of(f"{text[: 280 + number % 20]}{chr(97 + number // 20)}" + "0" * (1 << 12))
    assert time.process_time() - started < 2


@pytest.mark.parametrize("seed", range(5))
def test_frequent_shapes_survive_any_number_of_others(seed: int) -> None:
    kept, shuffled = 8, random.Random(seed)  # noqa: S311 - the same ones every time
    texts = [word for word, times in (("often", 300), ("less", 150)) for _ in range(times)]
    texts += ["x" * length for length in range(1, 100)] * 5
    shuffled.shuffle(texts)
    shapes = Shapes(kept)
    for text in texts:
        shapes.add(text, f"e.g. {text}")
        assert len(shapes) <= 2 * kept
    true = Counter(map(shape_of, texts))
    groups = {group.shape: group for group in shapes.groups()}
    assert not shapes.is_complete
    assert {shape for shape, number in true.items() if number > len(texts) / kept} <= set(groups)
    for shape, group in groups.items():
        assert group.texts <= true[shape] <= group.texts + group.missed
        assert shape_of(group.example.removeprefix("e.g. ")) == shape


@each_extent
def test_without_too_many_shapes_numbers_are_exact(extent: str) -> None:
    shapes = surveyed(lines_of(extent)).shapes
    assert (shapes.is_complete, shapes.texts) == (True, sum(group.texts for group in shapes.groups()))
    assert {group.missed for group in shapes.groups()} == {0}


def test_the_program_of_a_header_is_part_of_the_shape_and_its_host_is_not() -> None:
    survey = surveyed([b"Oct 31 15:09:55 web%d myapp[7]: hello" % number for number in range(3)])
    (group,) = survey.shapes.groups()
    assert (group.shape, group.texts) == ("myapp: hello", 3)
    assert group.example == "Oct 31 15:09:55 web0 myapp[7]: hello"
