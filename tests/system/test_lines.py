"""Lines in, documents out: what is a line, and that nothing but its bytes decides its document."""

from __future__ import annotations

import os
import sys
from functools import cache

import pytest
from command import (
    DATED,
    READ_AT,
    convert,
    documents,
    messages,
    run,
    sample_lines,
    some_lines,
    strict_documents,
)
from hypothesis import given
from hypothesis import strategies as st
from laws import is_carrier

from ecsparse.decoding import parts, records
from ecsparse.descriptors import BLOCK, blocks
from ecsparse.pipeline import Pipeline

MIB = 1 << 20

ORDINARY = (
    "a\rb",
    "\ra",
    "\r\ra",
    "a\x00b",
    "\x00",
    "\x01\x02\x07\x08\x1b[31m\x7f",
    "a\x0bb",
    "\x0b",
    "a\x0cb",
    "\x0c",
    "\x1c\x1d\x1e\x1f",
    "a\x85b",
    "\x85",
    "a\u2028b\u2029c",
    "\u2028",
    "\u00a0",
    "\u3000",
    "\ufeff",
    " \ta \t",
    '"\\{}',
    "𝄞 ﷽ e\u0301",
)

BLANK = (b"", b" ", b"\t", b" \t \t", b"\r", b" \t\r")

NOT_UTF8 = (
    (b"a\xffb", r"a\xffb"),
    (b"\x80", r"\x80"),
    (b"caf\xe9", r"caf\xe9"),
    (b"cut \xe2\x82", r"cut \xe2\x82"),
    (b"\xc3\r", r"\xc3"),
    (b"long \xc0\xaf", r"long \xc0\xaf"),
    (b"half \xed\xa0\x80", r"half \xed\xa0\x80"),
    (b"high \xf4\x90\x80\x80", r"high \xf4\x90\x80\x80"),
    (b"\xc3\xa9 \xe9", r"é \xe9"),
    (rb"\xff" + b"\xff", r"\xff\xff"),
)

TRUNCATED = ["truncated"]
BOTH = ["invalid_utf8", "truncated"]

# limit, line, message, tags
LONG: tuple[tuple[int, str | bytes, str, list[str]], ...] = (
    (5, "abcd", "abcd", []),
    (5, "abcde", "abcde", []),
    (5, "abcdef", "abcde", TRUNCATED),
    (5, "abcdefghijklmnop", "abcde", TRUNCATED),
    (5, "abcde\r", "abcde", []),
    (5, "abcdef\r", "abcde", TRUNCATED),
    (5, "abcde\r\r", "abcde", TRUNCATED),
    (5, "abcd\r\r", "abcd\r", []),
    (5, "\r\r", "\r", []),
    (5, "abcde\rf", "abcde", TRUNCATED),
    (5, "abcd\ref", "abcd\r", TRUNCATED),
    (5, "abcé", "abcé", []),
    (5, "abcdé", "abcd", TRUNCATED),
    (5, "abc€", "abc", TRUNCATED),
    (5, "abcd€", "abcd", TRUNCATED),
    (5, "a😀", "a😀", []),
    (5, "a😀b", "a😀", TRUNCATED),
    (5, "ab😀", "ab", TRUNCATED),
    (5, "abc😀", "abc", TRUNCATED),
    (5, "abcd😀", "abcd", TRUNCATED),
    (4, "😀", "😀", []),
    (3, "😀", "", TRUNCATED),
    (2, "€", "", TRUNCATED),
    (1, "é", "", TRUNCATED),
    (1, "a", "a", []),
    (5, b"ab\xffcde", r"ab\xffcd", BOTH),
    (5, b"abcd\xff\xff", r"abcd\xff", BOTH),
    (5, b"abcd\xc3z", r"abcd\xc3", BOTH),
    (5, b"\x80" * 9, r"\x80" * 5, BOTH),
    (5, b"abcde\xff", "abcde", TRUNCATED),
)

