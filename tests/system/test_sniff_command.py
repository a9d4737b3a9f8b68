"""What `ecsparse sniff` writes of logs, and how it takes odd input and faults."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Any

import pytest
from command import COMMAND, ENVIRONMENT, SAMPLES, TIMEOUT, documents, run, samples, started
from sampled import each_extent
from test_explain_command import Reader
from test_faults import MEASURE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TUNNEL = SAMPLES / "openvpn" / "tunnel.log"
MATCHED = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened\n"
LATER = b"2023-11-01 00:00:00 TUN/TAP device tun1 opened\n"
UNMATCHED = b"Oct 31 15:09:55 web1 myapp[7]: hello\n"
MALFORMED = b"FILE_Link dad root root OK 31 jul 20\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files, one of them binary, a link to another one, and a folder with one more."""
    logs = tmp_path / "logs"
    (logs / "old").mkdir(parents=True)
    (logs / "b.log").write_bytes(MATCHED)
    (logs / "a.log").write_bytes(MALFORMED + b"\n \t\n")
    (logs / "old" / "c.log").write_bytes(LATER)
    (logs / "wtmp").write_bytes(b"\x07\x00\x00\x00" + MATCHED + bytes(333))
    (logs / "link.log").symlink_to("b.log")
    (logs / "loop").symlink_to(".")
    os.mkfifo(logs / "pipe")
    return tmp_path


