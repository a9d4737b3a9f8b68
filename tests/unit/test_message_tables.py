"""Tables of messages: what their texts, captures and actions give, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ecsparse import patterns
from ecsparse.errors import BadDeclaration
from ecsparse.formats.words import by_word
from ecsparse.messages import Messages, actions, joined
from ecsparse.messages.captures import ecs, endpoint, own, part
from ecsparse.record import Field, Phrase, Prefix, Product

if TYPE_CHECKING:
    from collections.abc import Iterator

DNS = {"network": {"protocol": "dns"}}
ACTIONS = actions("""
failed  network: end, failure + dns | a transfer failed
record  | a record was read
""", dns=DNS)  # fmt: skip
CAPTURES = {
    "error": ecs("error.message"),
    "reason": ecs("event.reason"),
    "bytes": ecs("network.bytes", "[0-9]+"),
    "data": own("keyword", "data of a record", "[^ ]+", related="ip"),
    "raw": part(),
    "tries": own("long", "how often it was tried"),
    "detail": ecs("error.code", read=lambda text: text.strip(" .")),
    "source": endpoint("source"),
}
MESSAGES = Messages("acme_dns", ACTIONS, CAPTURES, """
failed !  {error=Transfer failed: {reason}}
failed    {bytes} bytes left
failed    tried {tries} times ({detail})
record !  {source}#{source_port} has {data}{? {raw}}
""")  # fmt: skip


@pytest.fixture(autouse=True)
def declared_as_before() -> Iterator[None]:
    """Rows that a test declares, of which some have faults, are no patterns of the package's."""
    number = len(patterns.DECLARED)
    yield
    del patterns.DECLARED[number:]


def test_a_capture_may_have_captures_in_its_text() -> None:
    assert MESSAGES.read("Transfer failed: timed out") == (
        "failed",
        {"error": "Transfer failed: timed out", "reason": "timed out"},
    )


def test_a_row_stands_for_one_of_each_text_between_bars_with_blanks() -> None:
    table = Messages("acme_dns", ACTIONS, CAPTURES, """
failed !  {Zone | View} {error={timed | cut} out}: {?in }{raw:a | b}{|.| {bytes} bytes}
""")  # fmt: skip
    end = ": {?in }{raw:a | b}{|.| {bytes} bytes}"
    starts = [f"{kind} {{error={why} out}}" for kind in ("Zone", "View") for why in ("timed", "cut")]
    assert [row.text for row in table.rows] == [f"{start}{end}" for start in starts]
    assert [*table.signatures] == [
        Prefix(f"{kind} {why} out: ") for kind in ("Zone", "View") for why in ("timed", "cut")
    ]


def test_a_row_with_actions_in_braces_is_one_of_each() -> None:
    table = Messages("acme_dns", ACTIONS, CAPTURES, "{failed|record} !  {Transfer | Zone} of {raw}")
    assert [(row.action, row.text, row.is_alone) for row in table.rows] == [
        ("failed", "Transfer of {raw}", True),
        ("record", "Zone of {raw}", True),
    ]


@pytest.mark.parametrize("row", ["{failed|record}  Zone", "{failed|lost}  {Zone | View}", "failed{  Zone"])
def test_a_row_whose_actions_are_not_those_of_its_texts_is_refused(row: str) -> None:
    with pytest.raises(BadDeclaration):
        Messages("acme_dns", ACTIONS, CAPTURES, row)


def test_constant_objects_of_an_action_are_not_shared_between_documents() -> None:
    document = MESSAGES.document("failed", {"bytes": "7"})
    assert document["network"] == {"protocol": "dns", "bytes": "7"}
    assert MESSAGES.document("failed", {})["network"] == {"protocol": "dns"}


def test_a_value_of_which_nothing_is_left_has_no_field_but_zero_has() -> None:
    values = {"tries": "0", "detail": " . "}
    assert MESSAGES.read("tried 0 times ( . )") == ("failed", values)
    document = MESSAGES.document("failed", values)
    assert document["acme_dns"] == {"tries": 0}
    assert "error" not in document


@pytest.mark.parametrize(
    ("message", "source", "related"),
    [
        ("192.0.2.5#53 has mail", {"address": "192.0.2.5", "ip": "192.0.2.5", "port": 53}, ["192.0.2.5"]),
        ("dead.beef#53 has 192.0.2.9", {"port": 53}, ["192.0.2.9"]),
        ("dead.beef#53 has mail more", {"port": 53}, None),
    ],
)
def test_only_addresses_are_related_as_such(message: str, source: object, related: object) -> None:
    found = MESSAGES.read(message)
    assert found is not None
    document = MESSAGES.document(*found)
    assert document["source"] == source
    assert document.get("related", {}).get("ip") == related


def test_what_a_product_declares_follows_from_all_its_tables() -> None:
    other = Messages("acme_dns", actions("other  | any other message"), {}, "other !  Hello")
    product = Product(vendor="Acme", name="DNS", formats=("text",), signatures=(), messages=(MESSAGES, other))
    assert product.signatures == (Prefix("Transfer failed: "), Phrase(" has "), Prefix("Hello"))
    assert product.fields == (
        "error.code", "error.message", "event.reason", "network.bytes", "network.protocol", "source.address",
        "source.ip", "source.port",
    )  # fmt: skip
    assert [*product.own_fields] == ["acme_dns.data", "acme_dns.tries"]
    assert [*product.actions] == ["failed", "record", "other"]


