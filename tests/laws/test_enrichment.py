"""Laws over all samples with every enrichment: valid ECS, nothing of a line changed, and what is declared."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import maxminddb
import orjson
import pytest
from command import REFERENCE, SAMPLES, sample_lines
from databases import RECORDS, TYPE
from fields import faults, fields
from sampled import EVERY_LINE, each_extent, lines_of
from test_index_ready import own_roots

from ecsparse import registry
from ecsparse.carriers import fields as fields_of_carriers
from ecsparse.columns import columns
from ecsparse.ecs import envelope
from ecsparse.ecs.lint import check, table
from ecsparse.enrichment import AS, COMMUNITY_ID, DOMAIN, GEO, NAMES, Enrichment, added
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS, OWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Document

DATABASE = str(SAMPLES / "example.mmdb")

# The published baseline of Community ID: protocol, both addresses, ports (or type and code of ICMP), and the id.
BASELINE = (
    ("ICMPv6", "fe80::200:86ff:fe05:80da", "fe80::260:97ff:fe07:69ea", 135, 0, "1:dGHyGvjMfljg6Bppwm3bg0LO8TY="),
    ("ICMPv6", "fe80::260:97ff:fe07:69ea", "fe80::200:86ff:fe05:80da", 136, 0, "1:dGHyGvjMfljg6Bppwm3bg0LO8TY="),
    ("ICMPv6", "fe80::260:97ff:fe07:69ea", "fe80::200:86ff:fe05:80da", 135, 0, "1:zavyT/cezQr1fmImYCwYnMXbgck="),
    ("ICMPv6", "3ffe:501:1800:2345::2", "3ffe:507:0:1:200:86ff:fe05:80da", 3, 0, "1:2ObVBgIn28oZvibYZhZMBgh7WdQ="),
    ("ICMPv6", "3ffe:501:410:0:2c0:dfff:fe47:33e", "3ffe:507:0:1:200:86ff:fe05:80da", 1, 4,
     "1:hLZd0XGWojozrvxqE0dWB1iM6R0="),
    ("ICMPv6", "3ffe:507:0:1:200:86ff:fe05:80da", "3ffe:501:0:1001::2", 128, 0, "1:+TW+HtLHvV1xnGhV1lv7XoJrqQg="),
    ("ICMPv6", "3ffe:501:0:1001::2", "3ffe:507:0:1:200:86ff:fe05:80da", 129, 0, "1:+TW+HtLHvV1xnGhV1lv7XoJrqQg="),
    ("ICMPv6", "fe80::200:86ff:fe05:80da", "ff02::2", 133, 0, "1:hO+sN4H+MG5MY/8hIrXPqc4ZQz0="),
    ("ICMP", "192.168.0.89", "192.168.0.1", 8, 0, "1:X0snYXpgwiv9TZtqg64sgzUn6Dk="),
    ("ICMP", "192.168.0.1", "192.168.0.89", 0, 0, "1:X0snYXpgwiv9TZtqg64sgzUn6Dk="),
    ("ICMP", "10.0.0.1", "10.0.0.2", 11, 0, "1:YHxtAirCG//0OzkcVAukqKQN9xM="),
    ("TCP", "2001:470:e5bf:dead:4957:2174:e82c:4887", "2607:f8b0:400c:c03::1a", 63943, 25,
     "1:/qFaeAR+gFe1KYjMzVDsMv+wgU4="),
    ("SCTP", "192.168.170.8", "192.168.170.56", 7, 7, "1:MP2EtRCAUIZvTw6MxJHLV7N7JDs="),
    ("TCP", "128.232.110.120", "66.35.250.204", 34855, 80, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="),
    ("TCP", "66.35.250.204", "128.232.110.120", 80, 34855, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="),
    ("UDP", "192.168.1.52", "8.8.8.8", 54585, 53, "1:d/FP5EW3wiY1vCndhwleRRKHowQ="),
    ("46", "10.1.12.1", "10.1.12.2", None, None, "1:KHlLkgoJW7ifUTyTSgyVfkFHzKw="),
)  # fmt: skip

# User agents, as the tests of uap-core have them: name, version, system, its version, device.
USER_AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
    "Safari/537.36":
        {"name": "Chrome", "version": "120.0.0.0",
         "os": {"name": "Windows", "version": "10", "full": "Windows 10"}},
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0":
        {"name": "Firefox", "version": "115.0", "os": {"name": "Ubuntu"}},
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 "
    "Mobile/15E148 Safari/604.1":
        {"name": "Mobile Safari", "version": "16.5", "device": {"name": "iPhone"},
         "os": {"name": "iOS", "version": "16.5", "full": "iOS 16.5"}},
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)":
        {"name": "Googlebot", "version": "2.1", "device": {"name": "Spider"}},
    "curl/8.5.0": {"name": "curl", "version": "8.5.0"},
    "no such program": {},
}  # fmt: skip

# Domains, and their parts by the Public Suffix List.
DOMAINS = {
    "www.mail.Example.co.uk": ("Example.co.uk", "www.mail", "co.uk"),
    "example.com.": ("example.com", None, "com"),
    "_ldap._tcp.example.com": ("example.com", "_ldap._tcp", "com"),
    "alice.github.io": ("alice.github.io", None, "github.io"),
    "www.ck": ("www.ck", None, "ck"),
    "a.b.ck": ("a.b.ck", None, "b.ck"),
    "x.xn--55qx5d.cn": ("x.xn--55qx5d.cn", None, "xn--55qx5d.cn"),
    "bücher.example.de": ("example.de", "bücher", "de"),
    "co.uk": (None, None, "co.uk"),
    "dc1.corp.internal": (None, None, None),
    "a..com": (None, None, None),
    "192.0.2.7": (None, None, None),
    "x." * 127 + "com": (None, None, None),
}


def everything() -> Enrichment:
    return Enrichment(NAMES, internal=["192.0.2.0/24", "private"], mmdb=[DATABASE])


def enriched(enrichment: Enrichment, given: Iterable[bytes]) -> list[Document]:
    pipeline = Pipeline(profile=ECS, reference_date=REFERENCE, enrichment=enrichment)
    found = [orjson.loads(line) for line in pipeline.convert(b"\n".join(given)).splitlines()]
    assert pipeline.counts.failures == {}
    return found


def values(document: Document) -> dict[str, Any]:
    return dict(fields(document))


def lines(extent: str) -> list[bytes]:
    """Every line, or the chosen ones and those whose product leaves the parts of a URL to the enrichment."""
    if extent == "all":
        return EVERY_LINE
    return [*lines_of(extent), *(line for line in sample_lines("cisco_asa/*.log") if b"HTTP_URI" in line)]


@cache
def plain(extent: str) -> bytes:
    """The documents of the lines without enrichment."""
    return Pipeline(profile=ECS, reference_date=REFERENCE).convert(b"\n".join(lines(extent)))


@cache
def pairs(extent: str) -> list[tuple[dict[str, Any], Document]]:
    """The fields of each document without enrichment, and the document with every one."""
    bare = map(values, map(orjson.loads, plain(extent).splitlines()))
    return list(zip(bare, enriched(everything(), lines(extent)), strict=True))


@each_extent
def test_enriched_documents_are_valid(extent: str) -> None:
    roots = own_roots()
    for _, document in pairs(extent):
        assert check(document, roots) == []
        assert faults({name: value for name, value in document.items() if name not in roots}) == []


@each_extent
def test_nothing_that_a_line_says_is_changed(extent: str) -> None:
    for bare, document in pairs(extent):
        found = values(document)
        assert {name: found.get(name) for name in bare} == bare


@each_extent
def test_other_documents_are_as_they_were(extent: str) -> None:
    before = plain(extent)
    enriched(everything(), lines(extent))
    assert Pipeline(profile=ECS, reference_date=REFERENCE).convert(b"\n".join(lines(extent))) == before


@each_extent
def test_what_is_enriched_is_not_enriched_again(extent: str) -> None:
    enrich = everything().opened()
    for _, document in pairs(extent):
        assert enrich(orjson.loads(orjson.dumps(document))) == document


@pytest.mark.thinned(2)
@pytest.mark.parametrize("name", NAMES)
@each_extent
def test_an_enrichment_adds_what_it_declares_and_nothing_else(name: str, extent: str) -> None:
    only = Enrichment(
        [name],
        internal=["private"] if name == "direction" else (),
        mmdb=[DATABASE] if name in {GEO, AS} else (),
    )
    more: dict[str, set[str]] = defaultdict(set)
    for (bare, _), document in zip(pairs(extent), enriched(only, lines(extent)), strict=True):
        more[document["event"]["module"]] |= values(document).keys() - bare.keys()
    assert any(more.values())
    for product, found in more.items():
        known = {*envelope.FIELDS, *fields_of_carriers.FIELDS}
        if product != OWN:
            known |= {*registry.load(product).PRODUCT.fields}
        assert found <= known | {*added([name], known)}
        assert {*added([name], known)} <= table().types.keys()


@each_extent
def test_the_columns_of_a_table_are_those_of_all_enriched_documents(extent: str) -> None:
    names = {column.name for column in columns(enrich=NAMES)}
    missing = {field for bare, document in pairs(extent) for field in values(document).keys() - bare.keys() - names}
    assert missing == set()
    assert {column.name for column in columns()} < names


def test_objects_with_the_fields_of_an_enrichment_are_all_known() -> None:
    inputs = {name for name in table().types if name.endswith((".ip", ".domain", ".question.name"))}
    # those of indicators of threats are of other addresses than the event's
    of_ecs = {
        name
        for name in table().types
        if name.endswith((".geo.country_iso_code", ".as.number", ".registered_domain"))
        and not name.startswith(("threat.", "host.target."))
    }
    assert of_ecs - {*added(NAMES, inputs)} == set()


@pytest.mark.parametrize("flow", BASELINE, ids=lambda flow: f"{flow[0]} {flow[1]} {flow[2]}")
def test_community_ids_are_those_of_the_published_baseline(flow: tuple[str, str, str, int, int, str]) -> None:
    protocol, source, destination, first, second, expected = flow
    names = ("TYPE", "CODE") if "ICMP" in protocol else ("SPT", "DPT")
    ports = "" if first is None else f" {names[0]}={first} {names[1]}={second}"
    line = f"IN=eth0 OUT= MAC= SRC={source} DST={destination} LEN=60 PROTO={protocol}{ports}"
    (document,) = enriched(Enrichment([COMMUNITY_ID]), [line.encode()])
    assert document["event"]["module"] == "netfilter"
    assert document["network"]["community_id"] == expected


@pytest.mark.parametrize("end", ["PROTO=TCP SPT=40112", "PROTO=ICMP", "PROTO=ICMP TYPE=8", "PROTO=TCP INCOMPLETE"])
def test_half_a_connection_has_no_community_id(end: str) -> None:
    line = f"IN=eth0 OUT= MAC= SRC=192.0.2.5 DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 {end}"
    (document,) = enriched(Enrichment([COMMUNITY_ID]), [line.encode()])
    assert document["source"]["ip"] == "192.0.2.5"
    assert "community_id" not in document["network"]


@pytest.mark.parametrize(
    ("source", "destination", "expected"),
    [
        ("192.0.2.5", "192.0.2.6", "internal"),
        ("192.0.2.5", "198.51.100.7", "outbound"),
        ("198.51.100.7", "10.0.0.1", "inbound"),
        ("198.51.100.7", "203.0.113.1", "external"),
        ("fd00::1", "2001:db8::1", "outbound"),
        ("::ffff:192.0.2.5", "2001:db8::1", "outbound"),
        ("192.0.2.5", "239.255.255.250", None),
        ("0.0.0.0", "255.255.255.255", None),  # noqa: S104 - an address
        ("fe80::1", "ff02::1", None),
    ],
)
def test_the_direction_is_that_across_the_border(source: str, destination: str, expected: str | None) -> None:
    document = {"event": {"module": "x"}, "source": {"ip": source}, "destination": {"ip": destination}}
    enrichment = Enrichment(["direction"], internal=["192.0.2.0/24", "private"])
    found = enrichment.opened()(document)
    assert found.get("network", {}).get("direction") == expected


@pytest.mark.parametrize(("text", "expected"), USER_AGENTS.items())
def test_user_agents_are_what_their_patterns_say(text: str, expected: Document) -> None:
    document = {"user_agent": {"original": text}}
    found = Enrichment(["user-agent"]).opened()(document)["user_agent"]
    assert {name: found.get(name) for name in expected} == expected
    assert expected or found == {"original": text}


def test_a_long_text_is_no_user_agent() -> None:
    document = {"user_agent": {"original": "curl/8.5.0" + " " * 4096}}
    assert Enrichment(["user-agent"]).opened()(document)["user_agent"].keys() == {"original"}


@pytest.mark.parametrize(("text", "expected"), DOMAINS.items())
def test_domains_have_the_parts_that_the_list_gives_them(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    document: Document = {"dns": {"question": {"name": text}}, "url": {"domain": text}, "source": {"domain": text}}
    found = Enrichment([DOMAIN]).opened()(document)
    for piece in (found["dns"]["question"], found["url"], found["source"]):
        parts = ("registered_domain", "subdomain", "top_level_domain")
        assert tuple(piece.get(part) for part in parts) == expected


def test_the_domain_of_a_url_is_there_for_its_parts_whatever_the_order() -> None:
    document = {"url": {"original": "https://alice@www.example.co.uk:8443/a/b.png?c=d#e"}}
    expected = {
        "original": "https://alice@www.example.co.uk:8443/a/b.png?c=d#e",
        "full": "https://alice@www.example.co.uk:8443/a/b.png?c=d#e",
        "scheme": "https",
        "username": "alice",
        "domain": "www.example.co.uk",
        "port": 8443,
        "path": "/a/b.png",
        "extension": "png",
        "query": "c=d",
        "fragment": "e",
        "registered_domain": "example.co.uk",
        "subdomain": "www",
        "top_level_domain": "co.uk",
    }
    for names in (("url", "domain"), ("domain", "url")):
        assert Enrichment(names).opened()(dict(document)) == {"url": expected}


def test_an_address_has_what_the_database_says_in_english() -> None:
    ends: Document = {
        "source": {"ip": "192.0.2.7"},
        "destination": {"ip": "198.51.100.7"},
        "server": {"ip": "2001:db8::7"},
        "client": {"ip": "203.0.113.7"},
        "observer": {"ip": ["192.0.2.1", "203.0.113.1", "192.0.2.2"]},
        "host": {"ip": ["192.0.2.1", "2001:db8::7"]},
    }
    found = Enrichment([GEO, AS], mmdb=[DATABASE]).opened()(dict(ends))
    place = {
        "city_name": "Sampleton",
        "continent_code": "EU",
        "continent_name": "Europe",
        "country_iso_code": "FR",
        "country_name": "France",
        "location": "48.5,2.25",
        "postal_code": "75000",
        "region_iso_code": "FR-75",
        "region_name": "Paris",
        "timezone": "Europe/Paris",
    }
    network = {"number": 64496, "organization": {"name": "Example Net"}}
    assert found["source"] == {"ip": "192.0.2.7", "geo": place, "as": network}
    assert found["destination"]["geo"] == {"country_iso_code": "JP", "country_name": "Japan"}
    assert found["destination"]["as"] == {"number": 64497}
    assert found["server"]["geo"] == {
        "continent_code": "NA",
        "continent_name": "North America",
        "country_iso_code": "CA",
        "country_name": "Canada",
        "region_name": "Quebec",
    }
    assert found["server"]["as"] == {"organization": {"name": "Example Six"}}
    assert found["client"] == ends["client"]
    # where those that are known are of one place, and not of two
    assert found["observer"]["geo"] == place
    assert found["host"] == ends["host"]


@pytest.mark.parametrize(
    ("said", "is_filled"),
    [
        ({"country_iso_code": "FR"}, True),
        ({"country_iso_code": "FR", "city_name": "Sampleton", "name": "lab"}, True),
        ({"country_iso_code": "DE"}, False),
        ({"city_name": "Musterstadt", "country_iso_code": "FR"}, False),
    ],
)
def test_a_place_that_a_line_names_is_not_mixed_with_another(said: Document, is_filled: bool) -> None:  # noqa: FBT001 - the case
    document: Document = {"source": {"ip": "192.0.2.7", "geo": said}}
    found = Enrichment([GEO], mmdb=[DATABASE]).opened()(document)["source"]["geo"]
    assert found | said == found
    assert ("timezone" in found) == is_filled


def test_the_example_s_database_says_what_is_written_here() -> None:
    with maxminddb.open_database(DATABASE) as database:
        assert database.metadata().database_type == TYPE
        for network, record in RECORDS.items():
            assert database.get(network.partition("/")[0]) == record
