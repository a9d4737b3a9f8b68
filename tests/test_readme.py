"""The README's commands give the README's output."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ecsparse
from ecsparse.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

SESSIONS = [
    session.split("\n", 1)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for session in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if session
]
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


@pytest.mark.parametrize("command", SET_UP)
def test_every_set_up_command_is_a_target_of_make(command: str) -> None:
    finished = subprocess.run(
        [*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_the_python_session_gives_its_output() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0


def test_the_package_s_own_examples_give_their_output() -> None:
    assert doctest.testmod(ecsparse).failed == 0


def test_every_option_of_the_readme_exists() -> None:
    command = Path(sys.executable).with_name("ecsparse")
    helped = "".join(
        subprocess.run([command, *name, "--help"], capture_output=True, timeout=60, check=True).stdout.decode()
        for name in ((), *((name,) for name in COMMANDS))
    )
    foreign = {"--machine-readable-output", "--dry-run", "--help"}
    named = set(re.findall(r"(?<![-\w])--[a-z][a-z-]+", README)) - foreign
    assert {option for option in named if option not in helped} == set()
