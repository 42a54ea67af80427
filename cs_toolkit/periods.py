"""Months, quarters, weeks and years: half-open spans of wall-clock time in the reporting zone.

A period starts at its first moment and ends at the first moment of the next one. Its closing
state is that of its last moment, so what starts on the 1st is new in its own month, and what ends
on the 1st churns in the month that the 1st opens.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from .errors import InputError

GRAINS = ("week", "month", "quarter", "year")
MONTHS_IN = {
    "week": Fraction(12, 52),
    "month": Fraction(1),
    "quarter": Fraction(3),
    "year": Fraction(12),
    "trailing_12_months": Fraction(12),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The years that anybody reports on: the calendar of the engines ends not much further out.
EARLIEST, LATEST = 1900, 2999
HOW_TO_WRITE = (
    'write a month "2026-10", a quarter "2026-Q3", a week "2026-W41", a year "2026", '
    'a range "2025-11..2026-10", or "last" for the last full month'
)


@dataclass(frozen=True, order=True)
class Period:
    """One month, quarter, week or year, or the twelve months that end with one of them.

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
    week_start: str = field(default="monday", compare=False)

    @property
    def in_progress(self) -> bool:
        """Whether ``as_of`` lies before the period's end: its numbers will still change."""
        return self.as_of < self.ends_at

    @property
    def closes_at(self) -> datetime:
        """The moment up to which the period is read: its end, or ``as_of`` if that comes first."""
        return min(self.ends_at, self.as_of)

    @property
    def months(self) -> Fraction:
        """How many months of fees the period holds; a week holds 12/52, as weekly fees count × 52 ÷ 12."""
        return MONTHS_IN[self.grain]

    @property
    def span(self) -> str:
        """The period's name with its first moments: two spans of one name are told apart by it."""
        return f"{self.name} {self.starts_at.isoformat()}..{self.ends_at.isoformat()}"

    def _sibling(self, moment: datetime) -> "Period":
        return _period_of(moment, self.grain, self.as_of, self.week_start)

    def previous(self) -> "Period":
        """The period of the same grain just before this one."""
        return self._sibling(self.starts_at - timedelta(days=1))

    def next(self) -> "Period":
        """The period of the same grain just after this one."""
        return self._sibling(self.ends_at)

    def year_before(self) -> "Period":
        """The same period a year earlier (a week: 52 weeks earlier)."""
        if self.grain == "week":
            return self._sibling(self.starts_at - timedelta(weeks=52))
        return self._sibling(self.starts_at.replace(year=self.starts_at.year - 1))

    def parts(self, grain: str) -> list["Period"]:
        """The months or quarters that this period is made of, oldest first."""
        first = _period_of(self.starts_at, grain, self.as_of, self.week_start)
        last = _period_of(
            self.ends_at - timedelta(microseconds=1), grain, self.as_of, self.week_start
        )
        return _run(first, last)

    def trailing_12_months(self) -> "Period":
        """The twelve months that end with this period, under this period's name.

        >>> year = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0].trailing_12_months()
        >>> year.starts_at.isoformat(), year.ends_at.isoformat(), year.name
        ('2025-11-01T00:00:00', '2026-11-01T00:00:00', '2026-10')
        """
        start = _months_later(self.ends_at, -12)
        return Period(
            start, self.ends_at, self.name, "trailing_12_months", self.as_of, self.week_start
        )

    def since(self, moment: datetime) -> "Period":
        """Everything from the month of a moment to this period's end, under this period's name."""
        start, _ = month_of(min(moment, self.starts_at))
        return Period(start, self.ends_at, self.name, "to_date", self.as_of, self.week_start)

    def months_earlier(self, months: int) -> "Period":
        """The same span some months earlier, under this period's name.

        >>> earlier = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0].months_earlier(2)
        >>> earlier.starts_at.isoformat(), earlier.ends_at.isoformat(), earlier.name
        ('2026-08-01T00:00:00', '2026-09-01T00:00:00', '2026-10')
        """
        ends = (_months_later(moment, -months) for moment in (self.starts_at, self.ends_at))
        return Period(*ends, self.name, self.grain, self.as_of, self.week_start)


