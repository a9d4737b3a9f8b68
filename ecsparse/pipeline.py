"""Lines to documents for Python: `Pipeline`, and `parse` for a line at a time.

What a line passes on its way is in `ecsparse.blocks` (lines of a block, in order), `ecsparse.fastpath` and
`ecsparse.claims` (one line).
"""

from __future__ import annotations

from _thread import _local
from functools import lru_cache, partial
from time import time

import orjson

from ecsparse.blocks import Blocks
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE, decode_line, encode_line
from ecsparse.outcomes import UNMATCHED, Counts
from ecsparse.profiles import DOCUMENTED, ECS, PROFILES, Documents
from ecsparse.reading import Reading
from ecsparse.registry import BUILT_IN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime
    from typing import Any, TypeAlias

    from ecsparse.decoding import Flaws
    from ecsparse.encoding import Encode
    from ecsparse.enrichment import Enrichment
    from ecsparse.origin import Origin
    from ecsparse.privacy.documents import Privacy
    from ecsparse.profiles import Profile
    from ecsparse.record import Document
    from ecsparse.registry import Registry

    Change: TypeAlias = Callable[[Document], Document]


# What of a document can be changed, or hold what can; JSON has no tuples.
_HOLDERS = (dict, list, tuple)


class _Threads(_local):
    """What each thread has of its own, made by `make` when it first has lines.

    That is what converts its lines, what changes their documents, and when these were written at the latest, in
    seconds since 1970; `None` is the time at which they are given.
    """

    def __init__(self, make: Callable[[], tuple[Blocks, list[Change], float | None]]) -> None:
        self.blocks, self.changes, self.observed = make()


