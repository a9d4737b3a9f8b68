"""A process that has loaded the command, and becomes it again and again: `python tests/warm.py DESCRIPTOR`.

What a start costs is Python's own, and that of modules and patterns. Here it is paid once: for each process that
connects to the listening socket DESCRIPTOR, a copy of this one takes requests, and for each of these, a copy of that
runs the installed command, with arguments, a folder, variables and streams of its own. Nothing has been converted in
it before. It ends with its standard input.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import select
import socket
import struct
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

# the process of a command, and its end as `os.waitpid` gives it
NUMBER = struct.Struct("q")
REQUEST = 1 << 20
STREAMS = 3

# what only a cluster needs; it would start threads, which a copy of the process does not have
_LEFT_OUT = ("ecsparse.batch.cluster", "ecsparse.__main__")
# what the package imports when a line or an option needs it
_OTHERS = ("click", "pendulum", "regex", "zstandard")


def load() -> None:
    """Import the package's modules, compile its patterns, and index the signatures of its products."""
    package = import_module("ecsparse")
    for module in walk_packages(package.__path__, "ecsparse."):
        if module.name not in _LEFT_OUT:
            import_module(module.name)
    for name in _OTHERS:
        import_module(name)
    for pattern in import_module("ecsparse.patterns").DECLARED:
        _ = pattern.match
    import_module("ecsparse.pipeline").Pipeline()
    gc.collect()
    gc.freeze()


def listen(connections: socket.socket) -> None:
    """Leave each connection to a process of its own, until standard input is closed."""
    while connections in select.select([connections, sys.stdin], [], [])[0]:
        requests, _ = connections.accept()
        with requests:
            if os.fork() == 0:
                connections.close()
                serve(requests)
                os._exit(0)
    # a process that is not waited for has cost nothing, in what tells a run's time
    with suppress(ChildProcessError):
        while os.wait():
            pass


def serve(requests: socket.socket) -> None:
    """Run the command for each request, until the other end is closed."""
    while True:
        request, streams, _, _ = socket.recv_fds(requests, REQUEST, STREAMS)
        if not request:
            return
        child = os.fork()
        if child == 0:
            requests.close()
            folder, words, variables = json.loads(request)
            os.environ.update(variables)
            become(folder, words, streams)
        for stream in streams:
            os.close(stream)
        requests.send(NUMBER.pack(child))
        requests.send(NUMBER.pack(os.waitpid(child, 0)[1]))


def become(folder: str, words: list[str], streams: list[int]) -> None:
    """Run the command `words` in `folder`, with `streams` as the standard ones."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    sys.argv = words
    sys.path[0] = str(Path(words[0]).parent)
    runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as connections:
        load()
        listen(connections)
