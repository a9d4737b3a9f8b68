"""A shell in a terminal, as a person sits at it, with the installed command on its path.

What is typed at the shell is not shown again, so what is shown is what its commands wrote. Lines end in a line feed
alone. A session that shows nothing more for `TIMEOUT` seconds hangs, which is an AssertionError.
"""

from __future__ import annotations

import os
import re
import signal
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pexpect
from command import COMMAND, ENVIRONMENT, TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATH = f"{COMMAND.parent}{os.pathsep}{ENVIRONMENT['PATH']}"
ROWS, COLUMNS = 24, 80
INTERRUPT = "\x03"
# the exit status of what ends by it
INTERRUPTED = 128 + signal.SIGINT

_BASH = ("bash", "--norc", "--noprofile", "--noediting", "-i")
# the prompt is the exit status of the command before it
_PROMPT = re.compile(rb"\r?<([0-9]+)> $")
_SOMETHING = re.compile(rb"(?s).+")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def unstyled(text: str) -> str:
    """`text` without colours and the like."""
    return _STYLE.sub("", text)


class Shown(NamedTuple):
    """The exit status of a command, and what it wrote on the terminal."""

    status: int
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines, without styles."""
        return unstyled(self.text).splitlines()

    @property
    def is_styled(self) -> bool:
        """Whether anything has a colour, or is bold or faint."""
        return _STYLE.search(self.text) is not None


class Terminal:
    """A terminal of 24 rows and 80 columns with a program in it."""

    def __init__(self, program: pexpect.spawn) -> None:
        self._program = program

    def type(self, text: str) -> None:
        """Type `text`."""
        self._program.send(text)

    def wait_for(self, *texts: str) -> str:
        """What is shown, up to where each of `texts` has been."""
        shown = b""
        while not all(text in _as_text(shown) for text in texts):
            shown += self._read(_SOMETHING, shown)
            shown += self._program.match.group()
        return _as_text(shown)

    def run(self, command: str) -> Shown:
        """Run `command` in the shell and wait until it ends."""
        self.type(f"{command}\n")
        return self.end()

    def end(self) -> Shown:
        """Wait until the command that runs in the shell ends."""
        text = self._read(_PROMPT)
        return Shown(int(self._program.match.group(1)), _as_text(text))

    def _read(self, end: re.Pattern[bytes], shown: bytes = b"") -> bytes:
        """What comes before `end`, after what was `shown` already."""
        try:
            self._program.expect(end)
        except (pexpect.TIMEOUT, pexpect.EOF) as error:
            text = _as_text(shown + self._program.before)
            raise AssertionError(f"no {end.pattern!r} comes after this: {text}") from error
        before: bytes = self._program.before
        return before


def _as_text(shown: bytes) -> str:
    return shown.decode(errors="backslashreplace").replace("\r\n", "\n")


@contextmanager
def at_a_terminal(folder: Path, command: tuple[str, ...] = _BASH, term: str = "xterm") -> Iterator[Terminal]:
    """A terminal with a program, which runs in `folder` and is killed at the end; without `command`, a shell."""
    variables = {"PATH": PATH, "HOME": str(folder), "TERM": term, "PS1": "<$?> "}
    with warnings.catch_warnings():
        # that a process with threads forks, which here becomes another program at once
        warnings.simplefilter("ignore", DeprecationWarning)
        program = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env=ENVIRONMENT | variables,
            dimensions=(ROWS, COLUMNS),
            echo=command is not _BASH,
            timeout=TIMEOUT,
        )
    program.delaybeforesend = None
    terminal = Terminal(program)
    try:
        if command is _BASH:
            terminal.end()
        yield terminal
    finally:
        program.close(force=True)
