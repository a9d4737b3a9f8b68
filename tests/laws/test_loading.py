"""Documents as operations for an index, and with dotted keys; what reads them takes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from command import SAMPLES, documents, run
from sampled import SAMPLES as ALL
from sampled import each_extent, lines_of

from ecsparse import registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ECS = ("--profile", "ecs", "--reference-date", "2026-01-01")


def text_of(extent: str) -> bytes:
    return b"\n".join(lines_of(extent))


@each_extent
def test_bulk_is_each_document_behind_its_operation(extent: str) -> None:
    done = run("--format", "bulk", *ECS[2:], stdin=text_of(extent))
    lines = done.stdout.splitlines(keepends=True)
    plain = b"".join(lines[1::2])
    assert (done.returncode, plain) == (0, run(*ECS, stdin=text_of(extent)).stdout)
    streams = [f"logs-{document['event']['dataset']}-default" for document in documents(plain)]
    assert [json.loads(line) for line in lines[::2]] == [{"create": {"_index": stream}} for stream in streams]


def test_the_namespace_ends_the_names_of_data_streams() -> None:
    operation = run("--format", "bulk", "--namespace", "prod.eu_1", stdin=b"text").stdout.split(b"\n")[0]
    assert operation == b'{"create":{"_index":"logs-ecsparse.unmatched-prod.eu_1"}}'


def dotted(document: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of `document` by its dotted name; a list of objects is one field."""
    for name, value in document.items():
        if isinstance(value, dict):
            yield from dotted(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("profile", ["documented", "ecs"])
def test_flat_documents_have_the_same_fields_with_dotted_keys(profile: str, extent: str) -> None:
    arguments = ("--profile", profile, "--reference-date", "2026-01-01")
    nested = documents(run(*arguments, stdin=text_of(extent)).stdout)
    flat = documents(run(*arguments, "--format", "flat", stdin=text_of(extent)).stdout)
    assert flat == [dict(dotted(document)) for document in nested]
    assert not [value for document in flat for value in document.values() if isinstance(value, dict)]


@each_extent
def test_flat_documents_have_the_same_findings(tmp_path: Path, extent: str) -> None:
    nested, flat = tmp_path / "documents", tmp_path / "flat"
    run("--profile", "documented", "-o", nested, stdin=text_of(extent))
    run("--profile", "documented", "--format", "flat", "-o", flat, stdin=text_of(extent))
    found = [run("lint", "--format", "json", file).stdout.splitlines()[-1] for file in (nested, flat)]
    assert found[0] == found[1]


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("form", ["ndjson", "flat"])
def test_duckdb_reads_the_documents_of_all_products(tmp_path: Path, form: str, extent: str) -> None:
    file = tmp_path / "documents.ndjson"
    run(*ECS, "--format", form, "-o", file, stdin=text_of(extent))
    # all products together have more fields than DuckDB takes for columns by itself
    query = {
        "ndjson": "SELECT event.dataset, count(*) FROM read_json(?, map_inference_threshold = -1) GROUP BY ALL",
        "flat": 'SELECT "event.dataset", count(*) FROM read_json(?, map_inference_threshold = -1) GROUP BY ALL',
    }
    rows = duckdb.execute(query[form], [str(file)]).fetchall()
    assert sum(count for _, count in rows) == len(lines_of(extent))
    assert {dataset.partition(".")[0] for dataset, _ in rows} == {"ecsparse", *registry.names()}


def test_every_document_of_duckdb_s_has_its_time(tmp_path: Path) -> None:
    file = tmp_path / "documents.ndjson"
    run(*ECS, "-o", file, *sorted(SAMPLES.glob("openvpn/*.log")))
    (times,) = duckdb.execute('SELECT count("@timestamp"::TIMESTAMP) FROM read_json(?)', [str(file)]).fetchall()
    assert times == (sum(sample.product == "openvpn" for sample in ALL),)
