"""Laws of JSON documents that hold many records: each record is a document, as if it were a line."""

from __future__ import annotations

import gzip
import random
import tracemalloc
from functools import cache
from typing import TYPE_CHECKING

import orjson
import pytest
from command import REFERENCE, documents, run
from sampled import SAMPLES

from ecsparse.decoding import MAX_LINE
from ecsparse.origin import Origin
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS
from ecsparse.stream import Lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ecsparse.record import Document

    Wrap = Callable[[list[bytes]], bytes]

AZURE = b'{"records":[%b]}'

# How programs hold the records of a file; those with a name of their own are told by the records alone.
WRAPS: dict[str, Wrap] = {
    "an array": lambda records: b"[%b]" % b",".join(records),
    "an array with blanks": lambda records: b"[ %b ]\n" % b" , ".join(records),
    "an array of lines": lambda records: b"[\n%b\n]\n" % b",\n".join(records),
    "an array with commas first": lambda records: b"[\n%b\n]\n" % b"\n,".join(records),
    "CloudTrail": lambda records: b'{"Records":[%b]}' % b",".join(records),
    "indented": lambda records: b'{\n  "Records": [\n    %b\n  ]\n}\n' % b",\n    ".join(records),
    "with CRLF": lambda records: b'{\r\n  "Records": [\r\n    %b\r\n  ]\r\n}\r\n' % b",\r\n    ".join(records),
    "Kubernetes": lambda records: b'{"kind":"EventList","metadata":{},"items":[%b]}' % b",".join(records),
    "Graph": lambda records: b'{"@odata.context":"x","value":[%b],"@odata.nextLink":"y"}' % b",".join(records),
    "objects a line": lambda records: b"\n".join(AZURE % b",".join(records[place::3]) for place in range(3)),
    "objects in an array": lambda records: b"[%b]" % b",".join(AZURE % record for record in records),
    "lines with commas": lambda records: b",\n".join(records) + b",",
}


def objects() -> dict[str, list[bytes]]:
    """Lines of each product that are its own events in JSON."""
    found: dict[str, list[bytes]] = {}
    for sample in SAMPLES:
        is_object = sample.line[:1] == b"{" and sample.line[-1:] == b"}" and "error" not in sample.document
        if is_object and "log" not in sample.document:
            try:
                orjson.loads(sample.line)
            except ValueError:
                continue
            found.setdefault(sample.product, []).append(sample.line)
    return found


OBJECTS = {product: lines[:6] for product, lines in objects().items() if len(lines) >= 3}


@cache
def pipeline_of(longest: int) -> Pipeline:
    return Pipeline(profile=ECS, reference_date=REFERENCE, max_line=longest)


def converted(data: bytes, size: int = 1 << 20, longest: int = MAX_LINE) -> list[Document]:
    """The documents of `data` that arrives in blocks of `size` bytes."""
    written: list[bytes] = []
    pipeline, lines = pipeline_of(longest), Lines(longest, Origin("x"))
    for start in range(0, len(data), size):
        for block in lines.feed(data[start : start + size]):
            pipeline.convert_to(written.append, block, None, lines.origin)
    for block in lines.finish():
        pipeline.convert_to(written.append, block, None, lines.origin)
    assert pipeline.counts.failures == {}
    return documents(b"".join(written))


def without_origin(found: list[Document]) -> list[Document]:
    return [{name: value for name, value in document.items() if name != "log"} for document in found]


def messages(data: bytes, size: int = 1 << 20, longest: int = MAX_LINE) -> list[str]:
    return [document["message"] for document in converted(data, size, longest)]


@pytest.mark.thinned(3)
@pytest.mark.parametrize("wrap", WRAPS)
def test_records_give_the_documents_of_their_lines(wrap: str) -> None:
    for product, lines in OBJECTS.items():
        records = [line for place in range(3) for line in lines[place::3]] if wrap == "objects a line" else lines
        expected = without_origin(converted(b"\n".join(records)))
        assert without_origin(converted(WRAPS[wrap](lines))) == expected, product


@pytest.mark.parametrize("wrap", WRAPS)
def test_a_record_is_where_its_origin_says(wrap: str) -> None:
    data = b"a line\n" + WRAPS[wrap]([line for lines in OBJECTS.values() for line in lines[:2]])
    for found in converted(data, 1000):
        text = found["message"].encode()
        assert data[found["log"]["offset"] :][: len(text)] == text


