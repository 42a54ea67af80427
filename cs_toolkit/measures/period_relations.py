"""Periods as rows: their months, days, windows and parts, in UTC and on the company's clocks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..calendar.calendars import WEEKDAYS
from ..calendar.periods import Period, month_of
from ..config.company_file import CompanyFile
from ..tables.loading import Tables


@dataclass(frozen=True)
class Given:
    """What the relations are made of: the periods, the company's settings and tables."""

    periods: tuple[Period, ...]
    settings: CompanyFile
    tables: Tables

    @property
    def zone(self) -> str:
        """The reporting zone."""
        return self.settings.time_zone


def utc(wall_clock: datetime, zone: str) -> datetime:
    """A wall-clock moment of a zone, in UTC, without offset."""
    return (
        wall_clock.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    )


PERIODS = {
    "period": "text",
    "starts_on": "timestamp",
    "ends_on": "timestamp",
    "closes_on": "timestamp",
    "starts_at": "timestamp",
    "ends_at": "timestamp",
    "closes_at": "timestamp",
}
PERIOD_MONTHS = {
    "period": "text",
    "starts_on": "timestamp",
    "closes_on": "timestamp",
    "month_starts_on": "timestamp",
    "month_ends_on": "timestamp",
}
# the days of a period that have begun, the last 7 and 30 of them, and the period before
PERIOD_DAYS = {
    "period": "text",
    "first_day": "date",
    "last_day": "date",
    "days_in_period": "int",
    "last_7_from": "date",
    "last_30_from": "date",
    "previous_first_day": "date",
    "previous_last_day": "date",
}
# the calendar months that are over, and from when to when what was used in them counts
CALENDAR_MONTHS = {
    "nth": "int",
    "starts_on": "timestamp",
    "ends_on": "timestamp",
    "counts_from": "timestamp",
    "counts_until": "timestamp",
}
EACH_DAY = {"period": "text", "day": "date"}
# the months, and the weeks, over which monthly and weekly users of a period are counted
MONTH_WINDOWS = {
    "period": "text",
    "part": "int",
    "first_day": "date",
    "last_day": "date",
    "days": "int",
}
WEEK_WINDOWS = MONTH_WINDOWS
# the periods of each grain that make up a period, itself included; place 0 is the one before
PERIOD_PARTS = {
    "period": "text",
    "grain": "text",
    "part": "text",
    "parts": "int",
    "place": "int",
}
# the span of a period and the equally long one before it
WINDOWS = {
    "period": "text",
    "before_on": "timestamp",
    "before_at": "timestamp",
    "from_on": "timestamp",
    "from_at": "timestamp",
    "to_on": "timestamp",
    "to_at": "timestamp",
}


def rows_of_periods(given: Given) -> list[tuple]:
    """One row per period."""
    return [_period(period, given.zone) for period in given.periods]


def _period(period: Period, zone: str) -> tuple:
    clocks = (period.starts_at, period.ends_at, period.closes_at)
    return (period.name, *clocks, *(utc(clock, zone) for clock in clocks))


def rows_of_period_months(given: Given) -> list[tuple]:
    """The calendar months that a period touches, and the part of each that lies in it."""
    return [row for period in given.periods for row in _months(period)]


def _months(period: Period) -> list[tuple]:
    rows, moment = [], period.starts_at
    while moment < period.closes_at:
        start, end = month_of(moment)
        rows.append((period.name, moment, min(end, period.closes_at), start, end))
        moment = end
    return rows


EARLIEST = datetime(1970, 1, 1)
MOMENT = timedelta(microseconds=1)  # what closes a month is known at its very end, not before


def first_charge(tables: Tables) -> datetime | None:
    """A moment before which nothing was charged; None where nothing is."""
    return tables.first_in(("orders",)) if "orders" in tables.there else None


