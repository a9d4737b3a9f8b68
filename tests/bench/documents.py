"""What documents cost by themselves: the least that a line can cost, however it is parsed.

    python tests/bench/documents.py [--lines N] [--rounds N]

Under the profile `ecs`, for each kind of lines: the bytes of a document; what a line takes the floor (`floor.py`);
the CPU time to write a document with orjson, and to make it of its JSON and write it, both of which is C; to take a
line apart in one call, which is the least that reading it can be; and what a line takes from bytes to bytes in one
process. All in µs, medians of alternated rounds. `at most` is what of the floor's speed is left when documents are
made and lines taken apart like that, and nothing else is done: no product found, no value checked.
"""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import suppress
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

_PAIRS = re.compile(r'([\w.-]+)=(?:"([^"]*)"|(\S*))')


def _words(line: str) -> None:
    line.split(" ")


def _pairs(line: str) -> None:
    _PAIRS.findall(line)


def _columns(line: str) -> None:
    line.split(",")


def _object(line: str) -> None:
    with suppress(ValueError):
        orjson.loads(line[line.find("{") :])


# What takes a line of each kind apart.
_KINDS = {
    "server": _words,
    "openvpn": _words,
    "apache_httpd": _words,
    "postfix": _words,
    "netfilter": _pairs,
    "fortinet_fortigate": _pairs,
    "sophos_firewall": _pairs,
    "paloalto_panos": _columns,
    "windows_event": _object,
    "okta": _object,
}
_FLOOR = [sys.executable, str(Path(__file__).resolve().with_name("floor.py"))]
# How many bytes a run of the floor gets, so that it takes long enough to be told from its start.
_REPEATED = 100_000_000


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


def take_apart(lines: list[str], read: Callable[[str], None]) -> None:
    """Take `lines` apart."""
    for line in lines:
        read(line)


def floor(file: Path, rounds: int) -> float:
    """The CPU time that the floor takes for the lines of `file`, in seconds, start-up taken off."""
    repeated = file.with_name("repeated")
    times = _REPEATED // file.stat().st_size + 1
    repeated.write_bytes(file.read_bytes() * times)
    start = median(run_on_line(_FLOOR, b"\n").cpu for _ in range(rounds))
    return (median(run_on_file(_FLOOR, repeated).cpu for _ in range(rounds)) - start) / times


def main() -> None:
    """Print a row for each kind."""
    parser = argparse.ArgumentParser(description="Measure what documents cost by themselves.")
    parser.add_argument("--lines", type=int, default=20_000, help="lines of each kind (default: 20000)")
    parser.add_argument("--rounds", type=int, default=7, help="times each is measured (default: 7)")
    options = parser.parse_args()
    heads = ("bytes", "floor", "written", "made too", "read", "at most", "a line")
    say(f"{'Documents, ecs, µs each':<24}" + "".join(f"{head:>10}" for head in heads))
    with TemporaryDirectory(prefix="ecsparse-bench-") as folder:
        for kind, read in _KINDS.items():
            file = corpus_file(Path(folder), kind, options.lines)
            lines = file.read_bytes()
            pipeline = Pipeline(profile=ECS)
            documents = pipeline.convert(lines).splitlines()
            made = [orjson.loads(document) for document in documents]
            texts = lines.decode(errors="replace").split("\n")
            whats = (
                partial(write, made),
                partial(make_and_write, documents),
                partial(take_apart, texts, read),
                partial(pipeline.convert, lines),
            )
            # one after the other in each round: the machine's speed changes
            rounds = [(floor(file, 1), *(measure(what, 1) for what in whats)) for _ in range(options.rounds)]
            most = median(base / (made_too + taken) for base, _, made_too, taken, _ in rounds)
            *cells, whole = (f"{median(each) / len(documents) * 1e6:.2f}" for each in zip(*rounds, strict=True))
            row = (sum(map(len, documents)) // len(documents), *cells, f"{most:.3f}", whole)
            say(f"  {kind:<22}" + "".join(f"{cell:>10}" for cell in row))


if __name__ == "__main__":
    main()
