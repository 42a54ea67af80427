"""Periods and moments as a reader calls them."""

from datetime import datetime, timedelta

from .periods import DAYS, Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
PART_WORDS = {"Q": "Quarter", "W": "Week", "P": "Month"}


def period_title(period: Period) -> str:
    """A period's name as a headline.

    >>> from cs_toolkit.calendar.calendars import Calendar
    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> told = {"as_of": datetime(2027, 1, 1), "calendar": Calendar(fiscal_month=4)}
    >>> names = ("2026-10", "2026-Q3", "2026-W41", "2026", "2026-H1", "2026-10-14", "FY2027-Q1")
    >>> [period_title(parse_periods(text, **told)[0]) for text in names]  # doctest: +NORMALIZE_WHITESPACE
    ['October 2026', 'Quarter 3 of 2026', 'Week 41 of 2026', '2026', 'First half of 2026',
     '14 October 2026', 'Quarter 1 of fiscal year 2027']
    >>> period_title(parse_periods("2026-10-01..2026-10-14", **told)[0])
    '1 October 2026 to 14 October 2026'
    """
    if period.grain in ("day", DAYS):
        last = period.ends_at - timedelta(days=1)
        days = [_day(one) for one in dict.fromkeys((period.starts_at, last))]
        return " to ".join(days)
    year, _, part = period.name.partition("-")
    year = year.replace("FY", "fiscal year ") if part else year.replace("FY", "Fiscal year ")
    if not part:
        return year
    if part[0] == "H":
        return f"{'First' if part[1:] == '1' else 'Second'} half of {year}"
    if part[0] in PART_WORDS:
        return f"{PART_WORDS[part[0]]} {int(part[1:])} of {year}"
    return f"{MONTHS[int(part) - 1]} {year}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def moment_title(moment: datetime) -> str:
    """A moment as a date, with the time of day where it is not midnight.

    >>> moment_title(datetime(2026, 11, 1)), moment_title(datetime(2026, 11, 24, 9, 30))
    ('1 November 2026', '24 November 2026, 09:30')
    """
    day = _day(moment)
    return day if moment.time() == datetime.min.time() else f"{day}, {moment:%H:%M}"
