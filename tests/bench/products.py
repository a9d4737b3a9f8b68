"""What a line of each product costs, and a line of a mix of all of them, under `--profile ecs`.

Time is CPU time of the command beside that of the floor, which reads the same lines; what is done once (start-up,
loading of products) is taken off from both. Instructions are counted by valgrind's callgrind, in one process: they
do not depend on what else the machine does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from corpus import MIXES, shares_of
from measuring import ENVIRONMENT, corpus_file, head, repeated, run_on_file

from ecsparse import registry

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).resolve().parent
_COMMAND = [str(Path(sys.executable).with_name("ecsparse")), "--profile", "ecs"]
_FLOOR = [sys.executable, str(_HERE / "floor.py")]

# The floor takes about a second for so many lines.
_FLOOR_LINES = 1_000_000
# The part of the lines that start-up and loading are taken off with.
_TENTH = 10
# As many lines are converted once, and then twice: the difference is what they take.
_COUNTED_LINES = 1_000
_TOTAL = re.compile(r"Collected : ([0-9]+)")

# Converts a block of lines as often as it is told, after it did so once: what is made once for all is made then.
_CONVERT = """
import sys
from ecsparse.pipeline import Pipeline
block = open(sys.argv[1], "rb").read().removesuffix(b"\\n")
pipeline = Pipeline(profile="ecs")
for _ in range(int(sys.argv[2])):
    pipeline.convert_to(len, block)
"""


class Speed(NamedTuple):
    """Lines per CPU-second without start-up: medians, and the median, lowest and highest ratio of pairs."""

    kind: str
    floor: float
    own: float
    ratio: float
    lowest: float
    highest: float


def speeds(folder: Path, lines: int, pairs: int) -> Iterator[Speed]:
    """The speed for `lines` lines of each mix and of each product; `folder` is for files."""
    for kind in (*MIXES, *registry.names()):
        file = corpus_file(folder, kind, lines)
        few, often = head(file, lines // _TENTH), repeated(file, -(-_FLOOR_LINES // lines))
        # what a tenth of the lines costs has all that is done once, whatever products are loaded for the lines
        costs = [
            (
                _difference(_FLOOR, file, often) / (-(-_FLOOR_LINES // lines) - 1),
                _difference(_COMMAND, few, file) / (1 - 1 / _TENTH),
            )
            for _ in range(pairs)
        ]
        floor, own = (lines / median(cpu) for cpu in zip(*costs, strict=True))
        ratios = sorted(floor_cpu / own_cpu for floor_cpu, own_cpu in costs)
        yield Speed(kind, floor, own, median(ratios), ratios[0], ratios[-1])
        for each in (file, few, often):
            each.unlink()


def _difference(command: list[str], less: Path, more: Path) -> float:
    """What `command` takes more for the lines of `more` than for those of `less`, in seconds of CPU time."""
    return -run_on_file(command, less).cpu + run_on_file(command, more).cpu


def of_the_mean(kind: str, found: dict[str, Speed]) -> float:
    """What a line of the mix `kind` costs beside the mean of its products' lines, in their shares."""
    shares = {product: share for product, share in shares_of(kind).items() if product in found}
    parts = sum(share / found[product].own for product, share in shares.items()) / sum(shares.values())
    return 1 / found[kind].own / parts


def instructions(folder: Path) -> Iterator[tuple[str, float]]:
    """The instructions of a line of each mix and of each product; nothing where valgrind is not installed."""
    if shutil.which("valgrind") is None:
        return
    for kind in (*MIXES, *registry.names()):
        file = corpus_file(folder, kind, _COUNTED_LINES)
        once, twice = (_counted(file, times) for times in (1, 2))
        yield kind, (twice - once) / _COUNTED_LINES
        file.unlink()


def _counted(file: Path, times: int) -> int:
    """The instructions of a process that converts the lines of `file` as many `times`."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    command = [*valgrind, sys.executable, "-c", _CONVERT, str(file), str(times)]
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT | {"PYTHONHASHSEED": "0"}, check=True)
    found = _TOTAL.search(done.stderr.decode())
    if found is None:
        raise RuntimeError("callgrind did not say how many instructions it counted")
    return int(found[1])
