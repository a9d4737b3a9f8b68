"""Faults in their details: what notes say, which files are written, signals that are ignored, floods."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import (
    COMMAND,
    DATED,
    ENVIRONMENT,
    TIMEOUT,
    messages,
    run,
    some_lines,
    started,
)

if TYPE_CHECKING:
    from pathlib import Path

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

LINE = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened"

# Runs a command and says how it ended and how much memory it had at most. What starts the command hands its
# own peak on to it, so it must be small itself.
MEASURE = """
import os, sys
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def note(*parts: str | int) -> bytes:
    """A note on standard error; a number is an error of the system's."""
    words = (os.strerror(part) if isinstance(part, int) else part for part in parts)
    return f"ecsparse: {': '.join(words)}\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one line in `in.log`, and other names for that file."""
    (tmp_path / "in.log").write_bytes(b"a\n")
    (tmp_path / "soft.log").symlink_to("in.log")
    (tmp_path / "hard.log").hardlink_to(tmp_path / "in.log")
    return tmp_path


def test_an_output_that_cannot_be_opened_is_noted(tmp_path: Path) -> None:
    done = run("-o", tmp_path / "no" / "output", stdin=b"a\n")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert done.stderr.endswith(os.strerror(errno.ENOENT).encode() + b"\n")


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), []),
        (("-",), []),
        (("in.log", "-"), ["a"]),
        (("-", "in.log"), ["a"]),
        (("-", "-", "in.log"), ["a"]),
    ],
)
def test_closed_standard_input_is_noted_and_files_are_read(
    arguments: tuple[str, ...], found: list[str], folder: Path
) -> None:
    done = run(*arguments, redirect="<&-", cwd=folder)
    missing = max(arguments.count("-"), 1)
    assert (done.returncode, messages(done.stdout)) == (1, found)
    assert done.stderr == note("standard input", errno.EBADF) * missing


def test_standard_input_that_is_closed_and_not_read_does_not_matter(folder: Path) -> None:
    done = run("in.log", redirect="<&-", cwd=folder)
    assert (done.returncode, messages(done.stdout), done.stderr) == (0, ["a"], b"")


@pytest.mark.parametrize("redirect", [">&-", "<&- >&-"])
def test_closed_standard_output_is_a_write_error(redirect: str, folder: Path) -> None:
    done = run("in.log", redirect=redirect, cwd=folder)
    assert (done.returncode, done.stderr) == (1, note("write error", errno.EBADF))


