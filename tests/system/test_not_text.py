"""Files that are no text are refused by name, text with a byte order mark is read, and no line hides a file."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import sqlite3
import struct
import sys
import tarfile
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest
from archives import PLAIN, SHORT, zstd
from command import DATED, documents, run, sample_lines, some_lines, started
from conversions import outputs
from hypothesis import example, given
from hypothesis import strategies as st

from ecsparse.batch.conversions import PART
from ecsparse.content import text_of
from ecsparse.errors import NotText
from ecsparse.magic import TEXT, recognised, recognised_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
LINE = b"Oct 31 2023 15:09:55 web1 app[7]: hello\n"


def zipped(method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("auth.log", SHORT)
    return file.getvalue()


def tarred(form: int, name: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(SHORT)
        archive.addfile(member, io.BytesIO(SHORT))
    return file.getvalue()


def database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table logs (line text)")
        return connection.serialize()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + pixels


def wtmp() -> bytes:
    boot = struct.pack("<hxxi32s4s32s256s", 2, 0, b"~", b"~~", b"reboot", b"6.1.0").ljust(384, b"\0")
    login = struct.pack("<hxxi32s4s32s256s", 7, 4242, b"pts/0", b"ts/0", b"alice", b"192.0.2.7").ljust(384, b"\0")
    return boot + login


TAR = tarred(tarfile.GNU_FORMAT, "var/log/auth.log")
RANDOM = random.Random(7).randbytes(5000)  # noqa: S311 - the same each time

# data, and what the note says of it
KINDS = {
    "zip": (zipped(zipfile.ZIP_DEFLATED), "a zip archive, not text; use unzip -p FILE | ecsparse"),
    "stored zip": (zipped(zipfile.ZIP_STORED), "a zip archive"),
    "empty zip": (b"PK\5\6" + bytes(18), "a zip archive"),
    "gnu tar": (TAR, "a tar archive, not text; use tar -xOf FILE | ecsparse"),
    "pax tar": (tarred(tarfile.PAX_FORMAT, "ö" * 90), "a tar archive"),
    "ustar": (tarred(tarfile.USTAR_FORMAT, "a" * 100), "a tar archive"),
    "tar.gz": (gzip.compress(TAR), "a tar archive, not text; use tar -xOf FILE | ecsparse"),
    "tar.bz2": (bz2.compress(TAR), "a tar archive"),
    "tar.xz": (lzma.compress(TAR), "a tar archive"),
    "tar.zst": (zstd(TAR), "a tar archive"),
    "gz.gz": (gzip.compress(gzip.compress(SHORT)), "data compressed twice"),
    "zst.xz": (lzma.compress(zstd(SHORT)), "data compressed twice"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24), "a 7z archive, not text; use 7z x -so FILE | ecsparse"),
    "rar": (b"Rar!\x1a\7\1\0" + bytes(24), "a rar archive, not text; use unrar p -inul FILE | ecsparse"),
    "lz4": (b"\4\x22\x4d\x18\x64\x40\xa7" + SHORT, "lz4 data, not text; use lz4 -dc FILE | ecsparse"),
    "Z": (b"\x1f\x9d\x90" + SHORT, "compress data, not text; use gzip -dc FILE | ecsparse"),
    "journal": (
        b"LPKSHHRH" + struct.pack("<IIB7x", 6, 28, 1) + RANDOM[:240],
        "a systemd journal, not text; use journalctl --file FILE -o short-iso | ecsparse",
    ),
    "evtx": (b"ElfFile\0" + bytes(4088), "a Windows event log, not text; use evtx_dump -o jsonl FILE | ecsparse"),
    "wtmp": (wtmp(), "a wtmp file, not text; use utmpdump FILE | ecsparse"),
    "sqlite": (database(), "an SQLite database"),
    "pcap": (struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1), "a packet capture"),
    "big pcap": (struct.pack(">IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1), "a packet capture"),
    "pcapng": (struct.pack("<IIIHHq", 0x0A0D0D0A, 28, 0x1A2B3C4D, 1, 0, -1), "a packet capture"),
    "elf": (Path(sys.executable).resolve().read_bytes()[:5000], "an executable (ELF)"),
    "png": (png(), "a PNG image"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1" + bytes(90), "a JPEG image"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF document"),
    "pdf of Windows": (b"%PDF-1.4\r\n%\xe2\xe3\xcf\xd3\r\n1 0 obj\r\n", "a PDF document"),
    "random": (RANDOM, "binary data"),
    "zeros": (bytes(100_000), "binary data"),
    "lastlog": (bytes(292_000) + struct.pack("<i32s256s", 1 << 30, b"pts/0", b"") * 9, "binary data"),
    "utf-16-le": (
        PLAIN.decode("latin-1").encode("utf-16-le"),
        "UTF-16LE without a byte order mark; use iconv -f UTF-16LE -t UTF-8 FILE | ecsparse",
    ),
    "short utf-16-be": ("hello\r\n".encode("utf-16-be"), "UTF-16BE without a byte order mark"),
    "utf-32": ("hello\n".encode("utf-32"), "UTF-32; use iconv -f UTF-32 -t UTF-8 FILE | ecsparse"),
    "utf-32-be": (b"\0\0\xfe\xff" + "hello\n".encode("utf-32-be"), "UTF-32"),
}
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of each kind, and `good.log`."""
    logs: Path = tmp_path_factory.mktemp("logs")
    for name, (data, _) in KINDS.items():
        (logs / name).write_bytes(data)
    (logs / "good.log").write_bytes(LINE)
    return logs


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def text(data: bytes, size: int = 1 << 18) -> bytes | str:
    """The text of an input that arrives in pieces, or why there is none."""
    try:
        return b"".join(text_of(pieces(data, size)))
    except NotText as error:
        return str(error)


