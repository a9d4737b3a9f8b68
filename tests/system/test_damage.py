"""Compressed input that is damaged or hostile: nothing goes unsaid, and memory stays bounded."""

from __future__ import annotations

import bz2
import lzma
import random
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from archives import KINDS, PARTS, SHORT, each_kind, read
from command import COMMAND, DATED, ENVIRONMENT, TIMEOUT, messages, run
from test_faults import MEASURE, note
from ways import WAYS

if TYPE_CHECKING:
    from pathlib import Path

    from ways import Way

# Each kind in one process, and lines with jobs; all of them at length.
BOMBS = [
    pytest.param(kind, text, way, marks=[] if is_first else pytest.mark.long, id=f"{kind}-{name}-{ways}")
    for kind in (*KINDS, "zstd blocks")
    for name, text in (("one line", b"x"), ("lines", b"x" * 999 + b"\n"))
    for ways, way in WAYS.items()
    for is_first in [(name == "one line") == (way == ()) and (name == "one line" or kind == "gzip")]
]

# What is no beginning of a member, behind one.
GARBAGE = (b"x", b"\nplain line\n", b"\xff" * 40, b"BZh9 no block", b"\0\0\0\0x")


def decompressed(kind: str, data: bytes) -> bytes:
    """What the library gives of `data` up to its end or to damage, byte by byte."""
    text, member = b"", None
    for octet in data:
        if member is None or member.eof:
            member = KINDS[kind].decompressor()
        try:
            text += member.decompress(bytes((octet,)))
        except (OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError):
            break
    return text


def flipped(data: bytes, place: int, bit: int = 0) -> bytes:
    return data[:place] + bytes((data[place] ^ 1 << bit,)) + data[place + 1 :]


def whole_lines(text: bytes) -> bytes:
    return text[: text.rfind(b"\n") + 1]


@each_kind
def test_data_that_ends_too_early_is_said_to_and_gives_all_before(kind: str) -> None:
    first, second = map(KINDS[kind].compress, PARTS)
    data = first + second
    for end in range(KINDS[kind].telling, len(data)):
        clean = f"compressed data is truncated: {kind} data ends at byte {end}"
        assert read(data[:end]) == (decompressed(kind, data[:end]), None if end == len(first) else clean)
    assert read(data) == (SHORT, None)


@each_kind
@pytest.mark.parametrize("bit", [3, *(pytest.param(bit, marks=pytest.mark.long) for bit in (0, 7))])
def test_a_bit_that_is_wrong_changes_no_text_silently(kind: str, bit: int) -> None:
    first, second = map(KINDS[kind].compress, PARTS)
    data = first + second
    wrong = 0
    for place in range(10, len(data)):
        bad = flipped(data, place, bit)
        text, error = read(bad)
        if error is None:
            # what says when a file was compressed, or where, is not what it holds
            assert text == SHORT
        else:
            wrong += 1
            assert text == decompressed(kind, bad)
    assert wrong > len(data) // 2


@each_kind
def test_no_byte_before_a_wrong_checksum_is_lost_or_doubled(kind: str) -> None:
    text = b"".join(b"%d\n" % number + b"x" * 40_000 for number in range(20))
    data = KINDS[kind].compress(text)
    found, error = read(flipped(data, len(data) - KINDS[kind].checksum))
    assert (found == text, error is None) == (True, False)


@pytest.mark.thinned(4)
@each_kind
def test_a_damaged_file_gives_its_whole_lines_and_a_note_and_the_next_is_read(kind: str, tmp_path: Path) -> None:
    data = KINDS[kind].compress(PARTS[0]) + KINDS[kind].compress(PARTS[1])
    wholes = run(*DATED, stdin=whole_lines(PARTS[0])).stdout
    (tmp_path / "cut").write_bytes(data[:-20])
    (tmp_path / "bad").write_bytes(flipped(data, len(data) - KINDS[kind].checksum))
    (tmp_path / "more").write_bytes(data + b"garbage")
    (tmp_path / "good").write_bytes(data)
    for name, words in (("cut", "is truncated"), ("bad", "is corrupt"), ("more", "has trailing garbage")):
        held, error = read((tmp_path / name).read_bytes())
        assert error is not None
        assert error.startswith(f"compressed data {words}: ")
        lines = run(*DATED, stdin=whole_lines(held)).stdout
        assert lines.startswith(wholes)
        done = run(*DATED, name, "good", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, note(name, error))
        assert done.stdout == lines + run(*DATED, stdin=SHORT).stdout
        done = run(*DATED, "-q", stdin=(tmp_path / name).read_bytes())
        assert (done.returncode, done.stdout, done.stderr) == (1, lines, b"")


