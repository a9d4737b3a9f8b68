"""The options, one by one, and wrong use."""

from __future__ import annotations

import os
import pty
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pendulum
import pytest
from command import DATED, ENVIRONMENT, REFERENCE, documents, is_shared, messages, run, samples
from sampled import SAMPLES, chosen_samples, each_extent

import ecsparse
from ecsparse.errors import UnknownZone
from ecsparse.pipeline import Pipeline
from ecsparse.timestamps.zones import local_zone

MATCHED = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened"
UNMATCHED = b"nothing known"
MALFORMED = b'@cee: {"category": "USER", "type": "USER_X"'
BAD_BYTES = b"\xff" + MALFORMED

PRODUCTS = sorted({path.parent.name for path in samples("*/*.log")} - {"unmatched"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one line in `in.log`."""
    (tmp_path / "in.log").write_bytes(b"a\n")
    return tmp_path


def expected_utc(local: str, zone: str) -> str:
    """UTC of a local time by pendulum's rules."""
    year, month, day, hour, minute, second = map(int, re.split("[- :]", local))
    moment = pendulum.datetime(year, month, day, hour, minute, second, tz=zone)
    return moment.in_timezone("UTC").format("YYYY-MM-DD[T]HH:mm:ss[Z]")


def outcomes(stdout: bytes) -> list[str | None]:
    """The `error.type` of each document, `None` for one without an error."""
    return [document.get("error", {}).get("type") for document in documents(stdout)]


def test_every_option_of_the_help_is_used_by_a_test() -> None:
    offered = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", run("--help").stdout.decode().partition("Examples:")[0]))
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parents[1].rglob("test_*.py"))
    assert {option for option in offered if f'"{option}"' not in tests} == set()
    assert {"--help", "-h", "--output", "-o"} - offered == set()


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("-v", "--help", "missing")])
def test_help_is_written_to_standard_output(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", run("--help").stdout)
    assert done.stdout.startswith(b"Usage: ecsparse ")


def test_the_version_is_written_to_standard_output() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"ecsparse {ecsparse.__version__}\n".encode())
    assert done.stderr == b""


