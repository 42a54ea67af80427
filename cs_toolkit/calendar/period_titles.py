"""Periods and moments as a reader calls them."""

from datetime import datetime, timedelta

from ..language import gettext
from ..language.numbers import long_date, month_and_year, to
from .periods import DAYS, Period


def period_title(period: Period) -> str:
    """A period's name as a headline.

    >>> from cs_toolkit.calendar.calendars import Calendar
    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> asked = {"as_of": datetime(2027, 1, 1), "calendar": Calendar(fiscal_month=4)}
    >>> names = ("2026-10", "2026-Q3", "2026-W41", "2026", "2026-H1", "2026-10-14", "FY2027-Q1")
    >>> [period_title(parse_periods(text, **asked)[0]) for text in names]  # doctest: +NORMALIZE_WHITESPACE
    ['October 2026', 'Quarter 3 of 2026', 'Week 41 of 2026', '2026', 'First half of 2026',
     '14 October 2026', 'Quarter 1 of fiscal year 2027']
    >>> period_title(parse_periods("2026-10-01..2026-10-14", **asked)[0])
    '1 October 2026 to 14 October 2026'
    """
    if period.grain in ("day", DAYS):
        last = period.ends_at - timedelta(days=1)
        days = [long_date(one) for one in dict.fromkeys((period.starts_at, last))]
        return days[0] if len(days) == 1 else to(*days)
    year, _, part = period.name.partition("-")
    fiscal = year.startswith("FY")
    if not part:
        return gettext("Fiscal year {year}", year=year[2:]) if fiscal else year
    if fiscal:
        year = gettext("fiscal year {year}", year=year[2:])
    if part in ("H1", "H2"):
        first = part == "H1"
        return (
            gettext("First half of {year}", year=year)
            if first
            else gettext("Second half of {year}", year=year)
        )
    if part[0] == "Q":
        return gettext("Quarter {number} of {year}", number=int(part[1:]), year=year)
    if part[0] == "W":
        return gettext("Week {number} of {year}", number=int(part[1:]), year=year)
    if part[0] == "P":
        return gettext("Month {number} of {year}", number=int(part[1:]), year=year)
    return month_and_year(datetime(int(year), int(part), 1))


def moment_title(moment: datetime) -> str:
    """A moment as a date, with the time of day where it is not midnight.

    >>> moment_title(datetime(2026, 11, 1)), moment_title(datetime(2026, 11, 24, 9, 30))
    ('1 November 2026', '24 November 2026, 09:30')
    """
    day = long_date(moment)
    return day if moment.time() == datetime.min.time() else f"{day}, {moment:%H:%M}"