def sniffed(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> dict[str, Any]:
    """The JSON object of a run without faults."""
    done = run("sniff", "--format", "json", *arguments, stdin=stdin, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, b"")
    (found,) = documents(done.stdout)
    return found


def lines_of(tally: dict[str, Any]) -> dict[str, int]:
    return {row["outcome"]: row["lines"] for row in tally["outcomes"] if row["lines"]}


def on_terminal(*arguments: str | Path, columns: int = 80, rows: int = 50, env: Mapping[str, str] = ENVIRONMENT) -> str:
    """What a terminal of that size gets to see."""
    master, terminal = pty.openpty()
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        done = run("sniff", *arguments, stdout=terminal, env=env)
        assert (done.returncode, done.stderr) == (0, b"")
        os.close(terminal)
        seen = b""
        while True:
            try:
                block = os.read(master, 1 << 16)
            except OSError:
                break
            seen += block
    finally:
        os.close(master)
    return seen.decode().replace("\r\n", "\n")


def without_colours(text: str) -> str:
    return re.sub("\x1b\\[[0-9]*m", "", text)


def test_there_is_a_row_for_each_file_and_a_table_for_all(folder: Path) -> None:
    (folder / "x.log").write_bytes(UNMATCHED + MATCHED)
    (folder / "y.log").write_bytes(LATER + b"\n" + MALFORMED.strip() + b"\n" + LATER * 30)
    os.utime(folder / "x.log", (0, 1735732800))
    done = run("sniff", "x.log", "y.log", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().split("\n") == [
        "file    size product  share first       last",
        "x.log     84 openvpn  50.0% 2023-10-31* 2024-10-31*",
        "y.log   1.5k openvpn  96.9% 2023-11-01  2023-11-01",
        "",
        "total: 35 lines, 1 blank, 2 files",
        "product             lines  share  first (UTC)          last (UTC) * assumed",
        "openvpn                32  94.1%  2023-10-31 15:09:55  2023-11-01 00:00:00",
        "unmatched               1   2.9%  2024-10-31 15:09:55* 2024-10-31 15:09:55*",
        "malformed               1   2.9%  -                    -",
        "hosts: web1 1",
        "",
        "unmatched: 1 line, 1 shape",
        "        1 myapp: hello",
        "          Oct 31 15:09:55 web1 myapp[7]: hello",
        "next: ecsparse explain LINE says why, ecsparse new-product begins a parser",
        "",
    ]


def test_one_file_is_one_table(folder: Path) -> None:
    assert run("sniff", "logs/b.log", cwd=folder).stdout.decode().split("\n") == [
        "logs/b.log: 1 line",
        "product             lines  share  first (UTC)          last (UTC)",
        "openvpn                 1 100.0%  2023-10-31 15:09:55  2023-10-31 15:09:55",
        "",
    ]


def test_json_has_the_same() -> None:
    found = sniffed("--reference-date", "2024-03-04", stdin=UNMATCHED + MATCHED + b"\n")
    openvpn = "2023-10-31T15:09:55Z"
    outcomes = [
        {"outcome": "openvpn", "lines": 1, "share": 0.5, "first": openvpn, "last": openvpn, "years_assumed": 0},
        {"outcome": "unmatched", "lines": 1, "share": 0.5, "first": openvpn, "last": openvpn, "years_assumed": 1},
        {"outcome": "malformed", "lines": 0, "share": 0.0, "first": None, "last": None, "years_assumed": 0},
    ]
    tally = {
        "files": 1, "binary": 0, "size": 0, "lines": 3, "blank": 1, "titles": 0, "carriers": {},
        "hosts": {"web1": 1}, "outcomes": outcomes,
    }  # fmt: skip
    row = {
        "name": "-", "size": 0, "lines": 3, "product": "openvpn", "share": 0.5, "first": openvpn, "last": openvpn,
        "year_assumed": True, "hosts": 1,
    }  # fmt: skip
    example = UNMATCHED.decode().strip()
    assert found == {
        "inputs": [{"name": "-"} | tally],
        "files": [row],
        "total": {"name": "total"} | tally,
        "shapes": [{"shape": "myapp: hello", "lines": 1, "exact": True, "example": example}],
        "other_shapes": 0,
    }


@pytest.mark.long
@each_extent
def test_what_the_filter_counts_is_found(extent: str) -> None:
    logs = samples("*/*.log")[:: 1 if extent == "all" else 9]
    counted = dict(re.findall(r"^ecsparse: (\w+) +([0-9]+)$", run("-v", *logs).stderr.decode(), re.MULTILINE))
    total = sniffed(*logs)["total"]
    others = {"lines", "documents"}
    lines = {name: int(number) for name, number in counted.items() if name not in others and number != "0"}
    assert lines_of(total) == lines
    assert total["lines"] == int(counted["lines"])


def test_a_zone_may_be_named() -> None:
    found = sniffed("--timezone", "Europe/Paris", stdin=MATCHED)
    assert found["total"]["outcomes"][0]["first"] == "2023-10-31T14:09:55Z"


def test_a_folder_is_one_input_of_all_its_files_but_links_and_binary_ones(folder: Path) -> None:
    found = sniffed("logs", cwd=folder)
    (tally,) = found["inputs"]
    assert [row["name"] for row in found["files"]] == ["logs/a.log", "logs/b.log", "logs/old/c.log"]
    assert {name: tally[name] for name in ("name", "files", "binary", "lines", "blank")} == {
        "name": "logs", "files": 3, "binary": 1, "lines": 5, "blank": 2,
    }  # fmt: skip
    assert lines_of(tally) == {"openvpn": 2, "malformed": 1}
    assert b"logs: 5 lines, 2 blank, 3 files, 1 binary file left out\n" in run("sniff", "logs", cwd=folder).stdout


def test_a_binary_file_that_is_named_is_refused(folder: Path) -> None:
    done = run("sniff", "--format", "json", "wtmp", cwd=folder / "logs")
    note = b"ecsparse: wtmp: is binary data, not text; it holds no log lines, leave it out\n"
    assert (done.returncode, done.stderr) == (1, note)
    assert documents(done.stdout)[0]["total"]["lines"] == 0


def test_per_line_names_the_product_of_every_line(folder: Path) -> None:
    text = UNMATCHED + b"\n" + MATCHED + MALFORMED + b" \t\r\n" + MATCHED.strip()
    done = run("sniff", "--per-line", "-", "logs", stdin=text, cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().split() == [
        "-", "-", "openvpn", "ibm_aix", "-", "openvpn", "ibm_aix", "-", "-", "openvpn", "openvpn",
    ]  # fmt: skip


def test_names_are_written_while_lines_still_come() -> None:
    with started("sniff", "--per-line") as session:
        session.write(MATCHED)
        assert session.read() == b"openvpn\n"


def test_the_largest_groups_come_first_and_as_many_as_are_asked_for() -> None:
    text = b"".join(b"one %d\ntwo %d\ntwo words\n" % (number, number) for number in range(3)) + b"two 7\n"
    found = sniffed("--top", "2", stdin=text)
    assert [(group["shape"], group["lines"]) for group in found["shapes"]] == [("two <n>", 4), ("one <n>", 3)]
    assert found["other_shapes"] == 3
    lines = run("sniff", "--top", "1", stdin=text).stdout.decode().splitlines()
    assert lines[-5:] == [
        "unmatched: 10 lines, 3 shapes",
        "        4 two <n>",
        "          two 0",
        "        6 of other shapes",
        "next: ecsparse explain LINE says why, ecsparse new-product begins a parser",
    ]


@pytest.mark.long
def test_numbers_that_may_be_larger_are_marked() -> None:
    text = b"".join(b"often\n%s\n" % (b"x" * (number % 110) + b"y" * (number // 110)) for number in range(1, 9000))
    done = run("sniff", "--top", "1000", stdin=text)
    rows = re.findall(r"^ +([0-9]+\+?) (.*)", done.stdout.decode(), re.MULTILINE)
    assert rows[0] == ("8999", "often")
    assert any(number.endswith("+") for number, _ in rows)
    assert b"unmatched: 17998 lines, at least " in done.stdout


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    "line",
    [
        b"\x1b[31mred \x07 \xff \xc2\x9b31m \x00" * 20,
        "日本語のログ行 ".encode() * 30,
        b"word " * 100,
        b"\xe2\x80\xae" * 100,
        b"A" * (1 << 20),
    ],
)
def test_lines_stay_within_80_columns_and_are_printable(line: bytes, tmp_path: Path) -> None:
    log = tmp_path / ("x" * 90 + "\x1b[31m.log")
    log.write_bytes(line + b"\n" + MATCHED * 3)
    for done in (run("sniff", log), run("sniff", stdin=line)):
        assert (done.returncode, done.stderr) == (0, b"")
        written = done.stdout.decode().split("\n")
        assert [text for text in written if not text.isprintable()] == []
        assert max(len(text) + sum("\u3000" < sign < "\ud800" for sign in text) for text in written) <= 80


@pytest.mark.thinned(3)
@pytest.mark.parametrize(("columns", "widest"), [(60, 80), (80, 80), (90, 90), (100, 100), (200, 100)])
def test_a_terminal_gets_bars_and_its_width_is_used(columns: int, widest: int) -> None:
    seen = without_colours(on_terminal(SAMPLES / "mixed.log", columns=columns)).split("\n")
    longest = max(map(len, seen))
    assert longest <= widest
    assert longest == widest or columns < 80
    assert any("█" <= sign <= "▏" for line in seen for sign in line) == (columns >= 80)


def test_bars_are_as_long_as_shares(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(MATCHED * 75 + UNMATCHED * 25)
    seen = without_colours(on_terminal(tmp_path / "x", columns=100))
    assert dict(re.findall(r"^(openvpn|unmatched) .*% (█+)", seen, re.MULTILINE)) == {
        "openvpn": "█" * 18, "unmatched": "█" * 6,
    }  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("rows", [24, *(pytest.param(rows, marks=pytest.mark.long) for rows in (30, 40))])
def test_a_folder_of_logs_is_one_screen(rows: int, tmp_path: Path) -> None:
    for log in samples("*/*.log")[::3]:
        copy = tmp_path / log.relative_to(SAMPLES)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:3]))
    seen = on_terminal(tmp_path, rows=rows).rstrip("\n").split("\n")
    assert len(seen) < rows
    assert sum("\x1b[2m" in line for line in seen) >= 3


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("arguments", "env", "colours", "bars"),
    [
        ((), {}, True, True),
        ((), {"NO_COLOR": "1"}, False, True),
        ((), {"NO_COLOR": ""}, True, True),
        ((), {"TERM": "dumb"}, False, True),
        (("--color", "never"), {}, False, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True, True),
        ((), {"LANG": "C"}, True, False),
        ((), {"LC_ALL": "C"}, True, False),
        ((), {"LC_ALL": "en_GB.utf8", "LANG": "C"}, True, True),
    ],
)
def test_colours_and_bars_are_for_terminals_that_have_them(
    arguments: tuple[str, ...], env: dict[str, str], *, colours: bool, bars: bool
) -> None:
    seen = on_terminal(TUNNEL, *arguments, env=ENVIRONMENT | env)
    assert ("\x1b[" in seen, "█" in seen) == (colours, bars)


def test_a_pipe_gets_neither_colours_nor_bars_unless_it_is_asked_for() -> None:
    done = run("sniff", TUNNEL)
    assert (b"\x1b" in done.stdout, done.stdout.isascii()) == (False, True)
    assert b"\x1b[1m" in run("sniff", "--color", "always", TUNNEL).stdout


def test_nothing_is_in_nothing() -> None:
    assert run("sniff").stdout == b"standard input: 0 lines\n"
    assert sniffed()["total"]["lines"] == 0


def test_what_cannot_be_read_is_noted_and_the_rest_is_read(folder: Path) -> None:
    done = run("sniff", "missing", "logs/b.log", cwd=folder)
    assert (done.returncode, done.stderr) == (1, b"ecsparse: missing: No such file or directory\n")
    assert done.stdout.startswith(b"logs/b.log: 1 line\n")
    assert b"total" not in done.stdout


@pytest.mark.thinned(2)
@pytest.mark.parametrize("arguments", [(), ("--per-line",)])
def test_the_output_is_no_input(arguments: tuple[str, ...], folder: Path) -> None:
    done = run("sniff", *arguments, "logs", cwd=folder, redirect=">> logs/b.log")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: logs/b.log: input file is output file\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "xml"),
        ("--top", "-1"),
        ("--color", "red"),
        ("--per-line", "--format", "json"),
        ("--per-line", "--report", "x.html"),
        ("--per-line", "--jobs", "2"),
        ("--product", "sshd"),
        ("--report", TUNNEL),
        ("--timezone", "Nowhere"),
        ("--reference-date", "yesterday"),
        ("--unknown",),
    ],
)
def test_wrong_use_is_explained(arguments: tuple[str | Path, ...]) -> None:
    done = run("sniff", *arguments, TUNNEL)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"ecsparse: ")


