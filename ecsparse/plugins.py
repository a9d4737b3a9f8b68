"""Plugins: product modules outside the package, found by the names that the user gives.

Nothing loads by itself: installed packages are looked through only for a name that was given, and only then is
`importlib.metadata` imported.
"""

from __future__ import annotations

import os
import shlex
import sys
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ecsparse.errors import BadPlugin

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint
    from types import CodeType

# The group of entry points by which an installed package offers products.
GROUP = "ecsparse.products"

_SUFFIX = ".py"

_T = TypeVar("_T")


class Plugin(NamedTuple):
    """A module that a user named: the id of its product, the module, and what messages call it."""

    id: str
    module: object
    where: str


def load(given: str | os.PathLike[str] | ModuleType) -> Plugin:
    """The plugin that `given` names; with a module, that module.

    A path (it has a `/`, or ends in `.py`) is a file's, whose stem is the product's id. Another name is that of
    an entry point in the group `ecsparse.products`, and is the product's id, or else that of a module that can be
    imported, whose id is the last part of its name. The current folder is not searched for modules.

    Raises:
        BadPlugin: there is no such module, or it cannot be imported.
    """
    if isinstance(given, ModuleType):
        return Plugin(_last(given.__name__), given, f"plugin {given.__name__}")
    name = os.fspath(given)
    where = f"plugin {name}"
    if not isinstance(given, str) or os.sep in name or name.endswith(_SUFFIX):
        return _from_file(name, where)
    if not all(part.isidentifier() for part in name.split(".")):
        raise BadPlugin(f"{where}: this is not the name of a module; name a module, or the path of its {_SUFFIX} file")
    entry = None if "." in name else _entry_point(name, where)
    if entry is not None:
        module = _imported(entry.load, where, f"python -c {shlex.quote(f'import {entry.module}')}")
        return Plugin(name, module, where)
    return Plugin(_last(name), _from_path(name, where), where)


def line_in(file: str | None, error: BaseException) -> int | None:
    """The last line of `file` that `error` came through, or that a SyntaxError is about; `None` for none."""
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line


def said_by(error: BaseException, file: str | None) -> str:
    """The class and the text of `error`, and where in `file` it was raised: `KeyError: 'src' (line 7)`."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    line = line_in(file, error)
    place = "" if line is None else f" (line {line})"
    return f"{type(error).__name__}: {' '.join(text.split())}".removesuffix(": ") + place


def _last(name: str) -> str:
    return name.rpartition(".")[2]


class _Source(SourceFileLoader):
    """A module's source, read again each time: its author changes it, and wants no `__pycache__` beside it."""

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - importlib's signature
        return self.source_to_code(self.get_data(self.path), self.path)


def _from_file(path: str, where: str) -> Plugin:
    if not path.endswith(_SUFFIX) or os.path.isdir(path):
        raise BadPlugin(f"{where}: this is not a {_SUFFIX} file; name the file that declares PRODUCT")
    if not os.path.exists(path):
        raise BadPlugin(f"{where}: there is no such file; check the path, which is relative to the current folder")
    stem = os.path.basename(path).removesuffix(_SUFFIX)
    # a name that no other module has; dataclasses look for their module among the imported ones
    name = f"ecsparse_plugin_{stem}"
    file = os.path.abspath(path)
    spec = spec_from_file_location(name, file, loader=_Source(name, file))
    if spec is None or spec.loader is None:
        raise BadPlugin(f"{where}: this cannot be imported; name the file that declares PRODUCT")
    module, run = module_from_spec(spec), spec.loader.exec_module
    sys.modules[name] = module
    _imported(lambda: run(module), where, f"python {shlex.quote(path)}", file)
    return Plugin(stem, module, where)


def _from_path(name: str, where: str) -> ModuleType:
    """The module `name`, from where Python looks for modules."""
    try:
        return _imported(lambda: import_module(name), where, f"python -c {shlex.quote(f'import {name}')}")
    except BadPlugin as problem:
        cause = problem.__cause__
        if not isinstance(cause, ModuleNotFoundError) or not f"{name}.".startswith(f"{cause.name}."):
            raise
        file = f"./{name.replace('.', '/')}{_SUFFIX}"
        step = f"for the file here, say {file}" if os.path.exists(file) else f"give the path of its {_SUFFIX} file"
        raise BadPlugin(f"{where}: no installed package offers it, and no module is called so; {step}") from cause


def _entry_point(name: str, where: str) -> EntryPoint | None:
    from importlib.metadata import entry_points  # noqa: PLC0415 - 15 ms, only for a name without a path

    offered = list(entry_points(group=GROUP, name=name))
    if len(offered) > 1:
        packages = sorted("?" if entry.dist is None else entry.dist.name for entry in offered)
        raise BadPlugin(f"{where}: {' and '.join(packages)} offer it; uninstall all but one of them")
    return offered[0] if offered else None


def _imported(load: Callable[[], _T], where: str, command: str, file: str | None = None) -> _T:
    """What `load` returns; `command` shows the traceback if it fails."""
    try:
        return load()
    except (Exception, SystemExit) as error:
        said = said_by(error, file)
        raise BadPlugin(f"{where}: it cannot be imported: {said}; {command} shows where") from error
