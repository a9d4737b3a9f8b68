"""What holds for every test; what tests share is imported from `command` and the like, beside this file.

Each folder's modules can be imported by their names from the others.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
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


def pytest_configure(config: pytest.Config) -> None:
    """Start, for all processes of this run, the one that becomes the command."""
    from command import ENVIRONMENT, IS_WARM  # noqa: PLC0415
    from starting import ADDRESS, start  # noqa: PLC0415

    if IS_WARM and config.getoption("numprocesses", None):
        os.environ[ADDRESS] = start(ENVIRONMENT)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `long` all but one of each `number` successive cases of a test that is `thinned(number)`.

    The one that stays is each time one further on, so that a table of cases gives some of all its rows and columns.
    """
    seen: Counter[str] = Counter()
    for item in items:
        thinned = item.get_closest_marker("thinned")
        if thinned is None or item.get_closest_marker("long") is not None:
            continue
        (number,), test = thinned.args, item.nodeid.partition("[")[0]
        place = seen[test]
        seen[test] += 1
        if (place + place // number) % number:
            item.add_marker("long")


def pytest_collection_finish() -> None:
    """Look for garbage from here on, in what tests make, and less often than programs do."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()
