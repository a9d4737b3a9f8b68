"""Blocks of an input, decompressed if its first bytes say that it is compressed.

gzip, bzip2, xz and zstd data is recognised by its magic bytes. Each is one or more members (streams, frames) after
one another. What the members hold is given as soon as the decompressor gives it, in blocks of `descriptors.BLOCK` bytes
at most, and damage is an error: nothing that is missing passes for the end of the input.
"""

from __future__ import annotations

from itertools import chain

from ecsparse.decompressors import KINDS, WINDOW
from ecsparse.descriptors import BLOCK
from ecsparse.errors import BadCompression, needs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from ecsparse.decompressors import Decompressor, Kind

    # what is told when that was written which comes next, in seconds since 1970; `None` if that is not known
    State: TypeAlias = Callable[[float | None], object]

# Of an input that ends inside its magic bytes, as many are enough to know what it was.
_TELLING = 4

# So many bytes of a member are kept, to give everything before damage in them to the last byte.
_REPLAYED = 1 << 20

# So many bytes of a member's content are requested at once: no more are lost to damage after them.
_AT_ONCE = 1 << 16

_MAGICS = tuple(magic for kind in KINDS for magic in kind.magics)
_LONGEST = max(map(len, _MAGICS))


def unheard(_: float | None) -> None:
    """Take no notice."""


def unpacked(source: Iterator[bytes], is_stopped: Callable[[], bool], state: State = unheard) -> Iterator[bytes]:
    """What an input holds whose blocks are `source`: they, or what they are when decompressed.

    Ends early once `is_stopped`. `state` is called before what a member holds, where that is not as with the member
    before it: with when that was written last, as gzip says it, in seconds since 1970, and `None` where that is not
    said.

    Raises:
        OSError: `source` raised it.
        BadCompression: what is compressed is damaged, needs too much memory or cannot be read by this Python; what
            precedes the damage was given.
    """
    head = b""
    for block in source:
        head += block
        if not _may_become(_MAGICS, head):
            break
    kind = _kind_of(head)
    if kind is not None:
        yield from _decompressed(kind, chain((head,), source), is_stopped, state)
        return
    if head:
        yield head
    yield from source


def is_compressed(head: bytes) -> bool:
    """Whether an input that begins with `head` is compressed."""
    return _kind_of(head) is not None


def _may_become(magics: tuple[bytes, ...], head: bytes) -> bool:
    """Whether `head` is shorter than one of `magics` and begins like it."""
    return any(magic.startswith(head) and magic != head for magic in magics)


def _kind_of(head: bytes) -> Kind | None:
    """How an input is compressed that begins with `head`; `None` if it is not."""
    for kind in KINDS:
        if head.startswith(kind.magics) or (len(head) >= _TELLING and _may_become(kind.magics, head)):
            return kind
    return None


def _decompressed(
    kind: Kind,
    source: Iterable[bytes],
    is_stopped: Callable[[], bool],
    state: State,
) -> Iterator[bytes]:
    """What the members hold that `source` gives in blocks."""
    members, held, written = _Members(kind), bytearray(), None
    for block in source:
        try:
            for text in members.feed(block):
                if members.written != written:
                    yield from _taken(held)
                    written = members.written
                    state(written)
                held += text
                while len(held) >= BLOCK:
                    yield bytes(held[:BLOCK])
                    del held[:BLOCK]
                    # a small block may hold a great deal
                    if is_stopped():
                        return
        except BadCompression:
            yield from _taken(held)
            raise
        yield from _taken(held)
    if not is_stopped():
        members.finish()


def _taken(held: bytearray) -> Iterator[bytes]:
    """What is `held`, if anything is; nothing is held then."""
    if held:
        yield bytes(held)
        held.clear()


