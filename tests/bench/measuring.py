"""What a command costs: processor time, time on the wall, memory; and lines to measure it with."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).resolve().parent
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name not in ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE")
}

# A process starts with its parent's peak as its own, so a small one has to stand between.
_PEAK = """
import os, sys
null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=null)
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss)
sys.exit(status and 1)
"""


class Cost(NamedTuple):
    """What a process took, in seconds: user and system time, and time on the wall."""

    cpu: float
    wall: float


def run(command: list[str], descriptor: int) -> Cost:
    """The cost of `command` with standard input from `descriptor` and output to the null device."""
    actions = [
        (os.POSIX_SPAWN_DUP2, descriptor, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    ]
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    if status:
        raise RuntimeError(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


def run_on_file(command: list[str], file: Path) -> Cost:
    """The cost of `command` with `file` as standard input."""
    with file.open("rb") as source:
        return run(command, source.fileno())


def run_on_line(command: list[str], line: bytes) -> Cost:
    """The cost of `command` with a pipe that holds `line` as standard input."""
    reading, writing = os.pipe()
    try:
        os.write(writing, line)
        os.close(writing)
        return run(command, reading)
    finally:
        os.close(reading)


def peak_mb(command: list[str], file: Path) -> float:
    """The peak memory of `command` with `file` as standard input, in MB."""
    with file.open("rb") as source:
        between = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _PEAK, *command],
            stdin=source,
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
            check=True,
        )
    return int(between.stdout) * 1024 / 1e6


def corpus_file(folder: Path, kind: str, lines: int, *options: str) -> Path:
    """A new file of `lines` lines of `kind`; `options` are of `corpus.py`."""
    file = folder / f"{kind}-{lines}.log"
    script = [sys.executable, str(_HERE / "corpus.py"), "--kind", kind, "--lines", str(lines), *options]
    with file.open("wb") as output:
        subprocess.run(script, stdout=output, env=ENVIRONMENT, check=True)
    return file


def repeated(file: Path, copies: int) -> Path:
    """A new file that has what is in `file` so many times."""
    text, often = file.read_bytes(), file.with_suffix(".often")
    with often.open("wb") as output:
        for _ in range(copies):
            output.write(text)
    return often


def head(file: Path, lines: int) -> Path:
    """A new file of the first `lines` lines of `file`."""
    few = file.with_suffix(".head")
    with file.open("rb") as source, few.open("wb") as output:
        output.writelines(islice(source, lines))
    return few


def say(text: str = "") -> None:
    """Print a line of the table at once: the next one takes a while."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
