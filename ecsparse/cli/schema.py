"""The command `ecsparse schema`: print the columns of documents as a table."""

from __future__ import annotations

import click
import orjson

from ecsparse.cli.enrich import enrich_option
from ecsparse.cli.invocation import check_product, format_option, plugin_option, print_text, product_names
from ecsparse.columns import BOOLEAN, INTEGER, NUMBER, TEXT, TEXTS, TIME, UNDECLARED, Column, columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse schema --product openssh
  ecsparse --profile ecs --format flat *.log -o all.ndjson
  duckdb -c "SELECT \\"user.name\\", count(*) FROM read_json('all.ndjson', \\
      columns = $(ecsparse schema --format duckdb)) GROUP BY 1"

\b
Exit status: 0 when the columns were printed, 1 when they could not be, 2 for
wrong usage.
"""

_DUCKDB = {
    BOOLEAN: "BOOLEAN",
    INTEGER: "BIGINT",
    NUMBER: "DOUBLE",
    TEXT: "VARCHAR",
    TEXTS: "VARCHAR[]",
    TIME: "TIMESTAMPTZ",
}


@click.command(name="schema", epilog=EPILOG)
@format_option("Write a row for each column, a JSON array, or what DuckDB's read_json takes as its columns.", "duckdb")
@click.option(
    "--product",
    "products",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Print only the columns of this product (repeatable).",
)
@enrich_option
@plugin_option
def command(*, form: str, products: tuple[str, ...], enrich: tuple[str, ...], registry: Registry) -> int:
    """Print the columns that documents have as rows of a table, with --profile ecs.

    These are all fields that the products declare, with dotted names: the columns of convert --format parquet, and
    the keys of --format flat. Each has its kind, and the type that ECS or the product gives it.
    """
    for name in products:
        check_product(name, registry)
    found = columns(products, registry, enrich)
    if form == "json":
        data = [column._asdict() for column in found]
        return print_text(orjson.dumps(data, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_INDENT_2).decode())
    return print_text(_duckdb(found) if form == "duckdb" else "".join(map(_row, found)))


def _row(column: Column) -> str:
    return f"{column.name:<48} {column.kind:<8} {column.type}\n"


def _duckdb(found: list[Column]) -> str:
    """A struct of DuckDB, of what documents have: names and types."""
    types = (f"'{column.name}': '{_DUCKDB[column.kind]}'" for column in found if column.name != UNDECLARED)
    return f"{{{', '.join(types)}}}\n"
