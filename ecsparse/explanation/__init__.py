"""Why a line became its document: its header, the products that were asked, and where each field's value is in it.

Nothing here knows a product: values are looked for in the line, and what of it they depend on is found by altering
its words one by one (`probes`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import time
from typing import TYPE_CHECKING, Any

import orjson

from ecsparse.blocks import Blocks
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE, encode_line, escaped
from ecsparse.enrichment import Rule, rules
from ecsparse.explanation.candidates import Candidate, Part, candidates, header_parts, nearest, swaps
from ecsparse.explanation.escaping import Escaping
from ecsparse.explanation.fields import COMPUTED, DERIVED, LINE, WHOLE, Field, Tracer, flattened, is_time_assumed
from ecsparse.explanation.probes import Probes, can_be_probed
from ecsparse.explanation.spans import gaps, merged
from ecsparse.explanation.watched import Watched
from ecsparse.outcomes import UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import DOCUMENTED, ECS, Documents
from ecsparse.reading import Reading
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ecsparse.enrichment import Enrichment
    from ecsparse.occurrences import Span
    from ecsparse.profiles import Profile
    from ecsparse.record import Document
    from ecsparse.registry import Registry

__all__ = ["Candidate", "Change", "Explainer", "Explanation", "Field", "Part", "explain"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the other profile lacks (`added`), has with another value (`changed`), or has alone (`removed`).

    `documented` and `ecs` are its values under these profiles, `why` what the product says of the difference.
    """

    field: str
    change: str
    documented: Any
    ecs: Any
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a line became a document.

    `line` is the line as text, to which all positions refer (characters, from 0); `outcome` is the id of the
    product that claimed it, `unmatched`, `malformed`, `internal`, `blank` or `title` (the last two give no
    `document`); `product` is the one whose line it is. `carriers` are those that hold the line that was read, the
    outermost first. `header` has the parts of the syslog header, and `message` is where what follows it stands.
    `candidates` are the products whose signatures match, in the order in which they are asked; `nearest` are
    signatures of other products that an unmatched line nearly matches. `fields` are the values of `document` with
    their origins, `unheld` the parts of the line that none of them depends on but the line itself, and `changes`
    what `profile` changes against the other profile. `probed` is whether the words of the line were altered to find
    origins: a very long line is taken to hold a value wherever its text is.
    """

    line: str
    profile: str
    outcome: str
    product: str | None
    carriers: list[str]
    header: list[Part]
    message: Span
    candidates: list[Candidate]
    nearest: list[Candidate]
    document: Document | None
    fields: list[Field]
    unheld: list[Span]
    changes: list[Change]
    probed: bool


class Explainer:
    """Explains lines under the options of a `Pipeline`.

    Raises:
        what `Pipeline` raises.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        profile: Profile = DOCUMENTED,
        timezone: str = "UTC",
        products: Iterable[str] | None = None,
        prefer: Iterable[str] = (),
        registry: Registry = BUILT_IN,
        reference_date: str | date | datetime | None = None,
        join_indented: bool = False,
        enrichment: Enrichment | None = None,
    ) -> None:
        chosen = None if products is None else tuple(products)
        options: dict[str, Any] = {
            "timezone": timezone,
            "products": chosen,
            "prefer": tuple(prefer),
            "registry": registry,
            "reference_date": reference_date,
            "join_indented": join_indented,
        }
        self._profile, self._zone, self._registry = profile, timezone, registry
        self._reference_date = reference_date
        self._enrich = None if enrichment is None else enrichment.opened()
        self._rules = () if enrichment is None else tuple(rules(enrichment.names))
        self._signatures = {name: registry.signatures(name) for name in chosen or registry.names()}
        reading = Reading(
            registry=registry,
            products=chosen,
            prefer=options["prefer"],
            timezone=timezone,
            reference_date=reference_date,
            profile=profile,
        )
        documents = Documents(reading)
        self._watched = Watched(reading, documents)
        claims = Claims(reading, self._watched)
        self._blocks = Blocks(claims, encode=orjson.dumps, max_line=MAX_LINE, joins_indented=join_indented, fast=False)
        self._altered = Claims(reading, documents)
        self._other = Pipeline(profile=DOCUMENTED if profile == ECS else ECS, **options)
        self._observed: float | None = None

    def observe(self, seconds: float) -> None:
        """Let lines be of `seconds` since 1970 at the latest, as `Pipeline.observe` does."""
        self._observed = seconds

    def records(self, lines: bytes) -> list[bytes]:
        """The records of complete `lines`, the last one without its line feed: what can be explained."""
        return self._blocks.records(lines)

    def explain(self, line: str | bytes) -> Explanation:
        """How `line`, which comes without its line feed, becomes a document.

        Raises:
            ValueError: it is more than one line.
        """
        raw = encode_line(line)
        watched, enrich = self._watched, self._enrich
        seconds = time() if self._observed is None else self._observed
        for each in (self._blocks.claims, self._altered, self._other):
            each.observe(seconds)
        outcome, written = self._blocks.convert_one(raw)
        if not written:
            return _without_document(raw, self._profile, outcome)
        document: Document = orjson.loads(written)
        # letters replace bytes that are not UTF-8 until the explanation is complete
        text = watched.line
        plain = escaped(document, watched.escapes)
        whole = plain if enrich is None else enrich({**plain})
        asked = candidates(watched, outcome)
        product = next((each.product for each in asked if each.verdict not in ("declined", "not asked")), None)
        probes = None
        if can_be_probed(text):
            probes = Probes(text, self._read, swaps(self._signatures.get(product or "", ())))
        fields = list(Tracer(text, probes, self._zone).fields(document))
        fields += _added(fields, flattened(whole), self._rules)
        held = [
            span
            for field in fields
            if field.origin in (LINE, DERIVED) and field.field not in WHOLE
            for span in field.spans
        ]
        found = Explanation(
            line=text,
            profile=self._profile,
            outcome=outcome,
            product=product,
            carriers=[carrier.name for carrier in reversed(watched.carriers)],
            header=header_parts(watched),
            message=watched.span,
            candidates=asked,
            nearest=self._nearest(raw, asked) if outcome == UNMATCHED else [],
            document=whole,
            fields=fields,
            unheld=gaps(text, held),
            changes=self._changes(raw, plain, product),
            probed=probes is not None,
        )
        return Escaping(text, watched.escapes).of(found) if watched.escapes else found

    def _nearest(self, raw: bytes, asked: list[Candidate]) -> list[Candidate]:
        """The signatures that are most like the line, and what their products say of it when asked alone."""
        others = {
            name: signatures
            for name, signatures in self._signatures.items()
            if name not in {each.product for each in asked}
        }
        found = nearest(self._watched, others)
        verdicts = {name: self._alone(name, raw) for name in {each.product for each in found}}
        return [replace(each, reason=f"{each.reason}; {verdicts[each.product]}") for each in found]

    def _alone(self, product: str, raw: bytes) -> str:
        """What `product` says of a line when it alone is asked."""
        reading = Reading(
            registry=self._registry,
            products=(product,),
            prefer=(),
            timezone=self._zone,
            reference_date=self._reference_date,
            profile=self._profile,
        )
        watched = Watched(reading, Documents(reading))
        claims = Claims(reading, watched)
        blocks = Blocks(claims, encode=orjson.dumps, max_line=MAX_LINE, joins_indented=False, fast=False)
        outcome, _ = blocks.convert_one(raw)
        if outcome == product:
            return f"asked alone (--product {product}), it claims the line"
        answers = [each.reason for each in candidates(watched, outcome) if each.reason]
        return f"asked alone, {answers[-1]}" if answers else f"asked alone: {outcome}"

    def _read(self, line: str) -> tuple[str, dict[str, Any]]:
        outcome, document = self._altered.claim(line)
        fields = flattened(document)
        if is_time_assumed(document):
            del fields["@timestamp"]
        return outcome, fields

    def _changes(self, raw: bytes, document: Document, product: str | None) -> list[Change]:
        own, other = flattened(document), flattened(orjson.loads(self._other.convert(raw)))
        reasons = {} if product is None else self._registry.load(product).PRODUCT.differences
        changes = []
        for field in dict.fromkeys((*own, *other)):
            if field in own and field in other and own[field] == other[field]:
                continue
            change = "changed" if field in own and field in other else "added" if field in own else "removed"
            values = (own.get(field), other.get(field))
            documented, ecs = values if self._profile == DOCUMENTED else values[::-1]
            changes.append(Change(field, change, documented, ecs, reasons.get(field, "")))
        return changes


