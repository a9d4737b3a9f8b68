"""Fields as an index maps them: the composable templates of Elasticsearch and OpenSearch.

A data stream maps the fields of its own data set and no others, so a mapping does not grow with the number of
products and stays far below `index.mapping.total_fields.limit`, which is 1000. It is composed of two component
templates: the envelope's, with the fields that every document can have, and the data set's, with the further fields
of ECS and the product's own. No component has the fields of several products: its content would depend on which of
them were chosen, and loading one more product would take fields away from the others.

Sources: ECS 9.4.0 (the types of fields); the mapping types, mapping limits and templates of the Elasticsearch
reference, and its own `logs@template`; the field types and the parser `ComposableIndexTemplate` of OpenSearch 2.
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    Properties = dict[str, Any]

# Longer keywords are kept in the document, and not indexed, in characters.
_LONGEST_KEYWORD = 1024
# A line may be of any length: kept in the document, not indexed by value.
_UNINDEXED = {"event.original": {"type": "keyword", "index": False, "doc_values": False}}
_PARAMETERS: dict[str, Properties] = {
    "keyword": {"ignore_above": _LONGEST_KEYWORD},
    "flattened": {"ignore_above": _LONGEST_KEYWORD},
    "scaled_float": {"scaling_factor": 1000},
}

# The reference asks for more than 500 where patterns overlap with those of the Elastic stack (`logs-*-*`), and two
# templates of one priority must not overlap.
_PRIORITY = 501

ALL_NAMESPACES = "*"

# What the names of all templates begin with.
_OWNER = "ecsparse"
_ENVELOPE = f"{_OWNER}-envelope"


class Cluster(NamedTuple):
    """What loads the templates.

    `before` and `after` are its own component templates for logs, where it has them: ours override the first, and
    the last override ours. `types` has its names for the types that it calls otherwise than Elasticsearch.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    types: Mapping[str, str] = {}


CLUSTERS = {
    # as in its own template for logs: retention, the user's settings for all logs, and fields that others add
    "elasticsearch": Cluster(before=("logs@settings",), after=("logs@custom", "ecs@mappings")),
    # it brings none, and refuses a template that says `ignore_missing_component_templates`
    "opensearch": Cluster(types={"flattened": "flat_object"}),
}


class DataSet(NamedTuple):
    """A data set: its `name`, as in `event.dataset`, and the `types` of its fields, by their dotted names."""

    name: str
    types: Mapping[str, str]


class Request(NamedTuple):
    """A request to a cluster: `PUT` of a `body` to a `path`, which has no slash in front."""

    path: str
    body: Properties


def requests(
    cluster: Cluster, envelope: Mapping[str, str], datasets: list[DataSet], namespace: str, meta: Mapping[str, str]
) -> Iterator[Request]:
    """What loads the templates of the data streams `logs-DATASET-NAMESPACE`, in the order to be sent.

    `envelope` has the types of the fields that every document can have; `namespace` may be `ALL_NAMESPACES`;
    `meta` says where the templates come from.
    """
    yield _component(_ENVELOPE, envelope, cluster, meta)
    own = {each.name: {name: kind for name, kind in each.types.items() if name not in envelope} for each in datasets}
    for dataset, types in own.items():
        if types:
            yield _component(f"{_OWNER}-{dataset}", types, cluster, meta)
    suffix = "" if namespace == ALL_NAMESPACES else f"-{namespace}"
    for dataset, types in own.items():
        name = f"{_OWNER}-{dataset}"
        body = _index_template((_ENVELOPE, name) if types else (_ENVELOPE,), cluster, dataset, namespace)
        yield Request(f"_index_template/{name}{suffix}", body | {"_meta": dict(meta)})


def _component(name: str, types: Mapping[str, str], cluster: Cluster, meta: Mapping[str, str]) -> Request:
    named = {field: cluster.types.get(kind, kind) for field, kind in types.items()}
    body = {"template": {"mappings": {"properties": properties(named)}}, "_meta": dict(meta)}
    return Request(f"_component_template/{name}", body)


def properties(types: Mapping[str, str]) -> Properties:
    """The `properties` of a mapping for fields of these `types`, by their dotted names."""
    root: Properties = {}
    for name, kind in sorted(types.items()):
        *parents, leaf = name.split(".")
        here = root
        for parent in parents:
            here = here.setdefault(parent, {}).setdefault("properties", {})
        here[leaf] = _UNINDEXED.get(name) or {"type": kind, **_PARAMETERS.get(kind, {})}
    return root


def _index_template(components: tuple[str, ...], cluster: Cluster, dataset: str, namespace: str) -> Properties:
    """The template of the data streams of a data set, composed of `components` and of what the cluster brings."""
    stream = {"type": "logs", "dataset": dataset} | ({} if namespace == ALL_NAMESPACES else {"namespace": namespace})
    # constants of the stream: documents need not state them, and are found by them all the same
    constants = {part: {"type": "constant_keyword", "value": value} for part, value in stream.items()}
    mappings = {"date_detection": False, "properties": {"data_stream": {"properties": constants}}}
    brought = [*cluster.before, *cluster.after]
    return {
        "index_patterns": [f"logs-{dataset}-{namespace}"],
        "priority": _PRIORITY,
        "data_stream": {},
        "composed_of": [*cluster.before, *components, *cluster.after],
        **({"ignore_missing_component_templates": brought} if brought else {}),
        "template": {"mappings": mappings},
    }
