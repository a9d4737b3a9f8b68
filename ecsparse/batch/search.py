"""The files that sources hold: each file once, whatever its names, and what is left out, with the reason."""

from __future__ import annotations

import errno
import os
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from ecsparse.batch.places import is_within, place_of, real
from ecsparse.errors import Collision
from ecsparse.folders import FILE, FOLDER, LINK, Entry, fits

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


class Folders(NamedTuple):
    """Where outputs and rejected lines go; `None` is nowhere."""

    outputs: str
    rejects: str | None

    def named(self) -> list[tuple[str, str]]:
        """Each folder with the option that names it."""
        options = zip(("--output-dir", "--rejects-dir"), self, strict=True)
        return [(option, folder) for option, folder in options if folder is not None]


class Choice(NamedTuple):
    """Which files of folders are taken: all, or those that one of `include` and none of `exclude` fits.

    A pattern is a shell's; it is for the file's name, or with a `/` in it for its path from the folder on.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Found(NamedTuple):
    """The file `path` of `source`; `relative` is its path in that folder, or empty if it is the source itself."""

    source: str
    path: str
    relative: str


class Left(NamedTuple):
    """A file or folder that is not converted, and why; `is_failure` if it should have been."""

    path: str
    reason: str
    is_failure: bool


class Search:
    """The `files` of `sources`, what was `left` out of them, and the patterns to include that are `idle`.

    A link is followed after all that is reached without one, so that a file goes by its own name if it has one
    there. Outputs are never sources.

    Raises:
        BadPlace: a source is a URL that this Python cannot open.
        Collision: outputs would go where a source is, or around it.
    """

    def __init__(self, sources: Iterable[str], folders: Folders, choice: Choice) -> None:
        self.files: list[Found] = []
        self._left: dict[str, Left] = {}
        self._folders = folders
        self._choice = choice
        self._fitting: set[str] = set()
        self._written = {_identity(folder) for _, folder in folders.named()}
        self._below_written = tuple(f"{folder.rstrip('/')}/" for _, folder in folders.named())
        self._known: dict[Hashable, str] = {}
        self._links: deque[tuple[str, str]] = deque()
        for source in sources:
            self._begin(source)
        while self._links:
            self._follow(*self._links.popleft())
        self.left = list(self._left.values())
        self.idle = [pattern for pattern in choice.include if pattern not in self._fitting]

    def _begin(self, source: str) -> None:
        try:
            entry = place_of(source).followed(source)
        except OSError:
            # it is noted when it is to be converted, as one that vanishes until then
            self.files.append(Found(source, source, ""))
            return
        if entry.kind != FOLDER:
            if self._is_new(entry):
                self.files.append(Found(source, source, ""))
            return
        for option, folder in self._folders.named():
            if is_within(source, folder):
                raise Collision(
                    f"{source}: is in the {option} {folder}, whose files are never converted; name another folder"
                )
        self._walk(source, entry)

    def _walk(self, source: str, top: Entry) -> None:
        folders = [top]
        while folders:
            folder = folders.pop()
            if folder.identity in self._written or not self._is_new(folder):
                continue
            try:
                entries = place_of(source).entries(folder.path)
            except OSError as error:
                self._leave(folder.path, error.strerror or str(error), is_failure=True)
                continue
            for entry in entries:
                if entry.kind == LINK:
                    self._links.append((source, entry.path))
                elif entry.kind != FOLDER:
                    self._take(source, entry)
            folders += [entry for entry in reversed(entries) if entry.kind == FOLDER]

    def _follow(self, source: str, path: str) -> None:
        """Go on with what the link at `path` leads to."""
        if any(is_within(path, folder) for _, folder in self._folders.named()):
            return
        try:
            entry = place_of(source).followed(path)
        except OSError as error:
            if self._is_chosen(_relative(source, path)):
                is_loop = error.errno == errno.ELOOP
                reason = "a loop of links" if is_loop else error.strerror or str(error)
                self._leave(path, reason, is_failure=not is_loop)
            return
        if entry.kind != FOLDER:
            self._take(source, entry)
        elif "://" in path:
            self._leave(path, "a link to a folder, which is followed on a local path only", is_failure=True)
        elif entry.identity not in self._known and is_within(os.path.dirname(path), real(path)):
            self._leave(path, "a link to a folder above it", is_failure=False)
        else:
            self._walk(source, entry)

    def _take(self, source: str, entry: Entry) -> None:
        """Convert a file of a folder, if it is chosen and can be."""
        relative = _relative(source, entry.path)
        if entry.path.startswith(self._below_written) or not self._is_chosen(relative):
            return
        if entry.kind != FILE:
            self._leave(entry.path, entry.kind, is_failure=False)
        elif self._is_new(entry):
            self.files.append(Found(source, entry.path, relative))

    def _is_chosen(self, relative: str) -> bool:
        fitting = [pattern for pattern in self._choice.include if fits(relative, pattern)]
        self._fitting.update(fitting)
        if self._choice.include and not fitting:
            return False
        return not any(fits(relative, pattern) for pattern in self._choice.exclude)

    def _is_new(self, entry: Entry) -> bool:
        """Whether the file or folder was not met before, by whatever name."""
        if entry.identity not in self._known:
            self._known[entry.identity] = entry.path
            return True
        known = self._known[entry.identity]
        if entry.path != known:
            self._leave(entry.path, f"the same as {known}", is_failure=False)
        return False

    def _leave(self, path: str, reason: str, *, is_failure: bool) -> None:
        self._left[path] = Left(path, reason, is_failure)


def _relative(source: str, path: str) -> str:
    return path[len(source.rstrip("/")) + 1 :]


def _identity(folder: str) -> Hashable:
    try:
        return place_of(folder).followed(folder).identity
    except OSError:
        return folder  # it is still to be made
