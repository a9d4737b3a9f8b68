"""The signatures of the package's products as JSON, for `ecsparse/products/signatures`: one file per product.

A pipeline reads these files in place of all modules: a product is loaded when the first line may be its.
"""

from __future__ import annotations

import os

import orjson

from ecsparse.record import by_kind
from ecsparse.registry import BUILT_IN, SIGNATURES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Product


def written_down(product: Product) -> str:
    """The ids of the products that are asked before and after `product`, and its signatures, a line each."""
    kinds = ",\n".join(
        f'"{kind.__name__}": [\n' + ",\n".join(orjson.dumps(text).decode() for text in texts) + "\n]"
        for kind, texts in by_kind(product.signatures).items()
    )
    before, after = (orjson.dumps(sorted(ids)).decode() for ids in (product.before, product.after))
    return f'{{"before": {before}, "after": {after}, "signatures": {{\n{kinds}\n}}}}\n'


def write(folder: str) -> None:
    """Write the files of all products to `folder`, and remove those of products that are gone."""
    files = {f"{name}.json": written_down(BUILT_IN.load(name).PRODUCT) for name in BUILT_IN.names()}
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    for name in {*os.listdir(folder)} - {*files}:
        os.unlink(os.path.join(folder, name))


if __name__ == "__main__":
    import sys

    write(*sys.argv[1:] or (SIGNATURES,))
