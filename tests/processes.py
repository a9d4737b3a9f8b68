"""Processes that a command started, as the system sees them."""

from __future__ import annotations

import time
from pathlib import Path

PROC = Path("/proc")


def children(process: int) -> list[int]:
    """The processes that `process` started and that still run."""
    tasks = PROC / str(process) / "task" / str(process) / "children"
    return [int(child) for child in tasks.read_text().split()]


def wait_for_children(process: int, number: int) -> list[int]:
    """The `number` children of `process`, once there are as many."""
    for _ in range(6000):
        found = children(process)
        if len(found) == number:
            return found
        time.sleep(0.01)
    raise TimeoutError(f"{process} has {found}")


def is_running(process: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until_ended(processes: list[int], timeout: float = 60.0) -> list[int]:
    """Those of `processes` that still run after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline and any(map(is_running, processes)):
        time.sleep(0.01)
    return [process for process in processes if is_running(process)]
