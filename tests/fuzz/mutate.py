"""Mutated lines in great number: sample lines that are cut, doubled, crossed, and sown with hostile pieces.

    python tests/fuzz/mutate.py --lines 5000000 --seed 1

Every line goes through both profiles in process, and its documents are held to the laws. The same seed gives the
same lines as long as the samples are the same. Lines that break a law are shown as Python literals; the exit
status says whether there were any.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))

from command import SAMPLES, sample_lines
from laws import witnesses
from pieces import FILLERS, HEADERS, SOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from laws import Breach

# Lines that go through a pipeline at once.
BLOCK = 1000

# Breaches that are shown.
MOST_SHOWN = 20

TOKEN = re.compile(rb"[A-Za-z]+|[0-9]+|\s+|[^A-Za-z0-9\s]")


class Mutations:
    """Lines without end, the same ones for the same `seed`; each group of `samples` is as likely as any other."""

    def __init__(self, samples: list[list[bytes]], seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - the same lines every time
        self._samples = samples
        self._headers = [header.encode() for header in HEADERS]
        self._fillers = [filler.encode() for filler in FILLERS]
        self._ways: tuple[Callable[[list[bytes], int], list[bytes]], ...] = (
            self._sow, self._replace, self._replace, self._drop, self._double, self._cross, self._swap, self._flip,
            self._count, self._cut, self._flood,
        )  # fmt: skip

    def __iter__(self) -> Iterator[bytes]:
        rng = self._rng
        while True:
            parts = self._sample()
            for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3))):
                parts = rng.choice(self._ways)(parts, rng.randrange(len(parts) + 1))
            header = rng.choice(self._headers) if rng.random() < 0.2 else b""
            yield (header + b"".join(parts)).replace(b"\n", b" ")

    def _sample(self) -> list[bytes]:
        return TOKEN.findall(self._rng.choice(self._rng.choice(self._samples)))

    def _sow(self, parts: list[bytes], place: int) -> list[bytes]:
        return [*parts[:place], self._rng.choice(SOWN), *parts[place:]]

    def _replace(self, parts: list[bytes], place: int) -> list[bytes]:
        return [*parts[:place], self._rng.choice(SOWN), *parts[place + 1 :]]

    def _drop(self, parts: list[bytes], place: int) -> list[bytes]:
        return parts[:place] + parts[place + self._rng.randrange(1, 4) :]

    def _double(self, parts: list[bytes], place: int) -> list[bytes]:
        end = place + self._rng.randrange(1, 9)
        return parts[:end] + parts[place:]

    def _cross(self, parts: list[bytes], place: int) -> list[bytes]:
        """The beginning of one line and the end of another."""
        other = self._sample()
        return parts[:place] + other[self._rng.randrange(len(other) + 1) :]

    def _swap(self, parts: list[bytes], place: int) -> list[bytes]:
        end = place + self._rng.randrange(1, 6)
        return parts[:place] + parts[place:end][::-1] + parts[end:]

    def _flip(self, parts: list[bytes], place: int) -> list[bytes]:
        if place >= len(parts):
            return parts
        part = bytearray(parts[place])
        part[self._rng.randrange(len(part))] ^= 1 << self._rng.randrange(8)
        return [*parts[:place], bytes(part), *parts[place + 1 :]]

    def _count(self, parts: list[bytes], place: int) -> list[bytes]:
        """Another number in the place of the next one."""
        for number in range(place, len(parts)):
            if parts[number].isdigit():
                digits = b"%d" % self._rng.randrange(10 ** self._rng.randrange(1, 22))
                return [*parts[:number], digits, *parts[number + 1 :]]
        return parts

    def _cut(self, parts: list[bytes], place: int) -> list[bytes]:
        return parts[:place] or parts

    def _flood(self, parts: list[bytes], place: int) -> list[bytes]:
        filler = self._rng.choice(self._fillers) * self._rng.randrange(1, 40)
        return [*parts[:place], filler, *parts[place:]]


def blocks(lines: Iterator[bytes], number: int) -> Iterator[list[bytes]]:
    """The first `number` of `lines`, in blocks."""
    for start in range(0, number, BLOCK):
        yield [next(lines) for _ in range(min(BLOCK, number - start))]


def main() -> int:
    """Push the lines through and say what came of them."""
    parser = argparse.ArgumentParser(description="Hold the documents of mutated lines to the laws.")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    groups = [sample_lines(f"{folder.name}/*.log") for folder in sorted(SAMPLES.iterdir()) if folder.is_dir()]
    lines = iter(Mutations(groups, options.seed))
    both = witnesses()
    found: list[Breach] = []
    for number, block in enumerate(blocks(lines, options.lines), 1):
        for breach in (breach for witness in both for breach in witness.breaches(block)):
            found.append(breach)
            if len(found) <= MOST_SHOWN:
                sys.stdout.write(f"{breach.line!r}\n  {breach.reason}\n")
        if number % 500 == 0:
            report(number * BLOCK, both[0].outcomes, found)
    report(options.lines, both[0].outcomes, found)
    return 1 if found else 0


def report(number: int, outcomes: dict[str, int], found: list[Breach]) -> None:
    """Say how far it is."""
    became = ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items()) if count)
    sys.stdout.write(
        f"{number} lines, {time.process_time():.0f} s of CPU, {len(found)} breaches; first profile: {became}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
