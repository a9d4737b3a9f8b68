"""Faults, each while the command is idle and while it is busy, in every way to run it.

Each cell holds: the exit status, an output that is an unbroken prefix of the undisturbed one, silence or one clear
note, and no process left behind. Bombs are in `test_damage`, as they need no signal.
"""

from __future__ import annotations

import errno
import os
import signal
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from archives import KINDS
from command import DATED, Session, documents, endless, messages, numbered, run, started, wait_until_full
from test_damage import flipped
from test_faults import note
from ways import WAYS, each_way

if TYPE_CHECKING:
    from ways import Way

FULL = Path("/dev/full")
has_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")

# What ends later hangs, in seconds: on a machine at rest it takes a second at most.
DEATH = 30.0

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)


def each_signal(*ending: signal.Signals) -> pytest.MarkDecorator:
    """A test of each of these signals, and at length of all others that end the command."""
    others = [pytest.param(number, marks=pytest.mark.long) for number in ENDING if number not in ending]
    return pytest.mark.parametrize("number", [*ending, *others], ids=lambda number: number.name)


# Few lines are done at once, with many the command is busy: processes share more than a chunk.
AMOUNTS = {"idle": 3, "busy": 300}
# One process and little to do, or two that are busy; at length also the other way round.
each_amount_and_way = pytest.mark.parametrize(
    ("amount", "way"),
    [
        pytest.param(
            amount,
            way,
            marks=[pytest.mark.long] * ((amount == AMOUNTS["busy"]) != (way != ())),
            id=f"{name}-{ways}",
        )
        for name, amount in AMOUNTS.items()
        for ways, way in WAYS.items()
    ],
)


def text_of(amount: int) -> bytes:
    """As many lines as bytes."""
    return "".join(f"{line}\n" for line in numbered(0, amount)).encode()


@cache
def written_of(amount: int) -> bytes:
    """The documents of as many lines, of an undisturbed run."""
    return run(*DATED, stdin=text_of(amount)).stdout


