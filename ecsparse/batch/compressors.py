"""Outputs compressed as they are written: the same bytes each time, in any process."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ecsparse.errors import BadPlace, needs

if TYPE_CHECKING:
    from typing import IO

_GZIP_LEVEL = 6


def check(compression: str | None) -> None:
    """Return if this Python can compress so.

    Raises:
        BadPlace: it needs a package.
    """
    if compression != "zst" or sys.version_info >= (3, 14):
        return
    try:
        import zstandard  # noqa: F401, PLC0415 - as below
    except ImportError as error:
        raise BadPlace(f"--compress zst {needs('zstandard')}") from error


def compressing(file: IO[bytes], compression: str | None) -> Any:  # noqa: ANN401 - of several libraries
    """What writes to `file`, which stays open when it is closed; `compression` is `gz`, `zst` or `None`."""
    if compression == "gz":
        import gzip  # noqa: PLC0415 - only what is needed

        return gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0)
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - as above

        return zstd.ZstdFile(file, "wb", options={zstd.CompressionParameter.checksum_flag: 1})
    import zstandard  # noqa: PLC0415 - as above

    return zstandard.ZstdCompressor(write_checksum=True).stream_writer(file, closefd=False)
