"""Messages: every one that a table has is in a sample, and what names and hosts are."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from parts import modules_of
from sampled import SAMPLES

from ecsparse import registry
from ecsparse.ecs.accounts import account, host, user_id
from ecsparse.formats.repeated import unfold
from ecsparse.messages import Messages
from ecsparse.messages.pam import PamMessages

if TYPE_CHECKING:
    from ecsparse.messages.rows import Row
    from ecsparse.record import Document


def tables(product: str) -> list[Messages]:
    """The tables of messages that `product` has."""
    values = [value for module in modules_of(product) for value in vars(importlib.import_module(module)).values()]
    return list({id(value): value for value in values if isinstance(value, Messages)}.values())


TABLES = {product: tables(product) for product in registry.BUILT_IN.names()}
OWN = {
    product: [row for table in found if not isinstance(table, PamMessages) for row in table.rows]
    for product, found in TABLES.items()
}
OF_PAM = [product for product, found in TABLES.items() if any(isinstance(table, PamMessages) for table in found)]


def unseen(rows: list[Row], products: list[str]) -> list[tuple[str, str]]:
    """Those of `rows` that no sample of `products` has: their actions and texts."""
    texts = [sample.text for sample in SAMPLES if sample.product in products]
    assert texts
    return [(row.action, row.text) for row in rows if not any(map(row.search, texts))]


@pytest.mark.parametrize("product", [product for product, rows in OWN.items() if rows])
def test_every_message_of_a_product_is_in_its_samples(product: str) -> None:
    assert unseen(OWN[product], [product]) == []


def test_every_message_of_pam_is_in_a_sample() -> None:
    assert len(OF_PAM) > 1
    assert unseen([*PamMessages("example").rows], OF_PAM) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("message repeated 2 times: [ link is down]", (2, "link is down")),
        ("message repeated 12 times: [a [b]]", (12, "a [b]")),
        ("message repeated 2 times: [ cut", (None, "message repeated 2 times: [ cut")),
        ("message repeated ٢ times: [ x]", (None, "message repeated ٢ times: [ x]")),
        ("link is down", (None, "link is down")),
    ],
)
def test_a_repeated_message_is_unfolded(text: str, found: tuple[int | None, str]) -> None:
    assert unfold(text) == found


@pytest.mark.parametrize(
    ("login", "found"),
    [
        ("alice", {"name": "alice"}),
        ("alice@example.com", {"name": "alice", "domain": "example.com"}),
        ("EXAMPLE\\alice", {"name": "alice", "domain": "EXAMPLE"}),
        ("EXAMPLE\\\\alice", {"name": "alice", "domain": "EXAMPLE"}),
        ("a@b@example.com", {"name": "a@b@example.com"}),
        ("alice@", {"name": "alice@"}),
        ("\\033[2J", {"name": "\\033[2J"}),
        ("*****", {}),
        ("", {}),
    ],
)
def test_a_login_is_a_name_and_a_domain(login: str, found: Document) -> None:
    assert account(login) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("192.0.2.5", ("192.0.2.5", None)),
        ("2001:db8::5", ("2001:db8::5", None)),
        ("fe80::1%eth0", ("fe80::1", None)),
        ("gw.example.com", (None, "gw.example.com")),
        ("192.0.2.256", (None, None)),
        ("192.0.2", (None, None)),
        ("7", (None, None)),
        ("UNKNOWN", (None, None)),
        ("a b", (None, None)),
        ("x" * 300, (None, None)),
        (None, (None, None)),
    ],
)
def test_a_host_is_an_address_or_a_name(text: str | None, found: tuple[str | None, str | None]) -> None:
    assert host(text) == found


@pytest.mark.parametrize(
    ("digits", "found"),
    [("0", "0"), ("1000", "1000"), (str(2**63 - 1), str(2**63 - 1)), (str(2**63), None), ("٢", None), ("", None)],
)
def test_the_id_of_a_user_is_a_number_that_a_system_can_have(digits: str, found: str | None) -> None:
    assert user_id(digits) == found
