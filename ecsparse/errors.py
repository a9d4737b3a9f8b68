"""What can go wrong, as one tree.

EcsparseError
├── UnknownProduct      a product was named that does not exist
├── UnknownZone         a time zone was named that does not exist
├── BadNamespace        a data stream cannot have the namespace that was given
├── BadKey              pseudonyms cannot be made under the key that was given
├── BadRule             what was to be redacted does not exist, or cannot be
├── BadReference        a reference date was given that is not a date
├── BadEnrichment       documents cannot be enriched as was asked for
├── BadDeclaration      a product module declares itself wrongly
├── BadPlugin           a plugin was named that does not exist, or cannot be imported
├── BadName             a new product cannot have the name that was given
├── BadPlace            a source or an output is where this Python cannot read or write
├── Collision           two files would become one
├── WorkerDied          a worker process ended too early
├── BadCompression      an input's compressed data cannot be read to its end
├── NotText             an input is not text
└── Malformed           a product's line whose syntax is broken
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document


class EcsparseError(Exception):
    """The root: everything this package raises on purpose."""


class UnknownProduct(EcsparseError):
    """No product module has this name."""


class UnknownZone(EcsparseError):
    """The IANA time zone database has no zone of this name."""


class BadNamespace(EcsparseError):
    """The name of a data stream cannot end in this namespace."""


class BadKey(EcsparseError):
    """What should be a key is not one, or is open to others, or what pseudonyms need is not installed."""


class BadRule(EcsparseError):
    """There is no such rule or field to redact, or documents need the field as it is."""


class BadReference(EcsparseError):
    """What should complete times without a year is not a date."""


class BadEnrichment(EcsparseError):
    """An enrichment does not exist, or lacks a package, a file or a setting."""


class BadDeclaration(EcsparseError):
    """A product module's `PRODUCT`, or one of its signatures, cannot be used."""


class BadPlugin(EcsparseError):
    """A plugin is not a module, or cannot be imported."""


class BadName(EcsparseError):
    """A new product cannot have this id."""


class BadPlace(EcsparseError):
    """This Python cannot read or write the source or output."""


class Collision(EcsparseError):
    """Two sources would be converted to one output, or an output would replace a source."""


class WorkerDied(EcsparseError):
    """A worker process is gone."""


class BadCompression(EcsparseError, OSError):
    """An input's compressed data is damaged, needs too much memory, or is of a kind that this Python cannot read.

    It is an OSError, like Python's own `gzip.BadGzipFile`: to a reader of inputs, this one could not be read.
    """


class NotText(EcsparseError, OSError):
    """An input is an archive, an image or the like, by its first bytes; an OSError, like `BadCompression`."""


class Malformed(EcsparseError):
    """A line that is certainly its product's, but whose syntax is broken.

    `reason` says what is broken, in the product module's own words, never with text from the line;
    `document` holds what could be read.
    """

    def __init__(self, reason: str, document: Document) -> None:
        super().__init__(reason)
        self.reason = reason
        self.document = document


def needs(package: str) -> str:
    """The end of a message on what a missing `package` is for: its name, and how to install it."""
    return f"needs the package {package}: pip install {package}, or pipx inject ecsparse {package}"