@pytest.mark.thinned(4)
@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_fail_when_they_cannot_be_written(option: str, redirect: str) -> None:
    done = run(option, redirect=redirect)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"ecsparse: write error: ")


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        *((arguments, arguments[0]) for arguments in (("--nothing",), ("-z",), ("--strictly",))),
        *((("--product", name), "product") for name in ("", "nothing", "OPENVPN", "../openvpn", "__init__")),
        *(
            (("--timezone", name), "zone")
            for name in ("", "Nowhere", "Europe", "../etc/passwd", "+25:00", "+1", "+0100", "+01:60", "01:00")
        ),
        *((("--max-unmatched", text), text) for text in ("x", "-1", "%", "1.5", "nan", "1e3", "inf%", "101%", "٣")),
        *((("--max-line", text), text) for text in ("0", "-1", "x", "1.5", "1kb", "M", "0M", "1 M", "1iB", "٣")),
        (("--unmatched", "lose"), "lose"),
        (("--profile", "nothing"), "nothing"),
        (("--reference-date", "yesterday"), "yesterday"),
        (("--format", "xml"), "xml"),
        (("--format", "bulk", "--pretty"), "--pretty"),
        (("--color", "sometimes"), "sometimes"),
        (("--completion", "csh"), "csh"),
        (("--profile", "esc"), "Did you mean 'ecs'?"),
        (("--product", "opnvpn"), "Did you mean 'openvpn'?"),
        (("--timezone", "Europe/Pariss"), "Did you mean 'Europe/Paris'?"),
        (("--timezon",), "Did you mean '--timezone'?"),
        (("--format", "bulk", "--profile", "documented"), "--profile"),
        (("--format", "bulk", "--namespace", "My Logs"), "My Logs"),
        (("--format", "bulk", "--namespace", ""), "namespace"),
        (("--reference-date", "2023-02-29"), "2023-02-29"),
        (("--plugin", "./nothing.py"), "./nothing.py"),
        *(((option, ""), "is a variable not set?") for option in ("--output", "--rejects", "--plugin", "--mmdb")),
        (("",), "is a variable not set?"),
        (("--rejects", "-", "--output", "-"), "name a file"),
        (("--output",), "--output"),
        (("--rejects",), "--rejects"),
        *((("--jobs", text), text) for text in ("-1", "many", "1.5", "99999")),
        (("--product", "sshd"), "Did you mean 'openssh'?"),
        (("--prefer", "named"), "Did you mean 'isc_bind'?"),
        (("--product", "fortigate"), "Did you mean 'fortinet_fortigate'?"),
        (("--namespace", "prod"), "--namespace has no effect without --format bulk"),
        (("--namespace", "prod", "--format", "flat"), "--namespace has no effect without --format bulk"),
        (("--color", "always"), "--color always has no effect without --pretty"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_explained_and_writes_nothing(arguments: tuple[str, ...], word: str, folder: Path) -> None:
    (folder / "out").write_bytes(b"kept\n")
    done = run("-o", "out", "in.log", *arguments, cwd=folder)
    first = done.stderr.partition(b"\n")[0].decode()
    assert (done.returncode, done.stdout, (folder / "out").read_bytes()) == (2, b"", b"kept\n")
    assert (first.startswith("ecsparse: "), word in first, b"Traceback" in done.stderr) == (True, True, False)


@pytest.mark.parametrize("arguments", [(), ("--strict",), ("-q",)])
def test_a_terminal_as_input_gives_short_help(arguments: tuple[str, ...]) -> None:
    master, terminal = pty.openpty()
    try:
        done = run(*arguments, stdin=terminal)
    finally:
        os.close(master)
        os.close(terminal)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n") <= 10) == (2, b"", True)
    assert done.stderr.startswith(b"Usage: ecsparse ")


def test_a_terminal_as_input_does_not_matter_when_there_is_a_file(folder: Path) -> None:
    master, terminal = pty.openpty()
    try:
        done = run("in.log", stdin=terminal, cwd=folder)
    finally:
        os.close(master)
        os.close(terminal)
    assert (done.returncode, messages(done.stdout), done.stderr) == (0, ["a"], b"")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("-",), ["b"]),
        (("in.log", "-", "in.log"), ["a", "b", "a"]),
        (("-", "-"), ["b"]),
        (("--",), ["b"]),
        (("--", "-"), ["b"]),
        (("--", "--strict", "in.log"), ["c", "a"]),
        (("in.log", "--", "-o"), ["a", "d"]),
        (("./--strict",), ["c"]),
        (("./products",), ["e"]),
        (("--unmatched", "keep", "./products"), ["e"]),
        (("-q", "-v", "in.log", "--strict"), ["a"]),
    ],
    ids=" ".join,
)
def test_operands_are_files_in_their_order(arguments: tuple[str, ...], found: list[str], folder: Path) -> None:
    for name, text in (("--strict", b"c"), ("-o", b"d"), ("products", b"e")):
        (folder / name).write_bytes(text)
    assert messages(run(*arguments, stdin=b"b\n", cwd=folder).stdout) == found


def test_the_last_line_of_a_file_and_the_first_of_the_next_are_two(folder: Path) -> None:
    (folder / "open.log").write_bytes(b"no line feed")
    done = run("open.log", "in.log", "open.log", cwd=folder)
    assert messages(done.stdout) == ["no line feed", "a", "no line feed"]


HEADER = b"%s vpn1 openvpn: Initialization Sequence Completed\n"


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("reference", "time", "expected"),
    [
        ("2024-03-04", b"Mar  4 23:59:59", "2024-03-04T23:59:59Z"),
        ("2024-03-04", b"Mar  5 00:00:00", "2023-03-05T00:00:00Z"),
        ("2024-01-02", b"Dec 31 23:00:00", "2023-12-31T23:00:00Z"),
        ("2024-03-04T05:06:07Z", b"Mar  4 05:06:07", "2024-03-04T05:06:07Z"),
        ("2024-03-04T05:06:07Z", b"Mar  4 05:06:08", "2023-03-04T05:06:08Z"),
        ("2024-03-04 05:06:07+01:00", b"Mar  4 05:06:07", "2023-03-04T05:06:07Z"),
        ("2023-06-01", b"Feb 29 05:06:07", "2020-02-29T05:06:07Z"),
        ("1903-06-01", b"Feb 29 05:06:07", "1896-02-29T05:06:07Z"),
        ("2024-03-04", b"Mar  4 2021 05:06:07", "2021-03-04T05:06:07Z"),
        ("9999-12-31", b"Mar  4 05:06:07", "9999-03-04T05:06:07Z"),
    ],
)
@pytest.mark.parametrize("profile", ["documented", "ecs"])
def test_the_reference_date_completes_years(profile: str, reference: str, time: bytes, expected: str) -> None:
    done = run("--profile", profile, "--reference-date", reference, stdin=HEADER % time)
    (document,) = documents(done.stdout)
    assert document["@timestamp"] == expected
    is_tagged = "year_assumed" in document.get("tags", ())
    assert is_tagged == (profile == "ecs" and b"2021" not in time)


