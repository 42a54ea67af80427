"""Periods, moments and pages as a reader calls them."""

from datetime import datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def period_title(period) -> str:
    """A period's name as a headline.

    >>> from cs_toolkit.periods import parse_periods
    >>> from datetime import datetime
    >>> [period_title(parse_periods(text, as_of=datetime(2027, 1, 1))[0])
    ...  for text in ("2026-10", "2026-Q3", "2026-W41", "2026")]
    ['October 2026', 'Quarter 3 of 2026', 'Week 41 of 2026', '2026']
    """
    year, _, part = period.name.partition("-")
    if not part:
        return year
    if part[0] in "QW":
        return f"{'Quarter' if part[0] == 'Q' else 'Week'} {int(part[1:])} of {year}"
    return f"{MONTHS[int(part) - 1]} {year}"


def page_title(name: str) -> str:
    """A notebook's file name as the navigation says it.

    >>> page_title("10_data_quality")
    'Data quality'
    """
    return name.lstrip("0123456789").strip("_- ").replace("_", " ").capitalize() or name


def moment_title(moment: datetime) -> str:
    """A moment as a date, with the time of day where it is not midnight.

    >>> moment_title(datetime(2026, 11, 1)), moment_title(datetime(2026, 11, 24, 9, 30))
    ('1 November 2026', '24 November 2026, 09:30')
    """
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return day if moment.time() == datetime.min.time() else f"{day}, {moment:%H:%M}"
