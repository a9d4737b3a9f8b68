"""The signatures of the package's own products, as JSON: what `ecsparse/products/signatures.json` holds.

A pipeline reads that file in place of all modules: a product is loaded when the first line may be its.
"""

from __future__ import annotations

import orjson

from ecsparse.registry import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Signature


def written_down() -> dict[str, list[list[object]]]:
    """By product: its signatures in order, each as its kind and what it is made of."""
    return {
        name: [_written(signature) for signature in BUILT_IN.load(name).PRODUCT.signatures]
        for name in BUILT_IN.names()
    }


def _written(signature: Signature) -> list[object]:
    return [type(signature).__name__, list(signature) if isinstance(signature, tuple) else str(signature)]


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(orjson.dumps(written_down(), None, orjson.OPT_APPEND_NEWLINE))