def test_a_year_is_completed_in_the_zone_that_is_named() -> None:
    arguments = ("--timezone", "Pacific/Auckland", "--reference-date", "2024-01-01", "--profile", "ecs")
    documents_ = documents(run(*arguments, stdin=HEADER % b"Jan  1 23:00:00" + HEADER % b"Jan  2 00:00:00").stdout)
    assert [document["@timestamp"] for document in documents_] == ["2024-01-01T10:00:00Z", "2023-01-01T11:00:00Z"]
    assert [document["event"]["timezone"] for document in documents_] == ["Pacific/Auckland"] * 2


def test_joined_records_are_counted_as_one_line() -> None:
    done = run("-v", "--join-indented", stdin=b"a\n  b\nc\n")
    assert (b"lines                       2" in done.stderr, b"titles                      0" in done.stderr) == (
        True,
        True,
    )


def test_without_a_reference_date_documents_of_a_page_complete_no_year(tmp_path: Path) -> None:
    log = tmp_path / "old.log"
    log.write_bytes(b"text\n" + HEADER % b"Mar  4 05:06:07" + b"Mar  4 05:06:07 vpn1 sshd[7]: Connection closed\n")
    os.utime(log, (0, 1735732800))  # 2025-01-01T12:00:00Z
    assert [document.get("@timestamp") for document in documents(run(log).stdout)] == [
        "2025-01-01T12:00:00Z", None, "2024-03-04T05:06:07Z",
    ]  # fmt: skip


@pytest.mark.parametrize("by_name", [True, False])
def test_the_profile_ecs_takes_missing_years_and_times_from_the_file(*, tmp_path: Path, by_name: bool) -> None:
    log = tmp_path / "old.log"
    # a day later than the file: the writer's zone is not known
    log.write_bytes(HEADER % b"Jan  1 12:00:00" + HEADER % b"Jan  2 12:00:00" + HEADER % b"Jan  2 12:00:01" + b"text")
    os.utime(log, (0, 1735732800.5))  # 2025-01-01T12:00:00.5Z
    done = run("--profile", "ecs", log) if by_name else run("--profile", "ecs", redirect=f"< {log}")
    assert [document["@timestamp"] for document in documents(done.stdout)] == [
        "2025-01-01T12:00:00Z", "2025-01-02T12:00:00Z", "2024-01-02T12:00:01Z", "2025-01-01T12:00:00Z",
    ]  # fmt: skip
    assert [document["tags"] for document in documents(done.stdout)] == [
        *[["year_assumed"]] * 3, ["timestamp_assumed"],
    ]  # fmt: skip


def test_the_profile_ecs_takes_missing_times_of_a_pipe_from_the_start_of_the_run() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    (document,) = documents(run("--profile", "ecs", stdin=b"text").stdout)
    assert before <= datetime.fromisoformat(document["@timestamp"]) <= datetime.now(UTC)


@pytest.mark.long
@each_extent
def test_the_documented_profile_is_the_default(extent: str) -> None:
    logs = samples("*/*.log")[:: 1 if extent == "all" else 9]
    assert run("--profile", "documented", *logs).stdout == run(*logs).stdout


@pytest.mark.parametrize(
    "product", [pytest.param(name, marks=[pytest.mark.long] * (name != "openvpn")) for name in PRODUCTS]
)
def test_a_product_that_is_named_claims_its_lines_and_no_other_products(product: str) -> None:
    own = samples(f"{product}/*.log")
    others = [
        sample.line for sample in chosen_samples() if sample.product != product and not is_shared(sample, product)
    ]
    assert run("--product", product, *own).stdout == run(*own).stdout
    assert set(outcomes(run("--product", product, stdin=b"\n".join(others)).stdout)) == {"unmatched"}