def test_a_terminal_as_input_is_wrong_use() -> None:
    master, terminal = pty.openpty()
    try:
        done = run("sniff", stdin=terminal)
    finally:
        os.close(master)
        os.close(terminal)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.thinned(3)
@pytest.mark.parametrize("arguments", [(), ("--per-line",), ("--format", "json")])
def test_a_full_disk_is_noted(arguments: tuple[str, ...]) -> None:
    done = run("sniff", *arguments, TUNNEL, redirect="> /dev/full")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: write error: No space left on device\n")


@pytest.mark.thinned(6)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_signal_ends_the_input_and_what_was_found_is_written(number: int, form: str) -> None:
    with started("sniff", "--format", form, TUNNEL, "-") as session:
        session.write(UNMATCHED)
        wait_until_read(session.stdin.fileno())
        session.process.send_signal(number)
        written = session.read_all()
        assert session.end() == (-number, b"")
    if form == "json":
        assert json.loads(written)["total"]["lines"] == 6
    else:
        assert b"total: 6 lines, 2 files\n" in written


def wait_until_read(descriptor: int) -> None:
    """Return when what was written into the pipe was taken out of it."""
    held = bytearray(4)
    while True:
        fcntl.ioctl(descriptor, termios.FIONREAD, held)
        if not any(held):
            return


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
@pytest.mark.long
def test_memory_does_not_grow_with_the_number_of_shapes() -> None:
    feed = "seq 150000 | tr 0-9 g-p | sed 's/.*/& & & & & & & & & & & & & & & & & & & & &/'"
    measured = subprocess.run(
        ["sh", "-c", f'{feed} | "$@" | tail -n 1', "sh", sys.executable, "-c", MEASURE, COMMAND, "sniff"],
        env=ENVIRONMENT,
        capture_output=True,
        timeout=2 * TIMEOUT,
        check=True,
    )
    status, kilobytes = map(int, measured.stdout.split())
    assert (status, measured.stderr) == (0, b"")
    assert kilobytes < 35_000


