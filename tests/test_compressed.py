"""Compressed input: the same output as of the plain input, and no damage that goes unsaid."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import random
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import zstandard
from command import COMMAND, ENVIRONMENT, SAMPLES, TIMEOUT, messages, numbered, run, sample_lines, started
from hypothesis import given
from hypothesis import strategies as st
from test_faults import MEASURE, note

from ecsparse.compressed import contents
from ecsparse.errors import BadCompression

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAIN = b"".join(line + b"\n" for line in sample_lines("*/*.log")[::9])
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

# What is no beginning of a member, behind one.
GARBAGE = (b"x", b"\nplain line\n", b"\xff" * 40, b"BZh9 no block", b"\0\0\0\0x")


class Read(NamedTuple):
    """What an input held, and what was said of its end."""

    text: bytes
    error: str | None


def read_from(descriptor: int) -> Read:
    held: list[bytes] = []
    stop, never = os.pipe()
    try:
        held.extend(contents(descriptor, stop))
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


@pytest.fixture(scope="module")
def expected() -> bytes:
    """The documents of the plain lines."""
    return run(stdin=PLAIN).stdout


@each_kind
@pytest.mark.parametrize("way", ["file", "standard input", "pipe"])
def test_compressed_input_gives_the_output_of_the_plain(
    kind: str, way: str, expected: bytes, tmp_path: Path
) -> None:
    half = PLAIN[: len(PLAIN) // 2]
    data = KINDS[kind].compress(half) + KINDS[kind].compress(b"") + KINDS[kind].compress(PLAIN[len(half) :])
    path = tmp_path / "no suffix"
    path.write_bytes(data)
    if way == "file":
        done = run(path)
    elif way == "pipe":
        done = run(stdin=data)
    else:
        with path.open("rb") as file:
            done = run("-", stdin=file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == expected


@pytest.mark.parametrize(
    "command", ["gzip -9", "gzip -1", "bzip2", "xz -0", "xz -9e --check=sha256", "zstd --long"]
)
def test_what_the_commands_write_is_read(command: str, expected: bytes) -> None:
    program, *options = command.split()
    try:
        data = subprocess.run([program, *options, "-c"], input=PLAIN, capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip(f"this machine has no {program}")
    assert run(stdin=data).stdout == expected


@each_kind
@pytest.mark.parametrize("size", [1, 2, 7, 4096])
def test_where_compressed_input_is_cut_does_not_matter(kind: str, size: int) -> None:
    data = b"".join(map(KINDS[kind].compress, (PLAIN[:20_000], PLAIN[20_000:])))
    assert read_pieces(data, size) == (PLAIN, None)
    assert read_pieces(data[:-1], size) == read(data[:-1])
    assert read_pieces(data + b"x", size) == read(data + b"x")


@each_kind
@given(texts=st.lists(st.one_of(st.binary(), st.binary().map(lambda text: text * 5000)), max_size=4))
def test_members_follow_one_another(kind: str, texts: list[bytes]) -> None:
    assert read(b"".join(map(KINDS[kind].compress, texts))) == (b"".join(texts), None)


def test_frames_that_zstd_skips_may_stand_anywhere() -> None:
    frames = [skippable(b""), zstd(PARTS[0]), skippable(b"x" * 70_000, 15), zstd(PARTS[1]), skippable(b"\n", 7)]
    assert read(b"".join(frames)) == (SHORT, None)
    assert read(b"".join(frames)[:-1])[1] is not None
    assert read(skippable(b"lines\n")) == (b"", None)


@each_kind
def test_plain_input_that_begins_alike_is_plain(kind: str) -> None:
    data = KINDS[kind].compress(SHORT)
    for length in range(KINDS[kind].telling):
        assert read(data[:length]) == (data[:length], None)
        assert read(data[:length] + b"\n" + data) == (data[:length] + b"\n" + data, None)
    assert read(b"\n" + data) == (b"\n" + data, None)


@pytest.mark.parametrize(
    "text", [b"BZh9 is a line", b"BZhello\n", b"PAM: x\n", b"P*M\n", b"\x1f\n", b"(", b"\xfd7zX\n"]
)
def test_text_that_begins_like_compressed_data_is_text(text: bytes) -> None:
    assert read(text) == read_pieces(text, 1) == (text, None)


@each_kind
def test_data_that_ends_too_early_is_said_to_and_gives_all_before(kind: str) -> None:
    first, second = map(KINDS[kind].compress, PARTS)
    data = first + second
    for end in range(KINDS[kind].telling, len(data)):
        clean = f"compressed data is truncated: {kind} data ends at byte {end}"
        assert read(data[:end]) == (decompressed(kind, data[:end]), None if end == len(first) else clean)
    assert read(data) == (SHORT, None)


@each_kind
@pytest.mark.parametrize("bit", [0, 3, 7])
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


@each_kind
def test_a_damaged_file_gives_its_whole_lines_and_a_note_and_the_next_is_read(kind: str, tmp_path: Path) -> None:
    data = KINDS[kind].compress(PARTS[0]) + KINDS[kind].compress(PARTS[1])
    wholes = run(stdin=whole_lines(PARTS[0])).stdout
    (tmp_path / "cut").write_bytes(data[:-20])
    (tmp_path / "bad").write_bytes(flipped(data, len(data) - KINDS[kind].checksum))
    (tmp_path / "more").write_bytes(data + b"garbage")
    (tmp_path / "good").write_bytes(data)
    for name, words in (("cut", "is truncated"), ("bad", "is corrupt"), ("more", "has trailing garbage")):
        held, error = read((tmp_path / name).read_bytes())
        assert error is not None
        assert error.startswith(f"compressed data {words}: ")
        lines = run(stdin=whole_lines(held)).stdout
        assert lines.startswith(wholes)
        done = run(name, "good", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, note(name, error))
        assert done.stdout == lines + run(stdin=SHORT).stdout
        done = run("-q", stdin=(tmp_path / name).read_bytes())
        assert (done.returncode, done.stdout, done.stderr) == (1, lines, b"")


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


@each_kind
def test_a_slow_pipe_s_lines_come_out_at_once(kind: str) -> None:
    """Each member is one line, as bzip2 has no smaller unit."""
    with started() as session:
        for line in numbered(0, 5):
            data = KINDS[kind].compress(line.encode() + b"\n")
            session.write(data[:9])
            assert session.read(timeout=0.05) == b""
            session.write(data[9:])
            assert messages(session.read()) == [line]


def test_what_a_compressor_flushes_comes_out_at_once() -> None:
    deflate, frames = zlib.compressobj(wbits=31), zstandard.ZstdCompressor().compressobj()
    flushing: list[tuple[Callable[[bytes], bytes], Callable[[], bytes]]] = [
        (deflate.compress, lambda: deflate.flush(zlib.Z_SYNC_FLUSH)),
        (frames.compress, lambda: frames.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)),
    ]
    for compress, flush in flushing:
        with started() as session:
            for line in numbered(0, 5):
                session.write(compress(line.encode() + b"\n") + flush())
                assert messages(session.read()) == [line]
            session.process.send_signal(signal.SIGTERM)
            assert session.end() == (-signal.SIGTERM, b"")


@pytest.mark.parametrize("line", [b"P", b"PAM", b"BZh9", b"(", b"\x1f", b"\xfd7zXZ", b"P*M"])
def test_a_plain_line_is_held_up_by_no_magic(line: bytes) -> None:
    with started() as session:
        for octet in line + b"\n":
            session.write(bytes((octet,)))
        assert session.read(timeout=5) == run(stdin=line + b"\n").stdout


@each_kind
def test_a_signal_leaves_an_unbroken_prefix_and_no_note(kind: str, tmp_path: Path) -> None:
    lines = "".join(f"{line}\n" for line in numbered(0, 200_000))
    (tmp_path / "lines").write_bytes(KINDS[kind].compress(lines.encode()))
    with started(tmp_path / "lines") as session:
        output = session.read_bytes(1 << 20)
        session.process.send_signal(signal.SIGTERM)
        output += session.read_all()
        assert session.end() == (-signal.SIGTERM, b"")
    found = messages(output)
    assert found == numbered(0, len(found))


@each_kind
def test_little_data_that_holds_much_is_left_where_a_signal_comes(kind: str) -> None:
    stop, interrupt = os.pipe()
    with tempfile.TemporaryFile() as file:
        file.write(KINDS[kind].compress(b"x" * 1_000_000))
        file.seek(0)
        found = contents(file.fileno(), stop)
        first = next(found)
        os.write(interrupt, b"x")
        assert (len(first), list(found)) == (1 << 16, [])
    os.close(stop)
    os.close(interrupt)


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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
@pytest.mark.parametrize("text", [b"\0", b"x" * 999 + b"\n"], ids=["one line", "lines"])
@pytest.mark.parametrize("kind", [*KINDS, "zstd blocks"])
def test_a_bomb_does_not_fill_the_memory(kind: str, text: bytes, tmp_path: Path) -> None:
    data = bomb(kind, text * (1_000_000 // len(text)), 100)
    (tmp_path / "bomb").write_bytes(data)
    assert len(data) < 300_000
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, COMMAND, "-o", "/dev/null", tmp_path / "bomb"],
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


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads zstd by itself")
def test_without_zstandard_a_note_names_the_extra(tmp_path: Path) -> None:
    (tmp_path / "zstandard.py").write_text("raise ImportError\n")
    (tmp_path / "in.zst").write_bytes(zstd(b"compressed\n"))
    (tmp_path / "in.log").write_bytes(b"plain\n")
    done = run("in.zst", "in.log", env=ENVIRONMENT | {"PYTHONPATH": str(tmp_path)}, cwd=tmp_path)
    text = "compressed data is zstd, which needs a package: pip install 'ecsparse[zstd]'"
    assert (done.returncode, messages(done.stdout), done.stderr) == (1, ["plain"], note("in.zst", text))


@each_kind
def test_lint_reads_compressed_documents(kind: str) -> None:
    expected = (SAMPLES / "openvpn" / "tunnel.expected.ndjson").read_bytes()
    data = KINDS[kind].compress(expected)
    assert run("lint", stdin=data).stdout == run("lint", stdin=expected).stdout
    done = run("lint", stdin=data[:-1])
    assert (done.returncode, done.stderr.count(b"compressed data is truncated")) == (1, 1)


def test_a_line_of_a_compressed_file_is_explained(tmp_path: Path) -> None:
    file = tmp_path / "tunnel.log.gz"
    file.write_bytes(gzip.compress((SAMPLES / "openvpn/tunnel.log").read_bytes()))
    plain = run("explain", "--file", SAMPLES / "openvpn/tunnel.log", "--line", "3")
    assert run("explain", "--file", file, "--line", "3").stdout == plain.stdout
