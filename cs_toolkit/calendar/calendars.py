"""A company's calendar: where its weeks, fiscal years and retail months begin, and what they are called.

A fiscal year of months starts on the first of a month. A retail year has 52 or 53 whole weeks: each
quarter has months of 4-4-5, 4-5-4 or 5-4-4 weeks, and a 53rd week goes to the year's last month.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple

from ..errors import InputError, did_you_mean

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
# the letter before a part's number in a name; a month of the calendar has none
LETTERS = {"week": "W", "month": "P", "quarter": "Q", "half_year": "H"}
MONTHS_IN = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PATTERNS = {"4-4-5": (4, 4, 5), "4-5-4": (4, 5, 4), "5-4-4": (5, 4, 4)}
RETAIL_KEYS = ("weeks", "year_ends", "named_for")
HOW_A_YEAR_ENDS = '"saturday nearest january 31" or "last saturday of january"'


class Span(NamedTuple):
    """The first moment of a period, that of the next one, and its name."""

    starts_at: datetime
    ends_at: datetime
    name: str


@dataclass(frozen=True)
class Retail:
    """Weeks of a quarter's months, and the weekday on which a year ends, beside the end of a month."""

    weeks: tuple[int, int, int]
    weekday: str
    month: int
    nearest: bool = True  # to the end of the month; else the last one within it
    named_for: str = "end"

    def year_end(self, year: int) -> datetime:
        """The first moment after the retail year that ends with the anchoring month of a year.

        >>> nrf = Retail((4, 5, 4), "saturday", 1)
        >>> [f"{nrf.year_end(year):%Y-%m-%d}" for year in (2023, 2024)]
        ['2023-01-29', '2024-02-04']
        """
        last = months_later(datetime(year, self.month, 1), 1) - timedelta(days=1)
        back = (last.weekday() - WEEKDAYS.index(self.weekday)) % 7
        ends_on = last - timedelta(days=back - 7 if self.nearest and back > 3 else back)
        return ends_on + timedelta(days=1)

    def months(self, weeks: int) -> list[int]:
        """The weeks of each of a year's months: of 53, the last one is the last month's."""
        return [*self.weeks * 3, *self.weeks[:2], self.weeks[2] + weeks - 52]

    @property
    def years_back(self) -> int:
        """A year that is named for its start bears the number before the year in which it ends."""
        return int(self.named_for == "start" and self.month < 12)

    def span_of(self, day: datetime, grain: str) -> Span:
        """The part of a retail year in which a day lies."""
        for anchor in (day.year - 1, day.year, day.year + 1):
            for span in self.spans(anchor, grain):
                if span.starts_at <= day < span.ends_at:
                    return span
        raise ValueError(day)

    def spans(self, anchor: int, grain: str) -> list[Span]:
        """The parts of the retail year that ends with the anchoring month of a year."""
        start, end = self.year_end(anchor - 1), self.year_end(anchor)
        weeks = (end - start).days // 7
        name = f"FY{anchor - self.years_back}"
        if grain == "year":
            return [Span(start, end, name)]
        size = 1 if grain == "week" else MONTHS_IN[grain]
        parts = [1] * weeks if grain == "week" else self.months(weeks)
        lengths = [sum(parts[place : place + size]) for place in range(0, len(parts), size)]
        bounds = [start + timedelta(weeks=n) for n in accumulate(lengths, initial=0)]
        digits = "02d" if grain in ("week", "month") else "d"
        return [
            Span(first, after, f"{name}-{LETTERS[grain]}{number:{digits}}")
            for number, (first, after) in enumerate(pairwise(bounds), 1)
        ]


