"""Which days a name means, in the company's calendar, and what the same span is called before it."""

from datetime import date, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.calendar.calendars import Calendar, Retail, declared_calendar
from cs_toolkit.calendar.period_text import parse_periods
from cs_toolkit.calendar.periods import previous_periods
from cs_toolkit.config.company_file import company_settings
from cs_toolkit.errors import InputError

AT = datetime(2026, 11, 24, 14, 30)
APRIL = Calendar(fiscal_month=4)
FEBRUARY = Calendar(fiscal_month=2)
NRF = declared_calendar(
    "monday",
    None,
    {"weeks": "4-5-4", "year_ends": "saturday nearest january 31", "named_for": "start"},
)
DECEMBER = declared_calendar("monday", None, "4-4-5")


def named(text, calendar=APRIL, as_of=AT):
    (period,) = parse_periods(text, as_of=as_of, calendar=calendar)
    return period


def days(period) -> tuple[str, str]:
    """The first day, and the first one after it."""
    return f"{period.starts_at:%Y-%m-%d}", f"{period.ends_at:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("text", "calendar", "first", "after"),
    [
        ("2026-H1", APRIL, "2026-01-01", "2026-07-01"),
        ("2026-h2", APRIL, "2026-07-01", "2027-01-01"),
        ("2026-10-14", APRIL, "2026-10-14", "2026-10-15"),
        ("2026-10-01..2026-10-14", APRIL, "2026-10-01", "2026-10-15"),
        ("2026-Q3", APRIL, "2026-07-01", "2026-10-01"),
        # a fiscal year bears the number of the year in which it ends
        ("FY2027", APRIL, "2026-04-01", "2027-04-01"),
        ("FY2027-Q1", APRIL, "2026-04-01", "2026-07-01"),
        ("fy2027-q4", APRIL, "2027-01-01", "2027-04-01"),
        ("FY2027-H2", APRIL, "2026-10-01", "2027-04-01"),
        ("FY2027", FEBRUARY, "2026-02-01", "2027-02-01"),
        ("FY2027-Q4", FEBRUARY, "2026-11-01", "2027-02-01"),
        ("FY2026", Calendar(fiscal_month=1), "2026-01-01", "2027-01-01"),
        # the retail federation's published calendar: 2023 had 53 weeks, from 29 January
        ("FY2022", NRF, "2022-01-30", "2023-01-29"),
        ("FY2023", NRF, "2023-01-29", "2024-02-04"),
        ("FY2023-P01", NRF, "2023-01-29", "2023-02-26"),
        ("FY2023-P02", NRF, "2023-02-26", "2023-04-02"),
        ("FY2023-P12", NRF, "2023-12-31", "2024-02-04"),
        ("FY2023-Q4", NRF, "2023-10-29", "2024-02-04"),
        ("FY2023-W53", NRF, "2024-01-28", "2024-02-04"),
        ("FY2024", NRF, "2024-02-04", "2025-02-02"),
        # to the Sunday nearest 31 December: FY2020 ended in January 2021 and had 53 weeks
        ("FY2020", DECEMBER, "2019-12-30", "2021-01-04"),
        ("FY2026-P03", DECEMBER, "2026-02-23", "2026-03-30"),
        ("FY2026-Q1", DECEMBER, "2025-12-29", "2026-03-30"),
        ("FY2026-H1", DECEMBER, "2025-12-29", "2026-06-29"),
        # by the clock: full days, weeks, months …
        ("last", APRIL, "2026-10-01", "2026-11-01"),
        ("last month", APRIL, "2026-10-01", "2026-11-01"),
        ("Last  Quarter", APRIL, "2026-07-01", "2026-10-01"),
        ("last half-year", APRIL, "2026-01-01", "2026-07-01"),
        ("last year", APRIL, "2025-01-01", "2026-01-01"),
        ("last week", APRIL, "2026-11-16", "2026-11-23"),
        ("last day", APRIL, "2026-11-23", "2026-11-24"),
        ("last 30 days", APRIL, "2026-10-25", "2026-11-24"),
        ("last fiscal quarter", FEBRUARY, "2026-08-01", "2026-11-01"),
        ("last fiscal year", APRIL, "2025-04-01", "2026-04-01"),
        ("last fiscal month", DECEMBER, "2026-10-26", "2026-11-23"),
        ("ytd", APRIL, "2026-01-01", "2026-11-24"),
        ("qtd", APRIL, "2026-10-01", "2026-11-24"),
        ("mtd", APRIL, "2026-11-01", "2026-11-24"),
        ("fytd", APRIL, "2026-04-01", "2026-11-24"),
        ("Year to date", APRIL, "2026-01-01", "2026-11-24"),
        ("fiscal year-to-date", APRIL, "2026-04-01", "2026-11-24"),
        ("quarter to  date", APRIL, "2026-10-01", "2026-11-24"),
        ("2026-YTD", APRIL, "2026-01-01", "2026-11-24"),
        ("2025-ytd", APRIL, "2025-01-01", "2025-11-24"),
        ("FY2026-YTD", APRIL, "2025-04-01", "2025-11-24"),
        (2026, APRIL, "2026-01-01", "2027-01-01"),
        (np.int64(2026), APRIL, "2026-01-01", "2027-01-01"),
        (date(2026, 10, 14), APRIL, "2026-10-14", "2026-10-15"),
    ],
)
def test_a_name_means_these_days(text, calendar, first, after):
    assert days(named(text, calendar)) == (first, after)


