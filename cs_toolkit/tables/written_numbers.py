"""How a company writes its numbers, guessed from a few of them, and the SQL that reads them so."""

import re
from collections.abc import Iterable

# the second before the first in doubt: 1,234 is a thousand more often than one and a bit
_FORMS = (
    (r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", "replace({}, ',', '')"),
    (r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", "replace(replace({}, '.', ''), ',', '.')"),
)


def number_reading_of(values: Iterable, column: str) -> str | None:
    """The expression that reads a column's numbers, on every engine; None if it cannot be told.

    >>> number_reading_of(["1.234,50", "9,90"], "fee")
    "replace(replace(fee, '.', ''), ',', '.')"
    >>> number_reading_of(["1,234.50"], "fee"), number_reading_of(["about 9"], "fee")
    ("replace(fee, ',', '')", None)
    """
    texts = [str(value).strip() for value in values]
    for form, reading in _FORMS:
        if all(re.fullmatch(form, text) for text in texts):
            return reading.format(column)
    return None
