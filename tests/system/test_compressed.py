"""Compressed input: the same output as of the plain input."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import tempfile
import zlib
from typing import TYPE_CHECKING

import pytest
import zstandard
from archives import KINDS, PARTS, PLAIN, SHORT, each_kind, read, read_pieces, skippable, zstd
from command import DATED, ENVIRONMENT, SAMPLES, messages, numbered, run, started
from hypothesis import given
from hypothesis import strategies as st
from test_faults import note

from ecsparse.content import contents
from ecsparse.descriptors import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def expected() -> bytes:
    """The documents of the plain lines."""
    return run(*DATED, stdin=PLAIN).stdout


@pytest.mark.thinned(2)
@each_kind
@pytest.mark.parametrize("way", ["file", "pipe", pytest.param("standard input", marks=pytest.mark.long)])
def test_compressed_input_gives_the_output_of_the_plain(kind: str, way: str, expected: bytes, tmp_path: Path) -> None:
    half = PLAIN[: len(PLAIN) // 2]
    data = KINDS[kind].compress(half) + KINDS[kind].compress(b"") + KINDS[kind].compress(PLAIN[len(half) :])
    path = tmp_path / "no suffix"
    path.write_bytes(data)
    if way == "file":
        done = run(*DATED, path)
    elif way == "pipe":
        done = run(*DATED, stdin=data)
    else:
        with path.open("rb") as file:
            done = run(*DATED, "-", stdin=file)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == expected


@pytest.mark.thinned(6)
@pytest.mark.parametrize("command", ["gzip -9", "gzip -1", "bzip2", "xz -0", "xz -9e --check=sha256", "zstd --long"])
def test_what_the_commands_write_is_read(command: str, expected: bytes) -> None:
    program, *options = command.split()
    try:
        data = subprocess.run([program, *options, "-c"], input=PLAIN, capture_output=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip(f"this machine has no {program}")
    assert run(*DATED, stdin=data).stdout == expected


@pytest.mark.thinned(4)
@each_kind
@pytest.mark.parametrize("size", [1, 7, *(pytest.param(size, marks=pytest.mark.long) for size in (2, 4096))])
def test_where_compressed_input_is_cut_does_not_matter(kind: str, size: int) -> None:
    data = b"".join(map(KINDS[kind].compress, (PLAIN[:20_000], PLAIN[20_000:])))
    assert read_pieces(data, size) == (PLAIN, None)
    assert read_pieces(data[:-1], size) == read(data[:-1])
    assert read_pieces(data + b"x", size) == read(data + b"x")


@pytest.mark.thinned(4)
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


@pytest.mark.thinned(4)
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


@pytest.mark.parametrize(
    "line",
    [
        b"PAM",
        b"\xfd7zXZ",
        *(pytest.param(line, marks=pytest.mark.long) for line in (b"P", b"BZh9", b"(", b"\x1f", b"P*M")),
    ],
)
def test_a_plain_line_is_held_up_by_no_magic(line: bytes) -> None:
    with started(*DATED) as session:
        for octet in line + b"\n":
            session.write(bytes((octet,)))
        assert session.read(timeout=5) == run(*DATED, stdin=line + b"\n").stdout


@pytest.mark.thinned(4)
@each_kind
def test_a_signal_leaves_an_unbroken_prefix_and_no_note(kind: str, tmp_path: Path) -> None:
    lines = numbered(0, 2000)
    (tmp_path / "lines").write_bytes(KINDS[kind].compress("\n".join(lines).encode()))
    with started(tmp_path / "lines") as session:
        output = session.read_bytes(1 << 18)
        session.process.send_signal(signal.SIGTERM)
        output += session.read_all()
        assert session.end() == (-signal.SIGTERM, b"")
    found = messages(output)
    assert found == lines[: len(found)]


@each_kind
def test_little_data_that_holds_much_is_left_where_a_signal_comes(kind: str) -> None:
    stop, interrupt = os.pipe()
    with tempfile.TemporaryFile() as file:
        file.write(KINDS[kind].compress(b"x" * 1_000_000))
        file.seek(0)
        found = contents(file.fileno(), stop)
        first = next(found)
        os.write(interrupt, b"x")
        assert (len(first), list(found)) == (BLOCK, [])
    os.close(stop)
    os.close(interrupt)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads zstd by itself")
def test_without_zstandard_a_note_names_the_package(tmp_path: Path) -> None:
    (tmp_path / "zstandard.py").write_text("raise ImportError\n")
    (tmp_path / "in.zst").write_bytes(zstd(b"compressed\n"))
    (tmp_path / "in.log").write_bytes(b"plain\n")
    done = run("in.zst", "in.log", env=ENVIRONMENT | {"PYTHONPATH": str(tmp_path)}, cwd=tmp_path)
    text = (
        "compressed data is zstd, which needs the package zstandard: "
        "pip install zstandard, or pipx inject ecsparse zstandard"
    )
    assert (done.returncode, messages(done.stdout), done.stderr) == (1, ["plain"], note("in.zst", text))


@pytest.mark.thinned(4)
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
