"""Times as logs write them, to UTC: against pendulum where there are zones, and `None` for what does not exist."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, timedelta

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.errors import EcsparseError, UnknownZone
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.header_time import says_year, says_zone
from ecsparse.timestamps.months import MONTHS, contradicts, month_number

ZONES = (
    "UTC", "Europe/Paris", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll", "Africa/Casablanca",
    "Africa/Monrovia", "Etc/GMT+12", "America/Sao_Paulo",
)  # fmt: skip
CLOCKS = {zone: Clock(zone) for zone in ZONES}

# Days on which clocks of these zones go forward or back, or a day is left out.
CHANGES = (
    datetime(2023, 3, 26, tzinfo=UTC), datetime(2023, 10, 29, tzinfo=UTC), datetime(2023, 3, 12, tzinfo=UTC),
    datetime(2023, 11, 5, tzinfo=UTC), datetime(2023, 4, 2, tzinfo=UTC), datetime(2023, 10, 1, tzinfo=UTC),
    datetime(2023, 9, 24, tzinfo=UTC), datetime(2011, 12, 30, tzinfo=UTC), datetime(1972, 1, 7, tzinfo=UTC),
    datetime(2023, 4, 23, tzinfo=UTC), datetime(2018, 11, 4, tzinfo=UTC),
)  # fmt: skip


def local_time(start: datetime, seconds: int) -> datetime:
    """The time `seconds` after `start`, without a zone."""
    return (start + timedelta(seconds=seconds)).replace(tzinfo=None)


zones = st.sampled_from(ZONES)
seconds = st.integers(
    0, (datetime(2199, 12, 31, tzinfo=UTC) - datetime(1902, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
)
anywhen = seconds.map(lambda number: local_time(datetime(1902, 1, 1, tzinfo=UTC), number))
near_a_change = st.builds(local_time, st.sampled_from(CHANGES), st.integers(-86400, 2 * 86400))
locals_ = st.one_of(anywhen, near_a_change)

OTHER_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
IMPOSSIBLE = (
    "2023-02-29", "2023-02-30", "2023-04-31", "2023-13-01", "2023-00-10", "2023-10-00", "2023-10-32", "0000-01-01",
    "1900-02-29",
)  # fmt: skip
IMPOSSIBLE_TIMES = ("24:00:00", "25:00:00", "15:60:00", "15:09:60", "99:99:99")


def in_utc(moment: datetime, zone: str) -> str:
    """UTC of a local time by pendulum's rules."""
    local = pendulum.datetime(*moment.timetuple()[:6], tz=zone)
    return local.in_timezone("UTC").strftime("%Y-%m-%dT%H:%M:%SZ")


def names_the_month(moment: datetime) -> str:
    """The short English name of a month, whatever the locale."""
    return list(MONTHS)[moment.month - 1]


@given(zones, locals_)
def test_a_local_time_is_what_pendulum_says(zone: str, moment: datetime) -> None:
    expected = in_utc(moment, zone)
    for clock in (CLOCKS[zone], Clock(zone)):
        assert clock.local(f"{moment:%Y-%m-%d %H:%M:%S}") == expected
        # an hour that is remembered says the same
        assert clock.local(f"{moment:%Y-%m-%d %H:%M:%S}") == expected
        assert clock.instant(f"{moment:%Y-%m-%dT%H:%M:%S}") == expected


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Paris", "2023-03-26"), ("Europe/Paris", "2023-10-29"), ("America/New_York", "2023-11-05"),
        ("Australia/Lord_Howe", "2023-04-02"), ("Australia/Lord_Howe", "2023-10-01"),
        ("Antarctica/Troll", "2023-03-26"),
        ("Pacific/Chatham", "2023-09-24"), ("Pacific/Chatham", "2023-04-02"), ("America/St_Johns", "2010-11-07"),
        ("America/St_Johns", "2010-03-14"), ("Asia/Kathmandu", "1986-01-01"), ("Africa/Monrovia", "1972-01-07"),
    ],
)  # fmt: skip
def test_what_a_clock_remembers_of_an_hour_holds_for_all_of_it(zone: str, day: str) -> None:
    clock, start = Clock(zone), datetime.fromisoformat(f"{day}T00:00:00")
    times = [start + timedelta(hours=hour, minutes=minute) for hour in range(24) for minute in (0, 15, 29, 30, 45, 59)]
    expected = [in_utc(time, zone) for time in times]
    for _ in range(3):
        assert [clock.local(f"{time:%Y-%m-%d %H:%M:%S}") for time in times] == expected


