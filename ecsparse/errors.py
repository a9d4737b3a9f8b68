"""What can go wrong, as one tree.

EcsparseError
├── UnknownProduct      a product was named that does not exist
├── UnknownZone         a time zone was named that does not exist
├── BadNamespace        a data stream cannot have the namespace that was given
├── BadReference        a reference date was given that is none
├── BadDeclaration      a product module declares itself wrongly
├── BadPlugin           a plugin was named that does not exist, or cannot be imported
├── BadName             a new product cannot have the name that was given
├── BadPlace            a source or an output is where this Python cannot read or write
├── Collision           two files would become one
├── WorkerDied          a process that converts lines for this one ended before its time
├── BadCompression      an input's compressed data cannot be read to its end
├── NotText             an input holds no lines of text
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
    """What is to end the names of data streams cannot stand there."""


class BadReference(EcsparseError):
    """What is to complete times without a year is no date."""


class BadDeclaration(EcsparseError):
    """A product module's `PRODUCT`, or one of its signatures, cannot be used as it stands."""


class BadPlugin(EcsparseError):
    """What was named as a product of one's own is no module, or its module cannot be imported."""


class BadName(EcsparseError):
    """What is to be the id of a new product cannot be one."""


class BadPlace(EcsparseError):
    """What is to be read or written cannot be reached from this Python."""


class Collision(EcsparseError):
    """Two sources would be converted to one output, or an output would replace a source."""


class WorkerDied(EcsparseError):
    """A process that had lines to convert, or waited for some, is gone."""


class BadCompression(EcsparseError, OSError):
    """An input's compressed data is damaged, needs too much memory, or is of a kind that this Python cannot read.

    It is an OSError, as Python's own `gzip.BadGzipFile` is: to whoever reads an input, it could not be read.
    """


class NotText(EcsparseError, OSError):
    """An input is an archive, an image or the like, as its first bytes tell; an OSError as `BadCompression` is."""


class Malformed(EcsparseError):
    """A line that is its product's for certain, but whose syntax is broken.

    `reason` says what is broken in words of the product module's own, never with text from the line;
    `document` holds what could be read.
    """

    def __init__(self, reason: str, document: Document) -> None:
        super().__init__(reason)
        self.reason = reason
        self.document = document
