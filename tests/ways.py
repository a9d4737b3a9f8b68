"""The ways to convert lines with the command: what holds for one holds for all.

A further way is a further row here, and runs through every cell of the matrix of faults, the bombs and the laws of
invariance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from command import Argument

    Way: TypeAlias = tuple[Argument, ...]

# The arguments in front of the others.
WAYS: dict[str, Way] = {"one process": (), "two jobs": ("--jobs", "2")}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
