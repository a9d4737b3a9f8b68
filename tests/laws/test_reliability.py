"""The documents on reliability and security name tests that exist, one at least for each row."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("docs/reliability.md", "SECURITY.md")
NAMED = re.compile(r"`((?:fuzz/)?test_\w+)::(test_\w+)`")
# rows of tables that have a column of tests
HEADS = "(?:command|run|module|line|whatever|promise|fault|threat) \\|"
OTHERS = "`make|`formats|`products|mutated|guided|soak"
ROW = re.compile(rf"^\|(?! (?:{HEADS}|{OTHERS}))(?!---).*\|$", re.MULTILINE)


def rows(document: str) -> list[str]:
    return ROW.findall((ROOT / document).read_text(encoding="utf-8"))


@cache
def functions(file: str) -> set[str]:
    """The functions of a test file, in whichever folder it is; none if there is no such file."""
    bodies = [ast.parse(path.read_bytes()).body for path in (ROOT / "tests").rglob(f"{file}.py")]
    return {node.name for body in bodies for node in body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_row_names_a_test(document: str) -> None:
    found = rows(document)
    assert len(found) > 10
    assert [row for row in found if not NAMED.search(row)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [name for file, name in NAMED.findall(text) if name not in functions(file)] == []


def test_the_files_that_the_list_of_laws_names_exist() -> None:
    text = (ROOT / "docs/testing.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+/test_\w+)` \|", text, re.MULTILINE)
    assert len(named) > 30
    assert [name for name in named if not (ROOT / "tests" / f"{name}.py").exists()] == []


def pinned() -> set[str]:
    """The packages that `constraints.txt` pins to one version."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    names = [re.fullmatch(r"([A-Za-z0-9._-]+)==[0-9][0-9A-Za-z.]*", line) for line in lines if line[:1] != "#"]
    assert None not in names
    return {normal(name[1]) for name in names if name}


def normal(name: str) -> str:
    """A package's name as all its spellings are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_the_tests_need_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["test"], *extras["fuzz"], *extras["audit"]]
    names = {normal(re.split(r"[<>=!~; \[]", each, maxsplit=1)[0]) for each in needed}
    assert names - pinned() == set()
