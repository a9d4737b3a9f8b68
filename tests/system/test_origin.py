"""Where lines come from: `log.file.path` and `log.offset` of documents, and the ids of operations made of them.

The law: what stands in the file at a document's offset begins with the document's line.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import DATED, documents, run, samples
from conversions import outputs
from sampled import each_extent

from ecsparse.batch import conversions
from ecsparse.cli.convert import command as convert_command
from ecsparse.descriptors import BLOCK
from ecsparse.origin import Origin
from ecsparse.pipeline import Pipeline
from ecsparse.stream import Lines, Records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TUNNEL = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened"
# blank lines, line ends of both kinds, lines that are cut, not UTF-8, malformed, unmatched, and dropped
ODD = [
    b"", b"hello", TUNNEL, b"", b" \t", TUNNEL + b"\r", b"\r", b"bad \xff byte", b"x" * 5000,
    "ünï".encode() + b"\r", b"FILE_Link dad root root OK 31 jul 20", b"y" * 300, TUNNEL,
    b"Mar  4 05:06:07 vpn1 app[7]: hello", b"two\rparts",
]  # fmt: skip
each_number_of_jobs = pytest.mark.parametrize("jobs", ["1", "2"])


def text_of(document: dict[str, Any]) -> str:
    text: str = document["event"].get("original", document["message"])
    return text


def place_of(document: dict[str, Any]) -> tuple[str | None, int]:
    """The path and the offset that a document names."""
    log = document["log"]
    return log.get("file", {}).get("path"), log["offset"]


def lines_at(found: list[dict[str, Any]], contents: dict[str, bytes]) -> list[tuple[str, str]]:
    """The text of each document, and as much of the file at the place that it names, as a document shows it."""
    pairs = []
    for document in found:
        path, offset = place_of(document)
        text, line = text_of(document), contents[path or ""][offset:]
        shown = line[: len(text.encode()) + 1].decode(errors="backslashreplace").replace("\r\n", "\n")
        assert offset == 0 or contents[path or ""][offset - 1 : offset] in (b"\n", b"\xbf")
        pairs.append((text, shown[: len(text)]))
    return pairs


def assert_the_law(output: bytes, contents: dict[str, bytes]) -> None:
    found = documents(output)
    assert found != []
    assert [pair for pair in lines_at(found, contents) if pair[0] != pair[1]] == []
    places = [place_of(document) for document in found]
    assert [pair for pair in pairwise(places) if pair[0][0] == pair[1][0] and pair[0][1] >= pair[1][1]] == []


@pytest.mark.thinned(4)
@each_extent
@each_number_of_jobs
@pytest.mark.parametrize("profile", ["documented", "ecs"])
def test_what_a_file_has_at_the_offset_of_a_document_begins_with_its_line(profile: str, jobs: str, extent: str) -> None:
    logs = samples("*/*.log")[:: 1 if extent == "all" else 9]
    output = run("--origin", "--profile", profile, "--jobs", jobs, *logs).stdout
    assert_the_law(output, {str(log): log.read_bytes() for log in logs})
    lines = [line for log in logs for line in log.read_bytes().split(b"\n") if line.strip()]
    assert len(documents(output)) == len(lines)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A log of odd lines and of many blocks, whose last line has no line feed."""
    path = tmp_path / "odd.log"
    path.write_bytes(b"\n".join(ODD * 100))
    assert path.stat().st_size > 2 * BLOCK
    return path


@pytest.mark.thinned(4)
@each_number_of_jobs
@pytest.mark.parametrize("options", [(), ("--unmatched", "drop"), ("--max-line", "200"), ("--rejects", os.devnull)])
def test_odd_lines_count_for_the_offsets_of_others(options: tuple[str, ...], jobs: str, odd: Path) -> None:
    output = run("--origin", "--jobs", jobs, *options, odd).stdout
    assert_the_law(output, {str(odd): odd.read_bytes()})
    output = run("--origin", "--jobs", jobs, *options, stdin=odd.read_bytes()).stdout
    assert {place_of(document)[0] for document in documents(output)} == {None}
    assert_the_law(output, {"": odd.read_bytes()})


@pytest.mark.long
@each_number_of_jobs
def test_small_files_keep_their_own_origins(jobs: str, tmp_path: Path) -> None:
    logs = [tmp_path / f"{number}.log" for number in range(100)]
    for number, log in enumerate(logs):
        log.write_bytes(b"\n".join([b"line"] * number))
        os.utime(log, (0, 1))
    # a file that is named twice begins twice
    found = documents(run("--origin", "--jobs", jobs, *(log for log in logs for _ in range(2))).stdout)
    expected = [(str(log), 5 * line) for number, log in enumerate(logs) for _ in range(2) for line in range(number)]
    assert [place_of(document) for document in found] == expected


