"""Whether output is coloured.

Source: https://no-color.org: unless `NO_COLOR` is empty, output is not coloured by default.
"""

from __future__ import annotations

import os

AUTO = "auto"
ALWAYS = "always"
NEVER = "never"
WHEN = (AUTO, ALWAYS, NEVER)

_STDOUT = 1


def is_colored(when: str) -> bool:
    """Whether standard output is to be coloured, as the option `--color` says."""
    if when != AUTO:
        return when == ALWAYS
    return os.isatty(_STDOUT) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
