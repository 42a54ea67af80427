"""The periods that a text names, absolute ("2026-10", "FY2027-Q1") or by the clock ("last 30 days")."""

import re
from datetime import date, datetime, timedelta
from numbers import Integral

from ..errors import InputError
from .calendars import PLAIN, Calendar, months_later
from .periods import DAYS, Period, days_from, of_span, period_of, run

# The years that anybody reports on: the calendar of the engines ends not much further out.
EARLIEST, LATEST = 1900, 2999
MOST_DAYS = 400 * 366  # of "last N days": what lies before is before every table
HOW_TO_WRITE = (
    'write a month "2026-10", a quarter "2026-Q3", a half-year "2026-H1", a year "2026", a week '
    '"2026-W41", a day "2026-10-14", a range "2025-11..2026-10", days as one period '
    '"2026-10-01..2026-10-14", "last" for the last full month, "last quarter", "last 30 days", '
    '"last 12 months", "ytd" or "2026-YTD" for the year to date, '
    'or a fiscal period "FY2027", "FY2027-Q1"'
)
NAME = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})"
    r"(?:-(?:Q(?P<quarter>[1-4])|H(?P<half_year>[12])|W(?P<week>\d{2})|P(?P<retail>\d{2})"
    r"|(?P<to_date>YTD)|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?",
    re.IGNORECASE,
)
GRAIN_WORDS = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "half_year",
    "half-year": "half_year", "half year": "half_year", "year": "year",
}  # fmt: skip
_WORDS = "|".join(sorted(GRAIN_WORDS, key=len, reverse=True))
LAST = re.compile(rf"last(?: (?P<count>\d+))?(?: (?P<fiscal>fiscal))?(?: (?P<word>{_WORDS})s?)?")
TO_DATE = {"mtd": "month", "qtd": "quarter", "ytd": "year"}
WRITTEN_OUT = re.compile(r"(?P<fiscal>fiscal )?(?P<letter>[mqy])(?:onth|uarter|ear)[ -]to[ -]date")


def named_by_the_clock(text: object) -> bool:
    """Whether a text names periods by how far back they lie: "last", "last 30 days", "ytd".

    >>> named_by_the_clock("last 30 days"), named_by_the_clock("2026-10")
    (True, False)
    """
    words = _in_few_letters(str(text))
    return bool(LAST.fullmatch(words)) or words.removeprefix("f") in TO_DATE


def _in_few_letters(text: str) -> str:
    """A text in small letters with single blanks; "year to date" as "ytd".

    >>> _in_few_letters("Last  30 days"), _in_few_letters("fiscal year to date")
    ('last 30 days', 'fytd')
    """
    words = " ".join(text.lower().split())
    found = WRITTEN_OUT.fullmatch(words)
    return f"{'f' * bool(found['fiscal'])}{found['letter']}td" if found else words


def as_text(given: object) -> str:
    """A period as text: a year may be a whole number, a day a date; raises for anything else.

    >>> as_text(2026), as_text(date(2026, 10, 14)), as_text(" 2026-Q3 ")
    ('2026', '2026-10-14', '2026-Q3')
    """
    if isinstance(given, str):
        return given.strip()
    if isinstance(given, Period):
        return given.name
    if isinstance(given, Integral) and not isinstance(given, bool) and 1000 <= int(given) <= 9999:
        return str(int(given))
    if isinstance(given, date) and not isinstance(given, datetime):
        return given.isoformat()
    raise InputError(f"{given!r} is not a period: {HOW_TO_WRITE}")


def parse_periods(
    given: str | int | date, *, as_of: datetime, calendar: Calendar = PLAIN
) -> list[Period]:
    """The periods that a text names, oldest first.

    ``as_of`` is the wall-clock moment of the reporting zone up to which anything is known. A range
    of days is one period; a range of anything else, and "last 12 months", is a list.

    >>> at = datetime(2026, 11, 24)
    >>> [p.name for p in parse_periods("2025-11..2026-01", as_of=at)]
    ['2025-11', '2025-12', '2026-01']
    >>> [parse_periods(text, as_of=at)[0].name for text in ("last", "last quarter", "last 30 days")]
    ['2026-10', '2026-Q3', '2026-10-25..2026-11-23']
    >>> parse_periods("2026-Q3", as_of=at)[0].starts_at.isoformat()
    '2026-07-01T00:00:00'
    >>> parse_periods("2026-13", as_of=at)
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: "2026-13" is not a period: write a month "2026-10", ...
    """
    text = as_text(given)
    if not EARLIEST <= as_of.year <= LATEST:
        raise InputError(f"as_of = {as_of:%Y-%m-%d} must lie from {EARLIEST} to {LATEST}")
    if named_by_the_clock(text):
        return _by_the_clock(text, as_of, calendar)
    first_text, dots, last_text = text.partition("..")
    first = _named(first_text.strip(), as_of, calendar)
    if not dots:
        return [first]
    last = _named(last_text.strip(), as_of, calendar)
    if (first.grain, first.fiscal) != (last.grain, last.fiscal):
        raise InputError(
            f'"{text}" goes from a {_kind(first)} to a {_kind(last)}: name two of the same kind'
        )
    if first.grain == DAYS:
        raise InputError(f'"{text}": name the years to date one by one')
    if last < first:
        raise InputError(f'"{text}" ends before it starts: write the earlier period first')
    if first.grain == "day":
        return [days_from(first.starts_at, last.ends_at, as_of, calendar)]
    return run(first, last)


