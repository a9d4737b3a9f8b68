"""What a worker does with a chunk of lines, and what it hands back."""

from __future__ import annotations

import pickle
from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING, NamedTuple

from ecsparse.outcomes import Counts

if TYPE_CHECKING:
    from ecsparse.origin import Origin
    from ecsparse.pipeline import Pipeline


class Converted(NamedTuple):
    """The result of some lines: documents, the lines that were rejected, and the numbers of both."""

    documents: bytes | memoryview
    rejected: bytes
    counts: Counts

    def __reduce__(self) -> tuple[type[Converted], tuple[pickle.PickleBuffer, bytes, Counts]]:
        # documents are sent next to the pickle, without a copy
        return Converted, (pickle.PickleBuffer(self.documents), self.rejected, self.counts)


def convert(recipe: bytes, lines: bytes, observed: float, origin: Origin | None, heading: str | None) -> Converted:
    """The result of complete `lines`, the last one without its line feed.

    `recipe` is a pickled function that makes the pipeline; `observed` is given to `Pipeline.observe`, `origin`
    and `heading` to `Pipeline.convert_to`.
    """
    pipeline = pipeline_of(recipe)
    pipeline.counts = Counts()
    pipeline.observe(observed)
    documents: list[bytes] = []
    rejected: list[bytes] = []
    pipeline.convert_to(documents.append, lines, lambda line: rejected.append(line + b"\n"), origin, heading)
    return Converted(b"".join(documents), b"".join(rejected), pipeline.counts)


def pipeline_of(recipe: bytes) -> Pipeline:
    """The pipeline that `recipe` makes: one for each thread, which is used again."""
    return _made(recipe, get_ident())


# plugins are loaded, and patterns compiled, once
@lru_cache(maxsize=64)
def _made(recipe: bytes, _: int) -> Pipeline:
    made: Pipeline = pickle.loads(recipe)()  # noqa: S301 - it comes from the process that asks for the work
    return made