def explain(  # noqa: PLR0913 - one for each option
    line: str | bytes,
    *,
    profile: Profile = DOCUMENTED,
    timezone: str = "UTC",
    products: Iterable[str] | None = None,
    prefer: Iterable[str] = (),
    registry: Registry = BUILT_IN,
    reference_date: str | date | datetime | None = None,
    enrichment: Enrichment | None = None,
) -> Explanation:
    """How `line`, which comes without its line feed, becomes a document, under the options of a `Pipeline`.

    Raises:
        ValueError: it is more than one line.
        what `Pipeline` raises.
    """
    explainer = Explainer(
        profile=profile,
        timezone=timezone,
        products=products,
        prefer=prefer,
        registry=registry,
        reference_date=reference_date,
        enrichment=enrichment,
    )
    return explainer.explain(line)


def _added(fields: list[Field], values: dict[str, Any], applied: Iterable[Rule]) -> list[Field]:
    """Those of `values` that enrichment added to `fields`: they come from where the fields that a rule reads do."""
    spans: dict[str, list[Span]] = {}
    for field in fields:
        spans.setdefault(field.field, []).extend(() if field.field in WHOLE else field.spans)
    added = []
    for rule in applied:
        if not all(name in spans for name in rule.needed):
            continue
        read = merged(span for name in (*rule.needed, *rule.read) for span in spans.get(name, ()))
        for name in rule.fields:
            if name in values and name not in spans:
                spans[name] = read
                added.append(Field(name, None, values[name], DERIVED, COMPUTED, read))
    return added


def _without_document(raw: bytes, profile: str, outcome: str) -> Explanation:
    line = raw.decode(errors="backslashreplace")
    return Explanation(
        line=line,
        profile=profile,
        outcome=outcome,
        product=None,
        carriers=[],
        header=[],
        message=(0, len(line)),
        candidates=[],
        nearest=[],
        document=None,
        fields=[],
        unheld=gaps(line, []),
        changes=[],
        probed=False,
    )
