"""What each enrichment costs: the table of `docs/enrich.md`.

    python tests/bench/enrichment.py [--lines N] [--pairs N]

Runs with an enrichment alternate with runs without one, over lines of all products (`corpus.py`, kind `all`) under
`--profile ecs`. Medians of the differences, pair by pair: CPU time in µs per line, start-up taken off; CPU time of
a run over no line, in ms; and the difference of the peaks of memory, in MB (10^6 bytes).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring import corpus_file, peak_mb, run_on_file, run_on_line, say

from ecsparse.enrichment import NAMES

_COMMAND = [str(Path(sys.executable).with_name("ecsparse")), "--profile", "ecs"]
_DATABASE = Path(__file__).resolve().parents[2] / "samples" / "example.mmdb"
_NEEDED = {
    "direction": ("--internal", "private"),
    "geo": ("--mmdb", str(_DATABASE)),
    "as": ("--mmdb", str(_DATABASE)),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    say("| enrichment | µs a line | ms at start-up | MB |")
    say("|---|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        file = corpus_file(Path(folder), "all", options.lines)
        for name in NAMES:
            command = [*_COMMAND, "--enrich", name, *_NEEDED.get(name, ())]
            lines, starts = [], []
            for _ in range(options.pairs):
                start = run_on_line(command, b"").cpu - run_on_line(_COMMAND, b"").cpu
                starts.append(start)
                lines.append(run_on_file(command, file).cpu - run_on_file(_COMMAND, file).cpu - start)
            a_line, a_start = median(lines) / options.lines * 1e6, median(starts) * 1e3
            memory = peak_mb(command, file) - peak_mb(_COMMAND, file)
            say(f"| `{name}` | {a_line:.1f} | {a_start:.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