@pytest.mark.thinned(2)
@each_number_of_jobs
def test_a_record_has_the_offset_of_its_first_line(jobs: str, tmp_path: Path) -> None:
    record = b"event one\n  tail of it\r\n\tand more\r\nevent two\n" + b"\n" + b"z" * 900 + b"\n  " + b"t" * 900 + b"\n"
    path = tmp_path / "records.log"
    path.write_bytes(record * 400)
    for options in ((), ("--max-line", "100")):
        output = run("--origin", "--join-indented", "--jobs", jobs, *options, path).stdout
        assert len(documents(output)) == 3 * 400
        assert_the_law(output, {str(path): path.read_bytes()})


@pytest.mark.thinned(4)
@pytest.mark.parametrize("kind", [Lines, Records])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 1000])
@pytest.mark.parametrize("limit", [1, 5, 1000])
def test_blocks_of_any_size_have_the_same_origins(kind: type[Lines], size: int, limit: int) -> None:
    text = b"\n".join([b"  first", *ODD, b"  indented", b"", b"", b"  after blanks", b"l" * 80, b" " * 40, b"end"])
    pipeline = Pipeline(max_line=limit, join_indented=kind is Records)
    lines, written = kind(limit, Origin("x")), list[bytes]()
    for start in range(0, len(text), size):
        for complete in lines.feed(text[start : start + size]):
            pipeline.convert_to(written.append, complete, None, lines.origin)
    for last in lines.finish():
        pipeline.convert_to(written.append, last, None, lines.origin)
    assert_the_law(b"".join(written), {"x": text})


