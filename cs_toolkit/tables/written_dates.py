"""How a company writes its dates, guessed from a few of them, and the SQL that reads them so.

A message proposes it: what it proposes runs where the data lies.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

_DAYS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d/%m/%y", "%m/%d/%y",
)  # fmt: skip
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S")
# the same forms in the words of the engines that have others
_WORDS = {
    "postgres": {
        "%d": "DD", "%m": "MM", "%Y": "YYYY", "%y": "YY", "%b": "Mon", "%B": "Month",
        "%H": "HH24", "%I": "HH12", "%M": "MI", "%S": "SS", "%p": "AM", "T%": '"T"%',
    },
    "spark": {
        "%d": "d", "%m": "M", "%Y": "yyyy", "%y": "yy", "%b": "MMM", "%B": "MMMM",
        "%H": "H", "%I": "h", "%M": "m", "%S": "s", "%p": "a", "T%": "''T''%",
        "%Y%m%d": "yyyyMMdd",
    },
}  # fmt: skip
# a spreadsheet counts days from here; 1954 to 2064 in its numbers, 2001 to 2096 in seconds
_FIRST_DAY, _SHEET, _SECONDS = "1899-12-30", (20_000, 60_000), (1e9, 4e9)


def reading_of(values: Iterable, column: str, dialect: str = "duckdb", *, text: bool = True) -> str:
    """The expression that reads a column's dates, in an engine's dialect; ``text`` is how it holds them.

    >>> reading_of(["26.02.2018", "08.05.2018"], "von")
    "strptime(von, '%d.%m.%Y')"
    >>> reading_of(["26.02.2018 19:58"], "von", "postgres")
    "cast(to_timestamp(von, 'DD.MM.YYYY HH24:MI') as timestamp)"
    >>> reading_of([45231, 45232], "von")  # as Excel stores 1 and 2 November 2023
    "date '1899-12-30' + cast(von as integer)"
    >>> reading_of([1700000000], "von")
    'to_timestamp(cast(von as bigint))'
    """
    texts = [str(value).strip() for value in values]
    numbers = [float(text) for text in texts if text.replace(".", "", 1).isdigit()]
    if len(numbers) == len(texts):
        whole = all(number == int(number) for number in numbers)
        for (least, most), read in (
            (_SHEET, _sheet_days if whole else _sheet_times),
            (_SECONDS, _seconds),
            (tuple(1000 * end for end in _SECONDS), _milliseconds),
        ):
            if all(least <= number < most for number in numbers):
                return read(column, dialect)
    if not text:  # 20231031, or 20231031.0 beside what is missing
        texts = [text.removesuffix(".0") for text in texts]
        as_text = "string" if dialect == "spark" else "varchar"
        column = f"cast(cast({column} as bigint) as {as_text})"
    return _parsed(column, written_as(texts), dialect)


def written_as(dates: Iterable) -> str:
    """The first form in which all of some dates can be read; the day before the month in doubt.

    >>> written_as(["26-02-2018 19:58", "08-05-2018 20:17"])
    '%d-%m-%Y %H:%M'
    >>> written_as(["01/02/2018", "11/23/2018"]), written_as(["soon"])
    ('%m/%d/%Y', '%d/%m/%Y')
    """
    texts = [str(date).strip() for date in dates]
    forms = (day + time for day, time in product(_DAYS, _TIMES))
    return next((form for form in forms if all(_is(text, form) for text in texts)), _DAYS[0])


def _is(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def _parsed(column: str, form: str, dialect: str) -> str:
    words = _WORDS.get(dialect)
    if words is None:
        return f"strptime({column}, '{form}')"
    only_a_day = form in _DAYS
    for ours, theirs in reversed(words.items()):
        form = form.replace(ours, theirs)
    if only_a_day:
        return f"to_date({column}, '{form}')"
    # both engines take the text for an instant of their session: the wall clock is meant
    clock = "timestamp_ntz" if dialect == "spark" else "timestamp"
    return f"cast(to_timestamp({column}, '{form}') as {clock})"


def _sheet_days(column: str, dialect: str) -> str:
    if dialect == "spark":
        return f"date_add(date '{_FIRST_DAY}', cast({column} as int))"
    return f"date '{_FIRST_DAY}' + cast({column} as integer)"


def _sheet_times(column: str, dialect: str) -> str:
    days = f"cast({column} as double{' precision' if dialect == 'postgres' else ''})"
    start = f"{'timestamp_ntz' if dialect == 'spark' else 'timestamp'} '{_FIRST_DAY}'"
    if dialect == "spark":
        return f"{start} + make_dt_interval(0, 0, 0, round({days} * 86400))"
    return f"{start} + round({days} * 86400) * interval '1' second"


def _seconds(column: str, dialect: str) -> str:
    function = "timestamp_seconds" if dialect == "spark" else "to_timestamp"
    return f"{function}(cast({column} as bigint))"


def _milliseconds(column: str, dialect: str) -> str:
    if dialect == "spark":
        return f"timestamp_millis(cast({column} as bigint))"
    return f"to_timestamp(cast({column} as bigint) / 1000.0)"