def test_files_of_folders_are_chosen_by_patterns(folder: Path) -> None:
    found = sniffed("--include", "*.log", "--exclude", "old/*", "logs", cwd=folder)
    assert [row["name"] for row in found["files"]] == ["logs/a.log", "logs/b.log"]
    done = run("sniff", "--include", "*.LOG", "logs", cwd=folder)
    note = b"ecsparse: --include *.LOG: matches no file in a folder\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, b"total: 0 lines, 0 files\n", note)
    assert run("sniff", "--include", "*.LOG", "-q", "logs", cwd=folder).stderr == b""


def test_one_product_is_looked_for() -> None:
    found = sniffed("--product", "ibm_aix", stdin=MATCHED + MALFORMED)
    assert lines_of(found["total"]) == {"unmatched": 1, "malformed": 1}


@pytest.mark.long
def test_several_processes_find_the_same(folder: Path) -> None:
    for form in ("text", "json"):
        alone, together = (
            run("sniff", "--format", form, "--jobs", jobs, "missing", SAMPLES / "ibm_aix", "-", "logs", "logs/wtmp",
                stdin=MATCHED, cwd=folder)
            for jobs in ("1", "2")
        )  # fmt: skip
        assert (alone.returncode, alone.stdout, sorted(alone.stderr)) == (
            together.returncode, together.stdout, sorted(together.stderr),
        )  # fmt: skip
        assert b"missing: No such file" in together.stderr


