"""The command `ecsparse`: the only folder that knows click, the terminal and the process."""

from __future__ import annotations

import gc
import os
import sys

from ecsparse.cli import signals
from ecsparse.cli.commands import COMMANDS
from ecsparse.cli.later import put_off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# After so many new objects Python looks for garbage, more than a run of one line makes; its own default is 700.
_MOST_NEW = 30_000


def main() -> None:
    """Run the command with the process's arguments, and end the process with its exit status."""
    signals.die_quietly()
    # what is loaded stays, so no garbage is looked for meanwhile: a twentieth of a run of one line
    gc.set_threshold(_MOST_NEW, 20, 100)
    # orjson imports `dataclasses`, which needs it for decorated classes only: a sixth of such a run
    put_off("inspect")
    # and `uuid`, which asks it for the system's name alone: a twentieth
    put_off("platform", system=lambda: os.uname().sysname)
    # from here on a signal leaves no traceback, so slow imports come now
    from ecsparse.cli.output import reserve_standard_streams  # noqa: PLC0415

    reserve_standard_streams()
    arguments = sys.argv[1:]
    if _are_files(arguments) and "_ECSPARSE_COMPLETE" not in os.environ:
        from ecsparse.cli.filter import Settings, run  # noqa: PLC0415

        status = run(Settings(files=tuple(arguments)))
    else:
        from ecsparse.cli.invocation import invoke  # noqa: PLC0415
        from ecsparse.cli.options import command  # noqa: PLC0415

        status = invoke(command, arguments)
    # everything is written: an orderly shutdown of the interpreter would cost milliseconds
    os._exit(status)


def _are_files(arguments: Sequence[str]) -> bool:
    """Whether there are only files, or no arguments: such a run starts 13 ms earlier without click."""
    if any(word.startswith("-") and word != "-" for word in arguments):
        return False
    first = arguments[0] if arguments else "-"
    # a word that is not a file may be a mistyped command
    return first not in COMMANDS and (first == "-" or os.path.lexists(first))
