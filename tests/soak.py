"""A soak: unique lines in great amount through the installed command, whose memory must stay flat.

    python tests/soak.py --gigabytes 10 [OPTION...]

Further options are the command's. Its documents are counted, its resident memory is read from `/proc` every second.
The exit status is 1 if a document is missing, or if memory grew by more than 2 MiB after the first tenth of the
lines, or the first 50 MB.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from command import COMMAND, ENVIRONMENT, sample_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

# Lines that are written at once.
BLOCK = 2000

# What memory may grow by, in KiB, once so many bytes have met every product and filled what is remembered.
ALLOWED = 2048
WARM = 50_000_000

# Lines whose numbers are others every time, without a header, and samples behind a header that has such numbers.
PLAIN = [
    b"2023-10-31 15:09:55 client%d/192.0.2.1:1194 VERIFY OK: depth=0, CN=client%d",
    b"2023-10-31 15:09:55 MULTI: Learn: 10.8.0.6 -> client%d/192.0.2.1:1194",
    b"FILE_Unlink user%d root root OK 25 sep 2022 23:14:20.756159 No associated roles filename /var/tmp/%d",
    b'@cee: {"category": "USER", "type": "USER_X", "source": {"ip": "192.0.2.1", "type": "HB", "userName": "u%d"}}',
    b"word%d of nobody's line",
]
BEHIND_HEADERS = [
    b"<29>1 2023-10-31T15:09:55Z host%d app %d - - " + line.replace(b"%", b"%%")
    for line in sample_lines("*/*.log")[::7]
]
TEMPLATES = [each for line in BEHIND_HEADERS for each in (*PLAIN, line)]
NUMBERED = [(template, template.count(b"%d")) for template in TEMPLATES]


def blocks(size: int) -> Iterator[tuple[int, bytes]]:
    """Blocks of unique lines up to `size` bytes in all: how many lines, and their bytes."""
    written = number = 0
    while written < size:
        lines = []
        for place in range(number, number + BLOCK):
            template, count = NUMBERED[place % len(NUMBERED)]
            lines.append(template % ((place,) * count))
        text = b"\n".join(lines) + b"\n"
        yield BLOCK, text
        number += BLOCK
        written += len(text)


class Feed(threading.Thread):
    """Writes lines into a pipe, and counts them."""

    def __init__(self, descriptor: int, size: int) -> None:
        super().__init__(daemon=True)
        self._descriptor = descriptor
        self._size = size
        self.lines = self.bytes = 0

    def run(self) -> None:
        """Write until all is written, or nobody reads."""
        with os.fdopen(self._descriptor, "wb", 0) as pipe:
            for lines, text in blocks(self._size):
                pipe.write(text)
                self.lines += lines
                self.bytes += len(text)


class Count(threading.Thread):
    """Reads documents from a pipe, and counts them."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(daemon=True)
        self._descriptor = descriptor
        self.documents = 0

    def run(self) -> None:
        """Read to the end."""
        while text := os.read(self._descriptor, 1 << 20):
            self.documents += text.count(b"\n")


def resident(process_id: int) -> int:
    """The resident memory of a process in KiB, 0 once it has ended."""
    try:
        status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^VmRSS:\s+([0-9]+) kB$", status, re.MULTILINE)
    return int(found[1]) if found else 0


def soak(size: int, options: list[str]) -> int:
    """Run the command on `size` bytes of lines; say what was measured, and return the exit status."""
    process = subprocess.Popen(
        [COMMAND, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT, bufsize=0
    )
    assert process.stdin is not None
    assert process.stdout is not None
    feed, count = Feed(os.dup(process.stdin.fileno()), size), Count(process.stdout.fileno())
    process.stdin.close()
    feed.start()
    count.start()
    early = late = 0
    while process.poll() is None:
        now = resident(process.pid)
        if feed.bytes < max(size // 10, WARM):
            early = max(early, now)
        else:
            late = max(late, now)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{feed.bytes / 1e9:.2f} GB, {count.documents} documents, {now} KiB resident ")
        time.sleep(1)
    feed.join()
    count.join()
    times = os.times()
    seconds = times.children_user + times.children_system
    flat = late <= early + ALLOWED
    whole = count.documents == feed.lines and process.returncode == 0
    sys.stdout.write(
        f"{feed.bytes / 1e9:.2f} GB in {feed.lines} lines; {count.documents} documents; exit {process.returncode}; "
        f"{seconds:.0f} s of CPU; resident at most {early} KiB at the beginning, "
        f"{late} KiB after it: {'flat' if flat else 'GROWS'}\n"
    )
    return 0 if flat and whole else 1


def main() -> int:
    """Read the arguments and soak."""
    parser = argparse.ArgumentParser(description="Stream unique lines through ecsparse and watch its memory.")
    parser.add_argument("--gigabytes", type=float, default=10)
    known, options = parser.parse_known_args()
    return soak(int(known.gigabytes * 1e9), options)


if __name__ == "__main__":
    sys.exit(main())
