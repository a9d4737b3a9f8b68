"""Lines from hostile hands keep the laws under both profiles: in short what `make fuzz` does at length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson
import pytest
from command import REFERENCE, SAMPLES, sample_lines
from grammar import headers, hostile, mutations, payloads, wordings
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import Witness, gives_back, is_record, witnesses
from mutate import Mutations, blocks
from sampled import each_extent, lines_of, some_and_each

from ecsparse.pipeline import Pipeline
from ecsparse.profiles import DOCUMENTED, ECS, PROFILES
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

PRODUCTS = BUILT_IN.names()
WITNESSES = witnesses()
SHORT = [Witness(profile, max_line=24) for profile in PROFILES]


def assert_lawful(*lines: bytes, by: list[Witness] = WITNESSES) -> None:
    """The documents of `lines` keep the laws."""
    assert [breach for witness in by for breach in witness.breaches(lines)] == []


def examples(few: int, many: int) -> pytest.MarkDecorator:
    """How many examples a law is held to, in the short run and at length."""
    return pytest.mark.parametrize("number", [few, pytest.param(many, marks=pytest.mark.long)])


def hold(texts: SearchStrategy[bytes], number: int, by: list[Witness] = WITNESSES) -> None:
    """Check that the lines of `number` of `texts` keep the laws."""

    @given(texts)
    @settings(max_examples=number)
    def law(text: bytes) -> None:
        assert_lawful(*text.split(b"\n"), by=by)

    law()


@pytest.mark.thinned(3)
@pytest.mark.parametrize(("product", "number"), some_and_each(PRODUCTS, 4, 120))
def test_hostile_text_in_what_a_product_writes(product: str, number: int) -> None:
    hold(wordings(product).map(lambda text: text.replace("\n", " ").encode()), number)


@pytest.mark.thinned(4)
@pytest.mark.parametrize("product", PRODUCTS)
@examples(4, 120)
def test_mutated_samples(product: str, number: int) -> None:
    hold(mutations(product), number)


@examples(50, 300)
def test_pieces_of_lines_in_any_order(number: int) -> None:
    hold(hostile.map(str.encode), number)


@examples(50, 300)
def test_hostile_payloads(number: int) -> None:
    hold(st.builds("{}@cee: {}".format, headers, payloads).map(str.encode), number)


wide = st.text(st.characters(codec="utf-8", min_codepoint=0x80), min_size=8, max_size=30).map(str.encode)
anything = st.one_of(st.binary(max_size=60), wide, st.sampled_from(sample_lines("*/*.log")))


@pytest.mark.parametrize("by", [WITNESSES, SHORT], ids=["whole lines", "short lines"])
@examples(50, 300)
def test_any_bytes_among_other_lines(by: list[Witness], number: int) -> None:
    hold(st.lists(anything, max_size=9).map(b"\n".join), number, by)


@examples(500, 20_000)
def test_many_mutated_lines(number: int) -> None:
    groups = [sample_lines(f"{folder.name}/*.log") for folder in sorted(SAMPLES.iterdir()) if folder.is_dir()]
    for block in blocks(iter(Mutations(groups, seed=7)), number):
        assert_lawful(*block)


@pytest.mark.long
@each_extent
@pytest.mark.parametrize("digits", [19, *(pytest.param(each, marks=pytest.mark.long) for each in (1, 10, 15, 17))])
def test_numbers_of_any_length_meet_no_bug(digits: int, extent: str) -> None:
    pipeline = Pipeline(profile=ECS, reference_date=REFERENCE)
    for line in lines_of(extent)[:: 4 if extent == "chosen" else 1]:
        numbers = re.finditer(rb"[0-9]+", line)
        changed = [line[: number.start()] + b"9" * digits + line[number.end() :] for number in numbers]
        pipeline.convert_to(len, b"\n".join(changed))
    assert pipeline.counts.failures == {}


@each_extent
@pytest.mark.parametrize("profile", PROFILES)
def test_every_sample_keeps_the_laws(profile: Profile, extent: str) -> None:
    lines = lines_of(extent)
    witness = Witness(profile)
    assert witness.breaches(lines) == []
    assert sum(witness.outcomes.values()) == sum(map(is_record, lines))


def with_fields(**fields: object) -> Callable[[Document], None]:
    return lambda document: document.update(fields)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (with_fields(message="nobody's lin"), "is not given back"),
        (with_fields(message="X", event={"original": "nobody's line"}), "is no end of the line"),
        (with_fields(source={"port": "22"}), "source.port is not of type long"),
        (with_fields(source={"port": 2**63}), "source.port is not of type long"),
        (with_fields(chosen={"by": "the line"}), "chosen.by is no field"),
        (with_fields(error={"type": "internal", "message": "x"}), "internal: x"),
        (with_fields(tags=["truncated"]), "is not given back"),
    ],
)
def test_a_breach_is_seen(change: Callable[[Document], None], reason: str) -> None:
    line = b"nobody's line"
    witness = Witness(DOCUMENTED)
    document: Document = {"message": line.decode()}
    change(document)
    assert any(reason in found for found in witness.wrong(line, orjson.dumps(document)))
    assert [*witness.wrong(line, orjson.dumps({"message": line.decode()}))] == []


@pytest.mark.parametrize(
    "raw", [b'{"message":"a","message":"a"}', b'{"message":"a","x":NaN}', b'{"message":"\xff"}', b"{"]
)
def test_what_is_not_strict_json_is_seen(raw: bytes) -> None:
    assert any("JSON" in found for found in Witness(DOCUMENTED).wrong(b"a", raw))


def test_a_line_that_is_cut_gives_its_beginning_back() -> None:
    assert gives_back("abé".encode(), "ab", ("truncated",), 3)
    assert not gives_back("abé".encode(), "ab", (), 3)
    assert not gives_back("abé".encode(), "b", ("truncated",), 3)
    assert gives_back(b"a\xffbc", r"a\xff", ("invalid_utf8", "truncated"), 2)
