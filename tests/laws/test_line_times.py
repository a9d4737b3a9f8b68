"""A time that a line states is the document's, before one that is assumed: in every usual spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from command import sample_lines
from sampled import SAMPLES, chosen_samples, each_extent

from ecsparse.outcomes import REJECTED, UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS

if TYPE_CHECKING:
    from command import Sample

ASSUMED = frozenset(("timestamp_assumed", "year_assumed"))
REFERENCE = "2026-06-01T00:00:00Z"
PIPELINE = Pipeline(profile=ECS, timezone="Europe/Paris", reference_date=REFERENCE)

# 2024-03-04T05:06:07Z, in texts that say the zone, or write what is local time in Paris
INSTANT = "2024-03-04T05:06:07Z"
MILLISECONDS = "2024-03-04T05:06:07.123Z"

WITH_ZONE = (
    "2024-03-04T05:06:07Z", "2024-03-04 05:06:07Z", "2024-03-04T06:06:07+01:00", "2024-03-04T06:06:07+0100",
    "2024-03-04T06:06:07+01", "2024-03-04 06:06:07 +0100", "2024-03-04 05:06:07 UTC", "2024-03-04 05:06:07UTC",
    "2024-03-04 05:06:07 GMT", "2024-03-04 06:06:07 CET", "2024/03/04 05:06:07 UTC", "2024/03/04T05:06:07Z",
    "Mon 2024-03-04 05:06:07 UTC", "2024-03-04 10:36:07 Asia/Kolkata", "04/Mar/2024:06:06:07 +0100",
    "04-Mar-2024 05:06:07 UTC", "Mon, 04 Mar 2024 05:06:07 GMT", "Mon, 4 Mar 2024 06:06:07 +0100",
    "Mon Mar  4 05:06:07 UTC 2024", "2024-03-04_05:06:07Z", "2024-03-04t05:06:07Z", "2024-03-04 14:06:07 GMT+9",
)  # fmt: skip
WITHOUT_ZONE = (
    "2024-03-04T06:06:07", "2024-03-04 06:06:07", "2024/03/04 06:06:07", "2024.03.04 06:06:07", "2024-3-4 6:06:07",
    "2024-03-04  06:06:07", "04/Mar/2024:06:06:07", "04-Mar-2024 06:06:07", "04 Mar 2024 06:06:07",
    "Mon Mar  4 06:06:07 2024", "Mon Mar 04 06:06:07 2024", "04.03.2024 06:06:07", "4.3.2024, 06:06:07",
    "2024-03-04 6:06:07 AM", "Mar 04, 2024 06:06:07 am",
)  # fmt: skip
FRACTIONS = (
    "2024-03-04T05:06:07.123Z", "2024-03-04T05:06:07,123Z", "2024-03-04 05:06:07.123 UTC",
    "2024-03-04 05:06:07,123Z", "2024-03-04 06:06:07.123+01:00", "2024/03/04 05:06:07.123 UTC",
    "04/Mar/2024:06:06:07.123 +0100", "1709528767.123",
)  # fmt: skip
COUNTS = ("1709528767", "1709528767000", "1709528767000000", "1709528767000000000")
FRONTS = (
    "{} ",
    "[{}] ",
    "({}) ",
    '"{}" ',
    "  {} ",
    "[{}]: ",
    "INFO {} ",
    "[INFO] [{}] ",
    "ERROR: {} ",
    "{}\t",
    "{}: ",
)

# 15:09:55
CLOCK_TIME = re.compile("[0-9]:[0-9]{2}:[0-9]{2}")

# 2024-03-04 05:06:07 UTC
OPENVPN_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} [A-Z+]")

# What no product claims.
TEXT = "startup archives unpack"

ELSEWHERE = (
    "192.0.2.1 - - [04/Mar/2024:06:06:07 +0100] something else",
    "www.example.com:443 192.0.2.1 - alice [04/Mar/2024:06:06:07 +0100] something else",
    "audit(1709528767.000:456): something else",
    "node=web1 msg=audit(1709528767.000:456): something else",
    'time="2024-03-04T05:06:07Z" level=info msg="something else"',
    "time=2024-03-04T05:06:07Z level=info",
    "level=info ts=1709528767 msg=hello",
    "level=info ts=2024-03-04T05:06:07Z",
    'timestamp="2024-03-04 06:06:07" level=info',
    'date=2024-03-04 time=06:06:07 devname="fw1" tz="+0100"',
    'date=2024-03-04 time=06:06:07 devname="fw1"',
    '{"@timestamp":"2024-03-04T05:06:07Z","message":"hello"}',
    '{"message":"hello","time":"2024-03-04 06:06:07"}',
    '{"ts":1709528767,"level":"info"}',
    '{"ts":1709528767.0,"level":"info"}',
    '{"eventTime":"2024-03-04T05:06:07Z"}',
    '{"event_time":1709528767000}',
    '{"timestamp":1709528767000000}',
    '{"Timestamp":"1709528767000000000"}',
    '{"t":{"$date":"2024-03-04T06:06:07.000+01:00"},"s":"I"}',
    ' {"date":"yesterday","time":1709528767}',
)

# Times that are none, or of which nobody knows what they are.
NONE = (
    "hello",
    "2024-03-04 startup",
    "2024-13-04 05:06:07 impossible",
    "2024-02-30 05:06:07 impossible",
    "2024-03-04 25:06:07 impossible",
    "2024-03-04 05:06:07 IST of India, Israel or Ireland",
    "2024-03-04 05:06:07Q a letter",
    "0001-01-01T00:00:00Z of nobody",
    "1709528767",
    "1709528767123",
    "17095287 too short",
    "4155550123 calls",
    "9999999999 bottles",
    "1709528767: a queue's name",
    "0123456789 0",
    "[  123.456789] since the start",
    "03/04/2024 05:06:07 of March or April",
    "05:06:07 any day",
    "level=info time=12ms",
    "took time=1709528767 of pairs that do not begin the line",
    '{"time":"soon","ts":12,"timestamp":true,"t":null}',
    '{"nested":{"time":1709528767}}',
    '{"time":1709528767',
    '["2024-03-04T05:06:07Z"',
    "٢٠٢٤-03-04 05:06:07 digits of another script",
)


def converted(line: str) -> dict[str, Any]:
    """The document of a line."""
    return PIPELINE.document(line)[1]


def told(line: str) -> tuple[str, list[str]]:
    """The time of a line's document, and its tags."""
    document = converted(line)
    return document["@timestamp"], document.get("tags", [])


