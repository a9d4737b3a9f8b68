"""`convert --format parquet`: tables with one schema, which other programs read, with all that documents have."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb
import orjson
import polars as pl
import pyarrow.parquet
import pytest
from command import COMMAND, DATED, ENVIRONMENT, SAMPLES, TIMEOUT, documents, run

from ecsparse.batch.parquet import _MOST_ROWS, Table
from ecsparse.columns import TEXTS, TIME, UNDECLARED, columns

if TYPE_CHECKING:
    from pathlib import Path

PRODUCTS = ("--product", "openvpn", "--product", "openssh")
COLUMNS = columns(("openvpn", "openssh"))
KINDS = {column.name: column.kind for column in COLUMNS}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of samples of two products, and of an empty file."""
    folder: Path = tmp_path_factory.mktemp("tables")
    (folder / "logs").mkdir()
    for name in ("openvpn/tunnel", "openvpn/attacks", "openssh/authentication", "openssh/keys"):
        log = SAMPLES / f"{name}.log"
        (folder / "logs" / f"{log.parent.name}_{log.name}").write_bytes(log.read_bytes())
    (folder / "logs" / "empty.log").touch()
    done = run("convert", "logs", "-o", "out", "--format", "parquet", *PRODUCTS, *DATED, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    return folder


def filtered(tables: Path) -> list[dict[str, Any]]:
    """The documents that the filter writes of the same logs."""
    logs = sorted((tables / "logs").iterdir())
    return documents(run("--profile", "ecs", "--origin", *PRODUCTS, *DATED, *logs).stdout)


def comparable(document: dict[str, Any], before: str = "") -> dict[str, Any]:
    """The fields of a document as its row has them."""
    found: dict[str, Any] = {}
    for key, value in document.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and name not in KINDS:
            found |= comparable(value, f"{name}.")
        elif KINDS[name] == TIME:
            found[name] = datetime.fromisoformat(value)
        elif KINDS[name] == "text" and not isinstance(value, str):
            found[name] = orjson.dumps(value).decode()
        else:
            found[name] = value
    return found


def test_a_row_has_all_that_its_document_has(tables: Path) -> None:
    paths = sorted((tables / "out").glob("*.parquet"))
    rows = [row for path in paths for row in pyarrow.parquet.read_table(path).to_pylist()]
    found = [{name: value for name, value in row.items() if value is not None} for row in rows]
    assert found == [comparable(document) for document in filtered(tables)]
    assert len(found) > 20


def test_every_file_has_the_same_schema(tables: Path) -> None:
    schemas = {str(pyarrow.parquet.read_schema(path)) for path in (tables / "out").glob("*.parquet")}
    assert len(schemas) == 1
    names = [column.name for column in COLUMNS]
    assert pyarrow.parquet.read_schema(tables / "out" / "empty.log.parquet").names == names
    assert [*names[:3], names[-1]] == ["@timestamp", "event.module", "message", UNDECLARED]


def test_duckdb_and_polars_read_all_files_as_one_table(tables: Path) -> None:
    expected = len(filtered(tables))
    files = str(tables / "out" / "*.parquet")
    query = 'select count(*), min("@timestamp"), count(distinct "event.module") from read_parquet(?)'
    number, first, modules = duckdb.execute(query, [files]).fetchall()[0]
    assert (number, modules, first.tzinfo is not None) == (expected, 2, True)
    frame = pl.scan_parquet(files).select("@timestamp", "event.category", "source.port").collect()
    assert frame.height == expected
    assert frame.schema["event.category"] == pl.List(pl.String)
    assert frame.schema["source.port"] == pl.Int64


def test_row_groups_are_bounded(tmp_path: Path) -> None:
    path, found = tmp_path / "x.parquet", columns(("openvpn",))
    with path.open("wb") as file, Table(file, found) as table:
        for _ in range(3):
            table.write(b'{"message":"x"}\n' * (_MOST_ROWS // 2))
    metadata = pyarrow.parquet.read_metadata(path)
    sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert sizes == [_MOST_ROWS, _MOST_ROWS // 2]


def test_what_has_no_column_is_kept(tmp_path: Path) -> None:
    document = {
        "@timestamp": "yesterday", "acme": {"a": 1}, "source": {"port": "x", "ip": "192.0.2.1"}, "tags": "one",
        "event": {"category": ["a", 1], "severity": 2.5}, "message": "",
    }  # fmt: skip
    path = tmp_path / "x.parquet"
    with path.open("wb") as file, Table(file, columns(("openvpn",))) as table:
        table.write(orjson.dumps(document) + b"\n")
    (row,) = pyarrow.parquet.read_table(path).to_pylist()
    kept = {name: value for name, value in row.items() if value is not None}
    rest = json.loads(kept.pop(UNDECLARED))
    assert kept == {"source.ip": "192.0.2.1", "message": ""}
    assert rest == {
        "@timestamp": "yesterday", "acme.a": 1, "source.port": "x", "tags": "one", "event.category": ["a", 1],
        "event.severity": 2.5,
    }  # fmt: skip


def test_the_kinds_of_columns_are_those_of_ecs() -> None:
    kinds = {column.name: column.kind for column in columns()}
    assert {name: kinds[name] for name in ("@timestamp", "related.ip", "source.port", "source.ip", "tags")} == {
        "@timestamp": TIME, "related.ip": TEXTS, "source.port": "integer", "source.ip": "text", "tags": TEXTS,
    }  # fmt: skip
    assert len(kinds) > len(COLUMNS)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--profile", "documented"), "--format parquet needs --profile ecs"),
        (("--compress", "gz"), "leave out --compress"),
        (("--namespace", "x"), "--namespace has no effect without --format bulk"),
    ],
)
def test_wrong_use_is_explained(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "in.log").touch()
    done = run("convert", "in.log", "-o", "out", "--format", "parquet", *options, cwd=tmp_path)
    assert (done.returncode, said in done.stderr.decode()) == (2, True)
    assert run("--format", "parquet", "in.log", cwd=tmp_path).returncode == 2


def test_a_run_goes_on_and_rejected_lines_go_to_their_files(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"unknown\n")
    options = ("convert", "in.log", "-o", "out", "--format", "parquet", *PRODUCTS, "--rejects-dir", "rejects")
    assert run(*options, cwd=tmp_path).returncode == 0
    assert (tmp_path / "rejects" / "in.log.rejects").read_bytes() == b"unknown\n"
    assert b"skipped                       1\n" in run(*options, "--resume", cwd=tmp_path).stdout
    assert sorted(path.name for path in (tables / "out").iterdir() if path.suffix != ".parquet") == [".ecsparse-state"]


@pytest.mark.long
def test_a_full_disk_is_what_a_table_that_cannot_be_finished_fails_for(tmp_path: Path) -> None:
    # a limit of file sizes stands in for it, with the rows of the first group and without
    for lines in (10, _MOST_ROWS):
        (tmp_path / "in.log").write_bytes(b"2023-10-31 15:09:55 TUN/TAP device tun0 opened\n" * lines)
        limited = (
            f"trap '' XFSZ; ulimit -f 4; exec {COMMAND} convert in.log -o out --format parquet {' '.join(PRODUCTS)}"
        )
        done = subprocess.run(
            ["bash", "-c", limited],
            # else Python may keep half of a compiled module
            env=ENVIRONMENT | {"PYTHONDONTWRITEBYTECODE": "1"},
            cwd=tmp_path,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
        note = f"ecsparse: {tmp_path / 'in.log'}: {os.strerror(errno.EFBIG)}\n"
        assert (done.returncode, done.stderr.decode()) == (1, note)
        assert [path.name for path in (tmp_path / "out").iterdir()] == [".ecsparse-state"]
