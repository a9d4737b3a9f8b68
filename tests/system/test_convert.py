"""The command `convert`: each output is what the filter writes for its source, whatever happens on the way."""

from __future__ import annotations

import errno
import gzip
import os
import pty
import re
import resource
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import orjson
import pytest
import zstandard
from command import COMMAND, ENVIRONMENT, TIMEOUT, run, started
from conversions import LARGE, LONG, STATE, is_partial, kill_and_resume, outputs, write_logs, write_long_logs
from processes import PROC, wait_for_children, wait_until_ended

from ecsparse.batch.conversions import PART
from ecsparse.batch.units import lines_between

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("logs")
    write_logs(folder)
    assert (folder / "large.log").stat().st_size > 2 * PART
    return folder


@pytest.fixture(scope="module")
def expected(logs: Path) -> dict[str, bytes]:
    """What the filter writes for each of the logs."""
    return {f"{name}.ndjson": run("--origin", logs / name).stdout for name in outputs(logs)}


def convert(*arguments: str | Path) -> tuple[int, bytes]:
    """The exit status, and what was written on standard error."""
    done = run("convert", *arguments)
    return done.returncode, done.stderr


@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.long), "3"])
def test_outputs_are_what_the_filter_writes(jobs: str, logs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    assert convert(logs, "--output-dir", tmp_path / "out", "--jobs", jobs) == (0, b"")
    assert outputs(tmp_path / "out") == expected


def unzstd(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "decompress"), [("zst", unzstd), pytest.param("gz", gzip.decompress, marks=pytest.mark.long)]
)
def test_compressed_outputs_hold_the_same_for_any_number_of_jobs(
    kind: str, decompress: Callable[[bytes], bytes], logs: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    for jobs in "12":
        options = ("--output-dir", tmp_path / jobs, "--compress", kind, "--jobs", jobs)
        assert convert(logs, *options) == (0, b"")
    found = outputs(tmp_path / "1")
    assert {name.removesuffix(f".{kind}"): decompress(data) for name, data in found.items()} == expected
    assert outputs(tmp_path / "2") == found


def test_compressed_outputs_of_small_logs_hold_the_same(expected: dict[str, bytes], logs: Path, tmp_path: Path) -> None:
    options = ("--output-dir", tmp_path, "--compress", "gz", "--exclude", "large.log")
    assert convert(logs, *options) == (0, b"")
    found = {name.removesuffix(".gz"): gzip.decompress(data) for name, data in outputs(tmp_path).items()}
    assert found == {name: text for name, text in expected.items() if name != "large.log.ndjson"}


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    "options",
    [
        ("--profile", "ecs", "--timezone", "Europe/Paris", "--reference-date", "2024-02-01"),
        ("--format", "bulk", "--namespace", "x"),
        ("--product", "openvpn", "--unmatched", "drop", "--max-line", "100"),
        ("--join-indented", "--format", "flat"),
    ],
    ids=" ".join,
)
def test_options_of_documents_are_the_filters(options: tuple[str, ...], logs: Path, tmp_path: Path) -> None:
    assert convert(logs / "small.log", "--output-dir", tmp_path, *options) == (0, b"")
    assert (tmp_path / "small.log.ndjson").read_bytes() == run("--origin", *options, logs / "small.log").stdout


def test_a_plugin_is_known(tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"acme: 1\n")
    assert run("new-product", "acme_fw", tmp_path).returncode == 0
    plugin = next(tmp_path.rglob("acme_fw.py"))
    assert convert(tmp_path / "in.log", "--output-dir", tmp_path / "out", "--plugin", plugin) == (0, b"")
    expected = run("--origin", "--plugin", plugin, tmp_path / "in.log").stdout
    assert (tmp_path / "out" / "in.log.ndjson").read_bytes() == expected


@pytest.mark.parametrize("size", range(1, 12))
def test_parts_of_any_size_hold_each_line_once(size: int, tmp_path: Path) -> None:
    for number, text in enumerate((b"", b"\n", b"a", b"\n\na\nbb\nccc\n\ndddddddddddd\ne", b"aaaaaaaaaaaaaaa\n")):
        path = tmp_path / str(number)
        path.write_bytes(text)
        starts = range(0, max(len(text), 1), size)
        with path.open("rb", buffering=0) as file:
            parts = [
                b"".join(lines_between(file, start, stop))
                for start, stop in zip(starts, (*starts[1:], None), strict=True)
            ]
        assert b"".join(parts) == text
        # a part that a line goes on behind would be converted as two
        assert [part for part in list(filter(None, parts))[:-1] if not part.endswith(b"\n")] == []