def parse_periods(text: str, *, as_of: datetime, week_start: str = "monday") -> list[Period]:
    """The periods that a text names, oldest first.

    ``as_of`` is the wall-clock moment of the reporting zone up to which anything is known.

    >>> [p.name for p in parse_periods("2025-11..2026-01", as_of=datetime(2026, 11, 24))]
    ['2025-11', '2025-12', '2026-01']
    >>> [p.name for p in parse_periods("last", as_of=datetime(2026, 11, 24))]
    ['2026-10']
    >>> parse_periods("2026-Q3", as_of=datetime(2026, 11, 24))[0].starts_at.isoformat()
    '2026-07-01T00:00:00'
    >>> parse_periods("2026-13", as_of=datetime(2026, 11, 24))
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: "2026-13" is not a period: write a month "2026-10", ...
    """
    if not isinstance(text, str):
        raise InputError(f"{text!r} is not a period: {HOW_TO_WRITE}")
    first_text, dots, last_text = text.strip().partition("..")
    first = _parse_one(first_text, as_of, week_start)
    if not dots:
        return [first]
    last = _parse_one(last_text, as_of, week_start)
    if first.grain != last.grain:
        raise InputError(
            f'"{text}" goes from a {first.grain} to a {last.grain}: name two of the same kind'
        )
    if last < first:
        raise InputError(f'"{text}" ends before it starts: write the earlier period first')
    return _run(first, last)


def previous_periods(period: Period, count: int) -> list[Period]:
    """The ``count`` periods that end with ``period``, oldest first.

    >>> october = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0]
    >>> [p.name for p in previous_periods(october, 3)]
    ['2026-08', '2026-09', '2026-10']
    """
    first = period
    for _ in range(count - 1):
        first = first.previous()
    return _run(first, period)


def distinct(periods: Iterable[Period]) -> list[Period]:
    """Each period once, in the order in which they were first named.

    Raises where one name stands for two spans: a table of numbers could not tell them apart.

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


def _run(first: Period, last: Period) -> list[Period]:
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].next())
    return periods


def _parse_one(text: str, as_of: datetime, week_start: str) -> Period:
    text = text.strip()
    if not EARLIEST <= as_of.year <= LATEST:
        raise InputError(f"as_of = {as_of:%Y-%m-%d} must lie from {EARLIEST} to {LATEST}")
    if text == "last":
        return _period_of(as_of, "month", as_of, week_start).previous()
    match = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})))?", text)
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        if not EARLIEST <= year <= LATEST:
            raise ValueError
        if match[2]:
            moment, grain = datetime(year, 3 * int(match[2]) - 2, 1), "quarter"
        elif match[3]:
            moment, grain = _week_start_of(year, int(match[3]), week_start), "week"
        else:
            moment, grain = datetime(year, int(match[4] or 1), 1), "month" if match[4] else "year"
        return _period_of(moment, grain, as_of, week_start)
    except (ValueError, OverflowError):
        raise InputError(f'"{text}" is not a period: {HOW_TO_WRITE}') from None


def _period_of(moment: datetime, grain: str, as_of: datetime, week_start: str) -> Period:
    """The period of a grain in which a moment lies."""
    day = datetime(moment.year, moment.month, moment.day)
    if grain == "week":
        start = day - timedelta(days=(day.weekday() - WEEKDAYS.index(week_start)) % 7)
        year, week = _week_name(start)
        return Period(
            start, start + timedelta(days=7), f"{year}-W{week:02d}", grain, as_of, week_start
        )
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    start = datetime(day.year, (day.month - 1) // months * months + 1, 1)
    name = {
        "month": f"{start:%Y-%m}",
        "quarter": f"{start:%Y}-Q{(start.month + 2) // 3}",
        "year": f"{start:%Y}",
    }[grain]
    return Period(start, _months_later(start, months), name, grain, as_of, week_start)


def month_of(moment: datetime) -> tuple[datetime, datetime]:
    """The first moment of the calendar month in which a moment lies, and that of the next.

    >>> month_of(datetime(2026, 2, 14))[1].isoformat()
    '2026-03-01T00:00:00'
    """
    start = datetime(moment.year, moment.month, 1)
    return start, _months_later(start, 1)


def _week_name(start: datetime) -> tuple[int, int]:
    """A week bears the ISO number of its fourth day, whichever weekday it starts on."""
    iso = (start + timedelta(days=3)).isocalendar()
    return iso.year, iso.week


def _week_start_of(year: int, week: int, week_start: str) -> datetime:
    # 4 January always lies in week 1 of a calendar whose weeks are named by their fourth day
    first = datetime(year, 1, 4)
    first -= timedelta(days=(first.weekday() - WEEKDAYS.index(week_start)) % 7)
    while _week_name(first) < (year, 1):
        first += timedelta(days=7)
    while _week_name(first) > (year, 1):
        first -= timedelta(days=7)
    start = first + timedelta(weeks=week - 1)
    if _week_name(start) != (year, week):
        raise ValueError
    return start


def _months_later(moment: datetime, months: int) -> datetime:
    """The first of a month stays the first; the end of a week falls on the last day that there is."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    following = datetime(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (following - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))
