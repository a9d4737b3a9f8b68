"""The command line as a click group: the filter, and commands that are imported on demand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from ecsparse.cli.commands import COMMANDS, GROUPS, command_named
from ecsparse.cli.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}


class Files(click.Argument):
    """The files of the filter, which do not belong to the usage of its commands."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return nothing: `ecsparse lint`, not `ecsparse [FILE]... lint`."""
        return []


class Filter(click.Group):
    """The filter, whose first word may be the name of a command; options before it are the command's.

    `ecsparse --profile ecs explain LINE` is `ecsparse explain --profile ecs LINE`, and options after the name win.
    """

    allow_interspersed_args = True  # among files, as in every command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands' names, sorted."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Return the command of this name; `None` if there is none."""
        return command_named(cmd_name) if cmd_name in COMMANDS else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the filter's options and files, or the options before a command's name; return the rest."""
        given, values, words = self._before_first_word(ctx, args)
        command = self.get_command(ctx, words[0]) if words else None
        if command is None or any(option.is_eager for option in given):
            rest = super().parse_args(ctx, args)
            if words and not ctx.resilient_parsing:
                _check_file(ctx, words[0])
            return rest
        name = words[0]
        ctx.default_map = {name: _defaults(ctx, name, command, given, values)}
        ctx.args = words
        return words

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the filter, or the command that was named; return its exit status."""
        if not ctx.args:
            return click.Command.invoke(self, ctx)
        name, *arguments = ctx.args
        with command_named(name).make_context(name, arguments, parent=ctx) as inner:
            return inner.command.invoke(inner)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the commands by group, one line each."""
        width = max(map(len, COMMANDS))
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), text) for name, text in names.items()])

    def _before_first_word(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[list[click.Option], dict[str, Any], list[str]]:
        """The options before the first word, their values as typed, and the words from the first on.

        No words are returned if the first comes after `--`.
        """
        parser = self.make_parser(ctx)
        parser.allow_interspersed_args = False
        values, _, order = parser.parse_args(list(args))
        files = values.get("files")
        words = list(files) if isinstance(files, tuple) else []
        if args[: len(args) - len(words)][-1:] == ["--"]:
            words = []
        return [option for option in order if isinstance(option, click.Option)], values, words


def _defaults(
    ctx: click.Context, name: str, command: click.Command, given: Iterable[click.Option], values: dict[str, Any]
) -> dict[str, Any]:
    """The values of the options that were `given` before the command's name, as its defaults.

    Raises:
        click.UsageError: the command lacks one of them.
    """
    inner = click.Context(command, parent=ctx, info_name=name)
    names = {option: known.name for known in command.get_params(inner) for option in known.opts}
    for option in given:
        if not names.keys() & set(option.opts) and not ctx.resilient_parsing:
            raise click.UsageError(f"'{inner.command_path}' has no option {option.opts[-1]}", inner)
    return {
        str(names[spelling]): values[str(option.name)]
        for option in given
        for spelling in option.opts
        if spelling in names
    }


def _check_file(ctx: click.Context, word: str) -> None:
    """Raise a usage error if the first `word` is not a file but nearly a command, or an option without dashes."""
    is_path = "." in word or "/" in word
    if is_path or os.path.lexists(word):
        return
    is_option = any(f"--{word}" in parameter.opts for parameter in ctx.command.params)
    meant = suggestion(word, COMMANDS) or (f" Did you mean '--{word}'?" if is_option else "")
    if meant:
        ctx.fail(f"there is no command and no file {word!r}.{meant}")


def complete_files(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files; as the first word, also commands."""
    names = [] if ctx.params.get("files") else [name for name in COMMANDS if name.startswith(incomplete)]
    return [CompletionItem(incomplete, type="file"), *map(CompletionItem, names)]