@pytest.mark.parametrize("text", ["{unknown}", "{unknown=of {reason}}", "{error", "{Error}", "{reason:no reply}"])
def test_what_is_not_written_as_it_should_be_is_refused(text: str) -> None:
    with pytest.raises(BadDeclaration):
        assert Messages("acme_dns", ACTIONS, CAPTURES, f"record  Read {text}").rows[0].source


def test_an_action_without_a_meaning_has_that_of_the_row_above() -> None:
    found = actions(
        "login  authentication: start, success | a user logs\n  in\nlogin/risky  authentication: info, alert"
    )
    assert [action.meaning for action in found.values()] == ["a user logs in", "a user logs in"]
    assert found["login/risky"].event("login/risky") == {
        "kind": "alert",
        "action": "login",
        "category": ["authentication"],
        "type": ["info"],
    }


def test_a_row_of_actions_with_braces_is_several() -> None:
    found = actions("link-{up|down}  {host|network}: {start|end} | an interface {came up|went down}")
    said = {name: (action.category, action.types, action.meaning) for name, action in found.items()}
    assert said == {
        "link-up": ("host", "start", "an interface came up"),
        "link-down": ("network", "end", "an interface went down"),
    }


def test_a_field_of_a_declaration_with_braces_is_several() -> None:
    product = Product(
        vendor="Acme", name="Gate", formats=(), signatures=(), fields=("{source,server}.{ip,port}", "user.name")
    )
    assert product.fields == ("source.ip", "source.port", "server.ip", "server.port", "user.name")


def test_an_own_field_with_braces_is_several_with_a_description_each() -> None:
    own_fields = {
        "acme.bytes_{in,out}": Field("long", "bytes that {came,went}"),
        "acme.{user,host}": Field("keyword", "who asked"),
    }
    product = Product(vendor="Acme", name="Gate", formats=(), signatures=(), own_fields=own_fields)
    assert {name: field.description for name, field in product.own_fields.items()} == {
        "acme.bytes_in": "bytes that came",
        "acme.bytes_out": "bytes that went",
        **dict.fromkeys(("acme.user", "acme.host"), "who asked"),
    }


def test_words_with_braces_are_several() -> None:
    assert by_word({1: "v{4,6}_{add,del}:", 2: "open{,ed}"}) == {
        **dict.fromkeys(("v4_add:", "v4_del:", "v6_add:", "v6_del:"), 1),
        **dict.fromkeys(("open", "opened"), 2),
    }


@pytest.mark.parametrize(
    "row",
    [
        "read  file: info, good", "read  file: info + dns", "read  | it\nread  | again",
        "read-{a|b}  {file|host|web}: info | it",
    ],
)  # fmt: skip
def test_an_action_that_is_not_declared_as_it_should_be_is_refused(row: str) -> None:
    with pytest.raises(BadDeclaration):
        actions(row)


BEGINNINGS = Messages("acme_dns", ACTIONS, CAPTURES, """
record !  | Zone | Zone loaded from
failed !  | Zone expired | Key: wrong
  | Key
failed    | Zone transfer
record !  Zone expired after {bytes} bytes
""")  # fmt: skip


@pytest.mark.parametrize(
    ("message", "action"),
    [
        ("Zone", "record"),
        ("Zone example.com", "record"),
        ("Zone expired: example.com", "failed"),
        ("Zone expired after 7 bytes", "record"),
        ("Zone expired after all", "failed"),
        ("Key: right", "failed"),
        ("Zon", None),
        ("zone", None),
        ("", None),
    ],
)
def test_the_longest_beginning_counts_and_a_text_before_it(message: str, action: str | None) -> None:
    found = BEGINNINGS.read(message, alone=True)
    assert (None if found is None else found[0]) == action


def test_a_beginning_that_others_write_too_is_not_the_products_alone() -> None:
    assert BEGINNINGS.read("Zone transfer of example.com") == ("failed", {})
    assert BEGINNINGS.read("Zone transfer of example.com", alone=True) == ("record", {})


def test_a_beginning_is_found_by_its_first_words_or_whole_where_it_may_be_a_tag() -> None:
    assert BEGINNINGS.signatures == (
        Prefix("Zone expired after "), Prefix("Zone"), Prefix("Zone loaded "), Prefix("Zone expired"),
        Prefix("Key: wrong"), Prefix("Key"),
    )  # fmt: skip


def test_the_first_of_joined_tables_that_has_a_text_counts() -> None:
    kinds = joined(MESSAGES, BEGINNINGS, Messages("acme_dns", ACTIONS, {}, "record  | Zone expired | Notify"))
    assert kinds.find("7 bytes left") == ("failed", {"bytes": "7"})
    assert kinds.find("Zone expired: example.com") == ("failed", {})
    assert kinds.find("Notify sent") == ("record", {})
    assert kinds.find("notify") is None


def test_a_message_that_does_not_vary_is_found_whole() -> None:
    table = Messages("acme_dns", ACTIONS, CAPTURES, "record  Read {{zone}}\nfailed !  Read {raw} again")
    assert table.read("Read {zone}") == ("record", {})
    assert table.read("Read {zone} again") == ("failed", {"raw": "{zone}"})
    assert table.read("Read {zone}", alone=True) is None
