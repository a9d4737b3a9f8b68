"""Which modules a product is made of: its own, and, where it is a package, the parts of it (`openvpn.forms`)."""

from __future__ import annotations

from pathlib import Path

from ecsparse import products

_FOLDER = Path(str(products.__file__)).parent


def product_of(module: str) -> str:
    """The id of the product whose module, or whose part of one, this is; "" if it is no product's."""
    _, found, name = module.partition(f"{products.__name__}.")
    return name.partition(".")[0] if found else ""


def modules_of(product: str) -> list[str]:
    """The names of the modules of `product`, its own first."""
    parts = sorted(file.stem for file in (_FOLDER / product).glob("[!_]*.py"))
    name = f"{products.__name__}.{product}"
    return [name, *(f"{name}.{part}" for part in parts)]
