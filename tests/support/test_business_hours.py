"""Business time: nights, weekends, holidays and changes of the clock between two moments."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.calendar.business_hours import BusinessHours, calendar_rows, declared_hours
from cs_toolkit.errors import InputError
from tests.support.conversations import opened, tickets, value

HOUR = 3600
OFFICE = {"weekdays": ["09:00-12:00", "13:00-17:00"], "saturday": "10:00-12:00"}


def worked(start: str, end: str, zone="Europe/Paris", **schedule) -> float:
    """Seconds of business time between two wall-clock moments of a zone; nine to five unless given."""
    if not {"weekdays", "monday"} & set(schedule):
        schedule["weekdays"] = "09:00-17:00"
    row = {"opened_at": start, "first_resolved_at": end}
    company = opened(row, zone=zone, as_of="2027-01-01", business_hours=schedule)
    found = company.detail("support/resolution_in_business_hours", end[:7])
    return found["resolution_business_seconds"].item()


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-09-01T10:00:00", "2026-09-01T11:30:00", 1.5),
        ("2026-09-01T11:00:00", "2026-09-01T14:00:00", 2),  # over lunch
        ("2026-09-01T16:00:00", "2026-09-02T10:00:00", 2),  # over a night
        ("2026-09-04T16:00:00", "2026-09-07T10:00:00", 4),  # Friday, two on Saturday, Monday
        ("2026-09-01T18:00:00", "2026-09-01T22:00:00", 0),  # after work
        ("2026-09-01T22:00:00", "2026-09-02T08:00:00", 0),
        ("2026-09-01T08:00:00", "2026-09-01T18:00:00", 7),  # a whole day
        ("2026-09-01T09:00:00", "2026-09-01T17:00:00", 7),
        ("2026-09-01T12:00:00", "2026-09-01T13:00:00", 0),
    ],
)
def test_spans_by_hand(start, end, hours):
    assert worked(start, end, **OFFICE) == hours * HOUR


ONE_ISSUE = {
    "opened_at": "2026-09-04T16:00:00", "first_replied_at": "2026-09-04T16:30:00",
    "first_resolved_at": "2026-09-07T10:00:00",
}  # fmt: skip


@pytest.mark.parametrize("declared", [None, {}, {"holidays": "FR"}, {"closed": ["2026-09-07"]}])
def test_without_declared_hours_business_time_is_not_available(declared):
    settings = {} if declared is None else {"business_hours": declared}
    company = opened(ONE_ISSUE, as_of="2027-01-01", **settings)
    frame = company.metrics("2026-09", family="support", by=())
    found = frame[frame["variant"].str.startswith("business_hours")]
    assert set(found["metric"]) >= {"average_resolution_time", "first_response_time"}
    assert found["value"].isna().all()
    assert found["note"].str.contains("not available: needs the company's working hours").all()
    assert found["note"].str.contains('weekdays = "09:00-17:00"', regex=False).all()
    assert value(company, "average_resolution_time") == 66 * HOUR


def test_each_region_has_its_own_schedule_and_the_rest_the_companys():
    """Friday 16:00 to Monday 10:00 in Paris, which is Friday 22:00 to Monday 16:00 in Shanghai."""
    regions = ["EMEA", "APAC", None]
    frame = tickets(*[ONE_ISSUE] * 3).assign(region=regions)
    schedules = {
        "APAC": {"weekdays": "09:00-18:00", "saturday": "10:00-12:00", "time_zone": "Asia/Shanghai"}
    }
    company = cs.open(
        {"tickets": frame}, as_of="2027-01-01", time_zone="Europe/Paris",
        business_hours={"weekdays": "09:00-17:00", "by": "region", "schedules": schedules},
    )  # fmt: skip
    found = company.metrics("2026-09", family="support", by="region")
    found = found[
        (found["metric"] == "average_resolution_time") & (found["variant"] == "business_hours")
    ]
    hours = found.set_index("segment")["value"] / HOUR
    assert hours["EMEA"] == hours["(none)"] == 2
    assert hours["APAC"] == 2 + 7  # Saturday, and Monday 9 to 16
    assert hours[""] == pytest.approx((2 + 2 + 9) / 3)
    assert company.settings.business_hours.in_words == (
        "Monday to Friday 09:00–17:00; "
        "APAC: Monday to Friday 09:00–18:00, Saturday 10:00–12:00 (Asia/Shanghai)"
    )


def test_a_column_of_customers_may_say_whose_hours_an_issue_has():
    frame = tickets(ONE_ISSUE | {"customer_id": "a"}, ONE_ISSUE | {"customer_id": "b"})
    customers = pd.DataFrame({"customer_id": ["a", "b"], "country": ["US", "FR"]})
    company = cs.open(
        {"tickets": frame, "customers": customers}, as_of="2027-01-01", time_zone="Europe/Paris",
        business_hours={"weekdays": "09:00-17:00", "by": "country",
                        "schedules": {"US": {"weekdays": "09:00-17:00", "time_zone": "America/New_York"}}},
    )  # fmt: skip
    assert value(company, "first_response_time", "business_hours") == 1800
    found = company.measures("2026-09", family="support", by=())
    # in New York Friday from 10:00 and nothing of Monday: seven hours; in Paris one and one
    assert found["resolution_business_seconds"].item() == (7 + 2) * HOUR


def test_a_column_that_is_not_there_is_named():
    company = opened(
        ONE_ISSUE,
        business_hours={
            "weekdays": "09:00-17:00", "by": "team", "schedules": {"x": {"monday": "09:00-10:00"}}
        },
    )  # fmt: skip
    with pytest.raises(InputError, match='by = "team": neither tickets nor customers'):
        value(company, "average_resolution_time", "business_hours")


def test_holidays_and_further_days_off():
    thirteenth_to_fifteenth = ("2026-07-13T16:00:00", "2026-07-15T10:00:00")
    assert worked(*thirteenth_to_fifteenth) == 10 * HOUR
    assert worked(*thirteenth_to_fifteenth, holidays="FR") == 2 * HOUR
    assert worked(*thirteenth_to_fifteenth, closed=["2026-07-14"]) == 2 * HOUR


def test_a_part_of_a_country_has_holidays_of_its_own():
    epiphany = ("2026-01-05T16:00:00", "2026-01-07T10:00:00")
    assert worked(*epiphany, zone="Europe/Berlin", holidays="DE") == 10 * HOUR
    assert worked(*epiphany, zone="Europe/Berlin", holidays="DE-BY") == 2 * HOUR


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        # on 29 March 2026 the clock jumps from 2 to 3, on 25 October it goes back from 3 to 2
        ("2026-03-28T12:00:00", "2026-03-30T12:00:00", 47),
        ("2026-10-24T12:00:00", "2026-10-26T12:00:00", 49),
    ],
)
def test_around_the_clock_counts_what_has_passed(start, end, hours):
    always = dict.fromkeys(("weekdays", "saturday", "sunday"), "00:00-24:00")
    assert worked(start, end, **always) == hours * HOUR


def test_office_hours_keep_their_length_when_the_clock_changes():
    assert worked("2026-03-27T16:00:00", "2026-03-30T10:00:00") == 2 * HOUR
    assert worked("2026-10-23T16:00:00", "2026-10-26T10:00:00") == 2 * HOUR


def test_a_team_in_another_zone_than_the_report():
    """Nine to five in Auckland is the night in Paris, and lies in two UTC days in winter."""
    schedule = {"weekdays": "09:00-17:00", "time_zone": "Pacific/Auckland"}
    # 23:00 on Monday in Paris (CEST, UTC+2) is 9:00 on Tuesday in Auckland (NZST, UTC+12)
    assert worked("2026-08-31T23:00:00", "2026-09-01T03:00:00", **schedule) == 4 * HOUR
    assert worked("2026-08-31T12:00:00", "2026-09-01T12:00:00", **schedule) == 8 * HOUR


def test_first_response_in_business_time():
    row = {"opened_at": "2026-09-04T16:00:00", "first_replied_at": "2026-09-07T10:00:00"}
    company = opened(row, business_hours={"weekdays": "09:00-17:00"})
    assert value(company, "first_response_time", "business_hours") == 2 * HOUR
    assert value(company, "first_response_time", "business_hours_median") == 2 * HOUR
    assert value(company, "first_response_time") == 66 * HOUR


def _minute_by_minute(schedule, zone, start, end) -> int:
    """The slow way: each minute asked whether the clock on the wall says that it is work."""
    off, worked, moment = schedule.days_off(range(2026, 2028)), 0, start
    while moment < end:
        wall = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
        minute = wall.hour * 60 + wall.minute
        spans = schedule.hours[wall.weekday()] if wall.date() not in off else ()
        worked += 60 * any(opens <= minute < closes for opens, closes in spans)
        moment += timedelta(minutes=1)
    return worked


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["Europe/Paris", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "America/Sao_Paulo"]),
    st.sampled_from(["09:00-17:00", "00:00-24:00", "22:00-24:00", "00:00-06:30"]),
    st.integers(0, 366 * 24 * 60), st.integers(0, 5 * 24 * 60),
)  # fmt: skip
def test_the_calendar_agrees_with_asking_minute_by_minute(zone, hours, start, minutes):
    schedule = declared_hours(
        {"weekdays": hours, "sunday": "08:00-09:00", "closed": ["2026-03-30"]}
    )
    begins = datetime(2026, 1, 1) + timedelta(minutes=start)
    ends = begins + timedelta(minutes=minutes)
    rows = list(calendar_rows(schedule, begins - timedelta(days=2), ends + timedelta(days=2), zone))

    def worked_until(moment):
        (row,) = [row for row in rows if row[1] <= moment < row[2]]
        assert row[0] == moment.date()
        passed = (min(max(moment, row[3]), row[4]) - row[3]).total_seconds()
        return row[5] + passed

    assert worked_until(ends) - worked_until(begins) == _minute_by_minute(
        schedule, zone, begins, ends
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"mondy": "09:00-17:00"}, 'did you mean "monday"'),
        ({"monday": "9-17"}, "is not a span"),
        ({"monday": "17:00-09:00"}, "must end after it starts"),
        ({"monday": ["09:00-12:00", "11:00-17:00"]}, "not overlap"),
        ({"holidays": "XX"}, "not a country with known holidays"),
        ({"time_zone": "Europe/Pari"}, "not a time zone"),
        ({"closed": ["24.12.2026"]}, "write days as 2026-12-24"),
        ({"holidays": ["2026-12-24", "2026-12-25"]}, r'listed in closed = \["2026-12-24"\]'),
        ({"holidays": [date(2026, 12, 24)]}, r'listed in closed = \["2026-12-24"\]'),
        ({"holidays": "2026-12-24"}, r'listed in closed = \["2026-12-24"\]'),
        ({"holidays": ["FR", "DE"]}, "must be one country"),
        ({"closed": "FR"}, 'holidays = "FR"'),
        ({"closed": "2026-12-24"}, r'write closed = \["2026-12-24"\]'),
        ({"closed": [5]}, "write days as 2026-12-24"),
        ({"weekdays": 9}, "is not a span"),
        ({"weekdays": "09:00-17:00", "by": "team"}, "one section for each of its values"),
        ({"weekdays": "09:00-17:00", "schedules": {"x": {}}}, "by names the column"),
        ({"by": "team", "schedules": {"x": {"monday": "09:00-10:00"}}}, "needs hours of its own"),
        (
            {"weekdays": "09:00-17:00", "by": "team", "schedules": {"x": {"holidays": "FR"}}},
            r"schedules\.x\] names no hours",
        ),
        (
            {"weekdays": "09:00-17:00", "by": "team", "schedules": {"x": {"by": "y"}}},
            'x\\] has no "by"',
        ),
    ],
)
def test_a_wrong_schedule_is_refused_by_name(given, says):
    with pytest.raises(InputError, match=says):
        declared_hours(given)


def test_a_schedule_reads_as_a_sentence():
    assert declared_hours(OFFICE).in_words == (
        "Monday to Friday 09:00–12:00 and 13:00–17:00, Saturday 10:00–12:00"
    )
    assert BusinessHours().in_words == "none declared"
    assert BusinessHours().days_off([2026]) == frozenset()
    assert date(2026, 7, 14) in BusinessHours(holidays="FR").days_off([2026])
