"""Processes that call functions: an executor of `concurrent.futures`, made for a filter.

Each worker has a socket of its own to this process, on which calls and results go as pickles. So the end of either
side is seen by the other at once: a worker that is gone, idle or in the middle of a result, fails all calls that
are not done; when this process is gone, however it ended, its workers end by themselves. `ProcessPoolExecutor`
promises neither: its workers share one pipe for results, in which half a result holds it up for ever. And unless it
forks, its semaphores are noted as leaked on standard error when a signal ends the process.

Workers are forked: they have at once what this process imported, and need no server and no tracker of resources
beside them. That is safe because it is done before there is any thread.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
from collections import deque
from concurrent.futures import Executor, Future
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from threading import Thread
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar

from ecsparse.errors import WorkerDied

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

_P = ParamSpec("_P")
_T = TypeVar("_T")

_GONE = "a worker process died; if memory is short, use fewer --jobs"


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Call:
    """A function and its arguments, pickled, and the future of its result."""

    __slots__ = ("future", "message")

    def __init__(self, message: memoryview, future: Future[Any]) -> None:
        self.message = message
        self.future = future


class Workers(Executor):
    """`number` processes that call functions; no thread may run when they are started.

    `death` gets the exception `WorkerDied` when one of them ends before its time, whether it had work or not.
    """

    def __init__(self, number: int) -> None:
        self.death: Future[None] = Future()
        self._waiting: deque[_Call] = deque()
        self._results: dict[Connection, Future[Any]] = {}
        self._idle: list[Connection] = []
        self._woken, self._wake = os.pipe()
        context = get_context("fork")
        self._processes = []
        for _ in range(number):
            here, there = context.Pipe()
            process = context.Process(target=_work, args=(there, (*self._idle, here)), daemon=True)
            process.start()
            self._processes.append(process)
            there.close()
            self._idle.append(here)
        self._all = tuple(self._idle)
        Thread(target=self._conduct, daemon=True).start()

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """The future of a worker's result for this call.

        Raises:
            WorkerDied: a worker ended before its time.
        """
        if self.death.done():
            self.death.result()
        future: Future[_T] = Future()
        self._waiting.append(_Call(ForkingPickler.dumps((fn, args, kwargs)), future))
        os.write(self._wake, b"\0")
        return future

    def end(self) -> None:
        """End all workers, whatever they do, and return when they are gone."""
        for process in self._processes:
            process.kill()
            process.join()

    def _conduct(self) -> None:
        # a worker that is gone is an error to handle, not a reader whose end should end this process
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGPIPE,))
        try:
            while True:
                for ready in wait((self._woken, *self._all)):
                    if ready == self._woken:
                        os.read(self._woken, 1 << 12)
                    else:
                        self._receive(ready)  # type: ignore[arg-type]  # the others are connections
                while self._waiting and self._idle:
                    self._send(self._idle.pop(), self._waiting.popleft())
        except Exception:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            self._give_up()

    def _send(self, worker: Connection, call: _Call) -> None:
        self._results[worker] = call.future
        worker.send_bytes(call.message)

    def _receive(self, worker: Connection) -> None:
        result, error = _received(worker)
        self._idle.append(worker)
        future = self._results.pop(worker)
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def _give_up(self) -> None:
        error = WorkerDied(_GONE)
        self.death.set_exception(error)
        for future in (*self._results.values(), *(call.future for call in self._waiting)):
            future.set_exception(error)


def _work(parent: Connection, others: tuple[Connection, ...]) -> NoReturn:
    """Answer calls from `parent` until it is gone; `others` are its own ends of connections."""
    for other in others:
        other.close()
    # a terminal sends these to all processes: the parent decides what remains to be done
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.set_wakeup_fd(-1)
    # whoever waits for the end of the parent's output does not wait for workers
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(null, descriptor)
    Thread(target=_end_with, args=(parent.fileno(),), daemon=True).start()
    while True:
        try:
            function, args, kwargs = parent.recv()
            _send_result(parent, _answer(function, args, kwargs))
        except (EOFError, OSError):
            os._exit(1)


def _answer(
    function: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[object, Exception | None]:
    """What a call returns, and what it raises."""
    try:
        return function(*args, **kwargs), None
    except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
        return None, error


def _send_result(parent: Connection, result: object) -> None:
    """Send a pickle, and how many buffers follow it: large parts of a result may be sent without a copy."""
    buffers: list[pickle.PickleBuffer] = []
    parent.send_bytes(pickle.dumps(result, protocol=5, buffer_callback=buffers.append))
    parent.send([buffer.raw().nbytes for buffer in buffers])
    for buffer in buffers:
        rest = buffer.raw()
        while rest:
            rest = rest[os.write(parent.fileno(), rest) :]


def _received(worker: Connection) -> Any:  # noqa: ANN401 - what the function returned
    message = worker.recv_bytes()
    buffers = [_filled(bytearray(size), worker.fileno()) for size in worker.recv()]
    return pickle.loads(message, buffers=buffers)  # noqa: S301 - it comes from a process of this one


def _filled(buffer: bytearray, descriptor: int) -> bytearray:
    """`buffer`, filled with what is read from `descriptor`: `recv_bytes` would have it in memory twice."""
    rest = memoryview(buffer)
    while rest:
        number = os.readv(descriptor, (rest,))
        if not number:
            raise EOFError
        rest = rest[number:]
    return buffer


def _end_with(descriptor: int) -> NoReturn:
    """End this process, whatever it does, when the other end of the socket `descriptor` is closed."""
    poll = select.poll()
    poll.register(descriptor, 0)
    poll.poll()
    os._exit(1)
