"""The list of products in the README: one link to the page of each, between two comments."""

from __future__ import annotations

import textwrap

from ecsparse.registry import BUILT_IN

_BEGIN = "<!-- products: made by make docs -->\n"
_END = "<!-- /products -->\n"
_WIDTH = 118


def listed() -> str:
    """The products by their ids, each with a link to its page, as one paragraph in Markdown."""
    links = ", ".join(f"[`{name}`](docs/products/{name}.md)" for name in BUILT_IN.names())
    text = f"{len(BUILT_IN.names())} products: {links}."
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


def with_products(readme: str) -> str:
    """`readme` with the list as it is now."""
    before, _, rest = readme.partition(_BEGIN)
    return f"{before}{_BEGIN}{listed()}{_END}{rest.partition(_END)[2]}"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    path = Path(sys.argv[1])
    path.write_text(with_products(path.read_text(encoding="utf-8")), encoding="utf-8")
