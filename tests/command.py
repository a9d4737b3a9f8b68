"""The installed command as its users run it, and the package's own way from bytes to bytes.

`run` waits for the command's end; `started` gives a `Session` to talk to. The environment is spelled out, so
that nothing of the caller's reaches the command. Where neither a shell nor variables that Python reads as it starts
are asked for, `run` takes a copy of a process that has loaded the command (`warm.py`), unless `COLD_STARTS` is set.
"""

from __future__ import annotations

import array
import fcntl
import json
import os
import re
import select
import subprocess
import sys
import termios
import threading
import time
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

import orjson
from starting import starts

from ecsparse.decoding import MAX_LINE
from ecsparse.outcomes import UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.stream import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Argument: TypeAlias = str | bytes | Path
    Stream: TypeAlias = int | IO[bytes]

COMMAND = Path(sys.executable).with_name("ecsparse")
# …" 200 12 "-" "curl/8.5.0", and what users add before, between and after; tabs, | or ; between all fields
COMBINED = re.compile(
    rb'(?:"|HTTP/1[.][01]) ([0-9]+ )?"?[0-9]{3}"? "?([0-9]+|-)"? ([0-9]+ )?"[^"]*" "[^"]*"'
    rb"|\t[0-9]{3}\t([0-9]+|-)\t[^\t]+\t[^\t]+$"
    rb'|[" ]?([|;]) ?[0-9]{3} ?\5 ?[0-9]+ ?\5 ?'
)
# a program's line that Zeek saw on the network
SEEN = re.compile(rb'"_path":"syslog".*"message":"sshd\[')
# the folder of samples in carriers
CARRIERS = "carriers"
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}

# What completes the times of the samples' lines, and the same in seconds since 1970: no line is later.
REFERENCE = "2026-01-01"
READ_AT = datetime.fromisoformat(f"{REFERENCE}T00:00:00Z").timestamp()

# The options that complete them.
DATED = ("--reference-date", REFERENCE)

# How the variables begin that Python and the system's library read as they start.
_READ_AT_START = ("LANG", "LC_", "MALLOC_", "PYTHON", "TZ")


@cache
def _pipeline(max_line: int) -> Pipeline:
    return Pipeline(max_line=max_line, now=lambda: READ_AT)


# Whether starts that are not what is tested are saved.
IS_WARM = "COLD_STARTS" not in os.environ

# What takes longer hangs, in seconds.
TIMEOUT = 60.0

# What fills pipes, chunks and files with few lines: these cost more than their bytes.
PADDING = "x" * 500


def run(
    *arguments: Argument,
    stdin: bytes | Stream = b"",
    stdout: Stream = subprocess.PIPE,
    stderr: Stream = subprocess.PIPE,
    env: Mapping[str, str] = ENVIRONMENT,
    cwd: Path | None = None,
    redirect: str = "",
    timeout: float = TIMEOUT,
) -> subprocess.CompletedProcess[bytes]:
    """The ended command; `redirect` is the shell's, such as `2>&-`."""
    words = _words(arguments, redirect)
    if IS_WARM and not redirect and _is_read_later(env):
        warm, streams = starts(tuple(ENVIRONMENT.items())), (stdin, stdout, stderr)
        return warm.run([os.fsdecode(word) for word in words], cwd or Path.cwd(), streams, env, timeout)
    return subprocess.run(
        words,
        input=stdin if isinstance(stdin, bytes) else None,
        stdin=None if isinstance(stdin, bytes) else stdin,
        stdout=stdout,
        stderr=stderr,
        env=env,
        cwd=cwd,
        timeout=timeout,
        check=False,
    )


def run_at_reference(*arguments: Argument, stdin: bytes) -> subprocess.CompletedProcess[bytes]:
    """The ended command, which reads a file that was written at `READ_AT`: that completes its lines' times."""
    with TemporaryFile() as file:
        file.write(stdin)
        file.seek(0)
        os.utime(file.fileno(), (READ_AT, READ_AT))
        return run(*arguments, stdin=file)


def documents(stdout: bytes) -> list[dict[str, Any]]:
    """The documents of an output, which must consist of whole lines."""
    *lines, rest = stdout.split(b"\n")
    assert rest == b""
    return [orjson.loads(line) for line in lines]


def messages(stdout: bytes) -> list[str]:
    """The `message` of each document of an output."""
    return [document["message"] for document in documents(stdout)]


