"""The builders of network events' pieces: what they take, and what they leave out."""

from __future__ import annotations

import pytest

from ecsparse.ecs.network import family, mac, process
from ecsparse.ecs.numbers import bounded, from_clock, from_milliseconds, nanoseconds, parse_uint
from ecsparse.record import Header


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:0c:29:3e:5a:01", "00-0C-29-3E-5A-01"),
        ("0:c:29:3e:5a:1", "00-0C-29-3E-5A-01"),
        # a byte that lost a digit, for others are padded
        ("0:0c:29:3e:5a:01", None),
        ("00:0c:29:3:5a:011", None),
        ("0:0c:029:3e:5a:01", None),
        ("00:0c:29:ff:fe:3e:5a:01", "00-0C-29-FF-FE-3E-5A-01"),
        (":".join(["80"] * 20), "-".join(["80"] * 20)),
        (":".join(["80"] * 7), None),
        ("00-0c-29-3e-5a-01", "00-0C-29-3E-5A-01"),
        ("000c.293e.5a01", "00-0C-29-3E-5A-01"),
        ("000c-293e-5a01", "00-0C-29-3E-5A-01"),
        ("000c293e5a01", "00-0C-29-3E-5A-01"),
        ("00-0c:29-3e:5a-01", None),
        # twelve digits, and an address
        ("192.168.100.200", None),
        ("00:0c:29:3e:5a:0g", None),
        ("\u0660\u0660:0c:29:3e:5a:01", None),
        ("", None),
    ],
)
def test_a_mac_has_the_form_of_ecs_or_is_none(text: str, expected: str | None) -> None:
    assert mac(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("0" * 40 + "7", 7),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        ("", None),
        ("٣", None),
        ("-1", None),
    ],
)
def test_a_number_fits_in_64_bits(text: str, expected: int | None) -> None:
    assert parse_uint(text) == expected
    assert not (text.isascii() and text.isdecimal()) or bounded(int(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12 * 10**9),
        ("0.001", 10**6),
        ("0.1234567891", 123456789),
        ("9" * 12, None),
        *((text, None) for text in ("1.x", "", ".5", "-1", "1:02")),
    ],
)
def test_seconds_become_nanoseconds(text: str, expected: int | None) -> None:
    assert nanoseconds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12", 12 * 10**6), ("0.001", 10**3), ("0.1234567", 123456), ("9" * 13, None), ("1.x", None), ("", None)],
)
def test_milliseconds_become_nanoseconds(text: str, expected: int | None) -> None:
    assert from_milliseconds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:02:03", 3723 * 10**9),
        ("00:00:00.25", 250_000_000),
        ("100:59:59", 363_599 * 10**9),
        *((text, None) for text in ("1:60:00", "1:00:60", "1:02", "1:02:", "-1:00:00", "1:2:3:4", "9" * 18 + ":00:00")),
    ],
)
def test_a_clock_s_time_becomes_nanoseconds(text: str, expected: int | None) -> None:
    assert from_clock(text) == expected


def test_a_process_is_what_the_tag_says() -> None:
    assert process(None) == {}
    assert process(Header(procid="7")) == {}
    assert process(Header(appname="named", procid="7")) == {"name": "named", "pid": 7}
    assert process(Header(appname="named", procid="7a")) == {"name": "named"}


def test_an_address_is_of_a_family() -> None:
    assert (family("192.0.2.1"), family("2001:db8::1")) == ("ipv4", "ipv6")
