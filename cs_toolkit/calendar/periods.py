"""Days, weeks, months, quarters, halves and years: half-open spans of wall-clock time in the zone.

A period starts at its first moment and ends at the first moment of the next one. Its closing
state is that of its last moment, so what starts on the 1st is new in its own month, and what ends
on the 1st churns in the month that the 1st opens. Text is read in period_text.py, the company's
weeks, fiscal years and retail months are those of calendars.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ..errors import InputError
from .calendars import PLAIN, Calendar, Span, months_later

GRAINS = ("day", "week", "month", "quarter", "half_year", "year")
DAYS = "days"  # the grain of any other run of whole days, such as the 1st to the 14th
# What a longer period is made of, where its parts meet its ends
PART_GRAINS = ("week", "month", "quarter", "half_year", "year")


@dataclass(frozen=True, order=True)
class Period:
    """A period of a grain, any run of whole days, or the twelve months that end with one of them.

    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> october = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0]
    >>> october.name, october.starts_at.isoformat(), october.ends_at.isoformat()
    ('2026-10', '2026-10-01T00:00:00', '2026-11-01T00:00:00')
    >>> october.previous().name, october.year_before().name
    ('2026-09', '2025-10')
    """

    starts_at: datetime
    ends_at: datetime
    name: str
    grain: str
    as_of: datetime = field(compare=False)
    calendar: Calendar = field(default=PLAIN, compare=False)
    fiscal: bool = field(default=False, compare=False)

    @property
    def in_progress(self) -> bool:
        """Whether ``as_of`` lies before the period's end: its numbers will still change."""
        return self.as_of < self.ends_at

    @property
    def closes_at(self) -> datetime:
        """The moment up to which the period is read: its end, or ``as_of`` if that comes first."""
        return min(self.ends_at, self.as_of)

    @property
    def span(self) -> str:
        """The period's name with its first moments: it distinguishes two spans of one name."""
        return f"{self.name} {self.starts_at.isoformat()}..{self.ends_at.isoformat()}"

    @property
    def folder(self) -> str:
        """What a folder of this period is called: the name, without the dots of a range.

        >>> days_from(datetime(2026, 10, 1), datetime(2026, 10, 15), datetime(2026, 11, 1)).folder
        '2026-10-01_to_2026-10-14'
        """
        return self.name.replace("..", "_to_")

    def _sibling(self, moment: datetime) -> "Period":
        return period_of(moment, self.grain, self.as_of, self.calendar, self.fiscal)

    def _whole_months(self) -> int:
        """The calendar months that a range of days consists of; 0 where it cuts one."""
        months = 12 * (self.ends_at.year - self.starts_at.year)
        months += self.ends_at.month - self.starts_at.month
        return months if self.starts_at.day == self.ends_at.day == 1 else 0

    def _shifted(self, times: int) -> "Period":
        """The equally long range of days before (−1) or after (1) this one; whole months stay such."""
        months, length = self._whole_months(), self.ends_at - self.starts_at
        start, end = (
            months_later(moment, times * months) if months else moment + times * length
            for moment in (self.starts_at, self.ends_at)
        )
        return days_from(start, end, self.as_of, self.calendar)

    def previous(self) -> "Period":
        """The period of the same grain just before this one; of a range, the equally long one."""
        if self.grain == DAYS:
            return self._shifted(-1)
        return self._sibling(self.starts_at - timedelta(days=1))

    def next(self) -> "Period":
        """The period of the same grain just after this one; of a range, the equally long one."""
        return self._shifted(1) if self.grain == DAYS else self._sibling(self.ends_at)

    def year_before(self) -> "Period":
        """The same period a year earlier: the same dates, or the same number of a retail year.

        A week lies 52 weeks earlier, and so does what a shorter retail year does not have.
        """
        if self.grain == DAYS:
            start, end = (months_later(moment, -12) for moment in (self.starts_at, self.ends_at))
            return days_from(start, end, self.as_of, self.calendar)
        if self.grain == "week":
            return self._sibling(self.starts_at - timedelta(weeks=52))
        if self.fiscal and self.calendar.retail:
            # the middle of a part lies in the part of that number, in a year of 52 weeks or 53
            middle = self.starts_at + (self.ends_at - self.starts_at) / 2
            return self._sibling(middle - timedelta(weeks=52))
        return self._sibling(months_later(self.starts_at, -12))

    def parts(self, grain: str, fiscal: bool = False) -> list["Period"]:
        """The periods of a grain that this period touches, oldest first."""
        first, last = (
            period_of(moment, grain, self.as_of, self.calendar, fiscal)
            for moment in (self.starts_at, self.ends_at - timedelta(microseconds=1))
        )
        return run(first, last)

    def tilings(self) -> list[list["Period"]]:
        """Every way in which named periods make up this one, itself first: each meets both its ends.

        >>> from cs_toolkit.calendar.period_text import parse_periods
        >>> quarter = parse_periods("2026-Q3", as_of=datetime(2026, 11, 24))[0]
        >>> [[part.name for part in parts] for parts in quarter.tilings()]
        [['2026-Q3'], ['2026-07', '2026-08', '2026-09']]
        """
        found = [[self]]
        calendars = (False, True) if self.calendar.fiscal else (False,)
        for fiscal in calendars:
            for grain in PART_GRAINS:
                if fiscal and grain in ("week", "month") and not self.calendar.retail:
                    continue  # a fiscal year of months has those of the calendar
                parts = self.parts(grain, fiscal)
                meets = (parts[0].starts_at, parts[-1].ends_at) == (self.starts_at, self.ends_at)
                if meets and parts[0].name != self.name:
                    found.append(parts)
        return found

    def trailing_12_months(self) -> "Period":
        """The twelve months that end with this period, under this period's name.

        >>> from cs_toolkit.calendar.period_text import parse_periods
        >>> year = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0].trailing_12_months()
        >>> year.starts_at.isoformat(), year.ends_at.isoformat(), year.name
        ('2025-11-01T00:00:00', '2026-11-01T00:00:00', '2026-10')
        """
        start = months_later(self.ends_at, -12)
        return replace(self, starts_at=start, grain="trailing_12_months", fiscal=False)

    def trailing_30_days(self) -> "Period":
        """The 30 days up to this period's close, under its name.

        >>> from datetime import datetime
        >>> from cs_toolkit.calendar.period_text import parse_periods
        >>> month = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0].trailing_30_days()
        >>> month.name, month.starts_at.isoformat()
        ('2026-10', '2026-10-02T00:00:00')
        """
        start = self.closes_at - timedelta(days=30)
        return replace(self, starts_at=start, grain="trailing_30_days", fiscal=False)

    def since(self, moment: datetime) -> "Period":
        """Everything from the month of a moment to this period's end, under this period's name."""
        start, _ = month_of(min(moment, self.starts_at))
        return replace(self, starts_at=start, grain="to_date", fiscal=False)

    def months_earlier(self, months: int) -> "Period":
        """The same span some months earlier, under this period's name.

        >>> from cs_toolkit.calendar.period_text import parse_periods
        >>> earlier = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0].months_earlier(2)
        >>> earlier.starts_at.isoformat(), earlier.ends_at.isoformat(), earlier.name
        ('2026-08-01T00:00:00', '2026-09-01T00:00:00', '2026-10')
        """
        start, end = (months_later(moment, -months) for moment in (self.starts_at, self.ends_at))
        return replace(self, starts_at=start, ends_at=end)


