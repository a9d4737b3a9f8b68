"""The command `convert` on a Dask scheduler, and with the URLs of `fsspec`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from command import ENVIRONMENT, TIMEOUT, run, started
from conversions import outputs, write_logs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and the processes of its two workers."""
    told = folder / "scheduler.json"
    common = ("--scheduler-file", str(told), "--no-dashboard")
    local = ("--host", "127.0.0.1")
    scheduler = _started("dask_scheduler", *common, *local, "--port", "0", folder=folder)
    workers = []
    try:
        while not told.exists():
            assert scheduler.poll() is None
            time.sleep(0.05)
        options = (*common, *local, "--nthreads", "2", "--no-nanny", "--local-directory", str(folder))
        workers = [_started("dask_worker", *options, folder=folder) for _ in range(2)]
        from distributed import Client  # noqa: PLC0415 - it starts threads

        with Client(scheduler_file=str(told), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=TIMEOUT)
            address = str(client.scheduler.address)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _started(module: str, *options: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *options],
        env=ENVIRONMENT,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    write_logs(tmp_path / "logs")
    return tmp_path / "logs"


@pytest.mark.long
def test_a_cluster_gives_the_same_though_a_worker_is_killed(logs: Path, tmp_path: Path) -> None:
    assert run("convert", logs, "--output-dir", tmp_path / "here", "-q").returncode == 0
    with (
        cluster(tmp_path) as (address, workers),
        started("convert", logs, "--output-dir", tmp_path / "there", "--cluster", address, "-q") as session,
    ):
        while not list((tmp_path / "there").rglob("*.part")):
            assert session.process.poll() is None
            time.sleep(0.005)
        workers[0].send_signal(signal.SIGKILL)
        assert session.end() == (0, b"")
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")


@pytest.mark.long
def test_urls_are_sources_and_outputs(logs: Path, tmp_path: Path) -> None:
    assert run("convert", logs, "--output-dir", tmp_path / "here", "--no-origin", "-q").returncode == 0
    urls = (f"file://{logs}", "--output-dir", f"file://{tmp_path}/there", "--no-origin")
    done = run("convert", *urls, "--jobs", "2", "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    assert outputs(tmp_path / "there") == outputs(tmp_path / "here")
    again = run("convert", *urls, "--resume")
    assert f"skipped {len(outputs(logs))}".encode() in b" ".join(again.stdout.split())


@pytest.mark.long
def test_a_scheduler_that_does_not_answer_is_noted(logs: Path, tmp_path: Path) -> None:
    done = run(
        "convert", logs, "--output-dir", tmp_path / "out", "--cluster", f"tcp://127.0.0.1:{os.getpid() % 1000 + 1}"
    )
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
