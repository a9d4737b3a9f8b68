r"""What ModSecurity writes into the error log of its web server.

Layout:

    ModSecurity: Access denied with code 403 (phase 2). Pattern match "x" at ARGS:a. [file "/etc/a.conf"] [id "1"]

A verdict, and then names with values in quotes, in which a quotation mark has a backslash before it.

Source: ModSecurity 2 and 3, the reference manual's chapter on its logs.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

START = "ModSecurity: "

# [id "960015"]
_VALUE = Pattern(r'\[([a-z_]{1,32}) "([^"\\]*+(?:\\.[^"\\]*+)*+)"\]')


def read(text: str) -> tuple[str, dict[str, list[str]]]:
    """The verdict of a message that begins with `START`, and the values by their names, in their order."""
    first = _VALUE.search(text)
    verdict = text[len(START) :] if first is None else text[len(START) : first.start()]
    values: dict[str, list[str]] = {}
    for match in _VALUE.finditer(text):
        values.setdefault(match[1], []).append(match[2])
    return verdict.strip(" "), values
