"""Where texts state values: tokens, addresses in their notations, and what encodings hide."""

from __future__ import annotations

import base64
import html
import json
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.occurrences import Edit, edited, lowered, tokens
from ecsparse.occurrences.addresses import addresses, hardware_addresses, mails, reverse_names
from ecsparse.occurrences.views import views, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address, IPv6Address

ENCODINGS: dict[str, Callable[[str], str]] = {
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON twice": lambda text: json.dumps(json.dumps(text))[1:-1],
    "percent": lambda text: quote(text, safe=""),
    "every letter": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    "percent in JSON": lambda text: json.dumps({"q": f'"{quote(text)}'}),
    "references": html.escape,
    "hexadecimal": lambda text: f"proctitle={text.encode().hex().upper()}",
}
# words of at least four letters: shorter ones are no hexadecimal text
values = st.text(st.characters(categories=["L"]), min_size=4).map(lambda text: f'{text}\\"&é')


@pytest.mark.thinned(3)
@pytest.mark.parametrize("encoding", ENCODINGS)
@given(value=values)
def test_a_view_has_what_an_encoding_hides_and_leads_to_it(encoding: str, value: str) -> None:
    written = ENCODINGS[encoding](value)
    text = f"a {written} b"
    found = [(view, view.text.find(value)) for view in views(text)]
    spans = [view.span((start, start + len(value))) for view, start in found if start >= 0]
    assert spans != []
    assert all(text[slice(*span)] in written for span in spans)
    assert all(value in {inner.text for inner in views(text[slice(*span)])} for span in spans)


@pytest.mark.parametrize(("codec", "text"), [("utf-8", "GET /élodie"), ("utf-16-le", "curl alice | iex")])
def test_a_text_in_base64_is_read_and_written_again(codec: str, text: str) -> None:
    word = base64.b64encode(text.encode(codec)).decode()
    ((span, inner, write),) = wrapped(f"-enc {word} -x 0123456789abcdef")
    assert (span, inner, write(inner)) == ((5, 5 + len(word)), text, word)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 192.0.2.7:443, to 198.51.100.8.", ["192.0.2.7", "198.51.100.8"]),
        ("192.0.2.7.51022 > 198.51.100.8.53:", ["192.0.2.7", "198.51.100.8"]),
        ("src=192.000.002.007", ["192.0.2.7"]),
        ("1.3.6.1.4.1.9.9 is an OID, 192.0.2.256 and 1.2.3 no address", []),
        ("[2001:db8::7]:443 2001:DB8:0:0:0:0:0:8/64 fe80::1%eth0", ["2001:db8::7", "2001:db8::8", "fe80::1"]),
        ("::ffff:192.0.2.7", ["192.0.2.7", "192.0.2.7"]),
        ("src:2001:db8::7, at 15:09:55 and 2023-10-31T15:09:55", ["2001:db8::7"]),
        ("std::string ::: Foo::Bar 00:00:5e:00:53:01", []),
    ],
)
def test_addresses_are_found_in_their_notations(text: str, expected: list[str]) -> None:
    assert [found.address for found in addresses(text)] == [ip_address(address) for address in expected]


@given(st.ip_addresses().filter(int))
def test_an_address_is_found_as_it_is_written_and_by_its_reverse_name(address: IPv4Address | IPv6Address) -> None:
    text = f"from {address} to"
    expected = getattr(address, "ipv4_mapped", None) or address
    assert {(text[slice(*span)], found) for span, found in addresses(text) if found == expected} >= {
        (f"{address}", expected)
    }
    reverse = address.reverse_pointer.upper()
    assert [found.address for found in reverse_names(f"query: {reverse}. IN PTR")] == [address]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cli 00-00-5E-00-53-01:EVENT", ["00005e005301"]),
        ("mac:00:00:5e:00:53:01.", ["00005e005301"]),
        ("0000.5e00.5301", ["00005e005301"]),
        ("MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 SRC=", ["00005e005301", "00005e005302"]),
        ("client-id 01:00:00:5e:00:53:01", ["00005e005301"]),
        ("duid 00:01:00:01:2a:2b:2c:2d:00:00:5e:00:53:01", ["00005e005301"]),
        ("duid 00:03:00:01:00:00:5e:00:53:01", ["00005e005301"]),
        ("eui 00:00:5e:ff:fe:00:53:01", ["00005efffe005301"]),
        (f"SHA1 {':'.join(['ab'] * 20)}", []),
        ("2023-10-31 15:09:55 10-20-30", []),
    ],
)
def test_hardware_addresses_are_found_in_what_holds_them(text: str, expected: list[str]) -> None:
    assert [found.octets.hex() for found in hardware_addresses(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<alice@example.com>, <o'neil+x@mail.example.com>",
            ["alice@example.com", "o'neil+x@mail.example.com"],
        ),
        ("'bob@example.com'. user=carol@example.org;", ["bob@example.com", "carol@example.org"]),
        ("root@web1 @example.com a@", []),
    ],
)
def test_mail_addresses_are_found_without_what_surrounds_them(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in mails(text)] == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("ALICE alice malice alice2 alice-2 (Alice)", "alice", 4),
        ("uid=1000 1000.5 10:1000 1000-01 x1000 1000", "1000", 2),
        ("İalice alice", "alice", 1),
        ("a\\b x\\a\\b", "a\\b", 2),
    ],
)
def test_a_token_is_whole_in_any_case(text: str, value: str, expected: int) -> None:
    lower = lowered(text)
    assert len(lower) == len(text)
    assert len(list(tokens(lower, value))) == expected


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30), st.integers(1, 10))))
def test_nothing_of_what_is_edited_is_left_unless_a_lesser_rank_is_there(spans: list[tuple[int, int, int]]) -> None:
    text = "".join(chr(0x100 + number) for number in range(40))
    edits = [Edit(rank, start, start + length, "!") for rank, start, length in spans]
    found = edited(text, edits)
    known = {position for edit in edits if edit.rank == 0 for position in range(edit.start, edit.end)}
    possible = {position for edit in edits for position in range(edit.start, edit.end)}
    left = {position for position, sign in enumerate(text) if sign in found}
    assert left & known == set()
    assert left >= set(range(40)) - possible


@pytest.mark.parametrize("escape", [r"\ud800", r"\uDFFF"])
def test_half_a_character_reads_as_documents_have_it(escape: str) -> None:
    found = views(f"j{escape}x")[1]
    assert found.text == "j\ufffdx"
    assert found.span((1, 3)) == (1, 8)