def period_of(
    moment: datetime, grain: str, as_of: datetime, calendar: Calendar = PLAIN,
    fiscal: bool = False,
) -> Period:  # fmt: skip
    """The period of a grain in which a moment lies."""
    return of_span(calendar.span_of(moment, grain, fiscal), grain, as_of, calendar, fiscal)


def of_span(
    span: Span, grain: str, as_of: datetime, calendar: Calendar, fiscal: bool = False
) -> Period:
    """The period of a calendar's span."""
    return Period(span.starts_at, span.ends_at, span.name, grain, as_of, calendar, fiscal)


def days_from(
    starts_at: datetime, ends_at: datetime, as_of: datetime, calendar: Calendar = PLAIN
) -> Period:
    """The whole days from one moment to another as one period, named by its first and last day."""
    if ends_at - starts_at == timedelta(days=1):
        return period_of(starts_at, "day", as_of, calendar)
    name = f"{starts_at:%Y-%m-%d}..{ends_at - timedelta(days=1):%Y-%m-%d}"
    return Period(starts_at, ends_at, name, DAYS, as_of, calendar)


def previous_periods(period: Period, count: int) -> list[Period]:
    """The ``count`` periods that end with ``period``, oldest first.

    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> october = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0]
    >>> [p.name for p in previous_periods(october, 3)]
    ['2026-08', '2026-09', '2026-10']
    """
    periods = [period]
    while len(periods) < count:
        periods.append(periods[-1].previous())
    return periods[::-1]


def run(first: Period, last: Period) -> list[Period]:
    """The periods of a grain from one to another."""
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].next())
    return periods


def month_of(moment: datetime) -> tuple[datetime, datetime]:
    """The first moment of the calendar month in which a moment lies, and that of the next.

    >>> month_of(datetime(2026, 2, 14))[1].isoformat()
    '2026-03-01T00:00:00'
    """
    start = datetime(moment.year, moment.month, 1)
    return start, months_later(start, 1)


def distinct(periods: Iterable[Period]) -> list[Period]:
    """Each period once, in the order in which they were first named.

    Raises where one name stands for two spans: a table of numbers could not tell them apart.

    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> months = parse_periods("2026-09..2026-10", as_of=datetime(2026, 11, 24))
    >>> [p.name for p in distinct([*reversed(months), *months])]
    ['2026-10', '2026-09']
    """
    found: dict[str, Period] = {}
    for period in periods:
        known = found.setdefault(period.name, period)
        if known.span != period.span:
            spans = " and ".join(
                f"{one.starts_at:%Y-%m-%d} to {one.ends_at - timedelta(days=1):%Y-%m-%d}"
                for one in (known, period)
            )
            raise InputError(
                f"two periods are called {period.name}, {spans}: ask for them one after the other"
            )
    return list(found.values())
