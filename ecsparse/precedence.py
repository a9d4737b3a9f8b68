"""Which of two products is asked first about a line that both may claim by equally specific signatures.

The products themselves say so, in `Product.before` and `Product.after`. How their ids are spelled means nothing.
"""

from __future__ import annotations

from ecsparse.errors import BadDeclaration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from ecsparse.record import Product

    # By id: the products that come before it.
    Earlier: TypeAlias = dict[str, list[str]]


def declared(products: Mapping[str, Product], others: Iterable[str] = ()) -> Earlier:
    """What `products` declare of each other and of `others`: for each of both, those that come before it.

    Declarations about products that are in neither have no effect.
    """
    earlier: Earlier = {name: [] for name in (*others, *products)}
    for name, product in products.items():
        earlier[name] += [other for other in earlier if other in product.after]
        for other in product.before:
            if other in earlier:
                earlier[other].append(name)
    return earlier


def ordered(own: Mapping[str, Iterable[str]], added: Mapping[str, Product]) -> tuple[str, ...]:
    """The ids of all products, the first to be asked first.

    `own` are the package's products, with those that come before each. The `added` ones, in the order given, come
    after all of these but those that they are declared to come before, and those that come after such.

    Raises:
        BadDeclaration: a product is declared to come before itself, by way of others.
    """
    earlier = declared(added, own)
    for name, others in own.items():
        earlier[name] += others
    for name in added:
        later = _later(name, earlier)
        earlier[name] += [other for other in own if other not in later]
    placed: dict[str, None] = {}
    for name in earlier:
        _place(name, earlier, placed, ())
    return tuple(placed)


def _later(name: str, earlier: Earlier) -> set[str]:
    """The products that come after `name`, directly or by way of others."""
    later: set[str] = set()
    added = {name}
    while added:
        added = {each for each, others in earlier.items() if not added.isdisjoint(others)} - later
        later |= added
    return later


def _place(name: str, earlier: Earlier, placed: dict[str, None], waiting: tuple[str, ...]) -> None:
    """Add `name` to `placed`, after all that come before it; the products of `waiting` come after it."""
    if name in placed:
        return
    if name in waiting:
        ring = ", before ".join((name, *reversed(waiting[waiting.index(name) :])))
        raise BadDeclaration(f"{ring}: this cannot be; leave out one of these in before and after of a PRODUCT")
    for other in earlier[name]:
        _place(other, earlier, placed, (*waiting, name))
    placed[name] = None
