"""What a line costs more when the index holds 300 more products.

In this process and in CPU time: looking up a line's candidates in the index of the real products and in one
that holds synthetic ones too, and what a line costs in all, from bytes to bytes.
"""

from __future__ import annotations

import time
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from ecsparse import registry
from ecsparse.formats.syslog import peel
from ecsparse.pipeline import Pipeline
from ecsparse.record import CeeMember, Phrase, Prefix, Program, Record, by_kind
from ecsparse.sniff import Index
from ecsparse.timestamps.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ecsparse.record import Header, Signature

_MORE_PRODUCTS = 300
_LINES = 20_000
_LINES_IN_A_BLOCK = 400

# Words of log messages, some of them in the samples, from which the synthetic signatures are made.
_WORDS = (
    "accepted", "address", "allowed", "association", "blocked", "certificate", "change", "cipher", "client",
    "closed", "command", "connection", "control", "denied", "detected", "disconnected", "duration", "event",
    "expired", "failed", "filename", "from", "group", "handshake", "interface", "invalid", "login",
    "logout", "method", "network", "object", "opened", "packet", "password", "peer", "permission", "policy",
    "port", "process", "protocol", "received", "rejected", "request", "reset", "root", "route", "rule",
    "scan", "server", "service", "session", "source", "started", "terminated", "threat", "timeout",
    "traffic", "tunnel", "unknown", "update", "user", "verified",
)  # fmt: skip


class LookUp(NamedTuple):
    """Looking up a line's candidates, in µs per line; `percent` of the whole line's cost is added."""

    what: str
    without: float
    more: float
    percent: float


class Measured(NamedTuple):
    """Medians; `whole` is what a line costs from bytes to bytes, in µs."""

    look_ups: list[LookUp]
    whole: float


class Sought(NamedTuple):
    """A line's text, its header, and the candidate to stop at (`None`: go through them all)."""

    text: str
    header: Header | None
    product: str | None


def measure(file: Path, pairs: int) -> Measured:
    """What look-ups cost for the first lines of `file`, in `pairs` alternated runs.

    The filter asks for a line's candidates until one claims it; only lines that none claims go through all.
    """
    with file.open(encoding="utf-8", newline="\n") as source:
        lines = [line.removesuffix("\n") for line in islice(source, _LINES)]
    declared = [(name, registry.BUILT_IN.signatures_by_kind(name)) for name in registry.names()]
    more = ((name, by_kind(signatures)) for name, signatures in _synthetic())
    small, large = Index(declared), Index([*declared, *more])
    whole = median(_whole_cost(lines) for _ in range(pairs))
    document = Pipeline().document
    until_own, all_of_them = [], []
    for line in lines:
        header, message = peel(line)
        text = message.removeprefix("\ufeff")
        until_own.append(Sought(text, header, document(line)[0]))
        all_of_them.append(Sought(text, header, None))
    look_ups = []
    for what, sought in (("until its product is found", until_own), ("all candidates", all_of_them)):
        costs = [(_look_up_cost(small, sought), _look_up_cost(large, sought)) for _ in range(pairs)]
        without, more = (median(cost) for cost in zip(*costs, strict=True))
        percent = 100 * median(large_cost - small_cost for small_cost, large_cost in costs) / whole
        look_ups.append(LookUp(what, without, more, percent))
    return Measured(look_ups, whole)


def _synthetic() -> Iterator[tuple[str, tuple[Signature, ...]]]:
    """Products that no line is from, with a signature of each of four kinds."""
    for number in range(_MORE_PRODUCTS):
        word, other = _WORDS[number % len(_WORDS)], _WORDS[number * 7 % len(_WORDS)]
        yield (
            f"synthetic_{number}",
            (
                Program(f"{word}d{number}"),
                Prefix(f"%{word.upper()}-{number}: "),
                Phrase(f"{word} {other} {number} "),
                CeeMember(("category", f"{word.upper()}_{number}")),
            ),
        )


def _look_up_cost(index: Index, lines: list[Sought]) -> float:
    """CPU time to look up the candidates of `lines` in `index`, in µs per line."""
    record, candidates = Record(Clock()), index.candidates
    started = time.process_time()
    for text, header, product in lines:
        record.text, record.header, record.payload = text, header, None
        for candidate in candidates(record):
            if candidate == product:
                break
    return (time.process_time() - started) / len(lines) * 1e6


def _whole_cost(lines: list[str]) -> float:
    """CPU time of the pipeline for `lines`, from bytes to bytes, in µs per line."""
    blocks = [
        "\n".join(lines[start : start + _LINES_IN_A_BLOCK]).encode()
        for start in range(0, len(lines), _LINES_IN_A_BLOCK)
    ]
    convert_to = Pipeline().convert_to
    started = time.process_time()
    for block in blocks:
        convert_to(len, block)
    return (time.process_time() - started) / len(lines) * 1e6