# Pieces of lines that mean something to a parser, and what may stand between them.
FRAGMENTS = (
    b"\n", b"\r", b"\r\n", b" ", b"\t", b"\x00", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\xef\xbb\xbf",
    b"<29>", b"<191>1 ", b"Mar  4 05:06:07 ", b"vpn1 ", b"openvpn[7]: ", b"2023-10-31T15:09:55.5+01:00 ",
    b"2023-10-31 15:09:55 ", b"- - - ", b'[a b="c"] ', b"@cee: ", b'{"category": "USER", ', b'"x": 1e999}',
    b'"type": "USER_X", ', rb'"source": {"ip": "\ud800"}}', b"FILE_Unlink a b c OK 25 sep 2022 23:14:20 ",
)  # fmt: skip

LINES = (
    *some_lines(120),
    *(text.encode() for text in ORDINARY),
    *(line for line, _ in NOT_UTF8),
    b"<29>Mar  4 05:06:07 vpn1 openvpn[7]: 2023-10-31 15:09:55 TUN/TAP device tun0 opened",
    b"<29>1 2023-10-31T15:09:55Z vpn1 openvpn 7 - - nothing known",
    b'@cee: {"category": "USER", "type": "USER_X"',
)


@cache
def alone(line: bytes) -> bytes:
    """The document of a line that a pipeline of its own converts."""
    return Pipeline(now=lambda: READ_AT).convert(line)


chunks = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(LINES), st.binary(max_size=12))
inputs = st.lists(chunks, max_size=12).map(b"".join)
cuts = st.lists(st.integers(1, 9), min_size=1, max_size=9)
limits = st.sampled_from([1, 2, 5, 20, MIB])


def bare_lines(text: bytes) -> list[bytes]:
    """The lines of `text` that are not blank, without their ends; a NUL between two objects is one."""
    lines = text.replace(b'}\0{"', b'}\n{"').split(b"\n")
    bare = (line.removesuffix(b"\r") for line in lines)
    return [line for line in bare if line.strip(b" \t")]


