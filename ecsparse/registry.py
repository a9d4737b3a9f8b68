"""The product modules: the package's own, found by their files' names, and those that the user names."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

import orjson

from ecsparse import products
from ecsparse.errors import BadDeclaration, UnknownProduct
from ecsparse.precedence import ordered
from ecsparse.record import KINDS, Field, Product, by_kind, fault_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType
    from typing import Any, Protocol

    from ecsparse.record import ByKind, Document, Record, Signature

    class ProductModule(Protocol):
        """What a product module offers."""

        PRODUCT: Product

        def parse(self, record: Record) -> Document | None:
            """Return the document of `record`, `None` if the line is not this product's."""

    class EcsPart(Protocol):
        """What the module of a documented product offers too, or the part `index_ready` of its package.

        It may also offer `usual_to_ecs(record) -> Document | None` and `usual_time(record) -> str | None`.
        """

        def to_ecs(self, record: Record, document: Document) -> Document:
            """The document of the profile `ecs`, made of the documented one, which may be changed."""


_KINDS = {kind.__name__: kind for kind in KINDS}

# The folder of the signatures of the package's products, one file each.
SIGNATURES = os.path.join(products.__path__[0], "signatures")

# Outcomes, which are not ids of products.
RESERVED = frozenset(("blank", "ecsparse", "internal", "malformed", "sniff", "title", "unmatched"))


