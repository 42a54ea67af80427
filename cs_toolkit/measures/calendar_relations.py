"""The small relations that the kit itself gives to a statement: periods, surveys, working hours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..calendar.business_hours import calendar_rows
from ..calendar.calendars import WEEKDAYS
from ..calendar.local_days import clock_rows
from ..calendar.periods import Period, month_of
from ..config.company_file import CompanyFile
from ..config.surveys import Survey
from ..schema.customers import NO_REVENUE
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
# the periods of each grain of which a period is made, itself included; place 0 is the one before
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
LAST_KNOWN = {"known_on": "timestamp", "known_at": "timestamp"}
SURVEYS = {
    "survey": "text",
    "kind": "text",
    "lowest": "double",
    "highest": "double",
    "good_from": "double",
    "positive_from": "double",
    "high_is_good": "int",
}
PLACES = {"place": "int"}  # of the parts of a text
MOST_PLACES = 60
ACTIVE_EVENTS = {"event": "text"}
NO_SALE = {"status": "text"}
BUSINESS_HOURS = {
    "schedule": "text",
    "utc_day": "date",
    "from_at": "timestamp",
    "until_at": "timestamp",
    "opens_at": "timestamp",
    "closes_at": "timestamp",
    "seconds_before": "bigint",
}
SERVICE_TARGETS = {
    "priority": "text",
    "first_response_seconds": "double",
    "resolution_seconds": "double",
}
LOCAL_DAYS = {
    "utc_day": "date",
    "from_at": "timestamp",
    "until_at": "timestamp",
    "weekday": "text",
    "seconds_of_day": "int",
}


def _periods(given: Given) -> list[tuple]:
    return [_period(period, given.zone) for period in given.periods]


def _period(period: Period, zone: str) -> tuple:
    clocks = (period.starts_at, period.ends_at, period.closes_at)
    return (period.name, *clocks, *(utc(clock, zone) for clock in clocks))


def _period_months(given: Given) -> list[tuple]:
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


def first_worked_on(tables: Tables) -> datetime | None:
    """A moment before which nobody waited for an answer."""
    return tables.first_in(("tickets", "messages"))


def first_charge(tables: Tables) -> datetime | None:
    """A moment before which nothing was charged; None where nothing is."""
    return tables.first_in(("orders",)) if "orders" in tables.there else None


def _calendar_months(given: Given) -> list[tuple]:
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


def _period_days(given: Given) -> list[tuple]:
    return [_days(period) for period in given.periods]


def _days(period: Period) -> tuple:
    first, before = period.starts_at.date(), period.previous()
    last = _last_day(period)
    return (
        period.name, first, last, (last - first).days + 1,
        last - timedelta(days=6), last - timedelta(days=29),
        before.starts_at.date(), before.ends_at.date() - timedelta(days=1),
    )  # fmt: skip


def _each_day(given: Given) -> list[tuple]:
    """Every day of a period that has begun, so that a day without activity is there too."""
    days = ((period.name, *_days(period)[1:4]) for period in given.periods)
    return [
        (name, first + timedelta(days=n)) for name, first, _, count in days for n in range(count)
    ]


def _month_windows(given: Given) -> list[tuple]:
    return [row for period in given.periods for row in _numbered(period, _months_of(period))]


def _week_windows(given: Given) -> list[tuple]:
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


def _period_parts(given: Given) -> list[tuple]:
    return [row for period in given.periods for row in _parts(period)]


def _parts(period: Period) -> list[tuple]:
    rows = []
    for parts in period.tilings():
        grain = f"{'fiscal_' if parts[0].fiscal else ''}{parts[0].grain}"
        names = [parts[0].previous().name, *(part.name for part in parts)]
        rows += [(period.name, grain, name, len(parts), at) for at, name in enumerate(names)]
    return rows


def _windows(given: Given) -> list[tuple]:
    return [_window(period, given.zone) for period in given.periods]


def _window(period: Period, zone: str) -> tuple:
    before = period.starts_at - (period.closes_at - period.starts_at)
    clocks = (before, period.starts_at, period.closes_at)
    return (period.name, *(moment for one in clocks for moment in (one, utc(one, zone))))


def _last_known(given: Given) -> list[tuple]:
    """The moment up to which anything is known: what is not closed by then stays open."""
    moments = {period.as_of for period in given.periods}
    return [(moment, utc(moment, given.zone)) for moment in moments]


def _surveys(given: Given) -> list[tuple]:
    return [_survey(survey) for survey in given.settings.surveys.values()]


def _survey(survey: Survey) -> tuple:
    positive = survey.positive_from if survey.positive_from is not None else survey.top_box_from
    return (
        survey.name,
        survey.kind,
        float(survey.lowest),
        float(survey.highest),
        float(survey.top_box_from),
        float(positive),
        int(survey.high_is_good),
    )


def _places(given: Given) -> list[tuple]:
    return [(place,) for place in range(1, MOST_PLACES + 1)]


def _no_sale(given: Given) -> list[tuple]:
    return [(status,) for status in NO_REVENUE]


def _active_events(given: Given) -> list[tuple]:
    return [(event,) for event in given.settings.active_events]


def _business_hours(given: Given) -> list[tuple]:
    """The working calendar of each schedule from the first ticket to the last known moment."""
    hours = given.settings.business_hours
    if not given.periods or not hours.declared:
        return []
    first = first_worked_on(given.tables)
    if first is None:
        return []
    margin = timedelta(days=2)  # the first moment is in whichever clock it was found
    last = max(period.as_of for period in given.periods)
    return [
        (name, *row)
        for name, schedule in {"": hours, **hours.schedules}.items()
        for row in calendar_rows(schedule, first - margin, last + margin, given.zone)
    ]


def _service_targets(given: Given) -> list[tuple]:
    return given.settings.service_targets.rows()


def _local_days(given: Given) -> list[tuple]:
    """The wall clock over the periods, each day once however many periods hold it."""
    rows = {
        row
        for period in given.periods
        for row in clock_rows(
            utc(period.starts_at, given.zone), utc(period.closes_at, given.zone), given.zone
        )
    }
    return sorted(rows)


# those with a row a day or more: parsing them takes longer than the statements that read them
LONG = frozenset({"business_hours", "each_day", "local_days"})

# name → its columns with their types, and what gives its rows
RELATIONS: dict[str, tuple[dict[str, str], Callable[[Given], list[tuple]]]] = {
    "periods": (PERIODS, _periods),
    "period_months": (PERIOD_MONTHS, _period_months),
    "calendar_months": (CALENDAR_MONTHS, _calendar_months),
    "period_days": (PERIOD_DAYS, _period_days),
    "each_day": (EACH_DAY, _each_day),
    "month_windows": (MONTH_WINDOWS, _month_windows),
    "week_windows": (WEEK_WINDOWS, _week_windows),
    "period_parts": (PERIOD_PARTS, _period_parts),
    "windows": (WINDOWS, _windows),
    "last_known": (LAST_KNOWN, _last_known),
    "surveys": (SURVEYS, _surveys),
    "places": (PLACES, _places),
    "active_events": (ACTIVE_EVENTS, _active_events),
    "no_sale": (NO_SALE, _no_sale),
    "business_hours": (BUSINESS_HOURS, _business_hours),
    "service_targets": (SERVICE_TARGETS, _service_targets),
    "local_days": (LOCAL_DAYS, _local_days),
}

__all__ = ["LONG", "RELATIONS", "Given", "first_charge", "first_worked_on", "utc"]
