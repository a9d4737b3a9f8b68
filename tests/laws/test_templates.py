"""The templates of an index: what each data stream maps, how much that is, and that a cluster can load them."""

from __future__ import annotations

import json
from collections import defaultdict
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from command import documents, run
from fields import OWN_TYPES, TYPES, fields
from sampled import each_extent, lines_of

from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLUSTERS = ("elasticsearch", "opensearch")

# The limit of a cluster is 1000, and what users add to documents takes its share of it.
MOST_FIELDS = 700

PLUGINS = 80
PLUGIN = """
from ecsparse.record import Field, Prefix, Product

PRODUCT = Product(
    vendor="Acme",
    name="Number {number}",
    formats=("text",),
    signatures=(Prefix("acme {number}: "),),
    fields={fields!r},
    own_fields={{f"acme_{number}.part.value_{{each}}": Field("flattened", "a value") for each in range(60)}},
)

def parse(record):
    return None
"""


class Loaded(NamedTuple):
    """What a cluster has after it loaded the output: templates by name, and the order of all requests."""

    components: dict[str, Any]
    indices: dict[str, Any]
    paths: list[str]

    def template(self, stream: str) -> dict[str, Any]:
        """The only template that is for the data stream `stream`."""
        (found,) = (
            each
            for each in self.indices.values()
            if any(fnmatchcase(stream, pattern) for pattern in each["index_patterns"])
        )
        assert isinstance(found, dict)
        return found

    def types(self, template: dict[str, Any]) -> dict[str, str]:
        """The fields and objects that `template` maps, merged as a cluster does, and their types."""
        parts = [self.components[name] for name in template["composed_of"] if name in self.components]
        merged: dict[str, str] = {}
        for part in (*parts, template):
            merged |= dict(mapped(part["template"]["mappings"]["properties"]))
        return merged