@pytest.mark.parametrize(
    ("options", "taken"),
    [
        (("--include", "*.log"), {"small.log", "empty.log", "large.log"}),
        (("--include", "a/*", "--exclude", "*.bz2"), {"a/one.log.gz", "a/b/three.log.xz"}),
        (("--include", "*.zst", "--include", "one*"), {"c/four.zst", "a/one.log.gz"}),
        (("--exclude", "*.log*"), {"c/four.zst"}),
    ],
)
def test_patterns_choose_files_and_a_dry_run_names_them(
    options: tuple[str, ...], taken: set[str], logs: Path, tmp_path: Path
) -> None:
    done = run("convert", logs, "--output-dir", tmp_path / "out", "--dry-run", *options)
    assert (done.returncode, done.stderr) == (0, b"")
    assert set(done.stdout.decode().splitlines()) == {f"{logs / name} -> {name}.ndjson" for name in taken}
    assert list(tmp_path.iterdir()) == []


def test_a_folder_within_the_source_is_no_source_itself(tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"a\n")
    for _ in range(2):
        assert convert(tmp_path, "--output-dir", tmp_path / "out", "--rejects-dir", tmp_path / "rejects") == (
            0,
            b"",
        )
    assert set(outputs(tmp_path)) == {"in.log", "out/in.log.ndjson", "rejects/in.log.rejects"}


@pytest.mark.parametrize(
    ("files", "sources", "folder"),
    [
        (("a/x.log", "b/x.log"), ("a", "b"), "out"),
        (("a/x", "a/x.ndjson"), ("a/x", "a/x.ndjson"), "a"),
        (("a/x", "b/x.ndjson/y"), ("a", "b"), "out"),
    ],
)
def test_collisions_are_refused_before_anything_is_written(
    files: tuple[str, ...], sources: tuple[str, ...], folder: str, tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"a\n")
    before = outputs(tmp_path)
    named = [tmp_path / source for source in sources]
    status, notes = convert(*named, "--output-dir", tmp_path / folder, "--layout", "flat")
    assert (status, notes.count(b"\n")) == (2, 1)
    assert b"folder" in notes
    assert outputs(tmp_path) == before
    assert not (tmp_path / folder / STATE).exists()


# What is said of a source that is a named pipe.
PIPE = "a named pipe, not a regular file; redirect it into 'ecsparse convert -'"


@pytest.mark.long
def test_bad_files_do_not_stop_the_others(logs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    small = (logs / "small.log").read_bytes()
    (tmp_path / "cut.gz").write_bytes(gzip.compress(small)[:-9])
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    damage = run(tmp_path / "cut.gz").stderr.decode().strip().partition("cut.gz: ")[2]
    out = tmp_path / "out"
    (out / "small.log.ndjson").mkdir(parents=True)
    sources = (tmp_path / "missing", tmp_path / "cut.gz", tmp_path / "pipe", logs, "--layout", "flat")
    status, notes = convert(*sources, "--output-dir", out, "--jobs", "2", "--report", tmp_path / "report")
    assert status == 1
    assert sorted(notes.decode().splitlines()) == sorted(
        [
            f"ecsparse: {tmp_path / 'missing'}: {os.strerror(errno.ENOENT)}",
            f"ecsparse: {tmp_path / 'cut.gz'}: {damage}: what could be read is in cut.gz.ndjson.incomplete",
            f"ecsparse: {tmp_path / 'pipe'}: {PIPE}",
            f"ecsparse: {logs / 'small.log'}: {os.strerror(errno.EISDIR)}",
        ]
    )
    found = outputs(out)
    assert found.pop("cut.gz.ndjson.incomplete") == run("--origin", tmp_path / "cut.gz").stdout
    assert found == {name: data for name, data in expected.items() if name != "small.log.ndjson"}
    assert orjson.loads((tmp_path / "report").read_bytes())["failed"] == 4


def limit_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000_000, 8_000_000))


