"""Programs that write sentences: every message that is known is in a sample, and what names and hosts are."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from command import expected_samples

from ecsparse.ecs.accounts import account, peer
from ecsparse.formats import pam
from ecsparse.formats.messages import Message, Messages
from ecsparse.formats.repeated import unfold

if TYPE_CHECKING:
    from ecsparse.record import Document

TABLES = ("linux_auth", "openssh")


def messages(product: str) -> list[Message]:
    """The messages in the tables of `product`."""
    tables = vars(importlib.import_module(f"ecsparse.products.{product}.messages")).values()
    return [each for table in tables if isinstance(table, tuple) for each in table if isinstance(each, Message)]


def is_in(message: Message, text: str) -> bool:
    """Whether `text` has `message`, whatever stands around it."""
    place = text.find(message.start)
    while place >= 0:
        if message.rest is None or message.rest.match(text, place + len(message.start)) is not None:
            return True
        place = text.find(message.start, place + 1)
    return False


def unseen(known: list[Message], products: tuple[str, ...]) -> list[tuple[str, str]]:
    """The messages of `known` that no sample of `products` has: their actions and how they begin."""
    texts = [sample.text for sample in expected_samples() if sample.product in products]
    assert texts
    return [(each.action, each.start) for each in known if not any(is_in(each, text) for text in texts)]


@pytest.mark.parametrize("product", TABLES)
def test_every_message_of_a_product_is_in_its_samples(product: str) -> None:
    known = messages(product)
    assert len(known) > len(TABLES)
    assert unseen(known, (product,)) == []


def test_every_message_of_pam_is_in_a_sample() -> None:
    assert unseen([*pam.MESSAGES, *pam.LIBRARY_MESSAGES], TABLES) == []


def test_a_message_is_found_by_its_first_words_and_read_as_a_whole() -> None:
    messages = Messages(
        (
            Message("ended", "Session ", r"(?P<number>[0-9]+) ends"),
            Message("named", "Session of ", r"(?P<user>.*)"),
            Message("idle", "Nothing to do"),
        )
    )
    texts = (
        "Session 4 ends",
        "Session of alice",
        "Session of ",
        "Nothing to do",
        "Session 4 ends now",
        "Nothing",
        "",
    )
    assert [messages.read(text) for text in texts] == [
        ("ended", {"number": "4"}),
        ("named", {"user": "alice"}),
        ("named", {}),
        ("idle", {}),
        None,
        None,
        None,
    ]


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
    ("login", "number", "found"),
    [
        ("alice", None, {"name": "alice"}),
        ("alice@example.com", "1000", {"name": "alice", "domain": "example.com", "id": "1000"}),
        ("EXAMPLE\\alice", None, {"name": "alice", "domain": "EXAMPLE"}),
        ("EXAMPLE\\\\alice", None, {"name": "alice", "domain": "EXAMPLE"}),
        ("a@b@example.com", None, {"name": "a@b@example.com"}),
        ("alice@", None, {"name": "alice@"}),
        ("\\033[2J", None, {"name": "\\033[2J"}),
        ("*****", None, {}),
        (None, "1" * 20, {}),
        ("", "", {}),
    ],
)
def test_a_login_is_a_name_and_a_domain(login: str | None, number: str | None, found: Document) -> None:
    assert account(login, number) == found


@pytest.mark.parametrize(
    ("host", "number", "found"),
    [
        ("192.0.2.5", "22", {"address": "192.0.2.5", "ip": "192.0.2.5", "port": 22}),
        ("2001:db8::5", None, {"address": "2001:db8::5", "ip": "2001:db8::5"}),
        ("fe80::1%eth0", None, {"address": "fe80::1", "ip": "fe80::1"}),
        ("gw.example.com", "65536", {"address": "gw.example.com", "domain": "gw.example.com"}),
        ("192.0.2.256", "22", {}),
        ("192.0.2", None, {}),
        ("7", None, {}),
        ("UNKNOWN", "65535", {}),
        ("a b", None, {}),
        ("x" * 300, None, {}),
        (None, None, {}),
    ],
)
def test_a_host_is_an_address_or_a_name(host: str | None, number: str | None, found: Document) -> None:
    assert peer(host, number) == found
