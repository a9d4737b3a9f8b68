"""Which files `convert` takes, what their outputs are called, and what it says of those that it leaves out."""

from __future__ import annotations

import ctypes
import errno
import gzip
import os
import random
import socket
import subprocess
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from command import COMMAND, ENVIRONMENT, TIMEOUT, run
from conversions import STATE, outputs

if TYPE_CHECKING:
    from pathlib import Path

ENOENT = os.strerror(errno.ENOENT)
EACCES = os.strerror(errno.EACCES)
# prctl(2), capabilities(7)
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def write(folder: Path, *names: str) -> None:
    """Files in `folder` that hold their own names, a line."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n")


class Run:
    """A conversion in `folder`, with the report."""

    def __init__(self, folder: Path, *arguments: str, options: tuple[str, ...] = ()) -> None:
        words = ("convert", *arguments, "--no-origin", "--output-dir", "out", "--report", "report", *options)
        done = self._run(folder, *words)
        self.status = done.returncode
        self.notes = [
            line.removeprefix("ecsparse: ").replace(f"{folder}/", "") for line in done.stderr.decode().splitlines()
        ]
        self.table = dict(line.split() for line in done.stdout.decode().splitlines())
        self.report: dict[str, Any] = {}
        if (folder / "report").is_file():
            self.report = orjson.loads((folder / "report").read_bytes() or b"{}")
        self.made = set(outputs(folder / "out"))
        self._folder = folder

    @staticmethod
    def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
        return run(*words, cwd=folder)

    def listed(self, member: str) -> dict[str, str]:
        """What the report says under `member` of each file that has it."""
        return {
            item["source"].removeprefix(f"{self._folder}/"): item[member].replace(f"{self._folder}/", "")
            for item in self.report["conversions"]
            if item[member] is not None
        }

    def assert_is_consistent(self) -> None:
        """The table, the report and the folder say the same."""
        assert set(self.listed("output").values()) <= self.made
        assert len(self.listed("error")) == self.report["failed"] == int(self.table["failed"])
        assert len(self.listed("skipped")) == self.report["skipped"] == int(self.table.get("skipped", 0))
        assert self.report["files"] == len(self.report["conversions"]) - self.report["skipped"]
        assert self.status == int(self.report["failed"] > 0)


class ObedientRun(Run):
    """One that cannot read what a file's mode forbids, whoever starts it."""

    @staticmethod
    def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [COMMAND, *words],
            cwd=folder,
            env=ENVIRONMENT,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            preexec_fn=obey_modes,
        )


