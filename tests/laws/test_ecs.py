"""What ECS says of all documents: types, allowed values, and the fields that repeat what others say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from command import Sample, converted, documents, expected_samples, sample_lines
from fields import TYPES, faults, fields
from sampled import each_extent, lines_of

from ecsparse.formats.json import decode

if TYPE_CHECKING:
    from ecsparse.record import Document

ALL = expected_samples()

# By product with a documented normalisation: the fields whose values are repeated in each list of `related`. The
# others' documents are under the laws of `test_index_ready.py` in both profiles.
REPEATED = {
    "openvpn": {
        "ip": ("client.ip", "client.nat.ip", "observer.ip"),
        "hosts": ("client.domain",),
        "user": ("user.name",),
    },
    "ibm_aix": {"ip": ("source.ip",), "hosts": (), "user": ("user.name",)},
    "rubycat_proveit": {"ip": ("source.ip",), "hosts": (), "user": ("source.user.name", "user.name")},
}


def single(document: Document, name: str) -> object:
    """The value of the field `name`, `None` if `document` has none."""
    return dict(fields(document)).get(name)


def test_fields_are_of_their_types() -> None:
    found = {sample.where: faults(sample.document) for sample in ALL}
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_fields_of_lines_that_no_product_claims_are_of_their_types() -> None:
    for document in documents(converted(*sample_lines("unmatched/*.log"))):
        assert faults(document) == []


@pytest.mark.thinned(2)
@pytest.mark.parametrize(
    "header",
    [
        b"<29>Mar  4 05:06:07 vpn1 app[7]: ",
        b"<191>1 2023-10-31T15:09:55.5+01:00 vpn1 app 7 ID - ",
        b"2023-10-31T15:09:55Z vpn1 app: ",
        b"<0>",
    ],
)
@each_extent
def test_fields_behind_a_header_are_of_their_types(header: bytes, extent: str) -> None:
    for document in documents(converted(*(header + line for line in lines_of(extent)))):
        assert faults(document) == []
        original, message = document["event"]["original"], document["message"]
        # an object that carries a message ends with its other members
        is_member = original[-1:] == "}" and f'":"{message}' in original
        assert original.endswith(message) or is_member


def said_address(message: str) -> str | None:
    """What a PROVE IT record says where the address is: also what is none."""
    ip = decode(message.partition("@cee:")[2])["source"]["ip"]
    return ip if isinstance(ip, str) and ip else None


def test_an_address_is_the_domain_or_else_the_ip_or_else_the_text() -> None:
    found, expected = {}, {}
    for sample in ALL:
        for name in ("client", "source"):
            piece = sample.document.get(name, {})
            found[sample.where, name] = address = piece.get("address")
            expected[sample.where, name] = piece.get("domain") or piece.get("ip")
            if address is not None and expected[sample.where, name] is None:
                assert sample.product == "rubycat_proveit"
                expected[sample.where, name] = said_address(sample.document["message"])
    assert found == expected


def expected_related(sample: Sample) -> dict[str, list[str]]:
    """What the fields of a sample's document say, each list unique and in order."""
    lists = {
        name: sorted({*map(str, filter(None, (single(sample.document, field) for field in repeated)))})
        for name, repeated in REPEATED[sample.product].items()
    }
    return {name: values for name, values in lists.items() if values}


def test_related_holds_what_the_fields_say() -> None:
    documented = [sample for sample in ALL if sample.product in REPEATED]
    found = {sample.where: sample.document.get("related", {}) for sample in documented}
    assert found == {sample.where: expected_related(sample) for sample in documented}


def test_the_laws_over_samples_meet_every_kind_of_field_that_they_are_about() -> None:
    met = Counter((sample.product, name) for sample in ALL for name, _ in fields(sample.document))
    repeated = {(product, name) for product, lists in REPEATED.items() for names in lists.values() for name in names}
    assert {name for name in repeated if not met[name]} == set()
    assert {TYPES.get(name) for _, name in met} >= {"date", "ip", "keyword", "long"}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"client": {"port": "1194"}}, ["client.port is not of type long"]),
        ({"client": {"port": True}}, ["client.port is not of type long"]),
        ({"process": {"pid": 2**63}}, ["process.pid is not of type long"]),
        ({"client": {"port": 65536}}, ["client.port is out of its range"]),
        ({"http": {"response": {"status_code": 0}}}, ["http.response.status_code is out of its range"]),
        ({"source": {"bytes": -1}}, ["source.bytes is out of its range"]),
        ({"client": {"ip": "192.0.2.256"}}, ["client.ip is not of type ip"]),
        ({"client": {"ip": "fe80::1%eth0"}}, ["client.ip is not of type ip"]),
        ({"@timestamp": "2023-02-29T00:00:00Z"}, ["@timestamp is not of type date"]),
        ({"@timestamp": "2023-02-28 00:00:00"}, ["@timestamp is not of type date"]),
        ({"related": {"ip": ["192.0.2.1", "x"]}}, ["related.ip is not of type ip"]),
        ({"user": {"name": ["a"]}}, ["user.name is no array"]),
        ({"user": {"name": ""}}, ["user.name is empty"]),
        ({"user": {}}, ["user is no field that a value can have", "user is empty"]),
        ({"nothing": {"known": "x"}}, ["nothing.known is no field that a value can have"]),
        ({"event": {"kind": "alarm"}}, ["event.kind has a value that is not allowed"]),
        ({"event": {"type": ["begin"]}}, ["event.type has a value that is not allowed"]),
        ({"event": {"category": ["process", "vpn"]}}, ["event.category has a value that is not allowed"]),
        ({"event": {"outcome": "OK"}}, ["event.outcome has a value that is not allowed"]),
        ({"openvpn": {"peer": {"ip": 1}}}, ["openvpn.peer.ip is not of type ip"]),
        ({"event": {"category": "process", "kind": "event"}, "action": {"status": "OK"}}, []),
    ],
)
def test_what_ecs_does_not_allow_is_found(document: Document, found: list[str]) -> None:
    assert faults(document) == found
