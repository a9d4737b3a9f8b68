"""The recipes of `docs/loading.md` for other programs, run by these programs where Python's index has them.

DuckDB's are sessions of the page (`test_documentation`), polars is in `test_parquet`, jq in `test_schema`, curl in
`test_template_loading`. `make recipes` installs Spark, which wants 500 MB and Java, and runs its test.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from command import ENVIRONMENT, SAMPLES, documents, run

PAGE = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
LOGS = [SAMPLES / "openvpn/ldap.log", SAMPLES / "ibm_aix/fs.log"]
PRODUCTS = ("--product", "openvpn", "--product", "ibm_aix")

# Without a network, Spark binds to this machine alone.
SPARK = """
import json, sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
frame = {recipe}
rows = frame.groupBy("`event.module`").count().collect()
print(json.dumps({{"modules": {{row[0]: row[1] for row in rows}}, "columns": frame.columns}}))
"""


def recipe(language: str) -> str:
    """The only code of the page in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    text: str = found
    return text


def test_the_recipes_are_what_their_programs_can_read() -> None:
    vector = tomllib.loads(recipe("toml"))
    assert vector["transforms"]["parsed"]["inputs"] == list(vector["sources"])
    (filebeat,) = yaml.safe_load(recipe("yaml"))["filebeat.inputs"]
    assert filebeat["parsers"] == [{"ndjson": {"target": "", "overwrite_keys": True}}]


@pytest.mark.skipif(find_spec("pyvrl") is None, reason="no pyvrl, which has wheels for some systems only")
def test_vector_s_transform_gives_the_documents() -> None:
    import pyvrl  # noqa: PLC0415 - it may be missing

    transform = pyvrl.Transform(tomllib.loads(recipe("toml"))["transforms"]["parsed"]["source"])
    written = run("--profile", "ecs", *LOGS).stdout
    found = [transform.remap({"message": line, "file": "x"}) for line in written.decode().splitlines()]
    assert found == documents(written)
    assert len(found) > 5


@pytest.mark.long
@pytest.mark.skipif(find_spec("pyspark") is None or shutil.which("java") is None, reason="no Spark: make recipes")
def test_spark_reads_all_files_as_one_table(tmp_path: Path) -> None:
    done = run(
        "convert", *LOGS, "-o", tmp_path / "tables", "--layout", "source", "--format", "parquet", *PRODUCTS, "-q"
    )
    assert done.returncode == 0
    ((read,),) = [re.findall(r"`(spark\.read\..*?)`", PAGE)]
    script = SPARK.format(recipe=read.replace("DIR", str(tmp_path / "tables")))
    shown = subprocess.run(
        [sys.executable, "-c", script],
        env=ENVIRONMENT | {"SPARK_LOCAL_IP": "127.0.0.1", "HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        timeout=600,
        check=True,
    )
    found = json.loads(shown.stdout.splitlines()[-1])
    assert found["modules"] == {path.parent.name: path.read_bytes().count(b"\n") for path in LOGS}
    columns = json.loads(run("schema", "--format", "json", *PRODUCTS).stdout)
    assert found["columns"] == [column["name"] for column in columns]
