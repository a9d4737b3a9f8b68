"""Ways to compress, and the libraries that decompress, which are imported when such data is read."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol, TypeAlias

    class Decompressor(Protocol):
        """What decompresses one member, as `bz2.BZ2Decompressor` does."""

        @property
        def eof(self) -> bool:
            """Whether the member's end was reached."""

        @property
        def needs_input(self) -> bool:
            """Whether more input is needed for more output."""

        @property
        def unused_data(self) -> bytes:
            """The input after the member's end."""

        def decompress(self, data: bytes, max_length: int) -> bytes:
            """Return the next part of what the member holds."""

    Opened: TypeAlias = tuple[Decompressor, type[Exception]]

# The largest zstd window and xz dictionary: what the command zstd takes by default, twice that of `xz -9`.
_WINDOW_LOG = 27
WINDOW = 1 << _WINDOW_LOG
# What liblzma needs besides the dictionary.
_XZ_MEMORY = WINDOW + (1 << 20)


class Kind:
    """A way to compress, and how it is read.

    A decompressor's call that meets damage gives nothing of what it decompressed before that, so data is fed in
    pieces of `piece` bytes: smaller ones lose less, and cost more. `padding` zeros, or a multiple of that, may
    follow a member. `written` are the bytes of a member that say when what it holds was written last: seconds
    since 1970, the lowest byte first, or 0.
    """

    __slots__ = ("magics", "name", "opened", "padding", "piece", "written")

    def __init__(  # noqa: PLR0913 - the parts of a declaration
        self,
        name: str,
        magics: tuple[bytes, ...],
        opened: Callable[[], Opened],
        *,
        piece: int,
        padding: int = 0,
        written: slice | None = None,
    ) -> None:
        self.name = name
        self.magics = magics
        self.opened = opened
        self.piece = piece
        self.padding = padding
        self.written = written


class _Inflater:
    """A decompressor of one gzip member, its checksum included."""

    __slots__ = ("_inflate", "eof", "needs_input")

    def __init__(self) -> None:
        import zlib  # noqa: PLC0415 - only for such data, as all that decompresses

        self._inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.eof = False
        self.needs_input = True

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        inflate = self._inflate
        tail = inflate.unconsumed_tail
        text = inflate.decompress(tail + data if tail else data, max_length)
        self.eof = inflate.eof
        self.needs_input = len(text) < max_length
        return text


class _Frame:
    """A decompressor of one zstd frame by the package `zstandard`.

    It knows no limit of the output: 64 bytes of input give 2 MiB at most, as a block of 4 bytes gives 128 KiB.
    """

    __slots__ = ("_frame",)

    needs_input = True

    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415 - as above

        self._frame = zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()

    @property
    def eof(self) -> bool:
        return self._frame.eof

    @property
    def unused_data(self) -> bytes:
        return self._frame.unused_data

    def decompress(self, data: bytes, _: int) -> bytes:
        return self._frame.decompress(data)


def _gzip() -> Opened:
    import zlib  # noqa: PLC0415 - as above

    return _Inflater(), zlib.error


def _bzip2() -> Opened:
    import bz2  # noqa: PLC0415 - as above

    return bz2.BZ2Decompressor(), OSError


def _xz() -> Opened:
    import lzma  # noqa: PLC0415 - as above

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, _XZ_MEMORY), lzma.LZMAError


def _zstd() -> Opened:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - as above

        options = {zstd.DecompressionParameter.window_log_max: _WINDOW_LOG}
        return zstd.ZstdDecompressor(options=options), zstd.ZstdError
    import zstandard  # noqa: PLC0415 - as above

    return _Frame(), zstandard.ZstdError


# A bzip2 stream begins with letters and a digit; only the block's mark after them tells it from a line of text.
_BZIP2 = tuple(b"BZh%d%b" % (level, mark) for level in range(1, 10) for mark in (b"1AY&SY", b"\x17rE8P\x90"))
# Frames that zstd skips may come before, between and after the others.
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes((first,)) + b"\x2a\x4d\x18" for first in range(0x50, 0x60)))

KINDS = (
    Kind("gzip", (b"\x1f\x8b",), _gzip, piece=256, padding=1, written=slice(4, 8)),
    Kind("bzip2", _BZIP2, _bzip2, piece=64),
    Kind("xz", (b"\xfd7zXZ\x00",), _xz, piece=64, padding=4),
    Kind("zstd", _ZSTD, _zstd, piece=64),
)
