"""Answers instead of documents: the product that claims a line, its time, its host."""

from __future__ import annotations

from time import time

from ecsparse.blocks import Blocks
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE
from ecsparse.ecs.envelope import YEAR_ASSUMED, time_of
from ecsparse.errors import Malformed
from ecsparse.outcomes import MALFORMED
from ecsparse.profiles import ECS, unpadded
from ecsparse.reading import Reading
from ecsparse.registry import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecsparse.carriers.carried import Carried
    from ecsparse.decoding import Flaws
    from ecsparse.encoding import Encode
    from ecsparse.profiles import Parse
    from ecsparse.record import Document, Record
    from ecsparse.registry import EcsPart, Registry


class Reader:
    """Converts lines to answers instead of documents: the product of a line, and its time.

    The time is that of the profile `ecs`, but none where that would assume one. `take` gets each answer, as an
    encoder gets documents: in it, `product` and `time` are there if the line has one, `year_assumed` if that year
    is not the line's, `error` is what went wrong (one of `REJECTED`), `message` what follows the header, and if
    there is one, `original` is the whole line, and `program` and `host` are the header's APP-NAME and HOSTNAME, if
    it has them. `escapes` is there if letters stand in for bytes. `products` are those to recognise (`None`: all).
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        take: Encode,
        *,
        registry: Registry = BUILT_IN,
        products: Iterable[str] | None = None,
        prefer: Iterable[str] = (),
        timezone: str = "UTC",
        reference_date: str | None = None,
    ) -> None:
        reading = Reading(
            registry=registry,
            products=products,
            prefer=prefer,
            timezone=timezone,
            reference_date=reference_date,
            profile=ECS,
        )
        claims = Claims(reading, Answers(registry))
        self.counts = claims.counts
        self._blocks = Blocks(claims, encode=take, max_line=MAX_LINE)
        self._observed: float | None = None

    def observe(self, seconds: float) -> None:
        """Let lines from here on be of `seconds` since 1970 at the latest; before that, they are of now."""
        self._observed = seconds

    def read(self, block: bytes, heading: str | None = None) -> bytes:
        """What `take` gave for the lines of `block`, which are complete, without the last one's line feed.

        `heading` is as of `Pipeline.convert_to`.
        """
        written: list[bytes] = []
        self._blocks.claims.observe(time() if self._observed is None else self._observed)
        self._blocks.convert_to(written.append, block, heading=heading)
        return b"".join(written)

    def records(self, block: bytes) -> list[bytes]:
        """The records of `block`: what there are answers for, but for blank lines and titles."""
        return self._blocks.records(block)


class Answers:
    """Makes answers of lines that `Claims` claims for the products of `registry`: see `Reader`."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def parser(self, name: str) -> Parse:
        """What answers for a record of the product `name`, or returns `None` if it is not its record."""
        parse, ecs = self._registry.load(name).parse, self._registry.load_ecs(name)
        return _answering(name, unpadded(parse) if ecs is None else parse, ecs)

    @staticmethod
    def failed(kind: str, name: str, _message: str, document: Document, record: Record) -> Document:
        """The answer for a line that went wrong in the way `kind`; `document` is what could be read of it."""
        event = {**document.get("event", {}), "kind": "pipeline_error"}
        moment, is_assumed = time_of({**document, "event": event}, record)
        answer = _answer(name, moment, is_assumed=is_assumed)
        if kind != MALFORMED:
            del answer["product"]
        answer["error"] = kind
        return answer

    @staticmethod
    def close(answer: Document, record: Record, line: str) -> None:
        """Add what the header of `line` says to its answer, and the whole line."""
        if record.header is not None:
            answer["original"] = line
            if record.header.appname is not None:
                answer["program"] = record.header.appname
            if record.header.hostname is not None:
                answer["host"] = record.header.hostname

    @staticmethod
    def carry(answer: Document, _: list[Carried], line: str) -> None:
        """Add the whole line to the answer for one that carriers hold."""
        answer["original"] = line

    @staticmethod
    def says_time(answer: Document) -> bool:
        """Whether the line that `answer` was made of says when it was written."""
        return "time" in answer

    @staticmethod
    def flawed(answer: Document, flaws: Flaws) -> Document:
        """The `answer` for a line with `flaws`."""
        answer["escapes"] = answer.get("escapes", {}) | flaws.escapes
        return answer


def _answering(name: str, parse: Parse, ecs: EcsPart | None) -> Parse:
    """The parser of a product, with answers in place of documents; `ecs` is what a documented one has for ECS."""
    to_ecs = _unchanged if ecs is None else ecs.to_ecs

    def answer(record: Record) -> Document | None:
        try:
            document = parse(record)
        except Malformed as problem:
            raise Malformed(problem.reason, to_ecs(record, problem.document)) from problem
        if document is None:
            return None
        if "@timestamp" not in document or record.took_header_time:
            document = {"event": {}, **to_ecs(record, document)}
        moment, is_assumed = time_of(document, record)
        return _answer(name, moment, is_assumed=is_assumed or YEAR_ASSUMED in document.get("tags", ()))

    usual_time: Callable[[Record], str | None] | None = getattr(ecs, "usual_time", None)
    if usual_time is None:
        return answer

    def answer_usual(record: Record) -> Document | None:
        moment = usual_time(record)
        return answer(record) if moment is None else _answer(name, moment, is_assumed=False)

    return answer_usual


def _unchanged(_: Record, document: Document) -> Document:
    return document


def _answer(name: str, moment: str | None, *, is_assumed: bool) -> Document:
    if moment is None:
        return {"product": name}
    return {"product": name, "time": moment} | ({"year_assumed": True} if is_assumed else {})