def obey_modes() -> None:
    """Take from a superuser what other users cannot do either: read what its mode forbids."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def test_links_are_followed(tmp_path: Path) -> None:
    write(tmp_path, "pods/a/0.log", "pods/b/0.log", "far/deep/x.log")
    (tmp_path / "containers").mkdir()
    (tmp_path / "containers/a.log").symlink_to("../pods/a/0.log")
    (tmp_path / "containers/b.log").symlink_to("b")
    (tmp_path / "containers/b").symlink_to(tmp_path / "pods/b/0.log")
    (tmp_path / "containers/far").symlink_to("../far")
    done = Run(tmp_path, "containers")
    assert done.made == {"a.log.ndjson", "b.ndjson", "far/deep/x.log.ndjson"}
    assert done.notes == ["containers/b.log: skipped: the same as containers/b"]
    assert (tmp_path / "out/a.log.ndjson").read_bytes() == run(tmp_path / "pods/a/0.log").stdout
    done.assert_is_consistent()


def test_a_file_of_several_names_is_converted_once_by_its_own(tmp_path: Path) -> None:
    write(tmp_path, "logs/m/x.log")
    (tmp_path / "logs/a.log").symlink_to("m/x.log")
    os.link(tmp_path / "logs/m/x.log", tmp_path / "logs/m/y.log")
    done = Run(tmp_path, "logs", "logs/m/y.log", "logs")
    assert done.listed("output") == {"logs/m/x.log": "logs/m/x.log.ndjson"}
    same = "the same as logs/m/x.log"
    assert done.listed("skipped") == {"logs/a.log": same, "logs/m/y.log": same}
    assert sorted(done.notes) == [f"logs/a.log: skipped: {same}", f"logs/m/y.log: skipped: {same}"]
    done.assert_is_consistent()


def test_loops_end(tmp_path: Path) -> None:
    write(tmp_path, "up.log", "logs/a/x.log", "logs/b/y.log")
    for link, target in {
        "logs/self": "self",
        "logs/here": ".",
        "logs/up": "..",
        "logs/a/b": "../b",
        "logs/b/a": "../a",
        "logs/b/root": "/",
    }.items():
        (tmp_path / link).symlink_to(target)
    done = Run(tmp_path, "logs")
    assert done.made == {"a/x.log.ndjson", "b/y.log.ndjson"}
    inside = "a link to a folder above it"
    assert done.listed("skipped") == {
        "logs/self": "a loop of links",
        "logs/here": "the same as logs",
        "logs/up": inside,
        "logs/a/b": "the same as logs/b",
        "logs/b/a": "the same as logs/a",
        "logs/b/root": inside,
    }
    done.assert_is_consistent()


def test_what_is_no_regular_file_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "logs/x.log")
    os.mkfifo(tmp_path / "logs/pipe")
    (tmp_path / "logs/null").symlink_to("/dev/null")
    monkeypatch.chdir(tmp_path / "logs")  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        done = Run(tmp_path, "logs")
    assert done.made == {"x.log.ndjson"}
    assert done.listed("skipped") == {
        "logs/null": "a character device",
        "logs/pipe": "a named pipe",
        "logs/socket": "a socket",
    }
    assert sorted(done.notes) == [f"{path}: skipped: {kind}" for path, kind in sorted(done.listed("skipped").items())]
    done.assert_is_consistent()


def test_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log", "logs/closed/y.log", "logs/names/z.log", "logs/secret.log")
    (tmp_path / "logs/gone.log").symlink_to("nowhere")
    modes = {"closed": 0o000, "names": 0o600, "secret.log": 0o000}
    for name, mode in modes.items():
        (tmp_path / "logs" / name).chmod(mode)
    done = ObedientRun(tmp_path, "logs")
    for name in modes:
        (tmp_path / "logs" / name).chmod(0o700)
    assert done.made == {"x.log.ndjson"}
    assert done.listed("error") == {
        "logs/closed": EACCES,
        "logs/names/z.log": EACCES,
        "logs/secret.log": EACCES,
        "logs/gone.log": ENOENT,
    }
    assert sorted(done.notes) == sorted(f"{path}: {reason}" for path, reason in done.listed("error").items())
    done.assert_is_consistent()


def test_files_that_are_not_chosen_are_not_noted(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log")
    os.mkfifo(tmp_path / "logs/pipe")
    (tmp_path / "logs/gone").symlink_to("nowhere")
    (tmp_path / "logs/x").symlink_to("x.log")
    done = Run(tmp_path, "logs", options=("--include", "*.log"))
    assert (done.status, done.notes, done.made) == (0, [], {"x.log.ndjson"})
    # the name that is chosen counts, be it that of a link
    done = Run(tmp_path, "logs", options=("--include", "x"))
    assert (done.status, done.notes, done.made) == (0, [], {"x.log.ndjson", "x.ndjson"})


def test_a_pattern_that_no_file_fits_is_noted(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log", "logs/y.txt")
    options = ("--include", "*.LOG", "--include", "*.txt", "--exclude", "nothing")
    done = Run(tmp_path, "logs", options=options)
    assert (done.status, done.made) == (1, {"y.txt.ndjson"})
    assert done.notes == ["--include *.LOG: matches no file in a SOURCE folder"]
    foretold = run("convert", "logs", "--output-dir", "out", "--dry-run", *options, cwd=tmp_path)
    assert (foretold.returncode, foretold.stderr.count(b"\n")) == (1, 1)


@pytest.mark.parametrize("option", ["--output-dir", "--rejects-dir"])
@pytest.mark.parametrize("source", ["logs", "logs/a", "link", "."])
def test_sources_that_outputs_would_swallow_are_refused(option: str, source: str, tmp_path: Path) -> None:
    write(tmp_path, "logs/a/x.log")
    (tmp_path / "link").symlink_to("logs/a")
    before = sorted(tmp_path.rglob("*"))
    target = "." if source == "." else "logs"
    others = ("--output-dir", "out") if option == "--rejects-dir" else ()
    done = run("convert", source, option, target, *others, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert option in done.stderr.decode()
    assert sorted(tmp_path.rglob("*")) == before


def test_outputs_that_links_lead_to_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log", "out/x.log.ndjson")
    (tmp_path / "logs/out").symlink_to("../out")
    (tmp_path / "logs/one.ndjson").symlink_to("../out/x.log.ndjson")
    for _ in range(2):
        done = Run(tmp_path, "logs")
        assert (done.status, done.notes, done.made) == (0, [], {"x.log.ndjson"})


@pytest.mark.parametrize("report", ["nowhere/report", "logs", "/dev/full"])
def test_a_report_that_cannot_be_written_is_noted_before_work_begins(report: str, tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log")
    done = Run(tmp_path, "logs", options=("--report", report))
    assert (done.status, len(done.notes), done.table) == (1, 1, {})
    assert done.notes[0].startswith(f"{report}: write error")
    assert not (tmp_path / "out").exists()


def test_a_report_replaces_no_source_and_may_be_among_outputs(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log")
    done = Run(tmp_path, "logs", options=("--report", "logs/x.log"))
    assert (done.status, (tmp_path / "logs/x.log").read_text()) == (2, "logs/x.log\n")
    done = Run(tmp_path, "logs", options=("--report", "out/report"))
    assert (done.status, done.made) == (0, {"x.log.ndjson", "report"})


def test_names_that_are_not_utf8_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log")
    (tmp_path / "logs/x.log").rename(tmp_path / "logs/\udcff.log")
    done = Run(tmp_path, "logs")
    assert done.listed("output") == {"logs/\\xff.log": "\\xff.log.ndjson"}
    assert (done.status, done.report["files"]) == (0, 1)
    foretold = run("convert", "logs", "--output-dir", "out", "--dry-run", cwd=tmp_path)
    assert foretold.stdout.decode() == f"{tmp_path}/logs/\\xff.log -> \\xff.log.ndjson\n"


def damaged() -> bytes:
    """The first part of lines that do not compress."""
    rng = random.Random(0)  # noqa: S311 - a seed makes them the same
    return gzip.compress(b"".join(b"%032x\n" % rng.getrandbits(128) for _ in range(5_000)))[:50_000]


@pytest.mark.long
@pytest.mark.parametrize("compression", ["gz", pytest.param("", marks=pytest.mark.long)])
def test_an_output_that_is_not_whole_has_another_name(compression: str, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    bad = tmp_path / "logs/bad.gz"
    options = ("--rejects-dir", "rejects", *(("--compress", compression) if compression else ()))
    ending = f".ndjson{'.' if compression else ''}{compression}"
    bad.write_bytes(damaged())
    for again in ((), ("--resume",)):
        done = Run(tmp_path, "logs", options=(*options, *again))
        assert (done.status, done.made) == (1, {f"bad.gz{ending}.incomplete"})
        assert done.listed("output") == {"logs/bad.gz": f"bad.gz{ending}.incomplete"}
        assert set(outputs(tmp_path / "rejects")) == {"bad.gz.rejects.incomplete"}
    done.assert_is_consistent()
    data = outputs(tmp_path / "out")[f"bad.gz{ending}.incomplete"]
    assert (gzip.decompress(data) if compression else data) == run(bad).stdout
    # not a line could be read
    bad.write_bytes(damaged()[:12])
    done = Run(tmp_path, "logs", options=options)
    assert (done.status, done.made, done.listed("output"), done.report["failed"]) == (1, set(), {}, 1)
    bad.write_bytes(damaged())
    Run(tmp_path, "logs", options=options)
    bad.write_bytes(gzip.compress(b"whole\n"))
    done = Run(tmp_path, "logs", options=(*options, "--resume"))
    assert (done.status, done.made) == (0, {f"bad.gz{ending}"})
    assert set(outputs(tmp_path / "rejects")) == {"bad.gz.rejects"}


def test_finished_files_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "logs/x.log", "logs/y.log")
    Run(tmp_path, "logs")
    write(tmp_path, "logs/z.log")
    done = Run(tmp_path, "logs", options=("--resume",))
    assert done.listed("skipped") == dict.fromkeys(("logs/x.log", "logs/y.log"), "finished by an earlier run")
    assert set(done.listed("output").values()) == {"x.log.ndjson", "y.log.ndjson", "z.log.ndjson"}
    done.assert_is_consistent()


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    ("sources", "made"),
    [
        (("hostA",), {"auth.log", "log/x"}),
        (("hostA", "hostB"), {"hostA/auth.log", "hostA/log/x", "hostB/auth.log", "hostB/log/x"}),
        (("hostA/log", "hostB/log"), {"hostA/log/x", "hostB/log/x"}),
        (("hostA/log", "hostB/log", "c"), {"hostA/log/x", "hostB/log/x", "c/y"}),
        (("hostA/auth.log", "hostB/auth.log"), {"hostA/auth.log", "hostB/auth.log"}),
        (("hostA/auth.log", "hostB"), {"auth.log", "hostB/auth.log", "hostB/log/x"}),
        (("hostA/auth.log", "c/y"), {"auth.log", "y"}),
        (("hostA/log", "./hostA/../hostA/log"), {"x"}),
    ],
)
def test_outputs_of_several_sources_are_below_the_sources_names(
    sources: tuple[str, ...], made: set[str], tmp_path: Path
) -> None:
    write(tmp_path, "hostA/auth.log", "hostB/auth.log", "hostA/log/x", "hostB/log/x", "c/y")
    done = Run(tmp_path, *sources)
    assert (done.status, done.made) == (0, {f"{name}.ndjson" for name in made})
    for path, output in done.listed("output").items():
        assert orjson.loads((tmp_path / "out" / output).read_bytes())["message"] == path
    # what is in the sources does not change where outputs go
    write(tmp_path, "hostA/new", "hostB/new")
    assert done.made <= Run(tmp_path, *sources).made
    assert Run(tmp_path, *sources, options=("--resume",)).report["files"] == 0


def test_a_layout_can_be_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "hostA/auth.log", "hostB/auth.log", "c/y")
    assert Run(tmp_path, "hostA", options=("--layout", "source")).made == {"hostA/auth.log.ndjson"}
    assert Run(tmp_path, "hostB", options=("--layout", "source")).made == {
        "hostA/auth.log.ndjson",
        "hostB/auth.log.ndjson",
    }
    done = Run(tmp_path, "hostA", "hostB", options=("--layout", "flat"))
    assert done.status == 2
    assert "--layout source" in done.notes[0]
    done = Run(tmp_path, "hostA", "c", options=("--layout", "flat"))
    assert set(done.listed("output").values()) == {"auth.log.ndjson", "y.ndjson"}


def test_a_run_that_goes_on_keeps_the_layout_of_what_is_there(tmp_path: Path) -> None:
    write(tmp_path, "hostA/auth.log", "hostB/auth.log")
    options = ("--resume", "--rejects-dir", "rejects")
    assert Run(tmp_path, "hostA", options=options).made == {"auth.log.ndjson"}
    both = {"auth.log.ndjson", "hostB/auth.log.ndjson"}
    done = Run(tmp_path, "hostA", "hostB", options=options)
    assert (done.made, done.report["skipped"]) == (both, 1)
    # also for a source that has changed, and if there is one source again
    write(tmp_path, "hostA/new")
    (tmp_path / "hostA/auth.log").write_text("one more line\n")
    done = Run(tmp_path, "hostA", "hostB", options=options)
    assert (done.made, done.report["skipped"]) == (both | {"hostA/new.ndjson"}, 1)
    assert orjson.loads((tmp_path / "out/auth.log.ndjson").read_bytes())["message"] == "one more line"
    assert Run(tmp_path, "hostB", options=options).report["skipped"] == 1
    assert set(outputs(tmp_path / "rejects")) == {"auth.log.rejects", "hostB/auth.log.rejects", "hostA/new.rejects"}
    # a name that another source needs now is not kept
    write(tmp_path, "auth.log")
    done = Run(tmp_path, "auth.log", "hostA", options=options)
    assert done.listed("output")["auth.log"] == "auth.log.ndjson"
    assert done.listed("output")["hostA/auth.log"] == "hostA/auth.log.ndjson"
    # without `--resume` all is laid out as the sources say
    assert Run(tmp_path, "hostB").listed("output") == {"hostB/auth.log": "auth.log.ndjson"}
    assert (tmp_path / "out" / STATE).exists()


def test_urls_are_searched_as_paths_are(tmp_path: Path) -> None:
    write(tmp_path, "hostA/auth.log", "hostB/log/auth.log", "hostB/closed/x.log")
    (tmp_path / "hostA/link.log").symlink_to("../hostB/log/auth.log")
    (tmp_path / "hostA/loop").symlink_to(".")
    os.mkfifo(tmp_path / "hostA/pipe")
    (tmp_path / "hostB/closed").chmod(0o000)
    urls = [f"file://{tmp_path}/{name}" for name in ("hostA", "hostB")]
    done = ObedientRun(tmp_path, *urls)
    (tmp_path / "hostB/closed").chmod(0o700)
    assert done.made == {"hostA/auth.log.ndjson", "hostA/link.log.ndjson", "hostB/log/auth.log.ndjson"}
    assert set(done.listed("skipped")) == {f"{urls[0]}/pipe"}
    assert set(done.listed("error")) == {f"{urls[0]}/loop", f"{urls[1]}/closed"}
    done.assert_is_consistent()