def _kind(period: Period) -> str:
    return f"{'fiscal ' if period.fiscal else ''}{period.grain.replace('_', '-')}"


def _named(text: str, as_of: datetime, calendar: Calendar) -> Period:
    """The one period with a name of its own."""
    if named_by_the_clock(text):
        found = _by_the_clock(text, as_of, calendar)
        if len(found) == 1:
            return found[0]
    match = NAME.fullmatch(text)
    try:
        if match is None or not EARLIEST <= int(match["year"]) <= LATEST:
            raise ValueError
        year, fiscal = int(match["year"]), bool(match["fiscal"])
        if fiscal or match["retail"]:
            _refuse_undeclared(text, calendar, match)
        if match["to_date"]:
            return _year_to_date(year, fiscal, as_of, calendar)
        if match["day"]:
            day = datetime(year, int(match["month"]), int(match["day"]))
            return period_of(day, "day", as_of, calendar)
        grain = next(
            (one for one in ("quarter", "half_year", "week", "month") if match[one]),
            "month" if match["retail"] else "year",
        )
        number = int(match["retail"] or match[grain]) if grain != "year" else 1
        span = calendar.span_named(year, grain, number, fiscal)
        return of_span(span, grain, as_of, calendar, fiscal)
    except (ValueError, OverflowError):
        raise InputError(f'"{text}" is not a period: {HOW_TO_WRITE}') from None


def _refuse_without_fiscal_year(text: str, calendar: Calendar) -> None:
    """A fiscal period without a declared fiscal year would be a right number under a wrong word."""
    if not calendar.fiscal:
        raise InputError(
            f'"{text}" is a fiscal period: say in the company file when the fiscal year starts, such '
            'as fiscal_year_start = "april", or retail_calendar = "4-4-5"'
        )


def _refuse_undeclared(text: str, calendar: Calendar, match: re.Match[str]) -> None:
    """A part of a fiscal year is written as the company's kind of year has it."""
    if match["fiscal"]:
        _refuse_without_fiscal_year(text, calendar)
    weeks = match["week"] or match["retail"]
    if (weeks and match["fiscal"] and not calendar.retail) or (match["month"] and match["fiscal"]):
        raise InputError(
            f'"{text}": this fiscal year has months of the calendar, which are written "2026-10"'
            if not calendar.retail
            else f'"{text}": a month of the retail calendar is written "FY{match["year"]}-P01"'
        )
    if match["retail"] and not match["fiscal"]:
        raise ValueError(text)


def _by_the_clock(text: str, as_of: datetime, calendar: Calendar) -> list[Period]:
    words = _in_few_letters(text)
    if words.removeprefix("f") in TO_DATE:
        fiscal = words not in TO_DATE
        if fiscal:
            _refuse_without_fiscal_year(text, calendar)
        today = _midnight(as_of)
        grain = TO_DATE[words.removeprefix("f")]
        yesterday = today - timedelta(days=1)
        starts_at = calendar.span_of(yesterday, grain, fiscal).starts_at
        return [days_from(starts_at, today, as_of, calendar)]
    match = LAST.fullmatch(words)
    if match is None:
        raise InputError(f'"{text}" is not a period: {HOW_TO_WRITE}')
    grain, fiscal = GRAIN_WORDS[match["word"] or "month"], bool(match["fiscal"])
    if fiscal:
        _refuse_without_fiscal_year(text, calendar)
        if grain == "month" and not calendar.retail:
            fiscal = False  # a fiscal year of months has those of the calendar
    count = int(match["count"] or 1)
    if not 1 <= count <= MOST_DAYS or (match["count"] and not match["word"]):
        raise InputError(f'"{text}" is not a period: {HOW_TO_WRITE}')
    if grain == "day":
        today = _midnight(as_of)
        return [days_from(today - timedelta(days=count), today, as_of, calendar)]
    last = period_of(as_of, grain, as_of, calendar, fiscal).previous()
    periods = [last]
    while len(periods) < count and periods[-1].starts_at.year > EARLIEST:
        periods.append(periods[-1].previous())
    return periods[::-1]


def _year_to_date(year: int, fiscal: bool, as_of: datetime, calendar: Calendar) -> Period:
    """A year up to the last full day; an earlier year up to the same day of it.

    So 2025-YTD beside 2026-YTD compares the same dates.
    """
    today = _midnight(as_of)
    asked = calendar.span_named(year, "year", 1, fiscal)
    current = calendar.span_of(today - timedelta(days=1), "year", fiscal)
    if asked.starts_at > current.starts_at:
        raise InputError(f"{asked.name} has not begun at {as_of:%Y-%m-%d}: it has no days to date")
    if fiscal and calendar.retail:
        ends_at = asked.starts_at + (today - current.starts_at)
    else:
        back = 12 * (current.starts_at.year - asked.starts_at.year)
        ends_at = months_later(today - timedelta(days=1), -back) + timedelta(days=1)
    return days_from(asked.starts_at, min(ends_at, asked.ends_at), as_of, calendar)


def _midnight(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)
