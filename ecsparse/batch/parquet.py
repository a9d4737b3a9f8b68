"""Documents as Parquet: one schema for all files, and row groups of bounded size.

Sources: the Parquet format (https://parquet.apache.org/docs/file-format); the types that Spark and DuckDB read.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

import orjson

from ecsparse.columns import BOOLEAN, INTEGER, NUMBER, TEXT, TEXTS, TIME, UNDECLARED, Column, row
from ecsparse.errors import BadPlace, needs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

# A row group ends after so many documents, or bytes of them as JSON.
_MOST_ROWS = 1 << 15
_MOST_BYTES = 1 << 25

_COMPRESSION = "zstd"


def check() -> None:
    """Return if Parquet can be written.

    Raises:
        BadPlace: it needs a package.
    """
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 - an extra, and only for Parquet
    except ImportError as error:
        raise BadPlace(f"--format parquet {needs('pyarrow')}") from error


class Table:
    """Writes documents, which come as lines of JSON, to `file` as a table with `columns`."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        import pyarrow as pa  # noqa: PLC0415 - as above

        self._pa: Any = pa
        types = {
            TEXT: pa.string(),
            INTEGER: pa.int64(),
            NUMBER: pa.float64(),
            BOOLEAN: pa.bool_(),
            # microseconds: Spark reads no shorter ones
            TIME: pa.timestamp("us", tz="UTC"),
            TEXTS: pa.list_(pa.string()),
        }
        self._schema = pa.schema([(column.name, types[column.kind]) for column in columns])
        self._kinds = {column.name: column.kind for column in columns}
        self._times = [column.name for column in columns if column.kind == TIME]
        self._file = file
        self._writer: Any = None
        self._rows: list[dict[str, Any]] = []
        self._size = 0
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None:
            if self._rows or self._writer is None:
                self._flush()
            self._writer.close()
        elif self._writer is not None:
            # a table that cannot be finished says only that; what failed before says why
            with suppress(OSError, ValueError):
                self._writer.close()

    def write(self, text: bytes) -> None:
        """Add the documents in `text`, whose last line may go on with the next text."""
        *lines, self._rest = (self._rest + text).split(b"\n")
        for line in lines:
            self._rows.append(self._row(line))
            self._size += len(line)
            if len(self._rows) >= _MOST_ROWS or self._size >= _MOST_BYTES:
                self._flush()

    def _row(self, line: bytes) -> dict[str, Any]:
        cells = row(orjson.loads(line), self._kinds)
        for name in self._times:
            if name in cells:
                try:
                    cells[name] = datetime.fromisoformat(cells[name])
                except ValueError:
                    beside = orjson.loads(cells.get(UNDECLARED, b"{}")) | {name: cells.pop(name)}
                    cells[UNDECLARED] = orjson.dumps(beside).decode()
        return cells

    def _flush(self) -> None:
        """Write the rows so far as a row group."""
        present = {name for cells in self._rows for name in cells}
        if self._writer is None:
            self._writer = self._opened(sorted(present))
        if not self._rows:
            return
        number = len(self._rows)
        # most columns are empty: one array for all of a type
        empty = {kind: self._pa.nulls(number, kind) for kind in set(self._schema.types)}
        arrays = [
            self._pa.array([cells.get(field.name) for cells in self._rows], field.type)
            if field.name in present
            else empty[field.type]
            for field in self._schema
        ]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema), number)
        self._rows, self._size = [], 0

    def _opened(self, present: list[str]) -> Any:  # noqa: ANN401 - pyarrow has no types
        """What writes row groups; most columns are empty, and have neither dictionaries nor statistics."""
        from pyarrow import parquet  # noqa: PLC0415 - an extra

        return parquet.ParquetWriter(
            self._file,
            self._schema,
            compression=_COMPRESSION,
            use_dictionary=present,
            write_statistics=present,
            store_schema=False,
        )
