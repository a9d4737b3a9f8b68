"""The signatures of the package's own products, as JSON: what `ecsparse/products/signatures.json` holds.

A pipeline reads that file in place of all modules: a product is loaded when the first line may be its.
"""

from __future__ import annotations

import orjson

from ecsparse.registry import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Signature


def written_down() -> str:
    """By product: its signatures in order, a line each: its kind and what it is made of."""
    products = (f'"{name}": [{_rows(BUILT_IN.load(name).PRODUCT.signatures)}]' for name in BUILT_IN.names())
    return "{\n" + ",\n".join(products) + "\n}\n"


def _rows(signatures: Iterable[Signature]) -> str:
    return "\n" + ",\n".join(map(_written, signatures)) + "\n"


def _written(signature: Signature) -> str:
    made_of = list(signature) if isinstance(signature, tuple) else str(signature)
    return orjson.dumps([type(signature).__name__, made_of]).decode()


if __name__ == "__main__":
    import sys

    sys.stdout.write(written_down())
