"""What the command says on standard error."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.outcomes import Failure

# How many notes are written out; the rest are counted.
_MOST_NOTES = 20
_LONGEST = 120
# What is wrong with a command line holds names and paths from it, and ends with the next step.
LONGEST_USAGE = 1000

# How many characters of a traceback's line are written.
_LONGEST_OF_TRACEBACK = 1000


class Notes:
    """Lines `ecsparse: …` on standard error, at most twenty and then a count; `quiet` leaves only fatal ones.

    `verbose` adds the traceback to the note of a parser's bug.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._count = 0

    def add(self, *parts: str) -> None:
        """Write a note: its `parts` (such as a file's name and a reason) with colons between."""
        self._count += 1
        if not self._quiet and self._count <= _MOST_NOTES:
            say(*parts)

    def add_failure(self, failure: Failure) -> None:
        """Write a note of a parser's bug: whose it is, and where to look or whom to tell."""
        if failure.plugin is None:
            whose, where = f"the parser of {failure.product}", "please report it with the line"
        else:
            line = "" if failure.line is None else f"line {failure.line} of "
            whose, where = f"the plug-in {failure.product}", f"{line}{failure.plugin}"
        self.add(f"internal error in {whose}", failure.kind, where)
        if self._verbose and not self._quiet and self._count <= _MOST_NOTES:
            for text in failure.traceback.splitlines():
                write(f"{printable(text, _LONGEST_OF_TRACEBACK)}\n")

    def finish(self) -> None:
        """Say how many notes were not written out."""
        if not self._quiet and self._count > _MOST_NOTES:
            say(f"{self._count - _MOST_NOTES} more notes")


def say(*parts: str, limit: int = _LONGEST) -> None:
    """Write one line on standard error, if there is one, with nothing in it that a terminal would obey.

    Each part is cut at `limit` characters.
    """
    write(f"ecsparse: {': '.join(printable(part, limit) for part in parts)}\n")


def write(text: str) -> None:
    """Write `text` on standard error, if there is one and it can be written."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        return


def printable(text: str, limit: int = _LONGEST) -> str:
    """`text` with control characters and bytes that are not UTF-8 escaped, cut at `limit` characters."""
    clean = "".join(sign if sign.isprintable() else _escape(sign) for sign in text[: limit + 1])
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def _escape(sign: str) -> str:
    octets = sign.encode("utf-8", "surrogateescape")
    return "".join(f"\\x{octet:02x}" for octet in octets)