@pytest.mark.parametrize("front", FRONTS)
def test_an_unmatched_line_has_the_time_that_it_begins_with(front: str) -> None:
    for texts, expected in ((WITH_ZONE + WITHOUT_ZONE, INSTANT), (FRACTIONS, MILLISECONDS)):
        for text in texts:
            if front == "{}: " and text == "1709528767.123":
                continue  # a queue's name may look so
            assert (text, *told(front.format(text) + TEXT)) == (text, expected, [])


@pytest.mark.parametrize("front", ["{} ", "[{}] ", '"{}" ', "{}\t"])
def test_a_count_since_1970_is_a_time(front: str) -> None:
    assert {told(front.format(text) + TEXT) == (INSTANT, []) for text in COUNTS} == {True}


@pytest.mark.parametrize("line", ELSEWHERE)
def test_an_unmatched_line_has_the_time_that_its_format_states(line: str) -> None:
    assert told(line) == (INSTANT, [])


@pytest.mark.parametrize("line", NONE)
def test_a_time_that_is_none_is_not_made_one(line: str) -> None:
    assert told(line) == (REFERENCE, ["timestamp_assumed"])


def test_the_zone_is_said_where_it_was_taken() -> None:
    zones = [
        [converted(f"{text} {TEXT}")["event"].get("timezone") for text in texts] for texts in (WITH_ZONE, WITHOUT_ZONE)
    ]
    assert zones == [[None] * len(WITH_ZONE), ["Europe/Paris"] * len(WITHOUT_ZONE)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"[Mar  4 06:06:07] {TEXT}", ("2026-03-04T05:06:07Z", ["year_assumed"])),
        (f"Mar  5 06:06:07 web1 app: [Mar  4 06:06:07] {TEXT}", ("2026-03-05T05:06:07Z", ["year_assumed"])),
        (f"Mar  5 06:06:07 web1 app: 2024-03-04 06:06:07 {TEXT}", (INSTANT, [])),
        ('Mar  5 06:06:07 web1 app: {"ts":1709528767}', (INSTANT, [])),
        (f"Mar  5 06:06:07 web1 app: 1709528767 {TEXT}", ("2026-03-05T05:06:07Z", ["year_assumed"])),
        (f"2025-03-05T05:06:07Z web1 app: 2024-03-04 06:06:07 {TEXT}", ("2025-03-05T05:06:07Z", [])),
        (f"<13>1 2025-03-05T05:06:07Z web1 app 7 - - 2024-03-04 06:06:07 {TEXT}", ("2025-03-05T05:06:07Z", [])),
        (f"<13>app: 2024-03-04 06:06:07 {TEXT}", (INSTANT, [])),
    ],
)
def test_a_header_that_says_the_year_is_before_the_text_and_one_that_does_not_behind_it(
    line: str, expected: tuple[str, list[str]]
) -> None:
    assert PIPELINE.document(line)[0] == UNMATCHED
    assert told(line) == expected


