"""Blocks of lines to documents, written one each and in order."""

from __future__ import annotations

from itertools import accumulate

from ecsparse import headings
from ecsparse.carriers import assembly
from ecsparse.carriers.prefixes import (
    has_controls,
    has_escaped_end,
    is_title,
    may_have_controls,
    may_have_escaped_ends,
)
from ecsparse.decoding import INVALID_UTF8, TRUNCATED, decode, decode_each, parts, records
from ecsparse.fastpath import FastPath, Part, by_first_word
from ecsparse.origin import Origins
from ecsparse.outcomes import BLANK, REJECTED, TITLE, UNMATCHED, Counts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecsparse.claims import Claims
    from ecsparse.decoding import Decoded, Flaws
    from ecsparse.encoding import Encode
    from ecsparse.origin import Origin
    from ecsparse.record import Document

# How many lines of a block are converted before their documents are written: a block of short lines has many.
_AT_ONCE = 4096

# Bytes of orjson's hold on to the kilobytes that it wrote them into; with this after them, they are copied into as
# much as they need.
_LINE_FEED = b"\n"


class Blocks:
    """Converts blocks of lines with `claims`, which counts them: it belongs to one thread.

    The other arguments are those of `Pipeline`; lines with an outcome in `dropped` give no document. Without
    `fast`, each line takes the slow path.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        claims: Claims,
        *,
        encode: Encode,
        max_line: int,
        joins_indented: bool = False,
        dropped: tuple[str, ...] = (),
        fast: bool = True,
    ) -> None:
        self.claims = claims
        self._encode = encode
        self._max_line = max_line
        self._joins_indented = joins_indented
        self._titles = claims.reading.titles() if joins_indented else ()
        self._dropped = dropped
        self._fast = FastPath(claims, encode) if fast else None

    def convert_to(
        self,
        write: Callable[[bytes], object],
        block: bytes,
        reject: Callable[[bytes], object] | None = None,
        origin: Origin | None = None,
        heading: str | None = None,
    ) -> None:
        """What `Pipeline.convert_to` does."""
        record = self.claims.record
        if not self._joins_indented:
            block = assembly.in_lines(block)
        for record.heading, lines in headings.split(block, heading):
            self._convert_lines(write, lines, reject, origin)
            origin = None if origin is None else origin.after(lines)
        record.heading = ""

    def _convert_lines(
        self,
        write: Callable[[bytes], object],
        block: bytes,
        reject: Callable[[bytes], object] | None,
        origin: Origin | None,
    ) -> None:
        """Do the same with the lines of a block that have one heading."""
        has_many = not self._joins_indented and block.count(b"\n") >= _AT_ONCE
        # a record is not cut
        is_whole = has_many and assembly.is_possible(block, self._max_line)
        several = (block,) if is_whole else parts(block, _AT_ONCE, joins_indented=self._joins_indented)
        for part in several:
            self._convert_part(write, part, reject, origin)
            origin = None if origin is None else origin.after(part)

    def records(self, block: bytes) -> list[bytes]:
        """The records of `block`, blank lines included: most are lines."""
        if not self._joins_indented:
            block = assembly.in_lines(block)
        if not self._joins_indented and assembly.is_possible(block, self._max_line):
            return assembly.records(block, self._max_line, self.claims.keeps)[0]
        return self._split(block, keeps=True)[0]

    def convert_one(self, line: bytes) -> tuple[str, bytes]:
        """What became of `line`, and its document as JSON and a line feed, empty if there is none.

        `claims.counts` are those of this line.

        Raises:
            ValueError: it is more than one line.
        """
        counts = self.claims.counts = Counts()
        written: list[bytes] = []
        self.convert_to(written.append, line)
        if len(written) > 1:
            raise ValueError("more than one line; give them one by one")
        without_document = TITLE if counts.titles else BLANK
        return next(iter(counts.outcomes), without_document), b"".join(written)

    def _convert_part(
        self,
        write: Callable[[bytes], object],
        part: bytes,
        reject: Callable[[bytes], object] | None,
        origin: Origin | None,
    ) -> None:
        """Do the same with some of a block's lines, which cut no record of several lines."""
        raw, starts, (lines, flaws) = self._split(part, keeps=bool(reject or origin))
        by_word = by_first_word(lines)
        # to look for records in all of a part costs as much as some lines do (make bench)
        if not self._joins_indented and assembly.may_begin(by_word) and assembly.is_possible(part, self._max_line):
            raw, starts = assembly.records(part, self._max_line, self.claims.keeps)
            lines, flaws = decode_each(raw, self._max_line)
            by_word = by_first_word(lines)
        converted = Part(lines, self._origins(origin, starts))
        left: Iterable[int] = range(len(lines))
        if self._fast is not None:
            # lines that are cut, not UTF-8, or coloured take the slow path
            unusual = {*flaws, *_coloured(lines)} if may_have_controls(part) else flaws
            escaped = _with_escaped_end(lines) if may_have_escaped_ends(part) else ()
            left = self._fast.convert(converted, by_word, unusual, escaped)
        outcomes: list[str] = []
        rejected: list[int] = []
        found: list[str] = []
        for number in left:
            outcome, converted.written[number] = self._convert_line(
                lines[number], flaws.get(number), converted.origins, number
            )
            outcomes.append(outcome)
            if outcome in REJECTED:
                rejected.append(number)
            if number in flaws and outcome != TITLE:
                found += flaws[number].tags
        self.claims.counts.add_each(outcomes, truncated=found.count(TRUNCATED), invalid_utf8=found.count(INVALID_UTF8))
        if reject is not None:
            for number in sorted(rejected):
                reject(raw[number][: self._max_line + 2])
        for document in filter(None, converted.written):
            write(document)

    def _origins(self, origin: Origin | None, starts: Iterable[int]) -> Origins | None:
        """Where lines come from that begin at `starts`, if documents are to say it, or a title names their file."""
        titled = headings.file_of(self.claims.record.heading)
        if origin is not None:
            return origin.of_each(starts, titled)
        return None if titled is None else Origins(titled, None)

    def _split(self, part: bytes, *, keeps: bool) -> tuple[list[bytes], Iterable[int], Decoded]:
        """Some lines, or records by their indents: as they came if it `keeps` that, where they begin, as text."""
        if self._joins_indented:
            raw = records(part)
            decoded = decode_each([record.replace(b"\r\n", b"\n") for record in raw], self._max_line)
        else:
            raw = part.split(b"\n") if keeps else []
            decoded = decode(part, self._max_line)
        return raw, accumulate((len(line) + 1 for line in raw[:-1]), initial=0), decoded

    def _convert_line(self, line: str, flaws: Flaws | None, origins: Origins | None, number: int) -> tuple[str, bytes]:
        """What became of the line `number`, and its document; empty if there is to be none."""
        if flaws is None and not line.strip(" \t"):
            return BLANK, b""
        claims = self.claims
        outcome, document = claims.claim(line)
        if outcome == UNMATCHED and (is_title(line) or any(title.fullmatch(line.rstrip()) for title in self._titles)):
            return TITLE, b""
        try:
            encoded = self._encoded(document, flaws, origins, number)
        except Exception as bug:  # noqa: BLE001 - what a parser made cannot be written
            outcome, document = claims.failed(outcome, bug)
            encoded = self._encoded(document | {"message": line}, flaws, origins, number)
        return outcome, b"" if outcome in self._dropped else encoded

    def _encoded(self, document: Document, flaws: Flaws | None, origins: Origins | None, number: int) -> bytes:
        if flaws is not None:
            document = self.claims.flawed(document, flaws)
        if origins is not None:
            origins.add_to(document, number)
        return self._encode(document) + _LINE_FEED


def _coloured(lines: list[str]) -> list[int]:
    """The numbers of lines with colours in them."""
    return [number for number, line in enumerate(lines) if has_controls(line)]


def _with_escaped_end(lines: list[str]) -> set[int]:
    """The numbers of lines with an escaped end."""
    return {number for number, line in enumerate(lines) if has_escaped_end(line)}
