"""What is in folders."""

from __future__ import annotations

import os
import stat
from fnmatch import fnmatchcase
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

FILE = "a file"
FOLDER = "a folder"
LINK = "a link"
# The other kinds, which hold no data that lasts.
_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a character device",
    stat.S_IFBLK: "a block device",
}


class Entry(NamedTuple):
    """What has a name in a folder.

    `kind` is `FILE` for a regular file, `FOLDER`, `LINK`, or says what else it is (`"a named pipe"`). `identity` is
    the same for all names of one file or folder.
    """

    path: str
    kind: str
    identity: Hashable


def kind_of(mode: int) -> str:
    """What a file of this mode is, as `Entry.kind`."""
    if stat.S_ISREG(mode):
        return FILE
    if stat.S_ISDIR(mode):
        return FOLDER
    if stat.S_ISLNK(mode):
        return LINK
    return _SPECIAL.get(stat.S_IFMT(mode), "a special file")


def entry_of(path: str, status: os.stat_result) -> Entry:
    """The entry at `path`, whose status is known."""
    # some network file systems number no files
    identity = (status.st_dev, status.st_ino) if status.st_ino else path
    return Entry(path, kind_of(status.st_mode), identity)


def entries_of(folder: str) -> list[Entry]:
    """What is in `folder`, in order of names; no link is followed.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as names:
        found = sorted(names, key=lambda entry: entry.name)
    entries = []
    for name in found:
        try:
            entries.append(entry_of(name.path, name.stat(follow_symlinks=False)))
        except FileNotFoundError:
            continue  # removed meanwhile
        except OSError:
            # a folder that only shows names: opening the name raises the error
            entries.append(Entry(name.path, LINK, name.path))
    return entries


def fits(relative: str, pattern: str) -> bool:
    """Whether a shell's `pattern` fits a file: its name, or if the pattern has a `/`, its path in the folder."""
    return fnmatchcase(relative if "/" in pattern else relative.rpartition("/")[2], pattern)


def files_in(folder: str, note: Callable[[OSError], None]) -> Iterator[str]:
    """The regular files in `folder` and the folders below it, in order of their names; no link is followed.

    `note` is called for each folder that cannot be read.
    """
    for place, folders, names in os.walk(folder, onerror=note):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(place, name)
            try:
                status = os.lstat(path)
            except FileNotFoundError:
                continue  # removed meanwhile
            if stat.S_ISREG(status.st_mode):
                yield path