def test_a_page_has_products_files_hosts_and_shapes_and_needs_nothing_else(folder: Path) -> None:
    hostile = b"Oct 31 15:09:55 <b>web1 <script>alert(1)</script> \x1b[31m & 'x'\n"
    (folder / "x.log").write_bytes(UNMATCHED * 3 + MATCHED + LATER + hostile)
    done = run("sniff", "x.log", "logs", "--report", "out.html", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    page = (folder / "out.html").read_text()
    read = Reader(page)
    assert read.tags.isdisjoint({"script", "img", "link", "iframe", "object"})
    assert read.references == []
    assert "default-src 'none'" in page
    for text in (
        "openvpn",
        "unmatched",
        "web1",
        "logs/old/c.log",
        "myapp: hello",
        "new-product",
        "* the year is assumed",
    ):
        assert text in page, text
    assert "<script>" not in page
    assert "\x1b" not in page
    bars = re.findall(r"<title>(\w+), ([0-9T-]+): ([0-9]+)</title>", page)
    assert {name for name, _, _ in bars} == {"openvpn", "others"}
    assert sum(int(number) for name, _, number in bars if name == "openvpn") == 4


def test_a_report_inside_a_folder_is_not_read_and_one_that_cannot_be_written_is_said(folder: Path) -> None:
    for _ in range(2):
        assert run("sniff", "logs", "--report", "logs/r.html", "--format", "json", cwd=folder).returncode == 0
    assert [row["name"] for row in sniffed("logs", "--report", "logs/r.html", cwd=folder)["files"]] == [
        "logs/a.log", "logs/b.log", "logs/old/c.log",
    ]  # fmt: skip
    done = run("sniff", "logs", "--report", "missing/r.html", cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"ecsparse: missing/r.html: write error: No such file or directory\n"


@pytest.mark.long
def test_many_files_on_a_terminal_are_the_largest() -> None:
    seen = without_colours(on_terminal(SAMPLES / "openvpn", rows=24)).split("\n")
    assert re.fullmatch(r"the [0-9] largest of [0-9]+ files +size product +share first +last", seen[0])
    assert len(run("sniff", SAMPLES / "openvpn").stdout.splitlines()) > 40
