"""What a carrier gives: the line inside, and what else it says."""

from __future__ import annotations

from bisect import insort

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ecsparse.decoding import Flaws
    from ecsparse.record import Document, Header

# What looks like a carrier is one: always; if its text has a header; if that has a header or is a product's; if it
# has a header, or is a product's and the line as it stands is none's; if either is so, and the line as it stands is
# none's.
CERTAIN, HEADED, LIKELY, DOUBTFUL, POSSIBLE = range(5)

# The name of the carriers that are rows of tables.
ROW = "row"

# How many members without a field of their own are kept, and how much of each, in characters.
_MOST_FIELDS = 128
_LONGEST_FIELD = 1024

# Objects of a document that describe one thing: values of two things must not be mixed in them.
_IDENTITIES = ("container", "host", "process")


class Carried:
    """A line that a carrier holds.

    `name` is the carrier's, such as `journald`; `text` the line inside, never blank. `header` is what the carrier
    says in the terms of syslog, `piece` what else it says, as a document. `flaws` are there if bytes of the text
    are not UTF-8. `trust` says when it is a carrier: one of the constants above.
    """

    __slots__ = ("flaws", "header", "name", "piece", "text", "trust")

    def __init__(  # noqa: PLR0913 - the parts of what a carrier gives, named where it is made
        self,
        name: str,
        text: str,
        *,
        header: Header | None = None,
        piece: Document | None = None,
        flaws: Flaws | None = None,
        trust: int = CERTAIN,
    ) -> None:
        self.name = name
        self.text = text
        self.header = header
        self.piece = {} if piece is None else piece
        self.flaws = flaws
        self.trust = trust


def kept(members: Iterable[str]) -> list[str]:
    """The `name=value` of members that have no field of their own: sorted, each once, of bounded size."""
    return sorted({member[:_LONGEST_FIELD] for member in members})[:_MOST_FIELDS]


def kept_with(fields: Sequence[str], members: Iterable[str]) -> list[str]:
    """What `kept` returned as `fields`, and `members` with them."""
    found = [*fields]
    for member in members:
        insort(found, member[:_LONGEST_FIELD])
    return found[:_MOST_FIELDS]


def fill(document: Document, piece: Document) -> None:
    """Give `document`, which is changed, the values of `piece` that it has not.

    Objects in it may be shared with other documents, and are copied. The `process`, `host` or `container` of
    `piece` is left out if `document` has another one; a process is the same only if both have a value in common.
    """
    for name, value in piece.items():
        if name not in document:
            document[name] = value
        elif name not in _IDENTITIES or _is_same(document[name], value, name):
            document[name] = _filled(document[name], value)


def _is_same(here: Document, there: Document, name: str) -> bool:
    is_shared = False
    for key, value in there.items():
        if key in here:
            if here[key] != value:
                return False
            is_shared = True
    return is_shared or name != "process"


def _filled(here: object, there: object) -> object:
    """The object `here` with what `there` has besides; `here` if these are not objects."""
    if not isinstance(here, dict) or not isinstance(there, dict):
        return here
    filled = {**there, **here}
    for key, value in there.items():
        if value.__class__ is dict and key in here:
            filled[key] = _filled(here[key], value)
    return filled
