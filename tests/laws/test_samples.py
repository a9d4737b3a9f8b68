"""Laws over all samples: line n of `samples/<product>/<topic>.log` is line n of `<topic>.expected.ndjson`."""

from __future__ import annotations

import random
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

import pytest
from command import (
    REFERENCE,
    SAMPLES,
    Sample,
    converted,
    converted_alone,
    documents,
    expected_file,
    is_shared,
    outcome_of,
    run,
    run_at_reference,
    samples,
    strict_documents,
)
from sampled import EVERY_LINE, PRODUCTS, UNMATCHED_LINES, chosen_samples, each_extent, lines_of
from sampled import SAMPLES as ALL

import ecsparse
from ecsparse.ecs.envelope import TIME_ASSUMED, YEAR_ASSUMED
from ecsparse.outcomes import INTERNAL, MALFORMED, UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import PROFILES
from ecsparse.registry import load

if TYPE_CHECKING:
    from ecsparse.profiles import Profile
    from ecsparse.record import Document

LOGS = sorted({sample.path for sample in ALL})
MIXED = SAMPLES / "mixed.log"
ASSUMED = frozenset((TIME_ASSUMED, YEAR_ASSUMED))


def difference(sample: Sample) -> str:
    """What to type to see how the document of a sample differs."""
    line = f"-n {sample.number}p samples/{sample.product}/{sample.path.stem}"
    command = " ".join(("ecsparse", *options_of(sample.product)))
    return f"diff <(sed {line}.log | {command}) <(sed {line}.expected.ndjson)"


def options_of(product: str) -> tuple[str, ...]:
    """The options that give the expected documents: what a vendor's page documents needs none."""
    return () if load(product).PRODUCT.documented else ("--reference-date", REFERENCE)


def product_of(sample: Sample) -> str:
    """The product that a sample's line was found to be of, also if it is malformed."""
    _, outcome = alone()[sample.line]
    return str(sample.document["error"]["message"]).partition(":")[0] if outcome == MALFORMED else outcome


def claimed_of(product: str, lines: list[bytes]) -> list[bool]:
    """Whether `product`, which alone is asked, claims each of `lines`."""
    written = documents(Pipeline(products=(product,)).convert(b"\n".join(lines) + b"\n"))
    return [document.get("error", {}).get("type") != UNMATCHED for document in written]


@cache
def alone() -> dict[bytes, tuple[bytes, str]]:
    """The document and the outcome of each line that is converted by itself."""
    return {line: converted_alone(line) for line in EVERY_LINE}


def each_alone(lines: list[bytes]) -> bytes:
    """The documents of `lines`, each converted by itself."""
    return b"".join(alone()[line][0] for line in lines)


def shuffled(seed: int) -> list[bytes]:
    """The lines of all samples in an order of its own for each `seed`."""
    lines = list(EVERY_LINE)
    random.Random(seed).shuffle(lines)  # noqa: S311 - an order is no secret
    return lines


@each_extent
def test_the_command_writes_the_expected_files(extent: str) -> None:
    assert {options_of(product) for product in PRODUCTS} == {(), ("--reference-date", REFERENCE)}
    for options in {options_of(product) for product in PRODUCTS}:
        logs = [log for log in LOGS if options_of(log.parent.name) == options]
        # the profile `ecs` has the same documents of all but a few, and all of them (`test_index_ready`)
        logs = logs[:: 1 if extent == "all" or not options else 4]
        output = run(*options, *logs).stdout
        written = zip([sample for sample in ALL if sample.path in logs], output.split(b"\n"), strict=False)
        assert [difference(sample) for sample, document in written if document != sample.expected] == []
        assert output == b"".join(expected_file(log).read_bytes() for log in logs)


def test_each_line_has_one_expected_document_and_each_file_its_twin() -> None:
    lines = {path: path.read_bytes().count(b"\n") for path in LOGS}
    expected = {path: expected_file(path).read_bytes().count(b"\n") for path in LOGS}
    assert lines == expected
    assert sum(lines.values()) == len(ALL)
    twins = [expected_file(path) for path in LOGS]
    assert twins == samples("*/*.expected.ndjson")
    assert [path for path in (*LOGS, *twins) if not path.read_bytes().endswith(b"\n")] == []


@each_extent
def test_parse_gives_the_expected_documents_of_lines_that_say_their_times(extent: str) -> None:
    asked = chosen_samples() if extent == "chosen" else ALL
    timed = [sample for sample in asked if not ASSUMED.intersection(sample.document.get("tags", ()))]
    wrong = [difference(sample) for sample in timed if ecsparse.parse(sample.line) != sample.document]
    assert wrong == []


@each_extent
@pytest.mark.parametrize("profile", PROFILES)
def test_the_library_gives_what_the_command_writes(profile: Profile, extent: str) -> None:
    lines = [b"", *lines_of(extent), b" \t", b"\xff", b"x" * 5000]
    written = run("--profile", profile, "--reference-date", REFERENCE, stdin=b"\n".join(lines)).stdout
    pipeline = Pipeline(profile=profile, reference_date=REFERENCE)
    assert pipeline.convert(b"\n".join(lines) + b"\n") == written
    assert list(pipeline.documents(lines)) == documents(written)
    texts = [line.decode("utf-8", "surrogateescape") for line in lines]
    assert list(pipeline.documents(texts)) == documents(written)


