"""How fast the command `ecsparse` is, beside its targets: what `make bench` prints.

    python tests/bench/bench.py [--lines N] [--pairs N]

It runs under any interpreter that has ecsparse installed, and measures the command beside that interpreter.
Runs that are compared alternate, and only their ratios count: a machine's speed changes by the minute. The
floor is C for the most part: under a Python built without optimisations, the command alone is slower.

Speed: lines per second of CPU time (user and system) of the floor (`floor.py`) and of the command, from a
    file to the null device; medians. The ratio is the floor's CPU time to the command's, pair by pair; the
    median. 1 is as fast as the floor. The targets are those of mixed lines. Start-up counts, which flatters
    the command in short runs; in the row without it, what each takes for an empty line is taken off.
Products: the same for every product and every mix of `corpus.py` under `--profile ecs`, start-up taken off; the
    floor reads the lines repeated, for about a second. `Of the mean` is what a line of a mix costs beside the mean
    of its products, in their shares.
Instructions (with `--instructions`, where valgrind is installed): those of a line, whatever else the machine does.
Profiles: the same for the command without options and under `--profile ecs`; the ratio is the first one's CPU
    time to the second one's.
Peak memory: resident set of the command at its largest, in MB (10^6 bytes).
One line: wall time of the command from a pipe with one line in it, and of `python -c pass`, in ms; medians.
    The ratio is the command's time to Python's, pair by pair; the median.
300 more products: CPU time in µs per line to look a line's candidates up in the index of the three products,
    and in an index of 300 more with four signatures each; medians. What the look-up costs more, in percent of
    what a line costs from bytes to bytes in the same process.

It never fails a build: the exit status is 0 whatever was measured. Its files are removed.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from corpus import MIXES
from measuring import corpus_file, peak_mb, run_on_file, run_on_line, say

if TYPE_CHECKING:
    from collections.abc import Callable

PRODUCTS = ("openvpn", "ibm_aix", "rubycat_proveit")
# What must be reached, and what is aimed at.
SPEED = (0.18, 0.25)
PROFILE_SPEED = 0.6
PRODUCT_SPEED = (0.06, 0.08)
SERVER_SPEED = (0.10, 0.15)
MIX_COST = (1.15, 1.05)
MEMORY_MB = (40.0, 25.0)
ONE_LINE = (5.5, 4.5)
MORE_PRODUCTS_PERCENT = (20.0, 5.0)

_HERE = Path(__file__).resolve().parent
_COMMAND = [str(Path(sys.executable).with_name("ecsparse"))]
_FLOOR = [sys.executable, str(_HERE / "floor.py")]
_BARE = [sys.executable, "-c", "pass"]
_MEMORY_INPUTS_MB = (10, 100)
_ONE_LINE_PAIRS = 20


def row(*cells: str) -> None:
    """Print a row: what is measured, then up to five columns."""
    say(f"{cells[0]:<31}" + "".join(f"{cell:>9}" for cell in cells[1:]))


def measure_speed(files: dict[str, Path], lines: int, pairs: int) -> None:
    """Print the rows of the speed, one for each kind of lines, and one without the start-up."""
    row("Speed, lines per CPU-second", "floor", "ecsparse", "ratio", "must", "aim")
    starts = [(run_on_line(_FLOOR, b"\n").cpu, run_on_line(_COMMAND, b"\n").cpu) for _ in range(pairs)]
    floor_start, own_start = (median(cpu) for cpu in zip(*starts, strict=True))
    for kind, file in files.items():
        costs = [(run_on_file(_FLOOR, file).cpu, run_on_file(_COMMAND, file).cpu) for _ in range(pairs)]
        _speed_row(kind, lines, costs)
        if kind == "mixed":
            bare = [(floor - floor_start, own - own_start) for floor, own in costs]
            _speed_row("mixed, without start-up", lines, bare)


def _speed_row(what: str, lines: int, costs: list[tuple[float, float]]) -> None:
    floor, own = (lines / median(cpu) for cpu in zip(*costs, strict=True))
    ratio = median(floor_cpu / own_cpu for floor_cpu, own_cpu in costs)
    targets = [f"{target:.2f}" for target in SPEED] if what.startswith("mixed") else []
    row(f"  {what}", f"{floor:,.0f}", f"{own:,.0f}", f"{ratio:.3f}", *targets)


def measure_profiles(files: dict[str, Path], lines: int, pairs: int) -> None:
    """Print the rows of the profile `ecs`, one for each kind of lines: its speed beside the other's."""
    say()
    row("Profiles, lines per CPU-second", "document.", "ecs", "ratio", "must")
    command = [*_COMMAND, "--profile", "ecs"]
    for kind, file in files.items():
        costs = [(run_on_file(_COMMAND, file).cpu, run_on_file(command, file).cpu) for _ in range(pairs)]
        documented, ecs = (lines / median(cpu) for cpu in zip(*costs, strict=True))
        ratio = median(documented_cpu / ecs_cpu for documented_cpu, ecs_cpu in costs)
        row(f"  {kind}", f"{documented:,.0f}", f"{ecs:,.0f}", f"{ratio:.2f}", f"{PROFILE_SPEED:.2f}")


