"""Nothing in the package is left over: what a module defines for itself, it or another module uses."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

from command import SAMPLES
from sources import nodes, trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def defined(tree: ast.Module) -> Iterator[str]:
    """The private names of a module and of its classes: functions, classes, constants, methods."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for node in (node for body in bodies for node in body):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (
                    each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
                )
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def used(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The names that a module of these nodes reads, as names, as attributes, or in an import."""
    for node in nodes:
        match node:
            case (
                ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()) | ast.alias(name=name)
            ):
                yield name


def test_every_private_name_is_used_where_it_is_defined_or_imported() -> None:
    reads = {module: Counter(used(found)) for module, found in nodes().items()}
    every = [node for found in nodes().values() for node in found]
    attributes = {node.attr for node in every if isinstance(node, ast.Attribute)}
    imported = {name.name for node in every if isinstance(node, ast.ImportFrom) for name in node.names}
    elsewhere = imported | attributes
    unused = [
        f"{module}: {name}"
        for module, tree in trees().items()
        for name in defined(tree)
        if name.startswith("_") and not name.startswith("__")
        if not reads[module][name] and name not in elsewhere
    ]
    assert unused == []


def test_every_public_function_is_used_or_tested() -> None:
    words = Counter(name for found in nodes().values() for name in used(found))
    tests = "".join(file.read_text(encoding="utf-8") for file in (SAMPLES.parent / "tests").rglob("*.py"))
    unused = [
        f"{module}: {node.name}"
        for module, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if not words[node.name] and node.name not in tests and not node.name.startswith("__")
    ]
    assert unused == []