@given(zones, locals_)
def test_a_date_of_c_and_of_a_header_is_the_same_local_time(zone: str, moment: datetime) -> None:
    clock, expected = CLOCKS[zone], in_utc(moment, zone)
    month, time = names_the_month(moment), f"{moment:%H:%M:%S}"
    for day in (f"{moment.day}", f"{moment.day:2}", f"{moment.day:02}"):
        assert clock.ctime(f"Tue {month} {day} {time} {moment.year}") == expected
        assert clock.header(f"{month} {day} {moment.year} {time}") == expected
        assert clock.header(f"{month} {day} {time} {moment.year}") == expected
        assert clock.header(f"{month} {day} {time}") is None


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("Europe/Paris", "2023-03-26 01:59:59", "2023-03-26T00:59:59Z"),
        ("Europe/Paris", "2023-03-26 02:30:00", "2023-03-26T01:30:00Z"),
        ("Europe/Paris", "2023-03-26 03:30:00", "2023-03-26T01:30:00Z"),
        ("Europe/Paris", "2023-10-29 01:59:59", "2023-10-28T23:59:59Z"),
        ("Europe/Paris", "2023-10-29 02:30:00", "2023-10-29T01:30:00Z"),
        ("America/New_York", "2023-11-05 01:30:00", "2023-11-05T06:30:00Z"),
        ("Asia/Kolkata", "2024-02-29 00:00:00", "2024-02-28T18:30:00Z"),
        ("Asia/Kathmandu", "2023-10-31 15:09:55", "2023-10-31T09:24:55Z"),
        ("Australia/Lord_Howe", "2023-04-02 01:45:00", "2023-04-01T15:15:00Z"),
        ("Australia/Lord_Howe", "2023-10-01 02:15:00", "2023-09-30T15:45:00Z"),
        ("UTC", "2023-10-31 15:09:55", "2023-10-31T15:09:55Z"),
        ("UTC", "0001-01-01 00:00:00", "0001-01-01T00:00:00Z"),
        ("UTC", "9999-12-31 23:59:59", "9999-12-31T23:59:59Z"),
    ],
)
def test_gaps_folds_and_half_hours(zone: str, local: str, expected: str) -> None:
    assert Clock(zone).local(local) == expected


offsets = st.integers(-1439, 1439).map(lambda minutes: timedelta(minutes=minutes))
fractions = st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=12))


def expected_fraction(digits: str) -> str:
    """As the source has it, up to nanoseconds; none if it is zero."""
    return f".{digits[:9]}" if digits[:9].strip("0") else ""


def offset_text(offset: timedelta) -> str:
    """Such as `-09:30`."""
    minutes = offset // timedelta(minutes=1)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@given(zones, anywhen, offsets, fractions)
def test_an_instant_is_its_time_less_its_offset(zone: str, moment: datetime, offset: timedelta, fraction: str) -> None:
    clock, time, written = CLOCKS[zone], f"{moment:%Y-%m-%dT%H:%M:%S}", offset_text(offset)
    expected = f"{moment - offset:%Y-%m-%dT%H:%M:%S}{expected_fraction(fraction)}Z"
    for point in (".", ",") if fraction else ("",):
        for end in (written, written.replace(":", "")):
            assert clock.instant(f"{time}{point}{fraction}{end}") == expected
            assert clock.header(f"{time}{point}{fraction}{end}") == expected


@pytest.mark.parametrize(
    "fraction",
    ["", "0", "000000", "5", "50", "050", "123456789", "1234567891", "0000001", "000000001", "0000000001"],
)
def test_a_fraction_stays_as_it_is_up_to_nanoseconds_unless_it_is_zero(fraction: str) -> None:
    clock, expected = Clock(), f"2023-10-31T15:09:55{expected_fraction(fraction)}Z"
    point = "." if fraction else ""
    assert clock.epoch("1698764995", fraction) == expected
    assert clock.instant(f"2023-10-31T15:09:55{point}{fraction}Z") == expected
    assert clock.header(f"Oct 31 2023 15:09:55{point}{fraction}") == expected


