"""The way of a line: bytes, header, candidates, document, bytes.

`Pipeline.convert_lines` is the hot loop; everything a line passes on its way is called from `Pipeline.document`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import orjson

from ecsparse import registry
from ecsparse.ecs.pieces import syslog
from ecsparse.errors import Malformed
from ecsparse.formats.syslog import peel
from ecsparse.record import Record
from ecsparse.sniff import Index
from ecsparse.timestamps import Clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ecsparse.record import Document, Header

# A longer line is cut, in bytes.
MAX_LINE = 1 << 20

# What becomes of a line that is not converted to its product's document.
UNMATCHED = "unmatched"
MALFORMED = "malformed"
INTERNAL = "internal"
REJECTED = frozenset((UNMATCHED, MALFORMED, INTERNAL))

_UNCLAIMED = "no product claims this line"


class Counts:
    """What a pipeline has seen: numbers of lines.

    `outcomes` counts each line that is not blank under its product's id, or `unmatched`, `malformed` or
    `internal`; `failures` counts the bugs of a parser by product and exception class.
    """

    __slots__ = ("blank", "failures", "invalid_utf8", "outcomes", "truncated")

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failures: Counter[tuple[str, str]] = Counter()
        self.blank = 0
        self.invalid_utf8 = 0
        self.truncated = 0


class Pipeline:
    """Documents from lines, one each, in their order.

    `timezone` (an IANA name) is the zone of times that name none. `products` are the ids of the products to
    recognise, all by default; a single one is asked about every line, without sniffing. Lines of more than
    `max_line` bytes are cut. `drop_unmatched` leaves out the documents of lines that no product claims. The
    same line gives the same document whatever came before it.

    Raises:
        UnknownProduct: one of `products` does not exist.
        UnknownZone: `timezone` does not exist.
    """

    def __init__(
        self,
        *,
        timezone: str = "UTC",
        products: Iterable[str] | None = None,
        max_line: int = MAX_LINE,
        drop_unmatched: bool = False,
    ) -> None:
        self.counts = Counts()
        self._clock = Clock(timezone)
        self._max_line = max_line
        self._dropped = UNMATCHED if drop_unmatched else None
        modules = {name: registry.load(name) for name in products or registry.names()}
        self._parsers = {name: module.parse for name, module in modules.items()}
        self._candidates: Callable[[Record], Iterable[str]]
        if len(modules) == 1:
            self._candidates = lambda _: self._parsers
        else:
            index = Index((name, module.PRODUCT.signatures) for name, module in modules.items())
            self._candidates = index.candidates

    def convert_lines(
        self,
        lines: Iterable[bytes],
        write: Callable[[bytes], object],
        reject: Callable[[bytes], object] = len,
    ) -> None:
        """Call `write` with the document of each of `lines` that is not blank: JSON and a line feed.

        `lines` come without their line feeds; the first `max_line + 2` bytes of a longer one are enough.
        `reject` is called with each line, as it came, that gave no product's document.
        """
        counts, max_line, dropped = self.counts, self._max_line, self._dropped
        outcomes, dumps, options = counts.outcomes, orjson.dumps, orjson.OPT_APPEND_NEWLINE
        for raw in lines:
            bare = raw[:-1] if raw[-1:] == b"\r" else raw
            tags = None
            if len(bare) > max_line:
                bare = _cut(bare, max_line)
                counts.truncated += 1
                tags = ["truncated"]
            elif not bare.strip(b" \t"):
                counts.blank += 1
                continue
            try:
                line = bare.decode()
            except UnicodeDecodeError:
                line = bare.decode(errors="backslashreplace")
                counts.invalid_utf8 += 1
                tags = ["invalid_utf8", *(tags or ())]
            outcome, document = self.document(line)
            if tags is not None:
                document["tags"] = tags
            try:
                encoded = dumps(document, None, options)
            except TypeError as bug:
                outcome, document = self._failed(outcome, bug)
                encoded = dumps(document | {"message": line}, None, options)
            outcomes[outcome] += 1
            if outcome in REJECTED:
                reject(raw)
                if outcome == dropped:
                    continue
            write(encoded)

    def document(self, line: str) -> tuple[str, Document]:
        """What became of `line` (a product's id, or one of `REJECTED`), and its document."""
        header, message = peel(line)
        record = Record(message, header, self._clock)
        outcome, document = self._parse(record)
        document["message"] = message
        if header is not None:
            _add_header(document, header, line)
        return outcome, document

    def _parse(self, record: Record) -> tuple[str, Document]:
        for name in self._candidates(record):
            try:
                document = self._parsers[name](record)
            except Malformed as problem:
                return MALFORMED, _error(MALFORMED, f"{name}: {problem.reason}", problem.document)
            except Exception as bug:  # noqa: BLE001 - a parser's bug must not stop the stream
                return self._failed(name, bug)
            if document is not None:
                return name, document
        document = _error(UNMATCHED, _UNCLAIMED, {})
        if (time := record.header_time()) is not None:
            document["@timestamp"] = time
        return UNMATCHED, document

    def _failed(self, name: str, bug: Exception) -> tuple[str, Document]:
        kind = type(bug).__name__
        self.counts.failures[name, kind] += 1
        return INTERNAL, _error(INTERNAL, f"{name}: {kind}", {})


@cache
def _default_pipeline() -> Pipeline:
    return Pipeline()


def parse(line: str | bytes) -> Document:
    """The document of one line, without its line feed: what the command writes for it.

    A line that no product claims gives a document too, with `error.type` `unmatched`.
    """
    text = line if isinstance(line, str) else line.decode(errors="backslashreplace")
    return _default_pipeline().document(text.removesuffix("\r"))[1]


def _cut(line: bytes, length: int) -> bytes:
    """The first `length` bytes of `line`, less those of a character that goes on behind them."""
    for end in range(length, max(length - 4, 0), -1):
        if line[end] & 0xC0 != 0x80:
            return line[:end]
    return line[:length]


def _error(kind: str, message: str, document: Document) -> Document:
    # the event of a product may be shared between documents: it is copied, not changed
    event = {**document.get("event", {}), "kind": "pipeline_error"}
    return {**document, "event": event, "error": {"type": kind, "message": message}}


def _add_header(document: Document, header: Header, line: str) -> None:
    document["event"] = {**document["event"], "original": line}
    said = syslog(header)
    if said:
        document["log"] = {"syslog": said}
    if header.hostname is not None:
        document["host"] = {"hostname": header.hostname}
