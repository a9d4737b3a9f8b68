"""The command `ecsparse template`: print index templates for all fields that documents can have."""

from __future__ import annotations

import click
import orjson

from ecsparse import __version__
from ecsparse.carriers import fields as fields_of_carriers
from ecsparse.cli.enrich import enrich_option
from ecsparse.cli.invocation import Choice, check_product, plugin_option, print_text, product_names
from ecsparse.ecs.envelope import FIELDS, VERSION
from ecsparse.ecs.lint import table
from ecsparse.ecs.mapping import ALL_NAMESPACES, CLUSTERS, DataSet, requests
from ecsparse.encoding import checked_namespace
from ecsparse.enrichment import added
from ecsparse.errors import BadNamespace
from ecsparse.profiles import DATASET_OF_UNMATCHED
from ecsparse.sessions import FIELDS as OF_SESSIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecsparse.registry import Registry

EPILOG = """\b
Examples:
  ecsparse template --product openvpn | grep '^{' | jq
  ecsparse template | while read -r method path && read -r body; do
    printf '%s' "$body" | curl -sS --fail-with-body -X "$method" "$URL/$path" \\
      -H 'Content-Type: application/json' --data-binary @- || break
  done

\b
Exit status: 0 when it was written, 1 when it could not be, 2 for wrong usage.
"""

ELASTICSEARCH = "elasticsearch"


def _namespace(_: click.Context, __: click.Parameter, name: str | None) -> str:
    if name is None:
        return ALL_NAMESPACES
    try:
        return checked_namespace(name)
    except BadNamespace as error:
        raise click.UsageError(str(error)) from error


@click.command(name="template", epilog=EPILOG)
@click.option(
    "--for",
    "cluster",
    type=Choice(list(CLUSTERS)),
    default=ELASTICSEARCH,
    show_default=True,
    help="What the cluster runs. Elasticsearch's own templates for logs are used where present.",
)
@click.option(
    "--product",
    "products",
    metavar="NAME",
    multiple=True,
    shell_complete=product_names,
    help="Print only the templates of this product (repeatable).",
)
@click.option(
    "--namespace",
    metavar="NAME",
    callback=_namespace,
    help="Match only data streams of this namespace, instead of logs-DATASET-*.",
)
@enrich_option
@plugin_option
def command(
    *, cluster: str, products: tuple[str, ...], namespace: str, enrich: tuple[str, ...], registry: Registry
) -> int:
    """Print the requests that load index templates for the data streams that --format bulk writes to.

    There is one template for each product and one for unmatched lines. A template maps the fields that documents
    can have under --profile ecs. It is composed of component templates, which are loaded first. Each request is two
    lines: method and path, then the body. Paste them into Dev Tools of Kibana or of OpenSearch Dashboards.
    """
    for name in products:
        check_product(name, registry)
    envelope = {name: table().types[name] for name in (*FIELDS, *OF_SESSIONS, *fields_of_carriers.FIELDS)}
    envelope |= {name: field.type for name, field in fields_of_carriers.OWN_FIELDS.items()}
    envelope |= _added(enrich, envelope)
    names = dict.fromkeys(products) or registry.names()
    datasets = [_dataset(name, registry, envelope, enrich) for name in names]
    datasets.append(DataSet(DATASET_OF_UNMATCHED, {}))
    meta = {"description": "documents of ecsparse", "ecsparse": __version__, "ecs": VERSION}
    lines = [
        f"PUT {request.path}\n{orjson.dumps(request.body).decode()}\n"
        for request in requests(CLUSTERS[cluster], envelope, datasets, namespace, meta)
    ]
    return print_text("".join(lines))


def _dataset(name: str, registry: Registry, envelope: Mapping[str, str], enrich: tuple[str, ...]) -> DataSet:
    product = registry.load(name).PRODUCT
    types = {field: table().types[field] for field in product.fields}
    own = {field: declared.type for field, declared in product.own_fields.items()}
    types |= _added(enrich, {**envelope, **types})
    return DataSet(f"{name}.{product.dataset}", types | own)


def _added(enrich: tuple[str, ...], known: Mapping[str, str]) -> dict[str, str]:
    """The types of the fields that enrichments add to documents whose fields are `known`."""
    return {field: table().types[field] for field in added(enrich, known)}
