"""Coverage-guided fuzzing of the way of a line, for as long as asked.

    python tests/fuzz/guided.py --product openvpn --seconds 3600

Starts from the sample lines of a product and keeps, in `.fuzz/`, every input that reached new code, so that a
later run goes on from there. An input is up to a few lines; their documents are held to the laws under both
profiles. The first input that breaks one ends the run, is shown, and is kept as `.fuzz/crash-…`. Needs the extra
`fuzz`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["ecsparse"]):
    from laws import witnesses

    # makes the pipelines, which import the products
    WITNESSES = witnesses()

from command import sample_lines
from pieces import PIECES

KEPT = Path(__file__).resolve().parents[2] / ".fuzz"

# Bytes of an input: room for the longest samples.
LONGEST = 4096


def judge(data: bytes) -> None:
    """Raise an exception if the documents of the lines in `data` break a law."""
    lines = data.split(b"\n")
    for witness in WITNESSES:
        for line, reason in witness.breaches(lines):
            raise AssertionError(f"{line!r}: {reason}")


def corpus(product: str) -> Path:
    """The folder of inputs for `product`, with its samples."""
    folder = KEPT / product
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(sample_lines(f"{product}/*.log")):
        (folder / f"sample-{number}").write_bytes(line)
    return folder


def dictionary() -> Path:
    """A file of the pieces that mean something to a parser, as libFuzzer reads them."""
    path = KEPT / "pieces.dict"
    escaped = ("".join(f"\\x{octet:02x}" for octet in piece.encode()) for piece in PIECES if piece)
    path.write_text("".join(f'"{piece}"\n' for piece in escaped))
    return path


def main() -> None:
    """Fuzz until the time is up, or a law is broken."""
    parser = argparse.ArgumentParser(description="Fuzz ecsparse, guided by coverage.")
    parser.add_argument("--product", required=True)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    folder = corpus(options.product)
    arguments = [
        f"-max_total_time={options.seconds}", f"-max_len={LONGEST}", f"-dict={dictionary()}",
        f"-artifact_prefix={KEPT}/", "-timeout=20", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *arguments, str(folder)], judge)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