@pytest.mark.long
def test_a_disk_that_is_full_fails_the_file_alone(logs: Path, tmp_path: Path) -> None:
    # a limit of file sizes stands in for it: the one file that is larger fails
    out = tmp_path / "out"
    done = subprocess.run(
        [COMMAND, "convert", logs, "--output-dir", out, "--jobs", "2"],
        env=ENVIRONMENT,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
        preexec_fn=limit_files,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == f"ecsparse: {logs / 'large.log'}: {os.strerror(errno.EFBIG)}\n"
    assert len(outputs(out)) == len(outputs(logs)) - 1
    assert [name for name in outputs(out) if is_partial(name)] == []


@pytest.mark.long
def test_rejected_lines_are_the_filters(logs: Path, tmp_path: Path) -> None:
    options = ("--output-dir", tmp_path / "out", "--rejects-dir", tmp_path / "rejects", "--jobs", "2")
    assert convert(logs, *options) == (0, b"")
    found = outputs(tmp_path / "rejects")
    for name in outputs(logs):
        run("--rejects", tmp_path / "one", "-o", os.devnull, logs / name)
        assert found.pop(f"{name}.rejects", b"") == (tmp_path / "one").read_bytes()
    assert found == {}


def test_the_table_and_the_report_say_what_the_filter_counts(logs: Path, tmp_path: Path) -> None:
    options = ("--exclude", "large.log", "--output-dir", tmp_path / "out", "--report", tmp_path / "report")
    done = run("convert", logs, *options)
    table = dict(line.split() for line in done.stdout.decode().splitlines())
    names = sorted(name for name in outputs(logs) if name != "large.log")
    summary = run("-v", "-o", os.devnull, *(logs / name for name in names)).stderr.decode()
    counted = {line.split()[1]: line.split()[2] for line in summary.splitlines()}
    assert {name: table[name] for name in counted if name != "seconds"} == {
        name: number for name, number in counted.items() if name != "seconds"
    }
    assert (table["files"], table["failed"]) == (str(len(names)), "0")
    report = orjson.loads((tmp_path / "report").read_bytes())
    assert str(report["lines"]) == table["lines"]
    assert [item["output"] for item in report["conversions"]] == [f"{name}.ndjson" for name in names]
    assert sum(item["documents"] for item in report["conversions"]) == report["documents"]
    assert report["bytes"] == sum((logs / name).stat().st_size for name in names)


def test_a_report_on_standard_output_takes_the_place_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"a\n")
    done = run("convert", "in.log", "-o", "out", "--report", "-", cwd=tmp_path)
    assert (done.returncode, orjson.loads(done.stdout)["lines"]) == (0, 1)
    assert set(outputs(tmp_path)) == {"in.log", "out/in.log.ndjson"}


