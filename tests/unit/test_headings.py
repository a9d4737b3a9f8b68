"""Lines that name the columns of those after them: which they are, and where they hold."""

from __future__ import annotations

import random

import pytest

from ecsparse.headings import after, are_in, file_of, split
from ecsparse.record import Heading, Prefix
from ecsparse.sniff import Index
from ecsparse.stream import Lines

W3C = "#Software: A 1.0\n#Version: 1.0\n#Date: 2023-10-31 15:09:55\n#Fields: date time"
ZEEK = "#separator \\x09\n#set_separator\t,\n#path\tconn\n#fields\tts\tuid\n#types\ttime\tstring"
TITLE = "==> /var/log/a.log <=="
COLUMNS = "version account-id interface-id srcaddr dstaddr"


@pytest.mark.parametrize("heading", [W3C, ZEEK, COLUMNS, TITLE, f"{TITLE}\n{W3C}"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_lines_of_a_heading_are_its_text(heading: str, end: str) -> None:
    lines = f"{heading}\n1 2\n3 4".replace("\n", end).encode()
    assert after(lines, None) == heading
    assert list(split(lines, None)) == [(heading, lines)]


@pytest.mark.parametrize(
    "line",
    [
        "Fields: date time", "# Fields: date", "#fieldset a", "#comment", "#", " #Fields: date", "#FIELDS: date",
        "#Remark: x", "#close\t2023-10-31-15-09-55", "#closed", "text #Fields: date", "#Fields: " + "x " * 10_000,
        "version account-id", "a sentence of lower-case words", "srcaddr dstaddr", "srcaddr=1 dstaddr=2 a",
        "==> a", "x ==> a <==", "==> a <== x", "Version srcaddr dstaddr", "version srcaddr  dstaddr", "", "\\xff",
    ],
)  # fmt: skip
def test_other_lines_name_nothing(line: str) -> None:
    assert after(f"{line}\n1 2".encode(), None) == ""


def test_what_precedes_a_heading_has_none() -> None:
    lines = f"1 2\n{W3C}\n3 4\n#Date: x\n5 6\n{ZEEK}\n7".encode()
    later = W3C.replace("2023-10-31 15:09:55", "x")
    assert list(split(lines, None)) == [
        ("", b"1 2"), (W3C, f"{W3C}\n3 4".encode()), (later, b"#Date: x\n5 6"), (ZEEK, f"{ZEEK}\n7".encode())
    ]  # fmt: skip


def test_a_heading_ends_where_another_one_begins() -> None:
    assert after(b"#Software: B\n1", W3C) == "#Software: B"
    assert after(b"#Fields: b\n1", W3C) == "#Fields: b"
    assert after(f"{W3C}\n1".encode(), "#Fields: a") == W3C
    assert after(f"{ZEEK}\n1".encode(), W3C) == ZEEK
    assert after(b"#fields\ta\n1", ZEEK) == "#fields\ta"
    assert after(b"#close\t2023-10-31-15-09-55\n1", ZEEK) == ""
    assert after(b"#close\t2023-10-31-15-09-55\n1", f"{TITLE}\n{ZEEK}") == TITLE
    assert after(b"#types\ttime\n1", ZEEK) == ZEEK.replace("time\tstring", "time")


def test_a_file_is_named_only_where_an_input_begins_with_its_name() -> None:
    other = TITLE.replace("a.log", "b.log")
    lines = f"{TITLE}\n{W3C}\n1 2\n\n{other}\n3 4\n#Fields: a\n5".encode()
    found = [heading for heading, _ in split(lines, None)]
    assert found == [f"{TITLE}\n{W3C}", other, f"{other}\n#Fields: a"]
    assert [file_of(heading) for heading in found] == ["/var/log/a.log", "/var/log/b.log", "/var/log/b.log"]
    assert file_of(W3C) is None
    assert file_of("==> standard input <==") is None
    assert after(f"1\n{TITLE}\n2".encode(), None) == ""


def test_columns_alone_are_named_only_where_an_input_begins_with_them() -> None:
    lines = f"{COLUMNS}\n1 2 3\nsrcaddr dstaddr bytes\n4 5 6".encode()
    other = "srcaddr dstaddr bytes"
    assert list(split(lines, None)) == [
        (COLUMNS, f"{COLUMNS}\n1 2 3".encode()), (other, f"{other}\n4 5 6".encode())
    ]  # fmt: skip
    assert list(split(lines, "")) == [("", lines)]


@pytest.mark.parametrize("seed", range(5))
def test_lines_and_headings_are_the_same_wherever_blocks_are_cut(seed: int) -> None:
    choice = random.Random(seed)  # noqa: S311 - an order is no secret
    texts = [W3C, ZEEK, *W3C.split("\n"), *ZEEK.split("\n"), "1 2", "3 # 4", "", COLUMNS, TITLE]
    data = "\n".join([*choice.choices(texts, k=60), "end"]).encode()
    expected = [(heading, line) for heading, part in split(data, None) for line in part.split(b"\n")]
    assert b"\n".join(line for _, line in expected) == data
    for size in (1, 5, 64, 1000):
        lines, found = Lines(1 << 14), []
        for start in range(0, len(data), size):
            for block in lines.feed(data[start : start + size]):
                found += [(lines.heading, block)]
        found += [(lines.heading, block) for block in lines.finish()]
        given = [
            (name, line)
            for heading, block in found
            for name, part in split(block, heading)
            for line in part.split(b"\n")
        ]
        # of a line that belongs to a heading itself, what follows it is no matter
        others = [[pair for pair in each if pair[1][:1] not in b"#="] for each in (given, expected)]
        assert others[0] == others[1]
        assert [line for _, line in given] == [line for _, line in expected]


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_an_input_that_names_columns_is_seen_in_any_blocks(size: int) -> None:
    def cut(text: str) -> list[bytes]:
        data = text.encode()
        return [data[start : start + size] for start in range(0, len(data), size)]

    assert are_in(cut(f"1 2\n{W3C}\n3"))
    assert are_in(cut(f"1 2\n{ZEEK}\n3"))
    assert are_in(cut(W3C))
    assert not are_in(cut("1 2\n#Date: x\ntext #Fields: a\n#comment"))
    assert not are_in(cut(f"1 2\n{COLUMNS}"))
    assert not are_in([])


def test_columns_alone_are_seen_at_the_beginning() -> None:
    assert are_in([f"{COLUMNS}\n1 2".encode(), b"\n3"])


def test_the_most_telling_products_are_asked_first() -> None:
    index = Index([
        ("a", {Heading: ["#Fields:"]}),
        ("b", {Heading: ["#Fields: x-edge"], Prefix: ["b"]}),
        ("c", {Heading: ["#Fields: other"]}),
        ("d", {Prefix: ["#Fields: date"]}),
    ])  # fmt: skip
    assert index.headed("#Version: 1.0\n#Fields: date x-edge time") == ("b", "a")
    assert index.headed("#Fields: date") == ("a",)
    assert index.headed("#fields\tdate") == ()
