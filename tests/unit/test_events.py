"""Events in CEF and LEEF: how values are told apart, read, and put in their places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.ecs import events, places
from ecsparse.formats import cef, leef
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS
from ecsparse.timestamps.clock import Clock, zoned
from ecsparse.timestamps.event_time import moment, moment_in_format
from ecsparse.timestamps.reference import Reference

HEADER = "CEF:0|Acme|Gate|2.1|100|Port scan|7|"
UTC_CLOCK = Clock()

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
keys = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.\[\]-]{0,20}", fullmatch=True)


def extension(written: str) -> dict[str, str]:
    return dict(cef.read(f"{HEADER}{written}").extension)


def escaped(value: str) -> str:
    for sign, escape in (("\\", "\\\\"), ("=", "\\="), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(sign, escape)
    return value


@given(st.lists(texts.map(str.strip), min_size=6, max_size=6), st.dictionaries(keys, texts, max_size=5))
def test_what_is_escaped_comes_back(header: list[str], said: dict[str, str]) -> None:
    # blanks at the ends of a value are not told from those between pairs, quotes are no part of it
    kept = {key: value.strip(" \t") for key, value in said.items()}
    kept = {key: value for key, value in kept.items() if value[:1] not in ('"', "'")}
    fields = [value.replace("\\", "\\\\").replace("|", "\\|") for value in header]
    event = cef.read(f"CEF:1|{'|'.join(fields)}|{' '.join(f'{key}={escaped(kept[key])}' for key in kept)}")
    assert event.version == "1"
    assert event.is_complete
    read = [event.vendor, event.product, event.product_version, event.signature, event.name, event.severity]
    assert read == header
    assert {key: value for key, value in event.extension if key in kept} == kept


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a=1 b=2", {"a": "1", "b": "2"}),
        ("a=x=y&z=w b=2", {"a": "x=y&z=w", "b": "2"}),
        ("a=one two  b=", {"a": "one two", "b": ""}),
        (r"a=x \b=2", {"a": r"x \b=2"}),
        ("a=x=y =z b=2", {"a": "x=y =z", "b": "2"}),
        ("a=http://h/?b=c ad.x[0]=1 v-k=2", {"a": "http://h/?b=c", "ad.x[0]": "1", "v-k": "2"}),
        (
            r"a=C:\Users\new b=C:\new\x c=\\host\share",
            {"a": r"C:\Users\new", "b": r"C:\new\x", "c": r"\\host\share"},
        ),
        (r"a=C:\\new b=x\\\=y c=\\n", {"a": r"C:\new", "b": "x\\=y", "c": r"\n"}),
        (r"a=C:\Temp\x\=y", {"a": r"C:\Temp\x=y"}),
        ("""a="x y" b='z' c="p" and "q" d=" """, {"a": "x y", "b": "z", "c": '"p" and "q"', "d": '"'}),
        ("lost a=1", {"a": "1"}),
        ("", {}),
    ],
)
def test_values_are_told_apart(written: str, read: dict[str, str]) -> None:
    assert extension(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("LEEF:1.0|A|B|1|e|a=1\tb=x=y", [("a", "1"), ("b", "x=y")]),
        ("LEEF:1.0|A|B|1|e|a=1^b=2", [("a", "1^b=2")]),
        ("LEEF:2.0|A|B|1|e|^|a=1^b=2\t", [("a", "1"), ("b", "2\t")]),
        ("LEEF:2.0|A|B|1|e|x7C|a=1|b=2", [("a", "1"), ("b", "2")]),
        ("LEEF:2.0|A|B|1|e|0x09|a=1\tb=2", [("a", "1"), ("b", "2")]),
        ("LEEF:2.0|A|B|1|e|0x0009|a=1\tb=2", [("a", "1"), ("b", "2")]),
        ("LEEF:2.0|A|B|1|e|a=1\tb=x|y", [("a", "1"), ("b", "x|y")]),
        ("LEEF:2.0|A|B|1|e|^|a=1\tb=2", [("a", "1"), ("b", "2")]),
        ("LEEF:1.0|A|B|1|e|src=1#011dst=2", [("src", "1"), ("dst", "2")]),
        ("LEEF:1.0|A|B|1|e|src=1 dst=2 3", [("src", "1"), ("dst", "2 3")]),
        ("LEEF:1.0|A|B|1|e|msg=x: depth=0, CN=y", [("msg", "x: depth=0, CN=y")]),
        ("LEEF:1.0|A|B|1|e|=1\tflag\t a =2", [("a", "2")]),
        ("LEEF:2.0|A|B|1|e", []),
    ],
)
def test_attributes_are_told_apart(written: str, read: list[tuple[str, str]]) -> None:
    event = leef.read(written)
    assert event.is_complete
    assert (event.vendor, event.product, event.product_version, event.event) == ("A", "B", "1", "e")
    assert event.attributes == read