def test_at_midnight_the_day_before_was_the_last_one():
    midnight = datetime(2026, 1, 1)
    assert days(named("ytd", as_of=midnight)) == ("2025-01-01", "2026-01-01")
    assert days(named("last 7 days", as_of=midnight)) == ("2025-12-25", "2026-01-01")
    leap = datetime(2024, 3, 1)
    assert days(named("2023-YTD", as_of=leap)) == ("2023-01-01", "2023-03-01")


def test_the_last_twelve_months_are_twelve_and_a_range_of_days_is_one():
    names = [period.name for period in parse_periods("last 12 months", as_of=AT)]
    assert (names[0], names[-1], len(names)) == ("2025-11", "2026-10", 12)
    assert [one.name for one in parse_periods("FY2026..FY2027", as_of=AT, calendar=APRIL)] == [
        "FY2026", "FY2027",
    ]  # fmt: skip
    assert named("2026-10-14..2026-10-14").name == "2026-10-14"


@pytest.mark.parametrize(
    ("text", "calendar", "before", "year_before"),
    [
        ("2026-10-14", APRIL, "2026-10-13", "2025-10-14"),
        ("2024-02-29", APRIL, "2024-02-28", "2023-02-28"),
        ("2026-H1", APRIL, "2025-H2", "2025-H1"),
        ("FY2027-Q1", APRIL, "FY2026-Q4", "FY2026-Q1"),
        ("2026-10-01..2026-10-14", APRIL, "2026-09-17..2026-09-30", "2025-10-01..2025-10-14"),
        ("2026-01-01..2026-03-31", APRIL, "2025-10-01..2025-12-31", "2025-01-01..2025-03-31"),
        ("ytd", APRIL, "2025-02-08..2025-12-31", "2025-01-01..2025-11-23"),
        ("FY2024-P01", NRF, "FY2023-P12", "FY2023-P01"),
        ("FY2024-P12", NRF, "FY2024-P11", "FY2023-P12"),
        ("FY2023-Q4", NRF, "FY2023-Q3", "FY2022-Q4"),
        ("FY2024", NRF, "FY2023", "FY2023"),
        ("FY2024-W01", NRF, "FY2023-W53", "FY2023-W02"),
    ],
)
def test_what_a_period_is_compared_with(text, calendar, before, year_before):
    period = named(text, calendar)
    assert period.previous().name == before
    assert period.year_before().name == year_before


