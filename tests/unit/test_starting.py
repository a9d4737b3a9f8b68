"""The processes that the tests start the command with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT, TIMEOUT

TESTS = Path(__file__).parents[1]


@pytest.mark.long
def test_a_process_that_ran_the_command_ends_by_itself() -> None:
    script = "from command import run; print(run('--version').returncode)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=TESTS, env=ENVIRONMENT, capture_output=True, timeout=TIMEOUT, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"0\n", b"")
