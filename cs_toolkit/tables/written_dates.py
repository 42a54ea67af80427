"""In which form a company writes its dates, guessed from a few of them for a message to propose."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

_DAYS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d/%m/%y", "%m/%d/%y",
)  # fmt: skip
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S")


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