@dataclass(frozen=True)
class Calendar:
    """The weekday on which weeks start, the month in which a fiscal year does, or a retail calendar."""

    week_start: str = "monday"
    fiscal_month: int | None = None
    retail: Retail | None = None

    @property
    def fiscal(self) -> bool:
        """Whether the company declares fiscal years of either kind."""
        return self.fiscal_month is not None or self.retail is not None

    def span_of(self, moment: datetime, grain: str, fiscal: bool = False) -> Span:
        """The period of a grain in which a moment lies.

        >>> april = Calendar(fiscal_month=4)
        >>> [april.span_of(datetime(2026, 6, 1), grain, True).name for grain in ("quarter", "year")]
        ['FY2027-Q1', 'FY2027']
        >>> Calendar().span_of(datetime(2026, 10, 14, 9), "half_year").name
        '2026-H2'
        """
        day = datetime(moment.year, moment.month, moment.day)
        if grain == "day":
            return Span(day, day + timedelta(days=1), f"{day:%Y-%m-%d}")
        if fiscal and self.retail:
            return self.retail.span_of(day, grain)
        if grain == "week":
            start = day - timedelta(days=(day.weekday() - WEEKDAYS.index(self.week_start)) % 7)
            year, week = week_name(start)
            return Span(start, start + timedelta(days=7), f"{year}-W{week:02d}")
        return self._months_span(day, grain, (self.fiscal_month or 1) if fiscal else 1, fiscal)

    def span_named(self, year: int, grain: str, number: int, fiscal: bool = False) -> Span:
        """The period of a year with a number, from 1; raises ValueError where there is none."""
        if fiscal and self.retail:
            spans = self.retail.spans(year + self.retail.years_back, grain)
            if not 1 <= number <= len(spans):
                raise ValueError(number)
            return spans[number - 1]
        if grain == "week":
            return self.span_of(week_start_of(year, number, self.week_start), "week")
        first = (self.fiscal_month or 1) if fiscal else 1
        start = datetime(year - (fiscal and first > 1), first, 1)
        if not 1 <= number <= 12 // MONTHS_IN[grain]:
            raise ValueError(number)
        return self.span_of(months_later(start, MONTHS_IN[grain] * (number - 1)), grain, fiscal)

    def _months_span(self, day: datetime, grain: str, first: int, fiscal: bool) -> Span:
        months = MONTHS_IN[grain]
        number, _ = divmod((day.month - first) % 12, months)
        year_start = datetime(day.year - (day.month < first), first, 1)
        start = months_later(year_start, months * number)
        # a fiscal year bears the number of the year in which it ends
        year = year_start.year + (fiscal and first > 1)
        if grain == "month":
            name = f"{start:%Y-%m}"
        else:
            part = "" if grain == "year" else f"-{LETTERS[grain]}{number + 1}"
            name = f"{'FY' if fiscal else ''}{year}{part}"
        return Span(start, months_later(start, months), name)


PLAIN = Calendar()  # weeks from Monday, no fiscal year


def declared_calendar(week_start: str, fiscal_start: object, retail: object) -> Calendar:
    """The calendar that a company file declares; raises InputError with what to write.

    >>> declared_calendar("monday", "april", None).fiscal_month
    4
    >>> declared_calendar("monday", None, "4-4-5").retail
    Retail(weeks=(4, 4, 5), weekday='sunday', month=12, nearest=True, named_for='end')
    """
    if week_start not in WEEKDAYS:
        raise InputError(f'week_start = "{week_start}": {did_you_mean(week_start, WEEKDAYS)}')
    month = None if fiscal_start is None else _month("fiscal_year_start", fiscal_start)
    return Calendar(
        week_start, month, None if retail is None else _retail(retail, week_start, month)
    )


def _month(setting: str, given: object) -> int:
    if isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= 12:
        return given
    word = given.strip().lower() if isinstance(given, str) else ""
    found = [n for n, month in enumerate(MONTHS, 1) if word in (month, month[:3])]
    if not found:
        end = did_you_mean(word, MONTHS) if word else 'write a month, such as "april"'
        raise InputError(f"{setting} = {given!r} is not a month: {end}")
    return found[0]