def strict_documents(stdout: bytes) -> list[dict[str, Any]]:
    """The same as `documents`, of an output without duplicate keys, NaN, and numbers outside int64.

    Raises:
        ValueError: a line is no such JSON.
    """
    *lines, rest = stdout.split(b"\n")
    assert rest == b""
    decode = json.JSONDecoder(object_pairs_hook=_distinct, parse_int=_int64, parse_constant=int).decode
    return [decode(line.decode()) for line in lines]


def samples(*patterns: str) -> list[Path]:
    """The sample files that match one of `patterns`, such as `openvpn/*.log`, in order.

    Those of `carriers` are of many products, or of none: they match a pattern that names the folder.

    Raises:
        FileNotFoundError: a pattern matches none; a law over no samples would hold without saying anything.
    """
    found: set[Path] = set()
    for pattern in patterns:
        is_named = pattern.startswith(CARRIERS)
        matching = {path for path in SAMPLES.glob(pattern) if is_named or path.parent.name != CARRIERS}
        if not matching:
            raise FileNotFoundError(f"samples/{pattern}")
        found |= matching
    return sorted(found)


def sample_lines(*patterns: str) -> list[bytes]:
    """The lines of the sample files that match one of `patterns`, without their line feeds."""
    return [line for path in samples(*patterns) for line in path.read_bytes().split(b"\n") if line.strip()]


