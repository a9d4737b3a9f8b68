"""`schema`: the columns of documents, and the programs that use them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import duckdb
import pytest
from command import COMMAND, DATED, ENVIRONMENT, SAMPLES, documents, run

from ecsparse.columns import UNDECLARED, columns

LOGS = [SAMPLES / "openvpn/ldap.log", SAMPLES / "ibm_aix/fs.log", *sorted((SAMPLES / "openssh").glob("*.log"))]
PAGE = (SAMPLES.parent / "docs/loading.md").read_text(encoding="utf-8")


def test_the_columns_are_those_of_the_tables() -> None:
    found = json.loads(run("schema", "--format", "json", "--product", "openssh").stdout)
    assert [tuple(column.values()) for column in found] == [tuple(column) for column in columns(("openssh",))]
    rows = run("schema", "--product", "openssh").stdout.decode().splitlines()
    assert [row.split() for row in rows] == [[*column.values()] for column in found]
    assert rows[0].split() == ["@timestamp", "time", "date"]
    everything = json.loads(run("schema", "--format", "json").stdout)
    assert {column["name"] for column in found} < {column["name"] for column in everything}


def test_every_key_of_the_flat_form_is_a_column_or_in_one() -> None:
    names = {column.name for column in columns()}
    flat = documents(run("--profile", "ecs", "--format", "flat", *DATED, *LOGS).stdout)
    keys = {key for document in flat for key in document}
    assert {key for key in keys if key not in names and not key.startswith("log.syslog.structured_data.")} == set()


@pytest.mark.long
def test_duckdb_reads_documents_of_several_products_as_one_table(tmp_path: object) -> None:
    file = f"{tmp_path}/all.ndjson"
    assert run("--profile", "ecs", "--format", "flat", *DATED, *LOGS, "-o", file).returncode == 0
    struct = run("schema", "--format", "duckdb").stdout.decode()
    assert UNDECLARED not in struct
    query = f'SELECT "event.module", count(*), count("source.port") FROM read_json(?, columns = {struct}) GROUP BY 1'  # noqa: S608
    found = {module: (lines, ports) for module, lines, ports in duckdb.execute(query, [file]).fetchall()}
    flat = documents(run("--profile", "ecs", "--format", "flat", *DATED, *LOGS).stdout)
    expected = {
        module: (
            sum(document["event.module"] == module for document in flat),
            sum(document["event.module"] == module and "source.port" in document for document in flat),
        )
        for module in {document["event.module"] for document in flat}
    }
    assert found == expected
    assert len(expected) == 3


@pytest.mark.skipif(shutil.which("jq") is None, reason="no jq")
def test_the_recipe_for_jq_gives_rows() -> None:
    (recipe,) = re.findall(r"```bash\n(ecsparse .* \| jq .*)\n```", PAGE)
    env = ENVIRONMENT | {"PATH": f"{COMMAND.parent}:{ENVIRONMENT['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", recipe], cwd=SAMPLES.parent, env=env, capture_output=True, timeout=60, check=True
    )
    rows = [row.split("\t") for row in done.stdout.decode().splitlines()]
    assert len(rows) > 1
    assert {len(row) for row in rows} == {2}


@pytest.mark.parametrize("arguments", [("--format", "xml"), ("--product", "sshd"), ("x",)])
def test_wrong_use_is_explained(arguments: tuple[str, ...]) -> None:
    done = run("schema", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"ecsparse: ")


@pytest.mark.long
def test_a_full_disk_is_noted() -> None:
    done = run("schema", redirect="> /dev/full")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: write error: No space left on device\n")
