"""How lines are read: for which products and profile, in which zone, and what completes their times."""

from __future__ import annotations

from functools import lru_cache

from ecsparse.errors import UnknownProduct
from ecsparse.profiles import DOCUMENTED
from ecsparse.sniff import Index
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ecsparse.patterns import Pattern
    from ecsparse.profiles import Profile
    from ecsparse.record import ByKind
    from ecsparse.registry import Registry


class Reading:
    """How lines are read: for which products and profile, in which zone, and what completes their times.

    Threads share it, and each has `Claims` of its own. The arguments are those of `Pipeline`.

    Raises:
        BadReference: `reference_date` is not a date.
        UnknownProduct: one of `products` does not exist, or one of `prefer` is not among them.
        UnknownZone: `timezone` does not exist.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        registry: Registry,
        products: Iterable[str] | None,
        prefer: Iterable[str],
        timezone: str,
        reference_date: str | date | datetime | None,
        profile: Profile,
    ) -> None:
        self.registry = registry
        self.profile = profile
        self.timezone = timezone
        clock = Clock(timezone)
        self.reference = None if reference_date is None else Reference.stated(reference_date, clock)
        self.products = registry.chosen(products)
        self.index = self._index(tuple(dict.fromkeys(prefer)))

    def _index(self, preferred: tuple[str, ...]) -> Index:
        """The signatures of the products, those that are preferred first."""
        for name in preferred:
            if name not in self.products:
                known = ", ".join(sorted(self.products))
                raise UnknownProduct(f"cannot prefer {name!r}: it is none of the products to recognise: {known}")
        if not preferred:
            return _index_of(self.registry, self.products)
        from ecsparse.preference import PreferringIndex  # noqa: PLC0415 - only for who prefers something

        return PreferringIndex(_signatures_of(self.registry, self.products), preferred)

    def follows_page(self, name: str) -> bool:
        """Whether lines of the product `name` give what its vendor's page documents, and not ECS.

        Raises:
            UnknownProduct, BadDeclaration: as `Registry.load`.
        """
        return self.profile == DOCUMENTED and self.registry.load(name).PRODUCT.documented

    def titles(self) -> tuple[Pattern, ...]:
        """What matches lines that are not records of the products: titles of reports."""
        return tuple(title for name in self.products for title in self.registry.load(name).PRODUCT.titles)


def _signatures_of(registry: Registry, products: tuple[str, ...]) -> list[tuple[str, ByKind]]:
    return [(name, registry.signatures_by_kind(name)) for name in products]


@lru_cache(maxsize=4)
def _index_of(registry: Registry, products: tuple[str, ...]) -> Index:
    """The index of these products, which takes 10 ms for all: pipelines share it, as threads do."""
    return Index(_signatures_of(registry, products))
