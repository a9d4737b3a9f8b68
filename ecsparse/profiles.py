"""The profiles: which documents a product's lines become."""

from __future__ import annotations

from ecsparse.decoding import escaped
from ecsparse.ecs.envelope import Envelope, add_host, add_tags
from ecsparse.ecs.pieces import syslog
from ecsparse.errors import Malformed
from ecsparse.outcomes import UNMATCHED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, TypeAlias

    from ecsparse.decoding import Flaws
    from ecsparse.record import Document, Record
    from ecsparse.registry import Registry

    Parse: TypeAlias = Callable[[Record], Document | None]
    Profile: TypeAlias = Literal["documented", "ecs"]

# The profiles: the product's documented normalisation, and index-ready ECS.
DOCUMENTED: Profile = "documented"
ECS: Profile = "ecs"
PROFILES: tuple[Profile, ...] = (DOCUMENTED, ECS)

# `event.module` of documents that are no product's, and their `event.dataset`
OWN = "ecsparse"
DATASET_OF_UNMATCHED = f"{OWN}.{UNMATCHED}"


class Documents:
    """Makes the documents of a profile, of lines that `Claims` claims for the products of `registry`."""

    def __init__(self, registry: Registry, profile: Profile) -> None:
        self._registry = registry
        # by product, and empty in the documented profile
        self._envelopes = {OWN: Envelope(OWN, UNMATCHED, None)} if profile == ECS else {}

    def parser(self, name: str) -> Parse:
        """What makes the document of a record of the product `name`, or returns `None` if it is not its record."""
        module = self._registry.load(name)
        if not self._envelopes:
            return module.parse
        product = module.PRODUCT
        envelope = self._envelopes[name] = Envelope(name, product.dataset, product.provider or name)
        return index_ready(module.parse, self._registry.load_ecs(name), envelope)

    def failed(self, kind: str, name: str, message: str, document: Document, record: Record) -> Document:
        """The document of a line that is not converted as it should be.

        `kind` is one of `REJECTED`; `name` the product's id, or `ecsparse`; `document` what could be read.
        """
        # the event of a product may be shared between documents: it is copied, not changed
        event = {**document.get("event", {}), "kind": "pipeline_error"}
        document = {**document, "event": event, "error": {"type": kind, "message": message}}
        envelope = self._envelopes.get(name, self._envelopes.get(OWN))
        return document if envelope is None else envelope.close(document, record)

    def close(self, document: Document, record: Record, line: str) -> None:
        """Add what the header of `line` says to its document, and the whole line."""
        header = record.header
        if header is None:
            if self._envelopes:
                document["event"]["original"] = line
            return
        document["event"] = {**document["event"], "original": line}
        said = syslog(header)
        if said:
            document["log"] = {**document.get("log", {}), "syslog": said}
        if header.hostname is not None:
            document["host"] = {**document.get("host", {}), "hostname": header.hostname}
        if self._envelopes:
            add_host(document, header)

    @staticmethod
    def flawed(document: Document, flaws: Flaws) -> Document:
        """The `document` of a line with `flaws`: tagged, and with escapes for bytes that are not UTF-8."""
        add_tags(document, flaws.tags)
        return escaped(document, flaws.escapes)


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