class Pipeline:
    """Documents from lines, one each, in their order.

    `profile` is `documented` (what the vendor's page documents, for products that have one, and ECS for all other
    lines) or `ecs` (ECS for all). `timezone` (an IANA name) is the zone of times that name none. `products` are
    the ids of the products to recognise, all by default; a single one is asked about every line, without sniffing.
    `prefer` are those that are asked first, in this order, where a line may be several products'. Lines of more
    than `max_line` bytes are cut. `drop_unmatched` leaves out the documents of lines that no product claims.
    `reference_date` (a date or a time, also as RFC 3339; one without an offset is in `timezone`) completes times
    without a year: theirs is the one that puts them nearest before it; in ECS documents it also stands in for
    times that are missing, and is the time at which lines are given, by `now` (seconds since 1970), if it is not
    given. With `join_indented`, a line that begins with a blank or a tab belongs to the one before it, and titles
    of reports give no document. `enrichment` is what documents of the profile `ecs` are enriched with; `privacy`
    then replaces what tells who and where in them (see `Privacy`). `encode` writes documents (see
    `ecsparse.encoding`). `registry` has the products that can be recognised; one made with plugins has those too.
    The same line gives the same document whatever came before it, but for lines whose columns another line of the
    same input names (see `ecsparse.headings`), and with `sessions`: then records of one session are joined (see
    `ecsparse.sessions`), as far as one thread converts them.

    Several threads may use a pipeline at once; `counts` are those of all. It can be copied and pickled: a copy has
    the same options, and counts of its own.

    Raises:
        BadEnrichment: `enrichment` lacks a package, or a file cannot be used.
        BadReference: `reference_date` is not a date.
        TypeError: an argument is of another type.
        UnknownProduct: one of `products` does not exist, or one of `prefer` is not among them.
        UnknownZone: `timezone` does not exist.
        ValueError: there is no such profile, or it is not `ecs` and there is an `enrichment`.
    """

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        profile: Profile = DOCUMENTED,
        timezone: str = "UTC",
        products: Iterable[str] | None = None,
        prefer: Iterable[str] = (),
        registry: Registry = BUILT_IN,
        max_line: int = MAX_LINE,
        drop_unmatched: bool = False,
        reference_date: str | date | datetime | None = None,
        join_indented: bool = False,
        enrichment: Enrichment | None = None,
        encode: Encode = orjson.dumps,
        privacy: Privacy | None = None,
        sessions: bool = False,
        now: Callable[[], float] = time,
    ) -> None:
        _check_options(profile, timezone, products=products, prefer=prefer)
        if enrichment is not None and profile != ECS:
            raise ValueError(f"enrichment adds to ECS documents; pass profile={ECS!r}")
        chosen, preferred = None if products is None else tuple(products), tuple(prefer)
        self._options: dict[str, Any] = {
            "profile": profile,
            "timezone": timezone,
            "products": chosen,
            "prefer": preferred,
            "registry": registry,
            "max_line": max_line,
            "drop_unmatched": drop_unmatched,
            "reference_date": reference_date,
            "join_indented": join_indented,
            "enrichment": enrichment,
            "encode": encode,
            "privacy": privacy,
            "sessions": sessions,
            "now": now,
        }
        self.counts = Counts()
        self._max_line = max_line
        self._reading = Reading(
            registry=registry,
            products=chosen,
            prefer=preferred,
            timezone=timezone,
            reference_date=reference_date,
            profile=profile,
        )
        changes = [] if enrichment is None else [enrichment.opened()]
        if privacy is not None:
            changes.append(privacy.document)
        self._changes: list[Change] = changes
        self._now = now
        self._observed: float | None = None
        self._threads = _Threads(self._of_thread)

    def _of_thread(self) -> tuple[Blocks, list[Change], float | None]:
        """What a thread has of its own at first."""
        options, reading, changes = self._options, self._reading, self._changes
        if options["sessions"]:
            from ecsparse.sessions import Sessions  # noqa: PLC0415 - only for who joins sessions

            changes = [Sessions().joined, *changes]
        blocks = Blocks(
            Claims(reading, Documents(reading)),
            encode=_changing(options["encode"], changes) if changes else options["encode"],
            max_line=self._max_line,
            joins_indented=options["join_indented"],
            dropped=(UNMATCHED,) if options["drop_unmatched"] else (),
            # sessions follow lines in their order
            fast=not options["sessions"],
        )
        return blocks, changes, self._observed

    def __reduce__(self) -> tuple[Callable[[], Pipeline], tuple[()]]:
        return partial(type(self), **self._options), ()

    def __deepcopy__(self, _: dict[int, object]) -> Pipeline:
        # nothing changes options, nor the products of a registry
        return type(self)(**self._options)

    def observe(self, seconds: float | None) -> None:
        """Let lines from here on be of `seconds` since 1970 at the latest, such as their file's modification time.

        With `None`, and before the first call, they are of the time at which they are given. That holds for the
        thread that calls this, and for those that use the pipeline for the first time later. Without effect on
        documents of a vendor's page, and where a reference date was given.
        """
        self._observed = self._threads.observed = seconds

    def forget(self) -> None:
        """Forget what this thread's lines so far were, such as those of another file: their sessions are over."""
        self._threads = _Threads(self._of_thread)

    def _ready(self) -> Blocks:
        """What converts the lines of this thread, which are given now."""
        blocks, observed = self._threads.blocks, self._threads.observed
        blocks.claims.counts = self.counts
        blocks.claims.observe(self._now() if observed is None else observed)
        return blocks

    def convert(self, lines: bytes) -> bytes:
        """The documents, as JSON and line feeds, of complete lines: what the command writes for them.

        >>> Pipeline(products=["openvpn"]).convert(b"VERIFY OK: depth=0, CN=x")[:35]
        b'{"event":{"category":["network"],"t'

        Raises:
            TypeError: `lines` are not bytes.
        """
        _check_bytes(lines)
        written: list[bytes] = []
        self.convert_to(written.append, lines.removesuffix(b"\n"))
        return b"".join(written)

    def documents(self, lines: Iterable[str | bytes]) -> Iterator[Document]:
        """The document, the caller's own, of each of `lines` that is not blank; line ends are stripped.

        Lines are not joined, and all documents are given, whatever the pipeline was told of unmatched ones.

        >>> [document["message"] for document in Pipeline().documents(["hello", "", b"again"])]
        ['hello', 'again']

        Raises:
            TypeError: `lines` is not a series of lines, or one of them is neither text nor bytes.
        """
        if isinstance(lines, (str, bytes, bytearray, memoryview)) or not hasattr(lines, "__iter__"):
            kind = type(lines).__name__
            raise TypeError(f"documents() takes lines, not {kind}; pass a list of them, or one line to parse()")
        return self._documents(lines)

    def _documents(self, lines: Iterable[str | bytes]) -> Iterator[Document]:
        for line in lines:
            text, flaws = decode_line(encode_line(line), self._max_line)
            if text.strip(" \t"):
                yield self._document(text, flaws)[1]

    def convert_to(
        self,
        write: Callable[[bytes], object],
        block: bytes,
        reject: Callable[[bytes], object] | None = None,
        origin: Origin | None = None,
        heading: str | None = None,
    ) -> None:
        """Call `write` with the document, as JSON and a line feed, of each line of `block` that is not blank.

        `block` is complete lines, without the last one's line feed; of a line that is longer than `max_line`
        bytes, the first `max_line + 2` are enough. `reject` is called with each line, as it came, that gave no
        product's document. With `origin`, where `block` comes from, documents say where their lines do: in
        `log.file.path` and `log.offset`. `heading` is the text of the lines that precede `block` in its input and
        name the columns of its lines (see `ecsparse.headings`); `None` is that `block` begins an input.

        Raises:
            TypeError: `block` is not bytes.
        """
        _check_bytes(block)
        self._ready().convert_to(write, block, reject, origin, heading)

    def document(self, line: str | bytes) -> tuple[str, Document]:
        """What became of `line` (a product's id, or `unmatched`, `malformed`, `internal`), and its document.

        The document is the caller's own: it shares no part with another. One line end is stripped.
        """
        return self._document(*decode_line(encode_line(line), self._max_line))

    def _document(self, text: str, flaws: Flaws | None) -> tuple[str, Document]:
        claims = self._ready().claims
        outcome, document = claims.claim(text)
        document = claims.flawed(document, flaws)
        for change in self._threads.changes:
            document = change(document)
        return outcome, _own(document)


