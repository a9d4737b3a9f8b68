"""Messages on standard error."""

from __future__ import annotations

import sys

from ecsparse.errors import BadEnrichment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.outcomes import Failure

# So many notes are written; further ones are counted.
_MOST_NOTES = 20
_LONGEST = 120
# An error of usage quotes names and paths from the command line, and ends with the next step.
LONGEST_USAGE = 1000

# How many characters of a traceback's line are written.
_LONGEST_OF_TRACEBACK = 1000


class Notes:
    """Lines `ecsparse: …` on standard error, at most twenty and then a count; with `quiet`, only fatal ones.

    `verbose` adds the traceback to the note of a parser's bug; with `hides`, nothing that may quote a log's line.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False, hides: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._hides = hides
        self._count = 0

    def add(self, *parts: str) -> None:
        """Write a note: its `parts` (such as a file's name and a reason), joined by colons."""
        self._count += 1
        if not self._quiet and self._count <= _MOST_NOTES:
            say(*parts)

    def add_failure(self, failure: Failure) -> None:
        """Write a note on a parser's bug: in which product, and where to look or whom to tell.

        Or on a database that turns out to be damaged.
        """
        if failure.kind == BadEnrichment.__name__:
            self.add(failure.told.removeprefix(f"{failure.kind}: "))
            return
        if failure.plugin is None:
            whose, where = f"the parser of {failure.product}", "please report it with the line"
        else:
            line = "" if failure.line is None else f"line {failure.line} of "
            whose, where = f"the plug-in {failure.product}", f"{line}{failure.plugin}"
        self.add(f"internal error in {whose}", failure.kind, where)
        if self._verbose and not self._quiet and self._count <= _MOST_NOTES:
            for text in (failure.way if self._hides else failure.traceback).splitlines():
                write(f"{printable(text, _LONGEST_OF_TRACEBACK)}\n")

    def finish(self) -> None:
        """Write how many notes were left out."""
        if not self._quiet and self._count > _MOST_NOTES:
            say(f"{self._count - _MOST_NOTES} more notes")


def say(*parts: str, limit: int = _LONGEST) -> None:
    """Write one line on standard error, if there is one, without anything that a terminal would act on.

    Each part is cut at `limit` characters.
    """
    write(f"ecsparse: {': '.join(printable(part, limit) for part in parts)}\n")


def write(text: str) -> None:
    """Write `text` on standard error, if it can be written."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        return


def printable(text: str, limit: int = _LONGEST) -> str:
    """`text` with control characters and bytes that are not UTF-8 escaped, cut at `limit` characters."""
    clean = "".join(each if each.isprintable() else _escape(each) for each in text[: limit + 1])
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def counted(number: int, noun: str) -> str:
    """`number` things: `1 line`, `2 lines`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _escape(character: str) -> str:
    octets = character.encode("utf-8", "surrogateescape")
    return "".join(f"\\x{octet:02x}" for octet in octets)
