"""The small relations that the kit itself gives to a statement: periods, surveys, working hours."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ..calendar.business_hours import calendar_rows
from ..calendar.local_days import clock_rows
from ..config.surveys import Survey
from ..schema.customers import NO_REVENUE
from ..tables.loading import Tables
from .period_relations import (
    CALENDAR_MONTHS,
    EACH_DAY,
    MONTH_WINDOWS,
    PERIOD_DAYS,
    PERIOD_MONTHS,
    PERIOD_PARTS,
    PERIODS,
    WEEK_WINDOWS,
    WINDOWS,
    Given,
    first_charge,
    rows_of_calendar_months,
    rows_of_each_day,
    rows_of_month_windows,
    rows_of_period_days,
    rows_of_period_months,
    rows_of_period_parts,
    rows_of_periods,
    rows_of_week_windows,
    rows_of_windows,
    utc,
)

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


def first_worked_on(tables: Tables) -> datetime | None:
    """A moment before which nobody waited for an answer."""
    return tables.first_in(("tickets", "messages"))


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
    "periods": (PERIODS, rows_of_periods),
    "period_months": (PERIOD_MONTHS, rows_of_period_months),
    "calendar_months": (CALENDAR_MONTHS, rows_of_calendar_months),
    "period_days": (PERIOD_DAYS, rows_of_period_days),
    "each_day": (EACH_DAY, rows_of_each_day),
    "month_windows": (MONTH_WINDOWS, rows_of_month_windows),
    "week_windows": (WEEK_WINDOWS, rows_of_week_windows),
    "period_parts": (PERIOD_PARTS, rows_of_period_parts),
    "windows": (WINDOWS, rows_of_windows),
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
