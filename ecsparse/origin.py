"""Where lines come from: their file, and where in it each of them begins."""

from __future__ import annotations

import os

from ecsparse.carriers.carried import fill
from ecsparse.carriers.containers import of_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ecsparse.record import Document


class Origin:
    """Where lines come from that follow one another in a file.

    `path` is the file's, as it was named; `None` is that it has no name. `offset` is that of the first line's first
    byte: in bytes from the beginning of the file, decompressed. `dropped` is how many bytes are missing of a line
    that was too long to be kept whole, and `cut` where that begins in what is kept of the lines.
    """

    __slots__ = ("cut", "dropped", "offset", "path")

    def __init__(self, path: str | None, offset: int = 0, dropped: int = 0, cut: int = 0) -> None:
        self.path = path
        self.offset = offset
        self.dropped = dropped
        self.cut = cut

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str | None, int, int, int]:
        return self.path, self.offset, self.dropped, self.cut

    def at(self, offset: int, dropped: int, cut: int = 0) -> Origin:
        """Another place in the same file."""
        return Origin(self.path, offset, dropped, cut)

    def after(self, lines: bytes) -> Origin:
        """Where what follows `lines` comes from: they come from here, and lack the last one's line feed."""
        length = len(lines) + 1
        if self.cut >= length:
            return Origin(self.path, self.offset + length, self.dropped, self.cut - length)
        return Origin(self.path, self.offset + self.dropped + length)

    def of_each(self, starts: Iterable[int], titled: str | None = None) -> Origins:
        """The origins of lines that come from here, and begin at `starts` of what is kept of them.

        `titled` is what their file is called where this one has no name.
        """
        path = titled if self.path is None else self.path
        if not self.dropped:
            return Origins(path, [self.offset + start for start in starts])
        offsets: list[int] = []
        missing = 0
        for start in starts:
            offsets.append(self.offset + start + missing)
            # what is missing is so of the first line from there on
            if start >= self.cut:
                missing = self.dropped
        return Origins(path, offsets)


class Origins:
    """Where each of some lines comes from: the file with `path`, and there the offset at the line's number.

    With `None`, their offsets are not known.
    """

    __slots__ = ("_container", "_file", "_offsets")

    def __init__(self, path: str | None, offsets: list[int] | None) -> None:
        self._offsets = offsets
        self._file: Document = {}
        # what the file's name says of the container whose log it is
        self._container: Document = {}
        if path is not None:
            name = os.fsencode(path).decode(errors="backslashreplace")
            self._file["file"] = {"path": name}
            self._container = of_path(name)

    def add_to(self, document: Document, number: int) -> None:
        """Add where line `number` comes from to its `document`: `log.file.path`, `log.offset`, the container."""
        document["log"] = {**document.get("log", {}), **self._file}
        if self._offsets is not None:
            document["log"]["offset"] = self._offsets[number]
        if self._container:
            fill(document, self._container)