def some_lines(most: int) -> list[bytes]:
    """At most `most` of all sample lines, from the first to the last: for what no product matters to."""
    lines = sample_lines("*/*.log")
    return lines[:: -(-len(lines) // most)]


class Sample(NamedTuple):
    """A line, the bytes of the document expected of it, and where both stand."""

    product: str
    path: Path
    number: int
    line: bytes
    expected: bytes

    @property
    def where(self) -> str:
        """Such as `openvpn/ldap:3`."""
        return f"{self.product}/{self.path.stem}:{self.number}"

    @property
    def text(self) -> str:
        """The line as its document has it."""
        return self.line.removesuffix(b"\r").decode(errors="backslashreplace")

    @property
    def document(self) -> dict[str, Any]:
        """The expected document."""
        found: dict[str, Any] = orjson.loads(self.expected)
        return found


def expected_file(log: Path) -> Path:
    """The file of the documents that are expected of the lines of `log`."""
    return log.with_suffix(".expected.ndjson")


@cache
def expected_samples() -> list[Sample]:
    """All sample lines of products; files with more lines than documents, or fewer, fail `test_samples`."""
    return [
        Sample(path.parent.name, path, number, line, expected)
        for path in samples("*/*.log")
        if path.parent.name != UNMATCHED
        for number, (line, expected) in enumerate(
            zip(path.read_bytes().split(b"\n"), expected_file(path).read_bytes().split(b"\n"), strict=False), 1
        )
        if line
    ]


_EVENTS = {"cef": b"CEF:", "leef": b"LEEF:"}


def is_shared(sample: Sample, product: str) -> bool:
    """Whether `product`, when it alone is asked, may claim a sample of another's.

    nginx writes `combined` as Apache does, and users add to it in both. Without the program's name nothing tells
    the two apart: such a line is Apache's by preference, and nginx's for those who ask for nginx, as the manuals of
    both say. An event in CEF or LEEF is that of any product to those who ask for these formats. What Zeek saw of
    syslog holds a program's line, which is that program's to those who ask for it alone.
    """
    if product in _EVENTS and product != sample.product:
        return _EVENTS[product] in sample.line
    pair = (sample.product, product)
    texts = {("apache_httpd", "nginx"): COMBINED, ("zeek", "openssh"): SEEN}
    return pair in texts and texts[pair].search(sample.line) is not None


def convert(pieces: Iterable[bytes], max_line: int = MAX_LINE) -> tuple[bytes, bytes]:
    """What a pipeline that has seen others makes at `READ_AT` of input in `pieces`: documents, rejected lines."""
    written: list[bytes] = []
    rejected: list[bytes] = []
    pipeline, lines = _pipeline(max_line), Lines(max_line)
    for complete in chain(chain.from_iterable(map(lines.feed, pieces)), lines.finish()):
        pipeline.convert_to(written.append, complete, rejected.append)
    return b"".join(written), b"".join(line + b"\n" for line in rejected)


def converted(*lines: bytes) -> bytes:
    """The documents of complete `lines` at `READ_AT`, of a pipeline that has seen others."""
    written: list[bytes] = []
    _pipeline(MAX_LINE).convert_to(written.append, b"\n".join(lines))
    return b"".join(written)


def converted_alone(line: bytes) -> tuple[bytes, str]:
    """The document of one line, and its outcome: a product's id, `unmatched`, `malformed` or `internal`."""
    outcomes = _pipeline(MAX_LINE).counts.outcomes
    outcomes.clear()
    document = converted(line)
    (outcome,) = outcomes
    return document, outcome


def outcome_of(line: bytes) -> str:
    """The outcome of one line."""
    return converted_alone(line)[1]


class Session:
    """A running command with a pipe at each end."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        self.process, self.stdin, self.stdout, self.stderr = (
            process,
            process.stdin,
            process.stdout,
            process.stderr,
        )

    def write(self, text: bytes) -> None:
        """Send `text` at once."""
        self.stdin.write(text)

    def read(self, timeout: float = TIMEOUT) -> bytes:
        """The next line of the output; what came of it within `timeout` seconds, if it is not complete."""
        return self._read(lambda line: line.endswith(b"\n"), 1, timeout)

    def read_bytes(self, number: int) -> bytes:
        """The next `number` bytes of the output, or somewhat more."""
        return self._read(lambda text: len(text) >= number, 1 << 16, TIMEOUT)

    def read_all(self) -> bytes:
        """The output up to its end."""
        return self._read(lambda _: False, 1 << 20, TIMEOUT)

    def end(self, timeout: float = TIMEOUT) -> tuple[int, bytes]:
        """The exit status, negative for a signal, and what was written on standard error."""
        return self.process.wait(timeout), self.stderr.read()

    def _read(self, is_enough: Callable[[bytearray], bool], size: int, timeout: float) -> bytes:
        text, deadline = bytearray(), time.monotonic() + timeout
        while not is_enough(text):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.stdout], [], [], left)[0]:
                break
            block = os.read(self.stdout.fileno(), size)
            if not block:
                break
            text += block
        return bytes(text)


@contextmanager
def started(*arguments: Argument, prepare: str = "") -> Iterator[Session]:
    """A session with the command, which is killed at the end; `prepare` is run by a shell that becomes it.

    It is a session of the system's too, so that processes it leaves behind can be told.
    """
    with subprocess.Popen(
        _words(arguments, "", prepare),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        bufsize=0,
        start_new_session=True,
    ) as process:
        try:
            yield Session(process)
        finally:
            process.kill()


@contextmanager
def endless(session: Session) -> Iterator[None]:
    """The lines of `numbered` go into the session without end, as fast as it takes them."""

    def write() -> None:
        start = 0
        try:
            while True:
                session.write("".join(f"{line}\n" for line in numbered(start, start + 100)).encode())
                start += 100
        except OSError:
            return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        session.process.kill()
        writer.join()


def numbered(start: int, stop: int) -> list[str]:
    """Lines that differ in their number, each of about half a kilobyte."""
    return [f"line {number} {PADDING}" for number in range(start, stop)]


def wait_until_full(session: Session) -> None:
    """Return when the output, which nobody reads, has begun and has not grown for a while."""
    held, before = array.array("i", [0]), -1
    while before <= 0 or held[0] != before:
        before = held[0]
        time.sleep(0.2)
        fcntl.ioctl(session.stdout, termios.FIONREAD, held)


def _is_read_later(env: Mapping[str, str]) -> bool:
    """Whether `env` has the usual variables, and others that a process may still be given when it has started."""
    more = env.keys() - ENVIRONMENT.keys()
    return ENVIRONMENT.items() <= env.items() and not any(name.startswith(_READ_AT_START) for name in more)


def _words(arguments: Iterable[Argument], redirect: str, prepare: str = "") -> list[Argument]:
    words: list[Argument] = [COMMAND, *arguments]
    return ["sh", "-c", f'{prepare}\nexec "$0" "$@" {redirect}', *words] if redirect or prepare else words


def _distinct(members: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(members)) != len(members):
        raise ValueError(f"a key comes twice: {members}")
    return dict(members)


def _int64(text: str) -> int:
    number = int(text)
    if not -(2**63) <= number < 2**63:
        raise ValueError(f"{text} is outside int64")
    return number
