"""`--enrich`: the same in every form and with every command, and what is said if something is missing."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow.parquet
import pytest
from command import DATED, ENVIRONMENT, SAMPLES, documents, run
from databases import RECORDS, TYPE, write
from fields import fields

import ecsparse
from ecsparse.enrichment import NAMES

if TYPE_CHECKING:
    from pathlib import Path

TOPICS = ("cisco_asa/connections", "netfilter/traffic", "squid/native", "openvpn/ldap", "apache_httpd/common")
LOGS = [SAMPLES / f"{topic}.log" for topic in TOPICS]
DATABASE = SAMPLES / "example.mmdb"
GEO = ("--enrich", "geo", "--mmdb", DATABASE)
EVERYTHING = ("--enrich", ",".join(NAMES), "--internal", "192.0.2.0/24,private", "--mmdb", DATABASE)
LINE = "Oct 31 2023 15:09:55 web1 sshd[412]: Failed password for root from 192.0.2.7 port 51022 ssh2"


@cache
def enriched() -> list[dict[str, Any]]:
    """The documents of `LOGS` with every enrichment."""
    done = run(*EVERYTHING, *DATED, *LOGS)
    assert (done.returncode, done.stderr) == (0, b"")
    return documents(done.stdout)


def dotted(document: dict[str, Any]) -> dict[str, Any]:
    return dict(fields(document))


@pytest.mark.long
def test_names_may_be_separated_by_commas_or_given_one_by_one() -> None:
    apart = [word for name in NAMES for word in ("--enrich", name)]
    networks = ("--internal", "private", "--internal", "192.0.2.0/24")
    done = run(*apart, *networks, "--mmdb", DATABASE, *DATED, *LOGS)
    assert documents(done.stdout) == enriched()


def test_enriched_documents_are_ecs_for_products_with_a_page_too() -> None:
    line = (SAMPLES / "openvpn/ldap.log").read_bytes().split(b"\n")[0]
    (document,) = documents(run("--enrich", "hash", stdin=line).stdout)
    (plain,) = documents(run("--profile", "ecs", stdin=line).stdout)
    assert document["event"].pop("hash")
    assert document == plain
    assert "ecs" in document


@pytest.mark.long
def test_several_processes_write_the_same() -> None:
    assert documents(run("--jobs", "2", *EVERYTHING, *DATED, *LOGS).stdout) == enriched()


@pytest.mark.long
def test_the_flat_form_and_the_bulk_form_have_the_same_fields() -> None:
    flat = documents(run("--format", "flat", *EVERYTHING, *DATED, *LOGS).stdout)
    assert flat == [dotted(document) for document in enriched()]
    bulk = documents(run("--format", "bulk", "--no-origin", *EVERYTHING, *DATED, *LOGS).stdout)
    assert bulk[1::2] == enriched()


@pytest.mark.long
def test_tables_have_columns_for_what_is_added(tmp_path: Path) -> None:
    done = run("convert", *LOGS, "-o", tmp_path, "--format", "parquet", "--no-origin", *EVERYTHING, *DATED)
    assert (done.returncode, done.stderr) == (0, b"")
    names = ["network.community_id", "network.direction", "source.geo.location", "source.as.number", "event.hash"]
    columns = [*names, "undeclared"]
    tables = [pyarrow.parquet.read_table(tmp_path / f"{log.name}.parquet", columns=columns) for log in LOGS]
    rows = [row for table in tables for row in table.to_pylist()]
    for name in names:
        found = [row[name] for row in rows]
        assert found == [dotted(document).get(name) for document in enriched()]
        assert any(found)
    assert not any(row["undeclared"] for row in rows)


@pytest.mark.long
def test_templates_and_schemas_have_what_is_added() -> None:
    plain, more = (run("template", *options).stdout for options in ((), ("--enrich", ",".join(NAMES))))
    assert b'"community_id"' in more
    assert b'"registered_domain"' in more
    assert more != plain
    columns = json.loads(run("schema", "--format", "json", "--enrich", ",".join(NAMES)).stdout)
    names = {column["name"] for column in columns}
    assert {name for document in enriched() for name in dotted(document)} - names == set()


def test_convert_goes_on_only_with_the_same_databases(tmp_path: Path) -> None:
    database = tmp_path / "places.mmdb"
    log = tmp_path / "a.log"
    log.write_text(f"{LINE}\n")
    options = ("convert", log, "-o", tmp_path / "out", "--enrich", "geo", "--mmdb", database, "--resume")
    for country in ("FR", "DE"):
        write(database, "GeoLite2-Country", {"192.0.2.0/24": {"country": {"iso_code": country}}})
        assert run(*options).returncode == 0
        (document,) = documents((tmp_path / "out/a.log.ndjson").read_bytes())
        assert document["source"]["geo"]["country_iso_code"] == country


@pytest.mark.long
def test_explain_shows_what_of_the_line_an_added_field_comes_from() -> None:
    found = json.loads(run("explain", "--format", "json", *EVERYTHING, LINE).stdout)
    spans = {field["field"]: field["spans"] for field in found["fields"]}
    assert [LINE[start:end] for start, end in spans["source.geo.city_name"]] == ["192.0.2.7"]
    assert dotted(found["document"])["event.hash"]
    assert [change["field"] for change in found["changes"]] == []


def test_explain_shows_the_hash_that_the_filter_writes_of_bytes_that_are_not_utf8() -> None:
    line = LINE.encode().replace(b"root", b"r\xffot")
    (document,) = documents(run("--enrich", "hash", *DATED, stdin=line).stdout)
    found = json.loads(run("explain", "--format", "json", "--enrich", "hash", *DATED, stdin=line).stdout)
    assert found["document"] == document
    assert {field["field"]: field["value"] for field in found["fields"]}["event.hash"] == document["event"]["hash"]


def test_python_programs_enrich_documents_too() -> None:
    enrichment = ecsparse.Enrichment(["geo", "hash"], mmdb=[str(DATABASE)])
    pipeline = ecsparse.Pipeline(profile="ecs", enrichment=enrichment)
    (document,) = pipeline.documents([LINE])
    assert document == orjson.loads(pipeline.convert(LINE.encode()))
    assert document["source"]["geo"]["city_name"] == "Sampleton"
    with pytest.raises(ValueError, match="profile='ecs'"):
        ecsparse.Pipeline(enrichment=enrichment)
    with pytest.raises(ecsparse.BadEnrichment, match="unknown enrichment: 'geoip'"):
        ecsparse.Enrichment(["geoip"])


def refusal(*arguments: str | Path) -> str:
    """What is said of a wrong usage, of which nothing else comes."""
    done = run(*arguments, stdin=LINE.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    return done.stderr.decode()


def test_wrong_usage_is_refused(tmp_path: Path) -> None:
    assert "'geoip' is not one of" in refusal("--enrich", "geoip")
    assert "Did you mean 'geo'?" in refusal("--enrich", "hash,geoip")
    assert "--internal private" in refusal("--enrich", "direction")
    assert "no effect" in refusal("--internal", "private")
    assert "no effect" in refusal("--enrich", "hash", "--mmdb", DATABASE)
    assert "--mmdb GeoLite2-City.mmdb" in refusal("--enrich", "as")
    assert "--enrich needs --profile ecs" in refusal("--enrich", "hash", "--profile", "documented")
    assert "'192.0.2.7/24' is not a network" in refusal("--enrich", "direction", "--internal", "192.0.2.7/24")
    assert f"{tmp_path}/none.mmdb: No such file" in refusal("--enrich", "geo", "--mmdb", tmp_path / "none.mmdb")
    assert "is not a database in MaxMind's format" in refusal("--enrich", "geo", "--mmdb", LOGS[0])
    systems = write(tmp_path / "as.mmdb", "GeoLite2-ASN", {"192.0.2.0/24": {"autonomous_system_number": 64496}})
    assert "nothing for --enrich geo: its type is 'GeoLite2-ASN'" in refusal("--enrich", "geo", "--mmdb", systems)
    places = write(tmp_path / "geo.mmdb", "GeoLite2-City", {"192.0.2.0/24": {"country": {"iso_code": "FR"}}})
    assert "--enrich as needs a database" in refusal("--enrich", "geo,as", "--mmdb", places)
    other = write(tmp_path / "o.mmdb", "ipinfo generic_city_free.mmdb", {"192.0.2.0/24": {"city": "Sampleton"}})
    assert "nothing for --enrich geo" in refusal("--enrich", "geo", "--mmdb", other)
    assert refusal("convert", LOGS[0], "-o", tmp_path / "out", "--enrich", "geo", "--mmdb", LOGS[0])
    assert not (tmp_path / "out").exists()


def test_a_database_is_not_overwritten(tmp_path: Path) -> None:
    database = write(tmp_path / "a.mmdb", TYPE, RECORDS)
    before = (tmp_path / "a.mmdb").read_bytes()
    assert "both read and written" in refusal("--enrich", "geo", "--mmdb", database, "-o", database)
    assert (tmp_path / "a.mmdb").read_bytes() == before


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("community-id", "communityid"),
        ("domain", "publicsuffixlist"),
        ("geo", "maxminddb"),
        ("user-agent", "ua_parser"),
    ],
)
def test_a_package_that_is_missing_is_named(tmp_path: Path, name: str, package: str) -> None:
    (tmp_path / f"{package}.py").write_text(f"raise ModuleNotFoundError('no {package}', name='{package}')\n")
    options = ("--mmdb", DATABASE) if name == "geo" else ()
    done = run("--enrich", name, *options, LOGS[0], env={**ENVIRONMENT, "PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        f"needs the package {package}: pip install {package}, or pipx inject ecsparse {package}" in done.stderr.decode()
    )


def test_an_ipv4_database_knows_no_ipv6_address(tmp_path: Path) -> None:
    database = write(tmp_path / "a.mmdb", "GeoLite2-Country", {"192.0.2.0/24": {"country": {"iso_code": "FR"}}}, 4)
    lines = "\n".join((LINE, LINE.replace("192.0.2.7", "2001:db8::7")))
    first, second = documents(run("--enrich", "geo", "--mmdb", database, stdin=lines.encode()).stdout)
    assert first["source"]["geo"] == {"country_iso_code": "FR"}
    assert "geo" not in second["source"]


def test_the_first_database_that_knows_an_address_is_taken(tmp_path: Path) -> None:
    own = write(tmp_path / "a.mmdb", "Own-City", {"192.0.2.0/25": {"city": {"names": {"en": "Branch"}}}})
    lines = "\n".join((LINE, LINE.replace("192.0.2.7", "192.0.2.200")))
    found = documents(run("--enrich", "geo", "--mmdb", own, "--mmdb", DATABASE, stdin=lines.encode()).stdout)
    assert [document["source"]["geo"]["city_name"] for document in found] == ["Branch", "Sampleton"]


def test_a_damaged_database_loses_no_line(tmp_path: Path) -> None:
    database = tmp_path / "a.mmdb"
    # the records follow the tree: each now begins with a type that does not exist
    start, separator, rest = DATABASE.read_bytes().partition(bytes(16))
    data, metadata, end = rest.partition(b"\xab\xcd\xefMaxMind.com")
    database.write_bytes(start + separator + b"\xff" * len(data) + metadata + end)
    done = run("--enrich", "geo", "--mmdb", database, stdin=LINE.encode())
    assert done.returncode == 1
    assert done.stderr.decode() == f"ecsparse: {database}: is damaged; fetch it again\n"
    (document,) = documents(done.stdout)
    assert (document["message"], document["error"]["type"]) == (LINE, "internal")
    with pytest.raises(ecsparse.BadEnrichment, match="is damaged"):
        list(
            ecsparse.Pipeline(profile="ecs", enrichment=ecsparse.Enrichment(["geo"], mmdb=[str(database)])).documents(
                [LINE]
            )
        )


def test_names_are_completed_after_a_comma() -> None:
    asked = {"_ECSPARSE_COMPLETE": "bash_complete", "COMP_WORDS": "ecsparse --enrich geo,us", "COMP_CWORD": "2"}
    assert run(env={**ENVIRONMENT, **asked}).stdout == b"plain,geo,user-agent\n"
