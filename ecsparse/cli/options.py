"""The options of the filter, read by click: only imported when the command line has one."""

from __future__ import annotations

import click

from ecsparse import __version__
from ecsparse.cli.color import ALWAYS, AUTO, WHEN, is_colored
from ecsparse.cli.completion import completion_option
from ecsparse.cli.documents import check_sessions, checked_namespace, checked_profile, document_options
from ecsparse.cli.enrich import checked_enrichment
from ecsparse.cli.filter import Limit, Settings, run
from ecsparse.cli.group import CONTEXT, Files, Filter, complete_files
from ecsparse.cli.invocation import Choice, check_choice, jobs_option, without_effect
from ecsparse.cli.output import STREAM
from ecsparse.cli.privacy import checked_privacy
from ecsparse.cli.values import FILE
from ecsparse.encoding import BULK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.profiles import Profile
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  tail -F /var/log/messages | ecsparse | jq .event
  ecsparse --timezone Europe/Paris --rejects other.log *.log -o out.ndjson
  ecsparse --profile ecs explain --file firewall.log --line 17

\b
Exit status: 0 when everything was read and written; 1 when an input, an
output or a parser failed, or a limit of --strict or --max-unmatched was
exceeded; 2 for wrong usage.
"""


class Percentage(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5 only
    """A number of lines, or a percentage of them: `10`, `2.5%`."""

    name = "N|N%"

    def convert(self, value: str | Limit, param: click.Parameter | None, ctx: click.Context | None) -> Limit:
        """Return the limit that `value` says."""
        if isinstance(value, Limit):
            return value
        text = value.removesuffix("%")
        digits = text.replace(".", "", 1) if text != value else text
        if not (digits.isascii() and digits.isdigit()) or (text != value and float(text) > 100):
            self.fail(f"{value!r} is not a number of lines or a percentage, such as 10 or 2.5%", param, ctx)
        return Limit(float(text), percent=text != value)


@click.group(
    name="ecsparse",
    cls=Filter,
    invoke_without_command=True,
    subcommand_metavar="[FILE]... | COMMAND [ARGS]...",
    epilog=EPILOG,
    context_settings=CONTEXT,
)
@click.argument("files", cls=Files, nargs=-1, type=FILE, shell_complete=complete_files)
@document_options
@click.option("--pretty", is_flag=True, help="Indent documents, for reading.")
@click.option(
    "--color",
    type=Choice(WHEN),
    default=AUTO,
    show_default=True,
    help="Colour indented documents: on a terminal (auto), always or never. NO_COLOR is obeyed.",
)
@click.option(
    "--rejects",
    metavar="FILE",
    type=FILE,
    help="Also write unmatched and malformed lines to FILE, unchanged.",
)
@click.option("--strict", is_flag=True, help="Fail if a line is unmatched, malformed, truncated or not UTF-8.")
@click.option("--max-unmatched", type=Percentage(), help="Fail if more lines than this are unmatched.")
@jobs_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=FILE,
    help="Write to FILE instead of standard output.",
)
@click.option("-q", "--quiet", is_flag=True, help="Write only fatal errors to standard error.")
@click.option("-v", "--verbose", is_flag=True, help="Write a summary, and the tracebacks of bugs, to standard error.")
@completion_option
@click.version_option(__version__, "-V", "--version", prog_name="ecsparse", message="%(prog)s %(version)s")
def command(  # noqa: PLR0913 - one for each option
    *,
    files: tuple[str, ...],
    profile: Profile | None,
    form: str,
    pretty: bool,
    color: str,
    namespace: str | None,
    products: tuple[str, ...],
    prefer: tuple[str, ...],
    registry: Registry,
    timezone: str,
    reference_date: str | None,
    unmatched: str,
    rejects: str | None,
    strict: bool,
    max_unmatched: Limit | None,
    max_line: int,
    origin: bool | None,
    join_indented: bool,
    enrich: tuple[str, ...],
    internal: tuple[str, ...],
    mmdb: tuple[str, ...],
    sessions: bool,
    redact: tuple[str, ...],
    redact_field: tuple[str, ...],
    pseudonymize: str | None,
    unmatched_text: bool,
    jobs: int,
    output: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Turn raw security log lines into Elastic Common Schema documents.

    Read lines from each FILE, or from standard input if there is no FILE or FILE is -. Recognise the product that
    wrote each line, and write one JSON document per line to standard output. Input compressed by gzip, bzip2, xz or
    zstd is decompressed.

    If the first word is the name of a command, that command runs, and the options before it are the command's. A
    file of that name is ./NAME.
    """
    enrichment = checked_enrichment(enrich, internal, mmdb)
    privacy = checked_privacy(
        redact,
        redact_field,
        pseudonymize,
        registry,
        keeps_text=unmatched_text,
        rejects=None if rejects is None else "--rejects",
    )
    if sessions:
        check_sessions(privacy, jobs)
    profile = checked_profile(form, profile, enrichment, sessions=sessions)
    check_choice(products, prefer, registry)
    if form == BULK and pretty:
        raise click.UsageError("--format bulk is for an index, --pretty for reading; leave out one of the two options")
    if rejects == STREAM and output in {None, STREAM}:
        raise click.UsageError(
            "--rejects - would mix lines with the documents on standard output; name a file, or give --output one"
        )
    if color == ALWAYS and not pretty:
        raise without_effect(f"--color {ALWAYS}", "--pretty")
    return run(
        Settings(
            files=files,
            output=None if output == STREAM else output,
            rejects=rejects,
            profile=profile,
            form=form,
            is_pretty=pretty,
            is_colored=pretty and output in {None, STREAM} and is_colored(color),
            namespace=checked_namespace(form, namespace),
            products=products,
            prefer=prefer,
            registry=registry,
            timezone=timezone,
            reference_date=reference_date,
            unmatched=unmatched,
            max_line=max_line,
            origin=False if origin is None and form != BULK else origin,
            join_indented=join_indented,
            enrichment=enrichment,
            privacy=privacy,
            sessions=sessions,
            jobs=jobs,
            strict=strict,
            max_unmatched=max_unmatched,
            quiet=quiet,
            verbose=verbose,
        )
    )