def rows_of_calendar_months(given: Given) -> list[tuple]:
    """The months that are over by the last known moment, from the one of the first charge."""
    first = first_charge(given.tables)
    if first is None or not given.periods:
        return []
    last = max(period.as_of for period in given.periods)
    start, end = month_of(max(first, EARLIEST))
    rows: list[tuple] = []
    while end <= last:
        _, following = month_of(end)
        rows.append((len(rows), start, end, end - MOMENT, following - MOMENT))
        start, end = end, following
    return rows


def rows_of_period_days(given: Given) -> list[tuple]:
    """One row per period: the days that it covers."""
    return [_days(period) for period in given.periods]


def _days(period: Period) -> tuple:
    first, before = period.starts_at.date(), period.previous()
    last = _last_day(period)
    return (
        period.name, first, last, (last - first).days + 1,
        last - timedelta(days=6), last - timedelta(days=29),
        before.starts_at.date(), before.ends_at.date() - timedelta(days=1),
    )  # fmt: skip


def rows_of_each_day(given: Given) -> list[tuple]:
    """Every day of a period that has begun, so that a day without activity is there too."""
    days = ((period.name, *_days(period)[1:4]) for period in given.periods)
    return [
        (name, first + timedelta(days=n)) for name, first, _, count in days for n in range(count)
    ]


def rows_of_month_windows(given: Given) -> list[tuple]:
    """One row per period and month that ends in it."""
    return [row for period in given.periods for row in _numbered(period, _months_of(period))]


def rows_of_week_windows(given: Given) -> list[tuple]:
    """One row per period and week that ends in it."""
    return [row for period in given.periods for row in _numbered(period, _weeks_of(period))]


def _numbered(period: Period, spans: list[tuple[date, date]]) -> list[tuple]:
    return [
        (period.name, part, first, last, (last - first).days + 1)
        for part, (first, last) in enumerate(spans, 1)
    ]


def _months_of(period: Period) -> list[tuple[date, date]]:
    """Monthly users are always of a month: of the months that a period is made of, or of 30 days.

    Of a period that is in progress its months that are over; where none is, the first.
    """
    made_of = (parts for parts in period.tilings() if parts[0].grain == "month")
    months = next(made_of, None)
    if months is None:
        last = _last_day(period)
        return [(last - timedelta(days=29), last)]
    over = [month for month in months if not month.in_progress] or months[:1]
    return [(month.starts_at.date(), _last_day(month)) for month in over]


def _weeks_of(period: Period) -> list[tuple[date, date]]:
    """The weeks that end in a period; where none does, the 7 days to its end."""
    first, last = period.starts_at.date(), _last_day(period)
    ends_on = (WEEKDAYS.index(period.calendar.week_start) - 1) % 7
    end = last - timedelta(days=(last.weekday() - ends_on) % 7)
    weeks: list[tuple[date, date]] = []
    while end >= first:
        weeks.insert(0, (end - timedelta(days=6), end))
        end -= timedelta(days=7)
    return weeks or [(last - timedelta(days=6), last)]


def _last_day(period: Period) -> date:
    """The last day of a period that has begun."""
    return (period.closes_at - timedelta(microseconds=1)).date()


def rows_of_period_parts(given: Given) -> list[tuple]:
    """One row per period and part of it."""
    return [row for period in given.periods for row in _parts(period)]


def _parts(period: Period) -> list[tuple]:
    rows = []
    for parts in period.tilings():
        grain = f"{'fiscal_' if parts[0].fiscal else ''}{parts[0].grain}"
        names = [parts[0].previous().name, *(part.name for part in parts)]
        rows += [(period.name, grain, name, len(parts), at) for at, name in enumerate(names)]
    return rows


def rows_of_windows(given: Given) -> list[tuple]:
    """One row per period, with the spans that end with it."""
    return [_window(period, given.zone) for period in given.periods]


def _window(period: Period, zone: str) -> tuple:
    before = period.starts_at - (period.closes_at - period.starts_at)
    clocks = (before, period.starts_at, period.closes_at)
    return (period.name, *(moment for one in clocks for moment in (one, utc(one, zone))))
