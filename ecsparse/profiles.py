"""The profiles: which documents a product's lines become."""

from __future__ import annotations

from ecsparse.carriers.carried import fill
from ecsparse.decoding import escaped
from ecsparse.ecs.envelope import TIME_ASSUMED, Envelope, add_host, add_tags
from ecsparse.ecs.pieces import syslog
from ecsparse.errors import Malformed
from ecsparse.outcomes import MALFORMED, UNMATCHED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, TypeAlias

    from ecsparse.carriers.carried import Carried
    from ecsparse.decoding import Flaws
    from ecsparse.reading import Reading
    from ecsparse.record import Document, Record
    from ecsparse.registry import EcsPart

    Parse: TypeAlias = Callable[[Record], Document | None]
    Profile: TypeAlias = Literal["documented", "ecs"]

# The profiles: what the vendor's page documents, of products that have one, and else ECS; ECS throughout.
DOCUMENTED: Profile = "documented"
ECS: Profile = "ecs"
PROFILES: tuple[Profile, ...] = (DOCUMENTED, ECS)

# `event.module` of documents that are not a product's, and their `event.dataset`
OWN = "ecsparse"
DATASET_OF_UNMATCHED = f"{OWN}.{UNMATCHED}"


class Documents:
    """Makes documents of lines that `Claims` claims, which are read as `reading` says."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        # by product
        self._envelopes = {OWN: Envelope(OWN, UNMATCHED, None)}

    def parser(self, name: str) -> Parse:
        """What makes the document of a record of the product `name`, or returns `None` if it is not its record."""
        registry = self._reading.registry
        module = registry.load(name)
        product = module.PRODUCT
        envelope = self._envelopes[name] = Envelope(name, product.dataset, product.provider or name)
        if self._reading.follows_page(name):
            return module.parse
        ecs = registry.load_ecs(name)
        return enveloped(module.parse, envelope) if ecs is None else index_ready(module.parse, ecs, envelope)

    def failed(self, kind: str, name: str, message: str, document: Document, record: Record) -> Document:
        """The document of a line that is not converted as it should be.

        `kind` is one of `REJECTED`; `name` the product's id, or `ecsparse`; `document` what could be read.
        """
        # the event of a product may be shared between documents: it is copied, not changed
        event = {**document.get("event", {}), "kind": "pipeline_error"}
        document = {**document, "event": event, "error": {"type": kind, "message": message}}
        if kind == MALFORMED and self._reading.follows_page(name):
            return document
        return self._envelopes.get(name, self._envelopes[OWN]).close(document, record)

    def close(self, document: Document, record: Record, line: str) -> None:
        """Add what the header of `line` says to its document, and the whole line."""
        header, is_ecs = record.header, "ecs" in document
        if is_ecs:
            # an envelope gave the document an event of its own
            document["event"]["original"] = line
        if header is None:
            return
        if not is_ecs:
            document["event"] = {**document["event"], "original": line}
        said = syslog(header)
        if said:
            log = document.get("log")
            document["log"] = {"syslog": said} if log is None else {**log, "syslog": said}
        if header.hostname is None:
            return
        if is_ecs:
            add_host(document, header.hostname)
        else:
            document["host"] = {**document.get("host", {}), "hostname": header.hostname}

    @staticmethod
    def carry(document: Document, carriers: list[Carried], line: str) -> None:
        """Add what `carriers` in `line` say besides its header, the innermost first, and the whole line."""
        document["event"] = {**document["event"], "original": line}
        for carrier in carriers:
            fill(document, carrier.piece)

    @staticmethod
    def says_time(document: Document) -> bool:
        """Whether the line that `document` was made of says when it was written."""
        return "@timestamp" in document and TIME_ASSUMED not in document.get("tags", ())

    @staticmethod
    def flawed(document: Document, flaws: Flaws) -> Document:
        """The `document` of a line with `flaws`: tagged, and with escapes for bytes that are not UTF-8."""
        add_tags(document, flaws.tags)
        return escaped(document, flaws.escapes)


def unpadded(parse: Parse) -> Parse:
    """The parser of a product without a page of its vendor's: blanks around a record's text are not its own."""

    def parse_text(record: Record) -> Document | None:
        padded = record.text
        text = padded.strip(" ")
        if text is padded:
            return parse(record)
        record.text = text
        try:
            return parse(record)
        finally:
            record.text = padded

    return parse_text


def enveloped(parse: Parse, envelope: Envelope) -> Parse:
    """What `unpadded` gives, with what every document has."""
    parse = unpadded(parse)

    def parse_and_close(record: Record) -> Document | None:
        document = parse(record)
        return None if document is None else envelope.close(document, record)

    return parse_and_close


def index_ready(parse: Parse, ecs: EcsPart, envelope: Envelope) -> Parse:
    """The parser of a product for the profile `ecs`, if `parse` gives what its vendor's page documents."""
    to_ecs, usual_to_ecs = ecs.to_ecs, getattr(ecs, "usual_to_ecs", None)

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