def _changing(encode: Encode, changes: list[Change]) -> Encode:
    """What writes documents as `encode` does once `changes` are made."""

    def encode_changed(document: Document) -> bytes:
        for change in changes:
            document = change(document)
        return encode(document)

    return encode_changed


def _own(value: Any) -> Any:  # noqa: ANN401 - an object or an array of JSON
    """A copy that shares no dict and no list with `value`."""
    if isinstance(value, dict):
        return {key: _own(each) if isinstance(each, _HOLDERS) else each for key, each in value.items()}
    return [_own(each) if isinstance(each, _HOLDERS) else each for each in value]


def _check_options(profile: str, timezone: object, **ids: object) -> None:
    if profile not in PROFILES:
        raise ValueError(f"unknown profile: {profile!r}; known are {', '.join(PROFILES)}")
    if not isinstance(timezone, str):
        raise TypeError(f"timezone is an IANA name such as Europe/Paris, not {type(timezone).__name__}")
    for name, given in ids.items():
        if isinstance(given, (str, bytes)):
            raise TypeError(f"{name} takes a list of ids, not {type(given).__name__}; pass [{given!r}]")


def _check_bytes(lines: object) -> None:
    if not isinstance(lines, (bytes, bytearray)):
        kind = type(lines).__name__
        raise TypeError(f"lines to convert are bytes, not {kind}; pass bytes, or a list of lines to documents()")


# as many as a program with users in many zones may want
@lru_cache(64)
def _pipeline(profile: Profile, timezone: str) -> Pipeline:
    return Pipeline(profile=profile, timezone=timezone)


def parse(line: str | bytes, *, profile: Profile = DOCUMENTED, timezone: str = "UTC") -> Document:
    """The document of one line, whose line end is stripped: what the command writes for it.

    It is the caller's own: it shares no part with another. A line that no product claims gives a document too, with
    `error.type` `unmatched`. The other arguments are those of `Pipeline`.

    Raises:
        TypeError: `line` is neither text nor bytes.
        UnknownZone: `timezone` does not exist.
        ValueError: there is no such profile.
    """
    return _pipeline(profile, timezone).document(line)[1]