def test_each_line_gives_one_document_and_order_is_kept() -> None:
    lines = sample_lines("*/*.log")
    few = lines[:: len(lines) // 12]
    outputs = [run(*DATED, stdin=line).stdout for line in few]
    assert run(*DATED, stdin=b"\n".join(few)).stdout == b"".join(outputs)
    several = lines[::9]
    assert len(documents(run(stdin=b"\n".join(several)).stdout)) == len(several)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_a_line_feed_ends_a_line(end: str) -> None:
    done = run(stdin="".join(line + end for line in ORDINARY).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert messages(done.stdout) == list(ORDINARY)


@pytest.mark.parametrize("blank", BLANK)
def test_a_blank_line_gives_no_document(blank: bytes) -> None:
    assert messages(run(stdin=blank + b"\na\n" + blank + b"\n" + blank + b"\nb\n" + blank).stdout) == [
        "a",
        "b",
    ]


def test_no_input_gives_no_output() -> None:
    done = run()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("last", ["b", "b\r", "b\n", "b\r\n"])
def test_the_last_line_needs_no_line_feed(last: str) -> None:
    assert messages(run(stdin=f"a\n{last}".encode()).stdout) == ["a", "b"]


@pytest.mark.parametrize(("line", "message"), NOT_UTF8)
def test_bytes_that_are_not_utf8_are_escaped_and_tagged(line: bytes, message: str) -> None:
    bad, good = documents(run(stdin=line + b"\ngood\n").stdout)
    assert (bad["message"], bad["tags"]) == (message, ["timestamp_assumed", "invalid_utf8"])
    assert (good["message"], good["tags"]) == ("good", ["timestamp_assumed"])


def test_behind_a_header_the_whole_line_is_kept_with_its_bad_bytes_escaped() -> None:
    (document,) = documents(run(stdin=b"<29>Mar  4 05:06:07 h\xe9 app: \xff text\r\n").stdout)
    original = document["event"]["original"]
    assert (original, document["tags"]) == (
        r"<29>Mar  4 05:06:07 h\xe9 app: \xff text",
        ["year_assumed", "invalid_utf8"],
    )
    assert original.endswith(document["message"])


@pytest.mark.thinned(4)
@pytest.mark.parametrize(("limit", "line", "message", "tags"), LONG)
def test_a_line_longer_than_the_limit_is_cut_on_a_character_boundary(
    limit: int, line: str | bytes, message: str, tags: list[str]
) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    output = run("--max-line", str(limit), *DATED, stdin=raw + b"\nz\n").stdout
    first, second = documents(output)
    assert convert(pieces(raw + b"\nz\n", [1]), limit)[0] == output
    assert (first["message"], first["tags"]) == (message, ["timestamp_assumed", *tags])
    assert (second["message"], second["tags"]) == ("z", ["timestamp_assumed"])


@pytest.mark.parametrize(("length", "tags"), [(MIB, []), (MIB + 1, TRUNCATED), (3 * MIB, TRUNCATED)])
def test_the_limit_is_one_mebibyte(length: int, tags: list[str]) -> None:
    first, second = documents(run(stdin=b"x" * length + b"\r\nnext\n").stdout)
    assert (first["message"] == "x" * MIB, first["tags"]) == (True, ["timestamp_assumed", *tags])
    assert second["message"] == "next"


@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_a_line_gives_the_same_document_whatever_comes_before_it(lines: list[bytes]) -> None:
    assert convert([b"\n".join(lines)])[0] == b"".join(alone(line) for line in lines)


@pytest.mark.long
@given(st.permutations(LINES[:: len(LINES) // 30]))
def test_shuffled_lines_give_shuffled_documents(lines: list[bytes]) -> None:
    assert convert([b"\n".join(lines)])[0] == b"".join(alone(line) for line in lines)


@given(inputs, cuts, limits)
def test_where_the_input_is_cut_does_not_change_a_document(text: bytes, sizes: list[int], max_line: int) -> None:
    assert convert(pieces(text, sizes), max_line)[0] == convert([text], max_line)[0]


@pytest.mark.long
@given(inputs, cuts, limits)
def test_where_the_input_is_cut_does_not_change_a_reject(text: bytes, sizes: list[int], max_line: int) -> None:
    assert convert(pieces(text, sizes), max_line)[1] == convert([text], max_line)[1]


@given(inputs)
def test_any_bytes_give_strict_json_with_every_character_of_their_lines(text: bytes) -> None:
    lines = [line.decode(errors="backslashreplace") for line in bare_lines(text)]
    found = strict_documents(convert([text])[0])
    for line, document in zip(lines, found, strict=True):
        assert document.get("event", {}).get("original", document["message"]) == line
        assert line.endswith(document["message"]) or is_carrier(line)


@given(inputs, st.integers(1, 5))
def test_parts_are_the_lines_in_their_order(text: bytes, number: int) -> None:
    found = list(parts(text, number, joins_indented=False))
    assert b"\n".join(found) == text
    assert [part.count(b"\n") + 1 for part in found[:-1]] == [number] * (len(found) - 1)
    assert found[-1].count(b"\n") < number


@given(st.lists(st.sampled_from([b"a", b"", b" b", b"\tc"])).map(b"\n".join), st.integers(1, 5))
def test_parts_keep_records_whole(text: bytes, number: int) -> None:
    found = list(parts(text, number, joins_indented=True))
    assert [record for part in found for record in records(part)] == records(text)
    assert all(part.count(b"\n") + 1 >= number for part in found[:-1])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no pipe that grows")
def test_a_pipe_holds_a_block() -> None:
    ours, theirs = os.pipe()
    stop, interrupt = os.pipe()
    os.set_blocking(theirs, False)
    os.write(theirs, b"a")
    found = blocks(ours, stop)
    assert next(found) == b"a"
    assert os.write(theirs, b"b" * BLOCK) == BLOCK
    assert next(found) == b"b" * BLOCK
    for descriptor in (ours, theirs, stop, interrupt):
        os.close(descriptor)


def pieces(text: bytes, sizes: list[int]) -> list[bytes]:
    """`text` in pieces of `sizes`, over and over."""
    found: list[bytes] = []
    start = 0
    while start < len(text):
        size = sizes[len(found) % len(sizes)]
        found.append(text[start : start + size])
        start += size
    return found
