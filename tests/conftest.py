"""What holds for every test; what tests share is imported from `command`, beside this file."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# a busy machine must not fail a law, and a law must not hold on one machine alone
settings.register_profile("laws", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("laws")
