"""The product modules: found by their files' names, imported by name."""

from __future__ import annotations

import os
from importlib import import_module

from ecsparse import products
from ecsparse.errors import BadDeclaration, UnknownProduct
from ecsparse.record import Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from ecsparse.record import Document, Record

    class ProductModule(Protocol):
        """What a product module offers."""

        PRODUCT: Product

        def parse(self, record: Record) -> Document | None:
            """Return the document of `record`, `None` if the line is not this product's."""


def names() -> tuple[str, ...]:
    """The ids of all products, in alphabetical order."""
    return tuple(
        sorted(
            name.removesuffix(".py")
            for folder in products.__path__
            for name in os.listdir(folder)
            if name.endswith(".py") and not name.startswith("_")
        )
    )


def load(name: str) -> ProductModule:
    """The module of the product `name`.

    Raises:
        UnknownProduct: there is no such product.
        BadDeclaration: the module does not declare a product.
    """
    if name not in names():
        raise UnknownProduct(f"unknown product: {name!r}; known are {', '.join(names())}")
    module = import_module(f"{products.__name__}.{name}")
    product = getattr(module, "PRODUCT", None)
    if not isinstance(product, Product) or not callable(getattr(module, "parse", None)):
        raise BadDeclaration(f"products/{name}.py: declare PRODUCT = Product(...) and parse(record)")
    if not product.signatures:
        raise BadDeclaration(f"products/{name}.py: PRODUCT has no signatures; declare at least one")
    return module