class _Members:
    """What is compressed, member by member.

    `written` is when what the member holds was written last, in seconds since 1970; `None` if it does not say so.
    """

    __slots__ = ("_errors", "_fed", "_head", "_kind", "_member", "_position", "_zeros", "written")

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._member: Decompressor | None = None
        self.written: float | None = None
        self._errors: type[Exception] = Exception
        # what the member was fed so far, while that is kept
        self._fed: bytearray | None = None
        # bytes that may become the beginning of a member
        self._head = b""
        # how many bytes are done, and how many of them are zeros after members
        self._position = self._zeros = 0

    def feed(self, block: bytes) -> Iterator[bytes]:
        """What the members hold that end in `block`, or go through it, which follows what was fed before.

        Raises:
            BadCompression: as `unpacked`.
        """
        block, self._head = self._head + block, b""
        start = 0
        while start < len(block):
            if self._member is None:
                used = self._pad(block, start)
                if not used and not self._begin(block[start : start + _LONGEST]):
                    return
            else:
                piece = block[start : start + self._kind.piece]
                yield from self._given(self._member, piece)
                used = len(piece)
                if self._member.eof:
                    used -= len(self._member.unused_data)
                    self._member = None
            start += used
            self._position += used

    def finish(self) -> None:
        """Return if the last member is complete.

        Raises:
            BadCompression: it is not.
        """
        if self._member is not None or self._head or self._is_padding_broken():
            end = self._position + len(self._head)
            raise BadCompression(f"compressed data is truncated: {self._kind.name} data ends at byte {end}")

    def _pad(self, block: bytes, start: int) -> int:
        """How many zeros at `start` may follow a member."""
        if not self._kind.padding or block[start]:
            return 0
        rest = block[start:]
        zeros = len(rest) - len(rest.lstrip(b"\0"))
        self._zeros += zeros
        return zeros

    def _is_padding_broken(self) -> bool:
        return self._zeros > 0 and self._zeros % self._kind.padding > 0

    def _begin(self, head: bytes) -> bool:
        """Whether `head` begins a member; if more is needed to say so, it is kept."""
        kind = self._kind
        if _may_become(kind.magics, head) and not head.startswith(kind.magics):
            self._head = head
            return False
        if self._is_padding_broken() or not head.startswith(kind.magics):
            raise BadCompression(
                f"compressed data has trailing garbage: no {kind.name} data begins at byte {self._position}"
            )
        if kind.written is not None:
            if len(head) < kind.written.stop:
                self._head = head
                return False
            self.written = int.from_bytes(head[kind.written], "little") or None
        try:
            self._member, self._errors = kind.opened()
        except ImportError as error:
            lack = needs("zstandard") if kind.name == "zstd" else "this Python cannot read"
            raise BadCompression(f"compressed data is {kind.name}, which {lack}") from error
        self._fed = bytearray()
        return True

    def _given(self, member: Decompressor, piece: bytes) -> Iterator[bytes]:
        """What `member` gives when it is fed `piece`."""
        given = 0
        try:
            for text in _outputs(member, piece):
                given += len(text)
                yield text
        except (self._errors, MemoryError) as error:
            yield from self._replayed(piece, given)
            raise self._damage(error) from error
        if self._fed is not None:
            self._fed += piece
            if len(self._fed) > _REPLAYED:
                self._fed = None

    def _replayed(self, piece: bytes, given: int) -> Iterator[bytes]:
        """What the member gives of `piece` up to the damage in it, from byte `given` on."""
        if self._fed is None:
            return
        member, _ = self._kind.opened()
        for start in range(0, len(self._fed), self._kind.piece):
            for _ in _outputs(member, bytes(self._fed[start : start + self._kind.piece])):
                pass
        try:
            for octet in piece:
                for text in _outputs(member, bytes((octet,))):
                    yield text[given:]
                    given = max(given - len(text), 0)
        except (self._errors, MemoryError):
            return

    def _damage(self, error: Exception) -> BadCompression:
        # liblzma: "Memory usage limit exceeded"; libzstd: "Frame requires too much memory for decoding"
        if isinstance(error, MemoryError) or "memory" in str(error).lower():
            what = f"needs a window of more than {WINDOW >> 20} MiB"
        else:
            what = "is corrupt"
        return BadCompression(f"compressed data {what}: {self._kind.name} data near byte {self._position}")


def _outputs(member: Decompressor, piece: bytes) -> Iterator[bytes]:
    """What `member` gives when it is fed `piece`, in blocks."""
    while True:
        text = member.decompress(piece, _AT_ONCE)
        if text:
            yield text
        if member.eof or member.needs_input:
            return
        piece = b""
