"""Which modules a product is made of: its own, and parts of it beside that (`_openvpn_forms`)."""

from __future__ import annotations

from pathlib import Path

from ecsparse import products, registry

_FOLDER = Path(str(products.__file__)).parent


def product_of(module: str) -> str:
    """The id of the product whose module, or whose part of one, this is: the longest that fits; "" if none does."""
    name = module.rpartition(".")[2]
    owners = [product for product in registry.names() if name == product or name.startswith(f"_{product}_")]
    return max(owners, key=len, default="")


def modules_of(product: str) -> list[str]:
    """The names of the modules of `product`, its own first."""
    parts = sorted(file.stem for file in _FOLDER.glob("_*_*.py") if product_of(file.stem) == product)
    return [f"{products.__name__}.{name}" for name in (product, *parts)]
