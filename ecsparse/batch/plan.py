"""Which files are converted to which, known before anything is written."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from ecsparse.batch.places import below, place_of
from ecsparse.errors import Collision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SUFFIX = ".ndjson"
REJECTS_SUFFIX = ".rejects"
# Ways to compress outputs, which are also their names' last suffixes.
COMPRESSIONS = ("gz", "zst")


class Folders(NamedTuple):
    """Where outputs and rejected lines go; `None` is nowhere."""

    outputs: str
    rejects: str | None


class Choice(NamedTuple):
    """Which files of folders are taken: all, or those that one of `include` and none of `exclude` fits.

    A pattern is a shell's; it is for the file's name, or with a `/` in it for its path from the folder on.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def takes(self, relative: str) -> bool:
        """Whether the file with this path is taken."""
        return (not self.include or _fits(relative, self.include)) and not _fits(relative, self.exclude)


def _fits(relative: str, patterns: Iterable[str]) -> bool:
    name = relative.rpartition("/")[2]
    return any(fnmatchcase(relative if "/" in pattern else name, pattern) for pattern in patterns)


class Conversion(NamedTuple):
    """A file to convert: where it is, and the path of its output in the folder of outputs."""

    source: str
    output: str


def planned(
    sources: Iterable[str],
    folders: Folders,
    compression: str | None,
    choice: Choice,
    note: Callable[[OSError], None],
) -> list[Conversion]:
    """The conversions of `sources`, files and folders, to outputs in `folders`.

    `note` is called for each folder that cannot be read.

    Raises:
        BadPlace: a source is a URL that this Python cannot open.
        Collision: two outputs would be one, or a source.
    """
    ending = SUFFIX + (f".{compression}" if compression else "")
    found = [
        Conversion(path, relative + ending)
        for source in map(located, sources)
        for path, relative in _files(source, folders, choice, note)
    ]
    _check(found, folders.outputs)
    return found


def located(path: str) -> str:
    """The same for every process: the absolute path, or the URL."""
    return path if "://" in path else os.path.abspath(path)


def _files(
    source: str, folders: Folders, choice: Choice, note: Callable[[OSError], None]
) -> Iterator[tuple[str, str]]:
    """The files of `source`, each with its path from there on; outputs are none of them."""
    place = place_of(source)
    if not place.is_folder(source):
        yield source, source.rpartition("/")[2]
        return
    written = tuple(f"{folder}/" for folder in folders if folder is not None)
    for path in place.files(source, note):
        relative = path[len(source.rstrip("/")) + 1 :]
        if not path.startswith(written) and choice.takes(relative):
            yield path, relative


def _check(conversions: list[Conversion], folder: str) -> None:
    read = {_real(source): source for source, _ in conversions}
    written: dict[str, str] = {}
    for source, output in conversions:
        target = below(folder, output)
        if output in written:
            raise Collision(f"{source}: its output would be that of {written[output]}, {target}; rename one")
        if _real(target) in read:
            raise Collision(f"{source}: its output would replace {read[_real(target)]}; name another folder")
        written[output] = source
    for source, output in conversions:
        above = output.rpartition("/")[0]
        while above:
            if above in written:
                raise Collision(
                    f"{source}: its output would be in a folder that is the output of {written[above]}; rename one"
                )
            above = above.rpartition("/")[0]


def _real(path: str) -> str:
    return path if "://" in path else os.path.realpath(path)
