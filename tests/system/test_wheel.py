"""What a wheel has, and that it is enough once it is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from command import ENVIRONMENT, SAMPLES, run

from ecsparse.registry import BUILT_IN

ROOT = SAMPLES.parent

# The samples and their documents have 12 MB, of which 150 KB travel: some lines of each product.
MOST_BYTES_OF_A_PRODUCT = 4000
MOST_BYTES = 2_000_000


def built(source: Path, target: str, folder: Path) -> Path:
    """The wheel or the sdist of `source`, built in `folder`."""
    python(source, "hatchling", "build", "-t", target, "-d", str(folder))
    (file,) = folder.iterdir()
    return file


def python(folder: Path, module: str, *arguments: str, path: Path | None = None) -> bytes:
    """What `python -m MODULE` prints in `folder`; it looks for modules in `path` first."""
    env = ENVIRONMENT if path is None else {**ENVIRONMENT, "PYTHONPATH": str(path)}
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel, by their names."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_wheel_has_the_package_and_of_the_samples_what_products_shows(wheel: Path) -> None:
    found = contents(wheel)
    own = {name for name in found if name.partition("/")[0] == "ecsparse"}
    samples = {name: text for name, text in found.items() if name.startswith("ecsparse/samples/")}
    package = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "ecsparse").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert own - set(samples) == package
    assert samples == {
        f"ecsparse/samples/{name}/{log.name}": log.read_bytes().partition(b"\n")[0] + b"\n"
        for name in BUILT_IN.names()
        for log in (SAMPLES / name).glob("*.log")
    }
    rest = {name for name in set(found) - own if ".dist-info/" not in name}
    assert [name.partition("/")[2] for name in rest] == ["data/share/man/man1/ecsparse.1"]
    assert sum(map(len, samples.values())) < MOST_BYTES_OF_A_PRODUCT * len(BUILT_IN.names())
    assert wheel.stat().st_size < MOST_BYTES


@pytest.mark.long
def test_a_wheel_and_a_source_distribution_pass_the_checks_of_an_index(wheel: Path, sdist: Path) -> None:
    checked = python(ROOT, "twine", "check", "--strict", str(wheel), str(sdist))
    assert checked.decode().count("PASSED") == 2


def test_what_says_which_pythons_it_runs_on_agrees() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = re.findall(r"Python :: (3\.[0-9]+)", "\n".join(project["classifiers"]))
    workflow = (ROOT / ".github/workflows/test.yml").read_text()
    assert re.findall(r'"(3\.[0-9]+)"', workflow) == declared
    assert project["requires-python"] == f">={declared[0]}"


def test_containers_and_workflows_call_the_commands_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for commands in (workflow_commands(), [text for name, text in instructions() if name == "RUN"]):
        called = [command.removeprefix("make ") for command in commands if command.startswith("make ")]
        assert called == ["test", "dist"]
        assert set(called) <= set(targets)


def test_containers_and_workflows_have_the_programs_that_tests_stand_aside_without() -> None:
    runs = [text for name, text in instructions() if name == "RUN"]
    of_container, of_workflow = (
        {program for command in commands for program in re.findall(INSTALLED, command)}
        for commands in (runs, workflow_commands())
    )
    assert len(of_workflow) == 1
    assert of_workflow <= of_container


def test_stages_of_the_container_follow_those_that_they_build_on() -> None:
    known: set[str] = set()
    for name, text in instructions():
        if name == "FROM":
            base, _, stage = text.partition(" AS ")
            assert base in known or base.startswith("python:3.")
            known.add(stage)
        for stage in re.findall(r"--mount=from=([a-z]+)", text):
            assert stage in known
    assert {"source", "tested", "built"} <= known


# Packages that are installed in a container or on a runner.
INSTALLED = r"apt-get install --yes (?:--no-install-recommends )?([a-z][a-z -]*[a-z])"


def workflow_commands() -> list[str]:
    """The commands of the workflow's only job, in their order."""
    (job,) = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile: each a name and the rest of it."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


@pytest.mark.long
def test_an_installed_wheel_shows_and_converts_what_a_checkout_does(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    python(
        elsewhere,
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--target",
        str(installed),
        str(wheel),
    )
    assert (
        python(elsewhere, "ecsparse", "products", "--format", "json", path=installed)
        == run("products", "--format", "json").stdout
    )
    mixed = str(SAMPLES / "mixed.log")
    assert python(elsewhere, "ecsparse", mixed, path=installed) == run(mixed).stdout
    where = subprocess.run(
        [sys.executable, "-c", "import ecsparse; print(ecsparse.__file__)"],
        cwd=elsewhere,
        env={**ENVIRONMENT, "PYTHONPATH": str(installed)},
        capture_output=True,
        check=True,
    )
    assert where.stdout.decode().strip() == str(installed / "ecsparse" / "__init__.py")


@pytest.mark.long
def test_a_wheel_of_the_source_distribution_is_that_of_a_checkout(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = (Path(entry) for entry in os.scandir(tmp_path) if entry.name.startswith("ecsparse-"))
    assert contents(built(source, "wheel", tmp_path / "wheel")) == contents(wheel)
