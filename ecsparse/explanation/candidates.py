"""Who was asked about a line: the signatures that match, what each candidate said, and what nearly matches."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from ecsparse.explanation.spans import places
from ecsparse.explanation.trace import Step
from ecsparse.explanation.watched import CLAIMED, DECLINED, FAILED, NOT_ASKED
from ecsparse.outcomes import INTERNAL
from ecsparse.record import KINDS, CeeMember, Column, Key, Members, Phrase, Prefix, Program, ProgramStem, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ecsparse.explanation.trace import Trace
    from ecsparse.explanation.watched import Watched
    from ecsparse.occurrences import Span
    from ecsparse.record import Header, Signature

# What is said of a signature that does not match, and how like the line it is at the least, from 0 to 1.
NEAR = "near"
_LIKE = 0.6
_MOST_NEAR = 3

# Shorter signatures resemble anything; a similar text begins with so many characters of the signature.
_SHORTEST = 4
_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the syslog header: its name as in `Header`, its value, and where it stands."""

    part: str
    value: str | int
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that may have written the line, and its answer.

    `kind` and `signature` say why it is asked, `None` if it was named by the user; `spans` is where the signature
    stands. `verdict` is `claimed`, `declined`, `malformed`, `failed` (a bug), `not asked` (an earlier one had
    decided) or `near` (its signature does not match), `reason` says why in words. `rule` is its parser's calls.
    """

    product: str
    kind: str | None
    signature: str | list[str] | None
    spans: list[Span]
    verdict: str
    reason: str
    rule: list[Step]


def candidates(watched: Watched, outcome: str) -> list[Candidate]:
    """The candidates for the last line of `watched`, what became of which is `outcome`, in the order of asking."""
    found, answers = [], iter(watched.answers)
    decided = ""
    for product, signature in watched.matches:
        answer = next(answers, None)
        if answer is None:
            verdict, reason, rule = NOT_ASKED, decided, list[Step]()
        else:
            verdict, reason, rule = answer.verdict, answer.reason, answer.trace.steps
            decided = f"{product} had {'claimed' if verdict == CLAIMED else 'decided about'} the line"
        if verdict == CLAIMED and outcome == INTERNAL:
            verdict, reason = FAILED, "its document cannot be written"
        if answer is not None and verdict == DECLINED:
            reason = _refusal(answer.trace)
        found.append(_candidate(product, signature, _where(watched, signature), verdict, reason, rule))
    return found


def _refusal(trace: Trace) -> str:
    """Why a parser declined: in which function, and what that is for."""
    step = trace.refused_in()
    if step is None:
        return "its parser declined it"
    return f"its parser declined it in {step.function}" + (f": {step.description}" if step.description else "")


def _candidate(  # noqa: PLR0913, PLR0917 - as `Candidate` has them
    product: str, signature: Signature | None, spans: list[Span], verdict: str, reason: str, rule: list[Step]
) -> Candidate:
    kind = None if signature is None else type(signature).__name__
    text = list(signature) if isinstance(signature, CeeMember) else None if signature is None else str(signature)
    return Candidate(product, kind, text, spans, verdict, reason, rule)


def _where(watched: Watched, signature: Signature | None) -> list[Span]:
    """Where `signature` stands in the line."""
    line, start = watched.line, watched.start
    if isinstance(signature, CeeMember):
        spans = [span for text in signature for _, found in places(line, text) for span in found[:1]]
        return spans[:2]
    if isinstance(signature, Members):
        return [span for word in signature.split() for span in _where_member(line, word)]
    if isinstance(signature, (Program, ProgramStem)):
        start = line.rfind(signature, 0, start)
    elif isinstance(signature, (Key, Phrase)):
        start = line.find(signature, start)
    elif isinstance(signature, Column):
        number, _, value = signature.partition("=")
        before = watched.message.lstrip(" \t").split(",")[: int(number)]
        start += len(watched.message) - len(watched.message.lstrip(" \t")) + sum(len(cell) + 1 for cell in before)
        return [(start, start + len(value))]
    elif isinstance(signature, (Prefix, Shape)):
        start += len(watched.message) - len(watched.message.lstrip(" \t"))
    else:
        return []
    return [(start, start + len(signature))] if start >= 0 else []


def _where_member(line: str, word: str) -> list[Span]:
    """Where the member that `word` of a signature asks for stands in `line`: its name, and its text."""
    path, equals, value = word.partition("=")
    texts = (path.rpartition(".")[2], value) if equals else (path.rpartition(".")[2],)
    return [found[0] for text in texts for _, found in islice(places(line, text), 1)]


def header_parts(watched: Watched) -> list[Part]:
    """The parts of the innermost header of the last line of `watched`, as far as it has them, in their order."""
    header = watched.header
    if header is None:
        return []
    # a carrier may say it after the message too
    before = watched.line if watched.carriers else watched.line[: watched.start]
    found, end = [], len(before)
    for name in _backwards(header):
        value = getattr(header, name)
        if value is None:
            continue
        text = f"<{value}>" if name == "priority" else str(value)
        start = before.rfind(text) if watched.carriers else before.rfind(text, 0, end)
        if start < 0:
            # a host may precede the date, and a product read the writer in its message
            start = watched.line.rfind(text)
        spans: list[Span] = []
        if start >= 0:
            end = start
            inside = name == "priority"
            spans = [(start + inside, start + len(text) - inside)]
        found.append(Part(name, value, spans))
    return sorted(found, key=lambda part: part.spans)


def _backwards(header: Header) -> tuple[str, ...]:
    """The names of a header's parts, the last one first."""
    if header.version is None:
        return ("procid", "appname", "hostname", "time", "priority")
    return ("msgid", "procid", "appname", "hostname", "time", "version", "priority")