@pytest.mark.thinned(5)
@pytest.mark.parametrize(
    ("kind", "jobs"),
    [
        pytest.param(kind, jobs, marks=[pytest.mark.long] * (jobs == "2" and kind not in {"zip", "tar.gz", "wtmp"}))
        for kind in KINDS
        for jobs in "12"
    ],
)
def test_what_is_no_text_is_named_and_the_next_file_is_read(kind: str, jobs: str, folder: Path) -> None:
    done = run("--jobs", jobs, kind, "good.log", cwd=folder)
    assert (done.returncode, done.stdout) == (1, run(stdin=LINE).stdout)
    note = done.stderr.decode()
    assert note.startswith(f"ecsparse: {kind}: is {KINDS[kind][1]}")
    assert (note.count("\n"), "…" in note) == (1, False)
    of_pipe = run(stdin=KINDS[kind][0])
    assert (of_pipe.returncode, of_pipe.stdout) == (1, b"")
    assert of_pipe.stderr.decode() == note.replace(kind, "standard input", 1)


@pytest.mark.long
def test_the_other_commands_agree(folder: Path, tmp_path: Path) -> None:
    expected = {f"ecsparse: {name}: is {what}" for name, (_, what) in KINDS.items()}
    for jobs in "12":
        options = ("--no-origin", "--output-dir", tmp_path / jobs, "--jobs", jobs, "--report", tmp_path / "report")
        done = run("convert", folder, *options)
        assert done.returncode == 1
        assert outputs(tmp_path / jobs) == {"good.log.ndjson": run(stdin=LINE).stdout}
        assert orjson.loads((tmp_path / "report").read_bytes())["failed"] == len(KINDS)
    done = run("sniff", "--format", "json", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [documents(done.stdout)[0]["total"][name] for name in ("files", "binary", "lines")] == [1, len(KINDS), 1]
    for command in (("sniff",), ("lint",), ("explain", "--file")):
        for name in ("zip", "tar.gz", "random"):
            done = run(*command, name, cwd=folder)
            assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
            assert [note for note in expected if done.stderr.decode().startswith(note)] != []


@pytest.mark.thinned(2)
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", pytest.param(b"\xfe\xff", marks=pytest.mark.long)])
def test_a_byte_order_mark_changes_nothing(mark: bytes, tmp_path: Path) -> None:
    plain = "".join(f"{line.decode(errors='replace')}\n" for line in some_lines(60))
    encoding = {mark: name for name, mark in MARKS.items()}.get(mark, "utf-8")
    data, expected = mark + plain.encode(encoding), run(*DATED, stdin=plain.encode()).stdout
    (tmp_path / "plain.log").write_bytes(plain.encode())
    (tmp_path / "marked.log").write_bytes(data)
    (tmp_path / "marked.log.gz").write_bytes(gzip.compress(data))
    assert run(*DATED, stdin=data).stdout == expected
    assert run(*DATED, "marked.log", "marked.log.gz", "--jobs", "2", cwd=tmp_path).stdout == expected * 2
    done = run("convert", tmp_path, "--no-origin", *DATED, "--output-dir", tmp_path / "out")
    assert (done.returncode, done.stderr, set(outputs(tmp_path / "out").values())) == (0, b"", {expected})
    found = [
        run("sniff", "--per-line", tmp_path / name).stdout for name in ("plain.log", "marked.log", "marked.log.gz")
    ]
    assert found == [found[0]] * 3
    assert run(stdin=mark) == run(stdin=b"") or run(stdin=mark).stdout == b""


def test_a_mark_in_front_of_a_cee_cookie_is_the_line_s() -> None:
    mark = b"\xef\xbb\xbf"
    for log in (b"@cee: {}\n", b" \t@cee:{}"):
        assert text(mark + log) == text(mark + log, 1) == mark + log
    for log in (b"", b" ", b"@", b"@cee", b"@ceo: {}\n", b" " * 5000 + b"@cee: {}", mark + b"x"):
        assert text(mark + log) == text(mark + log, 1) == log


@pytest.mark.long
@pytest.mark.parametrize(
    "encoding", ["utf-16-le", *(pytest.param(each, marks=pytest.mark.long) for each in ("utf-8-sig", "utf-16-be"))]
)
def test_a_large_file_with_a_mark_is_converted_as_without(encoding: str, tmp_path: Path) -> None:
    plain = "\n".join(f"{'lïne' * 5000} {number}" for number in range(900))
    data = MARKS.get(encoding, b"") + plain.encode(encoding)
    assert len(data) > PART
    (tmp_path / "large.log").write_bytes(data)
    options = ("--no-origin", "--output-dir", tmp_path / "out", "--jobs", "2")
    assert run("convert", tmp_path / "large.log", *options, *DATED).returncode == 0
    assert (tmp_path / "out" / "large.log.ndjson").read_bytes() == run(*DATED, stdin=plain.encode()).stdout


@pytest.mark.parametrize("encoding", MARKS)
@example(["\u0101" * 20], 1)
@example(["\u0a0a" * 20, "\u0101\u0a0a"], 1)
@given(lines=st.lists(st.text(), max_size=5), size=st.integers(1, 9))
def test_utf_16_is_decoded_wherever_it_is_cut(encoding: str, lines: list[str], size: int) -> None:
    plain = "\n".join(["a time, and a line", *lines])
    assert text(MARKS[encoding] + plain.encode(encoding), size) == plain.encode()


@pytest.mark.parametrize("encoding", MARKS)
@given(damage=st.binary())
@example(b"\xd8\0")
@example(b"\0\xd8")
@example(b"x")
def test_damaged_utf_16_loses_no_line(encoding: str, damage: bytes) -> None:
    lines = ("a first line\n" * 2).encode(encoding)
    found = text(MARKS[encoding] + lines + damage, 3)
    assert isinstance(found, bytes)
    assert found == text(MARKS[encoding] + lines + damage)
    assert found.startswith(b"a first line\n" * 2)
    if len(damage) % 2 == 0:
        found = text(MARKS[encoding] + lines + damage + lines * 300)
        assert isinstance(found, bytes)
        assert found.endswith(b"a first line\n" * 300)


FRAGMENTS = [
    *(data[:600] for data, _ in KINDS.values()), *MARKS.values(), b"\xef\xbb\xbf", b"\0", b"\n", b"\0\n", b"\n\0",
    b"a", b"\xe9", b"\x1b", b"readable characters", bytes(5000), b"\x01\xfe" * 700,
]  # fmt: skip


@given(
    parts=st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=9)), max_size=5),
    size=st.integers(1, 99),
)
def test_how_an_input_arrives_does_not_change_what_it_is(parts: list[bytes], size: int) -> None:
    data = b"".join(parts)
    assert text(data, size) == text(data)


