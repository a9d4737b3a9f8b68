"""The year of lines that do not say it: by the clock while lines come in, by the file's date where they are old."""

from __future__ import annotations

import gzip
import os
import pickle
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import documents, run, started
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.cli.inputs import Written
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.months import MONTHS
from ecsparse.timestamps.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

# as Fedora and as Debian install it
FAKETIME = next(
    (path for folder in ("lib*", "lib/*") for path in Path("/usr").glob(f"{folder}/faketime/libfaketime.so.1")), None
)

# Streams begin here, some days before something happens to the calendar, or nothing.
STARTS = (
    datetime(2026, 6, 1, tzinfo=UTC),
    datetime(2026, 12, 30, 12, tzinfo=UTC),
    datetime(2028, 2, 27, 12, tzinfo=UTC),
    datetime(2100, 2, 27, 12, tzinfo=UTC),
)
STREAM = timedelta(days=3)
# The clock of who writes is ahead by so many hours, or lines come so many hours late.
AHEAD = (0, 5, 23, -5, -24 * 300)

_NAMES = {number: name for name, number in MONTHS.items()}


def line_at(moment: datetime) -> bytes:
    """A line of sshd's with a time as RFC 3164 has it."""
    return f"{_NAMES[f'{moment:%m}']} {moment.day:2} {moment:%H:%M:%S} web1 sshd[7]: Connection closed".encode()


