"""Folders of logs to convert, and runs that are killed: `python tests/conversions.py N` kills N."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zstandard
from command import COMMAND, ENVIRONMENT, some_lines

STATE = ".ecsparse-state"
LINES = [*some_lines(700), b"bad \xff", b"", b"x" * 3000]
# how many lines the largest of a few logs has, and each of many that take a while
LARGE = 1800
LONG = 2_500


def write_logs(folder: Path) -> dict[str, bytes]:
    """Logs of several kinds in `folder`; what each holds by its path there."""
    small = b"\n".join(LINES[::28])
    # several parts, which do not end where lines do, and no line feed at the end
    large = b"\n".join(b"%s %d" % (b"line" * 5000, number) for number in range(LARGE))
    logs = {
        "small.log": (small, small),
        "empty.log": (b"", b""),
        "large.log": (large, large),
        "a/one.log.gz": (small, gzip.compress(small)),
        "a/b/two.log.bz2": (small, bz2.compress(small)),
        "a/b/three.log.xz": (small, lzma.compress(small)),
        "c/four.zst": (small, zstandard.ZstdCompressor().compress(small)),
    }
    for name, (_, data) in logs.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return {name: text for name, (text, _) in logs.items()}


def write_long_logs(folder: Path, number: int) -> list[Path]:
    """As many logs of `LONG` lines in `folder`, in the order of their conversion."""
    folder.mkdir()
    text = gzip.compress(b"".join(b"%s %d\n" % (b"line" * 200, line) for line in range(LONG)), 1)
    logs = [folder / f"{each:02}.log.gz" for each in range(number)]
    for log in logs:
        log.write_bytes(text)
    return logs


def outputs(folder: Path) -> dict[str, bytes]:
    """The files in `folder` and below by their paths, but for what a run remembers."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != STATE
    }


def is_partial(path: str) -> bool:
    """Whether the file has a name that is not final."""
    return path.endswith(".part")


def kill_and_resume(folder: Path, kills: int, seed: int) -> None:
    """Kill as many conversions of the same logs at random moments, each followed by one that goes on."""
    logs, undisturbed, disturbed = folder / "logs", folder / "undisturbed", folder / "disturbed"
    write_logs(logs)
    begun = time.monotonic()
    _convert(logs, undisturbed).wait()
    seconds, rng, expected = time.monotonic() - begun, random.Random(seed), outputs(undisturbed)  # noqa: S311
    for number in range(kills):
        process = _convert(logs, disturbed, "--resume")
        time.sleep(rng.uniform(0, seconds))
        process.kill()
        process.wait()
        found = outputs(disturbed)
        torn = [path for path in found if not is_partial(path) and found[path] != expected[path]]
        assert torn == [], f"kill {number}: {torn}"
        if number % 2:
            assert _convert(logs, disturbed, "--resume").wait() == 0
            assert outputs(disturbed) == expected, f"after kill {number}"
            for path in disturbed.rglob("*"):
                if path.is_file() and rng.random() < 0.5:
                    path.unlink()
    assert _convert(logs, disturbed, "--resume").wait() == 0
    assert outputs(disturbed) == expected


def _convert(logs: Path, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [COMMAND, "convert", logs, "--output-dir", folder, "--jobs", "2", "-q", *options], env=ENVIRONMENT
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        kill_and_resume(Path(name), int(sys.argv[1]), seed=int(sys.argv[1]))
    sys.stdout.write(f"{sys.argv[1]} kills: the output is that of an undisturbed run\n")
