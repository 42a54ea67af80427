"""Numbers as people read them: a value in words, a change with its sign, and the short form on an axis."""

import math
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from numbers import Real
from typing import NamedTuple, TypeGuard

from ..errors import InputError, did_you_mean
from ..language import gettext, is_english
from ..language.numbers import marked, of_time, percent_sign, short_forms, with_currency

MISSING = "–"

# Only signs that mean one currency everywhere; any other currency is written by its code.
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "BRL": "R$"}

UNITS = (
    "percent", "points", "money", "seconds", "count", "score", "ratio", "months", "days", "years",
)  # fmt: skip


class Scale(NamedTuple):
    """A step of size in which a number is shown: from `at_least` on, in multiples of `size`."""

    at_least: float
    size: float
    name: str


_DURATIONS = (
    Scale(48 * 3600, 24 * 3600, " days"),
    Scale(90 * 60, 3600, " h"),
    Scale(90, 60, " min"),
    Scale(1, 1, " s"),
    Scale(0.0005, 0.001, " ms"),
    Scale(0, 1, " s"),
)
_CLOCK = {" days": "day", " h": "hour", " min": "minute", " s": "second", " ms": "millisecond"}


def duration_scale(seconds: float) -> Scale:
    """The unit in which a duration reads best.

    >>> duration_scale(5 * 3600).name
    ' h'
    """
    return _scale(_DURATIONS, seconds)


def value_in_words(value: float | None, unit: str, currency: str = "") -> str:
    """One value with its unit, rounded once, as a tile, a sentence or a table shows it.

    Fractions become percentages, seconds the unit that reads best; a missing value is a dash.

    >>> value_in_words(0.8234, "percent"), value_in_words(-12.5, "points")
    ('82.3%', '−12.5')
    >>> value_in_words(1_234_567, "money", "EUR"), value_in_words(4.5, "money", "CHF")
    ('€1.23M', 'CHF 4.50')
    >>> value_in_words(12.5, "money", "JPY"), value_in_words(12.5, "money", "KWD")
    ('¥12', 'KWD 12.500')
    >>> value_in_words(11_520, "seconds"), value_in_words(float("nan"), "count")
    ('3.2 h', '–')
    >>> value_in_words(0.1763, "seconds"), value_in_words(0.9996, "percent")
    ('176 ms', '99.96%')
    """
    _check(unit)
    if not _known(value):
        return MISSING
    value = float(value)
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return signed(value, _size_in_words(abs(value), unit, currency))


def plain_number(value: float | None) -> str:
    """A number without a unit, as a sentence says it.

    >>> plain_number(-0.127)
    '−0.13'
    """
    return value_in_words(value, "ratio")


def change_in_words(
    change: float | None, unit: str, currency: str = "", of: float | None = None
) -> str:
    """A difference between two values of one unit, with its sign; fractions differ by points.

    ``of`` is the value that changed: a duration changes by no finer unit than the one below its own.

    >>> change_in_words(0.012, "percent"), change_in_words(-1500, "money", "USD")
    ('+1.2 pp', '−$1,500')
    >>> change_in_words(-0.0733, "seconds"), change_in_words(-0.0733, "seconds", of=290)
    ('−73.3 ms', '−0.1 s')
    """
    _check(unit)
    if not _known(change):
        return MISSING
    if unit == "seconds" and _known(of) and abs(change) < _finest(of).at_least:
        finest = _finest(of)
        words = signed(change, _of_scale(f"{abs(change) / finest.size:.1f}", finest))
    else:
        words = value_in_words(change, unit, currency)
    if unit == "percent":
        words = in_points(words)
    return f"+{words}" if change > 0 and tells_something(words) else words


def in_points(words: str) -> str:
    """A share in words as percentage points.

    >>> in_points("1.2%")
    '1.2 pp'
    """
    return gettext("{number} pp", number=words.removesuffix(percent_sign()))


def relative_change_in_words(value: float, earlier: float, unit: str) -> str:
    """A change in percent of what it was, for money and counts; empty where that says nothing.

    >>> relative_change_in_words(110.0, 100.0, "money"), relative_change_in_words(0.5, 0.4, "percent")
    ('+10.0%', '')
    >>> relative_change_in_words(5.0, 0.0, "count"), relative_change_in_words(100.0, 100.0, "count")
    ('', '')
    """
    if (
        unit not in ("money", "count")
        or not _known(value)
        or not _known(earlier)
        or not earlier > 0
    ):
        return ""
    change = value / earlier - 1
    words = value_in_words(change, "percent")
    if not tells_something(words):
        return ""
    return f"+{words}" if change > 0 else words


def _finest(seconds: float) -> Scale:
    """The unit below the one in which a duration is shown."""
    place = _DURATIONS.index(duration_scale(seconds))
    return _DURATIONS[min(place + 1, len(_DURATIONS) - 2)]


def unit_formatter(unit: str, currency: str = "") -> Callable[..., str]:
    """A function that writes a value in its shortest form, for a label or the ticks of an axis.

    A label keeps three digits. The ticks of an axis are written alike: ``step``, the distance between
    two of them, decides how many decimals tell them apart, ``largest`` the scale that they share.

    >>> money = unit_formatter("money", "EUR")
    >>> money(1_250_000), money(-300), money(500_000, step=500_000, largest=2_000_000)
    ('€1.25M', '−€300', '€0.5M')
    >>> unit_formatter("percent")(0.82), unit_formatter("seconds")(3 * 3600)
    ('82%', '3 h')
    """
    _check(unit)

    def short(value: float | None, step: float | None = None, largest: float | None = None) -> str:
        if not _known(value):
            return MISSING
        value = float(value)
        if math.isinf(value):
            return "∞" if value > 0 else "−∞"
        like = abs(value if largest is None else largest)
        return signed(value, _size_in_short(abs(value), unit, currency, step, like))

    return short