class Registry:
    """The products that can be recognised: the package's own, and those of `plugins`.

    A plugin is a module, or what `--plugin` takes: the path of a `.py` file, whose stem is the product's id (also
    as a `Path`); the name of an entry point that an installed package has in the group `ecsparse.products`, which
    is the id; or the name of a module, whose last part is the id. Only what is named is loaded, at once and once.
    `given` are the plugins as they were named. Where signatures are equally specific, plugins are asked
    after the package's own products, in the order given, but for what they declare.

    Raises:
        BadPlugin: there is no such module, or it cannot be imported.
        BadDeclaration: a module does not declare a product, or not with an id of its own, or in an order that
            cannot be.
        TypeError: `plugins` is one name.
    """

    __slots__ = ("_places", "_plugins", "given")

    def __init__(self, plugins: Iterable[str | os.PathLike[str] | ModuleType] = ()) -> None:
        self._plugins: dict[str, ProductModule] = {}
        # the names of plugins in messages, by the ids of their products
        self._places: dict[str, str] = {}
        self.given: tuple[str, ...] = ()
        if isinstance(plugins, str):
            raise TypeError(f"plugins are a list, not str; pass [{plugins!r}]")
        for plugin in plugins:
            self._add(plugin)
        if self._plugins:
            self.in_order()  # raises what is wrong with it

    def __reduce__(self) -> tuple[type[Registry], tuple[tuple[str, ...]]]:
        # another process loads the plugins itself
        return Registry, (self.given,)

    def _add(self, plugin: str | os.PathLike[str] | ModuleType) -> None:
        from ecsparse.plugins import load as load_plugin  # noqa: PLC0415 - only for who has plugins

        name, module, where = load_plugin(plugin)
        if name in self.names():
            other = self._places.get(name, "the package's own product")
            raise BadDeclaration(f"{where}: {name} is already the id of {other}; rename one, or leave it out")
        _check_id(name, where)
        found = _checked(module, where)
        to_ecs = getattr(module, "to_ecs", None)
        if not (callable(to_ecs) == (to_ecs is not None) == found.PRODUCT.documented):
            raise BadDeclaration(
                f"{where}: to_ecs(record, document) goes with documented=True in PRODUCT; have both, or neither"
            )
        _check_declaration(found.PRODUCT, where)
        self._plugins[name] = found
        self._places[name] = where
        self.given += (where.removeprefix("plugin "),)

    def names(self) -> tuple[str, ...]:
        """The ids of all products, in alphabetical order."""
        return tuple(sorted((*_own(), *self._plugins)))

    def in_order(self) -> tuple[str, ...]:
        """The ids of all products, in the order in which equally specific signatures are asked."""
        found = _own()
        own = {name: earlier for name, earlier in _earlier().items() if name in found}
        # a module of the package without a signature file yet is asked after the others, like plugins
        added = (*sorted(found.difference(own)), *self._plugins)
        return ordered(own, {name: self.load(name).PRODUCT for name in added})

    def chosen(self, names: Iterable[str] | None) -> tuple[str, ...]:
        """`names` without duplicates, or all if that is `None`, in the same order.

        Raises:
            UnknownProduct: there is no such product.
        """
        order = self.in_order()
        if names is None:
            return order
        wanted = set(names)
        for name in sorted(wanted.difference(order)):
            self.load(name)  # raises
        return tuple(name for name in order if name in wanted)

    def is_plugin(self, name: str) -> bool:
        """Whether the product `name` is a plugin's."""
        return name in self._plugins

    def file_of(self, name: str) -> str | None:
        """The file of the module of the product `name`; `None` if it has none, or there is no such product."""
        return getattr(self.load(name), "__file__", None) if name in self.names() else None

    def load(self, name: str) -> ProductModule:
        """The module of the product `name`.

        Raises:
            UnknownProduct: there is no such product.
            BadDeclaration: the module does not declare a product.
        """
        if name in self._plugins:
            return self._plugins[name]
        if name not in _own():
            raise UnknownProduct(f"unknown product: {name!r}; known are {', '.join(self.names())}")
        return _checked(import_module(f"{products.__name__}.{name}"), f"products/{name}.py")

    def load_ecs(self, name: str) -> EcsPart | None:
        """What has the `to_ecs` of a documented product: the part `index_ready` of its package, or its module.

        `None` if the product is not documented: its `parse` gives ECS. Only the profile `ecs` needs that part,
        which is half of a large product's code.

        Raises:
            UnknownProduct, BadDeclaration: as `load`.
        """
        module: Any = self.load(name)
        if not module.PRODUCT.documented:
            return None
        is_package = name not in self._plugins and hasattr(module, "__path__")
        return import_module(f"{products.__name__}.{name}.index_ready") if is_package else module

    def signatures(self, name: str) -> tuple[Signature, ...]:
        """What finds the lines of the product `name`; for that, the package's own modules need not be loaded.

        Raises:
            UnknownProduct: there is no such product.
            BadDeclaration: the module does not declare a product, or a signature that cannot be used.
        """
        return tuple(kind(made_of) for kind, each in self.signatures_by_kind(name).items() for made_of in each)

    def signatures_by_kind(self, name: str) -> ByKind:
        """Say the same by the kinds of signatures, of each what they are made of: most are not made at all.

        Raises:
            UnknownProduct, BadDeclaration: as `signatures`.
        """
        written = None if name in self._plugins else _written_kinds().get(name)
        if written is not None:
            return written
        product = self.load(name).PRODUCT
        if name not in self._plugins:
            _check_signatures(product, f"products/{name}.py")
        return by_kind(product.signatures)


@cache
def _written() -> dict[str, dict[str, Any]]:
    """What is written down of the package's own products, in files of `SIGNATURES`.

    Of each: the ids of the products that it is declared to come `before` and `after`, and its `signatures`.
    """
    written: dict[str, dict[str, Any]] = {}
    for name in sorted(os.listdir(SIGNATURES)):
        with open(os.path.join(SIGNATURES, name), "rb", 0) as file:
            written[name.removesuffix(".json")] = orjson.loads(file.read())
    return written


@cache
def _earlier() -> dict[str, list[str]]:
    """By the id of each of the package's own products: those that are declared to come before it."""
    earlier = {name: [*declared["after"]] for name, declared in _written().items()}
    for name, declared in _written().items():
        for other in declared["before"]:
            earlier[other].append(name)
    return earlier