@each_extent
def test_a_pipeline_of_one_product_gives_the_documents_of_all(extent: str) -> None:
    lines: dict[str, list[bytes]] = defaultdict(list)
    for sample in chosen_samples() if extent == "chosen" else SAMPLES:
        lines[sample.product].append(sample.line)
    of_all = Pipeline(reference_date=REFERENCE)
    assert [
        product
        for product, own in lines.items()
        if Pipeline(products=(product,), reference_date=REFERENCE).convert(b"\n".join(own))
        != of_all.convert(b"\n".join(own))
    ] == []


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("local", "zone"),
    [
        ("2023-10-31 15:09:55", "UTC"),
        ("2023-01-15 12:00:00", "Europe/Paris"),
        ("2023-07-15 00:30:59", "Europe/Paris"),
        ("2023-03-26 01:59:59", "Europe/Paris"),
        ("2023-03-26 02:30:00", "Europe/Paris"),  # never was
        ("2023-03-26 03:00:00", "Europe/Paris"),
        ("2023-10-29 01:59:59", "Europe/Paris"),
        ("2023-10-29 02:30:00", "Europe/Paris"),  # was twice
        ("2023-10-29 03:00:00", "Europe/Paris"),
        ("2024-02-29 00:15:00", "Asia/Kolkata"),
        ("2023-12-31 20:20:20", "America/St_Johns"),
        ("2023-06-01 00:44:59", "Asia/Kathmandu"),
        ("2023-10-01 02:15:00", "Australia/Lord_Howe"),  # never was, by half an hour
        ("2023-10-01 02:45:00", "Australia/Lord_Howe"),
        ("2023-04-02 01:29:59", "Australia/Lord_Howe"),
        ("2023-04-02 01:45:00", "Australia/Lord_Howe"),  # was twice, by half an hour
        ("1900-01-01 00:00:00", "Europe/Paris"),  # an offset with seconds
    ],
)
def test_a_time_without_a_zone_is_in_the_zone_that_is_named(local: str, zone: str) -> None:
    line = MATCHED.replace(b"2023-10-31 15:09:55", local.encode())
    (document,) = documents(run("--timezone", zone, stdin=line).stdout)
    assert document["@timestamp"] == expected_utc(local, zone)


def test_a_time_with_a_zone_keeps_it() -> None:
    without_zone = re.compile(rb'"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+"')
    logs = [Path(log).read_bytes() for log in samples("rubycat_proveit/*.log")]
    lines = [line for log in logs for line in log.split(b"\n") if not without_zone.search(line)]
    assert len(lines) > 200
    assert run("--timezone", "Asia/Kolkata", stdin=b"\n".join(lines)).stdout == run(stdin=b"\n".join(lines)).stdout


def test_unmatched_drop_leaves_out_what_no_product_claims_and_nothing_else() -> None:
    text = b"\n".join((UNMATCHED, MATCHED, MALFORMED, BAD_BYTES, b"", UNMATCHED))
    assert outcomes(run("--unmatched", "keep", stdin=text).stdout).count("unmatched") == 3
    assert outcomes(run("--unmatched", "drop", stdin=text).stdout) == [None, "malformed"]


