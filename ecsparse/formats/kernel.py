"""What stands in front of a message in the log of Linux's kernel.

Layout:
    [12346.001200] text | <4>[12346.001200][  T812] text | kernel: [12346.001200] text

    The tag where no header of syslog has it, the level, the seconds since the start, and the thread or the
    processor that writes; each may be missing.

Source: Linux, `kernel/printk/printk.c` (`print_prefix`).
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

# [12346.001200] | <4>[    0.000000][    T0] | kernel: [12346.001200]
FRONT = Pattern(r"(?:kernel: ?)?(?:<[0-7]>)?(?:\[ {0,8}[0-9]{1,10}\.[0-9]{1,9}\] ?)?(?:\[ {0,8}[CT][0-9]{1,10}\] ?)?")


def message(text: str) -> str:
    """What follows the front of `text`; all of it if it has none."""
    front = FRONT.match(text)
    return text if front is None else text[front.end() :]