@pytest.mark.thinned(4)
@each_kind
def test_an_unfinished_line_before_damage_is_no_line(kind: str) -> None:
    data = KINDS[kind].compress(b"one\ntwo")
    for damaged in (data[:-1], data + b"garbage", data + data[:12]):
        done = run(stdin=damaged)
        assert (done.returncode, messages(done.stdout)) == (1, ["one"])
        done = run("--join-indented", stdin=damaged)
        assert (done.returncode, messages(done.stdout)) == (1, ["one"])
    assert messages(run(stdin=data).stdout) == ["one", "two"]


@each_kind
@pytest.mark.parametrize("garbage", GARBAGE)
def test_what_follows_the_last_member_is_said(kind: str, garbage: bytes) -> None:
    data = KINDS[kind].compress(SHORT)
    zeros = 4 if kind in {"gzip", "xz"} and garbage.startswith(b"\0") else 0
    assert read(data + garbage) == (
        SHORT,
        f"compressed data has trailing garbage: no {kind} data begins at byte {len(data) + zeros}",
    )


@each_kind
@pytest.mark.parametrize("zeros", [1, 3, 4, 512, 70_001, 100_000])
def test_zeros_may_pad_gzip_members_and_by_fours_xz_streams(kind: str, zeros: int) -> None:
    data, padding = KINDS[kind].compress(SHORT), b"\0" * zeros
    allowed = kind == "gzip" or (kind == "xz" and zeros % 4 == 0)
    for padded, text in ((data + padding, SHORT), (data + padding + data, SHORT * 2)):
        found, error = read(padded)
        assert (found, error is None) == ((text, True) if allowed else (SHORT, False))


@pytest.mark.thinned(4)
@each_kind
def test_damage_far_into_a_member_takes_little_with_it(kind: str) -> None:
    text = random.Random(7).randbytes(1_300_000)  # noqa: S311 - nothing that can be made shorter
    data = KINDS[kind].compress(text)
    assert len(data) > 1_250_000
    found, error = read(flipped(data, len(data) - KINDS[kind].checksum))
    assert error is not None
    assert error.startswith(f"compressed data is corrupt: {kind} data near byte {len(data) // 1000}")
    assert text.startswith(found)
    # a block of zstd's
    assert len(text) - len(found) <= 1 << 17


def bomb(kind: str, text: bytes, times: int) -> bytes:
    """`text`, `times` over."""
    if kind == "zstd blocks":
        # a window of 128 KiB; blocks of one byte that stands for 128 KiB
        block = struct.pack("<I", 1 << 17 << 3 | 1 << 1)[:3] + text[:1]
        last = struct.pack("<I", 1)[:3]
        return b"\x28\xb5\x2f\xfd\x00\x38" + block * (len(text) * times >> 17) + last
    compressors: dict[str, Any] = {
        "gzip": zlib.compressobj(9, wbits=31),
        "bzip2": bz2.BZ2Compressor(),
        "xz": lzma.LZMACompressor(preset=1),
        "zstd": zstandard.ZstdCompressor(level=3).compressobj(),
    }
    compressor = compressors[kind]
    return b"".join([*(compressor.compress(text) for _ in range(times)), compressor.flush()])


@pytest.mark.thinned(6)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
@pytest.mark.parametrize(("kind", "text", "way"), BOMBS)
def test_a_bomb_does_not_fill_the_memory(kind: str, text: bytes, way: Way, tmp_path: Path) -> None:
    data = bomb(kind, text * (1_000_000 // len(text)), 32)
    (tmp_path / "bomb").write_bytes(data)
    assert len(data) < 300_000
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, COMMAND, *way, "-o", "/dev/null", tmp_path / "bomb"],
        env=ENVIRONMENT,
        capture_output=True,
        timeout=2 * TIMEOUT,
        check=True,
    )
    status, kilobytes = map(int, measured.stdout.split())
    assert (status, measured.stderr) == (0, b"")
    assert kilobytes < 40_000


def zstd_of_window(log: int) -> bytes:
    """A line in a frame that says it needs a window of 2 to the power of `log` bytes."""
    return b"\x28\xb5\x2f\xfd\x00" + bytes(((log - 10) << 3,)) + b"\x11\x00\x00a\n"


def xz_of_dictionary(size: int) -> bytes:
    """A line in a stream whose block says it needs a dictionary of `size`, in liblzma's code for it."""
    data = bytearray(lzma.compress(b"a\n"))
    assert data[14:17] == b"\x21\x01\x16"
    data[16] = size
    data[20:24] = struct.pack("<I", zlib.crc32(data[12:20]))
    return bytes(data)


@pytest.mark.parametrize(
    ("kind", "largest", "larger"),
    [("zstd", zstd_of_window(27), zstd_of_window(28)), ("xz", xz_of_dictionary(30), xz_of_dictionary(31))],
    ids=["zstd", "xz"],
)
def test_a_window_of_more_than_128_mib_is_refused(kind: str, largest: bytes, larger: bytes) -> None:
    assert read(largest) == (b"a\n", None)
    done = run(stdin=larger)
    text = f"compressed data needs a window of more than 128 MiB: {kind} data near byte 0"
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", note("standard input", text))
