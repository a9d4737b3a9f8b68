"""Programs that a tag names by a file, a unit of systemd or an instance.

Layout:
    /usr/sbin/cron[7]: | ssh@3.service[7]: | httpd/backend1[7]:
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_UNITS = (".service", ".scope")

# The unit that systemd itself is in.
_OF_SYSTEMD = ("init.scope", "systemd")


def program_behind(tag: str, is_declared: Callable[[str], bool]) -> tuple[str | None, bool]:
    """The program that is called otherwise in `tag`, and whether there may be one.

    A unit has a program of the same name, or with a `d` after it, if a product declares that; else any may be in
    it, and the program is `None`.
    """
    unit = next((suffix for suffix in _UNITS if tag.endswith(suffix)), None)
    if unit is None:
        first, _, rest = tag.partition("/")
        name = first or rest.rpartition("/")[2]
        return name, name != tag and is_declared(name)
    name = _OF_SYSTEMD[1] if tag == _OF_SYSTEMD[0] else tag.removesuffix(unit).partition("@")[0]
    return next((program for program in (name, f"{name}d") if is_declared(program)), None), True
