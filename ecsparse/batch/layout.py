"""Where the outputs of several sources go in one folder.

`flat`: the path of an output counts from its source, whose own name is not part of it. `source`: it begins with the
source's own name (`hostA/auth.log.ndjson`); where two sources have one name, with as many of the folders above as
tell them apart. Names depend on the sources that were given and on nothing in them, so that they stay.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

LAYOUTS = ("flat", "source")


def prefixes(sources: Collection[str], *, files: Collection[str], layout: str | None, ending: str) -> dict[str, str]:
    """What the path of an output begins with, for each of `sources`: all of it for `files`, which get `ending`.

    `None` is `flat` for one source, and `source` for several.
    """
    parts = {source: _parts(source) for source in sources}
    if layout == "flat" or (layout is None and len(parts) == 1):
        return {source: f"{names[-1]}{ending}" if source in files else "" for source, names in parts.items()}
    endings = {source: ending if source in files else "" for source in parts}
    lengths = dict.fromkeys(parts, 1)
    while True:
        found = {source: _last(names, lengths[source]) + endings[source] for source, names in parts.items()}
        clashing = _clashing(found)
        longer = [source for source in clashing if lengths[source] < len(parts[source])]
        if not longer:
            return found
        for source in longer:
            lengths[source] += 1


def joined(prefix: str, relative: str) -> str:
    """The path of `relative` below `prefix`; either may be empty."""
    return f"{prefix}/{relative}" if prefix and relative else prefix or relative


def above(path: str) -> Iterator[str]:
    """The folders that the relative `path` is in, the nearest first."""
    while path := path.rpartition("/")[0]:
        yield path


def _clashing(prefixes: dict[str, str]) -> list[str]:
    """The sources whose outputs could meet: one prefix is, or is below, another."""
    number = Counter(prefixes.values())
    outer = {folder for prefix in number for folder in above(prefix) if folder in number}
    return [
        source
        for source, prefix in prefixes.items()
        if number[prefix] > 1 or prefix in outer or any(folder in outer for folder in above(prefix))
    ]


def _parts(source: str) -> list[str]:
    scheme, _, path = source.rpartition("://")
    return [part for part in (scheme, *path.split("/")) if part]


def _last(names: Sequence[str], number: int) -> str:
    return "/".join(names[-number:])
