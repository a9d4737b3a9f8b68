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


def programs_in(tag: str, is_declared: Callable[[str], bool]) -> tuple[str | None, ...]:
    """The programs that `tag` may be of, in the order in which to ask for them.

    The first one is that of a file, an instance or a unit, if a product declares it and not the tag, and the tag
    itself the other one. A unit has a program of the same name, or with a `d` after it; of any other unit's program,
    which is `None`, nothing can be told.
    """
    if not ("/" in tag or "." in tag) or is_declared(tag):
        return (tag,)
    unit = next((suffix for suffix in _UNITS if tag.endswith(suffix)), None)
    if unit is None:
        first, _, rest = tag.partition("/")
        program = first or rest.rpartition("/")[2]
        return (program, tag) if is_declared(program) else (tag,)
    name = _OF_SYSTEMD[1] if tag == _OF_SYSTEMD[0] else tag.removesuffix(unit).partition("@")[0]
    return next(((program, tag) for program in (name, f"{name}d") if is_declared(program)), (tag, None))
