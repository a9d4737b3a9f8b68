"""Lines that begin with a blank or a tab belong to the record before them, under `--join-indented`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from command import converted, documents, messages, run, run_at_reference, sample_lines, samples, started
from hypothesis import given
from hypothesis import strategies as st
from sampled import each_extent

from ecsparse import registry
from ecsparse.stream import Records

if TYPE_CHECKING:
    from pathlib import Path

    from ecsparse.patterns import Pattern

TEXT = b"a\n  b\n\tc\r\n\n  x\n\nd\r\n  e\r\n \nend\n f"
EXPECTED = ["a\n  b\n\tc", "\n  x", "d\n  e\n ", "end\n f"]

# What blocks are made of, so that cuts fall everywhere.
BYTES = st.lists(st.sampled_from([b"\n", b" ", b"\t", b"\r", b"a", b"long word"]), max_size=40).map(b"".join)


def joined(pieces: list[bytes], max_line: int = 1 << 20) -> list[bytes]:
    """What comes out of `Records` for a stream in `pieces`, in lines."""
    records = Records(max_line)
    complete = [part for piece in pieces for part in records.feed(piece)]
    return b"\n".join([*complete, *records.finish()]).split(b"\n")


def test_indented_lines_belong_to_the_record_before_them() -> None:
    assert messages(run("--join-indented", stdin=TEXT).stdout) == EXPECTED


def test_without_the_option_every_line_is_a_record() -> None:
    expected = [line for line in TEXT.decode().replace("\r", "").split("\n") if line.strip()]
    assert messages(run(stdin=TEXT).stdout) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_records_do_not_depend_on_where_blocks_are_cut(size: int) -> None:
    pieces = [TEXT[start : start + size] for start in range(0, len(TEXT), size)]
    assert joined(pieces) == joined([TEXT])


@given(BYTES, st.lists(st.integers(0, 60), max_size=8))
def test_no_byte_of_a_record_is_lost_wherever_blocks_are_cut(text: bytes, cuts: list[int]) -> None:
    places = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    assert b"\n".join(joined(pieces)) == text.removesuffix(b"\n")


@given(BYTES, st.integers(1, 12))
def test_a_record_that_is_too_long_is_cut_and_its_rest_is_no_record(text: bytes, max_line: int) -> None:
    for size in (1, 5, 100):
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        assert len(records_of(pieces, max_line)) == len(records_of([text], 1 << 20))


def pairs(text: bytes) -> list[bytes]:
    """Every two bytes that stand beside each other."""
    return [text[start : start + 2] for start in range(len(text) - 1)]


def records_of(pieces: list[bytes], max_line: int) -> list[bytes]:
    """The records that come out of `Records`, as the pipeline takes them apart."""
    records: list[bytes] = []
    for line in joined(pieces, max_line):
        if records and line[:1] in (b" ", b"\t"):
            records[-1] += b"\n" + line
        else:
            records.append(line)
    return records


def test_an_indented_line_without_a_record_before_it_is_a_record() -> None:
    assert messages(run("--join-indented", stdin=b"  a\n  b\nc").stdout) == ["  a\n  b", "c"]


def test_a_record_is_written_when_the_next_one_begins() -> None:
    with started("--join-indented") as session:
        session.write(b"a\n")
        session.write(b"  b\n")
        assert session.read(0.5) == b""
        session.write(b"c")
        assert messages(session.read()) == ["a\n  b"]


def test_rejected_records_are_written_as_they_came(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects"
    run("--join-indented", "--rejects", rejects, stdin=TEXT)
    assert rejects.read_bytes() == TEXT.replace(b"\n\nd", b"\nd") + b"\n"


def test_a_long_record_is_cut() -> None:
    (document, last) = documents(run("--join-indented", "--max-line", "5", stdin=b"abc\n defgh\n i\nx").stdout)
    assert (document["message"], document["tags"], last["message"]) == (
        "abc\n ",
        ["timestamp_assumed", "truncated"],
        "x",
    )


def titles(line: bytes) -> list[Pattern]:
    """The patterns of titles that `line` matches."""
    declared = (title for name in registry.names() for title in registry.load(name).PRODUCT.titles)
    return [title for title in declared if title.fullmatch(line.decode(errors="replace"))]


@pytest.mark.long
@each_extent
def test_samples_without_indented_lines_are_the_same_joined(extent: str) -> None:
    logs = samples("*/*.log")[:: 1 if extent == "all" else 9]
    plain = [log for log in logs if b"\n " not in log.read_bytes() and b"\n\t" not in log.read_bytes()]
    assert run("--join-indented", *plain).stdout == run(*plain).stdout
    lines = [line for line in sample_lines("unmatched/*.log") if line[:1] not in (b" ", b"\t") and not titles(line)]
    assert run_at_reference("--join-indented", stdin=b"\n".join(lines)).stdout == converted(*lines)