@pytest.mark.thinned(2)
@pytest.mark.parametrize("arguments", [DATED, ("--unmatched", "drop", *DATED)])
def test_rejects_are_the_lines_without_a_products_document_as_they_came(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    rejected = (UNMATCHED, MALFORMED, BAD_BYTES, UNMATCHED + b"\r", b"\x00\xc3 \t", b"\r\r", b"<29>x")
    text = b"\n".join((MATCHED, b"", *rejected, b" \t", MATCHED + b"\r"))
    done = run(*arguments, "--rejects", tmp_path / "rejects", stdin=text + b"\n")
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", run(*arguments, stdin=text).stdout)
    assert (tmp_path / "rejects").read_bytes() == b"\n".join(rejected) + b"\n"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (MATCHED, None),
        (UNMATCHED, "1 unmatched"),
        (MALFORMED, "1 malformed"),
        (MATCHED + b" ", "1 truncated"),
        (b"FILE_Unlink a b c OK 25 sep 2022 23:14:20 /\xff", "1 not UTF-8"),
    ],
)
def test_strict_fails_at_the_end_for_each_kind_of_line(line: bytes, count: str | None) -> None:
    text = line + b"\n" + MATCHED
    options = ("--max-line", f"{len(MATCHED)}", *DATED)
    lax, strict = run(*options, stdin=text), run(*options, "--strict", stdin=text)
    assert (lax.returncode, lax.stderr) == (0, b"")
    assert (strict.returncode, strict.stdout) == (0 if count is None else 1, lax.stdout)
    assert re.findall(r"\b\d+ .*", strict.stderr.decode()) == ([] if count is None else [count])


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    ("limit", "matched", "unmatched", "status"),
    [
        ("0", 1, 0, 0),
        ("0", 9, 1, 1),
        ("2", 1, 2, 0),
        ("2", 1, 3, 1),
        ("0%", 0, 0, 0),
        ("0%", 1, 0, 0),
        ("0%", 99, 1, 1),
        ("25%", 3, 1, 0),
        ("25%", 2, 1, 1),
        ("2.5%", 39, 1, 0),
        ("2.5%", 38, 1, 1),
        ("100%", 0, 5, 0),
    ],
)
def test_more_unmatched_lines_than_allowed_fail(limit: str, matched: int, unmatched: int, status: int) -> None:
    text = (MATCHED + b"\n\n") * matched + (UNMATCHED + b"\n") * unmatched
    done = run("--max-unmatched", limit, stdin=text)
    assert (done.returncode, len(documents(done.stdout))) == (status, matched + unmatched)
    assert done.stderr.count(b"ecsparse: ") == status


@pytest.mark.parametrize("option", ["-o", "--output"])
def test_output_goes_to_a_file_that_is_written_anew(option: str, folder: Path) -> None:
    (folder / "out").write_bytes(b"old\n" * 1000)
    done = run(option, "out", "in.log", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert messages((folder / "out").read_bytes()) == ["a"]


def test_output_to_a_dash_is_standard_output(folder: Path) -> None:
    assert messages(run("-o", "-", "in.log", cwd=folder).stdout) == ["a"]
    assert sorted(path.name for path in folder.iterdir()) == ["in.log"]


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_leaves_only_what_is_fatal(option: str, folder: Path) -> None:
    done = run(option, "-v", "--strict", "--max-unmatched", "0", "missing", "in.log", cwd=folder)
    assert (done.returncode, messages(done.stdout), done.stderr) == (1, ["a"], b"")
    assert run(option, "in.log", redirect=">&-", cwd=folder).stderr.count(b"ecsparse: ") == 1


@pytest.mark.parametrize("option", ["-v", "--verbose"])
@pytest.mark.parametrize(("unmatched", "written"), [("keep", 5), ("drop", 3)])
def test_verbose_sums_up(option: str, unmatched: str, written: int) -> None:
    text = b"\n".join((MATCHED, b"", UNMATCHED, MALFORMED, b" \t\r", MATCHED, UNMATCHED))
    done = run(option, "--unmatched", unmatched, stdin=text)
    rows = dict(re.findall(r"^ecsparse: (\w+) +([0-9.]+)$", done.stderr.decode(), re.MULTILINE))
    assert (done.returncode, len(rows)) == (0, done.stderr.count(b"\n"))
    assert float(rows.pop("seconds")) >= 0
    assert {name: int(number) for name, number in rows.items()} == {
        "lines": 7,
        "documents": written,
        "openvpn": 2,
        "unmatched": 2,
        "malformed": 1,
    }


@pytest.mark.parametrize(
    ("size", "bytes_"), [("4", 4), ("1k", 1 << 10), ("1K", 1 << 10), ("1KiB", 1 << 10), ("1M", 1 << 20)]
)
def test_the_longest_line_may_have_a_unit(size: str, bytes_: int) -> None:
    line = b"x" * (bytes_ + 1)
    (document,) = documents(run("--max-line", size, stdin=line).stdout)
    assert (len(document["message"]), "truncated" in document["tags"]) == (bytes_, True)


@pytest.mark.parametrize("number", ["auto", "0", "2"])
def test_the_number_of_processes_may_be_that_of_processors(number: str) -> None:
    done = run("--jobs", number, stdin=b"a\nb\n")
    assert (done.returncode, messages(done.stdout)) == (0, ["a", "b"])


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("+01:00", "2023-10-31T14:09:55Z"),
        ("-09:30", "2023-11-01T00:39:55Z"),
        ("+00:00", "2023-10-31T15:09:55Z"),
        ("+05:45", "2023-10-31T09:24:55Z"),
    ],
)
def test_a_zone_may_be_an_offset(zone: str, expected: str) -> None:
    (document,) = documents(run("--profile", "ecs", "--timezone", zone, stdin=MATCHED).stdout)
    assert document["@timestamp"] == expected