@given(st.integers(0, 7_000_000_000), fractions)
def test_an_epoch_is_counted_from_1970(number: int, fraction: str) -> None:
    expected = f"{local_time(datetime(1970, 1, 1, tzinfo=UTC), number):%Y-%m-%dT%H:%M:%S}{expected_fraction(fraction)}Z"
    assert Clock("Asia/Tokyo").epoch(f"{number}", fraction) == expected


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "Asia/Kathmandu"])
def test_a_time_that_does_not_exist_is_none(zone: str) -> None:
    clock = Clock(zone)
    pairs = [(date, "15:09:55") for date in IMPOSSIBLE] + [("2023-10-31", time) for time in IMPOSSIBLE_TIMES]
    wrong = [pair for pair in pairs if clock.local(" ".join(pair)) is not None]
    wrong += [pair for pair in pairs for end in ("", "Z", "+01:00") if clock.instant("T".join(pair) + end) is not None]
    assert wrong == []
    # nor does it spoil the hour that it seems to be in
    assert clock.instant("2023-10-31T15:09:55Z") == "2023-10-31T15:09:55Z"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "now", "today", "2023-W44-2", "2023-304", "20231031 150955", "2023-10-31", "15:09:55",
        "2023-10-31 15:09", "2023-10-31 15:09:55 ", " 2023-10-31 15:09:55", "2023-10-31 15:09:55\n",
        "2023-10-31  15:09:55", "2023-10-31 15:09:55 C3T", "2023-10-31 15:09:55.", "+2023-10-31 15:09:55",
        "2023-10-31T15:09:55X", "2023-10-31T15:09:55+1", "2023-10-31T15:09:55 Z",
        "2023-10-31T15:09:55.Z", "2023-10-31T15:09:55+25:00", "2023-10-31T15:09:55+24:00",
        "2023-10-31T15:09:55+01:60", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
        "Oct 31", "Oct 31 2023",
        "Tue Oct 31 15:09:55", "Tue Okt 31 15:09:55 2023", "Tue Oct 32 15:09:55 2023", "Tue Feb 29 15:09:55 2023",
        "Tue Oct +1 15:09:55 2023", "Tue Oct 31 15:09:55 23", "Tue Oct 31 15:09 2023", "Oct 31 2023 15:09:55 C3T",
        "2023-10-31T15:09:55Z\n",
    ],
)  # fmt: skip
def test_what_is_no_time_is_none(text: str) -> None:
    for clock in (Clock(), CLOCKS["Europe/Paris"]):
        assert [clock.local(text), clock.ctime(text), clock.instant(text), clock.header(text)] == [None] * 4


def test_a_header_that_begins_with_the_year_may_have_a_blank_and_slashes() -> None:
    clock = CLOCKS["Europe/Paris"]
    for text in ("2023-10-31 15:09:55.5", "2023/10/31 15:09:55,5"):
        assert clock.header(text) == "2023-10-31T14:09:55.5Z"
        assert (says_year(text), says_zone(text)) == (True, False)
    for text in ("2023-10-31 15:09:55Z", "2023-10-31 15:09:55 UTC", "2023/10/31 16:09:55+01:00",
                 "2023-10-31 16:09:55+01", "2023-10-31T16:09:55+01"):  # fmt: skip
        assert clock.header(text) == "2023-10-31T15:09:55Z"
        assert (says_year(text), says_zone(text)) == (True, True)
        assert [clock.local(text), clock.ctime(text), clock.instant(text)] == [None] * 3


@pytest.mark.parametrize("seconds", ["", " 1", "1 ", "-1", "+1", "1_0", "1.5", "x", "9" * 12, "9" * 4000, "²"])
def test_what_is_no_epoch_is_none(seconds: str) -> None:
    assert Clock().epoch(seconds, "") is None
    assert not seconds or Clock().epoch("0", seconds) is None or seconds == "9" * len(seconds)


def test_digits_of_other_scripts_are_none() -> None:
    clock = Clock()
    for text in ("2023-10-31 15:09:55", "2023-10-31T15:09:55Z", "2023-10-31T15:09:55.5+01:00"):
        assert clock.local(text) or clock.instant(text)
        places = [match.start() for match in re.finditer("[0-9]", text)]
        changed = [text[:place] + text[place].translate(OTHER_DIGITS) + text[place + 1 :] for place in places]
        assert [clock.local(other) for other in changed] == [None] * len(places)
        assert [clock.instant(other) for other in changed] == [None] * len(places)
    for day in ("31".translate(OTHER_DIGITS), "3" + "1".translate(OTHER_DIGITS), "\uff13"):
        assert clock.ctime(f"Tue Oct {day} 15:09:55 2023") is None
        assert clock.header(f"Oct {day} 2023 15:09:55") is None
    assert clock.header("Oct 31 2023 15:09:" + "55".translate(OTHER_DIGITS)) is None
    assert clock.epoch("1698764995".translate(OTHER_DIGITS), "") is None


