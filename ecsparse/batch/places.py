"""Where sources are and outputs go: the file system of this machine, or what `fsspec` opens (`s3://bucket/logs`).

Whoever converts asks a place for all it needs of files, so that there is one way to convert for all of them.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from ecsparse.errors import BadPlace, needs
from ecsparse.folders import FILE, FOLDER, LINK, Entry, entries_of, entry_of, files_in, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import IO

# What is copied at once, in bytes.
_COPIED = 1 << 20


class Stat(NamedTuple):
    """The size of a file in bytes, and when it was written last, in ns since 1970; `None` if nobody knows."""

    size: int
    written: int | None


class Place(Protocol):
    """What conversions do with files. All methods but those that say otherwise raise OSError."""

    def followed(self, path: str) -> Entry:
        """What is at `path`, which is never a link: it is followed."""

    def entries(self, folder: str) -> list[Entry]:
        """What is in `folder`, in order of names; a place that has no folders says all files below."""

    def files(self, folder: str) -> Iterator[str]:
        """The files in `folder` and below that can be seen, in order of their names; raises nothing."""

    def stat(self, path: str) -> Stat:
        """Size and time of the file `path`."""

    def reader(self, path: str) -> IO[bytes]:
        """The file `path`, opened to be read."""

    def writer(self, path: str) -> IO[bytes]:
        """The file `path`, created empty, with the folders that it is in."""

    def sync(self, file: IO[bytes]) -> None:
        """Close what `writer` gave, with all that was written on the disk."""

    def join(self, parts: Sequence[str], target: str) -> None:
        """Give the file `target` what `parts` hold, at once and for good; the parts are gone then."""

    def remove(self, path: str) -> None:
        """Remove the file `path`, if there is one."""


def place_of(path: str) -> Place:
    """The place where `path` is.

    Raises:
        BadPlace: it is a URL that this Python cannot open.
    """
    if "://" not in path:
        return Local()
    try:
        import fsspec  # noqa: PLC0415 - an extra, and only for URLs
    except ImportError as error:
        raise BadPlace(f"{path}: reading URLs {needs('fsspec')}") from error
    try:
        return Remote(fsspec.core.url_to_fs(path)[0])
    except (ImportError, ValueError) as error:
        raise BadPlace(f"{path}: {error}") from error


def located(path: str) -> str:
    """The same for every process: the absolute path, or the URL."""
    return path if "://" in path else os.path.abspath(path)


def real(path: str) -> str:
    """The path without links; URLs are taken as they are."""
    return path if "://" in path else os.path.realpath(path)


def is_within(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or below it, whatever links lead there."""
    inner, outer = real(path).rstrip("/"), real(folder).rstrip("/")
    return inner == outer or inner.startswith(f"{outer}/")


def below(folder: str, relative: str) -> str:
    """The path of `relative` in `folder`."""
    return f"{folder.rstrip('/')}/{relative}" if folder.rstrip("/") else f"/{relative}"


class Local:
    """The file system."""

    def followed(self, path: str) -> Entry:
        """As `Place`."""
        return entry_of(path, os.stat(path))

    def entries(self, folder: str) -> list[Entry]:
        """As `Place`."""
        return entries_of(folder)

    def files(self, folder: str) -> Iterator[str]:
        """As `Place`; regular files, and no link is followed."""
        return files_in(folder, lambda _: None)

    def stat(self, path: str) -> Stat:
        """As `Place`."""
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, f"{kind_of(status.st_mode)}, not a regular file; redirect it into 'ecsparse convert -'")
        return Stat(status.st_size, status.st_mtime_ns)

    def reader(self, path: str) -> IO[bytes]:
        """As `Place`."""
        return open(path, "rb", buffering=0)

    def writer(self, path: str) -> IO[bytes]:
        """As `Place`."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return open(path, "wb")

    def sync(self, file: IO[bytes]) -> None:
        """As `Place`."""
        with file:
            file.flush()
            os.fsync(file.fileno())

    def join(self, parts: Sequence[str], target: str) -> None:
        """As `Place`."""
        first, *others = parts
        if others:
            with open(first, "ab") as whole:
                for part in others:
                    with open(part, "rb") as read:
                        shutil.copyfileobj(read, whole, _COPIED)
                whole.flush()
                os.fsync(whole.fileno())
        os.replace(first, target)
        for part in others:
            os.unlink(part)
        folder = os.open(os.path.dirname(target), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def remove(self, path: str) -> None:
        """As `Place`."""
        with suppress(FileNotFoundError):
            os.unlink(path)


class Remote:
    """A file system of `fsspec`; what is written there appears when it is whole."""

    def __init__(self, files: Any) -> None:  # noqa: ANN401 - fsspec has no types
        self._files = files

    def followed(self, path: str) -> Entry:
        """As `Place`; two paths are two files."""
        kind = FOLDER if self._files.isdir(path) else _kind(self._files.info(path) | {"islink": False})
        return Entry(path, kind, path)

    def entries(self, folder: str) -> list[Entry]:
        """As `Place`."""
        root = self._files._strip_protocol(folder)  # noqa: SLF001 - it has no public name
        if self._lists_all():
            found = [info for info in self._files.find(folder, detail=True).values() if _kind(info) != FOLDER]
        else:
            found = self._files.ls(folder, detail=True)
        names = {info["name"].rstrip("/")[len(root.rstrip("/")) + 1 :]: _kind(info) for info in found}
        return [Entry(below(folder, name), kind, below(folder, name)) for name, kind in sorted(names.items()) if name]

    def _lists_all(self) -> bool:
        """Whether all files below a folder are listed at once, as object stores do.

        Otherwise `find` goes from folder to folder, and leaves out in silence those that cannot be read.
        """
        import fsspec  # noqa: PLC0415 - as in `place_of`

        return getattr(self._files.find, "__func__", None) is not fsspec.AbstractFileSystem.find

    def files(self, folder: str) -> Iterator[str]:
        """As `Place`."""
        root = self._files._strip_protocol(folder)  # noqa: SLF001 - it has no public name
        with suppress(OSError):
            for name in sorted(self._files.find(folder)):
                yield below(folder, name[len(root.rstrip("/")) + 1 :])

    def stat(self, path: str) -> Stat:
        """As `Place`."""
        size = self._files.info(path)["size"]
        try:
            written = int(self._files.modified(path).timestamp() * 1e9)
        except NotImplementedError:
            written = None
        return Stat(size, written)

    def reader(self, path: str) -> IO[bytes]:
        """As `Place`."""
        return cast("IO[bytes]", self._files.open(path, "rb"))

    def writer(self, path: str) -> IO[bytes]:
        """As `Place`."""
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        return cast("IO[bytes]", self._files.open(path, "wb"))

    def sync(self, file: IO[bytes]) -> None:
        """As `Place`."""
        file.close()

    def join(self, parts: Sequence[str], target: str) -> None:
        """As `Place`."""
        if len(parts) == 1:
            self._files.mv(parts[0], target)
            return
        with self.writer(target) as whole:
            for part in parts:
                with self.reader(part) as read:
                    shutil.copyfileobj(read, whole, _COPIED)
        for part in parts:
            self._files.rm(part)

    def remove(self, path: str) -> None:
        """As `Place`."""
        with suppress(FileNotFoundError):
            self._files.rm(path)


def _kind(info: dict[str, Any]) -> str:
    """The kind of an entry, as `fsspec` says it."""
    if info.get("islink"):
        return LINK
    return {"file": FILE, "directory": FOLDER}.get(info["type"], "a special file")
