"""Nothing in the package is left over: what a module defines for itself, it or another module uses."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from command import SAMPLES
from sources import trees

if TYPE_CHECKING:
    from collections.abc import Iterator


class Names(NamedTuple):
    """How often a module reads each name, alone, behind a dot or in an import; its attributes; what it imports."""

    reads: Counter[str]
    attributes: set[str]
    imported: set[str]


def defined(tree: ast.Module) -> Iterator[str]:
    """The private names of a module and of its classes: functions, classes, constants, methods."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for node in (node for body in bodies for node in body):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def names_in(tree: ast.Module) -> Names:
    found = Names(Counter(), set(), set())
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            continue
        if isinstance(node, ast.Name):
            found.reads[node.id] += isinstance(node.ctx, ast.Load)
        elif isinstance(node, ast.Attribute):
            found.reads[node.attr] += isinstance(node.ctx, ast.Load)
            found.attributes.add(node.attr)
        elif isinstance(node, ast.alias):
            found.reads[node.name] += 1
        elif isinstance(node, ast.ImportFrom):
            found.imported.update(name.name for name in node.names)
    return found


@cache
def names() -> dict[str, Names]:
    """The names in each module."""
    return {module: names_in(tree) for module, tree in trees().items()}


def test_every_private_name_is_used_where_it_is_defined_or_imported() -> None:
    elsewhere = {name for found in names().values() for name in found.imported | found.attributes}
    unused = [
        f"{module}: {name}"
        for module, tree in trees().items()
        for name in defined(tree)
        if name.startswith("_") and not name.startswith("__")
        if not names()[module].reads[name] and name not in elsewhere
    ]
    assert unused == []


def test_every_public_function_is_used_or_tested() -> None:
    words = {name for found in names().values() for name, number in found.reads.items() if number}
    tests = "".join(file.read_text(encoding="utf-8") for file in (SAMPLES.parent / "tests").rglob("*.py"))
    unused = [
        f"{module}: {node.name}"
        for module, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if node.name not in words and node.name not in tests and not node.name.startswith("__")
    ]
    assert unused == []