def held(clock: Clock) -> int:
    """How many bytes the containers of `clock` take, whatever they are."""
    return sum(sys.getsizeof(getattr(clock, name)) for name in Clock.__slots__)


@pytest.mark.long
def test_what_a_clock_remembers_is_bounded() -> None:
    clock, sizes, start = Clock(), list[int](), datetime(1999, 1, 1, tzinfo=UTC)
    for number in range(40_000):
        moment = start + timedelta(hours=number, seconds=number * 7)
        clock.local(f"{moment:%Y-%m-%d %H:%M:%S}")
        clock.instant(f"{moment:%Y-%m-%dT%H:%M:%S}+0{number % 3}:00")
        sizes.append(held(clock))
    assert max(sizes) == max(sizes[:10_000])


@pytest.mark.parametrize("zone", ["", "Nowhere", "Europe", "../etc/passwd", "Europe/Paris\n", "/etc/localtime"])
def test_an_unknown_zone_is_named_with_what_to_do(zone: str) -> None:
    with pytest.raises(UnknownZone, match=r"unknown time zone: .*; use an IANA name") as raised:
        Clock(zone)
    assert isinstance(raised.value, EcsparseError)
    assert repr(zone) in str(raised.value)


@given(anywhen, st.sampled_from(("sep", "Sep", "SEP", "août", "10月", "lis")), st.text("0123456789.٣:", max_size=8))
def test_a_date_with_a_month_of_a_name_is_the_local_time(moment: datetime, month: str, rest: str) -> None:
    number = month_number(month)
    date = f"{moment:%d} {month} {moment.year:04} {moment:%H:%M:%S}"
    expected = None if number is None else in_utc_or_none(moment, number, "Europe/Paris")
    for _ in range(2):
        assert CLOCKS["Europe/Paris"].dated(date) == expected
    digits = re.fullmatch(r"\.([0-9]{1,9})", rest)
    if expected is None or (digits is None and rest):
        assert CLOCKS["Europe/Paris"].dated(f"{date}{rest}") is None
    elif digits is not None:
        fraction = rest if digits[1].strip("0") else ""
        assert CLOCKS["Europe/Paris"].dated(f"{date}{rest}") == f"{expected[:-1]}{fraction}Z"


def in_utc_or_none(moment: datetime, month: str, zone: str) -> str | None:
    """UTC of a local time in another month, `None` where that has no such day."""
    try:
        return in_utc(moment.replace(month=int(month)), zone)
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("name", "number"),
    [("jan", "01"), ("FÉVR.", "02"), ("Mrz", "03"), ("avr", "04"), ("maj", "05"), ("giu", "06"), ("juil", "07"),
     ("ago", "08"), ("set", "09"), ("окт", "10"), ("11月", "11"), ("dez", "12"), ("srp", None), ("lis", None),
     ("13月", None), ("", None), ("janitor", None)],
)  # fmt: skip
def test_months_are_known_by_names_that_are_no_other_months(name: str, number: str | None) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("weekday", "day", "found"),
    [("Tue", "3", False), ("TUESDAY", "03", False), ("Wed", "3", True), ("mer", "3", False)],
)
def test_an_english_weekday_can_contradict_its_date(weekday: str, day: str, *, found: bool) -> None:
    assert contradicts(weekday, day, "Oct", "2023") is found


@pytest.mark.parametrize(
    "text",
    [
        "31 feb 2023 08:15:42", "3 oct 2023 8:15", "03 oct 2023 24:00:00.5", "0003 oct 2023 08:15:42",
        "03 oct 23 08:15:42", "03 oct 2023 08:15:42.", "03 oct 2023 08:15:42,5", "03 oct 2023 08:15:42.10423٣",
        "٠٣ oct 2023 08:15:42.104233",
    ],
)  # fmt: skip
def test_dates_that_are_none_give_no_time(text: str) -> None:
    clock = Clock()
    assert clock.dated("03 oct 2023 08:15:42.104233") == "2023-10-03T08:15:42.104233Z"
    assert clock.dated("3 oct 2023 8:15:42") == "2023-10-03T08:15:42Z"
    assert clock.dated(text) is None
