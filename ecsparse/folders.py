"""The files in folders."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
