"""The catalogue: what `ecsparse products` says of each product, and the pages made from it."""

from __future__ import annotations

import inspect
import json
import os
import tempfile
from functools import cache
from pathlib import Path

import pytest
from command import SAMPLES, run

import ecsparse
from ecsparse import registry
from ecsparse.catalogue import entry
from ecsparse.cli.products import command
from ecsparse.record import KINDS

ROOT = Path(ecsparse.__file__).parent.parent
PAGES = SAMPLES.parent / "docs/products"


@cache
def out(*arguments: str) -> str:
    """What the command writes, called in this process."""
    kept = os.dup(1)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        try:
            assert command.main(arguments, standalone_mode=False) == 0
        finally:
            os.dup2(kept, 1)
            os.close(kept)
        file.seek(0)
        return file.read().decode()


@pytest.mark.parametrize(
    "arguments", [(), ("openvpn",), ("openvpn", "--format", "json"), ("--format", "markdown")], ids=" ".join
)
def test_the_installed_command_writes_the_same(arguments: tuple[str, ...]) -> None:
    done = run("products", *arguments)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, out(*arguments), b"")


def test_the_list_has_every_product() -> None:
    title, *rows = out().splitlines()
    assert title.split() == ["ID", "PRODUCT", "VERSIONS", "FORMATS"]
    assert [row.split()[0] for row in rows] == list(registry.names())
    assert max(map(len, rows)) <= 80


def test_the_list_as_json_is_all_that_is_known() -> None:
    known = json.loads(out("--format", "json"))
    assert [product["id"] for product in known] == list(registry.names())
    assert known == [json.loads(out(name, "--format", "json")) for name in registry.names()]


@pytest.mark.parametrize("name", registry.names())
def test_a_page_has_the_manual_the_fields_and_a_line_of_each_topic(name: str) -> None:
    found, text = entry(name), out(name)
    assert found.versions
    assert inspect.getdoc(registry.load(name)) == inspect.cleandoc(found.manual)
    assert found.manual in text
    assert [field.name for field in (*found.fields, *found.own_fields) if f"    {field.name} (" not in text] == []
    topics = {path.stem: path.read_bytes().split(b"\n")[0] for path in (SAMPLES / name).glob("*.log")}
    assert {topic: line.encode() for topic, line in found.samples.items()} == dict(sorted(topics.items()))
    assert set(found.signatures) <= {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize("name", registry.names())
def test_every_field_and_action_is_described(name: str) -> None:
    found = entry(name)
    assert [field.name for field in (*found.fields, *found.own_fields) if not field.description.strip()] == []
    assert [action for action, meaning in found.actions.items() if not meaning.strip()] == []


def test_an_unknown_product_is_wrong_use() -> None:
    done = run("products", "nothing")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unknown product: 'nothing'; 'ecsparse products' lists" in done.stderr


@pytest.mark.parametrize("name", registry.names())
def test_pages_are_of_today(name: str) -> None:
    assert (PAGES / f"{name}.md").read_text(encoding="utf-8") == out(name, "--format", "markdown"), "make docs"


def test_the_list_of_pages_is_of_today() -> None:
    assert (PAGES / "README.md").read_text(encoding="utf-8") == out("--format", "markdown"), "make docs"
    assert {path.stem for path in PAGES.glob("*.md")} == {"README", *registry.names()}


@pytest.mark.parametrize("name", registry.names())
def test_pages_hold_no_control_character(name: str) -> None:
    text = out(name) + out(name, "--format", "markdown")
    assert {sign for sign in text if not sign.isprintable()} == {"\n"}
