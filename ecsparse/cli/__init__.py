"""The command `ecsparse`: the only folder that knows click, the terminal and the process."""

from __future__ import annotations

import os
import sys

from ecsparse.cli import signals
from ecsparse.cli.commands import COMMANDS, command_named


def main() -> None:
    """Run the command with the process's arguments, and end the process with its exit status."""
    signals.die_quietly()
    # from here on a signal leaves no traceback, so what takes time is imported now
    from ecsparse.cli.filter import Settings, run  # noqa: PLC0415
    from ecsparse.cli.output import reserve_standard_streams  # noqa: PLC0415

    reserve_standard_streams()
    arguments = sys.argv[1:]
    name = arguments[0] if arguments else ""
    if "_ECSPARSE_COMPLETE" in os.environ:
        from ecsparse.cli.completion import complete  # noqa: PLC0415 - only a shell asks for it

        status = complete()
    elif name in COMMANDS:
        from ecsparse.cli.invocation import invoke  # noqa: PLC0415 - click costs 13 ms: only to read options

        status = invoke(command_named(name), arguments[1:], f"ecsparse {name}")
    elif any(argument.startswith("-") and argument != "-" for argument in arguments):
        from ecsparse.cli.invocation import invoke  # noqa: PLC0415 - as above

        status = invoke(command_named(None), arguments, "ecsparse")
    else:
        status = run(Settings(files=tuple(arguments)))
    # everything is written: taking the interpreter down in order would cost milliseconds
    os._exit(status)
