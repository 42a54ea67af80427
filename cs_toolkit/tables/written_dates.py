"""How a company writes its dates, guessed from a few of them, and the SQL that reads them so.

A message proposes it: what it proposes runs where the data lies.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

from ..dialects import DUCKDB, Dialect

_DAYS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d-%B-%Y", "%d.%m.%y", "%d/%b/%Y",
    "%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y", "%d/%m/%y", "%m/%d/%y",
)  # fmt: skip
_TIMES = (
    "", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S", ", %H:%M", ", %H:%M:%S",
    ", %I:%M %p", ", %I:%M:%S %p",
)  # fmt: skip
# what a number may count: from, below, whether it is whole, and how it is read. A spreadsheet counts
# days from the 30th of December 1899, here 1954 to 2064, and a day alone has no zone to be moved
# by; programs count seconds and thousandths, here 2001 to 2096
_COUNTED = (
    (20_000, 60_000, True, lambda dialect, number: dialect.day_of_count(number)),
    (20_000, 60_000, False, lambda dialect, number: dialect.time_of_count(number)),
    (1e9, 4e9, False, lambda dialect, number: dialect.instant_of_seconds(number)),
    (1e12, 4e12, False, lambda dialect, number: dialect.instant_of_milliseconds(number)),
)


def reading_of(
    values: Iterable, column: str, dialect: Dialect = DUCKDB, *, text: bool = True
) -> str | None:
    """The expression that reads a column's dates, in an engine's dialect; ``text`` is how it holds them.

    None where no form reads all of them: a proposal that reads some would stop at the others.

    >>> from cs_toolkit.dialects import dialect_named
    >>> reading_of(["26.02.2018", "08.05.2018"], "von")
    "strptime(von, '%d.%m.%Y')"
    >>> reading_of(["26.02.2018 19:58"], "von", dialect_named("postgres"))
    "cast(to_timestamp(von, 'DD.MM.YYYY HH24:MI') as timestamp)"
    >>> reading_of([45231, 45232], "von")  # as Excel stores 1 and 2 November 2023
    "date '1899-12-30' + cast(von as integer)"
    >>> reading_of([1700000000], "von")
    'to_timestamp(cast(von as bigint))'
    """
    texts = [str(value).strip() for value in values]
    if all(one.replace(".", "", 1).isdigit() for one in texts):
        numbers = [float(one) for one in texts]
        whole = all(number.is_integer() for number in numbers)
        for least, most, only_whole, read in _COUNTED:
            if all(least <= number < most for number in numbers) and (whole or not only_whole):
                return read(dialect, column)
    if not text:  # 20231031, or 20231031.0 beside what is missing
        texts = [one.removesuffix(".0") for one in texts]
        column = f"cast(cast({column} as bigint) as {dialect.text})"
    form = written_as(texts)
    return form and dialect.parsed_date(column, form, day_only=form in _DAYS)


def written_as(dates: Iterable) -> str | None:
    """The first form in which all of some dates can be read; the day before the month in doubt.

    >>> written_as(["26-02-2018 19:58", "08-05-2018 20:17"])
    '%d-%m-%Y %H:%M'
    >>> written_as(["01/02/2018", "11/23/2018"]), written_as(["soon"])
    ('%m/%d/%Y', None)
    >>> written_as(["14-Dec-2025 04:25"])  # as Chargebee writes it
    '%d-%b-%Y %H:%M'
    >>> written_as(["31.02.2026"]) is None  # no day of the calendar
    True
    """
    texts = [str(date).strip() for date in dates]
    forms = (day + time for day, time in product(_DAYS, _TIMES))
    return next((form for form in forms if all(_is(text, form) for text in texts)), None)


def month_first_too(dates: Iterable) -> bool:
    """Whether some dates are read with the month first as well: 01/02/2026 is two days.

    >>> month_first_too(["01/02/2026"]), month_first_too(["01/02/2026", "13/02/2026"])
    (True, False)
    """
    texts = [str(date).strip() for date in dates]
    return any(
        all(_is(text, form + time) for text in texts)
        for form in ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y")
        for time in _TIMES
    )


def _is(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True
