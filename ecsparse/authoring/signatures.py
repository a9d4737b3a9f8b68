"""The package's own products in their order, with their signatures: what `ecsparse/products/signatures.json` holds.

A pipeline reads that file in place of all modules: a product is loaded when the first line may be its.
"""

from __future__ import annotations

import orjson

from ecsparse.precedence import declared, ordered
from ecsparse.registry import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Signature


def written_down() -> str:
    """By product, the first to be asked first: those that come before it, and its signatures, a line each."""
    products = {name: BUILT_IN.load(name).PRODUCT for name in BUILT_IN.names()}
    after = declared(products)
    written = (
        f'"{name}": {{"after": {orjson.dumps(sorted(after[name])).decode()}, '
        f'"signatures": [{_rows(products[name].signatures)}]}}'
        for name in ordered({}, products)
    )
    return "{\n" + ",\n".join(written) + "\n}\n"


def _rows(signatures: Iterable[Signature]) -> str:
    return "\n" + ",\n".join(map(_written, signatures)) + "\n"


def _written(signature: Signature) -> str:
    made_of = list(signature) if isinstance(signature, tuple) else str(signature)
    return orjson.dumps([type(signature).__name__, made_of]).decode()


if __name__ == "__main__":
    import sys

    sys.stdout.write(written_down())
