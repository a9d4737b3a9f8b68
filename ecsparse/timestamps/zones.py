"""Time zones by their IANA names: pendulum lives here alone, imported only for zones other than UTC (50 ms)."""

from __future__ import annotations

from datetime import UTC

from ecsparse.errors import UnknownZone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from pendulum import FixedTimezone, Timezone


def zones() -> list[str]:
    """The names of all zones."""
    import pendulum  # noqa: PLC0415 - 50 ms of start-up

    return sorted(pendulum.timezones())


def load_zone(name: str) -> Timezone | FixedTimezone:
    """The zone of that name.

    Raises:
        UnknownZone: there is no such zone.
    """
    import pendulum  # noqa: PLC0415 - as above
    from pendulum.tz.exceptions import InvalidTimezone  # noqa: PLC0415 - as above

    try:
        return pendulum.timezone(name)
    except (InvalidTimezone, ValueError, OSError) as error:
        raise UnknownZone(f"unknown time zone: {name!r}; use an IANA name such as Europe/Paris") from error


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
        OverflowError, ValueError: it is no year that a date can have.
    """
    for fold in (1, 0):
        aware = local.replace(tzinfo=zone, fold=fold)
        if aware.tzname() == name:
            return aware.astimezone(UTC)
    return None