def test_an_indented_record_is_its_own_text() -> None:
    for product, lines in OBJECTS.items():
        texts = [orjson.dumps(orjson.loads(line), option=orjson.OPT_INDENT_2) for line in lines]
        data = orjson.dumps([orjson.loads(line) for line in lines], option=orjson.OPT_INDENT_2)
        assert [orjson.loads(text) for text in messages(data)] == [orjson.loads(text) for text in texts], product
        assert messages(b"\n".join(texts)) == [text.decode() for text in texts], product


# Lines that begin like a document, and stay what they are.
ORDINARY = [
    b"[error] [client 192.0.2.1] x", b"[", b"{", b"]", b"}", b"[]", b"{}", b"[1,2]", b'["a",{"b":1}]',
    b'[{"a":1},2]',
    b'[{"a":1} x', b'[{"a":1}] x', b'[{"a":1}', b'[{"a":1},', b'{"Records":[]}', b'{"Records":["a"]}',
    b'{"Records":[{"a":1}]', b'{"Records":[{"a":1}]} x', b'{"Records":[{"a":1}],"items":[{"b":1}]}',
    b'{"user":"x","items":[{"a":1},{"b":2}]}', b'{"a":{"Records":[{"a":1}]}}', b'{"a":"\\"Records\\":[{"}',
    b"{" * 2000, b"[" * 2000, b'[{"a":1},' * 3, b'{"a":"x', b'{"a":1}, x', b",", b'"Records":[{"a":1}]',
]  # fmt: skip


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_an_ordinary_line_stays_a_line(size: int) -> None:
    lines = [part for line in ORDINARY for part in (line, b"<34>Oct 11 22:14:15 h su: x")]
    found = [
        document.get("event", {}).get("original", document["message"])
        for document in converted(b"\n".join(lines), size)
    ]
    assert found == [line.decode() for line in lines]


def test_a_products_event_that_holds_an_array_stays_one() -> None:
    (line, *_) = [line for line in OBJECTS["google_workspace"] if b'"events":[{' in line.replace(b" ", b"")]
    found = converted(b"[%b,%b]\n%b" % (line, line, line))
    assert [document["event"]["module"] for document in found] == ["google_workspace"] * 3


def test_lines_inside_of_a_broken_document_are_not_hidden() -> None:
    victim = OBJECTS["aws_cloudtrail"][0]
    for before in (b"[", b'{"a":', b'{"Records":[', b'{"a":"', b'{\n  "a": [', b"[\n[", b'{"Records":[{"a":1},'):
        for behind in (b"]", b"}", b"]}", b'"}', b""):
            found = messages(b"\n".join([before, victim, victim, b"<34>Oct 11 22:14:15 h su: x", behind]))
            assert found.count(victim.decode()) == 2


# What a document breaks with.
BROKEN = [b"{", b"}]", b"\n", b'"', b"\\", b",", b" x "]


def made(chance: random.Random) -> bytes:
    """Documents of all kinds, some of them broken, with lines between them."""
    lines = [b'{"a":%d,"b":"%b"}' % (number, b"q" * chance.choice([0, 9, 90])) for number in range(4)]
    lines += [OBJECTS["aws_cloudtrail"][0], b'{"x":[{"items":[1]}],"y":"\\"{[\\\\"}', AZURE % b'{"a":1},{"b":2}']
    parts = []
    for _ in range(chance.randint(1, 3)):
        data = bytearray(WRAPS[chance.choice([*WRAPS])](chance.sample(lines, 5)))
        if chance.random() < 0.3:
            data = bytearray(orjson.dumps([orjson.loads(line) for line in lines], option=orjson.OPT_INDENT_2))
        for _ in range(chance.choice([0, 0, 1, 3])):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 2)] = chance.choice([b"{", b"}]", b"\n", b'"', b"\\", b",", b" x "])
        parts += [bytes(data), *chance.choices([b"plain", b"  indented", b"[", b"}", b""], k=2)]
    return b"\n".join(parts)


