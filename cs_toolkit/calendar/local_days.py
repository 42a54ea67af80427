"""The wall clock of a zone over UTC moments: which weekday it was there, and which hour.

Laid out once, in UTC, so that SQL looks a moment up instead of knowing time zones: no engine's
functions for weekdays and zones agree with another's.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from .calendars import WEEKDAYS

STEP = timedelta(minutes=15)  # no zone changes its day or its offset between these
STEPS_A_DAY = 96


def clock_rows(
    first: datetime, last: datetime, zone: str
) -> Iterator[tuple[date, datetime, datetime, str, int]]:
    """One row per UTC day and local day, and one more where the clock is changed.

    ``(utc_day, from_at, until_at, weekday, seconds_of_day)``: a moment lies in exactly one row,
    from ≤ moment < until, and the local time of day is ``seconds_of_day`` and what has passed since.

    >>> for row in clock_rows(datetime(2026, 10, 25), datetime(2026, 10, 25), "Europe/Paris"):
    ...     print(f"{row[1]:%H:%M}–{row[2]:%H:%M}", *row[3:])
    00:00–01:00 sunday 7200
    01:00–23:00 sunday 7200
    23:00–00:00 monday 0
    """
    place, utc = ZoneInfo(zone), ZoneInfo("UTC")
    day = first.date()
    while day <= last.date():
        midnight = datetime.combine(day, time(), utc)
        steps = [(midnight + n * STEP).astimezone(place) for n in range(STEPS_A_DAY)]
        for _, same in groupby(steps, key=lambda local: (local.date(), local.utcoffset())):
            piece = list(same)
            start = piece[0].astimezone(utc).replace(tzinfo=None)
            clock = piece[0].replace(tzinfo=None) - datetime.combine(piece[0].date(), time())
            weekday, seconds = WEEKDAYS[piece[0].weekday()], int(clock.total_seconds())
            yield day, start, start + len(piece) * STEP, weekday, seconds
        day += timedelta(days=1)
