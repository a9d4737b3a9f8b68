"""How documents are written: as they are, with dotted keys, or as operations for an index.

An encoder is called as `orjson.dumps` is, so that the usual one costs no call of ours: with a document, and maybe
`None` and options. It returns lines, the last one without its line feed.

Sources: newline-delimited JSON (https://github.com/ndjson/ndjson-spec); the data stream naming scheme of the
Elasticsearch reference.
"""

from __future__ import annotations

import orjson

from ecsparse.errors import BadNamespace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    from ecsparse.record import Document

    Encode: TypeAlias = Callable[..., bytes]

NDJSON = "ndjson"
BULK = "bulk"
FLAT = "flat"
FORMATS = (NDJSON, BULK, FLAT)
# What only files can be: a table of the documents.
PARQUET = "parquet"

# The end of a data stream's name, after the dataset, unless the user chooses another one.
NAMESPACE = "default"

_NOT_IN_NAMES = frozenset(' -\\/*?"<>|,#:')
_LONGEST_NAMESPACE = 100


def encoder(name: str, namespace: str = NAMESPACE) -> Encode:
    """The encoder of the format `name`; `namespace` ends the names of data streams in the format `bulk`.

    Raises:
        BadNamespace: no data stream can have such a namespace.
        ValueError: there is no such format.
    """
    if name == NDJSON:
        return orjson.dumps
    if name == FLAT:
        return _flat
    if name == BULK:
        from ecsparse.bulk import operations  # noqa: PLC0415 - hashes cost a millisecond

        return operations(checked_namespace(namespace))
    raise ValueError(f"unknown format: {name!r}; known are {', '.join(FORMATS)}")


def checked_namespace(namespace: str) -> str:
    """`namespace`, if it can end the name of a data stream.

    Raises:
        BadNamespace: it cannot.
    """
    if (
        not namespace
        or namespace != namespace.lower()
        or _NOT_IN_NAMES.intersection(namespace)
        or not namespace.isprintable()
        or len(namespace.encode(errors="replace")) > _LONGEST_NAMESPACE
    ):
        raise BadNamespace(
            f"not a namespace of a data stream: {namespace!r}; "
            "use at most 100 lower-case letters, digits, dots and underscores"
        )
    return namespace


def _flat(document: Document, _: None = None, options: int | None = None) -> bytes:
    return orjson.dumps(dict(_dotted(document, "")), None, options)


def _dotted(document: Document, before: str) -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        if value.__class__ is dict:
            yield from _dotted(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
