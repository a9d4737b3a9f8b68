"""Words between blanks, some of them `KEY=value`, others flags: how the kernel writes packets.

Layout: `IN=eth0 OUT= SRC=192.0.2.5 DST=198.51.100.7 LEN=60 DF PROTO=TCP SPT=40112 DPT=22 SYN`
"""

from __future__ import annotations


def words(text: str) -> tuple[dict[str, str], list[str]]:
    """The values by their keys, of which the last counts, and the words without a `=`, in order."""
    parts = [word.partition("=") for word in text.split()]
    return {key: value for key, separator, value in parts if separator}, [key for key, sign, _ in parts if not sign]
