"""The README and the pages of `docs` are right: their examples, options, links, and the picture."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import run
from picture import picture

import ecsparse
from ecsparse import pipeline
from ecsparse.authoring.readme import listed
from ecsparse.cli.commands import COMMANDS

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md")
}


def blocks(page: str, language: str) -> list[str]:
    """The code of `page` in fences of this language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGES[page], re.DOTALL)


# The page whose commands need packages of an extra, which `make test` installs.
ENRICH = "docs/enrich.md"
needs_packages = pytest.mark.skipif(find_spec("maxminddb") is None, reason="pip install 'ecsparse[enrich]'")
needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="no jq")
# Each command by itself, in the folder of the project, and its output.
SESSIONS = [
    pytest.param(
        *session.split("\n", 1),
        id=f"{page}:{session.partition(chr(10))[0][:60]}",
        marks=[*[needs_packages] * (page == ENRICH), *[needs_jq] * ("| jq " in session)],
    )
    for page in PAGES
    for block in blocks(page, "console")
    for session in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if session
]
# Commands that follow one another, in a folder of their own.
AUTHORING = {page: "".join(blocks(page, "shell-session")) for page in PAGES if blocks(page, "shell-session")}
SET_UP = [command for page in PAGES for block in blocks(page, "sh") for command in block.splitlines()]
# Options of other programs.
FOREIGN = {
    "--all-containers",
    "--dist",
    "--dry-run",
    "--help",
    "--machine-readable-output",
    "--prefix",
    "--search",
    "--since",
    "--syslog-bsd-s",
    "--timestamps",
    "--tool",
    "--with",
}


def without_seconds(text: str) -> str:
    return re.sub(r"(seconds +)[0-9.]+", r"\1", text)


@pytest.mark.thinned(5)
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
    (recipe,) = blocks("docs/clusters.md", "python")
    names: dict[str, Any] = {}
    exec(recipe.partition("\n\n\n")[0], names)  # noqa: S102 - it is the document's own
    lines = ["2023-10-31 15:09:55 TUN/TAP device tun0 opened", "", "a\u2028b", "c\x85d", "e"]
    found = [orjson.loads(document) for document in names["documents"](lines)]
    assert [document["message"] for document in found] == [line for line in lines if line]


# The command line of DuckDB in the pages, which Python's package does not have.
DUCKDB = "#!{python}\nimport sys, duckdb\nduckdb.sql(sys.argv[sys.argv.index('-c') + 1]).show()\n"
# What is run elsewhere (`test_template_loading`, `test_cluster`, `test_wheel`), or needs a server of its own.
NOT_HERE = {"curl", "dask", "kcat", "pip"}
SCRIPTS = [
    pytest.param(block, id=f"{page}:{block[:40]}", marks=[needs_jq] * ("| jq " in block))
    for page in PAGES
    for block in blocks(page, "bash")
    if not NOT_HERE & set(re.findall(r"[a-z]+", block))
]


@pytest.mark.thinned(3)
@pytest.mark.parametrize("script", SCRIPTS)
def test_commands_without_an_output_below_them_write_something(script: str, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    for name in ("auth.log", "audit.log"):
        (tmp_path / name).write_bytes((ROOT / "samples/openssh/authentication.log").read_bytes() + b"unknown\n")
    (tmp_path / "duckdb").write_text(DUCKDB.format(python=sys.executable))
    (tmp_path / "duckdb").chmod(0o700)
    finished = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=tmp_path,
        env={
            "PATH": f"{tmp_path}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "LANG": "C.UTF-8",
            "HOME": str(tmp_path),
        },
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, b"")
    written = [tmp_path / name for name in re.findall(r"(?:>|-o) (?:~/)?([^ \n)]+)", script)]
    assert finished.stdout or written
    assert [path for path in written if not path.stat().st_size] == []


@pytest.mark.parametrize("page", AUTHORING)
def test_a_session_gives_its_output(page: str, tmp_path: Path) -> None:
    commands = re.findall(r"^\$ (.*)$", AUTHORING[page], re.MULTILINE)
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
    assert finished.stdout.decode() == AUTHORING[page]


@pytest.mark.parametrize("command", SET_UP)
def test_every_set_up_command_is_a_target_of_make(command: str) -> None:
    # a `make` that runs the tests gives its own options to those that they run
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS"}}
    finished = subprocess.run(
        [*command.split(), "--dry-run"], cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, b"")


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[needs_packages] * (page == ENRICH)) for page, text in PAGES.items() if ">>>" in text],
)
def test_a_python_session_gives_its_output(page: str) -> None:
    assert doctest.testfile(str(ROOT / page), module_relative=False).failed == 0


@pytest.mark.parametrize("module", [ecsparse, pipeline])
def test_the_package_s_own_examples_give_their_output(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert (results.failed, results.attempted > 0) == (0, True)


def test_every_option_that_a_page_names_exists() -> None:
    helps = [run(*name, "--help").stdout.decode() for name in ((), *((name,) for name in COMMANDS))]
    offered = {option for text in helps for option in re.findall(r"(?<![-\w])--[a-z][a-z-]+", text)}
    named = {(page, option) for page, text in PAGES.items() for option in re.findall(r"(?<![-\w])--[a-z][a-z-]+", text)}
    assert {(page, option) for page, option in named if option not in offered | FOREIGN} == set()


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)", PAGES[page])
    targets = [((ROOT / page).parent / name if name else ROOT / page, anchor) for name, anchor in links]
    assert [
        str(path) for path, anchor in targets if not path.exists() or (anchor and anchor not in anchors(path))
    ] == []


def test_the_readme_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(([^)#\s]*)", PAGES["README.md"]))
    assert set(PAGES) - {"README.md"} - linked == set()


def test_the_readme_is_short() -> None:
    assert PAGES["README.md"].count("\n") <= 200


def test_the_readme_lists_the_products() -> None:
    assert listed() in PAGES["README.md"], "make docs"


def test_the_picture_is_of_today() -> None:
    assert (ROOT / "docs" / "explain.svg").read_text(encoding="utf-8") == picture(), "make picture"
