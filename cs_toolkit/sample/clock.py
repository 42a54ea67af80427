"""The sample's calendar: months and days counted from its first day, wall clock in one zone.

Days are whole numbers from the first day, moments are seconds of wall clock from its midnight.
That keeps the invention in plain integers; only what is written becomes a date or an instant.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

DAY = 86_400
HOUR = 3_600
# A day or moment that never comes: far behind every calendar, written as missing.
NEVER = 2**40
MONTHS_AHEAD = 14


class Clock:
    """The months of a sample; the last ends at ``end`` (in days) and ``closes`` (seconds)."""

    def __init__(self, months: int, last_month: str, time_zone: str) -> None:
        last = np.datetime64(last_month, "M")
        firsts = np.arange(last - months + 1, last + MONTHS_AHEAD)
        self.months = months
        self.names = [str(month) for month in firsts[:months]]
        self.first_date = firsts[0].astype("datetime64[D]")
        self.month_start = (firsts.astype("datetime64[D]") - self.first_date).astype(np.int64)
        self.end = int(self.month_start[months])
        self.closes = self.end * DAY
        self.time_zone = time_zone

    def month_of(self, days: np.ndarray) -> np.ndarray:
        """The number of the month in which each day lies."""
        return np.searchsorted(self.month_start, days, side="right") - 1

    def number_of(self, name: str) -> int:
        """The number of a month such as "2026-04"; it may lie before or behind the calendar."""
        return int((np.datetime64(name, "M") - self.first_date.astype("datetime64[M]")).astype(int))

    def days_in(self, month: np.ndarray) -> np.ndarray:
        """How many days the months have."""
        return self.month_start[np.asarray(month) + 1] - self.month_start[month]

    def day_of_month(self, days: np.ndarray) -> np.ndarray:
        """1 for the first day of a month."""
        return days - self.month_start[self.month_of(days)] + 1

    def weekday(self, days: np.ndarray) -> np.ndarray:
        """0 for Monday."""
        return (self.first_date.astype(np.int64) + 3 + days) % 7

    def dates(self, days: np.ndarray) -> pa.Array:
        """Days as dates; NEVER is missing."""
        days = np.asarray(days, dtype=np.int64)
        known = days < NEVER
        since_1970 = np.where(known, days + self.first_date.astype(np.int64), 0)
        return pa.array(since_1970.astype(np.int32), mask=~known).cast(pa.date32())

    def instants(self, moments: np.ndarray) -> pa.Array:
        """Moments as UTC instants; what has not happened by the end of the calendar is missing."""
        moments = np.asarray(moments, dtype=np.int64)
        known = moments < self.closes
        local = np.where(known, moments, 0) + self.first_date.astype(np.int64) * DAY
        zoned = pd.DatetimeIndex(local.astype("datetime64[s]")).tz_localize(
            self.time_zone,
            # the night that repeats an hour: its first pass, so that order is kept
            ambiguous=np.ones(len(local), dtype=bool),
            nonexistent="shift_forward",
        )
        seconds = zoned.tz_convert("UTC").as_unit("s").asi8
        return pa.array(seconds, mask=~known).cast(pa.timestamp("s", "UTC"))

    def repeated_hours(self) -> list[int]:
        """The UTC seconds at which an hour begins that the wall clock shows twice."""
        hours = np.arange(self.end * 24) * HOUR + self.first_date.astype(np.int64) * DAY
        wall = pd.DatetimeIndex(hours.astype("datetime64[s]"), tz="UTC").tz_convert(self.time_zone)
        wall = wall.tz_localize(None).as_unit("s").asi8
        return [int(hours[at]) for at in np.flatnonzero(np.diff(wall) == 0)]
