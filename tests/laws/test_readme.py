"""The README's commands give the README's output."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest

import ecsparse
from ecsparse import pipeline
from ecsparse.cli.commands import COMMANDS

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

SESSIONS = [
    session.split("\n", 1)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for session in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if session
]
# Commands that follow one another, in a folder of their own.
AUTHORING = "".join(re.findall(r"```shell-session\n(.*?)```", README, re.DOTALL))
SET_UP = [command for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for command in block.splitlines()]


def without_seconds(text: str) -> str:
    return re.sub(r"(seconds +)[0-9.]+", r"\1", text)


@pytest.mark.parametrize(("command", "output"), SESSIONS)
def test_every_command_gives_the_output_below_it(command: str, output: str) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    finished = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={"PATH": path, "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    assert without_seconds(finished.stdout.decode()) == without_seconds(output)


def test_the_function_for_spark_gives_the_documents_of_its_lines() -> None:
    recipe = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8").partition("```python\n")[2]
    names: dict[str, Any] = {}
    exec(recipe.partition("\n\n\n")[0], names)  # noqa: S102 - it is the document's own
    lines = ["2023-10-31 15:09:55 TUN/TAP device tun0 opened", "", "a\u2028b", "c\x85d", "e"]
    found = [orjson.loads(document) for document in names["documents"](lines)]
    assert [document["message"] for document in found] == [line for line in lines if line]


def test_the_authors_session_gives_its_output(tmp_path: Path) -> None:
    commands = re.findall(r"^\$ (.*)$", AUTHORING, re.MULTILINE)
    assert len(commands) > 10
    script = "\n".join(f"printf '%s\\n' {shlex.quote(f'$ {command}')}\n{command}" for command in commands)
    finished = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    assert finished.stdout.decode() == AUTHORING


@pytest.mark.parametrize("command", SET_UP)
def test_every_set_up_command_is_a_target_of_make(command: str) -> None:
    finished = subprocess.run(
        [*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_the_python_session_gives_its_output() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0


@pytest.mark.parametrize("module", [ecsparse, pipeline])
def test_the_package_s_own_examples_give_their_output(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert (results.failed, results.attempted > 0) == (0, True)


def test_every_option_of_the_readme_exists() -> None:
    command = Path(sys.executable).with_name("ecsparse")
    helps = [
        subprocess.run([command, *name, "--help"], capture_output=True, timeout=60, check=True).stdout.decode()
        for name in ((), *((name,) for name in COMMANDS))
    ]
    foreign = {"--machine-readable-output", "--dry-run", "--help"}
    named = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", README)) - foreign
    offered = {option for text in helps for option in re.findall(r"(?<![-\w])--[a-z][a-z-]+", text)}
    assert named - offered == set()