@each_kind
def test_no_line_and_nothing_later_makes_a_log_a_file_of_a_kind(kind: str) -> None:
    """After a header as daemons write it, after a line, and where the magic alone is typed."""
    data = KINDS[kind][0]
    if not data.strip(b"\0"):
        return
    honest = b"".join(line + b"\n" for line in sample_lines("openssh/*.log")[:20])
    hostile = data.replace(b"\n", b"")
    for log in (LINE[:26] + hostile + b"\n" + honest, honest + data + honest, LINE + data, b"\n" + LINE + data):
        assert text(log) == log
    if not kind.startswith("utf-"):
        continued = b"\0" * 5000 + b"\n" + honest
        assert text(continued) == continued


@pytest.mark.parametrize(
    "line",
    [
        b"PK", b"7z", b"Rar!", b"LPKSHHRH", b"ElfFile", b"SQLite format 3", b"%PDF-1.7", b"BZh9", b"GIF89a",
        b"!<arch>", b"\xff\xfe", b"\xfe\xff", b"\xff\xfea\0", b"\xff\xfea\0b", b"\xfe\xff\0a", b"\xfe\xff\0a\0",
        b"\xff\xfe\0\0abc", b"\0", b"a\0b", b"\0" * 300, b"\1" * 300, b"\1\xff\0" * 300, b"a\0" * 300, b"\0a" * 300,
        b"\xe9\1", b"ustar\0" * 90, b"log" + bytes(97) + b"0000644\0" + bytes(149) + b"ustar",
    ],
)  # fmt: skip
def test_a_hostile_first_line_does_not_hide_the_honest_ones(line: bytes) -> None:
    log = line + b"\n" + b"".join(line + b"\n" for line in sample_lines("openssh/*.log")[:20])
    assert text(log) == text(log, 1) == log


