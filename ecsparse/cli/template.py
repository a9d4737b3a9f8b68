"""The command `ecsparse template`: the index template of all fields that documents can have."""

from __future__ import annotations

import click
import orjson

from ecsparse import __version__
from ecsparse.cli.invocation import check_product, plugin_option, print_text, product_names
from ecsparse.ecs.envelope import FIELDS, VERSION
from ecsparse.ecs.lint import table
from ecsparse.ecs.mapping import index_template
from ecsparse.profiles import DATASET_OF_UNMATCHED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.registry import Registry

EPILOG = """\b
Example:
  ecsparse template | curl -X PUT "$URL/_index_template/ecsparse" \\
    -H 'Content-Type: application/json' --data-binary @-
"""


@click.command(name="template", epilog=EPILOG)
@click.option(
    "--product",
    "products",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Of this product only (repeatable).",
)
@plugin_option
def command(*, products: tuple[str, ...], registry: Registry) -> int:
    """Print an index template with the mapping of all fields that documents can have under --profile ecs.

    It is for the data streams that --format bulk writes to.
    """
    types = {name: table().types[name] for name in FIELDS}
    streams = []
    for name in products or registry.names():
        check_product(name, registry)
        product = registry.load(name).PRODUCT
        streams.append(f"logs-{name}.{product.dataset}-*")
        types |= {field: table().types[field] for field in product.fields}
        types |= {field: own.type for field, own in product.own_fields.items()}
    streams.append(f"logs-{DATASET_OF_UNMATCHED}-*")
    meta = {"description": "documents of ecsparse", "ecsparse": __version__, "ecs": VERSION}
    template = index_template(streams, types, meta)
    return print_text(orjson.dumps(template, option=orjson.OPT_INDENT_2).decode() + "\n")
