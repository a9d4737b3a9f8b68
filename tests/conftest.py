"""What holds for every test; what tests share is imported from `command` and the like, beside this file.

Each folder's modules can be imported by their names from the others.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path

from hypothesis import settings

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / name) for name in ("", "laws", "system", "unit", "fuzz", "redos")]

# a busy machine must not fail a law, and a law must not hold on one machine alone
settings.register_profile("laws", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("laws")

# tests that run in the background of a shell inherit ignored signals, which the command would rightly leave ignored
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)

# what is collected stays, and what laws make of all samples is mostly kept: looking for garbage in it, again and
# again, is a sixth of all tests' time
gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage from here on, in what tests make, and less often than programs do."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()
