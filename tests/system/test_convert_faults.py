"""Faults of a conversion beside those of `test_convert`: what becomes of its table, of its files, and of memory."""

from __future__ import annotations

import errno
import signal
from typing import TYPE_CHECKING

import pytest
from archives import KINDS
from command import run, started
from conversions import LONG, is_partial, outputs, write_long_logs
from processes import PROC
from test_convert import peak, wait_for_output
from test_damage import bomb
from test_fault_matrix import assert_nobody_is_left, has_full
from test_faults import note

if TYPE_CHECKING:
    from pathlib import Path

each_number_of_jobs = pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.long), "2"])


@pytest.mark.thinned(5)
@has_full
@each_number_of_jobs
@pytest.mark.parametrize(
    ("redirect", "end"),
    [
        ("<&-", (0, b"")),
        (">&-", (1, note("write error", errno.EBADF))),
        ("2>&-", (0, b"")),
        ("<&- >&- 2>&-", (1, b"")),
        (">/dev/full", (1, note("write error", errno.ENOSPC))),
    ],
)
def test_outputs_are_whole_though_the_table_cannot_be_written(
    redirect: str, end: tuple[int, bytes], jobs: str, tmp_path: Path
) -> None:
    (tmp_path / "in.log").write_bytes(b"line 0\nline 1\n")
    done = run("convert", "in.log", "--output-dir", "out", "--jobs", jobs, redirect=redirect, cwd=tmp_path)
    assert (done.returncode, done.stderr) == end
    assert outputs(tmp_path / "out") == {"in.log.ndjson": run("--origin", tmp_path / "in.log").stdout}


@pytest.mark.long
@each_number_of_jobs
def test_a_reader_of_the_table_that_goes_ends_it_in_silence(jobs: str, tmp_path: Path) -> None:
    logs = write_long_logs(tmp_path / "logs", 4)
    with started("convert", *logs, "--output-dir", tmp_path / "out", "--jobs", jobs) as session:
        session.stdout.close()
        assert session.end() == (-signal.SIGPIPE, b"")
        assert_nobody_is_left(session)
    assert {data.count(b"\n") for data in outputs(tmp_path / "out").values()} == {LONG}
    assert len(outputs(tmp_path / "out")) == 4


@pytest.mark.long
@each_number_of_jobs
def test_a_file_that_vanishes_before_its_turn_is_noted(jobs: str, tmp_path: Path) -> None:
    *others, last = write_long_logs(tmp_path / "logs", 12)
    with started("convert", tmp_path / "logs", "--output-dir", tmp_path / "out", "--jobs", jobs) as session:
        wait_for_output(tmp_path / "out")
        last.unlink()
        assert session.end() == (1, note(str(last), errno.ENOENT))
        assert_nobody_is_left(session)
    assert sorted(outputs(tmp_path / "out")) == [f"{log.name}.ndjson" for log in others]


@pytest.mark.long
@pytest.mark.skipif(not PROC.exists(), reason="this system has no /proc")
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=[pytest.mark.long] * (kind != "gzip")) for kind in KINDS])
def test_a_bomb_does_not_fill_the_memory(kind: str, tmp_path: Path) -> None:
    (tmp_path / "bomb").write_bytes(bomb(kind, b"x" * 1_000_000, 100))
    largest = 0
    with started("convert", tmp_path / "bomb", "--output-dir", tmp_path / "out") as session:
        while session.process.poll() is None:
            largest = max(largest, peak(session.process.pid))
        assert session.end() == (0, b"")
    assert 10_000 < largest < 40_000
    assert [name for name in outputs(tmp_path / "out") if is_partial(name)] == []