def _size_in_words(size: float, unit: str, currency: str) -> str:
    if unit == "percent":
        percent = 100 * size
        # 0.04% must not read as nothing, nor 99.96% as everything
        near_an_end = 0.005 <= percent < 0.1 or 99.9 < percent < 99.995
        return marked(f"{percent:.2f}" if near_an_end else f"{percent:,.1f}") + percent_sign()
    if unit == "money":
        return with_currency(_large(size, decimals_of(currency)), currency, _sign(currency))
    if unit == "seconds":
        scale = duration_scale(size)
        number = size / scale.size
        return _of_scale(f"{number:,.0f}" if number >= 100 else f"{number:.1f}", scale)
    if unit == "count":
        return marked(f"{size:,.0f}" if size == round(size) or size >= 1000 else f"{size:.1f}")
    if unit in ("score", "ratio"):
        return marked(f"{size:,.2f}")
    if unit == "points":
        return marked(f"{size:,.1f}")
    return _of_months(f"{size:,.1f}", unit)


def _of_scale(digits: str, scale: Scale) -> str:
    """Digits with the unit of a duration."""
    return f"{digits}{scale.name}" if is_english() else of_time(digits, _CLOCK[scale.name])


def _of_months(digits: str, unit: str) -> str:
    """Digits with one of the units that are words: days, months, years."""
    return f"{digits} {unit}" if is_english() else of_time(digits, unit.removesuffix("s"), "long")


@cache
def decimals_of(currency: str) -> int:
    """How many decimals a currency has, by the Unicode locale data: 2 where it knows none.

    >>> decimals_of("EUR"), decimals_of("JPY"), decimals_of("KWD"), decimals_of("")
    (2, 0, 3, 2)
    """
    from babel.numbers import get_currency_precision  # its data are read with it

    return get_currency_precision(currency) if currency else 2


def _large(size: float, decimals: int) -> str:
    if 0 < size < 1 or (size < 100 and size != round(size)):
        return marked(f"{size:,.{decimals}f}")
    if round(size) < 1e6:
        return marked(f"{size:,.0f}")
    scale = _scale(_sizes(), size)
    number = size / scale.size
    return marked(_three_digits(number) if number < 1000 else f"{number:,.0f}") + scale.name


def _three_digits(number: float) -> str:
    """Three digits that count, never as a power of ten."""
    return f"{number:,.3g}" if number < 999.5 else f"{number:,.0f}"


def _sizes() -> tuple[Scale, ...]:
    """The steps in which large numbers are shown, in the language in use."""
    return (*(Scale(size, size, name) for size, name in short_forms()), Scale(0, 1, ""))


def _size_in_short(size: float, unit: str, currency: str, step: float | None, like: float) -> str:
    if unit == "percent":
        if not step:
            words = _size_in_words(size, unit, currency)
            return words.replace(marked(".0") + percent_sign(), percent_sign())
        return marked(_trimmed(100 * size, 100 * step)) + percent_sign()
    if unit == "seconds":
        scale = duration_scale(like)
        number = _trimmed(size / scale.size, step and step / scale.size)
        if scale.name == " days" and number == "1" and is_english():
            return "1 day"
        return "0" if step and not size else _of_scale(number, scale)
    if unit in ("money", "count"):
        # 500, 1,000, 1,500 on one axis, and 1k, 2k, 3k on another
        in_full = like < 1000 or (step < 1000 if step else like < 9999.5)
        sizes = _sizes()
        scale = sizes[-1] if in_full and like < 1e6 else _scale(sizes, like)
        number = marked(_trimmed(size / scale.size, step and step / scale.size))
        number += scale.name if size else ""
        return with_currency(number, currency, _sign(currency)) if unit == "money" else number
    number = _trimmed(size, step)
    return marked(number) if unit in ("points", "score", "ratio") else _of_months(number, unit)


def _trimmed(number: float, step: float | None) -> str:
    """Three digits, or as many decimals as the step needs; no zeros at the end."""
    if step:
        decimals = max(0, min(6, 1 - math.floor(math.log10(abs(step)))))
    else:
        decimals = max(0, min(6, 2 - math.floor(math.log10(number)))) if number else 0
    text = f"{number:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scale(scales: tuple[Scale, ...], size: float) -> Scale:
    # half a unit less, so that 999,999.6 is shown as 1M and not as 1,000k
    return next(scale for scale in scales if abs(size) >= scale.at_least * 0.9995)


def _sign(currency: str) -> str:
    return SIGNS.get(currency, f"{currency} " if currency else "")


def signed(value: float, words: str) -> str:
    """The words for a size with the sign of its value.

    >>> signed(-0.5, "0.5"), signed(-0.001, "0.00")
    ('−0.5', '0.00')
    """
    return f"−{words}" if value < 0 and tells_something(words) else words


def tells_something(words: str) -> bool:
    """Whether a digit other than 0 is left after rounding: there is no minus zero."""
    return any(digit in words for digit in "123456789∞")


def _known(value: object) -> TypeGuard[float]:
    return isinstance(value, Real | Decimal) and not math.isnan(value)


def _check(unit: str) -> None:
    if unit not in UNITS:
        raise InputError(f"there is no unit {unit!r}; {did_you_mean(str(unit), UNITS)}")