@cache
def _written_kinds() -> dict[str, ByKind]:
    """The signatures among what is written down."""
    return {
        name: {_KINDS[kind]: _hashable(texts) for kind, texts in declared["signatures"].items()}
        for name, declared in _written().items()
    }


def _hashable(texts: list[Any]) -> list[Any]:
    return texts if isinstance(texts[0], str) else [tuple(pair) for pair in texts]


def _own() -> frozenset[str]:
    """The ids of the package's own products: each is a module, or a package where it is large."""
    return _products_in(*products.__path__)


@cache
def _products_in(*folders: str) -> frozenset[str]:
    return frozenset(
        name.removesuffix(".py")
        for folder in folders
        for name in os.listdir(folder)
        if not name.startswith("_") and (name.endswith(".py") or "." not in name) and name != "signatures"
    )


def _check_id(name: str, where: str) -> None:
    clean = name.replace("_", "")
    if not (clean.isalnum() and name.isascii() and name == name.lower() and name[0].isalpha()):
        raise BadDeclaration(f"{where}: {name!r} is not an id of a product; rename it to vendor_product, in lower case")
    if name in RESERVED:
        raise BadDeclaration(f"{where}: {name!r} means something else in documents; rename it to vendor_product")


def _checked(module: object, where: str) -> ProductModule:
    """`module`, if it declares a product; messages call it `where`."""
    product = getattr(module, "PRODUCT", None)
    if not isinstance(product, Product) or not callable(getattr(module, "parse", None)):
        raise BadDeclaration(f"{where}: declare PRODUCT = Product(...) and parse(record)")
    return module  # type: ignore[return-value]  # it has just been seen to be one


def _check_signatures(product: Product, where: str) -> None:
    if not isinstance(product.signatures, (tuple, list)):
        raise BadDeclaration(f"{where}: PRODUCT.signatures is not a tuple; write signatures=(Prefix(...),)")
    if not product.signatures:
        raise BadDeclaration(f"{where}: PRODUCT has no signatures; declare at least one")
    for signature in product.signatures:
        fault = fault_of(signature)
        if fault is not None:
            raise BadDeclaration(f"{where}: {fault}")


def _check_declaration(product: Product, where: str) -> None:
    """Check in detail what a plugin declares; of the package's own products, tests do."""
    _check_signatures(product, where)
    if product.form is not None and not isinstance(product.form, slice):
        raise BadDeclaration(f"{where}: PRODUCT.form is not a slice; write form=slice(20, 28), or leave it out")
    _check_order(product, where)
    if not isinstance(product.fields, (tuple, list)) or not isinstance(product.own_fields, dict):
        raise BadDeclaration(
            f"{where}: PRODUCT.fields is not a tuple, or PRODUCT.own_fields is not a dict; make it one"
        )
    from ecsparse.ecs.lint import table  # noqa: PLC0415 - reads all of ECS

    ecs = table()
    kinds = {*ecs.types.values()}
    for name in product.fields:
        if name not in ecs.types:
            raise BadDeclaration(f"{where}: {name!r} in PRODUCT.fields is not a field of ECS; declare it in own_fields")
    for name, field in product.own_fields.items():
        if name.partition(".")[0] in ecs.roots or not isinstance(field, Field) or field.type not in kinds:
            raise BadDeclaration(
                f"{where}: {name!r} in PRODUCT.own_fields cannot be used; "
                "name it outside of ECS, and give it Field(type, description) with a type of ECS"
            )


def _check_order(product: Product, where: str) -> None:
    for order in (product.before, product.after):
        if not isinstance(order, dict) or not all(isinstance(why, str) and why.strip() for why in order.values()):
            raise BadDeclaration(
                f"{where}: PRODUCT.before and after name products, each with the reason; "
                'write before={"vendor_product": "why"}'
            )


BUILT_IN = Registry()
names = BUILT_IN.names
load = BUILT_IN.load
signatures = BUILT_IN.signatures
