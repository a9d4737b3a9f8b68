"""The README's table of comparison, as Markdown: how fast other tools do a part of the job, beside `ecsparse`.

    python tests/bench/peers.py [--lines N] [--pairs N]

It measures the tools that are installed: the packages pygrok and pyvrl (Vector's VRL) beside this interpreter,
jc, and `lognormalizer` of liblognorm on the path. Each gets a rule for every sample line of the integration
pages, made from the line: its constant text, and a field for each part that the corpus varies. So they give flat
texts under made-up names: no ECS, no constants, no times, no types. pygrok and VRL try the rules in turn;
liblognorm compiles them to a tree. jc has no rules: its parser of syslog lines reads other lines, and ecsparse
reads the same ones beside it.

Runs alternate. Speed is lines per second of CPU time (user and system), start-up included, the median of the
runs. The ratio is the peer's CPU time divided by that of ecsparse, the median over the pairs: 2 is twice as slow.
`parsed` is the share of lines that gave more than the line itself. The bench never fails a build.
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
_HEADINGS = ("", "you provide", "you get", "its lines/s", "ecsparse", "its time / ours", "parsed")
_TEXTS = "flat texts"
_NOT_MEASURED = (
    ("Logstash", "a pipeline with grok patterns", "the fields of your patterns"),
    (
        "Elastic's integration packages",
        "Elasticsearch, and an integration for each log",
        "ECS documents in an index",
    ),
)
_SYSLOG = "Oct 31 15:09:{second:02} web{host} app[{pid}]: job {pid} of host web{host} took {second} seconds"


def rules() -> list[list[tuple[bool, str]]]:
    """The parts of each sample line: whether the part varies, and its text. A part that varies has no blanks."""
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
        "".join(f"(?P<f{number}>\\S+?)" if varies else re.escape(text) for number, (varies, text) in enumerate(rule))
        for rule in rules()
    ]


def as_rulebase() -> str:
    """The rules for liblognorm: a field ends before the first character of the text after it."""
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
    """Parse standard input with pygrok, one pattern after the other; write JSON."""
    from pygrok import Grok  # noqa: PLC0415 - not everyone has it

    patterns = [Grok(f"^{pattern}$") for pattern in as_patterns()]
    for line in sys.stdin:
        text = line.removesuffix("\n")
        found: dict[str, str] = next(filter(None, (pattern.match(text) for pattern in patterns)), {})
        sys.stdout.write(json.dumps({"message": text, **found}) + "\n")


def run_vrl() -> None:
    """Parse standard input with VRL in process, one pattern after the other; write JSON."""
    from pyvrl import Transform  # noqa: PLC0415 - not everyone has it

    tried = "".join(f"parse_regex(.message, r'^{pattern}$') ?? " for pattern in map(_for_vrl, as_patterns()))
    transform = Transform(f". = merge(., {tried}{{}})")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(transform.remap({"message": line.removesuffix("\n")})) + "\n")


def _for_vrl(pattern: str) -> str:
    # a raw string ends at an apostrophe, and a pattern has no escaped blanks
    return pattern.replace("'", r"\x27").replace("\\ ", " ").replace('\\"', '"')


def parsed(command: list[str], file: Path) -> float:
    """The share of lines of `file` whose document, as `command` gives it, has more than the line itself."""
    with file.open("rb") as source:
        done = subprocess.run(command, stdin=source, stdout=subprocess.PIPE, check=True)
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    return sum("unparsed-data" not in document and len(document) > 1 for document in documents) / len(documents)


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def measure(peer: tuple[str, str, str], command: list[str], file: Path, pairs: int) -> None:
    """Print the row of a peer, whose first cells are given."""
    lines = file.read_bytes().count(b"\n")
    try:
        share = parsed(command, file)
        costs = [(run_on_file(command, file).cpu, run_on_file(_ECSPARSE, file).cpu) for _ in range(pairs)]
    except (OSError, RuntimeError, ValueError, subprocess.CalledProcessError) as problem:
        say(row(*peer, f"failed: {type(problem).__name__}", "", "", ""))
        return
    theirs, own = (lines / median(cpu) for cpu in zip(*costs, strict=True))
    ratio = median(peer / ours for peer, ours in costs)
    say(row(*peer, f"{theirs:,.0f}", f"{own:,.0f}", f"{ratio:.2f}", f"{share:.0%}"))


def measure_all(folder: Path, lines: int, pairs: int) -> None:
    """Print a row for each peer that is installed; its files are written to `folder`."""
    mixed = corpus_file(folder, "mixed", lines)
    own = [sys.executable, str(_HERE), "--run"]
    normalizer = shutil.which("lognormalizer")
    if normalizer:
        rulebase = folder / "rules.rb"
        rulebase.write_text(as_rulebase())
        peer = ("`lognormalizer` (liblognorm, C)", "a rule for each form", _TEXTS)
        measure(peer, [normalizer, "-r", str(rulebase), "-e", "json"], mixed, pairs)
    if Path(_JC[0]).exists():
        syslog = folder / "syslog.log"
        numbers = range(lines)
        texts = (_SYSLOG.format(second=number % 60, host=number % 7, pid=number) for number in numbers)
        syslog.write_text("".join(f"{text}\n" for text in texts))
        measure(("jc, `--syslog-bsd-s`", "the parser's name", "the syslog header's fields"), _JC, syslog, pairs)
    if find_spec("pygrok"):
        measure(("grok in Python (pygrok)", "a pattern for each form", _TEXTS), [*own, "pygrok"], mixed, pairs)
    if find_spec("pyvrl"):
        measure(("Vector's VRL in Python (pyvrl)", "a program with patterns", _TEXTS), [*own, "vrl"], mixed, pairs)


def main() -> None:
    """Measure all peers and print the table, or run one peer."""
    parser = argparse.ArgumentParser(description="Measure what does a part of the job.")
    parser.add_argument("--lines", type=int, default=20_000, help="lines of each run (default: 20000)")
    parser.add_argument("--pairs", type=int, default=5, help="runs of peer and command (default: 5)")
    parser.add_argument("--run", choices=("pygrok", "vrl"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        {"pygrok": run_pygrok, "vrl": run_vrl}[options.run]()
        return
    sys.stderr.write(f"{options.lines:,} lines, {options.pairs} pairs, load {os.getloadavg()[0]:.1f}\n")
    say(row(*_HEADINGS))
    say(f"|{'---|' * 3}{'---:|' * 4}")
    with TemporaryDirectory(prefix="ecsparse-peers-") as folder:
        measure_all(Path(folder), options.lines, options.pairs)
    for peer in _NOT_MEASURED:
        say(row(*peer, "not measured", "", "", ""))


if __name__ == "__main__":
    main()
