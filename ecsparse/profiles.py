"""The profiles: which documents a product's lines become."""

from __future__ import annotations

from ecsparse.errors import Malformed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from ecsparse.ecs.envelope import Envelope
    from ecsparse.record import Document, Record

    Parse: TypeAlias = Callable[[Record], Document | None]

# The profiles: the product's documented normalisation, and index-ready ECS.
DOCUMENTED = "documented"
ECS = "ecs"
PROFILES = (DOCUMENTED, ECS)


def index_ready(parse: Parse, ecs: object, envelope: Envelope) -> Parse:
    """The parser of a product for the profile `ecs`; `ecs` has its `to_ecs`, if it has one: `Registry.load_ecs`."""
    to_ecs: Callable[[Record, Document], Document] = getattr(ecs, "to_ecs", unchanged)
    usual_to_ecs: Parse | None = getattr(ecs, "usual_to_ecs", None)

    def parse_to_ecs(record: Record) -> Document | None:
        try:
            document = parse(record)
        except Malformed as problem:
            raise Malformed(problem.reason, to_ecs(record, problem.document)) from problem
        return None if document is None else envelope.close(to_ecs(record, document), record)

    if usual_to_ecs is None:
        return parse_to_ecs

    def parse_usual(record: Record) -> Document | None:
        usual = usual_to_ecs(record)
        return parse_to_ecs(record) if usual is None else envelope.close(usual, record)

    return parse_usual


def unchanged(_: Record, document: Document) -> Document:
    """The document of a product whose documented one is ready for an index: `document`."""
    return document
