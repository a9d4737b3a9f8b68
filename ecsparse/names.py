"""Which product wrote each line."""

from __future__ import annotations

from ecsparse.answers import Reader
from ecsparse.carriers.prefixes import is_title
from ecsparse.decoding import MAX_LINE
from ecsparse.registry import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Document
    from ecsparse.registry import Registry

# In place of a product, for an unmatched or blank line.
_NONE = b"-"


class Names:
    """The product's id of each line, or `-`; blank lines included."""

    def __init__(
        self,
        *,
        registry: Registry = BUILT_IN,
        products: Iterable[str] | None = None,
        prefer: Iterable[str] = (),
        timezone: str = "UTC",
        reference_date: str | None = None,
    ) -> None:
        self.reader = Reader(
            _product,
            registry=registry,
            products=products,
            prefer=prefer,
            timezone=timezone,
            reference_date=reference_date,
        )

    def of(self, block: bytes, heading: str | None = None) -> bytes:
        """The names for the lines of `block`, one per line; it is complete lines without the last line feed.

        `heading` is as of `Pipeline.convert_to`.
        """
        named = self.reader.read(block, heading)
        if named.count(b"\n") == block.count(b"\n") + 1:
            return named
        lines = self.reader.records(block)
        names = iter(named.splitlines(keepends=True))
        # a record of several lines has one name, which is that of each of them
        return b"".join(
            _NONE + b"\n" if _has_no_name(line) else next(names) * (line.count(b"\n") + 1) for line in lines
        )


def _product(answer: Document) -> bytes:
    return answer["product"].encode() if "product" in answer else _NONE


def _has_no_name(line: bytes) -> bool:
    """Whether nothing answers for a line: it is blank, or stands between records."""
    text = line.removesuffix(b"\r")
    return len(text) <= MAX_LINE and (not text.strip(b" \t") or is_title(text.decode(errors="replace")))