@pytest.mark.thinned(4)
@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 100), marks=pytest.mark.long)])
@pytest.mark.parametrize("longest", [20, 60, 1000, MAX_LINE])
def test_documents_do_not_depend_on_where_blocks_are_cut(longest: int, seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - the same each time
        data = made(chance)
        written: list[bytes] = []
        pipeline = Pipeline(profile=ECS, reference_date=REFERENCE, max_line=longest)
        pipeline.convert_to(written.append, data.removesuffix(b"\n"), None, Origin("x"))
        expected = documents(b"".join(written))
        for size in (1, chance.randint(2, 60), chance.randint(60, 3000)):
            assert converted(data, size, longest) == expected, (seed, size)


def test_garbage_behind_many_records_is_a_line() -> None:
    records = [b'{"a":%d}' % number for number in range(100)]
    for broken, left in (
        (b"[%b, x y", ["x y"]),
        (b'[%b,{"b":', ['{"b":']),
        (b'{"Records":[%b]} x', ["]} x"[1:]]),
        (b"[%b", []),
    ):
        found = messages(broken % b",".join(records), 64, 100)
        assert found[:100] == [record.decode() for record in records]
        assert [text.lstrip("]} ") for text in found[100:]] == [text.lstrip("]} ") for text in left]


def test_a_record_that_is_too_long_is_cut_and_the_others_are_whole() -> None:
    data = b'{"Records":[{"a":1},{"b":"%b"},{"c":3}]}' % (b"x" * 5000)
    found = converted(data, 100, 1000)
    assert [len(document["message"]) for document in found] == [7, 1000, 7]
    assert [document.get("tags", []).count("truncated") for document in found] == [0, 1, 0]
    assert found[2]["log"]["offset"] == data.index(b'{"c"')


@pytest.mark.thinned(4)
@pytest.mark.parametrize("text", [b'{"a":1},', b'{"a":"', b"[", b"x", b" ", b'{"a":[', b"\n ", b'"x":'])
@pytest.mark.parametrize(
    "before",
    [
        b'{"Records":[',
        *(pytest.param(each, marks=pytest.mark.long) for each in (b"[", b'{"Records":[{"a":1}],', b'[{"a":"')),
    ],
)
def test_a_document_without_end_is_held_in_bounded_memory(before: bytes, text: bytes) -> None:
    longest = 1 << 10
    lines, block = Lines(longest), text * (longest // len(text))
    tracemalloc.start()
    for each in (before, *[block] * 100):
        for _ in lines.feed(each):
            pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * longest


@pytest.mark.long
def test_the_command_gives_the_same_however_the_input_arrives(tmp_path: Path) -> None:
    records = [line for lines in OBJECTS.values() for line in lines] * 3
    data = WRAPS["CloudTrail"](records)
    path, packed = tmp_path / "trail.json", tmp_path / "trail.json.gz"
    path.write_bytes(data)
    packed.write_bytes(gzip.compress(data))
    options = ("--profile", "ecs", "--reference-date", REFERENCE)
    expected = run(*options, stdin=b"\n".join(records)).stdout
    for jobs in ("1", "2"):
        assert run(*options, "--jobs", jobs, stdin=data).stdout == expected
        assert run(*options, "--jobs", jobs, packed).stdout == expected
        found = run("convert", *options, "--no-origin", "--jobs", jobs, path, "-o", tmp_path / jobs)
        assert found.returncode == 0
        assert (tmp_path / jobs / "trail.json.ndjson").read_bytes() == expected
    located = documents(run(*options, "--origin", "--jobs", "2", path).stdout)
    assert [place["log"]["offset"] for place in located] == [
        place["log"]["offset"] for place in documents(run(*options, "--origin", path).stdout)
    ]
    for document in located:
        text = document["message"].encode()
        assert data[document["log"]["offset"] :][: len(text)] == text


@pytest.mark.long
def test_a_file_that_is_a_document_is_not_cut_by_convert(tmp_path: Path) -> None:
    record = orjson.dumps({"a": "x" * 90, "b": {"c": [1, 2]}}, option=orjson.OPT_INDENT_2).replace(b"\n", b"\n  ")
    number = (1 << 24) // len(record) + 1000
    data = b"[\n  %b\n]" % b",\n  ".join([record] * number)
    path = tmp_path / "large.json"
    path.write_bytes(data)
    assert run("convert", "--no-origin", "--jobs", "2", path, "-o", tmp_path / "out").returncode == 0
    found = (tmp_path / "out" / "large.json.ndjson").read_bytes()
    assert found.count(b"\n") == number