def without_time(extent: str) -> list[tuple[Sample, str]]:
    """Samples of all products, and their messages, that state no time but in a header, nor an impossible one."""
    samples = chosen_samples()[::2] if extent == "chosen" else SAMPLES
    pairs = [(sample, converted(sample.text)["message"]) for sample in samples]
    return [
        (sample, message)
        for sample, message in pairs
        if "timestamp_assumed" in told(message)[1]
        and CLOCK_TIME.search(message[:64]) is None
        # the kernel's power management, or the half of a day
        and not message.startswith("PM: ")
    ]


@each_extent
def test_a_time_before_a_line_of_any_product_is_the_document_s(extent: str) -> None:
    """Whether the product still claims the line, as netfilter's with what `dmesg -T` writes, or nobody does."""
    claimed, wrong = set(), []
    for sample, message in without_time(extent):
        for text in (*WITH_ZONE, *WITHOUT_ZONE):
            for front in ("{} ", "[{}] "):
                line = front.format(text) + message
                if sample.product == "openvpn" and OPENVPN_DATE.match(line):
                    continue  # OpenVPN's own date, and a name with blanks behind it
                outcome, document = PIPELINE.document(line)
                if outcome not in REJECTED:
                    claimed.add(sample.product)
                if document["@timestamp"] != INSTANT or ASSUMED & set(document.get("tags", [])):
                    wrong.append((line, outcome, document["@timestamp"]))
    assert wrong == []
    assert "netfilter" in claimed


def test_dmesg_with_times_gives_packets_their_year() -> None:
    packet = "IN=eth0 OUT= SRC=192.0.2.1 DST=198.51.100.2 LEN=40 PROTO=TCP SPT=1 DPT=22"
    line = f"[Mon Mar  4 06:06:07 2024] [UFW BLOCK] {packet}"
    outcome, document = PIPELINE.document(line)
    assert (outcome, document["@timestamp"], document.get("tags")) == ("netfilter", INSTANT, None)
    assert document["event"]["timezone"] == "Europe/Paris"


@pytest.mark.thinned(4)
@pytest.mark.parametrize("blanks", [" ", "  ", "\t", " " * 20])
def test_blanks_before_openvpn_s_date_change_nothing(blanks: str) -> None:
    dated = [line.decode() for line in sample_lines("openvpn/*.log") if line[:1].isdigit() or line[:3].isalpha()]
    plain = [(line, *PIPELINE.document(line)) for line in dated if PIPELINE.document(line)[1]["message"] == line]
    plain = [each for each in plain if not ASSUMED & set(each[2].get("tags", []))]
    assert len(plain) > 100
    for line, outcome, expected in plain:
        found, document = PIPELINE.document(blanks + line)
        expected["message"] = blanks + line
        expected["event"] = {**expected["event"], "original": blanks + line}
        assert (found, document) == (outcome, expected)
