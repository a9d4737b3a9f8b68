"""The command `ecsparse`: the only folder that knows click, the terminal and the process."""

from __future__ import annotations

import os
import sys

from ecsparse.cli import signals


def main() -> None:
    """Run the command with the process's arguments, and end the process with its exit status."""
    signals.die_quietly()
    # from here on a signal leaves no traceback, so what takes time is imported now
    from ecsparse.cli.filter import Settings, run  # noqa: PLC0415
    from ecsparse.cli.output import reserve_standard_streams  # noqa: PLC0415

    reserve_standard_streams()
    arguments = sys.argv[1:]
    if any(argument.startswith("-") and argument != "-" for argument in arguments):
        from ecsparse.cli.options import invoke  # noqa: PLC0415 - click costs 13 ms: only to read options

        status = invoke(arguments)
    else:
        status = run(Settings(files=tuple(arguments)))
    # everything is written: taking the interpreter down in order would cost milliseconds
    os._exit(status)
