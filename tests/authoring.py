"""A new product `acme_fw` as its author has it, and what `test-samples` says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command import run

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = ("--plugin", "./acme_fw.py")
TRAFFIC = "samples/acme_fw/traffic"
FILES = [
    "acme_fw.py",
    f"{TRAFFIC}.expected.ndjson",
    f"{TRAFFIC}.log",
    "samples/unmatched/acme_fw_lookalikes.log",
    "test_acme_fw.py",
]
GOOD = "0 findings in 6 lines of 2 files\n"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Put the second text of each change in the place of the first, which must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def report_of(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """The exit status and the report of `test-samples`."""
    done = run("test-samples", *arguments, cwd=folder)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode().splitlines()


def findings(folder: Path, *arguments: str) -> list[str]:
    """What is found in the samples of a folder, without how to see it, and what was updated."""
    status, report = report_of(folder, *PLUGIN, *arguments, ".")
    found = [line for line in report[:-1] if not line.startswith(("  see: ", "updated "))]
    assert (status, not found) in ((0, True), (1, False))
    return found