def assert_nobody_is_left(session: Session) -> None:
    """All processes that a session started have ended, or do at once."""
    deadline = time.monotonic() + DEATH
    while left := members_of(session.process.pid):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def members_of(session_id: int) -> list[str]:
    """The living processes of a session of the system's."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # a name in brackets, which may hold blanks; then state, parent, group, session
            name, _, rest = path.read_text(errors="replace").rpartition(") ")
        except OSError:
            continue
        state, _, _, member_of, *_ = rest.split()
        if int(member_of) == session_id and state not in "ZX":
            found.append(name)
    return found


@pytest.mark.thinned(4)
@each_way
@each_signal(*ENDING)
def test_a_signal_while_idle_ends_the_command_at_once(number: signal.Signals, way: Way) -> None:
    with started(*DATED, *way) as session:
        session.write(b"line 0\nline 1\nlin")
        output = session.read() + session.read()
        session.process.send_signal(number)
        assert session.end(DEATH) == (-number, b"")
        assert messages(output + session.read_all()) == ["line 0", "line 1"]
        assert_nobody_is_left(session)


@pytest.mark.thinned(4)
@each_way
@pytest.mark.parametrize(
    "number",
    [
        signal.SIGINT,
        signal.SIGKILL,
        *(pytest.param(each, marks=pytest.mark.long) for each in (signal.SIGTERM, signal.SIGHUP)),
    ],
    ids=lambda number: number.name,
)
def test_a_signal_while_busy_leaves_an_unbroken_prefix(number: signal.Signals, way: Way) -> None:
    with started(*DATED, *way) as session, endless(session):
        output = session.read_bytes(1 << 18)
        session.process.send_signal(number)
        output += session.read_all()
        assert session.end() == (-number, b"")
        assert_nobody_is_left(session)
    if number == signal.SIGKILL:
        # nobody can finish a line that is written when this comes
        whole = output[: output.rfind(b"\n") + 1]
        lines = len(documents(whole))
        assert written_of(lines + 1).startswith(output)
    found = messages(output[: output.rfind(b"\n") + 1])
    assert found == numbered(0, len(found))
    assert number == signal.SIGKILL or output.endswith(b"\n")


@pytest.mark.thinned(2)
@each_way
@each_signal(signal.SIGTERM)
def test_a_reader_that_takes_nothing_does_not_hold_a_signal_up(number: signal.Signals, way: Way) -> None:
    whole = written_of(1000)
    with started(*DATED, *way) as session, endless(session):
        wait_until_full(session)
        session.process.send_signal(number)
        assert session.end(DEATH) == (-number, b"")
        assert whole.startswith(session.read_all())
        assert_nobody_is_left(session)


@pytest.mark.thinned(2)
@each_way
def test_a_reader_that_goes_while_the_command_is_idle_is_noticed_at_the_next_line(way: Way) -> None:
    with started(*DATED, *way) as session:
        session.write(b"line 0\n")
        assert messages(session.read()) == ["line 0"]
        session.stdout.close()
        session.write(b"line 1\n")
        assert session.end() == (-signal.SIGPIPE, b"")
        assert_nobody_is_left(session)


@pytest.mark.thinned(2)
@each_way
def test_a_reader_that_goes_while_the_command_is_busy_ends_it(way: Way) -> None:
    with started(*DATED, *way) as session, endless(session):
        assert session.read() != b""
        session.stdout.close()
        assert session.end() == (-signal.SIGPIPE, b"")
        assert_nobody_is_left(session)


@pytest.mark.thinned(3)
@has_full
@each_amount_and_way
@pytest.mark.parametrize(
    ("arguments", "redirect", "named"),
    [((), ">/dev/full", ()), (("-o", FULL), "", ("/dev/full",)), (("--rejects", FULL), "", ("/dev/full",))],
    ids=["standard output", "-o", "--rejects"],
)
def test_a_full_disk_is_noted_in_the_systems_words(
    arguments: tuple[str, ...], redirect: str, named: tuple[str, ...], amount: int, way: Way
) -> None:
    done = run(*DATED, *way, *arguments, stdin=text_of(amount), redirect=redirect)
    assert (done.returncode, done.stderr) == (1, note(*named, "write error", errno.ENOSPC))


@pytest.mark.thinned(2)
@each_way
def test_a_disk_that_fills_up_has_an_unbroken_prefix(way: Way, tmp_path: Path) -> None:
    with started(*DATED, *way, "-o", tmp_path / "out", prepare="ulimit -f 64") as session, endless(session):
        assert session.end() == (1, note(str(tmp_path / "out"), "write error", errno.EFBIG))
        assert_nobody_is_left(session)
    output = (tmp_path / "out").read_bytes()
    assert len(output) in {64 << 9, 64 << 10}
    assert written_of(1000).startswith(output)


@pytest.mark.thinned(3)
@each_amount_and_way
@pytest.mark.parametrize(
    ("redirect", "end"),
    [
        ("<&-", (0, b"")),
        (">&-", (1, note("write error", errno.EBADF))),
        ("2>&-", (0, b"")),
        ("<&- 2>&-", (0, b"")),
        ("<&- >&- 2>&-", (1, b"")),
    ],
)
def test_closed_standard_streams(redirect: str, end: tuple[int, bytes], amount: int, way: Way, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(text_of(amount))
    done = run(*DATED, *way, "in.log", redirect=redirect, cwd=tmp_path)
    assert (done.returncode, done.stderr) == end
    assert done.stdout == (b"" if ">&-" in redirect.split() else written_of(amount))


@each_amount_and_way
def test_files_that_cannot_be_read_are_noted_and_the_others_are_done(amount: int, way: Way, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(text_of(amount))
    done = run(*DATED, *way, "in.log", "missing", ".", "in.log", cwd=tmp_path)
    folder = note(".", errno.EISDIR).replace(b"\n", b"; ecsparse convert and ecsparse sniff read folders\n")
    assert (done.returncode, done.stderr) == (1, note("missing", errno.ENOENT) + folder)
    assert done.stdout == written_of(amount) * 2


@pytest.mark.thinned(2)
@each_way
def test_a_file_that_vanishes_before_its_turn_is_noted(way: Way, tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.write_bytes(b"line 1\n")
    with started(*DATED, *way, "-", later) as session:
        session.write(b"line 0\n")
        output = session.read()
        later.unlink()
        session.stdin.close()
        assert messages(output + session.read_all()) == ["line 0"]
        assert session.end() == (1, note(str(later), errno.ENOENT))
        assert_nobody_is_left(session)


@pytest.mark.thinned(2)
@each_way
def test_a_file_that_vanishes_while_it_is_read_is_read_to_its_end(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "in.log"
    file.write_bytes(text_of(AMOUNTS["busy"]))
    with started(*DATED, *way, file) as session:
        output = session.read()
        file.unlink()
        output += session.read_all()
        assert (session.end(), output == written_of(AMOUNTS["busy"])) == ((0, b""), True)


@pytest.mark.thinned(2)
@each_way
def test_a_file_that_shrinks_while_it_is_read_gives_what_was_read(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "in.log"
    file.write_bytes(text_of(AMOUNTS["busy"] * 10))
    with started(*DATED, *way, file) as session:
        output = session.read()
        wait_until_full(session)
        os.truncate(file, 0)
        output += session.read_all()
        assert session.end() == (0, b"")
    # the line at which it shrank may be a part of one
    found = messages(output)
    assert found[:-1] == numbered(0, len(found) - 1)
    assert numbered(len(found) - 1, len(found))[0].startswith(found[-1])


@pytest.mark.thinned(5)
@each_amount_and_way
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", ["truncated", "corrupt"])
def test_damaged_archives_are_noted_and_the_next_is_read(
    fault: str, kind: str, amount: int, way: Way, tmp_path: Path
) -> None:
    data = KINDS[kind].compress(text_of(amount))
    cut = data[:-20] if fault == "truncated" else flipped(data, len(data) - KINDS[kind].checksum)
    (tmp_path / "bad").write_bytes(cut)
    (tmp_path / "good").write_bytes(text_of(3))
    done = run(*DATED, *way, "bad", "good", cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(f"ecsparse: bad: compressed data is {fault}: ".encode())
    before = done.stdout.removesuffix(written_of(3))
    assert len(before) + len(written_of(3)) == len(done.stdout)
    assert written_of(amount).startswith(before)
    assert amount == AMOUNTS["idle"] or fault == "truncated" or before
