"""The hours that a zone's clocks never show: those over which they are put forward."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

FIRST_YEAR = 1970
DAY = timedelta(days=1)
STEP = timedelta(minutes=15)  # no zone changes its clocks between these


@dataclass(frozen=True)
class SkippedHour:
    """From when until when on the clocks, and the moment in UTC at which they are put forward."""

    starts: datetime
    ends: datetime
    moved_at: datetime


def skipped_hours(first: datetime, last: datetime, zone: str) -> Iterator[SkippedHour]:
    """Each such hour from the day before ``first`` to the day after ``last``.

    >>> for one in skipped_hours(datetime(2026, 1, 1), datetime(2026, 12, 31), "Europe/Berlin"):
    ...     print(f"{one.starts:%Y-%m-%d %H:%M}–{one.ends:%H:%M}, {one.moved_at:%H:%M} UTC")
    2026-03-29 02:00–03:00, 01:00 UTC
    """
    place, utc = ZoneInfo(zone), ZoneInfo("UTC")

    def offset(moment: datetime) -> timedelta:
        return moment.replace(tzinfo=utc).astimezone(place).utcoffset() or timedelta()

    day = datetime(max(first.year, FIRST_YEAR), 1, 1)
    day = max(day, first.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) - DAY)
    while day <= last:
        before, after = offset(day), offset(day + DAY)
        if after > before:
            moved = day
            while offset(moved) == before:
                moved += STEP
            yield SkippedHour(moved + before, moved + after, moved)
        day += DAY