def _retail(given: object, week_start: str, fiscal_month: int | None) -> Retail:
    shown = {"weeks": given} if isinstance(given, str) else given
    if not isinstance(shown, Mapping):
        raise InputError(f'retail_calendar = {given!r} must be "4-4-5", "4-5-4" or "5-4-4"')
    for key in shown:
        if key not in RETAIL_KEYS:
            raise InputError(f'[retail_calendar] has no "{key}": {did_you_mean(key, RETAIL_KEYS)}')
    weeks = shown.get("weeks")
    if not isinstance(weeks, str) or weeks not in PATTERNS:
        raise InputError(f"retail_calendar: weeks = {weeks!r} must be one of {', '.join(PATTERNS)}")
    named_for = shown.get("named_for", "end")
    if named_for not in ("end", "start"):
        raise InputError(f'[retail_calendar] named_for = {named_for!r} must be "end" or "start"')
    if "year_ends" in shown:
        weekday, month, nearest = _year_end(shown["year_ends"])
        if fiscal_month not in (None, month % 12 + 1):
            raise InputError(
                f'fiscal_year_start = "{MONTHS[fiscal_month - 1]}" and [retail_calendar] year_ends = '
                f'"{shown["year_ends"]}" name two ends of the year: leave one of them out'
            )
    else:  # weeks as everywhere else, and the year as near as can be to the months'
        weekday = WEEKDAYS[WEEKDAYS.index(week_start) - 1]
        month, nearest = ((fiscal_month or 1) - 2) % 12 + 1, True
    return Retail(PATTERNS[weeks], weekday, month, nearest, named_for)


def _year_end(given: object) -> tuple[str, int, bool]:
    """Weekday, month, and whether the nearest one to the month's end is meant."""
    words = " ".join(given.lower().split()) if isinstance(given, str) else ""
    nearest = re.fullmatch(r"(\w+) nearest (?:to )?(?:the end of )?([a-z]+)(?: (\d+))?", words)
    found = nearest or re.fullmatch(r"(?:the )?last (\w+) (?:of|in) ([a-z]+)", words)
    if not found or found[1] not in WEEKDAYS or found[2] not in MONTHS:
        raise InputError(
            f"[retail_calendar] year_ends = {given!r} must be such as {HOW_A_YEAR_ENDS}"
        )
    month = MONTHS.index(found[2]) + 1
    if nearest and found[3]:
        last = months_later(datetime(2025, month, 1), 1) - timedelta(days=1)
        if int(found[3]) != last.day:
            raise InputError(
                f"[retail_calendar] year_ends = {given!r} must name the end of a month, "
                f'such as "{found[1]} nearest {found[2]} {last.day}"'
            )
    return found[1], month, bool(nearest)


def week_name(start: datetime) -> tuple[int, int]:
    """A week bears the ISO number of its fourth day, whichever weekday it starts on."""
    iso = (start + timedelta(days=3)).isocalendar()
    return iso.year, iso.week


def week_start_of(year: int, week: int, week_start: str) -> datetime:
    """The first day of a week by its number; raises ValueError where the year has none."""
    # 4 January always lies in week 1 of a calendar whose weeks are named by their fourth day
    first = datetime(year, 1, 4)
    first -= timedelta(days=(first.weekday() - WEEKDAYS.index(week_start)) % 7)
    while week_name(first) < (year, 1):
        first += timedelta(days=7)
    while week_name(first) > (year, 1):
        first -= timedelta(days=7)
    start = first + timedelta(weeks=week - 1)
    if week_name(start) != (year, week):
        raise ValueError(week)
    return start


def months_later(moment: datetime, months: int) -> datetime:
    """The same day some months later; where the month is too short, its last day.

    >>> months_later(datetime(2024, 2, 29), -12).isoformat()
    '2023-02-28T00:00:00'
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    following = datetime(year + (month == 11), (month + 1) % 12 + 1, 1)
    last_day = (following - timedelta(days=1)).day
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))
