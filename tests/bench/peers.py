"""How fast others are at a part of the job, beside the command `ecsparse`: what `make peers` prints.

    python tests/bench/peers.py [--lines N] [--pairs N]

It measures those that it finds: the packages pygrok and pyvrl (Vector's VRL) beside this interpreter,
`lognormalizer` of liblognorm on the path, and jc. Each gets a rule for every sample line of the integration pages,
made of the line: its constant text, and a field for each part that the corpus varies. So they give flat texts under
made-up names: no ECS, no constants, no times, no types. pygrok and VRL try the rules in turn, liblognorm has a tree
of them. jc has no rules: its parser of syslog lines reads other lines, as ecsparse does beside it.

Runs alternate, in CPU time (user and system) with start-up, medians; `parsed` is the share of lines that gave more
than the line itself. The ratio is the peer's CPU time to that of ecsparse, pair by pair, the median: 2 is twice as
slow. It never fails a build.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from corpus import Corpus
from measuring import corpus_file, run_on_file, say

_HERE = Path(__file__).resolve()
_ECSPARSE = [str(Path(sys.executable).with_name("ecsparse"))]
_JC = [str(Path(sys.executable).with_name("jc")), "--syslog-bsd-s", "-qq"]
_SYSLOG = "Oct 31 15:09:{second:02} web{host} app[{pid}]: job {pid} of host web{host} took {second} seconds"


def rules() -> list[list[tuple[bool, str]]]:
    """For each sample line its parts: whether a part varies, and its text; a part that varies has no blanks."""
    found = []
    for parts in chain.from_iterable(Corpus("mixed", 0).templates.values()):
        words = [
            (bool(kind) and not word.isspace(), word)
            for kind, text in parts
            for word in (re.split(r"(\s+)", text) if kind else [text])
            if word
        ]
        found.append(words)
    return found


def as_patterns() -> list[str]:
    """The rules as regular expressions with named groups."""
    return [
        "".join(
            f"(?P<f{number}>\\S+?)" if varies else re.escape(text) for number, (varies, text) in enumerate(rule)
        )
        for rule in rules()
    ]


def as_rulebase() -> str:
    """The rules for liblognorm: a field ends at the first character of what follows it."""
    lines = ["version=2"]
    for rule in rules():
        text = ""
        for number, (varies, part) in enumerate(rule):
            following = rule[number + 1][1][0] if number + 1 < len(rule) else ""
            ending = f"char-to:{following}" if following else "rest"
            text += f"%f{number}:{ending}%" if varies else part.replace("%", "%%")
        lines.append(f"rule=:{text}")
    return "\n".join(lines) + "\n"


def run_pygrok() -> None:
    """Lines from standard input through pygrok, one pattern after the other, as JSON."""
    from pygrok import Grok  # noqa: PLC0415 - not everyone has it

    patterns = [Grok(f"^{pattern}$") for pattern in as_patterns()]
    for line in sys.stdin:
        text = line.removesuffix("\n")
        found: dict[str, str] = next(filter(None, (pattern.match(text) for pattern in patterns)), {})
        sys.stdout.write(json.dumps({"message": text, **found}) + "\n")


def run_vrl() -> None:
    """Lines from standard input through VRL in process, one pattern after the other, as JSON."""
    from pyvrl import Transform  # noqa: PLC0415 - not everyone has it

    tried = "".join(f"parse_regex(.message, r'^{pattern}$') ?? " for pattern in map(_for_vrl, as_patterns()))
    transform = Transform(f". = merge(., {tried}{{}})")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(transform.remap({"message": line.removesuffix("\n")})) + "\n")


def _for_vrl(pattern: str) -> str:
    # its raw strings end at an apostrophe, and its patterns know no escaped blanks
    return pattern.replace("'", r"\x27").replace("\\ ", " ").replace('\\"', '"')


def parsed(command: list[str], file: Path) -> float:
    """The share of the documents that `command` gives of the lines of `file` with more than the line in them."""
    with file.open("rb") as source:
        done = subprocess.run(command, stdin=source, stdout=subprocess.PIPE, check=True)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    return sum("unparsed-data" not in document and len(document) > 1 for document in documents) / len(documents)


def measure(name: str, command: list[str], file: Path, pairs: int) -> None:
    """Print the row of a peer."""
    lines = file.read_bytes().count(b"\n")
    try:
        share = parsed(command, file)
        costs = [(run_on_file(command, file).cpu, run_on_file(_ECSPARSE, file).cpu) for _ in range(pairs)]
    except (OSError, RuntimeError, ValueError, subprocess.CalledProcessError) as problem:
        say(f"{name:<28}failed: {type(problem).__name__}")
        return
    theirs, own = (lines / median(cpu) for cpu in zip(*costs, strict=True))
    ratio = median(peer / ours for peer, ours in costs)
    say(f"{name:<28}{theirs:>10,.0f}{own:>10,.0f}{ratio:>8.2f}{share:>8.0%}")


def measure_all(folder: Path, lines: int, pairs: int) -> None:
    """Print a row for each peer that is there; its files are written to `folder`."""
    mixed = corpus_file(folder, "mixed", lines)
    own = [sys.executable, str(_HERE), "--run"]
    normalizer = shutil.which("lognormalizer")
    if normalizer:
        rulebase = folder / "rules.rb"
        rulebase.write_text(as_rulebase())
        measure("liblognorm, mixed lines", [normalizer, "-r", str(rulebase), "-e", "json"], mixed, pairs)
    if find_spec("pyvrl"):
        measure("VRL in Python, mixed lines", [*own, "vrl"], mixed, pairs)
    if find_spec("pygrok"):
        measure("pygrok, mixed lines", [*own, "pygrok"], mixed, pairs)
    if Path(_JC[0]).exists():
        syslog = folder / "syslog.log"
        numbers = range(lines)
        texts = (_SYSLOG.format(second=number % 60, host=number % 7, pid=number) for number in numbers)
        syslog.write_text("".join(f"{text}\n" for text in texts))
        measure("jc, RFC 3164 lines", _JC, syslog, pairs)


def main() -> None:
    """Measure, print, and leave nothing behind; or run one peer."""
    parser = argparse.ArgumentParser(description="Measure what does a part of the job.")
    parser.add_argument("--lines", type=int, default=20_000, help="lines of each run (default: 20000)")
    parser.add_argument("--pairs", type=int, default=5, help="runs of peer and command (default: 5)")
    parser.add_argument("--run", choices=("pygrok", "vrl"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        {"pygrok": run_pygrok, "vrl": run_vrl}[options.run]()
        return
    say(f"{options.lines:,} lines, {options.pairs} pairs, load {os.getloadavg()[0]:.1f}\n")
    say(f"{'lines per CPU-second':<28}{'peer':>10}{'ecsparse':>10}{'ratio':>8}{'parsed':>8}")
    with TemporaryDirectory(prefix="ecsparse-peers-") as folder:
        measure_all(Path(folder), options.lines, options.pairs)


if __name__ == "__main__":
    main()