INSTANT = "2023-10-31T14:09:55Z"


@pytest.mark.parametrize(
    "stated",
    [
        "1698761395",
        "1698761395000",
        "1698761395000000",
        "1698761395000000000",
        "Oct 31 2023 14:09:55",
        "Oct 31, 2023 14:09:55",
        "Oct 31 2023 14:09:55.000 UTC",
        "Oct 31 2023 09:09:55 EST",
        "Oct 31 2023 15:09:55 GMT+1",
        "Oct 31 2023 15:09:55 Europe/Paris",
        "Tue Oct 31 14:09:55 2023",
        "Tue Oct 31 15:09:55 CET 2023",
        "2023-10-31T15:09:55+01:00",
        "2023-10-31 19:39:55+0530",
        "2023/10/31 14:09:55 Z",
        "31/Oct/2023:15:09:55 +0100",
        "31-Oct-2023 14:09:55",
    ],
)
def test_a_time_is_read_in_each_of_its_forms(stated: str) -> None:
    assert moment(stated, UTC_CLOCK) == (INSTANT, False)


@pytest.mark.parametrize(
    "stated",
    [
        "", "now", "169876139", "16987613950", "٢٠٢٣-10-31 14:09:55", "Oct 32 2023 14:09:55",
        "Foo 31 2023 14:09:55",
        "Oct 31 2023 24:09:55", "Oct 31 2023 14:09:55 XYZ", "Oct 31 2023 14:09:55 Nowhere/City",
        "2023-13-31 14:09:55",
        "Oct 31 2023 14:09:55 ../etc/passwd", "Oct 31 2023 14:09:55 UTC UTC", "2023-10-31",
    ],
)  # fmt: skip
def test_what_is_no_time_for_certain_is_none(stated: str) -> None:
    assert moment(stated, UTC_CLOCK)[0] is None


def test_the_zone_of_an_event_is_that_of_its_times_without_one() -> None:
    assert moment("Oct 31 2023 15:09:55", UTC_CLOCK, "Europe/Paris") == (INSTANT, False)
    assert moment("Oct 31 2023 14:09:55 UTC", UTC_CLOCK, "Europe/Paris") == (INSTANT, False)
    assert moment("1698761395000", UTC_CLOCK, "Europe/Paris") == (INSTANT, False)
    assert moment("Oct 31 2023 15:09:55", UTC_CLOCK, "Paris") == (None, False)


def test_a_year_is_completed_by_the_reference_alone() -> None:
    clock = Clock()
    assert moment("Oct 31 14:09:55", clock) == (None, True)
    clock.reference = Reference.stated("2023-12-31", clock)
    assert moment("Oct 31 14:09:55", clock) == (INSTANT, True)
    # in the zone's new year, which in UTC is the reference's last hour
    assert moment("Jan  1 00:30:00.5 +0100", clock) == ("2023-12-31T23:30:00.5Z", True)
    assert moment("Dec 31 23:30:00 -0100", clock) == ("2023-01-01T00:30:00Z", True)


@pytest.mark.parametrize(
    ("layout", "stated"),
    [
        ("yyyy-MM-dd HH:mm:ss", "2023-10-31 14:09:55"),
        ("yyyyMMddHHmmss", "20231031140955"),
        ("yy.M.d H:m:s", "23.10.31 14:9:55"),
        ("MMM dd yyyy hh:mm:ss a z", "Oct 31 2023 03:09:55 PM CET"),
        ("EEE, dd MMMM yyyy HH:mm:ss.SSS Z", "Tue, 31 october 2023 15:09:55.000 +0100"),
        ("yyyy-MM-dd'T'HH:mm:ssX", "2023-10-31T14:09:55Z"),
        ("dd MMM yyyy 'at' HH''mm''ss", "31 Okt 2023 at 14'09'55"),
    ],
)
def test_a_time_is_read_in_the_layout_that_is_stated(layout: str, stated: str) -> None:
    assert moment_in_format(stated, layout, UTC_CLOCK) == (INSTANT, False)