def test_a_line_alone_gives_its_expected_document() -> None:
    wrong = [difference(sample) for sample in ALL if alone()[sample.line][0] != sample.expected + b"\n"]
    assert wrong == []


def but_its_text(document: Document) -> Document:
    """The document without what is the line itself."""
    event = {name: value for name, value in document["event"].items() if name != "original"}
    return {name: value for name, value in document.items() if name != "message"} | {"event": event}


@each_extent
def test_blanks_behind_a_line_are_of_no_value(extent: str) -> None:
    """But for products with a page of their vendor: that says which blanks a value has."""
    asked = chosen_samples() if extent == "chosen" else ALL
    asked = [sample for sample in asked if not load(sample.product).PRODUCT.documented]
    padded = documents(converted(*(sample.line.removesuffix(b"\r") + b"  " for sample in asked)))
    wrong = [
        sample.where
        for sample, document in zip(asked, padded, strict=True)
        if but_its_text(document) != but_its_text(sample.document)
    ]
    assert wrong == []


def test_a_line_is_found_to_be_of_its_product() -> None:
    found = {sample.where: product_of(sample) for sample in ALL}
    assert found == {sample.where: sample.product for sample in ALL}


@each_extent
def test_a_line_is_claimed_by_its_product_alone(extent: str) -> None:
    asked = chosen_samples() if extent == "chosen" else ALL
    certain = [sample for sample in asked if sample.document.get("error", {}).get("type") != MALFORMED]
    # of the choice, a product is asked about its own lines and each twelfth of the others'
    several = 1 if extent == "all" else 12
    claimed = []
    for number, product in enumerate(PRODUCTS):
        of_it = [
            each for place, each in enumerate(certain) if each.product == product or place % several == number % several
        ]
        is_claimed = claimed_of(product, [each.line for each in of_it])
        claimed += [(each.where, product) for each in compress(of_it, is_claimed) if not is_shared(each, product)]
    assert sorted(claimed) == sorted((sample.where, sample.product) for sample in certain)


def test_unmatched_lines_are_claimed_by_no_product() -> None:
    claimed = [line for line in UNMATCHED_LINES if alone()[line][1] != UNMATCHED]
    assert claimed == []


@each_extent
def test_unmatched_lines_are_not_claimed_by_a_product_that_is_asked(extent: str) -> None:
    # every line, but each in one of several runs of a product
    several = 1 if extent == "all" else 32
    claimed = {
        product: sum(claimed_of(product, UNMATCHED_LINES[number % several :: several]))
        for number, product in enumerate(PRODUCTS)
    }
    assert claimed == dict.fromkeys(PRODUCTS, 0)


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 10))])
def test_shuffled_samples_give_their_documents_in_the_shuffled_order(seed: int) -> None:
    lines = shuffled(seed)
    assert converted(*lines) == each_alone(lines)


@each_extent
def test_the_shuffled_samples_come_out_of_the_command_too(extent: str) -> None:
    lines = shuffled(83)[:: 1 if extent == "all" else 5]
    assert run_at_reference(stdin=b"\n".join(lines)).stdout == each_alone(lines)


@each_extent
def test_samples_in_one_stream_give_the_concatenated_documents(extent: str) -> None:
    unmatched, logs = samples(f"{UNMATCHED}/*.log"), LOGS[:: 1 if extent == "all" else 5]
    stream = b"".join(log.read_bytes() for log in (*unmatched, *logs))
    expected = [each_alone(UNMATCHED_LINES), *(expected_file(log).read_bytes() for log in logs)]
    assert run_at_reference(stdin=stream).stdout == b"".join(expected)


@pytest.mark.parametrize(
    "product", [PRODUCTS[0], *(pytest.param(product, marks=pytest.mark.long) for product in PRODUCTS[1:])]
)
def test_a_file_alone_gives_its_documents(product: str) -> None:
    log = next(log for log in LOGS if log.parent.name == product)
    assert run(*options_of(product), log).stdout == expected_file(log).read_bytes()


def test_expected_documents_have_no_key_twice() -> None:
    for log in LOGS:
        text = expected_file(log).read_bytes()
        assert strict_documents(text) == documents(text)


def test_every_character_of_a_line_is_in_its_expected_document() -> None:
    for sample in ALL:
        document = sample.document
        assert document.get("event", {}).get("original", document["message"]) == sample.text
        assert sample.text.endswith(document["message"])


def test_the_mixed_samples_are_of_all_products_and_of_none() -> None:
    lines = MIXED.read_bytes().removesuffix(b"\n").split(b"\n")
    assert run_at_reference(stdin=MIXED.read_bytes()).stdout == converted(*lines)
    assert len(documents(converted(*lines))) == len(lines)
    assert {*PRODUCTS, UNMATCHED} - {*map(outcome_of, lines)} == set()


def test_every_product_has_samples() -> None:
    folder = SAMPLES.parent / "ecsparse/products"
    modules = [*folder.glob("[!_]*.py"), *(path.parent for path in folder.glob("*/__init__.py"))]
    assert sorted(path.stem for path in modules) == PRODUCTS


def test_samples_meet_no_bug_of_a_parser() -> None:
    assert [line for line, (_, outcome) in alone().items() if outcome == INTERNAL] == []
