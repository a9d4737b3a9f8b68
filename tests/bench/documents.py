"""What documents cost by themselves: the least that a line can cost, however it is parsed.

    python tests/bench/documents.py [--lines N] [--rounds N]

Under the profile `ecs`, for each kind of lines: the bytes of a document; what a line takes the floor (`floor.py`);
the CPU time to write a document with orjson, and to make it of its JSON and write it, both of which is C; and what
a line takes from bytes to bytes in one process. All in µs, medians of several rounds.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import orjson
from measuring import corpus_file, run_on_file, run_on_line, say

from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.record import Document

_KINDS = ("server", "openvpn", "apache_httpd", "netfilter")
_FLOOR = [sys.executable, str(Path(__file__).resolve().with_name("floor.py"))]
# So that a run of the floor takes long enough to be told from its start.
_REPEATED = 20


def measure(what: Callable[[], object], rounds: int) -> float:
    """The CPU time of `what`, in seconds."""
    times = []
    for _ in range(rounds):
        begun = process_time()
        what()
        times.append(process_time() - begun)
    return median(times)


def write(documents: list[Document]) -> None:
    """Write `documents`."""
    for document in documents:
        orjson.dumps(document)


def make_and_write(documents: list[bytes]) -> None:
    """Make documents of their JSON, and write them."""
    for document in documents:
        orjson.dumps(orjson.loads(document))


def floor(file: Path, rounds: int) -> float:
    """The CPU time that the floor takes for the lines of `file`, in seconds, start-up taken off."""
    repeated = file.with_name("repeated")
    repeated.write_bytes(file.read_bytes() * _REPEATED)
    start = median(run_on_line(_FLOOR, b"\n").cpu for _ in range(rounds))
    return (median(run_on_file(_FLOOR, repeated).cpu for _ in range(rounds)) - start) / _REPEATED


def main() -> None:
    """Print a row for each kind."""
    parser = argparse.ArgumentParser(description="Measure what documents cost by themselves.")
    parser.add_argument("--lines", type=int, default=20_000, help="lines of each kind (default: 20000)")
    parser.add_argument("--rounds", type=int, default=7, help="times each is measured (default: 7)")
    options = parser.parse_args()
    say(f"{'Documents, ecs, µs each':<24}{'bytes':>7}{'floor':>8}{'written':>9}{'made too':>10}{'a line':>9}")
    with TemporaryDirectory(prefix="ecsparse-bench-") as folder:
        for kind in _KINDS:
            file = corpus_file(Path(folder), kind, options.lines)
            lines = file.read_bytes()
            pipeline = Pipeline(profile=ECS)
            documents = pipeline.convert(lines).splitlines()
            made = [orjson.loads(document) for document in documents]
            seconds = (
                floor(file, options.rounds),
                measure(partial(write, made), options.rounds),
                measure(partial(make_and_write, documents), options.rounds),
                measure(partial(pipeline.convert, lines), options.rounds),
            )
            cells = [f"{each / len(documents) * 1e6:.2f}" for each in seconds]
            size = sum(map(len, documents)) // len(documents)
            say(f"  {kind:<22}{size:>7}{cells[0]:>8}{cells[1]:>9}{cells[2]:>10}{cells[3]:>9}")


if __name__ == "__main__":
    main()
