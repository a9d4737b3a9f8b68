"""Words between blanks, some of them `KEY=value`, others flags: how the kernel writes packets.

Layout: `IN=eth0 OUT= SRC=192.0.2.5 DST=198.51.100.7 LEN=60 DF PROTO=TCP SPT=40112 DPT=22 SYN`
"""

from __future__ import annotations


def words(text: str) -> tuple[dict[str, str], list[str]]:
    """The values by their keys, of which the first counts, and the words without a `=`, in order."""
    values: dict[str, str] = {}
    flags: list[str] = []
    for word in text.split():
        key, separator, value = word.partition("=")
        if separator:
            values.setdefault(key, value)
        else:
            flags.append(word)
    return values, flags
