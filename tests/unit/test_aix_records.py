"""Records of `auditpr -v`: two lines joined by a line feed read like one, and titles are no records."""

from __future__ import annotations

import re
from typing import Any

import pytest
from command import SAMPLES, Sample, expected_samples, messages, outcome_of, run

from ecsparse.outcomes import UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.products.ibm_aix import PRODUCT, parse
from ecsparse.products.ibm_aix.index_ready import to_ecs, usual_to_ecs
from ecsparse.profiles import PROFILES
from ecsparse.record import Record
from ecsparse.timestamps.clock import Clock

ALL = [sample for sample in expected_samples() if sample.product == "ibm_aix"]
PIPELINES = {profile: Pipeline(profile=profile, reference_date="2026-01-01") for profile in PROFILES}

# A record up to its roles, with three names in front of the status; what follows is the tail.
ROLES = re.compile(
    r"[A-Za-z0-9]+_\S+(?:\s+\S+){3}\s+(?:OK|FAIL\w*)\s+[^:]{8,40}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+| [0-9]{4})\s+"
    r"(?:No associated roles|(?!No associated |filename )[!0-9A-Za-z_,.-]+)(?=\s+\S)"
)

TITLES = [
    "event           login    status      time                     command                         wpar name",
    "event           login    status      time                     command",
    "event           command                         login    real     status      time                      roles",
    "event command login real status process parent thread time host role privileges wpar",
    "\tevent  login ",
    "--------------- -------- ----------- ------------------------ ------------------------------- ---------------",
    "--- ---",
]

NO_TITLES = [
    "", " ", "event", "time", "---", "--------------------", "-- --", "- -", "eventlogin", "event logins status",
    "Event Login Status", "event login status time command OK", "FILE_Unlink login status time command",
    "event: login status", "event   login   status\ncommand", "--------- filename", "--------- + ---------",
]  # fmt: skip


def documents(text: str) -> list[dict[str, Any]]:
    """The documents of a record's `text` under each profile, without what repeats the text."""
    found = []
    for pipeline in PIPELINES.values():
        _, document = pipeline.document(text)
        event = {name: value for name, value in document["event"].items() if name != "original"}
        found.append(document | {"message": "", "event": event})
    return found


def tail_of(sample: Sample) -> int:
    """Where the white space between a record's roles and its tail begins, 0 if it has no tail."""
    match = ROLES.search(sample.text)
    return match.end() if match is not None else 0


@pytest.mark.thinned(2)
@pytest.mark.parametrize("between", ["\n\t", "\n        ", "\n ", " \n\t\t"])
def test_two_lines_read_like_one(between: str) -> None:
    met, wrong = 0, []
    for sample in ALL:
        end = tail_of(sample)
        if end:
            two = f"{sample.text[:end]}{between}{sample.text[end:].lstrip()}"
            met += 1
            if documents(two) != documents(sample.text):
                wrong.append(two)
    assert wrong == []
    assert met > len(ALL) / 2


def test_a_tail_on_its_own_line_is_known_by_that() -> None:
    text = "USER_SU root OK Fri Jan 12 07:06:00 2024 su Global\n        oper"
    documented, ecs = documents(text)
    assert documented["action"] == {"target": "process", "status": "OK"}
    assert ecs["user"] == {"name": "root", "target": {"name": "oper"}, "effective": {"name": "oper"}}
    assert ecs["ibm_aix"] == {"status": "OK", "wpar": "Global"}
    assert documents(text.replace("\n", "")) != [documented, ecs]


def test_a_tail_on_its_own_line_is_no_partition() -> None:
    documented, ecs = documents("SRC_Start root OK Fri Jan 12 07:06:00 2024 srcmstr\n        sshd")
    assert documented["file"] == ecs["service"] == {"name": "sshd"}
    assert ecs["ibm_aix"] == {"status": "OK"}


@pytest.mark.parametrize(
    ("columns", "tail", "file"),
    [
        ("FILE_Unlink erin OK Tue Oct  3 08:15:42 2023 rm", "filename /tmp/x", "x"),
        ("FILE_Unlink erin OK Tue Oct  3 08:15:42 2023 rm wpar07", "filename /tmp/a b", "a b"),
        (
            "FS_Rmdir        erin     FAIL        Tue Oct  3 08:15:42 2023 rm      wpar07",
            "remove of directory: /x",
            "x",
        ),
    ],
)
def test_the_default_layout_may_have_two_lines(columns: str, tail: str, file: str) -> None:
    assert documents(f"{columns}\n\t{tail}") == documents(f"{columns} {tail}")
    assert documents(f"{columns}\n\t{tail}")[1]["file"]["name"] == file


def test_a_tail_may_have_lines_of_its_own() -> None:
    columns = "PROC_Execute sh root erin OK 22 Nov 2023 10:20:32.056053 No associated roles"
    tail = "euid: 503 egid: 403 epriv: 0:0 name sh -c echo a\n  echo b"
    documented, ecs = documents(f"{columns}\n\t{tail}")
    assert documented["process"]["command_line"] == "sh -c  echo a\n  echo b"
    assert ecs["process"]["command_line"] == "sh -c echo a\n  echo b"


@pytest.mark.parametrize("text", ["\n", "\n\t", "x\n\tfilename /x", "FILE_Unlink\n\trm", "FILE_Unlink erin OK\n\tx"])
def test_two_lines_that_are_no_record_are_not_claimed(text: str) -> None:
    record = Record(Clock())
    record.text = text
    assert parse(record) is None


@pytest.mark.parametrize("title", TITLES)
def test_titles_are_recognised(title: str) -> None:
    assert [pattern for pattern in PRODUCT.titles if pattern.fullmatch(title)] != []
    assert outcome_of(title.encode()) == UNMATCHED


@pytest.mark.parametrize("line", NO_TITLES)
def test_other_lines_are_no_titles(line: str) -> None:
    assert [pattern for pattern in PRODUCT.titles if pattern.fullmatch(line)] == []


def test_titles_of_a_report_are_counted_and_left_out() -> None:
    record = "SRC_Start srcmstr root root OK 03 Oct 2023 08:15:43.104233 isso,sa"
    report = f"{TITLES[2]}\n{TITLES[5]}\n{record}\n\tsshd\n\n{record}\n"
    done = run("--join-indented", "-v", stdin=report.encode())
    assert messages(done.stdout) == [f"{record}\n\tsshd", record]
    assert b"titles                      2\n" in done.stderr
    assert len(messages(run(stdin=report.encode()).stdout)) == 5


def test_no_record_is_a_title() -> None:
    lines = [line for log in SAMPLES.glob("*/*.log") for line in log.read_text(errors="replace").split("\n")]
    titles = {line for line in lines if any(pattern.fullmatch(line) for pattern in PRODUCT.titles)}
    assert {line.split()[0] for line in titles} == {"event", "---------------"}


def test_what_needs_no_parse_is_what_parse_claims() -> None:
    record = Record(Clock())
    met = 0
    for sample in ALL:
        record.text = sample.text
        usual = usual_to_ecs(record)
        if usual is not None:
            document = parse(record)
            assert document is not None
            assert usual == to_ecs(record, document)
            met += 1
    assert met > len(ALL) / 2
