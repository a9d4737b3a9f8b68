"""What `new-product` writes, and that it can be used as it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from authoring import FILES, GOOD, PLUGIN, TRAFFIC, edit, files, report_of
from command import SAMPLES, documents, run

from ecsparse import products, registry
from ecsparse.authoring.new import create
from ecsparse.authoring.samples import check_samples
from ecsparse.errors import BadName

ROOT = SAMPLES.parent


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A folder with the new product `acme_fw`."""
    folder = tmp_path / "acme"
    done = run("new-product", "acme_fw", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    return folder


def test_a_new_product_is_its_files_and_the_next_step(tmp_path: Path) -> None:
    done = run("new-product", "acme_fw", "acme", cwd=tmp_path)
    step = "next: ecsparse test-samples --plugin acme/acme_fw.py acme"
    assert done.stdout.decode().splitlines() == [*(f"acme/{name}" for name in FILES), step]
    assert sorted(files(tmp_path / "acme")) == FILES
    next_step = run(*step.split()[2:], cwd=tmp_path)
    assert (next_step.returncode, next_step.stdout.decode()) == (0, GOOD)


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    "name", ["acme_fw", "a_b", "mar_4", "x1_2_3", "knockd", "tls_vpn_gateway", "vendor_" + "p" * 53]
)
def test_a_new_product_passes_as_it_is(name: str, tmp_path: Path) -> None:
    run("new-product", name, tmp_path)
    status, report = report_of(tmp_path, "--plugin", f"./{name}.py", ".")
    assert (status, report) == (0, GOOD.splitlines())


@pytest.mark.long
def test_a_new_product_s_own_test_passes_and_can_fail(acme: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(acme)]
    assert subprocess.run(command, cwd=acme, check=False, capture_output=True).returncode == 0
    edit(acme / f"{TRAFFIC}.expected.ndjson", ('"alice"', '"bob"'))
    done = subprocess.run(command, cwd=acme, check=False, capture_output=True)
    assert done.returncode == 1
    assert 'traffic.log:1: 2 fields differ; related.user: expected ["bob"], actual ["alice"]' in done.stdout.decode()


def test_a_new_product_s_documents_say_what_its_lines_say(acme: Path) -> None:
    first, second, third, fourth = documents((acme / f"{TRAFFIC}.expected.ndjson").read_bytes())
    assert first["source"] == {"address": "192.0.2.10", "ip": "192.0.2.10", "port": 51234}
    assert (first["@timestamp"], first["user"]["name"]) == ("2024-03-04T04:06:07Z", "alice")
    assert second["event"]["type"] == ["connection", "denied"]
    assert (third["host"]["hostname"], "source" in third) == ("gw1", False)
    assert fourth["error"]["type"] == "malformed"
    assert [document["event"]["original"] for document in (first, second, third, fourth)] == (
        acme / f"{TRAFFIC}.log"
    ).read_text().splitlines()


@pytest.mark.long
def test_a_new_product_s_code_is_as_this_package_wants_it(acme: Path) -> None:
    config = str(ROOT / "pyproject.toml")
    for command in (
        ["ruff", "check", "--config", config, "--ignore", "S101,INP001", "."],
        ["ruff", "format", "--check", "--config", config, "."],
        ["mypy", "--strict", "--cache-dir", os.devnull, "."],
    ):
        done = subprocess.run([sys.executable, "-m", *command], cwd=acme, check=False, capture_output=True)
        assert (done.returncode, done.stdout if done.returncode else b"") == (0, b"")


def test_a_new_product_s_manual_has_its_parts_and_the_catalogue_shows_it(acme: Path) -> None:
    page = run("products", *PLUGIN, "acme_fw", cwd=acme).stdout.decode()
    assert re.findall(r"^(Layout|Source|Timestamps|Quirks|Actions|Samples):", page, re.MULTILINE) == [
        "Layout", "Source", "Timestamps", "Quirks", "Actions", "Samples",
    ]  # fmt: skip


def test_a_new_product_may_become_one_of_the_package(
    acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {found.problem.partition(";")[0] for found in check_samples(acme)} == {"there is no product acme_fw"}
    (tmp_path / "products").mkdir()
    (acme / "acme_fw.py").rename(tmp_path / "products/acme_fw.py")
    monkeypatch.setattr(products, "__path__", [*products.__path__, str(tmp_path / "products")])
    assert check_samples(acme) == []
    monkeypatch.delitem(sys.modules, "ecsparse.products.acme_fw")


def test_two_products_live_in_one_folder(acme: Path) -> None:
    assert run("new-product", "acme_vpn", acme).returncode == 0
    status, report = report_of(acme, *PLUGIN, "--plugin", "./acme_vpn.py", ".")
    assert (status, report) == (0, ["0 findings in 12 lines of 4 files"])


@pytest.mark.parametrize("name", FILES)
def test_no_file_is_overwritten(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(b"mine")
    done = run("new-product", "acme_fw", ".", cwd=tmp_path)
    said = f"ecsparse: ./{name}: exists already; remove it, or name another folder\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", said)
    assert files(tmp_path) == {name: b"mine"}


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    "name",
    ["", "sniff", "Acme_fw", "acme-fw", "acme_", "_fw", "acme__fw", "1_fw", "acme_fẃ", "../a_b", "a_b/", "a_b\n",
     "a_" + "b" * 59, "openvpn", "ibm_aix", "rubycat_proveit"],
)  # fmt: skip
def test_a_name_that_is_no_product_s_or_another_s_is_refused(name: str, tmp_path: Path) -> None:
    done = run("new-product", name, tmp_path)
    first, hint = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, hint) == (2, b"", "Try 'ecsparse new-product --help'.")
    assert re.fullmatch(r"ecsparse: .+; use .*name.*|ecsparse: .+; use vendor_product, .+", first)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said_and_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = run("new-product", "acme_fw", "file/acme", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert re.fullmatch(rb"ecsparse: file/acme.*: Not a directory\n", done.stderr)
    (tmp_path / "samples").write_bytes(b"")
    done = run("new-product", "acme_fw", ".", cwd=tmp_path)
    assert (done.returncode, sorted(files(tmp_path))) == (1, ["file", "samples"])


def test_python_creates_too(tmp_path: Path) -> None:
    assert [str(Path(path).relative_to(tmp_path)) for path in create("acme_fw", str(tmp_path))] == FILES
    assert check_samples(tmp_path, registry.Registry([tmp_path / "acme_fw.py"])) == []
    with pytest.raises(BadName, match="use vendor_product"):
        create("unmatched", str(tmp_path))
    with pytest.raises(FileExistsError, match="exists already"):
        create("acme_fw", str(tmp_path))