@pytest.mark.parametrize(
    ("layout", "stated"),
    [
        ("yyyy-MM-dd HH:mm:ss", "2023-10-31 14:09:55 x"),
        ("yyyy-MM-dd HH:mm:ss", "2023-10-31"),
        ("yyyy-MM-dd hh:mm:ss", "2023-10-31 02:09:55"),
        ("yyyy-ww-dd HH:mm:ss", "2023-10-31 14:09:55"),
        ("yyyy HH:mm", "2023 14:09"),
        ("y" * 100, "2023"),
    ],
)
def test_a_time_in_another_layout_is_none(layout: str, stated: str) -> None:
    assert moment_in_format(stated, layout, UTC_CLOCK)[0] is None


@given(st.integers(1_000_000_000, 9_999_999_999))
def test_counts_of_seconds_and_of_milliseconds_are_the_same_instant(seconds: int) -> None:
    expected = f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
    assert moment(str(seconds), UTC_CLOCK) == moment(f"{seconds}000", UTC_CLOCK) == (expected, False)


def test_zones_that_lines_name_are_those_that_there_are() -> None:
    assert zoned("Europe/Paris") is zoned("Europe/Paris") is not None
    assert [zoned(name) for name in ("Europe/Atlantis", "../UTC", "/etc/passwd", "", "Europe/" + "x" * 100)] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("read", "good", "bad"),
    [
        (places.port_number, {"0": 0, "65535": 65535}, ["65536", "-1", "\u0665", "ssh", "1e3", "000001"]),
        (places.translated_port, {"1": 1}, ["0", "65536"]),
        (places.translated, {"192.0.2.1": "192.0.2.1"}, ["::", "x"]),
        (
            places.integer,
            {"-5": -5, "9223372036854775807": 2**63 - 1},
            ["9223372036854775808", "1.5", "-", "x", "\u0665"],
        ),
        (places.count, {"0": 0}, ["-1", "x"]),
        (places.decimal, {"0.5": 0.5, "-12": -12.0, "3": 3.0}, ["1e5", "nan", "inf", ".", "-", "1.2.3", "1" * 50]),
        (places.macs, {"00:00:5e:00:53:0a": ["00-00-5E-00-53-0A"]}, ["00:00", "x"]),
        (
            places.host,
            {
                "gw01": "gw01",
                "gw01.example.com": "gw01.example.com",
                "fe80::1%eth0": "fe80::1%eth0",
                "münchen": "münchen",
            },
            ["unknown", "192.0.2.256", "1.2", "a b", "a/b", "x" * 300],
        ),
        (events.hashes, {"MD5:" + "A" * 32: {"md5": "A" * 32}}, ["abc", "g" * 32]),
        (events.outcome, {"Success": "success", "FAILED": "failure"}, ["pending", "successor"]),
        (
            events.action,
            {"Block_Packet": "block-packet", " x ": "x", "Accès refusé!": "accès-refusé"},
            ["-", "..."],
        ),
    ],
)
def test_a_text_is_read_as_what_it_is_or_not_at_all(read, good, bad) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert {text: read(text) for text in good} == good
    assert [text for text in bad if read(text) is not None] == []


@pytest.mark.parametrize(
    ("original", "parts"),
    [
        (
            "www.example.com/a/b.js?c=d",
            {"domain": "www.example.com", "path": "/a/b.js", "query": "c=d", "extension": "js"},
        ),
        ("www.example.com:8080", {"domain": "www.example.com", "port": 8080}),
        ("/a.html", {"path": "/a.html", "extension": "html"}),
        ("page/a.html", {}),
        ("C:\\x.exe", {}),
        ("some words", {}),
    ],
)
def test_a_web_request_may_begin_with_its_host(original: str, parts: dict[str, object]) -> None:
    assert events.web_url(original) == {"original": original, **parts}


def test_a_line_chooses_no_key() -> None:
    hostile = "event.kind=alert cef.version=9 __proto__=y times=z labels.a=b"
    [document] = Pipeline(profile=ECS, reference_date="2026-01-01").documents([f"{HEADER}{hostile}"])
    assert document["cef"] == {"version": "0", "extensions": hostile.split(" ")}
    assert document["event"]["kind"] == "event"
    assert document.keys() == {
        "@timestamp", "cef", "ecs", "event", "message", "observer", "rule", "tags",
    }  # fmt: skip