@pytest.mark.long
@each_number_of_jobs
def test_offsets_are_those_of_what_is_decompressed(jobs: str, odd: Path) -> None:
    places = [place_of(document)[1] for document in documents(run("--origin", odd).stdout)]
    for ending, compress in ((".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)):
        path = odd.with_name(odd.name + ending)
        path.write_bytes(compress(odd.read_bytes()[:1000]) + compress(odd.read_bytes()[1000:]))
        found = documents(run("--origin", "--jobs", jobs, path).stdout)
        assert [place_of(document) for document in found] == [(str(path), offset) for offset in places]


def test_a_mark_counts_in_utf_8_and_utf_16_is_counted_as_utf_8(tmp_path: Path) -> None:
    plain = "hello\r\nünïcode\n\nlast"
    for name, data in (
        ("plain", plain.encode()),
        ("marked", b"\xef\xbb\xbf" + plain.encode()),
        ("wide", plain.encode("utf-16")),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        offsets = [place_of(document)[1] for document in documents(run("--origin", path).stdout)]
        skipped = 3 if name == "marked" else 0
        assert offsets == [skipped, skipped + 7, skipped + 18]


@pytest.mark.thinned(3)
@pytest.mark.parametrize("size", [64, 100, 7000])
def test_parts_of_a_file_have_the_offsets_of_the_whole(
    size: int, odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"\xef\xbb\xbf" + odd.read_bytes()[:20_000]
    odd.write_bytes(text)
    monkeypatch.setattr(conversions, "PART", size)
    arguments = [str(odd), "--output-dir", str(tmp_path / "out"), "--format", "bulk", "--jobs", "2", "-q"]
    assert convert_command.main(arguments, standalone_mode=False) == 0
    assert (tmp_path / "out" / "odd.log.ndjson").read_bytes() == run("--format", "bulk", odd).stdout


@pytest.mark.long
def test_a_conversion_says_the_origin_unless_told_not_to(odd: Path, tmp_path: Path) -> None:
    for options, expected in (((), run("--origin", odd)), (("--no-origin",), run("--no-origin", odd))):
        assert run("convert", odd, "--output-dir", tmp_path / "out", "-q", *options).returncode == 0
        assert outputs(tmp_path / "out") == {"odd.log.ndjson": expected.stdout}
    plain = run(*DATED, odd).stdout
    assert plain == run(*DATED, stdin=odd.read_bytes()).stdout == run(*DATED, "--no-origin", odd).stdout


def test_a_path_that_is_not_utf_8_is_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.log")
    (tmp_path / name).write_bytes(TUNNEL)
    for jobs in ("1", "2"):
        (document,) = documents(run("--origin", "--jobs", jobs, name, cwd=tmp_path).stdout)
        assert place_of(document) == ("caf\\xe9.log", 0)


@pytest.mark.long
def test_documents_with_an_origin_are_valid(odd: Path) -> None:
    output = run("--origin", "--profile", "ecs", odd).stdout
    assert run("lint", stdin=output).stdout == b"0 findings in 0 of 1100 documents\n"
    bodies = [orjson.loads(line) for line in run("template").stdout.splitlines() if line.startswith(b"{")]
    logs = [body["template"].get("mappings", {}).get("properties", {}).get("log", {}) for body in bodies]
    mapped = [log["properties"] for log in logs if "offset" in log.get("properties", {})]
    assert {each["offset"]["type"] for each in mapped} == {"long"}
    assert {each["file"]["properties"]["path"]["type"] for each in mapped} == {"keyword"}


def test_a_bug_of_a_plugin_has_an_origin(tmp_path: Path) -> None:
    (tmp_path / "acme_fw.py").write_text(
        "from ecsparse.record import Prefix, Product\n"
        "PRODUCT = Product(vendor='Acme', name='Firewall', formats=('text',), signatures=(Prefix('acme: '),))\n"
        "def parse(record):\n"
        "    return {'event': {}, 'log': 'none'} if record.text[6:] == 'log' else {'event': {'code': 1 // 0}}\n"
    )
    (tmp_path / "in.log").write_bytes(b"acme: bug\nacme: log\nacme: log\n")
    found = documents(run("--origin", "--plugin", "./acme_fw.py", "in.log", cwd=tmp_path).stdout)
    assert [document["error"]["type"] for document in found] == ["internal"] * 3
    assert [place_of(document) for document in found] == [("in.log", 0), ("in.log", 10), ("in.log", 20)]


def ids(output: bytes) -> list[str | None]:
    """The ids of the operations of an output."""
    return [operation["create"].get("_id") for operation in documents(output)[::2]]


@pytest.mark.long
def test_a_second_load_has_the_ids_of_the_first(odd: Path, tmp_path: Path) -> None:
    first: list[str | None] = ids(run("--format", "bulk", odd).stdout)
    assert None not in first
    # the same line stands there many times
    assert len(set(first)) == len(first)
    (odd.with_name("odd.log.gz")).write_bytes(gzip.compress(odd.read_bytes()))
    for again in again_and_again(odd, tmp_path):
        assert ids(again) == first


def again_and_again(odd: Path, tmp_path: Path) -> Iterator[bytes]:
    """The same operations, made in other ways."""
    yield run("--format", "bulk", "--jobs", "2", odd).stdout
    yield run("--format", "bulk", "--namespace", "prod", "--timezone", "Europe/Paris", odd).stdout
    yield run("--format", "bulk", odd.with_name("odd.log.gz")).stdout
    assert run("convert", odd, "--format", "bulk", "--output-dir", tmp_path / "out", "-q").returncode == 0
    yield (tmp_path / "out" / "odd.log.ndjson").read_bytes()


def test_ids_depend_on_the_path_the_offset_and_the_line(tmp_path: Path) -> None:
    seen = []
    for name, text in (("a", b"one\n"), ("b", b"one\n"), ("a", b"\none\n"), ("a", b"two\n")):
        (tmp_path / name).write_bytes(text)
        seen += ids(run("--format", "bulk", name, cwd=tmp_path).stdout)
    assert len(set(seen)) == 4


def test_what_has_no_name_has_ids_only_where_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"one\none\n")
    assert ids(run("--format", "bulk", stdin=b"one\none\n").stdout) == [None, None]
    assert ids(run("--format", "bulk", "/dev/stdin", stdin=b"one\none\n").stdout) == [None, None]
    assert ids(run("--format", "bulk", "--no-origin", tmp_path / "in.log").stdout) == [None, None]
    first, second = (ids(run("--format", "bulk", "--origin", stdin=b"one\none\n").stdout) for _ in range(2))
    assert first == second
    assert len({*first, None}) == 3


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (
            f"web-0_default_nginx-{'0a' * 32}.log",
            {
                "container": {"id": "0a" * 32, "name": "nginx"},
                "orchestrator": {
                    "type": "kubernetes", "namespace": "default", "resource": {"type": "pod", "name": "web-0"},
                },
            },
        ),
        (f"{'0b' * 32}-json.log", {"container": {"id": "0b" * 32}}),
        ("web-0.log", {}),
    ],
)  # fmt: skip
def test_the_name_of_a_container_s_file_says_its_container(name: str, fields: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"2023-10-31T15:09:55.123456789Z stdout F " + TUNNEL + b"\n" + TUNNEL)
    for options in (["--origin"], ["--origin", "--profile", "ecs"]):
        found = documents(run(*options, tmp_path / name).stdout)
        said = [{key: each[key] for key in ("container", "orchestrator") if key in each} for each in found]
        assert said == [fields, fields]
    assert [each for each in documents(run(tmp_path / name).stdout) if "container" in each] == []
