"""`url`: the parts of `url.full`, or else of `url.original`, as far as they are URLs or paths.

Source: the Elastic Common Schema reference, version 9.4, `url` fields; the parts are those of `ecs.url`.
"""

from __future__ import annotations

from ecsparse.ecs.url import PARTS, url
from ecsparse.enrichment import URL, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

_ADDED = tuple(f"url.{part}" for part in PARTS if part != "original")
RULES = {URL: (Rule(("url.full",), _ADDED), Rule(("url.original",), _ADDED))}


def opened(_: Enrichment) -> Enrich:
    """What adds the parts of URLs."""
    return _parts


def _parts(document: Document) -> Iterator[Piece]:
    found = document.get("url")
    if found is None:
        return
    text = found.get("full") or found.get("original")
    if text.__class__ is str:
        piece = url(text)
        # the text as it was logged is the line's to say
        del piece["original"]
        yield ("url",), piece
