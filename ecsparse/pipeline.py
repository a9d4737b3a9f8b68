"""The way of a line: bytes, header, candidates, document, bytes.

`Pipeline.convert_to` is the hot loop; everything a line passes on its way is called from `Pipeline.document`.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from time import time

import orjson

from ecsparse.decoding import INVALID_UTF8, MAX_LINE, TRUNCATED, decode, decode_each, decode_line, parts, records
from ecsparse.ecs.envelope import Envelope, add_host, add_tags
from ecsparse.ecs.pieces import syslog
from ecsparse.errors import Malformed, UnknownProduct
from ecsparse.formats.syslog import peel
from ecsparse.outcomes import BLANK, INTERNAL, MALFORMED, REJECTED, TITLE, UNMATCHED, Counts
from ecsparse.profiles import DOCUMENTED, ECS, PROFILES, index_ready
from ecsparse.record import Record
from ecsparse.registry import BUILT_IN
from ecsparse.sniff import Index
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    from ecsparse.encoding import Encode
    from ecsparse.profiles import Parse
    from ecsparse.record import Document, Header
    from ecsparse.registry import ProductModule, Registry

    # which product to ask first about lines that begin with a word, what tells the forms of its lines, and the
    # texts of which a line must begin with one
    Route: TypeAlias = tuple[Parse, slice | None, tuple[str, ...]]

# How many first words of lines a pipeline remembers before it forgets them all.
_MOST_ROUTES = 4096

# How many lines of a block are converted before their documents are written: a block of short lines has many.
_AT_ONCE = 4096

# Bytes of orjson's hold on to the kilobytes that it wrote them into; with this behind them, they are copied into as
# much as they need.
_LINE_FEED = b"\n"

# The time of a header ends at the first blank behind so many characters: `Oct  3 15:09:55 `.
_IN_TIME = 12
# How many characters behind it say what kind of line it is.
_TELLING = 48

_UNCLAIMED = "no product claims this line"

# `event.module` of documents that are no product's, and their `event.dataset`
_OWN = "ecsparse"
DATASET_OF_UNMATCHED = f"{_OWN}.{UNMATCHED}"


class Pipeline:
    """Documents from lines, one each, in their order.

    `profile` is `documented` (what the product's vendor publishes) or `ecs` (valid for an index). `timezone` (an
    IANA name) is the zone of times that name none. `products` are the ids of the products to recognise, all by
    default; a single one is asked about every line, without sniffing. `prefer` are those that are asked first, in
    this order, where a line may be several products'. Lines of more than `max_line` bytes are
    cut. `drop_unmatched` leaves out the documents of lines that no product claims. `reference_date` (a date or an
    RFC 3339 time) completes times without a year: theirs is the one that puts them nearest before it; under the
    profile `ecs` it also stands in for times that are missing, and is the time at which the pipeline is made if
    it is not given. With `join_indented`, a line that begins with a blank or a tab belongs to the one before it,
    and titles of reports give no document. `encode` writes documents (see `ecsparse.encoding`). `registry` has the
    products that can be recognised; one made with plugins has those too. The same line gives the same document
    whatever came before it.

    Raises:
        BadReference: `reference_date` is no date.
        UnknownProduct: one of `products` does not exist, or one of `prefer` is not among them.
        UnknownZone: `timezone` does not exist.
        ValueError: there is no such profile.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        profile: str = DOCUMENTED,
        timezone: str = "UTC",
        products: Iterable[str] | None = None,
        prefer: Iterable[str] = (),
        registry: Registry = BUILT_IN,
        max_line: int = MAX_LINE,
        drop_unmatched: bool = False,
        reference_date: str | None = None,
        join_indented: bool = False,
        encode: Encode = orjson.dumps,
    ) -> None:
        if profile not in PROFILES:
            raise ValueError(f"unknown profile: {profile!r}; known are {', '.join(PROFILES)}")
        self.counts = Counts()
        self._joins_indented = join_indented
        self._encode = encode
        self._max_line = max_line
        self._dropped = UNMATCHED if drop_unmatched else None
        clock = Clock(timezone)
        self._record = Record(clock)
        self._registry = registry
        self._profile = profile
        self._takes_observed_times = profile == ECS and reference_date is None
        if reference_date is not None:
            clock.reference = Reference.stated(reference_date, clock)
        self.observe(time())
        chosen, preferred = registry.chosen(products), tuple(dict.fromkeys(prefer))
        for name in preferred:
            if name not in chosen:
                known = ", ".join(sorted(chosen))
                raise UnknownProduct(f"cannot prefer {name!r}: it is none of the products to recognise: {known}")
        signatures = [(name, registry.signatures(name)) for name in chosen]
        if preferred:
            from ecsparse.preference import PreferringIndex  # noqa: PLC0415 - only for who prefers something

            self._index: Index = PreferringIndex(signatures, preferred)
        else:
            self._index = Index(signatures)
        self._candidates: Callable[[Record], Iterable[str]] = self._index.candidates
        # the product that is asked about every line, if there is but one
        self._sole = chosen[0] if len(chosen) == 1 else None
        if self._sole is not None:
            self._candidates = lambda _: chosen
        # by product, once it was asked
        self._parsers: dict[str, Parse] = {}
        self._names: dict[Parse, str] = {}
        # by product: empty in the documented profile
        self._envelopes: dict[str, Envelope] = {}
        if profile == ECS:
            self._envelopes[_OWN] = Envelope(_OWN, UNMATCHED, None)
        self._titles = tuple(
            title for name in chosen if join_indented for title in registry.load(name).PRODUCT.titles
        )
        self._routes: dict[str, Route | None] = {}

    def _load(self, name: str) -> Parse:
        """The parser of the product `name`, from the first line on that may be its."""
        parse = self._parsers[name] = self._parser(name, self._registry.load(name))
        self._names[parse] = name
        return parse

    def _parser(self, name: str, module: ProductModule) -> Parse:
        if self._profile == DOCUMENTED:
            return module.parse
        product = module.PRODUCT
        envelope = self._envelopes[name] = Envelope(name, product.dataset, product.provider or name)
        return index_ready(module.parse, self._registry.load_ecs(name), envelope)

    def observe(self, seconds: float) -> None:
        """Let lines from here on be of `seconds` since 1970 at the latest, such as their file's modification time.

        Without effect in the documented profile, and where a reference date was given.
        """
        if self._takes_observed_times:
            self._record.clock.reference = Reference.observed(seconds)

    def convert(self, lines: bytes) -> bytes:
        """The documents, as JSON and line feeds, of complete lines: what the command writes for them.

        >>> Pipeline(products=["openvpn"]).convert(b"VERIFY OK: depth=0, CN=x")[:35]
        b'{"event":{"category":["network"],"t'
        """
        written: list[bytes] = []
        self.convert_to(written.append, lines.removesuffix(b"\n"))
        return b"".join(written)

    def documents(self, lines: Iterable[str | bytes]) -> Iterator[Document]:
        """The document of each of `lines` that is not blank; one line feed at a line's end is no part of it.

        Lines are not joined, and all documents are given, whatever the pipeline was told of unmatched ones.

        >>> [document["message"] for document in Pipeline().documents(["hello", "", b"again"])]
        ['hello', 'again']
        """
        for line in lines:
            raw = line.encode(errors="surrogateescape") if isinstance(line, str) else line
            text, tags = decode_line(raw.removesuffix(b"\n"), self._max_line)
            if not text.strip(" \t"):
                continue
            _, document = self.document(text)
            if tags:
                add_tags(document, tags)
            yield document

    def convert_to(
        self, write: Callable[[bytes], object], block: bytes, reject: Callable[[bytes], object] | None = None
    ) -> None:
        """Call `write` with the document, as JSON and a line feed, of each line of `block` that is not blank.

        `block` is complete lines, without the last one's line feed; of a line that is longer than `max_line`
        bytes, the first `max_line + 2` are enough. `reject` is called with each line, as it came, that gave no
        product's document.
        """
        for part in parts(block, _AT_ONCE, joins_indented=self._joins_indented):
            self._convert_part(write, part, reject)

    def _convert_part(
        self, write: Callable[[bytes], object], part: bytes, reject: Callable[[bytes], object] | None
    ) -> None:
        """Do the same with some of a block's lines."""
        if self._joins_indented:
            raw = records(part)
            lines, tags = decode_each([record.replace(b"\r\n", b"\n") for record in raw], self._max_line)
        else:
            lines, tags = decode(part, self._max_line)
            raw = part.split(b"\n") if reject is not None else []
        written = [b""] * len(lines)
        # lines that are cut or not UTF-8 go the long way
        others = list(tags)
        for word, numbers in _alike(range(len(lines)), [line.partition(" ")[0] for line in lines]).items():
            usual = [number for number in numbers if number not in tags] if tags else numbers
            others += self._convert_alike(word, usual, lines, written)
        rejected = []
        for number in sorted(others, key=lambda number: _behind_time(lines[number])):
            outcome, written[number] = self._convert_line(lines[number], tags.get(number))
            if outcome in REJECTED:
                rejected.append(number)
        if reject is not None:
            for number in sorted(rejected):
                reject(raw[number][: self._max_line + 2])
        for encoded in filter(None, written):
            write(encoded)

    def _convert_alike(self, word: str, numbers: list[int], lines: list[str], written: list[bytes]) -> list[int]:
        """Convert the lines with `numbers`, which begin with `word`; return the numbers of those that are left.

        Most lines: their first word says which product to ask, and that there is no header.
        """
        route = self._route(word, len(numbers))
        if route is None:
            return numbers
        parse, form, beginnings = route
        if form is not None:
            alike = _alike(numbers, [lines[number][form] for number in numbers])
            numbers = list(chain.from_iterable(alike.values()))
        record, encode = self._record, self._encode
        left = []
        for number in numbers:
            record.text = line = lines[number]
            try:
                if beginnings and not line.startswith(beginnings):
                    left.append(number)
                    continue
                document: Any = parse(record)
                document["message"] = line  # `None` raises, like a bug
                written[number] = encode(document) + _LINE_FEED
            except Exception:  # noqa: BLE001 - the long way meets it again, and handles it
                left.append(number)
        if len(left) < len(numbers):
            self.counts.outcomes[self._names[parse]] += len(numbers) - len(left)
        return left

    def _route(self, word: str, lines: int) -> Route | None:
        """Which product to ask first about lines that begin with `word`; `None` if it takes more to tell."""
        if word in self._routes:
            return self._routes[word]
        if lines == 1:
            return None  # a word that comes once is not worth knowing
        if len(self._routes) >= _MOST_ROUTES:
            self._routes.clear()
        decided = self._index.decided_by(word)
        route = None
        if decided is not None:
            name, beginnings = decided
            form = self._registry.load(name).PRODUCT.form
            route = (self._parsers.get(name) or self._load(name)), form, beginnings
        self._routes[word] = route
        return route

    def _convert_line(self, line: str, tags: list[str] | None) -> tuple[str, bytes]:
        """What became of a line, and its document; empty if there is to be none."""
        counts = self.counts
        if tags is None and not line.strip(" \t"):
            counts.blank += 1
            return BLANK, b""
        outcome, document = self.document(line)
        if outcome == UNMATCHED and any(title.fullmatch(line.rstrip()) for title in self._titles):
            counts.titles += 1
            return TITLE, b""
        if tags is not None:
            add_tags(document, tags)
            counts.truncated += TRUNCATED in tags
            counts.invalid_utf8 += INVALID_UTF8 in tags
        try:
            encoded = self._encode(document) + _LINE_FEED
        except TypeError as bug:
            outcome, document = self._failed(outcome, bug)
            encoded = self._encode(document | {"message": line}) + _LINE_FEED
        counts.outcomes[outcome] += 1
        return outcome, b"" if outcome == self._dropped else encoded

    def document(self, line: str) -> tuple[str, Document]:
        """What became of `line` (a product's id, or one of `REJECTED`), and its document."""
        record = self._record
        header, message = peel(line)
        if header is not None and header.version is None and header.appname is not None and header.procid is None:
            message = self._without_false_tag(header, message, line)
        record.header = header
        record.text = message[1:] if message[:1] == "\ufeff" else message
        outcome, document = self._parse(record)
        document["message"] = message
        if self._envelopes:
            document["event"]["original"] = line
        if header is not None:
            self._add_header(document, header, line)
            if self._envelopes:
                add_host(document, header)
            record.header, record.took_header_time = None, False
        return outcome, document

    def _add_header(self, document: Document, header: Header, line: str) -> None:
        document["event"] = {**document["event"], "original": line}
        said = syslog(header)
        if said:
            document["log"] = {**document.get("log", {}), "syslog": said}
        if header.hostname is not None:
            document["host"] = {**document.get("host", {}), "hostname": header.hostname}

    def _without_false_tag(self, header: Header, message: str, line: str) -> str:
        """Take back a tag that is the first word of a product's message: `TLS: Initial packet from …`."""
        tag = f"{header.appname}"
        if not self._index.is_false_tag(tag, f"{tag}: {message}"):
            return message
        start = line.rindex(f"{header.appname}:", 0, len(line) - len(message))
        header.appname = None
        return line[start:]

    def _parse(self, record: Record) -> tuple[str, Document]:
        name = "sniff"
        try:
            for name in self._candidates(record):
                document = (self._parsers.get(name) or self._load(name))(record)
                if document is not None:
                    return name, document
        except Malformed as problem:
            return MALFORMED, self._error(MALFORMED, name, f"{name}: {problem.reason}", problem.document)
        except Exception as bug:  # noqa: BLE001 - a parser's bug must not stop the stream
            return self._failed(name, bug)
        moment = record.header_time()
        return UNMATCHED, self._error(UNMATCHED, _OWN, _UNCLAIMED, {} if moment is None else {"@timestamp": moment})

    def _failed(self, name: str, bug: Exception) -> tuple[str, Document]:
        kind = type(bug).__name__
        self.counts.failures[name, kind] += 1
        return INTERNAL, self._error(INTERNAL, name, f"{name}: {kind}", {})

    def _error(self, kind: str, name: str, message: str, document: Document) -> Document:
        """The document of a line that is not converted as it should be; `document` is what could be read."""
        # the event of a product may be shared between documents: it is copied, not changed
        event = {**document.get("event", {}), "kind": "pipeline_error"}
        document = {**document, "event": event, "error": {"type": kind, "message": message}}
        envelope = self._envelopes.get(name, self._envelopes.get(_OWN))
        return document if envelope is None else envelope.close(document, self._record)


def _alike(numbers: Iterable[int], texts: list[str]) -> dict[str, list[int]]:
    """The `numbers` of lines by what the lines share: `texts` has it of each.

    Lines that are alike, converted one after the other, cost a quarter less: what they need stays at hand (make
    bench).
    """
    alike: dict[str, list[int]] = {}
    for number, text in zip(numbers, texts, strict=True):
        if text in alike:
            alike[text].append(number)
        else:
            alike[text] = [number]
    return alike


def _behind_time(line: str) -> str:
    """What follows the time of a line with a header: its host, its program, how its message begins.

    In the order of these, alike lines follow one another, which costs less, as with `_alike`.
    """
    start = line.find(" ", _IN_TIME)
    return line[start : start + _TELLING]


@cache
def _default_pipeline() -> Pipeline:
    return Pipeline()


def parse(line: str | bytes) -> Document:
    """The document of one line, which comes without its line feed: what the command writes for it.

    A line that no product claims gives a document too, with `error.type` `unmatched`.
    """
    raw = line if isinstance(line, bytes) else line.encode(errors="surrogateescape")
    text, tags = decode_line(raw, MAX_LINE)
    _, document = _default_pipeline().document(text)
    if tags:
        add_tags(document, tags)
    return document
