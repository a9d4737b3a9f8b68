"""The reference: completes lines that do not state their time, or its year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from ecsparse.errors import BadReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.timestamps.clock import Clock

# How far the clock or the zone of whoever wrote a line may be ahead.
_AHEAD = timedelta(days=1)

# How long an archive may be written to after the time that it states, in seconds: 31 days.
_LONGEST_WRITING = 31 * 86400

# 9999-01-01, in seconds since 1970: file systems know later times than a calendar does.
_LAST = 253370764800


def latest_of(stated: float | None, written: float) -> float:
    """When compressed lines were written at the latest, of the time that their archive states and its own.

    All are in seconds since 1970. What is compressed as it is logged states when that began: `stated` counts only
    if it is long before `written`, as in an archive that was copied later.
    """
    return written if stated is None or 0 <= written - stated < _LONGEST_WRITING else stated


class Reference:
    """A time that completes lines which do not state theirs, or its year.

    `moment` stands in for a time that is missing; no line is later than `latest`. Both are in UTC.
    """

    __slots__ = ("latest", "moment")

    def __init__(self, moment: str, latest: str) -> None:
        self.moment = moment
        self.latest = latest

    @classmethod
    def observed(cls, seconds: float) -> Reference:
        """When lines were written at the latest, as a count of seconds since 1970: a file's modification time.

        A line may be a day later: the clock of whoever wrote it, or its zone, may be ahead.
        """
        moment = datetime.fromtimestamp(min(max(int(seconds), 0), _LAST), UTC)
        return cls(f"{moment:%Y-%m-%dT%H:%M:%SZ}", f"{moment + _AHEAD:%Y-%m-%dT%H:%M:%SZ}")

    @classmethod
    def stated(cls, when: str | date | datetime, clock: Clock) -> Reference:
        """The reference that a user states: a date, whose end no line is after, or a time, also as RFC 3339.

        A time without an offset is in the clock's zone.

        Raises:
            BadReference: `when` is a text and neither.
            TypeError: it is nothing that has a date.
        """
        if not isinstance(when, (str, date)):
            raise TypeError(f"a reference date is a date, a datetime or a str, not {type(when).__name__}; pass one")
        text = when if isinstance(when, str) else _iso(when)
        is_date = len(text) == len("2023-10-31")
        start, end = (f"{text}T00:00:00", f"{text}T23:59:59") if is_date else (text.replace(" ", "T", 1),) * 2
        moment, latest = clock.instant(start), clock.instant(end)
        if moment is None or latest is None:
            raise BadReference(f"not a date: {text!r}; use one such as 2024-03-04 or 2024-03-04T05:06:07+01:00")
        return cls(moment, latest)


def _iso(when: date | datetime) -> str:
    """A date, or a time with the offset that it has, if it has one, as ISO 8601."""
    if not isinstance(when, datetime):
        return when.isoformat()
    if when.utcoffset() is None:
        return when.replace(tzinfo=None).isoformat()
    try:
        return when.astimezone(UTC).isoformat()
    except OverflowError:
        return str(when)