def test_standard_output_that_is_closed_and_not_written_does_not_matter(folder: Path) -> None:
    done = run("in.log", "-o", "out", redirect=">&-", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert messages((folder / "out").read_bytes()) == ["a"]


@pytest.mark.thinned(4)
@pytest.mark.parametrize("redirect", ["2>&-", "<&- 2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_notes_that_cannot_be_written_go_nowhere_else(redirect: str, folder: Path) -> None:
    done = run("missing", "in.log", "-o", "out", "--rejects", "rejects", redirect=redirect, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert messages((folder / "out").read_bytes()) == ["a"]
    assert (folder / "rejects").read_bytes() == b"a\n"


@pytest.mark.parametrize(("name", "error"), [("missing", errno.ENOENT), ("no/x", errno.ENOENT)])
def test_an_input_that_cannot_be_read_is_noted_and_the_others_are_done(name: str, error: int, folder: Path) -> None:
    done = run("in.log", name, "in.log", cwd=folder)
    assert (done.returncode, messages(done.stdout), done.stderr) == (1, ["a", "a"], note(name, error))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_noted(folder: Path) -> None:
    (folder / "secret").touch(mode=0)
    done = run("secret", "in.log", cwd=folder)
    assert (done.returncode, messages(done.stdout), done.stderr) == (1, ["a"], note("secret", errno.EACCES))


@pytest.mark.parametrize(
    ("count", "rest"), [(19, b""), (20, b""), (21, note("1 more notes")), (45, note("25 more notes"))]
)
def test_twenty_notes_are_written_and_the_rest_are_counted(count: int, rest: bytes, folder: Path) -> None:
    names = [f"missing{number}" for number in range(count)]
    done = run(*names, "in.log", cwd=folder)
    shown = b"".join(note(name, errno.ENOENT) for name in names[:20])
    assert (done.returncode, messages(done.stdout), done.stderr) == (1, ["a"], shown + rest)


@pytest.mark.parametrize("arguments", [("--strict",), ("--max-unmatched", "0")])
def test_no_note_is_lost_without_being_counted(arguments: tuple[str, ...], folder: Path) -> None:
    names = [f"missing{number}" for number in range(20)]
    done = run(*arguments, *names, "in.log", cwd=folder)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 21)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\x1b[31mred", r"a\x1b[31mred"),
        (b"two\nlines\r", r"two\x0alines\x0d"),
        (b"latin \xe9\xff", r"latin \xe9\xff"),
        (
            "c1 \x85 \x9b bidi \u202e end \u2028".encode(),
            r"c1 \xc2\x85 \xc2\x9b bidi \xe2\x80\xae end \xe2\x80\xa8",
        ),
        ("accents é €".encode(), "accents é €"),
        (b"n" * 121, "n" * 119 + "…"),
        (b"\x01" * 40, r"\x01" * 29 + r"\x0" + "…"),
    ],
)
def test_file_names_are_escaped_and_cut_in_notes(name: bytes, shown: str, folder: Path) -> None:
    done = run(name, cwd=folder)
    assert (done.returncode, done.stderr) == (1, note(shown, errno.ENOENT))


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("arguments", "redirect", "status"),
    [
        (("-o", "in.log", "in.log"), "", 2),
        (("-o", "soft.log", "in.log"), "", 2),
        (("-o", "in.log", "hard.log"), "", 2),
        (("--rejects", "in.log", "in.log"), "", 2),
        (("--rejects", "./in.log", "soft.log"), "", 2),
        (("in.log",), ">>in.log", 1),
        (("hard.log",), ">>soft.log", 1),
        ((), "<in.log >>in.log", 1),
        (("-o", "in.log"), "<in.log", 2),
        (("--rejects", "in.log", "-"), "<in.log", 2),
    ],
)
def test_no_input_is_written(arguments: tuple[str, ...], redirect: str, status: int, folder: Path) -> None:
    done = run(*arguments, redirect=redirect, cwd=folder)
    assert (folder / "in.log").read_bytes() == b"a\n"
    assert (done.returncode, done.stdout, done.stderr.count(b"ecsparse: ")) == (status, b"", 1)


@pytest.mark.thinned(3)
@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize(
    ("arguments", "redirect"),
    [
        (("-o", "out", "--rejects", "out"), ""),
        (("-o", "out", "--rejects", "./out"), ""),
        (("--rejects", "out"), ">out"),
    ],
)
def test_no_file_is_written_twice(arguments: tuple[str, ...], redirect: str, folder: Path, *, exists: bool) -> None:
    if exists:
        (folder / "out").touch()
    done = run(*arguments, "in.log", redirect=redirect, cwd=folder)
    assert (done.returncode, done.stderr.count(b"ecsparse: ")) == (2, 1)


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_that_is_ignored_stays_ignored(number: signal.Signals) -> None:
    with started(prepare=f"trap '' {number.name.removeprefix('SIG')}") as session:
        session.write(b"one\n")
        output = session.read()
        session.process.send_signal(number)
        session.write(b"two\nthree")
        session.stdin.close()
        assert messages(output + session.read_all()) == ["one", "two", "three"]
        assert session.end() == (0, b"")


def test_a_complete_line_comes_out_before_the_next_is_written_and_an_incomplete_one_is_kept() -> None:
    lines = [LINE, *some_lines(60)]
    expected = run(*DATED, stdin=b"\n".join(lines)).stdout.splitlines(keepends=True)
    with started(*DATED) as session:
        for line, document in zip(lines, expected, strict=True):
            session.write(b"\n" + line[:7])
            assert session.read(timeout=0.01) == b""
            session.write(line[7:] + b"\n")
            assert session.read() == document
        session.stdin.close()
        assert (session.read_all(), session.end()) == (b"", (0, b""))


@pytest.mark.thinned(4)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
@pytest.mark.parametrize("lines", [12_000, pytest.param(200_000, marks=pytest.mark.long)])
@pytest.mark.parametrize(
    "feed",
    [
        f"seq -f 'FILE_Unlink a b c OK 25 sep 2022 23:14:20 No associated roles /%.0f{'x' * 930}' {{}}",
        f"seq -f '%.0f {'x' * 990}' {{}}",
        "head -c {}000 /dev/zero | tr '\\0' x",
        "yes a | head -c {}0",
    ],
    ids=["matched", "unmatched", "one line", "short lines"],
)
def test_memory_does_not_grow_with_the_input(feed: str, lines: int) -> None:
    """Of as many lines, or kilobytes."""
    measured = subprocess.run(
        [
            "sh",
            "-c",
            f'{feed.format(lines)} | "$@"',
            "sh",
            sys.executable,
            "-c",
            MEASURE,
            COMMAND,
            "-o",
            "/dev/null",
        ],
        env=ENVIRONMENT,
        capture_output=True,
        timeout=2 * TIMEOUT,
        check=True,
    )
    status, kilobytes = map(int, measured.stdout.split())
    assert (status, measured.stderr) == (0, b"")
    assert kilobytes < 40_000
