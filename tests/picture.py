"""A picture of `ecsparse explain` in colour, drawn from what the command prints: `make picture` writes it.

    python tests/picture.py > docs/explain.svg

The command prints text with SGR sequences. In the picture, the phrases of each colour are placed at their own
columns and stretched to their widths, so marks stay under their characters in any font.
"""

from __future__ import annotations

import re
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = (
    "2026-03-04T05:06:07+01:00 web1 sshd[412]: Failed password for invalid user admin from 203.0.113.7 port 51022 ssh2"
)
SHOWN_UP_TO = "--all"  # how the first line begins that is left out

# pixels
COLUMN = 8
ROW = 18
MARGIN = 16
FONT = 13

BACKGROUND = "#0d1117"
FOREGROUND = "#c9d1d9"
# the attributes of text by the code of its SGR sequence
STYLES = {
    "0": "",
    "1": ' font-weight="bold"',
    "31": ' fill="#ff7b72"',
    "32": ' fill="#7ee787"',
    "33": ' fill="#e3b341"',
    "34": ' fill="#79c0ff"',
    "35": ' fill="#d2a8ff"',
    "36": ' fill="#56d4dd"',
}
STYLED = re.compile(r"\x1b\[([0-9;]*)m")
PHRASE = re.compile(r"[^ ]+(?: [^ ]+)*")  # words with one blank between them


class Run(NamedTuple):
    """Text of one style, which begins at `column`; `code` is that of its SGR sequence."""

    column: int
    code: str
    text: str


def runs(line: str) -> list[Run]:
    """The runs of a line of the command's output; neighbours of one style are one run."""
    found: list[Run] = []
    column = 0
    parts = ["0", *STYLED.split(line)]
    for code, text in zip(parts[::2], parts[1::2], strict=True):
        if text and found and found[-1].code == code:
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        elif text:
            found.append(Run(column, code, text))
        column += len(text)
    return found


def drawn(lines: list[str]) -> Iterator[str]:
    """The lines of an SVG image of `lines`."""
    rows = [runs(line) for line in lines]
    columns = max(run.column + len(run.text) for row in rows for run in row)
    width, height = columns * COLUMN + 2 * MARGIN, len(rows) * ROW + 2 * MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}">'
    yield "<title>ecsparse explain: a line, and where each field of its document comes from</title>"
    yield f'<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>'
    fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    yield f'<g font-family="{fonts}" font-size="{FONT}" fill="{FOREGROUND}">'
    for number, row in enumerate(rows):
        for run in row:
            for phrase in PHRASE.finditer(run.text):
                x, y = MARGIN + (run.column + phrase.start()) * COLUMN, MARGIN + number * ROW + FONT
                attributes = f'x="{x}" y="{y}" textLength="{len(phrase[0]) * COLUMN}"{STYLES[run.code]}'
                yield f"<text {attributes}>{escape(phrase[0])}</text>"
    yield "</g>"
    yield "</svg>"


def picture() -> str:
    """The SVG image of the command line and of its output, without what follows from `SHOWN_UP_TO` on."""
    arguments = ["explain", LINE, "--color", "always"]
    command = [str(Path(sys.executable).with_name("ecsparse")), *arguments]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode().splitlines()
    end = next(number for number, line in enumerate(printed) if line.startswith(SHOWN_UP_TO))
    shown = ['$ ecsparse explain "$LINE"', "", *printed[: end - 1]]
    return "".join(f"{line}\n" for line in drawn(shown))


if __name__ == "__main__":
    sys.stdout.write(picture())