def mapped(properties: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every field and object of a mapping, and its type: both count for the limit."""
    for name, mapping in properties.items():
        yield f"{before}{name}", mapping.get("type", "object")
        yield from mapped(mapping.get("properties", {}), f"{before}{name}.")


@cache
def loaded(*arguments: str) -> Loaded:
    done = run("template", *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    *lines, rest = done.stdout.decode().split("\n")
    assert rest == ""
    assert {line.partition(" ")[0] for line in lines[::2]} == {"PUT"}
    paths = [line.removeprefix("PUT ") for line in lines[::2]]
    assert len(set(paths)) == len(paths)
    found: dict[str, dict[str, Any]] = {"_component_template": {}, "_index_template": {}}
    for path, body in zip(paths, lines[1::2], strict=True):
        kind, name = path.split("/")
        found[kind][name] = json.loads(body)
    return Loaded(found["_component_template"], found["_index_template"], paths)


@each_extent
def test_a_stream_maps_every_field_of_its_documents_to_its_type(extent: str) -> None:
    lines = b"\n".join(lines_of(extent))
    output = run("--format", "bulk", "--reference-date", "2026-01-01", stdin=lines).stdout
    every = loaded()
    produced: dict[str, set[str]] = defaultdict(set)
    for operation, document in zip(*[iter(documents(output))] * 2, strict=True):
        produced[operation["create"]["_index"]].update(name for name, _ in fields(document))
    for stream, names in produced.items():
        assert names - set(every.types(every.template(stream))) == set(), stream
    assert len(produced) == len(every.indices)
    for template in every.indices.values():
        leaves = {name: kind for name, kind in every.types(template).items() if kind != "object"}
        known = TYPES | OWN_TYPES | {"log.offset": "long"}
        assert {name: kind for name, kind in leaves.items() if known[name] != kind} == {}


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_every_component_is_loaded_before_it_is_used_or_may_be_missing(cluster: str) -> None:
    found = loaded("--for", cluster)
    kinds = [path.partition("/")[0] for path in found.paths]
    assert kinds == sorted(kinds)  # components first
    for template in found.indices.values():
        missing = set(template["composed_of"]) - set(found.components)
        assert missing == set(template.get("ignore_missing_component_templates", ()))
        assert (template["data_stream"], template["priority"] > 500) == ({}, True)
    used = {name for template in found.indices.values() for name in template["composed_of"]}
    assert set(found.components) - used == set()


def test_elasticsearch_s_own_templates_for_logs_are_used_where_it_has_them() -> None:
    for template in loaded().indices.values():
        first, *_, custom, last = template["composed_of"]
        assert (first, custom, last) == ("logs@settings", "logs@custom", "ecs@mappings")


def test_opensearch_is_told_nothing_that_it_does_not_know() -> None:
    found = loaded("--for", "opensearch")
    known = {"index_patterns", "priority", "data_stream", "composed_of", "template", "_meta"}
    assert {key for template in found.indices.values() for key in template} == known
    assert [name for template in found.indices.values() for name in template["composed_of"] if "@" in name] == []


@pytest.mark.parametrize("namespace", [None, "prod.eu_1"])
def test_a_stream_s_constants_are_those_of_its_name(namespace: str | None) -> None:
    found = loaded() if namespace is None else loaded("--namespace", namespace)
    assert len(found.indices) == len(BUILT_IN.names()) + 1
    for template in found.indices.values():
        (pattern,) = template["index_patterns"]
        parts = template["template"]["mappings"]["properties"]["data_stream"]["properties"]
        assert {part["type"] for part in parts.values()} == {"constant_keyword"}
        values = {name: part["value"] for name, part in parts.items()}
        assert pattern == "{type}-{dataset}-{namespace}".format_map({"namespace": "*"} | values)
    assert {name for name in (*found.indices, *found.components) if name != name.lower() or "@" in name} == set()


def test_a_namespace_s_streams_are_its_own() -> None:
    found = loaded("--namespace", "prod")
    assert (
        found.template("logs-openvpn.log-prod")["composed_of"]
        == loaded().template("logs-openvpn.log-prod")["composed_of"]
    )
    with pytest.raises(ValueError, match="not enough values"):
        found.template("logs-openvpn.log-default")
    assert set(found.indices).isdisjoint(loaded().indices)
    done = run("template", "--namespace", "Prod")
    assert (done.returncode, done.stdout, b"not a namespace of a data stream: 'Prod'" in done.stderr) == (
        2,
        b"",
        True,
    )


@each_extent
def test_some_products_load_what_they_load_among_all(extent: str) -> None:
    every = loaded()
    for name in BUILT_IN.names()[:: 1 if extent == "all" else 5]:
        one = loaded("--product", name, "--product", name)
        dataset = f"{name}.{BUILT_IN.load(name).PRODUCT.dataset}"
        assert list(one.indices) == [f"ecsparse-{dataset}", "ecsparse-ecsparse.unmatched"]
        assert one.indices.items() <= every.indices.items()
        assert one.components.items() <= every.components.items()


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Products that have all fields of ECS among them, and many of their own."""
    folder = tmp_path_factory.mktemp("plugins")
    ecs = sorted(name for name, kind in TYPES.items() if kind not in ("object", "nested"))
    files = []
    for number in range(PLUGINS):
        file = folder / f"acme_{number}.py"
        file.write_text(PLUGIN.format(number=number, fields=tuple(ecs[number::PLUGINS])))
        files.append(file)
    return files


def test_no_mapping_nears_the_limit_with_eighty_products_more(plugins: list[Path]) -> None:
    found = loaded(*(word for file in plugins for word in ("--plugin", str(file))))
    assert len(found.indices) == PLUGINS + len(BUILT_IN.names()) + 1
    sizes = {name: len(found.types(template)) for name, template in found.indices.items()}
    assert {name: size for name, size in sizes.items() if size > MOST_FIELDS} == {}
    every = {name for template in found.indices.values() for name in found.types(template)}
    assert len(every) > 1000  # one mapping for all would not do
    assert loaded().indices.items() <= found.indices.items()
    assert loaded().components.items() <= found.components.items()


def test_opensearch_has_a_name_of_its_own_for_flattened_fields(plugins: list[Path]) -> None:
    arguments = ("--plugin", str(plugins[0]), "--product", "acme_0")
    name = "ecsparse-acme_0.log"
    kinds = {
        cluster: found.types(found.indices[name])["acme_0.part.value_0"]
        for cluster in CLUSTERS
        for found in [loaded("--for", cluster, *arguments)]
    }
    assert kinds == {"elasticsearch": "flattened", "opensearch": "flat_object"}
    assert loaded("--for", "opensearch", *arguments).components[name]["template"]["mappings"]["properties"]["acme_0"][
        "properties"
    ]["part"]["properties"]["value_0"] == {"type": "flat_object"}


def test_an_unknown_product_has_no_template() -> None:
    done = run("template", "--product", "nothing")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unknown product: 'nothing'; 'ecsparse products' lists" in done.stderr