@pytest.mark.skipif(not os.path.islink("/etc/localtime"), reason="this machine has no zone")
def test_the_zone_of_this_machine_is_local_whatever_tz_says() -> None:
    zone = os.path.realpath("/etc/localtime").rpartition("zoneinfo/")[2]
    expected = run("--profile", "ecs", "--timezone", zone, stdin=MATCHED).stdout
    env = ENVIRONMENT | {"TZ": "Pacific/Kiritimati"}
    assert run("--profile", "ecs", "--timezone", "local", stdin=MATCHED, env=env).stdout == expected


def test_a_link_to_the_zone_database_says_the_zone_of_a_machine(tmp_path: Path) -> None:
    place, link = tmp_path / "usr/share/zoneinfo/America/Argentina", tmp_path / "localtime"
    place.mkdir(parents=True)
    (place / "Ushuaia").touch()
    link.symlink_to(place / "Ushuaia")
    assert local_zone(str(link)) == "America/Argentina/Ushuaia"
    with pytest.raises(UnknownZone, match="is not a link"):
        local_zone(str(tmp_path / "missing"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("convert", ".", "--output-dir", "o", "--namespace", "x"),
            "--namespace has no effect without --format bulk",
        ),
        (
            ("convert", ".", "--output-dir", "o", "--cluster", "tcp://192.0.2.1:1", "--jobs", "2"),
            "leave out --jobs",
        ),
        (("convert", ".", "--output-dir", "o", "--progress", "-q"), "--quiet shows no progress"),
        (("convert", ".", "--output-dir", "o", "--dry-run", "--report", "r"), "leave out --report"),
        (("sniff", "in.log", "--per-line", "--top", "3"), "leave out --top"),
        (("sniff", "in.log", "--format", "json", "--color", "always"), "no effect without --format text"),
        (("explain", "x", "--format", "json", "--color", "always"), "no effect without --format text"),
        (("sniff", "in.log", "--report", "-"), "name a file"),
        (("convert", "", "--output-dir", "o"), "is a variable not set?"),
        (("convert", ".", "--output-dir", ""), "is a variable not set?"),
        (("explain", "--line", "x"), "'x' is not a valid number"),
    ],
    ids=" ".join,
)
def test_what_means_nothing_is_wrong_use(words: tuple[str, ...], said: str, folder: Path) -> None:
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stdout, said in done.stderr.decode()) == (2, b"", True)
    assert not (folder / "o").exists()


@pytest.mark.parametrize("words", [("lint", "."), ("explain", "--file", "."), ("fixture", "--file", ".")])
def test_a_folder_in_place_of_a_file_is_said_to_be_one(words: tuple[str, ...], folder: Path) -> None:
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stderr) == (1, b"ecsparse: .: Is a directory; name a file in it\n")


def test_rejects_may_go_to_standard_output_where_documents_do_not(folder: Path) -> None:
    done = run("in.log", "-o", "out", "--rejects", "-", cwd=folder)
    assert (done.returncode, done.stdout, (folder / "-").exists()) == (0, b"a\n", False)


def test_a_folder_is_not_read_and_who_reads_it_is_said(folder: Path) -> None:
    done = run(".", "in.log", cwd=folder)
    assert (done.returncode, messages(done.stdout), done.stderr.decode()) == (
        1,
        ["a"],
        "ecsparse: .: Is a directory; ecsparse convert and ecsparse sniff read folders\n",
    )
