"""The laws of an output, whatever its lines held.

Lines in equal documents out; a document is strict JSON, gives its line back, and has fields of their types alone;
no neighbour changes it; no parser meets a bug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson
from fields import faults

from ecsparse import headings
from ecsparse.carriers import assembly, carried
from ecsparse.carriers.fields import OWN_FIELDS as CARRIED
from ecsparse.carriers.prefixes import is_title
from ecsparse.carriers.unclaimed import in_unclaimed
from ecsparse.decoding import INVALID_UTF8, MAX_LINE, TRUNCATED
from ecsparse.ecs.lint import check
from ecsparse.formats.syslog import peel
from ecsparse.outcomes import INTERNAL
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import DOCUMENTED, ECS
from ecsparse.record import Record
from ecsparse.registry import BUILT_IN
from ecsparse.timestamps.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

REFERENCE = "2026-01-01"

# As many bytes of a character may stand before the place where a line is cut.
_PART_OF_A_CHARACTER = 3

_OWN_ROOTS = frozenset(
    name.partition(".")[0]
    for own_fields in (CARRIED, *(BUILT_IN.load(product).PRODUCT.own_fields for product in BUILT_IN.names()))
    for name in own_fields
)


class Breach(NamedTuple):
    """A line whose document breaks a law, and how."""

    line: bytes
    reason: str


_CLOCK = Clock()


def is_carrier(line: str) -> bool:
    """Whether `line` holds another, which may stand anywhere in it."""
    header, message = peel(line)
    found = carried(message, line, Record(_CLOCK), lambda _: False)
    return "\x1b" in line or found is not None or any(in_unclaimed(message, header, lambda _: True))


class Witness:
    """Two pipelines of one profile: what they write of the same lines is held to the laws.

    `outcomes` counts what became of the lines.
    """

    def __init__(self, profile: Profile, max_line: int = MAX_LINE) -> None:
        self._profile = profile
        self._max_line = max_line
        self._pipelines = [Pipeline(profile=profile, max_line=max_line, reference_date=REFERENCE) for _ in range(2)]
        self.outcomes = self._pipelines[0].counts.outcomes

    def breaches(self, lines: Sequence[bytes]) -> list[Breach]:
        """What is wrong with the documents of those of `lines`, which hold no line feed, that are records.

        A line may be several records, with a NUL between them.
        """
        texts = (text for line in lines for text in assembly.in_lines(line).split(b"\n"))
        lines = [text for text in texts if is_record(text, self._max_line)]
        there, back = self._pipelines
        written, reverse = _written(there, lines), _written(back, lines[::-1])
        full = [line for line in lines if not is_blank(line, self._max_line)]
        found = [Breach(b"", f"a bug of a parser: {failure}") for failure in there.counts.failures]
        there.counts.failures.clear()
        if not len(full) == len(written) == len(reverse):
            return [*found, Breach(b"\n".join(lines), f"{len(written)} documents of {len(full)} lines")]
        for line, raw, alike in zip(full, written, reversed(reverse), strict=True):
            if raw != alike:
                found.append(Breach(line, "a neighbour changes the document"))
            found += [Breach(line, reason) for reason in self.wrong(line, raw)]
        return found

    def wrong(self, line: bytes, raw: bytes) -> Iterator[str]:
        """What is wrong with `raw`, the document of `line`, in words."""
        try:
            document: Document = orjson.loads(raw)
        except ValueError as error:
            yield f"no JSON: {error}"
            return
        if orjson.dumps(document) != raw:
            yield "JSON with a key twice, or a number that is no double"
        original = document.get("event", {}).get("original", document["message"])
        if not gives_back(line, original, document.get("tags", ()), self._max_line):
            yield f"the line is not given back: {original!r}"
        if not (original.endswith(document["message"]) or is_carrier(original)):
            yield f"the message is no end of the line: {document['message']!r}"
        if document.get("error", {}).get("type") == INTERNAL:
            yield f"internal: {document['error']['message']}"
        del document["message"]
        yield from faults(document)
        if self._profile == ECS or "ecs" in document:
            document["message"] = original
            yield from (f"{field} {message}" for field, _, message in check(document, _OWN_ROOTS))


def is_record(line: bytes, max_line: int = MAX_LINE) -> bool:
    """Whether `line` is a record whatever stands beside it: no title, nor a part of a record, nor several."""
    text = line.decode(errors="backslashreplace").removesuffix("\r")
    is_heading = any(heading for heading, _ in headings.split(line, None))
    return not (
        is_title(text) or is_heading or line.startswith(b"    ") or assembly.is_possible(line + b"\n", max_line)
    )


def is_blank(line: bytes, max_line: int = MAX_LINE) -> bool:
    """Whether `line` gives no document."""
    bare = line.removesuffix(b"\r")
    return len(bare) <= max_line and not bare.strip(b" \t")


def gives_back(line: bytes, original: str, tags: Sequence[str], max_line: int) -> bool:
    """Whether `original` is `line`, or what is kept of it."""
    bare = line.removesuffix(b"\r")
    if len(bare) <= max_line:
        return TRUNCATED not in tags and original == bare.decode(errors="backslashreplace")
    if TRUNCATED not in tags:
        return False
    if INVALID_UTF8 not in tags:
        return original == bare[:max_line].decode(errors="ignore")
    ends = range(max(max_line - _PART_OF_A_CHARACTER, 0), max_line + 1)
    return not is_utf8(bare) and any(original == bare[:end].decode(errors="backslashreplace") for end in ends)


def is_utf8(text: bytes) -> bool:
    """Whether `text` is UTF-8."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _written(pipeline: Pipeline, lines: Sequence[bytes]) -> list[bytes]:
    written: list[bytes] = []
    pipeline.convert_to(written.append, b"\n".join(lines))
    return b"".join(written).split(b"\n")[:-1]


def witnesses() -> list[Witness]:
    """One of each profile."""
    return [Witness(profile) for profile in (DOCUMENTED, ECS)]
