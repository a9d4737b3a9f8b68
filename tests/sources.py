"""The package's modules: their names, files and syntax trees."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import ecsparse

_FOLDER = Path(ecsparse.__file__).parent


def _name(path: Path) -> str:
    parts = path.relative_to(_FOLDER.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# The file of each module, such as that of `ecsparse.formats.json`.
MODULES = {_name(path): path for path in sorted(_FOLDER.rglob("*.py"))}


@cache
def trees() -> dict[str, ast.Module]:
    """The syntax tree of each module, read once in a process."""
    return {module: ast.parse(path.read_bytes()) for module, path in MODULES.items()}
