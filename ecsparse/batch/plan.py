"""Which files are converted to which, known before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ecsparse.batch.layout import above, joined, prefixes
from ecsparse.batch.places import below, located, real
from ecsparse.batch.search import Search
from ecsparse.errors import Collision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ecsparse.batch.search import Choice, Folders, Left
    from ecsparse.batch.state import Finishes

SUFFIX = ".ndjson"
PARQUET_SUFFIX = ".parquet"
REJECTS_SUFFIX = ".rejects"
# Ways to compress outputs, which are also their names' last suffixes.
COMPRESSIONS = ("gz", "zst")
# What the names of outputs end with.
ENDINGS = (SUFFIX, *(f"{SUFFIX}.{compression}" for compression in COMPRESSIONS), PARQUET_SUFFIX)


class Conversion(NamedTuple):
    """A file to convert: where it is, and the path of its output in the folder of outputs."""

    source: str
    output: str


class Plan(NamedTuple):
    """What is to be converted, what was left out, and the patterns to include that match no file."""

    conversions: list[Conversion]
    left: list[Left]
    idle: list[str]


def planned(sources: Iterable[str], folders: Folders, ending: str, choice: Choice, layout: str | None) -> Plan:
    """The conversions of `sources`, files and folders, to outputs in `folders`; `layout` is as in `layout`.

    The names of outputs end with `ending`, one of `ENDINGS`.

    Raises:
        BadPlace: a source is a URL that this Python cannot open.
        Collision: two outputs would be one, or a source, or go where sources are.
    """
    given = list(dict.fromkeys(map(located, sources)))
    search = Search(given, folders, choice)
    files = {found.source for found in search.files if not found.relative}
    starts = prefixes(given, files=files, layout=layout, ending=ending)
    conversions = [
        Conversion(path, joined(starts[source], relative and relative + ending))
        for source, path, relative in search.files
    ]
    _check(conversions, folders.outputs)
    return Plan(conversions, search.left, search.idle)


def as_before(conversions: Sequence[Conversion], folder: str, finishes: Finishes) -> list[Conversion]:
    """The same conversions, each to the output in `folder` that an earlier run with another layout gave it.

    So a source that is added does not have the others converted again.
    """
    former = {source: finishes.outputs_of(source) for source, _ in conversions}
    if all(output in former[source] for source, output in conversions if former[source]):
        return list(conversions)
    outputs = {conversion.output for conversion in conversions}
    taken = outputs | {outer for output in outputs for outer in above(output)}
    read = {real(conversion.source) for conversion in conversions}

    def is_free(output: str) -> bool:
        is_apart = output not in taken and not any(outer in outputs for outer in above(output))
        return is_apart and real(below(folder, output)) not in read and finishes.is_there(output)

    def again(conversion: Conversion) -> Conversion:
        known = former[conversion.source]
        if conversion.output in known:
            return conversion
        kind = ending_of(conversion.output)
        free = [output for output in known if ending_of(output) == kind and is_free(output)]
        return conversion._replace(output=free[-1]) if free else conversion

    return [again(conversion) for conversion in conversions]


def ending_of(output: str) -> str:
    """Which of `ENDINGS` the name of an output ends with."""
    return next(ending for ending in ENDINGS if output.endswith(ending))


def _check(conversions: list[Conversion], folder: str) -> None:
    read = {real(source): source for source, _ in conversions}
    written: dict[str, str] = {}
    for source, output in conversions:
        target = below(folder, output)
        if output in written:
            raise Collision(
                f"{source}: its output would be that of {written[output]}, {target}; "
                "keep them apart with --layout source, or convert them to two folders"
            )
        if real(target) in read:
            raise Collision(
                f"{source}: its output would replace {read[real(target)]}; give --output-dir another folder"
            )
        written[output] = source
    for source, output in conversions:
        for outer in above(output):
            if outer in written:
                raise Collision(
                    f"{source}: its output would be in a folder that is the output of {written[outer]}; "
                    "keep them apart with --layout source, or convert them to two folders"
                )
