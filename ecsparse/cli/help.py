"""The command `ecsparse help`: show the help of the filter or of a command."""

from __future__ import annotations

import click

from ecsparse.cli.commands import COMMANDS, command_named
from ecsparse.cli.suggestions import suggestion

EPILOG = """\b
Example:
  ecsparse help convert

\b
Exit status: 0 when it was written, 1 when it could not be, 2 for wrong usage.
"""


def _names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in COMMANDS if name.startswith(incomplete)]


@click.command(name="help", epilog=EPILOG)
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=_names)
@click.pass_context
def command(context: click.Context, *, name: str | None) -> int:
    """Show the help of COMMAND, or of ecsparse itself."""
    root = context.find_root()
    if name is None:
        click.echo(root.get_help())
        return 0
    if name not in COMMANDS:
        raise click.UsageError(f"there is no command {name!r}.{suggestion(name, COMMANDS)}", root)
    click.echo(click.Context(command_named(name), parent=root, info_name=name).get_help())
    return 0
