"""Documents as operations of a bulk request, each after the operation that creates it.

A document whose `log.offset` is known has an `_id` that is made of where its line comes from and what it says: an
index that has it already refuses to create it again.

Sources: the bulk API and the data stream naming scheme of the Elasticsearch reference.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b

import orjson

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.encoding import Encode
    from ecsparse.record import Document

# As many bytes of a hash: as many as a UUID has.
_ID_SIZE = 16

# A log keeps its lines' ids when it is compressed.
_COMPRESSED = (".gz", ".bz2", ".xz", ".zst")


def operations(namespace: str) -> Encode:
    """The encoder of operations for data streams whose names end in `namespace`."""
    return partial(_created, f"-{namespace}", {})


def _created(
    ending: str,
    unnamed: dict[str, bytes],
    document: Document,
    _: None = None,
    options: int | None = None,
) -> bytes:
    dataset = document["event"]["dataset"]
    if "offset" in document.get("log", ()):
        return _operation(dataset, ending, {"_id": id_of(document)}) + b"\n" + orjson.dumps(document, None, options)
    operation = unnamed.get(dataset)
    if operation is None:
        # as many as there are products
        operation = unnamed[dataset] = _operation(dataset, ending, {})
    return operation + b"\n" + orjson.dumps(document, None, options)


def _operation(dataset: str, ending: str, named: dict[str, str]) -> bytes:
    return orjson.dumps({"create": {"_index": f"logs-{dataset}{ending}", **named}})


def id_of(document: Document) -> str:
    """What no document of another line has: a hash of its file's path, its offset there, and the line.

    The end of a compressed file's path is not part of that, nor is what products and profiles make of the line.
    Where the line is left out of the document, all that is in the document takes its place.
    """
    log, path = document["log"], document["log"].get("file", {}).get("path")
    if path is not None:
        for ending in _COMPRESSED:
            path = path.removesuffix(ending)
    identity = orjson.dumps((path, log["offset"], document["event"].get("original", document)))
    return blake2b(identity, digest_size=_ID_SIZE).hexdigest()
