"""How the command scales with its input and with processes: what `make scale` prints.

    python tests/bench/scale.py [--megabytes N ...]

For each size (10^6 bytes of the bench's mixed lines, repeated) and each way: time on the wall, lines and MB per
second, microseconds per line, and the largest peak of resident memory among the processes, in MB. `filter N`
reads standard input from a pipe with `--jobs N`; `convert N` writes files, from a plain one, with `--jobs N`.
Time per line that does not grow with the size is what lets a terabyte be reckoned from a gigabyte.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from measuring import ENVIRONMENT, corpus_file, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND = str(Path(sys.executable).with_name("ecsparse"))
_LINES = 60_000
_JOBS = (1, 2, 4)
_SECONDS_BETWEEN_LOOKS = 0.05


def enlarged(file: Path, megabytes: int) -> int:
    """Repeat the lines of `file` in it until it has `megabytes`; return the number of its lines."""
    text = file.read_bytes()
    times = max(1, round(megabytes * 1e6 / len(text)))
    with file.open("wb") as output:
        for _ in range(times):
            output.write(text)
    return times * text.count(b"\n")


def family(process: int) -> Iterator[int]:
    """`process` and those that it started."""
    yield process
    try:
        tasks = os.listdir(f"/proc/{process}/task")
        children = [Path(f"/proc/{process}/task/{task}/children").read_text().split() for task in tasks]
    except OSError:
        return
    for found in children:
        for child in found:
            yield from family(int(child))


def peak(process: int) -> int:
    """The peak of resident memory of a process, in bytes; 0 if it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def measure(what: str, megabytes: int, lines: int, command: list[str], file: Path) -> None:
    """Print the row of `command`; with `-` in it, it reads `file` from a pipe."""
    started = time.perf_counter()
    with subprocess.Popen(["cat", str(file)], stdout=subprocess.PIPE) as source:
        process = subprocess.Popen(command, stdin=source.stdout, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        if source.stdout is not None:
            source.stdout.close()
        largest = 0
        while process.poll() is None:
            largest = max(largest, *map(peak, family(process.pid)))
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    wall = time.perf_counter() - started
    if process.returncode:
        say(f"{what}: exit status {process.returncode}")
        return
    say(
        f"{what:<12}{megabytes:>7}{wall:>9.1f}{lines / wall:>12,.0f}{megabytes / wall:>8.1f}"
        f"{wall / lines * 1e6:>9.2f}{largest / 1e6:>9.1f}"
    )


def main() -> None:
    """Measure, print, and leave nothing behind."""
    parser = argparse.ArgumentParser(description="Measure how the command scales.")
    parser.add_argument(
        "--megabytes", type=int, nargs="+", default=[10, 100, 2000], help="sizes (default: 10 100 2000)"
    )
    options = parser.parse_args()
    say(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    say(f"{'':<12}{'MB':>7}{'wall s':>9}{'lines/s':>12}{'MB/s':>8}{'µs/line':>9}{'peak MB':>9}")
    for megabytes in options.megabytes:
        with TemporaryDirectory(prefix="ecsparse-scale-") as place:
            folder = Path(place)
            file = corpus_file(folder, "mixed", _LINES, "--unchecked")
            lines = enlarged(file, megabytes)
            for jobs in _JOBS:
                measure(f"filter {jobs}", megabytes, lines, [_COMMAND, "--jobs", str(jobs), "-"], file)
            for jobs in _JOBS:
                output = folder / f"out{jobs}"
                command = [
                    _COMMAND,
                    "convert",
                    str(file),
                    "--output-dir",
                    str(output),
                    "--jobs",
                    str(jobs),
                    "--quiet",
                ]
                measure(f"convert {jobs}", megabytes, lines, command, Path(os.devnull))
                subprocess.run(["rm", "-rf", str(output)], check=True)


if __name__ == "__main__":
    main()