@pytest.mark.parametrize(
    ("text", "calendar", "says"),
    [
        ("FY2027", Calendar(), 'fiscal_year_start = "april"'),
        ("FY2027-P01", APRIL, 'months of the calendar, which are written "2026-10"'),
        ("FY2027-04", NRF, 'written "FY2027-P01"'),
        ("last fiscal quarter", Calendar(), "is a fiscal period"),
        ("fytd", Calendar(), "is a fiscal period"),
        ("FY2022-W53", NRF, "is not a period"),
        ("FY2023-P13", NRF, "is not a period"),
        ("2026-P01", NRF, "is not a period"),
        ("2026-02-30", APRIL, "is not a period"),
        ("2026-H3", APRIL, "is not a period"),
        ("last 0 days", APRIL, "is not a period"),
        ("last 30", APRIL, "is not a period"),
        ("last fortnight", APRIL, "is not a period"),
        ("2027-YTD", APRIL, "2027 has not begun"),
        ("2025-YTD..2026-YTD", APRIL, "one by one"),
        ("2026-10-01..2026-11", APRIL, "from a day to a month"),
        ("FY2026..2027", APRIL, "from a fiscal year to a year"),
        ("2026-10-14..2026-10-01", APRIL, "ends before it starts"),
        (20261014, APRIL, "20261014 is not a period"),
        (True, APRIL, "True is not a period"),
        (2026.0, APRIL, "2026.0 is not a period"),
        (AT, APRIL, "is not a period"),
    ],
)
def test_what_names_no_period_is_refused(text, calendar, says):
    with pytest.raises(InputError, match=says):
        parse_periods(text, as_of=AT, calendar=calendar)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"fiscal_year_start": "avril"}, 'did you mean "april"'),
        ({"fiscal_year_start": 13}, "fiscal_year_start = 13 is not a month"),
        ({"retail_calendar": "4-4-4"}, "must be one of 4-4-5, 4-5-4, 5-4-4"),
        ({"retail_calendar": {"weeks": "4-4-5", "year_end": "x"}}, 'did you mean "year_ends"'),
        ({"retail_calendar": {"weeks": "4-4-5", "year_ends": "january"}}, "saturday nearest january"),
        (
            {"retail_calendar": {"weeks": "4-4-5", "year_ends": "friday nearest june 15"}},
            "friday nearest june 30",
        ),
        (
            {
                "fiscal_year_start": "april",
                "retail_calendar": {"weeks": "4-4-5", "year_ends": "last friday of january"},
            },
            "two ends of the year",
        ),
        ({"retail_calendar": {"weeks": "4-4-5", "named_for": "middle"}}, '"end" or "start"'),
        ({"retail_calendar": 445}, "must be"),
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_is_refused(settings, says):
    with pytest.raises(InputError, match=says):
        company_settings(settings)


def test_a_company_file_declares_its_calendar():
    plain = company_settings({"fiscal_year_start": "Apr", "retail_calendar": "5-4-4"}).calendar
    assert plain.retail == Retail((5, 4, 4), "sunday", 3)
    last = {"weeks": "4-5-4", "year_ends": "last saturday of january"}
    assert company_settings({"retail_calendar": last}).calendar.retail.nearest is False
    assert company_settings(
        {"week_start": "sunday", "retail_calendar": "4-4-5"}
    ).calendar.retail == (Retail((4, 4, 5), "saturday", 12))


CALENDARS = st.one_of(
    st.builds(Calendar, fiscal_month=st.integers(1, 12)),
    st.builds(
        Calendar,
        retail=st.builds(
            Retail,
            weeks=st.sampled_from([(4, 4, 5), (4, 5, 4), (5, 4, 4)]),
            weekday=st.sampled_from(["saturday", "sunday", "friday"]),
            month=st.integers(1, 12),
            nearest=st.booleans(),
            named_for=st.sampled_from(["end", "start"]),
        ),
    ),
)


@given(
    CALENDARS,
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.sampled_from(["day", "week", "month", "quarter", "half_year", "year"]),
    st.booleans(),
)
def test_every_moment_lies_in_one_period_that_its_name_means_again(calendar, moment, grain, fiscal):
    span = calendar.span_of(moment, grain, fiscal)
    assert span.starts_at <= moment < span.ends_at
    period = named(span.name, calendar)
    assert (period.starts_at, period.ends_at, period.grain) == (*span[:2], grain)
    assert period.previous().ends_at == period.starts_at
    assert period.previous().next() == period
    assert period.next().starts_at == period.ends_at
    if fiscal and calendar.retail and grain == "year":
        assert (span.ends_at - span.starts_at).days in (364, 371)
    history = previous_periods(period, 5)
    assert all(one.ends_at == two.starts_at for one, two in pairwise(history))
    assert len({one.name for one in history}) == 5
