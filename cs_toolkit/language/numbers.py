"""How a locale writes numbers, money, durations and dates, by Babel's copy of the Unicode locale data.

In English nothing is asked of Babel: the kit writes such numbers itself.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from .catalogue import gettext
from .spoken import is_english, locale

_ZEROS = re.compile("0+")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@cache
def _babel(name: str) -> Any:
    from babel import Locale

    return Locale.parse(name)


@cache
def _marks(name: str) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return str.maketrans({",": get_group_symbol(name), ".": get_decimal_symbol(name)})


def number(count: float, decimals: int = 0) -> str:
    """A plain number in the locale in use.

    >>> number(1234.5, 1)
    '1,234.5'
    """
    return marked(f"{count:,.{decimals}f}")


def marked(digits: str) -> str:
    """Digits that are written as in English, with the locale's marks."""
    return digits if is_english() else digits.translate(_marks(locale()))


def percent_sign() -> str:
    """What follows the number of percent."""
    if is_english():
        return "%"
    return _babel(locale()).percent_formats[None].pattern.rpartition("0")[2]


def with_currency(amount: str, currency: str, sign: str) -> str:
    """An amount with its currency; ``sign`` is what stands before it in English."""
    if is_english() or not currency:
        return sign + amount
    from babel.numbers import get_currency_symbol

    shown = get_currency_symbol(currency, locale())
    pattern = _babel(locale()).currency_formats["standard"].pattern.partition(";")[0]
    before, after = pattern.partition("#")[0], pattern.rpartition("0")[2]
    if before == "¤" and shown[-1:].isalpha():
        shown += "\xa0"
    return f"{before.replace('¤', shown)}{amount}{after.replace('¤', shown)}"


@cache
def _short_forms(name: str) -> tuple[tuple[float, str], ...]:
    patterns = _babel(name).compact_decimal_formats["short"]
    found: dict[float, str] = {}
    for size, pattern in patterns["other"].items():
        zeros = _ZEROS.search(pattern.pattern)
        suffix = pattern.pattern.replace("'", "")[zeros.end() :] if zeros else ""
        if zeros and suffix.strip():
            found[float(size) / 10 ** (len(zeros[0]) - 1)] = suffix
    return tuple(sorted(found.items(), reverse=True))


def short_forms() -> tuple[tuple[float, str], ...]:
    """The sizes that have a short form, the largest first, each with what follows the number.

    >>> from cs_toolkit.language import spoken
    >>> with spoken("zh_CN"):
    ...     short_forms()
    ((1000000000000.0, '万亿'), (100000000.0, '亿'), (10000.0, '万'))
    """
    if is_english():
        return ((1e9, "bn"), (1e6, "M"), (1e3, "k"))
    return _short_forms(locale())


def of_time(digits: str, unit: str, length: str = "short") -> str:
    """An amount of days, hours, minutes … with the unit's name; ``digits`` are written as in English.

    >>> from cs_toolkit.language import spoken
    >>> with spoken("ro_RO"):
    ...     of_time("3.2", "hour")
    '3,2 ore'
    """
    from babel.units import format_unit

    decimals = len(digits.partition(".")[2])
    pattern = "#,##0" + "." * bool(decimals) + "0" * decimals
    amount = Decimal(digits.replace(",", ""))
    for form in (length, "short", "narrow"):  # Chinese has no long form of a month
        words = format_unit(amount, f"duration-{unit}", form, format=pattern, locale=locale())  # type: ignore[arg-type]
        if "duration-" not in words:
            break
    return words


def month_and_year(day: date) -> str:
    """A month, such as "October 2026"."""
    if is_english():
        return f"{_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=locale())


def long_date(day: date) -> str:
    """A day, such as "1 October 2026"."""
    if is_english():
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date

    return format_date(day, "long", locale=locale())


def short_month(month: int) -> str:
    """A month on an axis, such as "Oct"."""
    if is_english():
        return _ENGLISH_MONTHS[month - 1][:3]
    return str(_babel(locale()).months["stand-alone"]["abbreviated"][month])


def short_day(day: int, month: int) -> str:
    """A day on an axis, such as "14 Oct"."""
    if is_english():
        return f"{day} {short_month(month)}"
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", datetime(2024, month, day), locale=locale())


def to(low: str, high: str) -> str:
    """A range in words."""
    return gettext("{low} to {high}", low=low, high=high)
