"""Compressed data, and what the package reads in it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import socket
import struct
import tempfile
import threading
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import zstandard
from command import some_lines

from ecsparse.compressed import unpacked
from ecsparse.descriptors import blocks
from ecsparse.errors import BadCompression

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = b"".join(line + b"\n" for line in some_lines(200))
# little enough to try every place in it; its parts are cut inside a line
SHORT = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened\nnobody's line\nanother\n"
PARTS = (SHORT[:55], SHORT[55:])


def zstd(text: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(text)


def skippable(text: bytes, number: int = 0) -> bytes:
    """A frame that zstd skips."""
    return struct.pack("<II", 0x184D2A50 + number, len(text)) + text


class Kind(NamedTuple):
    """A way to compress, the library's own decompressor, and two places.

    As many bytes are enough to know the kind; so far from the end a checksum has a byte.
    """

    compress: Callable[[bytes], bytes]
    decompressor: Callable[[], Any]
    telling: int
    checksum: int


KINDS = {
    "gzip": Kind(lambda text: gzip.compress(text, mtime=0), lambda: zlib.decompressobj(31), 2, 8),
    "bzip2": Kind(bz2.compress, bz2.BZ2Decompressor, 4, 3),
    "xz": Kind(lzma.compress, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ), 4, 30),
    "zstd": Kind(zstd, lambda: zstandard.ZstdDecompressor().decompressobj(), 4, 4),
}
each_kind = pytest.mark.parametrize("kind", KINDS)


class Read(NamedTuple):
    """What an input held, and what was said of its end."""

    text: bytes
    error: str | None


def read_from(descriptor: int) -> Read:
    held: list[bytes] = []
    stop, never = os.pipe()
    try:
        held.extend(unpacked(blocks(descriptor, stop), lambda: False))
    except BadCompression as error:
        return Read(b"".join(held), str(error))
    finally:
        os.close(stop)
        os.close(never)
    return Read(b"".join(held), None)


def read(data: bytes) -> Read:
    """What the contents of a file of `data` are."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        return read_from(file.fileno())


def read_pieces(data: bytes, size: int) -> Read:
    """What the contents are of `data` that arrives in pieces of `size` bytes."""
    source, feed = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def write() -> None:
        with feed:
            for start in range(0, len(data), size):
                feed.send(data[start : start + size])

    writer = threading.Thread(target=write)
    writer.start()
    with source:
        found = read_from(source.fileno())
    writer.join()
    return found
