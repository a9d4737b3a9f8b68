"""Laws over all samples under the profile `ecs`: valid ECS 9.4.0, what is declared, what others can rely on.

Line n of `samples/<product>/<topic>.log` is line n of `<topic>.ecs.ndjson`, with the options of `OPTIONS`, or of
`<topic>.expected.ndjson` where there is no page of the vendor's: that document is the same in both profiles.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import READ_AT, REFERENCE, documents, run, samples
from fields import ARRAYS, TABLE, faults, fields
from sampled import PRODUCTS, UNMATCHED_LINES, each_extent, lines_of
from sampled import SAMPLES as ALL

from ecsparse import registry
from ecsparse.carriers import fields as fields_of_carriers
from ecsparse.decoding import MAX_LINE
from ecsparse.ecs import envelope
from ecsparse.ecs.lint import check
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS, PROFILES

if TYPE_CHECKING:
    from pathlib import Path

    from command import Sample

    from ecsparse.profiles import Profile
    from ecsparse.record import Document

LOGS = sorted({sample.path for sample in ALL})
# those whose vendor has a page of what their lines become
DOCUMENTED = [product for product in PRODUCTS if registry.load(product).PRODUCT.documented]
# those whose vocabulary is the vendor's, and open
OPEN = (
    "aws_cloudtrail", "aws_guardduty", "aws_s3access", "azure_activity", "cef", "crowdstrike_falcon",
    "crowdstrike_fdr", "duo", "gcp_audit", "github_audit", "google_workspace", "ibm_aix", "keycloak",
    "kubernetes_audit", "leef", "microsoft_365", "microsoft_entra", "okta", "onepassword", "rubycat_proveit",
    "sentinelone", "teleport", "vault_audit",
)  # fmt: skip
OPTIONS = ("--profile", ECS, "--timezone", "UTC", "--reference-date", REFERENCE)

HEADERS = [
    b"<29>Mar  4 05:06:07 vpn1 app[7]: ",
    b"<191>1 2023-10-31T15:09:55.5+01:00 vpn1 app 7 ID - ",
    b"2023-10-31T15:09:55Z vpn1 app: ",
    b"<0>",
]

# `related`, by the names of the fields whose values its lists repeat.
IPS = frozenset(name for name, kind in TABLE["fields"].items() if kind == "ip") - {"related.ip"}


# the namespaces of carriers
CARRIERS = {name.partition(".")[0] for name in fields_of_carriers.OWN_FIELDS}


def own_roots() -> set[str]:
    declared = {name for product in PRODUCTS for name in registry.load(product).PRODUCT.own_fields}
    return {name.partition(".")[0] for name in declared} | CARRIERS


def ecs_file(log: Path) -> Path:
    return log.with_suffix(".ecs.ndjson" if log.parent.name in DOCUMENTED else ".expected.ndjson")


@cache
def written() -> bytes:
    """What the command writes of all samples under the profile `ecs`."""
    return run(*OPTIONS, *LOGS).stdout


@cache
def index_ready() -> list[tuple[Sample, Document]]:
    """Each sample and its document under the profile `ecs`."""
    return list(zip(ALL, documents(written()), strict=True))


@cache
def index_ready_of() -> dict[str, list[Document]]:
    """The documents of each product's samples under the profile `ecs`."""
    found: dict[str, list[Document]] = defaultdict(list)
    for sample, document in index_ready():
        found[sample.product].append(document)
    return found


def difference(log: Path) -> str:
    """What to type to see how the documents of `log` differ."""
    folder = f"samples/{log.parent.name}"
    return f"ecsparse {' '.join(OPTIONS)} {folder}/{log.name} | diff - {folder}/{ecs_file(log).name}"


def test_the_command_writes_the_expected_files() -> None:
    output, start, wrong = written(), 0, []
    for log in LOGS:
        expected = ecs_file(log).read_bytes()
        end = start + len(expected)
        if output[start:end] != expected:
            wrong.append(difference(log))
        start = end
    assert wrong == []
    assert start == len(output)


def test_documents_are_valid() -> None:
    roots = own_roots()
    found = {sample.where: check(document, roots) for sample, document in index_ready()}
    assert {where: findings for where, findings in found.items() if findings} == {}


@pytest.mark.long
def test_documents_are_valid_by_another_reading() -> None:
    found, roots = {}, own_roots()
    for sample, document in index_ready():
        own = {name: value for name, value in document.items() if name not in roots}
        kinds = {(category, kind) for category in own["event"].get("category", ()) for kind in own["event"]["type"]}
        wrong = [pair for pair in kinds if pair[1] not in TABLE["types_of_category"][pair[0]]]
        single = [name for name, value in fields(own) if name in ARRAYS and not isinstance(value, list)]
        if faults(own) or wrong or single or own["ecs"]["version"] != TABLE["version"]:
            found[sample.where] = (faults(own), wrong, single)
    assert found == {}


@cache
def behind(header: bytes, extent: str) -> list[tuple[bytes, Document]]:
    """Lines behind `header`, and their documents."""
    lines = [header + line for line in lines_of(extent)]
    return list(zip(lines, documents(run(*OPTIONS, stdin=b"\n".join(lines)).stdout), strict=True))


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("header", HEADERS)
def test_documents_behind_a_header_are_valid(header: bytes, extent: str) -> None:
    roots = own_roots()
    found = [(line, check(document, roots)) for line, document in behind(header, extent)]
    assert [(line, findings) for line, findings in found if findings] == []
    assert [
        line for line, document in behind(header, extent)
        if document["event"]["original"] != line.decode(errors="backslashreplace")
    ] == []  # fmt: skip


