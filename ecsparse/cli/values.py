"""The values of options beyond words: paths, numbers, sizes, numbers of processes, time zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from ecsparse.cli.suggestions import suggestion
from ecsparse.errors import UnknownZone
from ecsparse.timestamps.zones import load_zone, local_zone, zones

if TYPE_CHECKING:
    from collections.abc import Sequence

# The number of processes that stands for one per processor.
PER_PROCESSOR = 0
AUTO_JOBS = "auto"

# The zone of this machine, by its name in options.
LOCAL = "local"
UTC = "UTC"

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


class Path(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5 only
    """The name of a file (`kind` is `file`) or of a folder (`dir`), which shells complete."""

    name = "PATH"

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value`, unless it is empty: most often that is a variable of a shell that is not set."""
        if not value:
            self.fail("the name is empty; is a variable not set?", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """Return what lets the shell complete files or folders itself."""
        return [CompletionItem(incomplete, type=self._kind)]


FILE = Path("file")
FOLDER = Path("dir")


class Number(click.IntRange):
    """A whole number that is not below `min`."""

    name = "number"


class Size(click.ParamType):  # type: ignore[type-arg]  # as above
    """A number of bytes: `4096`, `64K`, `1M`, `1MiB`; units are powers of 1024."""

    name = "SIZE"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes that `value` says."""
        if isinstance(value, int):
            return value
        text = value.upper().removesuffix("IB")
        digits, unit = (text, "") if text[-1:].isdigit() else (text[:-1], text[-1:])
        is_size = digits.isascii() and digits.isdigit() and unit in _UNITS and int(digits[:18]) > 0
        if not is_size or (text != value.upper() and not unit):
            self.fail(f"{value!r} is not a size; write bytes, or a unit as in 64K or 1M", param, ctx)
        return int(digits[:18]) * _UNITS[unit]


class Jobs(click.ParamType):  # type: ignore[type-arg]  # as above
    """A number of processes: `4`; `auto`, or 0, is one per processor."""

    name = "N|auto"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that `value` says; `PER_PROCESSOR` for one per processor."""
        if isinstance(value, int):
            return value
        if value == AUTO_JOBS:
            return PER_PROCESSOR
        if not (value.isascii() and value.isdigit() and len(value) <= 4):
            self.fail(f"{value!r} is not a number of processes; write one such as 4, or auto", param, ctx)
        return int(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """Return `auto`, if it begins with `incomplete`."""
        return [CompletionItem(AUTO_JOBS)] if AUTO_JOBS.startswith(incomplete) else []


class Zone(click.ParamType):  # type: ignore[type-arg]  # as above
    """A time zone: an IANA name, an offset such as `+01:00`, or `local`, that of this machine."""

    name = "ZONE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name or the offset."""
        if value == UTC:  # the zones themselves cost 50 ms
            return value
        try:
            zone = local_zone() if value == LOCAL else value
            load_zone(zone)
        except UnknownZone as error:
            near = suggestion(value, zones()) if value else ""
            self.fail(f"{error}.{near}" if near else str(error), param, ctx)
        return zone

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """Return the names that begin with `incomplete`, up to the next slash if several go on after it."""
        found = [name for name in (LOCAL, *zones()) if name.startswith(incomplete)]
        areas = _areas(found, len(incomplete))
        return [CompletionItem(name) for name in (areas if len(areas) > 1 else found)]


def _areas(names: Sequence[str], start: int) -> list[str]:
    """`names`, each cut after its first slash from `start` on, without duplicates."""
    cut = [name[: name.find("/", start) + 1] or name for name in names]
    return list(dict.fromkeys(cut))