@pytest.mark.parametrize("option", ["--output-dir", "--rejects-dir"])
@pytest.mark.parametrize("name", ["in.log", os.devnull])
def test_what_is_not_a_folder_holds_no_outputs(option: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"a\n")
    done = run("convert", "in.log", *("-o", "out"), option, name, cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n"), b"is not a folder" in done.stderr) == (2, 1, True)
    assert outputs(tmp_path) == {"in.log": b"a\n"}


def test_a_closed_standard_input_is_said_to_be(tmp_path: Path) -> None:
    done = run("convert", "-", "-o", "out", cwd=tmp_path, redirect="<&-")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: standard input: Bad file descriptor\n")


def skipped(*arguments: str | Path) -> int:
    """How many files a run that goes on leaves out."""
    done = run("convert", *arguments, "--resume")
    assert (done.returncode, done.stderr) == (0, b"")
    table = dict(line.split() for line in done.stdout.decode().splitlines())
    return int(table.get("skipped", 0))


@pytest.fixture
def converted(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of three logs, and that of their outputs."""
    logs, out = tmp_path / "logs", tmp_path / "out"
    logs.mkdir()
    for name in "abc":
        (logs / name).write_bytes(b"line of " + name.encode() + b"\n")
    assert convert(logs, "--output-dir", out) == (0, b"")
    return logs, out


@pytest.mark.long
def test_what_is_finished_and_unchanged_is_left_out(converted: tuple[Path, Path]) -> None:
    logs, out = converted
    assert skipped(logs, "--output-dir", out) == 3
    (logs / "a").write_bytes(b"another line\n")
    assert skipped(logs, "--output-dir", out) == 2
    os.utime(logs / "b", (1, 1))
    assert skipped(logs, "--output-dir", out) == 2
    (out / "c.ndjson").unlink()
    assert skipped(logs, "--output-dir", out) == 2
    (out / "c.ndjson").write_bytes(b"cut")
    assert skipped(logs, "--output-dir", out) == 2
    expected = {f"{name}.ndjson": run("--origin", logs / name).stdout for name in "abc"}
    assert outputs(out) == expected
    assert skipped(logs, "--output-dir", out, "--profile", "ecs") == 0
    assert skipped(logs, "--output-dir", out, "--profile", "ecs", "--no-origin") == 0
    assert skipped(logs, "--output-dir", out) == 0
    assert outputs(out) == expected


def test_without_resume_outputs_are_replaced(converted: tuple[Path, Path]) -> None:
    logs, out = converted
    before = outputs(out)
    (out / "a.ndjson").write_bytes(b"x")
    (out / ".a.ndjson.part").write_bytes(b"left by a kill")
    (out / ".a.ndjson.7.part").write_bytes(b"left by a kill")
    (out / ".mine.part").write_bytes(b"not ours")
    assert convert(logs, "--output-dir", out) == (0, b"")
    assert outputs(out) == before | {".mine.part": b"not ours"}


@pytest.mark.parametrize("damage", [b'{"output": "a.nd', b"\xff\n[]\n{}\n7\n"])
def test_a_damaged_memory_is_forgotten(damage: bytes, converted: tuple[Path, Path]) -> None:
    logs, out = converted
    state = out / STATE
    state.write_bytes(b"\n".join(state.read_bytes().split(b"\n")[:2]) + b"\n" + damage)
    assert skipped(logs, "--output-dir", out) == 2
    assert skipped(logs, "--output-dir", out) == 3


@pytest.mark.long
def test_killed_conversions_go_on(tmp_path: Path) -> None:
    kill_and_resume(tmp_path, 8, seed=5)


@pytest.fixture
def endless_logs(tmp_path: Path) -> Path:
    write_long_logs(tmp_path / "logs", 40)
    return tmp_path / "logs"


def wait_for_output(folder: Path) -> None:
    while not any(folder.glob("*.ndjson")):
        time.sleep(0.01)


@pytest.mark.long
@pytest.mark.skipif(not PROC.exists(), reason="this system has no /proc")
@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, *(pytest.param(each, marks=pytest.mark.long) for each in (signal.SIGINT, signal.SIGHUP))],
)
def test_a_signal_leaves_whole_outputs_alone(number: signal.Signals, endless_logs: Path, tmp_path: Path) -> None:
    with started("convert", endless_logs, "--output-dir", tmp_path / "out", "--jobs", "2") as session:
        workers = wait_for_children(session.process.pid, 2)
        wait_for_output(tmp_path / "out")
        for process in (*workers, session.process.pid):
            os.kill(process, number)
        status, said = session.end()
        assert status == -number
        assert re.fullmatch(rb"ecsparse: interrupted: [0-9]+ of 40 files are done; --resume goes on\n", said)
        assert wait_until_ended(workers) == []
    found = outputs(tmp_path / "out")
    assert 0 < len(found) < 40
    assert {data.count(b"\n") for data in found.values()} == {LONG}


@pytest.mark.long
@pytest.mark.skipif(not PROC.exists(), reason="this system has no /proc")
def test_a_worker_that_dies_ends_the_run(endless_logs: Path, tmp_path: Path) -> None:
    with started("convert", endless_logs, "--output-dir", tmp_path / "out", "--jobs", "2") as session:
        workers = wait_for_children(session.process.pid, 2)
        wait_for_output(tmp_path / "out")
        os.kill(workers[0], signal.SIGKILL)
        assert session.end() == (1, b"ecsparse: a worker process died; if memory is short, use fewer --jobs\n")
        assert wait_until_ended(workers) == []
    assert [name for name in outputs(tmp_path / "out") if is_partial(name)] == []


@pytest.mark.long
@pytest.mark.skipif(not PROC.exists(), reason="this system has no /proc")
def test_memory_does_not_grow_with_files(endless_logs: Path, tmp_path: Path) -> None:
    with started("convert", endless_logs, "--output-dir", tmp_path / "out", "--jobs", "2") as session:
        workers = wait_for_children(session.process.pid, 2)
        peaks: dict[int, int] = {}
        while len(list((tmp_path / "out").glob("*.ndjson"))) < 16:
            for process in (session.process.pid, *workers):
                peaks[process] = max(peaks.get(process, 0), peak(process))
            time.sleep(0.05)
    assert [kilobytes for kilobytes in peaks.values() if not 10_000 < kilobytes < 40_000] == []


def peak(process: int) -> int:
    """The most memory that a process had so far, in kB; 0 if it has ended."""
    try:
        status = (PROC / str(process) / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) if "VmHWM:" in status else 0


@pytest.mark.long
def test_two_runs_do_not_write_the_same_folder(endless_logs: Path, tmp_path: Path) -> None:
    with started("convert", endless_logs, "--output-dir", tmp_path / "out", "--jobs", "1") as session:
        wait_for_output(tmp_path / "out")
        session.process.send_signal(signal.SIGSTOP)
        status, notes = convert(endless_logs, "--output-dir", tmp_path / "out")
        assert (status, b"another conversion writes there" in notes) == (1, True)
        session.process.send_signal(signal.SIGCONT)


@pytest.mark.long
def test_a_bar_is_shown_on_a_terminal_alone(logs: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    done = run("convert", logs / "large.log", "--output-dir", tmp_path, stderr=theirs)
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 0
    frames = [
        (float(done), int(files))
        for done, files in re.findall(r"\[[#.]{20}\] ([0-9.]+) of 36\.[0-9] MB, ([01]) of 1 files, [0-9.]+ MB/s", shown)
    ]
    # bytes are counted as they are read, not only where a file is done
    assert any(0 < megabytes < 36 and not files for megabytes, files in frames)
    assert re.search(r", [0-9]+:[0-9]{2}:[0-9]{2} left", shown)
    assert max(map(len, re.split("\r\x1b\\[K", shown))) < 80


def wait_for_part(folder: Path) -> None:
    while b'"number"' not in ((folder / STATE).read_bytes() if (folder / STATE).exists() else b""):
        time.sleep(0.01)


@pytest.mark.long
def test_a_run_goes_on_inside_of_a_large_file(logs: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    out, rejects, large = tmp_path / "out", tmp_path / "rejects", logs / "large.log"
    options = (large, "--output-dir", out, "--rejects-dir", rejects)
    with started("convert", *options) as session:
        wait_for_part(out)
        session.process.send_signal(signal.SIGINT)
        assert session.end() == (-2, b"ecsparse: interrupted: 0 of 1 files are done; --resume goes on\n")
    part = out / ".large.log.ndjson.0.part"
    text = part.read_bytes()
    assert expected["large.log.ndjson"].startswith(text)
    # what is there is taken as it is
    part.write_bytes(b"#" + text[1:])
    assert run("convert", *options, "--resume", "--report", tmp_path / "report").returncode == 0
    assert outputs(out) == {"large.log.ndjson": b"#" + expected["large.log.ndjson"][1:]}
    assert outputs(rejects) == {"large.log.rejects": large.read_bytes() + b"\n"}
    report = orjson.loads((tmp_path / "report").read_bytes())
    assert (report["lines"], report["outcomes"]) == (LARGE, {"unmatched": LARGE})
    assert b'"number"' not in (out / STATE).read_bytes()


@pytest.mark.long
@pytest.mark.parametrize(
    "change",
    ["source", *(pytest.param(each, marks=pytest.mark.long) for each in ("options", "length", "start anew"))],
)
def test_parts_of_another_run_are_made_anew(change: str, logs: Path, tmp_path: Path) -> None:
    out, large = tmp_path / "out", tmp_path / "large.log"
    large.write_bytes((logs / "large.log").read_bytes())
    with started("convert", large, "--output-dir", out, "--no-origin") as session:
        wait_for_part(out)
        session.process.kill()
        session.end()
    part = out / ".large.log.ndjson.0.part"
    text = part.read_bytes()
    part.write_bytes(b"#" + text[1 + (change == "length") :])
    if change == "source":
        os.utime(large, (1, 1))
    options = ("--unmatched", "drop") if change == "options" else ("--no-origin",)
    done = run("convert", large, "--output-dir", out, *options, *(() if change == "start anew" else ("--resume",)))
    assert (done.returncode, done.stderr) == (0, b"")
    whole = (out / "large.log.ndjson").read_bytes()
    assert list(outputs(out)) == ["large.log.ndjson"]
    assert whole.count(b"\n") == (0 if change == "options" else LARGE)
    assert not whole.startswith(b"#")


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"b\n")
    text = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened\n"
    done = run("convert", "-", "-o", "out", "--profile", "ecs", stdin=text, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    (document,) = map(orjson.loads, outputs(tmp_path / "out")["stdin.ndjson"].splitlines())
    assert document["log"] == {"offset": 0}
    assert run("convert", "in.log", "-", "-o", "both", stdin=gzip.compress(text), cwd=tmp_path).returncode == 0
    assert {name: text.count(b"\n") for name, text in outputs(tmp_path / "both").items()} == {
        "in.log.ndjson": 1, "stdin.ndjson": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "SOURCE"),
        (("in.log",), "--output-dir"),
        (("in.log", "--output-dir", "out", "--compress", "zip"), "--compress"),
        (("in.log", "--output-dir", "out", "--timezone", "Nowhere"), "Nowhere"),
        (("in.log", "--output-dir", "out", "--product", "openvpm"), "openvpn"),
        (("in.log", "--output-dir", "out", "--format", "bulk", "--profile", "documented"), "--profile"),
        (("nowhere://in.log", "--output-dir", "out"), "nowhere"),
    ],
)
def test_wrong_use_is_explained_and_writes_nothing(arguments: tuple[str, ...], word: str, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(b"a\n")
    done = run("convert", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert word in done.stderr.decode()
    assert set(outputs(tmp_path)) == {"in.log"}
