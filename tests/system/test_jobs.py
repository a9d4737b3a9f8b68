"""The filter with `--jobs`: the same bytes as from one process, and no process that is left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from command import (
    COMMAND,
    DATED,
    ENVIRONMENT,
    PADDING,
    REFERENCE,
    TIMEOUT,
    endless,
    messages,
    numbered,
    run,
    samples,
    some_lines,
    started,
)
from processes import PROC, wait_for_children, wait_until_ended

from ecsparse.batch.ordered import CHUNK

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not PROC.exists(), reason="this system has no /proc")

each_ending = pytest.mark.parametrize(
    "number",
    [signal.SIGINT, *(pytest.param(number, marks=pytest.mark.long) for number in (signal.SIGTERM, signal.SIGHUP))],
)
# 0 is one for each processor
each_number_of_jobs = pytest.mark.parametrize(
    "jobs", ["3", *(pytest.param(jobs, marks=pytest.mark.long) for jobs in ("0", "2", "4"))]
)

# long lines fill chunks at little cost
LINES = [line for each in some_lines(1200)[::10] for line in (each, b"x" * 3000)] + [
    *some_lines(1200),
    b"",
    b"\t",
    b"bad \xff",
    b"x" * 3000,
    b"two\rparts\r",
]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some chunks of lines, the last one without a line feed."""
    path: Path = tmp_path_factory.mktemp("jobs") / "in.log"
    text = b"\n".join(LINES)
    path.write_bytes(b"\n".join([text] * (4 * CHUNK // len(text) + 1)))
    assert path.stat().st_size > 4 * CHUNK
    return path


def outcome(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, bytes, list[bytes]]:
    """How a run ended, what it wrote, and its notes but for the time it took."""
    done = run(*arguments, stdin=stdin)
    notes = [line for line in done.stderr.splitlines() if b" seconds " not in line]
    return done.returncode, done.stdout, notes


@cache
def undisturbed(*arguments: str | Path) -> tuple[int, bytes, list[bytes]]:
    """The outcome of one process."""
    return outcome(*arguments)


@pytest.mark.thinned(3)
@each_number_of_jobs
@pytest.mark.parametrize(
    "options",
    [
        ("-v", "--strict", "--max-unmatched", "1%"),
        ("--profile", "ecs", "--format", "bulk", "--timezone", "Europe/Paris"),
        ("--pretty", "--color", "always", "--unmatched", "drop"),
        ("--origin", "--max-line", "1000"),
        ("--origin", "--join-indented", "--max-line", "1000", "-v"),
        ("--product", "openvpn", "--format", "flat", "-v"),
    ],
    ids=" ".join,
)
def test_the_output_is_the_same_for_any_number_of_jobs(options: tuple[str, ...], jobs: str, log: Path) -> None:
    assert outcome(*options, "--jobs", jobs, log) == undisturbed(*options, log)


@pytest.mark.long
@each_number_of_jobs
def test_rejects_and_notes_are_the_same(jobs: str, log: Path, tmp_path: Path) -> None:
    files = [log, *samples("ibm_aix/*.log"), tmp_path / "missing", *samples("openvpn/*.log")]
    seen = [
        (outcome("--rejects", tmp_path / f"rejects{number}", "--jobs", number, "-v", *files)) for number in ("1", jobs)
    ]
    assert seen[0] == seen[1]
    assert seen[0][0] == 1
    rejected = [(tmp_path / f"rejects{number}").read_bytes() for number in ("1", jobs)]
    assert rejected[0] == rejected[1] != b""


@pytest.mark.thinned(4)
@pytest.mark.parametrize("size", [1, 7, 4096, 100_000])
def test_any_chunking_of_a_pipe_gives_the_same(size: int, log: Path) -> None:
    text = log.read_bytes()[: 400 if size == 1 else 300_000]
    writer = f"import os,sys; t=sys.stdin.buffer.read(); [os.write(1, t[i:i+{size}]) for i in range(0, len(t), {size})]"
    done = subprocess.run(
        [
            "sh",
            "-c",
            '"$1" -c "$2" | "$3" --jobs 2 --reference-date "$4"',
            "sh",
            sys.executable,
            writer,
            COMMAND,
            REFERENCE,
        ],
        input=text,
        env=ENVIRONMENT,
        capture_output=True,
        timeout=TIMEOUT,
        check=True,
    )
    assert done.stdout == run(*DATED, stdin=text).stdout


def test_plugins_and_their_bugs_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "acme_fw.py").write_text(
        "from ecsparse.record import Prefix, Product\n"
        "PRODUCT = Product(vendor='Acme', name='Firewall', formats=('text',), signatures=(Prefix('acme: '),))\n"
        "def parse(record):\n    return {'event': {'code': str(1 // int(record.text[6:]))}}\n"
    )
    text = b"acme: 1\nacme: 0\n%s\n" % PADDING.encode() * (2 * CHUNK // len(PADDING))
    options = ("--plugin", str(tmp_path / "acme_fw.py"), "-v", *DATED)
    expected = outcome(*options, stdin=text)
    assert b"ZeroDivisionError" in expected[2][0]
    assert expected[0] == 1
    assert outcome(*options, "--jobs", "2", stdin=text) == expected


def test_a_line_comes_out_before_the_next_is_written() -> None:
    with started("--jobs", "2", *DATED) as session:
        for number in range(20):
            session.write(b"line %d\nbegun" % number)
            assert session.read(5) == run(*DATED, stdin=b"%sline %d\n" % (b"begun" if number else b"", number)).stdout
        session.stdin.close()
        assert messages(session.read_all()) == ["begun"]
        assert session.end() == (0, b"")


@each_ending
def test_a_signal_while_waiting_ends_the_command_and_its_workers(number: signal.Signals) -> None:
    with started("--jobs", "2") as session:
        session.write(b"one\ntwo\nthr")
        output = session.read() + session.read()
        workers = wait_for_children(session.process.pid, 2)
        session.process.send_signal(number)
        assert session.end() == (-number, b"")
        assert messages(output + session.read_all()) == ["one", "two"]
        assert wait_until_ended(workers) == []


@each_ending
def test_a_signal_to_all_leaves_an_unbroken_prefix_of_whole_lines(number: signal.Signals) -> None:
    with started("--jobs", "2") as session, endless(session):
        output = session.read_bytes(1 << 20)
        workers = wait_for_children(session.process.pid, 2)
        for process in (*workers, session.process.pid):
            os.kill(process, number)
        output += session.read_all()
        assert session.end() == (-number, b"")
        assert wait_until_ended(workers) == []
    found = messages(output)
    assert found == numbered(0, len(found))


@pytest.mark.thinned(2)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGPIPE])
def test_when_the_command_dies_its_workers_end(number: signal.Signals) -> None:
    with started("--jobs", "4") as session, endless(session):
        session.read_bytes(1 << 20)
        workers = wait_for_children(session.process.pid, 4)
        if number == signal.SIGKILL:
            session.process.kill()
        else:
            session.stdout.close()
        assert session.end() == (-number, b"")
        assert wait_until_ended(workers) == []


@pytest.mark.thinned(4)
@pytest.mark.parametrize("victim", [0, 1])
@pytest.mark.parametrize("busy", [True, False])
def test_a_worker_that_dies_ends_the_run(victim: int, *, busy: bool) -> None:
    with started("--jobs", "2") as session:
        session.write(b"line 0\n")
        output = session.read()
        workers = wait_for_children(session.process.pid, 2)
        if busy:
            with endless(session):
                output += session.read_bytes(1 << 20)
                os.kill(workers[victim], signal.SIGKILL)
                output += session.read_all()
                ended = session.end()
        else:
            os.kill(workers[victim], signal.SIGKILL)
            ended = session.end()
        assert ended == (1, b"ecsparse: a worker process died; if memory is short, use fewer --jobs\n")
        assert wait_until_ended(workers) == []
    found = messages(output)
    assert found[1:] == numbered(0, len(found) - 1)


def test_a_full_disk_is_noted(log: Path) -> None:
    done = run("--jobs", "2", log, redirect=">/dev/full")
    assert (done.returncode, done.stderr) == (
        1,
        f"ecsparse: write error: {os.strerror(errno.ENOSPC)}\n".encode(),
    )


@pytest.mark.parametrize("arguments", [("--timezone", "Europe/Pariss"), ("--reference-date", "soon")])
def test_wrong_use_is_told_once(arguments: tuple[str, ...]) -> None:
    assert outcome("--jobs", "2", *arguments) == outcome(*arguments)
    assert outcome(*arguments)[0] == 2


@pytest.mark.thinned(2)
@pytest.mark.parametrize(
    "lines", [[line + 7 * PADDING for line in numbered(0, 1000)], ["a"] * 20_000], ids=["long", "short"]
)
@pytest.mark.parametrize("times", [3, pytest.param(60, marks=pytest.mark.long)])
def test_memory_does_not_grow_with_the_input(lines: list[str], times: int) -> None:
    """Of the command and of its workers, whose peaks are read while they live."""
    text = "".join(f"{line}\n" for line in lines).encode()
    with started("--jobs", "2", "-o", os.devnull) as session:
        workers = wait_for_children(session.process.pid, 2)
        for _ in range(times):
            session.write(text)
        peaks = [peak(process) for process in (session.process.pid, *workers)]
        session.stdin.close()
        assert session.end() == (0, b"")
    assert [kilobytes for kilobytes in peaks if not 10_000 < kilobytes < 40_000] == []


def peak(process: int) -> int:
    """The most memory that a process had so far, in kB."""
    status = (PROC / str(process) / "status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