def swaps(signatures: Iterable[Signature]) -> dict[str, str]:
    """The text of each signature with that of another one of its kind: words that a product may ask for."""
    found: dict[str, str] = {}
    by_kind: dict[type[Signature], list[Signature]] = {kind: [] for kind in KINDS}
    for signature in signatures:
        by_kind[type(signature)].append(signature)
    for alike in by_kind.values():
        texts = [each[1] if isinstance(each, CeeMember) else str(each) for each in alike]
        found |= dict(zip(texts, texts[1:] + texts[:1], strict=True))
    return {text: other for text, other in found.items() if text != other}


def nearest(watched: Watched, declared: Mapping[str, Iterable[Signature]]) -> list[Candidate]:
    """The signature of each product, among `declared`, that is most like the last line of `watched`, if any is."""
    text = watched.message.lstrip(" \t")
    near = [
        (like, product, signature)
        for product, signatures in declared.items()
        for signature in signatures
        for like in _likeness(text, watched.header, signature)
        if like >= _LIKE
    ]
    near.sort(key=lambda each: (-each[0], each[1], str(each[2])))
    once: dict[str, tuple[float, Signature]] = {}
    for like, product, signature in near:
        once.setdefault(product, (like, signature))
    return [
        _candidate(product, signature, [], NEAR, f"{like:.0%} alike", [])
        for product, (like, signature) in islice(once.items(), _MOST_NEAR)
    ]


def _likeness(text: str, header: Header | None, signature: Signature) -> Iterator[float]:
    """How like a line with this message and `header` is to `signature`, from 0 to 1, if that can be told."""
    if isinstance(signature, (Prefix, Phrase)) and len(signature) >= _SHORTEST:
        beginning = text[: len(signature)]
        if beginning[:_ALIKE].casefold() == signature[:_ALIKE].casefold():
            yield SequenceMatcher(None, beginning, signature, autojunk=False).ratio()
    elif isinstance(signature, (Program, ProgramStem)):
        program = header.appname if header is not None else None
        if program is not None:
            beginning = program[: len(signature)] if isinstance(signature, ProgramStem) else program
            yield SequenceMatcher(None, beginning, signature, autojunk=False).ratio()
