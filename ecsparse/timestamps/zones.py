"""Time zones: pendulum lives here alone, imported only for zones other than UTC (50 ms)."""

from __future__ import annotations

import os
from datetime import UTC

from ecsparse.errors import UnknownZone
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from pendulum import FixedTimezone, Timezone


# What sets the zone of a machine: a link to a file of the zone database. Source: localtime(5) of systemd.
_LOCALTIME = "/etc/localtime"
_DATABASE = "zoneinfo/"

# +01:00
_OFFSET = Pattern(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")


def local_zone(link: str = _LOCALTIME) -> str:
    """The IANA name of the zone that this machine is set to; the variable `TZ` has no influence.

    Raises:
        UnknownZone: `link` is not a link to a file of the zone database.
    """
    target = os.path.realpath(link)
    _, found, name = target.rpartition(_DATABASE)
    if not found:
        raise UnknownZone(f"the time zone of this machine is unknown: {link} is not a link; use an IANA name")
    return name.removeprefix("posix/")


def zones() -> list[str]:
    """The names of all zones."""
    import pendulum  # noqa: PLC0415 - 50 ms of start-up

    return sorted(pendulum.timezones())


def load_zone(name: str) -> Timezone | FixedTimezone:
    """The zone of that IANA name, or with that offset: `+01:00`.

    Raises:
        UnknownZone: there is no such zone.
    """
    import pendulum  # noqa: PLC0415 - as above
    from pendulum.tz.exceptions import InvalidTimezone  # noqa: PLC0415 - as above

    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        minutes = int(offset[2]) * 60 + int(offset[3])
        return pendulum.timezone(minutes * (-60 if offset[1] == "-" else 60))
    try:
        return pendulum.timezone(name)
    except (InvalidTimezone, ValueError, OSError) as error:
        raise UnknownZone(
            f"unknown time zone: {name!r}; use an IANA name such as Europe/Paris, or an offset such as +01:00"
        ) from error


def in_utc(local: datetime, zone: Timezone | FixedTimezone) -> datetime:
    """UTC of a local time in `zone`.

    One that occurs twice, when clocks go back, is the second one; one that never occurs, when they go forward, is
    moved on by the gap: pendulum's rules.

    Raises:
        OverflowError, ValueError: no date can have this year.
    """
    import pendulum  # noqa: PLC0415 - as above

    return pendulum.datetime(*local.timetuple()[:6], tz=zone).in_timezone("UTC")


def named_in_utc(local: datetime, zone: Timezone | FixedTimezone, name: str) -> datetime | None:
    """UTC of a local time in `zone`, where that is called `name` (`CET`, `CEST`); `None` if it is not at that time.

    Raises:
        OverflowError, ValueError: it is not a year that a date can have.
    """
    for fold in (1, 0):
        aware = local.replace(tzinfo=zone, fold=fold)
        if aware.tzname() == name:
            return aware.astimezone(UTC)
    return None
