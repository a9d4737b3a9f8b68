"""Mutation testing of a module: which changes of its functions no sample and no test notices.

    python tests/mutants.py products/openvpn
    python tests/mutants.py formats/syslog --tests test_syslog.py

mutmut makes the mutants. Each is judged in a process of its own: by the documents that it makes of all samples
under both profiles, then by tests that call the package in their own process. Mutants that survive are shown as
differences and counted; so are those of functions that run at import only, before there is a mutant. Needs the
extra `mutation`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PROJECT = Path(__file__).resolve().parent.parent

# What takes longer hangs, in seconds; the system's alarm kills it.
LIMIT = 120

SURVIVED = 0
KILLED = 1


def judge(name: str, product: str, tests: Sequence[str]) -> int:
    """`KILLED` if the mutant called `name` makes other documents of a sample, or fails one of `tests`."""
    set_mutant_under_test(name)
    # samples of the product first: most mutants go no further
    if product and any(made != expected for made, expected in documents(f"{product}/*.log")):
        return KILLED
    if any(made != expected for made, expected in documents("*/*.log")):
        return KILLED
    files = [str(path) for test in tests for path in (PROJECT / "tests").rglob(test)]
    return KILLED if files and pytest.main(["-x", "-p", "no:cacheprovider", *files]) else SURVIVED


def documents(pattern: str) -> Iterator[tuple[bytes, bytes]]:
    """For each file of samples under each profile: the documents that are made, and those that are expected."""
    from ecsparse.pipeline import Pipeline  # noqa: PLC0415 - the package that has the mutant

    for log in sorted((PROJECT / "samples").glob(pattern)):
        lines = log.read_bytes()
        if log.parent.name == "unmatched":
            pipeline = Pipeline()
            pipeline.convert(lines)
            yield repr(set(pipeline.counts.outcomes)).encode(), repr({"unmatched"}).encode()
            continue
        # 2026-01-01 completes the times of the samples' lines
        pipeline = Pipeline(now=lambda: 1767225600.0)
        yield pipeline.convert(lines), log.with_suffix(".expected.ndjson").read_bytes()
        expected = log.with_suffix(".ecs.ndjson")
        if expected.exists():
            index_ready = Pipeline(profile="ecs", reference_date="2026-01-01")
            yield index_ready.convert(lines), expected.read_bytes()


def judged(names: Iterable[str], product: str, tests: Sequence[str], jobs: int) -> Iterator[tuple[str, bool]]:
    """Each mutant and whether it survived, in the order in which that is known."""
    running: dict[int, str] = {}
    for name in names:
        if len(running) == jobs:
            yield ended(running)
        child = os.fork()
        if not child:
            signal.alarm(LIMIT)
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, sys.stdout.fileno())
            os.dup2(quiet, sys.stderr.fileno())
            verdict = KILLED
            try:
                verdict = judge(name, product, tests)
            finally:
                os._exit(verdict)
        running[child] = name
    while running:
        yield ended(running)


def ended(running: dict[int, str]) -> tuple[str, bool]:
    """The first mutant of `running` whose process ends, and whether it survived."""
    child, status = os.wait()
    return running.pop(child), os.waitstatus_to_exitcode(status) == SURVIVED


def difference(mutated: MutatedFile, name: str) -> str:
    """What the mutant called `name` changes, as a difference without context."""
    lines = mutated.code.split("\n")

    def source(function: str) -> list[str]:
        span = mutated.line_span_by_function_name[function]
        return [line.replace(f"{function}(", "(") for line in lines[span.start - 1 : span.end]]

    original = source(name.rpartition("__mutmut_")[0] + "__mutmut_orig")
    return "\n".join([name, *list(unified_diff(original, source(name), lineterm="", n=1))[2:]])


def say(text: str) -> None:
    """Write `text` at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Judge the mutants of a module."""
    parser = argparse.ArgumentParser(description="Find what no sample and no test notices.")
    parser.add_argument("module", help="such as products/openvpn or formats/syslog")
    parser.add_argument("--tests", nargs="*", default=[], help="names of files in tests/")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--function", default="", help="only mutants of functions whose name has this text")
    options = parser.parse_args()

    place = Path("ecsparse") / f"{options.module}.py"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(PROJECT / "ecsparse", Path(folder) / "ecsparse")
        mutated = mutate_file_contents(str(place), (PROJECT / place).read_text())
        (Path(folder) / place).write_text(mutated.code)
        sys.path[:0] = [folder, str(PROJECT / "tests")]
        module = importlib.import_module(f"ecsparse.{options.module.replace('/', '.')}")
        assert str(module.__file__).startswith(folder), module.__file__

        from parts import product_of  # noqa: PLC0415 - the package that has the mutant

        names = {f"{module.__name__}.{name}": name for name in mutated.mutant_names if options.function in name}
        total = Counter({True: 0, False: 0})
        for name, survived in judged(names, product_of(module.__name__), options.tests, options.jobs):
            total[survived] += 1
            if survived:
                say(difference(mutated, names[name]))
    share = total[True] / max(total.total(), 1)
    say(f"{options.module}: {total.total()} mutants, {total[True]} survived ({share:.1%})")


if __name__ == "__main__":
    main()
