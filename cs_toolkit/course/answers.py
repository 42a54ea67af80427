"""What a right answer is, and what each wrong one shows about the way it was reached.

An exercise computes its answer from the student's own rows when it is checked; nothing is stored.
"""

import math
import numbers
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

# How far from the exact value an answer may lie: room for rounding at display, none for another method.
TOLERANCE = {
    "share": 5e-5, "points": 0.05, "money": 0.011, "ratio": 0.005, "count": 1e-9,
    "seconds": 0.05, "minutes": 0.05, "hours": 0.005, "months": 0.005, "score": 0.005,
}  # fmt: skip
# units of time, for an answer in one of the others
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
FORM = {
    "share": "a fraction such as 0.8250, with at least four decimals",
    "points": "points from −100 to 100, with one decimal",
    "ratio": "a plain number with two decimals",
    "count": "a whole number",
    "money": "an amount with two decimals",
    "seconds": "seconds with one decimal",
    "hours": "hours with two decimals",
    "score": "a number with two decimals",
}
UNKNOWN = (
    "That is not it, and it is none of the mistakes that this check knows. Write down what you counted "
    "above and below the line, then look at the rows again."
)


@dataclass(frozen=True)
class Number:
    """A number with its unit, and the values that known mistakes lead to, each under its hint."""

    value: float
    unit: str
    wrong: Mapping[str, float] = field(default_factory=dict)

    def hint(self, given: object) -> str:
        """Nothing if the answer is right, else what it looks like."""
        number = _as_number(given)
        if isinstance(number, str):
            return number
        if self.same(number, self.value):
            return ""
        for hint, value in self.wrong.items():
            if self.same(number, value):
                return hint
        return self._slip(number) or UNKNOWN

    def same(self, one: float, other: float) -> bool:
        """Whether two values show the same at this unit's precision."""
        return abs(one - other) <= TOLERANCE[self.unit] + 1e-12

    def _slip(self, given: float) -> str:
        """The mistakes that can happen to any number: its form, its unit, its rounding, its sign."""
        value, form = self.value, FORM.get(self.unit, f"{self.unit} as a number")
        if slip := self._other_form(given, value, form):
            return f"The method is right, the form is not: {slip}"
        for hint, wrong in self.wrong.items():
            rounded = _rounded(given, wrong) and not _rounded(given, value)
            if rounded or self._other_form(given, wrong, form):
                return f"{hint} And the form is another one: give {form}."
        if _rounded(given, value):
            return f"Nearly right, but rounded too early: give {form}."
        if value and self.same(given, -value):
            return "The size is right and the sign is not: which of the two do you subtract?"
        if self.unit == "share" and self.same(given, 1 - value):
            return "That is the complement: the share of the others."
        if self.unit in ("share", "ratio") and value and given and self.same(1 / given, value):
            return "That is upside down: what stands above the line, and what below?"
        return ""

    def _other_form(self, given: float, value: float, form: str) -> str:
        """Whether a number is this value as a percentage, a fraction or in another unit of time."""
        if not value:
            return ""
        if self.unit in ("share", "ratio", "points"):
            if self.same(given / 100, value) or _rounded(given, 100 * value):
                return f"a percentage was given, give {form}."
            if self.same(given * 100, value) or _rounded(given, value / 100):
                return f"a fraction was given, give {form}."
        for unit, seconds in SECONDS.items():
            other = value * SECONDS.get(self.unit, math.nan) / seconds
            if unit != self.unit and math.isclose(given, other, rel_tol=0.002):
                return f"that is in {unit}, give {form}."
        return ""


@dataclass(frozen=True)
class Choice:
    """One of a few words, with a hint for each that is wrong."""

    value: str
    wrong: Mapping[str, str]

    def hint(self, given: object) -> str:
        """Nothing if the answer is right, else the hint for that word."""
        given = _single(given)
        word = str(given).strip().lower()
        if word == self.value:
            return ""
        unknown = f"“{given}” is none of the words: {', '.join(self.words())}."
        return self.wrong.get(word, unknown)

    def words(self) -> list[str]:
        """All words that can be chosen, in an order that gives nothing away."""
        return sorted({self.value, *self.wrong})


@dataclass(frozen=True)
class Names:
    """A set of names, in any order."""

    value: frozenset[str]
    of: str

    def hint(self, given: object) -> str:
        """Nothing if exactly these names were given, else how many are missing or too many."""
        if isinstance(given, str):
            given = [given]
        if not isinstance(given, Iterable):
            return f'Give a list of {self.of}, such as ["Ada", "Ben"].'
        names = {str(name).strip() for name in given}
        if names == self.value:
            return ""
        extra, missing = len(names - self.value), len(self.value - names)
        parts = []
        if extra:
            parts.append(f"{extra} {'name' if extra == 1 else 'names'} should not be in the list")
        if missing:
            parts.append(f"{missing} {'is' if missing == 1 else 'are'} missing")
        return f"Not yet: {' and '.join(parts)}."


@dataclass(frozen=True)
class Example:
    """Something that the student makes up in a given form: ``judge`` returns what it still lacks."""

    judge: Callable[[Any], str]
    form: str

    def hint(self, given: object) -> str:
        """Nothing if the example does what was asked, else what it lacks."""
        try:
            return self.judge(given)
        except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
            return f"The answer has another form than was asked for. Give {self.form}."


Answer = Number | Choice | Names | Example


def _single(given: object) -> object:
    """The one element of a Series, an array or a list; anything else as it is."""
    if isinstance(given, pd.Series | pd.DataFrame | np.ndarray | list | tuple):
        parts = np.asarray(given).ravel()
        if len(parts) == 1:
            return parts[0].item() if isinstance(parts[0], np.generic) else parts[0]
    return given


def _rounded(given: float, value: float) -> bool:
    """Whether a number is this value with fewer digits, and still says something of its size."""
    return (
        given != 0
        and abs(given - value) < 0.21 * abs(value)
        and any(math.isclose(given, round(value, digits)) for digits in range(5))
    )


def _as_number(given: object) -> float | str:
    """The answer as a number, or what stands in the way."""
    given = _single(given)
    if isinstance(given, pd.Series | pd.DataFrame | np.ndarray | list | tuple):
        return f"Give one number, not {np.asarray(given).size}."
    if isinstance(given, str):
        return "Give a number, without quotes and without a percent sign."
    if isinstance(given, Decimal):
        given = float(given)
    if callable(given):
        return "That is a function that was not called: put () after it, and give the number that comes back."
    if given is pd.NA or given is pd.NaT:
        given = math.nan
    if isinstance(given, bool | np.bool_) or not isinstance(given, numbers.Real):
        return "Give a number."
    if math.isnan(given):
        return "That is not a number (nan): something was divided by 0, or a row has no value."
    if math.isinf(given):
        return "That is infinite: something was divided by 0."
    return float(given)
