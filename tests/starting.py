"""Runs of the command in copies of one process that has loaded it: a tenth of what a start of its own costs."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from warm import NUMBER, REQUEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from command import Stream

# What Linux keeps in a pipe.
_BLOCK = 1 << 16


# Where `warm.py` is asked by all processes of one run of tests, if the first of them has started it.
ADDRESS = "WARM_STARTS"


def start(environment: Mapping[str, str]) -> str:
    """The address of a process that becomes the command; it ends with this process."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        # the system finds a name that is no file's
        listening.bind("")
        listening.listen()
        process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("warm.py"), str(listening.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=(listening.fileno(),),
            env=environment,
        )
        atexit.register(process.communicate)
        return os.fsdecode(listening.getsockname()).removeprefix("\0")


class Starts:
    """The connection to a process that becomes the command."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._requests = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._requests.connect("\0" + (os.environ.get(ADDRESS) or start(environment)))
        # before this process waits for the other one, which ends once nobody asks it
        atexit.register(self._requests.close)

    def run(
        self,
        words: Sequence[str],
        folder: Path,
        streams: tuple[bytes | Stream, Stream, Stream],
        variables: Mapping[str, str],
        timeout: float,
    ) -> subprocess.CompletedProcess[bytes]:
        """The ended command, with `variables` beside those of its process.

        Raises:
            subprocess.TimeoutExpired: it did not end within `timeout` seconds, and was killed.
        """
        pipes = [
            _pipe(number) if isinstance(stream, bytes) or stream == subprocess.PIPE else None
            for number, stream in enumerate(streams)
        ]
        theirs = [pipe[0] if pipe else stream for pipe, stream in zip(pipes, streams, strict=True)]
        request = json.dumps([str(folder), words, dict(variables)]).encode()
        assert len(request) < REQUEST
        socket.send_fds(self._requests, [request], [_descriptor(stream) for stream in theirs])
        for pipe in filter(None, pipes):
            os.close(pipe[0])
        child, deadline = self._number(), time.monotonic() + timeout
        stdin = streams[0] if isinstance(streams[0], bytes) else b""
        try:
            written = _exchange([pipe[1] if pipe else None for pipe in pipes], stdin, deadline)
            self._requests.settimeout(max(0.001, deadline - time.monotonic()))
            status = os.waitstatus_to_exitcode(self._number())
        except TimeoutError as error:
            os.kill(child, signal.SIGKILL)
            self._requests.settimeout(None)
            self._number()
            raise subprocess.TimeoutExpired(words, timeout) from error
        self._requests.settimeout(None)
        return subprocess.CompletedProcess(words, status, *written)

    def _number(self) -> int:
        answer = self._requests.recv(NUMBER.size)
        if not answer:
            raise RuntimeError("warm.py has ended")
        found: int = NUMBER.unpack(answer)[0]
        return found


@cache
def starts(environment: tuple[tuple[str, str], ...]) -> Starts:
    """The same for all runs of this process with these variables."""
    return Starts(dict(environment))


def _pipe(number: int) -> tuple[int, int]:
    """The ends for the command, as its standard stream of this number, and for its caller."""
    reading, writing = os.pipe()
    return (writing, reading) if number else (reading, writing)


def _descriptor(stream: bytes | Stream) -> int:
    assert not isinstance(stream, bytes)
    return stream if isinstance(stream, int) else stream.fileno()


def _exchange(pipes: Sequence[int | None], stdin: bytes, deadline: float) -> list[bytes | None]:
    """What is written to two pipes while `stdin` goes into the first of three; all are closed then.

    `None` where there is no pipe.

    Raises:
        TimeoutError: that did not end before `deadline`.
    """
    sink, *sources = pipes
    left, texts = memoryview(stdin), {source: bytearray() for source in sources if source is not None}
    with selectors.DefaultSelector() as selector:
        if sink is not None:
            os.set_blocking(sink, False)
            selector.register(sink, selectors.EVENT_WRITE)
        for source in texts:
            selector.register(source, selectors.EVENT_READ)
        while selector.get_map():
            events = selector.select(max(0.0, deadline - time.monotonic()))
            if not events:
                for key in list(selector.get_map().values()):
                    os.close(key.fd)
                raise TimeoutError
            for key, _ in events:
                if key.fd == sink:
                    left = _rest(sink, left)
                    ended = not left
                else:
                    block = os.read(key.fd, _BLOCK)
                    texts[key.fd] += block
                    ended = not block
                if ended:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return [None if source is None else bytes(texts[source]) for source in sources]


def _rest(sink: int, text: memoryview) -> memoryview:
    """What is left of `text` when the pipe is full; nothing when nobody reads it any more."""
    try:
        return text[os.write(sink, text[:_BLOCK]) :]
    except BrokenPipeError:
        return text[:0]
