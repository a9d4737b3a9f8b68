"""What each change of documents costs: the table of `docs/enrich.md`, and the figures of two other pages.

    python tests/bench/changes.py [--lines N] [--rounds N]

Documents are those of lines of all products (`corpus.py`, kind `all`) under the profile `ecs`. CPU time in µs per
document, and in ms of the start of a run that begins with it: the shortest of several rounds, in each of which a
new process has seen nothing before.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import ENVIRONMENT, corpus_file, say

from ecsparse.enrichment import DIRECTION, FROM_DATABASES, NAMES
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS

_DATABASE = str(Path(__file__).resolve().parents[2] / "samples" / "example.mmdb")

_REDACT, _PSEUDONYMIZE, _SESSIONS = "redact", "pseudonymize", "sessions"

# Prints the seconds of a start, and those of the documents in a file.
_MEASURE = """
import sys
from time import process_time
import orjson
path, name, internal, mmdb = sys.argv[1:]
documents = [orjson.loads(line) for line in open(path, "rb")]
begun = process_time()
if name == "sessions":
    from ecsparse.sessions import Sessions
    change = Sessions().joined
elif name in {"redact", "pseudonymize"}:
    from ecsparse.privacy.documents import Privacy
    change = Privacy(key=bytes(range(32)) if name == "pseudonymize" else None).document
else:
    from ecsparse.enrichment import Enrichment
    change = Enrichment([name], internal=internal.split(), mmdb=mmdb.split()).opened()
opened = process_time()
for document in documents:
    change(document)
print(opened - begun, process_time() - opened)
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    say("| change | µs a document | ms at the start |")
    say("|---|---:|---:|")
    with TemporaryDirectory() as folder:
        file = corpus_file(Path(folder), "all", options.lines)
        documents = file.with_suffix(".ndjson")
        documents.write_bytes(Pipeline(profile=ECS).convert(file.read_bytes()))
        for name in (*NAMES, _REDACT, _PSEUDONYMIZE, _SESSIONS):
            rounds = [_measured(documents, name) for _ in range(options.rounds)]
            start, total = (min(each) for each in zip(*rounds, strict=True))
            say(f"| `{name}` | {total / options.lines * 1e6:.1f} | {start * 1e3:.0f} |")


def _measured(documents: Path, name: str) -> tuple[float, float]:
    """The seconds of a start with a change, and those that it takes for the `documents`."""
    needed = ["private" if name == DIRECTION else "", _DATABASE if name in FROM_DATABASES else ""]
    command = [sys.executable, "-c", _MEASURE, str(documents), name, *needed]
    done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, check=True)
    start, total = map(float, done.stdout.split())
    return start, total


if __name__ == "__main__":
    main()
