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

# What Linux keeps in a pipe.
_BLOCK = 1 << 16


class Starts:
    """The process that becomes the command, and the socket that it is asked by."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, Path(__file__).with_name("warm.py"), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=environment,
            )
        atexit.register(self._end)

    def run(
        self, words: Sequence[str], folder: Path, stdin: bytes, timeout: float
    ) -> subprocess.CompletedProcess[bytes]:
        """The ended command.

        Raises:
            subprocess.TimeoutExpired: it did not end within `timeout` seconds, and was killed.
        """
        pipes = [os.pipe(), os.pipe()[::-1], os.pipe()[::-1]]
        theirs, ours = [theirs for theirs, _ in pipes], [ours for _, ours in pipes]
        request = json.dumps([str(folder), words]).encode()
        assert len(request) < REQUEST
        socket.send_fds(self._requests, [request], theirs)
        for descriptor in theirs:
            os.close(descriptor)
        child = self._number()
        written = _exchange(ours, stdin, time.monotonic() + timeout)
        if written is None:
            os.kill(child, signal.SIGKILL)
            self._number()
            raise subprocess.TimeoutExpired(words, timeout)
        status = os.waitstatus_to_exitcode(self._number())
        return subprocess.CompletedProcess(words, status, *written)

    def _number(self) -> int:
        answer = self._requests.recv(NUMBER.size)
        if not answer:
            raise RuntimeError(f"warm.py has ended: {self._process.wait()}")
        found: int = NUMBER.unpack(answer)[0]
        return found

    def _end(self) -> None:
        self._requests.close()
        self._process.wait()


@cache
def starts(environment: tuple[tuple[str, str], ...]) -> Starts:
    """The same for all runs of this process with these variables."""
    return Starts(dict(environment))


def _exchange(pipes: Sequence[int], stdin: bytes, deadline: float) -> list[bytes] | None:
    """What is written to two pipes while `stdin` goes into the first of three; all are closed then.

    `None` if that did not end before `deadline`.
    """
    sink, *sources = pipes
    left, texts = memoryview(stdin), {source: bytearray() for source in sources}
    with selectors.DefaultSelector() as selector:
        os.set_blocking(sink, False)
        selector.register(sink, selectors.EVENT_WRITE)
        for source in sources:
            selector.register(source, selectors.EVENT_READ)
        while events := selector.select(max(0.0, deadline - time.monotonic())):
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
            if not selector.get_map():
                return [bytes(text) for text in texts.values()]
        for key in list(selector.get_map().values()):
            os.close(key.fd)
    return None


def _rest(sink: int, text: memoryview) -> memoryview:
    """What is left of `text` when the pipe is full; nothing when nobody reads it any more."""
    try:
        return text[os.write(sink, text[:_BLOCK]) :]
    except BrokenPipeError:
        return text[:0]
