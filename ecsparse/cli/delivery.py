"""Where documents and rejected lines go, wherever they were made: in this process, or in others."""

from __future__ import annotations

from ecsparse.cli.output import Output

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.cli.notes import Notes
    from ecsparse.descriptors import Aside
    from ecsparse.origin import Origin
    from ecsparse.outcomes import Counts
    from ecsparse.pipeline import Pipeline


class Delivery:
    """The outputs of a run: documents to `output`, rejected lines to `rejects`, and notes on bugs of parsers.

    `None` is standard output, and no rejects. The methods raise WriteError.
    """

    def __init__(self, output: str | None, rejects: str | None, notes: Notes) -> None:
        self._output = Output(output)
        self._rejects = None if rejects is None else Output(rejects)
        self.identity = self._output.identity
        self._notes = notes
        self._noted_failures = 0
        self.write = self._output.write
        self.reject = None if self._rejects is None else self._reject

    def write_all(self, documents: bytes | memoryview, rejected: bytes) -> None:
        """Write documents and rejected lines, with their line feeds."""
        self._output.put(documents)
        if self._rejects is not None:
            self._rejects.put(rejected)

    def finish_chunk(self, counts: Counts) -> None:
        """Hand what was written to the system; `counts` are those of all lines so far."""
        self._output.flush()
        if self._rejects is not None:
            self._rejects.flush()
        failures = list(counts.failures.values())
        for failure in failures[self._noted_failures :]:
            self._notes.add_failure(failure)
        self._noted_failures = len(failures)

    def error(self, error: OSError) -> Exception:
        """What is to be raised for `error`, which `write` raised."""
        return self._output.error(error)

    def _reject(self, line: bytes) -> None:
        if self._rejects is not None:
            self._rejects.put(line + b"\n")


class Here:
    """Lines converted in this process, at once."""

    aside: Aside | None = None

    def __init__(self, pipeline: Pipeline, delivery: Delivery) -> None:
        self._pipeline = pipeline
        self._delivery = delivery
        self.counts = pipeline.counts
        self.observe = pipeline.observe

    def put(self, lines: bytes, origin: Origin | None, heading: str | None) -> None:
        """Convert complete `lines`, the last one without its line feed, which come from `origin`.

        `heading` is as of `Pipeline.convert_to`.
        """
        delivery = self._delivery
        try:
            self._pipeline.convert_to(delivery.write, lines, delivery.reject, origin, heading)
        except OSError as error:
            raise delivery.error(error) from error
        delivery.finish_chunk(self.counts)

    def then(self, act: Callable[[], None]) -> None:
        """Call `act` after all lines so far."""
        act()

    def finish(self) -> None:
        """Return when all lines are converted."""
