"""What each carrier costs: its lines beside the same lines behind a plain syslog header.

    python tests/bench/carriers.py [--kind KIND] [--lines N] [--rounds N] [--carrier NAME …]

All carriers are measured, unless some are named. The lines are those of programs in a kind of `corpus.py` (`all`,
unless another is named), under the profile `ecs`. The table has µs of CPU time a line in one process, the shortest of
several rounds, in each of which every carrier has its turn, and how often that of a plain line it is.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from measuring import corpus_file, say

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from carrying import CARRIERS, entry, plain

from ecsparse.formats.syslog import peel
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS

if TYPE_CHECKING:
    from carrying import Wrap

_PLAIN = "plain"

# What `journalctl -o json` writes besides the members that `carrying.entry` has.
_MEMBERS = {
    "__CURSOR": "s=0c1a5a6d7e8f4a529e0b7f1b1a2e6e8b;i=1869f;b=4c4b1c2d3e4f40718293a4b5c6d7e8f9;m=5f5e0ff;t=60904d",
    "__MONOTONIC_TIMESTAMP": "99999999", "SYSLOG_PID": "812", "SYSLOG_TIMESTAMP": "Oct 31 15:09:55 ", "_GID": "0",
    "_COMM": "sshd", "_EXE": "/usr/sbin/sshd", "_CMDLINE": "sshd: alice [priv]", "_SELINUX_CONTEXT": "unconfined\n",
    "_SYSTEMD_CGROUP": "/system.slice/ssh.service", "_SYSTEMD_SLICE": "system.slice",
    "_SYSTEMD_INVOCATION_ID": "9e0b7f1b1a2e6e8b0c1a5a6d7e8f4a52",
}  # fmt: skip


def _journald(program: str, message: str) -> str:
    return entry(program, message, **_MEMBERS)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", default="all")
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    ways: dict[str, Wrap] = {"journald, all members": _journald, **CARRIERS}
    parser.add_argument("--carrier", nargs="+", choices=ways, default=list(ways), metavar="NAME")
    options = parser.parse_args()
    ways = {_PLAIN: plain, **{name: ways[name] for name in options.carrier}}
    with TemporaryDirectory() as folder:
        said = _messages(corpus_file(Path(folder), options.kind, options.lines))
    blocks = {name: "\n".join(wrap(*each) for each in said).encode() for name, wrap in ways.items()}
    costs: dict[str, list[float]] = {name: [] for name in ways}
    pipeline = Pipeline(profile=ECS)
    for _ in range(options.rounds + 1):
        for name, block in blocks.items():
            begun = process_time()
            pipeline.convert_to(len, block)
            costs[name].append(process_time() - begun)
    # patterns are compiled in the first round
    least = {name: min(each[1:]) / len(said) * 1e6 for name, each in costs.items()}
    say("| carrier | µs a line | times a plain one |")
    say("|---|---:|---:|")
    for name, microseconds in least.items():
        say(f"| {name} | {microseconds:.1f} | {microseconds / least[_PLAIN]:.2f} |")


def _messages(file: Path) -> list[tuple[str, str]]:
    """The programs and messages of the lines in `file` that have both."""
    peeled = [peel(line) for line in file.read_text(errors="replace").split("\n")]
    return [(header.appname, text) for header, text in peeled if header is not None and header.appname and text]


if __name__ == "__main__":
    main()