def test_a_log_that_was_emptied_while_its_writer_kept_its_place_is_read() -> None:
    for number in (1, 63, 4095, 4096, 4097, 8192, 1_000_003):
        log = bytes(number) + LINE
        assert text(log) == text(log, 1000) == log


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    "line",
    [
        b"LPKSHHRH",
        b"\xef\xbb\xbfhello",
        b"\xe9t\xe9",
        *(
            pytest.param(line, marks=pytest.mark.long)
            for line in (b"P", b"PK", b"7z", b"Rar", b"\xef\xbb", b"\xff", b"\1", b"x" * 110)
        ),
    ],
)
def test_a_line_of_a_slow_pipe_is_held_up_by_nothing(line: bytes) -> None:
    with started(*DATED) as session:
        for octet in line + b"\n":
            session.write(bytes((octet,)))
        assert session.read(timeout=9) == run(*DATED, stdin=line.removeprefix(b"\xef\xbb\xbf") + b"\n").stdout


def test_lines_of_utf_16_come_out_at_once() -> None:
    with started(*DATED) as session:
        session.write(MARKS["utf-16-le"])
        for number in range(3):
            session.write(f"line {number}\r\n".encode("utf-16-le"))
            assert session.read() == run(*DATED, stdin=b"line %d\n" % number).stdout


@given(head=st.one_of(st.binary(), st.sampled_from(FRAGMENTS)))
def test_text_that_is_utf_8_without_nul_is_text(head: bytes) -> None:
    readable = head.replace(b"\0", b"").decode(errors="ignore").removeprefix("\ufeff").encode() + b"\n"
    # all that can be typed of lz4 and bzip2
    if not readable.startswith((b"\4\x22M\x18", b"BZh")):
        assert recognised_whole(readable) is TEXT
        assert recognised(readable) in {None, TEXT}
