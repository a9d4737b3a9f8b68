"""The way of a line: bytes, header, candidates, document, bytes.

`Pipeline.convert` is the hot loop; everything a line passes on its way is called from `Pipeline.document`.
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
    from typing import Any, TypeAlias

    from ecsparse.record import Document, Header

    Parse: TypeAlias = Callable[[Record], Document | None]

# A longer line is cut, in bytes.
MAX_LINE = 1 << 20

# What becomes of a line that is not converted to its product's document.
UNMATCHED = "unmatched"
MALFORMED = "malformed"
INTERNAL = "internal"
BLANK = "blank"

# Tags of lines that could not be taken as they are.
TRUNCATED = "truncated"
INVALID_UTF8 = "invalid_utf8"

REJECTED = frozenset((UNMATCHED, MALFORMED, INTERNAL))

# How many first words of lines a pipeline remembers before it forgets them all.
_MOST_ROUTES = 4096

# The byte order mark, and what stands for it at the start of lines that are ASCII otherwise.
_MARK = "\ufeff"
_QUOTED_MARK = f'"{_MARK}'.encode()
_MARK_IN_ASCII = "\0"

_NO_TAGS: dict[int, list[str]] = {}
_NO_ROUTES: dict[str, Parse | None] = {}

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
        self._max_line = max_line
        self._dropped = UNMATCHED if drop_unmatched else None
        self._record = Record(Clock(timezone))
        self._sniffs = products is None
        modules = {name: registry.load(name) for name in products or registry.names()}
        self._parsers: dict[str, Parse] = {name: module.parse for name, module in modules.items()}
        self._names = {parse: name for name, parse in self._parsers.items()}
        self._index = Index((name, module.PRODUCT.signatures) for name, module in modules.items())
        self._candidates: Callable[[Record], Iterable[str]] = self._index.candidates
        if len(modules) == 1:
            self._candidates = lambda _: self._parsers
        self._routes: dict[str, Parse | None] = {}
        # first words that several prefixes begin with, and no header
        self._common_words: set[str] = set()

    def convert(
        self, block: bytes, write: Callable[[bytes], object], reject: Callable[[bytes], object] | None = None
    ) -> None:
        """Call `write` with the document, as JSON and a line feed, of each line of `block` that is not blank.

        `block` is complete lines, without the last one's line feed; of a line that is longer than `max_line`
        bytes, the first `max_line + 2` are enough. `reject` is called with each line, as it came, that gave no
        product's document.
        """
        lines, tags, mark = _decode(block, self._max_line, self.counts)
        raw = block.split(b"\n") if reject is not None else []
        record, dumps, options = self._record, orjson.dumps, orjson.OPT_APPEND_NEWLINE
        # lines that are cut or not UTF-8 go the long way
        route = (_NO_ROUTES if tags else self._routes).get
        claimed: list[Parse] = []
        others = 0
        for line in lines:
            # most lines: the first word says which product to ask, and that there is no header
            parse = route(line.partition(" ")[0])
            record.text = message = line
            if parse is None and mark:
                parse, record.text, message = self._second_route(line, mark)
            if parse is not None:
                try:
                    document = parse(record)
                    document["message"] = message  # type: ignore[index]  # `None` raises, like a bug
                    encoded = dumps(document, None, options)
                except Exception:  # noqa: BLE001, S110 - the long way meets it again, and handles it
                    pass
                else:
                    claimed.append(parse)
                    write(encoded)
                    continue
            number = len(claimed) + others
            others += 1
            outcome, rarer = self._convert_line(_unmarked(line, mark), tags.get(number))
            if reject is not None and outcome in REJECTED:
                reject(raw[number][: self._max_line + 2])
            if rarer is not None:
                write(rarer)
        self._count(claimed)

    def _count(self, claimed: list[Parse]) -> None:
        for parse, count in Counter(claimed).items():
            self.counts.outcomes[self._names[parse]] += count

    def _second_route(self, line: str, mark: str) -> tuple[Parse | None, str, Any]:
        """Which product to ask first, if that is certain though `line` begins with a mark, blanks or a common word.

        With it the text that the product is to see, and the document's `message`.
        """
        if line[:1] == mark or line[:1] == _MARK:
            text = line[1:]
            parse = self._routes.get(text.partition(" ")[0]) or self._third_route(text)
            # with a mark in it, a text takes two bytes a character and several times as long (make bench)
            message = orjson.Fragment(_QUOTED_MARK + orjson.dumps(text)[1:]) if parse is not None else None
            return parse, text, message
        return self._third_route(line), line, line

    def _third_route(self, text: str) -> Parse | None:
        """Which product to ask first, if it takes the blanks or the constant text at the beginning to tell."""
        text = text.lstrip(" \t")
        word = text.partition(" ")[0]
        product = self._index.first_by_prefix(text) if word in self._common_words else None
        return self._routes.get(word) if product is None else self._parsers[product]

    def _convert_line(self, line: str, tags: list[str] | None) -> tuple[str, bytes | None]:
        """What became of a line, and its document; `None` if there is to be none."""
        counts = self.counts
        if tags is None and not line.strip(" \t"):
            counts.blank += 1
            return BLANK, None
        outcome, document = self.document(line)
        if tags is not None:
            document["tags"] = tags
        try:
            encoded = orjson.dumps(document, None, orjson.OPT_APPEND_NEWLINE)
        except TypeError as bug:
            outcome, document = self._failed(outcome, bug)
            encoded = orjson.dumps(document | {"message": line}, None, orjson.OPT_APPEND_NEWLINE)
        counts.outcomes[outcome] += 1
        return outcome, None if outcome == self._dropped else encoded

    def document(self, line: str) -> tuple[str, Document]:
        """What became of `line` (a product's id, or one of `REJECTED`), and its document."""
        record = self._record
        header, message = peel(line)
        if header is not None and header.version is None and header.appname is not None and header.procid is None:
            message = self._without_false_tag(header, message)
        record.header = header
        record.text = message[1:] if message[:1] == _MARK else message
        outcome, document = self._parse(record)
        document["message"] = message
        if header is not None:
            _add_header(document, header, line)
            record.header = None
        elif outcome not in REJECTED and self._sniffs:
            self._learn(line)
        return outcome, document

    def _without_false_tag(self, header: Header, message: str) -> str:
        """Take back a tag that is the first word of a product's message: `TLS: Initial packet from …`."""
        whole = f"{header.appname}: {message}"
        if not self._index.begins_with_prefix(whole):
            return message
        header.appname = None
        return whole

    def _parse(self, record: Record) -> tuple[str, Document]:
        name = "sniff"
        try:
            for name in self._candidates(record):
                document = self._parsers[name](record)
                if document is not None:
                    return name, document
        except Malformed as problem:
            return MALFORMED, _error(MALFORMED, f"{name}: {problem.reason}", problem.document)
        except Exception as bug:  # noqa: BLE001 - a parser's bug must not stop the stream
            return self._failed(name, bug)
        document = _error(UNMATCHED, _UNCLAIMED, {})
        time = record.header_time()
        if time is not None:
            document["@timestamp"] = time
        return UNMATCHED, document

    def _learn(self, line: str) -> None:
        """Remember what the first word of `line` says for certain: which product to ask first, and no header."""
        word = line.removeprefix(_MARK).lstrip(" \t").partition(" ")[0]
        if word not in self._routes and word[:1] != _MARK_IN_ASCII:
            if len(self._routes) >= _MOST_ROUTES:
                self._routes.clear()
                self._common_words.clear()
            product = self._index.decided_by(word)
            self._routes[word] = None if product is None else self._parsers[product]
            if product is None and self._index.begins_longer_prefix(word):
                self._common_words.add(word)

    def _failed(self, name: str, bug: Exception) -> tuple[str, Document]:
        kind = type(bug).__name__
        self.counts.failures[name, kind] += 1
        return INTERNAL, _error(INTERNAL, f"{name}: {kind}", {})


@cache
def _default_pipeline() -> Pipeline:
    return Pipeline()


def parse(line: str | bytes) -> Document:
    """The document of one line, which comes without its line feed: what the command writes for it.

    A line that no product claims gives a document too, with `error.type` `unmatched`.
    """
    raw = line if isinstance(line, bytes) else line.encode(errors="surrogateescape")
    text, tags = _decode_line(raw, MAX_LINE)
    _, document = _default_pipeline().document(text)
    if tags:
        document["tags"] = tags
    return document


def _decode(block: bytes, max_line: int, counts: Counts) -> tuple[list[str], dict[int, list[str]], str]:
    """The lines of `block` as text, and the tags of those that are cut or not UTF-8 by their number.

    With them what stands for a byte order mark at the start of a line; nothing if there are tags.
    """
    if len(block) <= max_line and b"\r" not in block:
        try:
            if block.isascii():
                return block.decode().split("\n"), _NO_TAGS, _MARK
            if b"\0" not in block:
                # decoded at once and without marks, its lines take one byte a character (make bench)
                lines = block.decode("latin-1").split("\n")
                return [line if line.isascii() else _widened(line) for line in lines], _NO_TAGS, _MARK_IN_ASCII
            # one wide character would widen all lines that are decoded with it
            return [raw.decode() for raw in block.split(b"\n")], _NO_TAGS, _MARK
        except UnicodeDecodeError:
            pass
    lines = []
    tags: dict[int, list[str]] = {}
    for number, raw in enumerate(block.split(b"\n")):
        text, found = _decode_line(raw, max_line)
        lines.append(text)
        if found:
            tags[number] = found
            counts.truncated += TRUNCATED in found
            counts.invalid_utf8 += INVALID_UTF8 in found
    return lines, tags, "" if tags else _MARK


def _widened(line: str) -> str:
    """UTF-8 that was read as Latin-1, as it is to be read; a mark at the start of what is ASCII is replaced."""
    if line[:3] == "ï»¿" and (rest := line[3:]).isascii():
        return f"{_MARK_IN_ASCII}{rest}"
    return line.encode("latin-1").decode()


def _unmarked(line: str, mark: str) -> str:
    """`line` with a byte order mark where `mark` stands for one."""
    return f"{_MARK}{line[1:]}" if mark is _MARK_IN_ASCII and line[:1] == mark else line


def _decode_line(raw: bytes, max_line: int) -> tuple[str, list[str]]:
    """A line as text, and its tags if it is cut or not UTF-8."""
    line = raw[:-1] if raw[-1:] == b"\r" else raw
    tags = []
    if len(line) > max_line:
        line = _cut(line, max_line)
        tags.append(TRUNCATED)
    try:
        return line.decode(), tags
    except UnicodeDecodeError:
        return line.decode(errors="backslashreplace"), [INVALID_UTF8, *tags]


def _cut(line: bytes, length: int) -> bytes:
    """The first `length` bytes of `line`, less those of a character that goes on behind them."""
    for end in range(length, max(length - 4, -1), -1):
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