def test_a_document_that_has_a_category_has_a_type_and_the_other_way_round() -> None:
    found = [sample.where for sample, document in index_ready()
             if ("category" in document["event"]) != ("type" in document["event"])]  # fmt: skip
    assert found == []


def test_every_time_that_the_documented_profile_has_is_kept() -> None:
    differing = [
        sample.where for sample, document in index_ready()
        if "@timestamp" in sample.document and document["@timestamp"] != sample.document["@timestamp"]
    ]  # fmt: skip
    assert differing == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_fields_that_are_declared_are_those_of_the_samples(product: str) -> None:
    declared = registry.load(product).PRODUCT
    found = {name for document in index_ready_of()[product] for name, _ in fields(document)}
    assert found - {*envelope.FIELDS, *declared.fields, *declared.own_fields} == set()
    assert {*declared.fields, *declared.own_fields} - found == set()


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_actions_that_are_declared_are_those_of_the_samples(product: str) -> None:
    declared = registry.load(product).PRODUCT.actions
    found = {
        document["event"].get("action")
        for document in index_ready_of()[product]
        if document["event"]["kind"] != "pipeline_error"
    }
    assert {action: meaning for action, meaning in declared.items() if not meaning.strip()} == {}
    if product not in OPEN:
        assert found - {*declared, None} == set()
        assert {*declared} - found == set()


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("before", [b"", *HEADERS])
def test_a_line_of_no_documented_product_gives_the_same_document_in_both_profiles(before: bytes, extent: str) -> None:
    lines = [before + line for line in (*lines_of(extent), b"\xff", b"x" * (MAX_LINE + 1))]
    written: dict[Profile, list[bytes]] = {profile: [] for profile in PROFILES}
    for profile, output in written.items():
        Pipeline(profile=profile, now=lambda: READ_AT).convert_to(output.append, b"\n".join(lines))
    differing = {
        orjson.loads(ecs)["event"]["module"]
        for documented, ecs in zip(*(written[profile] for profile in PROFILES), strict=True)
        if documented != ecs
    }
    assert differing == {*DOCUMENTED}


@pytest.mark.long
@each_extent
def test_lint_finds_nothing_but_in_what_a_page_documents(extent: str) -> None:
    logs = [log for log in samples("*/*.log") if log.parent.name not in DOCUMENTED][:: 1 if extent == "all" else 5]
    for files in (logs, [log for log in LOGS if log.parent.name in DOCUMENTED]):
        output = run(*files).stdout
        done = run("lint", stdin=output)
        found = done.stdout.endswith(b"0 findings in 0 of %d documents\n" % output.count(b"\n"))
        assert (found, done.returncode) == ((True, 0) if files == logs else (False, 1))


def test_only_products_whose_vendor_has_a_page_make_ecs_of_something_else() -> None:
    assert DOCUMENTED == ["ibm_aix", "openvpn", "rubycat_proveit"]
    for product in PRODUCTS:
        declared = registry.load(product).PRODUCT
        ecs = registry.BUILT_IN.load_ecs(product)
        assert (product in DOCUMENTED) == (ecs is not None) == bool(declared.differences)


@pytest.mark.parametrize("product", DOCUMENTED)
def test_what_the_profile_changes_is_said_with_its_reason(product: str) -> None:
    differences = registry.load(product).PRODUCT.differences
    assert len(differences) > 3
    assert [name for name, reason in differences.items() if len(reason.split()) < 5] == []


def said(named: list[tuple[str, Any]], ends: tuple[str, ...], roots: tuple[str, ...]) -> set[str]:
    """The values of all of the fields `named` that begin like one of `roots` and end like one of `ends`."""
    return {
        value
        for name, found in named
        if name.endswith(ends) and name.startswith(roots)
        for value in (found if isinstance(found, list) else [found])
    }


def test_related_holds_the_addresses_and_the_names_of_users() -> None:
    missing = defaultdict(list)
    for sample, document in index_ready():
        related, named = document.get("related", {}), list(fields(document))
        for kind, values in {
            "ip": {
                value
                for name, found in named
                if name in IPS
                for value in (found if isinstance(found, list) else [found])
            },
            "user": said(named, ("user.name", "user.target.name", "user.effective.name"), ("",)),
            "hosts": said(named, (".domain",), ("client", "source", "destination", "server"))
            - said(named, (".user.domain",), ("",))
            | said(named, ("host.hostname", "host.name"), ("host",)),
        }.items():
            found = related.get(kind, [])
            if not values <= set(found) or found != sorted(set(found)):
                missing[kind].append((sample.where, values, found))
    assert missing == {}


@pytest.mark.thinned(4)
@each_extent
@pytest.mark.parametrize("header", HEADERS)
def test_the_host_that_a_header_names_is_also_the_name_of_the_host(header: bytes, extent: str) -> None:
    # a product may know another name of its own host than the header's, or its name in full: dc1.example.com
    found = [(document.get("host", {}), document["log"]["syslog"]) for _, document in behind(header, extent)]
    hosts = [host for host, syslog in found if host.get("hostname") == syslog.get("hostname")]
    others = [host for host in hosts if host.get("name") != host.get("hostname")]
    assert [host for host in others if not host.get("name", "").startswith(f"{host['hostname']}.")] == []
    assert any(hosts)


def test_unmatched_lines_give_valid_documents() -> None:
    for document in documents(run(*OPTIONS, stdin=b"\n".join(UNMATCHED_LINES)).stdout):
        assert check(document, CARRIERS) == []
        assert document["event"]["dataset"] == "ecsparse.unmatched"
