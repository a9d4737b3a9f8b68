"""JSON objects of a line: their members as named texts, and the documents that a table makes of these."""

from __future__ import annotations

import pytest

from ecsparse.ecs.pieces import ip
from ecsparse.formats import json
from ecsparse.formats.syslog import peel
from ecsparse.messages import actions
from ecsparse.messages.captures import account, ecs, own
from ecsparse.messages.values import Values, each
from ecsparse.record import Record
from ecsparse.timestamps.clock import Clock

ACTIONS = actions("signed-in  authentication: start | a user signed in")
CAPTURES = {
    "actor.email": account(),
    "client.addresses": ecs("host.ip", read=each(ip), related="ip"),
    "client.agent": ecs("user_agent.original"),
    "client.tries": own("long", "how often it was tried"),
}
VALUES = Values("acme_audit", ACTIONS, CAPTURES, read_by_product="time")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{}", []),
        (
            '{"a":{"b":1,"c":{"d":true}},"e":null,"f":""}',
            [("a.b", "1"), ("a.c.d", "true"), ("f", "")],
        ),
        ('{"a":[{"b":"ü"},null,1.5],"c":[]}', [("a", '[{"b":"ü"},null,1.5]'), ("c", "[]")]),
        ('{"a":1,"a":-2}', [("a", "-2")]),
        ('{"a":18446744073709551615,"b":99999999999999999999}', [("a", "18446744073709551615"), ("b", "1e+20")]),
        ('{"a":[1e999],"b":"\\ud83d"}', [("b", "\ufffd")]),
        ('{"a":' * 20 + "1" + "}" * 20, [(".".join("a" * 8), '{"a":' * 12 + "1" + "}" * 12)]),
    ],
)
def test_members_are_dotted_names_and_texts(text: str, found: list[tuple[str, str]]) -> None:
    assert json.flattened(json.decode(text)) == found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["ü", None, True, 1.5], '["ü",null,true,1.5]'),
        ([1e20, 1.5e-7, 0.00001, 0.0001], "[1e+20,1.5e-07,1e-05,0.0001]"),
        ({"a": [-2.5e300], "b": "1e20"}, '{"a":[-2.5e+300],"b":"1e20"}'),
        ([2**63, 10**30], "[9223372036854775808,1000000000000000000000000000000]"),
        ([float("inf")], None),
        ({"a": [None, float("-inf")]}, None),
    ],
)
def test_a_value_is_written_as_python_writes_it(value: object, text: str | None) -> None:
    assert json.encode(value) == text


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_too_deep_is_none_with_any_python(opening: str, closing: str) -> None:
    # an infinite number, which only the lenient decoder reads; brackets in texts do not count
    for depth, is_read in ((512, True), (513, False), (2000, False), (20_000, False)):
        nested = f'{opening * (depth - 1)}["{"[{" * 5000}", 1e999]{closing * (depth - 1)}'
        if is_read:
            json.decode(nested)
        else:
            with pytest.raises(ValueError, match="too deep"):
                json.decode(nested)


def test_members_are_of_bounded_number() -> None:
    assert len(json.flattened({f"{number}": {"a": 1, "b": 2} for number in range(9000)})) < 9000


def test_a_table_makes_a_document_of_members_of_any_type() -> None:
    text = (
        '{"time":7,"actor":{"email":"jdoe@example.com"},"client":{"addresses":["2001:db8::5","x",null,[],"192.0.2.5"],'
        '"agent":"-","tries":"many"},"flags":[1,{"a":null}]}'
    )
    assert VALUES.document("signed-in", json.flattened(json.decode(text))) == {
        "event": {"kind": "event", "action": "signed-in", "category": ["authentication"], "type": ["start"]},
        "user": {"name": "jdoe", "domain": "example.com"},
        "host": {"ip": ["2001:db8::5", "192.0.2.5"]},
        "acme_audit": {"other": ["client.tries=many", 'flags=[1,{"a":null}]']},
        "related": {"ip": ["192.0.2.5", "2001:db8::5"], "user": ["jdoe"]},
    }
    hostile = '{"actor":["a"],"client":{"addresses":{"0":"192.0.2.5"},"agent":[],"tries":-1}}'
    assert VALUES.document("signed-in", json.flattened(json.decode(hostile))) == {
        "event": {"kind": "event", "action": "signed-in", "category": ["authentication"], "type": ["start"]},
        "acme_audit": {"other": ['actor=["a"]', "client.addresses.0=192.0.2.5", "client.tries=-1"]},
    }


def test_of_a_name_that_comes_twice_the_first_text_counts_that_says_something() -> None:
    texts = [
        ("client.agent", "-"),
        ("client.agent", "curl"),
        ("time", "1"),
        ("client.agent", "wget"),
        ("time", "2"),
    ]
    document = VALUES.document("signed-in", texts)
    assert document["user_agent"] == {"original": "curl"}
    assert document["acme_audit"] == {"other": ["client.agent=wget"]}
    assert VALUES.document("signed-in", dict(texts))["user_agent"] == {"original": "wget"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('{"a":1}', {"a": 1}),
        ('  {"a":1}\t', {"a": 1}),
        ('<13>Mar  4 05:06:07 web1 {"a":1}', {"a": 1}),
        ("[1]", {}),
        ('"a"', {}),
        ('{"a":1', None),
        ("", None),
    ],
)
def test_the_payload_of_a_record_is_an_object(line: str, found: object) -> None:
    record = Record(Clock())
    record.text = peel(line)[1]
    assert json.payload(record, record.text) == found
    assert json.payload(record, record.text) is json.payload(record, record.text)