def measure_products(folder: Path, lines: int, pairs: int) -> None:
    """Print the rows of all products and of the mixes, and what a mix costs beside its products."""
    import products  # noqa: PLC0415 - what is measured above needs no ecsparse in this process

    say()
    row("Products, ecs, no start-up", "floor", "ecsparse", "ratio", "lowest", "highest")
    found = {}
    for speed in products.speeds(folder, lines, pairs):
        found[speed.kind] = speed
        ratios = (f"{ratio:.3f}" for ratio in (speed.ratio, speed.lowest, speed.highest))
        row(f"  {speed.kind}", f"{speed.floor:,.0f}", f"{speed.own:,.0f}", *ratios)
    say()
    row("Mixes, ecs, no start-up", "", "", "ratio", "must", "aim")
    slowest = min((speed for speed in found.values() if speed.kind not in MIXES), key=lambda speed: speed.ratio)
    for what, ratio, targets in (
        ("server", found["server"].ratio, SERVER_SPEED),
        (f"the slowest: {slowest.kind}", slowest.ratio, PRODUCT_SPEED),
    ):
        row(f"  {what}", "", "", f"{ratio:.3f}", *(f"{target:.2f}" for target in targets))
    for kind in MIXES:
        cost = products.of_the_mean(kind, found)
        row(f"  {kind}, of the mean", "", "", f"{cost:.2f}", *(f"{target:.2f}" for target in MIX_COST))


def measure_instructions(folder: Path) -> None:
    """Print how many instructions a line of each product and of each mix takes."""
    import products  # noqa: PLC0415 - as above

    say()
    row("Instructions a line, ecs", "")
    for kind, number in products.instructions(folder):
        row(f"  {kind}", f"{number:,.0f}")


def measure_memory(folder: Path, bytes_per_line: float) -> None:
    """Print the rows of the peak memory, one for each length of input."""
    say()
    row("Peak memory, MB", "", "", "ecsparse", "must", "aim")
    for size in _MEMORY_INPUTS_MB:
        file = corpus_file(folder, "mixed", int(size * 1e6 / bytes_per_line), "--unchecked")
        peak = peak_mb(_COMMAND, file)
        row(
            f"  {file.stat().st_size / 1e6:.0f} MB of mixed lines",
            "",
            "",
            f"{peak:.1f}",
            *(f"{target:.0f}" for target in MEMORY_MB),
        )
        file.unlink()


def measure_one_line(files: dict[str, Path]) -> None:
    """Print the rows of the one-line run, one for each product."""
    say()
    row("One line, wall ms", "python", "ecsparse", "ratio", "must", "aim")
    for product in PRODUCTS:
        with files[product].open("rb") as source:
            line = source.readline()
        run_on_line(_COMMAND, line)
        walls = [(run_on_line(_BARE, line).wall, run_on_line(_COMMAND, line).wall) for _ in range(_ONE_LINE_PAIRS)]
        bare, own = (median(wall) * 1e3 for wall in zip(*walls, strict=True))
        ratio = median(own_wall / bare_wall for bare_wall, own_wall in walls)
        row(
            f"  {product}",
            f"{bare:.1f}",
            f"{own:.1f}",
            f"{ratio:.2f}",
            *(f"{target:.1f}" for target in ONE_LINE),
        )


def measure_more_products(file: Path, pairs: int) -> None:
    """Print the rows of the index: a line's candidates up to its own product, and all of them."""
    import more_products  # noqa: PLC0415 - what is measured above needs no ecsparse in this process

    say()
    row("300 more products, µs per line", "without", "with", "more", "must", "aim")
    measured = more_products.measure(file, pairs)
    for what, without, more, percent in measured.look_ups:
        targets = [f"+{target:.0f} %" for target in MORE_PRODUCTS_PERCENT]
        row(f"  {what}", f"{without:.2f}", f"{more:.2f}", f"{percent:+.1f} %", *targets)
    row("  the line from bytes to bytes", f"{measured.whole:.2f}")


def attempt(measure: Callable[[], None]) -> None:
    """Do `measure`; say what failed, if it fails."""
    try:
        measure()
    except Exception as problem:  # noqa: BLE001 - a bench fails no build
        say(f"  failed: {type(problem).__name__}: {problem}")


def measure_all(folder: Path, lines: int, pairs: int, *, counts_instructions: bool) -> None:
    """Print all tables; the corpora are written to `folder`."""
    files = {kind: corpus_file(folder, kind, lines) for kind in ("mixed", *PRODUCTS)}
    for command in (_FLOOR, _COMMAND):
        run_on_line(command, b"\n")
    attempt(lambda: measure_speed(files, lines, pairs))
    attempt(lambda: measure_profiles(files, lines, pairs))
    own_folder = folder / "products"
    own_folder.mkdir()
    attempt(lambda: measure_products(own_folder, lines, pairs))
    if counts_instructions:
        attempt(lambda: measure_instructions(own_folder))
    attempt(lambda: measure_memory(folder, files["mixed"].stat().st_size / lines))
    attempt(lambda: measure_one_line(files))
    attempt(lambda: measure_more_products(files["mixed"], pairs))


def main() -> None:
    """Measure, print, and leave nothing behind."""
    parser = argparse.ArgumentParser(description="Measure the command ecsparse.")
    parser.add_argument("--lines", type=int, default=100_000, help="lines of each kind (default: 100000)")
    parser.add_argument("--pairs", type=int, default=5, help="runs of floor and command (default: 5)")
    parser.add_argument("--instructions", action="store_true", help="count them, too, with valgrind")
    options = parser.parse_args()
    python = sys.version.split()[0]
    say(f"ecsparse {version('ecsparse')}, Python {python}, {os.cpu_count()} processors")
    say(f"{options.lines:,} lines of each kind, {options.pairs} pairs, load {os.getloadavg()[0]:.1f}")
    say()
    with TemporaryDirectory(prefix="ecsparse-bench-") as folder:
        attempt(
            lambda: measure_all(Path(folder), options.lines, options.pairs, counts_instructions=options.instructions)
        )


if __name__ == "__main__":
    main()
