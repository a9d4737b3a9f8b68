"""The command `ecsparse`: the only folder that knows click, the terminal and the process."""

from __future__ import annotations

import os
import sys

from ecsparse.cli import signals

# A first word that is one of these is a command, in the module of its name; a file of that name is `./lint`.
COMMANDS = ("lint", "sniff", "template")


def main() -> None:
    """Run the command with the process's arguments, and end the process with its exit status."""
    signals.die_quietly()
    # from here on a signal leaves no traceback, so what takes time is imported now
    from ecsparse.cli.filter import Settings, run  # noqa: PLC0415
    from ecsparse.cli.output import reserve_standard_streams  # noqa: PLC0415

    reserve_standard_streams()
    arguments = sys.argv[1:]
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        from importlib import import_module  # noqa: PLC0415 - a command is imported when it is named

        from ecsparse.cli.invocation import invoke  # noqa: PLC0415 - as below

        command = import_module(f"{__name__}.{name.replace('-', '_')}").command
        status = invoke(command, arguments[1:], f"ecsparse {name}")
    elif any(argument.startswith("-") and argument != "-" for argument in arguments):
        from ecsparse.cli.invocation import invoke  # noqa: PLC0415 - click costs 13 ms: only to read options
        from ecsparse.cli.options import command  # noqa: PLC0415 - as above

        status = invoke(command, arguments, "ecsparse")
    else:
        status = run(Settings(files=tuple(arguments)))
    # everything is written: taking the interpreter down in order would cost milliseconds
    os._exit(status)