def utc(moment: datetime) -> str:
    """The time as documents have it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def moments(start: datetime, ahead: int) -> Iterator[tuple[datetime, datetime]]:
    """The times of a stream, one for each five hours, and those of its lines."""
    now = start
    while now <= start + STREAM:
        yield now, now + timedelta(hours=ahead)
        now += timedelta(hours=5)


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def assumed(document: dict[str, Any]) -> tuple[str, list[str]]:
    """The time of a document, and its tags."""
    return document["@timestamp"], document.get("tags", [])


@pytest.mark.parametrize("ahead", AHEAD)
@pytest.mark.parametrize("start", STARTS, ids=utc)
def test_a_pipeline_in_a_service_takes_the_year_from_the_clock_when_lines_are_given(
    start: datetime, ahead: int
) -> None:
    hands = Hands()
    hands.now = start.timestamp()
    pipeline = Pipeline(profile=ECS, now=hands)
    for now, written in moments(start, ahead):
        hands.now = now.timestamp()
        (one,) = pipeline.documents([line_at(written)])
        several = documents(pipeline.convert(line_at(written) + b"\n" + line_at(written) + b"\n"))
        assert [assumed(each) for each in (one, *several)] == [(utc(written), ["year_assumed"])] * 3
        (without,) = pipeline.documents([b"no time at all"])
        assert assumed(without) == (utc(now), ["timestamp_assumed"])


def test_documents_are_dated_when_each_line_is_given() -> None:
    hands = Hands()
    pipeline = Pipeline(profile=ECS, now=hands)
    pairs = list(moments(STARTS[0], 0))

    def given_late() -> Iterator[bytes]:
        for now, written in pairs:
            hands.now = now.timestamp()
            yield line_at(written)

    found = [document["@timestamp"] for document in pipeline.documents(given_late())]
    assert found == [utc(written) for _, written in pairs]


def test_an_observed_time_holds_until_it_is_taken_back() -> None:
    hands = Hands()
    hands.now = datetime(2026, 6, 1, tzinfo=UTC).timestamp()
    pipeline = Pipeline(profile=ECS, now=hands)
    line = line_at(datetime(2019, 3, 4, tzinfo=UTC))
    years = []
    for seconds in (None, datetime(2019, 5, 1, tzinfo=UTC).timestamp(), None):
        pipeline.observe(seconds)
        years += [
            document["@timestamp"][:4] for document in (*pipeline.documents([line]), *documents(pipeline.convert(line)))
        ]
    assert years == ["2026", "2026", "2019", "2019", "2026", "2026"]


def test_a_stated_reference_date_is_before_the_clock() -> None:
    pipeline = Pipeline(profile=ECS, reference_date="2020-06-01", now=Hands())
    (document,) = pipeline.documents([line_at(datetime(2020, 3, 4, tzinfo=UTC))])
    assert document["@timestamp"] == "2020-03-04T00:00:00Z"


def test_what_makes_a_pipeline_with_a_clock_can_be_sent_to_another_process() -> None:
    recipe = pickle.dumps(partial(Pipeline, profile=ECS, now=Hands()))
    made = pickle.loads(recipe)()  # noqa: S301 - it was made here
    (document,) = made.documents([b"no time at all"])
    assert document["@timestamp"] == "1970-01-01T00:00:00Z"


@pytest.mark.long
@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(2023, 1, 1), datetime(2033, 1, 1)),  # noqa: DTZ001 - made UTC below
            st.sampled_from(
                ("Jan  1 00:00:00", "Feb 28 23:59:59", "Feb 29 12:00:00", "Dec 31 23:59:59", "Jun  9 07:00:00")
            ),
        ),
        max_size=30,
    ),
    st.sampled_from(("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago")),
)
def test_what_a_clock_remembers_never_shows(steps: list[tuple[datetime, str]], zone: str) -> None:
    """The reference goes on and back; each time is what a clock that remembers nothing makes of it."""
    clock = Clock(zone)
    for moment, text in steps:
        fresh = Clock(zone)
        clock.reference = fresh.reference = Reference.observed(moment.replace(tzinfo=UTC).timestamp())
        assert clock.header(text) == fresh.header(text)


def test_a_file_that_grows_is_dated_when_it_was_written_last(tmp_path: Path) -> None:
    path = tmp_path / "auth.log"
    path.write_bytes(b"")
    times = []
    with path.open("rb") as file:
        os.utime(path, (0, 1000))
        written = Written(file.fileno())
        for modified in (1000, 300_000, 2000):
            os.utime(path, (0, modified))
            times.append(written.latest())
    assert times == [1000, 300_000, 300_000]


@pytest.mark.skipif(FAKETIME is None, reason="faketime is not installed")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("start", STARTS[:3], ids=utc)
def test_a_pipe_that_stays_open_takes_the_year_from_the_clock(start: datetime, jobs: str, tmp_path: Path) -> None:
    hands = tmp_path / "now"

    def move(now: datetime) -> None:
        """Move the clock of the command; it never reads a file that is half written."""
        (tmp_path / "next").write_text(f"{now:%Y-%m-%d %H:%M:%S}\n")
        (tmp_path / "next").replace(hands)

    move(start)
    prepare = (
        f"export LD_PRELOAD={FAKETIME} FAKETIME_TIMESTAMP_FILE={hands} FAKETIME_NO_CACHE=1 TZ=UTC"
        " FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1"
    )
    with started("--profile", "ecs", "--jobs", jobs, prepare=prepare) as session:
        for now, written in moments(start, 5):
            move(now)
            session.write(line_at(written) + b"\n")
            assert assumed(orjson.loads(session.read())) == (utc(written), ["year_assumed"])
        session.stdin.close()
        assert session.end() == (0, b"")


def years(*arguments: str | Path, stdin: bytes = b"") -> list[str]:
    """The years of the documents that the command writes."""
    return [document["@timestamp"][:4] for document in documents(run(*arguments, stdin=stdin).stdout)]


def member(year: int, *, stated: bool = True) -> bytes:
    """A gzip file of two lines of a year, which it states or not."""
    written = datetime(year, 3, 4, tzinfo=UTC)
    return gzip.compress(line_at(written) + b"\nno time\n", mtime=int(written.timestamp()) if stated else 0)


def test_gzip_says_when_what_it_holds_was_written(tmp_path: Path) -> None:
    path = tmp_path / "auth.log.gz"
    path.write_bytes(member(2019) + member(2021) + member(2023, stated=False))
    os.utime(path, (0, datetime(2024, 5, 1, tzinfo=UTC).timestamp()))
    expected = [year for year in ("2019", "2021", "2024") for _ in range(2)]
    for options in ((), ("--jobs", "2")):
        assert years("--profile", "ecs", *options, path) == expected
        assert years("--profile", "ecs", *options, stdin=path.read_bytes())[:4] == expected[:4]
    run("convert", "--profile", "ecs", path, "--output-dir", tmp_path / "out")
    (output,) = (tmp_path / "out").rglob("*.ndjson")
    assert [document["@timestamp"][:4] for document in documents(output.read_bytes())] == expected


def test_what_gzip_wrote_for_days_is_of_the_days_that_followed(tmp_path: Path) -> None:
    began, ended = datetime(2021, 6, 1, tzinfo=UTC), datetime(2021, 6, 6, tzinfo=UTC)
    path = tmp_path / "auth.log.gz"
    path.write_bytes(gzip.compress(line_at(datetime(2021, 6, 5, tzinfo=UTC)) + b"\n", mtime=began.timestamp()))
    os.utime(path, (0, ended.timestamp()))
    assert years("--profile", "ecs", path) == ["2021"]
    run("convert", "--profile", "ecs", path, "--output-dir", tmp_path / "out")
    (output,) = (tmp_path / "out").rglob("*.ndjson")
    assert [document["@timestamp"][:4] for document in documents(output.read_bytes())] == ["2021"]


def test_each_file_is_dated_by_itself(tmp_path: Path) -> None:
    paths = []
    for year in (2019, 2022, 2020):
        path = tmp_path / f"{year}.log"
        path.write_bytes(line_at(datetime(year, 3, 4, tzinfo=UTC)) + b"\nno time\n")
        os.utime(path, (0, datetime(year, 5, 1, tzinfo=UTC).timestamp()))
        paths.append(path)
    expected = [path.stem for path in paths for _ in range(2)]
    for options in ((), ("--jobs", "2")):
        assert years("--profile", "ecs", *options, *paths) == expected


def test_sniff_and_explain_take_the_year_that_the_filter_takes(tmp_path: Path) -> None:
    path = tmp_path / "auth.log.gz"
    path.write_bytes(member(2019))
    found = orjson.loads(run("sniff", "--format", "json", path).stdout)
    assert found["total"]["outcomes"][0]["first"][:4] == "2019"
    explained = orjson.loads(run("explain", "--profile", "ecs", "--format", "json", "--file", path).stdout)
    assert explained["document"]["@timestamp"][:4] == "2019"
