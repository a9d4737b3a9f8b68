"""Modules of the standard library that are loaded when they are first used, not when they are imported."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Later(ModuleType):
    """Stands for a module until one of its names is asked for; from then on it has all of them."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name.startswith("__"):
            raise AttributeError(name)
        # another thread, or a name that is asked for again, may have loaded it
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(vars(module))
        return getattr(module, name)


def put_off(name: str, **known: object) -> None:
    """Let the module `name` be loaded when it is first used, unless it is already there.

    Names of it that are `known` can be used without that.
    """
    if name not in sys.modules:
        module = sys.modules[name] = _Later(name)
        vars(module).update(known)
