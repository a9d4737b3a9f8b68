"""Documents as operations for an index, with dotted keys, and the template for them; what reads them takes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from command import SAMPLES, documents, expected_samples, run, sample_lines
from fields import TYPES, fields

from ecsparse import registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALL = expected_samples()
EVERY_LINE = b"\n".join([*(sample.line for sample in ALL), *sample_lines("unmatched/*.log")])
ECS = ("--profile", "ecs", "--reference-date", "2026-01-01")


def mapped(properties: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every field of a mapping and its type."""
    for name, mapping in properties.items():
        if "properties" in mapping:
            yield from mapped(mapping["properties"], f"{before}{name}.")
        else:
            yield f"{before}{name}", mapping["type"]


def test_bulk_is_each_document_behind_its_operation() -> None:
    done = run("--format", "bulk", *ECS[2:], stdin=EVERY_LINE)
    lines = done.stdout.splitlines(keepends=True)
    plain = b"".join(lines[1::2])
    assert (done.returncode, plain) == (0, run(*ECS, stdin=EVERY_LINE).stdout)
    streams = [f"logs-{document['event']['dataset']}-default" for document in documents(plain)]
    assert [json.loads(line) for line in lines[::2]] == [{"create": {"_index": stream}} for stream in streams]


def test_the_namespace_ends_the_names_of_data_streams() -> None:
    operation = run("--format", "bulk", "--namespace", "prod.eu_1", stdin=b"text").stdout.split(b"\n")[0]
    assert operation == b'{"create":{"_index":"logs-ecsparse.unmatched-prod.eu_1"}}'


@pytest.mark.parametrize("profile", ["documented", "ecs"])
def test_flat_documents_have_the_same_fields_with_dotted_keys(profile: str) -> None:
    arguments = ("--profile", profile, "--reference-date", "2026-01-01")
    nested = documents(run(*arguments, stdin=EVERY_LINE).stdout)
    flat = documents(run(*arguments, "--format", "flat", stdin=EVERY_LINE).stdout)
    assert flat == [dict(fields(document)) for document in nested]
    assert not [value for document in flat for value in document.values() if isinstance(value, dict)]


def test_flat_documents_have_the_same_findings(tmp_path: Path) -> None:
    nested, flat = tmp_path / "documents", tmp_path / "flat"
    run("--profile", "documented", "-o", nested, stdin=EVERY_LINE)
    run("--profile", "documented", "--format", "flat", "-o", flat, stdin=EVERY_LINE)
    found = [run("lint", "--format", "json", file).stdout.splitlines()[-1] for file in (nested, flat)]
    assert found[0] == found[1]


def test_the_template_maps_every_field_of_every_document_to_its_type() -> None:
    template = json.loads(run("template").stdout)
    types = dict(mapped(template["template"]["mappings"]["properties"]))
    output = documents(run(*ECS, stdin=EVERY_LINE).stdout)
    products = {name: registry.load(name).PRODUCT for name in registry.names()}
    declared = [d for d in output if products.get(d["event"]["module"], products["openvpn"]).fields]
    produced = {name for document in declared for name, _ in fields(document)}
    assert produced - set(types) == set()
    own = {name: field.type for product in products.values() for name, field in product.own_fields.items()}
    assert {name: kind for name, kind in types.items() if (TYPES | own)[name] != kind} == {}


def test_the_template_is_for_the_data_streams_of_every_document() -> None:
    template = json.loads(run("template").stdout)
    operations = run("--format", "bulk", stdin=EVERY_LINE).stdout.split(b"\n")[:-1:2]
    streams = {json.loads(line)["create"]["_index"] for line in operations}
    assert sorted(template["index_patterns"]) == sorted(stream.removesuffix("default") + "*" for stream in streams)
    assert template["data_stream"] == {}


def test_a_template_may_be_of_some_products() -> None:
    template = json.loads(run("template", "--product", "openvpn").stdout)
    assert template["index_patterns"] == ["logs-openvpn.log-*", "logs-ecsparse.unmatched-*"]
    assert "ibm_aix" not in template["template"]["mappings"]["properties"]


def test_an_unknown_product_has_no_template() -> None:
    done = run("template", "--product", "nothing")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unknown product: 'nothing'; known are " in done.stderr


@pytest.mark.parametrize("form", ["ndjson", "flat"])
def test_duckdb_reads_the_documents_of_all_samples(tmp_path: Path, form: str) -> None:
    file = tmp_path / "documents.ndjson"
    run(*ECS, "--format", form, "-o", file, stdin=EVERY_LINE)
    # all products together have more fields than DuckDB takes for columns by itself
    query = {
        "ndjson": "SELECT event.dataset, count(*) FROM read_json(?) GROUP BY ALL",
        "flat": 'SELECT "event.dataset", count(*) FROM read_json(?, map_inference_threshold = -1) GROUP BY ALL',
    }
    rows = duckdb.execute(query[form], [str(file)]).fetchall()
    assert sum(count for _, count in rows) == len(ALL) + len(sample_lines("unmatched/*.log"))
    assert {dataset.partition(".")[0] for dataset, _ in rows} == {"ecsparse", *registry.names()}


def test_every_document_of_duckdb_s_has_its_time(tmp_path: Path) -> None:
    file = tmp_path / "documents.ndjson"
    run(*ECS, "-o", file, *sorted(SAMPLES.glob("openvpn/*.log")))
    (times,) = duckdb.execute('SELECT count("@timestamp"::TIMESTAMP) FROM read_json(?)', [str(file)]).fetchall()
    assert times == (sum(sample.product == "openvpn" for sample in ALL),)
