"""Pseudonyms: what the published algorithm gives, and what holds for all of them under any key."""

from __future__ import annotations

import pickle
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.errors import BadKey
from ecsparse.privacy.pseudonyms import KEY_SIZE, PrefixPreserving, Pseudonyms, key_of

if TYPE_CHECKING:
    from pathlib import Path

# The key and the addresses of the algorithm's sample trace, and the same key's of IPv6.
KEY = bytes.fromhex("1522178d33a4cf80130a5b1649907d10d8988f837979652762574c2d2a842202")
PUBLISHED = {
    "128.11.68.132": "135.242.180.132",
    "129.118.74.4": "134.136.186.123",
    "130.132.252.244": "133.68.164.234",
    "141.223.7.43": "141.167.8.160",
    "141.233.145.108": "141.129.237.235",
    "152.163.225.39": "151.140.114.167",
    "::1": "78ff:f001:9fc0:20df:8380:b1f1:704:ed",
    "::2": "78ff:f001:9fc0:20df:8380:b1f1:704:ef",
    "::ffff": "78ff:f001:9fc0:20df:8380:b1f1:704:f838",
    "2001:db8::1": "4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
    "2001:db8::2": "4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c",
}
OTHER_KEY = bytes(range(KEY_SIZE))
PSEUDONYMS, OTHERS = Pseudonyms(KEY), Pseudonyms(OTHER_KEY)

sizes = st.sampled_from([32, 48, 64, 128])
names = st.text(min_size=1)


def shared(one: int, other: int, bits: int) -> int:
    """How many leading bits two numbers share."""
    return bits - (one ^ other).bit_length()


@pytest.mark.parametrize(("address", "expected"), PUBLISHED.items())
def test_addresses_have_the_published_pseudonyms(address: str, expected: str) -> None:
    assert PSEUDONYMS.of_address(ip_address(address)) == ip_address(expected)


@given(st.data(), sizes, st.binary(min_size=KEY_SIZE, max_size=KEY_SIZE))
def test_numbers_share_as_many_leading_bits_as_their_pseudonyms(data: st.DataObject, bits: int, key: bytes) -> None:
    """So two numbers never have the same one."""
    numbers = st.integers(0, (1 << bits) - 1)
    one = data.draw(numbers)
    # numbers at random share few bits
    other = data.draw(numbers) >> (kept := data.draw(st.integers(0, bits - 1)))
    other |= one >> (bits - kept) << (bits - kept)
    permutation = PrefixPreserving(key)
    assert shared(permutation.of(one, bits), permutation.of(other, bits), bits) == shared(one, other, bits)


def test_all_numbers_of_a_few_bits_have_pseudonyms_of_their_own() -> None:
    permutation = PrefixPreserving(KEY)
    assert sorted(permutation.of(number, 12) for number in range(1 << 12)) == list(range(1 << 12))


@given(names, names)
def test_names_have_one_pseudonym_for_all_cases_and_others_for_other_names(one: str, other: str) -> None:
    assert PSEUDONYMS.of_name(one) == Pseudonyms(KEY).of_name(one)
    assert PSEUDONYMS.of_name(one.upper()) == PSEUDONYMS.of_name(one.upper().casefold())
    assert (PSEUDONYMS.of_name(one) == PSEUDONYMS.of_name(other)) == (one.casefold() == other.casefold())


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[a-z]{1,8}\.[a-z]{2}", fullmatch=True))
def test_a_mail_address_has_the_pseudonyms_of_its_parts(user: str, host: str) -> None:
    parts = PSEUDONYMS.of_name(user), PSEUDONYMS.of_name(host)
    assert PSEUDONYMS.of_name(f"{user}@{host}") == "@".join(parts)
    assert PSEUDONYMS.of_name(f"{host}\\{user}") == "\\".join(reversed(parts))


@pytest.mark.long
@given(st.ip_addresses(), st.binary(min_size=6, max_size=6), names.filter(str.isalnum))
def test_another_key_gives_other_pseudonyms(address: IPv4Address | IPv6Address, octets: bytes, name: str) -> None:
    assert PSEUDONYMS.of_name(name) != OTHERS.of_name(name)
    assert PSEUDONYMS.of_octets(octets * 2) != OTHERS.of_octets(octets * 2)
    assert {type(each.of_address(address)) for each in (PSEUDONYMS, OTHERS)} == {type(address)}
    addresses = [ip_address(f"198.51.100.{number}") for number in range(64)]
    assert [*map(PSEUDONYMS.of_address, addresses)] != [*map(OTHERS.of_address, addresses)]


def test_a_copy_for_another_process_gives_the_same() -> None:
    copy = pickle.loads(pickle.dumps(PSEUDONYMS))  # noqa: S301 - its own
    assert copy.of_name("alice") == PSEUDONYMS.of_name("alice")
    assert copy.identity == PSEUDONYMS.identity != OTHERS.identity


@pytest.mark.parametrize(
    ("size", "mode", "expected"),
    [
        (31, 0o600, "has 31 bytes, where a key has 32; make one with"),
        (33, 0o600, "has more than 32 bytes, where a key has 32; make one with"),
        (0, 0o400, "has 0 bytes, where a key has 32; make one with"),
        (32, 0o640, "others may read the key (mode 0640); use chmod 600"),
        (32, 0o604, "others may read the key (mode 0604); use chmod 600"),
    ],
)
def test_a_file_that_cannot_be_a_key_is_refused(size: int, mode: int, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(bytes(size))
    path.chmod(mode)
    with pytest.raises(BadKey) as caught:
        key_of(str(path))
    assert str(caught.value).startswith(f"{path}: {expected}")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadKey, match="cannot read a key: No such file or directory; make one with"):
        key_of(str(tmp_path / "key"))
    with pytest.raises(BadKey, match="cannot read a key: Is a directory"):
        key_of(str(tmp_path))


def test_a_file_of_32_bytes_that_its_owner_alone_reads_is_a_key(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(KEY)
    path.chmod(0o600)
    assert key_of(str(path)) == KEY
