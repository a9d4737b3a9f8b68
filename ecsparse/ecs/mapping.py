"""Fields as an index maps them: the index template of Elasticsearch and OpenSearch.

Sources: ECS 9.4.0 (the types of fields); the mapping types and index templates of the Elasticsearch reference.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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

# Above the templates that the Elastic stack brings for the same names.
_PRIORITY = 250


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


def index_template(streams: Iterable[str], types: Mapping[str, str], meta: Mapping[str, str]) -> Properties:
    """The template of the data streams with the name patterns `streams`; `meta` says where it comes from."""
    return {
        "index_patterns": list(streams),
        "priority": _PRIORITY,
        "data_stream": {},
        "template": {"mappings": {"date_detection": False, "properties": properties(types)}},
        "_meta": dict(meta),
    }
