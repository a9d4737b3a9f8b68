"""Laws of lines whose columns another line of the same input names: each input is read alike however it arrives."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from command import REFERENCE, documents, expected_file, run, samples

from ecsparse.blocks import Blocks
from ecsparse.carriers.prefixes import is_title
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE
from ecsparse.encoding import NAMESPACE, NDJSON, encoder
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS, Documents
from ecsparse.reading import Reading
from ecsparse.registry import BUILT_IN
from ecsparse.stream import Lines, Records

if TYPE_CHECKING:
    from pathlib import Path

LOGS = samples("carriers/columns_*.log")
OPTIONS = ("--profile", ECS, "--reference-date", REFERENCE)
each_log = pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)


def has_document(line: bytes) -> bool:
    """Whether a line is neither blank nor a title."""
    return bool(line.strip()) and not is_title(line.decode())


@each_log
@pytest.mark.parametrize("kind", [Lines, Records])
@pytest.mark.parametrize("size", [1, 7, 100, 1 << 20])
def test_documents_do_not_depend_on_where_blocks_are_cut(log: Path, kind: type[Lines], size: int) -> None:
    data, written = log.read_bytes(), list[bytes]()
    pipeline = Pipeline(profile=ECS, reference_date=REFERENCE, join_indented=kind is Records)
    lines = kind(MAX_LINE)
    for start in range(0, len(data), size):
        for block in lines.feed(data[start : start + size]):
            pipeline.convert_to(written.append, block, heading=lines.heading)
    for block in lines.finish():
        pipeline.convert_to(written.append, block, heading=lines.heading)
    assert b"".join(written) == expected_file(log).read_bytes()
    assert pipeline.counts.failures == {}


@each_log
def test_the_fast_path_and_the_slow_path_write_the_same(log: Path) -> None:
    reading = Reading(
        registry=BUILT_IN, products=None, prefer=(), timezone="UTC", reference_date=REFERENCE, profile=ECS
    )
    # each line twice, so that some are alike
    lines = [twice for line in log.read_bytes().splitlines() for twice in (line, line)]
    found = []
    for fast in (True, False):
        written: list[bytes] = []
        encode = encoder(NDJSON, NAMESPACE)
        blocks = Blocks(Claims(reading, Documents(reading)), encode=encode, max_line=MAX_LINE, fast=fast)
        blocks.convert_to(written.append, b"\n".join(lines))
        found.append(written)
    assert found[0] == found[1]
    assert len(found[0]) == sum(map(has_document, lines))


@pytest.mark.thinned(3)
@each_log
def test_the_command_gives_the_same_however_the_input_arrives(log: Path, tmp_path: Path) -> None:
    expected, data = expected_file(log).read_bytes(), log.read_bytes()
    packed = tmp_path / f"{log.name}.gz"
    packed.write_bytes(gzip.compress(data))
    for jobs in ("1", "2"):
        assert run(*OPTIONS, "--jobs", jobs, stdin=data).stdout == expected
        assert run(*OPTIONS, "--jobs", jobs, log).stdout == expected
        assert run(*OPTIONS, "--jobs", jobs, packed).stdout == expected
        folder = tmp_path / jobs
        assert run("convert", *OPTIONS, "--no-origin", "--jobs", jobs, log, "-o", folder).returncode == 0
        assert (folder / f"{log.name}.ndjson").read_bytes() == expected


@pytest.mark.long
def test_what_one_file_says_of_columns_is_not_so_in_another(tmp_path: Path) -> None:
    files = []
    for log in LOGS:
        files += [log, tmp_path / f"{log.stem}.rest"]
        files[-1].write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[-3:]))
    expected = b"".join(run(*OPTIONS, file).stdout for file in files)
    assert run(*OPTIONS, *files).stdout == expected
    assert run(*OPTIONS, "--jobs", "2", *files).stdout == expected
    backwards = b"".join(run(*OPTIONS, file).stdout for file in files[::-1])
    assert run(*OPTIONS, "--jobs", "2", *files[::-1]).stdout == backwards


@pytest.mark.thinned(3)
@each_log
def test_sniff_names_the_products_of_the_documents(log: Path) -> None:
    found = iter(documents(expected_file(log).read_bytes()))
    modules = ("-" if "error" in document else document["event"]["module"] for document in found)
    names = [next(modules) if has_document(line) else "-" for line in log.read_bytes().splitlines()]
    assert run("sniff", "--per-line", log).stdout.decode().split() == names


def test_a_title_names_the_file_of_lines_unless_they_say_where_they_are(tmp_path: Path) -> None:
    path, (log,) = tmp_path / "tail.out", [log for log in LOGS if log.stem == "columns_files"]
    path.write_bytes(log.read_bytes())
    titled = documents(run(*OPTIONS, stdin=path.read_bytes()).stdout)
    files = ["/var/log/auth.log", "/var/log/containers/", *["logs/u_ex.log"] * 3, "", ""]
    for document, file in zip(titled, files, strict=True):
        assert document.get("log", {}).get("file", {}).get("path", "").startswith(file)
        assert ("file" in document.get("log", {})) == bool(file)
    for document in documents(run(*OPTIONS, "--origin", path).stdout):
        assert document["log"]["file"]["path"] == str(path)
    offsets = [
        document["log"]["offset"] for document in documents(run(*OPTIONS, "--origin", stdin=path.read_bytes()).stdout)
    ]
    assert [path.read_bytes()[offset:].split(b"\n")[0].decode() for offset in offsets] == [
        document["event"].get("original", document["message"]) for document in titled
    ]


@pytest.mark.long
@pytest.mark.parametrize("before", [0, 17 << 20])
def test_a_file_that_names_columns_is_not_cut_by_convert(before: int, tmp_path: Path) -> None:
    line = b"192.0.2.5 15:09:55 200 2023-10-31 GET /a.htm\n"
    filler = b"a line that nobody knows, and of which there are many\n"
    data = filler * (before // len(filler)) + b"#Fields: c-ip time sc-status date cs-method cs-uri-stem\n"
    number = ((1 << 24) + 1000) // len(line)
    path = tmp_path / "u_ex.log"
    path.write_bytes(data + line * number)
    done = run("convert", *OPTIONS, "--no-origin", "--jobs", "2", path, "-o", tmp_path / "out", timeout=600)
    assert done.returncode == 0
    found = (tmp_path / "out" / "u_ex.log.ndjson").read_bytes()
    assert found.count(b'"module":"microsoft_iis"') == number + 1
