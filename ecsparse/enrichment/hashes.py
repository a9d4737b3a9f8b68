"""`event.hash`: the SHA-256 of `event.original` in UTF-8, in hexadecimal digits.

Source: the Elastic Common Schema reference, version 9.4, `event.hash`.
"""

from __future__ import annotations

from hashlib import sha256

from ecsparse.enrichment import HASH, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

RULES = {HASH: (Rule(("event.original",), ("event.hash",)),)}


def opened(_: Enrichment) -> Enrich:
    """What adds the hash of the event."""
    return _hash


def _hash(document: Document) -> Iterator[Piece]:
    event = document["event"]
    if "hash" not in event:
        yield ("event",), {"hash": sha256(event["original"].encode()).hexdigest()}
